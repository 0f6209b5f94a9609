"""The templates: each lints clean, has what its page needs, and becomes a starter without invented names."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import Run

from followup_lint import starters
from followup_lint.engine import Settings, lint
from followup_lint.readers import read
from followup_lint.ruleset import Ruleset, shipped
from followup_lint.source import Source
from followup_lint.templatepages import index, page

SHELF = starters.shelf(Path(__file__).parent.parent / "content" / "templates")
each = pytest.mark.parametrize("template", SHELF, ids=lambda template: template.name)


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return shipped()


def findings(text: str, ruleset: Ruleset) -> list[str]:
    (report,) = lint([read(Source("draft.md", text))], ruleset, Settings(profile=("seed",)))
    return [f"{f.start.line} {f.code} {f.message}" for f in report.findings]


def test_the_library_has_every_kind_and_channel() -> None:
    assert len(SHELF) >= 22
    assert {"thank-you", "nudge", "urgent-reply", "extra-info", "extension-reply", "closing-note"} <= {
        t.kind for t in SHELF
    }
    assert {"email", "letter", "handwritten", "phone", "voicemail", "message"} == {t.channel for t in SHELF}


@each
def test_a_template_lints_clean_notes_included(template: starters.Template, ruleset: Ruleset) -> None:
    assert findings(template.source, ruleset) == []


@each
def test_a_template_has_what_its_page_needs(template: starters.Template) -> None:
    assert template.title and template.summary.endswith(".")
    assert len(template.values["adapt"]) == 3
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", template.name)
    for invented in template.values.get("blanks") or {}:
        assert starters.starter(template).count(starters._shown(invented)) >= 1, invented


@each
def test_a_starter_keeps_no_invented_name(template: starters.Template) -> None:
    text = starters.starter(template)
    sender, company = template.values["sender"]["name"], template.values["company"]
    people = [starters._name(person) for person in template.values["interviewers"]]
    for name in (sender, company, *people, *(part for person in people for part in person.split())):
        assert not re.search(rf"\b{re.escape(name)}\b", text), name
    assert yaml.safe_load(text.split("---\n")[1])["kind"] == template.kind


@each
def test_a_starter_is_flagged_until_it_is_filled(template: starters.Template, ruleset: Ruleset) -> None:
    if "STR004" not in ruleset.by_name:
        pytest.skip("no rule STR004")
    assert any(" STR004 " in found for found in findings(starters.starter(template), ruleset))


@each
def test_a_library_template_lints_clean(template: starters.Template, ruleset: Ruleset) -> None:
    """With `--template` the placeholders are declared, so that a team can keep the file as it is."""
    worst = [found for found in findings(starters.starter(template, library=True), ruleset) if " STR004 " in found]
    assert worst == []


def test_a_page_shows_the_note_alone_in_what_is_copied() -> None:
    template = starters.find("first-thank-you-email")
    shown = page(template, None)
    (copied,) = re.findall(r'<pre class="note" id="note"[^>]*>(.*?)</pre>', shown, re.DOTALL)
    assert copied == template.note
    assert "adapt:" not in shown
    assert all(f'href="{one.name}/"' in index(SHELF) for one in SHELF)


# -- `followup-lint new` ------------------------------------------------------------------------------------------


def test_new_prints_a_starter(lint: Callable[..., Run]) -> None:
    run = lint("new", "thank-you-letter")
    assert run.code == 0 and "Dear [Dr or Ms] [Last name]," in run.out


def test_new_writes_a_file_and_never_over_one(lint: Callable[..., Run], tmp_path: Path) -> None:
    assert lint("new", "nudge", "a.md").code == 0
    (tmp_path / "a.md").write_text("mine", encoding="utf-8")
    run = lint("new", "nudge", "a.md")
    assert (run.code, run.out) == (2, "") and "never" not in run.err and "is left as it is" in run.err
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "mine"


def test_new_names_the_nearest_kind(lint: Callable[..., Run]) -> None:
    run = lint("new", "thankyou-letter")
    assert run.code == 2 and "did you mean 'thank-you-letter'" in run.err


def test_new_lists_all(lint: Callable[..., Run]) -> None:
    out = lint("new", "--list").out
    assert all(template.name in out and template.title in out for template in SHELF)

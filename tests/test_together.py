"""Options and inputs together: applications with fixes, baselines with fixes, settings by file, drafts named one by one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Run

Lint = Callable[..., Run]

NOTE = """---
kind: thank-you
to: [{name}]
---
Dear {first},

Thank you for your time on Tuesday. {detail} I remain very interested in the data analyst role.{more}

Kind regards,
Ana Ruiz
"""
APPLICATION = """company: Northgate Water
role: data analyst
sender: Ana Ruiz
interviewers: [Priya Okafor, Tom Reyes]
interviews: [{date: 2026-03-03, with: [Priya Okafor, Tom Reyes]}]
send: 2026-03-05
"""
DETAILS = {
    "Priya Okafor": "Your account of the leaks below the old town stayed with me on the way home.",
    "Tom Reyes": "The tour of the pumps made plain why nobody there reads a gauge twice.",
}


def note(name: str, more: str = "") -> str:
    return NOTE.format(name=name, first=name.split()[0], detail=DETAILS[name], more=more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An application with a note to each of two people."""
    (tmp_path / "application.yml").write_text(APPLICATION, encoding="utf-8")
    for name in DETAILS:
        (tmp_path / f"{name.split()[0].lower()}.md").write_text(note(name), encoding="utf-8")
    return tmp_path


def test_a_draft_that_is_named_alone_is_judged_with_its_application(lint: Lint, folder: Path) -> None:
    whole = ["--format", "github", "--select", "SEQ"]
    assert lint(folder, *whole).out == ""
    assert lint(folder / "priya.md", *whole) == lint(folder, *whole)
    (folder / "tom.md").unlink()
    assert "SEQ004" in lint(folder, *whole).out
    assert "SEQ004" in lint(folder / "application.yml", *whole).out
    assert lint(folder / "priya.md", *whole).out == ""


def test_twins_are_told_of_the_draft_that_is_named(lint: Lint, folder: Path) -> None:
    (folder / "tom.md").write_text(note("Priya Okafor").replace("Priya Okafor", "Tom Reyes").replace("Priya", "Tom"))
    out = lint(folder / "tom.md", "--format", "github", "--select", "SEQ005").out
    assert out.count("SEQ005") == 1
    assert "tom.md" in out.split(",")[0]


def test_one_application_spelt_two_ways_is_one(lint: Lint, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "application.yml").write_text(APPLICATION + "compny: Aldgate\n", encoding="utf-8")
    out = lint("priya.md", "./tom.md", "./application.yml", "--format", "github").out
    assert out.count("FMT001") == 1


def test_fixes_know_the_application(lint: Lint, folder: Path) -> None:
    shared = APPLICATION + "register: casual\nchannel: handwritten\n"
    (folder / "application.yml").write_text(shared, encoding="utf-8")
    link = "\n\n<!-- followup-lint: ignore[CHN005] she asked for it -->\nMy page is www.example.org/ana, as you asked!"
    (folder / "priya.md").write_text(note("Priya Okafor", link), encoding="utf-8")
    before = (folder / "priya.md").read_bytes()
    assert "FMT005" not in lint(folder, "--info").out
    lint(folder, "--fix")
    assert (folder / "priya.md").read_bytes() == before


@pytest.mark.parametrize("named", ["priya.md", "."])
def test_settings_by_file_hold_inside_an_application(lint: Lint, folder: Path, named: str) -> None:
    (folder / "priya.md").write_text(note("Priya Okafor", " I really need this job!!"), encoding="utf-8")
    (folder / "followup-lint.toml").write_text('[per-file."priya.md"]\nignore = ["TON"]\n', encoding="utf-8")
    assert "TON013" in lint(folder / named, "--isolated").out
    assert "TON" not in lint(folder / named, "--config", folder / "followup-lint.toml").out


def test_the_command_line_wins_over_settings_by_file(lint: Lint, folder: Path) -> None:
    config = folder / "followup-lint.toml"
    config.write_text('[per-file."*.md"]\nprofile = "thanks-only"\n', encoding="utf-8")
    only = ["--select", "CON004", "--info", "--config", config]
    (folder / "application.yml").unlink()
    assert "CON004" not in lint(folder / "priya.md", *only).out
    assert "CON004" in lint(folder / "priya.md", *only, "--profile", "strict").out


@pytest.mark.parametrize("setting", ['profile = "nosuch"', 'ignore = ["NOS001"]'])
def test_a_slip_in_settings_by_file_is_told_before_any_draft(lint: Lint, folder: Path, setting: str) -> None:
    (folder / "followup-lint.toml").write_text(f'[per-file."x/*"]\n{setting}\n', encoding="utf-8")
    run = lint(folder, "--config", folder / "followup-lint.toml")
    assert (run.code, run.out, run.err.count("\n")) == (2, "", 1)


@pytest.mark.parametrize("lone", [True, False])
def test_a_profile_that_does_not_exist_costs_one_draft(lint: Lint, folder: Path, lone: bool) -> None:
    if lone:
        (folder / "application.yml").unlink()
    (folder / "priya.md").write_text(note("Priya Okafor").replace("kind:", "profile: sede\nkind:"), encoding="utf-8")
    (folder / "tom.md").write_text(note("Tom Reyes", " I need an answer by Friday."), encoding="utf-8")
    run = lint(folder)
    assert run.code == 2
    assert "priya.md:2: there is no profile" in run.err
    assert "TON005" in run.out


def test_a_profile_of_an_application_that_does_not_exist_is_told_once(lint: Lint, folder: Path) -> None:
    (folder / "application.yml").write_text("profile: sede\n" + APPLICATION, encoding="utf-8")
    run = lint(folder)
    assert run.code == 2
    assert run.err.count("\n") == 1
    assert "application.yml:1: there is no profile" in run.err


def test_diff_tells_what_it_cannot_read(lint: Lint, tmp_path: Path) -> None:
    run = lint(tmp_path / "nothing.md", "--diff")
    assert (run.code, run.out) == (2, "")
    assert "does not exist" in run.err
    assert lint(tmp_path, "--diff").code == 2


@pytest.mark.parametrize("option", ["--fix", "--diff", "--unsafe-fixes"])
def test_standard_input_is_not_fixed(lint: Lint, option: str) -> None:
    run = lint("-", option)
    assert run.code == 2
    assert "standard input cannot be fixed" in run.err


def test_fixes_leave_what_the_baseline_knows(lint: Lint, folder: Path) -> None:
    draft = folder / "priya.md"
    draft.write_text(note("Priya Okafor", " I saw the the pumps."), encoding="utf-8")
    known = folder / "known.json"
    assert lint(folder, "--write-baseline", known).code == 0
    draft.write_text(draft.read_text("utf-8").replace("the pumps.", "the pumps and and hoses."), encoding="utf-8")
    before = draft.read_text("utf-8")
    lint(folder, "--baseline", known, "--fix")
    after = draft.read_text("utf-8")
    assert (before.count("and and"), after.count("and and")) == (1, 0)
    draft.write_text(note("Priya Okafor", " I saw the the pumps."), encoding="utf-8")
    lint(folder, "--baseline", known, "--fix")
    assert "the the" in draft.read_text("utf-8")


@pytest.mark.parametrize(
    ("condition", "there"),
    [
        ("{send: {before: 2026-03-15}}", False),
        ("{send: {before: '2026-03-01'}}", True),
        ("{send: {after: '@decision_expected'}}", True),
        ("{company: {above: 10}}", True),
    ],
)
def test_a_rule_of_ones_own_compares_dates_and_numbers(lint: Lint, folder: Path, condition: str, there: bool) -> None:
    (folder / "house.yml").write_text(
        f"rules:\n  - {{code: LEN002, severity: error, off_when: {condition}}}\n", encoding="utf-8"
    )
    (folder / "followup-lint.toml").write_text('rules = ["house.yml"]\n', encoding="utf-8")
    run = lint(folder / "priya.md", "--config", folder / "followup-lint.toml", "--select", "LEN002")
    assert run.err == ""
    assert ("LEN002" in run.out) == there


@pytest.mark.parametrize("condition", ["{send: {before: soon}}", "{send: {after: 3}}", "{company: {above: ten}}"])
def test_a_comparison_with_what_is_none_is_refused(lint: Lint, folder: Path, condition: str) -> None:
    (folder / "house.yml").write_text(f"rules:\n  - {{code: LEN002, off_when: {condition}}}\n", encoding="utf-8")
    (folder / "followup-lint.toml").write_text('rules = ["house.yml"]\n', encoding="utf-8")
    run = lint(folder, "--config", folder / "followup-lint.toml")
    assert (run.code, run.err.count("\n")) == (2, 1)
    assert "off_when" in run.err


def test_a_baseline_is_written_of_all_findings(lint: Lint, folder: Path) -> None:
    known = folder / "known.json"
    lint(folder, "--write-baseline", known)
    before = known.read_bytes()
    run = lint(folder, "--baseline", known, "--write-baseline", known)
    assert run.code == 2
    assert "leave --baseline" in run.err
    assert known.read_bytes() == before

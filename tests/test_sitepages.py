"""The site's pages written to disk, for a site that something else than MkDocs builds."""

import re
from collections.abc import Callable
from pathlib import Path

from conftest import Run

from followup_lint.rulepages.markdown import description
from followup_lint.ruleset import CHECKOUT, shipped


def test_the_pages_are_written_whole(lint: Callable[..., Run], tmp_path: Path) -> None:
    run = lint("pages", "out", "--base", "https://example.org/")
    assert (run.code, run.err) == (0, "")
    out = tmp_path / "out"
    by_hand = {path.relative_to(CHECKOUT) for path in CHECKOUT.rglob("*.md")}
    made = {Path(f"rules/{rule.code.lower()}.md") for rule in shipped().rules}
    made |= {Path(name) for name in ("rules/index.md", "templates/index.md", "sources.md", "clauses.md", "llms.txt")}
    assert {path.relative_to(out) for path in out.rglob("*") if path.is_file()} == by_hand | made
    for path in (out / name for name in by_hand if name.parts[0] != "templates"):
        assert not re.search(r"\{\{|<!-- (?!app:|followup-lint)", path.read_text("utf-8")), path
    assert "Checked by" in (out / "guide" / "when.md").read_text("utf-8")
    assert "https://example.org/guide/when/" in (out / "llms.txt").read_text("utf-8")


def test_nothing_is_overwritten(lint: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text("mine", "utf-8")
    run = lint("pages", ".")
    assert run.code == 2
    assert run.err == "followup-lint: . is not empty; name a new folder, so that nothing of yours is overwritten\n"
    assert [path.name for path in tmp_path.iterdir()] == ["mine.md"]


def test_a_page_is_described_by_its_lead() -> None:
    text = "# When\n\nWait [two days](x.md), **then** write. Not `before`.\n{ .lead }\n\nMore.\n"
    assert description(text) == "Wait two days, then write. Not before."
    assert description(text, most=30) == "Wait two days, then write."
    assert description("# When\n\nNo lead.\n") == ""

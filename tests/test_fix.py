"""Fixes, baseline and changed lines: nothing of the user's is lost."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from followup_lint import fix, replace
from followup_lint.errors import UnreadableInput
from followup_lint.finding import Edit
from followup_lint.source import Span
from tests.conftest import GOOD, Run

Lint = Callable[..., Run]
LOUD = GOOD.replace("the role.", "the role!!")


@pytest.mark.parametrize(
    "data",
    [
        LOUD.encode(),
        LOUD.replace("\n", "\r\n").encode(),
        ("\ufeff" + LOUD).encode(),
        ("\ufeff" + LOUD).encode("utf-16-le"),
        LOUD.replace("Okafor", "Okafor-\U0001f600"[:7] + "ğ").encode(),
    ],
)
def test_safe_fixes_keep_encoding_mark_line_ends_and_mode(lint: Lint, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "loud.md"
    path.write_bytes(data)
    path.chmod(0o640)
    mark = "!!".encode("utf-16-le") if b"!\0" in data else b"!!"
    assert lint("--diff", path).out.count("\n+") == 2
    assert path.read_bytes() == data
    run = lint("--fix", path)
    assert path.read_bytes() == data.replace(mark, mark[: len(mark) // 2])
    assert path.stat().st_mode & 0o777 == 0o640
    assert "Fixed 1 draft." in run.err
    assert [entry.name for entry in tmp_path.iterdir()] == ["loud.md"]


def test_a_link_stays_a_link(lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text(LOUD, encoding="utf-8")
    (tmp_path / "link.md").symlink_to("real.md")
    lint("--fix", tmp_path / "link.md")
    assert (tmp_path / "link.md").is_symlink()
    assert "!!" not in (tmp_path / "real.md").read_text("utf-8")


def test_a_file_that_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"new")
    with pytest.raises(UnreadableInput, match="changed while it was being fixed"):
        replace.write(str(path), b"fixed", expected=b"old")
    assert path.read_bytes() == b"new"


def test_edits_are_applied_in_one_go() -> None:
    assert fix.apply("abcdef", [Edit(Span(0, 1), ""), Edit(Span(2, 4), "X")]) == "bXef"


KILLED = """
import os, sys, threading, time
from followup_lint import replace
threading.Timer(float(sys.argv[2]), lambda: os._exit(9)).start()
while True:
    replace.write(sys.argv[1], b"a" * 300_000)
    replace.write(sys.argv[1], b"b" * 300_000)
"""


@pytest.mark.parametrize("moment", [0.05, 0.11, 0.17, 0.23])
def test_a_killed_process_leaves_the_old_file_or_the_new_one(tmp_path: Path, moment: float) -> None:
    path = tmp_path / "draft.md"
    path.write_bytes(b"a" * 300_000)
    subprocess.run([sys.executable, "-c", KILLED, str(path), str(moment)], cwd=Path(__file__).parent.parent)
    assert path.read_bytes() in (b"a" * 300_000, b"b" * 300_000)


def test_baseline_survives_edits_elsewhere(lint: Lint, bad: Path, tmp_path: Path) -> None:
    known = tmp_path / "known.json"
    assert lint("--write-baseline", known, bad).code == 0
    assert lint("--baseline", known, bad).code == 0
    text = bad.read_text("utf-8")
    bad.write_text(text.replace("Thank you for", "A line more.\n\nThank you for"), encoding="utf-8")
    assert lint("--baseline", known, bad).code == 0
    bad.write_text(text.replace("the role.", "the role. I expect a reply now."), encoding="utf-8")
    assert lint("--baseline", known, bad).code == 1
    known.write_text("[]", encoding="utf-8")
    assert "is no baseline" in lint("--baseline", known, bad).err


def git(folder: Path, *arguments: str) -> None:
    identity = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def test_changed_since_reports_new_lines_only(lint: Lint, bad: Path) -> None:
    git(bad.parent, "init", "-q")
    git(bad.parent, "add", ".")
    git(bad.parent, "commit", "-qm", "first")
    assert lint("--changed-since", "HEAD", bad).code == 0
    text = bad.read_text("utf-8")
    bad.write_text(text.replace("the role.", "the role.\nI expect a reply now.\n"), encoding="utf-8")
    run = lint("--changed-since", "HEAD", "--format", "json", bad)
    assert [f["start"]["line"] for f in run.json["drafts"][0]["findings"]] == [
        bad.read_text("utf-8").split("\n").index("I expect a reply now.") + 1
    ]
    new = bad.parent / "new.md"
    new.write_text(text, encoding="utf-8")
    assert lint("--changed-since", "HEAD", new).code == 1
    assert "git says" in lint("--changed-since", "nosuch", bad).err
    assert "is no revision" in lint("--changed-since", "--output=x", bad).err


@pytest.mark.parametrize(
    ("request_", "options", "unused"),
    [
        ("TON005", (), []),
        ("TON013", (), ["FMT005"]),
        ("TON013", ("--select", "FMT"), []),
        ("tone", ("--select", "FMT,TON013"), []),
        ("TON013", ("--ignore", "TON013"), []),
        ("TIM001", (), []),
        ("TIM001", ("--fact", "send=2026-03-06", "--fact", "interviews=[2026-03-03]"), ["FMT005"]),
        ("SEQ005", (), []),
        ("nosuch", (), ["FMT005"]),
        ("nosuch", ("--select", "FMT"), ["FMT005"]),
    ],
)
def test_a_suppression_is_unused_only_where_its_rules_were_asked(
    lint: Lint, bad: Path, request_: str, options: tuple[str, ...], unused: list[str]
) -> None:
    text = f"<!-- followup-lint: ignore-file[{request_}] agreed -->\n" + bad.read_text("utf-8")
    bad.write_text(text, encoding="utf-8")
    assert [code for code in lint("--format", "json", *options, bad).codes if code == "FMT005"] == unused
    lint("--fix", *options, bad)
    assert ("ignore-file" in bad.read_text("utf-8")) == (not unused)


def test_suppressions(lint: Lint, bad: Path) -> None:
    text = bad.read_text("utf-8")
    for place, there in (
        (("I did not say", "<!-- followup-lint: ignore[TON005] agreed -->\nI did not say"), False),
        (("Dear Ms", "<!-- followup-lint: ignore-file[tone] -->\nDear Ms"), False),
        (("Dear Ms", "<!-- followup-lint: ignore[TON005] -->\nDear Ms"), True),
        (("Dear Ms", "---\nlint: {ignore: [tone.pressure]}\n---\n\nDear Ms"), False),
    ):
        bad.write_text(text.replace(*place), encoding="utf-8")
        codes = lint("--format", "json", bad).codes
        assert ("TON005" in codes) == there, place
        assert ("FMT005" in codes) == there, "one that silences nothing is reported"
    assert os.path.exists(bad)

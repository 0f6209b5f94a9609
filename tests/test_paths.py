"""Files and folders: what vanishes, loops, leads away, cannot be read or written or is no file costs one line at most."""

import os
import socket
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from followup_lint import discover
from followup_lint.cli import complain
from followup_lint.engine import Settings
from followup_lint.errors import FollowupLintError, UnreadableInput
from followup_lint.limits import TEXT_BYTES
from followup_lint.replace import write
from followup_lint.report.table import FORMATS
from followup_lint.run import facts_beside, gather, run
from tests.checking import rules
from tests.conftest import BAD, Run

Lint = Callable[..., Run]
POSIX = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes, sockets and users here")


@pytest.fixture
def nobody() -> Iterator[Path]:
    """A folder of a user who may not read everything: that user is root's stand-in while the test runs."""
    folder = Path(tempfile.mkdtemp(prefix="followup-lint-"))
    was_root = os.geteuid() == 0
    if was_root:
        os.chown(folder, 65534, 65534)
        os.seteuid(65534)
    try:
        yield folder
    finally:
        if was_root:
            os.seteuid(0)
        for path in sorted(folder.rglob("*"), reverse=True):
            path.chmod(0o700)
            path.rmdir() if path.is_dir() else path.unlink()
        folder.rmdir()


@POSIX
def test_what_may_not_be_read_is_one_line_each_and_the_rest_is_linted(
    nobody: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (nobody / "shut").mkdir(mode=0)
    for name in ("a.md", "b.md"):
        (nobody / name).write_text(BAD, encoding="utf-8")
    (nobody / "b.md").chmod(0)
    errors: list[FollowupLintError] = []
    inputs = gather([str(nobody)], (), errors)
    assert [str(error) for error in errors] == [
        f"{nobody}/shut: cannot be read (Permission denied); check its permissions"
    ]
    done, error = run(inputs, rules(), lambda path: Settings())
    assert not isinstance(done, FollowupLintError) and done.findings
    assert str(error) == f"{nobody}/b.md: cannot be read (Permission denied); check the path and its permissions"


@POSIX
def test_pipes_and_sockets_in_a_folder_are_reported_and_not_waited_for(lint: Lint, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    os.mkfifo(tmp_path / "pipe.bin")
    (tmp_path / "zero.md").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server:
        os.chdir(tmp_path)  # a socket's path must be short
        server.bind("socket.md")
        done = lint(tmp_path)
    lines = sorted(done.err.splitlines())
    assert done.code == 2 and len(lines) == 3
    assert (
        "pipe.md: is no file" in lines[0] and "socket.md: is no file" in lines[1] and "zero.md: is a link" in lines[2]
    )


@POSIX
def test_pipes_and_devices_that_are_named_are_read_as_far_as_a_draft_goes(lint: Lint, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert lint("--format", "json", tmp_path / "pipe.md").json["drafts"][0]["words"] == 0
    assert len(discover.read_bytes("/dev/zero")) == TEXT_BYTES + 1
    done = lint("/dev/zero")
    assert done.code == 2 and "longer than 250,000" in done.err
    first, second = os.pipe()
    os.write(second, BAD.encode())
    os.close(second)
    assert discover.read_bytes(f"/dev/fd/{first}") == BAD.encode()
    os.close(first)


def test_links_out_of_a_folder_are_reported_and_not_read(lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "secret" / "application.yml").write_text("company: Northgate\n", encoding="utf-8")
    drafts = tmp_path / "drafts"
    (drafts / "sent").mkdir(parents=True)
    (drafts / "a.md").write_text(BAD, encoding="utf-8")
    (drafts / "b.md").symlink_to("a.md")
    (drafts / "key.md").symlink_to(tmp_path / "secret" / "key.md")
    (drafts / "folder").symlink_to(tmp_path / "secret")
    (drafts / "notes.pdf").symlink_to(tmp_path / "secret" / "key.md")
    (drafts / "application.yml").symlink_to(tmp_path / "secret" / "application.yml")
    done = lint("--format", "json", drafts)
    assert done.code == 2 and done.err.count("is a link out of the folder") == len(done.err.splitlines()) == 4
    assert sorted(Path(draft["path"]).name for draft in done.json["drafts"]) == ["a.md", "b.md"]
    assert all("company" not in draft["facts"] for draft in done.json["drafts"])
    assert lint(drafts / "key.md").code == 2  # its application.yml still leads away
    (drafts / "application.yml").unlink()
    assert lint(drafts / "key.md").code == 1


def test_sent_messages_that_lead_away_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "out.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "in" / "sent").mkdir(parents=True)
    (tmp_path / "in" / "sent" / "a.md").symlink_to(tmp_path / "out.md")
    (tmp_path / "in" / "sent" / "b.md").write_text(BAD, encoding="utf-8")
    found = discover.sent_messages(str(tmp_path / "in" / "application.yml"))
    assert [Path(path).name for path in found] == ["b.md"]


def test_a_folder_of_sent_messages_that_leads_away_is_not_read(tmp_path: Path) -> None:
    for name in ("in", "out"):
        (tmp_path / name).mkdir()
    (tmp_path / "out" / "a.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "in" / "sent").symlink_to(tmp_path / "out")
    assert discover.sent_messages(str(tmp_path / "in" / "application.yml")) == ()


def test_an_application_that_leads_away_is_behind_no_draft(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out.yml").write_text("company: Aldgate\n", encoding="utf-8")
    (tmp_path / "in" / "application.yml").symlink_to(tmp_path / "out.yml")
    assert facts_beside(str(tmp_path / "in" / "a.md")) is None


def test_links_that_lead_round_are_not_followed(lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.md").write_text(BAD, encoding="utf-8")
    (tmp_path / "in" / "up").symlink_to(tmp_path)
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    errors: list[FollowupLintError] = []
    found = gather([str(tmp_path)], (), errors)
    assert [Path(path).name for path in found.lone].count("a.md") == 1
    done = lint(tmp_path)
    assert done.code in (1, 2) and "Traceback" not in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
@pytest.mark.parametrize("name", ["a\nb.md", "\x1b[2J.md", "\u202e.md", "-f.md", "é.md", b"\xff.md"])
def test_names_cannot_speak_to_the_terminal(lint: Lint, tmp_path: Path, name: str | bytes) -> None:
    path = os.path.join(os.fsencode(tmp_path), os.fsencode(name))
    try:
        Path(os.fsdecode(path)).write_text(BAD, encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes no such name")
    for form in FORMATS:
        done = lint("--format", form, tmp_path)
        assert done.code == 1 and "\x1b" not in done.out + done.err and done.err == "", form
        assert "a\nb.md" not in done.out or form in ("junit", "html"), form  # there a line break is a space


def test_errors_about_hostile_names_are_one_plain_line(capsys: pytest.CaptureFixture[str]) -> None:
    complain(UnreadableInput("is gone", path="a\n\x1b[2J\u202eb.md"))
    line = capsys.readouterr().err
    assert line.count("\n") == 1 and "\x1b" not in line and "\u202e" not in line


def test_a_file_that_vanishes_before_it_is_read_is_an_error_of_its_own(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(BAD, encoding="utf-8")
    inputs = gather([str(tmp_path)], (), [])
    (tmp_path / "a.md").unlink()
    first, second = run(inputs, rules(), lambda path: Settings())
    assert isinstance(first, UnreadableInput) and not isinstance(second, FollowupLintError)


def test_a_twin_that_vanishes_after_it_was_read_costs_nothing(tmp_path: Path) -> None:
    head = "---\nkind: thank-you\nsender: Ana Ruiz\ncompany: Northgate\nrole: analyst\ninterviewers: [%s]\n---\n\n"
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(head % name + BAD.rpartition("---")[2], encoding="utf-8")
    results = run(gather([str(tmp_path)], (), []), rules(), lambda path: Settings())
    next(results)
    (tmp_path / "a.md").unlink()
    assert len(list(results)) == 1


def test_a_folder_that_vanishes_while_it_is_searched_is_one_line(tmp_path: Path) -> None:
    errors: list[FollowupLintError] = []
    list(discover._walk(str(tmp_path / "gone"), (), errors.append, frozenset(), str(tmp_path)))
    assert len(errors) == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no device that is always full")
def test_a_full_disk_is_one_line_and_the_device_stays(lint: Lint, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(BAD, encoding="utf-8")
    done = lint("--output", "/dev/full", path)
    assert done.code == 2 and "No space left" in done.err and "Traceback" not in done.err
    assert stat.S_ISCHR(os.stat("/dev/full").st_mode)


def test_a_disk_that_fills_up_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "a.md"
    path.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UnreadableInput, match="as it was"):
        write(str(path), b"new")
    assert path.read_bytes() == b"old" and os.listdir(tmp_path) == ["a.md"]


@POSIX
def test_a_baseline_knows_drafts_whose_names_are_no_text(lint: Lint, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in (b"\xff.md", b"a\nb.md", b"\x1b.md"):
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path / "in"), name))).write_text(BAD, encoding="utf-8")
    assert lint("--write-baseline", tmp_path / "known.json", tmp_path / "in").code == 0
    assert lint("--baseline", tmp_path / "known.json", tmp_path / "in").code == 0


def _shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    linter = f"{sys.executable} -m followup_lint"
    return subprocess.run(
        ["sh", "-c", command.replace("followup-lint", linter)], cwd=folder, capture_output=True, text=True, timeout=60
    )


@POSIX
def test_a_current_folder_that_was_deleted_is_one_line(tmp_path: Path) -> None:
    done = _shell("mkdir gone && cd gone && rmdir ../gone && followup-lint check .", tmp_path)
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "current folder" in done.stderr


@POSIX
@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&-"])
def test_a_closed_standard_stream_is_no_trouble(tmp_path: Path, closed: str) -> None:
    (tmp_path / "a.md").write_text(BAD, encoding="utf-8")
    done = _shell(f"followup-lint check a.md {closed}", tmp_path)
    assert done.returncode == 1 and "a bug" not in done.stdout + done.stderr
    assert bool(done.stdout) == (">&-" not in closed.replace("2>&-", ""))

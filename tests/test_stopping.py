"""Ctrl-C at a terminal: the run ends at once with what is done, and leaves no process and no half-written file."""

import json
import os
import re
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import BAD

pty = pytest.importorskip("pty", reason="no terminals of this kind here")

PATIENCE = 60
"""Seconds after which a run that does not end has failed; it is no measure of speed."""

SLOW = "Thank you for showing me the depot. I liked how the crews plan their week.\n" * 6_000
"""A draft of half a megabyte, which takes seconds."""


class Terminal:
    """A run of the linter at a terminal of its own."""

    def __init__(self, folder: Path, *arguments: object) -> None:
        self.shown = ""
        self.process, self.screen = pty.fork()
        if not self.process:
            os.chdir(folder)
            os.execv(sys.executable, [sys.executable, "-m", "followup_lint", *map(str, arguments)])

    def until(self, done: Callable[[str], bool]) -> str:
        """Read the screen until it shows something, or the program has ended."""
        last = time.monotonic() + PATIENCE
        while not done(self.shown):
            assert time.monotonic() < last, self.shown[-2000:]
            if select.select([self.screen], [], [], 0.2)[0]:
                try:
                    read = os.read(self.screen, 65536)
                except OSError:  # the other end is closed
                    read = b""
                if not read:
                    break
                self.shown += read.decode("utf-8", "replace")
        return self.shown

    def press(self, key: bytes) -> None:
        os.write(self.screen, key)

    def end(self) -> int:
        """Read to the end and return the exit code."""
        self.until(lambda shown: False)
        os.close(self.screen)
        return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])


def workers_of(process: int) -> list[int]:
    """The processes of a run, itself included: those in its session."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, session = entry.read_text().rpartition(") ")[2].split()[:4]
        except OSError:
            continue
        if int(session) == process and state not in "ZX":
            found.append(int(entry.parent.name))
    return found


def gone(process: int) -> bool:
    last = time.monotonic() + PATIENCE
    while workers_of(process):
        if time.monotonic() > last:
            return False
        time.sleep(0.05)
    return True


@pytest.fixture
def drafts(tmp_path: Path) -> Path:
    """A folder of many drafts, of which the last takes long."""
    (tmp_path / "in").mkdir()
    for number in range(450):
        (tmp_path / "in" / f"{number:03}.md").write_text(BAD, encoding="utf-8")
    for number in range(8):
        (tmp_path / "in" / f"z{number}.md").write_text(SLOW, encoding="utf-8")
    return tmp_path / "in"


def started(shown: str) -> bool:
    """Whether the bar shows that drafts are done."""
    return any(int(number) >= 50 for number in re.findall(r"(\d+)%", shown))


@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_at_once_with_what_is_done(drafts: Path, jobs: int) -> None:
    run = Terminal(drafts.parent, "check", "--isolated", "--jobs", jobs, "in")
    run.until(started)
    assert "Checking" in run.shown and "TON005" not in run.shown
    run.press(b"\x03")
    assert run.end() == 130
    below = run.shown[run.shown.index("^C") :]
    assert "TON005" in below and "drafts:" in below
    assert re.search(r"followup-lint: stopped after \d+ drafts\r\n\Z", run.shown)
    assert "Traceback" not in run.shown and "Error" not in run.shown
    assert gone(run.process)


@pytest.mark.slow
@pytest.mark.parametrize("option", ["--output", "--write-baseline"])
def test_a_file_is_left_as_it_was(drafts: Path, option: str) -> None:
    kept = drafts.parent / "kept"
    kept.write_text("old", encoding="utf-8")
    run = Terminal(drafts.parent, "check", "--isolated", option, "kept", "in")
    run.until(started)
    run.press(b"\x03")
    assert run.end() == 130
    assert "kept is left as it was" in run.shown and "Traceback" not in run.shown
    assert kept.read_text(encoding="utf-8") == "old"


@pytest.mark.slow
def test_a_report_for_programs_is_whole_when_it_is_stopped(drafts: Path) -> None:
    command = [sys.executable, "-m", "followup_lint", "check", "--isolated", "--format", "json", "--jobs", "1", "in"]
    with subprocess.Popen(command, cwd=drafts.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        time.sleep(2)  # any moment will do
        run.send_signal(signal.SIGINT)
        out, err = run.communicate(timeout=PATIENCE)
    assert run.returncode == 130 and b"stopped" in err and b"Traceback" not in err
    assert not out or isinstance(json.loads(out)["drafts"], list)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no list of processes")
def test_workers_end_with_a_parent_that_was_killed(drafts: Path) -> None:
    run = Terminal(drafts.parent, "check", "--isolated", "--jobs", 2, "in")
    run.until(started)
    assert len(workers_of(run.process)) >= 3
    os.kill(run.process, signal.SIGKILL)
    assert run.end() == -signal.SIGKILL
    assert gone(run.process)


def test_no_bar_is_drawn_for_a_few_drafts_or_into_a_file(drafts: Path) -> None:
    for path in drafts.glob("z*"):
        path.unlink()
    few = Terminal(drafts.parent, "check", "--isolated", "in/000.md")
    assert few.end() == 1 and "Checking" not in few.shown and "TON005" in few.shown
    command = [sys.executable, "-m", "followup_lint", "check", "--isolated", "in"]
    run = subprocess.run(command, cwd=drafts.parent, capture_output=True, text=True, timeout=PATIENCE)
    assert run.returncode == 1 and run.stderr == "" and "Checking" not in run.stdout

"""Whatever stops a run while it writes, SIGKILL or a full disk: the old file or the new one, and the next run works."""

import json
import os
import random
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import BAD
from tests.test_docs import environment

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
LOUD = BAD.replace("the role.", "the role!!")

KILLER = """
import json, os, signal, sys
from followup_lint import cli, replace

def hook(event, args):
    if hook.left is not None:
        hook.left -= 1
        if hook.left < 0:
            hook.left = None
            os.kill(os.getpid(), signal.SIGKILL)

def watched(*given, **named):
    hook.left = moment
    try:
        write(*given, **named)
    finally:
        hook.left = None

def synced(handle):
    hook("fsync", ())
    sync(handle)

write, replace.write, hook.left, sync, os.fsync = replace.write, watched, None, os.fsync, synced
target, *arguments = sys.argv[1:]
old, ends, moment = open(target, "rb").read(), [], -1
while not ends or ends[-1][0]:
    moment += 1
    open(target, "wb").write(old)
    child = os.fork()
    if not child:
        sys.addaudithook(hook)
        sys.stdout = sys.stderr = open(os.devnull, "w")
        sys.argv = ["followup-lint", *arguments]
        cli.entry()
    status = os.waitpid(child, 0)[1]
    ends.append([os.WIFSIGNALED(status), open(target, "rb").read() == old])
print(json.dumps(ends))
"""
"""Runs the command line and kills it at the first step of its writing, at the second, and so on until it ends in peace.

A step is what the audit hook of Python sees (a file that is opened, renamed or whose mode is changed), and each fsync.
"""

CASES = {
    "--output": ("out.json", ["check", "drafts", "--format", "json", "--output", "out.json", "--jobs", "1"]),
    "--write-baseline": ("known.json", ["check", "drafts", "--write-baseline", "known.json", "--jobs", "1"]),
    "--fix": ("drafts/a.md", ["check", "drafts", "--fix", "--jobs", "1"]),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "a.md").write_text(LOUD, encoding="utf-8")
    (tmp_path / "out.json").write_text("old\n", encoding="utf-8")
    (tmp_path / "known.json").write_text("old\n", encoding="utf-8")
    return tmp_path


def run(folder: Path, *command: str, limit: int | None = None) -> subprocess.CompletedProcess[str]:
    def small() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [sys.executable, *command], cwd=folder, env=environment(), capture_output=True, text=True, preexec_fn=small
    )


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_a_kill_at_any_step_leaves_the_old_file_or_the_new_one(folder: Path, case: str) -> None:
    target, arguments = CASES[case]
    old = (folder / target).read_bytes()
    told = run(folder, "-c", KILLER, target, *arguments)
    assert told.returncode == 0, told.stderr
    ends = json.loads(told.stdout)
    assert len(ends) > 5, "the kills came while it wrote"
    assert [killed for killed, _ in ends] == [True] * (len(ends) - 1) + [False]
    assert ends[0] == [True, True] and ends[-1] == [False, False]
    new = (folder / target).read_bytes()
    if case != "--fix":
        assert json.loads(new)["version"] == 1
    (folder / target).write_bytes(old)  # and what the killed runs left lying about is in nobody's way
    litter = list(folder.rglob(".followup-lint-*"))
    assert litter
    for path in litter[1:]:
        os.utime(path, (0, 0))
    after = run(folder, "-m", "followup_lint", *arguments)
    assert "Traceback" not in after.stderr and "cannot" not in after.stderr
    assert (folder / target).read_bytes() == new
    assert list(folder.rglob(".followup-lint-*")) == litter[:1], "what was just written may be another run's"
    assert (
        json.loads(run(folder, "-m", "followup_lint", "check", "drafts", "-f", "json").stdout)["summary"]["drafts"] == 1
    )


@pytest.mark.parametrize("case", CASES)
def test_only_old_files_of_our_own_making_are_deleted(folder: Path, case: str) -> None:
    target, arguments = CASES[case]
    place = (folder / target).parent
    kept = [
        ".followup-lint-baseline", ".followup-lint-abcdefgh.tmp.md", ".followup-lint-ABCDEFGH.tmp", ".followup-lint-a.tmp", "followup-lint-abcdefgh.tmp",
        ".followup-lint-folderrr.tmp", ".followup-lint-linkkkkk.tmp", ".followup-lint-newwwwww.tmp",
    ]  # fmt: skip
    for name in [
        *kept[:5],
        ".followup-lint-newwwwww.tmp",
        ".followup-lint-ab_12345.tmp",
        ".followup-lint-zzzzzzzz.tmp",
    ]:
        (place / name).write_text("x")
    (place / ".followup-lint-folderrr.tmp").mkdir()
    (place / ".followup-lint-linkkkkk.tmp").symlink_to("a.md")
    for path in place.iterdir():
        if path.name != ".followup-lint-newwwwww.tmp":
            os.utime(path, (0, 0), follow_symlinks=False)
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / ".followup-lint-abcdefgh.tmp").write_text("x")
    assert run(folder, "-m", "followup_lint", *arguments).returncode in (0, 1)
    assert sorted(path.name for path in place.iterdir() if "followup-lint-" in path.name) == sorted(kept)
    assert list(elsewhere.iterdir())


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can give files away")
def test_leftovers_of_another_user_stay(folder: Path) -> None:
    other = folder / ".followup-lint-abcdefgh.tmp"
    other.write_text("x")
    os.chown(other, 65534, 65534)
    os.utime(other, (0, 0))
    run(folder, "-m", "followup_lint", *CASES["--output"][1])
    assert other.exists()


@pytest.mark.slow
def test_a_kill_at_a_random_time_leaves_the_old_file_or_the_new_one(folder: Path) -> None:
    whole = run(folder, "-m", "followup_lint", "check", "drafts", "-f", "html").stdout.encode()
    target = folder / "out.json"
    command = [sys.executable, "-m", "followup_lint", "check", "drafts", "-f", "html", "-o", str(target)]
    for seconds in random.Random(7).choices([n / 20 for n in range(1, 20)], k=6):
        target.write_bytes(b"old\n")
        started = subprocess.Popen(command, cwd=folder, env=environment())
        try:
            started.wait(seconds)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()
        assert target.read_bytes() in (b"old\n", whole)


@pytest.mark.parametrize("case", CASES)
def test_a_full_disk_is_one_line_and_keeps_the_old_file(folder: Path, case: str) -> None:
    target, arguments = CASES[case]
    old = (folder / target).read_bytes()
    told = run(folder, "-m", "followup_lint", *arguments, limit=40)
    assert told.returncode == 2
    assert told.stderr.count("\n") == 1
    assert f"{target}: cannot be written (File too large); it is as it was" in told.stderr
    assert (folder / target).read_bytes() == old
    assert not list(folder.rglob(".followup-lint-*"))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["check", "drafts"], ["check", "drafts", "-f", "json"], ["rules"]], ids=" ".join)
def test_a_full_standard_output_is_one_line(folder: Path, arguments: list[str]) -> None:
    with open("/dev/full", "w", encoding="utf-8") as full:
        told = subprocess.run(
            [sys.executable, "-m", "followup_lint", *arguments], cwd=folder, env=environment(), stdout=full,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert told.returncode == 2
    assert told.stderr == (
        "followup-lint: standard output cannot be written (No space left on device); make room and run again\n"
    )


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("option", ["--output", "--write-baseline"])
def test_a_device_without_room_is_one_line(folder: Path, option: str) -> None:
    told = run(folder, "-m", "followup_lint", "check", "drafts", option, "/dev/full")
    assert told.returncode == 2
    assert told.stderr == ("followup-lint: /dev/full: cannot be written (No space left on device); it is as it was\n")

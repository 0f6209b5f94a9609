"""Time the linter beside what it is built on, in one run, and print ratios (`make bench`).

Absolute figures hold for one machine on one day; the ratios are what to compare.
"""

import argparse
import compileall
import os
import platform
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import followup_lint
from bench.workload import write

PAGE = Path(__file__).parent.parent / "content" / "tool" / "speed.md"

FLOOR = (
    "import click, markdown_it, yaml, sys; text = open(sys.argv[1], encoding='utf-8').read();"
    "head, body = text[4:].split('---\\n', 1);"
    "yaml.load(head, getattr(yaml, 'CSafeLoader', yaml.SafeLoader)); markdown_it.MarkdownIt().parse(body)"
)
PARSE = (
    "import markdown_it, pathlib, sys, time; md = markdown_it.MarkdownIt();"
    "texts = [p.read_text('utf-8') for p in sorted(pathlib.Path(sys.argv[1]).iterdir())]; start = time.perf_counter();"
    "[md.parse(text) for text in texts]; print(time.perf_counter() - start)"
)


class OutOfTime(Exception):
    """The bound on the whole benchmark is reached."""


class Clock:
    """Runs commands as long as there is time."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    def timed(self, command: list[str]) -> tuple[float, float]:
        """Return the wall time in seconds and the peak memory in MB of a command; raises OutOfTime."""
        left = self.end - time.monotonic()
        if left <= 0:
            raise OutOfTime
        start = time.perf_counter()
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        stop = threading.Timer(left, os.killpg, (process.pid, signal.SIGKILL))
        stop.start()
        _, status, usage = os.wait4(process.pid, 0)
        stop.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode < 0:
            raise OutOfTime
        return time.perf_counter() - start, usage.ru_maxrss / 1024

    def best(self, command: list[str], times: int) -> tuple[float, float]:
        """Return the least time of several runs, and the least peak memory."""
        runs = [self.timed(command) for _ in range(times)]
        return min(run[0] for run in runs), min(run[1] for run in runs)

    def paired(self, commands: list[list[str]], times: int) -> list[float]:
        """Return the least time of each command, all of them run in turn so that noise meets them alike."""
        found: list[list[float]] = [[] for _ in commands]
        for _ in range(times):
            for at, command in enumerate(commands):
                found[at].append(self.timed(command)[0])
        return [min(times_) for times_ in found]


def machine() -> str:
    """Return the processor, how many of its cores there are, and the Python."""
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").splitlines()
        model = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), model)
    except OSError:
        pass  # no Linux
    return f"{model} ({platform.machine()}), {os.cpu_count()} cores, Python {platform.python_version()}"


def phases(folder: Path) -> list[tuple[str, float]]:
    """Return the milliseconds that a draft spends in each phase, and in the ten dearest rules."""
    from followup_lint.checks import CHECKS
    from followup_lint.engine import Settings, read_for, report
    from followup_lint.readers import read
    from followup_lint.ruleset import shipped
    from followup_lint.source import decode

    ruleset, settings = shipped(), Settings()
    sources = [decode(str(path), path.read_bytes()) for path in sorted(folder.iterdir())[:300]]

    def spent(work: Callable[[], object]) -> float:
        start = time.perf_counter()
        work()
        return (time.perf_counter() - start) * 1000 / len(sources)

    drafts = [read(source) for source in sources]
    [report(read_for(draft, ruleset, settings), settings) for draft in drafts]  # warm the caches
    found = [("read", spent(lambda: [read(source) for source in sources]))]
    readings = [read_for(draft, ruleset, settings) for draft in drafts]
    found.append(("words", spent(lambda: [reading.tokens for reading in readings])))
    found.append(("phrases", spent(lambda: [reading.matches for reading in readings])))
    found.append(("scores", spent(lambda: [reading.scores for reading in readings])))
    rules = []
    for rule in ruleset.rules:
        if rule.check["kind"] in CHECKS:
            check = CHECKS[rule.check["kind"]]
            rules.append((rule.code, spent(lambda c=check, r=rule: [list(c(reading, r)) for reading in readings])))  # type: ignore[misc]
    found.append(("all rules", sum(cost for _, cost in rules)))
    found.append(
        ("whole report", spent(lambda: [report(read_for(draft, ruleset, settings), settings) for draft in drafts]))
    )
    return found + sorted(rules, key=lambda item: -item[1])[:10]


def figures(clock: Clock) -> Iterator[str]:
    """Yield the lines of the report; it ends early where the time is up."""
    lint = [sys.executable, "-m", "followup_lint", "check", "--isolated", "--fail-on", "never", "--format", "json"]
    yield f"{machine()}\n"
    with tempfile.TemporaryDirectory() as home:
        folders = {}
        for count in (1, 100, 1_000, 10_000):
            folders[count] = Path(home) / str(count)
            write(folders[count], count)
        one = str(next(folders[1].iterdir()))
        bare, floor, draft = clock.paired(
            [[sys.executable, "-c", "pass"], [sys.executable, "-c", FLOOR, one], [*lint, one]], 15
        )
        yield f"one draft: {draft * 1000:.0f} ms = {draft / bare:.1f} × python -c pass = {draft / floor:.2f} × imports and one parse\n"
        yield "drafts  jobs  seconds  drafts/s  MB  × markdown-it parsing alone"
        for count in (100, 1_000, 10_000):
            parse = min(
                float(subprocess.check_output([sys.executable, "-c", PARSE, str(folders[min(count, 1_000)])]))
                for _ in range(3)
            )
            parse *= max(count / 1_000, 1)
            for jobs in (1, 2):
                seconds, memory = clock.best(
                    [*lint, "--jobs", str(jobs), str(folders[count])], {100: 3, 1_000: 2, 10_000: 1}[count]
                )
                yield f"{count:6}  {jobs:4}  {seconds:7.2f}  {count / seconds:8.0f}  {memory:2.0f}  {seconds / parse:.1f}"
        yield "\nmilliseconds a draft"
        for name, cost in phases(folders[1_000]):
            yield f"{name:14} {cost:.3f}"


def main() -> None:
    """Print everything, and put it in the documentation where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="when to stop, done or not (default: 600)")
    parser.add_argument("--write", action="store_true", help="put the figures in content/tool/speed.md")
    given = parser.parse_args()
    # As pip does on installing; without it each run would compile the package anew where Python may not write.
    compileall.compile_dir(str(Path(followup_lint.__file__).parent), quiet=1)
    lines = []
    try:
        for line in figures(Clock(given.seconds)):
            print(line, flush=True)
            lines.append(line)
    except OutOfTime:
        lines.append(f"\nstopped after {given.seconds:.0f} s")
        print(lines[-1])
    if given.write:
        text = PAGE.read_text("utf-8")
        head, _, rest = text.partition("```text\n")
        PAGE.write_text(head + "```text\n" + "\n".join(lines) + "\n```\n" + rest.partition("```\n")[2], "utf-8")


if __name__ == "__main__":
    main()

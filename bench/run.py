"""Time the linter beside what it is built on, in one run, and print ratios (`make bench`).

Absolute figures hold for one machine on one day; the ratios are what to compare.
"""

import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.workload import write

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


def timed(command: list[str]) -> tuple[float, float]:
    """Return the wall time in seconds and the peak memory in MB of a command."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def best(command: list[str], times: int) -> tuple[float, float]:
    """Return the least time of several runs, and the least peak memory."""
    runs = [timed(command) for _ in range(times)]
    return min(run[0] for run in runs), min(run[1] for run in runs)


def paired(commands: list[list[str]], times: int) -> list[float]:
    """Return the least time of each command, all of them run in turn so that noise meets them alike."""
    found: list[list[float]] = [[] for _ in commands]
    for _ in range(times):
        for at, command in enumerate(commands):
            found[at].append(timed(command)[0])
    return [min(times_) for times_ in found]


def phases(folder: Path) -> list[tuple[str, float]]:
    """Return the milliseconds that a draft spends in each phase, and in the ten dearest rules."""
    from followup_lint.checks import CHECKS
    from followup_lint.engine import Settings, read_for, report
    from followup_lint.readers import read
    from followup_lint.ruleset import shipped
    from followup_lint.source import decode

    ruleset, settings = shipped(), Settings()
    sources = [decode(str(path), path.read_bytes()) for path in sorted(folder.iterdir())[:300]]

    def clock(work: Callable[[], object]) -> float:
        start = time.perf_counter()
        work()
        return (time.perf_counter() - start) * 1000 / len(sources)

    drafts = [read(source) for source in sources]
    [report(read_for(draft, ruleset, settings), settings) for draft in drafts]  # warm the caches
    found = [("read", clock(lambda: [read(source) for source in sources]))]
    readings = [read_for(draft, ruleset, settings) for draft in drafts]
    found.append(("words", clock(lambda: [reading.tokens for reading in readings])))
    found.append(("phrases", clock(lambda: [reading.matches for reading in readings])))
    found.append(("scores", clock(lambda: [reading.scores for reading in readings])))
    rules = []
    for rule in ruleset.rules:
        if rule.check["kind"] in CHECKS:
            check = CHECKS[rule.check["kind"]]
            rules.append((rule.code, clock(lambda c=check, r=rule: [list(c(reading, r)) for reading in readings])))  # type: ignore[misc]
    found.append(("all rules", sum(cost for _, cost in rules)))
    found.append(
        ("whole report", clock(lambda: [report(read_for(draft, ruleset, settings), settings) for draft in drafts]))
    )
    return found + sorted(rules, key=lambda item: -item[1])[:10]


def main() -> None:
    """Print everything."""
    lint = [sys.executable, "-m", "followup_lint", "check", "--isolated", "--fail-on", "never", "--format", "json"]
    print(f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}\n")
    with tempfile.TemporaryDirectory() as home:
        folders = {}
        for count in (1, 100, 1_000, 10_000):
            folders[count] = Path(home) / str(count)
            write(folders[count], count)
        one = str(next(folders[1].iterdir()))
        bare, floor, draft = paired(
            [[sys.executable, "-c", "pass"], [sys.executable, "-c", FLOOR, one], [*lint, one]], 15
        )
        print(
            f"one draft: {draft * 1000:.0f} ms = {draft / bare:.1f} × python -c pass = {draft / floor:.2f} × imports and one parse\n"
        )
        parse = min(
            float(subprocess.check_output([sys.executable, "-c", PARSE, str(folders[1_000])])) for _ in range(3)
        )
        print("drafts  jobs  seconds  drafts/s  MB  × markdown-it parsing alone")
        for count in (100, 1_000, 10_000):
            for jobs in (1, 2):
                seconds, memory = best([*lint, "--jobs", str(jobs), str(folders[count])], 3 if count < 10_000 else 1)
                print(
                    f"{count:6}  {jobs:4}  {seconds:7.2f}  {count / seconds:8.0f}  {memory:2.0f}  {seconds / (parse * count / 1_000):.1f}"
                )
        print("\nmilliseconds a draft")
        for name, cost in phases(folders[1_000]):
            print(f"{name:14} {cost:.3f}")
    print(f"\npeak of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()

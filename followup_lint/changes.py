"""The lines that git says are new since a revision."""

import os
import re
import subprocess

from followup_lint.engine import DraftReport
from followup_lint.errors import ConfigError

_FILE = re.compile(r'\+\+\+ (?:"?b/(.*?)"?|/dev/null)\t?$')
_BINARY = re.compile(r'Binary files .* and "?b/(.*?)"? differ$')
_HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")

Lines = dict[str, list[range] | None]
"""New lines by absolute path; None stands for all of a file that git does not know yet, or whose lines it cannot tell."""


def changed_since(revision: str, folder: str = ".") -> Lines:
    """Return the new lines below a folder's repository; raises ConfigError where git cannot say."""
    if revision.startswith("-"):
        raise ConfigError(f"{revision!r} is no revision; give a commit, a tag or a branch")
    top = _git(folder, "rev-parse", "--show-toplevel").strip()
    settings = ("-c", "core.quotePath=false", "-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false")
    diff = _git(
        top,
        *settings,
        "diff",
        "--unified=0",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--no-renames",
        revision,
        "--",
    )
    lines = parse(diff, top)
    for name in _git(top, "ls-files", "--others", "--exclude-standard", "-z").split("\0"):
        if name:
            lines[os.path.join(top, name)] = None
    return lines


def parse(diff: str, top: str) -> Lines:
    """Return the new lines that a unified diff without context names."""
    lines: Lines = {}
    path = ""
    for line in diff.split("\n"):
        if match := _FILE.match(line):
            path = os.path.join(top, match[1]) if match[1] else ""
        elif match := _BINARY.match(line):
            lines[os.path.join(top, match[1])] = None
        elif path and (match := _HUNK.match(line)):
            first, count = int(match[1]), int(match[2] or 1)
            ranges = lines.setdefault(path, [])
            if ranges is not None:
                ranges.append(range(first, first + count))
    return lines


def only_new(report: DraftReport, lines: Lines) -> DraftReport:
    """Return a report with the findings on new lines alone."""
    path = os.path.realpath(report.path)
    if path in lines and lines[path] is None:
        return report
    ranges = lines.get(path) or []
    kept = [
        finding for finding in report.findings
        if any(line in ranges_ for ranges_ in ranges for line in range(finding.start.line, finding.end.line + 1))
    ]  # fmt: skip
    return report._replace(findings=tuple(kept))


def _git(folder: str, *arguments: str) -> str:
    try:
        run = subprocess.run(
            ["git", "-C", folder, *arguments], capture_output=True, text=True, encoding="utf-8", errors="replace"
        )
    except OSError as error:
        raise ConfigError(f"git cannot be run ({error.strerror}); --changed-since needs it") from None
    if run.returncode:
        words = (run.stderr.strip().split("\n") or [""])[0]
        raise ConfigError(
            f"git says: {words or 'nothing'}; --changed-since needs a repository and a revision that is in it"
        )
    return run.stdout

"""A baseline: the findings that a team knows of and has not mended yet, kept by their words rather than their lines."""

import json
import os
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from typing import Any

from followup_lint.engine import DraftReport
from followup_lint.errors import ConfigError
from followup_lint.finding import Finding
from followup_lint.limits import BASELINE_BYTES
from followup_lint.source import Source, bounded

VERSION = 1


def fingerprint(finding: Finding, source: Source) -> str:
    """Return what identifies a finding when other lines of its draft change: its rule, its words, and its line's words."""
    words = " ".join(source.text[finding.start.offset : finding.end.offset].split())
    line = _words_of_line(source, finding.start.line)
    return sha256(f"{finding.code}\0{words}\0{line}".encode("utf-8", "replace")).hexdigest()[:16]


@lru_cache(maxsize=1)  # the next finding mostly stands on the same line, which may be long
def _words_of_line(source: Source, line: int) -> str:
    return " ".join(source.text[slice(*source.line_span(line))].split())


class Baseline:
    """Known findings by draft; each silences as many equal findings as were written down."""

    def __init__(self, path: str, findings: dict[str, dict[str, int]]) -> None:
        self.folder = os.path.dirname(os.path.abspath(path))
        self._findings = findings

    def without(self, report: DraftReport) -> DraftReport:
        """Return a report without the findings that the baseline knows; they count as suppressed."""
        known = Counter(self._findings.get(self.key(report.path), {}))
        if not known:
            return report
        kept = []
        for finding in report.findings:
            mark = fingerprint(finding, report.source)
            if known[mark] > 0:
                known[mark] -= 1
            else:
                kept.append(finding)
        hidden = len(report.findings) - len(kept)
        return report._replace(findings=tuple(kept), suppressed=report.suppressed + hidden)

    def key(self, path: str) -> str:
        """Return how the baseline names a draft: its path from the baseline's folder."""
        return os.path.relpath(os.path.abspath(path), self.folder).replace(os.sep, "/")


def read(path: str) -> Baseline:
    """Return the baseline in a file; raises ConfigError where it is none."""
    try:
        values: Any = json.loads(bounded(path, BASELINE_BYTES))
        if values["version"] != VERSION:
            raise ValueError(f"version {values['version']!r}")
        findings = {
            str(name): {str(mark): int(count) for mark, count in marks.items()}
            for name, marks in values["findings"].items()
        }
    except OSError as error:
        raise ConfigError(f"cannot be read ({error.strerror}); write one with --write-baseline", path=path) from None
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError) as error:
        raise ConfigError(
            f"is no baseline of this version ({error}); write it anew with --write-baseline", path=path
        ) from None
    return Baseline(path, findings)


def dump(path: str, reports: Iterable[DraftReport]) -> bytes:
    """Return the bytes of a baseline, to be kept at a path, that knows all findings of some reports."""
    empty = Baseline(path, {})
    findings = {}
    for report in reports:
        marks = Counter(fingerprint(finding, report.source) for finding in report.findings)
        if marks:
            findings[empty.key(report.path)] = dict(sorted(marks.items()))
    return (json.dumps({"version": VERSION, "findings": dict(sorted(findings.items()))}, indent=2) + "\n").encode()

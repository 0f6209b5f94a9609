"""`gitlab`: a Code Quality report."""

import json
from collections.abc import Iterator
from hashlib import sha256

from followup_lint.engine import DraftReport
from followup_lint.finding import Severity
from followup_lint.report import Context, told
from followup_lint.run import Result

LEVELS = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def report(results: Iterator[Result], context: Context) -> Iterator[str]:
    """Yield one JSON list; a finding keeps its fingerprint when lines move."""
    issues = []
    seen: dict[str, int] = {}
    for result in results:
        if not isinstance(result, DraftReport):
            issues.append(_issue("read", result.path, result.message, "blocker", result.line or 1, seen))
            continue
        for finding in result.findings:
            level, message = LEVELS[finding.severity], told(finding, result.source)
            issues.append(_issue(finding.code, finding.path, message, level, finding.start.line, seen))
    yield json.dumps(issues, indent=2, ensure_ascii=False) + "\n"


def _issue(code: str, path: str, message: str, severity: str, line: int, seen: dict[str, int]) -> dict[str, object]:
    key = f"{code}\0{path}\0{message}"
    seen[key] = seen.get(key, 0) + 1
    return {
        "description": message,
        "check_name": code,
        "fingerprint": sha256(f"{key}\0{seen[key]}".encode("utf-8", "replace")).hexdigest(),
        "severity": severity,
        "location": {"path": path, "lines": {"begin": line}},
    }

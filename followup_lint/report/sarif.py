"""`sarif`: SARIF 2.1.0, for code scanning."""

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from followup_lint import __version__
from followup_lint.engine import DraftReport
from followup_lint.finding import Finding, Severity
from followup_lint.report import Context, place, told
from followup_lint.run import Result
from followup_lint.source import Source

LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def report(results: Iterator[Result], context: Context) -> Iterator[str]:
    """Yield one SARIF log; inputs that could not be read are notifications of the run."""
    rules: dict[str, dict[str, Any]] = {}
    found, troubles = [], []
    for result in results:
        if not isinstance(result, DraftReport):
            troubles.append({"level": "error", "message": {"text": str(result)}})
            continue
        for finding in result.findings:
            rules.setdefault(finding.code, _rule(finding))
            found.append(_result(finding, result.source, list(rules).index(finding.code)))
    driver = {
        "name": "followup-lint",
        "semanticVersion": __version__,
        "rules": list(rules.values()),
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not troubles, "toolExecutionNotifications": troubles}],
        "results": found,
    }
    yield json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False) + "\n"


def _rule(finding: Finding) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": finding.code, "name": finding.name, "help": {"text": finding.advice}}
    if finding.url:
        rule["helpUri"] = finding.url
    return rule


def _result(finding: Finding, source: Source, index: int) -> dict[str, Any]:
    file: dict[str, Any] = {
        "artifactLocation": {"uri": quote(finding.path.replace("\\", "/"), errors="surrogateescape")}
    }
    location: dict[str, Any] = {"physicalLocation": file}
    if source.is_editable:
        file["region"] = {
            "startLine": finding.start.line,
            "startColumn": finding.start.column,
            "endLine": finding.end.line,
            "endColumn": finding.end.column,
            "charOffset": finding.start.offset,
            "charLength": finding.end.offset - finding.start.offset,
        }
    else:  # an office document has no lines that a region could count
        location["logicalLocations"] = [{"name": place(source, finding.start), "kind": "element"}]
    return {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": LEVELS[finding.severity],
        "message": {"text": told(finding, source)},
        "locations": [location],
    }

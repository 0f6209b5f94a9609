"""`json`: everything, in a stable form; `content/rules/report.schema.json` describes it."""

import json
from collections.abc import Iterator
from typing import Any

from followup_lint import __version__
from followup_lint.engine import DraftReport
from followup_lint.finding import Edit, Evidence, Finding
from followup_lint.report import Context, Summary
from followup_lint.run import Result
from followup_lint.source import Position, Source


def report(results: Iterator[Result], context: Context) -> Iterator[str]:
    """Yield one JSON document, a draft at a time."""
    summary, errors = Summary(), []
    head = {"version": 1, "tool": {"name": "followup-lint", "version": __version__}, "profile": context.profile}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "drafts": ['
    comma = ""
    for result in results:
        summary.add(result)
        if isinstance(result, DraftReport):
            yield comma + json.dumps(draft_values(result), ensure_ascii=False)
            comma = ",\n"
        else:
            line = {"line": result.line} if result.line else {}
            errors.append({"path": result.path, **line, "message": result.message})
    tail = {"errors": errors, "summary": summary.values()}
    yield "], " + json.dumps(tail, ensure_ascii=False)[1:] + "\n"


def draft_values(report: DraftReport) -> dict[str, Any]:
    """Return a draft's report as plain values."""
    source = report.source
    return {
        "path": report.path,
        "kind": report.kind,
        "channel": report.channel,
        "words": report.words,
        "spoken_seconds": report.spoken_seconds,
        "findings": [_finding(finding, source) for finding in report.findings],
        "facts": {
            key: {"value": plain(value), "from": origin} for key, (value, origin) in sorted(report.facts.items())
        },
        "checklist": [_evidence(evidence) for evidence in report.checklist],
        "skipped": [{"needs": need, "codes": list(codes)} for need, codes in report.skipped.items()],
    }


def _finding(finding: Finding, source: Source) -> dict[str, Any]:
    def place(offset: int) -> dict[str, int]:
        return _place(source.position(offset), source)

    def edit(edit: Edit) -> dict[str, Any]:
        return {"start": place(edit.span.start), "end": place(edit.span.end), "text": edit.text}

    fix = finding.fix
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.label,
        "message": finding.message,
        "advice": finding.advice,
        "start": _place(finding.start, source),
        "end": _place(finding.end, source),
        "because": list(finding.because),
        "fix": {"safety": "safe" if fix.safe else "unsafe", "edits": [edit(e) for e in fix.edits]} if fix else None,
        "url": finding.url,
    }


def _place(position: Position, source: Source) -> dict[str, int]:
    place = position._asdict()
    return place if source.is_editable else {**place, "paragraph": position.line}


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {
        "code": evidence.code,
        "label": evidence.label,
        "met": evidence.met,
        "line": evidence.start.line if evidence.start else None,
        "text": evidence.text,
    }


def plain(value: Any) -> Any:
    """Return a fact's value as JSON has it: named tuples as maps of what they hold, dates as ISO text, no spans."""
    if hasattr(value, "_fields"):
        values = {
            name: plain(part)
            for name, part in zip(value._fields, value)
            if name != "span" and part not in (None, "", ())
        }
        return values.get("text", values.get("day")) if "day" in value._fields else values
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): plain(part) for key, part in value.items()}
    return value.isoformat() if hasattr(value, "isoformat") else value

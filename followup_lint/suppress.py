"""Suppressions: comments and front matter that silence a rule, and the report of those that silence nothing."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import NamedTuple

from followup_lint.draft import Draft
from followup_lint.finding import Edit, Finding, Fix, Severity
from followup_lint.lazy import lazy
from followup_lint.ruleset import Rule, Ruleset, begins, fill, rule_url
from followup_lint.source import LINE_BREAK, Source, Span

UNUSED = "FMT005"
_COMMENT = lazy(r"<!--\s*followup-lint:\s*(ignore-file|ignore)\s*\[([^\]\n]*)\]([^\n]*?)-->")


class Suppression(NamedTuple):
    """One request for silence: rule prefixes, the lines that it covers (None: all), and where it is written."""

    patterns: tuple[str, ...]
    lines: tuple[int, ...] | None
    reason: str
    span: Span


class Suppressed(NamedTuple):
    """What is left to report, and how many findings were silenced."""

    findings: list[Finding]
    silenced: int


def suppress(
    draft: Draft, findings: Iterable[Finding], ruleset: Ruleset, base_url: str | None = None,
    unheard: Collection[str] = (),
) -> Suppressed:  # fmt: skip
    """Drop the findings that a draft asks to be silent about, and report each request that silenced nothing.

    `unheard` are the codes of rules that this run did not ask: a request that names one of them may yet be needed.
    """
    requests = [*comments(draft.source), *_declared(draft)]
    if not requests:
        return Suppressed(list(findings), 0)
    covering: dict[int | None, list[int]] = {}
    for at, request in enumerate(requests):
        for line in (None,) if request.lines is None else request.lines:
            covering.setdefault(line, []).append(at)
    used: set[tuple[int, str]] = set()

    @cache
    def silences(line: int | None, code: str) -> bool:
        rule = ruleset.by_name[code]
        hit = [
            (at, pattern) for at in covering.get(line, ()) for pattern in requests[at].patterns if begins(rule, pattern)
        ]  # fmt: skip
        used.update(hit)
        return bool(hit)

    kept, count = [], 0
    for finding in findings:
        if silences(None, finding.code) | silences(finding.start.line, finding.code):
            count += 1
        else:
            kept.append(finding)
    unused = ruleset.by_name.get(UNUSED)
    for at, request in enumerate(requests):
        idle = [
            pattern for pattern in request.patterns
            if (at, pattern) not in used and not any(begins(ruleset.by_name[code], pattern) for code in unheard)
        ]  # fmt: skip
        if idle and unused and unused.severity:
            kept.append(_unused(draft.source, request, idle, unused, base_url))
    return Suppressed(kept, count)


def comments(source: Source) -> list[Suppression]:
    """Return the suppressions written as comments, in order."""
    if "followup-lint:" not in source.text:
        return []
    found = []
    for match in _COMMENT.finditer(source.text):
        patterns = tuple(part.strip() for part in match[2].split(",") if part.strip())
        line = source.position(match.start()).line
        lines: tuple[int, ...] | None = (line,)
        if match[1] == "ignore-file":
            lines = None
        elif _alone(source, line, match.span()):
            lines = (line, _next_text(source, line))
        found.append(Suppression(patterns, lines, match[3].strip(), Span(*match.span())))
    return found


def _alone(source: Source, line: int, place: tuple[int, int]) -> bool:
    text, (start, end) = source.text, place
    while start > 0 and text[start - 1] in "\ufeff \t":
        start -= 1
    while end < len(text) and text[end] in "\ufeff \t":
        end += 1
    return start <= source.line_starts[line - 1] and text[end : end + 1] in ("", "\r", "\n")


def _next_text(source: Source, line: int) -> int:
    """The next line that holds anything."""
    for following in range(line + 1, len(source.line_starts) + 1):
        start, end = source.line_span(following)
        if source.text[start:end].strip():
            return following
    return line


def _declared(draft: Draft) -> list[Suppression]:
    lint = draft.facts.value("lint")
    span = draft.facts.span("lint")
    if not lint or span is None:
        return []
    return [Suppression(tuple(lint.ignore), None, "", Span(*span))]


def _unused(source: Source, request: Suppression, idle: list[str], rule: Rule, base_url: str | None) -> Finding:
    codes = ", ".join(idle)
    fix = None
    if source.is_editable and source.text.startswith("<!--", request.span.start) and len(idle) == len(request.patterns):
        fix = Fix(True, (Edit(_with_line(source, request.span), ""),))
    return Finding(
        path=source.path, code=UNUSED, name=rule.name, severity=rule.severity or Severity.WARNING,
        message=fill(rule.message, {"match": codes}), advice=rule.advice,
        start=source.position(request.span.start), end=source.position(request.span.end),
        fix=fix, url=rule_url(rule, base_url),
    )  # fmt: skip


def _with_line(source: Source, span: Span) -> Span:
    """The span of a comment, with its whole line where it stands alone on it."""
    line = source.position(span.start).line
    if not _alone(source, line, span):
        return span
    start, end = source.line_span(line)
    ending = LINE_BREAK.match(source.text, end)
    return Span(start + (1 if source.text.startswith("\ufeff", start) else 0), ending.end() if ending else end)

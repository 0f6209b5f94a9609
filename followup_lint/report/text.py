"""`text`: findings for a person at a terminal, each with its line, the words underlined, the advice and the link."""

from collections.abc import Iterator

from followup_lint.engine import DraftReport
from followup_lint.finding import Finding, Severity
from followup_lint.lazy import lazy
from followup_lint.report import Context, Summary, place, plural
from followup_lint.report.terminal import clean, columns, paint, wrap
from followup_lint.run import Result
from followup_lint.source import Source

_BREAKS = str.maketrans("\t\u2028", "  ")
_WORDS = lazy(r"\s*\S+")

REACH = 500
"""How much of a long line is looked at to either side of a finding's start, in characters; a terminal shows less."""

COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def report(results: Iterator[Result], context: Context) -> Iterator[str]:
    """Yield a block for each draft with something to say, and a closing line with counts."""
    summary, last = Summary(), None
    blank = ""
    for result in results:
        summary.add(result)
        if not isinstance(result, DraftReport):
            continue  # the command line prints errors, on standard error
        shown = [f for f in result.findings if context.show_info or f.severity > Severity.INFO]
        if shown:
            yield blank + paint(clean(result.path), "bold", context) + "\n"
            for finding in shown:
                yield from _finding(finding, result.source, context)
            blank = "\n"
        if result.kind != "application":
            last = result
    yield blank + "".join(closing(summary, last if summary.drafts == 1 else None, context))


def _finding(finding: Finding, source: Source, context: Context) -> Iterator[str]:
    color = COLORS[finding.severity]
    start = finding.start
    where = f"{start.line}:{start.column}" if source.is_editable else place(source, start, column=True)
    yield "\n"
    head = f"  {where}  {finding.severity.label}  {finding.name}  {finding.code}"
    yield head.replace(finding.severity.label, paint(finding.severity.label, color, context), 1) + "\n"
    for line in underlined(finding, source, context.width - 6):
        marks = line.strip("^ ") == ""
        yield "    " + paint("| ", "dim", context) + (paint(line, color, context) if marks else line) + "\n"
    yield from wrap(finding.message, "    ", context.width)
    if finding.because:
        yield from wrap("Weighed most: " + ", ".join(finding.because) + ".", "    ", context.width)
    yield from wrap(finding.advice, "    ", context.width)
    link = finding.url or f"followup-lint rule {finding.code}"
    yield "    " + paint(link, "dim", context) + "\n"


def underlined(finding: Finding, source: Source, width: int) -> Iterator[str]:
    """Yield the finding's first line, cut to a width in columns, and carets under its words."""
    start, end = source.line_span(finding.start.line)
    begin, stop = max(start, finding.start.offset - REACH), min(end, finding.start.offset + REACH)
    text = source.text[begin:stop].translate(_BREAKS)
    first = finding.start.offset - begin
    last = min(finding.end.offset - begin, len(text))
    if not text.strip():
        return
    left, right = 0, len(text)
    if columns(text) > width:
        left, right = _window(text, first, last, width - 4)
    dots = "… " if left or begin > start else ""
    shown = clean(text[left:right]).rstrip()
    lead = columns(dots + clean(text[left:first]))
    marks = max(1, columns(clean(text[first : min(last, right)])))
    yield dots + shown + (" …" if right < len(text) or stop < end else "")
    yield " " * lead + "^" * marks


def _window(text: str, first: int, last: int, width: int) -> tuple[int, int]:
    """Return the part of a long line to show: the marked words and as many whole words around them as fit."""
    left = right = first
    for word in _WORDS.finditer(text, first):
        if right > first and columns(text[left : word.end()]) > width:
            break
        right = word.end()
        if right >= last and columns(text[left:right]) > width // 2:
            break
    for word in reversed(list(_WORDS.finditer(text, 0, first))):
        if columns(text[word.start() : right]) > width:
            break
        left = word.start()
    for word in _WORDS.finditer(text, right):
        if columns(text[left : word.end()]) > width:
            break
        right = word.end()
    while columns(text[left:right]) > width:  # one word alone is longer than the line
        right -= 1
    left += len(text[left:first]) - len(text[left:first].lstrip())
    return left, right


def closing(summary: Summary, only: DraftReport | None, context: Context) -> Iterator[str]:
    """Yield the lines after all findings: the counts, and of the only draft the keys that would switch on most rules."""
    counts = [
        paint(plural(count, severity.label if severity > Severity.INFO else "note"), COLORS[severity], context)
        for severity, count in summary.by_severity.items() if count
    ]  # fmt: skip
    told = ", ".join(counts) if counts else paint("nothing to report", "green", context)
    more = []
    if summary.by_severity[Severity.INFO] and not context.show_info:
        more.append("--info lists the notes")
    if summary.fixable:
        more.append(f"--fix or --unsafe-fixes can change {summary.fixable}")
    if summary.suppressed:
        more.append(f"{summary.suppressed} suppressed")
    if summary.errors:
        more.append(f"{plural(summary.errors, 'input')} could not be read")
    yield f"{plural(summary.drafts, 'draft')}: {told}" + (f" ({'; '.join(more)})" if more else "") + ".\n"
    if only and not only.language.lower().startswith("en"):
        yield from wrap(
            f"The draft is not in English ({only.language}): only dates, facts, placeholders and "
            "mechanics were checked.",
            "",
            context.width,
        )
    if only and only.skipped:
        yield from wrap(skipped_hint(only), "", context.width)


EXAMPLES = {
    "send": 'send: "2026-03-06"',
    "interviews": "interviews: [{date: 2026-03-03}]",
    "company": "company: …",
    "role": "role: …",
    "interviewers": "interviewers: [Dana Lee]",
    "discussed": "discussed: [the backlog]",
}
"""How a missing fact may be declared."""


def skipped_hint(report: DraftReport) -> str:
    """Return the line that says which keys would switch on most rules; empty where none of the common ones is missing."""
    keys = [key for key in report.skipped if key in EXAMPLES][:2]
    if not keys:
        return ""
    count = sum(len(report.skipped[key]) for key in keys)
    wish = " and ".join(f'"{EXAMPLES[key]}"' for key in keys)
    home = "front matter" if report.source.is_editable else "application.yml beside it"
    return f"Add {wish} to the {home} to check {plural(count, 'more rule')}."

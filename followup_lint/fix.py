"""Apply the fixes of findings to a draft until nothing is left to fix."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable
from dataclasses import replace

from followup_lint.engine import DraftReport
from followup_lint.finding import Edit, Finding
from followup_lint.source import Source

ROUNDS = 10
"""How often a draft is linted again at most; each round applies all fixes that do not overlap."""


def fixed(source: Source, lint: Callable[[Source], DraftReport], unsafe: bool = False, rounds: int = ROUNDS) -> Source:
    """Return a draft with its fixes applied: the safe ones, and with `unsafe` the others too.

    `lint` gives the report on a text. A text that comes round again ends the rounds, so fixes cannot chase each other.
    """
    seen = {source.text}
    for _ in range(rounds):
        text = apply(source.text, edits_of(lint(source).findings, unsafe))
        if text in seen:
            break
        seen.add(text)
        source = replace(source, text=text)
    return source


def edits_of(findings: Iterable[Finding], unsafe: bool = False) -> list[Edit]:
    """Return the edits of the fixes, in order, whole fixes only and none that overlaps one before it."""
    chosen: list[Edit] = []  # in the order of the text
    for finding in findings:
        if finding.fix is None or not (finding.fix.safe or unsafe):
            continue
        edits = finding.fix.edits
        if not any(_clashes(edit, chosen) for edit in edits):
            for edit in edits:
                insort(chosen, edit, key=lambda e: e.span)
    return chosen


def _clashes(edit: Edit, chosen: list[Edit]) -> bool:
    """Whether an edit overlaps one of those chosen, which are in order and overlap nowhere, so that neighbours will do."""
    at = bisect_left(chosen, edit.span, key=lambda e: e.span)
    return any(
        (edit.span.start < c.span.end and c.span.start < edit.span.end) or edit.span == c.span
        for c in chosen[max(at - 2, 0) : at + 3]
    )


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return a text with edits applied that are in order and do not overlap."""
    pieces: list[str] = []
    reached = 0
    for edit in edits:
        pieces += (text[reached : edit.span.start], edit.text)
        reached = edit.span.end
    return "".join(pieces) + text[reached:]


def encode(source: Source) -> bytes:
    """Return the bytes of a text in the encoding that it was read in, its byte order mark included."""
    return source.text.encode(source.encoding)


def difference(path: str, before: str, after: str) -> str:
    """Return the change as a unified diff."""
    from difflib import unified_diff  # 5 ms to import: only for --diff

    path = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path)
    lines = unified_diff(before.split("\n"), after.split("\n"), f"a/{path}", f"b/{path}", lineterm="")
    return "".join(line.rstrip("\r") + "\n" for line in lines)

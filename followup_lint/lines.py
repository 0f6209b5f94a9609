"""The lines of a text, trimmed; the blanking of what is no prose; sets of words."""

from collections.abc import Iterable
from typing import NamedTuple

from followup_lint.lazy import lazy
from followup_lint.source import LINE_BREAK, Span

_NOT_BREAK = lazy(r"[^\r\n]")


class Line(NamedTuple):
    """A line that holds something, trimmed: its offsets and text, and whether a blank line (or nothing) is above it."""

    start: int
    end: int
    gap: bool
    text: str

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    def head(self, size: int) -> "Line":
        """Return the first `size` characters, trimmed."""
        text = self.text[:size].rstrip()
        return Line(self.start, self.start + len(text), self.gap, text)

    def tail(self, size: int) -> "tuple[Line, ...]":
        """Return what stands after the first `size` characters, trimmed, as one line or none."""
        text = self.text[size:].lstrip()
        return (Line(self.end - len(text), self.end, False, text),) if text else ()


def lines_of(text: str) -> list[Line]:
    """Return the lines of a text that hold anything but white space."""
    lines, at, gap, end = [], 0, True, len(text)
    for stop, following in [*(match.span() for match in LINE_BREAK.finditer(text)), (end, end)]:
        line = text[at:stop]
        kept = line.strip()
        if kept:
            first = at + line.index(kept[0])
            lines.append(Line(first, first + len(kept), gap, kept))
        gap = not kept
        at = following
    return lines


def blank(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return a text of the same length in which spans are spaces; line breaks stay."""
    pieces, at = [], 0
    for start, end in sorted(spans):
        start = max(start, at)
        if start < end:
            pieces.append(text[at:start])
            pieces.append(blanked(text[start:end]))
            at = end
    if not pieces:
        return text
    pieces.append(text[at:])
    return "".join(pieces)


def blanked(text: str) -> str:
    """Return spaces for all characters of a text but its line breaks."""
    if "\n" not in text and "\r" not in text:
        return " " * len(text)
    return _NOT_BREAK.sub(" ", text)


def joined(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Return spans in order, those with only white space between them as one."""
    found: list[Span] = []
    for span in spans:
        if found and not text[found[-1].end : span.start].strip():
            found[-1] = Span(found[-1].start, span.end)
        else:
            found.append(span)
    return tuple(found)


def word_set(words: str) -> frozenset[str]:
    """Return the set of the words in a text, so that word lists read as words."""
    return frozenset(words.split())

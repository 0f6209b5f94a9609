"""`pattern`: regular expressions, for mechanics that words cannot name."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import Any

from followup_lint.checks.phrases import subject_hit
from followup_lint.finding import Edit, Fix, Hit
from followup_lint.gates import Haystack, sieve
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule
from followup_lint.source import Span

WHOLE = 20_000
"""Longest text, in characters, that is searched as a whole; the longest letters are half of that."""

PIECE = 1_000
"""Longest piece that a longer text is cut into, so that no expression can take the square of its length."""


@lru_cache(maxsize=512)
def compiled(expression: str, cased: bool) -> re.Pattern[str]:
    """Return a pattern, compiled the first time that it is used."""
    return re.compile(expression, re.MULTILINE | (0 if cased else re.IGNORECASE))


def check(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each place that one of the rule's expressions matches and no `unless` expression covers.

    The words of the message are those of the group `hit`, if the expression has one. White space that only stands for
    markup in the prose is none; and where the source is no copy of the prose (an `.eml`), there is no markup to look at.
    """
    spec = rule.check
    where = spec.get("in", "text")
    if "subject" in where:
        subject, span = reading.subject
        possible = _possible(reading.subject_haystack, rule)
        for start, end, _ in _matches(subject, Span(0, len(subject)), spec, possible):
            yield subject_hit(subject, span, Span(start, end))
    draft, raw = reading.draft, where == "source"
    if raw and draft.origin is not None:
        return
    hay = Haystack(draft.source.text) if raw else reading.haystack
    text = hay.text
    expressions = _possible(hay, rule)
    if not expressions:
        return
    for region in [Span(0, len(text))] if raw else reading.regions(where):
        for start, end, replacement in _matches(text, region, spec, expressions):
            span = Span(start, end)
            exact = raw or draft.is_exact(span)
            if not exact and not text[start:end].strip():
                continue
            fix = None
            if exact and replacement is not None and rule.fix != "none":
                fix = Fix(rule.fix == "safe", (Edit(span, replacement),))
            yield Hit(span, fix=fix, in_source=raw)


def _possible(hay: Haystack, rule: Rule) -> list[str]:
    """Return those of a rule's expressions for which a text has what they need."""
    spec, text = rule.check, hay.text
    needs, cased = spec.get("literals"), spec.get("cased", False)
    if needs and not any(literal in text for literal in needs):
        return []
    return sieve(tuple(spec["any"]), cased).through(hay)


def _matches(
    text: str, region: Span, spec: dict[str, Any], expressions: list[str]
) -> Iterator[tuple[int, int, str | None]]:
    cased = spec.get("cased", False)
    found = [(*_span(match), match) for expression in expressions for match in _found(expression, cased, text, region)]
    if not found:
        return
    found.sort(key=lambda place: (place[0], -place[1]))
    excused = sorted(
        match.span() for expression in spec.get("unless", ())
        for match in _found(expression, cased, text, region)
    )  # fmt: skip
    firsts, lasts = [first for first, _ in excused], list(accumulate((last for _, last in excused), max))
    reached = -1
    for start, end, match in found:
        if start < reached or end <= start:
            continue
        before = bisect_left(firsts, end)
        if not before or lasts[before - 1] <= start:
            reached = end
            yield start, end, match.expand(spec["replace"]) if "replace" in spec else None


def _found(expression: str, cased: bool, text: str, region: Span) -> Iterator[re.Match[str]]:
    """Yield the matches of an expression; in a long text those that lie in one piece of it."""
    pattern = compiled(expression, cased)
    start, last = region
    while last - region.start > WHOLE and last - start > PIECE:
        most = start + PIECE
        stops = (text.rfind(stop, start + 1, most) for stop in ("\n\n", "\n", " "))
        stop = next((stop for stop in stops if stop > 0), most)
        torn = text[stop] != "\n"
        for match in pattern.finditer(text, start, stop):
            if torn and match.end() == stop and match.start() - start > PIECE // 2:
                stop = match.start()  # it may go on behind the cut
            else:
                yield match
        start = stop
    yield from pattern.finditer(text, start, last)


def _span(match: re.Match[str]) -> tuple[int, int]:
    return match.span("hit") if "hit" in match.re.groupindex and match["hit"] is not None else match.span()

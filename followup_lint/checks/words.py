"""The words of a text with their places: what checks of names, titles and firms read."""

from functools import lru_cache
from typing import NamedTuple

from followup_lint.lazy import lazy
from followup_lint.names import TITLES
from followup_lint.source import Span

_WORD = lazy(r"([^\W\d_][^\W_]*(?:[’'ʼ-][^\W_]+)*)")
_APOSTROPHES = frozenset("’'ʼ")
_ADDRESS = lazy(r"[^\s@]{0,64}@\S*|https?://\S+|www\.\S+")
_SENTENCE_START = lazy(r"(?:^|[.!?…:][\"'”’)]*\s+|\n\s*|[\"“(])$")
LONGEST_GAP = 200
"""How much of what stands before a word is looked at, in characters, to tell whether a sentence begins there."""


class Word(NamedTuple):
    """One word of the prose without its possessive ending; `first` says that it begins a sentence or a line."""

    text: str
    span: Span
    first: bool
    possessive: bool = False


@lru_cache(16)
def words_of(prose: str, start: int = 0, end: int | None = None) -> tuple[Word, ...]:
    """Return the words of a text, without those of addresses. Several checks ask for the same ones, so they are kept."""
    stop = len(prose) if end is None else end
    skip: list[tuple[int, int]] = []
    if "@" in prose or "www" in prose or "://" in prose:
        skip = [match.span() for match in _ADDRESS.finditer(prose, start, stop)]
    found: list[Word] = []
    new, at, behind = tuple.__new__, 0, 0  # named tuples made the short way: there is one for each word
    pieces = _WORD.split(prose[start:stop])  # gap, word, gap, word, …, gap
    pieces[0] = prose[:start] + pieces[0]
    for gap, text in zip(pieces[::2], pieces[1::2]):
        first = behind + len(gap)
        behind = first + len(text)
        if skip:
            while at < len(skip) and skip[at][1] <= first:
                at += 1
            if at < len(skip) and skip[at][0] <= first:
                continue
        possessive = text[-1] in "sS" and text[-2:-1] in _APOSTROPHES
        if possessive:
            text = text[:-2]
        begins = gap != " " and (not found or bool(_SENTENCE_START.search(gap[-LONGEST_GAP:])))
        if begins and gap == ". " and found and found[-1].text.casefold() in TITLES:
            begins = False
        span = new(Span, (first, first + len(text)))
        found.append(new(Word, (text, span, begins, possessive)))
    return tuple(found)


def apart(prose: str, left: Word, right: Word) -> bool:
    """Whether more than a space (or the stop of a title) stands between two words."""
    gap = prose[left.span.end + (2 if left.possessive else 0) : right.span.start]
    return bool(gap.strip(" .")) or "\n" in gap or (gap.strip() == "." and left.text.casefold() not in TITLES)

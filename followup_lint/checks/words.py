"""The words of a text with their places: what checks of names, titles and firms read."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, repeat
from typing import NamedTuple

from followup_lint.lazy import lazy
from followup_lint.names import TITLES
from followup_lint.source import Span

_WORD = lazy(r"([^\W\d_][^\W_]*(?:[’'ʼ-][^\W_]+)*)")
_APOSTROPHES = frozenset("’'ʼ")
_ADDRESS = lazy(r"[^\s@]{0,64}@\S*|https?://\S+|www\.\S+")


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
    pieces = _WORD.split(prose[start:stop])  # gap, word, gap, word, …, gap
    texts, gaps = pieces[1::2], pieces[:-1:2]
    gaps[:1] = [prose[:start] + pieces[0]]
    offsets = [*accumulate(map(len, pieces), initial=start)]
    starts, ends = offsets[1:-1:2], offsets[2:-1:2]
    first, possessive = [False] * len(texts), [False] * len(texts)
    for at, gap in enumerate(gaps[: len(texts)]):
        if gap != " ":
            first[at] = not at or _begins(gap, texts[at - 1])
    for at, text in enumerate(texts):
        if text[-2:-1] in _APOSTROPHES and text[-1] in "sS":
            texts[at], ends[at], possessive[at] = text[:-2], ends[at] - 2, True
    spans = map(tuple.__new__, repeat(Span), zip(starts, ends))  # named tuples made the short way: one for each word
    found = map(tuple.__new__, repeat(Word), zip(texts, spans, first, possessive))
    return tuple(found) if not skip else tuple(_outside(skip, found))


@lru_cache(16)
def capitals_of(prose: str) -> tuple[int, ...]:
    """Return the places in `words_of` of the words that begin with a capital, in order: names are looked for there."""
    return tuple(at for at, (text, *_) in enumerate(words_of(prose)) if text[0].isupper())


def _begins(gap: str, before: str) -> bool:
    """Whether a sentence or line begins behind what stands after a word."""
    if gap == ". " and before.casefold() in TITLES:
        return False
    marks = gap.rstrip()
    if marks == gap:
        return gap[-1:] in ("", '"', "“", "(")
    return "\n" in gap[len(marks) :] or marks.rstrip("\"'”’)").endswith((".", "!", "?", "…", ":"))


def _outside(skip: list[tuple[int, int]], words: Iterable[Word]) -> Iterator[Word]:
    """Yield the words that begin in none of some spans, which are in order."""
    at = 0
    for word in words:
        while at < len(skip) and skip[at][1] <= word.span.start:
            at += 1
        if at == len(skip) or word.span.start < skip[at][0]:
            yield word


def apart(prose: str, left: Word, right: Word) -> bool:
    """Whether more than a space (or the stop of a title) stands between two words."""
    gap = prose[left.span.end + (2 if left.possessive else 0) : right.span.start]
    return bool(gap.strip(" .")) or "\n" in gap or (gap.strip() == "." and left.text.casefold() not in TITLES)

"""A text's words as phrases and the scorer see them: lower case, short forms written out, with what stands between."""

from itertools import accumulate, chain
from typing import NamedTuple

from followup_lint.lazy import lazy
from followup_lint.memo import Memo

_WORDS = lazy(r"([^\W_]+(?:['’‘ʼ][^\W_]+)*)")
_SENTENCE_END = lazy(r"[.!?…][\"'”’)\]]*\s|\n[ \t\r]*\n|\r[ \t]*\r|[!?…]")
_SPACE = lazy(r"[\s\-‐‑_*]*\Z")
_ABBREVIATIONS = frozenset(["mr", "mrs", "ms", "dr", "prof", "st", "no", "e.g", "i.e", "vs", "approx", "dept", "ext"])
_SUFFIXES = {"m": "am", "re": "are", "ve": "have", "ll": "will"}
_IRREGULAR = {"can't": "can", "won't": "will", "shan't": "shall", "ain't": "is"}
_BARE = {
    "im": ("i", "am"), "ive": ("i", "have"), "dont": ("do", "not"), "didnt": ("did", "not"), "cant": ("can", "not"),
    "wont": ("will", "not"), "doesnt": ("does", "not"), "isnt": ("is", "not"), "havent": ("have", "not"),
    "hasnt": ("has", "not"), "couldnt": ("could", "not"), "wouldnt": ("would", "not"), "cannot": ("can", "not"),
    "youre": ("you", "are"), "youve": ("you", "have"), "wasnt": ("was", "not"), "thats": ("that", "'s"),
}  # fmt: skip

SPACE, SOFT, STOP, POINT = 0, 1, 2, 3
"""What stands before a word: white space, a comma or the like, the end of a sentence, a full stop that may be none."""


class Tokens(NamedTuple):
    """The words of a text in order: normalised, with their spans and what stands before each."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    before: list[int]


def normalise(word: str) -> tuple[str, ...]:
    """Return a word as the words it stands for, lower case: `Don’t` gives `do`, `not`."""
    word = word.lower().replace("’", "'").replace("‘", "'").replace("ʼ", "'")
    if word in _BARE:
        return _BARE[word]
    if "'" not in word:
        return (word,)
    if word.endswith("n't") and len(word) > 3:
        return (_IRREGULAR.get(word, word[:-3]), "not")
    stem, _, suffix = word.rpartition("'")
    if suffix in _SUFFIXES and stem:
        return (stem, _SUFFIXES[suffix])
    if suffix in ("d", "s") and stem:
        return (stem, "'" + suffix)
    return (word,)


def tokenise(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Return the words of a text between two offsets."""
    pieces = _WORDS.split(text[start:end])  # gap, word, gap, word, …, gap
    gaps, parts = pieces[:-1:2], [*map(_NORMAL.__getitem__, pieces[1::2])]
    before = [*map(_GAPS.__getitem__, gaps)]
    for at, kind in enumerate(before):
        if kind == POINT:
            short = gaps[at] == "." or (at and parts[at - 1][-1] in _ABBREVIATIONS)
            before[at] = SPACE if short else STOP
    before[:1] = [STOP] if before else []
    words = [*chain.from_iterable(parts)]
    offsets = [*accumulate(map(len, pieces), initial=start)]
    starts, ends = offsets[1:-1:2], offsets[2:-1:2]
    if len(words) > len(parts):
        _cut(parts, starts, ends, before)
    return Tokens(text, words, starts, ends, before)


def _cut(parts: list[tuple[str, ...]], starts: list[int], ends: list[int], before: list[int]) -> None:
    """Give each of the two words that a short form stands for its place in the lists."""
    places = [at for at, words in enumerate(parts) if len(words) == 2]
    cuts = [min(starts[at] + len(parts[at][0]), ends[at] - 1) for at in places]
    for column, added, after in ((starts, cuts, 1), (ends, cuts, 0), (before, [SPACE] * len(cuts), 1)):
        old, last = column[:], 0
        column.clear()
        for at, value in zip(places, added):
            column += old[last : at + after]
            column.append(value)
            last = at + after
        column += old[last:]


def _gap(gap: str) -> int:
    """Return what a gap between words stands for; POINT where the word before it decides."""
    if _SPACE.match(gap):
        return STOP if _SENTENCE_END.search(gap) else SPACE
    if gap.strip() == ".":
        return POINT
    return STOP if _SENTENCE_END.search(gap) else SOFT


_GAPS = Memo(_gap, 10_000)
_NORMAL = Memo(normalise, 50_000)

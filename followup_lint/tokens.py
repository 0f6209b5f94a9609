"""A text's words as phrases and the scorer see them: lower case, short forms written out, with what stands between."""

from typing import NamedTuple

from followup_lint.lazy import lazy

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
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    pieces = _WORDS.split(text[start:end])  # gap, word, gap, word, …, gap
    at = start
    for gap, word in zip(pieces[::2], pieces[1::2]):
        first = at + len(gap)
        at = first + len(word)
        kind = _GAPS.get(gap)
        if kind is None:
            kind = _gap(gap)
        if kind == POINT:
            kind = SPACE if gap == "." or (words and words[-1] in _ABBREVIATIONS) else STOP
        before.append(kind if words else STOP)
        parts = _NORMAL.get(word)
        if parts is None:
            parts = _remember(word)
        words += parts
        starts.append(first)
        if len(parts) == 2:
            cut = min(first + len(parts[0]), at - 1)
            ends.append(cut)
            starts.append(cut)
            before.append(SPACE)
        ends.append(at)
    return Tokens(text, words, starts, ends, before)


_GAPS: dict[str, int] = {" ": SPACE, ", ": SOFT, "-": SPACE}
_NORMAL: dict[str, tuple[str, ...]] = {}
"""What was worked out for gaps and words before: the same ones come back in every text."""


def _gap(gap: str) -> int:
    """Return what a gap between words stands for; POINT where the word before it decides."""
    if _SPACE.match(gap):
        kind = STOP if _SENTENCE_END.search(gap) else SPACE
    elif gap.strip() == ".":
        kind = POINT
    else:
        kind = STOP if _SENTENCE_END.search(gap) else SOFT
    if len(_GAPS) > 10_000:
        _GAPS.clear()
    _GAPS[gap] = kind
    return kind


def _remember(word: str) -> tuple[str, ...]:
    if len(_NORMAL) > 50_000:
        _NORMAL.clear()
    parts = _NORMAL[word] = normalise(word)
    return parts

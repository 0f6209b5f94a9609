"""A small linear model over the words of a sentence: how much it reads like each label (`desperate`, `thanks`, …).

The features of a sentence are its words, the pieces of three to five letters of each word, its pairs of words (next to
each other, and with one between), the classes of its words (`lexicon.py`), each word with the class next to it, and the
pairs of classes that it holds. They are hashed into a table of one signed byte for each label. A sentence's value for a
label is the sum of its features' bytes, divided by the square root of how many there are. All labels are summed at
once: a table row is spread into one large integer with 32 bits for each label, so that one addition adds them all.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import combinations, pairwise
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from zlib import crc32

from followup_lint.lexicon import Lexicon
from followup_lint.phrases import Tokens

LANE = 32
"""Bits for each label in a sum; the bytes of 16 million features fit in."""

OFFSET = 128
"""What is added to each byte so that none is negative."""

CACHED = 50_000
"""Words and pairs of words whose sums are remembered."""

LONGEST = 40
"""Letters of a word that are looked at."""

K = TypeVar("K")
V = TypeVar("V")

EDGE = "^"
"""Stands before the first word and after the last one."""


class Score(NamedTuple):
    """What one sentence scored: a value for each label, in the scorer's order of labels."""

    values: tuple[float, ...]
    words: tuple[str, ...]


def word_features(word: str, classes: Iterable[str]) -> Iterator[str]:
    """Yield the features of one word: itself, its pieces of three to five letters (edges marked), its classes."""
    word = word[:LONGEST]
    yield word
    edged = f"<{word}>"
    for size in (3, 4, 5):
        for at in range(len(edged) - size + 1):
            yield edged[at : at + size]
    for name in classes:
        yield f"K {name}"


def pair_features(first: str, last: str, before: Iterable[str], after: Iterable[str]) -> Iterator[str]:
    """Yield the features of two neighbouring words: the words, and each word with the classes of the other."""
    yield f"{first} {last}"
    for name in after:
        yield f"M {first} {name}"
    for name in before:
        yield f"N {name} {last}"


def gap_feature(first: str, last: str) -> str:
    """Return the feature of two words with one word between."""
    return f"{first} _ {last}"


def class_pairs(names: Iterable[str]) -> Iterator[str]:
    """Yield the pairs of the classes that a sentence holds."""
    for first, last in combinations(sorted(names), 2):
        yield f"P {first} {last}"


def features(words: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """Yield every feature of a sentence; what training sees, and what `Scorer` sums from remembered parts."""
    classes = [lexicon.classes(word) for word in words]
    for word, names in zip(words, classes):
        yield from word_features(word, names)
    edged, around = [EDGE, *words, EDGE], [(), *classes, ()]
    for at in range(len(edged) - 1):
        yield from pair_features(edged[at], edged[at + 1], around[at], around[at + 1])
    for first, last in zip(words, words[2:]):
        yield gap_feature(first, last)
    yield from class_pairs({name for names in classes for name in names})


def bucket(feature: str, buckets: int) -> int:
    """Return the row of a feature in a table of so many rows."""
    return crc32(feature.encode()) % buckets


class Scorer:
    """The table of weights, and what it makes of sentences."""

    def __init__(self, meta: dict[str, Any], table: bytes) -> None:
        self.labels: tuple[str, ...] = tuple(meta["labels"])
        self.buckets: int = meta["buckets"]
        self.scales: list[float] = meta["scales"]
        self.biases: list[float] = meta["biases"]
        self.lexicon = Lexicon(meta["lexicon"])
        self._table = table
        self._row = len(self.labels)
        self._lanes = (self._row + 3) // 4
        self._words: dict[str, tuple[int, int, frozenset[str]]] = {}
        self._pairs: dict[tuple[str, str], tuple[int, int]] = {}
        self._gaps: dict[tuple[str, str], int] = {}
        self._classes: dict[frozenset[str], tuple[int, int]] = {}

    @classmethod
    def load(cls, folder: Path) -> "Scorer":
        """Return the scorer whose files (`scorer.json`, `scorer.bin`) are in a folder; without them, an empty one."""
        try:
            meta = json.loads((folder / "scorer.json").read_bytes())
            return cls(meta, (folder / "scorer.bin").read_bytes())
        except FileNotFoundError:
            return cls({"labels": [], "buckets": 1, "scales": [], "biases": [], "lexicon": {}}, b"")

    @cached_property
    def index(self) -> dict[str, int]:
        """Where each label stands in a score."""
        return {label: at for at, label in enumerate(self.labels)}

    def score(self, prose: str, sentences: Iterable[Any], tokens: Tokens) -> list[Score]:
        """Return the score of each sentence (anything with a `span` in the prose), in order."""
        return [self.score_words(words) for words in sentence_words(prose, sentences, tokens)]

    def score_words(self, words: Sequence[str]) -> Score:
        """Return the score of a sentence given as normalised words."""
        if not words or not self.labels:
            return Score((), tuple(words))
        total = count = 0
        held: set[str] = set()
        before = EDGE
        for word in words:
            value, features, classes = self._word(word)
            total += value
            count += features
            held |= classes
            value, features = self._pair(before, word)
            total += value
            count += features
            before = word
        for value, features in (self._pair(before, EDGE), self._class_pairs(frozenset(held))):
            total += value
            count += features
        for first, last in zip(words, words[2:]):
            total += self._gap(first, last)
        count += max(len(words) - 2, 0)
        root, lanes, values = sqrt(count), self._lanes, []
        for at in range(self._row):
            lane = total >> LANE * (at % 4 * lanes + at // 4) & 0xFFFFFFFF
            values.append(self.biases[at] + self.scales[at] * (lane - OFFSET * count) / root)
        return Score(tuple(values), tuple(words))

    def because(self, words: Sequence[str], label: str, most: int = 3) -> tuple[str, ...]:
        """Return the words of a sentence that weighed most for a label, heaviest first."""
        at, row, classes = self.index[label], self._row, self.lexicon.classes

        def weight(features: Iterable[str]) -> int:
            return sum(self._table[bucket(feature, self.buckets) * row + at] - OFFSET for feature in features)

        worth = {word: weight(word_features(word, classes(word))) for word in words if word.isalpha()}
        for first, last in pairwise(words):
            if first in worth and last in worth:
                share = weight(pair_features(first, last, classes(first), classes(last)))
                worth[first] += share // 2
                worth[last] += share // 2
        ranked = sorted(worth, key=lambda word: (-worth[word], word))
        return tuple(word for word in ranked[:most] if worth[word] > 0)

    # -- sums that are remembered --------------------------------------------------------------------------------

    def _word(self, word: str) -> tuple[int, int, frozenset[str]]:
        known = self._words.get(word)
        if known is None:
            names = self.lexicon.classes(word)
            known = (*self._sum(word_features(word, names)), frozenset(names))
            _remember(self._words, word, known)
        return known

    def _pair(self, first: str, last: str) -> tuple[int, int]:
        known = self._pairs.get((first, last))
        if known is None:
            classes = self.lexicon.classes
            known = self._sum(pair_features(first, last, classes(first), classes(last)))
            _remember(self._pairs, (first, last), known)
        return known

    def _gap(self, first: str, last: str) -> int:
        known = self._gaps.get((first, last))
        if known is None:
            known = self._spread(gap_feature(first, last))
            _remember(self._gaps, (first, last), known)
        return known

    def _class_pairs(self, names: frozenset[str]) -> tuple[int, int]:
        known = self._classes.get(names)
        if known is None:
            known = self._sum(class_pairs(names))
            _remember(self._classes, names, known)
        return known

    def _sum(self, features: Iterable[str]) -> tuple[int, int]:
        rows = [self._spread(feature) for feature in features]
        return sum(rows), len(rows)

    def _spread(self, feature: str) -> int:
        at = bucket(feature, self.buckets) * self._row
        row = int.from_bytes(self._table[at : at + self._row], "little")
        mask, wide = self._mask, LANE * self._lanes
        return (
            (row & mask) | (row >> 8 & mask) << wide | (row >> 16 & mask) << 2 * wide | (row >> 24 & mask) << 3 * wide
        )

    @cached_property
    def _mask(self) -> int:
        return sum(0xFF << (LANE * lane) for lane in range(self._lanes))


def _remember(table: dict[K, V], key: K, value: V) -> None:
    """Keep a value, and never more than so many."""
    if len(table) > CACHED:
        table.clear()
    table[key] = value


def sentence_words(prose: str, sentences: Iterable[Any], tokens: Tokens) -> Iterator[list[str]]:
    """Yield the normalised words of each sentence, its closing mark among them; digits count as one word, `0`."""
    at, total = 0, len(tokens.words)
    for sentence in sentences:
        start, end = sentence.span
        while at < total and tokens.starts[at] < start:
            at += 1
        words = []
        while at < total and tokens.starts[at] < end:
            word = tokens.words[at]
            words.append("0" if word[0].isdigit() else word)
            at += 1
        if prose[end - 1 : end] in ("?", "!"):
            words.append(prose[end - 1])
        yield words

"""A small linear model over the words of a sentence: how much it reads like each label (`desperate`, `thanks`, …).

The features of a sentence are its words, its pairs of words, and the pieces of three to five letters of each word,
hashed into a table of one signed byte for each label. A sentence's value for a label is the sum of its features' bytes,
divided by the square root of how many there are. All labels are summed at once: a table row is spread into one large
integer with 32 bits for each label, so that one addition adds them all.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

from followup_lint.phrases import Tokens

LANE = 32
"""Bits for each label in a sum; the bytes of 16 million features fit in."""

OFFSET = 128
"""What is added to each byte so that none is negative."""

CACHED = 50_000
"""Words and pairs of words whose sums are remembered."""


class Score(NamedTuple):
    """What one sentence scored: a logit for each label, in the scorer's order of labels."""

    values: tuple[float, ...]
    words: tuple[str, ...]


def pieces(word: str) -> Iterator[str]:
    """Yield the features of one word: itself, and its pieces of three to five letters, its edges marked."""
    yield word
    edged = f"<{word}>"
    for size in (3, 4, 5):
        for at in range(len(edged) - size + 1):
            yield edged[at : at + size]


def pairs(words: Sequence[str]) -> Iterator[str]:
    """Yield the pairs of neighbouring words, the sentence's edges among them."""
    before = "^"
    for word in words:
        yield f"{before} {word}"
        before = word
    yield f"{before} $"


def triples(words: Sequence[str]) -> Iterator[str]:
    """Yield the pairs of words with one word between."""
    for first, last in zip(words, words[2:]):
        yield f"{first} _ {last}"


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
        self._table = table
        self._row = len(self.labels)
        self._words: dict[str, tuple[int, int]] = {}
        self._pairs: dict[str, int] = {}

    @classmethod
    def load(cls, folder: Path) -> "Scorer":
        """Return the scorer whose files (`scorer.json`, `scorer.bin`) are in a folder; without them it knows no label."""
        try:
            meta = json.loads((folder / "scorer.json").read_bytes())
            return cls(meta, (folder / "scorer.bin").read_bytes())
        except FileNotFoundError:
            return cls({"labels": [], "buckets": 1, "scales": [], "biases": []}, b"")

    @cached_property
    def index(self) -> dict[str, int]:
        """Where each label stands in a score."""
        return {label: at for at, label in enumerate(self.labels)}

    @cached_property
    def _mask(self) -> int:
        lanes = (self._row + 3) // 4
        return sum(0xFF << (LANE * lane) for lane in range(lanes))

    def _spread(self, feature: str) -> int:
        at = bucket(feature, self.buckets) * self._row
        row = int.from_bytes(self._table[at : at + self._row], "little")
        mask, wide = self._mask, LANE * ((self._row + 3) // 4)
        return (
            (row & mask)
            | (row >> 8 & mask) << wide
            | (row >> 16 & mask) << 2 * wide
            | (row >> 24 & mask) << 3 * wide
        )

    def _word(self, word: str) -> tuple[int, int]:
        known = self._words.get(word)
        if known is None:
            if len(self._words) > CACHED:
                self._words.clear()
            features = list(pieces(word[:40]))
            known = self._words[word] = (sum(map(self._spread, features)), len(features))
        return known

    def _pair(self, pair: str) -> int:
        known = self._pairs.get(pair)
        if known is None:
            if len(self._pairs) > CACHED:
                self._pairs.clear()
            known = self._pairs[pair] = self._spread(pair)
        return known

    def score(self, prose: str, sentences: Iterable[Any], tokens: Tokens) -> list[Score]:
        """Return the score of each sentence (anything with a `span` in the prose), in order."""
        return [self.score_words(words) for words in sentence_words(prose, sentences, tokens)]

    def score_words(self, words: Sequence[str]) -> Score:
        """Return the score of a sentence given as normalised words."""
        if not words or not self.labels:
            return Score((), tuple(words))
        total = count = 0
        for word in words:
            value, features = self._word(word)
            total += value
            count += features
        for pair in pairs(words):
            total += self._pair(pair)
        for triple in triples(words):
            total += self._pair(triple)
        count += len(words) + 1 + max(len(words) - 2, 0)
        root, lanes = sqrt(count), (self._row + 3) // 4
        values = []
        for at in range(self._row):
            lane = total >> LANE * (at % 4 * lanes + at // 4) & 0xFFFFFFFF
            values.append(self.biases[at] + self.scales[at] * (lane - OFFSET * count) / root)
        return Score(tuple(values), tuple(words))

    def because(self, words: Sequence[str], label: str, most: int = 3) -> tuple[str, ...]:
        """Return the words of a sentence that weighed most for a label, heaviest first."""
        at, row = self.index[label], self._row

        def weight(feature: str) -> int:
            return self._table[bucket(feature, self.buckets) * row + at] - OFFSET

        worth: dict[str, int] = {}
        for word in words:
            if word.isalpha():
                worth[word] = sum(map(weight, pieces(word[:40])))
        for first, last in zip(words, words[1:]):
            if first.isalpha() and last.isalpha():
                share = weight(f"{first} {last}")
                worth[first] += share // 2
                worth[last] += share // 2
        ranked = sorted(worth, key=lambda word: (-worth[word], word))
        return tuple(word for word in ranked[:most] if worth[word] > 0)


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

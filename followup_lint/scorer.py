"""A small linear model over the words of a sentence: how much it reads like each label (`desperate`, `thanks`, …).

The features of a sentence are its words, the pieces of four and five letters of each word, its pairs of words (next to
each other, and with one between), the classes of its words (`lexicon.py`), each word with the class beside it, the
pairs of classes that it holds, how it begins, its length and its marks. They are hashed into a table of four bits for
each label. A sentence's value for a label is the sum of its features' weights, divided by the square root of how many
there are (and a few more). All labels are summed at once: a table row is spread into one large integer with 32 bits for
each label, so that one addition adds them all.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, combinations, pairwise
from math import sqrt
from pathlib import Path
from struct import unpack
from typing import Any, NamedTuple
from zlib import crc32

from followup_lint.lexicon import Lexicon
from followup_lint.memo import Memo
from followup_lint.tokens import tokenise

LANE = 32
"""Bits for each label in a sum; the weights of 250 million features fit in."""

BITS = 4
"""Bits of one weight in the table."""

OFFSET = 8
"""What is added to each weight, -7 to 7, so that none is negative."""

CACHED = 50_000
"""Words and pairs of words whose sums are remembered."""

SENTENCES = 2_000
"""Sentences whose scores are remembered: while a person types, and in a library of templates, most stay as they were."""

LONGEST = 40
"""Letters of a word that are looked at."""

SETTLE = 30
"""Features that a sentence is taken to hold beyond its own, weightless ones: a few words alone say little."""

EDGE = "^"
"""Stands before the first word and after the last one."""

GAP = " _"
"""Stands for one word between two."""

MARK = "="
"""Begins what is no word: how a sentence is written."""


class Score(NamedTuple):
    """What one sentence scored: a value for each label, in the scorer's order of labels."""

    values: tuple[float, ...]
    words: tuple[str, ...]


def word_features(word: str, classes: Iterable[str]) -> Iterator[str]:
    """Yield the features of one word: itself, its pieces of four and five letters (edges marked), its classes."""
    word = word[:LONGEST].lower()
    yield word
    if not word.startswith(MARK):
        edged = f"<{word}>"
        for size in (4, 5):
            for at in range(len(edged) - size + 1):
                yield edged[at : at + size]
    for name in classes:
        yield f"K {name}"


def pair_features(first: str, last: str, before: Iterable[str], after: Iterable[str], gap: str = "") -> Iterator[str]:
    """Yield the features of two words near each other: the words, and each word with the classes of the other."""
    first, last = first.lower(), last.lower()
    yield f"{first}{gap} {last}"
    for name in after:
        yield f"M{gap} {first} {name}"
    for name in before:
        yield f"N{gap} {name} {last}"


def opening_features(words: Sequence[str], classes: Iterable[str]) -> Iterator[str]:
    """Yield how a sentence begins: its first word with that word's classes, and its first three words."""
    low = [word.lower() for word in words[:3]]
    yield f"F {low[0]}"
    for name in classes:
        yield f"F {name}"
    yield "F2 " + " ".join(low)


def length_feature(words: Sequence[str]) -> str:
    """Return how long a sentence is, in fours of words up to 32."""
    return f"L {min(len(words) // 4, 8)}"


def class_pairs(names: Iterable[str]) -> Iterator[str]:
    """Yield the pairs of the classes that a sentence holds."""
    for first, last in combinations(sorted(names), 2):
        yield f"P {first} {last}"


def features(words: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """Yield every feature of a sentence; what training sees, and what `Scorer` sums from remembered parts."""
    if not words:
        return
    classes = [lexicon.classes(word) for word in words]
    for word, names in zip(words, classes):
        yield from word_features(word, names)
    edged, around = [EDGE, *words, EDGE], [(), *classes, ()]
    for at in range(len(edged) - 1):
        yield from pair_features(edged[at], edged[at + 1], around[at], around[at + 1])
    for at in range(len(words) - 2):
        yield from pair_features(words[at], words[at + 2], classes[at], classes[at + 2], GAP)
    yield from opening_features(words, classes[0])
    yield length_feature(words)
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
        self.lexicon = Lexicon(meta["lexicon"], meta.get("everyday", "").split())
        self._table = table
        self._row = (len(self.labels) * BITS + 7) // 8
        self._lanes = (self._row + 3) // 4
        self._sums = LANE // BITS * self._lanes
        self._one = 1 << LANE * self._sums  # above the sums of weights: how many features they are of
        self._order = [at % 8 * self._lanes + at // 8 for at in range(len(self.labels))]
        self._classes = Memo(self.lexicon.classes, CACHED)
        self._words = Memo(self._word, CACHED)
        self._pairs = Memo(self._pair, CACHED)
        self._gaps = Memo(self._gap, CACHED)
        self._openings = Memo(self._opening, CACHED)
        self._held = Memo(self._class_pairs, CACHED)
        self._lengths = Memo(self._length, CACHED)
        self._scores = Memo(self._score, SENTENCES)
        self._heaviest = Memo(self._because, SENTENCES)
        self._worths = Memo(self._worth, CACHED)
        self._shares = Memo(self._share, CACHED)

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

    def score(self, sentence: str) -> Score:
        """Return the score of a sentence."""
        return self._scores[sentence]

    def _score(self, sentence: str) -> Score:
        return self.score_words(sentence_words(sentence))

    def score_words(self, words: Sequence[str]) -> Score:
        """Return the score of a sentence given as normalised words."""
        words = tuple(words)
        if not words or not self.labels:
            return Score((), words)
        held = frozenset().union(*map(self._classes.__getitem__, words))
        total = sum(
            chain(
                map(self._words.__getitem__, words),
                map(self._pairs.__getitem__, zip((EDGE, *words), (*words, EDGE))),
                map(self._gaps.__getitem__, zip(words, words[2:])),
            )
        )
        total += self._openings[words[:3]] + self._held[held] + self._lengths[length_feature(words)]
        lanes = self._sums + 1
        *sums, count = unpack(f"<{lanes}I", total.to_bytes(lanes * LANE // 8, "little"))
        root, less = sqrt(count + SETTLE), OFFSET * count
        values = [
            bias + scale * (sums[at] - less) / root for bias, scale, at in zip(self.biases, self.scales, self._order)
        ]
        return Score(tuple(values), words)

    def weight(self, feature: str, label: str) -> int:
        """Return the weight of a feature for a label, -7 to 7, as it stands in the table."""
        at = self.index[label]
        byte = self._table[bucket(feature, self.buckets) * self._row + at // 2]
        return (byte >> at % 2 * BITS & 0xF) - OFFSET

    def because(self, words: Sequence[str], label: str) -> tuple[str, ...]:
        """Return the three words of a sentence that weighed most for a label, heaviest first."""
        return self._heaviest[tuple(words), label]

    def _because(self, sentence: tuple[tuple[str, ...], str]) -> tuple[str, ...]:
        words, label = sentence
        worth = {word: self._worths[word, label] for word in words if word.isalpha()}
        for first, last in pairwise(words):
            if first in worth and last in worth:
                share = self._shares[first, last, label]
                worth[first] += share
                worth[last] += share
        ranked = sorted(worth, key=lambda word: (-worth[word], word))
        return tuple(word for word in ranked[:3] if worth[word] > 0)

    def _worth(self, asked: tuple[str, str]) -> int:
        """Return what a word alone weighs for a label, twice."""
        word, label = asked
        return 2 * sum(self.weight(feature, label) for feature in word_features(word, self._classes[word]))

    def _share(self, asked: tuple[str, str, str]) -> int:
        """Return what two words next to each other weigh for a label."""
        first, last, label = asked
        pair = pair_features(first, last, self._classes[first], self._classes[last])
        return sum(self.weight(feature, label) for feature in pair)

    def _word(self, word: str) -> int:
        return self._sum(word_features(word, self._classes[word]))

    def _pair(self, pair: tuple[str, str], gap: str = "") -> int:
        first, last = pair
        return self._sum(pair_features(first, last, self._classes[first], self._classes[last], gap))

    def _gap(self, pair: tuple[str, str]) -> int:
        return self._pair(pair, GAP)

    def _opening(self, words: tuple[str, ...]) -> int:
        return self._sum(opening_features(words, self._classes[words[0]]))

    def _class_pairs(self, names: frozenset[str]) -> int:
        return self._sum(class_pairs(names))

    def _length(self, feature: str) -> int:
        return self._sum([feature])

    def _sum(self, features: Iterable[str]) -> int:
        """Return the rows of some features added up, and above them how many features they are."""
        return sum(self._spread(feature) + self._one for feature in features)

    def _spread(self, feature: str) -> int:
        """Return a feature's row with its weights 32 bits apart: every eighth, from the first, second, … on."""
        at = bucket(feature, self.buckets) * self._row
        row = int.from_bytes(self._table[at : at + self._row], "little")
        wide = LANE * self._lanes
        return sum((row >> BITS * step & self._mask) << wide * step for step in range(LANE // BITS))

    @cached_property
    def _mask(self) -> int:
        return sum(0xF << (LANE * lane) for lane in range(self._lanes))


def sentence_words(sentence: str) -> list[str]:
    """Return the normalised words of a sentence, and its marks.

    Digits count as one word, `0`. A word that begins with a capital inside the sentence keeps it: it is a name.
    """
    tokens = tokenise(sentence)
    words: list[str] = []
    for word, start in zip(tokens.words, tokens.starts):
        if word[0].isdigit():
            word = "0"
        elif words and word != "i" and sentence[start].isupper():
            word = word.capitalize()
        words.append(word)
    return [*words, *marks(sentence)] if words else words


def marks(sentence: str) -> Iterator[str]:
    """Yield how a sentence is written: its closing mark, doubled marks, no capitals, a face, quotation."""
    if sentence[-1] in "?!":
        yield sentence[-1]
    if sentence[0].islower() or " i " in sentence:
        yield MARK + "lower"
    if "!!" in sentence or "??" in sentence or "?!" in sentence:
        yield MARK + "doubled"
    picture = not sentence.isascii() and any(sign > "\u25ff" for sign in sentence)
    if picture or ":)" in sentence or ";)" in sentence:
        yield MARK + "face"
    if '"' in sentence or "“" in sentence:
        yield MARK + "quote"

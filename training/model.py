"""Sentences to features, features to weights, weights to the bytes that the scorer sums."""

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, diags, vstack  # type: ignore[import-untyped]
from sklearn.svm import LinearSVC  # type: ignore[import-untyped]

from followup_lint.anatomy import anatomy
from followup_lint.lexicon import Lexicon
from followup_lint.scorer import OFFSET, SETTLE, bucket, features, sentence_words
from training.data import FAULTS, Draft, Sentence

BUCKETS = 45_000
"""Rows of the table: with four bits for each of 21 labels, 495 KB."""

HIGHEST = 7
"""Largest step of a weight in the table."""

PENALTY = 0.06
"""`C` of the support vector machines: best average precision with writers held out."""

OTHER_FAULT = 0.5
"""Weight of a sentence with another fault: to name the wrong fault is half as bad as to blame the innocent."""

CLEAN = 2.0
"""Weight of a sentence of a good draft."""

Array = np.ndarray[Any, np.dtype[Any]]


def words_of(text: str) -> list[str]:
    """Return the normalised words of one sentence, as the scorer takes them from a draft."""
    return sentence_words(text.strip())


def parts_of(draft: Draft) -> list[str]:
    """Return the sentences of a good draft's body, as the linter parts them."""
    made = anatomy(draft.text, spoken=draft.channel in ("phone", "voicemail"))
    return [made.prose[sentence.span.start : sentence.span.end] for sentence in made.sentences]


def matrix(sentences: Iterable[Sequence[str]], lexicon: Lexicon, buckets: int = BUCKETS) -> csr_matrix:
    """Return the features of sentences, a row for each, divided by the square root of how many there are."""
    ends, columns, values = [0], [], []
    for words in sentences:
        found = [bucket(feature, buckets) for feature in features(words, lexicon)]
        columns += found
        values += [1 / sqrt(len(found) + SETTLE)] * len(found)
        ends.append(len(columns))
    made = csr_matrix((values, columns, ends), shape=(len(ends) - 1, buckets))
    made.sum_duplicates()
    return made


class Weights(NamedTuple):
    """What was learnt for one label, as the table keeps it."""

    levels: Array
    """A whole number from -7 to 7 for each feature."""
    scale: float
    bias: float

    def of(self, rows: csr_matrix) -> Array:
        """Return the values of rows of features."""
        values: Array = rows @ (self.levels * self.scale) + self.bias
        return values


def fit(label: str, data: Sequence[Sentence], rows: csr_matrix, clean: csr_matrix) -> Weights:
    """Learn one label from the sentences judged for it; `clean` are sentences of good drafts, which hold no fault."""
    chosen = [at for at, sentence in enumerate(data) if label in sentence.judged]
    right = [label in data[at].labels for at in chosen]
    weights = [1.0] * len(chosen)
    known = rows[chosen]
    if label in FAULTS:
        other = [bool(data[at].labels.intersection(FAULTS)) and not found for at, found in zip(chosen, right)]
        weights = [OTHER_FAULT if wrong else 1.0 for wrong in other] + [CLEAN] * clean.shape[0]
        right += [False] * clean.shape[0]
        known = vstack([known, clean]).tocsr()
    held = known.getnnz(axis=0)
    rarity = np.log((known.shape[0] + 1) / (held + 1))
    model = LinearSVC(C=PENALTY, tol=1e-2, random_state=0)
    model.fit((known @ diags(rarity)).tocsr(), np.array(right), sample_weight=np.array(weights))
    return rounded(model.coef_[0] * rarity, float(model.intercept_[0]), held)


def rounded(weights: Array, bias: float, held: Array) -> Weights:
    """Return weights in 15 steps, cut off where that errs least over the features that sentences hold."""
    largest = float(np.abs(weights).max())
    tried = []
    for share in (1, 0.8, 0.65, 0.5, 0.4, 0.32, 0.25, 0.2, 0.15, 0.1):
        scale = largest * share / HIGHEST
        levels = np.clip(np.rint(weights / scale), -HIGHEST, HIGHEST)
        tried.append((float((held * (levels * scale - weights) ** 2).sum()), -share, levels, scale))
    _, _, levels, scale = min(tried, key=lambda one: one[:2])
    return Weights(levels, scale, bias)


def pack(learnt: Sequence[Weights]) -> bytes:
    """Return the table: a row for each feature, four bits for each label, the first label lowest."""
    nibbles = np.stack([one.levels + OFFSET for one in learnt], axis=1).astype(np.uint8)
    if nibbles.shape[1] % 2:
        nibbles = np.pad(nibbles, ((0, 0), (0, 1)))
    packed: Array = nibbles[:, 0::2] | nibbles[:, 1::2] << 4
    return packed.tobytes()

"""Sentences to features, features to weights, weights to the bytes that the scorer sums."""

import re
from collections.abc import Iterable, Sequence
from math import sqrt
from typing import Any, NamedTuple

import numpy as np
from scipy.sparse import csr_matrix, vstack  # type: ignore[import-untyped]
from sklearn.svm import LinearSVC  # type: ignore[import-untyped]

from followup_lint.lexicon import Lexicon
from followup_lint.phrases import tokenise
from followup_lint.scorer import bucket, features, sentence_words
from followup_lint.source import Span
from training.data import FAULTS, Draft, Sentence

BUCKETS = 22_000
"""Rows of the table: with a byte for each of 21 labels, 462 KB."""

PENALTY = 2.0
"""`C` of the support vector machines: best average precision with writers held out (0.5: -0.005, 5: -0.004)."""

Array = np.ndarray[Any, np.dtype[Any]]


class _Whole(NamedTuple):
    span: Span


def words_of(text: str) -> list[str]:
    """Return the normalised words of one sentence, as the scorer takes them from a draft."""
    text = text.strip()
    return next(sentence_words(text, [_Whole(Span(0, len(text)))], tokenise(text)))


def parts_of(draft: Draft) -> list[str]:
    """Return the sentences of a good draft, its greeting and closing among them."""
    return [part for part in re.split(r"(?<=[.!?])\s+|\n\s*\n", draft.text) if len(part.split()) > 2]


def matrix(sentences: Iterable[Sequence[str]], lexicon: Lexicon, buckets: int = BUCKETS) -> csr_matrix:
    """Return the features of sentences, a row for each, divided by the square root of how many there are."""
    ends, columns, values = [0], [], []
    for words in sentences:
        found = [bucket(feature, buckets) for feature in features(words, lexicon)]
        columns += found
        values += [1 / sqrt(len(found) or 1)] * len(found)
        ends.append(len(columns))
    made = csr_matrix((values, columns, ends), shape=(len(ends) - 1, buckets))
    made.sum_duplicates()
    return made


class Weights(NamedTuple):
    """What was learnt for one label."""

    weights: Array
    bias: float

    def of(self, rows: csr_matrix) -> Array:
        """Return the values of rows of features."""
        values: Array = rows @ self.weights + self.bias
        return values


def fit(label: str, data: Sequence[Sentence], rows: csr_matrix, clean: csr_matrix) -> Weights:
    """Learn one label from the sentences judged for it; `clean` are sentences of good drafts, which hold no fault."""
    chosen = [at for at, sentence in enumerate(data) if label in sentence.judged]
    right = [label in data[at].labels for at in chosen]
    known = rows[chosen]
    if label in FAULTS:
        known = vstack([known, clean]).tocsr()
        right += [False] * clean.shape[0]
    learnt = LinearSVC(C=PENALTY, tol=1e-2, random_state=0).fit(known, np.array(right))
    return Weights(learnt.coef_[0], float(learnt.intercept_[0]))


def pack(weights: Sequence[Weights]) -> tuple[bytes, list[float], list[float]]:
    """Return a table of one byte for each feature and label, and the scale and the bias of each label."""
    scales = [float(np.abs(one.weights).max()) / 127 for one in weights]
    table = np.stack([np.rint(one.weights / scale) for one, scale in zip(weights, scales)], axis=1)
    return (table + 128).astype(np.uint8).tobytes(), scales, [one.bias for one in weights]

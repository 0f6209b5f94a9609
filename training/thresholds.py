"""From held-out values to thresholds: few alarms on good drafts, and as many faults found as that allows."""

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from training.model import Array

ALARMS = 0.03
"""Findings that all scored rules together may raise on a good draft, on average."""

PRECISION = 0.9
"""Least precision of a fault on labelled sentences, most of which were written to look like one; another fault counts
half as wrong as an innocent sentence."""

EVEN = -0.1
"""The lowest value at which a fault is marked: just under even odds (0), where a sentence has the label as likely as
not. Lower, more faults are found, and more innocent sentences of drafts by new writers are marked."""

MARGIN = 0.01
"""How far above a value that must not be flagged a threshold lies."""


NEAR = 0.01
"""How much less F1 is as good as the best."""


class Held(NamedTuple):
    """What models said about writers whom they had not read."""

    values: Array
    """Values of the labelled sentences that were judged for the label."""
    right: Array
    """Whether each of them has the label."""
    related: Array
    """Whether each of them has another fault, and not the label."""
    clean: Array
    """Values of the good drafts' sentences."""
    drafts: Array
    """The number of the draft that each of those stands in."""

    def recall(self, threshold: float) -> float:
        """Return the share of sentences with the label that reach a threshold."""
        return float((self.values[self.right] >= threshold).mean())

    def precision(self, threshold: float) -> float:
        """Return the share of sentences that reach a threshold that have the label; 1 where none reaches it."""
        reached = self.values >= threshold
        return float(self.right[reached].mean()) if reached.any() else 1.0

    def alarms(self, threshold: float) -> int:
        """Return how many sentences of good drafts reach a threshold."""
        return int((self.clean >= threshold).sum())


def strictest(held: Held, precision: float = PRECISION) -> float:
    """Return the lowest threshold from which on the precision is never below the least."""
    order = np.argsort(-held.values, kind="stable")
    hits = np.cumsum(held.right[order])
    share = hits / (hits + np.cumsum(np.where(held.related, 0.5, 1.0 - held.right)[order]))
    enough = np.flatnonzero(share >= precision)
    last = int(enough[-1]) if len(enough) else 0
    return float(held.values[order[last]])


def share_alarms(held: Mapping[str, Held], drafts: int, alarms: float = ALARMS) -> dict[str, float]:
    """Return a threshold for each label; the alarms allowed go, one by one, where they find most.

    A label begins where no good draft is flagged and its precision is enough; each alarm then lowers the threshold of
    the label whose recall gains most by it.
    """
    floors = {label: max(strictest(one), EVEN) for label, one in held.items()}
    tops = {label: np.sort(one.clean)[::-1] for label, one in held.items()}

    def threshold(label: str, allowed: int) -> float:
        return max(floors[label], float(tops[label][allowed]) + MARGIN)

    allowed = dict.fromkeys(held, 0)
    for _ in range(int(alarms * drafts)):
        gains: dict[str, float] = {}
        for label, one in held.items():
            for more in (1, 2, 3):
                now, then = threshold(label, allowed[label]), threshold(label, allowed[label] + more)
                gains[label] = max(gains.get(label, 0.0), (one.recall(then) - one.recall(now)) / more)
        best = max(gains, key=lambda label: (gains[label], label))
        if gains[best] <= 0:
            break
        allowed[best] += 1
    return {label: round(threshold(label, allowed[label]), 2) for label in held}


def best_f1(held: Held) -> float:
    """Return the threshold at which precision and recall are best together (F1)."""
    order = np.argsort(-held.values, kind="stable")
    hits = np.cumsum(held.right[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + held.right.sum())
    return _middle_of_best(held.values[order], f1)


def best_f1_of_drafts(held: Held, having: Collection[int]) -> float:
    """Return the threshold at which drafts that hold a cue are told best from those that do not (F1).

    A draft counts by its highest sentence, so a cue that few drafts hold needs a higher threshold than a sentence does.
    """
    numbers = np.unique(held.drafts)
    highest = np.array([held.clean[held.drafts == number].max() for number in numbers])
    right = np.isin(numbers, list(having))
    order = np.argsort(-highest, kind="stable")
    hits = np.cumsum(right[order])
    f1 = 2 * hits / (np.arange(1, len(order) + 1) + right.sum())
    return _middle_of_best(highest[order], f1)


def _middle_of_best(values: Array, f1: Array) -> float:
    """Return the middle of the values whose F1 is as good as the best: the best alone changes with every new writer."""
    return round(float(np.median(values[f1 >= f1.max() - NEAR])), 2)


def curve(held: Held, recalls: Sequence[float] = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)) -> list[list[float]]:
    """Return `[recall, precision]` at thresholds that find so large a share of the label's sentences."""
    ranked = np.sort(held.values[held.right])[::-1]
    points = [float(ranked[min(int(share * len(ranked)), len(ranked) - 1)]) for share in recalls]
    return [[share, round(held.precision(point), 3)] for share, point in zip(recalls, points)]


def average_precision(held: Held) -> float:
    """Return the area under the curve of precision over recall."""
    order = np.argsort(-held.values, kind="stable")
    right = held.right[order]
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    return float(precision[right].mean())

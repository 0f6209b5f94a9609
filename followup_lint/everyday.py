"""Everyday words: how much of a message is said in words that stand in every message, and how much in its own."""

from collections.abc import Collection, Iterable

LETTERS = 4
"""Letters of the shortest word that can tell one message from another."""


def tells(word: str) -> bool:
    """Return whether a word can tell one message from another: no mark, no number, and no short word."""
    return len(word) >= LETTERS and word.isalpha()


def uncommon_share(words: Iterable[str], everyday: Collection[str], names: Collection[str]) -> float:
    """Return how many of some words (0 to 1) are uncommon: neither everyday nor names (lower case). Each counts once."""
    said = [word.lower() for word in words if word.isalpha()]
    own = {word for word in said if tells(word) and word not in everyday and word not in names}
    return len(own) / max(len(said), 1)

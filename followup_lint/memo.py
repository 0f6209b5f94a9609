"""What was worked out before, kept for the next to ask: words and sentences come back from draft to draft and key to key."""

from collections.abc import Callable, Sized
from typing import TypeVar

LONGEST = 2_000
"""Arguments longer than this (characters, or parts) are not kept, so that hostile drafts cannot fill the memory."""

K = TypeVar("K", bound=Sized)
V = TypeVar("V")


class Memo(dict[K, V]):
    """What a function gave for each argument so far; emptied when it holds `most` of them."""

    def __init__(self, function: Callable[[K], V], most: int) -> None:
        self._function, self._most = function, most

    def __missing__(self, key: K) -> V:
        value = self._function(key)
        if len(key) <= LONGEST:
            if len(self) >= self._most:
                self.clear()
            self[key] = value
        return value

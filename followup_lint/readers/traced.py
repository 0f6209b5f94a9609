"""A text that knows where in the source each of its characters comes from, whatever it was decoded from."""

from collections.abc import Callable, Iterable
from typing import NamedTuple


class Traced(NamedTuple):
    """A text, and for each character the source offsets before and after it. `stop` is the offset after the last."""

    text: str
    starts: list[int]
    ends: list[int]
    stop: int

    def pieces(self, kept: Iterable[tuple[int, int, str | None]]) -> "Traced":
        """Return a text made of pieces: each a span of this one, as it is (None) or with other words in its place."""
        texts: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for start, end, other in kept:
            if other is None:
                texts.append(self.text[start:end])
                starts += self.starts[start:end]
                ends += self.ends[start:end]
            elif other:
                texts.append(other)
                first = self.starts[start] if start < len(self.starts) else self.stop
                starts += [first] * len(other)
                ends += [max(first, self.ends[end - 1] if end > start else first)] * len(other)
        return Traced("".join(texts), starts, ends, self.stop)

    def replaced(self, found: Iterable[tuple[int, int, str]]) -> "Traced":
        """Return the text with other words for some spans, which are in order and do not overlap."""
        kept: list[tuple[int, int, str | None]] = []
        at = 0
        for start, end, other in found:
            kept += [(at, start, None), (start, end, other)]
            at = end
        return self.pieces([*kept, (at, len(self.text), None)])


def traced(source: str, start: int = 0, end: int | None = None) -> Traced:
    """Return a span of a source as a text that comes from just there."""
    stop = len(source) if end is None else end
    return Traced(source[start:stop], list(range(start, stop)), list(range(start + 1, stop + 1)), stop)


def decoded(bytes_: bytes, starts: list[int], ends: list[int], stop: int, decode: Callable[[bytes], str]) -> Traced:
    """Return bytes as text, given the source offsets of each byte and a decoder that takes one byte at a time.

    The decoder returns nothing while a character is incomplete.
    """
    texts: list[str] = []
    firsts: list[int] = []
    lasts: list[int] = []
    begun = 0
    for at in range(len(bytes_)):
        characters = decode(bytes_[at : at + 1])
        if characters:
            texts.append(characters)
            firsts += [starts[begun]] * len(characters)
            lasts += [ends[at]] * len(characters)
            begun = at + 1
    return Traced("".join(texts), firsts, lasts, stop)

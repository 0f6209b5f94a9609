"""The one pass that finds every phrase of every rule in a text.

All phrases of a rule set share one automaton whose transitions are worked out the first time that a text asks for them.
There is no backtracking: the cost of a text is its number of words times the length of the phrases that begin at a word.
"""

import sys
from array import array
from binascii import a2b_base64, b2a_base64
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Any, NamedTuple

from followup_lint.phrases import Parser, PhraseError, Positions
from followup_lint.source import Span
from followup_lint.tokens import SOFT, STOP, Tokens

MAX_POSITIONS = 600
"""Longest phrase, in words over all its alternatives."""

_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty"
    " thirty forty fifty hundred dozen".split()
)
_ALIASES = {"would": ("'d",), "had": ("'d",), "is": ("'s",), "has": ("'s",)}
"""What a short form that can stand for two words is taken for."""


class Match(NamedTuple):
    """A phrase found: the words' span, and which phrase of its list it was."""

    span: Span
    phrase: int


class _Edges:
    """The edges of a compiled automaton: which list each position has, and all lists one after another."""

    def __init__(self, which: Sequence[int], bounds: Sequence[int], targets: Sequence[int]) -> None:
        self._which, self._bounds, self._targets = which, bounds, targets

    def __getitem__(self, position: int) -> Sequence[int]:
        number = self._which[position]
        return self._targets[self._bounds[number] : self._bounds[number + 1]]


def _packed(numbers: Iterable[int]) -> str:
    """Return numbers as text: the code of their size, and their bytes in base64. JSON's own lists take 4 ms to read."""
    numbers = tuple(numbers)
    packed = array("H" if max(numbers, default=0) < 1 << 16 else "I", numbers)
    if sys.byteorder == "big":
        packed.byteswap()
    return packed.typecode + b2a_base64(packed, newline=False).decode()


def _unpacked(text: str) -> "array[int]":
    numbers = array(text[0], a2b_base64(text[1:]))
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


class Automaton:
    """All phrases of a rule set, each under a tag (`TON005.any`, `cue.thanks`)."""

    def __init__(self) -> None:
        self.labels: list[str] = []
        self.follow: list[list[int]] | _Edges = []
        self.loose: list[list[int]] | _Edges = []
        self.starts: list[int] = []
        self.owners: list[tuple[str, int]] = []
        self.final: set[int] = set()
        self.opening: list[int] = []
        self.anchored: set[int] = set()
        self.closing: set[int] = set()
        self._forget()

    def _forget(self) -> None:
        self._first: dict[str, list[int]] | None = None
        self._states: list[tuple[int, ...]] = [()]
        self._ids: dict[tuple[int, ...], int] = {(): 0}
        self._symbols: dict[tuple[str, bool, int], int] = {}
        self._opening: dict[int, int] = {}
        self._moves: list[dict[int, int]] = [{}]
        self._accepts: list[tuple[tuple[str, int, bool], ...]] = [()]

    # -- building ------------------------------------------------------------------------------------------------

    def add(self, tag: str, phrases: Iterable[str]) -> None:
        """Add a list of phrases under a tag; raises PhraseError with the phrase for a syntax that is broken."""
        assert isinstance(self.follow, list) and isinstance(self.loose, list), "a compiled one takes no more phrases"
        positions = Positions(self.labels, self.follow, self.loose)
        for number, phrase in enumerate(phrases):
            size = len(self.labels)
            text = phrase.strip()
            starts, ends = text.startswith("^"), text.endswith("$")
            try:
                fragment = Parser(positions, text[starts : len(text) - ends], phrase).parse()
            except RecursionError:
                raise PhraseError(f"phrase {phrase[:40]!r}… is nested too deeply") from None
            if fragment.empty or not fragment.first:
                raise PhraseError(f"phrase {phrase!r} can match nothing at all: one word at least must be there")
            if len(self.labels) - size > MAX_POSITIONS:
                raise PhraseError(f"phrase {phrase!r} has too many alternatives; split it")
            self.opening += fragment.first
            if starts:
                self.anchored.update(fragment.first)
            if ends:
                self.closing.update(fragment.last)
            self.starts.append(size)
            self.owners.append((tag, number))
            self.final.update(fragment.last)
        self._forget()

    def dump(self) -> dict[str, object]:
        """Return the automaton as plain values for JSON; equal labels and equal lists of edges are written once."""
        words: dict[str, int] = {}
        lists: dict[tuple[int, ...], int] = {}
        starts: dict[str, list[int]] = {}
        for start, (tag, _) in zip(self.starts, self.owners):
            starts.setdefault(tag, []).append(start)

        def written(table: list[list[int]] | _Edges) -> str:
            edges = (tuple(sorted(set(table[position]))) for position in range(len(self.labels)))
            return _packed(lists.setdefault(targets, len(lists)) for targets in edges)

        labels = _packed(words.setdefault(label, len(words)) for label in self.labels)
        follow, loose = written(self.follow), written(self.loose)
        return {
            "words": list(words), "labels": labels, "follow": follow, "loose": loose,
            "bounds": _packed(accumulate(map(len, lists), initial=0)),
            "targets": _packed(target for targets in lists for target in targets),
            "starts": starts, "final": _packed(sorted(self.final)), "opening": _packed(sorted(set(self.opening))),
            "anchored": _packed(sorted(self.anchored)), "closing": _packed(sorted(self.closing)),
        }  # fmt: skip

    @classmethod
    def load(cls, values: dict[str, Any]) -> "Automaton":
        """Return the automaton that `dump` gave."""
        self = cls()
        self.labels = list(map(values["words"].__getitem__, _unpacked(values["labels"])))
        bounds, targets = _unpacked(values["bounds"]), _unpacked(values["targets"])
        self.follow = _Edges(_unpacked(values["follow"]), bounds, targets)
        self.loose = _Edges(_unpacked(values["loose"]), bounds, targets)
        phrases = [
            (start, (tag, number)) for tag, starts in values["starts"].items() for number, start in enumerate(starts)
        ]
        phrases.sort()
        self.starts, self.owners = [start for start, _ in phrases], [owner for _, owner in phrases]
        self.final, self.opening = set(_unpacked(values["final"])), list(_unpacked(values["opening"]))
        self.anchored, self.closing = set(_unpacked(values["anchored"])), set(_unpacked(values["closing"]))
        return self

    # -- matching ------------------------------------------------------------------------------------------------

    def scan(self, tokens: Tokens) -> dict[str, list[Match]]:
        """Return, by tag, the phrases found in the words of a text: leftmost, longest, not overlapping in a tag."""
        found: dict[str, dict[int, tuple[int, int]]] = {}
        text, words, starts, ends, before = tokens
        total = len(words)
        if len(self._symbols) > 50_000 or len(self._states) > 50_000:
            self._forget()
        symbols, opening, moves, accepts = self._symbols, self._opening, self._moves, self._accepts
        signs = [(word, text[start].isupper(), gap) for word, start, gap in zip(words, starts, before)]
        numbers = [symbols.setdefault(sign, len(symbols)) for sign in signs]
        for begin, sign in enumerate(numbers):
            state = opening.get(sign)
            if state is None:
                state = opening[sign] = self._step(-1, *signs[begin])
            at = begin
            while state:
                for tag, number, closing in accepts[state]:
                    if not closing or at + 1 == total or before[at + 1] == STOP:
                        found.setdefault(tag, {})[begin] = (at, number)
                at += 1
                if at == total:
                    break
                table = moves[state]
                following = table.get(numbers[at])
                if following is None:
                    following = table[numbers[at]] = self._step(state, *signs[at])
                state = following
        return {tag: list(_leftmost(places, starts, ends)) for tag, places in found.items()}

    def _step(self, state: int, word: str, capital: bool, before: int) -> int:
        """Return the state after a word, 0 for none; -1 is the state before the first word of a phrase."""
        if state < 0:
            candidates = [
                position for position in self._openings(word) if before == STOP or position not in self.anchored
            ]
        elif before == STOP:
            return 0
        else:
            edges = (self.loose,) if before == SOFT else (self.follow, self.loose)
            candidates = [q for p in self._states[state] for table in edges for q in table[p]]
        positions = tuple(sorted({q for q in candidates if _fits(self.labels[q], word, capital)}))
        known = self._ids.get(positions)
        if known is None:
            known = self._ids[positions] = len(self._states)
            self._states.append(positions)
            self._moves.append({})
            tags = tuple(
                (*self.owners[bisect_right(self.starts, position) - 1], position in self.closing)
                for position in positions
                if position in self.final
            )
            self._accepts.append(tags)
        return known

    def _openings(self, word: str) -> list[int]:
        if self._first is None:
            self._first = {}
            for position in self.opening:
                label = self.labels[position]
                key = "" if label[0] == "<" or label[-1] == "*" else label
                self._first.setdefault(key, []).append(position)
                for alias in _ALIASES.get(key, ()):
                    self._first.setdefault(alias, []).append(position)
        return self._first.get(word, []) + self._first.get("", [])


def _leftmost(places: dict[int, tuple[int, int]], starts: list[int], ends: list[int]) -> Iterator[Match]:
    reached = -1
    for begin, (last, number) in sorted(places.items()):
        if begin > reached:
            reached = last
            yield Match(Span(starts[begin], ends[last]), number)


def _fits(label: str, word: str, capital: bool) -> bool:
    if label == word or label == "<any>":
        return True
    if label[-1] == "*":
        return word.startswith(label[:-1])
    if label[0] == "<":
        return (
            (label == "<name>" and capital)
            or (label == "<digits>" and word.isdigit())
            or (label == "<number>" and (word[0].isdigit() or word in _NUMBER_WORDS))
            or (label == "<ordinal>" and word[0].isdigit() and word[-2:] in ("st", "nd", "rd", "th"))
        )
    return word in _ALIASES.get(label, ())

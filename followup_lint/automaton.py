"""The one pass that finds every phrase of every rule in a text.

All phrases of a rule set share one automaton whose transitions are worked out the first time that a text asks for them.
There is no backtracking: the cost of a text is its number of words times the length of the phrases that begin at a word.
"""

import sys
from array import array
from binascii import a2b_base64, b2a_base64
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

from followup_lint.memo import Memo
from followup_lint.phrases import Parser, PhraseError, Positions
from followup_lint.source import Span
from followup_lint.tokens import SOFT, STOP, Tokens

MAX_POSITIONS = 600
"""Longest phrase, in words over all its alternatives."""

_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve fifteen twenty"
    " thirty forty fifty hundred dozen".split()
)
MOST = 50_000
"""Words, and states, that are kept; with more of them all are forgotten, and met again."""

SENTENCES = 4_000
"""Sentences whose phrases are kept: while a person types, and in a library of templates, most stay as they were."""

_SHORT = {"'d": ("would", "had"), "'s": ("is", "has")}
"""What a short form that can stand for two words is taken for."""


class Match(NamedTuple):
    """A phrase found: the words' span, and which phrase of its list it was."""

    span: Span
    phrase: int


class _Lists:
    """Lists of positions, all of them one after another, and which of them belongs to what."""

    def __init__(self, which: Sequence[int], bounds: Sequence[int], positions: Sequence[int]) -> None:
        self.which, self.bounds, self.positions = which, bounds, positions

    def __getitem__(self, key: int) -> Sequence[int]:
        number = self.which[key]
        return self.positions[self.bounds[number] : self.bounds[number + 1]]


class _Tables(NamedTuple):
    """An automaton that is ready to run. Each word of each phrase is a position, and asks for one of the `labels`.

    `follow` and `loose` hold the positions that may come after each one, `opening` those with which phrases begin, by
    label; `starts` is the first position of each phrase, `owners` its tag and its number among the phrases of that tag.
    """

    labels: list[str]
    asked: Sequence[int]
    follow: _Lists
    loose: _Lists
    opening: _Lists
    starts: Sequence[int]
    owners: Sequence[tuple[str, int]]
    final: set[int]
    anchored: set[int]
    closing: set[int]


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

    def __init__(self, tables: _Tables | None = None) -> None:
        self._labels: list[str] = []
        self._follow: list[list[int]] = []
        self._loose: list[list[int]] = []
        self._starts: list[int] = []
        self._owners: list[tuple[str, int]] = []
        self._final: set[int] = set()
        self._opening: set[int] = set()
        self._anchored: set[int] = set()
        self._closing: set[int] = set()
        self._compiled = tables is not None
        self._tables = tables
        self._forget()

    def _forget(self) -> None:
        """Drop what texts have made of the tables."""
        self._numbers: dict[str, int] = {}
        self._open: list[str] = []
        self._fitting: dict[tuple[str, bool], frozenset[int]] = {}
        self._states: list[tuple[int, ...]] = [()]
        self._ids: dict[tuple[int, ...], int] = {(): 0}
        self._signs: list[tuple[str, bool, int]] = []
        self._sign_numbers = Memo(self._number_of, MOST)
        self._phrases = Memo(self._phrases_in, SENTENCES)
        self._begun: dict[int, int] = {}
        self._moves: list[dict[int, int]] = [{}]
        self._accepts: list[tuple[tuple[str, int, bool], ...]] = [()]

    # -- building ------------------------------------------------------------------------------------------------

    def add(self, tag: str, phrases: Iterable[str]) -> None:
        """Add a list of phrases under a tag; raises PhraseError with the phrase for a syntax that is broken."""
        assert not self._compiled, "one that was loaded takes no more phrases"
        positions = Positions(self._labels, self._follow, self._loose)
        for number, phrase in enumerate(phrases):
            size = len(self._labels)
            text = phrase.strip()
            starts, ends = text.startswith("^"), text.endswith("$")
            try:
                fragment = Parser(positions, text[starts : len(text) - ends], phrase).parse()
            except RecursionError:
                raise PhraseError(f"phrase {phrase[:40]!r}… is nested too deeply") from None
            if fragment.empty or not fragment.first:
                raise PhraseError(f"phrase {phrase!r} can match nothing at all: one word at least must be there")
            if len(self._labels) - size > MAX_POSITIONS:
                raise PhraseError(f"phrase {phrase!r} has too many alternatives; split it")
            self._opening.update(fragment.first)
            if starts:
                self._anchored.update(fragment.first)
            if ends:
                self._closing.update(fragment.last)
            self._starts.append(size)
            self._owners.append((tag, number))
            self._final.update(fragment.last)
        self._tables = None
        self._forget()

    def _made(self) -> _Tables:
        """Return the tables; equal labels and equal lists of positions are kept once."""
        if self._tables is None:
            labels: dict[str, int] = {}
            lists: dict[tuple[int, ...], int] = {}
            asked = [labels.setdefault(label, len(labels)) for label in self._labels]
            opening: list[list[int]] = [[] for _ in labels]
            for position in self._opening:
                opening[asked[position]].append(position)
            follow, loose, begins = (
                [lists.setdefault(tuple(sorted(set(positions))), len(lists)) for positions in table]
                for table in (self._follow, self._loose, opening)
            )
            bounds = list(accumulate(map(len, lists), initial=0))
            listed = [position for positions in lists for position in positions]
            self._tables = _Tables(
                list(labels), asked, _Lists(follow, bounds, listed), _Lists(loose, bounds, listed),
                _Lists(begins, bounds, listed), self._starts, self._owners, self._final, self._anchored, self._closing,
            )  # fmt: skip
        return self._tables

    def dump(self) -> dict[str, object]:
        """Return the automaton as plain values for JSON."""
        tables = self._made()
        tags: dict[str, int] = {}
        return {
            "labels": tables.labels, "asked": _packed(tables.asked), "follow": _packed(tables.follow.which),
            "loose": _packed(tables.loose.which), "opening": _packed(tables.opening.which),
            "bounds": _packed(tables.follow.bounds), "positions": _packed(tables.follow.positions),
            "starts": _packed(tables.starts),
            "tag_of": _packed(tags.setdefault(tag, len(tags)) for tag, _ in tables.owners),
            "phrases": _packed(number for _, number in tables.owners), "tags": list(tags),
            "final": _packed(sorted(tables.final)), "anchored": _packed(sorted(tables.anchored)),
            "closing": _packed(sorted(tables.closing)),
        }  # fmt: skip

    @classmethod
    def load(cls, values: dict[str, Any]) -> "Automaton":
        """Return the automaton that `dump` gave."""
        labels, tags = values.pop("labels"), values.pop("tags")
        table = {key: _unpacked(packed) for key, packed in values.items()}
        follow, loose, opening = (
            _Lists(table[key], table["bounds"], table["positions"]) for key in ("follow", "loose", "opening")
        )
        owners = list(zip(map(tags.__getitem__, table["tag_of"]), table["phrases"]))
        final, anchored, closing = (set(table[key]) for key in ("final", "anchored", "closing"))
        return cls(
            _Tables(labels, table["asked"], follow, loose, opening, table["starts"], owners, final, anchored, closing)
        )

    # -- matching ------------------------------------------------------------------------------------------------

    def scan(self, tokens: Tokens) -> dict[str, list[Match]]:
        """Return, by tag, the phrases found in the words of a text: leftmost, longest, not overlapping in a tag."""
        found: dict[str, list[Match]] = {}
        text, words, starts, ends, before = tokens
        if len(self._signs) > MOST or len(self._states) > MOST:
            self._forget()
        capitals = map(str.isupper, map(text.__getitem__, starts))
        numbers = [*map(self._sign_numbers.__getitem__, zip(words, capitals, before))]
        stops = [at for at, gap in enumerate(before) if gap == STOP]
        for first, last in pairwise((*stops, len(words))):
            for tag, begin, end, number in self._phrases[tuple(numbers[first:last])]:
                match = Match(Span(starts[first + begin], ends[first + end]), number)
                found.setdefault(tag, []).append(match)
        return found

    def _number_of(self, sign: tuple[str, bool, int]) -> int:
        self._signs.append(sign)
        return len(self._signs) - 1

    def _phrases_in(self, sentence: tuple[int, ...]) -> tuple[tuple[str, int, int, int], ...]:
        """Return the tag, first and last word and number of each phrase in the words between two stops."""
        found: dict[str, dict[int, tuple[int, int]]] = {}
        signs, begun, moves, accepts, total = self._signs, self._begun, self._moves, self._accepts, len(sentence)
        for begin, sign in enumerate(sentence):
            state = begun.get(sign)
            if state is None:
                state = begun[sign] = self._begin(*signs[sign])
            at = begin
            while state:
                for tag, number, closing in accepts[state]:
                    if not closing or at + 1 == total:
                        found.setdefault(tag, {})[begin] = (at, number)
                at += 1
                if at == total:
                    break
                table = moves[state]
                following = table.get(sentence[at])
                if following is None:
                    following = table[sentence[at]] = self._step(state, *signs[sentence[at]])
                state = following
        return tuple((tag, *place) for tag, places in found.items() for place in _leftmost(places))

    def _begin(self, word: str, capital: bool, before: int) -> int:
        """Return the state after the first word of a phrase, 0 for none."""
        tables = self._made()
        positions = [position for label in self._fits(word, capital) for position in tables.opening[label]]
        return self._state(p for p in positions if before == STOP or p not in tables.anchored)

    def _step(self, state: int, word: str, capital: bool, before: int) -> int:
        """Return the state after a further word, 0 for none."""
        if before == STOP:
            return 0
        tables, fits = self._made(), self._fits(word, capital)
        edges = (tables.loose,) if before == SOFT else (tables.follow, tables.loose)
        asked = tables.asked
        return self._state(q for p in self._states[state] for table in edges for q in table[p] if asked[q] in fits)

    def _state(self, found: Iterable[int]) -> int:
        """Return the number of the state that is at some positions, a new one where it was not met before."""
        positions = tuple(sorted(set(found)))
        known = self._ids.get(positions)
        if known is None:
            tables = self._made()
            known = self._ids[positions] = len(self._states)
            self._states.append(positions)
            self._moves.append({})
            tags = tuple(
                (*tables.owners[bisect_right(tables.starts, position) - 1], position in tables.closing)
                for position in positions
                if position in tables.final
            )
            self._accepts.append(tags)
        return known

    def _fits(self, word: str, capital: bool) -> frozenset[int]:
        """Return the numbers of the labels that a word fits."""
        found = self._fitting.get((word, capital))
        if found is None:
            if not self._numbers:
                self._numbers = {label: number for number, label in enumerate(self._made().labels)}
                self._open = [label for label in self._numbers if label[0] == "<" or label[-1] == "*"]
            labels = [label for label in (word, *_SHORT.get(word, ())) if label in self._numbers]
            labels += [label for label in self._open if _takes(label, word, capital)]
            found = self._fitting[word, capital] = frozenset(map(self._numbers.__getitem__, labels))
        return found


def _leftmost(places: dict[int, tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    reached = -1
    for begin, (last, number) in sorted(places.items()):
        if begin > reached:
            reached = last
            yield begin, last, number


def _takes(label: str, word: str, capital: bool) -> bool:
    """Whether a label that stands for many words fits one."""
    if label[-1] == "*":
        return word.startswith(label[:-1])
    return (
        label == "<any>"
        or (label == "<name>" and capital)
        or (label == "<digits>" and word.isdigit())
        or (label == "<number>" and (word[0].isdigit() or word in _NUMBER_WORDS))
        or (label == "<ordinal>" and word[0].isdigit() and word[-2:] in ("st", "nd", "rd", "th"))
    )

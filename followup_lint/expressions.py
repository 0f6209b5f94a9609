"""Regular expressions that other people wrote: which ones could keep a processor busy, told from how they are built.

An expression costs time where one text can be split among its parts in many ways: `a*a*b` tries every split of a row of
a's. The parts are walked from left to right with the repeats that might still give characters back; where the next part
can begin with such a character, the ways multiply. Sets of characters are compared on a sample, letters without case, so
an expression may be refused that is harmless, but hardly taken that is not.
"""

import re
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from re import _parser  # type: ignore[attr-defined]  # the parse tree has no public name
from typing import Any

from followup_lint.checks.pattern import PIECE
from followup_lint.gates import REPEATS

ENDLESS = PIECE
"""What a repeat without end counts as: it cannot leave the piece of a long text that is searched."""

MOST = 10 * ENDLESS
"""How many steps an expression may cost at each character of a text: an endless repeat, and ten choices besides."""

ROUNDS = 15
"""How often a repeated part is walked at most: two ways in each of 14 rounds are already more than MOST."""

STEPS = 20_000
"""How many parts are looked at; an expression that needs more of them is nested on purpose."""

SAMPLE = frozenset(map(chr, range(128))) | frozenset("ÀéßİſKÅ²½٣–—’“”…€·\u00a0\u0301\u200b\u2028\ufeff日🙂")
"""The characters that sets are compared on, besides those that an expression names."""

_CATEGORIES = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w"}

Tree = Sequence[tuple[Any, Any]]


class _Costly(Exception):
    """An expression costs more than MOST."""


def trouble(expression: str, replacement: str = "") -> str | None:
    """Return what is wrong with an expression and the text to replace its matches with, or None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # sets that will mean something else one day
            re.compile(expression).sub(replacement, "")
            tree = _parser.parse(expression)
        _Walk(SAMPLE | frozenset(expression)).over(tree, False)
    except _Costly:
        return "repeats a repeat, as (a+)+ does, or what may begin alike, as a*a* and (a|ab)+ do; some text would take for ever"
    except (re.error, IndexError, OverflowError, Warning) as error:
        return f"is no regular expression ({error})"
    except RecursionError:
        return "is nested too deeply"
    return None


@dataclass
class _Walk:
    """A walk over an expression: in how many ways it can match so far, and which repeats may still give back."""

    alphabet: frozenset[str]
    ways: int = 1
    widest: int = 1
    steps: int = 0
    live: frozenset[tuple[frozenset[str], int]] = frozenset()
    groups: dict[int, int] = field(default_factory=dict)

    def over(self, tree: Iterable[tuple[Any, Any]], repeated: bool) -> None:
        """Walk the parts of an expression; raises _Costly."""
        for operation, value in tree:
            name = str(operation)
            self.step()
            if name in REPEATS:
                self.repeat(value[0], value[1], value[2], repeated, kept=name[0] == "P")
            elif name == "SUBPATTERN":
                if value[0] is not None:
                    self.groups[value[0]] = value[3].getwidth()[1]
                self.over(value[3], repeated)
            elif name == "ATOMIC_GROUP":
                before = self.live
                self.over(value, repeated)
                self.live &= before
            elif name in ("ASSERT", "ASSERT_NOT"):  # tried anew at every stop of the repeats around it
                before, many = self.live, max([ENDLESS * repeated, *(width for _, width in self.live)])
                self.live = frozenset({(self.alphabet, many)} if many else ())
                self.over(value[1], repeated)
                self.live = before
            elif name == "BRANCH":
                self.branch(value[1], repeated)
            elif name == "GROUPREF_EXISTS":
                self.branch([part for part in value[1:] if part is not None], repeated)
            elif name == "GROUPREF":
                self.vary(self.alphabet, min(self.groups.get(value, ENDLESS), ENDLESS))
            elif name != "AT":
                self.live = self.without(self.chars(name, value))

    def repeat(self, least: int, most: int, body: Tree, repeated: bool, kept: bool) -> None:
        """Walk a repeat; one that is `kept` gives nothing back."""
        first, empty = self.first(body)
        width = min(most - least + 1, ENDLESS)
        self.vary(self.alphabet if empty else first, width)
        before = self.live if empty or not least else self.without(first)
        self.live = frozenset() if width > 1 else before
        for _ in range(min(most, ROUNDS)):
            known = self.ways, self.live
            self.over(body, True if most > 1 else repeated)
            if known == (self.ways, self.live):
                break
        if kept:
            self.live = before
        elif width > 1:
            self.live = frozenset({*before, *self.live, (first, width)})

    def without(self, first: frozenset[str]) -> "frozenset[tuple[frozenset[str], int]]":
        """Return the repeats that may still give back once a character of a set has followed them."""
        return frozenset((chars, width) for chars, width in self.live if chars & first)

    def branch(self, branches: Sequence[Tree], repeated: bool) -> None:
        """Walk alternatives, each from where they begin; as many ways as may match the same text."""
        ways, before = self.ways, self.live
        most, after = ways, frozenset[tuple[frozenset[str], int]]() if branches[1:] else before
        for branch in branches:
            self.ways, self.live = ways, before
            self.over(branch, repeated)
            most, after = max(most, self.ways), after | self.live
        self.ways, self.live = most, after
        rows = [self.row(branch) for branch in branches]
        self.multiply(max(sum(_alike(row, other) for other in rows) for row in rows))

    def vary(self, first: frozenset[str], width: int) -> None:
        """Take in a part that can match in `width` lengths and begins with one of some characters."""
        self.widest = max(self.widest, width)
        self.multiply(min(width, max([1, *(other for chars, other in self.live if chars & first)])))

    def step(self) -> None:
        self.steps += 1
        if self.steps > STEPS:
            raise _Costly

    def multiply(self, by: int) -> None:
        self.ways *= by
        if self.ways * self.widest > MOST:
            raise _Costly

    def first(self, tree: Iterable[tuple[Any, Any]]) -> tuple[frozenset[str], bool]:
        """Return the characters that a match can begin with, and whether it can be empty."""
        found: frozenset[str] = frozenset()
        for operation, value in tree:
            name = str(operation)
            self.step()
            if name in REPEATS:
                chars, empty = self.first(value[2])
                empty = empty or not value[0]
            elif name == "SUBPATTERN":
                chars, empty = self.first(value[3])
            elif name == "ATOMIC_GROUP":
                chars, empty = self.first(value)
            elif name in ("BRANCH", "GROUPREF_EXISTS"):
                parts = [
                    self.first(part or ()) for part in value[1:] for part in (part if name == "BRANCH" else [part])
                ]
                chars, empty = frozenset().union(*(part[0] for part in parts)), any(part[1] for part in parts)
            elif name in ("ASSERT", "ASSERT_NOT", "AT"):
                chars, empty = frozenset(), True
            else:
                chars, empty = self.chars(name, value), name == "GROUPREF"
            found |= chars
            if not empty:
                return found, False
        return found, True

    def chars(self, name: str, value: Any) -> frozenset[str]:
        """Return the characters that one step matches, letters without case."""
        if name == "LITERAL":
            return _cases(chr(value))
        if name == "NOT_LITERAL":
            return self.alphabet - {chr(value)}
        if name == "RANGE":
            return frozenset().union(*(_cases(c) for c in self.alphabet if value[0] <= ord(c) <= value[1]))
        if name == "CATEGORY":
            kind, negated = str(value).removeprefix("CATEGORY_"), "NOT_" in str(value)
            return _category(_CATEGORIES[kind.removeprefix("NOT_")], negated, self.alphabet)
        if name == "IN":
            negated = str(value[0][0]) == "NEGATE"
            steps = [(str(operation), step) for operation, step in value[negated:]]
            if negated:  # a letter is kept out in the case that it is written in, at least
                exact = frozenset().union(*(self.exact(*step) for step in steps))
                return self.alphabet - exact
            return frozenset().union(*(self.chars(*step) for step in steps))
        return self.alphabet  # ANY, and what a later Python may know

    def exact(self, name: str, value: Any) -> frozenset[str]:
        """Return the characters that a member of a set stands for, in their case."""
        if name == "LITERAL":
            return frozenset(chr(value))
        if name == "RANGE":
            return frozenset(c for c in self.alphabet if value[0] <= ord(c) <= value[1])
        return self.chars(name, value)

    def row(self, branch: Tree) -> list[frozenset[str]]:
        """Return the characters of each step at an alternative's beginning, as far as it is plain steps."""
        found: list[frozenset[str]] = []
        for at, (operation, value) in enumerate(branch):
            if str(operation) not in ("LITERAL", "NOT_LITERAL", "IN", "ANY"):
                first, empty = self.first(list(branch)[at:])
                return found if empty else [*found, first]
            found.append(self.chars(str(operation), value))
        return found


def _alike(row: list[frozenset[str]], other: list[frozenset[str]]) -> bool:
    """Whether one text can begin as two alternatives do."""
    return all(mine & theirs for mine, theirs in zip(row, other))


def _cases(char: str) -> frozenset[str]:
    return frozenset({char, *(c for c in (char.lower(), char.upper(), char.swapcase()) if len(c) == 1)})


@lru_cache(maxsize=64)
def _category(expression: str, negated: bool, alphabet: frozenset[str]) -> frozenset[str]:
    return frozenset(char for char in alphabet if bool(re.match(expression, char)) != negated)

"""Regular expressions to what a text must hold for them to match: texts without it need not be searched.

Looking for a few characters is some hundred times faster than trying an expression at each place of a text, and
an expression that is never tried need not be compiled.
"""

import re
from collections.abc import Iterable
from functools import cached_property, lru_cache
from itertools import islice
from operator import eq
from re import _parser  # type: ignore[attr-defined]  # the parse tree has no public name
from typing import Any

from followup_lint.lazy import lazy

MOST = 100
"""Texts of which one must be there, at most; where there would be more, the expression is always tried."""

FEW, TELLING = 8, 4
"""So many texts are looked for one by one without a second thought; four letters are as good as ten."""

COMMON = frozenset("the and for you your with that this have from about name date role here".split())
"""Words that tell nothing: they are in every other draft."""

EVERYWHERE = frozenset(" .,-'’\n")
"""Signs that tell nothing for the same reason."""

DIGIT = r"\d"
"""Stands for any digit among the texts of a gate."""

TWICE = "(?P=w)"
"""Stands for a word that comes twice in a row: what an expression asks for that repeats a group called `w`."""

REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")

Gate = tuple[str, ...]
_WORD = lazy(r"\w+")
_ONE_DIGIT = lazy(DIGIT)
_OTHER_CASE = str.maketrans({"ı": "i", "İ": "i", "ſ": "s"})


_KNOWN: dict[tuple[str, bool], Gate] = {}


def remember(gates: Iterable[tuple[str, bool, Iterable[str]]]) -> None:
    """Keep gates that were worked out before: an expression, whether it is `cased`, and its texts."""
    _KNOWN.update({(expression, cased): tuple(texts) for expression, cased, texts in gates})


@lru_cache(maxsize=1024)
def gate(expression: str, cased: bool) -> Gate:
    """Return texts one of which stands in whatever an expression matches; empty where no such texts are known.

    They are lower case unless the expression is `cased`, to be looked for in what `lowered` gives.
    """
    known = _KNOWN.get((expression, cased))
    if known is not None:
        return known
    if TWICE in expression:
        return (TWICE,)
    tree = _parser.parse(expression, re.MULTILINE | (0 if cased else re.IGNORECASE))
    best = _Gate(not cased).of(tree, cased and not tree.state.flags & re.IGNORECASE)
    return tuple(sorted(best)) if best else ()


class Haystack:
    """A text to be searched by many expressions."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def lower(self) -> str:
        """The text in lower case."""
        return lowered(self.text)

    @cached_property
    def has_digit(self) -> bool:
        """Whether there is a digit in it."""
        return _ONE_DIGIT.search(self.text) is not None

    @cached_property
    def words(self) -> list[str]:
        """Its words in lower case, in order."""
        return _WORD.findall(self.lower)

    @cached_property
    def has_twice(self) -> bool:
        """Whether a word stands in it twice in a row, whatever is between."""
        return any(map(eq, self.words, islice(self.words, 1, None)))

    @cached_property
    def pieces(self) -> set[str]:
        """Its characters and the pieces of its words, as they stand and in lower case."""
        return set(self.text).union(*map(_pieces, {*_WORD.findall(self.text), *self.words}))

    def may_match(self, needed: Gate, cased: bool) -> bool:
        """Return whether an expression with this gate may match."""
        pieces, wanted_with = _with_pieces(needed)
        if pieces and self.pieces.isdisjoint(pieces):
            return False
        text = self.text if cased else self.lower
        for wanted, piece in wanted_with:
            if piece and piece not in self.pieces:
                continue
            if wanted in text or (wanted == DIGIT and self.has_digit) or (wanted == TWICE and self.has_twice):
                return True
        return not needed


class Sieve:
    """Expressions of which a text lets through those that may match it; most are told by one look at all pieces."""

    def __init__(self, expressions: Iterable[str], cased: bool) -> None:
        self._cased = cased
        self._gates = [(expression, gate(expression, cased)) for expression in expressions]
        self._by_piece: dict[str, set[int]] = {}
        for number, (_, needed) in enumerate(self._gates):
            for piece in _with_pieces(needed)[0] or {""}:
                self._by_piece.setdefault(piece, set()).add(number)

    def through(self, hay: Haystack) -> list[str]:
        """Return the expressions that may match a text, in order."""
        known = self._by_piece
        numbers = set(known.get("", ())).union(*map(known.__getitem__, known.keys() & hay.pieces))
        tried = (self._gates[number] for number in sorted(numbers))
        return [expression for expression, needed in tried if hay.may_match(needed, self._cased)]


@lru_cache(maxsize=256)
def sieve(expressions: tuple[str, ...], cased: bool) -> Sieve:
    """Return the sieve of some expressions, made once."""
    return Sieve(expressions, cased)


@lru_cache(20_000)
def _pieces(word: str) -> tuple[str, ...]:
    """Return the pieces of TELLING letters in a word."""
    return tuple(word[at : at + TELLING] for at in range(len(word) - TELLING + 1))


@lru_cache(1024)
def _with_pieces(needed: Gate) -> tuple[frozenset[str], tuple[tuple[str, str], ...]]:
    """Return each text of a gate with a sign in it that few drafts hold, or a piece of its longest word, or nothing.

    Before them stand those signs and pieces, of which one must be there; none if there is a text without.
    """
    pairs = tuple((text, "" if text in (DIGIT, TWICE) else _piece(text)) for text in needed)
    pieces = frozenset(piece for _, piece in pairs)
    return frozenset() if "" in pieces else pieces, pairs


def _piece(text: str) -> str:
    sign = next((sign for sign in text if not sign.isalnum() and sign not in EVERYWHERE), "")
    return sign or next(iter(_pieces(max(_WORD.findall(text), key=len, default=""))), "")


def lowered(text: str) -> str:
    """Return a text in lower case as regular expressions see it: a dotless i is an i to them, and a long s an s."""
    return text.lower() if text.isascii() else text.translate(_OTHER_CASE).lower()


class _Gate:
    """One walk over a parse tree. Sets of texts are exact (one of them is what was read) or needed (one is in it)."""

    def __init__(self, lower: bool) -> None:
        self.lower = lower

    def of(self, tree: Iterable[tuple[Any, Any]], cased: bool) -> set[str] | None:
        """Return the most telling set of texts of which one is in whatever the tree matches."""
        exact, needed = self.sequence(tree, cased)
        return _best([*needed, *([exact] if exact else [])])

    def sequence(self, tree: Iterable[tuple[Any, Any]], cased: bool) -> tuple[set[str] | None, list[set[str]]]:
        """Return the texts that a sequence of nodes stands for, None if there are too many, and the sets it needs."""
        needed: list[set[str]] = []
        run, whole = {""}, True
        for node in tree:
            exact, inner, ahead = self.node(node, cased)
            if ahead is not None:  # looked at, but not gone over
                needed += [*inner, _joined(run, ahead) or ahead]
                continue
            needed += inner
            longer = None if exact is None else _joined(run, exact)
            if longer is None or (len(longer) > FEW and min(map(_worth, run)) >= TELLING - 1):
                needed.append(run)
                run, whole = exact or {""}, False
            else:
                run = longer
            if rest := self.rest(node, cased):
                needed.append(run)
                run, whole = rest, False
        if whole:
            return run, needed
        return None, [*needed, run]

    def node(self, node: tuple[Any, Any], cased: bool) -> tuple[set[str] | None, list[set[str]], set[str] | None]:
        """Return a node's exact texts (or None), the sets that it needs, and, of a look ahead, what comes there."""
        name, value = str(node[0]), node[1]
        if name == "LITERAL":
            return self.letters([value], cased), [], None
        if name == "IN":
            return self.members(value, cased)
        if name == "SUBPATTERN":
            _, more, less, inner = value
            exact, needed = self.sequence(inner, (cased or bool(less & re.IGNORECASE)) and not more & re.IGNORECASE)
            return exact, needed, None
        if name == "BRANCH":
            return self.branch(value[1], cased)
        if name in REPEATS:
            return self.repeat(value, cased)
        if name == "ATOMIC_GROUP":
            return *self.sequence(value, cased), None
        if name in ("AT", "ASSERT_NOT"):
            return {""}, [], None
        if name == "ASSERT":
            direction, inner = value
            return {""}, self.sequence(inner, cased)[1], self.leading(inner, cased) if direction > 0 else {""}
        return None, [], None

    def leading(self, tree: Iterable[tuple[Any, Any]], cased: bool) -> set[str]:
        """Return the texts that a sequence begins with."""
        run = {""}
        for node in tree:
            exact, _, ahead = self.node(node, cased)
            longer = _joined(run, exact) if exact is not None and ahead is None else None
            if longer is None:
                break
            run = longer
            if self.rest(node, cased):
                break
        return run

    def letters(self, codes: Iterable[int], cased: bool) -> set[str] | None:
        """Return single characters as texts; None for letters whose case is open while that of others is not."""
        found = {chr(code) for code in codes}
        if cased and not self.lower:
            return found
        if any(sign.isalpha() and (not sign.isascii() or (not self.lower and sign in "iksIKS")) for sign in found):
            return None
        return {case for sign in found for case in ((sign.lower(),) if self.lower else (sign.lower(), sign.upper()))}

    def members(
        self, value: list[tuple[Any, Any]], cased: bool
    ) -> tuple[set[str] | None, list[set[str]], set[str] | None]:
        if all(str(kind) == "LITERAL" for kind, _ in value) and len(value) <= 8:
            return self.letters([code for _, code in value], cased), [], None
        if [str(member) for member in value[0]] == ["CATEGORY", "CATEGORY_DIGIT"] and len(value) == 1:
            return None, [{DIGIT}], None
        return None, [], None

    def branch(self, options: list[Any], cased: bool) -> tuple[set[str] | None, list[set[str]], set[str] | None]:
        read = [self.sequence(option, cased) for option in options]
        exact: set[str] = set()
        for texts, _ in read:
            if texts is None or len(exact | texts) > MOST:
                break
            exact |= texts
        else:
            return exact, [], None
        best = [_best([*needed, *([texts] if texts else [])]) for texts, needed in read]
        union = {text for texts in best if texts for text in texts}
        return None, [union] if all(best) and len(union) <= MOST else [], None

    def repeat(
        self, value: tuple[int, int, Any], cased: bool
    ) -> tuple[set[str] | None, list[set[str]], set[str] | None]:
        least, most, inner = value
        exact, needed = self.sequence(inner, cased)
        if least == 0:
            return (exact | {""} if most == 1 and exact is not None else None), [], None
        if exact is None or len(exact) > 1 or least > 20:
            return None, [*needed, *([exact] if exact else [])], None
        return {text * least for text in exact}, needed, None

    def rest(self, node: tuple[Any, Any], cased: bool) -> set[str] | None:
        """Return what a repeat ends with that may go on beyond its least; None for what ends as it was read."""
        if str(node[0]) not in REPEATS or not 0 < node[1][0] < node[1][1]:
            return None
        return self.sequence(node[1][2], cased)[0] or {""}


def _joined(run: set[str], more: set[str]) -> set[str] | None:
    return {a + b for a in run for b in more} if len(run) * len(more) <= MOST else None


def _best(sets: list[set[str]]) -> set[str] | None:
    """Return the set whose shortest text is longest, of such the smallest; None where all may be empty."""
    telling = [texts for texts in sets if texts and "" not in texts]
    best = max(telling, key=lambda texts: (min(map(_worth, texts)), -len(texts)), default=set())
    return best if best and min(map(_worth, best)) >= 1 else None


def _worth(text: str) -> float:
    """How telling a text is; blanks are in every draft."""
    return 1 if text == DIGIT or text.strip() in COMMON else min(len(text.strip(" \n")) + text.count(" ") / 2, TELLING)

"""The phrase syntax of rule files, and the one pass that finds every phrase of every rule in a text.

A phrase is compiled to positions (one a word) and the positions that may follow; all phrases of a rule set share one
automaton whose transitions are worked out the first time that a text asks for them. There is no backtracking: the cost
of a text is its number of words times the length of the phrases that begin at a word.

Syntax: `word`, `(this|that)`, `(optional )?`, `begin*` (any ending), `...` (up to five words, in one sentence),
`<number>`, `<date>`, `<name>` (a capitalised word), `,` (a comma may stand here), `^` at the front and `$` at the end
(start and end of a sentence). Case does not matter; a space is any white space or hyphen; quotes are equal however they
are curled; contractions equal their long forms (`I'm` is `I am`, `don't` is `do not`).
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from followup_lint.source import Span

GAP_WORDS = 5
"""How many words `...` may skip."""

MAX_POSITIONS = 600
"""Longest phrase, in words over all its alternatives."""

_MONTH = (
    "(jan|january|feb|february|mar|march|apr|april|may|jun|june|jul|july|aug|august|sep|sept|september"
    "|oct|october|nov|november|dec|december)"
)
_WEEKDAY = "(monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thurs|fri)"
MACROS = {
    "date": f"((next |this |last |coming )?{_WEEKDAY}|today|tomorrow|tonight|noon|midday|midnight"
    f"|(the )?<ordinal>( of)?( {_MONTH})?|{_MONTH}( the)? (<ordinal>|<digits>)|<digits> {_MONTH}"
    "|(the )?(end|close|beginning|start|middle) of (the |this |next |business )?(day|week|month|business|play|year)"
    "|(next|this) (week|month)|eod|cob)",
}
"""Shorthands that are phrases themselves."""

_NUMBER_WORDS = frozenset(
    [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "fifteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "hundred",
        "dozen",
    ]
)
_WORDS = re.compile(r"([^\W_]+(?:['’‘ʼ][^\W_]+)*)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s|\n[ \t\r]*\n|\r[ \t]*\r|[!?…]")
_SPACE = re.compile(r"[\s\-‐‑_*]*\Z")
_ABBREVIATIONS = frozenset(["mr", "mrs", "ms", "dr", "prof", "st", "no", "e.g", "i.e", "vs", "approx", "dept", "ext"])
_SUFFIXES = {"m": "am", "re": "are", "ve": "have", "ll": "will"}
_IRREGULAR = {"can't": "can", "won't": "will", "shan't": "shall", "ain't": "is"}
_BARE = {
    "im": ("i", "am"), "ive": ("i", "have"), "dont": ("do", "not"), "didnt": ("did", "not"), "cant": ("can", "not"),
    "wont": ("will", "not"), "doesnt": ("does", "not"), "isnt": ("is", "not"), "havent": ("have", "not"),
    "hasnt": ("has", "not"), "couldnt": ("could", "not"), "wouldnt": ("would", "not"), "cannot": ("can", "not"),
    "youre": ("you", "are"), "youve": ("you", "have"), "wasnt": ("was", "not"), "thats": ("that", "'s"),
}  # fmt: skip
_ALIASES = {"would": ("'d",), "had": ("'d",), "is": ("'s",), "has": ("'s",)}
"""What a short form that can stand for two words is taken for."""

SPACE, SOFT, STOP, POINT = 0, 1, 2, 3
"""What stands before a word: white space, a comma or the like, the end of a sentence, a full stop that may be none."""


class Tokens(NamedTuple):
    """The words of a text in order: normalised, with their spans and what stands before each."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    before: list[int]


class Match(NamedTuple):
    """A phrase found: the words' span, and which phrase of its list it was."""

    span: Span
    phrase: int


def normalise(word: str) -> tuple[str, ...]:
    """Return a word as the words it stands for, lower case: `Don’t` gives `do`, `not`."""
    word = word.lower().replace("’", "'").replace("‘", "'").replace("ʼ", "'")
    if word in _BARE:
        return _BARE[word]
    if "'" not in word:
        return (word,)
    if word.endswith("n't") and len(word) > 3:
        return (_IRREGULAR.get(word, word[:-3]), "not")
    stem, _, suffix = word.rpartition("'")
    if suffix in _SUFFIXES and stem:
        return (stem, _SUFFIXES[suffix])
    if suffix in ("d", "s") and stem:
        return (stem, "'" + suffix)
    return (word,)


def tokenise(text: str, start: int = 0, end: int | None = None) -> Tokens:
    """Return the words of a text between two offsets."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    pieces = _WORDS.split(text[start:end])  # gap, word, gap, word, …, gap
    at = start
    for gap, word in zip(pieces[::2], pieces[1::2]):
        first = at + len(gap)
        at = first + len(word)
        kind = _GAPS.get(gap)
        if kind is None:
            kind = _gap(gap)
        if kind == POINT:
            kind = SPACE if gap == "." or (words and words[-1] in _ABBREVIATIONS) else STOP
        before.append(kind if words else STOP)
        parts = _NORMAL.get(word)
        if parts is None:
            parts = _remember(word)
        words += parts
        starts.append(first)
        if len(parts) == 2:
            cut = min(first + len(parts[0]), at - 1)
            ends.append(cut)
            starts.append(cut)
            before.append(SPACE)
        ends.append(at)
    return Tokens(text, words, starts, ends, before)


_GAPS: dict[str, int] = {" ": SPACE, ", ": SOFT, "-": SPACE}
_NORMAL: dict[str, tuple[str, ...]] = {}
"""What was worked out for gaps and words before: the same ones come back in every text."""


def _gap(gap: str) -> int:
    """Return what a gap between words stands for; POINT where the word before it decides."""
    if _SPACE.match(gap):
        kind = STOP if _SENTENCE_END.search(gap) else SPACE
    elif gap.strip() == ".":
        kind = POINT
    else:
        kind = STOP if _SENTENCE_END.search(gap) else SOFT
    if len(_GAPS) > 10_000:
        _GAPS.clear()
    _GAPS[gap] = kind
    return kind


def _remember(word: str) -> tuple[str, ...]:
    if len(_NORMAL) > 50_000:
        _NORMAL.clear()
    parts = _NORMAL[word] = normalise(word)
    return parts


class PhraseError(ValueError):
    """A phrase that breaks the syntax."""


class _Fragment(NamedTuple):
    """A part of a phrase under construction (Glushkov): where it starts, where it ends, whether it may be empty."""

    first: list[int]
    last: list[int]
    empty: bool


class _Edges:
    """The edges of a compiled automaton, read when a text asks for them: few of its phrases begin in any one text."""

    def __init__(self, which: list[int], lists: list[str]) -> None:
        self._which, self._lists = which, lists

    def __getitem__(self, position: int) -> list[int]:
        return _numbers(self._lists[self._which[position]])


def _numbers(ranges: str) -> list[int]:
    """Return the numbers that `3-7 9` stands for."""
    numbers: list[int] = []
    for part in ranges.split():
        first, _, last = part.partition("-")
        numbers.extend(range(int(first), int(last or first) + 1))
    return numbers


def _ranges(edges: Iterable[int]) -> str:
    """Return numbers as `3-7 9`."""
    parts: list[list[int]] = []
    for edge in sorted(set(edges)):
        if parts and edge == parts[-1][1] + 1:
            parts[-1][1] = edge
        else:
            parts.append([edge, edge])
    return " ".join(f"{first}-{last}" if last > first else str(first) for first, last in parts)


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
        for number, phrase in enumerate(phrases):
            size = len(self.labels)
            text = phrase.strip()
            starts, ends = text.startswith("^"), text.endswith("$")
            try:
                fragment = _Parser(self, text[starts : len(text) - ends], phrase).parse()
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
        """Return the automaton as plain values for JSON; equal lists of edges are written once, as ranges."""
        lists: dict[str, int] = {}
        starts: dict[str, list[int]] = {}
        for start, (tag, _) in zip(self.starts, self.owners):
            starts.setdefault(tag, []).append(start)

        def written(table: list[list[int]] | _Edges) -> list[int]:
            return [lists.setdefault(_ranges(table[position]), len(lists)) for position in range(len(self.labels))]

        follow, loose = written(self.follow), written(self.loose)
        return {
            "labels": " ".join(self.labels), "follow": follow, "loose": loose, "edges": list(lists), "starts": starts,
            "final": _ranges(self.final), "opening": _ranges(self.opening), "anchored": _ranges(self.anchored),
            "closing": _ranges(self.closing),
        }  # fmt: skip

    @classmethod
    def load(cls, values: dict[str, Any]) -> "Automaton":
        """Return the automaton that `dump` gave."""
        self = cls()
        self.labels = values["labels"].split(" ") if values["labels"] else []
        self.follow = _Edges(values["follow"], values["edges"])
        self.loose = _Edges(values["loose"], values["edges"])
        phrases = [
            (start, (tag, number)) for tag, starts in values["starts"].items() for number, start in enumerate(starts)
        ]
        phrases.sort()
        self.starts, self.owners = [start for start, _ in phrases], [owner for _, owner in phrases]
        self.final, self.opening = set(_numbers(values["final"])), _numbers(values["opening"])
        self.anchored, self.closing = set(_numbers(values["anchored"])), set(_numbers(values["closing"]))
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
        for begin in range(total):
            at, state, table = begin, -1, opening
            while True:
                following = table.get(numbers[at])
                if following is None:
                    following = table[numbers[at]] = self._step(state, *signs[at])
                if not following:
                    break
                for tag, number, closing in accepts[following]:
                    if not closing or at + 1 == total or before[at + 1] == STOP:
                        found.setdefault(tag, {})[begin] = (at, number)
                at += 1
                if at == total:
                    break
                state, table = following, moves[following]
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


class _Parser:
    """Recursive descent over one phrase, adding positions to the automaton."""

    def __init__(self, automaton: Automaton, text: str, phrase: str) -> None:
        self.automaton, self.phrase = automaton, phrase
        self.items: list[str] = re.findall(r"\.\.\.|<[a-z]+>|\)\?|[()|,]|[^\W_][^\s()|,<>.?!-]*|\S", text)
        self.at = 0

    def parse(self) -> _Fragment:
        fragment = self.alternatives()
        if self.at < len(self.items):
            raise self.error(f"unexpected {self.items[self.at]!r}")
        return fragment

    def error(self, why: str) -> PhraseError:
        return PhraseError(f"phrase {self.phrase!r}: {why}")

    def alternatives(self) -> _Fragment:
        options = [self.sequence()]
        while self.at < len(self.items) and self.items[self.at] == "|":
            self.at += 1
            options.append(self.sequence())
        return _Fragment(
            [p for o in options for p in o.first], [p for o in options for p in o.last], any(o.empty for o in options)
        )

    def sequence(self) -> _Fragment:
        done, loose = _Fragment([], [], True), False
        while self.at < len(self.items) and self.items[self.at] not in ("|", ")", ")?"):
            item = self.items[self.at]
            self.at += 1
            if item in (",", "-"):
                loose = loose or item == ","
                continue
            fragment = self.item(item)
            done = self.join(done, fragment, loose or item == "...")
            loose = item == "..."
        return done

    def item(self, item: str) -> _Fragment:
        if item == "(":
            fragment = self.alternatives()
            if self.at >= len(self.items):
                raise self.error("a '(' has no ')'")
            optional = self.items[self.at] == ")?"
            self.at += 1
            return fragment._replace(empty=fragment.empty or optional)
        if item == "...":
            gap = _Fragment([], [], True)
            for _ in range(GAP_WORDS):
                word = self.word("<any>")
                gap = (
                    _Fragment(gap.first or word.first, gap.last + word.last, True)
                    if not gap.last
                    else self.longer(gap, word)
                )
            return gap
        if item.startswith("<"):
            name = item[1:-1]
            if name in MACROS:
                return _Parser(self.automaton, MACROS[name], self.phrase).parse()
            if name in ("number", "name", "ordinal", "digits"):
                return self.word(item)
            raise self.error(f"{item} is not known; use <number>, <date> or <name>")
        if not item[0].isalnum():
            raise self.error(f"{item!r} has no meaning here")
        if "*" in item[:-1]:
            raise self.error("'*' stands at the end of a word only")
        if item.endswith("*"):
            return self.word(item.lower())
        done = _Fragment([], [], True)
        for label in normalise(item):
            done = self.join(done, self.word(label), False)
        return done

    def longer(self, gap: _Fragment, word: _Fragment) -> _Fragment:
        self.automaton.loose[gap.last[-1]] += word.first
        return _Fragment(gap.first, gap.last + word.last, True)

    def word(self, label: str) -> _Fragment:
        position = len(self.automaton.labels)
        self.automaton.labels.append(label)
        for table in (self.automaton.follow, self.automaton.loose):
            assert isinstance(table, list), "a compiled automaton takes no more phrases"
            table.append([])
        return _Fragment([position], [position], False)

    def join(self, left: _Fragment, right: _Fragment, loose: bool) -> _Fragment:
        table = self.automaton.loose if loose else self.automaton.follow
        for position in left.last:
            table[position] += right.first
        return _Fragment(
            left.first + (right.first if left.empty else []),
            right.last + (left.last if right.empty else []),
            left.empty and right.empty,
        )

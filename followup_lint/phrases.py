"""The phrase syntax of rule files: one phrase to positions (one a word) and the positions that may follow each.

Syntax: `word`, `(this|that)`, `(optional )?`, `begin*` (any ending), `...` (up to five words, in one sentence),
`<number>`, `<date>`, `<name>` (a capitalised word), `,` (a comma may stand here), `^` at the front and `$` at the end
(start and end of a sentence). Case does not matter; a space is any white space or hyphen; quotes are equal however they
are curled; contractions equal their long forms (`I'm` is `I am`, `don't` is `do not`).
"""

import re
from typing import NamedTuple

from followup_lint.tokens import normalise

GAP_WORDS = 5
"""How many words `...` may skip."""

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


class PhraseError(ValueError):
    """A phrase that breaks the syntax."""


class Positions(NamedTuple):
    """The words of all phrases; what may follow each word behind a space, and what also behind a comma or a gap."""

    labels: list[str]
    follow: list[list[int]]
    loose: list[list[int]]


class Fragment(NamedTuple):
    """A part of a phrase under construction (Glushkov): where it starts, where it ends, whether it may be empty."""

    first: list[int]
    last: list[int]
    empty: bool


class Parser:
    """Recursive descent over one phrase, adding positions to those of other phrases."""

    def __init__(self, positions: Positions, text: str, phrase: str) -> None:
        """`text` is the phrase without its anchors, `phrase` what a complaint names."""
        self.positions, self.phrase = positions, phrase
        self.items: list[str] = re.findall(r"\.\.\.|<[a-z]+>|\)\?|[()|,]|[^\W_][^\s()|,<>.?!-]*|\S", text)
        self.at = 0

    def parse(self) -> Fragment:
        """Return the whole phrase; raises PhraseError."""
        fragment = self.alternatives()
        if self.at < len(self.items):
            raise self.error(f"unexpected {self.items[self.at]!r}")
        return fragment

    def error(self, why: str) -> PhraseError:
        return PhraseError(f"phrase {self.phrase!r}: {why}")

    def alternatives(self) -> Fragment:
        options = [self.sequence()]
        while self.at < len(self.items) and self.items[self.at] == "|":
            self.at += 1
            options.append(self.sequence())
        return Fragment(
            [p for o in options for p in o.first], [p for o in options for p in o.last], any(o.empty for o in options)
        )

    def sequence(self) -> Fragment:
        done, loose = Fragment([], [], True), False
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

    def item(self, item: str) -> Fragment:
        if item == "(":
            fragment = self.alternatives()
            if self.at >= len(self.items):
                raise self.error("a '(' has no ')'")
            optional = self.items[self.at] == ")?"
            self.at += 1
            return fragment._replace(empty=fragment.empty or optional)
        if item == "...":
            gap = Fragment([], [], True)
            for _ in range(GAP_WORDS):
                word = self.word("<any>")
                gap = (
                    Fragment(gap.first or word.first, gap.last + word.last, True)
                    if not gap.last
                    else self.longer(gap, word)
                )
            return gap
        if item.startswith("<"):
            name = item[1:-1]
            if name in MACROS:
                return Parser(self.positions, MACROS[name], self.phrase).parse()
            if name in ("number", "name", "ordinal", "digits"):
                return self.word(item)
            raise self.error(f"{item} is not known; use <number>, <date> or <name>")
        if not item[0].isalnum():
            raise self.error(f"{item!r} has no meaning here")
        if "*" in item[:-1]:
            raise self.error("'*' stands at the end of a word only")
        if item.endswith("*"):
            return self.word(item.lower())
        done = Fragment([], [], True)
        for label in normalise(item):
            done = self.join(done, self.word(label), False)
        return done

    def longer(self, gap: Fragment, word: Fragment) -> Fragment:
        self.positions.loose[gap.last[-1]] += word.first
        return Fragment(gap.first, gap.last + word.last, True)

    def word(self, label: str) -> Fragment:
        position = len(self.positions.labels)
        self.positions.labels.append(label)
        self.positions.follow.append([])
        self.positions.loose.append([])
        return Fragment([position], [position], False)

    def join(self, left: Fragment, right: Fragment, loose: bool) -> Fragment:
        table = self.positions.loose if loose else self.positions.follow
        for position in left.last:
            table[position] += right.first
        return Fragment(
            left.first + (right.first if left.empty else []),
            right.last + (left.last if right.empty else []),
            left.empty and right.empty,
        )

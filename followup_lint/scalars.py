"""Single values of front matter (words, dates, numbers, yes and no), and how a wrong one is complained about."""

import re
from datetime import date
from typing import NamedTuple

from followup_lint.calendar import parse_moment
from followup_lint.fields import Field, Moment
from followup_lint.finding import Edit, Fix
from followup_lint.lazy import lazy
from followup_lint.nodes import Node, Scalar, Sequence
from followup_lint.source import Span
from followup_lint.suggest import LANGUAGES, near_value

YES, NO = ("true", "yes", "on"), ("false", "no", "off")
MAX_COUNT = 1_000
"""Largest whole number that a field takes: rounds and messages come in ones."""

_LANGUAGE = lazy(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NUMBER = lazy(r"[0-9]{1,9}(\.[0-9]{1,6})?")
SHOWN = 60
"""How many characters of a key or value a message shows."""


class Complaint(NamedTuple):
    """What is wrong with a key or value. `values` has the strings `key`, `value`, `suggestion`, `expected`, `reason`;

    `reason` goes on from the value or key: “2026-02-30” *has day 30, and February 2026 has 28 days*.
    """

    code: str
    span: Span
    values: dict[str, str]
    fix: Fix | None = None


class ScalarReader:
    """Reads single values, and keeps what it has to complain about. None stands for no value."""

    def __init__(self) -> None:
        self.complaints: list[Complaint] = []

    def complain(
        self, code: str, node: Node, key: str, reason: str, *, suggestion: str = "", expected: str = "",
        safe: bool = False,
    ) -> None:  # fmt: skip
        """Note a complaint about a node; a suggestion that is `safe` becomes a fix."""
        value = " ".join(node.text.split()) if isinstance(node, Scalar) else ""
        value = value if len(value) <= SHOWN else value[: SHOWN - 1] + "…"
        fix = Fix(True, (Edit(node.span, suggestion),)) if safe and suggestion else None
        values = {"key": key, "value": value, "suggestion": suggestion, "expected": expected, "reason": reason}
        self.complaints.append(Complaint(code, node.span, values, fix))

    def bad(self, node: Node, key: str, expected: str, *, suggestion: str = "", safe: bool = False) -> None:
        """Note a value that is none of those expected."""
        what = "" if isinstance(node, Scalar) else "a list, and " if isinstance(node, Sequence) else "a map, and "
        reason = f"is {what}not {expected}" + (f"; did you mean “{suggestion}”?" if suggestion else "")
        self.complain("FMT004", node, key, reason, suggestion=suggestion, expected=expected, safe=safe)

    def text(self, node: Node, field: Field, key: str) -> str | None:
        if isinstance(node, Scalar):
            return node.text.strip()
        self.bad(node, key, "one line of text")
        return None

    def words(self, node: Node, field: Field, key: str) -> str | None:
        text = self.text(node, field, key)
        return text or None

    def lines(self, node: Node, field: Field, key: str) -> str | None:
        """Text of several lines, or a list of them."""
        if isinstance(node, Sequence):
            return "\n".join(text for item in node.items if (text := self.words(item, field, key)))
        return self.words(node, field, key)

    def enum(self, node: Node, field: Field, key: str) -> str | None:
        text = self.words(node, field, key)
        if text is None or text in field.values:
            return text
        near, same = near_value(text, field.values)
        if not same:  # `Thank_you` is thank-you
            self.bad(node, key, "one of " + ", ".join(field.values), suggestion=near)
        return near if same else None

    def flag(self, node: Node, field: Field, key: str) -> bool | None:
        text = (self.words(node, field, key) or "").lower() if isinstance(node, Scalar) else ""
        if text in YES or text in NO:
            return text in YES
        self.bad(node, key, "true or false")
        return None

    def count(self, node: Node, field: Field, key: str) -> int | None:
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if text.isascii() and text.isdigit() and len(text) < 9 and int(text) <= MAX_COUNT:
            return int(text)
        ordinal = re.fullmatch(r"([0-9]{1,2})(st|nd|rd|th|\.)", text)
        self.bad(node, key, "a whole number", suggestion=ordinal[1] if ordinal else "")
        return None

    def number(self, node: Node, field: Field, key: str) -> float | None:
        text = node.text.strip() if isinstance(node, Scalar) else ""
        if _NUMBER.fullmatch(text):
            return float(text)
        bare = text.strip("€$£ ").removesuffix("EUR").removesuffix("USD").removesuffix("GBP").strip().replace(",", ".")
        self.bad(node, key, "a number, such as 8.50", suggestion=bare if _NUMBER.fullmatch(bare) else "")
        return None

    def language(self, node: Node, field: Field, key: str) -> str | None:
        text = self.words(node, field, key)
        if text is None:
            return None
        if text.lower() in LANGUAGES:
            self.bad(node, key, "a language code, such as en or de", suggestion=LANGUAGES[text.lower()], safe=True)
            return LANGUAGES[text.lower()]
        plain = text.replace("_", "-")
        if not _LANGUAGE.fullmatch(plain):
            self.bad(node, key, "a language code, such as en or de")
            return None
        if plain != text:
            self.bad(node, key, "a language code, such as en or de", suggestion=plain, safe=True)
        return plain

    def moment(self, node: Node, field: Field, key: str) -> Moment | None:
        if not isinstance(node, Scalar):
            self.bad(node, key, "a date, such as 2026-03-05")
            return None
        found = parse_moment(node.text.strip(), months=field.type == "deadline")
        if isinstance(found, Moment):
            return found._replace(span=node.span)
        also = f"; write {found.suggestion}" if found.suggestion else ""
        self.complain(
            "FMT002", node, key, found.reason + also, suggestion=found.suggestion,
            expected="a date, such as 2026-03-05", safe=found.certain,
        )  # fmt: skip
        return None

    def day(self, node: Node, field: Field, key: str) -> date | None:
        found = self.moment(node, field, key)
        return found.day if found else None

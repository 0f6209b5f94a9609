"""A `Subject:`, `To:`, `From:` block at the head of a text, read as headers."""

import re
from collections.abc import Collection
from typing import NamedTuple

from followup_lint.calendar import DateProblem, parse_moment
from followup_lint.lazy import lazy
from followup_lint.lines import Line
from followup_lint.nodes import Mapping, Node, Scalar
from followup_lint.source import LINE_BREAK, Span

_HEADER = lazy(
    r"(?P<key>(?:e-?mail |message )?subject(?: line)?|betreff|objet|asunto|oggetto|assunto|onderwerp|re|to|from|cc|bcc"
    r"|date|sent|attachments?|attached)[ \t]*:[ \t]*(?P<value>.*)",
    re.IGNORECASE,
)
_KEYS = {
    "to": "to", "from": "sender", "cc": "cc", "bcc": "", "date": "send", "sent": "send",
    "attachment": "attachments", "attachments": "attachments", "attached": "attachments",
}  # fmt: skip


_PEOPLE = ("to", "sender", "cc")


class Head(NamedTuple):
    """The headers at the head of a text: what they say, as a tree with spans in the text, and where they stand."""

    node: Mapping
    span: Span


def head(lines: list[Line], titles: Collection[int] = (), raw: str = "") -> Head | None:
    """Return the block of headers with which some lines begin, headings before it left out; None without one.

    `raw` is the text in which the lines stand before markup was blanked, where addresses still are `<ana@example.org>`.
    """
    pairs: list[tuple[Scalar, Node]] = []
    seen: set[str] = set()
    start = end = -1
    for line in lines:
        if start < 0 and line.start in titles:
            continue
        found = _HEADER.match(line.text)
        if not found:
            break
        key = _KEYS.get(found["key"].lower(), "subject")
        if start < 0:
            start = line.start
        end = line.end
        value = found["value"].rstrip()
        begun = line.start + found.start("value")
        if key in _PEOPLE and "<" in (written := raw[begun : _line_end(raw, line.end)]):
            value = written.rstrip(" \t*_\\")
        if not key or key in seen or (found["key"].lower() == "re" and not value):
            continue
        scalar = Scalar(value, Span(begun, begun + len(value)), plain=False)
        if key == "send":
            moment = iso(value)
            if not moment:
                continue
            scalar = scalar._replace(text=moment)
        seen.add(key)
        pairs.append((Scalar(key, Span(line.start, begun)), scalar))
    return Head(Mapping(tuple(pairs), Span(start, end)), Span(start, end)) if start >= 0 else None


def _line_end(text: str, at: int) -> int:
    found = LINE_BREAK.search(text, at)
    return found.start() if found else len(text)


def iso(text: str) -> str:
    """Return a date in everyday words as an ISO date, where it can only mean one; else nothing."""
    found = parse_moment(text.strip())
    if not isinstance(found, DateProblem):
        return text.strip()
    return found.suggestion if found.certain else ""

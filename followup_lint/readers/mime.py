"""The parts of a mail, with their places in the source."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from followup_lint.source import Span

if TYPE_CHECKING:
    from email.message import EmailMessage

MAX_HEADERS = 65_536
"""Largest headers of a mail or a part that are read, in characters; the rest of them is passed over."""

MAX_DEPTH = 20
"""Deepest nesting of parts that is looked into."""

_FIELD = re.compile(r"([!-9;-~]+)[ \t]*:[ \t]*")
_LINE = re.compile(r"[^\r\n]*(\r\n?|\n|\Z)")


class Field(NamedTuple):
    """One header: its name in lower case, the span of its name and that of its value, folded as it stands."""

    name: str
    key: Span
    value: Span


class Part(NamedTuple):
    """A part of a mail that is no container: its headers and the span of its body."""

    head: "EmailMessage"
    fields: tuple[Field, ...]
    body: Span
    kind: str
    related: bool


def parts_of(text: str, start: int, end: int) -> tuple["EmailMessage", tuple[Field, ...], list[Part]]:
    """Return the headers of a mail, their places, and its parts in order."""
    head, fields, begin = _head(text, start, end)
    return head, fields, list(_parts(text, head, fields, begin, end, 0, ""))


def quiet(message: Any, name: str, default: Any = None) -> Any:
    """Return a header, or a method's result such as `get_content_type`; the default where the header is broken.

    The standard library's parsers of headers raise many kinds of errors on the mail that people really have.
    """
    try:
        value = getattr(message, name)() if name.startswith("get_") else message[name]
    except Exception:
        return default
    return default if value is None else value


def _head(text: str, start: int, end: int) -> tuple["EmailMessage", tuple[Field, ...], int]:
    """Read headers from an offset on; return them, their places, and where the body begins."""
    from email.parser import HeaderParser
    from email.policy import default

    fields: list[Field] = []
    at, most = start, start + MAX_HEADERS
    while at < end:
        line = _LINE.match(text, at, end)
        assert line
        stop = line.start(1)
        field = _FIELD.match(text, at, stop)
        if stop == at or (field is None and not (text[at] in " \t" and fields)):
            at = line.end() if stop == at else at
            break
        if field and at < most:
            value = Span(field.end(), max(field.end(), min(stop, most)))
            fields.append(Field(field[1].lower(), Span(at, at + len(field[1])), value))
        elif at < most:
            fields[-1] = fields[-1]._replace(value=Span(fields[-1].value.start, min(stop, most)))
        at = line.end()
    unfolded = "".join(f"{text[f.key.start : f.key.end]}: {unfold(text, f)}\n" for f in fields)
    return HeaderParser(policy=default).parsestr(unfolded), tuple(fields), at


def unfold(text: str, field: Field) -> str:
    """Return the value of a header as one line."""
    return re.sub(r"[ \t]*(?:\r\n?|\n)[ \t]*", " ", text[field.value.start : field.value.end]).strip()


def _parts(
    text: str, head: "EmailMessage", fields: tuple[Field, ...], start: int, end: int, depth: int, within: str
) -> Iterator[Part]:
    kind = str(quiet(head, "get_content_type", "text/plain")).lower()
    boundary = quiet(head, "get_boundary", "") if kind.startswith("multipart/") else ""
    if not boundary or depth >= MAX_DEPTH:
        kind = "text/plain" if kind.startswith("multipart/") else kind
        yield Part(head, fields, Span(start, end), kind, within != "")
        return
    for first, last in _between(text, str(boundary), start, end):
        inner, inner_fields, begin = _head(text, first, last)
        related = "related" if kind == "multipart/related" else within
        yield from _parts(text, inner, inner_fields, begin, last, depth + 1, related)


def _between(text: str, boundary: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans between the lines of a boundary."""
    line = re.compile(rf"(?:\A|(?<=[\r\n]))--{re.escape(boundary)}(--)?[ \t]*(?:\r\n?|\n|\Z)")
    begun = -1
    for match in line.finditer(text, start, end):
        if begun >= 0:
            last = match.start()
            last -= 2 if text.startswith("\r\n", last - 2) else 1
            yield begun, max(begun, last)
        begun = match.end()
        if match[1]:
            return
    if begun >= 0:
        yield begun, end

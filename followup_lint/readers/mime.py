"""The parts of a mail, with their places in the source."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from followup_lint.limits import MAIL_DEPTH, MAIL_HEADERS, MAIL_PARTS
from followup_lint.source import LINE_BREAK, Span

if TYPE_CHECKING:
    from email.message import EmailMessage

_FIELD = re.compile(r"([!-9;-~]+)[ \t]*:[ \t]*")
_LINE = re.compile(r"[^\r\n]*(\r\n?|\n|\Z)")
_EMPTY_LINE = re.compile(r"(?:\r\n?+|\n)(?:\r\n?|\n)")
_MARK_ENDS = re.compile(r"(--)?[ \t]*(?:\r\n?|\n|\Z)")


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
    """Return the headers of a mail, their places, and its parts in order, as many as MAIL_PARTS and MAIL_HEADERS let be read."""
    head, fields, begin = _head(text, start, end, MAIL_HEADERS)
    return head, fields, list(_Parts(text).of(head, fields, begin, end, 0, ""))


def quiet(message: Any, name: str, default: Any = None) -> Any:
    """Return a header, or a method's result such as `get_content_type`; the default where the header is broken.

    The standard library's parsers of headers raise many kinds of errors on the mail that people really have.
    """
    try:
        value = getattr(message, name)() if name.startswith("get_") else message[name]
    except Exception:
        return default
    return default if value is None else value


def _head(text: str, start: int, end: int, most: int) -> tuple["EmailMessage", tuple[Field, ...], int]:
    """Read headers from an offset on, `most` characters of them; return them, their places, and where the body begins."""
    fields: list[Field] = []
    at, most = start, start + most
    while at < end:
        line = _LINE.match(text, at, end)
        assert line
        stop = line.start(1)
        field = _FIELD.match(text, at, stop)
        if stop == at or (field is None and not (text[at] in " \t" and fields)):
            at = line.end() if stop == at else at
            break
        if at >= most:
            empty = _EMPTY_LINE.search(text, at, end)
            at = empty.end() if empty else end
            break
        if field:
            value = Span(field.end(), max(field.end(), min(stop, most)))
            fields.append(Field(field[1].lower(), Span(at, at + len(field[1])), value))
        else:
            fields[-1] = fields[-1]._replace(value=Span(fields[-1].value.start, min(stop, most)))
        at = line.end()
    return _message(text, fields), tuple(fields), at


def _message(text: str, fields: list[Field]) -> "EmailMessage":
    """Return headers as a message; one whose content the library cannot make out, such as deep comments, is left out."""
    from email.parser import HeaderParser
    from email.policy import default

    lines = [(f.name, f"{text[f.key.start : f.key.end]}: {unfold(text, f)}\n") for f in fields]
    parser = HeaderParser(policy=default)
    try:
        return parser.parsestr("".join(line for _, line in lines))
    except Exception:  # of many kinds, as in `quiet`
        return parser.parsestr("".join(line for name, line in lines if not name.startswith("content-")))


def unfold(text: str, field: Field) -> str:
    """Return the value of a header as one line."""
    return re.sub(r"[ \t]*(?:\r\n?|\n)[ \t]*", " ", text[field.value.start : field.value.end]).strip()


class _Parts:
    """The parts of one mail while they are gone through, and how much more of them is looked at."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts, self.headers = MAIL_PARTS, MAIL_HEADERS

    def of(
        self, head: "EmailMessage", fields: tuple[Field, ...], start: int, end: int, depth: int, within: str
    ) -> Iterator[Part]:
        """Yield what is no container in a part that has this head and stands between two offsets."""
        kind = str(quiet(head, "get_content_type", "text/plain")).lower()
        boundary = quiet(head, "get_boundary", "") if kind.startswith("multipart/") else ""
        if not boundary or depth >= MAIL_DEPTH:
            kind = "text/plain" if kind.startswith("multipart/") else kind
            yield Part(head, fields, Span(start, end), kind, within != "")
            return
        related = "related" if kind == "multipart/related" else within
        for first, last in _between(self.text, str(boundary), start, end):
            if self.parts <= 0 or self.headers <= 0:
                return
            inner, inner_fields, begin = _head(self.text, first, last, self.headers)
            self.parts -= 1
            self.headers -= begin - first
            yield from self.of(inner, inner_fields, begin, last, depth + 1, related)


def _between(text: str, boundary: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans between the lines of a boundary."""
    mark = "--" + boundary
    begun, at = -1, start
    while (at := text.find(mark, at, end)) >= 0:
        line = _MARK_ENDS.match(text, at + len(mark), end) if at == 0 or text[at - 1] in "\r\n" else None
        if line is None:
            rest = LINE_BREAK.search(text, at, end)
            at = rest.end() if rest else end
            continue
        if begun >= 0:
            last = at - (2 if text.startswith("\r\n", at - 2) else 1)
            yield begun, max(begun, last)
        begun = at = line.end()
        if line[1]:
            return
    if begun >= 0:
        yield begun, end

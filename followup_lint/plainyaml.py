"""The plain part of YAML that nearly all front matter is written in, read without a YAML library.

It reads `key: value`, nested maps and lists, one-line `[…]` and `{…}`, and quotes without escapes: what it returns is
what `frontmatter.py` makes of the library's events (a property test compares the two), and anything else is left to the
library. It pays: `import yaml` takes 14 ms (75 ms in a browser), the library 1 ms a draft where it has no C part.
"""

import re
from typing import NamedTuple

from followup_lint.lazy import lazy
from followup_lint.nodes import Mapping, Node, Scalar, Sequence, outer
from followup_lint.source import Span

MAX_DEPTH = 20
"""How deep lists and maps may stand in each other."""

MAX_KEY = 400
"""Longest key read here, in characters; YAML has a limit of its own at 1,024."""

_STRANGE = lazy(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f]|\r(?!\n)")
_STRANGE_TOO = ("\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff")
"""What YAML refuses or takes for a line break, and tabs. (One pattern for both would take 3 ms to compile.)"""

_LINE = lazy(r"( *)(- +)?(?:([A-Za-z_][A-Za-z0-9_-]{0,99}):(?= |\r?\n|\Z) *)?([^\r\n]*)(?:\r?\n|\Z)")
_PLAIN = lazy(r"""[^ \-?:,\[\]{}#&*!|>'"%@`](?>[^ :#\r\n]+|:(?=[^ \r\n])|\#|[ ]+(?=[^ #\r\n]))*+""", re.VERBOSE)
_QUOTED = lazy(r"""'((?:[^'\r\n]|'')*+)'|"([^"\\\r\n]*)\"""")
_FLOW_PLAIN = lazy(
    r"""[^ \-?:,\[\]{}#&*!|>'"%@`](?>[^ :#,\[\]{}?\r\n]+|:(?=[A-Za-z0-9/])|[ ]+(?=[^ #:,\[\]{}?\r\n]))*+""", re.VERBOSE
)
_REST = lazy(r"(?: ++#[^\r\n]*+| *+)(?=\r?\n|\Z)")
_SPACES = lazy(" *")


class _Line(NamedTuple):
    indent: int
    dash: int
    """Length of `- ` with its spaces; 0 where there is none."""
    key: Scalar | None
    start: int
    """Offset of the value."""
    bare: bool
    """True where no value stands on the line."""


class _NotPlain(Exception):
    """The text needs the library."""


def read_plain(text: str, span: Span) -> Mapping | None:
    """Return the map that a span of a text holds, or None where it is more than the plain part of YAML."""
    if _is_strange(text[span.start : span.end]):
        return None
    try:
        lines = _lines(text, span)
        if not lines:
            return Mapping((), Span(span.start, span.start))
        reader = _Reader(text, span.end, lines)
        node, at = reader.block(0, 0, 1)
    except _NotPlain:
        return None
    return node if at == len(lines) and isinstance(node, Mapping) else None


def _is_strange(text: str) -> bool:
    if _STRANGE.search(text):
        return True
    if text.isascii():
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return any(mark in text for mark in _STRANGE_TOO)


def _lines(text: str, span: Span) -> list[_Line]:
    lines = []
    at, end = span
    while at < end:
        match = _LINE.match(text, at, end)
        if match is None:
            raise _NotPlain
        spaces, dash, key, value = match.groups()
        start = match.start(4)
        bare = not value or value[0] == "#"
        if key:
            where = match.start(3)
            lines.append(_Line(len(spaces), len(dash or ""), Scalar(key, Span(where, where + len(key))), start, bare))
        elif not bare:
            lines.append(_Line(len(spaces), len(dash or ""), None, start, False))
        elif dash:
            raise _NotPlain
        at = match.end()
    return lines


class _Reader:
    def __init__(self, text: str, end: int, lines: list[_Line]) -> None:
        self.text, self.end, self.lines = text, end, lines

    def indent(self, at: int) -> int:
        return self.lines[at].indent if at < len(self.lines) else -1

    def block(self, at: int, indent: int, depth: int) -> tuple[Node, int]:
        """Read the list or map whose lines begin at a column; return it and the number of the line after it."""
        if depth > MAX_DEPTH or self.lines[at].indent != indent:
            raise _NotPlain
        return self.sequence(at, indent, depth) if self.lines[at].dash else self.mapping(at, indent, depth)

    def sequence(self, at: int, indent: int, depth: int) -> tuple[Node, int]:
        items: list[Node] = []
        while self.indent(at) == indent and self.lines[at].dash:
            line = self.lines[at]
            if line.key is None:
                items.append(self.value(line, depth))
                at += 1
            else:
                inner = indent + line.dash
                self.lines[at] = line._replace(indent=inner, dash=0)
                item, at = self.block(at, inner, depth + 1)
                items.append(item)
            if self.indent(at) > indent:
                raise _NotPlain
        return Sequence(tuple(items), self.around(items[0], items[-1])), at

    def mapping(self, at: int, indent: int, depth: int) -> tuple[Node, int]:
        pairs: list[tuple[Scalar, Node]] = []
        names = set()
        while self.indent(at) == indent and not self.lines[at].dash:
            line = self.lines[at]
            if line.key is None or line.key.text in names:
                raise _NotPlain
            names.add(line.key.text)
            at += 1
            value: Node
            if not line.bare:
                value = self.value(line, depth)
            elif self.indent(at) > indent or (self.indent(at) == indent and self.lines[at].dash):
                value, at = self.block(at, self.indent(at), depth + 1)
            else:
                value = Scalar("", Span(line.key.span.end + 1, line.key.span.end + 1))
            pairs.append((line.key, value))
            if self.indent(at) > indent:
                raise _NotPlain
        return Mapping(tuple(pairs), self.around(pairs[0][0], pairs[-1][1])), at

    def around(self, first: Node, last: Node) -> Span:
        return Span(outer(first, self.text).start, outer(last, self.text).end)

    def value(self, line: _Line, depth: int) -> Node:
        """Read what stands on a line after its key or dash."""
        first = self.text[line.start]
        if first in "[{":
            node, at = self.flow(line.start, depth + 1)
        else:
            node = self.quoted(line.start) if first in "'\"" else self.plain(_PLAIN, line.start)
            at = outer(node, self.text).end
        if not _REST.match(self.text, at, self.end):
            raise _NotPlain
        return node

    def plain(self, pattern: re.Pattern[str], at: int) -> Scalar:
        match = pattern.match(self.text, at, self.end)
        if match is None:
            raise _NotPlain
        return Scalar(match.group(), Span(at, match.end()))

    def quoted(self, at: int) -> Scalar:
        match = _QUOTED.match(self.text, at, self.end)
        if match is None:
            raise _NotPlain
        text = match.group(2) if match.group(1) is None else match.group(1).replace("''", "'")
        return Scalar(text, Span(at + 1, match.end() - 1), plain=False)

    def flow(self, at: int, depth: int) -> tuple[Node, int]:
        """Read a `[…]` or `{…}` that ends on its line; return it and the offset after it."""
        if depth > MAX_DEPTH:
            raise _NotPlain
        begin, closing = at, "]" if self.text[at] == "[" else "}"
        items: list[Node] = []
        pairs: list[tuple[Scalar, Node]] = []
        names = set()
        at = self.skip(at + 1)
        while at < self.end and self.text[at] != closing:
            if items or pairs:
                if self.text[at] != ",":
                    raise _NotPlain
                at = self.skip(at + 1)
            item, at = self.flow_item(at, depth)
            if closing == "}":
                if not isinstance(item, Scalar) or item.text in names or self.text[at : at + 2] != ": ":
                    raise _NotPlain
                if item.text == "<<" or len(item.text) > MAX_KEY:
                    raise _NotPlain
                names.add(item.text)
                value, at = self.flow_item(self.skip(at + 1), depth)
                pairs.append((item, value))
            else:
                items.append(item)
            at = self.skip(at)
        if at >= self.end:
            raise _NotPlain
        span = Span(begin, at + 1)
        return (Mapping(tuple(pairs), span) if closing == "}" else Sequence(tuple(items), span)), at + 1

    def flow_item(self, at: int, depth: int) -> tuple[Node, int]:
        first = self.text[at : min(at + 1, self.end)]
        if first in ("[", "{"):
            return self.flow(at, depth + 1)
        node = self.quoted(at) if first in ("'", '"') else self.plain(_FLOW_PLAIN, at)
        return node, outer(node, self.text).end

    def skip(self, at: int) -> int:
        match = _SPACES.match(self.text, at, self.end)
        return match.end() if match else at

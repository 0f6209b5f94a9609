"""Bytes to text, and offsets in the text to lines and columns."""

import codecs
import errno
import os
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

from followup_lint.errors import UnreadableInput
from followup_lint.lazy import lazy
from followup_lint.limits import DRAFT_CHARACTERS, TEXT_BYTES, most_bytes

LINE_BREAK = lazy(r"\r\n?|\n")
"""What ends a line here and in markdown-it; never `str.splitlines`, which also cuts at form feeds and U+2028."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class Span(NamedTuple):
    """A half-open range of character offsets, counted from 0."""

    start: int
    end: int


class Position(NamedTuple):
    """A place in the original text: line and column count from 1, offset from 0, all in characters."""

    line: int
    column: int
    offset: int


@dataclass(frozen=True)
class Source:
    """The decoded text of one input, a byte order mark included, and the name to show for it.

    `unit` is what a line of it is called. Where that is a paragraph of an office document, no edit can change the file.
    """

    unit: ClassVar[str] = "line"
    path: str
    text: str
    encoding: str = "utf-8"

    @cached_property
    def line_starts(self) -> "array[int]":
        """Offset of the first character of each line; an array, for a mail with attachments has a million lines."""
        starts = array("q", (0,))
        starts.extend(match.end() for match in LINE_BREAK.finditer(self.text))
        return starts

    @property
    def has_bom(self) -> bool:
        return self.text.startswith("\ufeff")

    def position(self, offset: int) -> Position:
        """Return the place of a character offset; a byte order mark does not count as a column."""
        line = bisect_right(self.line_starts, offset)
        column = offset - self.line_starts[line - 1] + 1
        if line == 1 and offset and self.has_bom:
            column -= 1
        return Position(line, column, offset)

    @property
    def is_editable(self) -> bool:
        """Whether the file holds these very characters, so that an edit of them is an edit of the file."""
        return self.unit == "line"

    def line_span(self, line: int) -> Span:
        """Return the span of a line, counted from 1, without its line break."""
        if line == len(self.line_starts):
            return Span(self.line_starts[-1], len(self.text))
        end = self.line_starts[line] - 1
        return Span(self.line_starts[line - 1], end - self.text.startswith("\r\n", end - 1))


def at_once(path: str, flags: int) -> int:
    """Open a file for `open` (its `opener`) without waiting for somebody to write to a pipe."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    os.set_blocking(handle, True)
    return handle


def bounded(path: str, most: int) -> bytes:
    """Return the bytes of a file; raises OSError, as for a file too large where there are more than `most`.

    A pipe that nobody writes to is an empty file: it is not waited for.
    """
    with open(path, "rb", opener=at_once) as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), path)
    return data


def too_long(path: str) -> UnreadableInput:
    """Return what to say of a text that is longer than a draft may be."""
    return UnreadableInput(
        f"is longer than {DRAFT_CHARACTERS:,} characters, too long for a draft; keep the message itself and cut the rest",
        path=path,
    )


def decode(path: str, data: bytes) -> Source:
    """Decode an input as UTF-8, or as what its byte order mark says.

    Raises UnreadableInput for more bytes than a file of its suffix may have, for NUL and for bytes that are no text.
    """
    most = most_bytes(path)
    if len(data) > most:
        raise (
            too_long(path)
            if most == TEXT_BYTES
            else UnreadableInput(
                f"is larger than {most // 1_000_000} MB, too large for a draft; leave it out of the paths", path=path
            )
        )
    encoding = next((name for mark, name in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if b"\0" in data:
            raise UnreadableInput("is a binary file, not a text; leave it out of the paths", path=path) from None
        if path.lower().endswith(".eml"):  # its parts say which characters their bytes are
            return Source(path, data.decode("latin-1"), "latin-1")
        line = data.count(b"\n", 0, error.start) + 1
        raise UnreadableInput(
            f"is not {encoding.upper()} text (byte 0x{data[error.start]:02x}); save it as UTF-8", path=path, line=line
        ) from None
    if "\0" in text:
        raise UnreadableInput(
            "holds a NUL character, so it is no plain text; save it as UTF-8 text",
            path=path,
            line=text.count("\n", 0, text.index("\0")) + 1,
        )
    return Source(path, text, encoding)

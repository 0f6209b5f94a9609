"""Word files (`.docx`) to drafts: each paragraph is a line of the source, so that findings count paragraphs.

A file comes from anywhere, so its size is checked in the directory of the archive before anything is unpacked, and what
the library makes of the rest may fail in any way.
"""

import zipfile
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any, ClassVar

from followup_lint.draft import Draft
from followup_lint.errors import UnreadableInput
from followup_lint.limits import WORD_BYTES, WORD_MEMBERS, WORD_NODES, WORD_XML
from followup_lint.readers.assemble import Given, Layer, Page, assemble, origin_of
from followup_lint.readers.text import page
from followup_lint.readers.traced import traced
from followup_lint.source import Source

BREAK = "\u2028"
"""A line break within a paragraph: no end of a line in a source, so that lines stay paragraphs."""

_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN = frozenset({_W + "del", _W + "moveFrom", _W + "txbxContent", _W + "rPr", _W + "pPr", _FALLBACK})
"""What a reader of the letter's text does not see: what was deleted, frames of text, properties, second versions."""

_MARKS = {_W + "tab": "\t", _W + "br": BREAK, _W + "cr": BREAK, _W + "noBreakHyphen": "-"}
_SPACES = str.maketrans(dict.fromkeys("\r\n\t\x0b\x0c\x85\u2028\u2029", " "))


@dataclass(frozen=True)
class WordSource(Source):
    """The text of a Word file, a line for each paragraph; `titles` and `items` are the lines of headings and list items."""

    unit: ClassVar[str] = "paragraph"
    titles: frozenset[int] = frozenset()
    items: frozenset[int] = frozenset()


def decode(path: str, data: bytes) -> WordSource:
    """Return the text of a Word file.

    Raises UnreadableInput where the extra is not installed, where a limit is passed, and where the file is none.
    """
    try:
        import docx  # with lxml 120 ms, and an extra
    except ImportError:
        raise UnreadableInput("is a Word file: pip install 'followup-lint[docx]' to read it", path=path) from None
    _check_size(path, data)
    try:
        body: Any = docx.Document(BytesIO(data)).element.body
        if body.getroottree().docinfo.doctype:
            raise ValueError("a document type")
        paragraphs = list(_paragraphs(body))
    except _TooLarge:
        raise _too_large(path) from None
    except Exception:  # broken archives and broken XML: many kinds from three libraries
        raise UnreadableInput("is no Word file that can be read; save it again as .docx", path=path) from None
    titles = frozenset(at for at, (_, style) in enumerate(paragraphs, 1) if style == "title")
    items = frozenset(at for at, (_, style) in enumerate(paragraphs, 1) if style == "item")
    return WordSource(path, "\n".join(text for text, _ in paragraphs), titles=titles, items=items)


def _check_size(path: str, data: bytes) -> None:
    """Refuse what is too large, before anything of it is unpacked."""
    if data.startswith(_OLD_OR_LOCKED):
        raise UnreadableInput("is an old Word file or has a password; save it as .docx without a password", path=path)
    try:
        members = zipfile.ZipFile(BytesIO(data)).infolist() if len(data) <= WORD_BYTES else []
    except Exception:  # a broken directory: BadZipFile, struct.error, ValueError, UnicodeDecodeError, …
        raise UnreadableInput("is no Word file that can be read; save it again as .docx", path=path) from None
    unpacked = sum(member.file_size for member in members)
    text = sum(member.file_size for member in members if member.filename.endswith(".xml"))
    if len(data) > WORD_BYTES or unpacked > WORD_BYTES or text > WORD_XML or len(members) > WORD_MEMBERS:
        raise _too_large(path)


class _TooLarge(Exception):
    """A text with more than WORD_NODES elements."""


def _too_large(path: str) -> UnreadableInput:
    return UnreadableInput(
        f"unpacks to more than {WORD_BYTES // 1_000_000} MB, {WORD_XML // 1_000_000} MB of text or very many parts, too large for a draft; "
        "save it without pictures, or leave it out of the paths",
        path=path,
    )


def _paragraphs(body: Any) -> Iterator[tuple[str, str]]:
    """Yield the text of each paragraph, those in tables too, and whether it is a `title`, an `item` or neither."""
    paragraph: Any = None
    pieces: list[str] = []
    for number, node in enumerate(_seen(body)):
        if number > WORD_NODES:
            raise _TooLarge
        if node.tag == _W + "p":
            if paragraph is not None:
                yield _finished(paragraph, pieces)
            paragraph, pieces = node, []
        elif node.tag == _W + "t":
            pieces.append((node.text or "").translate(_SPACES))
        elif node.tag in _MARKS:
            pieces.append(_MARKS[node.tag])
    if paragraph is not None:
        yield _finished(paragraph, pieces)


def _seen(node: Any) -> Iterator[Any]:
    """Yield all that stands below a node and can be seen, in the order of the text."""
    above = [iter(node)]
    while above:
        child = next(above[-1], None)
        if child is None:
            above.pop()
        elif child.tag not in _UNSEEN and not _hidden(child):
            yield child
            above.append(iter(child))


def _hidden(node: Any) -> bool:
    """Whether a run is set as hidden text."""
    mark = node.find(f"{_W}rPr/{_W}vanish") if node.tag == _W + "r" else None
    return mark is not None and mark.get(_W + "val") not in ("0", "false", "off")


def _finished(paragraph: Any, pieces: list[str]) -> tuple[str, str]:
    """Return a paragraph's text and what its style makes of it."""
    text = "".join(pieces)
    name = str(paragraph.style or "").lower() if text.strip() else ""
    if name.startswith(("heading", "title")):
        return text, "title"
    listed = name.startswith("list") or paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    return text, "item" if listed else ""


def read(source: Source, application: Layer | None = None, command: Layer | None = None) -> Draft:
    """Return the draft in a Word file, or in the text of one; it has no front matter.

    In the prose each paragraph has an empty line below it, as it has space on the page.
    """
    apart = {"\n": "\n\n", BREAK: "\n"}
    found = ((at, at + 1, apart[char]) for at, char in enumerate(source.text) if char in apart)
    words = traced(source.text).replaced(found)
    typed = page(words.text)
    titles, items = (_firsts(source, words.starts, lines) for lines in _styled(source))
    known = Given(command or {}, {}, application or {}, {}, ())
    whole = Page(typed.prose, titles, typed.items | items, words.text)
    return assemble(source, whole, known, origin_of(words))


def _styled(source: Source) -> tuple[frozenset[int], frozenset[int]]:
    return (source.titles, source.items) if isinstance(source, WordSource) else (frozenset(), frozenset())


def _firsts(source: Source, starts: list[int], lines: Iterable[int]) -> frozenset[int]:
    """Return the offsets in the prose, whose characters start where `starts` says, of the first words of some lines."""
    found = []
    for line in lines:
        start, end = source.line_span(line)
        text = source.text[start:end]
        if text.strip():
            found.append(bisect_left(starts, start + len(text) - len(text.lstrip())))
    return frozenset(found)

"""HTML to the text that a reader of the mail sees, with the place of every character kept."""

import re
from collections.abc import Iterator
from html import unescape

from followup_lint.limits import MAIL_QUOTES
from followup_lint.lines import word_set
from followup_lint.readers.traced import Traced

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*)((?:[^<>\"']|\"[^\"]{0,4000}\"|'[^']{0,4000}')*)>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});?")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WORDS = re.compile(r"[^<& \t\r\n\f]+")
_HIDDEN = word_set("script style head title noscript template")
_PARAGRAPHS = word_set("p h1 h2 h3 h4 h5 h6 ul ol table blockquote pre hr dl")
_LINES = word_set("div tr li dt dd section article header footer address center form body")

Piece = tuple[int, int, str | None]


def plain(html: Traced) -> Traced:
    """Return the text of an HTML body: a line for each block, a blank line between paragraphs, `> ` before quotes."""
    return html.pieces(_Writer(html.text).pieces())


class _Writer:
    """Goes through HTML once and says which pieces of it, and which line breaks, make the text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.empty = True  # nothing on this line yet
        self.blank = True  # nothing yet, or a blank line above
        self.space: tuple[int, int] | None = None
        self.depth = 0
        self.kept = False

    def pieces(self) -> Iterator[Piece]:
        text, at = self.text, 0
        while at < len(text):
            char = text[at]
            if char == "<":
                tag = _TAG.match(text, at)
                if tag:
                    yield from self.tag(tag)
                    at = self.behind(tag)
                    continue
                end = self.other(at)
                if end:
                    at = end
                    continue
            space = _SPACE.match(text, at)
            if space and not self.kept:
                self.space = self.space or space.span()
                at = space.end()
                continue
            entity = _ENTITY.match(text, at) if char == "&" else None
            if entity:
                yield from self.write(at, entity.end(), unescape(entity[0]))
                at = entity.end()
                continue
            words = _WORDS.match(text, at)
            end = words.end() if words else at + 1
            yield from self.write(at, end, None)
            if self.kept and char in "\r\n":
                self.empty = True
            at = end

    def behind(self, tag: re.Match[str]) -> int:
        """Where to go on behind a tag: for an element that is not shown, behind its end."""
        name = tag[2].lower()
        if tag[1] or name not in _HIDDEN or tag[3].endswith("/"):
            return tag.end()
        found = re.compile(rf"</{name}\s*>", re.IGNORECASE).search(self.text, tag.end())
        return found.end() if found else len(self.text)

    def other(self, at: int) -> int:
        """Where a comment or a declaration ends; 0 if a lone `<` stands there."""
        if self.text.startswith("<!--", at):
            end = self.text.find("-->", at)
            return end + 3 if end >= 0 else len(self.text)
        if self.text.startswith(("<!", "<?"), at):
            end = self.text.find(">", at)
            return end + 1 if end >= 0 else len(self.text)
        return 0

    def write(self, start: int, end: int, other: str | None) -> Iterator[Piece]:
        if self.empty and self.depth:
            yield start, start, "> " * min(self.depth, MAIL_QUOTES)
        elif self.space and not self.empty:
            yield (*self.space, " ")
        self.space = None
        self.empty = self.blank = False
        yield start, end, other

    def tag(self, tag: re.Match[str]) -> Iterator[Piece]:
        at, closing, name = tag.start(), bool(tag[1]), tag[2].lower()
        if name == "br":
            yield from self.line(at)
        elif name in _PARAGRAPHS:
            yield from self.paragraph(at)
        elif name in _LINES and not self.empty:
            yield from self.line(at)
        elif name in ("td", "th") and not closing:
            self.space = self.space or tag.span()
        if name == "blockquote":
            self.depth = max(0, self.depth + (-1 if closing else 1))
        if name == "pre":
            self.kept = not closing
        if name == "li" and not closing:
            yield from self.write(tag.start(), tag.end(), "- ")
            self.space = None

    def line(self, at: int) -> Iterator[Piece]:
        self.space = None
        yield at, at, "\n"
        self.blank = self.empty
        self.empty = True

    def paragraph(self, at: int) -> Iterator[Piece]:
        if not self.empty:
            yield from self.line(at)
        if not self.blank:
            yield from self.line(at)

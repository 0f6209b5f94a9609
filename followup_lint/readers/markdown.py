"""Markdown to prose: markup, code and links' targets become spaces, so that offsets stay those of the source."""

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from followup_lint.draft import Draft
from followup_lint.lazy import lazy
from followup_lint.lines import blank
from followup_lint.readers.assemble import Layer, Page, assemble, filled, given
from followup_lint.readers.inline import MARKUP, html, is_placeholder, markup, normal
from followup_lint.source import LINE_BREAK, Source

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_LINE = r"(?:\A|(?<=[\r\n]))[ \t]*"
_BLOCK = lazy(
    rf"{_LINE}(?:[#<]|(?:[-+*]|\d{{1,9}}[.)])(?:[ \t\r\n]|\Z)|```|~~~|([-*_=])(?:[ \t]*\1)+[ \t]*(?:[\r\n]|\Z)"
    r"|\[[^\]]+\]:)|\|"
)
"""What a text with any block but paragraphs and `>` lines holds; block parsing is left out for all others."""

_PARAGRAPH = lazy(rf"(?:{_LINE}(?![>\r\n])\S[^\r\n]*(?:\r\n?|\n|\Z))+")
_MARKER = lazy(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?=[ \t\r\n]|\Z)")
_DATE = lazy(r"[ \t]*\d{1,2}\.[ \t]+[A-Za-zäéû]{3,}[ \t]+\d{4}\b")
_HASHES = lazy(r"#{1,6}")
_CLOSING_HASHES = lazy(r"(?<=[ \t])#+[ \t]*\Z|\A#+[ \t]*\Z")
_PIPE = lazy(r"\\.|\|")
_UNDERLINE = lazy(rf"{_LINE}=+[ \t]*(?=[\r\n]|\Z)")


def read(source: Source, application: Layer | None = None, command: Layer | None = None) -> Draft:
    """Return the draft in a Markdown file; raises UnreadableInput."""
    known, start = given(source, application, command)
    text, origin = filled(source, known, start)
    return assemble(source, prose(blank(text, [(0, start)]), start), known, origin)


def prose(text: str, start: int = 0) -> Page:
    """Return a Markdown text with spaces for its markup; `start` is where blanks for front matter end, if there is any.

    Lines that begin with `>` are left for the anatomy.
    Indented text is text: in a letter it is an indented paragraph, and nobody sends code to an interviewer that way.
    """
    if not _BLOCK.search(text, start if start > 1 else 0):
        return Page(_plain(text), raw=text)
    return _Blocks(text).page()


def _plain(text: str) -> str:
    """Blank inline markup in a text that is all paragraphs."""
    return blank(text, _inline(text, 0, len(text))) if MARKUP.search(text) else text


def _inline(text: str, start: int, end: int, labels: frozenset[str] = frozenset()) -> list[tuple[int, int]]:
    """The spans of inline markup in each paragraph between two offsets. Lines that begin with `>` are in none."""
    spans: list[tuple[int, int]] = []
    for paragraph in _PARAGRAPH.finditer(text, start, end):
        first, last = paragraph.span()
        if MARKUP.search(text, first, last) or (labels and text.find("[", first, last) >= 0):
            words = paragraph[0]
            spans += markup(text, last - len(words.lstrip()), first + len(words.rstrip()), labels)
    return spans


@lru_cache(maxsize=1)
def parser() -> "MarkdownIt":
    """Return the block parser."""
    from markdown_it import MarkdownIt  # 40 ms to import, and most drafts are plain paragraphs

    made = MarkdownIt("commonmark").enable("table")
    return made.disable(["inline", "text_join", "code", "blockquote", "lheading"], ignoreInvalid=True)


class _Blocks:
    """One text while its blocks are gone through."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in LINE_BREAK.finditer(text)), len(text)]
        self.spans: list[tuple[int, int]] = []
        self.titles: set[int] = set()
        self.items: set[int] = set()
        self.marked: dict[int, int] = {}

    def page(self) -> Page:
        env: dict[str, Any] = {}
        tokens = parser().parse(self.text, env)
        definitions = [*env.get("references", {}).values(), *env.get("duplicate_refs", ())]
        labels = frozenset(normal(label) for label in env.get("references", {}))
        for definition in definitions:
            self.cover(*definition["map"])
        done = set()
        for token in tokens:
            if token.map is None:
                continue
            first, last = token.map
            if token.type == "fence":
                self.cover(first, last)
            elif token.type == "html_block":
                begin = self.marked.get(first, self.starts[first])
                if is_placeholder(self.text, begin):
                    self.inline(first, last, labels)
                else:
                    self.spans += html(self.text, begin, self.starts[last])
            elif token.type == "hr":
                self.rule(first)
            elif token.type == "list_item_open":
                self.marker(first)
            elif token.type == "heading_open":
                self.heading(first)
            elif token.type == "table_open":
                self.table(first, last)
            elif token.type == "inline" and (first, last) not in done:
                done.add((first, last))
                self.inline(first, last, labels)
        self.spans += [match.span() for match in _UNDERLINE.finditer(self.text)]
        page = blank(self.text, self.spans)
        return Page(page, frozenset(_words(page, self.titles)), frozenset(_words(page, self.items)), self.text)

    def cover(self, first: int, last: int) -> None:
        self.spans.append((self.starts[first], self.starts[last]))

    def rule(self, line: int) -> None:
        """Blank a thematic break; a line of low lines may be a gap to be filled in, and stays."""
        if "_" not in self.text[self.starts[line] : self.starts[line + 1]]:
            self.cover(line, line + 1)

    def marker(self, line: int) -> None:
        """Blank the marker of a list item, unless it is the day of a date (`5. März 2026`)."""
        at = self.marked.get(line, self.starts[line])
        found = _MARKER.match(self.text, at)
        if found and not _DATE.match(self.text, at):
            self.spans.append(found.span())
            self.marked[line] = found.end()
            self.items.add(found.end())

    def heading(self, line: int) -> None:
        """Blank the marks of a heading."""
        begin, end = self.marked.get(line, self.starts[line]), self.starts[line + 1]
        found = _HASHES.search(self.text, begin, end)
        if found:
            self.spans.append(found.span())
            self.titles.add(found.end())
            closing = _CLOSING_HASHES.search(self.text[found.end() : end].rstrip("\r\n"))
            if closing:
                self.spans.append((found.end() + closing.start(), found.end() + closing.end()))

    def table(self, first: int, last: int) -> None:
        """Blank the bars of a table, and the line below its head."""
        self.cover(first + 1, first + 2)
        for match in _PIPE.finditer(self.text, self.starts[first], self.starts[last]):
            if match[0] == "|":
                self.spans.append(match.span())
        self.items.update(self.starts[first:last])

    def inline(self, first: int, last: int, labels: frozenset[str]) -> None:
        self.spans += _inline(self.text, self.starts[first], self.starts[last], labels)


def _words(text: str, offsets: set[int]) -> list[int]:
    """The offsets of the first words at or after some offsets."""
    found = []
    for at in offsets:
        while at < len(text) and text[at].isspace():
            at += 1
        found.append(at)
    return found

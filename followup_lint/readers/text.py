"""Plain text to prose: all of it, but for bullets."""

from followup_lint.draft import Draft
from followup_lint.lazy import lazy
from followup_lint.lines import blank
from followup_lint.readers.assemble import Layer, Page, assemble, filled, given
from followup_lint.source import Source

_BULLET = lazy(r"(?:\A|(?<=[\r\n]))[ \t]*(?:[-*•·▪‣◦+]|\d{1,2}[.)](?![ \t]+[A-Za-zäéû]{3,}[ \t]+\d{4}))[ \t]+(?=\S)")


def read(source: Source, application: Layer | None = None, command: Layer | None = None) -> Draft:
    """Return the draft in a plain text file, which may have front matter too; raises UnreadableInput."""
    known, start = given(source, application, command)
    text, origin = filled(source, known, start)
    return assemble(source, page(blank(text, [(0, start)])), known, origin)


def page(text: str) -> Page:
    """Return a plain text with its bullets blanked."""
    bullets = [match.span() for match in _BULLET.finditer(text)]
    if not bullets:
        return Page(text)
    return Page(blank(text, bullets), items=frozenset(end for _, end in bullets))

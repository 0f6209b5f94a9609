"""What a terminal needs: colour, width, and nothing from a draft that it could take for a command."""

from collections.abc import Iterator
from unicodedata import combining, east_asian_width

from followup_lint.lazy import lazy
from followup_lint.report import Context

_CODES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}
_CONTROL = lazy(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")


def paint(text: str, style: str, context: Context) -> str:
    """Return a text in a colour, where the output has colours."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if context.color else text


def clean(text: str) -> str:
    """Return a text with each control and direction character shown as a mark, so that none reaches the terminal."""
    return text if text.isprintable() else _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def columns(text: str) -> int:
    """Return how many columns a text takes."""
    if text.isascii():
        return len(text)
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def wrap(text: str, indent: str, width: int) -> Iterator[str]:
    """Yield a text as lines of at most `width` columns, each with its line break."""
    line = indent
    for word in clean(text.replace("\n", " ")).split():
        if line.strip() and columns(line) + 1 + columns(word) > width:
            yield line.rstrip() + "\n"
            line = indent
        line += word if line == indent else " " + word
    if line.strip():
        yield line + "\n"

"""Where front matter stands in a draft, and what it holds: a plain tree of texts with their places."""

import re
from typing import NamedTuple

from followup_lint.errors import UnreadableInput
from followup_lint.lazy import lazy
from followup_lint.limits import FRONT_CHARACTERS
from followup_lint.nodes import Mapping
from followup_lint.plainyaml import read_plain
from followup_lint.source import Source, Span

_FENCE = lazy(r"---[ \t]*(?:\r\n?|\n|\Z)")
_CLOSING = lazy(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)")
_BLANK = lazy(r"(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))*+")
_KEY = lazy(r"""[ \t]*(?:[A-Za-z_][\w.-]*|"[^"\r\n]+"|'[^'\r\n]+')[ ]*:(?=[ \t\r\n]|\Z)""")
# Met rarely, so compiled when they are.
_EMPTY_LINE = r"(?:\r\n?+|\n)[ \t]*(?:\r\n?+|\n)"
_ANY_KEY = r"""(?:^|(?<=[\r\n]))[ \t-]*["']?\w[\w .-]{0,40}["']?[ ]*:(?=[ \t\r\n]|\Z)"""
_YAML_START = r"\{[^{}\r\n]*:|!!?[A-Za-z]|&\w+\s|%YAML\b|\? "
_ENDS_PARAGRAPH = r"[ \t]*(?:\r\n?+|\n|\Z)[ \t]*(?:[\r\n]|\Z)"


class Block(NamedTuple):
    """Where YAML stands in a source: `span` with fences and the closing line break, `yaml` without the fences."""

    span: Span
    yaml: Span
    what: str = "the front matter"


def split(source: Source) -> Block | None:
    """Return the front matter at the head of a draft, or None.

    A `---` that no key follows is a thematic break. Raises UnreadableInput for front matter without its closing line.
    """
    text = source.text
    begin = 1 if source.has_bom else 0
    fence = _FENCE.match(text, begin)
    if fence is None:
        return None
    closing = _CLOSING.search(text, fence.end())
    if closing is None and fence.end() < len(text) and _opens_yaml(text, fence.end()):
        raise UnreadableInput(
            "opens front matter with --- and never closes it; put a line --- after the last key",
            path=source.path, line=1,
        )  # fmt: skip
    if closing is None or not _is_yaml(text, Span(fence.end(), closing.start())):
        return None
    return Block(Span(begin, closing.end()), Span(fence.end(), closing.start()))


def whole(source: Source) -> Block:
    """Return the block that a YAML file is, with or without fences."""
    text = source.text
    begin = 1 if source.has_bom else 0
    fence = _FENCE.match(text, begin)
    start, end = (fence.end() if fence else begin), len(text)
    closing = _CLOSING.search(text, start) if fence else None
    if closing and not text[closing.end() :].strip():
        end = closing.start()
    return Block(Span(begin, len(text)), Span(start, end), "the file")


def parse(source: Source, block: Block) -> Mapping:
    """Return the map that a block holds; an empty block is an empty map.

    Raises UnreadableInput, with the line, for broken YAML, a key that stands twice, tabs that indent, tags, control
    characters, anything that is no map, and for more than FRONT_CHARACTERS, MAX_DEPTH or MAX_ALIASED.
    """
    if block.yaml.end - block.yaml.start > FRONT_CHARACTERS:
        raise UnreadableInput(
            f"{block.what} is larger than {FRONT_CHARACTERS // 1024} KB", path=source.path,
            line=source.position(block.yaml.start).line,
        )  # fmt: skip
    plain = read_plain(source.text, block.yaml)
    if plain is not None:
        return plain
    from followup_lint.yamltree import read_yaml  # with PyYAML 15 ms, and most front matter never needs it

    return read_yaml(source, block.yaml, block.what)


def _opens_yaml(text: str, start: int) -> bool:
    """Whether unclosed text reads like front matter: a key with a value, or a key with something right below it."""
    start = _skip(text, start)
    key = _KEY.match(text, start)
    return key is not None and not re.match(_ENDS_PARAGRAPH, text[key.end() :])


def _is_yaml(text: str, span: Span) -> bool:
    """Whether the text between two fences is front matter, and not a draft between thematic breaks."""
    start = _skip(text, span.start)
    if start >= span.end or _KEY.match(text, start, span.end):
        return True
    inside = text[start : span.end]
    if re.match(_YAML_START, inside):
        return True
    if re.search(_EMPTY_LINE, text[span.start : span.end]):
        return False
    return inside.startswith("- ") or re.search(_ANY_KEY, inside) is not None


def _skip(text: str, start: int) -> int:
    match = _BLANK.match(text, start)
    return match.end() if match else start

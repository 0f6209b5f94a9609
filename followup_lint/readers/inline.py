"""Which characters of a Markdown paragraph are markup: emphasis, code, links, HTML, escapes, by CommonMark's rules.

markdown-it gives inline tokens without their places, so this pass finds the places itself; a test compares the two.
"""

import re
from collections.abc import Collection
from typing import NamedTuple

from followup_lint.lazy import lazy
from followup_lint.lines import word_set

MARKUP = lazy(r"[\\`*_<]|\]\(|\]\[|!\[")
"""What a paragraph with inline markup (but for links to definitions) holds."""

_SPECIAL = lazy(r"\\|`+|\*+|_+|<|!?\[|\]")
_ESCAPED = frozenset("\\!\"#$%&'()*+,./:;<=>?@[]^_`{|}~-")
_AUTOLINK = lazy(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}:[^<>\x00-\x20]*|[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[\w.-]+)>")
_VALUE = r"(?:[^\"'=<>`\x00-\x20]+|'[^']*'|\"[^\"]*\")"
_TAG = lazy(rf"</?([A-Za-z][A-Za-z0-9-]*)(?:\s+[A-Za-z_:][\w:.-]*(?:\s*=\s*{_VALUE})?)*\s*/?>")
_COMMENT = lazy(r"<!---?>|<\?[\s\S]*?\?>|<![A-Za-z][^>]*>|<!\[CDATA\[[\s\S]*?\]\]>")
_WHOLE = lazy(r"<(script|style|pre|textarea)\b[^>]*>[\s\S]*?(?:</\1>|\Z)", re.IGNORECASE)
_ELEMENTS = word_set(
    "a abbr b big blockquote body br center code col colgroup dd del details div dl dt em font footer h1 h2 h3 h4 h5 h6"
    " head header hr html i img ins kbd li mark ol p pre q s samp script section small span strike strong style sub"
    " summary sup table tbody td textarea tfoot th thead tr tt u ul var wbr"
)
"""Elements whose tags are markup. `<name>` and `<title>` are placeholders and stay in sight."""

LONGEST = 20_000
"""Longest comment, in characters; a bound on what is looked through again and again where none is closed."""

_SPACE = lazy(r"[ \t]*(?:\r\n?|\n)?[ \t]*")
_TITLE = lazy(r"\"(?:[^\"\\]|\\[\s\S])*\"|'(?:[^'\\]|\\[\s\S])*'|\((?:[^()\\]|\\[\s\S])*\)")
_POINTED = lazy(r"<(?:[^<>\r\n\\]|\\.)*>")
_LABEL = lazy(r"\[((?:[^\[\]\\]|\\[\s\S]){0,999})\]")

Spans = list[tuple[int, int]]


class _Run(NamedTuple):
    """A run of emphasis marks: where it stands, its mark, its length, and whether it can open or close."""

    start: int
    mark: str
    size: int
    opens: bool
    closes: bool


class _Bracket(NamedTuple):
    """An open bracket: where it stands, whether it opens an image, and how many runs of marks were before it."""

    start: int
    end: int
    image: bool
    runs: int


def markup(text: str, start: int, end: int, labels: Collection[str] = ()) -> Spans:
    """Return the spans that are markup between two offsets of a text, which are those of a paragraph.

    `labels` are the normalised labels of the document's link definitions.
    """
    spans: Spans = []
    runs: list[_Run] = []
    brackets: list[_Bracket] = []
    dead = 0  # brackets below this index may hold no link any more: a link holds none
    unclosed: set[int] = set()
    at = start
    while found := _SPECIAL.search(text, at, end):
        at = found.start()
        token = found[0]
        first = token[0]
        if first == "\\":
            following = text[at + 1 : at + 2]
            if at + 1 < end and (following in _ESCAPED or following in "\r\n"):
                spans.append((at, at + 1))
                at += 1
            at += 1
        elif first == "`":
            at = _code(text, at, end, len(token), spans, unclosed)
        elif first in "*_":
            runs.append(_run(text, at, found.end(), start, end))
            at = found.end()
        elif first == "<":
            at = _pointed(text, at, end, spans)
        elif first != "]":
            brackets.append(_Bracket(at, found.end(), first == "!", len(runs)))
            at = found.end()
        else:
            at += 1
            if not brackets:
                continue
            bracket = brackets.pop()
            target = 0
            if bracket.image or len(brackets) >= dead:
                target = _target(text, bracket.end, at, end, labels)
            if not target:
                dead = min(dead, len(brackets))
                continue
            if bracket.image:
                spans.append((bracket.start, target))
                del runs[bracket.runs :]
            else:
                spans += [(bracket.start, bracket.end), (at - 1, target)]
                spans += _emphasis(runs[bracket.runs :])
                del runs[bracket.runs :]
                dead = len(brackets)
            at = target
    spans += _emphasis(runs)
    return spans


def html(text: str, start: int, end: int) -> Spans:
    """Return the spans of tags, comments and what browsers do not show between two offsets, those of an HTML block."""
    spans: Spans = []
    at = start
    while (at := text.find("<", at, end)) >= 0:
        whole = _WHOLE.match(text, at, end)
        if whole:
            spans.append(whole.span())
            at = whole.end()
        else:
            at = _tag(text, at, end, spans) or at + 1
    return spans


def is_placeholder(text: str, at: int) -> bool:
    """Return whether something in angle brackets that is no element stands at the first character from an offset on."""
    while at < len(text) and text[at] in " \t":
        at += 1
    tag = _TAG.match(text, at)
    return tag is not None and tag[1].lower() not in _ELEMENTS


def normal(label: str) -> str:
    """Return a link's label as definitions are compared."""
    return " ".join(label.split()).lower().upper()


def _code(text: str, at: int, end: int, size: int, spans: Spans, unclosed: set[int]) -> int:
    """Blank a code span, marks and content; return where to go on."""
    begin = at + size
    if size in unclosed:
        return begin
    place = begin
    while (place := text.find("`", place, end)) >= 0:
        last = place
        while last < end and text[last] == "`":
            last += 1
        if last - place == size:
            spans.append((at, last))
            return last
        place = last
    unclosed.add(size)
    return begin


def _pointed(text: str, at: int, end: int, spans: Spans) -> int:
    """Blank an autolink or a tag; return where to go on."""
    link = _AUTOLINK.match(text, at, end)
    if link:
        spans.append(link.span())
        return link.end()
    return _tag(text, at, end, spans) or at + 1


def _tag(text: str, at: int, end: int, spans: Spans) -> int:
    """Blank a comment or a tag of an element; return where it ends, or 0. A placeholder is left, and passed over."""
    comment = _COMMENT.match(text, at, end)
    last = comment.end() if comment else 0
    if not last and text.startswith("<!--", at, end):
        last = text.find("-->", at + 4, min(end, at + LONGEST)) + 3
    if last > 2:
        spans.append((at, last))
        return last
    tag = _TAG.match(text, at, end)
    if tag is None:
        return 0
    if tag[1].lower() in _ELEMENTS:
        spans.append(tag.span())
    return tag.end()


def _run(text: str, first: int, last: int, start: int, end: int) -> _Run:
    """Return what a run of marks can do, by what stands on either side of it."""
    before = text[first - 1] if first > start else " "
    after = text[last] if last < end else " "
    apart, marked = _is_space(before), _is_mark(before)
    left = not _is_space(after) and (not _is_mark(after) or apart or marked)
    right = not apart and (not marked or _is_space(after) or _is_mark(after))
    if text[first] == "_":
        left, right = left and (not right or marked), right and (not left or _is_mark(after))
    return _Run(first, text[first], last - first, left, right)


def _is_space(char: str) -> bool:
    """Whether a character is white space in the sense of CommonMark, which leaves out U+2028."""
    return char in " \t\n\r\f\v" or (not char.isascii() and _category(char) == "Zs")


def _is_mark(char: str) -> bool:
    """Whether a character is punctuation or a symbol in the sense of CommonMark."""
    return char in _ESCAPED if char.isascii() else _category(char)[0] in "PS"


def _category(char: str) -> str:
    import unicodedata  # only where emphasis stands beside a character that is not ASCII

    return unicodedata.category(char)


def _emphasis(runs: list[_Run]) -> Spans:
    """Pair runs of marks; return the spans of the marks that are used up."""
    spans: Spans = []
    left = [run.size for run in runs]
    front, back = [run.start for run in runs], [run.start + run.size for run in runs]
    openers: list[int] = []
    floors: dict[tuple[str, bool, int], int] = {}
    for at, run in enumerate(runs):
        kind = (run.mark, run.opens, run.size % 3)
        while run.closes and left[at]:
            place = len(openers) - 1
            while place >= 0 and openers[place] >= floors.get(kind, 0) and not _pairs(runs[openers[place]], run):
                place -= 1
            if place < 0 or openers[place] < floors.get(kind, 0):
                floors[kind] = at  # no opener of this kind below: the search stays linear
                break
            other = openers[place]
            del openers[place + 1 :]
            used = 2 if left[at] > 1 and left[other] > 1 else 1
            spans += [(back[other] - used, back[other]), (front[at], front[at] + used)]
            back[other] -= used
            front[at] += used
            left[other] -= used
            left[at] -= used
            if not left[other]:
                openers.pop()
        if run.opens and left[at]:
            openers.append(at)
    return spans


def _pairs(opener: _Run, closer: _Run) -> bool:
    """Whether two runs pair: of one mark, and not against the rule of three."""
    if opener.mark != closer.mark:
        return False
    odd = (opener.closes or closer.opens) and (opener.size + closer.size) % 3 == 0
    return not (odd and (opener.size % 3 or closer.size % 3))


def _target(text: str, begin: int, at: int, end: int, labels: Collection[str]) -> int:
    """Where the target of a link ends, whose text runs from `begin` to the bracket before `at`; 0 if it is no link."""
    if at < end and text[at] == "(":
        target = _direct(text, at + 1, end)
        if target:
            return target
    if not labels:
        return 0
    reference = _LABEL.match(text, at, end)
    if reference and reference[1].strip():
        return reference.end() if normal(reference[1]) in labels else 0
    if normal(text[begin : at - 1]) in labels:
        return reference.end() if reference else at
    return 0


def _direct(text: str, at: int, end: int) -> int:
    """Where `target "title")` ends, from behind its opening bracket; 0 if there is none."""
    at = _skip(text, at, end)
    pointed = _POINTED.match(text, at, end)
    last = pointed.end() if pointed else 0 if text.startswith("<", at) else _bare(text, at, end)
    if not last and text.startswith("<", at):
        return 0
    last = max(last, at)
    rest = _skip(text, last, end)
    if rest > last:
        title = _TITLE.match(text, rest, end)
        if title:
            rest = _skip(text, title.end(), end)
    return rest + 1 if rest < end and text[rest] == ")" else 0


def _bare(text: str, at: int, end: int) -> int:
    """Where a target without angle brackets ends: at white space, or at a bracket that was never opened."""
    depth = 0
    while at < end and text[at] > " " and text[at] != "\x7f":
        if text[at] == "\\" and at + 1 < end and text[at + 1] > " ":
            at += 1
        elif text[at] == "(":
            depth += 1
            if depth > 32:
                return 0
        elif text[at] == ")":
            if not depth:
                break
            depth -= 1
        at += 1
    return at if not depth else 0


def _skip(text: str, at: int, end: int) -> int:
    found = _SPACE.match(text, at, end)
    return found.end() if found else at

"""Where sentences end, and how many words a person would count."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from followup_lint.lazy import lazy
from followup_lint.lines import word_set
from followup_lint.source import LINE_BREAK, Span

_WORD = lazy(r"[^\W_][^\s—….-]*+(?:(?!--|\.\.)[.-][^\s—….-]*+)*+")
"""A word runs from a letter or digit to the next white space or dash: `leak-detection` is one, `well—though` two."""

NARROWEST = 56
"""Narrowest width, in characters, to which anybody's mail program wraps lines."""

AHEAD = 200
"""How far after a stop the next word is looked for, in characters."""

_STOP = lazy(r"(?:(?<![.!?…])[.!?…]++[\"'”’»)\]]*+|(?<![。！？])[。！？]++)(?=(\s+)|\Z)")
_LAST_WORD = lazy(r"[^\W_](?:[^\W_]|[.'’&-](?=[^\W_]))*\Z")

_NEVER = word_set(
    "dr mr mrs ms mx messrs prof st rev hon capt sgt lt col gen sr sra srta dña mme mlle hr fr vs e.g i.e eg ie cf viz"
    " approx incl attn re ca bzw z.b d.h p.ej mt pte cpl insp supt fig"
)
"""Abbreviations that no sentence ends with."""

_BEFORE_NUMBER = word_set("no nos nr tel ext p pp vol ch art para sec apt ste rm est min max")
"""Abbreviations where a number follows."""

_OFTEN = word_set(
    "a.m p.m am pm etc inc ltd co corp plc llc bros dept govt temp ph.d m.d b.a m.a b.sc m.sc b.ed m.ed m.b.a r.n l.p.n"
    " d.d.s jr esq ave rd blvd bldg hwy jan feb mar apr jun jul aug sep sept oct nov dec"
    " mon tue tues wed thu thur thurs fri sat sun yr yrs hrs mins al asst mgr eng div intl assn univ hosp qual"
)
"""Abbreviations that may end a sentence, if the next word looks like a beginning."""

_DATES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december"
)
_STARTERS = word_set(
    "i i'm i've i'd i'll i’m i’ve i’d i’ll the a an this that these those it it's we we're they he she you your my our"
    " in on at as if when while since after before thank thanks please there here what would could do is are but and so"
    " both his her their for from with though although also once no yes then"
)
_OPEN = word_set(
    "a an the to of and or but with for at in on by from about into that which who as than when if because so my your"
    " our their his her its this is are was were be been am have has had will would could can may might should dear"
    " mr mrs ms dr"
)
"""Words after which a sentence goes on, however the line was broken."""


class Sentence(NamedTuple):
    """One sentence: its span in the prose, the part it belongs to, its paragraph's index and its own."""

    span: Span
    part: str
    paragraph: int
    index: int  # type: ignore[assignment]  # over tuple.index, which nobody asks of a sentence


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """Return how many words stand in a text, or between two of its offsets."""
    return len(_WORD.findall(text, start, len(text) if end is None else end))


def word_starts(text: str) -> list[int]:
    """Return where each word begins."""
    return [match.start() for match in _WORD.finditer(text)]


def sentence_spans(text: str, paragraph: Span) -> Iterator[Span]:
    """Yield the trimmed spans of the sentences of one paragraph, in order.

    Abbreviations, initials and decimals do not end one. A line break does where the line was plainly meant to end:
    the next word would have fitted on it, and it starts with a capital.
    """
    start, end = paragraph
    cuts = [match.end() for match in _STOP.finditer(text, start, end) if _ends(text, match, start, end)]
    if text.find("\n", start, end) >= 0 or text.find("\r", start, end) >= 0:
        cuts = sorted({*cuts, *_meant_breaks(text, start, end)})
    for cut in (*cuts, end):
        while start < cut and text[start].isspace():
            start += 1
        last = cut
        while start < last and text[last - 1].isspace():
            last -= 1
        if start < last:
            yield Span(start, last)
        start = cut


def _ends(text: str, stop: re.Match[str], start: int, end: int) -> bool:
    """Whether a stop (marks, closing quotes, white space after them) ends its sentence."""
    after = stop.end(1) if stop[1] is not None else end
    mark = stop[0][0]
    if after >= end or mark in "。！？":
        return True
    following = _next_word(text, after, end)
    lower = following[:1].islower()
    if not lower and (mark != "." or stop[0].startswith("..")):
        return True
    last = stop.start()
    begin = max(start, last - 40)
    found = _LAST_WORD.search(text, max(begin, text.rfind(" ", begin, last) + 1), last)
    word = found[0] if found else ""
    if mark == "." and not stop[0].startswith(".."):
        return _ends_after(word, following, lower) if word else not lower
    # false for an ellipsis, for “Why now?” she asked, and for Yahoo! has
    return stop[0][-1] in "!?" and not (mark == "!" and word[:1].isupper())


def _ends_after(word: str, following: str, lower: bool) -> bool:
    """Whether a full stop after a word ends the sentence, given the word that follows."""
    low = word.lower()
    if low in _NEVER:
        return False
    if low in _BEFORE_NUMBER:
        return not following[:1].isdigit() and (low == "no" or not lower)
    if low in _OFTEN:
        return not lower and not following[:1].isdigit() and _plain(following) not in _DATES
    if word != "I" and all(len(part) == 1 and part.isalpha() for part in word.split(".")):
        return _plain(following) in _STARTERS and not lower  # initials
    return True


def _next_word(text: str, at: int, end: int) -> str:
    end = min(end, at + AHEAD)
    while at < end and not text[at].isalnum():
        at += 1
    last = at
    while last < end and not text[last].isspace():
        last += 1
    return text[at:last]


def _plain(word: str) -> str:
    return word.lower().rstrip('.,;:!?)"”')


def _meant_breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Yield the ends of lines that were broken on purpose, without a full stop, between two sentences."""
    lines, at = [], start
    for match in LINE_BREAK.finditer(text, start, end):
        lines.append((at, match.start()))
        at = match.end()
    lines.append((at, end))
    widest = max(NARROWEST, *(len(text[a:b].rstrip()) for a, b in lines))
    for (first, last), (following, after) in pairwise(lines):
        line = text[first:last].rstrip()
        word = _next_word(text, following, after)
        if not word[:1].isupper() or not line or len(line) + 1 + len(word) > widest:
            continue
        ending = _LAST_WORD.search(line, max(0, len(line) - 40))
        if ending and (ending[0].lower() in _OPEN or ending.end() < len(line)):
            continue
        if ending or line[-1] in ')"”’':
            yield last

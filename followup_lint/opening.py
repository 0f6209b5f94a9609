"""The top of a draft: its letter block and its greeting."""

import re
from typing import NamedTuple

from followup_lint.lazy import lazy
from followup_lint.lines import Line, word_set
from followup_lint.salutations import CLAUSE, greeting_end, is_name, is_name_word, opener
from followup_lint.sentences import count_words

HEAD_LINES = 16
"""How far down a greeting is looked for, in lines: the longest letter block."""

LONGEST = 9
"""Words of a greeting in a language that is not known (`Woezor, Mr. Agbeko,`), at most."""

BRIEF = 5
"""Words of such a greeting in which the name need not stand last (`A Mháire, a chara,`), at most."""

_MARKS = ".!?…"
_REFERENCE = lazy(r"(?:re|ref|reference|subject|betreff|objet|asunto)\s*[:.]", re.IGNORECASE)
_SPEECH = lazy(
    r"(?:thank|it was|it['’]s|i |i['’]|this is|just|hop(?:e|ing)|great|good|we |my |following|as |apologies|sorry)",
    re.IGNORECASE,
)
_GROUPS = (
    "all", "everyone", "everybody", "team", "sir", "madam", "sirs", "sir or madam", "sir/madam", "folks", "hiring team",
)  # fmt: skip
_BETWEEN = ("and", "&", "or", "the", "team")
_ADDRESS_ENDS = word_set("ltd. inc. co. corp. st. ave. rd. blvd. dr. llc. plc. u.s.a. u.k. n.y. ste. apt.")


class Opening(NamedTuple):
    """What the first lines are, and the lines that are left."""

    block: list[Line]
    greeting: list[Line]
    rest: list[Line]


def opening(lines: list[Line], *, spoken: bool) -> Opening:
    """Take letter block and greeting off the first lines; what else stands above a greeting stays text."""
    at, size = _greeting(lines)
    if at < 0:
        size = 0 if spoken else _lone_block(lines)
        return Opening(lines[:size], [], lines[size:])
    above, line, after = lines[:at], lines[at], lines[at + 1 :]
    block = above if all(map(is_short, above)) else []
    if after and _REFERENCE.match(after[0].text) and is_short(after[0]):
        block = [*block, after.pop(0)]
    rest = [begun._replace(gap=True) for begun in line.tail(size)]
    greeting = [line.head(size)]
    while not rest and after and not after[0].gap and _opened(after[0].text) == len(after[0].text):
        greeting.append(after.pop(0))  # Dear Priya, / Dear Tom,
    return Opening(block, greeting, ([] if block else above) + rest + after)


def is_short(line: Line) -> bool:
    """Return whether a line could be part of a date, an address or a heading."""
    if _REFERENCE.match(line.text) and len(line.text) <= 120:
        return True
    if len(line.text) > 90 or count_words(line.text) > 9:
        return False
    last = line.text.rpartition(" ")[2].lower()
    return line.text[-1] not in _MARKS or last in _ADDRESS_ENDS or "@" in last


def _greeting(lines: list[Line]) -> tuple[int, int]:
    """The index of the line that greets and how many characters of it do; (-1, 0) without one."""
    if len(lines) > 1 and lines[1].gap and lines[0].text[-1] == "," and (size := _bare_name(lines[0], lines[1:2])):
        return 0, size  # and `Ciao,` further down says goodbye
    short = True
    for at, line in enumerate(lines[:HEAD_LINES]):
        size = _opened(line.text)
        if size and (short or (at <= 4 and size == len(line.text))):
            return at, size
        short = short and is_short(line)
        if not short and at >= 4:
            break
    for at, line in enumerate(lines[:HEAD_LINES]):
        if size := _bare_name(line, lines[at + 1 : at + 2]):
            return at, size
        if not is_short(line):
            break
    return -1, 0


def _opened(text: str) -> int:
    """How many characters greet in a line that starts with a greeting's word; 0 if it does not."""
    begun = opener(text)
    if not begun:
        return 0
    end = greeting_end(text, begun)
    if end < 0:
        return len(text) if count_words(text) <= 8 and text[-1] not in _MARKS else _names_after(text, begun)
    if not text[begun : end - 1].strip() and text[end - 1] != ".":
        end = _name_after_mark(text, end)
    if len(text[:end].split()) > 9:
        return _names_after(text, begun)
    if text[-1] in ",:" and count_words(text) <= 10 and _only_names(text[end:]):
        return len(text)
    return end


def _names_after(text: str, begun: int) -> int:
    """The end of the names after an opener with no mark after them (`Hi Dana thanks for`)."""
    end = begun
    for match in re.finditer(r"\s+(\S+)", text[begun : begun + 60]):
        if not is_name_word(match[1]):
            break
        end = begun + match.end()
    return end


def _name_after_mark(text: str, end: int) -> int:
    """The end of a name that a comma parts from the opener (`Good morning, Ms Okafor.`), else the comma's."""
    further = greeting_end(text, end)
    last = further - 1 if further > 0 else len(text)
    words = text[end:last].split()
    if 1 <= len(words) <= (4 if further > 0 else 3) and is_name(" ".join(words)):
        return further if further > 0 else len(text)
    return end


def _bare_name(line: Line, following: list[Line]) -> int:
    """How many characters of a line greet with a name alone (`Dana,`); 0 if none do."""
    text = line.text
    if text[-1] in ",:–—-!" and (is_name(text[:-1], most=3) or text[:-1].strip().lower() in _GROUPS):
        return len(text)
    apart = bool(following) and following[0].gap
    if apart and text[-1] in ",:!" and _is_greeting(text[:-1]):
        return len(text)
    alone = apart and not is_short(following[0])
    if line.gap and alone and text[-1] not in _MARKS and is_name(text, most=2):
        return len(text)
    end = greeting_end(text)
    if 0 < end < len(text) and text[end - 1] != "." and is_name(text[: end - 1], most=2):
        adverb = text[:end].rstrip(" ,-–—:!").lower().endswith("ly")
        rest = text[end:].lstrip()
        if rest and opener(rest) == len(rest.rstrip(",.!")):  # Priya, hello.
            return len(text)
        if not adverb and _SPEECH.match(rest):
            return end
    return 0


def _is_greeting(text: str) -> bool:
    """Whether a line that stands apart greets in words that are not known: few, and a name behind the first."""
    words = text.split()
    if len(words) > LONGEST or not CLAUSE.isdisjoint(text.lower().split()):
        return False
    return is_name(text.rpartition(", ")[2], most=3) or (
        len(words) <= BRIEF and any(is_name_word(word.rstrip(",")) for word in words[1:])
    )


def _only_names(text: str) -> bool:
    """Whether words are names, titles and what joins them (`Tom and Ms Park,`)."""
    words = [word for word in re.split(r"[\s,;:]+", text) if word]
    return bool(words) and all(is_name_word(word) or word.lower() in _BETWEEN for word in words)


def _lone_block(lines: list[Line]) -> int:
    """How many lines are a letter block that no greeting follows: short ones with a number among them, then text."""
    at = 0
    while at < min(len(lines), HEAD_LINES) and is_short(lines[at]):
        at += 1
    numbered = any(char.isdigit() for line in lines[:at] for char in line.text)
    return at if 2 <= at < len(lines) and numbered else 0

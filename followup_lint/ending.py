"""The end of a draft: its closing and its signature."""

from typing import NamedTuple

from followup_lint.lazy import lazy
from followup_lint.lines import Line
from followup_lint.salutations import CLAUSE, Closing, closing, is_contact, is_delimiter, is_device, is_footer, is_name
from followup_lint.sentences import count_words

TAIL_LINES = 14
"""How far up a sign-off is looked for, in lines: the longest signature."""

LONG = 14
"""Words from which a line is text and no part of a signature."""

_FEW = 5
"""Words of a closing in a language that is not known (`Vinaka vakalevu`), at most."""

_WISHED = ("regards,", "wishes,", "sincerely,", "greetings,", "yours,")
_LETTERS = lazy(r"[^\W\d_]+")
_STOPS = (". ", "! ", "? ", "… ")


class Ending(NamedTuple):
    """What the last lines are, and the lines that are left."""

    closing: list[Line]
    signature: list[Line]
    rest: list[Line]


def ending(lines: list[Line], *, spoken: bool, own: tuple[str, ...]) -> Ending:
    """Take closing and signature off the last lines. `own` are the words of the writer's name, lower case."""
    lines, below = _below_delimiter(lines)
    named = any(is_name(line.text) for line in below)
    found = _signed(lines, spoken and not below, own) or (None if named else _lone_name(lines, own))
    found = found or Ending([], [], lines)
    signed = found.signature or any(not _is_added(line.text) for line in below)
    return found._replace(signature=found.signature + below if signed else [])


def _below_delimiter(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Part what stands below a `-- ` line, or what a telephone or a firm adds at the end, from the rest."""
    for at in range(max(len(lines) - TAIL_LINES, 1), len(lines)):
        if is_delimiter(lines[at].text):
            return lines[:at], lines[at + 1 :]
    cut = len(lines)
    while cut > 1 and _is_added(lines[cut - 1].text):
        cut -= 1
    return lines[:cut], lines[cut:]


def _is_added(text: str) -> bool:
    return is_device(text) or (is_footer(text) and count_words(text) > 7)


def _signed(lines: list[Line], spoken: bool, own: tuple[str, ...]) -> Ending | None:
    """Find a sign-off from the end up, as far as lines are short."""
    for at in range(len(lines) - 1, max(len(lines) - 1 - TAIL_LINES, -1), -1):
        line, after = lines[at], lines[at + 1 :]
        found = closing(line.text)
        if found and _signs(line, found, after, spoken, own):
            return _sign(lines[:at], line, found, after)
        cut = _run_in(line, after)
        if cut and (inside := closing(line.text[cut:])):
            return _sign([*lines[:at], line.head(cut)], line.tail(cut)[0], inside, after)
        if _own_making(line, after):
            return _sign(lines[:at], line, Closing(len(line.text), True), after)
        if count_words(line.text) > LONG:
            break
    return None


def _signs(line: Line, found: Closing, after: list[Line], spoken: bool, own: tuple[str, ...]) -> bool:
    """Whether a line's sign-off is one: nothing or a name behind it, nothing or a signature below."""
    rest = line.text[found.end :]
    if spoken and not found.hard:
        return False  # Thank you, and goodbye.
    if rest:
        sure = found.hard or "," in line.text[: found.end]
        return sure and is_name(rest, lower=found.hard) and _is_signature(after)
    if not after:
        return found.hard or not _is_sentence(line)
    first = after[0].text
    if count_words(first) > 6 or first[-1] in "?!…" or (first[-1] == "." and not is_name(first)):
        return False
    named = is_name(first, lower=True) or _is_own(first, own)
    return (named or (found.hard and not closing(first))) and _is_signature(after[1:])


def _run_in(line: Line, after: list[Line]) -> int:
    """Where, in a line of text, the sign-off begins that ends it (`… from you. Best, Ana`); 0 without one."""
    text = line.text
    at = len(text)
    for _ in range(2):  # twice, for `Best, A. Ruiz`
        at = max(text.rfind(stop, 0, at) for stop in _STOPS)
        found = closing(text[at + 2 :]) if at > 0 else None
        if not found:
            continue
        rest = text[at + 2 + found.end :]
        sure = found.hard or text[: at + 2 + found.end].rstrip()[-1] in ",–—-"
        if rest and sure and rest[-1] != "." and is_name(rest, most=3) and _is_signature(after):
            return at + 2
        if not rest and after and sure and is_name(after[0].text) and _is_signature(after[1:]):
            return at + 2
    return 0


def _own_making(line: Line, after: list[Line]) -> bool:
    """Whether a line is a closing of the writer's own making: a few words and a comma, then a name."""
    text = line.text
    if not after or not (line.gap or text[0].isupper()):
        return False
    if text[-1] != ",":  # Thanks again and see you on Saturday / Happy recruiting!
        brief = count_words(text) <= (4 if text[-1] == "!" else 10 if text[-1].isalnum() and closing(text) else 0)
        alone = brief or _thanks_apart(line, after[0])
        return (alone and len(after) == 1 and is_name(after[0].text)) or _in_other_words(line, after)
    words, wishes = count_words(text), closing(text)
    wished = bool(wishes and wishes.hard) or text.lower().endswith(_WISHED) or "best wishes" in text.lower()
    if words > LONG or (words > 7 and not wished) or (words > 1 and is_name(text)):
        return False
    return is_name(after[0].text) and _is_signature(after[1:])


def _thanks_apart(line: Line, name: Line) -> bool:
    """Whether a paragraph is one last sentence of thanks: `Thank you again for the day, and greetings to the cooks.`"""
    text = line.text
    one = line.gap and name.gap and count_words(text) <= LONG + 6 and not any(stop in text for stop in _STOPS)
    return one and text.lower().startswith(("thank you", "thanks", "many thanks"))


def _in_other_words(line: Line, after: list[Line]) -> bool:
    """Whether a few words that stand apart, without a mark or a clause, close in words that are not known."""
    words = line.text.lower().split()
    apart = line.gap and line.text[-1].isalnum() and 1 < len(words) <= _FEW and CLAUSE.isdisjoint(words)
    below = apart and not after[0].gap and is_name(after[0].text) and not is_name(line.text.replace("/", " "))
    return below and all(is_contact(further.text) for further in after[1:])


def _is_signature(lines: list[Line]) -> bool:
    return all(count_words(line.text) <= LONG or is_contact(line.text) for line in lines[:2])


def _sign(above: list[Line], line: Line, found: Closing, after: list[Line]) -> Ending:
    """Give a line to the closing (its end perhaps to the signature), and what stands below to the signature."""
    at = len(above)
    while at and count_words(above[at - 1].text) <= 5:  # Thanks again, / Best, / Ana
        more = closing(above[at - 1].text)
        if not more or more.end < len(above[at - 1].text) or _is_sentence(above[at - 1]):
            break
        at -= 1
    closings, above = [*above[at:], line.head(found.end)], above[:at]
    cut = 0
    while cut < len(after) and not _is_text(after[cut], cut > 0):
        cut += 1
    return Ending(closings, [*line.tail(found.end), *after[:cut]], above + after[cut:])


def _is_sentence(line: Line) -> bool:
    """Whether a line that begins like a sign-off is text: `Thank you for your time.`; a bare `Thank you.` closes."""
    return line.text[-1] == "." and count_words(line.text) > 3


def _is_text(line: Line, below: bool) -> bool:
    """Whether a line below a closing is text again: long, or a sentence of its own below the name."""
    if is_contact(line.text):
        return False
    words = count_words(line.text)
    return words > LONG or (below and line.gap and words > 2 and line.text[-1] in ".!?")


def _lone_name(lines: list[Line], own: tuple[str, ...]) -> Ending | None:
    """Take a name at the very end, with contact details below it, as a signature without a closing."""
    end = len(lines)
    while end > 1 and _is_detail(lines[end - 1]):
        end -= 1
    if end < 2:
        return None
    block = next((at for at in range(len(lines) - 1, 0, -1) if lines[at].gap), 0)
    if 0 < block < end - 1 and is_name(lines[block].text) and all(map(_is_title, lines[block + 1 : end])):
        end = block + 1  # a job title stands between the name and the address
    line, text = lines[end - 1], lines[end - 1].text
    apart = line.gap or lines[end - 2].text[-1] in ".!?…,)" or text[0] in "-–—~"
    named = is_name(text) or (text[-1] not in "?!" and _is_own(text, own))
    if not named and line.gap and end == len(lines) and text.isalpha():
        named = is_name(text, lower=True)
    if apart and named and count_words(text) <= 4:
        return Ending([], lines[end - 1 :], lines[: end - 1])
    return None


def _is_detail(line: Line) -> bool:
    return is_contact(line.text) and count_words(line.text) <= 8


def _is_title(line: Line) -> bool:
    return count_words(line.text) <= 7 and line.text[-1] not in ".!?," and not line.text[0].islower()


def _is_own(text: str, own: tuple[str, ...]) -> bool:
    """Whether a line holds only words of the writer's name."""
    words = _LETTERS.findall(text.lower())
    return bool(words) and set(words) <= set(own)

"""What stands in a draft and is not the writer's message: quoted mail, stage directions, another speaker's lines."""

import re
from collections.abc import Iterator

from followup_lint.lazy import lazy
from followup_lint.lines import Line, word_set
from followup_lint.source import Span

_ATTRIBUTION = lazy(
    r"(?:On|Le|Am|El|Op|Il|Em|W dniu|Den)\b(?=[^\n]*\d)[\s\S]{6,240}"
    r"\b(?:wrote|writes|a écrit|schrieb|escribió|schreef|ha scritto|napisał\(?a?\)?|escreveu|skrev)\b[^:\n]{0,80}:$"
)
_DIVIDER = lazy(
    r"-{2,} ?(?:original message|forwarded message|ursprüngliche nachricht|message d['’]origine|mensaje original"
    r"|messaggio originale|oorspronkelijk bericht) ?-{2,}$|begin forwarded message:$",
    re.IGNORECASE,
)
_FROM = lazy(r"(?:from|von|de|da|van)\s*:\s*\S", re.IGNORECASE)
_HEADER = lazy(
    r"(?:sent|date|to|cc|subject|gesendet|datum|an|betreff|envoyé|à|objet|enviado|fecha|para|asunto|inviato|aan)\s*:",
    re.IGNORECASE,
)

_LABEL = lazy(r"([^\W\d_][\w.'’]*(?: [\w.'’/]+){0,5})(?: ?\([^)\n]*\))?[ \t]*:(?=\s|$)")
_OWN = word_set("me i myself caller candidate applicant self interviewee job seeker")
_OTHER = word_set(
    "her him them she he they interviewer receptionist reception employer manager recruiter operator switchboard"
    " assistant secretary hr voicemail machine hiring boss supervisor"
)
_SECTION = word_set(
    "opening intro introduction purpose reason closing close close-out thanks ending end script message main body"
    " start middle point hook ask greeting sign-off signoff goodbye detail"
)
_NOTE = word_set(
    "note notes reminder remember prep before checklist number dial have time when aim goal tips tip if after once in"
)
_CUES = word_set(
    "pause pauses beat wait waits beep tone smile smiles slowly listen listens breathe breath breathes laugh"
    " laughs repeat ring rings dial hang silence answer answers call calls pick picks"
)
_STAGE = word_set("if when after once then only while otherwise she he they voicemail transferred connected")
_BLANKS = word_set(
    "name company role position title job interviewer manager number date day time employer phone email e-mail"
    " firm topic skill skills project organisation organization department team surname x xx"
)
"""Words that a placeholder in brackets ends with."""

_TITLE = lazy(
    r"(?:(?:phone|telephone|call|voice ?mail)\s(?:script|notes?|message|call)|script)\b[^.!?]*$", re.IGNORECASE
)
_BRACKETS = lazy(r"\[([^\]\[\n]{2,80})\]|\(([^()\n]{2,100})\)")
_CALLED = "(?:this is|it[’']s|i[’']?m|i am|my name(?: is|[’']s)|speaking with|is that)"


def quoted(text: str, lines: list[Line]) -> list[Span]:
    """Return the spans of quoted mail: `>` lines, and what stands below a reply's or a forward's own head."""
    spans: list[Span] = []
    at = 0
    while at < len(lines):
        start, end, _, line = lines[at]
        if line[0] == ">":
            spans.append(Span(start, end))
        elif taken := _attribution(text, lines, at):
            following = at + taken
            if following < len(lines) and lines[following].text[0] != ">":
                spans.append(Span(start, lines[-1].end))
                break
            spans.append(Span(start, lines[following - 1].end))
            at = following
            continue
        elif _is_head(lines, at):
            spans.append(Span(start, lines[-1].end))
            break
        at += 1
    return spans


def _attribution(text: str, lines: list[Line], at: int) -> int:
    """How many lines (of at most three) introduce quoted mail, as in `On 3 March, Dana Lee wrote:`; 0 for none."""
    if lines[at].text[0] not in "OLAEIWD":
        return 0
    for last in range(at, min(at + 3, len(lines))):
        if last > at and lines[last].gap:
            return 0
        if lines[last].text[-1] == ":":
            return last + 1 - at if _ATTRIBUTION.match(text, lines[at].start, lines[last].end) else 0
    return 0


def _is_head(lines: list[Line], at: int) -> bool:
    """Whether a line starts a forwarded or quoted message with a head of its own."""
    line = lines[at].text
    if (line[0] == "-" or line[:5].lower() == "begin") and _DIVIDER.match(line):
        return True
    if line[0] not in "FVDfvd" or not _FROM.match(line):
        return False
    return sum(bool(_HEADER.match(below.text)) for below in lines[at + 1 : at + 4]) >= 2


def directions(text: str, lines: list[Line], own: tuple[str, ...] = ()) -> list[Span]:
    """Return the spans of stage directions in a script for a call, and of what the other person says.

    `own` are the words of the caller's name.
    """
    spans: list[Span] = []
    if len(lines) > 1 and lines[1].gap and _TITLE.match(lines[0].text):
        spans.append(lines[0].span)  # Script for the call on Tuesday
        lines = lines[1:]
    labels = speakers(lines)
    mine = _mine(text, labels, own) if labels else frozenset()
    silent = False
    for line in lines:
        start = line.start
        if line.text[0] == ">" or (line.text[0] in "([" and _is_direction_line(line.text)):
            spans.append(line.span)
            continue
        label = labels.get(start)
        if label:
            silent = label[0] not in mine
            start = label[1] if not silent else start
            spans.append(line.span if silent else Span(line.start, start))
        elif silent and not line.gap:
            spans.append(line.span)
            continue
        else:
            silent = False
            heading = _heading(line)
            if heading:
                spans.append(heading)
                start = heading.end
        if not silent:
            spans += _inline(text, start, line.end)
    return spans


def is_cue(line: str) -> bool:
    """Return whether a line is a stage direction beyond doubt: in brackets, and it begins as one (`(pause)`, `[if she asks]`)."""
    match = _BRACKETS.match(line)
    if not match or line[match.end() :].strip(" .,"):
        return False
    first = (match[1] or match[2]).lower().split()[:1]
    return bool(first) and first[0].strip(".,:!…") in _CUES | _STAGE


def speakers(lines: list[Line]) -> dict[int, tuple[str, int]]:
    """Return the speaker's label (lower case) of each line that has one, and where it ends, by the line's offset."""
    found: dict[int, tuple[str, int]] = {}
    for line in lines:
        match = _LABEL.match(line.text) if ":" in line.text else None
        if match:
            words = match[1].lower().split()
            if words[0] in _SECTION or words[-1] in _SECTION or words[0] in _NOTE or len(words) > 3:
                continue
            known = words[-1] in _OWN or words[-1] in _OTHER or words == ["you"]
            if known or all(word[0].isupper() for word in match[1].split()):
                found[line.start] = (match[1].lower(), line.start + match.end())
    names = {label for label, _ in found.values()}
    if len(names) < 2 and not names & (_OWN | _OTHER | {"you"}):
        return {}
    return found


def _mine(text: str, labels: dict[int, tuple[str, int]], own: tuple[str, ...]) -> frozenset[str]:
    """The labels under which the caller speaks."""
    names = {label for label, _ in labels.values()}
    mine = {name for name in names if name.split()[-1] in _OWN or set(name.split()) & set(own)}
    if "you" in names and not mine:
        mine.add("you")
    if not mine:
        for name in sorted(names):
            who = re.escape(name)
            if re.search(rf"\b{_CALLED} {who}\b|\b{who} (?:calling|here)\b", text, re.IGNORECASE):
                mine.add(name)
                break
    if not mine:
        mine = {name for name in names if name.split()[-1] not in _OTHER}
    return frozenset(mine)


def _heading(line: Line) -> Span | None:
    """The span of a script's own heading at the start of a line: the whole line of a note, else the label."""
    match = _LABEL.match(line.text) if ":" in line.text else None
    if not match:
        return None
    words = match[1].lower().split()
    if words[0] in _NOTE and words[0] not in ("if", "when", "after", "once", "in"):
        return line.span
    if words[0] in _NOTE or words[0] in _SECTION or words[-1] in _SECTION or match.end() == len(line.text):
        return Span(line.start, line.start + match.end())
    return None


def _is_direction_line(line: str) -> bool:
    match = _BRACKETS.match(line)
    if not match or line[match.end() :].strip(" .,"):
        return False
    return match[2] is not None or not _is_placeholder(match[1])


def _is_placeholder(words: str) -> bool:
    """Whether words in square brackets are to be filled in, not to be acted on."""
    parts = [part.strip(".,:!") for part in words.lower().split()]
    if not parts or parts[0] in _CUES or parts[0] in _STAGE:
        return not parts
    filled = parts[-1].removesuffix("'s") in _BLANKS or parts[0] in ("your", "insert") or words[0].isupper()
    return filled and len(parts) <= 4


def _inline(text: str, start: int, end: int) -> Iterator[Span]:
    if text.find("[", start, end) < 0 and text.find("(", start, end) < 0:
        return
    for match in _BRACKETS.finditer(text, start, end):
        content = match[1] or match[2]
        first = content.lower().split()[0].strip(".,:") if content.strip() else ""
        opens = not text[start : match.start()].strip()
        aside = not _is_placeholder(content) if match[1] else first in _CUES or (opens and first in _STAGE)
        if aside:
            yield Span(*match.span())

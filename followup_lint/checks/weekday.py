"""“Yesterday”, “on Tuesday”, “3 March” in a text against the dates of the interviews and the day of sending."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain

from followup_lint import calendar
from followup_lint.finding import Edit, Fix, Hit
from followup_lint.gates import lowered
from followup_lint.lazy import lazy
from followup_lint.lines import word_set
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule
from followup_lint.source import Span

REACH = 60
"""Characters between the word for the conversation and its date, at most."""

DAYS, MONTHS = (tuple(map(str.lower, names)) for names in (calendar.WEEKDAYS, calendar.MONTHS))
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "a": 1, "ten": 10}
_DAYS_AGO = {"today": 0, "yesterday": 1, "before": 2}
_WEEKDAY = "|".join(DAYS)
_MONTH = "|".join(MONTHS)
_RELATIVE = lazy(
    r"\b(?:(?P<yesterday>yesterday(?:\s(?:morning|afternoon|evening))?)|(?P<before>(?:the\s)?day\sbefore\syesterday)"
    r"|(?P<today>(?:earlier\s)?today|this\s(?:morning|afternoon|evening))"
    r"|(?P<ago>(?P<count>\d{1,2}|one|two|three|four|five|six|ten|a)\s(?P<unit>days?|weeks?)\sago)"
    r"|(?P<week>(?P<which>last|this|the\sother)\sweek(?!\sof\b|['’-])))",
    re.IGNORECASE,
)
_ABSOLUTE = lazy(
    rf"\b(?:(?P<dated>(?:(?P<of>{_WEEKDAY}),?\s)?(?:the\s)?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<month>{_MONTH})"
    rf"|(?P<month2>{_MONTH})\s(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))(?:,?\s(?P<year>20\d\d))?)"
    rf"|(?P<weekday>{_WEEKDAY})(?![\w'’-])(?!\s(?:mornings|evenings|nights|stand|meetings?\b|lunch|club|shift|report|review|team|market|crew)))",
    re.IGNORECASE,
)
_TIMES = {(*DAYS, *MONTHS): _ABSOLUTE, ("yesterday", "today", "this", "ago", "week"): _RELATIVE}
"""Expressions of time, and words of which each holds one; a sentence without any is not searched."""
_TALK = lazy(
    r"\b(?:interview(?:ed|ing)?|meeting|meet|met|spoke|speak(?:ing)?|talk(?:ed|ing)?|conversation|discussion|chat|call|time|visit"
    r"|tour|hour|(?:seeing|saw)(?! (?:your|the|a|an|that|in|on)\b)|having|hosting|welcoming|showing"
    r"|panel(?! (?:sits|meets|decides|is|are|will)\b))\b",
    re.IGNORECASE,
)
_CALLS = word_set("call spoke speak speaking talk talked talking conversation chat")
"""Words for talks that need not have been the interview."""
_AHEAD = lazy(
    r"\b(?:look(?:ing)? forward|see you|next|will(?! (?:always|never|long|not forget))|could|can (?:we|i|you)|(?:i|we) can|shall|free|available|availability"
    r"|invitation|invite|confirm|schedul\w+|propose|suggest|arrange|tomorrow|upcoming|ahead of|before|until|till|by|every|each|last\s(?:year|month)"
    r"|first day|start(?:ed|ing)?|deadline|decision|decide|hear|would(?! like to (?:thank|say)))\b",
    re.IGNORECASE,
)
_OTHER = lazy(
    r"\b(?:with|to|by) my\b|\b(?:your|his|her|their) (?:\w+ )?call\b|\b(?:my|your|the) (?:e-?mail|message|note|letter|voicemail|reply|mail)\b|\bwrote\b|\bsent\b|\bsince\b|\bgraduat|\bfinish|\bpassed\b"
    r"|\bcompleted\b|\bat the time\b|\bany ?time\b|\bfull[- ]time\b|\bpart[- ]time\b|\ball the time\b|\bin time\b|\bon time\b|\bover time\b",
    re.IGNORECASE,
)
_DETERMINED = lazy(r"\b(?:an?|the|your|my|our|their|his|her|its|each|every|any|some|one|most|all|of)\s$", re.IGNORECASE)
_AFTER = lazy(
    r"\s*,?\s(?:we|you|I|the (?:panel|team|two of us))\s(?:all\s|both\s|kindly\s|first\s|also\s)?"
    r"(?:spoke|met|talked|discussed|said|asked|mentioned|showed|described|explained|told|touched|interviewed)\b",
    re.IGNORECASE,
)


def weekday(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """PER005: the day that the text gives for the conversation is that of no interview so far."""
    facts = reading.draft.facts
    send = facts.value("send")
    held = sorted({i.date.day for i in facts.value("interviews", ()) if i.date and send and i.date.day <= send.day})
    if not send or not held:
        return
    prose = reading.draft.prose
    said_of = {word: when for words, when in _TIMES.items() for word in words if word in reading.haystack.lower}
    if not said_of:
        return
    others = _other_days(reading)
    for sentence in reading.draft.sentences:
        start, end = sentence.span
        lower = lowered(prose[start:end])
        said = dict.fromkeys(when for word, when in said_of.items() if word in lower)
        for match in chain.from_iterable(when.finditer(prose, start, end) for when in said):
            if any(_agrees(match, day, send.day) for day in held):
                continue
            word = _talk_of(prose, start, end, match)
            if word is None:
                continue
            if word not in _CALLS or not any(_agrees(match, day, send.day) for day in others):
                span = Span(*match.span())
                last = held[-1]
                values = {"day": f"{last:%A} {last.day} {last:%B}"}
                yield Hit(span, values, _fix(prose, match, held, send.day) if rule.fix == "unsafe" else None)


def _other_days(reading: Reading) -> list[date]:
    facts = reading.draft.facts
    days = [contact.date.day for contact in facts.value("earlier_contacts", ()) if contact.date]
    if reply := facts.value("last_employer_reply"):
        days.append(reply.day)
    urgent = facts.value("urgent")
    return [*days, urgent.requested.day] if urgent and urgent.requested else days


def _talk_of(prose: str, start: int, end: int, match: re.Match[str]) -> str | None:
    """The word for the conversation that a date belongs to (lower case), or None."""
    if match.lastgroup == "weekday" and _DETERMINED.search(prose, max(start, match.start() - 12), match.start()):
        return None
    clause = max(prose.rfind(mark, start, match.start()) for mark in (",", ";", ":", "–", "—", "("))
    begin = max(start, clause + 1)
    if match.lastgroup == "today":
        begin = max(begin, match.start() - 35)
    words = list(_TALK.finditer(prose, max(begin, match.start() - REACH), match.start()))
    if (
        words
        and not _AHEAD.search(prose, begin, match.start())
        and not _OTHER.search(prose, words[0].start() - 12 if words[0].start() > begin + 12 else begin, match.start())
    ):
        following = prose[match.end() : match.end() + 12].lower()
        if not re.match(r"\s*(?:is|was|will|would|to|or|at the latest)\b", following):
            return words[-1].group().lower()
    before = prose[start : match.start()].strip().lower()
    if before in ("", "on", "when", "as", "and", "last") and (after := _AFTER.match(prose, match.end(), end)):
        return after.group().split()[-1].lower()
    return None


def _agrees(match: re.Match[str], day: date, send: date) -> bool:
    """Whether an expression of time, written on the day of sending, can mean a day."""
    days, kind = (send - day).days, match.lastgroup
    if kind == "weekday":
        return day.weekday() == DAYS.index(match["weekday"].lower())
    if kind in _DAYS_AGO:
        return days == _DAYS_AGO[kind]
    if kind == "ago":
        count = int(match["count"]) if match["count"].isdigit() else _NUMBERS[match["count"].lower()]
        return days == count if match["unit"].lower().startswith("day") else abs(days - 7 * count) <= 3
    if kind == "week":
        wanted = 0 if match["which"].lower() == "this" else 1
        return any(_week(send, first) - _week(day, first) == wanted for first in (0, 1)) or (
            wanted == 1 and 7 <= days <= 13
        )
    number, month = int(match["day"] or match["day2"]), (match["month"] or match["month2"]).lower()
    same_year = not match["year"] or int(match["year"]) == day.year
    same_weekday = not match["of"] or DAYS[day.weekday()] == match["of"].lower()
    return day.day == number and MONTHS[day.month - 1] == month and same_year and same_weekday


def _week(day: date, first: int) -> int:
    """The number of the week that a day is in; weeks begin on Monday (0) or Sunday (1)."""
    return (day.toordinal() - 1 + first) // 7


def _fix(prose: str, match: re.Match[str], held: list[date], send: date) -> Fix | None:
    if len(held) != 1:
        return None
    day = held[0]
    name = f"{day:%A}" if send - day < timedelta(days=7) else f"{day.day} {day:%B}"
    if match.lastgroup == "weekday":
        return Fix(False, (Edit(Span(*match.span()), name),))
    if match.lastgroup in _DAYS_AGO:
        return Fix(False, (Edit(Span(*match.span()), f"on {name}"),))
    return None

"""Calls: how they open, and the number to call back."""

import re
from collections.abc import Iterable, Iterator

from followup_lint.channels import HEAD
from followup_lint.finding import Edit, Fix, Hit, Severity
from followup_lint.lazy import lazy
from followup_lint.names import fold, split_name
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule, said
from followup_lint.source import Span
from followup_lint.wording import content_words, takes_up

OPENING_WORDS = 130
"""How many words of a call count as its opening: some 50 seconds with what the other one says."""

_CALLER = lazy(
    r"\b(?i:this is|it['’]?s|it is|here is|my name['’]?s|my name is|the name['’]s|name is|I am|I['’]m|speaking is|speaking with)\s+"
    r"(?:(?:Mr|Mrs|Ms|Dr)\.?\s)?(?:(?!I\b|(?:Mon|Tues|Wednes|Thurs|Fri)day)[A-Z][\w’'-]*|\[[^\]\n]+\]|\{[^}\n]+\}|<[^>\n]+>|_{3,})"
)
_CALLING = lazy(
    r"(?:(?<![\w’'-])[A-Z][\w’'-]++|[\]}>])(?:,? from [\w ’'-]{3,40}?)?,?\s(?:here|calling|speaking|ringing|phoning)\b"
)
_OWN_SENTENCE = lazy(r"[.!?]\s+[A-Z][\w’'-]++ [A-Z][\w’'-]++,\s")
"""A full name that begins a sentence behind the first, and a comma: `Jackie, good morning. Gordon Petrie, crane hand.`"""
_ROLE = lazy(
    r"\b(?:role|position|post|job|vacancy|opening|apprenticeship|internship|placement|traineeship|fellowship|place on)\b"
    r"|\b(?:interview(?:ed)?|appl(?:y|ied)|application|candidate) (?:with you |me |last week |on \w+ |yesterday )?(?:for|to be|as)\b"
    r"|\binterview(?:ed)? (?:with|on|at|yesterday|today|this|last|earlier|there)\b|\b(?:we|you|I) (?:met|spoke|talked|came in)\b"
    r"|\bI was (?:on|with|at|in)\b|\bsaw me\b|\bmet (?:you|with you)\b",
    re.IGNORECASE,
)
_NUMBER = lazy(r"(?<![\w-])\+?\(?\d(?:[\d ().\-/]|, (?=\d{3,5}\b)){5,30}\d(?!\w)")
_ONE_NUMBER = lazy(r"[^,\s][^,]*")
MOST_DIGITS = 17
"""Digits of a phone number with what is dialled before it, at most."""

_DATE = lazy(r"\d{4}-\d\d-\d\d|(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./](?:19|20)\d\d")
_DIGIT_WORD = (
    r"(?:zero|oh|o|nought|naught|nil|one|two|three|four|five|six|seven|eight|nine|double|triple|treble|ten|hundred|\d)"
)
_SPELT = lazy(rf"(?<!\w)(?:plus[ ,]+)?{_DIGIT_WORD}(?:[ ,.;…–—-]+(?:and )?{_DIGIT_WORD}){{5,40}}(?!\w)", re.IGNORECASE)
_NUMBER_BLANK = lazy(
    r"[\[{<(%][^\]})>%\n]{0,40}(?:number|phone|tel|mobile|cell)[^\]})>%\n]{0,40}[\]})>%]+|\bX{3}[X -]{3,}|(?:number|phone|on|at)[:\s]+_{3,}",
    re.IGNORECASE,
)
_KNOWN_NUMBER = lazy(
    r"\bmy (?:phone |mobile )?number(?:['’]s| is) (?:on|in|at the top|there)\b|\byou(?:['’]ll)? (?:have|['’]ve got) my (?:phone |mobile )?number\b",
    re.IGNORECASE,
)
"""The listener is told where the number stands."""


def opening(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """CHN002: a call that does not begin with the caller's name, the role and (live) whether the moment suits."""
    prose, facts = reading.draft.prose, reading.draft.facts
    words = list(re.finditer(r"\w[\w’']*", prose))
    end = words[OPENING_WORDS - 1].end() if len(words) >= OPENING_WORDS else len(prose)
    text = prose[:end]
    missing = []
    if not gives_name(text, facts.value("sender") if facts.declared("sender") else None):
        missing.append("your name")
    role = str(facts.value("role") or "")
    if not _ROLE.search(text) and not (role and takes_up(set(content_words(text)), role)):
        missing.append("the role")
    if reading.channel == "phone" and not any(m.span.start < end for m in reading.found(f"{rule.code}.any", "text")):
        missing.append("a question whether the moment suits")
    if missing:
        yield Hit(reading.first_line(), {"missing": " and without ".join(missing)})


def gives_name(text: str, sender: object) -> bool:
    """Return whether a text names its speaker: the declared one, or anybody by `this is …` and the like."""
    name = getattr(sender, "name", "")
    return bool(
        holds_name(text, [name] if name else [])
        or _CALLER.search(text)
        or _CALLING.search(text)
        or _OWN_SENTENCE.search(text, 0, HEAD)
    )


def holds_name(text: str, names: Iterable[str]) -> bool:
    """Return whether a text holds a word, of two letters or more, of one of some names."""
    spoken = {fold(word) for word in re.findall(r"[^\W\d_][\w’'-]*", text)}
    return any(fold(part) in spoken for name in names for part in split_name(name).words if len(part) > 1)


def phone(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """CHN004: a voicemail without a number to call back, or (milder) with one that is said only once."""
    prose = reading.draft.prose
    said_at = numbers(prose)
    count = len(said_at)
    if count > 1:
        return
    fix = None
    sender = reading.draft.facts.value("sender")
    number = getattr(sender, "phone", "")
    body = reading.draft.parts.get("body", ())
    if rule.fix == "unsafe" and number and body and not count:
        fix = Fix(False, (Edit(Span(body[-1].end, body[-1].end), f"\n\nMy number is {number}. Again, {number}."),))
    known = _KNOWN_NUMBER.search(prose)
    if count or known:
        place = said_at[0] if count else Span(*known.span()) if known else reading.last_line()
        yield Hit(place, severity=Severity.INFO, message=said(rule, "once"))
    else:
        yield Hit(reading.last_line(), fix=fix)


def numbers(text: str) -> list[Span]:
    """Return where a text has phone numbers: in digits, spelt out, or as a placeholder."""
    found = []
    for match in _NUMBER.finditer(text):
        whole = re.sub(r"\D", "", match.group())
        parts = [match] if len(whole) <= MOST_DIGITS else _ONE_NUMBER.finditer(text, *match.span())
        for part in parts:  # 07700 900 318, 07700 900 318 is one said twice
            if 6 <= len(re.sub(r"\D", "", part.group())) <= MOST_DIGITS and not _DATE.search(part.group()):
                found.append(Span(*part.span()))
    for pattern in (_SPELT, _NUMBER_BLANK):
        for match in pattern.finditer(text):
            if not any(match.start() < b and a < match.end() for a, b in found) and len(match.group()) > 5:
                found.append(Span(*match.span()))
    return sorted(found)

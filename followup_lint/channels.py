"""Which channel a draft is for, where nobody declared it: the words of calls and voicemails, the head of a letter."""

import re
from functools import lru_cache

from followup_lint.asides import is_cue, speakers
from followup_lint.lines import lines_of, word_set
from followup_lint.salutations import closing, is_name
from followup_lint.source import Span

Parts = dict[str, tuple[Span, ...]]

PHONE = r"\+?\(?\d(?:[\d\s().–-]{5,}\d)"
"""A phone number: seven digits or more."""

NAME = r"[A-Z][\w'’-]*(?:[ \t]+(?:[A-Z](?:\.|[\w'’-]*)|de|van|von|der|la|al|bin|da|dos)){0,3}"
INTRODUCED = (
    r"\b(?:[Tt]his is|[Ii]t[’']s|[Ii]t is|[Mm]y name(?: is|[’']s)|[Ii](?:[’']m| am)) "
    rf"(?P<name>{NAME})(?=[,.;:!?]|\s|$)"
)
"""Somebody who says who it is; the name is the group `name`."""

HEAD = 400
"""How far into a text a call says that it is one, in characters."""

_CALLING = (
    r"(?i)\b(?:i[’']?m|i am|just) (?:calling|ringing|phoning)\b|\bcalling (?:to|about|because|for|from)\b"
    r"|\bis (?:this|now|it) (?:a )?(?:good|convenient|bad|ok|okay) (?:time|moment)|\bis (?:now|this) (?:all right|alright|ok)\b"
    r"|^(?:hello|hi|good (?:morning|afternoon|evening))\b[^.?!]{0,40}, [\w'’-]+ [\w'’-]+ (?:here|speaking)\b"
    r"|\b(?:may|could|can) i speak (?:to|with)"
    r"|\b(?:have|got|spare|do) you (?:have |got )?(?:a|one|two) (?:quick |short )?(?:minute|moment|second)"
    r"|\bis that (?:mr|ms|mrs|miss|dr)\b|\bthis is [\w'’ -]{2,40} (?:calling|ringing|speaking|on the phone)"
    r"|\b(?:it[’']s|it is) [\w'’ -]{2,40} (?:calling|speaking|here)\b"
)
_RECORDED = (
    r"(?i)\b(?:leaving|leave) (?:you )?(?:a|this) (?:\w+ )?(?:message|voice ?mail)|\bthis is a (?:\w+ )?message for\b"
    r"|\bsorry (?:that )?i missed you\b|\b(?:call|ring|phone) me back\b"
    r"|\b(?:no need to|please) (?:call|ring|phone) back\b"
    r"|\b(?:my |the )?number (?:is|again)\b|\bmy (?:own )?number\b|\bonce (?:again|more)[,:]? (?:that[’']s )?\+?\d"
)
_SPOKEN = r"(?i)\b(?:call|calling|ring|ringing|phone|number|minute|moment|voicemail|speak|bye|hold)\b"
_FOR_SOMEBODY = r"^[Mm]essage for\b|\bthis is (?:a (?:\w+ )?|[\w'’ -]{2,40} with a )message for\b"
_SCRIPT = r"(?i)\b(?:phone|telephone|call|calling|voice ?mail)(?: call)?(?: message)? (?:script|notes)\b"
_HEADED = r"(?i)[\[(*_#\s]*(?:phone |telephone )?(?:call(?:ing)?|ring|phone|phoning|dial) (?:to |with |for )?(?:mr|mrs|ms|miss|dr|prof|[a-z]+[ ,:\])])"
_GOODBYE = r"\b(?:[Gg]ood)?[Bb]ye\b(?: (?:now|for now|then))?[.!,]?\s*(?:[A-Z][\w'’-]*\.?\s*){0,3}[.!]?$"
_SPEAKING = rf"(?:^|[.!?,\]] ){NAME} (?:speaking|calling)\b"
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_DATE_LINE = (
    rf"(?i)\b\d{{1,2}}(?:st|nd|rd|th)?\.? {_MONTH}[a-z]*\b|\b{_MONTH}[a-z]*\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
    r"|\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b"
)
_WRITTEN = word_set("after following screen interview email mail letter note card")
"""Words in a file's name that make its `call` something else than a script: `thanks-after-phone-screen`."""


@lru_cache(maxsize=256)
def cue(pattern: str) -> re.Pattern[str]:
    """Return a pattern, compiled the first time that a draft needs it: most declare what they are."""
    return re.compile(pattern)


def spoken_channel(text: str, name: str) -> str | None:
    """Return `phone` or `voicemail` for a script, by the draft's file name, speakers' labels and words; else None.

    `text` is prose that was not yet taken apart.
    """
    tokens = file_words(name)
    for word in ("voicemail", "voicemails", "vm"):
        if word in tokens:
            return "voicemail"
    if tokens & {"phone", "call", "telephone"} and not tokens & _WRITTEN:
        return "phone"
    plain = " ".join(text.split()).replace("’", "'")
    top = plain[:HEAD]
    introduced = bool(cue(INTRODUCED).search(top) or cue(_SPEAKING).search(top))
    if introduced and cue(PHONE).search(plain) and cue(_RECORDED).search(plain):
        return "voicemail"
    if "essage for" in top and cue(_FOR_SOMEBODY).search(top):
        return "voicemail"
    lines = lines_of(text)
    if any(label.split()[-1] in ("me", "caller", "you") for label, _ in speakers(lines).values()):
        return "phone"
    if heading := cue(_SCRIPT).search(top[:120]):
        return "voicemail" if "voice" in heading[0].lower() else "phone"
    signed = any(closing(line.text) for line in lines[-4:]) or any(is_name(line.text) for line in lines[-1:])
    if not signed and (cue(_HEADED).match(top) or any(line.text[0] in "([" and is_cue(line.text) for line in lines)):
        return "voicemail" if cue(_RECORDED).search(plain) and "?" not in top else "phone"
    called = (introduced or not signed) and bool(cue(_CALLING).search(top))
    if called or (introduced and (cue(_GOODBYE).search(plain) or (not signed and cue(_SPOKEN).search(plain)))):
        return "voicemail" if "?" not in top and cue(_RECORDED).search(plain) else "phone"
    return None


def written_channel(prose: str, parts: Parts, name: str) -> str:
    """Letter, card or e-mail: by the file name, and by a date and an address above the greeting."""
    tokens = file_words(name)
    if tokens & {"card", "handwritten", "postcard"} and "gift" not in tokens:
        return "handwritten"
    if "letter" in tokens and "cover" not in tokens:
        return "letter"
    lines = [line for start, end in parts.get("letter-block", ()) for line in lines_of(prose[start:end])]
    dated = sum(bool(cue(_DATE_LINE).search(line.text)) for line in lines)
    return "letter" if dated and len(lines) - dated >= 2 else "email"


def file_words(name: str) -> set[str]:
    """Return the words of a file's name, lower case, without folder and suffix."""
    return set(re.findall(r"[a-z]+", re.split(r"[/\\]", name.lower())[-1].rpartition(".")[0]))

"""What a handwritten note cannot hold, and what a letter on paper must have."""

import re
from collections.abc import Iterator

from followup_lint.checks.count import EMOJI
from followup_lint.checks.phrases import excused
from followup_lint.finding import Hit, Severity
from followup_lint.lazy import lazy
from followup_lint.lines import word_set
from followup_lint.names import fold, split_name
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule, said
from followup_lint.salutations import PLACEHOLDER
from followup_lint.source import Span

_LINK = lazy(r"https?://\S+|\bwww\.\S+")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_LETTER_DATE = lazy(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?(?:{_MONTH})\w*|\b(?:{_MONTH})\w*\.? \d{{1,2}}|\b\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b"
    r"|[\[{<(][^\]})>\n]{0,40}date[^\]})>\n]{0,40}[\]})>]",
    re.IGNORECASE,
)
_INFORMAL = word_set(
    "cheers ta ciao later laters love xoxo xx x xxx hugs bye peace thx tnx tks ttyl cya toodles toodle-pip cheerio yours-ever"
)


def card(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """CHN005: what a handwritten note cannot hold: links, attachments, clicks, emoji."""
    prose = reading.draft.prose
    for match in reading.found(f"{rule.code}.any", "text"):
        if not excused(reading, rule, match.span):
            yield Hit(match.span)
    if not reading.draft.facts.value("allow_url"):
        for link in _LINK.finditer(prose):
            yield Hit(Span(link.start(), link.start() + len(link.group().rstrip(".,;:!?)\"'”’"))))
    for emoji in EMOJI.finditer(prose):
        if len(emoji.group()) == 1 or ord(emoji.group()[0]) > 0x2000:
            yield Hit(Span(*emoji.span()))


def letter(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """CHN006: a letter without its date, the address of the reader, or a formal closing.

    A draft that begins with its greeting may get its head elsewhere: then what is missing is a remark.
    """
    draft, facts = reading.draft, reading.draft.facts
    prose, head = draft.prose, facts.value("letter")
    block = [draft.prose[a:b] for a, b in draft.parts.get("letter-block", ())]
    lines = [line.strip() for text in block for line in re.split(r"[\r\n]+", text) if line.strip()]
    missing = []
    if not (head and head.date) and not any(_LETTER_DATE.search(line) for line in lines):
        missing.append("no date")
    if not (head and (head.recipient or head.address)) and not _addressed(reading, lines):
        missing.append("no address of the reader")
    for span in draft.parts.get("closing", ()):
        start = max(prose.rfind("\n", span.start, span.end) + 1, span.start)
        words = re.findall(r"[\w-]+", prose[start : span.end].lower())
        if words and words[0] in _INFORMAL:
            yield Hit(Span(start, span.end), message=said(rule, "closing"))
    if missing:
        severity = None if lines else Severity.INFO
        yield Hit(reading.first_line(), {"missing": " and ".join(missing)}, severity=severity)


def _addressed(reading: Reading, lines: list[str]) -> bool:
    """Whether the lines above a letter name its reader, or hold enough that is neither date nor sender."""
    facts = reading.draft.facts
    sender = facts.value("sender")
    mine = {fold(word) for word in split_name(getattr(sender, "name", "") or "").words}
    left = [
        line
        for line in lines
        if not _LETTER_DATE.search(line) and not (mine and {fold(w) for w in line.split()} <= mine)
    ]
    known = {
        fold(word)
        for person in facts.value("interviewers", ())
        for word in split_name(person.name).words
        if len(word) > 2
    }
    known |= {fold(word) for word in str(facts.value("company") or "").split() if len(word) > 3}
    words = {fold(word.strip(".,")) for line in left for word in line.split()}
    if known & words or any(PLACEHOLDER.search(line) for line in left):
        return True
    return bool(left) and not known if not mine else len(left) >= 2 and not known

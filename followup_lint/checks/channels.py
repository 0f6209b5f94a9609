"""The text and the declared facts against the way in which the message is sent."""

import re
from collections.abc import Iterator

from followup_lint.checks.count import EMOJI
from followup_lint.checks.facts import fact_hit
from followup_lint.checks.phrases import excused, subject_hit
from followup_lint.fields import SPOKEN_CHANNELS
from followup_lint.finding import Edit, Fix, Hit, Severity
from followup_lint.lazy import lazy
from followup_lint.names import compare, fold, split_name
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule, said
from followup_lint.salutations import PLACEHOLDER
from followup_lint.source import Span
from followup_lint.wording import content_words, takes_up

_LINK = lazy(r"https?://\S+|\bwww\.\S+")
_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_LETTER_DATE = lazy(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\.? (?:of )?(?:{_MONTH})\w*|\b(?:{_MONTH})\w*\.? \d{{1,2}}|\b\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{2,4}}\b"
    r"|[\[{<(][^\]})>\n]{0,40}date[^\]})>\n]{0,40}[\]})>]",
    re.IGNORECASE,
)
_INFORMAL_WORDS = """
cheers ta ciao later laters love xoxo xx x xxx hugs bye peace thx tnx tks ttyl cya toodles toodle-pip cheerio
yours-ever
"""
_INFORMAL = frozenset(_INFORMAL_WORDS.split())
_SCHOOLS = lazy(r"(?:\.edu|\.ac)(?:\.|$)|(?:^|[.@-])(?:uni|student|students|college|campus)[.-]")
_FAKE_REPLY = lazy(r"\s*(?:re|aw|antw|sv|fwd?|wg|tr)\s*:", re.IGNORECASE)
_REPLIES = ("urgent-reply", "extension-reply")


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


def address(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """CHN007: a sender's address with a jest or a row of digits, or the mailbox of the present employer."""
    sender = reading.draft.facts.value("sender")
    local, _, domain = str(getattr(sender, "email", "") or "").casefold().partition("@")
    if not domain:
        return
    values = {"match": f"{local}@{domain}"}
    employer = sender.employer_domain.casefold().lstrip("@")
    if employer and (domain == employer or domain.endswith("." + employer)):
        yield fact_hit(reading, "sender", values, said(rule, "employer"))
    elif not _SCHOOLS.search("@" + domain) and (
        re.search(r"\d{5,}", local) or _is_jest(local, sender.name, rule.check.get("words", ()))
    ):
        yield fact_hit(reading, "sender", values)


def _is_jest(local: str, name: str, words: list[str] | tuple[str, ...]) -> bool:
    """Whether the first part of an address is made of words from a list that are no part of the name."""
    own = fold(name).replace(" ", "")
    if re.search(r"(?:^|[._-])x{2,}(?:$|[._-])|(?<!\d)(?:420|666)(?!\d)", local):
        return True
    for token in re.findall(r"[a-z]+", local):
        if token in own or any(fold(part) == token for part in name.split()):
            continue
        rest = token
        for part in sorted((fold(part) for part in name.split()), key=len, reverse=True):
            rest = rest.replace(part, "", 1) if len(part) > 2 else rest
        for word in sorted(words, key=len, reverse=True):
            if rest == word or (
                len(word) > 4 and (rest.startswith(word) or rest.endswith(word)) and _made_of(rest, words)
            ):
                return True
    return False


def _made_of(token: str, words: list[str] | tuple[str, ...]) -> bool:
    """Whether a token is nothing but words of the list and such as go with them."""
    if not token:
        return True
    more = ("girl", "boy", "man", "lady", "the", "of", "lil", "big", "my", "s", "time", "animal", "goer", "life")
    return any(token.startswith(word) and _made_of(token[len(word) :], words) for word in (*words, *more))


def subject(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """CHN008: a subject that says nothing, shouts, cries urgent, or fakes a reply."""
    text, span = reading.subject
    if not text.strip():
        return
    facts = reading.draft.facts
    answers = reading.kind in _REPLIES or bool(facts.value("in_reply_to"))
    excused_by = reading.subject_matches.get(f"{rule.code}.unless", ())
    for match in reading.subject_matches.get(f"{rule.code}.any", ()):
        if not answers and not excused_by:
            yield subject_hit(text, span, match.span, fix=_better(reading, rule, span))
            return
    letters = [char for char in text if char.isalpha()]
    if re.search(r"!{2,}", text) or (len(letters) > 9 and text.upper() == text and " " in text.strip()):
        yield subject_hit(text, span, Span(0, len(text)), message=said(rule, "loud"), fix=_better(reading, rule, span))
    elif (
        _FAKE_REPLY.match(text)
        and not answers
        and facts.origin("subject") == "header"
        and reading.draft.source.path.lower().endswith(".eml")
    ):
        yield subject_hit(text, span, Span(0, len(text)), message=said(rule, "reply"))


def _better(reading: Reading, rule: Rule, span: Span | None) -> Fix | None:
    role = str(reading.draft.facts.value("role") or "")
    if rule.fix != "unsafe" or span is None or not role or any(char in role for char in ":#\"'"):
        return None
    return Fix(False, (Edit(span, f"Thank you for the {role} interview"),))


def recipients(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """CHN009: one thank-you to several interviewers at once."""
    facts = reading.draft.facts
    everybody = [text for key in ("to", "cc") if facts.declared(key) for text in facts.value(key, ())]
    people = facts.value("interviewers", ())
    if people:
        found = {
            person.name or person.email
            for text in everybody
            if (person := reading.book.find(text)) and person in people
        }
        count = len(found)
    else:
        count = len(facts.value("to", ())) if facts.declared("to") else 0
    if count > 1:
        yield fact_hit(reading, "to", {"count": str(count)})


def channel(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """CHN010: a channel that does not suit the purpose, or is not the employer's; the interviewer in place of the agency."""
    facts = reading.draft.facts
    used, platform = reading.channel, str(facts.value("platform") or "")
    theirs = facts.value("employer_channels", ())
    if reading.kind in _REPLIES:
        return
    if used == "message" and reading.kind == "thank-you" and (platform in ("sms", "social") or theirs):
        if not {"message", platform} & set(theirs) and not (not platform and {"sms", "social", "portal"} & set(theirs)):
            yield fact_hit(reading, "channel", {"channel": platform or "message"}, said(rule, "message"))
    elif used in SPOKEN_CHANNELS and theirs and not set(SPOKEN_CHANNELS) & set(theirs):
        yield fact_hit(reading, "channel", {"channel": used}, said(rule, "phone"))
    if facts.value("via") == "agency" and _bypasses_agency(reading):
        yield fact_hit(reading, "to" if facts.declared("to") else "via", {"channel": used}, said(rule, "agency"))


def _bypasses_agency(reading: Reading) -> bool:
    facts = reading.draft.facts
    contact = str(facts.value("agency_contact") or "")
    written = [*facts.value("to", ()), *facts.value("cc", ())]
    if contact and any(compare(contact, text.partition("<")[0] or text) != "different" for text in written):
        return False
    people = facts.value("interviewers", ())
    return any((person := reading.book.find(text)) is not None and person in people for text in facts.value("to", ()))


def attachment(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """MEC003: the text speaks of a file and none is declared; or a file is declared and the text is silent (info)."""
    facts = reading.draft.facts
    files = facts.value("attachments")
    claims = [m.span for m in reading.found(f"{rule.code}.any", "text") if not excused(reading, rule, m.span)]
    if claims and not files and not facts.value("token"):
        known = files is not None or reading.draft.source.path.lower().endswith(".eml")
        yield Hit(
            claims[0], severity=None if known else Severity.INFO, message=None if known else said(rule, "unknown")
        )
    elif files and not claims and reading.kind != "urgent-reply":
        stems = set(content_words(reading.draft.prose))
        named = any(takes_up(stems, re.sub(r"\.\w{1,5}$|[_-]", " ", file)) for file in files)
        if not named and not stems & {
            "attach",
            "enclo",
            "attachment",
            "enclosur",
            "copi",
            "fil",
            "pdf",
            "link",
            "here",
            "below",
        }:
            yield fact_hit(reading, "attachments", {"match": ", ".join(files)}, said(rule, "silent"))


def new_information(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """PER007: an item of `new_information` that was already talked about."""
    fact = reading.draft.facts.get("new_information")
    if fact is None:
        return
    for at, item in enumerate(fact.value):
        fresh = set(content_words(item))
        for topic in reading.draft.facts.value("discussed", ()):
            old = set(content_words(topic))
            shared = fresh & old
            if shared and (fresh == old or (len(shared) > 1 and shared in (fresh, old))):
                span = fact.spans[at] if at < len(fact.spans) else None
                values = {"match": item, "topic": topic}
                hit = fact_hit(reading, "new_information", values)
                yield Hit(span, values, in_source=True) if span else hit
                break

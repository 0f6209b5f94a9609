"""The channel against the purpose of the message, the employer's wish, and the agency between."""

from collections.abc import Iterator

from followup_lint.checks.facts import fact_hit
from followup_lint.fields import REPLIES, SPOKEN_CHANNELS
from followup_lint.finding import Hit
from followup_lint.names import compare
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule, said


def channel(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """CHN010: a channel that does not suit the purpose, or is not the employer's; the interviewer in place of the agency."""
    facts = reading.draft.facts
    used, platform = reading.channel, str(facts.value("platform") or "")
    theirs = facts.value("employer_channels", ())
    if reading.kind in REPLIES:
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

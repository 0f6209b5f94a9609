"""The subject of a mail."""

import re
from collections.abc import Iterator

from followup_lint.checks.phrases import subject_hit
from followup_lint.fields import REPLIES
from followup_lint.finding import Edit, Fix, Hit
from followup_lint.lazy import lazy
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule, said
from followup_lint.source import Span

_FAKE_REPLY = lazy(r"\s*(?:re|aw|antw|sv|fwd?|wg|tr)\s*:", re.IGNORECASE)


def subject(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """CHN008: a subject that says nothing, shouts, cries urgent, or fakes a reply."""
    text, span = reading.subject
    if not text.strip():
        return
    facts = reading.draft.facts
    answers = reading.kind in REPLIES or bool(facts.value("in_reply_to"))
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

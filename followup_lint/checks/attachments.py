"""Files that the text speaks of against those that are declared."""

import re
from collections.abc import Iterator

from followup_lint.checks.facts import fact_hit
from followup_lint.checks.phrases import excused
from followup_lint.finding import Hit, Severity
from followup_lint.lines import word_set
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule, said
from followup_lint.wording import content_words, takes_up

_SPOKEN_OF = word_set("attach enclo attachment enclosur copi fil pdf link here below")
"""Stems of words by which a text speaks of a file without naming it."""


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
        if not named and stems.isdisjoint(_SPOKEN_OF):
            yield fact_hit(reading, "attachments", {"match": ", ".join(files)}, said(rule, "silent"))

"""The role that a text names against the declared one."""

import re
from collections.abc import Iterator

from followup_lint.checks.firms import EXPERIENCE, FIRMS, free_names, named_at
from followup_lint.finding import Hit
from followup_lint.lazy import lazy
from followup_lint.lines import word_set
from followup_lint.names import fold, slip
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule, said
from followup_lint.source import Span

_LEVELS = word_set(
    "senior junior lead principal trainee graduate assistant associate deputy chief head apprentice intern interim"
    " temporary permanent full-time part-time new open advertised vacant same exciting this that your our second first"
    " entry-level mid-level vacation summer night day evening weekend early late relief bank"
)
"""Words before a role that make no other one of it."""

_SOMEBODYS = lazy(r"(?<!\bas\s)\b(?:an?|my|our|his|her|their|line|another|every|each)\s\Z", re.IGNORECASE)
"""What stands before a role that somebody has or had, and before none that is applied for."""


def role(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Another role than the declared one."""
    facts = reading.draft.facts
    own = str(facts.value("role") or "") if facts.declared("role") else ""
    fine = free_names(reading)
    message = said(rule, "other-role")
    values = {"name": own or "the role"}
    for other in facts.value("other_roles", ()):
        if fold(other) not in fine and fold(other) != fold(own):
            for hit in named_at(reading, other, values, message, own):
                if hit.in_source or not _SOMEBODYS.search(
                    reading.draft.prose, max(hit.span.start - 12, 0), hit.span.start
                ):
                    yield hit
    if own:
        yield from _other_role(reading, own, values, message)


def _other_role(reading: Reading, own: str, values: dict[str, str], message: str | None) -> Iterator[Hit]:
    """The declared role's head with another first word: `business analyst role` for a data analyst."""
    mine = re.split(r"[\s-]+", own.strip())
    if len(mine) < 2 or fold(mine[-1]) in FIRMS or len(mine[-1]) < 4:
        return
    head = re.escape(mine[-1])
    pattern = re.compile(
        rf"\b(?:the|this|your|for|of)\s((?:[\w-]+\s){{1,2}}?{head})\s(?:role|position|post|job|vacancy|opening|interview)\b",
        re.IGNORECASE,
    )
    parts = {fold(word) for word in mine}
    for match in pattern.finditer(reading.draft.prose):
        words = re.split(r"[\s-]+", match[1])[:-1]
        words = [word for word in words if word.lower() not in ("the", "this", "your", "a", "an", "of", "for", "my")]
        if not words or any(fold(word) in parts or word.lower() in _LEVELS for word in words):
            continue
        if any(slip(part, word) or _is_short_for(word, part) for part in mine for word in words):
            continue
        start = match.start(1) + match[1].index(words[0])
        sentence = reading.around(Span(*match.span(1)))
        if not EXPERIENCE.search(reading.draft.prose, *sentence):
            yield Hit(Span(start, match.end(1)), values, message=message)


def _is_short_for(one: str, other: str) -> bool:
    """Whether one of two words is the beginning of the other (`lab` and `laboratory`)."""
    short, long = sorted((fold(one).rstrip("."), fold(other)), key=len)
    return len(short) > 2 and long.startswith(short)

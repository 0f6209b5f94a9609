"""The check kinds: each a function from a reading and a rule to hits and proofs; and those that see all drafts."""

from followup_lint.checks import (
    agrees,
    count,
    dates,
    facts,
    mentions,
    part,
    pattern,
    phrases,
    requires,
    scored,
)
from followup_lint.checks.applications import APPLICATION_CHECKS

__all__ = ["APPLICATION_CHECKS", "CHECKS"]

CHECKS = {
    "phrases": phrases.check,
    "requires": requires.check,
    "pattern": pattern.check,
    "count": count.check,
    "part": part.check,
    "dates": dates.check,
    "agrees": agrees.check,
    "mentions": mentions.check,
    "facts": facts.check,
    "scored": scored.check,
}

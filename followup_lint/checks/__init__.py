"""The check kinds: each a function from a reading and a rule to hits and proofs."""

from followup_lint.checks import count, facts, part, pattern, phrases, requires, scored

CHECKS = {
    "phrases": phrases.check,
    "requires": requires.check,
    "pattern": pattern.check,
    "count": count.check,
    "part": part.check,
    "facts": facts.check,
    "scored": scored.check,
}

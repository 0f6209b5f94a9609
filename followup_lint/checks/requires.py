"""`requires`: words that should be there, in the ways in which people say them."""

from collections.abc import Iterator
from typing import Any

from followup_lint.checks.phrases import excused, tags
from followup_lint.finding import Hit, Proof, Severity
from followup_lint.phrases import Match
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule
from followup_lint.source import Span

POINTS = {
    "body": Reading.first_body_line,
    "start": Reading.first_line,
    "end": Reading.last_line,
}
"""Where a finding about something missing may point."""


def check(reading: Reading, rule: Rule) -> Iterator[Hit | Proof]:
    """Yield a proof for the first words that meet the rule, or a hit where something is missing."""
    proof = evidence(reading, rule)
    if proof:
        yield proof
    else:
        instead = rule.check.get("or")
        level = Severity.INFO if instead and _has_instead(reading, instead) else None
        yield Hit(POINTS[rule.check.get("at", "body")](reading), severity=level)


def _has_instead(reading: Reading, spec: dict[str, Any]) -> bool:
    """Whether the draft has what makes a missing thing a minor matter: a cue, or a sentence that scores as one."""
    if any(True for name in spec.get("cues", ()) for _ in reading.found(f"cue.{name}", "text")):
        return True
    at = reading.ruleset.scorer.index.get(spec.get("scored", {}).get("label", ""))
    if at is None:
        return False
    return any(score.values and score.values[at] >= spec["scored"]["threshold"] for score in reading.scores)


def evidence(reading: Reading, rule: Rule) -> Proof | None:
    """Return the first words that meet the rule: a cue, or a sentence that scores as one; None where there are none."""
    spec = rule.check
    found = sorted(
        match for tag in tags(rule) for match in reading.found(tag, spec.get("in", "text"))
        if _near(reading, spec.get("near"), match) and not excused(reading, rule, match.span)
    )  # fmt: skip
    scored = spec.get("scored")
    if scored and not found:
        at = reading.ruleset.scorer.index.get(scored["label"])
        for sentence, score in zip(reading.draft.sentences, reading.scores):
            if at is not None and score.values and score.values[at] >= scored["threshold"]:
                return Proof(sentence.span)
    if len(found) >= spec.get("min", 1):
        return Proof(found[0].span)
    if spec.get("or_in_subject") and any(reading.subject_matches.get(tag) for tag in tags(rule)):
        return Proof(Span(0, 0))
    return None


def _near(reading: Reading, cue: str | None, match: Match) -> bool:
    """Whether a phrase of another cue list stands in the same sentence as a match, or in the one before."""
    if cue is None:
        return True
    here = reading.sentence_at(match.span.start)
    if here is None:
        return False
    for other in reading.matches.get(f"cue.{cue}", ()):
        there = reading.sentence_at(other.span.start)
        if there is not None and there.index in (here.index, here.index - 1):
            return True
    return False

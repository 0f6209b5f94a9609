"""`requires`: words that should be there, in the ways in which people say them."""

from collections.abc import Iterator
from typing import Any

from followup_lint.automaton import Match
from followup_lint.checks.phrases import excused, tags
from followup_lint.draft import Sentence
from followup_lint.finding import Hit, Proof, Severity
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule
from followup_lint.scorer import Score
from followup_lint.source import Span
from followup_lint.wording import content_words, takes_up

POINTS = {
    "body": Reading.first_body_line,
    "start": Reading.first_line,
    "end": Reading.last_line,
}
"""Where a finding about something missing may point."""

LEAST_WORDS = 4
"""Fewest words of a sentence that may meet a rule by its score: a bare “Thank you.” says nothing."""


def check(reading: Reading, rule: Rule) -> Iterator[Hit | Proof]:
    """Yield a proof for the first words that meet the rule, or a hit where something is missing."""
    proof = evidence(reading, rule)
    if proof:
        yield proof
        yield from _too_many_questions(reading, rule)
    else:
        instead = rule.check.get("or")
        level = (
            "info" if instead and _has_instead(reading, instead) else rule.check.get("severity", {}).get(reading.kind)
        )
        severity = Severity[level.upper()] if level else None
        yield Hit(POINTS[rule.check.get("at", "body")](reading), severity=severity)


def _too_many_questions(reading: Reading, rule: Rule) -> Iterator[Hit]:
    most = reading.limit(rule.check.get("max_questions"))
    if most is None:
        return
    prose = reading.draft.prose
    asked = [s.span for s in reading.draft.sentences if "?" in prose[s.span.start : s.span.end]]
    if len(asked) > most:
        values = {"count": str(len(asked)), "limit": f"{most:g}"}
        yield Hit(asked[int(most)], values, message=rule.check.get("messages", {}).get("too-many"))


def _has_instead(reading: Reading, spec: dict[str, Any]) -> bool:
    """Whether the draft has what makes a missing thing a minor matter: a cue, or a sentence that scores as one."""
    if any(True for name in spec.get("cues", ()) for _ in reading.found(f"cue.{name}", "text")):
        return True
    return "scored" in spec and _scored(reading, spec["scored"]) is not None


def _scored(reading: Reading, spec: dict[str, Any], least_words: int = 0) -> Sentence | None:
    """The first sentence, of so many words at least, whose score for a label reaches its threshold less its margin.

    A sentence that reads as a fault has no margin, and must read more like the label; a plain draft, one with few words
    of its own, has none either.
    """
    at, margin = reading.ruleset.scorer.index.get(spec["label"]), spec.get("margin", 0)
    if at is None:
        return None
    sure = spec["threshold"]
    least = sure - (0 if reading.uncommon < spec.get("plain", 0) else margin)
    if not reading.highest or reading.highest[at] < least:
        return None
    for sentence, score in zip(reading.draft.sentences, reading.scores):
        if not score.values or score.values[at] < least:
            continue
        fault = _fault(reading, score)
        if fault is None or score.values[at] >= max(sure, fault):
            start, end = sentence.span
            if len(reading.draft.prose[start:end].split()) >= least_words:
                return sentence
    return None


def _fault(reading: Reading, score: Score) -> float | None:
    """The highest value of a fault that a sentence reads as; None where it reads as none."""
    values = score.values
    return max((values[at] for at, least in reading.ruleset.faults.items() if values[at] >= least), default=None)


def evidence(reading: Reading, rule: Rule) -> Proof | None:
    """Return the first words that meet the rule, or None: a declared topic, a cue, or a sentence that scores as one.

    A single declared topic (the role) is the only thing that meets a rule about it.
    """
    spec = rule.check
    if topics := _topics(reading, spec.get("topics")):
        proof = _taken_up(reading, topics)
        if proof or not isinstance(reading.draft.facts.value(spec["topics"]), tuple):
            return proof
    near = _beside(reading, spec["near"]) if "near" in spec else None
    found = sorted(
        match for tag in tags(rule) for match in reading.found(tag, spec.get("in", "text"))
        if _near(reading, match, near) and not excused(reading, rule, match.span)
    )  # fmt: skip
    if "scored" in spec and not found and (sentence := _scored(reading, spec["scored"], LEAST_WORDS)):
        return Proof(sentence.span)
    if len(found) >= spec.get("min", 1):
        return Proof(found[0].span)
    if spec.get("or_in_subject") and any(reading.subject_matches.get(tag) for tag in tags(rule)):
        return Proof(Span(0, 0))
    return None


def _topics(reading: Reading, name: str | None) -> tuple[str, ...]:
    """The declared topics of a fact: those of a list, or the one that it names; none where it was only inferred."""
    facts = reading.draft.facts
    if name is None or not facts.declared(name):
        return ()
    value = facts.value(name)
    return value if isinstance(value, tuple) else (str(value),) if value else ()


def _taken_up(reading: Reading, topics: tuple[str, ...]) -> Proof | None:
    """Return the sentence that takes up one of the topics; an empty proof where only the subject or the whole does."""
    prose = reading.draft.prose
    for topic in topics:
        for sentence in reading.draft.sentences:
            if takes_up(set(content_words(prose[sentence.span.start : sentence.span.end])), topic):
                return Proof(sentence.span)
    everything = set(content_words(prose + " " + reading.subject[0]))
    return Proof(Span(0, 0)) if any(takes_up(everything, topic) for topic in topics) else None


def _beside(reading: Reading, cue: str) -> set[int]:
    """The numbers of the sentences that hold a phrase of a cue list, and of those that follow one."""
    sentences = (reading.sentence_at(match.span.start) for match in reading.matches.get(f"cue.{cue}", ()))
    return {sentence.index + step for sentence in sentences if sentence for step in (0, 1)}


def _near(reading: Reading, match: Match, places: set[int] | None) -> bool:
    """Whether a match stands in one of some sentences; None stands for anywhere."""
    if places is None:
        return True
    here = reading.sentence_at(match.span.start)
    return here is not None and here.index in places

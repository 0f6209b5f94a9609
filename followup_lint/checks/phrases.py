"""`phrases`: words that should not be there."""

from collections.abc import Iterator
from typing import Any

from followup_lint.automaton import Match
from followup_lint.finding import Edit, Fix, Hit
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule
from followup_lint.source import Span
from followup_lint.wording import content_words


def check(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each phrase of the rule's lists, once there are `min` different ones."""
    spec = rule.check
    where = spec.get("in", "text")
    hits = list(_in_subject(reading, rule)) if "subject" in where else []
    found = [
        match for tag in tags(rule) for match in reading.found(tag, where)
        if not reading.is_quoted(match.span) and not excused(reading, rule, match.span)
    ]  # fmt: skip
    distinct = {reading.draft.prose[m.span.start : m.span.end].lower() for m in found}
    if len(distinct) >= spec.get("min", 1):
        yield from hits
        for match in found:
            yield Hit(match.span)
    for match in reading.found(f"{rule.code}.replace", where):
        if not excused(reading, rule, match.span) and not _is_fixed(reading.draft.prose, match.span):
            yield _substitution(reading, rule, match)


def tags(rule: Rule) -> list[str]:
    """Return the tags of the phrases that a rule looks for: its own and its cue lists'."""
    return [f"{rule.code}.any", *(f"cue.{name}" for name in rule.check.get("cues", ()))]


def excused(reading: Reading, rule: Rule, span: Span) -> bool:
    """Return whether the sentence around a span holds an `unless` phrase, or a topic that the facts allow."""
    unless = reading.matches.get(f"{rule.code}.unless", ())
    allow = rule.check.get("allow", ())
    if not unless and not allow:
        return False
    around = reading.around(span)
    if any(around.start <= match.span.start < around.end for match in unless):
        return True
    if allow:
        stems = set(content_words(reading.draft.prose[around.start : around.end]))
        for name in allow:
            for item in reading.draft.facts.value(name, ()):
                words = content_words(item if isinstance(item, str) else item[0])
                if words and any(word in stems for word in words):
                    return True
    return False


def _in_subject(reading: Reading, rule: Rule) -> Iterator[Hit]:
    subject, span = reading.subject
    for tag in tags(rule):
        for match in reading.subject_matches.get(tag, ()):
            yield subject_hit(subject, span, match.span)


def subject_hit(subject: str, span: Span | None, inside: Span, **values: Any) -> Hit:
    """Return a hit on characters of the subject's text, at their place in the source where that is known."""
    words = {"match": subject[inside.start : inside.end], **values.pop("values", {})}
    if span is None:
        return Hit(Span(0, 0), words, in_source=True, **values)
    return Hit(Span(span.start + inside.start, span.start + inside.end), words, in_source=True, **values)


def _is_fixed(prose: str, span: Span) -> bool:
    """Whether words are as they are: in an address, or with a capital in the middle of a sentence, as names have."""
    start = max(prose.rfind(white, 0, span.start) for white in " \n\t") + 1
    token = prose[start : span.start] + prose[span.start :].split(None, 1)[0]
    if any(mark in token for mark in ("@", "://", "www.")):
        return True
    word, before = prose[span.start : span.end], prose[: span.start].rstrip(" ")
    return word.istitle() and before[-1:].isalnum()


def _substitution(reading: Reading, rule: Rule, match: Match) -> Hit:
    text = list(rule.check["replace"].values())[match.phrase]
    words = reading.draft.prose[match.span.start : match.span.end]
    if words[:1].isupper() and text:
        text = text[0].upper() + text[1:]
    fix = None if rule.fix == "none" else Fix(rule.fix == "safe", (Edit(match.span, text),))
    return Hit(match.span, {"replacement": text or "nothing"}, fix)

"""`scored`: a linear model over a sentence's words decides, next to phrases that are certain."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from followup_lint.checks.phrases import excused, tags
from followup_lint.finding import Hit, Severity
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule
from followup_lint.source import Span

DOUBTED = -0.8
"""What a sentence scores at least where a phrase in it is more than a remark; the labels' thresholds are about -0.1.

In some 650 drafts, phrases in sentences that score less were wrong four times in five; all others once in twelve.
"""


def check(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each certain phrase, and for each sentence whose score for a label reaches the rule's threshold.

    A sentence that holds one of the `hints` is measured against `hint_thresholds`. The phrases under `remarks`, the
    sentences that only a label of `remark_labels` marks, and those that score less than `warns_from` are infos.
    """
    spec = rule.check
    where = spec.get("in", "text")
    marked = []
    for tag in tags(rule):
        for match in reading.found(tag, where):
            if not reading.is_quoted(match.span) and not excused(reading, rule, match.span):
                marked.append(match.span.start)
                yield Hit(match.span, severity=Severity.INFO if _is_doubted(reading, rule, match.span) else None)
    for match in reading.found(f"{rule.code}.remarks", where):
        if not excused(reading, rule, match.span):
            marked.append(match.span.start)
            yield Hit(match.span, severity=Severity.INFO)
    scorer = reading.ruleset.scorer
    marked.sort()
    hints = sorted(match.span.start for match in reading.matches.get(f"{rule.code}.hints", ()))
    hinted = spec.get("hint_thresholds", {}) if hints else {}
    passed: dict[int, tuple[float, str]] = {}
    for label, least in spec["thresholds"].items():
        at, lowest = scorer.index.get(label), min(least, hinted.get(label, least))
        if at is None or not reading.highest or reading.highest[at] < lowest:
            continue
        for number, score in enumerate(reading.scores):
            if score.values and score.values[at] >= lowest:
                eased = lowest < least and _within(hints, reading.draft.sentences[number].span)
                margin = score.values[at] - (lowest if eased else least)
                if margin >= 0:
                    passed[number] = max(passed.get(number, (0.0, "")), (margin, label))
    for number, (margin, label) in sorted(passed.items()):
        sentence = reading.draft.sentences[number].span
        if not _within(marked, sentence) and not excused(reading, rule, sentence):
            score = reading.scores[number]
            sure = score.values[scorer.index[label]] >= spec.get("warns_from", {}).get(label, float("-inf"))
            yield Hit(
                sentence, because=scorer.because(score.words, label), weight=1 + margin,
                severity=None if sure and label not in spec.get("remark_labels", ()) else Severity.INFO,
            )  # fmt: skip


def _is_doubted(reading: Reading, rule: Rule, span: Span) -> bool:
    """Whether the sentence around a phrase reads like none of the rule's labels at all."""
    sentence = reading.sentence_at(span.start)
    values = reading.scores[sentence.index].values if sentence else ()
    index = reading.ruleset.scorer.index
    known = [values[index[label]] for label in rule.check["thresholds"] if label in index] if values else []
    return bool(known) and max(known) < DOUBTED


def _within(places: Sequence[int], span: Span) -> bool:
    """Whether one of some places, which are in order, lies in a span."""
    at = bisect_left(places, span.start)
    return at < len(places) and places[at] < span.end

"""`scored`: a linear model over a sentence's words decides, next to phrases that are certain."""

from collections.abc import Iterator

from followup_lint.checks.phrases import excused, tags
from followup_lint.finding import Hit
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule


def check(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each certain phrase, and for each sentence whose score for a label reaches the rule's threshold.

    A sentence that holds one of the `hints` is measured against `hint_thresholds`.
    """
    spec = rule.check
    where = spec.get("in", "text")
    marked = []
    for tag in tags(rule):
        for match in reading.found(tag, where):
            if not excused(reading, rule, match.span):
                marked.append(match.span.start)
                yield Hit(match.span)
    scorer = reading.ruleset.scorer
    hints = [match.span.start for match in reading.matches.get(f"{rule.code}.hints", ())]
    hinted_thresholds = spec.get("hint_thresholds", {})
    for sentence, score in zip(reading.draft.sentences, reading.scores):
        start, end = sentence.span
        if not score.values or any(start <= place < end for place in marked):
            continue
        hinted = any(start <= hint < end for hint in hints)
        margin, label = max(
            (score.values[scorer.index[label]] - (hinted_thresholds.get(label, least) if hinted else least), label)
            for label, least in spec["thresholds"].items()
        )
        if margin >= 0 and not excused(reading, rule, sentence.span):
            yield Hit(sentence.span, because=scorer.because(score.words, label), weight=1 + margin)

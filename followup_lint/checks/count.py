"""`count`: something in the draft measured against limits."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from followup_lint.checks.phrases import subject_hit
from followup_lint.finding import Edit, Fix, Hit, Severity
from followup_lint.lazy import lazy
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule
from followup_lint.source import Span

EMOJI = lazy(
    "[\U0001f300-\U0001faff\u2600-\u27bf\u2b50\u2b55\U0001f1e6-\U0001f1ff]\ufe0f?|(?<!\\w)[:;=]-?[)(DPp](?![\\w(])|<3(?!\\d)"
)
_FACE = lazy(r"[:;=]-?[)(DPp]|<3")
_VOWELS = lazy(r"[aeiouy]+")
_MARK = lazy(r"!+")
_LETTERS = lazy(r"[^\W\d_]+")

Measured = tuple[float, Span]


def check(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each measure that passes the rule's `max`, or falls short of its `min`.

    Both are one limit, or one for each of several metrics. Up to `grace` times the `max` a hit is a note.
    """
    spec = rule.check
    if reading.draft.body_words < (reading.limit(spec.get("at_least_words")) or 0):
        return
    for metric in [spec["metric"]] if isinstance(spec["metric"], str) else spec["metric"]:
        most, least = (reading.limit(_own(spec.get(key), metric)) for key in ("max", "min"))
        if metric == "subject_characters":
            yield from _subject(reading, most)
            continue
        for value, span in METRICS[metric](reading):
            if (most is not None and value > most) or (least is not None and value < least):
                limit = most if most is not None and value > most else least
                words = reading.draft.prose[span.start : span.end]
                fix = None
                if rule.fix == "safe" and metric == "exclamation_marks" and len(words) > 1:
                    fix = Fix(True, (Edit(span, "!"),))
                minor = most is not None and most < value <= most * (reading.limit(spec.get("grace")) or 1)
                values = {"count": f"{value:.0f}", "limit": f"{limit:g}"}
                yield Hit(span, values, fix, Severity.INFO if minor else None)


def _own(limit: Any, metric: str) -> Any:
    return limit.get(metric) if isinstance(limit, dict) else limit


def _subject(reading: Reading, most: float | None) -> Iterator[Hit]:
    """A subject need not stand in the prose, so it is measured apart."""
    subject, span = reading.subject
    if most is not None and len(subject) > most:
        yield subject_hit(
            subject, span, Span(0, len(subject)), values={"count": str(len(subject)), "limit": f"{most:g}"}
        )


def _words(reading: Reading) -> Iterator[Measured]:
    yield reading.draft.body_words, reading.first_body_line()


def _spoken(reading: Reading) -> Iterator[Measured]:
    yield reading.draft.spoken_seconds(reading.limit("$voice.words_a_minute") or 150), reading.first_body_line()


def _sentence_words(reading: Reading) -> Iterator[Measured]:
    for sentence in reading.draft.sentences:
        yield reading.draft.count_words(sentence.span), sentence.span


def _paragraph_words(reading: Reading) -> Iterator[Measured]:
    for span in reading.draft.paragraphs:
        yield reading.draft.count_words(span), span


def _marks(reading: Reading) -> Iterator[Measured]:
    """Exclamation marks past the company's own (Yahoo!): the count at each mark, so that the first too many is marked."""
    prose, company = reading.draft.prose, str(reading.draft.facts.value("company", "") or "")
    count = 0
    for match in _MARK.finditer(prose):
        if "!" in company and prose[: match.end()].endswith(company):
            continue
        before = count
        count += len(match.group())
        if len(match.group()) > 1 or before >= 1:
            yield count, Span(*match.span())


def _emoji(reading: Reading) -> Iterator[Measured]:
    prose = reading.draft.prose
    if prose.isascii() and not _FACE.search(prose):
        return
    for count, match in enumerate(EMOJI.finditer(prose), 1):
        yield count, Span(*match.span())


def _questions(reading: Reading) -> Iterator[Measured]:
    count = 0
    for sentence in reading.draft.sentences:
        if "?" in reading.draft.prose[sentence.span.start : sentence.span.end]:
            count += 1
            yield count, sentence.span


def _grade(reading: Reading) -> Iterator[Measured]:
    """Flesch-Kincaid grade of body and postscript (Kincaid et al. 1975)."""
    sentences = reading.draft.sentences
    prose = reading.draft.prose
    words = _LETTERS.findall("\n".join([prose[start:end] for (start, end), *_ in sentences]).lower())
    if words and sentences:
        syllables = sum(map(_syllables, words))
        yield 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59, reading.first_body_line()


@lru_cache(20_000)
def _syllables(word: str) -> int:
    groups = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and groups > 1:
        groups -= 1
    return max(groups, 1)


def _minimisers(reading: Reading) -> Iterator[Measured]:
    for count, match in enumerate(reading.found("cue.minimisers", "body"), 1):
        yield count, match.span


METRICS: dict[str, Callable[[Reading], Iterator[Measured]]] = {
    "words": _words,
    "spoken_seconds": _spoken,
    "sentence_words": _sentence_words,
    "paragraph_words": _paragraph_words,
    "exclamation_marks": _marks,
    "emoji": _emoji,
    "questions": _questions,
    "grade": _grade,
    "minimisers": _minimisers,
}
"""What can be counted; `subject_characters` is counted above, since a subject need not stand in the prose."""

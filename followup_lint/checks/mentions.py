"""`mentions`: what the facts list is taken up in the text."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from followup_lint.checks.dates import interview_before
from followup_lint.checks.facts import fact_hit
from followup_lint.checks.phrases import tags
from followup_lint.checks.requires import POINTS
from followup_lint.finding import Hit, Proof
from followup_lint.lines import word_set
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule
from followup_lint.source import Span
from followup_lint.wording import content_words, takes_up

ONE_IS_ENOUGH = ("discussed", "earlier-topics")
"""Lists of which one item will do; of the others each item is wanted."""


_FORMS = word_set("date dates copy copies detail details number numbers form forms document documents")
"""Words for the form in which something is asked for: what is asked for may be given in another."""

_ALSO = {
    "right to work": "passport visa permit share-code birth-certificate citizenship", "identification": "passport licence license id-card",
    "identity": "passport licence license id-card", "proof of address": "bill statement council-tax lease tenancy",
    "reference": "referee", "referee": "reference", "transcript": "grades marks results", "cv": "resume résumé",
    "resume": "cv", "résumé": "cv", "dbs": "disclosure criminal-record police", "availability": "available free",
    "start date": "start begin", "degree": "diploma certificate", "bank details": "account iban",
}  # fmt: skip
"""What may be given where a thing was asked for: the name of the one, and words of which one will do (`-` is a space)."""


class Wanted(NamedTuple):
    """Something that the text is to take up: its words, other words that do, where it is declared, and if it is done."""

    item: str
    words: tuple[str, ...] = ()
    span: Span | None = None
    done: bool = False


def check(reading: Reading, rule: Rule) -> Iterator[Hit | Proof]:
    """Yield a hit for each item that is not taken up, at its place in the front matter or at the first body line.

    Where one item will do, or where the rule has phrases of its own, one of them meets the rule.
    """
    listed = str(rule.check["list"])
    wanted = list(items(reading, listed))
    if not wanted:
        return
    proof = next((match for tag in tags(rule) for match in reading.found(tag, "text")), None)
    stems = set(content_words(reading.draft.prose + " " + reading.subject[0]))
    open_ = [item for item in wanted if not item.done and not _taken_up(stems, reading.draft.prose, item)]
    if proof or not open_ or (listed in ONE_IS_ENOUGH and len(open_) < len(wanted)):
        yield Proof(proof.span if proof else reading.first_body_line())
        return
    point = POINTS[rule.check.get("at", "body")](reading)
    if listed in ONE_IS_ENOUGH:
        yield Hit(point, {"item": ", ".join(item.item for item in wanted), "match": wanted[0].item})
        return
    for item in open_:
        values = {"item": item.item, "match": item.item}
        yield Hit(item.span, values, in_source=True) if item.span else Hit(point, values)


def _taken_up(stems: set[str], prose: str, item: Wanted) -> bool:
    plain = " ".join(word for word in item.item.split() if word.lower() not in _FORMS)  # medical date: the medical
    if takes_up(stems, plain or item.item):
        return True
    for words in item.words:
        pattern = r"\W+".join(map(re.escape, words.split()))
        if pattern and (takes_up(stems, words) or re.search(rf"(?<!\w){pattern}", prose, re.IGNORECASE)):
            return True
    return any(re.search(rf"\b{other}", prose, re.IGNORECASE) for other in _also(item.item))


def _also(item: str) -> Iterator[str]:
    """Yield the names of what may be given for an item."""
    for name, others in _ALSO.items():
        if re.search(rf"\b{name}s?\b", item, re.IGNORECASE):
            yield from (other.replace("-", " ") for other in others.split())


def items(reading: Reading, listed: str) -> Iterator[Wanted]:
    """Yield what a list of the facts holds; `earlier-topics` are those of interviews before the last one."""
    facts = reading.draft.facts
    if listed == "earlier-topics":
        yield from (Wanted(topic) for topic in earlier_topics(reading))
        return
    fact = facts.get(listed)
    if fact is None:
        return
    own = fact.origin in ("declared", "header")
    files = set(content_words(" ".join(re.sub(r"[._-]", " ", name) for name in facts.value("attachments", ()))))
    for at, value in enumerate(fact.value):
        span = (fact.spans[at] if at < len(fact.spans) else getattr(value, "span", None)) if own else None
        if isinstance(value, str):
            yield Wanted(value, (), span)
        else:
            done = listed == "requested_items" and (bool(value.delivered) or takes_up(files, value.item))
            yield Wanted(value.item, tuple(value.words), span, done)


def earlier_topics(reading: Reading) -> list[str]:
    """Return what was talked about in interviews before the one that a draft follows; empty in a first round."""
    latest: Any = _followed(reading)
    if latest is None:
        return []
    return [
        topic for interview in reading.draft.facts.value("interviews", ())
        if _is_before(interview, latest) for topic in interview.discussed
    ]  # fmt: skip


def _followed(reading: Reading) -> Any:
    """The interview that a draft follows: of its declared round, else the last one up to the day of sending."""
    facts = reading.draft.facts
    interviews = facts.value("interviews", ())
    round_, send = facts.value("round"), facts.value("send")
    if round_ is not None and facts.declared("round"):
        return next((i for i in interviews if i.round == round_), None)
    if send:
        return interview_before(reading, send.day)
    return None


def _is_before(interview: Any, latest: Any) -> bool:
    if interview is latest:
        return False
    if interview.round is not None and latest.round is not None:
        return bool(interview.round < latest.round)
    return bool(interview.date and latest.date and interview.date.day < latest.date.day)


def new_information(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """PER007: an item of `new_information` that was already talked about."""
    fact = reading.draft.facts.get("new_information")
    if fact is None:
        return
    for at, item in enumerate(fact.value):
        fresh = set(content_words(item))
        for topic in reading.draft.facts.value("discussed", ()):
            old = set(content_words(topic))
            shared = fresh & old
            if shared and (fresh == old or (len(shared) > 1 and shared in (fresh, old))):
                span = fact.spans[at] if at < len(fact.spans) else None
                values = {"match": item, "topic": topic}
                hit = fact_hit(reading, "new_information", values)
                yield Hit(span, values, in_source=True) if span else hit
                break

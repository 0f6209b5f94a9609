"""Facts that two drafts of one application, or its `application.yml`, give in two ways."""

from collections.abc import Iterator, Sequence

from followup_lint.checks.contacts import is_template
from followup_lint.checks.facts import fact_hit
from followup_lint.facts import Facts
from followup_lint.finding import Hit
from followup_lint.names import compare, fold
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule


def differs(readings: Sequence[Reading], home: Reading | None, rule: Rule) -> Iterator[tuple[int, Hit]]:
    """SEQ009: company, role, a name or a date that is another than in `application.yml` or an earlier draft."""
    if home is None:
        return
    seen: list[Facts] = [home.draft.facts]
    for at, reading in enumerate(readings):
        facts = reading.draft.facts
        if is_template(reading.draft):
            continue
        for key in ("company", "role"):
            if _is_own(facts, key):
                other = next(
                    (
                        f.value(key)
                        for f in seen
                        if f.value(key) and fold(str(f.value(key))) != fold(str(facts.value(key)))
                    ),
                    None,
                )
                if other:
                    yield at, fact_hit(reading, key, {"value": str(facts.value(key)), "other": str(other)})
        yield from ((at, hit) for hit in _names_differ(reading, seen))
        yield from ((at, hit) for hit in _dates_differ(reading, seen))
        seen.append(Facts({key: fact for key, fact in facts.items() if _is_own(facts, key)}))


def _is_own(facts: Facts, key: str) -> bool:
    return facts.origin(key) in ("declared", "header", "command-line")


def _names_differ(reading: Reading, seen: list[Facts]) -> Iterator[Hit]:
    facts = reading.draft.facts
    if not _is_own(facts, "interviewers"):
        return
    others = [person for other in seen for person in other.value("interviewers", ()) if person.name]
    for person in facts.value("interviewers"):
        if person.name and not any(compare(other, person.name) == "same" for other in others):
            near = next((other for other in others if compare(other, person.name) == "near"), None)
            if near:
                hit = fact_hit(reading, "interviewers", {"value": person.name, "other": near.name})
                yield hit._replace(span=person.span, in_source=True) if person.span else hit


def _dates_differ(reading: Reading, seen: list[Facts]) -> Iterator[Hit]:
    facts = reading.draft.facts
    if not _is_own(facts, "interviews"):
        return
    known = {
        interview.round: interview.date for other in reversed(seen) for interview in other.value("interviews", ())
        if interview.round is not None and interview.date
    }  # fmt: skip
    for interview in facts.value("interviews"):
        other = known.get(interview.round)
        if interview.date and other and other.day != interview.date.day:
            hit = fact_hit(reading, "interviews", {"value": interview.date.text, "other": other.text})
            span = interview.date.span or interview.span
            yield hit._replace(span=span, in_source=True) if span else hit

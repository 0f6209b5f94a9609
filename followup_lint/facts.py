"""The facts of a draft: what is known of it, where each fact came from, and what cannot be true."""

from collections.abc import Iterable, Iterator
from collections.abc import Mapping as AbstractMapping
from typing import Any, NamedTuple

from followup_lint.calendar import is_after
from followup_lint.fields import FIELDS, Interview, Moment, Person
from followup_lint.frontmatter import parse, whole
from followup_lint.names import fold
from followup_lint.nodes import Mapping
from followup_lint.scalars import SHOWN
from followup_lint.scalars import Complaint as Complaint
from followup_lint.source import Source, Span
from followup_lint.values import Reader, spans_of

ORIGINS = ("command-line", "declared", "application", "header", "inferred", "profile")
"""Where facts come from, the highest authority first."""

DECLARED = frozenset({"command-line", "declared", "application", "header"})
IN_DRAFT = frozenset({"declared", "header"})
"""Origins whose spans count in the draft's own source."""

BEFORE_INTERVIEW = frozenset({"urgent-reply", "extension-reply", "withdrawal"})
"""Kinds of messages that may well go out before an interview."""


class Fact(NamedTuple):
    """One value, where it came from, where it stands, and where each item of a list stands.

    A `derived` fact follows from another of its layer: one that any layer states goes before it.
    """

    value: Any
    origin: str
    span: Span | None = None
    spans: tuple[Span, ...] = ()
    derived: bool = False


class Facts(AbstractMapping[str, Fact]):
    """Facts by key; a fact that is not known has no key."""

    __slots__ = ("_facts",)

    def __init__(self, facts: AbstractMapping[str, Fact] | None = None) -> None:
        self._facts = dict(facts or {})

    def __getitem__(self, key: str) -> Fact:
        return self._facts[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def __repr__(self) -> str:
        return f"Facts({self._facts!r})"

    def value(self, key: str, default: Any = None) -> Any:
        """Return the value of a fact, or the default."""
        fact = self._facts.get(key)
        return default if fact is None else fact.value

    def span(self, key: str) -> Span | None:
        """Return where a fact stands, or None where it stands nowhere in this source."""
        fact = self._facts.get(key)
        return None if fact is None else fact.span

    def origin(self, key: str) -> str | None:
        """Return one of ORIGINS, or None."""
        fact = self._facts.get(key)
        return None if fact is None else fact.origin

    def declared(self, key: str) -> bool:
        """Return whether somebody said so, and it is no inference."""
        return self.origin(key) in DECLARED


def read_facts(node: Mapping | None, origin: str) -> tuple[dict[str, Fact], tuple[Complaint, ...]]:
    """Return the facts that a map of front matter or `application.yml` declares, and what is wrong with it.

    A wrong value is left out; keys that are neither ours nor near ours are other tools' and ignored.
    """
    if node is None:
        return {}, ()
    reader = Reader()
    facts = {}
    for key, (value, field) in reader.known(node, FIELDS).items():
        read = reader.read(value, field, key)
        if read is not None:
            facts[key] = Fact(read, origin, value.span, spans_of(value))
    return facts, tuple(sorted(reader.complaints, key=lambda complaint: complaint.span))


def read_application(source: Source) -> tuple[Facts, tuple[Complaint, ...]]:
    """Return the facts of an `application.yml`, with spans in it, and what is wrong with it; raises UnreadableInput."""
    layer, complaints = read_facts(parse(source, whole(source)), "application")
    facts = Facts(_with_topics(_with_interviewers(layer)))
    return facts, tuple(sorted((*complaints, *check_dates(facts)), key=lambda complaint: complaint.span))


def facts_of_yaml(source: Source) -> Facts:
    """Return the facts of an `application.yml`, with spans in it; raises UnreadableInput."""
    return read_application(source)[0]


def merge(*layers: AbstractMapping[str, Fact]) -> Facts:
    """Return the facts of all layers, earlier ones first; spans that do not count in the draft are dropped.

    Without `interviewers`, everybody in `interviews[].with` is one; without `discussed`, all that interviews
    name as such was.
    """
    merged: dict[str, Fact] = {}
    for layer in layers:
        for key, fact in layer.items():
            if key not in merged and not fact.derived:
                merged[key] = fact if fact.origin in IN_DRAFT else Fact(_without_spans(fact.value), fact.origin)
    return Facts(_with_topics(_with_interviewers(merged)))


def _with_interviewers(facts: dict[str, Fact]) -> dict[str, Fact]:
    interviews = facts.get("interviews")
    if "interviewers" in facts or interviews is None:
        return facts
    people: dict[str, Person] = {}
    for interview in interviews.value:
        for person in interview.people:
            people.setdefault(fold(person.name or person.email), person)
    if people:
        found = tuple(people.values())
        spans = tuple(person.span for person in found if person.span)
        facts["interviewers"] = Fact(found, interviews.origin, spans[0] if spans else None, spans, True)
    return facts


def _with_topics(facts: dict[str, Fact]) -> dict[str, Fact]:
    interviews = facts.get("interviews")
    if "discussed" in facts or interviews is None:
        return facts
    topics = tuple(dict.fromkeys(topic for interview in interviews.value for topic in interview.discussed))
    if topics:
        facts["discussed"] = Fact(topics, interviews.origin, derived=True)
    return facts


def _without_spans(value: Any) -> Any:
    """Return a value without places in a file that is not the draft."""
    if not isinstance(value, tuple):
        return value
    names: tuple[str, ...] | None = getattr(value, "_fields", None)
    if names is None:
        return tuple(map(_without_spans, value)) if value and isinstance(value[0], tuple) else value
    bare: dict[str, Any] = {"span": None, "spans": ()}
    made: Any = type(value)
    return made(*(bare[name] if name in bare else _without_spans(item) for name, item in zip(names, value)))


def check_dates(facts: Facts) -> tuple[Complaint, ...]:
    """Return a complaint for each date that another makes impossible, where one of the two stands in this source."""
    return tuple(_impossible(facts))


def _impossible(facts: Facts) -> Iterator[Complaint]:
    send: Moment | None = facts.value("send")
    interviews = [interview for interview in facts.value("interviews", ()) if interview.date]
    early = facts.value("kind") in BEFORE_INTERVIEW
    if send and interviews and not early and all(is_after(interview.date, send) for interview in interviews):
        first = min(interviews, key=lambda interview: interview.date.day)
        yield from _complain("send", send, first.date, f"is before the interview of {first.date.text}")
    yield from _rounds(interviews)
    urgent = facts.value("urgent")
    if urgent and urgent.requested and urgent.deadline and is_after(urgent.requested, urgent.deadline):
        yield from _complain(
            "urgent.deadline", urgent.deadline, urgent.requested, f"is before the request of {urgent.requested.text}"
        )
    if send:
        yield from _after_sending(facts, send)
    decision = facts.value("decision_expected")
    if decision and interviews and all(is_after(interview.date, decision) for interview in interviews):
        first = min(interviews, key=lambda interview: interview.date.day)
        yield from _complain("decision_expected", decision, first.date, f"is before the interview of {first.date.text}")


def _after_sending(facts: Facts, send: Moment) -> Iterator[Complaint]:
    """What came before the draft cannot be later than it. An application's list may run on, a draft's own may not."""
    moments = []
    if facts.origin("earlier_contacts") in IN_DRAFT:
        moments += [("earlier_contacts.date", contact.date) for contact in facts.value("earlier_contacts")]
    if facts.origin("last_employer_reply") in IN_DRAFT:
        moments.append(("last_employer_reply", facts.value("last_employer_reply")))
    if facts.origin("urgent") in IN_DRAFT and facts.value("kind") == "urgent-reply":
        moments.append(("urgent.requested", facts.value("urgent").requested))
    for key, moment in moments:
        if moment and is_after(moment, send):
            yield from _complain(key, moment, send, f"is after the draft is sent ({send.text})")


def _rounds(interviews: Iterable[Interview]) -> Iterator[Complaint]:
    """A later round cannot be held before an earlier one."""
    latest: Interview | None = None
    for interview in sorted((i for i in interviews if i.round is not None), key=lambda i: i.round or 0):
        if not interview.date:
            continue
        if latest and latest.date and interview.round != latest.round and is_after(latest.date, interview.date):
            reason = f"is before round {latest.round} ({latest.date.text})"
            yield from _complain("interviews.date", interview.date, latest.date, reason)
        else:
            latest = interview


def _complain(key: str, moment: Moment, other: Moment, reason: str) -> Iterator[Complaint]:
    span = moment.span or other.span
    if span:
        values = {"key": key, "value": moment.text[:SHOWN], "suggestion": "", "expected": "", "reason": reason}
        yield Complaint("FMT002", span, values)

"""`dates`: days between an interview, earlier messages, what the employer named, and the day of sending."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from followup_lint.calendar import add_business_days, business_days_between, hours_between, is_business_day
from followup_lint.checks.facts import fact_hit
from followup_lint.facts import Facts
from followup_lint.finding import Edit, Fix, Hit, Severity
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule

EARLY, LATE = 7, 21
"""Hours of the day between which a message is at home in a working day (Giurge & Bohns 2021 on mail outside of it)."""


class Breach(NamedTuple):
    """A limit that a date passes: the fact to point at, what the message needs, and a milder severity if it is one.

    `moved` is the date and time that would not pass it, where one is offered.
    """

    at: str
    values: dict[str, str]
    severity: Severity | None = None
    message: str | None = None
    moved: str = ""


def check(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Yield a hit where a limit of the rule's kind is passed; it names the profiles that would accept the date."""
    breach = DATES[rule.check["of"]](reading)
    if breach is None:
        return
    accepting = [
        name for name in reading.ruleset.profiles
        if DATES[rule.check["of"]](reading.under(reading.ruleset.profile([name]))) is None
    ]  # fmt: skip
    others = f" (profile {accepting[0]} would accept it)" if accepting else ""
    hit = fact_hit(reading, breach.at, {**breach.values, "others": others}, breach.message)
    fix = None
    if breach.moved and rule.fix == "unsafe" and hit.in_source:
        fix = Fix(False, (Edit(hit.span, breach.moved),))
    yield hit._replace(severity=breach.severity, fix=fix)


def sent_on(reading: Reading) -> date | None:
    """Return the day on which a draft is to be sent."""
    send = reading.draft.facts.value("send")
    return send.day if send else None


def interview_before(reading: Reading, day: date) -> Any | None:
    """Return the interview that a draft of some day follows: that of its round, else the last one up to the day."""
    held = [i for i in reading.draft.facts.value("interviews", ()) if i.date]
    round_ = reading.draft.facts.value("round")
    if round_ is not None and reading.draft.facts.declared("round"):
        held = [i for i in held if i.round == round_] or held
    past = [i for i in held if i.date.day <= day]
    return max(past, key=lambda i: i.date.day, default=None)


def last_word(reading: Reading, day: date) -> date | None:
    """Return the last day before `day` on which anybody was in touch: an interview, a message, the employer's word."""
    facts = reading.draft.facts
    days = [i.date.day for i in facts.value("interviews", ()) if i.date] + _days_written(facts)
    return max((d for d in days if d <= day), default=None)


def _days_written(facts: Facts) -> list[date]:
    """The days of the messages that the facts list, from either side."""
    reply = facts.value("last_employer_reply")
    contacts = (contact.date for contact in facts.value("earlier_contacts", ()))
    return [moment.day for moment in (*contacts, reply) if moment]


def holidays(reading: Reading) -> tuple[date, ...]:
    """Return the days that the facts declare as holidays."""
    return tuple(reading.draft.facts.value("holidays", ()))


def _too_soon(reading: Reading) -> Breach | None:
    send, facts = reading.draft.facts.value("send"), reading.draft.facts
    interview = send and interview_before(reading, send.day)
    if not interview or facts.value("urgent"):
        return None
    least, hours = reading.limit("$thank-you.min_days") or 0, reading.limit("$thank-you.min_hours")
    passed = (send.day - interview.date.day).days
    decision = facts.value("decision_expected")
    if decision and decision.day <= interview.date.day + timedelta(days=max(least, 1)):
        return None
    if passed < least:
        return Breach("send", {"days": _after(passed), "limit": _days(least)})
    between = hours_between(interview.date, send)
    if hours and between is not None and 0 <= between < hours:
        return Breach("send", {"days": _after(between, "hour"), "limit": f"{hours:g} hours"})
    return None


def _asks(reading: Reading) -> bool:
    """Whether a draft asks where things stand: late, and with no kind declared, it is a chaser."""
    return any(True for _ in reading.found("cue.next-step", "text"))


def _too_late(reading: Reading) -> Breach | None:
    day = sent_on(reading)
    interview = day and interview_before(reading, day)
    if day and reading.kind == "nudge":
        return _forgotten(reading, day)
    if not day or not interview or (not reading.draft.facts.declared("kind") and _asks(reading)):
        return None
    start = interview.date.day
    if _is_later_note(reading, start, day):
        return None
    business = business_days_between(start, day, holidays(reading))
    passed, most = (day - start).days, reading.limit("$thank-you.max_days")
    most_business, advised = reading.limit("$thank-you.max_business_days"), reading.limit("$thank-you.advised_max_days")
    if most_business is not None and business > most_business:
        limit = f"{most_business} business days"
        return Breach("send", {"days": _after(business, "business day"), "limit": limit, "since": "the interview"})
    if most is not None and passed > most:
        grace = reading.limit("$thank-you.grace_days") or 0
        sure = passed > most + grace and reading.draft.facts.declared("kind")
        severity = None if sure else Severity.INFO
        return Breach("send", {"days": _after(passed), "limit": _days(most), "since": "the interview"}, severity)
    if advised is not None and passed > advised:
        values = {"days": _after(passed), "limit": _days(advised), "since": "the interview"}
        return Breach("send", values, Severity.INFO)
    return None


def _is_later_note(reading: Reading, start: date, day: date) -> bool:
    """Whether since the interview somebody wrote already: then a note is an answer, or not the first one."""
    facts = reading.draft.facts
    return bool(facts.value("follow_ups_sent")) or any(start < one <= day for one in _days_written(facts))


def _forgotten(reading: Reading, day: date) -> Breach | None:
    """A chaser so late that the reader has forgotten the interview."""
    last, most = last_word(reading, day), reading.limit("$nudge.max_days")
    decision = reading.draft.facts.value("decision_expected")
    if last is None or most is None or (decision and (day - decision.day).days <= most):
        return None
    passed = (day - last).days
    values = {"days": _after(passed), "limit": _days(most), "since": "the last contact"}
    return Breach("send", values) if passed > most else None


def _urgent_late(reading: Reading) -> Breach | None:
    send, urgent = reading.draft.facts.value("send"), reading.draft.facts.value("urgent")
    if not send or not urgent:
        return None
    if urgent.deadline:
        late = hours_between(urgent.deadline, send)
        if late > 0 if late is not None else send.day > urgent.deadline.day:
            values = {"days": f"after the deadline of {urgent.deadline.text}", "limit": "the deadline to be kept"}
            return Breach("send", values)
        return None
    if urgent.requested:
        most = reading.limit("$urgent.max_business_days")
        passed = business_days_between(urgent.requested.day, send.day, holidays(reading))
        if most is not None and passed > most:
            values = {"days": f"{passed} business days after the request", "limit": f"{most} business day at most"}
            return Breach("send", values)
    return None


def _nudge_too_soon(reading: Reading) -> Breach | None:
    day = sent_on(reading)
    last = day and last_word(reading, day)
    if not day or not last:
        return None
    decision = reading.draft.facts.value("decision_expected")
    if decision and day > _after_decision(reading, decision.day):
        return None
    passed, least, advised = (day - last).days, reading.limit("$nudge.min_days"), reading.limit("$nudge.advised_days")
    if least is not None and passed < least:
        return Breach("send", {"days": _after(passed), "limit": _days(least)})
    if advised is not None and passed < advised:
        return Breach("send", {"days": _after(passed), "limit": _days(advised)}, Severity.INFO)
    return None


def _before_decision(reading: Reading) -> Breach | None:
    day, decision = sent_on(reading), reading.draft.facts.value("decision_expected")
    if not day or not decision or day >= _after_decision(reading, decision.day):
        return None
    return Breach("send", {"date": decision.text, "limit": decision.text})


def _after_decision(reading: Reading, decision: date) -> date:
    grace = reading.limit("$nudge.grace_business_days") or 0
    return add_business_days(decision, int(grace), holidays(reading)) if grace else decision


def _off_hours(reading: Reading) -> Breach | None:
    send = reading.draft.facts.value("send")
    if not send:
        return None
    free = holidays(reading)
    if not is_business_day(send.day, free):
        moved = f"{add_business_days(send.day, 1, free)}T09:00"
        return Breach(
            "send", {"when": f"on a {send.day:%A}" if send.day.weekday() > 4 else "on a holiday"}, moved=moved
        )
    if send.time is not None and not EARLY <= send.time.hour < LATE:
        day = send.day if send.time.hour < EARLY else add_business_days(send.day, 1, free)
        return Breach("send", {"when": f"at {send.time:%H:%M}"}, moved=f"{day}T09:00")
    return None


def _post_late(reading: Reading) -> Breach | None:
    day, decision = sent_on(reading), reading.draft.facts.value("decision_expected")
    transit = reading.limit("$transit_days")
    if not day or not decision or transit is None:
        return None
    arrives = day + timedelta(days=int(transit))
    if arrives < decision.day:
        return None
    return Breach("send", {"date": arrives.isoformat(), "limit": decision.text})


def _days(count: float) -> str:
    """A limit in days as a message shows it."""
    return "the same day" if count == 0 else f"{count:g} day" + ("" if count == 1 else "s")


def _after(count: float, unit: str = "day") -> str:
    """How long after something a message goes out, as the message shows it."""
    return "on the day of" if count == 0 else f"{count:.0f} {unit}{'' if round(count) == 1 else 's'} after"


DATES: dict[str, Callable[[Reading], Breach | None]] = {
    "too-soon": _too_soon,
    "too-late": _too_late,
    "urgent-late": _urgent_late,
    "nudge-too-soon": _nudge_too_soon,
    "before-decision": _before_decision,
    "off-hours": _off_hours,
    "post-late": _post_late,
}
"""What a `dates` rule may be `of`. Message placeholders: {days}, {since}, {limit}, {date}, {when}, {others}."""

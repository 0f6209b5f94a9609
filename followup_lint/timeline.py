"""The calendar of an application: on which days each note may go out, when to ask, and when to stop."""

import textwrap
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any, NamedTuple

from followup_lint.calendar import add_business_days, is_business_day
from followup_lint.facts import Fact, Facts
from followup_lint.fields import Contact, Interview, Moment

"""Kinds of messages that count as unsolicited; several thank-you notes after one interview count once."""

_DAY = timedelta(days=1)


class Step(NamedTuple):
    """One thing to do: from `first` to `last` (the same day where there is one), with `advised` inside where a later
    start is better. `day` counts calendar days from the last interview, which is day 0. `done` was seen to be sent."""

    key: str
    title: str
    first: date
    last: date
    day: int
    detail: str = ""
    advised: date | None = None
    done: bool = False

    @property
    def last_day(self) -> int:
        return self.day + (self.last - self.first).days


class Known(NamedTuple):
    """What a calendar is made of; dates are days, the limits those of a profile (`Ruleset.profile`)."""

    interviews: tuple[Interview, ...]
    limits: Mapping[str, Any]
    decision: date | None = None
    contacts: tuple[Contact, ...] = ()
    last_reply: date | None = None
    holidays: tuple[date, ...] = ()
    status: str = "open"
    quiet: bool = False
    via: str = "direct"
    company: str = ""
    role: str = ""
    interviewers: tuple[str, ...] = ()


def known_from(facts: Mapping[str, Fact], limits: Mapping[str, Any], **over: Any) -> Known:
    """Return what is known from the facts of an application (or draft), some of it overridden."""
    facts = Facts(facts)
    policy = facts.value("contact_policy")
    assumed = limits.get("facts", {})
    decision = facts.value("decision_expected")
    reply = facts.value("last_employer_reply")
    values: dict[str, Any] = {
        "interviews": tuple(i for i in facts.value("interviews", ()) if i.date),
        "decision": decision.day if decision else None,
        "contacts": tuple(contact for contact in facts.value("earlier_contacts", ()) if contact.date),
        "last_reply": reply.day if reply else None,
        "holidays": tuple(facts.value("holidays", ())),
        "status": facts.value("status", "open"),
        "quiet": bool(policy and policy.none) or assumed.get("contact_policy") == "none",
        "via": facts.value("via") or assumed.get("via", "direct"),
        "company": facts.value("company", ""),
        "role": facts.value("role", ""),
        "interviewers": tuple(person.name for person in facts.value("interviewers", ()) if person.name),
    }
    return Known(limits=limits, **{**values, **{key: value for key, value in over.items() if value}})


def plan(known: Known) -> tuple[Step, ...]:
    """Return the steps of an application in order of their days; without an interview there is nothing to plan."""
    if not known.interviews:
        return ()
    return tuple(sorted(_steps(known), key=lambda step: (step.first, ORDER.index(step.key))))


ORDER = ("interview", "thank-you", "decision", "chaser", "stop", "close")


def _steps(known: Known) -> Iterator[Step]:
    held = sorted((i for i in known.interviews if i.date), key=lambda i: i.date.day)  # type: ignore[union-attr]
    days = [i.date.day for i in held if i.date]
    zero = days[-1]
    for number, (interview, day) in enumerate(zip(held, days), 1):
        label = f"Interview, round {interview.round or number}" if len(held) > 1 else "Interview"
        with_ = _people(interview.with_)
        detail = f"Write down names, topics, doubts and the date they named{'; you met ' + with_ if with_ else ''}."
        yield _step("interview", label, day, day, zero, detail)
    if known.decision:
        yield _step("decision", "The day they named for a decision", known.decision, known.decision, zero)
    if known.quiet:
        yield _step("close", "No message", zero, zero, zero, "They asked not to be contacted: send nothing and wait.")
        return
    if known.status in ("rejected", "filled", "closed"):
        said = known.last_reply or zero
        yield _step("close", "One closing note", said, add_business_days(said, 3, known.holidays), zero,
                    "Thank them once, and write no more.")  # fmt: skip
        return
    if known.status in ("withdrawn", "offer"):
        return
    sent: date | None = None
    for interview, day, after in zip(held, days, [*days[1:], None]):
        note = thank_you(day, known, after)
        notes = [c.date.day for c in known.contacts if c.date and c.kind in (None, "thank-you") and c.date.day >= day
                 and (after is None or c.date.day < after)]  # fmt: skip
        sent = min(notes) if notes else None
        yield _thank_you_step(note, zero, sent, interview, known, len(held) > 1)
    yield from _chasers(known, zero, sent or thank_you(zero, known)[0])


def _thank_you_step(
    note: tuple[date, date], zero: date, sent: date | None, interview: Interview, known: Known, rounds: bool
) -> Step:
    people = interview.with_ or (() if rounds else known.interviewers)
    to = "the consultant of the agency" if known.via == "agency" else _people(people) or "each person you met"
    title = "Thank-you note" + (f", round {interview.round}" if rounds and interview.round else "")
    if sent:
        return _step("thank-you", title, sent, sent, zero, f"Sent to {to}.", done=True)
    hours = known.limits.get("thank-you", {}).get("min_hours")
    soon = f" Leave at least {_count(hours, 'hour')} after the interview." if hours else ""
    best = known.limits.get("thank-you", {}).get("advised_max_days")
    better = "" if best is None else " Best on the same day." if best == 0 else f" Best within {_count(best, 'day')}."
    each = "One note" if len(people) == 1 or known.via == "agency" else "One note each"
    return _step("thank-you", title, *note, zero, f"{each}, to {to}.{soon}{better}")


def thank_you(day: date, known: Known, before: date | None = None) -> tuple[date, date]:
    """Return the first and last day for a thank-you note after an interview; `before` is the day of the next one.

    They are working days where the profile's limits leave one. A decision that falls within the wait lifts it.
    """
    limits, off = known.limits.get("thank-you", {}), known.holidays
    least = limits.get("min_days") or 0
    first = day + timedelta(days=least)
    lasts = []
    if (most := limits.get("max_days")) is not None:
        lasts.append(day + timedelta(days=most))
    if (most := limits.get("max_business_days")) is not None:
        lasts.append(add_business_days(day, most, off))
    last = min(lasts, default=first)
    decision = known.decision
    if decision and day <= decision <= day + timedelta(days=max(least, 1)):
        return day, max(day, min(last, decision))
    working = [d for d in _days(first, last) if is_business_day(d, off)] or list(_days(first, last)) or [first]
    for limit in (decision, before):
        working = [d for d in working if limit is None or not day < limit or d < limit] or working[:1]
    return working[0], working[-1]


def _chasers(known: Known, zero: date, noted: date) -> Iterator[Step]:
    """Yield the chasers that are still allowed, and the day on which to stop.

    `noted` is the day of the thank-you note, or the first one on which it may go out.
    """
    limits, off = known.limits, known.holidays
    nudge = limits.get("nudge", {})
    least, advised = nudge.get("min_days", 7), nudge.get("advised_days", nudge.get("min_days", 7))
    reset = max([zero, *([known.last_reply] if known.last_reply else [])])
    sent = sorted(c.date.day for c in known.contacts if c.date and c.kind == "nudge" and c.date.day >= zero)
    unanswered = [day for day in sent if day >= reset]
    counted = len(unanswered) + (noted >= reset)
    for day in sent:
        yield _step("chaser", "Chaser", day, day, zero, "Sent.", done=True)
    last = max([noted, reset, *sent])
    decision = known.decision if known.decision and known.decision >= reset else None
    allowed = limits.get("max_unanswered", 2) - counted
    for number in range(max(allowed, 0)):
        gap = add_business_days(last, limits.get("min_gap_business_days", 0), off)
        opens = _working(max(last + timedelta(days=least), gap), off)
        better = _working(max(last + timedelta(days=advised), gap), off)
        why = f"{_count((better - last).days, 'day')} after your last message"
        if decision and not number:
            after = add_business_days(decision, int(nudge.get("grace_business_days", 0)) + 1, off)
            opens = better = max(after, gap if last > zero else after)
            why = "the day they named has passed"
        closes = max(last, decision or last) + timedelta(days=nudge.get("max_days", 60))
        which = "Chaser" if not number and not sent else "Second chaser" if number + len(sent) == 1 else "Last chaser"
        through = " Ask the consultant." if known.via == "agency" else ""
        yield _step("chaser", which, opens, max(closes, better), zero,
                    f"One friendly question, when {why}.{through}" if decision and not number
                    else f"One friendly question, {why}.{through}", better)  # fmt: skip
        last, decision = better, None
    stop = _working(last + timedelta(days=max(least, 7)), off)
    yield _step("stop", "Stop", stop, stop, zero, "No answer yet: write no more, count it as a no and keep applying.")


def _step(
    key: str, title: str, first: date, last: date, zero: date, detail: str = "", advised: date | None = None,
    done: bool = False,
) -> Step:  # fmt: skip
    return Step(key, title, first, last, (first - zero).days, detail, advised, done)


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += _DAY


def _working(day: date, off: Collection[date]) -> date:
    """Return the day, or the first working day after it."""
    while not is_business_day(day, off):
        day += _DAY
    return day


def _people(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1] if names else ""


def _count(count: float, word: str) -> str:
    return f"{count:g} {word}" + ("" if count == 1 else "s")


# -- shown ---------------------------------------------------------------------------------------------------------


def when(step: Step) -> str:
    """Return the days of a step for a person: `Thu 5 Mar to Tue 10 Mar 2026`, the chaser's from the advised day."""
    first = step.advised or step.first
    if step.last == first:
        return f"{short(first)} {first.year}"
    if step.key == "chaser":
        return f"from {short(first)} {first.year}"
    year = "" if first.year == step.last.year else f" {first.year}"
    return f"{short(first)}{year} to {short(step.last)} {step.last.year}"


def limits_of(step: Step) -> str:
    """Return the earliest and the latest day of a chaser, in a sentence; nothing for other steps."""
    if step.key != "chaser" or step.done:
        return ""
    soonest = f"Earliest {short(step.first)}, later is better; latest" if step.advised != step.first else "Latest"
    return f"{soonest} {short(step.last)} {step.last.year}."


def day_range(step: Step) -> str:
    """Return the days of a step as counted from the interview: `day 2 to 7`."""
    first = step.day if step.advised is None else step.day + (step.advised - step.first).days
    if step.key == "chaser" and not step.done:
        return f"day {first} on"
    return f"day {first}" if step.last == step.first else f"day {first} to {step.last_day}"


def short(day: date) -> str:
    """Return a day with its weekday, in English whatever the locale: `Tue 3 Mar`."""
    weekday = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    month = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")[day.month - 1]
    return f"{weekday} {day.day} {month}"


def text_plan(steps: Sequence[Step], known: Known, profile: str) -> Iterator[str]:
    """Yield the lines of a calendar for a terminal."""
    about = ", ".join(part for part in (known.role, known.company) if part) or "Your application"
    yield f"{about[0].upper()}{about[1:]} (profile {profile})"
    yield ""
    wide = max((len(when(step)) for step in steps), default=0)
    counted = max((len(day_range(step)) for step in steps), default=0)
    for step in steps:
        yield f"  {when(step):{wide}}  {day_range(step):{counted}}  {step.title}"
        if detail := " ".join(filter(None, [step.detail, limits_of(step)])):
            yield from textwrap.wrap(detail, 80, initial_indent=" " * 6, subsequent_indent=" " * 6)


def calendar_file(steps: Sequence[Step], known: Known, stamp: datetime) -> bytes:
    """Return an iCalendar file (RFC 5545) with an all-day entry for each step that is still to do.

    A chaser has its entry on the advised day alone. `stamp` is the time of writing, in UTC. Needs the extra `plan`;
    raises ImportError without it.
    """
    from icalendar import Alarm, Calendar, Event  # only this needs the library (60 ms)

    about = ", ".join(part for part in (known.role, known.company) if part)
    book = Calendar()
    for name, value in (("prodid", "-//followup-lint//plan//EN"), ("version", "2.0"), ("method", "PUBLISH"),
                        ("x-wr-calname", f"Follow-up: {about}" if about else "Interview follow-up")):  # fmt: skip
        book.add(name, value)
    for step in steps:
        if step.done or step.key == "interview":
            continue
        first = step.advised or step.first
        last = first if step.key == "chaser" else step.last
        event = Event()
        digest = sha256(f"{about}|{step.key}|{step.title}|{first}".encode()).hexdigest()
        event.add("uid", f"{digest[:24]}@followup-lint")
        event.add("dtstamp", stamp)
        event.add("dtstart", first)
        event.add("dtend", last + _DAY)
        event.add("summary", f"{step.title}: {about}" if about else step.title)
        event.add("description", step.detail)
        event.add("transp", "TRANSPARENT")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", step.title)
        alarm.add("trigger", timedelta(hours=9))
        event.add_component(alarm)
        book.add_component(event)
    return bytes(book.to_ical())


def for_profile(day: date, limits: Mapping[str, Any]) -> tuple[Step, ...]:
    """Return the steps after one interview on a day, with nothing else known, under a profile's limits."""
    assumed = limits.get("facts", {})
    known = Known(
        (Interview(Moment(day, None, day.isoformat()), 1),), limits,
        quiet=assumed.get("contact_policy") == "none", via=assumed.get("via", "direct"),
    )  # fmt: skip
    return plan(known)

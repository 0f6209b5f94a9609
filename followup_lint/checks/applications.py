"""`application`: drafts compared with each other, with what was sent, and with what the employer said."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from followup_lint.calendar import add_business_days, business_days_between
from followup_lint.checks import differences, twins
from followup_lint.checks.contacts import (
    CLOSED,
    Message,
    contacts_of,
    count,
    earlier,
    everything,
    follows,
    is_copy,
    is_template,
    message_of,
    unanswered,
)
from followup_lint.checks.facts import fact_hit
from followup_lint.draft import Application, Draft
from followup_lint.facts import Facts
from followup_lint.finding import Hit
from followup_lint.inference import count_said
from followup_lint.names import compare, fold
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule, said
from followup_lint.source import Span

Found = Iterator[tuple[int, Hit]]
"""Hits with the index of their reading; -1 is `application.yml`, with a span in its source."""

PANEL = 7
"""Largest panel of which each member gets a note (Stetson University's advice: above it, one to the coordinator)."""

_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def application_of(home: Reading | None) -> Application | None:
    """Return the application of which `home` is the reading: that of `application.yml`, with no words of its own."""
    return home.application if home else None


def too_many(readings: Sequence[Reading], home: Reading | None, rule: Rule) -> Found:
    """SEQ001: one unanswered message more than the profile (or the employer) allows."""
    for at, reading in enumerate(readings):
        facts = reading.draft.facts
        me = message_of(reading.draft, at)
        most = reading.limit("$max_unanswered")
        if not me.counts or is_template(reading.draft) or most is None:
            continue
        policy = facts.value("contact_policy")
        most = max(most, policy.max) if policy and policy.max is not None else most
        before, joined = _times(reading, me, readings, at, home)
        if not joined and before + 1 > most:
            values = {"count": _ordinal(before + 1), "limit": f"{most:g}"}
            place = next((key for key in ("follow_ups_sent", "earlier_contacts", "send") if facts.span(key)), "send")
            said = count_said(reading.draft.prose)
            yield at, Hit(Span(*said.span()), values) if said else fact_hit(reading, place, values)


def _times(
    reading: Reading, me: Message, readings: Sequence[Reading], at: int, home: Reading | None
) -> tuple[int, bool]:
    """How many counted messages stand unanswered before a draft, and whether the draft counts as one with the last."""
    facts = reading.draft.facts
    days = tuple(facts.value("holidays", ()))
    waiting = unanswered(earlier(readings, at, application_of(home)), facts, me.day)
    listed = count(waiting, days)
    own = me if me.day else me._replace(day=waiting[-1].day if waiting else None)
    joined = bool(waiting) and own.day is not None and count([*waiting, own], days) == listed
    return max(listed, int(facts.value("follow_ups_sent") or 0)), joined


def _ordinal(number: int) -> str:
    return _ORDINALS[number] if number < len(_ORDINALS) else f"{number}th"


def too_frequent(readings: Sequence[Reading], home: Reading | None, rule: Rule) -> Found:
    """SEQ002: less than the profile's business days since the last counted message to the same person."""
    for at, reading in enumerate(readings):
        facts = reading.draft.facts
        if len(readings) == 1 and not home and not facts.value("earlier_contacts"):
            continue
        me = message_of(reading.draft, at)
        gap = reading.limit("$min_gap_business_days")
        if not me.counts or not me.day or gap is None or facts.value("pair") or is_template(reading.draft):
            continue
        alone = len(facts.value("interviewers", ())) == 1
        waiting = [
            message for message in unanswered(earlier(readings, at, application_of(home)), facts, me.day)
            if twins.overlap(message, me, alone) and not _is_paired(readings, message)
        ]  # fmt: skip
        last = max((message.day for message in waiting if message.day), default=None)
        if last is None:
            continue
        passed = business_days_between(last, me.day, tuple(facts.value("holidays", ())))
        if passed < gap:
            days = "on the same day" if passed == 0 else f"{passed} business day{'s' * (passed != 1)} after"
            yield at, fact_hit(reading, "send", {"days": days, "limit": f"{gap:g}", "date": last.isoformat()})


def _is_paired(readings: Sequence[Reading], message: Message) -> bool:
    return message.at >= 0 and bool(readings[message.at].draft.facts.value("pair"))


def after_close(readings: Sequence[Reading], home: Reading | None, rule: Rule) -> Found:
    """SEQ007: a message though the application is closed or no contact is wanted, and it is not the one closing note."""
    for at, reading in enumerate(readings):
        facts = reading.draft.facts
        status, policy = facts.value("status"), facts.value("contact_policy")
        barred = bool(policy and policy.none)
        if (status not in CLOSED and not barred) or is_template(reading.draft):
            continue
        me = message_of(reading.draft, at)
        if me.kind in ("urgent-reply", "withdrawal", "deadline-notice") or _is_past(reading, me, application_of(home)):
            continue
        if me.kind == "extension-reply" and status not in CLOSED:
            continue
        place, case = ("status", "closed") if status in CLOSED else ("contact_policy", "barred")
        values = {"status": str(status or "")}
        if me.kind != "closing-note":
            yield at, fact_hit(reading, place, values, said(rule, case))
        elif any(message.kind == "closing-note" for message in earlier(readings, at, application_of(home))):
            yield at, fact_hit(reading, place, values, said(rule, "second"))


def _is_past(reading: Reading, me: Message, application: Application | None) -> bool:
    """Whether a draft went out before the news that the facts tell."""
    facts = reading.draft.facts
    reply = facts.value("last_employer_reply")
    if reply and me.day and me.day <= reply.day:
        return True
    if application is None or facts.origin("status") == "declared" or facts.origin("contact_policy") == "declared":
        return False
    if reading.today and me.day and me.day < reading.today:
        return True
    sent = [message_of(draft) for draft in application.sent] + contacts_of(application.facts)
    return bool(me.day) and any(is_copy(me, message) for message in sent)


def beyond_policy(readings: Sequence[Reading], home: Reading | None, rule: Rule) -> Found:
    """SEQ008: earlier, oftener, in another way or to another person than the employer asked for."""
    for at, reading in enumerate(readings):
        facts = reading.draft.facts
        policy = facts.value("contact_policy")
        if not policy or policy.none:
            continue
        me = message_of(reading.draft, at)
        if me.kind in ("urgent-reply", "extension-reply") or is_template(reading.draft):
            continue
        platform = str(facts.value("platform") or "")
        case, value = "", ""
        if me.kind == "nudge" and policy.wait_until and me.day and me.day < policy.wait_until.day:
            case, value = "early", policy.wait_until.text
        elif policy.channels and reading.channel not in policy.channels and platform not in policy.channels:
            case, value = "channel", ", ".join(policy.channels)
        elif policy.via and me.to and not any(compare(policy.via, name) != "different" for name in me.to):
            case, value = "via", policy.via
        elif policy.max is not None and me.counts:
            before, joined = _times(reading, me, readings, at, home)
            if not joined and before + 1 > policy.max:
                case, value = "often", str(policy.max)
        if case:
            yield at, fact_hit(reading, "contact_policy", {"value": value}, said(rule, case))


def not_followed_up(readings: Sequence[Reading], home: Reading | None, rule: Rule) -> Found:
    """SEQ003: an interview without a message, when the time for one is running out or has run out."""
    application = application_of(home)
    if home is None or application is None or home.today is None or _is_shut(application.facts):
        return
    today, limits = home.today, home.limits
    interviews = application.facts.value("interviews", ())
    held = [interview for interview in interviews if interview.date and interview.date.day <= today]
    messages = everything(readings, application)
    days = tuple(application.facts.value("holidays", ()))
    for interview in held:
        if (interview.follow_up or "").casefold() in ("none", "no", "false") or not _is_closing(
            limits, interview.date.day, today, days
        ):
            continue
        if not any(follows(message, interview, held) for message in messages if message.kind != "closing-note"):
            yield (
                -1,
                Hit(
                    _place(application, interview.span),
                    {"date": interview.date.text, "round": str(interview.round or 1)},
                    in_source=True,
                ),
            )


def _is_closing(limits: dict[str, Any], held: date, today: date, holidays: tuple[date, ...]) -> bool:
    """Whether the last day but one for a thank-you has come."""
    thanks = limits.get("thank-you", {})
    if (most := thanks.get("max_business_days")) is not None:
        return bool(business_days_between(held, today, holidays) >= most - 1)
    most = thanks.get("max_days", 5)
    return bool((today - held).days >= max(most - 1, 1))


def not_thanked(readings: Sequence[Reading], home: Reading | None, rule: Rule) -> Found:
    """SEQ004: somebody of a panel whom no thank-you of that interview goes to or names."""
    application = application_of(home)
    if application is None or application.facts.value("panel_note") == "coordinator":
        return
    facts = application.facts
    interviews = facts.value("interviews", ())
    messages = [message for message in everything(readings, application) if message.kind in ("thank-you", "")]
    drafts = [reading.draft for reading in readings] + list(application.sent)
    for interview in interviews:
        panel = interview.with_ or (
            tuple(p.name for p in facts.value("interviewers", ()) if p.name) if len(interviews) == 1 else ()
        )
        notes = [message for message in messages if follows(message, interview, interviews)]
        if not 2 <= len(panel) <= PANEL or not notes or (interview.follow_up or "").casefold() == "none":
            continue
        if any(not message.to and message.at < 0 for message in notes):
            continue
        texts = [draft for draft in drafts if any(is_copy(message_of(draft), note) for note in notes)]
        if any(draft.facts.value("panel_note") == "coordinator" for draft in texts):
            continue
        missing = [
            name for name in panel
            if not any(compare(name, text) != "different" for note in notes for text in note.to)
            and not any(_names(draft, name) for draft in texts)
        ]  # fmt: skip
        if missing:
            yield -1, Hit(_place(application, interview.span), {"names": ", ".join(missing)}, in_source=True)


def _names(draft: Draft, name: str) -> bool:
    """Whether a draft's text holds a name, or its given or family name."""
    words = {fold(word.strip(".,;:!?()’'\"")) for word in draft.prose.split()}
    words |= {word[:-1] for word in words if word.endswith("s")}
    return any(fold(part) in words for part in name.split() if len(part.strip(".")) > 1)


def nudge_due(readings: Sequence[Reading], home: Reading | None, rule: Rule) -> Found:
    """SEQ010: nobody has been in touch for so long that a further note is in order."""
    application = application_of(home)
    if home is None or application is None or home.today is None or _is_shut(application.facts):
        return
    facts, limits, today = application.facts, home.limits, home.today
    policy, decision = facts.value("contact_policy"), facts.value("decision_expected")
    days = tuple(facts.value("holidays", ()))
    if policy and policy.wait_until and today < policy.wait_until.day:
        return
    if decision and today <= add_business_days(
        decision.day, int(limits.get("nudge", {}).get("grace_business_days") or 0), days
    ):
        return
    messages = everything(readings, application)
    planned = [message for message in messages if message.day is None or message.day > today]
    if any(message.kind in ("nudge", "extra-info") for message in planned):
        return
    past = [message for message in messages if message.day and message.day <= today]
    waiting = unanswered(past, facts, today)
    times = max(count(waiting, days), int(facts.value("follow_ups_sent") or 0))
    most = limits.get("max_unanswered", 2)
    touched = [message.day for message in past if message.day]
    touched += [i.date.day for i in facts.value("interviews", ()) if i.date and i.date.day <= today]
    if reply := facts.value("last_employer_reply"):
        touched.append(reply.day)
    if not past or times >= min(most, policy.max if policy and policy.max is not None else most):
        return
    due = limits.get("nudge", {}).get("advised_days", 14)
    if max(touched) + timedelta(days=due) <= today:
        values = {"days": str((today - max(touched)).days), "date": max(touched).isoformat()}
        yield -1, Hit(_place(application, facts.span("interviews")), values, in_source=True)


def _is_shut(facts: Facts) -> bool:
    """Whether an application asks for no further message."""
    policy = facts.value("contact_policy")
    return (
        facts.value("status") in (*CLOSED, "offer")
        or bool(facts.value("offer_received"))
        or bool(policy and policy.none)
    )


def _place(application: Application, span: Span | None) -> Span:
    if span is not None:
        return Span(*span)
    text = application.source.text
    end = text.find("\n")
    return Span(0, len(text) if end < 0 else end)


def twin_notes(readings: Sequence[Reading], home: Reading | None, rule: Rule) -> Found:
    """SEQ005: a note that is nearly the same as an earlier one to another person."""
    yield from twins.compared(readings, application_of(home), rule)


APPLICATION_CHECKS: dict[str, Callable[[Sequence[Reading], Reading | None, Rule], Found]] = {
    "too-many": too_many,
    "too-frequent": too_frequent,
    "not-followed-up": not_followed_up,
    "not-thanked": not_thanked,
    "twins": twin_notes,
    "after-close": after_close,
    "beyond-policy": beyond_policy,
    "differs": differences.differs,
    "nudge-due": nudge_due,
}
"""What an `application` rule may be `of`."""

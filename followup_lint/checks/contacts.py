"""Messages of an application on one line of time: what went out before a draft, and how many of them count.

Counted are thank-yous, chasers and additions that nobody asked for; notes to several people of one round count once;
the count starts again with each interview and each word from the employer.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from followup_lint.calendar import business_days_between
from followup_lint.draft import Application, Draft
from followup_lint.facts import Facts
from followup_lint.names import address_of, compare
from followup_lint.reading import Reading

COUNTED = frozenset(("thank-you", "nudge", "extra-info"))
"""Kinds that count unless the employer asked for them."""

BATCH_DAYS = 2
"""Business days within which notes to several people of one round count as one message."""

CLOSED = frozenset(("rejected", "withdrawn", "filled", "closed"))


class Message(NamedTuple):
    """One message of the candidate; `day` None is unknown, `to` empty too. `at` is the reading that it is, or -1."""

    day: date | None
    kind: str
    channel: str = ""
    to: tuple[str, ...] = ()
    requested: bool = False
    round: int | None = None
    at: int = -1

    @property
    def counts(self) -> bool:
        return not self.requested and (not self.kind or self.kind in COUNTED)


def message_of(draft: Draft, at: int = -1) -> Message:
    """Return the message that a draft is, or will be."""
    facts = draft.facts
    kind = str(facts.value("kind") or "thank-you")
    send = facts.value("send")
    requested = kind in ("urgent-reply", "extension-reply") or (
        kind == "extra-info" and bool(facts.value("requested_items"))
    )
    round_ = facts.value("round") if facts.declared("round") else None
    return Message(
        send.day if send else None, kind, str(facts.value("channel") or ""), recipients(facts), requested, round_, at
    )


def recipients(facts: Facts) -> tuple[str, ...]:
    """Return whom a draft goes to, by name as far as that is known."""
    return tuple(_named(text, facts) for text in facts.value("to", ()))


def _named(text: str, facts: Facts) -> str:
    address = address_of(text)
    if not address:
        return text
    for person in facts.value("interviewers", ()):
        if person.email and person.email.casefold() == address:
            return str(person.name)
    bare = text.partition("<")[0].strip(' "')
    if bare and "@" not in bare:
        return bare
    return " ".join(part for part in address.partition("@")[0].replace("_", ".").replace("-", ".").split(".") if part)


def contacts_of(facts: Facts) -> list[Message]:
    """Return the messages that `earlier_contacts` lists."""
    return [
        Message(
            contact.date.day if contact.date else None, contact.kind or "", contact.channel or "",
            tuple(_named(text, facts) for text in contact.to),
            contact.requested or contact.kind in ("urgent-reply", "extension-reply"),
        )
        for contact in facts.value("earlier_contacts", ())
    ]  # fmt: skip


def same_people(one: Message, two: Message) -> bool | None:
    """Return whether two messages have a recipient in common; None where that is not known."""
    if not one.to or not two.to:
        return None
    return any(compare(a, b) != "different" for a in one.to for b in two.to)


def is_copy(one: Message, two: Message) -> bool:
    """Return whether two records are of one message: a draft and what was sent of it."""
    channels = not one.channel or not two.channel or one.channel == two.channel
    kinds = not one.kind or not two.kind or one.kind == two.kind
    return one.day == two.day and kinds and channels and same_people(one, two) is not False


def is_template(draft: Draft) -> bool:
    """Return whether a draft is a template, which is no message."""
    return bool(draft.facts.value("template"))


def earlier(readings: Sequence[Reading], at: int, application: Application | None) -> list[Message]:
    """Return what went out before a draft, by day: declared contacts, sent messages, drafts of earlier days."""
    me = message_of(readings[at].draft, at)
    found = contacts_of(readings[at].draft.facts)
    if application:
        found += [message_of(draft) for draft in application.sent]
        if me.day:
            for other, reading in enumerate(readings):
                message = message_of(reading.draft, other)
                if (
                    other != at
                    and message.day
                    and not is_template(reading.draft)
                    and (message.day, other) < (me.day, at)
                ):
                    found.append(message)
    kept: list[Message] = []
    for message in sorted((m for m in found if m.day), key=lambda m: m.day or date.max):
        if me.day and message.day and message.day > me.day:
            continue
        if not is_copy(message, me) and not any(is_copy(message, other) for other in kept):
            kept.append(message)
    return kept


def everything(readings: Sequence[Reading], application: Application) -> list[Message]:
    """Return all messages of an application once each, those without a day last."""
    found = [message_of(draft) for draft in application.sent]
    found += contacts_of(application.facts)
    for at, reading in enumerate(readings):
        if not is_template(reading.draft):
            found.append(message_of(reading.draft, at))
        if reading.draft.facts.origin("earlier_contacts") != "application":
            found += contacts_of(reading.draft.facts)
    kept: list[Message] = []
    for message in found:
        if message.day is None or not any(is_copy(message, other) for other in kept):
            kept.append(message)
    return sorted(kept, key=lambda message: message.day or date.max)


def unanswered(messages: Iterable[Message], facts: Facts, day: date | None) -> list[Message]:
    """Return the counted messages since the last interview and the last word from the employer before a day."""
    held = [i.date.day for i in facts.value("interviews", ()) if i.date and (day is None or i.date.day <= day)]
    reply = facts.value("last_employer_reply")
    answered = reply.day if reply and (day is None or reply.day <= day) else None
    return [
        message for message in messages
        if message.counts and message.day
        and (not held or message.day >= max(held)) and (answered is None or message.day > answered)
    ]  # fmt: skip


def count(messages: Sequence[Message], holidays: tuple[date, ...]) -> int:
    """Return how many times that is: notes to several people of one round, within two business days, are one."""
    total = 0
    batch: list[Message] = []
    for message in messages:
        if not batch or not _joins(message, batch, holidays):
            total += 1
            batch = []
        batch.append(message)
    return total


def _joins(message: Message, batch: list[Message], holidays: tuple[date, ...]) -> bool:
    first = batch[0]
    if message.kind != "thank-you" or first.kind != "thank-you" or not message.day or not first.day:
        return False
    if message.round is not None and first.round is not None and message.round != first.round:
        return False
    close = business_days_between(first.day, message.day, holidays) <= BATCH_DAYS
    return close and not any(same_people(message, other) for other in batch)


def follows(message: Message, interview: Any, interviews: Sequence[Any]) -> bool:
    """Return whether a message is on an interview: by its round, else by day, else by whom it goes to."""
    if message.round is not None and interview.round is not None:
        return bool(message.round == interview.round)
    mine = _led_by(message, interview)
    if message.day is None:
        return mine if mine is not None else interview is interviews[-1]
    past = [other for other in interviews if other.date and other.date.day <= message.day]
    last = max((other.date.day for other in past), default=None)
    if interview.date is None or interview.date.day != last:
        return False
    rivals = [other for other in past if other.date.day == last and other is not interview]
    return mine is not False or not any(_led_by(message, other) for other in rivals)


def _led_by(message: Message, interview: Any) -> bool | None:
    if not message.to or not interview.with_:
        return None
    return any(compare(name, text) != "different" for name in interview.with_ for text in message.to)

"""The fields of front matter and `application.yml`: their names, types, values and words of explanation, in one table.

Reading (`values.py`), the JSON Schema (`schema.py`) and the reference page come from this table.
"""

from datetime import date, time
from typing import NamedTuple

from followup_lint.source import Span


class Moment(NamedTuple):
    """A day, with a time where one was given (with `tzinfo` where it named an offset); `text` is what was written."""

    day: date
    time: time | None
    text: str
    span: Span | None = None


class Person(NamedTuple):
    """Somebody; `name` is without courtesy title, `title` is free text such as “Head of Data”."""

    name: str
    email: str = ""
    phone: str = ""
    title: str = ""
    courtesy_title: str = ""
    pronouns: str = ""
    also_called: tuple[str, ...] = ()
    employer_domain: str = ""
    span: Span | None = None


class Interview(NamedTuple):
    """One interview; `with_` are the names of those who led it, `people` the same with what else is known of them."""

    date: Moment | None = None
    round: int | None = None
    format: str = ""
    with_: tuple[str, ...] = ()
    discussed: tuple[str, ...] = ()
    follow_up: str | None = None
    span: Span | None = None
    people: tuple[Person, ...] = ()


class Contact(NamedTuple):
    """A message that went out before this draft."""

    date: Moment | None = None
    kind: str | None = None
    channel: str | None = None
    to: tuple[str, ...] = ()
    requested: bool = False
    span: Span | None = None


class Urgent(NamedTuple):
    """An urgent request of the employer: when it came and until when it wants an answer."""

    requested: Moment | None = None
    deadline: Moment | None = None
    span: Span | None = None


class Item(NamedTuple):
    """Something asked for or worried about; `words` are other words that would take it up in the text."""

    item: str
    delivered: str | None = None
    words: tuple[str, ...] = ()
    span: Span | None = None


class ContactPolicy(NamedTuple):
    """What the employer said about being contacted; `none` is “please do not”."""

    none: bool = False
    wait_until: Moment | None = None
    max: int | None = None
    channels: tuple[str, ...] = ()
    via: str | None = None


class Token(NamedTuple):
    """A small gift; `value` in `currency`, or in the reader's own where that is empty."""

    item: str = ""
    value: float | None = None
    currency: str = ""
    home_made: bool = False


class LetterBlock(NamedTuple):
    """The head of a letter: its date, whom it goes to and where."""

    date: Moment | None = None
    recipient: str = ""
    address: str = ""


class LintSettings(NamedTuple):
    """Rules that a draft switches off for itself, with the place of each."""

    ignore: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


class Field(NamedTuple):
    """One key: its type (a name in `values.READERS`), what it means, and its values where they are a closed set.

    `foreign` are values that other tools give a key of this name: such a key is theirs and not read.
    """

    type: str
    about: str
    values: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


KINDS = (
    "thank-you", "nudge", "urgent-reply", "extra-info", "extension-reply", "closing-note", "deadline-notice",
    "withdrawal",
)  # fmt: skip
REPLIES = ("urgent-reply", "extension-reply")
"""Kinds of messages that answer the employer."""

CHANNELS = ("email", "letter", "handwritten", "phone", "voicemail", "message")
SPOKEN_CHANNELS = ("phone", "voicemail")
PLATFORMS = ("sms", "social", "portal")

FIELDS: dict[str, Field] = {
    "kind": Field("enum", "What the message is for; inferred from its words where absent.", KINDS),
    "channel": Field("enum", "How it is sent; inferred where absent.", CHANNELS),
    "platform": Field("enum", "What carries a short message.", PLATFORMS),
    "profile": Field("profile", "The profile (or several, later ones over earlier ones) to check against."),
    "language": Field("language", "The draft's language, such as `en` or `de`."),
    "register": Field("enum", "How formal the exchange is.", ("formal", "neutral", "casual")),
    "subject": Field("subject", "The subject line."),
    "company": Field("text", "The employer's name."),
    "role": Field("text", "The job's name."),
    "sender": Field("person", "Who sends it."),
    "interviewers": Field("people", "Who led the interviews; everybody in `interviews[].with` where absent."),
    "interviews": Field("interviews", "The interviews so far (and those to come)."),
    "round": Field("count", "The round of interviews that the message follows."),
    "to": Field("recipients", "Whom it goes to: names or addresses."),
    "cc": Field("recipients", "Who gets a copy."),
    "send": Field("moment", "The day, or day and time, on which it is to be sent."),
    "earlier_contacts": Field("contacts", "Messages that went out before this one."),
    "follow_ups_sent": Field("count", "How many follow-ups went out before this one, where they are not listed."),
    "last_employer_reply": Field("moment", "When the employer last answered."),
    "decision_expected": Field("deadline", "When the employer said that they would decide: a day or a month."),
    "urgent": Field("urgent", "The employer asked for an urgent answer."),
    "requested_items": Field("items", "What the employer asked for, such as references."),
    "discussed": Field("texts", "Topics of the conversation with this person."),
    "new_information": Field("texts", "What the message adds to the conversation."),
    "concerns": Field("items", "Worries that the employer voiced."),
    "open_questions": Field("items", "Questions left unanswered, and misunderstandings."),
    "attachments": Field("texts", "Names of the files sent along."),
    "process_extended": Field("flag", "The employer said that the process takes longer."),
    "offer_received": Field("flag", "The employer has made an offer."),
    "status": Field(
        "enum",
        "Where the application stands.",
        ("open", "offer", "rejected", "withdrawn", "filled", "closed"),
        ("draft", "published", "publish", "hidden", "private", "new", "deprecated", "experimental"),
    ),
    "contact_policy": Field("policy", "`none` where the employer asked not to be contacted, or what they allow."),
    "employer_channels": Field("enums", "The channels that the employer uses.", CHANNELS + PLATFORMS),
    "via": Field("enum", "Whether the employer or an agency arranged the interview.", ("direct", "agency")),
    "agency_contact": Field("text", "The consultant at the agency."),
    "sector": Field(
        "enum",
        "The employer's sector; some may take no gifts.",
        ("private", "public", "education", "health", "regulated"),
    ),
    "gift_policy": Field("enum", "What the employer says about gifts.", ("unknown", "none", "ask")),
    "token": Field("token", "A small gift that goes with a card."),
    "letter": Field("letter", "The head of a letter, where it is not in the text."),
    "panel_note": Field("enum", "Who of a panel gets a note: each, or the coordinator.", ("each", "coordinator")),
    "topics_requested": Field("texts", "Topics that the employer asked to hear about, such as `pay`."),
    "disclosure_ok": Field("texts", "Personal matters that the writer chooses to mention, such as `accommodation`."),
    "in_reply_to": Field("text", "The message that this one answers."),
    "template": Field("flag", "The draft is a template with placeholders.", (), (".html", ".htm", ".j2", ".php")),
    "placeholders": Field("map", "What stands for each placeholder when a template is checked."),
    "holidays": Field("dates", "Days that are no business days."),
    "other_companies": Field("texts", "Employers of the writer's other applications."),
    "other_roles": Field("texts", "Jobs of the writer's other applications."),
    "other_candidates": Field("texts", "Names of other candidates, which have no place in a draft."),
    "known_names": Field("texts", "Other names that may stand in the text."),
    "may_mention": Field("texts", "Other employers and jobs that the text may name."),
    "to_unknown": Field("flag", "Nobody told the writer whom to address."),
    "pair": Field("flag", "A short message that announces a card or letter counts as one with it."),
    "allow_url": Field("flag", "A card may carry a web address."),
    "lint": Field("lint", "What followup-lint is to leave out for this draft."),
}
"""Every key that a draft or `application.yml` may have. `date` and `today` are other tools' keys."""

PERSON = {
    "name": Field("name", "The name; a courtesy title in front is taken for `courtesy_title`."),
    "email": Field("text", "The e-mail address."),
    "phone": Field("text", "The phone number."),
    "title": Field("text", "The job title, in free words; “Dr” and the like count as `courtesy_title`."),
    "courtesy_title": Field("text", "“Dr”, “Ms” and the like."),
    "pronouns": Field("text", "Such as `she/her`."),
    "also_called": Field("texts", "Other names that are right too."),
    "employer_domain": Field("text", "The mail domain of the writer's current employer."),
}
MAPS: dict[str, dict[str, Field]] = {
    "person": PERSON,
    "people": PERSON,
    "interviews": {
        "date": Field("moment", "The day, or day and time."),
        "round": Field("count", "Which round it was, from 1."),
        "format": Field("text", "Such as `video`, `phone` or `panel`."),
        "with": Field("people", "Who led it: names."),
        "discussed": Field("texts", "What was talked about."),
        "follow_up": Field("text", "`none` where no message is called for."),
    },
    "contacts": {
        "date": Field("moment", "When it was sent."),
        "kind": Field("enum", "What it was for.", KINDS),
        "channel": Field("enum", "How it was sent.", CHANNELS),
        "to": Field("recipients", "Whom it went to."),
        "requested": Field("flag", "The employer had asked for it."),
    },
    "urgent": {
        "requested": Field("moment", "When the request came."),
        "deadline": Field("moment", "Until when they want an answer."),
    },
    "items": {
        "item": Field("text", "What it is."),
        "delivered": Field("text", "How it was handed in, such as `attached` or `by post`."),
        "answer_words": Field("texts", "Other words that take it up."),
    },
    "policy": {
        "wait_until": Field("moment", "Not before this day."),
        "max": Field("count", "How many messages at most."),
        "channels": Field("enums", "The channels allowed.", CHANNELS),
        "via": Field("text", "Through whom."),
    },
    "token": {
        "item": Field("text", "What it is."),
        "value": Field("number", "What it cost."),
        "currency": Field("text", "Such as `EUR`."),
        "home_made": Field("flag", "Made by the writer."),
    },
    "letter": {
        "date": Field("moment", "The date at its head."),
        "recipient": Field("text", "Who it goes to."),
        "address": Field("lines", "Where it goes, a line each."),
    },
    "lint": {"ignore": Field("texts", "Codes, names or prefixes of rules.")},
}
"""The keys of the maps inside, by the type that takes such a map."""

SHORT: dict[str, str] = {
    "person": "name", "people": "name", "interviews": "date", "contacts": "date", "items": "item", "token": "item",
    "letter": "recipient",
}  # fmt: skip
"""What a bare value stands for where a map could be."""

"""`agrees`: the text, or one fact, against other facts that were declared."""

from collections.abc import Callable, Iterator

from followup_lint.checks import (
    addresses,
    attachments,
    cards_letters,
    channels,
    employer,
    greeted,
    mentions,
    people,
    role,
    subject,
    titles,
    voice,
    weekday,
)  # fmt: skip
from followup_lint.finding import Hit
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule


def check(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Yield a hit for each place where the draft does not agree with what the rule names."""
    yield from AGREES[rule.check["with"]](reading, rule)


AGREES: dict[str, Callable[[Reading, Rule], Iterator[Hit]]] = {
    "greeting": greeted.greeting,
    "name": people.name,
    "title": titles.title,
    "company": employer.company,
    "role": role.role,
    "employer": employer.employer,
    "weekday": weekday.weekday,
    "attachment": attachments.attachment,
    "new-information": mentions.new_information,
    "opening": voice.opening,
    "phone": voice.phone,
    "card": cards_letters.card,
    "letter": cards_letters.letter,
    "address": addresses.address,
    "subject": subject.subject,
    "recipients": addresses.recipients,
    "channel": channels.channel,
}
"""What an `agrees` rule may be `with`."""

"""`agrees`: the text, or one fact, against other facts that were declared."""

from collections.abc import Callable, Iterator

from followup_lint.checks import channels, employer, greeted, people, role, titles, voice, weekday
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
    "attachment": channels.attachment,
    "new-information": channels.new_information,
    "opening": voice.opening,
    "phone": voice.phone,
    "card": channels.card,
    "letter": channels.letter,
    "address": channels.address,
    "subject": channels.subject,
    "recipients": channels.recipients,
    "channel": channels.channel,
}
"""What an `agrees` rule may be `with`."""

"""Notes to different people that are copies of each other."""

from collections import Counter
from collections.abc import Iterator, Sequence

from followup_lint.checks.contacts import Message, is_template, message_of, same_people
from followup_lint.draft import Application, Draft
from followup_lint.finding import Hit
from followup_lint.names import fold
from followup_lint.reading import BODY, Reading
from followup_lint.ruleset import Rule, Ruleset

ALIKE, LEAST_WORDS = 0.75, 15
"""How much of two notes must be the same (of their words, in order), and how long both must be, where no rule says."""


MOST_WORDS = 1000
"""How many words of a note are compared, at most: five times the longest letter that the profiles allow."""


def overlap(one: Message, two: Message, alone: bool) -> bool:
    """Return whether two messages go to the same person; where that is unknown, whether there is only one (`alone`)."""
    same = same_people(one, two)
    return alone if same is None else same


def twin_key(draft: Draft) -> tuple[str, ...] | None:
    """Return what drafts without an application must share to be compared: sender, company and role.

    None where one of them is missing, or the draft is a template.
    """
    facts = draft.facts
    sender = facts.value("sender")
    key = (
        fold(sender.name if sender else ""),
        fold(str(facts.value("company") or "")),
        fold(str(facts.value("role") or "")),
    )
    return key if all(key) and not is_template(draft) else None


def twin_of(readings: Sequence[Reading], ruleset: Ruleset) -> Iterator[tuple[Rule, Hit]]:
    """Yield the hits of the rules about twins on the last reading, compared with the earlier ones."""
    for rule in ruleset.rules:
        if rule.check["kind"] == "application" and rule.check["of"] == "twins":
            for at, hit in compared(readings, None, rule, len(readings) - 1):
                if at == len(readings) - 1:
                    yield rule, hit


def compared(
    readings: Sequence[Reading], application: Application | None, rule: Rule, first: int = 0
) -> Iterator[tuple[int, Hit]]:
    """Yield a hit for each reading from `first` on that is a twin of an earlier one."""
    drafts = [reading.draft for reading in readings]
    for at in range(first, len(drafts)):
        others = drafts[:at] + (list(application.sent) if application else [])
        for other in others:
            if _comparable(drafts[at], other, application) and alike(drafts[at], other, rule):
                yield at, Hit(readings[at].first_body_line(), {"other": other.source.path})
                break


def _comparable(one: Draft, two: Draft, application: Application | None) -> bool:
    if is_template(one) or is_template(two):
        return False
    first, second = message_of(one), message_of(two)
    if first.kind != second.kind or same_people(first, second) is not False:
        return False
    return application is not None or (twin_key(one) is not None and twin_key(one) == twin_key(two))


def alike(one: Draft, two: Draft, rule: Rule) -> bool:
    """Return whether two notes are nearly the same once greeting, names, company, role and sign-off are left out."""
    least, most = rule.check.get("threshold", ALIKE), rule.check.get("min_words", LEAST_WORDS)
    first, second = _words(one), _words(two)
    if min(len(first), len(second)) < most:
        return False
    total = len(first) + len(second)
    if 2 * sum((Counter(first) & Counter(second)).values()) / total < least:
        return False
    from difflib import SequenceMatcher  # 3 ms to import: only where the words are the same

    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= float(least)


def _words(draft: Draft) -> list[str]:
    facts = draft.facts
    people = [person.name for person in facts.value("interviewers", ())] + list(facts.value("to", ()))
    sender = facts.value("sender")
    texts = [*people, sender.name if sender else "", str(facts.value("company") or ""), str(facts.value("role") or "")]
    names = {fold(word) for text in texts for word in text.split()}
    body = " ".join(draft.prose[start:end] for part in BODY for start, end in draft.parts.get(part, ()))
    words = [fold(word.strip('.,;:!?()"“”')) for word in body.split()[:MOST_WORDS]]
    return [word for word in words if word and word not in names and word.removesuffix("s") not in names]

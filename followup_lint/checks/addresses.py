"""The addresses that a message goes from and to: the sender's, and how many interviewers get it."""

import re
from collections.abc import Iterator

from followup_lint.checks.facts import fact_hit
from followup_lint.finding import Hit
from followup_lint.lazy import lazy
from followup_lint.names import fold
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule, said

_SCHOOLS = lazy(r"(?:\.edu|\.ac)(?:\.|$)|(?:^|[.@-])(?:uni|student|students|college|campus)[.-]")


def address(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """CHN007: a sender's address with a jest or a row of digits, or the mailbox of the present employer."""
    sender = reading.draft.facts.value("sender")
    local, _, domain = str(getattr(sender, "email", "") or "").casefold().partition("@")
    if not domain:
        return
    values = {"match": f"{local}@{domain}"}
    employer = sender.employer_domain.casefold().lstrip("@")
    if employer and (domain == employer or domain.endswith("." + employer)):
        yield fact_hit(reading, "sender", values, said(rule, "employer"))
    elif not _SCHOOLS.search("@" + domain) and (
        re.search(r"\d{5,}", local) or _is_jest(local, sender.name, rule.check.get("words", ()))
    ):
        yield fact_hit(reading, "sender", values)


def _is_jest(local: str, name: str, words: list[str] | tuple[str, ...]) -> bool:
    """Whether the first part of an address is made of words from a list that are no part of the name."""
    own = fold(name).replace(" ", "")
    if re.search(r"(?:^|[._-])x{2,}(?:$|[._-])|(?<!\d)(?:420|666)(?!\d)", local):
        return True
    for token in re.findall(r"[a-z]+", local):
        if token in own or any(fold(part) == token for part in name.split()):
            continue
        rest = token
        for part in sorted((fold(part) for part in name.split()), key=len, reverse=True):
            rest = rest.replace(part, "", 1) if len(part) > 2 else rest
        for word in sorted(words, key=len, reverse=True):
            if rest == word or (
                len(word) > 4 and (rest.startswith(word) or rest.endswith(word)) and _made_of(rest, words)
            ):
                return True
    return False


def _made_of(token: str, words: list[str] | tuple[str, ...]) -> bool:
    """Whether a token is nothing but words of the list and such as go with them."""
    if not token:
        return True
    more = ("girl", "boy", "man", "lady", "the", "of", "lil", "big", "my", "s", "time", "animal", "goer", "life")
    return any(token.startswith(word) and _made_of(token[len(word) :], words) for word in (*words, *more))


def recipients(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """CHN009: one thank-you to several interviewers at once."""
    facts = reading.draft.facts
    everybody = [text for key in ("to", "cc") if facts.declared(key) for text in facts.value(key, ())]
    people = facts.value("interviewers", ())
    if people:
        found = {
            person.name or person.email
            for text in everybody
            if (person := reading.book.find(text)) and person in people
        }
        count = len(found)
    else:
        count = len(facts.value("to", ())) if facts.declared("to") else 0
    if count > 1:
        yield fact_hit(reading, "to", {"count": str(count)})

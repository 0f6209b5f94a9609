"""Courtesy titles and pronouns in a draft against the declared ones."""

import re
from collections.abc import Iterator
from itertools import pairwise

from followup_lint.checks.words import Word, apart, capitals_of, words_of
from followup_lint.fields import Person
from followup_lint.finding import Edit, Fix, Hit, Severity
from followup_lint.names import TITLES, NameBook, compare
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule, said
from followup_lint.source import Span

_SAME_TITLE = {"professor": "prof", "doctor": "dr", "mister": "mr", "missus": "mrs"}
_OTHERS = {"she": ("he", "him"), "he": ("she", "her"), "they": ("he", "him", "she", "her")}
_FEMALE, _MALE = frozenset(("ms", "mrs", "miss", "madam")), frozenset(("mr", "sir"))


def title(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """PER006: a title or pronoun that contradicts the declared one; Mrs and Miss where none is declared."""
    prose, book = reading.draft.prose, reading.book
    words = words_of(prose)
    for at, following in pairwise(capitals_of(prose)):
        word, after = words[at], words[following]
        if following > at + 1:
            continue
        used = _plain_title(word.text)
        if used not in TITLES or apart(prose, word, after):
            continue
        people = _people_named(words, at + 1, prose, book)
        if not people or any(_accepts(person, used) for person in people):
            continue
        person = people[0]
        span = Span(word.span.start, _name_end(words, at + 1, prose))
        clash = any(_contradicts(person, used) for person in people)
        if not clash and used not in ("mrs", "miss"):
            continue
        right = person.courtesy_title.rstrip(".")
        fix = None
        if rule.fix == "unsafe":
            stop = word.span.end + (prose[word.span.end : word.span.end + 1] == ".")
            edit = Edit(Span(word.span.start, stop), right) if right else Edit(span, person.name)
            fix = Fix(False, (edit,))
        case = "title" if right else "pronouns" if clash else "undeclared"
        message = said(rule, case)
        values = {"title": right, "name": person.name, "pronouns": person.pronouns}
        yield Hit(span, values, fix, None if clash else Severity.INFO, message)
    yield from _pronouns(reading, rule, words)


def _plain_title(text: str) -> str:
    plain = text.rstrip(".").casefold()
    return _SAME_TITLE.get(plain, plain)


def _people_named(words: tuple[Word, ...], at: int, prose: str, book: NameBook) -> list[Person]:
    """The interviewers and known people whom a name after a title can mean."""
    written = prose[words[at].span.start : _name_end(words, at, prose)]
    found = [
        person
        for person, role in book.people
        if role != "sender" and person.name and compare(person, written) == "same"
    ]
    return found or [
        person
        for person, role in book.people
        if role != "sender" and person.name and compare(person, written) == "near"
    ]


def _name_end(words: tuple[Word, ...], at: int, prose: str) -> int:
    end = words[at].span.end
    for left, right in zip(words[at:], words[at + 1 : at + 4]):
        if left.possessive or apart(prose, left, right) or not right.text[0].isupper():
            break
        end = right.span.end
    return end


def _accepts(person: Person, used: str) -> bool:
    declared = [_plain_title(part) for part in person.courtesy_title.split()]
    return used in declared


def _contradicts(person: Person, used: str) -> bool:
    if person.courtesy_title:
        return True
    return used in {"she": _MALE, "he": _FEMALE, "they": _FEMALE | _MALE}.get(_declared(person), ())


def _declared(person: Person) -> str:
    """The pronoun that a person is declared with, `she`, `he` or `they`; nothing where it is none or several."""
    pronouns = set(re.split(r"\W+", person.pronouns.casefold())) & _OTHERS.keys()
    return pronouns.pop() if len(pronouns) == 1 else ""


def _pronouns(reading: Reading, rule: Rule, words: tuple[Word, ...]) -> Iterator[Hit]:
    """A pronoun within five words of the only interviewer's name, with nobody else between."""
    people = reading.draft.facts.value("interviewers", ())
    if len(people) != 1 or not people[0].name:
        return
    wrong = _OTHERS.get(_declared(people[0]), ())
    if not wrong:
        return
    prose = reading.draft.prose
    for at, word in enumerate(words):
        if (
            word.possessive
            or not word.text[0].isupper()
            or compare(people[0], word.text) != "same"
            or len(word.text) < 2
        ):
            continue
        for left, right in zip(words[at : at + 5], words[at + 1 : at + 6]):
            gap = prose[left.span.end : right.span.start]
            if (
                gap.strip(" ,;")
                or right.first
                or right.text.lower() in ("a", "an", "the", "your", "my", "our", "his", "their")
            ):
                break
            if right.text in wrong:
                message = said(rule, "pronouns")
                yield Hit(
                    right.span, {"title": "", "name": people[0].name, "pronouns": people[0].pronouns}, message=message
                )
                break
            if right.text[0].isupper() and right.text != "I" and compare(people[0], right.text) == "different":
                break

"""Notes to different people that are copies of each other."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple
from zlib import crc32

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

MOST_NOTES = 200
"""How many notes of one sender about one job are kept to compare later ones with: nobody meets more people than that."""

BITS = 2048
"""Size of the sketch that tells most pairs of notes apart without a look at their words."""


class Note(NamedTuple):
    """What of a draft is compared: whom it goes to, its words (folded, without names, a line each) and their sketch.

    `key` is what drafts without an application must share to be compared; None where one of its parts is missing.
    """

    path: str
    key: tuple[str, ...] | None
    message: Message
    words: str
    length: int
    sketch: int


def note_of(draft: Draft) -> Note | None:
    """Return what of a draft is compared; None for a template, which is no message."""
    if is_template(draft):
        return None
    words = _words(draft)
    return Note(draft.source.path, twin_key(draft), message_of(draft), "\n".join(words), len(words), _sketch(words))


def overlap(one: Message, two: Message, alone: bool) -> bool:
    """Return whether two messages go to the same person; where that is unknown, whether there is only one (`alone`)."""
    same = same_people(one, two)
    return alone if same is None else same


def twin_key(draft: Draft) -> tuple[str, ...] | None:
    """Return what drafts without an application must share to be compared: sender, company and role.

    A company or role that neither names is shared too. None where nobody signs, or the draft is a template.
    """
    facts = draft.facts
    sender = facts.value("sender")
    key = (
        fold(sender.name if sender else ""),
        fold(str(facts.value("company") or "")),
        fold(str(facts.value("role") or "")),
    )
    return key if key[0] and not is_template(draft) else None


def twins_of(note: Note, earlier: Iterable[Note], ruleset: Ruleset) -> Iterator[tuple[Rule, Note]]:
    """Yield the rules about twins that speak of a note without an application, each with the earlier note it is like."""
    for rule in ruleset.rules:
        if rule.check["kind"] == "application" and rule.check["of"] == "twins":
            same = (other for other in earlier if note.key and note.key == other.key)
            if other := _twin(note, same, rule):
                yield rule, other


def twin_hit(reading: Reading, other: str) -> Hit:
    """Return the hit on a draft that is a twin of the note at another path."""
    return Hit(reading.first_body_line(), {"other": other})


def compared(readings: Sequence[Reading], application: Application | None, rule: Rule) -> Iterator[tuple[int, Hit]]:
    """Yield a hit for each reading that is a twin of another one, or of a note that was sent."""
    if len(readings) + (len(application.sent) if application else 0) < 2:
        return
    notes = [note_of(reading.draft) for reading in readings]
    sent = [note_of(draft) for draft in application.sent] if application else []
    for at, note in enumerate(notes):
        if note:
            others = (
                o
                for o in (*notes[:at], *notes[at + 1 :], *sent)
                if o and (application or (note.key and note.key == o.key))
            )
            if other := _twin(note, others, rule):
                yield at, twin_hit(readings[at], other.path)


def _twin(note: Note, others: Iterable[Note], rule: Rule) -> Note | None:
    """Return the first of some notes to other people that is nearly the same."""
    least, shortest = float(rule.check.get("threshold", ALIKE)), rule.check.get("min_words", LEAST_WORDS)
    if note.length < shortest:
        return None
    words = note.words.split("\n")
    places: dict[str, int] = {}
    for other in others:
        enough = least * (note.length + other.length) / 2 - 1e-9  # what is as much as wanted may be a hair less
        if (
            other.length < shortest
            or note.message.kind != other.message.kind
            or _most_shared(note, other) < enough
            or same_people(note.message, other.message) is not False
        ):
            continue
        if not places:
            for at, word in enumerate(words):
                places[word] = places.get(word, 0) | 1 << at
        theirs = other.words.split("\n")
        if _shared_in_order(places, len(words), theirs) >= enough:
            from difflib import SequenceMatcher  # 3 ms to import: only where nearly all words are the same

            if SequenceMatcher(None, words, theirs, autojunk=False).ratio() >= least:
                return other
    return None


def _most_shared(one: Note, two: Note) -> int:
    """Return an upper bound of the words that two notes share: the bits in common, and words that fell on one bit."""
    hidden = min(one.length - one.sketch.bit_count(), two.length - two.sketch.bit_count())
    return (one.sketch & two.sketch).bit_count() + hidden


def _shared_in_order(places: dict[str, int], count: int, words: list[str]) -> int:
    """Return the length of the longest common subsequence (Hyyrö 2004): no alignment of the two texts has more words.

    `places` has the positions of each word of one text as bits, `count` is how many words that text has.
    """
    full = open_ = (1 << count) - 1
    for word in words:
        if matching := open_ & places.get(word, 0):
            open_ = ((open_ + matching) | (open_ - matching)) & full
    return count - open_.bit_count()


def _sketch(words: Iterable[str]) -> int:
    """Return one bit for each word, and another one each time that it comes again."""
    return reduce(or_, [_bit(word, time) for word, times in Counter(words).items() for time in range(times)], 0)


@lru_cache(10_000)
def _bit(word: str, time: int) -> int:
    return 1 << (crc32(word.encode("utf-8", "surrogatepass")) + 613 * time) % BITS


def _words(draft: Draft) -> list[str]:
    facts = draft.facts
    people = [person.name for person in facts.value("interviewers", ())] + list(facts.value("to", ()))
    sender = facts.value("sender")
    texts = [*people, sender.name if sender else "", str(facts.value("company") or ""), str(facts.value("role") or "")]
    names = {fold(word) for text in texts for word in text.split()}
    names |= {"", *(name + "s" for name in names)}
    body = " ".join(draft.prose[start:end] for part in BODY for start, end in draft.parts.get(part, ()))
    return [word for word in map(_folded, body.split()[:MOST_WORDS]) if word not in names]


@lru_cache(10_000)
def _folded(word: str) -> str:
    return fold(word.strip('.,;:!?()"“”'))

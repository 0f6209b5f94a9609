"""Names in a draft against the people declared: a greeting to somebody else, and slips of the pen."""

from collections.abc import Iterator
from itertools import takewhile

from followup_lint.checks.greeted import Piece, greeted, without_honorific
from followup_lint.checks.words import Word, apart, capitals_of, words_of
from followup_lint.fields import Person
from followup_lint.finding import Edit, Fix, Hit
from followup_lint.lines import word_set
from followup_lint.names import TITLES, Lookup, NameBook, compare, distance, fold, split_name
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule, said

_ORDINARY = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december christmas easter english french german spanish italian polish dutch irish"
    " scottish welsh danish swedish finnish greek turkish russian arabic hindi urdu chinese japanese britain england"
    " scotland wales ireland france germany spain italy poland india china japan chile kenya ghana nigeria brazil"
    " mexico canada america europe africa asia london paris berlin rome dublin cardiff belfast madrid milan delhi"
    " lagos java python ruby rust perl swift scala julia excel word access outlook teams zoom slack linux unix azure"
    " oracle google amazon apple chrome sage adobe figma canva jira trello github docker apache bank board centre"
    " center college council court dean hall head house lane park road room school street team trust unit ward brief"
    " kind best dear regards sincerely thanks thank many more most much that what who there here this when then where"
    " how let one it he she they we you your our his her their since while once first last next also only just will"
    " would could should may might please sorry hello good great"
)
"""Capitalised words that are no slip for a name, unless a title or a greeting says so."""

_SPEAKS = word_set(
    "said says say mentioned mentions explained explains described describes told asked asks showed shows raised"
    " suggested pointed introduced gave spoke talked answered wondered wrote called led kindly and was has had took"
    " made walked shared put"
)
"""What people do; a capitalised word before one of these is most likely a name."""

_PLACE_BEFORE = word_set("in at near around outside towards toward across throughout via from")
SURE_NEAR = 8
"""Letters from which two that differ still make a slip in a body; Hussain and Hassan are two people."""


LIKE_BEGINNING = 5
"""Letters that a surname and another after a title must share at the beginning to be taken for one."""


def name(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """PER002: a slip of the pen for a declared name, or a greeting to somebody who is none of those declared."""
    book = reading.book
    if not any(person.name for person, role in book.people if role == "interviewer"):
        return
    slips = list(_slips(reading, rule, book))
    yield from slips
    pieces = reading.once(greeted)
    known = any(
        book.lookup(word.text).kind == "match" for piece in pieces for word in piece.words if len(word.text) > 1
    )
    for piece in pieces:
        if known and piece is pieces[0] and not piece.title and _is_no_name(piece):
            continue  # a greeting in another language: Woezor, Ms Okafor; Oli otya, Madam Irene
        if any(piece.span.start <= hit.span.start < piece.span.end for hit in slips):
            continue
        if piece.kind == "name" and _is_stranger(reading, piece):
            people = [person for person, role in book.people if role == "interviewer" and person.name]
            fix = None
            if len(people) == 1 and rule.fix == "unsafe":
                parts = split_name(people[0].name)
                word = " ".join(parts.family) if piece.title and parts.family else (parts.words or (people[0].name,))[0]
                fix = Fix(False, (Edit(piece.span, word if len(piece.words) == 1 else people[0].name),))
            message = said(rule, "stranger")
            yield Hit(piece.span, {"names": ", ".join(person.name for person in people)}, fix, message=message)


def _is_no_name(piece: Piece) -> bool:
    """Whether what stands before a name may be a greeting itself: one word, or with words in lower case."""
    return len(piece.words) == 1 or any(word.text[0].islower() for word in piece.words[1:])


def _is_stranger(reading: Reading, piece: Piece) -> bool:
    """Whether the name in a greeting certainly is that of nobody declared."""
    book, facts = reading.book, reading.draft.facts
    if not any(word.text[0].isupper() for word in piece.words):
        return False
    words = [without_honorific(word.text) for word in piece.words]
    written = " ".join(words)
    people = [person for person, _ in book.people if person.name]
    if any(compare(person, written) != "different" for person in people):
        return False
    written_to = facts.value("to", ()) if facts.declared("to") else ()
    addresses = [text for text in written_to if "@" in text and not ((known := book.find(text)) and known.name)]
    if any(
        not any(fold(word) in fold(text) for person in people for word in split_name(person.name).words)
        for text in addresses
    ):
        return False  # somebody whom the facts know by an address alone
    found = [book.lookup(word) for word in words]
    if any(entry.kind == "match" for entry in found):
        if found[-1].kind == "match" or len(words) < 2:
            return False
        person = next(entry.person for entry in found if entry.kind == "match")
        return bool(person and len(split_name(person.name).words) > 1)
    return all(_comparable(person, piece) for person, role in book.people if role == "interviewer" and person.name)


def _comparable(person: Person, piece: Piece) -> bool:
    """Whether a greeting and a declared name can be held against each other: not a given name and a family name."""
    if len(split_name(person.name).words) > 1:
        return True
    return bool(person.courtesy_title) == bool(piece.title) and len(piece.words) == 1


def _slips(reading: Reading, rule: Rule, book: NameBook) -> Iterator[Hit]:
    prose, facts = reading.draft.prose, reading.draft.facts
    words = words_of(prose)
    greetings = reading.draft.parts.get("greeting", ())
    names = {word.span for piece in reading.once(greeted) for word in piece.words}
    own = {
        fold(part) for key in ("company", "role", "subject") for part in str(facts.value(key, "") or "").split()
    }  # fmt: skip
    greeted_to = max((b for _, b in greetings), default=0)
    greeting = takewhile(lambda at: words[at].span.start < greeted_to, range(len(words)))
    small = (at for at in greeting if any(a <= words[at].span.start < b for a, b in greetings))
    for at in sorted({*capitals_of(prose), *small}):
        word = words[at]
        if len(word.text) < 3:
            continue
        titled, ordinary = _titled(prose, words, at), fold(word.text) in _ORDINARY
        if word.span not in names and ordinary and not titled:
            continue
        found = book.lookup(word.text)
        if titled and found.kind == "unknown":
            found = _by_beginning(book, word.text)
        if found.kind != "near" or fold(word.text) in own:
            continue
        greets = word.span in names
        if not greets and any(a <= word.span.start < b for a, b in greetings):
            continue
        if (
            not greets
            and not (titled and ordinary)
            and len(fold(found.name)) < SURE_NEAR
            and distance(fold(found.name), fold(word.text), 1) > 1
        ):
            continue
        if greets or titled or _is_name_here(prose, words, at, found, book):
            fix = Fix(False, (Edit(word.span, found.name),)) if rule.fix == "unsafe" else None
            yield Hit(word.span, {"name": found.name, "names": found.name}, fix)


def _by_beginning(book: NameBook, word: str) -> Lookup:
    """What a name behind a title stands for where it begins like one that is declared: `Kowalczyk` for Kowalski."""
    for person, role in book.people:
        for part in split_name(person.name).words:
            if len(part) > LIKE_BEGINNING and fold(part)[:LIKE_BEGINNING] == fold(word)[:LIKE_BEGINNING]:
                return Lookup("near", part, person, role)
    return book.lookup(word)


def _titled(prose: str, words: tuple[Word, ...], at: int) -> bool:
    return at > 0 and words[at - 1].text.casefold() in TITLES and not apart(prose, words[at - 1], words[at])


def _is_word(words: tuple[Word, ...], lower: str) -> bool:
    """Whether a text has a word in lower case too."""
    return any(word.text == lower and lower.islower() for word in words)


def _is_name_here(prose: str, words: tuple[Word, ...], at: int, found: Lookup, book: NameBook) -> bool:
    """Whether a capitalised word that is nearly a declared name is meant as one."""
    word = words[at]
    one, two = fold(found.name), fold(word.text)
    if two in _ORDINARY or _is_word(words, word.text.lower()) or one.rstrip("s") == two.rstrip("s"):
        return False
    if found.role == "known" and len(one) < 6:
        return False
    before = words[at - 1] if at and not apart(prose, words[at - 1], word) else None
    after = words[at + 1] if at + 1 < len(words) and not apart(prose, word, words[at + 1]) else None
    beside = any(
        other is not None
        and book.lookup(other.text).kind != "unknown"
        and other.text[0].isupper()
        and len(other.text) > 1
        for other in (before, after)
    )
    if beside:
        return True
    if after is not None and after.text[0].isupper() and after.text != "I" and not word.possessive:
        return False
    if before is not None and (
        (before.text[0].isupper() and not before.first and before.text != "I") or before.text.lower() in _PLACE_BEFORE
    ):
        return False
    speaks = after is not None and after.text in _SPEAKS
    if len(one) < 5:
        return False
    return not word.first or speaks or word.possessive

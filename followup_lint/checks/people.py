"""Names in a draft against the people declared: whom it greets, slips of the pen, titles and pronouns."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from followup_lint.fields import Person
from followup_lint.finding import Edit, Fix, Hit, Severity
from followup_lint.names import TITLES, Lookup, NameBook, compare, fold, split_name
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule
from followup_lint.salutations import PLACEHOLDER, opener
from followup_lint.source import Span

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[’'ʼ-][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’'ʼ][sS]?$")
_ADDRESS = re.compile(r"\S*@\S*|https?://\S+|www\.\S+")
_BETWEEN = re.compile(r"[,;:&/+!]|\b(?:and|or|und|y|et)\b", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.!?…:][\"'”’)]*\s+|\n\s*|[\"“(])$")

_NAMELESS = frozenset(
    """a an again all and any anyone anybody everyone everybody both concern dear esteemed folk folks friend friends good
    hello here hi hiring hr human interview interviewer interviewers interviewing it kind ladies gentlemen lovely ma'am
    maam madam madams may me messrs most my of one our panel panelist panelists recruiter recruiters recruiting
    recruitment resource resources respected responsible selection sir sirs talent acquisition team the there this to
    guys lads gents gentleman lady
    valued whoever whom whomever whomsoever wonderful you your yourself employer employers colleague colleagues person
    people in charge at from for with company representative personnel staff members member management manager
    managers applicant application department dept office committee board director head sender reader morning afternoon
    evening day greetings""".split()
)
"""Words that greet nobody by name, lower case."""

_GROUP = frozenset(
    """desk reception team committee panel department dept office staff board management members crew group hr recruitment recruiters
    interviewers colleagues ladies gentlemen folks all everyone manager managers recruiter director supervisor officer
    coordinator representative people personnel resources acquisition""".split()
)
"""Last words of a greeting that is to a group or an office, whatever stands before them."""

_HONORIFICS = frozenset("ji san sama sahib saheb sahab garu bhai didi ma'am maam madam sir sensei hanim bey".split())

_ORDINARY = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december christmas easter english french german spanish italian polish dutch irish
    scottish welsh danish swedish finnish greek turkish russian arabic hindi urdu chinese japanese britain england
    scotland wales ireland france germany spain italy poland india china japan chile kenya ghana nigeria brazil mexico
    canada america europe africa asia london paris berlin rome dublin cardiff belfast madrid milan delhi lagos java
    python ruby rust perl swift scala julia excel word access outlook teams zoom slack linux unix azure oracle google
    amazon apple chrome sage adobe figma canva jira trello github docker apache bank board centre center college
    council court dean hall head house lane park road room school street team trust unit ward brief kind best dear
    regards sincerely thanks thank many more most much""".split()
)
"""Capitalised words that are no slip for a name, unless a title or a greeting says so."""

_SPEAKS = frozenset(
    """said says say mentioned mentions explained explains described describes told asked asks showed shows raised
    suggested pointed introduced gave spoke talked answered wondered wrote called led kindly and was has had took made
    walked shared put""".split()
)
"""What people do; a capitalised word before one of these is most likely a name."""

_PLACE_BEFORE = frozenset("in at near around outside towards toward across throughout via from".split())
_SAME_TITLE = {"professor": "prof", "doctor": "dr", "mister": "mr", "missus": "mrs"}
_FEMALE, _MALE = frozenset(("ms", "mrs", "miss", "madam")), frozenset(("mr", "sir"))


class Word(NamedTuple):
    """One word of the prose without its possessive ending; `first` says that it begins a sentence or a line."""

    text: str
    span: Span
    first: bool
    possessive: bool = False


class Piece(NamedTuple):
    """One of those whom a greeting greets; `kind` is `name`, `title` (alone), `placeholder` or `nobody`."""

    kind: str
    words: tuple[Word, ...]
    title: str
    span: Span


def words_of(prose: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words of a text, without those of addresses."""
    stop = len(prose) if end is None else end
    skip = [match.span() for match in _ADDRESS.finditer(prose, start, stop)] if "@" in prose or "www" in prose or "://" in prose else []
    found = []
    for match in _WORD.finditer(prose, start, stop):
        first, last = match.span()
        if any(a <= first < b for a, b in skip):
            continue
        text = _POSSESSIVE.sub("", match.group())
        before = prose[max(0, first - 6) : first]
        begins = first == 0 or bool(_SENTENCE_START.search(before))
        if begins and before.endswith(". ") and prose[: first - 2].rpartition(" ")[2].rpartition("\n")[2].casefold() in TITLES:
            begins = False
        found.append(Word(text, Span(first, first + len(text)), begins, len(text) < last - first))
    return found


def greeted(reading: Reading) -> list[Piece]:
    """Return whom the greeting greets, piece by piece; empty where there is no greeting."""
    prose, pieces = reading.draft.prose, []
    own = {fold(word) for word in str(reading.draft.facts.value("company", "") or "").split()}
    for start, end in reading.draft.parts.get("greeting", ()):
        begin = start + opener(prose[start:end])
        edges = [(match.start(), match.end()) for match in _BETWEEN.finditer(prose, begin, end)]
        for left, right in zip([begin, *(b for _, b in edges)], [*(a for a, _ in edges), end]):
            if prose[left:right].strip(" .,!?-–—\n\r\t*_"):
                pieces.append(_piece(reading, left, right, own))
    return pieces


def _piece(reading: Reading, start: int, end: int, own: set[str]) -> Piece:
    prose = reading.draft.prose
    words = words_of(prose, start, end)
    if PLACEHOLDER.search(prose, start, end):
        return Piece("placeholder", (), "", Span(start, end))
    titles = [word for word in words if word.text.casefold() in TITLES]
    names = tuple(
        word for word in words
        if word not in titles and fold(word.text) not in _HONORIFICS and word.text.casefold() not in _HONORIFICS
    )  # fmt: skip
    span = Span(names[0].span.start, names[-1].span.end) if names else Span(start, end)
    title = titles[0].text if titles else ""
    if any(reading.book.lookup(_without_honorific(word.text)).kind == "match" and len(word.text) > 1 for word in names):
        return Piece("name", names, title, span)
    plain = [word.text.casefold().replace("’", "'") for word in names]
    if not plain:
        formal = title.casefold() in ("sir", "madam", "") or not titles
        return Piece("nobody" if formal else "title", (), title, span)
    if plain[-1] in _GROUP or all(word in _NAMELESS or fold(word) in own for word in plain):
        return Piece("nobody", names, title, span)
    return Piece("name", names, title, span)


def _without_honorific(word: str) -> str:
    head, _, tail = word.rpartition("-")
    return head if head and tail.casefold() in _HONORIFICS else word


def greeting(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """PER001: a greeting that names nobody. A placeholder or a title alone (Professor) counts as a name."""
    pieces, spans = greeted(reading), reading.draft.parts.get("greeting", ())
    if not spans or any(piece.kind != "nobody" for piece in pieces):
        return
    prose = reading.draft.prose
    start, end = spans[0].start, spans[-1].end
    end = start + len(prose[start:end].rstrip(" ,.:;!–—-\r\n\t"))
    fix = None
    if rule.fix == "unsafe" and len(names := _addressees(reading)) == 1 and prose[start:end].casefold().startswith(("dear", "hello", "hi")):
        fix = Fix(False, (Edit(Span(start, end), f"{prose[start:end].split()[0]} {names[0].name}"),))
    yield Hit(Span(start, end), fix=fix)


def _addressees(reading: Reading) -> list[Person]:
    """Whom the draft goes to, as far as that is declared: `to`, else the interviewers."""
    facts = reading.draft.facts
    if facts.declared("to"):
        people = [reading.book.find(text) for text in facts.value("to")]
        return [person for person in people if person and person.name]
    return [person for person in facts.value("interviewers", ()) if person.name]


def name(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """PER002: a slip of the pen for a declared name, or a greeting to somebody who is none of those declared."""
    book = reading.book
    if not any(person.name for person, role in book.people if role == "interviewer"):
        return
    slips = list(_slips(reading, rule, book))
    yield from slips
    for piece in greeted(reading):
        if any(piece.span.start <= hit.span.start < piece.span.end for hit in slips):
            continue
        if piece.kind == "name" and _is_stranger(reading, piece):
            people = [person for person, role in book.people if role == "interviewer" and person.name]
            fix = None
            if len(people) == 1 and rule.fix == "unsafe":
                parts = split_name(people[0].name)
                word = " ".join(parts.family) if piece.title and parts.family else (parts.words or (people[0].name,))[0]
                fix = Fix(False, (Edit(piece.span, word if len(piece.words) == 1 else people[0].name),))
            message = rule.check.get("messages", {}).get("stranger")
            yield Hit(piece.span, {"names": ", ".join(person.name for person in people)}, fix, message=message)


def _is_stranger(reading: Reading, piece: Piece) -> bool:
    """Whether the name in a greeting certainly is that of nobody declared."""
    book, facts = reading.book, reading.draft.facts
    if not any(word.text[0].isupper() for word in piece.words):
        return False
    words = [_without_honorific(word.text) for word in piece.words]
    written = " ".join(words)
    people = [person for person, _ in book.people if person.name]
    if any(compare(person, written) != "different" for person in people):
        return False
    addresses = [text for text in facts.value("to", ()) if "@" in text and not book.find(text)] if facts.declared("to") else []
    if any(not any(fold(word) in fold(text) for person in people for word in split_name(person.name).words) for text in addresses):
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
    lower = {word.text for word in words if word.text.islower()}
    greetings = reading.draft.parts.get("greeting", ())
    own = {
        fold(part) for key in ("company", "role", "subject") for part in str(facts.value(key, "") or "").split()
    }  # fmt: skip
    for at, word in enumerate(words):
        if len(word.text) < 3 or not (word.text[0].isupper() or any(a <= word.span.start < b for a, b in greetings)):
            continue
        found = book.lookup(word.text)
        if found.kind != "near" or fold(word.text) in own:
            continue
        greets = any(a <= word.span.start < b for a, b in greetings)
        if greets or _titled(prose, words, at) or _is_name_here(prose, words, at, found, lower, book):
            fix = Fix(False, (Edit(word.span, found.name),)) if rule.fix == "unsafe" else None
            yield Hit(word.span, {"name": found.name, "names": found.name}, fix)


def _titled(prose: str, words: list[Word], at: int) -> bool:
    return at > 0 and words[at - 1].text.casefold() in TITLES and not _apart(prose, words[at - 1], words[at])


def _apart(prose: str, left: Word, right: Word) -> bool:
    """Whether more than a space (or the stop of a title) stands between two words."""
    gap = prose[left.span.end + (2 if left.possessive else 0) : right.span.start]
    return bool(gap.strip(" .")) or "\n" in gap or (gap.strip() == "." and left.text.casefold() not in TITLES)


def _is_name_here(prose: str, words: list[Word], at: int, found: Lookup, lower: set[str], book: NameBook) -> bool:
    """Whether a capitalised word that is nearly a declared name is meant as one."""
    word = words[at]
    one, two = fold(found.name), fold(word.text)
    if two in _ORDINARY or word.text.lower() in lower or one.rstrip("s") == two.rstrip("s"):
        return False
    if found.role == "known" and len(one) < 6:
        return False
    before = words[at - 1] if at and not _apart(prose, words[at - 1], word) else None
    after = words[at + 1] if at + 1 < len(words) and not _apart(prose, word, words[at + 1]) else None
    beside = any(other is not None and book.lookup(other.text).kind != "unknown" and other.text[0].isupper() and len(other.text) > 1 for other in (before, after))
    if beside:
        return True
    if after is not None and after.text[0].isupper() and after.text != "I" and not word.possessive:
        return False
    if before is not None and ((before.text[0].isupper() and not before.first and before.text != "I") or before.text.lower() in _PLACE_BEFORE):
        return False
    speaks = after is not None and after.text in _SPEAKS
    if word.first or len(one) < 5:
        return speaks or (word.possessive and len(one) > 4)
    return True


def title(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """PER006: a title or pronoun that contradicts the declared one; Mrs and Miss where none is declared."""
    prose, book = reading.draft.prose, reading.book
    words = words_of(prose)
    for at, word in enumerate(words[:-1]):
        used = _plain_title(word.text)
        if used not in TITLES or not (word.text[0].isupper() and words[at + 1].text[0].isupper()) or _apart(prose, word, words[at + 1]):
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
        message = rule.check.get("messages", {}).get(case)
        values = {"title": right, "name": person.name, "pronouns": person.pronouns}
        yield Hit(span, values, fix, None if clash else Severity.INFO, message)
    yield from _pronouns(reading, rule, words)


def _plain_title(text: str) -> str:
    plain = text.rstrip(".").casefold()
    return _SAME_TITLE.get(plain, plain)


def _people_named(words: list[Word], at: int, prose: str, book: NameBook) -> list[Person]:
    """The interviewers and known people whom a name after a title can mean."""
    written = prose[words[at].span.start : _name_end(words, at, prose)]
    found = [person for person, role in book.people if role != "sender" and person.name and compare(person, written) == "same"]
    return found or [person for person, role in book.people if role != "sender" and person.name and compare(person, written) == "near"]


def _name_end(words: list[Word], at: int, prose: str) -> int:
    end = words[at].span.end
    for left, right in zip(words[at:], words[at + 1 : at + 4]):
        if left.possessive or _apart(prose, left, right) or not right.text[0].isupper():
            break
        end = right.span.end
    return end


def _accepts(person: Person, used: str) -> bool:
    declared = [_plain_title(part) for part in person.courtesy_title.split()]
    return used in declared


def _contradicts(person: Person, used: str) -> bool:
    if person.courtesy_title:
        return True
    said = person.pronouns.casefold()
    if not said:
        return False
    if "they" in said:
        return used in (_FEMALE | _MALE)
    return (used in _MALE and "she" in said and "/he" not in said) or (used in _FEMALE and said.startswith("he"))


def _pronouns(reading: Reading, rule: Rule, words: list[Word]) -> Iterator[Hit]:
    """A pronoun within five words of the only interviewer's name, with nobody else between."""
    people = reading.draft.facts.value("interviewers", ())
    if len(people) != 1 or not people[0].pronouns or not people[0].name:
        return
    said = people[0].pronouns.casefold()
    wrong = {"he", "him"} if said.startswith("she") else {"she", "her"} if said.startswith("he/") else set()
    if said.startswith("they"):
        wrong = {"he", "him", "she"}
    prose = reading.draft.prose
    for at, word in enumerate(words):
        if word.possessive or not word.text[0].isupper() or compare(people[0], word.text) != "same" or len(word.text) < 2:
            continue
        for left, right in zip(words[at : at + 5], words[at + 1 : at + 6]):
            gap = prose[left.span.end : right.span.start]
            if gap.strip(" ,;") or right.first or right.text.lower() in ("a", "an", "the", "your", "my", "our", "his", "their"):
                break
            if right.text in wrong:
                message = rule.check.get("messages", {}).get("pronouns")
                yield Hit(right.span, {"title": "", "name": people[0].name, "pronouns": people[0].pronouns}, message=message)
                break
            if right.text[0].isupper() and right.text != "I" and compare(people[0], right.text) == "different":
                break

"""Whom a greeting greets, and one that greets nobody by name."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from followup_lint.channels import HEAD
from followup_lint.checks.words import Word, words_of
from followup_lint.fields import SPOKEN_CHANNELS, Person
from followup_lint.finding import Edit, Fix, Hit
from followup_lint.inference import asked_for
from followup_lint.lazy import lazy
from followup_lint.lines import word_set
from followup_lint.names import TITLES, fold
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule
from followup_lint.salutations import PLACEHOLDER, opener
from followup_lint.source import Span

_BETWEEN = lazy(r"[,;:&/+!]|\b(?:and|or|und|y|et)\b", re.IGNORECASE)
_NAMELESS = word_set(
    "a an again all and any anyone anybody everyone everybody both concern dear esteemed folk folks friend friends"
    " good hello here hi hiring hr human interview interviewer interviewers interviewing it kind ladies gentlemen"
    " lovely ma'am maam madam madams may me messrs most my of one our panel panelist panelists recruiter recruiters"
    " recruiting recruitment resource resources respected responsible selection sir sirs talent acquisition team the"
    " there this to guys lads gents gentleman lady valued whoever whom whomever whomsoever wonderful you your yourself"
    " employer employers colleague colleagues person people in charge at from for with company representative"
    " personnel staff members member management manager managers applicant application department dept office"
    " committee board director head sender reader morning afternoon evening day greetings"
)
"""Words that greet nobody by name, lower case."""

_GROUP = word_set(
    "desk reception team committee panel department dept office staff board management members crew group hr"
    " recruitment recruiters interviewers colleagues ladies gentlemen folks all everyone manager managers recruiter"
    " director supervisor officer coordinator representative people personnel resources acquisition authority"
    " associates"
)
"""Last words of a greeting that is to a group or an office, whatever stands before them."""

_HONORIFICS = word_set("ji san sama sahib saheb sahab garu bhai didi ma'am maam madam sir sensei hanim bey")


class Piece(NamedTuple):
    """One of those whom a greeting greets; `kind` is `name`, `title` (alone), `placeholder` or `nobody`."""

    kind: str
    words: tuple[Word, ...]
    title: str
    span: Span


def greeted(reading: Reading) -> list[Piece]:
    """Return whom the greeting greets, piece by piece; empty where there is no greeting."""
    prose, pieces = reading.draft.prose, []
    own = {fold(word) for word in str(reading.draft.facts.value("company", "") or "").split()}
    for start, end in reading.draft.parts.get("greeting", ()):
        begin = start + opener(prose[start:end])
        if (aside := prose.find("(", begin, end)) > 0:
            end = aside
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
    if any(reading.book.lookup(without_honorific(word.text)).kind == "match" and len(word.text) > 1 for word in names):
        return Piece("name", names, title, span)
    plain = [word.text.casefold().replace("’", "'") for word in names]
    if not plain:
        formal = title.casefold() in ("sir", "madam", "") or not titles
        return Piece("nobody" if formal else "title", (), title, span)
    if plain[-1] in _GROUP or all(word in _NAMELESS or fold(word) in own for word in plain):
        return Piece("nobody", names, title, span)
    return Piece("name", names, title, span)


def without_honorific(word: str) -> str:
    """Return a name without the honorific that a hyphen joins to it (`Priya-ji`)."""
    head, _, tail = word.rpartition("-")
    return head if head and tail.casefold() in _HONORIFICS else word


def greeting(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """PER001: a greeting that names nobody. A placeholder or a title alone (Professor) counts as a name.

    A call may name the person in its next words.
    """
    pieces, spans = reading.once(greeted), reading.draft.parts.get("greeting", ())
    if not spans or any(piece.kind != "nobody" for piece in pieces):
        return
    if reading.channel in SPOKEN_CHANNELS and _is_named_next(reading, spans[0].start):
        return
    prose = reading.draft.prose
    start, end = spans[0].start, spans[-1].end
    end = start + len(prose[start:end].rstrip(" ,.:;!–—-\r\n\t"))
    fix = None
    if (
        rule.fix == "unsafe"
        and len(names := _addressees(reading)) == 1
        and prose[start:end].casefold().startswith(("dear", "hello", "hi"))
    ):
        fix = Fix(False, (Edit(Span(start, end), f"{prose[start:end].split()[0]} {names[0].name}"),))
    yield Hit(Span(start, end), fix=fix)


def _is_named_next(reading: Reading, start: int) -> bool:
    """Whether the first words of a call name somebody who is declared, ask for somebody, or leave a place for a name."""
    prose, end = reading.draft.prose, start + HEAD
    if asked_for(prose, start, end) or PLACEHOLDER.search(prose, start, end):
        return True
    known = [reading.book.lookup(word.text) for word in words_of(prose, start, min(end, len(prose)))]
    return any(found.kind == "match" and found.role == "interviewer" for found in known)


def _addressees(reading: Reading) -> list[Person]:
    """Whom the draft goes to, as far as that is declared: `to`, else the interviewers."""
    facts = reading.draft.facts
    if facts.declared("to"):
        people = [reading.book.find(text) for text in facts.value("to")]
        return [person for person in people if person and person.name]
    return [person for person in facts.value("interviewers", ()) if person.name]

"""Comparing names of people: accents, titles, initials, order of names, nicknames and slips of the pen."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from followup_lint.fields import Person
from followup_lint.lazy import lazy
from followup_lint.lines import word_set
from followup_lint.nicknames import kin, related
from followup_lint.source import Span

Sameness = Literal["same", "near", "different"]

TITLES = word_set(
    "mr mrs ms miss mx dr doctor prof professor sir dame lord lady rev reverend fr judge hon captain capt colonel col"
    " sergeant sgt lieutenant chef coach rabbi imam herr herrn frau mme mlle monsieur madame señor señora señorita sra"
    " srta signor signora dott dipl-ing"
)
"""What stands before a name, without its full stop and case. Dean and Major are given names too, so they are none."""

PARTICLES = word_set(
    "de del della der den van von vom zu zum zur la le du da do dos das di al el bin bint ibn ben ter ten te y e af"
    " av st"
)
"""Small words inside family names; a name matches with and without them."""

SUFFIXES = word_set("jr sr phd dphil msc bsc esq ii iii iv md mba ma ba dds cpa rn obe mbe cbe frcs facp cfa pmp")
"""What stands after a name."""

LONGEST = 40
"""Longest word, in letters, that is compared letter by letter."""

MOST_NEAR = 300
"""Words of declared names that a slip of the pen is looked for in."""

SHORTEST_NEAR = 4
"""Shortest name, in letters, that a slip of the pen can be told from another name (Tim and Tom are two people)."""

_LETTERS = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h"}
_SPELT_OUT = {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"}
_APOSTROPHES = "'’ʼ‘`´"
_DROPPED = dict.fromkeys(map(ord, _APOSTROPHES + "."))
_ADDRESS = lazy(r"<?([^\s<>,;@]{1,64}@[^\s<>,;@]{1,255})>?")
_SOUND_ALIKE = frozenset(["ck", "kc", "gj", "jg", "iy", "yi", "jy", "yj", "sz", "zs", "vw", "wv", "ij", "ji"])
_HYPHEN = lazy("[-‐‑]")
_AND = lazy(r",? (?:and|und|&) ")


@lru_cache(4096)
def fold(text: str) -> str:
    """Return a text without case, accents, apostrophes and full stops: “Łukasz”, “O’Brien” → “lukasz”, “obrien”."""
    text = text.translate(_DROPPED).casefold()
    if text.isascii():
        return text
    import unicodedata

    text = "".join(_LETTERS.get(letter, letter) for letter in unicodedata.normalize("NFC", text))
    return "".join(mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))


@lru_cache(4096)
def forms(word: str) -> tuple[str, ...]:
    """Return the folded forms of one word of a name: “Müller” is “muller” and “mueller”, “Jean-Luc” also “jeanluc”."""
    folded = fold(word).replace("-", "").replace("‐", "").replace("‑", "")
    if word.isascii():
        return (folded,)
    import unicodedata

    composed = unicodedata.normalize("NFC", word).casefold()
    spelt = fold("".join(_SPELT_OUT.get(letter, letter) for letter in composed)).replace("-", "")
    return (folded,) if spelt == folded else (folded, spelt)


def distance(one: str, two: str, limit: int) -> int:
    """Return how many letters must be changed, added, dropped or swapped with the next, or `limit` + 1 if more."""
    if one == two:
        return 0
    letters, others = set(one), set(two)
    if abs(len(one) - len(two)) > limit or len(letters - others) > limit or len(others - letters) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(two, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def slip(declared: str, written: str) -> bool:
    """Return whether a written word looks like a slip of the pen for a declared name.

    One letter under six, two from six on. The first letter must be the same or sound so: Keller is not Teller, and
    Katherine may be Catherine. Nicknames are no slips.
    """
    one, two = fold(declared), fold(written)
    limit = 1 if len(one) < 6 else 2
    if not SHORTEST_NEAR <= len(one) <= LONGEST or len(two) < SHORTEST_NEAR - 1:
        return False
    if one[0] != two[0] and one[0] + two[0] not in _SOUND_ALIKE and one[1::-1] != two[:2]:
        return False
    if abs(len(one) - len(two)) > limit + 2 or related(one, two):  # 2 for two umlauts spelt out
        return False
    return 0 < min(distance(a, b, limit) for a in forms(declared) for b in forms(written)) <= limit


class Name(NamedTuple):
    """A name in parts; words as written. `given` comes before `family` whatever the order was; both may be empty."""

    title: str
    given: tuple[str, ...]
    family: tuple[str, ...]

    @property
    def words(self) -> tuple[str, ...]:
        return self.given + self.family


def split_title(text: str) -> tuple[str, str]:
    """Return the courtesy titles at the head of a name, and the rest: “Dr. Ada Roth” → “Dr.”, “Ada Roth”."""
    words = text.split()
    count = 0
    while count < len(words) and words[count].rstrip(".").casefold() in TITLES:
        count += 1
    if count == len(words):
        count = max(count - 1, 0)
    return " ".join(words[:count]), " ".join(words[count:])


@lru_cache(4096)
def split_name(text: str) -> Name:
    """Return the parts of a name: title, given names, family names. “Lee, Dana” is Dana Lee; degrees are left out."""
    title, rest = split_title(_ADDRESS.sub(" ", text))
    first, *others = [part.strip() for part in rest.split(",")]
    parts = [first, *(part for part in others if part and not all(map(_is_suffix, part.split())))]
    if len(parts) == 2 and not title:
        title, parts[1] = split_title(parts[1])
    words = [word for part in parts[1:] + parts[:1] for word in part.replace(".", ". ").split()]
    while len(words) > 1 and _is_suffix(words[-1]):
        words.pop()
    if len(words) < 2:
        return Name(title, (), tuple(words)) if title else Name(title, tuple(words), ())
    if len(parts) == 2:
        cut = max(len(words) - len(first.split()), 0)
    else:
        cut = next((at for at, word in enumerate(words[1:-1], 1) if word.casefold() in PARTICLES), len(words) - 1)
    return Name(title, tuple(words[:cut]), tuple(words[cut:]))


def _is_suffix(word: str) -> bool:
    """Whether a word is a degree or the like; “Ma” is a name and “MA” is none."""
    folded = fold(word)
    return folded in SUFFIXES and (word.isupper() or folded in ("jr", "sr", "phd", "dphil", "msc", "bsc", "esq"))


def split_recipients(text: str) -> tuple[str, ...]:
    """Return the names or addresses in a text: “Dana Lee, Tom Reyes” is two, “Lee, Dana” is one."""
    lines = [" ".join(line.split()) for line in text.replace(";", "\n").split("\n")]
    return tuple(name for line in lines if line for name in _split_line(line))


def _split_line(line: str) -> list[str]:
    if _AND.search(line):
        return [name for part in _AND.split(line) for piece in part.split(",") if (name := piece.strip())]
    pieces = [piece.strip() for piece in line.split(",") if piece.strip()]
    if all("@" in piece or " " in piece for piece in pieces):
        return pieces
    return [line]


_MAILBOX = word_set(
    "team careers career recruiting recruitment recruiter hr jobs talent people office human resources hiring admissions"
    " applications noreply info admin support school desk reception staff enquiries contact mail"
)


def is_whole_name(text: str) -> bool:
    """Return whether a mail header's display name is a person's: two words or more, no initial, no name of a mailbox."""
    words = [word.strip(".,'\"") for word in _ADDRESS.sub(" ", text).split()]
    return len(words) > 1 and all(len(word) > 1 and word.lower() not in _MAILBOX for word in words)


def address_of(text: str) -> str:
    """Return the e-mail address in a text, without case, or nothing."""
    found = _ADDRESS.search(text)
    return found.group(1).casefold() if found and "@" in text else ""


def compare(declared: Person | str, written: str) -> Sameness:
    """Return whether a written name is that of a person, nearly (a slip of the pen), or another.

    Any part of the name will do, in any order; initials, nicknames and other declared names are right too.
    """
    names = (declared,) if isinstance(declared, str) else (declared.name, *declared.also_called)
    found: set[Sameness] = {_compare(name, written) for name in names if name}
    return "same" if "same" in found else "near" if "near" in found else "different"


@lru_cache(4096)  # the notes to a panel are compared each with each other
def _compare(declared: str, written: str) -> Sameness:
    one, two = split_name(declared).words, split_name(written).words
    if not one or not two:
        return "different"
    if fold("".join(one)) == fold("".join(two)):
        return "same"
    apart = _match(_words(one), _words(two))
    if apart != "same" and any("-" in word for word in one + two):
        joined = _match([word.replace("-", "") for word in one], [word.replace("-", "") for word in two])
        return joined if apart == "different" or joined == "same" else apart
    return apart


def _words(words: tuple[str, ...]) -> list[str]:
    """The words that tell a name: hyphenated ones apart, without particles unless there is nothing else."""
    parts = [part for word in words for part in _HYPHEN.split(word) if fold(part)]
    return [part for part in parts if part.casefold() not in PARTICLES] or parts


def _match(declared: list[str], written: list[str]) -> Sameness:
    """Compare words of two names: each word of the shorter must find its own in the longer."""
    turned = len(written) < len(declared)
    few, rest = (written, list(declared)) if turned else (declared, list(written))
    near = whole = False
    for word in sorted(few, key=len, reverse=True):
        found = next((other for other in rest if _equal(word, other)), None)
        if found is None:
            near = True
            found = next((other for other in rest if (slip(other, word) if turned else slip(word, other))), None)
        if found is None:
            return "different"
        whole = whole or min(len(fold(word)), len(fold(found))) > 1
        rest.remove(found)
    return "different" if not whole else "near" if near else "same"


def _equal(one: str, two: str) -> bool:
    first, second = fold(one), fold(two)
    if len(first) == 1 or len(second) == 1:
        return first[0] == second[0]
    return not set(forms(one)).isdisjoint(forms(two)) or related(first, second)


class Lookup(NamedTuple):
    """What a book knows of a word: `name` is the declared spelling, `person` whose it is, `role` what they are here."""

    kind: Literal["match", "near", "unknown"]
    name: str = ""
    person: Person | None = None
    role: str = ""


class _Entry(NamedTuple):
    word: str
    person: Person
    role: str


UNKNOWN = Lookup("unknown")


class NameBook:
    """The names that a draft may hold, by who they are: interviewers, the sender, others."""

    def __init__(
        self, interviewers: Iterable[Person] = (), sender: Person | None = None, known: Iterable[Person | str] = ()
    ) -> None:
        people = [(person, "interviewer") for person in interviewers]
        people += [(sender, "sender")] if sender else []
        people += [(Person(name) if isinstance(name, str) else name, "known") for name in known]
        self.people: tuple[tuple[Person, str], ...] = tuple(people)
        self._entries = [_Entry(word, person, role) for person, role in people for word in _all_words(person)]
        self._index: dict[str, _Entry] = {}
        for entry in self._entries:
            for form in forms(entry.word):
                self._index.setdefault(form, entry)
        for entry in self._entries:
            folded = fold(entry.word)
            for form in (*kin(folded), folded[:1]):
                self._index.setdefault(form, entry)
        self._known: dict[str, Lookup] = {}

    def lookup(self, token: str) -> Lookup:
        """Return what is known of one word: right as it stands, a slip for an interviewer's name, or nothing.

        A possessive ending does not count. Of several near names the nearest is given, interviewers' before others'.
        """
        known = self._known.get(token)
        if known is None:
            known = self._known[token] = self._look(_without_possessive(token.strip()))
        return known

    def _look(self, word: str) -> Lookup:
        if not fold(word):
            return UNKNOWN
        if found := self._exact(word):
            return Lookup("match", found.word, found.person, found.role)
        parts = [part for part in _HYPHEN.split(word) if part]
        if len(parts) > 1 and (first := self._exact(parts[0])) and all(self._exact(part) for part in parts):
            return Lookup("match", first.word, first.person, first.role)
        best: tuple[int, int] | None = None
        result = UNKNOWN
        for at, entry in enumerate(self._entries[:MOST_NEAR]):
            if slip(entry.word, word):
                rank = distance(fold(entry.word), fold(word), 2), at
                if best is None or rank < best:
                    best, result = rank, Lookup("near", entry.word, entry.person, entry.role)
        return result

    def find(self, text: str) -> Person | None:
        """Return the person that a name or an address means: by address, then by the whole name."""
        if address := address_of(text):
            for person, _ in self.people:
                if person.email and person.email.casefold() == address:
                    return person
        name = _ADDRESS.sub(" ", text).strip(" \"'")
        return next((person for person, _ in self.people if name and compare(person, name) == "same"), None)

    def _exact(self, word: str) -> _Entry | None:
        return next((self._index[form] for form in forms(word) if form in self._index), None)


def _without_possessive(word: str) -> str:
    if len(word) > 2 and word[-1] in "sS" and word[-2] in _APOSTROPHES:
        return word[:-2]
    return word[:-1] if len(word) > 2 and word[-1] in _APOSTROPHES and word[-2] in "sS" else word


def _all_words(person: Person) -> Iterator[str]:
    for name in (person.name, *person.also_called):
        for word in split_name(name).words:
            yield word
            parts = _HYPHEN.split(word)
            if len(parts) > 1:
                yield from (part for part in parts if part)


def person_of(text: str, span: Span | None = None) -> Person:
    """Return the person that a bare text names: “Dr Dana Lee <dana@example.org>” has a title, a name and an address."""
    address = _ADDRESS.search(text) if "@" in text else None
    email = address.group(1) if address else ""
    title, name = split_title((_ADDRESS.sub(" ", text) if address else text).strip().strip('"'))
    return Person(name, email=email, courtesy_title=title, span=span)

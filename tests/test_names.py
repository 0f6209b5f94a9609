"""Which names are the same, which are slips of the pen, and which are other people's."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_lint.fields import Person
from followup_lint.names import (
    Name,
    NameBook,
    compare,
    distance,
    fold,
    person_of,
    slip,
    split_name,
    split_recipients,
    split_title,
)
from followup_lint.nicknames import kin, related


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Dana", "dana"), ("DANA", "dana"), ("José", "jose"), ("Jose\u0301", "jose"), ("Straße", "strasse"),
        ("Søren", "soren"), ("Łukasz", "lukasz"), ("Đorđe", "dorde"), ("Kjær", "kjaer"), ("O’Brien", "obrien"),
        ("O'Brien", "obrien"), ("J.", "j"), ("Þór", "thor"), ("İpek", "ipek"), ("Işık", "isik"), ("李", "李"), ("", ""),
    ],
)  # fmt: skip
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "two", "steps"),
    [("dana", "dana", 0), ("dana", "dans", 1), ("dana", "dan", 1), ("dana", "danna", 1), ("dana", "adna", 1),
     ("dana", "dnaa", 1), ("okafor", "okofar", 2), ("dana", "lena", 2), ("dana", "pete", 4), ("", "ab", 2),
     ("ab", "", 2),
     ("ca", "abc", 3)],
)  # fmt: skip
def test_distance(one: str, two: str, steps: int) -> None:
    assert distance(one, two, 2) == min(steps, 3)
    assert distance(two, one, 5) == steps


@settings(derandomize=True, max_examples=300)
@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_an_early_end_changes_no_distance(one: str, two: str) -> None:
    full = distance(one, two, 20)
    assert full == distance(two, one, 20)
    for limit in (0, 1, 2):
        assert distance(one, two, limit) == min(full, limit + 1)


@pytest.mark.parametrize(
    ("declared", "written", "expected"),
    [
        ("Priya", "Pria", True), ("Okafor", "Okafo", True), ("Okafor", "Okofar", True), ("Jonsson", "Johnson", True),
        ("Marie", "Maria", True), ("Stephen", "Steven", True), ("Müller", "Miller", True),
        ("Katherine", "Catherine", True), ("Geoff", "Jeoff", True), ("Priya", "Rpiya", True),
        ("Mueller", "Muller", True),
        # the same, or a nickname
        ("Priya", "Priya", False), ("Priya", "PRIYA", False), ("Müller", "Muller", False),
        ("Müller", "Mueller", False),
        ("Kate", "Katie", False), ("Daniel", "Danny", False),
        # other names
        ("Tim", "Tom", False), ("Lee", "Leo", False), ("Jo", "Joe", False), ("Hansen", "Jensen", False),
        ("Hansen", "Jansen", False), ("Keller", "Teller", False), ("Hanson", "Jensen", False),
        ("Priya", "Peter", False),
        ("Dana", "Dean", False), ("x" * 50, "x" * 49, False), ("", "Dana", False), ("Dana", "", False),
    ],
)  # fmt: skip
def test_slip(declared: str, written: str, expected: bool) -> None:
    assert slip(declared, written) is expected


@pytest.mark.parametrize(
    ("text", "title", "given", "family"),
    [
        ("Dana Lee", "", "Dana", "Lee"), ("Lee, Dana", "", "Dana", "Lee"), ("Dr. Dana Lee", "Dr.", "Dana", "Lee"),
        ("Prof. Dr. Ada Roth", "Prof. Dr.", "Ada", "Roth"), ("Roth, Dr Ada", "Dr", "Ada", "Roth"),
        ("Ms Okafor", "Ms", "", "Okafor"), ("Dana", "", "Dana", ""), ("Dean Roberts", "", "Dean", "Roberts"),
        ("Ludwig van Beethoven", "", "Ludwig", "van Beethoven"), ("María de la Cruz", "", "María", "de la Cruz"),
        ("Van Nguyen", "", "Van", "Nguyen"), ("Yo-Yo Ma", "", "Yo-Yo", "Ma"), ("Ada Roth, PhD", "", "Ada", "Roth"),
        ("Ada Roth MBA", "", "Ada", "Roth"), ("J.R. Smith Jr.", "", "J. R.", "Smith"),
        ("Ma, Yo-Yo", "", "Yo-Yo", "Ma"),
        ("Dana Lee <dana@example.org>", "", "Dana", "Lee"), ("Herr Müller", "Herr", "", "Müller"),
        ("dana@example.org", "", "", ""), ("Dr", "", "Dr", ""), ("", "", "", ""), (",", "", "", ""),
    ],
)  # fmt: skip
def test_split_name(text: str, title: str, given: str, family: str) -> None:
    assert split_name(text) == Name(title, tuple(given.split()), tuple(family.split()))


def test_split_title() -> None:
    assert split_title("Prof. Dr. Ada Roth") == ("Prof. Dr.", "Ada Roth")
    assert split_title("Chef Laurent") == ("Chef", "Laurent")
    assert split_title("Drake Bell") == ("", "Drake Bell")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dana Lee", ["Dana Lee"]), ("Dana Lee, Tom Reyes", ["Dana Lee", "Tom Reyes"]), ("Lee, Dana", ["Lee, Dana"]),
        ("Ada Roth, PhD", ["Ada Roth, PhD"]), ("Dana and Tom", ["Dana", "Tom"]),
        ("Dana, Tom and Jo", ["Dana", "Tom", "Jo"]),
        ("Dana, Tom, and Jo", ["Dana", "Tom", "Jo"]), ("Dana; Tom", ["Dana", "Tom"]),
        ("a@b.c, d@e.f", ["a@b.c", "d@e.f"]),
        ("Ortega y Gasset", ["Ortega y Gasset"]), ("Dana Lee <a@b.c>, t@x.y", ["Dana Lee <a@b.c>", "t@x.y"]),
        ("Dana\nTom", ["Dana", "Tom"]), ("Andrea Sandoval", ["Andrea Sandoval"]), ("", []),
    ],
)  # fmt: skip
def test_split_recipients(text: str, names: list[str]) -> None:
    assert list(split_recipients(text)) == names


@pytest.mark.parametrize(
    ("declared", "written", "expected"),
    [
        ("Dana Lee", "Dana Lee", "same"), ("Dana Lee", "dana lee", "same"), ("Dana Lee", "Lee, Dana", "same"),
        ("Dana Lee", "Lee Dana", "same"), ("Dana Lee", "D. Lee", "same"), ("Dana Lee", "Dana L.", "same"),
        ("Dana Lee", "Dana", "same"), ("Dana Lee", "Ms Lee", "same"), ("Dana Lee", "Prof. Dr. Lee", "same"),
        ("Dana Lee", "Dana Kim", "different"), ("Dana Lee", "Tom Reyes", "different"),
        ("Dana Lee", "D. L.", "different"),
        ("Priya Okafor", "Pria Okafor", "near"), ("Priya Okafor", "Mr Okafo", "near"),
        ("Priya", "Pria Okafor", "near"),
        ("Łukasz Żak", "Lukasz Zak", "same"), ("Jürgen Müller", "Juergen Mueller", "same"),
        ("Juergen Mueller", "Jürgen Müller", "same"), ("Søren Kjær", "Soren Kjaer", "same"), ("Weiß", "Weiss", "same"),
        ("Siobhán O’Brien", "Siobhan OBrien", "same"), ("Jean-Luc Picard", "Jean Luc Picard", "same"),
        ("Jean-Luc Picard", "Jeanluc", "same"), ("Anna Smith-Jones", "Ms Smith", "same"),
        ("Anna Smith-Jones", "Anna Jones", "same"), ("Ludwig van Beethoven", "Mr Beethoven", "same"),
        ("Ana van den Berg", "Ana Vandenberg", "same"), ("Katherine Bell", "Kate", "same"),
        ("Kate Bell", "Katherine", "same"),
        ("William Ford", "Bill Ford", "same"), ("Bill Ford", "Will Ford", "same"),
        ("Xiao-Ming Li", "Li Xiaoming", "same"),
        ("J.R. Smith", "John Smith", "same"), ("Dana Lee", "", "different"), ("", "Dana", "different"),
        ("María José García López", "María García", "same"), ("John Park", "Jon Park", "near"),
    ],
)  # fmt: skip
def test_compare(declared: str, written: str, expected: str) -> None:
    assert compare(declared, written) == expected


def test_other_declared_names_are_right() -> None:
    person = Person("Guillermo Ruiz", also_called=("Memo", "Bill"))
    assert [compare(person, name) for name in ("Memo", "Bill Ruiz", "Guillermo", "Mimo")] == [
        "same", "same", "same", "near",
    ]  # fmt: skip


NICKNAMES = """
Katherine Kate; Katherine Kathy; Kathryn Katie; Catherine Cathy; William Bill; William Will; Robert Bob; Elizabeth Beth
Elizabeth Liz; Margaret Peggy; Richard Rick; James Jim; Alexander Alex; Alexandra Sasha; Thomas Tom; Michael Mike
Christopher Chris; Joseph Joe; Daniel Dan; Samuel Sam; Samantha Sam; Jennifer Jen; Patricia Trish; Edward Ted
Theodore Ted; Anthony Tony; Charles Chuck; Susan Sue; Deborah Debbie; Rebecca Becky; Victoria Vicky; Henry Harry
"""


@pytest.mark.parametrize("pair", [pair.split() for line in NICKNAMES.strip().split("\n") for pair in line.split(";")])
def test_nicknames_are_never_wrong(pair: list[str]) -> None:
    for one, two in (pair, pair[::-1]):
        assert related(fold(one), fold(two))
        assert NameBook([Person(f"{one} Roth")]).lookup(two).kind == "match"
        assert not slip(one, two)


def test_spellings_of_one_name_are_no_nicknames() -> None:
    for pair in ("jon john", "steven stephen", "catherine katherine", "marc mark", "alan allan", "toni tony"):
        assert not related(*pair.split())
    assert "kate" in kin("katherine") and "katherine" in kin("kate") and kin("zanzibar") == {"zanzibar"}


BOOK = NameBook(
    [
        Person("Priya Okafor"),
        Person("Katherine Smith-Jones", also_called=("Kit",)),
        Person("Jürgen Müller", email="JM@example.org"),
    ],
    Person("Ana Ruiz"),
    ["Severn Labs", Person("Marie Curie")],
)


@pytest.mark.parametrize(
    ("token", "kind", "name", "role"),
    [
        ("Priya", "match", "Priya", "interviewer"), ("PRIYA", "match", "Priya", "interviewer"),
        ("Priya's", "match", "Priya", "interviewer"), ("Priya’s", "match", "Priya", "interviewer"),
        ("Severn Labs", "unknown", "", ""), ("Labs’", "match", "Labs", "known"),
        ("Pria", "near", "Priya", "interviewer"),
        ("Okafo", "near", "Okafor", "interviewer"), ("Kate", "match", "Katherine", "interviewer"),
        ("Kit", "match", "Kit", "interviewer"), ("Smith-Jones", "match", "Smith-Jones", "interviewer"),
        ("Jones", "match", "Jones", "interviewer"), ("Jones-Smith", "match", "Jones", "interviewer"),
        ("Mueller", "match", "Müller", "interviewer"), ("Muller", "match", "Müller", "interviewer"),
        ("Mulller", "near", "Müller", "interviewer"), ("Ana", "match", "Ana", "sender"),
        ("Ruis", "near", "Ruiz", "sender"),
        ("Severn", "match", "Severn", "known"), ("Maria", "near", "Marie", "known"),
        ("P.", "match", "Priya", "interviewer"),
        ("Bob", "unknown", "", ""), ("", "unknown", "", ""), ("'", "unknown", "", ""), ("-", "unknown", "", ""),
    ],
)  # fmt: skip
def test_lookup(token: str, kind: str, name: str, role: str) -> None:
    found = BOOK.lookup(token)
    assert (found.kind, found.name, found.role) == (kind, name, role)
    assert (found.person is None) == (kind == "unknown")


@pytest.mark.parametrize(
    ("text", "name"),
    [("jm@example.org", "Jürgen Müller"), ("J. M. <JM@example.org>", "Jürgen Müller"), ("Dr Okafor", "Priya Okafor"),
     ('"Kate Jones" <k@example.org>', "Katherine Smith-Jones"), ("nobody@example.org", None), ("Bob", None),
     ("", None)],
)  # fmt: skip
def test_find(text: str, name: str | None) -> None:
    found = BOOK.find(text)
    assert (found.name if found else None) == name


def test_person_of() -> None:
    assert person_of("Dr Dana Lee <d@example.org>") == Person("Dana Lee", email="d@example.org", courtesy_title="Dr")
    assert person_of("dana@example.org") == Person("", email="dana@example.org")
    assert person_of('"Lee, Dana" <d@example.org>') == Person("Lee, Dana", email="d@example.org")
    assert person_of("Miss") == Person("Miss")

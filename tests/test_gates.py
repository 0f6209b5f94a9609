"""What a text must hold for an expression to match it."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable

from followup_lint.cues import kind_cues
from followup_lint.gates import DIGIT, TWICE, Haystack, Sieve, gate
from tests.checking import rules

CORPUS = Path(__file__).parent / "corpus" / "drafts"
SHIPPED = [
    (expression, rule.check.get("cased", False))
    for rule in rules().rules if rule.check["kind"] == "pattern"
    for expression in rule.check["any"]
]  # fmt: skip
SHIPPED += [(expression, True) for *_, expressions in kind_cues() for expression in expressions]


@pytest.mark.parametrize(
    ("expression", "needed"),
    [
        (r"\btbc\b", ("tbc",)),
        (r"(?:TBC|todo)s?", ("tbc", "tbcs", "todo", "todos")),
        (r"x(?:ab)+c", ("xab",)),
        (r"_{3,}", ("___",)),
        (r"\w+ {2,},", (" ,",)),
        (r"\w+ {2,}\w", ("  ",)),
        (r"(?<=\w) +(?=[,;]\s)", (" ,", " ;")),
        (r"\d{3}-x", ("-x",)),
        (r"\d\d", (DIGIT,)),
        (r"\w+", ()),
        (r"colou?rs?", ("color", "colors", "colour", "colours")),
        (r"café", ("caf",)),
        (r"a?b*", ()),
    ],
)
def test_gates(expression: str, needed: tuple[str, ...]) -> None:
    assert gate(expression, False) == needed


def test_case_counts_where_the_expression_says_so() -> None:
    assert gate("TODO", True) == ("TODO",)
    assert gate("(?i:go)", True) == ("GO", "Go", "gO", "go")
    assert gate("(?i:is)", True) == ()  # i and s have other forms than I and S
    assert Haystack("a long ſ and a dotless ı").may_match(gate("s and a dotless i", False), False)


@pytest.mark.parametrize(("expression", "cased"), SHIPPED, ids=range(len(SHIPPED)))
def test_a_gate_lets_through_whatever_matches(expression: str, cased: bool) -> None:
    pattern = re.compile(expression, re.MULTILINE | (0 if cased else re.IGNORECASE))
    needed = gate(expression, cased)

    @settings(max_examples=20, deadline=None, database=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.from_regex(pattern))
    def holds(text: str) -> None:
        assert Haystack(text).may_match(needed, cased)

    with suppress(Unsatisfiable):  # too rare to be hit upon
        holds()
    for path in CORPUS.iterdir():
        text = path.read_bytes().decode("utf-8", "replace")
        assert not pattern.search(text) or Haystack(text).may_match(needed, cased)


def test_most_drafts_are_searched_for_few_expressions() -> None:
    texts = [path.read_bytes().decode("utf-8", "replace") for path in CORPUS.iterdir()]
    tried = [Haystack(text).may_match(gate(*shipped), shipped[1]) for text in texts for shipped in SHIPPED]
    assert sum(tried) < len(tried) / 4


def test_a_word_twice() -> None:
    assert Haystack("Thank you for the\nThe tour").has_twice
    assert not Haystack("the tour of the site").has_twice
    assert gate(r"\b(?P<w>\w+) (?P=w)\b", False) == (TWICE,)


def test_a_sieve_lets_through_what_the_gates_let_through() -> None:
    for cased in (False, True):
        expressions = [expression for expression, counts in SHIPPED if counts == cased]
        sieve = Sieve(expressions, cased)
        for path in sorted(CORPUS.glob("*.md"))[::9]:
            hay = Haystack(path.read_text("utf-8"))
            assert sieve.through(hay) == [e for e in expressions if hay.may_match(gate(e, cased), cased)]

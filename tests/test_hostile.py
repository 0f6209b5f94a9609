"""Hostile inputs: time grows as the text does, and files that vanish, loop or cannot be written cost nothing."""

import gc
import json
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from followup_lint import house
from followup_lint.checks.pattern import PIECE, _found
from followup_lint.engine import Settings
from followup_lint.errors import RuleFileError
from followup_lint.expressions import trouble
from followup_lint.fix import fixed
from followup_lint.run import lint_source
from followup_lint.source import Source, Span
from tests.checking import rules
from tests.conftest import Run
from tests.test_fuzz import entry

Lint = Callable[..., Run]
FACTS = "---\nkind: thank-you\nchannel: email\nsender: Ana Ruiz\ninterviewers: [Anna Lee]\ninterviews: [2026-03-05]\n---\n\nDear Anna,\n\n"
MAIL = "From: a@b.co\nTo: Anna Lee <anna@b.co>\nSubject: x\n\n"
SIZE = 12_000
GROWTH = 3.5
"""How much longer a text of twice the length may take: 2 is linear, 4 quadratic."""

RUNS = {
    "nesting of quotes": lambda n: "\n".join("> " * (i % 100) + "a" for i in range(n // 100)),
    "nesting of lists": lambda n: "\n".join("  " * (i % 50) + "- a" for i in range(n // 50)),
    **{
        repr(unit): lambda n, unit=unit: unit * (n // len(unit))
        for unit in (
            *"[({<*_!?.,- \n\t1A`~|\"'\\&#>🙂", "a ", "A ", "a\n", "> a\n", "- a\n", "# a\n", "|a|\n", "a\n\n", "\r\n", "… ", "it's ", "n't ", "<a>", "</", "<!-- ",
            "[a](b) ", "[a]: b\n", "![", "](", "`` `", "{{name}} ", "[Name] ", "a@", "a@b.co ", "http://a.", "a-", "3:", "1,", "05/", "March 5, 2026 ", "Anna ",
            "Dear Anna,\n", "Kind regards,\n", "Thank you so much!!\n\n", "I look forward to hearing from you. ", "Anna Lee and ", "Subject: a\n", "> > ",
            "<!-- followup-lint: ignore[TON] --> just! ",
        )
    },
}  # fmt: skip


def seconds(work: Callable[[], object]) -> float:
    """How long some work takes, in processor time, which other programs do not lengthen."""
    gc.collect()
    begun = time.process_time()
    work()
    return time.process_time() - begun


def lint(text: str, path: str = "a.md") -> int:
    return len(lint_source(Source(path, text), rules(), Settings()).findings)


def grows(make: Callable[[int], str], path: str, head: str) -> float:
    """How many times longer a text of twice the length takes; the text is made longer until that can be measured."""
    lint(head + "Thank you.", path)
    size = SIZE
    while True:
        short, long = head + make(size), head + make(2 * size)
        first, second = seconds(partial(lint, short, path)), seconds(partial(lint, long, path))
        if second / first < GROWTH or second > 2:
            return second / first
        size *= 2  # a small text's figures may be noise


@pytest.mark.slow
@pytest.mark.parametrize("name", RUNS)
def test_time_grows_as_the_text_does(name: str) -> None:
    assert grows(RUNS[name], "a.md", FACTS) < GROWTH


@pytest.mark.slow
@pytest.mark.parametrize("name", ["'<a>'", "'<'", "'> a\\n'", "'a '", "'🙂'", "'&'", "'… '", "'Subject: a\\n'"])
@pytest.mark.parametrize(
    ("path", "head"), [("a.eml", MAIL), ("a.eml", MAIL[:-1] + "Content-Type: text/html\n\n"), ("a.txt", FACTS)]
)
def test_time_grows_as_mails_and_texts_do(name: str, path: str, head: str) -> None:
    assert grows(RUNS[name], path, head) < GROWTH


@pytest.mark.slow
@pytest.mark.parametrize(
    "code", [rule.code for rule in rules().rules if any("bad" in example for example in rule.examples)]
)
def test_time_grows_as_what_a_rule_looks_for_does(code: str) -> None:
    bad = next(example["bad"] for example in rules().by_name[code].examples if "bad" in example)
    unit = (
        " ".join((bad if isinstance(bad, str) else str(bad)).replace("<mark>", "").replace("</mark>", "").split()) + " "
    )
    assert grows(lambda n: unit * (n // len(unit) + 1), "a.md", FACTS) < GROWTH


def test_a_draft_with_thousands_of_findings_stays_usable(lint: Lint, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(FACTS + "🙂 Thank you!! " * 3000, encoding="utf-8")
    found = json.loads(lint("--format", "json", path).out)
    assert sum(len(item["findings"]) for item in found["drafts"]) > 2000
    assert lint("--diff", "--unsafe-fixes", path).code in (0, 1)


def test_fixes_of_thousands_of_findings_are_put_in_order() -> None:
    text = "I’d  like  that . " * 300
    assert fixed(Source("a.md", text), lambda source: lint_source(source, rules(), Settings()), unsafe=True).text


# -- regular expressions of other people -----------------------------------------------------------------------------


HOSTILE = (
    "(a+)+$", "(?:a*)*b", "((a{1,})b?)*", "(a|a)*b", "(a|ab|b)+", "(?=(x+)+y)", "(?:.*,){200}", "(a+)(?(1)(b+)+|c)", "a*a*b", "(a|b)*a(a|b)*c",
    ".*foo.*bar", "(a{1,50}){1,50}b", "(a?){20}b", "(?:.*,){50}", r"\s*\n\s*\n\s*x", r"(a+)\1b", "a*(?=a*b)c", "(?:a(?=a*b))*c", ".{0,80}x.{0,80}y.{0,80}z",
    r"(\w+\s?)+$", "(?i:a)*A*b", "(a*|b)*c", "((?>a+))+(?>a+)*b", "[^,]*,?[^,]*;", "a*?a*?b", "a*b?a*c", r"\w*é*x", "(|a)+b",
)  # fmt: skip
HARMLESS = (
    r"\bfoo+\b", "(foo|bar)+", r"(?<!\d)\d{2,4}", "[a-z]+ [A-Z]+", "(a{2}b)+", "(?>a+)b", "x|y+", r"\w+(?: \w+)*\.", r"\b[A-Z]\w*(?:\s+[A-Z]\w*)+\b",
    r"(?:\w+ )+", r"""(['"]).*?\1""", r"\b(?:\d{1,3}(?:,\d{3})+|\d+)k?\b", r"\b(can|could|cane|cry) \w+", r"https?://\S+", r"\b\w+@\w+\.\w+",
    r"(?i)dear\s+sirs?\b", r"^\s*--\s*$", ".{0,80}x.{0,40}y", r".*\d{1,2}", "a*+a*+b",
)  # fmt: skip


@pytest.mark.parametrize("pattern", HOSTILE)
def test_an_expression_that_tries_many_ways_is_refused(pattern: str) -> None:
    assert "repeats a repeat" in (trouble(pattern) or "")


@pytest.mark.parametrize("pattern", HARMLESS)
def test_other_expressions_are_taken(pattern: str) -> None:
    assert trouble(pattern) is None


@pytest.mark.slow
@pytest.mark.parametrize("unit", ["a", "1", " ", "A a"])
def test_what_is_taken_costs_a_line_of_twice_the_length_twice(unit: str) -> None:
    def cost(size: int) -> float:
        text = unit * (size // len(unit))
        return seconds(lambda: [list(_found(pattern, False, text, Span(0, len(text)))) for pattern in HARMLESS])

    assert cost(60_000) < GROWTH * cost(30_000)


def test_no_expression_leaves_its_piece_of_a_long_text() -> None:
    for text in ("a" * 50_000, "a " * 25_000, "a\n" * 25_000, "aaa\n\n" * 10_000):
        spans = [match.span() for match in _found("[a\\s]+", False, text, Span(5, len(text)))]
        assert max(end - start for start, end in spans) <= PIECE
        assert len(spans) < 4 * len(text) / PIECE and spans[-1][1] == len(text)
        assert sum(match.end() - match.start() for match in _found("a", False, text, Span(0, len(text)))) == text.count(
            "a"
        )
    assert len(list(_found("a+", False, "a" * 20_000, Span(0, 20_000)))) == 1


def test_a_piece_that_was_cut_within_a_line_does_not_end_one() -> None:
    text = "word " * 10_000 + "end\n"
    assert [m.span() for m in _found(r"\w+$", False, text, Span(0, len(text)))] == [(50_000, 50_003)]


def test_a_rule_file_with_a_hostile_expression_is_refused_in_one_line(tmp_path: Path) -> None:
    path = tmp_path / "house.yml"
    path.write_text(entry() % "(a+)+$", encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"OUR001\.any\.0: '\(a\+\)\+\$' repeats a repeat") as caught:
        house.add(rules(), str(path))
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("text", "words"),
    [("a: &a [*a]", "alias"), ("cues: {a: " + "[" * 90 + "]" * 90 + "}", "deeply"), ("profiles: {seed: {extends: seed}}", "itself"),
     ("a: 2026-99-99", "valid YAML"), (entry() % "a(", "no regular expression")],
)  # fmt: skip
def test_rule_files_that_would_break_the_reader_are_refused(tmp_path: Path, text: str, words: str) -> None:
    path = tmp_path / "house.yml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RuleFileError, match=words):
        house.add(rules(), str(path))

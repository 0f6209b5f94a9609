"""Each regular expression, of the shipped rules and of the code, costs a text of twice the length about twice the time."""

import gc
import re
import time
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from followup_lint.checks.pattern import compiled
from followup_lint.lazy import _Lazy
from tests.checking import rules

PACKAGE = Path(__file__).parent.parent / "followup_lint"
SIZES = (3_000, 6_000)
GROWTH = 3.3
"""How much longer twice the text may take: 2 is linear, 4 is quadratic."""

NOISE = 0.01
"""Seconds below which a measurement says nothing; on this little text a quadratic expression takes longer."""

SHORT = {
    "checks.employer._NAME_BEFORE.0": "80 characters before a place",
    "dateguess._CLOCK.0": "dates of LONGEST characters",
    "salutations._AFTER_NAME.0": "lines of 60 characters",
    "sentences._LAST_WORD.0": "40 characters before a place",
}
"""Expressions that could take the square of a text's length, and what they are tried on instead: never a long text."""

UNITS = (
    "a", "A", "Aa ", "a ", "1", "1 ", "1.", "1:", " ", "\t", "\n", " \n", "\r\n", ".", "...", "!", ",", "-", "_", "*", "**", "`", "~", "'", "’", "a'", "ʼ", "ʼa", '"', "(", ")",
    "[", "]", "<", ">", "</", "<a ", "<a b=c ", "a='", "{", "{{", "|", "\\", "/", "@", "a@", "a.", "://", "http://", "www.", "&", "&#", "=", "=?", "#", "# ", "> ", "- ", "+1 ", "€",
    "é", "🙂", "日", "。", "\u200d", "\u00a0", "Anna ", "Anna and ", "at the ", "On Monday ", "interview ", "thank you ", "your name ", "[Name] ", "a: ", "a-b", "a, ", "a b, ", "(a) ", "A B C ",
)  # fmt: skip


def of_rules() -> Iterable[tuple[str, re.Pattern[str]]]:
    for rule in rules().rules:
        if rule.check["kind"] == "pattern":
            for key in ("any", "unless"):
                for number, expression in enumerate(rule.check.get(key, ())):
                    yield f"{rule.code}.{key}.{number}", compiled(expression, rule.check.get("cased", False))


def of_code() -> Iterable[tuple[str, re.Pattern[str]]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
        if path.stem in ("__main__", "browser") or "_content" in path.parts or "rulepages" in path.parts:
            continue
        for key, value in vars(import_module(name)).items():
            for number, pattern in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(pattern, _Lazy):
                    pattern = re.compile(*pattern._given)
                if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                    yield f"{name.partition('.')[2]}.{key}.{number}", pattern


@cache
def patterns() -> dict[str, re.Pattern[str]]:
    """Every expression once, by where it stands."""
    found: dict[re.Pattern[str], str] = {}
    for name, pattern in (*of_rules(), *of_code()):
        found.setdefault(pattern, name)
    return {name: pattern for pattern, name in found.items()}


def pieces(pattern: re.Pattern[str]) -> list[str]:
    """What to repeat: the general pieces, and the words and signs that the expression itself is made of."""
    words = re.findall(r"[^\W\d_]{2,}", pattern.pattern)[:12]
    return [*UNITS, *(word + " " for word in words), *sorted(set(re.findall(r"[^\w\s]", pattern.pattern)) - set(UNITS))]


@cache
def source(module: str) -> str:
    return (PACKAGE / f"{module}.py").read_text("utf-8")


def is_anchored(name: str) -> bool:
    """Whether the code tries an expression at one place of a text only."""
    if name[:3].isupper():  # a rule's
        return False
    *module, key, _ = name.split(".")
    ways = set(re.findall(rf"\b{key}\.(match|fullmatch|search|finditer|findall|sub|split)\b", source("/".join(module))))
    return bool(ways) and ways <= {"match", "fullmatch"}


def cost(pattern: re.Pattern[str], anchored: bool, head: str, unit: str, size: int) -> float:
    text = head + unit * (size // len(unit)) + "\0"
    begun = time.process_time()
    if anchored:
        pattern.match(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - begun


def grows(pattern: re.Pattern[str], anchored: bool) -> str:
    """What makes an expression grow faster than its text; nothing where nothing was found."""
    words = re.findall(r"[^\W\d_]{2,}", pattern.pattern)[:1]
    for unit in pieces(pattern):
        for head in ("", *(word + " " for word in words)):
            size = SIZES[1]
            long = cost(pattern, anchored, head, unit, size)
            while NOISE < long < 0.5:  # look closer: more text leaves less to chance
                gc.collect()
                short, long = cost(pattern, anchored, head, unit, size), cost(pattern, anchored, head, unit, 2 * size)
                if long < GROWTH * short:
                    break
                size *= 2
            if long >= 0.5:
                return f"{head!r} + {unit!r} * {size}"
    return ""


def test_the_expressions_are_found() -> None:
    assert len([name for name in patterns() if name[:3].isupper()]) > 20
    assert len(patterns()) > 100 and set(SHORT) <= set(patterns())


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(set(patterns()) - set(SHORT)))
def test_an_expression_is_no_slower_than_its_text_is_long(name: str) -> None:
    assert grows(patterns()[name], is_anchored(name)) == ""

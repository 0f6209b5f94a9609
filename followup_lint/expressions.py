"""Regular expressions that other people wrote: which ones could keep a processor busy for ever."""

import re
import warnings
from collections.abc import Iterable
from re import _parser  # type: ignore[attr-defined]  # the parse tree has no public name
from typing import Any

MANY = 100
"""How often a repeat may go round before it counts as one without end."""


def trouble(expression: str, replacement: str = "") -> str | None:
    """Return what is wrong with an expression and the text to replace its matches with, or None."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # sets that will mean something else one day
            re.compile(expression).sub(replacement, "")
            tree = _parser.parse(expression)
        if _explodes(tree, False):
            return (
                "repeats a repeat, as (a+)+ does, or alternatives that may begin alike; some text would take for ever"
            )
    except (re.error, IndexError, OverflowError, Warning) as error:
        return f"is no regular expression ({error})"
    except RecursionError:
        return "is nested too deeply"
    return None


def _explodes(tree: Iterable[tuple[Any, Any]], repeated: bool) -> bool:
    """Whether a part of an expression can match one text in more ways than anybody can try."""
    for operation, value in tree:
        name = str(operation)
        if name in ("MAX_REPEAT", "MIN_REPEAT"):
            endless = value[1] > MANY
            if (endless and repeated) or _explodes(value[2], repeated or endless):
                return True
        elif name == "BRANCH":
            if (repeated and _alike(value[1])) or any(_explodes(branch, repeated) for branch in value[1]):
                return True
        else:
            inner = value if isinstance(value, tuple | list) else (value,)
            if any(_explodes(part, repeated) for part in inner if isinstance(part, _parser.SubPattern)):
                return True
    return False


def _alike(branches: Iterable[Any]) -> bool:
    """Whether two alternatives may begin with the same character; only plain letters are sure to differ."""
    firsts = [branch[0] if len(branch) else None for branch in branches]
    letters = {chr(first[1]).lower() for first in firsts if first and str(first[0]) == "LITERAL"}
    return len(letters) < len(firsts)

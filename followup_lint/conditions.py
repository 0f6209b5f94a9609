"""Conditions over declared facts, as rule files write them: `{status: [rejected, withdrawn], token.value: {above: 10}}`."""

from collections.abc import Callable
from datetime import date
from typing import Any

from followup_lint.fields import Moment
from followup_lint.reading import Reading


def holds(conditions: dict[str, Any], reading: Reading) -> bool:
    """Return whether all conditions hold. A fact that is missing meets only `{present: false}` and `{not: …}`."""
    return all(_meets(fact_value(path, reading), test, reading) for path, test in conditions.items())


def fact_value(path: str, reading: Reading) -> Any:
    """Return the value at a path such as `token.value`, the profile's value for `$…`, or None where there is none."""
    if path.startswith("$"):
        return reading.limit(path)
    name, *steps = path.split(".")
    value = reading.draft.facts.value(name)
    for step in steps:
        if isinstance(value, tuple) and not hasattr(value, "_fields"):
            value = tuple(part for item in value if (part := getattr(item, step, None)) not in (None, "", ()))
        else:
            value = getattr(value, step, None)
    return value


def _meets(value: Any, test: Any, reading: Reading) -> bool:
    if isinstance(test, dict):
        try:
            return all(TESTS[name](value, _resolve(limit, reading)) for name, limit in test.items())
        except TypeError:  # a text is not above a number
            return False
    if isinstance(test, list):
        return any(_equals(value, option) for option in test)
    return _equals(value, _resolve(test, reading))


def _resolve(limit: Any, reading: Reading) -> Any:
    if isinstance(limit, str) and limit.startswith("$"):
        return reading.limit(limit)
    if isinstance(limit, str) and limit.startswith("@"):
        return fact_value(limit[1:], reading)
    return limit


def _equals(value: Any, option: Any) -> bool:
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return option in value
    return bool(value == option)


def _day(value: Any) -> Any:
    return value.day if isinstance(value, Moment) else date.fromisoformat(value) if isinstance(value, str) else value


def _present(value: Any, wanted: bool) -> bool:
    return (value not in (None, "", (), False)) == wanted


TESTS: dict[str, Callable[[Any, Any], bool]] = {
    "present": _present,
    "not": lambda value, option: not any(_equals(value, o) for o in (option if isinstance(option, list) else [option])),
    "above": lambda value, limit: value is not None and limit is not None and value > limit,
    "below": lambda value, limit: value is not None and limit is not None and value < limit,
    "before": lambda value, limit: value is not None and limit is not None and _day(value) < _day(limit),
    "after": lambda value, limit: value is not None and limit is not None and _day(value) > _day(limit),
    "within": lambda value, options: value is not None and bool(options) and value in options,
    "outside": lambda value, options: value is not None and bool(options) and value not in options,
    "longer": lambda value, size: value is not None and len(value) > size,
}
"""What a condition may ask of a value; `$…` on the right is a profile's limit, `@…` another fact."""

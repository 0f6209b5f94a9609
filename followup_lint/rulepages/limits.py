"""The limits that a rule reads, and what each profile makes of them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from followup_lint.rulepages.words import severity_of
from followup_lint.ruleset import Rule, Ruleset

DATE_LIMITS = {
    "too-soon": ("thank-you.min_days", "thank-you.min_hours"),
    "too-late": (
        "thank-you.max_days", "thank-you.grace_days", "thank-you.max_business_days", "thank-you.advised_max_days",
        "nudge.max_days",
    ),
    "urgent-late": ("urgent.max_business_days",),
    "nudge-too-soon": ("nudge.min_days", "nudge.advised_days"),
    "before-decision": ("nudge.grace_business_days",),
    "post-late": ("transit_days",),
}  # fmt: skip
"""The limits that a rule over dates reads, by what it is `of`."""

APPLICATION_LIMITS = {
    "too-many": ("max_unanswered",),
    "too-frequent": ("min_gap_business_days",),
    "not-followed-up": ("thank-you.max_days",),
    "nudge-due": ("nudge.advised_days",),
}
"""The limits that a rule over an application reads, by what it is `of`."""


def limits_used(rule: Rule) -> tuple[str, ...]:
    """Return the paths of the profile limits that a rule reads, such as `words.{channel}.{kind}`."""
    check = rule.check
    found = [text[1:] for text in _texts(check) if text.startswith("$")]
    found += DATE_LIMITS.get(str(check.get("of")), ()) if check["kind"] == "dates" else ()
    found += APPLICATION_LIMITS.get(str(check.get("of")), ()) if check["kind"] == "application" else ()
    return tuple(dict.fromkeys(found))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(key)
            yield from _texts(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from _texts(item)


def by_profile(rule: Rule, ruleset: Ruleset) -> list[tuple[str, str, str]]:
    """Return (profile, severity, limits) for `seed` and each profile that differs from it."""
    rows: list[tuple[str, str, str]] = []
    for name in ruleset.profiles:
        limits = ruleset.profile([name])
        read = filter(None, (_limit(path, limits) for path in limits_used(rule)))
        row = (name, _level(rule, limits), "; ".join(read))
        if not rows or row[1:] != rows[0][1:]:
            rows.append(row)
    return rows


def _level(rule: Rule, limits: Mapping[str, Any]) -> str:
    level = severity_of(rule)
    level = limits.get("promote", {}).get(level, level)
    return str(limits.get("severity", {}).get(rule.code, level))


def _limit(path: str, limits: Mapping[str, Any]) -> str:
    place: Any = limits
    for step in path.split("."):
        if step.startswith("{"):
            break
        if not isinstance(place, Mapping):
            return ""
        place = place.get(step, place.get("any"))
    name = re.sub(r"\.?\{\w+\}", "", path)
    return f"`{name}`: {_value(place)}" if place is not None else ""


def _value(value: Any) -> str:
    if isinstance(value, dict):
        named = [f"{key} {_value(item)}" for key, item in value.items() if key != "any"]
        return ", ".join(named) or _value(value.get("any"))
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else str(value)

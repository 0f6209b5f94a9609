"""`facts`: conditions over declared facts alone."""

from collections.abc import Iterator

from followup_lint.conditions import fact_value, holds
from followup_lint.finding import Hit
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule
from followup_lint.source import Span


def check(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Yield one hit for the first of the rule's cases whose conditions all hold, at the fact that it names."""
    for case in rule.check["cases"]:
        if holds(case["when"], reading):
            path = case.get("at") or next(iter(case["when"]))
            yield fact_hit(
                reading, path, {"value": shown(fact_value(path, reading)), **limits(reading, case)}, case.get("message")
            )
            return


def limits(reading: Reading, case: dict[str, object]) -> dict[str, str]:
    """Return the placeholder `limit` of a case that names one."""
    return {"limit": shown(reading.limit(case["limit"]))} if "limit" in case else {}


def fact_hit(reading: Reading, path: str, values: dict[str, str], message: str | None = None) -> Hit:
    """Return a hit at the place of a fact in the front matter, else (inherited, inferred) at the first body line."""
    span = reading.draft.facts.span(path.partition(".")[0])
    if span is None:
        return Hit(reading.first_body_line(), values, message=message)
    return Hit(Span(*span), values, message=message, in_source=True)


def shown(value: object) -> str:
    """Return a fact's value as a message shows it."""
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return ", ".join(shown(item) for item in value)
    return str(getattr(value, "text", None) or getattr(value, "name", None) or getattr(value, "item", None) or value)

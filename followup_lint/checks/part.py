"""`part`: a part of the draft that must be there."""

from collections.abc import Callable, Iterator

from followup_lint.checks.requires import POINTS
from followup_lint.checks.voice import gives_name, holds_name
from followup_lint.fields import SPOKEN_CHANNELS
from followup_lint.finding import Hit, Proof
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule

PARTS_AT = {"greeting": "start", "letter-block": "start", "closing": "end", "signature": "end"}


def check(reading: Reading, rule: Rule) -> Iterator[Hit | Proof]:
    """Yield a proof where all the parts are there, else a hit that names those that are missing.

    In a call nobody signs: there a greeting names the listener, and the caller's name stands anywhere.
    """
    parts = reading.draft.parts
    spoken = reading.channel in SPOKEN_CHANNELS
    missing = [
        part for part in rule.check["parts"] if not parts.get(part) and not (spoken and _SAID[part](reading))
    ]  # fmt: skip
    if missing:
        names = " and no ".join(part.replace("-", " ") for part in missing)
        yield Hit(POINTS[PARTS_AT.get(missing[0], "body")](reading), {"missing": names})
    else:
        yield Proof(next(iter(parts.get(rule.check["parts"][0], ())), reading.first_line()))


def _greets(reading: Reading) -> bool:
    """Whether a call names its listener."""
    facts = reading.draft.facts
    if not facts.declared("to") and facts.value("to"):
        return True
    names = [*facts.value("to", ()), *(person.name for person in facts.value("interviewers", ()))]
    return holds_name(reading.draft.prose, names)


def _introduces(reading: Reading) -> bool:
    facts = reading.draft.facts
    return gives_name(reading.draft.prose, facts.value("sender") if facts.declared("sender") else None)


_SAID: dict[str, Callable[[Reading], bool]] = {
    "greeting": _greets, "signature": _introduces, "closing": lambda reading: True, "letter-block": lambda reading: True,
}  # fmt: skip
"""Whether a call says what a part would hold; it needs no goodbye."""

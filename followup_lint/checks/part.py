"""`part`: a part of the draft that must be there."""

from collections.abc import Iterator

from followup_lint.checks.requires import POINTS
from followup_lint.finding import Hit, Proof
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule

PARTS_AT = {"greeting": "start", "letter-block": "start", "closing": "end", "signature": "end"}


def check(reading: Reading, rule: Rule) -> Iterator[Hit | Proof]:
    """Yield a proof where all the parts are there, else a hit that names those that are missing."""
    parts = reading.draft.parts
    missing = [part for part in rule.check["parts"] if not parts.get(part)]
    if missing:
        names = " and no ".join(part.replace("-", " ") for part in missing)
        yield Hit(POINTS[PARTS_AT.get(missing[0], "body")](reading), {"missing": names})
    else:
        yield Proof(parts[rule.check["parts"][0]][0])

"""What a rule reports, and what a draft already does well."""

from enum import IntEnum
from typing import NamedTuple

from followup_lint.source import Position, Span


class Severity(IntEnum):
    """How much a finding weighs; the order is that of `--fail-on`."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        return self.name.lower()


SEVERITIES = tuple(level.label for level in sorted(Severity, reverse=True))
"""The names of the severities, the loudest first."""


class Edit(NamedTuple):
    """Replace the characters of a span with a text."""

    span: Span
    text: str


class Fix(NamedTuple):
    """A change that answers a finding; a safe one cannot change the meaning of the draft."""

    safe: bool
    edits: tuple[Edit, ...]


class Hit(NamedTuple):
    """What a check found, before the rule's words are put to it.

    `span` counts in the draft's prose (see `draft.py`), or in its source where `in_source` says so (front matter).
    `values` fill the placeholders of the rule's message; `severity` and `message` replace the rule's own.
    `because` holds the words that weighed most in a scored decision, `weight` how far it passed its threshold.
    """

    span: Span
    values: dict[str, str] = {}
    fix: Fix | None = None
    severity: Severity | None = None
    message: str | None = None
    in_source: bool = False
    because: tuple[str, ...] = ()
    weight: float = 0.0


class Proof(NamedTuple):
    """Words in the prose that meet what a rule asks for."""

    span: Span


class Finding(NamedTuple):
    """One report of a rule at one place of a draft."""

    path: str
    code: str
    name: str
    severity: Severity
    message: str
    advice: str
    start: Position
    end: Position
    fix: Fix | None = None
    url: str | None = None
    because: tuple[str, ...] = ()


class Evidence(NamedTuple):
    """One entry of the checklist: what a good draft has, and where this one has it."""

    code: str
    label: str
    met: bool
    start: Position | None = None
    text: str | None = None

"""Reporters: each turns a stream of results into a stream of text."""

from typing import NamedTuple

from followup_lint.engine import DraftReport
from followup_lint.errors import FollowupLintError
from followup_lint.finding import Finding, Severity
from followup_lint.source import Position, Source


class Context(NamedTuple):
    """What a reporter knows besides the results: the profile's name, the look of the output, what `text` lists."""

    profile: str
    color: bool = False
    width: int = 80
    show_info: bool = False


def plural(count: int, word: str) -> str:
    """Return a count with its word: `1 draft`, `2 drafts`."""
    return f"{count} {word}" + ("" if count == 1 else "s")


def place(source: Source, position: Position, *, column: bool = False) -> str:
    """Return how a place is called: `line 3`, or `paragraph 3` of an office document, with the column if asked for."""
    return f"{source.unit} {position.line}" + (f", column {position.column}" if column else "")


def told(finding: Finding, source: Source) -> str:
    """Return what a finding says, for forms in which a paragraph's number has no other place."""
    text = f"{finding.message}. {finding.advice}"
    return text if source.is_editable else f"{place(source, finding.start, column=True).capitalize()}: {text}"


class Summary:
    """Counts over a run."""

    def __init__(self) -> None:
        self.drafts = self.suppressed = self.fixable = self.errors = 0
        self.by_severity = dict.fromkeys(reversed(Severity), 0)

    def add(self, result: DraftReport | FollowupLintError) -> None:
        """Count one result."""
        if isinstance(result, FollowupLintError):
            self.errors += 1
            return
        self.drafts += result.kind != "application"
        self.suppressed += result.suppressed
        for finding in result.findings:
            self.by_severity[finding.severity] += 1
            self.fixable += finding.fix is not None

    def values(self) -> dict[str, int]:
        """Return the counts as the JSON output has them."""
        return {
            "drafts": self.drafts,
            **{severity.label: count for severity, count in self.by_severity.items()},
            "suppressed": self.suppressed,
            "fixable": self.fixable,
        }

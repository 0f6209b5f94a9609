"""Reporters: each turns a stream of results into a stream of text."""

from dataclasses import dataclass, field

from followup_lint.engine import DraftReport
from followup_lint.errors import FollowupLintError
from followup_lint.finding import Severity


@dataclass(frozen=True)
class Context:
    """What a reporter knows besides the results: the profile's name, the look of the output, what `text` lists."""

    profile: str
    color: bool = False
    width: int = 80
    show_info: bool = False


@dataclass
class Summary:
    """Counts over a run."""

    drafts: int = 0
    suppressed: int = 0
    fixable: int = 0
    errors: int = 0
    by_severity: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(reversed(Severity), 0))

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

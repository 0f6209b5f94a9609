"""`github`: workflow commands, which GitHub shows as annotations on the changed lines."""

from collections.abc import Iterator

from followup_lint.engine import DraftReport
from followup_lint.finding import Severity
from followup_lint.report import Context, told
from followup_lint.report.terminal import clean
from followup_lint.run import Result

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(results: Iterator[Result], context: Context) -> Iterator[str]:
    """Yield a workflow command for each finding; nothing of a draft can begin another command."""
    for result in results:
        if not isinstance(result, DraftReport):
            place = f"file={value(result.path)}" + (f",line={result.line}" if result.line else "")
            yield f"::error {place}::{data(result.message)}\n"
            continue
        for finding in result.findings:
            place = f"file={value(finding.path)}"
            if result.source.is_editable:
                place += f",line={finding.start.line},col={finding.start.column}"
            if result.source.is_editable and finding.end.line == finding.start.line:
                place += f",endColumn={finding.end.column}"
            title = value(f"{finding.code} {finding.name}")
            yield f"::{COMMANDS[finding.severity]} {place},title={title}::{data(told(finding, result.source))}\n"


def data(text: str) -> str:
    """Return a text as a command's message may hold it."""
    return clean(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def value(text: str) -> str:
    """Return a text as a command's property may hold it."""
    return data(text).replace(":", "%3A").replace(",", "%2C")

"""`markdown`: a comment for a pull request."""

import re
from collections.abc import Iterator

from followup_lint.engine import DraftReport
from followup_lint.finding import Finding, Severity
from followup_lint.report import Context, Summary, plural
from followup_lint.report.terminal import clean
from followup_lint.run import Result

MARKS = {Severity.ERROR: "**error**", Severity.WARNING: "warning", Severity.INFO: "note"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]()<>#+!|~@&:/-])")


def report(results: Iterator[Result], context: Context) -> Iterator[str]:
    """Yield a heading with counts, then a table for each draft; text of a draft is shown as it is, never as markup."""
    summary, blocks = Summary(), []
    for result in results:
        summary.add(result)
        if not isinstance(result, DraftReport):
            blocks.append(f"\n{escaped(result.path)}: {escaped(result.message)}\n")
        elif result.findings:
            rows = "".join(_row(finding) for finding in result.findings)
            blocks.append(
                f"\n#### {escaped(result.path)}\n\n| {result.source.unit} | | what | what to do |\n|--:|---|---|---|\n{rows}"
            )
    counts = [plural(n, "note" if s is Severity.INFO else s.label) for s, n in summary.by_severity.items() if n]
    yield f"### followup-lint: {', '.join(counts) or 'nothing to report'} in {plural(summary.drafts, 'draft')}\n"
    yield from blocks


def _row(finding: Finding) -> str:
    code = f"[{finding.code}]({finding.url})" if finding.url else finding.code
    return f"| {finding.start.line} | {MARKS[finding.severity]} | {escaped(finding.message)} ({code}) | {escaped(finding.advice)} |\n"


def escaped(text: str) -> str:
    """Return a text in which nothing is markup, a mention or a line break."""
    return _SPECIAL.sub(r"\\\1", clean(text).replace("\n", " ")).replace("\\@", "@\u200b")

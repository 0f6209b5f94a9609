"""`junit`: a test case for each draft, a failure for each finding that is no note."""

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from followup_lint.engine import DraftReport
from followup_lint.finding import Finding, Severity
from followup_lint.report import Context, place
from followup_lint.run import Result
from followup_lint.source import Source

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report(results: Iterator[Result], context: Context) -> Iterator[str]:
    """Yield one XML document."""
    cases, failures, errors = [], 0, 0
    for result in results:
        path = quoteattr(plain(result.path))
        if not isinstance(result, DraftReport):
            errors += 1
            cases.append(
                f'  <testcase classname="followup-lint" name={path}>\n    <error message={quoteattr(plain(result.message))}/>\n  </testcase>\n'
            )
            continue
        loud = [finding for finding in result.findings if finding.severity > Severity.INFO]
        failures += bool(loud)
        text = "".join(
            f"    <failure type={quoteattr(f.code)} message={quoteattr(plain(f.message))}>"
            f"{escape(plain(f'{_where(f, result.source)}: {f.severity.label}: {f.message}. {f.advice}'))}</failure>\n"
            for f in loud
        )
        cases.append(
            f'  <testcase classname="followup-lint" name={path}' + (f">\n{text}  </testcase>\n" if text else "/>\n")
        )
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuite name="followup-lint" tests="{len(cases)}" failures="{failures}" errors="{errors}">\n'
    yield from cases
    yield "</testsuite>\n"


def _where(finding: Finding, source: Source) -> str:
    start = finding.start
    if not source.is_editable:
        return f"{finding.path}: {place(source, start, column=True)}"
    return f"{finding.path}:{start.line}:{start.column}"


def plain(text: str) -> str:
    """Return a text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text)

"""`html`: one self-contained page that an adviser can hand over or print; no scripts, nothing loaded from elsewhere."""

import re
from collections.abc import Iterator
from html import escape as escape_html

from followup_lint.engine import DraftReport
from followup_lint.finding import Finding
from followup_lint.report import Context, place
from followup_lint.run import Result
from followup_lint.source import Source

STYLE = """
:root{color-scheme:light dark;--line:#8a8f98;--error:#b3261e;--warning:#8a5a00;--info:#1f5fa8;--good:#1b6e3c}
@media (prefers-color-scheme:dark){:root{--error:#ffb4ab;--warning:#ffd38a;--info:#a8c8ff;--good:#8fd8a8}}
body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}
pre{white-space:pre-wrap;overflow-wrap:anywhere;border:1px solid var(--line);border-radius:.4rem;padding:1rem;font:inherit}
mark{background:none;color:inherit;text-decoration:underline wavy;text-underline-offset:.2em}
mark.error{text-decoration-color:var(--error)}mark.warning{text-decoration-color:var(--warning)}mark.info{text-decoration-color:var(--info)}
ul{padding-left:1.2rem}li{margin:.4rem 0}.error b{color:var(--error)}.warning b{color:var(--warning)}.info b{color:var(--info)}
.met{color:var(--good)}small{opacity:.8}article{break-after:page}article:last-child{break-after:auto}
"""
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff]")


def escape(text: str) -> str:
    """Return a text in which nothing is markup and no control character is left; line separators are line breaks."""
    return escape_html(_CONTROL.sub("", text.replace("\u2028", "\n")))


def report(results: Iterator[Result], context: Context) -> Iterator[str]:
    """Yield one HTML page."""
    yield (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n<title>Follow-up drafts: what to keep and what to mend</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
    )
    for result in results:
        if isinstance(result, DraftReport):
            yield from _article(result)
        else:
            yield f"<p><b>{escape(result.path)}</b>: {escape(result.message)}</p>\n"
    yield "</main>\n</body>\n</html>\n"


def _article(report: DraftReport) -> Iterator[str]:
    about = f"{report.kind}, {report.channel}, {report.words} words" if report.channel else report.kind
    yield f"<article>\n<h1>{escape(report.path)}</h1>\n<p><small>{escape(about)}</small></p>\n"
    yield f"<pre>{''.join(_marked(report.source, report.findings))}</pre>\n"
    if report.checklist:
        yield "<h2>What it does well, and what is missing</h2>\n<ul>\n"
        for entry in report.checklist:
            quote = f" <small>“{escape(entry.text[:160])}”</small>" if entry.met and entry.text else ""
            sign = '<span class="met">Yes:</span>' if entry.met else "Not yet:"
            yield f"<li>{sign} {escape(entry.label)}{quote}</li>\n"
        yield "</ul>\n"
    if report.findings:
        yield "<h2>What to look at</h2>\n<ul>\n"
        for finding in report.findings:
            yield _item(finding, report.source)
        yield "</ul>\n"
    yield "</article>\n"


def _item(finding: Finding, source: Source) -> str:
    code = escape(finding.code)
    if finding.url and finding.url.startswith(("https://", "http://")):
        code = f'<a href="{escape(finding.url)}">{code}</a>'
    level = finding.severity.label
    return (
        f'<li class="{level}"><b>{level}</b>, {place(source, finding.start)}: {escape(finding.message)}. '
        f"{escape(finding.advice)} <small>({code})</small></li>\n"
    )


def _marked(source: Source, findings: tuple[Finding, ...]) -> Iterator[str]:
    """Yield the draft's text with its findings' words marked; of marks that overlap the first speaks."""
    reached = 0
    for finding in sorted(findings, key=lambda f: (f.start.offset, -f.severity, -f.end.offset)):
        start, end = finding.start.offset, finding.end.offset
        if start < reached or end <= start:
            continue
        yield escape(source.text[reached:start])
        title = escape(f"{finding.message}. {finding.advice}")
        yield f'<mark class="{finding.severity.label}" title="{title}">{escape(source.text[start:end])}</mark>'
        reached = end
    yield escape(source.text[reached:])

"""`checklist`: the page that an adviser would hand over: what the draft does well, what is missing, what to mend."""

from collections.abc import Iterator

from followup_lint.engine import DraftReport
from followup_lint.fields import SPOKEN_CHANNELS
from followup_lint.finding import Severity
from followup_lint.report import Context, place, plural
from followup_lint.report.terminal import clean, paint, wrap
from followup_lint.report.text import COLORS, skipped_hint
from followup_lint.run import Result

FACTS_MISSING = "FMT003"


def report(results: Iterator[Result], context: Context) -> Iterator[str]:
    """Yield a page for each draft."""
    blank = ""
    for result in results:
        if isinstance(result, DraftReport):
            yield blank
            yield from _page(result, context)
            blank = "\n"


def _page(report: DraftReport, context: Context) -> Iterator[str]:
    length = f"{report.words} words"
    if report.channel in SPOKEN_CHANNELS:
        length += f", about {report.spoken_seconds} seconds spoken"
    about = f"{report.kind}, {report.channel}, {length}" if report.channel else report.kind
    yield paint(clean(report.path), "bold", context) + f"  ({about})\n"
    met = [entry for entry in report.checklist if entry.met]
    missing = [entry for entry in report.checklist if not entry.met]
    if met:
        yield "\nWhat it does well\n"
    for entry in met:
        yield f"  {paint('[x]', 'green', context)} {entry.label}\n"
        if entry.text and entry.start:
            quote = entry.text if len(entry.text) <= 160 else entry.text[:157].rstrip() + "…"
            yield from wrap(f"“{quote}” ({place(report.source, entry.start)})", "      ", context.width)
    if missing:
        yield "\nWhat is missing\n"
    advice = {finding.code: finding.advice for finding in report.findings}
    for entry in missing:
        yield f"  {paint('[ ]', 'yellow', context)} {entry.label}\n"
        if entry.code in advice:
            yield from wrap(advice[entry.code], "      ", context.width)
    listed = {entry.code for entry in missing}
    listed.add(FACTS_MISSING)  # the last line of the page says it
    mend = [finding for finding in report.findings if finding.code not in listed]
    if mend:
        yield "\nWhat to look at\n"
    for finding in sorted(mend, key=lambda f: (-f.severity, f.start.offset)):
        label = {Severity.ERROR: "must", Severity.WARNING: "should", Severity.INFO: "could"}[finding.severity]
        yield from _marked(
            f"{label}: {finding.message} ({place(report.source, finding.start)}, {finding.code})",
            finding.severity,
            context,
        )
        yield from wrap(finding.advice, "      ", context.width)
    if not missing and not mend:
        yield "\n" + paint("Ready to send.", "green", context) + "\n"
    else:
        yield f"\n{plural(len(met), 'point')} met, {len(missing)} missing, {len(mend)} to look at.\n"
    if report.skipped:
        yield from wrap(skipped_hint(report), "", context.width)


def _marked(text: str, severity: Severity, context: Context) -> Iterator[str]:
    first, *rest = wrap(text, "    ", context.width)
    yield "  " + paint("-", COLORS[severity], context) + first[3:]
    yield from rest

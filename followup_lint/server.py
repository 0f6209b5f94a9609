"""The language server: findings as you type, the rule's reason on hover, fixes and suppressions as code actions."""

import os
from collections.abc import Callable, Iterable, Iterator
from urllib.parse import unquote, urlparse

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.workspace import TextDocument

from followup_lint import __version__, fix, frontmatter, run
from followup_lint.engine import DraftReport, Settings
from followup_lint.errors import FollowupLintError
from followup_lint.finding import Edit, Finding, Severity
from followup_lint.ruleset import Ruleset
from followup_lint.source import Source

LEVELS = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
    Severity.INFO: lsp.DiagnosticSeverity.Information,
}


def make_server(ruleset: Ruleset, settings_for: Callable[[str], Settings]) -> LanguageServer:
    """Return a server that lints open documents by a rule set, the settings for their paths, and what is beside them."""
    server = LanguageServer("followup-lint", __version__)
    reports: dict[str, DraftReport] = {}

    def lint(uri: str) -> None:
        document = server.workspace.get_text_document(uri)
        diagnostics: list[lsp.Diagnostic] = []
        try:
            path = path_of(uri)
            report = run.lint_source(Source(path, document.source), ruleset, settings_for(path), run.facts_beside(path))
        except FollowupLintError as error:
            reports.pop(uri, None)
            line = max(error.line - 1, 0)
            place = lsp.Range(lsp.Position(line, 0), lsp.Position(line + 1, 0))
            diagnostics = [
                lsp.Diagnostic(place, error.message, severity=lsp.DiagnosticSeverity.Error, source="followup-lint")
            ]
        else:
            reports[uri] = report
            diagnostics = [diagnostic(finding, report.source, document) for finding in report.findings]
        server.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(uri=uri, diagnostics=diagnostics, version=document.version)
        )

    @server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: lsp.DidOpenTextDocumentParams) -> None:
        lint(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)
    def changed(params: lsp.DidChangeTextDocumentParams) -> None:
        lint(params.text_document.uri)

    @server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)
    def closed(params: lsp.DidCloseTextDocumentParams) -> None:
        uri = params.text_document.uri
        reports.pop(uri, None)
        server.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(uri=uri, diagnostics=[]))

    @server.feature(lsp.TEXT_DOCUMENT_HOVER)
    def hover(params: lsp.HoverParams) -> lsp.Hover | None:
        found = list(at(params.text_document.uri, lsp.Range(params.position, params.position)))
        if not found:
            return None
        texts = []
        for finding in found:
            rule = ruleset.by_name[finding.code]
            link = f"\n\n[{finding.code}]({finding.url})" if finding.url else f"\n\n{finding.code} {finding.name}"
            texts.append(f"**{rule.summary}**\n\n{rule.why.strip()}{link}")
        return lsp.Hover(lsp.MarkupContent(lsp.MarkupKind.Markdown, "\n\n---\n\n".join(texts)))

    @server.feature(
        lsp.TEXT_DOCUMENT_CODE_ACTION,
        lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix, lsp.CodeActionKind.SourceFixAll]),
    )
    def actions(params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
        uri = params.text_document.uri
        report = reports.get(uri)
        if report is None:
            return []
        document = server.workspace.get_text_document(uri)
        return [*actions_for(list(at(uri, params.range)), report, document), *fix_all(report, document)]

    def at(uri: str, place: lsp.Range) -> Iterator[Finding]:
        report = reports.get(uri)
        if report is None:
            return
        document = server.workspace.get_text_document(uri)
        for finding in report.findings:
            own = range_of(finding, report.source, document)
            if before(own.start, place.end) and before(place.start, own.end):
                yield finding

    return server


def before(one: lsp.Position, other: lsp.Position) -> bool:
    """Return whether a position stands before another, or at it."""
    return (one.line, one.character) <= (other.line, other.character)


def actions_for(findings: list[Finding], report: DraftReport, document: TextDocument) -> Iterator[lsp.CodeAction]:
    """Yield the fixes of findings and, for each rule among them, a suppression."""
    for finding in findings:
        if finding.fix:
            yield lsp.CodeAction(
                title=f"Fix: {finding.message}" if finding.fix.safe else f"Suggestion: {finding.advice}",
                kind=lsp.CodeActionKind.QuickFix,
                is_preferred=finding.fix.safe,
                diagnostics=[diagnostic(finding, report.source, document)],
                edit=change(finding.fix.edits, report, document),
            )
    head = frontmatter.split(report.source)
    body = head.span.end if head else 0
    for finding in {finding.code: finding for finding in findings}.values():
        # Elsewhere a comment would break the front matter or the head of a message, or be sent with it.
        if report.path.endswith((".md", ".markdown")) and finding.start.offset >= body:
            line = lsp.Position(finding.start.line - 1, 0)
            comment = f"<!-- followup-lint: ignore[{finding.code}] -->\n"
            yield lsp.CodeAction(
                title=f"Be silent about {finding.code} {finding.name} here",
                kind=lsp.CodeActionKind.QuickFix,
                edit=lsp.WorkspaceEdit(changes={document.uri: [lsp.TextEdit(lsp.Range(line, line), comment)]}),
            )


def fix_all(report: DraftReport, document: TextDocument) -> Iterator[lsp.CodeAction]:
    """Yield the action that applies all safe fixes, which editors may do on saving."""
    if edits := fix.edits_of(report.findings):
        yield lsp.CodeAction(
            title="Fix all that cannot change the meaning",
            kind=lsp.CodeActionKind.SourceFixAll,
            edit=change(edits, report, document),
        )


def change(edits: Iterable[Edit], report: DraftReport, document: TextDocument) -> lsp.WorkspaceEdit:
    """Return edits in the client's positions."""
    changes = [
        lsp.TextEdit(span_range(report.source, edit.span.start, edit.span.end, document), edit.text) for edit in edits
    ]
    return lsp.WorkspaceEdit(changes={document.uri: changes})


def diagnostic(finding: Finding, source: Source, document: TextDocument) -> lsp.Diagnostic:
    """Return a finding as a diagnostic, in the position encoding that the client asked for."""
    return lsp.Diagnostic(
        range=range_of(finding, source, document),
        message=f"{finding.message}. {finding.advice}",
        severity=LEVELS[finding.severity],
        code=finding.code,
        code_description=lsp.CodeDescription(finding.url) if finding.url else None,
        source="followup-lint",
    )


def range_of(finding: Finding, source: Source, document: TextDocument) -> lsp.Range:
    """Return a finding's place in the client's positions."""
    return span_range(source, finding.start.offset, finding.end.offset, document)


def span_range(source: Source, start: int, end: int, document: TextDocument) -> lsp.Range:
    """Return the offsets of a span in the client's positions."""
    places = []
    for offset in (start, end):
        line = source.position(offset).line
        first = source.line_starts[line - 1]
        character = document.position_codec.client_num_units(source.text[first:offset])
        places.append(lsp.Position(line - 1, character))
    return lsp.Range(*places)


def path_of(uri: str) -> str:
    """Return the path that a `file:` address stands for; other addresses stay as they are."""
    parsed = urlparse(uri)
    return os.path.normpath(unquote(parsed.path)) if parsed.scheme == "file" else uri

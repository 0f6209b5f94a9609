"""The language server, through a real client over standard input and output."""

import asyncio
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("pygls", reason="the extra [lsp] is not installed")

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient
from pygls.workspace import TextDocument

from followup_lint.api import lint_text
from followup_lint.run import facts_beside
from followup_lint.server import actions_for

DRAFT = (
    "Dear Priya \U0001f600,\n\n"
    "Thank you \U0001f600 for your time. I need an answer by Friday!!\n\n"
    "Kind regards,\nAna Ruiz\n"
)
URI = "file:///drafts/one.md"


async def session() -> tuple[list[lsp.Diagnostic], lsp.Hover | None, list[lsp.CodeAction], list[lsp.Diagnostic], float]:
    client = LanguageClient("test", "1")
    arrived: asyncio.Queue[list[lsp.Diagnostic]] = asyncio.Queue()

    @client.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def published(params: lsp.PublishDiagnosticsParams) -> None:
        arrived.put_nowait(list(params.diagnostics))

    await client.start_io(sys.executable, "-m", "followup_lint", "server", "--isolated", "--profile", "seed")
    try:
        await client.initialize_async(lsp.InitializeParams(capabilities=lsp.ClientCapabilities()))
        client.initialized(lsp.InitializedParams())
        document = lsp.TextDocumentItem(URI, "markdown", 1, DRAFT)
        client.text_document_did_open(lsp.DidOpenTextDocumentParams(document))
        first = await asyncio.wait_for(arrived.get(), 20)
        pressure = next(d for d in first if d.code == "TON005")
        here = lsp.TextDocumentIdentifier(URI)
        hover = await client.text_document_hover_async(lsp.HoverParams(here, pressure.range.start))
        actions = await client.text_document_code_action_async(
            lsp.CodeActionParams(here, lsp.Range(lsp.Position(2, 0), lsp.Position(2, 99)), lsp.CodeActionContext([]))
        )
        start = time.perf_counter()
        for version, text in enumerate((DRAFT + "x", DRAFT.replace("I need an answer by Friday!!", "")), 2):
            client.text_document_did_change(
                lsp.DidChangeTextDocumentParams(
                    lsp.VersionedTextDocumentIdentifier(version, URI),
                    [lsp.TextDocumentContentChangeWholeDocument(text)],
                )
            )
            last = await asyncio.wait_for(arrived.get(), 20)
        latency = (time.perf_counter() - start) / 2
        return first, hover, list(actions or []), last, latency
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()


def test_an_editor_gets_findings_reasons_and_fixes(capsys: pytest.CaptureFixture[str]) -> None:
    first, hover, actions, last, latency = asyncio.run(asyncio.wait_for(session(), 60))
    pressure = next(d for d in first if d.code == "TON005")
    line = DRAFT.split("\n")[2].encode("utf-16-le")
    at = pressure.range
    assert line[2 * at.start.character : 2 * at.end.character].decode("utf-16-le") == "I need an answer by"
    assert pressure.severity == lsp.DiagnosticSeverity.Error
    assert hover and isinstance(hover.contents, lsp.MarkupContent)
    assert "deadline" in hover.contents.value
    titles = [action.title for action in actions]
    assert any(title.startswith("Fix: “!!”") for title in titles)
    assert "Be silent about TON005 tone.pressure here" in titles
    (every,) = (action for action in actions if action.kind == lsp.CodeActionKind.SourceFixAll)
    assert every.edit and every.edit.changes
    assert [edit.new_text for edit in every.edit.changes[URI]] == ["!"]
    assert "TON005" not in {d.code for d in last}
    with capsys.disabled():
        print(f" [{latency * 1000:.0f} ms from a key to its findings]", end="")


def test_silence_is_offered_where_a_comment_may_stand() -> None:
    head = "---\nkind: thank-you\nsend: 2026-3-5\n---\n\n"
    mail = "From: ana@example.org\nSubject: HELLO AGAIN\n\n" + DRAFT
    for name, text in (("one.md", head + DRAFT), ("one.eml", mail), ("one.txt", DRAFT)):
        document = TextDocument(f"file:///drafts/{name}", text)
        report = lint_text(text, name=f"/drafts/{name}")
        assert report.findings
        silent = [
            a.title for a in actions_for(list(report.findings), report, document) if a.title.startswith("Be silent")
        ]
        assert ("Be silent about TON005 tone.pressure here" in silent) == (name == "one.md")
        assert not any("FMT" in title for title in silent)


def test_an_open_draft_is_judged_with_its_application(tmp_path: Path) -> None:
    (tmp_path / "application.yml").write_text("channel: handwritten\ncompany: Aldgate\n", encoding="utf-8")
    facts = facts_beside(str(tmp_path / "one.md"))
    assert facts and facts.value("channel") == "handwritten"
    assert facts_beside(str(tmp_path / "below" / "one.md")) is None
    (tmp_path / "application.yml").write_text("channel: [", encoding="utf-8")
    assert facts_beside(str(tmp_path / "one.md")) is None

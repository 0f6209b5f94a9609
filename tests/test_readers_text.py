"""Plain text, and the headers that may stand at the head of any text."""

import pytest

from followup_lint.readers import read
from followup_lint.source import Source, Span


def test_plain_text_is_prose_but_for_bullets() -> None:
    text = "Dear Dana,\n\nI can *really* do:\n- one\n* two\n1. three\n\n-Ana\n"
    draft = read(Source("a.txt", text))
    assert draft.prose == "Dear Dana,\n\nI can *really* do:\n  one\n  two\n   three\n\n-Ana\n"
    assert [draft.prose[a:b] for a, b in draft.paragraphs] == ["I can *really* do:", "one", "two", "three"]
    assert draft.facts.value("sender").name == "Ana"


def test_front_matter_in_plain_text() -> None:
    draft = read(Source("a.txt", "---\nkind: nudge\n---\nDear Dana,\n"))
    assert draft.facts.value("kind") == "nudge"
    assert draft.prose.strip() == "Dear Dana,"


HEADS = {
    "a.txt": "Subject: Thank you\nTo: Dana Lee <dana@example.org>, Tom Reyes\nFrom: Ana Ruiz\nDate: Fri, 6 March 2026\n\n{}",
    "a.md": "**Subject:** Thank you\n**To:** Dana Lee <dana@example.org>, Tom Reyes\n**From:** Ana Ruiz\n**Date:** 2026-03-06\n\n{}",
    "b.md": "---\nkind: thank-you\n---\n\n# Draft\n\nSubject: Thank you  \nTo: Dana Lee <dana@example.org>, Tom Reyes  \nFrom: Ana Ruiz  \nSent: 6 March 2026\n{}",
}  # fmt: skip


@pytest.mark.parametrize("path", HEADS)
def test_a_leading_block_of_headers_is_no_prose(path: str) -> None:
    text = HEADS[path].format("Dear Dana,\n\nThank you.\n\nBest,\nAna\n")
    draft = read(Source(path, text))
    facts = draft.facts
    assert facts.value("subject") == "Thank you"
    assert text[slice(*facts.span("subject"))] == "Thank you"
    assert facts.value("to") == ("Dana Lee <dana@example.org>", "Tom Reyes")
    assert facts.value("sender").name == "Ana Ruiz"
    assert str(facts.value("send").day) == "2026-03-06"
    assert {facts.origin(key) for key in ("subject", "to", "sender", "send")} == {"header"}
    assert draft.prose[: draft.parts["greeting"][0].start].strip() in ("", "Draft")
    assert "letter-block" not in draft.parts


def test_front_matter_wins_over_headers() -> None:
    text = "---\nsubject: One\n---\nSubject: Two\n\nDear Dana,\n"
    draft = read(Source("a.md", text))
    assert (draft.facts.value("subject"), draft.facts.origin("subject")) == ("One", "declared")
    assert draft.prose.strip() == "Dear Dana,"


def test_an_empty_subject_is_a_fact() -> None:
    draft = read(Source("a.txt", "Subject:\n\nDear Dana,\n"))
    assert draft.facts["subject"][:3] == ("", "header", Span(8, 8))


def test_a_vague_date_is_no_fact_and_no_complaint() -> None:
    draft = read(Source("a.txt", "Subject: x\nDate: next Friday\n\nDear Dana,\n"))
    assert "send" not in draft.facts
    assert draft.notes == ()


@pytest.mark.parametrize(
    "text", ["Dear Dana,\n\nSubject: as above\n", "I have one thing to say: thank you.\n\nTo: x\n"]
)
def test_headers_further_down_are_text(text: str) -> None:
    assert read(Source("a.txt", text)).prose == text


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_line_ends_and_a_byte_order_mark(newline: str) -> None:
    text = "\ufeff---\nkind: nudge\n---\nSubject: x\n\nDear 𝒳ena,\n\nThank you.\fYes.\n\nBest,\nAna\n".replace(
        "\n", newline
    )
    for path in ("a.txt", "a.md"):
        draft = read(Source(path, text))
        assert len(draft.prose) == len(text)
        assert text[slice(*draft.parts["greeting"][0])] == "Dear 𝒳ena,"
        assert [text[slice(*s.span)] for s in draft.sentences] == ["Thank you.", "Yes."]

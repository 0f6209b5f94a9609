"""Drafts: words, seconds, and places in the source."""

from followup_lint.draft import PARTS, Draft, Origin
from followup_lint.facts import Facts
from followup_lint.readers import READERS, read
from followup_lint.source import Source, Span


def test_origin_maps_spans() -> None:
    origin = Origin((0, 2, 2, 8), (2, 8, 8))
    assert origin.span(Span(0, 1)) == Span(0, 2)
    assert origin.span(Span(1, 3)) == Span(2, 8)
    assert origin.span(Span(2, 2)) == Span(2, 2)
    assert origin.span(Span(3, 3)) == Span(8, 8)


def test_a_span_is_exact_where_the_source_has_its_very_words() -> None:
    draft = read(Source("a.md", "Dear Dana,\n\nThank *you*, and touch **base** now.\n"))
    at = draft.prose.index("touch")
    assert draft.is_exact(Span(at, at + 5))
    assert not draft.is_exact(Span(at, draft.prose.index("base") + 6))


def test_words_of_the_body_and_of_a_call() -> None:
    draft = read(
        Source(
            "a.md", "---\nchannel: phone\n---\nHello Dana, this is Ana.\n\n(wait)\n\nThank you. Goodbye.\n\nAna Ruiz\n"
        )
    )
    assert draft.body_words == 6
    assert draft.spoken_words == 8
    assert draft.spoken_seconds(120) == 4


def test_parts_have_names_from_the_table() -> None:
    draft = read(Source("a.md", "Dear Dana,\n\nHi.\n\nPS: one\n\nBest,\nAna\n\n> old\n"))
    assert set(draft.parts) == {"greeting", "body", "postscript", "closing", "signature", "quoted"}
    assert set(draft.parts) <= set(PARTS)


def test_an_empty_draft() -> None:
    draft = Draft(Source("a.md", ""), "", Facts())
    assert (draft.body_words, draft.locate(Span(0, 0))) == (0, Span(0, 0))
    for suffix in READERS:
        if suffix != ".eml":
            assert read(Source(f"a{suffix}", "")).sentences == ()


def test_other_suffixes_are_read_as_markdown() -> None:
    assert read(Source("-", "Dear **Dana**,\n")).prose == "Dear   Dana  ,\n"
    assert read(Source("a.TXT", "Dear **Dana**,\n")).prose == "Dear **Dana**,\n"


def test_facts_of_the_application_and_the_command_line_count() -> None:
    from followup_lint.facts import Fact, facts_of_yaml

    application = facts_of_yaml(Source("application.yml", "company: Northgate Water\nrole: analyst\nkind: nudge\n"))
    draft = read(
        Source("a.md", "---\nrole: porter\n---\nDear Dana,\n\nThank you.\n"),
        application,
        {"kind": Fact("extra-info", "command-line")},
    )
    assert [(draft.facts.value(key), draft.facts.origin(key)) for key in ("company", "role", "kind")] == [
        ("Northgate Water", "application"), ("porter", "declared"), ("extra-info", "command-line"),
    ]  # fmt: skip


def test_impossible_dates_are_among_the_notes() -> None:
    draft = read(Source("a.md", "---\ninterviews: [{date: 2026-03-03}]\nsend: 2026-03-02\n---\nDear Dana,\n"))
    assert [note.code for note in draft.notes] == ["FMT002"]

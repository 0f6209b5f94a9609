"""Markdown to prose: what is blanked, what stays, and that nothing moves."""

import re
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from followup_lint.lines import blank
from followup_lint.readers import read
from followup_lint.readers.inline import _ELEMENTS, _TAG, html, markup
from followup_lint.readers.markdown import _Blocks, prose
from followup_lint.source import Source


def words(text: str) -> str:
    return " ".join(prose(text).prose.split())


CASES = {
    "emphasis": ("Thank you **very** much, *Dana* and _all_.", "Thank you very much, Dana and all ."),
    "stray marks": ("2 * 3 * 4, snake_case_name, a lone ** here", "2 * 3 * 4, snake_case_name, a lone ** here"),
    "nested emphasis": ("***a* b** c", "a b c"),
    "code span": ("the `ASAP` flag", "the flag"),
    "code span of two marks": ("the ``a ` b`` flag", "the flag"),
    "unclosed code span": ("the `flag", "the `flag"),
    "link": ("see [my sample](https://x.example/a_(b) \"the title\") now", "see my sample now"),
    "link in angle brackets": ("[a b](<c d>) e", "a b e"),
    "reference link": ("see [my sample][1] now\n\n[1]: https://x.example 'T'", "see my sample now"),
    "shortcut link": ("see [sample] now\n\n[sample]: https://x.example", "see sample now"),
    "no link": ("Dear [Hiring Manager], see [1] (below)", "Dear [Hiring Manager], see [1] (below)"),
    "image": ("Ana ![signature](sig.png) Ruiz", "Ana Ruiz"),
    "autolink": ("write to <ana@example.org> or <https://x.example>", "write to or"),
    "comment": ("Dear Dana,\n<!-- followup-lint: ignore[X] --> hello", "Dear Dana, hello"),
    "comment of several lines": ("<!--\nask\n\nagain\n-->\n\nDear Dana,", "Dear Dana,"),
    "unclosed comment": ("<!-- ask\n\nDear Dana,", "<!-- ask Dear Dana,"),
    "tags": ("Kind regards,<br>\nAna <b>Ruiz</b>", "Kind regards, Ana Ruiz"),
    "html block": ("<div>\nThank you\n</div>\n\nDana", "Thank you Dana"),
    "script": ("<script>\nwait();\n</script>\n\nDana", "Dana"),
    "placeholders": ("Dear <Interviewer name>, at <company> {{x}} ____ %Y%", "Dear <Interviewer name>, at <company> {{x}} ____ %Y%"),
    "placeholder block": ("<Interviewer name>\n**Thank** you", "<Interviewer name> Thank you"),
    "escapes": (r"a \* b \\ c \a", r"a * b \ c \a"),
    "hard break": ("Ana\\\nRuiz", "Ana Ruiz"),
    "heading": ("# Thank *you* #\n\nDana", "Thank you Dana"),
    "underlined heading": ("Thank you\n===\n\nDana", "Thank you Dana"),
    "thematic break": ("a\n\n---\n\n* * *\n\nb", "a b"),
    "gap to fill": ("Regards,\n\n____\n", "Regards, ____"),
    "list": ("- one\n- two\n  more\n\n1. three\n2) four", "one two more three four"),
    "nested list": ("- - a\n- * b", "a b"),
    "a date is no list": ("5. März 2026\n\nLiebe Dana,", "5. März 2026 Liebe Dana,"),
    "fence": ("a\n\n```\nASAP\n```\n\nb", "a b"),
    "fence in a list": ("- a\n\n  ~~~\n  ASAP\n  ~~~\n- b", "a b"),
    "indented text is text": ("    Thank you for your time.", "Thank you for your time."),
    "table": ("| a | b |\n|---|---|\n| *c* | d \\| e |", "a b c d | e"),
    "signature delimiter": ("Thanks.\n-- \nAna", "Thanks. -- Ana"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_markup_is_blank_and_words_stay(text: str, expected: str) -> None:
    assert words(text) == " ".join(expected.split())


def test_quotes_are_left_for_the_anatomy() -> None:
    assert prose("> **a**\n*b*").prose == "> **a**\n b "


def test_headings_and_items_are_known_by_their_first_words() -> None:
    text = "# Title\n\n- **one**\n- two\n"
    page = prose(text)
    assert {page.prose[at:].split()[0] for at in page.titles} == {"Title"}
    assert sorted(page.prose[at:].split()[0] for at in page.items) == ["one", "two"]


def test_draft_of_markdown_keeps_offsets() -> None:
    text = "---\nkind: nudge\n---\n\nDear **Dana**,\n\nThank you.\n\nBest,\nAna\n"
    draft = read(Source("a.md", text))
    greeting = draft.parts["greeting"][0]
    assert draft.origin is None
    assert draft.source.text[greeting.start : greeting.end] == "Dear **Dana**,"
    assert draft.facts.value("to") == ("Dana",)


# properties

PIECES = [
    "a", "b", " ", "  ", "*", "**", "_", "__", "***", "`", "``", "[", "]", "(", ")", "<", "!", "\\", "\n", "x(y)",
    "](u)", '"t"', "<b>", "</b>", "<http://x.y>", "<!-- c -->", "<name>", "é", "—", "’", "$", "+", "😀", "\u2028",
    "\u00a0", ".", ",", '<a href="*">',
]  # fmt: skip
LINES = [
    "", "", "Dear *Dana*,", "a `b", "c` d", "# h `x` #", "- *i*", "  j", "* **j**", "1. k", "***", "```", "~~~", "    l", "<div>", "</div>",
    "<!-- m", "-->", "| n | o |", "|---|---|", "[p]: q", "[p] r", "<name>", "===", "--", "s\\", "+ t", "10) u", "____",
]  # fmt: skip
inline = st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join)
documents = st.tuples(st.lists(st.sampled_from(LINES), max_size=12), st.sampled_from(["\n", "\r\n", "\r"])).map(
    lambda drawn: drawn[1].join(drawn[0])
)
anything = st.lists(
    st.sampled_from([*PIECES, *LINES, "\r\n", "\r", "\n\n", "> ", "\f", "\v", "\x85", "\ufeff", "𝒳", "&amp;", "\t", "- ", "Best,\nAna"]), max_size=25
).map("".join)  # fmt: skip


def visible(children: list[Any]) -> str:
    """What markdown-it would show of inline tokens, without code, autolinks, images and white space."""
    shown, inside = [], 0
    for child in children:
        if child.type in ("text", "text_special") and not inside:
            shown.append(child.content)
        elif child.type == "html_inline":
            tag = _TAG.fullmatch(child.content)
            shown += [child.content] if tag and tag[1].lower() not in _ELEMENTS else []
        elif child.markup == "autolink":
            inside += child.nesting
    return "".join("".join(shown).split())


@settings(derandomize=True, max_examples=300, deadline=None)
@given(inline)
def test_inline_markup_is_what_markdown_it_says(text: str) -> None:
    text = re.sub(r"\n\s*\n", "\n", text).strip()
    expected = visible(MarkdownIt("commonmark").parseInline(text, {})[0].children or [])
    assert "".join(blank(text, markup(text, 0, len(text))).split()) == expected


@settings(derandomize=True, max_examples=100, deadline=None)
@given(
    st.lists(st.sampled_from(["[r]", "[R]", "[q]", " ", "*", "a", "![r]", "`", "_", "\\", "<b>"]), max_size=12).map(
        "".join
    )
)
def test_reference_links_are_what_markdown_it_says(text: str) -> None:
    text = text.strip()
    env = {"references": {"R": {"href": "x", "title": ""}}}
    expected = visible(MarkdownIt("commonmark").parseInline(text, env)[0].children or [])
    assert "".join(blank(text, markup(text, 0, len(text), {"R"})).split()) == expected


@settings(derandomize=True, max_examples=200, deadline=None)
@given(documents)
def test_blocks_are_what_markdown_it_says(text: str) -> None:
    full = MarkdownIt("commonmark").enable("table").disable(["code", "blockquote", "lheading"])
    shown: list[str] = []
    env: dict[str, Any] = {}
    for token in full.parse(text, env):
        if token.type == "inline":
            shown.append(visible(token.children or []))
        elif token.type == "html_block" and token.content.lstrip().startswith("<name>"):
            inner = MarkdownIt("commonmark").parseInline(token.content.strip(), env)
            shown.append(visible(inner[0].children or []))
        elif token.type == "html_block":
            shown.append("".join(blank(token.content, html(token.content, 0, len(token.content))).split()))
        elif token.type == "hr" and "_" in token.markup:
            shown.append("____")
    expected = "".join("".join(shown).split()).replace("===", "")
    assert "".join(prose(text).prose.split()).replace("===", "") == expected


@settings(derandomize=True, max_examples=200, deadline=None)
@given(documents)
def test_without_block_markup_the_short_way_gives_the_same(text: str) -> None:
    assert _Blocks(text).page().prose == prose(text).prose


@settings(derandomize=True, max_examples=300, deadline=None)
@given(anything, st.sampled_from(["a.md", "a.txt", "phone-script.md"]))
def test_nothing_moves(text: str, path: str) -> None:
    draft = read(Source(path, text))
    assert len(draft.prose) == len(text)
    for at, (was, now) in enumerate(zip(text, draft.prose, strict=True)):
        assert now == was or (now == " " and was not in "\r\n"), at
    last = 0
    for sentence in draft.sentences:
        assert last <= sentence.span.start < sentence.span.end <= len(text)
        assert draft.prose[sentence.span.start : sentence.span.end].strip() == draft.prose[slice(*sentence.span)]
        paragraph = draft.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.span.start and sentence.span.end <= paragraph.end
        last = sentence.span.end
    for spans in draft.parts.values():
        assert list(spans) == sorted(spans)
        assert all(0 <= start < end <= len(text) for start, end in spans)
    taken = sorted(span for name, spans in draft.parts.items() if name not in ("quoted", "direction") for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(taken))

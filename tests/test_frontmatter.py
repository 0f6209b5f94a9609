"""Where front matter stands, what it holds, where each value stands, and what cannot be read."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_lint.errors import UnreadableInput
from followup_lint.frontmatter import Block, parse, split, whole
from followup_lint.limits import FRONT_CHARACTERS
from followup_lint.nodes import Mapping, Node, Scalar, Sequence
from followup_lint.plainyaml import read_plain
from followup_lint.source import Source, Span
from followup_lint.yamltree import read_yaml


def plain(node: Node) -> object:
    """The values alone."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.pairs}


def scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from scalars(item)
    else:
        for key, value in node.pairs:
            yield key
            yield from scalars(value)


def read(text: str) -> Mapping:
    source = Source("a.yml", text)
    return parse(source, whole(source))


@pytest.mark.parametrize(
    ("text", "yaml"),
    [
        ("---\nkind: nudge\n---\nDear Dana,\n", "kind: nudge\n"),
        ("---\nkind: nudge\n...\nDear Dana,\n", "kind: nudge\n"),
        ("---\nkind: nudge\n---", "kind: nudge\n"),
        ("--- \nkind: nudge\n---  \n", "kind: nudge\n"),
        ("---\r\nkind: nudge\r\n---\r\nDear", "kind: nudge\r\n"),
        ("---\rkind: nudge\r---\rDear", "kind: nudge\r"),
        ("\ufeff---\nkind: nudge\n---\n", "kind: nudge\n"),
        ("---\n---\nDear Dana,\n", ""),
        ("---\n\n---\nDear Dana,\n", "\n"),
        ("---\n# only a comment\n---\n", "# only a comment\n"),
        ("---\n# first\n\nkind: nudge\n---\n", "# first\n\nkind: nudge\n"),
        ('---\n"kind": nudge\n---\n', '"kind": nudge\n'),
        ("---\n{kind: nudge}\n---\n", "{kind: nudge}\n"),
        ("---\nkind nudge\nchannel: email\n---\n", "kind nudge\nchannel: email\n"),
        ("---\n- kind\n- nudge\n---\n", "- kind\n- nudge\n"),
        # thematic breaks
        ("---\n\nDear Dana,\n\n---\nAna\n", None),
        ("---\nDear Dana,\n\nThank you: it was good.\n\n---\n", None),
        ("---\nDear Ms Okafor:\n\nThank you for Tuesday.\n\n---\nAna\n", None),
        ("---\n![a picture](x.png)\n---\n", None),
        ("---\n[Your Name]\n---\n", None),
        ("---\n{{greeting}}\n\n---\n", None),
        ("---\n- one\n\n- two\n---\n", None),
        ("---\nDear Dana,\n", None),
        ("---\nDana:\n\nThank you for Tuesday.\n", None),
        ("---\n", None),
        ("---", None),
        # not on the first line, or no fence
        ("\n---\nkind: nudge\n---\n", None),
        (" ---\nkind: nudge\n---\n", None),
        ("----\nkind: nudge\n----\n", None),
        ("Dear Dana,\n", None),
        ("", None),
    ],
)
def test_where_front_matter_stands(text: str, yaml: str | None) -> None:
    block = split(Source("a.md", text))
    assert (block and text[slice(*block.yaml)]) == yaml
    if block:
        assert block.span.start == text.startswith("\ufeff")
        assert not text[block.span.end :].lstrip().startswith(("---", "..."))


@pytest.mark.parametrize(
    "text", ["---\nkind: nudge\nDear Dana,\n", "---\nto:\n- Dana\n\nDear", "---\r\nto:\r\n- Dana\r\n"]
)
def test_front_matter_without_an_end_is_an_error(text: str) -> None:
    with pytest.raises(UnreadableInput, match=r"a\.md:1: opens front matter with --- and never closes it"):
        split(Source("a.md", text))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("a: b\n", {"a": "b"}),
        ("a: no\nb: 10:30\nc: 2026-3-5\nd: +44 20\ne: 0123\nf: Null\ng: 1e3\n",
         {"a": "no", "b": "10:30", "c": "2026-3-5", "d": "+44 20", "e": "0123", "f": "Null", "g": "1e3"}),
        ("a:\n  b: c\n  d:\n  - e\n  - f: g\n    h: i\n", {"a": {"b": "c", "d": ["e", {"f": "g", "h": "i"}]}}),
        ("a: [b, {c: d, e: [f]}, 'g, h', \"i\"]\n", {"a": ["b", {"c": "d", "e": ["f"]}, "g, h", "i"]}),
        ('a: [{"date": "2026-03-03"}]\n', {"a": [{"date": "2026-03-03"}]}),
        ("a: 'it''s'\nb: \"x\\ty\"\n", {"a": "it's", "b": "x\ty"}),
        ("a: b # c\n# d\ne: f#g\n", {"a": "b", "e": "f#g"}),
        ("a: one\n  two\nb: c\n", {"a": "one two", "b": "c"}),
        ("a: |\n  x\n  y\nb: >-\n  x\n  y\n", {"a": "x\ny\n", "b": "x y"}),
        ("a: &x [1, 2]\nb: *x\nc:\n  <<: {d: e}\n  f: g\n",
         {"a": ["1", "2"], "b": ["1", "2"], "c": {"f": "g", "d": "e"}}),
        ("a: &x {d: e, f: h}\nc:\n  <<: *x\n  f: g\n", {"a": {"d": "e", "f": "h"}, "c": {"f": "g", "d": "e"}}),
        ("a: !!str 12\nb: ! x\n", {"a": "12", "b": "x"}),
        ("a:\tb\nc: d\te\n\t\n\t# f\n", {"a": "b", "c": "d e"}),
        ("a: \"x\n\ty\"\n", {"a": "x y"}),
        ("? a\n? b\n: c\n", {"a": "", "b": "c"}),
        ("---\na: b\n---\n", {"a": "b"}),
        ("--- # x\na: b\n...\n", {"a": "b"}),
        ("\ufeffa: b\n", {"a": "b"}),
        ("", {}), ("# nothing\n", {}), ("~\n", {}), ("---\n---\n", {}),
    ],
)  # fmt: skip
def test_values(text: str, values: object) -> None:
    assert plain(read(text)) == values


@pytest.mark.parametrize("before", ["", "\ufeff", "# 🎉 é\n", "# a\r\n"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("x", "x"), ("Dana Lee  ", "Dana Lee"), ("🎉 x # c", "🎉 x"), ("'x y'", "x y"), ('"x"', "x"), ("''", ""),
        ("&a x", "x"), ("!!str 'x'", "x"), ("&a !!str x", "x"), ("[x]", "x"), ("{x: y}", "y"), ("|\n  x y\n", "x y\n"),
        (">-\n\n  x\n", "\nx"), ("|2\n   x\n", " x\n"), ("", ""), ("x\n  y", "x y"), ('"a\\tb"', "a\tb"),
    ],
)  # fmt: skip
def test_places(before: str, end: str, value: str, text: str) -> None:
    source = Source("a.yml", before + f"k: v\nkey: {value}\nz: 🎉é\n".replace("\n", end))
    tree = parse(source, whole(source))
    last = list(scalars(tree))[-3]
    assert last.text == text
    written = source.text[slice(*last.span)]
    if "\\" not in value and "\n  y" not in value:
        assert written.strip() == text.strip()
    assert list(scalars(tree))[-1].span == Span(len(source.text) - len(end) - 2, len(source.text) - len(end))
    assert tree.span.end == len(source.text) - len(end)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: b\nsend: 1\nc: d\nsend: 2\n", r":4: the file has the duplicate key 'send' \(first on line 2\)"),
        ("a:\n  b: 1\n  b: 2\n", r":3: .*duplicate key 'b' \(first on line 2\)"),
        ("a: {b: 1, b: 2}\n", r":1: .*duplicate key 'b'"),
        ("a: 1\n'a': 2\n", r":2: .*duplicate key 'a'"),
        ("a: b: c\n", r":1: .*a colon and a space needs quotes"),
        ("a: b\n  c: d\n", r":2: .*a colon and a space needs quotes"),
        ("a: 'b\nc: d\n", r":3: .*the quote that opens on line 1"),
        ('a: "\\q"\n', r":1: .*unknown escape"),
        ("a: [b\nc: d\n", r":2: .*"),
        ("a: @b\n", r":1: .*needs quotes"),
        ("a: *b*\n", r":1: .*quotes"),
        ("a: *b\n", r":1: .*has \*b, which nothing above it is named"),
        ("a: {{ name }}\n", r":1: .*list or map as a key; put quotes"),
        ("a: b\nc\n", r":[23]: .*not a `key: value`"),
        ("a: b\n c: d\n", r":2: "),
        ("a:\n\tb: c\n", r":2: .*is indented with a tab; use spaces"),
        ("a: [b,\n\tc]\n", r":2: .*is indented with a tab"),
        ("a: !!python/object:os.system x\n", r":1: .*uses the tag !!python/object:os.system"),
        ("a: !env x\n", r":1: .*uses the tag !env"),
        ("- a\n- b\n", r":1: the file is a list, not lines of `key: value`"),
        ("just words\n", r":1: the file is text, not lines"),
        ("a: b\n---\nc: d\n", r":2: the file holds a second document"),
        ("a: b\x07\n", r":1: the file holds the control character U\+0007"),
        ("a: b\n\ufeffc: d\n", r":2: .*control character U\+FEFF"),
        ("a: \ud800\n", r":1: .*control character U\+D800"),
        ("%YAML 1.1\n---\na: b\n", r":1: .*directive"),
        ("a: " + "[" * 30 + "]" * 30 + "\n", r":1: .*nested more than 20 deep"),
        ("".join(" " * i + "a:\n" for i in range(30)), r":20: .*nested more than 20 deep"),
        ("a: &a [x,x,x,x,x,x,x,x,x,x]\n" + "".join(
            f"{b}: &{b} [{','.join([f'*{a}'] * 10)}]\n" for a, b in zip("abcdefg", "bcdefgh", strict=True)
        ), r":[34]: .*repeats more than 1,000 values by aliases"),
        ("a: &a [*a]\n", r":1: .*has \*a, which nothing above"),
        ("a: " + "x" * FRONT_CHARACTERS, r":1: the file is larger than 64 KB"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("pure", [False, True])
def test_what_cannot_be_read_is_one_clear_line(text: str, message: str, pure: bool) -> None:
    source = Source("a.yml", text)
    with pytest.raises(UnreadableInput, match=message) as caught:
        if pure and len(text) <= FRONT_CHARACTERS:
            read_yaml(source, whole(source).yaml, "the file", pure=True)
        else:
            parse(source, whole(source))
    assert "\n" not in str(caught.value)


def test_the_line_counts_from_the_top_of_the_draft() -> None:
    source = Source("a.md", "---\nkind: nudge\nkind: nudge\n---\n")
    block = split(source)
    assert block is not None
    with pytest.raises(UnreadableInput, match=r"a\.md:3: the front matter has .* key 'kind' \(first on line 2\)"):
        parse(source, block)


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "[" * 60_000, "a: " + "{a: " * 15_000, "- " * 30_000, "a: 'b" + "''" * 30_000,
        "a: b" + " " * 60_000 + "c",
        "\t\n" * 30_000, "? " * 30_000, "a: " + "&" * 60_000, "a: " + "! " * 30_000, "a" * 65_000, " " * 65_000,
        "a: " + "# " * 30_000, "a: b\n" + "---" * 20_000, 'a: "' + "\\" * 60_001, "\r" * 65_000, "a: <" + "a@" * 30_000,
    ],
    ids=lambda text: repr(text[:12]),
)  # fmt: skip
def test_hostile_text_ends_soon(text: str) -> None:
    for source in (Source("a.yml", text), Source("a.md", f"---\n{text}\n---\n"), Source("a.md", f"---\n{text}")):
        try:
            block = whole(source) if source.path == "a.yml" else split(source)
            if block:
                read_yaml(source, block.yaml, "the file", pure=True)
                parse(source, block)
        except UnreadableInput:
            pass


PIECES = st.sampled_from(
    ["a: ", "b:", "key: ", "- ", "-", "  ", "    ", " ", "\n", "\n", "\n", "\r\n", "x", "Dana Lee", "2026-03-05",
     "10:30",
     ": ", "#", " # c", "'", "''", '"', "\\n", "[", "{", "]", "}", ", ", "|", ">-", "|2", "&a ", "*a", "!!str ", "? ",
     "<<: ", "~", "null", "é", "😀", "\u2028", "\x85", "\t", "%", "@", "`", "---", "...", "no", "a:b", "http://x/y",
     "O'Brien", "+44", "c: d", "e: [f, g]\n", "h: {i: j, k: l}\n", '"m": ', "\ufeff", "=", "<", "\xa0", "n:\n", "\r",
     "  - b: c\n", "    d: e\n", "# x\n"]
)  # fmt: skip
LINES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["", "", "", "  ", "  ", "    ", " "]),
        st.sampled_from(["", "", "- ", "-  "]),
        st.sampled_from(["a:", "b: ", "c: ", "d: ", "e: ", ""]),
        st.sampled_from(
            ["", "", "x", "x y", "[a, b]", "{a: b}", "'it''s'", '"x"', "a # c", "#c", "2026-03-05T09:40",
             "[a, [b, {c: d}]]", '{"a": "b c", d: [e]}', "[a: b]", "{a}", "re: x", "x:", "[]", "{}",
             "x#y", "~", "😀 é", "+44 20", "it's"]
        ),
        st.sampled_from(["", "", " ", " # c"]),
        st.sampled_from(["\n", "\n", "\r\n", "\n\n"]),
    ),
)  # fmt: skip
YAML = st.lists(PIECES, max_size=12).map("".join) | st.lists(LINES, max_size=7).map("".join)
BEFORE = st.sampled_from(["", "---\n", "\ufeff---\r\n", "😀\n"])


@settings(derandomize=True, deadline=None, max_examples=1500)
@given(YAML, BEFORE)
def test_the_three_ways_of_reading_agree(text: str, before: str) -> None:
    source, span = Source("a.md", before + text), Span(len(before), len(before) + len(text))
    ways: list[object] = []
    for pure in (False, True):
        try:
            tree = read_yaml(source, span, "the text", pure=pure)
        except UnreadableInput as error:
            assert len(before.splitlines()) <= error.line <= len(source.line_starts)
            ways.append(None)
            continue
        ways.append(repr(tree))
        for scalar in scalars(tree):
            start, end = scalar.span
            assert span.start <= start <= end <= span.end
            if scalar.plain and not {"\n", "\r", "\t", "\x85", "\u2028"} & set(source.text[start:end]):
                assert source.text[start:end] == scalar.text
    assert ways[0] == ways[1]
    quick = read_plain(source.text, span)
    assert quick is None or repr(quick) == ways[0]


def test_ordinary_front_matter_needs_no_library() -> None:
    text = (
        "kind: thank-you\nsubject: 'Data analyst: thank you'\nsender:\n  name: Ana Ruiz\n  phone: 020 7946 0018\n"
        "interviews:\n- {date: 2026-03-03, with: [Dana Lee]}\n- date: '2026-03-17'\n  round: 2 # the last\n"
    )
    source = Source("a.yml", text)
    found = read_plain(text, Span(0, len(text)))
    assert found == parse(source, Block(Span(0, len(text)), Span(0, len(text)))) and found is not None
    assert plain(found)["interviews"] == [  # type: ignore[index]
        {"date": "2026-03-03", "with": ["Dana Lee"]}, {"date": "2026-03-17", "round": "2"},
    ]  # fmt: skip

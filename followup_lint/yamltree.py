"""YAML, read by the library's parser, to a plain tree in which each scalar keeps its text and its place.

Nothing is ever constructed: the parser gives events, and every scalar stays the string that was written, so `no`,
`10:30`, `2026-3-5` and `+44 20` survive and `!!python/object` is only a word.
"""

import re
from collections.abc import Iterator
from typing import Any, NoReturn

from followup_lint.errors import UnreadableInput
from followup_lint.nodes import Mapping, Node, Scalar, Sequence, outer
from followup_lint.plainyaml import MAX_DEPTH
from followup_lint.source import Source, Span

MAX_ALIASED = 1_000
"""How many values aliases (`*name`) may add in all; more is a mistake or an attack."""

CORE_TAGS = frozenset(
    ["str", "int", "float", "bool", "null", "seq", "map", "timestamp", "set", "omap", "binary", "merge"]
)
"""YAML's own tags; they change nothing here, as every scalar stays text."""

_CONTROL = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_TAB = re.compile(r"((?:^|(?<=[\r\n]))[ ]*\t[ \t]*(?=[^\s#]))|\t")
_PROPERTIES = re.compile(r"(?:[&!]\S*+(?:\s|#[^\r\n]*+)*+)*+")
_COLON = re.compile(r"[ ]*:")
_GLUED = re.compile(r"[|>][-+0-9]*#")
_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)?")


def read_yaml(source: Source, span: Span, what: str, *, pure: bool = False) -> Mapping:
    """Return the map that a span of a source holds, by PyYAML (by its C part, unless there is none or `pure`).

    `what` names the block in messages. Raises UnreadableInput, with the line.
    """
    import yaml  # 14 ms, and most front matter never needs it

    builder = _Builder(source, span, what)
    loader: Any = yaml.BaseLoader if pure else getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        return builder.document(yaml.parse(builder.text, Loader=loader))
    except yaml.YAMLError as error:
        builder.explain(error)


class _Builder:
    """Events of the library → nodes whose spans count in the source."""

    def __init__(self, source: Source, span: Span, what: str) -> None:
        self.source, self.what, self.base = source, what, span.start
        text = source.text[span.start : span.end]
        if strange := _CONTROL.search(text):
            self.fail(f"holds the control character U+{ord(strange.group()):04X}", strange.start())
        # The two parsers disagree about tabs; all but those that indent mean the same as spaces.
        self.tabs: list[int] = []
        self.text = _TAB.sub(self._tab, text) if "\t" in text else text
        if text.startswith("%"):
            self.fail("begins with a directive or an unquoted %, which is not read here", 0)
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.count = self.aliased = 0

    def _tab(self, match: re.Match[str]) -> str:
        if match.group(1) is None:
            return " "
        self.tabs.append(match.start(1))
        return match.group(1)

    def fail(self, problem: str, offset: int) -> NoReturn:
        """Raise UnreadableInput for a problem at an offset of the YAML text."""
        line = self.source.position(min(self.base + offset, len(self.source.text))).line
        raise UnreadableInput(f"{self.what} {problem}", path=self.source.path, line=line)

    def document(self, events: Iterator[Any]) -> Mapping:
        root: Node | None = None
        for event in events:
            name = type(event).__name__
            if name == "DocumentStartEvent":
                if root is not None:
                    self.fail("holds a second document; keep one", event.start_mark.index)
                event = next(events)
                root = self.node(event, events, 1, None)
        if self.tabs:
            self.fail("is indented with a tab; use spaces", self.tabs[0])
        if root is None or (isinstance(root, Scalar) and root.empty):
            return Mapping((), Span(self.base, self.base))
        if not isinstance(root, Mapping):
            kind = "a list" if isinstance(root, Sequence) else "text"
            self.fail(f"is {kind}, not lines of `key: value`", root.span.start - self.base)
        return root

    def node(self, event: Any, events: Iterator[Any], depth: int, key: Scalar | None) -> Node:
        """Read one node; `key` is the key that it is the value of."""
        name, start = type(event).__name__, event.start_mark.index
        if name == "AliasEvent":
            return self.alias(event)
        if depth > MAX_DEPTH:
            self.fail(f"is nested more than {MAX_DEPTH} deep", start)
        if event.tag and event.tag != "!" and event.tag.removeprefix("tag:yaml.org,2002:") not in CORE_TAGS:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.fail(f"uses the tag {tag[:60]}, which is not allowed here", start)
        before, self.count = self.count, self.count + 1
        node: Node
        if name == "ScalarEvent":
            node = self.scalar(event, key)
        elif name == "SequenceStartEvent":
            node = self.sequence(event, events, depth)
        else:
            node = self.mapping(event, events, depth)
        if event.anchor:
            self.anchors[event.anchor] = node, self.count - before
        return node

    def alias(self, event: Any) -> Node:
        if event.anchor not in self.anchors:
            self.fail(
                f"has *{event.anchor}, which nothing above it is named; put quotes around text that begins with *",
                event.start_mark.index,
            )
        node, size = self.anchors[event.anchor]
        self.count += size
        self.aliased += size
        if self.aliased > MAX_ALIASED:
            self.fail(f"repeats more than {MAX_ALIASED:,} values by aliases (*{event.anchor})", event.start_mark.index)
        return node

    def sequence(self, event: Any, events: Iterator[Any], depth: int) -> Sequence:
        items: list[Node] = []
        for inner in events:
            if type(inner).__name__ == "SequenceEndEvent":
                return Sequence(tuple(items), self.around(event, inner, items))
            items.append(self.node(inner, events, depth + 1, None))
        raise AssertionError("the parser ends every list")

    def mapping(self, event: Any, events: Iterator[Any], depth: int) -> Mapping:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        merged: list[Node] = []
        edges: list[Node] = []
        for inner in events:
            if type(inner).__name__ == "MappingEndEvent":
                break
            key = self.node(inner, events, depth + 1, None)
            if not isinstance(key, Scalar):
                self.fail("has a list or map as a key; put quotes around a value that begins with { or [",
                          inner.start_mark.index)  # fmt: skip
            value = self.node(next(events), events, depth + 1, key)
            edges += (key, value)
            if key.plain and key.text == "<<":
                merged += value.items if isinstance(value, Sequence) else [value]
            elif key.text in pairs:
                line = self.source.position(pairs[key.text][0].span.start).line
                self.fail(f"has the duplicate key '{key.text[:60]}' (first on line {line})", inner.start_mark.index)
            else:
                pairs[key.text] = key, value
        for node in merged:
            for pair in node.pairs if isinstance(node, Mapping) else ():
                pairs.setdefault(pair[0].text, pair)
        return Mapping(tuple(pairs.values()), self.around(event, inner, edges))

    def around(self, first: Any, last: Any, nodes: list[Node]) -> Span:
        """The span of a list or map: bracket to bracket, or from its first to its last node."""
        if first.flow_style or not nodes:
            return Span(self.base + first.start_mark.index, self.base + last.end_mark.index)
        start, end = outer(nodes[0], self.source.text).start, outer(nodes[-1], self.source.text).end
        return Span(min(start, end), max(start, end))  # an alias may point above

    def scalar(self, event: Any, key: Scalar | None) -> Scalar:
        """Give a scalar the span of its text: without quotes, block marks, anchors and tags."""
        start, end, value = event.start_mark.index, event.end_mark.index, event.value
        if event.anchor or event.tag:
            match = _PROPERTIES.match(self.text, start, end)
            start = match.end() if match else start
        if event.style in ("'", '"'):
            self.tabs = [tab for tab in self.tabs if not start <= tab < end]
            return Scalar(value, self.span(start + 1, end - 1), plain=False)
        if event.style in ("|", ">"):
            if _GLUED.match(self.text, start):  # the library's Python part lets it pass
                self.fail(f"is not valid YAML: {_MEANINGS[0][1]}", start)
            self.tabs = [tab for tab in self.tabs if not start <= tab < end]
            return Scalar(value, self.lines(start, end, value), plain=False)
        if not value and key is not None and not event.anchor and not event.tag:
            after = outer(key, self.source.text).end - self.base
            colon = _COLON.match(self.text, after) if after >= 0 else None
            start = end = colon.end() if colon else start
        elif not value:
            start = end = start + len(self.text[start:]) - len(self.text[start:].lstrip(" "))
        return Scalar(value, self.span(start, end))

    def lines(self, start: int, end: int, value: str) -> Span:
        """The span of a block scalar: from its first character to the end of its last line with any."""
        header = _LINE.match(self.text, start, end)
        begin = header.end() if header else start
        content = self.text[begin:end]
        inner = value.lstrip("\r\n")
        begin += len(content) - len(content.lstrip()) - (len(inner) - len(inner.lstrip(" ")))
        return self.span(begin, max(begin, start + len(self.text[start:end].rstrip())) if inner.strip() else begin)

    def span(self, start: int, end: int) -> Span:
        return Span(self.base + start, self.base + end)

    def explain(self, error: Any) -> NoReturn:
        """Turn the library's complaint into one line that says what to do."""
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        offset = mark.index if mark else 0
        begun = getattr(error, "context_mark", None)
        start = self.source.position(self.base + begun.index).line if begun else 0
        row = self.text.rfind("\n", 0, offset) + 1
        if any(row <= tab <= offset for tab in self.tabs):
            self.fail("is indented with a tab; use spaces", offset)
        said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
        for words, meaning in _MEANINGS:
            if re.search(words, said):
                self.fail(f"is not valid YAML: {meaning.format(line=start)}", offset)
        self.fail(f"is not valid YAML: {' '.join(said.split())[:160]}", offset)


_MEANINGS = (
    ("block scalar", "after | or > the text begins on the next line; a value that begins with them needs quotes"),
    ("mapping values are not allowed", "a value that holds a colon and a space needs quotes around it"),
    ("quoted scalar", "the quote that opens on line {line} is never closed, or holds an unknown escape"),
    ("cannot start any token", "a value that begins with @, `, % or a tab needs quotes around it"),
    ("node content", "a value is missing here, or begins with a sign that needs quotes around it"),
    ("flow (sequence|mapping)", "the bracket that opens on line {line} is not closed"),
    ("simple key|expected ':'", "this line is not a `key: value`"),
    ("block (mapping|collection|sequence|end)|expected key", "the indentation does not fit the lines above"),
    ("(scann|pars)ing an? (anchor|alias|tag|directive)|undefined tag", "a value that begins with & * ! % needs quotes"),
)
"""What the library's words mean to the writer; its C and Python parts word things differently."""

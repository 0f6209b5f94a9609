"""The plain tree that YAML is read into: every scalar stays the text that was written, with its place in the source."""

from typing import NamedTuple, TypeAlias

from followup_lint.source import Span


class Scalar(NamedTuple):
    """One value as text. `span` is the text without its quotes; `plain` says that it was written without any."""

    text: str
    span: Span
    plain: bool = True

    @property
    def empty(self) -> bool:
        """True for nothing, `~` and `null`. `Null` and `No` are surnames, so they stay text."""
        return self.plain and self.text in ("", "~", "null")


class Sequence(NamedTuple):
    """A list; `span` runs from its first to its last item, or from bracket to bracket."""

    items: "tuple[Node, ...]"
    span: Span


class Mapping(NamedTuple):
    """Keys and values in the order written; no key stands twice."""

    pairs: "tuple[tuple[Scalar, Node], ...]"
    span: Span

    def get(self, key: str) -> "Node | None":
        """Return the value of a key, or None."""
        return next((value for name, value in self.pairs if name.text == key), None)


Node: TypeAlias = Scalar | Sequence | Mapping


def outer(node: Node, text: str) -> Span:
    """Return the span of a node with the quotes around it, if there are any."""
    start, end = node.span
    if isinstance(node, Scalar) and not node.plain and text[end : end + 1] in ("'", '"'):
        return Span(start - 1, end + 1)
    return node.span

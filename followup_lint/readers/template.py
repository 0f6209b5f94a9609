"""Templates: declared placeholders give way to their example values before a draft is read."""

from collections.abc import Iterator, Mapping

from followup_lint.lazy import lazy
from followup_lint.limits import DRAFT_CHARACTERS
from followup_lint.readers.traced import Traced

_PLACEHOLDER = lazy(
    r"\$?\{\{([^{}\r\n]{1,80})\}\}|\$?\{([^{}\r\n]{1,80})\}|\[([^\[\]\r\n]{1,80})\](?!\()|<([^<>\r\n]{1,80})>"
    r"|%([A-Za-z][\w -]{0,80})%|«([^«»\r\n]{1,80})»"
)
_BETWEEN = lazy(r"[\s_-]+")


def named(name: str) -> str:
    """Return the name of a placeholder as names are compared: without case, hyphens and low lines as spaces."""
    return _BETWEEN.sub(" ", name).strip().casefold()


def render(text: Traced, values: Mapping[str, str], start: int = 0) -> Traced:
    """Return a text, from an offset on, with the declared placeholders replaced; others stay as they are.

    A name may be written `[Your Name]`, `{{name}}`, `{name}`, `<name>`, `%NAME%` or `«name»`.
    """
    return text.replaced(found(text.text, values, start))


def rendered(text: str, values: Mapping[str, str]) -> str:
    """Return a plain text with the declared placeholders replaced."""
    at, parts = 0, []
    for begin, end, value in found(text, values):
        parts += [text[at:begin], value]
        at = end
    return "".join((*parts, text[at:]))


def found(text: str, values: Mapping[str, str], start: int = 0) -> Iterator[tuple[int, int, str]]:
    """Yield the declared placeholders of a text in order: their offsets, and what is to stand there.

    No more than make a text too long for a draft: a long value for many placeholders would fill the memory.
    """
    known = {named(name): value for name, value in values.items()}
    at, left = start, DRAFT_CHARACTERS
    while left >= 0 and (match := _PLACEHOLDER.search(text, at)):
        value = known.get(named(match[match.lastindex or 0]))
        at = match.end() if value is not None else match.start() + 1
        if value is not None:
            left -= len(value)
            yield match.start(), match.end(), value

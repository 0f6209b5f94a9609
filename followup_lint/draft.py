"""One message to be sent, taken apart, with all that is known of it; and the application that drafts belong to."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from followup_lint.anatomy import PARTS
from followup_lint.facts import Complaint, Facts
from followup_lint.sentences import Sentence, count_words, word_starts
from followup_lint.source import Source, Span

__all__ = ["PARTS", "SPOKEN", "Application", "Draft", "Origin", "Sentence"]

SPOKEN = ("greeting", "body", "closing", "postscript")
"""The parts of a script that are said aloud."""


class Origin(NamedTuple):
    """Where the characters of a prose come from that is no copy of its source.

    `starts` and `ends` are the source offsets before and after each character; `starts` has one more, for the end.
    """

    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, span: Span) -> Span:
        """Return the span in the source of a span in the prose."""
        start = self.starts[span.start]
        return Span(start, max(start, self.ends[span.end - 1])) if span.end > span.start else Span(start, start)


@dataclass(frozen=True)
class Draft:
    """A draft as rules see it.

    `prose` is the text without what is no prose: of the same length as the source, with spaces for the rest, unless
    `origin` maps it. `parts` (names from PARTS to spans), `paragraphs` and `sentences` count in the prose; a part that
    is not there has no key. `notes` are what is wrong with the front matter.
    """

    source: Source
    prose: str
    facts: Facts
    parts: dict[str, tuple[Span, ...]] = field(default_factory=dict)
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    origin: Origin | None = None
    notes: tuple[Complaint, ...] = ()

    def locate(self, span: Span) -> Span:
        """Return the span in the source of a span in the prose."""
        return span if self.origin is None else self.origin.span(span)

    def is_exact(self, span: Span) -> bool:
        """Return whether the source has the very characters of a span in the prose, so that edits may replace them."""
        start, end = self.locate(span)
        return self.source.text[start:end] == self.prose[span.start : span.end]

    def count_words(self, span: Span) -> int:
        """Return how many words a person would count in a span of the prose."""
        start, end = span
        if start and not self.prose[start - 1].isspace():
            return count_words(self.prose, start, end)  # in the middle of a word, perhaps
        return bisect_left(self._words, end) - bisect_left(self._words, start)

    @cached_property
    def _words(self) -> list[int]:
        return word_starts(self.prose)

    @cached_property
    def body_words(self) -> int:
        """How many words the body has, without greeting, closing, signature and postscript."""
        return sum(map(self.count_words, self.parts.get("body", ())))

    @cached_property
    def spoken_words(self) -> int:
        """How many words a caller says, from greeting to goodbye; a name below a script is no part of it."""
        return sum(self.count_words(span) for part in SPOKEN for span in self.parts.get(part, ()))

    def spoken_seconds(self, words_a_minute: float) -> float:
        """Return how long it takes to say the draft, in seconds."""
        return self.spoken_words * 60 / words_a_minute


class Application(NamedTuple):
    """All drafts to one employer for one job: its `application.yml` and the facts in it, drafts, and what was sent.

    `notes` are what is wrong with the `application.yml`.
    """

    source: Source
    facts: Facts
    drafts: tuple[Draft, ...] = ()
    sent: tuple[Draft, ...] = ()
    notes: tuple[Complaint, ...] = ()

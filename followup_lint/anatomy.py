"""Prose to the parts of a draft: letter block, greeting, body, closing, signature, postscript, and its sentences."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from followup_lint.asides import directions, quoted
from followup_lint.ending import LONG, ending
from followup_lint.lines import Line, blank, joined, lines_of
from followup_lint.opening import opening
from followup_lint.salutations import closing, is_footer, is_name, postscript
from followup_lint.sentences import Sentence, count_words, sentence_spans
from followup_lint.source import Span

PARTS = (
    "subject", "letter-block", "greeting", "body", "closing", "signature", "postscript", "quoted", "direction",
)  # fmt: skip
"""The parts of a draft. `subject` is a fact with a span of its own; the last two are blank in the prose."""


class Anatomy(NamedTuple):
    """What a text was taken apart into; all spans count in `prose`, which is as long as the text."""

    prose: str
    parts: dict[str, tuple[Span, ...]]
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]


def anatomy(
    text: str,
    *,
    spoken: bool = False,
    titles: Collection[int] = (),
    items: Collection[int] = (),
    own: tuple[str, ...] = (),
) -> Anatomy:
    """Take a text apart.

    `spoken` is a script for a call: its headings and stage directions are blanked. `titles` and `items` are the offsets
    of the first words of headings and list items. `own` are the words of the writer's name, lower case.
    """
    lines = lines_of(text)
    aside = _said_aside(text, lines, titles, own) if spoken else quoted(text, lines)
    prose = text
    if aside:
        prose = blank(text, aside)
        lines = lines_of(prose)
    while lines and lines[0].start in titles:
        del lines[0]
    others, notes = _postscripts(lines)
    top = opening(others, spoken=spoken)
    end = ending(top.rest, spoken=spoken, own=own)
    if spoken and top.block:  # a script has no address: what stands above its first words is its heading
        aside = sorted([*aside, *(line.span for line in top.block)])
        prose = blank(text, aside)
    found = {
        "letter-block": [] if spoken else top.block, "greeting": top.greeting, "body": end.rest, "closing": end.closing,
        "signature": end.signature, "postscript": notes,
    }  # fmt: skip
    parts = {name: joined((line.span for line in part), prose) for name, part in found.items() if part}
    if aside:
        parts["direction" if spoken else "quoted"] = joined(aside, text)
    rest = sorted([(line, "body") for line in end.rest] + [(line, "postscript") for line in notes])
    paragraphs: list[Span] = []
    sentences: list[Sentence] = []
    for part, span in _paragraphs(rest, titles, items):
        for sentence in sentence_spans(prose, span):
            sentences.append(Sentence(sentence, part, len(paragraphs), len(sentences)))
        paragraphs.append(span)
    return Anatomy(prose, parts, tuple(paragraphs), tuple(sentences))


def _said_aside(text: str, lines: list[Line], titles: Collection[int], own: tuple[str, ...]) -> list[Span]:
    spans = directions(text, [line for line in lines if line.start not in titles], own)
    return sorted(spans + [line.span for line in lines if line.start in titles])


def _postscripts(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Part the lines of postscripts from the others; a postscript runs to the next blank line.

    A last paragraph below a name is one too, if it is in brackets or has a long line.
    """
    others: list[Line] = []
    notes: list[Line] = []
    inside = False
    for line in lines:
        inside = bool(postscript(line.text)) or (inside and not line.gap)
        (notes if inside else others).append(line)
    last = next((at for at in range(len(others) - 1, 2, -1) if others[at].gap), 0)
    if last and is_name(others[last - 1].text) and _is_added(others[last - 2], others[last:]):
        notes, others = sorted(others[last:] + notes), others[:last]
    return others, notes


def _is_added(above: Line, lines: list[Line]) -> bool:
    """Whether lines below a closing and a name are text: in brackets, or too long for a signature."""
    if lines[0].text[0] == "(" and lines[-1].text[-1] == ")":
        return True
    closed = bool(closing(above.text)) or (above.text[-1] == "," and count_words(above.text) <= LONG)
    return closed and any(count_words(line.text) > LONG and not is_footer(line.text) for line in lines)


def _paragraphs(
    lines: list[tuple[Line, str]], titles: Collection[int], items: Collection[int]
) -> Iterator[tuple[str, Span]]:
    """Group lines into paragraphs; a heading and a list item are one each."""
    part, start, end, alone = "", 0, 0, False
    for line, name in lines:
        title = line.start in titles
        if start < end and (name != part or line.gap or alone or title or line.start in items):
            yield part, Span(start, end)
            start = end
        alone = title
        if start >= end:
            part, start = name, line.start
        end = line.end
    if start < end:
        yield part, Span(start, end)

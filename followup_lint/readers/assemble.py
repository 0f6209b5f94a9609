"""A blanked text and the facts declared about it to a draft: headers, anatomy, inference, in that order."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from followup_lint.anatomy import anatomy
from followup_lint.channels import spoken_channel
from followup_lint.draft import Draft, Origin
from followup_lint.facts import Complaint, Fact, Facts, check_dates, merge, read_facts
from followup_lint.fields import SPOKEN_CHANNELS
from followup_lint.frontmatter import parse, split
from followup_lint.inference import infer
from followup_lint.limits import DRAFT_CHARACTERS
from followup_lint.lines import blank, lines_of
from followup_lint.nodes import Mapping as Tree
from followup_lint.nodes import Node, Scalar, Sequence
from followup_lint.readers.headers import head
from followup_lint.readers.template import render, rendered
from followup_lint.readers.traced import Traced, traced
from followup_lint.source import Source, too_long

Layer = Mapping[str, Fact]


class Page(NamedTuple):
    """A text with blanks for what is no prose, and the offsets of the first words of headings and list items.

    `raw` is the text before markup was blanked.
    """

    prose: str
    titles: frozenset[int] = frozenset()
    items: frozenset[int] = frozenset()
    raw: str = ""


class Given(NamedTuple):
    """What is known of a draft before its text is looked at."""

    command: Layer
    declared: Layer
    application: Layer
    headers: Layer
    notes: tuple[Complaint, ...]


def given(source: Source, application: Layer | None, command: Layer | None) -> tuple[Given, int]:
    """Return what front matter and others declare, and the offset behind the front matter; raises UnreadableInput."""
    block = split(source)
    declared, notes = read_facts(parse(source, block), "declared") if block else ({}, ())
    start = block.span.end if block else (1 if source.has_bom else 0)
    return Given(command or {}, declared, application or {}, {}, notes), start


def filled(source: Source, known: Given, start: int) -> tuple[str, Origin | None]:
    """Return the text to read, the placeholders of a template filled in behind an offset, and where it comes from.

    Raises UnreadableInput where that is too long.
    """
    facts = {**known.application, **known.declared, **known.command}
    if "placeholders" not in facts or "template" not in facts or not facts["template"].value:
        return source.text, None
    values = facts["placeholders"].value
    text = render(traced(source.text), values, start)
    if len(text.text) > DRAFT_CHARACTERS:
        raise too_long(source.path)
    return text.text, origin_of(text)


def origin_of(text: Traced) -> Origin:
    """Return the map from a text to its source."""
    return Origin((*text.starts, text.stop), text.ends)


def assemble(source: Source, page: Page, known: Given, origin: Origin | None = None, *, mail: bool = False) -> Draft:
    """Return the draft that a page is.

    `origin` maps the page's prose to the source; `mail` says that its headers were read already.
    """
    prose = page.prose
    if not mail and _may_have_head(prose, page) and (found := head(lines_of(prose), page.titles, page.raw)):
        prose = blank(prose, [found.span])
        headers, notes = read_facts(_located(found.node, origin), "header")
        known = known._replace(headers={**known.headers, **headers}, notes=known.notes + notes)
    facts = merge(known.command, known.declared, known.application, known.headers)
    channel = facts.value("channel")
    if channel is None and not mail and "subject" not in known.headers:
        channel = spoken_channel(prose, source.path)
    spoken = channel in SPOKEN_CHANNELS
    sender = facts.value("sender")
    own = tuple(re.findall(r"[^\W\d_]+", sender.name.lower())) if sender else ()
    parts = anatomy(prose, spoken=spoken, titles=page.titles, items=page.items, own=own)
    values = {key: fact.value for key, fact in facts.items()}
    if channel:
        values["channel"] = channel
    inferred = infer(parts.prose, parts.parts, source.path, values, mail=mail)
    if channel and "channel" not in facts:
        inferred["channel"] = Fact(channel, "inferred")
    facts = merge(known.command, known.declared, known.application, known.headers, inferred)
    return Draft(
        source=source, prose=parts.prose, facts=_rendered(facts), parts=parts.parts, paragraphs=parts.paragraphs,
        sentences=parts.sentences, origin=origin, notes=known.notes + check_dates(facts),
    )  # fmt: skip


def _may_have_head(prose: str, page: Page) -> bool:
    """Whether the first line has a colon, or a heading stands above it: most drafts are spared the longer look."""
    first = len(prose) - len(prose.lstrip())
    return bool(page.titles) or ":" in prose[first : first + 40]


def _located(node: Node, origin: Origin | None) -> Tree:
    """Return a tree with its spans in the source."""
    assert isinstance(node, Tree)
    if origin is None:
        return node

    def moved(part: Node) -> Node:
        if isinstance(part, Scalar):
            return part._replace(span=origin.span(part.span))
        if isinstance(part, Sequence):
            return Sequence(tuple(map(moved, part.items)), origin.span(part.span))
        return _located(part, origin)

    pairs = tuple((key._replace(span=origin.span(key.span)), moved(value)) for key, value in node.pairs)
    return Tree(pairs, origin.span(node.span))


def _rendered(facts: Facts) -> Facts:
    """Return the facts of a template with its placeholders replaced in the subject."""
    subject, values = facts.get("subject"), facts.value("placeholders")
    if not values or subject is None or not facts.value("template") or subject.origin != "declared":
        return facts
    return Facts({**facts, "subject": subject._replace(value=rendered(subject.value, values))})

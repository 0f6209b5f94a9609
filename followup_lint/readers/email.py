"""Mail (`.eml`) to prose: the text that its reader sees, and its headers as facts."""

import re
from collections.abc import Iterator

from followup_lint.asides import quoted
from followup_lint.draft import Draft
from followup_lint.ending import ending
from followup_lint.errors import UnreadableInput
from followup_lint.facts import Complaint, Fact, read_facts
from followup_lint.frontmatter import Block, parse
from followup_lint.limits import DRAFT_CHARACTERS, MAIL_BODY
from followup_lint.lines import blank, lines_of
from followup_lint.nodes import Mapping, Node, Scalar, Sequence
from followup_lint.readers.assemble import Given, Layer, Page, assemble, origin_of
from followup_lint.readers.encodings import body
from followup_lint.readers.htmltext import plain
from followup_lint.readers.mime import Field, Part, parts_of, quiet, unfold
from followup_lint.readers.text import page
from followup_lint.readers.traced import Traced
from followup_lint.salutations import is_delimiter
from followup_lint.source import LINE_BREAK, Source, Span, too_long

OWN_PREFIX = "x-followup-"
"""Headers with this start hold facts by the names of the front matter's keys."""

_ALIASES = {"interview": "interviews", "interviewer": "interviewers", "contact": "earlier_contacts"}
_ENVELOPE = re.compile(r"From [^\r\n]*(?:\r\n?|\n)")


def read(source: Source, application: Layer | None = None, command: Layer | None = None) -> Draft:
    """Return the draft in a mail; raises UnreadableInput for a text without a mail's headers."""
    text = source.text
    start = 1 if source.has_bom else 0
    envelope = _ENVELOPE.match(text, start)
    head, fields, parts = parts_of(text, envelope.end() if envelope else start, len(text))
    if not fields:
        raise UnreadableInput(
            "has no mail headers; save the mail again as .eml, or the text as .txt or .md", path=source.path, line=1
        )
    headers, notes = _facts(source, head, fields, parts)
    words = _body(source, parts)
    known = Given(command or {}, {}, application or {}, headers, notes)
    return assemble(source, _page(words.text), known, origin_of(words), mail=True)


def _page(text: str) -> Page:
    """Blank bullets, and what stands below `-- ` where the mail is signed above it."""
    lines = lines_of(blank(text, quoted(text, lines_of(text))))
    for at, line in enumerate(lines):
        if is_delimiter(line.text) and line.text.startswith("--"):
            signed = ending(lines[:at], spoken=False, own=())
            if signed.signature:
                text = blank(text, [(line.start, lines[-1].end)])
            break
    return page(text)


# the text


def _body(source: Source, parts: list[Part]) -> Traced:
    """Return the text of the first part that has one: plain text before HTML; raises UnreadableInput for a long one."""
    shown = [part for part in parts if not _is_attached(part)]
    for kind in ("text/plain", "text/html"):
        for part in shown:
            if part.kind == kind:
                if part.body.end - part.body.start > MAIL_BODY:
                    raise too_long(source.path)
                text = _text(source, part)
                if len(text.text) > DRAFT_CHARACTERS:
                    raise too_long(source.path)
                if text.text.strip():
                    return text
    return Traced("", [], [], len(source.text))


def _text(source: Source, part: Part) -> Traced:
    transfer = str(quiet(part.head, "content-transfer-encoding", ""))
    charset = str(quiet(part.head, "get_content_charset", ""))
    text = body(source.text, part.body.start, part.body.end, transfer, charset, source.encoding)
    if part.kind == "text/html":
        return plain(text)
    content = str(quiet(part.head, "content-type", "")).lower()
    if re.search(r"format\s*=\s*\"?flowed", content):
        return _unflowed(text, bool(re.search(r"delsp\s*=\s*\"?yes", content)))
    return text


def _unflowed(text: Traced, delete_space: bool) -> Traced:
    """Join the lines that a mail program broke (RFC 3676): those that end with a space."""
    removed: list[tuple[int, int, str]] = []
    at, flowing = 0, False
    stops = [*(match.span() for match in LINE_BREAK.finditer(text.text)), (len(text.text), len(text.text))]
    for stop, following in stops:
        line = text.text[at:stop]
        if line.startswith(" ") and not flowing:
            removed.append((at, at + 1, ""))  # a space that only guards the line's start
        flowing = line.endswith(" ") and line.strip(" ") != "--" and not line.startswith(">") and following > stop
        if flowing:
            removed.append((stop - 1 if delete_space else stop, following, ""))
        at = following
    return text.replaced(removed)


# the headers


def _is_attached(part: Part) -> bool:
    return str(quiet(part.head, "get_content_disposition", "")) == "attachment" or part.kind == "message/rfc822"


def _attachments(text: str, parts: list[Part]) -> Iterator[Scalar]:
    """The names of attached files; pictures in the text are none."""
    for part in parts:
        name = str(quiet(part.head, "get_filename", ""))
        place = next((f.value for f in part.fields if f.name in ("content-disposition", "content-type")), part.body)
        inline = quiet(part.head, "content-id") or part.related or part.kind.startswith("text/")
        if _is_attached(part) or (name and not inline):
            yield Scalar(name or "attachment", place, plain=False)


def _facts(
    source: Source, head: object, fields: tuple[Field, ...], parts: list[Part]
) -> tuple[dict[str, Fact], tuple[Complaint, ...]]:
    """Return the facts that the headers hold."""
    pairs: dict[str, tuple[Scalar, Node]] = {}

    def add(key: str, field: Field, node: Node) -> None:
        pairs.setdefault(key, (Scalar(key, field.key), node))

    for field in fields:
        if field.name.startswith(OWN_PREFIX):
            key = field.name[len(OWN_PREFIX) :].replace("-", "_")
            if key and (node := _own(source, field)):
                name = Span(field.key.start + len(OWN_PREFIX), field.key.end)
                pairs[_ALIASES.get(key, key)] = Scalar(_ALIASES.get(key, key), name), node
    unsent = str(quiet(head, "x-unsent", "")).strip() == "1"
    first = {field.name: field for field in reversed(fields)}
    for field in first.values():
        value = str(quiet(head, field.name, "")) or unfold(source.text, field)
        scalar = Scalar(" ".join(value.split()), field.value, plain=False)
        if field.name == "subject":
            add("subject", field, scalar)
        elif field.name == "from":
            people = _people(head, field, source.text)
            if people:
                add("sender", field, people[0])
        elif field.name in ("to", "cc", "bcc"):
            people = _people(head, field, source.text)
            key = "to" if field.name == "to" else "cc"
            if people:
                add(key, field, Sequence(tuple(people), field.value))
        elif field.name == "date" and not unsent and (moment := _moment(value)):
            add("send", field, scalar._replace(text=moment))
        elif field.name in ("in-reply-to", "references") and value.split():
            add("in_reply_to", field, scalar._replace(text=value.split()[0 if field.name == "in-reply-to" else -1]))
        elif field.name == "content-language" and (tag := re.match(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", value)):
            add("language", field, scalar._replace(text=tag[0]))
    files = tuple(_attachments(source.text, parts))
    pairs.setdefault("attachments", (Scalar("attachments", Span(0, 0)), Sequence(files, Span(0, 0))))
    facts, notes = read_facts(Mapping(tuple(pairs.values()), Span(0, 0)), "header")
    if "subject" not in facts:
        facts["subject"] = Fact("", "header", Span(0, 0))
    if not files and "attachments" in facts:
        facts["attachments"] = facts["attachments"]._replace(span=None)
    return facts, notes


def _people(head: object, field: Field, text: str) -> list[Scalar]:
    """Return the people of a header, each as name and address."""
    try:
        addresses = [(a.display_name, a.addr_spec) for a in head[field.name].addresses]  # type: ignore[index]
    except Exception:  # a broken header: the standard library raises many kinds of errors
        addresses = []
    written = [f"{name} <{at}>" if name and at.strip("<>") else name or at for name, at in addresses]
    written = [one for one in written if one.strip(" <>")] or [unfold(text, field)]
    return [Scalar(one, field.value, plain=False) for one in written if one.strip()]


def _moment(value: str) -> str:
    """Return a mail's date as an ISO date and time, or nothing."""
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(value).isoformat(timespec="minutes")
    except (ValueError, TypeError, IndexError, OverflowError):
        return ""


def _own(source: Source, field: Field) -> Node | None:
    """Return the tree that the value of one of our headers is, which may be a list or a map in brackets."""
    key = "key: "
    start = field.value.start - len(key)
    folded = re.sub(r"[\r\n]", " ", source.text[field.value.start : field.value.end])
    inner = Source(source.path, key + folded + "\n")
    try:
        tree = parse(inner, Block(Span(0, len(inner.text)), Span(0, len(inner.text))))
    except UnreadableInput:
        return Scalar(folded.strip(), field.value)
    node = tree.get("key")
    return None if node is None else _moved(node, start)


def _moved(node: Node, by: int) -> Node:
    span = Span(node.span.start + by, node.span.end + by)
    if isinstance(node, Scalar):
        return node._replace(span=span)
    if isinstance(node, Sequence):
        return Sequence(tuple(_moved(item, by) for item in node.items), span)
    pairs = []
    for key, value in node.pairs:
        place = Span(key.span.start + by, key.span.end + by)
        pairs.append((key._replace(span=place), _moved(value, by)))
    return Mapping(tuple(pairs), span)

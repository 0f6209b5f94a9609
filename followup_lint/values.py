"""Nodes of front matter to typed values, as the table of fields says; what is wrong becomes a complaint."""

from collections.abc import Callable
from typing import Any, TypeAlias

from followup_lint.fields import (
    MAPS,
    SHORT,
    Contact,
    ContactPolicy,
    Field,
    Interview,
    Item,
    LetterBlock,
    LintSettings,
    Person,
    Token,
    Urgent,
)
from followup_lint.names import TITLES, person_of, split_recipients
from followup_lint.nodes import Mapping, Node, Scalar, Sequence
from followup_lint.scalars import SHOWN, ScalarReader
from followup_lint.source import Span
from followup_lint.suggest import near_key


class Reader(ScalarReader):
    """Reads nodes as the types of the table. None stands for no value; what is wrong is among the complaints."""

    def read(self, node: Node, field: Field, key: str) -> Any:
        """Return the value of a node as a field's type, or None where there is none or it is wrong."""
        if isinstance(node, Scalar) and node.empty and not (field.type == "subject" and not node.text):
            return None
        if field.foreign and isinstance(node, Scalar) and _is_foreign(node.text, field):
            return None
        return READERS[field.type](self, node, field, key)

    def several(self, one: "Read", node: Node, field: Field, key: str) -> tuple[Any, ...] | None:
        """Read a list, or one value for a list of one; what is wrong in it is left out."""
        nodes = node.items if isinstance(node, Sequence) else (node,)
        values = [one(self, item, field, key) for item in nodes if not (isinstance(item, Scalar) and item.empty)]
        kept = tuple(value for value in values if value is not None)
        return kept if kept or not values else None

    def profile(self, node: Node, field: Field, key: str) -> str | tuple[str, ...] | None:
        if isinstance(node, Sequence):
            return self.several(Reader.words, node, field, key)
        return self.words(node, field, key)

    def recipients(self, node: Node, field: Field, key: str) -> tuple[str, ...]:
        """Names or addresses as written; a map such as a person's stands for its name and address."""
        found: list[str] = []
        for item in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(item, Scalar):
                found += () if item.empty else split_recipients(item.text)
            elif person := self.person(item, Field("person", ""), key):
                found.append(as_written(person))
        return tuple(found)

    def inside(self, node: Node, field: Field, key: str) -> dict[str, Any] | None:
        """Read a map by the table of its type, or the bare value that its type takes instead."""
        table = MAPS[field.type]
        if isinstance(node, Mapping):
            return {
                name: value for name, (at, inner) in self.known(node, table, f"{key}.").items()
                if (value := self.read(at, inner, f"{key}.{name}")) is not None
            }  # fmt: skip
        short = SHORT.get(field.type)
        if short and isinstance(node, Scalar):
            value = self.read(node, table[short], key)
            return None if value is None else {short: value}
        self.bad(node, key, f"a map with {', '.join(table)}")
        return None

    def known(self, node: Mapping, table: dict[str, Field], prefix: str = "") -> dict[str, tuple[Node, Field]]:
        """Return the keys of a map that the table has; complain about those that are near one of them."""
        found = {key.text: (value, table[key.text]) for key, value in node.pairs if key.text in table}
        for key, value in node.pairs:
            if key.text in table:
                continue
            name, exact = near_key(key.text, table)
            if exact and name not in found:
                self.unknown(key, prefix, name, safe=True)
                found[name] = value, table[name]
            elif name:
                self.unknown(key, prefix, name)
        return found

    def unknown(self, key: Scalar, prefix: str, name: str, safe: bool = False) -> None:
        reason = f"is not a key that is read; did you mean “{name}”?"
        self.complain("FMT001", key, prefix + key.text[:SHOWN], reason, suggestion=name, safe=safe)

    def person(self, node: Node, field: Field, key: str) -> Person | None:
        if isinstance(node, Scalar):
            return person_of(" ".join(node.text.split()), node.span)
        values = self.inside(node, field, key)
        if not values or not (values.get("name") or values.get("email")):
            if values is not None:
                self.bad(node, key, "a person with a name")
            return None
        named: Person = values.pop("name", Person(""))
        job = values.get("title", "")
        title = (
            values.pop("courtesy_title", "")
            or named.courtesy_title
            or (job if job.rstrip(".").lower() in TITLES else "")
        )
        email = values.pop("email", named.email)
        return named._replace(courtesy_title=title, email=email, **values)

    def name(self, node: Node, field: Field, key: str) -> Person | None:
        text = self.words(node, field, key)
        return person_of(" ".join(text.split()), node.span) if text else None

    def people(self, node: Node, field: Field, key: str) -> tuple[Person, ...]:
        """A list of people; several names in one text are told apart where that is certain."""
        found: list[Person] = []
        for item in node.items if isinstance(node, Sequence) else (node,):
            if isinstance(item, Scalar):
                found += () if item.empty else [person_of(text, item.span) for text in split_recipients(item.text)]
            elif person := self.person(item, Field("person", ""), key):
                found.append(person)
        return tuple(found)

    def interview(self, node: Node, field: Field, key: str) -> Interview | None:
        values = self.inside(node, field, key)
        if values is None:
            return None
        people: tuple[Person, ...] = values.pop("with", ())
        names = tuple(person.name or person.email for person in people)
        return Interview(**values, with_=names, people=people, span=node.span)

    def made(self, node: Node, field: Field, key: str) -> Any:
        """A map whose keys are the fields of the value that it becomes."""
        values = self.inside(node, field, key)
        if values is None:
            return None
        made = MADE[field.type]
        return made(**values, span=node.span) if "span" in made._fields else made(**values)

    def urgent(self, node: Node, field: Field, key: str) -> Urgent | None:
        if isinstance(node, Scalar):
            return Urgent(span=node.span) if self.flag(node, field, key) else None
        made: Urgent | None = self.made(node, field, key)
        return made

    def item(self, node: Node, field: Field, key: str) -> Item | None:
        values = self.inside(node, field, key)
        if values is None:
            return None
        if "item" not in values:
            self.bad(node, key, "an item with the key `item`")
            return None
        return Item(values["item"], values.get("delivered"), values.get("answer_words", ()), node.span)

    def policy(self, node: Node, field: Field, key: str) -> ContactPolicy | None:
        if isinstance(node, Scalar):
            if node.text.strip().lower() == "none":
                return ContactPolicy(none=True)
            self.bad(node, key, "`none`, or a map with wait_until, max, channels, via")
            return None
        made: ContactPolicy | None = self.made(node, field, key)
        return made

    def map(self, node: Node, field: Field, key: str) -> dict[str, str] | None:
        if not isinstance(node, Mapping):
            self.bad(node, key, "a map of names to texts")
            return None
        read = {name.text: self.text(value, field, f"{key}.{name.text[:SHOWN]}") for name, value in node.pairs}
        return {name: text for name, text in read.items() if text is not None}

    def lint(self, node: Node, field: Field, key: str) -> LintSettings | None:
        values = self.inside(node, field, key)
        if values is None or not isinstance(node, Mapping):
            return None
        ignore, spans = values.get("ignore", ()), spans_of(node.get("ignore"))
        return LintSettings(ignore, spans if len(spans) == len(ignore) else ())


def spans_of(node: Node | None) -> tuple[Span, ...]:
    """Return the places of the values of a list, or of the one value that stands for a list."""
    nodes = node.items if isinstance(node, Sequence) else () if node is None else (node,)
    return tuple(item.span for item in nodes if not (isinstance(item, Scalar) and item.empty))


def as_written(person: Person) -> str:
    """Return a person as a recipient: title and name, and the address in angle brackets."""
    name = f"{person.courtesy_title} {person.name}".strip()
    return f"{name} <{person.email}>" if name and person.email else name or person.email


def _is_foreign(text: str, field: Field) -> bool:
    return any(text.lower() == value or (value[0] == "." and text.lower().endswith(value)) for value in field.foreign)


Read: TypeAlias = Callable[[Reader, Node, Field, str], Any]

MADE: dict[str, Any] = {
    "contacts": Contact, "urgent": Urgent, "policy": ContactPolicy, "token": Token, "letter": LetterBlock,
}  # fmt: skip


def _each(one: Read) -> Read:
    return lambda reader, node, field, key: reader.several(one, node, field, key)


READERS: dict[str, Read] = {
    "text": Reader.words, "subject": Reader.text, "lines": Reader.lines, "enum": Reader.enum,
    "enums": _each(Reader.enum), "flag": Reader.flag, "count": Reader.count, "number": Reader.number,
    "language": Reader.language, "moment": Reader.moment, "deadline": Reader.moment, "dates": _each(Reader.day),
    "texts": _each(Reader.words), "profile": Reader.profile, "recipients": Reader.recipients, "person": Reader.person,
    "name": Reader.name, "people": Reader.people, "interviews": _each(Reader.interview),
    "contacts": _each(Reader.made), "urgent": Reader.urgent, "items": _each(Reader.item), "policy": Reader.policy,
    "token": Reader.made, "letter": Reader.made, "map": Reader.map, "lint": Reader.lint,
}  # fmt: skip
"""How each type of the table of fields is read."""

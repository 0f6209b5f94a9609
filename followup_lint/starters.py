"""Templates: finished drafts by invented people, and the starters that they become with placeholders."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from followup_lint.calendar import MONTHS, WEEKDAYS
from followup_lint.errors import ConfigError
from followup_lint.ruleset import content_folder, did_you_mean

OURS = ("title", "summary", "shelf", "adapt", "blanks")
"""Keys of a template's front matter that the library reads and the linter does not."""

GROUPS = (
    ("Thank-you by e-mail", "thank-you", ("email", "message")),
    ("Thank-you by card, letter or phone", "thank-you", ("handwritten", "letter", "phone", "voicemail")),
    ("Something to add or put right", "extra-info", ()),
    ("They asked you for something", "urgent-reply", ()),
    ("No answer yet", "nudge", ()),
    ("The process takes longer", "extension-reply", ()),
    ("Another offer", "deadline-notice", ()),
    ("The end of it", "closing-note", ()),
    ("The end of it", "withdrawal", ()),
)
"""Headings of the library: a heading, a kind, and the channels under it (all where empty)."""

_FENCE = re.compile(r"\A---\n(.*?)\n---\n+", re.DOTALL)


@dataclass(frozen=True)
class Template:
    """One template: its name (the file's, without suffix), its front matter and its note."""

    name: str
    values: dict[str, Any]
    note: str
    source: str

    @property
    def title(self) -> str:
        return str(self.values.get("title", self.name))

    @property
    def summary(self) -> str:
        return str(self.values.get("summary", ""))

    @property
    def kind(self) -> str:
        return str(self.values["kind"])

    @property
    def channel(self) -> str:
        return str(self.values["channel"])

    @property
    def group(self) -> str:
        """The heading in the library under which the template stands."""
        for heading, kind, channels in GROUPS:
            if kind == self.kind and (not channels or self.channel in channels):
                return heading
        return "Other messages"

    @property
    def facts(self) -> dict[str, Any]:
        """The front matter that the linter reads."""
        return {key: value for key, value in self.values.items() if key not in OURS}

    @cached_property
    def blanks(self) -> dict[str, str]:
        """Placeholders by name, with the invented text that each stands for; longer texts first."""
        found = dict(_names(self.values))
        found |= {key: str(text).rstrip(".") for key, text in self.values.get("blanks", {}).items()}
        return dict(sorted(found.items(), key=lambda item: -len(item[1])))


def shelf(folder: Path | None = None) -> tuple[Template, ...]:
    """Return all templates in the library's order: by heading, by `shelf`, by name."""
    folder = folder or content_folder() / "templates"
    headings = list(dict.fromkeys(heading for heading, _, _ in GROUPS))
    found = [read_template(path) for path in sorted(folder.glob("*.md")) if path.stem != "index"]
    return tuple(sorted(found, key=lambda template: _place(template, headings)))


def _place(template: Template, headings: list[str]) -> tuple[int, int, str]:
    group = headings.index(template.group) if template.group in headings else len(headings)
    return group, int(template.values.get("shelf", 99)), template.name


def read_template(path: Path) -> Template:
    """Return the template in a file; raises ConfigError where its front matter is missing or no map."""
    import yaml  # 28 ms to import: only the library reads whole YAML

    text = path.read_text("utf-8")
    fence = _FENCE.match(text)
    values = yaml.safe_load(fence[1]) if fence else None
    if not fence or not isinstance(values, dict):
        raise ConfigError("is no template: it has no front matter", path=str(path))
    return Template(path.stem, values, text[fence.end() :].strip(), text)


def find(name: str, folder: Path | None = None) -> Template:
    """Return the template of a name; raises ConfigError with the nearest name where there is none."""
    by_name = {template.name: template for template in shelf(folder)}
    wanted = name.removesuffix(".md")
    if wanted in by_name:
        return by_name[wanted]
    alike = [template for key, template in by_name.items() if wanted in (template.kind, key.removesuffix("-email"))]
    if alike:
        return next((template for template in alike if template.name.startswith("first")), alike[0])
    near = did_you_mean(name, by_name)
    raise ConfigError(f"there is no template {name!r}{near}; `followup-lint new --list` names them")


def listing(templates: tuple[Template, ...]) -> str:
    """Return the list of templates for a terminal, under their headings."""
    lines: list[str] = []
    heading = ""
    width = max(len(template.name) for template in templates)
    for template in templates:
        if heading != template.group:
            heading = template.group
            lines += ["", heading] if lines else [heading]
        lines.append(f"  {template.name:{width}}  {template.title}")
    return "\n".join(lines) + "\n"


def starter(template: Template, *, library: bool = False) -> str:
    """Return a draft to start from, with `[placeholders]` where the template has invented words.

    As a `library` template it declares them (`template: true`), so that it lints clean as it stands; else the linter
    names each one that is still there.
    """
    blanks = template.blanks
    note = _blank(template.note, blanks)
    lines = [f"kind: {template.kind}", f"channel: {template.channel}"]
    if subject := template.values.get("subject"):
        lines.append(f'subject: "{_blank(str(subject), blanks)}"')
    lines += _facts(template)
    if library:
        used = [key for key in blanks if _shown(key) in note or _shown(key) in "\n".join(lines)]
        lines += ["template: true", "placeholders:"]
        lines += [f'  {key}: "{blanks[key]}"' for key in sorted(used)]
    return "---\n" + "\n".join(lines) + "\n---\n\n" + note + "\n"


def _facts(template: Template) -> Iterator[str]:
    """Yield the lines of front matter that a starter declares, and in comments those that only the writer knows."""
    values, blanks = template.values, template.blanks
    yield f'company: "{_blank(str(values["company"]), blanks)}"'
    yield f'role: "{_blank(str(values["role"]), blanks)}"'
    yield f'sender: "{_shown("your_name")}"'
    yield f'to: ["{_blank(str(values["to"][0]), blanks)}"]'
    for key in ("panel_note", "via", "process_extended", "offer_received", "sector", "platform", "round"):
        if key in values:
            yield f"{key}: {str(values[key]).lower()}"
    if status := values.get("status"):
        yield f"status: {status}"
    for key in ("requested_items", "attachments"):
        if key in values:
            yield f"{key}: [{', '.join(map(str, values[key]))}]"
    yield "# Take the # away and put in your own dates and topics: the more the linter knows, the more it can check."
    yield "# interviews: [{date: 2026-03-03}]"
    yield "# send: 2026-03-06"
    for key, example in (("discussed", "[the topic you talked about]"), ("concerns", "[their worry, in their words]"),
                         ("open_questions", "[the question]"), ("decision_expected", "2026-03-27"),
                         ("urgent", "{requested: 2026-03-09, deadline: 2026-03-10}")):  # fmt: skip
        if key in values:
            yield f"# {key}: {example}"


def _names(values: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the placeholders for names and days that every template has."""
    sender = values["sender"]
    yield "your_name", sender["name"]
    yield "your_phone", sender["phone"]
    yield "company", values["company"]
    yield "role", values["role"]
    addressee = str(values["to"][0])
    people = [addressee, *(_name(person) for person in values.get("interviewers", []) if _name(person) != addressee)]
    for number, person in enumerate(people[:3]):
        which = ("", "second_", "third_")[number]
        yield f"{which}interviewer", person
        yield f"{which}first_name", person.split()[0]
        yield f"{which}last_name", person.split()[-1]
    for name in values.get("known_names", []):
        if name not in people:
            yield ("earlier_interviewer" if " " in name and _is_person(name, values) else "earlier_employer"), name
    held = [interview["date"] for interview in values.get("interviews", []) if isinstance(interview.get("date"), date)]
    if held:
        last = max(held)
        yield "interview_date", f"{last.day} {MONTHS[last.month - 1]}"
        yield "weekday", WEEKDAYS[last.weekday()]


def _is_person(name: str, values: dict[str, Any]) -> bool:
    return any(name in str(contact.get("to")) for contact in values.get("earlier_contacts", []))


def _name(person: Any) -> str:
    return str(person["name"] if isinstance(person, dict) else person)


def _blank(text: str, blanks: dict[str, str]) -> str:
    """Put placeholders in place of invented texts, whole words only; the role keeps a capital at a subject's start."""
    for key, invented in blanks.items():
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, invented.split())) + r"(?!\w)"
        text = re.sub(pattern, _shown(key), text, flags=re.IGNORECASE if key == "role" else 0)
    return text


def _shown(key: str) -> str:
    """Return a placeholder as it stands in a note: `first_name` is `[First name]`."""
    return f"[{key[0].upper()}{key[1:].replace('_', ' ')}]"

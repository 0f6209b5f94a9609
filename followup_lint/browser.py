"""The way into the linter from a web page: JSON in, JSON out, with offsets in UTF-16 units as scripts count them."""

import json
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from functools import cache
from hashlib import sha256
from typing import Any

from followup_lint import ruleset as rulesets
from followup_lint import timeline
from followup_lint.draft import Draft
from followup_lint.engine import DraftReport, Settings, lint
from followup_lint.errors import FollowupLintError
from followup_lint.facts import Fact, read_facts
from followup_lint.fields import FIELDS, Contact, Interview, Moment
from followup_lint.finding import Finding
from followup_lint.fix import apply, edits_of, fixed
from followup_lint.frontmatter import parse, split, whole
from followup_lint.pictures import LEGEND, timeline_svg
from followup_lint.readers import read
from followup_lint.report.json import draft_values
from followup_lint.ruleset import Ruleset
from followup_lint.scorer import Scorer
from followup_lint.source import Source

MAX_CHARACTERS = 20_000
"""Longest text that the page checks; ten times the longest letter that anybody should send."""


@cache
def ruleset() -> Ruleset:
    """Return the shipped rules, also where the package is imported from an archive."""
    archive = getattr(globals().get("__loader__"), "archive", None)
    if archive is None:
        return rulesets.shipped()
    names = ("rules.json", "rules/scorer.json", "rules/scorer.bin")
    rules, meta, table = (__loader__.get_data(f"{archive}/followup_lint/_content/{name}") for name in names)  # type: ignore[name-defined]
    return rulesets.from_compiled(json.loads(rules), Scorer(json.loads(meta), table))


def check(request: str) -> str:
    """Check a draft.

    The request holds `text`, and may hold `name` (a file name; its suffix says how to read it), `facts` (front matter
    keys to values, which win over those in the text), `profile` (names), `today`, and one of `apply` (numbers of
    findings whose fixes to apply) and `safe` (apply all fixes that cannot change the meaning).

    The answer holds a draft's report (`report.schema.json`) with offsets in UTF-16 units, the `text` after fixes, and
    `file`: the text with the facts as front matter. Or it holds `error`, in words for a person.
    """
    asked = json.loads(request)
    try:
        return json.dumps(_check(asked), ensure_ascii=False)
    except FollowupLintError as error:
        return json.dumps({"error": error.message, "line": getattr(error, "line", 0)}, ensure_ascii=False)


def _check(asked: Mapping[str, Any]) -> dict[str, Any]:
    if len(asked["text"]) > MAX_CHARACTERS:
        raise FollowupLintError(f"is longer than {MAX_CHARACTERS:,} characters; the checker reads letters, not books")
    name = asked.get("name") or "draft.md"
    facts = {
        key: value for key, value in (asked.get("facts") or {}).items() if key in FIELDS and value not in ("", [], {})
    }
    layer = _layer(facts)
    settings = Settings(tuple(asked.get("profile") or ()), today=_day(asked.get("today")))
    ruleset().profile(settings.profile)

    def linted(source: Source) -> DraftReport:
        draft: Draft = read(source, command_facts=layer)
        (done,) = lint([draft], ruleset(), settings)
        return done

    source = Source(name, asked["text"])
    if asked.get("safe"):
        source = fixed(source, linted)
    report = linted(source)
    if asked.get("apply"):
        source = Source(name, apply(source.text, edits_of(_numbered(report, asked["apply"]), unsafe=True)))
        report = linted(source)
    values = draft_values(report)
    in_utf16(values["findings"], source.text)
    return {**values, "text": source.text, "file": with_front_matter(source, facts), "suppressed": report.suppressed}


def _numbered(report: DraftReport, numbers: Iterable[int]) -> Iterator[Finding]:
    """Yield the findings of some numbers, of those that there are."""
    return (report.findings[number] for number in numbers if 0 <= number < len(report.findings))


def _layer(facts: Mapping[str, Any]) -> dict[str, Fact]:
    source = Source("form", _yaml(facts))
    return read_facts(parse(source, whole(source)), "command-line")[0] if facts else {}


def _yaml(facts: Mapping[str, Any]) -> str:
    """Return facts as YAML, a key on each line; JSON is YAML, and quotes what needs it."""
    return "".join(f"{key}: {_scalar(value)}\n" for key, value in facts.items())


def _scalar(value: Any) -> str:
    plain = isinstance(value, str) and value.isascii() and value.replace("-", "").isalnum() and value[:1].isalnum()
    if plain and value.lower() not in ("yes", "no", "on", "off", "true", "false", "null"):
        return str(value)
    return json.dumps(value, ensure_ascii=False)


def with_front_matter(source: Source, facts: Mapping[str, Any]) -> str:
    """Return a text with facts at its head as front matter; keys that it has there already are left alone."""
    if not facts or source.path.endswith(".eml"):
        return source.text
    block = split(source)
    if block is None:
        begin = 1 if source.has_bom else 0
        return f"{source.text[:begin]}---\n{_yaml(facts)}---\n\n{source.text[begin:]}"
    known = {key.text for key, _ in parse(source, block).pairs}
    more = {key: value for key, value in facts.items() if key not in known}
    written = source.text[block.yaml.start : block.yaml.end].rstrip()
    if written.endswith("}"):  # {role: Analyst}
        end = block.yaml.start + len(written) - 1
        joined = ("," if known else "") + ",".join(f" {key}: {_scalar(value)}" for key, value in more.items())
        return source.text[:end] + (joined if more else "") + source.text[end:]
    return source.text[: block.yaml.end] + _yaml(more) + source.text[block.yaml.end :]


def in_utf16(value: Any, text: str) -> None:
    """Change every `offset` and `column` inside plain values from characters to UTF-16 units."""
    if max(text, default="") > "\uffff":
        _shift(value, [at for at, character in enumerate(text) if character > "\uffff"])


def _shift(value: Any, wide: list[int]) -> None:
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _shift(part, wide)
    if isinstance(value, dict) and "offset" in value:
        before, line = bisect_left(wide, value["offset"]), bisect_left(wide, value["offset"] - value["column"] + 1)
        value["offset"] += before
        value["column"] += before - line


# -- the planner -----------------------------------------------------------------------------------------------------


def plan(request: str) -> str:
    """Work out the days of an application.

    The request holds `interviews` (days), and may hold `decision`, `sent`, `holidays` (days), `profile` (names),
    `company` and `role`. The answer holds the steps of the profile, a picture of it beside the others (HTML), and a
    calendar file (iCalendar). Or it holds `error`.
    """
    asked = json.loads(request)
    try:
        return json.dumps(_plan(asked), ensure_ascii=False)
    except FollowupLintError as error:
        return json.dumps({"error": error.message}, ensure_ascii=False)


def _plan(asked: Mapping[str, Any]) -> dict[str, Any]:
    names = tuple(asked.get("profile") or ("seed",))
    days = sorted(filter(None, map(_day, asked.get("interviews") or ())))
    if not days:
        raise FollowupLintError("has no interview: give its day")
    known = _known(asked, names, days)
    steps = timeline.plan(known)
    others = [(name, timeline.plan(_known(asked, (name,), days))) for name in ruleset().profiles if name not in names]
    title = f"When to write, by profile, counted from {timeline.short(days[-1])} {days[-1].year}"
    return {
        "steps": [
            {
                "key": step.key, "title": step.title, "when": timeline.when(step), "days": timeline.day_range(step),
                "detail": " ".join(filter(None, [step.detail, timeline.limits_of(step)])), "done": step.done,
                "first": (step.advised or step.first).isoformat(),
            }
            for step in steps
        ],
        "picture": timeline_svg([("+".join(names), steps), *others], "planned", title) + LEGEND,
        "calendar": calendar_file(steps, known, datetime.now(UTC)),
        "text": "\n".join(timeline.text_plan(steps, known, "+".join(names))) + "\n",
    }  # fmt: skip


def _known(asked: Mapping[str, Any], profile: tuple[str, ...], days: Iterable[date]) -> timeline.Known:
    return timeline.known_from(
        {},
        ruleset().profile(profile),
        interviews=tuple(Interview(_moment(day), number) for number, day in enumerate(days, 1)),
        decision=_day(asked.get("decision")),
        contacts=tuple(Contact(_moment(day), "thank-you") for day in map(_day, asked.get("sent") or ()) if day),
        holidays=tuple(filter(None, map(_day, asked.get("holidays") or ()))),
        company=asked.get("company") or "",
        role=asked.get("role") or "",
    )


def _moment(day: date) -> Moment:
    return Moment(day, None, day.isoformat())


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise FollowupLintError(f"{text!r} is no date; write it as 2026-03-06") from None


def calendar_file(steps: Iterable[timeline.Step], known: timeline.Known, stamp: datetime) -> str:
    """Return the same calendar as `timeline.calendar_file`, written without a library."""
    about = ", ".join(part for part in (known.role, known.company) if part)
    return "".join(_folded(line) for line in _calendar(steps, about, stamp.strftime("%Y%m%dT%H%M%SZ")))


def _calendar(steps: Iterable[timeline.Step], about: str, stamp: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//followup-lint//plan//EN", "METHOD:PUBLISH")
    yield f"X-WR-CALNAME:{_escaped(f'Follow-up: {about}' if about else 'Interview follow-up')}"
    for step in steps:
        if step.done or step.key == "interview":
            continue
        first = step.advised or step.first
        last = first if step.key == "chaser" else step.last
        digest = sha256(f"{about}|{step.key}|{step.title}|{first}".encode()).hexdigest()
        yield from ("BEGIN:VEVENT", f"UID:{digest[:24]}@followup-lint", f"DTSTAMP:{stamp}")
        yield f"DTSTART;VALUE=DATE:{first:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{last + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{_escaped(f'{step.title}: {about}' if about else step.title)}"
        yield f"DESCRIPTION:{_escaped(step.detail)}"
        yield from ("TRANSP:TRANSPARENT", "BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped(step.title)}")
        yield from ("TRIGGER:PT9H", "END:VALARM", "END:VEVENT")
    yield "END:VCALENDAR"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Return a line in pieces of 75 bytes at most, as RFC 5545 wants them."""
    pieces, room = [""], 75
    for character in line:
        size = len(character.encode())
        if room < size:
            pieces.append(" ")
            room = 74
        pieces[-1] += character
        room -= size
    return "\r\n".join(pieces) + "\r\n"

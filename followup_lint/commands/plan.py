"""`followup-lint plan`."""

import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from followup_lint.commands import shared
from followup_lint.errors import ConfigError


def day(ctx: click.Context, param: click.Parameter, value: Any) -> Any:
    """Read a date, or several."""
    if isinstance(value, tuple):
        return tuple(day(ctx, param, item) for item in value)
    return shared.day(ctx, param, value)


@click.command("plan")
@click.argument("folder", required=False, metavar="[FOLDER]")
@click.option("--interview", multiple=True, callback=day, metavar="DATE", help="Day of an interview (may be repeated).")
@click.option("--decision", callback=day, metavar="DATE", help="Day that they named for a decision.")
@click.option("--sent", multiple=True, callback=day, metavar="DATE", help="Day on which a thank-you went out.")
@click.option("--holiday", multiple=True, callback=day, metavar="DATE", help="A day that is no working day.")
@click.option("--profile", "-p", multiple=True, callback=shared.names, help="School of advice: seed, career-office, …")
@click.option("--ics", metavar="FILE", help="Write what is still to do as a calendar file (needs the extra `plan`).")
def command(folder: str | None, ics: str | None, profile: tuple[str, ...], **days: Any) -> None:
    """Say when each message may go out, when to ask, and when to stop.

    FOLDER holds an application.yml (here, where no --interview is given); what is in its folder `sent` is done.
    """
    from followup_lint import timeline
    from followup_lint.fields import Contact, Interview, Moment
    from followup_lint.ruleset import shipped

    def moment(value: date) -> Moment:
        return Moment(value, None, value.isoformat())

    facts = facts_of(folder or ".") if folder or not days["interview"] else None
    named = profile or (facts.value("profile") if facts else None) or ("seed",)
    names = (named,) if isinstance(named, str) else tuple(named)
    known = timeline.known_from(
        facts or {},
        shipped().profile(names),
        interviews=tuple(Interview(moment(value), number) for number, value in enumerate(sorted(days["interview"]), 1)),
        decision=days["decision"],
        contacts=(
            *(Contact(moment(value), "thank-you") for value in days["sent"]),
            *(contacts(folder or ".", facts) if facts else ()),
        ),
        holidays=days["holiday"],
    )
    if not known.interviews:
        raise ConfigError('has no interview with a date; add "interviews: [{date: 2026-03-03}]"', path=folder or ".")
    steps = timeline.plan(known)
    for line in timeline.text_plan(steps, known, "+".join(names)):
        click.echo(line)
    if ics:
        write(ics, steps, known)


def facts_of(folder: str) -> Any:
    """Return the facts of the `application.yml` in a folder; raises ConfigError without one."""
    from followup_lint.discover import read_bytes
    from followup_lint.facts import facts_of_yaml
    from followup_lint.source import decode

    path = application(folder)
    if not path.is_file():
        raise ConfigError("has no application.yml; give --interview DATE instead", path=folder)
    return facts_of_yaml(decode(str(path), read_bytes(str(path))))


def application(folder: str) -> Path:
    """Return the path of the `application.yml` that a folder, or the file itself, stands for."""
    from followup_lint.discover import APPLICATION

    return Path(folder) / APPLICATION if Path(folder).is_dir() else Path(folder)


def contacts(folder: str, facts: Any) -> Iterator[Any]:
    """Yield what went out before: what the application says, and the messages in its folder `sent`, each once.

    Raises UnreadableInput for a message that cannot be read.
    """
    from followup_lint.discover import read_bytes, sent_messages
    from followup_lint.fields import Contact
    from followup_lint.readers import decode, read

    known = [contact for contact in facts.value("earlier_contacts", ()) if contact.date]
    yield from known
    seen = {(contact.date.day, contact.kind) for contact in known}
    for path in sent_messages(str(application(folder))):
        sent = read(decode(path, read_bytes(path)), facts).facts
        day, kind = sent.value("send"), sent.value("kind")
        if day and (day.day, kind) not in seen:
            seen.add((day.day, kind))
            yield Contact(day, kind)


def write(path: str, steps: Any, known: Any) -> None:
    """Write the calendar file; raises ConfigError without the extra, UnreadableInput where it cannot be written."""
    from followup_lint.replace import write as write_file
    from followup_lint.timeline import calendar_file

    try:
        data = calendar_file(steps, known, datetime.now(UTC).replace(microsecond=0))
    except ImportError:
        raise ConfigError('--ics needs icalendar: pip install "followup-lint[plan]"') from None
    if path == "-":
        sys.stdout.buffer.write(data)
    else:
        write_file(path, data)

"""Options and values that several commands share."""

import gc
import json
import os
import sys
from datetime import date
from typing import Any

import click

from followup_lint import config as configs
from followup_lint.calendar import YEARS
from followup_lint.engine import Settings
from followup_lint.facts import Fact, read_facts
from followup_lint.fields import FIELDS
from followup_lint.frontmatter import parse, whole
from followup_lint.ruleset import Ruleset, did_you_mean, shipped
from followup_lint.source import Source


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """Return an option's ISO date."""
    if value is None:
        return None
    try:
        found = date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it as 2026-03-06") from None
    if found.year not in YEARS:
        raise click.BadParameter(f"{value!r} lies outside of the years {YEARS[0]} to {YEARS[-1]}")
    return found


def names(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    """Return an option's names, which commas may join."""
    return tuple(name.strip() for text in value for name in text.split(",") if name.strip())


def facts(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> dict[str, Fact]:
    """Return an option's facts, each KEY=VALUE with the keys of the front matter; raises BadParameter."""
    pairs = [text.partition("=")[::2] for text in value]
    for key, words in pairs:
        if key not in FIELDS:
            raise click.BadParameter(
                f"{key!r} is no fact{did_you_mean(key, FIELDS)}; write KEY=VALUE, such as company=Aldgate"
            )
        if not words.strip():
            raise click.BadParameter(f"{key} has no value; write KEY=VALUE, such as company=Aldgate")
    source = Source(str(param.opts[0]), "".join(f"{key}: {_yaml(words)}\n" for key, words in pairs))
    found, complaints = read_facts(parse(source, whole(source)), "command-line") if pairs else ({}, ())
    for wrong in complaints:
        raise click.BadParameter("{key}: {value} {reason}".format(**wrong.values))
    return found


def _yaml(value: str) -> str:
    """Return a value as YAML has it: lists, maps and quoted texts as they are, other words quoted."""
    return value if value[:1] in "[{\"'" or value.replace("-", "").isalnum() else json.dumps(value, ensure_ascii=False)


def load_config(path: str | None, isolated: bool, start: str) -> configs.Config:
    """Return the configuration that a run goes by: the one named, else the nearest above a path, else none."""
    if isolated:
        return configs.Config()
    found = path or configs.find(start if os.path.isdir(start) else os.path.dirname(start) or ".")
    return configs.load(found) if found else configs.Config()


def load_rules(config: configs.Config) -> Ruleset:
    """Return the shipped rules with those of the configuration's rule files."""
    ruleset = shipped()
    for path in config.get("rules", []):
        from followup_lint.house import add  # only where a team has rules of its own

        ruleset = add(ruleset, path)
    gc.freeze()  # the rules are never garbage: looking through them again and again took a third of a long run
    gc.set_threshold(10_000)  # drafts leave few circles: looking for them less often saves 4 in 100
    gc.enable()
    return ruleset


def settings_of(config: configs.Config, options: dict[str, Any], ruleset: Ruleset) -> Settings:
    """Return the settings of a run: the command line's, else the configuration's.

    Raises ConfigError for a profile or a rule that does not exist.
    """
    profile = tuple(options.get("profile") or config.get("profile", ()))
    ruleset.profile(profile)
    for own in config.get("per-file", {}).values():  # a slip in one is told before any draft is read
        _own(own, ruleset)
    chosen = options.get("select") or config.get("select", ())
    selected = ruleset.select([*chosen, *config.get("extend-select", ())]) if chosen else None
    return Settings(
        profile=profile,
        selected=selected,
        ignored=ruleset.select([*config.get("ignore", ()), *options.get("ignore", ())]),
        severity=levels(config.get("severity", {}), ruleset),
        today=options.get("today"),
        facts=options.get("facts") or {},
        base_url=documentation_url(),
    )


def levels(wanted: dict[str, str], ruleset: Ruleset) -> dict[str, str]:
    """Return severities by code, from codes, names or their beginnings; the longest one wins."""
    found: dict[str, str] = {}
    for pattern in sorted(wanted, key=len):
        for code in ruleset.select([pattern]):
            found[code] = wanted[pattern]
    return found


def for_path(
    settings: Settings, config: configs.Config, path: str, ruleset: Ruleset, options: dict[str, Any]
) -> Settings:
    """Return the settings of one draft: those of the run with its `per-file` settings, over which the options win."""
    own = config.for_path(path) if config.get("per-file") else {}
    if not own:
        return settings
    profile, ignored, severity = _own(own, ruleset)
    return settings._replace(
        profile=settings.profile if options.get("profile") else profile or settings.profile,
        ignored=settings.ignored | ignored,
        severity={**settings.severity, **severity},
    )


def _own(own: dict[str, Any], ruleset: Ruleset) -> tuple[tuple[str, ...], frozenset[str], dict[str, str]]:
    """Return profile, ignored codes and severities of `per-file` settings; raises ConfigError for an unknown name."""
    profile, ignore = (
        (value,) if isinstance(value, str) else tuple(value)
        for value in (own.get("profile", ()), own.get("ignore", ()))
    )
    ruleset.profile(profile)
    return profile, ruleset.select(ignore), levels(own.get("severity", {}), ruleset)


def show(config: configs.Config, options: dict[str, Any]) -> None:
    """Print every setting with where it was made."""
    given = {
        "profile": options["profile"],
        "select": options["select"],
        "ignore": options["ignore"],
        "exclude": options["exclude"],
        "fail-on": options["fail_on"],
    }
    click.echo(f"configuration: {config.path or 'none'}")
    for key in sorted({*config.values, *(key for key, value in given.items() if value)}):
        if given.get(key):
            click.echo(f"{key} = {given[key]!r}  (command line)")
        if key in config.values:
            value = config.values[key]
            click.echo(f"{key} = {value.value!r}  ({value.origin})")


def documentation_url() -> str | None:
    """Return the site's address from FOLLOWUP_LINT_URL, else from the installed package; None where there is none."""
    if address := os.environ.get("FOLLOWUP_LINT_URL"):
        return address
    from followup_lint import DOCUMENTATION

    return DOCUMENTATION or None


def use_color(wish: str) -> bool:
    """Return whether to colour: the wish, else whether standard output is a terminal and NO_COLOR is unset."""
    if wish != "auto":
        return wish == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Return the columns to fill: the terminal's, from 40 to 100; 80 where there is none."""
    if not sys.stdout.isatty():
        return 80
    return max(40, min(os.get_terminal_size(sys.stdout.fileno()).columns or 80, 100))

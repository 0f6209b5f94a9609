"""The command line: options to settings, settings to a run, the run to a reporter and an exit code."""

import os
import sys
from collections.abc import Iterator
from datetime import date
from typing import Any

import click

from followup_lint import __version__
from followup_lint.errors import ConfigError, FollowupLintError

NOTHING, FINDINGS, TROUBLE = 0, 1, 2
"""Exit codes: nothing at or above `--fail-on`, findings, could not lint."""

FORMATS = ("text", "checklist", "json")
LEVELS = ("error", "warning", "info", "never")


class DefaultGroup(click.Group):
    """A group whose `check` command is meant when no command is named: `followup-lint draft.md`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = next((arg for arg in args if not arg.startswith("-")), None)
        known = first in self.commands
        if args and args[0] in ("--help", "-h", "--version"):
            return super().parse_args(ctx, args)
        if args and not (known and args[0] == first) and not os.environ.get("_FOLLOWUP_LINT_COMPLETE"):
            args = ["check", *args]
        return super().parse_args(ctx, args)


@click.group(cls=DefaultGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80}, no_args_is_help=True)
@click.version_option(__version__, "--version", prog_name="followup-lint", message="%(prog)s %(version)s")
def main() -> None:
    """Check messages that follow up on a job interview.

    `followup-lint draft.md` is short for `followup-lint check draft.md`.
    """


def _day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it as 2026-03-06") from None


def _codes(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip() for text in value for code in text.split(",") if code.strip())


@main.command()
@click.argument("paths", nargs=-1, required=True, metavar="[PATH]...")
@click.option("--format", "-f", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report.")
@click.option("--profile", "-p", multiple=True, callback=_codes, help="School of advice: seed, career-office, … (may be repeated).")
@click.option("--select", "-s", multiple=True, callback=_codes, help="Run only rules whose code or name begins so.")
@click.option("--ignore", "-i", multiple=True, callback=_codes, help="Leave out rules whose code or name begins so.")
@click.option("--fail-on", type=click.Choice(LEVELS), default="warning", show_default=True, help="Lowest severity that gives exit code 1.")
@click.option("--today", callback=_day, metavar="DATE", help="Today's date, for what is due; rules that need it are skipped without.")
@click.option("--info", "show_info", is_flag=True, help="List notes (info) too, in text.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True, help="Colour the output.")
@click.option("--stdin-filename", metavar="NAME", default="-", help="What to call standard input (-).")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave paths out of folders.")
@click.option("--jobs", "-j", type=click.IntRange(1), default=None, help="Processes to use at most (default: one for each core).")
def check(**options: Any) -> None:
    """Check drafts: files, folders, or - for standard input.

    In a folder every .md, .markdown, .txt and .eml file is a draft, but README and the like. A folder with an
    application.yml is judged as a whole.

    Exit code 0: nothing to report; 1: findings at or above --fail-on; 2: something could not be linted.
    """
    sys.exit(_check(options))


def _check(options: dict[str, Any]) -> int:
    from followup_lint import run as runs
    from followup_lint.engine import Settings
    from followup_lint.finding import Severity
    from followup_lint.report import Context
    from followup_lint.report.table import REPORTERS
    from followup_lint.ruleset import shipped

    ruleset = shipped()
    ruleset.profile(options["profile"])
    settings = Settings(
        profile=options["profile"],
        selected=ruleset.select(options["select"]) if options["select"] else None,
        ignored=ruleset.select(options["ignore"]),
        today=options["today"],
        base_url=documentation_url(),
    )
    errors: list[FollowupLintError] = []
    outcome = {"level": 0, "errors": 0}

    def results() -> Iterator[runs.Result]:
        paths = [path for path in options["paths"] if path != "-"]
        inputs = runs.gather(paths, options["exclude"], errors)
        if "-" in options["paths"]:
            yield runs.standard_input(sys.stdin.buffer.read(), options["stdin_filename"], ruleset, settings)
        yield from errors
        if not inputs.count and not errors and "-" not in options["paths"]:
            yield ConfigError("no drafts found; name a file, or a folder with .md, .txt or .eml files")
        yield from runs.run(inputs, ruleset, lambda path: settings, jobs=runs.clamp_jobs(options["jobs"]))

    def watched() -> Iterator[runs.Result]:
        for result in results():
            if isinstance(result, FollowupLintError):
                outcome["errors"] += 1
                complain(result)
            else:
                outcome["level"] = max([outcome["level"], *(finding.severity for finding in result.findings)])
            yield result

    color = use_color(options["color"])
    context = Context(
        profile="+".join(options["profile"]) or "seed", color=color, width=terminal_width(), show_info=options["show_info"]
    )
    for text in REPORTERS[options["form"]](watched(), context):
        sys.stdout.write(text)
    sys.stdout.flush()
    if outcome["errors"]:
        return TROUBLE
    if options["fail_on"] == "never":
        return NOTHING
    return FINDINGS if outcome["level"] >= Severity[options["fail_on"].upper()] else NOTHING


@main.command("rules")
@click.argument("prefixes", nargs=-1, metavar="[CODE|NAME]...")
def list_rules(prefixes: tuple[str, ...]) -> None:
    """List the rules, or those whose code or name begins so."""
    from followup_lint.ruleset import shipped

    ruleset = shipped()
    chosen = ruleset.select(prefixes or ("ALL",))
    for rule in ruleset.rules:
        if rule.code in chosen:
            level = rule.severity.label if rule.severity else "off"
            click.echo(f"{rule.code}  {level:7}  {rule.name}")


@main.command("rule")
@click.argument("key", metavar="CODE|NAME")
def show_rule(key: str) -> None:
    """Explain one rule: what it flags, why, examples, how to switch it off."""
    from followup_lint.rulepages import terminal_page
    from followup_lint.ruleset import shipped

    ruleset = shipped()
    click.echo(terminal_page(ruleset.find(key), ruleset, terminal_width()), nl=False)


def documentation_url() -> str | None:
    """Return the site's address, from the environment or the installed package's metadata; None where there is none."""
    return os.environ.get("FOLLOWUP_LINT_URL") or None


def use_color(wish: str) -> bool:
    """Return whether to colour: the wish, else whether standard output is a terminal and NO_COLOR is unset."""
    if wish != "auto":
        return wish == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def terminal_width() -> int:
    """Return the columns to fill: those of the terminal, 100 at most; 80 where there is none."""
    import shutil

    return max(40, min(shutil.get_terminal_size((80, 24)).columns, 100)) if sys.stdout.isatty() else 80


def complain(error: FollowupLintError) -> None:
    """Print one clear line on standard error."""
    text = " ".join(str(error).split())
    click.echo("followup-lint: " + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text), err=True)


def entry() -> None:
    """Run the command line; every foreseen trouble is one line and exit code 2, and so is one that was not."""
    try:
        main(standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(TROUBLE)
    except FollowupLintError as error:
        complain(error)
        sys.exit(TROUBLE)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(TROUBLE)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if os.environ.get("FOLLOWUP_LINT_TRACEBACK"):
            raise
        complain(FollowupLintError(
            f"a bug in followup-lint: {type(error).__name__}: {error}; please report it "
            "(FOLLOWUP_LINT_TRACEBACK=1 shows where)"
        ))  # fmt: skip
        sys.exit(TROUBLE)

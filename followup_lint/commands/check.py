"""`followup-lint check`."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from typing import Any

import click

from followup_lint import cli, run
from followup_lint.commands import shared
from followup_lint.commands.stopping import Stopping
from followup_lint.config import FAIL_ON, Config
from followup_lint.discover import Group
from followup_lint.engine import DraftReport, Settings
from followup_lint.errors import ConfigError, FollowupLintError, UnreadableInput
from followup_lint.facts import Facts
from followup_lint.finding import Severity
from followup_lint.limits import most_bytes
from followup_lint.report import Context, plural
from followup_lint.report.table import FORMATS, reporter
from followup_lint.report.terminal import clean
from followup_lint.ruleset import Ruleset
from followup_lint.source import Source

Filter = Callable[[DraftReport], DraftReport]
"""Narrows a report down."""

BAR_FROM = 400
"""How many drafts are worth a progress bar: a second or so."""


@click.command("check")
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format", "-f", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to report."
)
@click.option("--output", "-o", metavar="FILE", help="Write the report to a file.")
@click.option("--profile", "-p", multiple=True, callback=shared.names, help="School of advice: seed, career-office, …")
@click.option(
    "--select", "-s", multiple=True, callback=shared.names, help="Run only rules whose code or name begins so."
)
@click.option(
    "--ignore", "-i", multiple=True, callback=shared.names, help="Leave out rules whose code or name begins so."
)
@click.option(
    "--fail-on", type=click.Choice(FAIL_ON), help="Lowest severity that gives exit code 1.  [default: warning]"
)
@click.option("--today", callback=shared.day, metavar="DATE", help="Today's date, for rules about what is due.")
@click.option(
    "--fact", "facts", multiple=True, callback=shared.facts, metavar="KEY=VALUE",
    help="A fact about the drafts, by its key in the front matter; it wins over what they say.",
)  # fmt: skip
@click.option("--info", "show_info", is_flag=True, help="List notes (info) in text too.")
@click.option("--fix", is_flag=True, help="Apply fixes that cannot change the meaning.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply the other fixes too.")
@click.option("--diff", is_flag=True, help="Show what the fixes would change, and change nothing.")
@click.option("--baseline", metavar="FILE", help="Leave out the findings that a baseline knows.")
@click.option("--write-baseline", metavar="FILE", help="Write a baseline that knows all findings of this run.")
@click.option("--changed-since", metavar="REV", help="Report only on lines that git says are new since a revision.")
@click.option("--config", metavar="FILE", help="Configuration to go by (default: the nearest followup-lint.toml).")
@click.option("--isolated", is_flag=True, help="Read no configuration.")
@click.option("--show-config", is_flag=True, help="Say where each setting comes from, and end.")
@click.option("--exclude", multiple=True, metavar="GLOB", help="Leave paths out of folders.")
@click.option("--stdin-filename", metavar="NAME", default="-", help="What to call standard input (-).")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", help="Colour the output.")
@click.option("--jobs", "-j", type=click.IntRange(1), help="Processes to use at most (default: one for each core).")
def command(**options: Any) -> int:
    """Check drafts: files, folders, or - for standard input.

    In a folder every .md, .markdown, .txt and .eml file is a draft, but README and the like. A folder with an
    application.yml is judged as a whole.

    Exit code 0: nothing to report; 1: findings at or above --fail-on; 2: something could not be linted.
    """
    start = next((path for path in options["paths"] if path != "-"), options["stdin_filename"])
    config = shared.load_config(options["config"], options["isolated"], start)
    ruleset = shared.load_rules(config)
    settings = shared.settings_of(config, options, ruleset)
    if options["show_config"]:
        shared.show(config, options)
        return cli.NOTHING
    lint = Run(options, config, ruleset, settings)
    if options["write_baseline"] and (options["baseline"] or options["changed_since"]):
        raise ConfigError("--write-baseline keeps all findings; leave --baseline and --changed-since out")
    if options["fix"] or options["unsafe_fixes"] or options["diff"]:
        if "-" in options["paths"]:
            raise ConfigError("standard input cannot be fixed; name a file")
        lint.fix()
        if options["diff"]:
            return cli.TROUBLE if lint.errors else cli.FINDINGS if lint.changed else cli.NOTHING
    results = lint.results()
    if options["write_baseline"]:
        return lint.write_baseline(results)
    lint.report(results)
    if lint.stopping.stopped:
        return lint.stop()
    return lint.exit_code(options["fail_on"] or config.get("fail-on", "warning"))


class Run:
    """One run: where its results come from, and what is to be said of it at the end."""

    def __init__(self, options: dict[str, Any], config: Config, ruleset: Ruleset, settings: Settings) -> None:
        self.options, self.config, self.ruleset, self.settings = options, config, ruleset, settings
        self.errors = self.changed = self.level = self.done = 0
        self.trouble: list[FollowupLintError] = []
        self.held: list[FollowupLintError] | None = None
        self.swept: set[str] = set()
        self.stopping = Stopping()

    def settings_for(self, path: str) -> Settings:
        return shared.for_path(self.settings, self.config, path, self.ruleset, self.options)

    def inputs(self) -> run.Inputs:
        """Return what is to be linted; what cannot be read goes to `trouble`."""
        paths = [path for path in self.options["paths"] if path != "-"]
        exclude = [*self.config.get("exclude", ()), *self.options["exclude"]]
        inputs = run.gather(paths, exclude, self.trouble)
        if not inputs.total and not inputs.applications and not self.trouble and "-" not in self.options["paths"]:
            self.trouble.append(ConfigError("no drafts found; name a file, or a folder with .md, .txt or .eml files"))
        return inputs

    def results(self) -> Iterator[run.Result]:
        """Yield every result, as far as baseline and changed lines leave it, counting errors and severities."""
        keep = self.filters()
        for result in self.stopping.until(self.linted()):
            self.done += 1
            if isinstance(result, DraftReport):
                for narrow in keep:
                    result = narrow(result)
                self.level = max([self.level, *(finding.severity for finding in result.findings)])
            else:
                self.fail(result)
            yield result

    def linted(self) -> Iterator[run.Result]:
        self.trouble.clear()
        inputs = self.inputs()
        if "-" in self.options["paths"]:
            name = self.options["stdin_filename"]
            yield run.standard_input(
                sys.stdin.buffer.read(most_bytes(name) + 1), name, self.ruleset, self.settings_for(name)
            )
        yield from self.trouble
        jobs = run.clamp_jobs(self.options["jobs"])
        with ExitStack() as stack:
            stream: Iterable[run.Result] = run.run(inputs, self.ruleset, self.settings_for, jobs=jobs)
            if inputs.total >= BAR_FROM and sys.stderr.isatty():
                self.held = []  # errors and findings are printed below the bar, not into it
                bar = click.progressbar(stream, length=inputs.total, label="Checking", file=sys.stderr)
                stream = stack.enter_context(bar)
            yield from stream

    def filters(self) -> list[Filter]:
        """Return the functions that narrow a report down: to new lines, and to what the baseline does not know."""
        found: list[Filter] = []
        if revision := self.options["changed_since"]:
            from followup_lint.changes import changed_since, only_new

            first = next((path for path in self.options["paths"] if path != "-"), ".")
            lines = changed_since(revision, first if os.path.isdir(first) else os.path.dirname(first) or ".")
            found.append(lambda report: only_new(report, lines))
        if path := self.options["baseline"]:
            from followup_lint import baseline

            found.append(baseline.read(path).without)
        return found

    def report(self, results: Iterator[run.Result]) -> None:
        """Write the report to standard output, or to the file that `--output` names."""
        target = self.options["output"]
        context = Context(
            profile="+".join(self.settings.profile) or "seed",
            color=not target and shared.use_color(self.options["color"]),
            width=80 if target else shared.terminal_width(),
            show_info=self.options["show_info"],
        )
        texts = reporter(self.options["form"])(results, context)
        if target:
            data = "".join(texts).encode("utf-8", "replace")
            if not self.stopping.stopped:
                self.write(target, data)
        else:
            below = []
            for text in texts:
                if self.held is None or not sys.stdout.isatty():
                    sys.stdout.write(text)
                else:
                    below.append(text)
            sys.stdout.write("".join(below))
        for error in self.held or ():
            cli.complain(error)

    def stop(self) -> int:
        """Say how far the run got before Ctrl-C; what it was to write is not written."""
        sys.stdout.flush()
        wanted = self.options["output"] or self.options["write_baseline"]
        left = f"; {wanted} is left as it was" if wanted else ""
        click.echo(f"followup-lint: stopped after {plural(self.done, 'draft')}{left}", err=True)
        return cli.STOPPED

    def write_baseline(self, results: Iterator[run.Result]) -> int:
        """Write a baseline that knows all findings of the run."""
        from followup_lint import baseline

        path = self.options["write_baseline"]
        reports = [result for result in results if isinstance(result, DraftReport)]
        if self.stopping.stopped:
            return self.stop()
        if self.errors:
            raise ConfigError("not written, since not every draft could be read", path=path)
        self.write(path, baseline.dump(path, reports))
        count = sum(len(report.findings) for report in reports)
        click.echo(f"{path}: knows {plural(count, 'finding')} in {plural(len(reports), 'draft')}.", err=True)
        return cli.NOTHING

    def fix(self) -> None:
        """Apply the fixes of what is reported to every file, or show them."""
        inputs = self.inputs()
        if self.options["diff"]:  # else the run that follows tells of it
            for error in self.trouble:
                self.fail(error)
        keep = self.filters()
        for group in (*(Group((path,)) for path in inputs.lone), *inputs.applications):
            facts = run.facts_beside(group.application) if group.application else None
            for path in group.paths:
                self.fix_draft(path, facts, keep)
        if self.changed and not self.options["diff"]:
            click.echo(f"Fixed {plural(self.changed, 'draft')}.", err=True)

    def fix_draft(self, path: str, application: Facts | None, keep: list[Filter]) -> None:
        """Apply the fixes to one draft, which the facts of an application may stand behind."""
        from followup_lint import discover, fix
        from followup_lint.readers import decode

        settings = self.settings_for(path)

        def lint(source: Source) -> DraftReport:
            report = run.lint_source(source, self.ruleset, settings, application)
            for narrow in keep:
                report = narrow(report)
            return report

        rounds = 1 if self.options["changed_since"] else fix.ROUNDS  # git knows the lines as they were
        try:
            data = discover.read_bytes(path)
            before = decode(path, data)
            after = fix.fixed(before, lint, self.options["unsafe_fixes"], rounds)
        except FollowupLintError as error:
            if self.options["diff"]:
                self.fail(error)
            return
        if not before.is_editable:
            self.fail(UnreadableInput("is a Word file, which no fix changes; change it in Word", path=path))
        elif after.text != before.text:
            self.change(path, before, after, data)

    def change(self, path: str, before: Source, after: Source, data: bytes) -> None:
        """Write a draft as the fixes left it, or show the change."""
        from followup_lint import fix

        if self.options["diff"]:
            text = fix.difference(path, before.text, after.text)
            sys.stdout.write("\n".join(map(clean, text.split("\n"))) if sys.stdout.isatty() else text)
        else:
            try:
                self.write(path, fix.encode(after), expected=data)
            except FollowupLintError as error:
                return self.fail(error)
        self.changed += 1

    def write(self, path: str, data: bytes, expected: bytes | None = None) -> None:
        """Write a file; in each folder that is written to, what killed runs left behind is deleted first."""
        from followup_lint import replace

        folder = os.path.dirname(os.path.realpath(path))
        if folder not in self.swept:
            self.swept.add(folder)
            replace.sweep(path, time.time())
        replace.write(path, data, expected=expected)

    def fail(self, error: FollowupLintError) -> None:
        """Count an error and print it, or keep it while a progress bar is shown."""
        self.errors += 1
        if self.held is None:
            cli.complain(error)
        else:
            self.held.append(error)

    def exit_code(self, fail_on: str) -> int:
        """Return the exit code; 2 outranks 1."""
        if self.errors:
            return cli.TROUBLE
        if fail_on == "never":
            return cli.NOTHING
        return cli.FINDINGS if self.level >= Severity[fail_on.upper()] else cli.NOTHING

"""The command line: one group of commands, each in its own module, and what every run ends with."""

import errno
import gc
import os
import sys
from importlib import import_module

import click

from followup_lint import __version__
from followup_lint.errors import FollowupLintError

NOTHING, FINDINGS, TROUBLE, STOPPED = 0, 1, 2, 130
"""Exit codes: nothing at or above `--fail-on`, findings, could not lint, stopped by Ctrl-C."""

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What the system says where a file can take no more."""

COMMANDS = {
    "check": "Check drafts: files, folders, or - for standard input.",
    "rules": "List the rules, or those whose code or name begins so.",
    "rule": "Explain one rule.",
    "new": "Write a draft to start from.",
    "plan": "Say when each message may go out, and when to stop.",
    "test": "Run the examples of rule files.",
    "init": "Set up a folder: configuration, hook and workflow.",
    "server": "Serve an editor (Language Server Protocol).",
}
"""Every command, with its line of help; its module is imported when it runs."""
HIDDEN = ("pages",)
"""Commands for those who work on this project, which the help does not list."""


class Commands(click.Group):
    """The commands of the table; `check` is meant where none is named: `followup-lint draft.md`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in (*COMMANDS, *HIDDEN):
            return None
        command: click.Command = import_module(f"followup_lint.commands.{cmd_name}").command
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*COMMANDS, *HIDDEN, "--help", "-h", "--version") and not ctx.resilient_parsing:
            args = ["check", *args]
        return super().parse_args(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=Commands,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
)
@click.version_option(__version__, prog_name="followup-lint", message="%(prog)s %(version)s")
def main() -> None:
    """Check messages that follow up on a job interview.

    `followup-lint draft.md` is short for `followup-lint check draft.md`.
    """


def complain(error: FollowupLintError) -> None:
    """Print one clear line on standard error, without anything that a terminal could take for a command."""
    text = " ".join(str(error).split())
    click.echo(
        "followup-lint: " + "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text), err=True
    )


def _drop_output() -> None:
    """Let what is still to be written to standard output go nowhere, so that nothing fails at the very end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _open_closed() -> None:
    """Open the standard streams that the caller closed on nothing; else the next file opened would take their place."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115


def _stand_somewhere() -> None:
    """Raise FollowupLintError where the current folder was deleted: no path and no configuration could be found."""
    try:
        os.getcwd()
    except OSError as error:
        reason = f"the current folder cannot be read ({error.strerror}); change to one that exists and run again"
        raise FollowupLintError(reason) from error


def entry() -> None:
    """Run the command line; every trouble, foreseen or not, is one line and exit code 2."""
    gc.disable()  # until the rules are loaded: all that is made before stays (a tenth of the time of one draft)
    _open_closed()
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    try:
        _stand_somewhere()
        code = main(prog_name="followup-lint", standalone_mode=False)
        sys.stdout.flush()
        if code == STOPPED:
            sys.stderr.flush()
            os._exit(STOPPED)  # at once: the threads of workers that are gone need not come to an end
        sys.exit(code if isinstance(code, int) else NOTHING)
    except (click.exceptions.Abort, KeyboardInterrupt):
        complain(FollowupLintError("stopped"))
        sys.exit(STOPPED)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(TROUBLE)
    except FollowupLintError as error:
        complain(error)
        sys.exit(TROUBLE)
    except BrokenPipeError:
        _drop_output()
        sys.exit(TROUBLE)
    except Exception as error:
        if os.environ.get("FOLLOWUP_LINT_TRACEBACK"):
            raise
        if isinstance(error, OSError) and error.errno in FULL and error.filename is None:
            _drop_output()
            complain(
                FollowupLintError(f"standard output cannot be written ({error.strerror}); make room and run again")
            )
            sys.exit(TROUBLE)
        bug = f"a bug in followup-lint: {type(error).__name__}: {error}; please report it"
        complain(FollowupLintError(f"{bug} (FOLLOWUP_LINT_TRACEBACK=1 shows where)"))
        sys.exit(TROUBLE)

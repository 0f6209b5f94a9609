"""`followup-lint new`."""

import sys
from pathlib import Path

import click

from followup_lint.errors import ConfigError


@click.command("new")
@click.argument("kind", required=False)
@click.argument("path", required=False, metavar="[PATH]")
@click.option("--list", "listed", is_flag=True, help="List the kinds of drafts.")
@click.option("--template", "library", is_flag=True, help="Declare the placeholders, for a library of templates.")
def command(kind: str | None, path: str | None, listed: bool, library: bool) -> None:
    """Write a draft to start from, to PATH or standard output.

    It has placeholders such as [Your name] in place of the invented names of our templates; `followup-lint` points at
    each one that is left. A file that is there is never overwritten.
    """
    from followup_lint import starters

    if listed:
        click.echo(starters.listing(starters.shelf()), nl=False)
        return
    if kind is None:
        raise click.UsageError("name a kind of draft; --list shows them")
    text = starters.starter(starters.find(kind), library=library)
    if path in (None, "-"):
        sys.stdout.write(text)
        return
    assert path is not None
    try:
        with Path(path).open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise ConfigError("is there already, and is left as it is; give another path", path=path) from None
    except OSError as error:
        raise ConfigError(f"cannot be written ({error.strerror}); check the path", path=path) from None
    click.echo(f"{path}: fill in what stands in [brackets], then run `followup-lint {path}`")

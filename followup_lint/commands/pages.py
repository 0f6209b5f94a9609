"""`followup-lint pages`: the site's pages as Markdown files, for a site that something else than MkDocs builds."""

from pathlib import Path

import click

from followup_lint import sitepages
from followup_lint.errors import ConfigError
from followup_lint.ruleset import CHECKOUT, shipped


@click.command("pages")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--base", default="", metavar="URL", help="The site's address, for llms.txt.")
@click.option("--about", default="", metavar="TEXT", help="The site's description, for llms.txt.")
def command(folder: Path, base: str, about: str) -> None:
    """Write the site's pages into an empty folder, as Markdown that needs no MkDocs. It runs in a checkout."""
    if not (CHECKOUT / "guide").is_dir():
        raise ConfigError("the guide is not part of the installed package; run `followup-lint pages` in a checkout")
    if folder.exists() and any(folder.iterdir()):
        raise ConfigError(f"{folder} is not empty; name a new folder, so that nothing of yours is overwritten")
    rules = shipped()
    pages = {**sitepages.written(CHECKOUT, rules), **sitepages.generated(CHECKOUT, rules, base, about)}
    for name, text in pages.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    click.echo(f"{len(pages)} pages written to {folder}")

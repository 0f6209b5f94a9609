"""`followup-lint server`."""

import click

from followup_lint.commands import shared
from followup_lint.errors import ConfigError


@click.command("server")
@click.option("--profile", "-p", multiple=True, callback=shared.names, help="School of advice: seed, career-office, …")
@click.option("--config", metavar="FILE", help="Configuration to go by (default: the nearest followup-lint.toml).")
@click.option("--isolated", is_flag=True, help="Read no configuration.")
def command(profile: tuple[str, ...], config: str | None, isolated: bool) -> None:
    """Serve an editor over standard input and output (Language Server Protocol)."""
    try:
        from followup_lint.server import make_server
    except ModuleNotFoundError as error:
        raise ConfigError(
            f"needs the package {error.name}; install it with: pip install 'followup-lint[lsp]'"
        ) from None
    found = shared.load_config(config, isolated, ".")
    ruleset = shared.load_rules(found)
    options = {"profile": profile}
    settings = shared.settings_of(found, options, ruleset)
    make_server(ruleset, lambda path: shared.for_path(settings, found, path, ruleset, options)).start_io()

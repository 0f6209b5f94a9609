"""`followup-lint rules`."""

import click

from followup_lint.commands.shared import load_config, load_rules


@click.command("rules")
@click.argument("prefixes", nargs=-1, metavar="[CODE|NAME]...")
@click.option("--config", metavar="FILE", help="Configuration whose rule files count too (default: the nearest).")
@click.option("--isolated", is_flag=True, help="Read no configuration.")
def command(prefixes: tuple[str, ...], config: str | None, isolated: bool) -> None:
    """List the rules, or those whose code or name begins so."""
    ruleset = load_rules(load_config(config, isolated, "."))
    chosen = ruleset.select(prefixes or ("ALL",))
    for rule in ruleset.rules:
        if rule.code in chosen:
            level = rule.severity.label if rule.severity else "off"
            click.echo(f"{rule.code}  {level:7}  {rule.name}")

"""`followup-lint rule`."""

import click

from followup_lint.commands.shared import load_config, load_rules, terminal_width


@click.command("rule")
@click.argument("key", metavar="CODE|NAME")
@click.option("--config", metavar="FILE", help="Configuration whose rule files count too (default: the nearest).")
@click.option("--isolated", is_flag=True, help="Read no configuration.")
def command(key: str, config: str | None, isolated: bool) -> None:
    """Explain one rule: what it flags, why, examples, how to switch it off."""
    from followup_lint.rulepages import terminal_page

    ruleset = load_rules(load_config(config, isolated, "."))
    click.echo(terminal_page(ruleset.find(key), ruleset, terminal_width()), nl=False)

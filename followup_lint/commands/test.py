"""`followup-lint test`."""

import sys

import click

from followup_lint.ruleset import shipped


@click.command("test")
@click.argument("files", nargs=-1, required=True, metavar="RULEFILE...")
def command(files: tuple[str, ...]) -> None:
    """Run the examples of rule files: `bad` flagged exactly at its marks, `good` clean, `innocent` silent.

    Exit code 0: all pass; 1: some fail; 2: a file is no rule file.
    """
    from followup_lint.examples import outcomes
    from followup_lint.house import add

    failed = passed = 0
    for path in files:
        base = shipped()
        ruleset = add(base, path)
        for rule in ruleset.rules:
            if base.by_name.get(rule.code) is rule:
                continue
            for outcome in outcomes(rule, ruleset):
                if outcome.failure:
                    failed += 1
                    click.echo(
                        f"FAIL  {rule.code} {rule.name}, example {outcome.number}: {outcome.role} {outcome.failure}"
                    )
                else:
                    passed += 1
    click.echo(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)

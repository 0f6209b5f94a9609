"""`python -m followup_lint`."""

from followup_lint.cli import entry

entry()

"""A rule to its page: Markdown for the site, plain text for a terminal, and the lines that a guide's headings get."""

from followup_lint.rulepages.terminal import terminal_page

__all__ = ["terminal_page"]

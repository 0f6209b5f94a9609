"""followup-lint: checks post-interview follow-up drafts against one body of guidance."""

__version__ = "0.1.0"

DOCUMENTATION = ""
"""Address of the published guide, without a slash at its end; empty until there is one, and links are left out."""

"""followup-lint: checks post-interview follow-up drafts against one body of guidance."""

__version__ = "0.1.0"

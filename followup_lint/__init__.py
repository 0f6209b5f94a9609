"""followup-lint: checks post-interview follow-up drafts against one body of guidance."""

__version__ = "0.1.0"

DOCUMENTATION = ""
"""Address of the published guide, without a slash at its end; empty until there is one, and links are left out."""

REPOSITORY = "https://example.org/followup-lint/followup-lint"
"""Address of the project's repository: `init` writes it into the hook, and the site's edit links begin with it."""

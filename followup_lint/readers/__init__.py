"""Sources to drafts: a reader for each kind of file, by suffix."""

import os
from collections.abc import Callable

from followup_lint.draft import Draft
from followup_lint.readers import markdown, text
from followup_lint.readers.assemble import Layer
from followup_lint.source import Source

Read = Callable[[Source, Layer | None, Layer | None], Draft]


def _email(source: Source, application: Layer | None, command: Layer | None) -> Draft:
    from followup_lint.readers.email import read as read_email  # with `email.policy` 30 ms, for mails alone

    return read_email(source, application, command)


READERS: dict[str, Read] = {
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".txt": text.read,
    ".eml": _email,
}
"""Readers by suffix; what has another suffix is read as Markdown."""


def read(source: Source, application_facts: Layer | None = None, command_facts: Layer | None = None) -> Draft:
    """Return the draft in a source.

    `application_facts` are those of its `application.yml`, `command_facts` those of the command line.
    Raises UnreadableInput.
    """
    suffix = os.path.splitext(source.path)[1].lower()
    return READERS.get(suffix, markdown.read)(source, application_facts, command_facts)

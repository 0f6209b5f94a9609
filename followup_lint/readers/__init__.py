"""Sources to drafts: a reader for each kind of file, by suffix."""

import os
from collections.abc import Callable

from followup_lint.draft import Draft
from followup_lint.limits import DRAFT_CHARACTERS
from followup_lint.readers import markdown, text
from followup_lint.readers.assemble import Layer
from followup_lint.source import Source, too_long
from followup_lint.source import decode as decode_text

Read = Callable[[Source, Layer | None, Layer | None], Draft]


def _email(source: Source, application: Layer | None, command: Layer | None) -> Draft:
    from followup_lint.readers.email import read as read_email  # with `email.policy` 30 ms, for mails alone

    return read_email(source, application, command)


def _word(source: Source, application: Layer | None, command: Layer | None) -> Draft:
    from followup_lint.readers.docx import read as read_word

    return read_word(source, application, command)


READERS: dict[str, Read] = {
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".txt": text.read,
    ".eml": _email,
    ".docx": _word,
}
"""Readers by suffix; what has another suffix is read as Markdown."""


def decode(path: str, data: bytes) -> Source:
    """Return the text in the bytes of a draft, by the suffix of its path; raises UnreadableInput."""
    if not path.lower().endswith(".docx"):
        return decode_text(path, data)
    from followup_lint.readers.docx import decode as decode_word  # with zipfile 8 ms, for Word files alone

    return decode_word(path, data)


def read(source: Source, application_facts: Layer | None = None, command_facts: Layer | None = None) -> Draft:
    """Return the draft in a source.

    `application_facts` are those of its `application.yml`, `command_facts` those of the command line.
    Raises UnreadableInput.
    """
    suffix = os.path.splitext(source.path)[1].lower()
    if suffix != ".eml" and len(source.text) > DRAFT_CHARACTERS:
        raise too_long(source.path)
    return READERS.get(suffix, markdown.read)(source, application_facts, command_facts)

"""How much of an input is read: every limit of size in one place; content/tool/checking.md states them."""

DRAFT_CHARACTERS = 250_000
"""Longest text of a draft, in characters: a long letter has 2,000, and a year's correspondence fits. It takes seconds."""

TEXT_BYTES = 4 * DRAFT_CHARACTERS
"""Largest file of text, rules or settings, in bytes: what the longest draft takes where every character has four."""

FRONT_CHARACTERS = 65_536
"""Largest front matter or `application.yml`, in characters."""

BASELINE_BYTES = 40_000_000
"""Largest baseline, in bytes: a million findings."""

EXTENDS_DEPTH = 20
"""How many configurations may extend one another in a row."""

MAIL_BYTES = 40_000_000
"""Largest mail, in bytes. Providers carry attachments of 25 MB, a third more once encoded; they are passed over."""

MAIL_BODY = 1_000_000
"""Longest body of a mail as it stands in the file, in characters: HTML of mail programs has more marks than words."""

MAIL_HEADERS = 65_536
"""Largest headers of a mail that are read, in characters, and of all its parts together; the rest is passed over."""

MAIL_PARTS = 500
"""Most parts of a mail that are looked at; the rest is passed over."""

MAIL_QUOTES = 5
"""Deepest quotes of HTML that are told apart; each adds a mark to every line."""

MAIL_DEPTH = 20
"""Deepest nesting of a mail's parts that is looked into."""

WORD_BYTES = 10_000_000
"""Largest Word file, in bytes, as it is and unpacked."""

WORD_XML = 5_000_000
"""Most that its text, styles and settings may unpack to, in bytes; the styles of a new file alone have 0.8 MB."""

WORD_MEMBERS = 1_000
"""Most members of a Word file's archive; a letter has about fifteen."""

WORD_NODES = 200_000
"""Most elements of a Word file's text that are looked at, which takes about a second; thirty pages have a tenth."""


def most_bytes(path: str) -> int:
    """Return how large a file may be, in bytes, by the suffix of its path."""
    name = path.lower()
    return MAIL_BYTES if name.endswith(".eml") else WORD_BYTES if name.endswith(".docx") else TEXT_BYTES

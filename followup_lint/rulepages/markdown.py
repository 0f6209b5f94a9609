"""The parts of a page in Markdown: its front matter and lead, the limits, letters and question in its text."""

import re
from collections.abc import Mapping
from html import escape
from typing import Any

_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)
_LEAD = re.compile(r"^(.+)\n\{ \.lead \}", re.MULTILINE)
_SAMPLE = re.compile(r'^```text title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_LIMIT = re.compile(r"\{\{ *([\w.-]+) *\}\}")


def front(text: str) -> dict[str, Any]:
    """Return the front matter of a page; empty without."""
    import yaml  # 28 ms to import: only the site needs it

    match = _FRONT.match(text)
    values = yaml.safe_load(match[1]) if match else None
    return values if isinstance(values, dict) else {}


def split(text: str) -> tuple[str, str]:
    """Return a page as its front matter, with its fences, and the rest."""
    match = _FRONT.match(text)
    return (match[0], text[match.end() :]) if match else ("", text)


def description(markdown: str, most: int = 200) -> str:
    """Return the lead of a page as plain words, in whole sentences up to `most` characters; empty without a lead."""
    found = _LEAD.search(markdown)
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)|[*`]", lambda match: match[1] or "", found[1]) if found else ""
    while len(words) > most and ". " in words:
        words = words.rpartition(". ")[0] + "."
    return words


def fill_limits(markdown: str, limits: Mapping[str, Any]) -> str:
    """Put a profile's limits in place of `{{ words.email.thank-you }}`; raises KeyError for one that is not there."""

    def value(match: re.Match[str]) -> str:
        place: Any = limits
        for step in match[1].split("."):
            place = place[step]
        return f"{place:g}" if isinstance(place, (int, float)) else str(place)

    return _LIMIT.sub(value, markdown)


def with_letters(markdown: str) -> str:
    """Return a page with its sample texts as letters on paper, whose lines break as a phone needs it, not as code."""

    def letter(match: re.Match[str]) -> str:
        kind = "good" if match[1].startswith("Good") else "bad"
        text = escape(match[2].rstrip(), quote=False)
        return f'<figure class="letter {kind}"><figcaption>{match[1]}</figcaption><pre class="note">{text}</pre></figure>\n'

    return _SAMPLE.sub(letter, markdown)


def with_question(markdown: str, question: str) -> str:
    """Return a page of the guide with the question that it answers below its title."""
    if not question:
        return markdown
    return re.sub(
        r"^(# .+)$", lambda match: f"{match[1]}\n\n{question}\n{{ .question }}", markdown, count=1, flags=re.M
    )

"""Words that all pages of rules share: groups, severities, anchors, links to clauses and sources."""

import re
from collections.abc import Mapping
from typing import Any

from followup_lint.checks.scored import DOUBTED
from followup_lint.examples import front_matter
from followup_lint.ruleset import Rule

GROUPS = {
    "STR": ("Structure", "Greeting, closing, subject, and what must not be left in."),
    "CON": ("Content", "What a note should hold: thanks, interest, something new, an answer."),
    "TON": ("Tone", "Desperate, arrogant, pushy, curt: words that work against you."),
    "LEN": ("Length", "Short enough to be read, long enough to say something."),
    "TIM": ("Timing", "The right days, by the profile you follow."),
    "SEQ": ("Sequence", "Several messages of one application, seen together."),
    "PER": ("Persons and facts", "Names, company, role, dates, and the detail that shows you were there."),
    "CHN": ("Channel", "What a call, a card, a letter or a subject line needs."),
    "MEC": ("Mechanics", "Slips of the keyboard."),
    "ETH": ("Privacy and ethics", "Gifts, private matters, other people's data."),
    "FMT": ("The draft's facts", "What the linter could not read or use."),
}
"""Groups of rules by the letters of their codes: a heading, and what they have in common."""

HOW = {
    "phrases": "It looks for phrases. One is enough, as whole words, whatever their case.",
    "requires": "It looks for one of several cues, and speaks up when none is there.",
    "pattern": "It looks for a pattern of characters.",
    "count": "It counts, and compares with a limit of the profile.",
    "part": "It looks for a part of the draft.",
    "dates": "It counts days between dates that the front matter or `application.yml` declares.",
    "agrees": "It compares the text with a declared fact.",
    "mentions": "It looks for each listed item in the text; all its words but one must be there.",
    "facts": "It reads the declared facts alone.",
    "application": "It compares all drafts of one application (a folder with an `application.yml`).",
    "scored": "Phrases that are certain decide at once. For the rest a small linear model adds up weights for the "
    "words of each sentence, and the sentence is flagged from a threshold on; the finding shows the words that weighed "
    f"most. In a sentence that scores below {DOUBTED:g} for all labels even a phrase is only a remark (info).",
    "engine": "The linter reports it while it reads the draft.",
}
_CITE = re.compile(r"\[([A-Z][A-Z0-9]+)\](?!\()")


def slug(text: str) -> str:
    """Return the anchor that a heading gets on the site."""
    return re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", text).strip().lower())


def severity_of(rule: Rule) -> str:
    """Return a rule's severity in seed, as a word."""
    return rule.severity.label if rule.severity else "off"


def cite(text: str, known: Mapping[str, Any] | None = None, up: str = "../") -> str:
    """Return Markdown with `[S26]` linked to the clause and `[AAMC]` to the source, those in `known` alone."""

    def link(match: re.Match[str]) -> str:
        key = match[1]
        if known is not None and key not in known:
            return match[0]
        page = "clauses" if re.fullmatch(r"S\d+", key) else "sources"
        return f"[{key}]({up}{page}.md#{key.lower()})"

    return _CITE.sub(link, text)


def declared(facts: Mapping[str, Any]) -> list[str]:
    """Return facts as lines of front matter, without the quotes that a reader can do without."""
    return [re.sub(r'"([A-Za-z0-9][\w .-]*)"', r"\1", line) for line in front_matter(dict(facts)).strip().splitlines()]

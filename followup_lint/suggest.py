"""What a writer may have meant by a key or value that is none of ours."""

import re
from collections.abc import Iterable

from followup_lint.names import distance

OTHER_KEYS = {
    "interview_date": "interviews", "decision_date": "decision_expected", "send_date": "send", "sent_on": "send",
    "job_title": "role", "recipient": "to", "recipients": "to", "interviewed_by": "interviewers", "disable": "ignore",
    "follow_ups": "follow_ups_sent", "employer": "company", "from": "sender",
}  # fmt: skip
"""Keys that writers try, and ours; suggested, never read."""

SAME_VALUES = {
    "thanks": "thank-you", "thankyou": "thank-you", "thank-you-note": "thank-you", "chaser": "nudge",
    "sms": "message", "text": "message", "chat": "message", "call": "phone", "telephone": "phone", "e-mail": "email",
    "card": "handwritten",
}  # fmt: skip
"""Other words for values, read as ours."""

OTHER_VALUES = {"follow-up": "nudge", "followup": "nudge", "reminder": "nudge", "post": "letter", "mail": "email"}
"""Values that writers try and that may mean something else, and ours; suggested, never read."""

LANGUAGES = {
    "english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es",
    "español": "es", "italian": "it", "dutch": "nl", "polish": "pl", "portuguese": "pt", "swedish": "sv",
    "danish": "da", "turkish": "tr",
}  # fmt: skip
"""Languages by name, and their codes."""

_THEIRS = frozenset(
    ["line", "lines", "link", "links", "list", "lists", "rule", "rules", "sections", "state", "states", "stats"]
)
"""Other tools' keys that only look like ours."""


def near_key(key: str, known: Iterable[str]) -> tuple[str, bool]:
    """Return the known key that another may mean (or nothing), and whether only case, hyphens and the like differ."""
    known = list(known)
    squashed = re.sub(r"[\s_-]", "", key).lower()
    for name in known:
        if name.replace("_", "") == squashed:
            return name, True
    plain = re.sub(r"[\s-]", "_", key).lower()
    if (other := OTHER_KEYS.get(plain)) in known:
        return str(other), False
    return ("" if plain in _THEIRS else nearest(plain, known)), False


def near_value(value: str, known: Iterable[str]) -> tuple[str, bool]:
    """Return the same for a value of a closed set, where another word for one (`chaser`) is the same too."""
    known = list(known)
    plain = re.sub(r"[\s_]", "-", value).lower()
    same = plain if plain in known else SAME_VALUES.get(plain)
    if same in known:
        return same, True
    other = OTHER_VALUES.get(plain, "")
    return (other if other in known else nearest(plain, known)), False


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the word that another is a slip of the pen for, or nothing: one letter from four on, two from seven.

    The first letter is hardly ever wrong, and other tools' keys differ in it (`gender`, `sender`).
    """
    best, least = "", 3
    for name in known:
        limit = 0 if len(name) < 4 else 1 if len(name) < 7 else 2
        if limit and word[:1] == name[:1] and len(word) <= len(name) + limit:
            far = distance(word, name, limit)
            if far <= limit and far < least:
                best, least = name, far
    return best

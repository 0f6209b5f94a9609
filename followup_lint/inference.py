"""What a text shows of itself where nobody declared it: kind, channel, recipient, sender, role, company, language.

Dates are never inferred.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from followup_lint.channels import HEAD, INTRODUCED, NAME, PHONE, Parts, cue, file_words, written_channel
from followup_lint.cues import LANGUAGES, NAME_CUES, kind_cues
from followup_lint.facts import Fact
from followup_lint.fields import Person
from followup_lint.gates import Haystack, Sieve, lowered
from followup_lint.lazy import lazy
from followup_lint.lines import lines_of, word_set
from followup_lint.memo import Memo
from followup_lint.names import person_of
from followup_lint.salutations import PLACEHOLDER, TITLES, is_contact, is_name, is_name_word, opener

LONGEST = 20_000
"""How much of a text shows its kind, in characters."""

FEWEST_WORDS = 12
"""Fewest words that show a language."""

_SENTENCE_END = lazy(r"(?<=[.!?]) ")
_LETTERS = lazy(r"[^\W\d_]+")
_ADDRESSED = (
    r"\b(?:(?:message|call|calling|ringing|looking) for|trying to reach|(?:speak(?:ing)?|word) (?:to|with)|through to|[Ii]s (?:that|this)|[Tt]his is [A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2} for) "
    r"(?P<name>(?:(?:Mr|Ms|Mrs|Miss|Mx|Dr|Prof)\b\.? )?"
    rf"{NAME})"
)
_ROLE_NOUN = r"(?:role|position|post|job|vacancy|opening|traineeship|apprenticeship|internship)"
_ROLE_AFTER = rf"(?i)\b{_ROLE_NOUN} (?:of|as) (?:an? |the |your )?(?P<role>[\w'’&/+-]+(?: [\w'’&/+-]+){{0,5}})"
_ROLE_BEFORE = rf"(?i)\b(?:the|your|an?|this) (?P<role>[\w'’&/+.-]+(?: [\w'’&/+.-]+){{0,4}}?) {_ROLE_NOUN}\b"
_SUBJECT_ROLE = rf"(?i)^(?P<role>[\w'’&/+-]+(?: [\w'’&/+-]+){{0,3}}) (?:interview|{_ROLE_NOUN})\b"
_NO_ROLE = word_set(
    "a an the of and or but in on at to for with from by about as is are was were be been it its this that these"
    " those my your our their his her you we i he she they me us them who which what when where how if whether not"
    " no so do does did have has had will would could can may might should must get got good great new same open"
    " right job role position post offer thank thanks interview interviewed meeting any each every other another"
    " similar current first second third last next final advertised available vacant particular exact specific"
    " full part-time full-time permanent whole entire best dream perfect better ideal real hard important big"
    " small kind such discuss discussing following know told said met meet regarding re hear up out there here"
    " still very more most one two three between during after before since until because application candidate"
    " team company day week month year summer winter temporary volunteer previous former present old current-day"
    " monday tuesday wednesday thursday friday saturday sunday evening morning night recent earlier later blog"
    " forum facebook linkedin web"
)
_COMPANY = (
    rf"\b(?:{_ROLE_NOUN}|interview|interviewed|vacancy|opportunity|working|work|team|joining|visit|everyone|colleagues)"
    r" (?:at|with|for|here at) (?P<name>[A-Z][\w'’&-]*(?: (?:(?:of|and|&|the|for) )?[A-Z][\w'’&-]*){0,4})"
    r"(?=[,.;:?!)]|$| (?:on|for|last|yesterday|today|about|and|in|as|because|this|is|was|with|would|very|has|to)\b)"
)
_ANYBODY = word_set(
    "sir madam sirs madams all everyone everybody team there again hiring manager managers committee panel"
    " recruiter recruiters department whom concern ladies gentlemen friends colleagues folks morning afternoon"
    " evening hr people resources human board selection search interview interviewers members once more both"
)
_COUNTED = r"(?:e-?mail|message|msg|note|letter|call|voice ?mail|text|follow-?up|attempt|try|enquiry)"
_NTH_MESSAGE = (
    r"(?i)\b(?:my|(?:this|it) is (?:now )?(?:the|my)|now the)\s(?P<nth>third|fourth|fifth|sixth|seventh|[3-9](?:rd|th))"
    rf" (?:\w+ )?{_COUNTED}\b"
    rf"|\b{_COUNTED} (?:no\.?|number|nr\.?|#) ?(?P<number>[3-9])\b"
    r"|\bthe (?P<time>third|fourth|fifth|sixth|seventh|[3-9](?:rd|th))\stime (?:now )?(?:that )?i(?: am|'m|’m| have|'ve|’ve)?"
    r" (?:now )?(?:writ|wrot|call|ask|email|e-mail|ring|rung|rang|messag|tr[iy]|contact)"
    rf"|\bthe (?P<of>third|fourth|fifth|sixth|seventh) of my (?:\w+ )?{_COUNTED}s\b"
    r"|\b(?:bother|troubl|contact|chas|e-?mail|messag|writ|ring|call)(?:e|ing)?(?: to)? you (?:now )?(?:for )?(?:a|the)"
    r" (?P<again>third|fourth|fifth|sixth|seventh) time\b|\bme again\b[^.!?]{0,20}\b(?P<lucky>third) time\b"
    r"|\b(?:(?:written|wrote|spoken) to|e-?mailed|messaged|called|rung|rang|phoned|contacted|chased|texted) you"
    r" (?:now )?(?P<sent>twice|(?:three|four|five|six|seven|3|4|5|6|7) times)\b"
    r"|\bmy (?:last|previous|earlier|other) (?P<before>two|three|four|five|six|seven) (?:\w+ )?"
    r"(?:e-?mail|message|voice ?mail|follow-?up|attempt)s\b"
)
_COUNT = lazy(r"[3-9](?:rd|th)|(?:no\.?|number|nr\.?|#) ?[3-9]")
_NTHS = {"third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7}
_TIMES = {"twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_COUNTS = (*_NTHS, "twice", " times", "my last ", "my previous ", "my earlier ", "my other ")
"""What each text that counts itself in words has one of, in lower case."""
_SCRIPTS = (
    ("ru", "\u0400", "\u04ff"), ("el", "\u0370", "\u03ff"), ("he", "\u0590", "\u05ff"), ("ar", "\u0600", "\u06ff"),
    ("hi", "\u0900", "\u097f"), ("th", "\u0e00", "\u0e7f"), ("ko", "\uac00", "\ud7af"), ("ja", "\u3040", "\u30ff"),
    ("zh", "\u4e00", "\u9fff"),
)  # fmt: skip


def infer(prose: str, parts: Parts, name: str, known: dict[str, Any], *, mail: bool = False) -> dict[str, Fact]:
    """Return what a draft shows of the facts that are not among `known` (key to value), each with origin `inferred`.

    `name` is the draft's file name; `mail` says that the draft is one with headers.
    """
    found: dict[str, Any] = {}
    whole = "\n".join(prose[start:end] for part in ("body", "postscript") for start, end in parts.get(part, ()))
    subject = str(known.get("subject") or "")
    if "language" not in known:
        found["language"] = language(whole)
    if "channel" not in known:
        found["channel"] = "email" if mail else written_channel(prose, parts, name)
    if "kind" not in known:
        found["kind"] = kind(whole, subject, name)
    if "to" not in known:
        found["to"] = recipients(prose, parts)
    if "sender" not in known:
        found["sender"] = sender(prose, parts)
    if "role" not in known:
        found["role"] = role(whole, subject)
    if "company" not in known:
        found["company"] = company(whole)
    if "follow_ups_sent" not in known and "earlier_contacts" not in known:
        found["follow_ups_sent"] = follow_ups_sent(whole)
    return {key: Fact(value, "inferred") for key, value in found.items() if value}


def kind(text: str, subject: str, name: str) -> str:
    """Return what a message is for, by the cues in its words, its subject and its file name."""
    plain = " ".join(f"{subject}. {text[:LONGEST]}".replace("’", "'").lower().split())
    tokens = file_words(name)
    scores = {"thank-you": 0.5}
    shown = {number for number, pattern in _opening_cues() if cue(pattern).search(plain)}
    shown.update(*map(_shown_by.__getitem__, _SENTENCE_END.split(plain)))
    for number in sorted(shown):
        which, weight, _ = kind_cues()[number]
        scores[which] = scores.get(which, 0.0) + weight
    for which, words in NAME_CUES.items():
        if tokens & words:
            scores[which] = scores.get(which, 0.0) + 2
    return max(scores, key=lambda which: (scores[which], which == "thank-you"))


@cache
def _opening_cues() -> tuple[tuple[int, str], ...]:
    """The cues that are asked of the whole message, by the number of what they show."""
    return tuple(
        (number, pattern) for number, (*_, asked) in enumerate(kind_cues()) for pattern in asked if pattern[0] == "^"
    )


@cache
def _sentence_cues() -> tuple[Sieve, dict[str, int]]:
    """The cues that are asked of each sentence, with the number of what they show."""
    asked = {
        pattern: number
        for number, (*_, patterns) in enumerate(kind_cues())
        for pattern in patterns
        if pattern[0] != "^"
    }
    return Sieve(asked, True), asked


def _cues_in(sentence: str) -> frozenset[int]:
    sieve, asked = _sentence_cues()
    possible = sieve.through(Haystack(sentence))
    return frozenset(asked[pattern] for pattern in possible if cue(pattern).search(sentence))


_shown_by = Memo(_cues_in, 2_000)
"""What sentences show, by their words: while a person types, most stay as they were."""


def language(text: str) -> str | None:
    """Return the code of a language that is clearly not English, else None."""
    words = list(map(str.lower, _LETTERS.findall(text)))
    if not words:
        return None
    english = sum(map(LANGUAGES["en"].__contains__, words))
    if english >= len(words) / 5:
        return None
    letters = [char for char in text if char.isalpha()]
    for code, first, last in _SCRIPTS:
        if sum(first <= char <= last for char in letters) > len(letters) * 0.3:
            return code
    if len(words) < FEWEST_WORDS:
        return None
    counts = {code: sum(word in known for word in words) for code, known in LANGUAGES.items() if code != "en"}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] >= max(len(words) * 0.15, english * 2 + 1) else None


def recipients(prose: str, parts: Parts) -> tuple[str, ...]:
    """Return the names that the greeting greets, as written; nobody for `Sir or Madam` and the like."""
    found: list[str] = []
    for start, end in parts.get("greeting", ())[:1]:
        text = prose[start:end]
        text = text[opener(text) :].strip(" \t,;:.!?–—-~")
        words = text.split(" ")
        titled = next((at for at, word in enumerate(words) if word.lower().rstrip(".") in TITLES), 0)
        text = " ".join(words[titled:])  # Good afternoon Sir Joselito
        names = [text] if _shared_title(text) else re.split(r",\s*|\s+(?:and|&|und|et|y|e)\s+", text)
        found = [name.strip(" .,") for name in names if _is_somebody(name)]
    if not found:
        start, end = next(iter(parts.get("body", ())), (0, 0))
        found = list(filter(None, [asked_for(prose, start, end)]))
    return tuple(found)


def asked_for(prose: str, start: int, end: int) -> str:
    """Return whom the first words of a call ask for, as written (`is that Mrs Coyle?`); an empty text for nobody."""
    addressed = cue(_ADDRESSED).search(prose, start, min(end, start + HEAD))
    name = addressed["name"].strip(" .,") if addressed else ""
    return name if name and _is_somebody(name) else ""


def _shared_title(text: str) -> bool:
    """Whether one name follows two titles (`Mr. and Mrs. Pell`)."""
    first = text.split(" ", 1)[0].lower().rstrip(".")
    return bool(re.match(r"\S+ (?:and|&) ", text)) and first in TITLES


def _is_somebody(name: str) -> bool:
    words = [word.strip(".,()'’\"").lower() for word in name.split()]
    if not words or len(words) > 6 or PLACEHOLDER.search(name) or all(word in TITLES for word in words):
        return False
    return not any(word in _ANYBODY for word in words) and any(char.isalpha() for char in name)


def sender(prose: str, parts: Parts) -> Person | None:
    """Return who signs, or who says so on the phone, with the address and number below the name."""
    lines = [line.text for start, end in parts.get("signature", ()) for line in lines_of(prose[start:end])]
    name = next((line for line in lines if is_name(line, lower=True) and not PLACEHOLDER.search(line)), "")
    if not name:
        start = next((span.start for part in ("greeting", "body") for span in parts.get(part, ())), 0)
        introduced = cue(INTRODUCED).search(prose, start, start + HEAD)
        name = introduced["name"] if introduced and is_name_word(introduced["name"].split()[0]) else ""
    name = re.split(r"\s*(?:[,|•·/(]|\s[-–—]\s)", name.strip(" \t*_~-–—•,;:"))[0]
    if not name:
        return None
    contacts = " \n".join(line for line in lines if is_contact(line))
    address = re.search(r"[^\s<>,;:|@]+@[^\s<>,;:|@]+\.\w+", contacts)
    phone = cue(PHONE).search(contacts)
    return person_of(name)._replace(email=address[0] if address else "", phone=phone[0].strip() if phone else "")


def role(text: str, subject: str) -> str | None:
    """Return the job that a text names (`the data analyst role`, `the post of porter`), else None."""
    plain = " ".join(text.split())
    tries = ((_ROLE_AFTER, plain), (_ROLE_BEFORE, plain), (_ROLE_BEFORE, subject), (_SUBJECT_ROLE, subject))
    for pattern, where in tries:
        for match in cue(pattern).finditer(where):
            words = match["role"].split()
            if pattern is _ROLE_AFTER:
                words = list(_until_stop(words))
            if words and not any(word.lower().strip(".,'’") in _NO_ROLE for word in words):
                found = re.sub(r"['’]s?$", "", " ".join(words).strip(" .,"))
                if len(found) > 2 and not found[0].isdigit():
                    return found
    return None


def _until_stop(words: list[str]) -> Iterator[str]:
    for word in words:
        if word.lower() in _NO_ROLE:
            return
        yield word


def company(text: str) -> str | None:
    """Return the employer that a text names plainly (`the role at Northgate Water`), if it names just one."""
    plain = " ".join(text.split())
    names = {match["name"].rstrip(".").removesuffix("'s").removesuffix("’s") for match in cue(_COMPANY).finditer(plain)}
    names = {name for name in names if is_name_word(name.split()[0]) and name.split()[0].lower() not in TITLES}
    return names.pop() if len(names) == 1 else None


def count_said(text: str) -> re.Match[str] | None:
    """Return the words with which a text counts itself among its writer's messages (`my fourth e-mail`)."""
    lower = lowered(text)
    if not any(words in lower for words in _COUNTS) and not _COUNT.search(lower):
        return None  # most drafts, told in a tenth of the time
    return cue(_NTH_MESSAGE).search(text, 0, LONGEST)


def follow_ups_sent(text: str) -> int | None:
    """Return how many messages a text says went before it (`my fourth e-mail`: 3), from two on; else None."""
    said = count_said(text)
    if said is None:
        return None
    word = lowered(said[said.lastgroup or 0]).split()[0]
    if said.lastgroup in ("sent", "before"):
        return _TIMES.get(word) or int(word)
    return (_NTHS.get(word) or int(word[0])) - 1

"""The company and the role that a text names against those declared: another application's, or a slip of the pen."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from followup_lint.checks.firms import (
    EXPERIENCE,
    FIRMS,
    GENERIC,
    PLACES,
    acronym,
    core_words,
    free_names,
    is_built_like,
    named_at,
    occurrences,
)  # fmt: skip
from followup_lint.checks.phrases import subject_hit
from followup_lint.checks.role import role
from followup_lint.checks.words import Word, capitals_of, words_of
from followup_lint.finding import Edit, Fix, Hit
from followup_lint.lazy import lazy
from followup_lint.names import compare, fold, slip
from followup_lint.reading import Reading
from followup_lint.ruleset import Rule, said
from followup_lint.source import Span

_NAME = r"((?!I\b)[A-Z][\w&’'-]*(?:(?:\s(?:of|and|&|de|for|the))?\s(?!I\b)[A-Z][\w&’'-]*){0,4})"
_WISH = lazy(
    r"\b(?:(?:part|member)\sof\s(?:[\w-]+\s){1,4}?(?:team|crew|staff|department)\sat"
    r"|[Jj]oin(?:ing)?\s(?:[\w-]+\s){1,4}?(?:team|crew|staff|department)\sat|[Jj]oin(?:ing)?|[Ww]ork(?:ing)?\s(?:at|for|with)|(?:career|future|place|start)\s(?:at|with)|employed\s(?:at|by)"
    r"|(?:fly|sail|teach|train|cook|driv|nurs|serv|learn|grow)(?:e|ing)?\s(?:at|with)|(?:teach|cook|driv|nurs)(?:e|ing)?\sfor|bring(?:ing)?\s(?:[\w-]+\s){1,5}?to)"
    r"\s(?:the\s)?" + _NAME
)
LIKE_ENOUGH = 7
"""Shortest word, in letters, that alone is taken for a slip in the name of a firm."""
_WITH = lazy(r"\b[a-zW]+ing\swith\s|\b(?:[Ww]ork|[a-z]+)\swith\s|\bbring")
"""One works with people and tools too, and brings things to places: then the name itself must be that of a firm."""
_WISHED = lazy(
    r"\b(?:would|['’]d|like|love|hop(?:e|ing)|want|wish|keen|eager|excited|interest(?:ed)?|enthusias\w+|forward|prospect"
    r"|opportunity|chance|idea|thought|delighted|happy|glad|proud|thrilled|honou?red|see myself)\b"
)
_PAST = lazy(r"\b(?:since|after|before|when|until|upon|while|previous|former|last|my first|years)\b", re.IGNORECASE)
_JOB = lazy(
    r"\b(?:[Tt]he|[Tt]his|[Yy]our|[Aa]n?|[Aa]ny)\s(?:[\w-]+\s){0,4}?(?:role|position|post|job|vacancy|opening|opportunity|internship"
    r"|placement|apprenticeship|fellowship|traineeship)s?\s(?:at|with)\s(?:the\s)?" + _NAME
)
_INTERVIEW = lazy(r"\b[Ii]nterview(?:\sfor\s(?:[\w-]+\s){1,6}?|\s)at\s(?:the\s)?" + _NAME)
_YOURS = lazy(
    r"\b(?:[Yy]ou|[Yy]ou all|[Yy]our (?:team|colleagues|staff|people)|all of you|the rest of the team)\sat\s(?:the\s)?"
    + _NAME
)
_AT = lazy(r"\b[Aa]t\s(?:the\s)?" + _NAME)
_DECIDES = lazy(
    r"\b(?:[Hh]ope|[Tt]rust|[Ss]ure|[Kk]now|[Tt]hat|[Ii]f|[Ww]hether)\s(?:that\s|if\s|whether\s)?(?:the\s)?"
    + _NAME
    + r"(?=\s(?:will|would|can|could|has|have|decide[ds]?|chooses?|select(?:s|ed)?|sees?|wants?|offers?)\b)"
)
"""Here a name is that of the employer only where it is built like the employer's: `Ingram Wool` for Isbister Wool."""
_THEIRS = lazy(r"['’]s?\s(?:team|mission|culture|values|vision|work|plans|growth|approach|future|customers|products)\b")
_LINE = lazy(r"(?m)^[A-Z][^\d\n,]{2,60}?(?=[ \t]*$)")
_NAME_BEFORE = lazy(_NAME.replace("’'", "") + r"$")
_ATTRIBUTE = lazy(
    r"\s(?!(?:and|or|as|for|on|in|at|to|with|is|was|are|were|has|have|had|but|because|since|when|where|which|who|that|if|so|from|by"
    r"|about|after|before|this|last|next|very|even|would|will|could|can|more|again|yesterday|today|made|seems?|looks?|plc|ltd|inc|gmbh|llc)\b)[a-z]"
)
_DOING = (
    "fly", "flying", "sail", "sailing", "teach", "teaching", "train", "training", "cook", "cooking", "drive", "driving",
    "nurse", "nursing", "serve", "serving", "learn", "learning", "grow", "growing", "bring", "bringing",
)  # fmt: skip
_SURE = ("hope", "trust", "sure", "know", "that", "if", "whether")
_NAMING = (
    (_WISH, ("part", "member", "join", "joining", "work", "working", "career", "future", "place", "start", "employed", *_DOING),
     ("join", "joining", "at", "for", "with", "by", "to")),
    (_JOB, ("the", "this", "your", "a", "an", "any"), ("at", "with")),
    (_INTERVIEW, ("interview",), ("at",)),
    (_YOURS, ("you", "your", "all", "the"), ("at",)),
    (_THEIRS, (), ()),
    (_AT, ("at",), ("at",)),
    (_DECIDES, _SURE, _SURE),
)  # fmt: skip
"""The ways in which a text names an employer, the words that each begins with, and those that stand before the name:
an expression is tried only at the first, and only where one of the second stands before a capital."""


def employer(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """PER003: another application's company or role, a slip for the company's name, another company beyond doubt."""
    reached = -1
    for hit in sorted(
        (*company(reading, rule), *role(reading, rule)), key=lambda hit: (hit.in_source, hit.span.start, -hit.span.end)
    ):
        if hit.in_source or hit.span.start >= reached:
            reached = reached if hit.in_source else hit.span.end
            yield hit


def company(reading: Reading, rule: Rule) -> Iterator[Hit]:
    """Another company than the declared one, or its name with a slip of the pen."""
    facts = reading.draft.facts
    own = str(facts.value("company") or "") if facts.declared("company") else ""
    fine = free_names(reading)
    message = said(rule, "other-company")
    values = {"name": own or "the company"}
    for other in facts.value("other_companies", ()):
        if fold(other) not in fine and fold(other) not in fold(own):
            for hit in named_at(reading, other, values, message, own):
                if hit.in_source or not _is_everyday(reading, other, hit.span):
                    yield hit
    if own:
        yield from _near_company(reading, rule, own, fine)
        yield from _strangers(reading, own, fine, values, message)
        yield from _addressed(reading, own, fine, values, message)


def _is_everyday(reading: Reading, name: str, span: Span) -> bool:
    """Whether a name of one word may be a word like others: it begins a sentence, and a small letter follows (`Gap analysis`)."""
    sentence = reading.sentence_at(span.start)
    begins = sentence is not None and sentence.span.start == span.start
    return begins and " " not in name.strip() and reading.draft.prose[span.end : span.end + 2].strip(" ").islower()


def _near_company(reading: Reading, rule: Rule, own: str, fine: set[str]) -> Iterator[Hit]:
    core = core_words(own)
    subject, place = reading.subject
    message = said(rule, "near-company")
    values = {"name": " ".join(core)}
    for span in (*_near_spans(reading, reading.draft.prose, core, fine), *_near_alone(reading, core, fine)):
        fix = Fix(False, (Edit(span, " ".join(core)),)) if rule.fix == "unsafe" else None
        yield Hit(span, values, fix, message=message)
    for span in _near_spans(reading, subject, core, fine):
        yield subject_hit(subject, place, span, values=values, message=message)


def _near_spans(reading: Reading, text: str, core: list[str], fine: set[str]) -> Iterator[Span]:
    words = words_of(text)
    size = len(core)
    for at in _windows(words, core):
        if core[0][0].isupper() and not words[at].text[0].isupper():
            continue
        window = words[at : at + size]
        if any(text[a.span.end : b.span.start].strip(" -&.") or a.possessive for a, b in pairwise(window)):
            continue
        apart = [(name, word) for name, word in zip(core, window) if fold(name) != fold(word.text)]
        slips = all(_is_slip(name, word, size) for name, word in apart)
        if not apart or (len(apart) == size > 1 and not slips):
            continue
        span = Span(window[0].span.start, window[-1].span.end)
        alike = size > 1 and all(fold(name)[0] == fold(word.text)[0] and len(word.text) > 4 for name, word in apart)
        if slips or (alike and not EXPERIENCE.search(text, max(span.start - 60, 0), span.start)):
            known = any(reading.book.lookup(word.text).kind == "match" for _, word in apart)
            if not known and fold(text[span.start : span.end]) not in fine:
                yield span


def _near_alone(reading: Reading, core: list[str], fine: set[str]) -> Iterator[Span]:
    """A slip for the first word of a firm's name that stands for all of it (`the job at Brightmoor`)."""
    if len(core) != 2 or fold(core[1]) not in FIRMS:
        return
    prose = reading.draft.prose
    for match in _AT.finditer(prose):
        word = match[1]
        alone = " " not in word and len(word) >= LIKE_ENOUGH and fold(word) not in fine
        if alone and slip(core[0], word) and reading.book.lookup(word).kind != "match":
            yield Span(*match.span(1))


def _windows(words: tuple[Word, ...], core: list[str]) -> Iterable[int]:
    """Return where a name of several words may begin: so that one of its longer words stands in its place."""
    last = len(words) - len(core)
    if len(core) == 1:
        return range(last + 1)
    where: dict[str, list[int]] = {}
    for at, name in enumerate(core):
        if len(name) > 3:
            where.setdefault(fold(name), []).append(at)
    found = {at - offset for at, word in enumerate(words) for offset in where.get(fold(word.text), ())}
    return sorted(at for at in found if 0 <= at <= last)


def _is_slip(name: str, word: Word, size: int) -> bool:
    if not word.text[0].isupper() and name[0].isupper():
        return False
    if size == 1 and (len(name) < 6 or word.first):
        return False
    return len(name) > 3 and (
        slip(name, word.text) or fold(name) + "s" == fold(word.text) or fold(name) == fold(word.text) + "s"
    )


def _strangers(
    reading: Reading, own: str, fine: set[str], values: dict[str, str], message: str | None
) -> Iterator[Hit]:
    """Another company that the writer beyond doubt takes for the one applied to."""
    if reading.draft.facts.value("via") == "agency":
        return
    prose = reading.draft.prose
    words = words_of(prose)
    before = {
        words[at - 1].text.lower() for at in capitals_of(prose)
        if at and not prose.startswith(own, words[at].span.start)
    }  # fmt: skip
    for pattern, opening, near in _NAMING:
        if near and before.isdisjoint((*near, "the")):
            continue
        for match in _matches(reading, pattern, opening):
            sentence = reading.sentence_at(match.start())
            name = _name_before(prose, match.start()) if pattern is _THEIRS else Span(*match.span(1))
            if sentence is None or name is None or not _is_meant(prose, pattern, match.start(), sentence.span):
                continue
            span = _trimmed(prose, name)
            if pattern is not _THEIRS and _ATTRIBUTE.match(prose, span.end):
                continue
            written = prose[span.start : span.end]
            if fold(written) not in fine and is_built_like(written, own) and not any(occurrences(prose, own)):
                yield Hit(span, values, message=message)
                continue
            if pattern in (_AT, _DECIDES):
                continue
            sure = pattern is not _THEIRS and not _WITH.search(prose, match.start(), span.start)
            if _is_other(reading, written, own, fine, not sure or _is_named(reading, own)):
                yield Hit(span, values, message=message)


def _matches(reading: Reading, pattern: re.Pattern[str], opening: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern that begins with one of some words; without words, whatever it finds."""
    prose, reached = reading.draft.prose, 0
    if not opening and ("'" in prose or "’" in prose):
        yield from pattern.finditer(prose)
    for start in reading.places(opening):
        if start >= reached and (match := pattern.match(prose, start)):
            reached = match.end()
            yield match


def _addressed(
    reading: Reading, own: str, fine: set[str], values: dict[str, str], message: str | None
) -> Iterator[Hit]:
    """A letter's address block that names another company, and nowhere the right one."""
    prose = reading.draft.prose
    for block in reading.draft.parts.get("letter-block", ()):
        text = prose[block.start : block.end]
        mine = {fold(word) for word in core_words(own)}
        if reading.draft.facts.value("via") == "agency" or mine & {fold(word.text) for word in words_of(text)}:
            return
        for line in _LINE.finditer(text):
            if _is_other(reading, line[0], own, fine, named=True):
                yield Hit(Span(block.start + line.start(), block.start + line.end()), values, message=message)


def _is_meant(prose: str, pattern: re.Pattern[str], at: int, sentence: Span) -> bool:
    """Whether the words before a company's name are about the job applied to, and not about an earlier one."""
    before = prose[sentence.start : at]
    if pattern is _WISH:
        return bool(_WISHED.search(before[-60:])) and not _PAST.search(before)
    if pattern is _JOB and _PAST.search(before[-40:]):
        return False
    if pattern is _AT and not _WISHED.search(before):
        return False
    return pattern is _YOURS or not EXPERIENCE.search(prose, *sentence)


def _name_before(prose: str, at: int) -> Span | None:
    """The capitalised name that ends at an offset."""
    start = max(at - 80, 0)
    found = _NAME_BEFORE.search(prose[start:at])
    return Span(start + found.start(1), start + found.end(1)) if found else None


def _trimmed(prose: str, span: Span) -> Span:
    text = re.sub(r"['’]s?$", "", prose[span.start : span.end])
    return Span(span.start, span.start + len(text))


def _is_named(reading: Reading, own: str) -> bool:
    """Whether the text names the declared company, in full or by a part of its name."""
    text = {fold(word.text) for word in words_of(reading.draft.prose) if word.text[0].isupper()}
    parts = [fold(word) for word in core_words(own)]
    telling = [word for word in parts if word not in FIRMS and word not in GENERIC] or parts
    return any(word in text for word in telling) or acronym(own) in text


def _is_other(reading: Reading, written: str, own: str, fine: set[str], named: bool) -> bool:
    """Whether a capitalised name is that of another company; `named` says that the text names the right one too."""
    words = [fold(word) for word in re.split(r"[\s-]+", written) if fold(word)]
    if (
        not words
        or fold(written) in fine
        or any(fold(written) in name or name in fold(written) for name in fine if name)
    ):
        return False
    mine = {fold(word) for word in core_words(own)}
    if any(word in mine and word not in GENERIC and word not in FIRMS for word in words) or set(words) <= mine:
        return False
    if any(len(word) > 3 and slip(part, word) for word in words for part in mine) or fold(own).startswith(words[0]):
        return False
    if "".join(words) == acronym(own) or (len(words) == 1 and words[0].isalpha() and len(words[0]) < 3):
        return False
    jobs = {fold(word) for word in str(reading.draft.facts.value("role", "") or "").split()}
    if all(word in GENERIC or word in jobs for word in words) or words[-1] in PLACES:
        return False
    if any(compare(person, written) != "different" for person, _ in reading.book.people if person.name):
        return False
    return (words[-1] in FIRMS and len(words) > 1) or not named

"""How employers are named: in full, by a part, by letters; and where a text names one."""

import re
from collections.abc import Iterator

from followup_lint.checks.phrases import subject_hit
from followup_lint.finding import Hit
from followup_lint.lazy import lazy
from followup_lint.lines import word_set
from followup_lint.names import fold
from followup_lint.reading import Reading
from followup_lint.source import Span

FIRMS = word_set(
    "labs laboratories ltd limited inc incorporated plc llc llp gmbh ag sa bv nv co corp corporation company group"
    " holdings water energy utilities power gas oil systems solutions technologies technology tech software consulting"
    " consultants consultancy partners partnership associates bank banking insurance logistics transport haulage foods"
    " media pharma pharmaceuticals industries services trust foundation hospital hospitals university college council"
    " airlines airways motors electric electrical engineering construction builders homes hotels hotel retail studios"
    " studio ventures capital analytics networks sons bros brothers clinic academy press publishing agency bakery"
    " brewery farms mills foundry railways rail care healthcare health jet air aviation underwriting underwriters"
    " assurance brokers brokerage solicitors lettings estates properties realty dairy dairies roofing joinery ceramics"
    " robotics shipping freight couriers travel interiors textiles fabrics chemicals plastics steel metals timber"
    " printers broadcasting catering vets nurseries recruitment packaging brewing distillery"
)
"""Last words that make a name that of an employer."""

PLACES = word_set(
    "ward street road lane haven park hall house campus site depot works station branch office centre center library"
    " theatre theater room unit floor building plant yard quay dock airport bridge hill square gardens farm field"
    " lodge wing bay village town city county team department dept division desk project programme program class"
    " committee leeds london manchester birmingham bristol bath york oxford cambridge cardiff edinburgh glasgow"
    " belfast dublin cork paris berlin munich hamburg madrid rome milan lisbon vienna zurich geneva amsterdam brussels"
    " toronto montreal vancouver chicago boston houston dallas austin seattle denver atlanta miami sydney melbourne"
    " lagos nairobi mumbai delhi bangalore chennai singapore"
)
"""Last words that make a name that of a place or of a part of the employer."""

GENERIC = word_set(
    "the of and for de du la le a an at in new senior junior lead head marketing sales finance operations engineering"
    " data it hr legal research development design product support customer service services human resources"
    " accounting purchasing procurement logistics quality maintenance nursing teaching kitchen housekeeping admin"
    " administration communications security analytics platform infrastructure"
)
EXPERIENCE = lazy(
    r"\b(?:I|we|I['’]ve|I['’]d)\s(?:(?:also|once|first|then|have|had|already|was|were)\s)*(?:built|led|ran|run|managed|worked|held|left"
    r"|designed|wrote|taught|spent|trained|served|handled|cut|reduced|introduced|set up|completed|finished|developed|supported"
    r"|kept|used to|did|covered|started|helped|learn(?:ed|t)|been|looked after|drove|cooked|sold|took over|moved|shared)\b"
    r"|\b(?:previous|former|last|current|present|old|earlier|past|prior)\s(?:\w+\s){0,3}?(?:role|job|position|post|employer|firm|company)\b"
    r"|\b(?:in|during|from|at) my\b|\bmy (?:time|years|job|role|post|position|manager|boss)\b",
)
"""Words of a sentence about work that the writer did before."""

LEGAL_FORMS = frozenset("ltd limited inc plc llc llp gmbh ag co corp".split())
"""Last words that add nothing to a name."""


def free_names(reading: Reading) -> set[str]:
    """Names, folded, that the text may hold."""
    facts = reading.draft.facts
    return {fold(text) for key in ("may_mention", "known_names") for text in facts.value(key, ())}


def occurrences(text: str, name: str) -> Iterator[Span]:
    """Yield where a name stands in a text, in capitals or not, but with a capital where it has one itself."""
    words = [re.escape(word) for word in re.split(r"[\s-]+", name.strip()) if word]
    if words:
        for match in re.finditer(r"(?<!\w)" + r"[\s-]+".join(words) + r"(?!\w)", text, re.IGNORECASE):
            if not name[0].isupper() or text[match.start()].isupper():
                yield Span(*match.span())


def named_at(reading: Reading, name: str, values: dict[str, str], message: str | None, own: str) -> Iterator[Hit]:
    """Yield hits for the places of a name in text and subject that are no part of the declared name."""
    prose = reading.draft.prose
    inside = list(occurrences(prose, own)) if own else []
    for span in occurrences(prose, name):
        if not any(a <= span.start and span.end <= b for a, b in inside):
            yield Hit(span, values, message=message)
    subject, place = reading.subject
    inside = list(occurrences(subject, own)) if own else []
    for span in occurrences(subject, name):
        if not any(a <= span.start and span.end <= b for a, b in inside):
            yield subject_hit(subject, place, span, values=values, message=message)


def core_words(name: str) -> list[str]:
    """Return the words of a company's name without article and legal form."""
    words = [word.strip(".,") for word in name.split() if any(map(str.isalnum, word))]
    while len(words) > 1 and fold(words[-1]) in LEGAL_FORMS:
        words.pop()
    return words[1:] if len(words) > 1 and fold(words[0]) == "the" else words


def is_built_like(written: str, own: str) -> bool:
    """Return whether two names have equally many words, of which some are equal and some are clearly others."""
    theirs, ours = re.split(r"[\s-]+", written), core_words(own)
    pairs = [(fold(a), fold(b)) for a, b in zip(theirs, ours)]
    same = [a == b or a + "s" == b or a == b + "s" for a, b in pairs]
    apart = [pair for pair, equal in zip(pairs, same) if not equal]
    return (
        len(theirs) == len(ours)
        and any(same)
        and bool(apart)
        and not any(a in PLACES or b in PLACES for a, b in apart)
        and pairs[-1][0] not in PLACES
    )


def acronym(name: str) -> str:
    """Return the capitals of a name, folded, where it has several; else the name."""
    letters = "".join(word[0] for word in core_words(name) if word and word[0].isupper())
    return fold(letters) if len(letters) > 1 else fold(name)

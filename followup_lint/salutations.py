"""How letters, mails and calls open and close, and what a name looks like.

Word lists and a little code, not large regular expressions: those cost more to compile at every start than a lint.
"""

import re
from typing import NamedTuple

from followup_lint.lazy import lazy
from followup_lint.lines import word_set

PLACEHOLDER = lazy(
    r"\[[^\]\[\n]{1,60}\]|\{\{[^{}\n]{1,60}\}\}|\{[^{}\n]{1,60}\}|<[^<>\n]{1,60}>|%[A-Za-z][\w -]{0,40}%|_{3,}"
)
"""What stands for words that are to be filled in."""

TITLES = word_set(
    "mr mrs ms miss mx dr prof professor doctor sir madam ma'am rev reverend fr father sister canon captain chef"
    " sra sr señor señora herr frau monsieur madame mme dott dottoressa"
)
_TITLES_WITH_STOP = word_set("mr mrs ms mx dr prof st rev fr sr sra mme dott hon capt sgt lt jr")

_OPENERS = word_set(
    "dear dearest annwyl hello hi hiya hey heya hullo howdy yo greetings namaste namaskar salaam salam assalamualaikum"
    " shalom aloha g'day morning afternoon evening respected esteemed honoured honored honourable honorable attn"
    " attention liebe lieber hallo bonjour bonsoir cher chère chers chères madame monsieur hola estimado estimada"
    " estimados estimadas querido querida apreciado apreciada ciao buongiorno buonasera salve gentile gentilissimo"
    " gentilissima egregio egregia caro cara cari spettabile olá prezado prezada prezados prezadas beste geachte"
    " asalaam assalaam asalam assalam jambo hujambo habari sannu sawubona dumela akwaaba woezor kumusta vanakkam"
    " namaskaram merhaba salam dorood bula talofa blessings shwmae helo moin goeie goedendag"
    " goedemorgen goedemiddag hej hei kære bästa kjære szanowny szanowna szanowni witam cześć здравствуйте"
    " уважаемый уважаемая уважаемые vážený vážená vážení shikamoo hamjambo mambo karibu sanbonani molo avuxeni"
    " moni mulibwanji muraho ekaabo ekaaro ekasan nnoo sannu barka ndewo maakye maaha agoo selam"
    " pranam pranaam namaskara namaskaaram adaab adab khamma ayubowan mingalaba sawasdee annyeonghaseyo"
    " konnichiwa ohayo zdravo ahoj szia sveiki labas tere hyvä sveikas bok dag labdien kalimera kalispera"
    " privet mabuhay bonjou wagwan g'morning halò kaixo moikka hafa"
)
_OPENERS_OF_TWO = frozenset(
    (
        "good morning", "good afternoon", "good evening", "good day", "good morrow", "my dear", "warm greetings",
        "most respected", "most esteemed", "season's greetings", "kia ora", "as-salamu alaykum", "as-salaamu alaikum",
        "assalamu alaikum", "sehr geehrte", "sehr geehrter", "guten tag", "guten morgen", "guten abend", "buenos días",
        "buenas tardes", "buenas noches", "muy señor", "muy señora", "bom dia", "boa tarde", "boa noite", "dzień dobry",
        "добрый день", "dobrý den", "dia duit", "dia dhuit", "dia dhaoibh", "bore da",
        "prynhawn da", "noswaith dda", "tena koe", "now then", "oli otya", "osiibye otya", "wasuze otya",
        "ete sen", "ndi nhlikanhi", "a chara", "madainn mhath", "feasgar math", "moyo moyo", "moni bambo", "moni mayi",
        "e kaaro", "e kaasan", "e ku", "xin chào", "dobar dan", "dobro jutro", "dober dan", "dobrý deň", "jó napot",
        "bună ziua", "buna ziua", "labas rytas", "laba diena", "tere päevast", "hyvää päivää", "god dag", "god morgen",
        "goede morgen", "ni hao", "vanakkam ayya", "radhe radhe", "jai hind", "ram ram", "ha lo", "salam aleikum",
        "salaam aleikum", "salam alaikum", "wa alaikum", "mo jeun", "kia orana", "ni sa", "mālō e", "tēnā koe", "sat sri", "selamat pagi", "selamat siang", "magandang umaga",
    )
)  # fmt: skip
_AFTER_OPENER = word_set("there again all both everyone everybody team folks once more to you")
_ANYBODY = ("to whom it may concern", "to whomsoever it may concern", "to whomever it may concern", "to the hiring",
            "to the interview", "to the selection", "to the panel")  # fmt: skip

_QUALIFIERS = word_set(
    "with my our very most many much all every kind kindest warm warmest best good sincere sincerest friendly"
    " cordial respectful deep deepest great grateful heartfelt genuine due thanks and"
)
_WISHES = word_set("regards regard wishes wish greetings salutations rgds regds")
_FEELINGS = word_set(
    "thanks gratitude appreciation respect respects esteem affection friendship admiration hope excitement anticipation enthusiasm warmth"
)
_ADVERBS = word_set(
    "sincerely sincerly sincerley sincerelly respectfully cordially faithfully gratefully appreciatively warmly"
    " thankfully fondly truly humbly obediently kindly"
)
_SIGN_OFFS = frozenset(
    (
        "best", "my best", "all best", "all the best", "all my best", "the very best", "all the very best", "bests",
        "cheers", "ta", "ciao", "xoxo", "take care", "stay well", "be well", "blessings", "god bless", "god bless you",
        "your", "br", "kr", "wkr", "brgds", "regards", "respects", "every good wish",
        "mfg", "hochachtungsvoll", "cordialement", "bien cordialement", "bien à vous", "sincères salutations",
        "saludos", "saludos cordiales", "un saludo", "un cordial saludo", "atentamente", "atte", "cordialmente",
        "cordiali saluti", "distinti saluti", "atenciosamente", "melhores cumprimentos", "com os melhores cumprimentos",
        "met vriendelijke groet", "met vriendelijke groeten", "vriendelijke groet", "groeten", "groetjes",
        "mit freundlichen grüßen", "mit besten grüßen", "mit freundlichem gruß", "viele grüße", "beste grüße",
        "liebe grüße", "freundliche grüße", "herzliche grüße", "mit freundlichen grüssen", "freundliche grüsse",
        "z poważaniem", "pozdrawiam", "med vänliga hälsningar", "vänliga hälsningar", "med venlig hilsen",
        "venlig hilsen", "med vennlig hilsen", "с уважением", "s pozdravem",
    )
)  # fmt: skip
_SOFT = frozenset(
    (
        "much appreciated", "much obliged", "talk soon", "speak soon", "see you soon", "until then", "until soon",
        "until next time", "bye", "bye for now", "goodbye", "god bless", "vielen dank", "merci", "merci d'avance",
        "gracias", "muchas gracias", "grazie", "obrigado", "obrigada",
    )
)  # fmt: skip
_THANKS_TAIL = word_set("so very much kindly a lot million again once more in advance indeed and everyone all you both")
CLAUSE = word_set("i i'm i've i'll i'd we it is was am are will would can know if that who which had have has been")
"""Words that make a clause: a line with one of them is no sign-off and no greeting."""

_LONGEST = 9
"""Longest sign-off in words; a longer line is a sentence."""

_WORD = lazy(r"[^\W\d_][\w'’]*(?:[-/][\w'’]+)*")
_END = lazy(r"[:;]-?[)(D](?!\w)|[,:;!?—–]+(?: ?[:;]-?[)(D](?!\w))?|\s[-~]\s|-\s|\.(?=\s|$)")
_SENTENCE_END = lazy(r"[.!?…]\s+\S")
_POSTSCRIPT = lazy(r"[Pp]\.? ?(?:[Pp]\.? ?)?[Ss](?:\.[:,]?|[:,–—-]|(?=[ \t]+[-–—A-Z“\"])|$)[ \t]*[-–—]?")
_DELIMITER = lazy(r"--[ \t-]*$|[—–]$|__$")
_CONTACT = lazy(
    r"[\w.+-]@[\w-]+\.\w|https?://|www\.|linkedin|\b(?:tel|phone|mobile|mob|cell|e-?mail|fax|web)\b\s*[.:]"
    r"|\+?\(?\d[\d\s().-]{6,}\d",
    re.IGNORECASE,
)
_DEVICE = lazy(r"(?:sent|get) (?:from|via|outlook)\b.{0,40}$", re.IGNORECASE)

_PARTICLES = word_set(
    "de da do dos das del della der den di du la le van von bin ibn binti al el ap y e and & zu zur ter ten st of"
    " und et"
)
_NO_NAMES = word_set(
    "i a an the this that these those it its he she we they you your my our his her their me us them thank thanks"
    " thankyou best regards kind sincerely dear hello hi hey yes no not please sorry hope hoping just looking look"
    " also and but so or if when while as at in on by for from to with of about after before since until once"
    " again then now today tomorrow yesterday tonight monday tuesday wednesday thursday friday saturday sunday"
    " january february april june july september october november december morning afternoon evening good great"
    " lovely nice very much really truly am is are was were be been have has had do did does will would could can"
    " should may might must what where who why how which there here that's it's i'm i've i'd i'll note email"
    " e-mail letter card message draft follow follow-up followup interview call voicemail script phone subject re"
    " thank-you role position job update reply nudge chaser application candidate reference references attached"
    " attachment enclosed enclosure sent wishes cheers bye goodbye warmly respectfully yours appreciate"
    " appreciated grateful unfortunately however meanwhile although because first second third finally lastly"
    " moreover furthermore ps p.s team week month year next last soon pause beep end start opening closing purpose"
    " notes sir madam everyone all hr hiring manager committee panel"
)
"""Words that start sentences or stand alone, and so are no name though they may have a capital."""

_NAME_WORD = lazy(r"[^\W\d_][\w'’.-]*$")
_EDGE = " \t\ufeff*_~-–—•,;:"
_AFTER_NAME = lazy(r"\s*(?:[,|•·/]|\s[-–—]\s|\(.*?\)).*$", re.DOTALL)
_ENDS_WITH_STOP = word_set("jr sr esq phd ph.d md m.d rn")


class Closing(NamedTuple):
    """A sign-off at the start of a line: where it ends, comma included, and whether it is one without a name too."""

    end: int
    hard: bool


_STRETCHED = lazy(r"([aeioy])(?<!\1\1)\1++(?=y?$)")
"""A vowel drawn out at the end of a word: `heyyy`, `hiii`."""


def opener(line: str) -> int:
    """Return how many characters of a line greet (`Dear`, `Good morning`, `Hi there`); 0 where it does not start so."""
    found = _WORD.search(line, 0, 40)
    if not found or line[: found.start()].strip(_EDGE + '(¡"“'):
        return 0
    first = _STRETCHED.sub(r"\1", _plain(found[0]))
    if first == "to" and (line[found.start() :].lower().startswith(_ANYBODY) or _is_addressed(line, found.end())):
        return found.end()
    second = _WORD.match(line, found.end() + 1)
    if second and f"{first} {_plain(second[0])}" in _OPENERS_OF_TWO:
        found = second
    elif first not in _OPENERS or line[found.end() : found.end() + 1] == ":":
        return 0
    end = found.end()
    while (following := _WORD.match(line, end + 1)) and line[end] == " " and _plain(following[0]) in _AFTER_OPENER:
        end = following.end()
    return end


def _is_addressed(line: str, start: int) -> bool:
    """Whether a line goes on as one that says whom it is for (`To Angie and all at the Hut,`)."""
    words = line[start:].split()
    if not words or len(words) > _LONGEST or line.rstrip()[-1] in ".?!":
        return False
    titled = _plain(words[0]).rstrip(".") in TITLES and len(words) > 1
    return titled or (line.rstrip().endswith(",") and is_name_word(words[0].rstrip(",")))


def greeting_end(line: str, start: int = 0) -> int:
    """Return where the first mark after a greeting ends (a stop after `Dr` or an initial is none); -1 without one."""
    for mark in _END.finditer(line, start):
        if mark[0] == ".":
            before = line[: mark.start()].rpartition(" ")[2]
            if before.lower() in _TITLES_WITH_STOP or (len(before) == 1 and before.isupper()):
                continue
        return mark.end()
    return -1


def closing(line: str) -> Closing | None:
    """Return the sign-off with which a line starts, or None; what follows it must be a name or nothing."""
    stop = _SENTENCE_END.search(line)
    words = list(_WORD.finditer(line, 0, min(stop.start() if stop else 120, 120)))[: _LONGEST + 4]
    if not words or line[: words[0].start()].strip(_EDGE):
        return None
    plain = [_plain(word[0]) for word in words]
    taken, hard = _sign_off(plain)
    if not taken:
        return None
    if plain[taken : taken + 1] == ["and"] or plain[taken - 1] == "and":  # Take care, and thank you again
        follows = taken + (plain[taken - 1] != "and")
        more, more_hard = _sign_off(plain[follows:]) if follows < len(plain) else (0, False)
        taken, hard = (follows + more, hard or more_hard) if more else (taken, hard)
    end = words[taken - 1].end()
    while end < len(line) and line[end] in " \t,.!;:–—-~":
        end += 1
    return Closing(end, hard)


def _sign_off(words: list[str]) -> tuple[int, bool]:
    """How many of some words are a sign-off, and whether it is one beyond doubt."""
    if words[0].startswith(("thank", "thx", "tks")) or (words[1:2] in (["thanks"], ["thank"]) and words[0] != "with"):
        return _thanks(words)
    taken, hard = _wishes(words)
    for size in (5, 4, 3, 2, 1):
        start = " ".join(words[:size])
        if taken < size <= len(words) and (start in _SIGN_OFFS or start in _SOFT):
            return _with_more(words, size), start in _SIGN_OFFS
    return (taken, hard) if taken else _short(words)


def _wishes(words: list[str]) -> tuple[int, bool]:
    """Sign-offs that end in a noun: `with my very best wishes`, `in gratitude`."""
    at = 0
    while at < len(words) and words[at] in _QUALIFIERS:
        at += 1
    if at < len(words) and at <= 6 and words[at] in _WISHES:
        return _with_more(words, at + 1), True
    if words[0] == "with" and words[at - 1] == "thanks":
        return _rest(words, at), True
    at = max(at, 1)
    if words[0] in ("with", "in") and at < len(words) and words[at] in _FEELINGS:
        return _rest(words, at + 1), True
    return 0, False


def _short(words: list[str]) -> tuple[int, bool]:
    """Sign-offs of an adverb or `yours`, and friendly last words."""
    at = 1 if words[0] in ("very", "most", "ever") and len(words) > 1 else 0
    if words[at] == "yours":
        at += 1
        while at < len(words) and (words[at] in _ADVERBS or words[at] in ("very", "most", "ever", "in", "service")):
            at += 1
        return at, True
    if words[at] in _ADVERBS:
        at += 1
        while at < len(words) and words[at] in ("yours", "submitted", "and", *_ADVERBS):
            at += 1
        return at, True
    if words[:2] in (["have", "a"], ["looking", "forward"], ["hope", "to"], ["eagerly", "awaiting"]):
        return (len(words), False) if len(words) >= 3 and _few(words[1:]) else (0, False)
    return 0, False


def _thanks(words: list[str]) -> tuple[int, bool]:
    at = next((index for index, word in enumerate(words) if word.startswith(("thank", "thx", "tks"))), 0) + 1
    if any(word not in _QUALIFIERS for word in words[: at - 1]):
        return 0, False
    if words[at - 1] == "thank":
        if words[at : at + 1] != ["you"]:
            return 0, False
        at += 1
    while at < len(words) and words[at] in _THANKS_TAIL:
        at += 1
    if at < len(words) and words[at] in _QUALIFIERS | _WISHES:
        at = _with_more(words, at)
    if at < len(words) and words[at] in ("for", "to"):
        return (len(words), False) if _few(words) else (0, False)
    return at, False


def _with_more(words: list[str], at: int) -> int:
    """Past `and best wishes`, `to you all` and the like."""
    if words[at : at + 1] in (["to"], ["for"]):
        return _rest(words, at)
    last = at
    while last < len(words) and (words[last] in _QUALIFIERS or words[last] in _WISHES or words[last] in _FEELINGS):
        last += 1
    return last if last > at and words[last - 1] != "and" else at


def _rest(words: list[str], at: int) -> int:
    """All of the words, if they go on (`with thanks for your time`) and are few, else those so far."""
    goes_on = words[at : at + 1] in (["for"], ["and"], ["to"], ["again"], ["of"])
    return len(words) if goes_on and _few(words) else at


def _few(words: list[str]) -> bool:
    """Whether words are no more than a sign-off has, and hold no clause of their own."""
    return len(words) <= _LONGEST and CLAUSE.isdisjoint(words)


def postscript(line: str) -> int:
    """Return how many characters of a line say that a postscript follows (`P.S.`, `PS:`); 0 where none does."""
    found = _POSTSCRIPT.match(line) if line[:1] in ("P", "p") else None
    return found.end() if found else 0


def is_delimiter(line: str) -> bool:
    """Return whether a line divides a signature from the text above it (`-- `)."""
    return bool(_DELIMITER.match(line))


def is_contact(line: str) -> bool:
    """Return whether a line holds an address, a number or a link, as signatures do."""
    return bool(_CONTACT.search(line))


def is_device(line: str) -> bool:
    """Return whether a line is what a telephone adds (`Sent from my phone`)."""
    return bool(_DEVICE.match(line))


def is_footer(line: str) -> bool:
    """Return whether a line is a firm's notice about its mail."""
    low = line.lower()
    return ("confidential" in low or "intended" in low) and ("mail" in low or "message" in low or "recipient" in low)


def is_name(line: str, *, lower: bool = False, most: int = 4) -> bool:
    """Return whether a whole line reads as a person's name, or as a placeholder for one.

    What follows a comma, a bar or in brackets (`Ana Ruiz, RN`, `Ana (she/her)`) does not count. `lower` allows a name
    without capitals, `most` is the longest in words.
    """
    text = line.strip(_EDGE)
    if PLACEHOLDER.fullmatch(text) or PLACEHOLDER.fullmatch(line.strip(" ,")):
        return True
    if len(text) > 60 or text[-1:] in "?!" or "://" in text:
        return False
    bare = _AFTER_NAME.sub("", text)
    words = bare.split()
    while words and _plain(words[0]).rstrip(".") in TITLES:
        del words[0]
    own = sum(word.lower() not in _PARTICLES for word in words)
    if not 1 <= own <= most or not is_name_word(words[0], lower=lower):
        return False
    if bare[-1:] == "." and len(words[-1]) > 2 and words[-1].lower().rstrip(".") not in _ENDS_WITH_STOP:
        return False
    return all(is_name_word(word, lower=lower) or word.lower() in _PARTICLES for word in words[1:])


def is_name_word(word: str, *, lower: bool = False) -> bool:
    """Return whether one word could be part of a name: a capital (unless `lower`), and no everyday word."""
    word = word.strip("()\"“”'")
    if len(word) == 2 and word[0].isupper() and word[1] == ".":
        return True  # an initial, also that of Ana
    if not _NAME_WORD.match(word):
        return bool(PLACEHOLDER.fullmatch(word))
    return (lower or not word[0].islower()) and _plain(word).rstrip(".") not in _NO_NAMES


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")

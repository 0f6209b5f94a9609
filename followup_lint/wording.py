"""Shared words: whether a text takes up a topic that was named elsewhere."""

from functools import lru_cache

from followup_lint.lazy import lazy
from followup_lint.lines import word_set

_WORD = lazy(r"[^\W_]+(?:['’][^\W_]+)*")
_STOP = word_set(
    "a about above after again all also am an and any are as at be because been before being but by can could did do"
    " does for from had has have he her hers him his how i if in into is it its just me more most my no nor not of off"
    " on once only or our out over own same she should so some such than that the their them then there these they"
    " this those through to too up us very was we were what when where which while who whom why will with would you"
    " your yours"
)
_SUFFIX = lazy(r"(?:ations?|ings?|ers?|ed|es|s|ly|e|ment|al)$")


@lru_cache(20_000)
def stem(word: str) -> str:
    """Return a word without its common English ending: `reporting` and `reports` give `report`."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if len(word) > 4:
        cut = _SUFFIX.sub("", word)
        if len(cut) >= 3:
            if len(cut) > 3 and cut[-1] == cut[-2]:
                cut = cut[:-1]
            return cut[:-1] + "i" if cut[-1] == "y" and len(cut) > 3 else cut
    return word


def content_words(text: str) -> list[str]:
    """Return the stems of a text's words without those that carry no topic."""
    return list(_content_words(text))


@lru_cache(512)  # several rules ask for the same sentences and topics
def _content_words(text: str) -> tuple[str, ...]:
    return tuple(
        stem(word) for word in _WORD.findall(text) if word.lower() not in _STOP and (len(word) > 1 or word.isdigit())
    )


def takes_up(text_stems: set[str], item: str) -> bool:
    """Return whether a text (as stems) takes up an item: all its content words, or all but one of three or more."""
    words = content_words(item)
    if not words:
        return False
    there = sum(word in text_stems for word in words)
    return there >= (len(words) if len(words) < 3 else len(words) - 1) or (
        len(words) == 2 and there == 1 and len(words[1]) > 5 and words[1] in text_stems
    )

"""Everyday words, and what a note that holds nothing else has to show."""

import pytest
from checking import FACTS, check, draft_of, rules

from followup_lint.checks.requires import evidence
from followup_lint.everyday import tells, uncommon_share
from followup_lint.reading import Reading
from training.data import Sentence, everyday

ALL = frozenset(["specific", "new-info"])


@pytest.mark.parametrize(
    ("word", "told"), [("kiln", True), ("job", False), ("2026", False), ("=long", False), ("ab1c", False)]
)
def test_words_that_can_tell_a_message_from_another(word: str, told: bool) -> None:
    assert tells(word) == told


def test_each_uncommon_word_counts_once_and_names_do_not() -> None:
    words = ["the", "kiln", "Kiln", "with", "Thornton", "glaze", "=!", "we"]
    assert uncommon_share(words, {"with"}, {"thornton"}) == 2 / 7
    assert uncommon_share([], {"with"}, ()) == 0


def test_a_word_is_everyday_where_half_of_its_sentences_tell_of_nothing_in_particular() -> None:
    def said(text: str, *labels: str, writer: str = "ana") -> Sentence:
        return Sentence(text, frozenset(labels), ALL, writer)

    general = [said("I enjoyed the visit"), said("A good visit", writer="ben"), said("Thanks for the visit")]
    particular = said("The visit to the kiln", "specific")
    assert everyday(general) == ["visit"]  # `enjoyed`, `good` and `thanks` stand in one sentence each
    assert everyday([*general, *[particular] * 3]) == ["visit"]
    assert everyday([*general, *[particular] * 4]) == []
    assert everyday([sentence._replace(writer="ana") for sentence in general]) == []
    assert everyday([sentence._replace(judged=frozenset(["thanks"])) for sentence in general]) == []


def reading(body: str, **facts: str) -> Reading:
    draft = draft_of(f"Dear Priya,\n\n{body}\n\nKind regards,\nAna Ruiz\n", {**FACTS, **facts})
    return Reading(draft, rules(), rules().profile(["career-office"]))


def test_names_of_the_facts_are_no_words_of_the_writers_own() -> None:
    body = "I would be glad to join Quayfield as a bookbinder."
    assert reading(body).uncommon > reading(body, company="Quayfield", role="bookbinder").uncommon == 0


def test_a_note_of_everyday_words_shows_no_conversation() -> None:
    plain = "Thank you for taking the time to meet me. I enjoyed our conversation and remain very interested in the position."
    assert reading(plain).uncommon < 0.06
    assert check("PER004", f"Dear Priya,\n\n{plain}\n\nKind regards,\nAna Ruiz")[0].severity.label == "warning"


def margin(body: str) -> bool:
    """Whether the margin of PER004 is granted to the one sentence of a note, which lies within it."""
    rule, read = rules().find("PER004"), reading(body)
    (score,) = read.scores
    value = score.values[rules().scorer.index["specific"]]
    scored = {**rule.check["scored"], "threshold": value + 0.1, "margin": 0.2}
    return evidence(read, rule._replace(check={**rule.check, "scored": scored, "cues": [], "topics": None})) is not None


def test_a_margin_is_granted_to_words_of_ones_own_and_not_to_faults() -> None:
    assert margin("The kiln and the glaze stay with me, and so does the smell of wet clay.")
    assert not margin("I thank you again and hope for good news about the position.")
    assert not margin("I am begging you for this kiln job, please, I will lose my flat and my kids starve.")

"""The scorer: the packed sums are the plain ones, the same every time, and small."""

import json
from dataclasses import replace
from math import sqrt
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_lint.automaton import Automaton
from followup_lint.checks.scored import check
from followup_lint.engine import Settings, read_for
from followup_lint.finding import Severity
from followup_lint.lexicon import Lexicon, parse
from followup_lint.scorer import SETTLE, Scorer, features, sentence_words
from tests.checking import draft_of, rules
from training.data import CUES, FAULTS, LABELS, drafts, sentences

RULES = Path(__file__).parent.parent / "content" / "rules"
PLEA = "Please give me a chance, I will take anything!"
LARGEST = 500_000
"""Bytes of `scorer.bin`, at most."""


SCORER = Scorer.load(RULES)


@pytest.fixture
def scorer() -> Scorer:
    return SCORER


def plain(scorer: Scorer, words: list[str], label: str) -> float:
    """The value of a sentence as the documentation says it, without packing and without memory."""
    found = list(features(words, scorer.lexicon))
    at = scorer.index[label]
    total = sum(scorer.weight(feature, label) for feature in found)
    return scorer.biases[at] + scorer.scales[at] * total / sqrt(len(found) + SETTLE)


@given(
    st.lists(st.sampled_from([*sentence_words(PLEA), "Rhona", "0", "not", "you", "weeks", "?", "=face", "é", "x" * 90]))
)
@settings(max_examples=60, deadline=None)
def test_a_packed_score_is_the_plain_sum(words):
    scorer = SCORER
    score = scorer.score_words(words)
    if not words:
        assert score == ((), ())
        return
    for label, value in zip(scorer.labels, score.values):
        assert value == pytest.approx(plain(scorer, words, label), abs=1e-9)


def test_a_long_sentence_does_not_overflow(scorer):
    words = sentence_words(PLEA) * 400
    score = scorer.score_words(words)
    for label in ("desperate", "busy"):
        assert score.values[scorer.index[label]] == pytest.approx(plain(scorer, words, label), abs=1e-6)


def test_scores_do_not_depend_on_what_was_scored_before(scorer):
    fresh = Scorer.load(RULES)
    for draft in drafts()[:5]:
        scorer.score_words(sentence_words(draft.text))
    assert scorer.score_words(sentence_words(PLEA)) == fresh.score_words(sentence_words(PLEA))


def test_nothing_scores_nothing(scorer):
    assert scorer.score_words([]).values == ()
    assert scorer.score("").values == ()
    assert list(features([], scorer.lexicon)) == []


def test_without_files_there_are_no_labels(tmp_path):
    empty = Scorer.load(tmp_path)
    assert empty.labels == ()
    assert empty.score_words(["please"]).values == ()


def test_a_finding_says_which_words_weighed(scorer):
    words = sentence_words(PLEA)
    because = scorer.because(words, "desperate")
    assert because and set(because) <= set(words)
    assert because == scorer.because(words, "desperate")
    assert len(because) == 3


def test_faulty_and_innocent_uses_part(scorer):
    pairs = [
        ("desperate", PLEA, "The desperate shortage of night staff that you described is one I know."),
        ("salary-talk", "I would need at least 3,000 a month and paid overtime.", "I kept the wage sheets of a yard."),
        ("cliche", "I hope this message finds you well.", "The well is forty metres deep."),
    ]
    for label, faulty, innocent in pairs:
        at = scorer.index[label]
        values = [scorer.score_words(sentence_words(text)).values[at] for text in (faulty, innocent)]
        assert values[0] > values[1] + 0.5, label


@pytest.mark.parametrize(("least", "severity"), [(0, None), (99, Severity.INFO)])
def test_a_doubtful_score_is_a_remark(least, severity):
    rule = next(rule for rule in rules().rules if rule.code == "TON001")
    bare = rule._replace(check={**rule.check, "any": [], "warns_from": {"desperate": least}})
    reading = read_for(
        draft_of("Dear Priya,\n\nWithout this I do not know how I will go on.\n", {}), rules(), Settings()
    )
    (hit,) = check(reading, bare)
    assert hit.severity == severity


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("I will do it if you will only have me.", None),
        ("The ferry for the islands left at noon on 3 May.", Severity.INFO),
    ],
)
def test_a_phrase_in_a_sentence_that_reads_like_no_fault_is_a_remark(sentence, severity):
    rule = next(rule for rule in rules().rules if rule.code == "TON001")
    phrases = Automaton()
    phrases.add("TON001.any", ["will only have me", "left at noon"])
    ruleset = replace(rules(), automaton=phrases)
    reading = read_for(draft_of(f"Dear Priya,\n\n{sentence}\n", {}), ruleset, Settings())
    hits = [hit for hit in check(reading, rule) if not hit.weight]
    assert [hit.severity for hit in hits] == [severity]


def test_names_and_marks_are_told_apart():
    assert sentence_words("Thank you, Rhona, for 20 minutes!") == ["thank", "you", "Rhona", "for", "0", "minutes", "!"]
    assert sentence_words("so keen!!") == ["so", "keen", "!", "=lower", "=doubled"]


def test_classes_of_words():
    lexicon = Lexicon(parse(["# comment", "pets: cat dog*", "law: dog-fight", "pets: hen"]))
    assert lexicon.classes("dogs") == ("pets",)
    assert lexicon.classes("hen") == ("pets",)
    assert lexicon.classes("dog") == ("law", "pets")
    assert lexicon.classes("Cat") == ("name", "pets")
    assert lexicon.classes("house") == ()


def test_the_table_is_small_and_whole(scorer):
    size = (RULES / "scorer.bin").stat().st_size
    assert size <= LARGEST
    assert size == scorer.buckets * ((len(scorer.labels) * 4 + 7) // 8)


def test_labels_and_figures_are_those_of_the_training_data(scorer):
    meta = json.loads((RULES / "scorer.json").read_text("utf-8"))
    assert scorer.labels == LABELS
    assert set(meta["figures"]) == set(LABELS)
    for label, figure in meta["figures"].items():
        assert 0 < figure["recall"] <= 1 and 0 < figure["precision"] <= 1, label
        assert figure["with_label"] >= 300, label
    alarms = sum(meta["figures"][label]["alarms_per_good_draft"] for label in FAULTS)
    assert alarms <= 0.0301


def test_every_threshold_names_a_label():
    found = set()
    for rule in yaml.safe_load((RULES / "rules.yml").read_text("utf-8"))["rules"]:
        check = rule["check"]
        for key in ("thresholds", "hint_thresholds"):
            found |= set(check.get(key, ()))
        assert set(check.get("warns_from", ())) <= set(check.get("thresholds", ())), rule["code"]
        for part in (check, check.get("or", {})):
            if "scored" in part:
                assert part["scored"]["label"] in CUES
    assert found <= set(FAULTS)


def test_training_sentences_are_labelled_and_each_writer_says_one_once():
    data = sentences()
    assert len(data) >= 8_000
    assert len({(sentence.text, sentence.writer) for sentence in data}) == len(data)
    for sentence in data:
        assert sentence.labels <= sentence.judged <= set(LABELS)

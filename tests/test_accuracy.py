"""The figures on the test corpus do not get worse, and the corpus is what it says it is."""

import json
import re
from copy import deepcopy
from functools import cache
from typing import Any

import pytest

from followup_lint.ruleset import shipped
from tests.accuracy import BASELINE, accuracy_page, as_json, as_text
from tests.judging import CODES, CORPUS, ENTRIES, labels, measure, worse
from training import data

TYPES = {kind for kinds in CODES.values() for kind in kinds}
SHORTEST = 5
"""Words that make a sentence somebody's own: “Thank you, Dana.” and “Kind regards,” are everybody's."""


@cache
def results() -> dict[str, Any]:
    return measure()


def baseline() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(BASELINE.read_text("utf-8"))
    return kept


def test_no_figure_is_worse_than_the_baseline(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print("\n" + as_text(results()))
    fallen = worse(results(), baseline())
    assert not fallen, "\n".join([*fallen, "", "where that is meant: python -m tests.accuracy --write"])


@pytest.mark.parametrize("key, value", [("found", -1), ("false", 1), ("labelled", 1)])
def test_a_worse_figure_is_seen(key: str, value: int) -> None:
    then = baseline()
    now = deepcopy(then)
    now["groups"]["all"]["types"]["pressure"][key] += value
    assert worse(now, then)
    assert not worse(then, then)


@pytest.mark.parametrize("key", ["alarms_in_good", "traps_hit"])
def test_more_false_alarms_are_seen(key: str) -> None:
    now = baseline()
    now["groups"]["all"][key] += 1
    assert worse(now, baseline())


def test_every_draft_is_labelled_and_every_span_stands_in_it_once() -> None:
    found = labels()
    assert sorted(label.file for label in found) == sorted(path.name for path in (CORPUS / "drafts").iterdir())
    for label in found:
        text = (CORPUS / "drafts" / label.file).read_text("utf-8")
        spans = [span for spans in label.problems.values() for span in spans] + label.traps
        assert [span for span in spans if span and text.count(span) != 1] == [], label.file


def test_labels_agree_with_each_other() -> None:
    for label in labels():
        has, problems = label.labels, label.problems
        assert ("missing-thanks" in problems) != has["has_thanks"], label.file
        assert label.kind == "reply" or ("missing-interest" in problems) != has["has_interest"], label.file
        assert ("nothing-new" in problems) != (has["has_new_info"] or has["has_specific_reference"]), label.file
        assert not (problems and label.traps), f"{label.file}: only good drafts hold traps"
        assert set(has) == set(ENTRIES.values())


def test_every_type_of_problem_occurs_at_least_twice() -> None:
    count = {kind: sum(kind in label.problems for label in labels()) for kind in TYPES}
    assert {kind for kind, number in count.items() if number < 2} == set()
    assert {kind for label in labels() for kind in label.problems} <= TYPES


def test_every_rule_of_the_table_exists() -> None:
    assert set(CODES) - {rule.code for rule in shipped().rules} == set()


def plain(text: str) -> str:
    """Return the words of a text alone, so that case, breaks and the shape of quotes make no difference."""
    return " ".join(re.findall(r"[^\W_]+", re.sub(r"['’`]", "", text.casefold())))


def sentences(text: str) -> set[str]:
    """Return the sentences of a text, each as its plain words."""
    return {plain(part) for part in re.split(r"(?<=[.!?:])\s+|\n+", text)}


def test_no_training_sentence_is_a_sentence_of_the_corpus() -> None:
    drafts = [path.read_text("utf-8") for path in (CORPUS / "drafts").iterdir()]
    corpus, running = set().union(*map(sentences, drafts)), " | ".join(map(plain, drafts))
    said = {plain(sentence.text) for sentence in data.sentences()}
    trained = said | set().union(*(sentences(draft.text) for draft in data.drafts()))
    assert len(trained) > 1000
    assert sorted(one for one in said & corpus if len(one.split()) >= SHORTEST) == []
    assert (
        sorted(one for one in trained & corpus if len(one.split()) >= SHORTEST + 3) == []
    )  # “there is no need to ring back”
    assert sorted(one for one in trained if len(one.split()) >= 2 * SHORTEST and one in running) == []


def test_the_page_lists_every_miss_and_false_alarm() -> None:
    page = accuracy_page(baseline())
    for miss in baseline()["misses"]:
        assert f"`{miss['file']}`, {miss['type']}" in page
    for alarm in baseline()["false_alarms"]:
        assert f"`{alarm['file']}`, [{alarm['code']}]" in page
    assert page.startswith("---\ntitle:") and "\n# How accurate it is\n" in page


def test_the_page_survives_figures_without_a_miss() -> None:
    clean = baseline() | {"misses": [], "false_alarms": []}
    assert accuracy_page(clean).count("None.") == 2


def test_the_baseline_is_written_as_it_is_read() -> None:
    assert json.loads(as_json(baseline())) == baseline()

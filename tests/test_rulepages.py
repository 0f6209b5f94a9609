"""Pages of rules: all that a rule knows is on them, and nothing of a draft can break out of them."""

from collections.abc import Callable
from typing import Any

import pytest
from conftest import Run

from followup_lint.rulepages import terminal_page
from followup_lint.rulepages.citations import clause_pages, used_by
from followup_lint.rulepages.index import index, with_checked_by
from followup_lint.rulepages.limits import by_profile, limits_used
from followup_lint.rulepages.markdown import fill_limits, with_letters, with_question
from followup_lint.rulepages.navigation import GUIDE_NAV, guide_order
from followup_lint.rulepages.page import packed, page
from followup_lint.rulepages.words import GROUPS, cite, slug
from followup_lint.ruleset import CHECKOUT, Rule, Ruleset, from_values, read_yaml, shipped

ENTRY: dict[str, Any] = {
    "code": "TON905",
    "name": "tone.trial",
    "severity": "error",
    "summary": "The draft presses.",
    "message": "“{match}” puts pressure on the reader",
    "advice": "Ask once.",
    "why": "It hurts [S12], [AAMC] and [XYZ].",
    "guide": "guide/mistakes.md#pressing-for-an-answer",
    "guidance": ["S12"],
    "sources": ["AAMC"],
    "needs": ["send|interviews"],
    "yields_to": ["TON999"],
    "off_when": {"token": {"present": True}},
    "check": {
        "kind": "phrases",
        "in": "body",
        "any": ["need an answer by", "<number> days"],
        "unless": ["your deadline"],
    },
    "examples": [
        {
            "bad": "I <mark>need an answer by</mark> <b>Friday</b>.",
            "good": "When do you expect to decide?",
            "facts": {"send": "2026-03-06"},
        },
        {"innocent": "We met our deadline."},
    ],
}
TIMED: dict[str, Any] = {
    "code": "TIM901",
    "name": "timing.trial",
    "severity": "warning",
    "summary": "Too soon.",
    "message": "Sent {days}",
    "advice": "Wait.",
    "check": {"kind": "dates", "of": "too-soon"},
    "examples": [{"innocent": "A."}],
}


@pytest.fixture(scope="module")
def small() -> Ruleset:
    folder = CHECKOUT / "rules"
    profiles = {**read_yaml(folder / "profiles.yml")}
    profiles["de"] = {**profiles["de"], "severity": {"TON905": "off"}}
    return from_values({"rules": [ENTRY, TIMED]}, profiles, folder)


@pytest.fixture(scope="module")
def ruleset() -> Ruleset:
    return shipped()


def test_a_page_shows_all_that_the_rule_knows(small: Ruleset) -> None:
    text = page(small.find("TON905"), small, {"S12": 1, "AAMC": 1})
    for piece in (
        "# tone.trial `TON905`",
        "The draft presses.",
        "“need an answer by” puts pressure on the reader",
        "Ask once.",
        "I <mark>need an answer by</mark> &lt;b&gt;Friday&lt;/b&gt;.",
        "When do you expect to decide?",
        "We met our deadline.",
        "<code>send: 2026-03-06</code>",
        "2 phrases it looks for",
        "<code>&lt;number&gt; days</code>",
        "1 phrase that keeps it silent",
        "It needs `send` or `interviews`",
        "`token` is declared",
        "| `seed` | error |",
        "| `de` | off |",
        "ignore[TON905]",
        'ignore = ["TON905"]',
        "lint: {ignore: [TON905]}",
        "[Pressing for an answer](../guide/mistakes.md#pressing-for-an-answer)",
        "[S12](../clauses.md#s12)",
        "and [XYZ].",
    ):
        assert piece in text, piece
    assert "#d=" not in text


def test_examples_link_to_the_checker_where_there_is_one(small: Ruleset) -> None:
    from base64 import urlsafe_b64decode
    from zlib import decompress

    assert 'href="../../check/#d=' in page(small.find("TON905"), small, try_it=True)
    draft = "Dear Priya,\n\nThank you for your time. 🙂\n"
    data = packed(draft)
    assert decompress(urlsafe_b64decode(data + "=" * (-len(data) % 4)), wbits=-15).decode() == draft


def test_limits_are_shown_by_profile(small: Ruleset) -> None:
    rule = small.find("TIM901")
    assert limits_used(rule) == ("thank-you.min_days", "thank-you.min_hours")
    rows = {name: limits for name, _, limits in by_profile(rule, small)}
    assert rows["seed"] == "`thank-you.min_days`: 2"
    assert rows["career-office"] == "`thank-you.min_days`: 0; `thank-you.min_hours`: 2"
    assert "agency" not in rows  # as in seed


def test_the_index_has_every_rule_without_a_script(small: Ruleset) -> None:
    text = index(small)
    assert '<form class="rule-filter" hidden>' in text
    assert 'href="ton905/"' in text and "## Tone" in text and "## Timing" in text


def test_headings_of_the_guide_name_their_rules(small: Ruleset) -> None:
    guide = "# Mistakes\n\n## Pressing for an answer\n\nDo not.\n\n## Other\n\nText.\n"
    text = with_checked_by(guide, "guide/mistakes.md", small.rules)
    assert "## Pressing for an answer\n\n\nChecked by [TON905 trial](../rules/ton905.md)\n{ .checked-by }" in text
    assert text.count("Checked by") == 1
    assert with_checked_by(guide, "guide/when.md", small.rules) == guide
    named = "## Do not press {#pressing-for-an-answer}\n"
    assert "TON905" in with_checked_by(named, "guide/mistakes.md", small.rules)


def test_clauses_and_sources_are_linked_where_they_have_a_page() -> None:
    assert cite("[S9] and [AAMG], [no](x)", {"S9": 1, "AAMG": 1}) == (
        "[S9](../clauses.md#s9) and [AAMG](../sources.md#aamg), [no](x)"
    )
    assert cite("[S9] [AAMG](x)", {}) == "[S9] [AAMG](x)"


def test_small_texts() -> None:
    assert slug("How long? Two–three days!") == "how-long-twothree-days"
    assert fill_limits("under {{ words.email.nudge }} words", {"words": {"email": {"nudge": 120}}}) == "under 120 words"
    with pytest.raises(KeyError):
        fill_limits("{{ words.nothing }}", {"words": {}})
    assert guide_order(["zebra.md", "when.md", "why.md"]) == ["why.md", "when.md", "zebra.md"]
    assert clause_pages({"why.md": "---\ntitle: Why\nclauses: [S1]\n---\n"}) == {"S1": [("guide/why.md", "Why")]}


def test_the_navigation_names_each_page_of_the_guide_once() -> None:
    listed = [path for _, paths in GUIDE_NAV for path in paths if path.startswith("guide/")]
    assert sorted(listed) == sorted(f"guide/{path.stem}" for path in (CHECKOUT / "guide").glob("*.md"))


def test_samples_are_letters_and_code_is_code() -> None:
    code = '```yaml title="x"\nkind: thank-you\n```\n'
    assert with_letters(code) == code
    assert with_letters('Write:\n\n```text title="Good, a card"\nDear A & B,\n\nThanks.\n```\n') == (
        'Write:\n\n<figure class="letter good"><figcaption>Good, a card</figcaption>'
        '<pre class="note">Dear A &amp; B,\n\nThanks.</pre></figure>\n\n'
    )
    assert 'class="letter bad"' in with_letters('```text title="Too curt"\nAttached.\n```')


def test_the_question_stands_below_the_title() -> None:
    assert (
        with_question("# Why\n\nYes.\n\n## How\n", "Should I?")
        == "# Why\n\nShould I?\n{ .question }\n\nYes.\n\n## How\n"
    )
    assert with_question("# Why\n", "") == "# Why\n"


def test_the_terminal_page_is_wrapped_and_marks_the_words(small: Ruleset) -> None:
    text = terminal_page(small.find("TON905"), small, 60)
    assert "(with send: 2026-03-06)" in text
    assert "[[need an answer by]]" in text and "S12, AAMC" in text and "de: off" in text
    assert all(len(line) <= 60 for line in text.splitlines() if "followup-lint: ignore" not in line)


def test_every_shipped_rule_has_a_page(ruleset: Ruleset) -> None:
    used = used_by(ruleset.rules, "sources")
    for rule in ruleset.rules:
        assert rule.code[:3] in GROUPS
        for text in (page(rule, ruleset), terminal_page(rule, ruleset, 80)):
            assert rule.summary.split()[0] in text and "None" not in text.split("## Examples")[0]
        assert all(rule.code in used[key] for key in rule.sources)


def test_every_limit_of_a_rule_exists(ruleset: Ruleset) -> None:
    seed = ruleset.profile(["seed"])
    optional = {
        "min_hours",
        "grace_days",
        "max_days",
        "advised_max_days",
        "max_business_days",
        "channels",
        "contact_policy",
    }

    def there(rule: Rule, path: str) -> bool:
        place: Any = seed
        for step in path.split("."):
            if step.startswith("{"):
                return isinstance(place, dict)
            if not isinstance(place, dict) or step not in place:
                return bool(set(path.split(".")) & optional)
            place = place[step]
        return True

    wrong = [(rule.code, path) for rule in ruleset.rules for path in limits_used(rule) if not there(rule, path)]
    assert wrong == []


def test_rule_command_prints_the_page(lint: Callable[..., Run], ruleset: Ruleset) -> None:
    code = ruleset.rules[0].code
    assert lint("rule", code).out == terminal_page(ruleset.rules[0], ruleset, 80)

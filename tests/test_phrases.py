"""The phrase syntax: what each form matches, and what it must not."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_lint.automaton import Automaton
from followup_lint.phrases import PhraseError
from followup_lint.tokens import SPACE, STOP, normalise, tokenise


def found(phrases: list[str] | str, text: str) -> list[str]:
    automaton = Automaton()
    automaton.add("tag", [phrases] if isinstance(phrases, str) else phrases)
    again = Automaton.load(json.loads(json.dumps(automaton.dump())))
    matches = automaton.scan(tokenise(text)).get("tag", [])
    assert matches == again.scan(tokenise(text)).get("tag", []), "the compiled form must find the same"
    return [text[match.span.start : match.span.end] for match in matches]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ("touch base", "I wanted to Touch\n  Base today", ["Touch\n  Base"]),
        ("touch base", "in touch with the base", []),
        ("touch base", "touch-base", ["touch-base"]),
        ("touch base", "touch. Base", []),
        ("touch base", "touch, base", []),
        ("(get|have) back to me", "please get back to me", ["get back to me"]),
        ("(get|have) back to me", "call back to me", []),
        ("(really )?need this job", "I really need this job, need this job", ["really need this job", "need this job"]),
        ("interview*", "interviewer interviewing view", ["interviewer", "interviewing"]),
        ("need ... by", "I need your kind answer, please, by Friday", ["need your kind answer, please, by"]),
        ("need ... by", "I need one two three four five six by", []),
        ("need ... by", "I need it. Come by", []),
        ("by <date>", "by Friday or by 6 March", ["by Friday", "by 6 March"]),
        ("by <date>", "by the end of the week", ["by the end of the week"]),
        ("by <date>", "by bus", []),
        ("<number> times", "three times, 14 times, some times", ["three times", "14 times"]),
        ("meet <name>", "I meet Priya and meet people", ["meet Priya"]),
        ("do not hesitate", "Don’t hesitate", ["Don’t hesitate"]),
        (
            "can not wait",
            "I can't wait, cannot wait, cant wait, can not wait",
            ["can't wait", "cannot wait", "cant wait", "can not wait"],
        ),
        ("I'm waiting", "I am waiting, im waiting", ["I am waiting", "im waiting"]),
        ("would love", "I'd love it", ["'d love"]),
        ("please, please", "please please, Please, please", ["please please", "Please, please"]),
        ("^thanks$", "Thanks. Many thanks. Thanks", ["Thanks", "Thanks"]),
        ("(a|b)? (c|d) e", "b d e", ["b d e"]),
        ("naïve ideas", "Naïve ideas", ["Naïve ideas"]),
    ],
)
def test_syntax(phrase: str, text: str, expected: list[str]) -> None:
    assert found(phrase, text) == expected


def test_longest_of_overlapping_matches_wins() -> None:
    assert found(["get back", "get back to me soon"], "get back to me soon") == ["get back to me soon"]


def test_abbreviations_do_not_end_a_sentence() -> None:
    assert found("thank ... Okafor", "Please thank Dr. Okafor") == ["thank Dr. Okafor"]


@pytest.mark.parametrize("broken", ["(a|b", "a)", "<color> x", "(maybe )?", "...", "a *", "x*y", ""])
def test_broken_phrases_are_refused(broken: str) -> None:
    with pytest.raises(PhraseError, match="phrase"):
        Automaton().add("tag", [broken])


def test_normalise() -> None:
    assert normalise("WON’T") == ("will", "not")
    assert normalise("she's") == ("she", "'s")
    assert normalise("rock'n'roll") == ("rock'n'roll",)


@settings(derandomize=True, max_examples=100, deadline=None)
@given(st.text(max_size=80))
def test_token_spans_are_in_the_text_and_in_order(text: str) -> None:
    tokens = tokenise(text)
    reached = 0
    for start, end in zip(tokens.starts, tokens.ends):
        assert reached <= start < end <= len(text)
        reached = end


def test_time_grows_with_the_text_not_with_the_phrases_tries() -> None:
    automaton = Automaton()
    automaton.add("tag", ["(a |b )?(a |b )?(a |b )?... (a|b) ... end"] * 3)
    text = "a b " * 2_000
    assert automaton.scan(tokenise(text)) == {}
    assert sum(map(len, automaton._moves)) < 5_000


def test_no_phrase_is_forgotten_with_the_words_that_were_met(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("followup_lint.automaton.MOST", 10)
    built = Automaton()
    built.add("tag", ["need this job"])
    for automaton in (built, Automaton.load(json.loads(json.dumps(built.dump())))):
        for text in ("I need this job", " ".join(f"word{number}" for number in range(30)), "You need this job"):
            found = automaton.scan(tokenise(text))
        assert [match.span for match in found["tag"]] == [(4, 17)]
        assert len(automaton._signs) < 10


def test_short_forms_are_two_words_with_their_own_places() -> None:
    tokens = tokenise("Yes. I'm sure we don't")
    assert tokens.words == ["yes", "i", "am", "sure", "we", "do", "not"]
    assert tokens.before == [STOP, STOP, SPACE, SPACE, SPACE, SPACE, SPACE]
    spans = [tokens.text[start:end] for start, end in zip(tokens.starts, tokens.ends)]
    assert spans == ["Yes", "I", "'m", "sure", "we", "do", "n't"]

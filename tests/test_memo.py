"""What is kept for the next to ask, and what is not."""

from followup_lint.memo import LONGEST, Memo


def test_a_function_is_asked_once_for_each_argument_until_there_are_too_many() -> None:
    asked: list[str] = []
    memo = Memo(lambda word: asked.append(word) or len(word), 2)
    assert [memo[word] for word in ("one", "three", "one")] == [3, 5, 3]
    assert asked == ["one", "three"]
    assert memo["seven"] == 5
    assert set(memo) == {"seven"}


def test_what_is_very_long_is_not_kept() -> None:
    memo = Memo(len, 2)
    assert memo["x" * (LONGEST + 1)] == LONGEST + 1
    assert not memo

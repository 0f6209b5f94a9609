"""Bytes to text, offsets to places."""

import pytest

from followup_lint.errors import UnreadableInput
from followup_lint.limits import TEXT_BYTES
from followup_lint.source import Position, decode


@pytest.mark.parametrize(
    ("data", "offset", "expected"),
    [
        (b"a\nb", 2, Position(2, 1, 2)),
        (b"a\r\nb", 3, Position(2, 1, 3)),
        (b"a\rb", 2, Position(2, 1, 2)),
        ("a\x0c\u2028b".encode(), 3, Position(1, 4, 3)),
        ("\ufeffab".encode(), 1, Position(1, 1, 1)),
        ("\ufeffab".encode(), 0, Position(1, 1, 0)),
        ("\ufeffa\nb".encode(), 3, Position(2, 1, 3)),
        ("é🎉b".encode(), 2, Position(1, 3, 2)),
        ("\ufeffab".encode("utf-16-le"), 2, Position(1, 2, 2)),
        (b"", 0, Position(1, 1, 0)),
    ],
)
def test_positions(data: bytes, offset: int, expected: Position) -> None:
    assert decode("x.md", data).position(offset) == expected


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"caf\xe9\nx", r"x\.md:1: is not UTF-8 text \(byte 0xe9\); save it as UTF-8"),
        (b"ok\n\xff", r"x\.md:2: is not UTF-8"),
        (b"\x89PNG\r\n\x00\xff", r"x\.md: is a binary file"),
        (b"a\nb\0c", r"x\.md:2: holds a NUL character"),
        (b"x" * (TEXT_BYTES + 1), r"x\.md: is longer than 250,000 characters, too long for a draft; keep the message"),
    ],
)
def test_what_is_no_text_is_one_clear_line(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableInput, match=words):
        decode("x.md", data)


def test_lines_end_before_their_breaks() -> None:
    source = decode("x.md", b"one\r\ntwo\n\nfour")
    assert [source.text[slice(*source.line_span(n))] for n in range(1, 5)] == ["one", "two", "", "four"]

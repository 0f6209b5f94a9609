"""Where sentences end, and how many words a person would count."""

import pytest

from followup_lint.sentences import count_words, sentence_spans
from followup_lint.source import Span

CASES = {
    "titles": "Thank you, Dr. Lee. | I met Ms. Okafor and Prof. Roth.",
    "for example": "I can help, e.g. with audits. | I know the tools, i.e. both.",
    "number": "We met in room No. 5 today. | No. | It was room 6.",
    "clock": "We met at 9 a.m. Tuesday. | It ended at 4 p.m. | I was glad.",
    "initials": "I spoke to J. K. Smith. | Ana B. Ruiz was there.",
    "decimals": "Errors fell by 4.5 per cent. | Version 2.0 is out.",
    "countries": "I worked in the U.S. Army. | Is it in the U.S.? | It is in the U.K. | I know it.",
    "firms": "I was at Acme Inc. and at Lee Ltd. before. | I left Acme Inc. | Then I came here.",
    "months": "We met on Mar. 3 and on Feb. 4. | I enjoyed it.",
    "ellipsis": "Well... yes. | I waited… | Then it came.",
    "quotes": "He said “Stop.” | Then we left. | “Why now?” she asked.",
    "brackets": "(See the note.) | Then go.",
    "marks": "Really?! | Yes! | How are you? | Good.",
    "company with a mark": "Yahoo! has a team. | It is good.",
    "no capitals": "thanks for today. | i liked it! | how are you? | hope to hear",
    "wrapped": "I was very pleased to meet you and the whole of the team\nAna leads, and I spoke about the\nWard.",
    "broken on purpose": "Thanks for meeting today\n| I really enjoyed it\n| Speak soon",
    "address in a sentence": "Write to ana.ruiz@example.org or see x.example/a.b please. | Thanks.",
    "degrees": "I hold a Ph.D. in physics. | I also hold an M.A. | It helps.",
    "degrees before a job": "The B.Sc. | That is all.",
    "emoji": "Thank you! 😊 | I enjoyed it.",
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES)
def test_sentences(text: str) -> None:
    plain = text.replace(" | ", " ").replace("\n| ", "\n")
    expected = [part.strip() for part in text.replace("\n| ", " | ").split(" | ")]
    found = [plain[start:end] for start, end in sentence_spans(plain, Span(0, len(plain)))]
    if "😊" in text:
        assert len(found) == len(expected)
    else:
        assert found == expected


def test_a_span_inside_a_text() -> None:
    text = "Dear Dana,\r\n\r\nOne. Two\r\nthree.\r\n\r\nBest"
    start = text.index("One")
    spans = list(sentence_spans(text, Span(start, text.index("\r\n\r\nBest"))))
    assert [text[a:b] for a, b in spans] == ["One.", "Two\r\nthree."]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        ("— … ____ & !", 0),
        ("leak-detection", 1),
        ("don't, won’t", 2),
        ("well—though it--but wait...what", 6),
        ("e.g. 4.5 and/or (yes)", 4),
        ("020 7946 0018", 3),
        ("https://example.org/a?b=c", 1),
        ("<Interviewer name>", 2),
        ("Zoë Łukasz 北京 😀", 3),
    ],
)
def test_words_are_counted_as_a_person_would(text: str, count: int) -> None:
    assert count_words(text) == count

"""What the facts list, taken up in the text or not."""

import pytest

from followup_lint.checks.mentions import check, earlier_topics
from followup_lint.engine import Settings, lint, read_for
from followup_lint.finding import Hit
from followup_lint.ruleset import make_rule
from tests.checking import draft_of, rules

ROUNDS = [
    {"date": "2026-03-03", "round": 1, "discussed": ["leak-detection backlog"]},
    {"date": "2026-03-17", "round": 2, "discussed": ["budget for sensors"]},
]


def rule_for(listed: str):
    texts = dict.fromkeys(("summary", "message", "advice", "why"), "x")
    return make_rule({"code": "XXX001", "name": "x.x", "severity": "warning", "guide": "guide/x.md", **texts,
                      "check": {"kind": "mentions", "list": listed}, "examples": []})  # fmt: skip


def missing(listed: str, body: str, facts: dict) -> list[str]:
    reading = read_for(draft_of(f"Dear Priya,\n\n{body}\n", {"kind": "thank-you", **facts}), rules(), Settings())
    return [hit.values["item"] for hit in check(reading, rule_for(listed)) if isinstance(hit, Hit)]


@pytest.mark.parametrize(
    ("listed", "body", "facts", "items"),
    [
        ("concerns", "You asked about SQL Server.", {"concerns": ["no experience with SQL Server"]}, []),
        (
            "concerns",
            "I remain keen.",
            {"concerns": ["no experience with SQL Server"]},
            ["no experience with SQL Server"],
        ),
        (
            "concerns",
            "I can be on site by eight.",
            {"concerns": [{"item": "long commute", "answer_words": ["on site"]}]},
            [],
        ),
        ("concerns", "I remain keen.", {}, []),
        ("open_questions", "I could start on 1 May.", {"open_questions": ["when can you start"]}, []),
        ("requested_items", "I am happy to help.", {"requested_items": ["references"]}, ["references"]),
        (
            "requested_items",
            "Here you are.",
            {"requested_items": ["references"], "attachments": ["references.pdf"]},
            [],
        ),
        ("requested_items", "Here you are.", {"requested_items": [{"item": "references", "delivered": "portal"}]}, []),
        (
            "requested_items",
            "My sample.",
            {"requested_items": ["writing sample", "start date"]},
            ["writing sample", "start date"],
        ),
        (
            "discussed",
            "The backlog of leak detection is long.",
            {"discussed": ["leak-detection backlog", "stand-ups"]},
            [],
        ),
        (
            "discussed",
            "I remain keen.",
            {"discussed": ["leak-detection backlog", "stand-ups"]},
            ["leak-detection backlog, stand-ups"],
        ),
        ("earlier-topics", "The backlog of leak detection again.", {"interviews": ROUNDS, "send": "2026-03-19"}, []),
        (
            "earlier-topics",
            "The budget is clear.",
            {"interviews": ROUNDS, "send": "2026-03-19"},
            ["leak-detection backlog"],
        ),
        ("earlier-topics", "The budget is clear.", {"interviews": ROUNDS, "send": "2026-03-05"}, []),
        ("earlier-topics", "The budget is clear.", {"interviews": ROUNDS, "round": 2}, ["leak-detection backlog"]),
        ("earlier-topics", "The budget is clear.", {"interviews": ROUNDS}, []),
        ("earlier-topics", "The budget is clear.", {"interviews": ROUNDS, "round": 1, "send": "2026-03-19"}, []),
    ],
)
def test_what_is_listed_is_taken_up(listed: str, body: str, facts: dict, items: list[str]) -> None:
    assert missing(listed, body, facts) == items


def test_a_missing_item_is_marked_where_it_is_declared() -> None:
    draft = draft_of("Dear Priya,\n\nI remain keen.\n", {"concerns": ["long commute from Bath"]})
    (hit,) = check(read_for(draft, rules(), Settings()), rule_for("concerns"))
    assert isinstance(hit, Hit) and hit.in_source
    assert draft.source.text[hit.span.start : hit.span.end] == "long commute from Bath"


def test_topics_without_dates_and_rounds_are_no_earlier_ones() -> None:
    draft = draft_of(
        "Dear Priya,\n", {"interviews": [{"discussed": ["a"]}, {"discussed": ["b"]}], "send": "2026-03-19"}
    )
    assert earlier_topics(read_for(draft, rules(), Settings())) == []


@pytest.mark.parametrize(
    ("body", "severity"),
    [
        ("Thank you for your time. I am keen on the role.", "warning"),
        ("Thank you for your time. I did not mention that I hold a first-aid certificate.", "info"),
        ("Thank you for your time. You mentioned that the night shift keeps its own log.", None),
    ],
)
def test_new_information_makes_a_missing_detail_a_remark(body: str, severity: str | None) -> None:
    (report,) = lint([draft_of(f"Dear Priya,\n\n{body}\n", {"kind": "thank-you"})], rules(), Settings())
    assert [f.severity.label for f in report.findings if f.code == "PER004"] == ([severity] if severity else [])
    (evidence,) = [entry for entry in report.checklist if entry.code == "PER004"]
    assert evidence.met == (severity is None)

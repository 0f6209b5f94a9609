"""Days between interview, messages and decision, at their boundaries. 3 March 2026 is a Tuesday."""

import pytest

from tests.checking import check

HELD = {"interviews": [{"date": "2026-03-03"}]}
WROTE = {"kind": "nudge", "earlier_contacts": [{"date": "2026-03-06", "kind": "thank-you"}]}
ASKED = {"kind": "urgent-reply", "urgent": {"requested": "2026-03-06"}}
UNTIL = {"kind": "urgent-reply", "urgent": {"deadline": "2026-03-10T17:00+01:00"}}


@pytest.mark.parametrize(
    ("code", "facts", "severity"),
    [
        ("TIM001", {**HELD, "send": "2026-03-03"}, "warning"),
        ("TIM001", {**HELD, "send": "2026-03-04"}, "warning"),
        ("TIM001", {**HELD, "send": "2026-03-05"}, None),
        ("TIM001", {**HELD}, None),
        ("TIM001", {"send": "2026-03-03"}, None),
        ("TIM001", {**HELD, "send": "2026-03-04", "decision_expected": "2026-03-05"}, None),
        ("TIM001", {**HELD, "send": "2026-03-04", "decision_expected": "2026-03-06"}, "warning"),
        ("TIM001", {**HELD, "send": "2026-03-04", "urgent": {"requested": "2026-03-04"}}, None),
        ("TIM001", {"interviews": [{"date": "2026-03-03"}, {"date": "2026-03-17"}], "send": "2026-03-17"}, "warning"),
        ("TIM002", {**HELD, "send": "2026-03-10"}, None),
        ("TIM002", {**HELD, "send": "2026-03-11"}, "warning"),
        ("TIM002", {**HELD, "send": "2026-03-11", "holidays": ["2026-03-09"]}, None),
        ("TIM002", {**WROTE, "send": "2026-05-05"}, None),
        ("TIM002", {**WROTE, "send": "2026-05-06"}, "warning"),
        ("TIM003", {**ASKED, "send": "2026-03-09"}, None),
        ("TIM003", {**ASKED, "send": "2026-03-10"}, "error"),
        ("TIM003", {**ASKED, "send": "2026-03-10", "holidays": ["2026-03-09"]}, None),
        ("TIM003", {**ASKED}, None),
        ("TIM003", {**UNTIL, "send": "2026-03-10T16:00Z"}, None),
        ("TIM003", {**UNTIL, "send": "2026-03-10T16:01Z"}, "error"),
        ("TIM003", {**UNTIL, "send": "2026-03-10"}, None),
        ("TIM003", {**UNTIL, "send": "2026-03-11"}, "error"),
        ("TIM004", {**WROTE, "send": "2026-03-12"}, "warning"),
        ("TIM004", {**WROTE, "send": "2026-03-13"}, "info"),
        ("TIM004", {**WROTE, "send": "2026-03-19"}, "info"),
        ("TIM004", {**WROTE, "send": "2026-03-20"}, None),
        ("TIM004", {**WROTE, "send": "2026-03-12", "decision_expected": "2026-03-09"}, None),
        ("TIM004", {**WROTE, "send": "2026-03-24", "last_employer_reply": "2026-03-20"}, "warning"),
        ("TIM004", {"kind": "nudge", "send": "2026-03-12"}, None),
        ("TIM005", {**WROTE, "send": "2026-03-27", "decision_expected": "2026-03-27"}, "warning"),
        ("TIM005", {**WROTE, "send": "2026-03-29", "decision_expected": "2026-03-27"}, "warning"),
        ("TIM005", {**WROTE, "send": "2026-03-30", "decision_expected": "2026-03-27"}, None),
        ("TIM005", {**WROTE, "send": "2026-03-31", "decision_expected": "2026-03-27"}, None),
        ("TIM005", {**WROTE, "send": "2026-03-31", "decision_expected": "2026-03"}, "warning"),
        ("TIM005", {**WROTE, "send": "2026-04-01", "decision_expected": "2026-03"}, None),
        ("TIM005", {**WROTE, "send": "2026-04-02", "decision_expected": "2026-03"}, None),
        ("TIM005", {**WROTE, "send": "2026-04-02"}, None),
        ("TIM006", {"send": "2026-03-06"}, None),
        ("TIM006", {"send": "2026-03-07"}, "info"),
        ("TIM006", {"send": "2026-03-06T06:59"}, "info"),
        ("TIM006", {"send": "2026-03-06T07:00"}, None),
        ("TIM006", {"send": "2026-03-06T21:00"}, "info"),
        ("TIM006", {"send": "2026-03-06", "holidays": ["2026-03-06"]}, "info"),
        ("TIM006", {"send": "2026-03-07", "channel": "letter"}, None),
        ("TIM007", {"channel": "letter", "send": "2026-03-06", "decision_expected": "2026-03-09"}, "warning"),
        ("TIM007", {"channel": "letter", "send": "2026-03-06", "decision_expected": "2026-03-10"}, None),
        ("TIM007", {"channel": "letter", "send": "2026-03-06"}, None),
    ],
)
def test_dates(code: str, facts: dict, severity: str | None) -> None:
    findings = check(code, "Dear Priya,\n\nThank you.\n", facts)
    assert [finding.severity.label for finding in findings] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("profile", "send", "flagged"),
    [
        ("career-office", "2026-03-03", False),
        ("campus-fast", "2026-03-05", False),
        ("de", "2026-03-03", True),
        ("de", "2026-03-04", False),
    ],
)
def test_profiles_have_their_own_waiting_time(profile: str, send: str, flagged: bool) -> None:
    assert bool(check("TIM001", "Dear Priya,\n\nThank you.\n", {**HELD, "send": send}, profile=(profile,))) == flagged


def test_hours_count_where_both_sides_carry_a_time() -> None:
    facts = {"interviews": [{"date": "2026-03-03T10:00"}], "send": "2026-03-03T11:00"}
    (finding,) = check("TIM001", "Dear Priya,\n\nThank you.\n", facts, profile=("career-office",))
    assert "1 hour after" in finding.message
    later = {**facts, "send": "2026-03-03T12:00"}
    assert check("TIM001", "Dear Priya,\n\nThank you.\n", later, profile=("career-office",)) == []


def test_a_message_names_a_profile_that_would_accept_the_date() -> None:
    (finding,) = check("TIM001", "Dear Priya,\n\nThank you.\n", {**HELD, "send": "2026-03-04"})
    assert finding.message == (
        "This goes out 1 day after the interview; wait 2 days (profile career-office would accept it)"
    )


def test_night_moves_to_the_next_working_morning() -> None:
    for send, moved in (
        ("2026-03-06T23:40", "2026-03-09T09:00"),
        ("2026-03-06T05:00", "2026-03-06T09:00"),
        ("2026-03-07", "2026-03-09T09:00"),
    ):
        (finding,) = check("TIM006", "Dear Priya,\n\nThank you.\n", {"send": send})
        assert finding.fix and finding.fix.edits[0].text == moved

"""Drafts of one application together: how many, how often, to whom, and what is due. 3 March 2026 is a Tuesday."""

from pathlib import Path

import pytest

from followup_lint.checks.twins import note_of, twin_key, twins_of
from followup_lint.engine import Settings, lint
from followup_lint.run import gather, run
from tests.checking import FACTS, application, check, draft_of, rules

TEXT = "Dear Priya,\n\nThank you.\n"
PRIYA, TOM = ["Priya Okafor"], ["Tom Reyes"]
THANKS = {"date": "2026-03-06", "kind": "thank-you", "to": PRIYA}
CHASER = {"date": "2026-03-20", "kind": "nudge", "to": PRIYA}
NUDGE = {"kind": "nudge", "send": "2026-04-07"}


@pytest.mark.parametrize(
    ("facts", "flagged"),
    [
        ({**NUDGE}, False),
        ({**NUDGE, "earlier_contacts": [THANKS]}, False),
        ({**NUDGE, "earlier_contacts": [THANKS, CHASER]}, True),
        ({"kind": "nudge", "earlier_contacts": [THANKS, CHASER]}, True),
        ({**NUDGE, "earlier_contacts": [THANKS, {**CHASER, "requested": True}]}, False),
        ({**NUDGE, "earlier_contacts": [THANKS, {**CHASER, "kind": "urgent-reply"}]}, False),
        ({**NUDGE, "earlier_contacts": [THANKS, CHASER], "last_employer_reply": "2026-03-30"}, False),
        ({**NUDGE, "earlier_contacts": [THANKS, CHASER], "last_employer_reply": "2026-03-10"}, False),
        ({**NUDGE, "earlier_contacts": [THANKS, CHASER], "last_employer_reply": "2026-03-05"}, True),
        ({**NUDGE, "earlier_contacts": [THANKS, CHASER], "interviews": [{"date": "2026-03-24"}]}, False),
        ({**NUDGE, "earlier_contacts": [THANKS, CHASER], "contact_policy": {"max": 3}}, False),
        ({**NUDGE, "earlier_contacts": [THANKS, {**CHASER, "date": "2026-04-10"}]}, False),
        ({**NUDGE, "earlier_contacts": [THANKS, {**THANKS, "to": TOM}]}, False),
        ({**NUDGE, "earlier_contacts": [THANKS, {**THANKS, "to": TOM, "date": "2026-03-10"}]}, False),
        ({**NUDGE, "earlier_contacts": [THANKS, {**THANKS, "to": TOM, "date": "2026-03-11"}]}, True),
        ({"kind": "nudge", "follow_ups_sent": 0}, False),
        ({"kind": "nudge", "follow_ups_sent": 1}, False),
        ({"kind": "nudge", "follow_ups_sent": 2}, True),
        ({"kind": "urgent-reply", "follow_ups_sent": 2}, False),
        ({"kind": "closing-note", "follow_ups_sent": 2}, False),
        ({"kind": "nudge", "follow_ups_sent": 2, "template": True}, False),
    ],
)
def test_two_unanswered_messages_are_enough(facts: dict, flagged: bool) -> None:
    assert bool(check("SEQ001", TEXT, facts)) == flagged


def test_the_count_takes_in_drafts_and_what_was_sent() -> None:
    drafts = [
        {"kind": "thank-you", "send": "2026-03-06", "to": PRIYA, "sent": True},
        {"kind": "nudge", "send": "2026-03-20", "to": PRIYA},
        {"kind": "nudge", "send": "2026-04-07", "to": PRIYA},
    ]
    assert application("SEQ001", {}, drafts) == [("3.md", "error")]
    assert application("SEQ001", {}, drafts[:2]) == []
    assert application("SEQ001", {"last_employer_reply": "2026-03-23"}, drafts) == []


def test_a_sent_copy_of_a_draft_is_the_draft() -> None:
    drafts = [
        {"kind": "thank-you", "send": "2026-03-06", "to": PRIYA},
        {"kind": "thank-you", "send": "2026-03-06", "to": PRIYA, "sent": True},
        {"kind": "nudge", "send": "2026-03-20", "to": PRIYA},
        {"kind": "nudge", "send": "2026-03-20", "to": PRIYA, "sent": True},
    ]
    assert application("SEQ001", {}, drafts) == []
    assert application("SEQ002", {}, drafts) == []


@pytest.mark.parametrize(
    ("facts", "flagged"),
    [
        ({"send": "2026-03-12", "to": PRIYA, "earlier_contacts": [THANKS]}, True),
        ({"send": "2026-03-13", "to": PRIYA, "earlier_contacts": [THANKS]}, False),
        ({"send": "2026-03-13", "to": PRIYA, "earlier_contacts": [THANKS], "holidays": ["2026-03-09"]}, True),
        ({"send": "2026-03-06", "to": PRIYA, "earlier_contacts": [{**THANKS, "channel": "voicemail"}]}, True),
        ({"send": "2026-03-06", "to": TOM, "earlier_contacts": [THANKS]}, False),
        ({"send": "2026-03-10", "to": PRIYA, "earlier_contacts": [THANKS], "pair": True}, False),
        ({"send": "2026-03-10", "to": PRIYA, "earlier_contacts": [THANKS], "last_employer_reply": "2026-03-09"}, False),
        (
            {"send": "2026-03-10", "to": PRIYA, "earlier_contacts": [THANKS], "interviews": [{"date": "2026-03-09"}]},
            False,
        ),
        ({"send": "2026-03-10", "to": PRIYA, "earlier_contacts": [{**THANKS, "requested": True}]}, False),
        ({"to": PRIYA, "earlier_contacts": [THANKS]}, False),
        ({"send": "2026-03-10", "kind": "urgent-reply", "to": PRIYA, "earlier_contacts": [THANKS]}, False),
    ],
)
def test_messages_to_one_person_are_five_business_days_apart(facts: dict, flagged: bool) -> None:
    assert bool(check("SEQ002", TEXT, {"channel": "email", "kind": "extra-info", **facts})) == flagged


ROUND = {"date": "2026-03-03", "round": 1, "with": PRIYA}
HELD = {"company": "Northgate Water", "interviews": [ROUND]}


@pytest.mark.parametrize(
    ("facts", "drafts", "today", "flagged"),
    [
        (HELD, [], "2026-03-03", False),
        (HELD, [], "2026-03-06", False),
        (HELD, [], "2026-03-09", True),
        (HELD, [], "2026-03-10", True),
        (HELD, [], None, False),
        (HELD, [{"kind": "thank-you"}], "2026-03-10", False),
        (HELD, [{"kind": "thank-you", "send": "2026-03-05"}], "2026-03-10", False),
        (HELD, [{"kind": "thank-you", "send": "2026-03-05", "sent": True}], "2026-03-10", False),
        (HELD, [{"kind": "thank-you", "template": True}], "2026-03-10", True),
        (HELD | {"earlier_contacts": [THANKS]}, [], "2026-03-10", False),
        (HELD | {"status": "rejected"}, [], "2026-03-10", False),
        (HELD | {"contact_policy": "none"}, [], "2026-03-10", False),
        ({"interviews": [{**ROUND, "follow_up": "none"}]}, [], "2026-03-10", False),
        (
            {"interviews": [ROUND, {"date": "2026-03-17", "round": 2}]},
            [{"round": 1, "send": "2026-03-05"}],
            "2026-03-24",
            True,
        ),
        ({"interviews": [ROUND, {"date": "2026-03-17", "round": 2}]}, [{"send": "2026-03-05"}], "2026-03-24", True),
        ({"interviews": [ROUND, {"date": "2026-03-31", "round": 2}]}, [{"round": 1}], "2026-03-24", False),
    ],
)
def test_each_interview_is_followed_up(facts: dict, drafts: list[dict], today: str | None, flagged: bool) -> None:
    expected = [("application.yml", "warning")] if flagged else []
    assert application("SEQ003", facts, drafts, today=today) == expected


PANEL = {"interviews": [{"date": "2026-03-03", "with": ["Priya Okafor", "Tom Reyes"]}]}
SOLE = "Dear Priya,\n\nThank you, and please thank Tom as well.\n"


@pytest.mark.parametrize(
    ("facts", "drafts", "flagged"),
    [
        (PANEL, [{"to": PRIYA}], True),
        (PANEL, [{"to": PRIYA}, {"to": TOM}], False),
        (PANEL, [{"to": PRIYA, "text": SOLE}], False),
        (PANEL, [{"to": PRIYA}, {"to": TOM, "sent": True}], False),
        (PANEL | {"panel_note": "coordinator"}, [{"to": ["Jo Hale"]}], False),
        (PANEL | {"earlier_contacts": [{**THANKS, "to": TOM}]}, [{"to": PRIYA}], False),
        (PANEL, [{"kind": "nudge", "to": PRIYA}], False),
        (PANEL, [], False),
        ({"interviews": [{"date": "2026-03-03", "with": PRIYA}]}, [{"to": PRIYA}], False),
    ],
)
def test_each_interviewer_is_thanked(facts: dict, drafts: list[dict], flagged: bool) -> None:
    drafts = [{"kind": "thank-you", **draft} for draft in drafts]
    assert application("SEQ004", facts, drafts) == ([("application.yml", "warning")] if flagged else [])


NOTE = "Dear {0},\n\nThank you for seeing me on Tuesday. The tour with {0} of the metering hall was the best part of my day.\n\nAna\n"
OTHER = "Dear {0},\n\nThank you for the tea. Your account of the night readings made me want the job more than the advert did.\n\nAna\n"
SHARED = {"sender": "Ana Ruiz", "company": "Northgate Water", "role": "data analyst", **FACTS}


def twins(first: str, second: str, one: dict, two: dict) -> bool:
    drafts = [draft_of(first, {**SHARED, **one}, "1.md"), draft_of(second, {**SHARED, **two}, "2.md")]
    settings = Settings(selected=frozenset(["SEQ005"]))
    together = [len(report.findings) for report in lint(drafts, rules(), settings)]
    earlier, later = map(note_of, drafts)
    assert together == 2 * [int(bool(earlier and later and list(twins_of(later, [earlier], rules()))))]
    return bool(together[1])


@pytest.mark.parametrize(
    ("second", "one", "two", "flagged"),
    [
        (NOTE.format("Tom"), {"to": PRIYA}, {"to": TOM}, True),
        (NOTE.format("Tom"), {}, {}, True),
        (NOTE.format("Tom").replace("best", "finest"), {"to": PRIYA}, {"to": TOM}, True),
        (OTHER.format("Tom"), {"to": PRIYA}, {"to": TOM}, False),
        (NOTE.format("Priya"), {"to": PRIYA}, {"to": PRIYA}, False),
        (NOTE.format("Tom"), {"to": PRIYA, "template": True}, {"to": TOM}, False),
        (NOTE.format("Tom"), {"to": PRIYA, "company": "Severn"}, {"to": TOM}, False),
        (NOTE.format("Tom"), {"to": PRIYA, "kind": "nudge"}, {"to": TOM}, False),
    ],
)
def test_notes_to_two_people_differ(second: str, one: dict, two: dict, flagged: bool) -> None:
    assert twins(NOTE.format("Priya"), second, one, two) == flagged


def test_short_notes_may_be_the_same() -> None:
    assert not twins("Dear Priya,\n\nThank you for your time.\n", "Dear Tom,\n\nThank you for your time.\n", {}, {})


def test_twins_share_sender_company_and_role() -> None:
    assert twin_key(draft_of(NOTE.format("Priya"), SHARED)) == ("ana ruiz", "northgate water", "data analyst")
    assert twin_key(draft_of(NOTE.format("Priya"), {**SHARED, "template": True})) is None
    bare = {key: value for key, value in SHARED.items() if key != "company"}
    assert twin_key(draft_of(NOTE.format("Priya"), bare)) == ("ana ruiz", "", "data analyst")
    unsigned = {key: value for key, value in SHARED.items() if key != "sender"}
    assert twin_key(draft_of("Dear Priya,\n\nThank you for the interview.\n", unsigned)) is None


@pytest.mark.parametrize(
    ("facts", "flagged"),
    [
        ({"kind": "nudge", "status": "rejected"}, True),
        ({"kind": "nudge", "status": "open"}, False),
        ({"kind": "nudge", "status": "offer"}, False),
        ({"kind": "nudge"}, False),
        ({"kind": "closing-note", "status": "rejected"}, False),
        ({"kind": "closing-note", "status": "rejected", "send": "2026-04-01",
          "earlier_contacts": [{"date": "2026-03-20", "kind": "closing-note"}]}, True),
        ({"kind": "thank-you", "contact_policy": "none"}, True),
        ({"kind": "urgent-reply", "contact_policy": "none"}, False),
        ({"kind": "thank-you", "status": "rejected", "send": "2026-03-06", "last_employer_reply": "2026-03-20"}, False),
        ({"kind": "nudge", "status": "rejected", "template": True}, False),
    ],
)  # fmt: skip
def test_a_closed_application_gets_one_note(facts: dict, flagged: bool) -> None:
    assert bool(check("SEQ007", TEXT, facts)) == flagged


def test_what_went_out_before_the_news_is_no_fault() -> None:
    shared = {"status": "rejected"}
    sent = [{"kind": "thank-you", "send": "2026-03-06"}, {"kind": "thank-you", "send": "2026-03-06", "sent": True}]
    assert application("SEQ007", shared, sent) == []
    assert application("SEQ007", shared, [{"kind": "thank-you", "send": "2026-03-06"}], today="2026-03-20") == []
    assert application("SEQ007", shared, [{"kind": "nudge", "send": "2026-03-24"}], today="2026-03-20") == [
        ("1.md", "error")
    ]


@pytest.mark.parametrize(
    ("facts", "message"),
    [
        (
            {"kind": "nudge", "send": "2026-03-15", "contact_policy": {"wait_until": "2026-03-16"}},
            "wait until 2026-03-16",
        ),
        ({"kind": "nudge", "send": "2026-03-16", "contact_policy": {"wait_until": "2026-03-16"}}, None),
        ({"kind": "thank-you", "send": "2026-03-10", "contact_policy": {"wait_until": "2026-03-16"}}, None),
        ({"kind": "nudge", "contact_policy": {"wait_until": "2026-03-16"}}, None),
        ({"channel": "phone", "contact_policy": {"channels": ["email"]}}, "by email only"),
        ({"channel": "email", "contact_policy": {"channels": ["email"]}}, None),
        ({"to": PRIYA, "contact_policy": {"via": "Jo Hale"}}, "through Jo Hale"),
        ({"to": ["Jo Hale"], "contact_policy": {"via": "Jo Hale"}}, None),
        ({"kind": "nudge", "follow_ups_sent": 1, "contact_policy": {"max": 1}}, "a limit of 1"),
        ({"kind": "nudge", "follow_ups_sent": 0, "contact_policy": {"max": 1}}, None),
        ({"kind": "urgent-reply", "channel": "phone", "contact_policy": {"channels": ["email"]}}, None),
    ],
)
def test_the_employers_own_rules_are_kept(facts: dict, message: str | None) -> None:
    findings = check("SEQ008", TEXT, facts)
    assert len(findings) == bool(message)
    assert all((message or "") in finding.message for finding in findings)


@pytest.mark.parametrize(
    ("shared", "own", "flagged"),
    [
        ({"company": "Northgate Water"}, {"company": "Northgate Waters"}, True),
        ({"company": "Northgate Water"}, {"company": "northgate water"}, False),
        ({"company": "Northgate Water"}, {}, False),
        ({"role": "data analyst"}, {"role": "business analyst"}, True),
        ({"interviewers": ["Priya Okafor"]}, {"interviewers": ["Prya Okafor"]}, True),
        ({"interviewers": ["Priya Okafor"]}, {"interviewers": ["Tom Reyes"]}, False),
        ({"interviewers": ["Jon Lee", "Jan Lee"]}, {"interviewers": ["Jan Lee"]}, False),
        (
            {"interviews": [{"date": "2026-03-03", "round": 1}]},
            {"interviews": [{"date": "2026-03-04", "round": 1}]},
            True,
        ),
        (
            {"interviews": [{"date": "2026-03-03", "round": 1}]},
            {"interviews": [{"date": "2026-03-17", "round": 2}]},
            False,
        ),
    ],
)
def test_facts_are_the_same_in_all_drafts(shared: dict, own: dict, flagged: bool) -> None:
    assert application("SEQ009", shared, [own]) == ([("1.md", "error")] if flagged else [])


def test_drafts_are_compared_with_each_other_too() -> None:
    assert application("SEQ009", {}, [{"company": "Northgate Water"}, {"company": "Northgate Waters"}]) == [
        ("2.md", "error")
    ]


@pytest.mark.parametrize(
    ("facts", "drafts", "today", "flagged"),
    [
        ({"earlier_contacts": [THANKS]}, [], "2026-03-19", False),
        ({"earlier_contacts": [THANKS]}, [], "2026-03-20", True),
        ({"earlier_contacts": [THANKS]}, [], None, False),
        ({"earlier_contacts": [THANKS, CHASER]}, [], "2026-04-14", False),
        ({"earlier_contacts": [THANKS], "status": "rejected"}, [], "2026-03-24", False),
        ({"earlier_contacts": [THANKS], "decision_expected": "2026-03-31"}, [], "2026-03-24", False),
        ({"earlier_contacts": [THANKS], "decision_expected": "2026-03-16"}, [], "2026-03-24", True),
        ({"earlier_contacts": [THANKS], "last_employer_reply": "2026-03-16"}, [], "2026-03-24", False),
        ({"earlier_contacts": [THANKS]}, [{"kind": "nudge", "send": "2026-03-25"}], "2026-03-24", False),
        ({"earlier_contacts": [THANKS]}, [{"kind": "nudge"}], "2026-03-24", False),
        ({"contact_policy": {"wait_until": "2026-03-30"}, "earlier_contacts": [THANKS]}, [], "2026-03-24", False),
        ({"interviews": [ROUND]}, [], "2026-03-24", False),
        ({"interviews": [ROUND]}, [{"kind": "thank-you", "send": "2026-03-06"}], "2026-03-24", True),
    ],
)
def test_a_chaser_falls_due(facts: dict, drafts: list[dict], today: str | None, flagged: bool) -> None:
    assert application("SEQ010", facts, drafts, today=today) == ([("application.yml", "info")] if flagged else [])


def test_a_lone_draft_is_judged_by_what_it_declares_itself() -> None:
    (report,) = lint(
        [draft_of(TEXT, {"kind": "nudge", "status": "rejected", "follow_ups_sent": 2})], rules(), Settings()
    )
    assert {"SEQ001", "SEQ007"} <= {finding.code for finding in report.findings}


def test_a_profile_silences_what_it_does_not_want() -> None:
    facts = {"profile": "match", "interviews": [ROUND]}
    assert application("SEQ003", facts, [], today="2026-03-10") == []


def test_twins_are_found_among_files_of_one_folder(tmp_path: Path) -> None:
    for name, person in (("1.md", "Priya"), ("2.md", "Tom"), ("3.md", "Lena")):
        draft = draft_of(NOTE.format(person), SHARED)
        (tmp_path / name).write_text(draft.source.text, encoding="utf-8")
    (tmp_path / "4.md").write_text(draft_of(OTHER.format("Sam"), SHARED).source.text, encoding="utf-8")
    settings = Settings(selected=frozenset(["SEQ005"]))
    reports = list(run(gather([str(tmp_path)], [], []), rules(), lambda path: settings))
    assert [[f.code for f in report.findings] for report in reports] == [["SEQ005"], ["SEQ005"], ["SEQ005"], []]

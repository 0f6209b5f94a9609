"""The functions that the checker page and the planner call."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from followup_lint import browser as way_in
from followup_lint.source import Source

NOTE = "Dear Ms Okafor,\n\nThank you 😀 for your time. I have alot to add!!\n\nKind regards,\nAna Ruiz\n"


def check(text: str, **more: Any) -> Any:
    return json.loads(way_in.check(json.dumps({"text": text, **more})))


def test_offsets_count_utf16_units() -> None:
    found = {finding["code"]: finding for finding in check(NOTE)["findings"]}
    start, end = found["MEC004"]["start"], found["MEC004"]["end"]
    units = NOTE.encode("utf-16-le")
    assert units[2 * start["offset"] : 2 * end["offset"]].decode("utf-16-le") == "alot"
    line = NOTE.split("\n")[start["line"] - 1].encode("utf-16-le")
    assert line[2 * (start["column"] - 1) :].decode("utf-16-le").startswith("alot")


def test_one_fix_is_applied_and_the_text_judged_again() -> None:
    first = check(NOTE)
    number = next(n for n, finding in enumerate(first["findings"]) if finding["code"] == "MEC004")
    then = check(NOTE, apply=[number])
    assert then["text"] == NOTE.replace("alot", "a lot")
    assert "MEC004" not in {finding["code"] for finding in then["findings"]}
    assert check(NOTE, apply=[99])["text"] == NOTE


def test_safe_fixes_are_those_of_the_command_line(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(NOTE, "utf-8")
    subprocess.run(
        [sys.executable, "-m", "followup_lint", "check", "--isolated", "--fix", str(path)], capture_output=True
    )
    assert check(NOTE, safe=True)["text"] == path.read_text("utf-8")


def test_facts_of_the_form_count_and_become_front_matter() -> None:
    facts = {
        "company": "Smith: Sons",
        "interviews": [{"date": "2026-03-03"}],
        "send": "2026-03-03",
        "role": "",
        "x": "y",
    }
    answer = check(NOTE, facts=facts)
    assert answer["facts"]["company"] == {"value": "Smith: Sons", "from": "command-line"}
    assert "TIM001" in {finding["code"] for finding in answer["findings"]}
    again = check(answer["file"])
    assert again["facts"]["company"] == {"value": "Smith: Sons", "from": "declared"}
    assert again["facts"]["send"]["value"] == "2026-03-03"
    more = check(answer["file"], facts={"company": "Other", "role": "clerk"})["file"]
    assert more.count("company") == 1 and "role: clerk" in more


def test_what_cannot_be_read_is_said_in_words() -> None:
    assert "front matter" in check("---\ncompany: x\nrole: y")["error"]
    assert "20,000" in check("a" * 20_001)["error"]
    assert "profile" in check(NOTE, profile=["none-such"])["error"]
    assert "date" in check(NOTE, today="soon")["error"]


def test_the_planner_gives_the_command_lines_days(lint: Any) -> None:
    asked = {"interviews": ["2026-03-03"], "decision": "2026-03-27", "profile": ["career-office"]}
    answer = json.loads(way_in.plan(json.dumps(asked)))
    run = lint("plan", "--interview", "2026-03-03", "--decision", "2026-03-27", "--profile", "career-office")
    assert answer["text"] == run.out
    assert [step["key"] for step in answer["steps"]][:2] == ["interview", "thank-you"]
    assert "error" in json.loads(way_in.plan("{}"))


def test_the_planners_calendar_is_the_same_as_the_librarys() -> None:
    icalendar = pytest.importorskip("icalendar")
    from datetime import UTC, date, datetime

    from followup_lint import timeline

    asked = {"company": "Bäcker; Söhne, " + "lang " * 20, "sent": ["2026-03-05"]}
    known = way_in._known(asked, ("seed",), [date(2026, 3, 3)])
    steps, stamp = timeline.plan(known), datetime(2026, 3, 1, tzinfo=UTC)
    ours = way_in.calendar_file(steps, known, stamp)
    assert max(len(line.encode()) for line in ours.split("\r\n")) <= 75
    books = [icalendar.Calendar.from_ical(text) for text in (ours, timeline.calendar_file(steps, known, stamp))]
    keys = ("uid", "summary", "description", "dtstart", "dtend", "dtstamp")
    values = [[[str(event.decoded(key)) for key in keys] for event in book.walk("VEVENT")] for book in books]
    assert values[0] == values[1] != []


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Dear Dana,", "---\nkind: nudge\n---\n\nDear Dana,"),
        ("\ufeffDear Dana,", "\ufeff---\nkind: nudge\n---\n\nDear Dana,"),
        ("---\nrole: clerk\n---\nDear Dana,", "---\nrole: clerk\nkind: nudge\n---\nDear Dana,"),
        ("---\nkind: reply\n---\nDear Dana,", "---\nkind: reply\n---\nDear Dana,"),
        ("---\n{role: clerk}\n---\nDear Dana,", "---\n{role: clerk, kind: nudge}\n---\nDear Dana,"),
        (
            "---\nearlier_contacts:\n- date: 2026-03-05\n  kind: thank-you\n---\nDear Dana,",
            "---\nearlier_contacts:\n- date: 2026-03-05\n  kind: thank-you\nkind: nudge\n---\nDear Dana,",
        ),
    ],
)
def test_the_page_adds_its_fields_to_the_front_matter(text: str, whole: str) -> None:
    assert way_in.with_front_matter(Source("draft.md", text), {"kind": "nudge"}) == whole

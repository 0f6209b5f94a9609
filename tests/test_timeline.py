"""The calendar of an application: its days at their boundaries, and that the linter agrees with them."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from conftest import Run
from hypothesis import given
from hypothesis import strategies as st

from followup_lint import timeline
from followup_lint.calendar import is_business_day
from followup_lint.commands.plan import contacts, facts_of
from followup_lint.fields import Contact, Interview, Moment
from followup_lint.pictures import timeline_svg, timeline_table
from followup_lint.ruleset import CHECKOUT, Ruleset, read_yaml

PROFILES: dict[str, Any] = read_yaml(CHECKOUT / "rules" / "profiles.yml")
TUESDAY, FRIDAY = date(2026, 3, 3), date(2026, 3, 6)


def limits(name: str) -> dict[str, Any]:
    return Ruleset((), {}, PROFILES, {}, None, None).profile([name])  # type: ignore[arg-type]


def moment(day: date) -> Moment:
    return Moment(day, None, day.isoformat())


def known(*days: date, profile: str = "seed", sent: tuple[date, ...] = (), **more: Any) -> timeline.Known:
    interviews = tuple(Interview(moment(day), number) for number, day in enumerate(days, 1))
    contacts = tuple(Contact(moment(day), "thank-you") for day in sent)
    return timeline.Known(interviews, limits(profile), contacts=contacts, **more)


def shown(value: timeline.Known) -> list[str]:
    """The steps after the interview, as `key first-last` counted in days from the last interview."""
    steps = [step for step in timeline.plan(value) if step.key not in ("interview", "decision")]
    zero = max(i.date.day for i in value.interviews if i.date)
    return [
        f"{s.key} {((s.advised or s.first) - zero).days}" + (f"-{s.last_day}" if s.key == "thank-you" else "")
        for s in steps
    ]


@pytest.mark.parametrize(
    ("profile", "steps"),
    [
        ("seed", ["thank-you 2-7", "chaser 16", "stop 23"]),
        ("career-office", ["thank-you 0-2", "chaser 7", "chaser 14", "stop 21"]),
        ("campus-fast", ["thank-you 0-1", "chaser 7", "chaser 14", "stop 21"]),
        ("hiring-manager", ["thank-you 0-2", "chaser 7", "stop 14"]),
        ("de", ["thank-you 1-3", "chaser 15", "chaser 29", "stop 41"]),
        ("public-sector", ["thank-you 2-7", "chaser 30", "stop 44"]),
    ],
)
def test_the_steps_after_a_tuesday(profile: str, steps: list[str]) -> None:
    assert shown(known(TUESDAY, profile=profile)) == steps


def test_a_weekend_in_the_wait_is_passed_over() -> None:
    assert shown(known(FRIDAY))[0] == "thank-you 3-7"  # Monday to Friday
    assert shown(known(FRIDAY, profile="career-office"))[0] == "thank-you 0-0"  # Friday, and no Sunday
    assert shown(known(date(2026, 3, 7), profile="campus-fast"))[0] == "thank-you 0-1"  # nothing but a weekend


def test_holidays_are_no_working_days() -> None:
    assert shown(known(TUESDAY, holidays=(date(2026, 3, 5), date(2026, 3, 6))))[0] == "thank-you 6-9"


def test_a_decision_within_the_wait_lifts_it() -> None:
    assert shown(known(TUESDAY, decision=date(2026, 3, 4)))[0] == "thank-you 0-1"
    assert shown(known(TUESDAY, decision=date(2026, 3, 5)))[0] == "thank-you 0-2"
    assert shown(known(TUESDAY, decision=date(2026, 3, 9)))[0] == "thank-you 2-3"  # before the Monday


def test_a_chaser_waits_for_the_day_that_they_named() -> None:
    steps = timeline.plan(known(TUESDAY, decision=date(2026, 3, 27)))
    (chaser,) = [step for step in steps if step.key == "chaser"]
    assert chaser.first == date(2026, 3, 31)  # Friday, one working day of grace, then Tuesday


def test_what_was_sent_moves_the_rest() -> None:
    assert shown(known(TUESDAY, sent=(date(2026, 3, 6),))) == ["thank-you 3-3", "chaser 17", "stop 24"]


def test_two_messages_without_an_answer_leave_nothing_to_send() -> None:
    value = known(TUESDAY)
    contacts = (Contact(moment(date(2026, 3, 6)), "thank-you"), Contact(moment(date(2026, 3, 20)), "nudge"))
    steps = timeline.plan(timeline.Known(value.interviews, value.limits, contacts=contacts))
    assert [(step.key, step.done) for step in steps[1:]] == [("thank-you", True), ("chaser", True), ("stop", False)]


def test_a_later_round_begins_the_count_anew() -> None:
    steps = timeline.plan(known(TUESDAY, date(2026, 3, 17), sent=(date(2026, 3, 6),)))
    assert [(step.key, step.day) for step in steps] == [
        ("interview", -14), ("thank-you", -11), ("interview", 0), ("thank-you", 2), ("chaser", 9), ("stop", 23),
    ]  # fmt: skip


@pytest.mark.parametrize(("status", "keys"), [("rejected", ["close"]), ("withdrawn", []), ("offer", [])])
def test_the_end_of_an_application(status: str, keys: list[str]) -> None:
    assert [step.key for step in timeline.plan(known(TUESDAY, status=status))][1:] == keys


def test_where_they_want_no_message_there_is_none() -> None:
    assert [step.key for step in timeline.plan(known(TUESDAY, quiet=True))] == ["interview", "close"]


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from(sorted(PROFILES)),
    st.none() | st.integers(0, 40), st.sets(st.integers(0, 20), max_size=3),
)  # fmt: skip
def test_every_plan_is_in_order_and_on_working_days(
    day: date, profile: str, decision: int | None, off: set[int]
) -> None:
    holidays = tuple(day + timedelta(days=n) for n in off)
    wish = None if decision is None else day + timedelta(days=decision)
    steps = timeline.plan(known(day, profile=profile, decision=wish, holidays=holidays))
    for step in steps:
        assert step.first <= (step.advised or step.first) <= step.last
        if step.key in ("chaser", "stop"):
            assert is_business_day(step.advised or step.first, holidays)
    chasers = [step.advised or step.first for step in steps if step.key in ("thank-you", "chaser", "stop")]
    assert chasers == sorted(chasers)


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.sampled_from(sorted(PROFILES)), st.none() | st.integers(1, 40)
)
def test_the_linter_finds_no_day_of_the_plan_too_early_or_too_late(
    day: date, profile: str, decision: int | None
) -> None:
    from followup_lint.checks.dates import DATES
    from followup_lint.draft import Draft
    from followup_lint.facts import Fact, Facts
    from followup_lint.finding import Severity
    from followup_lint.reading import Reading
    from followup_lint.source import Source

    wish = None if decision is None else day + timedelta(days=decision)
    value = known(day, profile=profile, decision=wish)
    noted: date | None = None
    for step in timeline.plan(value):
        if step.key not in ("thank-you", "chaser"):
            continue
        kind = "thank-you" if step.key == "thank-you" else "nudge"
        last = step.last if kind == "thank-you" else step.advised or step.first
        for send in {step.advised or step.first, last}:
            facts = {
                "kind": kind, "interviews": value.interviews, "send": moment(send),
                "earlier_contacts": (Contact(moment(noted)),) if noted else (),
                **({"decision_expected": moment(wish)} if wish else {}),
            }  # fmt: skip
            draft = Draft(Source("a.md", ""), "", Facts({key: Fact(item, "declared") for key, item in facts.items()}))
            reading = Reading(draft, None, value.limits)  # type: ignore[arg-type]
            kinds = ("too-soon", "too-late") if kind == "thank-you" else ("nudge-too-soon",)
            for of in kinds:
                breach = DATES[of](reading)
                assert breach is None or breach.severity == Severity.INFO, (of, send)
        noted = step.advised or step.first
        if kind == "nudge":
            break  # the second chaser has no date to wait for


def test_the_picture_and_the_table_say_the_same() -> None:
    plans = [(name, timeline.for_profile(TUESDAY, limits(name))) for name in PROFILES]
    table, picture = timeline_table(plans), timeline_svg(plans, "t", "When")
    assert "| `seed` | day 2 to 7 | day 16 (possible from 9) | – | day 23 |" in table
    assert "seed: thank-you note on day 2 to 7; chaser from day 16 (possible from day 9); stop on day 23" in picture
    assert "`match` | none | none | none |" in table and "match: nothing is sent" in picture


# -- the calendar file and the command -----------------------------------------------------------------------------


def test_the_calendar_file_has_the_days_that_are_still_to_come() -> None:
    icalendar = pytest.importorskip("icalendar")
    value = known(TUESDAY, company="Northgate Water", role="data analyst", decision=date(2026, 3, 27))
    stamp = datetime(2026, 3, 3, 12, tzinfo=UTC)
    data = timeline.calendar_file(timeline.plan(value), value, stamp)
    assert data == timeline.calendar_file(timeline.plan(value), value, stamp)
    book = icalendar.Calendar.from_ical(data)
    events = {str(event["summary"]): event for event in book.walk("VEVENT")}
    note = events["Thank-you note: data analyst, Northgate Water"]
    assert (note["dtstart"].dt, note["dtend"].dt) == (date(2026, 3, 5), date(2026, 3, 11))  # the end is not in it
    assert events["Chaser: data analyst, Northgate Water"]["dtstart"].dt == date(2026, 3, 31)
    assert len({str(event["uid"]) for event in events.values()}) == len(events) == 4
    assert all(len(line) <= 75 for line in data.splitlines())


def test_plan_reads_an_application_folder(lint: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "application.yml").write_text(
        "company: Northgate Water\nrole: data analyst\n"
        "interviews: [{date: 2026-03-03, with: [Priya Okafor, Tom Reyes]}]\n"
        "earlier_contacts: [{date: 2026-03-06, kind: thank-you}]\n", encoding="utf-8",
    )  # fmt: skip
    run = lint("plan")
    assert run.code == 0
    assert "Data analyst, Northgate Water (profile seed)" in run.out
    assert "Sent to Priya Okafor and Tom Reyes." in run.out
    assert "from Fri 20 Mar 2026" in run.out


def test_plan_knows_what_was_sent(lint: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "application.yml").write_text(
        "interviews: [2026-03-03]\nearlier_contacts: [{date: 2026-03-24, kind: nudge}]\n", encoding="utf-8"
    )
    (tmp_path / "sent").mkdir()
    for name, day, kind in (("1.md", "2026-03-05", "thank-you"), ("2.md", "2026-03-24", "nudge")):
        (tmp_path / "sent" / name).write_text(f"---\nkind: {kind}\nsend: {day}\n---\n\nDear Dana,\n", encoding="utf-8")
    out = lint("plan").out
    assert "Thu 5 Mar 2026" in out
    assert out.count("Chaser") == out.count("Sent.") == 1
    assert len(list(contacts(str(tmp_path), facts_of(str(tmp_path))))) == 2, "the chaser is told twice, and counts once"
    (tmp_path / "sent" / "3.md").write_bytes(b"\0")
    assert lint("plan").code == 2


def test_plan_takes_dates_from_the_command_line(lint: Callable[..., Run]) -> None:
    out = lint("plan", "--interview", "2026-03-03", "--profile", "de", "--holiday", "2026-03-04").out
    assert "Thu 5 Mar to Mon 9 Mar 2026" in out


def test_plan_explains_what_it_lacks(lint: Callable[..., Run]) -> None:
    assert lint("plan").code == 2
    assert lint("plan", "--interview", "3 March").code == 2
    assert "there is no profile" in lint("plan", "--interview", "2026-03-03", "-p", "nobody").err


@pytest.mark.slow
@pytest.mark.parametrize("name", ["timeline", "check"])
def test_the_examples_of_the_pages_print_what_the_page_says(name: str) -> None:
    from test_docs import play

    for block, printed in play((CHECKOUT / f"{name}.md").read_text("utf-8")):
        assert printed == block.text

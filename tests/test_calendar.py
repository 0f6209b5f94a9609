"""Dates as people write them, and days that count."""

from datetime import UTC, date, time, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup_lint.calendar import (
    DateProblem,
    add_business_days,
    business_days_between,
    hours_between,
    is_after,
    is_business_day,
    month_end,
    parse_moment,
)
from followup_lint.fields import Moment

EASTER = (date(2026, 4, 3), date(2026, 4, 6))
"""Good Friday and Easter Monday of 2026."""


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("2026-03-05", date(2026, 3, 5), None),
        ("2024-02-29", date(2024, 2, 29), None),
        ("2026-03-05T09:40", date(2026, 3, 5), time(9, 40)),
        ("2026-03-05 09:40", date(2026, 3, 5), time(9, 40)),
        ("2026-03-05T00:00:00", date(2026, 3, 5), time(0, 0)),
        ("2026-03-05T23:59:59.123", date(2026, 3, 5), time(23, 59, 59)),
        ("2026-03-05T09:40Z", date(2026, 3, 5), time(9, 40, tzinfo=UTC)),
        ("2026-03-05T09:40+05:30", date(2026, 3, 5), time(9, 40, tzinfo=timezone(timedelta(hours=5, minutes=30)))),
        ("2026-03-05T09:40-0800", date(2026, 3, 5), time(9, 40, tzinfo=timezone(timedelta(hours=-8)))),
        ("2026-03-05 09:40 +01", date(2026, 3, 5), time(9, 40, tzinfo=timezone(timedelta(hours=1)))),
    ],
)
def test_iso_is_read(text: str, day: date, clock: time | None) -> None:
    assert parse_moment(text) == Moment(day, clock, text)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-03", date(2026, 3, 31)), ("2026-02", date(2026, 2, 28)), ("2024-02", date(2024, 2, 29)),
     ("2026-12", date(2026, 12, 31)), ("2026-03-05", date(2026, 3, 5))],
)  # fmt: skip
def test_a_month_is_its_last_day_where_months_are_allowed(text: str, day: date) -> None:
    assert parse_moment(text, months=True) == Moment(day, None, text)


YMD = "is not written as year-month-day"
NO_DATE = "is not a date; write it as year-month-day, such as 2026-03-05"


@pytest.mark.parametrize(
    ("text", "reason", "suggestion", "certain"),
    [
        ("2026-3-5", YMD, "2026-03-05", True),
        ("2026/03/05", YMD, "2026-03-05", True),
        ("2026.3.5 14:30", YMD, "2026-03-05T14:30", True),
        ("20260305", YMD, "2026-03-05", True),
        ("2026–03–05", YMD, "2026-03-05", True),
        ("2026-03-05 9:40", YMD, "2026-03-05T09:40", True),
        ("2026-03-05T9pm", YMD, "2026-03-05T21:00", True),
        ("2026-03-05 at 12 am", YMD, "2026-03-05T00:00", True),
        ("5 March 2026", YMD, "2026-03-05", True),
        ("March 5th, 2026", YMD, "2026-03-05", True),
        ("5-Mar-2026", YMD, "2026-03-05", True),
        ("Thu, 5th of March 2026 at 9am", YMD, "2026-03-05T09:00", True),
        ("Saturday 5 Sept. 2026", YMD, "2026-09-05", True),
        ("Monday 5 March 2026", YMD, "2026-03-05", False),
        ("2026-03-05 14:30am", NO_DATE, "", False),
        ("13/04/2026", YMD, "2026-04-13", False),
        ("04/13/2026", YMD, "2026-04-13", False),
        ("03/03/2026", YMD, "2026-03-03", False),
        ("05.03.2026", YMD, "2026-03-05", False),
        ("03/04/2026", "could be 3 April or 4 March; write 2026-04-03 or 2026-03-04", "", False),
        ("3-4-2026 10:00", "could be 3 April or 4 March; write 2026-04-03 or 2026-03-04", "", False),
        ("2026-02-30", "has day 30, and February 2026 has 28 days", "", False),
        ("2026-2-30", "has day 30, and February 2026 has 28 days", "", False),
        ("2025-02-29", "has day 29, and February 2025 has 28 days", "", False),
        ("2026-04-00", "has day 0, and April 2026 has 30 days", "", False),
        ("2026-13-01", "has month 13, and there are 12", "", False),
        ("13/13/2026", "has month 13, and there are 12", "", False),
        ("0206-03-05", "has the year 0206, which cannot be right", "", False),
        ("1899-12-31", "has the year 1899, which cannot be right", "", False),
        ("2026-03-05T24:00", "has a time that no clock shows", "", False),
        ("2026-03-05T09:60", "has a time that no clock shows", "", False),
        ("2026-03-05T09:40+25:00", "has the offset +25:00 from UTC, which no place has", "", False),
        ("2026-03", "names a month and no day", "", False),
        ("2026-3", "names a month and no day", "", False),
        ("March 2026", "names a month and no day", "", False),
        ("5 March", "has no year; write a date as year-month-day, such as 2026-03-05", "", False),
        ("03/04/26", "has a year of two digits; write a date as year-month-day, such as 2026-03-05", "", False),
        ("today", NO_DATE, "", False),
        ("next Tuesday", NO_DATE, "", False),
        ("mars 2026", NO_DATE, "", False),
        ("２０２６-03-05", NO_DATE, "", False),
        ("", NO_DATE, "", False),
        ("5 March 2026" + " " * 60_000 + "x", NO_DATE, "", False),
    ],
)
def test_what_is_no_date_says_why(text: str, reason: str, suggestion: str, certain: bool) -> None:
    assert parse_moment(text) == DateProblem(reason, suggestion, certain)


@pytest.mark.parametrize(
    ("text", "suggestion"), [("2026-3", "2026-03"), ("March 2026", "2026-03"), ("2026/12", "2026-12"), ("2026-13", "")]
)
def test_a_month_is_suggested_where_months_are_allowed(text: str, suggestion: str) -> None:
    found = parse_moment(text, months=True)
    assert isinstance(found, DateProblem) and found.suggestion == suggestion


@settings(derandomize=True, max_examples=300)
@given(st.text(st.sampled_from("0123456789-/. :TZ+apmMarch"), max_size=24), st.booleans())
def test_a_suggestion_is_always_a_date(text: str, months: bool) -> None:
    found = parse_moment(text, months=months)
    if isinstance(found, DateProblem) and found.suggestion:
        assert isinstance(parse_moment(found.suggestion, months=months), Moment)


@pytest.mark.parametrize(
    ("first", "second", "holidays", "days"),
    [
        (date(2026, 3, 3), date(2026, 3, 3), (), 0),
        (date(2026, 3, 3), date(2026, 3, 4), (), 1),
        (date(2026, 3, 6), date(2026, 3, 7), (), 0),  # Friday to Saturday
        (date(2026, 3, 6), date(2026, 3, 8), (), 0),
        (date(2026, 3, 6), date(2026, 3, 9), (), 1),  # Friday to Monday
        (date(2026, 3, 7), date(2026, 3, 9), (), 1),  # Saturday to Monday
        (date(2026, 3, 7), date(2026, 3, 8), (), 0),
        (date(2026, 3, 3), date(2026, 3, 10), (), 5),
        (date(2026, 3, 9), date(2026, 3, 6), (), -1),
        (date(2026, 4, 2), date(2026, 4, 7), (), 3),
        (date(2026, 4, 2), date(2026, 4, 7), EASTER, 1),
        (date(2026, 4, 2), date(2026, 4, 7), (*EASTER, *EASTER), 1),
        (date(2026, 4, 3), date(2026, 4, 7), EASTER, 1),  # the first day itself does not count
        (date(2026, 4, 1), date(2026, 4, 3), EASTER, 1),
        (date(2026, 3, 6), date(2026, 3, 9), (date(2026, 3, 7),), 1),  # a holiday on a Saturday
        (date(2025, 12, 31), date(2026, 1, 2), (date(2026, 1, 1),), 1),
        (date(1900, 1, 1), date(2199, 12, 31), (), 78_266),
    ],
)
def test_business_days_between(first: date, second: date, holidays: tuple[date, ...], days: int) -> None:
    assert business_days_between(first, second, holidays) == days


@pytest.mark.parametrize(
    ("day", "count", "holidays", "expected"),
    [
        (date(2026, 3, 6), 0, (), date(2026, 3, 6)),
        (date(2026, 3, 6), 1, (), date(2026, 3, 9)),
        (date(2026, 3, 7), 1, (), date(2026, 3, 9)),
        (date(2026, 3, 6), 5, (), date(2026, 3, 13)),
        (date(2026, 4, 2), 1, EASTER, date(2026, 4, 7)),
        (date(2026, 3, 9), -1, (), date(2026, 3, 6)),
        (date(2026, 3, 8), -1, (), date(2026, 3, 6)),
    ],
)
def test_add_business_days(day: date, count: int, holidays: tuple[date, ...], expected: date) -> None:
    assert add_business_days(day, count, holidays) == expected


DAYS = st.dates(date(2025, 12, 1), date(2026, 6, 30))


@settings(derandomize=True, max_examples=200)
@given(DAYS, DAYS, st.lists(DAYS, max_size=5), st.integers(1, 30))
def test_counting_and_adding_agree(first: date, second: date, holidays: list[date], count: int) -> None:
    step = range(min(first, second).toordinal() + 1, max(first, second).toordinal() + 1)
    slow = sum(is_business_day(date.fromordinal(number), holidays) for number in step)
    assert abs(business_days_between(first, second, holidays)) == slow
    assert business_days_between(first, add_business_days(first, count, holidays), holidays) == count


def moment(text: str) -> Moment:
    found = parse_moment(text)
    assert isinstance(found, Moment)
    return found


@pytest.mark.parametrize(
    ("first", "second", "hours"),
    [
        ("2026-03-05T09:00", "2026-03-05T14:30", 5.5),
        ("2026-03-05T14:00", "2026-03-06T09:00", 19),
        ("2026-03-05T14:00", "2026-03-05T09:00", -5),
        ("2026-03-05T14:00+01:00", "2026-03-05T14:00Z", 1),
        ("2026-03-05T14:00+01:00", "2026-03-05T15:00", 1),
        ("2026-03-05", "2026-03-05T15:00", None),
        ("2026-03-05T15:00", "2026-03-06", None),
    ],
)
def test_hours_between(first: str, second: str, hours: float | None) -> None:
    assert hours_between(moment(first), moment(second)) == hours


@pytest.mark.parametrize(
    ("first", "second", "after"),
    [
        ("2026-03-05", "2026-03-05", False),
        ("2026-03-06", "2026-03-05", True),
        ("2026-03-05T10:00", "2026-03-05", False),
        ("2026-03-05T10:00", "2026-03-05T09:00", True),
        ("2026-03-06T00:30+05:30", "2026-03-05T23:00Z", False),  # 19:00 in UTC
    ],
)
def test_is_after(first: str, second: str, after: bool) -> None:
    assert is_after(moment(first), moment(second)) == after


def test_month_end() -> None:
    lengths = [month_end(date(2026, month, 1)).day for month in range(1, 13)]
    assert lengths == [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

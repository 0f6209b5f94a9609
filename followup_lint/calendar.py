"""Days: reading ISO dates strictly, and counting business days."""

from collections.abc import Collection
from datetime import date, time, timedelta, timezone
from typing import NamedTuple

from followup_lint.fields import Moment
from followup_lint.lazy import lazy

YEARS = range(1900, 2200)
"""Years that a draft can be about; others are slips of the pen."""

_DAY = timedelta(days=1)
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""English names of the months, for messages."""

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""English names of the days, Monday first as `date.weekday` counts."""

_ISO = lazy(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,][0-9]{1,9})?)? ?([Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?"
)
_ISO_MONTH = lazy(r"([0-9]{4})-([0-9]{2})")


class DateProblem(NamedTuple):
    """Why a text is no date. `reason` goes on from the value (“2026-3-5” is …); `suggestion` is ISO, or empty.

    `certain` says that the suggestion can mean nothing else.
    """

    reason: str
    suggestion: str = ""
    certain: bool = False


def parse_moment(text: str, *, months: bool = False) -> Moment | DateProblem:
    """Read an ISO date, date and time (with or without offset) or, where `months` says so, a month (its last day).

    Anything else is a problem: nothing is guessed, and a date that can only mean one day comes with its ISO form.
    """
    match = _ISO.fullmatch(text)
    if match is None:
        month = _ISO_MONTH.fullmatch(text)
        if month is None:
            from followup_lint.dateguess import guess  # its patterns take 2 ms, and most dates are right

            return guess(text, months)
        day = read_day(month[1], month[2], "01")
        if isinstance(day, DateProblem):
            return day
        return Moment(month_end(day), None, text) if months else DateProblem("names a month and no day")
    day = read_day(match[1], match[2], match[3])
    if isinstance(day, DateProblem) or match[4] is None:
        return day if isinstance(day, DateProblem) else Moment(day, None, text)
    clock = _time(match[4], match[5], match[6] or "0", match[7])
    return clock if isinstance(clock, DateProblem) else Moment(day, clock, text)


def month_end(day: date) -> date:
    """Return the last day of the month that a day is in."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAY


def is_business_day(day: date, holidays: Collection[date] = ()) -> bool:
    """Return whether a day is Monday to Friday and no holiday."""
    return day.weekday() < 5 and day not in holidays


def business_days_between(first: date, second: date, holidays: Collection[date] = ()) -> int:
    """Return how many business days lie after `first` up to and with `second`; negative where `second` is earlier.

    Day 1 is the first business day after `first`, so Friday to Monday is 1.
    """
    if second < first:
        return -business_days_between(second, first, holidays)
    off = sum(1 for day in set(holidays) if first < day <= second and day.weekday() < 5)
    return _weekdays(second) - _weekdays(first) - off


def add_business_days(day: date, count: int, holidays: Collection[date] = ()) -> date:
    """Return the business day that is number `count` after a day (before it where negative); 0 is the day itself."""
    step = _DAY if count >= 0 else -_DAY
    for _ in range(abs(count)):
        day += step
        while not is_business_day(day, holidays):
            day += step
    return day


def hours_between(first: Moment, second: Moment) -> float | None:
    """Return the hours from one moment to another, or None where either carries no time.

    Offsets count where both carry one; else both are taken as local.
    """
    if first.time is None or second.time is None:
        return None
    hours = (second.day - first.day).days * 24.0 + _hour(second.time) - _hour(first.time)
    before, after = first.time.utcoffset(), second.time.utcoffset()
    if before is not None and after is not None:
        hours += (before - after) / timedelta(hours=1)
    return hours


def is_after(first: Moment, second: Moment) -> bool:
    """Return whether `first` is certainly later than `second`; on one day only times that both carry can tell."""
    hours = hours_between(second, first)
    return first.day > second.day if hours is None else hours > 0


def _weekdays(day: date) -> int:
    """How many Mondays to Fridays there are from 1 January of year 1, a Monday, up to and with a day."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _hour(clock: time) -> float:
    return clock.hour + clock.minute / 60 + clock.second / 3600


def read_day(year: str, month: str, day: str) -> date | DateProblem:
    """Return the day that three numbers name, or what is wrong with them."""
    y, m, d = int(year), int(month), int(day)
    if y not in YEARS:
        return DateProblem(f"has the year {year}, which cannot be right")
    if not 1 <= m <= 12:
        return DateProblem(f"has month {m}, and there are 12")
    last = month_end(date(y, m, 1)).day
    if not 1 <= d <= last:
        return DateProblem(f"has day {d}, and {MONTHS[m - 1]} {y} has {last} days")
    return date(y, m, d)


def _time(hour: str, minute: str, second: str, offset: str | None) -> time | DateProblem:
    h, m, s = int(hour), int(minute), int(second)
    if h > 23 or m > 59 or s > 59:
        return DateProblem("has a time that no clock shows")
    if offset is None:
        return time(h, m, s)
    digits = offset[1:].replace(":", "").ljust(4, "0")
    shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:])) if offset not in "Zz" else timedelta()
    if shift > timedelta(hours=14) or int(digits[2:]) > 59:
        return DateProblem(f"has the offset {offset} from UTC, which no place has")
    return time(h, m, s, tzinfo=timezone(-shift if offset[0] == "-" else shift))

"""What a text that is no ISO date may have meant: a reason for the writer, and a date only where there is just one."""

import re
from datetime import date

from followup_lint.calendar import MONTHS, DateProblem, parse_moment, read_day

LONGEST = 60
"""How many characters a date may have to be worth a guess."""

NO_DATE = "is not a date; write it as year-month-day, such as 2026-03-05"

_CLOCK = re.compile(
    r"(?:[Tt]|,? +(?:at )?)([0-9]{1,2})(?:[:.]([0-9]{2}))?(?::[0-9]{2})?(?: ?([AaPp])\.?[Mm]\.?| ?[Uu]hr| ?h)?$"
)
_WEEKDAY = re.compile(r"^(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[,.]? +", re.IGNORECASE)
_MONTH = "(?P<name>" + "|".join(f"{name[:3]}(?:{name[3:]})?" for name in MONTHS) + "|sept)[.,]?"
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ])([0-9]{1,2})\2([0-9]{1,2})")
_EIGHT_DIGITS = re.compile(r"([0-9]{4})()([0-9]{2})([0-9]{2})")
_YEAR_MONTH = re.compile(r"([0-9]{4})[-/. ]([0-9]{1,2})")
_SLASHED = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4})")
_NAMED = re.compile(
    rf"(?:(?P<d>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?[ -]+(?:of )?)?{_MONTH}(?:[ -]+(?P<d2>[0-9]{{1,2}})(?:st|nd|rd|th)?,?)?"
    r"(?:[ -]+(?P<y>[0-9]{4}))?",
    re.IGNORECASE,
)
_DASHES = re.compile("[\u2010-\u2015\u2212\uff0d]")


def guess(text: str, months: bool) -> DateProblem:
    """Say what is wrong with a text that is no ISO date, and which date it can only mean; `months` allows a month."""
    if len(text) > LONGEST:
        return DateProblem(NO_DATE)
    plain = _DASHES.sub("-", text.strip())
    weekday = _WEEKDAY.match(plain)
    found = _guess(plain[weekday.end() :] if weekday else plain, months)
    if weekday and found.certain and not _falls_on(found.suggestion, weekday[0]):
        return found._replace(certain=False)  # the day or the date is wrong
    return found


def _falls_on(iso: str, weekday: str) -> bool:
    return date.fromisoformat(iso[:10]).strftime("%a") == weekday[:3].capitalize()


def _guess(bare: str, months: bool) -> DateProblem:
    clock, rest = "", bare
    if (match := _CLOCK.search(bare)) and (match[2] or match[3]):
        hour = int(match[1])
        if match[3] and hour > 12:
            return DateProblem(NO_DATE)  # 14:30 am
        hour = hour % 12 + 12 * (match[3] in ("p", "P")) if match[3] else hour
        clock, rest = f"T{hour:02}:{match[2] or '00'}", bare[: match.start()]
    if match := _YEAR_FIRST.fullmatch(rest) or _EIGHT_DIGITS.fullmatch(rest):
        return _suggest(match[1], match[3], match[4], clock, True)
    if match := _YEAR_MONTH.fullmatch(rest):
        return _suggest_month(match[1], int(match[2]), months)
    if match := _SLASHED.fullmatch(rest):
        return _slashed(match[1], match[3], match[4], match[2], clock)
    if match := _NAMED.fullmatch(rest):
        return _named(match, clock, months)
    if re.fullmatch(r"[0-9]{1,2}[-/. ][0-9]{1,2}[-/. ][0-9]{2}", rest):
        return DateProblem("has a year of two digits; write a date as year-month-day, such as 2026-03-05")
    return DateProblem(NO_DATE)


def _suggest(year: str, month: str, day: str, clock: str, certain: bool) -> DateProblem:
    found = parse_moment(f"{year}-{int(month):02}-{int(day):02}{clock}")
    if isinstance(found, DateProblem):
        return found
    return DateProblem("is not written as year-month-day", found.text, certain)


def _slashed(one: str, two: str, year: str, mark: str, clock: str) -> DateProblem:
    """Day or month first? Dots are day first wherever they are used; else only a number over 12 can tell."""
    first, second = int(one), int(two)
    if mark == "." or first > 12 or first == second:
        return _suggest(year, two, one, clock, False)
    if second > 12:
        return _suggest(year, one, two, clock, False)
    readings = [read_day(year, two, one), read_day(year, one, two)]
    if any(isinstance(day, DateProblem) for day in readings):
        return next(day for day in readings if isinstance(day, DateProblem))
    return DateProblem(
        f"could be {first} {MONTHS[second - 1]} or {second} {MONTHS[first - 1]}; write {readings[0]} or {readings[1]}"
    )


def _named(match: re.Match[str], clock: str, months: bool) -> DateProblem:
    month, day, year = _month(match["name"]), match["d"] or match["d2"], match["y"]
    if not year:
        return DateProblem("has no year; write a date as year-month-day, such as 2026-03-05")
    if day and not (match["d"] and match["d2"]):
        return _suggest(year, str(month), day, clock, True)
    if day or clock:
        return DateProblem(NO_DATE)
    return _suggest_month(year, month, months)


def _suggest_month(year: str, month: int, months: bool) -> DateProblem:
    if not months:
        return DateProblem("names a month and no day")
    found = read_day(year, str(month), "1")
    return (
        found
        if isinstance(found, DateProblem)
        else DateProblem("is not written as year-month", f"{year}-{month:02}", True)
    )


def _month(name: str) -> int:
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3].lower() == name[:3].lower())

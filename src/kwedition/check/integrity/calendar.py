"""Dates as attributes give them and as texts in English, German and French write them."""

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from kwedition.check.integrity.model import Day, Span

_W3C = re.compile(
    r"(?P<year>-?\d{4,})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?P<time>T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?"
    r"(?:Z|[+-]\d\d:\d\d)?"
)
_PARTS = re.compile(r"--(?P<month>\d\d)(?:-(?P<day>\d\d))?|---(?P<only>\d\d)|\d\d:\d\d(:\d\d(\.\d+)?)?")
_RUN_TOGETHER = re.compile(r"[12]\d{3}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
MONTH_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)

_NAMES = (
    "january januar jänner jaenner jenner janvier jan jän janv",
    "february februar feber february fevrier février feb febr fév févr",
    "march märz maerz mars mar mrz",
    "april avril apr avr",
    "may mai",
    "june juni juin jun",
    "july juli juillet jul juil",
    "august août aout aug",
    "september septembre sept sep",
    "october oktober octobre oct okt",
    "november novembre nov",
    "december dezember décembre decembre dec dez déc",
)
MONTHS: Mapping[str, int] = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}

_MONTH = r"(?P<month>[^\W\d_]{3,9})\.?"
_YEAR = r"(?P<year>\d{4})"
_TEXTS = (
    # May 14, 1950; May 14th 1950
    re.compile(rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}"),
    # 14 May 1950; 14. Mai 1950; le 14 mai 1950; 1er mai 1950; the 14th of May, 1950
    re.compile(
        rf"(?:the\s+|le\s+|den\s+|d\.\s*)?(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er|\s?ème)?\s*(?:of\s+|de\s+)?{_MONTH},?\s*{_YEAR}"
    ),
    # 14. 5. 1950
    re.compile(rf"(?P<day>\d{{1,2}})\.\s?(?P<number>\d{{1,2}})\.\s?{_YEAR}"),
    re.compile(rf"{_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)"),
    # May 1950
    re.compile(rf"{_MONTH},?\s+{_YEAR}"),
    # May 14; 14. Mai
    re.compile(rf"{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?"),
    re.compile(rf"(?:the\s+|le\s+|den\s+)?(?P<day>\d{{1,2}})(?:\.|st|nd|rd|th|er)?\s*(?:of\s+)?{_MONTH}"),
    re.compile(_YEAR),
)
# A text of more characters is not only a date.
_LONG = 60
_WEEKDAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|"
    r"sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),?\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Written:
    """A date as a text writes it; 0 where it does not say. ``named``: the month is written as a word."""

    year: int
    month: int
    day: int
    named: bool

    def iso(self) -> str:
        """The date for ``@when``; only when all of it is written."""
        return f"{self.year:04}-{self.month:02}-{self.day:02}"


def written(text: str) -> Written | None:
    """The date that a text is, when it is nothing else."""
    plain = _WEEKDAY.sub("", " ".join(text.split()), count=1).strip(" ,;")
    if plain.count(".") == 1 or not plain.endswith("."):
        plain = plain.rstrip(".") if len(plain) > 6 else plain
    for pattern in _TEXTS:
        match = pattern.fullmatch(plain)
        if match is None:
            continue
        parts = match.groupdict()
        named = parts.get("month")
        month = MONTHS.get(named.lower(), -1) if named else int(parts.get("number") or 0)
        day, year = int(parts.get("day") or 0), int(parts.get("year") or 0)
        if month == -1 or month > 12 or day > 31 or (parts.get("number") and not month):
            continue
        return Written(year, month, day, bool(named))
    return None


def fault(value: str) -> str:
    """Why a value is no date of the Gregorian calendar: ``form``, words for what does not exist, or '' if it is one."""
    value = value.strip()
    match = _W3C.fullmatch(value)
    # To XML Schema a year of eight digits, to whoever wrote it a date without its hyphens.
    if _RUN_TOGETHER.fullmatch(value):
        return "form"
    if match:
        year, month, day = int(match["year"]), match["month"], match["day"]
        if month is None:
            return ""
        return _impossible(year, int(month), int(day) if day else 1)
    parts = _PARTS.fullmatch(value)
    if parts is None:
        return "form"
    if parts["only"]:
        return "" if 1 <= int(parts["only"]) <= 31 else f"there is no day {parts['only']}"
    if parts["month"]:
        return _impossible(4, int(parts["month"]), int(parts["day"] or 1))
    return ""


def _impossible(year: int, month: int, day: int) -> str:
    if not 1 <= month <= 12:
        return f"there is no month {month:02}"
    if not 1 <= day <= MONTH_DAYS[month - 1]:
        return f"{calendar.month_name[month]} has no day {day}"
    # Of years before our era it is not settled whether 0000 or -0001 stands for 1 BC (XML Schema 1.1 and 1.0).
    if (month, day) == (2, 29) and not (calendar.isleap(year) or (year <= 0 and calendar.isleap(year + 1))):
        return f"{year} was no leap year: February had 28 days"
    return ""


def span(value: str | None) -> Span | None:
    """The days that a dating attribute's value may mean; None when it has no year or is no date."""
    if not value:
        return None
    match = _W3C.fullmatch(value.strip())
    if match is None or fault(value):
        return None
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    if not month:
        return Span((year, 1, 1), (year, 12, 31))
    if not day:
        return Span((year, month, 1), (year, month, 31))
    return Span((year, month, day), (year, month, day))


EARLIEST: Day = (-(10**9), 1, 1)
LATEST: Day = (10**9, 12, 31)


def dated(element: etree._Element) -> Span | None:
    """The days that an element's own dating attributes leave open; None when it has none that say a year."""
    first, last = EARLIEST, LATEST
    found = False
    for suffix in ("", "-iso"):
        for attribute in ("when", "notBefore", "from"):
            each = span(element.get(attribute + suffix))
            if each:
                found, first = True, max(first, each.first)
                last = min(last, each.last) if attribute == "when" else last
        for attribute in ("notAfter", "to"):
            each = span(element.get(attribute + suffix))
            if each:
                found, last = True, min(last, each.last)
    return Span(first, last) if found else None


def said(day: Day) -> str:
    return f"{day[0]:04}-{day[1]:02}-{day[2]:02}"


def said_span(span: Span) -> str:
    """A time as short as it can be written: a day, a month, a year, or from when to when."""
    first, last = span.first, span.last
    if first == last:
        return said(first)
    if first[:2] == last[:2] and first[2] == 1 and last[2] >= 28:
        return f"{first[0]:04}-{first[1]:02}"
    if first[0] == last[0] and first[1:] == (1, 1) and last[1:] == (12, 31):
        return f"{first[0]:04}"
    return f"{said(first)} to {said(last)}"


_NUMBERED = re.compile(r"(\d{1,2})([-./])\s?(\d{1,2})\2\s?(\d{4})")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def meant(value: str, text: str) -> str:
    """The date that was probably meant by a value which is none, in an element with this text; empty when unclear.

    Which of two numbers is the month is known when the other is above 12, or when the text names it.
    """
    from kwedition.check.relaxng.values import dates

    value = value.strip()
    numbered = _NUMBERED.fullmatch(value)
    if numbered is None:
        # (1848-9 may be a month, or a span of years.)
        found = [each for each in dates(value) if _DAY.fullmatch(each) and not fault(each)]
        return found[0] if found else ""
    one, two, year = int(numbered[1]), int(numbered[3]), int(numbered[4])
    readings = {(month, day) for month, day in ((two, one), (one, two)) if not _impossible(year, month, day)}
    read = written(text) if len(text) <= _LONG else None
    if len(readings) > 1 and read and read.named and read.year in (0, year):
        readings = {each for each in readings if each == (read.month, read.day)}
    return f"{year:04}-{{:02}}-{{:02}}".format(*readings.pop()) if len(readings) == 1 else ""


def foreign_calendar(element: etree._Element) -> bool:
    """Whether an element says that its text counts by another calendar than the Gregorian."""
    for attribute in ("calendar", "datingMethod", "when-custom"):
        value = element.get(attribute)
        if value and "gregorian" not in value.lower():
            return True
    return False

"""Whether dates exist, agree with themselves and with the text that they explain."""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from kwedition.check.integrity.calendar import (
    Written,
    fault,
    foreign_calendar,
    meant,
    span,
    written,
)
from kwedition.check.integrity.rule import Correction, Note
from kwedition.check.integrity.view import View, inside, is_tei, local, shown, words

_W3C = ("when", "notBefore", "notAfter", "from", "to")
DATING = frozenset(each + suffix for each in _W3C for suffix in ("", "-iso", "-custom"))
_JUDGED = frozenset(each + suffix for each in _W3C for suffix in ("", "-iso"))
_EDITED = frozenset({"note", "choice", "supplied", "del", "add", "gap", "app", "orig", "sic"})
# Where `from` and `to` are no dates.
_NOT_DATED = frozenset({"locus", "app", "biblScope", "citedRange", "span", "timeline", "interp", "arc", "metamark"})
# Before these years a date in the text may count by the Julian calendar without saying so.
_GREGORIAN_FROM = 1753
# Nobody mistakes more years than these.
_ERA = 300
# The days between the two calendars, from 1582 until 2100.
_JULIAN = (10, 11, 12, 13)


def notes(view: View) -> Iterator[Note]:
    """What is wrong with the dates of a document, by itself."""
    for order, items in enumerate(view.items):
        for attribute, _ in items:
            if attribute in _JUDGED:
                element = view.elements[order]
                if is_tei(element) and local(element) not in _NOT_DATED:
                    yield from _attributes(order, element)
                break
    for order, element in view.of("date", "origDate"):
        yield from _text(order, element)


def _attributes(order: int, element: etree._Element) -> Iterator[Note]:
    name = local(element)
    wrong = False
    for attribute in _W3C:
        value = element.get(attribute)
        # Some elements have pointers of these names.
        if value is None or value.startswith("#"):
            continue
        reason = fault(value)
        if reason == "form":
            wrong = True
            proposed = meant(value, words(element))
            yield Note(
                order, "date-form", f'@{attribute} of `{name}` is no date: "{shown(value)}"',
                f'write {attribute}="{proposed}"' if proposed else
                "write it as 1950, 1950-06 or 1950-06-25; of what is not known for certain, notBefore and notAfter",
            )  # fmt: skip
        elif reason:
            wrong = True
            yield Note(
                order, "date-impossible", f'@{attribute} of `{name}` is "{value}", but {reason}',
                "correct the date; if the source itself has it so, keep it in the text and leave the attribute out",
            )  # fmt: skip
    if wrong:
        return
    # A date with one attribute agrees with itself.
    if len(element.attrib) == 1:
        return
    for suffix in ("", "-iso"):
        yield from _agree(order, element, name, suffix)


def _agree(order: int, element: etree._Element, name: str, suffix: str) -> Iterator[Note]:
    def of(attribute: str) -> str:
        return str(element.get(attribute + suffix, ""))

    for early, late in (("notBefore", "notAfter"), ("from", "to")):
        first, last = span(of(early)), span(of(late))
        if first and last and first.first > last.last:
            yield Note(
                order, "date-reversed",
                f'@{early}{suffix} of `{name}`, "{of(early)}", is later than its @{late}{suffix}, "{of(late)}"',
                "exchange the two, or correct the one that is wrong",
            )  # fmt: skip
    when, first, last = span(of("when")), span(of("notBefore")), span(of("notAfter"))
    if when and first and when.last < first.first:
        yield _outside(order, name, of("when"), "notBefore", of("notBefore"), "earlier")
    elif when and last and when.first > last.last:
        yield _outside(order, name, of("when"), "notAfter", of("notAfter"), "later")


def _outside(order: int, name: str, when: str, attribute: str, bound: str, how: str) -> Note:
    return Note(
        order, "date-outside-bounds", f'@when of `{name}`, "{when}", is {how} than its @{attribute}, "{bound}"',
        "a date that is known needs @when only; one that is not, only the bounds",
    )  # fmt: skip


def _text(order: int, element: etree._Element) -> Iterator[Note]:
    # A date that an editor doubts, corrects or annotates says more than its words.
    if len(element) > 4 or foreign_calendar(element):
        return
    text = "".join(element.itertext("*")) if len(element) else element.text
    if not text or len(text) > 60:
        return
    if any(
        local(each) in {"note", "choice", "supplied", "del", "add", "gap", "app", "orig", "sic"} for each in element
    ):
        return
    read = written(text)
    if read is None:
        return
    given = element.get("when") or element.get("when-iso")
    if given:
        yield from _contradiction(order, element, read, given)
    elif _plain(element) and read.day and read.named and read.year >= _GREGORIAN_FROM and not fault(read.iso()):
        yield Note(
            order, "date-when-missing", f'the date "{shown(words(element))}" has no @when',
            f'write when="{read.iso()}", so that it can be sorted and found',
            correction=Correction("when", "", read.iso()),
        )  # fmt: skip


def _plain(element: etree._Element) -> bool:
    """Whether a date has nothing that dates it, and stands where dates are meant to be found."""
    if any(name in DATING or name in {"period", "dur", "cert", "type"} for name in element.attrib):
        return False
    return not inside(element, "bibl", "biblStruct", "biblFull", "publicationStmt", "change")


def _contradiction(order: int, element: etree._Element, read: Written, given: str) -> Iterator[Note]:
    when = span(given)
    if when is None:
        return
    year, month, day = when.first
    exact = when.first == when.last
    named_month = exact or (when.first[1], when.last[1]) != (1, 12)
    if element.get("cert") or element.get("evidence"):
        return
    year_wrong = bool(read.year) and read.year != year
    month_wrong = bool(read.month) and named_month and read.month != month
    day_wrong = bool(read.day) and exact and read.day != day
    if not (year_wrong or month_wrong or day_wrong):
        return
    if read.day and exact and _julian(read, when.first):
        return
    # Some write the month before the day.
    if not read.named and exact and (read.month, read.day) == (day, month) and not year_wrong:
        return
    # The year began in March: what was written in February 1699 belongs to 1700, perhaps with the days of the other
    # calendar, too.
    if year_wrong and read.year == year - 1 and year <= 1752 and month <= 3:
        later = replace(read, year=year)
        if not (month_wrong or day_wrong) or (read.day and exact and _julian(later, when.first)):
            return
    # A year by itself that is centuries away counts from another event, as the Islamic and the Jewish years do.
    if not read.month and abs(read.year - year) > _ERA:
        return
    yield Note(
        order, "date-text", f'the text says "{shown(words(element))}", but @when is "{given}"',
        "correct the attribute; if the source is in error, say so with `choice` or a note, or give @cert",
    )  # fmt: skip


def _julian(read: Written, when: tuple[int, int, int]) -> bool:
    """Whether a text may give in the Julian calendar what the attribute gives in the Gregorian."""
    year = read.year or when[0]
    julian = year * 372 + read.month * 31 + read.day
    gregorian = when[0] * 372 + when[1] * 31 + when[2]
    # Months are counted with 31 days here, so up to three days too many lie between the two.
    return any(days <= gregorian - julian <= days + 3 for days in _JULIAN)

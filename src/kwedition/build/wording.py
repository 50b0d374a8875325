"""Dates in words, in a language of the interface, as ``xslt/shared/dates.xsl`` says them on pages.

For what is made of records alone, the tables of the search and the contents of the book: no stylesheet is asked for
those.
"""

import re
from collections.abc import Mapping
from functools import cached_property
from html import unescape
from pathlib import Path

from kwedition import labels, resources
from kwedition.build.pages import Context
from kwedition.errors import StylesheetError

# The date of a record: its attributes, and its words.
DATE = re.compile(r"<date([^>]*)>(.*)</date>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w:.-]+)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>")
# A point in time, as far as it is given, with or without a time.
_POINT = re.compile(r"(-?\d{4,})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*|Z|[+-]\d\d:\d\d)?", re.ASCII)
_NAMES = ("when", "from", "to", "notBefore", "notAfter")
_BOUNDS = _NAMES[1:]


class Dates:
    """The dates of records in a language; ``further``: of the languages of the site it is not the first.

    What an encoder worded is said as it stands, but in a further language what the attributes say.
    """

    def __init__(self, language: str, theme: Path | None, further: bool = False) -> None:
        self._language = language.lower()
        self._theme = theme
        self._further = further

    def shown(self, date: str) -> str:
        """The words of a record's date (an element, as XML), empty where there is none; ``kw:shown-date``."""
        found = DATE.fullmatch(date)
        if found is None:
            return ""
        attributes = {name: unescape(value) for name, value in _ATTRIBUTE.findall(found[1])}
        said = self.in_words(attributes) if self._further or "made" in attributes else ""
        return said or " ".join(unescape(_TAG.sub("", found[2])).split())

    def in_words(self, attributes: Mapping[str, str]) -> str:
        """What dating attributes say; empty where there are none; ``kw:date-in-words``."""
        written = {name: _first(attributes, name) for name in _NAMES}
        when, start, end, after, before = (self._point(written[name]) for name in _NAMES)
        # "until 1950", but in German "bis zum 14. Mai 1950".
        given = [str(attributes[key]) for name in _BOUNDS for key in (name, f"{name}-iso") if key in attributes]
        form = "-day" if all(_parts(each.strip())[2:] not in ((), ("",)) for each in given) else ""
        if when:
            return when
        for first, last, names in (
            (start, end, ("date-from-to", "date-from", "date-to")),
            (after, before, ("date-between", "date-not-before", "date-not-after")),
        ):
            if first and first == last:
                return first
            if first or last:
                name = names[0] if first and last else names[1] if first else names[2]
                return self._filled(name + form, {"from": first, "to": last})
        return ""

    def _point(self, point: str) -> str:
        """A point of time; what cannot be read as it is."""
        parts = _parts(point)
        if not parts:
            return point
        # There is no year nought in the dates of TEI: -0044 is 44 BCE.
        number, month, day = int(parts[0]), parts[1], parts[2]
        year = str(number) if number > 0 else self._filled("before-common-era", {"year": str(max(1, -number))})
        known = {"year": year, "month": self._word(f"month-{month}") if month else "", "day": day.lstrip("0")}
        first = "date-first-day" if known["day"] == "1" else "date-day"
        return self._filled(first if day else "date-month" if month else "date-year", known)

    def _filled(self, key: str, values: Mapping[str, str]) -> str:
        return re.sub(r"\{(\w+)\}", lambda match: values.get(match[1], match[0]), self._word(key))

    def _word(self, key: str) -> str:
        for words in self._words:
            if key in words:
                return words[key]
        raise StylesheetError(f"no label {key!r} in shared/labels/en.xml")

    @cached_property
    def _words(self) -> list[dict[str, str]]:
        """The labels of the language, of its wider one, and the English ones, for what others lack."""
        files = resources.label_files(self._theme)
        tags = dict.fromkeys((self._language, self._language.partition("-")[0], "en"))
        return [labels.words(files[tag]) for tag in tags if tag in files]


def of_site(context: Context, theme: Path | None) -> list[Dates]:
    """The dates in each language of the site."""
    languages = context.languages or (context.language,)
    return [Dates(language, theme, bool(number)) for number, language in enumerate(languages)]


def _first(attributes: Mapping[str, str], name: str) -> str:
    value = attributes[name] if name in attributes else attributes.get(f"{name}-iso", "")
    return " ".join(value.split())


def _parts(point: str) -> tuple[str, ...]:
    """Year, month and day, empty where they are not said; nothing where the point cannot be read."""
    found = _POINT.fullmatch(point)
    if found is None:
        return ()
    month = "" if found[2] in (None, "00") else found[2]
    day = "" if found[3] in (None, "00") or not month else found[3]
    return () if month > "12" or day > "31" else (found[1], month, day)

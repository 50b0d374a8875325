"""Texts of one title in a list: what tells them apart, as ``xslt/shared/alike.xsl`` says it on pages."""

import re
from collections.abc import Iterable
from html import unescape

from kwedition.build.record import Record

_TAG = re.compile(r"<[^>]*>")


def telling_apart(records: Iterable[Record], dated: bool) -> dict[str, str]:
    """What tells some texts from others of the same title, by id.

    Their dates, unless these are shown anyway (``dated``: then texts of the same title and date), else their shelfmarks
    or numbers, else their ids: the first that tells all of them from each other.
    """
    alike: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        alike.setdefault((record.short_title or record.title, record.date if dated else ""), []).append(record)
    found: dict[str, str] = {}
    for some in alike.values():
        if len(some) > 1:
            ways = ([] if dated else [_date(each) for each in some], [each.mark for each in some])
            words = next((way for way in ways if all(way) and len(set(way)) == len(some)), [each.id for each in some])
            found |= dict(zip([each.id for each in some], words, strict=True))
    return found


def _date(record: Record) -> str:
    return " ".join(unescape(_TAG.sub("", record.date)).split())

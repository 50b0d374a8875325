"""Texts of one title in a list: what tells them apart, as ``xslt/shared/alike.xsl`` says it on pages."""

from collections.abc import Iterable

from kwedition.build.record import Record
from kwedition.build.wording import Dates


def telling_apart(records: Iterable[Record], dates: Dates | None) -> dict[str, str]:
    """What tells some texts from others of the same title, by id.

    Their ``dates``, unless these are shown anyway (None: then texts of the same title and date), else their shelfmarks,
    numbers or headings, else their ids: the first that tells all of them from each other.
    """
    alike: dict[tuple[str, str], list[Record]] = {}
    for record in records:
        alike.setdefault((record.short_title or record.title, "" if dates else record.date), []).append(record)
    found: dict[str, str] = {}
    for some in alike.values():
        if len(some) > 1:
            ways = ([dates.shown(each.date) for each in some] if dates else [], [each.mark for each in some])
            words = next((way for way in ways if all(way) and len(set(way)) == len(some)), [each.id for each in some])
            found |= dict(zip([each.id for each in some], words, strict=True))
    return found

"""The edition through Apache FOP, a formatter that is not ours: it has nothing to complain of, and its pages are right."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

import pytest
from lxml import etree

from common import ROOT
from kwedition.saxon import Saxon
from print import fop
from print.volumes import FO, squeezed, text_of, volumes


@dataclass(frozen=True, slots=True)
class Reading:
    """The edition's FO and what its PDF says, page by page, without white space and division of words."""

    root: etree._Element
    printed: fop.Printed
    pages: tuple[str, ...]


def _plain(page: str) -> str:
    # Words divided at the end of a line have a hyphen that is not their own; fonts join f and i.
    return squeezed(unicodedata.normalize("NFKC", page)).replace("-", "")


@pytest.fixture(scope="module")
def reading(saxon: Saxon, tmp_path_factory: pytest.TempPathFactory) -> Reading:
    fo = volumes(saxon, ROOT / "tei").files["print/edition.fo"]
    printed = fop.format_pdf(fo, tmp_path_factory.mktemp("fop"))
    texts = fop.pages(printed.pdf) if printed.pdf.is_file() else []
    return Reading(etree.fromstring(fo.encode()), printed, tuple(map(_plain, texts)))


def test_fop_has_nothing_to_complain_of(reading: Reading) -> None:
    assert not reading.printed.complaints


def test_every_page_has_its_number(reading: Reading) -> None:
    assert len(reading.pages) > 20
    for number, page in enumerate(reading.pages[1:], start=2):
        assert page.endswith(str(number))


def _sequence(reading: Reading, id_: str) -> etree._Element:
    return next(s for s in reading.root.iter(f"{FO}page-sequence") if s.get("id") == id_)


def _starts(reading: Reading) -> dict[str, int]:
    """The first page of each part by its id, as the contents have it in print."""
    text = _lines(fop.pages(reading.printed.pdf)[1:3])
    found = {}
    for link in _sequence(reading, "kw.contents").iter(f"{FO}basic-link"):
        words = _plain(str(link.text))
        match = re.search(rf"(?m)^{_broken(words)}\.{{2,}}(\d+)$", text)
        assert match, words
        found[str(link.get("internal-destination"))] = int(match[1])
    return found


def test_the_contents_lead_to_the_titles(reading: Reading) -> None:
    starts = _starts(reading)
    assert len(starts) > 20
    for link in _sequence(reading, "kw.contents").iter(f"{FO}basic-link"):
        title = _plain(str(link.text))
        assert title in reading.pages[starts[str(link.get("internal-destination"))] - 1]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of an index: the ids of the mentions that it sends to, and the pages that stand there in print."""

    head: str
    mentions: tuple[str, ...]
    numbers: tuple[int, ...]


def _entries(reading: Reading) -> list[Entry]:
    first = _starts(reading)["kw.index.persons"]
    columns = fop.columns(reading.printed.pdf, range(first, len(reading.pages) + 1))
    text = _lines(columns)
    entries = []
    for block in _sequence(reading, "kw.indexes").iter(f"{FO}block"):
        mentions = [str(c.get("ref-id")) for c in block.findall(f"{FO}basic-link/{FO}page-number-citation")]
        if mentions:
            head = re.sub(",+$", "", _plain(text_of(block)))
            match = re.search(rf"(?m)^{_broken(head)}((?:,\n?\d+)+)$", text)
            assert match, head
            entries.append(Entry(head, tuple(mentions), tuple(map(int, re.findall(r"\d+", match[1])))))
    return entries


def _lines(parts: Iterable[str]) -> str:
    return "\n".join(_plain(line) for part in parts for line in part.splitlines())


def _broken(words: str) -> str:
    """A pattern for words that a line may end in."""
    return r"\n?".join(map(re.escape, words))


def _wrong(reading: Reading, entries: Iterable[Entry]) -> list[str]:
    """Every page number of an index that is not the page of that mention, in its document."""
    starts = _starts(reading)
    parts = {s.get("id") for s in reading.root.iter(f"{FO}page-sequence")} | {"kw.index.persons"}
    begun = {number for id_, number in starts.items() if id_ in parts}
    mentions = {str(e.get("id")): e for e in reading.root.iter() if e.get("id")}
    wrong = []
    for entry in entries:
        if len(entry.numbers) != len(entry.mentions):
            wrong.append(f"{entry.head}: {entry.numbers} for {entry.mentions}")
            continue
        for id_, number in zip(entry.mentions, entry.numbers, strict=True):
            part = next(a for a in mentions[id_].iterancestors(f"{FO}page-sequence"))
            start = starts[str(part.get("id"))]
            end = min(n for n in begun if n > start)
            page = reading.pages[number - 1] if number <= len(reading.pages) else ""
            if not start <= number < end or not _is_on(mentions[id_], page):
                wrong.append(f"{entry.head}: {number} for {id_}")
    return wrong


def _is_on(mention: etree._Element, page: str) -> bool:
    # The number of a note may come between two words: it stands higher than the line.
    words = [re.escape(_plain(word)) for word in text_of(mention).split()]
    return re.search(r"\d*".join(words), page) is not None


def test_the_indexes_have_the_right_pages(reading: Reading) -> None:
    entries = _entries(reading)
    assert len(entries) > 40
    assert not _wrong(reading, entries)


@pytest.mark.parametrize("shift", [-1, 1])
def test_wrong_pages_would_be_noticed(reading: Reading, shift: int) -> None:
    shifted = [replace(e, numbers=tuple(n + shift for n in e.numbers)) for e in _entries(reading)]
    assert len(_wrong(reading, shifted)) > len(shifted) / 2


def test_every_footnote_is_on_paper(reading: Reading) -> None:
    footnotes = list(reading.root.iter(f"{FO}footnote-body"))
    assert len(footnotes) > 20
    text = "".join(reading.pages)
    for footnote in footnotes:
        # The page numbers in it are not in the FO.
        words = _plain(text_of(footnote)).split("(p.")[0]
        assert words[:60] in text

"""The edition through our formatter and through Apache FOP: neither has anything to complain of, and the pages are right."""

import re
import subprocess
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import pypdf
import pytest
from lxml import etree

from common import ROOT, absent, peer
from kwedition.build import pdf
from kwedition.print import values
from kwedition.saxon import Saxon
from print import fop
from print.volumes import FO, TITLE, squeezed, text_of, volumes

# The half title, its back, the title and its back; they have no number.
FRONT = 4


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
def edition(saxon: Saxon) -> str:
    return volumes(saxon, ROOT / "tei").files["print/edition.fo"]


@pytest.fixture(scope="module", params=["typst", "fop"])
def reading(edition: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Reading:
    folder = tmp_path_factory.mktemp("printed")
    printed = fop.format_pdf(edition, folder) if request.param == "fop" else ours(edition, folder)
    texts = fop.pages(printed.pdf) if printed.pdf.is_file() else []
    return Reading(etree.fromstring(edition.encode()), printed, tuple(map(_plain, texts)))


def ours(fo: str, folder: Path) -> fop.Printed:
    """The FO through our own formatter."""
    if pdf.cjk_folder() is None:
        absent("noto-cjk-sans-otc is not installed")
    made = pdf.format_fo(fo.encode())
    (folder / "out.pdf").write_bytes(made.pdf or b"")
    return fop.Printed(folder / "out.pdf", tuple(f.message for f in made.findings))


def test_the_formatter_has_nothing_to_complain_of(reading: Reading) -> None:
    assert not reading.printed.complaints


def test_every_page_has_its_number(reading: Reading) -> None:
    assert len(reading.pages) > 20
    for number, page in enumerate(reading.pages[FRONT:], start=FRONT + 1):
        assert page.endswith(str(number))


def test_the_book_begins_with_half_title_and_title(reading: Reading) -> None:
    title = squeezed(TITLE)
    half, blank, whole, colophon = reading.pages[:FRONT]
    assert (half, blank) == (title, "")
    assert whole.startswith(title)
    assert "CreativeCommons" in colophon
    assert "Citeas:" in colophon


def test_left_pages_name_the_volume_and_right_pages_the_text(reading: Reading) -> None:
    """Where the essay goes on: on its pages after the first."""
    first = _starts(reading)["essay"]
    for number in range(first + 1, first + 4):
        head = squeezed(TITLE) if number % 2 == 0 else "Theessay:adigestinthirty"
        assert reading.pages[number - 1].startswith(head), number


def _sequence(reading: Reading, id_: str) -> etree._Element:
    return next(s for s in reading.root.iter(f"{FO}page-sequence") if s.get("id") == id_)


def _starts(reading: Reading) -> dict[str, int]:
    """The first page of each part by its id, as the contents have it in print."""
    text = _lines(fop.pages(reading.printed.pdf)[FRONT : FRONT + 2])
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
    # Those with an n: where a note names it.
    noted: tuple[int, ...]


def _entries(reading: Reading) -> list[Entry]:
    first = _starts(reading)["kw.index.persons"]
    columns = fop.columns(reading.printed.pdf, range(first, len(reading.pages) + 1))
    text = _lines(columns)
    entries = []
    for block in _sequence(reading, "kw.indexes").iter(f"{FO}block"):
        mentions = [str(c.get("ref-id")) for c in block.findall(f"{FO}basic-link/{FO}page-number-citation")]
        if mentions:
            head = re.sub("(,n?)+$", "", _plain(text_of(block)))
            match = re.search(rf"(?m)^{_broken(head)}((?:,\n?\d+n?(?:–\n?\d+)?)+)$", text)
            assert match, head
            noted = tuple(map(int, re.findall(r"(\d+)n", match[1])))
            entries.append(Entry(head, tuple(mentions), tuple(_numbers(match[1])), noted))
    return entries


def _numbers(text: str) -> Iterator[int]:
    """The page numbers of an entry, those of ranges one by one."""
    for first, last in re.findall(r"(\d+)(?:–\s*(\d+))?", text):
        yield from range(int(first), int(last or first) + 1)


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
        places = [
            {number for number in entry.numbers if _is_there(reading, mentions[id_], number, starts, begun)}
            for id_ in entry.mentions
        ]
        # Every mention is on one of the pages, and every page has one of the mentions.
        if not all(places) or set().union(*places) != set(entry.numbers):
            wrong.append(f"{entry.head}: {entry.numbers} for {entry.mentions}")
    return wrong


def _is_there(
    reading: Reading, mention: etree._Element, number: int, starts: Mapping[str, int], begun: Collection[int]
) -> bool:
    part = next(a for a in mention.iterancestors(f"{FO}page-sequence"))
    start = starts[str(part.get("id"))]
    end = min(n for n in begun if n > start)
    return start <= number < end and number <= len(reading.pages) and _is_on(mention, reading.pages[number - 1])


def _is_on(mention: etree._Element, page: str) -> bool:
    # The number of a note may come between two words: it stands higher than the line.
    words = [re.escape(_plain(word)) for word in text_of(mention).split()]
    return re.search(r"\d*".join(words), page) is not None


def test_the_indexes_have_the_right_pages(reading: Reading) -> None:
    entries = _entries(reading)
    assert len(entries) > 40
    assert not _wrong(reading, entries)


def test_what_only_a_note_names_is_marked_in_the_index(reading: Reading) -> None:
    mentions = {str(e.get("id")): e for e in reading.root.iter() if e.get("id")}
    entries = _entries(reading)
    in_notes = 0
    for entry in entries:
        notes = [id_ for id_ in entry.mentions if any(a.tag == f"{FO}footnote" for a in mentions[id_].iterancestors())]
        # A page that is there without the mark needs it no more: so there may be less marks than notes, never more.
        assert len(entry.noted) <= len(notes), entry.head
        in_notes += len(entry.noted)
        if len(notes) == len(entry.mentions):
            assert set(entry.noted) == set(entry.numbers), entry.head
    assert in_notes


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


def test_a_footnote_is_on_the_page_where_it_is_called(reading: Reading) -> None:
    called, whole = 0, _shown(reading.root)
    for footnote in reading.root.iter(f"{FO}footnote"):
        before, note = _before(footnote)[-24:], _plain(text_of(footnote[1])).split("(p.")[0][:40]
        on = [page for page in reading.pages if _has(page, before)]
        # The same words may stand elsewhere.
        if on and whole.count(before) == 1:
            called += 1
            assert any(_has(page, note) for page in on), note
    assert called > 30


def _has(page: str, words: str) -> bool:
    """Whether words are on a page. Numbers of notes may come between any two of their letters: they stand higher."""
    return re.search(r"\d*".join(map(re.escape, words)), page) is not None


_IN_LINES = "text()[not(ancestor::*[local-name() = 'footnote' or local-name() = 'marker'])]"


def _shown(element: etree._Element) -> str:
    """The text of an element in its lines, without notes and markers."""
    return _plain("".join(map(str, cast(list[str], element.xpath(f".//{_IN_LINES}")))))


def _before(footnote: etree._Element) -> str:
    """What stands before a footnote in the lines of its text."""
    return _plain("".join(map(str, cast(list[str], footnote.xpath(f"preceding::{_IN_LINES}")[-12:]))))


def test_links_lead_to_the_same_places(reading: Reading) -> None:
    inside, outside = links(reading.printed.pdf)
    assert outside == {
        values.address(str(link.get("external-destination")))
        for link in reading.root.iter(f"{FO}basic-link")
        if link.get("external-destination")
    }
    targets = {str(link.get("internal-destination")) for link in reading.root.iter(f"{FO}basic-link")} - {"None"}
    elements = {str(e.get("id")): e for e in reading.root.iter() if e.get("id")}
    lost = [id_ for id_ in targets if not any(_is_on_or_after(elements[id_], reading.pages[page]) for page in inside)]
    assert not lost


def links(file: Path) -> tuple[set[int], set[str]]:
    """The pages, from 0, to which the links of a PDF lead, and the addresses outside."""
    reader = pypdf.PdfReader(file)
    number = {r.idnum: n for n, page in enumerate(reader.pages) if (r := page.indirect_reference)}
    inside, outside = set(), set()
    for page in reader.pages:
        for annotation in page.get("/Annots", ()):
            link = annotation.get_object()
            action = link.get("/A", {})
            target = link.get("/Dest", action.get("/D"))
            if "/URI" in action:
                outside.add(str(action["/URI"]))
            elif isinstance(target, str):
                inside.add(number[cast(Any, reader.named_destinations[target].page).idnum])
            elif target is not None:
                inside.add(number[target.get_object()[0].idnum])
    return inside, outside


def _is_on_or_after(element: etree._Element, page: str) -> bool:
    words = _shown(element) or _shown(next(element.iterancestors(f"{FO}block")))
    return _has(page, words.split("(p.")[0][:20])


def test_the_text_is_in_its_order(reading: Reading) -> None:
    assert _read(reading, reading.root) > 400


def test_a_text_out_of_order_would_be_noticed(reading: Reading) -> None:
    moved = etree.fromstring(etree.tostring(reading.root))
    sequences = list(moved.iter(f"{FO}page-sequence"))
    sequences[4].addnext(sequences[3])
    with pytest.raises(AssertionError):
        _read(reading, moved)


def _read(reading: Reading, root: etree._Element) -> int:
    """Read the lines of all blocks but notes, beginnings and ends, one after the other; how many there were."""
    run = subprocess.run([peer("pdftotext"), "-raw", str(reading.printed.pdf), "-"], capture_output=True, check=True)
    text, place, read = _plain(run.stdout.decode()), 0, 0
    apart = "ancestor::*[local-name() = 'footnote' or local-name() = 'marker']"
    for block in root.iterfind(f"{FO}page-sequence/{FO}flow//{FO}block"):
        if block.xpath(f"boolean({apart} or .//*[local-name() = 'block'][not({apart})])"):
            continue
        # What stands between the numbers of an index comes and goes with them.
        shown = re.sub(",+$", "", _shown(block))
        for words in filter(None, (shown[:20], shown[-20:])):
            found = re.compile(r"\d*".join(map(re.escape, words))).search(text, place)
            assert found, words
            place, read = found.start(), read + 1
    return read


def test_no_line_is_too_long(reading: Reading) -> None:
    run = subprocess.run([peer("pdftotext"), "-bbox", str(reading.printed.pdf), "-"], capture_output=True, check=True)
    edges = [float(x) for x in re.findall(rb'xMax="([\d.]+)"', run.stdout)]
    assert len(edges) > 5000
    # The right margin is 26 mm; a comma or a hyphen may stand in it.
    assert max(edges) < 595.3 - 26 * 72 / 25.4 + 5


def test_no_heading_is_left_behind(reading: Reading) -> None:
    headings = [e for e in reading.root.iter(f"{FO}block") if str(e.get("role")).startswith("H")]
    assert len(headings) > 20
    # Without the page's own number only: a line of the chronology or of the contents ends with another.
    ends = [page.removesuffix(str(number)) for number, page in enumerate(reading.pages, start=1)]
    assert not [_shown(h) for h in headings if any(page.endswith(_shown(h)) for page in ends)]

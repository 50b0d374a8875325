"""What holds for every book: this edition's, the small one's, and those of other people's editions."""

import subprocess
import zipfile
from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from common import ROOT, SHARED
from epub.books import DC, OPF, PACKAGE, TYPE, XHTML, Book, built, epubcheck, opened

SOURCES = {
    "edition": ROOT / "tei",
    "mini": ROOT / "tests" / "editions" / "mini",
    "inscriptions": SHARED / "corpora" / "inscriptions",
    "tillich": SHARED / "corpora" / "tillich",
}
OWN = ("edition", "mini")
TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module", params=SOURCES)
def book(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Book:
    name = str(request.param)
    if name not in OWN and not SHARED.is_dir():
        pytest.skip("skipped: no shared corpora")
    return opened(built(SOURCES[name], tmp_path_factory.mktemp(name) / "output"))


def test_epubcheck_has_nothing_to_say(book: Book, tmp_path: Path) -> None:
    file = tmp_path / "edition.epub"
    file.write_bytes(book.data)
    result = subprocess.run([*epubcheck(), "--failonwarnings", str(file)], capture_output=True, text=True, check=False)
    assert "0 fatals / 0 errors / 0 warnings" in result.stdout + result.stderr, result.stdout + result.stderr
    assert "No errors or warnings detected" in result.stdout + result.stderr
    assert result.returncode == 0


def test_the_archive_says_first_what_it_is_and_knows_no_clock(book: Book) -> None:
    assert book.data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(BytesIO(book.data)) as archive:
        entries = archive.infolist()
    assert entries[0].filename == "mimetype"
    assert entries[0].compress_type == zipfile.ZIP_STORED
    names = [entry.filename for entry in entries[2:]]
    assert names == sorted(names)
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.create_system for entry in entries} == {3}


def test_the_manifest_has_every_file_once(book: Book) -> None:
    hrefs = [str(item.get("href")) for item in book.tree(PACKAGE).iter(f"{OPF}item")]
    assert len(set(hrefs)) == len(hrefs)
    held = {path for path in book.files if path not in ("mimetype", "META-INF/container.xml", PACKAGE)}
    assert set(book.items()) == held


def test_every_link_leads_somewhere_in_the_book(book: Book) -> None:
    ids = {path: {str(e.get("id")) for e in tree.iter() if e.get("id")} for path, tree in book.pages()}
    followed = 0
    for path in ids:
        for each in book.targets(path):
            file, _, fragment = each.partition("#")
            assert file in book.files, f"{path} → {each}"
            if fragment and file in ids:
                assert fragment in ids[file], f"{path} → {each}"
            followed += 1
    assert followed > len(ids)


def test_no_id_stands_twice_on_a_page(book: Book) -> None:
    for path, tree in book.pages():
        ids = Counter(str(e.get("id")) for e in tree.iter() if e.get("id"))
        assert not [id_ for id_, n in ids.items() if n > 1], path


def test_the_contents_are_the_order_of_reading(book: Book) -> None:
    spine = book.spine()
    assert spine[:3] == ["epub/cover.xhtml", "epub/title.xhtml", "epub/nav.xhtml"]
    entries = [address for address, _words in book.nav("toc")]
    # Divisions stand below the text that they are in, in their order.
    contents = [address for address in entries if "#" not in address]
    assert [*dict.fromkeys(address.partition("#")[0] for address in entries)] == contents
    ids = {path: [str(e.get("id")) for e in tree.iter() if e.get("id")] for path, tree in book.pages()}
    for page in contents:
        inner = [address.partition("#")[2] for address in entries if address.startswith(f"{page}#")]
        assert sorted(inner, key=ids[page].index) == inner
    assert contents == [page for page in spine if page not in ("epub/cover.xhtml", "epub/nav.xhtml")]
    assert all(words.strip() for _address, words in book.nav("toc"))
    pages = [path for path, _tree in book.pages()]
    assert sorted(spine) == sorted(pages)
    for address, words in book.nav("landmarks"):
        assert address.partition("#")[0] in spine
        assert words.strip()


def test_the_title_page_says_nothing_twice(book: Book) -> None:
    """Who wrote and edits a text; the day, where the edition is called by it."""
    told = [" ".join("".join(each.itertext()).split()) for each in book.tree("epub/title.xhtml").iter(f"{XHTML}p")]
    assert len(set(told)) == len(told)
    assert not [each for each in told if any(other.endswith(f", {each}") for other in told)]


def test_texts_come_before_indexes(book: Book) -> None:
    spine = book.spine()
    texts = [n for n, page in enumerate(spine) if page.startswith("epub/texts/")]
    indexes = [n for n, page in enumerate(spine) if page.startswith(("epub/persons", "epub/places"))]
    assert texts
    assert texts == list(range(texts[0], texts[0] + len(texts)))
    assert not indexes or max(texts) < min(indexes)


def test_every_note_is_reached_and_leads_back(book: Book) -> None:
    for path, tree in book.pages():
        notes = {str(e.get("id")): e for e in tree.iter(f"{XHTML}aside") if e.get(TYPE) == "footnote"}
        calls = {str(a.get("href")).removeprefix("#"): a for a in tree.iter(f"{XHTML}a") if a.get(TYPE) == "noteref"}
        assert set(calls) <= set(notes), path
        for id_, note in notes.items():
            assert note.get("role") == "doc-footnote"
            back = [a for a in note.iter(f"{XHTML}a") if a.get("role") == "doc-backlink"]
            assert back, f"{path}: nothing leads back from {id_}"
            places = tree.xpath("//*[@id = $id]", id=str(back[0].get("href")).removeprefix("#"))
            assert len(places) == 1, f"{path}: {id_} leads back to nowhere"
            if id_ in calls:
                assert calls[id_].get("role") == "doc-noteref"
                assert calls[id_] in list(places[0].iter())
        marks = [
            a for sup in tree.iter(f"{XHTML}sup") if sup.get("class") == "note-mark" for a in sup.iter(f"{XHTML}a")
        ]
        assert {str(a.get("href")).removeprefix("#") for a in marks} == set(calls), path


def test_pages_of_the_sources_are_in_the_page_list(book: Book) -> None:
    breaks = {
        f"{path}#{e.get('id')}"
        for path, tree in book.pages()
        for e in tree.iter()
        if e.get(TYPE) == "pagebreak" and str(e.get("aria-label") or "").strip()
    }
    listed = [address for address, _words in book.nav("page-list")]
    assert set(listed) == breaks
    assert len(listed) == len(breaks)
    features = book.said("schema:accessibilityFeature")
    assert ("pageBreakMarkers" in features) == bool(breaks)
    assert ("pageNavigation" in features) == bool(breaks)


def test_the_metadata_say_how_the_book_can_be_read(book: Book) -> None:
    assert "textual" in book.said("schema:accessMode")
    assert "textual" in book.said("schema:accessModeSufficient")
    assert book.said("schema:accessibilityHazard") == ["none"]
    assert len(book.said("schema:accessibilitySummary")) == 1
    features = book.said("schema:accessibilityFeature")
    assert {"tableOfContents", "readingOrder", "structuralNavigation", "displayTransformability"} <= set(features)
    has_index = any(
        page.startswith(("epub/persons", "epub/places", "epub/organi", "epub/events")) for page in book.spine()
    )
    assert ("index" in features) == has_index
    assert len(book.said("dcterms:modified")) == 1
    package = book.tree(PACKAGE)
    assert [e.text for e in package.iter(f"{DC}title")] != [""]
    assert list(package.iter(f"{DC}language"))
    covers = [item for item in package.iter(f"{OPF}item") if item.get("properties") == "cover-image"]
    assert [item.get("media-type") for item in covers] == ["image/png"]
    assert book.files["epub/cover.png"].startswith(b"\x89PNG")


def test_the_style_sheet_leaves_colours_to_the_reader(book: Book) -> None:
    css = book.files["epub/book.css"].decode()
    for line in css.split(";"):
        name, _, value = line.rpartition("{")[2].partition(":")
        if name.strip() in ("color", "background", "background-color", "border-color"):
            assert value.strip(" }\n") in ("inherit", "currentColor", "none", "transparent"), line


def test_every_paragraph_stands_in_the_book(book: Book, request: pytest.FixtureRequest) -> None:
    """The accounts of a build say so of every text; here the pages are read without them."""
    source = SOURCES[request.node.callspec.params["book"]]
    shown = {path: _squeezed(tree) for path, tree in book.pages()}
    everything = "".join(shown.values())
    read = 0
    for file in sorted(source.rglob("*.xml")):
        root = etree.fromstring(file.read_bytes(), etree.XMLParser(resolve_entities=False))
        for paragraph in root.iterfind(f"{TEI}text/{TEI}body//{TEI}p"):
            # Up to its first element nothing stands between the words of a paragraph.
            begins = "".join((paragraph.text or "").split())
            if begins and not _inside_entry(paragraph):
                assert begins in everything, f"{file}: {begins[:60]}"
                read += 1
    assert read


def _squeezed(element: etree._Element) -> str:
    return "".join("".join(map(str, element.itertext())).split())


def _inside_entry(element: etree._Element) -> bool:
    return any(
        each.tag in (f"{TEI}person", f"{TEI}place", f"{TEI}org", f"{TEI}event") for each in element.iterancestors()
    )

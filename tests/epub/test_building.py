"""The making of a book: the same bytes from the same sources, links that leave it, dates, what a build keeps."""

import json
import shutil
from pathlib import Path

import pytest
from lxml import etree

from common import ROOT, SHARED, Kwedition
from epub.books import PACKAGE, XHTML, Book, built, opened
from kwedition.saxon import Saxon

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}" xml:lang="de"{type}><teiHeader><fileDesc><titleStmt><title>{id}</title>
<editor>Ada Editor</editor></titleStmt><publicationStmt><publisher>House</publisher><date when="1999-05-04">1999</date></publicationStmt>
<sourceDesc><p>none</p></sourceDesc></fileDesc>{profile}</teiHeader><text><body>{body}</body></text></TEI>"""


def edition(folder: Path, settings: str = "", **bodies: str) -> Path:
    """An edition of documents by their ids, each given by its body; ``about`` describes the edition."""
    (folder / "tei").mkdir(parents=True)
    for id_, body in bodies.items():
        type_ = ' type="edition"' if id_ == "about" else ""
        (folder / "tei" / f"{id_}.xml").write_text(TEI.format(id=id_, type=type_, profile="", body=body))
    (folder / "kwedition.toml").write_text(f'title = "A book"\nsource = "tei"\n{settings}')
    return folder


def book_of(folder: Path, *options: str) -> Book:
    return opened(built(folder, folder / "output", *options))


def test_the_same_sources_make_the_same_bytes(tmp_path: Path, mini: Path) -> None:
    first = built(mini, tmp_path / "one", "--jobs", "1")
    assert built(mini, tmp_path / "two", "--jobs", "2") == first
    # Files that are found in another order, at another place and time.
    shutil.copytree(mini, tmp_path / "copy")
    assert built(tmp_path / "copy", tmp_path / "three", "--jobs", "1") == first


def test_page_breaks_have_the_same_ids_whoever_makes_the_page(tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("skipped: no shared corpora")
    source = SHARED / "corpora" / "tillich"
    assert built(source, tmp_path / "one", "--jobs", "1") == built(source, tmp_path / "two", "--jobs", "2")


def test_a_page_made_again_has_the_bytes_it_had(tmp_path: Path) -> None:
    """Page breaks without an id of their own must not be named by the order of work."""
    body = '<p>Eins<pb n="1"/> zwei<pb n="2"/></p>'
    folder = edition(tmp_path / "e", a=body, b=body, c=body)
    cache = str(tmp_path / "cache")
    built(folder, folder / "output", "--cache", cache, "--jobs", "1")
    (folder / "tei" / "c.xml").write_text(TEI.format(id="c", type="", profile="", body=f"{body}<p>Neu</p>"))
    again = built(folder, folder / "output", "--cache", cache, "--jobs", "1")
    assert built(folder, tmp_path / "anew", "--jobs", "1") == again


def test_links_between_documents_stay_in_the_book(tmp_path: Path) -> None:
    folder = edition(tmp_path / "e", a='<p><ref target="b.xml#x">hin</ref></p>', b='<p xml:id="x">her</p>')
    assert "epub/texts/b.xhtml#x" in set(book_of(folder).targets("epub/texts/a.xhtml"))


PERSONS = '<listPerson><person xml:id="ada"><persName>Ada</persName></person></listPerson>'


@pytest.mark.parametrize("base", ["", "https://example.org/edition/", "https://example.org/edition"])
def test_what_the_book_has_not_is_words_or_in_the_world(tmp_path: Path, base: str) -> None:
    """A person whom no text names has no line in an index of the book."""
    folder = edition(tmp_path / "e", f'base-url = "{base}"\n' if base else "", persons=PERSONS,
                     a='<p>x <ref target="persons.xml#ada">the countess</ref></p>')  # fmt: skip
    book = book_of(folder)
    page = book.tree("epub/texts/a.xhtml")
    (link,) = [a for a in page.iter(f"{XHTML}a") if "".join(map(str, a.itertext())) == "the countess"]
    assert link.get("href") == ("https://example.org/edition/persons/ada.html" if base else None)
    assert "epub/persons.xhtml" not in book.files


def test_the_date_is_the_editions_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    folder = edition(tmp_path / "e", about="<p>Was es ist</p>", a="<p>Text</p>")
    assert book_of(folder).said("dcterms:modified") == ["1999-05-04T00:00:00Z"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert book_of(folder).said("dcterms:modified") == ["2023-11-14T22:13:20Z"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert book_of(folder).said("dcterms:modified") == ["1999-05-04T00:00:00Z"]


def test_an_edition_without_a_date_is_of_no_year_of_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    folder = edition(tmp_path / "e", a="<p>Text</p>")
    assert book_of(folder).said("dcterms:modified") == ["1970-01-01T00:00:00Z"]


def test_the_date_in_the_environment_is_asked_at_every_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = edition(tmp_path / "e", a="<p>Text</p>")
    for seconds, day in (("86400", "1970-01-02"), ("172800", "1970-01-03")):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", seconds)
        assert book_of(folder, "--cache", str(tmp_path / "cache")).said("dcterms:modified") == [f"{day}T00:00:00Z"]


def test_only_the_book_is_left(tmp_path: Path) -> None:
    folder = edition(tmp_path / "e", a="<p>Text</p>")
    cache = str(tmp_path / "cache")
    for _again in range(2):
        built(folder, folder / "output", "--cache", cache)
        assert {path.name for path in (folder / "output").iterdir()} == {"edition.epub", ".kwedition"}


def test_nothing_is_made_again_where_nothing_changed(tmp_path: Path, kwedition: Kwedition) -> None:
    folder = edition(tmp_path / "e", a="<p>Text</p>")
    arguments = [
        "build",
        "--source",
        folder,
        "--only",
        "epub",
        "--output",
        folder / "output",
        "--cache",
        tmp_path / "cache",
    ]
    assert kwedition(*arguments).exit_code == 0
    before = (folder / "output" / "edition.epub").stat()
    assert "nothing has changed" in kwedition(*arguments).output
    assert (folder / "output" / "edition.epub").stat().st_mtime_ns == before.st_mtime_ns


def test_every_text_is_accounted_for(tmp_path: Path, kwedition: Kwedition) -> None:
    coverage = tmp_path / "coverage.json"
    result = kwedition(
        "build",
        "--source",
        ROOT / "tei",
        "--only",
        "epub",
        "--no-cache",
        "--output",
        tmp_path / "output",
        "--coverage",
        coverage,
    )
    assert result.exit_code == 0, result.output
    assert "all accounted for" in result.output
    accounts = [each for each in json.loads(coverage.read_text()) if each["view"] == "epub"]
    # What is nothing but lists of entries has no page of its own.
    accounts = [each for each in accounts if "authorities" not in each["hidden"]]
    assert len(accounts) == 19
    for each in accounts:
        assert each["lost"] == each["doubled"] == []
        assert each["images-lost"] == 0
        assert each["shown"] > 0
    assert {PACKAGE, "epub/nav.xhtml"} <= set(opened((tmp_path / "output" / "edition.epub").read_bytes()).files)
    with_marks = "\ufdd0".encode()
    files = opened((tmp_path / "output" / "edition.epub").read_bytes()).files
    assert not [path for path, data in files.items() if with_marks in data]


def test_a_page_without_a_number_is_no_point_alone_in_a_line(tmp_path: Path) -> None:
    folder = edition(
        tmp_path / "e", a="<pb/><p>Eins <pb/>zwei</p><pb n='3'/><p><pb/><salute>Liebe Ada,</salute> drei</p>"
    )
    book = book_of(folder)
    shown = [
        "".join(map(str, page.itertext()))
        for page in book.tree("epub/texts/a.xhtml").iter(f"{XHTML}span")
        if str(page.get("id")).startswith("kw-page-")
    ]
    assert shown == ["", "·", "3", ""]
    # Nor is it in the list of pages, which would say nothing of it.
    assert [words for _address, words in book.nav("page-list")] == ["page 3"]


def test_an_index_says_a_name_once(saxon: Saxon) -> None:
    slice_ = """<slice xmlns="urn:kwedition:ns" path="epub/persons.xhtml"><frame title="A book" language="en"/><kind name="persons"/>
        <entity id="lou" kind="persons" key="1" section="R" sort="Reed, Lou"><label>Lou Reed</label><form sort="Reed, Lou">Lou Reed</form>
        <form sort="Reed, Lou">Reed, Lou</form><form sort="Lulu">Lulu</form></entity></slice>"""
    page = etree.fromstring(saxon.stylesheet("epub/index.xsl").transform(slice_, {}, {"language": "en"}).text.encode())
    assert [dt.text for dt in page.iter(f"{XHTML}dt")] == ["Reed, Lou"]
    assert [p.text for p in page.iter(f"{XHTML}p")] == ["Lulu"]

"""What holds for every file for print of this edition, and of the small one: nothing lost, nothing dangling."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from lxml import etree

from common import ROOT
from kwedition.saxon import Saxon
from print.volumes import FO, TEI, Volumes, read_pieces, squeezed, text_of, volumes

SOURCES = ("tei", "tests/editions/mini/tei")
WHOLE = "print/edition.fo"
_FOREIGN = re.compile(r"\{(?!http://www\.w3\.org/1999/XSL/Format\})")


@pytest.fixture(scope="module", params=SOURCES)
def made(request: pytest.FixtureRequest, saxon: Saxon) -> Volumes:
    return volumes(saxon, ROOT / str(request.param))


def trees(made: Volumes) -> Iterator[tuple[str, etree._Element]]:
    for path, text in made.files.items():
        yield path, etree.fromstring(text.encode())


def test_one_file_for_each_document_and_one_for_the_edition(made: Volumes) -> None:
    assert WHOLE in made.files
    whole = etree.fromstring(made.files[WHOLE].encode())
    ids = {sequence.get("id") for sequence in whole.iter(f"{FO}page-sequence")}
    printed = {id_ for id_ in made.documents if id_ in ids}
    assert len(made.files) == len(printed) + 1
    assert {f"print/{id_}.fo" for id_ in printed if id_ != "edition"} < set(made.files)


def test_no_element_without_a_rule(made: Volumes) -> None:
    assert not made.messages


def test_no_text_is_lost(made: Volumes) -> None:
    whole = etree.fromstring(made.files[WHOLE].encode())
    printed = {str(sequence.get("id")): sequence for sequence in whole.iter(f"{FO}page-sequence")}
    checked = 0
    for id_, document in made.documents.items():
        if id_ not in printed:
            continue
        wanted = Counter(piece for text in read_pieces(document) if (piece := squeezed(text)))
        for text in (text_of(printed[id_]), text_of(_alone(made, id_))):
            found = squeezed(text)
            assert not [p for p, n in wanted.items() if found.count(p) < n], id_
        checked += len(wanted)
    assert checked > 20


def _alone(made: Volumes, id_: str) -> etree._Element:
    path = "print/edition-.fo" if id_ == "edition" else f"print/{id_}.fo"
    return etree.fromstring(made.files[path].encode())


def test_ids_are_unique(made: Volumes) -> None:
    for path, root in trees(made):
        ids = Counter(str(e.get("id")) for e in root.iter() if e.get("id"))
        assert not [id_ for id_, n in ids.items() if n > 1], path


def test_every_destination_is_in_the_file(made: Volumes) -> None:
    for path, root in trees(made):
        ids = {e.get("id") for e in root.iter()}
        wanted = {
            str(value)
            for e in root.iter()
            for name in ("internal-destination", "ref-id")
            if (value := e.get(name)) is not None
        }
        assert wanted, path
        assert wanted <= ids, path


def test_every_called_note_is_a_footnote(made: Volumes) -> None:
    for id_, document in made.documents.items():
        root = etree.fromstring(document.source.text().encode())
        notes = root.findall(f".//{TEI}text//{TEI}note")
        if not notes:
            continue
        footnotes = list(_alone(made, id_).iter(f"{FO}footnote"))
        assert len(footnotes) == len(notes), id_
        numbers = [text_of(footnote[0]) for footnote in footnotes]
        assert numbers == [str(n) for n in range(1, len(notes) + 1)], id_


def test_nothing_that_stops_fop(made: Volumes) -> None:
    for path, root in trees(made):
        metadata = root.find(f"{FO}declarations")
        assert metadata is not None
        # There, and only there, other namespaces may stand.
        described = set(metadata.iter())
        for element in root.iter():
            if element in described:
                continue
            assert not _FOREIGN.match(str(element.tag)), path
            assert not [name for name in element.attrib if _FOREIGN.match(str(name))], path
            assert element.tag != f"{FO}inline" or len(element) or element.text, path
            if element.tag == f"{FO}footnote":
                assert not list(element.iterancestors(f"{FO}footnote")), path


def test_a_second_build_is_the_same(made: Volumes, request: pytest.FixtureRequest) -> None:
    source = request.node.callspec.params["made"]
    assert volumes(Saxon(), ROOT / str(source)).files == made.files


def test_the_index_sends_from_every_script(made: Volumes) -> None:
    whole = etree.fromstring(made.files[WHOLE].encode())
    (index,) = (s for s in whole.iter(f"{FO}page-sequence") if s.get("id") == "kw.indexes")
    see = [link for link in index.iter(f"{FO}basic-link") if link.find(f"{FO}page-number-citation") is None]
    assert see
    languages = {e.get("language") for e in index.iter() if e.get("language")}
    assert languages
    if "kim_il_sung" in str(index.xpath("string(//@id[contains(., 'kim_il_sung')])")):
        assert {"zh", "ko", "ru", "en"} <= languages

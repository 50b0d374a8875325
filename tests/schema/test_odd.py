"""The ODD: complete, in use, and what is derived from it is fresh."""

from pathlib import Path

import pytest
from lxml import etree

from common import ROOT
from kwedition import schema
from kwedition.saxon import Saxon

TEI = "http://www.tei-c.org/ns/1.0"
EXAMPLES = "http://www.tei-c.org/ns/Examples"
NS = {"t": TEI, "eg": EXAMPLES, "sch": "http://purl.oclc.org/dsdl/schematron"}
ODD = ROOT / "schema" / "kwedition.odd"


@pytest.fixture(scope="module")
def odd() -> etree._Element:
    return etree.parse(ODD).getroot()


def specs() -> list[str]:
    return [str(e.get("ident")) for e in etree.parse(ODD).getroot().iter(f"{{{TEI}}}elementSpec")]


def test_the_derived_files_are_fresh(saxon: Saxon) -> None:
    for path, text in schema.derive(saxon, ODD).items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is stale: run kwedition schema"


def test_elements_are_specified_once(odd: etree._Element) -> None:
    names = specs()
    assert len(names) == len(set(names))


def test_every_element_in_use_is_specified_and_the_other_way_round() -> None:
    used = {
        etree.QName(element).localname
        for path in (ROOT / "tei").rglob("*.xml")
        for element in etree.parse(path).getroot().iter(f"{{{TEI}}}*")
    }
    assert used == set(specs())


@pytest.mark.parametrize("name", specs())
def test_a_specification_is_complete(odd: etree._Element, name: str) -> None:
    (spec,) = odd.xpath("//t:elementSpec[@ident=$name]", name=name, namespaces=NS)
    for part in ("gloss", "desc", "content", "exemplum"):
        assert spec.find(f"t:{part}", NS) is not None, part
    assert spec.findtext("t:desc", "", NS).strip()
    for attribute in spec.iterfind(".//t:attDef", NS):
        if attribute.get("mode") == "delete":
            continue
        assert attribute.find("t:desc", NS) is not None
        assert (
            attribute.find("t:datatype", NS) is not None or attribute.find("t:valList[@type='closed']", NS) is not None
        )
    for value in spec.iterfind(".//t:valItem", NS):
        assert value.find("t:desc", NS) is not None


@pytest.mark.parametrize("name", specs())
def test_every_example_is_valid(odd: etree._Element, name: str) -> None:
    """Judged as what it is: an element wherever it may stand, or some of what its element may hold."""
    (spec,) = odd.xpath("//t:elementSpec[@ident=$name]", name=name, namespaces=NS)
    grammar = etree.parse(ROOT / "schema" / "kwedition.rng").getroot()
    start = grammar.find("{*}start")
    assert start is not None
    for child in list(start):
        start.remove(child)
    choice = etree.SubElement(start, "{http://relaxng.org/ns/structure/1.0}choice")
    for ident in specs():
        etree.SubElement(choice, "{http://relaxng.org/ns/structure/1.0}ref", name=ident)
    judge = etree.RelaxNG(etree.ElementTree(grammar))
    shown = spec.xpath("t:exemplum/eg:egXML/*", namespaces=NS)
    assert any(name in {etree.QName(e).localname for e in example.iter("*")} for example in shown)
    for example in shown:
        text = etree.tostring(example, with_tail=False, encoding="unicode").replace(EXAMPLES, TEI)
        tree = etree.ElementTree(etree.fromstring(text))
        assert judge.validate(tree), str(judge.error_log)[:600]


def test_what_an_odd_may_not_hold_is_named(saxon: Saxon, tmp_path: Path) -> None:
    from kwedition.errors import StylesheetError

    for content, said in (
        ("<anyElement/>", "anyElement in elementSpec TEI is not supported"),
        ('<elementRef key="nothing"/>', "'nothing' in elementSpec TEI but does not specify it"),
    ):
        text = (
            f'<TEI xmlns="{TEI}"><teiHeader/><text><body><schemaSpec ident="x" start="TEI">'
            f'<elementSpec ident="TEI"><content>{content}</content></elementSpec></schemaSpec></body></text></TEI>'
        )
        path = tmp_path / "x.odd"
        path.write_text(text)
        with pytest.raises(StylesheetError, match=said):
            schema.derive(saxon, path)

"""Blocks are numbered before a document is transformed, as the stylesheets count them where nobody did."""

import re
from pathlib import Path

from lxml import etree

from common import Kwedition
from kwedition import resources, xmlio
from kwedition.build import numbering, steps
from kwedition.edition import Document
from kwedition.saxon import Saxon

TEI = "http://www.tei-c.org/ns/1.0"
AWKWARD = f"""<!DOCTYPE TEI [<!ENTITY e "<note>of <p>an entity</p></note>">]>
<TEI xmlns="{TEI}"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p>x</p></publicationStmt>
<sourceDesc><bibl>b<note>n</note></bibl></sourceDesc></fileDesc></teiHeader>
<text><body><p kw-block="7">a<label>no block</label></p><list><label>a block</label><item>i<list><item/></list></item></list>
<p xmlns="urn:other">not ours</p><egXML xmlns="http://www.tei-c.org/ns/Examples"><p kw-block="8"/></egXML><lg><l>v</l></lg>&e;
<note place="margin">m</note></body>
<back><listPerson><person xml:id="anna"><persName>A</persName><note><p>of A</p></note></person></listPerson><p>end</p></back></text></TEI>"""
_COUNTED = f"""<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:kw="urn:kwedition:ns">
<xsl:import href="kwedition:/shared/kinds.xsl"/><xsl:import href="kwedition:/shared/dates.xsl"/><xsl:import href="kwedition:/shared/plain.xsl"/>
<xsl:import href="kwedition:/shared/addresses.xsl"/><xsl:output method="text"/><xsl:mode use-accumulators="#all"/>
<xsl:template match="/"><xsl:value-of select="//*[namespace-uri() = '{TEI}'][kw:is-block(.)] ! kw:block-id(.)"/></xsl:template>
</xsl:stylesheet>"""


def test_the_blocks_are_those_of_the_stylesheets() -> None:
    sheet = resources.asset("shared/addresses.xsl").read_text(encoding="utf-8")
    (names,) = re.findall(r"variable name=\"kwp:blocks\".*?tokenize\(\s*'([^']*)'", sheet, re.DOTALL)
    assert set(numbering.BLOCKS) == {"note", *names.split()}


def test_numbers_are_those_that_the_stylesheets_count(saxon: Saxon) -> None:
    source = xmlio.parse(AWKWARD.encode(), "a.xml")
    text, _divided = steps._text(Document("a", "a.xml", source), False)
    sheet = saxon.compile(_COUNTED, "counted")
    given = sheet.transform(text).text.split()
    assert given == sheet.transform(source.text().replace(' kw-block="7"', "")).text.split()
    assert given == [f"b{number}" for number in range(1, len(given) + 1)]
    root = xmlio.parse_own(text)
    assert root.get("kw-block") == "0"
    assert [each.get("kw-block") for each in root.iter(f"{{{TEI}}}label")] == [None, "5"]


def test_a_document_is_afterwards_as_it_was() -> None:
    root = etree.fromstring(f'<TEI xmlns="{TEI}" kw-block="x"><p kw-block="y"/><hi kw-block="z"/><p/></TEI>')
    before = etree.tostring(root)
    with numbering.numbered(root):
        assert [each.get("kw-block") for each in root.iter("*")] == ["0", "1", None, "2"]
    assert sorted(etree.tostring(root).split()) == sorted(before.split())


def test_no_number_reaches_a_reader(kwedition: Kwedition, tmp_path: Path) -> None:
    """Neither in examples of encoding, nor in what a header or a description shows of attributes."""
    inside = f'<p>{"words " * 100}</p><p>e <egXML><p>ex</p><list><item/></list></egXML></p><msDesc><physDesc><p/><ab type="x"/></physDesc></msDesc>'
    own = AWKWARD.replace("<lg>", f"{inside}<lg>").replace("<bibl>", "<bibl type='y'/><bibl>")
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei/a.xml").write_text(own, encoding="utf-8")
    arguments = ("--source", tmp_path / "tei", "--output", tmp_path / "out", "--only", "site,print,text")
    assert kwedition("build", "--no-cache", "--jobs", "1", *arguments).exit_code == 0
    pages = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    said = {path.relative_to(tmp_path / "out").parts[0] for path, page in pages.items() if b"kw-block" in page}
    # The source is shown as it is.
    assert said <= {"tei"}
    assert any(b"&lt;item/&gt;" in page for page in pages.values())


def test_no_number_reaches_a_record(saxon: Saxon) -> None:
    document = Document("a", "a.xml", xmlio.parse(AWKWARD.encode(), "a.xml"))
    record = steps.collect_xml(saxon, document)
    assert "<note><p>of A</p></note>" in record
    assert "kw-block" not in record

"""Which lines may be layout is told before a document is transformed, and nothing is read otherwise for that."""

import random
import re

import pytest
from lxml import etree

from common import SHARED
from kwedition import resources, xmlio
from kwedition.build import layout, steps
from kwedition.edition import Document
from kwedition.saxon import Saxon

TEI = "http://www.tei-c.org/ns/1.0"
_LAID_OUT = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:kw="urn:kwedition:ns">
<xsl:import href="kwedition:/shared/kinds.xsl"/><xsl:import href="kwedition:/shared/dates.xsl"/><xsl:import href="kwedition:/shared/plain.xsl"/>
<xsl:import href="kwedition:/shared/addresses.xsl"/><xsl:output method="text"/><xsl:mode use-accumulators="#all"/>
<xsl:template match="/"><xsl:for-each select="//text()"><xsl:text>[</xsl:text><xsl:apply-templates select="." mode="kw:plain"/>
<xsl:text>]</xsl:text></xsl:for-each></xsl:template>
</xsl:stylesheet>"""
_PIECES = (
    "<rs>", "</rs>", "<q>", "</q>", "<hi>", "</hi>", "<bibl>", "</bibl>", "<note>n</note>", "<note>\n n\n </note>", "<lb/>",
    '<lb break="no"/>', "\n", " \n  ", " ", "word", "Wort,", "(", ".", "»", "<!-- c -->", "<?p i?>", "<title>\n T</title>",
    "<listBibl><bibl><author>A\n</author>\n<title>B\n </title> <date>1900</date></bibl></listBibl>",
    "<choice>\n <reg>\n r\n </reg>\n <orig>o</orig>\n</choice>", "<foreign>f</foreign>", "\n , and", "\n ... x", "\n ; x",
    "<biblStruct><monogr><title>A\n</title><imprint><publisher>P \n</publisher></imprint></monogr></biblStruct>", "&#13;", "<![CDATA[ \n]]>",
    "<w>", "</w>", "<biblStruct><monogr><title>A </title><imprint><pubPlace> <placeName>P</placeName> </pubPlace></imprint></monogr></biblStruct>",
    '<pb break="no"/>', "\n, ", "\n.", "<app>\n<rdg>,</rdg><rdg/></app>", "<app><lem>\n a\n</lem></app>",
)  # fmt: skip


def read(saxon: Saxon, data: bytes) -> tuple[str, str]:
    """The texts of a document as they are laid out, told and not told where that has to be asked."""
    source = xmlio.parse(data, "a.xml")
    before = source.text()
    text, _divided = steps._text(Document("a", "a.xml", source), False)
    assert source.text() == before
    sheet = saxon.compile(_LAID_OUT, "laid-out")
    return sheet.transform(text).text, sheet.transform(re.sub(r' kw-[a-z]+="[^"]*"', "", text)).text


def balanced(chance: random.Random) -> str:
    pieces, open_ = list[str](), list[str]()
    for _piece in range(chance.randrange(3, 14)):
        piece = chance.choice(_PIECES)
        if piece.startswith("</"):
            if not open_:
                continue
            piece = f"</{open_.pop()}>"
        elif re.fullmatch(r"<[a-z]+>", piece):
            open_.append(piece[1:-1])
        pieces.append(piece)
    return "".join(pieces) + "".join(f"</{name}>" for name in reversed(open_))


@pytest.mark.parametrize("seed", range(40))
def test_texts_are_laid_out_as_where_each_is_asked(saxon: Saxon, seed: int) -> None:
    chance = random.Random(seed)
    language = chance.choice(["", "", ' xml:lang="ru"', ' xml:lang="zh"'])
    body = "".join(f"<p{language}>{balanced(chance)}</p>" for _each in range(12))
    told, asked = read(saxon, f'<TEI xmlns="{TEI}"><teiHeader/><text><body>{body}</body></text></TEI>'.encode())
    assert told == asked


def test_what_entities_bring_is_told_too(saxon: Saxon) -> None:
    entity = '<!ENTITY e "of <rs>&#10; a name</rs>.">'
    told, asked = read(
        saxon, f'<!DOCTYPE TEI [{entity}]><TEI xmlns="{TEI}"><text><body><p>x &e;</p></body></text></TEI>'.encode()
    )
    assert told == asked
    assert "[a name]" in told


def test_the_names_are_those_of_the_stylesheets() -> None:
    sheet = resources.asset("shared/plain-base.xsl").read_text(encoding="utf-8")
    for variable, names in (("marked", layout.MARKED), ("lined", layout.LINED), ("followed", layout.FOLLOWED)):
        (said,) = re.findall(rf"kwp:{variable}-names\"[^>]*tokenize\('([^']*)'\)", sheet)
        assert tuple(said.split()) == names


def test_only_where_it_matters() -> None:
    root = etree.fromstring(f'<p xmlns="{TEI}">a\n <rs>b\n c</rs>\n d <rs>\n e</rs> <note>\n f</note></p>')
    with layout.told(root):
        assert [each.text for each in root.iter("*") if each.get(layout.LINES)] == ["\n e"]
    assert not [each for each in root.iter("*") if each.attrib]


@pytest.mark.skipif(not SHARED.is_dir(), reason="no shared corpora")
@pytest.mark.parametrize("corpus", ["letters", "history", "plays", "manuscripts"])
def test_texts_of_others_are_laid_out_as_where_each_is_asked(saxon: Saxon, corpus: str) -> None:
    for path in sorted((SHARED / "corpora" / corpus).rglob("*.xml"))[:12]:
        if path.stat().st_size < 400_000:
            try:
                told, asked = read(saxon, path.read_bytes())
            except xmlio.Unreadable:
                continue
            assert told == asked, path

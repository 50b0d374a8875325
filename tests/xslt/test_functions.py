"""The functions of xslt/shared, called with awkward inputs."""

import re
import unicodedata
from collections import Counter
from collections.abc import Callable
from random import Random
from xml.sax.saxutils import escape, quoteattr

import pytest

from kwedition import resources
from kwedition.saxon import Saxon

Evaluate = Callable[..., str]

_SHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:kw="urn:kwedition:ns"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
<xsl:import href="kwedition:/shared/kinds.xsl"/><xsl:import href="kwedition:/shared/dates.xsl"/><xsl:import href="kwedition:/shared/plain.xsl"/>
<xsl:import href="kwedition:/shared/names.xsl"/><xsl:import href="kwedition:/shared/dates.xsl"/>
<xsl:import href="kwedition:/shared/labels.xsl"/><xsl:import href="kwedition:/shared/languages.xsl"/>
<xsl:import href="kwedition:/shared/pointers.xsl"/><xsl:import href="kwedition:/shared/addresses.xsl"/>
<xsl:import href="kwedition:/shared/sentences.xsl"/>
<xsl:output method="text"/><xsl:mode use-accumulators="#all"/>
<xsl:template match="/"><xsl:value-of select={} separator="|"/></xsl:template></xsl:stylesheet>"""


@pytest.fixture(scope="module")
def evaluate(saxon: Saxon) -> Evaluate:
    """The value of an XPath expression over a TEI snippet, its items joined by '|'."""

    def run(expression: str, snippet: str = "<p/>") -> str:
        tei = snippet if snippet.startswith("<TEI") else f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{snippet}</TEI>'
        return saxon.compile(_SHEET.format(quoteattr(expression)), expression).transform(tei).text

    return run


@pytest.mark.parametrize(
    ("attributes", "words"),
    [
        ('when="1950-05-14"', "14 May 1950"),
        ('when="1950-05"', "May 1950"),
        ('when="1950"', "1950"),
        ('when="-0044-03-15"', "15 March 44 BCE"),
        ('notBefore="-0001" notAfter="0001"', "between 1 BCE and 1"),
        ('when="1950-05-14T04:00:00"', "14 May 1950"),
        ('from="1949-04" to="1949-05"', "April 1949 to May 1949"),
        ('from="1949"', "from 1949"),
        ('to="1950-01-31"', "until 31 January 1950"),
        ('notBefore="1950-05-13" notAfter="1950-05-14"', "between 13 May 1950 and 14 May 1950"),
        ('notBefore="1950" notAfter="1950"', "1950"),
        ('notBefore="1949-04"', "not before April 1949"),
        ('notAfter="1950-01"', "not after January 1950"),
        ('when-iso="1889-08-02"', "2 August 1889"),
        ('when="yesterday"', "yesterday"),
        ("", ""),
    ],
)
def test_dates_in_words(evaluate: Evaluate, attributes: str, words: str) -> None:
    assert evaluate("kw:date-in-words(//date)", f"<date {attributes}/>") == words


def test_dates_sort_at_their_precision(evaluate: Evaluate) -> None:
    points = ["-0100", "-0043-03", "0001", "1949", "1949-01", "1949-01-01", "1949-02", "10000"]
    dates = "".join(f'<date when="{point}"/>' for point in points)
    assert evaluate("sort(//date, (), function($d) { kw:sort-date($d) }) ! @when", dates) == "|".join(points)


@pytest.mark.parametrize(
    ("snippet", "plain"),
    [
        ("<p>a  b\n c</p>", "a b c"),
        ("<p>a<note>not this</note> b</p>", "a b"),
        ("<p>break<lb/>here</p>", "break here"),
        ('<p>bro-<lb break="no"/>ken</p>', "bro-ken"),
        ('<p>bro \n <pb n="2" break="no"/> \n ken</p>', "broken"),
        ("<p><choice><sic>teh</sic><corr>the</corr></choice> end</p>", "the end"),
        ("<p><choice><abbr>Mr</abbr><expan>Mister</expan></choice></p>", "Mister"),
        ("<p><app><lem>one</lem><rdg>two</rdg></app></p>", "one"),
        ("<p><subst><del>a</del><add>b</add></subst></p>", "b"),
        ("<p><supplied>x</supplied><gap/></p>", "[x][…]"),
        ("<p><quote>in</quote></p>", "“in”"),
        ("<p>“<quote>in</quote>”</p>", "“in”"),
        ("<p><quote>“in”</quote></p>", "“in”"),
        ('<p xml:lang="de"><quote>in <q>ein</q></quote></p>', "„in ‚ein‘“"),
        ("<p><surname>Mao</surname> <forename>Zedong</forename></p>", "Mao Zedong"),
        ("<p><surname>Mamroth</surname><forename>Fedor</forename></p>", "Mamroth, Fedor"),
        ("<p>&#xFDD1;x&#xFDD3;</p>", "x"),
        ("<p>one<list><item>two</item><item>three</item></list></p>", "one two three"),
        ('<p>one\n  <lb break="no"/>\n  two <pb break="no"/><lb break="no"/> three</p>', "onetwothree"),
        (
            "<correspAction> <persName>A  B</persName>\n  <date/>\n <placeName>Wien</placeName> </correspAction>",
            "A B, Wien",
        ),
        ("<p>one<pb/>two, so<pb/>Three</p>", "one two, so Three"),
    ],
)
def test_plain_text(evaluate: Evaluate, snippet: str, plain: str) -> None:
    assert evaluate("kw:plain-text(/*/*)", snippet) == plain


@pytest.mark.parametrize(
    ("token", "id_"),
    [
        ("#mao", "mao"),
        ("../persons.xml#mao", "mao"),
        ("psn:mao", "mao"),
        ("mao", "mao"),
        ("https://d-nb.info/gnd/118577166", "d-nb.info-gnd-118577166"),
        ("http://x.org/p.xml#mao", "mao"),
        ("Cambridge, MA", "Cambridge-MA"),
        ("index", "index-"),
        ("<>", "unnamed"),
    ],
)
def test_reference_ids(evaluate: Evaluate, token: str, id_: str) -> None:
    escaped = token.replace("&", "&amp;").replace("<", "&lt;")
    assert evaluate("kw:reference-id(string(//p))", f"<p>{escaped}</p>") == id_


@pytest.mark.parametrize(
    ("token", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("https://example.org/ä b", "https://example.org/%C3%A4%20b"),
        ("doi:10.1000/1", "https://doi.org/10.1000/1"),
        ("mailto:a@b.org", "mailto:a@b.org"),
        ("javascript:alert(1)", ""),
        ("JaVaScRiPt:alert(1)", ""),
        ("data:text/html,x", ""),
        ("https:///nohost", ""),
        ("urn:isbn:1", ""),
    ],
)
def test_only_harmless_addresses_become_links(evaluate: Evaluate, token: str, address: str) -> None:
    assert evaluate("string(kw:external-address(string(//p)))", f"<p>{token}</p>") == address


@pytest.mark.parametrize(
    ("from_", "token", "file"),
    [
        ("cables/c01.xml", "../persons.xml#mao", "persons.xml"),
        ("cables/c01.xml", "c02.xml", "cables/c02.xml"),
        ("essay.xml", "./cables/c01.xml#c01.q1", "cables/c01.xml"),
        ("essay.xml", "../../etc/passwd.xml", "etc/passwd.xml"),
        ("essay.xml", "#p01", ""),
    ],
)
def test_pointed_files(evaluate: Evaluate, from_: str, token: str, file: str) -> None:
    assert evaluate(f"kw:pointed-file('{token}', '{from_}')") == file


@pytest.mark.parametrize(
    ("tag", "valid"),
    [
        ("en", "en"), ("deu", "de"), ("zh-Hant", "zh-Hant"), ("grc", "grc"), ("italic", ""), ("und", ""), ("", ""), ("de-AT", "de-AT"),
        ("ru-Latn", "ru-Latn"), ("xx", ""), ("en-x-private", "en"), ("de_AT", "de-AT"),
        ("DE-AT", "de-AT"), ("de-at", "de-at"), ("deu-AT", "de-AT"), ("und-AT", ""), ("es-AR", "es"), ("-AT", ""), ("fr-Latn-CA", "fr-Latn-CA"),
        # Codes of libraries and for terminology; languages that nobody speaks any more.
        ("tib", "bo"), ("bod", "bo"), ("arm", "hy"), ("geo-Geor", "ka-Geor"), ("pli", "pi"), ("otk", "otk"), ("tmr", "tmr"),
        ("txb-Latn", "txb-Latn"), ("xlu", "xlu"), ("tl", "tl"), ("qqq", ""), ("english", "en"), ("Deutsch-AT", "de-AT"),
    ],
)  # fmt: skip
def test_language_tags(evaluate: Evaluate, tag: str, valid: str) -> None:
    assert evaluate("string(kw:language-tag(string(//p)))", f"<p>{tag}</p>") == valid


@pytest.mark.parametrize(
    ("tag", "turned"),
    [
        ("ar", True), ("AR", True), ("fa-IR", True), ("az-Arab", True), ("ar-Latn", False), ("yi-US", True), ("de-AT", False),
        ("he-DE", True), ("en", False), ("und", False), ("", False), ("arz", True), ("tmr", True),
    ],
)  # fmt: skip
def test_languages_from_right_to_left(evaluate: Evaluate, tag: str, turned: bool) -> None:
    assert evaluate("kw:is-right-to-left(string(//p))", f"<p>{tag}</p>") == str(turned).lower()


LAID_OUT = "<persName>\n  <surname>Schnitzler</surname>\n  <forename>Arthur</forename>\n</persName>"


@pytest.mark.parametrize(
    ("name", "shown", "sorted_"),
    [
        ("<persName><surname>Kim</surname> <forename>Il Sung</forename></persName>", "Kim Il Sung", "Kim, Il Sung"),
        ("<persName><forename>Anna</forename> <surname>Z</surname></persName>", "Anna Z", "Z, Anna"),
        ("<persName>Plato</persName>", "Plato", "Plato"),
        (
            '<persName sortKey="gaulle, charles de">Charles de Gaulle</persName>',
            "Charles de Gaulle",
            "gaulle, charles de",
        ),
        ("<persName><forename>Ivan</forename> <genName>IV</genName></persName>", "Ivan IV", "Ivan IV"),
        # In an entry a new line is layout, not a space.
        (f"<person>{LAID_OUT}</person>", "Schnitzler, Arthur", "Schnitzler, Arthur"),
        (f"<p>{LAID_OUT}</p>", "Schnitzler Arthur", "Schnitzler, Arthur"),
        (f"<person><note>{LAID_OUT}</note></person>", "Schnitzler Arthur", "Schnitzler, Arthur"),
        (
            "<person><persName>\n<forename>Hugo</forename>\n<nameLink>von</nameLink>\n<surname>H</surname>\n</persName></person>",
            "Hugo von H",
            "H, Hugo von",
        ),
        ("<person><persName><surname>毛</surname><forename>泽东</forename></persName></person>", "毛泽东", "毛, 泽东"),
        (
            "<person><persName>\n<surname>김</surname>\n<forename>일성</forename></persName></person>",
            "김일성",
            "김, 일성",
        ),
        (
            "<person><persName><surname>Mao</surname> <forename>Zedong</forename></persName></person>",
            "Mao Zedong",
            "Mao, Zedong",
        ),
    ],
)
def test_names(evaluate: Evaluate, name: str, shown: str, sorted_: str) -> None:
    assert evaluate("kw:shown-name(//persName), kw:sorted-name(//persName)", name) == f"{shown}|{sorted_}"


def test_addresses_of_mentions_count_within_the_block(evaluate: Evaluate) -> None:
    snippet = (
        '<text><body><p xml:id="p1"><persName ref="#a"/> <persName ref="x.xml#a"/> <rs type="person" ref="#b"/></p>'
        '<p><persName ref="#a"/><note><persName ref="#a"/></note><date when="1950"/></p></body></text>'
    )
    assert evaluate("//(persName | rs | date) ! kw:mention-id(.)", snippet) == (
        "p1.a.1|p1.a.2|p1.b.1|b2.a.1|b3.a.1|b2.date.1"
    )


def test_a_generated_address_gives_way_to_an_id(evaluate: Evaluate) -> None:
    assert (
        evaluate("//(p | seg) ! (kw:block-id(kw:block(.)))", '<text><body><p/><p xml:id="b1"/></body></text>')
        == "b1-|b1"
    )


def test_notes_are_numbered_where_they_are_called(evaluate: Evaluate) -> None:
    snippet = (
        '<text><body><p>one<anchor xml:id="a1"/> two<note>inline</note> three<anchor xml:id="a2"/></p></body>'
        '<back><div><note target="#a2">second</note><note target="#a1">first</note><note>loose</note></div></back></text>'
    )
    expression = "for $n in //note return ($n || ':' || (if (kw:is-footnote($n)) then kw:note-number($n) else 'stays'))"
    assert evaluate(expression, snippet) == "inline:2|second:3|first:1|loose:stays"


def test_an_address_is_made_by_one_rule_whichever_way_is_short(saxon: Saxon) -> None:
    """Common names take a way without regular expressions: it must give what the rule gives, for any signs."""
    random = Random(7)
    signs = "abzAZ09_-.  ,;:!?()[]/&*+='\"äÖßőé毛Ω\u0301\t#%’"
    texts = ["".join(random.choices(signs, k=random.choice((1, 2, 3, 5, 8, 130)))) for _ in range(3000)]
    texts += ["index", "Index", "index ", "-", ".", "Müller, Anna", "St. Gallen", "a  -  b", ""]
    source = "".join(f"<t>{escape(text)}</t>" for text in texts)
    tei = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{source}</TEI>'
    made = saxon.compile(_SHEET.format(quoteattr("//t ! kw:slug(string(.))")), "slug").transform(tei).text.split("|")
    assert made == [_slug(text) for text in texts]


def _slug(text: str) -> str:
    text = unicodedata.normalize("NFC", text)
    kept = "".join(sign if sign in "._-" or unicodedata.category(sign)[0] in "LMN" else " " for sign in text)
    safe = re.sub(" +", "-", kept).strip("-.")
    return "unnamed" if safe == "" else "index-" if safe == "index" else safe[:120]


def test_no_two_modules_define_one_function() -> None:
    # The one imported last would silently take the place of the other, wherever both are.
    defined = [
        name
        for path in (resources.xslt() / "shared").glob("*.xsl")
        for name in re.findall('<xsl:function name="([^"]*)"', path.read_text(encoding="utf-8"))
    ]
    assert sorted(name for name, times in Counter(defined).items() if times > 1) == []

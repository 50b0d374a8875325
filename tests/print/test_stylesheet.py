"""The print stylesheet on small documents: what it makes of them, and that FOP takes the oddest."""

import re
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader
from pytest_regressions.file_regression import FileRegressionFixture

from kwedition.build import pdf
from kwedition.saxon import Result, Saxon
from print import fop
from print.volumes import FO, squeezed, text_of

HEADER = """<teiHeader><fileDesc><titleStmt><title>A letter</title></titleStmt>
<publicationStmt><publisher>Nobody</publisher></publicationStmt><sourceDesc><p>Invented.</p></sourceDesc></fileDesc>
<profileDesc>{profile}</profileDesc></teiHeader>"""
SLICE = """<slice xmlns="urn:kwedition:ns" path="print/d.fo"><frame title="An edition" language="en"/>
<document id="d" kind="document" xml:lang="en"><title>A letter</title>
<link token="#p2" kind="place" document="d" address="texts/d.html#p2"/>
<link token="e.xml" kind="document" document="e" address="texts/e.html"><label>Another letter</label></link>
<link token="https://example.org/a" kind="external" address="https://example.org/a"/></document>
<image document="d" url="a b.png" path="images/a b.png" width="2000" height="1000"/>
<entity id="mao" kind="persons" key="2a" section="M" sort="Mao, Zedong"><label>Mao Zedong</label>
<form sort="Mao, Zedong" xml:lang="en" key="2a" section="M">Mao Zedong</form>
<form sort="毛泽东" xml:lang="zh-Hans" key="f0" section="漢">毛泽东</form>
<form sort="Mao Tse-tung" xml:lang="en" key="2b" section="M">Mao Tse-tung</form>
<life role="birth" key="1" when="1893-12-26"/><life role="death" key="2" when="1976-09-09"/>
<mentions document="d" ids="absent p1.mao.1 p2.mao.1"/></entity>
<entity id="nobody" kind="persons" key="2c" section="N" sort="Nobody"><label>Nobody</label>
<mentions document="d" ids="absent"/></entity></slice>"""


def rendered(saxon: Saxon, body: str, back: str = "", profile: str = "") -> Result:
    """A document with that body, made into FO."""
    source = (
        '<kw:documents xmlns:kw="urn:kwedition:ns"><kw:document id="d" path="d.xml">'
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="d" xml:lang="en">'
        f"{HEADER.format(profile=profile)}<text><body>{body}</body>{back}</text></TEI>"
        "</kw:document></kw:documents>"
    )
    stylesheet = saxon.stylesheet("print/document.xsl")
    return stylesheet.transform(source, {"slice": SLICE}, {"language": "en"})


def flow(result: Result, sequence: str = "d") -> etree._Element:
    """The flow of one sequence of pages."""
    root = etree.fromstring(result.text.encode())
    found = root.xpath("//*[@id = $id]/*[local-name() = 'flow']", id=sequence)
    assert isinstance(found, list)
    assert isinstance(found[0], etree._Element)
    return found[0]


def shown(element: etree._Element) -> str:
    """An element as it is read in a golden file: a line for each block."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    text = text.replace(' xmlns:fo="http://www.w3.org/1999/XSL/Format"', "")
    for tag in ("block", "footnote", "footnote-body", "list-", "table"):
        text = text.replace(f"<fo:{tag}", f"\n<fo:{tag}")
    return text.replace("\n\n", "\n").strip() + "\n"


NAMES = """<p xml:id="p1" n="1">On <date when="1950-05-14"/> <persName ref="persons.xml#mao" xml:id="own">Mao</persName>
wrote <quote>that <quote>all</quote> is <supplied reason="explanatory">well</supplied></quote>, <choice><orig>Ri Ju Yon</orig>
<reg>Ri Ju-yeon</reg></choice> <foreign xml:lang="zh-Hans">毛泽东</foreign> <foreign xml:lang="zh-Latn">Máo</foreign>.</p>
<p xml:id="p2"><ref target="#p2">here</ref>, <ref target="e.xml">elsewhere</ref>, <ref target="https://example.org/a">outside</ref>,
<ref target="https://example.org/a"/>, <persName ref="persons.xml#mao">he</persName></p>"""

NOTES = """<p>One<anchor xml:id="a1"/>, two<note>In line<note>nested</note>.</note>, three<anchor xml:id="a3"/>.</p>"""
NOTES_BACK = """<back><div type="notes"><head>Notes</head><note xml:id="n1" type="authorial" target="#a1"><p>First.</p><p>Second
paragraph.</p></note><note xml:id="n3" target="#a3"><p>Calls itself<anchor xml:id="a3b"/> <anchor xml:id="a4"/>.</p></note>
<note xml:id="n4" target="#a4"><p>Called in a note.</p></note></div></back>"""

TABLES = """<table><head>A table</head><row role="label"><cell>A</cell><cell cols="2">B</cell></row><pb n="2"/>
<row><cell rows="9">down</cell><cell/><note>between</note><cell>x</cell></row><row><cell>y</cell></row><row/></table>
<list type="ordered"><head>A list</head><item>one<list><item>in it</item></list></item><pb n="3"/><item>two</item></list>
<list><label>L</label><item>gloss</item><label>M</label></list><list/><table/>"""

DESPATCH = """<correspDesc><correspAction type="sent"><persName ref="persons.xml#mao" cert="medium">Mao</persName>
<placeName>Beijing</placeName><date notBefore="1949-04"/></correspAction><correspAction type="received">
<persName cert="unknown">not named</persName></correspAction><note><p>The envelope is lost.</p></note></correspDesc>
<abstract><p>What it says<note>remark</note>.</p></abstract>"""


@pytest.mark.parametrize(
    ("body", "back", "profile"),
    [
        pytest.param(NAMES, "", "", id="names"),
        pytest.param(NOTES, NOTES_BACK, "", id="notes"),
        pytest.param(TABLES, "", "", id="tables"),
        pytest.param("<p>Text.</p>", "", DESPATCH, id="despatch"),
    ],
)
def test_a_text(saxon: Saxon, body: str, back: str, profile: str, file_regression: FileRegressionFixture) -> None:
    result = rendered(saxon, body, back, profile)
    assert not result.messages
    file_regression.check(shown(flow(result)), extension=".fo", encoding="utf-8")


def test_an_index(saxon: Saxon, file_regression: FileRegressionFixture) -> None:
    result = rendered(saxon, NAMES)
    file_regression.check(shown(flow(result, "kw.indexes")), extension=".fo", encoding="utf-8")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>a<unheard-of>b</unheard-of>c</p>", "abc"),
        ("<p><hi>a <list><item>b</item></list> c</hi></p>", "a•bc"),
        ("<head>a<note>b</note></head><p>c</p>", "a11bc"),
        ("<p><seg xml:id='s'/>a<pb/>b<lb break='no'/>c<lb/>d</p>", "a|bcd"),
        ("<lg><l>a</l><l>b<gap/></l></lg><p>c</p>", "ab[…]c"),
        ("<div><head>A letter</head><p>a<app><lem wit='#A'>b</lem><rdg wit='#B'>c</rdg></app></p></div>", "Aletterabaab]A;cB"),
        ("<p><persName ref='#x'><surname>Mao</surname><forename>Zedong</forename></persName></p>", "Mao,Zedong"),
        ("<sp><speaker>a</speaker><l>b</l></sp><figure><graphic url='x/y.png'/><figDesc>c</figDesc></figure>", "ab[figure:y.png]c"),
        ("<p><ref target='e.xml'>a <ref target='#p2'>b</ref></ref></p>", "ab"),
        ("<egXML xmlns='http://www.tei-c.org/ns/Examples'><p xml:id='p1'>a</p></egXML><p>b</p>", None),
        ("", ""),
    ],
)  # fmt: skip
def test_odd_texts_are_whole_and_both_formatters_take_them(
    saxon: Saxon, tmp_path: Path, body: str, text: str | None
) -> None:
    result = rendered(saxon, body)
    if text is not None:
        printed = squeezed(text_of(flow(result))).removeprefix("Aletter")
        assert printed.removesuffix("AboutthistextInvented.") == text
    assert not fop.format_pdf(result.text, tmp_path).complaints
    _ours_takes(result.text)


def _attributes(result: Result, path: str, name: str) -> list[str]:
    root = etree.fromstring(result.text.encode())
    found = root.xpath(path, namespaces={"fo": FO.strip("{}")})
    assert isinstance(found, list)
    return [str(each.get(name)) for each in found if isinstance(each, etree._Element)]


@pytest.mark.parametrize(
    ("body", "path", "name", "values"),
    [
        # What is written from the right turns, whatever is around it, and turns back.
        ("<p xml:lang='he'>א <foreign xml:lang='en'>b</foreign></p>", "//fo:block-container[@writing-mode]", "writing-mode", ["rl-tb"]),
        ("<p xml:lang='he'>א <foreign xml:lang='en'>b</foreign></p>", "//fo:bidi-override", "direction", ["ltr"]),
        ("<p>b <foreign xml:lang='ar'>ا</foreign> <foreign xml:lang='ar-Latn'>a</foreign></p>", "//fo:bidi-override", "direction", ["rtl"]),
        ("<p xml:lang='ar'>ا<note>ب</note></p>", "//fo:block-container[@writing-mode]", "writing-mode", ["rl-tb"]),
        ("<p>b</p>", "//*[@direction]", "direction", []),
        # A verse that several speakers share begins where the one before broke off.
        ("<l part='I'>1234567890</l><l part='F'>b</l><l part='F'>c</l><l>d</l>", "//fo:block[@text-indent = '-4mm']", "margin-left", ["8mm", "25mm", "8mm", "8mm"]),
        ("<p><hi rend='smallcaps'>b</hi></p>", "//*[@font-variant]", "font-variant", ["small-caps"]),
        ("<p><hi style='text-align:right; margin-right: 1em; font-weight : bold'>b</hi></p>", "//fo:inline[@font-weight]", "text-align", ["end"]),
        ("<p><hi style='margin-right: 1em'>b</hi></p>", "//fo:inline[@text-align]", "text-align", []),
        ("<p><hi rend='strikethrough underline'>b</hi></p>", "//*[@text-decoration]", "text-decoration", ["underline line-through"]),
        ("<p>b<note target='#x'/></p>", "//fo:footnote", "id", []),
        # A picture is set as large as there is room for it, and in words.
        ("<figure><graphic url='a b.png'/><head>c</head></figure>", "//fo:external-graphic", "src", ["url('images/a%20b.png')"]),
        ("<figure><graphic url='a b.png'/><head>c</head></figure>", "//fo:external-graphic", "content-width", ["140mm"]),
        ("<figure><graphic url='a b.png'/><head>c</head></figure>", "//fo:external-graphic", "{http://xmlgraphics.apache.org/fop/extensions}alt-text", ["c"]),
        ("<p><graphic url='other.png'/></p>", "//fo:external-graphic", "src", []),
    ],
)  # fmt: skip
def test_how_it_is_set(saxon: Saxon, body: str, path: str, name: str, values: list[str]) -> None:
    assert _attributes(rendered(saxon, body), path, name) == values


@pytest.mark.parametrize(
    ("body", "text"),
    [
        # Addresses are shown, unless the words are the address.
        ("<p><ref target='https://example.org/a'>outside</ref></p>", "outside(https://example.org/a)"),
        ("<p><ref target='https://example.org/a'>www.example.org/a</ref></p>", "www.example.org/a"),
        ("<p><ref target='https://example.org/a'/></p>", "https://example.org/a"),
        # Whom a text names, with their years; what else is known of them is data.
        ("<listPerson><person xml:id='mao'><persName>Mao</persName><idno>http://x.org/1</idno></person><person><persName>B</persName></person></listPerson>",
         "Persons:Mao(1893–1976);B"),
        ("<listPerson><head>h</head><person><persName>B</persName><note>a remark</note></person></listPerson>", "hB:aremark"),
    ],
)  # fmt: skip
def test_what_is_read(saxon: Saxon, body: str, text: str) -> None:
    printed = squeezed(text_of(flow(rendered(saxon, body)))).removeprefix("Aletter")
    assert printed.removesuffix("AboutthistextInvented.") == text


def test_a_name_in_a_note_is_marked_in_the_index(saxon: Saxon, tmp_path: Path) -> None:
    named = "<persName ref='persons.xml#mao'>Mao</persName>"
    result = rendered(
        saxon, f"<div><p>x<note xml:id='p1'>{named}</note></p></div><div><p xml:id='p2'>{named}</p></div>"
    )
    index = flow(result, "kw.indexes")
    assert [text_of(link) for link in index.iter(f"{FO}basic-link") if len(link)] == ["n", ""]
    # Both are on one page: the one in the text counts.
    made = pdf.format_fo(result.text.encode())
    (tmp_path / "t.pdf").write_bytes(made.pdf or b"")
    page = PdfReader(tmp_path / "t.pdf").pages[-1].extract_text()
    assert re.search(r"Mao Zedong \(1893–1976\) \S+, \d+\s", page), page


def _ours_takes(fo: str) -> None:
    made = pdf.format_fo(fo.encode())
    assert made.pdf is not None
    assert {f.rule for f in made.findings} <= {"font-romanized"}


@pytest.mark.parametrize(("body", "back"), [(NAMES, ""), (NOTES, NOTES_BACK), (TABLES, "")])
def test_both_formatters_take_the_golden_texts(saxon: Saxon, tmp_path: Path, body: str, back: str) -> None:
    fo = rendered(saxon, body, back, DESPATCH).text
    assert not fop.format_pdf(fo, tmp_path).complaints
    _ours_takes(fo)


def test_an_unknown_element_is_reported(saxon: Saxon) -> None:
    assert rendered(saxon, "<p><oddity/></p>").messages == ("no print rule for oddity",)


def test_footnotes_are_counted_in_each_document(saxon: Saxon) -> None:
    footnotes = flow(rendered(saxon, NOTES, NOTES_BACK)).iter(f"{FO}footnote")
    assert [text_of(footnote[0]) for footnote in footnotes] == ["1", "2", "4"]


@pytest.mark.parametrize(("between", "numbers"), [("", ["d.p1.mao.1"]), ("</div><div>", ["d.p1.mao.1", "d.p2.mao.1"])])
def test_an_index_has_a_page_for_each_division(saxon: Saxon, between: str, numbers: list[str]) -> None:
    one, two = (f"<p xml:id='p{n}'><persName ref='persons.xml#mao'>Mao</persName></p>" for n in (1, 2))
    index = flow(rendered(saxon, f"<div>{one}{between}{two}</div>"), "kw.indexes")
    assert [c.get("ref-id") for c in index.iter(f"{FO}page-number-citation")] == numbers


def test_headings_say_their_level(saxon: Saxon) -> None:
    body = "<div><head>a</head><div><head>b</head><p>c</p></div></div>"
    roles = [
        (b.get("role"), b.text)
        for b in flow(rendered(saxon, body)).iter(f"{FO}block")
        if b.get("role", "").startswith("H")
    ]
    assert roles == [("H1", "A letter"), ("H2", "a"), ("H3", "b")]


def test_a_file_says_what_it_is(saxon: Saxon) -> None:
    root = etree.fromstring(rendered(saxon, "<p>a</p>").text.encode())
    (declarations,) = root.iter(f"{FO}declarations")
    assert "".join(map(str, declarations.itertext())).split() == ["A", "letteren"]


def _blocks(result: Result) -> list[str]:
    """The words of each block that holds no other."""
    return [
        " ".join(text_of(block).split())
        for block in flow(result).iter(f"{FO}block")
        if block.find(f"{FO}block") is None
    ]


def test_a_direction_goes_on_from_the_name_of_the_speaker(saxon: Saxon) -> None:
    speech = "<div><sp><speaker>DUKE </speaker>\n<stage>{}</stage><p>What can you say?</p></sp></div>"
    assert "DUKE, to Othello" in _blocks(rendered(saxon, speech.format(", to Othello ")))
    assert "DUKE" in _blocks(rendered(saxon, speech.format("aside")))
    # The speech begins right below it.
    said = [
        b
        for b in flow(rendered(saxon, speech.format(", to Othello"))).iter(f"{FO}block")
        if b.text == "What can you say?"
    ]
    assert [b.get("space-before") for b in said] == [None]


def test_a_page_without_a_number_has_no_line_of_its_own(saxon: Saxon) -> None:
    body = "<div><pb/><p>One <pb/>two.</p><pb n='3'/><p><pb/><salute>Dear Ada,</salute> three</p></div>"
    printed = text_of(flow(rendered(saxon, body)))
    # Where words stand beside it, or it has a number, it stands there.
    assert printed.count("|") == 3
    assert "One |two." in printed
    assert "|3|" in printed


def test_the_number_of_a_page_is_not_divided(saxon: Saxon, tmp_path: Path) -> None:
    # Wherever the line ends, the number is whole.
    for letters in range(1, 40, 3):
        body = f"<p>{'m' * letters} " + "mmm <pb n='16'/> " * 60 + "</p>"
        made = pdf.format_fo(rendered(saxon, body).text.encode())
        (tmp_path / "t.pdf").write_bytes(made.pdf or b"")
        lines = PdfReader(tmp_path / "t.pdf").pages[-1].extract_text().replace("\u2060", "").splitlines()
        assert not any(line.rstrip().endswith((" |", "|16")) for line in lines)


def test_headings_of_each_depth_can_be_told_apart(saxon: Saxon) -> None:
    body = ""
    for name in "edcba":
        body = f"<div><head>{name}</head><p>x</p>{body}</div>"
    looks = [
        tuple(b.get(key) for key in ("font-size", "font-weight", "font-style"))
        for b in flow(rendered(saxon, body)).iter(f"{FO}block")
        if b.text in tuple("abcde")
    ]
    assert len(looks) == len(set(looks)) == 5


def test_works_beside_lists_of_people_are_called_literature(saxon: Saxon) -> None:
    people = "<listPerson><person><persName>Ada</persName></person></listPerson>"
    works = "<listBibl><bibl><title>A book</title></bibl></listBibl>"
    assert [w for w in _blocks(rendered(saxon, "<p>x</p>", f"<back>{people}{works}</back>")) if w.endswith(":")] == [
        "Literature:"
    ]
    assert not [w for w in _blocks(rendered(saxon, "<p>x</p>", f"<back>{works}</back>")) if w.endswith(":")]


def test_letters_before_and_after_have_arrows(saxon: Saxon) -> None:
    context = "<correspDesc><correspContext><ref type='prev'>A to B</ref><ref subtype='next_letter'>B to A</ref></correspContext></correspDesc>"
    printed = _blocks(rendered(saxon, "<p>x</p>", profile=context))
    assert {"← A to B", "→ B to A"} <= set(printed)


def test_letters_of_a_list_are_parted_by_lines(saxon: Saxon) -> None:
    letter = (
        "<correspDesc><correspAction type='sent'><persName>Ada</persName></correspAction>"
        "<correspAction type='received'><persName>Bo</persName></correspAction></correspDesc>"
    )
    cells = flow(rendered(saxon, "<p>x</p>", profile=letter * 3)).iter(f"{FO}table-cell")
    assert [cell.get("border-before-style") for cell in cells] == [None] * 4 + (["solid"] * 2 + [None] * 2) * 2


def test_a_siglum_keeps_what_is_raised_in_it(saxon: Saxon) -> None:
    witnesses = (
        "<listWit><witness xml:id='M'><abbr type='siglum'>M</abbr> Florence</witness><witness xml:id='Mac'>"
        "<abbr type='siglum'>M<hi rend='superscript'>ac</hi></abbr> before correction</witness></listWit>"
    )
    body = "<p>A <app><lem wit='#M'>grey</lem><rdg wit='#Mac'>gray</rdg><note>, as often</note></app> sea.</p>"
    assert "grey] M; gray Mᵃᶜ, as often" in _blocks(rendered(saxon, body, f"<back>{witnesses}</back>"))


def test_the_name_of_a_division_begins_with_a_capital(saxon: Saxon) -> None:
    body = "<div type='writingSession' n='1'><p>One.</p></div><div type='writingSession' n='2'><p>Two.</p></div>"
    assert {"Writing session 1", "Writing session 2"} <= set(_blocks(rendered(saxon, body)))


def test_items_that_bring_their_own_mark_have_no_other(saxon: Saxon) -> None:
    def labels(*items: str, kind: str = "") -> list[str]:
        body = f"<list{kind}>" + "".join(f"<item>{item}</item>" for item in items) + "</list>"
        return [text_of(label).strip() for label in flow(rendered(saxon, body)).iter(f"{FO}list-item-label")]

    assert labels("(a) one", "(b) two") == labels("1. one", "2. two") == labels("i) one", "ii) two") == ["", ""]
    assert labels("A. Reed", "Bo") == labels("one", "two") == ["•", "•"]
    assert labels("(a) alone") == ["•"]
    assert labels("(a) one", "(b) two", kind=' rend="numbered"') == ["1.", "2."]


def test_what_a_witness_or_a_work_is_called_by_stands_out(saxon: Saxon) -> None:
    lists = (
        "<listWit><witness xml:id='M'><abbr type='siglum'>M</abbr> Florence</witness></listWit>"
        "<listBibl><bibl><abbr type='siglum'>Reed</abbr> Reed, Ada. A book.</bibl></listBibl>"
    )
    bold = [b.text for b in flow(rendered(saxon, lists)).iter(f"{FO}inline") if b.get("font-weight") == "bold"]
    assert bold == ["M", "Reed"]


def test_a_remark_on_somebody_is_parted_from_the_name(saxon: Saxon) -> None:
    people = "<listPerson><person><persName>Ada Reed</persName>{}</person></listPerson>"
    printed = _blocks(rendered(saxon, people.format("<note>A poet.</note><note>Born in Ulm.</note>")))
    assert "Ada Reed: A poet. Born in Ulm." in printed


def test_a_summary_may_describe_a_manuscript(saxon: Saxon) -> None:
    described = "<msDesc><msIdentifier><settlement>Rome</settlement><idno>MS 7</idno></msIdentifier></msDesc>"
    summary = f"<abstract><listBibl>{described}</listBibl></abstract>"
    assert "Rome" in " ".join(_blocks(rendered(saxon, "<p>x</p>", profile=summary)))

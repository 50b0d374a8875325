"""Nothing is lost: a stylesheet that drops or doubles text is found out, in every view."""

import json
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from common import Kwedition, invoke
from kwedition import xmlio
from kwedition.build import accounting, stray

RNG = "{http://relaxng.org/ns/structure/1.0}"

TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letter</title></titleStmt>
<publicationStmt><publisher>House</publisher></publicationStmt><sourceDesc><bibl>A source</bibl></sourceDesc></fileDesc>
<profileDesc><abstract><p>What it says</p></abstract></profileDesc></teiHeader>
<text><body><div><head>A heading</head><opener><salute>Dear all</salute></opener>
<p>Text with <hi rend="italic">stress</hi>, <persName>Name</persName>, <date when="1950">a date</date>, a
<ref target="https://example.org/">link</ref>, <quote>words said</quote><note>Note at the foot</note> and
<choice><sic>eror</sic><corr>error</corr></choice>.</p>
<list><item>An item</item></list><lg><l>A verse</l></lg><table><row><cell>A cell</cell></row></table>
<figure><graphic url="https://example.org/a.png"/><figDesc>A figure</figDesc></figure></div></body></text></TEI>"""

SHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:kw="urn:kwedition:ns" xpath-default-namespace="http://www.tei-c.org/ns/1.0">
  <xsl:import href="builtin:/{module}"/>
  <xsl:template match="{element}" mode="{mode}" priority="50">{body}</xsl:template>
</xsl:stylesheet>"""
DROPS = ""
DOUBLES = '<xsl:next-match/><xsl:apply-templates mode="#current"/>'
# Of each output: the stylesheet to override, its mode, and the name of the view.
VIEWS = {
    "site": ("text/text.xsl", "kw:text", "site"),
    "print": ("print/text.xsl", "kw:print", "print"),
    "markdown": ("reading/editorial.xsl", "kw:reading", "plain Markdown"),
}
# An element of the text, and words that only it holds.
ELEMENTS = {
    "hi": "stress", "persName": "Name", "date": "a date", "ref": "link", "quote": "words said", "salute": "Dear all",
    "head": "A heading", "l": "A verse", "figDesc": "A figure", "p": "Text with",
}  # fmt: skip


@pytest.fixture
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei/letter.xml").write_text(TEI)
    (tmp_path / "kwedition.toml").write_text('source = "tei"\noutputs = ["site", "print"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("was", "name"), [("<choice>", "choice"), ("<table>", "table")])
def test_text_where_tei_has_none_is_not_called_the_fault_of_a_stylesheet(
    kwedition: Kwedition, letter: Path, was: str, name: str
) -> None:
    (letter / "tei/letter.xml").write_text(TEI.replace(was, f"{was}stray"))
    result = kwedition("build", "--no-cache", "--jobs", "1")
    assert result.exit_code == 1, result.output
    assert f"a text of `{name}` does not reach the view 'site': 'stray'" in result.output
    assert f"`{name}` has no text of its own in TEI, only elements" in result.output
    assert "theme" not in result.output


def test_what_has_no_text_is_what_the_schema_of_all_of_tei_says(shared: Path) -> None:
    grammar = etree.parse(shared / "relaxng" / "tei_all.rng").getroot()
    defined: dict[str, list[Any]] = {}
    for each in grammar.iter(f"{RNG}define"):
        defined.setdefault(each.attrib["name"], []).append(each)

    def held(pattern: Any, wanted: set[str], seen: set[str]) -> bool:
        """Whether a pattern holds any of these, not counting those within elements and attributes that it holds."""
        for each in pattern.iterchildren(f"{RNG}*"):
            if each.tag.removeprefix(RNG) in wanted:
                return True
            if each.tag in (f"{RNG}attribute", f"{RNG}element"):
                continue
            if each.tag != f"{RNG}ref":
                if held(each, wanted, seen):
                    return True
            elif (name := each.get("name")) not in seen:
                seen.add(name)
                if any(held(one, wanted, seen) for one in defined[name]):
                    return True
        return False

    elements = [each for each in grammar.iter(f"{RNG}element") if each.get("name") not in (None, "anyElement")]
    wordless = [each for each in elements if not held(each, {"text", "data", "value"}, set())]
    only = {each.get("name") for each in wordless if held(each, {"element"}, set())}
    assert only == stray.ELEMENT_ONLY
    assert {each.get("name") for each in wordless} - only == stray.EMPTY


def test_everything_is_accounted_for(kwedition: Kwedition, letter: Path) -> None:
    result = kwedition("build", "--no-cache", "--jobs", "1", "--coverage", "coverage.json")
    assert result.exit_code == 0, result.output
    assert "characters, all accounted for" in result.output
    accounts = {(each["view"], each["document"]): each for each in json.loads((letter / "coverage.json").read_text())}
    site, printed = accounts["site", "letter"], accounts["print", "letter"]
    assert site["lost"] == site["doubled"] == printed["lost"] == printed["doubled"] == []
    assert site["alternatives"] == len("eror")
    assert site["hidden"] == {}
    assert set(printed["hidden"]) == {"book-header"}
    assert site["images"] == 1
    assert site["images-lost"] == 0
    assert site["shown"] + site["alternatives"] == printed["shown"] + printed["alternatives"] + sum(
        printed["hidden"].values()
    )


def test_lists_of_entries_are_accounted_for_too(kwedition: Kwedition, letter: Path) -> None:
    entry = '<person xml:id="p"><persName>Anna</persName><birth>In <placeName>Wien</placeName></birth></person>'
    persons = TEI[: TEI.index("<text>")] + f"<text><body><listPerson>{entry}</listPerson></body></text></TEI>"
    (letter / "tei/persons.xml").write_text(persons)
    result = kwedition("build", "--no-cache", "--jobs", "1", "--coverage", "coverage.json")
    assert "all accounted for" in result.output
    accounts = [each for each in json.loads((letter / "coverage.json").read_text()) if each["document"] == "persons"]
    assert {each["view"] for each in accounts} == {"site", "print", "print of the edition"}
    header = ("Letter", "House", "A source", "What it says")
    for each in accounts:
        assert each["shown"] == 0
        assert each["hidden"] == {"entry": len("AnnaIn Wien"), "authorities": len("".join(header))}


def test_what_a_rule_says_of_a_document_is_what_it_says_of_each_element() -> None:
    entry = "<person><persName>A</persName><note><p>B</p>C</note></person>"
    inside = f"<listPerson>{entry}<p>D</p></listPerson><div>{entry}<listPlace><place>E</place></listPlace></div>"
    root = etree.fromstring(f'<text xmlns="http://www.tei-c.org/ns/1.0">{inside}</text>')
    for id_, _views, test, all_ in accounting._rules():
        holders = [each for each in root.iter("*") if (each.text or "").strip() and test(each)]
        assert [each for each in all_(root) if (each.text or "").strip()] == holders, id_


def test_the_numbers_are_not_in_the_pages(kwedition: Kwedition, letter: Path) -> None:
    kwedition("build", "--no-cache", "--jobs", "1")
    for path in (letter / "output").rglob("*"):
        if path.is_file():
            assert "\ufdd0".encode() not in path.read_bytes(), path


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], str]:
    """What a build says that loses or doubles an element in a view: another one in each document.

    The document has the name of its element, and shows all others as they are.
    """

    @cache
    def built(view: str, body: str) -> str:
        folder = tmp_path_factory.mktemp("mutated")
        module, mode, _name = VIEWS[view]
        sheet = folder / "theme" / module
        sheet.parent.mkdir(parents=True)
        element = " | ".join(f"text//{each}[ancestor::TEI/@xml:id = '{each}']" for each in ELEMENTS)
        sheet.write_text(SHEET.format(module=module, element=element, mode=mode, body=body))
        (folder / "kwedition.toml").write_text(f'source = "tei"\noutputs = ["{view}"]\ntheme = "theme"\n')
        (folder / "tei").mkdir()
        for each in ELEMENTS:
            (folder / f"tei/{each}.xml").write_text(TEI.replace("<TEI ", f'<TEI xml:id="{each}" ', 1))
        with pytest.MonkeyPatch.context() as patch:
            patch.chdir(folder)
            result = invoke("build", "--no-cache")
        assert result.exit_code == 1, result.output
        assert "not accounted for" in result.output
        return result.output

    return built


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("element", ELEMENTS)
@pytest.mark.parametrize(("body", "rule"), [(DROPS, "text-lost"), (DOUBLES, "text-doubled")], ids=["drops", "doubles"])
def test_a_stylesheet_that_loses_or_doubles_text_is_found_out(
    told: Callable[[str, str], str], view: str, element: str, body: str, rule: str
) -> None:
    lines = [line for line in told(view, body).splitlines() if line.startswith(f"tei/{element}.xml:")]
    line = next(line for line in lines if f"error {rule}:" in line and ELEMENTS[element] in line)
    number = TEI[: TEI.index(ELEMENTS[element])].count("\n") + 1
    assert line.startswith(f"tei/{element}.xml:{number}:")
    assert f"the view '{VIEWS[view][2]}" in line
    # What is done to the others in other documents is not done here. (In a paragraph stands some of it.)
    assert [line for line in lines if ELEMENTS[element] not in line and element != "p"] == []


@pytest.mark.parametrize(("body", "rule"), [(DROPS, "text-lost"), (DOUBLES, "text-doubled")], ids=["drops", "doubles"])
def test_ten_mutations_at_once_are_found_out_in_every_view(
    kwedition: Kwedition, letter: Path, body: str, rule: str
) -> None:
    elements = {**{name: words for name, words in ELEMENTS.items() if name != "p"}, "table": "A cell"}
    assert len(elements) == 10
    for module, mode, _name in VIEWS.values():
        sheet = letter / "theme" / module
        sheet.parent.mkdir(parents=True)
        any_ = " | ".join(f"text//{name}" for name in elements)
        sheet.write_text(SHEET.format(module=module, element=any_, mode=mode, body=body))
    settings = 'source = "tei"\noutputs = ["site", "print", "epub", "text", "markdown"]\ntheme = "theme"\n'
    (letter / "kwedition.toml").write_text(settings)
    result = kwedition("build", "--no-cache", "--jobs", "1")
    assert result.exit_code == 1, result.output
    found = [line for line in result.output.splitlines() if f"error {rule}:" in line]
    for view in ("site", "print", "print of the edition", "epub", "plain text", "plain Markdown"):
        for words in elements.values():
            assert any(f"the view '{view}'" in line and words in line for line in found), (view, words)


@pytest.mark.parametrize(("output", "view"), [("text", "plain text"), ("markdown", "plain Markdown")])
def test_a_layout_that_loses_text_is_found_out(kwedition: Kwedition, letter: Path, output: str, view: str) -> None:
    sheet = letter / f"theme/{'plaintext' if output == 'text' else output}/document.xsl"
    sheet.parent.mkdir(parents=True)
    layout = SHEET.format(module=f"{sheet.parent.name}/document.xsl", element="r:table", mode="kw:layout", body="")
    sheet.write_text(layout.replace("<xsl:stylesheet", '<xsl:stylesheet xmlns:r="urn:kwedition:reading"', 1))
    (letter / "kwedition.toml").write_text(f'source = "tei"\noutputs = ["{output}"]\ntheme = "theme"\n')
    result = kwedition("build", "--no-cache", "--jobs", "1")
    assert result.exit_code == 1, result.output
    assert f"does not reach the view '{view}': 'A cell'" in result.output


@pytest.mark.parametrize(
    "inside",
    [
        "<p>one <![CDATA[two]]> three</p><p>four</p>",
        "<p>one &two; three</p><p>four</p>",
        "<p>one <!-- two -->three <?four five?>six</p><p>seven</p>",
        "<p>one &#x10000; &lt;two&gt;</p><p><![CDATA[ ]]>three</p>",
    ],
)
@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-8-SIG", "UTF-16", "ISO-8859-1"])
def test_texts_are_counted_as_the_stylesheets_count_them(inside: str, encoding: str) -> None:
    """The file itself is counted where it can be, without reading it a second time: that must make no difference."""
    declared = "" if encoding.startswith("UTF-8") else f'<?xml version="1.0" encoding="{encoding}"?>'
    subset = '<!DOCTYPE d [<!ENTITY two "<b>two</b> and">]>' if "&two;" in inside else ""
    source = xmlio.parse((declared + subset + f"<d>{inside}</d>").encode(encoding, "xmlcharrefreplace"), "x.xml")
    read_again = xmlio.parse_own(source.text()).xpath("//text()[normalize-space()]")
    names = [f"d1t{number}" for number in range(len(read_again))]
    page, _messages = accounting.listed("".join(f"\ufdd0{name}\ufdd1" for name in names), ["\ufdd0" + " ".join(names)])
    _plain, (account,) = accounting.taken("texts/x.html", page, [("x", source)])
    assert (account.lost, account.twice) == ((), ())
    assert account.shown == sum(map(len, read_again))


def test_an_image_that_is_dropped_is_found_out(kwedition: Kwedition, letter: Path) -> None:
    sheet = letter / "theme/text/text.xsl"
    sheet.parent.mkdir(parents=True)
    sheet.write_text(SHEET.format(module="text/text.xsl", element="graphic", mode="kw:text", body=""))
    (letter / "kwedition.toml").write_text('source = "tei"\noutputs = ["site"]\ntheme = "theme"\n')
    result = kwedition("build", "--no-cache", "--jobs", "1")
    assert result.exit_code == 1
    assert "image-lost: 1 image does not reach the view 'site'" in result.output


def test_marks_are_read_and_taken_out() -> None:
    shown = "<p>\ufdd0t1\ufdd1A \ufdd0a\ufdd1[\ufdd0t2\ufdd1B]\ufdd0z\ufdd1 \ufdd0t3\ufdd1C \ufdd0t3\ufdd1C</p>"
    page, messages = accounting.listed(shown, ["no rule for x", "\ufdd0t1 t2 t3 t4"])
    assert messages == ("no rule for x",)
    source = xmlio.parse(b"<d><a>A </a><b>B</b><c>C</c><d>D</d></d>", "x.xml")
    plain, (account,) = accounting.taken("texts/x.html", page, [("x", source)])
    assert plain == "<p>A [B] C C</p>"
    assert (account.shown, account.beside, account.lost, account.twice) == (3, 1, (4,), (3,))


def test_the_texts_of_a_part_are_numbered_from_what_stands_before_it() -> None:
    shown = "\ufdd0t1\ufdd1A \ufdd0t3\ufdd1C \ufdd0t4\ufdd1D"
    page, _messages = accounting.listed(shown, ["\ufdd0t1 40 t2 t3 t4"])
    plain, share = accounting.share("texts/x/2.html", page, "x")
    assert (plain, share.texts) == ("A C D", (1, 42, 43))


@pytest.mark.parametrize("sign", ["", "\ufdd0", "\ufdd1", "\ufdd0\ufdd1", "\u00a0", "\u3000"])
def test_texts_in_entries_are_those_that_the_rule_means(sign: str) -> None:
    lists = f"""<listPerson><head>Persons{sign}</head><person><persName>{sign}A<!-- c -->B</persName> {sign}</person>
      {sign}<person>{sign}<persName>C</persName>{sign}d</person>tail</listPerson><p>{sign}<person>no list</person>{sign}</p>
      <listPlace><place><place><placeName>E</placeName></place><listPlace><place>{sign}</place></listPlace></place>
      <desc>x</desc></listPlace><listOrg><org/>{sign}<?pi {sign}?></listOrg><listEvent> <event>\t</event></listEvent>"""
    source = xmlio.parse(TEI.replace("<list><item>", lists + "<list><item>").encode(), "a.xml")
    before = source.text()
    texts = accounting._texts_of(source.root)
    held = accounting._TEXTS(source.root)
    rule = next(each for each in accounting._rules() if each[0] == "entry")
    inside = set(rule[3](source.root))
    assert texts.lengths == [len(text) for text in held]
    assert set(texts.entered) == {n for n, text in enumerate(held, 1) if accounting._holder(text) in inside}
    assert source.text() == before


def test_a_long_list_is_accounted_for_in_time_that_grows_as_it_does() -> None:
    """All its texts are looked through where one stands beside its entries: found in order at once, not each by itself."""
    entry = (
        "<person><persName><surname>Berg</surname>, <forename>Anna</forename></persName><note>A note.</note></person>\n"
    )
    data = (
        "<TEI xmlns='http://www.tei-c.org/ns/1.0'><teiHeader><fileDesc><titleStmt><title>Persons</title></titleStmt></fileDesc></teiHeader>"
        f"<text><body><listPerson>{entry * 20000}</listPerson></body></text></TEI>"
    )
    begun = time.process_time()
    account = accounting.kept_back("a", xmlio.parse(data.encode(), "a.xml"))
    assert time.process_time() - begun < 10
    assert dict(account.hidden) == {"authorities": len("Persons"), "entry": 20000 * len("Berg, AnnaA note.")}


def test_a_number_among_marks_is_that_of_the_text_before_the_next() -> None:
    assert accounting._numbers("a b c") == {"a": 1, "b": 2, "c": 3}
    assert accounting._numbers("a 7 b c") == {"a": 1, "b": 8, "c": 9}
    assert accounting._numbers("a +3 b c") == {"a": 1, "b": 5, "c": 6}

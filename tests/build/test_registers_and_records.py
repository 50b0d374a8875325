"""Diplomatic papers, inscriptions, account books, catalogues, registers of persons: what they bring, and how it is read."""

import re
from html import unescape
from pathlib import Path

import pytest

from common import Kwedition
from kwedition.build.collation import Collation
from pages import dead_links

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"{root}><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>'
    "<publicationStmt><p>none</p></publicationStmt><sourceDesc>{source}</sourceDesc></fileDesc>{more}</teiHeader>{text}"
    "</TEI>"
)


class Site:
    """A site made of some files, and what its making said."""

    def __init__(self, output: Path, said: str, code: int) -> None:
        self.output, self.said, self.code = output, said, code

    def __getitem__(self, path: str) -> str:
        return (self.output / path).read_text(encoding="utf-8")

    def words(self, path: str) -> str:
        """The words of a page, as they follow each other."""
        main = self[path].partition("<main")[2].partition("</main>")[0]
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", main)))

    def persons(self) -> list[str]:
        return sorted(path.stem for path in (self.output / "persons").glob("*.html") if path.stem != "index")


class Publish:
    def __init__(self, kwedition: Kwedition, folder: Path) -> None:
        self._kwedition, self._folder = kwedition, folder

    def __call__(self, **files: str) -> Site:
        source = self._folder / "tei"
        source.mkdir()
        for name, text in files.items():
            (source / f"{name}.xml").write_text(text, encoding="utf-8")
        out = self._folder / "out"
        done = self._kwedition("build", "--source", source, "--output", out, "--no-cache", "-j", "1")
        assert dead_links(out) == []
        return Site(out, done.output, done.exit_code)


@pytest.fixture
def publish(kwedition: Kwedition, tmp_path: Path) -> Publish:
    return Publish(kwedition, tmp_path)


def tei(text: str, title: str = "A text", source: str = "<p>made up</p>", more: str = "", root: str = "") -> str:
    return TEI.format(text=text, title=title, source=source, more=more, root=root)


VOLUME = """<text><front><div><head>Persons</head><list type="persons">
  <item><hi rend="strong"><persName xml:id="p_KA1">Keller, Anna</persName>,</hi> consul at Porto</item>
  <item><persName xml:id="p_MB1">Mota, Bento</persName>, clerk (see <persName corresp="#p_KA1">Keller</persName>)</item>
  <item><persName xml:id="p_XX1">Nobody, Nemo</persName>, never heard of</item></list>
  <list type="terms"><item><term xml:id="t_HO">HO</term>, Harbour Office</item></list></div></front>
<body><div type="document" xml:id="d1"><head>1. Letter From the <gloss type="from">Consul</gloss></head>
  <opener><dateline><placeName>Porto</placeName>, <date from="1851-03-02T09:00:00" to="1851-03-02T17:00:00">March 2</date></dateline></opener>
  <p><persName corresp="#p_KA1">Miss Keller</persName> saw <persName corresp="#p_MB1">Bento</persName> at the
  <gloss target="#t_HO">HO</gloss>, and <persName corresp="#p_ZZ9">one Z.</persName>; see <ref target="vol2#d7">Document 7</ref>.</p>
  <list><label>1.</label><item>The first.</item><label>2.</label><item>The second.</item></list></div>
<div type="document" xml:id="d2"><head>2. Note</head><p><persName corresp="#p_ZZ9">Z.</persName> again.</p></div></body></text>"""


class TestDiplomaticPapers:
    def test_a_list_of_persons_for_readers_is_the_register(self, publish: Publish) -> None:
        """Names refer to the name in an item of the list, which says who that is."""
        other = '<text><body><div xml:id="d7"><head>7. Other</head><p>Words.</p></div></body></text>'
        made = publish(
            vol1=tei(VOLUME, "Volume 1", root=' xml:id="vol1"'), vol2=tei(other, "Volume 2", root=' xml:id="vol2"')
        )
        assert made.code == 0, made.said
        # Z. has no entry in the list, but one reference.
        assert made.persons() == ["form-Keller-Anna", "form-Mota-Bento", "form-Nobody-Nemo", "p_ZZ9"]
        page = made.words("persons/form-Keller-Anna.html")
        assert "consul at Porto" in page
        assert "3 mentions" in page
        assert "2 mentions" in made.words("persons/p_ZZ9.html")
        text = made["texts/vol1.html"]
        link = re.search(r'<a[^>]* href="\.\./persons/form-Keller-Anna\.html"[^>]*>Miss Keller</a>', text)
        assert link, "the mention leads to the person"
        # An abbreviation leads to its explanation, and no word that is only classified stands in quotation marks.
        assert re.search(r'<a class="ref"[^>]* href="#t_HO"[^>]*>HO</a>', text)
        assert "gloss" not in text
        # A text is named by its id, without the name of its file.
        assert 'href="../texts/vol2.html#d7"' in text
        # Numbers stand beside what they number.
        assert re.search(r'<div[^>]* class="list short"', text)
        days = made.words("chronology.html")
        assert "1. Letter From the Consul · Porto, March 2" in days
        assert "2 March 1851 to" not in days

    def test_a_name_may_be_referred_to_as_an_entry(self, publish: Publish) -> None:
        body = (
            '<text><body><p><persName xml:id="anna">Anna Keller</persName> came.</p>'
            '<p>Then <persName ref="#anna">she</persName> left.</p></body></text>'
        )
        made = publish(a=tei(body))
        assert made.persons() == ["anna"]
        assert "Anna Keller" in made.words("persons/anna.html")
        assert "2 mentions" in made.words("persons/anna.html")

    def test_what_corresponds_to_a_segment_is_no_reference(self, publish: Publish) -> None:
        body = (
            '<text><body><p><seg xml:id="s1">Words.</seg> <persName corresp="#s1">Anna</persName></p>'
            '<p><persName corresp="#b">B.</persName> is meant.</p></body>'
            '<back><listPerson><person xml:id="b"><persName>Bento</persName></person></listPerson></back></text>'
        )
        assert publish(a=tei(body)).persons() == ["b", "form-Anna"]


class TestInscriptions:
    STONE = (
        '<text><body><div type="edition"><ab><lb n="1"/><persName><name>Luc<supplied reason="lost">ius</supplied></name>'
        ' <g ref="#dot">·</g> <name>Pri<supplied reason="lost">m</supplied>us</name></persName> fecit</ab></div>'
        '<div type="bibliography"><listBibl><bibl n="CIL"><citedRange>10.1</citedRange></bibl>'
        '<bibl>See <ptr target="https://example.org/x"/><citedRange>235</citedRange></bibl></listBibl></div></body></text>'
    )

    def test_names_are_indexed_without_the_signs_of_the_stone(self, publish: Publish) -> None:
        made = publish(a=tei(self.STONE), b=tei("<text><body><p><persName>Lucius Primus</persName></p></body></text>"))
        assert made.persons() == ["form-Lucius-Primus"]
        assert "<h1>Lucius Primus</h1>" in made["persons/form-Lucius-Primus.html"]
        assert "Luc[ius] · Pri[m]us" in made.words("persons/form-Lucius-Primus.html"), (
            "the sentence is as it is written"
        )
        assert "CIL 10.1" in made.words("texts/a.html")
        assert "https://example.org/x 235" in made.words("texts/a.html")

    def test_years_of_the_julian_calendar_are_dates(self, publish: Publish) -> None:
        dated = (
            "<msDesc><msIdentifier><idno>1</idno></msIdentifier><history><origin><origDate "
            'datingMethod="{}" notBefore-custom="{}" notAfter-custom="0300"/></origin></history></msDesc>'
        )
        made = publish(
            a=tei(self.STONE, "Roman", dated.format("#julian", "-0100")),
            b=tei(self.STONE, "Islamic", dated.format("#hijri", "0201")),
        )
        texts = made.words("texts/index.html")
        assert "between 100 BCE and 300Roman" in texts
        assert "undatedIslamic" in texts

    @pytest.mark.parametrize(
        ("attribute", "said"),
        [
            ('when-iso="-0043-03-15"', "15 March 44 BCE"),
            ('when-iso="0000"', "1 BCE"),
            ('when-iso="0044-03"', "March 44"),
            ('notBefore-iso="-0099" notAfter-iso="0000-12"', "between 100 BCE and December 1 BCE"),
            ('when="-0044-03-15"', "15 March 44 BCE"),
        ],
    )
    def test_iso_has_a_year_nought(self, publish: Publish, attribute: str, said: str) -> None:
        dated = f"<profileDesc><creation><date {attribute}/></creation></profileDesc>"
        made = publish(a=tei(self.STONE, "Roman", more=dated))
        assert said in made.words("texts/index.html")


class TestRegisters:
    def test_a_file_about_one_entity_gives_it_its_id(self, publish: Publish) -> None:
        person = (
            "<text><body><listPerson><person><persName>Anna Keller</persName><event when='1851'><desc>Left.</desc></event>"
            '</person><listRelation><relation name="friend" active="anna1" passive="#bento2"/></listRelation>'
            "</listPerson></body></text>"
        )
        other = '<text><body><listPerson><person xml:id="bento2"><persName>Bento</persName></person></listPerson></body></text>'
        text = '<text><body><p><persName ref="anna1">Anna</persName> and <persName key="place9">X</persName></p></body></text>'
        made = publish(
            anna1=tei(person, root=' xml:id="anna1"'), b=tei(other), text=tei(text),
            place9=tei("<text><body><listPerson><person><persName>Xaver</persName></person></listPerson></body></text>"),
        )  # fmt: skip
        assert made.code == 0, made.said
        assert "id-" not in made.said
        assert made.persons() == ["anna1", "bento2", "place9"]
        page = made["persons/anna1.html"]
        assert "1 mention in 1 text" in made.words("persons/anna1.html")
        assert '<bdi>Anna Keller</bdi> — friend → <a href="../persons/bento2.html"><bdi>Bento</bdi></a>' in page
        # Only its own file knows of the relation.
        assert "Relations" not in made["persons/bento2.html"]

    def test_a_list_in_a_header_without_a_text_is_a_list(self, publish: Publish) -> None:
        places = "<settingDesc><listPlace><place xml:id='porto'><placeName>Porto</placeName></place></listPlace></settingDesc>"
        text = "<text><body><p>At <placeName ref='#porto'>Oporto</placeName>.</p></body></text>"
        made = publish(
            gazetteer=tei("<text><body><p/></body></text>", more=f"<profileDesc>{places}</profileDesc>"), a=tei(text)
        )
        assert sorted(path.name for path in (made.output / "texts").glob("*.html")) == ["a.html", "index.html"]
        assert "Porto" in made.words("places/porto.html")

    def test_numbers_in_several_registers_are_one_person(self, publish: Publish) -> None:
        body = (
            '<text><body><p><persName ref="oape:pers:4 viaf:32272677">A</persName>, '
            '<persName ref="https://d-nb.info/gnd/1 #b">B</persName>, <persName ref="#c #d">C and D</persName></p></body></text>'
        )
        assert publish(a=tei(body)).persons() == ["32272677", "b", "c", "d"]

    def test_a_woman_is_sorted_by_her_married_name(self, publish: Publish) -> None:
        entry = (
            "<person xml:id='eliza'><persName><forename>Eliza</forename> <surname type='birth'>Chapin</surname> "
            "<surname type='married'>Wheaton</surname></persName></person>"
        )
        made = publish(
            a=tei(f"<text><body><listPerson>{entry}</listPerson></body></text>"),
            b=tei("<text><body><p>x</p></body></text>"),
        )
        assert 'id="kw-letter-w"' in made["persons/index.html"]

    @pytest.mark.parametrize(
        ("name", "section"),
        [("ʿAlī", "A"), ("ʾAddis", "A"), ("أبو الضيا", "ا"), ("ཀླུ", "ཀ"), ("ⲁⲩⲱ", "Ⲁ"), ("123", "#"), ("天", "漢")],
    )
    def test_sections_of_an_index(self, name: str, section: str) -> None:
        assert Collation("en").section(name) == section


class TestCatalogues:
    SOURCE = (
        "<msDesc><msIdentifier><idno>MS. {0}</idno></msIdentifier><msContents><msItem><locus from='1r' to='4v'/></msItem>"
        "</msContents><physDesc><objectDesc><layoutDesc><layout columns='2' writtenLines='40'/></layoutDesc></objectDesc>"
        "</physDesc><history><origin><origDate notBefore='1400' notAfter='1450'/></origin></history></msDesc>"
    )

    def test_descriptions_are_told_apart(self, publish: Publish) -> None:
        empty = "<text><body><p/></body></text>"
        made = publish(
            a=tei(empty, "Catalogue", self.SOURCE.format(1)), b=tei(empty, "Catalogue", self.SOURCE.format(2)),
            works=tei("<text><body><listBibl><bibl>A work</bibl></listBibl></body></text>", "Title"),
        )  # fmt: skip
        texts = made.words("texts/index.html")
        assert "Catalogue · MS. 1" in texts
        assert "Catalogue · MS. 2" in texts
        # What an editor of XML proposes as a title is none.
        assert "works" in texts
        page = made.words("texts/a.html")
        assert "1r–4v" in page
        assert "2 columns · 40 written lines" in page
        assert page.count("between 1400 and 1450") == 2

    def test_files_that_are_no_tei_are_said_once(self, publish: Publish) -> None:
        made = publish(
            a=tei("<text><body><p>x</p></body></text>"),
            b="<work xmlns='urn:x'/>",
            c="<work xmlns='urn:x'/>",
            d="<other/>",
        )
        assert made.said.count("xml-not-tei") == 2
        assert "this is not a TEI document; nor is 1 file more" in made.said


class TestAccounts:
    def test_a_list_that_speaks_to_a_topic_stands_in_no_block(self, publish: Publish) -> None:
        taxonomy = (
            "<encodingDesc><classDecl><taxonomy><category xml:id='spent'><catDesc>Spent</catDesc></category></taxonomy>"
            "</classDecl></encodingDesc>"
        )
        body = "<text><body><list ana='#spent'><item>Wine</item></list><div ana='#spent'><p>More wine</p></div></body></text>"
        made = publish(a=tei(body, more=taxonomy))
        assert "site-link" not in made.said
        assert "Wine" in made.words("topics.html")

    def test_what_has_neither_words_nor_an_image_speaks_to_no_topic(self, publish: Publish) -> None:
        taxonomy = (
            "<encodingDesc><classDecl><taxonomy><category xml:id='spent'><catDesc>Spent</catDesc></category></taxonomy>"
            "</classDecl></encodingDesc>"
        )
        empty = "<app><lem>Beer</lem><rdgGrp xml:id='none' ana='#spent'/></app>"
        body = f"<text><body><p>{empty}</p><p ana='#spent'>Wine</p><p><milestone xml:id='on' unit='day' ana='#spent'/>Ale</p></body></text>"
        made = publish(a=tei(body, more=taxonomy))
        assert "site-link" not in made.said
        page = made["topics.html"]
        assert "#none" not in page
        assert "Wine" in page
        assert 'href="texts/a.html#on"' in page

    def test_readings_for_places_in_a_paragraph_stand_below_it(self, publish: Publish) -> None:
        body = (
            "<text><body><div><p>One <anchor xml:id='f'/>word<anchor xml:id='t'/> here.</p><app from='#f' to='#t'>"
            "<lem wit='#A'>word</lem><rdg wit='#B'>sword</rdg><note>So B.</note></app></div></body></text>"
        )
        made = publish(a=tei(body))
        assert "word A] sword B" in made.words("texts/a.html")


def test_works_listed_behind_a_letter_say_what_they_are_as_its_people_do(publish: Publish) -> None:
    people = '<listPerson><person xml:id="p1"><persName>Anna</persName></person></listPerson>'
    works = "<listBibl>{}<bibl><title>Reigen</title></bibl></listBibl>"
    body = "<text><body><p>Of <persName ref='#p1'>Anna</persName>.</p>{}</body><back>{}</back></text>"
    site = publish(
        beside=tei(body.format("", people + works.format(""))),
        headed=tei(body.format("", people + works.format("<head>Her works</head>"))),
        alone=tei(body.format(works.format(""), "<p>End.</p>")),
    )
    assert "PersonsAnnaLiteratureReigen" in site.words("texts/beside.html")
    assert "Her worksReigen" in site.words("texts/headed.html")
    assert "Literature" not in site.words("texts/headed.html") + site.words("texts/alone.html")


def test_who_has_no_entry_has_all_that_means_the_same_where_one_name_says_what_it_names(publish: Publish) -> None:
    site = publish(
        a=tei("<text><body><p><rs ref='#anna'>She</rs> came. <rs ref='#x'>It</rs> did not.</p></body></text>"),
        b=tei(
            "<text><body><p><persName ref='#anna'>Anna</persName>, so <rs ref='#anna'>my sister</rs>.</p></body></text>"
        ),
        c=tei("<text><body><p>Where is <name ref='#anna'>Annie</name>?</p></body></text>"),
    )
    assert site.persons() == ["anna"]
    page = site.words("persons/anna.html")
    assert "4 mentions in 3 texts" in page
    # It is called by what says that it is a person.
    assert "<h1>Anna</h1>" in re.sub(r"<h1[^>]*>", "<h1>", site["persons/anna.html"])
    addresses = re.findall(r'class="mention" href="([^"]*)"', site["persons/anna.html"])
    assert sorted(addresses) == [
        "../texts/a.html#b3.anna.1", "../texts/b.html#b3.anna.1", "../texts/b.html#b3.anna.2", "../texts/c.html#b3.anna.1",
    ]  # fmt: skip
    assert all(f'id="{address.partition("#")[2]}"' in site[address.partition("#")[0][3:]] for address in addresses)
    for text, number in (("a", 1), ("b", 1), ("c", 1)):
        assert f"Persons{number}" in site.words(f"texts/{text}.html")

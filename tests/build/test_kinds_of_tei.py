"""Kinds of TEI that other editions bring: dictionaries, catalogues, recorded speech, schemas; and what they do oddly."""

from pathlib import Path

import pytest
from lxml import etree, html

from common import Kwedition
from pages import dead_links, read_page

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>A text</title></titleStmt><publicationStmt><p>none</p></publicationStmt>"
    "<sourceDesc>{source}</sourceDesc></fileDesc>{more}</teiHeader>"
)
ALL = "site,data,text,markdown,epub,print"


class Made:
    """What was made of one document: the folder, and what the build said."""

    def __init__(self, output: Path, said: str, code: int) -> None:
        self.output, self.said, self.code = output, said, code

    @property
    def page(self) -> str:
        return (self.output / "texts/a.html").read_text(encoding="utf-8")

    def __getitem__(self, path: str) -> str:
        return (self.output / path).read_text(encoding="utf-8")


class Make:
    def __init__(self, kwedition: Kwedition, folder: Path) -> None:
        self._kwedition, self._folder = kwedition, folder

    def __call__(self, text: str, source: str = "<p>made up</p>", more: str = "", only: str = ALL) -> Made:
        (self._folder / "tei").mkdir()
        header = HEADER.format(source=source, more=more)
        (self._folder / "tei/a.xml").write_text(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{text}</TEI>', encoding="utf-8"
        )
        out = self._folder / "out"
        done = self._kwedition(
            "build", "--source", self._folder / "tei", "--output", out, "--no-cache", "-v", "-j", "1", "--only", only
        )
        assert dead_links(out) == []
        return Made(out, done.output, done.exit_code)


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


class TestNotesOnWords:
    TEXT = (
        '<text><body><div><p>He sat on <seg xml:id="s1">the Throne</seg>, which <persName xml:id="s2">Ito</persName> made.</p>'
        '<note target="#s1">The seat.</note><note target="#s2">A craftsman.</note><note target="#p9">Of the whole.</note>'
        '<p xml:id="p9">More.</p><note><p>As before.</p></note></div></body></text>'
    )

    def test_a_note_between_paragraphs_is_called_by_the_words_that_it_is_on(self, make: Make) -> None:
        made = make(self.TEXT)
        assert made.code == 0, made.said
        assert "the Throne[1], which Ito[2] made." in made["text/a.txt"]
        assert "[1] The seat." in made["text/a.txt"]
        assert "Of the whole.\n\nMore.\n\nAs before." in made["text/a.txt"]
        assert "the Throne[^1], which Ito[^2] made." in made["markdown/a.md"]
        page = html.fromstring(made.page)
        assert [each.text_content() for each in page.xpath("//sup[@class='note-mark']")] == ["1", "2"]
        assert [each.get("value") for each in page.xpath("//section[@class='notes']//li")] == ["1", "2"]
        assert made["print/a.fo"].count("<fo:footnote>") == 2

    def test_not_where_a_number_could_not_stand(self, make: Make) -> None:
        """In a reading that some views leave out."""
        made = make(
            '<text><body><div><p>A <choice><sic><seg xml:id="s1">lmap</seg></sic><corr>lamp</corr></choice>.</p>'
            '<note target="#s1">Not so.</note></div></body></text>'
        )
        assert made.code == 0, made.said
        assert "A lamp.\n\nNot so." in made["text/a.txt"]

    def test_comments_on_places_of_a_book_say_where_all_of_them(self, make: Make) -> None:
        made = make(
            '<text><body><note n="77,13" xml:id="n1"><label>to me</label><p>An idiom.</p></note>'
            '<note n="78,2" xml:id="n2"><label>the cradle</label><p>A gift, see <ptr target="#n1"/>.</p></note></body></text>',
            only="site,text,print",
        )
        assert made.code == 0, made.said
        assert "[77,13] to me\n\nAn idiom.\n\n[78,2] the cradle\n\nA gift, see [77,13]." in made["text/a.txt"]
        page = html.fromstring(made.page)
        assert [each.text_content().split()[0] for each in page.xpath("//div[@class='note']")] == ["77,13", "78,2"]
        assert made["print/a.fo"].count("78,2") == 1


class TestMilestones:
    def test_words_of_a_milestone_are_read_and_numbers_are_not(self, make: Make) -> None:
        """GRETIL says by it who speaks from here."""
        made = make(
            '<text><body><milestone unit="speaker" n="īśvara uvāca |"/><lg><l>One.</l></lg><milestone unit="section" n="2"/>'
            '<lg><l>Two.</l></lg><milestone unit="chapter" n="Genesis 1"/><lg><l>Three.</l></lg></body></text>',
            only="text,markdown",
        )
        assert made["text/a.txt"].endswith("īśvara uvāca |\n\nOne.\n\nTwo.\n\nThree.\n")
        assert "īśvara uvāca" in made["markdown/a.md"]


class TestHeaders:
    def test_an_image_in_a_header_is_not_lost(self, make: Make) -> None:
        """As in the description of a sign that has no character."""
        char = '<char xml:id="half"><figure><graphic url="https://example.org/half.svg"/></figure></char>'
        made = make(
            "<text><body><p>Words.</p></body></text>", more=f"<encodingDesc><charDecl>{char}</charDecl></encodingDesc>"
        )
        assert made.code == 0, made.said
        assert 'href="https://example.org/half.svg"' in made.page

    def test_an_id_is_nothing_to_read(self, make: Make) -> None:
        """Some programs give one to every element, also to those in which nobody wrote; but links still lead there."""
        made = make(
            '<text><body><p>See <ref target="#s1">the source</ref>.</p></body></text>'
            '<standOff><listAnnotation type="notes"><note xml:id="n1"/></listAnnotation></standOff>',
            source='<p xml:id="s1"/><p>Kept.</p>',
            more='<profileDesc xml:id="i1"><creation xml:id="i2"><date xml:id="i3"/></creation><langUsage><language ident="de" xml:id="i4"/></langUsage></profileDesc>',
        )
        assert made.code == 0, made.said
        page = html.fromstring(made.page)
        said = " ".join(" ".join(page.xpath("//details[contains(@class, 'header')]//text()")).split())
        assert (
            said == "About this text Title and responsibility Title A text Publication none Source Kept. Language · de"
        )
        assert not page.xpath("//*[contains(text(), 'Beside the text')]")

    def test_a_category_that_is_described_nowhere_is_called_by_its_id(self, make: Make) -> None:
        made = make(
            "<text><body><p>A.</p></body></text>",
            more='<profileDesc><textClass><catRef scheme="#genre" target="#prose #letter"/></textClass></profileDesc>',
            only="site",
        )
        said = " ".join(html.fromstring(made.page).xpath("//div[contains(@class, 'catRef')]//text()"))
        assert said == "Kind prose, letter"

    def test_a_long_description_names_an_event_in_whole_words(self, make: Make) -> None:
        event = f'<listEvent><event xml:id="e1"><desc>{"Words and words " * 20}</desc></event></listEvent>'
        made = make(f"<text><body><p>A.</p></body><back>{event}</back></text>", only="site")
        assert html.fromstring(made["events/e1.html"]).xpath("string(//h1)").endswith("words Words …")

    def test_a_paragraph_that_is_only_a_link_shows_it(self, make: Make) -> None:
        made = make("<text><body><p>Words.</p></body></text>", '<p><ptr target="https://example.org/source"/></p>')
        assert 'href="https://example.org/source"' in made.page

    def test_where_there_is_no_text_the_header_is_open(self, make: Make) -> None:
        made = make("<text><body><p/></body></text>", "<p>A manuscript</p>", only="site")
        assert '<details class="header" open' in made.page

    def test_elsewhere_it_is_not(self, make: Make) -> None:
        assert '<details class="header">' in make("<text><body><p>Words.</p></body></text>", only="site").page

    def test_no_column_of_a_description_is_empty(self, make: Make) -> None:
        made = make(
            "<text><body><p>Words.</p></body></text>",
            "<msDesc><physDesc><typeDesc><p>Set in roman.</p></typeDesc></physDesc></msDesc>",
            only="site",
        )
        assert "Set in roman." in made.page
        assert "colspan" not in made.page


ENTRY = '<person xml:id="anna"><persName>Anna Keller</persName></person>'
WORDS = (
    "{} of whom these letters speak are well, and more is known of each than there is room for in the notes to them."
)
NAMED = '<persName ref="#anna">Anna</persName>'
ENTRIES = ENTRY + "".join(f'<person xml:id="p{n}"><persName>Person {n}</persName></person>' for n in range(8))


class TestLists:
    """A file of entries has no page of its own; a text has one, however short it is, and whatever lists it brings."""

    @pytest.mark.parametrize(
        "text",
        [
            f"<text><body><p>All well.</p></body><back><listPerson>{ENTRY}</listPerson></back></text>",
            f"<standOff><listPerson>{ENTRIES}</listPerson></standOff>"
            '<text><body><p><persName ref="#anna">A.</persName> is well.</p></body></text>',
            f"<standOff><listPerson>{ENTRY}</listPerson></standOff><text><body><p>All is well here.</p></body></text>",
            f"<text><body><p>{WORDS.format(NAMED)}</p><listPerson>{ENTRY}</listPerson></body></text>",
        ],
        ids=["behind", "beside", "beside-without-names", "within"],
    )
    def test_a_short_text_with_entries_is_a_text(self, make: Make, text: str) -> None:
        assert "well" in make(text).page

    @pytest.mark.parametrize(
        "text",
        [
            f"<text><body><p>All persons.</p><listPerson>{ENTRY}</listPerson></body></text>",
            f"<text><body><p>{WORDS.format('All')}</p><listPerson>{ENTRY}</listPerson></body></text>",
            f"<standOff><listPerson>{ENTRIES}</listPerson></standOff><text><body><p>Persons, with years</p></body></text>",
            f"<standOff><listPerson>{ENTRY}</listPerson></standOff>",
            f"<text><body><p/></body><back><listPerson>{ENTRY}</listPerson></back></text>",
        ],
        ids=["in-text", "introduced", "beside", "alone", "behind-nothing"],
    )
    def test_a_list_is_none(self, make: Make, text: str) -> None:
        made = make(text)
        assert made.code == 0, made.said
        assert (made.output / "persons/anna.html").is_file()
        assert not (made.output / "texts/a.html").exists()


class TestDictionaries:
    ENTRIES = (
        '<text xml:lang="en"><body><entry xml:id="abbey"><form><orth>abbey</orth><pron>abi</pron></form><sense>'
        "<def>house of monks</def></sense></entry><entry><form><orth>abbot</orth></form><gramGrp><pos>n</pos><gen>m</gen>"
        '</gramGrp><sense n="1"><cit type="translation"><quote>Abt</quote></cit><cit type="translation"><quote>Prälat'
        '</quote></cit></sense><sense n="2"><cit type="example"><quote>The <oRef/> came to <persName>Anna</persName>.'
        '</quote></cit><xr>see <ref target="#abbey">abbey</ref></xr></sense></entry></body></text>'
    )

    def test_an_entry_is_a_block_with_an_address(self, make: Make) -> None:
        made = make(self.ENTRIES)
        assert made.code == 0, made.said
        assert "no rule for" not in made.said
        assert '<div id="abbey" class="entry">' in made.page
        assert '<div id="b4" class="entry">' in made.page
        assert 'href="#abbey"' in made.page
        assert 'id="b4.form-Anna.1"' in made.page

    def test_pieces_are_parted_and_translations_are_no_quotations(self, make: Make) -> None:
        made = make(self.ENTRIES)
        assert made["text/a.txt"] == (
            "A text\n\nabbey abi house of monks\n\nabbot n m\n\n1 Abt, Prälat\n\n2 The ~ came to Anna. see abbey\n"
        )
        assert "Abt, Prälat" in read_page(made.output, "texts/a.html").text
        assert "kw-mark-quotations" not in made.page
        assert "“" not in made["print/a.fo"]

    # As FreeDict writes them: each piece on a line of its own.
    LINES = """<text xml:lang="en"><body><entry>
      <form>
        <orth>uba</orth>
      </form>
      <sense>
        <cit type="trans">
          <quote>Fehde</quote>
          <gramGrp>
            <gen>f</gen>
          </gramGrp>
        </cit>
        <cit type="trans">
          <quote>Streit</quote>
        </cit>
        <cit type="example">
          <quote>U syiem.</quote>
        </cit>
        <cit type="example">
          <quote>ban</quote>
        </cit>
        <xr>
          <ref>kiba</ref>
        </xr>
        <xr>
          <ref>uei</ref>
        </xr>
      </sense>
    </entry></body></text>"""

    def test_no_space_is_left_before_a_comma_and_examples_are_parted_from_translations(self, make: Make) -> None:
        made = make(self.LINES)
        said = "uba Fehde f, Streit; U syiem. ban → kiba, uei"
        assert made["text/a.txt"] == f"A text\n\n{said}\n"
        assert said in " ".join(
            html.fromstring(made.page).xpath("//div[@class = 'transcription']")[0].text_content().split()
        )
        assert said in " ".join("".join(etree.fromstring(made["print/a.fo"].encode()).itertext()).split())

    @pytest.mark.parametrize("words", ["cf. ", "<lbl>syn.</lbl> "])
    def test_a_reference_with_words_of_its_own_has_no_arrow(self, make: Make, words: str) -> None:
        made = make(f"<text><body><entry><form><orth>a</orth></form><xr>{words}<ref>b</ref></xr></entry></body></text>")
        assert "→" not in made["text/a.txt"]

    def test_on_paper_senses_on_lines_of_their_own_are_indented(self, make: Make) -> None:
        one = "<entry><form><orth>a</orth></form><sense><def>first</def><note>of it</note></sense></entry>"
        many = "<entry><form><orth>b</orth></form><sense><def>x</def></sense><sense><def>y</def></sense></entry>"
        printed = etree.fromstring(make(f"<text><body>{one}{many}</body></text>")["print/a.fo"].encode())
        for words in ("first", "x", "y"):
            (margin,) = printed.xpath(
                f"//*[text()[normalize-space() = '{words}']]/ancestor-or-self::*[@margin-left][1]/@margin-left"
            )
            (indent,) = printed.xpath(
                f"//*[text()[normalize-space() = '{words}']]/ancestor-or-self::*[@text-indent][1]/@text-indent"
            )
            assert (margin, indent) == ("4mm", "0mm")

    def test_the_link_to_an_entry_stands_behind_its_form_where_its_senses_have_lines_of_their_own(
        self, make: Make
    ) -> None:
        page = html.fromstring(make(self.ENTRIES).page)
        (entry,) = page.xpath("//div[@id = 'b4']")
        assert [each.get("class") for each in entry] == ["form", "gramGrp", "permalink", "sense", "sense"]

    def test_a_note_on_a_piece_of_an_entry_stands_behind_it_in_brackets(self, make: Make) -> None:
        form = "<form>\n<usg type='geo'>B</usg>\n<orth>{}</orth>\n<gramGrp>\n<pos>noun</pos>\n<note>{}</note>\n</gramGrp>\n</form>\n"
        cits = "".join(
            f"<cit type='translation'>\n<quote>{x}</quote>\n<note>Coptic?</note>\n</cit>\n" for x in ("Echse", "lizard")
        )
        entry = f"<entry>\n{form.format('a', 'rare')}{form.format('b', '<hi>very</hi> rare')}<sense>\n{cits}</sense>\n</entry>"
        made = make(f"<text><body>{entry}</body></text>")
        said = "B a noun (rare), B b noun (very rare) Echse (Coptic?), lizard (Coptic?)"
        assert made["text/a.txt"].split("\n\n")[1:] == [f"{said}\n"]
        (page,) = html.fromstring(made.page).xpath("//div[@class = 'transcription']")
        assert said in " ".join(page.text_content().split())
        assert not page.xpath(".//span//div")
        assert said in " ".join("".join(etree.fromstring(made["print/a.fo"].encode()).itertext()).split())


class TestSpeech:
    def test_who_speaks_is_named_once(self, make: Make) -> None:
        people = '<particDesc><listPerson><person xml:id="AK"><persName>Anna Keller</persName></person></listPerson></particDesc>'
        made = make(
            '<text><body><note type="speaker">The chair:</note><u who="#AK">Order.</u><u who="#XY">No! <pause/></u>'
            '<u who="#XY">Never.</u><u who="#AK">Well <vocal><desc>laughs</desc></vocal></u></body></text>',
            more=f"<profileDesc>{people}</profileDesc>",
        )
        assert made.code == 0, made.said
        assert "rule for" not in made.said
        assert made["text/a.txt"].split("\n\n")[1:] == [
            "The chair:", "Order.", "XY No! (…)", "Never.", "Anna Keller Well (laughs)\n",
        ]  # fmt: skip
        assert '<a href="../persons/AK.html">Anna Keller</a>' in made.page


class TestSchemas:
    SPEC = (
        '<text><body><p>See <ptr target="#spec"/>.</p><specList><specDesc key="p" atts="n"/></specList><schemaSpec ident="own" xml:id="spec">'
        '<moduleRef key="core"/><elementSpec ident="p" mode="change"><desc>A <persName>Name</persName></desc><constraintSpec ident="c" scheme="schematron">'
        '<constraint><sch:assert xmlns:sch="http://purl.oclc.org/dsdl/schematron" test="@n">Say <sch:name/></sch:assert></constraint></constraintSpec>'
        "<content><textNode/></content></elementSpec></schemaSpec></body></text>"
    )

    def test_a_specification_is_shown_with_its_parts(self, make: Make) -> None:
        made = make(self.SPEC)
        assert made.code == 0, made.said
        assert "rule for" not in made.said
        assert 'id="spec"' in made.page
        assert "&lt;textNode/&gt;" in made.page
        assert "key core" in made.page
        assert "<textNode/>" in made["markdown/a.md"]
        assert "urn:kwedition" not in made.page + made["markdown/a.md"]
        assert "xmlns:kw" not in made["print/a.fo"].split("<fo:page-sequence", 1)[1]


def test_two_examples_are_written_without_our_namespace(make: Make) -> None:
    example = '<egXML xmlns="http://www.tei-c.org/ns/Examples"><p>So</p></egXML>'
    made = make(f"<text><body><p>As: {example}</p></body></text>")
    assert "<p>So</p>" in made["markdown/a.md"]
    assert "&lt;p&gt;So&lt;/p&gt;" in made["print/a.fo"]


def test_an_example_is_not_moved_in_as_far_as_its_file(make: Make) -> None:
    example = (
        '<egXML xmlns="http://www.tei-c.org/ns/Examples">\n      <lg>\n        <l>So</l>\n      </lg>\n    </egXML>'
    )
    made = make(f"<text><body><p>As: {example}</p></body></text>")
    assert "&lt;lg&gt;\n  &lt;l&gt;So&lt;/l&gt;\n&lt;/lg&gt;" in made.page
    assert "<lg>\n  <l>So</l>\n</lg>" in made["text/a.txt"]


def test_files_named_tei_are_read(kwedition: Kwedition, tmp_path: Path) -> None:
    (tmp_path / "tei").mkdir()
    for name in ("a.tei", "b.TEI", "c.xml", "d.txt"):
        (tmp_path / "tei" / name).write_text(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER.format(source="<p>none</p>", more="")}'
            "<text><body><p>Words.</p></body></text></TEI>",
            encoding="utf-8",
        )
    out = tmp_path / "out"
    assert "3 documents" in kwedition("build", "--source", tmp_path / "tei", "--output", out, "--no-cache").output
    assert {path.name for path in (out / "texts").glob("*.html")} == {"a.html", "b.html", "c.html", "index.html"}
    assert "3 files" in kwedition("check", tmp_path / "tei").output


@pytest.mark.parametrize(
    ("when", "known"), [("1950-02-28", True), ("1952-02-29", True), ("1950-02-30", False), ("1950-04-31", False)]
)
def test_only_days_that_there_were_are_dates_to_a_browser(make: Make, when: str, known: bool) -> None:
    made = make(f'<text><body><p>On <date when="{when}">that day</date>.</p></body></text>', only="site")
    assert (f'datetime="{when}"' in made.page) is known
    assert "that day" in made.page


def test_the_page_keeps_its_direction_around_a_text_from_the_right(make: Make) -> None:
    made = make('<text xml:lang="ar"><body><p>مرحبا <persName>كريم</persName></p></body></text>', only="site")
    assert '<article lang="ar" dir="rtl">' in made.page
    assert '<h1 dir="auto">' in made.page
    assert '<legend lang="en" dir="ltr">' in made.page


def test_words_are_joined_as_they_say(make: Make) -> None:
    made = make(
        "<text><body><p><s><persName><w>Anna</w></persName> <w join='right'>went<w norm='go'/></w>\n<pc join='left'>,</pc> <w>to</w>\n"
        "<name><w join='right'>Riga</w></name> <pc>.</pc> <w>Her</w> <gap><desc>a page</desc></gap></s></p></body></text>"
    )
    assert made.code == 0, made.said
    words = "Anna went, to Riga. Her [… a page]"
    assert words in made["text/a.txt"]
    assert words in " ".join(read_page(made.output, "texts/a.html").text.split())
    assert words in " ".join("".join(etree.parse(made.output / "print/a.fo").getroot().itertext()).split())
    assert '" went, to Riga."' in made["data/persons.json"]


def test_the_heads_of_letters_in_a_corpus_are_not_lost(kwedition: Kwedition, tmp_path: Path) -> None:
    said = "<profileDesc><abstract><p>Summary {n}</p></abstract><settingDesc><setting><name>Setting {n}</name></setting></settingDesc></profileDesc>"
    letters = "".join(
        f"<TEI>{HEADER.format(source='<p>none</p>', more=said.format(n=n))}<text><body><p>Words {n}</p></body></text></TEI>"
        for n in (1, 2)
    )
    (tmp_path / "tei").mkdir()
    (tmp_path / "tei/a.xml").write_text(
        f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{HEADER.format(source="<p>none</p>", more=said.format(n=0))}'
        f"{letters}</teiCorpus>",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    done = kwedition("build", "--source", tmp_path / "tei", "--output", out, "--no-cache", "-j", "1", "--only", ALL)
    assert done.exit_code == 0, done.output
    assert "all accounted for" in done.output
    for n in range(3):
        assert f"Setting {n}" in (out / "print/a.fo").read_text()
        assert f"Summary {n}" in (out / "print/a.fo").read_text()
    assert (out / "texts/a.html").read_text().count("Setting 0") == 1


def test_an_entity_of_a_dtd_elsewhere_is_explained(kwedition: Kwedition, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(
        '<!DOCTYPE TEI SYSTEM "tei.dtd"><TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><p>caf&eacute;</p></body></text></TEI>'
    )
    said = kwedition("check", tmp_path / "a.xml").output
    assert "warning text-entity-assumed" in said
    assert "&eacute; as 'é'" in said
    assert "write the characters themselves, or declare them" in said


def test_what_stands_beside_a_text_in_a_corpus_is_with_it(kwedition: Kwedition, tmp_path: Path) -> None:
    (tmp_path / "tei").mkdir()
    letter = (
        f"<TEI>{HEADER.format(source='<p>none</p>', more='')}<facsimile><graphic url='https://example.org/1.png'/></facsimile>"
        "<standOff><spanGrp><span>A remark</span></spanGrp></standOff><text><body><p>Words "
        "<binaryObject mimeType='image/png'>iVBORw0KGgo=</binaryObject></p></body></text></TEI>"
    )
    (tmp_path / "tei/a.xml").write_text(
        f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{HEADER.format(source="<p>none</p>", more="")}{letter}</teiCorpus>'
    )
    out = tmp_path / "out"
    done = kwedition(
        "build", "--source", tmp_path / "tei", "--output", out, "--no-cache", "-j", "1", "-v", "--only", ALL
    )
    assert done.exit_code == 0, done.output
    assert "rule for" not in done.output
    page = (out / "texts/a.html").read_text()
    assert "https://example.org/1.png" in page
    assert "A remark" in page
    for path in ("texts/a.html", "print/a.fo", "text/a.txt", "markdown/a.md"):
        assert "iVBOR" not in (out / path).read_text(), path


def test_a_formula_holds_nothing_but_mathematics(make: Make) -> None:
    made = make(
        '<text><body><p><formula><math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi><annotation-xml>'
        '<a href="javascript:1">why</a></annotation-xml></math></formula></p></body></text>'
    )
    assert made.code == 0, made.said
    assert "<mi>x</mi><mtext>why</mtext></math>" in made.page


def test_mathematics_is_written_out_where_it_cannot_be_drawn(make: Make) -> None:
    formulas = (
        "<mn>2</mn><mfrac><mn>1</mn><mn>2</mn></mfrac>",
        "<msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>",
        "<semantics><msqrt><mi>a</mi><mo>+</mo><msub><mi>b</mi><mn>1</mn></msub></msqrt><annotation>\\sqrt</annotation></semantics>",
        "<msup><mi>e</mi><mrow><mo>-</mo><mi>t</mi></mrow></msup><mroot><mi>z</mi><mn>3</mn></mroot><mover><mi>y</mi><mo>¯</mo></mover>",
        "<mfenced><mi>a</mi><mtable><mtr><mtd>1</mtd><mtd>0</mtd></mtr><mtr><mtd>0</mtd><mtd>1</mtd></mtr></mtable></mfenced>",
        '<mn>1</mn><mstyle displaystyle="false"><mfrac><mn>1</mn><mn>2</mn></mfrac></mstyle>',
        '<mi>sin</mi><mi>x</mi><mo>+</mo><mfrac linethickness="0"><mi>n</mi><mi>k</mi></mfrac>',
        "<mmultiscripts><mi>C</mi><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts><mo>+</mo><msup><mi>x</mi><mi>n</mi></msup><mi>y</mi>",
    )
    words = "; ".join(f'<math xmlns="http://www.w3.org/1998/Math/MathML">{each}</math>' for each in formulas)
    made = make(f"<text><body><div><head>Of {words}</head><p>{words}.</p></div></body></text>")
    assert made.code == 0, made.said
    assert "no print rule" not in made.said
    assert "all accounted for" in made.said
    line = "2 1/2; x²=(a+b)/c; √(a+b₁); e^(-t)z^(1/3)y¯; (a, 1 0; 0 1); 1 1/2; sin x+n¦k; ₆¹⁴C+x^n y"
    assert f"Of {line}\n\n{line}." in made["text/a.txt"]
    raised, lowered = (f'<fo:inline baseline-shift="{each}" font-size="70%">' for each in ("super", "sub"))
    assert (
        f"x{raised}2</fo:inline>=(a+b)/c; √(a+b{lowered}1</fo:inline>); e{raised}-t</fo:inline>" in made["print/a.fo"]
    )


def test_numbers_that_items_of_a_numbered_list_bring_are_not_set_before_them(make: Make) -> None:
    agenda = '<list rend="numbered"><item n="5">5. Budget</item><item>6. Elections</item></list>'
    others = '<list type="ordered"><item>1. Kings 3</item><item>7. Kings 4</item></list>'
    made = make(f"<text><body>{agenda}{others}</body></text>", only="site,text,print")
    assert "- 5. Budget\n- 6. Elections" in made["text/a.txt"]
    assert "1. 1. Kings 3\n2. 7. Kings 4" in made["text/a.txt"]
    assert made.page.count("<ol") == 1
    assert ">5.<" not in made["print/a.fo"]


def test_what_is_heard_or_seen_is_parted_from_the_words_beside_it(make: Make) -> None:
    speech = (
        '<u who="#a"><incident><desc>A bell</desc></incident>Thanks. He<vocal><desc>laughs</desc></vocal>llo, go<kinesic><desc>nods'
        "</desc></kinesic>.</u>"
    )
    tokens = "<sp><ab><w>be</w><pc>.</pc><stage>⌜Exit.⌝</stage><w>Or</w> not<stage>(within)</stage>.</ab></sp>"
    timeline = '<timeline unit="s"><when xml:id="t0"/></timeline>'
    made = make(f"<text>{timeline}<body><div>{speech}{tokens}</div></body></text>")
    assert "no print rule" not in made.said
    words = ("(A bell) Thanks. He(laughs)llo, go (nods).", "be. ⌜Exit.⌝ Or not (within).")
    plain = html.fromstring(made["print/a.fo"].encode()).text_content()
    for each in words:
        assert each in read_page(made.output, "texts/a.html").text
        assert each in made["text/a.txt"]
        assert each in " ".join(plain.split())


def test_the_sign_of_an_abbreviation_is_not_read_beside_what_it_stands_for(make: Make) -> None:
    words = "Rec<am>d</am><ex>eived</ex> w<ex>i</ex><am>t</am>th S<am>r</am> John"
    made = make(f"<text><body><head>{words}</head><p>{words}.</p></body></text>", only="site,text,markdown")
    assert made.code == 0, made.said
    assert "Received with Sr John\n\nReceived with Sr John." in made["text/a.txt"]


def test_a_deletion_across_paragraphs_stands_between_signs(make: Make) -> None:
    made = make(
        '<text><body><p>He <delSpan spanTo="#end"/>hid it.</p><p>And ran<anchor xml:id="end"/>, <delSpan spanTo="#no"/>he '
        'said<anchor xml:id="other"/>.</p></body></text>'
    )
    assert made.code == 0, made.said
    assert "He ⟦hid it.\n\nAnd ran⟧, he said." in made["text/a.txt"]
    assert '<span class="delSpan" title="deleted">⟦</span>hid it.' in made.page
    assert 'class="anchor">⟧</span>, <span class="delSpan"></span>he said' in made.page
    plain = html.fromstring(made["print/a.fo"].encode()).text_content()
    assert "He ⟦hid it.And ran⟧, he said." in plain


BASE_FORMAT = '<p rendition="#c">The <hi rendition="#g">green</hi> <hi rendition="#k #u">lion</hi>.</p>'


def test_renditions_of_the_german_text_archive_need_no_declaration(make: Make) -> None:
    made = make(f"<text><body>{BASE_FORMAT}</body></text>", only="site,markdown,print")
    for each in ("p rend-c rend-center", "hi rend-g rend-spaced", "hi rend-k rend-u rend-smallcaps rend-underline"):
        assert f'class="{each}"' in made.page
    for each in ('text-align="center"', 'letter-spacing="0.12em">green', 'text-decoration="underline">lion'):
        assert each in made["print/a.fo"]
    assert "The *green* *lion*." in made["markdown/a.md"]


def test_renditions_mean_what_the_header_declares(make: Make) -> None:
    declared = '<encodingDesc><tagsDecl><rendition xml:id="c" scheme="css">font-weight: bold</rendition></tagsDecl></encodingDesc>'
    made = make(f"<text><body>{BASE_FORMAT}</body></text>", more=declared, only="site,print")
    assert "rend-center" not in made.page
    assert "rend-spaced" not in made.page
    assert 'letter-spacing="0.12em"' not in made["print/a.fo"]


def test_a_note_on_a_sender_is_valid_html(make: Make) -> None:
    sender = (
        "<correspAction type='sent'><persName>Anna<note>A remark</note></persName><date>1900</date></correspAction>"
    )
    made = make(
        "<text><body><p>Words</p></body></text>", more=f"<profileDesc><correspDesc>{sender}</correspDesc></profileDesc>"
    )
    assert made.code == 0, made.said
    assert '<div class="part">' in made.page
    assert '<span class="part"><span class="date"' in made.page


def test_a_table_whose_cells_reach_too_far_is_printed(make: Make) -> None:
    tables = (
        '<table><row><cell rows="2">a</cell><cell>b</cell></row><row><cell cols="2">c</cell></row></table>'
        '<table><row><cell cols="2">d</cell></row></table><table><row><cell rows="2">e</cell><cell rows="2">f</cell></row><row/></table>'
        '<table><row><cell rows="3" cols="2">g</cell><cell>h</cell></row></table>'
    )
    made = make(f"<text><body>{tables}</body></text>", only="print,pdf")
    assert made.code == 0, made.said
    assert (made.output / "print/a.pdf").is_file()


def test_the_header_of_a_text_in_parts_stays_folded(make: Make) -> None:
    words = "So much was said of it. " * 80
    made = make(
        f"<text><body>{''.join(f'<div><p>{n} {words}</p></div>' * 100 for n in range(14))}</body></text>", only="site"
    )
    assert (made.output / "texts/a/12.html").is_file()
    assert '<details class="header">' in made.page

"""Entries within entries, what attributes say of a place, names of several surnames, marks that mean something to one font alone."""

import csv
import json
import re
import zipfile
from pathlib import Path

import pytest
from lxml import html

from common import Kwedition
from unprepared import ALL, Make, body, tei, words


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


def _by(author: str, title: str = "Work") -> str:
    return tei(body("<p>x</p>")).replace(
        "<title>A text</title>", f"<title>{title}</title><author><persName>{author}</persName></author>"
    )


class TestEntries:
    def test_a_place_is_part_of_the_next_one_round_it_though_that_has_no_id(self, make: Make) -> None:
        places = (
            '<listPlace><place xml:id="land"><placeName>Land</placeName><place><placeName>Province</placeName>'
            '<place xml:id="town"><placeName>Town</placeName></place></place></place>'
            "<place><placeName>Reed</placeName><idno type='geonames'>42</idno><listPlace><place xml:id='isle'>"
            "<placeName>Isle</placeName></place></listPlace></place></listPlace>"
        )
        made = make({"a.xml": tei(body(f'{places}<p><placeName ref="#town">T</placeName></p>'))})
        assert "part of Province" in words(made["places/town.html"])
        assert "part of Reed" in words(made["places/isle.html"])
        assert "comprises Province" in words(made["places/land.html"])
        assert "Town" not in words(made["places/land.html"])

    def test_what_attributes_say_of_a_place_is_told(self, make: Make) -> None:
        place = (
            '<listPlace><place xml:id="p"><placeName>Pop</placeName><population type="census" when="1851" quantity="12000"/>'
            '<population when="1901"><p>Twenty thousand</p></population><climate type="winter" when="1709"><desc>Cold</desc>'
            '</climate><terrain from="1800"><desc>Sandy</desc></terrain><trait type="faith"><desc>Mixed</desc></trait>'
            '<state type="ruined" notBefore="1945"/><state type="status" when="1920"><label>Status</label><desc>Free</desc>'
            '</state><state type="free city"><desc>A free city</desc></state><trait type="empty"/></place></listPlace>'
        )
        page = make({"a.xml": tei(body(f'{place}<p><placeName ref="#p">P</placeName></p>'))})["places/p.html"]
        assert (
            "Description Population · census · 12000 1851 Population Twenty thousand 1901 Climate · winter Cold 1709 Terrain"
            " Sandy from 1800 faith Mixed ruined not before 1945 Status Free 1920 A free city Mentions" in words(page)
        )


class TestNames:
    @pytest.mark.parametrize(
        ("name", "sort", "chicago", "bibtex", "csl"),
        [
            (
                "<forename>Federico</forename> <surname>García</surname> <surname>Lorca</surname>",
                "García Lorca, Federico",
                "García Lorca, Federico.",
                "García Lorca, Federico",
                {"family": "García Lorca", "given": "Federico"},
            ),
            (
                "<forename>Emilia</forename> <surname>Pardo</surname> <nameLink>y</nameLink> <surname>Bazán</surname>",
                "Pardo y Bazán, Emilia",
                "Pardo y Bazán, Emilia.",
                "Pardo y Bazán, Emilia",
                {"family": "Pardo y Bazán", "given": "Emilia"},
            ),
            (
                '<forename>Clara</forename> <surname type="maiden">Wieck</surname> <surname type="married">Schumann</surname>',
                "Schumann, Clara",
                "Schumann, Clara.",
                "Schumann, Clara",
                {"family": "Schumann", "given": "Clara"},
            ),
            (
                "<forename>Wolf</forename> <nameLink>von</nameLink> <surname>Reed</surname>",
                "Reed, Wolf von",
                "Reed, Wolf von.",
                "von Reed, Wolf",
                {"family": "Reed", "given": "Wolf", "dropping-particle": "von"},
            ),
            (
                "<forename>John</forename> <surname>Smith</surname> <genName>Jr.</genName>",
                "Smith, John Jr.",
                "Smith, John, Jr. “",
                "Smith, Jr., John",
                {"family": "Smith", "given": "John", "suffix": "Jr."},
            ),
        ],
    )
    def test_a_name_is_sorted_and_cited_by_its_surnames(
        self, make: Make, name: str, sort: str, chicago: str, bibtex: str, csl: dict[str, str]
    ) -> None:
        person = f'<listPerson><person xml:id="p"><persName>{name}</persName></person></listPerson>'
        made = make({"a.xml": _by(name), "l.xml": tei(body(person + '<p><persName ref="#p">P</persName></p>'))})
        (row,) = csv.DictReader(made["data/persons.csv"].splitlines())
        assert row["sort"] == sort
        cited = words(made["texts/a.html"], "//*[@id='kw-cite']")
        assert f"Chicago {chicago}" in cited
        assert f"author = {{{bibtex}}}" in cited
        assert f'"author":{json.dumps([csl], ensure_ascii=False, separators=(",", ":"))}' in cited

    def test_pieces_without_a_space_are_put_together_with_what_links_them(self, make: Make) -> None:
        name = "<surname>Pardo</surname><nameLink>y</nameLink><surname>Bazán</surname><forename>Emilia</forename>"
        page = make({"a.xml": _by(name)})["texts/a.html"]
        assert words(page, "//header[@class='text-header']") == "Work Emilia Pardo y Bazán"

    def test_a_comma_behind_an_author_is_none_of_the_citation(self, make: Make) -> None:
        cited = words(make({"a.xml": _by("Zola, ")})["texts/a.html"], "//*[@id='kw-cite']")
        assert "Chicago Zola. “Work.”" in cited
        assert "Plain Zola. “Work”" in cited


class TestNotes:
    def _ways(self, page: str, note: str) -> list[tuple[str, str]]:
        found = re.search(rf'<(li|div)[^>]* id="{note}".*?</\1>', page, re.DOTALL)
        assert found
        return re.findall(r'class="way-back" href="([^"]*)"[^>]*>([^<]*)<', found[0])

    def test_a_note_leads_back_to_each_of_its_calls(self, make: Make) -> None:
        text = (
            '<p>A <seg xml:id="s1">word</seg>, a <seg xml:id="s2">second</seg>; one<note xml:id="n2">Own</note>, and again'
            '<ptr target="#n2"/>, <ptr target="#n2"/>. Once<note>Once</note>.</p><note xml:id="n1" target="#s1 #s2">Both</note>'
        )
        page = make({"a.xml": tei(body(text))}, ALL)["texts/a.html"]
        with zipfile.ZipFile(next((make.folder / "out").glob("*.epub"))) as book:
            (inside,) = (book.read(name).decode() for name in book.namelist() if name.endswith("texts/a.xhtml"))
        assert re.findall(r'href="#(n2-[^"]*)" role="doc-backlink"', inside) == [
            "n2-mark", "n2-mark", "n2-call-1", "n2-call-2"
        ]  # fmt: skip
        assert self._ways(page, "n1") == [("#n1-mark", "↩&nbsp;a"), ("#n1-mark-2", "b")]
        assert self._ways(page, "n2") == [("#n2-mark", "↩&nbsp;a"), ("#n2-call-1", "b"), ("#n2-call-2", "c")]
        assert len(re.findall(r'class="way-back"[^>]*>↩<', page)) == 1
        ids = re.findall(r' id="([^"]*)"', page)
        assert len(ids) == len(set(ids))

    def test_notes_behind_a_text_are_told_from_those_at_its_foot(self, make: Make) -> None:
        text = "<text><body><p>One<ptr target='#e1'/>, two{}, three<ptr target='#e1'/>.</p></body><back><div><head>Notes</head>{}</div></back></text>"
        back = "<note xml:id='e1'>Behind</note>"
        made = make(
            {
                "a.xml": tei(text.format("<note>At the foot</note>", back)),
                "b.xml": tei(text.format("", back.replace("e1", "e2")).replace("#e1", "#e2")),
            },
            ALL,
        )
        page = made["texts/a.html"]
        assert words(page, "//p[1]").startswith("One i , two 1 , three i .")
        assert words(page, "//*[@id='e1']") == "i Behind ↩ a b"
        assert self._ways(page, "e1") == [("#e1-mark", "↩&nbsp;a"), ("#e1-call-2", "b")]
        assert "[i] Behind" in made["text/a.txt"]
        assert ">i<" in made["print/a.fo"]
        assert words(made["texts/b.html"], "//*[@id='e2']").startswith("1 Behind")


class TestLists:
    def test_a_list_may_have_headings_of_its_columns(self, make: Make) -> None:
        text = (
            '<p><ref target="#hl">here</ref></p><list type="gloss"><head>Words</head><headLabel xml:id="hl">Word of '
            '<persName ref="#p">Ann</persName></headLabel><headItem>What <q who="#p">it</q> means<note>Or not</note></headItem>'
            "<label>cat</label><item>a beast</item></list><list><headItem>Things</headItem><item>one</item></list>"
        )
        back = '<back><listPerson><person xml:id="p"><persName>Ann</persName></person></listPerson></back></text>'
        made = make({"a.xml": tei(body(text).replace("</text>", back))}, ALL)
        assert "known to no rule" not in made[""]
        page = made["texts/a.html"]
        assert words(page, "//dl").startswith("Word of Ann What “it” means 1 cat a beast")
        assert re.search(r'<dt id="hl" class="headLabel">.*</dt><dd class="headItem"><b>What ', page)
        assert '<div class="headItem head">Things</div><ul><li' in page
        assert "*Word of Ann* – *What “it” means*[^1]\n\n- **cat** a beast" in made["markdown/a.md"]
        assert "*Things*\n\n- one" in made["markdown/a.md"]
        print_ = re.sub(r"\s+", " ", re.sub("<[^>]*>", "", made["print/a.fo"]))
        assert print_.index("Word of Ann") < print_.index("What ") < print_.index("cat") < print_.index("Things")
        assert print_.count("•") == 1


class TestCharacters:
    def test_what_one_font_alone_can_show_is_read_by_what_is_declared_of_it(self, make: Make) -> None:
        declared = (
            '<encodingDesc><charDecl><char xml:id="thorn"><mapping type="PUA">\ue0a1</mapping><mapping type="normalized">th'
            '</mapping></char><char xml:id="c2"><charName>ROUND R</charName><mapping type="MUFI">\uf20f</mapping></char>'
            '<char xml:id="sun"><mapping type="precomposed">\ue0ff</mapping></char></charDecl></encodingDesc>'
        )
        text = (
            '<p>1<g ref="#thorn"/> 2<g ref="#thorn">\ue0a1</g> 3<g ref="#thorn">T</g> '
            '4<g ref="#c2"/> 5<g ref="#sun">\ue0ff</g> 6<g ref="#c2">\uf20f</g> 7<g>\ue0a1</g></p>'
        )
        made = make({"a.xml": tei(body(text), title='Ba<g ref="#thorn">\ue0a1</g>e', more=declared)}, ALL)
        assert (
            "1th 2th 3T 4((ROUND R)) 5((sun)) 6((ROUND R)) 7\ue0a1"
            in html.fromstring(made["texts/a.html"]).text_content()
        )
        assert "1th 2th 3T 4{ROUND R} 5{sun} 6{ROUND R} 7\ue0a1" in made["text/a.txt"]
        print_ = re.sub(r"\s+", " ", re.sub("<[^>]*>", "", made["print/a.fo"]))
        assert "1th 2th 3T 4((ROUND R)) 5((sun)) 6((ROUND R)) 7\ue0a1" in print_
        assert "Bathe" in words(made["texts/index.html"])


class TestCorpus:
    def test_who_wrote_a_text_of_a_corpus_is_said_below_its_title(self, make: Make) -> None:
        def one(title: str, author: str, inside: str = "") -> str:
            made = tei(inside or body("<p>x</p>"), title=title)
            return made.replace("</titleStmt>", f"<author>{author}</author></titleStmt>")

        texts = one("First", "Bea One") + one("Second", "Cee Two</author><author>Dee Three") + one("Third", "Ann All")
        corpus = one("All", "Ann All", "INSIDE").replace("INSIDE", texts)
        corpus = corpus.replace("<TEI ", "<teiCorpus ", 1).removesuffix("</TEI>") + "</teiCorpus>"
        made = make({"c.xml": corpus}, ALL)
        parts = [
            words(made[f"texts/c/{n}.html"], "//section[@class='text']/p[@class='subtitle author']") for n in (1, 2, 3)
        ]
        assert parts == ["Bea One", "Cee Two; Dee Three", ""]
        assert "## First\n\n*Bea One*\n\nx" in made["markdown/c.md"]
        print_ = re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", made["print/c.fo"]))
        assert "Second Cee Two; Dee Three x" in print_
        assert "Third x" in print_


class TestWorks:
    def test_a_note_on_a_part_of_a_work_does_not_touch_the_next_part(self, make: Make) -> None:
        work = "<listBibl><bibl><author>Zola</author><note>the elder</note><title>Nana</title></bibl></listBibl>"
        made = make({"a.xml": tei(body(f"<p>x</p>{work}"))}, ALL)
        assert "Zola (the elder) Nana" in html.fromstring(made["texts/a.html"]).text_content()
        assert "Zola (the elder) Nana" in made["text/a.txt"]
        assert "Zola (the elder) Nana" in re.sub("<[^>]*>", "", made["print/a.fo"])

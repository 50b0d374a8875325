"""Editions of manuscripts, as other people encode them: catalogues, witnesses, apparatus, layers of writing."""

import json
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree, html

from common import ROOT, Kwedition
from unprepared import ALL, Make, body, tei, words


def _printed_rows(fo: str) -> list[str]:
    """The rows in the text of a file of XSL-FO, the words of their cells parted by strokes."""
    rows = etree.fromstring(fo.encode()).iterfind(".//{*}flow//{*}table-row")
    return ["|".join(" ".join("".join(cell.itertext()).split()) for cell in row) for row in rows]


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


class TestFilesOfOneEntry:
    """A file for each person or place, as prosopographies keep them: the file's id is that of whom it is about."""

    PERSON = body("<listPerson><person><persName>Antoine <surname>Abba</surname></persName></person></listPerson>")

    def test_a_reference_to_the_file_means_the_entry(self, make: Make) -> None:
        references = ("PRS1", "#PRS1", "../p/antoine.xml", "../p/antoine.xml#PRS1", "antoine")
        names = " and ".join(f'<persName ref="{each}">A.</persName>' for each in references)
        person = tei(self.PERSON, attributes='xml:id="PRS1"')
        made = make({"p/antoine.xml": person, "t/a.xml": tei(body(f"<p>{names}</p>"))})
        assert words(made["persons/index.html"]).count("Antoine Abba") == 1
        assert "5 mentions in 1 text" in words(made["persons/PRS1.html"])
        assert made["texts/a.html"].count('href="../persons/PRS1.html"') == 5
        assert "id-" not in made[""]

    def test_a_file_without_an_id_is_called_by_its_name(self, make: Make) -> None:
        made = make({"PRS2.xml": tei(self.PERSON), "a.xml": tei(body('<p><persName ref="PRS2">A.</persName></p>'))})
        assert "1 mention in 1 text" in words(made["persons/PRS2.html"])

    def test_the_file_and_its_entry_may_be_called_the_same(self, kwedition: Kwedition, make: Make) -> None:
        made = make(
            {"pmb1.xml": tei(self.PERSON.replace("<person>", '<person xml:id="pmb1">')), "a.xml": tei(body("<p>x</p>"))}
        )
        assert "<h1>Antoine Abba</h1>" in made["persons/pmb1.html"]
        assert "id-entry-twice" not in made[""]

    def test_of_several_entries_none_is_meant(self, make: Make) -> None:
        two = self.PERSON.replace("</listPerson>", "<person><persName>Arnauld</persName></person></listPerson>")
        made = make({"PRS3.xml": tei(two), "a.xml": tei(body("<p>x</p>"))})
        assert "persons/PRS3.html" not in made

    def test_what_somebody_did_in_many_words_is_told(self, make: Make) -> None:
        life = "<floruit when='1837'>He arrived in Ethiopia together with his younger brother Arnauld.</floruit>"
        made = make(
            {"a.xml": tei(body(f"<listPerson><person xml:id='p'><persName>A</persName>{life}</person></listPerson>"))}
        )
        assert "He arrived in Ethiopia" in words(made["persons/p.html"])


def test_a_name_without_words_is_found_by_whom_it_means(make: Make) -> None:
    text = '<p>Notes by <persName ref="#p"/>, in ink.</p><listPerson><person xml:id="p"><persName>Anna</persName></person></listPerson>'
    made = make({"a.xml": tei(body(text + f"<p>{'word ' * 120}</p>"))})
    assert "Notes by Anna , in ink" in words(made["persons/p.html"])


def described(description: str) -> str:
    source = f"<msDesc><msIdentifier><idno>Cod. 7</idno></msIdentifier>{description}</msDesc>"
    return tei(body("<p>x</p>"), source=source)


def test_a_description_in_numbers_and_references_is_read_as_words(make: Make) -> None:
    work = tei(body("<p>x</p>"), title="Book of Enoch", attributes='xml:id="LIT1"')
    contents = (
        """<msContents><msItem><locus from="1ra" to="40vb"/><title type="complete" ref="LIT1"/></msItem></msContents>"""
    )
    physical = """<physDesc><objectDesc><supportDesc><extent><measure unit="leaves">120</measure><measure unit="quires">15</measure>
      <dimensions><height unit="mm">310</height><width unit="mm">280</width></dimensions>
      <dimensions><height unit="cm"/><width unit="cm"/></dimensions></extent></supportDesc>
      <layoutDesc><layout columns="2" writtenLines="25 27"/></layoutDesc></objectDesc>
      <decoDesc><decoNote><locus target="#1v #2r"/>The Evangelists</decoNote></decoDesc></physDesc>"""
    page = make({"a.xml": described(contents + physical), "b.xml": work})["texts/a.html"]
    shown = words(page, "//table")
    assert "Leaves 1ra–40vb Title · complete Book of Enoch" in shown
    assert 'href="../texts/LIT1.html"' in page
    assert "120 leaves, 15 quires, 310 × 280 mm Layout" in shown
    assert "Layout · 2 columns · 25–27 written lines" in shown
    assert "1v, 2r The Evangelists" in shown.replace("2rThe", "2r The")


def test_numbers_of_things_agree_with_their_words(make: Make) -> None:
    """In every view and in the language of the menus; a unit that an encoder named is one or many, too."""
    one = """<physDesc><objectDesc><supportDesc><extent><measure unit="leaves" quantity="1"/><measure unit="quire">3</measure></extent>
      </supportDesc><layoutDesc><layout columns="1" writtenLines="1" ruledLines="1 2"/></layoutDesc></objectDesc></physDesc>"""
    lost = '<p>x <gap unit="line" quantity="3"/> y <gap quantity="1" unit="lines"/><gap unit="mm" extent="1"/><gap quantity="2"/><gap unit="" quantity="2"/><space extent="1"/></p>'
    source = described(one).replace("<p>x</p>", lost)
    languages = {
        "en": ("1 column · 1 written line · 1–2 ruled lines", "1 leaf, 3 quires"),
        "de": ("1 Spalte · 1 beschriebene Zeile · 1–2 linierte Zeilen", "1 leaf, 3 quires"),
        "fr": ("1 colonne · 1 ligne écrite · 1–2 lignes réglées", "1 leaf, 3 quires"),
    }
    for language, (layout, extent) in languages.items():
        settings = f'languages = ["{language}"]\n'
        # (What stands for a text is printed, too.)
        made = make({"a.xml": source, "b.xml": source.replace(lost, ""), "kwedition.toml": settings}, ALL)
        book = " ".join(html.fromstring(made["print/b.fo"].encode()).itertext())
        for shown in (words(made["texts/a.html"], "//table"), book, made["text/b.txt"]):
            shown = " ".join(shown.split())
            assert layout in shown
            assert extent in shown
    for title in ("3 lines", "1 line", "1 mm"):
        assert f' · {title}"' in made["texts/a.html"]


class TestApparatus:
    WITNESSES = (
        "<listWit><witness xml:id='wB'><label>B<hi rend='sup'>c</hi></label> Leiden</witness></listWit>"
        "<listPerson><person xml:id='Bent'><persName><forename>Richard</forename> <surname>Bentley</surname></persName></person></listPerson>"
    )

    def test_a_conjecture_says_whose_it_is(self, make: Make) -> None:
        app = '<app><lem wit="#wB">ea</lem><rdg resp="#Bent">eximia</rdg></app>'
        made = make({"a.xml": tei(body(f"<p>esset {app} memoria</p>"), source=self.WITNESSES)}, ALL)
        assert "ea Bᶜ ] eximia Bentley" in words(made["texts/a.html"]).replace("Bᶜ]", "Bᶜ ]")
        assert "eximia Bentley" in " ".join(html.fromstring(made["print/a.fo"].encode()).itertext())
        assert "<h1>Richard Bentley</h1>" in made["persons/Bent.html"]

    def test_one_passage_in_another_has_its_letter_first(self, make: Make) -> None:
        """Its mark stands before the other's."""
        inner = "<app><lem>beata</lem><rdg wit='#wC'>grata</rdg></app>"
        outer = f"<app><lem>ea {inner} memoria</lem><rdg wit='#wB'>eo</rdg></app>"
        last = "<app><lem>fine</lem><rdg wit='#wB'>finis</rdg></app>"
        made = make({"a.xml": tei(body(f"<p>esset {outer} cum {last}</p><p>item {last}</p>"))}, "site,print")
        page = html.fromstring(made["texts/a.html"].encode())
        assert [mark.text_content() for mark in page.find_class("app-mark")] == ["a", "b", "c", "a"]
        entries = [" ".join(entry.text_content().split()) for entry in page.find_class("app-entry")]
        assert [re.sub(r" ?\].*", "", entry) for entry in entries] == [
            "a beata",
            "b ea beata memoria",
            "c fine",
            "a fine",
        ]
        # (At the foot of a page stand those of several paragraphs.)
        printed = etree.fromstring(made["print/a.fo"].encode())
        assert [mark.text for mark in printed.iterfind(".//{*}footnote/{*}inline")] == ["a", "b", "c", "d"]

    def test_what_is_noted_at_the_end_leads_to_its_place(self, make: Make) -> None:
        apparatus = '<listApp><app from="#w2" to="#w2"><lem>ea</lem><rdg wit="#wB">eo</rdg></app></listApp>'
        text = body(f'<p><w xml:id="w1">esset</w> <w xml:id="w2">ea</w></p><div>{apparatus}</div>')
        page = make({"a.xml": tei(text, source=self.WITNESSES)}, "site,data,epub")["texts/a.html"]
        assert '<a class="loc" href="#w2"' in page

    def test_hands_say_what_they_wrote(self, make: Make) -> None:
        app = '<app><rdg type="orig" hand="firsthand">ε</rdg><rdg type="corr" hand="#h2">εν</rdg></app>'
        source = "<msDesc><msIdentifier/><physDesc><handDesc><handNote xml:id='h2'>later hand</handNote></handDesc></physDesc></msDesc>"
        page = words(make({"a.xml": tei(body(f"<p>ην {app} αρχη</p>"), source=source)})["texts/a.html"])
        assert "ε firsthand ] εν later hand" in page.replace("firsthand]", "firsthand ]")

    def test_what_only_other_witnesses_have_has_no_lemma(self, make: Make) -> None:
        app = '<app><lem n="prologum"/><rdg wit="#R">Magistri</rdg></app>'
        assert "om. ] Magistri R" in words(
            make({"a.xml": tei(body(f"<p>prologum {app}</p>"))})["texts/a.html"]
        ).replace("om.]", "om. ]")

    def test_pages_of_several_witnesses_say_whose_they_are(self, make: Make) -> None:
        text = '<p><pb ed="#V" n="5r"/><cb n="P104vC1-20005"/><pb ed="#S" n="2r"/>Circa</p>'
        page = make({"a.xml": tei(body(text))})["texts/a.html"]
        assert 'class="number">V 5r<' in page
        assert 'class="number">·<' in page
        assert 'title="column P104vC1-20005"' in page
        assert 'class="number">5r<' in make({"a.xml": tei(body(text.replace("#S", "#V")))})["texts/a.html"]

    def test_a_lemma_that_is_crossed_out_is_no_word(self, make: Make) -> None:
        app = "<app><lem><del>come</del></lem><rdg>quasi</rdg></app>"
        assert "om. ] quasi" in words(make({"a.xml": tei(body(f"<p>si {app} sceglie</p>"))})["texts/a.html"]).replace(
            "om.]", "om. ]"
        )


def test_what_the_source_says_is_struck_out_or_centred_is(make: Make) -> None:
    text = '<p rend="align-center"><mod rend="strikethrough">her</mod> <seg rend="crossed-out">hin</seg></p>'
    page = make({"a.xml": tei(body(text))})["texts/a.html"]
    assert page.count("css-text-decoration-line-through") == 2
    assert "css-text-align-center" in page


def test_an_empty_division_has_no_heading(make: Make) -> None:
    text = '<div type="bibliography"><p/></div><div type="edition"><ab>ቃለ</ab></div>'
    assert "Literature" not in words(make({"a.xml": tei(body(text))})["texts/a.html"])


def test_a_quotation_with_its_source_stays_in_its_sentence(make: Make) -> None:
    cit = "<cit>\n <quote>\n  munire turrim\n </quote>\n <bibl>Iac. 1:17</bibl>\n</cit>"
    made = make({"a.xml": tei(body(f"<p>de quo\n{cit}. Et fundabitur.</p><p>{cit}</p>"))}, ALL)
    assert "de quo “munire turrim” Iac. 1:17. Et fundabitur." in " ".join(made["text/a.txt"].split())
    assert '<span class="cit">' in made["texts/a.html"]
    assert '<div class="cit">' in made["texts/a.html"]
    assert "de quo “munire turrim” Iac. 1:17. Et" in " ".join(
        "".join(html.fromstring(made["print/a.fo"].encode()).itertext()).split()
    )


def test_words_keep_the_spaces_that_nothing_else_keeps(make: Make) -> None:
    page = make({"a.xml": tei(body("<p>ait<quote>\n munire\n</quote>turrim</p>"))})["texts/a.html"]
    assert "ait “ munire ” turrim" in words(page).replace("ait“", "ait “").replace("”turrim", "” turrim")


def test_images_of_pages_are_one_list_and_have_names(make: Make) -> None:
    page = """<facsimile xml:id="facs_{0}"><surface ulx="0" uly="0" lrx="10" lry="9">
      <graphic url="https://iiif.example.org/iiif/ark/f{0}/full/full/0/native.jpg"/><zone xml:id="z{0}" points="1,4 1,2 8,2 8,4"/></surface></facsimile>"""
    text = body('<p><pb facs="#facs_1"/><lb facs="#z1"/>Ci comence</p>')
    made = make({"a.xml": tei(page.format(1) + page.format(2) + text)})["texts/a.html"]
    assert made.count("<summary>Images</summary>") == 1
    assert "f1" in words(made, "//details")
    assert "f2" in words(made, "//details")
    assert 'data-box="1 2 8 4"' in made


def test_a_publisher_in_parts_is_a_list(make: Make) -> None:
    parts = (
        "<publisher><orgName>Libraries</orgName><orgName>University</orgName><email>a@example.org</email></publisher>"
    )
    made = make({"a.xml": tei(body("<p>x</p>")).replace("<publicationStmt><p/>", f"<publicationStmt>{parts}")})
    assert "Libraries, University." in words(made["texts/a.html"])


def test_texts_of_one_title_are_told_apart_in_lists(make: Make) -> None:
    named = '<p>Da kam <persName ref="#m">Mephisto</persName>.</p>'
    files = {f"{id_}.xml": tei(body(named), title="Faust") for id_ in ("0002", "0003")}
    made = make({**files, "c.xml": tei(body("<p>x</p>"), title="Urfaust")})
    assert "Faust 0002 Faust 0003 Urfaust" in words(made["texts/index.html"])
    assert "Faust 0002 Da kam Mephisto . Faust 0003 Da kam" in words(made["persons/m.html"])


def test_pages_beside_their_text_are_not_read_twice(make: Make) -> None:
    pages = "<sourceDoc><surface><zone><line>Ci comence</line></zone></surface></sourceDoc>"
    made = make({"a.xml": tei(pages + body("<p>Ci commence</p>")), "b.xml": tei(pages + body("<p/>"))}, ALL)
    assert "The pages as they are written Ci comence" in words(made["texts/a.html"], "//main//details")
    assert "all accounted for" in made[""]
    assert ("Ci comence" in made["text/a.txt"], "Ci comence" in made["text/b.txt"]) == (False, True)
    assert ("Ci comence" in made["print/a.fo"], "Ci comence" in made["print/b.fo"]) == (False, True)
    assert "as they are written" not in made["texts/b.html"]


def test_no_level_of_headings_is_left_out_where_the_title_is_one(make: Make) -> None:
    text = "<div><head>Lectio 1</head><div><head>Quaestio</head><p>x</p></div></div>"
    page = make({"a.xml": tei(body(text), title="Lectio 1")})["texts/a.html"]
    assert re.findall(r"<(h\d)", page.partition("<article")[2].partition("</article")[0]) == ["h1", "h2"]


def test_an_entry_is_sorted_by_a_name_that_is_none_of_its_own(make: Make) -> None:
    names = '<persName type="main">Juana Ramírez</persName><persName type="sort">Arellano, Juana</persName>'
    people = f'<listPerson><person xml:id="gnd-118797158">{names}</person></listPerson>'
    text = '<p><persName ref="https://d-nb.info/gnd/118797158">Juana</persName> came.</p>'
    made = make({"p.xml": tei(body(people)), "a.xml": tei(body(text))})
    shown = words(made["persons/index.html"])
    assert (shown.count("Arellano, Juana"), shown.count("Juana Ramírez"), shown.count("see ")) == (1, 0, 0)
    assert "1 mention in 1 text" in words(made["persons/gnd-118797158.html"])
    assert "Names" not in words(made["persons/gnd-118797158.html"])


def test_where_a_witness_breaks_off_and_what_a_pointer_means(make: Make) -> None:
    witnesses = (
        "<listWit><witness xml:id='wN'><abbr type='siglum'>N</abbr></witness>"
        "<witness xml:id='wV'><abbr type='siglum'>V</abbr> agrees with <ptr target='#wN'/></witness></listWit>"
    )
    text = '<l n="3" xml:id="l3">et <lacunaStart wit="#wN"/>madidis</l><p>See <ref target="#l3"/>.</p>'
    made = make({"a.xml": tei(body(text), source=witnesses)}, ALL)
    assert "et (N breaks off) madidis" in words(made["texts/a.html"]).replace("off)m", "off) m")
    assert "See 3 ." in words(made["texts/a.html"])
    assert "V agrees with N" in words(made["texts/a.html"])
    assert "(N breaks off)" in made["print/a.fo"]
    assert "no rule" not in made[""]
    assert "known to no rule" not in made[""]


def test_a_catalogue_begins_with_the_description(make: Make) -> None:
    page = make(
        {
            "a.xml": described("<history><origin><origDate>1456</origDate></origin></history>").replace(
                "<p>x</p></body>", "<p/></body>"
            )
        }
    )
    assert "all accounted for" in page[""]
    shown = words(page["texts/a.html"])
    assert words(page["texts/a.html"], "//article").count("1456") == 2
    assert shown.index("Identifier Cod. 7") < shown.index("Cite this") < shown.index("Title and responsibility")


class TestChangesInDrafts:
    def test_lines_within_a_change_are_layout(self, make: Make) -> None:
        change = "Dem Reich <subst>\n  <del>z</del>\n  <add>Z</add>\n</subst>um Glück <mod>\n  <del>a</del>\n  <add>A</add>\n</mod>lles"
        made = make({"a.xml": tei(body(f"<p>{change}</p>"))}, ALL)
        assert "Dem Reich Zum Glück Alles" in made["text/a.txt"]
        assert "</del><ins" in made["texts/a.html"]
        assert re.search("</ins></span>um Glück", made["texts/a.html"])

    def test_what_was_deleted_one_by_one_stays_apart(self, make: Make) -> None:
        made = make(
            {"a.xml": tei(body("<p>often <mod>\n<del>caused</del>\n<del>by</del>\n<add>derived</add>\n</mod> x</p>"))}
        )
        assert "often causedby" not in words(made["texts/a.html"])
        assert re.search("caused</del>\\s+<del", made["texts/a.html"])

    def test_a_deletion_that_is_taken_back_is_read(self, make: Make) -> None:
        text = (
            "Dem Pergament <subst><del><restore>alsbald</restore></del> <add><del>sogleich</del></add></subst> vertraut"
        )
        made = make({"a.xml": tei(body(f"<p>{text}</p>"))}, ALL)
        assert "Pergament alsbald vertraut" in " ".join(made["text/a.txt"].split())
        assert "text-" not in made[""]

    def test_signs_are_not_read(self, make: Make) -> None:
        text = (
            "exp<mod>\n<del>ound</del>\n<add><metamark function='insert'>^</metamark></add>\n<add>lain</add>\n</mod> it"
        )
        made = make({"a.xml": tei(body(f"<p>{text}</p>"))}, ALL)
        assert "explain it" in made["text/a.txt"]
        assert "^" in words(made["texts/a.html"])
        assert "text-" not in made[""]

    def test_a_mark_of_the_genesis_parts_no_words_from_a_point(self, make: Make) -> None:
        text = 'bewegt<milestone unit="group"/>.<milestone unit="group"/> Und'
        assert "bewegt. Und" in make({"a.xml": tei(body(f"<p>{text}</p>"))}, "text")["text/a.txt"]


class TestWordsAcrossLines:
    def test_a_word_goes_on_in_the_next_line(self, make: Make) -> None:
        text = '<ab><lb n="1"/>ὁ <supplied reason="lost">δημο</supplied>\n\n   <lb n="2" break="no"/>σίῳ μέτ\n   <lb n="3" break="no"/>ρῳ</ab>'
        made = make({"a.xml": tei(body(text))}, "site,print")
        assert re.search(
            r']</span><span class="hyphen"></span><br class="lb no-break">σίῳ μέτ<span class="hyphen">',
            made["texts/a.html"],
        )
        assert not re.search(r"\s<fo:block/>", made["print/a.fo"].split("δημο")[1])

    def test_chinese_has_no_spaces_between_lines(self, make: Make) -> None:
        text = '<p xml:lang="zh">立者三支悉皆圓滿，<hi>敵</hi>者妄言有所\n<lb n="2"/>缺减，即是\n  似破。\n<pb n="3"/>\n<lb n="3"/>此顯<lb/>也 and\n<lb/>Latin words\n stay apart</p>'
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "立者三支悉皆圓滿，敵者妄言有所缺减，即是似破。此顯也 and Latin words stay apart" in made["text/a.txt"]
        assert "有所\n" not in made["print/a.fo"]
        assert "即是似破。" in made["print/a.fo"]
        assert "text-" not in made[""]

    def test_supplied_and_secluded_words_have_their_marks(self, make: Make) -> None:
        text = '<p>p<supplied reason="omitted">arte</supplied> totam <secl>in</secl> Etruriam <supplied reason="lost">x</supplied></p>'
        made = make({"a.xml": tei(body(text))}, ALL)
        for path in ("text/a.txt", "markdown/a.md"):
            assert "p⟨arte⟩ totam [in] Etruriam [x]" in made[path].replace("\\", "")
        assert "⟨" in made["print/a.fo"]

    def test_raised_numbers_stay_numbers(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<p>quires 1–3<hi rend="superscript">8</hi></p>'))}, "text,markdown")
        assert "1–3⁸" in made["text/a.txt"]
        assert "1–3⁸" in made["markdown/a.md"]


class TestRemarksOnVariants:
    def test_a_remark_stands_among_them(self, make: Make) -> None:
        text = "<p>Ipsarum <app><lem>quoque</lem><note>by another hand</note></app> in<note>A note</note></p>"
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "quoque ] by another hand" in words(made["texts/a.html"])
        assert made["texts/a.html"].count('class="note-mark"') == 1
        assert "[1] A note" in made["text/a.txt"]

    def test_long_lemmata_are_shortened_by_words(self, make: Make) -> None:
        lemma = "atque eadem diversa penitus dum parte geruntur in hoc libro mutatio est rerum omnium"
        page = words(make({"a.xml": tei(body(f'<p><app><lem>{lemma}</lem><rdg wit="#W"/></app></p>'))})["texts/a.html"])
        assert "atque eadem diversa … mutatio est rerum omnium" in page

    def test_a_paragraph_of_variants_is_an_apparatus(self, make: Make) -> None:
        witnesses = '<listWit><witness xml:id="wit1">【大】</witness><witness xml:id="wit2">【宋】</witness></listWit>'
        text = (
            '<text><body><p>達摩<anchor xml:id="b"/>納<anchor xml:id="e"/>，隨佛</p></body><back><div type="apparatus"><head>校注</head><p>\n'
            '<app from="#b" to="#e"><lem wit="#wit1">納</lem><rdg wit="#wit2">網</rdg></app>\n</p></div></back></text>'
        )
        page = make({"a.xml": tei(text, source=witnesses)})["texts/a.html"]
        assert "↑ 納 【大】 ] 網 【宋】" in words(page)
        assert "app-mark" not in page

    def test_room_for_nothing_is_an_omission(self, make: Make) -> None:
        text = '<p>x <app><lem wit="#A">et</lem><rdg wit="#B"><space quantity="0"/></rdg></app></p>'
        assert "om. B" in words(make({"a.xml": tei(body(text))})["texts/a.html"])


class TestWhatIsSaidInSeveralLanguages:
    SEGS = '\n<seg xml:lang="en">{}</seg>\n<seg xml:lang="fr">{}</seg>\n'

    def test_a_title_is_one_and_a_date_is_said_once(self, make: Make) -> None:
        date = (
            self.SEGS.format("1070-1078", "1070-1078") + '<interp type="criteria" xml:lang="en">titulature</interp>\n'
        )
        material = f"<physDesc><objectDesc><supportDesc><support><material>{self.SEGS.format('Lead', 'Plomb')}</material></support></supportDesc></objectDesc></physDesc>"
        source = (
            f"<msDesc><msIdentifier><country>{self.SEGS.format('Italy', 'Italie')}</country><settlement><seg></seg></settlement></msIdentifier>"
            f'{material}<history><origin><origDate notBefore="1070" notAfter="1078">{date}</origDate></origin><provenance type="found"/></history></msDesc>'
        )
        made = make({"a.xml": tei(body("<p>x</p>"), self.SEGS.format("Seal of Ann", "Sceau d'Anne"), source)})
        assert words(made["texts/a.html"], "//h1") == "Seal of Ann"
        assert words(made["texts/a.html"], "//*[@class = 'text-date']") == "1070-1078"
        assert "Title Seal of Ann / Sceau d'Anne" in words(made["texts/a.html"])
        # Each thing is one row, and what holds nothing but its like is not named twice.
        table = words(made["texts/a.html"], "//table")
        assert table.startswith(
            "Shelfmark Country Italy / Italie Physical description Object Support Material Lead / Plomb History Origin"
        )
        assert "seg" not in table
        assert "found" not in table

    def test_how_a_thing_was_dated_is_no_date(self, make: Make) -> None:
        date = "<origDate notBefore='0390' notAfter='1100'>The main unit has been tentatively dated on the basis of radiocarbon to <date notBefore='0390'>390 CE</date> by somebody</origDate>"
        source = f"<msDesc><msIdentifier/><history><origin>{date}</origin></history></msDesc>"
        made = make({"a.xml": tei(body("<p>x</p>"), source=source)})
        assert words(made["texts/index.html"], "//ol[@class = 'listing']") == "between 390 and 1100 A text"
        assert "The main unit" in words(made["texts/a.html"], "//table")

    def test_two_editors_in_one_element_are_two(self, make: Make) -> None:
        editors = '<editor><persName xml:lang="it">Alessio Sopracasa</persName><persName xml:lang="fr">Vivien Prigent</persName></editor>'
        made = make({"a.xml": tei(body("<p>x</p>"), f"A text</title>{editors}<title type='short'>A")}, "site,print")
        assert "editor = {{Alessio Sopracasa} and {Vivien Prigent}}" in made["texts/a.html"]
        assert "edited by Alessio Sopracasa, Vivien Prigent" in made["print/a.fo"]

    def test_who_is_not_named_is_not_responsible(self, make: Make) -> None:
        statement = "A text</title><respStmt><resp>Edited by</resp><name ref=''/></respStmt><title type='short'>A"
        paper = make({"a.xml": tei(body("<p>x</p>"), statement)}, "print")["print/a.fo"]
        assert "Edited by" not in paper


class TestTextsFromTheRight:
    def made(self, make: Make, title: str) -> str:
        text = '<text xml:lang="ar"><body><p>سادتي الكرام</p></body></text>'
        more = "<profileDesc><langUsage><language ident='ar'>Arabic</language></langUsage></profileDesc>"
        source = "<bibl>Majallat al-Muqtabas, دمشق, Damascus</bibl>"
        made = make(
            {"a.xml": tei(text, f"{title}</title><author>Ann</author><title type='short'>A", source, more)},
            "site,print",
        )
        # On paper, what is not written from the right begins at the left.
        assert re.search(r'writing-mode="lr-tb">\s*<fo:block[^>]*>Majallat', made["print/a.fo"])
        return made["texts/a.html"] + made["texts/index.html"]

    def test_an_author_stands_where_the_title_does(self, make: Make) -> None:
        page = self.made(make, "The Gospel")
        assert '<p class="subtitle author" dir="ltr">Ann</p>' in page
        assert re.search(r'<a class="text-title" [^>]*dir="auto"[^>]*>The Gospel', page)

    def test_what_is_known_of_them_has_the_frame_of_the_page(self, make: Make) -> None:
        page = self.made(make, "مجلة")
        assert '<p class="subtitle author" dir="rtl">Ann</p>' in page
        assert re.search(r'<details class="header"[^>]*dir="ltr"', page)
        assert '<div class="header-text" dir="auto">' in page


class TestPrivateReferences:
    def test_a_work_is_called_by_what_the_encoder_calls_it(self, make: Make) -> None:
        more = (
            '<encodingDesc><listPrefixDef><prefixDef ident="bib" matchPattern="([a-zA-Z0-9_]+)" replacementPattern="https://zotero.example/tag/$1"><p/></prefixDef>'
            "</listPrefixDef></encodingDesc>"
        )
        app = '<listApp><app loc="3"><lem>kraliḥ</lem><rdg source="bib:Aymonier1891_01">kralin</rdg></app></listApp>'
        text = f'<div><p>See <bibl><ptr target="bib:Lepoutre2013_01"/><citedRange unit="page">235</citedRange></bibl> and <ptr target="bib:42"/>.</p></div><div type="apparatus">{app}</div>'
        made = make({"a.xml": tei(body(text), more=more)}, ALL)
        page = words(made["texts/a.html"], "//div[@class = 'transcription']")
        assert "See Lepoutre2013_01 235 and bib:42 ." in page
        assert 'href="https://zotero.example/tag/Lepoutre2013_01"' in made["texts/a.html"]
        assert "kralin Aymonier1891_01" in page
        assert "See Lepoutre2013_01 235" in made["text/a.txt"]
        assert "[Lepoutre2013\\_01](https://zotero.example/tag/Lepoutre2013_01)" in made["markdown/a.md"]
        assert "zotero.example/\u200b" not in made["print/a.fo"]

    def test_a_title_without_words_is_called_by_its_reference(self, make: Make) -> None:
        made = make(
            {
                "a.xml": tei(body('<p>Lacuna: <title ref="LIT1548"/>, and <title ref="b.xml"/>.</p>')),
                "b.xml": tei(body("<p>y</p>"), "B text"),
            },
            ALL,
        )
        assert "Lacuna: LIT1548 , and B text ." in words(made["texts/a.html"])
        for path in ("text/a.txt", "markdown/a.md"):
            assert "LIT1548" in made[path]
            assert "B text" in made[path]
        assert "LIT1548" in made["print/a.fo"]


class TestWordsInAnotherScript:
    def test_glosses_are_not_read_in_their_place(self, make: Make) -> None:
        word = '<w><choice><orig>ᏚᏙᎥᎢ</orig><seg type="phonetics">dudoʔvʔi</seg><seg type="gloss">he was called</seg></choice></w>'
        made = make({"a.xml": tei(body(f"<ab>{word}</ab>"))}, ALL)
        assert made["text/a.txt"].strip().endswith("ᏚᏙᎥᎢ")
        shown = html.fromstring(made["texts/a.html"].encode()).xpath("//span[@class = 'reading']")
        assert [each.text_content() for each in shown] == ["ᏚᏙᎥᎢ"]
        assert shown[0].get("title") == "or: dudoʔvʔi · or: he was called"


class TestItemsOfItems:
    def test_are_numbered_by_where_they_stand(self, make: Make) -> None:
        inner = '<msItem><title>Canon</title></msItem><msItem><title>Tituli</title><msItem n="c"><title>First</title></msItem></msItem>'
        source = f"<msDesc><msIdentifier/><msContents><msItem><title>Gospels</title>{inner}</msItem><msItem><title>Alone</title></msItem></msContents></msDesc>"
        page = words(make({"a.xml": tei(body("<p>x</p>"), source=source)})["texts/a.html"], "//table")
        assert (
            "Item · 1 Title Gospels Item · 1.1 Title Canon Item · 1.2 Title Tituli Item · c Title First Item Title Alone"
            in page
        )


class TestFilesThatAProgramLaidOut:
    TEXT = (
        "<p>\n  I am\n  <choice>\n   <reg>\n    sure\n   </reg>\n   <orig>\n    shure\n   </orig>\n  </choice>\n  , that\n"
        "  <name>\n   Ann\n  </name>\n  .\n  <hi>\n   All\n  </hi>\n  ; and\n  <foreign>\n   quid\n  </foreign>\n  ... x\n</p>"
    )

    def test_marks_on_lines_of_their_own_follow_the_word(self, make: Make) -> None:
        made = make(
            {
                "a.xml": tei(
                    body(self.TEXT), more='<profileDesc><langUsage><language ident="ru"/></langUsage></profileDesc>'
                )
            },
            ALL,
        )
        said = "I am sure, that Ann. All; and quid ... x"
        assert said in made["text/a.txt"]
        assert said in made["markdown/a.md"].replace("*", "")
        paper = re.sub(r"\s+", " ", words(made["print/a.fo"], "/*"))
        assert "I am sure [original: shure], that Ann . All ; and" not in paper
        assert "], that" in paper.replace(" ]", "]")
        page = re.sub(r"<[^>]*>", "", made["texts/a.html"].split('<div class="transcription">')[1])
        assert ", that" in page
        assert not re.search(r"\s[,;]", page.split("... x")[0])

    def test_in_french_there_may_be_a_space(self, make: Make) -> None:
        text = '<p xml:lang="fr">30\n <foreign>jāk</foreign>\n ; et\n <foreign>thil</foreign>\n , etc.</p>'
        assert "30 jāk ; et thil, etc." in make({"a.xml": tei(body(text))}, "text")["text/a.txt"]


class TestInscriptionsOutOfTemplates:
    def test_an_empty_edition_takes_no_place_beside_a_translation(self, make: Make) -> None:
        source = '<msDesc><msIdentifier/><history><origin><date notBefore="0614" notAfter="0629">614 / 629</date></origin></history></msDesc>'
        text = (
            '<text><body><div type="edition" subtype="diplomatic"><p/></div><div type="edition" subtype="transcription"><p>Ἐνθάδε</p></div>'
            '<div type="translation"><p>Here lies</p></div><div type="commentary"><p/></div></body>'
            '<back><div type="bibliography"><listBibl><bibl>IIP</bibl></listBibl></div></back></text>'
        )
        made = make({"a.xml": tei(text, source=source)}, ALL)
        page = html.fromstring(made["texts/a.html"].encode())
        assert len(page.xpath("//section[contains(@class, 'type-edition')]")) == 1
        assert page.xpath("//section[contains(@class, 'commentary')]//*[@class != 'own-id']") == []
        assert (
            words(made["texts/a.html"], "//div[@class = 'transcription']")
            == "Ἐνθάδε Translation Here lies Literature IIP"
        )
        assert words(made["texts/index.html"], "//ol[@class = 'listing']") == "614 / 629 A text"

    def test_several_editions_and_translations_say_which_they_are(self, make: Make) -> None:
        text = (
            '<div type="edition" subtype="editorial"><ab>a</ab></div><div type="edition" subtype="diplomatic"><ab>A</ab></div>'
            '<div type="translation"><p>b</p></div><div type="translation" xml:lang="fra"><p>c</p></div>'
        )
        page = make({"a.xml": tei(body(text))})["texts/a.html"]
        assert (
            words(page, "//div[@class = 'transcription']")
            == "editorial a diplomatic A Translation b Translation · fra c"
        )


class TestCallsOfNotes:
    def test_the_number_of_the_print_is_not_shown_beside_our_own(self, make: Make) -> None:
        text = '<p>manuscript\n <ref target="#n1">\n  1\n </ref>\n <note xml:id="n1">Childhood</note>\n and <ref target="#p">2</ref><p xml:id="p"/></p>'
        text = text.replace('<p xml:id="p"/></p>', '</p><p xml:id="p">x</p>')
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "manuscript [1] and 2" in made["text/a.txt"]
        assert words(made["texts/a.html"], "//div[@class = 'transcription']").startswith("manuscript 1 and 2")
        # (Once in the line, once at the foot.)
        assert "manuscript 1 1 Childhood" in re.sub(r"\s+", " ", words(made["print/a.fo"], "/*"))


class TestMilestonesForMachines:
    def test_part_nothing(self, make: Make) -> None:
        text = '<div><head>H</head><milestone unit="x"/><p>a</p><milestone unit="chunk" xml:id="c"/><p>b</p><milestone unit="x"/><p>c</p></div>'
        made = make({"a.xml": tei(body(text))}, "site,print")
        assert words(made["texts/a.html"], "//div[@class = 'transcription']") == "H a b * * * c"
        assert 'id="c"' in made["texts/a.html"]
        assert made["print/a.fo"].count("* * *") == 1


class TestJapaneseOfWhichNobodySaysSo:
    def test_lines_are_no_spaces(self, make: Make) -> None:
        app = '<app><lem wit="#a">な\n<lb/>からふ</lem><rdg wit="#b">なからふる\n<lb/>らん</rdg></app>'
        made = make({"a.xml": tei(body(f"<ab>むかし\n<lb/>ふみ{app}を</ab><p>むかし\nふみ</p>"))}, ALL)
        assert "むかし\nふみなからふを" in made["text/a.txt"] or "むかしふみなからふを" in made["text/a.txt"]
        assert "むかしふみ" in made["text/a.txt"].splitlines()[-1]
        assert words(made["texts/a.html"], "//*[@class = 'lemma']") == "なからふ"


class TestTemplatesOfCatalogues:
    ITEM = (
        '<msItem><title>Marāḥ</title><title type="alt"/><incipit xml:lang="ar"/><explicit xml:lang="ar" defective="true"/>'
        '<note><foreign xml:lang="ar"/></note></msItem>'
    )

    def description(self, more: str) -> str:
        return f"<msDesc><msIdentifier><idno>Add. 1085</idno></msIdentifier>{more}</msDesc>"

    def test_what_nobody_filled_in_has_no_row(self, make: Make) -> None:
        source = self.description(
            f'<msContents>{self.ITEM}</msContents><physDesc><objectDesc><supportDesc><extent><dimensions type="leaf" unit="cm"/></extent></supportDesc></objectDesc></physDesc>'
        )
        page = words(make({"a.xml": tei(body("<p/>"), source=source)})["texts/a.html"], "//table")
        assert page == "Shelfmark Identifier Add. 1085 Contents Item Title Marāḥ"

    def test_a_year_of_another_calendar_is_none_of_ours(self, make: Make) -> None:
        source = self.description(
            '<history><origin><origDate calendar="#Hijri-qamari" when="1211">1211</origDate><origDate calendar="#Gregorian" when="1796">1796</origDate></origin></history>'
        )
        made = make({"a.xml": tei(body("<p/>"), source=source)})
        assert "1796" in words(made["texts/a.html"], "//*[@class='text-date']")
        assert "Date · 1796" not in words(made["texts/a.html"])

    def test_the_source_of_a_record_is_no_raised_reference(self, make: Make) -> None:
        source = self.description(
            "<additional><adminInfo><recordHist><source>After Browne</source></recordHist></adminInfo></additional>"
        )
        made = make({"a.xml": tei(body("<p/>"), source=source)})
        assert 'class="source">After Browne' in made["texts/a.html"]
        style = next(
            text
            for path, text in made.items()
            if path.startswith("assets/") and path.endswith(".css") and "a.source{" in text
        )
        assert not re.search(r"(?<![\w-])\.source\{", style.replace("a.source{", ""))

    def test_a_description_alone_stands_for_a_text_in_every_view(self, make: Make) -> None:
        source = (
            "<msDesc><msIdentifier><country>France</country><settlement>Paris</settlement><repository>BnF</repository>"
            "<idno>lat. 7</idno></msIdentifier><msContents><msItem><locus from='1r' to='4v'/><title>Carmina</title></msItem>"
            "</msContents><physDesc><objectDesc><supportDesc><extent><measure quantity='12' unit='leaves'/>"
            "<dimensions unit='mm'><height>210</height><width>160</width></dimensions></extent></supportDesc></objectDesc>"
            "<decoDesc><p>None, but for a pen trial.</p></decoDesc></physDesc>"
            "<history><origin><origDate notBefore='1400' notAfter='1450'/></origin></history></msDesc>"
        )
        made = make(
            {
                "a.xml": tei(body("<p/>"), "Codex", source.replace("<country>", "<country xml:id='c'>")),
                "b.xml": tei(body("<p>x</p>"), "B", source),
            },
            ALL,
        )
        assert made["text/a.txt"].split("\n\n")[1:] == [
            "Shelfmark",
            "- Country: France\n- Place: Paris\n- Repository: BnF\n- Identifier: lat. 7",
            "Contents",
            "Item",
            "- Leaves: 1r–4v\n- Title: Carmina",
            "Physical description",
            "Object",
            "Support",
            "- Extent: 12 leaves, 210 × 160 mm",
            "Decoration",
            "None, but for a pen trial.",
            "History",
            "Origin",
            "- Date: between 1400 and 1450\n",
        ]
        assert "**Contents**\n\n**Item**\n\n- *Leaves:* 1r–4v\n- *Title:* *Carmina*" in made["markdown/a.md"]
        assert 'source: "Paris, BnF, lat. 7"' in made["markdown/a.md"]
        rows = _printed_rows(made["print/a.fo"])
        assert rows == [
            "Shelfmark", "Country|France", "Place|Paris", "Repository|BnF", "Identifier|lat. 7", "Contents", "Item", "Leaves|1r–4v",
            "Title|Carmina", "Physical description", "Object", "Support", "Extent|12 leaves, 210 × 160 mm", "Decoration",
            "None, but for a pen trial.", "History", "Origin", "Date|between 1400 and 1450",
        ]  # fmt: skip
        # Where there is a text, print says where its manuscript is, and text and Markdown have the text alone.
        assert made["text/b.txt"] == "B\n\nx\n"
        printed = " ".join("".join(etree.fromstring(made["print/b.fo"].encode()).itertext()).split())
        assert "Paris, BnF, lat. 7" in printed
        assert "Carmina" not in printed

    def test_a_description_within_a_text_has_rows_in_print(self, make: Make) -> None:
        one = "<msDesc><msIdentifier><idno>MS 1</idno></msIdentifier><msContents><summary>Poems</summary></msContents></msDesc>"
        made = make(
            {"a.xml": tei(body(f"<p>Two books.</p><listBibl>{one}{one.replace('1', '2')}</listBibl>"))}, "print,text"
        )
        rows = _printed_rows(made["print/a.fo"])
        assert rows == [
            *("Shelfmark", "Identifier|MS 1", "Contents", "Summary|Poems"),
            *("Shelfmark", "Identifier|MS 2", "Contents", "Summary|Poems"),
        ]
        assert "- Summary: Poems" in made["text/a.txt"]

    def test_hands_are_called_by_their_id_at_least(self, make: Make) -> None:
        more = '<profileDesc><handNotes><handNote xml:id="m2"/></handNotes></profileDesc>'
        page = make({"a.xml": tei(body('<p>a <handShift new="m2"/> b <handShift new="#m2"/> c</p>'), more=more)})[
            "texts/a.html"
        ]
        assert words(page).count("(hand: m2)") == 2

    def test_those_responsible_are_parted(self, make: Make) -> None:
        statement = "A text</title><respStmt><resp>Edited by</resp><name>Ann</name><name>Bob</name></respStmt><title>"
        assert "Edited by Ann, Bob" in make({"a.xml": tei(body("<p>x</p>"), title=statement)}, "print")["print/a.fo"]


def printed(made: Mapping[str, str]) -> str:
    """The text of a document in print, white space normalized."""
    return " ".join(" ".join(html.fromstring(made["print/a.fo"].encode()).itertext()).split())


class TestVariantsOfManyWitnesses:
    """As critical editions encode them whose files an editor indented (Patristic Text Archive, EVT, Digital Latin Library)."""

    def test_the_layout_of_alternatives_is_no_space(self, make: Make) -> None:
        app = '<app>\n  <lem wit="#A">alumnus</lem>\n  <rdg wit="#B">alumpnus</rdg>\n</app>'
        choice = "<choice>\n <sic/>\n <corr>»</corr>\n</choice>"
        text = f"<p>totius {app}. Viver mi sembra {app.replace('alumnus', 'nell’')}età, ciel{choice}.</p>"
        made = make({"a.xml": tei(body(text))}, ALL)
        for read in (made["text/a.txt"], made["markdown/a.md"]):
            assert "totius alumnus. Viver mi sembra nell’età, ciel»." in read
        # A correction of nothing has nothing to show in brackets.
        assert "original" not in printed(made)

    def test_a_lemma_may_end_on_a_line_of_its_own(self, make: Make) -> None:
        app = '<app>\n <lem wit="#A">\n  <persName>Ἡσαΐας</persName>\n </lem>\n <rdg wit="#B">om</rdg>\n</app>'
        made = make({"a.xml": tei(body(f"<p>μαρτυρεῖ {app}, λέγων</p>"))}, ALL)
        assert "Ἡσαΐας, λέγων" in made["text/a.txt"]
        assert re.search(r"Ἡσαΐας</[a-z]+></span><sup", made["texts/a.html"])

    def test_groups_of_readings_keep_their_witnesses_in_print(self, make: Make) -> None:
        groups = '<rdgGrp type="orth"><rdg wit="#B">magma</rdg><rdg wit="#E">maga</rdg></rdgGrp><rdgGrp><rdg wit="#C">laudabilis</rdg></rdgGrp>'
        made = make(
            {"a.xml": tei(body(f'<p><app><lem wit="#A">magna</lem>{groups}<note>sic</note></app> virtus</p>'))}, ALL
        )
        assert "magna] A ; magma B ; maga E ; laudabilis C sic" in printed(made).replace("B;", "B ;").replace(
            "E;", "E ;"
        ).replace("A;", "A ;")

    def test_a_lemma_in_a_group_is_the_lemma(self, make: Make) -> None:
        app = '<app><rdg wit="#A">aut</rdg><rdgGrp><lem wit="#B">vel</lem><rdg wit="#C">uel</rdg></rdgGrp></app>'
        made = make({"a.xml": tei(body(f"<p>hoc {app} illud</p>"))}, ALL)
        assert "hoc vel illud" in made["text/a.txt"]
        assert "hoc vel a illud" in words(made["texts/a.html"])
        assert "vel] B; aut A; uel C" in printed(made)

    def test_where_witnesses_begin_and_break_off_nothing_varies(self, make: Make) -> None:
        app = '<app>\n <lem wit="#A #B"/>\n <rdg wit="#C"><lacunaStart/></rdg>\n</app>'
        other = '<app><rdg wit="#G"><witStart/></rdg></app>'
        made = make({"a.xml": tei(body(f"<p>Et {other}quomodo {app}\ninvocabo</p>"))}, ALL)
        for shown in (words(made["texts/a.html"]), printed(made)):
            assert "Et (G begins) quomodo (C breaks off) invocabo" in shown
            assert "om." not in shown
        assert "Et quomodo invocabo" in made["text/a.txt"]

    def test_variants_of_a_heading_stand_below_it(self, make: Make) -> None:
        head = '<head>Oratio <app><lem>habita</lem><rdg wit="#co">habita Romę</rdg></app> a Nicolao</head>'
        made = make({"a.xml": tei(body(f"<div>{head}<p>Cum in omni</p></div>"))}, ALL)
        assert "Oratio habita a a Nicolao a habita ] habita Romę co" in words(made["texts/a.html"]).replace("a]", "a ]")
        assert "habita] habita Romę co" in printed(made)

    def test_what_varies_within_a_lemma_has_its_letter_first(self, make: Make) -> None:
        inner = '<app><lem wit="#C">Quomodo</lem><rdg wit="#B">Qui</rdg></app>'
        text = f'<p><app><lem wit="#A">In {inner} autem</lem><rdg wit="#E"/></app> credent <app><lem>sine</lem><rdg wit="#B">cum</rdg></app></p>'
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "In Quomodo a autem b credent sine c" in words(made["texts/a.html"])
        assert "a Quomodo C ] Qui B b In Quomodo autem A" in words(made["texts/a.html"]).replace("C]", "C ]")
        assert "Quomodo] C; Qui B" in printed(made)

    def test_letters_on_paper_go_on_from_paragraph_to_paragraph(self, make: Make) -> None:
        app = '<app><lem>urbis</lem><rdg wit="#B">orbis</rdg></app>'
        made = make({"a.xml": tei(body(f"<div><p>huius {app}</p></div><div><p>illius {app}</p></div>"))}, ALL)
        assert re.findall(r"\b([a-z]) urbis\]", printed(made)) == ["a", "b"]

    def test_witnesses_without_a_siglum_are_called_by_their_id_everywhere(self, make: Make) -> None:
        witnesses = '<listWit><witness xml:id="A">Codex Monacensis</witness><witness xml:id="B">B <title>Codex Bernensis</title></witness></listWit>'
        made = make({"a.xml": tei(body(f"<div>{witnesses}<p>x</p></div>"))}, ALL)
        assert "A Codex Monacensis" in printed(made)
        for read in (made["text/a.txt"], made["markdown/a.md"]):
            assert "- A Codex Monacensis\n- B Codex Bernensis" in read.replace("*", "")
        assert "A Codex Monacensis B Codex" in words(made["texts/a.html"])

    def test_pages_that_begin_at_one_place_do_not_hide_each_other(self, make: Make) -> None:
        text = '<div><pb ed="#A" n="1r"/>\n<pb ed="#B" n="2v"/><head>Liber</head><p>Magnus <pb ed="#A" n="2r"/>es</p></div>'
        page = make({"a.xml": tei(body(text))})["texts/a.html"]
        # The margin has room for one of them.
        assert re.findall(r'<(?:span|a) class="number">([^<]+)<', page) == ["A 1r", "A 2r"]
        assert ">B 2v<" in page


def test_a_reference_without_words_says_the_place_that_is_cited(make: Make) -> None:
    pattern = '<cRefPattern matchPattern="(.+):(.+):([0-9]+):([0-9]+)" replacementPattern="https://bible.example/$2$3,$4/$1"/>'
    bad = '<cRefPattern matchPattern="(" replacementPattern="https://x.example/$1"/>'
    header = f'<encodingDesc><refsDecl xml:id="biblical">{bad}{pattern}</refsDecl></encodingDesc>'
    text = (
        '<p>τὸ <quote>Θὲς τὴν χεῖρα<ref decls="#biblical" cRef="LXX:Gn:24:2"/>\n  </quote>. <seg type="allusion">θησαυροὶ'
        '<ref cRef="Mt 13"/>\n </seg>, ἀλλʼ</p>'
    )
    made = make({"a.xml": tei(body(text), more=header)}, ALL)
    assert (
        '<a class="source" href="https://bible.example/Gn24,2/LXX" rel="noopener noreferrer">LXX:Gn:24:2</a>'
        in made["texts/a.html"]
    )
    assert "θησαυροὶ Mt 13 , ἀλλʼ" in words(made["texts/a.html"])
    assert "LXX:Gn:24:2" in printed(made)
    assert "“Θὲς τὴν χεῖρα”. θησαυροὶ, ἀλλʼ" in made["text/a.txt"]


def test_a_note_of_the_kind_margin_stands_in_the_margin(make: Make) -> None:
    page = make({"a.xml": tei(body('<p>quem audistis <note type="margin"> 707 AB </note> legi</p>'))})["texts/a.html"]
    assert 'class="note marginal"' in page
    assert "note-mark" not in page


def test_zones_of_a_page_as_it_is_written(make: Make) -> None:
    lines = '<milestone unit="tei:p"/><line rend="indent2">As I applied</line><line>easily conceived</line>'
    page = f"<sourceDoc><surface><zone>{lines}</zone></surface></sourceDoc>"
    made = make({"a.xml": tei(page)}, ALL)
    assert "As I applied easily conceived" in words(made["texts/a.html"])
    assert "·" not in words(made["texts/a.html"])
    assert "* * *" not in printed(made)


def test_a_group_of_a_cast_is_one_item_with_a_line_for_each(make: Make) -> None:
    group = "<castGroup><castItem><role>Karl,</role></castItem><castItem><role>Franz,</role></castItem><roleDesc>seine Söhne.</roleDesc></castGroup>"
    cast = f"<castList><castItem><role>Amalia.</role></castItem>{group}</castList>"
    made = make({"a.xml": tei(body(f"<div>{cast}<p>x</p></div>"))}, "text,markdown")
    assert "- Amalia.\n- Karl,\n  Franz,\n  seine Söhne." in made["text/a.txt"]
    assert "- Amalia.\n- Karl,\\\n  Franz,\\\n  seine Söhne." in made["markdown/a.md"]


def test_what_stands_apart_from_the_text_is_not_printed_in_it(make: Make) -> None:
    attached = '<l n="1" xml:id="l1">Experience though noon <app from="#l1"><lem wit="#El">Experience</lem><rdg wit="#La">Experiment</rdg></app></l>'
    located = '<app loc="3"><lem>wo</lem><rdg wit="#Ra2"/></app>'
    listed = '<listApp><app loc="1"><lem>Lorem</lem><rdg wit="#La">Lora</rdg><note>fort. recte</note></app><app loc="2"><lem>dolor</lem><rdg wit="#El">color</rdg></app></listApp>'
    text = f"<div>{attached}<l>To speke of wo that is in mariage</l>{located}</div><div>{listed}</div>"
    made = make({"a.xml": tei(body(text))}, ALL)
    assert "noon a Experience] El ; Experiment La To speke of wo that is in mariage 3 wo] om. Ra2" in printed(
        made
    ).replace("a a ", "a ").replace("El;", "El ;")
    fo = etree.fromstring(made["print/a.fo"].encode())
    blocks = [" ".join(" ".join(each.itertext()).split()) for each in fo.iter("{*}block")]
    assert "1 Lorem] Lora La fort. recte" in blocks
    assert "2 dolor] color El" in blocks


def test_readings_of_which_none_has_words_are_no_omissions(make: Make) -> None:
    app = '<app type="binding"><rdg wit="#A"/><rdg wit="#B"/><note>Green cloth.</note></app>'
    made = make({"a.xml": tei(body(f"<div>{app}<p>x</p></div>"))}, ALL)
    assert "om." not in words(made["texts/a.html"])
    assert "Green cloth." in words(made["texts/a.html"])


def test_a_title_in_brackets_of_its_editor_is_a_title(make: Make) -> None:
    assert "<h1>De Metris</h1>" in make({"a.xml": tei(body("<p>x</p>"), title="<del>De Metris</del>")})["texts/a.html"]


def test_a_break_between_paragraphs_is_read(make: Make) -> None:
    text = '<div><p>a</p><milestone unit="subchapter" rend="asterisk"/><p>b</p><milestone unit="page" n="3"/><p>c</p></div>'
    made = make({"a.xml": tei(body(text))}, "text,markdown")
    assert made["text/a.txt"].endswith("a\n\n* * *\n\nb\n\nc\n")
    print(made["markdown/a.md"])


def test_signs_that_everybody_reads_are_read(make: Make) -> None:
    made = make({"a.xml": tei(body('<p><g ref="#pilcrow"/>Idem <g ref="#dot"/></p>'))}, ALL)
    for read in (made["text/a.txt"], printed(made), words(made["texts/a.html"])):
        assert "¶ Idem ." in read.replace("¶I", "¶ I")


def test_a_sign_that_is_but_named_is_not_taken_for_letters_too_many(make: Make) -> None:
    made = make({"a.xml": tei(body('<p>x <g type="filler"/> <surplus>y</surplus> z</p>'))}, ALL)
    for read in (printed(made), words(made["texts/a.html"])):
        assert "x ((filler)) {y} z" in read


def test_interpretations_are_a_list(make: Make) -> None:
    group = "<interpGrp><interp>Prooemium</interp>\n<interp>Narratio</interp></interpGrp>"
    made = make({"a.xml": tei(body(f"<div><head>Conspectus</head>{group}</div>"))}, ALL)
    assert "Prooemium\n\nNarratio" in made["text/a.txt"]
    assert len(html.fromstring(made["texts/a.html"].encode()).xpath("//div[@class='interp']")) == 2


def test_the_date_of_one_of_many_witnesses_is_not_that_of_the_text(make: Make) -> None:
    one = "<witness xml:id='{0}'><msDesc><msIdentifier/><history><origin><origDate when='0{1}'>{1}</origDate></origin></history></msDesc></witness>"
    source = "<listWit>{}</listWit>"
    several = tei(body("<p>x</p>"), source=source.format(one.format("A", 850) + one.format("B", 900)))
    made = make({"a.xml": several, "b.xml": tei(body("<p>x</p>"), source=source.format(one.format("A", 870)))})
    assert "dateline" not in made["texts/a.html"]
    assert "850" not in words(made["texts/index.html"])
    assert "870" in words(made["texts/index.html"])


def test_every_fifth_verse_has_its_number_on_paper(make: Make) -> None:
    verses = "".join(f'<l n="1.2.{number}">verse {number}</l>' for number in range(1, 12))
    made = make({"a.xml": tei(body(f"<div><lg>{verses}<l n='20'/></lg><note><l n='5'>noted</l></note></div>"))}, ALL)
    fo = etree.fromstring(made["print/a.fo"].encode())
    labels = [" ".join(each.itertext()).strip() for each in fo.iter("{*}list-item-label")]
    assert labels == ["5", "10"]
    assert "verse 4 5 verse 5 verse 6" in printed(made)


def test_numbers_of_verses_in_a_block_stand_beside_them(make: Make) -> None:
    """As in all plays of Théâtre Classique: the numbers of lines of prose have another place than those of verses."""
    made = make({"a.xml": tei(body('<ab type="chanson"><lg><l n="5">Écoutez-en le récit</l></lg></ab>'))})
    styles = made["assets/text.css"]
    assert ".ab) .line-number:not(.l>*){position:absolute;" in re.sub(r"\s*([:;,>{])\s*", r"\1", styles).replace(
        "; ", ";"
    )


class TestReadingsWithoutALemma:
    """Archives of all witnesses, which call none of them the text."""

    WITNESSES = '<listWit><witness xml:id="A"/><witness xml:id="B"/><witness xml:id="C"/></listWit>'

    def test_what_one_lacks_another_has(self, make: Make) -> None:
        text = '<p>x <app><rdg wit="#A"/><rdg wit="#B #C">yes</rdg></app> z</p>'
        made = make({"a.xml": tei(body(text), source=self.WITNESSES)}, ALL)
        assert "x yes a z a yes B C ] om. A" in words(made["texts/a.html"])
        assert "x yes z" in made["text/a.txt"]
        assert "yes] B C; om. A" in words(made["print/a.fo"], "/*")

    def test_of_a_group_one_is_read(self, make: Make) -> None:
        group = '<rdgGrp type="orthographic">\n<rdg wit="#A">hypotheses</rdg>\n<rdg wit="#B">hipóteses</rdg>\n</rdgGrp>'
        made = make({"a.xml": tei(body(f"<p>as <app>\n{group}\n</app>, e</p>"), source=self.WITNESSES)}, ALL)
        assert "as hypotheses, e" in made["text/a.txt"]
        assert "hypotheses] A; hipóteses B" in words(made["print/a.fo"], "/*")

    def test_what_varies_within_the_text_is_noted_as_elsewhere(self, make: Make) -> None:
        inner = '<app><rdg wit="#B">one</rdg><rdg wit="#C">won</rdg></app>'
        text = f'<p><app><rdg wit="#A"/><rdg wit="#B #C">all {inner} day</rdg></app> <app><lem wit="#A">x</lem><rdg wit="#B">y</rdg></app></p>'
        made = make({"a.xml": tei(body(text), source=self.WITNESSES)}, ALL)
        assert "all one a day b x c a one B ] won C b all one day B C ] om. A c x A ] y B" in words(
            made["texts/a.html"]
        )
        assert "all one day x" in made["text/a.txt"]
        assert "one a a one] B; won C day b b all one day] B C; om. A" in words(made["print/a.fo"], "/*")


class TestLinesOfPrograms:
    """Files in which each element has a line of its own, also where no space is meant."""

    def read(self, make: Make, text: str) -> list[str]:
        made = make({"a.xml": tei(body(text))}, ALL)
        return [words(made["texts/a.html"], "//article//p[1]"), made["text/a.txt"].strip().split("\n")[-1]]

    def test_a_word_is_one(self, make: Make) -> None:
        word = '<w>\n<choice>\n<expan>per</expan>\n<abbr>ꝑ</abbr>\n</choice>petu<hi>\nu\n</hi>\n<lb break="no"/>\n<seg>m</seg>\n</w>'
        page, plain = self.read(make, f"<p>in\n{word}\n<pc>,</pc>\n<w>ad <hi>hoc</hi></w></p>")
        assert plain == "in perpetuum, ad hoc"
        assert page == "in per [ ꝑ ] petu u m , ad hoc"

    def test_a_name_with_an_ending(self, make: Make) -> None:
        name = "<rs>\n<hi>Buber</hi>\n</rs>"
        assert (
            self.read(make, f"<p>den {name}schen von {name} und {name}</p>")[1] == "den Buberschen von Buber und Buber"
        )

    def test_a_word_goes_on_behind_the_break(self, make: Make) -> None:
        assert self.read(make, '<p>de to\n<lb break="no"/>\ndas as\n<pb break="no"/>\nsim</p>')[1] == "de todas assim"

    def test_a_comma_on_the_next_line(self, make: Make) -> None:
        one, two = "<app><lem>so</lem></app>", "<app>\n<rdg>,</rdg>\n<rdg/>\n</app>"
        assert (
            self.read(make, f"<p>{one}\n, {one}\n. And {one}\n.5 {one}\n{two}\nno</p>")[1] == "so, so. And so .5 so, no"
        )

    def test_the_lines_of_a_reading(self, make: Make) -> None:
        text = "<p>x\n<app>\n<lem>\n<w>immo</w>\n</lem>\n<rdg>imo</rdg>\n</app>\n; <app><lem>a\n</lem></app>b</p>"
        assert self.read(make, text)[1] == "x immo ; a b"

    def test_a_segment_before_a_stop(self, make: Make) -> None:
        assert self.read(make, '<p>a <seg type="allusion">b<ref cRef="NA:Lk:23"/>\n</seg>. c</p>')[1] == "a b. c"


class TestMarksOfTheGenesis:
    def test_phases_of_the_work_are_not_shown(self, make: Make) -> None:
        lines = '<l>zu verbreiten<milestone unit="group" change="#b"/>.<milestone unit="group" change="#a"/></l>'
        text = f'<sp><milestone unit="group" change="#a"/><speaker>K</speaker>{lines}</sp>'
        made = make({"a.xml": tei(body(text))}, ALL)
        for page in (words(made["texts/a.html"]), words(made["print/a.fo"], "/*"), made["text/a.txt"]):
            assert "* * *" not in page
            assert "·" not in page
        assert "zu verbreiten." in made["text/a.txt"]


class TestNumbersOfLines:
    def test_a_line_of_verse_has_that_of_the_break_before_it(self, make: Make) -> None:
        text = '<lg>\n<lb n="9"/><l>one</l>\n<lb n="10"/><l>two</l>\n<lb n="15"/><l n="5">three</l></lg>'
        page = html.fromstring(make({"a.xml": tei(body(text))})["texts/a.html"].encode())
        assert page.xpath("//div[contains(@class, 'l ') or @class = 'l']/span[@class = 'line-number']/text()") == [
            "10",
            "5",
        ]

    def test_a_line_that_begins_with_the_page_is_the_first(self, make: Make) -> None:
        page = make({"a.xml": tei(body('<ab>\n<pb n="1"/>\n<lb n="1"/>one\n<lb n="2"/>two</ab>'))})["texts/a.html"]
        assert len(re.findall('class="lb first"', page)) == 1

    def test_verses_of_the_new_testament(self, make: Make) -> None:
        verses = '<ab n="B03K1V1"><w>επειδηπερ</w></ab><ab n="B03K1V2"><w>καθως</w></ab>'
        text = f'<div type="book" n="B03"><div type="chapter" n="B03K1">{verses}</div></div>'
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "chapter 1 1 επειδηπερ 2 καθως" in words(made["texts/a.html"])
        assert "1 επειδηπερ 2 καθως" in words(made["print/a.fo"], "/*")


def test_who_plays_a_role_is_parted_from_it(make: Make) -> None:
    cast = "<castList><castItem><role>La baronne.</role><actor>Mme Picot.</actor></castItem><castItem><role>Un Paysan</role><actor>M. Vernet</actor></castItem></castList>"
    made = make({"a.xml": tei(f"<text><front>{cast}</front><body><p>x</p></body></text>")}, ALL)
    assert "La baronne. Mme Picot." in made["text/a.txt"]
    assert "Un Paysan, M. Vernet" in made["text/a.txt"]


def test_what_stood_in_brackets_does(make: Make) -> None:
    made = make({"a.xml": tei(body('<p>x <q rend="brackets">y</q> z</p>'))}, ALL)
    assert "x (y) z" in made["text/a.txt"]


class TestWhatProgramsWrote:
    def test_a_time_is_a_date(self, make: Make) -> None:
        stamp = '<date notBefore-iso="1959-10-10T11:00:01+01:00" notAfter-iso="1959-10-10T12:00:00+01:00">1959-10-10T11:00:01+01:00/1959-10-10T12:00:00+01:00</date>'
        letter = f'<profileDesc><correspDesc><correspAction type="sent"><persName>A.</persName>{stamp}</correspAction></correspDesc></profileDesc>'
        made = make({"a.xml": tei(body("<p>x</p>"), more=letter)}, ALL)
        assert "From A. 10 October 1959" in words(made["texts/a.html"], "//article/header")
        assert "10 October 1959" in words(made["texts/index.html"])
        assert "T11:00" not in words(made["print/a.fo"], "/*")
        assert 'date: "10 October 1959"' in made["markdown/a.md"]

    def test_a_time_is_a_date_where_indexes_quote_it(self, make: Make) -> None:
        stamp = '<date when="1963-05-13T11:00:01+01:00">1963-05-13T11:00:01+01:00</date>'
        made = make(
            {
                "a.xml": tei(
                    body(f'<p><placeName ref="#v">Vienna</placeName>, {stamp}</p>'),
                    more='<profileDesc><settingDesc><listPlace><place xml:id="v"><placeName>Wien</placeName></place></listPlace></settingDesc></profileDesc>',
                )
            }
        )
        assert "Vienna , 13 May 1963" in words(made["places/v.html"], "//main")

    def test_names_with_commas_are_parted_by_semicolons(self, make: Make) -> None:
        title = (
            "A text</title><editor><name>Mayer, Sandra</name><name>Frühwirth, Timo</name></editor><title type='short'>A"
        )
        paper = words(make({"a.xml": tei(body("<p>x</p>"), title)}, "print")["print/a.fo"], "/*")
        assert "edited by Mayer, Sandra; Frühwirth, Timo" in paper

    def test_an_identifier_that_nobody_filled_in(self, make: Make) -> None:
        page = make(
            {
                "a.xml": tei(body("<p>x</p>"), source='<bibl>B <idno type="BHG"/></bibl>').replace(
                    "<p/></pub", '<authority>A</authority><idno type="TLG">1</idno><idno type="BHG"/></pub'
                )
            }
        )["texts/a.html"]
        assert "Identifier · TLG 1" in words(page)
        assert "BHG" not in words(page)

    def test_a_source_in_parts(self, make: Make) -> None:
        source = "<bibl>\n<title>Patrologia graeca</title>\n<title type='volume'>48</title>\n<pubPlace>Paris</pubPlace>\n<date>1862</date>\n</bibl>"
        made = make({"a.xml": tei(body("<p>x</p>"), source=source)}, "site,markdown")
        assert "Patrologia graeca , 48 , Paris , 1862" in words(made["texts/a.html"])
        assert 'source: "Patrologia graeca, 48, Paris, 1862"' in made["markdown/a.md"]


def test_a_header_has_a_direction_of_its_own(make: Make) -> None:
    document = tei(
        '<text xml:lang="ar"><body><p>في الناس</p></body></text>', "مجلة", attributes='xml:lang="en"'
    ).replace("<title>", '<title xml:lang="ar">')
    page = html.fromstring(make({"a.xml": document})["texts/a.html"].encode())
    assert page.xpath("//article/@dir") == ["rtl"]
    assert page.xpath("//details[@class = 'header']/@dir") == ["ltr"]


def test_a_book_has_no_empty_lines_where_a_block_begins(make: Make) -> None:
    text = '<div><head><lb n="1"/>One\n<lb xml:id="two" n="2"/>two</head><p><lb xml:id="three" n="3"/>x <ref target="#three">there</ref></p></div>'
    make({"a.xml": tei(body(text))}, "epub")
    with zipfile.ZipFile(make.folder / "out/edition.epub") as book:
        page = book.read("epub/texts/a.xhtml").decode()
    assert page.count("<br") == 1
    assert '<span id="three"' in page


def test_paper_does_not_say_how_words_were_abbreviated(make: Make) -> None:
    text = '<ab><w><choice><expan>per</expan><abbr>ꝑ</abbr></choice>pe<lb break="no"/>tu-<lb break="no"/>um</w></ab>'
    paper = words(make({"a.xml": tei(body(text))}, "print")["print/a.fo"], "/*")
    assert "perpe- tu- um" in paper
    assert "ꝑ" not in paper


class TestWordsOnSeveralLevels:
    """As the Medieval Nordic Text Archive encodes them."""

    MENOTA = 'xmlns:me="http://www.menota.org/ns/1.0"'

    @staticmethod
    def word(*levels: str, tag: str = "w") -> str:
        names = ("facs", "dipl", "norm")
        inside = "\n ".join(f"<me:{name}>{level}</me:{name}>" for name, level in zip(names, levels, strict=False))
        return f"<{tag}>\n\t{inside}\n</{tag}>\n"

    def test_one_is_read_and_one_is_the_original(self, make: Make) -> None:
        name = f"<name type='person'>\n{self.word('Drıꝰ', 'Drı<ex>us</ex>', 'Darius')}</name>\n"
        stop = self.word("", "", ",", tag="pc")
        text = body(f"<p>\n{name}{self.word('heꝼ', 'hef<ex>er</ex>', 'hefir')}{stop}{self.word('ok', 'ok', 'ok')}</p>")
        made = make({"a.xml": tei(text, attributes=self.MENOTA)}, ALL)
        assert "Darius hefir, ok" in made["text/a.txt"]
        assert "Darius hefir, ok" in made["markdown/a.md"]
        paper = words(made["print/a.fo"], "/*")
        assert "Darius hefir, ok" in paper
        assert "Drı" not in paper
        page = html.fromstring(made["texts/a.html"].encode())
        first = page.xpath("//span[@class = 'choice'][1]")[0]
        assert first.xpath("string(span[@class = 'reading normalized'])") == "Darius"
        assert first.xpath("string(span[@class = 'reading diplomatic'])").strip() == "[Drı(us)]"
        assert page.xpath("//input/@id").count("kw-diplomatic") == 1
        assert [each for each in made if each.startswith("persons/")] == [
            "persons/form-Darius.html",
            "persons/index.html",
        ]
        assert "known to no rule" not in made[""]
        # The source view has what is written.
        assert "me:dipl" in made["tei/a.html"]

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("<w><choice><me:facs>a</me:facs><me:dipl>b</me:dipl><me:norm>c</me:norm></choice></w>", "c"),
            ("<w><me:facs>a</me:facs><me:dipl>b</me:dipl></w>", "b"),
            ("<w><me:dipl>b</me:dipl></w>", "b"),
            ("<w><me:facs>a</me:facs><me:norm>c</me:norm><note>n</note></w>", "c"),
        ],
    )
    def test_whichever_there_are(self, make: Make, written: str, read: str) -> None:
        made = make({"a.xml": tei(body(f"<p>x {written} y</p>"), attributes=self.MENOTA)}, ALL)
        assert f"x {read}" in made["text/a.txt"]
        assert f"x {read}" in words(made["print/a.fo"], "/*")


def test_the_number_of_a_word_is_no_place_for_its_variants(make: Make) -> None:
    collation = (
        '<ab><app from="2" to="2"><lem wit="basetext">αλλα</lem><rdg wit="579">αλλω</rdg></app> <seg>εγγυς</seg></ab>'
    )
    made = make({"a.xml": tei(body(collation))}, ALL)
    assert "αλλα εγγυς" in made["text/a.txt"]
    assert "αλλα a εγγυς" in words(made["texts/a.html"])
    assert "αλλα" in words(made["print/a.fo"], "/*")


def test_what_is_called_an_apparatus_but_is_the_text_is_read(make: Make) -> None:
    collation = (
        '<div type="apparatus"><ab><app from="2" to="2"><lem>αλλα</lem><rdg wit="579">αλλω</rdg></app></ab></div>'
    )
    made = make({"a.xml": tei(body("<div><p>x</p></div>" + collation))}, ALL)
    assert "αλλα" in made["text/a.txt"]
    assert "all accounted for" in made[""]


class TestCharters:
    def test_a_comma_that_the_editor_gave_stands_at_the_word(self, make: Make) -> None:
        text = body(
            "<p><persName>Albertus\n</persName>\n  <reg>,</reg> <reg type='star'>*</reg> datum <measure>septem</measure>\n <reg>.</reg>\n</p>"
        )
        made = make({"a.xml": tei(text)}, ALL)
        assert "Albertus, * datum septem." in made["text/a.txt"]
        page = "".join(html.fromstring(made["texts/a.html"].encode()).xpath("//main//p[@id]//text()"))
        assert "Albertus, * datum septem." in " ".join(page.split())

    def test_lines_in_which_nobody_read_a_word_are_not_shown(self, make: Make) -> None:
        made = make(
            {
                "a.xml": tei(
                    body(
                        '<p>\n<lb n="1"/>\n<lb n="2"/>\n<lb n="3"/>Text <lb n="4"/>more</p><p>\n<lb n="1"/>\n<lb n="2"/></p>'
                    )
                )
            }
        )
        page = html.fromstring(made["texts/a.html"].encode())
        assert page.xpath("//main//br/@class") == ["lb first", "lb first", "lb first", "lb", "lb first", "lb first"]

    def test_a_copy_is_no_witness_beside_its_original(self, make: Make) -> None:
        charter = "<witness><msDesc><msIdentifier><idno>U.17</idno></msIdentifier><history><origin><origDate when='1292-10-16'>16. Oktober 1292</origDate></origin></history></msDesc></witness>"
        copy = "<witness{}><msDesc><msIdentifier><idno>AA</idno></msIdentifier></msDesc></witness>"
        made = make(
            {
                "a.xml": tei(
                    body("<p>x</p>"),
                    "A",
                    source="<listWit>" + charter + copy.format(" copyOf='u'") + "</listWit>",
                ),
                "b.xml": tei(body("<p>x</p>"), "B", source=f"<listWit>{charter}{copy.format('')}</listWit>"),
            }
        )
        assert "16. Oktober 1292 A undated B" in words(made["texts/index.html"])

    def test_a_setting_that_nobody_filled_in_hides_no_date(self, make: Make) -> None:
        empty = "<profileDesc><creation><date when='1292'>1292</date></creation><settingDesc><listPlace/></settingDesc></profileDesc>"
        made = make({"a.xml": tei(body("<p>x</p>"), more=empty)}, "site,print")
        assert "1292" in words(made["texts/a.html"], "//article/header")
        paper = words(made["print/a.fo"], "/*")
        assert "Setting" not in paper
        assert "1292" in paper


class TestLetters:
    def test_paper_says_whom_a_name_without_words_means(self, make: Make) -> None:
        people = "<standOff><listPerson><person xml:id='p1'><persName>Jost Müller</persName></person></listPerson></standOff>"
        letter = "<profileDesc><correspDesc><correspAction type='sent'><persName ref='#p1' cert='high'/><date when='1523' cert='medium'/></correspAction></correspDesc></profileDesc>"
        made = make({"a.xml": tei(body("<p>x</p>"), more=letter), "people.xml": tei(people)}, "print")
        assert "From Jost Müller , 1523 (inferred, certainty medium)" in words(made["print/a.fo"], "/*").replace(
            "\xa0", " "
        )

    def test_a_list_of_categories_is_no_text(self, make: Make) -> None:
        classes = "<encodingDesc><classDecl><taxonomy><category xml:id='t1'><catDesc>Alltag</catDesc></category></taxonomy></classDecl></encodingDesc>"
        made = make(
            {"a.xml": tei(body("<p ana='#t1'>x</p>")), "classes.xml": tei(body("<p/>"), "Taxonomy", more=classes)}
        )
        assert "texts/classes.html" not in made
        assert "texts/a.html" in made


class TestTitlePages:
    def test_what_the_encoder_wrote_for_it_is_not_said_twice(self, make: Make) -> None:
        title = "A text</title><editor>Edited by <persName>Peter Logan</persName></editor><respStmt><resp>ed.</resp><name>Luciano Longo.</name></respStmt><title type='short'>A"
        document = tei(body("<p>x</p>"), title).replace(
            "<publicationStmt><p/>",
            "<editionStmt><edition>Version 3.0<date when='2024'>2024</date></edition></editionStmt><publicationStmt><publisher><orgName>Project</orgName>"
            "<email>p@example.org</email><link target='http://example.org'/></publisher><pubPlace>Palermo, </pubPlace><date>2015</date>",
        )
        made = make({"a.xml": document}, "site,print")
        paper = words(made["print/a.fo"], "/*")
        assert "edited by Edited" not in paper
        assert "Edited by Peter Logan" in paper
        assert "Cite as: Peter Logan; Luciano Longo. A text. Project, 2015." in paper
        assert "Version 3.0 2024" in paper
        assert "Palermo, 2015" in paper
        assert "p@example.org ," not in paper

    def test_a_title_that_ends_with_a_mark_has_no_full_stop(self, make: Make) -> None:
        assert "Cite as: O anni… " in words(
            make(
                {"a.xml": tei(body("<p>x</p>"), "O anni…").replace("<p/></pub", "<publisher>P.</publisher></pub")},
                "print",
            )["print/a.fo"],
            "/*",
        )

    def test_of_a_short_and_a_full_name_the_full_one(self, make: Make) -> None:
        title = "A</title><author><name type='short'>Galdós</name><name type='full'>Benito Pérez Galdós</name></author><title type='x'>B"
        assert "Benito Pérez Galdós" in words(
            make({"a.xml": tei(body("<p>x</p>"), title)})["texts/a.html"], "//article/header"
        )

    def test_where_somebody_works_is_not_his_name(self, make: Make) -> None:
        title = "A</title><editor><name><persName><forename>Andrea</forename> <surname>Weenen</surname></persName> <orgName type='affiliation'>Leiden</orgName></name></editor><title type='x'>B"
        paper = words(make({"a.xml": tei(body("<p>x</p>"), title)}, "print")["print/a.fo"], "/*")
        assert "edited by Andrea Weenen A" in paper

    def test_a_book_described_in_full(self, make: Make) -> None:
        book = (
            "<biblFull>\n<titleStmt>\n<title>Encyclopaedia</title>\n<editor>Napier</editor></titleStmt>\n<extent>21 volumes</extent>"
            "\n<publicationStmt><publisher>Black</publisher>\n<date>1830</date></publicationStmt><sourceDesc><bibl>NLS</bibl></sourceDesc></biblFull>"
        )
        made = make({"a.xml": tei(body("<p>x</p>"), source=book)}, "print")
        assert "Encyclopaedia , Napier, 21 volumes, Black, 1830 NLS" in words(made["print/a.fo"], "/*")
        assert "no print rule" not in made[""]

    def test_a_book_described_in_full_with_marks_of_its_own(self, make: Make) -> None:
        """As catalogues of libraries have it."""
        book = (
            "<biblFull><titleStmt><title>Morrice</title> <author>A., fl. 1593.</author></titleStmt> <extent>[68] p.  </extent>"
            " <publicationStmt><publisher>Jones,</publisher> <pubPlace>[London :</pubPlace> <date>1593]</date></publicationStmt></biblFull>"
        )
        paper = words(make({"a.xml": tei(body("<p>x</p>"), source=book)}, "print")["print/a.fo"], "/*")
        assert "Morrice , A., fl. 1593. [68] p. Jones, [London : 1593]" in paper

    def test_a_book_described_in_full_with_those_who_made_it(self, make: Make) -> None:
        """Each on a line of the file, and what may be done with it, a sentence."""
        book = (
            "<biblFull>\n<titleStmt>\n<title>The Fen.</title>\n<respStmt>\n<resp>Encoded by</resp>\n<name>Ann Reed</name>\n<name>Bo Lind</name>\n"
            "</respStmt>\n</titleStmt>\n<publicationStmt>\n<publisher>Sedge</publisher>\n<availability xml:id='free'>\n<licence>Free to copy</licence>\n"
            "</availability>\n<date>April</date>\n</publicationStmt></biblFull>"
        )
        made = make({"a.xml": tei(body('<p>See <ref target="#free">this</ref>.</p>'), source=book)}, "print,markdown")
        paper = " ".join(re.sub(r"<[^>]+>", "", made["print/a.fo"]).split())
        assert "The Fen. Encoded by Ann Reed, Bo Lind, Sedge, Free to copy. April" in paper
        assert 'source: "The Fen. Encoded by Ann Reed, Bo Lind, Sedge, Free to copy, April"' in made["markdown/a.md"]

    def test_a_part_that_nobody_filled_in_parts_the_others(self, make: Make) -> None:
        source = "<bibl>\n<title>Catalogue</title>\n<num/>\n<editor>Charavay</editor>\n<pubPlace>Paris</pubPlace>\n<date when='1880'/>\n</bibl>"
        made = make({"a.xml": tei(body("<p>x</p>"), source=source)}, "site,markdown")
        assert "Catalogue , Charavay , Paris , 1880" in words(made["texts/a.html"])
        assert 'source: "Catalogue, Charavay, Paris, 1880"' in made["markdown/a.md"]


def test_a_note_on_a_reading_stands_at_its_last_word(make: Make) -> None:
    text = "<lg><l>borgo, <app><rdg wit='#a'>di sera;\n   <note>One</note>\n  </rdg><rdg wit='#b'>una</rdg></app></l></lg><p>x</p><div><head>O anni...\n <note>Two</note><lb/></head><p>x</p></div>"
    made = make({"a.xml": tei(body(text))}, "site,text")
    assert "di sera;[1]" in made["text/a.txt"]
    assert "O anni...[2]" in made["text/a.txt"]


def test_the_sums_of_accounts_have_narrow_columns(make: Make) -> None:
    row = "<row><cell>367</cell><cell>Holmes Richmond, to two mackerel, and a pint of rum</cell><cell/><cell>12</cell></row>"
    paper = make(
        {"a.xml": tei(body(f"<table>{row}</table><table><row><cell>one</cell><cell>two</cell></row></table>"))}, "print"
    )["print/a.fo"]
    assert re.findall(r"proportional-column-width\((\d+)\)", paper)[-6:] == ["7", "40", "7", "7", "1", "1"]


def test_a_list_of_entities_outside_the_file(kwedition: Kwedition, tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text('<!DOCTYPE TEI [<!ENTITY % list SYSTEM "list.txt"> %list; ]><TEI>&own;</TEI>')
    done = kwedition("check", "--source", tmp_path)
    assert "does not say what &own; is" in done.output
    assert "a list of entities outside the file is not read" in done.output


class TestListsBesideEachOther:
    def test_an_entry_that_another_list_includes_is_one(self, make: Make) -> None:
        places = tei(
            "<text><body><listPlace xml:id='list'><place xml:id='pl'><placeName>Wien</placeName></place></listPlace></body></text>",
            "Places",
        )
        include = "<encodingDesc><p><xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='places.xml' xpointer='list'/></p></encodingDesc>"
        people = tei(
            "<text><body><listPerson><person xml:id='a'><persName>A</persName></person></listPerson></body></text>",
            "People",
            more=include,
        )
        text = tei(body("<p><placeName ref='#pl'>Wien</placeName></p>"))
        made = make({"people.xml": people, "places.xml": places, "text.xml": text})
        assert "id-entry-twice" not in made[""]
        assert "places/pl.html" in made

    def test_a_category_that_sentences_describe_is_called_by_its_id(self, make: Make) -> None:
        long = "Sezioni introduttive e inquadramenti che predispongono il lettore all’orazione mentale e alla costruzione del castello."
        classes = f"<encodingDesc><classDecl><taxonomy><category xml:id='pedagogia-introduzione'><catDesc>{long}</catDesc></category></taxonomy></classDecl></encodingDesc>"
        made = make({"a.xml": tei(body("<p ana='#pedagogia-introduzione'>x</p>"), more=classes)})
        page = html.fromstring(made["topics.html"].encode())
        assert page.xpath("//section[@class = 'topic']/h2//text()")[0].strip() == "pedagogia introduzione"
        assert long in words(made["topics.html"])


def test_a_name_of_an_entry_says_whom_the_world_knows(make: Make) -> None:
    places = "<listPlace><place xml:id='Palermo'><placeName ref='https://www.geonames.org/2523920'>Palermo</placeName></place></listPlace>"
    text = tei(
        body(
            "<p><settlement ref='https://www.geonames.org/2523920'>Panormus</settlement> and <placeName ref='#Palermo'>Palermo</placeName></p>"
        )
    )
    made = make({"a.xml": text, "places.xml": tei(f"<standOff>{places}</standOff>")})
    assert [each for each in made if each.startswith("places/")] == ["places/Palermo.html", "places/index.html"]
    assert "2 mentions in 1 text" in words(made["places/Palermo.html"])


def test_a_thing_in_the_world_is_one_by_whichever_address_texts_mean_it(make: Make) -> None:
    numbers = {"wikidata": "Q4711", "GND": "118540238", "viaf": "http://viaf.org/viaf/59894734/"}
    people = "".join(
        f'<person xml:id="{type_.lower()}"><persName>{type_}</persName><idno type="{type_}">{number}</idno></person>'
        for type_, number in numbers.items()
    )
    people += '<person xml:id="same" sameAs="https://d-nb.info/gnd/118600001"><persName>Same</persName></person>'
    places = (
        '<place xml:id="bonn"><placeName>Bonn</placeName><idno type="geonames">2946447</idno></place>'
        '<place xml:id="athens"><placeName>Athens</placeName><idno type="pleiades">579885</idno></place>'
    )
    meant = {
        "wikidata": "http://www.wikidata.org/entity/Q4711 https://www.wikidata.org/wiki/Q4711 wd:Q4711",
        "gnd": "http://d-nb.info/gnd/118540238 gnd:118540238 https://d-nb.info/gnd/118540238/about/lds",
        "viaf": "https://viaf.org/viaf/59894734 viaf:59894734",
        "same": "http://d-nb.info/gnd/118600001 GND:118600001",
    }
    lying = {
        "bonn": "http://sws.geonames.org/2946447/ https://www.geonames.org/2946447/bonn.html geonames:2946447",
        "athens": "http://pleiades.stoa.org/places/579885#this https://pleiades.stoa.org/places/579885",
    }
    text = "".join(
        f'<p><{name} ref="{token}">It</{name}></p>'
        for name, kind in (("persName", meant), ("placeName", lying))
        for tokens in kind.values()
        for token in tokens.split()
    )
    text += '<p><placeName ref="https://pleiades.stoa.org/places/1#this">Nowhere</placeName></p>'
    lists = f"<standOff><listPerson>{people}</listPerson><listPlace>{places}</listPlace></standOff>"
    made = make({"a.xml": tei(body(text)), "lists.xml": tei(lists)})
    for folder, kind in (("persons", meant), ("places", lying)):
        for id_, tokens in kind.items():
            assert f"{len(tokens.split())} mentions in 1 text" in words(made[f"{folder}/{id_}.html"])
    assert sum(each.startswith("persons/") for each in made) == len(meant) + 1
    # Places of Pleiades have all the same fragment, and are several.
    assert sum(each.startswith("places/") for each in made) == len(lying) + 2
    assert "Nowhere" not in made["places/athens.html"]


def test_where_and_when_a_letter_was_stamped_is_parted(make: Make) -> None:
    stamp = "<stamp><placeName>Wien 1/1</placeName><date>18. 1. 96</date><time>2–3V</time></stamp>"
    made = make({"a.xml": tei(body(f"<p>Stamped {stamp} twice</p>"))}, ALL)
    parted = "Wien 1/1, 18. 1. 96, 2–3V twice"
    assert parted in html.fromstring(made["texts/a.html"].encode()).text_content()
    assert parted in printed(made).replace(" ,", ",")
    assert all(parted in made[path] for path in ("text/a.txt", "markdown/a.md"))
    # The comma is none of the place's.
    place = html.fromstring(made["places/form-Wien-1-1.html"].encode())
    assert (place.findtext(".//h1"), place.findtext(".//mark")) == ("Wien 1/1", "Wien 1/1")
    assert parted in place.text_content()


def test_who_is_meant_is_counted_whichever_element_refers_to_them(make: Make) -> None:
    people = (
        '<listPerson><person xml:id="ann"><persName>Ann</persName></person>'
        '<personGrp xml:id="clan"><name>The Clan</name></personGrp></listPerson>'
    )
    places = '<listPlace><place xml:id="nice"><placeName>Nice</placeName></place></listPlace>'
    text = (
        '<p>See <bibl><author ref="#ann">Ann</author>, <title>T</title></bibl>, the <roleName ref="#ann">queen</roleName>, '
        '<rs type="person" corresp="#ann">she</rs>, <rs sameAs="#ann">her</rs>, <rs type="group" ref="#clan">they</rs>.</p>'
        '<p><persName ref="#ann"><forename ref="#ann">Ann</forename></persName> lives in '
        '<name type="city" ref="#nice">town</name>.</p>'
        '<p><placeName><seg><address><rs type="place" ref="#nice">6 Rue X, Nice</rs></address></seg></placeName></p>'
        '<listBibl><bibl><author ref="#ann">Ann</author></bibl></listBibl><p><bibl><author ref="">Nobody</author></bibl></p>'
    )
    item = '<msContents><msItem><author key="ann">Ann</author><title>T</title></msItem></msContents>'
    source = (
        f"<msDesc><msIdentifier><idno>1</idno></msIdentifier>{item}"
        '<history><origin><origPlace ref="#nice">Nice</origPlace></origin></history></msDesc>'
    )
    letter = (
        "<profileDesc><correspDesc><correspAction type='sent'><name ref='#bob'>Bob</name><placeName><street>5, Rue X</street>, "
        "<settlement ref='#nice'>Nice</settlement></placeName></correspAction>"
        "<correspAction type='received'><persName ref='#ann'>Ann</persName></correspAction></correspDesc></profileDesc>"
    )
    a = tei(body(text), source=source, more=letter)
    made = make({"a.xml": a, "lists.xml": tei(f"<standOff>{people}{places}</standOff>")}, ALL)
    assert "7 mentions in 1 text" in words(made["persons/ann.html"])
    assert "Nobody" not in made["persons/index.html"]
    assert "1 mention in 1 text" in words(made["persons/clan.html"])
    # Who writes a letter is somebody, whatever is the name of the element.
    assert "Bob wrote to Ann" in made["network.html"]
    # An address with a city is no place beside that.
    assert [each for each in sorted(made) if each.startswith("places/")] == ["places/index.html", "places/nice.html"]
    assert "4 mentions in 1 text" in words(made["places/nice.html"])
    page = html.fromstring(made["texts/a.html"].encode())
    assert page.xpath("count(//dl[@class = 'despatch']//a[contains(@href, 'nice.html')])") == 1


def test_a_place_is_not_called_by_the_country_in_which_it_lies(make: Make) -> None:
    places = (
        '<place xml:id="linz"><country>Austria</country><settlement>Linz</settlement></place>'
        '<place xml:id="prague"><placeName>Prague</placeName><country>Bohemia</country></place>'
        '<place xml:id="pressburg"><settlement>Pressburg</settlement><placeName type="alt">Bratislava</placeName></place>'
        '<place xml:id="lt"><country>Lithuania</country><country xml:lang="lt">Lietuva</country></place>'
    )
    made = make(
        {"a.xml": tei(body("<p>x</p>")), "lists.xml": tei(f"<standOff><listPlace>{places}</listPlace></standOff>")}
    )
    index = html.fromstring(made["places/index.html"].encode())
    headings = [" ".join("".join(each.itertext()).split()) for each in index.iter("dt")]
    assert [each.removesuffix(" ↑") for each in headings] == [
        "Bratislava", "Lietuva", "Linz", "Lithuania", "Prague", "Pressburg"
    ]  # fmt: skip
    assert "part of Austria" in words(made["places/linz.html"])
    assert "part of Bohemia" in words(made["places/prague.html"])


def test_lives_that_are_said_in_words_and_names_of_marriage(make: Make) -> None:
    people = (
        '<person xml:id="ann"><persName><surname type="maiden">Ash</surname> <surname type="married">Yew</surname> '
        "<forename>Ann</forename></persName><birth>1784</birth><death><date>1859-03-01</date></death></person>"
        '<person xml:id="bob"><persName>Bob</persName><birth>around 1700</birth></person>'
    )
    made = make({"a.xml": tei(body(f"<p>x</p><listPerson>{people}</listPerson>"))})
    index = words(made["persons/index.html"])
    assert "Yew, Ann 1784 – 1 March 1859" in index
    page = words(made["persons/ann.html"])
    assert "Life 1784 – 1 March 1859" in page
    assert "Born" not in page
    (ann,) = [each for each in json.loads(made["data/persons.json"])["persons"] if each["id"] == "ann"]
    assert (ann["birth"], ann["death"]) == ({"when": "1784"}, {"when": "1859-03-01"})
    assert "Bob Born around 1700" in words(made["persons/bob.html"])


def test_documents_may_number_people_for_themselves(make: Make) -> None:
    def interview(one: str, other: str, said: str) -> str:
        people = (
            f'<person xml:id="S1"><persName>{one}</persName></person><person xml:id="S2"><persName>{other}</persName></person>'
            '<person xml:id="S3" role="interviewer"/>'
        )
        listed = f"<profileDesc><particDesc><listPerson>{people}</listPerson></particDesc></profileDesc>"
        return tei(body(f"<u who='#S1'>{said}</u><u who='#S3'>Yes.</u>"), more=listed)

    files = {
        "a.xml": interview("Ann Ash", "Bea Birch", "With <persName ref='#S2'>Bea</persName>."),
        "b.xml": interview(
            "Carl Cedar", "Bea Birch", "<persName ref='#S2'>Bea</persName>, <ref target='a.xml#S1'>she</ref>."
        ),
    }
    made = make(files)
    persons = {each[8:-5] for each in made if each.startswith("persons/")}
    # Who has one name and one id in both is one.
    assert persons == {"a.S1", "b.S1", "S2", "a.S3", "b.S3", "index"}
    assert "1 speech in 1 text" in words(made["persons/a.S1.html"])
    assert "2 mentions in 2 texts" in words(made["persons/S2.html"])
    page = made["texts/b.html"]
    assert 'href="../persons/b.S1.html">Carl Cedar' in page
    assert 'href="../persons/a.S1.html"' in page
    # A text says something else: what is made then is what would be made anew.
    files["b.xml"] = interview("Carl Cedar", "Bea Birch", "<persName ref='#S1'>I</persName>.")
    again = make(files)
    assert "1 mention in 1 text" in words(again["persons/b.S1.html"])
    assert "mention in" not in words(again["persons/a.S1.html"])


def test_a_link_to_a_place_that_is_called_like_somebody_leads_to_the_place(make: Make) -> None:
    people = '<standOff><listPerson><person xml:id="p1"><persName>Ann</persName></person></listPerson></standOff>'
    text = '<p xml:id="p1"><persName ref="#p1">Ann</persName>, <ref target="#p1">this paragraph</ref></p>'
    made = make({"a.xml": tei(body(text)), "people.xml": tei(people)}, ALL)
    hrefs = {each.text: each.get("href") for each in html.fromstring(made["texts/a.html"].encode()).iter("a")}
    assert (hrefs["Ann"], hrefs["this paragraph"]) == ("../persons/p1.html", "#p1")
    assert "1 mention in 1 text" in words(made["persons/p1.html"])


def test_a_file_is_found_by_its_name_as_an_address_has_it(make: Make) -> None:
    links = "".join(
        f'<ref target="{target}">{number}</ref>'
        for number, target in enumerate(
            ("My%20letter.xml", "./My%20letter.xml#x", "My%20letter", "My%20letter.html", "b.html")
        )
    )
    made = make(
        {
            "a.xml": tei(body(f"<p>{links}</p>")),
            "My letter.xml": tei(body("<p xml:id='x'>y</p>")),
            "b.xml": tei(body("<p>z</p>")),
        }
    )
    page = html.fromstring(made["texts/a.html"].encode())
    assert page.xpath("//a[@class = 'ref']/@href") == [
        "../texts/My-letter.html", "../texts/My-letter.html#x", "../texts/My-letter.html", "../texts/My-letter.html", "../texts/b.html"
    ]  # fmt: skip


def test_coordinates_may_have_decimal_commas(make: Make) -> None:
    geos = ("44,91417 13,76222", "48.2082, 16.3738", "48,2 16,3 1")
    places = "".join(
        f'<place xml:id="l{n}"><placeName>L{n}</placeName><location><geo>{geo}</geo></location></place>'
        for n, geo in enumerate(geos)
    )
    made = make({"a.xml": tei(body("<p>x</p>")), "p.xml": tei(f"<standOff><listPlace>{places}</listPlace></standOff>")})
    assert "mlat=44.91417&amp;mlon=13.76222" in made["places/l0.html"]
    assert "mlat=48.2082&amp;mlon=16.3738" in made["places/l1.html"]
    assert "mlat" not in made["places/l2.html"]


def test_a_number_means_a_person_and_a_place_where_databases_count_both(make: Make) -> None:
    files = {
        "a.xml": tei(body("<p><persName key='12'>Goethe</persName> in <placeName key='12'>Weimar</placeName></p>")),
        "b.xml": tei(body("<p><placeName ref='13'>Jena</placeName></p>")),
        "c.xml": tei(body("<p><persName ref='13'>Schiller</persName></p>")),
    }
    made = make(files)
    listed = {each for each in made if each.startswith(("persons/", "places/")) and not each.endswith("index.html")}
    assert listed == {"persons/12.html", "places/places.12.html", "persons/13.html", "places/places.13.html"}
    assert words(made["places/index.html"]).count("1 mention in 1 text") == 2
    assert "Weimar" not in words(made["persons/index.html"], "//dt")
    assert re.findall(r'<a class="name[^>]* href="([^"]*)"', made["texts/a.html"] + made["texts/b.html"]) == [
        "../persons/12.html", "../places/places.12.html", "../places/places.13.html"
    ]  # fmt: skip
    # Somebody gets the number of a place later.
    files["b.xml"] = tei(body("<p><placeName ref='14'>Jena</placeName></p>"))
    assert "places/14.html" in make(files)
    files["c.xml"] = tei(body("<p><persName ref='14'>Schiller</persName></p>"))
    again = make(files)
    assert "places/places.14.html" in again
    assert "1 mention in 1 text" in words(again["persons/14.html"])


def test_how_a_word_is_read_stands_in_brackets_where_it_cannot_stand_above_it(make: Make) -> None:
    ruby = "<ruby>\n<rb>漢字</rb>\n<rt>かんじ</rt>\n</ruby>"
    name = "<persName><ruby><rb>紫</rb><rt>むらさき</rt></ruby>式部</persName>"
    made = make({"a.xml": tei(body(f"<p xml:lang='ja'>これ\n{ruby}\nを{name}</p>"))}, ALL)
    assert "これ漢字(かんじ)を紫(むらさき)式部" in made["text/a.txt"]
    assert "これ漢字(かんじ)を紫(むらさき)式部" in made["markdown/a.md"]
    assert "これ漢字(かんじ)を紫(むらさき)式部" in "".join(etree.fromstring(made["print/a.fo"].encode()).itertext())
    assert "紫式部" in words(made["persons/index.html"])
    assert "<rt" in made["texts/a.html"]
    assert "no print rule" not in made[""]


def test_the_number_of_a_sense_stands_apart_where_words_have_no_spaces(make: Make) -> None:
    entry = "<entry>\n<form><orth>とし</orth></form>\n<sense n='1'><def>年</def></sense>\n<hom n='2'><ref>歳</ref></hom>\n</entry>"
    made = make({"a.xml": tei(body(f"<div xml:lang='ja'>{entry}</div>"))}, ALL)
    assert "とし 1 年 2 歳" in " ".join(made["text/a.txt"].split())


class TestTranscriptionsOfTheNewTestament:
    """As the IGNTP encodes them: each word is a w, and no space stands between two."""

    def test_words_are_parted(self, make: Make) -> None:
        text = (
            '<ab n="Mark.1.1"><w>αρχη</w><w>του</w><pc>·</pc><w>κα<lb break="no"/>θως</w><supplied><w>και</w><w>εν</w></supplied>'
            '<w><supplied>α</supplied>ησαια</w><gap reason="lacuna"/><w>τον</w><note>Blot.</note>\n<w part="I">προ</w><w part="F">φητη</w></ab>'
        )
        made = make({"a.xml": tei(body(f"<div>{text}</div>"))}, ALL)
        said = "αρχη του· καθως [και εν] [α]ησαια […] τον"
        assert said in made["text/a.txt"]
        assert "τον[1] προφητη" in made["text/a.txt"]
        assert said.replace("καθως", "κα-θως") in "".join(etree.fromstring(made["print/a.fo"].encode()).itertext())
        paragraph = html.fromstring(made["texts/a.html"].encode()).xpath("//*[@class = 'ab']")[0]
        assert "αρχη του· κα" in paragraph.text_content()

    @pytest.mark.parametrize(
        "words_of_it",
        [
            "<w>l’</w><w>ami</w> <w>est</w>",
            "a <w>un</w><w>likely</w> case",
            "<w>春</w><w>霞</w>",
            "<w>to </w><w>be</w>",
            "<w>to</w><c> </c><w>b</w><w>e</w>",
        ],
    )
    def test_elsewhere_they_are_not(self, make: Make, words_of_it: str) -> None:
        made = make({"a.xml": tei(body(f"<p>{words_of_it}</p>"))}, ALL)
        assert etree.fromstring(f"<p>{words_of_it}</p>").xpath("string()") in made["text/a.txt"]

    def test_verses_chapters_and_columns(self, make: Make) -> None:
        verses = '<ab n="1Cor.2.1"><w>α</w><w>β</w></ab><pb n="2r"/><cb n="P2rC1-20001"/><ab n="1Cor.2.2"><w>γ</w></ab>'
        made = make({"a.xml": tei(body(f'<div type="chapter" n="1Cor.2">{verses}</div>'))}, ALL)
        assert "chapter 2 1 α β" in words(made["texts/a.html"])
        printed = "".join(etree.fromstring(made["print/a.fo"].encode()).itertext())
        assert "|1|" in printed
        assert "20001" not in printed

    def test_what_the_first_hand_lacks_is_not_there(self, make: Make) -> None:
        corrected = '<app><rdg type="orig" hand="firsthand"><w/></rdg><rdg type="corr" hand="corrector1"><w>υιου</w><w>θυ</w></rdg></app>'
        made = make({"a.xml": tei(body(f"<ab><w>ιυ</w><w>χυ</w>{corrected}<w>ως</w></ab>"))}, ALL)
        assert "ιυ χυ ως" in made["text/a.txt"]
        assert "υιου θυ" in words(made["texts/a.html"])
        assert "lost" not in made[""]


def test_the_pieces_of_notated_music_are_parted(make: Make) -> None:
    music = '<notatedMusic><ptr target="bar1.mei"/><graphic url="bar1.jpg"/><desc>First bar</desc></notatedMusic>'
    made = make({"a.xml": tei(body(f"<div><p>x</p>{music}</div>"))}, ALL)
    assert "bar1.mei First bar" in made["text/a.txt"]
    assert (
        "First bar"
        in html.fromstring(made["texts/a.html"].encode()).xpath("//*[@class = 'notatedMusic']")[0].text_content()
    )
    assert "] First bar" in "".join(etree.fromstring(made["print/a.fo"].encode()).itertext())


class TestStonesAndStamps:
    """Editions of inscriptions (Campa, U.S. Epigraphy): faces, lost lines, expansions."""

    STONE = (
        '<div type="edition"><ab><milestone unit="face" n="A"/><lb n="A4"/>qya ri\n<lb n="A5"/>luvaih pau\n'
        '<gap reason="lost" quantity="14" unit="line"/>\n<lb n="A20"/>ntana <gap reason="lost" extent="unknown" unit="line"/></ab></div>'
    )

    def test_lines_that_each_face_counts_have_their_numbers(self, make: Make) -> None:
        page = make({"a.xml": tei(body(self.STONE))})["texts/a.html"]
        assert html.fromstring(page.encode()).xpath('//span[@class = "line-number"]/text()') == ["A5", "A20"]

    def test_lost_lines_stand_below_the_one_before_them(self, make: Make) -> None:
        made = make({"a.xml": tei(body(self.STONE))}, "site,text,print")
        assert "qya ri\nluvaih pau\n[…]\nntana\n[…]\n" in made["text/a.txt"]
        assert made["texts/a.html"].count('<br class="lb">') == 5
        assert words(made["texts/a.html"]).count("[– – – – –]") == 2
        assert made["print/a.fo"].count("[– – – – –]") == 2
        assert re.search(r"pau\s+<fo:block/>\[– – – – –]", made["print/a.fo"])

    def test_lost_lines_within_a_sentence_stay_in_it(self, make: Make) -> None:
        lines = '<p>one<lb/>two <gap reason="lost" quantity="3" unit="line"/> three<lb/>four</p>'
        assert make({"a.xml": tei(body(lines))})["texts/a.html"].count("<br") == 2

    def test_signs_of_an_abbreviation_are_not_read_in_the_expansion(self, make: Make) -> None:
        inside = "<expan><abbr>Aug<am>g</am></abbr><ex>ustorum</ex></expan> <abbr>d<am>.</am></abbr> n."
        made = make({"a.xml": tei(body(f"<p>{inside}</p>"))}, "site,text,markdown")
        assert "Augustorum d. n." in made["text/a.txt"]
        assert "Augustorum d. n." in made["markdown/a.md"]
        assert "Aug g (ustorum)" in words(made["texts/a.html"])

    def test_what_word_processors_write_at_the_end_of_a_line_is_space(self, make: Make) -> None:
        lines = '<ab> &#x2028;\n<lb n="1"/> OP · OCE&#x2028;\n<lb n="2" break="no"/> AN MIN<hi>&#x2028;</hi></ab>'
        made = make({"a.xml": tei(body(f"<div>{lines}</div>"))}, "site,text")
        assert "\n\nOP · OCEAN MIN\n" in made["text/a.txt"]
        assert 'class="lb first"' in made["texts/a.html"]
        assert "\u2028" not in made["texts/a.html"]

    def test_nought_is_no_number_of_a_title(self, make: Make) -> None:
        divisions = '<div type="title" n="0"><ab>On Samson</ab></div><div type="poem" n="1"><l>x</l></div><div type="poem" n="2"><l>y</l></div>'
        made = make({"a.xml": tei(body(divisions))}, "site,text")
        assert "title 0" not in made["text/a.txt"]
        assert words(made["texts/a.html"], "//section/p[@class = 'division-name']") == "poem 1 poem 2"


class TestLettersWithTranslations:
    """Letters of painters (Van Gogh, Mondriaan, Israëls): an original, its translation, notes beside the text that pointers call."""

    NOTE = '<standOff><listAnnotation><note n="1" xml:id="n1"><p>Theo had died.</p><p>In 1891.</p></note></listAnnotation></standOff>'
    DIVISIONS = (
        '<div type="original" xml:lang="nl"><p>Geachte Mevrouw<ptr type="note" target="#n1"/></p></div>'
        '<div type="translation" xml:lang="en"><p>Dear Madam</p></div>'
    )

    def test_the_original_stands_beside_its_translation(self, make: Make) -> None:
        made = make({"a.xml": tei(body(self.DIVISIONS) + self.NOTE)}, "site,text")
        assert (
            len(
                html.fromstring(made["texts/a.html"].encode()).xpath(
                    '//section[@class = "div type-edition type-original"]'
                )
            )
            == 1
        )
        assert words(made["texts/a.html"], "//section/p[@class = 'division-name']") == "Translation"
        assert "\nTranslation\n" in made["text/a.txt"]

    def test_without_a_translation_it_is_a_division_like_others(self, make: Make) -> None:
        made = make({"a.xml": tei(body(self.DIVISIONS.replace('"translation"', '"appendix"')) + self.NOTE)})
        assert "type-edition" not in made["texts/a.html"]

    def test_there_is_a_margin_for_notes_that_are_called(self, make: Make) -> None:
        page = make({"a.xml": tei(body(self.DIVISIONS) + self.NOTE)})["texts/a.html"]
        assert '<article class="noted"' in page

    def test_the_number_of_such_a_note_stands_before_its_first_words(self, make: Make) -> None:
        made = make({"a.xml": tei(body(self.DIVISIONS) + self.NOTE)}, "text,markdown")
        assert "[1] Theo had died.\n\nIn 1891.\n" in made["text/a.txt"]
        assert "Theo had died.\n\nIn 1891.\n" in made["markdown/a.md"]

    def test_a_list_of_objects_has_its_headings_and_kinds_without_more_ado(self, make: Make) -> None:
        objects = '<listObject><head>Works of art</head><object><p>Oil</p><catRef target="#x">painting</catRef></object></listObject>'
        made = make({"a.xml": tei(body(objects))}, ALL)
        assert "Heading" not in words(made["texts/a.html"])
        assert "no rule" not in made[""]

    def test_a_married_name_does_not_head_an_entry_beside_the_own(self, make: Make) -> None:
        name = '<persName><forename>Anna</forename> <surname>Schaap</surname> <surname type="married-name">Cohen-Schaap</surname></persName>'
        made = make({"a.xml": tei(body(f'<listPerson><person xml:id="p">{name}</person></listPerson>'))})
        assert "Schaap, Anna" in words(made["persons/index.html"])
        assert "Schaap Cohen-Schaap, Anna" not in words(made["persons/index.html"])


class TestCharactersByName:
    """Letters of the nineteenth century (Schnitzler): a stroke over a letter doubles it."""

    def test_they_are_seen_and_read(self, make: Make) -> None:
        letter = '<p>we<c rendition="#gemination-n"/> 5 <c rendition="#prozent"/> <c rendition="#flourish"/> <persName>Ma<c rendition="#gemination-n"/></persName></p>'
        made = make({"a.xml": tei(body(letter))}, "site,text,print")
        assert "we n\u0305 5 % ((flourish))" in words(made["texts/a.html"])
        assert "wen\u0305 5 % {flourish} Man\u0305" in made["text/a.txt"]
        assert "wen\u0305" in "".join(etree.fromstring(made["print/a.fo"].encode()).itertext())
        assert "Man\u0305" in words(made["persons/index.html"])


class TestWordsOneByOne:
    """Corpora in which each word is encoded (Cherokee, Coptic): a word that goes on in the next line is one."""

    def test_a_line_that_begins_within_a_word_parts_none(self, make: Make) -> None:
        corpus = '<ab><lb n="1"/><w><choice><orig>uda<lb n="2"/>ksesdi</orig><seg type="gloss">he takes care</seg></choice></w> <w>x</w></ab>'
        made = make({"a.xml": tei(body(corpus))}, "site,text")
        assert "udaksesdi x" in made["text/a.txt"]
        assert '<br class="lb divides">ksesdi' in made["texts/a.html"]

    def test_what_programs_write_within_a_word_does_no_harm(self, make: Make) -> None:
        made = make(
            {
                "a.xml": tei(
                    body("<p>An <w>mu<?pi x?><!-- c --><lb/><?pi y?><!-- d -->rum</w> <w><?pi?><lb/>et</w></p>")
                )
            },
            "text",
        )
        assert "An murum et" in made["text/a.txt"]

    def test_one_that_begins_with_a_word_does(self, make: Make) -> None:
        corpus = "<p><w>ab</w><w><lb/>cd</w><w><choice><seg>x</seg><orig><lb/>ef</orig></choice></w> g<lb/>h</p>"
        assert "ab cd" in make({"a.xml": tei(body(corpus))}, "text")["text/a.txt"]

    def test_a_line_with_which_the_first_sentence_begins_leaves_none_empty(self, make: Make) -> None:
        corpus = '<p><s><lb n="21"/><w>a</w></s> <s><lb n="22"/><w>b</w></s></p>'
        page = make({"a.xml": tei(body(corpus))})["texts/a.html"]
        assert html.fromstring(page.encode()).xpath("//br/@class") == ["lb first", "lb"]


class TestWhatStandsBehindATreatise:
    """Treatises and commentaries (Alia musica, Notker's Psalter, the index of a map): parts in the back, and what is counted twice."""

    def test_a_translation_in_the_back_says_that_it_is_one(self, make: Make) -> None:
        back = '<back><div type="translation" xml:lang="en"><p>Thus.</p></div></back>'
        made = make(
            {"a.xml": tei(f'<text xml:lang="la"><body><div><p>Sic.</p></div></body>{back}</text>')}, "site,text,print"
        )
        assert words(made["texts/a.html"], "//section/p[@class = 'division-name']") == "Translation"
        assert "\nTranslation\n" in made["text/a.txt"]
        assert "Translation" in made["print/a.fo"]

    def test_an_apparatus_there_leaves_no_name_where_it_is_not_read(self, make: Make) -> None:
        anchors = '<p>Arma <anchor xml:id="x"/>virum<anchor xml:id="y"/> cano.</p>'
        back = (
            '<div type="apparatus"><p><app from="#x" to="#y"><lem>virum</lem><rdg wit="#B">viros</rdg></app></p></div>'
        )
        made = make({"a.xml": tei(f"<text><body>{anchors}</body><back>{back}</back></text>")}, "site,text")
        assert words(made["texts/a.html"], "//section/p[@class = 'division-name']") == "Apparatus"
        assert "Apparatus" not in made["text/a.txt"]

    def test_numbers_of_a_division_and_its_first_block_are_not_in_one_place(self, make: Make) -> None:
        verses = '<div type="verse" n="1-2"><ab n="1">Quare</ab><ab n="2">gentes</ab></div>'
        page = make({"a.xml": tei(body(verses))})["texts/a.html"]
        assert words(page, "//section/p[@class = 'division-name']") == "verse 1-2"
        assert "div numbered" not in page
        unnumbered = make({"a.xml": tei(body(verses.replace('ab n="1"', "ab")))})["texts/a.html"]
        assert words(unnumbered, "//section[contains(@class, 'numbered')]/p[@class = 'division-name']") == "1-2"

    def test_a_page_of_a_witness_without_a_number_has_its_siglum_only(self, make: Make) -> None:
        pages = '<pb ed="A" facs="#a"/><pb ed="B"/><div><p>Words <pb ed="A" n="2"/>more</p></div>'
        page = make({"a.xml": tei(f"<text><body>{pages}</body></text>")})["texts/a.html"]
        assert [span.text_content() for span in html.fromstring(page.encode()).find_class("pb")] == ["A", "B", "A 2"]

    def test_notes_in_a_group_describe_a_place_unless_they_point_to_where_it_is_named(self, make: Make) -> None:
        notes = '<noteGrp><note>A region.</note><note type="mentions" target="a.xml#m">158r <term>achaia</term></note></noteGrp>'
        places = f'<listPlace><place xml:id="ach"><placeName>Achaia</placeName>{notes}</place></listPlace>'
        page = make({"a.xml": tei(body(f'<p>In <placeName ref="#ach">achaia</placeName></p>{places}'))})[
            "places/ach.html"
        ]
        assert words(page, "//*[@class = 'description']") == "A region."
        assert "158r" not in page


class TestWhatPagesOfABookSay:
    """What was seen in the PDFs of I.Sicily and of letters of Schnitzler's."""

    def test_a_corpus_that_is_named_in_n_alone_is_named_in_every_view(self, make: Make) -> None:
        literature = '<listBibl><bibl n="SEG"><citedRange>55.1015</citedRange></bibl></listBibl>'
        made = make({"a.xml": tei(body(literature))}, "site,text,markdown,print")
        assert words(made["texts/a.html"], "//article//li") == "SEG 55.1015"
        assert "- SEG 55.1015\n" in made["text/a.txt"]
        assert "- SEG 55.1015\n" in made["markdown/a.md"]
        assert "SEG 55.1015" in printed(made)

    def test_addresses_are_not_hyphenated_and_a_closer_stands_over_its_name(self, make: Make) -> None:
        link = '<p>See <ref target="https://example.org/inscriptions">https://example.org/inscriptions</ref>.</p>'
        closer = "<closer>Yours<lb/><signed>Loris</signed></closer>"
        fo = etree.fromstring(make({"a.xml": tei(body(link + closer))}, "print")["print/a.fo"].encode())
        assert fo.xpath("//*[@external-destination][contains(., 'inscriptions')]/@hyphenate") == ["false"]
        assert fo.xpath("//*[@text-align = 'end'][starts-with(normalize-space(), 'Yours')][contains(., 'Loris')]")

    def test_who_wrote_and_edits_is_named_once_and_the_day_of_the_edition_too(self, make: Make) -> None:
        header = (
            "<teiHeader><fileDesc><titleStmt><title>T</title><author>Jo Prag</author><editor>Jo Prag</editor>"
            "<principal>Jo Prag</principal></titleStmt><editionStmt><edition>First edition, 23 May 2026</edition>"
            "</editionStmt><publicationStmt><publisher>P</publisher><date>23 May 2026</date></publicationStmt>"
            "<sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader>"
        )
        file = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}<text><body><p>Words.</p></body></text></TEI>'
        fo = etree.fromstring(make({"a.xml": file}, "print")["print/a.fo"].encode())
        lines = [re.sub(r"\s+", " ", "".join(each.itertext())).strip() for each in fo.iter("{*}block") if not len(each)]
        # On the title page, once behind it, and above the text.
        assert lines.count("Jo Prag") == 3
        assert "23 May 2026" not in lines


class TestPapyri:
    """Papyri as the Duke Databank has them: Leiden signs, strokes of scribes, editors' proposals."""

    EXPANDED = "<expan>γυμνα<ex>σιάρχῳ</ex></expan>"

    def test_the_key_of_readings_has_its_brackets_as_they_have(self, make: Make) -> None:
        readings = f'<lem resp="BL 1">{self.EXPANDED}</lem><rdg>{self.EXPANDED.replace("ῳ<", "ου<")}</rdg>'
        made = make({"a.xml": tei(body(f"<ab><lb n='1'/>τῷ <app>{readings}</app> τῆς</ab>"))}, "site,text,print")
        assert words(made["texts/a.html"], "//*[@class = 'lemma']") == "γυμνα(σιάρχῳ)"
        assert "γυμνα(σιάρχῳ)] BL 1" in printed(made)

    def test_what_is_missing_has_its_signs_in_the_key(self, make: Make) -> None:
        lost = '<gap reason="illegible" quantity="2" unit="character"/>'
        readings = f"<lem>ἀντ{lost}</lem><rdg>ἀνα{lost}</rdg>"
        made = make({"a.xml": tei(body(f"<ab><lb n='1'/>τῷ <app>{readings}</app> τῆς</ab>"))}, "site,print")
        assert words(made["texts/a.html"], "//*[@class = 'lemma']") == "ἀντ++"
        assert "ἀντ++]ἀνα++" in printed(made).replace(" ", "")

    def test_what_is_expanded_has_its_brackets_on_paper(self, make: Make) -> None:
        made = make(
            {"a.xml": tei(body(f'<ab>{self.EXPANDED} <expan>Αὐρ<ex cert="low">ήλιος</ex></expan></ab>'))}, "text,print"
        )
        assert "γυμνα(σιάρχῳ) Αὐρ(ήλιος?)" in printed(made)
        assert "γυμνασιάρχῳ Αὐρήλιος" in made["text/a.txt"]

    @pytest.mark.parametrize(
        "lines",
        [
            '<lb n="1"/>alpha\n<milestone rend="paragraphos" unit="undefined"/>\n<lb n="2"/>beta',
            '<lb n="1"/>alpha <lb/><milestone rend="horizontal-rule" unit="undefined"/><lb n="2"/>beta',
            '<lb n="1"/>alpha <milestone rend="wavy-line" unit="undefined"/>beta',
        ],
    )
    def test_a_stroke_has_a_line_of_its_own(self, make: Make, lines: str) -> None:
        made = make({"a.xml": tei(body(f"<ab>{lines}</ab>"))}, "site,text,print")
        assert "alpha\n———\nbeta" in made["text/a.txt"]
        page = made["texts/a.html"]
        assert page.count('<br class="lb">') == 2
        assert re.search(r'<br class="lb"><span class="milestone[^>]*>———</span>\s*<br class="lb">', page)
        assert re.search(r"alpha\s*<fo:block/>———\s*<fo:block/>beta", made["print/a.fo"])

    def test_between_blocks_it_is_one_too(self, make: Make) -> None:
        parted = '<p>one</p><milestone unit="section" rend="rule"/><p>two</p>'
        made = make({"a.xml": tei(body(parted))}, "site,text")
        assert words(made["texts/a.html"], "//*[contains(@class, 'between')]") == "———"
        assert "one\n\n———\n\ntwo" in made["text/a.txt"]


class TestQuotationsWithReferences:
    """Sermons of church fathers: each word encoded, biblical quotations with their places, languages by three letters."""

    def test_a_line_before_a_mark_that_is_a_word_is_no_space(self, make: Make) -> None:
        quoted = '<p><quote><w>gut</w><ref cRef="NA:Mt:3:16"/>\n   </quote><w>,</w> <w>ja</w></p>'
        made = make({"a.xml": tei(body(quoted))}, "site,text,print")
        assert "“gut”, ja" in made["text/a.txt"]
        assert "“gutNA:Mt:3:16”, ja" in "".join(html.fromstring(made["texts/a.html"].encode()).itertext())

    @pytest.mark.parametrize(
        ("language", "quoted"),
        [
            ("deu", "„a ‚b‘“"),
            ("ger", "„a ‚b‘“"),
            ("pl", "„a «b»”"),
            ("spa", "«a “b”»"),
            ("fi", "”a ’b’”"),
            ("lat", "“a ‘b’”"),
            ("qqq", "“a ‘b’”"),
        ],
    )
    def test_the_marks_of_a_language_whatever_its_code(self, make: Make, language: str, quoted: str) -> None:
        text = f'<text xml:lang="{language}"><body><p><q>a <q>b</q></q></p></body></text>'
        made = make({"a.xml": tei(text)}, "site,text")
        assert quoted in made["text/a.txt"]
        assert quoted in "".join(html.fromstring(made["texts/a.html"].encode()).itertext())

    def test_a_reference_to_a_work_with_words_leads_there(self, make: Make) -> None:
        patterns = (
            '<encodingDesc><refsDecl xml:id="bible"><cRefPattern matchPattern="(.+)" replacementPattern="https://example.org/bible/$1"/></refsDecl>'
            '<refsDecl xml:id="fathers"><cRefPattern matchPattern="(.+)" replacementPattern="https://example.org/fathers/$1"/></refsDecl></encodingDesc>'
        )
        page = make({"a.xml": tei(body('<p>See <ref decls="#fathers" cRef="x1">there</ref>.</p>'), more=patterns)})[
            "texts/a.html"
        ]
        (link,) = html.fromstring(page.encode()).xpath("//p/a[@class = 'ref external']")
        assert (link.get("href"), link.text) == ("https://example.org/fathers/x1", "there")


class TestLeavesInDescriptions:
    def test_a_group_of_leaves_is_one_row(self, make: Make) -> None:
        groups = (
            '<msContents><msItemStruct><locusGrp><locus from="1r" to="2v"/> <locus from="5r" to="6v"/></locusGrp><title>De rebus</title></msItemStruct>'
            "<msItem><locusGrp><locus>f. 9</locus><locus>f. 10</locus></locusGrp><title>Alia</title></msItem></msContents>"
        )
        description = f"<msDesc><msIdentifier><district>Centro</district><idno>1</idno></msIdentifier>{groups}</msDesc>"
        made = make({"a.xml": tei(body("<p/>"), source=description)}, "site,text,print")
        rows = html.fromstring(made["texts/a.html"].encode()).xpath("//tr[td]")
        assert [" ".join(each.text_content().split()) for each in rows][-4:] == [
            "Leaves1r–2v, 5r–6v",
            "TitleDe rebus",
            "Leavesf. 9, f. 10",
            "TitleAlia",
        ]
        assert "- District: Centro" in made["text/a.txt"]
        assert "- Leaves: 1r–2v, 5r–6v\n" in made["text/a.txt"]
        assert "Leaves|1r–2v, 5r–6v" in _printed_rows(made["print/a.fo"])

    def test_an_image_of_a_server_is_called_as_it_is_there(self, make: Make) -> None:
        server = "https://example.org/iiif/3/{}/full/max/0/default.jpg"
        names = ("12%21Ms%20K%2040%2C%201.tif", "SI016%2FSI016_001.tif", "caf%C3%A9%20.tif", "100%.tif", "a%2F", "%2F")
        images = "".join(f'<figure><graphic url="{server.format(name)}"/></figure>' for name in names)
        page = words(make({"a.xml": tei(body(f"<p>x</p>{images}"))})["texts/a.html"])
        for name in ("12!Ms K 40, 1.tif", "SI016_001.tif", "caf%C3%A9%20.tif", "100%.tif", "a", "%2F"):
            assert f"figure: {name} " in page

    def test_an_address_with_a_stroke_at_its_end_has_a_name(self, make: Make) -> None:
        page = make({"a.xml": tei(body('<p>x</p><figure><graphic url="http://example.org/01859/"/></figure>'))})
        assert "figure: 01859" in words(page["texts/a.html"])


class TestPlaysInManyPrints:
    """Plays of Racine's, as an editor's program writes them: a lemma has the space behind it."""

    def test_the_letter_of_the_readings_stands_at_the_word(self, make: Make) -> None:
        readings = '<lem wit="#A"><hi>voy</hi> </lem><rdg wit="#B">voi </rdg>'
        made = make(
            {"a.xml": tei(body(f"<l>Je le <app>{readings}</app>bien</l><l>x <app>{readings}</app> y</l>"))},
            "site,text,print",
        )
        lines = [
            " ".join(each.text_content().split())
            for each in html.fromstring(made["texts/a.html"].encode()).find_class("l")
        ]
        assert [line.split("a voy")[0].strip() for line in lines] == ["Je le voya bien", "x voya y"]
        assert "Je le voy bien\nx voy y" in made["text/a.txt"]
        paper = re.sub("<fo:footnote>.*?</fo:footnote>", "*", made["print/a.fo"], flags=re.DOTALL)
        assert "Je le voy* bien" in re.sub("<[^>]*>", "", paper)


def _indexed(made: Mapping[str, str]) -> dict[str, tuple[str, int]]:
    """The persons as data, by id: the name and the number of mentions."""
    persons = json.loads(made["data/persons.json"])["persons"]
    return {each["id"]: (each["name"], len(each["mentions"])) for each in persons}


class TestNamesInNames:
    def test_a_name_within_the_same_is_one_mention(self, make: Make) -> None:
        text = (
            '<p><persName ref="#a"><persName ref="#a">Anna</persName> von Y</persName>, <rs ref="#b"><persName ref="#b">Bee</persName></rs>,'
            "<persName><persName>Cee</persName></persName></p>"
        )
        made = make({"a.xml": tei(body(text))}, ALL)
        assert _indexed(made) == {"a": ("Anna von Y", 1), "b": ("Bee", 1), "form-Cee": ("Cee", 1)}
        assert ".a.2" not in made["texts/a.html"]
        assert "Anna von Y, Bee,Cee" in made["text/a.txt"]

    def test_another_within_it_or_in_a_note_on_it_is_another(self, make: Make) -> None:
        text = (
            '<p><persName ref="#a">Anna of <persName ref="#b">Bee</persName><note>On <persName ref="#a">Anna</persName></note></persName>'
            ' and <rs type="person" ref="#c #d">both, <persName ref="#c">Cee</persName> and Dee</rs></p>'
        )
        found = _indexed(make({"a.xml": tei(body(text))}))
        assert {id_: number for id_, (_name, number) in found.items()} == {"a": 2, "b": 1, "c": 1, "d": 1}
        assert found["c"] == ("Cee", 1)


class TestNamesWithoutAType:
    """They have no entry, and are called nowhere by a name that says what it is of."""

    @pytest.mark.parametrize(
        ("reference", "page"),
        [
            ("#pers_7", "persons/pers_7.html"),
            ("person:ann", "persons/ann.html"),
            ("../lists/list-places.xml#x17", "places/x17.html"),
            ("https://www.geonames.org/2946447/bonn.html", "places/geonames.org-2946447.html"),
            ("org.12", "organizations/org.12.html"),
            ("#x", ""),
            ("Organ_1", ""),
        ],
    )
    def test_the_reference_may_say_what_it_is(self, make: Make, reference: str, page: str) -> None:
        made = make({"a.xml": tei(body(f'<p>So says <rs ref="{reference}">the other</rs>.</p>'))})
        pages = [each for each in made if each.startswith(("persons/", "places/", "org")) and "index" not in each]
        assert pages == [page] * bool(page)

    def test_what_is_only_said_of_somebody_is_no_name_where_there_is_one(self, make: Make) -> None:
        rs, name = '<rs ref="#pers_1">the minister</rs>', '<persName ref="#pers_1">Smith</persName>'
        made = make({"a.xml": tei(body(f"<p>{rs}, {rs}, {name}</p>"))})
        assert _indexed(made) == {"pers_1": ("Smith", 3)}


@pytest.mark.parametrize("order", [("a", "b"), ("b", "a")])
def test_who_has_no_entry_is_called_alike_in_whatever_order_it_is_named(make: Make, order: tuple[str, str]) -> None:
    forms = zip(order, ("Jean Abel", "John Abel"), strict=True)
    made = make({f"{each}.xml": tei(body(f'<p><persName ref="#x">{form}</persName></p>')) for each, form in forms})
    assert _indexed(made)["x"] == ("Jean Abel", 2)


class TestPlacesInWorks:
    MORE = (
        '<encodingDesc><refsDecl><cRefPattern matchPattern="(.+) (\\d+)" replacementPattern="https://example.org/$1/$2">'
        "<p>x</p></cRefPattern></refsDecl></encodingDesc>"
    )

    def test_a_place_in_a_work_is_a_link_in_every_view(self, make: Make) -> None:
        text = '<p>As <ref cRef="Iliad 3">Homer</ref> says<ptr cRef="Iliad 4"/>, not <ref cRef="Nix">he</ref>.</p>'
        made = make({"a.xml": tei(body(text), more=self.MORE)}, ALL)
        for address, shown in (("https://example.org/Iliad/3", "Homer"), ("https://example.org/Iliad/4", "Iliad 4")):
            assert (
                f"""<fo:basic-link external-destination="url('{address}')">{shown}</fo:basic-link>"""
                in made["print/a.fo"]
            )
            assert f'href="{address}"' in made["texts/a.html"]
        assert "As [Homer](https://example.org/Iliad/3) says, not he." in made["markdown/a.md"]


def test_a_pointer_to_several_places_names_each(make: Make) -> None:
    witnesses = '<listWit><witness xml:id="A"/><witness xml:id="B"/></listWit>'
    text = (
        '<p>so <ptr target="#A #B b.xml#q"/>, <ptr target="https://a.org\n  https://b.org"/>, <ptr target="#n1 #n2"/>'
        '<note xml:id="n1">One</note><note xml:id="n2">Two</note></p>'
    )
    other = tei(body('<p xml:id="q">Q</p>'), title="Other")
    made = make({"a.xml": tei(body(text), source=witnesses), "b.xml": other}, ALL)
    assert "so A, B, Other, https://a.org, https://b.org, [1], [2]" in made["text/a.txt"]
    assert "so A , B , Other , https://a.org , https://b.org , 1 , 2" in words(made["texts/a.html"])
    for address in ("#A", "#B", "../texts/b.html#q", "https://b.org", "#n2"):
        assert f'href="{address}"' in made["texts/a.html"]
    assert "[Other](b.md)" in made["markdown/a.md"]
    assert "url('https://b.org')" in made["print/a.fo"]


class TestScripts:
    def test_letters_that_cannot_lean_stand_upright(self, make: Make) -> None:
        text = "<p>Of <title>كتاب العين</title>, <foreign>ספר</foreign>, <hi rend='italic'>書</hi> and <title>Faust</title>.</p>"
        made = make({"a.xml": tei(body(text))}, ALL)
        page = html.fromstring(made["texts/a.html"].encode())
        assert [each.text for each in page.find_class("upright")] == ["كتاب العين", "ספר", "書"]
        printed = etree.fromstring(made["print/a.fo"].encode()).iterfind(".//{*}flow//{*}inline[@font-style]")
        assert [(each.text, each.get("font-style")) for each in printed] == [
            ("كتاب العين", "normal"),
            ("ספר", "normal"),
            ("書", "normal"),
            ("Faust", "italic"),
        ]
        assert "Of كتاب العين, ספר, *書* and *Faust*." in made["markdown/a.md"]

    def test_what_is_raised_in_a_title_is_raised_in_the_heading(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<p>x</p>"), title='The 1<hi rend="superscript">st</hi>')}, ALL)
        assert re.search(r"<h1>The 1<sup[^>]*>st</sup></h1>", made["texts/a.html"])
        assert re.search(r'role="H1"[^>]*>The 1<fo:inline baseline-shift="super"[^>]*>st<', made["print/a.fo"])
        with zipfile.ZipFile(make.folder / "out/edition.epub") as book:
            assert any(b"st</sup></h1>" in book.read(name) for name in book.namelist())


@pytest.mark.parametrize(
    ("element", "labels"),
    [
        ("bloc", "Group of countries|Ländergruppe|Groupe de pays|국가군|国家集团"),
        ("certainty", "Certainty|Gewissheit|Degré de certitude|확실성|确定性"),
        ("cRefPattern", "Pattern of references|Muster von Verweisen|Modèle de références|참조 형식|引证格式"),
        ("precision", "Precision|Genauigkeit|Précision|정밀도|精确度"),
        ("respons", "Responsibility|Verantwortung|Responsabilité|책임|责任"),
        (
            "xenoData",
            "Data in other formats|Daten in anderen Formaten|Données dans d’autres formats|다른 형식의 데이터|其他格式的数据",
        ),
    ],
)
def test_elements_of_headers_have_a_word_in_every_language(element: str, labels: str) -> None:
    for language, label in zip(("en", "de", "fr", "ko", "zh"), labels.split("|"), strict=True):
        said = etree.parse(ROOT / f"xslt/shared/labels/{language}.xml").find(f"label[@key='tei-{element}']")
        assert said is not None
        assert said.text == label


def test_what_describes_certainty_has_a_word_in_the_header(make: Make) -> None:
    more = (
        '<profileDesc><creation><date>1950</date><certainty locus="value" cert="low"/><precision precision="low"/>'
        '<respons locus="name" resp="#a"/></creation></profileDesc><xenoData><a xmlns="https://a.org">b</a></xenoData>'
    )
    shown = words(make({"a.xml": tei(body("<p>x</p>"), more=more)})["texts/a.html"], "//details[@class = 'header']")
    for label in ("Certainty", "Precision", "Responsibility", "Data in other formats"):
        assert label in shown


def test_what_witnesses_and_works_are_called_is_parted_from_what_they_are(make: Make) -> None:
    lists = (
        '<listWit><witness xml:id="A"><abbr>A1</abbr>Leiden</witness><witness xml:id="C"><idno>C1</idno>Rome</witness>'
        '<witness xml:id="D"><abbr type="siglum">D</abbr><title>Dee</title></witness></listWit><listBibl><bibl><abbr>Q1</abbr>Quux</bibl>'
        "<bibl><abbr>U</abbr><title>Uuu</title></bibl><bibl><abbr>Cic</abbr>ero</bibl></listBibl>"
    )
    made = make({"a.xml": tei(body(f"<p>x</p><div>{lists}</div>"))}, ALL)
    for line in ("A A1 Leiden", "C C1 Rome", "D Dee", "Q1 Quux", "U Uuu", "Cicero"):
        assert f"- {line}\n" in made["text/a.txt"]
    for page in (made["texts/a.html"], made["print/a.fo"]):
        shown = re.sub("<[^>]*>", "", page)
        assert "A1 Leiden" in shown
        assert "D Dee" in shown
        assert "Q1 Quux" in shown
        assert "Cicero" in shown


def test_forms_of_a_name_and_translations_show_where_they_lead(make: Make) -> None:
    text = (
        '<div><p xml:id="p1">Here <rs nymRef="#nym1">Hannes</rs> and <rs type="person" nymRef="b.xml#q">Hans</rs></p><p xml:id="p2">Hier</p>'
        '<listNym><nym xml:id="nym1"><form>Johannes</form></nym></listNym><linkGrp type="translation"><link target="#p1 #p2"/>'
        '<link target="#p2 b.xml#q"/></linkGrp></div>'
    )
    made = make({"a.xml": tei(body(text)), "b.xml": tei(body('<p xml:id="q">Q</p>'), title="Other")}, ALL)
    page = made["texts/a.html"]
    assert re.search(
        r'<a class="rs" href="#nym1">Hannes</a> and <a class="rs" href="../texts/b.html#q"[^>]*>Hans</a>', page
    )
    assert '<a class="link" href="#p1">Here Hannes and Hans</a> – <a class="link" href="#p2">Hier</a>' in page
    assert '<a class="link" href="../texts/b.html#q">Other</a>' in page
    assert '<fo:basic-link internal-destination="a.nym1">Hannes</fo:basic-link>' in made["print/a.fo"]
    assert '<fo:basic-link internal-destination="a.p2">Hier</fo:basic-link>' in made["print/a.fo"]
    assert "Here Hannes and Hans – Hier\n" in made["text/a.txt"]
    assert "Hier – [Other](b.md)\n" in made["markdown/a.md"]

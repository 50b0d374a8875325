"""Editions of manuscripts, as other people encode them: catalogues, witnesses, apparatus, layers of writing."""

import re
from pathlib import Path

import pytest
from lxml import html

from common import Kwedition
from unprepared import ALL, Make, body, tei, words


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


class TestApparatus:
    WITNESSES = (
        "<listWit><witness xml:id='wB'><label>B<hi rend='sup'>c</hi></label> Leiden</witness></listWit>"
        "<listPerson><person xml:id='Bent'><persName><forename>Richard</forename> <surname>Bentley</surname></persName></person></listPerson>"
    )

    def test_a_conjecture_says_whose_it_is(self, make: Make) -> None:
        app = '<app><lem wit="#wB">ea</lem><rdg resp="#Bent">eximia</rdg></app>'
        made = make({"a.xml": tei(body(f"<p>esset {app} memoria</p>"), source=self.WITNESSES)}, ALL)
        assert "ea Bc ] eximia Bentley" in words(made["texts/a.html"]).replace("Bc]", "Bc ]")
        assert "eximia Bentley" in " ".join(html.fromstring(made["print/a.fo"].encode()).itertext())
        assert "<h1>Richard Bentley</h1>" in made["persons/Bent.html"]

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

    def test_hands_are_called_by_their_id_at_least(self, make: Make) -> None:
        more = '<profileDesc><handNotes><handNote xml:id="m2"/></handNotes></profileDesc>'
        page = make({"a.xml": tei(body('<p>a <handShift new="m2"/> b <handShift new="#m2"/> c</p>'), more=more)})[
            "texts/a.html"
        ]
        assert words(page).count("(hand: m2)") == 2

    def test_those_responsible_are_parted(self, make: Make) -> None:
        statement = "A text</title><respStmt><resp>Edited by</resp><name>Ann</name><name>Bob</name></respStmt><title>"
        assert "Edited by Ann, Bob" in make({"a.xml": tei(body("<p>x</p>"), title=statement)}, "print")["print/a.fo"]

"""What a reader who compares pages with their sources stumbles over: things doubled, empty, run together or named by data."""

from pathlib import Path

import pytest
from lxml import etree, html

from common import Kwedition
from unprepared import ALL, NS, Make, body, tei, words


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


class TestHands:
    def test_a_hand_is_not_called_by_where_and_how_high_it_wrote(self, make: Make) -> None:
        notes = (
            '<msDesc><msIdentifier><idno>1</idno></msIdentifier><physDesc><handDesc><handNote n="hand1" xml:id="m1">'
            '<locus>Line 1</locus><dimensions type="letterHeight"><height unit="mm">1.6-3.5</height></dimensions></handNote>'
            '<handNote n="2" xml:id="m2"><locus>Line 2</locus></handNote><handNote xml:id="m3">a clerk <locus>Line 3</locus>'
            "</handNote></handDesc></physDesc></msDesc>"
        )
        text = '<ab><handShift new="#m1"/>Lissos <handShift new="#m2"/>Hiaron <handShift new="#m3"/>Timon</ab>'
        page = make({"a.xml": tei(body(text), source=notes)}, "site")["texts/a.html"]
        assert "(hand1) Lissos (hand: 2) Hiaron (hand: a clerk Line 3) Timon" in words(page)


class TestLines:
    def test_the_number_of_a_face_stands_before_its_lines(self, make: Make) -> None:
        text = (
            '<div type="edition"><ab><milestone unit="face" n="a"/><lb n="1"/>One<lb n="2"/>two\n'
            '<milestone unit="face" n="b"/>\n<lb n="3"/>three</ab></div>'
        )
        made = make({"a.xml": tei(body(text))}, "site,print")
        page = "".join(made["texts/a.html"].split('class="ab"')[1].split())
        assert 'two<brclass="lb"><span' in page
        assert ">b</span><br" in page
        assert "two\n<fo:block/>" in made["print/a.fo"]

    def test_the_lines_of_a_transcription_are_kept_in_scripts_without_spaces(self, make: Make) -> None:
        text = "<ab><lb/>次の列\n<lb/>人名</ab><lg><l>上の<lb/>句</l></lg>"
        made = make({"a.xml": tei(body(text), attributes='xml:lang="ja"')}, "text,markdown,print")
        assert made["text/a.txt"] == "A text\n\n次の列\n人名\n\n上の句\n"
        assert "次の列\\\n人名" in made["markdown/a.md"]

    def test_the_halves_of_a_verse_have_room_between_them(self, make: Make) -> None:
        halves = "<seg>\nFa-qalat laka\n</seg>\n<seg>\ninnaka murjili\n</seg>"
        text = f'<lg><l type="bayt">{halves}</l><l>Wer hat mich <caesura/> guoter</l><l>{halves}</l></lg>'
        made = make({"a.xml": tei(body(text))}, ALL)
        assert made["texts/a.html"].count("\u2003") == 2
        assert made["print/a.fo"].count("\u2003") == 2
        assert "Fa-qalat laka innaka murjili\nWer hat mich guoter\n" in made["text/a.txt"]

    def test_a_face_does_not_repeat_what_its_division_is_called(self, make: Make) -> None:
        part = '<div type="textpart" subtype="face" n="{0}"><ab><milestone unit="face" n="{0}"/><lb n="1"/>Lines</ab></div>'
        made = make(
            {"a.xml": tei(body(f'<div type="edition">{part.format("a")}{part.format("b")}</div>'))}, "site,print"
        )
        assert "face a Lines face b Lines" in words(made["texts/a.html"])
        assert 'class="lb first"' in made["texts/a.html"]
        assert ">a<" not in made["print/a.fo"]


class TestHeadings:
    def test_a_heading_shortened_for_the_head_of_pages_is_not_said_twice(self, make: Make) -> None:
        short = '<head type="shortened-for-running-head">Death and <hi>Return</hi></head>'
        text = f"<div><head>Chapter 3: The Death and Return</head>{short}<p>One.</p></div><div><head>B</head><p>Two.</p></div>"
        made = make({"a.xml": tei(body(text))}, ALL)
        assert "Chapter 3: The Death and Return One. B Two." in words(made["texts/a.html"])
        for view in ("markdown/a.md", "text/a.txt", "print/a.fo"):
            assert made[view].count("Death and") == made[view].count("The Death and") > 0, view

    def test_one_that_is_the_only_heading_or_holds_more_stays(self, make: Make) -> None:
        text = (
            '<div><head type="short">Alone</head><p>One.</p></div>'
            '<div><head>Of Ann</head><head type="short"><persName>Ann Reed</persName></head><p>Two.</p></div>'
        )
        assert "Alone One. Of Ann Ann Reed Two." in words(make({"a.xml": tei(body(text))}, "site")["texts/a.html"])

    def test_a_part_that_goes_on_is_not_numbered_among_the_parts_of_the_work(self, make: Make) -> None:
        long = f"<p>{'It was told again and again, and nobody knew by whom it had been told at first. ' * 9}</p>" * 600
        text = f"<div><head>Part II</head><div><head>Chapter 1</head>{long}</div></div><div><head>Part III</head><p>x</p></div>"
        made = make({"a.xml": tei(body(text))}, "site")
        contents = words(made["texts/a.html"], "//nav[contains(@class, 'parts')]")
        assert (
            contents
            == "Part II Chapter 1 continued: It was told again and again, and nobody knew by whom it had … Part III"
        )
        below = html.fromstring(made["texts/a.html"].encode()).xpath("//a[@class = 'part']/../@class")
        assert below == ["level-4"]

    def test_the_heading_of_the_front_is_the_title_of_a_poem(self, make: Make) -> None:
        made = make(
            {
                "a.xml": tei(
                    "<text><front><head>A Narciso</head></front><body><lg><l>Crece</l></lg></body></text>", "A Narciso"
                )
            },
            ALL,
        )
        assert words(made["texts/a.html"], "//article").startswith("A Narciso Crece")
        assert made["text/a.txt"] == "A Narciso\n\nCrece\n"
        flow = etree.fromstring(made["print/a.fo"].encode()).xpath("//*[local-name() = 'flow']")[-1]
        assert "".join("".join(flow.itertext()).split()) == "ANarcisoCrece"

    def test_a_text_of_a_corpus_does_not_say_its_title_twice(self, make: Make) -> None:
        one = tei(body("<head>On <hi>hats</hi></head><p>Worn.</p>"), "On hats")
        other = tei(
            body("<div><head>On shoes</head><p>Made.</p></div><div><head>More</head><p>Sold.</p></div>"), "On shoes"
        )
        corpus = f"<teiCorpus {NS}>{tei('', 'Papers').partition('>')[2].removesuffix('</TEI>')}{one}{other}</teiCorpus>"
        made = make({"a.xml": corpus}, ALL)
        contents = words(made["texts/a.html"], "//nav[contains(@class, 'parts')]")
        assert contents == "On hats On shoes More"
        assert words(made["texts/a/1.html"], "//h2") == "On hats"
        assert 'class="hi"' in made["texts/a/1.html"].partition("<h2")[2].partition("</h2>")[0]
        assert made["text/a.txt"] == "Papers\n\nOn hats\n\nWorn.\n\nOn shoes\n\nMade.\n\nMore\n\nSold.\n"


class TestWords:
    # As dialect corpora encode them.
    def test_a_word_of_features_is_its_form_and_its_own_spaces_are_all(self, make: Make) -> None:
        def word(form: str, meaning: str) -> str:
            return (
                f'<w>\n<fs>\n<f name="pos">noun</f>\n<f name="wordform">{form}</f>\n'
                f'<f name="translation">{meaning}</f>\n<f name="other"/>\n</fs>\n</w>\n'
            )

        text = (
            f"<p>\n<s>\n{word('yom ', 'day')}{word('es', '')}<c>-</c>\n{word('sabet', 'Saturday')}<c>.</c>\n</s>\n</p>"
        )
        made = make({"a.xml": tei(body(text))}, ALL)
        page = html.fromstring(made["texts/a.html"].encode())
        assert page.xpath("//p[@class = 'p']//span[@title]/@title")[0] == "pos: noun, translation: day"
        assert "yom es-sabet." in page.xpath("//div[@class = 'transcription']")[0].text_content()
        assert "\nyom es-sabet.\n" in made["text/a.txt"]
        assert "yom es-sabet." in "".join(etree.fromstring(made["print/a.fo"].encode()).itertext())

    def test_features_beside_a_word_are_data_as_elsewhere(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<p><w>yom<fs><f name="pos">noun</f></fs></w></p>'))}, ALL)
        assert "noun" in words(made["texts/a.html"])


class TestHeaders:
    def test_one_that_is_still_to_be_written_is_shown_as_it_is(self, make: Make) -> None:
        inner = f"<TEI>{tei(body('<p>x</p>')).partition('>')[2]}"
        made = make({"a.xml": f"<teiCorpus {NS}><teiHeader>to follow</teiHeader>{inner}</teiCorpus>"}, ALL)
        assert "to follow" in words(made["texts/a.html"])

    def test_glosses_of_categories_are_called_so(self, make: Make) -> None:
        taxonomy = '<taxonomy><category xml:id="g"><gloss xml:lang="de">Epik</gloss><gloss xml:lang="en">Epic</gloss></category></taxonomy>'
        more = f"<encodingDesc><classDecl>{taxonomy}</classDecl></encodingDesc>"
        assert "Gloss Epik Epic" in words(make({"a.xml": tei(body("<p>x</p>"), more=more)})["texts/a.html"])


class TestSources:
    def test_the_parts_of_a_digital_source_are_parted(self, make: Make) -> None:
        # As corpora of plays describe it: where the file is from, and within that the book.
        book = '<bibl type="originalSource">\n<title>Blimele</title>\n<date when="1909">1909</date>\n</bibl>'
        source = f'<bibl type="digitalSource">\n<name>The Library</name>\n<idno type="URL">https://a.example/x</idno>\n{book}\n</bibl>'
        made = make({"a.xml": tei(body("<p>x</p>"), source=source)}, ALL)
        said = "The Library, https://a.example/x, Blimele, 1909"
        assert said in words(made["texts/a.html"]).replace(" ,", ",")
        assert f'source: "{said}"' in made["markdown/a.md"]
        printed = "".join("".join(etree.fromstring(made["print/a.fo"].encode()).itertext()).split()).replace(
            "\u200b", ""
        )
        assert "".join(said.split()) in printed


class TestFigures:
    def test_the_number_that_the_heading_has_is_not_said_twice(self, make: Make) -> None:
        figure = "<figure><head>Fig. 7 .</head><label>7</label><figDesc>A hat</figDesc></figure>"
        made = make({"a.xml": tei(body(f"{figure}{figure.replace('<label>7', '<label>8')}"))}, ALL)
        assert words(made["texts/a.html"], "//figure[1]") == "Fig. 7 . A hat"
        assert words(made["texts/a.html"], "//figure[2]") == "8 Fig. 7 . A hat"
        assert "Fig. 7 .\n\nA hat\n\nFig. 7 .\n\n8" in made["text/a.txt"]
        assert "".join(etree.fromstring(made["print/a.fo"].encode()).itertext()).count("7") == 2


class TestAuthors:
    # As programs describe what they read out of a PDF.
    SOURCE = (
        "<biblStruct><analytic><author><persName><forename type='first'>Ann</forename><surname>Reed</surname></persName>"
        "<affiliation>Benha</affiliation></author><author><persName><forename>Bob</forename><surname>Lee</surname></persName>"
        "</author><title level='a'>{}</title></analytic><monogr><title level='j'>Journal</title></monogr></biblStruct>"
    )

    def test_of_an_article_that_is_the_source_they_are_those_of_the_text(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<p>x</p>"), "On hats", self.SOURCE.format("On hats"))}, ALL)
        page = html.fromstring(made["texts/a.html"].encode())
        assert words(made["texts/a.html"], "//p[@class='subtitle author']") == "Ann Reed; Bob Lee"
        assert "Ann Reed" in page.xpath("string(//*[@id = 'kw-cite-plain'])")
        assert 'author: "Ann Reed; Bob Lee"' in made["markdown/a.md"]

    def test_of_another_work_they_are_not(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<p>x</p>"), "A letter", self.SOURCE.format("On hats"))}, ALL)
        assert "subtitle author" not in made["texts/a.html"]
        assert "author:" not in made["markdown/a.md"]


class TestPublishers:
    def test_the_address_behind_the_name_of_one_is_no_part_of_it(self, make: Make) -> None:
        publisher = "<publisher><orgName>The Press <ref>https://press.example/</ref></orgName></publisher>"
        document = tei(body("<p>x</p>")).replace("<publicationStmt><p/>", f"<publicationStmt>{publisher}")
        page = html.fromstring(make({"a.xml": document})["texts/a.html"].encode())
        assert page.xpath("//meta[@name = 'DC.publisher']/@content") == ["The Press"]
        assert "https://press.example/" in " ".join(
            page.xpath("//section[@class = 'header']//text() | //details//text()")
        )


class TestPeople:
    def test_a_comma_behind_a_name_is_not_in_the_index(self, make: Make) -> None:
        text = (
            "<p>In <placeName>la Plata,</placeName> <persName>Palchando;</persName> and <persName>Ann B.</persName></p>"
        )
        made = make({"a.xml": tei(body(text))})
        assert "L la Plata Named" in words(made["places/index.html"])
        persons = html.fromstring(made["persons/index.html"].encode()).xpath("//main//dt//a/text()")
        assert sorted(persons) == ["Ann B.", "Palchando"]

    def test_how_certain_both_dates_of_a_life_are_is_said_once(self, make: Make) -> None:
        life = '<birth><date when="1560" cert="high"/></birth><death><date when="1623" cert="high"/></death>'
        persons = f'<listPerson><person xml:id="a"><persName>Arguijo</persName>{life}</person></listPerson>'
        made = make({"a.xml": tei(f"<text><body><p>x</p></body><back><div>{persons}</div></back></text>")})
        assert words(made["persons/a.html"]).count("certainty high") == 1

    def test_of_several_numbers_it_is_the_one_that_leads_somewhere(self, make: Make) -> None:
        # As journals in Arabic have them: a prefix of the project that the edition does not declare, and one of the world.
        declared = (
            '<encodingDesc><listPrefixDef><prefixDef ident="viaf" matchPattern="(\\d+)" '
            'replacementPattern="https://viaf.org/viaf/$1"/></listPrefixDef></encodingDesc>'
        )
        name = '<persName ref="oape:pers:227 viaf:39370998">Anastas</persName>'
        entry = '<person><persName>Karmali, Anastas</persName><idno type="viaf">39370998</idno></person>'
        made = make(
            {
                "a.xml": tei(body(f"<p>{name}</p>"), more=declared),
                "b.xml": tei(body(f"<p>{name}</p>")),
                "persons.xml": tei(f"<standOff><listPerson>{entry}</listPerson></standOff>"),
            }
        )
        index = words(made["persons/index.html"])
        assert "One entry" in index
        assert "2 mentions in 2 texts" in index

    def test_a_siglum_before_a_name_is_another_form_of_it(self, make: Make) -> None:
        persons = (
            '<listPerson><person xml:id="a"><persName><abbr type="siglum">Atkins</abbr> Adrienne Atkins</persName></person>'
            '<person xml:id="b"><persName><abbr type="siglum">Brutus</abbr> Brutus</persName></person>'
            '<person xml:id="c"><persName><abbr type="siglum">C</abbr></persName></person></listPerson>'
        )
        text = f'<text><body><p><persName ref="#a">A.</persName></p></body><back><div>{persons}</div></back></text>'
        made = make({"d.xml": tei(text)})
        assert "<h1>Adrienne Atkins</h1>" in made["persons/a.html"]
        assert "Names Adrienne Atkins Atkins siglum" in words(made["persons/a.html"])
        assert "<h1>Brutus</h1>" in made["persons/b.html"]
        assert 'class="see"' not in made["persons/index.html"]
        assert "<h1>C</h1>" in made["persons/c.html"]
        assert "Adrienne Atkins Brutus C" in words(made["texts/d.html"])

    def test_an_article_is_called_by_its_title_not_by_how_its_address_writes_it(self, make: Make) -> None:
        numbers = "".join(
            f'<idno type="{kind}">{address}</idno>'
            for kind, address in (
                ("wikipedia", "https://de.wikipedia.org/wiki/Franz%C3%B6sische_Streitkr%C3%A4fte_%E2%80%93_Heer"),
                ("other", "https://x.example/a_b/%FF%20%0A"),
            )
        )
        org = f'<listOrg><org xml:id="o"><orgName>Army</orgName>{numbers}</org></listOrg>'
        page = make({"a.xml": tei(body(f'{org}<p><orgName ref="#o">A.</orgName></p>'))})["organizations/o.html"]
        assert "wikipedia Französische Streitkräfte – Heer other %FF %0A Mentions" in words(page)
        assert 'href="https://de.wikipedia.org/wiki/Franz%C3%B6sische_Streitkr%C3%A4fte_%E2%80%93_Heer"' in page

    def test_the_names_of_where_something_was_made_are_parted(self, make: Make) -> None:
        origin = (
            "<msDesc><msIdentifier><idno>1</idno></msIdentifier><history><origin><origPlace>\n<region>Sicilia</region>\n"
            '<placeName ref="http://pleiades.stoa.org/places/462513">Thermae</placeName>\n'
            '<placeName ref="http://www.geonames.org/6539140">Termini</placeName>\n<geo>37.9, 13.6</geo></origPlace></origin>'
            "</history></msDesc>"
        )
        made = make({"a.xml": tei(body("<p>x</p>"), source=origin)}, "site")
        index = words(made["places/index.html"])
        assert "Sicilia, Thermae, Termini , 37.9, 13.6" in index.replace("Thermae ,", "Thermae,")
        assert ">Sicilia<" in made["texts/a.html"]


class TestImages:
    def test_each_image_beside_a_text_has_a_line_and_no_empty_one_a_bullet(self, make: Make) -> None:
        text = (
            '<facsimile><surface><graphic url="a_tiled.tif"><desc>Photo Reed</desc></graphic>'
            '<graphic url="a.jpg"><desc>Photo Reed</desc></graphic></surface><surface><graphic url="b.jpg"/></surface>'
            '<graphic url=""/></facsimile><text><body><p>x</p></body></text>'
        )
        page = make({"a.xml": tei(text)}, "site")["texts/a.html"]
        listed = html.fromstring(page.encode()).xpath("//details[summary = 'Images']//li")
        lines = [[each.text_content() for each in item.xpath("./div") or [item]] for item in listed]
        assert lines == [["a_tiled.tif · Photo Reed", "a.jpg · Photo Reed"], ["b.jpg"]]


class TestNamesInARow:
    def test_names_with_commas_are_parted_by_semicolons(self, make: Make) -> None:
        persons = "".join(
            f'<person xml:id="p{n}"><persName>{name}</persName></person>'
            for n, name in enumerate(("Anna", "Servants, Herald"))
        )
        more = f"<profileDesc><particDesc><listPerson>{persons}</listPerson></particDesc></profileDesc>"
        text = '<sp who="#p0"><p>One</p></sp><sp who="#p1"><p>Two</p></sp>'
        page = words(make({"a.xml": tei(body(text), more=more)}, "site")["texts/a.html"])
        assert "Speakers Anna ; Servants, Herald" in page

    def test_nobody_is_said_to_be_named_most_where_all_are_named_once(self, make: Make) -> None:
        one = '<p><persName ref="#a">A</persName> <persName ref="#b">B</persName></p>'
        home = make({"a.xml": tei(body(one))}, "site")["index.html"]
        assert "Those of whom" not in home
        home = make({"b.xml": tei(body('<p><persName ref="a.xml#a">A</persName></p>'), title="Another")}, "site")[
            "index.html"
        ]
        assert "Those of whom most texts speak: A 2 B 1" in words(home)


class TestMentions:
    def test_a_title_is_not_repeated_as_the_sentence_of_a_mention(self, make: Make) -> None:
        text = (
            '<head>Of <persName ref="#a">Ann</persName> at home</head><p>She is <persName ref="#a">Ann</persName>.</p>'
        )
        page = words(make({"t.xml": tei(body(text), title="Of Ann at home")}, "site")["persons/a.html"])
        assert "Of Ann at home Ann title She is Ann ." in page


class TestCharacters:
    def test_characters_by_name(self, make: Make) -> None:
        characters = '<p>M. B<c rendition="#dots" n="6"/>t, <c rendition="#geschwungene-klammer-auf"/>2<c rendition="#dots"/></p>'
        made = make({"a.xml": tei(body(characters))}, "site,text")
        assert "M. B......t, {2..." in made["text/a.txt"]
        assert "M. B ...... t, { 2 ..." in words(made["texts/a.html"])


class TestTitles:
    def test_an_address_among_the_titles_of_a_work_leads_there(self, make: Make) -> None:
        bibl = (
            '<listBibl><bibl><title type="main">Aus Ischl</title><title type="werk_link">http://anno.example/a?b=c&amp;d=%22e%22</title>'
            "<author>Emil</author></bibl></listBibl>"
        )
        made = make({"a.xml": tei(body(f"<p>x</p>{bibl}"))}, "site,print")
        (link,) = html.fromstring(made["texts/a.html"].encode()).xpath("//a[contains(@href, 'anno')]")
        assert link.text_content() == "http://anno.example/a?b=c&d=%22e%22"
        assert 'font-style="italic">http' not in made["print/a.fo"]
        assert "http://anno.example" in made["print/a.fo"].replace("\u200b", "")


class TestDates:
    def test_one_in_another_script_than_the_text_keeps_its_order(self, make: Make) -> None:
        day = '<bibl><title level="j">P</title> <date when="1911-06-28" xml:lang="en">1 Raj 1329</date></bibl>'
        page = make({"a.xml": tei(body("<p>x</p>"), source=day, attributes='xml:lang="ar"')})["texts/a.html"]
        assert html.fromstring(page.encode()).xpath("//p[@class = 'text-date']/bdi/text()") == ["1 Raj 1329"]

    def test_a_list_of_letters_does_not_have_the_date_of_the_first(self, make: Make) -> None:
        sent = '<correspDesc><correspAction type="sent"><persName>Ann</persName><date when="{}"/></correspAction></correspDesc>'
        profile = f"<profileDesc>{sent.format('1810-07-11')}{sent.format('1825-05-07')}</profileDesc>"
        made = make(
            {
                "a.xml": tei(body("<p/>"), title="A list", more=profile),
                "b.xml": tei(body("<p>Dear Bob,</p>"), more=profile),
            },
            "site",
        )
        assert "11 July 1810 A text undated A list" in words(made["texts/index.html"])


class TestHeads:
    def test_notes_of_a_letters_head_that_follow_each_other_have_one_label(self, make: Make) -> None:
        sent = '<correspAction type="sent"><persName>Ann</persName></correspAction>'
        more = f"<profileDesc><correspDesc>{sent}<note>One.</note><note>Two.</note><note>Three.</note></correspDesc></profileDesc>"
        page = words(make({"a.xml": tei(body("<p>x</p>"), more=more)}, "site")["texts/a.html"])
        assert "From Ann Notes One. Two. Three. Mark" in page
        one = f"<profileDesc><correspDesc>{sent}<note>One.</note></correspDesc></profileDesc>"
        assert "From Ann Note One." in words(make({"a.xml": tei(body("<p>x</p>"), more=one)}, "site")["texts/a.html"])


class TestLiterature:
    def test_what_the_apparatus_calls_a_work_is_told_from_its_author(self, make: Make) -> None:
        bibl = '<listBibl><bibl><abbr type="siglum">Morus</abbr> S. F. N. Morus, ed. 1780.</bibl></listBibl>'
        made = make({"a.xml": tei(body(f"<p>x</p>{bibl}"))}, "site")
        assert 'class="abbr sigla">Morus</span> S. F. N. Morus' in made["texts/a.html"]


def test_what_is_true_of_all_entries_is_said_once(make: Make) -> None:
    events = "".join(f'<event xml:id="e{n}" when="190{n}"><label>Event {n}</label></event>' for n in range(3))
    lists = tei(f"<text><body><listEvent>{events}</listEvent></body></text>", title="Events")
    made = make({"events.xml": lists, "a.xml": tei(body("<p>x</p>"))}, "site")
    assert made["events/index.html"].count("Not mentioned in the texts.") == 1
    made = make({"a.xml": tei(body('<p><rs ref="events.xml#e1">then</rs></p>'))}, "site")
    assert made["events/index.html"].count("Not mentioned in the texts.") == 2


def test_the_guidelines_do_not_gloss_a_name_by_itself(published: Path) -> None:
    page = html.parse(published / "guidelines.html")
    headings = [" ".join(each.text_content().split()) for each in page.xpath("//section[@class = 'spec']/h3")]
    assert "author" in headings
    assert "anchor place of a note" in headings


def test_no_line_is_counted_as_nought(make: Make) -> None:
    text = '<ab><lb n="0"/><gap reason="lost" extent="unknown" unit="line"/><lb n="1"/>One<lb n="5"/>five</ab>'
    page = make({"a.xml": tei(body(text))}, "site")["texts/a.html"]
    numbers = html.fromstring(page.encode()).xpath("//*[@class = 'line-number']/text()")
    assert numbers == ["5"]


class TestWays:
    def test_no_way_leads_to_a_list_of_nothing(self, make: Make) -> None:
        bare = tei(body("<p>Words.</p>"))
        assert words(make({"a.xml": bare}, "site")["index.html"], "//nav") == "Texts"
        named = tei(body('<p><persName>Ann</persName>, <date when="1905-03-04">Saturday</date>.</p>'))
        assert words(make({"a.xml": named}, "site")["index.html"], "//nav") == "Texts Persons Chronology"

    def test_events_that_are_dated_are_a_chronology(self, make: Make) -> None:
        event = '<listEvent><event xml:id="e" when="1905"><eventName>A fair</eventName></event></listEvent>'
        made = make({"a.xml": tei(body("<p>Words.</p>")), "e.xml": tei(body(event))}, "site")
        assert words(made["index.html"], "//nav") == "Texts Events Chronology"


class TestRelations:
    def test_who_is_something_to_each_other_is_told_of_the_others(self, make: Make) -> None:
        people = (
            '<listPerson><person xml:id="lenz"><persName>Lenz, Friedrich</persName></person>'
            '<person xml:id="vogt"><persName>Käthe Vogt</persName></person>'
            '<person xml:id="kurz"><persName>Kurz, Ida</persName></person>'
            '<listRelation><relation name="sibling" mutual="#lenz #vogt"/><relation name="friend" mutual="#lenz #vogt #kurz"/>'
            '<relation name="cousin" mutual="#lenz people.xml#out ppl:gone"/><relation name="self" mutual="#lenz"/>'
            '<relation name="patron" active="#lenz" passive="#vogt"/></listRelation></listPerson>'
        )
        made = make({"a.xml": tei(body(f"{people}<p>Words.</p>"))}, "site")
        page = words(made["persons/lenz.html"]).replace(" ;", ";").replace(" ,", ",")
        told = "Käthe Vogt — sibling Käthe Vogt; Kurz, Ida — friend out, gone — cousin Lenz, Friedrich — self"
        assert f"Relations {told} Lenz, Friedrich — patron → Käthe Vogt" in page
        assert "Lenz, Friedrich — sibling Lenz, Friedrich; Kurz, Ida — friend" in words(
            made["persons/vogt.html"]
        ).replace(" ;", ";")


class TestPaper:
    def test_what_was_added_above_or_below_the_line_is_not_underlined(self, make: Make) -> None:
        text = '<p>A <add place="above">b</add> <add place="below">c</add> <add>d</add> <hi rend="underline">e</hi></p>'
        printed = make({"a.xml": tei(body(text))}, "print")["print/a.fo"]
        assert '<fo:inline baseline-shift="3pt" font-size="0.8em">b</fo:inline>' in printed
        assert '<fo:inline baseline-shift="-2pt" font-size="0.8em">c</fo:inline>' in printed
        assert '<fo:inline text-decoration="underline">d</fo:inline>' in printed

    def test_all_of_the_end_of_a_letter_stands_at_the_end_of_its_lines(self, make: Make) -> None:
        text = (
            "<opener><salute>Liebe Käthe!</salute></opener><p>A</p>"
            "<closer><salute>Dein</salute> <signed>Fritz</signed></closer>"
        )
        printed = make({"a.xml": tei(body(text))}, "print")["print/a.fo"]
        assert '<fo:block text-align="start">Liebe Käthe!</fo:block>' in printed
        assert '<fo:block text-align="end">Dein</fo:block>' in printed

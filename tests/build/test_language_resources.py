"""What corpora of language bring: chats, transcripts of talk, annotated words and verse, journals, a book of chapters."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import html

from building import build as built
from building import change, check_like_new
from common import Kwedition
from kwedition.build import pdf
from unprepared import NS, Make, body, tei, words

ALL = "site,data,text,print,epub"


def people(*ids: str) -> str:
    persons = "".join(f'<person xml:id="{each}"><persName>{each.title()}</persName></person>' for each in ids)
    return f"<profileDesc><particDesc><listPerson>{persons}</listPerson></particDesc></profileDesc>"


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


def read(page: str) -> str:
    """The text of a page as it is read: nothing between what is written without a space."""
    return " ".join(html.fromstring(page.encode()).xpath("//*[@class='transcription']")[0].text_content().split())


def classed(page: str, name: str) -> list[str]:
    """The words of the elements of a class."""
    found = html.fromstring(page.encode()).xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")
    return [" ".join(each.text_content().split()) for each in found]


class TestChats:
    CHAT = body(
        '<div><post xml:id="m1" who="#anna" when-iso="2018-11-04T10:03:00">Who comes?</post>'
        '<post xml:id="m2" who="#berta" when-iso="2018-11-04T10:05:30" replyTo="#m1">I do.</post>'
        '<post who="#berta" synch="#t9"><p>And Carl.</p></post>'
        '<post who="#anna"><time>12:00</time> Fine.</post></div>'
    )
    PEOPLE = people("anna", "berta").replace(
        "</particDesc>",
        '</particDesc><textDesc><interaction><timeline><when xml:id="t9" absolute="11:21:00"/></timeline></interaction></textDesc>',
    )

    def test_a_message_says_whose_it_is_when_it_was_sent_and_what_it_answers(self, make: Make) -> None:
        made = make({"chat.xml": tei(self.CHAT, more=self.PEOPLE)}, ALL)
        posts = classed(made["texts/chat.html"], "post")
        assert posts == [
            "Anna 4 November 2018, 10:03 Who comes?",
            "Berta 10:05 ↩ Anna I do.",
            "11:21 And Carl.",
            "Anna 12:00 Fine.",
        ]
        assert 'href="#m1">↩ Anna<' in made["texts/chat.html"]
        assert "Berta (10:05) ↩ Anna I do." in made["text/chat.txt"]
        assert "post" not in made["print/chat.fo"]

    def test_who_sent_it_is_in_the_index(self, make: Make) -> None:
        made = make({"chat.xml": tei(self.CHAT, more=self.PEOPLE)})
        assert "Speakers Anna , Berta" in words(made["texts/chat.html"])
        assert "2 speeches in 1 text" in words(made["persons/index.html"])
        assert "Not mentioned" not in made["persons/index.html"]

    def test_after_a_change_it_is_like_new(self, tmp_path: Path) -> None:
        folder = tmp_path / "edition"
        folder.mkdir()
        (folder / "chat.xml").write_text(tei(self.CHAT, more=self.PEOPLE), encoding="utf-8")
        built(folder, tmp_path / "out", tmp_path / "cache")
        change(folder, "chat.xml", "10:03:00", "10:04:00")
        check_like_new(folder, built(folder, tmp_path / "out", tmp_path / "cache"), tmp_path / "out", tmp_path / "cold")


class TestTalk:
    def test_what_is_seen_between_speeches_stands_apart(self, make: Make) -> None:
        talk = body(
            '<u who="#anna">Well.</u><kinesic who="#berta"><desc>nods</desc></kinesic><u who="#berta">Yes.</u>'
            "<incident><desc>a door</desc></incident>"
        )
        made = make({"talk.xml": tei(talk, more=people("anna", "berta"))}, ALL)
        assert classed(made["texts/talk.html"], "u") == ["Anna Well.", "Berta (nods)", "Yes.", "(a door)"]
        assert "Berta (nods)\n\nYes.\n\n(a door)" in made["text/talk.txt"]

    def test_annotations_of_a_speech_stand_beneath_it(self, make: Make) -> None:
        """A translation can be read; lemmas word by word can be unfolded."""
        made = make(
            {
                "a.xml": tei(
                    '<text><timeline><when xml:id="T0"/><when xml:id="T1" interval="0.2" since="#T0"/></timeline><body>'
                    '<annotationBlock who="#anna"><u><w xml:id="w1">ja</w> <w xml:id="w2">genau</w></u>'
                    '<spanGrp type="lemma"><span from="#w1">JA</span><span from="#w2">GENAU</span></spanGrp>'
                    '<spanGrp type="en"><span from="#T0">yes exactly</span></spanGrp></annotationBlock></body></text>',
                    more=people("anna"),
                )
            },
            ALL,
        )
        page = made["texts/a.html"]
        assert "T0" not in words(page, "//*[@class='transcription']")
        assert words(page, "//details[contains(@class, 'spanGrp')]") == "lemma JA GENAU"
        assert words(page, "//div[contains(@class, 'spanGrp')]") == "en yes exactly"
        assert "en: yes exactly" in made["text/a.txt"]
        assert "GENAU" not in made["text/a.txt"]
        assert "GENAU" in made["print/a.fo"]

    def test_a_translation_of_each_segment_is_read(self, make: Make) -> None:
        """Data is what is said of a word; as many spans as segments say what these mean. Its PDF is made."""
        made = make(
            {
                "a.xml": tei(
                    '<text><timeline><when xml:id="T0"/><when xml:id="T1"/><when xml:id="T2"/></timeline><body>'
                    '<annotationBlock who="#anna"><u><seg><w xml:id="w1">ja</w></seg> <seg><w xml:id="w2">genau</w></seg></u>'
                    '<spanGrp type="gender"><span from="#w2" to="#w2">neuter</span></spanGrp>'
                    '<spanGrp type="lemma"><span from="#w1" to="#w1">JA</span><span from="#w2" to="#w2">GENAU</span></spanGrp>'
                    '<spanGrp type="en"><span from="#T0" to="#T1">yes</span><span from="#T1" to="#T2">exactly</span></spanGrp>'
                    "</annotationBlock></body></text>",
                    more=people("anna"),
                )
            },
            ALL,
        )
        assert words(made["texts/a.html"], "//details[contains(@class, 'spanGrp')][1]") == "gender neuter"
        assert words(made["texts/a.html"], "//div[contains(@class, 'spanGrp')]") == "en yes exactly"
        assert "en: yes exactly" in made["text/a.txt"]
        assert "neuter" not in made["text/a.txt"]
        assert "GENAU" not in made["text/a.txt"]
        assert not pdf.format_fo(made["print/a.fo"].encode()).findings

    def test_a_speaker_without_a_name_is_called_by_the_sign_of_the_transcript(self, make: Make) -> None:
        people = '<profileDesc><particDesc><listPerson><person xml:id="SPK0" n="KLA" sex="1"><persName/></person><person xml:id="SPK1" n="1"/></listPerson></particDesc></profileDesc>'
        made = make({"a.xml": tei(body('<u who="#SPK0">Yes.</u><u who="#SPK1">No.</u>'), more=people)})
        assert classed(made["texts/a.html"], "speaker") == ["KLA", "SPK1"]
        assert "KLA" in words(made["persons/index.html"])

    def test_a_recording_is_no_figure_and_dates_its_transcript(self, make: Make) -> None:
        recording = (
            '<recordingStmt><recording><media mimeType="audio/wav" url="tape.wav"><desc>The tape</desc></media>'
            "<date>2009-03-12</date></recording></recordingStmt>"
        )
        made = make({"a.xml": tei(body("<u>Yes.</u>"), source=recording)}, ALL)
        assert "tape.wav" in made["texts/a.html"]
        assert "figure: tape" not in made["texts/a.html"]
        assert "12 March 2009" in words(made["texts/index.html"])

    def test_who_is_described_and_not_named_is_called_by_the_id(self, make: Make) -> None:
        about = "The interviewee, a woman of some forty years who had lived in the village since her childhood."
        made = make(
            {
                "a.xml": tei(
                    body('<u who="#S48">Yes.</u><u who="#N1">No.</u><u who="#B2">Oh.</u>'),
                    more=f'<profileDesc><particDesc><listPerson><person xml:id="S48"><p>{about}</p></person><person xml:id="N1">'
                    "<persName><forename>Nadine</forename><abbr>NH</abbr></persName></person>"
                    '<person xml:id="B2"><birth when="1950">in Kranj</birth></person></listPerson></particDesc>'
                    "<settingDesc><setting><activity/></setting></settingDesc></profileDesc>",
                )
            }
        )
        assert classed(made["texts/a.html"], "speaker") == ["S48", "Nadine NH", "B2"]
        assert about in words(made["persons/S48.html"])
        assert "Activity" not in made["texts/a.html"]


class TestWords:
    def test_syllables_of_verse_bring_their_own_spaces(self, make: Make) -> None:
        syllables = "".join(f'\n  <seg type="syl">{each}</seg>' for each in ("A", "mor ", "l'al", "ma "))
        made = make({"a.xml": tei(body(f"<lg><l>{syllables}\n</l></lg>"))}, ALL)
        assert "Amor l'alma" in read(made["texts/a.html"])
        assert "Amor l'alma" in made["text/a.txt"]

    def test_syllables_without_spaces_are_no_one_word(self, make: Make) -> None:
        made = make({"a.xml": tei(body('<l>\n<seg type="syl">one</seg>\n<seg type="syl">two</seg>\n</l>'))})
        assert "one two" in read(made["texts/a.html"])

    def test_punctuation_on_its_own_line_belongs_to_the_word_beside_it(self, make: Make) -> None:
        tokens = "<w>Bil</w>\n<w>je</w>\n<pc>(</pc>\n<w>jasen</w>\n<pc>)</pc>\n<pc>,</pc>\n<w>dan</w> <pc>!</pc>"
        made = make({"a.xml": tei(body(f"<p><s>{tokens}</s></p>"))}, ALL)
        # A space within a line was typed.
        assert "Bil je (jasen), dan !" in read(made["texts/a.html"])
        assert "Bil je (jasen), dan !" in made["text/a.txt"]

    def test_where_spaces_are_characters_there_are_no_others(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<p><w>To</w>\n<c> </c>\n<w>je</w>\n<w>-li</w></p>"))})
        assert "To je-li" in read(made["texts/a.html"])

    def test_what_is_said_of_words_is_no_topic_and_names_are_known_by_their_types(self, make: Make) -> None:
        taxonomy = (
            '<encodingDesc><classDecl><taxonomy><category xml:id="PER"><catDesc>person</catDesc></category></taxonomy>'
            "</classDecl></encodingDesc>"
        )
        made = make(
            {
                "a.xml": tei(
                    body(
                        '<p><name type="PER" ana="#PER"><w ana="#PER">Janez</w></name> in <name type="LOC">Kranj</name></p>'
                    ),
                    more=taxonomy,
                )
            }
        )
        assert not [each for each in made if each.startswith("topics")]
        assert "Janez" in words(made["persons/index.html"])
        assert "Kranj" in words(made["places/index.html"])


class TestJournals:
    def test_summaries_are_named_and_authors_are_cited_alone(self, make: Make) -> None:
        front = (
            '<front><div type="abstract" xml:lang="fr"><p>Il était.</p></div><div type="abstract" xml:lang="en">'
            "<p>There was.</p></div></front>"
        )
        made = make(
            {
                "a.xml": tei(f"<text>{front}<body><p>Words.</p></body></text>").replace(
                    "</titleStmt>",
                    "<author><name>Anna Keller</name><affiliation>A university</affiliation><orgName>UX</orgName></author>"
                    "<author>Berta Lang, <affiliation>elsewhere</affiliation></author>"
                    '<editor role="translator">Carl Maas</editor></titleStmt>',
                )
            }
        )
        page = made["texts/a.html"]
        assert classed(page, "division-name") == ["Summary · fr", "Summary · en"]
        assert words(page, "//*[@id='kw-cite-plain']").startswith("Anna Keller and Berta Lang. “A text”")
        assert "Maas" not in words(page, "//*[@id='kw-cite-plain']")

    def test_lines_of_a_program_are_lines_and_examples_are_blocks(self, make: Make) -> None:
        program = "<p>See <code>one\n two</code>:<code>\nif x:\n    y()\nelse:\n    z()\n</code></p>"
        example = '<div><quote n="1"><quote><seg>bonjour</seg></quote><bibl>B.</bibl></quote></div>'
        made = make({"a.xml": tei(body(f"{program}<q>A long passage.</q>{example}"))}, ALL)
        page = html.fromstring(made["texts/a.html"].encode())
        assert [each.text_content() for each in page.xpath("//pre[@class='code']")] == [
            "if x:\n    y()\nelse:\n    z()"
        ]
        assert [each.text_content() for each in page.xpath("//blockquote[@class='q']")] == ["A long passage."]
        assert "“" not in words(made["texts/a.html"], "//*[@class='transcription']")
        assert "if x:\n    y()\nelse:" in made["text/a.txt"]

    def test_texts_of_one_title_are_told_apart(self, make: Make) -> None:
        texts = {f"{each}.xml": tei(body("<p>Words.</p>"), title="Same" if each != "c" else "Other") for each in "abc"}
        listed = html.fromstring(make(texts)["texts/index.html"].encode()).xpath("//ol[@class='listing']/li/div")
        assert [" ".join(each.text_content().split()) for each in listed] == ["Same a", "Same b", "Other"]


CHAPTERS: Mapping[str, str] = {
    "book.xml": tei(
        '<text><body><xi:include href="one.xml"/><xi:include href="two.xml"/></body></text>', title="The book"
    ).replace(NS, f'{NS} xmlns:xi="http://www.w3.org/2001/XInclude"', 1),
    "one.xml": f'<div {NS} xml:id="one"><head>On <hi>hats</hi></head><p>See <ptr target="#shoes"/> and <ptr target="#lit"/>.</p></div>',
    "two.xml": f'<div {NS} xmlns:xi="http://www.w3.org/2001/XInclude" xml:id="two"><head>Two</head><div xml:id="shoes"><head>On shoes</head><p>As in '
    '<ptr target="#one"/>.<egXML xmlns="http://www.tei-c.org/ns/Examples"><p>x</p></egXML></p><listBibl>'
    '<biblStruct xml:id="lit"><monogr><author><surname>Keller</surname></author><title>Hats</title><imprint>'
    '<date when="1901-02"/></imprint></monogr></biblStruct></listBibl></div></div>',
}


class TestBooksOfChapters:
    def test_pointers_say_what_they_lead_to(self, make: Make) -> None:
        made = make(CHAPTERS, ALL)
        for shown in (read(made["texts/book.html"]), " ".join(made["text/book.txt"].split())):
            assert "See On shoes and Keller 1901." in shown
            assert "As in On hats." in shown
        assert "xmlns" not in words(made["texts/book.html"])

    def test_what_one_chapter_points_to_in_another_is_there(self, make: Make, kwedition: Kwedition) -> None:
        make(CHAPTERS)
        done = kwedition("check", make.folder / "tei")
        assert "ref-unresolved" not in done.output

    def test_what_is_nowhere_is_still_missed(self, make: Make, kwedition: Kwedition) -> None:
        make({**CHAPTERS, "one.xml": CHAPTERS["one.xml"].replace("#shoes", "#socks")})
        done = kwedition("check", make.folder / "tei")
        assert "ref-unresolved" in done.output
        assert "socks" in done.output


class TestPiecesWithoutSpaces:
    def test_segments_roles_and_terms_are_parted(self, make: Make) -> None:
        text = (
            "<text><front><castList><castItem><role>Horatio</role><roleDesc>a friend</roleDesc></castItem><castItem>"
            "<role>Hamlet</role><roleDesc>, a prince</roleDesc></castItem></castList></front><body><p><gloss><term>one</term>"
            '<term xml:lang="de">eins</term></gloss></p><u><seg>you said</seg><pause/><seg>fish</seg></u></body></text>'
        )
        made = make({"a.xml": tei(text)}, ALL)
        for shown in (read(made["texts/a.html"]), " ".join(made["text/a.txt"].split())):
            assert "Horatio, a friend" in shown
            assert "Hamlet, a prince" in shown
            assert "one · eins" in shown
            assert "you said (…)fish" in shown

    def test_a_heading_that_is_a_note_is_the_heading(self, make: Make) -> None:
        made = make({"a.xml": tei(body("<div><head><note>taping at home</note></head><u>Yes.</u></div>"))}, ALL)
        assert classed(made["texts/a.html"], "head") == ["taping at home"]
        assert classed(made["texts/a.html"], "notes") == []

    def test_images_of_a_server_are_told_apart(self, make: Make) -> None:
        urls = [f"https://iiif.example.org/wz%2F{each}/full/max/0/default.jpg" for each in (1, 2)]
        graphics = "".join(f'<figure><graphic url="{each}"/></figure>' for each in urls)
        assert "figure: 1figure: 2" in read(make({"a.xml": tei(body(f"<p>{graphics}</p>"))})["texts/a.html"])


class TestDictionaries:
    def test_marks_between_pieces_and_senses_stand_where_they_belong(self, make: Make) -> None:
        entry = (
            '<entry> <form> <orth>Aid</orth> </form> <pc>,</pc> <sense> <cit type="translation"> <form> <orth>aider</orth> </form> '
            '</cit> <pc>,</pc> <cit type="translation"> <form> <orth>servir</orth> </form> </cit> </sense> <pc>;</pc> <sense> <pc>(</pc> '
            '<usg>rare</usg> <pc>)</pc> <cit type="example"> <quote>one</quote> </cit> <cit type="example"> <quote>two</quote> </cit> '
            "</sense> <entry> <form> <orth>aidless</orth> </form> </entry> <pc>.</pc> </entry>"
        )
        made = make({"a.xml": tei(body(entry))}, ALL)
        blocks = [each.rstrip("\n") for each in made["text/a.txt"].split("\n\n")[1:]]
        assert blocks == ["Aid,", "aider, servir;", "(rare) one, two", "aidless."]
        assert read(made["texts/a.html"]) == "Aid, aider, servir; (rare) one, two aidless."

    def test_a_glossary_of_terms_is_in_no_quotation_marks(self, make: Make) -> None:
        made = make(
            {
                "a.xml": tei(
                    body('<p><gloss><term>one</term> <term xml:lang="bo">གཅིག</term></gloss> <gloss>said</gloss></p>')
                )
            }
        )
        assert classed(made["texts/a.html"], "gloss") == ["said"]


def test_words_of_no_known_language_are_not_said_to_be_of_that_round_them(make: Make) -> None:
    text = (
        '<p>A <foreign xml:lang="la">verbum</foreign>, <foreign xml:lang="und">a</foreign>, <foreign xml:lang="">b</foreign>, '
        '<foreign xml:lang="some tongue">c</foreign></p><p xml:lang="und">d <foreign xml:lang="und">e</foreign> '
        '<foreign xml:lang="de">f</foreign></p>'
    )
    page = make({"1.xml": tei(body(text), attributes='xml:lang="en"')}, only="site,epub")["texts/1.html"]
    found = html.fromstring(page.encode()).xpath("//*[@class = 'transcription']//*[self::p or self::i]")
    assert [each.get("lang") for each in found] == [None, "la", "", "", "", "", None, "de"]

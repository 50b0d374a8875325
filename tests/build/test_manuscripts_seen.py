"""What files of real editions of manuscripts, papyri and Buddhist texts showed."""

import re
from pathlib import Path

import pytest

from common import Kwedition
from unprepared import ALL, Make, body, tei, words


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


class TestLayersOfWriting:
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


class TestWordsAndLines:
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


class TestVariants:
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


class TestCatalogues:
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

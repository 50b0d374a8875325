"""Letters, persons, notes, numbers and characters: what is said, and what is left alone."""

import pickle
import time

import pytest

from common import SHARED, absent
from integrity.editions import judge, rules, tei
from kwedition import edition, xmlio
from kwedition.build import steps
from kwedition.check.integrity import facts
from kwedition.check.markup import scan
from kwedition.edition import Document
from kwedition.places import Places
from kwedition.saxon import Saxon


def letter(sent: str, received: str = "<persName>B</persName>", rest: str = "") -> str:
    actions = (
        f'<correspAction type="sent">{sent}</correspAction><correspAction type="received">{received}</correspAction>'
    )
    return tei("<p>text</p>", f"<profileDesc><correspDesc>{actions}{rest}</correspDesc></profileDesc>")


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (letter('<persName>A</persName><date when="1950"/>'), []),
        (letter("<orgName>A</orgName><date>undated</date>"), []),
        (letter('<name ref="https://example.org/a"/><date cert="unknown"/>'), []),
        (letter('<persName cert="unknown"/><date notBefore="1950"/>'), []),
        (letter("<p>From A, without date</p>"), []),
        (letter("<persName/><date/>"), ["corresp-sender", "corresp-date"]),
        (letter('<persName>A</persName><date when="1950"/>', "<placeName>C</placeName>"), ["corresp-addressee"]),
        (tei("<p/>", "<profileDesc><correspDesc><p>In prose.</p></correspDesc></profileDesc>"), []),
        (tei("<p/>", "<profileDesc><correspDesc/></profileDesc>"), []),
        # By its role, an addressee is named in an action without a type; and the letter is dated where any text is.
        (
            tei(
                "<p/>",
                '<profileDesc><creation><date when="1799-03-30"/></creation><correspDesc><correspAction>'
                '<persName role="addressee">B</persName></correspAction></correspDesc></profileDesc>',
            ),
            ["corresp-sender"],
        ),
    ],
)
def test_what_a_letter_says_of_itself(document: str, expected: list[str]) -> None:
    assert rules(document) == expected


LIFE = '<person xml:id="a"><birth>{0}</birth><death>{1}</death></person>'


@pytest.mark.parametrize(
    ("birth", "death", "when", "wrong"),
    [
        ("1900", "1950", "1925", False),
        ("1900", "1950", "1950", False),
        ("1900", "1950-03", "1950-03-31", False),
        ("1900", "1950-03", "1950-04-01", True),
        ("1900", "1950", "1899-12-31", True),
        ("1900", "1950", "1900", False),
    ],
)
def test_letters_are_sent_in_a_lifetime(birth: str, death: str, when: str, wrong: bool) -> None:
    life = LIFE.format(f'<date when="{birth}"/>', f'<date when="{death}"/>')
    sent = letter(f'<persName ref="persons.xml#a">A</persName><date when="{when}"/>')
    files = {"persons.xml": tei(stand_off=f"<listPerson>{life}</listPerson>"), "l.xml": sent}
    assert [each.rule for each in judge(files)] == ["corresp-outside-life"] * wrong


def test_a_life_that_a_list_gives_twice_is_not_held_against_anybody() -> None:
    twice = '<person xml:id="a"><death when="1900"/><death when="1960"/></person>'
    sent = letter('<persName ref="#a">A</persName><date when="1950"/>')
    assert [
        each.rule for each in judge({"p.xml": tei(stand_off=f"<listPerson>{twice}</listPerson>"), "l.xml": sent})
    ] == []


@pytest.mark.parametrize("mention", [
    '<persName ref="persons.xml#b">', '<persName ref="#b">', '<persName key="b">', '<rs ref="p:b">', '<said who="#b">',
    '<persName ref="https://d-nb.info/gnd/118540238">',
])  # fmt: skip
def test_a_person_is_mentioned_in_any_of_these_ways(mention: str) -> None:
    people = '<person xml:id="a"/><person xml:id="b"><idno type="gnd">118540238</idno></person>'
    prefix = (
        '<encodingDesc><listPrefixDef><prefixDef ident="p" matchPattern="(.+)" replacementPattern="persons.xml#$1"/>'
        "</listPrefixDef></encodingDesc>"
    )
    name = mention[1:].split()[0]
    files = {
        "persons.xml": tei(stand_off=f"<listPerson>{people}</listPerson>"),
        "t.xml": tei(f'<p><persName ref="persons.xml#a">A</persName> and {mention}B</{name}></p>', prefix),
    }
    assert judge(files) == []
    silent = {**files, "t.xml": tei('<p><persName ref="persons.xml#a">A</persName> alone</p>')}
    assert [each.rule for each in judge(silent)] == ["person-unmentioned"]


def test_the_same_entity_in_the_lists_of_two_documents_is_no_finding() -> None:
    own = '<listPerson><person xml:id="{0}"><persName>Mao</persName><idno type="wikidata">Q5816</idno></person></listPerson>'
    text = "<p>" + "A long text in which somebody is mentioned. " * 30 + "</p>"
    one, two = tei(text, back=own.format("mao")), tei(text, back=own.format("mao_zedong"))
    assert judge({"a.xml": one, "b.xml": one.replace("<TEI", "<TEI n='2'")}) == []
    assert judge({"a.xml": one, "b.xml": two}) == []


def pages(numbers: str, between: str = " text ") -> str:
    return tei("<p>" + "".join(f'<pb n="{number}"/>{between}' for number in numbers.split()) + "</p>")


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("1 2 3 4 5 6 7 8 9 10 11 12", []),
        ("1r 1v 2r 2v 3r 3v 4r 4v 5r 5v 6r", []),
        ("i ii iii iv v vi 1 2 3 4 5 6", []),
        ("1 2 3 4 5 6 7 1 2 3 4 5 6", []),
        ("1 2 3 4 5 6 8 9 10 11 12", ["page-skipped"]),
        ("1r 1v 2r 2v 3r 4r 4v 5r 5v 6r 6v", ["page-skipped"]),
        ("1 2 3 4 5 6 77 8 9 10 11 12", ["page-skipped"]),
        ("1 2 3 4 5 6 6 7 8 9 10 11", ["page-repeated"]),
        ("1 2 3 4 5 7 7 8 9 10 11 12", ["page-repeated"]),
        # Too short, too irregular, or a leap that is a selection.
        ("1 2 4 5", []),
        ("1 3 5 7 8 9 12 13 15 16 18 20", []),
        ("1 2 3 4 5 6 50 51 52 53 54", []),
    ],
)
def test_series_of_pages(numbers: str, expected: list[str]) -> None:
    assert rules(pages(numbers)) == expected


def test_a_gap_explains_what_is_missing_and_notes_break_pages_for_themselves() -> None:
    assert rules(pages("1 2 3 4 5 6 8 9 10 11 12", between=" text <gap/>")) == []
    note = tei("<p>" + "".join(f'<pb n="{n}"/> text' for n in range(1, 13)) + '<note><pb n="12"/>x</note></p>')
    assert rules(note) == []
    chapters = "".join(f'<div><pb n="{n}"/><p>text <pb n="{n + 1}"/> text</p></div>' for n in (1, 3, 5, 8, 10, 12))
    assert rules(tei(chapters)) == []


def joined(text: str) -> str:
    return tei(f"<p>{text}</p>")


KIM = "<persName>Kim</persName>"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Then {KIM}and others", ["text-words-joined"]),
        (f"Then {KIM}<persName>Mao</persName>", ["text-words-joined"]),
        (f"Then {KIM}s friend", []),
        (f"Then {KIM}’s friend, {KIM}, and", []),
        (f"Then {KIM} <persName>Mao</persName>", []),
        (f"Then {KIM}<lb/><persName>Mao</persName>", []),
        (f"Then {KIM}anders came", []),
        ("<persName><forename>Kim</forename><surname>Il</surname></persName> came", []),
        (f"{KIM}<persName>Mao</persName>", []),
        ("于是<persName>毛泽东</persName><persName>周恩来</persName>来了", []),
        ("the <placeName>Austro</placeName><placeName>hungarian</placeName> empire", []),
    ],
)
def test_words_that_run_together(text: str, expected: list[str]) -> None:
    assert rules(joined(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cтaлин", ["text-mixed-scripts"]),
        ("αληθεiα", ["text-mixed-scripts"]),
        # Other alphabets in one word are meant, where they do not look the same, or are signs.
        ("x-ось β-Strahlen 5 μm µm кВтh", []),
        ("Москва Moscow Αθήνα", []),
        ("a\u00adb", ["text-soft-hyphen"]),
        ("\u0093yes\u0094", ["text-control"]),
        ("a\u2028b", ["text-control"]),
        ("שָׁלוֹם नमस्ते ราชา 蒋介石 e\u034fx", []),
        ("\u0378", ["text-unassigned"]),
        # Newer than Python's tables.
        ("\U00031350 \u1c89", []),
        ("\ue000", ["text-private-use"]),
        ("<g>\ue000</g>", []),
        ("<code>\ue000 a\u00adb</code>", []),
        ("a\ufffdb", ["text-replacement"]),
        ("e\u0301", ["text-decomposed"]),
        ("x\u0323\u0302 and ǫ\u0301", []),
    ],
)
def test_characters(text: str, expected: list[str]) -> None:
    assert rules(joined(text)) == expected


def test_private_characters_may_be_declared() -> None:
    declared = (
        "<encodingDesc><charDecl><char xml:id='c'><mapping type='PUA'>U+E000</mapping></char></charDecl></encodingDesc>"
    )
    assert rules(tei("<p>\ue000</p>", declared)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('“a” “b” “c” “d” “e” “f” "g”', True),
        ('“a” “b” “c” “d” “e” “f” 5" nails, 3\'10" and " for ditto', False),
        ('"a" "b" “c” “d”', False),
    ],
)
def test_a_straight_mark_among_curly_ones(text: str, found: bool) -> None:
    assert rules(joined(text)) == ["text-straight-quotes"] * found


def test_a_finding_stands_where_the_character_does() -> None:
    text = tei("<p>first line\n  and <hi>more</hi> then e\u0301t\u0301</p>")
    (finding,) = judge({"a.xml": text})
    line, column = finding.line, finding.column
    assert text.split("\n")[line - 1][column - 1 :].startswith("e\u0301t\u0301")


def test_many_of_one_kind_are_counted() -> None:
    findings = judge({"a.xml": tei("<p>a\u00adb</p>" * 50)})
    assert len(findings) == 20
    assert "30 elements more" in findings[-1].message


def test_facts_travel_between_processes_and_are_small() -> None:
    text = tei("<p>" + '<persName ref="#a">A</persName> said <date when="1950">so</date>. ' * 500 + "</p>",
               stand_off='<listPerson><person xml:id="a"/></listPerson>')  # fmt: skip
    document = Document("a", "a.xml", xmlio.parse(text.encode(), "a.xml"))
    kept = facts(document)
    packed = pickle.dumps(kept)
    assert pickle.loads(packed) == kept == facts(document)
    assert len(packed) < 2_000


def test_other_peoples_editions_are_judged_fast_and_placed_exactly() -> None:
    folder = SHARED / "corpora" / "letters" / "editions"
    if not folder.is_dir():
        absent("skipped: no shared corpora")
    loaded = edition.load(edition.Settings(source=folder), folder)
    size = sum(len(document.source.data) for document in loaded.documents)
    begun = time.process_time()
    for document in loaded.documents:
        facts(document)
    spent = time.process_time() - begun
    # 2.3 ms for each 28 kB were measured; a slow machine may take longer.
    assert spent / (size / 28_000) < 0.025
    for document in loaded.documents[:40]:
        markup = scan(document.source.data)
        places = Places(document.source)
        assert markup is not None
        elements = list(document.source.root.iter("*"))
        assert len(elements) == len(markup.tags)
        for element, tag in zip(elements, markup.tags, strict=True):
            assert places.of(element) == markup.place(tag.start)


@pytest.mark.parametrize(
    ("source", "text", "described"),
    [
        ("<p>born digital</p>", "<p>About this edition.</p>", True),
        ("<p>born digital</p>", "<p>Its witnesses:</p><listWit><witness xml:id='A'>A</witness></listWit>", True),
        ("<p>born digital</p>", "<p>As in <q>a<app><lem>b</lem></app></q></p>", False),
        ("<listWit><witness xml:id='A'>A</witness></listWit>", "<p>Arma virumque</p>", False),
        ("<msDesc><msIdentifier><idno>1</idno></msIdentifier></msDesc>", "<p>Arma virumque</p>", False),
    ],
)
def test_what_describes_an_edition_is_the_same_to_those_who_check_and_who_build(
    saxon: Saxon, source: str, text: str, described: bool
) -> None:
    data = tei(text).replace("<TEI", '<TEI type="edition"', 1)
    assert "<sourceDesc>" in data
    start, end = data.index("<sourceDesc>") + len("<sourceDesc>"), data.index("</sourceDesc>")
    document = Document("a", "a.xml", xmlio.parse((data[:start] + source + data[end:]).encode(), "a.xml"))
    assert facts(document).authority == described
    assert (steps.collect(saxon, document).kind == "edition") == described


def test_a_summary_with_lists_behind_an_empty_text_is_no_list(saxon: Saxon) -> None:
    people = "<listPerson><person xml:id='a'><persName>A</persName></person></listPerson>"
    for summary, kind in (
        ("<abstract><p>A greets B.</p></abstract>", "document"),
        ("<abstract><p/></abstract>", "authorities"),
    ):
        data = tei("<p/>", f"<profileDesc>{summary}</profileDesc>", back=people).encode()
        document = Document("a", "a.xml", xmlio.parse(data, "a.xml"))
        assert facts(document).authority == (kind == "authorities")
        assert steps.collect(saxon, document).kind == kind

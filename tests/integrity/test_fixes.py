"""Corrections change the bytes that are wrong, and no other."""

import codecs
import dataclasses
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwedition import xmlio
from kwedition.check.fixes import edits, fixes
from kwedition.check.integrity import RULES, Scope, check_integrity
from kwedition.edition import Document
from kwedition.findings import Finding, Severity
from kwedition.xmlio import Source

HEAD = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt>'
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><standOff><listPerson>"
    '<person xml:id="stalin"/><person xml:id="kim_il_sung"/></listPerson></standOff><text><body><p>'
    + '<persName ref="#stalin">Stalin</persName> or <rs ref="#stalin">he</rs>, ' * 12
    + "</p><p>"
)
TAIL = "</p></body></text></TEI>"


def parsed(data: bytes) -> Source:
    return xmlio.parse(data, "a.xml")


def found(data: bytes) -> list[Finding]:
    return check_integrity([Document("a", "a.xml", parsed(data))], Scope(lambda _: False))


def fixed(data: bytes) -> bytes:
    return fixes(parsed(data), found(data))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<persName ref="stalin">', '<persName ref="#stalin">'),
        ("<persName xml:lang='ru'\n   ref = 'stalin'  >", "<persName xml:lang='ru'\n   ref = '#stalin'  >"),
        ('<persName ref="#stalin  stalin">', '<persName ref="#stalin  #stalin">'),
        ('<persName ref="st&#97;lin">', '<persName ref="#stalin">'),
        ('<persName ref="#Stalin">', '<persName ref="#stalin">'),
        ('<persName ref="#stalin #KIM_IL_SUNG">', '<persName ref="#stalin #kim_il_sung">'),
        ('<persName ref=" #stalin">', '<persName ref="#stalin">'),
        ('<persName ref="# stalin">', '<persName ref="#stalin">'),
        ('<persName ref="#stalin #   kim_il_sung">', '<persName ref="#stalin #kim_il_sung">'),
    ],
)
def test_references_are_corrected_as_they_stand(before: str, after: str) -> None:
    data = f"{HEAD}{before}x</persName>{TAIL}".encode()
    assert fixed(data).decode() == f"{HEAD}{after}x</persName>{TAIL}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<date>14 May 1950</date>", '<date when="1950-05-14">14 May 1950</date>'),
        ("<date\n>May 14th, 1950</date>", '<date when="1950-05-14"\n>May 14th, 1950</date>'),
        ("<date rend='x'>den 14. Mai 1950</date>", "<date when=\"1950-05-14\" rend='x'>den 14. Mai 1950</date>"),
        ("<date>1er février 1904</date>", '<date when="1904-02-01">1er février 1904</date>'),
        # Nothing is certain of these.
        ("<date>05/06/1950</date>", None),
        ("<date>14. 5. 1950</date>", None),
        ("<date>May 1950</date>", None),
        ("<date>30 February 1950</date>", None),
        ("<date>14 May 1650</date>", None),
        ('<date calendar="#julian">14 May 1850</date>', None),
        ("<date>about 14 May 1950</date>", None),
    ],
)
def test_a_date_is_given_to_machines_only_when_its_text_is_unambiguous(before: str, after: str | None) -> None:
    data = f"{HEAD}{before}{TAIL}".encode()
    assert fixed(data).decode() == f"{HEAD}{after or before}{TAIL}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Mu\u0308nchen", "München"),
        ("Mu&#x308;nchen, u&#776;ber", "München, über"),
        ("M&#117;\u0308nchen", "München"),
        ("<hi>u</hi>\u0308", "<hi>u</hi>\u0308"),
        ("<!-- Mu\u0308nchen --> in <hi>Mu\u0308nchen</hi>", "<!-- Mu\u0308nchen --> in <hi>München</hi>"),
        ("<![CDATA[Mu\u0308nchen u&#776;]]>", "<![CDATA[München u&#776;]]>"),
        ("<?pi Mu\u0308?>Mu\u0308nchen", "<?pi Mu\u0308?>München"),
        ('<hi n="Mu\u0308">Mu\u0308</hi>', '<hi n="Mu\u0308">Mü</hi>'),
        # A twin in another block is another character, and x has none with two dots above and one below.
        ("\u212b \u1f71 e\u0301", "\u212b \u1f71 é"),
        ("\u1112\u1161\u11ab", "한"),
    ],
)
def test_letters_are_composed_in_text_and_nowhere_else(before: str, after: str) -> None:
    data = f"{HEAD}{before}{TAIL}".encode()
    assert fixed(data).decode() == f"{HEAD}{after}{TAIL}"


def test_a_whole_file_in_pieces_is_composed_in_one_go() -> None:
    data = (HEAD + "</p>" + "<p>Mu\u0308nchen</p>" * 30 + "<p>" + TAIL).encode()
    assert [finding.rule for finding in found(data)] == ["text-decomposed"]
    assert fixed(data).decode() == HEAD + "</p>" + "<p>München</p>" * 30 + "<p>" + TAIL


def test_what_an_encoding_lacks_is_written_as_a_reference() -> None:
    data = f'<?xml version="1.0" encoding="ISO-8859-1"?>{HEAD}a&#x304; é e&#x301;{TAIL}'.encode("latin-1")
    assert fixed(data) == f'<?xml version="1.0" encoding="ISO-8859-1"?>{HEAD}&#257; é é{TAIL}'.encode("latin-1")


def test_old_findings_and_those_of_others_do_no_harm() -> None:
    data = f'{HEAD}<persName ref="stalin">x</persName>, <date>14 May 1950</date>{TAIL}'.encode()
    findings = found(data)
    mended = fixes(parsed(data), findings)
    assert mended != data
    assert fixes(parsed(mended), findings) == mended
    elsewhere = [dataclasses.replace(each, path="b.xml") for each in findings]
    assert fixes(parsed(data), elsewhere) == data
    plain = [Finding("a.xml", 1, 1, "ref-hash-missing", Severity.ERROR, "x")]
    assert fixes(parsed(data), plain) == data


def test_elements_from_an_entity_are_left_alone() -> None:
    doctype = (
        "<!DOCTYPE TEI [<!ENTITY who \"<persName xmlns='http://www.tei-c.org/ns/1.0' ref='stalin'>S</persName>\">]>"
    )
    data = f"{doctype}{HEAD}&who;{TAIL}".encode()
    assert "ref-hash-missing" in {finding.rule for finding in found(data)}
    assert fixed(data) == data


def test_every_rule_that_says_so_is_fixable() -> None:
    faults = (
        '<persName ref="stalin">x</persName><persName ref="#Stalin">x</persName><persName ref="# stalin">x</persName>'
        "<date>14 May 1950</date> Mu\u0308nchen"
    )
    findings = found(f"{HEAD}{faults}{TAIL}".encode())
    assert {each.rule for each in findings} == {rule.id for rule in RULES if rule.fixable}
    assert found(fixed(f"{HEAD}{faults}{TAIL}".encode())) == []


FAULTS = [
    ('<persName ref="stalin">', '<persName ref="#stalin">', "</persName>"),
    ("<rs type='p'\n ref='kim_il_sung'>", "<rs type='p'\n ref='#kim_il_sung'>", "</rs>"),
    ('<persName ref="#KIM_IL_SUNG">', '<persName ref="#kim_il_sung">', "</persName>"),
    ('<persName\tref=" #stalin">', '<persName\tref="#stalin">', "</persName>"),
]
DECOYS = [
    '<!-- <persName ref="stalin"> -->', '<![CDATA[<persName ref="stalin">]]>', '<?pi <persName ref="stalin">?>',
    "&amp;", "&#233;", "&gt;", '<hi rend="a>b"/>', "<hi rend='\"'/>", "&person;", '<persName ref="#stalin">S</persName>',
    "<lb/>", "\n",
]  # fmt: skip
PLAIN = st.text(st.sampled_from("abc é ß.,;: ")).map(lambda text: unicodedata.normalize("NFC", text))
WORDS = st.sampled_from([("u&#x308;ber", "über"), ("14 dates", "14 dates"), ("e&#769;", "é")])
DATES = st.sampled_from([("<date>3 July 1950</date>", '<date when="1950-07-03">3 July 1950</date>')])
PIECE = st.one_of(
    st.sampled_from(DECOYS).map(lambda piece: (piece, piece)),
    PLAIN.map(lambda piece: (piece, piece)),
    st.builds(
        lambda fault, text: (fault[0] + text + fault[2], fault[1] + text + fault[2]), st.sampled_from(FAULTS), PLAIN
    ),
    WORDS.map(lambda pair: (" " + pair[0], " " + pair[1])),
    DATES,
)
ENCODINGS = st.sampled_from([("UTF-8", b""), ("UTF-8", codecs.BOM_UTF8), ("UTF-16", codecs.BOM_UTF16_LE),
                             ("UTF-16", codecs.BOM_UTF16_BE), ("ISO-8859-1", b"")])  # fmt: skip


def written_as(text: str, encoding: tuple[str, bytes], newline: str) -> bytes:
    name, bom = encoding
    codec = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(bom, name)
    head = f'<?xml version="1.0" encoding="{name}"?>\n<!DOCTYPE TEI [<!ENTITY person "who > he ]">]>\n'
    return bom + (head + text).replace("\n", newline).encode(codec)


@settings(max_examples=150, deadline=None)
@given(pieces=st.lists(PIECE, max_size=12), encoding=ENCODINGS, newline=st.sampled_from(["\n", "\r\n", "\r"]))
def test_only_the_faults_change_whatever_stands_round_them(
    pieces: Sequence[tuple[str, str]], encoding: tuple[str, bytes], newline: str
) -> None:
    data = written_as(HEAD + "".join(before for before, _ in pieces) + TAIL, encoding, newline)
    expected = written_as(HEAD + "".join(after for _, after in pieces) + TAIL, encoding, newline)
    assert fixed(data) == expected
    assert fixed(expected) == expected


@settings(max_examples=60, deadline=None)
@given(pieces=st.lists(PIECE, max_size=12), encoding=ENCODINGS)
def test_edits_are_in_order_and_account_for_every_change(
    pieces: Sequence[tuple[str, str]], encoding: tuple[str, bytes]
) -> None:
    data = written_as(HEAD + "".join(before for before, _ in pieces) + TAIL, encoding, "\n")
    made = edits(parsed(data), found(data))
    assert all(one.end <= other.start for one, other in pairwise(made))
    assert len(made) == sum(before != after for before, after in pieces)

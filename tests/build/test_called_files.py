"""Files that entities of a document stand for: read as what XInclude includes, and shown where they are written."""

import re
import time
from pathlib import Path

import pytest

from building import Again, watched_records
from common import Kwedition
from kwedition import xinclude, xmlio
from kwedition.places import Places
from unprepared import NS, Make, tei, words

DECLARED = (
    '<!ENTITY one SYSTEM "parts/one.xml"><!ENTITY two SYSTEM "parts/two.xml"><!ENTITY inner SYSTEM "parts/inner.xml">'
    '<!ENTITY me "Me and you">'
)
PARTS = {
    # Without a namespace of its own, of several roots, and of none: none of them could stand alone.
    "parts/one.xml": "<div xml:id='c1'><head>One: &me;</head>\n<p>First words, &inner;.</p></div>",
    "parts/two.xml": '<?xml version="1.0" encoding="UTF-8"?>\n<div><p>Zwei, fünf</p></div>\n<div><p>Three</p></div>',
    "parts/inner.xml": "<hi>here</hi> and there",
}


def calling(calls: str, declared: str = DECLARED) -> str:
    return f"<!DOCTYPE TEI [{declared}]>\n" + tei(f"<text><body>\n<!-- &one; -->{calls}\n<p>End</p></body></text>")


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    (tmp_path / "tei" / "parts").mkdir(parents=True)
    return Make(kwedition, tmp_path)


def some(*names: str) -> dict[str, str]:
    return {name: PARTS[name] for name in names}


def test_what_an_entity_stands_for_is_read_where_it_is_called(make: Make) -> None:
    files = {"a.xml": calling("&one;&two;"), **PARTS}
    made = make(files, "site,text")
    assert "One: Me and you\n\nFirst words, here and there.\n\nZwei, fünf\n\nThree\n\nEnd" in made["text/a.txt"]
    assert made[""].startswith("1 document ")
    assert "error" not in made[""]
    # Each block leads to its own file: that of the document is the first.
    page = made["texts/a.html"]
    assert re.findall(r'href="(\.\./tei/a/?\d?\.?html#[^"]+)"', page) == [
        "../tei/a/2.html#L2",
        "../tei/a/4.html#L2.6",
        "../tei/a/4.html#L3.6",
        "../tei/a.html#L4",
    ]
    assert "&amp;one;" in made["tei/a.html"]


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("http://example.org/x.xml", "is on the network, which is not used"),
        ("../outside.xml", "is outside the edition's folder"),
        ("parts/.hidden.xml", "is a hidden file or in a hidden folder"),
        ("parts/loop.xml", "'parts/loop.xml' includes itself"),
        ("parts/gone.xml", "cannot be read"),
    ],
)
def test_no_other_file_is_read(kwedition: Kwedition, tmp_path: Path, file: str, reason: str) -> None:
    folder = tmp_path / "tei"
    (folder / "parts").mkdir(parents=True)
    (tmp_path / "outside.xml").write_text("<p>secret</p>", encoding="utf-8")
    (folder / "parts" / ".hidden.xml").write_text("<p>secret</p>", encoding="utf-8")
    (folder / "parts" / "loop.xml").write_text("<p>again &x;</p>", encoding="utf-8")
    (folder / "a.xml").write_text(calling("<p>&x;</p>", f'<!ENTITY x SYSTEM "{file}">'), encoding="utf-8")
    said = kwedition("check", "--source", folder)
    assert "a.xml:3:18: error xinclude-unresolved" in said.output
    assert reason in said.output
    assert len(re.findall(r"/a\.xml:\S+ error", said.output)) == 1
    assert "secret" not in said.output


def test_a_file_that_is_called_is_no_document_and_need_not_be_well_formed(kwedition: Kwedition, make: Make) -> None:
    files = {"a.xml": calling('&one;&two;<p><ref target="#nowhere"/></p>'), **PARTS}
    for name, text in files.items():
        (make.folder / "tei" / name).write_text(text, encoding="utf-8")
    said = kwedition("check", "--source", make.folder / "tei").output
    assert re.findall(r"[^/\s]+: error \S+", said) == ["a.xml:3:28: error ref-unresolved:"]


def test_a_change_of_such_a_file_is_seen(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    own = make.folder / "tei"
    for name, text in {"a.xml": calling("&one;"), **some("parts/one.xml", "parts/inner.xml")}.items():
        (own / name).write_text(text, encoding="utf-8")
    again = Again(own, make.folder / "built", watched_records(monkeypatch))
    again(("one.xml", "First words", "Other words"))
    assert "Other words" in (make.folder / "built" / "output" / "texts" / "a.html").read_text(encoding="utf-8")
    again(("inner.xml", "there", "everywhere"))
    assert "everywhere" in (make.folder / "built" / "output" / "texts" / "a.html").read_text(encoding="utf-8")


def test_each_element_keeps_its_place(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(f'<!DOCTYPE a [<!ENTITY x SYSTEM "x.xml">]>\n<a {NS}><b/>&x;<c/>\n<d>y</d></a>', encoding="utf-8")
    written = '<?xml version="1.0" encoding="ISO-8859-1"?>ü <e/> y <f/> z'
    (tmp_path / "x.xml").write_text(written, encoding="iso-8859-1")
    source = xmlio.read(path)
    places = Places(source)
    assert [places.of(each) for each in source.root.iter("*")] == [(2, 1), (2, 40), (2, 44), (2, 47), (3, 1)]
    assert places.of_text(source.root[3], 0) == (3, 4)
    expanded = xinclude.expand(source, path)
    assert expanded is not None
    assert "".join(expanded.root.itertext()) == "ü  y  z\ny"
    assert [str(each.tag).partition("}")[2] for each in expanded.root.iter("*")] == ["a", "b", "e", "f", "c", "d"]
    held = [(file.name, number) for file, number in map(expanded.held.__getitem__, expanded.root.iter("*"))]
    assert held == [("a.xml", 0), ("a.xml", 1), ("x.xml", 0), ("x.xml", 1), ("a.xml", 3), ("a.xml", 4)]


def test_words_are_those_of_the_whole(make: Make) -> None:
    made = make({"a.xml": calling("<p>A&inner;!</p>"), **some("parts/inner.xml")}, "site")
    assert "A here and there! End" in words(made["texts/a.html"])


def test_of_two_declarations_the_first_holds(make: Make) -> None:
    declared = '<!ENTITY a "INTERNAL"><!ENTITY f SYSTEM "parts/inner.xml"><!ENTITY a SYSTEM "parts/two.xml">'
    made = make({"a.xml": calling("<p>&f; &a;</p>", declared), **some("parts/inner.xml")}, "text")
    assert "here and there INTERNAL" in made["text/a.txt"]


def test_a_mark_of_the_order_of_bytes_is_no_text(make: Make) -> None:
    made = make({"a.xml": calling("<p>x &inner;</p>"), "parts/inner.xml": "\ufeff<hi>A</hi>"}, "text")
    assert "x A\n" in made["text/a.txt"]


def test_an_inclusion_calls_nothing_by_saying_so(make: Make) -> None:
    """The attribute by which calls of files are told is ours; who writes it includes a file like any other."""
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" kw-entity="q" href="parts/p.xml"/>'
    files = {"a.xml": tei(f"<text><body>{include}</body></text>"), "parts/p.xml": f"<p {NS}>Other</p>"}
    assert re.search(r'<p id="b\d+" class="p">Other', make(files, "site")["texts/a.html"])


def test_an_entity_that_is_first_a_file_and_then_a_text_is_the_file(make: Make) -> None:
    made = make(
        {
            "a.xml": calling("&two;", '<!ENTITY two SYSTEM "parts/two.xml"><!ENTITY two "text">'),
            **some("parts/two.xml"),
        },
        "text",
    )
    assert "Zwei, fünf\n\nThree\n\nEnd" in made["text/a.txt"]


def test_a_file_is_told_what_it_calls_and_what_that_calls(make: Make) -> None:
    declared = (
        '<!ENTITY one SYSTEM "parts/one.xml"><!ENTITY outer "[&deep;]"><!ENTITY deep "deep"><!ENTITY deep "not this">'
    )
    made = make({"a.xml": calling("&one;", declared), "parts/one.xml": "<p>So &outer; is it</p>"}, "text")
    assert "So [deep] is it" in made["text/a.txt"]


def test_a_call_in_an_attribute_that_holds_a_sign_of_markup_is_told_as_what_it_is(
    kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.xml").write_text(calling('<p n="a > &two;">x</p>'))
    assert "&two; stands for the file parts/two.xml, which is not read here" in kwedition("check").output
    Path("a.xml").write_text(calling('<p n="a > b" rend=\'">\'>x</p>&me;'))
    assert "well-formed" not in kwedition("check").output


def test_many_files_take_as_long_as_they_are_many(tmp_path: Path) -> None:
    number = 2000
    for each in range(number):
        (tmp_path / f"{each}.txt").write_text(f"<p>{each}</p>")
    declared = "".join(f'<!ENTITY e{each} SYSTEM "{each}.txt">\n' for each in range(number))
    path = tmp_path / "a.xml"
    path.write_text(calling("".join(f"&e{each};" for each in range(number)), declared))
    begun = time.process_time()
    expanded = xinclude.expand(xmlio.read(path), path)
    assert time.process_time() - begun < 15
    assert expanded is not None
    assert len(expanded.root.findall(".//{*}p")) > number

"""Schemas in compact syntax judge documents: every production of it, next to Jing; and as `kwedition check` uses them."""

import codecs
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from common import Kwedition, peer
from kwedition.check.relaxng import Schema, SchemaError
from kwedition.check.relaxng.sources import Memory
from relaxng.jing import messages


@dataclass(frozen=True, slots=True)
class Judged:
    """A schema, what it refers to, and documents; ``ROOT`` is the root, which is another in each case."""

    about: str
    schema: str
    valid: tuple[str, ...]
    invalid: tuple[str, ...]
    files: dict[str, str] = field(default_factory=dict)
    encoding: str = "utf-8"


CASES = [
    Judged("element, attribute, text", "element ROOT { attribute a { text }, text }", ('<ROOT a="">t</ROOT>',), ("<ROOT/>", '<ROOT a="" b=""/>')),
    Judged("group", "element ROOT { element a { empty }, element b { empty } }", ("<ROOT><a/><b/></ROOT>",), ("<ROOT><b/><a/></ROOT>",)),
    Judged("choice", "element ROOT { element a { empty } | text }", ("<ROOT>t</ROOT>", "<ROOT><a/></ROOT>"), ("<ROOT>t<a/></ROOT>",)),
    Judged("interleave", "element ROOT { element a { empty } & element b { empty }+ }", ("<ROOT><b/><a/><b/></ROOT>",), ("<ROOT><a/></ROOT>",)),
    Judged("mixed", "element ROOT { mixed { element a { empty } } }", ("<ROOT>t<a/>t</ROOT>",), ("<ROOT>t</ROOT>",)),
    Judged("occurrences", "element ROOT { element a { empty }?, element b { empty }*, element c { empty }+ }", ("<ROOT><c/></ROOT>", "<ROOT><a/><b/><b/><c/></ROOT>"), ("<ROOT><a/><a/><c/></ROOT>", "<ROOT><a/></ROOT>")),
    Judged("parentheses", "element ROOT { (element a { empty }, (element b { empty } | element c { empty })?)+ }", ("<ROOT><a/><a/><c/></ROOT>",), ("<ROOT><c/></ROOT>",)),
    Judged("empty and notAllowed", "element ROOT { empty | (notAllowed, text) }", ("<ROOT/>",), ("<ROOT>t</ROOT>",)),
    Judged("list", "element ROOT { list { xsd:int, token* } }", ("<ROOT> 1 b  c </ROOT>",), ("<ROOT>b 1</ROOT>", "<ROOT/>")),
    Judged("data with parameters", 'element ROOT { xsd:int { minInclusive = "3" maxExclusive = "1" ~ \'0\' } }', ("<ROOT> 9 </ROOT>",), ("<ROOT>2</ROOT>", "<ROOT>10</ROOT>")),
    Judged("data with exceptions", 'element ROOT { xsd:int - (xsd:int "3" | xsd:int "4") }', ("<ROOT>5</ROOT>",), ("<ROOT>03</ROOT>", "<ROOT>4</ROOT>")),
    Judged("string and token", 'element ROOT { string "a b" | attribute x { token "a b" } }', ("<ROOT>a b</ROOT>", '<ROOT x=" a  b "/>'), ("<ROOT> a b</ROOT>",)),
    Judged("a value is a token", 'element ROOT { "a b" }', ("<ROOT> a  b </ROOT>",), ("<ROOT>ab</ROOT>",)),
    Judged("another prefix of datatypes", 'datatypes d = "http://www.w3.org/2001/XMLSchema-datatypes"\nelement ROOT { d:date }', ("<ROOT>2001-01-01</ROOT>",), ("<ROOT>2001-13-01</ROOT>",)),
    Judged("literals", """element ROOT { "it's" | '"' | \"\"\"a"b\nc\"\"\" | '''d'e''' }""", ("<ROOT>it's</ROOT>", '<ROOT>"</ROOT>', '<ROOT>a"b c</ROOT>', "<ROOT>d'e</ROOT>"), ("<ROOT>its</ROOT>",)),
    Judged("concatenation", "element ROOT { 'a' ~ \"b\" ~ '''c''' }", ("<ROOT>abc</ROOT>",), ("<ROOT>a</ROOT>", "<ROOT>a b c</ROOT>")),
    Judged("escapes", r'element ROOT { element \x{e9}t\x{E9} { string "\x{1F600}\x{9}\x{A}" }, element \xx\x{79} { empty } }', ("<ROOT><été>\U0001f600\t\n</été><xxy/></ROOT>",), ("<ROOT><été>\U0001f600</été><xxy/></ROOT>",)),
    Judged("escapes are read first", r"element ROOT \x{7B} \x{74}ext \x{7D}", ("<ROOT>t</ROOT>",), ("<ROOT><a/></ROOT>",)),
    Judged("quoted identifiers", r"start = element ROOT { \element, attribute \text { \list } } \element = element \element { empty } \list = 'l'", ('<ROOT text="l"><element/></ROOT>',), ("<ROOT><element/></ROOT>",)),
    Judged("keywords as names", "element ROOT { element start { empty }, attribute list { text } }", ('<ROOT list=""><start/></ROOT>',), ("<ROOT><start/></ROOT>",)),
    Judged("default namespace", 'default namespace = "urn:d"\nelement ROOT { attribute a { text } }', ('<ROOT xmlns="urn:d" a=""/>',), ('<ROOT a=""/>', '<d:ROOT xmlns:d="urn:d" d:a=""/>')),
    Judged("default namespace with a prefix", 'default namespace d = "urn:d"\nelement ROOT { attribute d:a { text } }', ('<d:ROOT xmlns:d="urn:d" d:a=""/>',), ('<ROOT xmlns="urn:d" a=""/>',)),
    Judged("namespaces", 'namespace p = "urn:p" namespace n = ""\nelement p:ROOT { element n:a { empty }, attribute xml:lang { text } }', ('<p:ROOT xmlns:p="urn:p" xml:lang=""><a/></p:ROOT>',), ("<ROOT xml:lang=''><a/></ROOT>", '<ROOT xmlns="urn:p" xml:lang=""><a/></ROOT>')),
    Judged("the values of names", 'namespace p = "urn:p" default namespace = "urn:d"\nelement ROOT { xsd:QName "p:v" | xsd:QName "v" }', ('<ROOT xmlns="urn:d">v</ROOT>', '<ROOT xmlns="urn:d" xmlns:q="urn:p">q:v</ROOT>'), ('<ROOT xmlns="urn:d" xmlns:p="urn:q">p:v</ROOT>',)),
    Judged("any name", "element ROOT { attribute * { text }*, element * { text } }", ('<ROOT a="" xml:lang=""><b xmlns="urn:x"/></ROOT>',), ("<ROOT><a/><b/></ROOT>", "<ROOT/>")),
    Judged("any name but", 'namespace p = "urn:p"\nelement ROOT { element * - (p:* | a | b) { empty } }', ("<ROOT><c/></ROOT>", '<ROOT><a xmlns="urn:q"/></ROOT>'), ("<ROOT><a/></ROOT>", '<ROOT><c xmlns="urn:p"/></ROOT>')),
    Judged("names of a namespace but", 'namespace p = "urn:p"\nelement ROOT { element p:* - p:a { attribute p:* - (p:b | p:c) { text }* } }', ('<ROOT xmlns:p="urn:p"><p:b p:a=""/></ROOT>',), ('<ROOT><a xmlns="urn:p"/></ROOT>', '<ROOT xmlns:p="urn:p"><p:b p:c=""/></ROOT>')),
    Judged("choice of names", "element ROOT { element a | (b | c) { empty }+ }", ("<ROOT><c/><a/><b/></ROOT>",), ("<ROOT><d/></ROOT>",)),
    Judged("grammar", "start = element ROOT { x* } x = element x { y } y = empty", ("<ROOT><x/></ROOT>",), ("<ROOT><y/></ROOT>",)),
    Judged("combine by choice", "start = element ROOT { x } x |= 'a' x |= 'b' x = 'c'", ("<ROOT>a</ROOT>", "<ROOT>c</ROOT>"), ("<ROOT>d</ROOT>",)),
    Judged("combine by interleave", "start = element ROOT { x } x &= element a { empty } x &= element b { empty }", ("<ROOT><b/><a/></ROOT>",), ("<ROOT><a/></ROOT>",)),
    Judged("several starts", "start |= element ROOT { 'a' } start |= element ROOT { 'b' }", ("<ROOT>b</ROOT>",), ("<ROOT>c</ROOT>",)),
    Judged("div", "div { start = element ROOT { x } div { x = 'a' } }", ("<ROOT>a</ROOT>",), ("<ROOT/>",)),
    Judged("grammars in grammars", "start = element ROOT { grammar { start = element a { parent x, x } x = 'i' } } x = attribute o { text }", ('<ROOT><a o="">i</a></ROOT>',), ("<ROOT><a>i</a></ROOT>", '<ROOT><a o=""/></ROOT>')),
    Judged("include", 'include "i.rnc"', ("<ROOT>a</ROOT>",), ("<ROOT>b</ROOT>",), {"i.rnc": "start = element ROOT { x } x = 'a'"}),
    Judged("include with overrides", 'include "i.rnc" { x = "b" div { y = empty } } z |= "d"', ("<ROOT>b</ROOT>", "<ROOT>c</ROOT>", "<ROOT>d</ROOT>"), ("<ROOT>a</ROOT>", "<ROOT>y</ROOT>"), {"i.rnc": "start = element ROOT { x | y | z } x = 'a' y = 'y' z |= 'c'"}),
    Judged("include with another start", 'include "i.rnc" { start = element ROOT { x } }', ("<ROOT>a</ROOT>",), ("<s>a</s>",), {"i.rnc": "start = element s { x } x = 'a'"}),
    Judged("include inherits the default namespace", 'default namespace = "urn:d" include "i.rnc"', ('<ROOT xmlns="urn:d"/>',), ("<ROOT/>",), {"i.rnc": "start = element ROOT { empty }"}),
    Judged("include inherits a namespace", 'default namespace = "urn:d" namespace p = "urn:p" include "i.rnc" inherit = p', ('<ROOT xmlns="urn:p"/>',), ('<ROOT xmlns="urn:d"/>',), {"i.rnc": "namespace x = inherit start = element x:ROOT { empty }"}),
    Judged("what does not inherit", 'default namespace = "urn:d" include "i.rnc"', ("<ROOT/>",), ('<ROOT xmlns="urn:d"/>',), {"i.rnc": "default namespace = '' start = element ROOT { empty }"}),
    Judged("external", 'element ROOT { external "e.rnc"* }', ("<ROOT><e/><e/></ROOT>",), ("<ROOT><f/></ROOT>",), {"e.rnc": "element e { empty }"}),
    Judged("external inherits", 'namespace p = "urn:p" element ROOT { external "e.rnc" inherit = p }', ('<ROOT><e xmlns="urn:p"/></ROOT>',), ("<ROOT><e/></ROOT>",), {"e.rnc": "default namespace = inherit element e { empty }"}),
    Judged("folders of addresses", 'element ROOT { external "down/e.rnc" }', ("<ROOT><f/></ROOT>",), ("<ROOT><e/></ROOT>",), {"down/e.rnc": 'external "f.rnc"', "down/f.rnc": "element f { empty }"}),
    Judged("comments", "# one\nelement # { no }\nROOT { # two\n  empty }#", ("<ROOT/>",), ("<ROOT>t</ROOT>",)),
    Judged("documentation", "## of the schema\n##  more\nelement ROOT {\n  ## of a\n  attribute a { text } |\n  ## of b\n  'b' }", ('<ROOT a=""/>', "<ROOT>b</ROOT>"), ("<ROOT>c</ROOT>",)),
    Judged("initial annotations", 'namespace p = "urn:p"\n[p:k = "v" p:e [ "t" p:f [ k = "v" ] ]]\nstart = [p:k = "v"] element [p:e []] ROOT { [p:e []] ([p:e []] "a" | "b") } [p:k = "v"] div { }', ("<ROOT>b</ROOT>",), ("<ROOT>t</ROOT>",)),
    Judged("following annotations", 'namespace p = "urn:p"\nstart = element ROOT >> p:e [] { "a" >> p:e [ "t" ] | (x* >> p:f []) >> p:g [] } x = element x { empty } >> p:e []', ("<ROOT>a</ROOT>", "<ROOT><x/></ROOT>"), ("<ROOT>t</ROOT>",)),
    Judged("annotations in grammars", 'namespace p = "urn:p"\np:e [ p:f [ "t" ] element [ ] ]\nstart = element ROOT { empty }\np:g []', ("<ROOT/>",), ("<ROOT>t</ROOT>",)),
    Judged("annotations of parameters", 'namespace p = "urn:p"\nelement ROOT { xsd:int { [p:k = "v"] minInclusive = "3" } - [p:k = "v"] "4" }', ("<ROOT>3</ROOT>",), ("<ROOT>2</ROOT>", "<ROOT>4</ROOT>")),
    Judged("byte order mark", "element ROOT { element é { empty } }", ("<ROOT><é/></ROOT>",), ("<ROOT/>",), encoding="utf-8-sig"),
    Judged("UTF-16", "element ROOT { element é { empty } }", ("<ROOT><é/></ROOT>",), ("<ROOT/>",), encoding="utf-16"),
    Judged("UTF-16, big end first", "\ufeffelement ROOT { 'é\U0001f600' }", ("<ROOT>é\U0001f600</ROOT>",), ("<ROOT/>",), encoding="utf-16-be"),
    Judged("line ends of other systems", "element ROOT {\r\n  # a comment\r  'a' ~\r\n  'b' }", ("<ROOT>ab</ROOT>",), ("<ROOT>a</ROOT>",)),
    Judged("ids", "element ROOT { element i { attribute id { xsd:ID } }*, element j { attribute to { xsd:IDREF } }* }", ('<ROOT><i id="a"/></ROOT>', '<ROOT><i id="a"/><j to="a"/></ROOT>'), ('<ROOT><i id="1"/></ROOT>', '<ROOT><i id="a"/><j to="b"/></ROOT>', '<ROOT><i id="a"/><i id="a"/></ROOT>')),
    Judged("any depth", "start = element ROOT { any } any = (element * - (ROOT | i | j) { any } | attribute * { text } | text)*", ("<ROOT a=''>t<b><c xml:lang=''/>t</b></ROOT>",), ("<ROOT><b><ROOT/></b></ROOT>",)),
]  # fmt: skip


def files(case: Judged, root: str) -> dict[str, bytes]:
    """The files of a case, with the root's name."""
    made = {name: text.replace("ROOT", root).encode() for name, text in case.files.items()}
    return {**made, "s.rnc": case.schema.replace("ROOT", root).encode(case.encoding)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.about)
def test_judges(case: Judged) -> None:
    schema = Schema.from_path(Path("/s.rnc"), Memory(files(case, "ROOT")))
    assert [schema.validate(document.encode()) for document in case.valid] == [[]] * len(case.valid)
    for document in case.invalid:
        findings = schema.validate(document.encode())
        assert findings, document
        assert all(each.rule.startswith("rng-") for each in findings)


def test_jing_judges_alike(tmp_path: Path) -> None:
    """One schema refers to all others, which differ by their roots, because Jing starts slowly."""
    verdicts: dict[Path, bool] = {}
    for number, case in enumerate(CASES):
        root = f"R{number}"
        for name, data in files(case, root).items():
            path = tmp_path / root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for count, document in enumerate([*case.valid, *case.invalid]):
            path = tmp_path / root / f"{count}.xml"
            path.write_bytes(document.replace("ROOT", root).encode())
            verdicts[path] = count < len(case.valid)
    every = tmp_path / "every.rnc"
    every.write_text(" | ".join(f'external "R{number}/s.rnc"' for number in range(len(CASES))))
    theirs = messages(every, list(verdicts))
    assert every not in theirs, theirs.get(every)
    differ = [str(path.relative_to(tmp_path)) for path, valid in verdicts.items() if valid != (path not in theirs)]
    assert differ == []
    assert set(theirs) <= set(verdicts), "Jing refuses a schema"


def refused(**texts: str | bytes) -> SchemaError:
    reader = Memory({f"{name}.rnc": text if isinstance(text, bytes) else text.encode() for name, text in texts.items()})
    with pytest.raises(SchemaError) as caught:
        Schema.from_path(Path("/s.rnc"), reader)
    return caught.value


def test_a_mistake_has_its_place_in_code_points() -> None:
    # What is beyond the basic plane is one code point, however many units or bytes it has.
    found = refused(s='# \U0001f600\nelement e { "\U0001f600é" ; }')
    assert (found.path, found.line, found.column) == ("/s.rnc", 2, 18)
    assert found.reason == "`;` has no meaning here"
    assert found.hint == "is something not in quotation marks?"
    assert str(found).splitlines() == ["/s.rnc:2:18: `;` has no meaning here", found.hint]


def test_a_mistake_in_utf_16() -> None:
    found = refused(s=codecs.BOM_UTF16_LE + 'element \U0001f600 { "a" }'.encode("utf-16-le"))
    assert (found.line, found.column) == (1, 9)


def test_a_mistake_in_an_included_file_is_in_that_file() -> None:
    found = refused(s='include "i.rnc"', i="start = element e {\n  text, , text }")
    assert (found.path, found.line, found.column) == ("/i.rnc", 2, 9)
    assert found.reason == "found `,`, expected a pattern"


@pytest.mark.parametrize(
    ("schema", "line", "section"),
    [
        ("start = x\n\ny = empty", 1, "4.18"),
        ("start = element e { x }\nx = 'a'\nx = 'b'", 3, "4.17"),
        ('include "i.rnc" {\n  none = empty }', 2, "4.7"),
        ("element e {\n  xsd:nothing }", 2, "4.16"),
        ("element e {\n  attribute xmlns { text } }", 2, "4.16"),
        ("start = element e {\n  list { element a { empty } } }", 2, "7.1.3"),
    ],
)
def test_what_is_wrong_beyond_syntax_has_its_line_and_section(schema: str, line: int, section: str) -> None:
    found = refused(s=schema, i="start = element e { empty }")
    assert (found.path, found.section) == ("/s.rnc", section)
    assert found.line == line


def test_what_is_not_there() -> None:
    found = refused(s='start = empty\ninclude "none.rnc"')
    assert (found.path, found.line) == ("/s.rnc", 2)
    assert "none.rnc cannot be read" in found.reason


def test_both_syntaxes_refer_to_each_other() -> None:
    rng = '<grammar xmlns="http://relaxng.org/ns/structure/1.0"><include href="c.rnc"/><define name="x"><value>a</value></define></grammar>'
    reader = Memory({"s.rnc": b'include "m.rng"', "m.rng": rng.encode(), "c.rnc": b"start = element e { x }"})
    schema = Schema.from_path(Path("/s.rnc"), reader)
    assert schema.validate(b"<e>a</e>") == []
    assert [each.rule for each in schema.validate(b"<e>b</e>")] == ["rng-text-value"]


def test_documentation_is_told_with_a_finding() -> None:
    schema = Schema.from_path(
        Path("/s.rnc"), Memory({"s.rnc": b"element e {\n## the day it was\nelement day { xsd:date } }"})
    )
    (finding,) = schema.validate(b"<e><day>x</day></e>")
    assert "the day it was" in finding.gloss


LETTER = "element letter { element day { xsd:date } }"
WRONG = "<letter><day>1949-13-01</day></letter>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KWEDITION_CACHE", "")
    (tmp_path / "letter.rnc").write_text(LETTER)
    return tmp_path


def test_check_by_a_compact_schema(folder: Path, kwedition: Kwedition) -> None:
    (folder / "right.xml").write_text(WRONG.replace("13", "12"))
    (folder / "wrong.xml").write_text(WRONG)
    right = kwedition("check", "--schema", "letter.rnc", "right.xml")
    assert right.exit_code == 0, right.output
    wrong = kwedition("check", "--schema", "letter.rnc", "wrong.xml")
    assert wrong.exit_code == 1
    assert "wrong.xml:1:9" in wrong.output
    assert "rng-text-value" in wrong.output


@pytest.mark.parametrize("kind", ['type="application/relax-ng-compact-syntax"', ""])
def test_a_document_names_a_compact_schema(folder: Path, kwedition: Kwedition, kind: str) -> None:
    (folder / "tei.rnc").write_text(
        'default namespace = "http://www.tei-c.org/ns/1.0" element TEI { element day { xsd:date } }'
    )
    text = f'<?xml-model href="tei.rnc" {kind}?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><day>1949-13-01</day></TEI>'
    (folder / "wrong.xml").write_text(text)
    result = kwedition("check", "wrong.xml")
    assert result.exit_code == 1
    assert "wrong.xml:2:42" in result.output
    assert "rng-text-value" in result.output
    (folder / "wrong.xml").write_text(text.replace("13-01", "12-01"))
    assert "rng-" not in kwedition("check", "wrong.xml").output


def test_check_by_a_compact_schema_that_is_wrong(folder: Path, kwedition: Kwedition) -> None:
    (folder / "letter.rnc").write_text("element letter {\n  text , }")
    (folder / "a.xml").write_text("<letter/>")
    result = kwedition("check", "--schema", "letter.rnc", "a.xml")
    assert result.exit_code not in (0, 1)
    assert "letter.rnc:2:10: found `}`, expected a pattern" in result.output


_TRANSLATED = ("cmif", "tei_bare", "tei_all")
_EVERY = 12


@pytest.mark.parametrize("name", _TRANSLATED)
def test_findings_are_the_same_by_either_syntax(name: str, shared: Path, tmp_path: Path) -> None:
    xml, compact = shared / "relaxng" / f"{name}.rng", tmp_path / f"{name}.rnc"
    subprocess.run([peer("trang"), xml, compact], check=True, capture_output=True)
    by_xml, by_compact = Schema.from_path(xml, cache=tmp_path), Schema.from_path(compact, cache=tmp_path)
    said = 0
    for document in sorted((shared / "corpora").rglob("*.xml"))[::_EVERY]:
        findings = by_xml.validate(document)
        assert by_compact.validate(document) == findings, document
        said += len(findings)
    assert said > 100

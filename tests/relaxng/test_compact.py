"""RELAX NG Compact Syntax: what each production is in the XML syntax, and what an editor is told of mistakes."""

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from common import peer
from kwedition.check.relaxng.compact import CompactSyntaxError, read_compact
from kwedition.check.relaxng.compact_tokens import KEYWORDS

RNG = "http://relaxng.org/ns/structure/1.0"
ANNOTATION = "http://relaxng.org/ns/compatibility/annotations/1.0"
XSD = "http://www.w3.org/2001/XMLSchema-datatypes"

# In what is expected, `a:` are annotations for compatibility, `p:` and `q:` the namespaces urn:p and urn:q.
WRAPPER = f'<w xmlns="{RNG}" xmlns:a="{ANNOTATION}" xmlns:p="urn:p" xmlns:q="urn:q">{{}}</w>'
P = 'namespace p = "urn:p" '
TOKEN = '<value type="token" datatypeLibrary="">'


def shape(element: etree._Element) -> Any:
    """All of an element but its prefixes."""
    children = [(shape(child), child.tail or "") for child in element]
    return str(element.tag), dict(element.attrib), element.text or "", children


def expected(xml: str) -> Any:
    return shape(etree.fromstring(WRAPPER.format(xml))[0])


def read(schema: str) -> etree._Element:
    return read_compact(schema.encode(), "s.rnc")


def error(schema: str | bytes) -> CompactSyntaxError:
    with pytest.raises(CompactSyntaxError) as caught:
        read_compact(schema if isinstance(schema, bytes) else schema.encode(), "s.rnc")
    return caught.value


PATTERNS = {
    # Patterns without operators.
    "empty": "<empty/>",
    "text": "<text/>",
    "notAllowed": "<notAllowed/>",
    "x": '<ref name="x"/>',
    "x.y-z_1": '<ref name="x.y-z_1"/>',
    r"\text": '<ref name="text"/>',
    "parent x": '<parentRef name="x"/>',
    r"parent \list": '<parentRef name="list"/>',
    "element e { text }": "<element><name>e</name><text/></element>",
    "element element { empty }": "<element><name>element</name><empty/></element>",
    r"element \element { empty }": "<element><name>element</name><empty/></element>",
    "attribute a { text }": '<attribute><name ns="">a</name><text/></attribute>',
    "list { x }": '<list><ref name="x"/></list>',
    "mixed { x }": '<mixed><ref name="x"/></mixed>',
    "grammar { }": "<grammar/>",
    "grammar { start = x }": '<grammar><start><ref name="x"/></start></grammar>',
    # Operators and occurrences.
    "x, y, z": '<group><ref name="x"/><ref name="y"/><ref name="z"/></group>',
    "x | y": '<choice><ref name="x"/><ref name="y"/></choice>',
    "x & y": '<interleave><ref name="x"/><ref name="y"/></interleave>',
    "x*": '<zeroOrMore><ref name="x"/></zeroOrMore>',
    "x +": '<oneOrMore><ref name="x"/></oneOrMore>',
    "x?": '<optional><ref name="x"/></optional>',
    "((x))": '<ref name="x"/>',
    "(x+)?": '<optional><oneOrMore><ref name="x"/></oneOrMore></optional>',
    "x?, (y | z)*": '<group><optional><ref name="x"/></optional><zeroOrMore><choice><ref name="y"/><ref name="z"/></choice></zeroOrMore></group>',
    "(x, y), z": '<group><group><ref name="x"/><ref name="y"/></group><ref name="z"/></group>',
    # Datatypes and values.
    "string": '<data type="string" datatypeLibrary=""/>',
    "token": '<data type="token" datatypeLibrary=""/>',
    "xsd:int": f'<data type="int" datatypeLibrary="{XSD}"/>',
    "xsd:int { }": f'<data type="int" datatypeLibrary="{XSD}"/>',
    'xsd:int { minInclusive = "1" maxInclusive = "9" }': f'<data type="int" datatypeLibrary="{XSD}"><param name="minInclusive">1</param><param name="maxInclusive">9</param></data>',
    'xsd:string { list = "1" }': f'<data type="string" datatypeLibrary="{XSD}"><param name="list">1</param></data>',
    'datatypes d = "urn:d" d:t': '<data type="t" datatypeLibrary="urn:d"/>',
    'datatypes xsd = "urn:d" xsd:t': '<data type="t" datatypeLibrary="urn:d"/>',
    'datatypes string = "urn:" ~ "d" string:t': '<data type="t" datatypeLibrary="urn:d"/>',
    '"v"': f"{TOKEN}v</value>",
    'string "v"': '<value type="string" datatypeLibrary="">v</value>',
    'xsd:int "3"': f'<value type="int" datatypeLibrary="{XSD}">3</value>',
    'default namespace = "urn:p" xsd:QName "v"': f'<value type="QName" datatypeLibrary="{XSD}" ns="urn:p">v</value>',
    'xsd:int - "3"': f'<data type="int" datatypeLibrary="{XSD}"><except>{TOKEN}3</value></except></data>',
    'xsd:int { a = "b" } - ("3" | "4")': f'<data type="int" datatypeLibrary="{XSD}"><param name="a">b</param><except><choice>{TOKEN}3</value>{TOKEN}4</value></choice></except></data>',
    '(token - "3")?': f'<optional><data type="token" datatypeLibrary=""><except>{TOKEN}3</value></except></data></optional>',
    'x | (token - "3")': f'<choice><ref name="x"/><data type="token" datatypeLibrary=""><except>{TOKEN}3</value></except></data></choice>',
    # Literals.
    '""': f"{TOKEN}</value>",
    """'"'""": f'{TOKEN}"</value>',
    '"""a "b" ""c\nd"""': f'{TOKEN}a "b" ""c\nd</value>',
    "'''a 'b' ''c\r\nd'''": f"{TOKEN}a 'b' ''c\nd</value>",
    '""""a"""': f'{TOKEN}"a</value>',
    "\"a\" ~ 'b'\n~ '''c'''": f"{TOKEN}abc</value>",
    '"# no comment"': f"{TOKEN}# no comment</value>",
    '"<&>"': f"{TOKEN}&lt;&amp;&gt;</value>",
    # Escapes: before tokens are told apart; but a newline may be escaped in any literal.
    r'"\x{41}\xxx{00042}\x{1F600}"': f"{TOKEN}AB\U0001f600</value>",
    r'"a\x{A}b"': f"{TOKEN}a\nb</value>",
    r"\x{22}a\x{22}": f"{TOKEN}a</value>",
    r"\x{65}mpty": "<empty/>",
    r"\\x{74}ext": '<ref name="text"/>',
    r"\xx\x{74}": '<ref name="xxt"/>',
    r'"\x{D}\x{A}"': f"{TOKEN}&#13;\n</value>",
    r"\x{5C}text": '<ref name="text"/>',
    r"# a comment \x{D} goes on \x{A} text": "<text/>",
    r"element \x { text }": "<element><name>x</name><text/></element>",
    r"element a\x{20}\x{7b}text}": "<element><name>a</name><text/></element>",
    # White space and comments.
    "# first\r\nelement#second\rx\t{\n#}\ntext}#": "<element><name>x</name><text/></element>",
    # Other schemas.
    'external "u.rng"': '<externalRef href="u.rng"/>',
    P + 'external "u" inherit = p': '<externalRef href="u" ns="urn:p"/>',
    'default namespace = "urn:p" external "u"': '<externalRef href="u" ns="urn:p"/>',
    'default namespace = "urn:p" namespace q = inherit external "u" inherit = q': '<externalRef href="u"/>',
    # Name classes.
    "element * { x }": '<element><anyName/><ref name="x"/></element>',
    P + "element p:* { x }": '<element><nsName ns="urn:p"/><ref name="x"/></element>',
    P + "element p:e { x }": '<element><name ns="urn:p">e</name><ref name="x"/></element>',
    "element xml:e { x }": '<element><name ns="http://www.w3.org/XML/1998/namespace">e</name><ref name="x"/></element>',
    "element e | f | (g) { x }": '<element><choice><name>e</name><name>f</name><name>g</name></choice><ref name="x"/></element>',
    "element * - e { x }": '<element><anyName><except><name>e</name></except></anyName><ref name="x"/></element>',
    P
    + "attribute p:* - (p:e | f) { x }": '<attribute><nsName ns="urn:p"><except><choice><name ns="urn:p">e</name><name ns="">f</name></choice></except></nsName><ref name="x"/></attribute>',
    P
    + "element e | (* - p:*) { x }": '<element><choice><name>e</name><anyName><except><nsName ns="urn:p"/></except></anyName></choice><ref name="x"/></element>',
    # Declarations.
    'default namespace = "urn:p" element e { attribute a { x } }': '<element><name ns="urn:p">e</name><attribute><name ns="">a</name><ref name="x"/></attribute></element>',
    'default namespace p = "urn:p" element e | p:f { x }': '<element><choice><name ns="urn:p">e</name><name ns="urn:p">f</name></choice><ref name="x"/></element>',
    'default namespace = "" element e { x }': '<element><name ns="">e</name><ref name="x"/></element>',
    "default namespace = inherit element e { x }": '<element><name>e</name><ref name="x"/></element>',
    'namespace none = "" element none:e { x }': '<element><name ns="">e</name><ref name="x"/></element>',
    "namespace n = inherit element n:e { attribute n:a { x } }": '<element><name>e</name><attribute><name>a</name><ref name="x"/></attribute></element>',
    'namespace div = "urn:p" element div:div { x }': '<element><name ns="urn:p">div</name><ref name="x"/></element>',
    'namespace xml = "http://www.w3.org/XML/1998/namespace" x': '<ref name="x"/>',
}

GRAMMARS = {
    "": "",
    "start = x": '<start><ref name="x"/></start>',
    "start |= x start &= y": '<start combine="choice"><ref name="x"/></start><start combine="interleave"><ref name="y"/></start>',
    "d = x": '<define name="d"><ref name="x"/></define>',
    "d |= x": '<define name="d" combine="choice"><ref name="x"/></define>',
    "d &= x": '<define name="d" combine="interleave"><ref name="x"/></define>',
    r"\div = x": '<define name="div"><ref name="x"/></define>',
    "d = x e = y": '<define name="d"><ref name="x"/></define><define name="e"><ref name="y"/></define>',
    "div { d = x div { } }": '<div><define name="d"><ref name="x"/></define><div/></div>',
    'include "u"': '<include href="u"/>',
    'include "u" { }': '<include href="u"/>',
    'include "u" { start = x d |= y div { e = z } }': '<include href="u"><start><ref name="x"/></start><define name="d" combine="choice"><ref name="y"/></define><div><define name="e"><ref name="z"/></define></div></include>',
    "start = grammar { d = parent e }": '<start><grammar><define name="d"><parentRef name="e"/></define></grammar></start>',
}

WITH_NAMESPACES = {
    # Section 5.1: before a construct: attributes on it, elements in it.
    '[p:k="v"] start = x': '<start p:k="v"><ref name="x"/></start>',
    '[xml:lang="en"] d = x': '<define name="d" xml:lang="en"><ref name="x"/></define>',
    'd = [p:k="v" p:e []] x': '<define name="d"><ref name="x" p:k="v"><p:e/></ref></define>',
    'd = [p:k="v" ~ "w"] x*': '<define name="d"><zeroOrMore><ref name="x" p:k="vw"/></zeroOrMore></define>',
    'd = [p:k="v"] (x, y)': '<define name="d"><group p:k="v"><ref name="x"/><ref name="y"/></group></define>',
    'd = [p:k="v"] ([p:l="w"] x)': '<define name="d"><ref name="x" p:l="w" p:k="v"/></define>',
    'd = [p:k="v"] ([p:k="w"] x)': '<define name="d"><group p:k="v"><ref name="x" p:k="w"/></group></define>',
    "d = [p:e []] element f { x }": '<define name="d"><element><p:e/><name>f</name><ref name="x"/></element></define>',
    '[p:k="v"] include "u"': '<include href="u" p:k="v"/>',
    '[p:k="v"] div { }': '<div p:k="v"/>',
    'd = element [p:k="v"] e { x }': '<define name="d"><element><name p:k="v">e</name><ref name="x"/></element></define>',
    "d = element [p:e []] (e | f) { x }": '<define name="d"><element><choice><p:e/><name>e</name><name>f</name></choice><ref name="x"/></element></define>',
    "d = element * - [p:e []] f { x }": '<define name="d"><element><anyName><except><name>f</name><p:e/></except></anyName><ref name="x"/></element></define>',
    # Elements with nothing but text have their annotations behind them.
    'd = [p:k="v" p:e []] "a"': f'<define name="d">{TOKEN[:-1]} p:k="v">a</value><p:e/></define>',
    "d = element [p:e []] f { x }": '<define name="d"><element><name>f</name><p:e/><ref name="x"/></element></define>',
    'd = xsd:int { [p:e []] f = "1" }': f'<define name="d"><data type="int" datatypeLibrary="{XSD}"><param name="f">1</param><p:e/></data></define>',
    # In annotation elements: any names, texts and elements, no default namespace.
    'p:e [ k="v" p:k="w" "text" ~ "s" f [ "in" ] q:g [] "end" ] start = x': '<p:e k="v" p:k="w">texts<f xmlns="">in</f><q:g/>end</p:e><start><ref name="x"/></start>',
    'e [ text [ list="1" ] ] start = x': '<e xmlns=""><text list="1"/></e><start><ref name="x"/></start>',
    r"\start [] start = x": '<start xmlns=""/><start><ref name="x"/></start>',
    "p:e [ rng:text [] ] start = x": '<p:e><text/></p:e><start><ref name="x"/></start>',
    'include "u" { p:e [] }': '<include href="u"><p:e/></include>',
    "start = grammar { p:e [] }": "<start><grammar><p:e/></grammar></start>",
    # Section 5.2: documentation.
    "## one\nstart = x": '<start><a:documentation>one</a:documentation><ref name="x"/></start>',
    "##one\n  ###  two\n\t####\nstart = x": '<start><a:documentation>one\n two\n</a:documentation><ref name="x"/></start>',
    "## one\n\n## two\nstart = x": '<start><a:documentation>one</a:documentation><a:documentation>two</a:documentation><ref name="x"/></start>',
    "## one\n# no\n## two\nstart = x": '<start><a:documentation>one</a:documentation><a:documentation>two</a:documentation><ref name="x"/></start>',
    '## one\n[p:k="v" p:e []] start = x': '<start p:k="v"><a:documentation>one</a:documentation><p:e/><ref name="x"/></start>',
    "d = ## one\nx | ## two\ny": '<define name="d"><choice><ref name="x"><a:documentation>one</a:documentation></ref><ref name="y"><a:documentation>two</a:documentation></ref></choice></define>',
    'd = ## one\n"v"': f'<define name="d">{TOKEN}v</value><a:documentation>one</a:documentation></define>',
    "## \\x{3C}b> \\x{A} ##c\nstart = x": '<start><a:documentation>&lt;b&gt; \nc</a:documentation><ref name="x"/></start>',
    # Section 5.3: following annotations.
    "d = x >> p:e []": '<define name="d"><ref name="x"/><p:e/></define>',
    "d = x >> p:e [] >> f []* >> q:g [], y": '<define name="d"><group><zeroOrMore><ref name="x"/><p:e/><f xmlns=""/></zeroOrMore><q:g/><ref name="y"/></group></define>',
    'd = [p:k="v"] (x >> p:e [])': '<define name="d"><group p:k="v"><ref name="x"/><p:e/></group></define>',
    "d = (x >> p:e []) >> q:e []": '<define name="d"><ref name="x"/><p:e/><q:e/></define>',
    'd = token - "a" >> p:e []': f'<define name="d"><data type="token" datatypeLibrary=""><except>{TOKEN}a</value></except></data><p:e/></define>',
    "d = element e >> p:e [] | f { x }": '<define name="d"><element><choice><name>e</name><p:e/><name>f</name></choice><ref name="x"/></element></define>',
    "d = element * - e >> p:e [] { x }": '<define name="d"><element><anyName><except><name>e</name></except></anyName><p:e/><ref name="x"/></element></define>',
}
DECLARED = f'namespace p = "urn:p" namespace q = "urn:q" namespace rng = "{RNG}"\n'


@pytest.mark.parametrize(("schema", "xml"), PATTERNS.items())
def test_pattern(schema: str, xml: str) -> None:
    assert shape(read(schema)) == expected(xml)


@pytest.mark.parametrize(("schema", "xml"), GRAMMARS.items())
def test_grammar(schema: str, xml: str) -> None:
    assert shape(read(schema)) == expected(f"<grammar>{xml}</grammar>")
    assert shape(read(f"grammar {{ {schema} }}")) == expected(f"<grammar>{xml}</grammar>")


@pytest.mark.parametrize(("schema", "xml"), WITH_NAMESPACES.items())
def test_annotation(schema: str, xml: str) -> None:
    found = read(DECLARED + schema)
    assert shape(found) == expected(f"<grammar>{xml}</grammar>")
    assert shape(etree.fromstring(etree.tostring(found))) == shape(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert shape(read_compact("element né { text }".encode(encoding), "s.rnc")) == expected(
        "<element><name>né</name><text/></element>"
    )


def test_big_endian() -> None:
    assert read_compact(b"\xfe\xff" + "text".encode("utf-16-be"), "s.rnc").tag == f"{{{RNG}}}text"


def test_lines_are_those_of_the_compact_schema() -> None:
    schema = '# 1\r\nstart =\r  a?,\n  element e {\n    """4\n5""" | xsd:int {\n   x = "6" }\n  }\n## 8\na = b'
    lines = [(etree.QName(each).localname, each.sourceline) for each in read(schema).iter()]
    assert lines == [
        ("grammar", 2), ("start", 2), ("group", 3), ("optional", 3), ("ref", 3), ("element", 4), ("name", 4),
        ("choice", 5), ("value", 5), ("data", 6), ("param", 7), ("define", 10), ("documentation", 9), ("ref", 10),
    ]  # fmt: skip


def test_lines_beyond_what_lxml_counts() -> None:
    assert read("\n" * 70_000 + "text").sourceline == 65535


def test_declared_prefixes_are_in_scope() -> None:
    found = read('namespace p = "urn:p" default namespace q = "u v" namespace n = "" namespace i = inherit start = x')
    assert {key: value for key, value in found[0].nsmap.items() if key} == {"p": "urn:p", "q": "u v"}


def test_the_prefix_of_documentation_may_be_taken() -> None:
    found = read('namespace a = "urn:p" ## doc\nstart = element a:b { xsd:QName "a:c" }')
    assert found.nsmap["a"] == "urn:p"
    assert found[0][0].tag == f"{{{ANNOTATION}}}documentation"
    assert found.find(f".//{{{RNG}}}value").nsmap["a"] == "urn:p"  # type: ignore[union-attr]


@pytest.mark.parametrize("uri", ["http://example.org/é", "two words", "::", "a'b\"c\nd"])
def test_an_annotation_may_be_in_a_namespace_that_is_no_uri(uri: str) -> None:
    found = read(f'namespace n = """{uri}""" n:e [ n:k="v" n:f [] ] start = x')
    assert shape(found[0]) == (f"{{{uri}}}e", {f"{{{uri}}}k": "v"}, "", [((f"{{{uri}}}f", {}, "", []), "")])


DEEP = {
    "element e { " + "(" * 5000 + "text" + ")" * 5000 + " }": 3,
    "element " + "(" * 5000 + "e" + ")" * 5000 + " { text }": 3,
    "element e { " * 5000 + "text" + " }" * 5000: 10_001,
    "div { " * 5000 + "}" * 5000: 5001,
    "start = x >> " + "e [" * 5000 + "]" * 5000: 5003,
    "start = " + "token - (" * 5000 + '"v"' + ")" * 5000: 10_003,
}


@pytest.mark.parametrize(("schema", "elements"), DEEP.items(), ids=range(len(DEEP)))
def test_depth(schema: str, elements: int) -> None:
    assert sum(1 for _ in read(schema).iter()) == elements


def test_too_deep() -> None:
    assert len(read("(" * 10_000 + "text" + ")" * 10_000)) == 0
    found = error("(" * 10_001 + "text" + ")" * 10_001)
    assert (found.line, found.column, found.message) == (1, 10_001, "brackets are nested more than 10,000 deep")


# schema, line, column, message, and a part of the hint.
ERRORS: list[tuple[str | bytes, int, int, str, str]] = [
    # Characters and tokens.
    (b'element a {\r\n "\xc3\xa9\xff" }', 2, 4, "byte 0xFF is not UTF-8", "save the schema as UTF-8"),
    (b"\xfe\xff\x00", 1, 1, "byte 0x00 is not UTF-16, which its byte order mark announces", "UTF-8"),
    ("text".encode("utf-16-le"), 1, 2, "U+0000 is not a character of XML", "byte order mark"),
    ("text # \x07", 1, 8, "U+0007 is not a character of XML", "remove it"),
    ("\n\\x{0}", 2, 1, r"`\x{0}` is not a character of XML", "hexadecimal"),
    (r"# \x{D800}", 1, 3, r"`\x{D800}` is not a character of XML", "hexadecimal"),
    (r"\x{110000}", 1, 1, r"`\x{110000}` is not a character of XML", "hexadecimal"),
    (r"\x{" + "9" * 5000 + "}", 1, 1, r"`\x{99999999…}` is not a character of XML", "hexadecimal"),
    (r"element \x{text}", 1, 9, r"found `t` in the escape `\x{`, expected a digit", r"\x {"),
    (r"\x{}", 1, 1, r"found `}` in the escape `\x{}`, expected a digit", r"\x {"),
    (r"\x{4", 1, 1, r"found the end in the escape `\x{4`, expected a digit or `}`", r"\x {"),
    ("\\x{\n4}", 1, 1, r"found the end of the line in the escape `\x{`, expected a digit", r"\x {"),
    ('"a\nb"', 1, 1, 'the literal that " opens is not closed on its line', "three quotation marks"),
    ("x |\n '''b'", 2, 2, "the literal that ''' opens is never closed", ""),
    ("element 1a { text }", 1, 9, "`1` cannot begin a name", "quotation marks"),
    ("element p : a { text }", 1, 11, "`:` where no prefix ends", "no spaces"),
    ("a:b:c", 1, 4, "`:` where no prefix ends", "one colon"),
    (r"\ x", 1, 1, r"`\` must stand directly before a name", "keyword"),
    ("text;", 1, 5, "`;` has no meaning here", ""),
    (r"\x{41}\x{42} ;", 1, 14, "`;` has no meaning here", ""),
    (r"element \x{D}x { text }", 1, 9, "U+000D has no meaning here", ""),
    # Declarations.
    ('namespace xmlns = "u" x', 1, 11, "the prefix `xmlns` cannot be declared", "another prefix"),
    ('namespace xml = "u" x', 1, 11, "the prefix `xml` and the namespace http://www.w3.org/XML/1998/namespace belong to each other and to nothing else", "needs none"),
    ("namespace xml = inherit x", 1, 11, "the prefix `xml` and the namespace http://www.w3.org/XML/1998/namespace belong to each other and to nothing else", "needs none"),
    ('namespace p = "http://www.w3.org/XML/1998/namespace" x', 1, 11, "the prefix `xml` and the namespace http://www.w3.org/XML/1998/namespace belong to each other and to nothing else", "needs none"),
    ('namespace p = "u"\nnamespace p = "v" x', 2, 11, "the prefix `p` is declared already in line 1", "remove"),
    ('namespace p = "u"\ndefault namespace p = "v" x', 2, 19, "the prefix `p` is declared already in line 1", "remove"),
    ('default namespace = "u"\ndefault namespace p = "v" x', 2, 1, "a default namespace is declared already in line 1", "remove"),
    ('datatypes d = "u" datatypes d = "u" x', 1, 29, "the datatype prefix `d` is declared already in line 1", "remove"),
    ("default x", 1, 9, "found `x`, expected `namespace` after `default`", ""),
    ("namespace = 'u' x", 1, 11, "found `=`, expected the prefix of a namespace", ""),
    ("namespace p 'u' x", 1, 13, 'found the literal "u", expected `=`', ""),
    ("namespace p = u x", 1, 15, "found `u`, expected the namespace in quotation marks, or `inherit`", "quotation marks"),
    ("datatypes d = inherit x", 1, 15, "found the keyword `inherit`, expected the URI of the datatype library", ""),
    ('namespace p = "u" + "v" x', 1, 19, "found `+`, expected a pattern", "`~` joins literals"),
    ("namespace p = 'u' ~ x", 1, 21, "found `x`, expected a literal after `~`", ""),
    ("## doc\nnamespace p = 'u' x", 1, 1, "a documentation comment cannot stand before a declaration", "one `#`"),
    ("start = x namespace p = 'u'", 1, 11, "found the keyword `namespace`, expected a definition (`name = …`), `start`, `div` or `include`, or the end of the schema", ""),
    # Names.
    ("element p:e { x }", 1, 9, "the prefix `p` is not declared", 'namespace p = "…"'),
    ("element p:* { x }", 1, 9, "the prefix `p` is not declared", 'namespace p = "…"'),
    ("element xsd:e { x }", 1, 9, "the prefix `xsd` is not declared", "prefix of datatypes"),
    ("d:t", 1, 1, "the datatype prefix `d` is not declared", 'datatypes d = "…"'),
    (P + "p:t", 1, 23, "the datatype prefix `p` is not declared", "prefix of a namespace"),
    ('external "u" inherit = p', 1, 24, "the prefix `p` is not declared", "namespace p"),
    ("element { x }", 1, 9, "found `{`, expected a name, `*`, `p:*` or `(`", ""),
    ("element 'e' { x }", 1, 9, 'found the literal "e", expected a name, `*`, `p:*` or `(`', ""),
    ("element e, f { x }", 1, 10, "found `,`, expected `{` or `|` after the name of the element", ""),
    ("element (e f) { x }", 1, 12, "found `f`, expected `)` or `|`", ""),
    ("element e - f { x }", 1, 11, "a single name has no exceptions", "`*` or `p:*`"),
    ("element * - e | f { x }", 1, 11, "`-` beside other names needs parentheses", "in parentheses"),
    ("element f | * - e { x }", 1, 15, "`-` beside other names needs parentheses", "in parentheses"),
    # Patterns.
    ("element e { }", 1, 13, "found `}`, expected a pattern", "`empty`"),
    ("element e {\n  text\n", 3, 1, "found the end of the schema, expected `}` or an operator", ""),
    ("element e { text } }", 1, 20, "found `}`, expected the end of the schema, an operator or an occurrence", ""),
    ("element e { x y }", 1, 15, "found `y`, expected `}` or an operator", "is a `,`, `|` or `&` missing"),
    ("x, y | z", 1, 6, "`|` stands beside `,` of line 1", "parentheses"),
    ("x &\ny, z", 2, 2, "`,` stands beside `&` of line 1", "parentheses"),
    ("x,", 1, 3, "found the end of the schema, expected a pattern", ""),
    ("x*?", 1, 3, "`?` follows `*`: a pattern has one occurrence", "parentheses"),
    ("(x", 1, 3, "found the end of the schema, expected `)`", ""),
    ("list x", 1, 6, "found `x`, expected `{` after `list`", ""),
    ("parent text", 1, 8, "found the keyword `text`, expected the name of a definition in the outer grammar", r"`\text`"),
    ("x, start", 1, 4, "found the keyword `start`, expected a pattern", r"`\start`"),
    ("external u", 1, 10, "found `u`, expected the address of a schema in quotation marks", "quotation marks"),
    ("xsd:int { 'a' }", 1, 11, 'found the literal "a", expected the name of a parameter or `}`', ""),
    ("xsd:int { a 'b' }", 1, 13, 'found the literal "b", expected `=` after the parameter `a`', ""),
    ('xsd:int - "1" | x', 1, 9, "`-` beside other patterns needs parentheses", "in parentheses"),
    ('x | xsd:int - "1"', 1, 13, "`-` beside other patterns needs parentheses", "in parentheses"),
    ('xsd:int - "1" *', 1, 9, "`-` beside other patterns needs parentheses", "in parentheses"),
    ('xsd:int "2" - "1"', 1, 13, "`-` may only follow a datatype without a value", ""),
    ("x - y", 1, 3, "`-` may only follow a datatype without a value", "without spaces"),
    # Grammars.
    ("start x", 1, 7, "found `x`, expected `=`, `|=` or `&=` after `start`", ""),
    ("start = x y z", 1, 13, "found `z`, expected `=`, `|=` or `&=` after `y`", "missing before it"),
    ("element = x", 1, 1, "the keyword `element` cannot be the name of a definition", r"`\element`"),
    ("start = x\nlist |= x", 2, 1, "the keyword `list` cannot be the name of a definition", r"`\list`"),
    ("grammar { start = x", 1, 20, "found the end of the schema, expected a definition (`name = …`), `start`, `div` or `include`, or `}`", ""),
    ("div { start = x, }", 1, 18, "found `}`, expected a pattern", ""),
    ("div {} , start = x", 1, 8, "found `,`, expected a definition (`name = …`), `start`, `div` or `include`, or the end of the schema", "no separator"),
    ("include 'u' { include 'v' }", 1, 15, "`include` cannot stand in the braces of another `include`", ""),
    ("include 'u' { div { element } }", 1, 21, "found the keyword `element`, expected a definition (`name = …`), `start` or `div`, or `}`", ""),
    ("grammar { } d = x", 1, 13, "found `d`, expected the end of the schema, an operator or an occurrence", ""),
    # Annotations.
    ("[k='v'] x", 1, 2, "the attribute `k` of an annotation must have a prefix", "RELAX NG's own"),
    ("[p:k='v'] x", 1, 2, "the prefix `p` is not declared", "namespace p"),
    (P + "[p:k='v' p:k='w'] x", 1, 32, "the attribute `p:k` is already there", ""),
    ("namespace p='u' namespace q='u' [p:k='v' q:k='w'] x", 1, 42, "the attribute `q:k` is already there", ""),
    (P + "[e [] p:k='v'] x", 1, 29, "the attribute `p:k` must stand before the elements and texts of its annotation", ""),
    ("e [ 'a' k='v' ] start = x", 1, 9, "the attribute `k` must stand before the elements and texts of its annotation", ""),
    ("e [ xmlns='v' ] start = x", 1, 5, "namespaces are not declared in annotations", "prefix"),
    ("namespace n = '' e [ n:xmlns='v' ] start = x", 1, 22, "namespaces are not declared in annotations", "prefix"),
    ("namespace p = '' [p:k='v'] x", 1, 19, "the attribute `k` of an annotation must be in a namespace", ""),
    ("namespace p = 'http://www.w3.org/2000/xmlns' [p:k='v'] x", 1, 47, "namespaces are not declared in annotations", "prefix"),
    ("namespace p = inherit [p:k='v'] x", 1, 24, "the namespace of `p` is inherited, which is not enough for an annotation", ""),
    (f"namespace r = '{RNG}' r:e [] start = x", 1, 53, "an annotation cannot be in the namespace of RELAX NG itself", ""),
    ("namespace p = 'a}b' p:e [] start = x", 1, 21, "the namespace `a}b` of an annotation is no URI", "braces"),
    ("['v'] x", 1, 2, 'found the literal "v", expected an annotation or `]`', ""),
    ("e [ ~ ] start = x", 1, 5, "found `~`, expected an element, a literal or `]`", ""),
    ("start = x >> e", 1, 15, "found the end of the schema, expected `[` after the name of the annotation element `e`", ""),
    ("start = x >> 'e'", 1, 14, 'found the literal "e", expected an annotation element after `>>`', ""),
    ("element e { x } >> f []", 1, 20, "nothing can follow the pattern that is the whole schema", ""),
    ("start = x\n## doc", 2, 7, "found the end of the schema, expected what the annotation before it belongs to", "one `#`"),
    ("[] ## doc\nstart = x", 1, 4, "found a documentation comment (`##`), expected what the annotation belongs to", "before the `[`"),
    ("x ## doc\n| y", 1, 3, "found a documentation comment (`##`), expected the end of the schema, an operator or an occurrence", ""),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "line", "column", "message", "hint"), ERRORS)
def test_error(schema: str | bytes, line: int, column: int, message: str, hint: str) -> None:
    found = error(schema)
    assert (found.name, found.line, found.column, found.message) == ("s.rnc", line, column, message)
    assert hint in found.hint
    assert str(found) == f"s.rnc:{line}:{column}: {message}"


PIECES = st.sampled_from(
    [
        *sorted(KEYWORDS), "a", "b", "p:a", "p:*", "xsd:int", "\\a", '""', "'u'", '"""', "'''", "~", "=", "|=", "&=", ",",
        "|", "&", "*", "+", "?", "-", "(", ")", "{", "}", "[", "]", ">>", "#", "##", "\n", "\r", "\\x{41}", "\\x{",
        "\\x{0}", "\x00", "\ufffe", "é", ":", ";", "1", "\\", 'namespace p = "u"', "start = a", "element a {", "p:e [",
    ]
)  # fmt: skip


def outcome(data: bytes) -> etree._Element | CompactSyntaxError:
    try:
        return read_compact(data, "s.rnc")
    except CompactSyntaxError as wrong:
        return wrong


@settings(max_examples=400)
@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(max_size=60))
def test_whatever_is_written_is_read_or_an_error_in_its_place(schema: str) -> None:
    found = outcome(schema.encode())
    if isinstance(found, CompactSyntaxError):
        lines = schema.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        assert 1 <= found.line <= len(lines)
        assert 1 <= found.column <= len(lines[found.line - 1]) + 1
        assert found.message
    else:
        assert etree.QName(found).namespace == RNG
        assert shape(etree.fromstring(etree.tostring(found))) == shape(found)


@given(st.binary(max_size=60))
def test_whatever_bytes_are_read_or_an_error(data: bytes) -> None:
    found = outcome(data)
    assert not isinstance(found, CompactSyntaxError) or (found.line >= 1 and found.column >= 1)


def jing(folder: Path, schema: Path, documents: list[str]) -> list[bool]:
    """What Jing says of each document."""
    names = [f"{number}.xml" for number in range(len(documents))]
    for name, document in zip(names, documents, strict=True):
        (folder / name).write_text(document, encoding="utf-8")
    option = ["-c"] if schema.suffix == ".rnc" else []
    command = [peer("jing"), *option, schema.name, *names]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert schema.name not in done.stdout
    return [f"{name}:" not in done.stdout for name in names]


JUDGED = [
    (
        "element e { attribute a { xsd:int - \"3\" }?, (element f { text }* & element g { list { token, 'b'+ } }) }",
        ["<e/>", '<e a="3"/>', '<e a="4"/>', "<e><g>a b b</g><f/></e>", "<e><g>a c</g></e>", "<e><f/><g>b b</g><f/></e>"],
        [False, False, False, True, False, True],
    ),
    (
        'default namespace = "urn:p" namespace q = "urn:q" namespace n = ""\n'
        "start = element e | q:e | n:e { attribute * - (q:* | n) { text }*, any* }\n"
        "any = element q:* - q:x { any* } | mixed { element * - (q:* | e) { empty }? }",
        ['<e xmlns="urn:p"/>', "<e/>", '<f xmlns="urn:p"/>', '<e n=""/>', '<e m=""/>', '<e xmlns:q="urn:q" q:m=""/>', '<e><y xmlns="urn:q"><x/></y></e>', '<e>a<x xmlns="urn:p"/></e>'],
        [True, True, False, False, True, False, False, True],
    ),
    (
        'namespace p = "urn:p" default namespace = "urn:d"\nelement e { xsd:QName "p:v" | xsd:QName "w" }',
        ['<e xmlns="urn:d" xmlns:q="urn:p">q:v</e>', '<e xmlns="urn:d">w</e>', '<d:e xmlns:d="urn:d">w</d:e>', '<e xmlns="urn:d">p:v</e>'],
        [True, True, False, False],
    ),
    (
        'namespace i = inherit\ne = notAllowed start = e\ndiv { e |= element i:e { string "a\\x{A}b" | xsd:token { maxLength = "2" } } }\n'
        "start |= grammar { start = parent e | element f { parent g } } g = text",
        ["<e>a\nb</e>", "<e>a \nb</e>", "<e> ab </e>", "<f>t</f>", "<g/>"],
        [True, False, True, True, False],
    ),
    (
        'namespace p = "urn:p"\n## doc\n[p:k = "v"]\nstart =\n  ## doc\n  element e >> f [ "text" ] | [ p:e [] ] g { [ p:h [ i [] ] ] "a" >> p:l [] | (x >> j []) }\np:m [ n [] ] x = empty',
        ["<e>a</e>", "<g/>", "<g>b</g>", "<f/>"],
        [True, True, False, False],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("schema", "documents", "verdicts"), JUDGED)
def test_jing_judges_alike_by_both_syntaxes(
    schema: str, documents: list[str], verdicts: list[bool], tmp_path: Path
) -> None:
    compact, translated = tmp_path / "s.rnc", tmp_path / "s.rng"
    compact.write_text(schema, encoding="utf-8")
    translated.write_bytes(etree.tostring(read(schema)))
    assert jing(tmp_path, compact, documents) == verdicts
    assert jing(tmp_path, translated, documents) == verdicts


# What Jing says of a schema that it cannot read; all else it says is of schemas that it read, but cannot use.
UNREADABLE = re.compile(
    "syntax error|prefix|parentheses required|annotation|multiple attributes|not allowed$|hex digit|escape|too big|less than"
)
# Jing is lenient with prefixes that are declared twice (section 4 forbids it), bytes that are not UTF-8, and
# namespaces that are no URIs; and it is strict with a grammar that has no content at all.
LENIENT = re.compile("declared already|is not UTF-8|is no URI|not declared in annotations")


def test_jing_reads_and_rejects_the_same_schemas(tmp_path: Path) -> None:
    """One schema refers to all others, because Jing starts slowly; it reports errors file by file."""
    right: list[str | bytes] = [*PATTERNS, *filter(None, GRAMMARS), *(DECLARED + schema for schema in WITH_NAMESPACES)]
    wrong = [schema for schema, _, _, message, _ in ERRORS if not LENIENT.search(message)]
    schemas = {f"{number}.rnc": schema for number, schema in enumerate([*right, *wrong])}
    for name, schema in schemas.items():
        (tmp_path / name).write_bytes(schema if isinstance(schema, bytes) else schema.encode())
    for name in ("u", "u.rng"):
        (tmp_path / name).write_text("element u { empty }")
    every = tmp_path / "every.rnc"
    every.write_text(" | ".join(f'external "{name}"' for name in schemas))
    done = subprocess.run([peer("jing"), "-c", str(every), str(every)], capture_output=True, check=False)
    said = re.findall(r"(\d+\.rnc):\d+:\d+: error: (.*)", done.stdout.decode())
    rejected = {name for name, message in said if UNREADABLE.search(message)}
    assert [schemas[name] for name in schemas if name in rejected] == wrong

"""What editors are told: the words of messages and hints, on a schema small enough to see why."""

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwedition.check.relaxng import Schema
from kwedition.check.relaxng.sources import Memory

_SCHEMA = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
<start><element name="letter">
  <element name="head"><ref name="line"/></element>
  <optional><element name="place"><ref name="line"/></element></optional>
  <element name="date"><ref name="dated"/><text/></element>
  <element name="lb"><ref name="global"/><optional><attribute name="break"><choice><value>yes</value><value>no</value></choice></attribute></optional></element>
  <element name="language"><attribute name="ident"><choice><data type="language"/><value/></choice></attribute></element>
  <optional><element name="verse"><oneOrMore><element name="l"><ref name="line"/></element></oneOrMore></element></optional>
  <optional><element name="table"><oneOrMore><element name="row"><oneOrMore><element name="cell"><attribute name="cols"><data type="positiveInteger"/></attribute><text/></element></oneOrMore></element></oneOrMore></element></optional>
  <zeroOrMore><element name="p"><ref name="line"/></element><optional><element name="note"><ref name="line"/></element></optional></zeroOrMore>
  <optional><element name="sign"><ref name="line"/></element></optional>
</element></start>
<define name="line"><ref name="global"/><optional><attribute name="ref"><list><oneOrMore>
  <data type="anyURI"><param name="pattern">\\S+</param></data></oneOrMore></list></attribute></optional><text/></define>
<define name="dated"><optional><attribute name="when"><data type="date"/></attribute></optional></define>
<define name="global"><optional><attribute name="xml:id"><data type="ID"/></attribute></optional></define>
</grammar>"""
_BEGIN = "<letter><head/><date/><lb/><language ident=''/>"


@pytest.fixture(scope="module")
def schema() -> Schema:
    return Schema.from_path(Path("/schema.rng"), Memory({"schema.rng": _SCHEMA.encode()}))


@pytest.mark.parametrize(
    ("document", "message", "hint"),
    [
        # A list of references is not a list of any words, and the reason is said.
        (f"{_BEGIN}<p ref='#a #b#'/></letter>",
         "`ref` of `p` may not be '#a #b#'; it should be references (URIs) with spaces between them",
         "there is more than one #"),
        # HTML's names for the same things; what may stand there when a name resembles nothing.
        (f"{_BEGIN}<table><tr><td>x</td></tr></table></letter>",
         "there is no element `tr` in the schema", "for this the schema has `row`"),
        (f"{_BEGIN}<table><zzz/></table></letter>",
         "there is no element `zzz` in the schema", "here may stand `row`"),
        # Bare words and the missing cell that should hold them are one mistake.
        (f"{_BEGIN}<table><row>words</row></table></letter>",
         "text may not stand directly in `row`: 'words'", "put it into `cell`"),
        (f"{_BEGIN}<table><row><cell cols='1'/><p/></row></table></letter>",
         "`p` may not stand in `row`", "it may stand in `letter`: move it out of `table`"),
        (f"{_BEGIN}<table><cell cols='1'/></table></letter>",
         "`cell` may not stand in `table`", "it may stand in `row`; here, wrap it in `row`"),
        (f"{_BEGIN}<table><row><cell cols='IV'/></row></table></letter>",
         "`cols` of `cell` may not be 'IV'; it should be a whole number above 0", "did you mean '4'?"),
        (f"{_BEGIN}<p ref='x' href='y'/></letter>",
         "`p` may not have the attribute `href` (here 'y')", "`p` may have `xml:id`"),
        (f"{_BEGIN}</letter>".replace("ident=''", "ident='German language'"),
         "`ident` of `language` may not be 'German language'; it should be a language tag such as en or zh-Latn or empty",
         "did you mean 'de'?"),
        # What looks like a space is none: nobody would see why.
        (f"{_BEGIN}<p ref='#a\u00a0#b'/></letter>",
         "`ref` of `p` may not be '#a #b'; it should be references (URIs) with spaces between them",
         "it contains a no-break space (U+00A0): did you mean '#a #b'?"),
        ("<letter><head/><date/><lb/><language/></letter>",
         "`language` lacks the attribute `ident`",
         "`ident` is a language tag such as en or zh-Latn or empty"),
        (f"{_BEGIN}</letter>".replace("<lb/>", "<lb break='x'/>"),
         "`break` of `lb` may not be 'x'; it should be `yes` or `no`", ""),
        # Its own attribute, not one that every element has.
        (f"{_BEGIN}</letter>".replace("<lb/>", "<lb>words</lb>"),
         "text may not stand directly in `lb`: 'words'",
         "`lb` must be empty; what it says stands in its attributes, such as `break`"),
        (f"{_BEGIN}</letter>".replace("<lb/>", "<lb rend='x'/>"),
         "`lb` may not have the attribute `rend` (here 'x')", "`lb` may have `break` or `xml:id`"),
        # What must come first does not name the element itself.
        ("<letter><head/><lb/><date/><language ident=''/></letter>",
         "`lb` may not stand here in `letter`", "`date` must come first"),
        # There may be a second p, but not here; there may be no second date.
        (f"{_BEGIN}<p/><sign/><p/></letter>",
         "`p` may not stand here in `letter`", "it is allowed earlier: move it before `sign`"),
        ("<letter><head/><date/><date/><lb/><language ident=''/></letter>",
         "`date` may not stand here in `letter`", "there is one already, and `letter` may have no second one"),
        (f"{_BEGIN}</letter>".replace("<date/>", "<date when='n.d.'/>"),
         "`when` of `date` is 'n.d.', which is not of the form YYYY-MM-DD",
         "when the date is not known, leave the attribute out"),
        (f"{_BEGIN}</letter>".replace("<head/>", "<head xmlns='urn:x'/>"),
         "`head` is in the namespace 'urn:x', where the schema does not know it",
         "`head` belongs in no namespace: remove its prefix or xmlns"),
    ],
)  # fmt: skip
def test_words(schema: Schema, document: str, message: str, hint: str) -> None:
    (finding,) = schema.validate(document.encode())
    assert (finding.message, finding.hint) == (message, hint)


def test_what_may_stand_is_said_by_the_document_itself() -> None:
    """Not by one that was judged before: which process judges what is a matter of chance."""
    rng = """<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="a"><zeroOrMore><choice>
      <element name="one"><empty/></element><element name="two"><empty/></element></choice></zeroOrMore></element>
      </start></grammar>"""
    schema = Schema.from_path(Path("/two.rng"), Memory({"two.rng": rng.encode()}))
    hints = [schema.validate(text.encode())[0].hint for text in ("<a><zzz/><one/></a>", "<a><zzz/><two/></a>")]
    assert hints == ["here may stand `one` or `two`", "here may stand `two` or `one`"]


def test_wrong_attributes_are_told_as_often_as_they_occur(schema: Schema) -> None:
    wrong = "<p ref='#a #b#' href='y'/>"
    found = schema.validate(
        f"{_BEGIN}{wrong}\n{wrong}<table><row><cell cols='1'>{wrong}</cell></row></table></letter>".encode()
    )
    told = [(each.line, each.column, each.message) for each in found if each.rule.startswith("rng-attribute")]
    assert [place[2] for place in told[:2]] == [place[2] for place in told[2:4]]
    assert [place[:2] for place in told[:4]] == [(1, len(_BEGIN) + 1)] * 2 + [(2, 1)] * 2


@pytest.mark.parametrize(
    "value",
    [
        "",
        " ",
        "iv",
        "\u0130v",
        "\u0131v",
        "two",
        "1,5",
        "\u0661",
        "2nd",
        "-",
        "24:99",
        "1950/",
        "\u00a0",
        "%",
        "[",
        "a b",
    ],
)
def test_any_value_has_words(schema: Schema, value: str) -> None:
    documents = (
        f"{_BEGIN}<table><row><cell cols='{value}'/></row></table></letter>",
        f"{_BEGIN}<p ref='{value}' xml:id='{value}'/></letter>",
        f"{_BEGIN}</letter>".replace("<date/>", f"<date when='{value}'/>").replace("ident=''", f"ident='{value}'"),
    )
    for document in documents:
        for finding in schema.validate(document.encode()):
            assert finding.message


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff<&'"),
        max_size=12,
    )
)
def test_no_value_is_too_strange(value: str) -> None:
    attributes = " ".join(f"{name}='{value}'" for name in _TYPES)
    for finding in _every().validate(f"<a {attributes}/>".encode()):
        assert finding.message


@cache
def _every() -> Schema:
    return Schema.from_path(Path("/schema.rng"), Memory({"schema.rng": _EVERY.encode()}))


_TYPES = (
    "date",
    "time",
    "dateTime",
    "gYear",
    "double",
    "decimal",
    "integer",
    "boolean",
    "language",
    "NCName",
    "anyURI",
    "duration",
    "hexBinary",
    "NMTOKEN",
)
_EVERY = (
    '<element name="a" xmlns="http://relaxng.org/ns/structure/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
    + "".join(f'<attribute name="{name}"><data type="{name}"/></attribute>' for name in _TYPES)
    + "<empty/></element>"
)


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        (r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|ch|rem|vw|vh|vmin|vmax)", "8530", "a length with its unit, such as 12px, 5cm or 50%"),
        (r"[\-+]?\d+(\.\d+)?(%|cm|mm|in|pt|pc|px|em|ex|gd)", "8530", "a length with its unit, such as 12px, 5cm or 50%"),
        (r"(-?[0-9]+(\.[0-9]+)?,-?[0-9]+(\.[0-9]+)?)", "10;25", "two numbers with a comma between them, such as 10,25.5"),
        (r"[\d]+(\.[\d]+){0,2}", "one", "a version such as 1.2"),
        (r"[\d]+[a-z]*[\d]*(\.[\d]+[a-z]*[\d]*){0,3}", "one", "a version such as 4.9.0 or 2a"),
        # A form of somebody's own is said as it is written.
        ("[a-c]+", "x", "text of the form [a-c]+"),
    ],
)  # fmt: skip
def test_the_forms_that_tei_gives_to_values_are_said_in_words(pattern: str, value: str, expected: str) -> None:
    grammar = (
        '<element name="graphic" xmlns="http://relaxng.org/ns/structure/1.0" '
        'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><attribute name="width"><data type="token">'
        f'<param name="pattern">{pattern}</param></data></attribute></element>'
    )
    schema = Schema.from_path(Path("/schema.rng"), Memory({"schema.rng": grammar.encode()}))
    (finding,) = schema.validate(f'<graphic width="{value}"/>'.encode())
    assert finding.message == f"`width` of `graphic` may not be '{value}'; it should be {expected}"


_TEXTS = """
<grammar xmlns="http://relaxng.org/ns/structure/1.0">
<start><element name="body"><optional><ref name="head"/></optional><zeroOrMore><choice><ref name="div"/><ref name="note"/></choice></zeroOrMore></element></start>
<define name="div"><element name="div"><optional><ref name="head"/></optional><zeroOrMore><choice><ref name="p"/><ref name="note"/></choice></zeroOrMore></element></define>
<define name="head"><element name="head"><text/></element></define>
<define name="note"><element name="note"><text/></element></define>
<define name="p"><element name="p"><zeroOrMore><choice><text/><element name="hi"><text/></element><element name="idno"><ref name="string"/></element></choice></zeroOrMore></element></define>
<define name="string"><zeroOrMore><choice><text/><element name="string"><text/></element></choice></zeroOrMore></define>
</grammar>"""


@pytest.mark.parametrize(
    ("document", "hint"),
    [
        # A paragraph, though it needs a division round it; a heading or a note holds text, too, and is no place for it.
        ("<body>words</body>", "put it into `p` in `div`"),
        ("<body><div>words</div></body>", "put it into `p`"),
        # What HTML calls so, before what it resembles and what may not stand here.
        ("<body><div><p><strong>x</strong></p></div></body>", "for this the schema has `hi`"),
        (
            "<body><div><p><strng>x</strng></p></div></body>",
            "did you mean `string`? (which may not stand in `p`, either)",
        ),
    ],
)
def test_what_is_proposed_for_text_and_for_names_of_html(document: str, hint: str) -> None:
    schema = Schema.from_path(Path("/texts.rng"), Memory({"texts.rng": _TEXTS.encode()}))
    assert [finding.hint for finding in schema.validate(document.encode())] == [hint]

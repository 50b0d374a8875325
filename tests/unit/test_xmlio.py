"""Reading files: what is refused, where, and in which words."""

from pathlib import Path

import pytest

from kwedition import xinclude, xmlio
from kwedition.errors import KweditionError
from kwedition.places import Places
from kwedition.xmlio import Unreadable

TEI = "http://www.tei-c.org/ns/1.0"


@pytest.mark.parametrize(
    ("data", "rule", "place", "said"),
    [
        (b"", "xml-empty", (1, 1), "the file is empty"),
        (b"  \n", "xml-empty", (1, 1), "the file is empty"),
        (b"<a>\n<b></a>", "xml-not-well-formed", (2, 4), "`</a>` stands where `<b>` of line 2 is still open"),
        (b"<a>\n  &nbsp;</a>", "xml-not-well-formed", (2, 9), "nbsp"),
        ("<a>\n ä".encode() + b"\xe4</a>", "xml-encoding", (2, 3), "byte 0xE4 is not UTF-8"),
    ],
)
def test_what_cannot_be_read_says_where_and_why(data: bytes, rule: str, place: tuple[int, int], said: str) -> None:
    with pytest.raises(Unreadable) as error:
        xmlio.parse(data, "x.xml")
    finding = error.value.finding
    assert (finding.rule, (finding.line, finding.column)) == (rule, place)
    assert said in finding.message
    assert finding.hint


@pytest.mark.parametrize(
    ("data", "said", "hint"),
    [
        (
            "<a>1&nbsp;m</a>",
            "what &nbsp; is",
            'write &#160;, or declare it at the head of the file: <!DOCTYPE TEI [<!ENTITY nbsp "&#160;">',
        ),
        ("<a>&eacute;</a>", "what &eacute; is", "write the character itself, é, or &#233;"),
        ("<a>&fjlig;</a>", "what &fjlig; is", "&#102;&#106;"),
        (
            "<a>&anna;</a>",
            "what &anna; is",
            'write the character itself, or declare it at the head of the file: <!DOCTYPE TEI [<!ENTITY anna "…">',
        ),
        ("<a>Müller & Söhne</a>", "`&` begins the name of a character", "&amp;"),
        ("<a>Müller &amp Söhne</a>", "ends with `;`", "&amp;"),
        ("<a>1 < 2</a>", "`<` begins a tag", "&lt;"),
        ("<a><b ref=x/></a>", "the value of ref stands in no straight quotation marks", 'write ref="x"'),
        ("<a><b ref=“#karl”/></a>", "no straight quotation marks", 'write ref="#karl"'),
        ('<a><b ref="x>y</b></a>', "a tag begins within the value", "quotation mark is missing"),
        ('<a><b ref="x"n="y"/></a>', "neither a space nor the end of the tag", "space between two attributes"),
        ('<a><b ref="x" ref="y"/></a>', "the attribute ref twice", "leave one of them out"),
        ("<a><b ref/></a>", "the attribute ref has no value", 'ref="…"'),
        ("<a><b <c/></b></a>", "no attribute", "`>` is missing"),
        ("<a><b></ b></a>", "does not end", "no space after the slash"),
        ("<a><b>", "`<b>` of line 1 is still open", "</b>"),
        ("<a/><b/>", "after the end of the root", "into the root"),
        ("<a><x:b/></a>", "the prefix `x:`", "xmlns:x"),
        ("<a><!-- a -- b --></a>", "two hyphens", "dash"),
        ("<a><!-- a</a>", "a comment does not end", "-->"),
        ("<a>\x0b</a>", "no such control character", "delete"),
        ("<a>&#xZ;</a>", "`&#` begins the number", "character itself"),
        ('\n<?xml version="1.0"?><a/>', "something stands before `<?xml", "begins the file"),
        ("Letter\n<a/>", "does not begin with a tag", "before the root"),
    ],
)
def test_slips_of_the_hand_are_told_with_what_to_write(data: str, said: str, hint: str) -> None:
    with pytest.raises(Unreadable) as error:
        xmlio.parse(data.encode(), "x.xml")
    finding = error.value.finding
    assert said in finding.message
    assert hint in finding.hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<html/>", "the root is `html`"),
        ("<TEI/>", "in no namespace"),
        ('<TEI xmlns="http://www.tei-c.org/ns/1"/>', "namespace 'http://www.tei-c.org/ns/1'"),
        ("<TEI.2/>", "this is TEI P4, and P5 is wanted"),
    ],
)
def test_what_is_not_tei_says_what_it_is(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "x.xml"
    path.write_text(f"<!-- one -->\n {text}")
    with pytest.raises(Unreadable) as error:
        xmlio.read_tei(path)
    finding = error.value.finding
    assert finding.rule == "xml-not-tei"
    assert (finding.line, finding.column) == (2, 2)
    assert said in finding.message


def test_a_missing_file_is_a_finding(tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as error:
        xmlio.read(tmp_path / "none.xml")
    assert error.value.finding.rule == "file-unreadable"


def test_a_declared_encoding_is_read() -> None:
    source = xmlio.parse('<?xml version="1.0" encoding="ISO-8859-1"?><a>ä</a>'.encode("latin-1"), "x.xml")
    assert source.root.text == "ä"


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    text = f'<!DOCTYPE a [<!ENTITY e SYSTEM "{secret.as_uri()}">]><a>&e;</a>'
    source = xmlio.parse(text.encode(), "x.xml")
    assert "SECRET" not in source.text()
    # An inclusion stands in its place, and that leads nowhere outside.
    expanded = xinclude.expand(source, tmp_path / "folder" / "x.xml")
    assert expanded is not None
    assert "".join(expanded.root.itertext()) == ""
    assert [reason for _include, reason in expanded.unresolved] == [
        f"'{secret.as_uri()}' is outside the edition's folder"
    ]


def test_internal_entities_are_resolved_and_bounded() -> None:
    assert xmlio.parse(b'<!DOCTYPE a [<!ENTITY e "word">]><a>&e;</a>', "x.xml").text() == "<a>word</a>"
    bomb = b"".join(b'<!ENTITY e%d "%s">' % (n, b"&e%d;" % (n - 1) * 10) for n in range(1, 12))
    with pytest.raises(Unreadable):
        xmlio.parse(b'<!DOCTYPE a [<!ENTITY e0 "' + b"x" * 100 + b'">' + bomb + b"]><a>&e11;</a>", "x.xml")


def test_an_id_used_twice_is_no_syntax_error() -> None:
    assert len(xmlio.parse(b'<a><b xml:id="x"/><b xml:id="x"/></a>', "x.xml").root) == 2


def test_places_are_exact() -> None:
    lines = ["<a>", "  ä<b/>", "<c", '  d="e"', "/><!-- <f/> --><g>", "<b/></g>", "</a>"]
    source = xmlio.parse("\n".join(lines).encode(), "x.xml")
    places = Places(source)
    found = {str(element.tag): places.of(element) for element in source.root.iter("*")}
    assert found == {"a": (1, 1), "b": (6, 1), "c": (3, 1), "g": (5, 16)}
    assert places.of(source.root[0]) == (2, 4)


def test_paths_lead_back_to_their_element() -> None:
    source = xmlio.parse(f'<TEI xmlns="{TEI}"><p/><p><hi/>x<hi rend="y"/></p></TEI>'.encode(), "x.xml")
    for element in source.root.iter("*"):
        assert xmlio.find(source, xmlio.path_of(element)) is element
    assert xmlio.find(source, f"/Q{{{TEI}}}TEI[1]/Q{{{TEI}}}p[2]/@rend") is source.root[1]


@pytest.mark.parametrize(
    "named", ['SYSTEM "http://127.0.0.1:9/tei.dtd"', "PUBLIC '-//TEI//DTD' 'https://127.0.0.1:9/tei.dtd'"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_dtd_on_the_network_is_passed_over(named: str, encoding: str) -> None:
    text = f'<!-- <!DOCTYPE x SYSTEM "y"> -->\n<!DOCTYPE a {named} [<!ENTITY e "word">]><a>&e;<b/></a>'
    source = xmlio.parse(text.encode(encoding), "x.xml")
    assert source.text() == "<a>word<b/></a>"
    assert source.data == text.encode(encoding)
    # It stands where it stood.
    assert Places(source).of(source.root[0]) == (2, text.split("\n")[1].index("<b/>") + 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "windows-1252", "big5", "shift_jis", "koi8-r"])
def test_columns_are_known_in_any_encoding(encoding: str) -> None:
    words = {"big5": "中文", "shift_jis": "日本表", "koi8-r": "Привет"}.get(encoding, "éü")
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n<a>{words}<b/></a>'
    source = xmlio.parse(text.encode(encoding), "x.xml")
    assert Places(source).of(source.root[0]) == (2, 4 + len(words))


HEADS = (
    '<TEI xmlns="u" xml:id="a">', "<TEI\n xml:id = 'a-1.b'\t>", '<TEI xmlns="u"/>', '<TEI n="&#x20; xml:id=&quot;b" xml:id="a">',
    "<TEI n=' xml:id=\"b\" '>", '<TEI xml:id="a&amp;b">', '<TEI xml:id=" a ">', '<TEI xml:id="">', '<TEI xml:id="\u00e4">',
    '<t:TEI xmlns:t="u" xml:id="a" >', '<!DOCTYPE TEI [<!ATTLIST TEI xml:id CDATA "d">]><TEI>', "<!-- <TEI xml:id='b'> --><TEI>",
    "<!-- - --><?p <TEI xml:id='b'>?>\n<TEI xml:id='a'>", "<!-- -- --><TEI xml:id='a'>", " <?xml version='1.0'?><TEI xml:id='a'>",
    "<?xml version='1.0' encoding='UTF-8'?><TEI xml:id='a'>", "<TEI xml:id='a' xml:id='b'>", "<TEI xml:id='a' n=<>", "<TEI xml:id=a>",
    "", "text", f"<!-- {'x' * 9000} --><TEI xml:id='a'>",
)  # fmt: skip


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_the_id_of_a_root_is_what_a_parser_says(tmp_path: Path, head: str, encoding: str) -> None:
    file = tmp_path / "a.xml"
    file.write_bytes(f"{head}<p xml:id='p'/></TEI>".encode(encoding))
    root = xmlio._root(file)
    # What cannot be parsed is no document, whatever it is called.
    assert root is None or xmlio.root_id(file) == (root.get(xmlio.XML_ID) or None)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("<TEI><p/></TEI>", True),
        ("<TEI><p kw-at='L1'/></TEI>", False),
        ("<TEI>kw-</TEI>", False),
        ("<!DOCTYPE TEI [<!ENTITY e \"<p &#x6b;w-at='1'/>\">]><TEI>&e;</TEI>", False),
    ],
)
def test_nobody_says_what_only_we_say(text: str, sure: bool) -> None:
    assert xmlio.is_unmarked(xmlio.parse(text.encode(), "a.xml").root) == sure
    assert not xmlio.is_unmarked(xmlio.parse(text.encode("utf-16"), "a.xml").root)
    assert not xmlio.is_unmarked(xmlio.parse_own("<TEI/>"))


@pytest.mark.parametrize(
    ("declared", "said"),
    [
        ('<!ENTITY a "&b;"><!ENTITY b "&a;">', "hold each other"),
        (f'<!ENTITY b "{"long " * 20000}"><!ENTITY a "{"&b;" * 100}">', "would make too much text"),
    ],
)
def test_entities_that_are_too_much_are_named_so(declared: str, said: str) -> None:
    with pytest.raises(Unreadable, match=f"the entities of this file {said}"):
        xmlio.parse(f"<!DOCTYPE a [{declared}]><a>&a;</a>".encode(), "x.xml")


def test_pages_that_are_deeper_than_their_document_stop_with_a_reason() -> None:
    with pytest.raises(KweditionError, match="nested so deep"):
        xmlio.parse_own("<a>" * 3000 + "</a>" * 3000)


@pytest.mark.parametrize(
    ("head", "text", "read"),
    [
        ('<!DOCTYPE a SYSTEM "tei.dtd">', "caf&eacute; &mdash;", "café —"),
        ('<!DOCTYPE a PUBLIC "-//X//Y" "http://example.org/tei.dtd">', "caf&eacute;", "café"),
        ('<!DOCTYPE a\n  SYSTEM "tei.dtd"\n [<!ENTITY eacute "E">\n]>', "caf&eacute; &nbsp;x", "cafE \xa0x"),
        ('<!DOCTYPE a [<!ENTITY % iso SYSTEM "iso.ent">\n%iso;\n<!ENTITY own "mine">]>', "&own; &agrave;", "mine à"),
        # A list within the document, which holds another.
        (
            "<!DOCTYPE a [<!ENTITY % in '<!ENTITY x &#34;X&#34;>'> <!ENTITY % out \"&#37;in; <!ENTITY y 'Y'>\">\n%in;%out;]>",
            "&x;&y;",
            "XY",
        ),
        # Of two lists of one name the first holds; comments and instructions call nothing.
        (
            "<!DOCTYPE a [<!ENTITY % in '<!ENTITY x \"1\">'><!ENTITY % in '<!ENTITY x \"2\">'><!-- %no; ]> --><?x %no;?>%in;]>",
            "&x;",
            "1",
        ),
        # What the encoding of the document does not have, stays as it is written.
        (
            "<?xml version='1.0' encoding='ISO-8859-1'?><!DOCTYPE a [<!ENTITY % in '<!ENTITY x &#34;&#8212;&#34;>'>"
            "<!ENTITY y '&#8212;'>%in;%no;]>",
            "&x;&y;&mdash;",
            "———",
        ),
        ('<!DOCTYPE a SYSTEM "tei.dtd">', "&LT;b&GT; &AMP;amp;", "<b> &amp;"),
    ],
)
def test_lists_of_entities_are_read_within_a_file_and_the_usual_names_known_without(
    head: str, text: str, read: str
) -> None:
    source = xmlio.parse(f"{head}\n<a>{text}\n<b/></a>".encode(), "x.xml")
    assert "".join(source.root.itertext()).strip() == read
    # No line moves.
    (element,) = source.root
    assert element.sourceline == head.count("\n") + 3
    assert Places(source).of(element) == (head.count("\n") + 3, 1)


@pytest.mark.parametrize(
    ("data", "said", "hint"),
    [
        (
            '<!DOCTYPE a SYSTEM "x.dtd"><a>&house;</a>',
            "does not say what &house; is",
            "a list of entities outside the file is not read",
        ),
        ('<!DOCTYPE a [<!ENTITY ch SYSTEM "ch1.xml">]><a b="&ch;"/>', "stands for the file ch1.xml", "write its text"),
        ("<!DOCTYPE a [<!ENTITY x '1'>]><a>&eacute;</a>", "does not say what &eacute; is", "é"),
        (
            "<!DOCTYPE a [<!ENTITY % a '&#37;b;'><!ENTITY % b '&#37;a;'>%a;]><a/>",
            "hold each other",
            "one by one",
        ),
    ],
)
def test_what_an_entity_is_that_nothing_says_is_told(data: str, said: str, hint: str) -> None:
    with pytest.raises(Unreadable) as error:
        xmlio.parse(data.encode(), "x.xml")
    assert said in error.value.finding.message
    assert hint in error.value.finding.hint


def test_nothing_is_assumed_of_a_name_that_nobody_reads() -> None:
    unread = "<!-- &eacute; --><![CDATA[&mdash;]]><?x &nbsp;?>"
    assert xmlio.assumed_of(f'<!DOCTYPE a SYSTEM "x.dtd"><a>{unread}&agrave;</a>'.encode()) == {"agrave": "à"}


def test_lists_of_entities_may_not_make_much_of_little() -> None:
    lists = "".join(f"<!ENTITY % l{n} '" + f"&#37;l{n - 1};" * 10 + "'>" for n in range(1, 8))
    data = f"<!DOCTYPE a [<!ENTITY % l0 '<!-- {'x' * 100} -->'>{lists}%l7;]><a/>"
    with pytest.raises(Unreadable) as error:
        xmlio.parse(data.encode(), "x.xml")
    assert "much too much" in error.value.finding.message


def test_a_link_that_leads_nowhere_is_not_said_to_mean_itself(tmp_path: Path) -> None:
    (tmp_path / "a.xml").symlink_to("gone.xml")
    with pytest.raises(Unreadable) as error:
        xmlio.read(tmp_path / "a.xml")
    assert error.value.finding.hint == "check that the file exists and that you may read it"

"""A TEI file as it is written: what the source view shows of it, sign by sign, and the places of its elements."""

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kwedition import xmlio
from kwedition.build import highlight, sourcetext
from kwedition.build.sourcetext import Piece

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>'


def coloured(text: str, unknown: tuple[int, ...] = ()) -> str:
    return highlight.code(text, Piece(0, len(text)), unknown)


def plain(code: str) -> str:
    """The text that a browser shows, without the numbers of lines."""
    code = re.sub(r"<a id=L(\d+) href=#L\1>\1</a>", "", code)
    code = re.sub(r"<span class=x>U\+([0-9A-F]+)</span>", lambda match: f"&#x{match[1]};", code)
    pieces = re.split(r"<[^>]*>", code)
    signs = (re.sub(r"&#x([0-9A-F]+);", lambda match: chr(int(match[1], 16)), piece) for piece in pieces)
    return "".join(html.unescape(piece) for piece in signs)


def places(text: str) -> tuple[str, ...]:
    data = text.encode()
    return sourcetext.places(xmlio.parse(data, "a.xml").root, data)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<p>a</p>", "<b>&lt;p></b>a<b>&lt;/p></b>"),
        ("<lb/>", "<b>&lt;lb/></b>"),
        ('<p n="1" rend=\'a>b "c"\'/>',
         '<b>&lt;p</b> <i>n</i>=<u>"1"</u> <i>rend</i>=<u>\'a>b "c"\'</u><b>/></b>'),
        ('<p\n  n = "1"\n>', '<b>&lt;p</b>\n<a id=L2 href=#L2>2</a>  <i>n</i> = <u>"1"</u><b>\n'
                             "<a id=L3 href=#L3>3</a>></b>"),
        ("<!-- <p a=\"1\"> -->", '<span class=c>&lt;!-- &lt;p a="1"> --></span>'),
        ("<![CDATA[<p>]]>", "<span class=d>&lt;![CDATA[&lt;p>]]></span>"),
        ("<?a <p> ?>", "<span class=p>&lt;?a &lt;p> ?></span>"),
        ("<!DOCTYPE a [<!ENTITY b '<p>]>'> <!-- ] -->]>",
         "<span class=t>&lt;!DOCTYPE a [&lt;!ENTITY b '&lt;p>]>'> &lt;!-- ] -->]></span>"),
        ("&amp;lt;&#60;", "&amp;amp;lt;&amp;#60;"),
        ('a="b" > c', 'a="b" > c'),
        ("\u202ea\x85", "<span class=x>U+202E</span>a<span class=x>U+0085</span>"),
        ("\ufdd0<p>", "<span class=x>U+FDD0</span><b id=L1.2>&lt;p></b>"),
    ],
)  # fmt: skip
def test_how_markup_is_coloured(text: str, code: str) -> None:
    assert coloured(text) == f"<a id=L1 href=#L1>1</a>{code}"


def test_nothing_in_a_text_becomes_markup() -> None:
    text = "<p n='<script>'>&lt;script>alert(1)&lt;/script><![CDATA[</code></pre><script>alert(2)</script>]]></p>"
    assert plain(coloured(text)) == text
    assert set(re.findall(r"<(\w+)", coloured(text))) == {"a", "b", "i", "u", "span"}


def test_what_no_rule_knows_is_marked_with_its_end() -> None:
    text = '<p><foo n="1">a<foo/></foo></p>'
    at = text.index("<foo")
    end = sourcetext.end_tag(text, at)
    assert end == text.index("</foo>")
    code = coloured(text, (at, end))
    assert re.findall(r"<mark>.*?</mark>", code) == ["<mark>&lt;foo</mark>", "<mark>&lt;/foo></mark>"]
    assert plain(code) == text
    assert sourcetext.end_tag(text, text.index("<foo/>")) is None


_signs = st.sampled_from(
    ["<p>", "</p>", '<p n="1">', "<!-- <p> -->", "<![CDATA[<l>]]>", "<?x <p>?>", "\n", " ", "a", "&amp;", "毛", "=",
     "\x85", "\u2067", "\ufdd1", "<lb/>", "<hi\nrend='>'>",
     "<!DOCTYPE TEI [<!-- it's ]> -->\n<!ENTITY e '<p>]>'><?x '?><!ENTITY % f \"it's\"> %f; ]>"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_signs, max_size=60).map("".join), st.integers(1, 2000), st.integers(1, 50))
def test_all_pages_together_are_the_text(text: str, piece: int, long: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sourcetext, "LARGE", piece)
        patch.setattr(sourcetext, "PIECE", piece)
        patch.setattr(sourcetext, "_LONG", long)
        pages = sourcetext.pieces(text)
    shown = [highlight.code(text, each) for each in pages]
    assert "".join(map(plain, shown)) == text
    for each, code in zip(pages, shown, strict=True):
        assert each.line == text.count("\n", 0, each.start) + 1
        # What is estimated is never too little; the number of the first line goes on top of it.
        assert len(code.encode()) <= sourcetext._cost(text[each.start : each.end]) + 80
        ids = re.findall(r" id=([^ >]+)", code)
        assert len(ids) == len(set(ids))


_written = st.sampled_from([
    "<p>some words</p>\n", "\n   ", "<p n='1 > 2'>", "</p>", "<!-- <p> -->", "<![CDATA[<p & x]]>", "<?go <p?>", "<lb/>",
    "words &amp; more words ", "é" * 40, "<p\n  rend='a'\n  n='b'>\n", "long " * 60,
])  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(_written, max_size=400).map("".join), st.integers(50, 6000))
def test_what_is_taken_in_stretches_is_parted_as_if_each_piece_were_looked_at(text: str, piece: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sourcetext, "LARGE", piece)
        patch.setattr(sourcetext, "PIECE", piece)
        patch.setattr(sourcetext, "_LEAST", 10**9)
        one_by_one = sourcetext.pieces(text)
        patch.setattr(sourcetext, "_LEAST", 1)
        assert sourcetext.pieces(text) == one_by_one


def test_a_document_type_may_fill_several_pages() -> None:
    told = "".join(f"<!-- it's {number} ]> -->\n<!ENTITY e{number} '<p>]></p>'>\n" for number in range(300))
    text = f"<?xml version='1.0'?><!DOCTYPE TEI [\n{told}]>\n{TEI.format('<p>a</p>')}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sourcetext, "LARGE", 9_000)
        patch.setattr(sourcetext, "PIECE", 8_000)
        pages = sourcetext.pieces(text)
    shown = [highlight.code(text, each) for each in pages]
    assert len(pages) > 2
    assert "".join(map(plain, shown)) == text
    for code in shown[:-1]:
        # Nothing in it is an element.
        assert "<b" not in code
        assert code.count("<span class=t>") == ("ENTITY" in code)
    assert [code.count("<b id=") for code in shown] == [0] * (len(pages) - 1) + [1]
    # One that has no end takes no longer.
    assert coloured(f"<!DOCTYPE TEI [\n{told}<TEI>").count("<span class=t>") == 0


def test_where_elements_are_written() -> None:
    text = TEI.format('\n<!-- <p> --><p>a</p>\n  <p n="\n">b</p><ab/><t:p xmlns:t="urn:t"/>\n<pb/><note>c</note>')
    assert places(text) == ("L2.13", "L3", "L4.8", "L4.13", "L5.6")
    ids = re.findall(r"<b id=([^>]*)>", coloured(text))
    assert ids == ["L2.13", "L4.8", "L4.13", "L5.6"]


def test_what_an_entity_brings_stands_where_it_is_called() -> None:
    text = '<!DOCTYPE TEI [<!ENTITY e "<p>a</p><p>b</p>">]>\n' + TEI.format("\n<p>c</p>\n&e;\n<p>d</p>")
    assert places(text) == ("L3", "L4", "L4", "L5")


@pytest.mark.parametrize("encoding", ["Shift_JIS", "EUC-JP", "utf-8", "utf-16"])
def test_entities_in_any_encoding(encoding: str) -> None:
    text = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n<!DOCTYPE TEI [<!ENTITY e "<p>表</p>">]>\n'
        + TEI.format("\n<p>表示</p><p>ソ</p>\n&e;\n<p>d</p>")
    )  # fmt: skip
    data = text.encode(encoding)
    assert sourcetext.text_of(data) == text
    assert sourcetext.places(xmlio.parse(data, "a.xml").root, data) == ("L4", "L4.10", "L5", "L6")
    assert len(sourcetext.all_starts(data, text)) == 7


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_encoding_and_any_end_of_line(encoding: str, end: str) -> None:
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?>\n' + TEI.format("\n<p>Grüße</p><p>é</p>\n<p/>")
    data = text.replace("\n", end).encode(encoding)
    assert sourcetext.text_of(data) == text
    assert sourcetext.places(xmlio.parse(data, "a.xml").root, data) == ("L3", "L3.13", "L4")


def test_a_source_that_is_one_long_line_has_pages_and_places() -> None:
    text = TEI.format("".join(f"<p>Paragraph {number}</p>" for number in range(20_000)))
    pages = sourcetext.pieces(text)
    found = places(text)
    assert len(pages) > 1
    assert [len(found), found[0], found[-1].split()[0]] == [20_000, "L1.54", str(len(pages))]
    for number, page in enumerate(pages, 1):
        code = highlight.code(text, page)
        assert len(code.encode()) < 480_000
        own = [place.split()[-1] for place in found if (place.split()[0] if " " in place else "1") == str(number)]
        assert re.findall(r"<b id=([^>]*)>", code) == own


def test_places_may_be_asked_for_in_any_order() -> None:
    text = TEI.format("\n<p>a</p>\n\n <p>b</p><p>c</p>\n<p>d</p>")
    written = sourcetext.opened_starts(text)
    placed = sourcetext.Placed(text, written)
    expected = ["L2", "L4", "L4.10", "L5"]
    assert [placed.place(at) for at in written] == expected
    assert [placed.place(at) for at in reversed(written)] == expected[::-1]
    assert [placed.place(at) for at in (written[2], written[2], written[0], written[3])] == [
        "L4.10",
        "L4.10",
        "L2",
        "L5",
    ]

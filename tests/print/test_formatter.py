"""What the formatter says of files that it cannot set, and what its PDFs carry besides pages."""

import re
from pathlib import Path
from typing import Any, cast

import pypdf
import pytest
from pypdf.generic import Destination

from common import absent
from kwedition.build import pdf
from kwedition.findings import Severity

PAGE = """<fo:root xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:x="urn:x" font-family="serif"{root}>
<fo:layout-master-set><fo:simple-page-master master-name="page" page-width="80mm" page-height="50mm" margin="5mm">
<fo:region-body/></fo:simple-page-master></fo:layout-master-set>{extra}
<fo:page-sequence master-reference="page" id="s"><fo:flow flow-name="xsl-region-body">
{flow}
</fo:flow></fo:page-sequence></fo:root>"""
META = """<fo:declarations><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt><rdf:li xml:lang="x-default">A
title</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag><rdf:li>de</rdf:li></rdf:Bag></dc:language>
<dc:date><rdf:Seq><rdf:li>2024-02-29</rdf:li></rdf:Seq></dc:date></rdf:Description></rdf:RDF></x:xmpmeta></fo:declarations>"""

_NOTE = (
    '<fo:footnote><fo:inline>*</fo:inline><fo:footnote-body><fo:block font-size="7pt">noted-{}. It goes on.</fo:block>'
    "</fo:footnote-body></fo:footnote>"
)
KEPT = ' keep-with-next.within-page="always"'


def formatted(flow: str, *, root: str = "", extra: str = "", **options: object) -> pdf.Formatted:
    fo = PAGE.format(flow=flow, root=root, extra=extra).encode()
    return pdf.format_fo(fo, name="t.fo", **options)  # type: ignore[arg-type]


def reader(made: pdf.Formatted, folder: Path) -> pypdf.PdfReader:
    assert made.pdf is not None, made.findings
    (folder / "t.pdf").write_bytes(made.pdf)
    return pypdf.PdfReader(folder / "t.pdf")


@pytest.mark.parametrize(
    ("flow", "rule", "words"),
    [
        ('<fo:block id="b"/><fo:float><fo:block/></fo:float>', "fo-object", "fo:float is not known"),
        ('<fo:block id="b"><x:p/></fo:block>', "fo-object", "p of the namespace urn:x is not known"),
        ('<fo:block id="b" azimuth="left"/>', "fo-property", "azimuth of fo:block is not known"),
        ('<fo:block id="b" x:y="1"/>', "fo-property", "y of the namespace urn:x of fo:block"),
        ('<fo:block id="b" font-size="big"/>', "fo-value", "font-size='big'"),
        ('<fo:block id="b" start-indent="3furlong"/>', "fo-value", "start-indent='3furlong'"),
        ('<fo:block id="b" color="reddish"/>', "fo-value", "color='reddish'"),
        ('<fo:block id="b"/><fo:block id="b"/>', "fo-id", "the id b is given twice"),
        ('<fo:block id="b"><fo:basic-link internal-destination="c">x</fo:basic-link></fo:block>', "fo-reference", "'c'"),
        ('<fo:block id="b"><fo:page-number-citation ref-id="c"/></fo:block>', "fo-reference", "leads nowhere"),
        ('<fo:block id="b"><fo:page-number-citation/></fo:block>', "fo-property", "has no ref-id"),
        ('<fo:table id="b">text</fo:table>', "fo-content", "fo:table holds text"),
        ('<fo:block id="b"><fo:list-item/></fo:block>', "fo-content", "fo:block holds fo:list-item"),
        ('<fo:block id="b"><fo:footnote><fo:inline/></fo:footnote></fo:block>', "fo-content", "has no fo:footnote-body"),
        ('<fo:block id="b"><fo:external-graphic src="no.png"/></fo:block>', "fo-image", "no.png cannot be read"),
        ('<fo:block id="b"><fo:external-graphic src="../no.png"/></fo:block>', "fo-image", "not in the folder"),
        ('<fo:block id="b"><fo:external-graphic src="https://x.org/a.png"/></fo:block>', "fo-image", "not a local file"),
        ('<fo:block id="b" border="1pt solid black"><fo:block break-before="page">x</fo:block></fo:block>', "fo-break", "'page'"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_an_error_with_its_place(flow: str, rule: str, words: str) -> None:
    made = formatted(flow)
    assert made.pdf is None
    found = [f for f in made.findings if f.rule == rule and words in f.message]
    assert found, made.findings
    assert found[0].severity is Severity.ERROR
    assert (found[0].path, found[0].line) == ("t.fo", 5)
    assert "(near id b)" in found[0].message
    assert found[0].hint


@pytest.mark.parametrize(
    ("flow", "rule"),
    [
        ('<fo:block widows="3">x</fo:block>', "fo-approximate"),
        ('<fo:block font-family="Arial">x</fo:block>', "fo-font"),
        ('<fo:block text-align="start" text-align-last="center">x</fo:block>', "fo-approximate"),
        ("<fo:table><fo:table-body><fo:table-row height='3mm'><fo:table-cell><fo:block>x</fo:block></fo:table-cell>"
         "</fo:table-row></fo:table-body></fo:table>", "fo-no-effect"),
    ],
)  # fmt: skip
def test_what_is_set_otherwise_is_said_and_set(flow: str, rule: str) -> None:
    made = formatted(flow)
    assert made.pdf is not None
    assert [(f.rule, f.severity) for f in made.findings] == [(rule, Severity.WARNING)]


@pytest.mark.parametrize(("fo", "rule"), [
    (b"<fo:root", "xml-not-well-formed"), (b"<html/>", "fo-root"), (b"", "xml-empty"),
])  # fmt: skip
def test_what_is_no_fo(fo: bytes, rule: str) -> None:
    assert [f.rule for f in pdf.format_fo(fo).findings] == [rule]


def test_what_typst_stops_at_is_a_finding() -> None:
    cell = '<fo:table-cell column-number="1"><fo:block>x</fo:block></fo:table-cell>'
    table = f"<fo:table><fo:table-body><fo:table-row>{cell}</fo:table-row><fo:table-row>{cell}</fo:table-row></fo:table-body></fo:table>"
    made = formatted(table.replace("</fo:table-row><fo:table-row>", ""))
    assert made.pdf is None or not made.findings
    damaged = '<fo:block xmlns:fox="http://xmlgraphics.apache.org/fop/extensions"><fo:external-graphic fox:alt-text="x" src="data:image/png;base64,iVBORw0KGgo="/></fo:block>'
    broken = formatted(damaged)
    assert broken.pdf is None
    assert [(f.rule, f.severity) for f in broken.findings] == [("typst-failed", Severity.ERROR)]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JavaScript:x", "data:text/html,x", "vbscript:x"])
def test_a_link_that_would_run_something_is_refused(address: str) -> None:
    made = formatted(f"<fo:block><fo:basic-link external-destination=\"url('{address}')\">x</fo:basic-link></fo:block>")
    assert made.pdf is None
    assert [f.rule for f in made.findings] == ["fo-link"]


def test_an_entity_is_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    fo = PAGE.format(flow="<fo:block>&e;</fo:block>", root="", extra="")
    made = pdf.format_fo(f'<!DOCTYPE r [<!ENTITY e SYSTEM "{tmp_path}/secret">]>{fo}'.encode())
    assert made.pdf is None or b"secret" not in made.pdf


def test_a_letter_without_a_glyph_is_written_in_latin_letters(tmp_path: Path) -> None:
    made = formatted('<fo:block id="b">Mao 毛泽东 and Kim 김일성</fo:block>', cjk=False)
    text = reader(made, tmp_path).pages[0].extract_text()
    assert "máo zé dōng" in text
    assert "gim-ilseong" in text
    (finding,) = made.findings
    assert (finding.rule, finding.severity) == ("font-romanized", Severity.WARNING)
    assert "毛 (U+6BDB" in finding.message
    assert "(near id b)" in finding.message
    assert "kwedition[cjk]" in finding.hint


def test_points_that_no_font_has_do_not_stop_a_file(tmp_path: Path) -> None:
    # A font whose figure for what it lacks is empty seemed to have every mark; and Latin letters have no dot for how hard one is.
    made = formatted("<fo:block>ܟ݁ܬ݂ܳܒ݂ܳܐ ܕ݁ܝܶܫܽܘܥ and ಕನ್ನಡ</fo:block>", cjk=False)
    text = reader(made, tmp_path).pages[0].extract_text()
    assert "ktiobioʾ" in text
    assert "kannaḍa" in text
    assert {f.rule for f in made.findings} == {"font-romanized"}


def test_a_letter_that_fonts_have_in_pieces_is_printed_in_its_script(tmp_path: Path) -> None:
    made = formatted("<fo:block>آنجا که دانندۀ بالندگی</fo:block>", cjk=False)
    assert not made.findings
    assert "h" not in reader(made, tmp_path).pages[0].extract_text()


def test_the_extra_has_chinese_and_korean_letters(tmp_path: Path) -> None:
    if pdf.cjk_folder() is None:
        absent("noto-cjk-sans-otc is not installed")
    made = formatted("<fo:block>Mao 毛泽东 and Kim 김일성</fo:block>")
    assert not made.findings
    assert "毛泽东 and Kim 김일성" in reader(made, tmp_path).pages[0].extract_text()


def test_typst_itself_has_cyrillic_and_greek(tmp_path: Path) -> None:
    made = formatted("<fo:block>Сталин <fo:inline font-weight='bold'>Ѣ</fo:inline> Ἀθῆναι</fo:block>", cjk=False)
    assert not made.findings
    assert "Сталин Ѣ Ἀθῆναι" in reader(made, tmp_path).pages[0].extract_text()


def test_what_no_font_has_is_named_and_replaced(tmp_path: Path) -> None:
    made = formatted('<fo:block id="b">A \U0001f600 face</fo:block>', cjk=False)
    assert "A [U+1F600] face" in reader(made, tmp_path).pages[0].extract_text()
    (finding,) = made.findings
    assert (finding.rule, finding.severity, finding.line) == ("font-missing", Severity.ERROR, 5)
    assert "GRINNING FACE" in finding.message


@pytest.mark.parametrize("sign", ["\u0600", "\u06dd", "\u070f", "\ufff9", "\U000110bd", "\U00013431"])
def test_what_is_drawn_though_of_a_kind_that_is_not_does_not_stop_a_file(sign: str, tmp_path: Path) -> None:
    # Typst says of the end of an ayah that no font has it only when all else is done.
    made = formatted(f"<fo:block>A {sign} sign</fo:block>", cjk=False)
    assert " sign" in reader(made, tmp_path).pages[0].extract_text()


@pytest.mark.parametrize("depth", [30, 300])
def test_what_stands_too_deep_in_itself_stops_that_file_alone(depth: int) -> None:
    # Of thirty tables in each other Typst complains, of three hundred Python does.
    begin, end = (
        "<fo:table><fo:table-body><fo:table-row><fo:table-cell>",
        "</fo:table-cell></fo:table-row></fo:table-body></fo:table>",
    )
    made = formatted(begin * depth + "<fo:block>x</fo:block>" + end * depth, cjk=False)
    assert made.pdf is None
    assert "too deep" in made.findings[-1].message


@pytest.mark.parametrize("word", ["Donaudampfschiff" * 12, "0123456789" * 30, "e\u0301" * 200, "שלום" * 60])
def test_a_word_that_is_longer_than_a_line_does_not_run_off_the_page(word: str, tmp_path: Path) -> None:
    made = formatted(f"<fo:block>{word} end</fo:block>", cjk=False)
    lines = reader(made, tmp_path).pages[0].extract_text().splitlines()
    assert len([line for line in lines if len(line) > 5]) > 1


def test_the_space_of_ogham_is_a_space(tmp_path: Path) -> None:
    made = formatted("<fo:block>A\u1680space</fo:block>", cjk=False)
    assert "A space" in reader(made, tmp_path).pages[0].extract_text()
    assert not made.findings


@pytest.mark.parametrize("sign", ["\x7f", "\x92", "\ue000", "\U000f0000"])
def test_what_is_no_letter_to_anybody_is_replaced_too(sign: str, tmp_path: Path) -> None:
    made = formatted(f"<fo:block>A {sign} sign</fo:block>")
    assert f"A [U+{ord(sign):04X}] sign" in reader(made, tmp_path).pages[0].extract_text()
    assert [finding.rule for finding in made.findings] == ["font-missing"]


def test_a_link_into_itself_is_none() -> None:
    link = '<fo:basic-link internal-destination="x">of <fo:inline id="x">q</fo:inline></fo:basic-link>'
    assert not formatted(f"<fo:block>{link} or</fo:block>").findings


def test_title_language_and_day(tmp_path: Path) -> None:
    read = reader(formatted("<fo:block>x</fo:block>", extra=META), tmp_path)
    assert read.metadata is not None
    assert read.metadata.title == "A title"
    assert str(read.metadata["/CreationDate"]).startswith("D:20240229")
    root = cast(Any, read.trailer["/Root"])
    assert root["/Lang"] == "de"
    assert root["/MarkInfo"]["/Marked"]


@pytest.mark.parametrize(
    ("said", "day"), [("2024-02-31", "20200101"), ("2024", "20200101"), ("2024-02-29T10:00:00Z", "20240229")]
)
def test_no_day_that_is_none(said: str, day: str, tmp_path: Path) -> None:
    made = formatted("<fo:block>x</fo:block>", extra=META.replace("2024-02-29", said), date="2020-01-01")
    metadata = reader(made, tmp_path).metadata
    assert metadata is not None
    assert str(metadata["/CreationDate"]).startswith(f"D:{day}")


@pytest.mark.parametrize("language", ["none", "und", "zh", "grc", "english", "x"])
def test_any_language(language: str) -> None:
    made = formatted(f'<fo:block language="{language}" country="419">x</fo:block>', root=f' language="{language}"')
    assert made.pdf is not None
    assert not made.findings


def test_it_says_that_it_is_archivable_and_accessible() -> None:
    made = formatted("<fo:block>x</fo:block>", extra=META).pdf or b""
    assert b"<pdfaid:part>3</pdfaid:part>" in made
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in made
    assert b"<pdfuaid:part>1</pdfuaid:part>" in made


@pytest.mark.parametrize(
    "lines", ["underline line-through", "overline line-through", "underline overline line-through"]
)
def test_several_lines_are_drawn_at_the_same_words(lines: str) -> None:
    one, other = (f'<fo:inline text-decoration="{each}">' for each in lines.split(maxsplit=1))
    made = formatted(f"<fo:block>{one}struck {other}and underlined</fo:inline></fo:inline></fo:block>", extra=META)
    assert made.pdf is not None
    assert made.findings == ()


@pytest.mark.parametrize(("over", "noted"), [("line-through", "underline"), ("underline", "line-through")])
def test_a_line_that_goes_on_overleaf_past_a_note_with_another(over: str, noted: str, tmp_path: Path) -> None:
    # Typst refuses to say of both in a tagged file: without another try there would be no PDF.
    words = " ".join(f"word{number}" for number in range(200))
    note = _NOTE.format(f'<fo:inline text-decoration="{noted}">n</fo:inline>')
    made = formatted(
        f'<fo:block id="b">Before{note} <fo:inline text-decoration="{over}">{words}</fo:inline></fo:block>'
    )
    assert [(finding.severity, finding.rule) for finding in made.findings] == [(Severity.INFO, "typst")]
    pages = [" ".join(page.extract_text().split()) for page in reader(made, tmp_path).pages]
    assert len(pages) > 1
    assert "noted-n" in pages[0]
    assert all(f"word{number}" in " ".join(pages) for number in range(200))
    # Lines that need no second try are told.
    assert (
        formatted(f'<fo:block id="b"><fo:inline text-decoration="{over}">{words}</fo:inline></fo:block>').findings == ()
    )


def test_a_heading_of_words_with_two_lines_has_a_name() -> None:
    lines = '<fo:inline text-decoration="underline line-through">Both</fo:inline>'
    made = formatted(f'<fo:block id="b" role="H1">{lines}</fo:block><fo:block>Text</fo:block>')
    assert made.findings == ()
    assert made.pdf is not None


def test_the_source_is_inside(tmp_path: Path) -> None:
    attached = pdf.Attachment("c01.xml", b"<TEI/>", "The TEI source of c01")
    read = reader(formatted("<fo:block>x</fo:block>", attachments=[attached]), tmp_path)
    assert read.attachments["c01.xml"] == [b"<TEI/>"]
    assert attached.media_type == "application/tei+xml"


def test_headings_and_bookmarks(tmp_path: Path) -> None:
    tree = (
        '<fo:bookmark-tree><fo:bookmark internal-destination="s"><fo:bookmark-title>All</fo:bookmark-title>'
        '<fo:bookmark internal-destination="two"><fo:bookmark-title>Second</fo:bookmark-title></fo:bookmark>'
        "</fo:bookmark></fo:bookmark-tree>"
    )
    flow = '<fo:block role="H1">One</fo:block><fo:block role="H2" id="two" break-before="page">Two</fo:block>'
    read = reader(formatted(flow, extra=tree), tmp_path)
    first, inner = read.outline
    assert isinstance(first, Destination)
    assert isinstance(inner, list)
    second = inner[0]
    assert isinstance(second, Destination)
    assert (first.title, second.title) == ("All", "Second")
    assert read.get_destination_page_number(second) == 1


@pytest.mark.parametrize(
    "inside",
    [
        "\u00a0",
        "<fo:block linefeed-treatment='preserve' white-space-collapse='false'/>",
        "<fo:block>words in a block</fo:block>",
        "<fo:footnote><fo:inline>1</fo:inline><fo:footnote-body><fo:block>A note</fo:block></fo:footnote-body></fo:footnote>",
    ],
    ids=["blanks", "empty block", "block", "note"],
)
def test_a_heading_without_words_of_its_own_is_none(inside: str, tmp_path: Path) -> None:
    tree = (
        '<fo:bookmark-tree><fo:bookmark internal-destination="two"><fo:bookmark-title>\u00a0</fo:bookmark-title>'
        "</fo:bookmark></fo:bookmark-tree>"
    )
    flow = f'<fo:block role="H1">One</fo:block><fo:block role="H2" id="two">{inside}</fo:block><fo:block role="H3">x</fo:block>'
    made = formatted(flow, extra=tree)
    assert not made.findings
    root = cast(Any, reader(made, tmp_path).trailer["/Root"])
    assert [tag for tag in _tags(root["/StructTreeRoot"]) if tag.startswith("/H")] == ["/H1", "/H2"]


def test_a_bookmark_that_should_be_open_is_a_remark() -> None:
    inner = '<fo:bookmark internal-destination="s"><fo:bookmark-title>B</fo:bookmark-title></fo:bookmark>'
    for state, rules in (("show", ["fo-bookmark"]), ("hide", [])):
        tree = (
            f'<fo:bookmark-tree><fo:bookmark internal-destination="s" starting-state="{state}">'
            f"<fo:bookmark-title>A</fo:bookmark-title>{inner}</fo:bookmark></fo:bookmark-tree>"
        )
        assert [f.rule for f in formatted("<fo:block>x</fo:block>", extra=tree).findings] == rules


def test_notes_of_a_long_table_stand_where_they_are_called(tmp_path: Path) -> None:
    """Beside a heading that leads to the table, text before it, and a second table after it."""
    parts = []
    for part in range(2):
        rows = "".join(
            f"<fo:table-row><fo:table-cell><fo:block>call-{part}-{n}{_NOTE.format(f'{part}-{n}') if n % 3 else ''}</fo:block>"
            f"</fo:table-cell><fo:table-cell><fo:block>{'word ' * (n * 7 % 11 + 1)}</fo:block></fo:table-cell></fo:table-row>"
            for n in range(40)
        )
        parts.append(
            f'<fo:block>Before.</fo:block><fo:block keep-with-next="always">led-{part}</fo:block><fo:table><fo:table-header>'
            "<fo:table-row><fo:table-cell><fo:block>head</fo:block></fo:table-cell><fo:table-cell><fo:block>of it</fo:block>"
            f"</fo:table-cell></fo:table-row></fo:table-header><fo:table-body>{rows}</fo:table-body></fo:table>"
        )
    made = formatted("".join(parts))
    assert not made.findings
    pages = [page.extract_text() for page in reader(made, tmp_path).pages]
    for part in range(2):
        for n in range(40):
            (called,) = [i for i, page in enumerate(pages) if re.search(rf"call-{part}-{n}\b", page)]
            assert n % 3 == 0 or f"noted-{part}-{n}." in pages[called], (part, n)
        (led,) = [page for page in pages if f"led-{part}" in page]
        assert f"call-{part}-0" in led
    assert all("head" in page for page in pages if "call-" in page)


# Rows that end early, cells across columns and rows, a column that is named: each row by its cells.
_ROWS = {
    "short": (["a", "b c", "d", "e f"], ["a", "b c", "d", "e f"]),
    "across": (["a", "b/2", "c"], ["a", "b", "c"]),
    "down": (["a|2 b", "c", "d e"], ["a b", "c", "d e"]),
    "down and across": (["a", "b|2 c", "d/2", "e f"], ["a", "b c", "d", "e f"]),
    "named": (["a@2", "b c", "d@3", "e"], ["a", "b c", "d", "e"]),
    "empty": (["a b", "", "c d"], ["a b", "c d"]),
}


@pytest.mark.parametrize("more", ["", "noted", "kept", "headed"])
@pytest.mark.parametrize(("written", "shown"), _ROWS.values(), ids=_ROWS)
def test_each_row_of_a_table_has_its_own_cells(written: list[str], shown: list[str], more: str, tmp_path: Path) -> None:
    def cell(said: str) -> str:
        word, column, across, down = re.fullmatch(r"(\w)(?:@(\d))?(?:/(\d))?(?:\|(\d))?", said).groups()  # type: ignore[union-attr]
        settings = {"column-number": column, "number-columns-spanned": across, "number-rows-spanned": down}
        attributes = "".join(f' {name}="{value}"' for name, value in settings.items() if value)
        note = _NOTE.format(word) if more == "noted" and word == "b" else ""
        return f"<fo:table-cell{attributes}><fo:block>cell-{word}{note}</fo:block></fo:table-cell>"

    rows = "".join(
        f"<fo:table-row{KEPT if more == 'kept' else ''}>{''.join(map(cell, row.split()))}</fo:table-row>"
        for row in written
    )
    head = (
        "<fo:table-header><fo:table-row><fo:table-cell><fo:block>cell-h</fo:block></fo:table-cell></fo:table-row></fo:table-header>"
        if more == "headed"
        else ""
    )
    made = formatted(f"<fo:table>{head}<fo:table-body>{rows}</fo:table-body></fo:table>")
    assert made.findings == ()
    lines = reader(made, tmp_path).pages[0].extract_text(extraction_mode="layout").splitlines()
    found = [" ".join(re.findall(r"cell-(\w)", line)) for line in lines if "cell-" in line]
    assert found == (["h"] if head else []) + shown


def test_rows_that_are_kept_stay_together(tmp_path: Path) -> None:
    rows = "".join(
        f"<fo:table-row{KEPT if n % 3 == 0 else ''}><fo:table-cell><fo:block>row-{n}.</fo:block></fo:table-cell></fo:table-row>"
        for n in range(60)
    )
    made = formatted(f"<fo:table><fo:table-body>{rows}</fo:table-body></fo:table>")
    assert not made.findings
    pages = [page.extract_text() for page in reader(made, tmp_path).pages]
    assert len(pages) > 5
    for page in pages:
        for n in range(0, 60, 3):
            assert (f"row-{n}." in page) == (f"row-{n + 1}." in page), n


@pytest.mark.parametrize(
    ("roles", "levels"),
    [("H1 H2 H3", "H1 H2 H3"), ("H3 H3", "H1 H1"), ("H1 H4 H4 H2 H3", "H1 H2 H2 H2 H3"), ("H2 H1", "H1 H1")],
)
def test_no_level_of_headings_is_left_out(roles: str, levels: str, tmp_path: Path) -> None:
    flow = "".join(f'<fo:block role="{role}">x</fo:block>' for role in roles.split())
    root = cast(Any, reader(formatted(flow), tmp_path).trailer["/Root"])
    assert [tag for tag in _tags(root["/StructTreeRoot"]) if tag.startswith("/H")] == [f"/{x}" for x in levels.split()]


def _tags(node: object) -> list[str]:
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        return [tag for each in node for tag in _tags(each)]
    if not isinstance(node, dict):
        return []
    return ([str(node["/S"])] if "/S" in node else []) + _tags(node.get("/K"))


def test_the_same_bytes_every_time() -> None:
    flow = "<fo:block>One<fo:footnote><fo:inline>1</fo:inline><fo:footnote-body><fo:block>Note</fo:block></fo:footnote-body></fo:footnote></fo:block>"
    assert formatted(flow).pdf == formatted(flow).pdf


def test_sources_go_with_their_files() -> None:
    made = dict(pdf.make_pdfs({"print/a.fo": PAGE.format(flow="<fo:block>x</fo:block>", root="", extra="").encode()}))
    assert list(made) == ["print/a.pdf"]
    assert made["print/a.pdf"].pdf is not None


def test_the_note_of_a_heading_goes_with_it(tmp_path: Path) -> None:
    """To the next page, when what follows the heading does not fit; whatever it leads to."""
    leads = {
        "par": "<fo:block>It goes on for a while, so that it needs two lines at least of this narrow page.</fo:block>",
        "table": "<fo:table><fo:table-body><fo:table-row><fo:table-cell><fo:block>in a table</fo:block><fo:block>two</fo:block>"
        "</fo:table-cell></fo:table-row></fo:table-body></fo:table>",
    }
    parts = []
    for n in range(36):
        parts += ["<fo:block>before</fo:block>"] * (n % 5 + 1)
        note = _NOTE.format(n)
        parts.append(
            f'<fo:block role="H1" keep-with-next="always">call-{n}.{note}</fo:block><fo:block keep-with-next="always">by</fo:block>'
        )
        parts.append(leads["table" if n % 3 == 0 else "par"])
    made = formatted("".join(parts))
    assert [f.message for f in made.findings if "come to rest" not in f.message] == []
    pages = [page.extract_text() for page in reader(made, tmp_path).pages]
    for n in range(36):
        (page,) = [page for page in pages if f"call-{n}." in page]
        assert f"noted-{n}." in page, n
        assert f"call-{n}.*" in page, n


def test_numbers_behind_a_word_from_the_right_run_as_their_line_does(tmp_path: Path) -> None:
    name = '<fo:bidi-override direction="rtl" unicode-bidi="embed">\u05e9\u05dc\u05d5\u05dd</fo:bidi-override>'
    made = reader(formatted(f'<fo:block id="b">Name {name}, 17, 18</fo:block>'), tmp_path)
    at: dict[str, float] = {}

    def seen(text: str, page: list[float], line: list[float], _font: object, _size: float) -> None:
        at.setdefault(text.strip(), page[4] + line[4])

    made.pages[0].extract_text(visitor_text=seen)
    hebrew = next(where for text, where in at.items() if "\u05dd" in text)
    assert at["Name"] < hebrew < at["17"] < at["18"]

"""The Markdown of small documents, of this edition, and of any text at all: as it is written, and as a parser reads it."""

import re
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kwedition.saxon import Saxon
from plaintext.readings import markdown, parsed, rendered, squeezed, text, tokens

SNIPPETS = {
    "emphasis": ('<p>An <emph>em</emph>, a <hi rend="bold">strong</hi>, <hi rend="italic"><hi rend="bold">both</hi></hi>, a '
                 '<hi rend="sup">sup</hi>.</p>', "An *em*, a **strong**, ***both***, a sup.\n"),
    "space goes out of emphasis": ("<p>a<hi> b </hi>c</p>", "a *b* c\n"),
    "emphasis inside a word": ("<p>a<hi>b</hi>c</p>", "a*b*c\n"),
    "emphasis that would not be read": ("<p>a<hi>(b)</hi>c, <hi>a</hi><hi rend=\"bold\">b</hi></p>", "a(b)c, *a*b\n"),
    "emphasis that goes on": ("<p><hi>a</hi><hi>b</hi></p>", "*ab*\n"),
    "headings": ("<div><head>Part #</head><div><head>Chapter<lb/>one</head><p>Text.</p></div></div>",
                 "## Part \\#\n\n### Chapter one\n\nText.\n"),
    "verse": ("<lg><l>One</l>\n<l>2. two</l></lg>\n<lg><l>three</l></lg>", "One\\\n2\\. two\n\nthree\n"),
    "drama": ("<sp><speaker>IAGO</speaker><l>Abhor me.</l><stage>Exit.</stage></sp>", "**IAGO**\n\nAbhor me.\n\n*Exit.*\n"),
    "quotations": ("<p>He said <q>yes</q>.</p><quote><p>Long</p><p>words.</p></quote>",
                   "He said “yes”.\n\n> Long\n>\n> words.\n"),
    "a list": ('<list><item>a</item><item>b<list rend="numbered"><item>c</item></list></item></list>',
               "- a\n\n- b\n\n  1. c\n"),
    "a table without a head": ("<table><row><cell>a|b</cell><cell>c</cell></row><row><cell><p>d</p><p>e</p></cell></row></table>",
                               "|  |  |\n| --- | --- |\n| a\\|b | c |\n| d<br>e |  |\n"),
    "a table with a head": ('<table><row role="label"><cell>a</cell></row><row><cell>b</cell></row></table>',
                            "| a |\n| --- |\n| b |\n"),
    "notes": ("<p>Text<note>First.</note>: more<note><p>Two</p><p>parts.</p></note></p>",
              "Text[^1]: more[^2]\n\n[^1]: First.\n\n[^2]: Two\n\n    parts.\n"),
    "a note at the beginning of a line": ("<p><note>N.</note>: text!<note>M.</note></p>",
                                          "[^1]\\: text\\![^2]\n\n[^1]: N.\n\n[^2]: M.\n"),
    "links": ('<p>See <ref target="https://example.org/a_(b)?c=d&amp;e">this <hi>page</hi></ref>, <ref target="e.xml#p7">that</ref>, '
              '<ref target="#p2">below</ref> and <persName ref="#ada">her</persName>.</p>',
              "See [this *page*](https://example.org/a_%28b%29?c=d&amp;e), [that](e%20f.md), below and her.\n"),
    "an address in the text": ("<p>At https://example.org/a_b and WWW.example.org.</p>",
                               "At https\\://example.org/a\\_b and WWW\\.example.org.\n"),
    "characters": ("<p># a</p><p>+ b *c* _d_ `e` &lt;f> [g] h|i ~~j~~ &amp;amp; &amp; \\k $l$ !m</p><p>> n</p><p>10) o</p>",
                   "\\# a\n\n\\+ b \\*c\\* \\_d\\_ \\`e\\` \\<f> \\[g\\] h\\|i \\~\\~j\\~\\~ \\&amp; & \\\\k \\$l\\$ !m\n\n"
                   "\\> n\n\n10\\) o\n"),
    "code": ("<eg>a\n```\n  *b*</eg>", "````\na\n```\n  *b*\n````\n"),
    "an exclamation mark before a link": ('<p>Oh!<ref target="e.xml#p7">that</ref></p>', "Oh\\![that](e%20f.md)\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", SNIPPETS)
def test_snippets(saxon: Saxon, name: str) -> None:
    body, expected = SNIPPETS[name]
    assert markdown(saxon, body) == expected


def test_the_front_matter_is_yaml(saxon: Saxon) -> None:
    title = 'A "title": with \\ and \x85 # signs'
    matter = rendered(saxon, "markdown/document.xsl", "<p>Text.</p>", title).split("\n---\n")[0].removeprefix("---\n")
    assert yaml.safe_load(matter) == {
        "title": title, "id": "d", "date": "1950-06-25", "language": "en",
        "sender": "Ada", "recipient": "Bo", "source": 'A box of "letters"', "licence": "https://example.org/licence",
    }  # fmt: skip


def test_a_correspondent_of_several_letters_is_named_once(saxon: Saxon) -> None:
    ada = '<party role="sent" ids="a">Ada</party>'
    source = rendered(saxon, "markdown/document.xsl", "<p>x</p>", parties=ada * 2)
    assert '\nsender: "Ada"\n' in source


def test_emphasis_and_links_are_read_as_such(saxon: Saxon) -> None:
    kinds = [
        child.type
        for token in tokens(markdown(saxon, SNIPPETS["links"][0] + SNIPPETS["emphasis"][0]))
        for child in token.children or ()
        if child.type.endswith("_open")
    ]
    assert kinds == ["link_open", "em_open", "link_open", "em_open", "strong_open", "em_open", "strong_open"]


def test_this_edition_is_read_as_it_is_written(published: Path) -> None:
    files = sorted((published / "markdown").glob("*.md"))
    assert {path.stem for path in files} == {path.stem for path in (published / "text").glob("*.txt")}
    assert len(files) > 18
    for path in files:
        plain = (published / f"text/{path.stem}.txt").read_text()
        # Of the plain text, what Markdown says by markup: the numbers of notes, bullets, the label of the notes.
        plain = re.sub(r"\[\d+\]", "", plain)
        plain = re.sub(r"(?m)^ *(- )+", "", plain)
        seen = parsed(path.read_text())
        if "\n\n## Notes\n" not in path.read_text():
            plain = plain.replace("\n\nNotes\n\n", "\n\n")
        assert seen == squeezed(plain), path


def test_links_between_the_files_of_this_edition_lead_somewhere(published: Path) -> None:
    names = {path.name for path in (published / "markdown").glob("*.md")}
    linked: set[str] = set()
    for name in names:
        for token in tokens((published / "markdown" / name).read_text()):
            hrefs = [str(child.attrGet("href")) for child in token.children or () if child.type == "link_open"]
            linked |= {href for href in hrefs if ":" not in href}
    assert linked
    assert linked <= names


_SIGNS = "\\`*_{}[]()<>#+-.!|~&;:=^$\"'/@%,?1290 \t\nawx  é語€“—"
TEXTS = st.one_of(
    st.text(st.sampled_from(_SIGNS), max_size=30),
    st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=20),
    st.sampled_from(["1. a", "- [ ] a", "***", "---", "===", "| a | b |", "~~~", "[a]: b", "![a](b)", "<!-- a -->", "&copy;",
                     "http://a_b_c", "a@b.c", "[^1]: a", "    a", "+ + +", "<b>a</b>", ":--|--:", "# a #", "\\"]),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(pieces=st.lists(TEXTS, min_size=9, max_size=9))
@example(pieces=["a", "*", "b", "_", "**c**", "d", "1", ". e", "#"])
@example(pieces=["", "", "", "", "", "^", "a", "", "!"])
@example(pieces=["", "", "", "", "", "", "", "()", ""])
@example(pieces=["(", "(a)", ")", "!", "b", "-", "- c", ":--", "|"])
def test_any_text_stays_text(saxon: Saxon, pieces: list[str]) -> None:
    a, b, c, d, e, f, g, h, i = (escape(piece) for piece in pieces)
    body = (
        f"<p>{a}<hi>{b}</hi>{c}</p><p><hi>{d}</hi><hi rend='bold'>{e}</hi>{f}<note>{g}</note>{h}</p><div><head>{i}</head></div>"
        f"<lg><l>{a}{b}</l><l>{c}</l></lg><table><row><cell>{d}</cell><cell>{e}{f}</cell></row></table><list><item>{g}</item>"
        f"<item>{h}</item></list><quote><p>{i}</p></quote><p><ref target='e.xml#p7'>x{b}</ref>{c}</p>"
    )
    expected = [a + b + c, d + e + f + h, i, f"{a}{b} {c}", d, e + f, g, h, i, "x" + b + c, g]
    plain = _unescaped(" ".join(expected))
    seen = parsed(rendered(saxon, "markdown/document.xsl", body)).removeprefix("A letter ")
    assert _bare(seen) == _bare(plain)


def _unescaped(string: str) -> str:
    return string.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _bare(string: str) -> str:
    """Without white space: where a block begins, and where a line ends, is told by other tests."""
    return "".join(string.split())


@settings(max_examples=100, deadline=None)
@given(lines=st.lists(TEXTS, min_size=2, max_size=4))
def test_any_lines_are_one_paragraph(saxon: Saxon, lines: list[str]) -> None:
    inside = "<lb/>".join(escape(line) for line in lines)
    found = [token for token in tokens("\n\n" + markdown(saxon, f"<ab>x{inside}</ab>")) if token.nesting != -1]
    assert [token.type for token in found] == ["paragraph_open", "inline"]
    assert {child.type for child in found[1].children or ()} <= {"text", "hardbreak", "text_special"}
    assert parsed(markdown(saxon, f"<ab>x{inside}</ab>")) == squeezed(text(saxon, f"<ab>x{inside}</ab>"))

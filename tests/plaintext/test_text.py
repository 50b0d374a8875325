"""The plain text of small documents, and of this edition."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from kwedition.saxon import Saxon
from plaintext.readings import rendered, text, words

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

SNIPPETS = {
    "a paragraph is one line": ("<p>One\n   two\tthree.</p><p>Four.</p>", "One two three.\n\nFour.\n"),
    "headings": ("<div><head>Part</head><div><head>Chapter<lb/>one</head><p>Text.</p></div></div>",
                 "Part\n\nChapter one\n\nText.\n"),
    "verse": ("<lg><l>One</l>\n<l>two</l></lg>\n<lg><l>three</l></lg>", "One\ntwo\n\nthree\n"),
    "drama": ("<sp><speaker>IAGO</speaker><l>Abhor me.</l><stage>Exit.</stage><p>So.</p></sp>",
              "IAGO\n\nAbhor me.\n\nExit.\n\nSo.\n"),
    "a direction that goes on from the name of the speaker": (
        "<sp><speaker>DUKE </speaker>\n<stage>, to Othello </stage><p>What can you say?</p></sp>",
        "DUKE, to Othello\n\nWhat can you say?\n"),
    "a note without words": (
        '<lg><note target="https://example.org/1"/><l>One</l></lg><p>Two<note target="https://example.org/2"/>,<note>real</note></p>',
        "One\n\nTwo,[1]\n\nNotes\n\n[1] real\n"),
    "a note without words that an anchor would call": (
        '<p>One<anchor xml:id="x"/>.</p><note target="#x"/>', "One.\n"),
    "lists of entries say what they are": (
        "<listPerson><person><persName>Ada</persName></person></listPerson><listBibl><bibl><title>A book</title></bibl></listBibl>"
        "<listPlace><head>Where</head><place><placeName>Bonn</placeName></place></listPlace>",
        "Persons\n\n- Ada\n\nLiterature\n\n- A book\n\nWhere\n\n- Bonn\n"),
    "a list right below a heading": (
        "<div><head>Who was there</head><listPerson><person><persName>Ada</persName></person></listPerson></div>",
        "Who was there\n\n- Ada\n"),
    "a title and the reference right behind it": (
        '<listBibl><bibl><title>A book</title><ref target="https://example.org/a">Gutenberg</ref></bibl></listBibl>',
        "- A book, Gutenberg\n"),
    "divisions that are told apart by their numbers": (
        '<div type="writingSession" n="1"><p>One.</p></div><div type="writingSession" n="2"><p>Two.</p></div>',
        "Writing session 1\n\nOne.\n\nWriting session 2\n\nTwo.\n"),
    "a list": ('<list><item>a</item><item>b<list rend="numbered"><item>c</item></list></item></list>',
               "- a\n\n- b\n\n  1. c\n"),
    "a short list": ("<list><item>a</item><item>b</item></list>", "- a\n- b\n"),
    "an empty item": ("<list><item>a</item><item/><item>b</item></list>", "- a\n- b\n"),
    "an empty item that is numbered": ('<list type="ordered"><item>a</item><item/><item>b</item></list>',
                                       "1. a\n2.\n3. b\n"),
    "what a mountain is, and its name": (
        "<p>To <geogName><geogFeat>Mount</geogFeat><geogName>Sinai</geogName></geogName> and <geogName><name>Boden</name>"
        "<geogFeat>see</geogFeat></geogName>, <geogName><geogFeat>l’</geogFeat><name>Isère</name></geogName>.</p>",
        "To Mount Sinai and Bodensee, l’Isère.\n"),
    "a list with labels": ("<list><label>1</label><item>a</item><label>2</label><item>b</item></list>",
                           "- 1 a\n- 2 b\n"),
    "a list with words for labels": ("<list><label>Aleppo</label><item>a town</item></list>", "- Aleppo\n\n  a town\n"),
    "a list inside a paragraph": ("<p>Take: <list><item>a</item></list> and go.</p>", "Take:\n\n- a\n\nand go.\n"),
    "a table": ('<table><head>Sums</head><row><cell>a b</cell><cell cols="2">c</cell></row><pb/>'
                "<row><cell><p>d</p><p>e</p></cell><cell/></row></table>", "Sums\n\na b\tc\t\nd e\t\n"),
    "choice": ("<p>An <choice><sic>eror</sic><corr>error</corr></choice>, <choice><abbr>Dr</abbr><expan>Doctor</expan>"
               "</choice>, <choice><orig>vpon</orig><reg>upon</reg></choice>.</p>", "An error, Doctor, upon.\n"),
    "apparatus": ('<p>A <app><lem wit="#A">lemma</lem><rdg wit="#B">reading<note>hidden</note></rdg></app>, a '
                  "<app><rdg>first</rdg><rdg>second</rdg></app>.</p>", "A lemma, a first.\n"),
    "what was deleted": ("<p>So <subst><del>bad</del><add>good</add></subst><surplus>so</surplus>, <restore><del>yet</del>"
                         "</restore>.</p>", "So good, yet.\n"),
    "what was supplied": ("<p><supplied>Once</supplied> <gap/> up<unclear>on</unclear></p>", "[Once] […] upon\n"),
    "line breaks": ('<p>One<lb/>two- <lb break="no"/> three</p><ab>four<lb/>five</ab>', "One two-three\n\nfour\nfive\n"),
    "page breaks": ('<p>One<pb n="2"/>two <pb n="3" break="no"/>three</p><fw>Running title</fw>', "One twothree\n"),
    "quotations": ("<p>He said <q>yes</q> and “<q>no</q>”.</p><quote><p>Long.</p></quote>",
                   "He said “yes” and “no”.\n\nLong.\n"),
    "a note": ("<p>Text<note>First <hi>note</hi>.</note>, text<note><p>Two</p><p>parts.</p></note>.</p>",
               "Text[1], text[2].\n\nNotes\n\n[1] First note.\n\n[2] Two\n\nparts.\n"),
    "a note within a note": ("<p>Text<note>One<note>Two.</note>.</note></p>", "Text[1]\n\nNotes\n\n[1] One[2].\n\n[2] Two.\n"),
    "a link": ('<p>See <ref target="https://example.org/a_(b)?c=d&amp;e">this</ref> and <ptr target="e.xml#p7"/>.</p>',
               "See this and Another letter.\n"),
    "a date without words": ('<p>On <date when="1950-06-25"/>.</p>', "On 25 June 1950.\n"),
    "code": ('<eg>a  b\n  c</eg><egXML xmlns="http://www.tei-c.org/ns/Examples"><p>x</p></egXML>', "a  b\n  c\n\n<p"),
    "a letter": ("<opener><dateline>Rome</dateline><salute>Dear Bo,</salute></opener><p>Come.</p>"
                 "<closer><signed>Ada</signed></closer>", "Rome\n\nDear Bo,\n\nCome.\n\nAda\n"),
    "an address": ("<opener><address><addrLine>Via 1</addrLine><addrLine>Rome</addrLine></address></opener>", "Via 1\nRome\n"),
    "what looks like Markdown": ("<p>1. *a* [b](c) &lt;d&gt;</p>", "1. *a* [b](c) <d>\n"),
    "what nobody knows": ("<p>a <unheard>b</unheard></p>", "a b\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", SNIPPETS)
def test_snippets(saxon: Saxon, name: str) -> None:
    body, expected = SNIPPETS[name]
    written = text(saxon, body)
    assert written == expected if expected.endswith("\n") else written.startswith(expected)


def test_notes_that_stand_elsewhere(saxon: Saxon) -> None:
    back = '<back><div><head>Remarks</head><note target="#n2">Two.</note><note target="#n1">One.</note></div></back>'
    body = '<p>First<anchor xml:id="n1"/>, second<anchor xml:id="n2"/>.</p>'
    assert text(saxon, body, back) == "First[1], second[2].\n\nRemarks\n\n[1] One.\n\n[2] Two.\n"


def test_translations_are_called_as_the_header_calls_their_languages(saxon: Saxon) -> None:
    edition, translation = (
        '<div type="edition"><p>Ave.</p></div>',
        '<div type="translation" xml:lang="{}"><p>{}</p></div>',
    )
    body = edition + translation.format("it", "Ciao.") + translation.format("fr", "Salut.")
    said = rendered(saxon, "plaintext/document.xsl", body)
    assert "Translation · it\n\nCiao.\n\nTranslation · fr\n\nSalut.\n" in said
    usage = '<profileDesc><langUsage><language ident="it">Italian</language></langUsage></profileDesc>'
    said = rendered(saxon, "plaintext/document.xsl", body, profile=usage)
    assert "Translation · Italian\n\nCiao.\n\nTranslation · fr\n\nSalut.\n" in said


def test_a_list_of_letters_without_a_text_is_read(saxon: Saxon) -> None:
    letter = (
        '<correspDesc><correspAction type="sent"><persName>Ada</persName><placeName>Bonn</placeName><date when="1825-05-07"/></correspAction>'
        '<correspAction type="received"><persName>Bo</persName></correspAction></correspDesc>'
    )
    profile = f"<profileDesc>{letter}{letter.replace('Bonn', 'Ulm')}</profileDesc>"
    said = rendered(saxon, "plaintext/document.xsl", "<p/>", profile=profile)
    assert said == "A letter\n\n- From: Ada, Bonn, 7 May 1825\n  To: Bo\n- From: Ada, Ulm, 7 May 1825\n  To: Bo\n"
    # Beside a text it is the head of that.
    assert rendered(saxon, "plaintext/document.xsl", "<p>x</p>", profile=profile) == "A letter\n\nx\n"


def test_a_heading_that_is_the_title_is_not_said_twice(saxon: Saxon) -> None:
    assert text(saxon, "<head>A <hi>letter</hi></head><p>Text.</p>") == "Text.\n"
    assert text(saxon, "<div><head>A letter</head><p>Text.</p></div>") == "Text.\n"
    assert text(saxon, "<div><p>Text.</p><div><head>A letter</head></div></div>") == "Text.\n\nA letter\n"


def _read(element: etree._Element, called: list[str]) -> Iterator[str]:
    """The words of a text of this edition in their order, without its notes, and the ids of the anchors passed."""
    yield element.text or ""
    for child in element:
        if child.tag == f"{TEI}anchor":
            called.append(f"#{child.get(XML_ID)}")
        if isinstance(child.tag, str) and child.tag not in (f"{TEI}note", f"{TEI}orig", f"{TEI}sic"):
            yield from _read(child, called)
        yield child.tail or ""


def test_this_edition_word_for_word(published: Path, root: Path) -> None:
    compared = 0
    for path in [*(root / "tei/cables").glob("*.xml"), root / "tei/essay.xml"]:
        document = etree.parse(path).getroot()
        body = document.find(f"{TEI}text/{TEI}body")
        assert body is not None
        called: list[str] = []
        expected = words("".join(_read(body, called)))
        # In this edition notes stand together in the back, in whatever order: anchors call them.
        notes = {str(note.get("target")): note for note in document.iterfind(f"{TEI}text/{TEI}back//{TEI}note")}
        numbers = [anchor for anchor in called if anchor in notes]
        for anchor in numbers:
            authors = "Author’s note: " if notes[anchor].get("type") == "authorial" else ""
            expected += words(authors + "".join(_read(notes[anchor], [])))
        assert len(numbers) == len(notes)
        written = (published / f"text/{document.get(XML_ID)}.txt").read_text()
        body_text, _, notes_text = written.partition("\n\nNotes\n\n")
        # The heading of the text stands above it where it is the title.
        title, _, rest = body_text.partition("\n\n")
        seen = (title if expected.startswith(words(title)) else "") + rest + notes_text
        for number in range(1, len(notes) + 1):
            assert seen.count(f"[{number}]") == 2, (path, number)
            seen = seen.replace(f"[{number}]", "")
        assert words(seen) == expected, path
        compared += 1
    assert compared == 18

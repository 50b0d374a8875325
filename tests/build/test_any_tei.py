"""Folders of TEI that nobody prepared: what cannot be read, what is large, what is put together from several files."""

import re
from pathlib import Path

import pytest
from lxml import html

from common import Kwedition
from kwedition import xinclude
from pages import dead_links, read_page

WORDS = "It was told again and again, and no two who told it agreed on more than the day. " * 8


def tei(inside: str, title: str = "A text", attributes: str = "", header: str = "") -> str:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" {attributes}><teiHeader><fileDesc><titleStmt><title>{title}</title>'
        "</titleStmt><publicationStmt><p>none</p></publicationStmt><sourceDesc><p>made up</p></sourceDesc></fileDesc>"
        f"{header}</teiHeader><text><body>{inside}</body></text></TEI>"
    )


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.xml").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tei").mkdir()
    return tmp_path / "tei"


def test_what_a_dtd_outside_would_say_of_characters_is_known(kwedition: Kwedition, folder: Path) -> None:
    """As in files that were written for a DTD with the lists of ISO, which is not there any more."""
    inside = "<p>In the caf&eacute; &mdash; <persName>Ren&eacute;e&nbsp;A&amp;B</persName> said <![CDATA[<so>]]>.</p>"
    (folder / "a.xml").write_text('<!DOCTYPE TEI SYSTEM "tei.dtd">\n' + tei(inside), encoding="utf-8")
    (folder / "b.xml").write_text(
        '<!DOCTYPE TEI [<!ENTITY % iso PUBLIC "ISO 8879:1986//ENTITIES Added Latin 1//EN" "iso-lat1.ent">\n'
        "<!ENTITY % own \"<!ENTITY house 'Haus'>\">\n%iso;\n%own;]>\n"
        + tei("<p>Das &house; am Stra&szlig;enrand.</p>"),
        encoding="utf-8",
    )
    out = folder.parent / "out"
    result = kwedition("build", "--source", folder, "--output", out, "--no-cache", "--only", "site,text")
    assert result.exit_code == 0, result.output
    assert "all accounted for" in result.output
    assert (out / "text/a.txt").read_text(encoding="utf-8").endswith("In the café — Renée\xa0A&B said <so>.\n")
    assert (out / "text/b.txt").read_text(encoding="utf-8").endswith("Das Haus am Straßenrand.\n")
    (name,) = html.parse(out / "texts/a.html").getroot().find_class("persName")
    assert name.text_content() == "Renée\xa0A&B"
    assert "Renée" in (out / "persons/index.html").read_text(encoding="utf-8")


class TestStrict:
    def test_without_it_a_file_that_cannot_be_read_is_left_out(self, kwedition: Kwedition, folder: Path) -> None:
        write(folder, good=tei(f"<p>{WORDS}</p>"), bad="<TEI><p></TEI>")
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--cache", folder / ".c")
        assert result.exit_code == 1
        assert "1 document →" in result.output
        assert (folder.parent / "out/texts/good.html").is_file()

    def test_with_it_the_build_stops_and_the_old_output_stays(self, kwedition: Kwedition, folder: Path) -> None:
        out = folder.parent / "out"
        write(folder, good=tei(f"<p>{WORDS}</p>"), bad="<TEI><p></TEI>")
        kwedition("build", "--source", folder, "--output", out, "--cache", folder / ".c")
        before = {path: path.read_bytes() for path in out.rglob("*.html")}
        write(folder, good=tei("<p>changed</p>"))
        result = kwedition("build", "--source", folder, "--output", out, "--cache", folder / ".c", "--strict")
        assert result.exit_code == 1
        assert "bad.xml:1:" in result.output
        assert "nothing was built" in result.output
        assert "without --strict" in result.output
        assert {path: path.read_bytes() for path in out.rglob("*.html")} == before

    def test_it_is_not_skipped_because_nothing_has_changed(self, kwedition: Kwedition, folder: Path) -> None:
        write(folder, good=tei(f"<p>{WORDS}</p>"), bad="<TEI><p></TEI>")
        arguments = ("build", "--source", folder, "--output", folder.parent / "out", "--cache", folder / ".c")
        assert "1 document →" in kwedition(*arguments).output
        assert "nothing was built" in kwedition(*arguments, "--strict").output

    def test_it_lets_through_what_can_be_read(self, kwedition: Kwedition, folder: Path) -> None:
        write(folder, good=tei(f"<p>{WORDS}</p>"))
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache", "--strict")
        assert result.exit_code == 0, result.output


class TestPrint:
    @pytest.fixture
    def many(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr("kwedition.build.order.VOLUME", 2)
        write(folder, **{f"t{n}": tei(f"<p>{WORDS}</p>") for n in range(3)})
        return folder

    def built(self, kwedition: Kwedition, many: Path, settings: str, *arguments: str) -> tuple[str, set[str]]:
        (many / "kwedition.toml").write_text(settings, encoding="utf-8")
        out = many.parent / "out"
        result = kwedition("build", "--source", many, "--output", out, "--no-cache", *arguments)
        assert result.exit_code == 0, result.output
        return result.output, {path.name for path in (out / "print").glob("*.fo")}

    def test_many_documents_make_no_volume(self, kwedition: Kwedition, many: Path) -> None:
        output, files = self.built(kwedition, many, 'outputs = ["print"]')
        assert files == {"t0.fo", "t1.fo", "t2.fo"}
        assert "no volume of all 3 documents was made; --only print" in output

    @pytest.mark.parametrize(("settings", "arguments"), [
        ('outputs = ["print"]', ["--only", "print"]), ('outputs = ["print"]\nprint-volume = true', []),
    ])  # fmt: skip
    def test_unless_it_is_asked_for(
        self, kwedition: Kwedition, many: Path, settings: str, arguments: list[str]
    ) -> None:
        output, files = self.built(kwedition, many, settings, *arguments)
        assert "edition.fo" in files
        assert "no volume" not in output

    def test_few_documents_always_make_one(self, kwedition: Kwedition, folder: Path) -> None:
        write(folder, one=tei(f"<p>{WORDS}</p>"))
        assert self.built(kwedition, folder, 'outputs = ["print"]')[1] == {"one.fo", "edition.fo"}

    def test_the_setting_is_true_or_false(self, kwedition: Kwedition, folder: Path) -> None:
        write(folder, one=tei("<p/>"))
        (folder / "kwedition.toml").write_text('print-volume = "yes"', encoding="utf-8")
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out")
        assert result.exit_code == 2
        assert "print-volume must be true or false" in result.output


class TestInclusions:
    XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'

    def build(self, kwedition: Kwedition, folder: Path, *arguments: str) -> str:
        out = folder.parent / "out"
        result = kwedition("build", "--source", folder, "--output", out, "--cache", folder.parent / "cache", *arguments)
        assert result.exit_code == 0, result.output
        assert dead_links(out) == []
        return result.output

    def text(self, folder: Path, page: str = "texts/whole.html") -> str:
        return read_page(folder.parent / "out", page).text

    def test_what_a_document_includes_is_published_in_it(self, kwedition: Kwedition, folder: Path) -> None:
        (folder / "parts").mkdir()
        div = '<div xmlns="http://www.tei-c.org/ns/1.0" xml:id="one"><p>Included words.</p></div>'
        write(folder / "parts", one=div)
        inside = f'<p>See <ref target="#one">it</ref>. {WORDS}</p><xi:include {self.XI} href="parts/one.xml"/>'
        write(folder, whole=tei(inside))
        output = self.build(kwedition, folder)
        assert "1 document →" in output
        assert "all accounted for" in output
        assert "Included words." in self.text(folder)
        assert "#one" in read_page(folder.parent / "out", "texts/whole.html").links

    def test_a_change_in_an_included_file_makes_the_page_again(self, kwedition: Kwedition, folder: Path) -> None:
        write(folder, part=f'<div xmlns="http://www.tei-c.org/ns/1.0" {self.XI}><xi:include href="deep.xml"/></div>')
        write(folder, deep='<p xmlns="http://www.tei-c.org/ns/1.0">First reading.</p>')
        write(folder, whole=tei(f'<p>{WORDS}</p><xi:include {self.XI} href="part.xml"/>'))
        self.build(kwedition, folder)
        assert "First reading." in self.text(folder)
        write(folder, deep='<p xmlns="http://www.tei-c.org/ns/1.0">Second reading.</p>')
        self.build(kwedition, folder)
        assert "Second reading." in self.text(folder)
        assert "nothing has changed" in self.build(kwedition, folder)

    def test_a_file_that_comes_later_is_included_then(self, kwedition: Kwedition, folder: Path) -> None:
        fallback = f'<xi:include {self.XI} href="later.xml"><xi:fallback><p>Not yet.</p></xi:fallback></xi:include>'
        write(folder, whole=tei(f"<p>{WORDS}</p>{fallback}"))
        self.build(kwedition, folder)
        assert "Not yet." in self.text(folder)
        write(folder, later='<p xmlns="http://www.tei-c.org/ns/1.0">Now it is here.</p>')
        self.build(kwedition, folder)
        assert "Now it is here." in self.text(folder)

    def corpus(self, folder: Path, *hrefs: str) -> None:
        """A corpus of parts: each of its texts is a file and names Ann once."""
        for number, path in enumerate(("parts/one.xml", "parts/two words.xml"), 1):
            (folder / path).parent.mkdir(exist_ok=True)
            words = f'<p>Text {number} of <persName ref="#ann">Ann</persName>.</p>'
            (folder / path).write_text(tei(words, title=f"Part {number}"), encoding="utf-8")
        person = '<person xml:id="ann"><persName>Ann</persName></person>'
        persons = f"<profileDesc><particDesc><listPerson>{person}</listPerson></particDesc></profileDesc>"
        header = tei("", title="The corpus", header=persons).partition("<text>")[0].replace("<TEI", "<teiCorpus")
        includes = "".join(f'<xi:include {self.XI} href="{href}"/>' for href in hrefs)
        write(folder, corpus=f"{header}{includes}</teiCorpus>")

    def test_the_texts_of_a_corpus_are_published_once(self, kwedition: Kwedition, folder: Path) -> None:
        self.corpus(folder, "parts/one.xml", "./parts/../parts/two%20words.xml")
        outputs = ("--only", "site,data,print,epub,text,markdown")
        assert "3 documents →" in self.build(kwedition, folder, *outputs)
        out = folder.parent / "out"
        assert "Text 1" not in self.text(folder, "texts/corpus.html")
        article = html.parse(out / "texts/corpus.html").getroot().get_element_by_id("kw-main")
        assert [(a.text, a.get("href")) for a in article.iterfind("article/ul/li/a")] == [
            ("Part 1", "../texts/one.html"), ("Part 2", "../texts/two-words.html"),
        ]  # fmt: skip
        assert "2 mentions in 2 texts" in self.text(folder, "persons/ann.html")
        assert "Text 1" not in (out / "text/corpus.txt").read_text(encoding="utf-8")
        assert "nothing has changed" in self.build(kwedition, folder, *outputs)

    def test_what_is_no_document_of_its_own_stands_in_the_corpus(self, kwedition: Kwedition, folder: Path) -> None:
        self.corpus(folder, "parts/one.xml", "parts/two%20words.xml")
        self.build(kwedition, folder)
        # Nobody publishes a single file's neighbours.
        alone = folder.parent / "alone"
        result = kwedition("build", "--source", folder / "corpus.xml", "--output", alone, "--no-cache")
        assert result.exit_code == 0, result.output
        pages = sorted((alone / "texts/corpus").glob("*.html"))
        assert ["Text 1" in page.read_text(encoding="utf-8") for page in pages] == [True, False]
        # Its root is no text any more.
        part = '<text xmlns="http://www.tei-c.org/ns/1.0"><body><p>Only a piece.</p></body></text>'
        (folder / "parts/one.xml").write_text(part, encoding="utf-8")
        assert "2 documents →" in self.build(kwedition, folder)
        assert "Only a piece." in self.text(folder, "texts/corpus.html")

    def test_a_text_of_a_corpus_that_goes_is_missed(self, kwedition: Kwedition, folder: Path) -> None:
        self.corpus(folder, "parts/one.xml", "parts/two%20words.xml")
        self.build(kwedition, folder)
        (folder / "parts/one.xml").unlink()
        out, cache = folder.parent / "out", folder.parent / "cache"
        result = kwedition("build", "--source", folder, "--output", out, "--cache", cache)
        assert result.exit_code == 1
        assert "xinclude-unresolved" in result.output
        assert "one.xml" not in self.text(folder, "texts/corpus.html")
        self.corpus(folder, "parts/one.xml", "parts/two%20words.xml")
        assert "3 documents →" in self.build(kwedition, folder)
        assert "Part 1" in self.text(folder, "texts/corpus.html")

    @pytest.mark.parametrize("href", ["../secret.xml", "http://example.org/x.xml", "missing.xml", "whole.xml"])
    def test_nothing_from_outside_is_read(self, kwedition: Kwedition, folder: Path, href: str) -> None:
        write(folder.parent, secret='<p xmlns="http://www.tei-c.org/ns/1.0">Secret.</p>')
        write(folder, whole=tei(f'<p>{WORDS}</p><xi:include {self.XI} href="{href}"/>'))
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache")
        assert result.exit_code == 1
        if href != "whole.xml":
            assert "whole.xml:1:" in result.output
        assert "xinclude-unresolved" in result.output
        assert "Secret" not in self.text(folder)

    @pytest.mark.parametrize("strict", [(), ("--strict",)])
    def test_one_that_is_not_well_formed_is_a_finding(
        self, kwedition: Kwedition, folder: Path, strict: tuple[str, ...]
    ) -> None:
        bad = tei(f'<p>{WORDS}</p><xi:include {self.XI} href="part.xml"/>').replace("</body>", "")
        write(folder, good=tei(f"<p>{WORDS}</p>"), bad=bad, part='<p xmlns="http://www.tei-c.org/ns/1.0">Part.</p>')
        out = folder.parent / "out"
        result = kwedition("build", "--source", folder, "--output", out, "--no-cache", *strict)
        assert result.exit_code == 1
        assert isinstance(result.exception, SystemExit)
        assert "bad.xml:1:" in result.output
        assert "xml-not-well-formed" in result.output
        assert out.is_dir() != bool(strict)

    def test_inclusions_do_not_multiply(
        self, kwedition: Kwedition, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        assert xinclude._MOST <= 5_000
        monkeypatch.setattr(xinclude, "_MOST", 500)
        for number in range(18):
            twice = f'<xi:include href="d{number + 1}.xml"/>' * 2
            write(folder, **{f"d{number}": f'<div xmlns="http://www.tei-c.org/ns/1.0" {self.XI}>{twice}</div>'})
        write(folder, d18='<p xmlns="http://www.tei-c.org/ns/1.0">bomb</p>')
        write(folder, whole=tei(f'<p>{WORDS}</p><xi:include {self.XI} href="d0.xml"/>'))
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache")
        assert result.exit_code == 1
        assert "one too many" in result.output


class TestPrefixes:
    def prefix(self, ident: str, replacement: str, pattern: str = "([a-z]+)") -> str:
        definition = (
            f'<prefixDef ident="{ident}" matchPattern="{pattern}" replacementPattern="{replacement}"><p/></prefixDef>'
        )
        return f"<encodingDesc><listPrefixDef>{definition}</listPrefixDef></encodingDesc>"

    def page(self, kwedition: Kwedition, folder: Path, inside: str, definition: str, code: int = 0) -> list[str]:
        entry = '<listPerson><person xml:id="p_abc"><persName>Smith, John</persName></person></listPerson>'
        write(folder, persons=tei(entry))
        text = tei(f"<p>{WORDS}{inside}</p>").replace("</fileDesc>", f"</fileDesc>{definition}")
        write(folder, letter=text)
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache")
        assert result.exit_code == code, result.output
        return read_page(folder.parent / "out", "texts/letter.html").links

    def test_a_private_reference_leads_where_its_definition_says(self, kwedition: Kwedition, folder: Path) -> None:
        definition = self.prefix("psn", "persons.xml#p_$1")
        links = self.page(kwedition, folder, '<persName ref="psn:abc">John</persName>', definition)
        assert "../persons/p_abc.html" in links
        person = read_page(folder.parent / "out", "persons/p_abc.html")
        assert "1 mention in 1 text" in person.text

    def test_one_that_does_not_match_stays_a_key(self, kwedition: Kwedition, folder: Path) -> None:
        definition = self.prefix("psn", "persons.xml#p_$1")
        links = self.page(kwedition, folder, '<persName ref="psn:12">John</persName>', definition)
        assert "../persons/12.html" in links

    def test_an_address_in_the_world_is_followed_where_it_is_a_link(self, kwedition: Kwedition, folder: Path) -> None:
        definition = self.prefix("wd", "https://www.wikidata.org/wiki/$1", "(Q[0-9]+)")
        inside = '<ref target="wd:Q42">there</ref> <persName ref="wd:Q42">Douglas</persName>'
        links = self.page(kwedition, folder, inside, definition)
        assert "https://www.wikidata.org/wiki/Q42" in links
        assert "../persons/Q42.html" in links

    @pytest.mark.parametrize("replacement", ["javascript:alert($1)", "file:///etc/$1", "data:text/html,$1"])
    def test_no_definition_makes_a_dangerous_link(self, kwedition: Kwedition, folder: Path, replacement: str) -> None:
        links = self.page(kwedition, folder, '<ref target="x:abc">there</ref>', self.prefix("x", replacement))
        assert not [link for link in links if link.startswith(("javascript", "file", "data"))]

    def test_a_pattern_without_end_is_passed_over(self, kwedition: Kwedition, folder: Path) -> None:
        definition = self.prefix("x", "persons.xml#$1", "((a+)+)b")
        self.page(kwedition, folder, f'<ref target="x:{"a" * 400}">there</ref>', definition)


def test_what_has_no_title_is_called_by_what_it_says_itself(kwedition: Kwedition, folder: Path) -> None:
    """In no view by its file, as long as its title page or the heading above all of it says how."""
    page = "<front><titlePage><docTitle><titlePart>On</titlePart> <titlePart>Words</titlePart></docTitle></titlePage></front>"
    untitled = tei(f"<p>{WORDS}</p>", title="")
    write(
        folder,
        a=untitled.replace("<text>", f"<text>{page}"),
        b=untitled.replace("<body>", "<body><head>A heading<note>not this</note></head>"),
        c=untitled.replace("<body>", "<body><div><head>Of all</head>").replace("</body>", "</div></body>"),
        d=untitled.replace("<body>", "<body><div><head>One</head><p>x</p></div><div>").replace(
            "</body>", "</div></body>"
        ),
        f=untitled.replace("<text>", f"<text>{page}").replace("<titlePart>On<", '<titlePart type="main">On<'),
        e=tei("<p>About.</p>", title="The Edition", attributes='type="edition"'),
    )
    built = kwedition(
        "build", "--source", folder, "--output", folder.parent / "out", "--no-cache", "--only", "site,print,pdf,epub"
    )
    assert "no title is set: the site is called 'The Edition'" in built.output
    named = {"a": "On Words", "b": "A heading", "c": "Of all", "d": "d", "f": "On", "edition": "The Edition"}
    for name, title in named.items():
        fo = (folder.parent / f"out/print/{name}.fo").read_text()
        assert f">{title}</rdf:li>" in fo
        assert title.encode() in (folder.parent / f"out/print/{name}.pdf").read_bytes()
        if name != "edition":
            text = (folder.parent / f"out/texts/{name}.html").read_text()
            assert f"<title>{title} · The Edition</title>" in text
            assert title in text.partition("<h1")[2].partition("</h1>")[0]


class TestIds:
    def build(self, kwedition: Kwedition, folder: Path) -> str:
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache")
        assert result.exit_code == 0, result.output
        assert dead_links(folder.parent / "out") == []
        return result.output

    def test_an_id_that_stands_twice_is_reported_and_the_first_has_it(self, kwedition: Kwedition, folder: Path) -> None:
        inside = '<p xml:id="x">First.</p>\n<p xml:id="x">Second, <ref target="#x">see</ref>.</p>'
        write(folder, t=tei(f"{inside}<p>{WORDS}</p>"))
        output = self.build(kwedition, folder)
        assert (
            "t.xml:2:1: warning id-duplicate: xml:id 'x' of this `p` is already the id of the `p` in line 1" in output
        )
        page = read_page(folder.parent / "out", "texts/t.html")
        assert page.ids.count("x") == 1
        assert "b4" in page.ids, "the second has the address of any paragraph"

    def test_an_id_that_stands_twice_in_a_list_is_said_once(self, kwedition: Kwedition, folder: Path) -> None:
        person = '<person xml:id="%s"><persName>X</persName></person>\n'
        people = '<listPerson xmlns="http://www.tei-c.org/ns/1.0">\n' + person % "x" + person % "x" + "</listPerson>"
        write(folder, t=tei(f"<p>{WORDS}</p>"), people=people)
        for schema in ("", 'schema = "s.rnc"\n'):
            # (A grammar, too, finds that it stands twice.)
            (folder / "kwedition.toml").write_text(schema)
            (folder / "s.rnc").write_text(
                'default namespace t = "http://www.tei-c.org/ns/1.0"\nstart = a\n'
                "a = element person { attribute xml:id { xsd:ID }, a* } | element * - person { attribute * { text }*, b* }\n"
                "b = a | text"
            )
            output = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache").output
            assert output.count("people.xml:3:") == 1
            assert ("error rng-id-duplicate" if schema else "error id-duplicate: xml:id 'x' of this `person`") in output
        write(folder, more=people.replace(person % "x", "", 1))
        (folder / "kwedition.toml").unlink()
        output = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache").output
        assert output.count("id-duplicate") == output.count("id-entry-twice") == 1

    def test_an_id_that_cannot_be_an_address_is_made_one(self, kwedition: Kwedition, folder: Path) -> None:
        write(folder, t=tei(f'<p xml:id="a b">One.</p><p>{WORDS}</p>', attributes='xml:id="no/t: good"'))
        output = self.build(kwedition, folder)
        assert output.count("warning id-malformed") == 2
        assert "a-b" in read_page(folder.parent / "out", "texts/no-t-good.html").ids

    def test_of_very_many_some_are_shown(self, kwedition: Kwedition, folder: Path) -> None:
        write(folder, t=tei('<p xml:id="x">One.</p>' * 51 + f"<p>{WORDS}</p>"))
        output = self.build(kwedition, folder)
        assert output.count("id-duplicate") <= 20
        assert "(50 ids of this file are wrong)" in output

    def test_files_of_one_name_are_told_apart_by_their_folders(self, kwedition: Kwedition, folder: Path) -> None:
        for name in ("a", "b", "c"):
            (folder / name).mkdir()
            write(folder / name, letter=tei(f"<p>{name} {WORDS}</p>"))
        output = self.build(kwedition, folder)
        assert output.count("info id-missing") == 2
        texts = folder.parent / "out/texts"
        assert {path.stem for path in texts.glob("*.html")} == {"index", "letter", "b-letter", "c-letter"}
        (folder / "b/letter.xml").unlink()
        kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache")
        assert not (texts / "b-letter.html").exists()
        assert "c " in read_page(folder.parent / "out", "texts/c-letter.html").text

    def test_entries_without_id_have_pages_and_are_reported_once(self, kwedition: Kwedition, folder: Path) -> None:
        people = "".join(f"<person><persName>Person {n}</persName></person>" for n in range(3))
        write(folder, people=tei(f"<listPerson>{people}</listPerson>"), t=tei(f"<p>{WORDS}</p>"))
        output = self.build(kwedition, folder)
        assert output.count("id-missing: 3 entries have no xml:id") == 1
        assert len(list((folder.parent / "out/persons").glob("people.person.*.html"))) == 3


class TestCorpus:
    def build(self, kwedition: Kwedition, folder: Path, text: str) -> Path:
        write(folder, corpus=text)
        write(folder, other=tei(f'<p>See <ref target="corpus.xml#two">the second</ref>. {WORDS}</p>'))
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache")
        assert result.exit_code == 0, result.output
        assert "all accounted for" in result.output
        assert dead_links(folder.parent / "out") == []
        return folder.parent / "out"

    def test_each_text_of_a_corpus_has_a_page(self, kwedition: Kwedition, folder: Path) -> None:
        letters = "".join(
            tei(
                f'<p>Letter of <persName ref="#x">X</persName> {name}. {WORDS}</p>',
                f"Letter {name}",
                f'xml:id="{name}"',
            )
            for name in ("one", "two", "three")
        )
        header = tei("", "All letters").partition("<text>")[0].partition(">")[2]
        out = self.build(
            kwedition, folder, f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{header}{letters}</teiCorpus>'
        )
        contents = read_page(out, "texts/corpus.html")
        assert "All letters" in contents.text
        assert [f"Letter {name}" in contents.text for name in ("one", "two", "three")] == [True] * 3
        assert "Letter of" not in contents.text
        for number, name in enumerate(("one", "two", "three"), 1):
            page = read_page(out, f"texts/corpus/{number}.html")
            assert f"Letter of X {name}." in page.text
            assert page.text.count("Letter of") == 1
            assert name in page.ids
        assert "../texts/corpus/2.html#two" in read_page(out, "texts/other.html").links
        named = [link for link in read_page(out, "persons/x.html").links if ".x." in link]
        assert [link.partition("#")[0] for link in named] == [f"../texts/corpus/{n}.html" for n in (1, 2, 3)]

    def test_a_corpus_in_a_corpus(self, kwedition: Kwedition, folder: Path) -> None:
        header = tei("", "All letters").partition("<text>")[0].partition(">")[2]
        letters = [
            tei(f"<p>Letter {name}. {WORDS}</p>", f"L {name}", f'xml:id="{name}"') for name in ("one", "two", "three")
        ]
        inner = f"<teiCorpus>{header}{letters[0]}{letters[1]}</teiCorpus>"
        whole = f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">{header}{inner}{letters[2]}</teiCorpus>'
        out = self.build(kwedition, folder, whole)
        found = [read_page(out, f"texts/corpus/{number}.html").text for number in (1, 2, 3)]
        assert [
            name in text for name, text in zip(("Letter one.", "Letter two.", "Letter three."), found, strict=True)
        ] == ([True] * 3)

    def test_a_group_of_texts_is_one_page_if_it_is_short(self, kwedition: Kwedition, folder: Path) -> None:
        group = "".join(f"<text><body><head>T {n}</head><p>Text {n}. {WORDS}</p></body></text>" for n in range(3))
        whole = tei("X").replace("<body>X</body>", f'<group xml:id="two">{group}</group>')
        out = self.build(kwedition, folder, whole)
        page = read_page(out, "texts/corpus.html")
        assert [page.text.count(f"Text {n}.") for n in range(3)] == [1, 1, 1]
        assert not (out / "texts/corpus").exists()

    def test_a_long_group_is_divided_at_its_texts(self, kwedition: Kwedition, folder: Path) -> None:
        paragraphs = f"<p>{WORDS}</p>" * 180
        group = "".join(f'<text xml:id="t{n}"><body><head>T {n}</head>{paragraphs}</body></text>' for n in range(4))
        whole = tei("X").replace("<body>X</body>", f'<group xml:id="two">{group}</group>')
        out = self.build(kwedition, folder, whole)
        pages = sorted((out / "texts/corpus").glob("*.html"))
        assert [[n for n in range(4) if f"t{n}" in read_page(out, f"texts/corpus/{path.name}").ids] for path in pages] == [
            [0], [1], [2], [3],
        ]  # fmt: skip


class TestNonsense:
    """What nobody should encode, and somebody has."""

    @pytest.mark.parametrize("when", ["2000-13-45", "1900-00-00", "1900-02-00", "0000-99", "99999-01-01", "junk", ""])
    def test_a_date_that_there_is_not_stops_nothing(self, kwedition: Kwedition, folder: Path, when: str) -> None:
        dated = f'<profileDesc><creation><date when="{when}"/></creation></profileDesc>'
        write(folder, one=tei(f'<p>On <date when="{when}">a day</date>. {WORDS}</p>', header=dated))
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache")
        assert result.exit_code == 0, result.output
        assert "all accounted for" in result.output

    def test_a_text_cannot_pass_for_the_marks_of_the_accounts(self, kwedition: Kwedition, folder: Path) -> None:
        write(
            folder,
            one=tei("<p>Before \ufdd01\ufdd1 between \ufdd0a\ufdd1 and <persName>\ufdd2me\ufdd3</persName>.</p>"),
        )
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache")
        assert result.exit_code == 0, result.output
        assert "all accounted for" in result.output
        assert (
            "Before \ufffd1\ufffd between \ufffda\ufffd and" in read_page(folder.parent / "out", "texts/one.html").text
        )


def test_names_of_files_may_be_in_capitals(kwedition: Kwedition, folder: Path) -> None:
    """As they come from old systems; a link from one to another leads there."""
    (folder / "ONE.XML").write_text(tei('<p>See <ref target="two.Xml#here">there</ref></p>'), encoding="utf-8")
    (folder / "two.Xml").write_text(tei('<p xml:id="here">There</p>'), encoding="utf-8")
    out = folder.parent / "out"
    result = kwedition("build", "--source", folder, "--output", out, "--no-cache")
    assert "2 documents →" in result.output, result.output
    assert (out / "tei/ONE.xml").read_bytes() == (folder / "ONE.XML").read_bytes()
    assert 'href="../texts/two.html#here"' in (out / "texts/ONE.html").read_text()
    assert dead_links(out) == []
    checked = kwedition("check", folder)
    assert "2 files checked" in checked.output, checked.output


def test_what_stands_in_an_entry_is_not_counted_in_the_text(kwedition: Kwedition, folder: Path) -> None:
    """A switch counts what it marks."""
    entry = (
        '<listPerson><person xml:id="a"><persName>A</persName><birth><date when="1870">1870</date></birth>'
        '<note><quote>said</quote> in <date when="1890">1890</date></note></person></listPerson>'
    )
    back = f'<div>{entry}</div></body><back>{entry.replace("a", "b", 1)}<div><date when="1901">later</date></div></back><body>'
    write(
        folder,
        a=tei(f'<p>{WORDS} <date when="1900">then</date> and <q>thus</q></p>{back}').replace("<body></body>", ""),
    )
    out = folder.parent / "out"
    result = kwedition("build", "--source", folder, "--output", out, "--no-cache")
    assert result.exit_code == 0, result.output
    page = (out / "texts/a.html").read_text(encoding="utf-8")
    numbers = dict(re.findall(r'<label for="kw-mark-(\w+)">\w+<b>(\d+)</b>', page))
    assert (numbers["dates"], numbers["quotations"]) == ("2", "1")

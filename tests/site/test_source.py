"""The TEI of a text beside it: the file as it is, its source as pages, and the way from each block to its lines."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree, html

from common import ROOT
from kwedition.build import links, sourcefiles, sourceview
from kwedition.cli import main
from pages import dead_links, read_site

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt><publicationStmt><p>none</p></publicationStmt>"
    "<sourceDesc><p>none</p></sourceDesc></fileDesc></teiHeader>"
)
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude" xml:id="{}">{}\n<text><body>\n{}\n</body></text></TEI>\n'


def write(folder: Path, texts: dict[str, str | bytes], settings: str = "") -> Path:
    (folder / "tei").mkdir()
    (folder / "kwedition.toml").write_text(f'source = "tei"\noutputs = ["site"]\n{settings}')
    for name, text in texts.items():
        path = folder / "tei" / f"{name}.xml"
        path.parent.mkdir(exist_ok=True)
        whole = text if isinstance(text, bytes) else TEI.format(name, HEADER.format(name), text).encode()
        path.write_bytes(whole)
    return folder


def build(folder: Path, *options: str) -> str:
    command = ["build", "--source", str(folder), "--output", str(folder / "out"), "--cache", str(folder / "cache")]
    result = CliRunner().invoke(main, [*command, "--jobs", "1", *options])
    assert result.exit_code == 0, result.output
    return result.output


def page(folder: Path, path: str) -> Any:
    return html.fromstring((folder / "out" / path).read_bytes())


def code(folder: Path, path: str) -> str:
    """The source that a page shows, without the numbers of its lines."""
    (shown,) = page(folder, path).cssselect("pre.tei code")
    for number in shown.cssselect("a"):
        number.text = ""
    return str(shown.text_content())


def ways(folder: Path, path: str) -> list[str]:
    return [str(way.get("href")) for way in page(folder, path).cssselect("a.markup")]


def test_the_file_is_the_file(published: Path) -> None:
    for path in [*sorted((ROOT / "tei/cables").glob("*.xml")), ROOT / "tei/essay.xml", ROOT / "tei/edition.xml"]:
        name = re.search(r'<TEI[^>]* xml:id="([^"]+)"', path.read_text(encoding="utf-8"))
        assert name is not None
        assert (published / f"tei/{name[1]}.xml").read_bytes() == path.read_bytes()
        address = "about" if path.stem == "edition" else f"texts/{name[1]}"
        text = html.fromstring((published / f"{address}.html").read_bytes())
        (link,) = text.xpath('//head/link[@rel="alternate"][@type="application/tei+xml"]/@href')
        assert (published / f"{address}.html").parent.joinpath(link).resolve() == published / f"tei/{name[1]}.xml"
        shown = html.fromstring((published / f"tei/{name[1]}.html").read_bytes()).cssselect("pre.tei code")[0]
        for number in shown.cssselect("a"):
            number.text = ""
        assert shown.text_content() == path.read_text(encoding="utf-8")


def test_each_paragraph_leads_to_its_lines(published: Path) -> None:
    for path, lines in (("c02", (ROOT / "tei/cables/c02.xml")), ("essay", ROOT / "tei/essay.xml")):
        written = lines.read_text(encoding="utf-8").split("\n")
        text = html.fromstring((published / f"texts/{path}.html").read_bytes())
        found = 0
        for way in text.cssselect("p[id] > a.markup, li[id] > a.markup"):
            file, _, place = str(way.get("href")).partition("#L")
            assert file == f"../tei/{path}.html"
            (id_,) = way.xpath("../@id")
            assert f'xml:id="{id_}"' in written[int(place.split(".")[0]) - 1]
            found += 1
        assert found == len(text.cssselect(".transcription p[id], .notes li"))


def test_blocks_that_have_a_way(tmp_path: Path) -> None:
    body = "\n".join((
        "<lg><lg><l>1</l></lg><l>2</l></lg>", "<sp><speaker>A</speaker><l>3</l></sp>",
        "<sp><speaker>B</speaker>", "<p>4</p></sp>", "<list><item>5</item><item>", "<p>6</p></item></list>",
        "<table><row><cell>7</cell></row></table>", "<figure><head>8</head></figure>", "<p>9<note>",
        "<p>10</p></note><list><item>11</item></list></p>", "<l>12</l>",
    ))  # fmt: skip
    folder = write(tmp_path, {"a": body})
    build(folder)
    # In the order of the page; a note, and what is in it, once.
    assert ways(folder, "texts/a.html") == [f"../tei/a.html#L{line}" for line in (3, 4, 6, 8, 7, 9, 10, 11, 13, "11.5")]
    assert dead_links(folder / "out") == []


def test_nothing_in_a_source_becomes_markup(tmp_path: Path) -> None:
    body = (
        '<p kw-at="L1&quot; onclick=&quot;alert(1)">&lt;script>alert(1)&lt;/script></p><!-- </code></pre><script> -->'
        "<p n='\"><img src=x onerror=alert(1)>'><![CDATA[</pre><script>alert(2)</script>]]></p><?x <img src=y>?>"
    ).replace("<img", "&lt;img", 1)
    folder = write(tmp_path, {"a": body})
    build(folder)
    source = page(folder, "tei/a.html")
    assert code(folder, "tei/a.html").split("\n")[2] == body
    assert {script.get("src") for script in source.iter("script")} == {"../assets/theme.js", "../assets/site.js"}
    assert list(source.iter("img")) == []
    for each in read_site(folder / "out").values():
        assert each.styled == []
    script = (folder / "out/tei/a.js").read_text(encoding="utf-8")
    path, line, column, text = json.loads(f"[{script[9:-3]}]")
    assert [path, line, column] == ["tei/a.html", 1, 0]
    assert text == (folder / "tei/a.xml").read_text(encoding="utf-8")


def test_what_no_rule_knows_is_marked_and_counted(tmp_path: Path) -> None:
    own = '<ship xmlns="urn:own">b</ship>'
    body = f"<p>A <thing>one <p:deep xmlns:p='urn:own'>two</p:deep></thing> <thing/>{own}</p><!-- <thing> -->"
    folder = write(tmp_path, {"a": body, "b": "<p>B</p>"})
    counts = "4 elements known to no rule of the site, shown with the text alone: deep (1×), ship (1×), thing (2×)"
    assert f"{counts}; the source view marks them" in build(folder)
    source = page(folder, "tei/a.html")
    marked = [each.text_content() for each in source.cssselect("pre mark")]
    assert marked == ["<thing>", "<p:deep", "</p:deep>", "</thing>", "<thing/>", "<ship", "</ship>"]
    assert "deep (1), ship (1), thing (2)" in source.cssselect(".source-key")[0].text_content()
    assert page(folder, "tei/b.html").cssselect("mark") == []
    # Also when nothing had to be made, and when all of it comes from the cache.
    assert counts in build(folder)
    assert counts in build(folder, "--output", str(folder / "other"))


def test_a_document_with_others_in_it_shows_each_as_it_is(tmp_path: Path) -> None:
    part = '<div xmlns="http://www.tei-c.org/ns/1.0">\n<p>from a part</p>\n<thing/></div>'
    other = '<list xmlns="http://www.tei-c.org/ns/1.0"><item><p>no</p></item>\n<item><div xml:id="x"><p>yes</p></div></item></list>'
    body = '<p>own</p>\n<xi:include href="parts/one.xml"/>\n<xi:include href="parts/two.xml" xpointer="x"/>\n<p>end</p>'
    folder = write(tmp_path, {"a": body, "parts/one": part.encode(), "parts/two": other.encode()})
    build(folder)
    assert ways(folder, "texts/a.html") == [
        "../tei/a.html#L3", "../tei/a/2.html#L2", "../tei/a/3.html#L2.23", "../tei/a.html#L6",
    ]  # fmt: skip
    assert code(folder, "tei/a/2.html") == part
    assert code(folder, "tei/a/3.html") == other
    for name in ("one", "two"):
        assert (folder / f"out/tei/a/files/parts/{name}.xml").read_bytes() == (
            folder / f"tei/parts/{name}.xml"
        ).read_bytes()
    assert "xi:include" in (folder / "out/tei/a.xml").read_text()
    assert [each.text_content() for each in page(folder, "tei/a/2.html").cssselect("pre mark")] == ["<thing/>"]
    assert dead_links(folder / "out") == []


def test_a_long_source_has_several_pages(tmp_path: Path) -> None:
    body = "\n".join(f"<p>Paragraph {number} {'and so on ' * 20}</p>" for number in range(3_000))
    folder = write(
        tmp_path, {"a": body, "one line": TEI.format("b", HEADER.format("b"), body.replace("\n", "")).encode()}
    )
    build(folder)
    assert dead_links(folder / "out") == []
    for id_, name in (("a", "a"), ("b", "one line")):
        sheets = sorted((folder / f"out/tei/{id_}").glob("*.html"), key=lambda path: int(path.stem))
        assert len(sheets) > 1
        paths = [f"tei/{id_}.html", *(f"tei/{id_}/{path.name}" for path in sheets)]
        text = "".join(code(folder, path) for path in paths)
        assert text == (folder / f"tei/{name}.xml").read_text()
        assert all((folder / "out" / path).stat().st_size < 500_000 for path in paths)
        scripts = [(folder / "out" / path).with_suffix(".js").read_text() for path in paths]
        assert "".join(json.loads(f"[{each[9:-3]}]")[3] for each in scripts) == text
        here = page(folder, paths[1]).cssselect(".sheets [aria-current=page]")
        assert len(here) == 2


def test_all_languages_have_pages_and_share_the_files(tmp_path: Path) -> None:
    folder = write(tmp_path, {"a": "<p>A</p>"}, 'languages = ["en", "de"]\nbase-url = "https://example.org/"\n')
    build(folder)
    assert ways(folder, "de/texts/a.html") == ["../tei/a.html#L3"]
    german = page(folder, "de/tei/a.html")
    assert "Quelltext (TEI)" in german.text_content()
    assert [each.get("href") for each in german.cssselect(".source-ways a")] == [
        "../texts/a.html", "../../tei/a.xml",
    ]  # fmt: skip
    assert [each.get("hreflang") for each in german.cssselect(".languages a")] == ["en", "de"]
    assert not (folder / "out/de/tei/a.js").exists()
    assert not (folder / "out/de/tei/a.xml").exists()
    assert dead_links(folder / "out") == []
    # Nobody who looks for a text is led to its source.
    assert "/tei/" not in (folder / "out/sitemap.xml").read_text()
    assert german.xpath('//meta[@name="robots"]/@content') == ["noindex"]


def test_who_may_not_publish_the_tei_leaves_it_out(tmp_path: Path) -> None:
    folder = write(tmp_path, {"a": "<p>A <thing/></p>"}, "source-view = false\n")
    said = build(folder)
    assert "thing (1×)" in said
    assert "marks them" not in said
    assert not (folder / "out/tei").exists()
    assert not (folder / "out/texts/a").exists()
    text = (folder / "out/texts/a.html").read_text()
    assert "tei+xml" not in text
    assert "markup" not in text
    assert "kw-at" not in text


@pytest.mark.parametrize("value", ['"no"', "0"])
def test_the_setting_is_true_or_false(tmp_path: Path, value: str) -> None:
    folder = write(tmp_path, {"a": "<p>A</p>"}, f"source-view = {value}\n")
    result = CliRunner().invoke(main, ["build", "--source", str(folder), "--output", str(folder / "out")])
    assert result.exit_code == 2
    assert "source-view must be true or false" in result.output


def test_a_source_is_kept_until_its_file_changes(tmp_path: Path) -> None:
    folder = write(tmp_path, {"a": "<p>A</p>", "b": "<p>B</p>"})
    build(folder)
    files = ("tei/a.html", "tei/a.js", "tei/a.xml")
    before = {path: (folder / "out" / path).stat().st_ino for path in files}
    changed = folder / "tei/b.xml"
    changed.write_text(changed.read_text().replace("<p>B", "<p>C"))
    explained = build(folder, "--explain")
    assert "tei/b.html: its document changed" in explained
    assert "tei/a.html: unchanged" in explained
    assert {path: (folder / "out" / path).stat().st_ino for path in files} == before
    assert (folder / "out/tei/b.xml").read_bytes() == changed.read_bytes()
    # A file that somebody edited is put right.
    (folder / "out/tei/a.xml").write_text("mine")
    build(folder)
    assert (folder / "out/tei/a.xml").read_bytes() == (folder / "tei/a.xml").read_bytes()


def test_no_included_file_is_a_page_or_an_image(tmp_path: Path) -> None:
    names = ["2.html", "x.svg", "a", "a.xml", "odd ?#%41.js", "d.xhtml"]
    folder = write(tmp_path, {"doc": "\n".join(
        f'<xi:include href="{name.replace("%", "%25").replace("?", "%3F").replace("#", "%23")}"/>' for name in names
    )})  # fmt: skip
    for name in names:
        (folder / "tei" / name).write_text(f'<p xmlns="http://www.tei-c.org/ns/1.0">from {name}</p>')
    said = build(folder)
    assert "two pages" not in said
    files = {
        path.relative_to(folder / "out/tei/doc/files").as_posix() for path in (folder / "out/tei/doc/files").iterdir()
    }
    assert files == {"2.html.xml", "x.svg.xml", "a.xml", "a-2.xml", "odd ?#%41.js.xml", "d.xhtml.xml"}
    links = [str(each.get("href")) for each in page(folder, "tei/doc.html").cssselect("a[download]")]
    assert "../tei/doc/files/odd%20%3F%23%2541.js.xml" in links
    assert dead_links(folder / "out") == []


def test_what_a_browser_would_run_is_published_as_text(tmp_path: Path) -> None:
    script = '<h:script xmlns:h="http://www.w3.org/1999/xhtml">alert(1)</h:script>'
    sheet = TEI.format("sheet", HEADER.format("sheet"), "<p>A</p>")
    folder = write(tmp_path, {
        "a": f"<p>A {script}</p>", "b": "<p>B</p>", "sheet": f'<?xml-stylesheet href="x.css"?>{sheet}'.encode(),
        "c": f'<xi:include href="b.xml" xpointer="none"><xi:fallback><p>{script}</p></xi:fallback></xi:include>',
        "d": '<p>D</p><xi:include href="parts/one.xml"/>',
        "e": '<xi:include href="sheet.xml" xpointer="none"><xi:fallback/></xi:include>',
        "parts/one": f'<p xmlns="http://www.tei-c.org/ns/1.0">{script}</p>'.encode(),
    })  # fmt: skip
    build(folder)
    files = {path.relative_to(folder / "out/tei").as_posix() for path in (folder / "out/tei").rglob("*.xml*")}
    assert files == {
        "a.xml.txt", "b.xml", "c.xml.txt", "d.xml", "d/files/parts/one.xml.txt", "e.xml", "sheet.xml.txt",
    }  # fmt: skip
    assert (folder / "out/tei/a.xml.txt").read_bytes() == (folder / "tei/a.xml").read_bytes()
    for path in ("texts/a.html", "tei/a.html"):
        (link,) = page(folder, path).xpath('//link[@title="TEI"]')
        assert (link.get("href"), link.get("type")) == ("../tei/a.xml.txt", "text/plain")
    assert dead_links(folder / "out") == []


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("<a/>", False),
        ('<a xmlns:h="http://www.w3.org/1999/xhtml"/>', False),
        ('<a xmlns:h="http://www.w3.org/1999/xhtm&#108;"><h:p/></a>', True),
        ('<a><svg xmlns="http://www.w3.org/2000/svg"/></a>', True),
        ("<!DOCTYPE a [<!ENTITY e \"<s xmlns='http://www.w3.org/2000/svg'/>\">]><a>&e;</a>", True),
        ('<!DOCTYPE a [<!ENTITY e "<h:p/>">]><a xmlns:h="http://www.w3.org/1999/xhtml">&e;</a>', True),
        ('<!DOCTYPE a [<!ENTITY e "<p/>">]><a xmlns="http://www.tei-c.org/ns/1.0">&e;</a>', False),
        (
            '<!DOCTYPE a [<!ENTITY d "<p/>"><!ENTITY e "&d;">]><a><b xmlns="http://www.w3.org/2000/svg">&e;</b></a>',
            True,
        ),
        ('<!DOCTYPE a [<!ATTLIST b xmlns CDATA "http://www.w3.org/1999/xhtml">]><a><b/></a>', True),
        ('<a><m:mi xmlns:m="http://www.w3.org/1998/Math/MathML" mathvariant="bold">x</m:mi></a>', False),
        ('<a><m:mi xmlns:m="http://www.w3.org/1998/Math/MathML" onclick="x()">x</m:mi></a>', True),
        ('<a><m:mi xmlns:m="http://www.w3.org/1998/Math/MathML" href=" java&#10;script:x()">x</m:mi></a>', True),
        ("<!-- --><?xml-stylesheet href='a'?><!-- --><a/>", True),
        ("<?xml-model href='a'?><a/>", False),
        ("<a>", True),
    ],
)
def test_what_a_browser_would_run(text: str, acts: bool) -> None:
    assert sourcefiles.active_data(text.encode()) is acts
    if text != "<a>":
        # What can be parsed is not always parsed.
        assert sourcefiles.addresses("a", [("a.xml", text.encode())]) == [f"tei/a.xml{'.txt' if acts else ''}"]
        utf_16 = f'<?xml version="1.0" encoding="utf-16"?>{text}'.encode("utf-16")
        assert sourcefiles.addresses("a", [("a.xml", utf_16)]) == [f"tei/a.xml{'.txt' if acts else ''}"]


def test_where_an_element_is_written_it_does_not_say_itself(tmp_path: Path) -> None:
    entity = "<!DOCTYPE TEI [<!ENTITY e \"<p kw-at='L99'>x</p>\">]>"
    whole = TEI.format(
        "a",
        HEADER.format("a"),
        "<p kw-at='7 L99'>A</p>&e;<p><egXML xmlns='http://www.tei-c.org/ns/Examples'><p kw-at='L5'/></egXML></p>",
    )
    folder = write(tmp_path, {"a": f"{entity}{whole}".encode()})
    build(folder)
    assert ways(folder, "texts/a.html") == ["../tei/a.html#L3", "../tei/a.html#L3", "../tei/a.html#L3.26"]


@pytest.mark.parametrize("places", [["L1", "L2"], ["", ""]])
def test_a_place_that_a_source_gives_itself_is_none(places: list[str]) -> None:
    root = etree.fromstring('<TEI xmlns="http://www.tei-c.org/ns/1.0" kw-at="L8"><p kw-at="L9"/><p/></TEI>')
    before = etree.tostring(root)
    with sourceview.marked(root, places):
        assert [each.get("kw-at", "") for each in root.iter("*")] == ["", *places]
    assert etree.tostring(root) == before


@pytest.mark.parametrize(
    ("path", "source"),
    [("tei/a.html", True), ("tei/a/2.html", True), ("de/tei/a.html", True), ("texts/tei/1.html", False),
     ("texts/tei.html", False), ("persons/tei/1.html", False), ("de/texts/tei/1.html", False), ("tei/a.xml", False)],
)  # fmt: skip
def test_which_pages_show_a_source(path: str, source: bool) -> None:
    assert links.is_source(path) is source

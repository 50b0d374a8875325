"""Texts that are too long for one page: where they are divided, and that every address still leads to its place."""

import itertools
import json
import re
import subprocess
from pathlib import Path

import pytest
from lxml import etree, html

from common import Kwedition, invoke, peer
from kwedition import xmlio
from kwedition.build import parts, steps
from kwedition.edition import Document
from kwedition.saxon import Saxon
from pages import dead_links, read_page, read_site

WORDS = "It was told again and again, and no two who told it agreed on more than the day. "
HEAD = (
    '<teiHeader><fileDesc><titleStmt><title>A long text</title></titleStmt><publicationStmt><p>none</p>'
    "</publicationStmt><sourceDesc><p>made up</p></sourceDesc></fileDesc></teiHeader>"
)  # fmt: skip


def tei(inside: str, header: str = HEAD) -> str:
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{header}{inside}</TEI>'


def paragraph(number: int, words: int = 60) -> str:
    extra = {
        3: '<persName ref="#smith">John Smith</persName>',
        5: f'<note xml:id="n{number}">A note, see <ref target="#late">the end</ref>.</note>',
        7: f'<anchor xml:id="a{number}"/>',
        9: '<date when="1890-03-01">1 March</date>',
    }.get(number % 10, "")
    return f"<p>{number} {WORDS * (words // 16)}{extra}</p>"


def chapter(number: int, paragraphs: int) -> str:
    first = 1000 * number
    held = "".join(f'<pb n="{first + n}"/>{paragraph(first + n, 160)}' for n in range(paragraphs))
    return f'<div xml:id="ch{number}"><head>Chapter {number}</head>{held}</div>'


def book(chapters: int = 8, paragraphs: int = 80) -> str:
    body = "".join(chapter(number, paragraphs) for number in range(1, chapters + 1))
    called = re.findall(r'xml:id="(a\d+)"', body)
    notes = "".join(f'<note target="#{each}" xml:id="of-{each}">Note of {each}, on John.</note>' for each in called)
    person = (
        '<standOff><listPerson><person xml:id="smith"><persName>Smith, John</persName></person></listPerson></standOff>'
    )
    end = '<div xml:id="late"><head>The end</head><p>Done.</p></div>'
    back = f"<back><div><head>Endnotes</head>{notes}</div></back>"
    return tei(f"<text><body>{body}{end}</body>{back}</text>{person}")


@pytest.fixture(scope="module")
def source() -> xmlio.Source:
    return xmlio.parse(book().encode(), "book.xml")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("book")
    (folder / "book.xml").write_text(book(), encoding="utf-8")
    short = f'<text><body><p>See <ref target="book.xml#late">there</ref>, {WORDS * 8}</p></body></text>'
    (folder / "short.xml").write_text(tei(short), encoding="utf-8")
    arguments = ("build", "--source", folder, "--output", folder / "out", "--no-cache", "--coverage", folder / "c.json")
    result = invoke(*arguments)
    assert result.exit_code == 0, result.output
    assert "all accounted for" in result.output
    return folder / "out"


def pages_of(output: Path, id_: str = "book") -> list[str]:
    folder = output / "texts" / id_
    return [f"texts/{id_}/{n}.html" for n in range(1, len(list(folder.glob("*.html"))) + 1)]


def test_a_short_text_is_one_page() -> None:
    assert parts.divided(xmlio.parse(tei(f"<text><body>{paragraph(1)}</body></text>").encode(), "t").root) == []


@pytest.mark.parametrize(
    "body",
    [
        '<p xml:id="{n}" ref="#x">ä</p>' * 40,
        '<note xml:id="{n}" target="#x">毛</note>' * 30,
        '<p><anchor xml:id="{n}"/></p><note target="#{n}"><p>called</p></note>' * 12,
        '<p><anchor xml:id="a"/></p>' * 5 + f'<note target="#a">{"called " * 250}</note>',
        f"""<p><anchor xml:id="a"/><anchor xml:id="b"/></p>
            <note target="#a"><note target="#b">{"b" * 6000}</note></note>""",
        "<p><!-- a -->text<?p i?>text</p>" * 60,
    ],
)
def test_a_text_is_one_page_for_short_only_if_it_is(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = tei(f"<text><body>{body}</body></text>")
    numbers = itertools.count()
    text = re.sub(r"\{n\}", lambda _match: f"n{next(numbers) // 2}", text)
    root = xmlio.parse(text.encode(), "a.xml").root
    short = parts._is_small
    monkeypatch.setattr(parts, "PART", 400)
    monkeypatch.setattr(parts, "_SMALL", 0)
    said = set()
    for large in range(500, 15_000, 50):
        monkeypatch.setattr(parts, "LARGE", large)
        monkeypatch.setattr(parts, "_is_small", short)
        quick = parts.divided(root)
        said.add(bool(quick))
        monkeypatch.setattr(parts, "_is_small", lambda _root, _main: False)
        assert parts.divided(root) == quick
    assert said == {True, False}


def test_parts_begin_with_divisions_where_these_are_small_enough(source: xmlio.Source) -> None:
    beginnings = parts.divided(source.root)
    assert etree.QName(beginnings[0]).localname == "text"
    assert {each.get(xmlio.XML_ID, "")[:2] for each in beginnings[1:]} <= {"ch", "la"}


def test_a_large_division_is_divided_at_page_breaks() -> None:
    held = "".join(f'<pb n="{n}"/>{paragraph(n, 160)}{paragraph(n, 160)}' for n in range(1, 300))
    beginnings = parts.divided(xmlio.parse(tei(f"<text><body><div>{held}</div></body></text>").encode(), "t").root)
    assert [etree.QName(each).localname for each in beginnings[1:]] == ["pb"] * (len(beginnings) - 1)
    assert len(beginnings) > 1


def test_a_paragraph_without_end_is_divided_at_its_page_breaks_and_is_whole_in_all_parts(
    kwedition: Kwedition, tmp_path: Path
) -> None:
    held = "".join(f'<pb n="{n}"/>{WORDS * 30} page{n}end ' for n in range(1, 250))
    (tmp_path / "stream.xml").write_text(tei(f"<text><body><p>{held}</p></body></text>"), encoding="utf-8")
    result = kwedition("build", "--source", tmp_path, "--output", tmp_path / "out", "--no-cache")
    assert result.exit_code == 0, result.output
    assert "all accounted for" in result.output
    pages = [read_page(tmp_path / "out", page) for page in pages_of(tmp_path / "out", "stream")]
    found = [each for page in pages for each in re.findall(r"page(\d+)end", page.text)]
    assert found == [str(n) for n in range(1, 250)]
    assert [page.path for page in pages if "b1" in page.ids] == [], "the header has the first blocks"
    block = [[each for each in page.ids if re.fullmatch(r"b\d+", each)] for page in pages]
    assert sum(map(len, block)) == 1, "the paragraph has its address once"


@pytest.mark.parametrize(
    "piece",
    [
        "<s>{words} page{n}end</s> ", "<lb/>{words} page{n}end ", '<cb n="{n}"/>{words} <lb/>page{n}end ',
        "<s><w>{words}</w> <w>page{n}end</w></s> ", "<w>{words} page{n}end</w> ", '<lb/>{words} pa<lb break="no"/>ge{n}end ',
    ],
)  # fmt: skip
def test_a_paragraph_without_page_breaks_is_divided_at_what_it_has(
    kwedition: Kwedition, tmp_path: Path, piece: str
) -> None:
    held = "".join(piece.format(n=n, words=WORDS * 30) for n in range(1, 250))
    (tmp_path / "stream.xml").write_text(
        tei(f'<text><body><div type="chapter" n="3"><ab n="12">{held}</ab></div></body></text>'), encoding="utf-8"
    )
    result = kwedition("build", "--source", tmp_path, "--output", tmp_path / "out", "--no-cache", "--only", "site,data")
    assert result.exit_code == 0, result.output
    assert "all accounted for" in result.output
    assert max(path.stat().st_size for path in (tmp_path / "out").rglob("texts/*/*.html")) < 500_000
    pages = [read_page(tmp_path / "out", page) for page in pages_of(tmp_path / "out", "stream")]
    assert [each for page in pages for each in re.findall(r"page(\d+)end", page.text)] == list(map(str, range(1, 250)))
    assert dead_links(tmp_path / "out") == []
    whole = "".join((tmp_path / "out" / page.path).read_text(encoding="utf-8") for page in pages)
    # What goes on from another page is named there.
    assert [whole.count(f'class="{name}"') for name in ("paragraph-number", "division-name")] == [1, 1]


@pytest.mark.parametrize("inside", [
    "<list>{}</list>", "<table>{}</table>", "<listBibl>{}</listBibl>", "<lg>{}</lg>", "<sp>{}</sp>",
])  # fmt: skip
def test_long_lists_tables_and_poems_are_divided(kwedition: Kwedition, tmp_path: Path, inside: str) -> None:
    piece = {
        "<list>": "<item>{} {}</item>", "<table": "<row><cell>{} {}</cell></row>", "<listB": "<bibl>{} {}</bibl>",
        "<lg>{}": "<l>{} {}</l>", "<sp>{}": "<p>{} {}</p>",
    }[inside[:6]]  # fmt: skip
    held = "".join(piece.format(f"no{n}", WORDS * 3) for n in range(2000))
    (tmp_path / "long.xml").write_text(tei(f"<text><body>{inside.format(held)}</body></text>"), encoding="utf-8")
    result = kwedition("build", "--source", tmp_path, "--output", tmp_path / "out", "--no-cache")
    assert result.exit_code == 0, result.output
    assert "all accounted for" in result.output
    pages = [read_page(tmp_path / "out", page) for page in pages_of(tmp_path / "out", "long")]
    assert len(pages) > 1
    assert [each for page in pages for each in re.findall(r"no(\d+)", page.text)] == [str(n) for n in range(2000)]
    assert max(path.stat().st_size for path in (tmp_path / "out").rglob("*.html")) < 500_000
    assert not any("<li></li>" in (tmp_path / "out" / page.path).read_text() for page in pages)


def test_readings_of_a_long_poem_stand_on_the_page_of_their_verse(kwedition: Kwedition, tmp_path: Path) -> None:
    verse = '<l>{words}, <app><lem wit="#A">lemma{n}</lem><rdg wit="#B">reading{n}</rdg></app></l>'
    verses = "".join(verse.format(n=n, words=WORDS) for n in range(1500))
    (tmp_path / "long.xml").write_text(tei(f"<text><body><lg>{verses}</lg></body></text>"), encoding="utf-8")
    result = kwedition("build", "--source", tmp_path, "--output", tmp_path / "out", "--no-cache")
    assert result.exit_code == 0, result.output
    assert "all accounted for" in result.output
    assert dead_links(tmp_path / "out") == []
    pages = [read_page(tmp_path / "out", page).text for page in pages_of(tmp_path / "out", "long")]
    assert len(pages) > 1
    # In the verse, in the entry, and the other reading there.
    found = [[int(n) for n in re.findall(r"(?:lemma|reading)(\d+)", page)] for page in pages]
    assert [sorted(set(page)) for page in found if page] == [sorted(page[: len(page) // 3]) for page in found if page]
    assert sorted(n for page in found for n in set(page)) == list(range(1500))


def test_no_page_is_large_and_every_link_leads_somewhere(built: Path) -> None:
    assert max(path.stat().st_size for path in built.rglob("*.html")) < 500_000
    assert dead_links(built) == []
    assert len(pages_of(built)) > 3


def test_every_address_of_the_undivided_page_stands_in_one_part(
    built: Path, source: xmlio.Source, saxon: Saxon
) -> None:
    slice_ = (
        '<slice xmlns="urn:kwedition:ns" path="texts/book.html"><frame title="t"/>'
        '<document id="book" kind="document" address="texts/book.html"><title>A long text</title></document></slice>'
    )
    page = steps.Page("texts/book.html", "site/text.xsl", ("book",), slice_)
    document = Document("book", "book.xml", source)
    whole = steps.render(saxon, page, {"book": document}, steps.Context("", "en", "", ())).text
    old = {each for each in re.findall(r'\sid="([^"]+)"', whole) if not each.startswith("kw-")}
    site = read_site(built)
    new = [each for path in ("texts/book.html", *pages_of(built)) for each in site[path].ids]
    contents = (built / "texts/book.html").read_text(encoding="utf-8")
    held = set(re.findall(r'<span id="([^"]+)"', contents))
    places = {each for path in pages_of(built) for each in site[path].ids}
    assert old <= set(new)
    assert held <= places, "what the contents lead on from is in a part"
    in_parts = [each for path in pages_of(built) for each in site[path].ids if not each.startswith("kw-")]
    assert len(in_parts) == len(set(in_parts))


def test_notes_stand_with_what_calls_them_and_keep_their_numbers(built: Path) -> None:
    numbers: list[int] = []
    for path in pages_of(built):
        html = (built / path).read_text(encoding="utf-8")
        called = [int(each) for each in re.findall(r'aria-label="Note (\d+)"', html)]
        assert [int(each) for each in re.findall(r'<li value="(\d+)"', html)] == called
        numbers += called
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) == 8 * 16
    headed = [path for path in pages_of(built) if ">Endnotes<" in (built / path).read_text(encoding="utf-8")]
    assert headed == [path for path in pages_of(built) if 'class="notes"' in (built / path).read_text(encoding="utf-8")]


def test_mentions_dates_and_references_lead_to_the_part(built: Path) -> None:
    person = read_page(built, "persons/smith.html")
    into = [link for link in person.links if "#" in link and link.startswith("../texts/book")]
    assert len(into) == 64
    assert all(re.match(r"\.\./texts/book/\d+\.html#b\d+\.smith\.\d+$", link) for link in into)
    short = read_page(built, "texts/short.html")
    assert f"../{pages_of(built)[-1]}#late" in short.links
    index = json.loads((built / "data/persons.json").read_text(encoding="utf-8"))
    assert "texts/book/1.html#" in json.dumps(index)


def test_contents_list_the_parts_with_their_headings_and_pages(built: Path) -> None:
    page = read_page(built, "texts/book.html")
    assert [f"Chapter {n}" in page.text for n in range(1, 9)] == [True] * 8
    assert re.search(r"Chapter 1 +pages 1000–\d+", " ".join(page.text.split("\n")))
    # A part is called by its headings; one without any by its number.
    assert "Part 1," not in page.text
    assert "../assets/parts.js" in page.fetched
    assert page.styled == []
    assert "About this text" in page.text
    assert "Chapter 1" not in read_page(built, pages_of(built)[-1]).text


@pytest.mark.parametrize("fragment", ["ch4", "b30", "b30.smith.1", "n2015-mark"])
def test_an_old_address_leads_to_its_part(built: Path, fragment: str) -> None:
    chromium = peer("chromium")
    stem = fragment.removesuffix("-mark").partition(".")[0]
    (part,) = [path for path in pages_of(built) if stem in read_page(built, path).ids]
    address = f"{(built / 'texts/book.html').as_uri()}#{fragment}"
    command = [
        chromium,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--virtual-time-budget=3000",
        "--dump-dom",
        address,
    ]
    page = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert f">Part {Path(part).stem}, pages " in page
    assert "<h2" in page


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        # What a dictionary would show at the head of its pages; of an entry without a form the words that it begins with.
        ("".join(f"<entry><form><orth>word {n}</orth></form><sense><def>{WORDS * 3}</def></sense></entry>"
                 for n in range(2000)), ("Part 1: word 0 – word ", "Part 2: word ")),
        (f"<entryFree>{WORDS * 9}</entryFree>" * 600, ("Part 1: It was told again and again, …", "Part 2: It was told again and again, …")),
        # Without headings and pages: what comes first.
        (f"<p>Once, <choice><orig>vpon</orig><reg>upon</reg></choice> a time. {WORDS * 9}</p>" * 600,
         ("Part 1: Once, upon a time. It was told again and again, and no", "Part 2: Once, upon a time.")),
        (f"<p>{'<lb/>'.join([WORDS] * 6000)}</p>", ("Part 1: It was told again", "Part 2: It was told again")),
        # Headings and pages say it already.
        (f'<div><head>I.</head><head>One</head>{f"<p>{WORDS * 9}</p>" * 300}</div><div><head>Two</head>{f"<p>{WORDS * 9}</p>" * 300}</div>',
         ("I. One", "Two")),
        (f'<pb n="1"/>{f"<p>{WORDS * 9}</p>" * 300}<pb n="2"/>{f"<p>{WORDS * 9}</p>" * 300}', ("Part 1, page 1", "Part 2, page 2")),
    ],
)  # fmt: skip
def test_what_a_part_begins_with_is_told_where_nothing_else_says_what_is_in_it(
    kwedition: Kwedition, tmp_path: Path, inside: str, told: tuple[str, str]
) -> None:
    (tmp_path / "a.xml").write_text(tei(f"<text><body>{inside}</body></text>"), encoding="utf-8")
    kwedition("build", "--source", tmp_path, "--output", tmp_path / "out", "--no-cache", "--only", "site")
    contents = html.parse(tmp_path / "out/texts/a.html")
    links = [link.text_content() for link in contents.xpath("//nav[contains(@class, 'parts')]//a")]
    assert len(links) >= 2
    for said, expected in zip(links, told, strict=False):
        assert said.startswith(expected)
    first = html.parse(tmp_path / "out/texts/a/1.html").xpath("string(//p[@class = 'subtitle'])")
    # The words with which a part begins stand on its page anyway.
    assert first == (links[0] if "entry" in inside else re.sub(":.*", "", links[0]) if "Part" in links[0] else "Part 1")


def test_parts_lead_to_their_neighbours(built: Path) -> None:
    pages = pages_of(built)
    for number, path in enumerate(pages):
        html = (built / path).read_text(encoding="utf-8")
        assert re.findall(r'rel="prev" href="([^"]+)"', html) == [f"../../{pages[number - 1]}"] * 2 * (number > 0)
        following = [f"../../{pages[number + 1]}"] * 2 if number + 1 < len(pages) else []
        assert re.findall(r'rel="next" href="([^"]+)"', html) == following


def test_what_is_missing_in_all_parts_is_lost(source: xmlio.Source) -> None:
    from kwedition.build import accounting

    text = accounting.joined([accounting.Share("site", "book", (1, 2, 3, 3), (), ())], source)
    assert text.twice == (3,)
    assert text.lost[:2] == (4, 5)
    both = [accounting.Share("site", "book", tuple(range(1, 40)), (), ()),
            accounting.Share("site", "book", tuple(range(40, 2000)), (), ())]  # fmt: skip
    assert accounting.joined(both, source).twice == ()


def test_parts_are_the_same_in_every_process(source: xmlio.Source) -> None:
    again = xmlio.parse(book().encode(), "book.xml")
    assert parts.marked(source.root) == parts.marked(again.root)
    assert source.text() == again.text(), "the document itself keeps no mark"


def test_marks_in_a_source_mean_nothing() -> None:
    planted = book().replace('<div xml:id="ch2"', '<div xmlns:kw="urn:kwedition:ns" kw:part="99" xml:id="ch2"')
    marked = parts.marked(xmlio.parse(planted.encode(), "book.xml").root)
    assert marked is not None
    assert 'part="99"' not in marked


def test_a_person_with_thousands_of_mentions_has_several_pages(kwedition: Kwedition, tmp_path: Path) -> None:
    said = f'<p>{WORDS * 2}<persName ref="#smith">Smith</persName> came. {WORDS}</p>'
    for number in range(60):
        header = HEAD.replace("A long text", f"Letter {number}").replace(
            "</fileDesc>", f'</fileDesc><profileDesc><creation><date when="18{40 + number}"/></creation></profileDesc>'
        )
        text = tei(f"<text><body>{said * 50}</body></text>", header)
        (tmp_path / f"letter{number:02}.xml").write_text(text, encoding="utf-8")
    entry = '<listPerson><person xml:id="smith"><persName>Smith, John</persName></person></listPerson>'
    (tmp_path / "persons.xml").write_text(tei(f"<text><body>{entry}</body></text>"), encoding="utf-8")
    result = kwedition("build", "--source", tmp_path, "--output", tmp_path / "out", "--no-cache")
    assert result.exit_code == 0, result.output
    out = tmp_path / "out"
    assert dead_links(out) == []
    assert max(path.stat().st_size for path in out.rglob("*.html")) < 500_000
    count = len(list((out / "persons/smith").glob("*.html")))
    pages = [read_page(out, "persons/smith.html")]
    pages += [read_page(out, f"persons/smith/{n}.html") for n in range(2, count + 2)]
    assert count >= 2
    mentions = [link for page in pages for link in page.links if ".smith." in link]
    assert len(mentions) == len({link.lstrip("./") for link in mentions}) == 60 * 50
    letters = [each for link in mentions for each in re.findall(r"letter\d+", link)]
    assert letters == sorted(letters), "in the order of time"
    assert "3000 mentions in 60 texts" in pages[0].text
    for page in pages[1:]:
        own = [link for link in page.links if ".smith." in link]
        texts = {link.partition("#")[0] for link in own}
        assert f"{len(own)} mentions in {len(texts)} texts on this page" in page.text
    assert f"smith/{count + 1}.html" in " ".join(pages[0].links)
    assert "Letter 0 (" in pages[0].text


def test_no_level_of_headings_is_skipped_in_a_part(kwedition: Kwedition, tmp_path: Path) -> None:
    chapters = "".join(chapter(number, 80) for number in range(1, 5))
    (tmp_path / "book.xml").write_text(tei(f"<text><body><div><head>Book</head>{chapters}</div></body></text>"))
    result = kwedition("build", "--source", tmp_path, "--output", tmp_path / "out", "--no-cache", "--only", "site")
    assert result.exit_code == 0, result.output
    parts_ = list((tmp_path / "out/texts/book").glob("*.html"))
    assert len(parts_) > 1
    for path in parts_:
        levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", path.read_text(encoding="utf-8"))]
        assert all(later <= earlier + 1 for earlier, later in itertools.pairwise(levels)), (path, levels)


def test_what_stands_beside_its_place_in_the_source_is_in_its_part(
    kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A note behind a verse, a direction in the line of the speaker, the number of a line before its paragraph."""
    act = (
        "<div><head>Act</head><sp><speaker>DUKE </speaker><stage>, to Ada</stage><l>What can you say?</l>"
        f'<note>The verse is doubtful.</note></sp><lb n="5"/><p>Silence.</p><p>{WORDS * 40}</p></div>'
    )
    (tmp_path / "play.xml").write_text(tei(f"<text><body>{act * 4}</body></text>"), encoding="utf-8")
    monkeypatch.setattr(parts, "LARGE", 8_000)
    monkeypatch.setattr(parts, "PART", 3_000)
    monkeypatch.setattr(parts, "_SMALL", 0)
    out = tmp_path / "out"
    result = kwedition("build", "--source", tmp_path, "--output", out, "--no-cache", "--only", "site", "--jobs", "1")
    assert result.exit_code == 0, result.output
    pages = [path.read_text() for path in sorted((out / "texts" / "play").glob("*.html"))]
    assert len(pages) > 1
    text = "".join(pages)
    assert len(re.findall(r'class="speaker">DUKE<span[^>]*>, to Ada</span>', text)) == 4
    assert len(re.findall(r'say\?<sup class="note-mark"', text)) == 4
    assert text.count('<span class="line-number">5</span>') == 4
    assert dead_links(out) == []

"""Citations and metadata: what the headers say, in forms that other programs read, and nothing that they do not say."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html
from PIL import Image

from common import invoke, within
from kwedition.build import world
from kwedition.build.record import Record
from kwedition.cli import main

BASE = "https://example.org/war"
ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

LETTER = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="one" xml:lang="de"><teiHeader><fileDesc><titleStmt>
<title>Of 50% &amp; {{braces}} &lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>
{makers}
</titleStmt><publicationStmt>{publication}</publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc>
<profileDesc><creation><date when="1950-05-14">14 May 1950</date></creation></profileDesc>
<revisionDesc><change when="2026-02-03">A &lt;date&gt; was corrected.</change><change when="2026-01-02">Begun.</change></revisionDesc>
</teiHeader><text><body><p xml:id="p1" n="1">Text.</p><p>More.<note place="foot">A note.</note></p></body></text></TEI>"""
MAKERS = """<author><persName><forename>Rosa</forename> <surname>Müller</surname></persName></author>
<author>Anonymous of Riga</author><editor>Jane Doe</editor>
<respStmt><resp>herausgegeben von</resp><orgName>The House</orgName></respStmt>
<respStmt><resp>scanned by</resp><name>A Machine</name></respStmt>"""
PUBLICATION = """<publisher>The Press</publisher><date when="2026-02-03">2026</date>
<availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability>"""


def _built(folder: Path, settings: str, makers: str = MAKERS, publication: str = PUBLICATION) -> tuple[Path, Result]:
    (folder / "tei").mkdir()
    (folder / "tei" / "one.xml").write_text(LETTER.format(makers=makers, publication=publication), encoding="utf-8")
    told = f'title = "Letters & more"\nsource = "tei"\noutputs = ["site"]\n{settings}'
    (folder / "kwedition.toml").write_text(told)
    result = CliRunner().invoke(
        main, ["build", "--source", str(folder), "--output", str(folder / "out"), "--no-cache", "--jobs", "1"]
    )
    assert result.exit_code == 0, result.output
    return folder / "out", result


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("cited"), f'base-url = "{BASE}"\n')[0]


@pytest.fixture(scope="module")
def page(output: Path) -> Any:
    return html.fromstring((output / "texts/one.html").read_bytes())


def _held(page: Any, id_: str) -> str:
    return str(page.get_element_by_id(f"kw-cite-{id_}").text_content()).strip()


TITLE = "Of 50% & {braces} </script><script>alert(1)</script>"
ADDRESS = f"{BASE}/texts/one.html"


def test_prose_names_who_made_it_and_where_it_stands(page: Any) -> None:
    assert _held(page, "chicago") == (
        f"Müller, Rosa, and Anonymous of Riga. “{TITLE}.” 14 May 1950. In Letters & more, edited by Jane Doe and The House."
        f" The Press, 2026. {ADDRESS}."
    )
    assert _held(page, "mla") == (
        f"Müller, Rosa, and Anonymous of Riga. “{TITLE}.” 14 May 1950. Letters & more, edited by Jane Doe and The House,"
        f" The Press, 2026. {ADDRESS}."
    )
    assert _held(page, "plain") == (
        f"Rosa Müller and Anonymous of Riga. “{TITLE}”, 14 May 1950, in Letters & more, edited by Jane Doe and The House,"
        f" The Press, 2026. {ADDRESS}."
    )


def test_a_title_that_says_the_year_needs_no_date(tmp_path: Path) -> None:
    (tmp_path / "tei").mkdir()
    letter = LETTER.format(makers="", publication="<p>none</p>")
    letter = re.sub("<title>.*</title>", "<title>To Ann, 14.5.1950</title>", letter)
    (tmp_path / "tei/one.xml").write_text(letter, encoding="utf-8")
    arguments = [
        "build",
        "--source",
        str(tmp_path / "tei"),
        "--output",
        str(tmp_path / "out"),
        "--no-cache",
        "--only",
        "site",
    ]
    assert invoke(*arguments).exit_code == 0
    page = html.fromstring((tmp_path / "out/texts/one.html").read_bytes())
    assert _held(page, "chicago") == "“To Ann, 14.5.1950.” In tei."


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("de", "„Of ‚this‘ and ‚that‘“, 14. Mai 1950, in Letters."),
        ("fr", "«\u00a0Of “this” and “that”\u00a0», 14 mai 1950, dans Letters."),
        ("en", "“Of ‘this’ and ‘that’”, 14 May 1950, in Letters."),
    ],
)
def test_a_title_is_quoted_as_the_interface_does(tmp_path: Path, language: str, said: str) -> None:
    (tmp_path / "tei").mkdir()
    letter = LETTER.format(makers="", publication="<p>none</p>")
    letter = re.sub("<title>.*</title>", "<title>Of „this“ and &quot;that&quot;</title>", letter)
    (tmp_path / "tei/one.xml").write_text(letter, encoding="utf-8")
    settings = f'title = "Letters"\nsource = "tei"\noutputs = ["site"]\nlanguages = ["{language}"]\n'
    (tmp_path / "kwedition.toml").write_text(settings, encoding="utf-8")
    with within(tmp_path):
        assert invoke("build", "--no-cache").exit_code == 0
    page = html.fromstring((tmp_path / "output/texts/one.html").read_bytes())
    assert _held(page, "plain") == said
    assert _held(page, "mla").startswith("“Of ‘this’ and ‘that’.” ")


def bibtex(text: str) -> tuple[str, str, dict[str, str]]:
    """Kind, key and fields of one entry, by the grammar: braces balance, and what is escaped is no brace."""
    match = re.match(r"@(\w+)\{([^,\s]+),\n", text)
    assert match
    fields, at = {}, match.end()
    while field := re.compile(r"\s*(\w+) = \{").match(text, at):
        depth, end = 1, field.end()
        while depth:
            step = 2 if text[end] == "\\" else 1
            depth += {"{": 1, "}": -1}.get(text[end], 0) if step == 1 else 0
            end += step
        fields[field[1]] = text[field.end() : end - 1]
        at = end + (text[end] == ",")
    assert text[at:].strip() == "}"
    return match[1], match[2], fields


def test_bibtex_survives_the_signs_of_tex(page: Any) -> None:
    kind, key, fields = bibtex(_held(page, "bib"))
    assert (kind, key) == ("incollection", "one")
    assert fields == {
        "author": "Müller, Rosa and {Anonymous of Riga}",
        "title": r"{Of 50\% \& \{braces\} </script><script>alert(1)</script>}",
        "booktitle": r"{Letters \& more}",
        "editor": "{Jane Doe} and {The House}",
        "publisher": "{The Press}",
        "year": "2026",
        "date": "2026-02-03",
        "origdate": "1950-05-14",
        "langid": "de",
        "url": ADDRESS,
    }


def test_ris_has_a_tag_on_each_line(page: Any) -> None:
    lines = [line for line in page.get_element_by_id("kw-cite-ris").text_content().split("\n") if line]
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines)
    tags = [(line[:2], line[6:]) for line in lines]
    assert tags[0] == ("TY", "CHAP")
    assert tags[-1] == ("ER", "")
    assert [value for tag, value in tags if tag == "AU"] == ["Müller, Rosa", "Anonymous of Riga"]
    assert dict(tags)["DA"] == "2026/02/03/"
    assert dict(tags)["TI"] == TITLE


def test_csl_json_can_be_read(page: Any) -> None:
    (item,) = json.loads(_held(page, "json"))
    assert item == {
        "id": "one", "type": "chapter", "title": TITLE, "container-title": "Letters & more",
        "author": [{"family": "Müller", "given": "Rosa"}, {"literal": "Anonymous of Riga"}],
        "editor": [{"literal": "Jane Doe"}, {"literal": "The House"}],
        "publisher": "The Press", "issued": {"date-parts": [[2026, 2, 3]]},
        "original-date": {"date-parts": [[1950, 5, 14]]}, "language": "de", "URL": ADDRESS,
    }  # fmt: skip


def test_the_head_says_it_to_programs(page: Any, output: Path) -> None:
    named: dict[str, list[str]] = {}
    for meta in page.iter("meta"):
        named.setdefault(meta.get("name") or meta.get("property") or "", []).append(meta.get("content"))
    assert named["citation_author"] == ["Müller, Rosa", "Anonymous of Riga"]
    assert named["citation_title"] == named["DC.title"] == [TITLE]
    assert named["citation_public_url"] == named["og:url"] == [ADDRESS]
    assert named["og:image"] == [f"{BASE}/picture.png"]
    (data,) = page.xpath('//script[@type="application/ld+json"]/text()')
    assert json.loads(data)["name"] == TITLE
    assert len(page.xpath("//script[not(@src)]")) == 1, "nothing in a title becomes a script"
    assert page.xpath('//link[@rel="license"]/@href') == ["https://creativecommons.org/licenses/by/4.0/"]
    assert page.xpath('//link[@rel="canonical"]/@href') == [ADDRESS]


def test_what_is_not_said_is_left_out(tmp_path: Path) -> None:
    output, result = _built(tmp_path, "", makers="", publication="<p>not published</p>")
    page = html.fromstring((output / "texts/one.html").read_bytes())
    assert _held(page, "chicago") == f"“{TITLE}.” 14 May 1950. In Letters & more."
    assert set(bibtex(_held(page, "bib"))[2]) == {"title", "booktitle", "origdate", "langid"}
    assert not {"author", "editor", "publisher", "issued", "URL"} & set(json.loads(_held(page, "json"))[0])
    assert not [meta for meta in page.iter("meta") if meta.get("property") in {"og:url", "og:image"}]
    assert not [path for path in ("sitemap.xml", "feed.xml", "picture.png") if (output / path).exists()]
    assert "no base-url is set" in result.output


def test_the_map_has_every_page(output: Path) -> None:
    root = etree.parse(output / "sitemap.xml").getroot()
    listed = {str(loc.text).removeprefix(f"{BASE}/") for loc in root.iter(f"{MAP}loc")}
    pages = {str(path.relative_to(output)) for path in output.rglob("*.html")}
    # What is to be read, and not how that is written.
    assert listed == {path for path in pages - {"404.html"} if not path.startswith("tei/")}
    (changed,) = [url for url in root if url.findtext(f"{MAP}lastmod")]
    assert (changed.findtext(f"{MAP}loc"), changed.findtext(f"{MAP}lastmod")) == (ADDRESS, "2026-02-03")


def test_a_large_map_is_divided() -> None:
    files = world.site_map(BASE, [f"p{n}.html" for n in range(world.ADDRESSES + 1)], ())
    index = etree.fromstring(files["sitemap.xml"])
    assert [str(loc.text) for loc in index.iter(f"{MAP}loc")] == [f"{BASE}/sitemap-1.xml", f"{BASE}/sitemap-2.xml"]
    assert [len(etree.fromstring(files[f"sitemap-{n}.xml"])) for n in (1, 2)] == [world.ADDRESSES, 1]


def test_the_feed_tells_of_changes(output: Path) -> None:
    root = etree.parse(output / "feed.xml").getroot()
    assert root.findtext(f"{ATOM}updated") == "2026-02-03T00:00:00Z"
    entries = root.findall(f"{ATOM}entry")
    assert [entry.findtext(f"{ATOM}summary") for entry in entries] == ["A <date> was corrected.", "Begun."]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert ids == [f"{ADDRESS}#change-2026-02-03", f"{ADDRESS}#change-2026-01-02"]
    for required in ("id", "title", "updated"):
        assert all(each.findtext(f"{ATOM}{required}") for each in (root, *entries))


def test_a_feed_is_bounded_and_does_not_depend_on_order() -> None:
    def record(number: int) -> Any:
        values: dict[str, Any] = dict.fromkeys(Record._fields, "")
        changes = tuple((f"20{year:02}-01-01", "x") for year in range(number % 40))
        return Record(
            **{
                **values,
                "id": f"d{number:02}",
                "kind": "document",
                "address": f"texts/d{number}.html",
                "changes": changes,
            }
        )

    records = [record(number) for number in range(60)]
    made = world.feed("T", BASE, "en", records)
    assert made is not None
    assert made == world.feed("T", BASE, "en", records[::-1])
    assert len(etree.fromstring(made).findall(f"{ATOM}entry")) == world.CHANGES
    assert world.feed("T", BASE, "en", []) is None


def test_the_picture_is_one_and_the_same(output: Path) -> None:
    with Image.open(output / "picture.png") as picture:
        assert picture.size == (1200, 630)
        # Something is written on it.
        assert len(picture.convert("L").getcolors() or range(300)) > 10
    before = (output / "picture.png").read_bytes()
    world.picture.cache_clear()
    assert world.picture("Letters & more") == before


def test_a_page_that_is_not_there_leads_on_from_anywhere(output: Path, published: Path) -> None:
    page = html.fromstring((output / "404.html").read_bytes())
    assert page.xpath("//base/@href") == ["/war/"]
    assert "index.html" in page.xpath("//main//a/@href")
    # Where the address is not known, none is made up.
    assert html.fromstring((published / "404.html").read_bytes()).xpath("//base") == []


def test_every_note_has_a_link_to_itself(page: Any) -> None:
    (note,) = page.xpath('//section[@class="notes"]//li')
    assert [a.get("href") for a in note.xpath('.//a[@class="permalink"]')] == [f"#{note.get('id')}"]

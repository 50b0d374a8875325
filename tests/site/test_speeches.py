"""Who speaks in a text: counted whoever encodes it how, and found from pages, indexes, data, print and the book."""

import csv
import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import etree, html

from epub.books import opened
from kwedition.build import divided, parts
from kwedition.cli import main
from pages import dead_links

NS = {"t": "http://www.tei-c.org/ns/1.0", "fo": "http://www.w3.org/1999/XSL/Format"}
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p>none</p></publicationStmt>"
    "<sourceDesc><p>none</p></sourceDesc></fileDesc><profileDesc>{about}</profileDesc></teiHeader>"
)
PERSONS = ("anna", "bert", "carl", "dora", "emil", "fred", "gerd", "hans", "ines", "mute")
LISTS = (
    f'<TEI xmlns="{NS["t"]}">{HEADER.format(title="Lists", about="")}<standOff><listPerson>'
    + "".join(f'<person xml:id="{id_}"><persName>{id_.title()}</persName></person>' for id_ in PERSONS)
    + '<person xml:id="jana"><persName>Jana</persName><note>She said <said who="#mute">no</said>.</note></person>'
    + '<person xml:id="SPK0"><persName>Zacharias</persName></person>'
    + '<personGrp xml:id="chorus"><name>Chorus</name></personGrp>'
    + '</listPerson><listOrg><org xml:id="club"><orgName>Club</orgName></org></listOrg></standOff></TEI>'
)
PLAY = """<div><castList><castItem><role xml:id="role">A role</role></castItem></castList>
<sp who="#anna"><speaker>A.</speaker><p>The first.</p></sp>
<sp who="#anna #bert"><speaker>Both</speaker><l>Together</l></sp>
<sp who="#role"><p>One of the cast.</p></sp><sp who="#nobody"><p>Nobody.</p></sp><sp who=""><p>x</p></sp><sp><p>x</p></sp>
<sp who="#chorus" xml:id="kw-sung"><l>We sing</l></sp><sp who="lists.xml#club"><ab>We, the club</ab></sp>
<app><lem wit="#A"><sp who="#carl"><p>A lemma</p></sp></lem><rdg wit="#B"><sp who="#dora"><p>A reading</p></sp></rdg></app>
<p>Text <note>noted <said who="#emil">in a note</said></note></p>
<floatingText><body><sp who="#fred"><p>Afloat</p></sp></body></floatingText>
<egXML xmlns="http://www.tei-c.org/ns/Examples"><sp who="#mute"><p>An example</p></sp></egXML>
<sp who="#anna"><stage>rising</stage><p>The end.</p></sp></div>"""
# An entry in a text is no part of it.
BACK = """<back><listPerson><person xml:id="own"><persName>Own</persName><note>Said <said who="#mute">no</said>.</note></person>
</listPerson></back>"""
MEETING = """<div><note type="speaker">The chair</note><u who="#anna" xml:id="u1" next="#u2"><seg>I open</seg></u>
<incident><desc>noise</desc></incident><u who="#anna" xml:id="u2" prev="#u1"><seg>and go on</seg></u>
<u who="#bert" xml:id="u3" prev="#u2"><seg>I am next</seg></u><u who="#bert"><seg>Again</seg></u>
<annotationBlock who="SPK0"><u><w>Hi</w></u></annotationBlock><annotationBlock who="#SPK0"><u><w>Ho</w></u></annotationBlock>
<vocal who="#mute"><desc>coughs</desc></vocal></div>"""
NOVEL = """<head><said who="#fred">A heading</said></head><p>He: <said who="#anna">Hello<note>a note</note> you</said>,
<q who="#carl">bye</q>; <said who="lists.xml#hans" xml:id="told">said</said> <said who="#hans">twice</said></p>
<said who="#ines"><p>Paragraph one</p><p>and two</p></said><quote><said who="#gerd">Quoted</said></quote>
<lg><l><said who="#dora">A line</said></l></lg><list><label>l</label><item><said who="#jana">An item</said></item></list>
<p><persName ref="#zeno">Zeno</persName> and <persName ref="#anna">Anna</persName>: <said who="#zeno">Ah</said></p>"""
TEXTS = {
    # Title, what the header says, the text: not in the order of time.
    "meeting": ("A meeting", '<settingDesc><setting><date when="1901-02-03"/></setting></settingDesc>', MEETING),
    "novel": ("A novel", '<creation><date when="1899"/></creation><abstract><p><said who="#mute">x</said></p></abstract>', NOVEL),
    "play": ("A play", '<creation><date when="1900"/></creation>', PLAY),
}  # fmt: skip

# Who speaks in which text, how often, and the words at the place of the first speech. A text in which a speech stands in
# no block leads to its beginning.
SPOKEN = {
    "anna": {"novel": (1, "Hello"), "play": (3, "A."), "meeting": (1, "I open")},
    "bert": {"play": (1, "Both"), "meeting": (2, "I am next")},
    "carl": {"novel": (1, "bye"), "play": (1, "A lemma")},
    "dora": {"novel": (1, "A line"), "play": (1, "A reading")},
    "emil": {"play": (1, "in a note")},
    "fred": {"novel": (1, "A heading"), "play": (1, "Afloat")},
    "gerd": {"novel": (1, "")},
    "hans": {"novel": (2, "said")},
    "ines": {"novel": (1, "Paragraph one")},
    "jana": {"novel": (1, "An item")},
    "SPK0": {"meeting": (2, "Hi")},
    "chorus": {"play": (1, "We sing")},
    "role": {"play": (1, "One of the cast.")},
    "zeno": {"novel": (1, "Ah")},
    "mute": {},
    "own": {},
}


def _text(name: str, title: str, about: str, body: str) -> str:
    header = HEADER.format(title=title, about=about)
    back = BACK if name == "play" else ""
    id_ = "" if name == "novel" else f'xml:id="{name}" '
    return f'<TEI xmlns="{NS["t"]}" {id_}xml:lang="en">{header}<text><body>{body}</body>{back}</text></TEI>'


def _built(folder: Path, texts: dict[str, tuple[str, str, str]], outputs: str) -> Path:
    (folder / "tei").mkdir()
    (folder / "tei/lists.xml").write_text(LISTS)
    for name, about in texts.items():
        (folder / f"tei/{name}.xml").write_text(_text(name, *about))
    settings = f'title = "Voices"\nsource = "tei"\nlanguages = ["en", "de"]\noutputs = {outputs}'
    (folder / "kwedition.toml").write_text(settings)
    command = ["build", "--source", str(folder), "--output", str(folder / "out"), "--no-cache", "--jobs", "1"]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    return folder / "out"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("voices"), TEXTS, '["site", "print", "epub", "data"]')


@pytest.fixture(scope="module", params=["whole", "divided"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, as it is, and with everything divided that can be."""
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "divided":
            for module, name, size in (
                (parts, "LARGE", 700), (parts, "PART", 400), (parts, "_SMALL", 80), (divided, "LARGE", 200), (divided, "PART", 150),
            ):  # fmt: skip
                patch.setattr(module, name, size)
        return _built(tmp_path_factory.mktemp(request.param), TEXTS, '["site", "data"]')


def _persons(output: Path) -> dict[str, Any]:
    persons = json.loads((output / "data/persons.json").read_text(encoding="utf-8"))["persons"]
    return {person["id"]: person for person in persons}


def _page(output: Path, path: str) -> Any:
    return html.fromstring((output / path).read_bytes())


def _words(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_each_speech_counts_for_each_who_speaks(site: Path) -> None:
    found = {id_: {each["text"]: each["number"] for each in one["speeches"]} for id_, one in _persons(site).items()}
    assert found == {id_: {text: number for text, (number, _words) in some.items()} for id_, some in SPOKEN.items()}


@pytest.mark.parametrize("id_", SPOKEN)
def test_an_address_leads_to_the_first_speech(site: Path, id_: str) -> None:
    for each in _persons(site)[id_]["speeches"]:
        path, _, fragment = each["address"].partition("#")
        words = SPOKEN[id_][each["text"]][1]
        assert bool(fragment) == bool(words)
        if fragment:
            (place,) = _page(site, path).xpath(f'//*[@id="{fragment}"]')
            assert words in _words(place), each


def test_every_link_leads_somewhere(site: Path) -> None:
    assert dead_links(site) == []


def test_a_divided_text_is_found_in_its_parts(site: Path) -> None:
    addresses = {each["address"].partition("#")[0] for one in _persons(site).values() for each in one["speeches"]}
    assert all((site / address).is_file() for address in addresses)
    if "divided" in site.parent.name:
        assert len([address for address in addresses if "/play/" in address]) > 1


def test_texts_stand_in_the_order_of_time(site: Path) -> None:
    pages = [site / "persons/anna.html", *sorted((site / "persons/anna").glob("*.html"))]
    assert (len(pages) > 1) == ("divided" in site.parent.name)
    lines = [
        _words(line) for page in pages
        for line in _page(site, str(page.relative_to(site))).xpath('//section[h2/@id="kw-speeches"]/ul/li')
    ]  # fmt: skip
    assert [line[:9].strip() for line in lines] == ["A novel 1", "A play 19", "A meeting"]
    assert [line.rpartition(" ")[0].rpartition(" ")[2] for line in lines] == ["1", "3", "1"]
    assert (
        _page(site, "persons/anna.html").xpath('string(//section[h2/@id="kw-speeches"]/p)') == "5 speeches in 3 texts"
    )


def test_who_speaks_is_not_said_to_be_unmentioned(site: Path) -> None:
    for id_, some in SPOKEN.items():
        page = _page(site, f"persons/{id_}.html")
        assert ("Not mentioned" in _words(page)) == (not some), id_
        assert [each.text for each in page.iter("h2") if each.get("id") == "kw-speeches"] == ["Speaks in"] * bool(some)
    index = "".join(
        _words(_page(site, str(page.relative_to(site)))) for page in (site / "persons").glob("index*/**/*.html")
    )
    index += _words(_page(site, "persons/index.html"))
    assert index.count("Not mentioned") == 2
    assert "5 speeches in 3 texts" in index
    cards = "".join(path.read_text(encoding="utf-8") for path in (site / "cards").glob("*.js"))
    assert cards.count("Not mentioned") == 2
    assert '"count":"1 mention in 1 text","speeches":"5 speeches in 3 texts"' in cards
    assert '"count":"3 speeches in 2 texts"' in cards


def test_a_speech_is_no_mention(site: Path) -> None:
    mentions = {id_: len(one["mentions"]) for id_, one in _persons(site).items()}
    assert {id_: number for id_, number in mentions.items() if number} == {"anna": 1, "zeno": 1}


def test_organizations_speak_like_persons(output: Path) -> None:
    page = _page(output, "organizations/club.html")
    assert (
        _words(page.xpath('//section[h2/@id="kw-speeches"]')[0]) == "Speaks in 1 speech in 1 text A play 1900 1 speech"
    )


def test_each_language_says_it_in_its_own_words(output: Path) -> None:
    page = _page(output, "de/persons/bert.html")
    section = _words(page.xpath('//section[h2/@id="kw-speeches"]')[0])
    assert (
        section
        == "Spricht in 3 Redebeiträge in 2 Texten A play 1900 1 Redebeitrag A meeting 3. Februar 1901 2 Redebeiträge"
    )


def test_the_head_of_a_text_leads_to_its_speakers(output: Path) -> None:
    for path, names in (
        ("texts/meeting.html", ["Anna", "Bert", "Zacharias"]),
        ("texts/play.html", ["Anna", "Bert", "A role", "Chorus", "Club", "Carl", "Dora", "Fred"]),
        # Words that a text reports are no speeches of its own.
        ("texts/novel.html", []),
    ):
        assert _page(output, path).xpath('//div[dt="Speakers"]/dd/a/text()') == names
    assert _page(output, "texts/play.html").xpath('//div[dt="Speakers"]/dd/a/@href')[4] == "../organizations/club.html"


def test_the_home_page_names_those_who_speak_most_where_nobody_is_mentioned(output: Path, tmp_path: Path) -> None:
    assert "speak most" not in _words(_page(output, "index.html"))
    alone = _built(tmp_path, {name: TEXTS[name] for name in ("meeting", "play")}, '["site"]')
    section = _words(_page(alone, "index.html").xpath('//section[h2="Persons"]')[0])
    assert section.startswith("Persons Those who speak most: Anna 4 Bert 3 Zacharias 2 A role 1 Carl 1")


def test_the_data_say_the_same(output: Path) -> None:
    speeches = {
        id_: {each["text"]: each["number"] for each in one["speeches"]} for id_, one in _persons(output).items()
    }
    with (output / "data/persons.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    # A line for each mention, and for each person without any.
    assert len(rows) == len(speeches)
    for row in rows:
        some = dict(each.rsplit(":", 1) for each in row["speeches"].split(" | ") if each)
        assert {text: int(number) for text, number in some.items()} == speeches[row["id"]]
    for person in etree.parse(output / "data/persons.xml").iter(f"{{{NS['t']}}}person"):
        notes = person.xpath('t:note[@type="speeches"]', namespaces=NS)
        told = speeches[str(person.get("{http://www.w3.org/XML/1998/namespace}id"))]
        assert [int(note.get("n")) for note in notes] == list(told.values())
        for note in notes:
            path, _, fragment = note.findtext("t:ref", namespaces=NS) and note[0].get("target")[3:].partition("#")
            assert not fragment or f'id="{fragment}"' in (output / path).read_text(encoding="utf-8")


def test_the_index_in_print_says_where_somebody_begins_to_speak(output: Path) -> None:
    volume = etree.parse(output / "print/edition.fo")
    ids = set(volume.xpath("//@id"))
    for id_, some in SPOKEN.items():
        entries = volume.xpath(f'//fo:block[fo:inline/@id="kw.index.persons.{id_}"]', namespaces=NS)
        assert len(entries) == bool(some), id_
        for entry in entries:
            speaks = entry.xpath('fo:inline[.="speaks"]/following-sibling::fo:basic-link', namespaces=NS)
            at = [link.get("internal-destination") for link in speaks]
            assert ids.issuperset(at)
            all_ = [link.get("internal-destination") for link in entry.iterfind("fo:basic-link", NS)]
            mentioned = {each.partition(".")[0] for each in all_ if each not in at}
            # Where a text names somebody, too, it has its page already.
            assert [each.partition(".")[0] for each in at] == [text for text in some if text not in mentioned]
            assert bool(mentioned) == (id_ in ("anna", "zeno"))
    (noted,) = volume.xpath('//fo:block[fo:inline/@id="kw.index.persons.emil"]', namespaces=NS)
    assert "".join(noted.itertext()) == "Emil, speaks n"


def test_the_book_leads_to_the_first_speech(output: Path) -> None:
    book = opened((output / "edition.epub").read_bytes())
    (path,) = (each for each, _tree in book.pages() if each.endswith("persons.xhtml"))
    text = re.sub(r"\s+", " ", "".join(book.tree(path).itertext()))
    assert "Speaks inA novel: 1 speechA play: 3 speechesA meeting: 1 speech" in text
    for to in book.targets(path):
        file, _, fragment = to.partition("#")
        assert not fragment or book.tree(file).xpath(f'//*[@id="{fragment}"]'), to

"""What a reader need not read twice, or puzzle out: numbers of authorities, dates beside titles, names of parts, letters of an index."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html

from kwedition.build import divided
from kwedition.cli import main

NAMESPACE = "http://www.tei-c.org/ns/1.0"
HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p>none</p></publicationStmt>"
    "<sourceDesc><p>none</p></sourceDesc></fileDesc><profileDesc>{about}</profileDesc></teiHeader>"
)
NUMBERS = {
    ("GND", "https://d-nb.info/gnd/118609807/"): "GND 118609807",
    ("gnd", "118609807"): "GND 118609807",
    ("wikidata", "http://www.wikidata.org/entity/Q44331"): "Wikidata Q44331",
    ("diary", "https://diary.example.org/pmb2121.html"): "diary pmb2121",
    ("freiburg", "https://example.org/sf/#pmb50"): "freiburg pmb50",
    ("site", "https://example.org/"): "site https://example.org/",
    ("URL", "https://example.org/people/7"): "https://example.org/people/7",
}
LISTS = (
    f'<TEI xmlns="{NAMESPACE}">{HEADER.format(title="Lists", about="")}<standOff><listPerson>'
    + '<person xml:id="adler"><persName><surname>Adler</surname>, <forename>Ida</forename></persName>'
    + "".join(f'<idno type="{kind}">{number}</idno>' for kind, number in NUMBERS)
    + '</person><person xml:id="berg"><persName><forename>Anna</forename> <surname>Berg</surname></persName></person>'
    + '<person xml:id="cohn"><persName><forename>Carl</forename> <surname>Cohn</surname></persName></person>'
    + "</listPerson></standOff></TEI>"
)
LETTER = (
    '<correspDesc><correspAction type="sent"><persName ref="#adler">Ida Adler</persName><date when="{when}">{date}</date>'
    '</correspAction><correspAction type="received"><persName ref="#berg">Anna Berg</persName></correspAction></correspDesc>'
)


def _text(id_: str, title: str, about: str, body: str) -> str:
    header = HEADER.format(title=title, about=about)
    return f'<TEI xmlns="{NAMESPACE}" xml:id="{id_}" xml:lang="en">{header}<text><body>{body}</body></text></TEI>'


LETTERS = {
    "lists.xml": LISTS,
    # The space in the title is no common one.
    "a.xml": _text(
        "a", "Adler to Berg, 2.\u00a08.\u00a01889", LETTER.format(when="1889-08-02", date="2. 8. 1889"),
        '<div type="writingSession" n="1"><opener><salute>Dear <persName ref="#berg">Anna</persName>,</salute></opener><p>soon.</p></div>'
        '<div type="writingSession" n="2"><opener><salute>Again</salute></opener><p>From <placeName ref="#riga">Riga</placeName>.</p></div>',
    ),
    "b.xml": _text(
        "b", "Adler to Berg, once more", LETTER.format(when="1889-08-12", date="12. 8. 1889"),
        '<p xml:id="here">See <ref target="a.xml">the first</ref>, of <placeName ref="#libau">Libau</placeName>, '
        '<persName ref="#cohn">Cohn</persName>.</p><p xml:id="p2">And <ref target="a.xml">again</ref>.</p>',
    ),
}  # fmt: skip


def _built(folder: Path, files: dict[str, str]) -> Path:
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")
    command = [
        "build",
        "--source",
        str(folder),
        "--output",
        str(folder / "out"),
        "--only",
        "site",
        "--no-cache",
        "--jobs",
        "1",
    ]
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 0, result.output
    return folder / "out"


def _page(output: Path, path: str) -> Any:
    return html.fromstring((output / path).read_bytes())


def _said(element: Any) -> str:
    return " ".join(element.text_content().replace("\u00a0", " ").split())


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _built(tmp_path_factory.mktemp("letters"), LETTERS)


def test_an_authority_has_its_number_and_the_whole_address_behind_it(letters: Path) -> None:
    page = _page(letters, "persons/adler.html")
    numbers = [_said(item) for item in page.xpath('//dt[.="Authority"]/following-sibling::dd//li')]
    # (One number under two addresses is said once.)
    assert numbers == list(dict.fromkeys(NUMBERS.values()))
    assert "https://d-nb.info/gnd/118609807/" in page.xpath('//a[@class="external"]/@href')


def test_a_date_with_which_a_title_ends_is_not_said_again(letters: Path) -> None:
    page = _page(letters, "persons/adler.html")
    lines = [_said(item) for item in page.xpath('//dl[@class="letters-of"]//li')]
    assert lines == ["Adler to Berg, 2. 8. 1889", "Adler to Berg, once more 12. 8. 1889"]
    mentions = _page(letters, "persons/berg.html").xpath('//ul[@class="mentions"]/li/span[@class="text-date"]')
    assert [_said(each) for each in mentions] == ["12. 8. 1889"]


def test_a_kind_of_division_is_said_in_words(letters: Path) -> None:
    names = [_said(each) for each in _page(letters, "texts/a.html").xpath('//p[@class="division-name"]')]
    assert names == ["writing session 1", "writing session 2"]


def test_the_line_of_citing_texts_leads_to_each_by_its_title(letters: Path) -> None:
    line = _page(letters, "texts/a.html").xpath('//p[@class="cited-line"]')[0]
    assert _said(line) == "Cited in Adler to Berg, once more ¶ 2"
    assert line.xpath(".//a/@href") == ["../texts/b.html#here", "../texts/b.html#p2"]


def test_what_is_true_of_all_entries_is_said_once(letters: Path) -> None:
    places = _page(letters, "places/index.html")
    assert len(places.xpath("//dt")) == 2
    assert len(places.xpath('//p[@class="attested"]')) == 1
    assert places.xpath('//p[@class="attested"]/following::dl')
    assert not _page(letters, "persons/index.html").xpath('//p[@class="attested"]')


def test_of_one_the_home_page_says_one(tmp_path: Path) -> None:
    files = {"t.xml": _text("t", "A text", "", '<p>Of <persName ref="#x">Xaver</persName>.</p>')}
    output = _built(tmp_path, files)
    home = _page(output, "index.html")
    assert [_said(each) for each in home.xpath('//ul[@class="counts"]/li')] == ["1 Text", "1 Person"]
    # No text is dated: so there is no column for dates.
    assert [len(item) for item in home.xpath('//ol[@class="listing"]/li')] == [1]


def test_a_part_of_an_index_leads_to_every_letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(divided, "LARGE", 100)
    output = _built(tmp_path, LETTERS)
    contents = _page(output, "persons/index.html")
    # As the index has them, not as the texts do.
    ranges = [_said(each) for each in contents.xpath('//nav[@class="contents"]//li/a')]
    assert ranges == ["Adler, Ida", "Berg, Anna", "Cohn, Carl"]
    part = _page(output, "persons/index/b.html")
    letters = part.xpath('//nav[@class="letters"]/a')
    assert [(each.text, each.get("href"), each.get("aria-current")) for each in letters] == [
        ("A", "../../persons/index/a.html", None),
        ("B", "../../persons/index/b.html", "true"),
        ("C", "../../persons/index/c.html", None),
    ]


def test_a_letter_of_other_names_alone_leads_to_where_these_stand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(divided, "LARGE", 100)
    people = "".join(f'<person xml:id="{name[0]}">{forms}</person>' for name, forms in {
        "a": "<persName>Adler</persName><persName>Zeno</persName>", "b": "<persName>Berg</persName>"
    }.items())  # fmt: skip
    output = _built(tmp_path, {"t.xml": _text("t", "A text", "", f"<listPerson>{people}</listPerson>")})
    lines = [_said(each) for each in _page(output, "persons/index.html").xpath('//nav[@class="contents"]//li')]
    assert lines == ["Adler 1", "Berg 1", "see Adler"]

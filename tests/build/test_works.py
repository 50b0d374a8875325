"""Works of an authority list that texts name: the name leads to its place in the list and says what the work is."""

from pathlib import Path

import pytest
from lxml import html

from common import Kwedition
from unprepared import Make, body, tei

WORKS = (
    '<listBibl><bibl xml:id="w1"><title>Anatol</title><author>Schnitzler, Arthur</author><date when="1893">1893</date></bibl>'
    f'<bibl xml:id="w2"><title>{"On many things " * 20}</title></bibl>'
    '<bibl xml:id="w3">A note on a book</bibl></listBibl>'
)


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


@pytest.mark.parametrize("reference", ["#", "works.xml#"])
@pytest.mark.parametrize(
    "work", ['<rs type="work" ref="{}">it</rs>', '<title ref="{}">it</title>', '<ref target="{}">it</ref>']
)
def test_the_name_of_a_work_says_what_it_is(make: Make, reference: str, work: str) -> None:
    made = make({
        "works.xml": tei(body(WORKS)),
        "a.xml": tei(body("<p>" + " ".join(work.format(f"{reference}w{n}") for n in (1, 2, 3)) + "</p>")),
    })  # fmt: skip
    page = html.fromstring(made["texts/a.html"].encode())
    first, second, third = page.xpath('//div[@class = "transcription"]//a[contains(@href, "works")]')
    assert (first.get("href"), first.get("title")) == ("../texts/works.html#w1", "Schnitzler, Arthur: Anatol, 1893")
    assert second.get("title").startswith("On many things On many")
    assert second.get("title").endswith("many…")
    assert len(second.get("title")) <= 161
    # Without a title of its own it is only said where it is.
    assert "Schnitzler" not in (third.get("title") or "")


def test_objects_and_names_are_found_by_their_ids_alone(make: Make) -> None:
    listed = (
        '<standOff><listObject><object xml:id="o1"><objectIdentifier><objectName>The sword</objectName></objectIdentifier></object>'
        '</listObject><listNym><nym xml:id="y1"><form>Anna</form></nym></listNym></standOff>'
    )
    text = '<p><objectName ref="#o1">it</objectName> <ref target="#o1"/> <ref target="#y1"/></p>'
    made = make({"lists.xml": tei(body("<p>Lists</p>") + listed), "a.xml": tei(body(text))})
    page = html.fromstring(made["texts/a.html"].encode())
    found = [
        (each.get("href"), each.text)
        for each in page.xpath('//div[@class = "transcription"]//a[contains(@href, "lists")]')
    ]
    assert found == [
        ("../texts/lists.html#o1", "it"),
        ("../texts/lists.html#o1", "The sword"),
        ("../texts/lists.html#y1", "Anna"),
    ]

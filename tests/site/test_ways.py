"""The home page's story and the list of texts: the numbers that they tell are those of the sources."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from common import ROOT

T = "{http://www.tei-c.org/ns/1.0}"


@pytest.fixture(scope="module")
def home(published: Path) -> Any:
    return html.fromstring((published / "index.html").read_bytes())


def _way(home: Any, address: str) -> Any:
    (way,) = home.xpath(f'//div[@class="ways-in"]/section[h2/a/@href="{address}"]')
    return way


def _read(path: str) -> etree._Element:
    return etree.parse(ROOT / "tei" / path).getroot()


def test_it_begins_with_the_text_that_leads_through_the_others(home: Any) -> None:
    essay = _read("essay.xml")
    targets = [str(value) for value in essay.xpath("//@target | //@source | //@corresp | //@ref")]
    cables = {match[1] for value in targets for match in re.finditer(r"cables/(c\d\d)\.xml", value)}
    (begin,) = home.xpath('//p[@class="begin"]/a[1]')
    assert begin.get("href") == "texts/essay.html"
    assert str(len(cables)) in begin.find("span").text
    assert len(cables) == 17


def test_it_tells_how_often_accounts_agree(home: Any) -> None:
    links = Counter(str(link.get("type")) for link in _read("edition.xml").iter(f"{T}link"))
    told = [number.text for number in _way(home, "topics.html").iterfind(".//li/b")]
    assert told == [f"= {links['agreement']}", f"≠ {links['contradiction']}"]
    assert all(links.values())


def test_it_names_those_of_whom_most_texts_speak(home: Any, published: Path) -> None:
    named = {}
    for item in _way(home, "persons/index.html").iter("li"):
        page = html.fromstring((published / item.find("a").get("href")).read_bytes())
        texts = {link.get("href").split("#")[0] for link in page.xpath('//a[@class="text-title"]')}
        named[item.find("a").text] = int(item.text_content().split()[-1])
        assert named[item.find("a").text] == len(texts), item.text_content()
    assert list(named.values()) == sorted(named.values(), reverse=True)
    assert {"Mao Zedong", "Joseph Stalin", "Kim Il Sung"} <= set(named)


def test_it_spans_the_dated_texts(home: Any) -> None:
    way = _way(home, "chronology.html")
    assert way.find("p").text == "March 1949 – June 1950"
    # Each of the eighteen texts is in one bar.
    bars = [title.text_content() for title in way.iterfind(".//title")]
    assert sum(1 if "one text" in bar else int(re.findall(r"(\d+) texts", bar)[0]) for bar in bars) == 18
    assert "October 1949: 7 texts" in bars


def test_a_list_of_texts_can_be_ordered(published: Path) -> None:
    page = html.fromstring((published / "texts/index.html").read_bytes())
    (form,) = page.xpath('//form[contains(@class, "filter")]')
    assert "scripted" in form.get("class").split(), "without scripts it could do nothing"
    assert [option.get("value") for option in form.iter("option")] == ["earliest", "latest", "title"]
    assert form.xpath("label/@for") == ["kw-filter", "kw-order"]


def test_a_small_edition_has_no_story(published_mini: Path) -> None:
    page = html.fromstring((published_mini / "index.html").read_bytes())
    assert page.xpath('//p[@class="begin"]/a[contains(span, "through")]') == []

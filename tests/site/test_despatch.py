"""The head of a source says through whom it is known and of what it speaks: what its encoding says, and no more."""

from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from common import ROOT

T = "{http://www.tei-c.org/ns/1.0}"
CABLES = sorted((ROOT / "tei" / "cables").glob("*.xml"))


def _line(published: Path, id_: str, label: str) -> Any:
    page = html.fromstring((published / f"texts/{id_}.html").read_bytes())
    found = page.xpath('//dl[@class="despatch"]/div[dt=$label]/dd', label=label)
    return found[0] if found else None


@pytest.mark.parametrize("path", CABLES, ids=lambda path: path.stem)
def test_it_names_the_topics_of_its_passages(path: Path, published: Path) -> None:
    values = [str(value) for value in etree.parse(path).xpath("//*[local-name() = 'text']//@ana")]
    topics = list(dict.fromkeys(token.split("#")[1] for value in values for token in value.split()))
    line = _line(published, path.stem, "Topics")
    assert (
        [link.get("href") for link in line.iter("a")] == [f"../topics.html#{topic}" for topic in topics]
        if topics
        else line is None
    )


@pytest.mark.parametrize("path", CABLES, ids=lambda path: path.stem)
def test_its_chain_leads_from_the_speakers_over_the_sender_to_the_essay(path: Path, published: Path) -> None:
    root = etree.parse(path).getroot()
    steps = [
        [link.get("href").rpartition("/")[2].removesuffix(".html").removeprefix("#") for link in step.iter("a")]
        for step in _line(published, path.stem, "Known through").iter("li")
    ]
    assert steps[-1] == ["essay"]
    sent = root.findall(f".//{T}correspAction[@type='sent']/*[@ref]")
    senders = [str(each.get("ref")).split("#")[1] for each in sent if each.tag in {f"{T}persName", f"{T}orgName"}]
    spoken = [token.split("#")[1] for each in root.iter(f"{T}said") for token in str(each.get("who")).split()]
    speakers = [each for each in dict.fromkeys(spoken) if each not in senders]
    assert steps[:-1] == [each for each in (speakers, senders) if each]

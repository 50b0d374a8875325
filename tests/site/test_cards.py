"""The cards of names: where they lie, and what they say."""

import json
import re
from pathlib import Path

import pytest

from kwedition.build.plans import card_file

# FNV-1a, 32 bits: the offset basis for nothing, and two values of the function's published test vectors.
VECTORS = {"": 0xC5, "a": 0x2C, "foobar": 0x68}
CALL = re.compile(r'kwCards\("([0-9a-f]{2})",(.*)\);\n', re.S)


@pytest.mark.parametrize(("address", "low_byte"), VECTORS.items())
def test_file_is_the_low_byte_of_the_hash(address: str, low_byte: int) -> None:
    assert card_file(address) == f"{low_byte:02x}"


@pytest.mark.parametrize("edition", ["published", "published_mini"])
def test_each_page_of_an_entity_has_its_card(edition: str, request: pytest.FixtureRequest) -> None:
    """Every named page has one card, in the file that a browser will ask for, with what the page says."""
    output: Path = request.getfixturevalue(edition)
    cards = {}
    for path in sorted((output / "cards").glob("*.js")):
        call = CALL.fullmatch(path.read_text(encoding="utf-8"))
        assert call is not None
        assert call[1] == path.stem
        for address, card in json.loads(call[2]).items():
            assert card_file(address) == path.stem
            assert address not in cards
            cards[address] = card
    pages = {
        path.relative_to(output).as_posix()
        for kind in ("persons", "places", "organizations", "events")
        for path in (output / kind).glob("*.html")
        if path.name != "index.html"
    }
    assert cards.keys() == pages
    for address, card in cards.items():
        page = (output / address).read_text(encoding="utf-8")
        assert f"<h1>{card['label'].replace('&', '&amp;')}</h1>" in page
        assert card["count"].replace("&", "&amp;") in page

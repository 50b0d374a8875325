"""The pages of somebody with thousands of mentions: one text more or less concerns few of them."""

import pytest

from kwedition.build.told import Told, entity_pages

TITLES = {f"t{n:04}": (n, f' id="t{n:04}"', f"<title>Text {n}</title>") for n in range(1200)}
MENTION = '<mention document="{0}" address="texts/{0}.html#b1.p.1"><before>{1}</before><form>P</form><after/></mention>'


def pages(texts: list[str], head: str = "", entry: str = "") -> dict[str, str]:
    said = tuple((text, MENTION.format(text, "words " * 200), ()) for text in texts)
    told = Told("p", "persons", "persons/p.html", True, ' id="p"', head, entry, len(said), len(said), "", (), said, ())
    return {page.path: page.slice for page in entity_pages("", told, TITLES)}


@pytest.mark.parametrize("at", [0, 40, 600, 1198])
def test_a_text_less_changes_its_page_and_the_first(at: int) -> None:
    texts = sorted(TITLES)
    before, after = pages(texts), pages(texts[:at] + texts[at + 1 :])
    assert len(before) > 10
    changed = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
    gone = next(path for path, slice_ in before.items() if f'"{texts[at]}"' in slice_)
    assert "persons/p.html" in changed
    assert gone in changed
    # Where it stood at the end of a page, this reaches into the next one.
    assert len(changed) <= 4


def test_only_the_first_page_says_more_than_the_name() -> None:
    texts = sorted(TITLES)
    label = "<label>P &amp; Q</label>"
    before, after = pages(texts, label), pages(texts, f"{label}<description>D</description>", "<tei>Entry</tei>")
    assert [path for path in before if before[path] != after[path]] == ["persons/p.html"]
    assert all(label in slice_ for slice_ in after.values())
    assert pages(texts, "<label>R</label>")["persons/p/2.html"] != before["persons/p/2.html"]

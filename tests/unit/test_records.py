"""A record is read the same whether its entries are known from documents before it or not."""

import pytest

from kwedition.build import record

TEI = "http://www.tei-c.org/ns/1.0"
BEGIN = (
    '<record xmlns="urn:kwedition:ns" id="a" path="letters/a.xml" kind="document" root="a" xml:lang="en">'
    "<title>A</title>"
)
PLAIN = f'<tei><person xmlns="{TEI}" xml:id="p1" ref="x y"><note>one\n  &lt;entry> &amp;</note></person></tei>'


def entry(inside: str, authority: str = "false") -> str:
    return (
        f'<entry kind="persons" id="p1" authority="{authority}" named="true" sort="P"><label>P</label>'
        f'<form sort="P" xml:lang="en">P</form>{inside}</entry>'
    )


@pytest.mark.parametrize(
    ("entries", "known"),
    [
        (entry(PLAIN) * 2, 2),
        ("", 0),
        (entry(PLAIN, "true") + entry(PLAIN), 1),
        (entry(f'<portrait url="p.jpg"/>{PLAIN}') + entry(PLAIN), 1),
        (entry(f'<tei><person xmlns="{TEI}"><!-- </entry> --></person></tei>') + entry(PLAIN), 0),
        (entry(f'<tei><person xmlns="{TEI}"><!-- <entry kind="persons" --></person></tei>') + entry(PLAIN), 0),
        (entry(f'<tei><person xmlns="{TEI}"><note><entry kind="x"/></note></person></tei>') + entry(PLAIN), 0),
        (entry(f'<tei><person xmlns="{TEI}"><entryFree>e</entryFree></person></tei>') + entry(PLAIN), 0),
        (entry(f'<tei><t:person xmlns:t="{TEI}"><t:entry>e</t:entry><n xmlns=""/></t:person></tei>'), 1),
        (entry(f'<tei><person xmlns="{TEI}"><note>{"long " * 2000}</note></person></tei>') + entry(PLAIN), 1),
    ],
)
def test_entries_that_documents_repeat(entries: str, known: int, monkeypatch: pytest.MonkeyPatch) -> None:
    xml = f"{BEGIN}{entries}<anchor id='one'/></record>"
    assert len(record._without_repeated(xml)[1]) == known
    read = [record.pack(record.read(xml)), record.pack(record.read(xml))]
    monkeypatch.setattr(record, "_LONGEST_ENTRY", -1)
    assert record._without_repeated(xml) == (xml, [])
    assert [record.pack(record.read(xml))] * 2 == read
    assert [each.id for each in record.read(xml).entries] == ["p1"] * entries.count('named="true"')

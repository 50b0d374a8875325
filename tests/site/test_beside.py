"""Two texts side by side: what is offered, and that every place of it is where it says."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import html

from kwedition.cli import main

TEXT = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="{id}"><teiHeader><fileDesc><titleStmt><title>{id} &amp; co</title></titleStmt>
<publicationStmt><p>none</p></publicationStmt><sourceDesc><p>none</p></sourceDesc></fileDesc>
<encodingDesc><classDecl><taxonomy xml:id="t"><category xml:id="rain"><catDesc>Rain</catDesc></category>
<category xml:id="sun"><catDesc>Sun</catDesc></category><category xml:id="snow"><catDesc>Snow</catDesc></category></taxonomy></classDecl></encodingDesc>
</teiHeader><text><body>{body}</body></text></TEI>"""


def _built(folder: Path, texts: dict[str, str]) -> Path:
    source = folder / "tei"
    source.mkdir()
    for id_, body in texts.items():
        (source / f"{id_}.xml").write_text(TEXT.format(id=id_, body=body))
    command = ["build", "--source", str(source), "--output", str(folder / "out"), "--only", "site", "--no-cache"]
    result = CliRunner().invoke(main, [*command, "--jobs", "1"])
    assert result.exit_code == 0, result.output
    return folder / "out"


def test_every_place_is_offered_on_both_sides(tmp_path: Path) -> None:
    output = _built(
        tmp_path,
        {
            "a": '<p><seg xml:id="a1" ana="#rain">It rained &amp; poured.</seg> <seg ana="#sun">Sun.</seg></p>',
            "b": '<p><seg xml:id="b1" ana="#rain">It did not rain.</seg><seg xml:id="b2" ana="#rain">Or did it?</seg></p>',
            "c": '<p><seg xml:id="c1" ana="#snow">Snow.</seg></p>',
        },
    )
    page = html.fromstring((output / "beside.html").read_bytes())
    # Of sun and of snow, one text alone speaks.
    assert [section.get("id") for section in page.cssselect(".beside-topics > section")] == ["rain"]
    offered = [(link.get("target"), link.get("href")) for link in page.cssselect(".beside-topics li li a")]
    assert offered == [
        (f"kw-{side}", f"texts/{place}")
        for place in ("a.html#a1", "b.html#b1", "b.html#b2")
        for side in ("left", "right")
    ]
    assert next(span.text_content() for span in page.cssselect(".beside-topics li li span")) == "It rained & poured."
    # To begin with, the first topic in two texts, each chosen in its list.
    assert [frame.get("src") for frame in page.iter("iframe")] == ["texts/a.html#a1", "texts/b.html#b1"]
    assert [[option.get("value") for option in choice] for choice in page.iter("select")] == [["a", "b"], ["a", "b"]]
    assert [option.get("value") for option in page.cssselect("option[selected]")] == ["a", "b"]


@pytest.mark.parametrize("topic", ["rain", "sun"])
def test_the_page_of_topics_leads_there_where_two_speak(tmp_path: Path, topic: str) -> None:
    texts = {"a": '<p ana="#rain">Rain.</p><p ana="#sun">Sun.</p>', "b": '<p ana="#rain">No rain.</p>'}
    topics = html.fromstring((_built(tmp_path, texts) / "topics.html").read_bytes())
    links = [link.get("href") for link in topics.cssselect(f"#{topic} .beside-way a")]
    assert links == (["beside.html#rain"] if topic == "rain" else [])


def test_where_no_two_texts_share_a_topic_there_is_no_such_page(tmp_path: Path) -> None:
    output = _built(tmp_path, {"a": '<p ana="#rain">Rain.</p>', "b": '<p ana="#sun">Sun.</p>'})
    assert not (output / "beside.html").exists()
    assert "beside.html" not in (output / "topics.html").read_text()

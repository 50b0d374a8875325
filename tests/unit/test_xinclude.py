"""XInclude: which files a document may include."""

from pathlib import Path

import pytest

from kwedition import xinclude, xmlio


@pytest.mark.parametrize(
    ("document", "href", "reason"),
    [
        ("a.xml", "b.xml", ""),
        ("a.xml", "./sub/../b.xml", ""),
        ("a.xml", ".drafts/b.xml", "'.drafts/b.xml' is a hidden file or in a hidden folder"),
        ("a.xml", "sub/../%2Edrafts/b.xml", "'sub/../%2Edrafts/b.xml' is a hidden file or in a hidden folder"),
        ("a.xml", ".b.xml", "'.b.xml' is a hidden file or in a hidden folder"),
        ("a.xml", "link.xml", "'link.xml' is a hidden file or in a hidden folder"),
        ("sub/a.xml", "../.b.xml", "'../.b.xml' is a hidden file or in a hidden folder"),
        (".drafts/a.xml", "b.xml", ""),
        ("a.xml", "../b.xml", "'../b.xml' is outside the edition's folder"),
        ("a.xml", "http://[oops/b.xml", "'http://[oops/b.xml' is no address"),
        ("a.xml", "b%00.xml", "'b%00.xml' is the name of no file"),
    ],
)
@pytest.mark.parametrize("parse", ["xml", "text"])
def test_what_may_be_included(tmp_path: Path, document: str, href: str, reason: str, parse: str) -> None:
    folder = tmp_path / "tei"
    for path in ("b.xml", ".b.xml", ".drafts/b.xml", "sub/b.xml"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("<b/>")
    (folder / "link.xml").symlink_to(folder / ".b.xml")
    text = f'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{href}" parse="{parse}"/></a>'
    expanded = xinclude.expand(xmlio.parse(text.encode(), "a.xml"), folder / document, folder)
    assert expanded is not None
    assert [said for _include, said in expanded.unresolved] == ([reason] if reason else [])


@pytest.mark.parametrize(("how", "times", "reason"), [("", 1, "'a.xml' includes itself"), (' parse="text"', 2, "")])
def test_a_document_that_includes_itself(tmp_path: Path, how: str, times: int, reason: str) -> None:
    """Its text as text is no circle."""
    text = f'<a xmlns:xi="http://www.w3.org/2001/XInclude">words<xi:include href="a.xml"{how}/></a>'
    (tmp_path / "a.xml").write_text(text)
    expanded = xinclude.expand(xmlio.parse(text.encode(), "a.xml"), tmp_path / "a.xml")
    assert expanded is not None
    assert [said for _include, said in expanded.unresolved] == ([reason] if reason else [])
    assert "".join(str(each) for each in expanded.root.itertext()).count("words") == times

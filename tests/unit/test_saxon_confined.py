"""What a theme's stylesheet can read: the stylesheets and labels, and nothing else of the machine."""

from pathlib import Path

import pytest

from kwedition.errors import StylesheetError
from kwedition.saxon import Saxon

_HEAD = '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'


def asking(saxon: Saxon, expression: str) -> str:
    """What an expression says in a stylesheet of a theme."""
    text = (
        f'{_HEAD}<xsl:template match="/"><x><xsl:value-of select="{expression}"/></x></xsl:template></xsl:stylesheet>'
    )
    return saxon.compile(text, "theme").transform("<a/>").text


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("elsewhere") / "secret.xml"
    file.write_text("<secret>treasure</secret>")
    return file


def test_labels_can_be_read(saxon: Saxon) -> None:
    assert "xsl" not in asking(saxon, "count(doc('kwedition:/shared/labels/en.xml')//*)")
    assert "<x>0</x>" not in asking(saxon, "count(doc('builtin:/shared/labels/en.xml')//*)")


@pytest.mark.parametrize("scheme", ["kwedition:", "builtin:", "file://"])
@pytest.mark.parametrize("function", ["doc", "unparsed-text"])
def test_other_files_cannot(saxon: Saxon, secret: Path, scheme: str, function: str) -> None:
    way = str(secret) if scheme == "file://" else "/.." * 30 + str(secret)
    with pytest.raises(StylesheetError) as raised:
        asking(saxon, f"{function}('{scheme}{way}')")
    assert "treasure" not in str(raised.value)
    assert "treasure" not in asking(saxon, f"if (doc-available('{scheme}{way}')) then 'treasure' else 'none'")


def test_a_theme_can_import_what_it_overrides(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "names.xsl").write_text(
        f'{_HEAD}<xsl:import href="builtin:/shared/names.xsl"/></xsl:stylesheet>'
    )
    saxon = Saxon(tmp_path)
    text = f'{_HEAD}<xsl:import href="kwedition:/collect.xsl"/></xsl:stylesheet>'
    assert saxon.compile(text, "collect") is not None

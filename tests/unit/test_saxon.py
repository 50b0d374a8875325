"""Stylesheets may read the edition's stylesheets and labels, and nothing else."""

from pathlib import Path

import pytest

from kwedition.errors import StylesheetError
from kwedition.saxon import Saxon

SHEET = """<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text"/><xsl:param name="p"/><xsl:template match="/">{}</xsl:template></xsl:stylesheet>"""


def run(saxon: Saxon, body: str, source: str = "<a>x</a>") -> str:
    return saxon.compile(SHEET.format(body), "test").transform(source).text


def test_no_file_is_read(saxon: Saxon, tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<s>SECRET</s>")
    for call in (f"doc('{secret.as_uri()}')", f"unparsed-text('{secret.as_uri()}')", f"document('{secret}')"):
        with pytest.raises(StylesheetError):
            run(saxon, f'<xsl:value-of select="{call}"/>')


def test_the_environment_is_not_read(saxon: Saxon) -> None:
    assert run(saxon, "<xsl:value-of select=\"environment-variable('PATH')\"/>") == ""


def test_nothing_is_written_but_the_result(saxon: Saxon, tmp_path: Path) -> None:
    target = tmp_path / "written.xml"
    with pytest.raises(StylesheetError):
        run(saxon, f'<xsl:result-document href="{target.as_uri()}"><a/></xsl:result-document>')
    assert not target.exists()


def test_a_deep_document_is_transformed(saxon: Saxon) -> None:
    depth = 1500
    assert run(saxon, '<xsl:value-of select="count(//*)"/>', "<b>" * depth + "</b>" * depth) == str(depth)


def test_errors_name_the_stylesheet_and_keep_quiet(saxon: Saxon, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(StylesheetError, match="the stylesheet broken does not compile"):
        saxon.compile(SHEET.format('<xsl:value-of select="1 +"/>'), "broken")
    with pytest.raises(StylesheetError, match="the stylesheet test stopped"):
        run(saxon, '<xsl:value-of select="error()"/>')
    assert capfd.readouterr().err == ""


def test_messages_are_returned_once(saxon: Saxon) -> None:
    sheet = saxon.compile(SHEET.format("<xsl:message>hello</xsl:message>"), "test")
    assert sheet.transform("<a/>").messages == ("hello",)
    assert sheet.transform("<a/>").messages == ("hello",)


def test_parameters_do_not_outlive_a_call(saxon: Saxon) -> None:
    sheet = saxon.compile(SHEET.format('<xsl:value-of select="$p"/>'), "test")
    assert sheet.transform("<a/>", values={"p": "one"}).text == "one"
    assert sheet.transform("<a/>").text == ""


def test_a_theme_overrides_and_reaches_the_built_in(tmp_path: Path) -> None:
    theme = tmp_path / "theme"
    (theme / "shared").mkdir(parents=True)
    (theme / "shared" / "labels.xsl").write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:kw="urn:kwedition:ns"'
        ' xmlns:xs="http://www.w3.org/2001/XMLSchema"><xsl:import href="builtin:/shared/labels.xsl"/>'
        '<xsl:function name="kw:known-label" as="xs:string?"><xsl:param name="key" as="xs:string"/>'
        "<xsl:sequence select=\"'themed ' || kw:label($key)\"/></xsl:function></xsl:stylesheet>"
    )
    sheet = (
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:kw="urn:kwedition:ns">'
        '<xsl:import href="kwedition:/shared/labels.xsl"/><xsl:output method="text"/>'
        '<xsl:template match="/"><xsl:value-of select="kw:known-label(\'home\')"/></xsl:template></xsl:stylesheet>'
    )
    assert Saxon(theme).compile(sheet, "test").transform("<a/>").text == "themed Home"
    assert Saxon().compile(sheet, "test").transform("<a/>").text == "Home"


def test_of_a_theme_that_does_not_compile_only_the_error_is_said(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    template = '<xsl:template match="p" mode="kw:text"><xsl:value-of select="foo("/></xsl:template>'
    (tmp_path / "site/text.xsl").write_text(
        '<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:kw="urn:kwedition:ns">'
        f'<xsl:import href="builtin:/site/text.xsl"/>{template}</xsl:stylesheet>',
        encoding="utf-8",
    )
    with pytest.raises(StylesheetError) as caught:
        Saxon(tmp_path).stylesheet("site/text.xsl")
    assert "XPST0003" in str(caught.value)
    assert "Warning" not in str(caught.value)

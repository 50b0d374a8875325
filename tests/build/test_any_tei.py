"""Folders of TEI that nobody prepared: what cannot be read, what is large, what is put together from several files."""

from pathlib import Path

import pytest

from common import Kwedition
from pages import dead_links, read_page

WORDS = "It was told again and again, and no two who told it agreed on more than the day. " * 8


def tei(inside: str, title: str = "A text", attributes: str = "", header: str = "") -> str:
    return (
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0" {attributes}><teiHeader><fileDesc><titleStmt><title>{title}</title>'
        "</titleStmt><publicationStmt><p>none</p></publicationStmt><sourceDesc><p>made up</p></sourceDesc></fileDesc>"
        f"{header}</teiHeader><text><body>{inside}</body></text></TEI>"
    )


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        (folder / f"{name}.xml").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "tei").mkdir()
    return tmp_path / "tei"


class TestStrict:
    def test_without_it_a_file_that_cannot_be_read_is_left_out(self, kwedition: Kwedition, folder: Path) -> None:
        write(folder, good=tei(f"<p>{WORDS}</p>"), bad="<TEI><p></TEI>")
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--cache", folder / ".c")
        assert result.exit_code == 1
        assert "1 document →" in result.output
        assert (folder.parent / "out/texts/good.html").is_file()

    def test_with_it_the_build_stops_and_the_old_output_stays(self, kwedition: Kwedition, folder: Path) -> None:
        out = folder.parent / "out"
        write(folder, good=tei(f"<p>{WORDS}</p>"), bad="<TEI><p></TEI>")
        kwedition("build", "--source", folder, "--output", out, "--cache", folder / ".c")
        before = {path: path.read_bytes() for path in out.rglob("*.html")}
        write(folder, good=tei("<p>changed</p>"))
        result = kwedition("build", "--source", folder, "--output", out, "--cache", folder / ".c", "--strict")
        assert result.exit_code == 1
        assert "bad.xml:1:" in result.output
        assert "nothing was built" in result.output
        assert "without --strict" in result.output
        assert {path: path.read_bytes() for path in out.rglob("*.html")} == before

    def test_it_is_not_skipped_because_nothing_has_changed(self, kwedition: Kwedition, folder: Path) -> None:
        write(folder, good=tei(f"<p>{WORDS}</p>"), bad="<TEI><p></TEI>")
        arguments = ("build", "--source", folder, "--output", folder.parent / "out", "--cache", folder / ".c")
        assert "1 document →" in kwedition(*arguments).output
        assert "nothing was built" in kwedition(*arguments, "--strict").output

    def test_it_lets_through_what_can_be_read(self, kwedition: Kwedition, folder: Path) -> None:
        write(folder, good=tei(f"<p>{WORDS}</p>"))
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache", "--strict")
        assert result.exit_code == 0, result.output


class TestPrint:
    @pytest.fixture
    def many(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr("kwedition.build.run.VOLUME", 2)
        write(folder, **{f"t{n}": tei(f"<p>{WORDS}</p>") for n in range(3)})
        return folder

    def built(self, kwedition: Kwedition, many: Path, settings: str, *arguments: str) -> tuple[str, set[str]]:
        (many / "kwedition.toml").write_text(settings, encoding="utf-8")
        out = many.parent / "out"
        result = kwedition("build", "--source", many, "--output", out, "--no-cache", *arguments)
        assert result.exit_code == 0, result.output
        return result.output, {path.name for path in (out / "print").glob("*.fo")}

    def test_many_documents_make_no_volume(self, kwedition: Kwedition, many: Path) -> None:
        output, files = self.built(kwedition, many, 'outputs = ["print"]')
        assert files == {"t0.fo", "t1.fo", "t2.fo"}
        assert "no volume of all 3 documents was made; --only print" in output

    @pytest.mark.parametrize(("settings", "arguments"), [
        ('outputs = ["print"]', ["--only", "print"]), ('outputs = ["print"]\nprint-volume = true', []),
    ])  # fmt: skip
    def test_unless_it_is_asked_for(
        self, kwedition: Kwedition, many: Path, settings: str, arguments: list[str]
    ) -> None:
        output, files = self.built(kwedition, many, settings, *arguments)
        assert "edition.fo" in files
        assert "no volume" not in output

    def test_few_documents_always_make_one(self, kwedition: Kwedition, folder: Path) -> None:
        write(folder, one=tei(f"<p>{WORDS}</p>"))
        assert self.built(kwedition, folder, 'outputs = ["print"]')[1] == {"one.fo", "edition.fo"}

    def test_the_setting_is_true_or_false(self, kwedition: Kwedition, folder: Path) -> None:
        write(folder, one=tei("<p/>"))
        (folder / "kwedition.toml").write_text('print-volume = "yes"', encoding="utf-8")
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out")
        assert result.exit_code == 2
        assert "print-volume must be true or false" in result.output


class TestInclusions:
    XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'

    def build(self, kwedition: Kwedition, folder: Path, *arguments: str) -> str:
        out = folder.parent / "out"
        result = kwedition("build", "--source", folder, "--output", out, "--cache", folder.parent / "cache", *arguments)
        assert result.exit_code == 0, result.output
        assert dead_links(out) == []
        return result.output

    def text(self, folder: Path, page: str = "texts/whole.html") -> str:
        return read_page(folder.parent / "out", page).text

    def test_what_a_document_includes_is_published_in_it(self, kwedition: Kwedition, folder: Path) -> None:
        (folder / "parts").mkdir()
        div = '<div xmlns="http://www.tei-c.org/ns/1.0" xml:id="one"><p>Included words.</p></div>'
        write(folder / "parts", one=div)
        inside = f'<p>See <ref target="#one">it</ref>. {WORDS}</p><xi:include {self.XI} href="parts/one.xml"/>'
        write(folder, whole=tei(inside))
        output = self.build(kwedition, folder)
        assert "1 document →" in output
        assert "all accounted for" in output
        assert "Included words." in self.text(folder)
        assert "#one" in read_page(folder.parent / "out", "texts/whole.html").links

    def test_a_change_in_an_included_file_makes_the_page_again(self, kwedition: Kwedition, folder: Path) -> None:
        write(folder, part=f'<div xmlns="http://www.tei-c.org/ns/1.0" {self.XI}><xi:include href="deep.xml"/></div>')
        write(folder, deep='<p xmlns="http://www.tei-c.org/ns/1.0">First reading.</p>')
        write(folder, whole=tei(f'<p>{WORDS}</p><xi:include {self.XI} href="part.xml"/>'))
        self.build(kwedition, folder)
        assert "First reading." in self.text(folder)
        write(folder, deep='<p xmlns="http://www.tei-c.org/ns/1.0">Second reading.</p>')
        self.build(kwedition, folder)
        assert "Second reading." in self.text(folder)
        assert "nothing has changed" in self.build(kwedition, folder)

    def test_a_file_that_comes_later_is_included_then(self, kwedition: Kwedition, folder: Path) -> None:
        fallback = f'<xi:include {self.XI} href="later.xml"><xi:fallback><p>Not yet.</p></xi:fallback></xi:include>'
        write(folder, whole=tei(f"<p>{WORDS}</p>{fallback}"))
        self.build(kwedition, folder)
        assert "Not yet." in self.text(folder)
        write(folder, later='<p xmlns="http://www.tei-c.org/ns/1.0">Now it is here.</p>')
        self.build(kwedition, folder)
        assert "Now it is here." in self.text(folder)

    @pytest.mark.parametrize("href", ["../secret.xml", "http://example.org/x.xml", "missing.xml", "whole.xml"])
    def test_nothing_from_outside_is_read(self, kwedition: Kwedition, folder: Path, href: str) -> None:
        write(folder.parent, secret='<p xmlns="http://www.tei-c.org/ns/1.0">Secret.</p>')
        write(folder, whole=tei(f'<p>{WORDS}</p><xi:include {self.XI} href="{href}"/>'))
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache")
        assert result.exit_code == 1
        if href != "whole.xml":
            assert "whole.xml:1:" in result.output
        assert "xinclude-unresolved" in result.output
        assert "Secret" not in self.text(folder)

    def test_inclusions_do_not_multiply(self, kwedition: Kwedition, folder: Path) -> None:
        for number in range(18):
            twice = f'<xi:include href="d{number + 1}.xml"/>' * 2
            write(folder, **{f"d{number}": f'<div xmlns="http://www.tei-c.org/ns/1.0" {self.XI}>{twice}</div>'})
        write(folder, d18='<p xmlns="http://www.tei-c.org/ns/1.0">bomb</p>')
        write(folder, whole=tei(f'<p>{WORDS}</p><xi:include {self.XI} href="d0.xml"/>'))
        result = kwedition("build", "--source", folder, "--output", folder.parent / "out", "--no-cache")
        assert result.exit_code == 1
        assert "one too many" in result.output

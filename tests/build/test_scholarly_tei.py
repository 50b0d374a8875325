"""Editions of manuscripts, as other people encode them: catalogues, witnesses, apparatus, layers of writing."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from lxml import html

from building import files_of
from common import Kwedition
from pages import dead_links

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
ALL = "site,data,text,markdown,epub,print"
Make = Callable[..., Mapping[str, str]]


def tei(text: str, title: str = "A text", source: str = "<p/>", attributes: str = "") -> str:
    return (
        f"<TEI {NS} {attributes}><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p/>"
        f"</publicationStmt><sourceDesc>{source}</sourceDesc></fileDesc></teiHeader>{text}</TEI>"
    )


def body(inside: str) -> str:
    return f"<text><body>{inside}</body></text>"


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    """Builds an edition of some files, and gives what it made: text by path, and what was said of it as ''."""

    def made(files: Mapping[str, str], only: str = "site,data") -> Mapping[str, str]:
        for name, text in files.items():
            path = tmp_path / "tei" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        out = tmp_path / "out"
        done = kwedition("build", "--source", tmp_path / "tei", "--output", out, "--no-cache", "-j", "1", "--only", only)
        assert done.exit_code == 0, done.output
        assert dead_links(out) == []
        pages = {name: data.decode() for name, data in files_of(out).items() if not name.endswith((".epub", ".bin"))}
        return {**pages, "": done.output}

    return made


def words(page: str, at: str = "//main") -> str:
    return " ".join(" ".join(html.fromstring(page.encode()).xpath(f"{at}//text()")).split())


class TestFilesOfOneEntry:
    """A file for each person or place, as prosopographies keep them: the file's id is that of whom it is about."""

    PERSON = body("<listPerson><person><persName>Antoine <surname>Abba</surname></persName></person></listPerson>")

    def test_a_reference_to_the_file_means_the_entry(self, make: Make) -> None:
        references = ("PRS1", "#PRS1", "../p/antoine.xml", "../p/antoine.xml#PRS1", "antoine")
        names = " and ".join(f'<persName ref="{each}">A.</persName>' for each in references)
        person = tei(self.PERSON, attributes='xml:id="PRS1"')
        made = make({"p/antoine.xml": person, "t/a.xml": tei(body(f"<p>{names}</p>"))})
        assert words(made["persons/index.html"]).count("Antoine Abba") == 1
        assert "5 mentions in 1 text" in words(made["persons/PRS1.html"])
        assert made["texts/a.html"].count('href="../persons/PRS1.html"') == 5
        assert "id-" not in made[""]

    def test_a_file_without_an_id_is_called_by_its_name(self, make: Make) -> None:
        made = make({"PRS2.xml": tei(self.PERSON), "a.xml": tei(body('<p><persName ref="PRS2">A.</persName></p>'))})
        assert "1 mention in 1 text" in words(made["persons/PRS2.html"])

    def test_the_file_and_its_entry_may_be_called_the_same(self, kwedition: Kwedition, make: Make) -> None:
        made = make({"pmb1.xml": tei(self.PERSON.replace("<person>", '<person xml:id="pmb1">')), "a.xml": tei(body("<p>x</p>"))})
        assert "<h1>Antoine Abba</h1>" in made["persons/pmb1.html"]
        assert "id-entry-twice" not in made[""]

    def test_of_several_entries_none_is_meant(self, make: Make) -> None:
        two = self.PERSON.replace("</listPerson>", "<person><persName>Arnauld</persName></person></listPerson>")
        made = make({"PRS3.xml": tei(two), "a.xml": tei(body("<p>x</p>"))})
        assert "persons/PRS3.html" not in made

    def test_what_somebody_did_in_many_words_is_told(self, make: Make) -> None:
        life = "<floruit when='1837'>He arrived in Ethiopia together with his younger brother Arnauld.</floruit>"
        made = make({"a.xml": tei(body(f"<listPerson><person xml:id='p'><persName>A</persName>{life}</person></listPerson>"))})
        assert "He arrived in Ethiopia" in words(made["persons/p.html"])


def test_a_name_without_words_is_found_by_whom_it_means(make: Make) -> None:
    text = '<p>Notes by <persName ref="#p"/>, in ink.</p><listPerson><person xml:id="p"><persName>Anna</persName></person></listPerson>'
    made = make({"a.xml": tei(body(text + f"<p>{'word ' * 120}</p>"))})
    assert "Notes by Anna , in ink" in words(made["persons/p.html"])

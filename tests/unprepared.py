"""Editions of a few files that nobody prepared, and what was made of them."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from lxml import html

from building import files_of
from common import Kwedition
from pages import dead_links

ALL = "site,data,text,markdown,epub,print"
NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def tei(text: str, title: str = "A text", source: str = "<p/>", more: str = "", attributes: str = "") -> str:
    return (
        f"<TEI {NS} {attributes}><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p/>"
        f"</publicationStmt><sourceDesc>{source}</sourceDesc></fileDesc>{more}</teiHeader>{text}</TEI>"
    )


def body(inside: str) -> str:
    return f"<text><body>{inside}</body></text>"


class Make:
    """Builds an edition of some files, and gives what it made: text by path, and what was said of it as ''."""

    def __init__(self, kwedition: Kwedition, folder: Path) -> None:
        self._kwedition, self.folder = kwedition, folder

    def __call__(self, files: Mapping[str, str], only: str = "site,data") -> Mapping[str, str]:
        for name, text in files.items():
            path = self.folder / "tei" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        out = self.folder / "out"
        # (Without a cache nobody knows whose the outputs are that were made before.)
        shutil.rmtree(out, ignore_errors=True)
        command = ("build", "--source", self.folder / "tei", "--output", out, "--no-cache", "-j", "1", "--only", only)
        done = self._kwedition(*command)
        assert done.exit_code == 0, done.output
        assert "all accounted for" in done.output
        assert dead_links(out) == []
        made = {name: data.decode() for name, data in files_of(out).items() if not _is_binary(name)}
        return {**made, "": done.output}


def _is_binary(name: str) -> bool:
    return name.endswith((".epub", ".bin")) or name.startswith("pagefind/")


def words(page: str, at: str = "//main") -> str:
    return " ".join(" ".join(html.fromstring(page.encode()).xpath(f"{at}//text()")).split())

"""A build says so where the menus are in another language than the texts."""

from pathlib import Path

import pytest

from common import Kwedition

_TEXT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T{n}</title></titleStmt>'
    "<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
    '<text xml:lang="{language}"><body><p>Words.</p></body></text></TEI>'
)
_SAID = "the menus are in English, most texts are not"


def _write(folder: Path, *languages: str) -> None:
    (folder / "tei").mkdir(exist_ok=True)
    for n, language in enumerate(languages):
        (folder / f"tei/t{n}.xml").write_text(_TEXT.format(n=n, language=language))


def test_the_language_of_most_texts_is_proposed(
    kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    build = ("build", "--source", "tei", "--only", "site", "--jobs", "1")
    _write(tmp_path, "de-AT", "deu", "en")
    assert f'{_SAID}: `languages = ["de"]` in kwedition.toml' in kwedition(*build).output
    # Nothing has changed since.
    assert f'{_SAID}: `languages = ["de"]`' in kwedition(*build).output
    # A text that changes, and no other.
    (tmp_path / "tei/t2.xml").write_text(_TEXT.format(n=2, language="en").replace("Words", "Other words"))
    assert f'{_SAID}: `languages = ["de"]`' in kwedition(*build).output
    _write(tmp_path, "de", "en", "la")
    assert _SAID not in kwedition(*build).output
    # Nobody has words for readers in Latin.
    _write(tmp_path, "la", "la", "la")
    assert _SAID not in kwedition(*build).output
    _write(tmp_path, "fr", "fr", "fr")
    (tmp_path / "kwedition.toml").write_text('languages = ["en"]\n')
    assert _SAID not in kwedition(*build).output

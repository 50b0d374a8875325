"""Settings, and which files are the edition's."""

from pathlib import Path

import pytest

from kwedition import edition
from kwedition.errors import KweditionError, SettingsError

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"{}><text><body><p>Word</p></body></text></TEI>'


def write(folder: Path, name: str, attributes: str = "") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEI.format(attributes))


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("titel = 'x'", "did you mean title?"),
        ("title = 3", "title must be a string"),
        ('title = "a\\u0001"', "title must be a string without"),
        ('print.font = "a\\u0000"', "must be the name of one font"),
        ("schema = 'tei.dtd'", "neither RELAX NG nor"),
        ("outputs = ['pfd']", "unknown output 'pfd'"),
        ("outputs = ['pdf']", "the output pdf is made from the output print"),
        ("outputs = 'site'", "outputs must be a list of strings"),
        ('languages = "de"', 'write languages = ["de"]'),
        ('source-view = "no"', "write source-view = false, without quotation marks"),
        ('source-view = "perhaps"', "source-view must be true or false"),
        ('severity.ref = "warn"', 'did you mean "warning"?'),
        ('languages = ["deutsch"]', 'did you mean "de"?'),
        ("schema = 'te.dtd'", "did you mean tei.dtd?"),
        ("languages = ['english language']", "is not a language tag"),
        ("schema = 'none.rng'", "there is no file none.rng"),
        ("theme = 'none'", "there is no folder none"),
        ("base-url = 'example'", "is no web address"),
        ("base-url = 'https://example.org/a b'", "is no web address"),
        ("base-url = 'https://example.org/?page='", "is no web address"),
        ("base-url = 'https://[example/'", "is no web address"),
        ("base-url = 'https://example.org:port/'", "is no web address"),
        ("base-url = 'https://example.org/<edition>/'", "is no web address"),
        ("severity = {x = 'fatal'}", "severity.x must be one of error, warning, info, off, not 'fatal'"),
        ("[severity]\noutputs = ['site']", "outputs stands below [severity]"),
        ("[print]\ntitle = 'Letters'", "title stands below [print]"),
        ("severity = 'error'", "one of error, warning, info, off"),
        ("outputs = []", "outputs names none"),
        ("[tool.kwedition]\ntitle = 'x'", "without [tool.kwedition]"),
        ("print.size = '3pt'", "print.size is 3pt"),
        ("title = ", "is not valid TOML"),
    ],
)
def test_wrong_settings_say_what_is_wrong(tmp_path: Path, toml: str, said: str) -> None:
    (tmp_path / "kwedition.toml").write_text(toml)
    (tmp_path / "tei.dtd").touch()
    with pytest.raises(SettingsError) as error:
        edition.settings_of(tmp_path)
    assert said in str(error.value)
    assert error.value.exit_code == 2


def test_rules_may_begin_with_the_name_of_a_setting(tmp_path: Path) -> None:
    (tmp_path / "kwedition.toml").write_text('[severity]\nschema = "off"\n')
    assert edition.settings_of(tmp_path).severity == {"schema": "off"}


def test_a_byte_order_mark_is_no_part_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "kwedition.toml").write_bytes(b"\xef\xbb\xbftitle = 'Letters'\r\n")
    assert edition.settings_of(tmp_path).title == "Letters"


def test_the_largest_size_is_one_and_an_output_named_twice_is_made_once(tmp_path: Path) -> None:
    (tmp_path / "kwedition.toml").write_text('outputs = ["site", "text", "site"]\nprint.size = "24pt"\n')
    settings = edition.settings_of(tmp_path)
    assert (settings.outputs, settings.printing.size) == (("site", "text"), 24)


def test_settings_come_from_either_file(tmp_path: Path) -> None:
    assert edition.settings_of(tmp_path).source == tmp_path
    (tmp_path / "pyproject.toml").write_text("[tool.kwedition]\ntitle = 'Project'\nsource = 'texts'\n")
    assert edition.settings_of(tmp_path).title == "Project"
    assert edition.settings_of(tmp_path).source == tmp_path / "texts"
    (tmp_path / "kwedition.toml").write_text("title = 'Own'\n")
    assert edition.settings_of(tmp_path).title == "Own"


@pytest.mark.parametrize("toml", ["tool = 1\n", "[tool]\nkwedition = 1\n"])
def test_a_project_may_hold_anything_but_ours_is_a_table(tmp_path: Path, toml: str) -> None:
    (tmp_path / "pyproject.toml").write_text(toml)
    if "kwedition" not in toml:
        assert not edition.settings_of(tmp_path).configured
        return
    with pytest.raises(SettingsError, match=r"tool\.kwedition must be a table"):
        edition.settings_of(tmp_path)


def test_settings_in_another_encoding_are_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / "kwedition.toml").write_bytes("title = 'Münster'".encode("latin-1"))
    with pytest.raises(SettingsError, match="is not in UTF-8"):
        edition.settings_of(tmp_path)


def test_settings_of_another_source_are_its_own(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    (here / "kwedition.toml").write_text("title = 'Here'\nschema = 'missing.rng'\n")
    settings = edition.settings_of(here, there)
    assert (settings.title, settings.source, settings.schema) == ("", there, None)


def test_ids_come_from_the_root_or_the_file(tmp_path: Path) -> None:
    write(tmp_path, "a/letter.xml", ' xml:id="L1"')
    write(tmp_path, "b/letter.xml")
    write(tmp_path, "c/letter.xml")
    write(tmp_path, "c/index.xml")
    loaded = edition.load(edition.Settings(source=tmp_path), tmp_path)
    assert [(doc.path, doc.id) for doc in loaded.documents] == [
        ("a/letter.xml", "L1"),
        ("b/letter.xml", "letter"),
        ("c/index.xml", "index-"),
        ("c/letter.xml", "c-letter"),
    ]
    assert loaded.findings == ()


def test_a_document_id_used_twice_is_a_finding_at_the_second(tmp_path: Path) -> None:
    write(tmp_path, "a.xml", ' xml:id="same"')
    write(tmp_path, "b.xml", ' xml:id="same"')
    loaded = edition.load(edition.Settings(source=tmp_path), tmp_path)
    (finding,) = loaded.findings
    assert (finding.path, finding.line, finding.column, finding.rule) == ("b.xml", 1, 1, "id-document-twice")
    assert "a.xml" in finding.message
    assert len({doc.id for doc in loaded.documents}) == 2


def test_hidden_and_generated_folders_are_not_read(tmp_path: Path) -> None:
    write(tmp_path, "a.xml")
    write(tmp_path, ".git/b.xml")
    write(tmp_path, "output/data/c.xml")
    (tmp_path / "output" / edition.MARKER).touch()
    loaded = edition.load(edition.Settings(source=tmp_path), tmp_path)
    assert [doc.path for doc in loaded.documents] == ["a.xml"]


def test_no_tei_says_what_was_seen(tmp_path: Path) -> None:
    (tmp_path / "bad.xml").write_text("<a><b></a>")
    with pytest.raises(KweditionError) as error:
        edition.load(edition.Settings(source=tmp_path), tmp_path)
    assert "1 *.xml or *.tei files seen" in str(error.value)
    assert "bad.xml:1:" in str(error.value)
    assert "put TEI" not in str(error.value)
    assert "kwedition check" in str(error.value)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("a b", "a-b"),
        ("../x", "x"),
        ("Ä", "Ä"),
        ("index", "index-"),
        ("", "document"),
        ("a/b\\c", "a-b-c"),
        ("<>", "document"),
        ("q" * 240, "q" * 240),
        ("q" * 251, "q" * 240),
        ("東" * 84, "東" * 80),
    ],
)
def test_addresses_are_fit_for_files(name: str, address: str) -> None:
    assert edition.address(name) == address


def test_settings_of_this_folder_hold_for_documents_in_it(tmp_path: Path) -> None:
    """Who names the folder of the documents has not taken their settings back; another edition in it has its own."""
    (tmp_path / "tei" / "letters").mkdir(parents=True)
    (tmp_path / "other").mkdir()
    file = tmp_path / "kwedition.toml"
    file.write_text('title = "Letters"\n')
    for named in ("tei", "tei/letters"):
        settings = edition.settings_of(tmp_path, tmp_path / named)
        assert (settings.title, settings.source) == ("Letters", tmp_path / named)
    file.write_text('title = "Letters"\nsource = "tei"\n')
    assert edition.settings_of(tmp_path, tmp_path / "tei").title == "Letters"
    assert edition.settings_of(tmp_path, tmp_path / "tei/letters").source == tmp_path / "tei/letters"
    assert not edition.settings_of(tmp_path, tmp_path / "other").configured
    assert not edition.settings_of(tmp_path / "tei", tmp_path / "other").configured
    (tmp_path / "tei/kwedition.toml").write_text('title = "Own"\n')
    assert edition.settings_of(tmp_path, tmp_path / "tei").title == "Own"

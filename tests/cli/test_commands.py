"""The commands as people call them: what they say when something is wrong, and that nothing is lost by it."""

import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from common import ROOT, Kwedition
from pages import dead_links, read_page

TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"{}><teiHeader/><text><body><p>Word</p></body></text></TEI>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that the command runs in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def edition(folder: Path) -> Path:
    """A copy of this repository's edition, to make mistakes in."""
    for part in ("tei", "schema"):
        shutil.copytree(ROOT / part, folder / part)
    shutil.copyfile(ROOT / "pyproject.toml", folder / "pyproject.toml")
    return folder


def test_help_teaches(kwedition: Kwedition) -> None:
    shown = kwedition("--help").output
    for word in ("check", "build", "schema", "Exit codes", "--source"):
        assert word in shown
    for command in ("check", "build", "schema"):
        assert "--quiet" in kwedition(command, "--help").output


def test_version(kwedition: Kwedition) -> None:
    from kwedition import __version__

    assert __version__ in kwedition("--version").output


def test_this_edition_has_no_findings(kwedition: Kwedition, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    result = kwedition("check", "--severity", "warning")
    assert result.exit_code == 0, result.output
    assert "no findings" in result.output


def test_no_tei(kwedition: Kwedition, folder: Path) -> None:
    result = kwedition("build")
    assert result.exit_code == 3
    assert "no TEI document" in result.output
    assert "--source" in result.output
    assert list(folder.iterdir()) == [], "who is in the wrong folder leaves nothing in it"


def test_a_folder_without_tei_is_called_by_its_name(kwedition: Kwedition, folder: Path) -> None:
    for command in ("build", "check"):
        said = kwedition(command).output
        assert f"in this folder ({folder})" in said
        assert "*.xml or *.tei" in said


def test_build_is_told_its_documents_by_an_option(kwedition: Kwedition, folder: Path) -> None:
    result = kwedition("build", "tei")
    assert result.exit_code == 2
    assert "kwedition build --source tei" in result.output


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--coverage", "nowhere/c.json"), "there is no such folder"),
        (("--cache", "a.xml"), "a.xml is not a folder"),
        (("--cluster", "somewhere"), "tcp://HOST:PORT"),
        (("--cluster", "localhost:8786"), "tcp://HOST:PORT"),
        (("--cluster", "foo://localhost"), "tcp://HOST:PORT"),
        (("--cluster", "tcp://"), "tcp://HOST:PORT"),
        (("--cluster", "tcp://localhost:port"), "tcp://HOST:PORT"),
    ],
)
def test_what_cannot_be_is_said_before_the_work(
    kwedition: Kwedition, folder: Path, options: tuple[str, ...], said: str
) -> None:
    (folder / "a.xml").write_text(TEI.format(""))
    result = kwedition("build", *options)
    assert result.exit_code == 2
    assert said in result.output
    assert not (folder / "output").exists()


def test_what_was_built_is_not_judged(kwedition: Kwedition, folder: Path) -> None:
    (folder / "a.xml").write_text(TEI.format(""))
    assert kwedition("build", "--only", "data").exit_code == 0
    assert (folder / "output/data/persons.xml").is_file()
    assert "1 file checked" in kwedition("check", ".").output


def test_an_inclusion_that_leads_nowhere_needs_no_schema_to_be_found(kwedition: Kwedition, folder: Path) -> None:
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{}"/>'
    (folder / "part.xml").write_text(f'<div xmlns="http://www.tei-c.org/ns/1.0">{include.format("none.xml")}</div>')
    (folder / "a.xml").write_text(TEI.format("").replace("<p>", include.format("part.xml") + "<p>"))
    for arguments in ((), (".",), ("a.xml",)):
        result = kwedition("check", *arguments)
        assert result.exit_code == 1, result.output
        assert result.output.count("xinclude-unresolved") == 1
        assert "'none.xml' cannot be read" in result.output


def test_an_empty_file_has_no_line_to_show(kwedition: Kwedition, folder: Path) -> None:
    (folder / "a.xml").touch()
    assert "the file is empty\n    →" in kwedition("check").output


def test_names_that_no_file_can_have_are_shortened(kwedition: Kwedition, folder: Path) -> None:
    names = f"<p><placeName>{'東' * 130}</placeName> <placeName>{'д' * 130}</placeName></p>"
    (folder / "a.xml").write_text(TEI.format(f' xml:id="{"q" * 300}"').replace("<p>Word</p>", names))
    result = kwedition("build", "--only", "site")
    assert result.exit_code == 0, result.output
    assert {len(path.stem) for path in (folder / "output/places").iterdir()} == {len("index"), 5 + 60, 5 + 120}
    assert dead_links(folder / "output") == []


def test_no_such_source(kwedition: Kwedition, folder: Path) -> None:
    result = kwedition("build", "--source", "nowhere")
    assert result.exit_code == 2
    assert "there is no folder nowhere" in result.output


def test_a_folder_that_is_nearly_there_is_proposed(kwedition: Kwedition, folder: Path) -> None:
    (folder / "tei/letters").mkdir(parents=True)
    (folder / "tei/letters/L001.xml").write_text(TEI.format(""))
    for command in (["check", "tie"], ["check", "--source", "tie"], ["build", "--source", "tie"]):
        result = kwedition(*command)
        assert result.exit_code == 2, command
        assert "there is no folder tie" in result.output
        assert "did you mean tei?" in result.output
    assert "did you mean tei/letters?" in kwedition("check", "tie/leters").output
    for name in ("tei/letters/L01.xml", "tie/letters/L001.xml"):
        assert "did you mean tei/letters/L001.xml?" in kwedition("check", name).output
    assert "did you mean" not in kwedition("check", "tei/letters/L002.xml").output, "the next in a series is no slip"
    (folder / "kwedition.toml").write_text('source = "tie"\n')
    for command in (["check"], ["build"]):
        assert "kwedition.toml: source: there is no folder tie" in kwedition(*command).output
    assert "kwedition.toml" not in kwedition("check", "--source", "nowhere").output


def test_a_source_that_is_a_file_is_not_counted(kwedition: Kwedition, folder: Path) -> None:
    (folder / "notes.txt").write_text("Buy ink")
    result = kwedition("build", "--source", "notes.txt")
    assert result.exit_code == 3
    assert "notes.txt is no TEI document" in result.output
    assert "seen" not in result.output


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("broken.xml", b"<TEI><p></TEI>", "xml-not-well-formed"),
        ("latin.xml", b"<TEI>\xe4</TEI>", "xml-encoding"),
        ("empty.xml", b"", "xml-empty"),
        ("other.xml", b"<html/>", "xml-not-tei"),
    ],
)
def test_a_bad_file_is_named_and_leaves_out_itself(
    kwedition: Kwedition, folder: Path, name: str, content: bytes, rule: str
) -> None:
    (folder / "good.xml").write_text(TEI.format(' xml:id="good"'))
    (folder / name).write_bytes(content)
    result = kwedition("build")
    assert result.exit_code == 1
    assert f"{name}:1:" in result.output
    assert rule in result.output
    assert "→" in result.output
    assert (folder / "output/texts/good.html").is_file()


def test_xml_of_another_namespace_is_left_out_and_no_error(kwedition: Kwedition, folder: Path) -> None:
    """Such as the records of CapiTainS beside the texts; a part of TEI, and TEI of no namespace, is an error."""
    (folder / "good.xml").write_text(TEI.format(' xml:id="good"'))
    record = '<ti:{0} xmlns:ti="http://chs.harvard.edu/xmlns/cts"><ti:title>x</ti:title></ti:{0}>'
    for name in ("a", "b"):
        (folder / name).mkdir()
        (folder / name / "__cts__.xml").write_text(record.format("work"))
    result = kwedition("build", "--only", "site")
    assert result.exit_code == 0, result.output
    assert "info xml-not-tei: the root is `work`: this is not a TEI document; nor is 1 file more" in result.output
    assert "left out as no part of the edition" in result.output
    assert "1 document →" in result.output
    assert "2 files left out" in result.output
    assert (folder / "output/texts/good.html").is_file()
    result = kwedition("check")
    assert result.exit_code == 0, result.output
    assert "3 files checked: 2 remarks" in result.output
    # Who wants all of it published is told that something is not.
    assert kwedition("build", "--only", "site", "--strict").exit_code == 1
    (folder / "kwedition.toml").write_text("[severity]\nxml-not-tei = 'error'\n")
    assert kwedition("check").exit_code == 1
    (folder / "kwedition.toml").unlink()
    (folder / "part.xml").write_text('<div xmlns="http://www.tei-c.org/ns/1.0"/>')
    assert kwedition("build", "--only", "site").exit_code == 1
    # A slip in the namespace is none of another: a whole list of persons would be gone.
    for namespace in ("http://www.tei-c.org/ns/1.0/", "urn:own"):
        (folder / "part.xml").write_text(f'<listPerson xmlns="{namespace}"/>')
        result = kwedition("build", "--only", "site")
        assert result.exit_code == 1
        assert 'write <listPerson xmlns="http://www.tei-c.org/ns/1.0">' in result.output


def test_a_bad_file_stops_an_edition_with_a_schema(kwedition: Kwedition, edition: Path) -> None:
    assert kwedition("build", "--quiet", "--only", "text").exit_code == 0
    before = sorted(p.relative_to(edition).as_posix() for p in (edition / "output").rglob("*"))
    assert "output/text/c02.txt" in before
    cable = edition / "tei/cables/c02.xml"
    cable.write_bytes(cable.read_bytes().replace(b"</teiHeader>", b"", 1))
    result = kwedition("build")
    assert result.exit_code == 1
    assert "tei/cables/c02.xml:" in result.output
    assert "nothing was built" in result.output
    assert sorted(p.relative_to(edition).as_posix() for p in (edition / "output").rglob("*")) == before


def test_an_invalid_element_is_found_where_it_stands(kwedition: Kwedition, edition: Path) -> None:
    cable = edition / "tei/cables/c05.xml"
    text = cable.read_text()
    at = text.index("<p ", text.index("<body>"))
    cable.write_text(text[:at] + "<persname>X</persname>" + text[at:])
    line = text[:at].count("\n") + 1
    column = at - text.rindex("\n", 0, at)
    result = kwedition("check")
    assert result.exit_code == 1
    assert f"tei/cables/c05.xml:{line}:{column}: error rng-element-not-allowed" in result.output
    assert "there is no element `persname` in the schema" in result.output
    assert "did you mean `persName`?" in result.output


def test_check_takes_paths(kwedition: Kwedition, edition: Path) -> None:
    (edition / "tei/cables/c01.xml").write_bytes(b"")
    good = kwedition("check", edition / "tei/cables/c02.xml")
    assert good.exit_code == 0, good.output
    assert "1 file checked: no findings" in good.output
    assert kwedition("check", edition / "tei/cables").exit_code == 1
    # Also where it would be a part of the edition, a name with a slip is no document without findings.
    for name in ("none.xml", "tei/cables/none.xml"):
        missing = kwedition("check", name)
        assert missing.exit_code == 1
        assert "cannot be read" in missing.output


def test_unknown_setting(kwedition: Kwedition, folder: Path) -> None:
    (folder / "kwedition.toml").write_text("sourse = 'tei'\n")
    result = kwedition("check")
    assert result.exit_code == 2
    assert "unknown setting sourse" in result.output
    assert "did you mean source?" in result.output


def test_unknown_output(kwedition: Kwedition, folder: Path) -> None:
    (folder / "a.xml").write_text(TEI.format(""))
    result = kwedition("build", "--only", "epud")
    assert result.exit_code == 2
    assert "outputs are site, search, print, pdf" in result.output


def test_pdf_needs_print(kwedition: Kwedition, folder: Path) -> None:
    (folder / "a.xml").write_text(TEI.format(""))
    result = kwedition("build", "--only", "pdf")
    assert result.exit_code == 2
    assert "the output pdf is made from the output print" in result.output


def test_an_output_of_somebody_else_is_refused(kwedition: Kwedition, folder: Path) -> None:
    (folder / "a.xml").write_text(TEI.format(""))
    (folder / "output").mkdir()
    (folder / "output/thesis.txt").write_text("mine")
    result = kwedition("build")
    assert result.exit_code == 3
    assert "was not made by kwedition" in result.output
    assert (folder / "output/thesis.txt").read_text() == "mine"


@pytest.mark.skipif(os.name != "posix", reason="permissions of this kind are POSIX's")
def test_no_permission_to_write(folder: Path) -> None:
    (folder / "a.xml").write_text(TEI.format(""))
    locked = folder / "locked"
    locked.mkdir()
    locked.chmod(stat.S_IRUSR | stat.S_IXUSR)
    command = [sys.executable, "-m", "kwedition", "build", "--output", "locked/output"]
    if os.geteuid() == 0:
        # The superuser may write anywhere; an ordinary user may not.
        command = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *command]
        for each in (folder, *folder.parents):
            each.chmod(each.stat().st_mode | stat.S_IXOTH | stat.S_IROTH)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(ROOT / "src"), "HOME": str(folder)}
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    locked.chmod(stat.S_IRWXU)
    assert done.returncode == 3, done.stderr
    assert "cannot write locked/output: Permission denied" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_document_id_used_twice(kwedition: Kwedition, folder: Path) -> None:
    (folder / "a.xml").write_text(TEI.format(' xml:id="x"'))
    (folder / "b.xml").write_text(TEI.format(' xml:id="x"'))
    result = kwedition("check")
    assert result.exit_code == 1
    assert "b.xml:1:1: error id-document-twice: xml:id 'x' is already the id of the document a.xml" in result.output


def test_an_entry_id_used_twice(kwedition: Kwedition, edition: Path) -> None:
    places = edition / "tei/places.xml"
    places.write_text(places.read_text().replace('xml:id="pyongyang"', 'xml:id="stalin"', 1))
    result = kwedition("check")
    assert result.exit_code == 1
    assert "id-entry-twice: " in result.output
    assert "'stalin' is already the id of" in result.output
    assert "persons.xml" in result.output.partition("id-entry-twice: ")[2].splitlines()[0]


def test_quiet_says_nothing_when_all_is_well(kwedition: Kwedition, folder: Path) -> None:
    (folder / "a.xml").write_text(TEI.format(""))
    assert kwedition("build", "--quiet").output == ""
    assert kwedition("check", "--quiet").output == ""


def test_verbose_reports_elements_without_a_rule(kwedition: Kwedition, folder: Path) -> None:
    (folder / "a.xml").write_text(TEI.format("").replace("Word", '<own:thing xmlns:own="urn:own">Word</own:thing>'))
    result = kwedition("build", "--verbose")
    assert "no rule for thing of the namespace urn:own (1×)" in result.output
    assert "Word" in (folder / "output/texts/a.html").read_text()


def test_severity_can_be_set_by_rule(kwedition: Kwedition, folder: Path) -> None:
    (folder / "a.xml").write_text(TEI.format(""))
    (folder / "b.xml").write_text("<html/>")
    (folder / "kwedition.toml").write_text("[severity]\nxml-not-tei = 'warning'\n")
    assert kwedition("check").exit_code == 0
    assert kwedition("check", "--severity", "warning").exit_code == 1


def test_a_theme_of_which_nothing_is_used_is_told(kwedition: Kwedition, folder: Path) -> None:
    (folder / "tei").mkdir()
    (folder / "tei/a.xml").write_text(TEI.format(""))
    (folder / "theme/css").mkdir(parents=True)
    (folder / "theme/own.css").write_text("body { color: green }\n")
    (folder / "kwedition.toml").write_text("source = 'tei'\ntheme = 'theme'\n")
    assert "nothing of the theme theme is used" in kwedition("build", "--only", "site").output
    (folder / "theme/site/assets").mkdir(parents=True)
    (folder / "theme/own.css").rename(folder / "theme/site/assets/own.css")
    assert "nothing of the theme" not in kwedition("build", "--only", "site").output


def test_a_setting_given_as_an_option_is_told_where_it_stands(kwedition: Kwedition, folder: Path) -> None:
    result = kwedition("build", "--title", "Letters")
    assert result.exit_code == 2
    assert "it is a setting, `title = …` in kwedition.toml" in result.output


def test_a_theme_changes_a_page(kwedition: Kwedition, folder: Path) -> None:
    (folder / "tei").mkdir()
    (folder / "tei/a.xml").write_text(TEI.format(""))
    (folder / "theme/site/assets").mkdir(parents=True)
    (folder / "theme/site/assets/site.css").write_text("body { color: green }\n")
    (folder / "theme/shared/labels").mkdir(parents=True)
    labels = (ROOT / "xslt/shared/labels/en.xml").read_text().replace(">Chronology<", ">Time line<")
    (folder / "theme/shared/labels/en.xml").write_text(labels)
    (folder / "kwedition.toml").write_text("source = 'tei'\ntheme = 'theme'\n")
    result = kwedition("build")
    assert result.exit_code == 0, result.output
    assert (folder / "output/assets/site.css").read_text() == "body { color: green }\n"
    assert "Time line" in (folder / "output/chronology.html").read_text()


def test_schema_is_up_to_date_and_staleness_is_seen(kwedition: Kwedition, edition: Path) -> None:
    assert kwedition("schema", "--check").exit_code == 0
    rng = edition / "schema/kwedition.rng"
    fresh = rng.read_text()
    rng.write_text(fresh + "<!-- by hand -->")
    assert kwedition("schema", "--check").exit_code == 1
    assert kwedition("schema").exit_code == 0
    assert rng.read_text() == fresh


def test_schema_without_an_odd(kwedition: Kwedition, folder: Path) -> None:
    result = kwedition("schema")
    assert result.exit_code == 2
    assert "no ODD" in result.output


def test_an_odd_that_is_not_there_has_no_line(kwedition: Kwedition, folder: Path) -> None:
    said = kwedition("schema", "none.odd").output
    assert "none.odd: cannot be read" in said
    assert "line 0" not in said


def test_files_that_options_name_and_are_not_there(kwedition: Kwedition, folder: Path) -> None:
    (folder / "a.xml").write_text(TEI.format(""))
    (folder / "letters.rng").touch()
    near = kwedition("check", "a.xml", "--schema", "leters.rng")
    assert near.exit_code == 2
    assert "did you mean letters.rng?" in near.output
    assert "tei_all.rng" in kwedition("check", "a.xml", "--schema", "nothing.rng").output
    assert "--baseline b.json --update-baseline writes it" in kwedition("check", "a.xml", "--baseline", "b.json").output


def test_strange_texts_are_published_whole(kwedition: Kwedition, folder: Path) -> None:
    """Ids that clash with each other and with the page's own, links in links, notes in notes, names that no address likes."""
    body = (
        '<div xml:id="main"><head>Head<note><p>in head</p><list><item>it</item></list></note></head>'
        '<p xml:id="dup">one <ref target="#dup"><persName ref="#x">inner</persName><note>a <note>deep <ref target="#dup">r</ref></note></note></ref></p>'
        '<p xml:id="dup">two <persName xml:id="kw-main" ref="#x">N</persName> <ref target="javascript:alert(1)">js</ref></p>'
        "<table><row><cell><table><row><cell>in</cell></row></table></cell></row></table>"
        '<egXML xmlns="http://www.tei-c.org/ns/Examples"><p xml:id="dup">ex</p></egXML></div>'
    )
    (folder / "odd #1 %20?.xml").write_text(TEI.format(' xml:id="ü"').replace("<p>Word</p>", body))
    (folder / "sub dir").mkdir()
    (folder / "sub dir/index.xml").write_text(TEI.format(""))
    result = kwedition("build")
    assert result.exit_code == 0, result.output
    output = folder / "output"
    assert dead_links(output) == []
    page = read_page(output, "texts/ü.html")
    assert len(page.ids) == len(set(page.ids))
    assert not any(link.startswith("javascript") for link in page.links)
    for words in ("Head", "in head", "it", "one", "inner", "a", "deep", "two", "js", "in", "ex"):
        assert words in page.text
    assert (output / "texts/index-.html").is_file()


def test_a_build_without_a_schema_says_how_many_dates_are_none(kwedition: Kwedition, folder: Path) -> None:
    """As many as the command shows that it names; however much of the build was made before."""
    dates = (
        '<date when="{}"/> <date notBefore="May 1950">x</date> <date when="1950-05-14"/> <locus from="12r" to="13v"/>'
    )
    silenced = '<?kwedition-ignore date-impossible?><date when="1950-13-01"/>'
    text = TEI.format("").replace("Word", f"{dates} {silenced}")
    (folder / "a.xml").write_text(text.format("1950-02-31"))
    (folder / "b.xml").write_text(text.format("2024-02-29"))
    shows = "`kwedition check --select date-form,date-impossible` shows where"
    for output in ("one", "one", "two"):
        said = kwedition("build", "--only", "data", "--output", output).output
        assert (
            f"3 dates in attributes do not exist or are not written as dates are, so that texts may be undated: {shows}"
            in said
        )
    assert "2 files checked: 3 errors" in kwedition("check", "--select", "date-form,date-impossible").output
    (folder / "b.xml").write_text(TEI.format(""))
    assert "2 dates in attributes" in kwedition("build", "--only", "data", "--output", "one").output
    (folder / "a.xml").write_text(TEI.format("").replace("Word", '<date when="1950-5"/>'))
    assert "1 date in an attribute" in kwedition("build", "--only", "data", "--output", "one").output
    (folder / "kwedition.toml").write_text('[severity]\ndate-form = "off"\n')
    assert "attribute" not in kwedition("build", "--only", "data", "--output", "one").output
    (folder / "kwedition.toml").unlink()
    (folder / "a.xml").write_text(TEI.format(""))
    assert "attribute" not in kwedition("build", "--only", "data", "--output", "one").output
    # What two documents include stands in one file.
    include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
    for name in ("a.xml", "b.xml"):
        (folder / name).write_text(TEI.format("").replace("<p>Word</p>", include))
    (folder / "part.xml").write_text('<p xmlns="http://www.tei-c.org/ns/1.0"><date when="1950-13">x</date></p>')
    assert "1 date in an attribute" in kwedition("build", "--only", "data", "--output", "one").output
    assert " 1 error" in kwedition("check", "--select", "date-form,date-impossible").output


def test_a_build_says_how_many_references_lead_nowhere(kwedition: Kwedition, folder: Path) -> None:
    """As many as the command tells of that it names; whatever was made before, and by whom."""

    def told(*options: str) -> int:
        said = kwedition("build", "--only", "data", *options).output
        found = re.search(r"([\d,]+) references? leads? nowhere: `kwedition check --select (\S+)` shows which", said)
        if found is None:
            assert " nowhere: " not in said
            return 0
        shown = kwedition("check", "--select", found[2]).output
        findings = len(re.findall(r" (?:error|warning) ref-", shown))
        more = re.findall(r"ref-list-missing: (?:none of the )?(\d+) |so do (\d+) references", shown)
        number = findings + sum(int(list_) - 1 if list_ else int(file) for list_, file in more)
        assert int(found[1].replace(",", "")) == number, (said, shown)
        return number

    tei = ' xmlns="http://www.tei-c.org/ns/1.0"'
    prefix = (
        '<encodingDesc><listPrefixDef><prefixDef ident="psn" matchPattern="(.+)" replacementPattern="people.xml#$1"/>'
        "</listPrefixDef></encodingDesc>"
    )
    pointing = (
        '<ref target="#own #none people.xml#anna people.xml#Bella">x</ref> <ref target="b.xml#none">x</ref>'
        '<persName ref="#anna #Anna psn:anna psn:eva">x</persName> <ref target="none.xml https://example.org/#a">x</ref>'
        '<rs key="k" ref="bare">x</rs><?kwedition-ignore ref?><ref target="#ignored"/>'
    )
    glyphs = "".join(f'<g ref="#glyph{number}"/>' for number in range(9))
    people = f'<listPerson{tei}><person xml:id="%s"><persName>X</persName></person></listPerson>'
    text = TEI.format(' xml:id="own"').replace("<teiHeader/>", f"<teiHeader>{prefix}</teiHeader>")
    (folder / "a.xml").write_text(text.replace("Word", pointing))
    (folder / "b.xml").write_text(TEI.format("").replace("Word", glyphs))
    (folder / "people.xml").write_text(people % "anna")
    number = told()
    assert number == 6 + 9
    assert told() == told("--no-cache") == told("--output", "other", "--no-check") == number
    # What another file has by now, and what it has no more.
    (folder / "people.xml").write_text(people % "Bella")
    assert told() == number + 2
    (folder / "people.xml").write_text(people % "anna")
    assert told() == number
    (folder / "b.xml").write_text(TEI.format("").replace("Word", '<g ref="#glyph1"/>'))
    assert told() == number - 8
    # A file that is no document, by turns there and not.
    (folder / "b.xml").write_text(TEI.format("").replace("Word", '<ref target="list.csv">x</ref>'))
    assert told() == number - 8
    (folder / "list.csv").write_bytes(b"a")
    assert told() == told("--output", "other") == number - 9
    (folder / "list.csv").unlink()
    assert told() == told("--output", "other") == number - 8
    (folder / "b.xml").write_text(TEI.format("").replace("Word", '<g ref="#glyph1"/>'))
    # What two include stands in one file.
    for name in ("a.xml", "c.xml"):
        include = '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="part.xml"/>'
        (folder / name).write_text(TEI.format("").replace("<p>Word</p>", include))
    (folder / "part.xml").write_text(f'<p{tei}><ref target="#nothing">x</ref></p>')
    assert told() == 2
    # What nobody includes is no part of the edition.
    (folder / "alone.xml").write_text(f'<p{tei}><ref target="#nothing">x</ref></p>')
    assert told() == 2
    (folder / "kwedition.toml").write_text('[severity]\nref-unresolved = "off"\n')
    assert told() == 0
    (folder / "kwedition.toml").unlink()
    (folder / "b.xml").unlink()
    assert told() == 1


def test_a_build_says_what_it_left_out(kwedition: Kwedition, folder: Path) -> None:
    (folder / "a.xml").write_text(TEI.format(""))
    (folder / "b.xml").write_text("<TEI")
    result = kwedition("build", "--only", "data")
    assert result.exit_code == 1
    assert "1 document → output" in result.output
    assert "; 1 file left out" in result.output

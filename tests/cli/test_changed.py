"""What `kwedition check --changed` judges, on a scratch repository; and which folders belong to an edition."""

import json
import os
import subprocess
import time
from pathlib import Path

import pytest

from common import Kwedition, absent
from kwedition.check.changes import changes
from kwedition.edition import settings_of

TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt>'
    "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    "<text><body>{body}</body></text></TEI>"
)
PERSON = '<listPerson><person xml:id="anna"><persName>Anna</persName></person></listPerson>'


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Three documents in a first commit: a letter that names a person, a list that holds her, and one with a fault."""
    folder = tmp_path / "edition"
    (folder / "tei").mkdir(parents=True)
    monkeypatch.chdir(folder)
    (folder / "kwedition.toml").write_text('source = "tei"\n')
    write("letter", '<p><persName ref="persons.xml#anna">Anna</persName> wrote.</p>')
    write("persons", PERSON)
    write("faulty", '<p><ref target="nowhere.xml">There</ref>.</p>')
    git("init", "-q")
    git("add", "-A")
    git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "first")
    return folder


def write(name: str, body: str) -> None:
    Path(f"tei/{name}.xml").write_text(TEI.format(title=name, body=body))


def git(*arguments: str) -> None:
    try:
        subprocess.run(["git", *arguments], check=True, capture_output=True)
    except FileNotFoundError:
        absent("git is not installed")


def rules(kwedition: Kwedition, *arguments: str) -> set[tuple[str, str]]:
    """The file and the rule of each finding of a check."""
    result = kwedition("check", "--format", "json", "--severity", "error", *arguments)
    assert result.exit_code in (0, 1), result.output
    return {(Path(each["path"]).stem, each["rule"]) for each in json.loads(result.output)["findings"]}


def test_nothing_changed_judges_nothing(repository: Path, kwedition: Kwedition) -> None:
    assert rules(kwedition, "--changed") == set()
    assert ("faulty", "ref-file") in rules(kwedition)


def test_a_changed_file_and_what_refers_to_it(repository: Path, kwedition: Kwedition) -> None:
    write("persons", PERSON.replace("anna", "berta"))
    found = rules(kwedition, "--changed")
    assert ("letter", "ref-unresolved") in found
    assert not any(name == "faulty" for name, _rule in found)


def test_a_deleted_file_leaves_its_references_unresolved(repository: Path, kwedition: Kwedition) -> None:
    Path("tei/persons.xml").unlink()
    assert ("letter", "ref-file") in rules(kwedition, "--changed")


def test_a_renamed_file_is_gone_under_its_old_name(repository: Path, kwedition: Kwedition) -> None:
    git("mv", "tei/persons.xml", "tei/people.xml")
    assert ("letter", "ref-file") in rules(kwedition, "--changed")


def test_a_new_file_is_judged_before_git_knows_it(repository: Path, kwedition: Kwedition) -> None:
    write("new", '<p><ref target="void.xml">Void</ref>.</p>')
    assert {name for name, _rule in rules(kwedition, "--changed")} == {"new"}


def test_an_unknown_revision_is_named(repository: Path, kwedition: Kwedition) -> None:
    result = kwedition("check", "--changed", "no-such-revision")
    assert result.exit_code == 2
    assert "git does not know what changed since no-such-revision" in result.output
    assert "fetch-depth: 0" in result.output
    folder = kwedition("check", "--changed", "tei")
    assert folder.exit_code == 2
    assert "kwedition check --changed --source tei" in folder.output


def test_a_folder_without_history_is_said_to_be_so(
    tmp_path: Path, kwedition: Kwedition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    Path("tei").mkdir()
    write("letter", "<p>x</p>")
    for revision in ("tei", "HEAD"):
        result = kwedition("check", "--changed", revision)
        assert result.exit_code == 2
        assert "this folder is under no version control" in result.output
        assert "no-index" not in result.output


def test_an_environment_named_like_our_mark_hides_nothing(repository: Path, kwedition: Kwedition) -> None:
    # Somebody's virtual environment, beside the documents and among them.
    (repository / ".kwedition").mkdir()
    (repository / "tei" / ".kwedition").mkdir()
    assert ("faulty", "ref-file") in rules(kwedition)
    result = kwedition("build", "--output", repository / "out", "--no-cache", "--only", "data")
    assert "3 documents" in result.output


def commit() -> None:
    git("add", "-A")
    git("-c", "user.name=x", "-c", "user.email=x@example.org", "commit", "-q", "-m", "next")


def test_what_refers_by_a_private_prefix(repository: Path, kwedition: Kwedition) -> None:
    prefix = (
        '<encodingDesc><listPrefixDef><prefixDef ident="psn" matchPattern="(.+)" replacementPattern="persons.xml#{}"/>'
    )
    header = prefix.format("p_$1") + "</listPrefixDef></encodingDesc></teiHeader>"
    write("letter", '<p><persName ref="psn:anna">Anna</persName> wrote.</p>')
    letter = Path("tei/letter.xml")
    letter.write_text(letter.read_text().replace("</teiHeader>", header))
    write("persons", PERSON.replace("anna", "p_anna"))
    commit()
    assert rules(kwedition, "--changed") == set()
    write("persons", PERSON.replace("anna", "p_berta"))
    assert ("letter", "ref-unresolved") in rules(kwedition, "--changed")


def test_what_refers_to_an_id_that_was_taken_out(repository: Path, kwedition: Kwedition) -> None:
    write("letter", '<p><persName ref="#anna">Anna</persName> wrote.</p>')
    commit()
    assert rules(kwedition, "--changed") == set()
    write("persons", PERSON.replace("anna", "cunigunde"))
    assert ("letter", "ref-unresolved") in rules(kwedition, "--changed")


def test_a_changed_schema_or_setting_concerns_everything(repository: Path, kwedition: Kwedition) -> None:
    Path("kwedition.toml").write_text('source = "tei"\n[severity]\ntext = "off"\n')
    assert ("faulty", "ref-file") in rules(kwedition, "--changed")
    commit()
    assert rules(kwedition, "--changed") == set()
    Path("tei/some.sch").write_text('<schema xmlns="http://purl.oclc.org/dsdl/schematron"/>')
    assert ("faulty", "ref-file") in rules(kwedition, "--changed")


@pytest.mark.parametrize("path", ["schema/house rules.sch", "tei/house rules.sch"])
def test_rules_that_only_a_document_names_concern_everything(repository: Path, kwedition: Kwedition, path: str) -> None:
    (repository / "schema").mkdir()
    rule = '<rule context="/*"><assert test="{}">not allowed</assert></rule>'
    text = f'<schema {SCH} queryBinding="xslt3"><pattern>{rule}</pattern></schema>'
    Path(path).write_text(text.format("true()"))
    letter = Path("tei/letter.xml").read_text()
    href = os.path.relpath(path, "tei").replace(" ", "%20")
    model = f'<?xml-model href="{href}" schematypens="http://purl.oclc.org/dsdl/schematron"?>'
    Path("tei/letter.xml").write_text(f"{model}\n{letter}")
    faulty = Path("tei/faulty.xml").read_text()
    Path("tei/faulty.xml").write_text(
        f'<?xml-model href="http://[oops/a.rng"?>\n<?xml-model href="a%00.sch"?>\n{faulty}'
    )
    commit()
    assert rules(kwedition, "--changed") == set()
    Path(path).write_text(text.format("false()"))
    assert {("letter", "sch-1.1.1"), ("faulty", "ref-file")} <= rules(kwedition, "--changed")


SCH = 'xmlns="http://purl.oclc.org/dsdl/schematron"'


def with_rules(inside: str) -> None:
    """Give the edition a schema that includes another, and a list beside it."""
    Path("schema/parts").mkdir(parents=True)
    Path("lists").mkdir()
    Path("kwedition.toml").write_text('source = "tei"\nschema = "schema/e.sch"\n')
    Path("schema/e.sch").write_text(f'<schema {SCH} queryBinding="xslt3"><include href="parts/one.sch"/></schema>')
    rule = f'<rule context="/*"><assert test="{inside}">not allowed</assert></rule>'
    Path("schema/parts/one.sch").write_text(f"<pattern {SCH}>{rule}</pattern>")
    Path("lists/allowed.xml").write_text("<list/>")
    commit()


@pytest.mark.parametrize("inside", ["true()", "contains(base-uri(.), '/')", "exists(doc('../lists/allowed.xml'))"])
@pytest.mark.parametrize("gone", [False, True])
def test_what_rules_include_or_read_concerns_everything(
    repository: Path, kwedition: Kwedition, inside: str, gone: bool
) -> None:
    def concern(path: str) -> bool:
        if gone:
            Path(path).unlink()
        else:
            Path(path).write_text(Path(path).read_text() + "<!-- changed -->")
        everything = changes(settings_of(repository), "HEAD", (), repository / "schema/e.sch").everything
        git("checkout", "-q", "--", path)
        return everything

    with_rules(inside)
    assert not changes(settings_of(repository), "HEAD", (), repository / "schema/e.sch").everything
    assert rules(kwedition, "--changed") == set()
    assert concern("schema/parts/one.sch")
    if not gone:
        assert concern("lists/allowed.xml") == ("doc" in inside)
        assert concern("tei/letter.xml") == ("doc" in inside)
    elif "doc" in inside:
        assert concern("lists/allowed.xml")


def test_a_list_that_rules_read_judges_everything(repository: Path, kwedition: Kwedition) -> None:
    with_rules("doc('../lists/allowed.xml')/list")
    assert rules(kwedition, "--changed") == set()
    Path("lists/allowed.xml").write_text("<other/>")
    assert {name for name, rule in rules(kwedition, "--changed") if rule.startswith("sch")} == {
        "letter",
        "persons",
        "faulty",
    }


def test_a_changed_file_that_became_a_link_to_nowhere(repository: Path, kwedition: Kwedition) -> None:
    Path("tei/persons.xml").unlink()
    Path("tei/persons.xml").symlink_to("nowhere.xml")
    assert kwedition("check", "--changed").exit_code == 1


def test_many_changed_files_take_no_longer_each(repository: Path) -> None:
    for number in range(300):
        write(f"long{number}", "<p>" + "word " * 40_000 + "</p>")
    commit()
    for number in range(300):
        write(f"long{number}", "<p>word</p>")
    started = time.process_time()
    assert len(changes(settings_of(repository), "HEAD").documents) == 300
    assert time.process_time() - started < 2

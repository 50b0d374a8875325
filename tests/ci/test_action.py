"""The GitHub Action: its scripts are run on an edition, good or faulty, and what they tell GitHub is read."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ci.conftest import Git, replace
from ci.runner import ACTION, STEPS, Done

Action = Callable[..., Done]
Change = Callable[[Callable[[], object]], None]

# The inputs of the versions that the action names, and where they are described.
KNOWN = {
    "actions/setup-python@v5": {"python-version", "cache", "architecture", "check-latest", "allow-prereleases"},
    "actions/cache@v4": {"path", "key", "restore-keys", "enableCrossOsArchive", "fail-on-cache-miss", "lookup-only"},
    "github/codeql-action/upload-sarif@v3": {"sarif_file", "checkout_path", "category", "wait-for-processing"},
    "actions/upload-pages-artifact@v3": {"name", "path", "retention-days"},
}
FAULT = "@ref of `persName` leads nowhere: no element of persons.xml has xml:id `wang`"

NO_QUOTES = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3">
<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
<pattern><rule context="tei:quote"><report id="no-quotes" test="true()">A quotation.</report></rule></pattern>
</schema>
"""


@pytest.fixture
def faulty(checkout: Path) -> Path:
    """The checkout with a reference that leads nowhere."""
    replace(checkout / "tei/letters/second.xml", "persons.xml#lu", "persons.xml#wang")
    return checkout


def annotations(done: Done) -> list[str]:
    return [line for line in done.log.splitlines() if line.startswith("::error")]


def test_actions_are_pinned_and_get_inputs_that_they_know() -> None:
    used = [step for step in STEPS if "uses" in step]
    assert {step["uses"] for step in used} == set(KNOWN)
    for step in used:
        assert set(step["with"]) <= KNOWN[step["uses"]]
        assert re.fullmatch(r"[\w-]+(/[\w-]+)+@v\d+", step["uses"])


def test_every_input_and_step_is_described() -> None:
    for described in (*ACTION["inputs"].values(), *ACTION["outputs"].values()):
        assert described["description"].endswith((".", ")"))
    assert all(step["name"] for step in STEPS)
    said = json.dumps(STEPS)
    for name in ACTION["inputs"]:
        assert f"inputs.{name}" in said, f"nothing reads the input {name}"


def test_it_installs_its_own_checkout(installation: Mapping[str, str]) -> None:
    assert Path(installation["bin"], "kwedition").is_file()
    assert installation["version"][0].isdigit()


def test_a_good_edition_passes(action: Action) -> None:
    done = action(sarif="true")
    assert not done.failed, done.errors
    assert annotations(done) == []
    assert done.outputs["exit-code"] == "0"
    assert done.outputs["summary"] == "4 files checked: 1 remark"
    assert "**4 files checked: 1 remark**" in done.summary
    log = json.loads(Path(done.outputs["sarif-file"]).read_text(encoding="utf-8"))
    assert [each["ruleId"] for each in log["runs"][0]["results"]] == ["person-unmentioned"]
    assert done.outputs["site"] == ""


def test_a_faulty_edition_fails_and_is_reported(action: Action, faulty: Path) -> None:
    done = action(sarif="true", build="true", pages="true", sarif_category="letters")
    assert done.failed
    assert done.codes == {"check": 1, "sarif": 0}, "the site is not built"
    (annotation,) = annotations(done)
    assert annotation.startswith("::error file=tei/letters/second.xml,line=")
    assert f"title=ref-unresolved::{FAULT}%0A" in annotation
    assert done.outputs["exit-code"] == "1"
    assert FAULT in done.summary
    upload = done.used["github/codeql-action/upload-sarif@v3"]
    assert upload["category"] == "letters"
    (run,) = json.loads(Path(upload["sarif_file"]).read_text(encoding="utf-8"))["runs"]
    (result,) = [each for each in run["results"] if each["level"] == "error"]
    assert FAULT in result["message"]["text"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "tei/letters/second.xml"
    assert "actions/upload-pages-artifact@v3" not in done.used


def test_without_sarif_nothing_is_sent(action: Action, faulty: Path) -> None:
    assert set(action().used) == {"actions/setup-python@v5", "actions/cache@v4"}


def test_python_and_cache_can_be_left_out(action: Action) -> None:
    assert action(python_version="", cache="false").used == {}


def test_the_cache_is_found_again_by_another_run(action: Action) -> None:
    cache = action().used["actions/cache@v4"]
    (prefix,) = cache["restore-keys"].split()
    assert cache["key"].startswith(prefix)
    assert prefix.startswith("kwedition-Linux-")


def test_what_is_cached_is_what_is_written(action: Action, checkout: Path) -> None:
    done = action(build="true")
    cache = Path(done.used["actions/cache@v4"]["path"])
    assert (cache / "build").is_dir()
    assert not (checkout / ".kwedition-cache").exists()


def test_paths_start_from_the_root_of_the_checkout(action: Action, checkout: Path) -> None:
    folder = checkout / "the letters, all"
    folder.mkdir()
    (checkout / "tei").rename(folder / "tei")
    (checkout / "kwedition.toml").rename(folder / "kwedition.toml")
    replace(folder / "tei/letters/second.xml", "persons.xml#lu", "persons.xml#wang")
    done = action(working_directory="the letters, all", sarif="true")
    (annotation,) = annotations(done)
    assert annotation.startswith("::error file=the letters%2C all/tei/letters/second.xml,line=")
    assert "the letters, all/tei/letters/second.xml:" in done.summary
    (run,) = json.loads(Path(done.outputs["sarif-file"]).read_text(encoding="utf-8"))["runs"]
    uris = {each["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for each in run["results"]}
    assert uris == {"the%20letters%2C%20all/tei/letters/second.xml", "the%20letters%2C%20all/tei/persons.xml"}


def test_without_annotations_the_log_has_no_command(action: Action, faulty: Path) -> None:
    done = action(annotations="false")
    assert done.outputs["exit-code"] == "1"
    assert "::" not in done.log
    assert re.search(r"^error tei/letters/second\.xml:\d+:\d+: ref-unresolved: @ref of `persName`", done.log, re.M)


def test_severity(action: Action) -> None:
    assert action(severity="warning").outputs["exit-code"] == "0"
    assert action(severity="info").outputs["exit-code"] == "1"


def test_known_findings_neither_fail_nor_stop_the_build(action: Action, faulty: Path) -> None:
    # With a schema, findings stop a build.
    (faulty / "rules.sch").write_text(NO_QUOTES, encoding="utf-8")
    replace(faulty / "kwedition.toml", "title =", 'schema = "rules.sch"\ntitle =')
    assert "no-quotes" in action().log
    action(arguments="--update-baseline", baseline="known findings.json")
    assert (faulty / "known findings.json").is_file()
    done = action(baseline="known findings.json", build="true")
    assert not done.failed, done.errors
    assert "no findings; " in done.outputs["summary"]
    assert (faulty / "output/index.html").is_file()


def test_arguments_are_divided_as_in_a_shell_but_nothing_is_run(action: Action, faulty: Path) -> None:
    done = action(arguments="--select 'date, ref-file' --ignore \"none such\"")
    assert done.outputs["summary"] == "4 files checked: no findings"
    done = action(arguments="$(touch pwned) `touch pwned` ; touch pwned")
    assert done.outputs["exit-code"] == "2", "there are no files or folders of these names"
    assert "there is no folder $(touch" in done.log + done.errors
    done = action(baseline="$(touch pwned)", severity="`touch pwned`", working_directory=".")
    assert done.failed
    assert not list(faulty.rglob("pwned"))


def test_paths(action: Action, faulty: Path) -> None:
    done = action(paths="tei/letters/first.xml 'tei/persons.xml'")
    assert done.outputs["exit-code"] == "0"
    assert done.outputs["summary"].startswith("2 files checked")
    assert action(paths="tei/letters").outputs["exit-code"] == "1"


def test_a_quote_without_end_is_said(action: Action) -> None:
    done = action(arguments="--select 'date")
    assert done.codes == {"check": 2}
    assert "No closing quotation" in done.errors


def test_a_check_that_cannot_work_keeps_its_code(action: Action, checkout: Path) -> None:
    replace(checkout / "kwedition.toml", 'source = "tei"', 'source = "nowhere"')
    done = action(sarif="true", pages="true")
    assert done.codes == {"check": 2}
    assert done.outputs["exit-code"] == "2"
    assert "could not be checked (exit code 2)" in done.summary
    assert "nowhere" in done.errors


def test_what_documents_say_is_text_in_the_summary(action: Action, checkout: Path) -> None:
    nasty = "persons.xml#&lt;/pre>&lt;img src=x>**&#10;::error::forged"
    replace(checkout / "tei/letters/second.xml", "persons.xml#lu", nasty)
    for shown in ("true", "false"):
        done = action(annotations=shown)
        assert done.outputs["exit-code"] == "1"
        assert not re.search(r"^\s*::error::", done.log, re.M)
        assert done.summary.count("</pre>") == 1
        assert "<img" not in done.summary


def test_a_long_report_is_cut_in_the_summary_only(action: Action, checkout: Path) -> None:
    wrong = '<persName ref="../persons.xml#wang{}">W</persName>'
    mentions = " ".join(wrong.format(number) for number in range(60))
    replace(checkout / "tei/letters/second.xml", "</seg>", f"</seg> {mentions}")
    done = action()
    found = len(annotations(done)) + 1
    assert found > 51
    assert f"… and {found - 50} more in the log\n</pre>" in done.summary


def test_build_and_pages(action: Action, checkout: Path) -> None:
    done = action(pages="true", output="public", build_arguments="--only site")
    assert not done.failed, done.errors
    assert done.outputs["site"] == "./public"
    assert done.used["actions/upload-pages-artifact@v3"]["path"] == "./public"
    assert (checkout / "public/index.html").is_file()
    assert not (checkout / "public/data").exists()


PULL_REQUEST = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main"}


@pytest.fixture
def change(git: Git, checkout: Path) -> Change:
    """A pull request with a change, merged for the check as GitHub does; the base has a fault of its own."""

    def merged(make: Callable[[], object]) -> None:
        replace(checkout / "tei/persons.xml", 'in <placeName ref="#riga"', 'in <placeName ref="#rome"')
        git("commit", "--all", "--quiet", "--message", "an old fault")
        git("checkout", "--quiet", "-b", "change")
        make()
        git("add", "--all")
        git("commit", "--quiet", "--message", "the change")
        git("checkout", "--quiet", "--detach", "main")
        git("merge", "--quiet", "--no-ff", "--message", "merged", "change")

    return merged


def test_a_pull_request_answers_for_what_it_changes(action: Action, checkout: Path, change: Change) -> None:
    change(lambda: replace(checkout / "tei/letters/first.xml", "persons.xml#riga", "persons.xml#rome"))
    done = action(PULL_REQUEST, changed_only="true")
    assert done.outputs["summary"].startswith("2 files checked: "), "the other letter refers to the changed one"
    assert {line.split(",")[0] for line in annotations(done)} == {"::error file=tei/letters/first.xml"}
    files = {line.split(",")[0] for line in annotations(action(changed_only="true"))}
    assert files == {"::error file=tei/letters/first.xml", "::error file=tei/persons.xml"}, "a push answers for all"
    assert len(annotations(action(changed_only="HEAD"))) == 0


def test_a_pull_request_answers_for_what_refers_to_what_it_removes(
    action: Action, checkout: Path, change: Change
) -> None:
    change(lambda: (checkout / "tei/about.xml").unlink())
    done = action(PULL_REQUEST, changed_only="true")
    assert done.outputs["exit-code"] == "1"
    assert any("about.xml" in line for line in annotations(done))


def test_without_history_it_says_what_to_do(action: Action, checkout: Path, git: Git) -> None:
    done = action(PULL_REQUEST, changed_only="true")
    assert done.outputs["exit-code"] == "2"
    assert "fetch-depth: 0" in done.errors

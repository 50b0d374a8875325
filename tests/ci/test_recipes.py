"""What docs/ci.md and docs/editors.md tell people to write is read, and run where it can be."""

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from lxml import etree

from ci import offline
from ci.conftest import replace
from ci.recipes import blocks, parsed
from ci.runner import ACTION
from common import ROOT, Kwedition

SHELL = "A shell, a Makefile, cron"


@pytest.fixture
def environment(libraries: Path, installation: Mapping[str, str], tmp_path: Path) -> Mapping[str, str]:
    """The variables of a machine with Python, on which KWEDITION is this checkout."""
    plain = offline.environment(libraries, tmp_path / "home")
    return {**plain, "PATH": f"{installation['bin']}:{plain['PATH']}", "KWEDITION": str(ROOT)}


def shell(script: str, folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", "-e", "-c", script], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def failures(report: Path) -> dict[str, bool]:
    """Whether each file of a JUnit report has failed."""
    cases = etree.parse(report).iter("testcase")
    return {str(case.get("name")): case.find("failure") is not None for case in cases}


def test_the_workflow_uses_the_action_as_it_is() -> None:
    (workflow,) = parsed("GitHub")
    check = workflow["jobs"]["check"]
    (step,) = [step for step in check["steps"] if step["uses"].startswith("OWNER/kwedition@")]
    assert set(step["with"]) <= set(ACTION["inputs"])
    # What these inputs need elsewhere in the workflow.
    assert step["with"]["sarif"] == "true"
    assert check["permissions"]["security-events"] == "write"
    assert step["with"]["changed-only"] == "true"
    assert check["steps"][0] == {"uses": "actions/checkout@v4", "with": {"fetch-depth": 0}}
    assert workflow["jobs"]["publish"]["needs"] == "check"
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_the_table_of_inputs_is_complete() -> None:
    text = (ROOT / "docs/ci.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `([\w-]+)` \|.*\|([^|]*)\|$", text, re.M))
    assert set(rows) == set(ACTION["inputs"])
    for name, each in ACTION["inputs"].items():
        assert rows[name].strip("` ") == each["default"] or name == "paths", name


@pytest.mark.parametrize("wrong", [False, True])
def test_gitlab(environment: Mapping[str, str], checkout: Path, wrong: bool) -> None:
    (pipeline,) = parsed("GitLab")
    job = pipeline["kwedition"]
    if wrong:
        replace(checkout / "tei/letters/second.xml", "persons.xml#lu", "persons.xml#wang")
    variables = {name: value.replace("$CI_PROJECT_DIR", str(checkout)) for name, value in job["variables"].items()}
    # The first line installs; once is enough.
    script = job["script"][1:] if wrong else job["script"]
    done = shell("\n".join(script), checkout, {**variables, **environment})
    assert done.returncode == int(wrong), done.stderr
    report = checkout / job["artifacts"]["reports"]["junit"]
    assert failures(report)["tei/letters/second.xml"] is wrong
    assert len(failures(report)) == 4
    assert job["artifacts"]["when"] == "always"
    assert Path(variables["KWEDITION_CACHE"]).is_relative_to(checkout / job["cache"]["paths"][0])


def test_the_report_of_gitlab_is_no_document(environment: Mapping[str, str], checkout: Path) -> None:
    (checkout / "kwedition.toml").unlink()
    (pipeline,) = parsed("GitLab")
    done = shell("\n".join(pipeline["kwedition"]["script"][1:]), checkout, environment)
    assert done.returncode == 0, (checkout / "reports/junit.report").read_text(encoding="utf-8")


def test_jenkins(environment: Mapping[str, str], installation: Mapping[str, str], checkout: Path) -> None:
    (pipeline,) = blocks("ci.md", "Jenkins, and any server that reads JUnit", "groovy")
    install, check = re.findall(r"^ *sh '(.*)'$", pipeline, re.M)
    (script,) = blocks("ci.md", SHELL, "sh")
    assert install == " && ".join(script.splitlines()[1:3]), "these lines are run with the recipe for a shell"
    (checkout / ".venv").symlink_to(Path(installation["bin"]).parent)
    replace(checkout / "tei/letters/second.xml", "persons.xml#lu", "persons.xml#wang")
    assert shell(check, checkout, environment).returncode == 1
    (report,) = re.findall(r"junit '(.*)'", pipeline)
    assert failures(checkout / report)["tei/letters/second.xml"]


def test_shell(environment: Mapping[str, str], checkout: Path) -> None:
    (script,) = blocks("ci.md", SHELL, "sh")
    done = shell(script, checkout, environment)
    assert done.returncode == 0, done.stderr
    assert "4 files checked" in done.stdout
    replace(checkout / "tei/letters/second.xml", "persons.xml#lu", "persons.xml#wang")
    assert shell(script.splitlines()[-1], checkout, environment).returncode == 1


def test_the_lines_for_editors_are_those_of_the_edition() -> None:
    text = (ROOT / "docs/editors.md").read_text(encoding="utf-8")
    lines = re.findall(r"^<\?xml-model .*\?>$", text, re.M)
    assert len(lines) == 2
    head = (ROOT / "tei/persons.xml").read_text(encoding="utf-8").splitlines()[1:3]
    assert head == lines, "the grammar first, as Scholarly XML needs it"
    for file in sorted((ROOT / "tei").rglob("*.xml")):
        root = etree.parse(file).getroot()
        models = [each for each in root.itersiblings(preceding=True) if getattr(each, "target", "") == "xml-model"]
        named = [(file.parent / str(each.get("href"))).resolve() for each in reversed(models)]
        assert named == [ROOT / "schema/kwedition.rng", ROOT / "schema/kwedition.sch"], file


def test_the_association_for_red_hat_names_files_that_are_there() -> None:
    (settings,) = blocks("editors.md", "VS Code with XML by Red Hat (`redhat.vscode-xml`)", "json")
    (association,) = json.loads(settings)["xml.fileAssociations"]
    pattern, schema = (association[key].removeprefix("${workspaceFolder}/") for key in ("pattern", "systemId"))
    assert len(list(ROOT.glob(pattern))) > 20
    assert (ROOT / schema).is_file()


def test_the_task_reads_what_the_command_writes(
    checkout: Path, kwedition: Kwedition, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tasks,) = blocks("editors.md", "Findings of kwedition in VS Code", "json")
    (task,) = json.loads(tasks)["tasks"]
    pattern = task["problemMatcher"]["pattern"]
    replace(checkout / "tei/letters/second.xml", "persons.xml#lu", "persons.xml#wang")
    monkeypatch.chdir(checkout)
    written = kwedition(*task["command"].split()[1:]).output
    found = [match for line in written.splitlines() if (match := re.match(pattern["regexp"], line))]
    assert len(found) == 2
    read = [found[0][pattern[key]] for key in ("file", "severity", "code")]
    assert read == ["tei/letters/second.xml", "error", "ref-unresolved"]
    assert found[0][pattern["line"]].isdigit()

"""The hooks, installed and run by pre-commit itself, without a network, from the recipes of docs/ci.md."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from ci import offline
from ci.conftest import Git, replace
from ci.recipes import parsed
from common import ROOT, absent

HOOKS: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
# What kwedition is installed from; the rest of the checkout would only take time.
SOURCES = ("src", "xslt", "schema", "pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml")

Commit = Callable[..., subprocess.CompletedProcess[str]]
RECIPES = parsed("pre-commit")


@pytest.fixture(scope="session")
def environment(libraries: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The variables for pre-commit, which keeps the environment of the hooks for all tests."""
    folder = tmp_path_factory.mktemp("pre-commit")
    return {**offline.environment(libraries, folder / "home"), "PRE_COMMIT_HOME": str(folder / "store")}


@pytest.fixture(scope="session")
def kwedition_repository(environment: Mapping[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository of kwedition as it is here, changes that are not committed included, with the tag of the recipes."""
    if shutil.which("git") is None:
        absent("git is not installed")
    folder = tmp_path_factory.mktemp("kwedition")
    for name in SOURCES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copyfile(ROOT / name, folder / name)
    for command in ("init -q", "add -A", "commit -q -m kwedition", f"tag {RECIPES[0]['repos'][0]['rev']}"):
        subprocess.run(["git", *command.split()], cwd=folder, env=environment, check=True, capture_output=True)
    return folder


@pytest.fixture
def commit(environment: Mapping[str, str], kwedition_repository: Path, checkout: Path, git: Git) -> Commit:
    """Let pre-commit judge what is staged in the checkout by a recipe, then commit if it has passed."""

    def run(recipe: Mapping[str, Any], *arguments: str) -> subprocess.CompletedProcess[str]:
        (repository,) = recipe["repos"]
        here = {**repository, "repo": str(kwedition_repository)}
        config = checkout / ".pre-commit-config.yaml"
        config.write_text(yaml.safe_dump({"repos": [here]}), encoding="utf-8")
        git("add", config.name)
        return subprocess.run(
            [sys.executable, "-m", "pre_commit", "run", *arguments],
            cwd=checkout, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


def recipe(hook: str) -> dict[str, Any]:
    """The first recipe for one of our hooks, which is the only one in it: with two, each finding would be told twice."""
    return next(each for each in RECIPES if [named["id"] for named in each["repos"][0]["hooks"]] == [hook])


def test_the_recipes_name_our_hooks() -> None:
    ids = {each["id"] for each in HOOKS}
    assert ids == {"kwedition-check", "kwedition-fix"}
    assert {hook["id"] for each in RECIPES for hook in each["repos"][0]["hooks"]} == ids


def test_a_good_file_passes(commit: Commit, checkout: Path, git: Git) -> None:
    replace(checkout / "tei/letters/first.xml", "Dear ", "My dear ")
    git("add", "--all")
    done = commit(recipe("kwedition-check"))
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Passed" in done.stdout


def test_a_faulty_file_fails_with_its_place(commit: Commit, checkout: Path, git: Git) -> None:
    replace(checkout / "tei/letters/first.xml", "persons.xml#riga", "persons.xml#rome")
    git("add", "--all")
    done = commit(recipe("kwedition-check"))
    assert done.returncode == 1
    assert "- exit code: 1" in done.stdout
    assert "tei/letters/first.xml:13:" in done.stdout
    assert "ref-unresolved" in done.stdout


def test_old_errors_elsewhere_do_not_stop_a_commit(commit: Commit, checkout: Path, git: Git) -> None:
    replace(checkout / "tei/letters/first.xml", "persons.xml#riga", "persons.xml#rome")
    git("commit", "--all", "--quiet", "--message", "an old fault")
    replace(checkout / "tei/letters/second.xml", "Sonne", "liebe Sonne")
    git("add", "--all")
    assert commit(recipe("kwedition-check")).returncode == 0
    everything = commit(recipe("kwedition-check"), "--all-files")
    assert everything.returncode == 1
    assert "tei/letters/first.xml:13:" in everything.stdout


def test_a_draft_that_is_not_staged_does_not_stop_a_commit(commit: Commit, checkout: Path, git: Git) -> None:
    replace(checkout / "tei/letters/second.xml", "Sonne", "liebe Sonne")
    git("add", "--all")
    replace(checkout / "tei/letters/second.xml", "persons.xml#lu", "persons.xml#wang")
    (checkout / "tei/letters/draft.xml").write_text("<TEI", encoding="utf-8")
    assert commit(recipe("kwedition-check")).returncode == 0


def test_other_xml_is_left_alone(commit: Commit, checkout: Path, git: Git) -> None:
    (checkout / "pom.xml").write_text("<project/>", encoding="utf-8")
    git("add", "--all")
    done = commit(recipe("kwedition-check"))
    assert done.returncode == 0
    assert "Skipped" in done.stdout


def test_fix_changes_the_file_and_stops_the_commit_once(commit: Commit, checkout: Path, git: Git) -> None:
    letter = checkout / "tei/letters/first.xml"
    before = letter.read_text(encoding="utf-8")
    replace(letter, "persons.xml#riga", "persons.xml#Riga")
    git("add", "--all")
    done = commit(recipe("kwedition-fix"))
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert letter.read_text(encoding="utf-8") == before
    git("add", "--all")
    assert commit(recipe("kwedition-fix")).returncode == 0


def test_the_whole_edition_answers_for_what_a_commit_removes(commit: Commit, checkout: Path, git: Git) -> None:
    (checkout / "tei/about.xml").unlink()
    git("add", "--all")
    done = commit(RECIPES[-1])
    assert done.returncode == 1
    assert "about.xml" in done.stdout

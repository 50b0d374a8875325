"""docs/first-edition.md is followed step by step: its files are written, its commands run, and what they say is compared."""

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from ci.recipes import blocks
from ci.runner import ACTION
from common import ROOT, invoke, within

PAGE = ROOT / "docs" / "first-edition.md"

# A file with its name before it, a row of the table of corrections, or commands with what they say.
_STEP = re.compile(
    r"^`(?P<file>[\w./-]+)`\n\n```\w+\n(?P<text>.*?)^```$"
    r"|^\| `(?P<of>[\w./-]+)` \| `(?P<old>[^`]+)` \| `(?P<new>[^`]+)` \|$"
    r"|^```console\n(?P<commands>.*?)^```$",
    re.M | re.S,
)
# What is no command of ours: it installs, or runs until it is ended.
_OTHERS = ("python3 -m venv ", ". .venv/", "pip install ", "python3 -m http.server ")


def _steps() -> Iterator[re.Match[str]]:
    yield from _STEP.finditer(PAGE.read_text(encoding="utf-8"))


def _timeless(said: str) -> str:
    return re.sub(r"\b\d+\.\d s\b", "N s", said)


def _run(commands: str) -> str:
    """The commands of a block, each with what it says, as the page shows them."""
    shown = ""
    for line in commands.splitlines():
        if line.startswith("$ "):
            shown += f"{line}\n"
            program, *arguments = line.removeprefix("$ ").split()
            if program == "kwedition":
                shown += invoke(*arguments).output
            else:
                assert line.removeprefix("$ ").startswith(_OTHERS), line
    return shown


def test_the_first_edition_is_made_as_its_page_says(tmp_path: Path) -> None:
    with within(tmp_path):
        for step in _steps():
            if step["file"]:
                Path(step["file"]).parent.mkdir(parents=True, exist_ok=True)
                Path(step["file"]).write_text(step["text"], encoding="utf-8")
            elif step["of"]:
                file = Path(step["of"])
                text = file.read_text(encoding="utf-8")
                assert text.count(step["old"]) == 1, step[0]
                file.write_text(text.replace(step["old"], step["new"]), encoding="utf-8")
            else:
                assert _timeless(_run(step["commands"])) == _timeless(step["commands"])
    # What the page promises at its end.
    for made in (
        "output/index.html", "output/about.html", "output/de/texts/L001.html", "output/persons/meyer.html", "output/places/index.html",
        "output/chronology.html", "output/network.html", "books/edition.epub", "books/print/edition.pdf", "books/print/L001.pdf",
    ):  # fmt: skip
        assert (tmp_path / made).is_file(), made


def test_the_findings_of_the_first_check_are_all_explained() -> None:
    first = next(step["commands"] for step in _steps() if "kwedition check" in (step["commands"] or ""))
    rules = set(re.findall(r"(?:error|warning|info) ([\w-]+):", first))
    assert rules
    assert rules == set(re.findall(r"^- \*\*`([\w-]+)`\*\*", PAGE.read_text(encoding="utf-8"), re.M))


def test_the_workflow_of_the_first_edition_uses_the_action_as_it_is() -> None:
    (workflow,) = map(yaml.safe_load, blocks("first-edition.md", "Publish", "yaml"))
    (job,) = workflow["jobs"].values()
    uses = {step["uses"].split("@")[0]: step for step in job["steps"]}
    assert set(uses["OWNER/kwedition"]["with"]) <= set(ACTION["inputs"])
    assert job["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    assert list(uses)[-1] == "actions/deploy-pages"


def test_the_index_of_the_pages_has_each_of_them() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    pages = sorted(page.name for page in (ROOT / "docs").glob("*.md") if page.name != "README.md")
    assert sorted(set(re.findall(r"\]\(([\w-]+\.md)\)", index))) == pages
    assert "(docs/first-edition.md)" in (ROOT / "README.md").read_text(encoding="utf-8")

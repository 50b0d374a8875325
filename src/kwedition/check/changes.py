"""What git says has changed in an edition, and what ids are gone with it."""

import os
import re
import shlex
import subprocess
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from kwedition.check.schema_parts import folders_read, parts
from kwedition.check.schematron_files import readable
from kwedition.edition import Settings
from kwedition.errors import SettingsError
from kwedition.there import is_there, resolved
from kwedition.xmlio import is_xml, named_xml

_SETTINGS = ("kwedition.toml", "pyproject.toml")
_SCHEMAS = (".rng", ".rnc", ".sch", ".odd")
# What a document is judged by stands before its root, and so within these bytes.
_HEAD = 16_384
_MODEL = re.compile(rb"""<\?xml-model\s[^>]*?\bhref\s*=\s*["']([^"'#]+)""")
_ID = re.compile(rb"""\bxml:id\s*=\s*["']\s*([^"'\s]+)""")


@dataclass(frozen=True, slots=True)
class Changes:
    """The documents that changed, and ids that they had and have no more. ``everything``: what all are judged by has
    changed, or documents are gone, to which anything may have referred.
    """

    documents: tuple[Path, ...]
    lost: frozenset[str] = frozenset()
    everything: bool = False


def changes(settings: Settings, revision: str, schemas: Iterable[Path] = (), rules: Path | None = None) -> Changes:
    """What has changed since a revision, with what git does not know yet; raises SettingsError.

    ``schemas`` judge besides that of the settings; ``rules`` are those that all documents are judged by.
    """
    folder = settings.source if settings.source.is_dir() else settings.source.parent
    # Without the search for renames: a file that has another name now is gone under the old one.
    diff = ("diff", "--name-only", "--relative", "--no-renames", "-z")
    changed = _git(folder, revision, *diff, "--diff-filter=d", revision, "--")
    new = _git(folder, revision, "ls-files", "--others", "--exclude-standard", "-z")
    gone = _git(folder, revision, *diff, "--diff-filter=D", revision, "--")
    # Below the source folder schemas are those that documents name; elsewhere that of the settings, and these.
    judging = [name for name in (*changed, *new, *gone) if name.endswith(_SCHEMAS)]
    top = Path(_git(folder, revision, "rev-parse", "--show-toplevel")[0].rstrip("\n"))
    around = [
        path
        for path in _judged_by(settings, folder, [*schemas, *_named_in(folder)])
        if resolved(path).is_relative_to(top)
    ]
    if around:
        judging += _since(folder, revision, map(str, around))
    for read in folders_read(rules, folder):
        within = read if read.resolve().is_relative_to(top) else top
        if not judging and within.is_relative_to(read):
            names = _since(within, revision, ["."], "--relative")
            judging += readable(read, [(within / name).relative_to(read).as_posix() for name in names])
    if judging or any(map(is_xml, gone)):
        return Changes((), everything=True)
    old = list(filter(is_xml, changed))
    documents = [folder / name for name in (*old, *new) if is_xml(name)]
    return Changes(tuple(documents), frozenset(_lost(folder, revision, old)))


def _named_in(folder: Path) -> list[Path]:
    """The schemas, of any kind, that the documents below a folder name by ``xml-model``, as far as these are files."""
    found: dict[Path, None] = {}
    for path in named_xml(folder):
        head = b""
        with suppress(OSError), path.open("rb") as file:
            head = file.read(_HEAD)
        for href in _MODEL.findall(head):
            # (What is no address at all, whoever judges the document says.)
            with suppress(ValueError):
                address = urlsplit(unescape(href.decode("utf-8", "replace")))
                name = unquote(address.path)
                if address.scheme in ("", "file") and name and "\0" not in name:
                    found[Path(os.path.normpath(path.parent / name))] = None
    return list(found)


def _since(folder: Path, revision: str, paths: Iterable[str], *options: str) -> list[str]:
    """Those of some paths that changed, are gone, or that git does not know yet."""
    asked = [*options, "-z"]
    return [
        *_git(folder, revision, "diff", "--name-only", "--no-renames", *asked, revision, "--", *(some := list(paths))),
        *_git(folder, revision, "ls-files", "--others", "--exclude-standard", "-z", "--", *some),
    ]


def _judged_by(settings: Settings, folder: Path, schemas: Iterable[Path]) -> Iterable[Path]:
    """The settings' file, the schemas with what they include, and what lies beside that of the settings."""
    for parent in (folder, *folder.parents):
        found = [parent / name for name in _SETTINGS if (parent / name).is_file()]
        if found:
            yield from found
            break
    yield from parts([*([] if settings.schema is None else [settings.schema]), *schemas])
    if settings.schema is not None and settings.schema.parent.is_dir():
        yield from (each for each in settings.schema.parent.iterdir() if each.suffix in _SCHEMAS)


def _lost(folder: Path, revision: str, names: Sequence[str]) -> set[str]:
    """The ids that files had at a revision and have no more."""
    if not names:
        return set()
    asked = "".join(f"{revision}:./{name}\n" for name in names if "\n" not in name)
    done = subprocess.run(
        ["git", "-C", str(folder), "cat-file", "--batch"], input=asked.encode(), capture_output=True, check=False
    )
    before, answer, at = set[bytes](), done.stdout, 0
    while (end := answer.find(b"\n", at)) >= 0:
        size = answer[at:end].rpartition(b" ")[2]
        at = end + 1
        # A file that is not in the revision is answered by a line without a size.
        if size.isdigit():
            before.update(_ID.findall(answer, at, at + int(size)))
            at += int(size) + 1
    now = set[bytes]()
    for name in names:
        # Of a link that leads nowhere all ids are lost.
        with suppress(OSError):
            now.update(_ID.findall((folder / name).read_bytes()))
    return {each.decode("utf-8", "replace") for each in before - now}


def _git(folder: Path, revision: str, *arguments: str) -> list[str]:
    """The names that git answers with."""
    try:
        # In English, whatever the language of the machine is: one of its answers is looked for.
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, check=True, encoding="utf-8",
            env={**os.environ, "LC_ALL": "C"},
        )  # fmt: skip
    except FileNotFoundError:
        raise SettingsError("--changed needs git, which is not installed") from None
    except subprocess.CalledProcessError as error:
        raise _unanswered(folder, revision, error.stderr.strip().splitlines()) from None
    return [name for name in done.stdout.split("\0") if name]


def _unanswered(folder: Path, revision: str, said: Sequence[str]) -> SettingsError:
    """What to do when git does not know the answer, for the reasons that it gives."""
    if any("not a git repository" in line.lower() for line in said):
        return SettingsError(
            f"--changed asks git, and this folder is under no version control: {folder}",
            "leave out --changed; `git init` and a first commit begin a history",
        )
    hint = "name a revision that exists here, such as origin/main; in CI fetch the history (fetch-depth: 0)"
    if is_there(Path(revision)):
        hint = (
            f"{revision} is a file or folder, and what stands behind --changed a revision; "
            f"write: kwedition check --changed --source {shlex.quote(revision)}"
        )
    return SettingsError(
        f"git does not know what changed since {revision}: {said[0] if said else 'no reason given'}", hint
    )

"""What git says has changed in an edition, and what ids are gone with it."""

import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kwedition.edition import Settings
from kwedition.errors import SettingsError

_SETTINGS = ("kwedition.toml", "pyproject.toml")
_SCHEMAS = (".rng", ".rnc", ".sch", ".odd")
_ID = re.compile(rb"""\bxml:id\s*=\s*["']\s*([^"'\s]+)""")


@dataclass(frozen=True, slots=True)
class Changes:
    """The documents that changed, and ids that they had and have no more. ``everything``: what all are judged by has
    changed, or documents are gone, to which anything may have referred.
    """

    documents: tuple[Path, ...]
    lost: frozenset[str] = frozenset()
    everything: bool = False


def changes(settings: Settings, revision: str) -> Changes:
    """What has changed since a revision, with what git does not know yet; raises SettingsError."""
    folder = settings.source if settings.source.is_dir() else settings.source.parent
    # Without the search for renames: a file that has another name now is gone under the old one.
    diff = ("diff", "--name-only", "--relative", "--no-renames", "-z")
    changed = _git(folder, revision, *diff, "--diff-filter=d", revision, "--")
    new = _git(folder, revision, "ls-files", "--others", "--exclude-standard", "-z")
    gone = _git(folder, revision, *diff, "--diff-filter=D", revision, "--")
    # Below the source folder schemas are those that documents name; elsewhere that of the settings, and these.
    judging = [name for name in (*changed, *new, *gone) if name.endswith(_SCHEMAS)]
    around = [str(path) for path in _judged_by(settings, folder)]
    if around:
        judging += _git(folder, revision, "diff", "--name-only", "-z", revision, "--", *around)
        judging += _git(folder, revision, "ls-files", "--others", "--exclude-standard", "-z", "--", *around)
    if judging or any(name.endswith(".xml") for name in gone):
        return Changes((), everything=True)
    old = [name for name in changed if name.endswith(".xml")]
    documents = [folder / name for name in (*old, *new) if name.endswith(".xml")]
    return Changes(tuple(documents), frozenset(_lost(folder, revision, old)))


def _judged_by(settings: Settings, folder: Path) -> Iterable[Path]:
    """The settings' file, and what lies beside the schema under its name."""
    for parent in (folder, *folder.parents):
        found = [parent / name for name in _SETTINGS if (parent / name).is_file()]
        if found:
            yield from found
            break
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
    before, rest = set[bytes](), done.stdout
    while rest:
        head, _, rest = rest.partition(b"\n")
        size = head.rpartition(b" ")[2]
        # A file that is not in the revision is answered by a line without a size.
        if size.isdigit():
            before.update(_ID.findall(rest[: int(size)]))
            rest = rest[int(size) + 1 :]
    now = set[bytes]()
    for name in names:
        now.update(_ID.findall((folder / name).read_bytes()))
    return {each.decode("utf-8", "replace") for each in before - now}


def _git(folder: Path, revision: str, *arguments: str) -> list[str]:
    """The names that git answers with."""
    try:
        done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=True, encoding="utf-8")
    except FileNotFoundError:
        raise SettingsError("--changed needs git, which is not installed") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.strip().splitlines()
        raise SettingsError(
            f"git does not know what changed since {revision}: {said[0] if said else 'no reason given'}",
            "name a revision that exists here, such as origin/main; in CI fetch the history (fetch-depth: 0)",
        ) from None
    return [name for name in done.stdout.split("\0") if name]

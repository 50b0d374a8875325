"""Findings that are known and put up with for now, so that a check fails only for new ones.

A baseline is a JSON file with one line for each kind of mistake in each file: path, rule, message, the way to the
element without positions, and how many of them there are. Lines are sorted, so that mending a mistake takes away one
line, or changes one count, and merges of two branches seldom meet.
"""

import json
import re
import shlex
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from kwedition.check.fingerprint import Fingerprint
from kwedition.errors import KweditionError
from kwedition.findings import Finding, in_order
from kwedition.there import is_there, nearly

FORMAT = "kwedition-baseline"
VERSION = 1
_SURROGATES = re.compile("[\ud800-\udfff]")
_TEXTS = ("path", "rule", "within", "message")


class BaselineError(KweditionError):
    """The baseline cannot be read, is none, or cannot be written."""


@dataclass(frozen=True, slots=True)
class Entry:
    """So many findings of one fingerprint."""

    fingerprint: Fingerprint
    count: int


@dataclass(frozen=True, slots=True)
class Compared:
    """What a check found, seen from the baseline. ``vanished`` has only what is no longer found, with its count."""

    new: tuple[Finding, ...]
    known: tuple[Finding, ...]
    vanished: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Baseline:
    """The known findings: entries by fingerprint, sorted."""

    entries: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Self:
        """The baseline that knows just these findings."""
        return cls._counted(Counter(Fingerprint.of(finding) for finding in findings))

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a baseline. Raises BaselineError when the file is missing, broken or something else."""
        again = f"write it anew, or put back the version of {path.name} that was committed"
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except OSError as error:
            hint = "" if is_there(path) else _missing(path)
            raise BaselineError(f"the baseline {path} cannot be read: {error.strerror}", hint) from None
        except UnicodeDecodeError:
            raise BaselineError(f"the baseline {path} is not UTF-8", again) from None
        except json.JSONDecodeError as error:
            conflict = "<<<<<<<" in error.doc
            what = "has an unresolved merge conflict" if conflict else "is broken"
            raise BaselineError(f"the baseline {path} {what}: line {error.lineno}: {error.msg}", again) from None
        except RecursionError:
            raise BaselineError(f"the baseline {path} is nested too deeply to be one", again) from None
        if not isinstance(content, dict) or content.get("format") != FORMAT:
            raise BaselineError(f'{path} is not a baseline: "format": "{FORMAT}" is not in it', again)
        if content.get("version") != VERSION or isinstance(content["version"], bool):
            raise BaselineError(
                f"the baseline {path} has version {content.get('version')!r}; this kwedition reads version {VERSION}",
                "write it anew with this kwedition, or use the kwedition that wrote it",
            )
        entries = content.get("findings")
        if not isinstance(entries, list):
            raise BaselineError(f'the baseline {path} is broken: "findings" is not a list', again)
        known: Counter[Fingerprint] = Counter()
        for number, each in enumerate(entries, 1):
            wrong = _wrong(each)
            if wrong:
                raise BaselineError(f"the baseline {path} is broken: entry {number} {wrong}", again)
            known[Fingerprint(*(each[key] for key in _TEXTS))] += each["count"]
        return cls._counted(known)

    def text(self) -> str:
        """The baseline as it is written: JSON, one entry a line, sorted."""
        lines = ",\n".join(f"    {_line(entry)}" for entry in self.entries)
        listed = f"[\n{lines}\n  ]" if lines else "[]"
        return f'{{\n  "format": "{FORMAT}",\n  "version": {VERSION},\n  "findings": {listed}\n}}\n'

    def write(self, path: Path) -> None:
        """Write the baseline, the whole or nothing of it. Raises BaselineError."""
        beside = path.with_name(f".{path.name}.new")
        try:
            beside.write_text(self.text(), encoding="utf-8", newline="\n")
            beside.replace(path)
        except OSError as error:
            beside.unlink(missing_ok=True)
            raise BaselineError(f"the baseline {path} cannot be written: {error.strerror}") from None

    def compare(self, findings: Iterable[Finding], checked: Collection[str] | None = None) -> Compared:
        """Findings parted into new and known ones, and what is no longer found.

        Of several findings with one fingerprint the first in the text are taken for the known ones: which of them
        is new cannot be told. ``checked`` are the paths that were checked, where that was not the whole edition;
        nothing is said to have vanished from other files.
        """
        left = Counter({entry.fingerprint: entry.count for entry in self.entries})
        new: list[Finding] = []
        known: list[Finding] = []
        for finding in in_order(findings):
            print_ = Fingerprint.of(finding)
            if left[print_] > 0:
                left[print_] -= 1
                known.append(finding)
            else:
                new.append(finding)
        gone = (Entry(print_, count) for print_, count in sorted(left.items()) if count)
        vanished = (entry for entry in gone if checked is None or entry.fingerprint.path in checked)
        return Compared(tuple(new), tuple(known), tuple(vanished))

    @classmethod
    def _counted(cls, known: Counter[Fingerprint]) -> Self:
        return cls(tuple(Entry(print_, count) for print_, count in sorted(known.items())))


def _line(entry: Entry) -> str:
    """An entry as JSON in one line, in its own letters so that people can read it in a diff."""
    values = {key: getattr(entry.fingerprint, key) for key in _TEXTS} | {"count": entry.count}
    # A file name that is not UTF-8 has lone surrogates, which only an escape can hold.
    return _SURROGATES.sub(lambda found: f"\\u{ord(found[0]):04x}", json.dumps(values, ensure_ascii=False))


def _missing(path: Path) -> str:
    """What to do where there is no such file."""
    meant = nearly(path)
    made = f"--baseline {shlex.quote(str(path))} --update-baseline writes it"
    return f"did you mean {meant.as_posix()}? {made}" if meant else made


def _wrong(entry: Any) -> str:
    """What is wrong with an entry of the file, or nothing."""
    if not isinstance(entry, dict):
        return "is not an object"
    for key in _TEXTS:
        if not isinstance(entry.get(key), str):
            return f'has no text "{key}"'
    count = entry.get("count")
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        return 'has no "count" of at least 1'
    return ""

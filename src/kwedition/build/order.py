"""What is to be built, who is told how far it is, and what came of it."""

import itertools
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from kwedition.edition import Settings
from kwedition.errors import KweditionError
from kwedition.findings import Finding

# The output that is XSL-FO, and the folder in which it is.
PRINT = "print"
# More documents than this are printed in one volume only if somebody asks for it: it takes long, and nobody binds it.
VOLUME = 500


class Progress(Protocol):
    """Somebody who is told how far a build is."""

    def stage(self, name: str, total: int) -> None:
        """A stage of so many steps begins."""
        ...

    def advance(self) -> None:
        """One step of the stage is done."""
        ...


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built.

    ``judged`` says whether documents are judged by the schema; ``fails`` whether findings stop the build.
    ``shown_from`` is the folder that paths in findings are relative to. ``strict``: a file that cannot be read stops
    the build. ``whole``: all documents are printed in one volume too, however many they are. ``modified``: when the
    edition changed last, in seconds since 1970, where somebody says so. ``left_out``: documents at which a
    stylesheet stopped, by their paths, with what is said of each. ``narrowed``: only some outputs are made, and others
    that the folder holds stay as they are.
    """

    settings: Settings
    outputs: tuple[str, ...]
    output: Path
    shown_from: Path
    judged: bool
    fails: Callable[[Sequence[Finding]], bool]
    strict: bool = False
    whole: bool = False
    modified: int | None = None
    left_out: Mapping[str, Finding] = field(default_factory=dict)
    narrowed: bool = False

    def note(self, kind: str) -> str:
        """The name of a note about this output."""
        return f"{kind} {os.path.realpath(self.output)}"

    def stopped(self, findings: Sequence[Finding], unread: int) -> bool:
        """Whether what was found while reading stops the build."""
        if self.strict and unread:
            return True
        return self.judged and self.settings.schema is not None and self.fails(findings)

    def binds(self, documents: int) -> bool:
        """Whether that many documents are printed in one volume."""
        return self.whole or documents <= VOLUME


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the number of documents and of files by ending, remarks for whoever encodes, findings.

    ``published`` is False when findings stopped it. ``reasons`` says of each page why it was made again or not.
    ``accounts`` are those of all texts (see accounting.Account), ``accounted`` is their sum in words.
    ``indexing`` is what the index of the search took, in seconds; 0 where there was no need to make it. ``unknown`` are
    the elements of texts that no rule of the site knows, by name, with their number. ``gone`` are the outputs
    that stood in the folder and no longer do, for nobody asked for them; those in ``left`` stay as they were, with the
    time when each was built, in seconds since 1970, where that is known. ``language`` is that of most texts,
    ``misdated`` the number of dating attributes that say no date that there is, ``nowhere`` that of references that
    lead nowhere. ``title`` is what the edition is called.
    """

    documents: int
    unread: int
    findings: tuple[Finding, ...]
    published: bool = False
    files: Mapping[str, int] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)
    accounts: tuple[tuple[Any, ...], ...] = ()
    accounted: str = ""
    indexing: float = 0.0
    unknown: Mapping[str, int] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    left: Mapping[str, int | None] = field(default_factory=dict)
    language: str = ""
    misdated: int = 0
    nowhere: int = 0
    title: str = ""

    @property
    def coverage(self) -> str:
        """The accounts of all texts as JSON."""
        from kwedition.build import accounting

        return accounting.details(itertools.starmap(accounting.Account, self.accounts))


# After so many documents at which a stylesheet stopped, it is not they that are wrong.
MOST_LEFT_OUT = 20


class LinksBroken(KweditionError):
    """The pages of an edition that is judged link to what is not there; the old output stays."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        shown = "\n".join(f"  {f.path}: {f.message}" for f in findings[:20])
        more = f"\n  … and {len(findings) - 20} more" if len(findings) > 20 else ""
        super().__init__(
            f"{len(findings)} links or ids of the site are wrong; nothing was published\n{shown}{more}",
            "a stylesheet made them: if the edition has a theme, look there first, else please report it",
        )
        self.findings = tuple(findings)

"""What a build left in its output folder, and from what: so that the next one knows what it need not do."""

import marshal
from dataclasses import dataclass, field
from pathlib import Path

from kwedition.build.publish import Stat, stats
from kwedition.edition import MARKER


@dataclass(frozen=True, slots=True)
class Made:
    """From what a page was made: the hashes of its stylesheet, its documents and its slice, and of all these.

    ``language`` is that of its words.
    """

    key: bytes
    stylesheet: bytes
    documents: bytes
    slice: bytes
    language: str = ""


@dataclass(slots=True)
class Manifest:
    """The last build of an output folder.

    ``build`` is the hash of all that went into it, ``summary`` what was said of it; ``pages`` from what each page was
    made, ``files`` size, time and number of each file; ``settings`` what the settings said that pages are told, by
    their names, ``documents`` the hash of all documents.

    ``source`` is the edition that was built, ``marker`` the marker that stands in the folder until somebody else builds
    there. ``built`` are the outputs that it holds, with the time when each was built, in seconds since 1970 (0: no
    record says when); what is of those in ``left`` the last build was not asked for, and left as it was. ``foreign``
    are the files among that which no build made or somebody changed since, as they stood then.

    ``asked`` are other files that the edition's references name, and whether they were there.
    """

    build: bytes = b""
    summary: bytes = b""
    pages: dict[str, Made] = field(default_factory=dict)
    files: dict[str, Stat] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    documents: bytes = b""
    source: str = ""
    marker: Stat | None = None
    built: dict[str, int] = field(default_factory=dict)
    left: tuple[str, ...] = ()
    foreign: dict[str, Stat] = field(default_factory=dict)
    asked: dict[str, bool] = field(default_factory=dict)

    def dump(self) -> bytes:
        """The manifest as bytes."""
        pages = {path: (m.key, m.stylesheet, m.documents, m.slice, m.language) for path, m in self.pages.items()}
        known = self.source, self.marker, self.built, self.left, self.foreign, self.asked
        return marshal.dumps((self.build, self.summary, pages, self.files, self.settings, self.documents, *known), 2)

    def is_intact(self, output: Path) -> bool:
        """Whether the folder holds what that build left there, and nothing else but its README.md."""
        found = stats(output)
        for name in ("README.md", MARKER):
            found.pop(name, None)
        return bool(found) and found == self.files | self.foreign


def load(data: bytes | None) -> Manifest:
    """The manifest that ``dump`` wrote; an empty one for anything else."""
    try:
        build, summary, pages, *rest = marshal.loads(data or b"")
        return Manifest(build, summary, {path: Made(*made) for path, made in pages.items()}, *rest)
    except (ValueError, EOFError, TypeError):
        return Manifest()

"""The hashes of what makes results besides the documents: the tool, its libraries, the stylesheets."""

import hashlib
import re
import sys
from functools import cache
from pathlib import Path

from kwedition import resources

_IMPORT = re.compile(rb"""(?:kwedition|builtin):/([^'"<>\s]+\.xsl)""")
_LABELS = "shared/labels.xsl"


@cache
def tool() -> str:
    """The hash of kwedition's own code, of the versions of the libraries that shape results, and of Python's.

    The code itself is read, so that a change in a checkout counts as one.
    """
    hash_ = hashlib.blake2b(digest_size=16)
    package = Path(__file__).resolve().parent.parent
    # (The formatter is written in Typst, too.)
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.typ"))):
        inside = path.relative_to(package).as_posix()
        # How a command speaks, and how findings are shown, is no part of any result.
        if inside != "cli.py" and not inside.startswith("resources/"):
            hash_.update(inside.encode() + b"\0" + path.read_bytes() + b"\0")
    for name in ("saxonche", "lxml", "pyicu_wheels", "typst", "pagefind_bin"):
        hash_.update(f"{name} {_version(name)}\0".encode())
    hash_.update(repr(sys.version_info[:2]).encode())
    return hash_.hexdigest()


class Stylesheets:
    """The hash of each stylesheet with all that it imports, as an edition with that theme has them."""

    def __init__(self, theme: Path | None) -> None:
        self._theme = theme
        self._files: dict[str, tuple[bytes, frozenset[str]]] = {}
        self._labels = b"".join(
            hashlib.blake2b(path.read_bytes(), digest_size=16).digest()
            for _language, paths in sorted(resources.label_files(theme).items())
            for path in paths
        )
        self._hashes: dict[str, bytes] = {}

    def hash(self, name: str) -> bytes:
        """The hash of a stylesheet by its name relative to ``xslt/``; of one that is not there, of its name."""
        if name not in self._hashes:
            hash_ = hashlib.blake2b(digest_size=16)
            for each in sorted(self._closure(name)):
                hash_.update(each.encode() + b"\0" + self._file(each)[0])
                # The words shown to readers are compiled in.
                if each.endswith(_LABELS):
                    hash_.update(self._labels)
            self._hashes[name] = hash_.digest()
        return self._hashes[name]

    def everything(self) -> bytes:
        """The hash of all files that a build may use: stylesheets, labels, assets, those of the theme."""
        hash_ = hashlib.blake2b(digest_size=16)
        for base in filter(None, (resources.xslt(), self._theme)):
            for path in sorted(path for path in base.rglob("*") if path.is_file()):
                hash_.update(path.relative_to(base).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
        return hash_.digest()

    def _closure(self, name: str) -> set[str]:
        found: set[str] = set()
        wanted = [f"kwedition:/{name}"]
        while wanted:
            each = wanted.pop()
            if each not in found:
                found.add(each)
                wanted += self._file(each)[1]
        return found

    def _file(self, uri: str) -> tuple[bytes, frozenset[str]]:
        if uri not in self._files:
            scheme, _, name = uri.partition(":/")
            theme = self._theme if scheme == "kwedition" else None
            path = resources.stylesheet(name, theme)
            data = path.read_bytes() if path.is_file() else b""
            imports = {match.group(0).decode() for match in _IMPORT.finditer(data)}
            self._files[uri] = hashlib.blake2b(data, digest_size=16).digest(), frozenset(imports)
        return self._files[uri]


def _version(name: str) -> str:
    """The version of an installed distribution by the name of its metadata folder: quicker than importlib.metadata."""
    for folder in sys.path:
        try:
            found = sorted(path.name for path in Path(folder).glob(f"{name}-*.dist-info"))
        except OSError:
            continue
        if found:
            return found[0]
    return ""

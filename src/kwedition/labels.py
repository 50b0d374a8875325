"""The words shown to readers, as the files of a language have them."""

from collections.abc import Iterable
from pathlib import Path

from kwedition import xmlio
from kwedition.errors import StylesheetError
from kwedition.xmlio import Unreadable


def words(paths: Iterable[Path]) -> dict[str, str]:
    """The words of some files by their keys, those of the last before all others; raises StylesheetError."""
    found: dict[str, str] = {}
    for path in paths:
        try:
            root = xmlio.read(path, calls=False).root
        except Unreadable as unreadable:
            raise StylesheetError(f"the label file {path.name} cannot be read: {unreadable.finding.message}") from None
        found |= {str(label.get("key")): "".join(label.itertext()) for label in root.iter("label")}
    return found

"""Sort keys and index sections: Saxon-HE has no Unicode collation, ICU has."""

import unicodedata

import icu
from lxml import etree

from kwedition import xmlio
from kwedition.namespace import KW


class Collation:
    """The order of names in one language, with the sections of an index in every script.

    ``language`` is a language tag; an unknown one sorts by the root collation of CLDR.
    """

    def __init__(self, language: str) -> None:
        locale = icu.Locale.forLanguageTag(language or "en")
        self._collator = icu.Collator.createInstance(locale)
        index = icu.AlphabeticIndex(locale)
        # By default ICU drops letters from 99 on.
        index.maxLabelCount = 1000
        for other in ("en", "el", "ru", "he", "ar", "ko", "ja"):
            index.addLabels(icu.Locale(other))
        self._index = index.buildImmutableIndex()

    def key(self, name: str) -> str:
        """A key whose code point order is the order of names; hexadecimal digits."""
        key: bytes = self._collator.getSortKey(_sortable(name))
        return key.hex()

    def section(self, name: str) -> str:
        """The heading that a name stands under: its letter, ``漢`` for Chinese characters, ``#`` for what has none."""
        sortable = _sortable(name)
        label, kind = self._index.getBucket(self._index.getBucketIndex(sortable))
        if kind == 0:
            return str(label)
        han = sortable[:1] and unicodedata.name(sortable[0], "").startswith("CJK")
        return "漢" if han else "#"


def collate(register: str, language: str) -> str:
    """The register with ``key`` and ``section`` on whatever has a ``sort`` text."""
    root = xmlio.parse_own(register)
    collation = Collation(language)
    for element in root.iter(f"{KW}entity", f"{KW}form"):
        sort = element.get("sort") or "".join(element.itertext())
        element.set("key", collation.key(sort))
        element.set("section", collation.section(sort))
    return etree.tostring(root, encoding="unicode")


def _sortable(name: str) -> str:
    """A name without the quotation marks, brackets and blanks in front that no reader sorts by."""
    stripped = name.lstrip("\"'“”„‟«»‹›‘’‚([{<*†?. -–—…")
    return stripped or name

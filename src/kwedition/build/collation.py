"""Sort keys and index sections: Saxon-HE has no Unicode collation, ICU has."""

import unicodedata
from collections.abc import Mapping


class Collation:
    """The order of names in one language, with the sections of an index in every script.

    ``language`` is a language tag; an unknown one sorts by the root collation of CLDR.
    """

    def __init__(self, language: str) -> None:
        import icu  # loads 30 MB of tables, and most builds need none of them

        locale = icu.Locale.forLanguageTag(language or "en")
        self._collator = icu.Collator.createInstance(locale)
        index = icu.AlphabeticIndex(locale)
        # By default ICU drops letters from 99 on.
        index.maxLabelCount = 1000
        for other in ("en", "el", "ru", "he", "ar", "syr", "hy", "ka", "am", "hi", "bn", "ta", "th", "ko", "ja"):
            index.addLabels(icu.Locale(other))
        self._index = index.buildImmutableIndex()
        # Chinese sorts all its characters before all Latin letters, but its index has both under the letters of the
        # alphabet: there the section comes first.
        self._by_section = locale.getLanguage() == "zh"

    def key(self, name: str) -> str:
        """A key whose code point order is the order of names; hexadecimal digits."""
        sortable = _sortable(name)
        key: bytes = self._collator.getSortKey(sortable)
        return f"{self._index.getBucketIndex(sortable):04x}{key.hex()}" if self._by_section else key.hex()

    def section(self, name: str) -> str:
        """The heading that a name stands under: its letter, ``漢`` for Chinese characters, ``#`` for what has none."""
        sortable = _sortable(name)
        for letters in (sortable, unicodedata.normalize("NFD", sortable)[:1]):
            label, kind = self._index.getBucket(self._index.getBucketIndex(letters))
            if kind == 0 and letters:
                return str(label)
        if sortable[:1] and unicodedata.name(sortable[0], "").startswith("CJK"):
            return "漢"
        # A script of which ICU knows no alphabet: its letters are sections of their own.
        return letters.upper() if letters.isalpha() else "#"


class Collator:
    """Sort key and section of names; each name is asked for once.

    ``known`` are keys and sections by name from an earlier build. ICU is only loaded for names that are not there.
    """

    def __init__(self, language: str, known: Mapping[str, tuple[str, str]]) -> None:
        self._language = language
        self._known = dict(known)
        self._collation: Collation | None = None
        self.used: dict[str, tuple[str, str]] = {}

    def __call__(self, name: str) -> tuple[str, str]:
        found = self.used.get(name)
        if found is None:
            found = self.used[name] = self._known.get(name) or self._made(name)
        return found

    @property
    def changed(self) -> bool:
        """Whether the names asked for are others than those known before."""
        return self.used.keys() != self._known.keys()

    def _made(self, name: str) -> tuple[str, str]:
        if self._collation is None:
            self._collation = Collation(self._language)
        return self._collation.key(name), self._collation.section(name)


_RINGS = dict.fromkeys(map(ord, "ʾʿʼʻˀˁ"))


def _sortable(name: str) -> str:
    """A name without the quotation marks, brackets and blanks in front that no reader sorts by.

    Nor by the half rings and apostrophes of transcriptions, such as in ʿAlī: ICU has them after all other letters.
    """
    stripped = name.translate(_RINGS).lstrip("\"'“”„‟«»‹›‘’‚([{<*†?. -–—…")
    return stripped or name

"""What there is to point to in an edition."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from kwedition.check.integrity.model import DocumentFacts, Prefix, Scope
from kwedition.check.integrity.spelling import Vocabulary

SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
_NESTED = re.compile(r"[+*}]\)[+*{]")
# Looking for what was meant costs time; after so many different ids the reason is another one than misspelling.
_MOST = 500


class Targets:
    """The files of an edition and their ids.

    An id of a document, an entry or a declaration may be meant by ``#id`` from any file. A file that includes
    another (XInclude) shares its ids.
    """

    def __init__(self, all_facts: Sequence[DocumentFacts], scope: Scope) -> None:
        self.scope = scope
        self.files = {facts.path: facts for facts in all_facts}
        self.documents = {facts.id: facts for facts in all_facts}
        self.ids: dict[str, set[str]] = {facts.path: {each.id for each in facts.identifiers} for facts in all_facts}
        self.entries = {each.id for facts in all_facts for each in facts.identifiers if each.entry}
        self.where: dict[str, str] = {}
        self.prefixes: dict[str, list[Prefix]] = {}
        for facts in all_facts:
            for each in facts.identifiers:
                self.where.setdefault(each.id, facts.path)
            for prefix in facts.prefixes:
                if prefix not in self.prefixes.setdefault(prefix.ident, []):
                    self.prefixes[prefix.ident].append(prefix)
        self._include(all_facts)
        self._entries = Vocabulary(self.entries)
        self._vocabularies: dict[str, Vocabulary] = {}
        self._suggested: dict[tuple[str, str], str] = {}

    def _include(self, all_facts: Sequence[DocumentFacts]) -> None:
        """A file that includes another sees its ids, and the included file those of all that include it."""
        own = {facts.path: frozenset(self.ids[facts.path]) for facts in all_facts if facts.includes}
        for facts in all_facts:
            for href in facts.includes:
                path = self.path(facts, href)
                if path in self.ids:
                    self.ids[facts.path] |= own.get(path, self.ids[path]) if path != facts.path else set()
        for facts in all_facts:
            for href in facts.includes:
                path = self.path(facts, href)
                if path in self.ids:
                    self.ids[path] |= own[facts.path]
        self._assemble(all_facts)

    def _assemble(self, all_facts: Sequence[DocumentFacts]) -> None:
        """The pieces of one text, such as the chapters of a book, see each other's ids: they share one set.

        What several texts include, such as a statement about all, is a piece of none.
        """
        included = [
            (facts.path, path) for facts in all_facts for path in {self.path(facts, each) for each in facts.includes}
        ]
        times = Counter(path for _, path in included if path in self.files and self.files[path].piece)
        once = [(whole, path) for whole, path in included if times[path] == 1]
        # Until a piece of a piece has the set of the whole, too; a circle ends with one set for all.
        for _ in range(8):
            for whole, path in once:
                if self.ids[path] is not self.ids[whole]:
                    self.ids[whole] |= self.ids[path]
                    self.ids[path] = self.ids[whole]

    def path(self, facts: DocumentFacts, relative: str) -> str:
        """The path of a file, relative to the source folder, that a document names."""
        return posixpath.normpath(posixpath.join(posixpath.dirname(facts.path), unquote(relative)))

    def has(self, facts: DocumentFacts, id_: str) -> bool:
        """Whether ``#id`` in a document leads somewhere. What has brackets is an XPointer, which is not evaluated."""
        here = self.ids[facts.path]
        return "(" in id_ or any(
            each in here or each in self.entries or each in self.documents for each in (id_, unquote(id_))
        )

    def file_has(self, path: str, id_: str) -> bool:
        return "(" in id_ or id_ in self.ids[path] or unquote(id_) in self.ids[path]

    def meant(self, id_: str, file: str) -> str:
        """The id of a file, or of an entry anywhere, that was probably meant; or an empty string."""
        key = (id_, file)
        if key not in self._suggested:
            if len(self._suggested) >= _MOST:
                return ""
            if file not in self._vocabularies:
                self._vocabularies[file] = Vocabulary(self.ids[file])
            self._suggested[key] = self._vocabularies[file].nearest(id_) or self._entries.nearest(id_)
        return self._suggested[key]

    def readings(self, facts: DocumentFacts, token: str) -> Iterator[str]:
        """A reference as it is written and, with a private scheme, as what it stands for."""
        yield token
        scheme = SCHEME.fullmatch(token)
        if scheme:
            yield from (each for each in expansions(self.declared(facts, scheme[1]), scheme[2]) if each)

    def declared(self, facts: DocumentFacts, ident: str) -> list[Prefix]:
        """How a document, or else its edition, declares a private scheme."""
        return [each for each in facts.prefixes if each.ident == ident] or self.prefixes.get(ident, [])


def relative(here: str, there: str) -> str:
    """The path from one file to another."""
    return posixpath.relpath(there, posixpath.dirname(here) or ".")


def expansions(declared: Sequence[Prefix], rest: str) -> Iterator[str | None]:
    """What a private reference stands for, by each declaration (TEI, 16.2.3); None by one that cannot be tried.

    Patterns come from strangers, so those that could take for ever are not tried.
    """
    for prefix in declared:
        # Nor those with a class that is taken from another one, which Python reads otherwise than XML Schema does.
        if _NESTED.search(prefix.pattern) or "-[" in prefix.pattern or len(rest) > 500:
            yield None
            continue
        try:
            match = re.fullmatch(prefix.pattern, rest)
        except (re.error, RecursionError, OverflowError):
            yield None
            continue
        if match:
            groups = (match[0], *match.groups(""))
            yield re.sub(
                r"\$(\d)",
                lambda number, groups=groups: groups[int(number[1])] if int(number[1]) < len(groups) else "",  # type: ignore[misc]
                prefix.replacement,
            )

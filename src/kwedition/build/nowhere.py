"""How many references of an edition lead nowhere, and how many of its dates are none, as ``kwedition check`` has them.

They are counted file by file: what two documents include stands in one. (See check/integrity/references.py, dates.py.)
What a file points to and which ids it has is known by its hash. Where a reference leads depends on all files: so their
ids together have a hash, too, and while that is the same only what other references a file has by now is followed;
all are again when another file that some of them name is there by now, or gone.
"""

import marshal
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kwedition.build.cache import Cache, digest
from kwedition.build.fingerprint import tool
from kwedition.edition import Settings
from kwedition.findings import Finding, Severity
from kwedition.there import is_there

if TYPE_CHECKING:
    from kwedition.build.sources import File
    from kwedition.check.run import Judged
    from kwedition.xmlio import Source

# The rules by which `kwedition check` finds them.
NOWHERE = ("ref-unresolved", "ref-case", "ref-list-missing", "ref-file")


class Slips(NamedTuple):
    """How many references lead nowhere, and how many dating attributes say no date that there is.

    ``asked`` are the files beside the documents that references name, and whether they are there.
    """

    nowhere: int
    misdated: int
    asked: Mapping[str, bool]


class _Row(NamedTuple):
    """What is noted of a file: its hash, those of its ids and of what it says, and what is wrong with that."""

    digest: bytes
    ids: bytes
    references: bytes
    slips: tuple[int, int] | None


class References:
    """What the files of an edition point to; ``take`` what somebody has found out who had read one."""

    def __init__(self, cache: Cache, settings: Settings) -> None:
        self._cache = cache
        self._source = settings.source
        self._taken: dict[bytes, bytes] = {}

    def take(self, hash_: bytes, pointing: bytes) -> None:
        """What a file of this hash points to (see ``of_source``)."""
        self._taken[_key(hash_)] = pointing
        self._cache.put(_key(hash_), pointing)

    def count(self, files: "Sequence[File]") -> Slips:
        """How many references and dates of these files are none."""
        name = f"references {tool()} {self._source}"
        before, noted, asked = _noted(self._cache, name)
        now = _there(asked, self._source)
        files = [file for file in files if file.digest]
        changed = [file for file in files if file.path not in noted or noted[file.path].digest != file.digest]
        held = self._held(changed)
        rows = {file.path: noted[file.path] for file in files if file.path in noted}
        rows |= {file.path: _row(file.digest, held[file.path], noted.get(file.path)) for file in changed}
        known = digest(*(part for path, row in sorted(rows.items()) for part in (path, row.ids)))
        if known != before or now != asked or any(row.slips is None for row in rows.values()):
            held |= self._held([file for file in files if file.path not in held])
            slips, now = _followed(held, self._source)
            rows = {path: row._replace(slips=slips.get(path, (0, 0))) for path, row in rows.items()}
        if (known, rows, now) != (before, noted, asked):
            plain = {path: tuple(row) for path, row in rows.items()}
            self._cache.take_note(name, marshal.dumps((known, plain, now), 2))
        counted = [row.slips for row in rows.values() if row.slips is not None]
        return Slips(
            sum(nowhere for nowhere, _dates in counted), sum(misdated for _references, misdated in counted), now
        )

    def _held(self, files: "Iterable[File]") -> dict[str, bytes]:
        """What files point to, by their paths: as somebody has found out, as it was kept, or found out now."""
        keys = {file.path: _key(file.digest) for file in files}
        found = {key: self._taken[key] for key in keys.values() if key in self._taken}
        found |= dict(self._cache.contents(key for key in keys.values() if key not in found))
        for file in files:
            if keys[file.path] not in found:
                found[keys[file.path]] = _of_file(file)
                self._cache.put(keys[file.path], found[keys[file.path]])
        self._cache.flush()
        return {path: found[key] for path, key in keys.items()}


def still(asked: Mapping[str, bool], source: Path) -> bool:
    """Whether the files that references name are there, or not, as they were."""
    return _there(asked, source) == asked


def _there(paths: Iterable[str], source: Path) -> dict[str, bool]:
    """Which files are there, by their paths relative to a source folder, or to the folder of a source."""
    folder = source if source.is_dir() else source.parent
    return {path: is_there(folder / path) for path in paths}


def of_source(source: "Source") -> bytes:
    """What a document points to and does not have itself, its ids, and what else says where references lead; and how
    many of its dates are none.
    """
    from lxml import etree

    from kwedition.build.dating import misdated
    from kwedition.check.integrity.collect import includes, prefixes
    from kwedition.check.integrity.ids import identifiers
    from kwedition.check.integrity.pointing import pointing
    from kwedition.check.integrity.view import view
    from kwedition.xmlio import TEI, XML_ID, is_document

    root = source.root
    if etree.QName(root).namespace != TEI:
        return b""
    seen = view(source)
    ids, _notes = identifiers(seen)
    open_ = pointing(seen, frozenset(each.id for each in ids)).open
    silenced = _silenced(source, [each.order for each in open_])
    tokens = Counter(each.token for each in open_ if each.order not in silenced)
    is_text = etree.QName(root).localname in ("TEI", "teiCorpus")
    own = (is_document(source), is_text, str(root.get(XML_ID) or ""), seen.published)
    declared = [(each.ident, each.pattern, each.replacement) for each in prefixes(seen)]
    names = [(each.id, each.entry) for each in ids]
    return marshal.dumps(((own, names, declared, list(includes(seen))), (sorted(tokens.items()), misdated(source))), 2)


def _silenced(source: "Source", orders: Sequence[int]) -> set[int]:
    """The numbers of those elements before which an instruction silences what is said of their references."""
    from kwedition.check.integrity import Issue, Note, apply_ignores, placed

    if not orders or (b"kwedition-ignore" not in source.data and b"k\0w\0e" not in source.data):
        return set()
    issues = [Issue(source.name, Note(order, NOWHERE[0], "", str(order))) for order in dict.fromkeys(orders)]
    left = {finding.hint for finding in apply_ignores(source, placed(issues, source))}
    return {order for order in orders if str(order) not in left}


def _of_file(file: "File") -> bytes:
    from kwedition import xmlio

    try:
        return of_source(xmlio.read(Path(file.absolute), file.path))
    except xmlio.Unreadable:
        return b""


def _key(hash_: bytes) -> bytes:
    return digest("pointing", tool(), hash_)


def _noted(cache: Cache, name: str) -> tuple[bytes, dict[str, _Row], dict[str, bool]]:
    try:
        known, rows, asked = marshal.loads(cache.note(name) or b"")
        return known, {path: _Row(*row) for path, row in rows.items()}, asked
    except (ValueError, EOFError, TypeError):
        return b"", {}, {}


def _row(hash_: bytes, pointing: bytes, before: _Row | None) -> _Row:
    about, said = marshal.loads(pointing) if pointing else ((), ())
    ids, references = (digest(marshal.dumps(each, 2)) for each in (about, said))
    same = before is not None and before.references == references
    return _Row(hash_, ids, references, before.slips if before is not None and same else None)


def _followed(held: Mapping[str, bytes], source: Path) -> tuple[dict[str, tuple[int, int]], dict[str, bool]]:
    """How many references lead nowhere and how many dates are none, by the files that they stand in; and of which other
    files it was asked for that whether they are there. ``held`` is what is known of each file. What no document
    includes is no part of the edition, if it is none itself.
    """
    from kwedition.check import whole
    from kwedition.check.integrity import Scope
    from kwedition.check.integrity.elsewhere import leads_nowhere
    from kwedition.check.integrity.targets import Targets

    loaded = {path: marshal.loads(pointing) for path, pointing in held.items() if pointing}
    paths = sorted(loaded, key=lambda path: path.split("/"))
    judged = [_judged(path, *loaded[path][0]) for path in paths]
    facts = whole.identified([each for each in whole.with_fragments(judged) if each.facts is not None])[0]
    asked: dict[str, bool] = {}

    def exists(path: str) -> bool:
        if path not in asked:
            asked.update(_there((path,), source))
        return asked[path]

    targets = Targets(facts, Scope(exists))
    found: dict[str, tuple[int, int]] = {}
    for each in facts:
        tokens, dates = loaded[each.path][1]
        found[each.path] = sum(number for token, number in tokens if leads_nowhere(targets, each, token)), dates
    return found, asked


def _judged(
    path: str, own: tuple[bool, bool, str, bool], names: Iterable[tuple[str, bool]],
    declared: Iterable[tuple[str, str, str]], includes: Iterable[str],
) -> "Judged":  # fmt: skip
    from kwedition.check.integrity.model import DocumentFacts, Identifier, Prefix
    from kwedition.check.run import NOT_TEI, Judged
    from kwedition.edition import address

    is_document, is_text, id_, published = own
    facts: DocumentFacts = DocumentFacts(
        path=path, name=path, id=address(id_ or Path(path).stem), authority=False, notes=(),
        identifiers=tuple(Identifier(name, 0, "", entry) for name, entry in names), pointers=(), usages=(),
        prefixes=tuple(Prefix(*each) for each in declared), entries=(), mentioned=(), deeds=(), pictures=(), lonely=(),
        includes=tuple(includes), published=published, piece=not is_text,
    )  # fmt: skip
    stray = () if is_document else (Finding(path, 0, 0, NOT_TEI, Severity.ERROR, ""),)
    return Judged(path, stray, facts=facts, own_id=id_)

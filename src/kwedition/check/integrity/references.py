"""Whether what a document points to is there."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote

from kwedition.check.integrity.model import DocumentFacts, Pointer, Prefix, Scope
from kwedition.check.integrity.pointing import FILE, is_bare
from kwedition.check.integrity.rule import Correction, Issue, Note
from kwedition.check.integrity.spelling import suggest
from kwedition.check.integrity.view import shown

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(.*)", re.DOTALL)
# Schemes of the IANA registry that editions use; what else has one of these forms is a private scheme.
_KNOWN = frozenset({
    "http", "https", "ftp", "ftps", "mailto", "doi", "urn", "tel", "info", "tag", "hdl", "data", "file", "ark",
    "news", "about", "xmldb", "geo", "sftp", "git", "svn", "resource", "urlx", "bibtex",
})  # fmt: skip
_NESTED = re.compile(r"[+*}]\)[+*{]")
# A family of fewer references than this is reported one by one.
_FEW = 3
# In one file, so many of a known family.
_MANY = 8


class _Edition:
    """What there is to point to."""

    def __init__(self, all_facts: Sequence[DocumentFacts], scope: Scope) -> None:
        self.scope = scope
        self.files = {facts.path: facts for facts in all_facts}
        self.ids = {facts.path: {each.id for each in facts.identifiers} for facts in all_facts}
        self.entries = {each.id for facts in all_facts for each in facts.identifiers if each.entry}
        self.documents = {facts.id: facts for facts in all_facts}
        self.where: dict[str, str] = {}
        for facts in all_facts:
            for each in facts.identifiers:
                self.where.setdefault(each.id, facts.path)
        self.prefixes: dict[str, list[Prefix]] = {}
        for facts in all_facts:
            for prefix in facts.prefixes:
                if prefix not in self.prefixes.setdefault(prefix.ident, []):
                    self.prefixes[prefix.ident].append(prefix)
        self.stems = {stem for id_ in self.where for stem in (_stem(id_), _beginning(id_))}
        self._suggested: dict[tuple[str, str], str] = {}

    def meant(self, id_: str, file: str) -> str:
        """The id of a file, or of an entry anywhere, that was probably meant."""
        key = (id_, file)
        if key not in self._suggested:
            here = sorted(self.ids.get(file, ()))
            self._suggested[key] = suggest(id_, here) or suggest(id_, sorted(self.entries))
        return self._suggested[key]


_Open = tuple[DocumentFacts, Pointer]
# A file (empty for all of them), an element and an attribute.
_Kind = tuple[str, str, str]


def across(all_facts: Sequence[DocumentFacts], scope: Scope) -> list[Issue]:
    """Every reference that leads nowhere; families of them that no file of the edition could resolve as one."""
    edition = _Edition(all_facts, scope)
    issues: list[Issue] = []
    bare: list[_Open] = []
    local_: list[_Open] = []
    for facts in all_facts:
        for pointer in facts.pointers:
            token = pointer.token
            if token.startswith("#"):
                if not _resolved_here(edition, facts, token):
                    local_.append((facts, pointer))
            elif is_bare(token):
                bare.append((facts, pointer))
            else:
                issues += [Issue(facts.name, note) for note in _elsewhere(edition, facts, pointer)]
    return [*issues, *_local(edition, local_), *_bare(edition, all_facts, bare)]


def _resolved_here(edition: _Edition, facts: DocumentFacts, token: str) -> bool:
    id_ = token[1:]
    plain = unquote(id_)
    # What has brackets is an XPointer, which is not evaluated.
    return "(" in id_ or id_ in edition.entries or plain in edition.ids[facts.path] or plain in edition.entries


def _stem(id_: str) -> str:
    """What the ids of one list have in common: all before their number, else before their first divider."""
    numbered = re.fullmatch(r"(.*?)[._:-]*\d+[a-z]?", id_)
    return numbered[1] if numbered else _beginning(id_)


def _beginning(id_: str) -> str:
    return re.split(r"[._:-]", id_, maxsplit=1)[0]


def _local(edition: _Edition, open_: list[_Open]) -> Iterator[Issue]:
    families: dict[str, list[_Open]] = {}
    for each in open_:
        families.setdefault(_stem(each[1].token[1:]), []).append(each)
    # What is left of a list whose ids have no common form but their beginning.
    for stem in [stem for stem, members in families.items() if len(members) < _FEW]:
        members = families.pop(stem)
        families.setdefault(_beginning(stem), []).extend(members)
    for stem, members in families.items():
        if len(members) >= _FEW and stem not in edition.stems and not _misspelt(edition, members):
            facts, first = members[0]
            files = len({each.path for each, _ in members})
            like = "to" if len({pointer.token for _, pointer in members}) == 1 else "like"
            yield Issue(
                facts.name,
                Note(
                    first.order, "ref-list-missing",
                    f"{len(members)} references {like} `{shown(first.token)}` (@{first.attribute} of "
                    f"`{first.element}`) in {_files(files)} lead nowhere: nothing in this edition has such an xml:id",
                    "put the list that defines them into the source folder, or declare with prefixDef where it is",
                ),
            )  # fmt: skip
            continue
        yield from _by_file(edition, members)


def _by_file(edition: _Edition, members: list[_Open]) -> Iterator[Issue]:
    """References of a list that the edition has in part: one by one, or as one where most in a file lead nowhere."""
    kinds: dict[tuple[str, str, str], list[_Open]] = {}
    for facts, pointer in members:
        kinds.setdefault((facts.path, pointer.element, pointer.attribute), []).append((facts, pointer))
    for (_, element, attribute), same in kinds.items():
        facts, first = same[0]
        total = sum(each.total for each in facts.usages if (each.element, each.attribute) == (element, attribute))
        if len(same) >= _MANY and len(same) * 2 > total and not _misspelt(edition, same):
            yield Issue(facts.name, Note(
                first.order, "ref-list-missing",
                f"{len(same)} of the {total} references in @{attribute} of `{element}` in this file lead nowhere, "
                f"first `{shown(first.token)}`",
                "put the list that defines them into the source folder, or declare with prefixDef where it is",
            ))  # fmt: skip
            continue
        for facts, pointer in same:
            yield Issue(facts.name, _unresolved(edition, facts, pointer, pointer.token[1:], facts.path))


def _misspelt(edition: _Edition, members: list[_Open]) -> bool:
    """Whether the first few ids of a family are all slips for ids that there are."""
    first = {pointer.token: facts.path for facts, pointer in members[:20]}
    return all(edition.meant(token[1:], path) for token, path in first.items())


def _unresolved(edition: _Edition, facts: DocumentFacts, pointer: Pointer, id_: str, file: str) -> Note:
    meant = edition.meant(id_, file)
    said = f"@{pointer.attribute} of `{pointer.element}` leads nowhere: "
    where = "no element of this file" if file == facts.path else f"no element of {file}"
    whole = pointer.token.endswith(id_)
    if whole and meant and meant.casefold() == id_.casefold():
        return Note(
            pointer.order, "ref-case", f"{said}`{id_}` is written `{meant}` where it is defined",
            f"upper and lower case count in ids: write `{meant}`",
            correction=Correction(pointer.attribute, pointer.token, pointer.token[: -len(id_)] + meant),
        )  # fmt: skip
    other = edition.where.get(id_)
    if other:
        hint = f"{other} has it: is `{_relative(facts.path, other)}#{id_}` meant?"
    elif meant:
        hint = f"did you mean `{pointer.token[: -len(id_)] if whole else '#'}{meant}`?"
    else:
        hint = "correct the reference, or give what it means this xml:id"
    return Note(pointer.order, "ref-unresolved", f"{said}{where} has xml:id `{id_}`", hint)


def _relative(here: str, there: str) -> str:
    return posixpath.relpath(there, posixpath.dirname(here) or ".")


def _elsewhere(edition: _Edition, facts: DocumentFacts, pointer: Pointer) -> Iterator[Note]:
    """What is wrong with a token that has a scheme or names a file."""
    token = pointer.token
    said = f"@{pointer.attribute} of `{pointer.element}`"
    scheme = _SCHEME.fullmatch(token)
    if scheme:
        ident, rest = scheme.groups()
        declared = [each for each in facts.prefixes if each.ident == ident] or edition.prefixes.get(ident, [])
        if ident.lower() == "file":
            yield Note(
                pointer.order, "ref-own-disk", f"{said} points to a file on somebody's own disk: `{shown(token)}`",
                "no reader has this file: write a path relative to this document, or an address in the web",
            )  # fmt: skip
        elif declared:
            yield from _private(edition, facts, pointer, declared, rest)
        elif ident.lower() not in _KNOWN and not rest.startswith("//"):
            meant = suggest(ident, sorted({*edition.prefixes, *_KNOWN}))
            yield Note(
                pointer.order, "ref-scheme",
                f"{said} begins with `{ident}:`, which no prefixDef of this edition explains",
                f"did you mean `{meant}:`?" if meant else f'declare <prefixDef ident="{ident}" …/> in the header',
            )  # fmt: skip
        return
    if token.startswith("/") or "?" in token:
        return
    yield from _path(edition, facts, pointer, token)


def _private(
    edition: _Edition, facts: DocumentFacts, pointer: Pointer, declared: list[Prefix], rest: str
) -> Iterator[Note]:
    expanded = ""
    for prefix in declared:
        # A pattern that could take for ever is not tried: documents come from strangers.
        if _NESTED.search(prefix.pattern) or len(rest) > 500:
            return
        try:
            match = re.fullmatch(prefix.pattern, rest)
        except (re.error, RecursionError, OverflowError):
            return
        if match:
            expanded = re.sub(r"\$(\d)", lambda n, m=match: (m[int(n[1])] or "") if int(n[1]) <= m.re.groups else "",  # type: ignore[misc]
                              prefix.replacement)  # fmt: skip
            break
    else:
        patterns = " or ".join(each.pattern for each in declared)
        yield Note(
            pointer.order, "ref-prefix",
            f"@{pointer.attribute} of `{pointer.element}`: `{shown(pointer.token)}` is not what its prefixDef allows",
            f"after `{declared[0].ident}:` it expects {shown(patterns, 80)}",
        )  # fmt: skip
        return
    if expanded.startswith("#"):
        if not _resolved_here(edition, facts, expanded):
            yield _unresolved(edition, facts, pointer, expanded[1:], facts.path)
    elif expanded and not _SCHEME.fullmatch(expanded) and not expanded.startswith("/") and "?" not in expanded:
        yield from _path(edition, facts, pointer, expanded)


def _path(edition: _Edition, facts: DocumentFacts, pointer: Pointer, token: str) -> Iterator[Note]:
    file, _, id_ = token.partition("#")
    path = posixpath.normpath(posixpath.join(posixpath.dirname(facts.path), unquote(file)))
    if path in edition.files:
        if id_ and "(" not in id_ and id_ not in edition.ids[path] and unquote(id_) not in edition.ids[path]:
            yield _unresolved(edition, facts, pointer, id_, path)
    elif FILE.search(path) and not edition.scope.exists(path):
        names = {posixpath.basename(each): each for each in edition.files}
        same = names.get(posixpath.basename(path)) or names.get(suggest(posixpath.basename(path), sorted(names)))
        yield Note(
            pointer.order, "ref-file",
            f"@{pointer.attribute} of `{pointer.element}` points to `{shown(file)}`, and there is no such file",
            f"did you mean `{_relative(facts.path, same)}{'#' + id_ if id_ else ''}`?" if same
            else "correct the path: it is read from the folder of this document",
        )  # fmt: skip


def _bare(edition: _Edition, all_facts: Iterable[DocumentFacts], open_: list[_Open]) -> Iterator[Issue]:
    everywhere: Counter[_Kind] = Counter()
    bare: Counter[_Kind] = Counter()
    for facts in all_facts:
        for usage in facts.usages:
            for file in ("", facts.path):
                everywhere[file, usage.element, usage.attribute] += usage.total
                bare[file, usage.element, usage.attribute] += usage.bare
    customs: dict[_Kind, list[_Open]] = {}
    unknown: dict[_Kind, list[_Open]] = {}
    for facts, pointer in open_:
        keys = [(file, pointer.element, pointer.attribute) for file in ("", facts.path)]
        custom = next((key for key in keys if bare[key] >= _FEW and bare[key] * 2 > everywhere[key]), None)
        id_ = pointer.token
        if custom:
            customs.setdefault(custom, []).append((facts, pointer))
        elif id_ not in edition.documents and (id_ in edition.ids[facts.path] or id_ in edition.entries):
            yield Issue(facts.name, Note(
                pointer.order, "ref-hash-missing",
                f"@{pointer.attribute} of `{pointer.element}` lacks its `#`: `{id_}` is an xml:id, not a file",
                f'write {pointer.attribute}="#{id_}"',
                correction=Correction(pointer.attribute, id_, f"#{id_}"),
            ))  # fmt: skip
        elif not edition.scope.exists(posixpath.join(posixpath.dirname(facts.path), id_)):
            unknown.setdefault(keys[1], []).append((facts, pointer))
    for key, members in unknown.items():
        if len(members) >= _MANY:
            customs[key] = members
            continue
        # Of several bare words in one attribute the first tells enough.
        for facts, pointer in {pointer.order: (facts, pointer) for facts, pointer in reversed(members)}.values():
            yield Issue(facts.name, _bare_word(edition, facts, pointer))
    for (_, element, attribute), members in customs.items():
        facts, first = members[0]
        files = len({each.path for each, _ in members})
        yield Issue(facts.name, Note(
            first.order, "ref-bare",
            f"@{attribute} of `{element}` holds bare words such as `{shown(first.token)}`, here and {len(members) - 1} "
            f"times more in {_files(files)}; TEI reads them as names of files",
            "write `#` before an xml:id, or declare a prefix of your own with prefixDef",
        ))  # fmt: skip


def _bare_word(edition: _Edition, facts: DocumentFacts, pointer: Pointer) -> Note:
    document = edition.documents.get(pointer.token)
    path = _relative(facts.path, document.path) if document else ""
    return Note(
        pointer.order, "ref-bare",
        f"@{pointer.attribute} of `{pointer.element}` is no pointer: `{shown(pointer.token)}` has neither `#` nor "
        "scheme, and there is no file of this name",
        f"write the path of the file, `{path}`" if path
        else "write `#` and the xml:id that is meant, or the path of the file",
    )  # fmt: skip


def _files(number: int) -> str:
    return "1 file" if number == 1 else f"{number} files"

"""References that name a file or have a scheme."""

import posixpath
from collections.abc import Iterator

from kwedition.check.integrity.model import DocumentFacts, Pointer
from kwedition.check.integrity.pointing import FILE, is_bare
from kwedition.check.integrity.rule import Correction, Issue, Note
from kwedition.check.integrity.spelling import suggest
from kwedition.check.integrity.targets import SCHEME, Targets, expansions, relative
from kwedition.check.integrity.view import shown

# Schemes of the IANA registry that editions use; what else has their form is a private one.
_KNOWN = frozenset({
    "http", "https", "ftp", "ftps", "mailto", "doi", "urn", "tel", "info", "tag", "hdl", "data", "file", "ark", "news",
    "about", "xmldb", "geo", "sftp", "git", "svn",
})  # fmt: skip
_USUAL = ("http", "https", "mailto", "doi", "urn")
# So many of one kind are one finding.
_FEW = 3

_Open = tuple[DocumentFacts, Pointer]


def elsewhere(targets: Targets, open_: list[_Open]) -> Iterator[Issue]:
    """What is wrong with references that have a scheme or name a file."""
    schemes: dict[str, list[_Open]] = {}
    missing: dict[str, list[_Open]] = {}
    for facts, pointer in open_:
        scheme = SCHEME.fullmatch(pointer.token)
        if scheme is None:
            yield from _file(targets, facts, pointer, pointer.token, missing)
            continue
        ident, rest = scheme.groups()
        declared = targets.declared(facts, ident)
        if ident.lower() == "file" or (len(ident) == 1 and rest.startswith(("\\", "/"))):
            yield Issue(facts.name, Note(
                pointer.order, "ref-own-disk",
                f"@{pointer.attribute} of `{pointer.element}` points to a file on somebody's own disk: "
                f"`{shown(pointer.token)}`",
                "no reader has this file: write a path relative to this document, or an address in the web",
            ))  # fmt: skip
        elif declared:
            found = list(expansions(declared, rest))
            if not found:
                patterns = " or ".join(each.pattern for each in declared)
                yield Issue(facts.name, Note(
                    pointer.order, "ref-prefix",
                    f"@{pointer.attribute} of `{pointer.element}`: `{shown(pointer.token)}` is not what its prefixDef "
                    "allows",
                    f"after `{ident}:` it expects {shown(patterns, 80)}",
                ))  # fmt: skip
            elif None not in found:
                yield from _expanded(targets, facts, pointer, [each for each in found if each], missing)
        elif ident.lower() not in _KNOWN and not rest.startswith("//"):
            schemes.setdefault(ident, []).append((facts, pointer))
    yield from _schemes(targets, schemes)
    yield from _missing(targets, missing)


def leads_nowhere(targets: Targets, facts: DocumentFacts, token: str) -> bool:
    """Whether a reference of a document names an id or a file that is not there: the same as is said above of it, and
    by references.py of those within a document.
    """
    if token.startswith("#"):
        return not targets.has(facts, token[1:])
    if is_bare(token):
        return False
    scheme = SCHEME.fullmatch(token)
    if scheme is None:
        return _is_absent(targets, facts, token)
    ident, rest = scheme.groups()
    if ident.lower() == "file" or (len(ident) == 1 and rest.startswith(("\\", "/"))):
        return False
    found = list(expansions(targets.declared(facts, ident), rest))
    return bool(found) and None not in found and all(_is_nowhere(targets, facts, each or "") for each in found)


def _is_nowhere(targets: Targets, facts: DocumentFacts, token: str) -> bool:
    if token.startswith("#"):
        return not targets.has(facts, token[1:])
    return SCHEME.fullmatch(token) is None and _is_absent(targets, facts, token)


def _is_absent(targets: Targets, facts: DocumentFacts, token: str) -> bool:
    if token.startswith("/") or "?" in token:
        return False
    file, _, id_ = token.partition("#")
    path = targets.path(facts, file)
    if path in targets.files:
        return bool(id_) and not targets.file_has(path, id_)
    return bool(FILE.search(path)) and not facts.published and not targets.scope.exists(path)


def _expanded(
    targets: Targets, facts: DocumentFacts, pointer: Pointer, found: list[str], missing: dict[str, list[_Open]]
) -> Iterator[Issue]:
    """One of several expansions that leads somewhere is enough."""
    lost: list[Issue] = []
    for token in found:
        absent: dict[str, list[_Open]] = {}
        if token.startswith("#"):
            wrong = (
                [] if targets.has(facts, token[1:]) else [unresolved(targets, facts, pointer, token[1:], facts.path)]
            )
        elif SCHEME.fullmatch(token):
            wrong = []
        else:
            wrong = list(_file(targets, facts, pointer, token, absent))
        if not wrong and not absent:
            return
        lost += wrong
        for path, members in absent.items():
            missing.setdefault(path, []).extend(members)
    yield from lost[:1]


def _file(
    targets: Targets, facts: DocumentFacts, pointer: Pointer, token: str, missing: dict[str, list[_Open]]
) -> Iterator[Issue]:
    """A path, perhaps with an id behind it; what a server makes of others is not known."""
    if token.startswith("/") or "?" in token:
        return
    file, _, id_ = token.partition("#")
    path = targets.path(facts, file)
    if path in targets.files:
        if id_ and not targets.file_has(path, id_):
            yield unresolved(targets, facts, pointer, id_, path)
    elif FILE.search(path) and not facts.published and not targets.scope.exists(path):
        missing.setdefault(path, []).append((facts, pointer))


def _missing(targets: Targets, missing: dict[str, list[_Open]]) -> Iterator[Issue]:
    names = {posixpath.basename(path): path for path in targets.files}
    for path, members in missing.items():
        here = members if len(members) < _FEW else members[:1]
        more = f" (so do {len(members) - 1} references more)" if len(members) >= _FEW else ""
        name = posixpath.basename(path)
        # (A file that points to its neighbour does not mean itself.)
        pointing = {facts.path for facts, _ in members}
        others = sorted(each for each, known in names.items() if known not in pointing)
        same = names.get(name) or names.get(suggest(name, others))
        for facts, pointer in here:
            id_ = pointer.token.partition("#")[2]
            yield Issue(facts.name, Note(
                pointer.order, "ref-file",
                f"@{pointer.attribute} of `{pointer.element}` points to {path}, and there is no such file{more}",
                f"did you mean `{relative(facts.path, same)}{'#' + id_ if id_ else ''}`?" if same
                else "correct the path: it is read from the folder of this document",
            ))  # fmt: skip


def _schemes(targets: Targets, schemes: dict[str, list[_Open]]) -> Iterator[Issue]:
    for ident, members in schemes.items():
        here = members if len(members) < _FEW else members[:1]
        more = f" (so do {len(members) - 1} references more)" if len(members) >= _FEW else ""
        meant = suggest(ident, sorted({*targets.prefixes, *_USUAL}))
        for facts, pointer in here:
            yield Issue(facts.name, Note(
                pointer.order, "ref-scheme",
                f"@{pointer.attribute} of `{pointer.element}` begins with `{ident}:`, which no prefixDef of this "
                f"edition explains{more}",
                f"did you mean `{meant}:`?" if meant else f'declare <prefixDef ident="{ident}" …/> in the header',
            ))  # fmt: skip


def unresolved(targets: Targets, facts: DocumentFacts, pointer: Pointer, id_: str, file: str) -> Issue:
    """An id that its file does not have, with what was probably meant."""
    meant = targets.meant(id_, file)
    said = f"@{pointer.attribute} of `{pointer.element}` leads nowhere: "
    where = "no element of this file" if file == facts.path else f"no element of {file}"
    whole = pointer.token.endswith(id_)
    if whole and meant and meant.casefold() == id_.casefold():
        return Issue(facts.name, Note(
            pointer.order, "ref-case", f"{said}`{id_}` is written `{meant}` where it is defined",
            f"upper and lower case count in ids: write `{meant}`",
            correction=Correction(pointer.attribute, pointer.token, pointer.token[: -len(id_)] + meant),
        ))  # fmt: skip
    other = targets.where.get(id_)
    if other:
        hint = f"{other} has it: is `{relative(facts.path, other)}#{id_}` meant?"
    elif meant:
        hint = f"did you mean `{pointer.token[: -len(id_)] if whole else '#'}{meant}`?"
    else:
        hint = "correct the reference, or give what it means this xml:id"
    return Issue(
        facts.name, Note(pointer.order, "ref-unresolved", f"{said}{where} has xml:id `{shown(id_, 80)}`", hint)
    )

"""What holds across an edition, once its documents have been judged one by one."""

import difflib
import posixpath
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from kwedition import edition, xmlio
from kwedition.check.reports.rules import OWN
from kwedition.check.run import NOT_TEI, Judged
from kwedition.findings import Finding, begins
from kwedition.xmlio import Source, Unreadable

if TYPE_CHECKING:
    from kwedition.check.integrity import DocumentFacts


def findings_of(
    judged: Sequence[Judged],
    paths: Mapping[str, Path],
    folder: Path,
    only: Collection[str] | None = None,
    alone: bool = False,
    sources: Mapping[str, Source] | None = None,
) -> list[Finding]:
    """All findings of documents: those of their own, and those of their integrity in the edition.

    ``paths`` leads from the names in findings to the files, ``folder`` is the source folder. ``only`` leaves out the
    findings of other files. ``alone`` are documents that stand by themselves: what others might hold is not asked for.
    ``sources`` are documents that are no files, by the same names.
    What an instruction in a file silences is left out.
    """
    judged = with_fragments(judged)
    known = [each for each in judged if each.facts is not None]
    if not known and not any(each.silences for each in judged):
        return [finding for each in judged if only is None or each.path in only for finding in each.findings]
    from kwedition.check.integrity import UNKNOWN, Issue, across, apply_ignores, placed, scope_of
    from kwedition.check.integrity import alone as by_themselves

    facts, twins = identified(known)
    issues = by_themselves(facts) if alone else across(facts, scope_of(folder if folder.is_dir() else folder.parent))
    by_name: dict[str, list[Issue]] = {}
    # A grammar has said more of them.
    by_grammar = {each.path for each in judged if each.schema and not each.schema.endswith(".sch")}
    for issue in issues:
        if issue.note.rule != UNKNOWN or issue.name not in by_grammar:
            by_name.setdefault(issue.name, []).append(issue)
    found: list[Finding] = []
    for each in judged:
        if only is not None and each.path not in only:
            continue
        own = list(each.findings)
        source: Source | None = None
        if each.path in by_name or each.silences or each.path in twins:
            source = (sources or {}).get(each.path) or _read(paths.get(each.path), each.path)
        if source is not None:
            own += placed(by_name.get(each.path, []), source)
            if each.path in twins:
                own.append(edition.same_id(source, twins[each.path]))
            own = apply_ignores(
                source, own, partial(_was_asked, alone=alone, ruled=each.ruled, grammar=each.path in by_grammar)
            )
        found += own
    return found


def _was_asked(rule: str, alone: bool, ruled: bool, grammar: bool) -> bool:
    """Whether a rule was asked of a document: not what holds across an edition of one that stands ``alone``, nor
    Schematron of one that no such rules have judged, nor names of elements of one that a ``grammar`` has.
    """
    from kwedition.check.integrity import BY_ID, UNKNOWN

    known = [each for each in (*BY_ID, *OWN) if begins(each, rule)]
    if grammar and known == [UNKNOWN]:
        return False
    if alone and known:
        return not all(each.partition("-")[0] in _ACROSS for each in known)
    # What is none of our rules is one of Schematron, or a slip.
    return bool(known) or ruled or not rule or bool(difflib.get_close_matches(rule, [*BY_ID, *OWN], 1, _SLIP))


_ACROSS = frozenset({"ref", "id", "person", "corresp", "image"})
_SLIP = 0.8


def concerned(judged: Sequence[Judged], changed: Collection[str], lost: Collection[str] = ()) -> set[str]:
    """The documents that changed, and those that refer to something in them, or to ids that they have no more."""
    from kwedition.check.integrity import Scope
    from kwedition.check.integrity.targets import Targets

    facts = [each.facts for each in with_fragments(judged) if each.facts is not None]
    ids = {identifier.id for each in facts if each.name in changed for identifier in each.identifiers} | set(lost)
    ids |= {each.id for each in facts if each.name in changed}
    files = {Path(each.path).name for each in facts if each.name in changed}
    targets = Targets(facts, Scope(lambda path: True))
    found = set(changed)
    for each in facts:
        for pointer in each.pointers:
            if any(_means(token, ids, files) for token in targets.readings(each, pointer.token)):
                found.add(each.name)
                break
    return found


def _means(token: str, ids: Collection[str], files: Collection[str]) -> bool:
    file, _, target = token.rpartition("#")
    return target in ids or Path(file).name in files or token in files


def with_fragments(judged: Sequence[Judged]) -> list[Judged]:
    """What was found out, when it is known which files that are no documents stand in one (XInclude, entities).

    Those are part of it, and nothing is wrong with their roots; what is in the others counts nowhere.
    """
    called = {_included(each.path, file) for each in judged for file in each.calls}
    if called:
        # (By itself such a file need not even be well-formed.)
        judged = [replace(each, findings=()) if each.path in called and _is_unread(each) else each for each in judged]
    strays = {each.path for each in judged if any(finding.rule == NOT_TEI for finding in each.findings)}
    # (A list of entities may stand by itself, too.)
    pieces = strays | {each.path for each in judged if each.facts is not None and each.facts.piece}
    if not pieces:
        return list(judged)
    facts = {each.facts.path: each.facts for each in judged if each.facts is not None}
    included: set[str] = set()
    new = {each.facts.path for each in judged if each.facts is not None and each.path not in strays}
    while new:
        found = {_included(path, href) for path in new if path in facts for href in facts[path].includes}
        new = found - included
        included |= new

    def placed_in(each: Judged) -> Judged:
        if each.path in pieces and each.facts is not None and each.facts.path in included:
            return replace(each, findings=())
        return replace(each, facts=None) if each.path in strays else each

    return [placed_in(each) for each in judged]


def _is_unread(each: Judged) -> bool:
    return any(finding.rule in (NOT_TEI, "xml-not-well-formed") for finding in each.findings)


def _included(path: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href)))


def identified(judged: Sequence[Judged]) -> "tuple[list[DocumentFacts], dict[str, str]]":
    """The facts with the ids that the documents have in the edition; and whose id another has already, and which."""
    facts = [each.facts for each in judged if each.facts is not None]
    ids = edition.identify((each.path, own.own_id or None) for each, own in zip(facts, judged, strict=True))
    identified = [each if each.id == id_ else replace(each, id=id_) for each, (id_, _) in zip(facts, ids, strict=True)]
    twins = {own.name: facts[twin].name for own, (_, twin) in zip(facts, ids, strict=True) if twin is not None}
    return identified, twins


def _read(path: Path | None, shown: str) -> Source | None:
    if path is None:
        return None
    try:
        return xmlio.read(path, shown)
    except Unreadable:
        return None

"""The two phases: facts of one document, which need its tree, and what follows from the facts of all."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from lxml import etree

from kwedition.check.integrity import (
    authorities,
    characters,
    correspondence,
    dates,
    ids,
    languages,
    names,
    notes,
    persons,
    pictures,
    pointing,
    references,
    sequences,
    spaces,
)  # fmt: skip
from kwedition.check.integrity.model import DocumentFacts, Prefix, Scope
from kwedition.check.integrity.places import placed
from kwedition.check.integrity.rule import Issue
from kwedition.check.integrity.targets import Targets
from kwedition.check.integrity.view import View, view
from kwedition.edition import Document
from kwedition.findings import Finding
from kwedition.there import is_there


def facts(document: Document) -> DocumentFacts:
    """All that the rules need to know of a document: a pure function of it, whose result can be pickled."""
    seen = view(document.source)
    identifiers, found = ids.identifiers(seen)
    pointed = pointing.pointing(seen, frozenset(each.id for each in identifiers))
    entries, lives = persons.entries(seen)
    return DocumentFacts(
        path=document.path,
        name=document.source.name,
        id=document.id,
        authority=persons.is_authority(seen),
        notes=(
            *found,
            *pointed.notes,
            *lives,
            *names.notes(seen),
            *authorities.notes(seen, pointed.addresses),
            *dates.notes(seen),
            *correspondence.notes(seen),
            *sequences.notes(seen),
            *characters.notes(seen),
            *characters.assumed(document.source),
            *spaces.notes(seen),
        ),
        identifiers=tuple(identifiers),
        pointers=tuple(pointed.open),
        usages=tuple(pointed.usages),
        prefixes=tuple(prefixes(seen)),
        entries=tuple(entries),
        mentioned=tuple(sorted(pointed.spoken)),
        deeds=tuple(persons.deeds(seen)),
        pictures=tuple(pictures.pictures(seen)),
        lonely=tuple(notes.lonely(seen, pointed.spoken)),
        includes=tuple(includes(seen)),
        tags=tuple(languages.tags(seen)),
        published=seen.published,
        piece=etree.QName(document.source.root).localname not in ("TEI", "teiCorpus"),
    )


def across(all_facts: Sequence[DocumentFacts], scope: Scope) -> list[Issue]:
    """Everything that is wrong, by file: a pure function of the facts and of which files are there.

    The order of the facts is the order of the edition's documents; it decides which of two equals is the second.
    """
    targets = Targets(all_facts, scope)
    issues = [Issue(each.name, note) for each in all_facts for note in each.notes]
    issues += references.across(all_facts, targets)
    issues += ids.across(all_facts)
    issues += persons.across(all_facts, targets)
    issues += pictures.across(all_facts, scope)
    return [*issues, *languages.across(all_facts), *_lonely(all_facts)]


def alone(all_facts: Sequence[DocumentFacts]) -> list[Issue]:
    """What is wrong with documents whatever others hold, as far as these are not known."""
    issues = [Issue(each.name, note) for each in all_facts for note in each.notes]
    return [*issues, *languages.across(all_facts), *_lonely(all_facts)]


def _lonely(all_facts: Sequence[DocumentFacts]) -> list[Issue]:
    """The notes and anchors that nothing links, in no document."""
    if not any(each.lonely for each in all_facts):
        return []
    meant = {pointer.token.rpartition("#")[2] for each in all_facts for pointer in each.pointers}
    return [Issue(each.name, note) for each in all_facts for id_, note in each.lonely if id_ not in meant]


def scope_of(folder: Path) -> Scope:
    """What lies in a source folder and beside it."""
    return Scope(lambda path: is_there(folder / path))


def check_integrity(documents: Sequence[Document], scope: Scope) -> list[Finding]:
    """Both phases, one after the other in this process; nothing is silenced yet."""
    by_name: dict[str, list[Issue]] = {}
    for issue in across([facts(document) for document in documents], scope):
        by_name.setdefault(issue.name, []).append(issue)
    return [
        finding
        for document in documents
        if document.source.name in by_name
        for finding in placed(by_name[document.source.name], document.source)
    ]


def includes(seen: View) -> Iterable[str]:
    """The paths in the XInclude elements of a document."""
    for element in seen.elements:
        if element.tag == "{http://www.w3.org/2001/XInclude}include" and element.get("href"):
            yield str(element.get("href"))


def prefixes(seen: View) -> Iterable[Prefix]:
    """The private schemes that a document declares."""
    for _, element in seen.of("prefixDef"):
        ident = element.get("ident")
        if ident:
            yield Prefix(ident, element.get("matchPattern", "(.*)"), element.get("replacementPattern", "$1"))

"""The two phases: facts of one document, which need its tree, and what follows from the facts of all."""

from collections.abc import Iterable, Sequence

from kwedition.check.integrity import (
    authorities, characters, correspondence, dates, ids, notes, persons, pictures, references, sequences, spaces,
)  # fmt: skip
from kwedition.check.integrity.model import DocumentFacts, Prefix, Scope
from kwedition.check.integrity.rule import Issue
from kwedition.check.integrity.view import View, view
from kwedition.edition import Document


def facts(document: Document) -> DocumentFacts:
    """All that the rules need to know of a document: a pure function of it, whose result can be pickled."""
    seen = view(document.source)
    identifiers, found = ids.identifiers(seen)
    pointers, usages, spoken, wrong = references.pointers(seen, frozenset(each.id for each in identifiers))
    entries, lives = persons.entries(seen)
    return DocumentFacts(
        path=document.path,
        name=document.source.name,
        id=document.id,
        authority=persons.is_authority(seen),
        notes=(
            *found,
            *wrong,
            *lives,
            *authorities.notes(seen),
            *dates.notes(seen),
            *correspondence.notes(seen),
            *sequences.notes(seen),
            *characters.notes(seen),
            *spaces.notes(seen),
        ),
        identifiers=tuple(identifiers),
        pointers=tuple(pointers),
        usages=tuple(usages),
        prefixes=tuple(_prefixes(seen)),
        entries=tuple(entries),
        mentioned=frozenset(spoken),
        deeds=tuple(persons.deeds(seen)),
        pictures=tuple(pictures.pictures(seen)),
        lonely=tuple(notes.lonely(seen, spoken)),
    )


def across(all_facts: Sequence[DocumentFacts], scope: Scope) -> list[Issue]:
    """Everything that is wrong, by file: a pure function of the facts and of which files are there.

    The order of the facts is the order of the edition's documents; it decides which of two equals is the second.
    """
    issues = [Issue(each.name, note) for each in all_facts for note in each.notes]
    issues += references.across(all_facts, scope)
    issues += ids.across(all_facts)
    issues += persons.across(all_facts)
    issues += pictures.across(all_facts, scope)
    if any(each.lonely for each in all_facts):
        pointed = {pointer.token.rpartition("#")[2] for each in all_facts for pointer in each.pointers}
        issues += [Issue(each.name, note) for each in all_facts for id_, note in each.lonely if id_ not in pointed]
    return issues


def _prefixes(seen: View) -> Iterable[Prefix]:
    for _, element in seen.of("prefixDef"):
        ident = element.get("ident")
        if ident:
            yield Prefix(ident, element.get("matchPattern", "(.*)"), element.get("replacementPattern", "$1"))

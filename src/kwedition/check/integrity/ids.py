"""Whether every ``xml:id`` is a name of one thing."""

import re
from collections.abc import Iterator, Sequence

from kwedition.check.integrity.model import DocumentFacts, Identifier
from kwedition.check.integrity.rule import Issue, Note
from kwedition.check.integrity.view import View, local, shown
from kwedition.xmlio import XML_ID

_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f\u2c00-\u2fef"
    "\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_NAME = re.compile(f"[{_START}][{_START}0-9.\u00b7\u0300-\u036f\u203f-\u2040-]*")
"""NCName (Namespaces in XML 1.0, section 3)."""

ENTRIES = {"person": "persons", "personGrp": "persons", "place": "places", "org": "organizations", "event": "events"}
# What may be meant by `#id` from another file of the edition: entities, and what a header or a standOff declares.
_SHARED = frozenset({
    *ENTRIES, "TEI", "category", "taxonomy", "nym", "object", "relation", "handNote", "witness", "interp", "bibl",
    "biblStruct", "char", "glyph", "rendition", "calendar", "msDesc", "biblFull", "listPerson", "item",
})  # fmt: skip


def identifiers(view: View) -> tuple[list[Identifier], list[Note]]:
    """The ids of a document, and what is wrong with them."""
    found: list[Identifier] = []
    notes: list[Note] = []
    first: dict[str, int] = {}
    text = min((order for order, _ in view.of("text")), default=len(view.elements))
    for order, items in enumerate(view.items):
        id_ = next((value for attribute, value in items if attribute == XML_ID), None)
        if id_ is None:
            continue
        element = view.elements[order]
        inside_text = order > text
        name = local(element)
        plain = id_.strip()
        if not _NAME.fullmatch(plain):
            notes.append(Note(
                order, "id-malformed", f'"{shown(id_)}" cannot be the xml:id of `{name}`', _advice(plain),
            ))  # fmt: skip
        elif plain in first:
            at = first[plain]
            notes.append(Note(
                order, "id-duplicate",
                f"xml:id '{plain}' of this `{name}` is already the id of the `{local(view.elements[at])}` "
                "in line {line}",
                "give one of the two another id; references to it mean only the first",
                other=at,
            ))  # fmt: skip
        first.setdefault(plain, order)
        shared = name in _SHARED and not (inside_text and name in {"bibl", "biblStruct", "item"})
        found.append(Identifier(plain, order, name, shared))
    return found, notes


def _advice(id_: str) -> str:
    if not id_:
        return "write an id, or leave the attribute out"
    if " " in id_ or "\t" in id_ or "\n" in id_:
        return "an id has no spaces: write _ or - instead"
    if ":" in id_:
        return "an id has no colon: write . or - instead"
    if id_[0].isdigit() or id_[0] in ".-":
        return f"an id begins with a letter or _, as in {'p' if id_[0].isdigit() else ''}{id_.lstrip('.-')}"
    return "an id consists of letters, digits, - . and _"


def across(all_facts: Sequence[DocumentFacts]) -> Iterator[Issue]:
    """Entries of authority lists that share an id or an authority number."""
    taken = {facts.id: f"the document {facts.name}" for facts in all_facts}
    entered: set[str] = set()
    numbers: dict[tuple[str, str, str], tuple[str, str]] = {}
    for facts in all_facts:
        own: dict[tuple[str, str, str], tuple[str, str]] = numbers if facts.authority else {}
        seen: set[str] = set()
        for entry in facts.entries:
            # Twice in one file is another rule's business.
            if facts.authority and entry.id and entry.id not in seen:
                # (A file of one entry, and what it is about, may well be called the same.)
                if entry.id in taken and (entry.id != facts.id or entry.id in entered):
                    yield Issue(facts.name, Note(
                        entry.order, "id-entry-twice", f"xml:id '{entry.id}' is already the id of {taken[entry.id]}",
                        "each authority entry needs an id of its own: it is the address of its page",
                    ))  # fmt: skip
                else:
                    entered.add(entry.id)
                    taken[entry.id] = f"an entry in {facts.name}"
            seen.add(entry.id)
            for number in entry.authorities:
                key = (entry.kind, number.authority, number.number)
                name = entry.id or f"element {entry.order}"
                other = own.setdefault(key, (name, facts.name))
                if other[0] != name:
                    where = "" if other[1] == facts.name else f" in {other[1]}"
                    yield Issue(facts.name, Note(
                        number.order, "id-authority-twice",
                        f"`{name}` has the same number of {number.authority} as `{other[0]}`{where}: {number.number}",
                        "if both are the same, make one entry of them; otherwise one of the numbers is wrong",
                    ))  # fmt: skip

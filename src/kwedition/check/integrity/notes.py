"""Whether notes and the places they belong to find each other, where a document links them."""

from collections.abc import Iterator

from kwedition.check.integrity.rule import Note
from kwedition.check.integrity.view import View, inside, shown, words
from kwedition.xmlio import XML_ID

_LINKED = 2
# Notes in these belong to them.
_OWN = ("person", "place", "org", "event", "bibl", "biblStruct", "note", "app", "listPerson", "listPlace")


def lonely(view: View, spoken: set[str]) -> Iterator[tuple[str, Note]]:
    """Notes and anchors that nothing in their document links; with each the id that another file may still use.

    ``spoken`` are the ids that the document's pointers name. Only a document that links most of its notes so is
    held to it.
    """
    yield from _anchors(view, spoken)
    yield from _notes(view, spoken)


def _anchors(view: View, spoken: set[str]) -> Iterator[tuple[str, Note]]:
    anchors = [(order, each) for order, each in view.of("anchor") if each.get(XML_ID)]
    kinds: dict[str, list[tuple[int, str, bool]]] = {}
    for order, each in anchors:
        id_ = str(each.get(XML_ID))
        # What points somewhere itself belongs together with what it points to.
        used = id_ in spoken or bool(each.get("corresp") or each.get("next") or each.get("prev") or each.get("synch"))
        kinds.setdefault(each.get("type", ""), []).append((order, id_, used))
    targeted = {
        token.lstrip("#")
        for _, note in view.of("note")
        for attribute in ("target", "corresp", "targetEnd")
        for token in str(note.get(attribute, "")).split()
    }
    for members in kinds.values():
        noted = sum(id_ in targeted for _, id_, _ in members)
        unused = [(order, id_) for order, id_, used in members if not used]
        if noted < _LINKED or len(unused) >= noted:
            continue
        for order, id_ in unused:
            yield id_, Note(
                order, "note-anchor-unused", f"no note belongs to the anchor `{id_}`",
                "write the note with this anchor as its target, or remove the anchor",
            )  # fmt: skip


def _notes(view: View, spoken: set[str]) -> Iterator[tuple[str, Note]]:
    apart = [
        (order, each) for order, each in view.of("note")
        if each.get(XML_ID) and each.getparent() is not None and inside(each, "back", "standOff")
        and not inside(each, *_OWN)
    ]  # fmt: skip
    linked = sum(
        str(each.get(XML_ID)) in spoken or bool(each.get("target") or each.get("corresp")) for _, each in apart
    )
    alone = [
        (order, each) for order, each in apart
        if str(each.get(XML_ID)) not in spoken and not (each.get("target") or each.get("corresp"))
    ]  # fmt: skip
    if linked < _LINKED or len(alone) >= linked:
        return
    for order, each in alone:
        id_ = str(each.get(XML_ID))
        yield id_, Note(
            order, "note-without-anchor",
            f'nothing in the text leads to the note `{id_}` ("{shown(words(each), 30)}")',
            "give it @target with the anchor it belongs to, or point to it from the text",
        )  # fmt: skip

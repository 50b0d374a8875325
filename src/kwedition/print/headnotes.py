"""Notes that are called in what is kept with the next block, such as headings.

Typst moves a heading to the next page when what follows it does not fit, but leaves its note where it was. So the note
is set with the first line of what follows, which is on the page of the heading in any case; the heading refers to it.
"""

from collections.abc import Iterator
from typing import Any

from kwedition.print.sheet import Item


def has_notes(item: Any) -> bool:
    """Whether a note is called anywhere in items or pieces."""
    if isinstance(item, list):
        return any(map(has_notes, item))
    return isinstance(item, dict) and (item.get("k") == "note" or any(map(has_notes, item.values())))


def hand_on(items: list[Item], prefix: str) -> None:
    """Hand the notes of paragraphs that are kept with the next one on to what follows, in the tree itself.

    ``prefix`` begins the names that these notes get.
    """
    waiting: list[Item] = []
    for number, item in enumerate(items):
        if item["k"] == "keep":
            hand_on(item["c"], f"{prefix}.{number}")
        if waiting and not item.get("stick") and item["k"] not in ("marks", "room"):
            first = _first_lines(item)
            if first is not None:
                first["c"][:0] = waiting
            waiting = []
        if item["k"] == "par" and item.get("stick") and _leads_to_lines(items, number):
            for place, note in enumerate(list(_notes(item["c"]))):
                name = f"{prefix}.{number}.{place}"
                waiting.append({**note, "n": [], "id": name})
                note.pop("c")
                note |= {"k": "note-mark", "id": name}


def _leads_to_lines(items: list[Item], number: int) -> bool:
    """Whether what a paragraph is kept with begins with lines, to which a note can be handed on."""
    for item in items[number + 1 :]:
        if item["k"] == "break":
            return False
        if not item.get("stick") and item["k"] not in ("marks", "room"):
            return _first_lines(item) is not None
    return False


def _first_lines(item: Item) -> Item | None:
    """The first paragraph of an item, if it begins with one."""
    match item["k"]:
        case "par":
            return item
        case "keep" | "row":
            inside = item["c"]
        case "list":
            inside = item["items"][0]["c"]
        case _:
            return None
    first = next((each for each in inside if each["k"] not in ("marks", "room")), None)
    return None if first is None or first.get("stick") else _first_lines(first)


def _notes(pieces: list[Any]) -> Iterator[Item]:
    for piece in pieces:
        if isinstance(piece, dict):
            if piece["k"] == "note":
                yield piece
            elif piece["k"] in ("link", "frame"):
                yield from _notes(piece["c"])

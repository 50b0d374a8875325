"""A flow: paragraphs and boxes one below the other, with the space between them resolved.

Blocks that draw nothing leave no trace but in their paragraphs' indents and spaces. So most of a text is a flat list of
paragraphs, which can be divided between pages line by line, each footnote with its line.
"""

from dataclasses import dataclass, field

from kwedition.print.sheet import Item


@dataclass(slots=True)
class Space:
    """A space between blocks in points, as FO knows it."""

    amount: float = 0.0
    force: bool = False
    retain: bool = False


@dataclass(slots=True)
class Flow:
    """Items so far, and what waits for the next one.

    ``start`` and ``end`` are the indents of the content of what holds the flow, ``width`` its width in points.
    """

    start: float
    end: float
    width: float
    paged: bool = False
    items: list[Item] = field(default_factory=list)
    _space: Space = field(default_factory=Space)
    _marks: list[Item] = field(default_factory=list)
    _stick: bool = False

    def space(self, space: Space) -> None:
        """Space before or after something; of neighbouring spaces the largest counts, those that are forced add up."""
        if space.force:
            added = self._space.amount + space.amount if self._space.force else space.amount
            self._space = Space(added, True, self._space.retain or space.retain)
        elif not self._space.force:
            self._space = Space(max(self._space.amount, space.amount), False, self._space.retain or space.retain)

    def fence(self, height: float) -> None:
        """Room that never collapses or vanishes: padding."""
        if height:
            self.add({"k": "room", "height": height})

    def add(self, item: Item) -> None:
        """Append an item after the space that waits."""
        if self._space.amount:
            item["gap"] = self._space.amount
            if self._space.retain:
                item["retain"] = True
        self._space = Space()
        if self._marks and item["k"] != "room":
            item["marks"] = self._marks + item.get("marks", [])
            self._marks = []
        self.items.append(item)

    def mark(self, mark: Item) -> None:
        """Put an address or a marker at the beginning of what comes next."""
        self._marks.append(mark)

    def break_to(self, where: str) -> None:
        """A break before what comes next."""
        self._space = Space()
        if self.items and self.items[-1]["k"] == "break":
            self.items[-1]["to"] = where if where != "page" else self.items[-1]["to"]
            return
        self.items.append({"k": "break", "to": where})

    def finish(self) -> list[Item]:
        """The items, when nothing more comes. A break that nothing follows makes no page."""
        while self.items and self.items[-1]["k"] == "break":
            self.items.pop()
        if self._marks:
            # An address of something empty, at the end.
            self.items.append({"k": "marks", "marks": self._marks})
            self._marks = []
        return self.items

    @property
    def waiting(self) -> Space:
        """The space that nothing has followed yet."""
        return self._space


def stick(items: list[Item], first: int = 0) -> None:
    """Keep the last of these items with what follows it."""
    for item in reversed(items[first:]):
        if item["k"] not in ("room", "marks", "break"):
            item["stick"] = True
            return

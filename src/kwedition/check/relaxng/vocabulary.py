"""What a schema knows as a whole: its names, what may stand in what, and which name was probably meant."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from kwedition.check.relaxng.derivatives import attribute_names
from kwedition.check.relaxng.names import local_of, namespace_of
from kwedition.check.relaxng.patterns import Has, Kind, Pattern, simple_names


class Vocabulary:
    """The elements of a schema; ``elements`` are all that its start reaches."""

    def __init__(self, start: Pattern, elements: Sequence[Pattern]) -> None:
        self.start = start
        self.elements = tuple(elements)
        self._children: dict[Pattern, frozenset[str]] = {}
        self._near: dict[tuple[str, frozenset[str]], str] = {}

    @cached_property
    def by_name(self) -> dict[str, tuple[Pattern, ...]]:
        """The elements of each name that the schema writes down."""
        found: dict[str, list[Pattern]] = {}
        for element in sorted(self.elements, key=lambda each: each.uid):
            for name in simple_names(element) or ():
                found.setdefault(name, []).append(element)
        return {name: tuple(elements) for name, elements in found.items()}

    @cached_property
    def by_local(self) -> dict[str, tuple[str, ...]]:
        """The names with the same local part."""
        found: dict[str, list[str]] = {}
        for name in self.by_name:
            found.setdefault(local_of(name), []).append(name)
        return {local: tuple(sorted(names)) for local, names in found.items()}

    @cached_property
    def parents(self) -> dict[str, tuple[str, ...]]:
        """In which elements each may stand, in alphabetical order."""
        return self._owners(self.children)

    @cached_property
    def attribute_parents(self) -> dict[str, tuple[str, ...]]:
        """Which elements may have each attribute, in alphabetical order."""
        return self._owners(lambda content: attribute_names(content)[0])

    def _owners(self, held: Callable[[Pattern], Iterable[str]]) -> dict[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for name in sorted(self.by_name, key=_by_local):
            for element in self.by_name[name]:
                if element.content is not None:
                    for each in held(element.content):
                        found.setdefault(each, {})[name] = None
        return {name: tuple(owners) for name, owners in found.items()}

    @cached_property
    def namespaces(self) -> tuple[str, ...]:
        """The namespaces of the schema's elements, those of most elements first."""
        counts: dict[str, int] = {}
        for name in self.by_name:
            counts[namespace_of(name)] = counts.get(namespace_of(name), 0) + 1
        return tuple(sorted(counts, key=lambda each: (-counts[each], each)))

    def children(self, pattern: Pattern) -> frozenset[str]:
        """The names of the elements in a content model, wherever they stand in it."""
        kept = self._children.get(pattern)
        if kept is None:
            if pattern.kind is Kind.ELEMENT:
                kept = frozenset(simple_names(pattern) or ())
            else:
                kept = frozenset().union(
                    *(self.children(member) for member in pattern.members if member.has & Has.ELEMENT)
                )
            self._children[pattern] = kept
        return kept

    def gloss(self, name: str) -> str:
        """What the schema says of an element."""
        return next((each.gloss for each in self.by_name.get(name, ()) if each.gloss), "")

    def meant(self, name: str, candidates: Iterable[str]) -> str:
        """The candidate that was probably meant by a name: another namespace, case or spelling; or empty."""
        among = frozenset(candidates)
        key = (name, among)
        if key not in self._near:
            if len(self._near) > 2000:
                self._near.clear()
            self._near[key] = meant(name, among)
        return self._near[key]


def meant(name: str, candidates: Iterable[str]) -> str:
    """The candidate that a name most resembles, when it resembles one; else empty."""
    local, namespace = local_of(name), namespace_of(name)
    best: tuple[int, int, int, str] | None = None
    for candidate in candidates:
        if candidate == name:
            continue
        other = local_of(candidate)
        if other == local:
            rank = 0
        elif other.lower() == local.lower():
            rank = 1
        else:
            shorter = min(len(local), len(other))
            limit = 0 if shorter < 3 else 1 if shorter < 7 else 2
            rank = 1 + distance(local, other, limit) if limit else 99
            if rank > 1 + limit:
                continue
        found = (rank, namespace_of(candidate) != namespace, abs(len(other) - len(local)), candidate)
        if best is None or found < best:
            best = found
    return best[3] if best else ""


def distance(one: str, other: str, limit: int) -> int:
    """How many letters were left out, added, changed or swapped with their neighbour; ``limit`` + 1 when more.

    The optimal string alignment distance (a restricted form of Damerau 1964).
    """
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, mine in enumerate(one, 1):
        last, before, row = before, row, [i]
        for j, theirs in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (mine != theirs))
            if i > 1 and j > 1 and mine == other[j - 2] and one[i - 2] == theirs:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)


def _by_local(name: str) -> tuple[str, str]:
    return local_of(name).lower(), name

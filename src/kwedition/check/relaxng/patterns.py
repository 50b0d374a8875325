"""Patterns: what a schema allows, each kept once, so that equal patterns are the same object.

The constructors of `Patterns` are those of James Clark's "An algorithm for RELAX NG validation" with the
simplifications of the specification (4.20, 4.21) built in. Choice and interleave are sets, so the number of
different derivatives of a pattern is finite (Brzozowski 1964) and each can be remembered where it was first made.
"""

import itertools
from collections.abc import Iterable
from enum import IntEnum

from kwedition.check.relaxng.datatypes import Datatype, Expected
from kwedition.check.relaxng.names import NameClass, simple


class Kind(IntEnum):
    """What a pattern is."""

    EMPTY = 0
    NOT_ALLOWED = 1
    TEXT = 2
    CHOICE = 3
    INTERLEAVE = 4
    GROUP = 5
    ONE_OR_MORE = 6
    LIST = 7
    DATA = 8
    VALUE = 9
    ATTRIBUTE = 10
    ELEMENT = 11
    AFTER = 12


class Has:
    """What a pattern contains, outside the elements in it; bits of a number (an enum would take longer to ask)."""

    ATTRIBUTE = 1
    ELEMENT = 2
    TEXT = 4
    LEAF = 8  # data, value or list
    AFTER = 16


Where = tuple[str, int]


class Pattern:
    """One pattern; equal patterns of one `Patterns` are identical.

    ``members`` are the parts: of choice and interleave all, of group two, of one-or-more, list and attribute one,
    of data the exception if there is one; an element's content stands in ``content``. ``where`` is the file
    and line that it was first read from.
    """

    __slots__ = (
        "attributes_",
        "closed",
        "content",
        "datatype",
        "derived",
        "ends",
        "gloss",
        "has",
        "kind",
        "label",
        "leaves",
        "members",
        "named",
        "names",
        "nullable",
        "opens",
        "required_",
        "table",
        "uid",
        "value",
        "where",
    )  # fmt: skip

    def __init__(self, kind: Kind, uid: int, members: "tuple[Pattern, ...]", nullable: bool, has: int) -> None:
        self.kind = kind
        self.uid = uid
        self.members = members
        self.nullable = nullable
        self.has = has
        self.where: Where | None = None
        # Only elements and attributes.
        self.names: NameClass | None = None
        self.content: Pattern | None = None
        self.gloss = ""
        # Only data and value.
        self.datatype: Datatype | None = None
        self.value: Expected | None = None
        # Only after: which continuation.
        self.label = 0
        # What was computed of it; see derivatives.py.
        self.opens: dict[str, tuple[tuple[Pattern, Pattern], ...]] | None = None
        self.closed: Pattern | None = None
        self.table: tuple[dict[str, tuple[Pattern, ...]], tuple[Pattern, ...]] | None = None
        self.named: tuple[frozenset[str], tuple[Pattern, ...]] | None = None
        self.leaves: tuple[Pattern, ...] | None = None
        self.derived: dict[object, Pattern] | None = None
        self.ends: frozenset[int] | None = None
        self.attributes_: tuple[Pattern, ...] | None = None
        self.required_: object = None

    def __repr__(self) -> str:
        inside = ", ".join(map(repr, self.members))
        return f"{self.kind.name.lower()}#{self.uid}({inside})"


class Patterns:
    """Makes patterns and keeps them.

    Safe to use from several threads: what two of them make at once is the same, and only one is kept.
    """

    def __init__(self) -> None:
        self._kept: dict[object, Pattern] = {}
        self._count = itertools.count(1)
        self.empty = self._plain(Kind.EMPTY, True, 0)
        self.not_allowed = self._plain(Kind.NOT_ALLOWED, False, 0)
        self.text = self._plain(Kind.TEXT, True, Has.TEXT)

    def __len__(self) -> int:
        return len(self._kept)

    def choice(self, parts: Iterable[Pattern]) -> Pattern:
        """One of the parts."""
        members: dict[Pattern, None] = {}
        for part in parts:
            if part.kind is Kind.CHOICE:
                members.update(dict.fromkeys(part.members))
            elif part.kind is not Kind.NOT_ALLOWED:
                members[part] = None
        if not members:
            return self.not_allowed
        if len(members) == 1:
            return next(iter(members))
        if self.empty in members and any(m.nullable for m in members if m is not self.empty):
            # Another part allows nothing as well.
            del members[self.empty]
            if len(members) == 1:
                return next(iter(members))
        ordered = tuple(sorted(members, key=_uid))
        kept = self._kept.get((Kind.CHOICE, ordered))
        if kept is None:
            has = 0
            for each in ordered:
                has |= each.has
            kept = self._keep((Kind.CHOICE, ordered), Kind.CHOICE, ordered, any(m.nullable for m in ordered), has)
        return kept

    def group(self, first: Pattern, second: Pattern) -> Pattern:
        """First one part, then the other (attributes in any order)."""
        if first.kind is Kind.NOT_ALLOWED or second.kind is Kind.NOT_ALLOWED:
            return self.not_allowed
        if first.kind is Kind.EMPTY:
            return second
        if second.kind is Kind.EMPTY:
            return first
        if first.kind is Kind.GROUP and first.has & ~Has.ATTRIBUTE:
            # To the right, so that the same rest is the same pattern; classes of attributes stay together.
            return self.group(first.members[0], self.group(first.members[1], second))
        key = (Kind.GROUP, first, second)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._keep(
                key, Kind.GROUP, (first, second), first.nullable and second.nullable, first.has | second.has
            )
        return kept

    def interleave(self, parts: Iterable[Pattern]) -> Pattern:
        """All parts, their children mixed in any way."""
        members: list[Pattern] = []
        for part in parts:
            if part.kind is Kind.NOT_ALLOWED:
                return part
            if part.kind is Kind.INTERLEAVE:
                members += part.members
            elif part.kind is not Kind.EMPTY:
                members.append(part)
        if not members:
            return self.empty
        if len(members) == 1:
            return members[0]
        ordered = tuple(sorted(members, key=_uid))
        kept = self._kept.get((Kind.INTERLEAVE, ordered))
        if kept is None:
            has = 0
            for each in ordered:
                has |= each.has
            kept = self._keep(
                (Kind.INTERLEAVE, ordered), Kind.INTERLEAVE, ordered, all(m.nullable for m in ordered), has
            )
        return kept

    def one_or_more(self, part: Pattern) -> Pattern:
        """The part once or repeated."""
        if part.kind in (Kind.NOT_ALLOWED, Kind.EMPTY, Kind.ONE_OR_MORE):
            return part
        key = (Kind.ONE_OR_MORE, part)
        kept = self._kept.get(key)
        return kept or self._keep(key, Kind.ONE_OR_MORE, (part,), part.nullable, part.has)

    def optional(self, part: Pattern) -> Pattern:
        """The part or nothing."""
        return part if part.nullable and part.kind is not Kind.TEXT else self.choice((part, self.empty))

    def list(self, part: Pattern) -> Pattern:
        """A text whose words are what the part says."""
        if part.kind is Kind.NOT_ALLOWED:
            return part
        key = (Kind.LIST, part)
        return self._kept.get(key) or self._keep(key, Kind.LIST, (part,), False, Has.LEAF)

    def data(self, datatype: Datatype, but: Pattern | None = None) -> Pattern:
        """A text of a datatype, but not one that the exception allows."""
        if but is not None and but.kind is Kind.NOT_ALLOWED:
            but = None
        key = (Kind.DATA, datatype, but)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._keep(key, Kind.DATA, () if but is None else (but,), False, Has.LEAF)
            kept.datatype = datatype
        return kept

    def value(self, datatype: Datatype, value: Expected) -> Pattern:
        """A text that means a value."""
        key = (Kind.VALUE, datatype, value)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._keep(key, Kind.VALUE, (), False, Has.LEAF)
            kept.datatype, kept.value = datatype, value
        return kept

    def attribute(self, names: NameClass, part: Pattern) -> Pattern:
        """An attribute of one of the names with a value that the part allows."""
        if part.kind is Kind.NOT_ALLOWED:
            return part
        key = (Kind.ATTRIBUTE, names, part)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._keep(key, Kind.ATTRIBUTE, (part,), False, Has.ATTRIBUTE)
            kept.names = names
        return kept

    def element(self, names: NameClass) -> Pattern:
        """A new element, never the same as another; its content is given afterwards."""
        element = self._keep(("element", next(self._count)), Kind.ELEMENT, (), False, Has.ELEMENT)
        element.names = names
        return element

    def after(self, part: Pattern, label: int) -> Pattern:
        """What is left of an element's content, and by which way it was entered."""
        if part.kind is Kind.NOT_ALLOWED:
            return part
        key = (Kind.AFTER, part, label)
        kept = self._kept.get(key)
        if kept is None:
            kept = self._keep(key, Kind.AFTER, (part,), False, part.has | Has.AFTER)
            kept.label = label
        return kept

    def restored(
        self,
        kind: Kind,
        members: tuple[Pattern, ...],
        nullable: bool,
        has: int,
        names: NameClass | None,
        gloss: str,
        datatype: Datatype | None,
        value: Expected | None,
    ) -> Pattern:
        """A pattern that was made before and written down, as its constructor would make it."""
        key: object
        if kind in (Kind.EMPTY, Kind.NOT_ALLOWED, Kind.TEXT):
            return self._kept[kind]
        if kind in (Kind.CHOICE, Kind.INTERLEAVE):
            # They were numbered otherwise when they were written.
            members = tuple(sorted(members, key=_uid))
            key = (kind, members)
        elif kind in (Kind.ONE_OR_MORE, Kind.LIST):
            key = (kind, members[0])
        elif kind is Kind.GROUP:
            key = (kind, *members)
        elif kind is Kind.DATA:
            key = (kind, datatype, members[0] if members else None)
        elif kind is Kind.VALUE:
            key = (kind, datatype, value)
        elif kind is Kind.ATTRIBUTE:
            key = (kind, names, members[0])
        else:
            key = ("element", next(self._count))
        pattern = self._keep(key, kind, members, nullable, has)
        pattern.names, pattern.gloss, pattern.datatype, pattern.value = names, gloss, datatype, value
        return pattern

    def _plain(self, kind: Kind, nullable: bool, has: int) -> Pattern:
        return self._keep(kind, kind, (), nullable, has)

    def _keep(self, key: object, kind: Kind, members: tuple[Pattern, ...], nullable: bool, has: int) -> Pattern:
        return self._kept.setdefault(key, Pattern(kind, next(self._count), members, nullable, has))


def simple_names(pattern: Pattern) -> tuple[str, ...] | None:
    """The names of an element or attribute pattern one by one; None when there is no end of them."""
    return None if pattern.names is None else simple(pattern.names)


def _uid(pattern: Pattern) -> int:
    return pattern.uid

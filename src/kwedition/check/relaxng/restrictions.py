"""What a schema may not say although it can be written (RELAX NG specification, section 7).

Judged on the simplified patterns that the start reaches. What each pattern contains is summed up once, so the cost
grows with the schema and not with the paths through it.
"""

from collections.abc import Iterator

from kwedition.check.relaxng.errors import SchemaError
from kwedition.check.relaxng.names import NameClass, contains, described, overlap, simple
from kwedition.check.relaxng.patterns import Kind, Pattern

# What a pattern contains, itself counted, but not inside elements and attributes.
_ATTRIBUTE, _ELEMENT, _LIST, _TEXT, _DATA, _VALUE, _GROUP, _INTERLEAVE, _MORE, _EMPTY = (1 << n for n in range(10))
_GROUPED = 1 << 10  # an attribute inside a group or an interleave
_ENDLESS = 1 << 11  # an attribute with endlessly many names outside one-or-more

_OWN = {
    Kind.EMPTY: _EMPTY, Kind.NOT_ALLOWED: 0, Kind.TEXT: _TEXT, Kind.CHOICE: 0, Kind.INTERLEAVE: _INTERLEAVE,
    Kind.GROUP: _GROUP, Kind.ONE_OR_MORE: _MORE, Kind.LIST: _LIST, Kind.DATA: _DATA, Kind.VALUE: _VALUE,
    Kind.ATTRIBUTE: _ATTRIBUTE, Kind.ELEMENT: _ELEMENT,
}  # fmt: skip
_CALLED = {
    _ATTRIBUTE: "an attribute", _ELEMENT: "an element", _LIST: "a list", _TEXT: "text", _DATA: "data",
    _VALUE: "a value", _GROUP: "a group", _INTERLEAVE: "an interleave", _MORE: "a repetition", _EMPTY: "nothing",
}  # fmt: skip
# Section 7.1: what may not stand below what.
_PROHIBITED = {
    Kind.ATTRIBUTE: ("an attribute", _ATTRIBUTE | _ELEMENT, "7.1.1"),
    Kind.LIST: ("a list", _LIST | _ELEMENT | _ATTRIBUTE | _TEXT | _INTERLEAVE, "7.1.3"),
    Kind.DATA: (
        "the exception of `data`",
        _ATTRIBUTE | _ELEMENT | _LIST | _TEXT | _GROUP | _INTERLEAVE | _MORE | _EMPTY,
        "7.1.4",
    ),
}
_IN_START = _ATTRIBUTE | _DATA | _VALUE | _TEXT | _LIST | _GROUP | _INTERLEAVE | _MORE | _EMPTY

# Content types of section 7.2, in their order.
_IMPOSSIBLE, _NOTHING, _COMPLEX, _SIMPLE = -1, 0, 1, 2

Names = tuple[frozenset[str], tuple[NameClass, ...]]
_NO_NAMES: Names = (frozenset(), ())


def check(start: Pattern) -> list[Pattern]:
    """Raises SchemaError for the first restriction that is broken; returns the elements that the start reaches."""
    return _Restrictions().check(start)


class _Restrictions:
    def __init__(self) -> None:
        self._flags: dict[Pattern, int] = {}
        self._types: dict[Pattern, int] = {}
        self._attributes: dict[Pattern, Names] = {}
        self._elements: dict[Pattern, Names] = {}

    def check(self, start: Pattern) -> list[Pattern]:
        wrong = self._sum(start) & _IN_START
        if wrong:
            raise _error(start, f"a document is one element; the start allows {_first(wrong)}", "7.1.5")
        reached: dict[Pattern, None] = {}
        todo = list(_elements_in(start))
        while todo:
            element = todo.pop()
            if element in reached:
                continue
            reached[element] = None
            content = element.content
            assert content is not None
            if self._sum(content) & _ENDLESS:
                reason = f"{_name(element)} has an attribute with endlessly many names that is not repeated"
                raise _error(element, reason, "7.3", "put it into `zeroOrMore` or `oneOrMore`")
            if self._type(content) == _IMPOSSIBLE:
                reason = f"{_name(element)} mixes data, values or lists with other content"
                raise _error(element, reason, "7.2", "data may only be the whole content of an element")
            todo += _elements_in(content)
        return list(reached)

    def _sum(self, pattern: Pattern) -> int:
        """What a pattern contains; raises SchemaError for what it may not contain."""
        kept = self._flags.get(pattern)
        if kept is not None:
            return kept
        kind = pattern.kind
        inside = 0
        for member in pattern.members:
            inside |= self._sum(member)
        if kind in _PROHIBITED:
            what, wrong, section = _PROHIBITED[kind]
            if inside & wrong:
                raise _error(pattern, f"{what} may not contain {_first(inside & wrong)}", section)
        flags = _OWN[kind]
        if kind is Kind.ATTRIBUTE:
            assert pattern.names is not None
            if simple(pattern.names) is None:
                flags |= _ENDLESS
        elif kind not in (Kind.DATA, Kind.LIST, Kind.ELEMENT):
            flags |= inside
        else:
            flags |= inside & ~(_GROUP | _INTERLEAVE | _MORE) if kind is Kind.LIST else 0
        if kind is Kind.ONE_OR_MORE:
            if inside & _GROUPED:
                reason = "what is repeated may not contain an attribute in a group or an interleave"
                raise _error(pattern, reason, "7.1.2")
            flags &= ~_ENDLESS
        if kind in (Kind.GROUP, Kind.INTERLEAVE):
            if inside & _ATTRIBUTE:
                flags |= _GROUPED
            self._names_of(pattern, Kind.ATTRIBUTE)
        if kind is Kind.INTERLEAVE:
            self._interleaved(pattern)
        self._flags[pattern] = flags
        return flags

    def _type(self, pattern: Pattern) -> int:
        kept = self._types.get(pattern)
        if kept is not None:
            return kept
        kind = pattern.kind
        found = _NOTHING
        if kind in (Kind.DATA, Kind.VALUE, Kind.LIST):
            found = _SIMPLE
        elif kind in (Kind.TEXT, Kind.ELEMENT):
            found = _COMPLEX
        elif kind is Kind.CHOICE:
            types = [self._type(member) for member in pattern.members]
            found = _IMPOSSIBLE if _IMPOSSIBLE in types else max(types)
        elif kind in (Kind.GROUP, Kind.INTERLEAVE):
            for member in pattern.members:
                found = _together(found, self._type(member))
        elif kind is Kind.ONE_OR_MORE:
            inner = self._type(pattern.members[0])
            found = _together(inner, inner)
        elif kind is Kind.ATTRIBUTE:
            found = _IMPOSSIBLE if self._type(pattern.members[0]) == _IMPOSSIBLE else _NOTHING
        if kind is Kind.DATA and pattern.members and self._type(pattern.members[0]) == _IMPOSSIBLE:
            found = _IMPOSSIBLE
        self._types[pattern] = found
        return found

    def _names_of(self, pattern: Pattern, kind: Kind) -> Names:
        """The names of the attributes (or elements) of a pattern; raises SchemaError for an attribute given twice."""
        kept = self._attributes if kind is Kind.ATTRIBUTE else self._elements
        found = kept.get(pattern)
        if found is not None:
            return found
        if pattern.kind is kind:
            assert pattern.names is not None
            names = simple(pattern.names)
            found = (frozenset(names), ()) if names is not None else (frozenset(), (pattern.names,))
        elif pattern.kind in (Kind.ATTRIBUTE, Kind.ELEMENT, Kind.LIST, Kind.DATA):
            found = _NO_NAMES
        else:
            found = _NO_NAMES
            exclusive = pattern.kind in (Kind.GROUP, Kind.INTERLEAVE) and kind is Kind.ATTRIBUTE
            for member in pattern.members:
                more = self._names_of(member, kind)
                if exclusive and (twice := _shared(found, more)):
                    raise _error(pattern, f"the attribute {twice} is allowed twice in one element", "7.3")
                found = _united(found, more)
        kept[pattern] = found
        return found

    def _interleaved(self, pattern: Pattern) -> None:
        texts = [member for member in pattern.members if self._sum(member) & _TEXT]
        if len(texts) > 1:
            raise _error(pattern, "text stands in more than one part of an interleave", "7.4")
        found = _NO_NAMES
        for member in pattern.members:
            more = self._names_of(member, Kind.ELEMENT)
            if twice := _shared(found, more):
                raise _error(pattern, f"the element {twice} stands in more than one part of an interleave", "7.4")
            found = _united(found, more)


def _together(one: int, other: int) -> int:
    if _IMPOSSIBLE in (one, other):
        return _IMPOSSIBLE
    if _NOTHING in (one, other):
        return max(one, other)
    return _COMPLEX if one == other == _COMPLEX else _IMPOSSIBLE


def _shared(one: Names, other: Names) -> str:
    """A name in both, in words; empty when there is none."""
    if not one[0].isdisjoint(other[0]):
        return f"`{min(one[0] & other[0])}`"
    for endless, names in ((one[1], other), (other[1], one)):
        for names_class in endless:
            for name in names[0]:
                if contains(names_class, name):
                    return f"`{name}`"
    for mine in one[1]:
        for theirs in other[1]:
            if overlap(mine, theirs):
                return f"of {described(mine)}"
    return ""


def _united(one: Names, other: Names) -> Names:
    if not one[1] and not other[1]:
        if not one[0]:
            return other
        if not other[0]:
            return one
    return one[0] | other[0], one[1] + other[1]


def _elements_in(pattern: Pattern) -> Iterator[Pattern]:
    """The elements of a content model, without what is in them."""
    seen = {pattern}
    todo = [pattern]
    while todo:
        here = todo.pop()
        if here.kind is Kind.ELEMENT:
            yield here
            continue
        for member in here.members:
            if member not in seen:
                seen.add(member)
                todo.append(member)


def _first(flags: int) -> str:
    return next(words for flag, words in _CALLED.items() if flags & flag)


def _name(element: Pattern) -> str:
    return described(element.names) if element.names is not None else "an element"


def _error(pattern: Pattern, reason: str, section: str, hint: str = "") -> SchemaError:
    path, line = _place(pattern)
    return SchemaError(reason, path, line, section=section, hint=hint)


def _place(pattern: Pattern) -> tuple[str, int]:
    """Where a pattern was read, or the first part of it whose place is known."""
    todo = [pattern]
    while todo:
        here = todo.pop(0)
        if here.where is not None:
            return here.where
        todo += here.members
    return "", 0

"""What a pattern still wants: what may come next, what must come, and how it goes on if that is passed over."""

from dataclasses import dataclass

from kwedition.check.relaxng.derivatives import Derivatives
from kwedition.check.relaxng.names import contains
from kwedition.check.relaxng.patterns import Has, Kind, Pattern, simple_names

Wanted = tuple[tuple[str, ...], ...]
"""What is missing: for each thing, the names of which one would do; ``#text`` stands for text."""

_TEXT = ("#text",)
# Among so many alternatives none is the one that is missing.
_ALTERNATIVES = 40


@dataclass(frozen=True, slots=True)
class Passed:
    """A way to read an element although something before it is missing."""

    element: Pattern
    rest: Pattern
    missing: Wanted


class Expectations:
    """Questions about what patterns expect; each answer is remembered."""

    def __init__(self, derive: Derivatives) -> None:
        self._derive = derive
        self._next: dict[Pattern, tuple[str, ...]] = {}
        self._required: dict[Pattern, Wanted] = {}
        self._missing_attributes: dict[Pattern, Wanted] = {}

    def next_names(self, pattern: Pattern) -> tuple[str, ...]:
        """The names of the elements that may begin now, in the order of the schema; ``*`` for any name."""
        found = self._next.get(pattern)
        if found is None:
            names: dict[str, None] = {}
            match pattern.kind:
                case Kind.ELEMENT:
                    names.update(dict.fromkeys(simple_names(pattern) or ("*",)))
                case Kind.CHOICE | Kind.INTERLEAVE | Kind.ONE_OR_MORE | Kind.AFTER:
                    for member in pattern.members:
                        if member.has & Has.ELEMENT:
                            names.update(dict.fromkeys(self.next_names(member)))
                case Kind.GROUP:
                    first, second = pattern.members
                    names.update(dict.fromkeys(self.next_names(first)))
                    if first.nullable or not first.has & ~Has.ATTRIBUTE:
                        names.update(dict.fromkeys(self.next_names(second)))
                case _:
                    pass
            found = self._next[pattern] = tuple(names)
        return found

    def required(self, pattern: Pattern) -> Wanted:
        """The least that must still come; nothing when the pattern may end here."""
        if pattern.nullable:
            return ()
        found = self._required.get(pattern)
        if found is None:
            match pattern.kind:
                case Kind.ELEMENT:
                    found = ((simple_names(pattern) or ("*",)),)
                case Kind.CHOICE:
                    parts = [self.required(member) for member in pattern.members]
                    least = min(map(len, parts))
                    alternatives = [part for part in parts if len(part) == least]
                    if least == 1:
                        found = (tuple(dict.fromkeys(name for part in alternatives for name in part[0])),)
                    else:
                        found = alternatives[0]
                case Kind.GROUP | Kind.INTERLEAVE:
                    found = tuple(wanted for member in pattern.members for wanted in self.required(member))
                case Kind.ONE_OR_MORE | Kind.AFTER:
                    found = self.required(pattern.members[0])
                case Kind.DATA | Kind.VALUE | Kind.LIST:
                    found = (_TEXT,)
                case _:
                    found = ()
            self._required[pattern] = found
        return found

    def missing_attributes(self, pattern: Pattern) -> Wanted:
        """The attributes that must be there."""
        if not pattern.has & Has.ATTRIBUTE:
            return ()
        found = self._missing_attributes.get(pattern)
        if found is None:
            match pattern.kind:
                case Kind.ATTRIBUTE:
                    found = ((simple_names(pattern) or ("*",)),)
                case Kind.CHOICE:
                    parts = [self.missing_attributes(member) for member in pattern.members]
                    least = min(map(len, parts))
                    alternatives = [part for part in parts if len(part) == least]
                    if least == 1:
                        found = (tuple(dict.fromkeys(name for part in alternatives for name in part[0])),)
                    else:
                        found = alternatives[0]
                case Kind.GROUP | Kind.INTERLEAVE | Kind.ONE_OR_MORE | Kind.AFTER:
                    found = tuple(w for member in pattern.members for w in self.missing_attributes(member))
                case _:
                    found = ()
            self._missing_attributes[pattern] = found
        return found

    def passing(self, pattern: Pattern, tag: str) -> list[Passed]:
        """How an element can be read when what must come before it is taken as read."""
        make = self._derive.patterns
        if not pattern.has & Has.ELEMENT:
            return []
        match pattern.kind:
            case Kind.ELEMENT:
                assert pattern.names is not None
                return [Passed(pattern, make.empty, ())] if contains(pattern.names, tag) else []
            case Kind.CHOICE:
                return _least([way for member in pattern.members for way in self.passing(member, tag)])
            case Kind.GROUP:
                first, second = pattern.members
                ways = [
                    Passed(way.element, make.group(way.rest, second), way.missing) for way in self.passing(first, tag)
                ]
                missing = self.required(first)
                ways += [
                    Passed(way.element, way.rest, missing + way.missing) for way in self.passing(second, tag)
                ]  # fmt: skip
                return _least(ways)
            case Kind.INTERLEAVE:
                ways = []
                for number, member in enumerate(pattern.members):
                    others = pattern.members[:number] + pattern.members[number + 1 :]
                    ways += [
                        Passed(way.element, make.interleave((way.rest, *others)), way.missing)
                        for way in self.passing(member, tag)
                    ]
                return _least(ways)
            case Kind.ONE_OR_MORE:
                again = make.choice((pattern, make.empty))
                return [
                    Passed(way.element, make.group(way.rest, again), way.missing)
                    for way in self.passing(pattern.members[0], tag)
                ]
            case Kind.AFTER:
                return [
                    Passed(way.element, make.after(way.rest, pattern.label), way.missing)
                    for way in self.passing(pattern.members[0], tag)
                ]
            case _:
                return []

    def after_any(self, pattern: Pattern) -> Pattern:
        """What is left after any one of the elements that may begin now."""
        make = self._derive.patterns
        rests = [
            rest
            for name in self.next_names(pattern)
            for _element, rest in self._derive.open(pattern, name)
        ]  # fmt: skip
        return make.choice(rests)


def _least(ways: list[Passed]) -> list[Passed]:
    """The ways that pass over least."""
    if not ways:
        return ways
    least = min(len(way.missing) for way in ways)
    return [way for way in ways if len(way.missing) == least]


def in_question(wanted: Wanted) -> bool:
    """Whether what is missing can be named."""
    return all(0 < len(names) <= _ALTERNATIVES for names in wanted)

"""What is left of a pattern when something has been read.

After James Clark, "An algorithm for RELAX NG validation" (2002), with two changes. An element's content is followed
by itself, not together with all that surrounds it: an open element whose content can only be one pattern is that
pattern, and where there are several, each is marked with a number (`Kind.AFTER`) that says how its parent goes on. And
a text or attribute value is not derived by itself: it is asked which of the data, value and list patterns in
question accept it, and the derivative is remembered by the answer.
"""

from collections.abc import Iterable

from kwedition.check.relaxng.datatypes import SPACE, words_of
from kwedition.check.relaxng.lexical import Context
from kwedition.check.relaxng.names import contains
from kwedition.check.relaxng.patterns import Has, Kind, Pattern, Patterns, simple_names

Opened = tuple[tuple[Pattern, Pattern], ...]
"""Elements that may begin, each with what is left of the pattern after it."""


_WRONG_TAGS = 1000


class Derivatives:
    """The derivatives of one schema's patterns, remembered where they were made."""

    def __init__(self, patterns: Patterns) -> None:
        self.patterns = patterns

    # Elements.

    def open(self, pattern: Pattern, tag: str) -> Opened:
        """The elements that may begin with a tag, and what is left after each."""
        kept = pattern.opens
        if kept is None:
            kept = pattern.opens = {}
        found = kept.get(tag)
        if found is None:
            found = self._open(pattern, tag)
            # Documents could bring any number of tags that are wrong.
            if found or len(kept) < _WRONG_TAGS:
                kept[tag] = found
        return found

    def _open(self, pattern: Pattern, tag: str) -> Opened:
        make = self.patterns
        match pattern.kind:
            case Kind.ELEMENT:
                assert pattern.names is not None
                return ((pattern, make.empty),) if contains(pattern.names, tag) else ()
            case Kind.CHOICE:
                table, others = _table(pattern)
                found = [(element, make.empty) for element in table.get(tag, ())]
                for member in others:
                    found += self.open(member, tag)
                return self._merged(found)
            case Kind.GROUP:
                first, second = pattern.members
                found = [(element, make.group(rest, second)) for element, rest in self.open(first, tag)]
                if first.nullable:
                    found += self.open(second, tag)
                return self._merged(found)
            case Kind.INTERLEAVE:
                found = []
                for number, member in enumerate(pattern.members):
                    opened = self.open(member, tag)
                    if opened:
                        others = pattern.members[:number] + pattern.members[number + 1 :]
                        found += [(element, make.interleave((rest, *others))) for element, rest in opened]
                return self._merged(found)
            case Kind.ONE_OR_MORE:
                again = make.choice((pattern, make.empty))
                return self._merged(
                    (element, make.group(rest, again)) for element, rest in self.open(pattern.members[0], tag)
                )
            case Kind.AFTER:
                return tuple(
                    (element, make.after(rest, pattern.label)) for element, rest in self.open(pattern.members[0], tag)
                )
            case _:
                return ()

    def _merged(self, found: Iterable[tuple[Pattern, Pattern]]) -> Opened:
        rests: dict[Pattern, list[Pattern]] = {}
        for element, rest in found:
            rests.setdefault(element, []).append(rest)
        return tuple(
            (element, parts[0] if len(parts) == 1 else self.patterns.choice(parts)) for element, parts in rests.items()
        )

    def ended(self, pattern: Pattern) -> frozenset[int]:
        """The numbers of the ways whose content is complete."""
        if pattern.ends is None:
            if pattern.kind is Kind.AFTER:
                pattern.ends = frozenset({pattern.label}) if pattern.members[0].nullable else frozenset()
            elif pattern.kind is Kind.CHOICE:
                pattern.ends = frozenset().union(*(self.ended(member) for member in pattern.members))
            else:
                pattern.ends = frozenset()
        return pattern.ends

    # Attributes.

    def attribute(self, pattern: Pattern, name: str, accepting: frozenset[Pattern]) -> Pattern:
        """What is left after an attribute whose value the patterns of ``accepting`` accept."""
        make = self.patterns
        if not pattern.has & Has.ATTRIBUTE or not _may_have(pattern, name):
            return make.not_allowed
        kept = pattern.derived
        if kept is None:
            kept = pattern.derived = {}
        key = (name, accepting)
        found = kept.get(key)
        if found is not None:
            return found
        match pattern.kind:
            case Kind.ATTRIBUTE:
                assert pattern.names is not None
                fits = pattern.members[0] in accepting and contains(pattern.names, name)
                found = make.empty if fits else make.not_allowed
            case Kind.CHOICE:
                found = make.choice(self.attribute(member, name, accepting) for member in pattern.members)
            case Kind.GROUP:
                first, second = pattern.members
                found = make.choice(
                    (
                        make.group(self.attribute(first, name, accepting), second),
                        make.group(first, self.attribute(second, name, accepting)),
                    )
                )
            case Kind.INTERLEAVE:
                found = make.choice(
                    make.interleave(
                        (
                            self.attribute(member, name, accepting),
                            *pattern.members[:number],
                            *pattern.members[number + 1 :],
                        )
                    )
                    for number, member in enumerate(pattern.members)
                    if _may_have(member, name)
                )
            case Kind.ONE_OR_MORE:
                rest = self.attribute(pattern.members[0], name, accepting)
                found = make.group(rest, make.choice((pattern, make.empty)))
            case Kind.AFTER:
                found = make.after(self.attribute(pattern.members[0], name, accepting), pattern.label)
            case _:
                found = make.not_allowed
        kept[key] = found
        return found

    def close(self, pattern: Pattern, forgiving: bool = False) -> Pattern:
        """What is left when there are no more attributes; ``forgiving`` takes those that are missing as given."""
        if not pattern.has & Has.ATTRIBUTE:
            return pattern
        if not forgiving and pattern.closed is not None:
            return pattern.closed
        make = self.patterns
        match pattern.kind:
            case Kind.ATTRIBUTE:
                found = make.empty if forgiving else make.not_allowed
            case Kind.CHOICE:
                found = make.choice(self.close(member, forgiving) for member in pattern.members)
            case Kind.GROUP:
                first, second = pattern.members
                found = make.group(self.close(first, forgiving), self.close(second, forgiving))
            case Kind.INTERLEAVE:
                found = make.interleave(self.close(member, forgiving) for member in pattern.members)
            case Kind.ONE_OR_MORE:
                found = make.one_or_more(self.close(pattern.members[0], forgiving))
            case Kind.AFTER:
                found = make.after(self.close(pattern.members[0], forgiving), pattern.label)
            case _:
                found = pattern
        if not forgiving:
            pattern.closed = found
        return found

    def attribute_values(self, pattern: Pattern, name: str) -> tuple[Pattern, ...]:
        """What a value of an attribute may be, one pattern for each way to allow it; none when it is not allowed."""
        found: dict[Pattern, None] = {}
        todo = [pattern]
        seen = {pattern}
        while todo:
            here = todo.pop()
            if not _may_have(here, name):
                continue
            if here.kind is Kind.ATTRIBUTE:
                found[here.members[0]] = None
                continue
            for member in here.members:
                if member.has & Has.ATTRIBUTE and member not in seen:
                    seen.add(member)
                    todo.append(member)
        return tuple(found)

    # Text.

    def text(self, pattern: Pattern, accepting: frozenset[Pattern]) -> Pattern:
        """What is left after a text that the data, value and list patterns of ``accepting`` accept."""
        make = self.patterns
        if not pattern.has & (Has.TEXT | Has.LEAF):
            return make.not_allowed
        kept = pattern.derived
        if kept is None:
            kept = pattern.derived = {}
        found = kept.get(accepting)
        if found is not None:
            return found
        match pattern.kind:
            case Kind.TEXT:
                found = pattern
            case Kind.DATA | Kind.VALUE | Kind.LIST:
                found = make.empty if pattern in accepting else make.not_allowed
            case Kind.CHOICE:
                found = make.choice(self.text(member, accepting) for member in pattern.members)
            case Kind.GROUP:
                first, second = pattern.members
                found = make.group(self.text(first, accepting), second)
                if first.nullable:
                    found = make.choice((found, self.text(second, accepting)))
            case Kind.INTERLEAVE:
                found = make.choice(
                    make.interleave(
                        (
                            self.text(member, accepting),
                            *pattern.members[:number],
                            *pattern.members[number + 1 :],
                        )
                    )
                    for number, member in enumerate(pattern.members)
                    if member.has & (Has.TEXT | Has.LEAF)
                )
            case Kind.ONE_OR_MORE if _is_mixed(pattern.members[0]):
                # Text and then the same again is the same: mixed content is not changed by text.
                found = make.choice((pattern, make.empty))
            case Kind.ONE_OR_MORE:
                rest = self.text(pattern.members[0], accepting)
                found = make.group(rest, make.choice((pattern, make.empty)))
            case Kind.AFTER:
                found = make.after(self.text(pattern.members[0], accepting), pattern.label)
            case _:
                found = make.not_allowed
        kept[accepting] = found
        return found

    def leaves(self, pattern: Pattern) -> tuple[Pattern, ...]:
        """The data, value and list patterns that a text would be compared with, not those inside elements."""
        if pattern.leaves is None:
            if not pattern.has & Has.LEAF:
                pattern.leaves = ()
            elif pattern.kind in (Kind.DATA, Kind.VALUE, Kind.LIST):
                pattern.leaves = (pattern,)
            else:
                found: dict[Pattern, None] = {}
                for member in pattern.members:
                    if pattern.kind is not Kind.ATTRIBUTE:
                        found.update(dict.fromkeys(self.leaves(member)))
                pattern.leaves = tuple(found)
        return pattern.leaves

    # Values.

    def accepts(self, pattern: Pattern, text: str, context: Context | None) -> bool:
        """Whether a text as a whole is what a pattern without elements and attributes allows."""
        match pattern.kind:
            case Kind.TEXT:
                return True
            case Kind.EMPTY:
                return not text.strip(SPACE)
            case Kind.DATA:
                assert pattern.datatype is not None
                if not pattern.datatype.accepts(text, context):
                    return False
                return not pattern.members or not self.accepts(pattern.members[0], text, context)
            case Kind.VALUE:
                assert pattern.datatype is not None
                assert pattern.value is not None
                return pattern.datatype.same(pattern.value, text, context)
            case Kind.CHOICE:
                return any(self.accepts(member, text, context) for member in pattern.members)
            case Kind.LIST:
                return self._accepts_words(pattern.members[0], words_of(text), context)
            case Kind.ONE_OR_MORE:
                return self.accepts(pattern.members[0], text, context)
            case Kind.NOT_ALLOWED:
                return False
            case _:
                accepting = frozenset(leaf for leaf in self.leaves(pattern) if self.accepts(leaf, text, context))
                return self.text(pattern, accepting).nullable or (pattern.nullable and not text.strip(SPACE))

    def _accepts_words(self, pattern: Pattern, words: list[str], context: Context | None) -> bool:
        known: dict[tuple[Pattern, str], bool] = {}
        for word in words:
            accepting = set()
            for leaf in self.leaves(pattern):
                key = (leaf, word)
                if key not in known:
                    known[key] = self.accepts(leaf, word, context)
                if known[key]:
                    accepting.add(leaf)
            pattern = self.text(pattern, frozenset(accepting))
            if pattern.kind is Kind.NOT_ALLOWED:
                return False
        return pattern.nullable


def _is_mixed(pattern: Pattern) -> bool:
    """Whether text is one of the things that a repeated pattern allows."""
    return pattern.kind is Kind.TEXT or (
        pattern.kind is Kind.CHOICE and any(member.kind is Kind.TEXT for member in pattern.members)
    )


def needs_context(pattern: Pattern) -> bool:
    """Whether what a pattern accepts depends on prefixes or entities."""
    if pattern.datatype is not None and pattern.datatype.needs_context:
        return True
    return any(needs_context(member) for member in pattern.members)


def _table(pattern: Pattern) -> tuple[dict[str, tuple[Pattern, ...]], tuple[Pattern, ...]]:
    """A choice's elements by name, and its other members."""
    if pattern.table is None:
        named: dict[str, tuple[Pattern, ...]] = {}
        others = []
        for member in pattern.members:
            names = simple_names(member) if member.kind is Kind.ELEMENT else None
            if names is None:
                if member.has & Has.ELEMENT:
                    others.append(member)
                continue
            for name in names:
                named[name] = (*named.get(name, ()), member)
        pattern.table = (named, tuple(others))
    return pattern.table


def _may_have(pattern: Pattern, name: str) -> bool:
    """Whether an attribute of that name occurs in a pattern."""
    names, endless = pattern.named or attribute_names(pattern)
    if name in names or not endless:
        return name in names
    return any(each.names is not None and contains(each.names, name) for each in endless)


def attribute_names(pattern: Pattern) -> tuple[frozenset[str], tuple[Pattern, ...]]:
    """The names of a pattern's attributes, and the attributes that have no end of names."""
    if pattern.named is None:
        if pattern.kind is Kind.ATTRIBUTE:
            own = simple_names(pattern)
            pattern.named = (frozenset(own), ()) if own is not None else (frozenset(), (pattern,))
        else:
            names: frozenset[str] = frozenset()
            endless: tuple[Pattern, ...] = ()
            for member in pattern.members:
                if member.has & Has.ATTRIBUTE:
                    more, without_end = attribute_names(member)
                    names = names | more if names else more
                    endless += without_end
            pattern.named = (names, endless)
    return pattern.named

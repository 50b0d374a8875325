"""Ids and references to them, as DTDs have them (RELAX NG DTD Compatibility, section 5)."""

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from kwedition.check.relaxng.datatypes import SPACE, collapsed
from kwedition.check.relaxng.names import contains, local_of
from kwedition.check.relaxng.patterns import Has, Kind, Pattern, simple_names
from kwedition.check.relaxng.vocabulary import meant
from kwedition.check.relaxng.wording import Problem


@dataclass(frozen=True, slots=True)
class IdTypes:
    """Which attributes of which elements are ids: (element, attribute) → ``ID``, ``IDREF`` or ``IDREFS``.

    ``conflict`` says why a schema gives no sound answer, in which case nothing is judged; else it is empty.
    """

    types: dict[tuple[str, str], str]
    conflict: str = ""

    @property
    def attributes(self) -> tuple[str, ...]:
        """The names of the attributes in question."""
        return tuple(sorted({attribute for _element, attribute in self.types}))


def id_types(elements: Sequence[Pattern]) -> IdTypes:
    """The id attributes of a schema's elements, or why it is not compatible with ids."""
    types: dict[tuple[str, str], str] = {}
    pairs: list[tuple[Pattern, Pattern, str]] = []
    known: dict[Pattern, tuple[Pattern, ...]] = {}
    types_of: dict[Pattern, str] = {}
    for element in elements:
        if element.content is None:
            continue
        for attribute in _attributes(element.content, known):
            type_ = types_of.get(attribute)
            if type_ is None:
                type_ = types_of[attribute] = _type(attribute.members[0])
            pairs.append((element, attribute, type_))
    typed = {name for _e, a, type_ in pairs if type_ for name in simple_names(a) or ()}
    for element, attribute, type_ in pairs:
        if not type_:
            continue
        names, owners = simple_names(attribute), simple_names(element)
        if names is None or owners is None:
            return IdTypes({}, "an attribute of the type " + type_ + " has endlessly many names, or its element has")
        if attribute.members[0].kind not in (Kind.DATA, Kind.VALUE):
            return IdTypes({}, f"the attribute `{names[0]}` is of the type {type_} only in part")
        for owner in owners:
            for name in names:
                if types.setdefault((owner, name), type_) != type_:
                    return IdTypes({}, f"`{name}` of `{local_of(owner)}` has two types: {types[owner, name]}, {type_}")
    touching = {attribute: _touches(attribute, typed) for attribute, type_ in types_of.items() if not type_}
    for element, attribute, type_ in pairs:
        if type_ or not touching[attribute]:
            continue
        owners = simple_names(element)
        for owner, name in types:
            concerned = owner in owners if owners is not None else _covers(element, owner)
            if concerned and _covers(attribute, name):
                said = f"`{name}` of `{local_of(owner)}` is {types[owner, name]} in one place and not in another"
                return IdTypes({}, said)
    return IdTypes(types)


class IdChecker:
    """Finds ids given twice and references without an id in documents."""

    def __init__(self, types: IdTypes) -> None:
        self._types = types.types
        self._ids = {attribute for (_owner, attribute), type_ in types.types.items() if type_ == "ID"}
        self._others = {attribute for (_owner, attribute), type_ in types.types.items() if type_ != "ID"}
        self._values = {attribute: _all_values(attribute) for attribute in self._ids}

    def problems(self, root: etree._Element) -> list[Problem]:
        """Ids given twice, then references that lead nowhere."""
        if not self._types:
            return []
        if not self._others:
            values = [value for each in self._values.values() for value in each(root)]
            if len(set(values)) == len(values) and not any(value != value.strip(SPACE) for value in values):
                return []
        ids: dict[str, etree._Element] = {}
        references: list[tuple[etree._Element, str, str]] = []
        found: list[Problem] = []
        for element in root.iter("*"):
            for name, value in element.items():
                type_ = self._types.get((str(element.tag), name))
                if type_ == "ID":
                    own = collapsed(value)
                    if own in ids:
                        first = ids[own]
                        found.append(
                            Problem(
                                element, "rng-id-duplicate",
                                f"`{_shown(name)}` '{own}' is the id of another element already",
                                f"the first is the `{local_of(str(first.tag))}` in line {first.sourceline}; "
                                "an id belongs to one element",
                            )
                        )  # fmt: skip
                    else:
                        ids[own] = element
                elif type_:
                    references += [(element, name, word) for word in collapsed(value).split(" ") if word]
        for element, name, word in references:
            if word not in ids:
                near = meant(word, ids)
                found.append(
                    Problem(
                        element, "rng-idref-unresolved", f"`{_shown(name)}`: no element has the id '{word}'",
                        f"did you mean '{near}'?" if near else "give the element in question this id",
                    )
                )  # fmt: skip
        return found


def _all_values(attribute: str) -> etree.XPath:
    namespace, _brace, local = attribute.lstrip("{").rpartition("}")
    if namespace:
        return etree.XPath(f"//@n:{local}", namespaces={"n": namespace}, smart_strings=False)
    return etree.XPath(f"//@{local}", smart_strings=False)


def _attributes(pattern: Pattern, known: dict[Pattern, tuple[Pattern, ...]]) -> tuple[Pattern, ...]:
    kept = known.get(pattern)
    if kept is None:
        if pattern.kind is Kind.ATTRIBUTE:
            kept = (pattern,)
        elif not pattern.has & Has.ATTRIBUTE or pattern.kind is Kind.ELEMENT:
            kept = ()
        else:
            found: dict[Pattern, None] = {}
            for member in pattern.members:
                found.update(dict.fromkeys(_attributes(member, known)))
            kept = tuple(found)
        known[pattern] = kept
    return kept


def _type(pattern: Pattern) -> str:
    if pattern.datatype is not None and pattern.kind in (Kind.DATA, Kind.VALUE):
        return pattern.datatype.id_type
    return next((type_ for member in pattern.members if (type_ := _type(member))), "")


def _touches(attribute: Pattern, names: set[str]) -> bool:
    own = simple_names(attribute)
    if own is not None:
        return not names.isdisjoint(own)
    return attribute.names is not None and any(contains(attribute.names, name) for name in names)


def _covers(pattern: Pattern, name: str) -> bool:
    return pattern.names is not None and contains(pattern.names, name)


def _shown(name: str) -> str:
    return f"xml:{local_of(name)}" if name.startswith("{http://www.w3.org/XML/1998/namespace}") else local_of(name)

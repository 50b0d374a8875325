"""Name classes: which element or attribute names a pattern means (RELAX NG specification, sections 4.16 and 6.1).

A name is written as lxml writes a tag: ``local`` or ``{namespace}local``.
"""

from collections.abc import Iterator
from dataclasses import dataclass


def namespace_of(name: str) -> str:
    """The namespace of a name; empty when it is in none."""
    return name[1 : name.index("}")] if name.startswith("{") else ""


def local_of(name: str) -> str:
    """The name without its namespace."""
    return name[name.index("}") + 1 :] if name.startswith("{") else name


def qualified(namespace: str, local: str) -> str:
    """A namespace and a local name as one string."""
    return f"{{{namespace}}}{local}" if namespace else local


@dataclass(frozen=True, slots=True)
class Name:
    """One name."""

    name: str


@dataclass(frozen=True, slots=True)
class AnyName:
    """Every name but those of ``but``."""

    but: "NameClass | None" = None


@dataclass(frozen=True, slots=True)
class NsName:
    """Every name of a namespace but those of ``but``."""

    namespace: str
    but: "NameClass | None" = None


@dataclass(frozen=True, slots=True)
class NameChoice:
    """The names of several classes."""

    members: "tuple[NameClass, ...]"


NameClass = Name | AnyName | NsName | NameChoice

# Stands for the names that no schema writes down, when two classes are compared.
_UNHEARD = "\0unheard"


def contains(names: NameClass, name: str) -> bool:
    """Whether a name belongs to a class."""
    match names:
        case Name(own):
            return own == name
        case NameChoice(members):
            return any(contains(member, name) for member in members)
        case AnyName(but):
            return but is None or not contains(but, name)
        case NsName(namespace, but):
            return namespace_of(name) == namespace and (but is None or not contains(but, name))


def simple(names: NameClass) -> tuple[str, ...] | None:
    """The names of a class that lists them one by one; None for a class without end."""
    match names:
        case Name(own):
            return (own,)
        case NameChoice(members):
            found: list[str] = []
            for member in members:
                own_names = simple(member)
                if own_names is None:
                    return None
                found += own_names
            return tuple(found)
        case _:
            return None


def overlap(one: NameClass, other: NameClass) -> bool:
    """Whether some name belongs to both classes (by the representatives of James Clark's implementation notes)."""
    return any(
        contains(one, name) and contains(other, name) for name in (*_representatives(one), *_representatives(other))
    )


def described(names: NameClass) -> str:
    """A class in words, for messages."""
    match names:
        case Name(own):
            return f"`{local_of(own)}`"
        case NameChoice(members):
            return " or ".join(described(member) for member in members)
        case AnyName():
            return "any name"
        case NsName(namespace):
            return f"any name of the namespace '{namespace}'" if namespace else "any name without a namespace"


def _representatives(names: NameClass) -> Iterator[str]:
    """At least one name of each region that a class tells apart."""
    match names:
        case Name(own):
            yield own
        case NameChoice(members):
            for member in members:
                yield from _representatives(member)
        case AnyName(but):
            yield qualified(_UNHEARD, _UNHEARD)
            if but is not None:
                yield from _representatives(but)
        case NsName(namespace, but):
            yield qualified(namespace, _UNHEARD)
            if but is not None:
                yield from _representatives(but)

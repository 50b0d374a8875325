"""Identifiers in authority files: what they look like, and whether their check digits are right."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from kwedition.check.integrity.model import Authority
from kwedition.check.integrity.rule import Note
from kwedition.check.integrity.view import View, local, shown


def _gnd(number: str) -> bool:
    """Modulo 11, weights from 2 at the right: the complement of the sum; in numbers with a hyphen the sum itself.

    So it is in all of some 570 different numbers of a large published edition.
    """
    digits, check = number.replace("-", "")[:-1], number[-1]
    total = sum(int(digit) * weight for weight, digit in enumerate(reversed(digits), 2)) % 11
    return (10 if check in "Xx" else int(check)) == (total if "-" in number else (11 - total) % 11)


def _isni(number: str) -> bool:
    """ISO 7064 MOD 11-2, as ISNI and ORCID use it."""
    plain = re.sub(r"[\s-]", "", number)
    total = 0
    for digit in plain[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    return ("X" if check == 10 else str(check)) == plain[-1].upper()


def _fine(_number: str) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Register:
    """An authority file: how its addresses begin, what a number looks like, whether its check digit is right."""

    name: str
    types: re.Pattern[str]
    address: re.Pattern[str]
    number: re.Pattern[str]
    right: Callable[[str], bool]
    example: str


def _register(name: str, types: str, address: str, number: str, right: Callable[[str], bool], example: str) -> Register:
    return Register(
        name,
        re.compile(types, re.IGNORECASE),
        re.compile(rf"(?:https?:)?(?://)?(?:{address})([^/?#\s]*)/?(?:[?#].*)?", re.IGNORECASE),
        re.compile(number),
        right,
        example,
    )


_LIKE = re.compile(r"[Qq]?[0-9]")
"""How anything begins that may have been meant for a number."""

REGISTERS = (
    _register(
        "GND", r"gnd|pnd|gkd|swd", r"(?:www\.)?d-nb\.info/gnd/|lobid\.org/gnd/|gnd:|gnd/",
        r"1[0-9]{7,9}[0-9Xx]|[1-9][0-9]{0,7}-[0-9Xx]", _gnd, "118540238",
    ),
    _register("VIAF", r"viaf", r"(?:www\.)?viaf\.org/viaf/|viaf:|viaf/", r"[1-9][0-9]{1,21}", _fine, "24602065"),
    _register(
        "ISNI", r"isni", r"(?:www\.)?isni\.org/(?:isni/|page/)?|isni:", r"(?:[0-9]{4}[\s-]?){3}[0-9]{3}[0-9Xx]", _isni,
        "0000 0001 2144 1970",
    ),
    _register(
        "ORCID", r"orcid", r"(?:www\.)?orcid\.org/|orcid:", r"(?:[0-9]{4}-){3}[0-9]{3}[0-9Xx]", _isni,
        "0000-0002-1825-0097",
    ),
    _register(
        "Wikidata", r"wikidata|wd",
        r"(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/(?:Special:EntityPage/)?|wikidata:|wd:",
        r"[Qq][1-9][0-9]*", _fine, "Q5879",
    ),
    _register(
        "GeoNames", r"geonames?", r"(?:www\.|sws\.)?geonames\.org/|geonames?:", r"[1-9][0-9]{0,8}", _fine, "2874225"
    ),
)  # fmt: skip


def recognised(value: str, kind: str = "") -> tuple[Register, str] | None:
    """The authority file and the number that a value means; ``kind`` is what the encoding calls it."""
    plain = value.strip()
    if not plain:
        return None
    for register in REGISTERS:
        match = register.address.fullmatch(plain)
        if match:
            return register, match[1]
    # Addresses elsewhere are somebody else's.
    if "/" in plain or ":" in plain or not kind:
        return None
    for register in REGISTERS:
        if register.types.fullmatch(kind.strip()):
            return register, plain
    return None


def canonical(register: Register, number: str) -> str:
    return re.sub(r"\s", "", number).upper()


def notes(view: View, addresses: Iterable[tuple[int, str, str]]) -> Iterator[Note]:
    """Identifiers in a document that cannot be right; ``addresses`` are absolute URIs with element and attribute."""
    for order, element in view.of("idno"):
        if not len(element) and element.text:
            yield from _judge(order, element, "`idno`", element.text, *_kinds(element))
    for order, attribute, token in addresses:
        element = view.elements[order]
        yield from _judge(order, element, f"@{attribute} of `{local(element)}`", token)


def _kinds(element: etree._Element) -> tuple[str, ...]:
    return tuple(value for value in (element.get("type"), element.get("subtype")) if value)


def _judge(order: int, element: etree._Element, where: str, value: str, *kinds: str) -> Iterator[Note]:
    found = None
    for kind in kinds or ("",):
        found = found or recognised(value, kind)
    if found is None:
        return
    register, number = found
    # An address without a number is the authority file itself; dots and question marks stand for what is to come.
    if not number or not number.strip(".?-_xX0"):
        return
    if not register.number.fullmatch(number):
        # Links to other pages of the same host: a property, a search, the help.
        if "//" in value and local(element) != "idno" and not _LIKE.match(number):
            return
        yield Note(
            order, "id-authority-form",
            f'{where}: "{shown(number)}" cannot be a number of {register.name}',
            f"a number of {register.name} looks like {register.example}",
        )  # fmt: skip
    elif not register.right(number):
        yield Note(
            order, "id-authority-checksum",
            f"{where}: the check digit of the {register.name} number {number} is wrong",
            f"a digit was mistyped or left out: look the number up in {register.name} again",
        )  # fmt: skip


def of_entry(entry: etree._Element, order: Callable[[etree._Element], int]) -> tuple[Authority, ...]:
    """The authority numbers that an entry gives for its own entity."""
    found: dict[tuple[str, str], Authority] = {}
    for element in entry.iterchildren("{*}idno"):
        if len(element) or not element.text:
            continue
        for kind in (*_kinds(element), ""):
            match = recognised(element.text, kind)
            if match and match[0].number.fullmatch(match[1]):
                key = (match[0].name, canonical(*match))
                found.setdefault(key, Authority(order(element), *key))
                break
    return tuple(found.values())

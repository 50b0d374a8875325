"""Pages, images, divisions and verses whose numbers go wrong in an otherwise regular series."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml import etree

from kwedition.check.integrity.rule import Note
from kwedition.check.integrity.view import View, inside, local, shown

_ROMAN = re.compile(r"(?=.)m{0,4}(cm|cd|d?c{0,4})(xc|xl|l?x{0,4})(ix|iv|v?i{0,4}|i{0,3}j)")
_VALUES = {"i": 1, "j": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_TAIL = re.compile(r"(.*?)(\d+)(\D*)")
# A series must be at least so long, and all but this share of its steps regular, before one step is called wrong.
_LONG = 10
_DIVISIONS = frozenset({"div", "div1", "div2", "div3", "front", "body", "back", "titlePage", "text", "group"})
_APART = ("note", "rdg", "del", "floatingText", "back", "add")
_IRREGULAR = 0.05
# The page by which the numbers of a document are first seen.
_SECOND = 2
# So many steps away is near.
_NEAR = 40


@dataclass(frozen=True, slots=True)
class _Step:
    """A numbered element: ``kind`` is the way of counting, ``text`` what stands there."""

    order: int
    kind: str
    number: int
    text: str


def _counted(text: str) -> tuple[str, int] | None:
    """The way of counting and the number: arabic, roman, or leaves with recto and verso (two numbers a leaf)."""
    plain = text.strip().strip("[]()")
    if plain.isdecimal() and plain.isascii():
        return "arabic", int(plain)
    leaf = re.fullmatch(r"(\d+)\s?([rv])\.?", plain)
    if leaf:
        return "leaf", 2 * int(leaf[1]) + (leaf[2] == "v")
    lower = plain.lower()
    if (plain in (lower, plain.upper())) and _ROMAN.fullmatch(lower):
        values = [_VALUES[each] for each in lower]
        return "roman", sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
    return None


def notes(view: View) -> Iterator[Note]:
    """What is wrong in the series of a document."""
    yield from _pages(view)
    yield from _verses(view)
    yield from _divisions(view)


def _pages(view: View) -> Iterator[Note]:
    breaks: dict[str, list[tuple[int, etree._Element]]] = {}
    for order, element in view.of("pb"):
        # A note that runs over a page, a reading of another witness: they break pages for themselves.
        if (element.get("n") or element.get("facs")) and not inside(
            element, "note", "rdg", "del", "floatingText", "back", "add"
        ):
            breaks.setdefault(element.get("ed", "") + element.get("edRef", "") + element.get("type", ""), []).append(
                (order, element)
            )
    for same in breaks.values():
        if len(same) < _LONG:
            continue
        steps = []
        for order, element in same:
            counted = _counted(element.get("n", ""))
            steps.append(_Step(order, *counted, str(element.get("n"))) if counted else None)
        yield from _wrong(
            view,
            steps,
            "page",
            "pb",
            "page",
            opening={order for order, each in same if _opens(each)},
            anew=_first_in_division(same),
        )
        images = []
        for order, element in same:
            found = _TAIL.fullmatch(str(element.get("facs", "")).rpartition("/")[2].rpartition(":")[2])
            images.append(
                _Step(order, found[1] + "…" + found[3], int(found[2]), str(element.get("facs"))) if found else None
            )
        yield from _wrong(view, images, "image", "pb", "image")


def _first_in_division(breaks: list[tuple[int, etree._Element]]) -> set[int]:
    """The breaks that are the first of their division: a document of its own has no break before its first page."""
    seen: set[etree._Element] = set()
    found: set[int] = set()
    for order, element in breaks:
        division = next((each for each in element.iterancestors() if local(each) in _DIVISIONS), None)
        if division is not None and division not in seen:
            seen.add(division)
            found.add(order)
    return found


def _opens(element: etree._Element) -> bool:
    """Whether a break stands before all text of a division, or between two, or behind all text of one.

    What precedes it may be a blank page or a half-title, which many editions do not encode.
    """
    after = element.getnext()
    if not (element.tail or "").strip() and (after is None or local(after) in _DIVISIONS):
        return True
    here = element
    while (parent := here.getparent()) is not None:
        if here.getprevious() is not None or (parent.text or "").strip():
            return False
        if local(parent) in _DIVISIONS:
            return True
        here = parent
    return False


def _verses(view: View) -> Iterator[Note]:
    steps: list[_Step | None] = []
    before: tuple[str, etree._Element | None] = "", None
    for order, element in view.of("l"):
        number = element.get("n")
        if number is None or element.get("part") in {"M", "F"} or inside(element, "rdg", "note", "floatingText"):
            continue
        speech = next((each for each in element.iterancestors() if local(each) in {"sp", "said"}), None)
        # A verse that two speakers share has its number twice.
        shared = before[0] == number and speech is not None and before[1] is not speech
        before = number, speech
        if shared:
            continue
        counted = _counted(number)
        steps.append(_Step(order, *counted, number) if counted else None)
    yield from _wrong(view, steps, "number", "l", "verse")


def _divisions(view: View) -> Iterator[Note]:
    parents: dict[etree._Element, list[tuple[int, etree._Element]]] = {}
    for order, element in view.of("div"):
        parent = element.getparent()
        if parent is not None and element.get("n"):
            parents.setdefault(parent, []).append((order, element))
    for children in parents.values():
        kinds: dict[tuple[str, str], list[_Step | None]] = {}
        for order, element in children:
            counted = _counted(element.get("n", ""))
            key = (element.get("type", ""), element.get("subtype", ""))
            kinds.setdefault(key, []).append(_Step(order, *counted, str(element.get("n"))) if counted else None)
        for steps in kinds.values():
            # One number at all of them counts nothing: in the German Text Archive it says how deep they are.
            if len({step.number for step in steps if step}) == 1:
                continue
            yield from _wrong(view, steps, "number", "div", "division", long=4)


def _wrong(
    view: View,
    steps: Sequence[_Step | None],
    rule: str,
    name: str,
    thing: str,
    long: int = _LONG,
    opening: Collection[int] = (),
    anew: Collection[int] = (),
) -> Iterator[Note]:
    """The steps that stand out in a series which is regular but for them.

    Counting may begin anew at 1, or at 2 in some places (``anew``); a gap may explain what is missing, and so may the
    beginning of a division (``opening``; both are element numbers).
    """
    pairs = [(a, b) for a, b in pairwise(steps) if a and b and a.kind == b.kind]
    odd = [
        index
        for index, (a, b) in enumerate(pairs)
        if b.number not in (1, a.number + 1) and not (b.number == _SECOND and b.order in anew)
    ]
    # A wrong number makes two wrong steps.
    places = [index for index in odd if index - 1 not in odd]
    if len(pairs) + 1 < long or len(places) > max(1, len(pairs) * _IRREGULAR):
        return
    for index in places:
        a, b = pairs[index]
        after = pairs[index + 1][1] if index + 1 < len(pairs) and pairs[index + 1][0] is b else None
        if after and after.number == a.number + 2 and b.number not in (a.number, after.number):
            yield Note(
                b.order, f"{rule}-skipped",
                f"the {thing} between {_quoted(a)} and {_quoted(after)} is numbered {_quoted(b)}",
                f"correct the number of this `{name}`",
            )  # fmt: skip
        elif b.number == a.number or (after and after.number == b.number == a.number + 2):
            yield Note(
                b.order, f"{rule}-repeated", f"two {thing}s in a row are numbered {_quoted(b)}",
                f"correct the number of one `{name}`; if the source repeats it, silence this rule here",
            )  # fmt: skip
        elif (
            a.number < b.number <= a.number + 3
            and b.order not in opening
            and not _explained(view, a, b)
            and not _transposed(pairs, index)
        ):
            missing = b.number - a.number - 1
            yield Note(
                b.order, f"{rule}-skipped",
                f"after {thing} {_quoted(a)} comes {_quoted(b)}: {missing} {'is' if missing == 1 else 'are'} missing",
                f"a `{name}` was overlooked, or the number is wrong; if the source lacks it, encode a gap",
            )  # fmt: skip


def _transposed(pairs: Sequence[tuple[_Step, _Step]], index: int) -> bool:
    """Whether what is missing between two steps stands near them: editors move verses, binders leaves."""
    a, b = pairs[index]
    near = {step.number for pair in pairs[max(0, index - _NEAR) : index + _NEAR] for step in pair}
    return near.issuperset(range(a.number + 1, b.number))


def _explained(view: View, a: _Step, b: _Step) -> bool:
    return any(a.order < order < b.order for order, _ in view.of("gap", "lacunaStart", "damage"))


def _quoted(step: _Step) -> str:
    return f'"{shown(step.text)}"'

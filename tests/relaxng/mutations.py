"""Mistakes of editors, made on purpose: each operator turns a valid document into one with a single mistake."""

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from lxml import etree

from kwedition import xmlio
from kwedition.check.relaxng import Schema
from kwedition.check.relaxng.derivatives import attribute_names
from kwedition.check.relaxng.names import local_of, namespace_of, qualified
from kwedition.check.relaxng.patterns import Kind
from kwedition.check.relaxng.values import closed_list, leaves

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_TRIES = 600
# Stands for no namespace until the document is written: lxml would write no `xmlns=""`.
_NONE = "urn:none"
_NUMBERS = ("double", "decimal", "nonNegativeInteger", "integer", "positiveInteger")
Element = etree._Element


@dataclass(frozen=True, slots=True)
class Mutant:
    """A document with one mistake.

    ``places`` are the paths of the elements that a finding may name: the offender, its parent, or, where something
    is missing or out of order, its neighbours. ``note`` says what was done.
    """

    data: bytes
    places: frozenset[str]
    note: str
    valid: bool = False


class Facts:
    """What a schema says of the names in it, as far as operators ask."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.vocabulary = schema._vocabulary
        self._derive = schema._automaton.derive
        self._kinds: dict[tuple[str, str], frozenset[str]] = {}
        self.tags = sorted(self.vocabulary.by_name)
        self.attribute_names = sorted(name for name in self.vocabulary.attribute_parents if not namespace_of(name))

    def attributes(self, tag: str) -> list[str]:
        """The attributes that elements of a name may have."""
        found: set[str] = set()
        for element in self.vocabulary.by_name.get(tag, ()):
            if element.content is not None:
                found |= attribute_names(element.content)[0]
        return sorted(found)

    def kinds(self, tag: str, attribute: str) -> frozenset[str]:
        """Of what kinds an attribute's values are: names of datatypes, ``pattern``, ``number``, ``closed``, ``text``."""
        key = (tag, attribute)
        if key not in self._kinds:
            self._kinds[key] = self._kinds_of(tag, attribute)
        return self._kinds[key]

    def _kinds_of(self, tag: str, attribute: str) -> frozenset[str]:
        ways = [
            way
            for element in self.vocabulary.by_name.get(tag, ())
            if element.content is not None
            for way in self._derive.attribute_values(element.content, attribute)
        ]
        found = {"closed"} if closed_list(ways) else set()
        for leaf in leaves(ways):
            parts = leaves(leaf.members) if leaf.kind is Kind.LIST else [leaf]
            for part in parts:
                if part.kind is Kind.TEXT or part.datatype is None:
                    found |= {"text"} if part.kind is Kind.TEXT else set()
                elif part.kind is Kind.DATA:
                    type_ = part.datatype.name
                    word = part.datatype.params and type_ in ("token", "string")
                    found.add("pattern" if word else "number" if type_ in _NUMBERS else type_)
        return frozenset(found)


Operator = Callable[[Element, Random, Facts], tuple[list[Element], str] | None]
"""Changes a document; gives the elements that a finding may name and what was done, or None where it cannot."""

OPERATORS: dict[str, Operator] = {}


def _operator(name: str) -> Callable[[Operator], Operator]:
    def keep(function: Operator) -> Operator:
        OPERATORS[name] = function
        return function

    return keep


def mutants(name: str, schema: Schema, documents: list[Element], wanted: int) -> tuple[list[Mutant], list[Mutant]]:
    """Mutants by an operator, and changed documents that stayed valid; the same ones each time."""
    operator, facts = OPERATORS[name], Facts(schema)
    random = Random(name)
    found: list[Mutant] = []
    kept: list[Mutant] = []
    for _try in range(_TRIES * wanted):
        if len(found) == wanted:
            break
        root = copy.deepcopy(random.choice(documents))
        done = operator(root, random, facts)
        if done is None:
            continue
        places, note = done
        data = etree.tostring(places[0].getroottree(), encoding="utf-8").replace(_NONE.encode(), b"")
        valid = schema.is_valid(xmlio.parse(data, name).root)
        paths = frozenset(xmlio.path_of(place).replace(_NONE, "") for place in places)
        mutant = Mutant(data, paths, note, valid)
        if not valid:
            found.append(mutant)
        elif len(kept) < wanted:
            kept.append(mutant)
    return found, kept


def made_valid(root: Element, schema: Schema, rounds: int = 60) -> Element | None:
    """A document without what the schema does not allow in it; None when that is not reached."""
    for _round in range(rounds):
        problems = schema.problems(root)
        if not problems:
            return root
        for problem in problems:
            element = problem.element
            if element.getroottree().getroot() is not root:
                continue
            attribute = re.search(r"`((?:xml:)?[\w.-]+)`", problem.message)
            if problem.rule in ("rng-attribute-value", "rng-attribute-not-allowed", "rng-id-duplicate") and attribute:
                for name in list(element.keys()):
                    if f"`{local_of(name)}`" in problem.message or f"`xml:{local_of(name)}`" in problem.message:
                        del element.attrib[name]
            elif problem.rule == "rng-text-not-allowed":
                element.text = None
                for child in element:
                    child.tail = None
            elif element is root:
                return None
            else:
                remove(element)
    return None


def remove(element: Element) -> None:
    """Takes an element out of its parent and leaves the text after it."""
    parent = element.getparent()
    assert parent is not None
    if element.tail:
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


# Where.


def _elements(root: Element) -> list[Element]:
    return list(root.iter("*"))


def _inner(root: Element) -> list[Element]:
    return [element for element in root.iter("*") if element is not root]


def _pick(random: Random, elements: list[Element]) -> Element | None:
    return random.choice(elements) if elements else None


def _with_parent(element: Element) -> list[Element]:
    parent = element.getparent()
    return [element] if parent is None else [element, parent]


def _without_ids(element: Element) -> Element:
    copied = copy.deepcopy(element)
    copied.tail = None
    for each in copied.iter("*"):
        each.attrib.pop(_ID, None)
    return copied


def _shown(element: Element) -> str:
    return local_of(str(element.tag))


# Names.


@_operator("misspelled element")
def _misspelled_element(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    element = _pick(random, [each for each in _inner(root) if len(_shown(each)) > 3])
    if element is None:
        return None
    was = str(element.tag)
    wrong = qualified(namespace_of(was), _misspelled(local_of(was), random))
    if wrong in facts.vocabulary.by_name:
        return None
    element.tag = wrong
    return _with_parent(element), f"`{local_of(was)}` → `{local_of(wrong)}`"


def _misspelled(word: str, random: Random) -> str:
    at = random.randrange(1, len(word) - 1)
    return random.choice([
        word[:at] + word[at + 1 :],
        word[:at] + word[at] + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + random.choice("aeiourstn") + word[at + 1 :],
    ])  # fmt: skip


@_operator("wrong case")
def _wrong_case(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    element = _pick(random, _inner(root))
    if element is None:
        return None
    was = str(element.tag)
    local = local_of(was)
    wrong = qualified(namespace_of(was), local.lower() if local != local.lower() else local.capitalize())
    if wrong in facts.vocabulary.by_name:
        return None
    element.tag = wrong
    return _with_parent(element), f"`{local}` → `{local_of(wrong)}`"


@_operator("wrong namespace")
def _wrong_namespace(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    element = _pick(random, _elements(root))
    assert element is not None
    wrong = random.choice(
        ["http://www.tei-c.org/ns/2.0", "http://www.w3.org/1999/xhtml", "http://www.tei-c.org/ns/1.0/"]
    )
    element = _in_namespace(element, wrong)
    return _with_parent(element), f"`{_shown(element)}` and all in it put into {wrong}"


@_operator("missing namespace")
def _missing_namespace(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    element = _pick(random, _elements(root))
    assert element is not None
    element = _in_namespace(element, _NONE)
    return _with_parent(element), f"`{_shown(element)}` and all in it put into no namespace"


def _in_namespace(element: Element, namespace: str) -> Element:
    """An element and all in it in another namespace, which is declared as if it were the only one."""
    made = etree.Element(qualified(namespace, _shown(element)), dict(element.attrib), nsmap={None: namespace})
    made.text = element.text
    for child in element:
        if isinstance(child.tag, str):
            tail = child.tail
            inner = _in_namespace(child, namespace)
            inner.tail = tail
            made.append(inner)
        else:
            made.append(copy.deepcopy(child))
    parent = element.getparent()
    if parent is not None:
        made.tail = element.tail
        parent.replace(element, made)
    return made


# Places.


@_operator("misplaced element")
def _misplaced(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    elements = _inner(root)
    moved, target = _pick(random, elements), _pick(random, elements)
    if moved is None or target is None or len(moved) > 3 or moved in target.iterancestors():
        return None
    moved = _without_ids(moved)
    target.insert(random.randint(0, len(target)), moved)
    return _with_parent(moved), f"another `{_shown(moved)}` put into `{_shown(target)}`"


@_operator("missing child")
def _missing_child(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    element = _pick(random, [each for each in _inner(root) if len(each) or not (each.text or "").strip()])
    if element is None:
        return None
    parent, after = element.getparent(), next(element.itersiblings("*"), None)
    assert parent is not None
    remove(element)
    return [parent, *([after] if after is not None else [])], f"`{_shown(element)}` taken out of `{_shown(parent)}`"


@_operator("empty element")
def _empty(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    element = _pick(random, [each for each in _elements(root) if len(each)])
    if element is None:
        return None
    for child in list(element):
        element.remove(child)
    element.text = None
    return _with_parent(element), f"`{_shown(element)}` emptied"


@_operator("wrong order")
def _wrong_order(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    element = _pick(random, [each for each in _inner(root) if next(each.itersiblings("*"), None) is not None])
    if element is None:
        return None
    following = next(element.itersiblings("*"))
    parent = element.getparent()
    assert parent is not None
    if following.tag == element.tag:
        return None
    element.tail, following.tail = following.tail, element.tail
    parent.remove(following)
    parent.insert(parent.index(element), following)
    return [element, following, parent], f"`{_shown(following)}` put before `{_shown(element)}` in `{_shown(parent)}`"


@_operator("second one")
def _second(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    element = _pick(random, [each for each in _inner(root) if len(each) < 20])
    if element is None:
        return None
    parent = element.getparent()
    assert parent is not None
    again = _without_ids(element)
    parent.insert(parent.index(element) + 1, again)
    again.tail, element.tail = element.tail, None
    return [element, again, parent], f"`{_shown(element)}` twice in `{_shown(parent)}`"


@_operator("after the end")
def _after_the_end(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    parent = _pick(random, [each for each in _elements(root) if len(each) > 1])
    if parent is None:
        return None
    first = next(parent.iterchildren("*"), None)
    last = next(parent.iterchildren("*", reversed=True), None)
    if first is None or last is None or first.tag == last.tag:
        return None
    again = _without_ids(first)
    parent.append(again)
    return [again, parent], f"another `{_shown(first)}` after `{_shown(last)}` at the end of `{_shown(parent)}`"


@_operator("element where none may stand")
def _element_in_empty(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    element = _pick(random, [each for each in _elements(root) if not len(each)])
    inserted = random.choice(["hi", "p", "date", "persName", "lb"])
    if element is None:
        return None
    child = etree.SubElement(element, qualified(namespace_of(str(element.tag)), inserted))
    child.text = "Mao" if inserted != "lb" else None
    return [child, element], f"`{inserted}` put into `{_shown(element)}`"


@_operator("text where none may stand")
def _text(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    element = _pick(random, _elements(root))
    assert element is not None
    children = list(element.iterchildren("*"))
    texts = [element.text or "", *(child.tail or "" for child in children)]
    if any(text.strip() for text in texts):
        return None
    if children and random.random() < 0.7:
        child = random.choice(children)
        child.tail = f" see below {child.tail or ''}"
    else:
        element.text = f"see below {element.text or ''}"
    return [element], f"text put into `{_shown(element)}`"


# Attributes.


@_operator("missing attribute")
def _missing_attribute(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    element = _pick(random, [each for each in _elements(root) if each.keys()])
    if element is None:
        return None
    name = random.choice(sorted(element.keys()))
    del element.attrib[name]
    return [element], f"`{local_of(name)}` taken from `{_shown(element)}`"


@_operator("attribute not allowed")
def _attribute(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    element = _pick(random, _elements(root))
    assert element is not None
    name = random.choice([*facts.attribute_names, "name", "lang", "id", "href", "class"])
    if name in facts.attributes(str(element.tag)) or name in element.keys():  # noqa: SIM118 (no mapping)
        return None
    element.set(name, random.choice(["1", "main", "#p1", "1950-05-14"]))
    return [element], f"`{name}` given to `{_shown(element)}`"


@_operator("misspelled attribute")
def _misspelled_attribute(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    element = _pick(random, [each for each in _elements(root) if each.keys()])
    if element is None:
        return None
    name = random.choice(sorted(element.keys()))
    if len(local_of(name)) < 3:
        return None
    wrong = qualified(namespace_of(name), _misspelled(local_of(name), random))
    if wrong == name or wrong in facts.attributes(str(element.tag)):
        return None
    element.set(wrong, element.attrib.pop(name))
    return [element], f"`{local_of(name)}` → `{local_of(wrong)}` of `{_shown(element)}`"


def _bad_value(kind: str, values: list[str], add: bool = True) -> Operator:
    """An attribute whose values are of a kind gets a value that is none; it is added where no element has one."""

    def mutate(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
        places = [
            (element, name) for element in root.iter("*") for name in element.attrib if kind in facts.kinds(str(element.tag), name)
        ]  # fmt: skip
        if not places and add:
            sample = random.sample(_elements(root), min(40, len(_elements(root))))
            places = [
                (element, name)
                for element in sample
                for name in facts.attributes(str(element.tag))
                if kind in facts.kinds(str(element.tag), name) and name not in element.keys()  # noqa: SIM118
            ]
        if not places:
            return None
        element, name = random.choice(places)
        wrong = random.choice(values)
        element.set(name, wrong)
        return [element], f"`{local_of(name)}` of `{_shown(element)}` = '{wrong}'"

    return mutate


OPERATORS["bad date"] = _bad_value(
    "date", ["1950-5-14", "14.05.1950", "1950-02-30", "May 1950", "1950-13-01", "14 May 1950", "1950/05/14", "c. 1950", "n.d.", ""]
)  # fmt: skip
OPERATORS["bad reference"] = _bad_value("anyURI", ["#a#b", "http://example.org/50%", "texts/%zz", "#p1#"])
OPERATORS["bad number"] = _bad_value("number", ["two", "1,5", "3-4", "", "2nd", "IV"])
OPERATORS["bad id"] = _bad_value("ID", ["1950a", "a b", "l:1", "#p1", "", "p/1", "-p"])
OPERATORS["bad word"] = _bad_value("pattern", ["two\u00a0words", "", "of\u3000Mao", "a\u2028b"], add=False)
OPERATORS["value outside a closed list"] = _bad_value("closed", ["nonsense", "Y", "High", "initial", "left"])


# Ids.


@_operator("duplicate id")
def _duplicate_id(root: Element, random: Random, facts: Facts) -> tuple[list[Element], str] | None:
    owners = [each for each in root.iter("*") if each.get(_ID)]
    if len(owners) > 1:
        one, other = random.sample(owners, 2)
    else:
        one, other = (_elements(root)[0], random.choice(_elements(root)))
        if one is other:
            return None
        one.set(_ID, "twice")
    other.set(_ID, str(one.get(_ID)))
    return [one, other], f"the id '{one.get(_ID)}' given to `{_shown(other)}` as well"


def places_of(mutant: Mutant, findings: list[str]) -> bool:
    """Whether the paths that findings name are those where the mistake was made."""
    return all(path in mutant.places for path in findings)


def readable(paths: Iterator[Path], limit: int) -> Iterator[Element]:
    """The roots of the files that are well-formed and not too large."""
    for path in paths:
        if path.stat().st_size > limit:
            continue
        try:
            yield xmlio.read(path).root
        except xmlio.Unreadable:
            continue

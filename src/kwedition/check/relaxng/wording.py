"""Mistakes in an editor's words: what was found, what would have been right there, and what to do."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile
from operator import attrgetter
from typing import NamedTuple

from lxml import etree

from kwedition.check.relaxng import foreign, values
from kwedition.check.relaxng.automaton import Automaton, ElementContext, Frame, State, Text
from kwedition.check.relaxng.datatypes import collapsed
from kwedition.check.relaxng.derivatives import attribute_names
from kwedition.check.relaxng.expectations import Expectations, Wanted
from kwedition.check.relaxng.names import local_of, namespace_of
from kwedition.check.relaxng.patterns import Has, Kind, Pattern
from kwedition.check.relaxng.repair import Repair, Way
from kwedition.check.relaxng.vocabulary import Vocabulary, distance

_XML = "http://www.w3.org/XML/1998/namespace"
_SHOWN = 8
_SAID = 20_000
_TAG = attrgetter("tag")


class Problem(NamedTuple):
    """One mistake in a document.

    ``text`` is -1, or says that a text is the offender: the one after so many children of the element.
    ``expected`` are the names that would have been allowed, the likely ones first.
    """

    element: etree._Element
    rule: str
    message: str
    hint: str = ""
    expected: tuple[str, ...] = ()
    gloss: str = ""
    text: int = -1


class Wording:
    """Makes problems of what was found."""

    def __init__(self, automaton: Automaton, vocabulary: Vocabulary, expect: Expectations) -> None:
        self._automaton = automaton
        self._vocabulary = vocabulary
        self._expect = expect
        self._homes: dict[tuple[str, str, State], str] = {}
        # The document of which something was said last: its root, its names by how often they occur.
        self._document: tuple[etree._Element | None, Counter[str], list[str]] = (None, Counter(), [])
        self._ancestors: tuple[etree._Element | None, tuple[str, ...]] = (None, ())
        self._alphabetical: dict[Pattern, tuple[frozenset[str], tuple[str, ...]]] = {}
        self._expected: dict[tuple[Pattern, tuple[str, ...]], tuple[str, ...]] = {}
        self._owners: dict[tuple[str, str], str] = {}
        self._said: dict[object, tuple[str, str, str]] = {}
        self._ordered: dict[tuple[Pattern, Wanted], tuple[str, ...]] = {}

    # Elements.

    def wrong_root(self, root: etree._Element, start: State, repair: Repair) -> Problem:
        """The root is not one that a document may have."""
        names = self._expect.next_names(start.pattern)
        message = f"the root of a document may not be {self._full(str(root.tag), root)}"
        if repair.meant and local_of(repair.meant) == local_of(str(root.tag)):
            message += f" {_in_namespace(str(root.tag))}"
        return Problem(
            root, "rng-element-not-allowed", message,
            self._meant_hint(str(root.tag), repair.meant) or f"it must be {values.joined(map(self._called, names))}",
            tuple(map(local_of, names)),
        )  # fmt: skip

    def misplaced(
        self,
        parent: etree._Element,
        child: etree._Element,
        tag: str,
        state: State,
        frame: Frame | None,
        repair: Repair,
        following: list[str],
    ) -> Problem:
        """An element may not stand where it stands."""
        above = str(parent.tag)
        inside = frame is not None and tag in self._vocabulary.children(frame.start)
        expected = self._likely(state.pattern, child, first=repair.missing)
        if repair.way is Way.MISSING and repair.missing:
            names = self._alternatives(repair.missing)
            later = [n for alternatives in repair.missing for n in alternatives if n in following[1:]]
            hint = (
                f"{self._called(later[0])} stands further down: move it before {self._called(tag)}"
                if later
                else f"put {names} before {self._called(tag)}"
            )
            missing = repair.missing[0][0]
            return Problem(
                child, "rng-element-missing", f"{names} must stand before {self._called(tag)} in {self._called(above)}",
                hint, expected, self._vocabulary.gloss(missing),
            )  # fmt: skip
        if inside:
            message = f"{self._called(tag)} may not stand here in {self._called(above)}"
            hint = self._order(parent, child, tag, state, frame, repair)
            return Problem(child, "rng-element-not-allowed", message, hint, expected, self._vocabulary.gloss(tag))
        # The same is said of the same element in the same place; documents repeat their mistakes.
        if self._ancestors[0] is not parent:
            self._ancestors = (parent, tuple(map(_TAG, parent.iterancestors())))
        key = (tag, child.prefix, state, repair, self._ancestors[1], above)
        said = self._said.get(key)
        if said is None:
            if len(self._said) >= _SAID:
                self._said.clear()
            said = self._said[key] = self._not_here(parent, child, tag, state, repair)
        message, hint, gloss = said
        if not hint and (likely := self._likely(state.pattern, parent)):
            # What the document itself uses comes first, so this is not the same in all documents.
            hint = f"here may stand {self._some(likely)}"
        return Problem(child, "rng-element-not-allowed", message, hint, expected, gloss)

    def _not_here(
        self, parent: etree._Element, child: etree._Element, tag: str, state: State, repair: Repair
    ) -> tuple[str, str, str]:
        """Message, hint and gloss for an element that its parent may not contain at all; no hint where only what may
        stand here could be said.
        """
        above = str(parent.tag)
        gloss = self._vocabulary.gloss(repair.meant or tag)
        if tag in self._vocabulary.by_name:
            hint = self._home(tag, above, state)
            if "wrap it" not in hint:
                hint = self._outside(parent, tag) or hint
            if state.text != Text.NEVER and not self._expect.next_names(state.pattern):
                hint = f"{self._called(above)} may contain nothing but text; {hint}"
            return f"{self._full(tag, child)} may not stand in {self._called(above)}", hint, gloss
        meant = repair.meant or self._vocabulary.meant(tag, self._vocabulary.by_name)
        if meant and namespace_of(meant) != namespace_of(tag) and local_of(meant) == local_of(tag):
            message = f"{self._called(tag)} is {_in_namespace(tag)}, where the schema does not know it"
        else:
            message = f"there is no element {self._full(tag, child)} in the schema"
        hint = self._meant_hint(tag, meant)
        # What only resembles the name, and may not stand here, says less than what another vocabulary means by it.
        if not meant or (not repair.meant and local_of(meant).lower() != local_of(tag).lower()):
            hint = self._foreign(parent, tag, state) or hint
        if meant and not repair.meant and local_of(meant) != local_of(tag) and hint.startswith("did you mean"):
            hint += f" (which may not stand in {self._called(above)}, either)"
        return message, hint, gloss

    def _foreign(self, parent: etree._Element, tag: str, state: State) -> str:
        """What to write instead of a name that resembles none: that of the schema for the same thing; or empty."""
        here = foreign.elements_meant(tag, self._expect.next_names(state.pattern))
        if here:
            return f"for this the schema has {values.joined(map(self._called, here))}"
        if known := foreign.elements_meant(tag, self._vocabulary.by_name):
            return f"for this the schema has {self._called(known[0])}; {self._home(known[0], str(parent.tag), state)}"
        return ""

    def incomplete(self, element: etree._Element, state: State, missing: Wanted) -> Problem:
        """An element ends before its content is complete."""
        name = self._called(str(element.tag))
        expected = self._likely(state.pattern, element, first=missing)
        if any("#text" in names for names in missing) and not expected:
            return self.wrong_content(element, state, "")
        if not missing or any(len(names) > _SHOWN for names in missing):
            message = f"{name} may not be empty" if not len(element) else f"the content of {name} is not complete"
            hint = f"it wants {self._some(expected)}"
            return Problem(element, "rng-element-missing", message, hint, expected)
        names = self._alternatives(missing)
        what = "is empty; it needs" if not len(element) and not (element.text or "").strip() else "lacks"
        last = next(iter(element.iterchildren("*", reversed=True)), None)
        hint = f"add {names}" + (f" after {self._called(str(last.tag))}" if last is not None else "")
        gloss = self._vocabulary.gloss(missing[0][0])
        return Problem(element, "rng-element-missing", f"{name} {what} {names}", hint, expected, gloss)

    # Text.

    def text(self, element: etree._Element, state: State, text: str, number: int) -> Problem:
        """Text where none may stand."""
        expected = self._likely(state.pattern, element)
        shown = _short(text)
        name = self._called(str(element.tag))
        if self._automaton.derive.leaves(state.pattern):
            return self.wrong_content(element, state, text)
        containers = [each for each in expected if self.takes_text(each)]
        # A heading or a note is no place for just any text, as long as there is another.
        proper = [each for each in containers if each not in _WEAK]
        if containers and not proper and (within := self._within(expected)):
            hint = f"put it into {within}"
        elif containers:
            hint = f"put it into {values.joined(f'`{each}`' for each in (proper or containers)[:3])}"
        elif not expected and not len(element):
            hint = f"{name} must be empty" + self._text_attributes(element)
        else:
            hint = f"remove it, or move it into one of the elements of {name}"
        message = f"text may not stand directly in {name}: '{shown}'"
        return Problem(element, "rng-text-not-allowed", message, hint, expected, text=number)

    def wrong_content(self, element: etree._Element, state: State, text: str) -> Problem:
        """The text of an element is not a value that it may have."""
        leaves = self._automaton.derive.leaves(state.pattern)
        name = self._called(str(element.tag))
        expected = self._likely(state.pattern, element)
        if not leaves:
            return self.text(element, state, text, 0)
        message, hint = self._value(text, leaves, f"the content of {name}", element)
        return Problem(element, "rng-text-value", message, hint, expected or tuple(values.closed_list(leaves)),
                       self._vocabulary.gloss(str(element.tag)))  # fmt: skip

    # Attributes.

    def attribute_not_allowed(
        self, element: etree._Element, name: str, value: str, pattern: Pattern, frame: Frame, present: set[str]
    ) -> tuple[Problem, str]:
        """An attribute that the element may not have, and the name of the one that was meant, or nothing."""
        known, _endless = attribute_names(pattern)
        free = sorted(each for each in known if each not in present)
        shown = self._attribute(name, element)
        owner = self._called(str(element.tag))
        expected = tuple(sorted((self._attribute(each, element) for each in free), key=str.lower))
        rule = "rng-attribute-not-allowed"
        if name in attribute_names(frame.start)[0]:
            message = f"{owner} may not have the attribute `{shown}` together with its other attributes"
            hint = "remove it, or the attribute that says the same in another way"
            return Problem(element, rule, message, hint, expected), ""
        meant = self._vocabulary.meant(name, free) or next(iter(foreign.attributes_meant(name, free)), "")
        if not meant:
            # A name of two letters resembles many; of what is missing as well, one is enough.
            lacking = [names[0] for names in self._expect.missing_attributes(pattern) if len(names) == 1]
            meant = next((each for each in lacking if each in free and distance(name, each, 1) == 1), "")
        local_twin = f"{{{_XML}}}{local_of(name)}"
        if not meant and local_twin in present:
            hint = f"`{self._attribute(local_twin, element)}` is there already: remove `{shown}`"
        elif meant:
            hint = f"did you mean `{self._attribute(meant, element)}`?"
        elif namespace_of(name) == "http://www.w3.org/2001/XMLSchema-instance":
            hint = "remove it: a document names its RELAX NG schema in <?xml-model?> before the root"
        elif homes := self._vocabulary.attribute_parents.get(name):
            hint = f"it belongs to {self._owners_of(name, homes, local_of(str(element.tag))[:3])}"
            if free:
                hint += f"; {owner} may have {self._some(self._own_attributes(expected))}"
        elif expected:
            hint = f"{owner} may have {self._some(self._own_attributes(expected))}"
        else:
            hint = f"{owner} has no {'other ' if len(present) > 1 else ''}attributes"
        message = f"{owner} may not have the attribute `{shown}` (here '{_short(value)}')"
        return Problem(element, rule, message, hint, expected), meant

    def attribute_value(self, element: etree._Element, name: str, value: str, ways: tuple[Pattern, ...]) -> Problem:
        """An attribute has a value that is not allowed."""
        shown = self._attribute(name, element)
        message, hint = self._value(value, ways, f"`{shown}` of {self._called(str(element.tag))}", element)
        if not hint and values.is_span(value) and "not of the form" in message:
            hint = self._span(str(element.tag))
        return Problem(element, "rng-attribute-value", message, hint, tuple(values.closed_list(ways)))

    def _span(self, tag: str) -> str:
        """By which attributes an element says that something lasted, or that its date is not known exactly."""
        homes = self._vocabulary.attribute_parents
        pairs = [pair for pair in _SPANS if all(tag in homes.get(name, ()) for name in pair)]
        words = values.joined(f"`{one}` and `{other}`" for one, other in pairs)
        return f"one date may stand here; for a span of time there are {words}" if pairs else ""

    def attribute_missing(
        self, element: etree._Element, pattern: Pattern, missing: Wanted, present: set[str]
    ) -> Problem:
        """An element lacks an attribute that it must have."""
        owner = self._called(str(element.tag))
        lacking = [[self._attribute(name, element) for name in names] for names in missing]
        words = values.joined((values.joined(f"`{name}`" for name in names) for names in lacking), "and")
        noun = "attribute" if len(lacking) == 1 else "attributes"
        hints = []
        for names in missing:
            ways = self._automaton.derive.attribute_values(pattern, names[0])
            if len(names) == 1 and ways and (said := values.described(ways)) not in ("", "text"):
                hints.append(f"`{self._attribute(names[0], element)}` is {said}")
        hint = "; ".join(hints) or f"add {words}"
        return Problem(element, "rng-attribute-missing", f"{owner} lacks the {noun} {words}", hint,
                       tuple(name for names in lacking for name in names),
                       self._vocabulary.gloss(str(element.tag)))  # fmt: skip

    def _value(self, value: str, ways: Iterable[Pattern], what: str, element: etree._Element) -> tuple[str, str]:
        """Message and hint for a value that none of the patterns accepts."""
        patterns = list(ways)
        said = values.described(patterns, value)
        why = values.why_not(value, patterns)
        context = ElementContext(element)
        derive = self._automaton.derive
        found = next(
            (each for each in values.correction(value, patterns)
             if any(derive.accepts(way, each, context) for way in patterns)),
            "",
        )  # fmt: skip
        shown = _short(value)
        if not collapsed(value):
            message = f"{what} is empty; it should be {said}"
        elif said.startswith(("of the form YYYY", "of the form hh")):
            message = f"{what} is '{shown}', which is not {said}"
        else:
            message = f"{what} may not be '{shown}'; it should be {said}"
        if not collapsed(value):
            return message, ""
        hint = f"{why}: " if why and found else why
        return message, hint + (f"did you mean '{found}'?" if found else "")

    # Words.

    def _called(self, name: str) -> str:
        return "any element" if name == "*" else "text" if name == "#text" else f"`{local_of(name)}`"

    def _full(self, name: str, element: etree._Element) -> str:
        """A name with its prefix, if it was written with one."""
        return f"`{element.prefix}:{local_of(name)}`" if element.prefix else self._called(name)

    def _attribute(self, name: str, element: etree._Element) -> str:
        namespace, local = namespace_of(name), local_of(name)
        if not namespace:
            return local
        if namespace == _XML:
            return f"xml:{local}"
        prefix = next((p for p, uri in element.nsmap.items() if uri == namespace and p), None)
        return f"{prefix}:{local}" if prefix else f"{{{namespace}}}{local}"

    def _alternatives(self, wanted: Wanted) -> str:
        counts = Counter(wanted)
        words = [
            (f"{number} times " if number > 1 else "") + values.joined(map(self._called, names))
            for names, number in counts.items()
        ]
        return values.joined(words, "and")

    def _some(self, names: Iterable[str]) -> str:
        all_ = list(names)
        if len(all_) <= _SHOWN:
            return values.joined(f"`{name}`" for name in all_)
        return ", ".join(f"`{name}`" for name in all_[:_SHOWN]) + f" … (and {len(all_) - _SHOWN} more)"

    def _owners_of(self, name: str, homes: Iterable[str], near: str) -> str:
        """A few of the elements that an attribute belongs to; kept, since hundreds may have to be sorted for it."""
        found = self._owners.get((name, near))
        if found is None:
            found = self._owners[name, near] = self._some_of(map(local_of, homes), near)
        return found

    def _some_of(self, names: Iterable[str], near: str) -> str:
        """A few of many names, those that begin like one first."""
        all_ = sorted(dict.fromkeys(names), key=lambda each: (each[:3] != local_of(near)[:3], each.lower()))
        if len(all_) <= 5:
            return values.joined(f"`{name}`" for name in all_)
        return ", ".join(f"`{name}`" for name in all_[:5]) + f" … ({len(all_)} elements)"

    def _own_attributes(self, names: tuple[str, ...]) -> list[str]:
        """Attributes, those first that not nearly every element has."""
        homes = self._vocabulary.attribute_parents
        # Names with a prefix (xml:id) are those of nearly every element.
        return sorted(names, key=lambda name: (":" in name, len(homes.get(name, ())), name.lower()))

    def _likely(self, pattern: Pattern, element: etree._Element, first: Wanted = ()) -> tuple[str, ...]:
        """The names that may begin now: what must come, what the document itself uses often, and the others."""
        root = element.getroottree().getroot()
        if self._document[0] is not root:
            counts = Counter(map(_TAG, root.iter("*")))
            self._document = (root, counts, sorted(counts, key=lambda name: (-counts[name], name)))
            self._ordered = {}
        key = (pattern, first)
        found = self._ordered.get(key)
        if found is None:
            counts = self._document[1]
            names, locals_ = self._names(pattern)
            must = [
                name
                for wanted in (first or self._expect.required(pattern))
                for name in sorted(wanted, key=lambda name: (-counts[name], foreign.rank(name)))
                if name in names
            ]
            before = (*must, *(name for name in self._document[2] if name in names))
            # Documents of one kind use the same names most.
            found = self._expected.get((pattern, before))
            if found is None:
                if len(self._expected) >= _SAID:
                    self._expected.clear()
                found = tuple(dict.fromkeys((*map(local_of, before), *locals_)))
                self._expected[pattern, before] = found
            self._ordered[key] = found
        return found

    def _names(self, pattern: Pattern) -> tuple[frozenset[str], tuple[str, ...]]:
        """The names that may begin now; and their local parts, the commonest, then the others in alphabetical order."""
        found = self._alphabetical.get(pattern)
        if found is None:
            names = [name for name in self._expect.next_names(pattern) if name != "*"]
            names.sort(key=lambda name: (foreign.rank(name), local_of(name).lower()))
            found = self._alphabetical[pattern] = (frozenset(names), tuple(map(local_of, names)))
        return found

    def _meant_hint(self, tag: str, meant: str) -> str:
        if not meant:
            return ""
        if local_of(meant) == local_of(tag):
            namespace = namespace_of(meant)
            if not namespace:
                return f"{self._called(tag)} belongs in no namespace: remove its prefix or xmlns"
            was = f" instead of '{namespace_of(tag)}'" if namespace_of(tag) else ""
            return f"it belongs in the namespace '{namespace}': write xmlns=\"{namespace}\"{was}"
        return f"did you mean {self._called(meant)}?"

    def _home(self, tag: str, above: str, state: State) -> str:
        """Where an element may stand, and what would hold it here."""
        key = (tag, above, state)
        kept = self._homes.get(key)
        if kept is None:
            homes = self._vocabulary.parents.get(tag, ())
            names = self._expect.next_names(state.pattern)
            required = [name for wanted in self._expect.required(state.pattern) for name in wanted]
            holders = [name for name in dict.fromkeys((*required, *names)) if name in homes]
            # What can only be a wrapper is a better proposal than what means something of its own.
            verse = local_of(tag) in ("l", "lg")
            plain = [name for name in holders if local_of(name) in _WRAPPERS and (verse or local_of(name) != "lg")]
            # Where one of a few must stand, it is one of them; a heading or a note is no place for just anything.
            must = [name for name in holders if name in required] if len(required) <= _SHOWN else []
            plain = must or [name for name in plain if local_of(name) not in _WEAK]
            if not plain and (len(homes) <= 3 or (required and len(required) <= _SHOWN)):
                plain = holders[:3]
            # The part of a thing that is named like it (item in list) says more than any other.
            kept = ""
            if homes:
                kept = f"it may stand in {self._some_of(map(local_of, homes), above)}"
            if plain and (required or len(holders) <= 12):
                kept += f"; here, wrap it in {values.joined(map(self._called, plain[:3]))}"
            elif not homes:
                kept = "no element may contain it"
            elif names and len(names) <= _SHOWN:
                kept += f"; here may stand {values.joined(map(self._called, names))}"
            if len(self._homes) > 5000:
                self._homes.clear()
            self._homes[key] = kept
        return kept

    def _outside(self, parent: etree._Element, tag: str) -> str:
        """Which of the elements round its parent would take an element."""
        homes = self._vocabulary.parents.get(tag, ())
        inner, outer = parent, parent.getparent()
        while outer is not None:
            if str(outer.tag) in homes:
                here = self._called(str(inner.tag))
                return f"it may stand in {self._called(str(outer.tag))}: move it out of {here}"
            inner, outer = outer, outer.getparent()
        return ""

    def _order(
        self,
        parent: etree._Element,
        child: etree._Element,
        tag: str,
        state: State,
        frame: Frame | None,
        repair: Repair,
    ) -> str:
        """Why an element that belongs into its parent may not stand at this place of it."""
        if frame is None:
            return ""
        before = [str(each.tag) for each in child.itersiblings("*", preceding=True)][::-1][-60:]
        bare = self._automaton.attributes(frame, parent) or self._automaton.state(
            self._automaton.derive.close(frame.start, forgiving=True)
        )
        states = [bare]
        right = []
        for name in before:
            opened = self._automaton.open(states[-1], name)
            right.append(opened is not None)
            states.append(self._after(opened) if opened is not None else states[-1])
        for place in range(len(before) - 1, -1, -1):
            opened = self._automaton.open(states[place], tag)
            if opened is None:
                continue
            here: State | None = self._after(opened)
            for name, was_right in zip(before[place:], right[place:], strict=True):
                following = self._automaton.open(here, name) if here is not None else None
                if following is not None or was_right:
                    here = self._after(following) if following is not None else None
            if here is not None:
                return f"it is allowed earlier: move it before {self._called(before[place])}"
        if tag in before and tag not in self._vocabulary.children(states[before.index(tag) + 1].pattern):
            return f"there is one already, and {self._called(str(parent.tag))} may have no second one"
        required = tuple(takewhile(lambda names: tag not in names, self._expect.required(state.pattern)))
        if required and all(len(names) <= _SHOWN for names in required):
            return f"{self._alternatives(required)} must come first"
        names = self._expect.next_names(state.pattern)
        # What was wrong itself is not what this one follows.
        before = [name for name, was_right in zip(before, right, strict=True) if was_right]
        if not names:
            return f"nothing may follow {self._called(before[-1]) if before else 'here'}"
        after_names = self._called(before[-1]) if before else "at the beginning"
        return (
            f"after {after_names} may stand {self._some(self._likely(state.pattern, child))}"
            if before
            else (f"at the beginning may stand {self._some(self._likely(state.pattern, child))}")
        )

    def _after(self, frame: Frame) -> State:
        """How the parent goes on after an element, whatever is in it."""
        # Where there are several ways, `frame.next` is known only once a document has needed it: don't ask for it.
        if frame.single and frame.next is not None:
            return frame.next
        return self._automaton.state(self._automaton.derive.patterns.choice(frame.rests))

    def _within(self, expected: Sequence[str]) -> str:
        """A paragraph or the like in one of the elements that may stand here; empty where none holds such."""
        for holder in expected:
            held = {
                local_of(each)
                for name in self._vocabulary.by_local.get(holder, ())
                for element in self._vocabulary.by_name[name]
                if element.content is not None
                for each in self._vocabulary.children(element.content)
            }
            found = next((each for each in _TEXT_BLOCKS if each in held and self.takes_text(each)), "")
            if found and holder not in _WEAK:
                return f"`{found}` in `{holder}`"
        return ""

    def takes_text(self, local: str) -> bool:
        """Whether an element of that local name may contain text directly."""
        for name in self._vocabulary.by_local.get(local, ()):
            for element in self._vocabulary.by_name[name]:
                if element.content is not None and element.content.has & (Has.TEXT | Has.LEAF):
                    content = self._automaton.derive.close(element.content, forgiving=True)
                    if content.kind is not Kind.NOT_ALLOWED and self._automaton.state(content).text != 1:
                        return True
        return False

    def _text_attributes(self, element: etree._Element) -> str:
        for own in self._vocabulary.by_name.get(str(element.tag), ()):
            if own.content is not None:
                names = [name for name in attribute_names(own.content)[0] if not namespace_of(name)]
                own_names = self._own_attributes(tuple(names))
                if own_names and len(self._vocabulary.attribute_parents.get(own_names[0], ())) < 20:
                    return f"; what it says stands in its attributes, such as `{own_names[0]}`"
        return ""


_SPANS = (("from", "to"), ("notBefore", "notAfter"))
_WEAK = frozenset({"note", "head", "desc", "bibl"})
_TEXT_BLOCKS = ("p", "ab", "l", "item", "cell")
_WRAPPERS = frozenset({"item", "p", "ab", "div", "cell", "row", "l", "lg", "seg", "note", "bibl", "head", "desc"})


def _in_namespace(name: str) -> str:
    namespace = namespace_of(name)
    return f"in the namespace '{namespace}'" if namespace else "in no namespace"


def _short(text: str) -> str:
    words = re.sub(r"\s+", " ", text).strip()
    return words if len(words) <= 60 else words[:57].rstrip() + "…"

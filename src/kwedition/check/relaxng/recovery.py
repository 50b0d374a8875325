"""What is wrong with a document: reads it to the end, going on after each mistake as an editor would expect."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from operator import attrgetter

from lxml import etree

from kwedition.check.relaxng.automaton import (
    Automaton,
    ElementContext,
    Frame,
    Level,
    State,
    Stop,
    Text,
    only_text,
    text_of,
    words,
)
from kwedition.check.relaxng.datatypes import SPACE
from kwedition.check.relaxng.names import local_of, namespace_of, qualified
from kwedition.check.relaxng.patterns import Kind, Pattern
from kwedition.check.relaxng.repair import Repair, Repairs, Way
from kwedition.check.relaxng.vocabulary import Vocabulary
from kwedition.check.relaxng.wording import Problem, Wording


@dataclass(slots=True)
class _Memory:
    """What was wrong so far among the children of an element, and whose namespace was mistaken in it."""

    # A namespace that was mistaken, and the one that was meant.
    mistaken: tuple[str, str] | None = None
    # Names that were left out and may turn up as missing; names that were said to be missing and may turn up.
    moved: frozenset[str] = frozenset()
    owed: frozenset[str] = frozenset()
    # The element may not stand where it stands: whether its own text and what it lacks is right is not asked, too.
    astray: bool = False


_NOTHING = _Memory()
_TAG = attrgetter("tag")
# How many wrong sets of attributes are remembered with what was said of them, and of how many characters at most.
_SAID = 5000
_LONG = 400
_Open = tuple[Iterator[etree._Element], Frame | None, etree._Element, State | None, _Memory, int]
"""An open element: its children still to come, its frame, itself, what may follow when the one that is open in it is
read; what was wrong among its children; and how many mistakes had been found when it began.
"""


class Recovery:
    """Finds the mistakes of documents that are not what an automaton's start allows."""

    def __init__(self, automaton: Automaton, vocabulary: Vocabulary) -> None:
        self._automaton = automaton
        self._vocabulary = vocabulary
        self._repairs = Repairs(automaton, vocabulary)
        self._wording = Wording(automaton, vocabulary, self._repairs.expect)
        self._anywhere: dict[str, Frame | None] = {}
        self._said: dict[object, tuple[list[tuple[str, str, str, tuple[str, ...], str, int]], State]] = {}

    def problems(self, root: etree._Element, stop: Stop) -> list[Problem]:
        """What is wrong from the ``stop`` on, in the order in which a reader of the file meets it.

        The same loop as `Automaton.follow`, but where that gives up, this says so and goes on. A state is None
        where nothing is asked: inside an element that the schema does not know.
        """
        automaton = self._automaton
        found: list[Problem] = []
        above: list[_Open] = []
        before = 0
        memory = _NOTHING
        here = root
        frame: Frame | None
        state: State | None
        if stop.level is not None:
            children, frame, here, state = self._resumed(stop, stop.level, above, found)
        else:
            frame, memory = self._root(root, found)
            state = self._before(frame, root, found)
            children = iter(root)
        while True:
            for child in children:
                tag = child.tag
                if not isinstance(tag, str):
                    if state is not None and state.text:
                        state = self._text(state, here, words(child), child, [] if memory.astray else found)
                    continue
                if memory.mistaken is not None and namespace_of(tag) == memory.mistaken[0]:
                    tag = qualified(memory.mistaken[1], tag.rpartition("}")[2])
                opened: Frame | None = None
                after: State | None = None
                inherited = memory.mistaken
                astray = False
                if state is None:
                    opened = self._own_frame(tag)
                else:
                    opened = state.opens.get(tag) or automaton.open(state, tag)
                    if opened is None:
                        memory = memory if memory is not _NOTHING else _Memory()
                        opened, after, inherited, astray = self._misplaced(
                            memory, here, child, tag, state, frame, found
                        )
                    elif not opened.single or (len(child) and memory.mistaken is None):
                        # Most of a document is right even when something is wrong, and that is found out quickly.
                        read = automaton.follow(opened, child)
                        if isinstance(read, State):
                            # Which of several ways it takes is known when it is right.
                            state = read
                            if state.text and child.tail:
                                state = self._text(state, here, child.tail, child, found)
                            continue
                        after = self._rest(opened)
                        if read.level is not None and memory.mistaken is None:
                            above.append((children, frame, here, after, memory, before))
                            before = len(found)
                            memory = _NOTHING
                            children, frame, here, state = self._resumed(read, read.level, above, found)
                            break
                    else:
                        after = self._rest(opened)
                inner = None
                if opened is not None:
                    inner = automaton.attributes(opened, child) if child.keys() else opened.bare
                    if inner is None:
                        inner = self._attributes(opened, child, found)
                if len(child) and (inner is None or inner.text != Text.ASK or not only_text(child)):
                    above.append((children, frame, here, after, memory, before))
                    before = len(found)
                    memory = _NOTHING if inherited is None and not astray else _Memory(inherited, astray=astray)
                    if inner is not None and inner.text and child.text:
                        inner = self._text(inner, child, child.text, None, [] if astray else found)
                    children, frame, here, state = iter(child), opened, child, inner
                    break
                if (
                    inner is not None
                    and opened is not None
                    and not astray
                    and (inner.text or not inner.pattern.nullable)
                ):
                    self._leaf(opened, inner, child, found)
                state = after
                if state is not None and state.text:
                    tail = child.tail
                    if tail and tail.strip(SPACE):
                        state = self._text(state, here, tail, child, [] if memory.astray else found)
            else:
                if (
                    frame is not None
                    and state is not None
                    and not memory.astray
                    and automaton.end(frame, state.pattern) is None
                ):
                    self._incomplete(here, state, memory, found, before)
                if not above:
                    return found
                closed = here
                children, frame, here, state, memory, before = above.pop()
                if state is not None and state.text and closed.tail:
                    state = self._text(state, here, closed.tail, closed, found)

    def _root(self, root: etree._Element, found: list[Problem]) -> tuple[Frame | None, _Memory]:
        start = self._automaton.start
        tag = str(root.tag)
        frame = self._automaton.open(start, tag)
        if frame is not None:
            return frame, _NOTHING
        repair = self._repairs.choose(start, [tag])
        found.append(self._wording.wrong_root(root, start, repair))
        mistaken = _mistaken(tag, repair)
        return repair.frame or self._own_frame(tag), _Memory(mistaken) if mistaken else _NOTHING

    def _before(self, frame: Frame | None, element: etree._Element, found: list[Problem]) -> State | None:
        """The state at the root's first child."""
        if frame is None:
            return None
        state = self._automaton.attributes(frame, element) or self._attributes(frame, element, found)
        if not len(element) or (state.text == Text.ASK and only_text(element)):
            self._leaf(frame, state, element, found)
            return None
        return self._text(state, element, element.text, None, found)

    def _misplaced(
        self,
        memory: _Memory,
        parent: etree._Element,
        child: etree._Element,
        tag: str,
        state: State,
        frame: Frame | None,
        found: list[Problem],
    ) -> tuple[Frame | None, State, tuple[str, str] | None, bool]:
        """An element that may not stand here: says so, unless that was said, and finds the way on."""
        if tag in memory.owed:
            # It was said to be missing before, and that it stands here.
            memory.owed -= {tag}
            return self._own_frame(tag), state, memory.mistaken, False
        following = [tag, *map(_TAG, islice(child.itersiblings("*"), 10))]
        if memory.mistaken is not None:
            wrong, right = memory.mistaken
            following[1:] = [
                qualified(right, name.rpartition("}")[2]) if namespace_of(name) == wrong else name
                for name in following[1:]
            ]
        repair = self._repairs.choose(state, following, memory.moved, memory.owed)
        names: frozenset[str] = frozenset().union(*repair.missing) if repair.missing else frozenset()
        if repair.way is Way.MISSING and names & memory.moved:
            memory.moved -= names
        else:
            found.append(self._wording.misplaced(parent, child, tag, state, frame, repair, following))
            if repair.way is Way.MISSING:
                memory.owed |= names
            elif repair.way is Way.LEFT_OUT:
                memory.moved |= {tag}
        mistaken = _mistaken(tag, repair) or memory.mistaken
        return repair.frame or self._own_frame(tag), repair.state, mistaken, repair.frame is None

    def _leaf(self, frame: Frame, state: State, element: etree._Element, found: list[Problem]) -> None:
        """An element that contains nothing but text, or nothing."""
        after: State | None = state
        if state.text == Text.ASK:
            text = text_of(element)
            after = self._automaton.whole(state, text, element)
            if after is None or self._automaton.end(frame, after.pattern) is None:
                found.append(self._wording.wrong_content(element, state, text))
            return
        before = len(found)
        if state.text and element.text:
            state = self._text(state, element, element.text, None, found)
        if self._automaton.end(frame, state.pattern) is None:
            self._incomplete(element, state, _NOTHING, found, before)

    def _incomplete(
        self, element: etree._Element, state: State, memory: _Memory, found: list[Problem], before: int
    ) -> None:
        """An element ends too early, unless that is the same mistake as one that was said since ``before``."""
        missing = self._repairs.expect.required(state.pattern)
        if missing and all(set(names) & memory.moved for names in missing):
            return
        if len(missing) == 1 and any(self._wording.takes_text(local_of(name)) for name in missing[0]):
            # What should stand in the missing element stands bare.
            said = (each for each in found[before:] if each.element is element)
            if any(each.rule == "rng-text-not-allowed" for each in said):
                return
        found.append(self._wording.incomplete(element, state, missing))

    def _text(
        self,
        state: State,
        element: etree._Element,
        text: str | None,
        behind: etree._Element | None,
        found: list[Problem],
    ) -> State:
        """The state after a text of an element, the one ``behind`` a child or the first."""
        if not state.text or not text or not text.strip(SPACE):
            return state
        after = self._automaton.read(state, text, element)
        if after is not None:
            return after
        number = 0
        if behind is not None:
            number = sum(1 for _ in behind.itersiblings("*", preceding=True)) + isinstance(behind.tag, str)
        found.append(self._wording.text(element, state, text, number))
        return state

    def _attributes(self, frame: Frame, element: etree._Element, found: list[Problem]) -> State:
        """Says what is wrong with the attributes, and goes on as if they were right; it is remembered what was said."""
        items = tuple(element.items())
        key = (frame, element.tag, items, tuple(element.nsmap.items()))
        said = self._said.get(key)
        if said is None:
            problems: list[Problem] = []
            state = self._wrong_attributes(frame, element, problems)
            said = [each[1:] for each in problems], state
            # What a document type declares may decide, too.
            alone = element.getroottree().docinfo.internalDTD is None
            if alone and sum(len(value) for _name, value in items) <= _LONG:
                if len(self._said) >= _SAID:
                    self._said.clear()
                self._said[key] = said
        found += [Problem(element, *each) for each in said[0]]
        return said[1]

    def _wrong_attributes(self, frame: Frame, element: etree._Element, found: list[Problem]) -> State:
        derive = self._automaton.derive
        pattern = frame.start
        present = set(element.keys())
        for name, value in element.items():
            ways = derive.attribute_values(pattern, name)
            if not ways:
                problem, meant = self._wording.attribute_not_allowed(element, name, value, pattern, frame, present)
                found.append(problem)
                if meant:
                    pattern = self._given(pattern, meant)
                continue
            context = ElementContext(element)
            accepting = frozenset(way for way in ways if derive.accepts(way, value, context))
            if accepting:
                pattern = derive.attribute(pattern, name, accepting)
            else:
                found.append(self._wording.attribute_value(element, name, value, ways))
                pattern = self._given(pattern, name)
        closed = derive.close(pattern)
        if closed.kind is Kind.NOT_ALLOWED:
            missing = self._repairs.expect.missing_attributes(pattern)
            found.append(self._wording.attribute_missing(element, pattern, missing, present))
            closed = derive.close(pattern, forgiving=True)
        return self._automaton.state(closed)

    def _given(self, pattern: Pattern, name: str) -> Pattern:
        """What is left after an attribute of whatever value."""
        ways = frozenset(self._automaton.derive.attribute_values(pattern, name))
        return self._automaton.derive.attribute(pattern, name, ways)

    def _own_frame(self, tag: str) -> Frame | None:
        """By what an element is judged wherever it stands; None when the schema does not know it."""
        if tag not in self._vocabulary.by_name:
            return None
        if tag not in self._anywhere:
            empty = self._automaton.derive.patterns.empty
            self._anywhere[tag] = self._automaton.frame(
                tuple((element, empty) for element in self._vocabulary.by_name[tag])
            )
        return self._anywhere[tag]

    def _rest(self, frame: Frame) -> State:
        """How the parent goes on after an element with mistakes: where there are several ways, any may be meant."""
        if frame.single and frame.next is not None:
            return frame.next
        return self._automaton.state(self._automaton.derive.patterns.choice(frame.rests))

    def _resumed(
        self, stop: Stop, level: Level, above: list[_Open], found: list[Problem]
    ) -> tuple[Iterator[etree._Element], Frame, etree._Element, State]:
        """The level where a quick reading has met a mistake, to go on from there; the levels round it are now open."""
        levels = [*stop.above, level]
        for (children, frame, here), inner in pairwise(levels):
            above.append((children, frame, here, self._rest(inner[1]), _NOTHING, len(found)))
        children, frame, here = level
        state = stop.state
        assert state is not None
        if stop.child is not None:
            children = chain((stop.child,), children)
        elif stop.behind is not None:
            state = self._text(state, here, stop.behind.tail, stop.behind, found)
        return children, frame, here, state


def _mistaken(tag: str, repair: Repair) -> tuple[str, str] | None:
    """The namespace that was mistaken for another, when that is what is wrong with an element."""
    if not repair.meant or namespace_of(tag) == namespace_of(repair.meant):
        return None
    return namespace_of(tag), namespace_of(repair.meant)

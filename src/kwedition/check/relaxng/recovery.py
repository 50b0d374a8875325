"""What is wrong with a document: reads it to the end, going on after each mistake as an editor would expect."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from kwedition.check.relaxng.automaton import Automaton, ElementContext, Frame, State, Text, only_text, text_of
from kwedition.check.relaxng.datatypes import SPACE
from kwedition.check.relaxng.names import namespace_of, qualified
from kwedition.check.relaxng.patterns import Kind, Pattern
from kwedition.check.relaxng.repair import Repair, Repairs, Way
from kwedition.check.relaxng.vocabulary import Vocabulary
from kwedition.check.relaxng.wording import Problem, Wording


@dataclass(slots=True)
class _Level:
    """An element that is open: how its content goes on, and how its parent's does after it.

    ``state`` is None where nothing is asked: inside an element that the schema does not know.
    """

    element: etree._Element
    children: Iterator[etree._Element]
    state: State | None
    frame: Frame | None
    resume: State | None
    # A namespace that was mistaken, and the one that was meant.
    mistaken: tuple[str, str] | None = None
    moved: frozenset[str] = frozenset()
    owed: frozenset[str] = frozenset()
    number: int = 0
    problems: list[Problem] = field(default_factory=list)


class Recovery:
    """Finds the mistakes of documents that are not what an automaton's start allows."""

    def __init__(self, automaton: Automaton, vocabulary: Vocabulary) -> None:
        self._automaton = automaton
        self._vocabulary = vocabulary
        self._repairs = Repairs(automaton, vocabulary)
        self._wording = Wording(automaton, vocabulary, self._repairs.expect)
        self._anywhere: dict[str, Frame | None] = {}

    def problems(self, root: etree._Element) -> list[Problem]:
        """What is wrong, in the order in which a reader of the file meets it."""
        found: list[Problem] = []
        level = self._root(root, found)
        if level is None:
            return found
        above: list[_Level] = []
        while True:
            inner = self._next(level, found)
            if inner is not None:
                above.append(level)
                level = inner
                continue
            self._leave(level, found)
            if not above:
                return found
            state = level.resume
            closed = level.element
            level = above.pop()
            level.state = state
            self._text(level, closed.tail, found)

    def _root(self, root: etree._Element, found: list[Problem]) -> _Level | None:
        start = self._automaton.start
        tag = str(root.tag)
        frame = self._automaton.open(start, tag)
        if frame is not None:
            return self._enter(root, frame, None, None, found)
        repair = self._repairs.choose(start, [tag])
        found.append(self._wording.wrong_root(root, start, repair))
        mistaken = _mistaken(tag, repair)
        return self._enter(root, repair.frame or self._own_frame(tag), None, mistaken, found)

    def _next(self, level: _Level, found: list[Problem]) -> _Level | None:
        """Goes on to the next child that must be looked into; None at the end of the content."""
        for child in level.children:
            tag = child.tag
            if not isinstance(tag, str):
                own = (child.text or "&") if tag is etree.Entity else ""
                self._text(level, own + (child.tail or ""), found)
                continue
            level.number += 1
            if level.mistaken is not None and namespace_of(tag) == level.mistaken[0]:
                tag = qualified(level.mistaken[1], tag.rpartition("}")[2])
            state = level.state
            if state is None:
                frame = self._own_frame(tag)
                return self._enter(child, frame, None, level.mistaken, found)
            opened = self._automaton.open(state, tag)
            if opened is not None:
                after = opened.next if opened.single else self._automaton.follow(opened, child)
                if opened.single or after is None:
                    resume = after if after is not None else self._union(opened)
                    return self._enter(child, opened, resume, level.mistaken, found)
                level.state = after
                self._text(level, child.tail, found)
                continue
            return self._misplaced(level, child, tag, found)
        return None

    def _misplaced(self, level: _Level, child: etree._Element, tag: str, found: list[Problem]) -> _Level:
        """An element that may not stand here: says so, unless that was said, and finds the way on."""
        state = level.state
        assert state is not None
        if tag in level.owed:
            # It was said to be missing before, and that it stands here.
            level.owed -= {tag}
            return self._enter(child, self._own_frame(tag), state, level.mistaken, found)
        following = [tag]
        for sibling in child.itersiblings("*"):
            name = str(sibling.tag)
            if level.mistaken is not None and namespace_of(name) == level.mistaken[0]:
                name = qualified(level.mistaken[1], name.rpartition("}")[2])
            following.append(name)
            if len(following) > 40:
                break
        repair = self._repairs.choose(state, following, level.moved, level.owed)
        names = {name for alternatives in repair.missing for name in alternatives}
        if repair.way is Way.MISSING and repair.missing and names & level.moved:
            level.moved -= names
        else:
            found.append(self._wording.misplaced(level.element, child, tag, state, level.frame, repair, following))
            if repair.way is Way.MISSING:
                level.owed |= names
            elif repair.way is Way.LEFT_OUT:
                level.moved |= {tag}
        mistaken = _mistaken(tag, repair) or level.mistaken
        return self._enter(child, repair.frame or self._own_frame(tag), repair.state, mistaken, found)

    def _enter(
        self,
        element: etree._Element,
        frame: Frame | None,
        resume: State | None,
        mistaken: tuple[str, str] | None,
        found: list[Problem],
    ) -> _Level:
        """Looks at an element's attributes and the text before its first child."""
        level = _Level(element, iter(element), None, frame, resume, mistaken)
        if frame is None:
            return level
        state = self._automaton.attributes(frame, element)
        if state is None:
            state = self._attributes(frame, element, found)
        level.state = state
        if state.text == Text.ASK and only_text(element):
            text = text_of(element)
            after = self._automaton.whole(state, text, element)
            if after is None or self._automaton.end(frame, after.pattern) is None:
                found.append(self._wording.wrong_content(element, state, text))
            # Nothing more is asked of it.
            level.state = None
            level.children = iter(())
            return level
        self._text(level, element.text, found)
        return level

    def _leave(self, level: _Level, found: list[Problem]) -> None:
        if level.frame is None or level.state is None:
            return
        if self._automaton.end(level.frame, level.state.pattern) is not None:
            return
        missing = self._repairs.expect.required(level.state.pattern)
        if missing and all(set(names) & level.moved for names in missing):
            return
        found.append(self._wording.incomplete(level.element, level.state, missing))

    def _text(self, level: _Level, text: str | None, found: list[Problem]) -> None:
        state = level.state
        if state is None or not state.text or not text or not text.strip(SPACE):
            return
        after = self._automaton.read(state, text, level.element)
        if after is None:
            found.append(self._wording.text(level.element, state, text, level.number))
        else:
            level.state = after

    def _attributes(self, frame: Frame, element: etree._Element, found: list[Problem]) -> State:
        """Says what is wrong with the attributes, and goes on as if they were right."""
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

    def _union(self, frame: Frame) -> State:
        return self._automaton.state(self._automaton.derive.patterns.choice(frame.rests))


def _mistaken(tag: str, repair: Repair) -> tuple[str, str] | None:
    """The namespace that was mistaken for another, when that is what is wrong with an element."""
    if not repair.meant or namespace_of(tag) == namespace_of(repair.meant):
        return None
    return namespace_of(tag), namespace_of(repair.meant)

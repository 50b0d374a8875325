"""A schema as an automaton that is built while documents are read.

Whether a document is valid is all that is asked here, and asked quickly: most documents are. What is wrong with the
others says recovery.py, which goes through the same states.
"""

from collections.abc import Iterator

from lxml import etree

from kwedition.check.relaxng.datatypes import SPACE
from kwedition.check.relaxng.derivatives import Derivatives, needs_context
from kwedition.check.relaxng.lexical import Context
from kwedition.check.relaxng.patterns import Has, Kind, Pattern, Patterns

# How many values of an attribute are remembered with what accepts them, and how many ways of attributes in an element.
_VALUES_KEPT = 4096
_PLANS_KEPT = 2048
# Beyond so many patterns, or so much else, everything that was learnt from documents is forgotten.
_PATTERNS_KEPT = 400_000
_LEARNT_KEPT = 1_500_000
# What an opened element and a plan weigh, where a value weighs one.
_HEAVY = 10


class Text:
    """What a state makes of text."""

    SAME = 0  # text changes nothing
    NEVER = 1  # only white space is allowed
    ASK = 2  # it depends on the text


class State:
    """What may follow in an element's content."""

    __slots__ = ("opens", "pattern", "text", "values")

    def __init__(self, pattern: Pattern, text: int) -> None:
        self.pattern = pattern
        self.opens: dict[object, Frame] = {}
        self.text = text
        self.values: dict[str, State | None] = {}


class Frame:
    """An element that has just been opened: its tag and its parent's state are known, its attributes not yet."""

    __slots__ = ("bare", "elements", "ends", "next", "plans", "rests", "single", "start")

    def __init__(self, start: Pattern, rests: tuple[Pattern, ...], elements: tuple[Pattern, ...]) -> None:
        self.start = start
        self.rests = rests
        self.elements = elements
        # A single way on: what is left of the parent is known before the element is read.
        self.single = len(rests) == 1
        self.bare: State | None = None
        self.plans: dict[tuple[str, ...], Plan] = {}
        self.next: State | None = None
        self.ends: dict[frozenset[int], State] = {}


class Plan:
    """What to ask of the attributes of certain names; then the answers decide."""

    __slots__ = ("always", "by_value", "name", "results", "tests")

    def __init__(self, tests: "tuple[tuple[int, Test], ...]") -> None:
        self.tests = tests
        self.results: dict[object, State | None] = {}
        # Where a single value decides, what it leads to; else the name is that of no attribute.
        self.name = tests[0][1].name if len(tests) == 1 and not tests[0][1].context else ""
        self.by_value: dict[str, State] = {}
        # What it leads to where no value decides.
        self.always: State | None = None


class Test:
    """Which of several value patterns accept the value of an attribute."""

    __slots__ = ("context", "known", "name", "patterns")

    def __init__(self, name: str, patterns: tuple[Pattern, ...]) -> None:
        self.name = name
        self.patterns = patterns
        self.known: dict[str, frozenset[Pattern]] = {}
        self.context = any(needs_context(pattern) for pattern in patterns)


Level = tuple[Iterator[etree._Element], Frame, etree._Element]
"""An element that is open: its children still to come, its frame, and itself."""


class Stop:
    """Where something is wrong: all before it is right.

    ``above`` are the elements round the ``level`` that is being read, and ``state`` what may follow in that. Wrong is
    ``child``, or what stands in it or just behind it; or the text ``behind`` an element that has been read; or the
    level is not complete. Without a level the element that was asked for is wrong itself.
    """

    __slots__ = ("above", "behind", "child", "level", "state")

    def __init__(
        self,
        above: list[Level],
        level: Level | None,
        state: State | None,
        child: etree._Element | None = None,
        behind: etree._Element | None = None,
    ) -> None:
        self.above = above
        self.level = level
        self.state = state
        self.child = child
        self.behind = behind


_AT_ONCE = Stop([], None, None)


class ElementContext:
    """The prefixes and entities in force at an element of a document."""

    def __init__(self, element: etree._Element) -> None:
        self._element = element

    def namespace(self, prefix: str) -> str | None:
        if prefix == "xml":
            return "http://www.w3.org/XML/1998/namespace"
        if prefix == "":
            return self._element.nsmap.get(None, "")
        return self._element.nsmap.get(prefix)

    def unparsed_entity(self, name: str) -> bool:
        dtd = self._element.getroottree().docinfo.internalDTD
        if dtd is None:
            return False
        # libxml2 gives the notation of an unparsed entity as its content; what it was written as has only a parsed one.
        return any(
            entity.name == name and entity.content is not None and entity.orig is None for entity in dtd.iterentities()
        )


class Automaton:
    """Judges documents by one start pattern."""

    def __init__(self, patterns: Patterns, start: Pattern) -> None:
        self._start = start
        self.derive = Derivatives(patterns)
        self._states: dict[Pattern, State] = {}
        # How much is remembered beside patterns; threads may miscount it a little.
        self._learnt = 0
        self.start = self.state(start)

    @property
    def overgrown(self) -> bool:
        """Whether so much has been remembered that it is better to begin anew."""
        return self._learnt > _LEARNT_KEPT or len(self.derive.patterns) > _PATTERNS_KEPT

    def state(self, pattern: Pattern) -> State:
        """The state of a pattern without attributes."""
        found = self._states.get(pattern)
        if found is None:
            if not pattern.has & (Has.TEXT | Has.LEAF):
                text = Text.NEVER
            elif self.derive.leaves(pattern) or self.derive.text(pattern, frozenset()) is not pattern:
                text = Text.ASK
            else:
                text = Text.SAME
            found = self._states.setdefault(pattern, State(pattern, text))
        return found

    def open(self, state: State, tag: object) -> Frame | None:
        """The element that begins with a tag in a state; None when it may not."""
        frame = state.opens.get(tag)
        if frame is None and isinstance(tag, str):
            opened = self.derive.open(state.pattern, tag)
            if not opened:
                return None
            frame = state.opens.setdefault(tag, self.frame(opened))
        return frame

    def frame(self, opened: tuple[tuple[Pattern, Pattern], ...]) -> Frame:
        """The frame of elements that may begin, each with what is left after it."""
        make = self.derive.patterns
        self._learnt += _HEAVY
        rests: dict[Pattern, list[Pattern]] = {}
        for element, rest in opened:
            assert element.content is not None
            rests.setdefault(element.content, []).append(rest)
        elements = tuple(element for element, _rest in opened)
        ways = tuple(make.choice(parts) for parts in rests.values())
        if len(rests) == 1:
            start = next(iter(rests))
        else:
            start = make.choice(make.after(content, number) for number, content in enumerate(rests))
        frame = Frame(start, ways, elements)
        bare = self.derive.close(start)
        frame.bare = None if bare.kind is Kind.NOT_ALLOWED else self.state(bare)
        if frame.single:
            frame.next = self.state(ways[0])
        return frame

    def attributes(self, frame: Frame, element: etree._Element) -> State | None:
        """The state of an element's content by its attributes; None when they are not right."""
        names = tuple(element.keys())
        if not names:
            return frame.bare
        plan = frame.plans.get(names)
        if plan is None:
            plan = self._plan(frame, names)
            if plan is None:
                return None
        found = plan.by_value.get(element.get(plan.name, "")) if plan.name else plan.always
        return found or self._follow(frame, plan, names, element)

    def end(self, frame: Frame, pattern: Pattern) -> State | None:
        """The parent's state after an element; None when the element's content is not complete."""
        if frame.single:
            return frame.next if pattern.nullable else None
        ends = self.derive.ended(pattern)
        if not ends:
            return None
        found = frame.ends.get(ends)
        if found is None:
            rest = self.derive.patterns.choice(frame.rests[number] for number in sorted(ends))
            found = frame.ends[ends] = self.state(rest)
        return found

    def read(self, state: State, text: str, element: etree._Element) -> State | None:
        """The state after a text that is not only white space, or that is the whole content of an element."""
        if state.text == Text.SAME:
            return state
        if state.text == Text.NEVER:
            return None
        found = state.values.get(text, state)
        if found is not state:
            return found
        leaves = self.derive.leaves(state.pattern)
        context: Context = ElementContext(element)
        accepting = frozenset(leaf for leaf in leaves if self.derive.accepts(leaf, text, context))
        rest = self.derive.text(state.pattern, accepting)
        found = None if rest.kind is Kind.NOT_ALLOWED else self.state(rest)
        if len(state.values) < _VALUES_KEPT and not any(needs_context(leaf) for leaf in leaves):
            state.values[text] = found
            self._learnt += 1
        return found

    def whole(self, state: State, text: str, element: etree._Element) -> State | None:
        """The state after the whole content of an element that contains nothing but text, or nothing."""
        read = self.read(state, text, element)
        if text.strip(SPACE):
            return read
        # White space alone may also be nothing at all.
        if read is None or read is state:
            return state
        return self.state(self.derive.patterns.choice((state.pattern, read.pattern)))

    def valid(self, root: etree._Element) -> bool:
        """Whether a document is what the start allows."""
        return self.judge(root) is None

    def judge(self, root: etree._Element) -> Stop | None:
        """Where a document is first not what the start allows; None when it is."""
        frame = self.open(self.start, root.tag)
        if frame is None:
            return _AT_ONCE
        after = self.follow(frame, root)
        if isinstance(after, Stop):
            return after
        return None if after.pattern.nullable else _AT_ONCE

    def follow(self, frame: Frame, root: etree._Element) -> "State | Stop":
        """The parent's state after an element and all that is in it, or where something is wrong."""
        state = self.attributes(frame, root)
        if state is None:
            return _AT_ONCE
        if not len(root) or (state.text == Text.ASK and only_text(root)):
            inside = self.whole(state, text_of(root), root)
            return (self.end(frame, inside.pattern) if inside is not None else None) or _AT_ONCE
        first = self._before(state, root)
        if first is None:
            return _AT_ONCE
        state = first
        # The elements that are open: their children still to come, their frames and themselves.
        above: list[Level] = []
        children = iter(root)
        here = root
        while True:
            for child in children:
                tag = child.tag
                opened = state.opens.get(tag)
                if opened is None:
                    if not isinstance(tag, str):
                        passed = self._pass(state, child, here)
                        if passed is None:
                            return Stop(above, (children, frame, here), state, child)
                        state = passed
                        continue
                    opened = self.open(state, tag)
                    if opened is None:
                        return Stop(above, (children, frame, here), state, child)
                names = child.keys()
                if names:
                    key = tuple(names)
                    plan = opened.plans.get(key) or self._plan(opened, key)
                    if plan is None:
                        return Stop(above, (children, frame, here), state, child)
                    inner = plan.by_value.get(child.get(plan.name, "")) if plan.name else plan.always
                    if inner is None:
                        inner = self._follow(opened, plan, key, child)
                else:
                    inner = opened.bare
                if inner is None:
                    return Stop(above, (children, frame, here), state, child)
                if len(child) and not (inner.text == Text.ASK and only_text(child)):
                    if inner.text:
                        text = child.text
                        if text and text.strip(SPACE):
                            inner = self.read(inner, text, child)
                            if inner is None:
                                return Stop(above, (children, frame, here), state, child)
                    above.append((children, frame, here))
                    children, frame, here, state = iter(child), opened, child, inner
                    break
                if inner.text:
                    text = child.text
                    if inner.text == Text.ASK:
                        inner = self.whole(inner, text_of(child), child)
                        if inner is None:
                            return Stop(above, (children, frame, here), state, child)
                    elif text and text.strip(SPACE):
                        return Stop(above, (children, frame, here), state, child)
                after = opened.next if opened.single and inner.pattern.nullable else self.end(opened, inner.pattern)
                if after is not None and after.text:
                    tail = child.tail
                    if tail and tail.strip(SPACE):
                        after = self.read(after, tail, here)
                if after is None:
                    return Stop(above, (children, frame, here), state, child)
                state = after
            else:
                after = self.end(frame, state.pattern)
                if after is None:
                    return Stop(above, (children, frame, here), state)
                if not above:
                    return after
                state = after
                closed = here
                children, frame, here = above.pop()
                if state.text:
                    tail = closed.tail
                    if tail and tail.strip(SPACE):
                        after = self.read(state, tail, here)
                        if after is None:
                            return Stop(above, (children, frame, here), state, behind=closed)
                        state = after

    def _before(self, state: State, element: etree._Element) -> State | None:
        """The state after the text before an element's first child."""
        if not state.text:
            return state
        text = element.text or ""
        return self.read(state, text, element) if text.strip(SPACE) else state

    def _pass(self, state: State, node: etree._Element, parent: etree._Element) -> State | None:
        """The state after a comment, a processing instruction or an entity, and the text that follows it."""
        if not state.text:
            return state
        text = words(node)
        return self.read(state, text, parent) if text.strip(SPACE) else state

    def _plan(self, frame: Frame, names: tuple[str, ...]) -> Plan | None:
        tests = []
        for number, name in enumerate(names):
            values = self.derive.attribute_values(frame.start, name)
            if not values:
                return None
            if any(value.kind is not Kind.TEXT for value in values):
                tests.append((number, Test(name, values)))
        plan = Plan(tuple(tests))
        self._learnt += _HEAVY * len(names)
        if len(frame.plans) >= _PLANS_KEPT:
            frame.plans.clear()
        frame.plans[names] = plan
        return plan

    def _follow(self, frame: Frame, plan: Plan, names: tuple[str, ...], element: etree._Element) -> State | None:
        answers = []
        value = ""
        values = element.values()
        for number, test in plan.tests:
            value = values[number]
            known = test.known.get(value)
            if known is None:
                known = self._ask(test, value, element)
            if not known:
                return None
            answers.append(known)
        key: object = tuple(answers) if len(answers) != 1 else answers[0]
        if key in plan.results:
            found = plan.results[key]
        else:
            found = plan.results[key] = self._after_attributes(frame, plan, names, answers)
        if plan.name and found is not None:
            if len(plan.by_value) >= _VALUES_KEPT:
                plan.by_value.clear()
            plan.by_value[value] = found
            self._learnt += 1
        elif not answers:
            plan.always = found
        return found

    def _ask(self, test: Test, value: str, element: etree._Element) -> frozenset[Pattern]:
        context = ElementContext(element)
        known = frozenset(each for each in test.patterns if self.derive.accepts(each, value, context))
        if not test.context:
            if len(test.known) >= _VALUES_KEPT:
                test.known.clear()
            test.known[value] = known
            self._learnt += 1
        return known

    def _after_attributes(
        self, frame: Frame, plan: Plan, names: tuple[str, ...], answers: list[frozenset[Pattern]]
    ) -> State | None:
        pattern = frame.start
        asked = {number: answer for (number, _test), answer in zip(plan.tests, answers, strict=True)}
        anything = frozenset({self.derive.patterns.text})
        for number, name in enumerate(names):
            pattern = self.derive.attribute(pattern, name, asked.get(number, anything))
        pattern = self.derive.close(pattern)
        return None if pattern.kind is Kind.NOT_ALLOWED else self.state(pattern)


def only_text(element: etree._Element) -> bool:
    """Whether an element contains no element."""
    return next(element.iterchildren("*"), None) is None


def text_of(element: etree._Element) -> str:
    """The text of an element that contains no element: comments divide it for the parser, not for its meaning."""
    if not len(element):
        return element.text or ""
    return (element.text or "") + "".join(words(child) for child in element)


def words(node: etree._Element) -> str:
    """The text that a comment, processing instruction or entity stands for and that follows it."""
    # What an entity of a DTD that was not read would say is not known; it is not nothing.
    own = (node.text or "&") if isinstance(node, etree._Entity) else ""
    return own + (node.tail or "")

"""How to go on after an element that may not stand where it stands, so that one mistake is said once.

At an element that the content model does not allow there are four ways on: to take it for another that was meant, to
leave it out, to take what is missing before it as given, or to let it stand for whatever should stand there. Each is
followed over the siblings ahead, and the way on which least is wrong is taken.
"""

from dataclasses import dataclass
from enum import Enum

from kwedition.check.relaxng.automaton import Automaton, Frame, State
from kwedition.check.relaxng.expectations import Expectations, Passed, Wanted, in_question
from kwedition.check.relaxng.vocabulary import Vocabulary

# How many siblings ahead count, and how many ways are followed at once.
_AHEAD = 8
_WAYS = 6
_REMEMBERED = 20_000


class Way(Enum):
    """What is made of an element that may not stand here."""

    MEANT = "meant"
    LEFT_OUT = "left out"
    MISSING = "missing"
    INSTEAD = "instead"


@dataclass(frozen=True, slots=True, eq=False)
class Repair:
    """A way on: how the parent goes on after the element, and by what the element itself is judged.

    ``meant`` is the name that was meant, ``missing`` what is missing before the element. ``frame`` is None when the
    element is judged by its own name wherever it may stand.
    """

    way: Way
    state: State
    frame: Frame | None = None
    meant: str = ""
    missing: Wanted = ()


@dataclass(frozen=True, slots=True)
class _Path:
    cost: float
    state: State
    moved: frozenset[str]
    owed: frozenset[str]
    first: Repair | None


class Repairs:
    """Chooses ways on for one automaton, and remembers them."""

    def __init__(self, automaton: Automaton, vocabulary: Vocabulary) -> None:
        self._automaton = automaton
        self._vocabulary = vocabulary
        self.expect = Expectations(automaton.derive)
        self._kept: dict[object, Repair] = {}

    def choose(
        self, state: State, tags: list[str], moved: frozenset[str] = frozenset(), owed: frozenset[str] = frozenset()
    ) -> Repair:
        """The best way on at the first of ``tags``, which the state does not allow; the others follow it.

        ``moved`` are names that were left out before and may turn up as missing, ``owed`` those that were said to be
        missing and may turn up.
        """
        ahead = tuple(tags[:_AHEAD])
        key = (state, ahead, len(tags) > _AHEAD, moved, owed)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _REMEMBERED:
                self._kept.clear()
            found = self._kept[key] = self._search(state, ahead, len(tags) > _AHEAD, moved, owed)
        return found

    def _search(
        self, state: State, tags: tuple[str, ...], more: bool, moved: frozenset[str], owed: frozenset[str]
    ) -> Repair:
        paths = [_Path(0, state, moved, owed, None)]
        for tag in tags:
            following: dict[tuple[State, frozenset[str], frozenset[str]], _Path] = {}
            for path in paths:
                for step in self._steps(path, tag):
                    key = (step.state, step.moved, step.owed)
                    if key not in following or step.cost < following[key].cost:
                        following[key] = step
            paths = sorted(following.values(), key=lambda path: path.cost)[:_WAYS]
        best = min(paths, key=lambda path: path.cost + (0 if more else self._end(path)))
        assert best.first is not None
        return best.first

    def _end(self, path: _Path) -> float:
        missing = self.expect.required(path.state.pattern)
        return 0 if not missing or _all_in(missing, path.moved) else 1

    def _steps(self, path: _Path, tag: str) -> list[_Path]:
        opened = self._automaton.open(path.state, tag)
        if opened is not None:
            return [_Path(path.cost, self._after(opened), path.moved, path.owed, path.first)]
        if path.first is not None and tag in path.owed:
            return [_Path(path.cost, path.state, path.moved, path.owed - {tag}, path.first)]
        steps = []
        for cost, repair in self._ways(path.state, tag):
            moved, owed = path.moved, path.owed
            if repair.way is Way.LEFT_OUT:
                moved = moved | {tag}
            elif repair.way is Way.MISSING:
                names = {name for names in repair.missing for name in names}
                if _all_in(repair.missing, moved):
                    cost, moved = 0.0, moved - names
                else:
                    owed = owed | names
            steps.append(_Path(path.cost + cost, repair.state, moved, owed, path.first or repair))
        return steps

    def _ways(self, state: State, tag: str) -> list[tuple[float, Repair]]:
        ways = [(1.0, Repair(Way.LEFT_OUT, state))]
        known = tag in self._vocabulary.by_name
        names = self.expect.next_names(state.pattern)
        if not known:
            meant = self._vocabulary.meant(tag, names)
            frame = self._automaton.open(state, meant) if meant else None
            if frame is not None:
                ways.append((0.9, Repair(Way.MEANT, self._after(frame), frame, meant=meant)))
        passed = self.expect.passing(state.pattern, tag) if known else []
        passed = [way for way in passed if in_question(way.missing)]
        if passed:
            ways.append((0.95 + 0.1 * len(passed[0].missing), self._passed(passed)))
        if names:
            rest = self._automaton.state(self.expect.after_any(state.pattern))
            if rest is not state:
                ways.append((1.05, Repair(Way.INSTEAD, rest)))
        return ways

    def _passed(self, ways: list[Passed]) -> Repair:
        frame = self._automaton.frame(tuple((way.element, way.rest) for way in ways))
        return Repair(Way.MISSING, self._after(frame), frame, missing=ways[0].missing)

    def _after(self, frame: Frame) -> State:
        """How the parent goes on after an element whose content is taken to be right."""
        if frame.next is None:
            rests = self._automaton.derive.patterns.choice(frame.rests)
            frame.next = self._automaton.state(rests)
        return frame.next


def _all_in(wanted: Wanted, names: frozenset[str]) -> bool:
    return bool(wanted) and all(any(name in names for name in alternatives) for alternatives in wanted)

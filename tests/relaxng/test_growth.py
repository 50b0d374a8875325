"""Schemas that other algorithms stumble over: what is remembered grows with the document, not with its power set."""

from pathlib import Path
from random import Random

import pytest

from kwedition.check.relaxng import Schema, automaton
from kwedition.check.relaxng.sources import Memory

_NS = 'xmlns="http://relaxng.org/ns/structure/1.0"'


def _named(name: str) -> str:
    return f'<element name="{name}"><empty/></element>'


def _schema(content: str) -> Schema:
    text = f'<element name="r" {_NS}>{content}</element>'
    return Schema.from_path(Path("/schema.rng"), Memory({"schema.rng": text.encode()}))


def _document(names: list[str]) -> bytes:
    return f"<r>{''.join(f'<{name}/>' for name in names)}</r>".encode()


def _size(schema: Schema) -> int:
    return len(schema._automaton.derive.patterns)


_A_OR_B = f"<choice>{_named('a')}{_named('b')}</choice>"
_FAR = 12
# The document must have an a at the place that is this far from its end: its deterministic automaton has 2 ^ 12 states.
_GUESS = f"<zeroOrMore>{_A_OR_B}</zeroOrMore>{_named('a')}{_A_OR_B * _FAR}"


def _guessed(length: int, seed: int, right: bool = True) -> list[str]:
    random = Random(seed)
    names = [random.choice("ab") for _ in range(length)]
    names[-_FAR - 1] = "a" if right else "b"
    return names


def test_guessing_where_the_end_is() -> None:
    sizes = []
    for length in (100, 200, 400):
        schema = _schema(_GUESS)
        assert schema.validate(_document(_guessed(length, 1))) == []
        sizes.append(_size(schema))
    # Each child adds at most one pattern for each way that is still open.
    assert sizes[2] - sizes[1] <= 200 * (_FAR + 2)
    assert sizes[2] < 2.5 * sizes[1]


def test_guessing_wrong() -> None:
    schema = _schema(_GUESS)
    for length in (50, 100, 200):
        assert schema.validate(_document(_guessed(length, 2, right=False)))
    assert _size(schema) < 400 * (_FAR + 2) * 4


def test_thirty_options_in_any_order() -> None:
    names = [f"n{number}" for number in range(30)]
    schema = _schema(f"<interleave>{''.join(f'<optional>{_named(name)}</optional>' for name in names)}</interleave>")
    for seed in range(20):
        shuffled = names.copy()
        Random(seed).shuffle(shuffled)
        before = _size(schema)
        assert schema.validate(_document(shuffled)) == []
        assert _size(schema) - before <= 30 * 3
    # One of them twice: said once, and no more is remembered than for the others.
    before = _size(schema)
    (finding,) = schema.validate(_document([*names, "n3"]))
    assert finding.message == "`n3` may not stand here in `r`"
    assert _size(schema) - before <= 30 * 3


@pytest.mark.parametrize("depth", [2, 4, 6])
def test_interleaves_of_repeated_choices(depth: int) -> None:
    content, names = "<empty/>", []
    for level in range(depth):
        own = [f"x{level}", f"y{level}"]
        names += own
        choice = f"<zeroOrMore><choice>{''.join(map(_named, own))}</choice></zeroOrMore>"
        content = (
            f"<interleave>{choice}<oneOrMore><group>{_named(f'z{level}')}{content}</group></oneOrMore></interleave>"
            if level == 0
            else f"<interleave>{choice}{content}</interleave>"
        )
    schema = _schema(content)
    random = Random(depth)
    sizes = []
    for length in (100, 400):
        names_ = [random.choice(names) for _ in range(length)]
        names_.insert(length // 2, "z0")
        assert schema.validate(_document(names_)) == []
        sizes.append(_size(schema))
    assert sizes[1] - sizes[0] <= 4 * depth**2


def test_repetitions_of_repetitions() -> None:
    content = _named("a")
    for number in range(25):
        content = f"<zeroOrMore>{content}<optional>{_named(f'b{number}')}</optional></zeroOrMore>"
    schema = _schema(content)
    assert schema.validate(_document(["a"] * 50)) == []
    once = _size(schema)
    assert schema.validate(_document(["a"] * 500)) == []
    assert _size(schema) - once <= 4
    assert len(schema.validate(_document(["a"] * 100 + ["c"] + ["a"] * 100))) == 1


def test_ways_that_stay_open_through_elements() -> None:
    # Every p may be of either kind until its last child is read.
    kinds = "".join(
        f'<element name="p"><zeroOrMore>{_A_OR_B}</zeroOrMore>{_named(last)}</element>' for last in ("x", "y")
    )
    schema = _schema(f"<zeroOrMore><choice>{kinds}</choice></zeroOrMore>")
    sizes = []
    for count in (20, 80):
        random = Random(count)
        paragraphs = "".join(f"<p>{'<a/><b/>' * 20}<{random.choice('xy')}/></p>" for _ in range(count))
        assert schema.validate(f"<r>{paragraphs}</r>".encode()) == []
        sizes.append(_size(schema))
    assert sizes[1] == sizes[0]


def test_a_deep_document() -> None:
    text = f'<grammar {_NS}><start><ref name="d"/></start><define name="d"><element name="d"><zeroOrMore><ref name="d"/></zeroOrMore></element></define></grammar>'
    schema = Schema.from_path(Path("/schema.rng"), Memory({"schema.rng": text.encode()}))
    assert schema.validate(b"<d>" * 1500 + b"</d>" * 1500) == []
    (finding,) = schema.validate(b"<d>" * 1500 + b"<e/>" + b"</d>" * 1500)
    assert "`e`" in finding.message


@pytest.mark.parametrize("number", [300, 1500])
def test_a_long_sequence(number: int) -> None:
    # Each part is a pattern within the one before it.
    names = [f"x{each}" for each in range(number)]
    schema = _schema("".join(map(_named, names)))
    assert schema.validate(_document(names)) == []
    assert len(schema.validate(_document(names[:-1]))) == 1


def test_hundreds_of_attributes_in_any_order() -> None:
    # As schemas of HTML have them: each set of attributes is another pattern.
    attributes = "".join(f'<optional><attribute name="x{number}"/></optional>' for number in range(300))
    schema = _schema(f"<interleave>{attributes}</interleave>")
    random = Random(3)
    for _ in range(20):
        names = random.sample(range(300), 12)
        before = _size(schema)
        assert schema.validate("<r {}/>".format(" ".join(f"x{number}=''" for number in names)).encode()) == []
        assert _size(schema) - before <= 40


def test_what_is_learnt_of_names_and_values_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    # A schema that allows any name, and documents that never use one again.
    monkeypatch.setattr(automaton, "_LEARNT_KEPT", 5000)
    anything = (
        f'<grammar {_NS}><start><ref name="any"/></start><define name="any"><element><anyName/><zeroOrMore><choice>'
        '<attribute><anyName/></attribute><text/><ref name="any"/></choice></zeroOrMore></element></define></grammar>'
    )
    schema = Schema.from_path(Path("/schema.rng"), Memory({"schema.rng": anything.encode()}))
    sizes = []
    for number in range(60):
        children = "".join(f'<t{number}.{each} a{number}.{each}="{number}"/>' for each in range(20))
        assert schema.validate(f"<r>{children}</r>".encode()) == []
        sizes.append(sum(len(state.opens) for state in schema._automaton._states.values()))
    assert max(sizes) < 400
    assert min(sizes[1:]) < sizes[0]

"""The order of names, and the letters they stand under."""

import pytest

from kwedition.build.collation import Collation


def test_names_sort_as_readers_expect() -> None:
    names = ["Zhou", "Łódź", "Ärzte", "Mao", "Lin", "Сталин", "김일성", "azur", "毛泽东"]
    collation = Collation("en")
    assert sorted(names, key=collation.key) == [
        "Ärzte", "azur", "Lin", "Łódź", "Mao", "Zhou", "Сталин", "김일성", "毛泽东",
    ]  # fmt: skip


def test_the_language_decides() -> None:
    assert sorted(["Zebra", "Österreich"], key=Collation("de").key) == ["Österreich", "Zebra"]
    assert sorted(["Zebra", "Österreich"], key=Collation("sv").key) == ["Zebra", "Österreich"]


@pytest.mark.parametrize(
    ("name", "section"),
    [("Ärzte", "A"), ("“Quoted”", "Q"), ("Сталин", "С"), ("김일성", "ㄱ"), ("毛泽东", "漢"), ("1st", "#"), ("", "#")],
)
def test_sections(name: str, section: str) -> None:
    assert Collation("en").section(name) == section

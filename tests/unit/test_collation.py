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


def test_chinese_names_stand_under_the_letters_of_their_sound() -> None:
    names = ["Chiang", "毛泽东", "高岗", "Gao", "Zhou", "Ann", "周恩来", "김일성"]
    collation = Collation("zh")
    ordered = sorted(names, key=collation.key)
    assert ordered == ["Ann", "Chiang", "高岗", "Gao", "毛泽东", "周恩来", "Zhou", "김일성"]
    assert [collation.section(name) for name in ordered] == ["A", "C", "G", "G", "M", "Z", "Z", "ㄱ"]

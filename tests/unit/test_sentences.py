"""The sentence round a mention, and where sentences end."""

import pytest

from kwedition.build.sentences import END, LONGEST, NAME, START, round_mentions, sentences


def marked(text: str) -> str:
    """A text in which ``[x:word]`` is a mention with the id x."""
    for letter in "abcdefgh":
        text = text.replace(f"[{letter}:", f"{START}{letter}{NAME}")
    return text.replace("]", END)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One here. Two there.", "One here.|Two there."),
        ("Mr. Smith met St. John. They spoke.", "Mr. Smith met St. John.|They spoke."),
        ("He said “Stop.” Then he left.", "He said “Stop.”|Then he left."),
        ("Am 2. Mai kam jemand. Er ging.", "Am 2. Mai kam jemand.|Er ging."),
        ("It was 1950. War came.", "It was 1950.|War came."),
        ("Why? Because! Indeed…", "Why?|Because!|Indeed…"),
        ("no capital. follows", "no capital. follows"),
        ("他来了。她走了！好。", "他来了。|她走了！|好。"),
        ("The U.S. Army came.", "The U.S. Army came."),
        ("He (the elder) left. (She stayed.) Both wept.", "He (the elder) left.|(She stayed.)|Both wept."),
        ("", ""),
    ],
)
def test_sentences(text: str, expected: str) -> None:
    assert "|".join(sentences(text)) == expected


def test_a_mention_is_found_in_its_sentence() -> None:
    found = round_mentions(marked("First here. Then [a:Ann [b:Lee]], with [c:Otto]. And [d:Otto. B] last."))
    assert {mark: (each.before, each.form, each.after) for mark, each in found.items()} == {
        "a": ("Then ", "Ann Lee", ", with Otto."),
        "b": ("Then Ann ", "Lee", ", with Otto."),
        "c": ("Then Ann Lee, with ", "Otto", "."),
        "d": ("And ", "Otto. B", " last."),
    }


def test_a_sentence_begins_at_a_marked_capital() -> None:
    found = round_mentions(marked("They had left. [a:Otto] stayed."))
    assert (found["a"].before, found["a"].form, found["a"].after) == ("", "Otto", " stayed.")


def test_long_sentences_are_cut_at_words() -> None:
    words = " ".join(["word"] * 100)
    sentence = round_mentions(marked(f"{words} [a:Otto] {words}."))["a"]
    assert sentence.before.startswith("… word ")
    assert sentence.after.endswith("word …")
    assert LONGEST - 6 <= len(sentence.before) <= LONGEST + 2
    assert LONGEST - 6 <= len(sentence.after) <= LONGEST + 2

"""The rules by which a view hides text: what finds their elements finds those, and no others that might be lost."""

from pathlib import Path

import pytest
from lxml import etree

from common import ROOT
from kwedition.build import accounting

_SNIPPETS = sorted((ROOT / "tests" / "gallery" / "snippets").glob("*.xml"))
_NS = 'xmlns="http://www.tei-c.org/ns/1.0"'


def _has_text(element: etree._Element) -> bool:
    return any(text and text.strip() for text in (element.text, *(child.tail for child in element)))


def _hidden(root: etree._Element) -> dict[str, tuple[set[etree._Element], set[etree._Element]]]:
    """By rule, the elements with text that its finder finds, and those for which its test holds."""
    own = [each for each in root.iter("*") if _has_text(each)]
    return {
        id_: ({each for each in all_(root) if _has_text(each)}, {each for each in own if test(each)})
        for id_, _views, test, all_ in accounting._rules()
    }


@pytest.mark.parametrize("snippet", _SNIPPETS, ids=lambda path: path.stem)
def test_a_rule_finds_what_it_holds_for(snippet: Path) -> None:
    for rule, (found, held) in _hidden(etree.parse(snippet).getroot()).items():
        assert found == held, rule


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("figure-number", "<figure><label>2</label><head>Fig. 2. A map</head></figure>", ["2"]),
        ("figure-number", "<figure><label>2</label><head>2: a map</head></figure>", ["2"]),
        # It is a word of the heading, or its number stands elsewhere in it.
        ("figure-number", "<figure><label>a</label><head>This is a map</head></figure>", []),
        ("figure-number", "<figure><label>1</label><head>Fig 11 and 1 thing</head></figure>", []),
        ("word-features", "<w><fs><f name='lemma'>go</f><f name='form'>went</f></fs></w>", ["go"]),
        ("word-features", "<w><fs><f name='a'>one</f></fs><fs><f name='form'>two</f></fs></w>", []),
    ],
)
def test_what_is_hidden(rule: str, text: str, words: list[str]) -> None:
    found, held = _hidden(etree.fromstring(f"<TEI {_NS}><text>{text}</text></TEI>"))[rule]
    assert found == held
    assert [each.text for each in held] == words

"""Nothing is lost in the plain outputs either: what they leave out, a rule names."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from common import Corpus, Kwedition

HEADER = """<teiHeader><fileDesc><titleStmt><title>H</title></titleStmt><publicationStmt><p>H</p></publicationStmt><sourceDesc><p>H</p></sourceDesc>
</fileDesc></teiHeader>"""
# What a document holds, and the rules that hide what of it is not read: the number of its letters (each is one text).
CASES = {
    "a pair": ("<choice><sic>a</sic><corr>b</corr></choice>", {"plain-alternative": 1}),
    "four forms": ("<choice><abbr>a</abbr><expan>b</expan><orig>c</orig><reg>d</reg></choice>", {"plain-alternative": 3}),
    "two of a kind": ("<choice><reg>a</reg><reg>b</reg><corr>c</corr></choice>", {"plain-alternative": 2}),
    "expanded, not corrected": ("<choice><abbr>a</abbr><expan>b</expan></choice>", {"plain-alternative": 1}),
    "two guesses": ("<choice><unclear>a</unclear><unclear>b</unclear></choice>", {"plain-alternative": 1}),
    "two segments": ("<choice><orig>a</orig><seg>b</seg><seg>c</seg></choice>", {"plain-alternative": 2}),
    "others": ("<choice><orig>a</orig><sic>b</sic></choice>", {"plain-alternative": 1}),
    "a choice in a choice": ("<choice><orig>a<choice><sic>b</sic><corr>c</corr></choice></orig><reg>d</reg></choice>",
                             {"plain-alternative": 3}),
    "a date in a choice": ("<choice><reg>a</reg><date when='1950'>b</date></choice>", {"plain-alternative": 1}),
    "a lemma": ("<app><lem>a</lem><rdg>b</rdg><rdgGrp><rdg>c</rdg></rdgGrp><note>d</note></app>", {"plain-variant": 3}),
    "no lemma": ("<app><rdg>a</rdg><rdg>b</rdg></app>", {"plain-variant": 1}),
    "a group": ("<app><rdgGrp><rdg>a</rdg></rdgGrp><rdgGrp><rdg>b</rdg></rdgGrp></app>", {"plain-variant": 1}),
    "a group with a lemma": ("<app><rdgGrp><rdg>a</rdg><lem>b</lem><rdg>c</rdg></rdgGrp></app>", {"plain-variant": 2}),
    "an apparatus that stands apart": ("<app loc='1'><lem>a</lem><rdg>b</rdg></app>c<listApp><app><lem>d</lem></app></listApp>",
                                       {"plain-apparatus": 3}),
    "remarks only": ("<app><note>a</note></app>", {}),
    "deletions": ("a<del>b<note>c</note></del><surplus>d</surplus><restore><del>e</del></restore>", {"plain-left-out": 3}),
    "pages": ("<fw>a</fw><index><term>b</term></index>c", {"plain-page": 1, "index-terms": 1}),
    "a note that nothing calls": ("a<del>b<anchor xml:id='x'/></del><note target='#x'>c</note>", {"plain-left-out": 1}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_what_is_left_out_is_hidden_by_a_rule(
    kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    inside, hidden = CASES[name]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "d.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body><p>{inside}</p></body></text>'
        "<standOff><note>S</note></standOff></TEI>"
    )
    result = kwedition("build", "--only", "text,markdown", "--no-cache", "--jobs", "1", "--coverage", "coverage.json")
    assert result.exit_code == 0, result.output
    accounts = json.loads((tmp_path / "coverage.json").read_text())
    assert [each["view"] for each in accounts] == ["plain Markdown", "plain text"]
    for account in accounts:
        assert account["lost"] == account["doubled"] == []
        assert account["hidden"] == {"plain-header": 3, "plain-stand-off": 1, **hidden}


@pytest.mark.parametrize(
    "name",
    ["letters", "history", "tillich", "inscriptions", "plays", "apparatus", "novels", "early-print", "manuscripts", "cmif"],
)  # fmt: skip
def test_a_corpus_that_nobody_prepared(corpus: Callable[[str], Corpus], name: str) -> None:
    built = corpus(name)
    assert "all accounted for" in built.said
    plain = ("plain text", "plain Markdown")
    accounts = [each for each in json.loads(built.coverage.read_text()) if each["view"] in plain]
    # What is nothing but lists of entries has no text of its own.
    texts = [each for each in accounts if "authorities" not in each["hidden"]]
    assert len(texts) == 2 * len(list((built.output / "text").iterdir()))
    assert all(each["lost"] == each["doubled"] == [] for each in accounts)
    shown = {view: sum(each["shown"] for each in accounts if each["view"] == view) for view in plain}
    assert shown["plain text"] == shown["plain Markdown"] > 0 or name == "cmif"

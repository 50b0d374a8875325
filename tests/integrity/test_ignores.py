"""What an instruction silences, and that one which silences nothing is told of."""

import pytest

from integrity.editions import judge, tei
from kwedition import xmlio
from kwedition.check.integrity import apply_ignores
from kwedition.findings import Finding, Severity

FAULT = '<date when="1950-05-15">May 14, 1950</date>'


def left(text: str) -> list[str]:
    return [each.rule for each in apply_ignores(xmlio.parse(text.encode(), "a.xml"), judge({"a.xml": text}))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (tei(f"<?kwedition-ignore date-text?><p>{FAULT}</p>"), []),
        (tei(f"<?kwedition-ignore date?><p>{FAULT}</p>"), []),
        (tei(f"<?kwedition-ignore ref-bare date-text?><p>{FAULT}</p>"), ["ignore-unused"]),
        (tei(f"<?kwedition-ignore dat?><p>{FAULT}</p>"), ["date-text", "ignore-unused"]),
        (tei(f"<?kwedition-ignore?><p>{FAULT}</p>"), ["date-text", "ignore-unused"]),
        (tei(f"<p><?kwedition-ignore date-text?>{FAULT}{FAULT}</p>"), ["date-text"]),
        (
            tei(f"<p>{FAULT}<?kwedition-ignore date-text?></p><p>{FAULT}</p>"),
            ["date-text", "date-text", "ignore-unused"],
        ),
        (tei(f"<?kwedition-ignore date-text?>\n<!-- </p> because -->\n<p>{FAULT}</p>"), []),
        (tei(f"<div><?kwedition-ignore date-text?><p>{FAULT}</p><p>{FAULT}</p></div>"), ["date-text"]),
        ("<?kwedition-ignore date-text?>" + tei(f"<p>{FAULT}</p><p>{FAULT}</p>"), []),
        (tei(f"<!-- <?kwedition-ignore date-text?> --><p>{FAULT}</p>"), ["date-text"]),
        (tei("<?kwedition-ignore text?><p>one <hi>two</hi> e\u0301</p><p>e\u0301</p>"), ["text-decomposed"]),
    ],
)
def test_what_is_silenced(text: str, expected: list[str]) -> None:
    assert left(text) == expected


def test_findings_of_other_checks_and_of_other_files() -> None:
    source = xmlio.parse(tei("\n<?kwedition-ignore rng?>\n<p>x</p>").encode(), "a.xml")
    of_grammar = Finding("a.xml", 3, 0, "rng-content", Severity.ERROR, "x")
    of_other = Finding("b.xml", 3, 1, "rng-content", Severity.ERROR, "x")
    assert apply_ignores(source, [of_grammar, of_other]) == [of_other]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_encodings_in_which_letters_are_wide(encoding: str) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?>' + tei(f"<?kwedition-ignore date-text?><p>{FAULT}</p>")
    source = xmlio.parse(("\ufeff" + text).encode(encoding), "a.xml")
    assert apply_ignores(source, judge({"a.xml": text.replace("UTF-16", "UTF-8")})) == []


def test_a_doctype_with_comments_and_instructions_is_passed_over_at_once() -> None:
    subset = "<!-- it's -->" * 60 + "<?pi don't?><!ENTITY a '<p>]>'>" + '<!ENTITY b "x">'
    text = f"<!DOCTYPE TEI [{subset}]><?kwedition-ignore date-text?>" + tei(f"<p>{FAULT}&b;</p>")
    assert left(text) == []

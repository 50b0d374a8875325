"""`kwedition rules`: every rule that a finding can carry is listed and explained."""

import ast
import re
from pathlib import Path

import pytest

from common import ROOT, Kwedition

_RULE = re.compile(r"(rng|sch|xml|xinclude|ref|id|date|person|text|note|page|image|corresp|number|ignore|fo|font|file|site"
                   r"|schema|typst)(-[a-z]+)+")  # fmt: skip
# Strings of that form which are something else: properties of XSL-FO, processing instructions, names of elements, settings.
_OTHERS = {
    "xml-model", "xml-stylesheet", "font-family", "font-size", "font-style", "font-variant", "font-weight",
    "font-height", "font-selection-strategy", "text-align", "text-align-last", "text-indent", "text-decoration",
    "text-transform", "text-top", "text-bottom", "page-height", "page-width", "page-number", "page-position",
    "page-sequence", "ref-id", "ref-index-key", "number-columns-repeated", "number-columns-spanned", "number-rows-spanned",
    "page-break-before", "page-break-after", "page-break-inside", "id-entry", "text-plain",
    "image-hosts",
}  # fmt: skip


def said_in(path: Path) -> set[str]:
    """The strings of a module that look like rules and are handed to a call."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        argument.value
        for call in calls
        for argument in (*call.args, *(keyword.value for keyword in call.keywords))
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str) and _RULE.fullmatch(argument.value)
    }


@pytest.fixture(scope="module")
def emitted() -> set[str]:
    found = {rule for path in (ROOT / "src").rglob("*.py") for rule in said_in(path)} - _OTHERS
    assert {"xml-not-tei", "sch-xpath", "text-unassigned", "fo-object"} <= found
    return found


def test_every_rule_is_listed(emitted: set[str], kwedition: Kwedition) -> None:
    listed = {line.split()[0] for line in kwedition("rules").output.splitlines() if line.strip()}
    assert emitted - listed == set()


def test_rules_stand_under_what_they_are_about(kwedition: Kwedition) -> None:
    families: dict[str, list[str]] = {}
    for line in kwedition("rules").output.splitlines():
        if line and not line.startswith(" "):
            family = families.setdefault(line.removesuffix(":"), [])
        elif line:
            family.append(line.split()[0])
    assert next(iter(families)) == "Files and XML"
    assert "ref-unresolved" in families["References"]
    assert "text-lost" in families["What a build makes of the edition"]
    assert "text-unassigned" in families["Characters and spaces"]
    assert kwedition("rules", "corresp").output.startswith("Correspondence:\n  corresp-")


def test_every_rule_is_explained(emitted: set[str], kwedition: Kwedition) -> None:
    for rule in sorted(emitted):
        result = kwedition("rules", rule)
        assert result.exit_code == 0, rule
        assert "of the edition's schema" not in result.output, rule


def test_an_unknown_rule_has_a_neighbour(kwedition: Kwedition) -> None:
    result = kwedition("rules", "ref-unresolvd")
    assert result.exit_code == 2
    assert "ref-unresolved" in result.output

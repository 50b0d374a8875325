"""The registry: every rule of integrity, and the page that documents them."""

from collections.abc import Mapping
from types import MappingProxyType

from kwedition.check.integrity import rules_content, rules_pointing
from kwedition.check.integrity.rule import Rule

RULES: tuple[Rule, ...] = (*rules_pointing.RULES, *rules_content.RULES)
BY_ID: Mapping[str, Rule] = MappingProxyType({rule.id: rule for rule in RULES})

# What the rules of one beginning are about, in the order in which they are listed.
FAMILIES = {
    "element": "Elements",
    "ref": "References",
    "id": "Ids and authority numbers",
    "image": "Images",
    "note": "Notes",
    "date": "Dates",
    "person": "Persons",
    "corresp": "Correspondence",
    "page": "Pages",
    "number": "Numbering",
    "lang": "Languages",
    "text": "Characters and spaces",
    "ignore": "Silencing",
}

_HEAD = """# Rules of integrity

What `kwedition check` judges beyond the grammar. This page is made from the rules themselves.

A rule is silenced for one element and its content by `<?kwedition-ignore rule?>` before the element, where `rule` is an
id or the beginning of several (`date`); before the root it holds for the whole file. Several rules are divided by
spaces. In the settings, `severity` changes the weight of a rule or turns it `off`.
"""


def documentation() -> str:
    """The page on all rules, in Markdown."""
    parts = [_HEAD]
    families = dict.fromkeys(rule.id.partition("-")[0] for rule in RULES)
    for family in sorted(families, key=list(FAMILIES).index):
        parts.append(f"\n## {FAMILIES[family]}\n")
        parts += [_entry(rule) for rule in RULES if rule.id.partition("-")[0] == family]
    return "".join(parts)


def _entry(rule: Rule) -> str:
    fix = ", fixable" if rule.fixable else ""
    return (
        f"\n### `{rule.id}`\n\n**{rule.title}** ({rule.severity}{fix})\n\n{rule.explanation}\n\n"
        f"- wrong: {_code(rule.wrong_example)}\n- right: {_code(rule.right_example)}\n"
    )


def _code(example: str) -> str:
    """An example as code, fenced by as many marks as it needs."""
    visible = "".join(each if each.isprintable() else f"U+{ord(each):04X}" for each in example)
    return f"`` {visible} ``" if "`" in visible else f"`{visible}`"

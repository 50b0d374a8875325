"""What kwedition's own rules are about, for reports that list rules beside findings."""

from collections.abc import Mapping
from types import MappingProxyType

OWN: Mapping[str, str] = MappingProxyType({
    "file-unreadable": "A file can be read.",
    "xml-empty": "A document is not an empty file.",
    "xml-encoding": "A document is in the encoding that its XML declaration names.",
    "xml-not-well-formed": "A document is well-formed XML.",
    "xml-not-tei": "A document begins with TEI or teiCorpus in the namespace of TEI P5.",
    "rng-element-not-allowed": "The grammar allows the element where it stands.",
    "rng-element-missing": "No element is missing that the grammar asks for.",
    "rng-content": "An element has the content that the grammar asks for.",
    "rng-attribute": "An element has the attributes that the grammar asks for, with values that it allows.",
    "rng-attribute-missing": "No attribute is missing that the grammar asks for.",
    "rng-attribute-not-allowed": "The grammar allows the attribute and its value.",
    "rng-text-not-allowed": "Text stands only where the grammar allows text.",
    "rng-text-value": "Text has the form that the grammar asks for.",
    "rng-invalid": "A document is valid by its grammar.",
    "id-document-twice": "No two documents of the edition have one id.",
    "id-entry-twice": "No two entries of the edition have one id.",
    "site-link": "Every link within the site leads somewhere.",
})  # fmt: skip


def described(rule: str, more: Mapping[str, str]) -> str:
    """One sentence on what a rule asks for; ``more`` is asked first, and knows rules that kwedition does not."""
    return more.get(rule) or OWN.get(rule) or f"The rule {rule} of the edition's schema."


def setting(rule: str) -> str:
    """How the settings change how much a rule matters."""
    return (
        f'Its severity can be set in kwedition.toml, under [severity]: "{rule}" = "error", "warning", "info" or "off".'
    )

"""What kwedition's own rules are about, for reports that list rules beside findings."""

from collections.abc import Mapping
from types import MappingProxyType

OWN: Mapping[str, str] = MappingProxyType({
    "file-unreadable": "A file can be read.",
    "xml-empty": "A document is not an empty file.",
    "xml-encoding": "A document is in the encoding that its XML declaration names.",
    "xml-not-well-formed": "A document is well-formed XML.",
    "xml-too-deep": "Elements are nested no deeper than XML parsers go: 2,048 levels.",
    "xinclude-unresolved": "What a document includes by XInclude can be read.",
    "xml-not-tei": "A document begins with TEI or teiCorpus of TEI P5; a list, with listPerson and its like.",
    "rng-element-not-allowed": "The grammar allows the element where it stands.",
    "rng-element-missing": "No element is missing that the grammar asks for.",
    "rng-content": "An element has the content that the grammar asks for.",
    "rng-attribute-missing": "No attribute is missing that the grammar asks for.",
    "rng-attribute-not-allowed": "The grammar allows the attribute where it stands.",
    "rng-attribute-value": "The value of an attribute is one that the grammar allows.",
    "rng-text-not-allowed": "Text stands only where the grammar allows text.",
    "rng-text-value": "Text has the form that the grammar asks for.",
    "rng-id-duplicate": "No two elements of a document have one id, where the grammar says that they are ids.",
    "rng-idref-unresolved": "What the grammar declares to be a reference to an id leads to one of the document.",
    "rng-invalid": "A document is valid by its grammar.",
    "schema-unusable": "The schema that a document is to be judged by can be read and is right itself.",
    "sch-xpath": "An expression of a Schematron rule is XPath that can be compiled.",
    "sch-evaluation": "An expression of a Schematron rule can be evaluated for every document.",
    "sch-include": "What a Schematron schema includes is a file that it may read.",
    "sch-embedded": "Schematron rules within a grammar stand where they can be extracted.",
    "sch-query-binding": "A Schematron schema is written for XSLT 1, 2 or 3.",
    "sch-phase": "The phase that is asked for is one of the Schematron schema.",
    "sch-ns": "A Schematron schema declares each prefix once, and each that it uses.",
    "sch-is-a": "A pattern that is-a another names an abstract one, with the parameters that this asks for.",
    "sch-extends": "A rule extends an abstract rule that is there.",
    "sch-rule": "A Schematron rule has a context, and what it asserts has a test.",
    "sch-foreign": "What a Schematron schema holds of XSLT stands where XSLT may stand.",
    "sch-documents": "The documents that a pattern names can be read.",
    "sch-forbidden": "A Schematron schema calls nothing by which it could read or write more than it may.",
    "id-document-twice": "No two documents of the edition have one id.",
    "id-entry-twice": "No two entries of the edition have one id.",
    "id-case": "No two ids of documents or entries differ in the case of letters alone.",
    "id-missing": "What is to have an address has an xml:id.",
    "site-link": "Every link within the site leads somewhere.",
    "document-stopped": "No stylesheet of kwedition stops at a document: the build leaves out one at which it does.",
    "document-too-large": "No document has more than ten million elements or texts: the build leaves out one that has.",
    "text-lost": "Every text of a document reaches each view, or a named rule hides it.",
    "text-doubled": "No text of a document stands twice in a view.",
    "image-lost": "Every image of a document reaches the site.",
    "font-missing": "There is a font for every character that is printed.",
    "font-romanized": "A name prints in its own script.",
    "typst-failed": "The formatter can set the file.",
    "typst": "The formatter has nothing to say of the file.",
    "fo-root": "A file to be printed is XSL-FO.",
    "fo-object": "The formatter knows every formatting object.",
    "fo-property": "The formatter knows every property where it stands, and none is missing that an object needs.",
    "fo-value": "The formatter knows the value of every property.",
    "fo-content": "A formatting object holds what it may hold.",
    "fo-masters": "The page masters of one sequence agree in size, columns and place.",
    "fo-reference": "Every reference leads to an id of the file.",
    "fo-id": "No id is given twice.",
    "fo-bookmark": "Every bookmark leads to a place of the file.",
    "fo-link": "A link leads to an address that can be followed without harm.",
    "fo-image": "A picture is a file beside the FO, of a kind that can be set.",
    "fo-alt": "A picture has words for who cannot see it.",
    "fo-font": "The fonts that the file names are there.",
    "fo-break": "A page break stands where a page can end.",
    "fo-approximate": "A property is set exactly as it says.",
    "fo-no-effect": "A property has an effect where it stands.",
})  # fmt: skip


def described(rule: str, more: Mapping[str, str]) -> str:
    """One sentence on what a rule asks for; ``more`` is asked first, and knows rules that kwedition does not."""
    return more.get(rule) or OWN.get(rule) or f"The rule {rule} of the edition's schema."


def setting(rule: str) -> str:
    """How the settings change how much a rule matters."""
    return (
        f'Its severity can be set in kwedition.toml, under [severity]: "{rule}" = "error", "warning", "info" or "off".'
    )

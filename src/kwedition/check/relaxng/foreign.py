"""Names that people bring along from other vocabularies, and which names come first in a list of many."""

from collections.abc import Iterable, Sequence

from kwedition.check.relaxng.names import local_of

# HTML's and DocBook's names → those of TEI; the first that the schema knows, and allows where it is asked, is proposed.
_ELEMENTS: dict[str, tuple[str, ...]] = {
    "a": ("ref",), "anchor": ("ref",), "article": ("div", "text"), "b": ("hi",),
    "blockquote": ("quote", "cit"), "br": ("lb",), "chapter": ("div",), "dl": ("list",),
    "dt": ("label",), "dd": ("item",), "em": ("emph", "hi"), "emphasis": ("emph", "hi"), "endnote": ("note",),
    "entry": ("cell",), "figcaption": ("figDesc", "head"), "font": ("hi",), "footer": ("closer",),
    "footnote": ("note",), "h1": ("head",), "h2": ("head",), "h3": ("head",), "h4": ("head",), "h5": ("head",),
    "h6": ("head",), "header": ("opener", "teiHeader"), "heading": ("head",), "hr": ("milestone",), "i": ("hi",),
    "image": ("graphic",), "img": ("graphic",), "ins": ("add",), "itemizedlist": ("list",), "li": ("item",),
    "line": ("l", "lb"), "link": ("ref",), "listitem": ("item",), "ol": ("list",), "orderedlist": ("list",),
    "organisation": ("orgName",), "organization": ("orgName",), "page": ("pb",), "para": ("p",),
    "paragraph": ("p",), "person": ("persName",), "place": ("placeName",), "s": ("del", "hi"), "sect1": ("div",),
    "section": ("div",), "simpara": ("p",), "small": ("hi",), "span": ("seg", "hi"), "stanza": ("lg",),
    "strike": ("del", "hi"), "strong": ("hi",), "sub": ("hi",), "sup": ("hi",), "td": ("cell",), "th": ("cell",),
    "tr": ("row",), "tt": ("code", "hi"), "u": ("hi",), "ul": ("list",), "ulink": ("ref",), "verse": ("l", "lg"),
}  # fmt: skip
_ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "class": ("rend", "type"), "href": ("target", "url"), "src": ("url", "target"), "url": ("target",),
    "style": ("rend",), "colspan": ("cols",), "rowspan": ("rows",), "align": ("rend",), "render": ("rend",),
    "uri": ("target", "ref"), "lang": ("{http://www.w3.org/XML/1998/namespace}lang",),
    "id": ("{http://www.w3.org/XML/1998/namespace}id",),
}  # fmt: skip
# The commonest elements of texts, since a schema of TEI allows a hundred in most places.
_COMMON = (
    "p", "div", "head", "list", "item", "lg", "l", "sp", "speaker", "ab", "quote", "table", "row", "cell", "figure",
    "graphic", "note", "opener", "closer", "dateline", "salute", "signed", "persName", "placeName", "orgName", "date",
    "title", "name", "rs", "ref", "hi", "choice", "sic", "corr", "orig", "reg", "abbr", "expan", "add", "del", "app",
    "lem", "rdg", "lb", "pb", "bibl", "biblStruct", "msDesc", "person", "place", "org", "author", "editor",
    "publisher", "idno", "label", "seg", "stage", "trailer",
)  # fmt: skip
_RANK = {name: number for number, name in enumerate(_COMMON)}


def rank(name: str) -> int:
    """How common an element is in texts: the less, the commoner."""
    return _RANK.get(local_of(name), len(_RANK))


def elements_meant(tag: str, names: Iterable[str]) -> list[str]:
    """Which of the names say what another vocabulary calls so, the best first."""
    return _meant(_ELEMENTS.get(local_of(tag).lower(), ()), names)


def attributes_meant(name: str, names: Iterable[str]) -> list[str]:
    """Like `elements_meant`, of attributes."""
    return _meant(_ATTRIBUTES.get(local_of(name).lower(), ()), names)


def _meant(wanted: Sequence[str], names: Iterable[str]) -> list[str]:
    among = list(names)
    return [name for each in wanted for name in among if each in (name, local_of(name))]

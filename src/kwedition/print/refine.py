"""From an FO file to what the Typst program reads: one JSON object."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lxml import etree

from kwedition.findings import Finding
from kwedition.print import values
from kwedition.print.glyphs import Coverage, is_plain, texts
from kwedition.print.pages import Sequences
from kwedition.print.sheet import GENERIC, Item, Sheet, language
from kwedition.print.vocabulary import FO

_DC = "http://purl.org/dc/elements/1.1/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_NS = {"fo": FO}


@dataclass(frozen=True, slots=True)
class Refined:
    """The JSON text, the date that the file gives itself, the pictures by name, and what is set otherwise."""

    json: str
    date: str
    images: Mapping[str, bytes]
    findings: tuple[Finding, ...]


def metadata(root: etree._Element) -> dict[str, str]:
    """Title, creator, language, date and description: XMP in ``fo:declarations``, else what the file says elsewhere."""
    found: dict[str, str] = {}
    for name, tag in (
        ("title", f"{{{_DC}}}title"), ("creator", f"{{{_DC}}}creator"), ("language", f"{{{_DC}}}language"),
        ("description", f"{{{_DC}}}description"), ("date", f"{{{_DC}}}date"), ("date", f"{{{_XMP}}}CreateDate"),
    ):  # fmt: skip
        element = next(root.iterfind(f"fo:declarations//{tag}", _NS), None)
        if element is not None and (text := " ".join("; ".join(_leaves(element)).split())):
            found.setdefault(name, text)
    if "title" not in found:
        titles = [root.find("fo:page-sequence/fo:title", _NS), root.find(".//fo:flow//fo:block", _NS)]
        words = [" ".join("".join(map(str, t.itertext())).split()) for t in titles if t is not None]
        found["title"] = next((w for w in words if w), "Untitled")
    given = str(root.get("language", "none"))
    found.setdefault("language", given if given != "none" else "en")
    found["language"] = language(found["language"])
    return found


def _leaves(element: etree._Element) -> list[str]:
    return [str(text) for text in element.itertext() if str(text).strip()]


def _bookmarks(root: etree._Element, sheet: Sheet) -> None:
    def walk(parent: etree._Element, level: int) -> None:
        for bookmark in parent.iterfind("fo:bookmark", _NS):
            target = bookmark.get("internal-destination")
            title = bookmark.find("fo:bookmark-title", _NS)
            words = "".join(map(str, title.itertext())) if title is not None else ""
            if target is None:
                sheet.complain(bookmark, "fo-bookmark", "a bookmark leads to no place of this file",
                               "give it an internal-destination", warn=True)  # fmt: skip
            else:
                # It must be called something: a heading may be all blanks, and others stand below it.
                entry = {"level": level, "title": " ".join(words.split()) or "…"}
                sheet.bookmarks.setdefault(str(target), []).append(entry)
            if bookmark.find("fo:bookmark", _NS) is not None and bookmark.get("starting-state", "show") == "show":
                sheet.complain(bookmark, "fo-bookmark", "a bookmark that holds others is closed at first",
                               'say so in the FO: starting-state="hide"', warn=True)  # fmt: skip
            walk(bookmark, level + 1)

    tree = root.find("fo:bookmark-tree", _NS)
    if tree is not None:
        walk(tree, 1)


def _families(root: etree._Element, sheet: Sheet) -> None:
    """Say which fonts are asked for and not there, nor any that may stand for them."""
    said: set[str] = set()
    for element in root.iter(f"{{{FO}}}*"):
        wanted = str(element.get("font-family", ""))
        if wanted in said or wanted in ("", "inherit"):
            continue
        said.add(wanted)
        if not any(GENERIC.get(name, name).lower() in sheet.fonts for name in values.families(wanted)):
            sheet.complain(element, "fo-font", f"there is no font {wanted}: its text is set in {GENERIC['serif']}",
                           "give its folder with --fonts, or name a generic family after it", warn=True)  # fmt: skip


def _lost(root: etree._Element, coverage: Coverage) -> Callable[[bool, bool], frozenset[str]]:
    """Says which characters of a file there are in upright letters only."""

    @cache
    def characters() -> frozenset[str]:
        return frozenset("".join(text for _, text in texts(root) if not is_plain(text)))

    @cache
    def lost(italic: bool, bold: bool) -> frozenset[str]:
        return coverage.missing(characters(), (italic, bold)) - coverage.missing(characters())

    return lost


def _wanted(root: etree._Element) -> frozenset[str]:
    """The ids that are asked for: by page numbers, links, bookmarks and keys of an index."""
    found: set[str] = set()
    for element in root.iter(f"{{{FO}}}*"):
        attributes = element.attrib
        for name in ("ref-id", "internal-destination"):
            if name in attributes:
                found.add(str(attributes[name]))
        if "index-key" in attributes:
            found.add(str(element.get("id", "")))
    return frozenset(found - {""})


def refine(root: etree._Element, name: str, coverage: Coverage, folder: Path) -> Refined:
    """Refine a file whose vocabulary has been checked.

    Pictures are looked for in ``folder``. ``coverage`` knows what families there are, and what characters they have.
    """
    sheet = Sheet(name, folder, {family.lower(): family for family in coverage.families})
    sheet.lost = _lost(root, coverage)
    sheet.wanted = _wanted(root)
    sheet.cited_last = frozenset(str(e.get("ref-id")) for e in root.iter(f"{{{FO}}}page-number-citation-last"))
    _bookmarks(root, sheet)
    sequences = Sequences(root, sheet)
    made = sequences.all()
    sheet.trim(coverage.needed)
    _families(root, sheet)
    masters: Item = {
        m.name: {"width": m.width, "height": m.height, "margins": m.margins, "regions": m.regions}
        for m in sequences.masters.values()
    }
    meta = metadata(root)
    whole = {
        "meta": meta, "styles": sheet.styles, "masters": masters, "sequences": made,
        "bookmarks": sheet.bookmarks, "usual": sheet.usual(),
    }  # fmt: skip
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return Refined(text, meta.get("date", ""), sheet.images, tuple(sheet.findings))

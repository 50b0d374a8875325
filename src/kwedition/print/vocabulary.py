"""Which objects and properties of XSL-FO 1.1 this formatter knows, and which values of them.

What is not here is an error before anything is formatted. What is here but set in another way than the standard says is
in ``limits.py``.
"""

import re
from collections.abc import Mapping
from functools import cache

from kwedition.print import values

FO = "http://www.w3.org/1999/XSL/Format"
FOX = "http://xmlgraphics.apache.org/fop/extensions"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
ALT_TEXT = f"{{{FOX}}}alt-text"

_BLOCKS = "block block-container table table-and-caption list-block wrapper marker retrieve-marker"
_INLINES = (
    "#text inline bidi-override character leader page-number page-number-citation page-number-citation-last basic-link "
    "footnote external-graphic instream-foreign-object wrapper marker retrieve-marker index-page-citation-list"
)
_BOTH = f"{_BLOCKS} {_INLINES}"

# Each object and what it may hold; "#text" is text other than white space, "#any" whatever is there.
CHILDREN: Mapping[str, frozenset[str]] = {
    name: frozenset(children.split())
    for name, children in {
        "root": "layout-master-set declarations bookmark-tree page-sequence page-sequence-wrapper",
        "declarations": "#any",
        "layout-master-set": "simple-page-master page-sequence-master",
        "simple-page-master": "region-body region-before region-after region-start region-end",
        "region-body": "",
        "region-before": "",
        "region-after": "",
        "region-start": "",
        "region-end": "",
        "page-sequence-master": "single-page-master-reference repeatable-page-master-reference "
        "repeatable-page-master-alternatives",
        "single-page-master-reference": "",
        "repeatable-page-master-reference": "",
        "repeatable-page-master-alternatives": "conditional-page-master-reference",
        "conditional-page-master-reference": "",
        "bookmark-tree": "bookmark",
        "bookmark": "bookmark-title bookmark",
        "bookmark-title": "#text",
        "page-sequence-wrapper": "page-sequence page-sequence-wrapper",
        "page-sequence": "title static-content flow",
        "title": _INLINES,
        "static-content": _BLOCKS,
        "flow": _BLOCKS,
        "block": _BOTH,
        "block-container": _BLOCKS,
        "inline": _BOTH,
        "bidi-override": _BOTH,
        "basic-link": _BOTH,
        "wrapper": _BOTH,
        "marker": _BOTH,
        "retrieve-marker": "",
        "character": "",
        "leader": _INLINES,
        "page-number": "",
        "page-number-citation": "",
        "page-number-citation-last": "",
        "footnote": "inline footnote-body",
        "footnote-body": _BLOCKS,
        "external-graphic": "",
        "instream-foreign-object": "#any",
        "list-block": "list-item marker",
        "list-item": "list-item-label list-item-body marker",
        "list-item-label": _BLOCKS,
        "list-item-body": _BLOCKS,
        "table-and-caption": "table-caption table",
        "table-caption": _BLOCKS,
        "table": "table-column table-header table-footer table-body marker",
        "table-column": "",
        "table-header": "table-row table-cell marker",
        "table-footer": "table-row table-cell marker",
        "table-body": "table-row table-cell marker",
        "table-row": "table-cell",
        "table-cell": _BLOCKS,
        "index-page-citation-list": "index-key-reference index-page-citation-list-separator "
        "index-page-citation-range-separator",
        "index-key-reference": "",
        "index-page-citation-list-separator": "#text",
        "index-page-citation-range-separator": "#text",
    }.items()
}

_SIDES = ("before", "after", "start", "end", "top", "bottom", "left", "right")
_SPACE = "<length>"
_KEEP = "auto always <integer>"
_BREAK = "auto column page even-page odd-page"
_STYLE = "none hidden solid dashed dotted double"

_PROPERTIES: dict[str, str] = {
    # Everywhere.
    "id": "<text>", "role": "<text>", "source-document": "<text>", "index-key": "<text>",
    # Fonts and text.
    "font-family": "<text>", "font-size": f"<length> {' '.join(values.FONT_SIZES)} larger smaller",
    "font-style": "normal italic oblique", "font-weight": "normal bold bolder lighter <integer>",
    "font-variant": "normal small-caps", "font-selection-strategy": "auto character-by-character",
    "line-height": "normal <length>", "color": "<colour>", "background-color": "<colour>", "background": "<colour>",
    "letter-spacing": "normal <length>", "word-spacing": "normal <length>",
    "text-transform": "none uppercase lowercase capitalize",
    "text-decoration": "<decoration>", "baseline-shift": "baseline super sub <length>",
    "vertical-align": "baseline super sub top middle bottom text-top text-bottom <length>",
    "alignment-baseline": "auto baseline", "alignment-adjust": "auto",
    "dominant-baseline": "auto", "line-stacking-strategy": "max-height line-height font-height",
    "line-height-shift-adjustment": "consider-shifts disregard-shifts",
    "language": "<text>", "country": "<text>", "script": "<text>", "hyphenate": "true false",
    "hyphenation-character": "- ‐", "direction": "ltr rtl", "unicode-bidi": "normal embed bidi-override",
    "writing-mode": "lr-tb rl-tb lr rl", "reference-orientation": "0 90 180 270 -90 -180 -270",
    "character": "<text>", "visibility": "visible hidden",
    # Lines and white space.
    "text-align": "start center end justify left right inside outside",
    "text-align-last": "relative start center end justify left right inside outside",
    "text-indent": "<length>", "last-line-end-indent": "<length>", "start-indent": "<length>", "end-indent": "<length>",
    "linefeed-treatment": "ignore preserve treat-as-space treat-as-zero-width-space",
    "white-space-collapse": "true false",
    "white-space-treatment": "ignore preserve ignore-if-before-linefeed ignore-if-after-linefeed "
    "ignore-if-surrounding-linefeed",
    "white-space": "normal pre nowrap", "wrap-option": "wrap no-wrap",
    "widows": "<integer>", "orphans": "<integer>",
    # Blocks.
    "break-before": _BREAK, "break-after": _BREAK, "span": "none all", "margin": "<lengths>", "padding": "<lengths>",
    "border": "<border>", "border-style": "<words>", "border-width": "<lengths>", "border-color": "<words>",
    "display-align": "auto before center after", "relative-align": "before baseline",
    "width": "auto <length>", "height": "auto <length>", "inline-progression-dimension": "auto <length>",
    "block-progression-dimension": "auto <length>", "overflow": "visible hidden auto error-if-overflow",
    "absolute-position": "auto", "position": "static", "clip": "auto", "clear": "none",
    # Pages.
    "master-name": "<text>", "master-reference": "<text>", "page-width": "<length>", "page-height": "<length>",
    "extent": "<length>", "region-name": "<text>", "precedence": "true false", "column-count": "<integer>",
    "column-gap": "<length>", "maximum-repeats": "no-limit <integer>", "page-position": "first last only rest any",
    "odd-or-even": "odd even any", "blank-or-not-blank": "blank not-blank any", "flow-name": "<text>",
    "initial-page-number": "auto auto-odd auto-even <integer>",
    "force-page-count": "auto even odd end-on-even end-on-odd no-force", "format": "1 a A i I",
    "letter-value": "auto alphabetic",
    "media-usage": "auto paginate",
    # Lists, tables, links, leaders, graphics, markers, bookmarks.
    "provisional-distance-between-starts": "<length>", "provisional-label-separation": "<length>",
    "table-layout": "fixed auto", "column-width": "<column>", "column-number": "<integer>",
    "number-columns-repeated": "<integer>", "number-columns-spanned": "<integer>",
    "number-rows-spanned": "<integer>", "border-collapse": "separate collapse collapse-with-precedence",
    "border-separation": "<lengths>", "border-spacing": "<lengths>", "table-omit-header-at-break": "true false",
    "table-omit-footer-at-break": "true false", "caption-side": "before after top bottom", "ends-row": "true false",
    "starts-row": "true false", "empty-cells": "show",
    "internal-destination": "<text>", "external-destination": "<text>", "show-destination": "replace new",
    "indicate-destination": "false", "ref-id": "<text>", "ref-index-key": "<text>", "starting-state": "show hide",
    "page-citation-strategy": "all", "merge-sequential-page-numbers": "merge",
    "merge-ranges-across-index-key-references": "merge", "merge-pages-across-index-key-references": "merge",
    "page-number-treatment": "link",
    "leader-pattern": "space rule dots use-content", "leader-length": "auto <length>",
    "leader-length.minimum": "<length>", "leader-length.optimum": "<length>", "leader-length.maximum": "<length>",
    "leader-pattern-width": "use-font-metrics <length>", "leader-alignment": "none reference-area page",
    "rule-thickness": "<length>", "rule-style": _STYLE, "src": "<text>", "content-width": "auto scale-to-fit "
    "scale-down-to-fit <length>", "content-height": "auto scale-to-fit scale-down-to-fit <length>",
    "scaling": "uniform non-uniform", "content-type": "<text>", "marker-class-name": "<text>",
    "retrieve-class-name": "<text>", "retrieve-position": "first-starting-within-page first-including-carryover "
    "last-starting-within-page last-ending-within-page",
    "retrieve-boundary": "page page-sequence document", "suppress-at-line-break": "auto",
    "score-spaces": "true false",
}  # fmt: skip


def _families() -> dict[str, str]:
    """The properties that exist for each side, and the components of the compound ones."""
    found: dict[str, str] = {}
    for side in _SIDES:
        found |= {
            f"padding-{side}": "<length>",
            f"padding-{side}.conditionality": "retain discard",
            f"padding-{side}.length": "<length>",
            f"border-{side}": "<border>",
            f"border-{side}-style": _STYLE,
            f"border-{side}-width": "thin medium thick <length>",
            f"border-{side}-width.length": "thin medium thick <length>",
            f"border-{side}-width.conditionality": "retain discard",
            f"border-{side}-color": "<colour>",
        }
        if side in ("top", "bottom", "left", "right"):
            found[f"margin-{side}"] = "<length>"
        elif side in ("before", "after"):
            found |= {
                f"space-{side}": "<length>",
                f"space-{side}.conditionality": "retain discard",
                f"space-{side}.precedence": "force <integer>",
            }
            found |= {f"space-{side}.{part}": "<length>" for part in ("minimum", "optimum", "maximum")}
        else:
            found |= {f"space-{side}": "<length>", f"space-{side}.optimum": "<length>"}
    found |= {f"keep-together{part}": _KEEP for part in ("", ".within-line", ".within-column", ".within-page")}
    for keep in ("keep-with-next", "keep-with-previous"):
        found |= {f"{keep}{part}": _KEEP for part in ("", ".within-column", ".within-page")}
    return found


PROPERTIES: Mapping[str, tuple[str, ...]] = {n: tuple(v.split()) for n, v in (_PROPERTIES | _families()).items()}


@cache
def is_value(name: str, value: str) -> bool:
    """Whether a property may have that value here."""
    text = value.strip()
    if text == "inherit":
        return True
    return any(word == text or (word.startswith("<") and _is(word, text)) for word in PROPERTIES[name])


def _is(kind: str, text: str) -> bool:
    match kind:
        case "<text>" | "<words>":
            return True
        case "<integer>":
            return re.fullmatch(r"-?\d+", text) is not None
        case "<colour>":
            return _reads(lambda: values.colour(text))
        case "<decoration>":
            known = {"none", "underline", "overline", "line-through", "no-underline", "no-overline", "no-line-through"}
            return set(text.split()) <= known
        case "<lengths>":
            return all(_is("<length>", part) for part in text.split())
        case "<border>":
            return all(_is_border_part(part) for part in _parts(text))
        case "<column>":
            return text == "auto" or _column(text) is not None or _is("<length>", text)
    zero = dict.fromkeys(("body-start", "label-end"), lambda: 0.0)
    return _reads(lambda: values.length(text, values.Scale(12, 100, zero)))


def _is_border_part(part: str) -> bool:
    return part in _STYLE.split() or part in values.BORDER_WIDTHS or _is("<colour>", part) or _is("<length>", part)


def _parts(text: str) -> list[str]:
    """The words of a shorthand; a function with its brackets is one."""
    return re.findall(r"(?:[^\s(]+\([^)]*\)|\S+)", text)


def _column(text: str) -> float | None:
    match = re.fullmatch(r"proportional-column-width\(\s*(\d+\.?\d*|\.\d+)\s*\)", text.strip())
    return float(match[1]) if match else None


def proportional(text: str) -> float | None:
    """The number in ``proportional-column-width(…)``, or None."""
    return _column(text)


def border_parts(text: str) -> list[str]:
    """The words of a ``border`` shorthand."""
    return _parts(text)


def _reads(read: object) -> bool:
    try:
        read()  # type: ignore[operator]
    except ValueError:
        return False
    return True

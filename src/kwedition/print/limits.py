"""Where this formatter does something else than XSL 1.1 says: each of these is a warning."""

from collections.abc import Mapping
from functools import cache

_STACKED = "block block-container list-block list-item table table-and-caption"
_FRAMED = "block block-container list-block inline bidi-override basic-link wrapper table-cell"
_BOXED = f"{_FRAMED} table"
_SIZED = "block-container external-graphic instream-foreign-object"

# Where properties have an effect that are not inherited, by how they begin; elsewhere that is a warning.
EFFECTIVE: Mapping[str, frozenset[str]] = {
    start: frozenset(objects.split())
    for start, objects in {
        "break-": f"{_STACKED} table-row", "keep-with-": f"{_STACKED} table-row", "space-before": _STACKED,
        "space-after": _STACKED, "span": _STACKED,
        "margin": f"{_STACKED} simple-page-master region-body",
        "border-before": f"{_BOXED} table-row", "border-after": f"{_BOXED} table-row",
        "border-top": f"{_BOXED} table-row", "border-bottom": f"{_BOXED} table-row",
        "border-start": _BOXED, "border-end": _BOXED, "border-left": _BOXED, "border-right": _BOXED,
        "padding": f"{_FRAMED} list-item",
        "background": f"{_BOXED} table-row",
        "width": f"{_SIZED} table", "height": _SIZED, "inline-progression-dimension": f"{_SIZED} table",
        "block-progression-dimension": _SIZED,
        "baseline-shift": "inline basic-link wrapper character leader page-number "
        "page-number-citation page-number-citation-last bidi-override", "reference-orientation": "block-container",
        "text-decoration": "block inline basic-link wrapper bidi-override character page-number page-number-citation",
        "content-": _SIZED, "number-": "table-cell table-column", "ref-id": "page-number-citation "
        "page-number-citation-last", "internal-destination": "basic-link bookmark",
        "external-destination": "basic-link", "column-count": "region-body", "column-gap": "region-body",
        "initial-page-number": "page-sequence", "force-page-count": "page-sequence", "format": "page-sequence",
    }.items()
}  # fmt: skip

# (property, value) → what is done instead.
_SPACING = "two lines are kept together, never more"
APPROXIMATE: Mapping[tuple[str, str], str] = {
    ("retrieve-position", "last-ending-within-page"): "it is taken as last-starting-within-page",
    ("retrieve-boundary", "page"): "it is taken as page-sequence",
    ("retrieve-boundary", "document"): "it is taken as page-sequence",
    ("text-align", "inside"): "it is taken as start",
    ("text-align", "outside"): "it is taken as end",
    ("overflow", "hidden"): "nothing is cut off",
    ("overflow", "error-if-overflow"): "nothing is said of what is too large",
    ("relative-align", "baseline"): "cells and labels begin at the same height",
    ("table-layout", "auto"): "columns without a width are as wide as each other",
    ("line-stacking-strategy", "font-height"): "lines are as high as their block says",
    ("content-width", "scale-down-to-fit"): "it is taken as scale-to-fit",
    ("content-height", "scale-down-to-fit"): "it is taken as auto",
    ("content-height", "scale-to-fit"): "it is taken as auto",
    **{
        ("vertical-align", word): "it is taken as baseline"
        for word in ("top", "middle", "bottom", "text-top", "text-bottom")
    },
}


def roundabout(name: str, value: str) -> str | None:
    """How a value is set that this formatter knows only roughly; None when it is set as it should be."""
    if name in ("widows", "orphans") and value.isdecimal() and int(value) > 2:
        return _SPACING
    return APPROXIMATE.get((name, value))


@cache
def has_effect(name: str, kind: str) -> bool:
    """Whether a property does something on that object, or on what inherits it."""
    return all(kind in where for start, where in EFFECTIVE.items() if name.startswith(start))

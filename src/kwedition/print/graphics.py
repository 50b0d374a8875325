"""Pictures, and lists of page numbers as XSL 1.1 writes them."""

import base64
import re
from urllib.parse import unquote

from lxml import etree

from kwedition.print import values
from kwedition.print.sheet import Item, Sheet, local
from kwedition.print.style import Props
from kwedition.print.values import Scale, length
from kwedition.print.vocabulary import ALT_TEXT
from kwedition.there import resolved

_FORMATS = {"png": "png", "jpg": "jpg", "jpeg": "jpg", "gif": "gif", "svg": "svg", "webp": "webp", "pdf": "pdf"}
_SIGNATURES = {b"\x89PNG": "png", b"\xff\xd8": "jpg", b"GIF8": "gif", b"RIFF": "webp", b"%PDF": "pdf"}


def graphic(element: etree._Element, props: Props, sheet: Sheet, width: float, line: float) -> Item:
    """A picture. It must be a file beside the FO, a data URI, or SVG within the FO."""
    alt = element.get(ALT_TEXT)
    if not alt:
        sheet.complain(element, "fo-alt", f"{local(element)} has no alternative text",
                       "describe the picture in the attribute fox:alt-text")  # fmt: skip
    name = _embedded(element, sheet) if local(element) == "instream-foreign-object" else _file(element, sheet)
    item: Item = {"k": "image", "src": name, "alt": str(alt or " "), "s": sheet.style(props)}
    item["fit"] = "stretch" if element.get("scaling") == "non-uniform" else "contain"
    for axis, names in (("width", ("content-width", "width", "inline-progression-dimension")),
                        ("height", ("content-height", "height", "block-progression-dimension"))):  # fmt: skip
        for attribute in names:
            value = str(element.get(attribute, "auto"))
            part = value.endswith("%") and attribute.startswith("content")
            if value in ("scale-to-fit", "scale-down-to-fit", "100%") and axis == "width":
                item[axis] = width
            elif value[0].isdigit() and not part and not (value.endswith("%") and axis == "height"):
                item.setdefault(axis, length(value, Scale(props["size"], width)))
    return {key: value for key, value in item.items() if value is not None}


def _file(element: etree._Element, sheet: Sheet) -> str:
    source = values.address(str(element.get("src", "")))
    if source.startswith("data:"):
        head, _, body = source.partition(",")
        data = base64.b64decode(body) if head.endswith(";base64") else body.encode()
        return _kept(element, sheet, data, source[:40])
    if re.match(r"[a-z][a-z0-9+.-]+:", source) and not source.startswith("file:"):
        sheet.complain(element, "fo-image", f"the picture {source} is not a local file",
                       "put it beside the FO: nothing is fetched from the network")  # fmt: skip
        return ""
    folder = sheet.folder.resolve()
    path = resolved(folder / unquote(source.removeprefix("file:")))
    if not path.is_relative_to(folder):
        sheet.complain(element, "fo-image", f"the picture {source} is not in the folder of the FO", "put it there")
        return ""
    try:
        return _kept(element, sheet, path.read_bytes(), source)
    except (OSError, ValueError):
        sheet.complain(element, "fo-image", f"the picture {source} cannot be read", "check the path in src")
        return ""


def _embedded(element: etree._Element, sheet: Sheet) -> str:
    child = next(element.iterchildren("*"), None)
    if child is None or child.tag != "{http://www.w3.org/2000/svg}svg":
        sheet.complain(element, "fo-image", "instream-foreign-object holds no SVG", "only SVG can be set within a text")
        return ""
    return _kept(element, sheet, etree.tostring(child, with_tail=False), "SVG")


def _kept(element: etree._Element, sheet: Sheet, data: bytes, name: str) -> str:
    kind = next((k for start, k in _SIGNATURES.items() if data.startswith(start)), "")
    if not kind and b"<svg" in data[:2000]:
        kind = "svg"
    if not kind:
        sheet.complain(element, "fo-image", f"the picture {name} is of no known kind", f"use {', '.join(_FORMATS)}")
        return ""
    key = f"image-{len(sheet.images)}.{kind}"
    sheet.images[key] = data
    return key


def index_list(element: etree._Element, sheet: Sheet, props: Props) -> Item:
    """The page numbers of index keys."""
    item: Item = {"k": "pages", "ids": [], "s": sheet.style(props), "sep": ", ", "range": "–"}
    for child in element.iterchildren("*"):
        match local(child):
            case "index-page-citation-list-separator":
                item["sep"] = child.text or ""
            case "index-page-citation-range-separator":
                item["range"] = child.text or ""
            case "index-key-reference":
                key = str(child.get("ref-index-key"))
                found = element.getroottree().getroot().xpath("//*[@index-key = $key]", key=key)
                assert isinstance(found, list)
                for each in found:
                    assert isinstance(each, etree._Element)
                    item["ids"].append(str(each.get("id")))
    sheet.used.setdefault(item["s"], set()).update(item["sep"] + item["range"])
    return item

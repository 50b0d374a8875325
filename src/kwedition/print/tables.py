"""Tables: columns, the rows that repeat, cells that span, borders."""

from typing import TYPE_CHECKING

from lxml import etree

from kwedition.print import boxes, vocabulary
from kwedition.print.flow import Flow, stick
from kwedition.print.headnotes import has_notes
from kwedition.print.sheet import Item, local
from kwedition.print.style import Props, computed
from kwedition.print.values import Scale, length

if TYPE_CHECKING:
    from kwedition.print.blocks import Blocks


def table(blocks: "Blocks", element: etree._Element, flow: Flow, props: Props) -> None:
    """Add a table, with its caption if it has one, to a flow."""
    if local(element) == "table-and-caption":
        parts = [child for child in element.iterchildren("*") if local(child) in ("table-caption", "table")]
        if props["caption"] in ("after", "bottom"):
            parts.reverse()
        for part in parts:
            part_props = computed(part, props, flow.width)
            if local(part) == "table":
                blocks.block(part, flow, props)
            else:
                first = len(flow.items)
                for child in part.iterchildren("*"):
                    blocks.block(child, flow, part_props)
                if props["caption"] not in ("after", "bottom"):
                    stick(flow.items, first)
        return
    for child in element.iterchildren(f"{{{vocabulary.FO}}}marker"):
        blocks.block(child, flow, props)
    width = _width(element, props, flow)
    columns: list[list[object]] = _columns(element, props, width)
    item: Item = {
        "k": "table", "columns": columns, "left": props["start"] - flow.start, "right": props["end"] - flow.end,
        "stroke": boxes.strokes(element, props), "fill": boxes.background(element), "rtl": props["rtl"],
        "gutter": [0.0, 0.0] if props["collapse-borders"] else list(props["separation-borders"]),
        "width": width if _given(element) else None,
    }  # fmt: skip
    cell_width = width / max(1, len(columns))
    marks: list[Item] = []
    sections: dict[str, list[list[Item]]] = {}
    for name in ("header", "footer", "body"):
        rows: list[list[Item]] = []
        for section in element.iterchildren(f"{{{vocabulary.FO}}}table-{name}"):
            section_props = computed(section, props, width)
            if id_ := blocks.sheet.address(section):
                marks.append({"k": "id", "id": id_})
            rows += _rows(blocks, section, section_props, cell_width, len(columns))
        if rows:
            sections[name] = rows
    filled = {name: _filled(rows, len(columns)) for name, rows in sections.items()}
    needed = max((number for _rows, number in filled.values()), default=len(columns))
    # (Those that nobody described.)
    item["columns"] = columns + [["fr", 1.0]] * (needed - len(columns))
    for name, (rows, number) in filled.items():
        item[name] = rows if number == needed == len(columns) else _filled(sections[name], needed)[0]
    keeps = _keeps(element, item.get("body", []))
    noted = next(element.iterfind(f"{{{vocabulary.FO}}}table-body//{{{vocabulary.FO}}}footnote"), None) is not None
    if flow.paged and (noted or any(map(has_notes, _leading_items(flow)))):
        item["room"] = flow.width
        item["units"] = _units(item.get("body", []), keeps)
        item["led"] = _led(flow)
    else:
        lead = 0 if "header" in item else _leading(element)
        later = [keep for keep in keeps if keep[0] >= lead]
        settings = {"lead": lead, "keeps": later}
        item |= {name: value for name, value in settings.items() if value}
    item["omit-header"] = element.get("table-omit-header-at-break") == "true"
    item["omit-footer"] = element.get("table-omit-footer-at-break") == "true"
    if marks:
        item["marks"] = marks
    flow.add(item)
    if led := item.get("led"):
        item["between"] = item.pop("gap", 0.0)
        item["gap"] = led[0].pop("gap", 0.0)


def _leading_items(flow: Flow) -> list[Item]:
    """What is kept with the table that follows it."""
    led: list[Item] = []
    for item in reversed(flow.items):
        if not item.get("stick"):
            break
        led.insert(0, item)
    return led


def _led(flow: Flow) -> list[Item]:
    """Take out what is kept with the table that follows it; empty items stay in their places."""
    led = _leading_items(flow)
    flow.items[len(flow.items) - len(led) :] = [{"k": "marks", "marks": []} for _ in led]
    return led


def _given(element: etree._Element) -> bool:
    value = str(element.get("width", element.get("inline-progression-dimension", "auto")))
    return value not in ("auto", "100%")


def _width(element: etree._Element, props: Props, flow: Flow) -> float:
    room = flow.width + flow.start + flow.end - float(props["start"]) - float(props["end"])
    if not _given(element):
        return room
    value = element.get("width", element.get("inline-progression-dimension"))
    return length(str(value), Scale(float(props["size"]), room))


def _columns(element: etree._Element, props: Props, width: float) -> list[list[object]]:
    """The columns: each a part of what remains, or a width in points."""
    found: dict[int, list[object]] = {}
    number = 1
    for column in element.iterchildren(f"{{{vocabulary.FO}}}table-column"):
        number = int(str(column.get("column-number", number)))
        value = str(column.get("column-width", "auto"))
        part = vocabulary.proportional(value)
        size: list[object]
        if value == "auto":
            size = ["fr", 1.0]
        elif part is not None:
            size = ["fr", part]
        else:
            size = ["pt", length(value, Scale(props["size"], width))]
        for _ in range(int(str(column.get("number-columns-repeated", 1)))):
            found[number] = size
            number += 1
    return [found.get(n, ["fr", 1.0]) for n in range(1, max(found, default=0) + 1)]


def _rows(blocks: "Blocks", section: etree._Element, props: Props, width: float, columns: int) -> list[list[Item]]:
    rows: list[list[Item]] = []
    loose: list[etree._Element] = []
    for child in section.iterchildren("*"):
        if local(child) == "table-row":
            boxes.breaks(child, "break-before", Flow(0.0, 0.0, width), blocks.sheet)
            boxes.breaks(child, "break-after", Flow(0.0, 0.0, width), blocks.sheet)
            rows.append(_cells(blocks, list(child.iterchildren("*")), child, computed(child, props, width), width))
        elif local(child) == "table-cell":
            # Cells without rows: a row ends where one says so, or where the columns are full.
            if child.get("starts-row") == "true" and loose:
                rows.append(_cells(blocks, loose, None, props, width))
                loose = []
            loose.append(child)
            if child.get("ends-row") == "true" or (columns and len(loose) == columns):
                rows.append(_cells(blocks, loose, None, props, width))
                loose = []
    if loose:
        rows.append(_cells(blocks, loose, None, props, width))
    return rows


def _cells(
    blocks: "Blocks", cells: list[etree._Element], row: etree._Element | None, props: Props, width: float
) -> list[Item]:
    found: list[Item] = []
    row_id = blocks.sheet.address(row) if row is not None else ""
    across = boxes.strokes(row, props) if row is not None else {}
    for cell in cells:
        own = computed(cell, props, width)
        columns = int(str(cell.get("number-columns-spanned", 1)))
        rows = int(str(cell.get("number-rows-spanned", 1)))
        item: Item = {"c": blocks.inside(cell, own, width * columns), "room": width * columns}
        marks = [{"k": "id", "id": id_} for id_ in (row_id, blocks.sheet.address(cell)) if id_]
        row_id = ""
        if marks:
            item["c"] = [{"k": "marks", "marks": marks}, *item["c"]]
        insets = {side: boxes.padding(cell, side, own) for side in ("before", "after", "start", "end")}
        drawn = boxes.strokes(cell, own)
        for side in ("top", "bottom"):
            if side in across:
                drawn.setdefault(side, across[side])
        fill = boxes.background(cell) or (boxes.background(row) if row is not None else None)
        settings = {
            "columns": columns if columns > 1 else 0, "rows": rows if rows > 1 else 0, "stroke": drawn, "fill": fill,
            "inset": {name: value for name, value in insets.items() if value},
            "align": own["display"] if own["display"] in ("center", "after") else "",
            "x": int(str(cell.get("column-number", 0))),
        }  # fmt: skip
        found.append(item | {name: value for name, value in settings.items() if value})
    if found and row is not None:
        # What cells have that nobody wrote.
        alike = {"stroke": across, "fill": boxes.background(row)}
        found[0]["alike"] = {name: value for name, value in alike.items() if value}
    return found


def _leading(element: etree._Element) -> int:
    """How many rows at the beginning of the body are kept with the next one: a heading that is not repeated."""
    rows = list(element.iterfind(f"{{{vocabulary.FO}}}table-body/{{{vocabulary.FO}}}table-row"))
    count = 0
    for row in rows[:-1]:
        if boxes.keep(row, "keep-with-next") is None:
            break
        count += 1
    return count


# What is kept together must fit on a page: rows about as high as this, in points, and no more of them than that.
_TALL = 240.0
_MANY = 8


def _keeps(element: etree._Element, rows: list[list[Item]]) -> list[list[int]]:
    """Runs of rows of the body that are kept on one page: the first, and how many there are."""
    found = list(element.iterfind(f"{{{vocabulary.FO}}}table-body/{{{vocabulary.FO}}}table-row"))
    if len(found) != len(rows):
        return []
    runs: list[list[int]] = []
    joined = False
    height = 0.0
    for number, row in enumerate(found):
        own = boxes.keep(row, "keep-together") is not None
        after = boxes.keep(row, "keep-with-next") is not None and number + 1 < len(found)
        joined = joined or (number > 0 and boxes.keep(row, "keep-with-previous") is not None)
        tall = max((boxes.height(cell["c"], cell["room"]) for cell in rows[number]), default=0.0)
        if joined and runs and sum(runs[-1]) == number and height + tall <= _TALL and runs[-1][1] < _MANY:
            runs[-1][1] += 1
            height += tall
        elif (own or after or joined) and tall <= _TALL:
            runs.append([number, 1])
            height = tall
        joined = after
    return [run for run in runs if run[1] > 1 or boxes.keep(found[run[0]], "keep-together") is not None]


def _units(rows: list[list[Item]], keeps: list[list[int]]) -> list[int]:
    """How many rows belong together, one number after the other: because a cell spans them, or they are kept."""
    reach = {start: start + count for start, count in keeps}
    units: list[int] = []
    end = 0
    for number, row in enumerate(rows):
        if number >= end:
            units.append(0)
        units[-1] += 1
        end = max(end, number + 1, reach.get(number, 0), *(number + cell.get("rows", 1) for cell in row))
    return units


def _filled(rows: list[list[Item]], columns: int) -> tuple[list[list[Item]], int]:
    """The rows with an empty cell wherever they have none, and how many columns they need (``columns`` at least).

    Typst puts one cell after the other: a row that ended early would take the first cells of the next.
    """
    filled = []
    # For how many rows each column is taken by a cell, from this one on.
    taken: list[int] = [0] * columns
    for row in rows:
        new: list[Item] = []
        at = 0
        alike = row[0].get("alike", {}) if row else {}
        for cell in row:
            span = cell.get("columns", 1)
            start = max(at, cell.get("x", 1) - 1)
            while any(taken[start : start + span]):
                start += 1
            new += [{**_EMPTY, **alike} for rest in (*taken, *[0] * (start - len(taken)))[at:start] if not rest]
            new.append({name: value for name, value in cell.items() if name not in ("x", "alike")})
            at = start + span
            taken += [0] * (at - len(taken))
            taken[start:at] = [cell.get("rows", 1)] * span
        new += [{**_EMPTY, **alike} for rest in taken[at:columns] if not rest]
        filled.append(new)
        taken = [max(0, rest - 1) for rest in taken]
    return filled, max(len(taken), columns)


_EMPTY: Item = {"c": [], "room": 0.0}

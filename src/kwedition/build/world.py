"""What a site says of itself to the world, where its address is known.

That is the map of its pages (sitemaps.org 0.9), the feed of its changes (Atom, RFC 4287), and the picture that stands
beside a link to it.

All of it follows from the edition: days are those of its own ``revisionDesc``, never those of the build.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from urllib.parse import quote

import typst

from kwedition.build.changes import Changing
from kwedition.build.languages import folders
from kwedition.build.links import is_source
from kwedition.build.pdf import cjk_folder
from kwedition.build.record import attribute, element

# As many as sitemaps.org allows in one file.
ADDRESSES = 50_000
# Changes in the feed, the latest.
CHANGES = 50

_MAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_ATOM = "http://www.w3.org/2005/Atom"

_PICTURE = """
#set page(width: 1200pt, height: 630pt, margin: (x: 90pt, y: 80pt), fill: rgb("#fdfcf9"))
#set text(font: ("Libertinus Serif", "Noto Sans CJK SC"), size: 76pt, fill: rgb("#1d1b18"), hyphenate: false)
#set par(leading: 0.45em, justify: false)
#place(top + left, dx: -90pt, dy: -80pt, rect(width: 18pt, height: 630pt, fill: rgb("#7a1f1f")))
#align(horizon, context {
  // As large as it can be within the page.
  let shown = none
  for size in (76pt, 64pt, 54pt, 44pt, 34pt, 26pt) {
    shown = text(size: size, sys.inputs.title)
    if measure(block(width: 1020pt, shown)).height <= 470pt { break }
  }
  block(width: 1020pt, height: 470pt, clip: true, align(horizon, shown))
})
"""


def base(url: str) -> str:
    """The address of a site, with a slash at its end."""
    return url.rstrip("/") + "/"


def site_map(
    base_url: str, paths: Iterable[str], records: Iterable[Changing], below: Sequence[str] = ("",)
) -> dict[str, bytes]:
    """The files of the map, by path: ``sitemap.xml``, which for more than 50,000 pages leads to parts.

    ``paths`` are relative to the output folder. A text has the day of its last change, if it says one.
    """
    days = {record.address: max(day for day, _words in record.changes) for record in records if record.changes}
    changed = {folder + path: element("lastmod", day) for path, day in days.items() for folder in below}
    lines = [
        f"<url>{element('loc', base(base_url) + quote(path))}{changed.get(path, '')}</url>" for path in sorted(paths)
    ]
    parts = [lines[at : at + ADDRESSES] for at in range(0, len(lines), ADDRESSES)] or [[]]
    if len(parts) == 1:
        return {"sitemap.xml": _file("urlset", _MAP, parts[0])}
    files = {f"sitemap-{n}.xml": _file("urlset", _MAP, part) for n, part in enumerate(parts, 1)}
    index = [f"<sitemap>{element('loc', base(base_url) + name)}</sitemap>" for name in files]
    return {"sitemap.xml": _file("sitemapindex", _MAP, index), **files}


def feed(title: str, base_url: str, language: str, records: Iterable[Changing]) -> bytes | None:
    """The latest changes of the documents, newest first; None when no document says that it changed."""
    changes = [(day, words, record) for record in records for day, words in record.changes]
    if not changes:
        return None
    changes.sort(key=lambda change: (change[2].id, change[1]))
    changes.sort(key=lambda change: change[0], reverse=True)
    home = base(base_url)
    entries = []
    numbers: dict[tuple[str, str], int] = {}
    for day, words, record in changes[:CHANGES]:
        number = numbers[record.id, day] = numbers.get((record.id, day), 0) + 1
        address = home + quote(record.address)
        # An entry is known by its id for ever: the text, the day, and which of that day's changes it is.
        id_ = f"{address}#change-{day}{f'-{number}' if number > 1 else ''}"
        entries.append(
            f"<entry>{element('id', id_)}{element('title', record.title)}{element('updated', f'{day}T00:00:00Z')}"
            f'<link rel="alternate" type="text/html"{attribute("href", address)}/>{element("summary", words)}</entry>'
        )
    head = [
        element("id", home), element("title", title), element("updated", f"{changes[0][0]}T00:00:00Z"),
        f"<author>{element('name', title)}</author>",
        '<link rel="alternate" type="text/html"' + attribute("href", home) + "/>",
        '<link rel="self" type="application/atom+xml"' + attribute("href", f"{home}feed.xml") + "/>",
    ]  # fmt: skip
    return _file("feed", _ATOM, [*head, *entries], attribute("xml:lang", language))


@cache
def picture(title: str) -> bytes:
    """The edition's title as a PNG picture of 1,200 by 630 pixels."""
    folders = [str(folder) for folder in (cjk_folder(),) if folder is not None]
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=list(folders))
    made = typst.compile(_PICTURE.encode(), format="png", ppi=72, sys_inputs={"title": title}, font_paths=fonts)
    assert isinstance(made, bytes)
    return made


def files(
    title: str, base_url: str, languages: Sequence[str], records: Sequence[Changing], paths: Iterable[str]
) -> Mapping[str, bytes]:
    """All of these files by path, relative to the output folder; the first language is that of the edition.

    The map leads to what is to be read, and not to how that is written.
    """
    below = folders(languages) or [""]
    missing = {f"{folder}404.html" for folder in below}
    shown = [path for path in paths if path.endswith(".html") and path not in missing and not is_source(path)]
    made = {**site_map(base_url, shown, records, below), "picture.png": picture(title)}
    language = languages[0] if languages else "en"
    changes = feed(title, base_url, language, records)
    return made if changes is None else {**made, "feed.xml": changes}


def _file(name: str, namespace: str, lines: Iterable[str], attributes: str = "") -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{namespace}"{attributes}>'
    return "\n".join([head, *lines, f"</{name}>", ""]).encode()

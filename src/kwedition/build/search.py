"""The index of the full-text search, made by Pagefind out of the pages of texts and of entities.

Pagefind is a program of its own. It reads a folder of pages and writes an index of them; from the same pages the same
bytes, as long as it is not asked for filters. So what readers narrow their results by is in tables of ours (see
facets.py), joined with its results by the number that it gives a page.
"""

import json
import os
import re
import shutil
import subprocess
import zlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from kwedition.build.record import part_address
from kwedition.build.register import Register
from kwedition.errors import KweditionError

FOLDER = "pagefind"
ENTRY = "pagefind/pagefind-entry.json"

# Of a page are searched: the heading and the facts of an entity; of a text its head, summary, body and notes.
_NOT_SEARCHED = (
    "body > :not(main)",
    "main > :not(article):not(h1):not(.facts)",
    "article > :not(.text-header):not(.abstract):not(.transcription):not(.notes)",
)
# What stands among the words of a text and is none of them: who cites it, through whom it is known, its topics, signs
# to click on, what a script shows.
_LEFT_OUT = (
    ".cited-line", ".chain", ".spoken-of", ".compared",
    ".permalink", ".way-back", ".note-mark", ".paragraph-number", "a.source", ".switches", "button",
    "script", "nav", "details.header", ".despatch dt", ".facts dt", ".facts .where", ".facts a.external", "rt", "rp",
)  # fmt: skip

# What Pagefind writes for interfaces of its own, which no page of ours asks for.
_NOT_OURS = re.compile(r"pagefind-(?:component|modular|default)?-?ui\.|pagefind-highlight\.|playground")

# Scripts that are written without spaces: Pagefind takes words to be what stands between these. (Not Hangul, which has
# spaces.) Both the index and the query are cut into single signs; see search.js.
_UNSPACED = (
    "\u3005-\u3007\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
    "\u0e01-\u0e4e\u0e80-\u0edf\u1780-\u17d3\u1000-\u109f"
)
_BESIDE = re.compile(
    f"(?<=[{_UNSPACED}])(?=[^\\W_])|(?<=[^\\W_])(?=[{_UNSPACED}])|^(?=[{_UNSPACED}])|(?<=[{_UNSPACED}])$"
)
_ANY = re.compile(f"[{_UNSPACED}]")
_MARKUP = re.compile(r'<[a-zA-Z/!][^"<>]*(?:"[^"]*"[^"<>]*)*>')
# A word that a line divides (xslt/text/breaks.xsl), and its hyphen where that stands for the division alone.
_WHOLE = re.compile(r'[-\u00ac\u00ad\u2010\u2e17]\s*<br[^<>]* class="lb divides whole[^<>]*>\s*')
_JOINED = re.compile(r'\s*<br[^<>]* class="lb divides[ "][^<>]*>\s*')
_DIVIDED = 'class="lb divides'
# Pagefind puts a space before whatever has an id, also within a word or behind a quotation mark that opens. Passages
# are found by the ids of blocks alone (BLOCK of search.js), so others are not handed over.
_INLINE_ID = re.compile(
    r"(<(?!(?:p|li|d[dt]|t[dhr]|h[1-6]|div|section|blockquote|figure|figcaption|caption|pre|table|aside|main)\b)"
    r'[a-z][^<>]*?) id="[^"]*"'
)
# What a style sheet divides by a comma: sender, place and date in the head of a letter.
_PARTS = '</span><span class="part">'

# Bytes of a page that Pagefind kept, as many as hold its address.
_HEAD = 4096
_SIGNATURE = b"pagefind_dcd"


class PagefindFailed(KweditionError):
    """Pagefind is not there, or did not do what it was asked for."""


def pages(register: Register) -> list[str]:
    """The addresses of the pages that are searched: texts, their parts, and the first page of each entity."""
    found: list[str] = []
    for record in register.documents:
        found += (part_address(record.address, number) for number in range(len(record.parts) + 1))
    found += (entity.address for entity in register.entities.values())
    return found


def index(site: Path, addresses: Iterable[str]) -> dict[str, bytes]:
    """The files of the index of some pages of a site, by path relative to it; raises PagefindFailed.

    The pages are handed over in a folder within that of the site, which is gone afterwards.
    """
    feed, made = site / ".feed", site / ".index"
    try:
        for address in addresses:
            _hand_over(site / address, feed / address)
        if not feed.is_dir():
            return {}
        _run(program(), feed, made)
        files = (path for path in sorted(made.rglob("*")) if path.is_file())
        named = ((path.relative_to(made).as_posix(), path) for path in files)
        return {f"{FOLDER}/{name}": path.read_bytes() for name, path in named if not _NOT_OURS.match(name)}
    finally:
        shutil.rmtree(feed, ignore_errors=True)
        shutil.rmtree(made, ignore_errors=True)


def program() -> Path:
    """Pagefind's program; raises PagefindFailed where the package has none for this machine."""
    try:
        import pagefind_bin

        return Path(pagefind_bin.get_executable())
    except (ImportError, FileNotFoundError):
        raise PagefindFailed(
            "the search needs Pagefind, and it is not installed",
            "pip install 'pagefind[bin]', or leave `search` out of the setting `outputs`",
        ) from None


def numbers(files: Mapping[str, bytes]) -> dict[str, str]:
    """The address of each page by the number that the index has it under."""
    found: dict[str, str] = {}
    for path, content in files.items():
        if path.endswith(".pf_fragment"):
            found[Path(path).stem] = _address(content)
    return found


def _address(fragment: bytes) -> str:
    # Only its beginning: a fragment holds the whole text.
    head = zlib.decompressobj(wbits=31).decompress(fragment, _HEAD)
    start = head.find(b'"url":')
    if not head.startswith(_SIGNATURE) or start < 0:
        raise PagefindFailed("Pagefind's index has a form that kwedition does not know", "install Pagefind 1.5")
    address, _end = json.JSONDecoder().raw_decode(head[start + len(b'"url":') :].decode(errors="replace").lstrip())
    return str(address).lstrip("/")


def _hand_over(page: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    text = _INLINE_ID.sub(r"\1", page.read_text(encoding="utf-8")).replace(_PARTS, _PARTS.replace("><", ">, <"))
    if _ANY.search(text) is not None or _DIVIDED in text:
        text = spaced(undivided(text))
    to.write_text(text, encoding="utf-8")


def undivided(html: str) -> str:
    """A page in which each word that a line divides is one."""
    return _JOINED.sub("", _WHOLE.sub("", html))


def spaced(html: str) -> str:
    """A page with a space on both sides of every sign of a script that has none, in its text alone."""
    pieces: list[str] = []
    last = 0
    for tag in _MARKUP.finditer(html):
        pieces += (_BESIDE.sub(" ", html[last : tag.start()]), tag[0])
        last = tag.end()
    pieces.append(_BESIDE.sub(" ", html[last:]))
    return "".join(pieces)


def _run(executable: Path, feed: Path, made: Path) -> None:
    command = [
        str(executable), "--site", str(feed.absolute()), "--output-path", str(made.absolute()),
        "--keep-index-url", "--quiet",
        "--exclude-selectors", ", ".join((*_NOT_SEARCHED, *_LEFT_OUT)),
    ]  # fmt: skip
    # Pagefind also takes settings from variables and from files where it runs: it gets none.
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    try:
        done = subprocess.run(command, capture_output=True, check=False, env=environment, cwd=feed)
    except OSError as error:
        raise PagefindFailed(f"Pagefind cannot be run: {error.strerror}", "install pagefind[bin] again") from None
    if done.returncode != 0:
        said = (done.stderr + done.stdout).decode(errors="replace").strip()
        raise PagefindFailed(
            f"Pagefind could not make the search index (it ended with {done.returncode})\n{said}",
            "nothing was published; without `search` in the setting `outputs` the site is made all the same",
        )

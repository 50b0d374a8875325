"""Writes a page that shows the source and the result of each snippet beside each other, in ``gallery/``.

python tests/gallery/publish.py [FOLDER]
"""

import re
import shutil
import sys
import tempfile
import textwrap
from collections.abc import Iterable
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from common import invoke, within
from gallery import results
from kwedition import resources

ROOT = results.FOLDER.parent.parent

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>How TEI looks</title>
<link rel="stylesheet" href="assets/site.css">
<link rel="stylesheet" href="assets/text.css">
<link rel="stylesheet" href="assets/reading.css">
<link rel="stylesheet" href="assets/gallery.css">
</head>
<body>
<main>
<h1>How TEI looks</h1>
<p>{count} small documents: on one side what the encoder writes, on the other what a reader sees.</p>
<fieldset class="switches"><legend>Show</legend>
<span><input type="checkbox" id="kw-diplomatic"><label for="kw-diplomatic">original spelling</label></span></fieldset>
{snippets}
</main>
</body>
</html>
"""

_STYLE = """/* The page of the gallery itself; the texts in it look as they do on the site. */
main:has(> .snippet) { max-width: 84rem; }
.snippet { border-block-start: 1px solid var(--line); margin-block-start: 2rem; }
.snippet > h2 { margin-block: .8rem .4rem; }
.sides { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem 7rem; }
@media (min-width: 60rem) { .sides { grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); } }
.sides > pre { margin: 0; white-space: pre-wrap; align-self: start; }
"""


def build(output: Path) -> None:
    """Publish the gallery as an edition, into ``output``; a text that is lost stops it."""
    with within(results.FOLDER):
        done = invoke("build", "--quiet", "--no-cache", "--output", output)
    if done.exit_code:
        raise RuntimeError(done.output)


def page(output: Path, names: Iterable[str]) -> str:
    """The page, from the published gallery."""
    sections = [_section(name, (results.SNIPPETS / f"{name}.xml").read_text("utf-8"), output) for name in names]
    return _PAGE.format(count=len(sections), snippets="\n".join(sections))


def _section(name: str, source: str, output: Path) -> str:
    # One switch at the top serves all of them; each document keeps its ids to itself.
    shown = re.sub(r'<fieldset class="switches">.*?</fieldset>', "", results.result(output, name), flags=re.DOTALL)
    shown = re.sub(r' (id="|data-app="|aria-labelledby="|href="#)', rf" \g<1>{name}.", shown)
    shown = shown.replace('href="../', 'href="site/')
    return (
        f'<section class="snippet" id="{name}">\n<h2>{results.title(source)}</h2>\n<div class="sides">\n'
        f"<pre><code>{escape(_core(source), quote=False)}</code></pre>\n<div>{shown}</div></div>\n</section>"
    )


def _core(source: str) -> str:
    """The source without what is the same in all of them."""
    inner = source.split("</titleStmt>", 1)[1].split("</TEI>", 1)[0]
    for same in (
        "<publicationStmt><p>Not published.</p></publicationStmt>",
        "<sourceDesc><p>Written for the gallery.</p></sourceDesc>",
        "</fileDesc>",
        "</teiHeader>",
    ):
        inner = inner.replace(same, "")
    return textwrap.dedent(re.sub(r"\n\s*\n+", "\n", inner).strip("\n"))


def publish(folder: Path) -> None:
    """Write the gallery's page and what it links to into ``folder``, whose old content goes."""
    with tempfile.TemporaryDirectory() as made:
        site = Path(made) / "site"
        build(site)
        text = page(site, results.names())
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(site, folder / "site")
    (folder / "assets").mkdir()
    for name, path in resources.assets().items():
        if name.endswith(".css"):
            shutil.copyfile(path, folder / "assets" / name)
    (folder / "assets" / "gallery.css").write_text(_STYLE, "utf-8")
    (folder / "index.html").write_text(text, "utf-8")


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "gallery"
    publish(target)
    sys.stdout.write(f"open {target / 'index.html'}\n")

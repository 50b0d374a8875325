"""The outputs that are bound out of files of a build: the PDFs and the book for reading devices."""

import marshal
import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from kwedition.build import manifest, remembered, work
from kwedition.build.cache import digest
from kwedition.build.fingerprint import tool
from kwedition.build.making import NO_FACTS, Making
from kwedition.build.order import PRINT
from kwedition.build.publish import Staging
from kwedition.build.wording import Dates
from kwedition.findings import Finding


def pdfs(making: Making, plan: remembered.Plan, staging: Staging) -> list[Finding]:
    """Write a PDF beside each FO file, and say what the formatter found."""
    from kwedition.build import images, pdf

    files = [path for path in making.made if path.endswith(".fo")]
    making.progress.stage("printing", len(files))
    theme = making.order.settings.theme
    fonts = [theme / "fonts"] if theme is not None and (theme / "fonts").is_dir() else []
    held = [each.read_bytes() for folder in fonts for each in sorted(folder.rglob("*")) if each.is_file()]
    documents_of = {row.path: row.documents for row in plan.rows}
    findings = pdf.without_font(making.order.settings.printing.font, fonts, files[0]) if files else []
    for path in files:
        fo = (staging.folder / path).read_bytes()
        made = making.made[path]
        shown = [staging.folder / PRINT / each for each in sorted(images.shown_in(fo) & plan.printed.keys())]
        key = digest("pdf", tool(), path, fo, made.documents, repr(pdf.cjk_folder() is None), *held,
                     *(each.read_bytes() for each in shown))  # fmt: skip
        target = str(PurePosixPath(path).with_suffix(".pdf"))
        kept = dict(making.cache.contents([key])), dict(making.cache.facts([key]))
        if key in kept[0]:
            content, said = kept[0][key], [work.restored(each) for each in marshal.loads(kept[1][key])]
        else:
            documents = [making.reading.document(id_) for id_ in documents_of[path]]
            ((_path, formatted),) = pdf.make_pdfs({path: fo}, documents, fonts=fonts, folder=staging.folder)
            content, said = formatted.pdf or b"", list(formatted.findings)
            making.cache.put(key, content, marshal.dumps([work.plain(each) for each in said], 2))
        findings += said
        if content:
            staging.write(target, content)
            making.made[target] = manifest.Made(key, made.stylesheet, made.documents, made.slice)
            making.facts[target] = NO_FACTS
        making.progress.advance()
    making.cache.flush()
    return findings


def book(making: Making, images: Mapping[str, Path], staging: Staging) -> None:
    """Bind the pages of the book, with contents, package document and cover, into ``edition.epub``.

    ``images`` are those of its pages, by path within it.
    """
    from kwedition.build import epub, steps
    from kwedition.build.pages import Page
    from kwedition.build.pdf import cjk_folder
    from kwedition.build.record import attribute

    reading = making.reading
    register, context = reading.register, reading.context
    about_it = epub.book(register, context, making.order.modified)
    css = epub.style(making.order.settings.theme)
    pictures = {path: images[path].read_bytes() for path in sorted(images)}
    names = [name for name in epub.order(register) if f"{epub.FOLDER}/{name}" in making.made]
    written = {name: (staging.folder / epub.FOLDER / name).read_bytes() for name in names}
    # The pages are there for the book alone.
    shutil.rmtree(staging.folder / epub.FOLDER)
    files = epub.within(written, context.base_url)
    telling = epub.contents_titles(register, Dates(context.language, making.order.settings.theme))
    said = repr((about_it, sorted(telling.items())))
    key = digest("epub", tool(), said, making.stylesheets.everything(), repr(cjk_folder() is None),
                 *(part for pair in (*files.items(), *pictures.items()) for part in pair))  # fmt: skip
    kept = dict(making.cache.contents([key])).get(key)
    if kept is None:
        frame = f"<frame{attribute('title', context.title)}/>"
        known = {name: epub.facts(name, content) for name, content in files.items()}
        breaks = [each for some in known.values() for each in some.breaks]
        about = [record.id for record in register.documents if record.kind == "edition"][:1]
        documents = {id_: reading.document(id_) for id_ in about}

        def made(name: str, stylesheet: str, slice_: str, of: tuple[str, ...] = ()) -> bytes:
            page = Page(f"{epub.FOLDER}/{name}", stylesheet, of, slice_)
            return steps.render(reading.saxon(), page, documents, context).text.encode()

        nav = epub.nav_slice(frame, [(name, known[name]) for name in names], breaks, telling)
        files |= {"nav.xhtml": made("nav.xhtml", "epub/nav.xsl", nav), "cover.xhtml": epub.cover_page(about_it),
                  "cover.png": epub.cover(about_it.title), "book.css": css, **pictures}  # fmt: skip
        listed = {name: known[name].properties if name in known else () for name in sorted(files)}
        listed["nav.xhtml"], listed["cover.png"] = ("nav",), ("cover-image",)
        spine = ["cover.xhtml", "title.xhtml", "nav.xhtml", *names[1:]]
        package = epub.package_slice(frame, about_it, listed, spine, bool(breaks))
        files["package.opf"] = made("package.opf", "epub/package.xsl", package, tuple(about))
        kept = epub.bind(files)
        making.cache.put(key, kept, NO_FACTS)
        making.cache.flush()
    staging.write("edition.epub", kept)
    making.made["edition.epub"] = manifest.Made(key, b"", b"", b"")
    making.facts["edition.epub"] = NO_FACTS

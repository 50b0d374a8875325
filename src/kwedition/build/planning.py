"""Which pages a build has to make: as the last build planned them, as it follows from that, or planned now."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from kwedition.build import remembered
from kwedition.build.cache import CacheLost, digest
from kwedition.build.fingerprint import tool
from kwedition.build.making import Making
from kwedition.build.order import PRINT

if TYPE_CHECKING:
    from kwedition.build import kept
    from kwedition.build.pages import Context, Page
    from kwedition.build.reading import State
    from kwedition.build.record import Record

# The outputs whose plans are functions; those of the others are stylesheets.
_PLANNED = ("site", "epub", "text", "markdown", "data")
# When so many texts more have been handed out, there is time to do something else.
_MORE = 120


class Planning:
    """The plan of a build.

    ``plan`` is complete when all its ``rows`` were asked for. ``kept`` is what lists are planned from, where it is to
    be kept for the next build; ``planned_of`` the state of the plan out of which this one was made. ``images`` are
    those of the book, by path.
    """

    def __init__(self, making: Making) -> None:
        self._making = making
        self._order, self._reading = making.order, making.reading
        self._cache, self._stylesheets = making.cache, making.stylesheets
        self.images: dict[str, Path] = {}
        self.plan = remembered.Plan()
        self.kept: kept.Kept | None = None
        self.planned_of: State | None = None
        self._found = self._remembered()
        if self._found is None:
            # Whatever was tried: all is planned.
            self.plan, self.kept, self.planned_of = remembered.Plan(), None, None

    @property
    def expected(self) -> int:
        """How many pages there will be, or about how many."""
        return self._reading.expected if self._found is None else len(self._found.rows)

    def note(self) -> None:
        """Note the plan for the next build, unless it is the one that was noted."""
        cache, state = self._cache, self._reading.state
        if self._found is None or self.kept is not None:
            cache.take_note(self._order.note("plan"), self.plan.dump(state))
            if self.kept is not None:
                cache.take_note(self._order.note("kept"), self.kept.dump(state.state))

    def _remembered(self) -> remembered.Plan | None:
        """The plan of the last build, if this one would plan the same and all that it takes can be had; or what follows
        from it where some documents say something else of what is known.
        """
        # Which images the book has, its documents say themselves, not their records.
        if "epub" in self._order.outputs:
            return None
        found = remembered.load(self._cache.note(self._order.note("plan")), self._reading.state)
        if found is None:
            return None
        plan, state = found
        if state != self._reading.state:
            anew = self._replanned(plan, state)
            if anew is None:
                return None
            plan = anew
        for row in plan.rows:
            if row.path in plan.pages:
                continue
            if row.parts:
                if not all(map(self._cache.has, row.parts)):
                    return None
            elif not self._cache.has(self._making.hashes(row).key) and not remembered.has_slice(self._cache, row.slice):
                return None
        return plan

    def _replanned(self, plan: remembered.Plan, state: "State") -> remembered.Plan | None:
        """The plan that follows from that of a state of the same outline; None where that cannot be told."""
        from kwedition.build import kept, replan

        known = kept.Kept.load(self._cache.note(self._order.note("kept")), state.state)
        if known is None:
            return None
        both = zip(state.records, self._reading.state.records, strict=True)
        numbers = [number for number, (before, now) in enumerate(both) if before != now]
        old = self._reading.earlier([state.records[number] for number in numbers[: replan.MANY + 1]])
        if old is None or len(numbers) > replan.MANY:
            return None
        changed = self._reading.some(numbers)
        self.plan = plan
        new = replan.replanned(
            plan, known, old, changed, self._cache, self._making.part_key, self._with_images, self._reading.collator
        )
        if new is not None:
            self.kept = known
            # Of one shape they have the same tables of who names whom.
            self.planned_of = state if state.shape == self._reading.state.shape else None
        return new

    def rows(self) -> "Iterator[tuple[remembered.Row, Page | None]]":
        """What is to be made, as the last build planned it; or planned now, each with its page."""
        if self._found is not None:
            self.plan = self._found
            yield from ((row, self.plan.pages.get(row.path)) for row in self.plan.rows)
            return
        from kwedition.build import kept, replan
        from kwedition.build.pages import TEXT
        from kwedition.build.plans import sources

        register, context = self._reading.register, self._reading.context
        wanted = kept.is_wanted(context, len(register.documents))
        meanwhile, texts = self._meanwhile(wanted), 0
        for page in self._planned():
            row = replan.planned_row(page, tuple([self._making.part_key(page, slice_) for slice_ in page.parts]))
            # That of a volume is told everything; whoever makes it again may as well plan it.
            if len(page.documents) == 1 or (wanted and replan.is_put_right(page)):
                remembered.keep_slice(self._cache, row.slice, page.slice)
            self.plan.rows.append(row)
            yield row, page
            texts += page.stylesheet == TEXT
            if page.stylesheet == TEXT and texts % _MORE == 0:
                # Whoever makes them has enough to do for as long as a piece of this takes.
                next(meanwhile, None)
        self.plan.texts = [(record.id, record.address, len(record.parts)) for record in register.documents]
        if context.source_view:
            self.plan.sources = list(sources(register, context))
        for _piece in meanwhile:
            pass

    def _meanwhile(self, wanted: bool) -> Iterator[None]:
        """Find out, in pieces, what follows from the register besides the pages; ``wanted``: also what is kept for the
        next build.
        """
        from kwedition.build import auditing, kept

        register, context = self._reading.register, self._reading.context
        self.plan.authorities = [record.id for record in register.authorities]
        for id_ in self.plan.authorities:
            auditing.prepare(self._making, id_)
            yield
        for found in kept.of(register, context, self._cache) if wanted else ():
            self.kept = found
            yield

    def slice(self, row: remembered.Row) -> str:
        """The slice of a page that the last build planned."""
        found = remembered.slices(self._cache, (row.slice,)).get(row.slice)
        if found is None:
            raise CacheLost
        return found

    def _planned(self) -> "Iterator[Page]":
        from kwedition.build import plans, steps

        reading = self._reading
        register = reading.register
        for output in self._order.outputs:
            if output in ("pdf", "search"):
                continue
            if output in _PLANNED:
                context = reading.context
                pages = steps.plan(None, register, _only(context, output))
                if output == "epub":
                    pages = map(self._illustrated, pages)
                elif output == "site":
                    pages = map(self._with_images, chain(pages, self._further()))
                yield from pages
            else:
                xml = plans.register_xml(register, reading.context)
                name = f"{output}/plan.xsl"
                whole = self._order.binds(len(reading.documents))
                key = digest("plan", tool(), self._stylesheets.hash(name), reading.context.language, repr(whole), xml)
                plan = next((content for _key, content in self._cache.contents([key])), None)
                if plan is None:
                    plan = steps.plan_xml(reading.saxon(), xml, output, reading.context.language, whole).encode()
                    self._cache.put(key, plan)
                planned = steps.planned(plan.decode())
                yield from map(self._with_prints, planned) if output == PRINT else planned

    def _further(self) -> "Iterator[Page]":
        """The pages of the site in its further languages, each sorted as its language sorts."""
        from kwedition.build import steps

        for context, register in self._reading.further(self._order, self._cache, self._stylesheets):
            yield from steps.plan(None, register, _only(context, "site"))

    def _illustrated(self, page: "Page") -> "Page":
        """A page of the book that is told which images of its document there are."""
        from kwedition.build import epub

        for id_ in page.documents:
            text = self._reading.text(id_)
            page, found = epub.illustrated(page, text.data, text.path, self._order.settings.source)
            self.images |= {image.path: image.file for image in found}
        return page

    def _with_images(self, page: "Page") -> "Page":
        """A page of a text or an entity that is told which of the images that it names are files of the edition."""
        from kwedition.build import images

        # Which images, and in which file they are named: portraits are named from the folder of the edition.
        wanted = []
        if page.documents:
            named = self._naming_images
            wanted += [(named[id_].images, named[id_].path) for id_ in page.documents if id_ in named]
        if page.stylesheet in images.PORTRAYING:
            wanted.append((images.portraits(page.slice), ""))
        for urls, path in wanted:
            found = images.there(urls, path, self._order.settings.source, images.SITE_TYPES)
            if found:
                self.plan.shown |= {image.path: image.file for image in found}
                page = replace(page, slice=page.slice.removesuffix("</slice>") + images.measured(found) + "</slice>")
        return page

    def _with_prints(self, page: "Page") -> "Page":
        """A file for print that is told which images its documents name; they go into a folder beside it."""
        from kwedition.build import images

        named = self._naming_images
        told = []
        for record in (named[id_] for id_ in page.documents if id_ in named):
            found = images.there(record.images, record.path, self._order.settings.source, images.TYPES)
            self.plan.printed |= {image.path: image.file for image in found}
            told.append(images.printed(found, record.id))
        return replace(page, slice=page.slice.removesuffix("</slice>") + "".join(told) + "</slice>") if told else page

    @cached_property
    def _naming_images(self) -> "dict[str, Record]":
        return {record.id: record for record in self._reading.register.documents if record.images}


def _only(context: "Context", output: str) -> "Context":
    # The pages of the site lead to the search, where there is one.
    with_search = output == "site" and "search" in context.outputs
    return replace(context, outputs=("site", "search") if with_search else (output,))

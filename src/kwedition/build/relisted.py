"""The pages of lists, entities and data that say something else now, planned anew out of what the last build kept.

What documents say now is put into what was kept by replan.py, which asks for these pages then.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from kwedition.build import divided, plans, remembered, slices, told, ways
from kwedition.build.cache import Cache, digest
from kwedition.build.kept import Kept
from kwedition.build.pages import Page, page
from kwedition.build.record import attribute, element
from kwedition.build.remembered import Row
from kwedition.build.told import Title, Told

_CHRONOLOGY = "chronology.html"
_HOME = "index.html"

# What the addresses of the list of texts begin with; those of texts cannot.
_TEXTS = ("texts/index.html", "texts/index/", "texts/names.js")


class Unknown(Exception):
    """More may follow from a change than can be told from what is kept."""


class Lists:
    """The pages of all but documents.

    ``old`` is what was told of entities that changed documents name, or named, ``new`` what is told of those that
    change. ``headed`` are the documents of which a list shows something else: their titles, their dates, and so perhaps
    their places. ``parted`` are the parts of the pages that are made in parts: by their path, all keys.
    """

    def __init__(
        self, rows: Mapping[str, Row], known: Kept, cache: Cache, part_key: Callable[[Page, str], bytes]
    ) -> None:
        self._rows = rows
        self._known = known
        self._cache = cache
        self._part_key = part_key
        self._ids = list(known.entities)
        self.old: dict[str, Told] = {}
        self.new: dict[str, Told] = {}
        self.headed: set[str] = set()
        self.parted: dict[str, tuple[bytes, ...]] = {}

    def pages(
        self, before: Sequence[tuple[str, str, str]], dated: bool, years: Collection[str], renamed: Mapping[str, str]
    ) -> tuple[list[Page], list[Page]]:
        """The pages that show what is said now: those that are planned anew, and those whose slices are put right.

        ``before`` are the texts in their order before that; ``dated`` says whether other passages are dated now,
        and ``years`` are those of the changed documents and of their passages, before and now. ``renamed`` is what
        some were called who are called or sorted otherwise now.
        """
        made: list[Page] = []
        put_right: list[Page] = []
        # An edition that is only data has none of the pages of the site.
        if _HOME in self._rows:
            made += [*self._entities(), *self._indexes(), *self._texts()]
            made += self._chronology(years) if dated or self.headed else ()
            put_right += [*self._counted(), *self._cards(), *self._home(before, renamed), *self._network(renamed)]
        if f"data/persons.{plans.DATA[0]}" in self._rows:
            made += self._data()
        return made, put_right

    def told_of(self, ids: Iterable[str]) -> dict[str, Told]:
        """What is told of these entities now."""
        known = {id_: self.new.get(id_) or self.old.get(id_) for id_ in ids}
        keys = {self._known.entities[id_].told: id_ for id_, each in known.items() if each is None}
        found = {keys[key]: told.load(content) for key, content in self._cache.contents(keys)}
        if len(found) < len(keys):
            # It was not kept.
            raise Unknown
        return {id_: each or found[id_] for id_, each in known.items()}

    def slices_of(self, rows: Sequence[Row]) -> Mapping[bytes, str]:
        """What these pages were told, by the hashes of that."""
        found = remembered.slices(self._cache, (row.slice for row in rows))
        if not all(row.slice in found for row in rows):
            raise Unknown
        return found

    def _counted(self) -> Iterator[Page]:
        """The parts of divided indexes that say how often somebody is mentioned, of those that are called as before."""
        new = {
            id_: each for id_, each in self.new.items()
            if (each.mentions, each.texts) != (self.old[id_].mentions, self.old[id_].texts)
            and each.kind not in self._renamed
        }  # fmt: skip
        if not new:
            return
        parts = tuple({f"{each.kind}/index/" for each in new.values()})
        rows = [row for row in self._rows.values() if row.stylesheet == "site/index.xsl" and row.path.startswith(parts)]
        held = self.slices_of(rows)
        for row in rows:
            slice_ = held[row.slice]
            for id_, each in new.items():
                recounted = slices.recounted(slice_, self.old[id_], each)
                if recounted is None:
                    raise Unknown
                slice_ = recounted
            if slice_ != held[row.slice]:
                yield Page(row.path, row.stylesheet, (), slice_, (), row.language)

    @cached_property
    def _renamed(self) -> set[str]:
        """The kinds of which somebody is called otherwise, or something else is said of them beside their mentions."""
        return {each.kind for id_, each in self.new.items() if each.filtered() != self.old[id_].filtered()}

    def _cards(self) -> Iterator[Page]:
        """The cards of those of whom they say something else."""
        new = {id_: each for id_, each in self.new.items() if each.listed() != self.old[id_].listed()}
        files: dict[str, list[str]] = {}
        for id_, each in new.items():
            files.setdefault(f"cards/{plans.card_file(each.address)}.js", []).append(id_)
        rows = [self._rows[path] for path in self._rows if path in files]
        held = self.slices_of(rows)
        for row in rows:
            slice_ = held[row.slice]
            for id_ in files[row.path]:
                if slice_.count(self.old[id_].listed()) != 1:
                    raise Unknown
                slice_ = slice_.replace(self.old[id_].listed(), new[id_].listed())
            yield Page(row.path, row.stylesheet, (), slice_, (), row.language)

    def _home(self, before: Sequence[tuple[str, str, str]], renamed: Mapping[str, str]) -> Iterator[Page]:
        """The home page: who is named in most texts, the first texts, and the time that they span."""
        row = self._rows[_HOME]
        held = self.slices_of([row])[row.slice]
        entities = self._known.entities
        counts = {id_: (each.texts, each.mentions) for id_, each in self.new.items()}
        persons = (
            (*counts.get(id_, (known.texts, known.mentions)), known.sort, id_, known.label, self._known.address(id_))
            for id_, known in entities.items()
            if known.kind == "persons"
        )
        slice_ = slices.with_often(held, "".join(ways.often(persons)))
        if renamed and slice_ is not None:
            speaking = (
                (known.speeches, known.sort, id_, known.label, self._known.address(id_))
                for id_, known in entities.items()
                if known.kind == "persons"
            )
            slice_ = slices.with_speakers(slice_, "".join(ways.speakers(speaking)))
        if self.headed and slice_ is not None:
            for of in (plans.listed_at_home, lambda texts: "".join(ways.span(key for _id, key, _xml in texts))):
                old, new = of(before), of(self._known.texts)
                if slice_.count(old) != 1 and old != new:
                    raise Unknown
                slice_ = slice_.replace(old, new)
        if slice_ is None:
            raise Unknown
        slice_ = self._tied(slice_, renamed)
        if slice_ != held:
            yield Page(row.path, row.stylesheet, (), slice_, (), row.language)

    def _tied(self, slice_: str, renamed: Mapping[str, str]) -> str:
        """The home page with the names of those whose ties are the strongest."""
        entities = self._known.entities
        for id_, was in renamed.items():
            if entities[id_].label == was:
                continue
            for name in ("from", "to"):
                if element(name, was) in slice_:
                    called = [*renamed.values(), *(each.label for each in entities.values())]
                    if called.count(was) > 1:
                        # The page is not told who it is.
                        raise Unknown
                    slice_ = slice_.replace(element(name, was), element(name, entities[id_].label))
        return slice_

    def _network(self, renamed: Mapping[str, str]) -> Iterator[Page]:
        """The page of who wrote to whom, with the names of now."""
        row = self._rows.get("network.html")
        if row is None or not renamed:
            return
        held = slice_ = self.slices_of([row])[row.slice]
        for id_, was in renamed.items():
            begin = f"<node{attribute('id', id_)}{attribute('address', self._known.address(id_))}>"
            label = self._known.entities[id_].label
            slice_ = slice_.replace(begin + element("label", was), begin + element("label", label))
        if slice_ != held:
            yield Page(row.path, row.stylesheet, (), slice_, (), row.language)

    def _texts(self) -> Iterator[Page]:
        """The list of the texts."""
        if not self.headed:
            return
        pages = list(plans.texts_pages(self._known.frame, self._known.texts))
        if {each.path for each in pages} != {path for path in self._rows if path.startswith(_TEXTS)}:
            raise Unknown
        for each in pages:
            if each.parts:
                self.parted[each.path] = tuple([self._part_key(each, slice_) for slice_ in each.parts])
            yield each

    def _shown(self) -> list[Told]:
        """The entities whose pages say something else now: of them, or of texts that name them or where they speak."""
        known = self._known
        texts = (some.get(id_, ()) for id_ in self.headed for some in (known.named, known.speakers))
        ids = {self._ids[number] for numbers in texts for number in numbers}
        return list((self.new | self.told_of(ids - self.new.keys())).values())

    def _entities(self) -> Iterator[Page]:
        for each in self._shown():
            own = list(told.entity_pages(self._known.frame, each, self._known.titles))
            below = each.address.removesuffix(".html") + "/"
            number = sum(1 for path in self._rows if path == each.address or path.startswith(below))
            if number != len(own) or any(made.path not in self._rows for made in own):
                raise Unknown
            yield from own

    def _indexes(self) -> Iterator[Page]:
        """Small indexes, which say where entities are mentioned; those that are divided must stay so."""
        for kind in dict.fromkeys(each.kind for each in self._shown()):
            ids = [id_ for id_, known in self._known.entities.items() if known.kind == kind]
            index = self._rows.get(f"{kind}/index.html")
            if index is None:
                raise Unknown
            if index.stylesheet == "site/index.xsl":
                all_ = self.told_of(ids)
                whole = told.small_index(kind, self._known.frame, [all_[id_] for id_ in ids], self._known.titles)
                if not whole:
                    raise Unknown
                yield whole
            elif sum(self._size(id_) for id_ in ids) <= divided.LARGE:
                raise Unknown
            elif kind in self._renamed:
                yield from self._large_index(kind, ids)

    def _large_index(self, kind: str, ids: Sequence[str]) -> Iterator[Page]:
        """The pages of a divided index that say something else now; where there are others, all must be planned."""
        all_ = self.told_of(ids)
        pages = list(told.large_index(kind, self._known.frame, [all_[id_].named for id_ in ids], all_))
        of_index = (f"{kind}/index.html", f"{kind}/index/", f"{kind}/names.js")
        if {each.path for each in pages} != {path for path in self._rows if path.startswith(of_index)}:
            raise Unknown
        for each in pages:
            row = self._rows[each.path]
            parts = tuple([self._part_key(each, slice_) for slice_ in each.parts])
            if parts != row.parts or digest(each.slice, *parts) != row.slice:
                if parts:
                    self.parted[each.path] = parts
                yield each

    def _size(self, id_: str) -> int:
        return self.new[id_].size if id_ in self.new else self._known.entities[id_].size

    def _chronology(self, years: Collection[str]) -> Iterator[Page]:
        """The pages of the chronology that show these years; of others nothing is said that was not before."""
        known = self._known
        pages = list(told.chronology(known.frame, known.points, known.titles, years))
        folders = tuple([f"chronology/{year or divided.UNDATED}{sign}" for year in years for sign in ".-"])
        before = {path: self._rows[path].stylesheet for path in self._rows if path.startswith(folders)}
        before[_CHRONOLOGY] = self._rows[_CHRONOLOGY].stylesheet
        if {made.path: made.stylesheet for made in pages} != before:
            raise Unknown
        yield from pages

    def _data(self) -> Iterator[Page]:
        """The data of persons, all of it, or the parts that say something else now."""
        known = self._known
        new = {each.id: len(each.recorded()) for each in self._shown() if each.kind == "persons"}
        if not new:
            return
        lines = known.sorted(new)
        spans = divided.runs(lines)
        if not self._rows[f"data/persons.{plans.DATA[0]}"].parts:
            yield from self._small_data([id_ for id_, _length in lines])
            return
        if sum(length for _id, length in lines) <= divided.LARGE:
            raise Unknown
        before = [_run(known.persons, span) for span in divided.runs(known.persons)]
        runs = [_run(lines, span) for span in spans]
        same = {run for run in runs if new.keys().isdisjoint(run[2])}.intersection(before)
        for path, titles in self._formats():
            # Those that are the same are in the cache, so that nobody needs their slices.
            keys = dict(zip(before, self._rows[path].parts, strict=True))
            if not all(self._cache.has(keys[run]) for run in same):
                raise Unknown
            parts = [""] * len(spans)
            made = Page(path, self._rows[path].stylesheet, (), "")
            for number, (start, end) in enumerate(spans):
                if runs[number] in same:
                    continue
                some = self.told_of(id_ for id_, _length in lines[start:end])
                held = [some[id_] for id_, _length in lines[start:end]]
                said, entries = told.hearing(titles, held), (each.recorded() for each in held)
                parts[number] = told.data_part(path, known.edition, (start, end), len(lines), said, entries)
                keys[runs[number]] = self._part_key(made, parts[number])
            self.parted[path] = tuple([keys[run] for run in runs])
            yield Page(path, made.stylesheet, (), "", tuple(parts))

    def _small_data(self, ids: Sequence[str]) -> Iterator[Page]:
        all_ = self.told_of(ids)
        entries = [all_[id_].recorded() for id_ in ids]
        if divided.is_large(entries):
            raise Unknown
        for path, titles in self._formats():
            said = told.hearing(titles, [all_[id_] for id_ in ids])
            yield page(path, self._rows[path].stylesheet, (), (self._known.edition, said, *entries))

    def _formats(self) -> Iterator[tuple[str, Mapping[str, Title]]]:
        """The files of the data, each with the titles that it says."""
        for format_ in plans.DATA:
            yield f"data/persons.{format_}", self._known.titles if format_ == "xml" else {}


def _run(lines: Sequence[tuple[str, int]], span: tuple[int, int]) -> tuple[bool, bool, tuple[str, ...]]:
    """What a part of the data is known by: whether it is the first and the last, and whom it is of."""
    start, end = span
    return start == 0, end == len(lines), tuple([id_ for id_, _length in lines[start:end]])

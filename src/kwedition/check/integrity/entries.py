"""What holds across an edition: ids are unique, because each is an address."""

from collections.abc import Collection, Mapping, Sequence

from lxml import etree

from kwedition import xmlio
from kwedition.edition import Document
from kwedition.findings import Finding, Severity
from kwedition.namespace import KW
from kwedition.places import Places


def entries_twice(
    records: Sequence[str], documents: Mapping[str, Document], written: Mapping[str, Collection[str]] | None = None
) -> list[Finding]:
    """A finding for each authority entry whose id another entry, or a document, has already.

    ``records`` are those of ``documents`` (by id). The same id in several documents' own lists is one entity and
    no finding; nor is an entry that a document only includes: ``written`` says which ids the files have themselves of
    those that include others.
    """
    findings: list[Finding] = []
    taken: dict[str, str] = {id_: f"the document {doc.source.name}" for id_, doc in documents.items()}
    entered: set[str] = set()
    for text in records:
        if 'authority="true"' not in text:
            continue
        record = xmlio.parse_own(text)
        source = documents[str(record.get("id"))].source
        places = Places(source)
        for entry in record.iter(f"{KW}entry"):
            if entry.get("authority") != "true" or entry.get("named") != "true":
                continue
            own = str(entry.get("id"))
            if written and own not in written.get(str(record.get("id")), (own,)):
                continue
            element = xmlio.find(source, str(entry.get("at")))
            if own == record.get("id") and element.get(xmlio.XML_ID) is None:
                # The file is about nobody else, and its id is the entry's.
                continue
            line, column = places.of(element)
            # (A file of one entry, and what it is about, may well be called the same.)
            if own in taken and (own != record.get("id") or own in entered):
                findings.append(
                    Finding(
                        source.name, line, column, "id-entry-twice", Severity.ERROR,
                        f"xml:id '{own}' is already the id of {taken[own]}",
                        "each authority entry needs an id of its own: it is the address of its page",
                        str(entry.get("at")),
                    )
                )  # fmt: skip
            else:
                entered.add(own)
                name = etree.QName(element).localname
                taken[own] = f"a `{name}` in {source.name}, line {line}"
    return findings

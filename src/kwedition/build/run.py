"""A build from beginning to end: collect, register, plan, render, check the links, publish."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kwedition import resources
from kwedition.build import links, steps
from kwedition.build.publish import Staging
from kwedition.check.integrity import entries_twice
from kwedition.edition import Document
from kwedition.errors import KweditionError
from kwedition.findings import Finding
from kwedition.saxon import Saxon


class Progress(Protocol):
    """Somebody who is told how far a build is."""

    def stage(self, name: str, total: int) -> None:
        """A stage of so many steps begins."""
        ...

    def advance(self) -> None:
        """One step of the stage is done."""
        ...


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: the number of files by ending, remarks for whoever encodes, and what is wrong with links."""

    files: Counter[str]
    remarks: tuple[str, ...]
    findings: tuple[Finding, ...]


class LinksBroken(KweditionError):
    """The pages of an edition that is judged link to what is not there; the old output stays."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        shown = "\n".join(f"  {f.path}: {f.message}" for f in findings[:20])
        more = f"\n  … and {len(findings) - 20} more" if len(findings) > 20 else ""
        super().__init__(
            f"{len(findings)} links or ids of the site are wrong; nothing was published\n{shown}{more}",
            "a stylesheet made them: if the edition has a theme, look there first, else please report it",
        )
        self.findings = tuple(findings)


def collect_all(saxon: Saxon, documents: Sequence[Document], progress: Progress) -> tuple[list[str], list[Finding]]:
    """The records of the documents, and what is wrong between them."""
    progress.stage("reading", len(documents))
    records = []
    for document in documents:
        records.append(steps.collect(saxon, document))
        progress.advance()
    return records, entries_twice(records, {doc.id: doc for doc in documents})


def build(
    saxon: Saxon,
    documents: Sequence[Document],
    records: Sequence[str],
    context: steps.Context,
    output: Path,
    theme: Path | None,
    progress: Progress,
    *,
    strict: bool,
) -> Built:
    """Make the outputs and put them in the place of the old ones; raises KweditionError and leaves these alone.

    With ``strict`` a link to nowhere stops the publication; without, it is a finding: an encoding that nobody
    prepared may be stranger than the stylesheets know.
    """
    by_id = {document.id: document for document in documents}
    register = steps.register(saxon, records, context)
    pages = list(steps.plan(saxon, register, context))
    progress.stage("writing", len(pages))
    html: dict[str, str] = {}
    files: Counter[str] = Counter()
    remarks: Counter[str] = Counter()
    with Staging(output) as staging:
        for page in pages:
            result = steps.render(saxon, page, by_id, context)
            remarks.update(result.messages)
            staging.write(page.path, result.text.encode())
            if page.path.endswith(".html"):
                html[page.path] = result.text
            files[Path(page.path).suffix.lstrip(".")] += 1
            progress.advance()
        if "site" in context.outputs:
            for name, path in resources.assets(theme).items():
                staging.write(f"assets/{name}", path.read_bytes())
        written = [p.relative_to(staging.folder).as_posix() for p in staging.folder.rglob("*") if p.is_file()]
        findings = links.broken(html, written)
        if findings and strict:
            raise LinksBroken(findings)
        staging.publish()
    return Built(files, tuple(f"{text} ({n}×)" for text, n in sorted(remarks.items())), tuple(findings))

"""Small editions, written in a line, for the tests of rules."""

from collections.abc import Collection, Mapping

from kwedition import xmlio
from kwedition.check.integrity import Scope, check_integrity
from kwedition.edition import Document
from kwedition.findings import Finding

_HEAD = (
    "<teiHeader><fileDesc><titleStmt><title>T</title></titleStmt><publicationStmt><p/></publicationStmt>"
    "<sourceDesc><p/></sourceDesc></fileDesc>{header}</teiHeader>"
)


def tei(body: str = "", header: str = "", stand_off: str = "", back: str = "") -> str:
    """A TEI document; without body and back it has no text."""
    text = f"<text><body>{body}</body>{f'<back>{back}</back>' if back else ''}</text>" if body or back else ""
    stand = f"<standOff>{stand_off}</standOff>" if stand_off else ""
    return f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{_HEAD.format(header=header)}{stand}{text}</TEI>'


def judge(files: Mapping[str, str], there: Collection[str] = ()) -> list[Finding]:
    """What is found in the files of an edition; ``there`` are other files beside them."""
    documents = [
        Document(path.rpartition("/")[2].removesuffix(".xml"), path, xmlio.parse(text.encode(), path))
        for path, text in files.items()
    ]
    return check_integrity(documents, Scope(lambda path: path in files or path in there))


def rules(text: str) -> list[str]:
    """The rules that one document breaks, in the order of the findings."""
    return [finding.rule for finding in judge({"a.xml": text})]

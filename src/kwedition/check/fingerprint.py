"""What makes a finding the same finding after its document was edited elsewhere."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass

from kwedition.findings import Finding, in_order

# A step of an EQName path: its namespace, which may itself hold brackets, then the name, then a position.
_NAMESPACE = re.compile(r"Q\{[^}]*\}")
_POSITION = re.compile(r"\[\d+\]")
# Messages name places by line ("already the id of a `person` in a.xml, line 12"); the line is not what they say.
_LINE = re.compile(r"\b(line|column) \d+")


@dataclass(frozen=True, slots=True, order=True)
class Fingerprint:
    """What a finding says and of what, without any number that an edit elsewhere would change.

    ``within`` is the way to the element by local names, as in ``/TEI/text/body/p``; empty where it is not known.
    """

    path: str
    rule: str
    within: str
    message: str

    @classmethod
    def of(cls, finding: Finding) -> "Fingerprint":
        """The fingerprint of a finding. Findings that differ only by place have the same."""
        within = _POSITION.sub("", _NAMESPACE.sub("", finding.xpath))
        return cls(finding.path, finding.rule, within, _LINE.sub(r"\1 …", finding.message))

    def digest(self) -> str:
        """The fingerprint in 32 hexadecimal digits."""
        joined = "\0".join(astuple(self)).encode("utf-8", "surrogatepass")
        return hashlib.sha256(joined).hexdigest()[:32]


def numbered(findings: Iterable[Finding]) -> list[tuple[Finding, str]]:
    """The findings in order, each with a digest that no other of them has: those of one fingerprint are counted."""
    seen: Counter[Fingerprint] = Counter()
    result = []
    for finding in in_order(findings):
        print_ = Fingerprint.of(finding)
        seen[print_] += 1
        result.append((finding, f"{print_.digest()}:{seen[print_]}"))
    return result

"""Findings for the tests of reports: ordinary ones, and texts that would break out of a report."""

from kwedition.check.reports import Run
from kwedition.findings import Finding, Severity

TEI = "/Q{http://www.tei-c.org/ns/1.0}TEI[1]"
BODY = f"{TEI}/Q{{http://www.tei-c.org/ns/1.0}}text[1]"
SOURCES = {
    "letters/first.xml": [
        '<TEI xmlns="http://www.tei-c.org/ns/1.0">\r',
        "  <p>Comrade <name>김일성</name> asks <persName>Stalin</persName> for a decision.</p>\r",
        "</TEI>",
    ],
    "letters/둘 째.xml": ["<p>" + "x " * 300 + '<hi rend="b">bold</hi>' + " y" * 300 + "</p>"],
}
FINDINGS = [
    Finding(
        "letters/둘 째.xml", 1, 604, "rend-known", Severity.WARNING, "`b` is not in the list", "write `bold`", BODY
    ),
    Finding("letters/first.xml", 2, 36, "name-ref", Severity.ERROR, "`persName` lacks `ref`", "say who it is", BODY),
    Finding("letters/first.xml", 2, 3, "p-long", Severity.INFO, "a long paragraph", "", BODY),
    Finding("gone.xml", 0, 0, "file-unreadable", Severity.ERROR, "the file cannot be read"),
]
RUN = Run(
    "1.2.3",
    ("letters/clean.xml", "letters/first.xml", "letters/둘 째.xml", "gone.xml"),
    lambda path: SOURCES.get(path, []),
    known=2,
    rules={"name-ref": "Every name says whose it is."},
    title="Letters",
)
HOSTILE = [
    "<script>alert(1)</script>",
    "</pre></code></title></style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x=\'',
    "a\r\n::error file=x::injected",
    "100%0A::warning::x",
    "a,b:c=d",
    "]]><failure/>&amp;&#x41;",
    "\x00\x07\x1b[31mred\x7f\x9b\ufffe\ud800",
    "\u202eevil\u2066",
    "{0} [click](https://evil.example/) `code`",
    "../../etc/passwd?x#y",
]


def hostile(text: str) -> tuple[list[Finding], Run]:
    """A finding of which every text is the given one."""
    finding = Finding(text, 1, 2, text, Severity.ERROR, text, text, f"/Q{{{text}}}x[1]")
    return [finding], Run(text, (text, text + "2"), lambda path: [text], rules={text: text}, title=text)

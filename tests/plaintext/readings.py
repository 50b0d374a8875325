"""Small documents as the plain outputs read them, and Markdown as a parser reads it."""

import re
from xml.sax.saxutils import escape

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.front_matter import front_matter_plugin

from kwedition.saxon import Saxon

HEADER = """<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><publisher>Nobody</publisher>
<availability><licence target="https://example.org/licence">Free.</licence></availability></publicationStmt>
<sourceDesc><bibl>A <hi>box</hi> of "letters"</bibl></sourceDesc></fileDesc>{profile}</teiHeader>"""
SLICE = """<slice xmlns="urn:kwedition:ns" path="text/d.txt"><document id="d" kind="document" xml:lang="en"><title>{title}</title>
<date when="1950-06-25" key="219500625">25 June 1950</date><party role="sent" ids="a">Ada</party><party role="received" ids="b">Bo</party>
<link token="#p2" kind="place" document="d" address="texts/d.html#p2"/>
<link token="e.xml#p7" kind="place" document="e f" address="texts/e.html#p7"><label>Another letter</label></link>
<link token="#ada" kind="persons" entity="ada" address="persons/ada.html"><label>Ada</label></link>
<link token="https://example.org/a_(b)?c=d&amp;e" kind="external" address="https://example.org/a_(b)?c=d&amp;e"/></document></slice>"""


def rendered(
    saxon: Saxon, stylesheet: str, body: str, title: str = "A letter", back: str = "", profile: str = "", parties: str = ""
) -> str:  # fmt: skip
    """A document with that body, as the stylesheet writes it; ``profile`` is more of its header, ``parties`` who else wrote it."""
    title = escape(title)
    source = (
        '<kw:documents xmlns:kw="urn:kwedition:ns"><kw:document id="d" path="d.xml">'
        '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="d" xml:lang="en">'
        f"{HEADER.format(title=title, profile=profile)}<text><body>{body}</body>{back}</text></TEI></kw:document></kw:documents>"
    )
    slice_ = SLICE.format(title=title).replace("<party ", parties + "<party ", 1)
    result = saxon.stylesheet(stylesheet).transform(source, {"slice": slice_}, {"language": "en"})
    return result.text


def text(saxon: Saxon, body: str, back: str = "") -> str:
    """The plain text of a body, without the title above it."""
    written = rendered(saxon, "plaintext/document.xsl", body, back=back)
    assert written.startswith("A letter\n\n")
    return written.removeprefix("A letter\n\n")


def markdown(saxon: Saxon, body: str, back: str = "") -> str:
    """The Markdown of a body, without the front matter and the title above it."""
    written = rendered(saxon, "markdown/document.xsl", body, back=back)
    matter, heading, rest = written.partition("\n---\n\n# A letter\n\n")
    assert matter.startswith("---\n")
    assert heading
    return rest


def tokens(source: str) -> list[Token]:
    """What a parser of CommonMark with tables, strikethrough, footnotes and front matter finds in Markdown."""
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return parser.use(footnote_plugin).use(front_matter_plugin).parse(source)


def parsed(source: str) -> str:
    """The text that a reader of the Markdown sees, white space squeezed, numbers of notes left out.

    HTML other than ``<br>`` and images are none of what we write, and fail.
    """
    pieces: list[str] = []
    for token in tokens(source):
        assert token.type != "html_block", token.content
        if token.type == "fence":
            pieces.append(token.content)
        for child in token.children or ():
            if child.type == "html_inline":
                assert child.content == "<br>"
            assert child.type != "image", child.content
            pieces.append(child.content if child.type in ("text", "text_special", "code_inline") else "")
            if child.type in ("softbreak", "hardbreak", "html_inline"):
                pieces.append(" ")
        pieces.append(" ")
    return squeezed("".join(pieces))


def squeezed(string: str) -> str:
    """A string with white space collapsed."""
    return " ".join(string.split())


def words(string: str) -> str:
    """The letters and digits of a string, and nothing between them."""
    return "".join(re.findall(r"\w", string))

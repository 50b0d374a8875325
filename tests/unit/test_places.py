"""Where elements and texts begin, and the ways to elements: quick, and the same as expat and lxml say."""

from xml.parsers import expat

from hypothesis import given, settings
from hypothesis import strategies as st

from kwedition import xmlio
from kwedition.places import Paths, Places

_SPACES = st.sampled_from(["", " ", "\n", "\n  ", "\t", "\r\n"])
_VALUES = st.sampled_from(["", "x", "a > b", "'", "ä\u00a0中", "x\ny", "/>", "-->", "&lt;p>", "😀"])
_PIECES = st.sampled_from([
    "words", "ä é 中文 😀", "a > b", "]] >", "\n\n", "  \n\t x", "&amp;", "&#32;", "&#32;x", "&#xA;", "\r\n", "\"'",
    "<!-- <p> -->", "<!---->", "<!-- > ' -->", "<![CDATA[<p>]]>", "<![CDATA[ ]]>", "<![CDATA[x > y]]>", "<?pi <p a='?>",
    "<?x?>", "x" * 2100,
])  # fmt: skip


@st.composite
def _elements(draw: st.DrawFn, depth: int = 0) -> str:
    name = draw(st.sampled_from(["p", "q", "p-1", "n:p"]))
    quote = draw(st.sampled_from("\"'"))
    attributes = "".join(
        f"{draw(_SPACES) or ' '}{each}{draw(_SPACES)}={draw(_SPACES)}{quote}{draw(_VALUES).replace(quote, '')}{quote}"
        for each in draw(st.sets(st.sampled_from(["a", "b", "xml:lang"])))
    )
    start = f"<{name}{attributes}{draw(_SPACES)}"
    if draw(st.booleans()):
        return f"{start}/>"
    inner = st.one_of(_PIECES, _elements(depth + 1)) if depth < 4 else _PIECES
    return f"{start}>{''.join(draw(st.lists(inner, max_size=5)))}</{name}{draw(_SPACES)}>"


@st.composite
def _documents(draw: st.DrawFn) -> str:
    inside = "".join(draw(st.lists(st.one_of(_elements(), _PIECES), max_size=8)))
    around = [draw(st.sampled_from(["", "\n", "<!-- <p> -->", "<?x <y?>\n"])) for _ in range(2)]
    return f'{around[0]}<TEI xmlns:n="urn:n">{inside}</TEI>{around[1]}'


@settings(max_examples=300, deadline=None)
@given(_documents(), st.booleans(), st.booleans())
def test_places_are_those_of_expat(text: str, marked: bool, some: bool) -> None:
    data = (b"\xef\xbb\xbf" if marked else b"") + text.encode()
    source = xmlio.parse(data, "x.xml")
    # A byte order mark is no character of the first line.
    starts, texts = _by_expat(text.encode())
    elements = list(source.root.iter("*"))
    wanted = elements[::3] if some else elements
    places, paths = Places(source, wanted if some else None), Paths()
    assert [places.of(each) for each in wanted] == [starts[elements.index(each)] for each in wanted]
    assert [paths.of(each) for each in wanted] == [xmlio.path_of(each) for each in wanted]
    for each in wanted:
        for number in range(len(each.findall("*")) + 1):
            place = texts.get((elements.index(each), number), starts[elements.index(each)])
            # Each is asked for alone, too: after a few texts all are found at once.
            assert Places(source).of_text(each, number) == places.of_text(each, number) == place


def _by_expat(data: bytes) -> tuple[list[tuple[int, int]], dict[tuple[int, int], tuple[int, int]]]:
    starts: list[tuple[int, int]] = []
    texts: dict[tuple[int, int], tuple[int, int]] = {}
    parser = expat.ParserCreate()
    above = [[-1, 0]]

    def start(_name: str, _attributes: dict[str, str]) -> None:
        above[-1][1] += 1
        above.append([len(starts), 0])
        starts.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    def text(words: str) -> None:
        if words.strip(" \t\r\n"):
            space = len(words) - len(words.lstrip(" \t\r\n"))
            place = (parser.CurrentLineNumber, parser.CurrentColumnNumber + 1 + space)
            texts.setdefault((above[-1][0], above[-1][1]), place)

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _name: above.pop()
    parser.CharacterDataHandler = text
    parser.Parse(data, True)
    return starts, texts

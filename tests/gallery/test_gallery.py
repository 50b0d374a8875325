"""What becomes of TEI on the site: each snippet against its golden, and what must hold of all of them.

``make gallery`` shows them. Read the difference before you accept one (``--regen-all``).
"""

import json
import re
import subprocess
from pathlib import Path

import pytest
from lxml import etree
from pytest_regressions.file_regression import FileRegressionFixture

from common import ROOT, SHARED, Kwedition, vnu
from gallery import publish, results
from pages import dead_links, read_site

TEI = "{http://www.tei-c.org/ns/1.0}"


@pytest.mark.parametrize("name", results.names())
def test_snippet(shown: Path, name: str, file_regression: FileRegressionFixture) -> None:
    golden = results.SNIPPETS / f"{name}.html"
    file_regression.check(results.result(shown, name), extension=".html", fullpath=golden, newline="")


def test_every_golden_has_a_snippet() -> None:
    assert sorted(path.stem for path in results.SNIPPETS.glob("*.html")) == results.names()


def test_every_snippet_is_valid_tei(kwedition: Kwedition) -> None:
    """But for the elements of other namespaces, which TEI leaves to projects."""
    schema = SHARED / "relaxng" / "tei_all.rng"
    if not schema.is_file():
        pytest.skip("skipped: no shared corpora")
    result = kwedition("check", "--schema", schema, "--quiet", "--format", "json", results.SNIPPETS)
    wrong = {
        (Path(found["path"]).stem, found["message"])
        for found in json.loads(result.output)["findings"]
        if found["severity"] == "error"
    }
    assert wrong == {
        ("formula", "there is no element `math` in the schema"),
        ("unknown", "there is no element `x:ship` in the schema"),
    }


def test_every_page_is_valid_html(shown: Path) -> None:
    done = subprocess.run([*vnu(), str(shown / "texts")], capture_output=True, text=True, check=False)
    assert done.stderr + done.stdout == ""


def test_links_ids_and_styles(shown: Path) -> None:
    assert dead_links(shown) == []
    for page in read_site(shown).values():
        assert len(page.ids) == len(set(page.ids)), page.path
        assert page.styled == [], page.path
    # The one script address in the sources is shown as words.
    assert not any(re.search(r"=.javascript", path.read_text()) for path in shown.glob("texts/*.html"))


def test_every_element_leaves_its_name(shown: Path) -> None:
    """A theme can find each element of a text by its class: its TEI name, or that of the group it is shown with."""
    # A division of nothing but notes is shown as the notes' own.
    silent = {"notes-targets": {"div", "back", "head"}}
    for name in results.names():
        root = etree.parse(results.SNIPPETS / f"{name}.xml").getroot()
        classes = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]*)"', results.result(shown, name)))))
        own = {
            str(element.tag).removeprefix(TEI)
            for element in root.iterfind(f"{TEI}text//{TEI}*")
            if not element.xpath("ancestor::*[namespace-uri() = 'http://www.tei-c.org/ns/Examples']")
        }
        assert own - classes == silent.get(name, set()), name


def test_two_readings_never_run_together(shown: Path) -> None:
    """Without style the second stands in brackets; with style one of them is hidden."""
    for name in ("choice-sic-corr", "choice-orig-reg", "choice-abbr-expan", "choice-unclear"):
        html = etree.fromstring(results.result(shown, name), etree.HTMLParser())
        choices = html.xpath("//*[@class='choice']")
        assert choices
        for choice in choices:
            first, second = choice
            assert first.get("class") in ("reading normalized", "reading")
            assert second.get("class") in ("reading diplomatic", "reading other")
            words = "".join(second.itertext())
            assert words.startswith(" [")
            assert words.endswith("]")
            assert first.get("title").endswith(words[2:-1])
    style = (ROOT / "xslt/site/assets/text.css").read_text()
    assert ".reading.diplomatic, .reading.other { display: none; }" in style
    assert (
        'html:is([data-reading="diplomatic"], :has(#kw-diplomatic:checked)) .reading.normalized { display: none; }'
        in style
    )


def test_readings_name_their_witnesses(shown: Path) -> None:
    html = results.result(shown, "app-parallel")
    for reading, witnesses in (("grey", "A B"), ("gray", "C"), ("still", "A"), ("calm", "B C"), ("moone", "A")):
        assert re.search(rf'data-wit="{witnesses}">{reading}<', html), reading


@pytest.mark.parametrize(
    ("declaration", "classes"),
    [
        ("font-style: italic", "css-font-style-italic"),
        (" FONT-WEIGHT :bold ;", "css-font-weight-bold"),
        ("color:red;color:red", "css-color-red"),
        ("background:url(//example.org)", ""),
        ("font-style:italic}body{display:none", ""),
        ("color: expression(alert(1))", ""),
        ("", ""),
    ],
)
def test_foreign_styles_become_classes_or_nothing(
    kwedition: Kwedition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, declaration: str, classes: str
) -> None:
    source = (results.SNIPPETS / "seg.xml").read_text()
    (tmp_path / "a.xml").write_text(
        re.sub("<body>.*</body>", f'<body><p style="{declaration}">x</p></body>', source, flags=re.DOTALL)
    )
    monkeypatch.chdir(tmp_path)
    assert kwedition("build", "--no-cache", "--jobs", "1", "--source", ".").exit_code == 0
    (page,) = (tmp_path / "output/texts").glob("seg.html")
    found = re.search(r'class="p ?([^"]*)">x<', page.read_text())
    assert found is not None
    assert found[1] == classes


def test_the_page_of_the_gallery(shown: Path) -> None:
    """All snippets are on one page, without a doubled id or a link to nowhere in it."""
    text = publish.page(shown, results.names())
    ids = re.findall(r' id="([^"]*)"', text)
    assert len(ids) == len(set(ids))
    assert set(results.names()) <= set(ids)
    assert set(re.findall(r' href="#([^"]*)"', text)) <= set(ids)

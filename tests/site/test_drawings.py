"""What is drawn of an edition can be read: a chronology of a few weeks has days, letters there and back two arcs."""

import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from common import Kwedition
from unprepared import Make, body, tei


@pytest.fixture
def make(kwedition: Kwedition, tmp_path: Path) -> Make:
    return Make(kwedition, tmp_path)


def _page(made: Any, path: str) -> Any:
    return html.fromstring(made[path].encode())


@pytest.mark.parametrize(
    ("days", "ticks"),
    [
        # Two weeks in a month, a day alone, the turn of a year, some weeks before our era.
        (("1905-03-02", "1905-03-20"), ["6 March 1905", "16 March 1905", "26 March 1905"]),
        (("1905-03-02", "1905-03-02"), ["6 March 1905", "16 March 1905", "26 March 1905"]),
        (("1905-12-20", "1906-01-20"), ["21 December 1905", "1 January 1906", "11 January 1906"]),
        (("-0044-03-02", "-0044-03-28"), ["6 March 44 BCE", "16 March 44 BCE", "26 March 44 BCE"]),
    ],
)
def test_a_chronology_of_some_weeks_has_a_scale(make: Make, days: tuple[str, str], ticks: list[str]) -> None:
    dated = '<profileDesc><creation><date when="{}"/></creation></profileDesc>'
    made = make({f"{n}.xml": tei(body("<p>x</p>"), more=dated.format(day)) for n, day in enumerate(days)}, "site")
    (drawing,) = _page(made, "chronology.html").xpath('//*[@class = "timeline-wide"]')
    labels = drawing.xpath('.//*[local-name() = "text"][@class = "tick"]')
    assert [re.sub(r"\s", " ", each.text) for each in labels][:3] == ticks
    places = [float(each.get("x")) for each in labels]
    assert all(after - before >= 118 for before, after in pairwise(places))
    assert len(drawing.xpath('.//*[local-name() = "line"]')) > len(labels)


def test_a_date_that_ends_before_it_begins_is_drawn_between(make: Make) -> None:
    """Within the drawing, as one of which nobody knows; its words are those of the encoder."""
    bounds = ('notBefore="1921" notAfter="1901"', 'from="1922" to="1902"', 'when="1910"')
    dated = "<profileDesc><creation><date {}/></creation></profileDesc>"
    made = make({f"{n}.xml": tei(body("<p>x</p>"), more=dated.format(each)) for n, each in enumerate(bounds)}, "site")
    assert "between 1921 and 1901" in made["chronology.html"]
    (drawing,) = _page(made, "chronology.html").xpath('//*[@class = "timeline-wide"]')
    wide = float(drawing.get("viewbox").split()[2])
    spans = [(float(each.get("x")), float(each.get("width"))) for each in drawing.xpath('.//*[@class = "bounds"]')]
    assert len(spans) == 2
    assert all(0 < x < x + width < wide and width > 100 for x, width in spans)


def test_letters_there_and_back_are_two_arcs_one_within_the_other(make: Make) -> None:
    letter = (
        '<profileDesc><correspDesc><correspAction type="sent"><persName ref="#{}">{}</persName></correspAction>'
        '<correspAction type="received"><persName ref="#{}">{}</persName></correspAction></correspDesc></profileDesc>'
    )
    ties = (("a", "b"), ("b", "a"), ("a", "c"))
    made = make(
        {f"{n}.xml": tei(body("<p>x</p>"), more=letter.format(one, one, to, to)) for n, (one, to) in enumerate(ties)},
        "site",
    )
    (drawing,) = _page(made, "network.html").xpath('//*[@class = "network-wide"]')
    arcs = {
        each.xpath("string(*)").partition(":")[0]: [float(number) for number in re.findall(r"[\d.]+", each.get("d"))]
        for each in drawing.xpath('.//*[local-name() = "path"][starts-with(@class, "tie")]')
    }
    there, back = arcs["a wrote to b"], arcs["b wrote to a"]
    # From, the two control points, to: each as x and y.
    assert there[1] < back[7] < back[1] < there[7]
    assert back[2] < there[2]
    alone = arcs["a wrote to c"]
    assert alone[7] - alone[1] == 60

"""Dates, authority numbers and misspelt words, by tables of awkward inputs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integrity.editions import judge, rules, tei
from kwedition.check.integrity.authorities import canonical, recognised
from kwedition.check.integrity.calendar import fault, meant, said_span, span, written
from kwedition.check.integrity.model import Span
from kwedition.check.integrity.spelling import distance, suggest
from kwedition.check.relaxng.values import dates


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("May 14, 1950", (1950, 5, 14)),
        ("Sunday, May 14th, 1950", (1950, 5, 14)),
        ("14 May 1950", (1950, 5, 14)),
        ("the 14th of May, 1950", (1950, 5, 14)),
        ("14. Mai 1950", (1950, 5, 14)),
        ("den 1. Jänner 1904", (1904, 1, 1)),
        ("16.Jän.1897", (1897, 1, 16)),
        ("13. Dec. 1897", (1897, 12, 13)),
        ("le 14 juillet 1789", (1789, 7, 14)),
        ("1er mai 1950", (1950, 5, 1)),
        ("14\n  août 1944", (1944, 8, 14)),
        ("14. 5. 1950", (1950, 5, 14)),
        ("25.08.1920", (1920, 8, 25)),
        ("1950-05-14", (1950, 5, 14)),
        ("May 1950", (1950, 5, 0)),
        ("14 May", (0, 5, 14)),
        ("1950", (1950, 0, 0)),
        ("5/14/1950", None),
        ("about 1950", None),
        ("14 Floréal 1799", None),
        ("25/26 May 1950", None),
        ("40 May 1950", None),
        ("14. 13. 1950", None),
        ("", None),
        ("1950?", None),
    ],
)
def test_a_text_is_a_date_when_it_is_nothing_else(text: str, date: tuple[int, int, int] | None) -> None:
    read = written(text)
    assert (read and (read.year, read.month, read.day)) == date


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("1950", ""), ("1950-02", ""), ("1952-02-29", ""), ("-0044-03-15", ""), ("12345-01-01", ""),
        ("1950-06-25T04:00:00+09:00", ""), ("--06-25", ""), ("--06", ""), ("---25", ""), ("04:00:00", ""),
        ("1950-02-29", "no leap year"), ("1900-02-29", "no leap year"), ("2000-02-29", ""), ("1950-02-30", "no day 30"),
        ("1950-13", "no month 13"), ("1950-00", "no month 00"), ("1950-04-31", "no day 31"), ("---32", "no day 32"),
        ("--02-30", "no day 30"), ("1950-6-25", "form"), ("25.6.1950", "form"), ("c. 1950", "form"), ("", "form"),
        ("195", "form"), ("1950/1951", "form"),
    ],
)  # fmt: skip
def test_dates_that_do_not_exist(value: str, reason: str) -> None:
    assert reason in fault(value)
    assert bool(reason) == bool(fault(value))


@pytest.mark.parametrize(
    ("value", "text", "date"),
    [
        ("1848-11-9", "", "1848-11-09"), (" 1848-11-9", "", "1848-11-09"), ("1848/11/09", "", "1848-11-09"),
        ("18481109", "", "1848-11-09"), ("25.6.1950", "a Sunday", "1950-06-25"), ("5/14/1950", "", "1950-05-14"),
        ("5.5.1848", "", "1848-05-05"), ("31.4.1848", "", ""), ("30.2.1848", "", ""), ("1848-2-30", "", ""),
        # Which is the month?
        ("10.05.1848", "", ""), ("10.05.1848", "10.5.1848", ""), ("10.05.1848", "10. Mai 1848", "1848-05-10"),
        ("10.05.1848", "October 5, 1848", "1848-10-05"), ("10.05.1848", "10 May", "1848-05-10"),
        ("10.05.1848", "10 May 1849", ""), ("10.05.1848", "11 May 1848", ""), ("10.05.1848", "May 1848", ""),
        # A month, or a span of years?
        ("1848-9", "", ""), ("1950/1951", "", ""), ("c. 1950", "", ""), ("May 1848", "", ""), ("", "", ""), ("3 May 1848", "", "1848-05-03"),
    ],
)  # fmt: skip
def test_what_date_was_meant(value: str, text: str, date: str) -> None:
    assert meant(value, text) == date


def test_the_date_that_was_meant_is_proposed() -> None:
    found = judge(
        {"a.xml": tei('<p><date to="10.05.1848">until 10 May</date> <date from="10.05.1848">10 May</date></p>')}
    )
    unclear, clear = (each.hint for each in found if each.rule == "date-form")
    assert clear == 'write from="1848-05-10"'
    assert unclear.startswith("write it as 1950")


@pytest.mark.parametrize(
    ("value", "proposed"),
    [("10.05.1848", []), ("25.05.1848", ["1848-05-25"]), ("5/25/1848", ["1848-05-25"]), ("5.5.1848", ["1848-05-05"])],
)
def test_a_grammar_does_not_guess_which_number_is_the_month(value: str, proposed: list[str]) -> None:
    assert list(dates(value)) == proposed


def test_a_date_spans_all_days_that_it_may_mean() -> None:
    whole = span("1950")
    assert whole is not None
    assert (whole.first, whole.last) == ((1950, 1, 1), (1950, 12, 31))
    assert span("--05-14") is None
    assert span("1950-02-30") is None


@pytest.mark.parametrize(
    ("date", "rule"),
    [
        ('<date when="1950-05-15">14 May 1950</date>', "date-text"),
        ('<date when="1950-06-14">14. Mai 1950</date>', "date-text"),
        ('<date when="1951">1950</date>', "date-text"),
        ('<date when="1950-06">May 1950</date>', "date-text"),
        ('<date when="1950-05-15">14 May</date>', "date-text"),
        ('<date when="1950-05">14 May 1950</date>', None),
        ('<date when="1950">14 May 1950</date>', None),
        ('<date when="1950-05-14">1950</date>', None),
        ('<date when="1950-05-14">Sunday</date>', None),
        ('<date when="1950-05-14" cert="low">15 May 1950</date>', None),
        ('<date when="1950-05-14">15 May 1950<note>so in the source</note></date>', None),
        ('<date when="1950-05-14"><choice><sic>15</sic><corr>14</corr></choice> May 1950</date>', None),
        # The same day in two calendars.
        ('<date when="1850-05-14">2 May 1850</date>', None),
        ('<date when="1901-01-10">28 December 1900</date>', None),
        ('<date when="1850-05-14" calendar="https://example.org/julian">3 May 1850</date>', None),
        ('<date when="1700-02-10">10 February 1699</date>', None),
        ('<date when="1800-02-10">10 February 1799</date>', "date-text"),
        # Month before day.
        ('<date when="1950-06-05">06.05.1950</date>', None),
        ('<date notBefore="1951" notAfter="1950">x</date>', "date-reversed"),
        ('<date from="1950-06" to="1950-06-01">x</date>', None),
        ('<date from-iso="1951" to-iso="1950">x</date>', "date-reversed"),
        ('<date when="1950" notBefore="1950-06">x</date>', None),
        ('<date when="1949" notBefore="1950-06">x</date>', "date-outside-bounds"),
        ('<locus from="12r" to="3v">x</locus>', None),
        ('<biblScope from="12" to="3">x</biblScope>', None),
        ('<date when-custom="nonsense">x</date>', None),
    ],
)
def test_dates_and_their_texts(date: str, rule: str | None) -> None:
    assert rules(tei(f"<p>{date}</p>")) == ([rule] if rule else [])


@pytest.mark.parametrize(
    ("value", "kind", "expected"),
    [
        ("118540238", "gnd", None),
        ("https://d-nb.info/gnd/118540238", "", None),
        ("http://d-nb.info/gnd/4005728-8/", "URL", None),
        ("gnd:118805193", "", None),
        ("11850553X", "GND", None),
        ("1012391-X", "GND", None),
        ("4005728-3", "GND", "id-authority-checksum"),
        ("118540239", "gnd", "id-authority-checksum"),
        ("11854023", "gnd", "id-authority-form"),
        ("https://d-nb.info/gnd/118540239", "", "id-authority-checksum"),
        ("0000-0002-1825-0097", "ORCID", None),
        ("https://orcid.org/0000-0002-1825-0098", "", "id-authority-checksum"),
        ("https://orcid.org/0000-0002-1694-233X", "", None),
        ("0000 0001 2144 1971", "isni", "id-authority-checksum"),
        ("0000 0001 2103 2683", "isni", None),
        ("Q5816", "wikidata", None),
        ("https://www.wikidata.org/wiki/Q5816", "", None),
        ("5816", "wikidata", "id-authority-form"),
        ("https://www.wikidata.org/entity/P31", "", "id-authority-form"),
        ("24602065", "VIAF", None),
        ("http://viaf.org/viaf/24602065/#Mao", "", None),
        ("n24602065", "viaf", "id-authority-form"),
        ("https://sws.geonames.org/2874225/", "", None),
        ("https://www.geonames.org/2874225/mainz.html", "", None),
        ("2874225x", "geonames", "id-authority-form"),
        ("", "gnd", None),
        ("https://d-nb.info/gnd/", "", None),
        ("https://orcid.org/0000-0000-0000-0000", "", None),
        ("anything", "inventory", None),
        ("https://example.org/gnd/1", "gnd", None),
    ],
)
def test_authority_numbers(value: str, kind: str, expected: str | None) -> None:
    stand_off = f'<listPerson><person xml:id="mao"><idno type="{kind}">{value}</idno></person></listPerson>'
    assert rules(tei(stand_off=stand_off)) == ([expected] if expected else [])


def test_the_same_number_in_two_spellings_is_one() -> None:
    numbers = ["0000-0002-1825-0097", "0000000218250097", "https://orcid.org/0000-0002-1825-0097"]
    found = [recognised(number, "orcid") for number in numbers[::2]]
    assert len({canonical(*each) for each in found if each}) == 1
    isni = [recognised(number, "isni") for number in ("0000 0001 2103 2683", "0000000121032683")]
    assert len({canonical(*each) for each in isni if each}) == 1


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [
        ("", "", 0),
        ("a", "", 1),
        ("kim", "kim", 0),
        ("kim", "kin", 1),
        ("kim", "ikm", 1),
        ("zhou", "zhuo", 1),
        ("abcd", "badc", 2),
    ],
)
def test_distances(one: str, other: str, edits: int) -> None:
    assert distance(one, other, 5) == edits


@given(one=st.text("abc", max_size=7), other=st.text("abc", max_size=7))
def test_a_distance_is_symmetric_and_bounded(one: str, other: str) -> None:
    whole = distance(one, other, 10)
    assert whole == distance(other, one, 10)
    assert (whole == 0) == (one == other)
    assert distance(one, other, 1) == min(whole, 2)


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("zhou_enlay", "zhou_enlai"), ("ZHOU_ENLAI", "zhou_enlai"), ("zhu_enlai", "zhou_enlai"), ("mao", ""),
        ("p12", ""), ("person_12", ""), ("pers0n_1", "person_1"), ("", ""), ("stalinn", "stalin"),
    ],
)  # fmt: skip
def test_what_was_meant(word: str, meant: str) -> None:
    assert suggest(word, ["zhou_enlai", "stalin", "p11", "person_1", "person_11"]) == meant


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ((1810, 5, 3), (1810, 5, 3), "1810-05-03"),
        ((1810, 5, 1), (1810, 5, 31), "1810-05"),
        ((1810, 1, 1), (1810, 12, 31), "1810"),
        ((1810, 2, 1), (1811, 3, 31), "1810-02-01 to 1811-03-31"),
    ],
)
def test_a_time_is_told_as_short_as_it_was_written(
    first: tuple[int, int, int], last: tuple[int, int, int], told: str
) -> None:
    assert said_span(Span(first, last)) == told

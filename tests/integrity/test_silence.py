"""What other projects write and mean: nothing is said of it, and what is wrong beside it is still found."""

import pytest

from integrity.editions import judge, rules, tei
from kwedition import xmlio
from kwedition.check.integrity import facts, placed
from kwedition.check.integrity.rule import Issue
from kwedition.edition import Document


@pytest.mark.parametrize(
    "address",
    [
        "https://www.wikidata.org/wiki/Property:P31",
        "https://www.wikidata.org/wiki/Special:Search?search=x",
        "https://www.wikidata.org/wiki/Lexeme:L1234",
        "https://viaf.org/viaf/AutoSuggest?query=x",
        "https://www.geonames.org/search.html?q=x",
        "https://www.geonames.org/v3/",
        "https://isni.org/page/what-is-isni/",
        "https://orcid.org/my-orcid",
        "https://d-nb.info/gnd/118540238/about/html",
    ],
)
def test_a_link_to_another_page_of_an_authority_file_is_no_number(address: str) -> None:
    assert rules(tei(f'<p><ref target="{address}">see</ref></p>')) == []


def test_a_link_to_a_number_is_judged() -> None:
    assert rules(tei('<p><ref target="https://d-nb.info/gnd/118540239">Mao</ref></p>')) == ["id-authority-checksum"]
    assert rules(tei('<p><ref target="https://www.geonames.org/27612o9">Mao</ref></p>')) == ["id-authority-form"]


@pytest.mark.parametrize(
    "date",
    [
        '<date when="1651-02-20">10 February 1650</date>',  # the year began in March, the days are of the old calendar
        '<date when="1712-01-11">31 December 1711</date>',
        '<date when="1931">1350</date>',  # the year of the Hijra
        '<date when="1931">5691</date>',  # of the Jewish calendar
        '<date when="-0044-02-29">the day before the Kalends</date>',
    ],
)
def test_dates_of_other_calendars(date: str) -> None:
    assert rules(tei(f"<p>{date}</p>")) == []


def test_dates_are_judged_all_the_same() -> None:
    assert rules(tei('<p><date when="1651-04-20">10 April 1650</date></p>')) == ["date-text"]
    assert rules(tei('<p><date when="1894">1984</date></p>')) == ["date-text"]
    assert rules(tei('<p><date when="-0042-02-29">x</date></p>')) == ["date-impossible"]


def test_what_is_not_tei_has_no_dates() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><animate from="0" to="100"/></svg>'
    assert rules(tei(f"<figure>{svg}</figure>")) == []


@pytest.mark.parametrize("page", ["chapter2.html", "scan.pdf", "song.mp3", "index.php", "data.zip", "view.xq", "./"])
def test_pages_of_a_server_are_no_bare_words(page: str) -> None:
    assert rules(tei(f'<p><ref target="{page}">see</ref></p>')) == []


BASED = (
    '<facsimile xml:base="{0}"><surface><graphic url="1.jpg"/></surface><surface><graphic url="2.jpg"/></surface>'
    '<surface><graphic url="3.jpg"/></surface></facsimile>'
)


def test_paths_begin_at_their_base() -> None:
    there = {"img/1.jpg", "img/2.jpg", "img/3.jpg"}
    web, beside = (
        tei("<p/>").replace("<text>", BASED.format(base) + "<text>") for base in ("https://example.org/i/", "../img/")
    )
    assert judge({"a.xml": web}) == []
    assert judge({"tei/a.xml": beside}, there) == []
    assert [each.rule for each in judge({"tei/a.xml": beside}, there - {"img/2.jpg"})] == ["image-missing"]
    pointing = '<p xml:base="../lists/"><persName ref="p.xml#{}">M</persName></p>'
    people = tei(stand_off='<listPerson><person xml:id="mao"/></listPerson>')
    assert judge({"tei/a.xml": tei(pointing.format("mao")), "lists/p.xml": people}) == []
    found = judge({"tei/a.xml": tei(pointing.format("moa")), "lists/p.xml": people})
    assert [each.rule for each in found if each.rule.startswith("ref")] == ["ref-unresolved"]


def test_an_id_is_in_the_file_that_its_base_names() -> None:
    based = tei('<p xml:base="../lists/{}"><persName ref="#mao">M</persName></p>')
    people = tei(stand_off='<listPerson><person xml:id="mao"/></listPerson>')
    assert judge({"tei/a.xml": based.format("p.xml"), "lists/p.xml": people}) == []
    found = judge({"tei/a.xml": based.format("q.xml"), "lists/p.xml": people})
    assert [each.rule for each in found if each.rule.startswith("ref")] == ["ref-file"]
    assert "points to lists/q.xml" in found[0].message
    # A folder is no file, and what is in the web is not looked for.
    assert "ref-file" not in [each.rule for each in judge({"tei/a.xml": based.format(""), "lists/p.xml": people})]
    assert rules(tei('<p xml:base="https://example.org/p.xml"><persName ref="#mao">M</persName></p>')) == []


def test_what_is_published_elsewhere_may_be_there() -> None:
    """An address as the root's base: files beside the document there may be missing here, ids in files that are here not."""
    rooted = tei('<p><ref target="b.xml#{}">b</ref><ref target="c.xml">c</ref><graphic url="x.jpg"/></p>').replace(
        "<TEI ", '<TEI xml:base="https://example.org/letters/" '
    )
    other = tei('<p xml:id="p">b</p>')
    assert judge({"a.xml": rooted.replace("{}", "p"), "b.xml": other}) == []
    assert [each.rule for each in judge({"a.xml": rooted.replace("{}", "q"), "b.xml": other})] == ["ref-unresolved"]


def test_analyses_that_are_defined_nowhere_are_one_finding() -> None:
    words = "".join(f'<w ana="#{tag}">x</w>' for tag in ("crq", "vvb", "n1", "n2", "pns", "av", "acp", "cc") * 5)
    found = judge({"a.xml": tei(f"<p>{words}</p>"), "b.xml": tei(f"<p>{words}</p>")})
    assert [each.rule for each in found] == ["ref-list-missing"]
    assert "none of the 80 references" in found[0].message
    assert "2 files" in found[0].message


@pytest.mark.parametrize(
    ("language", "text", "joined"),
    [
        ("hu", "a <placeName>Bécs</placeName>et látta", False),
        ("sv", "den <orgName>Riksdag</orgName>et såg", False),
        ("", "a <placeName>Bécs</placeName>et látta", False),
        ("", "in <placeName>Wien</placeName>und dann", True),
        ("en", "in <placeName>Rome</placeName>is a", True),
        ("de", "in <placeName>Rom</placeName>in der", True),
        ("fr", "à <placeName>Rome</placeName>et puis", True),
        ("de", "in <placeName>Rom</placeName>the", False),
    ],
)
def test_endings_are_no_words_of_another_language(language: str, text: str, joined: bool) -> None:
    document = tei(f'<p xml:lang="{language}">{text}</p>' if language else f"<p>{text}</p>")
    assert rules(document) == ["text-words-joined"] * joined


def test_the_language_is_also_that_of_the_header() -> None:
    header = '<profileDesc><langUsage><language ident="de-AT">German</language></langUsage></profileDesc>'
    text = "<p>im <placeName>Hotel zum Elephanten</placeName>in Graz</p>"
    assert rules(tei(text, header)) == ["text-words-joined"]
    assert rules(tei(text)) == []


def test_soft_hyphens_at_the_end_of_a_line_are_kept() -> None:
    assert rules(tei("<p>ein Wort\u00ad<lb/>teil und Bei\u00ad\n<lb/>spiel</p>")) == []
    assert rules(tei("<p>ein Wort\u00adteil</p>")) == ["text-soft-hyphen"]
    assert rules(tei("<entry><form><orth>Wör\u00adter</orth></form></entry>")) == []


CURLY = "“a” " * 10


def test_inches_and_code_are_no_quotation() -> None:
    assert rules(tei(f'<p>{CURLY}a pipe of 5", 12" long; <code>x="y"</code></p>')) == []


@pytest.mark.parametrize("text", ['said "<persName>Kim</persName>” and', 'said “Noted.-" and\nleft', 'said “Kim" and'])
def test_a_straight_mark_is_shown_where_it_is(text: str) -> None:
    written = tei(f'<p>{CURLY}5" <code>x="y"</code>{text}</p>').replace("\n", "\r\n")
    source = xmlio.parse(written.encode(), "a.xml")
    notes = facts(Document("a", "a.xml", source)).notes
    (finding,) = placed([Issue("a.xml", note) for note in notes], source)
    assert finding.rule == "text-straight-quotes"
    line = written.split("\r\n")[finding.line - 1]
    assert line[finding.column - 1] == '"'
    assert line.index(text.split("\n")[0]) < finding.column


def test_a_verse_that_two_speakers_share_has_its_number_twice() -> None:
    lines = [f'<sp><l n="{number}">x</l></sp>' for number in range(1, 40)]
    shared = '<sp><l n="20">x</l></sp><sp><l n="20">x</l></sp>'
    assert rules(tei("".join([*lines[:19], shared, *lines[20:]]))) == []
    twice = '<sp><l n="20">x</l><l n="20">x</l></sp>'
    assert rules(tei("".join([*lines[:19], twice, *lines[20:]]))) == ["number-repeated"]


def test_one_number_at_all_divisions_says_how_deep_they_are() -> None:
    chapters = '<div n="2"><head>I</head><p>x</p></div>' * 4
    assert rules(tei(f'<div n="1"><head>T</head>{chapters}</div>')) == []
    last = '<div n="3"><head>V</head><p>x</p></div><div n="4"><p>x</p></div><div n="5"><p>x</p></div><div n="6"><p>x</p></div>'
    two = '<div n="2"><p>x</p></div>'
    assert rules(tei(f'<div n="1"><p>x</p></div>{two}{two}{last}')) == ["number-repeated"]


@pytest.mark.parametrize(
    "received",
    [
        "<roleName>The King</roleName>",
        "<address><addrLine>Herrn Müller</addrLine></address>",
        "<placeName><orgName>Foreign Office</orgName></placeName>",
        '<persName role="unknown"/>',
        '<persName ref="#unknown"/>',
        "<forename>Anna</forename>",
    ],
)
def test_ways_to_name_an_addressee(received: str) -> None:
    description = (
        '<profileDesc><correspDesc><correspAction type="sent"><persName>A</persName><time when="10:00"/></correspAction>'
        f'<correspAction type="received">{received}</correspAction></correspDesc></profileDesc>'
    )
    assert rules(tei('<p xml:id="unknown"/>', description)) == []


def test_a_very_deep_document_is_read() -> None:
    depth = 1900
    people = '<listPerson><person xml:id="mao"/></listPerson>'
    assert judge({"a.xml": tei(f"<p>{'<seg>' * depth}x{'</seg>' * depth}</p>", stand_off=people)}) == []


def test_a_pattern_of_xml_schema_that_python_reads_otherwise() -> None:
    header = (
        '<encodingDesc><listPrefixDef><prefixDef ident="psn" matchPattern="([a-z-[aeiou]]+)" replacementPattern="#$1"/>'
        "</listPrefixDef></encodingDesc>"
    )
    assert rules(tei('<p><persName ref="psn:xyz">X</persName></p>', header)) == []


@pytest.mark.parametrize("path", ["C:\\scans\\1.jpg", "d:/scans/1.jpg", "file:///scans/1.jpg"])
def test_somebodys_disk(path: str) -> None:
    assert rules(tei(f'<figure><graphic url="{path}"/></figure>')) == ["ref-own-disk"]
    assert rules(tei(f'<p><ref target="{path}">there</ref></p>')) == ["ref-own-disk"]


def test_a_date_without_its_hyphens() -> None:
    assert rules(tei('<p><date when="19500514">14 May 1950</date></p>')) == ["date-form"]


def test_verses_that_an_editor_moved_are_not_missing() -> None:
    """Euripides, Heracles 86-90, in the order of an edition of 1913."""
    numbers = [*range(1, 87), 88, 89, 87, *range(90, 140)]
    assert rules(tei("".join(f'<l n="{number}">x</l>' for number in numbers))) == []
    numbers.remove(87)
    assert rules(tei("".join(f'<l n="{number}">x</l>' for number in numbers))) == ["number-skipped"]


def test_who_is_dead_changes_nothing() -> None:
    people = tei(stand_off='<listPerson><person xml:id="a"><death when="1950"/></person></listPerson>')
    change = '<revisionDesc><change who="p.xml#a" when="{}">x</change></revisionDesc>'
    found = judge({"p.xml": people, "l.xml": tei("<p/>", change.format("1951"))})
    assert [each.rule for each in found] == ["person-outside-life"]
    assert judge({"p.xml": people, "l.xml": tei("<p/>", change.format("1949"))}) == []


def test_a_line_break_in_a_title_page_divides_phrases() -> None:
    lines = "the line <lb/>ends " * 30
    assert rules(tei(f"<p>{lines}Office of the Historian<lb/>Bureau of Public Affairs</p>")) == []
    assert rules(tei(f"<p>{lines}to the<lb/>north</p>")) == ["text-break-joined"]
    assert rules(tei("<p>" + "to the<lb/>north " * 30 + "</p>")) == []


def test_each_document_in_a_file_has_its_own_pages() -> None:
    """A memorandum with enclosures; the first page of each has no break."""
    div = "<div>{}</div>"
    pages = [div.format("".join(f'<p>x<pb n="{n}"/>y</p>' for n in range(2, last))) for last in (8, 3, 9, 6)]
    assert rules(tei("".join(pages))) == []
    twice = div.format("".join(f'<p>x<pb n="{n}"/>y</p>' for n in (2, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12)))
    assert rules(tei(twice)) == ["page-repeated"]


def test_whom_nothing_mentions_in_a_short_list_and_in_a_long_one() -> None:
    def people(number: int) -> str:
        return tei(
            stand_off="<listPerson>" + "".join(f'<person xml:id="p{n}x"/>' for n in range(number)) + "</listPerson>"
        )

    text = tei('<p><persName ref="l.xml#p0x">P</persName></p>')
    assert [each.rule for each in judge({"l.xml": people(4), "t.xml": text})] == ["person-unmentioned"] * 3
    assert judge({"l.xml": people(30), "t.xml": text}) == []
    assert judge({"l.xml": people(4), "t.xml": tei("<p>P</p>")}) == []


def test_short_texts_repeat_who_takes_part_in_them() -> None:
    """In the header, or behind the text, a document's own list is no authority file, however short its text."""
    who = '<listPerson><person xml:id="ben"><persName>Ben</persName></person></listPerson>'
    header = f"<profileDesc><particDesc>{who}</particDesc></profileDesc>"
    assert judge({each: tei("<p>Summon him.</p>", header) for each in ("a.xml", "b.xml")}) == []
    assert judge({each: tei("<p>Summon him.</p>", back=who) for each in ("a.xml", "b.xml")}) == []
    lists = {each: tei(header=header) for each in ("a.xml", "b.xml")}
    assert [each.rule for each in judge(lists)] == ["id-entry-twice"]


def test_a_short_text_that_names_somebody_is_no_list() -> None:
    """As those who publish see it: what speaks of people is read, what only introduces their list is not."""
    who = '<listPerson><person xml:id="ben"><persName>Ben</persName></person></listPerson>'
    words = "Summon {} at once, for the king is on his way and nobody will open the gate when he comes to it at last."
    speaks, introduces = (f"<p>{words.format(who)}</p>" for who in ('<persName ref="#ben">him</persName>', "him"))
    assert judge({each: tei(speaks + who) for each in ("a.xml", "b.xml")}) == []
    assert [each.rule for each in judge({each: tei(introduces + who) for each in ("a.xml", "b.xml")})] == [
        "id-entry-twice"
    ]

"""Where references lead, and what is said of those that lead nowhere."""

import time

import pytest

from integrity.editions import judge, rules, tei

LIST = '<listPerson><person xml:id="zhou_enlai"/><person xml:id="stalin"/></listPerson>'


def person(ref: str) -> str:
    return f'<persName ref="{ref}">x</persName>'


@pytest.mark.parametrize(
    "ref",
    [
        "#zhou_enlai",
        "#zhou_enlai #stalin",
        "#xpath(//person[1])",
        "https://example.org/nowhere#x",
        "http://example.org",
        "mailto:a@example.org",
        "urn:isbn:123",
        "a.xml#p1",
        "a.xml",
        "./a.xml",
        "sub/b.xml#q1",
        "sub/../sub/b.xml#q1",
        "sub/%62.xml#q1",
        "/site/page.html#x",
        "texts/first.html",
        "persons.xml?id=3",
        "#far",
        "#b",
        "scan.txt",
        "#root",
    ],
)
def test_what_leads_somewhere_or_out_of_the_edition_is_no_finding(ref: str) -> None:
    files = {
        "a.xml": tei(f'<p xml:id="p1">{person(ref)}</p>', stand_off=LIST),
        "c.xml": tei("<p>text</p>").replace("<TEI", '<TEI xml:id="root"'),
        "sub/b.xml": tei('<p xml:id="q1">text</p>', stand_off='<listPlace><place xml:id="far"/></listPlace>'),
    }
    assert judge(files, there={"scan.txt"}) == []


def test_who_points_to_a_missing_neighbour_does_not_mean_himself() -> None:
    found = judge({"fol154r.xml": tei("<p>text</p>").replace("<TEI", '<TEI next="fol154v.xml"')})
    assert [each.rule for each in found] == ["ref-file"]
    assert found[0].hint == "correct the path: it is read from the folder of this document"


@pytest.mark.parametrize(
    ("ref", "rule", "said"),
    [
        ("#zhou_enlay", "ref-unresolved", "did you mean `#zhou_enlai`?"),
        ("#zhuo_enlai", "ref-unresolved", "did you mean `#zhou_enlai`?"),
        ("#truman", "ref-unresolved", "correct the reference"),
        ("#q1", "ref-unresolved", "is `sub/b.xml#q1` meant?"),
        ("sub/b.xml#q2", "ref-unresolved", "correct the reference"),
        ("sub/b.xml#q1x", "ref-unresolved", "did you mean `sub/b.xml#q1`?"),
        ("#Zhou_Enlai", "ref-case", "write `zhou_enlai`"),
        ("b.xml#q1", "ref-file", "did you mean `sub/b.xml#q1`?"),
        ("../tei/sub/c.xml", "ref-file", ""),
        ("zhou_enlai", "ref-hash-missing", '"#zhou_enlai"'),
        ("truman", "ref-bare", "write `#`"),
        ("b", "ref-bare", "`sub/b.xml`"),
        ("htps://example.org", "", ""),
        ("htps:example.org", "ref-scheme", "`https:`"),
        ("pers:truman", "ref-scheme", '<prefixDef ident="pers" …/>'),
        ("FILE:///home/me/a.xml", "ref-own-disk", ""),
        ("", "ref-empty", ""),
        ("#", "ref-empty", ""),
    ],
)
def test_what_leads_nowhere_is_said_with_what_was_meant(ref: str, rule: str, said: str) -> None:
    files = {
        "a.xml": tei(f"<p>{person(ref)}{person('#stalin') * 2}</p>", stand_off=LIST),
        "sub/b.xml": tei('<p xml:id="q1">text</p>'),
    }
    findings = judge(files)
    assert [finding.rule for finding in findings] == [rule] * bool(rule)
    if said:
        assert said in findings[0].hint


def prefix(pattern: str, replacement: str) -> str:
    return (
        "<encodingDesc><listPrefixDef>"
        f'<prefixDef ident="p" matchPattern="{pattern}" replacementPattern="{replacement}"/></listPrefixDef></encodingDesc>'
    )


@pytest.mark.parametrize(
    ("pattern", "replacement", "ref", "rule"),
    [
        ("(.+)", "#$1", "p:stalin", None),
        ("(.+)", "a.xml#$1", "p:stalin", None),
        ("([a-z]+):([a-z]+)", "#$1_$2", "p:zhou:enlai", None),
        ("(.+)", "https://example.org/$1", "p:whoever", None),
        ("(.+)", "#$1", "p:truman", "ref-unresolved"),
        ("(.+)", "b.xml#$1", "p:stalin", "ref-file"),
        ("([a-z]+)", "#$1", "p:stalin1", "ref-prefix"),
        # These could take for ever, or are none; nothing is said of what cannot be tried.
        ("(a+)+b", "#$1", "p:" + "a" * 60, None),
        ("(", "#$1", "p:stalin", None),
    ],
)
def test_private_prefixes_are_expanded(pattern: str, replacement: str, ref: str, rule: str | None) -> None:
    begun = time.process_time()
    assert rules(tei(f"<p>{person(ref)}</p>", prefix(pattern, replacement), LIST)) == ([rule] if rule else [])
    assert time.process_time() - begun < 2


def test_a_prefix_declared_in_one_file_holds_in_the_others() -> None:
    files = {
        "a.xml": tei("<p>x</p>", prefix("(.+)", "a.xml#$1"), '<listPerson><person xml:id="stalin"/></listPerson>'),
        "b.xml": tei(f"<p>{person('p:stalin')}</p>"),
    }
    assert judge(files) == []


def test_files_that_include_each_other_share_their_ids() -> None:
    host = tei(
        '<p xml:id="p1"><ref target="#q1"/></p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="b.xml"/>'
    )
    files = {"a.xml": host, "b.xml": tei('<p xml:id="q1"><ref target="#p1"/></p>')}
    assert judge(files) == []
    alone = {"a.xml": host.replace("b.xml", "c.xml"), "b.xml": files["b.xml"]}
    assert [(each.path, each.rule) for each in judge(alone)] == [
        ("a.xml", "ref-unresolved"),
        ("b.xml", "ref-unresolved"),
    ]


def test_a_list_that_is_missing_is_one_finding_and_a_slip_is_another() -> None:
    many = "".join(person(f"#pmb{number}") for number in range(20))
    (finding,) = judge({"a.xml": tei(f"<p>{many}</p>"), "b.xml": tei(f"<p>{many}</p>")})
    assert finding.rule == "ref-list-missing"
    assert "40 references like `#pmb0`" in finding.message
    assert "2 files" in finding.message
    slips = tei(f"<p>{person('#stalyn') * 4}{person('#stalin')}</p>", stand_off=LIST)
    assert rules(slips) == ["ref-unresolved"] * 4


def test_a_list_that_is_there_in_part_is_one_finding_a_file() -> None:
    some = "".join(person(f"#pmb{number}") for number in range(12))
    known = '<listPerson><person xml:id="pmb1"/><person xml:id="pmb2"/></listPerson>'
    (finding,) = judge({"a.xml": tei(f"<p>{some}</p>", stand_off=known)})
    assert "10 of the 12 references" in finding.message
    few = "".join(person(f"#pmb{number}") for number in range(4))
    assert rules(tei(f"<p>{few}</p>", stand_off=known)) == ["ref-unresolved"] * 2


def test_bare_words_are_a_custom_when_most_are_bare() -> None:
    (finding,) = judge({"a.xml": tei(f"<p>{person('stalin') * 5}{person('truman')}</p>", stand_off=LIST)})
    assert (finding.rule, "5 times more" in finding.message) == ("ref-bare", True)
    most_have_it = tei(f"<p>{person('#stalin') * 14}{person('stalin') * 5}</p>", stand_off=LIST)
    assert rules(most_have_it) == ["ref-hash-missing"] * 5
    # Some files of an edition may follow another custom.
    files = {"a.xml": most_have_it, "b.xml": tei(f"<p>{person('stalin') * 4}</p>")}
    assert [each.path for each in judge(files) if each.rule == "ref-bare"] == ["b.xml"]


@pytest.mark.parametrize(
    "markup",
    [
        '<egXML xmlns="http://www.tei-c.org/ns/Examples"><persName ref="#x"/></egXML>',
        '<x:name xmlns:x="urn:x" ref="#x"/>',
        '<pb facs="scans/1.jpg"/>',
        '<rs key="whatever it is">x</rs>',
    ],
)
def test_what_is_no_pointer_of_tei_is_not_judged_as_one(markup: str) -> None:
    assert not [rule for rule in rules(tei(f"<p>{markup}</p>")) if rule.startswith("ref-")]


def test_ten_thousand_lost_references_do_not_take_for_ever() -> None:
    entries = "".join(f'<person xml:id="person_{chr(97 + n % 26)}{n}x"/>' for n in range(3000))
    lost = "".join(person(f"#person_{n}{chr(97 + n % 26)}y") for n in range(3000))
    begun = time.process_time()
    judge({"a.xml": tei(f"<p>{lost}</p>", stand_off=f"<listPerson>{entries}</listPerson>")})
    assert time.process_time() - begun < 10

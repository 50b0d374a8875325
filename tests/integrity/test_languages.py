"""Language tags: which are none, what was probably meant, and which are left alone."""

from pathlib import Path

import pytest

from kwedition import edition
from kwedition.check.integrity import check_integrity, scope_of
from kwedition.findings import Finding

_DOCUMENT = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>A</title></titleStmt>'
    "<publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
    "<text><body>{}</body></text></TEI>"
)


def _judged(folder: Path, *bodies: str) -> list[Finding]:
    for number, body in enumerate(bodies):
        (folder / f"t{number}.xml").write_text(_DOCUMENT.format(body), encoding="utf-8")
    loaded = edition.load(edition.Settings(source=folder), folder)
    return check_integrity(loaded.documents, scope_of(folder))


@pytest.mark.parametrize(
    ("tag", "what", "hint"),
    [
        ("english", "`english` is the code of no language", 'did you mean "en"?'),
        ("Latein", "`Latein` is the code of no language", 'did you mean "la"?'),
        ("français", None, None),
        ("greec", "`greec` is the code of no language", 'did you mean "el"?'),
        # The country, instead of its language.
        ("jp", "`jp` is the code of no language", 'did you mean "ja"?'),
        ("cz-CZ", "`cz` is the code of no language", 'did you mean "cs-CZ"?'),
        ("xx", "`xx` is the code of no language",
         'look it up in the registry of BCP 47; for a language of your own write "x-xx"'),
        ("en-Abcd", "`Abcd` is the code of no script", 'write "en", or its code in ISO 15924 or ISO 3166'),
        ("ger", "by BCP 47 this is `de`", 'write "de": browsers, readers and hyphenation know it by that'),
        ("lat-x-med", "by BCP 47 this is `la`", 'write "la-x-med": browsers, readers and hyphenation know it by that'),
        ("en-UK", "by BCP 47 this is `en-GB`", 'write "en-GB": browsers, readers and hyphenation know it by that'),
        ("iw", "by BCP 47 this is `he`", 'write "he": browsers, readers and hyphenation know it by that'),
    ],
)  # fmt: skip
def test_what_is_said_of_a_tag(tmp_path: Path, tag: str, what: str | None, hint: str | None) -> None:
    findings = _judged(tmp_path, f'<p><foreign xml:lang="{tag}">x</foreign></p>')
    if what is None:
        assert findings == []
    else:
        (finding,) = findings
        assert (finding.message, finding.hint) == (f'@xml:lang of `foreign` is "{tag}"; {what}', hint)


@pytest.mark.parametrize(
    "tag",
    [
        "", "de", "DE", "de-AT", "de-1750", "de-DE-1901", "grc-Latn", "grc-Grek-x-epic", "zh-Hans", "zh-cn", "zh-yue",
        "la-Latn", "cmn", "arb", "tl", "no", "mul", "und", "zxx", "mis", "qaa", "x-klingon", "i-klingon", "otk",
        "xtg", "scx-Grek", "gem", "en-XQ", "de_AT", "two words", "sgn-BE-FR", "es-419",
    ],
)  # fmt: skip
def test_what_is_left_alone(tmp_path: Path, tag: str) -> None:
    """Languages of all kinds, private codes, variants; and what has not the form of a tag: that is for the grammar."""
    assert _judged(tmp_path, f'<p xml:lang="{tag}">x</p>') == []


def test_a_tag_is_told_once_with_how_often_it_stands(tmp_path: Path) -> None:
    twice = '<p xml:lang="ger">x <foreign xml:lang="ger">y</foreign></p>'
    (finding,) = _judged(tmp_path, twice)
    assert finding.message == '@xml:lang of `p` is "ger"; by BCP 47 this is `de` (2 times in this file)'
    (finding,) = _judged(tmp_path, twice, twice, twice)
    assert finding.path == "t0.xml"
    assert finding.message == '@xml:lang of `p` is "ger"; by BCP 47 this is `de` (6 times, in 3 files)'
    assert len(_judged(tmp_path, twice, twice, "<p>x</p>")) == 2


def test_languages_are_named_in_headers_too(tmp_path: Path) -> None:
    header = (
        '<langUsage><language ident="german">x</language></langUsage><p>'
        '<msDesc><textLang mainLang="en" otherLangs="fr latin">x</textLang></msDesc></p>'
    )
    assert [finding.message for finding in _judged(tmp_path, header)] == [
        '@ident of `language` is "german"; `german` is the code of no language',
        '@otherLangs of `textLang` is "latin"; `latin` is the code of no language',
    ]


def test_it_is_told_at_the_tag_and_not_at_a_word_like_it(tmp_path: Path) -> None:
    (finding,) = _judged(tmp_path, '\n<p xml:lang="eng">What a length!</p>')
    assert (finding.line, finding.column) == (2, 1)

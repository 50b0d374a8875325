"""The rules about dates, persons, letters, numbering and characters, as their documentation shows them."""

from kwedition.check.integrity.rule import Rule
from kwedition.findings import Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES = (
    Rule(
        "element-unknown", _WARNING, "An element that TEI does not have",
        "A name in the namespace of TEI that is none of its elements, in a document that no grammar judges: a grammar "
        "says more, and knows elements that a project added.",
        "<perName>Stalin</perName>", "<persName>Stalin</persName>",
    ),
    Rule(
        "element-name-empty", _WARNING, "A name without words",
        "A name (persName, placeName, orgName, geogName, eventName, name, rs) in a text that holds nothing, and by no "
        "attribute says whom or what it means. Names in headers and in entries, which may be forms to be filled in, "
        "are left alone.",
        "signed by <persName/>", 'signed by <persName ref="#berg"/>',
    ),
    Rule(
        "date-impossible", _ERROR, "A day that does not exist",
        "The calendar has no such month or day, as 30 February.",
        '<date when="1950-02-30">', '<date when="1950-02-28">',
    ),
    Rule(
        "date-form", _ERROR, "A dating attribute that holds no date",
        "when, notBefore, notAfter, from and to take a year, a month or a day as 1950, 1950-06 or 1950-06-25 (TEI, "
        "teidata.temporal.w3c).",
        '<date when="25.6.1950">', '<date when="1950-06-25">',
    ),
    Rule(
        "date-reversed", _ERROR, "A time that ends before it begins",
        "notBefore is later than notAfter, or from is later than to.",
        '<date from="1950-06" to="1949-07">', '<date from="1949-07" to="1950-06">',
    ),
    Rule(
        "date-outside-bounds", _ERROR, "A date outside its own bounds",
        "when is earlier than notBefore or later than notAfter of the same element.",
        '<date when="1951" notAfter="1950">', '<date when="1950">',
    ),
    Rule(
        "date-text", _WARNING, "The text of a date contradicts its attribute",
        "The text is a date in English, German or French and differs from @when in what both say. Other calendars "
        "(@calendar, @datingMethod), the ten to thirteen days of the Julian one, doubted dates (@cert) and dates with "
        "corrections are left alone.",
        '<date when="1950-05-15">May 14, 1950</date>', '<date when="1950-05-14">May 14, 1950</date>',
    ),
    Rule(
        "date-when-missing", _INFO, "A full date without @when",
        "The text is a day, a month by its name and a year from 1753 on, and the element has no dating attribute. The "
        "fix adds it.",
        "<date>14 May 1950</date>", '<date when="1950-05-14">14 May 1950</date>', fixable=True,
    ),
    Rule(
        "person-unmentioned", _INFO, "A person whom nothing mentions",
        "An entry of a list of persons to which no reference of the edition leads. A list of twenty persons or more of "
        "which the texts use less than half is taken for a list of more than this edition.",
        '<person xml:id="berg"> and no ref="persons.xml#berg"',
        '<person xml:id="berg"> and <persName ref="persons.xml#berg">',
    ),
    Rule(
        "person-life-reversed", _ERROR, "A person who died before being born",
        "The date of death is earlier than the date of birth.",
        '<birth when="1900"/><death when="1890"/>', '<birth when="1890"/><death when="1900"/>',
    ),
    Rule(
        "person-outside-life", _WARNING, "Somebody acts outside their lifetime",
        "A person is named as present (`setting`/@who), as speaking (`u`/@who) or as changing a document "
        "(`change`/@who) at a time before their birth or after "
        "their death.",
        '<setting who="#stalin"><date when="1954"/></setting>, where the list says that he died in 1953',
        '<setting who="#stalin"><date when="1952"/></setting>',
    ),
    Rule(
        "corresp-outside-life", _WARNING, "A letter dated outside its sender's lifetime",
        "The date of sending is before the birth or after the death that the list of persons gives.",
        '<correspAction type="sent"><persName ref="#stalin"/><date when="1954"/></correspAction>',
        '<correspAction type="sent"><persName ref="#stalin"/><date when="1952"/></correspAction>',
    ),
    Rule(
        "corresp-sender", _WARNING, "A letter without sender",
        "The description of the correspondence has actions, and none says who sent the letter or that it is not known.",
        '<correspAction type="sent"><date when="1950"/></correspAction>',
        '<correspAction type="sent"><persName cert="unknown">not known</persName><date when="1950"/></correspAction>',
    ),
    Rule(
        "corresp-addressee", _WARNING, "A letter without addressee",
        "The description of the correspondence has actions, and none says who received the letter or that it is not "
        "known.",
        '<correspAction type="received"/>',
        '<correspAction type="received"><persName cert="unknown">not known</persName></correspAction>',
    ),
    Rule(
        "corresp-date", _WARNING, "A letter without date",
        "The description of the correspondence has actions, and none says when the letter was sent or that it is not "
        "known.",
        '<correspAction type="sent"><persName ref="#mao"/></correspAction>',
        '<correspAction type="sent"><persName ref="#mao"/><date notBefore="1950"/></correspAction>',
    ),
    Rule(
        "page-skipped", _WARNING, "A page number that breaks the series",
        "In a regular series of at least ten page breaks one is misnumbered, or up to two are missing. Breaks that "
        "open a division are not counted: blank pages precede them. Leaves (12r, 12v) and roman numbers are series "
        "too.",
        '<pb n="12"/> … <pb n="31"/> … <pb n="14"/>', '<pb n="12"/> … <pb n="13"/> … <pb n="14"/>',
    ),
    Rule(
        "page-repeated", _WARNING, "Two pages of one number in a row",
        "In a regular series of at least ten page breaks two that follow each other have the same number.",
        '<pb n="12"/> … <pb n="12"/>', '<pb n="12"/> … <pb n="13"/>',
    ),
    Rule(
        "image-skipped", _INFO, "An image number that breaks the series",
        "In a regular series of at least ten images in pb/@facs one is misnumbered, or up to two are missing.",
        '<pb facs="a_012.jpg"/> … <pb facs="a_014.jpg"/>', '<pb facs="a_012.jpg"/> … <pb facs="a_013.jpg"/>',
    ),
    Rule(
        "image-repeated", _WARNING, "Two page breaks in a row with one image",
        "In a regular series of at least ten images in pb/@facs two that follow each other are the same.",
        '<pb facs="a_012.jpg"/> … <pb facs="a_012.jpg"/>', '<pb facs="a_012.jpg"/> … <pb facs="a_013.jpg"/>',
    ),
    Rule(
        "number-skipped", _WARNING, "A gap in numbered divisions or verses",
        "@n of divisions of one kind within their parent (at least four), or of verses that are numbered one by one "
        "(at least ten), leaves out a number. One that stands elsewhere nearby was moved, and is not missing.",
        '<l n="12">…</l><l n="14">…</l>', '<l n="12">…</l><l n="13">…</l>',
    ),
    Rule(
        "number-repeated", _WARNING, "A number twice in numbered divisions or verses",
        "Two divisions or verses in a row have the same @n in a series that is otherwise regular. A verse that two "
        "speakers share may have its number twice; one number at all divisions says how deep they are.",
        '<l n="12">…</l><l n="12">…</l>', '<l n="12">…</l><l n="13">…</l>',
    ),
    Rule(
        "lang-unknown", _WARNING, "A language that there is not",
        "A language tag (xml:lang, ident of language, mainLang, otherLangs) begins with what is no language's code in "
        "the registry of BCP 47, or names a script or a country that there is not. Private ones (x-…, qaa to qtz) "
        "and what follows an x are left alone, and so are variants. Of a tag that three files or more have, the first "
        "is told.",
        '<p xml:lang="english">', '<p xml:lang="en">',
    ),
    Rule(
        "lang-other", _INFO, "A language tag that is another by now",
        "A code of three letters for a language that has one of two (BCP 47 asks for the shorter), or one that was "
        "given up. The pages say the right one; other programs do not know what is written.",
        '<p xml:lang="ger">', '<p xml:lang="de">',
    ),
    Rule(
        "text-words-joined", _WARNING, "Two words run together at a tag",
        "There is no space between two names, or between a name and a word such as ‘and’ that belongs to no name. "
        "Judged in prose only, not in forms that are filled in; the words are those of the text's language (@xml:lang, "
        "or the only `language` of the header: English, German or French).",
        "<persName>Kim</persName><persName>Mao</persName>", "<persName>Kim</persName> <persName>Mao</persName>",
    ),
    Rule(
        "text-hyphen-break", _INFO, "A word divided at the end of a line, not marked as such",
        "A hyphen stands before `lb`, a small letter after it, and most such places of the document have "
        'break="no".',
        "some-<lb/>thing", 'some-<lb break="no"/>thing',
    ),
    Rule(
        "text-break-joined", _INFO, "A line break without space between two letters",
        "Nothing says whether the line ends within a word: there is neither a space nor @break at this `lb`, while "
        "at least nineteen of twenty others in the document have one.",
        "to the<lb/>north", "to the <lb/>north",
    ),
    Rule(
        "text-decomposed", _WARNING, "Letters and accents apart",
        "A letter with an accent is written as two characters although Unicode has one for it, so that searches miss "
        "the word. The fix composes it (Unicode NFC) and touches nothing else.",
        "Mu&#x0308;nchen, written with u and U+0308", "München, written with U+00FC", fixable=True,
    ),
    Rule(
        "text-mixed-scripts", _WARNING, "A letter of another script that looks the same",
        "A word is in one script but for letters of another that cannot be told apart by eye.",
        "Cтaлин with the Latin letters C and a", "Сталин, all in Cyrillic letters",
    ),
    Rule(
        "text-private-use", _WARNING, "A private character",
        "What Unicode leaves to private agreement is seen as a box by everybody else.",
        "the character U+E000", '<g ref="#glyph"/> and its `glyph` in `charDecl`',
    ),
    Rule(
        "text-unassigned", _ERROR, "A code that is no character",
        "Unicode (in the version of the ICU library in use) has no character with this number.",
        "the code U+0378", "the character that is meant",
    ),
    Rule(
        "text-control", _WARNING, "An invisible control character",
        "Control characters, line and paragraph separators and byte order marks within a text are left over from other "
        "programs; those from U+0080 to U+009F are letters or quotation marks read with a wrong encoding.",
        "the character U+0093", "“",
    ),
    Rule(
        "text-replacement", _ERROR, "The sign for a lost character",
        "U+FFFD stands where a program could not read a character.",
        "Mu\ufffdnchen", "München",
    ),
    Rule(
        "text-entity-assumed", _WARNING, "A character whose name is declared elsewhere",
        "A DTD or a list of entities outside the file is not read. The usual names of characters (ISO 8879, as HTML "
        "has them) are taken for what they are everywhere else; a list of the project's own may mean something else.",
        '<!DOCTYPE TEI SYSTEM "tei.dtd"> and caf&eacute;', "café",
    ),
    Rule(
        "text-soft-hyphen", _INFO, "An invisible soft hyphen",
        "U+00AD is a proposal for dividing a word, not part of the text; searches miss the word. At the end of a line "
        "it is left alone.",
        "Mün\u00adchen, with U+00AD in the middle", "München",
    ),
    Rule(
        "text-straight-quotes", _INFO, "A straight quotation mark among curly ones",
        "A text with ten curly quotation marks or more has a straight one for at most every tenth.",
        "“Noted.\" and", "“Noted.” and",
    ),
)  # fmt: skip

"""The rules about references, ids, images and notes, as their documentation shows them."""

from kwedition.check.integrity.rule import Rule
from kwedition.findings import Severity

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

RULES = (
    Rule(
        "ref-unresolved", _ERROR, "A reference leads nowhere",
        "A pointing attribute names an xml:id that is not there: `#id` is looked for in the same file, among the "
        "entries of all lists of the edition and among its documents, `file.xml#id` in that file. Private prefixes are "
        "expanded by their `prefixDef`. Addresses in the web are never fetched.",
        '<persName ref="#zhou_enlay">Zhou</persName>', '<persName ref="#zhou_enlai">Zhou</persName>',
    ),
    Rule(
        "ref-case", _ERROR, "A reference differs from its id in upper and lower case",
        "XML ids are case-sensitive, so `#Zhou` does not find `zhou`. The fix writes the id as it is defined.",
        '<persName ref="#Zhou_Enlai">Zhou</persName>', '<persName ref="#zhou_enlai">Zhou</persName>', fixable=True,
    ),
    Rule(
        "ref-list-missing", _WARNING, "A whole list that references mean is not there",
        "Three references or more whose ids look alike lead nowhere, and nothing in the edition has an id of that "
        "kind: not the references are wrong, the list is missing. It is reported once; so are eight references or "
        "more of one attribute that all lead nowhere, whatever they look like.",
        '<persName ref="#gnd_1"/> … <persName ref="#gnd_2"/> … <persName ref="#gnd_3"/>',
        '<persName ref="persons.xml#gnd_1"/> … and persons.xml in the folder of the edition',
    ),
    Rule(
        "ref-file", _ERROR, "A reference names a file that is not there",
        "The path before `#`, or the whole reference, is read from the folder of the document that holds it, or from "
        "its xml:base. Where the root has an address in the web as its base, the file may be there.",
        '<ref target="letter3.xml#p1">see there</ref>', '<ref target="letters/letter3.xml#p1">see there</ref>',
    ),
    Rule(
        "ref-hash-missing", _ERROR, "A reference lacks its `#`",
        "Without `#`, TEI reads a bare word as the name of a file. The word is an xml:id of this edition, and most "
        "other references of this kind have the `#`, so it was dropped. The fix writes it.",
        '<persName ref="stalin">Stalin</persName>', '<persName ref="#stalin">Stalin</persName>', fixable=True,
    ),
    Rule(
        "ref-bare", _INFO, "A pointing attribute holds a bare word",
        "What has neither `#` nor scheme is the name of a file to TEI, and there is no such file. Where an attribute "
        "is used so most of the time, the edition means keys; that is one finding for all of them.",
        '<change who="AB">', '<change who="#AB">',
    ),
    Rule(
        "ref-empty", _WARNING, "A pointing attribute is empty",
        "An empty reference means the document itself, which nobody intends.",
        '<persName ref="">Mao</persName>', "<persName>Mao</persName>",
    ),
    Rule(
        "ref-space", _WARNING, "A space in a reference",
        "A space divides two references. Before or after the only one it is harmless to programs that read lists, "
        "and hides the reference from all others; behind `#` it tears the reference apart. The fix removes it.",
        '<persName ref="# stalin">Stalin</persName>', '<persName ref="#stalin">Stalin</persName>', fixable=True,
    ),
    Rule(
        "ref-prefix", _ERROR, "A private reference does not have the form that its prefixDef declares",
        "What follows the prefix must match `matchPattern`; otherwise it cannot be expanded.",
        '<prefixDef ident="psn" matchPattern="([a-z]+)" …/> … <persName ref="psn:123">',
        '<prefixDef ident="psn" matchPattern="([a-z]+)" …/> … <persName ref="psn:stalin">',
    ),
    Rule(
        "ref-scheme", _WARNING, "A prefix that nothing declares",
        "A reference begins with a scheme that is none of the web's, and no `prefixDef` of the edition says what it "
        "stands for.",
        '<persName ref="psn:stalin">Stalin</persName>',
        '<prefixDef ident="psn" matchPattern="(.+)" replacementPattern="persons.xml#$1"/>',
    ),
    Rule(
        "ref-own-disk", _ERROR, "A reference to a file on somebody's own disk",
        "An address that begins with `file:` leads somewhere on one computer only.",
        '<graphic url="file:///C:/scans/1.jpg"/>', '<graphic url="scans/1.jpg"/>',
    ),
    Rule(
        "id-duplicate", _ERROR, "One xml:id twice in a file",
        "An id names one element; a reference to it would mean the first only.",
        '<p xml:id="p1">…</p><p xml:id="p1">…</p>', '<p xml:id="p1">…</p><p xml:id="p2">…</p>',
    ),
    Rule(
        "id-malformed", _ERROR, "What cannot be an xml:id",
        "An id begins with a letter or _, and has letters, digits, - . _ and no space or colon (NCName).",
        '<p xml:id="1st">…</p>', '<p xml:id="p1">…</p>',
    ),
    Rule(
        "id-document-twice", _ERROR, "Two documents of one id",
        "The id of a document, which is the xml:id of its root, is the address of its page.",
        '<TEI xml:id="l1"> in a.xml and in b.xml', '<TEI xml:id="l1"> in a.xml, <TEI xml:id="l2"> in b.xml',
    ),
    Rule(
        "id-entry-twice", _ERROR, "Two entries of one id",
        "The id of an entry in a list of persons, places, organizations or events is the address of its page, so it is "
        "unique in the whole edition. A document's own list may repeat it.",
        '<person xml:id="kim"> in persons.xml, <place xml:id="kim"> in places.xml',
        '<person xml:id="kim"> in persons.xml, <place xml:id="kim_town"> in places.xml',
    ),
    Rule(
        "id-authority-twice", _WARNING, "Two entries with one authority number",
        "An authority file gives each entity one number: two entries with the same one are the same, or one is wrong.",
        '<person xml:id="mao">…<idno type="wikidata">Q5816</idno></person> and the same number at '
        '<person xml:id="mao_zedong">',
        "one entry, to which both references lead",
    ),
    Rule(
        "id-authority-form", _ERROR, "What cannot be an authority number",
        "The number has not the form that GND, VIAF, ISNI, ORCID, Wikidata or GeoNames give theirs.",
        '<idno type="wikidata">5816</idno>', '<idno type="wikidata">Q5816</idno>',
    ),
    Rule(
        "id-authority-checksum", _ERROR, "An authority number with a wrong check digit",
        "GND, ISNI and ORCID end their numbers with a digit that follows from the others. When it does not, one was "
        "mistyped.",
        '<idno type="gnd">118540239</idno>', '<idno type="gnd">118540238</idno>',
    ),
    Rule(
        "image-missing", _ERROR, "An image file is missing",
        "A relative path in @url or @facs names an image that is not there, while others are. The path begins at the "
        "folder of the document, or at its xml:base; what that puts into the web is not looked for.",
        '<graphic url="images/p2.JPG"/>', '<graphic url="images/p2.jpg"/>',
    ),
    Rule(
        "image-none", _INFO, "No image file is there",
        "The documents name images by relative paths, and none of them is in the source folder: they are kept "
        "elsewhere. That is one finding for all.",
        '<graphic url="p1.jpg"/>', '<graphic url="https://images.example.org/p1.jpg"/>',
    ),
    Rule(
        "note-without-anchor", _WARNING, "A note to which nothing leads",
        "Notes that stand at the end need an anchor, or a pointer from the text. Judged only where most notes of "
        "the document have one.",
        '<note xml:id="n3">…</note>', '<note xml:id="n3" target="#a3">…</note>',
    ),
    Rule(
        "note-anchor-unused", _WARNING, "An anchor without its note",
        "An anchor to which no note belongs. Judged only where most anchors of the document have their notes.",
        '<anchor xml:id="a3"/>', '<anchor xml:id="a3"/> … <note target="#a3">…</note>',
    ),
    Rule(
        "ignore-unused", _WARNING, "An instruction that silences nothing",
        "`<?kwedition-ignore rule?>` before an element silences a rule, or all rules that begin with this word, for "
        "the element and its content. One that has nothing to silence would hide the next mistake.",
        "<?kwedition-ignore date-text?><p>no mistake here</p>", "<p>no mistake here</p>",
    ),
)  # fmt: skip

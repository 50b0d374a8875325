"""Elements that TEI P5 does not have, and names that name nobody: of documents that no grammar judges, somebody has to
say it, and a grammar allows an element without words.

The names are those of the Guidelines, appendix C, as the schema `tei_all` has had them since 2015.
"""

from collections.abc import Iterator
from functools import cache

from kwedition.check.integrity.ids import ENTRIES
from kwedition.check.integrity.rule import Note
from kwedition.check.integrity.spelling import Vocabulary
from kwedition.check.integrity.view import XML, View, inside, words

RULE = "element-unknown"
EMPTY = "element-name-empty"
# What names somebody or something; what says of a name only of what kind it is, not whom it means.
_NAMING = ("persName", "placeName", "orgName", "geogName", "eventName", "name", "rs")
_SAYING_LITTLE = frozenset(("type", "subtype", "role", "full", "cert", "rend", "rendition", f"{XML}lang"))

_ALL = """
ab abbr abstract accMat acquisition activity actor add additional additions addName address addrLine addSpan adminInfo
affiliation age alt alternate altGrp altIdent altIdentifier am analytic anchor annotation annotationBlock anyElement
app appInfo application arc argument att attDef attList attRef author authority availability back bibl biblFull
biblScope biblStruct bicond binary binaryObject binding bindingDesc birth bloc body broadcast byline c caesura
calendar calendarDesc camera caption case castGroup castItem castList catchwords catDesc category catRef cb cell
certainty change channel char charDecl charName charProp choice cit citeData citedRange citeStructure cl classCode
classDecl classes classRef classSpec climate closer code collation collection colloc colophon cond condition
constitution constraint constraintSpec content conversion corr correction correspAction correspContext correspDesc
country creation cRefPattern custEvent custodialHist damage damageSpan dataFacet dataRef dataSpec datatype date
dateline death decoDesc decoNote def default defaultVal del delSpan depth derivation desc dictScrap dim dimensions
distinct distributor district div div1 div2 div3 div4 div5 div6 div7 divGen docAuthor docDate docEdition docImprint
docTitle domain edition editionStmt editor editorialDecl education eg eLeaf elementRef elementSpec ellipsis email emph
empty encodingDesc entry entryFree epigraph epilogue equipment equiv eTree etym event eventName ex exemplum expan
explicit extent f facsimile factuality faith fDecl fDescr figDesc figure fileDesc filiation finalRubric fLib
floatingText floruit foliation foreign forename forest form formula front fs fsConstraints fsdDecl fsDecl fsDescr
fsdLink funder fvLib fw g gap gb gen gender genName geo geoDecl geogFeat geogName gi gloss glyph glyphName gram
gramGrp graph graphic group handDesc handNote handNotes handShift head headItem headLabel height heraldry hi history
hom hyph hyphenation ident idno if iff imprimatur imprint incident incipit index iNode institution interaction interp
interpGrp interpretation item iType join joinGrp keywords kinesic l label lacunaEnd lacunaStart lang langKnowledge
langKnown language langUsage layout layoutDesc lb lbl leaf lem lg licence line link linkGrp list listAnnotation
listApp listBibl listChange listEvent listForest listNym listObject listOrg listPerson listPlace listPrefixDef listRef
listRelation listTranspose listWit locale localName localProp location locus locusGrp m macroRef macroSpec mapping
material measure measureGrp media meeting memberOf mentioned metamark metDecl metSym milestone mod model modelGrp
modelSequence moduleRef moduleSpec monogr mood move msContents msDesc msFrag msIdentifier msItem msItemStruct msName
msPart musicNotation name nameLink namespace nationality node normalization notatedMusic note noteGrp notesStmt num
number numeric nym object objectDesc objectIdentifier objectName objectType occupation offset opener oRef org orgName
orig origDate origin origPlace orth outputRendition oVar p param paramList paramSpec particDesc path pause pb pc per
performance persName person persona personGrp persPronouns phr physDesc place placeName population pos post postBox
postCode postscript precision pRef prefixDef preparedness principal profileDesc projectDesc prologue pron provenance
ptr publicationStmt publisher pubPlace punctuation purpose pVar q quotation quote rb rdg rdgGrp re recordHist
recording recordingStmt redo ref refsDecl refState reg region relatedItem relation remarks rendition repository
residence resp respons respStmt restore retrace revisionDesc rhyme role roleDesc roleName root row rs rt rubric ruby s
said salute samplingDecl schemaRef schemaSpec scriptDesc scriptNote scriptStmt seal sealDesc secFol secl seg
segmentation sense sequence series seriesStmt set setting settingDesc settlement sex shift sic signatures signed
soCalled socecStatus sound source sourceDesc sourceDoc sp space span spanGrp speaker specDesc specGrp specGrpRef
specList spGrp sponsor stage stamp standOff state stdVals street stress string styleDefDecl subc subst substJoin
summary superEntry supplied support supportDesc surface surfaceGrp surname surplus surrogates syll symbol table tag
tagsDecl tagUsage taxonomy tech TEI teiCorpus teiHeader term terrain text textClass textDesc textLang textNode then
time timeline title titlePage titlePart titleStmt tns trailer trait transcriptionDesc transpose tree triangle typeDesc
typeNote u unclear undo unicodeName unicodeProp unihanProp unit unitDecl unitDef usg val valDesc valItem valList vAlt
value variantEncoding vColl vDefault view vLabel vMerge vNot vocal vRange w watermark when width wit witDetail witEnd
witness witStart writing xenoData xr zone
"""
NAMES = frozenset(_ALL.split())


def notes(seen: View) -> Iterator[Note]:
    """Each name in the namespace of TEI that is none of its elements, where it stands first."""
    for name in sorted(seen.named.keys() - NAMES, key=lambda each: seen.named[each][0][0]):
        found = seen.named[name]
        meant = _vocabulary().nearest(name)
        times = f" (it stands {len(found)} times in this file)" if len(found) > 1 else ""
        yield Note(
            found[0][0], RULE, f"TEI P5 has no element `{name}`{times}",
            f"write `{meant}`" if meant else
            "write an element of TEI, or name the schema that declares this one (schema = … in kwedition.toml)",
            needle=f"<{name}",
        )  # fmt: skip
    yield from _empty(seen)


def _empty(seen: View) -> Iterator[Note]:
    """Each name in a text that has neither words nor says by an attribute whom it means.

    Those of a header and of an entry may be forms that nobody has filled in yet.
    """
    for order, element in seen.of(*_NAMING):
        if (
            next(element.iterchildren("*"), None) is None
            and not words(element)
            and _SAYING_LITTLE.issuperset(map(str, element.attrib))
            and inside(element, "text")
            and not inside(element, *ENTRIES)
        ):
            name = str(element.tag).rpartition("}")[2]
            yield Note(
                order, EMPTY, f"`{name}` names nobody and nothing: it has neither words nor a reference",
                "write the name, say by @ref what it means, or take the element out", needle=f"<{name}",
            )  # fmt: skip


@cache
def _vocabulary() -> Vocabulary:
    return Vocabulary(NAMES)

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Which elements are blocks, decided once for the screen and for paper.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/unions.xsl"/>

  <xd:doc><xd:desc>The element to make of a TEI element: the inline one, or the block one when it holds blocks. Blocks inside its
      footnotes do not count: they are set at the foot.</xd:desc></xd:doc>
  <xsl:function name="kw:tag" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="inline" as="xs:string"/>
    <xsl:param name="block" as="xs:string"/>
    <xsl:sequence select="if ($element/* and kw:holds-blocks($element)) then $block else $inline"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an element stands where only blocks do, so that a break there parts blocks and no words.</xd:desc></xd:doc>
  <xsl:function name="kw:is-between-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($kwp:holding-blocks(local-name($element/..)))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a break has no words beside it, only blocks: its sign would stand in a line of its own.</xd:desc></xd:doc>
  <xsl:function name="kw:has-no-words-beside" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="beside" as="node()*" select="($break/preceding-sibling::node()[self::* or self::text()[normalize-space()]][1], $break/following-sibling::node()[self::* or self::text()[normalize-space()]][1])"/>
    <xsl:sequence select="kw:is-between-blocks($break) and empty($beside/self::text()) or exists($beside) and (every $node in $beside satisfies $node/self::*[kw:is-block-level(.)])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a line break begins no line that a block does not begin anyway: it stands between blocks, right behind one, as many
      editions have it, or first or last in one. (N001 is but how a program counts what it took for lines.)</xd:desc></xd:doc>
  <xsl:function name="kw:breaks-nothing" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <!-- (A page that begins there, too, has no line of its own, nor have lines in which nobody read a word, nor the number of a note on the first.) -->
    <xsl:variable name="before" as="node()?" select="$break/preceding-sibling::node()[self::*[not(self::pb or self::cb or self::anchor or self::lb or self::note[kw:is-footnote(.)] or kw:is-silent(.))] or self::text()[normalize-space()]][1]"/>
    <!-- (Nor is a division a place for blocks alone where its words stand in no paragraph.) -->
    <xsl:variable name="worded" as="xs:boolean" select="$before instance of text() or $break/following-sibling::node()[self::* or self::text()[normalize-space()]][1] instance of text()"/>
    <xsl:sequence select="kw:is-between-blocks($break) and not($worded) or exists($break/parent::address/addrLine) or (if ($before) then exists($before[exists($kwp:ending-lines(local-name()))][kw:is-block-level(.)]) else kwp:begins-block($break/..))
      or (empty($break/@n) or starts-with($break/@n, 'N')) and empty($break/following-sibling::node()[self::*[not(self::lb)] or self::text()[normalize-space()]][1]) and exists($break/parent::*[kw:is-block-level(.)])"/>
  </xsl:function>

  <!-- Whether a block begins with an element, or is it: a sentence may be the first thing in a paragraph, a quotation in a verse. -->
  <xsl:function name="kwp:begins-block" as="xs:boolean">
    <xsl:param name="element" as="node()"/>
    <xsl:sequence select="$element instance of element() and (kw:is-block-level($element) or exists($element[self::s or self::seg or self::hi or self::foreign or self::w or self::phr or self::cl or self::quote[parent::l] or self::q[parent::l]])
      and empty($element/preceding-sibling::node()[self::* or self::text()[normalize-space()]]) and kwp:begins-block($element/..))"/>
  </xsl:function>

  <!-- (Not all that are blocks: footnotes, and parts of a title page that stand in a line of it, end none.) -->
  <xsl:variable name="kwp:ending-lines" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(tokenize(
    'p ab lg l list table sp speaker stage head castItem castGroup castList item opener closer dateline salute signed postscript trailer docTitle titlePart quote')
    ! map { .: true() })"/>

  <xd:doc><xd:desc>Whether the lines in an element mean something also to those who do not see the source.</xd:desc></xd:doc>
  <xsl:function name="kw:keeps-lines" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor-or-self::*[self::ab | self::head | self::titlePart | self::l | self::line | self::address | self::dateline | self::signed | self::closer
      | self::opener | self::docImprint | self::byline | self::epigraph | self::cell | self::p[kwp:is-of-numbered-lines(.)]])"/>
  </xsl:function>

  <!-- The text of an inscription or a papyrus in lines that are counted, encoded as a paragraph. -->
  <xsl:function name="kwp:is-of-numbered-lines" as="xs:boolean">
    <xsl:param name="paragraph" as="element(p)"/>
    <xsl:sequence select="exists($paragraph/ancestor::div[@type = 'edition']) and exists($paragraph/descendant::lb[@n])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether lines that are lost stand below the one before them, though no break says so: a line follows them, or nothing.</xd:desc></xd:doc>
  <xsl:function name="kw:begins-lost-lines" as="xs:boolean">
    <xsl:param name="gap" as="element()"/>
    <xsl:sequence select="$gap/@unit = ('line', 'lines') and exists($gap/self::gap[empty(node())]/preceding-sibling::lb)
      and empty($gap/preceding-sibling::node()[self::* or self::text()[normalize-space()]][1]/self::lb)
      and empty($gap/following-sibling::node()[self::* or self::text()[normalize-space()]][1][not(self::lb)])"/>
  </xsl:function>

  <xd:doc><xd:desc>The number that stands beside a line: every fifth; of one with those of act and scene before it (``1.2.15``), its own; of lines that are
      counted on each face of a stone (``A5``), with its letter (but not that of a program, ``N005``). A line that is not there has none.</xd:desc></xd:doc>
  <xsl:function name="kw:line-number" as="xs:string?">
    <xsl:param name="line" as="element()"/>
    <xsl:variable name="own" as="xs:string?" select="$line/@n ! (if ($line/self::l and contains(., '.')) then replace(., '^\d+(\.\d+)*\.(\d+)$', '$2') else if (starts-with(., 'N0')) then replace(., '^N0+', '') else string())"/>
    <xsl:sequence select="$own[number(if (. castable as xs:integer) then . else replace(., '^\p{L}{1,3}\.?(\d{1,4})$', '$1')) mod 5 = 0][. != '0'][if ($line/self::lb) then not(kwp:is-lineless($line)) else $line/node()]"/>
  </xsl:function>

  <!-- Whether nobody wrote (or read) anything in a line: the next follows, or the block ends. -->
  <xsl:function name="kwp:is-lineless" as="xs:boolean">
    <xsl:param name="break" as="element(lb)"/>
    <xsl:variable name="next" as="node()?" select="$break/following-sibling::node()[self::* or self::text()[normalize-space()]][1]"/>
    <xsl:sequence select="if ($next) then exists($next/self::lb) else exists($break/parent::*[self::p or self::ab])"/>
  </xsl:function>

  <xsl:key name="kwp:counted-by-break" match="l[not(@n)][preceding-sibling::*[1]/self::lb[@ed]/@n]" use="'yes'"/>

  <xd:doc><xd:desc>The number of a verse: its own, or that of the break before it. Where verses without one are counted by breaks of an edition, all of them are: the few
      numbers that stand on verses there count otherwise (editions of Perseus have those of the whole play on breaks, and of the scene on every fifth).</xd:desc></xd:doc>
  <xsl:function name="kw:verse-number" as="attribute()?">
    <xsl:param name="verse" as="element()"/>
    <xsl:variable name="break" as="attribute()?" select="$verse/preceding-sibling::*[1]/self::lb/@n"/>
    <xsl:sequence select="if ($break/../@ed and $verse/@n and exists(key('kwp:counted-by-break', 'yes', root($verse)))) then $break else ($verse/@n, $break)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a milestone says that a paragraph begins in the midst of a line or a longer paragraph, and no more.</xd:desc></xd:doc>
  <xsl:function name="kw:begins-paragraph" as="xs:boolean">
    <xsl:param name="milestone" as="element()"/>
    <xsl:sequence select="kw:counts-paragraphs($milestone) and empty($milestone/@n)"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether the unit of a milestone is the paragraph.</xd:desc></xd:doc>
  <xsl:function name="kw:counts-paragraphs" as="xs:boolean">
    <xsl:param name="milestone" as="element()"/>
    <xsl:sequence select="lower-case($milestone/@unit) = ('p', 'para', 'paragraph', 'tei:p')"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a milestone stands for a stroke that parts what is above it from what is below, as scribes and printers draw them.</xd:desc></xd:doc>
  <xsl:function name="kw:is-stroke" as="xs:boolean">
    <xsl:param name="milestone" as="element()"/>
    <xsl:sequence select="exists($milestone[self::milestone][not(@n != '')]) and tokenize($milestone/@rend) = ('paragraphos', 'horizontal-rule', 'wavy-line', 'rule', 'hr', 'line', 'horizontal-line')"/>
  </xsl:function>

  <xd:doc><xd:desc>What stands for a milestone between blocks: its number, a stroke, or three stars.</xd:desc></xd:doc>
  <xsl:function name="kw:milestone-sign" as="xs:string">
    <xsl:param name="milestone" as="element()"/>
    <xsl:sequence select="($milestone/@n/string(), if (kw:is-stroke($milestone)) then '———' else '* * *')[. != ''][1]"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a stroke among lines needs a new one before it, and behind it: where no break of the source is.</xd:desc></xd:doc>
  <xsl:function name="kw:lines-round-stroke" as="xs:boolean+">
    <xsl:param name="stroke" as="element()"/>
    <xsl:variable name="before" as="node()?" select="$stroke/preceding-sibling::node()[self::* or normalize-space()][1]"/>
    <xsl:variable name="behind" as="node()?" select="$stroke/following-sibling::node()[self::* or normalize-space()][1]"/>
    <xsl:sequence select="exists($before) and not($before/self::lb) and not(kw:breaks-nothing($stroke)), exists($behind) and not($behind/self::lb)"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a number among lines (of a face, a column) belongs to those behind it, and needs a line of its own: a break follows, and words stand before.</xd:desc></xd:doc>
  <xsl:function name="kw:heads-lines" as="xs:boolean">
    <xsl:param name="milestone" as="element()"/>
    <xsl:variable name="behind" as="node()?" select="$milestone[@n != '']/following-sibling::node()[self::* or normalize-space()][1]/self::lb[not(@break = 'no')]"/>
    <xsl:variable name="before" as="node()?" select="$milestone[$behind]/preceding-sibling::node()[self::* or normalize-space()][1]"/>
    <xsl:sequence select="exists($before) and not($before/self::lb) and not(kw:is-silent($milestone) or kw:breaks-nothing($milestone))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a milestone between blocks parts none: it stands first in a division, or right behind its heading, or counts pieces for a
      machine.</xd:desc></xd:doc>
  <xsl:function name="kw:parts-nothing" as="xs:boolean">
    <xsl:param name="milestone" as="element()"/>
    <xsl:sequence select="exists($milestone[self::milestone][not(@n)]) and ($milestone/@unit = 'chunk' or empty($milestone/preceding-sibling::*[not(self::head or self::pb or self::fw)]))"/>
  </xsl:function>

  <xsl:variable name="kwp:holding-blocks" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(tokenize(
    'div div1 div2 div3 div4 div5 div6 div7 body front back text group lg sp spGrp castList castGroup titlePage surface zone') ! map { .: true() })"/>

  <xd:doc><xd:desc>Whether an element holds blocks, at any depth.</xd:desc></xd:doc>
  <xsl:function name="kw:holds-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $child in $element/* satisfies
      not($child[self::note][ancestor::text][kw:is-footnote(.) or kw:is-void-note(.)]) and ((kw:is-block-level($child) and not($child[self::note][parent::app or parent::rdgGrp or kw:stands-for-reading(.) or kw:is-footnote(.) or kw:is-on-part(.) or kw:is-gloss(.)])) or kw:holds-blocks($child))"/>
  </xsl:function>

  <xsl:variable name="kwp:block-level-names" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(tokenize(
    'p ab div div1 div2 div3 div4 div5 div6 div7 head lg l list item table row cell figure sp spGrp speaker opener closer dateline
     salute signed postscript trailer byline titlePage docTitle titlePart docAuthor docImprint docDate docEdition imprimatur
     epigraph argument castList castGroup castItem set listBibl listWit listApp listPerson listPlace listOrg listEvent person place org
     floatingText text body front back group addrLine msDesc surface zone line egXML eg note biblStruct biblFull witness
     superEntry entry entryFree u post annotationBlock prologue epilogue performance view listRelation listChange particDesc event
     schemaSpec specGrp moduleSpec elementSpec classSpec macroSpec dataSpec constraintSpec model modelGrp modelSequence paramSpec
     attList attDef valList fs fsdDecl fvLib fLib timeline listObject object listNym nym listAnnotation listForest forest graph
     tree eTree specList content constraint annotation') ! map { .: true() })"/>

  <xd:doc><xd:desc>What headers and descriptions of manuscripts hold without more to it than its text, as a pattern.</xd:desc></xd:doc>
  <xsl:variable name="kwp:plain-elements" static="yes" as="xs:string" select="$kw:united(tokenize(
    'accMat acquisition activity additional additions adminInfo application authority availability broadcast calendar certainty change
     channel classCode climate collation colophon constitution correction creation custodialHist dataFacet datatype defaultVal decoDesc derivation distributor domain
     equipment equiv factuality funder handDesc heraldry history hyphenation institution interaction interpretation keywords language
     layout layoutDesc licence locale location msContents msFrag msIdentifier msItem msItemStruct msPart musicNotation name
     listRelation normalization notatedMusic noteGrp objectDesc objectIdentifier objectName patch persona persPronouns physDesc population precision
     preparedness principal projectDesc punctuation purpose quotation recordHist recording recordingStmt refState relatedItem relation remarks
     repository respons samplingDecl scriptDesc scriptStmt sealDesc secFol segmentation shift source sponsor stdVals summary support
     supportDesc surrogates symbol tagUsage terrain textDesc typeDesc valItem writing'))"/>

  <!-- What is a block in some places, or in some namespace. -->
  <xsl:variable name="kwp:elsewhere-inline" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(tokenize('egXML stage bibl quote q code formula cit sense hom address interp') ! map { .: true() })"/>

  <xd:doc><xd:desc>Whether an element is a block where it stands.</xd:desc></xd:doc>
  <xsl:function name="kw:is-block-level" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      (exists($kwp:block-level-names(local-name($element))) and namespace-uri($element) = 'http://www.tei-c.org/ns/1.0'
        and not($element[self::docAuthor[ancestor::byline] | self::docDate[ancestor::docImprint] | self::note[@type | @rend | @place][kw:is-interlinear(.)] | self::note[kw:is-among-marks(.)] | self::fs[kw:word-form(.)]]))
      or (exists($kwp:elsewhere-inline(local-name($element))) and exists($element/self::*:egXML
        | $element[self::stage[parent::div | parent::body | parent::sp | parent::lg][not(kw:goes-on-from-name(.))] | self::bibl[parent::listBibl | parent::div | parent::div1 | parent::div2 | parent::div3 | parent::body | parent::front | parent::back | parent::cit[empty(parent::*/text()[normalize-space()])]]
        | self::quote[@rend = ('block', 'blockquote', 'display', 'displayed') or parent::div | parent::body | parent::epigraph | parent::cit[parent::div] | parent::quote[not(text()[normalize-space()])]]
        | self::q[parent::div | parent::body][not(ancestor::sp)] | self::code[matches(., '\S\s*\n.*\S\s*\n.*\S', 's')] | self::formula[@rend = ('block', 'display')]
        | self::address[addrLine or not(parent::placeName or parent::correspAction or ancestor::affiliation or ancestor::biblStruct)]
        | self::interp[parent::interpGrp[parent::div]] | self::cit[parent::div or parent::epigraph] | self::sense[preceding-sibling::sense or following-sibling::sense][not(normalize-space() = @n)]
        | self::hom[preceding-sibling::hom or following-sibling::hom]]))
      or (empty($element/self::tei:*) and kwp:stands-alone($element))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a note is a piece of the entry of a dictionary like others: marks of punctuation that are encoded stand beside it ('in plays', 'only in the plural/').</xd:desc></xd:doc>
  <xsl:function name="kw:is-among-marks" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="exists($note[parent::entry or parent::sense or parent::form or parent::gramGrp or parent::etym or parent::cit or parent::hom or parent::re]/(preceding-sibling::*[1] | following-sibling::*[1])/self::pc)
      and kw:is-one-piece($note)"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a direction goes on where the name of a speaker ends (DUKE, to Othello): it begins with a comma, so it stands in the line of the name.</xd:desc></xd:doc>
  <xsl:function name="kw:goes-on-from-name" as="xs:boolean">
    <xsl:param name="stage" as="element(stage)"/>
    <xsl:sequence select="matches($stage, '^\s*[,;:]') and exists($stage/preceding-sibling::node()[self::* or self::text()[normalize-space()]][1]/self::speaker) and not(kw:holds-blocks($stage))"/>
  </xsl:function>

  <xd:doc><xd:desc>The direction that goes on from the name of a speaker.</xd:desc></xd:doc>
  <xsl:function name="kw:direction-of-name" as="element(stage)?">
    <xsl:param name="speaker" as="element(speaker)"/>
    <xsl:sequence select="$speaker/following-sibling::*[1]/self::stage[kw:goes-on-from-name(.)]"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an element of another vocabulary stands where blocks stand: in a division, or in another that does, with no words
      round it.</xd:desc></xd:doc>
  <xsl:function name="kwp:stands-alone" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="parent" as="element()?" select="$element/parent::*"/>
    <xsl:sequence select="not(namespace-uri($element) = ('http://www.w3.org/1998/Math/MathML', 'http://www.w3.org/2000/svg', 'http://www.tei-c.org/ns/Examples'))
      and not($parent/text()[normalize-space()])
      and (exists($parent/(self::div | self::div1 | self::div2 | self::div3 | self::div4 | self::body | self::front | self::back))
        or exists($parent[namespace-uri() != 'http://www.tei-c.org/ns/1.0']) and kwp:stands-alone($parent))"/>
  </xsl:function>

  <xd:doc><xd:desc>By how many steps a line is moved in, three at most, as its @rend says it in small letters (indent, indent2, indent-2; from ten on
      they are counted by tens: indent-60).</xd:desc></xd:doc>
  <xsl:function name="kw:indents" as="xs:integer">
    <xsl:param name="rend" as="xs:string"/>
    <xsl:variable name="numbers" as="xs:string*" select="if (contains($rend, 'indent')) then tokenize($rend)[matches(., '^indent[-_]?\d{0,2}$')] ! translate(., 'indet-_', '') else ()"/>
    <xsl:sequence select="max((0, $numbers ! (if (. = '') then 1 else if (xs:integer(.) lt 10) then min((3, xs:integer(.))) else min((3, xs:integer(.) idiv 10)))))"/>
  </xsl:function>
</xsl:stylesheet>

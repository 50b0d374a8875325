<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What stands in a line: emphasis, quotations, terms, words, breaks. A block inside one of them makes it a block.</xd:desc>
  </xd:doc>

  <xsl:template mode="kw:print" _match="{$kw:united(tokenize('seg hi term gloss mentioned distinct w pc c m s cl phr num measure measureGrp unit ident code
      idno formula said time lang abbr am ex handShift label desc catDesc catRef caption signatures catchwords metamark mod restore listTranspose textLang addSpan damageSpan
      email val att tag gi rhyme caesura interp interpGrp timeline when span spanGrp link linkGrp join joinGrp alt altGrp damage stamp locus locusGrp height width depth
      dim material objectType postCode postBox street region country settlement district bloc geogFeat geo offset forename surname roleName
      genName nameLink addName affiliation age birth death sex gender education faith floruit langKnowledge langKnown nationality occupation residence
      socecStatus trait state wit witDetail witStart witEnd lacunaStart lacunaEnd origDate origPlace origin watermark camera sound tech move persName placeName orgName geogName eventName name
      altIdentifier msName collection incipit explicit rubric finalRubric filiation foliation condition provenance binding bindingDesc decoNote handNote scriptNote
      typeNote seal custEvent substJoin transpose
      ruby rb location titleStmt editionStmt publicationStmt seriesStmt notesStmt activity licence availability setting locale correspContext correspAction'))}">
    <xsl:call-template name="kwp:as-it-stands"/>
  </xsl:template>

  <!-- The head and the foot of a page of the source are no words of the text: they are as small as its number. -->
  <xsl:template match="fw" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:attribute name="font-size" select="if (kwp:fo(.) = 'fo:inline') then '70%' else '7.5pt'"/>
      <xsl:attribute name="color" select="'#595959'"/>
      <xsl:if test="kwp:fo(.) = 'fo:block'">
        <xsl:attribute name="text-align" select="'center'"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="label[parent::figure][kw:is-in-caption(.)]" mode="kw:print" priority="3" as="empty-sequence()"/>

  <xsl:template match="caesura[empty(node())]" mode="kw:print">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>{$kw:between-halves}</xsl:text>
    </fo:inline>
  </xsl:template>

  <xsl:template match="seg[parent::l][kw:is-second-half(.)]" mode="kw:print" priority="2">
    <xsl:text>{$kw:between-halves}</xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- (Called: what a rule says is compiled for each of its alternatives.) -->
  <xsl:template name="kwp:as-it-stands" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="emph | foreign | title[not(kw:is-quoted-title(.))]" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:attribute name="font-style" select="if (kw:stands-upright(.)) then 'normal' else 'italic'"/>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:value-of select="self::title ! kw:unsaid-title(.)"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="title[kw:is-address-for-title(.)]" mode="kw:print" priority="1">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:inline>
  </xsl:template>

  <xsl:template match="title" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:value-of select="kw:unsaid-title(.)"/>
    </xsl:element>
  </xsl:template>

  <!-- A hyphen at the end of a line, where lines are not kept. -->
  <xsl:template match="pc[@kw-word][not(kw:keeps-lines(..))]" mode="kw:print" priority="1"/>

  <!-- What an index is to say of a place is no part of its text. -->
  <xsl:template match="index" mode="kw:print">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:for-each select="(descendant::* except descendant::note/descendant-or-self::*)[kw:is-addressed(.)]">
        <fo:inline id="{kwp:print-id(kw:document-id(.), kw:mention-id(.))}"/>
      </xsl:for-each>
      <xsl:apply-templates select="outermost(descendant::note)" mode="#current"/>
    </fo:inline>
  </xsl:template>

  <!-- A program, or the like: its lines are lines. -->
  <xsl:template match="code[kw:is-block-level(.)] | ab[@type][kw:is-code-block(.)]" mode="kw:print">
    <fo:block font-family="monospace" font-size="8.5pt" line-height="11pt" text-align="start" hyphenate="false" space-before="6pt" space-after="6pt"
      linefeed-treatment="preserve" white-space-collapse="false" white-space-treatment="preserve">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:for-each select="node()">
        <xsl:choose>
          <xsl:when test="self::text()">{kw:code-words(.)}</xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="." mode="kw:print"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </fo:block>
  </xsl:template>

  <!-- Quotations get the marks of their language where the encoder left them to the page, and the page of their source. -->
  <xsl:template match="quote | q | soCalled" mode="kw:print">
    <xsl:variable name="marks" as="xs:string*" select="kw:quotation-marks(.)"/>
    <xsl:variable name="block" as="xs:boolean" select="kw:is-block-level(.) or kw:holds-blocks(.)"/>
    <xsl:element name="fo:{if ($block) then 'block' else 'inline'}">
      <xsl:if test="$block and not(self::soCalled)">
        <xsl:attribute name="margin-left" select="'6mm'"/>
        <xsl:attribute name="margin-right" select="'6mm'"/>
        <xsl:attribute name="space-before" select="'5pt'"/>
        <xsl:attribute name="space-after" select="'5pt'"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:value-of select="$marks[1]"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:value-of select="$marks[2]"/>
      <xsl:if test="not($block)">
        <xsl:apply-templates select="." mode="kwp:source"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:mode name="kwp:source" on-no-match="fail"/>

  <xsl:template match="quote | q | soCalled" mode="kwp:source" as="element()?">
    <xsl:variable name="links" as="element(kw:link)*" select="(tokenize(@corresp), tokenize(@source)) ! kw:link(current(), .)"/>
    <xsl:sequence select="($links[@kind = 'place'], $links[@kind = 'document'])[@document != kw:document-id(current())][1] ! kwp:page-hint(.)"/>
  </xsl:template>

  <!-- Breaks hold nothing. What somebody wrote into one all the same stands behind it. -->
  <xsl:template match="lb[node()] | pb[node()] | cb[node()]" mode="kw:print"><xsl:call-template name="kwp:with-words"/></xsl:template>
  <xsl:template match="gb[node()]" mode="kw:print" priority="10"><xsl:call-template name="kwp:with-words"/></xsl:template>
  <xsl:template match="milestone[node()]" mode="kw:print" priority="10"><xsl:call-template name="kwp:with-words"/></xsl:template>
  <xsl:template name="kwp:with-words">
    <xsl:context-item as="element()" use="required"/>
    <xsl:next-match/>
    <xsl:apply-templates mode="kw:print"/>
  </xsl:template>

  <!-- A line break is shown where lines mean something; elsewhere it is a space, or nothing inside a word. -->
  <xsl:template match="milestone[@unit][kw:begins-paragraph(.)]" mode="kw:print" priority="0.6">
    <xsl:if test="not(kw:breaks-nothing(.))">
      <fo:block/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="lb" mode="kw:print">
    <xsl:choose>
      <xsl:when test="kw:breaks-nothing(.)"/>
      <!-- Where lines are shown, a word that goes on has a hyphen; elsewhere nothing. -->
      <xsl:when test="@break = 'no'">
        <xsl:if test="ancestor::*[self::ab | self::line]">
          <xsl:text>{'-'[not(kw:is-hyphened(current()))]}</xsl:text>
          <fo:block/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="kw:keeps-lines(.)">
        <fo:block/>
      </xsl:when>
      <xsl:when test="@kw-word or kw:is-unspaced(.) or kw:is-no-space(.)"/>
      <xsl:otherwise>
        <xsl:text> </xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A milestone between paragraphs parts them, as on the screen. -->
  <xsl:template match="gb[kw:is-between-blocks(.)]" mode="kw:print" priority="1"><xsl:call-template name="kwp:sign-between-blocks"/></xsl:template>
  <xsl:template match="milestone[kw:is-between-blocks(.)][not(kw:begins-paragraph(.) or kw:is-silent(.) or kw:parts-nothing(.))]" mode="kw:print" priority="1">
    <xsl:call-template name="kwp:sign-between-blocks"/>
  </xsl:template>
  <xsl:template name="kwp:sign-between-blocks" as="element(fo:block)">
    <xsl:context-item as="element()" use="required"/>
    <fo:block text-align="center" space-before="6pt" space-after="6pt" text-indent="0pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>{kw:milestone-sign(.)}</xsl:text>
    </fo:block>
  </xsl:template>

  <!-- The number of a face or a column stands before its lines. -->
  <xsl:template match="milestone[@n][kw:heads-lines(.)]" mode="kw:print" priority="0.7">
    <xsl:if test="following-sibling::lb[1][kw:keeps-lines(.)]">
      <fo:block/>
    </xsl:if>
    <xsl:next-match/>
  </xsl:template>
  <xsl:template match="milestone[@n][kw:is-silent(.)]" mode="kw:print" priority="1.5">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
    </fo:inline>
  </xsl:template>

  <xsl:template match="milestone[@rend][kw:is-stroke(.)]" mode="kw:print" priority="0.8">
    <xsl:variable name="lines" as="xs:boolean+" select="kw:lines-round-stroke(.)"/>
    <xsl:if test="$lines[1]">
      <fo:block/>
    </xsl:if>
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>{kw:milestone-sign(.)}</xsl:text>
    </fo:inline>
    <xsl:if test="$lines[2]">
      <fo:block/>
    </xsl:if>
  </xsl:template>

  <!-- The mark of a page that begins between blocks stands at the beginning of the first words behind it: it would have a line of its own. -->
  <xsl:template match="pb[exists(kwp:block-begun(.))]" mode="kw:print" priority="2"><xsl:call-template name="kwp:begun"/></xsl:template>
  <xsl:template match="cb[exists(kwp:block-begun(.))]" mode="kw:print" priority="2"><xsl:call-template name="kwp:begun"/></xsl:template>
  <xsl:template name="kwp:begun">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="at-block" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:if test="$at-block">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xd:doc><xd:desc>The marks of the pages and columns that begin right before a block, to stand in it before its words.</xd:desc></xd:doc>
  <xsl:function name="kwp:pages-begun" as="node()*">
    <xsl:param name="block" as="element()"/>
    <xsl:apply-templates select="kwp:breaks-before($block)[kwp:block-begun(.) is $block]" mode="kw:print">
      <xsl:with-param name="at-block" as="xs:boolean" select="true()" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:function>

  <xsl:function name="kwp:breaks-before" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="before" as="node()?" select="kwp:beside($element, true())"/>
    <xsl:variable name="run" as="node()*" select="$before[self::pb or self::cb][kwp:beside(., true())[self::pb or self::cb]] ! $kwp:runs-of-breaks(generate-id())"/>
    <xsl:sequence select="
      if (exists($run)) then (kwp:breaks-before($run[1]), $run)
      else if ($before[self::pb or self::cb]) then (kwp:breaks-before($before), $before)
      else if ($element[self::head or self::figDesc][parent::table or parent::figure or parent::list]) then kwp:breaks-before($element/..)
      else if ($element/self::cell/parent::row[empty(preceding-sibling::row)]/parent::table) then kwp:breaks-before($element/../..)
      else if ($element/self::item/parent::list[item[1] is $element]) then kwp:breaks-before($element/..)
      else if (empty($before) and kwp:may-begin-with-block($element/..)) then kwp:breaks-before($element/..)
      else ()"/>
  </xsl:function>

  <!-- Pages and columns that begin right behind each other: all of a run by its last one, and what stands behind it by each of the others. Each would
       look through the whole run for it. -->
  <xsl:variable name="kwp:runs-of-breaks" as="map(xs:string, node()*)">
    <xsl:map>
      <xsl:for-each select="(root(.)//(pb | cb)/..)[*[self::pb or self::cb][2]]">
        <xsl:for-each-group select="node()[self::* or self::text()[normalize-space()]]" group-adjacent="exists(self::pb | self::cb)">
          <xsl:if test="current-grouping-key() and current-group()[2]">
            <xsl:variable name="run" as="element()+" select="current-group()"/>
            <xsl:variable name="behind" as="node()?" select="kwp:beside($run[last()], false())"/>
            <xsl:map-entry key="generate-id($run[last()])" select="$run"/>
            <xsl:for-each select="$run[position() ne last()]">
              <xsl:map-entry key="generate-id()" select="$behind"/>
            </xsl:for-each>
          </xsl:if>
        </xsl:for-each-group>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <!-- The block whose words begin on a page that begins between blocks, however deep it is in divisions. -->
  <xsl:function name="kwp:block-begun" as="element()?">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="
      if ($break[@n != ''][kwp:may-begin-with-block(..)][empty(preceding-sibling::node()[self::* or self::text()[normalize-space()]][1]/self::text()[not(kw:is-behind-block(.))])])
      then kwp:first-words-behind($break) else ()"/>
  </xsl:function>

  <xsl:function name="kwp:may-begin-with-block" as="xs:boolean">
    <xsl:param name="element" as="node()?"/>
    <xsl:sequence select="exists($element/self::*[exists($kwp:holding-blocks(local-name(.))) or self::opener or self::closer or self::postscript or self::epigraph])"/>
  </xsl:function>

  <xsl:function name="kwp:first-words-behind" as="element()?">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="next" as="node()?" select="kwp:beside($break, false())"/>
    <xsl:variable name="known" as="xs:boolean" select="exists($next[self::pb or self::cb]) and map:contains($kwp:runs-of-breaks, generate-id($break))"/>
    <xsl:sequence select="(if ($known) then $kwp:runs-of-breaks(generate-id($break)) else $next)/self::* ! kwp:first-words-of(.)"/>
  </xsl:function>

  <!-- What stands right before or behind a node in its parent. -->
  <xsl:function name="kwp:beside" as="node()?">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="before" as="xs:boolean"/>
    <xsl:sequence select="
      if ($before) then $node/preceding-sibling::node()[self::* or self::text()[normalize-space()]][1]
      else $node/following-sibling::node()[self::* or self::text()[normalize-space()]][1]"/>
  </xsl:function>

  <xsl:function name="kwp:first-words-of" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element[self::pb or self::cb]) then kwp:first-words-behind($element)
      else if ($element[self::p or self::ab or self::head or self::l or self::speaker or self::stage[not(kw:goes-on-from-name(.))] or self::dateline or self::signed or self::salute
        or self::byline or self::trailer or self::titlePart][descendant::text()[normalize-space()]][not(self::ab and kw:is-code-block(.))]) then $element
      else if ($element[self::figure or self::table or self::list]) then kwp:first-said-in($element)
      else if (kwp:may-begin-with-block($element) and not(kwp:is-emptied($element)))
        then $element/node()[self::* or self::text()[normalize-space()]][1]/self::* ! kwp:first-words-of(.)
      else ()"/>
  </xsl:function>

  <!-- The heading of a list, table or figure, else its first item or cell (not of rows that stand above each page), or the description. -->
  <xsl:function name="kwp:first-said-in" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="cell" as="element(cell)?" select="$element/self::table[empty(pb)]/row[1]/cell[1][empty(preceding-sibling::*)][normalize-space()][not(kw:holds-blocks(.))]"/>
    <xsl:variable name="item" as="element(item)?" select="$element/self::list[empty(label)][not(parent::signed)]/(node() except head)[self::* or self::text()[normalize-space()]][1]/self::item[normalize-space()][not(kw:holds-blocks(.))]"/>
    <xsl:sequence select="($element/head[normalize-space()][not(@type)][1], $item, $cell[empty(kwp:head-rows($element))], $element/self::figure/figDesc[normalize-space()][1])[1]"/>
  </xsl:function>

  <xsl:template match="pb | cb | gb | milestone" mode="kw:print">
    <!-- (Where pages of several witnesses without numbers begin at one place, one mark says so; between blocks, where one would have a line of its own,
         a mark without a number says nothing; P217vC2-20001 is the second column in transcriptions of the New Testament.) -->
    <xsl:variable name="shown" as="xs:string" select="if ((self::pb | self::cb)[empty(@n)][kw:has-no-words-beside(.)] or self::pb[empty(@n)][preceding-sibling::node()[self::* or normalize-space()][1]/self::pb]) then '' else if (self::pb | self::cb) then '|' || @n ! (kw:whose-break(..) || replace(., '^P\w+C(\d+)-\S*$', '$1') || '|') else string(@n)"/>
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:if test="$shown != ''">
        <xsl:attribute name="font-size" select="'70%'"/>
        <xsl:attribute name="color" select="'#595959'"/>
        <xsl:attribute name="keep-together.within-line" select="'always'"/>
        <xsl:value-of select="$shown"/>
      </xsl:if>
    </fo:inline>
  </xsl:template>
</xsl:stylesheet>

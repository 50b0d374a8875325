<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What the editor saw and did. One reading stands in the line; the others follow it in brackets with a word that says what
      they are, so that two readings never run together. Those of witnesses stand at the foot, under a letter and the lemma.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>Whether the readings of a passage stand at the foot of the page: not where nothing can be called, not for blocks, and not of a
      place where nothing varies.</xd:desc></xd:doc>
  <xsl:function name="kwp:has-footnote" as="xs:boolean">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="exists($app[lem | rdg | rdgGrp][ancestor::text][not(ancestor::note | ancestor::listApp)][not(kw:stands-apart(.) and (parent::div or parent::body or parent::front or parent::back))][not(parent::*[kw:is-apparatus(.)])]) and not(kw:varies-nowhere($app) or kw:holds-blocks($app) or kw:tells-reach($app) or kw:is-in-variant($app))"/>
  </xsl:function>

  <xd:doc><xd:desc>The letter of such a passage. Paragraphs share the foot of a page, so letters go on through the whole text, after z with a again; in
      the order in which passages end, for there stand their letters.</xd:desc></xd:doc>
  <xsl:function name="kwp:variant-letter" as="xs:string">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="format-integer(($kwp:variant-numbers(generate-id($app)) - 1) mod 26 + 1, 'a')"/>
  </xsl:function>

  <xsl:variable name="kwp:variant-numbers" as="map(xs:string, xs:integer)">
    <xsl:variable name="numbers" as="map(xs:string, xs:integer)*">
      <xsl:for-each-group select="root(.)//app[kwp:has-footnote(.)]" group-by="generate-id(ancestor::text[last()])">
        <xsl:sequence select="kw:mark-numbers(current-group())"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="map:merge($numbers)"/>
  </xsl:variable>

  <xsl:template match="choice" mode="kw:print">
    <xsl:variable name="shown" as="element()?" select="kw:chosen(.)"/>
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="$shown" mode="#current"/>
      <!-- How a word was abbreviated no printed edition says in its midst. -->
      <xsl:choose>
        <xsl:when test="$shown/self::expan">
          <xsl:value-of select="kw:alternative-begins(), kw:shown((* except $shown)/node()), kw:alternative-ends()" separator=""/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="* except $shown" mode="kwp:alternative"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <xsl:mode name="kwp:alternative" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="*" mode="kwp:alternative">
    <xsl:variable name="labels" as="map(xs:string, xs:string)" select="map { 'orig': 'original', 'sic': 'original', 'abbr': 'original', 'corr': 'corrected', 'reg': 'regularized' }"/>
    <!-- (Where the other is nothing, something was left out or is too much: the brackets would be empty.) -->
    <xsl:if test="node()">
      <xsl:text> [</xsl:text>
      <xsl:value-of select="($labels(local-name()) ! kw:label(.)) ! (. || ': ')"/>
      <xsl:apply-templates select="." mode="kw:print"/>
      <xsl:text>]</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="reg | orig | sic | corr | expan | lem | rdg | rdgGrp | retrace | redo | undo | listApp | subst | unclear" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="app" mode="kw:print">
    <xsl:variable name="shown" as="element()?" select="kw:base-reading(.)"/>
    <xsl:variable name="others" as="element()*" select="kwp:other-readings(*, $shown)"/>
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="if (kw:tells-reach(.)) then kw:reaches(.) else $shown" mode="#current"/>
      <xsl:if test="(exists($others) or kwp:sigla($shown) != '') and not(kw:tells-reach(.) or kw:varies-nowhere(.))">
        <xsl:text> [</xsl:text>
        <xsl:value-of select="kwp:sigla($shown)"/>
        <xsl:for-each select="$others">
          <xsl:if test="position() gt 1 or kwp:sigla($shown) != ''">; </xsl:if>
          <xsl:apply-templates select="." mode="kw:print"/>
          <xsl:value-of select="kwp:sigla(.)[. != ''] ! (' ' || .)"/>
        </xsl:for-each>
        <xsl:text>]</xsl:text>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- All but the lemma, those of groups one by one. -->
  <xsl:function name="kwp:other-readings" as="element()*">
    <xsl:param name="readings" as="element()*"/>
    <xsl:param name="lemma" as="element()?"/>
    <xsl:sequence select="($readings except $lemma) ! (if (self::rdgGrp) then kwp:other-readings(*, $lemma) else .)"/>
  </xsl:function>

  <!-- At the foot of the page. -->
  <xsl:template match="app[kwp:has-footnote(.)]" mode="kw:print" priority="1">
    <xsl:param name="open" as="element(note)*" select="()" tunnel="yes"/>
    <xsl:variable name="apart" as="xs:boolean" select="kw:stands-apart(.)"/>
    <xsl:variable name="shown" as="element()?" select="if ($apart) then () else kw:base-reading(.)"/>
    <xsl:choose>
      <xsl:when test="exists($open) or not($apart) and empty(kwp:other-readings(*, $shown)) and kwp:sigla($shown) = ''">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="letter" as="xs:string" select="kwp:variant-letter(.)"/>
        <xsl:variable name="words" as="node()*">
          <xsl:apply-templates select="$shown" mode="#current"/>
        </xsl:variable>
        <xsl:variable name="spaced" as="xs:boolean" select="matches($words[last()], '\S\s+$')"/>
        <fo:inline>
          <xsl:apply-templates select="." mode="kwp:marks"/>
          <xsl:sequence select="if ($spaced) then kw:without-last-space($words) else $words"/>
        </fo:inline>
        <fo:footnote>
          <fo:inline baseline-shift="super" font-size="70%" font-style="italic" font-weight="normal">{$letter}</fo:inline>
          <fo:footnote-body>
            <fo:list-block provisional-distance-between-starts="7.4mm" provisional-label-separation="2mm" start-indent="0mm" end-indent="0mm" text-indent="0mm"
              font-family="{$fonts}" font-size="8.5pt" line-height="11pt" font-style="normal" font-weight="normal" letter-spacing="normal" text-align="start"
              color="black" space-before="1pt">
              <xsl:sequence select="kwp:language-properties(kw:language(.))[not(name() = 'font-family')]"/>
              <fo:list-item>
                <fo:list-item-label end-indent="label-end()">
                  <fo:block text-align="end" font-style="italic">{$letter}</fo:block>
                </fo:list-item-label>
                <fo:list-item-body start-indent="body-start()">
                  <fo:block>
                    <xsl:call-template name="kwp:variant-entry">
                      <xsl:with-param name="in-footnote" select="true()"/>
                    </xsl:call-template>
                  </fo:block>
                </fo:list-item-body>
              </fo:list-item>
            </fo:list-block>
          </fo:footnote-body>
        </fo:footnote>
        <xsl:text>{' '[$spaced]}</xsl:text>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xd:doc><xd:desc>What is said of a passage: its place, the lemma, who has it, and the other readings.</xd:desc></xd:doc>
  <xsl:template name="kwp:variant-entry">
    <xsl:param name="in-footnote" as="xs:boolean" select="false()"/>
    <xsl:variable name="apart" as="xs:boolean" select="kw:stands-apart(.)"/>
    <xsl:variable name="lemma" as="element()?" select="if ($apart) then lem[1] else kw:base-reading(.)"/>
    <xsl:value-of select="@loc ! (normalize-space() || ' ')"/>
    <xsl:choose>
      <!-- The text has the words already. -->
      <xsl:when test="$apart">
        <xsl:apply-templates select="$lemma" mode="kw:print"/>
        <xsl:text>{']'[$lemma]}</xsl:text>
      </xsl:when>
      <!-- The lemma is said once more, as a key: what counts as the text stands in the line. -->
      <xsl:when test="kw:plain-text($lemma) = '' and exists(kw:reaches($lemma))">
        <xsl:apply-templates select="kw:reaches($lemma)" mode="kw:print"/>
        <xsl:text>]</xsl:text>
      </xsl:when>
      <!-- (Who has the lemma may be all that is said.) -->
      <xsl:otherwise>{kwp:key-of($lemma)}{']'[exists(current()/(* except $lemma))]}</xsl:otherwise>
    </xsl:choose>
    <xsl:text>{' '[$lemma]}{kwp:sigla($lemma)}</xsl:text>
    <xsl:for-each select="kwp:other-readings(*, $lemma)">
      <xsl:choose>
        <!-- A remark on the readings is among them already. -->
        <xsl:when test="self::note and $in-footnote">
          <xsl:text>{kw:before-remark(.)}</xsl:text>
          <fo:inline font-style="italic">
            <xsl:apply-templates select="." mode="kwp:marks"/>
            <xsl:apply-templates mode="kwp:in-brackets"/>
          </fo:inline>
        </xsl:when>
        <xsl:otherwise>
          <xsl:text>{if (self::note) then kw:before-remark(.) else if (position() gt 1 or kwp:sigla($lemma) != '') then '; ' else ''}</xsl:text>
          <xsl:apply-templates select="." mode="kw:print">
            <xsl:with-param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="self::rdg and kw:is-omission(.)">
        <fo:inline font-style="italic">{kw:label('omitted')}</fo:inline>
      </xsl:if>
      <xsl:value-of select="kwp:sigla(.)[. != ''][not(current()/self::note)] ! (' ' || .)"/>
    </xsl:for-each>
  </xsl:template>

  <!-- Entries that stand together, or between the blocks of the text, each on a line of its own. -->
  <xsl:template match="app[parent::listApp or (parent::div or parent::body or parent::front or parent::back) and kw:stands-apart(.) or @from and (parent::p or parent::ab) and kw:is-apparatus(..)]" mode="kw:print" priority="2">
    <fo:block font-size="9pt" line-height="12pt" margin-left="6mm" text-indent="-6mm" text-align="start">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:call-template name="kwp:variant-entry"/>
    </fo:block>
  </xsl:template>

  <!-- A lemma as the key of its readings: of a long one, its first and last words. -->
  <xsl:function name="kwp:key-of" as="xs:string">
    <xsl:param name="lemma" as="element()?"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(kw:key-text($lemma))"/>
    <xsl:sequence select="if (empty($words)) then kw:label('omitted') else if (count($words) gt 6) then string-join(($words[position() le 2], '…', $words[position() gt last() - 2]), ' ') else string-join($words, ' ')"/>
  </xsl:function>

  <!-- An entry of an apparatus without readings holds remarks. -->
  <xsl:template match="app[empty(lem | rdg | rdgGrp)]" mode="kw:print" priority="1">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="witness" mode="kw:print" priority="1">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:for-each select="kw:unsaid-siglum(.)">
        <fo:inline font-weight="bold">{.}</fo:inline>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- One that the encoder wrote stands out as one that is added does; so does what a work of a list is called by elsewhere. -->
  <xsl:template match="witness/*[. is kw:siglum(..)]" mode="kw:print" priority="1"><xsl:call-template name="kwp:siglum"/></xsl:template>
  <xsl:template match="bibl/abbr[@type = 'siglum']" mode="kw:print" priority="1"><xsl:call-template name="kwp:siglum"/></xsl:template>
  <xsl:template name="kwp:siglum" as="node()*">
    <xsl:context-item as="element()" use="required"/>
    <fo:inline font-weight="bold">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="kw:print"/>
    </fo:inline>
    <!-- (The rule for pieces that are parted is imported before.) -->
    <xsl:value-of select="kw:parting(.)"/>
  </xsl:template>

  <xsl:template match="witStart[node()] | witEnd[node()] | lacunaStart[node()] | lacunaEnd[node()]" mode="kw:print">
    <xsl:next-match/>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="witStart | witEnd | lacunaStart | lacunaEnd" mode="kw:print">
    <fo:inline font-size="85%">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>{kw:witness-reaches(.)}</xsl:text>
    </fo:inline>
  </xsl:template>

  <!-- Witnesses by their sigla: what the pointer ends in. -->
  <xsl:function name="kwp:sigla" as="xs:string">
    <xsl:param name="reading" as="element()?"/>
    <xsl:sequence select="string-join(kw:vouching($reading), ' ')"/>
  </xsl:function>

  <xsl:template match="del" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:attribute name="text-decoration" select="'line-through'"/>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="add" mode="kw:print">
    <!-- What was written for what was deleted stands a little apart from it, as on the screen. -->
    <xsl:if test="parent::*[self::subst or self::mod] and preceding-sibling::node()[self::* or normalize-space()][1]/self::del">&#x2009;</xsl:if>
    <xsl:variable name="fo" as="xs:string" select="kwp:fo(.)"/>
    <!-- (What has lines of its own is not raised.) -->
    <xsl:variable name="place" as="xs:string?" select="tokenize(@place)[. = ('above', 'below')][$fo = 'fo:inline'][1]"/>
    <xsl:element name="{$fo}">
      <xsl:choose>
        <xsl:when test="$place">
          <xsl:attribute name="baseline-shift" select="if ($place = 'above') then '3pt' else '-2pt'"/>
          <xsl:attribute name="font-size" select="'0.8em'"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="text-decoration" select="'underline'"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- What the editor adds to an abbreviation stands in round brackets, as on pages. -->
  <xsl:template match="ex" mode="kw:print" priority="1">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>(</xsl:text>
      <xsl:apply-templates mode="#current"/>
      <xsl:text>{'?'[current()/@cert = 'low']})</xsl:text>
    </xsl:element>
  </xsl:template>

  <xsl:template match="supplied" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>{kw:supplied-marks(.)[1]}</xsl:text>
      <xsl:apply-templates mode="#current"/>
      <xsl:text>{kw:supplied-marks(.)[2]}</xsl:text>
    </xsl:element>
  </xsl:template>

  <!-- {too much}, [not by this author] -->
  <xsl:template match="surplus | secl" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:value-of select="if (self::surplus) then '{' else '['"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:value-of select="if (self::surplus) then '}' else ']'"/>
    </xsl:element>
  </xsl:template>

  <!-- How a word is read, or what is written beside it: 漢字(かんじ) -->
  <xsl:template match="rt | span[@type = 'rt']" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:value-of select="'('[not(kw:is-bracketed(current()))]"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:value-of select="')'[not(kw:is-bracketed(current()))]"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="gap[@reason][kw:says-omission(.)]" mode="kw:print" priority="2"/>

  <xsl:template match="gap | unclear[empty(node())]" mode="kw:print">
    <xsl:if test="kw:begins-lost-lines(.) and kw:keeps-lines(.)">
      <fo:block/>
    </xsl:if>
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:variable name="sign" as="xs:boolean" select="kw:is-sign-of-gap(.)"/>
      <xsl:text>{if ($sign) then '' else if (normalize-space()) then '[… ' else (self::gap ! kw:gap-sign(.), '[…]')[1]}</xsl:text>
      <xsl:apply-templates select="if ($sign) then desc else kw:in-gap(.)" mode="#current"/>
      <xsl:text>{if (normalize-space() and not($sign)) then ']' else ''}</xsl:text>
    </xsl:element>
  </xsl:template>

  <xsl:template match="space" mode="kw:print">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>{if (@quantity = '0') then '' else if (@unit = ('char', 'chars', 'character', 'characters') and @quantity = '1') then ' ' else '&#xA0;&#x2003;'}</xsl:text>
      <xsl:apply-templates mode="#current"/>
    </fo:inline>
  </xsl:template>

  <xsl:template match="c[@rendition][empty(node())]" mode="kw:print" priority="1">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>{(kw:named-character(.), '((' || kw:character-name(.) || '))')[1]}</xsl:text>
    </fo:inline>
  </xsl:template>

  <xsl:template match="g" mode="kw:print">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:choose>
        <xsl:when test="kw:is-unreadable(.)">{kw:shown(.)}{(kw:glyph(.), '((' || kw:glyph-name(.) || '))')[1]}</xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="#current"/>
        </xsl:otherwise>
      </xsl:choose>
    </fo:inline>
  </xsl:template>
</xsl:stylesheet>

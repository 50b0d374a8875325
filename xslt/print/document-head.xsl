<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private" xmlns:xi="http://www.w3.org/2001/XInclude"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>A document in print: its title, from whom to whom, when and where, its summary, its text, and what is known of its
      source.</xd:desc>
  </xd:doc>

  <xsl:mode name="kwp:text" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="kw:document" mode="kwp:text" as="element(fo:page-sequence)">
    <xsl:variable name="record" as="element(kw:document)" select="kwp:record(.)"/>
    <xsl:variable name="header" as="element(teiHeader)?" select="*/teiHeader[1]"/>
    <xsl:variable name="content" as="element(fo:block)">
      <fo:block>
        <xsl:sequence select="kwp:language-properties($record/@xml:lang)"/>
        <xsl:variable name="marked" as="node()*">
          <xsl:apply-templates select="kw:marked-title(*, $record/kw:title)" mode="kw:print"/>
        </xsl:variable>
        <xsl:sequence select="kwp:part-title($record/kw:title, (), $marked)"/>
        <xsl:for-each select="$record/(kw:subtitle, kw:author)">
          <fo:block font-size="12pt" line-height="16pt" space-after="10pt" text-align="start" keep-with-next.within-page="always">{.}</fo:block>
        </xsl:for-each>
        <xsl:for-each select="kw:date-and-happenings($record/kw:date, $header)[not(kw:tells-when($header)) and $record/@kind = 'document']">
          <fo:block space-after="10pt">{.}</fo:block>
        </xsl:for-each>
        <xsl:sequence select="kwp:opening($header)"/>
        <xsl:apply-templates select="*/(kw:described-alone(.), kw:listed-alone(.))" mode="kw:print"/>
        <xsl:apply-templates select="*/(* except (teiHeader, standOff, facsimile, xi:include))" mode="kw:print"/>
        <xsl:sequence select="kwp:called-beside(*/standOff)"/>
        <xsl:sequence select="kwp:about($header, $record/@xml:lang)"/>
      </fo:block>
    </xsl:variable>
    <xsl:sequence select="kwp:pages('text', kwp:print-id(@id, ()), $kwp:edition-title, kwp:titled-and-dated($record), $content)"/>
  </xsl:template>

  <xd:doc><xd:desc>What stands above a text: from whom to whom, when and where, and its summary.</xd:desc></xd:doc>
  <xsl:function name="kwp:opening" as="element()*">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="descriptions" as="element()*" select="$header/profileDesc/(correspDesc, settingDesc)"/>
    <xsl:variable name="rows" as="element(fo:table-row)*">
      <!-- (What nobody filled in has no line.) -->
      <xsl:apply-templates select="$descriptions/(*[not(self::setting or self::note)] | setting/*[not(self::note)])[normalize-space() or descendant-or-self::*/@* and namespace-uri() = 'http://www.tei-c.org/ns/1.0']" mode="kwp:despatch"/>
      <xsl:sequence select="$descriptions/(note | setting/note)[node()] => kwp:remarks()"/>
    </xsl:variable>
    <xsl:if test="exists($rows)">
      <fo:table table-layout="fixed" width="100%" font-size="9.5pt" line-height="13pt" text-align="start" space-after="12pt"
        border-before-style="solid" border-before-width="0.6pt" border-after-style="solid" border-after-width="0.6pt">
        <fo:table-column column-width="32mm"/>
        <fo:table-column column-width="proportional-column-width(1)"/>
        <fo:table-body>
          <xsl:sequence select="$rows"/>
        </fo:table-body>
      </fo:table>
    </xsl:if>
    <xsl:for-each select="$header/profileDesc/abstract[normalize-space()]">
      <fo:block font-style="italic" margin-left="8mm" margin-right="8mm" space-after="14pt">
        <xsl:apply-templates mode="kw:print"/>
      </fo:block>
    </xsl:for-each>
  </xsl:function>

  <!-- A document in a running head: its title, and its date unless the title has it. -->
  <xsl:function name="kwp:titled-and-dated" as="xs:string">
    <xsl:param name="record" as="element(kw:document)"/>
    <xsl:variable name="title" as="xs:string" select="normalize-space(($record/kw:short-title, $record/kw:title)[. != ''][1])"/>
    <xsl:variable name="date" as="xs:string" select="normalize-space($record/kw:date[1])"/>
    <xsl:variable name="year" as="xs:string" select="replace($date, '^.*?(\d{4}).*$', '$1')"/>
    <xsl:sequence select="if ($record/@kind != 'document' or $date = '' or contains($title, $date) or contains($title, $year)) then $title else $title || ', ' || $date"/>
  </xsl:function>

  <!-- A heading that only says the title once more is not set, unless a note is called in it. -->
  <xsl:template match="head[parent::body or parent::front][not(preceding-sibling::*)][empty(.//note | .//anchor)][kwp:repeats-title(.)]"
    mode="kw:print" priority="3" as="empty-sequence()"/>

  <xsl:function name="kwp:repeats-title" as="xs:boolean">
    <xsl:param name="heading" as="element(head)"/>
    <xsl:sequence select="$heading/ancestor::*[self::TEI or self::teiCorpus][1]/teiHeader/fileDesc/titleStmt/title[1] ! kw:plain-text(.) = kw:plain-text($heading)"/>
  </xsl:function>

  <!-- One line of the head of a letter or a meeting: what it is, and who, where, when. -->
  <xsl:mode name="kwp:despatch" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="*" mode="kwp:despatch" as="element(fo:table-row)+">
    <xsl:variable name="name" as="xs:string" select="if (self::placeName) then 'place' else if (self::correspAction) then kw:corresp-role(.) else local-name()"/>
    <!-- Where several letters are listed, a line parts each from the one before it. -->
    <xsl:variable name="line" as="attribute()*">
      <xsl:if test="empty(preceding-sibling::*) and ../preceding-sibling::*[1]/self::correspDesc">
        <xsl:attribute name="border-before-style" select="'solid'"/>
        <xsl:attribute name="border-before-width" select="'0.3pt'"/>
      </xsl:if>
    </xsl:variable>
    <fo:table-row>
      <fo:table-cell padding-before="2.5pt" padding-after="2.5pt">
        <xsl:sequence select="$line"/>
        <fo:block font-style="italic" hyphenate="false">{(''[current()/self::name/preceding-sibling::*[1]/self::name], kw:known-label($name), if (parent::setting or parent::settingDesc) then kw:label('setting') else kw:label('correspondence'))[1]}{self::correspAction/@subtype[. = ('cc', 'bcc')] ! (' · ' || .)}</fo:block>
      </fo:table-cell>
      <fo:table-cell padding-before="2.5pt" padding-after="2.5pt">
        <xsl:sequence select="$line"/>
        <fo:block>
          <xsl:choose>
            <xsl:when test="self::correspAction">
              <xsl:sequence select="kwp:despatched(kw:despatched(.))"/>
              <xsl:apply-templates select="note" mode="kwp:remark"/>
            </xsl:when>
            <!-- What else belongs to a correspondence: each on a line of its own. -->
            <xsl:when test="self::correspContext[ref or ptr or *[2]][not(text()[normalize-space()])]">
              <xsl:for-each-group select="*" group-by="kw:way-to-letter(.), if (@target and not(normalize-space()) and not(@xml:id)) then string(@target) else generate-id()" composite="yes">
                <fo:block>
                  <xsl:value-of select="kw:way-to-letter(.)"/>
                  <xsl:apply-templates select="." mode="kw:print"/>
                </fo:block>
              </xsl:for-each-group>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates select="." mode="kw:print"/>
              <xsl:sequence select="kwp:certainty(.)"/>
            </xsl:otherwise>
          </xsl:choose>
        </fo:block>
      </fo:table-cell>
    </fo:table-row>
    <xsl:for-each-group select="kw:other-party(.)[kw:is-filled-in(.)]" group-by="kw:corresp-part(.)">
      <fo:table-row>
        <fo:table-cell padding-before="2.5pt" padding-after="2.5pt">
          <fo:block font-style="italic" hyphenate="false">{kw:label(current-grouping-key())}</fo:block>
        </fo:table-cell>
        <fo:table-cell padding-before="2.5pt" padding-after="2.5pt">
          <fo:block>
            <xsl:sequence select="kwp:despatched(current-group())"/>
          </fo:block>
        </fo:table-cell>
      </fo:table-row>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:function name="kwp:despatched" as="node()*">
    <xsl:param name="parts" as="element()*"/>
    <xsl:for-each select="$parts">
      <xsl:if test="position() gt 1">, </xsl:if>
      <xsl:apply-templates select="." mode="kw:print"/>
      <xsl:sequence select="kwp:certainty(.)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- What is unknown says so in its own words. -->
  <xsl:function name="kwp:certainty" as="element(fo:inline)?">
    <xsl:param name="element" as="element()"/>
    <!-- (Who somebody is, editors are sure of wherever they say nothing.) -->
    <xsl:for-each select="$element/@cert[. != 'unknown'][not(. = 'high' and ../(self::persName | self::placeName | self::orgName | self::name | self::rs))] ! kw:known-label('cert-' || .)">
      <fo:inline font-size="85%">&#xA0;({.})</fo:inline>
    </xsl:for-each>
  </xsl:function>

  <!-- Notes on the head as a whole share one line of it. -->
  <xsl:function name="kwp:remarks" as="element(fo:table-row)?">
    <xsl:param name="notes" as="element(note)*"/>
    <xsl:if test="exists($notes)">
      <fo:table-row>
        <fo:table-cell padding-before="2.5pt" padding-after="3.5pt">
          <fo:block font-style="italic" hyphenate="false">{kw:label(if (count($notes) gt 1) then 'notes' else 'note')}</fo:block>
        </fo:table-cell>
        <fo:table-cell padding-before="2.5pt" padding-after="3.5pt">
          <xsl:apply-templates select="$notes" mode="kwp:remark"/>
        </fo:table-cell>
      </fo:table-row>
    </xsl:if>
  </xsl:function>

  <xsl:mode name="kwp:remark" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="note" mode="kwp:remark">
    <fo:block font-size="8.5pt" line-height="11.5pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="kw:print"/>
    </fo:block>
  </xsl:template>

  <!-- (Of the description of a manuscript only where it is; the rest stands on the site.) -->
  <xsl:template match="listBibl/msDesc[ancestor::listBibl[last()]/parent::sourceDesc/parent::fileDesc/parent::teiHeader]" mode="kw:print" priority="1" as="empty-sequence()"/>

  <!-- After the text, in small type: the notes on the document as a whole, and where it comes from. -->
  <xsl:function name="kwp:about" as="element(fo:block)?">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="parts" as="element()*" select="$header/fileDesc/(notesStmt/note, sourceDesc/(p, ab, bibl, biblStruct, biblFull, listBibl))[normalize-space()][not(self::listBibl) or not(.//msDesc) or .//(bibl | biblStruct | biblFull)]"/>
    <!-- Of a manuscript, where it is kept and its number there; the rest stands on the site, unless there is no text but the description. -->
    <xsl:variable name="manuscripts" as="element(msDesc)*" select="$header/fileDesc/sourceDesc/(msDesc | listBibl//msDesc[parent::listBibl])[exists(kw:whereabouts-of-manuscript(.))] except $header/.. ! kw:described-alone(.)"/>
    <xsl:if test="exists(($parts, $manuscripts))">
      <fo:block font-size="8.5pt" line-height="11.5pt" space-before="22pt">
        <fo:block font-style="italic" space-after="3pt" keep-with-next.within-page="always">{kw:label('header')}</fo:block>
        <xsl:for-each select="$parts">
          <fo:block space-before="2pt">
            <!-- Not all is written from the side from which the text is. -->
            <xsl:if test="kw:is-right-to-left($tag) and not(kw:begins-right-to-left(.))">
              <xsl:attribute name="direction" select="'ltr'"/>
            </xsl:if>
            <xsl:apply-templates select="." mode="kwp:marks"/>
            <xsl:apply-templates mode="kw:print"/>
          </fo:block>
        </xsl:for-each>
        <xsl:for-each select="$manuscripts">
          <fo:block space-before="2pt">
            <xsl:apply-templates select="." mode="kwp:marks"/>
            <xsl:for-each select="kw:whereabouts-of-manuscript(.)">
              <xsl:if test="position() gt 1">, </xsl:if>
              <xsl:apply-templates select="." mode="kw:print"/>
            </xsl:for-each>
          </fo:block>
        </xsl:for-each>
      </fo:block>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>

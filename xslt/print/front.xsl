<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What stands before the texts: the title page, who is responsible, the contents.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/alike.xsl"/>

  <xsl:key name="kwp:record" match="kw:document" use="@id"/>

  <xd:doc><xd:desc>What the slice says of a document.</xd:desc></xd:doc>
  <xsl:function name="kwp:record" as="element(kw:document)">
    <xsl:param name="document" as="element(kw:document)"/>
    <xsl:sequence select="key('kwp:record', $document/@id, $slice)"/>
  </xsl:function>

  <xd:doc><xd:desc>A title page: what the text is part of, its title, what more there is to the title, who made it; at the foot, the edition, who
      publishes it, where and when. A title as long as old ones are has the page for itself.</xd:desc></xd:doc>
  <xsl:function name="kwp:title-page" as="element()+">
    <xsl:param name="above" as="xs:string?"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="below" as="xs:string*"/>
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="length" as="xs:integer" select="string-length($title)"/>
    <xsl:variable name="size" as="xs:string*" select="if ($length lt 100) then ('24pt', '31pt') else if ($length lt 250) then ('18pt', '24pt') else ('13pt', '18pt')"/>
    <xsl:variable name="imprint" as="xs:string*" select="kwp:imprint($header)"/>
    <xsl:variable name="fits" as="xs:boolean" select="string-length(string-join(($title, $below))) lt 500 and exists($imprint)"/>
    <fo:block-container>
      <xsl:if test="$fits">
        <xsl:attribute name="height" select="round($kwp:text-height * 0.66) || 'mm'"/>
      </xsl:if>
      <fo:block text-align="start" hyphenate="false" padding-before="{round($kwp:text-height * 0.18)}mm">
        <xsl:for-each select="$above">
          <fo:block font-size="11pt" line-height="15pt" space-after="12pt">{.}</fo:block>
        </xsl:for-each>
        <fo:block font-size="{$size[1]}" line-height="{$size[2]}">{$title}</fo:block>
        <xsl:for-each select="$below[normalize-space()]">
          <fo:block font-size="13pt" line-height="18pt" space-before="10pt">{.}</fo:block>
        </xsl:for-each>
        <xsl:for-each select="kwp:makers($header)">
          <fo:block font-size="11pt" line-height="15pt" space-before="{if (position() = 1) then 26 else 2}pt">{.}</fo:block>
        </xsl:for-each>
      </fo:block>
    </fo:block-container>
    <xsl:if test="exists($imprint)">
      <fo:block-container>
        <xsl:if test="$fits">
          <xsl:attribute name="height" select="round($kwp:text-height * 0.32) || 'mm'"/>
          <xsl:attribute name="display-align" select="'after'"/>
        </xsl:if>
        <xsl:for-each select="$imprint">
          <fo:block font-size="10pt" line-height="14pt" text-align="start" hyphenate="false">{.}</fo:block>
        </xsl:for-each>
      </fo:block-container>
    </xsl:if>
  </xsl:function>

  <!-- Authors, editors, and who else is named as responsible; a title page names few. -->
  <xsl:function name="kwp:makers" as="xs:string*">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="statement" as="element(titleStmt)?" select="($header/fileDesc/titleStmt)[1]"/>
    <xsl:variable name="authors" as="xs:string*" select="distinct-values($statement/author[not(@cert = 'unknown')] ! kw:maker-name(.)[. != ''])"/>
    <xsl:variable name="editors" as="xs:string*" select="distinct-values($statement/editor[not(@role = 'translator')] ! kw:maker-name(.)[. != ''])"/>
    <xsl:variable name="translators" as="xs:string*" select="distinct-values($statement/editor[@role = 'translator'] ! kw:maker-name(.)[. != ''])"/>
    <xsl:sequence select="
      $authors[count($authors) le 4],
      (: (Who says so in the words of the title page needs no other.) :)
      if ($statement/editor[text()[normalize-space()]][persName | name | orgName]) then $editors[count($editors) le 6]
      else $editors[position() = 1 and count($editors) le 6] ! kw:fill(kw:label('cite-edited-by'), 'names', kw:names-in-line($editors)),
      $translators[position() = 1 and count($translators) le 6] ! kw:fill(kw:label('cite-translated-by'), 'names', kw:names-in-line($translators)),
      $statement/respStmt[count($statement/respStmt) le 3][normalize-space(string-join(* except (resp, note)))] ! kw:responsibility(.)"/>
  </xsl:function>

  <xsl:function name="kwp:imprint" as="xs:string*">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="published" as="element(publicationStmt)?" select="($header/fileDesc/publicationStmt)[1]"/>
    <xsl:variable name="edition" as="xs:string?" select="($header/fileDesc/editionStmt/edition)[1] ! kw:plain-text(.)[. != '']"/>
    <xsl:variable name="date" as="xs:string?" select="$published/date[1] ! (kw:plain-text(.), kw:date-in-words(.))[. != ''][1]"/>
    <xsl:sequence select="
      $edition,
      $published/(publisher, authority, distributor)[normalize-space()][1] ! kw:publisher(.),
      string-join(($published/pubPlace[1] ! replace(kw:plain-text(.), '[\s,;:]+$', '')[. != ''], $date[not(contains($edition, .))]), ', ')[. != '']"/>
  </xsl:function>

  <xd:doc><xd:desc>Who made the documents, who publishes them, and what others may do with them: at the foot of its page, if that is not
      much. What several say alike is said once; of two or three, what one says for itself stands below its title; what few of many say stands in their own headers.</xd:desc></xd:doc>
  <xsl:function name="kwp:colophon" as="element(fo:block-container)">
    <xsl:param name="documents" as="element(kw:document)+"/>
    <xsl:variable name="statements" as="element()*" select="$documents/*/teiHeader/fileDesc/(titleStmt/(author, editor, respStmt, sponsor, funder, principal),
      editionStmt/*, publicationStmt/*[not(self::idno)])[normalize-space(if (self::respStmt) then string-join(* except (resp, note)) else .)]
      (: A day that stands in the words of the edition is not told again. :)
      [not(let $date := self::date[kw:plain-text(.) != ''] return $date/../../editionStmt/edition[contains(kw:plain-text(.), kw:plain-text($date))])]"/>
    <!-- Of a few texts it is said what each has for itself. -->
    <xsl:variable name="few" as="xs:boolean" select="count($documents) le 3"/>
    <xsl:variable name="said" as="element()*">
      <!-- Who wrote and edits it is named once. -->
      <xsl:for-each-group select="$statements" group-by="kwp:statement(.)">
        <xsl:if test="if ($few) then count(current-group()/ancestor::kw:document) eq count($documents) else 3 * count(current-group()) ge count($documents)">
          <xsl:sequence select="."/>
        </xsl:if>
      </xsl:for-each-group>
      <!-- Whose licence nobody shares has one all the same. -->
      <xsl:sequence select="$statements[self::availability][count($documents) gt 3][1]"/>
    </xsl:variable>
    <xsl:variable name="told" as="element()*" select="$said/."/>
    <xsl:variable name="known" as="xs:string*" select="$told ! kwp:statement(.)"/>
    <xsl:variable name="own" as="element()*" select="$statements[$few][not(kwp:statement(.) = $known)]"/>
    <xsl:variable name="room" as="xs:double" select="$kwp:text-width * $kwp:text-height div (14 * $kwp:scale * $kwp:scale)"/>
    <fo:block-container>
      <xsl:if test="sum(($told, $own) ! (string-length(normalize-space()) + 70)) lt $room">
        <xsl:attribute name="height" select="round($kwp:text-height - 4) || 'mm'"/>
        <xsl:attribute name="display-align" select="'after'"/>
      </xsl:if>
      <fo:block font-size="9pt" line-height="12.5pt" text-align="start">
        <xsl:for-each-group select="$own" group-by="generate-id(ancestor::kw:document)">
          <fo:block space-before="9pt" font-style="italic">{kwp:record(ancestor::kw:document)/kw:title}</fo:block>
          <xsl:for-each-group select="current-group()" group-by="kwp:statement(.)">
            <xsl:apply-templates select="." mode="kwp:colophon"/>
          </xsl:for-each-group>
        </xsl:for-each-group>
        <fo:block space-before="{if (exists($own)) then 9 else 0}pt">
          <xsl:apply-templates select="$told" mode="kwp:colophon"/>
        </fo:block>
        <xsl:sequence select="kwp:citation($documents)"/>
        <fo:block space-before="9pt">{kw:label('generated-by')}</fo:block>
      </fo:block>
    </fo:block-container>
  </xsl:function>

  <!-- By what two statements are one: who wrote and edits it is named once. -->
  <xsl:function name="kwp:statement" as="xs:string">
    <xsl:param name="statement" as="element()"/>
    <xsl:sequence select="if ($statement[self::author or self::editor or self::principal]) then 'maker ' || kw:maker-name($statement) else local-name($statement) || ' ' || normalize-space($statement)"/>
  </xsl:function>

  <xd:doc><xd:desc>How to cite: the title, who wrote and edited it, the publisher and the day, as far as the documents name them.</xd:desc></xd:doc>
  <xsl:function name="kwp:citation" as="element(fo:block)">
    <xsl:param name="documents" as="element(kw:document)+"/>
    <xsl:variable name="header" as="element(teiHeader)?" select="$documents[1][count($documents) = 1]/*/teiHeader[1]"/>
    <xsl:variable name="title" as="xs:string" select="if (empty($header) or kwp:record($documents[1])/@kind = 'edition') then $kwp:edition-title else kwp:record($documents[1])/kw:title"/>
    <!-- Who wrote and who edited it; of others only where nobody did: a citation names no photographer. -->
    <xsl:variable name="statement" as="element(titleStmt)*" select="$header/fileDesc/titleStmt"/>
    <xsl:variable name="cited" as="element()*" select="$statement/(author, editor, respStmt[resp[kw:says-editor(.)]]/(name, persName, orgName))"/>
    <xsl:variable name="responsible" as="element()*" select="if ($cited[normalize-space()]) then $cited else $statement/respStmt/(name, persName, orgName)"/>
    <xsl:variable name="makers" as="xs:string*" select="$responsible[normalize-space()][not(@cert = 'unknown')]
      ! (if (self::editor[text()[normalize-space()]]) then (persName | name | orgName, .)[1] else .) ! kw:maker-name(.)"/>
    <xsl:variable name="publisher" as="xs:string*" select="$header/fileDesc/publicationStmt/publisher[1] ! kw:publisher(.)[. != '']"/>
    <xsl:variable name="date" as="xs:string*" select="($header/fileDesc/publicationStmt/date, $header/fileDesc/editionStmt//date)[1] ! (kw:plain-text(.), kw:date-in-words(.))[. != ''][1]"/>
    <!-- (What ends with a mark of its own has no full stop.) -->
    <fo:block space-before="9pt">{kw:label('cite-as')}: {replace(string-join((string-join(distinct-values($makers), '; ')[. != ''], $title,
      string-join((if ($publisher = $makers) then () else $publisher, $date), ', ')[. != '']), '. ') || '.', '([.…?!])\.( |$)', '$1$2')}</fo:block>
  </xsl:function>

  <xsl:mode name="kwp:colophon" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="*" mode="kwp:colophon">
    <fo:block space-before="3pt">
      <xsl:apply-templates mode="kw:print"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="author | editor" mode="kwp:colophon">
    <fo:block space-before="3pt">{kw:maker-name(.)}</fo:block>
  </xsl:template>

  <xsl:template match="respStmt" mode="kwp:colophon">
    <fo:block space-before="3pt">{kw:responsibility(.)}</fo:block>
  </xsl:template>

  <xsl:template match="availability" mode="kwp:colophon">
    <fo:block space-before="9pt">
      <xsl:for-each select="*">
        <fo:block space-before="3pt">
          <xsl:apply-templates select="." mode="kwp:rights"/>
        </fo:block>
      </xsl:for-each>
    </fo:block>
  </xsl:template>

  <xsl:mode name="kwp:rights" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="*" mode="kwp:rights">
    <xsl:apply-templates mode="kw:print"/>
  </xsl:template>

  <xsl:template match="licence[@target]" mode="kwp:rights">
    <xsl:apply-templates mode="kw:print"/>
    <xsl:variable name="address" as="xs:string?" select="kw:licence-address(.)"/>
    <xsl:if test="normalize-space(@target)">
      <xsl:text> </xsl:text>
      <xsl:sequence select="if ($address) then kwp:external($address, kw:external-address($address)) else normalize-space(@target)"/>
    </xsl:if>
  </xsl:template>

  <xd:doc><xd:desc>The lines of the contents: the documents, their outermost divisions, the indexes.</xd:desc></xd:doc>
  <xsl:function name="kwp:contents" as="element(kwp:line)*">
    <xsl:param name="documents" as="element(kw:document)+"/>
    <xsl:param name="indexes" as="element(fo:block)*"/>
    <xsl:variable name="telling" as="map(xs:string, xs:string)" select="kw:telling-apart($documents ! kwp:record(.), false())"/>
    <xsl:for-each select="$documents">
      <kwp:line level="1" to="{kwp:print-id(@id, ())}" title="{string-join((kwp:record(.)/kw:title, $telling(@id)), ', ')}">
        <xsl:for-each select=".//head[parent::div | parent::div1][not(../ancestor::div or ../ancestor::div1)][not(kw:is-next-heading(.))][not(kwp:is-emptied(..))]">
          <xsl:variable name="words" as="xs:string" select="kw:whole-heading(.)"/>
          <xsl:if test="$words != ''">
            <kwp:line level="2" to="{kwp:print-id(kw:document-id(.), kw:block-id(.))}" title="{$words}"/>
          </xsl:if>
        </xsl:for-each>
      </kwp:line>
    </xsl:for-each>
    <xsl:for-each select="$indexes">
      <kwp:line level="1" to="{fo:block[1]/@id}" title="{fo:block[1]/text()}"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="kwp:contents-lines" as="element(fo:block)*">
    <xsl:param name="lines" as="element(kwp:line)*"/>
    <xsl:for-each select="$lines/descendant-or-self::kwp:line[@title != '']">
      <fo:block text-align="start" text-align-last="justify" hyphenate="false" end-indent="10mm" last-line-end-indent="-10mm">
        <xsl:attribute name="start-indent" select="if (@level = '1') then '4mm' else '12mm'"/>
        <xsl:attribute name="text-indent" select="'-4mm'"/>
        <xsl:attribute name="space-before" select="if (@level = '1') then '5pt' else '0pt'"/>
        <xsl:if test="@level = '2'">
          <xsl:attribute name="font-size" select="'9.5pt'"/>
        </xsl:if>
        <fo:basic-link internal-destination="{@to}">
          <xsl:value-of select="@title"/>
          <xsl:text> </xsl:text>
          <fo:leader leader-pattern="dots" leader-pattern-width="5pt" leader-alignment="reference-area"/>
          <xsl:text> </xsl:text>
          <fo:page-number-citation ref-id="{@to}"/>
        </fo:basic-link>
      </fo:block>
    </xsl:for-each>
  </xsl:function>

  <xsl:mode name="kwp:bookmark" on-no-match="fail"/>

  <xsl:template match="kwp:line" mode="kwp:bookmark" as="element(fo:bookmark)">
    <fo:bookmark internal-destination="{@to}">
      <xsl:if test="kwp:line">
        <xsl:attribute name="starting-state" select="'hide'"/>
      </xsl:if>
      <fo:bookmark-title>{@title}</fo:bookmark-title>
      <xsl:apply-templates select="kwp:line[@title != '']" mode="#current"/>
    </fo:bookmark>
  </xsl:template>
</xsl:stylesheet>

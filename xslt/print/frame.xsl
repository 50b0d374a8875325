<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:tei="http://www.tei-c.org/ns/1.0" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>What every file for print has: page masters, running heads, the order of its parts. The texts are made first, then the
      index of what is in them, then the whole is looked through for addresses that are not there.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/print/text.xsl"/>
  <xsl:import href="kwedition:/print/front.xsl"/>
  <xsl:import href="kwedition:/print/document-head.xsl"/>
  <xsl:import href="kwedition:/print/indexes.xsl"/>
  <xsl:import href="kwedition:/print/chronology.xsl"/>
  <xsl:import href="kwedition:/print/resolve.xsl"/>
  <xsl:import href="kwedition:/print/page.xsl"/>
  <xsl:import href="kwedition:/shared/sentences.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:mode on-no-match="fail" use-accumulators="#all"/>

  <xsl:variable name="kwp:edition-title" as="xs:string" select="($slice/slice/frame/@title/string()[. != ''], kw:label('untitled-edition'))[1]"/>

  <xd:doc><xd:desc>A whole file: its title page, its contents, its texts and their indexes.</xd:desc></xd:doc>
  <xsl:function name="kwp:volume" as="document-node()">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="title-page" as="element()+"/>
    <xsl:param name="documents" as="element(kw:document)+"/>
    <xsl:variable name="texts" as="document-node()">
      <xsl:document>
        <xsl:apply-templates select="$documents" mode="kwp:text"/>
      </xsl:document>
    </xsl:variable>
    <xsl:variable name="indexes" as="element(fo:block)*" select="kwp:indexes($texts)"/>
    <xsl:variable name="chronology" as="element(fo:block)?" select="if (count($documents) gt 1) then kwp:chronology() else ()"/>
    <xsl:variable name="contents" as="element(kwp:line)*" select="kwp:contents($documents, ($chronology, $indexes))"/>
    <xsl:variable name="whole" as="document-node()">
      <xsl:document>
        <fo:root font-size="10.5pt" line-height="14pt" text-align="justify" widows="2" orphans="2" line-height-shift-adjustment="disregard-shifts">
          <xsl:sequence select="kwp:language-properties(($slice/slice/frame/@language/string()[. != ''], $language)[1])"/>
          <xsl:sequence select="kwp:masters()"/>
          <xsl:sequence select="kwp:about-the-file($title, $documents)"/>
          <fo:bookmark-tree>
            <xsl:apply-templates select="$contents[@level = '1']" mode="kwp:bookmark"/>
          </fo:bookmark-tree>
          <fo:page-sequence master-reference="title" force-page-count="no-force" initial-page-number="1">
            <fo:flow flow-name="xsl-region-body">
              <xsl:sequence select="$title-page"/>
            </fo:flow>
          </fo:page-sequence>
          <!-- One text without divisions needs none: it follows at once. -->
          <xsl:if test="count($documents) gt 1 or count($contents[1]/kwp:line) gt 1">
            <xsl:sequence select="kwp:pages('text', 'kw.contents', $title, kw:label('contents'), (kwp:part-title(kw:label('contents'), ()), kwp:contents-lines($contents)))"/>
          </xsl:if>
          <xsl:sequence select="$texts"/>
          <xsl:if test="exists($chronology)">
            <xsl:sequence select="kwp:pages('text', 'kw.chronologies', $title, kw:label('chronology'), $chronology/node())"/>
          </xsl:if>
          <xsl:if test="exists($indexes)">
            <xsl:variable name="apart" as="element(fo:block)">
              <fo:block span="all" line-height="20pt">&#xA0;</fo:block>
            </xsl:variable>
            <xsl:variable name="explained" as="element(fo:block)?">
              <xsl:if test="$indexes//fo:basic-link[fo:page-number-citation][. = 'n']">
                <fo:block span="all" font-size="8.5pt" line-height="11pt" font-style="italic" space-after="4pt">{kw:label('index-in-note')}</fo:block>
              </xsl:if>
            </xsl:variable>
            <!-- What spans the columns makes those above it equally long. -->
            <xsl:variable name="end" as="element(fo:block)">
              <fo:block span="all"/>
            </xsl:variable>
            <xsl:sequence select="kwp:pages('index', 'kw.indexes', $title, (), (head($indexes)/fo:block[1], $explained, head($indexes)/node()[not(. is ../fo:block[1])], tail($indexes) ! ($apart, node()), $end))"/>
          </xsl:if>
        </fo:root>
      </xsl:document>
    </xsl:variable>
    <xsl:document>
      <xsl:apply-templates select="$whole" mode="kwp:resolve"/>
    </xsl:document>
  </xsl:function>

  <xd:doc><xd:desc>What the file says of itself to catalogues: title, language, and the day of the edition, the last of those that its
      documents name.</xd:desc></xd:doc>
  <xsl:function name="kwp:about-the-file" as="element(fo:declarations)">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="documents" as="element(kw:document)+"/>
    <xsl:variable name="days" as="xs:string*"
      select="$documents/tei:TEI/tei:teiHeader/tei:fileDesc/(tei:editionStmt//tei:date | tei:publicationStmt//tei:date)/@when[. castable as xs:date]/string()"/>
    <fo:declarations>
      <x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <dc:title>
              <rdf:Alt><rdf:li xml:lang="x-default">{if (count($documents) = 1) then kwp:record($documents)/kw:title else $title}</rdf:li></rdf:Alt>
            </dc:title>
            <dc:language>
              <rdf:Bag><rdf:li>{($slice/slice/frame/@language/string()[. != ''], $language)[1]}</rdf:li></rdf:Bag>
            </dc:language>
            <xsl:for-each select="max($days)">
              <dc:date>
                <rdf:Seq><rdf:li>{.}</rdf:li></rdf:Seq>
              </dc:date>
            </xsl:for-each>
          </rdf:Description>
        </rdf:RDF>
      </x:xmpmeta>
    </fo:declarations>
  </xsl:function>

  <xd:doc><xd:desc>A sequence of pages: the volume's title at the left of the running head, the part's at the right; where a sequence
      has several parts, the one that the page is about.</xd:desc></xd:doc>
  <xsl:function name="kwp:pages" as="element(fo:page-sequence)">
    <xsl:param name="master" as="xs:string"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="left" as="xs:string"/>
    <xsl:param name="right" as="xs:string?"/>
    <xsl:param name="content" as="node()*"/>
    <fo:page-sequence master-reference="{$master}" id="{$id}" force-page-count="no-force">
      <xsl:variable name="part" as="element(fo:block)">
        <fo:block text-align="end" font-style="italic">
          <xsl:choose>
            <xsl:when test="exists($right)">{kw:shortened($right, kwp:head-length(if ($kwp:faces) then 1 else 0.42))}</xsl:when>
            <xsl:otherwise>
              <fo:retrieve-marker retrieve-class-name="part" retrieve-position="first-including-carryover"/>
            </xsl:otherwise>
          </xsl:choose>
        </fo:block>
      </xsl:variable>
      <xsl:variable name="volume" as="element(fo:block)">
        <fo:block text-align="start" letter-spacing="0.04em">{kw:shortened($left, kwp:head-length(if ($kwp:faces) then 1 else 0.54))}</fo:block>
      </xsl:variable>
      <xsl:choose>
        <!-- The volume on the left page, what the page is about on the right. -->
        <xsl:when test="$kwp:faces">
          <fo:static-content flow-name="running-head-even">
            <xsl:sequence select="kwp:running-head($volume)"/>
          </fo:static-content>
          <fo:static-content flow-name="running-head-odd">
            <xsl:sequence select="kwp:running-head($part)"/>
          </fo:static-content>
        </xsl:when>
        <xsl:otherwise>
          <fo:static-content flow-name="running-head">
            <xsl:sequence select="kwp:running-head(($volume, $part))"/>
          </fo:static-content>
        </xsl:otherwise>
      </xsl:choose>
      <fo:static-content flow-name="page-number">
        <fo:block text-align="center" font-size="9pt">
          <fo:page-number/>
        </fo:block>
      </fo:static-content>
      <fo:static-content flow-name="xsl-footnote-separator">
        <fo:block padding-before="4pt" padding-after="2pt" line-height="6pt" text-align="start">
          <fo:leader leader-pattern="rule" leader-length="40mm" rule-thickness="0.4pt"/>
        </fo:block>
      </fo:static-content>
      <fo:flow flow-name="xsl-region-body">
        <xsl:sequence select="$content"/>
      </fo:flow>
    </fo:page-sequence>
  </xsl:function>

  <!-- How many letters of a running head have room in a part of the line: each takes about half its size. -->
  <xsl:function name="kwp:head-length" as="xs:integer">
    <xsl:param name="part" as="xs:double"/>
    <xsl:sequence select="xs:integer(max((12, $part * $kwp:text-width div (1.42 * $kwp:scale))))"/>
  </xsl:function>

  <!-- One thing, or two beside each other, above a line. -->
  <xsl:function name="kwp:running-head" as="element(fo:table)">
    <xsl:param name="cells" as="element(fo:block)+"/>
    <fo:table table-layout="fixed" width="100%" font-size="7.5pt" line-height="10pt" hyphenate="false" border-after-style="solid" border-after-width="0.4pt">
      <xsl:for-each select="if (count($cells) = 2) then (58, 42) else 1">
        <fo:table-column column-width="proportional-column-width({.})"/>
      </xsl:for-each>
      <fo:table-body>
        <fo:table-row>
          <xsl:for-each select="$cells">
            <fo:table-cell padding-after="2pt">
              <xsl:sequence select="."/>
            </fo:table-cell>
          </xsl:for-each>
        </fo:table-row>
      </fo:table-body>
    </fo:table>
  </xsl:function>

  <xd:doc><xd:desc>The heading of a part of the volume.</xd:desc></xd:doc>
  <xsl:function name="kwp:part-title" as="element(fo:block)">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="id" as="xs:string?"/>
    <xsl:sequence select="kwp:part-title($title, $id, ())"/>
  </xsl:function>

  <xd:doc><xd:desc>The same, with the title as it is marked up, if it is.</xd:desc></xd:doc>
  <xsl:function name="kwp:part-title" as="element(fo:block)">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="id" as="xs:string?"/>
    <xsl:param name="marked" as="node()*"/>
    <fo:block role="H1" font-size="17pt" line-height="22pt" padding-after="14pt" text-align="start" hyphenate="false" keep-with-next.within-page="always">
      <xsl:if test="exists($id)">
        <xsl:attribute name="id" select="$id"/>
        <xsl:attribute name="span" select="'all'"/>
        <fo:marker marker-class-name="part">{$title}</fo:marker>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="exists($marked)">
          <xsl:sequence select="$marked"/>
        </xsl:when>
        <xsl:otherwise>{$title}</xsl:otherwise>
      </xsl:choose>
    </fo:block>
  </xsl:function>
</xsl:stylesheet>

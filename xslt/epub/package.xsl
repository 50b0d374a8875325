<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.idpf.org/2007/opf" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The package document: what the book is, which files it has, in which order they are read.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>
  <xsl:import href="kwedition:/text/base.xsl"/>
  <xsl:import href="kwedition:/epub/xhtml.xsl"/>

  <xsl:output method="xml" version="1.0" encoding="UTF-8" indent="yes"/>

  <xsl:template match="/">
    <xsl:variable name="header" as="element(teiHeader)?" select="kw:documents/kw:document[1]/*/teiHeader[1]"/>
    <xsl:variable name="book" as="element(kw:book)" select="$slice/kw:slice/kw:book"/>
    <package version="3.0" unique-identifier="book-id" xml:lang="{$language}">
      <metadata>
        <dc:identifier id="book-id">{$book/@identifier}</dc:identifier>
        <dc:title>{$kwp:title}</dc:title>
        <xsl:for-each select="distinct-values(($book/kw:language/@tag ! kw:language-tag(.), $language[empty($book/kw:language/@tag ! kw:language-tag(.))]))">
          <dc:language>{.}</dc:language>
        </xsl:for-each>
        <!-- Where nobody is named as author or editor, whoever is responsible made it. -->
        <xsl:variable name="makers" as="xs:string*" select="distinct-values($header/fileDesc/titleStmt/(author, editor)[normalize-space()][not(@cert = 'unknown')] ! kw:maker-name(.))"/>
        <xsl:variable name="others" as="xs:string*" select="distinct-values($header/fileDesc/titleStmt/respStmt/(name, persName, orgName)[normalize-space()] ! kw:maker-name(.))"/>
        <xsl:for-each select="if (exists($makers)) then $makers else $others">
          <dc:creator>{.}</dc:creator>
        </xsl:for-each>
        <xsl:for-each select="$others[exists($makers)][not(. = $makers)]">
          <dc:contributor>{.}</dc:contributor>
        </xsl:for-each>
        <xsl:for-each select="$header/fileDesc/publicationStmt/date/@when[matches(., '^[12]\d{3}(-\d\d(-\d\d)?)?$')][1]">
          <dc:date>{.}</dc:date>
        </xsl:for-each>
        <xsl:for-each select="distinct-values($header/fileDesc/publicationStmt/publisher[normalize-space()] ! kw:plain-text(.))">
          <dc:publisher>{.}</dc:publisher>
        </xsl:for-each>
        <xsl:for-each select="$header/profileDesc/abstract[normalize-space()][1]">
          <dc:description>{kw:plain-text(.)}</dc:description>
        </xsl:for-each>
        <xsl:for-each select="$header/fileDesc/publicationStmt/availability/licence[normalize-space()]">
          <dc:rights>{kw:plain-text(.)}{@target ! (' ' || .)}</dc:rights>
        </xsl:for-each>
        <meta property="dcterms:modified">{($book/@modified[. != ''], kwp:modified($header))[1]}</meta>
        <meta property="schema:accessMode">textual</meta>
        <!-- What stands beside the text; each image has words in its place. -->
        <xsl:if test="$book/kw:file[starts-with(@href, 'images/')]">
          <meta property="schema:accessMode">visual</meta>
          <meta property="schema:accessibilityFeature">alternativeText</meta>
        </xsl:if>
        <meta property="schema:accessModeSufficient">textual</meta>
        <meta property="schema:accessibilityFeature">structuralNavigation</meta>
        <meta property="schema:accessibilityFeature">tableOfContents</meta>
        <meta property="schema:accessibilityFeature">readingOrder</meta>
        <meta property="schema:accessibilityFeature">displayTransformability</meta>
        <xsl:if test="$book/kw:file/@href = $kw:kinds ! (. || '.xhtml')">
          <meta property="schema:accessibilityFeature">index</meta>
        </xsl:if>
        <xsl:if test="$book/@breaks = 'yes'">
          <meta property="schema:accessibilityFeature">pageBreakMarkers</meta>
          <meta property="schema:accessibilityFeature">pageNavigation</meta>
        </xsl:if>
        <meta property="schema:accessibilityHazard">none</meta>
        <meta property="schema:accessibilitySummary">{kw:label('book-accessibility')}</meta>
        <meta name="cover" content="cover-image"/>
      </metadata>
      <manifest>
        <xsl:for-each select="$book/kw:file">
          <item id="{@id}" href="{@href}" media-type="{@type}">
            <xsl:if test="@properties != ''">
              <xsl:attribute name="properties" select="@properties"/>
            </xsl:if>
          </item>
        </xsl:for-each>
      </manifest>
      <spine>
        <xsl:for-each select="$book/kw:file[@linear]">
          <itemref idref="{@id}">
            <xsl:if test="@linear = 'no'">
              <xsl:attribute name="linear" select="'no'"/>
            </xsl:if>
          </itemref>
        </xsl:for-each>
      </spine>
    </package>
  </xsl:template>

  <xd:doc><xd:desc>The last day that the edition names as one of its own. A build does not look at the clock: an edition without such a day
      is of no year of ours.</xd:desc></xd:doc>
  <xsl:function name="kwp:modified" as="xs:string">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="days" as="xs:date*" select="($header/fileDesc/(publicationStmt/date, editionStmt//date), $header/revisionDesc//change)/@when
      [matches(., '^[12]\d{3}-\d\d-\d\d$')][. castable as xs:date] ! xs:date(.)"/>
    <xsl:sequence select="(max($days) ! string(.), '1970-01-01')[1] || 'T00:00:00Z'"/>
  </xsl:function>
</xsl:stylesheet>

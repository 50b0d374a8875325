<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://www.idpf.org/2007/opf" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The package document: what the book is, which files it has, in which order they are read.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/epub/xhtml.xsl"/>

  <xsl:output method="xml" version="1.0" encoding="UTF-8" indent="yes"/>

  <xsl:template match="/">
    <xsl:variable name="header" as="element(teiHeader)?" select="kw:documents/kw:document[1]/*/teiHeader"/>
    <xsl:variable name="book" as="element(kw:book)" select="$slice/kw:slice/kw:book"/>
    <package version="3.0" unique-identifier="book-id" xml:lang="{$language}">
      <metadata>
        <dc:identifier id="book-id">{$book/@identifier}</dc:identifier>
        <dc:title>{$kwp:title}</dc:title>
        <xsl:for-each select="distinct-values($book/kw:language/@tag)">
          <dc:language>{.}</dc:language>
        </xsl:for-each>
        <xsl:for-each select="distinct-values($header/fileDesc/titleStmt/(author, editor)[normalize-space()][not(@cert = 'unknown')] ! kw:plain-text(.))">
          <dc:creator>{.}</dc:creator>
        </xsl:for-each>
        <xsl:for-each select="distinct-values($header/fileDesc/titleStmt/respStmt/(name, persName, orgName)[normalize-space()] ! kw:plain-text(.))">
          <dc:contributor>{.}</dc:contributor>
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
        <meta property="dcterms:modified">{$book/@modified}</meta>
        <meta property="schema:accessMode">textual</meta>
        <meta property="schema:accessModeSufficient">textual</meta>
        <meta property="schema:accessibilityFeature">structuralNavigation</meta>
        <meta property="schema:accessibilityFeature">tableOfContents</meta>
        <meta property="schema:accessibilityFeature">readingOrder</meta>
        <meta property="schema:accessibilityFeature">displayTransformability</meta>
        <meta property="schema:accessibilityFeature">index</meta>
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
</xsl:stylesheet>

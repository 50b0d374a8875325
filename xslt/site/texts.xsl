<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>All texts in the order of their dates.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>
  <xsl:import href="kwedition:/site/listing.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice">
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="kwp:heading(part)"/>
      <xsl:with-param name="way" select="'texts'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A part of a divided list has the texts of one year or month. -->
  <xsl:function name="kwp:heading" as="xs:string">
    <xsl:param name="part" as="element(part)?"/>
    <xsl:sequence select="kw:said-of(kw:label('texts'), $part ! (if (@year = '') then kw:label('undated')
      else kw:point-in-words(string-join((@year, @month[. != '']), '-'))))"/>
  </xsl:function>

  <xsl:template match="slice" mode="kw:main">
    <h1>{kwp:heading(part)}</h1>
    <p class="lead">
      <xsl:for-each select="part">
        <a href="{kw:href('texts/index.html')}">{kw:label('contents')}</a>
        <xsl:text> · </xsl:text>
      </xsl:for-each>
      <xsl:value-of select="if (exists(summary/date)) then kw:count-label('texts-intro', count(summary)) else kw:count-label('texts-undated', count(summary))"/>
    </p>
    <xsl:if test="count(summary) gt 5">
      <!-- A part of a divided list orders its own texts; what is sought is sought in all. -->
      <xsl:sequence select="kw:filter(part ! 'texts/names.js', 'filter-texts', 'filter-texts-hint', ('earliest', 'latest', 'title'))"/>
    </xsl:if>
    <xsl:sequence select="kw:listing(summary)"/>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Structured references, whose parts have no punctuation of their own. Imported after whatever says how the parts look.</xd:desc>
  </xd:doc>

  <!-- (By the names of parents alone: the conditions of a pattern are asked of every element, and before its parent.) -->
  <xsl:template match="(analytic | monogr | series | imprint | bibl)/* | biblStruct/idno" mode="kw:text" priority="5">
    <xsl:next-match/>
    <xsl:if test="kw:is-referred(.)">
      <xsl:value-of select="kw:after-part(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="email[kw:is-behind-name(.)]" mode="kw:text" priority="2">
    <xsl:text>, </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="address[not(kw:is-block-level(.))]" mode="kw:text" priority="1">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="biblScope[empty(node())] | citedRange[empty(node())]" mode="kw:text">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:value-of select="kw:scope-in-words(.)"/>
    </span>
  </xsl:template>
</xsl:stylesheet>

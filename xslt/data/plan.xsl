<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns="urn:kwedition:ns" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The data files: the index of persons for other programs.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/slices.xsl"/>

  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="element(kw:plan)">
    <xsl:apply-templates select="register"/>
  </xsl:template>

  <xsl:template match="register" as="element(kw:plan)">
    <xsl:variable name="persons" as="element(entity)*">
      <xsl:perform-sort select="entity[@kind = 'persons']">
        <xsl:sort select="@key" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
        <xsl:sort select="@id" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
      </xsl:perform-sort>
    </xsl:variable>
    <xsl:variable name="slice" as="element()*">
      <edition title="{@title}" language="{@language}" base-url="{@base-url}"/>
      <xsl:sequence select="kwp:documents-named($persons), $persons"/>
    </xsl:variable>
    <plan>
      <xsl:for-each select="'xml', 'json', 'csv'">
        <xsl:sequence select="kwp:page('data/persons.' || ., 'data/persons-' || . || '.xsl', (), $slice)"/>
      </xsl:for-each>
    </plan>
  </xsl:template>
</xsl:stylesheet>

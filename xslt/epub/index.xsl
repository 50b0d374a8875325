<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>An index in the book: each entry with its mentions, which lead to the exact words.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/index.xsl"/>
  <xsl:import href="kwedition:/epub/frame.xsl"/>

  <xsl:template match="entity">
    <dt id="{@id}">{kw:heading(.)}</dt>
    <dd>
      <xsl:variable name="life" as="xs:string" select="kw:life(.)"/>
      <xsl:variable name="others" as="element(form)*" select="form[. != ../label]"/>
      <xsl:if test="$life != '' or exists($others)">
        <p class="entry-line">
          <xsl:value-of select="$life"/>
          <xsl:for-each select="$others">
            <xsl:value-of select="if ($life = '' and position() = 1) then '' else ' · '"/>
            <xsl:sequence select="kw:form(.)"/>
          </xsl:for-each>
        </p>
      </xsl:if>
      <xsl:for-each select="description[1]">
        <p class="description">{.}</p>
      </xsl:for-each>
      <xsl:if test="@entry = ('no', 'form')">
        <p class="attested">{kw:label('entry-' || @entry)}</p>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="mention">
          <p class="entry-line">{kw:mention-count(.)}</p>
          <ul class="mentions">
            <xsl:sequence select="kw:mentions(.)"/>
          </ul>
        </xsl:when>
        <xsl:otherwise>
          <p class="no-mention">{kw:label('no-mention')}</p>
        </xsl:otherwise>
      </xsl:choose>
    </dd>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:r="urn:kwedition:reading"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The pieces of a dictionary's entry, parted as they are elsewhere.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/dictionaries.xsl"/>

  <xsl:template match="entry[kw:end-mark(.)]" mode="kw:reading" as="element(r:block)">
    <r:block>
      <xsl:apply-templates select="node(), kw:end-mark(.)/node()" mode="#current"/>
    </r:block>
  </xsl:template>

  <xsl:template match="pc[parent::entry or parent::sense][kw:is-end-mark(.)]" mode="kw:reading" as="empty-sequence()" priority="1"/>

  <xsl:template _match="{$kwp:pieces} | cit[kw:is-in-dictionary(.)] | cit/quote[kw:is-in-dictionary(.)]" mode="kw:reading" as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="inside" as="element()*">
      <xsl:for-each select="(self::sense | self::hom) ! kw:sense-number(.)">
        <r:t style="{$style}" link="{$link}">{.} </r:t>
      </xsl:for-each>
      <xsl:for-each select="kw:before-piece(.)">
        <r:t style="{$style}" link="{$link}">{.}</r:t>
      </xsl:for-each>
      <xsl:apply-templates select="kw:in-piece(.), kw:end-mark(.)/node()" mode="#current"/>
      <xsl:for-each select="kw:unwritten(.)">
        <r:t style="{$style}" link="{$link}">{.}</r:t>
      </xsl:for-each>
      <xsl:if test="(self::oRef | self::pRef)[empty(node())]">
        <r:t style="{$style}" link="{$link}">~</r:t>
      </xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="(kw:is-block-level(.) and not(self::quote | self::cit)) or kw:holds-blocks(.)">
        <r:block>
          <xsl:sequence select="$inside"/>
        </r:block>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$inside"/>
      </xsl:otherwise>
    </xsl:choose>
    <r:t style="{$style}" link="{$link}">{kw:after-piece(.)}</r:t>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Recorded speech: who says what, and what else is heard or seen.</xd:desc>
  </xd:doc>

  <xsl:template match="u | post" mode="kw:print">
    <fo:block space-before="5pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="." mode="kwp:speaker"/>
      <xsl:for-each select="self::post/(kw:sent-at(.), kw:answered(.) ! kw:answers(.))">
        <fo:inline font-size="8pt">{.}</fo:inline>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:mode name="kwp:speaker" on-no-match="fail"/>

  <xsl:template match="*" mode="kwp:speaker">
    <xsl:for-each select="kw:speaker(.)">
      <fo:inline font-weight="bold">{kw:name}</fo:inline>
      <xsl:text> </xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="u/seg[kw:is-paragraph-said(.)]" mode="kw:print" priority="1">
    <fo:block space-before="3pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="vocal | kinesic | incident | pause" mode="kw:print">
    <xsl:variable name="bare" as="xs:boolean" select="kw:is-bare-sound(.)"/>
    <xsl:variable name="between" as="xs:boolean" select="kw:stands-between-speeches(.)"/>
    <xsl:value-of select="kw:beside-sound(., false())[not($between)]"/>
    <xsl:element name="{if ($between) then 'fo:block' else kwp:fo(.)}">
      <xsl:attribute name="font-style" select="'italic'"/>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:if test="$between">
        <xsl:apply-templates select="." mode="kwp:speaker"/>
      </xsl:if>
      <xsl:if test="$bare">(</xsl:if>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="$bare">{if (normalize-space()) then ')' else '…)'}</xsl:if>
    </xsl:element>
    <xsl:value-of select="kw:beside-sound(., true())[not($between)]"/>
  </xsl:template>

  <xsl:template match="annotationBlock/spanGrp[span[normalize-space()]]" mode="kw:print">
    <fo:block font-size="8pt" margin-left="10pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:for-each select="@type[normalize-space()]">
        <fo:inline font-style="italic">{normalize-space()}</fo:inline>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:for-each select="desc | span">
        <xsl:apply-templates select="." mode="#current"/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </fo:block>
  </xsl:template>

  <xsl:template match="annotationBlock" mode="kw:print">
    <fo:block>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>

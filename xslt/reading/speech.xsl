<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:r="urn:kwedition:reading"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Recorded speech: who says what, and what else is heard or seen.</xd:desc>
  </xd:doc>

  <xsl:template match="u | post" mode="kw:reading" as="element(r:block)">
    <r:block>
      <xsl:for-each select="kw:speaker(.)">
        <r:t style="strong" link="">{kw:name}</r:t>
        <r:t style="" link=""><xsl:text> </xsl:text></r:t>
      </xsl:for-each>
      <xsl:for-each select="self::post/(kw:sent-at(.) ! ('(' || . || ')'), kw:answered(.) ! kw:answers(.))">
        <r:t style="" link="">{.} </r:t>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </r:block>
  </xsl:template>

  <xsl:template match="annotationBlock/spanGrp" mode="kw:reading" as="element(r:block)?">
    <xsl:if test="normalize-space() and not(kw:is-word-by-word(.))">
      <r:block>
        <xsl:for-each select="@type[normalize-space()]">
          <r:t style="" link="">{normalize-space()}: </r:t>
        </xsl:for-each>
        <xsl:for-each select="desc | span">
          <xsl:apply-templates select="." mode="#current"/>
          <r:t style="" link=""><xsl:text> </xsl:text></r:t>
        </xsl:for-each>
      </r:block>
    </xsl:if>
  </xsl:template>

  <xsl:template match="u/seg[kw:is-paragraph-said(.)]" mode="kw:reading" priority="1" as="element(r:block)">
    <r:block>
      <xsl:apply-templates mode="#current"/>
    </r:block>
  </xsl:template>

  <xsl:template match="vocal[kw:stands-between-speeches(.)] | kinesic[kw:stands-between-speeches(.)] | incident[kw:stands-between-speeches(.)] | pause[kw:stands-between-speeches(.)]"
    mode="kw:reading" as="element(r:block)">
    <r:block>
      <xsl:for-each select="kw:speaker(.)">
        <r:t style="strong" link="">{kw:name}</r:t>
        <r:t style="" link=""><xsl:text> </xsl:text></r:t>
      </xsl:for-each>
      <xsl:next-match/>
    </r:block>
  </xsl:template>

  <xsl:template match="vocal | kinesic | incident | pause" mode="kw:reading" as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="kw:is-bare-sound(.) and not(kw:holds-blocks(.))">
        <r:t style="{$style}" link="{$link}">{kw:beside-sound(., false())}(</r:t>
        <xsl:apply-templates mode="#current"/>
        <r:t style="{$style}" link="{$link}">{if (normalize-space()) then ')' else '…)'}{kw:beside-sound(., true())}</r:t>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>

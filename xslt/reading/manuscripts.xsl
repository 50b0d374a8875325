<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:r="urn:kwedition:reading" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The description of a manuscript as lists, a list below each heading, of what shared/manuscripts.xsl has as rows.</xd:desc>
  </xd:doc>

  <xsl:template match="msDesc" mode="kw:reading" as="element(r:block)">
    <xsl:variable name="rows" as="element()*">
      <xsl:apply-templates select="*" mode="kw:description"/>
    </xsl:variable>
    <r:block>
      <xsl:for-each-group select="$rows" group-adjacent="exists(self::r:item)">
        <xsl:choose>
          <xsl:when test="current-grouping-key()">
            <r:list ordered="no">
              <xsl:sequence select="current-group()"/>
            </r:list>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="current-group()"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </r:block>
  </xsl:template>

  <xsl:mode name="kw:description-heading" on-no-match="fail" use-accumulators="#all"/>
  <xsl:mode name="kw:description-prose" on-no-match="fail" use-accumulators="#all"/>
  <xsl:mode name="kw:description-row" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="*" mode="kw:description-heading" as="element(r:block)">
    <xsl:param name="label" as="xs:string"/>
    <r:block>
      <r:t style="strong" link="">{$label}</r:t>
    </r:block>
  </xsl:template>

  <xsl:template match="*" mode="kw:description-prose" as="element(r:block)">
    <r:block>
      <!-- (In the line, several pieces would be parted.) -->
      <xsl:apply-templates select="if (self::seg) then node() else ." mode="kw:reading"/>
    </r:block>
  </xsl:template>

  <xsl:template match="*" mode="kw:description-row" as="element(r:item)">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="said" as="xs:string?"/>
    <r:item>
      <r:t style="em" link="">{$label}:</r:t>
      <r:t style="" link="">{' '}{$said}</r:t>
      <xsl:if test="empty($said)">
        <xsl:apply-templates select="." mode="kw:reading"/>
      </xsl:if>
    </r:item>
  </xsl:template>

  <!-- (One rule each: see CONTRIBUTING on unions with a priority.) -->
  <xsl:template match="measure[kw:after-measure(.)]" mode="kw:reading" priority="3" as="element()*"><xsl:call-template name="kwp:measured"/></xsl:template>
  <xsl:template match="dim[kw:after-measure(.)]" mode="kw:reading" priority="3" as="element()*"><xsl:call-template name="kwp:measured"/></xsl:template>
  <xsl:template match="dimensions[kw:after-measure(.)]" mode="kw:reading" priority="3" as="element()*"><xsl:call-template name="kwp:measured"/></xsl:template>
  <xsl:template match="locusGrp/locus[kw:after-measure(.)]" mode="kw:reading" priority="3" as="element()*"><xsl:call-template name="kwp:measured"/></xsl:template>
  <xsl:template name="kwp:measured" as="element()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:next-match/>
    <r:t style="{$style}" link="{$link}">{kw:after-measure(.)}</r:t>
  </xsl:template>

  <xsl:template _match="{$kw:united(tokenize('locus measure dim height width depth') ! (. || '[not(normalize-space())][ancestor::msDesc]'))}" mode="kw:reading" as="element(r:t)">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <r:t style="{$style}" link="{$link}">{kw:said-by-attributes(.)}</r:t>
  </xsl:template>

  <xsl:template match="dimensions" mode="kw:reading" as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:for-each select="kw:before-sizes(.)">
      <r:t style="{$style}" link="{$link}">{.}</r:t>
    </xsl:for-each>
    <xsl:for-each select="kw:sizes(.)">
      <xsl:if test="position() gt 1">
        <r:t style="{$style}" link="{$link}"> × </r:t>
      </xsl:if>
      <xsl:apply-templates select="." mode="kw:reading"/>
      <r:t style="{$style}" link="{$link}">{kw:after-size(.)}</r:t>
    </xsl:for-each>
    <r:t style="{$style}" link="{$link}">{kw:after-sizes(.)}</r:t>
    <!-- Spaces between the numbers are layout; words are not. -->
    <xsl:apply-templates select="text()[normalize-space()]" mode="#current"/>
  </xsl:template>
</xsl:stylesheet>

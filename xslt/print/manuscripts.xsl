<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The description of a manuscript as a table, its rows as shared/manuscripts.xsl has them.</xd:desc>
  </xd:doc>

  <xsl:template match="msDesc" mode="kw:print">
    <xsl:variable name="rows" as="element(fo:table-row)*">
      <xsl:apply-templates select="*" mode="kw:description"/>
    </xsl:variable>
    <fo:block space-before="8pt" space-after="8pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:if test="exists($rows)">
        <fo:table table-layout="fixed" width="100%" start-indent="0mm" end-indent="0mm" text-indent="0mm" text-align="start" font-size="9.5pt" line-height="13pt"
          border-before-style="solid" border-before-width="0.6pt" border-after-style="solid" border-after-width="0.6pt">
          <fo:table-column column-width="42mm"/>
          <fo:table-column column-width="proportional-column-width(1)"/>
          <fo:table-body>
            <xsl:sequence select="$rows"/>
          </fo:table-body>
        </fo:table>
      </xsl:if>
    </fo:block>
  </xsl:template>

  <xsl:mode name="kw:description-heading" on-no-match="fail" use-accumulators="#all"/>
  <xsl:mode name="kw:description-prose" on-no-match="fail" use-accumulators="#all"/>
  <xsl:mode name="kw:description-row" on-no-match="fail" use-accumulators="#all"/>

  <!-- The chief headings are bold. What stands below a heading stands further in, though not without end. -->
  <xsl:function name="kwp:description-indent" as="attribute(margin-left)">
    <xsl:param name="element" as="element()"/>
    <xsl:attribute name="margin-left" select="3 * min((kw:level-in-description($element) - 1, 4)) || 'mm'"/>
  </xsl:function>

  <xsl:template match="*" mode="kw:description-heading" as="element(fo:table-row)">
    <xsl:param name="label" as="xs:string"/>
    <fo:table-row keep-with-next.within-page="always">
      <fo:table-cell number-columns-spanned="2" padding-before="{if (parent::msDesc) then '6pt' else '3pt'}" padding-after="1.5pt">
        <fo:block hyphenate="false">
          <xsl:sequence select="kwp:description-indent(.)"/>
          <xsl:if test="parent::msDesc">
            <xsl:attribute name="font-weight" select="'bold'"/>
          </xsl:if>
          <xsl:apply-templates select="." mode="kwp:marks"/>
          <xsl:text>{$label}</xsl:text>
        </fo:block>
      </fo:table-cell>
    </fo:table-row>
  </xsl:template>

  <xsl:template match="*" mode="kw:description-prose" as="element(fo:table-row)">
    <fo:table-row>
      <fo:table-cell number-columns-spanned="2" padding-before="2.5pt" padding-after="2.5pt">
        <fo:block>
          <!-- (In the line, several pieces would be parted.) -->
          <xsl:apply-templates select="self::seg" mode="kwp:marks"/>
          <xsl:apply-templates select="if (self::seg) then node() else ." mode="kw:print"/>
        </fo:block>
      </fo:table-cell>
    </fo:table-row>
  </xsl:template>

  <xsl:template match="*" mode="kw:description-row" as="element(fo:table-row)">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="said" as="xs:string?"/>
    <fo:table-row>
      <fo:table-cell padding-before="2.5pt" padding-after="2.5pt" padding-end="3mm">
        <fo:block font-style="italic" hyphenate="false">
          <xsl:sequence select="kwp:description-indent(.)"/>
          <xsl:text>{$label}</xsl:text>
        </fo:block>
      </fo:table-cell>
      <fo:table-cell padding-before="2.5pt" padding-after="2.5pt">
        <fo:block>
          <xsl:choose>
            <xsl:when test="empty($said)">
              <xsl:apply-templates select="." mode="kw:print"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates select="." mode="kwp:marks"/>
              <xsl:text>{$said}</xsl:text>
            </xsl:otherwise>
          </xsl:choose>
        </fo:block>
      </fo:table-cell>
    </fo:table-row>
  </xsl:template>

  <!-- (One rule each: see CONTRIBUTING on unions with a priority.) -->
  <xsl:template match="measure[kw:after-measure(.)]" mode="kw:print" priority="3"><xsl:call-template name="kwp:measured"/></xsl:template>
  <xsl:template match="dim[kw:after-measure(.)]" mode="kw:print" priority="3"><xsl:call-template name="kwp:measured"/></xsl:template>
  <xsl:template match="dimensions[kw:after-measure(.)]" mode="kw:print" priority="3"><xsl:call-template name="kwp:measured"/></xsl:template>
  <xsl:template match="locusGrp/locus[kw:after-measure(.)]" mode="kw:print" priority="3"><xsl:call-template name="kwp:measured"/></xsl:template>
  <xsl:template name="kwp:measured">
    <xsl:context-item as="element()" use="required"/>
    <xsl:next-match/>
    <xsl:value-of select="kw:after-measure(.)"/>
  </xsl:template>

  <xsl:template _match="{$kw:united(tokenize('locus measure dim height width depth') ! (. || '[not(normalize-space())][ancestor::msDesc]'))}" mode="kw:print">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>{kw:said-by-attributes(.)}</xsl:text>
    </fo:inline>
  </xsl:template>

  <xsl:template match="dimensions" mode="kw:print">
    <xsl:value-of select="kw:before-sizes(.)"/>
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:for-each select="kw:sizes(.)">
        <xsl:if test="position() gt 1"> × </xsl:if>
        <xsl:apply-templates select="." mode="kw:print"/>
        <xsl:value-of select="kw:after-size(.)"/>
      </xsl:for-each>
      <xsl:value-of select="kw:after-sizes(.)"/>
      <!-- Spaces between the numbers are layout; words are not. -->
      <xsl:apply-templates select="text()[normalize-space()]" mode="#current"/>
    </fo:inline>
  </xsl:template>
</xsl:stylesheet>

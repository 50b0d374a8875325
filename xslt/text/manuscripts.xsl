<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The description of a manuscript as a table, its rows as shared/manuscripts.xsl has them.</xd:desc>
  </xd:doc>

  <xsl:template match="msDesc" mode="kw:header">
    <xsl:param name="shown-above" as="element()*" select="()" tunnel="yes"/>
    <xsl:if test="not(. intersect $shown-above)">
      <div class="header-parts msDesc">
        <span class="header-label">{kw:header-label(.)}</span>
        <xsl:sequence select="kwp:manuscript(.)"/>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="sourceDesc[msDesc]" mode="kw:header">
    <xsl:param name="shown-above" as="element()*" select="()" tunnel="yes"/>
    <xsl:if test="exists((* except $shown-above, @xml:id))">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="msDesc" mode="kw:text">
    <div class="table">
      <xsl:sequence select="kwp:manuscript(.)"/>
    </div>
  </xsl:template>

  <xsl:function name="kwp:manuscript" as="element()">
    <xsl:param name="description" as="element(msDesc)"/>
    <xsl:variable name="rows" as="element()*">
      <xsl:apply-templates select="$description/*" mode="kw:description"/>
    </xsl:variable>
    <table>
      <xsl:apply-templates select="$description" mode="kw:attributes"/>
      <xsl:choose>
        <xsl:when test="exists($rows[*[2]])">
          <xsl:sequence select="$rows"/>
        </xsl:when>
        <!-- Nothing but headings and prose: HTML allows no column in which no cell begins. -->
        <xsl:otherwise>
          <xsl:for-each select="$rows">
            <xsl:copy>
              <xsl:sequence select="@*"/>
              <xsl:for-each select="*">
                <xsl:copy>
                  <xsl:sequence select="@* except (@colspan, @scope), node()"/>
                </xsl:copy>
              </xsl:for-each>
            </xsl:copy>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </table>
  </xsl:function>

  <xsl:mode name="kw:description-heading" on-no-match="fail" use-accumulators="#all"/>
  <xsl:mode name="kw:description-prose" on-no-match="fail" use-accumulators="#all"/>
  <xsl:mode name="kw:description-row" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="*" mode="kw:description-heading" as="element()">
    <xsl:param name="label" as="xs:string"/>
    <tr class="{local-name()} group level-{kw:level-in-description(.)}">
      <xsl:for-each select="kw:element-id(.)">
        <xsl:attribute name="id" select="."/>
      </xsl:for-each>
      <th colspan="2" scope="colgroup">{$label}</th>
    </tr>
  </xsl:template>

  <xsl:template match="*" mode="kw:description-prose" as="element()">
    <tr>
      <td colspan="2">
        <xsl:sequence select="kw:own-direction()"/>
        <xsl:choose>
          <!-- (In the line, several would be parted.) -->
          <xsl:when test="self::seg">
            <span>
              <xsl:apply-templates select="." mode="kw:attributes"/>
              <xsl:apply-templates mode="kw:text"/>
            </span>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="." mode="kw:text"/>
          </xsl:otherwise>
        </xsl:choose>
      </td>
    </tr>
  </xsl:template>

  <xsl:template match="*" mode="kw:description-row" as="element()">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="said" as="xs:string?"/>
    <xsl:param name="target" as="element()?"/>
    <tr>
      <th scope="row">{$label}</th>
      <td>
        <xsl:sequence select="kw:own-direction()"/>
        <xsl:choose>
          <xsl:when test="empty($said)">
            <xsl:apply-templates select="." mode="kw:text"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:for-each select="kw:element-id(.)">
              <xsl:attribute name="id" select="."/>
            </xsl:for-each>
            <xsl:choose>
              <xsl:when test="$target">
                <a href="{kw:href($target/@address)}">{$said}</a>
              </xsl:when>
              <xsl:otherwise>{$said}</xsl:otherwise>
            </xsl:choose>
          </xsl:otherwise>
        </xsl:choose>
      </td>
    </tr>
  </xsl:template>

  <!-- (One rule each: see CONTRIBUTING on unions with a priority.) -->
  <xsl:template match="measure[kw:after-measure(.)]" mode="kw:text" priority="3"><xsl:call-template name="kwp:measured"/></xsl:template>
  <xsl:template match="dim[kw:after-measure(.)]" mode="kw:text" priority="3"><xsl:call-template name="kwp:measured"/></xsl:template>
  <xsl:template match="dimensions[kw:after-measure(.)]" mode="kw:text" priority="3"><xsl:call-template name="kwp:measured"/></xsl:template>
  <xsl:template match="locus[parent::locusGrp][kw:after-measure(.)]" mode="kw:text" priority="3"><xsl:call-template name="kwp:measured"/></xsl:template>
  <xsl:template name="kwp:measured">
    <xsl:context-item as="element()" use="required"/>
    <xsl:next-match/>
    <xsl:value-of select="kw:after-measure(.)"/>
  </xsl:template>

  <xsl:template _match="{$kw:united(tokenize('locus measure dim height width depth') ! (. || '[not(normalize-space())][ancestor::msDesc]'))}" mode="kw:text">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:text>{kw:said-by-attributes(.)}</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="dimensions" mode="kw:text">
    <xsl:value-of select="kw:before-sizes(.)"/>
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:for-each select="kw:sizes(.)">
        <xsl:if test="position() gt 1"> × </xsl:if>
        <xsl:apply-templates select="." mode="kw:text"/>
        <xsl:value-of select="kw:after-size(.)"/>
      </xsl:for-each>
      <xsl:value-of select="kw:after-sizes(.)"/>
      <!-- Spaces between the numbers are layout; words are not. -->
      <xsl:apply-templates select="text()[normalize-space()]" mode="#current"/>
    </span>
  </xsl:template>
</xsl:stylesheet>

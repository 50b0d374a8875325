<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Recorded speech: who says what, and what else is heard or seen.</xd:desc>
  </xd:doc>

  <xsl:template match="u" mode="kw:text">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:for-each select="kw:speaker(.)">
        <span class="speaker">
          <xsl:choose>
            <xsl:when test="kw:link/@address and not($in-link)">
              <a href="{kw:href(kw:link/@address)}">{kw:name}</a>
            </xsl:when>
            <xsl:otherwise>{kw:name}</xsl:otherwise>
          </xsl:choose>
        </span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
      <xsl:apply-templates select="." mode="kw:permalink"/>
      <xsl:apply-templates select="." mode="kw:markup"/>
    </div>
  </xsl:template>

  <xsl:template match="u/seg[kw:is-paragraph-said(.)]" mode="kw:text" priority="1">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'seg', 'para'"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- Not said, but heard or seen. -->
  <xsl:template match="vocal | kinesic | incident | pause" mode="kw:text">
    <xsl:variable name="bare" as="xs:boolean" select="kw:is-bare-sound(.)"/>
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:if test="$bare">(</xsl:if>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="$bare">{if (normalize-space()) then ')' else '…)'}</xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:template match="annotationBlock" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>
</xsl:stylesheet>

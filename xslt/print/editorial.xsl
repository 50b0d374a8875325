<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What the editor saw and did. One reading stands in the line; the others follow it in brackets with a word that says what
      they are, so that two readings never run together.</xd:desc>
  </xd:doc>

  <xsl:template match="choice" mode="kw:print">
    <xsl:variable name="shown" as="element()?" select="(reg, corr, expan, unclear, seg, *)[1]"/>
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="$shown" mode="#current"/>
      <xsl:apply-templates select="* except $shown" mode="kwp:alternative"/>
    </xsl:element>
  </xsl:template>

  <xsl:mode name="kwp:alternative" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="*" mode="kwp:alternative">
    <xsl:variable name="labels" as="map(xs:string, xs:string)" select="map { 'orig': 'original', 'sic': 'original', 'abbr': 'original', 'corr': 'corrected', 'reg': 'regularized' }"/>
    <xsl:text> [</xsl:text>
    <xsl:value-of select="($labels(local-name()) ! kw:label(.)) ! (. || ': ')"/>
    <xsl:apply-templates select="." mode="kw:print"/>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <xsl:template match="reg | orig | sic | corr | expan | lem | rdg | rdgGrp | secl | surplus | retrace | redo | undo | listApp | subst | unclear" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="app" mode="kw:print">
    <xsl:variable name="shown" as="element()?" select="(lem, rdg, rdgGrp)[1]"/>
    <xsl:variable name="others" as="element()*" select="* except $shown"/>
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="$shown" mode="#current"/>
      <xsl:if test="exists($others) or $shown/@wit">
        <xsl:text> [</xsl:text>
        <xsl:value-of select="kwp:sigla($shown)"/>
        <xsl:for-each select="$others">
          <xsl:if test="position() gt 1 or $shown/@wit">; </xsl:if>
          <xsl:apply-templates select="." mode="kw:print"/>
          <xsl:value-of select="kwp:sigla(.)[. != ''] ! (' ' || .)"/>
        </xsl:for-each>
        <xsl:text>]</xsl:text>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- An entry of an apparatus without readings holds remarks. -->
  <xsl:template match="app[empty(lem | rdg | rdgGrp)]" mode="kw:print" priority="1">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Witnesses by their sigla: what the pointer ends in. -->
  <xsl:function name="kwp:sigla" as="xs:string">
    <xsl:param name="reading" as="element()?"/>
    <xsl:sequence select="string-join(tokenize($reading/@wit) ! replace(., '^.*#', ''), ' ')"/>
  </xsl:function>

  <xsl:template match="del" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:attribute name="text-decoration" select="'line-through'"/>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="add" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:attribute name="text-decoration" select="'underline'"/>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="supplied" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>[</xsl:text>
      <xsl:apply-templates mode="#current"/>
      <xsl:text>]</xsl:text>
    </xsl:element>
  </xsl:template>

  <xsl:template match="gap" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>[…]</xsl:text>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="space" mode="kw:print">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>&#xA0;&#x2003;</xsl:text>
      <xsl:apply-templates mode="#current"/>
    </fo:inline>
  </xsl:template>

  <xsl:template match="g" mode="kw:print">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="not(normalize-space())">{'{' || replace(@ref, '^.*[#:]', '') || '}'}</xsl:if>
    </fo:inline>
  </xsl:template>
</xsl:stylesheet>

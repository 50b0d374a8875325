<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What the editor saw and did: alternatives, variants, additions, deletions, gaps. One reading stands in the line; the others
      follow it in brackets with a word that says what they are, so that two readings never run together.</xd:desc>
  </xd:doc>

  <xsl:template match="choice" mode="kw:text">
    <xsl:variable name="shown" as="element()?" select="(reg, corr, expan, unclear, seg, *)[1]"/>
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates select="$shown" mode="#current"/>
      <xsl:apply-templates select="* except $shown" mode="kw:alternative"/>
    </span>
  </xsl:template>

  <xsl:mode name="kw:alternative" on-no-match="fail"/>

  <xsl:template match="*" mode="kw:alternative">
    <xsl:variable name="labels" as="map(xs:string, xs:string)" select="map { 'orig': 'original', 'sic': 'original', 'abbr': 'original', 'corr': 'corrected', 'reg': 'regularized' }"/>
    <span class="alternative">
      <xsl:text> [</xsl:text>
      <xsl:value-of select="kw:alternative-begins()"/>
      <xsl:sequence select="($labels(local-name()) ! kw:label(.)) ! (. || ': ')"/>
      <xsl:apply-templates select="." mode="kw:text"/>
      <xsl:value-of select="kw:alternative-ends()"/>
      <xsl:text>]</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="reg | orig | sic | corr | expan | lem | rdg | rdgGrp | add | secl | surplus | retrace | redo | undo | listApp" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="app" mode="kw:text">
    <xsl:variable name="shown" as="element()?" select="(lem, rdg, rdgGrp)[1]"/>
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates select="$shown" mode="#current"/>
      <xsl:variable name="others" as="element()*" select="* except $shown"/>
      <xsl:if test="exists($others) or $shown/@wit">
        <xsl:element name="{if (kw:holds-blocks(.)) then 'div' else 'span'}">
          <xsl:attribute name="class" select="'apparatus'"/>
          <xsl:text> [</xsl:text>
          <xsl:value-of select="kw:alternative-begins()"/>
          <xsl:value-of select="kwp:witnesses($shown)"/>
          <xsl:for-each select="$others">
            <xsl:if test="position() gt 1 or $shown/@wit">; </xsl:if>
            <xsl:apply-templates select="." mode="kw:text"/>
            <xsl:value-of select="kwp:witnesses(.)[. != ''] ! (' ' || .)"/>
          </xsl:for-each>
          <xsl:value-of select="kw:alternative-ends()"/>
          <xsl:text>]</xsl:text>
        </xsl:element>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- Witnesses by their sigla: what the pointer ends in. -->
  <xsl:function name="kwp:witnesses" as="xs:string">
    <xsl:param name="reading" as="element()?"/>
    <xsl:sequence select="string-join(tokenize($reading/@wit) ! replace(., '^.*#', ''), ' ')"/>
  </xsl:function>

  <xsl:template match="subst" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="del" mode="kw:text">
    <xsl:element name="del">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="add" mode="kw:text" priority="1">
    <xsl:element name="ins">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="supplied" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:attribute name="title" select="string-join((kw:label('supplied'), @cert ! kw:known-label('cert-' || .)), ' · ')"/>
      <xsl:text>[</xsl:text>
      <xsl:apply-templates mode="#current"/>
      <xsl:text>]</xsl:text>
    </xsl:element>
  </xsl:template>

  <xsl:template match="unclear" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:attribute name="title" select="kw:label('unclear')"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="gap" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:attribute name="title" select="string-join((kw:label('gap'), @reason ! replace(., '_', ' '), (@quantity, @extent)[1], @unit), ' · ')"/>
      <xsl:text>[…]</xsl:text>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="space" mode="kw:text">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:attribute name="title" select="kw:label('space')"/>
      <xsl:text>&#xA0;&#x2003;</xsl:text>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:template match="g" mode="kw:text">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="not(normalize-space())">{'{' || replace(@ref, '^.*[#:]', '') || '}'}</xsl:if>
    </span>
  </xsl:template>
</xsl:stylesheet>

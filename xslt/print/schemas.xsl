<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What is data in a text: the specifications of a schema, feature structures and the like, each on a line with its parts beneath.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/code.xsl"/>

  <xsl:template _match="{$kwp:data-elements} | valItem | exemplum | remarks | f" mode="kw:print">
    <fo:block margin-left="4mm" space-before="2pt" text-align="start">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <fo:inline font-size="85%" color="#595959">{if (self::f/@name) then @name else string-join((local-name(), (@ident, @name, @type)[1]), ' · ')}</fo:inline>
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <!-- A feature that has no value here says nothing. -->
  <xsl:template match="f[not(@fVal)][empty(* | text()[normalize-space()])]" mode="kw:print" priority="2" as="empty-sequence()"/>

  <xsl:template match="fs[kw:word-form(.)]" mode="kw:print">
    <xsl:apply-templates select="kw:word-form(.)/node()" mode="#current"/>
  </xsl:template>

  <xsl:template match="content[*] | constraint[*]" mode="kw:print">
    <fo:block font-family="monospace" font-size="8.5pt" line-height="11pt" text-align="start" hyphenate="false" space-before="6pt" space-after="6pt"
      linefeed-treatment="preserve" white-space-collapse="false" white-space-treatment="preserve">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:value-of select="kw:code(.)"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="specList | specList/*" mode="kw:print">
    <fo:block margin-left="{if (self::specList) then '4mm' else '0mm'}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:value-of select="self::*[not(self::specList)] ! kw:referred(.)"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="specDesc | specGrpRef | moduleRef | elementRef | classRef | macroRef | dataRef | memberOf | divGen" mode="kw:print">
    <xsl:element name="fo:{kw:tag(., 'inline', 'block')}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:value-of select="kw:referred(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>

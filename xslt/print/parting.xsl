<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:fo="http://www.w3.org/1999/XSL/Format"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What parts pieces of names and references. Imported after whatever says how the pieces look, so that the rule for most of them needs no
      priority: a union with one is asked of every element.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/parting.xsl"/>

  <!-- Pieces written without text between them are parted. -->
  <xsl:template _match="{$kw:parted}" mode="kw:print">
    <xsl:next-match/>
    <xsl:value-of select="kw:parting(.)"/>
  </xsl:template>
  <xsl:template _match="{$kw:referred}" mode="kw:print" priority="5">
    <xsl:next-match/>
    <xsl:value-of select="kw:after-part(.)"/>
  </xsl:template>

  <!-- Who did something for it. -->
  <xsl:template match="respStmt[ancestor::biblFull][not(text()[normalize-space()])]" mode="kw:print">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:for-each select="*">
        <xsl:if test="position() gt 1">{if (preceding-sibling::*[1]/self::resp) then ' ' else ', '}</xsl:if>
        <xsl:apply-templates select="." mode="kw:print"/>
      </xsl:for-each>
    </fo:inline>
  </xsl:template>

  <xsl:template match="availability[ancestor::biblFull][not(text()[normalize-space()])]" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="*" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- The parts of a full description of a book: most have no punctuation of their own. -->
  <xsl:template match="biblFull/(titleStmt | editionStmt | publicationStmt | seriesStmt)/* | biblFull/extent" mode="kw:print" priority="6">
    <xsl:next-match/>
    <xsl:variable name="book" as="element(biblFull)" select="ancestor::biblFull[1]"/>
    <!-- (What has lines of its own needs no comma behind it; what may be done with a book is a sentence.) -->
    <xsl:if test="matches(., '[^.,:;!?…\s]\s*$') and not(kw:is-block-level(.)) and exists($book/((titleStmt | editionStmt | publicationStmt | seriesStmt)/* | extent)[. >> current()][normalize-space()])">{if (self::availability) then '. ' else ', '}</xsl:if>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
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

  <!-- The parts of a full description of a book: most have no punctuation of their own. -->
  <xsl:template match="biblFull/(titleStmt | editionStmt | publicationStmt | seriesStmt)/* | biblFull/extent" mode="kw:print" priority="6">
    <xsl:next-match/>
    <xsl:variable name="book" as="element(biblFull)" select="ancestor::biblFull[1]"/>
    <xsl:if test="matches(., '[^.,:;!?…\s]\s*$') and not(self::availability) and exists($book/((titleStmt | editionStmt | publicationStmt | seriesStmt)/* | extent)[. >> current()][not(self::availability)][normalize-space()])">, </xsl:if>
  </xsl:template>
</xsl:stylesheet>

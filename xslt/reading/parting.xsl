<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl"
  xmlns:r="urn:kwedition:reading" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What parts pieces of names and references. Imported after whatever says how the pieces read, so that the rule for most of them needs no
      priority: a union with one is asked of every element.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/parting.xsl"/>

  <!-- Pieces written without text between them are parted. -->
  <xsl:template _match="{$kw:parted}" mode="kw:reading" as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:next-match/>
    <r:t style="{$style}" link="{$link}">{kw:parting(.)}</r:t>
  </xsl:template>
  <!-- Features are no words of one another. -->
  <xsl:template match="f[following-sibling::*[1]/self::f]" mode="kw:reading" priority="2" as="element()*">
    <xsl:next-match/>
    <r:t style="" link="">{' '}</r:t>
  </xsl:template>
  <xsl:template _match="{$kw:referred}" mode="kw:reading" priority="5" as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:next-match/>
    <r:t style="{$style}" link="{$link}">{kw:after-part(.)}</r:t>
  </xsl:template>
</xsl:stylesheet>

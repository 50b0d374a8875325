<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What parts pieces that were written without text between them. Imported after whatever says how the pieces look, so that the rule needs
      no priority: a union with one is asked of every element.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/parting.xsl"/>

  <xsl:template _match="{$kw:parted}" mode="kw:text">
    <xsl:call-template name="kwp:parted"/>
  </xsl:template>

  <xd:doc><xd:desc>A piece with what parts it from the next. (Called: what a rule says is compiled for each of its alternatives.)</xd:desc></xd:doc>
  <xsl:template name="kwp:parted" as="item()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="labelled" as="element()?" select="()" tunnel="yes"/>
    <xsl:next-match/>
    <!-- (What has a line of its own in the header, with its name, needs nothing behind it.) -->
    <xsl:value-of select="if ($labelled is .) then () else kw:parting(.)"/>
  </xsl:template>
</xsl:stylesheet>

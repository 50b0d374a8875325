<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>A text in the book: as on the site, but that images are in it and each page break has an address.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/text.xsl"/>
  <xsl:import href="kwedition:/epub/frame.xsl"/>

  <xsl:key name="kwp:image" match="kw:image" use="@url"/>

  <xsl:accumulator name="kwp:page-breaks" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="pb" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:template match="pb" mode="kw:text">
    <xsl:variable name="shown" as="element()">
      <xsl:next-match/>
    </xsl:variable>
    <span>
      <xsl:attribute name="id" select="'kw-page-' || accumulator-before('kwp:page-breaks')"/>
      <xsl:sequence select="$shown/@*, $shown/node()"/>
    </span>
  </xsl:template>

  <!-- The slice has the images that are there. -->
  <xsl:template match="graphic[key('kwp:image', normalize-space(@url), $slice)]" mode="kw:text">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <img src="{$kwp:to-top}{iri-to-uri(key('kwp:image', normalize-space(@url), $slice)[1]/@path)}" alt="{kwp:description(.)}"/>
      <xsl:value-of select="kw:counted-image(.)"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xd:doc><xd:desc>An image in words: its own description, else that of its figure, else the figure's heading.</xd:desc></xd:doc>
  <xsl:function name="kwp:description" as="xs:string">
    <xsl:param name="graphic" as="element(graphic)"/>
    <xsl:sequence select="(($graphic/desc, $graphic/ancestor::figure[1]/(figDesc, head)) ! kw:plain-text(.), kw:label('figure'))[. != ''][1]"/>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:r="urn:kwedition:reading" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>A document as plain text, for programs that count and compare words.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/reading/reading.xsl"/>

  <xsl:output method="text"/>

  <xsl:mode on-no-match="fail" use-accumulators="#all"/>

  <!-- Letters and Roman numerals where a list has them. -->
  <xsl:function name="kw:item-number" as="xs:string">
    <xsl:param name="item" as="element(r:item)"/>
    <xsl:sequence select="format-integer(kw:list-number($item), ($item/../@numbers, '1')[1])"/>
  </xsl:function>

  <xsl:template match="/" as="xs:string">
    <xsl:sequence select="string-join(kw:laid(kw:read(kw:documents/kw:document)/*), '&#10;&#10;') || '&#10;'"/>
  </xsl:template>
</xsl:stylesheet>

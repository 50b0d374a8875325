<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>A part of the index of persons as CSV: the parts of a large index are made apart and set one after another.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/data/persons-csv.xsl"/>

  <xsl:template match="/" as="xs:string">
    <xsl:variable name="whole" as="xs:string">
      <xsl:apply-imports/>
    </xsl:variable>
    <xsl:sequence select="if (slice/part/@first = 'yes') then $whole else substring-after($whole, '&#xA;')"/>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>A part of the index of persons as JSON: the parts of a large index are made apart and set one after another.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/data/persons-json.xsl"/>

  <xsl:template match="/" as="xs:string">
    <xsl:variable name="whole" as="xs:string">
      <xsl:apply-imports/>
    </xsl:variable>
    <!-- Inside a string, every quotation mark has a backslash before it: this can only be the member itself. -->
    <xsl:variable name="head" as="xs:string" select="substring-before($whole, '&quot;persons&quot;')"/>
    <xsl:variable name="after" as="xs:string" select="substring-after($whole, '&quot;persons&quot;') => substring-after('[')"/>
    <xsl:variable name="end" as="xs:string" select="' ] }&#xA;'"/>
    <xsl:variable name="persons" as="xs:string" select="
      if (ends-with($after, $end)) then substring($after, 1, string-length($after) - string-length($end))
      else error(xs:QName('kw:no-end'), 'the index of persons does not end as expected')"/>
    <xsl:sequence select="
      (if (slice/part/@first = 'yes') then $head || '&quot;persons&quot; : [' else ',')
      || $persons || (if (slice/part/@last = 'yes') then $end else '')"/>
  </xsl:template>
</xsl:stylesheet>

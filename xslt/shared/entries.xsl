<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>An entity of the register as an index shows it, on the screen and on paper.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>A name's letters and digits alone, for comparing names however they are punctuated.</xd:desc></xd:doc>
  <xsl:function name="kw:letters" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="lower-case(replace($name, '[^\p{L}\p{N}]', ''))"/>
  </xsl:function>

  <xd:doc><xd:desc>A name as the head of an entry: 'Stalin, Joseph', but 'Mao Zedong', whose surname comes first anyway. (The sort
      text of an entity is for machines: a sortKey.)</xd:desc></xd:doc>
  <xsl:function name="kw:heading" as="xs:string">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:variable name="sorted" as="xs:string?" select="$entity/form[. = $entity/label][1]/@sort"/>
    <!-- (A comma at its end parts it from what followed where it was written.) -->
    <xsl:sequence select="(if (contains($sorted, ',') and kw:letters($sorted) != kw:letters($entity/label)) then $sorted else string($entity/label)) => replace('(\S)\s*[,;:]+\s*$', '$1')"/>
  </xsl:function>
</xsl:stylesheet>

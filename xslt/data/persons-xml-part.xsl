<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>A part of the index of persons as TEI: the parts of a large index are made apart and set one after another.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/data/persons-xml.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/">
    <xsl:variable name="whole" as="document-node()">
      <xsl:document>
        <xsl:apply-imports/>
      </xsl:document>
    </xsl:variable>
    <xsl:variable name="text" as="xs:string" select="serialize($whole, map {
      'method': 'xml', 'indent': true(), 'omit-xml-declaration': false(), 'encoding': 'UTF-8',
      'suppress-indentation': ('persName', 'note', 'p', 'title', 'quote', 'item') ! QName('http://www.tei-c.org/ns/1.0', .) })"/>
    <!-- There is one list in such a file, and its tags stand nowhere else: in texts, a bracket is an entity. -->
    <xsl:variable name="head" as="xs:string" select="substring-before($text, '&lt;listPerson>') || '&lt;listPerson>'"/>
    <xsl:variable name="tail" as="xs:string" select="'&lt;/listPerson>' || substring-after($text, '&lt;/listPerson>')"/>
    <xsl:sequence select="
      (if (slice/part/@first = 'yes') then $head else '')
      || (substring-after($text, '&lt;listPerson>') => substring-before('&lt;/listPerson>'))
      || (if (slice/part/@last = 'yes') then $tail || '&#xA;' else '')"/>
  </xsl:template>
</xsl:stylesheet>

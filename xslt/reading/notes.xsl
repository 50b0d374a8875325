<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The number of a note behind the words that it is on. Imported after whatever says how these are read.</xd:desc>
  </xd:doc>

  <xsl:template _match="{$kw:annotated}" mode="kw:reading" as="element()*">
    <xsl:next-match/>
    <xsl:sequence select="kw:note-called-by(.) ! kwp:called(.)"/>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>One document as XSL-FO 1.1.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/print/frame.xsl"/>

  <xsl:template match="/" as="document-node()">
    <xsl:variable name="document" as="element(kw:document)" select="kw:documents/kw:document"/>
    <xsl:variable name="record" as="element(kw:document)" select="kwp:record($document)"/>
    <xsl:variable name="title-page" as="element()+">
      <xsl:sequence select="kwp:title-page($kwp:edition-title[. != $record/kw:title], $record/kw:title, ($record/kw:subtitle, $record/kw:date[not(contains($record/kw:title, normalize-space(.)))]), $document/*/teiHeader[1])"/>
      <fo:block break-before="page">
        <xsl:sequence select="kwp:colophon($document)"/>
      </fo:block>
    </xsl:variable>
    <xsl:sequence select="kwp:volume($kwp:edition-title, $title-page, $document)"/>
  </xsl:template>
</xsl:stylesheet>

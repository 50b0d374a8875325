<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:j="http://www.w3.org/2005/xpath-functions" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>All names of an index that is divided, or all texts of such a list, for its filter: calls of a function that site.js
      defines, with a heading, an address and the other forms of each entity, or the date of each text. The parts of the file are set one after another.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/entries.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="xs:string">
    <xsl:variable name="names" as="element(j:array)">
      <j:array>
        <xsl:for-each select="slice/entity">
          <j:array>
            <j:string>{kw:heading(.)}</j:string>
            <j:string>{@address}</j:string>
            <j:string>{string-join(distinct-values(form[. != ../label]), '|')}</j:string>
          </j:array>
        </xsl:for-each>
        <xsl:for-each select="slice/summary">
          <j:array>
            <j:string>{title}</j:string>
            <j:string>{@address}</j:string>
            <j:string>{date}</j:string>
          </j:array>
        </xsl:for-each>
      </j:array>
    </xsl:variable>
    <xsl:sequence select="'kwNames(' || (xml-to-json($names) => replace('&#x2028;', '\\u2028') => replace('&#x2029;', '\\u2029')) || ');&#xA;'"/>
  </xsl:template>
</xsl:stylesheet>

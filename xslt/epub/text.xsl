<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>A text in the book: its head, its summary, the text and its notes, by the templates of the site.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/epub/xhtml.xsl"/>

  <xsl:template match="kw:document">
    <xsl:variable name="content" as="element()*">
      <xsl:apply-templates select="." mode="kw:main"/>
    </xsl:variable>
    <xsl:sequence select="kw:book-page($slice/kw:slice/kw:document/kw:title, 'bodymatter', $content)"/>
  </xsl:template>

  <!-- A book says who made it on its title page; the header as a whole stands on the site, and so do images of pages. -->
  <xsl:template match="teiHeader/*" mode="kw:header" priority="9" as="empty-sequence()"/>
  <xsl:template match="teiHeader" mode="kwp:main" as="empty-sequence()" priority="9"/>
  <xsl:template match="facsimile | standOff" mode="kwp:beside" as="empty-sequence()" priority="9"/>
  <xsl:template match="facsimile | sourceDoc" mode="kwp:main" as="empty-sequence()" priority="9"/>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:r="urn:kwedition:reading" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>One plain reading of a document: read, and laid out as plain text.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/reading/base.xsl"/>
  <xsl:import href="kwedition:/reading/structure.xsl"/>
  <xsl:import href="kwedition:/reading/inline.xsl"/>
  <xsl:import href="kwedition:/reading/parting.xsl"/>
  <xsl:import href="kwedition:/reading/dictionaries.xsl"/>
  <xsl:import href="kwedition:/reading/speech.xsl"/>
  <xsl:import href="kwedition:/reading/editorial.xsl"/>
  <xsl:import href="kwedition:/reading/choice.xsl"/>
  <xsl:import href="kwedition:/reading/manuscripts.xsl"/>
  <xsl:import href="kwedition:/reading/notes.xsl"/>
  <xsl:import href="kwedition:/reading/layout.xsl"/>
</xsl:stylesheet>

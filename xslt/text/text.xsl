<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl">

  <xd:doc scope="stylesheet">
    <xd:desc>TEI text to HTML: the mode kw:text, one module per concern. A document stands in a kw:document with its id, or an
      authority entry in a kw:tei, and $slice says what its pointers lead to. What
      every page needs (labels, dates, languages, addresses) is imported before, by its frame.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/text/base.xsl"/>
  <xsl:import href="kwedition:/text/structure.xsl"/>
  <xsl:import href="kwedition:/text/lists.xsl"/>
  <xsl:import href="kwedition:/text/tables.xsl"/>
  <xsl:import href="kwedition:/text/inline.xsl"/>
  <xsl:import href="kwedition:/text/breaks.xsl"/>
  <xsl:import href="kwedition:/text/formulas.xsl"/>
  <xsl:import href="kwedition:/text/names.xsl"/>
  <xsl:import href="kwedition:/text/parting.xsl"/>
  <xsl:import href="kwedition:/text/bibliography.xsl"/>
  <xsl:import href="kwedition:/text/editorial.xsl"/>
  <xsl:import href="kwedition:/text/apparatus.xsl"/>
  <xsl:import href="kwedition:/text/notes.xsl"/>
  <xsl:import href="kwedition:/text/header.xsl"/>
  <xsl:import href="kwedition:/text/manuscripts.xsl"/>
  <xsl:import href="kwedition:/text/dictionaries.xsl"/>
  <xsl:import href="kwedition:/text/speech.xsl"/>
  <xsl:import href="kwedition:/text/schemas.xsl"/>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl">

  <xd:doc scope="stylesheet">
    <xd:desc>TEI text to XSL-FO: the mode kw:print, one module per concern, divided as the modules of kw:text are.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/print/base.xsl"/>
  <xsl:import href="kwedition:/print/structure.xsl"/>
  <xsl:import href="kwedition:/print/figures.xsl"/>
  <xsl:import href="kwedition:/print/lists.xsl"/>
  <xsl:import href="kwedition:/print/inline.xsl"/>
  <xsl:import href="kwedition:/print/formulas.xsl"/>
  <xsl:import href="kwedition:/print/names.xsl"/>
  <xsl:import href="kwedition:/print/parting.xsl"/>
  <xsl:import href="kwedition:/print/editorial.xsl"/>
  <xsl:import href="kwedition:/print/words.xsl"/>
  <xsl:import href="kwedition:/print/notes.xsl"/>
  <xsl:import href="kwedition:/print/dictionaries.xsl"/>
  <xsl:import href="kwedition:/print/speech.xsl"/>
  <xsl:import href="kwedition:/print/schemas.xsl"/>
  <xsl:import href="kwedition:/print/manuscripts.xsl"/>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private">

  <xd:doc scope="stylesheet">
    <xd:desc>A part of a very long text comes without the parts before it (build/cuts.py). What would have been counted up to there, a processing
      instruction says at the place: part, notes, texts, elements, images. (The numbers of blocks are given before it is cut.)</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>Whether the document is cut. In any other, such an instruction is the encoder's own and says nothing.</xd:desc></xd:doc>
  <xsl:param name="cut" as="xs:string" select="''"/>
  <xsl:variable name="kwp:is-cut" as="xs:boolean" select="$cut = 'yes'"/>

  <xsl:function name="kwp:before" as="xs:integer">
    <xsl:param name="cut" as="processing-instruction()"/>
    <xsl:param name="which" as="xs:integer"/>
    <xsl:sequence select="xs:integer(tokenize($cut)[$which])"/>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>In which part of a divided text an element is shown. Where parts begin is decided before (build/parts.py), and marked with
      kw:part; part 0 is the page of contents. A note is shown where it is called.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/cut.xsl"/>

  <xsl:accumulator name="kw:part" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="processing-instruction('kw-before')[$kwp:is-cut]" select="kwp:before(., 1)"/>
    <xsl:accumulator-rule match="*[@kw:part]" select="xs:integer(@kw:part)"/>
  </xsl:accumulator>

  <xd:doc><xd:desc>The part in which an element is shown; of one that is shown in several, the first.</xd:desc></xd:doc>
  <xsl:function name="kw:part" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="kwp:part($element, 8)"/>
  </xsl:function>

  <!-- Notes may call each other in a circle. -->
  <xsl:function name="kwp:part" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="steps" as="xs:integer"/>
    <xsl:variable name="note" as="element(note)?" select="$element/ancestor-or-self::note[ancestor::text][kw:is-footnote(.)][1]"/>
    <xsl:variable name="anchor" as="element()?" select="$note ! kw:anchor-of(.)"/>
    <xsl:sequence select="
      if (empty($note) or $steps = 0) then $element/accumulator-before('kw:part')
      else if ($anchor) then kwp:part($anchor, $steps - 1)
      else if ($note/ancestor::note) then kwp:part($note/.., $steps - 1)
      else $note/accumulator-before('kw:part')"/>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Characters that were encoded by reference: what can be read in the place of a g without text.</xd:desc>
  </xd:doc>

  <xsl:key name="kwp:character" match="char[@xml:id] | glyph[@xml:id]" use="string(@xml:id)"/>

  <xd:doc><xd:desc>The characters that a g stands for, as its declaration says, or as everybody reads it; a hyphen that only the end of a line
      called for is nothing. Nothing, too, where nobody says: then kw:glyph-name has a name.</xd:desc></xd:doc>
  <xsl:function name="kw:glyph" as="xs:string?">
    <xsl:param name="g" as="element(g)"/>
    <xsl:variable name="name" as="xs:string?" select="kw:glyph-name($g)"/>
    <xsl:variable name="declared" as="element()?" select="$g/@ref[starts-with(., '#')] ! key('kwp:character', substring(., 2), kw:scope($g))[1]"/>
    <xsl:variable name="mapped" as="xs:string*" select="$declared/mapping[not(@type = 'PUA')]/normalize-space()[. != ''][not(matches(., '^U\+'))]"/>
    <xsl:sequence select="
      if (exists($mapped)) then ($declared/mapping[@type = ('standard', 'Unicode', 'unicode', 'normalized', 'composed')]/normalize-space()[. = $mapped], $mapped)[1]
      else if ($name = ('EOLhyphen', 'EOLunhyphen')) then ''
      else if ($name = ('interpunct', 'interpunctus', 'middot')) then '·'
      else if ($name = 'cmbAbbrStroke') then '&#x304;'
      else if ($name = 'abque') then 'q;'
      else ()"/>
  </xsl:function>

  <xd:doc><xd:desc>What a g is called.</xd:desc></xd:doc>
  <xsl:function name="kw:glyph-name" as="xs:string?">
    <xsl:param name="g" as="element(g)"/>
    <xsl:sequence select="($g/@ref ! replace(., '^.*[#:]', ''), $g/@type ! string())[. != ''][1]"/>
  </xsl:function>
</xsl:stylesheet>

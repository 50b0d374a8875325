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
    <xsl:variable name="mapped" as="xs:string*" select="$declared/mapping[not(@type = 'PUA')] ! kwp:mapped(.)"/>
    <xsl:sequence select="
      if (exists($mapped)) then ($declared/mapping[@type = ('standard', 'Unicode', 'unicode', 'normalized', 'composed')] ! kwp:mapped(.), $mapped)[1]
      else if ($declared[kwp:properties(.)]) then kwp:properties($declared)[1]
      else if ($name = ('EOLhyphen', 'EOLunhyphen')) then ''
      else if ($name = ('interpunct', 'interpunctus', 'middot')) then '·'
      else if ($name = 'pilcrow') then '¶'
      else if ($name = 'dot') then '.'
      else if ($name = ('slash', 'virgula')) then '/'
      else if ($name = 'cmbAbbrStroke') then '&#x304;'
      else if ($name = 'abque') then 'q;'
      else ()"/>
  </xsl:function>

  <xd:doc><xd:desc>What a mapping gives: its characters, or that of which it has the number; nothing for numbers that only one font
      knows.</xd:desc></xd:doc>
  <xsl:function name="kwp:mapped" as="xs:string?">
    <xsl:param name="mapping" as="element(mapping)"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($mapping)"/>
    <xsl:choose>
      <xsl:when test="matches($words, '^U\+[0-9A-Fa-f]{4,6}$')">
        <xsl:variable name="number" as="xs:integer" select="fold-left(string-to-codepoints(upper-case(substring($words, 3))), 0,
          function($sum, $digit) { 16 * $sum + (if ($digit ge 65) then $digit - 55 else $digit - 48) })"/>
        <xsl:sequence select="codepoints-to-string($number[. ge 32][not(. ge 55296 and . le 63743 or . = (65534, 65535))][. lt 983040])[. != '']"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$words[. != ''][not(matches(., '\p{Co}'))]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- What a declaration without a mapping says that is read instead, or of which parts the character is composed. -->
  <xsl:function name="kwp:properties" as="xs:string*">
    <xsl:param name="declared" as="element()"/>
    <xsl:variable name="values" as="element()*" select="$declared/(charProp | localProp | unicodeProp)"/>
    <xsl:for-each select="'normalized form', 'normalized', 'composition'">
      <xsl:variable name="wanted" as="xs:string" select="."/>
      <xsl:sequence select="$values[(localName, unicodeName, @name) ! lower-case(normalize-space(.)) = $wanted]/(value, @value)[1]/normalize-space()[. != '']"/>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>Whether a g holds nothing that everybody can read: nothing at all, or characters for private use alone, which are a box without one certain
      font, though something else is known of it.</xd:desc></xd:doc>
  <xsl:function name="kw:is-unreadable" as="xs:boolean">
    <xsl:param name="g" as="element(g)"/>
    <xsl:sequence select="not(normalize-space($g)) or matches($g, '^\s*\p{Co}+\s*$') and empty($g/*) and exists((kw:glyph($g), kw:glyph-name($g)))"/>
  </xsl:function>

  <xd:doc><xd:desc>What a g is called: by what it refers to, or, if that is but a number (c12, U0F1A), by the name that is declared there.</xd:desc></xd:doc>
  <xsl:function name="kw:glyph-name" as="xs:string?">
    <xsl:param name="g" as="element(g)"/>
    <xsl:variable name="called" as="xs:string?" select="($g/@ref ! replace(., '^.*[#:]', ''), $g/@type ! string())[. != ''][1]"/>
    <xsl:variable name="declared" as="element()?" select="$g/@ref[starts-with(., '#')][not(matches($called, '\p{L}{3}'))] ! key('kwp:character', substring(., 2), kw:scope($g))[1]"/>
    <xsl:sequence select="($declared/(charName, glyphName, localProp[lower-case(@name) = 'name']/@value) ! normalize-space()[. != ''], $called)[1]"/>
  </xsl:function>
</xsl:stylesheet>

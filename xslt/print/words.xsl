<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private" xmlns:fo="http://www.w3.org/1999/XSL/Format"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Words of which some letters are encoded in two forms (p&lt;choice&gt;…&lt;/choice&gt;vent): what else is said of them in brackets would divide
      the word. It stands behind the whole word, and has the whole word: prevent [original: pʳvent].</xd:desc>
  </xd:doc>

  <!-- A choice that says its other form in brackets, and whose word begins before it or goes on behind it. -->
  <xsl:template match="choice[kwp:is-part-of-word(.)]" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="kw:chosen(.)" mode="#current"/>
      <xsl:if test="not(kwp:goes-on(.))">
        <xsl:sequence select="kwp:word-otherwise(., '')"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:template match="text()[preceding-sibling::node()[1]/self::choice[kwp:is-part-of-word(.)]][kwp:letters-before(.) != '']" mode="kw:print" as="node()*">
    <xsl:variable name="all" as="text()">
      <xsl:next-match/>
    </xsl:variable>
    <xsl:variable name="letters" as="xs:string" select="kwp:letters-before(.)"/>
    <xsl:choose>
      <!-- More letters in two forms follow. -->
      <xsl:when test="$letters = string() and following-sibling::node()[1]/self::choice">
        <xsl:sequence select="$all"/>
      </xsl:when>
      <xsl:otherwise>
        <!-- (What is counted has a mark before its words.) -->
        <xsl:variable name="mark" as="xs:string" select="if (starts-with($all, '&#xFDD0;')) then substring-before($all, '&#xFDD1;') || '&#xFDD1;' else ''"/>
        <xsl:value-of select="$mark || $letters"/>
        <xsl:sequence select="kwp:word-otherwise(preceding-sibling::node()[1], $letters)"/>
        <xsl:value-of select="substring($all, string-length($mark) + string-length($letters) + 1)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whether a form stands in brackets behind what is read. (Of an abbreviation nothing is said, of uncertain letters neither.) -->
  <xsl:function name="kwp:is-said-otherwise" as="xs:boolean">
    <xsl:param name="choice" as="element(choice)"/>
    <xsl:sequence select="not($choice/(reg[2] or corr[2] or orig[2] or sic[2])) and exists($choice[kw:chosen(.)[self::reg or self::corr]]/(orig | sic)[node()])"/>
  </xsl:function>

  <xsl:function name="kwp:is-part-of-word" as="xs:boolean">
    <xsl:param name="choice" as="element(choice)"/>
    <xsl:sequence select="kwp:is-said-otherwise($choice) and (kwp:goes-on($choice)
      or kwp:letters-behind($choice/preceding-sibling::node()[1]) != ''
      or exists($choice/preceding-sibling::node()[1]/self::choice[kwp:is-said-otherwise(.)]))"/>
  </xsl:function>

  <xsl:function name="kwp:goes-on" as="xs:boolean">
    <xsl:param name="choice" as="element(choice)"/>
    <xsl:variable name="next" as="node()?" select="$choice/following-sibling::node()[1]"/>
    <xsl:sequence select="exists($next[self::text()][kwp:letters-before(.) != '']) or exists($next/self::choice[kwp:is-said-otherwise(.)])"/>
  </xsl:function>

  <!-- The letters that a text begins with, and those that it ends with. -->
  <xsl:function name="kwp:letters-before" as="xs:string">
    <xsl:param name="text" as="text()?"/>
    <xsl:sequence select="if (matches($text, '^[\p{L}\p{M}]')) then replace($text, '^([\p{L}\p{M}]+).*$', '$1', 's') else ''"/>
  </xsl:function>

  <xsl:function name="kwp:letters-behind" as="xs:string">
    <xsl:param name="text" as="node()?"/>
    <xsl:sequence select="if ($text[self::text()]) then tokenize($text, '[^\p{L}\p{M}]')[last()] else ''"/>
  </xsl:function>

  <!-- The word up to a choice, from where it begins, in its other forms. -->
  <xsl:function name="kwp:word-otherwise" as="node()*">
    <xsl:param name="choice" as="element(choice)"/>
    <xsl:param name="ending" as="xs:string"/>
    <xsl:text> [{kw:label('original')}: </xsl:text>
    <xsl:sequence select="kwp:letters-to($choice)"/>
    <xsl:text>{$ending}]</xsl:text>
  </xsl:function>

  <xsl:function name="kwp:letters-to" as="node()*">
    <xsl:param name="choice" as="element(choice)"/>
    <xsl:variable name="before" as="node()?" select="$choice/preceding-sibling::node()[1]"/>
    <xsl:variable name="letters" as="xs:string" select="kwp:letters-behind($before)"/>
    <xsl:variable name="beside" as="element(choice)?" select="($before/self::choice, $before[$letters = string()]/preceding-sibling::node()[1]/self::choice)[1]"/>
    <xsl:sequence select="$beside[kwp:is-said-otherwise(.)] ! kwp:letters-to(.)"/>
    <xsl:value-of select="$letters"/>
    <xsl:apply-templates select="$choice/(orig | sic)" mode="kw:print"/>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>Patterns of many alternatives, for rules that hold for a hundred elements.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>The pattern of what one of the patterns given matches. In groups, because the time that Saxon takes to compile a union grows
      with the third power of its length.</xd:desc></xd:doc>
  <xsl:variable name="kw:united" static="yes" as="function(xs:string*) as xs:string" select="
    function($patterns as xs:string*) as xs:string {
      string-join(for $group in 0 to (count($patterns) - 1) idiv 8 return '(' || string-join(subsequence($patterns, 8 * $group + 1, 8), ' | ') || ')', ' | ')
    }"/>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>Texts made short. (The sentence round a mention is cut out of its block by build/sentences.py: regular expressions over long
      texts are slow here.)</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>A text of at most so many characters, ended at a word.</xd:desc></xd:doc>
  <xsl:function name="kw:shortened" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:variable name="start" as="xs:string" select="substring($text, 1, $length)"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($start)"/>
    <xsl:sequence select="
      if (string-length($text) le $length) then $text
      else if (count($words) gt 1 and normalize-space($start) = $start) then string-join($words[position() lt last()], ' ') || ' …'
      else replace($start, '\s\S*$', '') || ' …'"/>
  </xsl:function>
</xsl:stylesheet>

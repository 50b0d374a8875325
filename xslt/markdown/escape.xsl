<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:r="urn:kwedition:reading" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Text that stays text in Markdown (CommonMark 0.31, and GitHub's tables, strikethrough, footnotes and addresses). A mark of
      accounting.xsl may stand between any two characters and is passed over.</xd:desc>
  </xd:doc>

  <xsl:variable name="kwp:marks" as="xs:string" select="'(?:&#xFDD0;[^&#xFDD1;]*&#xFDD1;)*'"/>

  <xd:doc><xd:desc>Characters that mean something wherever they stand are escaped.</xd:desc></xd:doc>
  <xsl:function name="kw:escaped" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="anywhere" as="xs:string" select="if (matches($text, '[\\`*_\[\]&lt;|~$]')) then replace($text, '([\\`*_\[\]&lt;|~$])', '\\$1') else $text"/>
    <xsl:variable name="entities" as="xs:string" select="if (contains($anywhere, '&amp;')) then replace($anywhere, '&amp;(' || $kwp:marks || '[A-Za-z#])', '\\&amp;$1') else $anywhere"/>
    <!-- Addresses that stand in the text would become links, with the escapes in them. -->
    <xsl:sequence select="
      if (not(contains($entities, '//') or contains(lower-case($entities), 'www'))) then $entities
      else replace($entities, ':(' || $kwp:marks || '/' || $kwp:marks || '/)', '\\:$1') => replace('(w' || $kwp:marks || 'w' || $kwp:marks || 'w' || $kwp:marks || ')\.', '$1\\.', 'i')"/>
  </xsl:function>

  <xd:doc><xd:desc>A line whose beginning begins no list, heading, quotation, definition or table.</xd:desc></xd:doc>
  <xsl:function name="kw:begun" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:variable name="first" as="xs:string" select="substring(kwp:visible($line), 1, 1)"/>
    <!-- Few lines begin so, and regular expressions are slow. -->
    <xsl:sequence select="
      if (contains('-+=#>:', $first)) then replace($line, '^(' || $kwp:marks || ')([\-+=#>:])', '$1\\$2')
      else if (contains('0123456789', $first)) then replace($line, '^(' || $kwp:marks || '(?:[0-9]' || $kwp:marks || '){1,9})([.)])', '$1\\$2')
      else if ($first = '[') then replace($line, '^(' || $kwp:marks || '\[\^[0-9]+\]' || $kwp:marks || '):', '$1\\:')
      (: (A verse that is but a space without end would be cut off, and what ends the line before it be a backslash.) :)
      else if ($first != '' and matches($first, '\p{Z}') and not(matches(kwp:visible($line), '[^\p{Z}]'))) then
        string-join(string-to-codepoints($line) ! (let $sign := codepoints-to-string(.) return if (. gt 32 and matches($sign, '\p{Z}')) then '&amp;#' || . || ';' else $sign))
      else $line"/>
  </xsl:function>

  <xd:doc><xd:desc>A text without the marks of accounting.xsl and the signs of layout.xsl.</xd:desc></xd:doc>
  <xsl:function name="kwp:visible" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="
      if (translate($text, '&#xFDD0;&#xFDD4;&#xFDD5;', '') = $text) then $text
      else replace($text, '&#xFDD0;[^&#xFDD1;]*&#xFDD1;', '') => translate('&#xFDD4;', '') => translate('&#xFDD5;', ' ')"/>
  </xsl:function>

  <xd:doc><xd:desc>An address as it stands between the parentheses of a link.</xd:desc></xd:doc>
  <xsl:function name="kw:link-address" as="xs:string">
    <xsl:param name="link" as="xs:string"/>
    <xsl:variable name="address" as="xs:string" select="if (starts-with($link, 'document:')) then encode-for-uri(substring-after($link, ':')) || '.md' else iri-to-uri($link)"/>
    <xsl:sequence select="$address => replace('\(', '%28') => replace('\)', '%29') => replace('\\', '%5C') => replace('&lt;', '%3C') => replace('&gt;', '%3E')
      => replace('&amp;', '&amp;amp;')"/>
  </xsl:function>

  <xd:doc><xd:desc>A text in quotation marks as YAML (and JSON) has it.</xd:desc></xd:doc>
  <xsl:function name="kw:yaml-text" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="'&quot;' || string-join(string-to-codepoints(normalize-space($text)) ! (
      if (. = (34, 92)) then '\' || codepoints-to-string(.)
      else if (. = (127 to 159, 8232, 8233, 65279)) then '\u' || kwp:hexadecimal(., 4)
      else codepoints-to-string(.))) || '&quot;'"/>
  </xsl:function>

  <xsl:function name="kwp:hexadecimal" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="digits" as="xs:integer"/>
    <xsl:sequence select="(if ($digits gt 1) then kwp:hexadecimal($number idiv 16, $digits - 1) else '') || substring('0123456789abcdef', $number mod 16 + 1, 1)"/>
  </xsl:function>
</xsl:stylesheet>

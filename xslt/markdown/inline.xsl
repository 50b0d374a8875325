<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:r="urn:kwedition:reading" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What stands in a line, as Markdown: emphasis, links, the numbers of notes. There is no nesting: pieces of one style and one
      link are one run, and a run that could not be told from its neighbours is set without emphasis, because an asterisk that emphasizes
      nothing would be text.</xd:desc>
  </xd:doc>

  <xsl:function name="kw:in-line" as="xs:string">
    <xsl:param name="nodes" as="element()*"/>
    <xsl:param name="break" as="xs:string"/>
    <xsl:variable name="runs" as="map(*)*">
      <xsl:for-each-group select="$nodes" group-adjacent="if (self::r:note) then 'note' else string(@link)">
        <xsl:choose>
          <xsl:when test="current-grouping-key() = 'note'">
            <xsl:sequence select="current-group() ! map { 'style': '', 'text': '[^' || @n || ']' }"/>
          </xsl:when>
          <xsl:when test="current-grouping-key() = ''">
            <xsl:sequence select="kwp:runs(current-group())"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="map { 'style': '', 'text': kwp:linked(kwp:set(kwp:runs(current-group()), '['), current-grouping-key()) }"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </xsl:variable>
    <!-- An exclamation mark before a bracket of ours would make it an image, a caret a note in the line. -->
    <xsl:variable name="set" as="xs:string" select="replace(kwp:set($runs, ''), '([!\^])(' || $kwp:marks || '\[)', '\\$1$2')"/>
    <!-- And a parenthesis right behind the call of a note would be where that, as a link, leads. -->
    <xsl:variable name="called" as="xs:string" select="if (contains($set, '[^')) then replace($set, '(\[\^[0-9]+\]' || $kwp:marks || ')\(', '$1\\(') else $set"/>
    <!-- In a heading and in a cell a line begins nothing. -->
    <xsl:sequence select="string-join(if ($break = kw:line-end()) then kwp:lines($called) ! kw:begun(.) else kwp:lines($called), $break)"/>
  </xsl:function>

  <xd:doc><xd:desc>Pieces of one style put together and escaped.</xd:desc></xd:doc>
  <xsl:function name="kwp:runs" as="map(*)*">
    <xsl:param name="nodes" as="element()*"/>
    <xsl:for-each-group select="$nodes" group-adjacent="string(@style)">
      <xsl:sequence select="map { 'style': current-grouping-key(), 'text': kw:escaped(string-join(current-group() ! kwp:raw(.))) }"/>
    </xsl:for-each-group>
  </xsl:function>

  <xd:doc><xd:desc>Runs one after another, each in its style if it can be; `before` is what stands before the first.</xd:desc></xd:doc>
  <xsl:function name="kwp:set" as="xs:string">
    <xsl:param name="runs" as="map(*)*"/>
    <xsl:param name="before" as="xs:string"/>
    <xsl:variable name="set" as="xs:string*">
      <xsl:iterate select="$runs">
        <xsl:param name="last" as="xs:string" select="$before"/>
        <xsl:variable name="at" as="xs:integer" select="position()"/>
        <xsl:variable name="text" as="xs:string" select="?text"/>
        <!-- The escape of an escaped character is no neighbour, but what it escapes is one. -->
        <xsl:variable name="next" as="xs:string" select="substring(string-join(subsequence($runs, $at + 1, 2) ! kwp:visible(?text)), 1, 1)"/>
        <xsl:variable name="result" as="xs:string" select="if (?style = '') then $text else kwp:styled($text, ?style, $last, $next)"/>
        <xsl:sequence select="$result"/>
        <xsl:variable name="seen" as="xs:string" select="kwp:visible($result)"/>
        <xsl:next-iteration>
          <!-- An asterisk that emphasizes goes on as such: the next run cannot begin with one. -->
          <xsl:with-param name="last" select="
            if ($seen = '') then $last
            else if ($result != $text and ends-with($seen, '*')) then '*'
            else if (ends-with($seen, '*')) then '.'
            else substring($seen, string-length($seen))"/>
        </xsl:next-iteration>
      </xsl:iterate>
    </xsl:variable>
    <xsl:sequence select="string-join($set)"/>
  </xsl:function>

  <xd:doc><xd:desc>A run between asterisks, the space at its ends outside; or as it is, where asterisks would not be read as emphasis
      (CommonMark 6.2: left-flanking and right-flanking).</xd:desc></xd:doc>
  <xsl:function name="kwp:styled" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="style" as="xs:string"/>
    <xsl:param name="last" as="xs:string"/>
    <xsl:param name="next" as="xs:string"/>
    <xsl:variable name="space" as="xs:string" select="'[\s&#xFDD4;&#xFDD5;]+'"/>
    <xsl:variable name="rest" as="xs:string" select="replace($text, '^' || $space, '')"/>
    <xsl:variable name="lead" as="xs:string" select="substring($text, 1, string-length($text) - string-length($rest))"/>
    <xsl:variable name="core" as="xs:string" select="replace($rest, $space || '$', '')"/>
    <xsl:variable name="trail" as="xs:string" select="substring($text, string-length($lead) + string-length($core) + 1)"/>
    <xsl:variable name="seen" as="xs:string" select="kwp:visible($core)"/>
    <xsl:variable name="first" as="xs:string" select="substring($seen, 1, 1)"/>
    <xsl:variable name="end" as="xs:string" select="substring($seen, string-length($seen))"/>
    <xsl:variable name="before" as="xs:string" select="if (kwp:visible($lead) != '') then ' ' else $last"/>
    <xsl:variable name="after" as="xs:string" select="if (kwp:visible($trail) != '') then ' ' else $next"/>
    <xsl:variable name="sign" as="xs:string" select="map { 'em': '*', 'strong': '**', 'em strong': '***' }($style)"/>
    <xsl:sequence select="
      if ($seen != '' and $before != '*' and not(matches($first || $end, '\p{Z}'))
          and (not(matches($first, '[\p{P}\p{S}]')) or matches($before, '^([\s\p{Z}\p{P}]|)$'))
          and (not(matches($end, '[\p{P}\p{S}]')) or matches($after, '^([\s\p{Z}\p{P}]|)$')))
      then $lead || $sign || $core || $sign || $trail
      else $text"/>
  </xsl:function>

  <xsl:function name="kwp:linked" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="rest" as="xs:string" select="replace($text, '^\s+', '')"/>
    <xsl:variable name="lead" as="xs:string" select="substring($text, 1, string-length($text) - string-length($rest))"/>
    <xsl:variable name="core" as="xs:string" select="replace($rest, '\s+$', '')"/>
    <xsl:sequence select="
      if (normalize-space(kwp:visible($core)) = '') then $text
      else $lead || '[' || $core || '](' || kw:link-address($address) || ')' || substring($text, string-length($lead) + string-length($core) + 1)"/>
  </xsl:function>
</xsl:stylesheet>

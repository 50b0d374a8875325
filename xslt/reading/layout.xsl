<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:r="urn:kwedition:reading" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>A reading laid out as plain text, the mode kw:layout: each block a string, a blank line between blocks, a paragraph one line
      however long. Another layout imports this one and has its own rules for what looks different.</xd:desc>
  </xd:doc>

  <xsl:mode name="kw:layout" on-no-match="fail"/>

  <!-- The marks of accounting.xsl are nothing to see; they stand after the space that a text begins with, so that spaces meet. -->
  <xsl:variable name="kwp:mark" as="xs:string" select="'&#xFDD0;[^&#xFDD1;]*&#xFDD1;'"/>
  <xsl:variable name="kwp:join-sign" as="xs:string" select="'&#xFDD4;'"/>
  <xsl:variable name="kwp:break-sign" as="xs:string" select="'&#xFDD5;'"/>

  <xd:doc><xd:desc>The blocks that some nodes of a reading make, in order, none of them empty.</xd:desc></xd:doc>
  <xsl:function name="kw:laid" as="xs:string*">
    <xsl:param name="nodes" as="element()*"/>
    <!-- Space between blocks separates nothing. -->
    <xsl:variable name="meant" as="element()*">
      <xsl:for-each-group select="$nodes" group-adjacent="kwp:is-inline(.)">
        <xsl:sequence select="if (current-grouping-key() and empty(current-group()[self::r:note or normalize-space()])) then () else current-group()"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:for-each-group select="$meant" group-adjacent="if (kwp:is-inline(.)) then 'inline' else if (self::r:line and (every $child in * satisfies kwp:is-inline($child))) then 'line' else 'block'">
      <xsl:variable name="laid" as="xs:string*">
        <xsl:choose>
          <xsl:when test="current-grouping-key() = 'inline'">
            <xsl:sequence select="kw:in-line(current-group(), kw:line-end())"/>
          </xsl:when>
          <xsl:when test="current-grouping-key() = 'line'">
            <xsl:sequence select="string-join((current-group() ! kw:in-line(*, kw:line-end()))[. != ''], kw:line-end())"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="current-group()" mode="kw:layout"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:sequence select="$laid[. != '']"/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="kwp:is-inline" as="xs:boolean">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="exists($node[self::r:t | self::r:br | self::r:join | self::r:note])"/>
  </xsl:function>

  <xd:doc><xd:desc>What ends a line that is not the last of its block.</xd:desc></xd:doc>
  <xsl:function name="kw:line-end" as="xs:string">
    <xsl:sequence select="'&#10;'"/>
  </xsl:function>

  <xd:doc><xd:desc>What stands in a line as a string, with line breaks as given.</xd:desc></xd:doc>
  <xsl:function name="kw:in-line" as="xs:string">
    <xsl:param name="nodes" as="element()*"/>
    <xsl:param name="break" as="xs:string"/>
    <xsl:sequence select="string-join(kwp:lines(string-join($nodes ! kwp:raw(.))), $break)"/>
  </xsl:function>

  <xd:doc><xd:desc>A piece of a line, white space as it came.</xd:desc></xd:doc>
  <xsl:function name="kwp:raw" as="xs:string">
    <xsl:param name="node" as="element()"/>
    <xsl:sequence select="
      if ($node/self::r:br) then $kwp:break-sign
      else if ($node/self::r:join) then $kwp:join-sign
      else if ($node/self::r:note) then '[' || $node/@n || ']'
      else replace($node, '^(' || $kwp:mark || ')(\s+)', '$2$1')"/>
  </xsl:function>

  <xd:doc><xd:desc>Pieces put together as lines, white space collapsed; none of them is empty.</xd:desc></xd:doc>
  <xsl:function name="kwp:lines" as="xs:string*">
    <xsl:param name="pieces" as="xs:string"/>
    <xsl:variable name="joined" as="xs:string" select="if (contains($pieces, $kwp:join-sign)) then replace($pieces, '\s*' || $kwp:join-sign || '\s*', '') else $pieces"/>
    <xsl:sequence select="(tokenize($joined, $kwp:break-sign) ! normalize-space(.))[. != '']"/>
  </xsl:function>

  <xd:doc><xd:desc>All that is in a block as one line.</xd:desc></xd:doc>
  <xsl:function name="kw:as-one-line" as="xs:string">
    <xsl:param name="block" as="element()"/>
    <xsl:param name="break" as="xs:string"/>
    <xsl:sequence select="kw:in-line(kwp:flattened($block/node()), $break)"/>
  </xsl:function>

  <xsl:function name="kwp:flattened" as="element()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:for-each select="$nodes">
      <xsl:choose>
        <xsl:when test="self::text()">
          <r:t style="" link="">{.}</r:t>
        </xsl:when>
        <xsl:when test="kwp:is-inline(.)">
          <xsl:sequence select="."/>
        </xsl:when>
        <xsl:otherwise>
          <r:br style="" link=""/>
          <xsl:sequence select="kwp:flattened(node())"/>
          <r:br style="" link=""/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="r:block | r:quote | r:line | r:item" mode="kw:layout" as="xs:string*">
    <xsl:sequence select="kw:laid(*)"/>
  </xsl:template>

  <xsl:template match="r:head" mode="kw:layout" as="xs:string">
    <xsl:sequence select="kw:as-one-line(., ' ')"/>
  </xsl:template>

  <xsl:template match="r:list" mode="kw:layout" as="xs:string">
    <xsl:variable name="ordered" as="xs:boolean" select="@ordered = 'yes'"/>
    <xsl:variable name="items" as="xs:string*">
      <xsl:for-each select="r:item">
        <xsl:sequence select="kwp:hung(if ($ordered) then kw:item-number(.) || '. ' else '- ', kw:laid(*), '')"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join($items, if (contains(string-join($items), '&#10;&#10;')) then '&#10;&#10;' else '&#10;')"/>
  </xsl:template>

  <xd:doc><xd:desc>The number of an item as it is written, which Markdown writes in digits.</xd:desc></xd:doc>
  <xsl:function name="kw:item-number" as="xs:string">
    <xsl:param name="item" as="element(r:item)"/>
    <xsl:sequence select="string(kw:list-number($item))"/>
  </xsl:function>

  <xd:doc><xd:desc>Blocks after a label, their further lines as far in as the label is wide, or by the indent given.</xd:desc></xd:doc>
  <xsl:function name="kwp:hung" as="xs:string">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="blocks" as="xs:string*"/>
    <xsl:param name="indent" as="xs:string"/>
    <xsl:variable name="space" as="xs:string" select="if ($indent != '') then $indent else replace($label, '.', ' ')"/>
    <xsl:sequence select="replace($label || string-join($blocks, '&#10;&#10;'), '\n([^\n])', '&#10;' || $space || '$1') => replace('\s+$', '')"/>
  </xsl:function>

  <xsl:template match="r:table" mode="kw:layout" as="xs:string">
    <xsl:sequence select="string-join(r:row ! string-join(r:cell ! kw:as-one-line(., ' '), '&#9;'), '&#10;')"/>
  </xsl:template>

  <xsl:template match="r:code" mode="kw:layout" as="xs:string">
    <xsl:sequence select="string(.)"/>
  </xsl:template>

  <xsl:template match="r:notes" mode="kw:layout" as="xs:string*">
    <xsl:apply-templates select="r:head" mode="#current"/>
    <xsl:apply-templates select="r:footnote" mode="#current"/>
  </xsl:template>

  <xsl:template match="r:footnote" mode="kw:layout" as="xs:string">
    <xsl:sequence select="'[' || @n || '] ' || string-join(kw:laid(*), '&#10;&#10;')"/>
  </xsl:template>
</xsl:stylesheet>

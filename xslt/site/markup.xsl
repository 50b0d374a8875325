<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The ways from a text to its TEI: the file itself, the pages that show it, and from each block to its lines there. The script
      shows these lines beside the block; without it a reader is led to them. In which line an element is written, kw-at says
      (build/sourceview.py).</xd:desc>
  </xd:doc>

  <xsl:variable name="kwp:source" as="element(kw:tei)?" select="$slice/kw:slice/kw:tei"/>
  <xsl:variable name="kwp:source-page" as="xs:string?" select="$kwp:source ! kw:href(@address)"/>

  <xd:doc><xd:desc>The file, for programs.</xd:desc></xd:doc>
  <xsl:function name="kw:source-link" as="element()?">
    <xsl:for-each select="$kwp:source">
      <link rel="alternate" type="{kw:source-type(@file)}" title="TEI" href="{kw:shared-href(@file)}"/>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>The source and the file, for readers.</xd:desc></xd:doc>
  <xsl:function name="kw:source-ways" as="element()?">
    <xsl:for-each select="$kwp:source">
      <nav class="source-ways" aria-label="{kw:label('source')}">
        <a href="{$kwp:source-page}">{kw:label('source-see')}</a>
        <a href="{kw:shared-href(@file)}" type="{kw:source-type(@file)}" download="">{kw:label('source-save')}</a>
      </nav>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="kw:markup-script" as="element()?">
    <xsl:if test="$kwp:source">
      <script defer="defer" src="{kw:shared-href('assets/markup.js')}" data-lines="{kw:label('source-lines')}" data-line="{kw:label('source-line')}" data-close="{kw:label('source-close')}"/>
    </xsl:if>
  </xsl:function>

  <!-- Paragraphs and notes wherever they are; of what else holds others, the outermost. -->
  <xsl:template match="p[@kw-at][not(ancestor::note)] | ab[@kw-at][not(ancestor::note)] | note[@kw-at]" mode="kw:markup">
    <xsl:if test="ancestor::text">
      <xsl:sequence select="kwp:markup-way(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="(lg | l | list | table | figure | opener | closer | titlePage | castList | zone | sp[not(p | ab | lg)])[@kw-at]
    [not(ancestor::*[self::p | self::ab | self::note | self::lg | self::list | self::table | self::figure | self::opener | self::closer | self::titlePage
      | self::castList | self::zone | self::sp[not(p | ab | lg)] | self::head])]" mode="kw:markup">
    <xsl:if test="ancestor::text or ancestor::sourceDoc">
      <xsl:sequence select="kwp:markup-way(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="kwp:markup-way" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$kwp:source">
      <!-- 'L12', or '3 L812' where the source fills several pages. -->
      <xsl:variable name="place" as="xs:string+" select="tokenize($element/@kw-at)"/>
      <xsl:variable name="page" as="xs:string" select="if (tail($place)) then substring($kwp:source-page, 1, string-length($kwp:source-page) - 5) || '/' || head($place) || '.html' else $kwp:source-page"/>
      <a class="markup" href="{$page}#{$place[last()]}" aria-label="{kw:label('markup')}"><xsl:sequence select="kw:interface-language()"/></a>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>

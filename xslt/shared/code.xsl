<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What is data in a text, and markup shown as markup.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/unions.xsl"/>

  <xd:doc><xd:desc>The specifications of a schema, feature structures and the like, as a pattern.</xd:desc></xd:doc>
  <xsl:variable name="kwp:data-elements" static="yes" as="xs:string" select="$kw:united(tokenize(
    'schemaSpec specGrp moduleSpec elementSpec classSpec macroSpec dataSpec constraintSpec model modelGrp modelSequence paramSpec attList attDef valList
     fs fsdDecl fvLib fLib timeline listObject object listNym nym listAnnotation annotation listForest forest graph tree eTree'))"/>

  <xd:doc><xd:desc>What an element holds, as it is written: the namespaces of examples and of the element itself are understood, and ours is nobody's business. The
      text is counted as shown.</xd:desc></xd:doc>
  <xsl:function name="kw:code" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="written" as="xs:string" select="serialize($element/node(), map { 'method': 'xml', 'indent': false(), 'omit-xml-declaration': true() })"/>
    <!-- Namespaces that the file declares further up are none of the example's. -->
    <xsl:variable name="unused" as="xs:string*" select="distinct-values(analyze-string($written, ' xmlns:([\w.\-]+)=')//*:group ! string())
      [not(contains($written, '&lt;' || . || ':') or contains($written, ' ' || . || ':'))] ! replace(., '\.', '\\.')"/>
    <xsl:sequence select="kw:shown($element) || kwp:moved-out((if (exists($unused)) then replace($written, ' xmlns:(' || string-join($unused, '|') || ')=&quot;[^&quot;]*&quot;', '') else $written) => replace(' kw-[a-z]+=&quot;[^&quot;]*&quot;', '')
      => replace(' xmlns(:kw)?=&quot;(http://www.tei-c.org/ns/Examples|urn:kwedition:ns)&quot;', '') => replace(' xmlns=&quot;' || namespace-uri($element) || '&quot;', '') => replace('^\n+|\s+$', ''))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a block is a program or the like, as pandoc writes it.</xd:desc></xd:doc>
  <xsl:function name="kw:is-code-block" as="xs:boolean">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="normalize-space($block/@type) = 'codeblock'"/>
  </xsl:function>

  <xd:doc><xd:desc>A text of such a block, or of a `code` in several lines, without the empty lines before the first and behind the last.</xd:desc></xd:doc>
  <xsl:function name="kw:code-words" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="words" as="xs:string" select="kw:counted($text)"/>
    <xsl:variable name="begun" as="xs:string" select="if (empty($text/preceding-sibling::node())) then replace($words, '^((&#xFDD0;[^&#xFDD1;]*&#xFDD1;)?)([ \t]*\n)+', '$1') else $words"/>
    <xsl:sequence select="if (empty($text/following-sibling::node())) then replace($begun, '\s+$', '') else $begun"/>
  </xsl:function>

  <!-- Without the indentation that all lines of the file have there. (The first may begin right behind the tag.) -->
  <xsl:function name="kwp:moved-out" as="xs:string">
    <xsl:param name="code" as="xs:string"/>
    <xsl:variable name="lines" as="xs:string*" select="tokenize($code, '\n')"/>
    <xsl:variable name="indent" as="xs:integer?" select="min(($lines[1][matches(., '^\s')], tail($lines)) ! kwp:indent(.))"/>
    <xsl:sequence select="if ($indent gt 0) then string-join($lines ! substring(., 1 + min((kwp:indent(.), $indent))), '&#10;') else $code"/>
  </xsl:function>

  <!-- The spaces before the words of a line; nothing for one without words. -->
  <xsl:function name="kwp:indent" as="xs:integer?">
    <xsl:param name="line" as="xs:string"/>
    <xsl:sequence select="substring(normalize-space($line), 1, 1)[. != ''] ! string-length(substring-before($line, .))"/>
  </xsl:function>

  <xd:doc><xd:desc>What an element without words refers to, of a schema or an edition: its key, with the attributes that are meant.</xd:desc></xd:doc>
  <xsl:function name="kw:referred" as="xs:string">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="string-join($reference/(@key, @target, @name, @include, @except, self::specDesc/@atts) ! normalize-space()[. != ''], ' · ')"/>
  </xsl:function>
</xsl:stylesheet>

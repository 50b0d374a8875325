<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What names of renditions mean that no header declares: those of the base format of the German Text Archive (DTABf), whose documents point
      to them and have them nowhere.</xd:desc>
  </xd:doc>

  <xsl:variable name="kwp:base-format" static="yes" as="map(xs:string, xs:string)" select="map { '#c': 'center', '#g': 'spaced', '#k': 'smallcaps', '#s': 'strikethrough',
    '#u': 'underline', '#uu': 'doubleunderline', '#et': 'indent', '#in': 'initial' }"/>

  <xsl:key name="kwp:declared-renditions" match="rendition" use="'all'"/>

  <xd:doc><xd:desc>The words for the renditions of an element that have a meaning without a declaration.</xd:desc></xd:doc>
  <xsl:function name="kw:known-renditions" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="known" as="xs:string*" select="tokenize($element/@rendition) ! $kwp:base-format(.)"/>
    <xsl:sequence select="$known[empty(key('kwp:declared-renditions', 'all', kw:scope($element)))]"/>
  </xsl:function>
</xsl:stylesheet>

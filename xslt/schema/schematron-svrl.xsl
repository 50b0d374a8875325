<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:svrl="http://purl.oclc.org/dsdl/svrl" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>What a traced stylesheet of schematron.xsl found, with the kw:schema that it holds, as a report in the Schematron Validation
      Report Language (ISO/IEC 19757-3, annex D): pattern by pattern, each fired rule before what it found.</xd:desc>
  </xd:doc>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="svrl:text"/>

  <xsl:mode on-no-match="fail"/>

  <xd:doc><xd:desc>The kw:schema of the compiled stylesheet.</xd:desc></xd:doc>
  <xsl:param name="schema" as="document-node()"/>

  <xd:doc><xd:desc>The document that was judged.</xd:desc></xd:doc>
  <xsl:param name="document" as="xs:string" select="''"/>

  <xsl:key name="kwp:of-pattern" match="fired | finding" use="xs:integer(@pattern)"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="findings"/>
  </xsl:template>

  <xsl:template match="findings" as="element()">
    <xsl:variable name="found" as="document-node()" select="root(.)"/>
    <svrl:schematron-output>
      <xsl:sequence select="kwp:given('title', $schema/schema/@title), kwp:given('schemaVersion', $schema/schema/@version)"/>
      <!-- The phase is a name in SVRL, and #ALL is none. -->
      <xsl:sequence select="kwp:given('phase', $schema/schema/@phase[. castable as xs:NCName])"/>
      <xsl:for-each select="fault">
        <svrl:text>A rule could not be judged at {@location}: {.}</svrl:text>
      </xsl:for-each>
      <xsl:for-each select="$schema/schema/ns">
        <svrl:ns-prefix-in-attribute-values prefix="{@prefix}" uri="{@uri}"/>
      </xsl:for-each>
      <xsl:for-each select="$schema/schema/pattern">
        <xsl:variable name="events" as="element()*" select="key('kwp:of-pattern', xs:integer(@number), $found)"/>
        <xsl:variable name="pattern" as="element(pattern)" select="."/>
        <!-- A pattern that is about documents of its own is active once for each. -->
        <xsl:for-each-group select="$events" group-by="string(parent::document/@href)">
          <xsl:sequence select="kwp:active($pattern, (current-grouping-key()[. != ''], $document)[1])"/>
          <xsl:apply-templates select="current-group()"/>
        </xsl:for-each-group>
        <xsl:if test="empty($events)">
          <xsl:sequence select="kwp:active($pattern, $document)"/>
        </xsl:if>
      </xsl:for-each>
    </svrl:schematron-output>
  </xsl:template>

  <xsl:function name="kwp:active" as="element()">
    <xsl:param name="pattern" as="element(pattern)"/>
    <xsl:param name="document" as="xs:string"/>
    <svrl:active-pattern>
      <xsl:sequence select="kwp:given('id', $pattern/@id), kwp:given('name', $pattern/@name), kwp:given('document', $document ! encode-for-uri(.) ! replace(., '%2F', '/'))"/>
    </svrl:active-pattern>
  </xsl:function>

  <xsl:template match="fired" as="element()">
    <svrl:fired-rule>
      <xsl:sequence select="kwp:given('id', @id)"/>
      <xsl:copy-of select="@context"/>
      <xsl:sequence select="kwp:given('role', @role), kwp:given('flag', @flag)"/>
    </svrl:fired-rule>
  </xsl:template>

  <xsl:template match="finding" as="element()">
    <xsl:element name="svrl:{if (@kind = 'assert') then 'failed-assert' else 'successful-report'}">
      <xsl:sequence select="kwp:given('id', @id)"/>
      <xsl:copy-of select="@location | @test"/>
      <xsl:sequence select="kwp:given('role', @role), kwp:given('flag', @flag)"/>
      <xsl:for-each select="diagnostic">
        <svrl:diagnostic-reference diagnostic="{@id}">
          <svrl:text>{normalize-space()}</svrl:text>
        </svrl:diagnostic-reference>
      </xsl:for-each>
      <xsl:for-each select="property">
        <svrl:property-reference property="{@id}">
          <xsl:copy-of select="@role | @scheme"/>
          <svrl:text>{normalize-space()}</svrl:text>
        </svrl:property-reference>
      </xsl:for-each>
      <svrl:text>{normalize-space(text)}</svrl:text>
    </xsl:element>
  </xsl:template>

  <xsl:function name="kwp:given" as="attribute()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="item()?"/>
    <xsl:if test="string($value) != ''">
      <xsl:attribute name="{$name}" select="$value"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>

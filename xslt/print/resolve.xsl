<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="http://www.w3.org/1999/XSL/Format">

  <xd:doc scope="stylesheet">
    <xd:desc>The last look at a file for print: no link without a target, no page of what is not here, no id twice.</xd:desc>
  </xd:doc>

  <xsl:mode name="kwp:resolve" on-no-match="shallow-copy"/>

  <xsl:key name="kwp:printed" match="*[@id]" use="@id"/>

  <xsl:template match="@id[not(.. is key('kwp:printed', .)[1])]" mode="kwp:resolve" as="empty-sequence()"/>

  <xsl:template match="basic-link[@internal-destination][empty(key('kwp:printed', @internal-destination))]" mode="kwp:resolve" as="element(fo:inline)">
    <fo:inline>
      <xsl:apply-templates select="@* except @internal-destination, node()" mode="#current"/>
    </fo:inline>
  </xsl:template>

  <!-- What is written the other way round than what is around it. Only there a formatter is told: the rest follows from it. -->
  <xsl:function name="kwp:turns" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/@direction) and $element/@direction != ($element/ancestor::*/@direction)[last()]"/>
  </xsl:function>

  <xsl:template match="block[kwp:turns(.)] | list-block[kwp:turns(.)]" mode="kwp:resolve" as="element(fo:block-container)">
    <fo:block-container writing-mode="{if (@direction = 'rtl') then 'rl-tb' else 'lr-tb'}">
      <xsl:next-match/>
    </fo:block-container>
  </xsl:template>

  <xsl:template match="inline[kwp:turns(.)][descendant::text()]" mode="kwp:resolve" priority="2" as="element(fo:bidi-override)">
    <fo:bidi-override direction="{@direction}" unicode-bidi="embed">
      <xsl:apply-templates select="@* except @direction, node()" mode="#current"/>
    </fo:bidi-override>
  </xsl:template>

  <xsl:template match="@direction[not(parent::bidi-override)]" mode="kwp:resolve" as="empty-sequence()"/>

  <!-- An inline without any property is nothing. -->
  <xsl:template match="inline[not(@*)]" mode="kwp:resolve">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- What is empty and has an address: an inline would do, but FOP cannot divide the word after it. -->
  <xsl:template match="inline[not(descendant::text() or descendant::*[not(self::inline)])]" mode="kwp:resolve" priority="0.6" as="element(fo:wrapper)*">
    <xsl:for-each select="descendant-or-self::inline[@id]">
      <fo:wrapper>
        <xsl:apply-templates select="@id" mode="#current"/>
      </fo:wrapper>
    </xsl:for-each>
  </xsl:template>

  <!-- This link was there for its page number alone. -->
  <xsl:template match="basic-link[page-number-citation[empty(key('kwp:printed', @ref-id))]]" mode="kwp:resolve" priority="1" as="empty-sequence()"/>
</xsl:stylesheet>

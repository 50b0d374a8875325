<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Dictionaries: entries with their forms, grammar, senses and translations.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/dictionaries.xsl"/>

  <xsl:template match="superEntry | entry | entryFree" mode="kw:print">
    <fo:block space-before="3pt">
      <xsl:if test="not(self::superEntry)">
        <xsl:attribute name="margin-left" select="'4mm'"/>
        <xsl:attribute name="text-indent" select="'-4mm'"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="node(), kw:end-mark(.)/node()" mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="pc[parent::entry or parent::sense][kw:is-end-mark(.)]" mode="kw:print" priority="1"/>

  <xsl:template _match="{$kwp:pieces}" mode="kw:print">
    <xsl:value-of select="kw:before-piece(.)"/>
    <xsl:element name="{kwp:fo(.)}">
      <!-- (One that holds a note of several lines is a block, too.) -->
      <xsl:if test="(self::sense | self::hom)[kw:is-block-level(.) or kw:holds-blocks(.)]">
        <xsl:attribute name="margin-left" select="'4mm'"/>
        <xsl:attribute name="text-indent" select="'0mm'"/>
      </xsl:if>
      <xsl:if test="self::orth[parent::form[not(parent::form)]] or kw:is-headword(.)">
        <xsl:attribute name="font-weight" select="'bold'"/>
      </xsl:if>
      <xsl:if test="self::gramGrp | self::usg | self::gram[not(parent::gramGrp)] | self::pos[not(parent::gramGrp)] | self::gen[not(parent::gramGrp)]">
        <xsl:attribute name="font-style" select="'italic'"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:value-of select="(self::sense | self::hom) ! kw:sense-number(.) ! (. || ' ')"/>
      <xsl:apply-templates select="kw:in-piece(.), kw:end-mark(.)/node()" mode="#current"/>
      <xsl:value-of select="kw:unwritten(.)"/>
      <!-- A sign that stands for the headword. -->
      <xsl:if test="(self::oRef | self::pRef)[empty(node())]">~</xsl:if>
    </xsl:element>
    <xsl:value-of select="kw:after-piece(.)"/>
  </xsl:template>

  <xsl:template match="cit[kw:is-in-dictionary(.)] | cit/quote[kw:is-in-dictionary(.)]" mode="kw:print">
    <xsl:element name="fo:{kw:tag(., 'inline', 'block')}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="kw:in-piece(.)" mode="#current"/>
    </xsl:element>
    <xsl:value-of select="kw:after-piece(.)"/>
  </xsl:template>
</xsl:stylesheet>

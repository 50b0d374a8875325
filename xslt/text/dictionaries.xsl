<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Dictionaries: entries with their forms, grammar, senses and translations.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/dictionaries.xsl"/>

  <xsl:template match="superEntry | entry | entryFree" mode="kw:text">
    <xsl:variable name="lines" as="element()?" select="if (*[last()][kw:is-block-level(.)] and not(*[last()]/following-sibling::text()[normalize-space()])) then *[kw:is-block-level(.)][1] else ()"/>
    <xsl:variable name="before" as="node()*" select="if ($lines) then node()[. &lt;&lt; $lines] else node()"/>
    <xsl:variable name="headed" as="xs:boolean" select="some $node in $before satisfies normalize-space($node)"/>
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates select="$before" mode="#current"/>
      <!-- Behind what follows on lines of its own, the links would stand on one more. -->
      <xsl:if test="$headed">
        <xsl:sequence select="kwp:entry-ways(.)"/>
      </xsl:if>
      <xsl:apply-templates select="node() except $before, kw:end-mark(.)/node()" mode="#current"/>
      <xsl:if test="not($headed)">
        <xsl:sequence select="kwp:entry-ways(.)"/>
      </xsl:if>
    </div>
  </xsl:template>

  <!-- The links to an entry and to its markup. -->
  <xsl:function name="kwp:entry-ways" as="node()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:apply-templates select="$entry[self::entry or self::entryFree]" mode="kw:permalink"/>
    <xsl:apply-templates select="$entry[self::entry or self::entryFree]" mode="kw:markup"/>
  </xsl:function>

  <xsl:template match="pc[parent::entry or parent::sense][kw:is-end-mark(.)]" mode="kw:text" priority="1"/>

  <xsl:template _match="{$kwp:pieces}" mode="kw:text">
    <xsl:value-of select="kw:before-piece(.)"/>
    <xsl:element name="{if (kw:is-block-level(.)) then 'div' else kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:for-each select="(self::sense | self::hom) ! kw:sense-number(.)">
        <span class="sense-number">{.}</span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:choose>
        <!-- What heads an entry is a headword also where nothing but the form says so. -->
        <xsl:when test="kw:is-headword(.)">
          <span class="orth">
            <xsl:apply-templates select="kw:in-piece(.)" mode="#current"/>
          </span>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="kw:in-piece(.), kw:end-mark(.)/node()" mode="#current"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:value-of select="kw:unwritten(.)"/>
      <!-- A sign that stands for the headword. -->
      <xsl:if test="(self::oRef | self::pRef)[empty(node())]">~</xsl:if>
    </xsl:element>
    <xsl:value-of select="kw:after-piece(.)"/>
  </xsl:template>

  <!-- What is quoted here are words of a language, not somebody's: kw:quotation-marks knows none for them. -->
  <xsl:template match="cit[kw:is-in-dictionary(.)] | quote[parent::cit][kw:is-in-dictionary(.)]" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="local-name(), self::cit/@type ! kwp:tokens('type-', .)"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="kw:in-piece(.)" mode="#current"/>
    </xsl:element>
    <xsl:value-of select="kw:after-piece(.)"/>
  </xsl:template>
</xsl:stylesheet>

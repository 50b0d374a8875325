<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What is true of every element in the mode kw:text. It is imported before the modules, so that any rule of theirs goes
      before the one for elements that nobody knows.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/accounting.xsl"/>
  <xsl:import href="kwedition:/shared/kinds.xsl"/>
  <xsl:import href="kwedition:/shared/plain.xsl"/>
  <xsl:import href="kwedition:/shared/names.xsl"/>
  <xsl:import href="kwedition:/shared/addresses.xsl"/>
  <xsl:import href="kwedition:/shared/blocks.xsl"/>
  <xsl:import href="kwedition:/shared/witnesses.xsl"/>
  <xsl:import href="kwedition:/shared/dictionaries.xsl"/>
  <xsl:import href="kwedition:/shared/tables.xsl"/>
  <xsl:import href="kwedition:/shared/speech.xsl"/>
  <xsl:import href="kwedition:/shared/code.xsl"/>
  <xsl:import href="kwedition:/shared/pointers.xsl"/>
  <xsl:import href="kwedition:/shared/links.xsl"/>
  <xsl:import href="kwedition:/shared/glyphs.xsl"/>
  <xsl:import href="kwedition:/shared/renditions.xsl"/>
  <xsl:import href="kwedition:/shared/manuscripts.xsl"/>
  <xsl:import href="kwedition:/text/renditions.xsl"/>

  <xsl:mode name="kw:text" on-no-match="fail" use-accumulators="#all"/>

  <xd:doc><xd:desc>Those of some elements that the page shows: all of them, unless it is a part of a divided text.</xd:desc></xd:doc>
  <xsl:function name="kw:in-view" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="$nodes"/>
  </xsl:function>

  <!-- The one rule that lets text through. -->
  <xsl:template match="text()" mode="kw:text" as="text()?">
    <xsl:if test="not($kwp:are-joined) or not(kw:is-joint(.))">
      <xsl:value-of select="kw:counted(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="kw:text" as="empty-sequence()"/>

  <!-- An element that no rule knows keeps its text, and says so to whoever builds. -->
  <xsl:template match="*" mode="kw:text">
    <xsl:param name="labelled" as="element()?" select="()" tunnel="yes"/>
    <xsl:variable name="known" as="xs:boolean" select="exists($labelled) and . is $labelled"/>
    <xsl:if test="not($known)">
      <xsl:message expand-text="yes">no rule for {local-name()}{if (namespace-uri() = 'http://www.tei-c.org/ns/1.0') then '' else ' of the namespace ' || namespace-uri()}</xsl:message>
    </xsl:if>
    <xsl:element name="{if (not($known) and kw:is-block-level(.)) then 'div' else kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'unknown'[not($known)], local-name()"/>
      </xsl:apply-templates>
      <xsl:value-of select="kw:marked-unknown(.)[not($known)]"/>
      <xsl:apply-templates select="kw:held-by-unknown(.)" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- What headers and descriptions of manuscripts hold without more to it than its text. -->
  <xsl:template _match="{$kwp:plain-elements}" mode="kw:text">
    <xsl:call-template name="kwp:as-it-stands"/>
  </xsl:template>

  <xd:doc><xd:desc>An element without more to it than what it holds. (Called: what a rule says is compiled for each of its alternatives.)</xd:desc></xd:doc>
  <xsl:template name="kwp:as-it-stands" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xd:doc><xd:desc>What every element brings along: its address, its language, its name and its rendition.</xd:desc></xd:doc>
  <xsl:template match="*" mode="kw:attributes" as="attribute()*">
    <xsl:param name="class" as="xs:string*" select="local-name()"/>
    <!-- Most elements have none. -->
    <xsl:variable name="id" as="xs:string?" select="if (@kw-block or @xml:id or exists($kwp:block-names(local-name())) or self::label) then kw:element-id(.) else ()"/>
    <xsl:if test="exists($id)">
      <xsl:attribute name="id" select="$id"/>
    </xsl:if>
    <xsl:if test="@xml:lang">
      <xsl:apply-templates select="@xml:lang" mode="kw:attributes"/>
    </xsl:if>
    <xsl:variable name="classes" as="xs:string" select="string-join(($class, if (@rend or @rendition or @style) then kwp:renditions(.) else ()), ' ')"/>
    <xsl:if test="$classes != ''">
      <xsl:attribute name="class" select="$classes"/>
    </xsl:if>
    <xsl:if test="@facs">
      <xsl:attribute name="data-facs" select="@facs"/>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What is data in a text: the specifications of a schema, feature structures and the like. Such an element is shown as a header is: what
      holds text as text, what holds only other elements as a heading with its parts.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/code.xsl"/>

  <xsl:template _match="{$kwp:data-elements}" mode="kw:text">
    <xsl:param name="labelled" as="element()?" select="()" tunnel="yes"/>
    <xsl:choose>
      <!-- It was shown as a header is, and holds words of its own. -->
      <xsl:when test="$labelled is .">
        <div>
          <xsl:apply-templates select="." mode="kw:attributes"/>
          <xsl:apply-templates mode="kw:text"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="kw:header"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A word that is encoded by its features is its form; what else is noted of it is in its title. -->
  <xsl:template match="fs[kw:word-form(.)]" mode="kw:text">
    <xsl:variable name="form" as="element(f)" select="kw:word-form(.)"/>
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:for-each select="string-join((f except $form)[normalize-space()] ! (@name || ': ' || normalize-space()), ', ')[. != '']">
        <xsl:attribute name="title" select="."/>
      </xsl:for-each>
      <xsl:apply-templates select="$form/node()" mode="#current"/>
    </span>
  </xsl:template>

  <!-- A heading says itself what it is. -->
  <xsl:template match="head[ancestor::text]" mode="kw:header">
    <xsl:apply-templates select="." mode="kw:text"/>
  </xsl:template>

  <!-- Points of time that speeches refer to: there may be thousands, and nothing of them can be read. -->
  <xsl:template match="timeline[not(normalize-space())]" mode="kw:text" as="empty-sequence()" priority="1"/>
  <xsl:template match="timeline[not(normalize-space())]/when" mode="kw:header" as="empty-sequence()"/>

  <!-- What a schema allows, and rules, are code. -->
  <xsl:template match="content[*] | constraint[*]" mode="kw:header kw:text">
    <pre>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="local-name(), 'egXML'"/>
      </xsl:apply-templates>
      <code>
        <xsl:value-of select="kw:code(.)"/>
      </code>
    </pre>
  </xsl:template>

  <xsl:template match="specList" mode="kw:text">
    <ul>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:for-each select="*">
        <li>
          <xsl:apply-templates select="." mode="kw:text"/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="specDesc | specGrpRef | moduleRef | elementRef | classRef | macroRef | dataRef | memberOf | divGen" mode="kw:text">
    <xsl:element name="{kw:tag(., 'code', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:value-of select="kw:referred(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>

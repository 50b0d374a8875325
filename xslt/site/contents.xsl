<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The contents of a list that is too long for one page, at the list's old address: which part holds what. Every id that the
      list had is here, beside the way to its new place.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice/contents"/>
  </xsl:template>

  <xsl:template match="contents">
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="kw:label(@of)"/>
      <xsl:with-param name="way" select="@way"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="contents" mode="kw:main">
    <h1>{kw:label(@of)}</h1>
    <p class="lead">{if (@intro) then kw:count-label(@intro, xs:integer(@n)) else kw:label(@of || '-intro')}</p>
    <xsl:if test="starts-with(@of, 'index-of-')">
      <xsl:sequence select="kw:filter(@way || '/names.js')"/>
    </xsl:if>
    <xsl:if test="@of = 'texts'">
      <xsl:sequence select="kw:filter('texts/names.js', 'filter-texts', 'filter-texts-hint', ())"/>
    </xsl:if>
    <nav class="contents" aria-label="{kw:label('sections')}">
      <xsl:apply-templates select="section | decade"/>
    </nav>
  </xsl:template>

  <xsl:template match="section">
    <section class="letter" id="{@id}">
      <h2>{@name}</h2>
      <ul>
        <xsl:apply-templates select="part"/>
      </ul>
    </section>
  </xsl:template>

  <xsl:template match="section/part">
    <li>
      <!-- A letter under which there are but other forms of names leads to where these stand. -->
      <xsl:if test="@n = '0'">
        <i>{kw:label('see')}</i>
        <xsl:text> </xsl:text>
      </xsl:if>
      <a href="{kw:href(@address)}">{@first}{if (@last != @first) then ' – ' || @last else ''}</a>
      <xsl:if test="@n != '0'">
        <xsl:text> </xsl:text>
        <span class="where">{@n}</span>
      </xsl:if>
      <xsl:for-each select="held">
        <span id="{@id}"/>
      </xsl:for-each>
    </li>
  </xsl:template>

  <xsl:template match="decade">
    <section class="letter">
      <h2>{kwp:year-in-words(@name)}{if (@name = '') then '' else '–'}</h2>
      <ul>
        <xsl:apply-templates select="year"/>
      </ul>
    </section>
  </xsl:template>

  <xsl:template match="year">
    <li id="{@id}">
      <xsl:choose>
        <xsl:when test="count(part) = 1">
          <a href="{kw:href(part/@address)}">{kwp:year-in-words(@name)}</a>
        </xsl:when>
        <xsl:otherwise>{kwp:year-in-words(@name)}</xsl:otherwise>
      </xsl:choose>
      <xsl:text> </xsl:text>
      <span class="where">{@n}</span>
      <xsl:if test="count(part) gt 1">
        <ul>
          <xsl:for-each select="part">
            <li>
              <a href="{kw:href(@address)}">{if (@month != '') then kw:label('month-' || @month) else kwp:year-in-words(../@name)}</a>
              <xsl:text> </xsl:text>
              <span class="where">{@n}</span>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:if>
    </li>
  </xsl:template>

  <xsl:function name="kwp:year-in-words" as="xs:string">
    <xsl:param name="year" as="xs:string"/>
    <xsl:sequence select="if ($year = '') then kw:label('undated') else kw:point-in-words($year)"/>
  </xsl:function>
</xsl:stylesheet>

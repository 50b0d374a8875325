<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The index of a kind of entity in the book: names, life dates, other forms, and links to the mentions text by text, to
      the texts that somebody wrote, and to the first speech in each text in which somebody speaks.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>
  <xsl:import href="kwedition:/epub/xhtml.xsl"/>
  <xsl:import href="kwedition:/shared/entries.xsl"/>

  <xsl:key name="kwp:spoken" match="entity/spoken" use="@document"/>
  <xsl:key name="kwp:wrote" match="entity/wrote" use="@document"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice">
    <xsl:variable name="heading" as="xs:string" select="kw:label('index-of-' || kind/@name)"/>
    <xsl:variable name="telling" as="map(xs:string, xs:string)" select="kw:telling-apart(mentioning, false())"/>
    <xsl:variable name="content" as="element()*" xmlns="">
      <h1>{$heading}</h1>
      <dl class="index">
        <xsl:for-each select="entity">
          <xsl:sort select="@key" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
          <xsl:sort select="@id" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
          <xsl:variable name="entity" as="element(entity)" select="."/>
          <dt id="{@id}">{kw:heading(.)}</dt>
          <dd>
            <xsl:where-populated>
              <p class="facts">{string-join((kw:life(.)[. != ''], distinct-values(form)[not(. = ($entity/label, kw:heading($entity)))]), ' · ')}</p>
            </xsl:where-populated>
            <xsl:for-each select="description[1]">
              <p>{.}</p>
            </xsl:for-each>
            <xsl:where-populated>
              <ul>
                <xsl:for-each select="../mentioning[key('kwp:mentions', @id, $entity)]">
                  <li>
                    <xsl:text>{string-join(((short-title, title)[1], $telling(@id)), ', ')}: </xsl:text>
                    <xsl:for-each select="key('kwp:mentions', @id, $entity)">
                      <xsl:if test="position() gt 1">, </xsl:if>
                      <a href="{kw:href(@address)}">{position()}</a>
                    </xsl:for-each>
                  </li>
                </xsl:for-each>
              </ul>
            </xsl:where-populated>
            <xsl:if test="wrote">
              <p>{kw:label('author-of')}</p>
              <ul>
                <xsl:for-each select="../mentioning[key('kwp:wrote', @id, $entity)]">
                  <li>
                    <a href="{kw:href(@address)}">{string-join(((short-title, title)[1], $telling(@id)), ', ')}</a>
                  </li>
                </xsl:for-each>
              </ul>
            </xsl:if>
            <xsl:if test="spoken">
              <p>{kw:label('speaks-in')}</p>
              <ul>
                <xsl:for-each select="../mentioning[key('kwp:spoken', @id, $entity)]">
                  <li>
                    <xsl:text>{string-join(((short-title, title)[1], $telling(@id)), ', ')}: </xsl:text>
                    <xsl:for-each select="key('kwp:spoken', @id, $entity)">
                      <a href="{kw:href(@address)}">{kw:count-label('speeches', xs:integer(@n))}</a>
                    </xsl:for-each>
                  </li>
                </xsl:for-each>
              </ul>
            </xsl:if>
          </dd>
        </xsl:for-each>
      </dl>
    </xsl:variable>
    <xsl:sequence select="kw:book-page($heading, 'index', $content)"/>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>Topic by topic, what each text says, with the places where accounts agree and where they contradict each other.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice">
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="kw:label('topics')"/>
      <xsl:with-param name="way" select="'topics'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="slice" mode="kw:main">
    <h1>{kw:label('topics')}</h1>
    <p class="lead">{kw:label('topics-intro')}</p>
    <nav class="letters" aria-label="{kw:label('sections')}">
      <xsl:for-each select="topic">
        <a href="#{@id}">{label}</a>
      </xsl:for-each>
    </nav>
    <xsl:apply-templates select="topic"/>
  </xsl:template>

  <xsl:template match="topic">
    <xsl:variable name="topic" as="element(topic)" select="."/>
    <section class="topic" id="{@id}">
      <h2>{label}</h2>
      <xsl:for-each select="description[. != ../label]">
        <p class="description">{.}</p>
      </xsl:for-each>
      <xsl:apply-templates select="../comparison[@topic = $topic/@id]"/>
      <xsl:choose>
        <xsl:when test="passage">
          <dl class="accounts">
            <xsl:for-each select="../mentioning[@id = $topic/passage/@document]">
              <div>
                <dt>
                  <a href="{kw:href(@address)}">{(short-title, title)[1]}</a>
                </dt>
                <xsl:for-each select="$topic/passage[@document = current()/@id]">
                  <dd>
                    <a class="mention" href="{kw:href(@address)}">{.}</a>
                  </dd>
                </xsl:for-each>
              </div>
            </xsl:for-each>
          </dl>
        </xsl:when>
        <xsl:otherwise>
          <p>{kw:label('topic-empty')}</p>
        </xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template match="comparison">
    <p class="comparison {@type}">
      <b>{(kw:known-label(@type), @type)[1]}</b>
      <xsl:text>: </xsl:text>
      <xsl:for-each select="link[@address]">
        <xsl:if test="position() gt 1"> · </xsl:if>
        <a href="{kw:href(@address)}">{(../../mentioning[@id = current()/@document]/(short-title, title)[1], label)[1]}</a>
      </xsl:for-each>
      <xsl:if test="note[normalize-space()]"> — {note}</xsl:if>
    </p>
  </xsl:template>
</xsl:stylesheet>

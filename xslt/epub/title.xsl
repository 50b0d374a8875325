<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The title page of the book: the title, who made the edition, who publishes it, and what others may do with it.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>
  <xsl:import href="kwedition:/epub/frame.xsl"/>

  <xsl:mode on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="/">
    <xsl:variable name="title" as="xs:string" select="($slice/*/kw:frame/@title[. != ''], kw:label('untitled-edition'))[1]"/>
    <xsl:variable name="statements" as="element()*" select="kw:documents/kw:document/*/teiHeader/fileDesc/(titleStmt/(author, editor, respStmt, sponsor, funder,
      principal), editionStmt/*, publicationStmt/*[not(self::idno | self::availability)], publicationStmt/availability/*)[normalize-space()]"/>
    <xsl:variable name="main" as="element()">
      <section class="title-page">
        <h1>{$title}</h1>
        <xsl:for-each select="$slice/*/kw:document/kw:subtitle[normalize-space()]">
          <p class="subtitle">{.}</p>
        </xsl:for-each>
        <xsl:for-each-group select="$statements" group-by="local-name() || ' ' || normalize-space()">
          <xsl:apply-templates select="." mode="kwp:statement"/>
        </xsl:for-each-group>
        <p>{kw:label('generated-by')}</p>
      </section>
    </xsl:variable>
    <xsl:sequence select="kw:page($title, 'titlepage', (), $main)"/>
  </xsl:template>

  <xsl:mode name="kwp:statement" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="*" mode="kwp:statement">
    <div class="statement">
      <xsl:apply-templates mode="kw:text"/>
    </div>
  </xsl:template>

  <xsl:template match="respStmt" mode="kwp:statement">
    <div class="statement">
      <xsl:for-each select="*[normalize-space()]">
        <xsl:value-of select="if (position() gt 1) then ' ' else ''"/>
        <xsl:apply-templates select="." mode="kw:text"/>
      </xsl:for-each>
    </div>
  </xsl:template>

  <xsl:template match="licence[@target]" mode="kwp:statement">
    <xsl:variable name="address" as="xs:string?" select="kw:external-address(tokenize(@target)[1])"/>
    <div class="statement">
      <xsl:apply-templates mode="kw:text"/>
      <xsl:if test="$address">
        <xsl:text> </xsl:text>
        <a href="{$address}">{$address}</a>
      </xsl:if>
    </div>
  </xsl:template>
</xsl:stylesheet>

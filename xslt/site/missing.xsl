<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>404.html: what a server shows in the place of a page that is not there. It may be shown at any address, so where the
      site's own is known, its links begin there.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice">
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="kw:label('missing')"/>
      <xsl:with-param name="way" select="'missing'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="slice" mode="kw:main">
    <h1>{kw:label('missing')}</h1>
    <p class="lead">{kw:label('missing-intro')}</p>
    <ul>
      <xsl:for-each select="$kwp:frame/way">
        <li>
          <a href="{kw:href(@address)}">{kw:label(@key)}</a>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="slice" mode="kw:metadata">
    <meta name="robots" content="noindex"/>
  </xsl:template>
</xsl:stylesheet>

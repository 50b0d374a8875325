<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:j="http://www.w3.org/2005/xpath-functions" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The cards of some entities, as the call of a function that site.js defines: a page fetches them by a script of its own host,
      which works from a folder on disk, too. Nothing in them is markup.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>
  <xsl:import href="kwedition:/shared/sentences.xsl"/>

  <xsl:output method="text" encoding="UTF-8"/>
  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice" as="xs:string">
    <xsl:variable name="cards" as="element(j:map)">
      <j:map>
        <xsl:apply-templates select="entity"/>
      </j:map>
    </xsl:variable>
    <!-- The two line ends that JSON allows in a string and old scripts do not. -->
    <xsl:sequence select="'kwCards(&quot;' || cards/@file || '&quot;,' || (xml-to-json($cards) => replace('&#x2028;', '\\u2028') => replace('&#x2029;', '\\u2029')) || ');&#xA;'"/>
  </xsl:template>

  <xsl:template match="entity" as="element(j:map)">
    <j:map key="{@address}">
      <j:string key="label">{label}</j:string>
      <xsl:for-each select="form[. = ../label][1]/@xml:lang ! kw:language-tag(.)">
        <j:string key="lang">{.}</j:string>
      </xsl:for-each>
      <j:array key="forms">
        <xsl:for-each-group select="form[. != ../label]" group-by="string()">
          <j:map>
            <j:string key="text">{.}</j:string>
            <xsl:for-each select="@xml:lang ! kw:language-tag(.)">
              <j:string key="lang">{.}</j:string>
            </xsl:for-each>
          </j:map>
        </xsl:for-each-group>
      </j:array>
      <xsl:for-each select="../image[@url = current()/portrait[1]/@url][1]">
        <j:string key="portrait">{iri-to-uri(@path)}</j:string>
      </xsl:for-each>
      <xsl:for-each select="kw:life(.)[. != '']">
        <j:string key="life">{.}</j:string>
      </xsl:for-each>
      <xsl:for-each select="description[1]">
        <j:string key="role">{kw:shortened(., 180)}</j:string>
      </xsl:for-each>
      <xsl:variable name="speaks" as="xs:string?" select="kw:speech-count(.)"/>
      <!-- Of somebody who only speaks, or only wrote texts, it is all that is counted. -->
      <j:string key="count">{if (kw:is-mentioned(.)) then kw:mention-count(.) else ($speaks, kw:authored-count(.), kw:mention-count(.))[1]}</j:string>
      <xsl:for-each select="$speaks[kw:is-mentioned(current())]">
        <j:string key="speeches">{.}</j:string>
      </xsl:for-each>
      <j:string key="here">{kw:label('link-to-mention')}</j:string>
    </j:map>
  </xsl:template>
</xsl:stylesheet>

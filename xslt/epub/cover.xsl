<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The cover as one page of XSL-FO, of which the formatter makes a picture.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/labels.xsl"/>

  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="element(fo:root)">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice" as="element(fo:root)">
    <xsl:variable name="title" as="xs:string" select="(frame/@title[. != ''], kw:label('untitled-edition'))[1]"/>
    <!-- The longer the title, the smaller its letters, and no word need be broken. -->
    <xsl:variable name="longest" as="xs:integer" select="max(tokenize($title) ! string-length(.))"/>
    <xsl:variable name="size" as="xs:double" select="max((12, min((52, 640 div max(($longest, 1)), 520 div math:sqrt(string-length($title))))))" xmlns:math="http://www.w3.org/2005/xpath-functions/math"/>
    <fo:root xml:lang="{$language}">
      <fo:layout-master-set>
        <fo:simple-page-master master-name="cover" page-width="600pt" page-height="800pt" margin="70pt">
          <fo:region-body/>
        </fo:simple-page-master>
      </fo:layout-master-set>
      <fo:page-sequence master-reference="cover">
        <fo:flow flow-name="xsl-region-body">
          <fo:block hyphenate="false" text-align="start" padding-before="110pt" font-size="{round($size)}pt" line-height="{round($size * 1.3)}pt">{$title}</fo:block>
          <xsl:for-each select="document/subtitle[normalize-space()][. != $title][1]">
            <fo:block hyphenate="false" text-align="start" space-before="24pt" font-size="18pt" line-height="25pt">{substring(., 1, 200)}</fo:block>
          </xsl:for-each>
        </fo:flow>
      </fo:page-sequence>
    </fo:root>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>Texts in a list: date (where any has one), title, parties, summary.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>The texts as a list in the order given; nothing for none.</xd:desc></xd:doc>
  <xsl:function name="kw:listing" as="element()?">
    <xsl:param name="texts" as="element(summary)*"/>
    <xsl:variable name="telling" as="map(xs:string, xs:string)" select="kw:telling-apart($texts, true())"/>
    <xsl:variable name="of-several" as="xs:boolean" select="exists(distinct-values($texts/author)[2])"/>
    <xsl:where-populated>
      <ol class="listing">
        <xsl:for-each select="$texts">
          <li>
            <xsl:if test="$texts/date">
              <span class="text-date">{(kw:shown-date(date), kw:label('undated'))[1]}</span>
            </xsl:if>
            <div>
              <a class="text-title" href="{kw:href(@address)}">
                <xsl:sequence select="kw:title-language(@xml:lang)"/>
                <xsl:value-of select="title"/>
              </a>
              <!-- Whose texts they are, where they are not all of one. -->
              <xsl:for-each select="author[$of-several]">
                <xsl:text> </xsl:text>
                <span class="where">{.}</span>
              </xsl:for-each>
              <xsl:sequence select="kw:told-apart(., $telling)"/>
              <xsl:for-each select="abstract">
                <p><xsl:sequence select="kw:quoted-language(../@xml:lang)"/>{.}</p>
              </xsl:for-each>
            </div>
          </li>
        </xsl:for-each>
      </ol>
    </xsl:where-populated>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns="http://www.tei-c.org/ns/1.0" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The index of persons as TEI: an entry for each, with its mentions in their sentences.</xd:desc>
  </xd:doc>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="persName note p title quote item"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice">
    <TEI xml:lang="{edition/@language}">
      <teiHeader>
        <fileDesc>
          <titleStmt>
            <title>{string-join((edition/@title[. != ''], 'index of persons'), ': ')}</title>
          </titleStmt>
          <publicationStmt>
            <p>Derived from the edition’s texts and authority lists.</p>
          </publicationStmt>
          <sourceDesc>
            <p>Every mention of a person in the texts, with the sentence that it stands in.</p>
            <p>The texts in which a person speaks, each with the first speech and, as n, the number of speeches.</p>
          </sourceDesc>
        </fileDesc>
      </teiHeader>
      <xsl:choose>
        <xsl:when test="entity">
          <standOff>
            <listPerson>
              <xsl:apply-templates select="entity"/>
            </listPerson>
          </standOff>
        </xsl:when>
        <xsl:otherwise>
          <text>
            <body>
              <p>No person is named in these texts.</p>
            </body>
          </text>
        </xsl:otherwise>
      </xsl:choose>
    </TEI>
  </xsl:template>

  <xsl:key name="kwp:mentioning" match="mentioning" use="@id"/>

  <xsl:template match="entity">
    <person>
      <xsl:choose>
        <xsl:when test="@id castable as xs:NCName">
          <xsl:attribute name="xml:id" select="@id"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="n" select="@id"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:attribute name="sortKey" select="translate(normalize-space(@sort), ' ', '_')"/>
      <xsl:for-each select="(form, label[empty(../form)])">
        <persName>
          <xsl:sequence select="@type[. castable as xs:NCName], @xml:lang[. != 'und']"/>
          <xsl:value-of select="."/>
        </persName>
      </xsl:for-each>
      <xsl:for-each select="life[@role = ('birth', 'death')]">
        <xsl:sort select="@role"/>
        <xsl:element name="{@role}">
          <xsl:sequence select="@* except (@role, @key)"/>
        </xsl:element>
      </xsl:for-each>
      <xsl:for-each select="idno">
        <idno>
          <xsl:sequence select="@type[. castable as xs:NCName]"/>
          <xsl:value-of select="."/>
        </idno>
      </xsl:for-each>
      <xsl:for-each select="description">
        <note type="description">{.}</note>
      </xsl:for-each>
      <xsl:if test="mention">
        <note type="mentions">
          <list>
            <xsl:for-each select="mention">
              <item>
                <xsl:sequence select="@xml:lang[. != 'und']"/>
                <ref target="../{iri-to-uri(@address)}">{key('kwp:mentioning', @document)/(short-title, title)[1]}</ref>
                <xsl:text>: </xsl:text>
                <xsl:value-of select="before"/>
                <persName>{form}</persName>
                <xsl:value-of select="after"/>
              </item>
            </xsl:for-each>
          </list>
        </note>
      </xsl:if>
      <xsl:for-each select="spoken">
        <note type="speeches" n="{@n}">
          <ref target="../{iri-to-uri(@address)}">{key('kwp:mentioning', @document)/(short-title, title)[1]}</ref>
        </note>
      </xsl:for-each>
    </person>
  </xsl:template>
</xsl:stylesheet>

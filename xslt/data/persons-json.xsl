<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns="http://www.w3.org/2005/xpath-functions" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The index of persons as JSON. Written as XML first: so the members keep their order.</xd:desc>
  </xd:doc>

  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="xs:string">
    <xsl:variable name="index" as="element()">
      <xsl:apply-templates select="slice"/>
    </xsl:variable>
    <xsl:sequence select="xml-to-json($index, map { 'indent': true() }) || '&#xA;'"/>
  </xsl:template>

  <xsl:template match="slice" as="element()">
    <map>
      <string key="title">{edition/@title}</string>
      <string key="language">{edition/@language}</string>
      <array key="persons">
        <xsl:apply-templates select="entity"/>
      </array>
    </map>
  </xsl:template>

  <xsl:template match="entity" as="element()">
    <map>
      <string key="id">{@id}</string>
      <string key="name">{label}</string>
      <string key="sort">{@sort}</string>
      <string key="address">{@address}</string>
      <boolean key="entry">{@entry = 'yes'}</boolean>
      <array key="forms">
        <xsl:for-each select="form">
          <map>
            <string key="form">{.}</string>
            <xsl:if test="@type">
              <string key="type">{@type}</string>
            </xsl:if>
            <xsl:if test="@xml:lang != 'und'">
              <string key="language">{@xml:lang}</string>
            </xsl:if>
          </map>
        </xsl:for-each>
      </array>
      <!-- Where sources differ, an entry has several: the first is said, as in the other lists. -->
      <xsl:for-each select="life[@role = 'birth'][1], life[@role = 'death'][1]">
        <map key="{@role}">
          <xsl:for-each select="@* except (@role, @key)">
            <string key="{local-name()}">{.}</string>
          </xsl:for-each>
        </map>
      </xsl:for-each>
      <array key="descriptions">
        <xsl:for-each select="description">
          <string>{.}</string>
        </xsl:for-each>
      </array>
      <array key="authorities">
        <xsl:for-each select="idno">
          <map>
            <string key="type">{@type}</string>
            <string key="id">{.}</string>
          </map>
        </xsl:for-each>
      </array>
      <array key="mentions">
        <xsl:for-each select="mention">
          <map>
            <string key="text">{@document}</string>
            <string key="address">{@address}</string>
            <string key="where">{@where}</string>
            <string key="before">{before}</string>
            <string key="form">{form}</string>
            <string key="after">{after}</string>
          </map>
        </xsl:for-each>
      </array>
      <array key="speeches">
        <xsl:for-each select="spoken">
          <map>
            <string key="text">{@document}</string>
            <string key="address">{@address}</string>
            <number key="number">{@n}</number>
          </map>
        </xsl:for-each>
      </array>
    </map>
  </xsl:template>
</xsl:stylesheet>

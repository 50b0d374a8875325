<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns="urn:kwedition:ns" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>What is in the book, in the order in which it is read: title page, texts, indexes. The contents and the package are made when
      these are there (epub/nav.xsl, epub/package.xsl).</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/slices.xsl"/>
  <xsl:import href="kwedition:/epub/addresses.xsl"/>

  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="element(kw:plan)">
    <xsl:apply-templates select="register"/>
  </xsl:template>

  <xsl:template match="register" as="element(kw:plan)">
    <xsl:variable name="register" as="element(register)" select="."/>
    <xsl:variable name="frame" as="element(frame)">
      <frame title="{@title}" language="{@language}" base-url="{@base-url}"/>
    </xsl:variable>
    <xsl:variable name="description" as="element(document)?" select="document[@kind = 'edition'][1]"/>
    <plan>
      <xsl:sequence select="kwp:page('epub/cover.xml', 'epub/cover.xsl', (), ($frame, $description ! kwp:titled(.)))"/>
      <xsl:sequence select="kwp:page('epub/title.xhtml', 'epub/title.xsl', $description/@id, ($frame, $description))"/>
      <!-- The edition's own description stands before the texts that it describes. -->
      <xsl:for-each select="document[@kind = 'edition'], document[@kind != 'edition']">
        <xsl:sequence select="kwp:page('epub/' || kw:in-book(@address), 'epub/text.xsl', @id, ($frame, .))"/>
      </xsl:for-each>
      <xsl:for-each-group select="entity" group-by="@kind">
        <xsl:sort select="index-of($kw:index-kinds, current-grouping-key())"/>
        <xsl:variable name="kind" as="element(kind)">
          <kind name="{current-grouping-key()}"/>
        </xsl:variable>
        <xsl:sequence select="kwp:page('epub/' || current-grouping-key() || '.xhtml', 'epub/index.xsl', (),
          ($frame, $kind, kwp:documents-named(current-group()), current-group() ! kwp:entry(.)))"/>
      </xsl:for-each-group>
    </plan>
  </xsl:template>

  <xsl:function name="kwp:titled" as="element(kw:document)">
    <xsl:param name="document" as="element(document)"/>
    <document>
      <xsl:sequence select="$document/(@id, @kind), $document/(title, subtitle)"/>
    </document>
  </xsl:function>

  <xd:doc><xd:desc>What an index says of an entity: all but its entry in TEI.</xd:desc></xd:doc>
  <xsl:function name="kwp:entry" as="element(kw:entity)">
    <xsl:param name="entity" as="element(entity)"/>
    <entity>
      <xsl:sequence select="$entity/@*, $entity/(* except (tei, source))"/>
    </entity>
  </xsl:function>
</xsl:stylesheet>

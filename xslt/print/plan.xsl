<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns="urn:kwedition:ns" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The files for print: one for each document, and one for the whole edition.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/slices.xsl"/>

  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>

  <xd:doc><xd:desc>Whether there is to be a volume of all documents.</xd:desc></xd:doc>
  <xsl:param name="whole" as="xs:string" select="'yes'"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="element(kw:plan)">
    <xsl:apply-templates select="register"/>
  </xsl:template>

  <xsl:template match="register" as="element(kw:plan)">
    <xsl:variable name="frame" as="element(frame)">
      <frame title="{@title}" language="{@language}">
        <xsl:sequence select="print"/>
      </frame>
    </xsl:variable>
    <!-- The edition's own description stands before the texts that it describes. -->
    <xsl:variable name="documents" as="element(document)*" select="document[@kind = 'edition'], document[@kind != 'edition']"/>
    <plan>
      <xsl:for-each select="$documents">
        <xsl:variable name="entities" as="element(entity)*" select="key('kwp:entity-by-document', @id)"/>
        <xsl:sequence select="kwp:page('print/' || kwp:file(@id) || '.fo', 'print/document.xsl', @id,
          ($frame, kwp:printed(.), $entities ! kwp:indexed(., current()/@id)))"/>
      </xsl:for-each>
      <xsl:if test="exists($documents) and $whole = 'yes'">
        <xsl:sequence select="kwp:page('print/edition.fo', 'print/edition.xsl', $documents ! string(@id),
          ($frame, $documents ! kwp:printed(.), entity[mention or spoken or wrote] ! kwp:indexed(., $documents/@id)))"/>
      </xsl:if>
    </plan>
  </xsl:template>

  <!-- 'edition' is the whole; no id ends in '-'. -->
  <xsl:function name="kwp:file" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:sequence select="if ($id = 'edition') then 'edition-' else $id"/>
  </xsl:function>

  <xsl:function name="kwp:printed" as="element(kw:document)">
    <xsl:param name="document" as="element(document)"/>
    <document>
      <xsl:sequence select="$document/(@id, @kind, @xml:lang), $document/(title, short-title, subtitle, author, mark, date, link)"/>
    </document>
  </xsl:function>

  <xd:doc><xd:desc>What an index in print says of an entity: its names, its life, the ids of its mentions and of its first
      speech in each of these documents, and which of them it wrote.</xd:desc></xd:doc>
  <xsl:function name="kwp:indexed" as="element(kw:entity)">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:param name="documents" as="xs:string*"/>
    <entity>
      <xsl:sequence select="$entity/(@id, @kind, @key, @section, @sort), $entity/(label, form, life)"/>
      <xsl:for-each-group select="$entity/mention[@document = $documents]" group-by="@document">
        <mentions document="{current-grouping-key()}" ids="{distinct-values(current-group()/substring-after(@address, '#'))}"/>
      </xsl:for-each-group>
      <xsl:for-each select="$entity/spoken[@document = $documents]">
        <speech document="{@document}" id="{substring-after(@address, '#')}"/>
      </xsl:for-each>
      <!-- (Of who wrote most of a volume it would be all its pages.) -->
      <xsl:variable name="written" as="element(wrote)*" select="$entity/wrote[@document = $documents]"/>
      <xsl:for-each select="$written[2 * count($written) le count($documents)]">
        <work document="{@document}"/>
      </xsl:for-each>
    </entity>
  </xsl:function>
</xsl:stylesheet>

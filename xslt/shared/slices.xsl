<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns="urn:kwedition:ns" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The parts that plans cut out of a register.</xd:desc>
  </xd:doc>

  <xsl:key name="kwp:document" match="document | authorities" use="@id"/>
  <xsl:key name="kwp:entity" match="entity" use="@id"/>
  <xsl:key name="kwp:entity-part" match="entity" use="part-of/@id"/>
  <xsl:key name="kwp:entity-by-document" match="entity" use="distinct-values((mention | spoken)/@document)"/>

  <xd:doc><xd:desc>A page of the plan: where it goes, which stylesheet makes it from which documents, and its slice.</xd:desc></xd:doc>
  <xsl:function name="kwp:page" as="element(kw:page)">
    <xsl:param name="path" as="xs:string"/>
    <xsl:param name="stylesheet" as="xs:string"/>
    <xsl:param name="documents" as="xs:string*"/>
    <xsl:param name="slice" as="element()*"/>
    <page path="{$path}" stylesheet="{$stylesheet}" documents="{$documents}">
      <slice path="{$path}">
        <xsl:sequence select="$slice"/>
      </slice>
    </page>
  </xsl:function>

  <xd:doc><xd:desc>What the rendering of a document needs to know: where its pointers lead, whom it names, who cites it.</xd:desc></xd:doc>
  <xsl:function name="kwp:document-slice" as="element(kw:document)">
    <xsl:param name="document" as="element(document)"/>
    <document>
      <xsl:sequence select="$document/@*, $document/*"/>
      <xsl:for-each select="key('kwp:entity-by-document', $document/@id, root($document))">
        <named entity="{@id}" kind="{@kind}" address="{@address}" label="{label}"/>
      </xsl:for-each>
    </document>
  </xsl:function>

  <xd:doc><xd:desc>Where the pointers lead that stand in an entity's entry.</xd:desc></xd:doc>
  <xsl:function name="kwp:entry-links" as="element(kw:document)?">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:variable name="tokens" as="xs:string*" select="$entity/tei//@* ! tokenize(.)"/>
    <xsl:for-each select="$entity/source[1]/key('kwp:document', @document)">
      <document id="{@id}">
        <xsl:sequence select="link[@token = $tokens]"/>
      </document>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>Titles and dates of the documents in which entities are mentioned, in the order of the edition.</xd:desc></xd:doc>
  <xsl:function name="kwp:documents-named" as="element(kw:mentioning)*">
    <xsl:param name="entities" as="element(entity)*"/>
    <xsl:if test="exists($entities)">
      <xsl:sequence select="kwp:documents-of($entities/mention/@document, $entities[1]/..)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="kwp:documents-of" as="element(kw:mentioning)*">
    <xsl:param name="ids" as="xs:string*"/>
    <xsl:param name="register" as="element(register)"/>
    <xsl:for-each select="key('kwp:document', distinct-values($ids), root($register))/self::document">
      <mentioning id="{@id}" address="{@address}">
        <xsl:sequence select="(short-title, title)[1], date"/>
      </mentioning>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns="urn:kwedition:ns" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The parts that plans cut out of a register.</xd:desc>
  </xd:doc>

  <xsl:key name="kwp:entity" match="entity" use="@id"/>
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
</xsl:stylesheet>

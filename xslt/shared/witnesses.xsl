<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What witnesses are called, on the screen and on paper.</xd:desc>
  </xd:doc>

  <xsl:key name="kwp:witness" match="witness[@xml:id]" use="@xml:id"/>

  <xd:doc><xd:desc>The sigla of the witnesses to which a reading points: as the list of witnesses of its document writes them
      (``abbr`` of the type ``siglum``), else what the pointer ends in.</xd:desc></xd:doc>
  <xsl:function name="kw:sigla" as="xs:string*">
    <xsl:param name="reading" as="element()"/>
    <xsl:param name="pointers" as="attribute()*"/>
    <xsl:for-each select="$pointers ! tokenize(.)">
      <xsl:variable name="id" as="xs:string" select="tokenize(., '#')[last()]"/>
      <xsl:sequence select="(key('kwp:witness', $id, root($reading))/kw:siglum(.) ! kw:plain-text(.), $id)[. != ''][1]"/>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>The siglum that a witness begins with, where its encoder wrote one.</xd:desc></xd:doc>
  <xsl:function name="kw:siglum" as="element(abbr)?">
    <xsl:param name="witness" as="element(witness)"/>
    <xsl:sequence select="$witness/abbr[@type = 'siglum'][1]"/>
  </xsl:function>
</xsl:stylesheet>

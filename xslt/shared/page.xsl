<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private">

  <xd:doc scope="stylesheet">
    <xd:desc>What every page knows: what it is told of the edition, where it stands, and how it writes an address.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>What this page is told of the edition: a kw:slice.</xd:desc></xd:doc>
  <xsl:param name="slice" as="document-node()" select="root(.)"/>

  <xd:doc><xd:desc>The kinds, in the order in which a reader meets them; each is also the folder of its pages.</xd:desc></xd:doc>
  <xsl:variable name="kw:kinds" as="xs:string*" select="'persons', 'places', 'organizations', 'events'"/>

  <xd:doc><xd:desc>An address in the edition as this page writes it: relative, so that the site may stand anywhere.</xd:desc></xd:doc>
  <xsl:function name="kw:href" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <!-- No regular expression where none is needed, and nothing cut where there is no fragment: this is asked for every name. -->
    <xsl:choose>
      <xsl:when test="contains($address, ':') and matches($address, '^[a-zA-Z][a-zA-Z0-9+.-]*:')">
        <xsl:sequence select="$address"/>
      </xsl:when>
      <xsl:when test="not(contains($address, '#'))">
        <xsl:sequence select="iri-to-uri($kwp:up || $address)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="file" as="xs:string" select="substring-before($address, '#')"/>
        <xsl:variable name="fragment" as="xs:string" select="'#' || substring-after($address, '#')"/>
        <xsl:sequence select="iri-to-uri(if ($file = $kwp:page) then $fragment else $kwp:up || $address)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The page's own address, and the way from it to the top. -->
  <xsl:variable name="kwp:page" as="xs:string" select="$slice/*/@path"/>
  <xsl:variable name="kwp:up" as="xs:string" select="string-join((1 to count(tokenize($kwp:page, '/')) - 1) ! '../')"/>
</xsl:stylesheet>

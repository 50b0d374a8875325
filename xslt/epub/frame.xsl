<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:epub="http://www.idpf.org/2007/ops" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The frame round a page of the book, in the place of the site's, and links that stay within the book. It is imported after the
      stylesheet of the site whose page it frames.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/epub/addresses.xsl"/>
  <xsl:import href="kwedition:/epub/xhtml.xsl"/>

  <xsl:output method="xhtml" html-version="5" version="1.0" encoding="UTF-8" indent="no" include-content-type="no" omit-xml-declaration="yes"/>

  <xsl:variable name="kwp:here" as="xs:string" select="substring-after($slice/*/@path, 'epub/')"/>
  <xsl:variable name="kwp:to-top" as="xs:string" select="string-join(tail(tokenize($kwp:here, '/')) ! '../')"/>

  <xd:doc><xd:desc>A whole page, as XHTML; the site's ways through the edition are the reading system's here.</xd:desc></xd:doc>
  <xsl:function name="kw:page" as="element()">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="way" as="xs:string"/>
    <xsl:param name="main-language" as="xs:string?"/>
    <xsl:param name="main" as="node()*"/>
    <xsl:variable name="page" as="element()">
      <html lang="{$language}">
        <head>
          <title>{$title}</title>
          <link rel="stylesheet" type="text/css" href="{$kwp:to-top}book.css"/>
        </head>
        <body class="{$way}">
          <main>
            <xsl:if test="$main-language">
              <xsl:attribute name="lang" select="$main-language"/>
            </xsl:if>
            <xsl:sequence select="$main"/>
          </main>
        </body>
      </html>
    </xsl:variable>
    <xsl:apply-templates select="$page" mode="kwp:xhtml"/>
  </xsl:function>

  <xd:doc><xd:desc>An address as a page of the book writes it: within the book if the book has it, else on the site if there is one in
      public; else '', which is no link.</xd:desc></xd:doc>
  <xsl:function name="kw:href" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="place" as="xs:string?" select="kw:in-book($address)"/>
    <xsl:variable name="site" as="xs:string" select="replace($slice/slice/frame/@base-url, '([^/])$', '$1/')"/>
    <xsl:sequence select="
      if (contains($address, ':') and matches($address, '^[a-zA-Z][a-zA-Z0-9+.-]*:') or starts-with($address, '#')) then $address
      else if ($place) then iri-to-uri(if (starts-with($place, $kwp:here || '#')) then substring-after($place, $kwp:here) else $kwp:to-top || $place)
      else if ($site != '') then iri-to-uri($site || $address)
      else ''"/>
  </xsl:function>
</xsl:stylesheet>

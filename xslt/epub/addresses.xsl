<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>Where a page of the site is in the book. A text is a file, and what has an address in it keeps it; an entity is an entry of its
      index.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>The kinds of which there is an index, in the order in which the indexes stand.</xd:desc></xd:doc>
  <xsl:variable name="kw:index-kinds" as="xs:string*" select="'persons', 'places', 'organizations', 'events'"/>

  <xd:doc><xd:desc>The place in the book, relative to its folder, of an address of the site; nothing for what the book has not.</xd:desc></xd:doc>
  <xsl:function name="kw:in-book" as="xs:string?">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="file" as="xs:string" select="tokenize($address, '#')[1]"/>
    <xsl:variable name="folder" as="xs:string" select="substring-before($file, '/')"/>
    <xsl:variable name="name" as="xs:string" select="replace($file, '^.*/|\.html$', '')"/>
    <xsl:sequence select="
      if (not(ends-with($file, '.html'))) then ()
      else if ($file = ('index.html', 'texts/index.html')) then 'nav.xhtml'
      else if ($file = 'about.html' or $folder = 'texts') then replace($file, '\.html$', '.xhtml') || substring($address, string-length($file) + 1)
      else if (not($folder = $kw:index-kinds)) then ()
      else if ($name = 'index') then $folder || '.xhtml'
      else $folder || '.xhtml#' || $name"/>
  </xsl:function>
</xsl:stylesheet>

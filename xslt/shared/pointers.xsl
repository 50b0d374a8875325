<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private" xmlns:xi="http://www.w3.org/2001/XInclude"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What a pointer in a document says, before anything is known of the edition: its scheme, file and fragment. What it
      leads to is decided once, by register.xsl.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>What the attributes below a node point at that become links where a reader sees them; not those in examples of encoding.</xd:desc></xd:doc>
  <xsl:function name="kw:pointers-in" as="xs:string*">
    <xsl:param name="node" as="node()"/>
    <!-- A corpus points at those of its texts that are documents themselves (build/reading.py). -->
    <xsl:sequence select="$node/(self::teiCorpus, teiCorpus)/xi:include/@href ! string(.)"/>
    <xsl:sequence select="$node/descendant::*/(@ref | @target | @source | @corresp | @who | @ana | @hand | @resp | @scribeRef | @sameAs | @wit | @key)[not(ancestor::egXML)]
      ! (if (name() = 'key') then kw:keys(.) else tokenize(.))"/>
    <!-- Whom a relation relates, where a variant stands that is noted elsewhere, and of which name one is a form. -->
    <xsl:sequence select="$node/(descendant::relation/(@active, @passive, @mutual), descendant::app/@from, descendant::rs/@nymRef) ! tokenize(.)"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a pointer is an address in the world.</xd:desc></xd:doc>
  <xsl:function name="kw:is-external" as="xs:boolean">
    <xsl:param name="token" as="xs:string"/>
    <xsl:sequence select="contains($token, ':') and matches($token, '^(https?|ftp|mailto|doi|urn):', 'i')"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an address in the world may stand in a link: only schemes that a page can follow without harm.</xd:desc></xd:doc>
  <xsl:function name="kw:external-address" as="xs:string?">
    <xsl:param name="token" as="xs:string"/>
    <!-- Most need no regular expression to be known for what they are. -->
    <xsl:variable name="rest" as="xs:string" select="if (starts-with($token, 'https://')) then substring($token, 9) else if (starts-with($token, 'http://')) then substring($token, 8) else ''"/>
    <xsl:variable name="host" as="xs:string" select="substring-before($rest || '/', '/')"/>
    <xsl:choose>
      <xsl:when test="translate($rest, $kwp:plain-letters || './-', '') = '' and $host != '' and not(contains($host, '_'))
        and not((substring($host, 1, 1), substring($host, string-length($host))) = ('.', '-'))">
        <xsl:sequence select="$token"/>
      </xsl:when>
      <xsl:when test="contains($token, ':')">
        <xsl:variable name="escaped" as="xs:string" select="iri-to-uri($token) => replace('\\', '%5C') => replace('\[', '%5B') => replace('\]', '%5D')"/>
        <xsl:sequence select="
          if (matches($token, '^doi:', 'i')) then 'https://doi.org/' || substring($escaped, 5)
          else if (matches($escaped, '^https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]+)?([/?#]([^#%]|%[0-9A-Fa-f]{2})*(#([^#%]|%[0-9A-Fa-f]{2})*)?)?$', 'i')
            or matches($escaped, '^mailto:[^\s&lt;>]+@[^\s&lt;>]+$', 'i')) then $escaped
          else ()"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>A file as an attribute of an element names it; where the element's base (XML Base) is an address in the web, where that file is.</xd:desc></xd:doc>
  <xsl:function name="kw:based" as="xs:string?">
    <xsl:param name="name" as="xs:string?"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="named" as="xs:string" select="normalize-space($name)"/>
    <xsl:variable name="base" as="xs:string?" select="if (matches($named, '^([A-Za-z][A-Za-z0-9+.\-]*:|[#/]|$)')) then () else $element/ancestor-or-self::*[@xml:base][1]/@xml:base[matches(., '^https?://[^/\s]+/')]"/>
    <xsl:try>
      <xsl:sequence select="if ($base) then string(resolve-uri(iri-to-uri($named), iri-to-uri($base))) else $name"/>
      <!-- (What is no address, whatever stands before it.) -->
      <xsl:catch select="$name"/>
    </xsl:try>
  </xsl:function>

  <xd:doc><xd:desc>Where a licence can be read. What stands in the place of an address may be its name: then nowhere.</xd:desc></xd:doc>
  <xsl:function name="kw:licence-address" as="xs:string?">
    <xsl:param name="licence" as="element(licence)"/>
    <xsl:sequence select="tokenize($licence/@target)[matches(., '[:/]')][1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The file that a pointer names, relative to the source folder and without '.' and '..'; '' for the document
      itself, nothing for a bare key or an address in the world.</xd:desc></xd:doc>
  <xsl:function name="kw:pointed-file" as="xs:string?">
    <xsl:param name="token" as="xs:string"/>
    <xsl:param name="from" as="xs:string"/>
    <xsl:variable name="file" as="xs:string" select="if (contains($token, '#')) then substring-before($token, '#') else $token"/>
    <xsl:choose>
      <xsl:when test="kw:is-external($token)"/>
      <!-- Not a text: an empty one would be nothing. -->
      <xsl:when test="starts-with($token, '#')">
        <xsl:sequence select="''"/>
      </xsl:when>
      <xsl:when test="ends-with(lower-case($file), '.xml')">
        <xsl:sequence select="kwp:walk(tokenize(replace($from, '[^/]+$', '') || $file, '/')[. != ''], ())"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="kwp:walk" as="xs:string">
    <xsl:param name="steps" as="xs:string*"/>
    <xsl:param name="walked" as="xs:string*"/>
    <xsl:sequence select="
      if (empty($steps)) then string-join($walked, '/')
      else if (head($steps) = '.') then kwp:walk(tail($steps), $walked)
      else if (head($steps) = '..') then kwp:walk(tail($steps), $walked[position() lt last()])
      else kwp:walk(tail($steps), ($walked, head($steps)))"/>
  </xsl:function>

  <xd:doc><xd:desc>The fragment that a pointer names, or the whole of a bare key.</xd:desc></xd:doc>
  <xsl:function name="kw:pointed-fragment" as="xs:string">
    <xsl:param name="token" as="xs:string"/>
    <xsl:sequence select="
      if (contains($token, '#')) then substring-after($token, '#')
      else if (ends-with(lower-case($token), '.xml')) then ''
      else if (contains($token, ':') and matches($token, '^[A-Za-z][A-Za-z0-9+.-]*:.')) then substring-after($token, ':')
      else $token"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a title is nothing but an address in the world.</xd:desc></xd:doc>
  <xsl:function name="kw:is-address-for-title" as="xs:boolean">
    <xsl:param name="title" as="element()"/>
    <xsl:sequence select="starts-with(normalize-space($title), 'http') and empty($title/*) and exists(kw:external-address(normalize-space($title)))"/>
  </xsl:function>
</xsl:stylesheet>

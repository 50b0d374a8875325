<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Where the pointers of a document lead, as its slice of the register says, and how a page writes an address.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>What this page is told of the edition: a kw:slice.</xd:desc></xd:doc>
  <xsl:param name="slice" as="document-node()" select="root(.)"/>

  <xsl:key name="kwp:link" match="kw:link" use="../@id || ' ' || @token"/>
  <xsl:key name="kwp:named" match="kw:named" use="@entity"/>

  <xd:doc><xd:desc>The id of the document that an element comes from.</xd:desc></xd:doc>
  <xsl:function name="kw:document-id" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string(($element/ancestor-or-self::kw:document | $element/ancestor-or-self::kw:tei)[last()]/@id)"/>
  </xsl:function>

  <xd:doc><xd:desc>What a pointer of an element leads to; nothing when that is not known.</xd:desc></xd:doc>
  <xsl:function name="kw:link" as="element(kw:link)?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="token" as="xs:string"/>
    <xsl:sequence select="key('kwp:link', kw:document-id($element) || ' ' || $token, $slice)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>What a pointer without words leads to in its own document, in words: the heading of a section, a table or a figure; of a work
      in a bibliography, who wrote it and when. Nothing where that is not on the page, or has no name.</xd:desc></xd:doc>
  <xsl:function name="kw:pointed-words" as="xs:string?">
    <xsl:param name="pointer" as="element()"/>
    <xsl:param name="token" as="xs:string?"/>
    <xsl:if test="starts-with($token, '#')">
      <xsl:for-each select="key('kw:by-id', substring($token, 2), kw:scope($pointer))[1]">
        <xsl:variable name="writers" as="xs:string*" select="(descendant::author, descendant::editor[empty(current()//author)])/(descendant::surname, .)[1]/kw:plain-text(.)"/>
        <xsl:variable name="year" as="xs:string?" select="(descendant::date/(@when, .) ! replace(., '^.*?(\d{4}).*$', '$1', 's')[matches(., '^\d{4}$')])[1]"/>
        <xsl:sequence select="(
          if (self::bibl | self::biblStruct | self::biblFull) then (string-join(($writers[position() le 3][. != ''], $year), ' ')[exists($writers)], kw:plain-text(.)[string-length(.) le 80])
          else (head[normalize-space()][1] ! kw:plain-text(.), self::head ! kw:plain-text(.), string(@n)[. != ''], self::label ! kw:plain-text(.)))[. != ''][1]"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>What a naming element names: by its first reference, else by its form.</xd:desc></xd:doc>
  <xsl:function name="kw:named-link" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="token" as="xs:string?" select="(tokenize($element/@ref), normalize-space($element/@key))[. != ''][1]"/>
    <xsl:sequence select="
      if ($token) then (kw:link($element, $token)[@address], key('kwp:named', kw:reference-id($token), $slice))[1]
      else kw:entity-ids($element)[1] ! key('kwp:named', ., $slice)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>An address in the edition as this page writes it: relative, so that the site may stand anywhere.</xd:desc></xd:doc>
  <xsl:function name="kw:href" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <!-- No regular expression where none is needed: they are slow, and an index asks this for every mention. -->
    <xsl:variable name="file" as="xs:string" select="if (contains($address, '#')) then substring-before($address, '#') else $address"/>
    <xsl:variable name="fragment" as="xs:string" select="substring($address, string-length($file) + 1)"/>
    <xsl:sequence select="
      if (contains($address, ':') and matches($address, '^[a-zA-Z][a-zA-Z0-9+.-]*:')) then $address
      else iri-to-uri(if ($fragment != '' and $file = $kwp:page) then $fragment else $kwp:up || $file || $fragment)"/>
  </xsl:function>

  <!-- The page's own address, and the way from it to the top. -->
  <xsl:variable name="kwp:page" as="xs:string" select="$slice/*/@path"/>
  <xsl:variable name="kwp:up" as="xs:string" select="string-join((1 to count(tokenize($kwp:page, '/')) - 1) ! '../')"/>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Where the pointers of a document lead, as its slice of the register says.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/page.xsl"/>

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
    <xsl:variable name="links" as="element(kw:link)*" select="key('kwp:link', kw:document-id($element) || ' ' || $token, $slice)"/>
    <!-- (Of what is both, a link means the place in its document, a name the entity.) -->
    <xsl:sequence select="if (empty($links[2])) then $links else ($links[@own][$element[self::ref | self::ptr | self::note]], $links)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>What a pointer without words is called by where it leads: a work in a list of literature as it is cited, else what stands there.</xd:desc></xd:doc>
  <xsl:function name="kw:link-words" as="xs:string?">
    <xsl:param name="link" as="element()?"/>
    <xsl:sequence select="($link/@work, $link/kw:label)[1] ! string()"/>
  </xsl:function>

  <xd:doc><xd:desc>What a naming element names: by its first reference, else by its form.</xd:desc></xd:doc>
  <xsl:function name="kw:named-link" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="token" as="xs:string?" select="(kw:reference-tokens($element), kw:key-to($element))[1]"/>
    <!-- Under a mere number databases have something of each kind (build/apart.py). -->
    <xsl:variable name="numbered" as="element(kw:named)?" select="
      if ($token and (translate($token, '#0123456789', '') = '' or contains($token, ':') and not(contains($token, '/')))) then
        let $kind := kw:named-kind($element), $id := kw:reference-id($token)
        return if (translate($id, '0123456789', '') = '') then (key('kwp:named', $kind || '.' || $id, $slice), key('kwp:named', $id, $slice)[@kind = $kind])[1] else ()
      else ()"/>
    <xsl:sequence select="
      if ($numbered) then $numbered
      else if ($token) then (kw:link($element, $token)[@address], key('kwp:named', kw:reference-id($token), $slice))[1]
      else kw:entity-ids($element)[1] ! key('kwp:named', ., $slice)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The text, or the place in one, that a title refers to: it leads there.</xd:desc></xd:doc>
  <xsl:function name="kw:titled-link" as="element(kw:link)?">
    <xsl:param name="title" as="element(title)"/>
    <xsl:sequence select="$title[@ref]/tokenize(@ref)[1] ! kw:link($title, .)[@address][@kind = ('place', 'document')]"/>
  </xsl:function>

  <xd:doc><xd:desc>What a title without words is called that refers to a work: as the work is, else by the reference.</xd:desc></xd:doc>
  <xsl:function name="kw:unsaid-title" as="xs:string?">
    <xsl:param name="title" as="element(title)"/>
    <xsl:if test="empty($title/node())">
      <xsl:sequence select="$title/(tokenize(@ref), @key)[1] ! (kw:link-words(kw:link($title, .)[@address]), .)[1]"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>

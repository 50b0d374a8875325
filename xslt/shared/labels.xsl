<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map">

  <xd:doc scope="stylesheet">
    <xd:desc>The words shown to readers, from one file per language: labels/LANGUAGE.xml. A language without a file, or a file
      without a word, is served in English.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>The language of the interface, as a language tag.</xd:desc></xd:doc>
  <xsl:param name="language" as="xs:string" select="'en'" />

  <!-- All the label files, by language and key, as kwedition tells each of its stylesheets when it compiles it: to read them anew for every page
       would cost as much as a short page. -->
  <xsl:param name="kw:compiled-labels" static="yes" as="map(xs:string, map(xs:string, xs:string))?" select="()"/>

  <xsl:variable name="kwp:labels" as="map(xs:string, xs:string)*" select="
    for $name in distinct-values((lower-case($language), tokenize(lower-case($language), '-')[1], 'en'))
    return kwp:words($name)"/>

  <!-- All words of a language; nothing where there is no file. -->
  <xsl:function name="kwp:words" as="map(xs:string, xs:string)?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:sequence select="
      if (exists($kw:compiled-labels)) then $kw:compiled-labels($name)
      else ('kwedition:/shared/labels/' || $name || '.xml')[doc-available(.)] ! map:merge(doc(.)/labels/label ! map { string(@key): string(.) })"/>
  </xsl:function>

  <xd:doc>
    <xd:desc>The label of a key. A key that no file has is a mistake in a stylesheet, and stops it.</xd:desc>
  </xd:doc>
  <xsl:function name="kw:label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="(($kwp:labels ! .($key))[1],
      error(xs:QName('kw:no-label'), 'no label ''' || $key || ''' in shared/labels/en.xml'))[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The label of a key if there is one: for words that come from an encoding, such as a note's type.</xd:desc></xd:doc>
  <xsl:function name="kw:known-label" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="($kwp:labels ! .($key))[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>A label for a number of things, or for a range of numbers: 'KEY-1' for one (and for what else the language counts as one), 'KEY-n' for others, with n filled in.</xd:desc></xd:doc>
  <xsl:function name="kw:count-label" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="number" as="xs:anyAtomicType"/>
    <xsl:variable name="form" as="xs:string" select="if (string($number) = $kwp:counted-as-one) then '-1' else '-n'"/>
    <xsl:sequence select="kw:fill(kw:label($key || $form), 'n', string($number))"/>
  </xsl:function>

  <xsl:variable name="kwp:counted-as-one" as="xs:string*" select="tokenize(kw:label('count-one'))"/>

  <!-- Units that are English words, which agree with their number, whichever of both an encoder wrote; of signs (mm) there is one form. -->
  <xsl:variable name="kwp:units" as="map(xs:string, xs:string)" select="map { 'leaf': 'leaves', 'folio': 'folios', 'folium': 'folia', 'bifolium': 'bifolia',
    'page': 'pages', 'line': 'lines', 'column': 'columns', 'quire': 'quires', 'gathering': 'gatherings', 'sheet': 'sheets', 'volume': 'volumes', 'word': 'words',
    'letter': 'letters', 'character': 'characters', 'char': 'chars', 'verse': 'verses', 'paragraph': 'paragraphs', 'sign': 'signs', 'item': 'items' }"/>

  <xd:doc><xd:desc>A unit as it stands behind a number: '1 leaf', '120 leaves'.</xd:desc></xd:doc>
  <xsl:function name="kw:unit" as="xs:string?">
    <xsl:param name="number" as="xs:string?"/>
    <xsl:param name="unit" as="xs:string?"/>
    <xsl:sequence select="
      if (not(matches($number, '\d'))) then $unit
      else if (normalize-space($number) = '1') then (map:keys($kwp:units)[$kwp:units(.) = $unit], $unit)[1]
      else ($unit ! $kwp:units(.), $unit)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The label of a key in another language than that of the page; nothing where it has none.</xd:desc></xd:doc>
  <xsl:function name="kw:label-in" as="xs:string?">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="(distinct-values((lower-case($tag), tokenize(lower-case($tag), '-')[1])) ! kwp:words(.) ! .($key))[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>Things in a list, and what something is said of: 'original: shipp'.</xd:desc></xd:doc>
  <xsl:function name="kw:listed" as="xs:string">
    <xsl:param name="things" as="xs:string*"/>
    <xsl:sequence select="string-join($things, kw:label('list-separator'))"/>
  </xsl:function>

  <xsl:function name="kw:said-of" as="xs:string">
    <xsl:param name="what" as="xs:string?"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="if ($what and $value) then kw:label('colon') => kw:fill('what', $what) => kw:fill('value', $value) else $what || $value"/>
  </xsl:function>

  <xd:doc><xd:desc>A label with a value in the place of its name in braces.</xd:desc></xd:doc>
  <xsl:function name="kw:fill" as="xs:string">
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:variable name="place" as="xs:string" select="'{' || $name || '}'"/>
    <xsl:variable name="rest" as="xs:string" select="substring-after($pattern, $place)"/>
    <xsl:sequence select="
      if (contains($pattern, $place)) then substring-before($pattern, $place) || $value || (if (contains($rest, $place)) then kw:fill($rest, $name, $value) else $rest)
      else $pattern"/>
  </xsl:function>
</xsl:stylesheet>

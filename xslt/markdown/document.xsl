<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:r="urn:kwedition:reading" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>A document as Markdown: CommonMark, with GitHub's tables and footnotes, after a front matter in YAML.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/reading/reading.xsl"/>
  <xsl:import href="kwedition:/markdown/escape.xsl"/>
  <xsl:import href="kwedition:/markdown/inline.xsl"/>

  <xsl:output method="text"/>

  <xsl:mode on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="/" as="xs:string">
    <xsl:variable name="document" as="element(kw:document)" select="kw:documents/kw:document"/>
    <xsl:sequence select="string-join((kwp:front-matter($document), kw:laid(kw:read($document)/*)), '&#10;&#10;') || '&#10;'"/>
  </xsl:template>

  <xd:doc><xd:desc>What the edition says of a document: what can be known of it, in the words that other pages use.</xd:desc></xd:doc>
  <xsl:function name="kwp:front-matter" as="xs:string">
    <xsl:param name="document" as="element(kw:document)"/>
    <xsl:variable name="record" as="element(kw:document)" select="$slice/kw:slice/kw:document"/>
    <xsl:variable name="file" as="element(fileDesc)?" select="($document/*/teiHeader/fileDesc)[1]"/>
    <xsl:variable name="licence" as="element(licence)?" select="($file/publicationStmt/availability//licence)[1]"/>
    <xsl:variable name="values" as="map(*)*" select="
      map { 'title': $record/kw:title },
      map { 'subtitle': $record/kw:subtitle[1] },
      map { 'id': $document/@id },
      map { 'date': ($record/kw:date/@when, $record/kw:date)[1] },
      map { 'language': kw:language-tag($record/@xml:lang) },
      map { 'author': string-join(distinct-values(kw:authors($file) ! kw:maker-name(.))[. != ''], '; ') },
      map { 'sender': string-join(distinct-values($record/kw:party[@role = 'sent']), '; ') },
      map { 'recipient': string-join(distinct-values($record/kw:party[@role = 'received']), '; ') },
      map { 'abstract': $record/kw:abstract },
      map { 'source': string-join(($file/sourceDesc/(p, ab, bibl, biblStruct, biblFull, listBibl//(bibl | biblStruct | biblFull)[not(ancestor::bibl | ancestor::biblStruct)], msDesc) ! (if (self::msDesc) then string-join(kw:whereabouts-of-manuscript(.) ! kw:plain-text(.), ', ') else if (self::biblFull) then kwp:book-in-words(.) else replace(kw:plain-text(.) || .[self::bibl]/date[last()][empty(node())][empty(following-sibling::*[normalize-space()])] ! (' ' || kw:date-in-words(.)), '^[\s,;]+|[\s,;]+$', '')))[. != ''] ! (if (matches(., '[.;:!?]$')) then . else . || ';'), ' ') => replace(';$', '') },
      map { 'licence': ($licence ! kw:licence-address(.), $licence ! kw:plain-text(.), $file/publicationStmt/availability ! kw:plain-text(.), $licence/@target ! normalize-space())[. != ''][1] }"/>
    <xsl:variable name="lines" as="xs:string*">
      <xsl:for-each select="$values">
        <xsl:variable name="name" as="xs:string" select="map:keys(.)" xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
        <xsl:sequence select=".($name)[normalize-space()] ! ($name || ': ' || kw:yaml-text(.))"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="string-join(('---', $lines, '---'), '&#10;')"/>
  </xsl:function>

  <!-- A full description of a book: what its parts say, for these have no punctuation of their own. -->
  <xsl:function name="kwp:book-in-words" as="xs:string">
    <xsl:param name="book" as="element(biblFull)"/>
    <xsl:variable name="parts" as="xs:string*" select="$book/((titleStmt | editionStmt | publicationStmt | seriesStmt)/* | extent | notesStmt/note)
      ! (if (self::respStmt) then string-join((string-join(resp ! kw:plain-text(.), ', '), string-join((* except resp) ! kw:plain-text(.), ', ')), ' ') else kw:plain-text(.))"/>
    <xsl:variable name="said" as="xs:string*" select="$parts[normalize-space()] ! replace(., '^[\s,;]+|[\s,;]+$', '')"/>
    <xsl:sequence select="string-join((subsequence($said, 1, count($said) - 1) ! (. || (if (matches(., '[.:!?…]$')) then ' ' else ', ')), $said[last()]))"/>
  </xsl:function>

  <!-- A backslash at the end of a line breaks it, and unlike two spaces it can be seen. -->
  <xsl:function name="kw:line-end" as="xs:string">
    <xsl:sequence select="'\&#10;'"/>
  </xsl:function>

  <xsl:template match="r:head" mode="kw:layout" as="xs:string?">
    <xsl:variable name="words" as="xs:string" select="kw:as-one-line(., ' ')"/>
    <xsl:if test="$words != ''">
      <!-- A number sign at the end would close the heading. -->
      <xsl:sequence select="string-join((1 to @level) ! '#') || ' ' || replace($words, '#(' || $kwp:marks || ')$', '\\#$1')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="r:quote" mode="kw:layout" as="xs:string?">
    <xsl:variable name="blocks" as="xs:string*" select="kw:laid(*)"/>
    <xsl:if test="exists($blocks)">
      <xsl:sequence select="string-join(tokenize(string-join($blocks, '&#10;&#10;'), '\n') ! (if (. = '') then '>' else '> ' || .), '&#10;')"/>
    </xsl:if>
  </xsl:template>

  <!-- The first row heads the table. Where it heads nothing, an empty one stands above it: GitHub's tables must have one. -->
  <xsl:template match="r:table" mode="kw:layout" as="xs:string?">
    <xsl:variable name="columns" as="xs:integer" select="max((0, r:row ! count(r:cell)))"/>
    <xsl:variable name="header" as="element(r:row)?" select="r:row[1][@label = 'yes']"/>
    <xsl:if test="$columns gt 0">
      <xsl:sequence select="string-join((kwp:row($header, $columns), '|' || string-join((1 to $columns) ! ' --- |'),
        (r:row except $header) ! kwp:row(., $columns)), '&#10;')"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="kwp:row" as="xs:string">
    <xsl:param name="row" as="element(r:row)?"/>
    <xsl:param name="columns" as="xs:integer"/>
    <xsl:variable name="cells" as="xs:string*" select="$row/r:cell ! kw:as-one-line(., '&lt;br>')"/>
    <xsl:sequence select="'|' || string-join((1 to $columns) ! (' ' || subsequence($cells, ., 1) || ' |'))"/>
  </xsl:function>

  <!-- Fenced by more backticks than any line inside begins with. -->
  <xsl:template match="r:code" mode="kw:layout" as="xs:string">
    <xsl:variable name="fence" as="xs:string" select="string-join((1 to max((3, 1 + max((0, tokenize(., '[^`]+') ! string-length(.)))))) ! '`')"/>
    <xsl:sequence select="$fence || @language || '&#10;' || . || '&#10;' || $fence"/>
  </xsl:template>

  <!-- Readers set footnotes under a heading of their own; the text's heading stands where it has one. -->
  <xsl:template match="r:notes" mode="kw:layout" as="xs:string*">
    <xsl:apply-templates select="r:head[@own = 'true']" mode="#current"/>
    <xsl:apply-templates select="r:footnote" mode="#current"/>
  </xsl:template>

  <!-- A note that nothing calls would not be shown as a footnote. -->
  <xsl:template match="r:footnote" mode="kw:layout" as="xs:string">
    <xsl:sequence select="
      if (root(.)//r:note[@n = current()/@n]) then kwp:hung('[^' || @n || ']: ', kw:laid(*), '    ')
      else string-join(('\[' || @n || '\]', kw:laid(*)), '&#10;&#10;')"/>
  </xsl:template>
</xsl:stylesheet>

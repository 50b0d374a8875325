<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What the elements of headers and of descriptions are called, and which of them are text.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>Whether an element is shown by the rules of running text even if, by chance, it holds only elements.</xd:desc></xd:doc>
  <xsl:function name="kw:is-text-bearing" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <!-- (A block that a publisher's system fills with descriptions, and no words, is no paragraph.) -->
    <xsl:sequence select="map:contains($kwp:text-bearing, local-name($element)) and not($element/self::ab[desc][empty(* except (desc, bibl))][not(text()[normalize-space()])])
      or exists($element/seg) and empty($element/(* except seg)) or namespace-uri($element) != 'http://www.tei-c.org/ns/1.0'"/>
  </xsl:function>

  <xsl:variable name="kwp:text-bearing" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(tokenize('p ab head list table title persName orgName placeName
    name date ref note bibl biblStruct witness label desc gloss quote figure graphic media ruby') ! map { .: true() })"/>

  <!-- Elements that have the name of another one. -->
  <xsl:variable name="kwp:named-like" as="map(xs:string, xs:string)" select="map {
    'listPerson': 'persons', 'listPlace': 'places', 'listOrg': 'organizations', 'listEvent': 'events', 'listAnnotation': 'notes', 'noteGrp': 'notes', 'spanGrp': 'tei-interpGrp', 'biblFull': 'tei-bibl',
    'listChange': 'tei-revisionDesc', 'ab': 'tei-p', 'msItemStruct': 'tei-msItem', 'locusGrp': 'tei-locus', 'custEvent': 'tei-event', 'geogName': 'tei-placeName', 'listRelation': 'relations', 'setting': 'setting', 'series': 'tei-seriesStmt',
    'langKnowledge': 'tei-langUsage', 'langKnown': 'tei-language', 'geoDecl': 'tei-geo', 'recordingStmt': 'tei-recording', 'ref': 'tei-link', 'ptr': 'tei-link', 'prefixDef': 'tei-listPrefixDef',
    'nym': 'tei-name', 'listNym': 'forms', 'unicodeName': 'tei-name', 'localName': 'tei-name', 'glyphName': 'tei-name' }"/>

  <xd:doc><xd:desc>An element's name in words, 'fileDesc' as 'File desc', with what tells it from its twins.</xd:desc></xd:doc>
  <xsl:function name="kw:header-label" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:variable name="words" as="xs:string" select="
      upper-case(substring($name, 1, 1)) || lower-case(substring(if ($name = lower-case($name)) then $name else replace($name, '([a-z])([A-Z])', '$1 $2'), 2))"/>
    <xsl:variable name="telling" as="attribute()?" select="kw:telling($element)"/>
    <!-- (A change is known by its day; how high a title stands its type shows.) -->
    <!-- (A feature is called by its own name.) -->
    <xsl:sequence select="if ($element/self::f[normalize-space(@name)]) then string($element/@name) else string-join((
      ($kwp:named-like(local-name($element)) ! kw:label(.), kw:known-label('tei-' || local-name($element)), $words[not($element/self::rs/@type)])[1][not($element/self::change) or not(starts-with(name($telling), 'when'))],
      $telling[not(self::attribute(level))][lower-case(.) != lower-case(local-name($element))] ! kwp:told-by(.), $element/self::change[@type][normalize-space()]/(@when, @when-iso)[1] ! kwp:told-by(.)), ' · ')"/>
  </xsl:function>

  <xd:doc><xd:desc>What else an entry says that has no page of its own, in brackets behind its name: its other names, and its particulars by what they
      are.</xd:desc></xd:doc>
  <xsl:function name="kw:entry-particulars" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" as="element()*" select="kw:names($entry)[normalize-space()]"/>
    <xsl:variable name="others" as="xs:string*" select="distinct-values(tail($names) ! kw:shown-name(.))[not(. = kw:entry-heading($entry))]"/>
    <xsl:variable name="particulars" as="xs:string*">
      <xsl:for-each select="$entry/(* except $names)[not(self::note or self::p or self::ab or self::desc or self::idno or self::location or self::geo or starts-with(local-name(), 'list') or kw:entry-kind(.))]">
        <xsl:variable name="words" as="xs:string?" select="(kw:plain-text(.), kw:date-in-words(.))[. != ''][1]"/>
        <xsl:sequence select="$words ! (kw:header-label(current()) || ': ' || .)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="
      if ($entry/@xml:id or kw:is-called-by-all-it-says($entry) or empty(($others, $particulars))) then ''
      else ' (' || string-join(($others, $particulars), '; ') || ')'"/>
  </xsl:function>

  <!-- As a reader needs it: the day of what a program has noted to the second, and a pointer to a type without its sign. -->
  <xsl:function name="kwp:told-by" as="xs:string">
    <xsl:param name="said" as="attribute()"/>
    <xsl:sequence select="if (starts-with(name($said), 'when')) then replace($said, '^(-?\d{4,}-\d\d-\d\d)T.*$', '$1') else replace($said, '(^|\s)#', '$1')"/>
  </xsl:function>

  <xd:doc><xd:desc>What tells an element from others of its name. (Types of lists of literature in capitals are for programs; when an empty date is, it says itself.)</xd:desc></xd:doc>
  <xsl:function name="kw:telling" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/(@value[parent::metSym], @name[parent::f], @unit[parent::biblScope], @type[not($element/self::listBibl and . = upper-case(.))], @level, @role, @ident, (@when, @when-iso)[not(starts-with(normalize-space(..), .))][normalize-space(..) != ''])[1]"/>
  </xsl:function>
</xsl:stylesheet>

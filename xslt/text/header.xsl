<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>A header as a reader can use it: beside what an element is called stands what it says; what holds only such elements is a
      heading with these beneath. Nothing of it is left out, whatever a project puts there.</xd:desc>
  </xd:doc>

  <xsl:mode name="kw:header" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="text()[not(normalize-space())] | comment() | processing-instruction()" mode="kw:header" as="empty-sequence()"/>

  <xsl:template match="text()" mode="kw:header">
    <p>
      <xsl:sequence select="kw:own-direction()"/>
      <xsl:apply-templates select="." mode="kw:text"/>
    </p>
  </xsl:template>

  <!-- What a template left empty says nothing. -->
  <xsl:template match="*[kwp:is-void(.)]" mode="kw:header" priority="0.6" as="element()*">
    <xsl:for-each select="descendant-or-self::*[@xml:id] ! kw:element-id(.)">
      <span id="{.}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- What lists hold stands in them by its names, and a list of changes is one of changes. -->
  <xsl:template match="*[parent::listPerson or parent::listPlace or parent::listOrg or parent::listEvent][kw:entry-kind(.)][exists(*)][not(text()[normalize-space()])]" mode="kw:header" priority="0.3">
    <div class="header-parts">
      <xsl:sequence select="kwp:header-addressed(.)"/>
      <!-- Who speaks in a transcript without a name is called there by a sign. -->
      <xsl:for-each select=".[self::person or self::personGrp][empty((kw:names(.)[normalize-space()], surname, forename, desc, p, note))]/@xml:id">
        <div class="header-text">{(../@n/normalize-space()[matches(., '\p{L}')], string())[1]}</div>
      </xsl:for-each>
      <xsl:apply-templates select="*" mode="#current"/>
    </div>
  </xsl:template>
  <xsl:template match="revisionDesc/listChange" mode="kw:header" priority="0.3">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <!-- What is about all of a file or of a text needs no heading of its own: its parts say what they are. -->
  <xsl:template match="fileDesc[parent::teiHeader] | encodingDesc[parent::teiHeader][empty(p | ab)] | profileDesc[parent::teiHeader] | langUsage[count(*) = 1][language]" mode="kw:header">
    <xsl:for-each select="kw:own-id(.)">
      <span id="{.}"/>
    </xsl:for-each>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="*" mode="kw:header">
    <xsl:variable name="structural" as="xs:boolean" select="kwp:is-structural(.)"/>
    <xsl:variable name="plain" as="xs:boolean" select="kwp:is-plain-part(.)"/>
    <xsl:choose>
      <!-- A paragraph is one on the page. -->
      <xsl:when test="$plain and self::p and not($kwp:is-turned)">
        <xsl:call-template name="kwp:header-words"/>
      </xsl:when>
      <xsl:when test="$plain">
        <xsl:sequence select="self::licence[*] ! kwp:header-outside(.)"/>
        <div class="header-text">
          <xsl:sequence select="kw:own-direction(), .[$structural] ! kwp:header-addressed(.)"/>
          <xsl:choose>
            <xsl:when test="$structural">
              <xsl:apply-templates select="*" mode="#current"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:call-template name="kwp:header-words"/>
            </xsl:otherwise>
          </xsl:choose>
        </div>
      </xsl:when>
      <xsl:when test="$structural">
        <div class="{if (every $part in * satisfies kwp:is-plain-part($part)) then 'header-part' else 'header-parts'} {local-name()}">
          <xsl:sequence select="kwp:header-addressed(.), if (kwp:header-goes-on(.)) then () else kwp:header-called(.)"/>
          <xsl:apply-templates select="*" mode="#current"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <div class="header-part {local-name()}">
          <xsl:sequence select="if (kwp:header-goes-on(.)) then () else kwp:header-called(.), self::licence[*] ! kwp:header-outside(.)"/>
          <div class="header-text">
            <xsl:sequence select="kw:own-direction()"/>
            <xsl:choose>
              <!-- A paragraph may hold no words, but an image or a pointer; what another namespace is made of is data. -->
              <xsl:when test="normalize-space() or kw:is-addressed(.) or (exists(*) and self::tei:*) or exists(self::ptr | descendant-or-self::graphic | descendant-or-self::media)">
                <xsl:call-template name="kwp:header-words"/>
              </xsl:when>
              <xsl:otherwise>
                <xsl:sequence select="kwp:header-addressed(.), kwp:attributes-in-words(.)"/>
              </xsl:otherwise>
            </xsl:choose>
          </div>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The words of an element, which lead where it leads. What it is called stands beside them: no more is to be known of it. -->
  <xsl:template name="kwp:header-words" as="node()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:variable name="address" as="xs:string?" select="(self::licence | self::idno)[not(*)] ! kwp:address-outside(.)"/>
    <xsl:choose>
      <xsl:when test="$address">
        <a class="external" rel="noopener noreferrer" href="{$address}">
          <xsl:apply-templates select="." mode="kw:text">
            <xsl:with-param name="labelled" as="element()" select="." tunnel="yes"/>
            <xsl:with-param name="in-link" as="xs:boolean" select="true()" tunnel="yes"/>
          </xsl:apply-templates>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="kw:text">
          <xsl:with-param name="labelled" as="element()" select="." tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where an element leads whose words may lead elsewhere. -->
  <xsl:function name="kwp:header-outside" as="element()?">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="kwp:address-outside($element)">
      <div class="header-text">
        <a class="external" rel="noopener noreferrer" href="{.}">{.}</a>
      </div>
    </xsl:for-each>
  </xsl:function>

  <!-- The address that a licence has, or that an identifier is. -->
  <xsl:function name="kwp:address-outside" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="is-doi" as="xs:boolean" select="starts-with(normalize-space($element/self::idno[lower-case(@type) = 'doi']), '10.')"/>
    <xsl:variable name="said" as="xs:string?" select="
      if ($element/self::licence) then tokenize($element/@target)[1]
      else $element/self::idno/string-join(('doi:'[$is-doi], normalize-space()))"/>
    <xsl:sequence select="$said[matches(., '^(https?|doi):\S+$', 'i')] ! kw:external-address(.)"/>
  </xsl:function>

  <xsl:function name="kwp:header-called" as="element()">
    <xsl:param name="element" as="element()"/>
    <span class="header-label"><xsl:sequence select="kw:interface-language()"/>{string-join((kw:header-label($element), $element/self::change[normalize-space()] ! kwp:by-whom(.)), ' · ')}</span>
  </xsl:function>

  <!-- Who made a change that has words, by name, unless these say it. -->
  <xsl:function name="kwp:by-whom" as="xs:string*">
    <xsl:param name="change" as="element(change)"/>
    <xsl:for-each select="tokenize($change/@who)[starts-with(., '#')]">
      <xsl:sequence select="key('kwp:scholar', substring(., 2), root($change))[1] ! kwp:scholar-name(.)[not(contains(normalize-space($change), .))]"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="kwp:scholar-name" as="xs:string">
    <xsl:param name="scholar" as="element()"/>
    <xsl:sequence select="string($scholar/(persName, name, orgName, .)[normalize-space()][1] ! kw:plain-text(.))"/>
  </xsl:function>

  <!-- The id that an element has on the page which no rule of running text gives it. -->
  <xsl:function name="kwp:header-addressed" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="kw:element-id($element)">
      <xsl:attribute name="id" select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- Whether an element holds elements alone, and is not read as running text. -->
  <xsl:function name="kwp:is-structural" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/*) and not($element/text()[normalize-space()]) and not(kw:is-text-bearing($element)) and not(kw:is-addressed($element))"/>
  </xsl:function>

  <!-- What may need no word for what it is: the elements in which it does not, or 'any'. -->
  <xsl:variable name="kwp:plain-in" static="yes" as="map(xs:string, xs:string*)" select="map:merge((
    ('p', 'ab', 'addrLine', 'seg') ! map { .: 'any' },
    ('name', 'persName', 'orgName', 'address', 'ref', 'ptr') ! map { .: tokenize('author editor funder sponsor principal publisher distributor authority respStmt') },
    ('bibl', 'biblStruct', 'biblFull') ! map { .: 'listBibl' },
    map { 'resp': 'respStmt', 'term': 'keywords', 'note': 'notesStmt', 'witness': 'listWit', 'catDesc': 'category', 'licence': 'availability' }))"/>

  <!-- Whether an element needs no word for what it is: paragraphs, pieces of a text, the notes, words and works of a list, the lines of an address, and those who did what the element around says, by names and links that do not say more than that. -->
  <xsl:function name="kwp:is-plain-part" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists($element/parent::address)
      or map:get($kwp:plain-in, local-name($element)) = ('any', local-name($element/..))
        and (exists($element[self::addrLine or self::seg]) or exists($element[normalize-space() or *]) and ($element/self::term or empty(kw:telling($element))))"/>
  </xsl:function>

  <!-- Whether an element says more of what the one before it is called: several authors, or categories that are but described. -->
  <xsl:function name="kwp:header-goes-on" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="before" as="element()?" select="$element/preceding-sibling::*[1][local-name() = local-name($element)]"/>
    <xsl:sequence select="exists($before) and not($element/self::change) and string(kw:telling($before)) = string(kw:telling($element))
      and (every $each in ($before, $element) satisfies not(kwp:is-structural($each)) or exists($each/self::category[count(*) = 1]/catDesc))
      and not(kwp:is-void($before))"/>
  </xsl:function>

  <!-- What an element without words says by its attributes: where to, as a link, and when, as a date; else the name of the attribute and what it says. -->
  <xsl:function name="kwp:attributes-in-words" as="item()*">
    <xsl:param name="element" as="element()"/>
    <!-- (Pages and leaves are from and to no day.) -->
    <xsl:variable name="date" as="xs:string?" select="$element[not(self::biblScope or self::citedRange or self::locus)][kw:is-dated(.)] ! kw:date-in-words(.)[. != '']"/>
    <xsl:variable name="dating" as="attribute()*" select="if ($date) then $element/(@when, @from, @to, @notBefore, @notAfter, @when-iso, @from-iso, @to-iso, @notBefore-iso, @notAfter-iso) else ()"/>
    <!-- (A category says itself of which scheme it is.) -->
    <xsl:variable name="others" as="attribute()*" select="$element/@*[not(. = ('', '#'))][not(starts-with(name(), 'kw-'))] except (kw:telling($element), $dating, $element/self::catRef[@target]/@scheme, $element[not(kwp:is-known-by-id(.))]/@xml:id)"/>
    <xsl:for-each select="$others">
      <xsl:if test="position() gt 1">, </xsl:if>
      <xsl:variable name="tokens" as="xs:string*" select="if (matches(., '^\s*\S*#\S+(\s+\S*#\S+)*\s*$')) then tokenize(.) else string()"/>
      <xsl:variable name="meant" as="map(xs:string, node())" select="map:merge($tokens ! (let $token := . return kwp:token-in-words($element, $token) ! map { $token: . }))"/>
      <!-- That something is meant, a link says; but not who does what to whom. -->
      <xsl:variable name="category" as="xs:boolean" select="exists(self::attribute(target)/parent::catRef)"/>
      <xsl:if test="not($category) and not(every $token in $tokens satisfies map:contains($meant, $token)) or not(name() = ('ref', 'key', 'corresp', 'sameAs', 'target', 'url', 'who', 'source'))">{local-name() || ' '}</xsl:if>
      <xsl:for-each select="$tokens">
        <xsl:if test="position() gt 1">, </xsl:if>
        <!-- (Of a category that is described nowhere, its name is all that is known.) -->
        <xsl:sequence select="($meant(.), if ($category) then replace(., '^\S*#', '') else .)[1]"/>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:if test="$date">
      <xsl:value-of select="', '[exists($others)]"/>
      <span>
        <xsl:sequence select="kw:interface-language()"/>
        <xsl:value-of select="$date"/>
      </span>
    </xsl:if>
  </xsl:function>

  <!-- What a token of an attribute means, if anything is known of it. -->
  <xsl:function name="kwp:token-in-words" as="node()?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="token" as="xs:string"/>
    <!-- (Who changed something is named in the same header, as a rule.) -->
    <xsl:variable name="scholar" as="element()?" select="if (starts-with($token, '#')) then key('kwp:scholar', substring($token, 2), root($element))[1] else ()"/>
    <xsl:variable name="outside" as="xs:string?" select="$token[matches(., '^https?://[^\s$]+$')] ! kw:external-address(.)"/>
    <xsl:variable name="link" as="element(kw:link)?" select="if (matches($token, '^\S*#\S+$')) then kw:link($element, $token)[@address][@work or not(@inexact or @kind = ('place', 'document')) and kw:label != ''] else ()"/>
    <xsl:choose>
      <xsl:when test="$outside">
        <a class="external" rel="noopener noreferrer" href="{$outside}">{$token}</a>
      </xsl:when>
      <xsl:when test="$scholar">
        <xsl:value-of select="kwp:scholar-name($scholar)"/>
      </xsl:when>
      <xsl:when test="$link">
        <a href="{kw:href($link/@address)}">{kw:link-words($link)}</a>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Whether neither an element nor anything in it has a word or an attribute. -->
  <xsl:function name="kwp:is-void" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <!-- (The first word is enough: to put all of them together takes long where a header is.) -->
    <xsl:sequence select="empty($element/descendant::text()[normalize-space()])
      and empty($element/descendant-or-self::*/@*[not(. = ('', '#'))][not(starts-with(name(), 'kw-')) and not((parent::idno or parent::note or parent::noteGrp or parent::listAnnotation or parent::rs or parent::bibl or parent::title) and name() = ('type', 'subtype', 'xml:lang', 'level')
        or (parent::biblScope or parent::citedRange) and name() = 'unit' or parent::ptr[@target = ('', '#')] and name() = 'type' or (parent::ab or parent::p or parent::ref or parent::date or parent::dim) and name() = ('type', 'subtype', 'unit') or parent::f and name() = 'name'
        or name() = 'xml:id' and not(kwp:is-known-by-id(..)))])"/>
  </xsl:function>

  <!-- Whether an id is said of what has no words: that of a thing to which others point. Some programs give one to every element. -->
  <xsl:function name="kwp:is-known-by-id" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::category or self::taxonomy or self::witness or self::handNote or self::char or self::glyph or self::person or self::personGrp or self::place
      or self::org or self::event or self::object or self::nym or self::interp or self::rendition])"/>
  </xsl:function>
</xsl:stylesheet>

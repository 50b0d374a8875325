<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>A header as a reader can use it: what holds text is shown as text, what holds only other elements as a heading with its
      parts beneath. Nothing of it is left out, whatever a project puts there.</xd:desc>
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
  <xsl:template match="*[kwp:is-void(.)]" mode="kw:header" priority="0.6" as="empty-sequence()"/>

  <!-- What lists hold stands in them by its names, and a list of changes is one of changes. -->
  <xsl:template match="*[parent::listPerson or parent::listPlace or parent::listOrg or parent::listEvent][kw:entry-kind(.)][exists(*)][not(text()[normalize-space()])]" mode="kw:header" priority="0.3">
    <div class="header-part">
      <xsl:for-each select="kw:element-id(.)">
        <xsl:attribute name="id" select="."/>
      </xsl:for-each>
      <xsl:apply-templates select="*" mode="#current"/>
    </div>
  </xsl:template>
  <xsl:template match="revisionDesc/listChange" mode="kw:header" priority="0.3">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <!-- The lines of an address, pieces of a text and the words of a list need no word for what they are. -->
  <xsl:template match="addrLine | keywords/term[normalize-space() or *] | seg" mode="kw:header">
    <div class="header-text">
      <xsl:sequence select="kw:own-direction()"/>
      <xsl:apply-templates select="." mode="kw:text"/>
    </div>
  </xsl:template>

  <xsl:template match="*" mode="kw:header">
    <xsl:variable name="structural" as="xs:boolean" select="exists(*) and not(text()[normalize-space()]) and not(kw:is-text-bearing(.)) and not(kw:is-addressed(.))"/>
    <div class="header-part {local-name()}">
      <xsl:if test="$structural">
        <xsl:for-each select="kw:element-id(.)">
          <xsl:attribute name="id" select="."/>
        </xsl:for-each>
      </xsl:if>
      <span class="header-label"><xsl:sequence select="kw:interface-language()"/>{kw:header-label(.)}</span>
      <xsl:choose>
        <xsl:when test="$structural">
          <div class="header-parts">
            <xsl:apply-templates select="*" mode="#current"/>
          </div>
        </xsl:when>
        <!-- A paragraph may hold no words, but an image or a pointer; what another namespace is made of is data. -->
        <xsl:when test="normalize-space() or kw:is-addressed(.) or (exists(*) and self::tei:*) or exists(self::ptr | descendant-or-self::graphic | descendant-or-self::media)">
          <div class="header-text">
            <xsl:sequence select="kw:own-direction()"/>
            <!-- Its name stands above: no more is to be known of it. -->
            <xsl:apply-templates select="." mode="kw:text">
              <xsl:with-param name="labelled" as="element()" select="." tunnel="yes"/>
            </xsl:apply-templates>
          </div>
        </xsl:when>
        <xsl:otherwise>
          <span class="header-text">
            <xsl:sequence select="kw:own-direction()"/>
            <xsl:for-each select="kw:element-id(.)">
              <xsl:attribute name="id" select="."/>
            </xsl:for-each>
            <xsl:sequence select="kwp:attributes-in-words(.)"/>
          </span>
        </xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <!-- What an element without words says by its attributes: where to, as a link, and when, as a date; else the name of the attribute and what it says. -->
  <xsl:function name="kwp:attributes-in-words" as="item()*">
    <xsl:param name="element" as="element()"/>
    <!-- (Pages and leaves are from and to no day.) -->
    <xsl:variable name="date" as="xs:string?" select="$element[not(self::biblScope or self::citedRange or self::locus)][kw:is-dated(.)] ! kw:date-in-words(.)[. != '']"/>
    <xsl:variable name="dating" as="attribute()*" select="if ($date) then $element/(@when, @from, @to, @notBefore, @notAfter, @when-iso, @from-iso, @to-iso, @notBefore-iso, @notAfter-iso) else ()"/>
    <xsl:for-each select="$element/@*[. != ''][not(starts-with(name(), 'kw-'))] except (kw:telling($element), $dating)">
      <xsl:if test="position() gt 1">, </xsl:if>
      <xsl:variable name="link" as="element(kw:link)?" select="if (matches(., '^\S*#\S+$')) then kw:link($element, .)[@address][not(@inexact or @kind = ('place', 'document'))][kw:label != ''] else ()"/>
      <!-- (Who changed something is named in the same header, as a rule.) -->
      <xsl:variable name="scholar" as="element()?" select="if (starts-with(., '#')) then key('kwp:scholar', substring(., 2), root($element))[1] else ()"/>
      <xsl:variable name="outside" as="xs:string?" select=".[matches(., '^https?://[^\s$]+$')] ! kw:external-address(.)"/>
      <!-- That something is meant, a link says; but not who does what to whom. -->
      <xsl:if test="empty(($link, $outside, $scholar)) or not(name() = ('ref', 'key', 'corresp', 'sameAs', 'target', 'url', 'who', 'source'))">{local-name() || ' '}</xsl:if>
      <xsl:choose>
        <xsl:when test="$outside">
          <a class="external" rel="noopener noreferrer" href="{$outside}">{.}</a>
        </xsl:when>
        <xsl:when test="$scholar">{$scholar/(persName, name, orgName, .)[normalize-space()][1] ! kw:plain-text(.)}</xsl:when>
        <xsl:when test="$link">
          <a href="{kw:href($link/@address)}">{$link/kw:label}</a>
        </xsl:when>
        <xsl:otherwise>{.}</xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
    <xsl:if test="$date">
      <xsl:value-of select="', '[exists($element/@*[. != ''][not(starts-with(name(), 'kw-'))] except (kw:telling($element), $dating))]"/>
      <span>
        <xsl:sequence select="kw:interface-language()"/>
        <xsl:value-of select="$date"/>
      </span>
    </xsl:if>
  </xsl:function>

  <!-- Whether neither an element nor anything in it has a word or an attribute. -->
  <xsl:function name="kwp:is-void" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <!-- (The first word is enough: to put all of them together takes long where a header is.) -->
    <xsl:sequence select="empty($element/descendant::text()[normalize-space()])
      and empty($element/descendant-or-self::*/@*[. != ''][not(starts-with(name(), 'kw-')) and not((parent::idno or parent::note or parent::noteGrp or parent::rs or parent::bibl or parent::title) and name() = ('type', 'subtype', 'xml:lang', 'level'))])"/>
  </xsl:function>
</xsl:stylesheet>

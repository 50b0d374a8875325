<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>An index of persons, places, organizations or events: by letter in every script, every other form of a name with the entry
      to see, every mention in its sentence.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>
  <xsl:import href="kwedition:/shared/entries.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice">
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="kw:said-of(kw:label('index-of-' || kind/@name), part/@section)"/>
      <xsl:with-param name="way" select="string(kind/@name)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="slice" mode="kw:main">
    <xsl:variable name="kind" as="xs:string" select="kind/@name"/>
    <!-- A part of a divided index has the lines of one letter, from one key up to another. -->
    <xsl:variable name="part" as="element(part)?" select="part"/>
    <xsl:variable name="lines" as="element()*" select="
      if (empty($part)) then (entity, entity/form[kwp:is-other(.)])
      else (entity, entity/form)[@section = $part/@section][@key ge $part/@from][$part/@to = '' or @key lt $part/@to][self::entity or kwp:is-other(.)]"/>
    <h1>{kw:label('index-of-' || $kind)}</h1>
    <p class="lead">
      <xsl:if test="$part">
        <a href="{kw:href($kind || '/index.html')}">{kw:label('contents')}</a>
      </xsl:if>
      <xsl:if test="empty($part)">{if (entity) then kw:count-label('index-intro', count(entity)) else kw:label('index-empty')}</xsl:if>
    </p>
    <!-- What is true of all is said once. -->
    <xsl:for-each select="$kwp:all-attested">
      <p class="attested">{kw:label('entry-' || .)}</p>
    </xsl:for-each>
    <xsl:if test="$kwp:none-mentioned">
      <p class="no-mention">{kw:label('no-mention')}</p>
    </xsl:if>
    <xsl:if test="count(entity) gt 5">
      <xsl:sequence select="kw:filter($part ! ($kind || '/names.js'))"/>
    </xsl:if>
    <xsl:variable name="sections" as="element()*">
      <xsl:for-each-group select="$lines" group-by="@section">
        <!-- Letters come in the order of their names; what has no letter comes last. -->
        <xsl:sort select="@section = '#'"/>
        <xsl:sort select="min(current-group()/@key ! string(.))" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
        <section class="letter" id="kw-letter-{kwp:letter-id(current-grouping-key())}">
          <h2>{current-grouping-key()}</h2>
          <dl class="index">
            <xsl:for-each select="current-group()">
              <xsl:sort select="@key" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
              <xsl:sort select="(@id, ../@id)[1]" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
              <xsl:apply-templates select="."/>
            </xsl:for-each>
          </dl>
        </section>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:if test="count($sections) gt 1">
      <nav class="letters" aria-label="{kw:label('sections')}">
        <xsl:for-each select="$sections">
          <a href="#{@id}">{*:h2}</a>
        </xsl:for-each>
      </nav>
    </xsl:if>
    <xsl:where-populated>
      <nav class="letters" aria-label="{kw:label('sections')}">
        <xsl:for-each select="letter">
          <a href="{kw:href(@address)}">
            <xsl:if test="@name = $part/@section">
              <xsl:attribute name="aria-current" select="'true'"/>
            </xsl:if>
            <xsl:value-of select="@name"/>
          </a>
        </xsl:for-each>
      </nav>
    </xsl:where-populated>
    <xsl:sequence select="$sections"/>
  </xsl:template>

  <!-- What is said of every entry of an index: that none has an entry of its own, say. -->
  <xsl:variable name="kwp:all-attested" as="xs:string?" select="
    let $entities := /slice/entity, $said := distinct-values($entities/@entry)
    return $said[count($said) = 1][. = ('no', 'form')][count($entities) gt 1]"/>

  <!-- And that texts mention none of them: lists of performances, say, that stand beside an edition of letters. -->
  <xsl:variable name="kwp:none-mentioned" as="xs:boolean" select="
    exists(/slice/entity[2]) and (every $entity in /slice/entity satisfies not(kw:is-mentioned($entity) or $entity/@speeches or $entity/@wrote))"/>

  <!-- A form gets a line of its own when a reader would look for it elsewhere than at the entry. -->
  <xsl:function name="kwp:is-other" as="xs:boolean">
    <xsl:param name="form" as="element(form)"/>
    <xsl:variable name="own" as="xs:string" select="kw:letters($form/@sort)"/>
    <xsl:variable name="entry" as="xs:string" select="kw:letters(kw:heading($form/..))"/>
    <xsl:sequence select="$form != $form/../label and $own != $entry and $own != kw:letters($form/../label)
      and empty($form/preceding-sibling::form[. = $form])"/>
  </xsl:function>

  <xsl:function name="kwp:letter-id" as="xs:string">
    <xsl:param name="letter" as="xs:string"/>
    <xsl:sequence select="if (matches($letter, '^[A-Za-z]$')) then lower-case($letter) else string-join(string-to-codepoints($letter) ! string(.), '-')"/>
  </xsl:function>

  <xsl:template match="form">
    <dt class="see">
      <xsl:sequence select="kw:form(.)"/>
    </dt>
    <dd class="see">
      <i>{kw:label('see')}</i>
      <xsl:text> </xsl:text>
      <a href="{if (../@at) then kw:href(../@at || '#' || ../@id) else '#' || ../@id}">{kw:heading(..)}</a>
    </dd>
  </xsl:template>

  <xsl:template match="entity">
    <dt id="{@id}">
      <a href="{kw:href(@address)}">{kw:heading(.)}</a>
    </dt>
    <dd>
      <xsl:variable name="life" as="xs:string" select="kw:life(.)"/>
      <p class="entry-line">
        <xsl:if test="$life != ''">
          <span class="life">{$life}</span>
          <xsl:text> </xsl:text>
        </xsl:if>
        <!-- The sign between two stands in neither: a name may be written from the other side. -->
        <xsl:for-each select="form[not(. = (../label, kw:heading(..)))]">
          <xsl:if test="$life != '' or position() gt 1">
            <span class="between">·</span>
            <xsl:text> </xsl:text>
          </xsl:if>
          <xsl:sequence select="kw:form(.)"/>
          <xsl:text> </xsl:text>
        </xsl:for-each>
      </p>
      <xsl:for-each select="description[normalize-space()][1]">
        <p class="description"><xsl:sequence select="kw:edition-language()"/>{.}</p>
      </xsl:for-each>
      <xsl:if test="@entry = ('no', 'form') and empty($kwp:all-attested)">
        <p class="attested">{kw:label('entry-' || @entry)}</p>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="xs:integer(@mentions) gt 0">
          <p class="entry-line">
            <a href="{kw:href(@address || '#kw-mentions')}">{kw:mention-count(.)}</a>
          </p>
        </xsl:when>
        <xsl:when test="mention">
          <details>
            <summary>{kw:mention-count(.)}</summary>
            <ul class="mentions">
              <xsl:sequence select="kw:mentions(.)"/>
            </ul>
          </details>
        </xsl:when>
        <xsl:when test="not(@speeches or @wrote or $kwp:none-mentioned)">
          <p class="no-mention">{kw:label('no-mention')}</p>
        </xsl:when>
      </xsl:choose>
      <xsl:if test="@wrote">
        <p class="entry-line">
          <a href="{kw:href(@address || '#kw-works')}">{kw:authored-count(.)}</a>
        </p>
      </xsl:if>
      <xsl:if test="@speeches">
        <p class="entry-line">
          <a href="{kw:href(@address || '#kw-speeches')}">{kw:speech-count(.)}</a>
        </p>
      </xsl:if>
    </dd>
  </xsl:template>
</xsl:stylesheet>

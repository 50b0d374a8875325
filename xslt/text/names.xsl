<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Names, dates and references: what leads from a word to somewhere else. A link inside a link is not HTML, so the outer one
      wins and the inner ones stay marked.</xd:desc>
  </xd:doc>

  <xsl:template _match="persName | placeName | geogName | orgName | eventName | settlement[kw:named-kind(.)] | country[kw:named-kind(.)] | region[kw:named-kind(.)]
    | district[kw:named-kind(.)] | bloc[kw:named-kind(.)] | rs[kw:named-kind(.)] | name[kw:named-kind(.)]
    | {$kw:united(tokenize('author origPlace roleName surname forename addName') ! (. || '[@ref or @key][kw:named-kind(.)]'))}" mode="kw:text">
    <xsl:call-template name="kwp:named"/>
  </xsl:template>

  <xd:doc><xd:desc>A name. (Called: what a rule says is compiled for each of its alternatives.)</xd:desc></xd:doc>
  <xsl:template name="kwp:named" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="link" as="element()?" select="if ($in-link or kw:holds-blocks(.)) then () else kw:named-link(.)[@address]"/>
    <xsl:variable name="mention" as="xs:string?" select="kw:mention-id(.)"/>
    <xsl:element name="{if ($link) then 'a' else kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'name', local-name(), kwp:certainty-class(.)"/>
      </xsl:apply-templates>
      <xsl:if test="exists($mention)">
        <xsl:attribute name="id" select="$mention"/>
      </xsl:if>
      <xsl:if test="$link">
        <xsl:attribute name="href" select="kw:href($link/@address)"/>
        <xsl:variable name="label" as="xs:string" select="($link/kw:label, $link/@label, $link/@address)[1]"/>
        <xsl:if test="$label != kw:plain-text(.)">
          <xsl:attribute name="title" select="string-join(($label, @cert ! kw:known-label('cert-' || .)), ' · ')"/>
        </xsl:if>
      </xsl:if>
      <!-- The name's own id, where it has one, still leads here. -->
      <xsl:if test="exists($mention) and exists(kw:own-id(.))">
        <span id="{kw:own-id(.)}" class="own-id"/>
      </xsl:if>
      <xsl:apply-templates mode="kw:text">
        <xsl:with-param name="in-link" as="xs:boolean" select="$in-link or exists($link)" tunnel="yes"/>
      </xsl:apply-templates>
      <!-- A name that was encoded without words still says whose it is. -->
      <xsl:if test="not(normalize-space()) and empty(*)">{($link/kw:label, $link/@label, @ref[translate(., $kw:still-to-come, '') != ''], @key)[1]}</xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:template match="date[parent::edition][kw:is-close-behind(.)] | geo[kw:is-close-behind(.)]" mode="kw:text" priority="2">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="date" mode="kw:text">
    <xsl:variable name="machine" as="xs:string?" select="(@when, @when-iso)[1][kw:is-plain-date(.)]"/>
    <xsl:variable name="words" as="xs:string" select="kw:date-in-words(.)"/>
    <xsl:variable name="stamped" as="xs:boolean" select="kw:is-stamped(.)"/>
    <xsl:value-of select="kw:happening-before(.)"/>
    <xsl:element name="{if (kw:holds-blocks(.)) then 'div' else if ($machine) then 'time' else 'span'}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'date', kwp:certainty-class(.)"/>
      </xsl:apply-templates>
      <!-- (On the page of an entity a date has no address.) -->
      <xsl:for-each select="kw:mention-id(.)">
        <xsl:attribute name="id" select="."/>
      </xsl:for-each>
      <xsl:if test="$machine and not(kw:holds-blocks(.))">
        <xsl:attribute name="datetime" select="$machine"/>
      </xsl:if>
      <xsl:if test="$words != '' and $words != kw:plain-text(.)">
        <xsl:attribute name="title" select="string-join((if ($stamped) then normalize-space() else $words, @cert ! kw:known-label('cert-' || .)), ' · ')"/>
      </xsl:if>
      <xsl:if test="exists(kw:mention-id(.)) and exists(kw:own-id(.))">
        <span id="{kw:own-id(.)}" class="own-id"/>
      </xsl:if>
      <!-- A date that was encoded without words still says when, and so does one that only programs read. -->
      <xsl:choose>
        <xsl:when test="$stamped">{kw:shown(.)}{$words}</xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="#current"/>
          <xsl:if test="not(normalize-space()) and $words != ''">{$words}</xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <xsl:function name="kwp:certainty-class" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@cert[. = ('high', 'medium', 'low', 'unknown')] ! ('inferred', 'cert-' || .)"/>
  </xsl:function>

  <!-- A pointer that calls a note has its number for words. -->
  <xsl:template match="ptr[@target][kw:pointed-note(.)] | ref[@target][empty(node())][kw:pointed-note(.)]" mode="kw:text">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="number" as="xs:string" select="kw:pointed-number(kw:pointed-note(.))"/>
    <xsl:variable name="id" as="xs:string?" select="kw:pointer-id(., kw:pointed-note(.))"/>
    <xsl:variable name="link" as="element()?" select="if ($in-link) then () else kw:link(., tokenize(@target)[1])[@address]"/>
    <!-- (Older files name an id without the sign for one.) -->
    <xsl:variable name="address" as="xs:string?" select="if ($link) then kw:href($link/@address) else if ($in-link) then () else kw:in-view(kw:pointed-note(.)) ! ('#' || kw:block-id(.))"/>
    <sup>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'note-mark'"/>
      </xsl:apply-templates>
      <xsl:choose>
        <xsl:when test="$address">
          <a href="{$address}" aria-label="{kw:label('note')} {$number}">
            <xsl:for-each select="$id">
              <xsl:attribute name="id" select="."/>
            </xsl:for-each>
            <xsl:text>{$number}</xsl:text>
          </a>
        </xsl:when>
        <xsl:when test="$id">
          <span id="{$id}">{$number}</span>
        </xsl:when>
        <xsl:otherwise>{$number}</xsl:otherwise>
      </xsl:choose>
    </sup>
  </xsl:template>

  <!-- One without words that leads to several places names each of them. -->
  <xsl:template match="ptr[contains(@target, ' ')][exists(kw:further-targets(.))][not(kw:is-way-to-title(.))]" mode="kw:text" priority="1">
    <xsl:call-template name="kwp:pointing-further"/>
  </xsl:template>
  <xsl:template match="ref[contains(@target, ' ')][exists(kw:further-targets(.))]" mode="kw:text" priority="1">
    <xsl:call-template name="kwp:pointing-further"/>
  </xsl:template>

  <xsl:template name="kwp:pointing-further" as="item()+">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="pointer" as="element()" select="."/>
    <xsl:next-match/>
    <xsl:for-each select="kw:further-targets(.)">
      <xsl:value-of select="kw:label('list-separator')"/>
      <xsl:sequence select="kwp:leading-to($pointer, ., if ($in-link) then () else kw:link($pointer, .)[@address])"/>
    </xsl:for-each>
  </xsl:template>

  <!-- One of several targets, by its words. -->
  <xsl:function name="kwp:leading-to" as="node()">
    <xsl:param name="pointer" as="element()"/>
    <xsl:param name="token" as="xs:string"/>
    <xsl:param name="link" as="element(kw:link)?"/>
    <xsl:variable name="note" as="element(note)?" select="kw:id-in-document($token) ! key('kw:by-id', ., kw:scope($pointer))[1]/self::note"/>
    <xsl:variable name="words" as="xs:string" select="($note ! kw:pointed-number(.), kw:target-words($pointer, $token), kw:link-words($link), $token)[1]"/>
    <xsl:choose>
      <xsl:when test="$link">
        <a class="{local-name($pointer), 'external'[$link/@kind = 'external']}" href="{kw:href($link/@address)}">
          <xsl:if test="$link/@kind = 'external'">
            <xsl:attribute name="rel" select="'noopener noreferrer'"/>
          </xsl:if>
          <xsl:choose>
            <xsl:when test="$note">
              <sup class="note-mark">{$words}</sup>
            </xsl:when>
            <xsl:otherwise>{$words}</xsl:otherwise>
          </xsl:choose>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$words"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Which passages are translations of each other, behind these. -->
  <xsl:template match="linkGrp[@type = 'translation'][kw:tells-pairs(.)]" mode="kw:text" priority="1">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <span class="header-label"><xsl:sequence select="kw:interface-language()"/>{kw:header-label(.)}</span>
      <ul>
        <xsl:for-each select="link[@target]">
          <xsl:variable name="pair" as="element(link)" select="."/>
          <li>
            <xsl:apply-templates select="." mode="kw:attributes"/>
            <xsl:for-each select="tokenize(@target)">
              <xsl:if test="position() gt 1"> – </xsl:if>
              <xsl:sequence select="kwp:leading-to($pair, ., kw:link($pair, .)[@address])"/>
            </xsl:for-each>
          </li>
        </xsl:for-each>
      </ul>
    </div>
  </xsl:template>

  <!-- One that has no words but a place in a work says that place, raised, behind what is taken from there. -->
  <xsl:template match="ref[@cRef][kw:is-bare-reference(.)] | ptr[@cRef][kw:is-bare-reference(.)]" mode="kw:text">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="address" as="xs:string?" select="kw:cited-address(.)"/>
    <xsl:element name="{if ($address and not($in-link)) then 'a' else 'sup'}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="if ($address and not($in-link)) then 'source' else 'ref'"/>
      </xsl:apply-templates>
      <xsl:if test="$address and not($in-link)">
        <xsl:attribute name="href" select="$address"/>
        <xsl:attribute name="rel" select="'noopener noreferrer'"/>
      </xsl:if>
      <xsl:text>{@cRef}</xsl:text>
    </xsl:element>
  </xsl:template>

  <!-- One with words of its own leads there by them. -->
  <xsl:template match="ref[@cRef][node()][not(@target)]" mode="kw:text">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="address" as="xs:string?" select="if ($in-link or kw:holds-blocks(.)) then () else kw:cited-address(.)"/>
    <xsl:choose>
      <xsl:when test="$address">
        <a href="{$address}" rel="noopener noreferrer">
          <xsl:apply-templates select="." mode="kw:attributes">
            <xsl:with-param name="class" select="'ref', 'external'"/>
          </xsl:apply-templates>
          <xsl:apply-templates mode="#current">
            <xsl:with-param name="in-link" as="xs:boolean" select="true()" tunnel="yes"/>
          </xsl:apply-templates>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="ref[starts-with(@target, '#')][kw:is-call-of-next(.)]" mode="kw:text" priority="2">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:value-of select="kw:shown(.)"/>
    </span>
  </xsl:template>

  <!-- (One that leads nowhere, or to where another does, is none.) -->
  <xsl:template match="ptr[parent::bibl][kw:is-way-to-title(.)]" mode="kw:text" priority="0.2">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="link" as="element(kw:link)?" select="if ($in-link or @target = preceding-sibling::ptr/@target) then () else tokenize(@target)[1] ! kw:link(current(), .)[@address]"/>
    <xsl:if test="$link">
      <a href="{kw:href($link/@address)}" title="{($link/@about, $link/kw:label)[1]}">
        <xsl:apply-templates select="." mode="kw:attributes"/>
        <xsl:text>→</xsl:text>
      </a>
    </xsl:if>
  </xsl:template>

  <!-- (Where the images of a work are, and the like.) -->
  <xsl:template match="relatedItem[@target][empty(* | text()[normalize-space()])]" mode="kw:text" priority="0.7">
    <xsl:call-template name="kwp:pointing"/>
  </xsl:template>

  <!-- A gloss that points is a word of the text that is explained elsewhere. -->
  <xsl:template match="ref | ptr | gloss[@target][not(term)] | rs[empty(kw:named-kind(.))] | name[@ref][node()][empty(kw:named-kind(.))] | objectName[@ref][node()]" mode="kw:text">
    <xsl:call-template name="kwp:pointing"/>
  </xsl:template>

  <xsl:template name="kwp:pointing" as="item()+">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="token" as="xs:string?" select="tokenize((@target, @ref, self::rs/@nymRef)[1])[1]"/>
    <xsl:variable name="link" as="element()?" select="if ($in-link or kw:holds-blocks(.) or not($token)) then () else kw:link(., $token)[@address]"/>
    <xsl:if test="kw:needs-room(.)">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:element name="{if ($link) then 'a' else kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="if (self::gloss) then 'ref' else local-name(), if ($link/@kind = 'external') then 'external' else ()"/>
      </xsl:apply-templates>
      <xsl:if test="$link">
        <xsl:attribute name="href" select="kw:href($link/@address)"/>
        <xsl:if test="$link/@kind = 'external'">
          <xsl:attribute name="rel" select="'noopener noreferrer'"/>
        </xsl:if>
        <!-- The title of the text that the page shows anyway says nothing. -->
        <xsl:for-each select="($link/@about, $link/kw:label)[1][. != kw:plain-text(current())][not($link/@kind = 'place' and $link/@document = kw:document-id(current()))]">
          <xsl:attribute name="title" select="."/>
        </xsl:for-each>
      </xsl:if>
      <xsl:apply-templates mode="kw:text">
        <xsl:with-param name="in-link" as="xs:boolean" select="$in-link or exists($link)" tunnel="yes"/>
      </xsl:apply-templates>
      <!-- A pointer without words shows where it leads. -->
      <xsl:if test="not(normalize-space()) and empty(*)">{(self::ref/@n[. != ''], kw:pointer-words(.), kw:link-words($link), $token)[1]}</xsl:if>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>

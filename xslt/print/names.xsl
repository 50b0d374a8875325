<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Names, dates and references. Names are plain text with an address for the index; references lead to their page, and
      say which it is.</xd:desc>
  </xd:doc>

  <xsl:template match="*[kw:is-addressed(.)][not(self::date)]" mode="kw:print" priority="3">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:attribute name="id" select="kwp:print-id(kw:document-id(.), kw:mention-id(.))"/>
      <xsl:apply-templates select="@xml:lang" mode="kwp:marks"/>
      <xsl:sequence select="kwp:rendition(.)"/>
      <!-- The name's own id, where it has one, still leads here. -->
      <xsl:if test="@xml:id">
        <fo:inline id="{kwp:print-id(kw:document-id(.), kw:fragment(@xml:id))}"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
      <!-- A name that was encoded without words still says whose it is. -->
      <xsl:if test="not(normalize-space()) and empty(*)">
        <xsl:value-of select="(key('kwp:mentioned-entity', kw:document-id(.) || ' ' || kw:mention-id(.), $slice)[1]/kw:label, @ref[translate(., $kw:still-to-come, '') != ''], @key)[1]"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <xsl:key name="kwp:mentioned-entity" match="kw:entity" use="kw:mentions ! (for $id in tokenize(@ids) return @document || ' ' || $id)"/>

  <xsl:template match="email[kw:is-behind-name(.)]" mode="kw:print" priority="2">
    <xsl:text>, </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="edition/date[kw:is-close-behind(.)] | geo[kw:is-close-behind(.)]" mode="kw:print" priority="2">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="date" mode="kw:print">
    <xsl:value-of select="kw:happening-before(.)"/>
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <!-- A date that was encoded without words still says when, and so does one that only programs read. -->
      <xsl:choose>
        <xsl:when test="kw:is-stamped(.)">{kw:shown(.)}{kw:date-in-words(.)}</xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="#current"/>
          <xsl:if test="not(normalize-space())">{kw:date-in-words(.)}</xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- A pointer that calls a note has its number for words. -->
  <xsl:template match="ptr[kw:pointed-note(.)] | ref[kw:pointed-note(.)]" mode="kw:print">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="destination" as="attribute()*" select="if ($in-link) then () else kw:link(., tokenize(@target)[1]) ! kwp:destination(.)"/>
    <fo:inline baseline-shift="super" font-size="70%" font-style="normal" font-weight="normal">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:element name="fo:{if (exists($destination)) then 'basic-link' else 'inline'}">
        <xsl:sequence select="$destination"/>
        <xsl:text>{kw:pointed-number(kw:pointed-note(.))}</xsl:text>
      </xsl:element>
    </fo:inline>
  </xsl:template>

  <!-- One without words that leads to several places names each of them. -->
  <xsl:template match="ptr[contains(@target, ' ')][exists(kw:further-targets(.))]" mode="kw:print" priority="1">
    <xsl:call-template name="kwp:pointing-further"/>
  </xsl:template>
  <xsl:template match="ref[contains(@target, ' ')][exists(kw:further-targets(.))]" mode="kw:print" priority="1">
    <xsl:call-template name="kwp:pointing-further"/>
  </xsl:template>

  <xsl:template name="kwp:pointing-further" as="item()+">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="pointer" as="element()" select="."/>
    <xsl:next-match/>
    <xsl:for-each select="kw:further-targets(.)">
      <xsl:value-of select="kw:label('list-separator')"/>
      <xsl:sequence select="kwp:leading-to($pointer, ., if ($in-link) then () else kw:link($pointer, .))"/>
    </xsl:for-each>
  </xsl:template>

  <!-- One of several targets, by its words. -->
  <xsl:function name="kwp:leading-to" as="element()+">
    <xsl:param name="pointer" as="element()"/>
    <xsl:param name="token" as="xs:string"/>
    <xsl:param name="link" as="element(kw:link)?"/>
    <xsl:variable name="destination" as="attribute()*" select="$link ! kwp:destination(.)"/>
    <xsl:variable name="note" as="element(note)?" select="kw:id-in-document($token) ! key('kw:by-id', ., kw:scope($pointer))[1]/self::note"/>
    <xsl:element name="fo:{if (exists($destination)) then 'basic-link' else 'inline'}">
      <xsl:if test="$note">
        <xsl:attribute name="baseline-shift" select="'super'"/>
        <xsl:attribute name="font-size" select="'70%'"/>
      </xsl:if>
      <xsl:sequence select="$destination"/>
      <xsl:text>{($note ! kw:pointed-number(.), kw:target-words($pointer, $token), kw:link-words($link[@address]), kwp:breakable($token))[1]}</xsl:text>
    </xsl:element>
    <xsl:if test="$link[@document != kw:document-id($pointer)]">
      <xsl:sequence select="kwp:page-hint($link)"/>
    </xsl:if>
  </xsl:function>

  <!-- Which passages are translations of each other, behind these. -->
  <xsl:template match="linkGrp[@type = 'translation'][kw:tells-pairs(.)]" mode="kw:print" priority="1">
    <fo:block space-before="4pt" text-align="start">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <fo:block font-style="italic" keep-with-next.within-page="always">{kw:header-label(.)}</fo:block>
      <xsl:for-each select="link[@target]">
        <xsl:variable name="pair" as="element(link)" select="."/>
        <fo:block>
          <xsl:apply-templates select="." mode="kwp:marks"/>
          <xsl:for-each select="tokenize(@target)">
            <xsl:if test="position() gt 1"> – </xsl:if>
            <xsl:sequence select="kwp:leading-to($pair, ., kw:link($pair, .))"/>
          </xsl:for-each>
        </fo:block>
      </xsl:for-each>
    </fo:block>
  </xsl:template>

  <!-- One that has no words but a place in a work says that place, raised. -->
  <xsl:template match="ref[@cRef][kw:is-bare-reference(.)] | ptr[@cRef][kw:is-bare-reference(.)]" mode="kw:print">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <fo:inline baseline-shift="super" font-size="60%" font-style="normal" font-weight="normal">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:sequence select="kwp:external(string(@cRef), if ($in-link) then () else kw:cited-address(.))"/>
    </fo:inline>
  </xsl:template>

  <!-- One with words of its own leads there by them. -->
  <xsl:template match="ref[@cRef][node()][not(@target)]" mode="kw:print">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="address" as="xs:string?" select="if ($in-link or kw:holds-blocks(.)) then () else kw:cited-address(.)"/>
    <xsl:choose>
      <xsl:when test="$address">
        <fo:basic-link external-destination="url('{replace($address, '''', '%27')}')">
          <xsl:apply-templates select="." mode="kwp:marks"/>
          <xsl:apply-templates mode="#current">
            <xsl:with-param name="in-link" as="xs:boolean" select="true()" tunnel="yes"/>
          </xsl:apply-templates>
        </fo:basic-link>
        <xsl:sequence select="kwp:shown-address($address, kw:plain-text(.))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="ref[starts-with(@target, '#')][kw:is-call-of-next(.)]" mode="kw:print">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:value-of select="kw:shown(.)"/>
    </fo:inline>
  </xsl:template>

  <xsl:template match="bibl/ptr[kw:is-way-to-title(.)]" mode="kw:print" priority="1.2" as="empty-sequence()"/>

  <xsl:template match="ref | ptr | rs | name[@ref][node()][empty(kw:named-kind(.))] | objectName[@ref][node()]" mode="kw:print">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="token" as="xs:string?" select="tokenize((@target, @ref, self::rs/@nymRef)[1])[1]"/>
    <xsl:variable name="link" as="element(kw:link)?" select="if ($in-link or not($token)) then () else kw:link(., $token)"/>
    <xsl:variable name="destination" as="attribute()*" select="$link ! kwp:destination(.)"/>
    <xsl:if test="kw:needs-room(.)">
      <xsl:text> </xsl:text>
    </xsl:if>
    <xsl:element name="{if (exists($destination)) then 'fo:basic-link' else kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:sequence select="$destination"/>
      <!-- A hyphen would become a part of the address. -->
      <xsl:if test="self::ref[empty(*)][matches(., '^\s*https?://\S+\s*$')]">
        <xsl:attribute name="hyphenate" select="'false'"/>
      </xsl:if>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="in-link" as="xs:boolean" select="$in-link or exists($destination)" tunnel="yes"/>
      </xsl:apply-templates>
      <!-- A pointer without words shows where it leads. -->
      <xsl:if test="not(normalize-space()) and empty(*)">{(kw:pointer-words(.), kw:link-words($link[@address]), $token ! kwp:breakable(.))[1]}</xsl:if>
    </xsl:element>
    <xsl:if test="$link[@document != kw:document-id(current())]">
      <xsl:sequence select="kwp:page-hint($link)"/>
    </xsl:if>
    <xsl:if test="exists($destination[name() = 'external-destination']) and empty(@kw-short)">
      <xsl:sequence select="kwp:shown-address($link/@address, (kw:plain-text(.), kw:link-words($link), $token)[. != ''][1])"/>
    </xsl:if>
  </xsl:template>

  <!-- A title that refers to a text of the edition leads there. -->
  <xsl:template match="title[@ref][exists(kw:titled-link(.))]" mode="kw:print" priority="2">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="link" as="element(kw:link)?" select="if ($in-link or kw:holds-blocks(.)) then () else kw:titled-link(.)"/>
    <xsl:element name="fo:{if ($link) then 'basic-link' else kw:tag(., 'inline', 'block')}">
      <xsl:sequence select="$link ! kwp:destination(.)"/>
      <xsl:next-match>
        <xsl:with-param name="in-link" as="xs:boolean" select="$in-link or exists($link)" tunnel="yes"/>
      </xsl:next-match>
    </xsl:element>
    <xsl:if test="$link[@document != kw:document-id(current())]">
      <xsl:sequence select="kwp:page-hint($link)"/>
    </xsl:if>
  </xsl:template>

  <xd:doc><xd:desc>The address that words lead to, after them: on paper nothing else can be followed. Words that are the address already
      need none.</xd:desc></xd:doc>
  <xsl:function name="kwp:shown-address" as="element(fo:inline)?">
    <xsl:param name="address" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="lower-case(replace($address, '^(https?://(www\.)?|mailto:)|/$', ''))"/>
    <xsl:if test="not(contains(lower-case(replace($words, '\s', '')), $plain))">
      <fo:inline font-size="85%" font-style="normal" font-weight="normal" hyphenate="false">&#xA0;({kwp:breakable(replace($address, '^mailto:', ''))})</fo:inline>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>Where a link leads in print: to a place in this file, or out into the world. Whether the place is here is known
      when the file is whole: see resolve.xsl.</xd:desc></xd:doc>
  <xsl:function name="kwp:destination" as="attribute()*">
    <xsl:param name="link" as="element(kw:link)"/>
    <xsl:choose>
      <xsl:when test="$link/@kind = 'external' and $link/@address">
        <xsl:attribute name="external-destination" select="'url(''' || replace($link/@address, '''', '%27') || ''')'"/>
      </xsl:when>
      <xsl:when test="$link/@kind = ('place', 'document')">
        <xsl:attribute name="internal-destination" select="kwp:internal($link)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="kwp:internal" as="xs:string">
    <xsl:param name="link" as="element(kw:link)"/>
    <xsl:sequence select="kwp:print-id($link/@document, substring-after($link/@address, '#'))"/>
  </xsl:function>

  <xd:doc><xd:desc>'(p. 12)' after a reference to another document: on paper nothing can be followed but a number.</xd:desc></xd:doc>
  <xsl:function name="kwp:page-hint" as="element(fo:basic-link)">
    <xsl:param name="link" as="element(kw:link)"/>
    <xsl:variable name="label" as="xs:string" select="translate(kw:label('page-hint'), ' ', '&#xA0;')"/>
    <!-- No plain space at the edge of an inline: FOP stumbles over it when it divides words there. -->
    <fo:basic-link internal-destination="{kwp:internal($link)}" font-size="85%">
      <xsl:text>&#xA0;</xsl:text>
      <xsl:value-of select="substring-before($label, '{n}')"/>
      <fo:page-number-citation ref-id="{kwp:internal($link)}"/>
      <xsl:value-of select="substring-after($label, '{n}')"/>
    </fo:basic-link>
  </xsl:function>

  <xd:doc><xd:desc>Words that lead to an address in the world, if there is one.</xd:desc></xd:doc>
  <xsl:function name="kwp:external" as="node()">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="address" as="xs:string?"/>
    <xsl:choose>
      <xsl:when test="$address">
        <fo:basic-link external-destination="url('{replace($address, '''', '%27')}')">{kwp:breakable($words)}</fo:basic-link>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="kwp:breakable($words)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What the editor saw and did: alternatives, additions, deletions, gaps, and what was supplied, in the signs of the Leiden
      conventions. Of two readings one is seen; which one, the reader chooses (assets/text.css).</xd:desc>
  </xd:doc>

  <!-- Both readings are in the page. Style shows one of them, the regularized unless the reader wants the original; the brackets are for
       those who read without style. -->
  <xsl:template match="choice" mode="kw:text">
    <xsl:variable name="shown" as="element()?" select="kw:chosen(.)"/>
    <xsl:variable name="others" as="element()*" select="(* except $shown)[not($shown/self::abbr and self::expan)][node() or self::orig or self::sic or self::abbr or self::am]"/>
    <xsl:variable name="original" as="element()?" select="($others[self::orig | self::sic | self::abbr | self::am])[1]"/>
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:element name="{kw:tag(., 'span', 'div')}">
        <xsl:attribute name="class" select="if ($original) then 'reading normalized' else 'reading'"/>
        <xsl:if test="exists($others)">
          <xsl:attribute name="title" select="string-join($others ! kwp:named-reading(.), ' · ')"/>
        </xsl:if>
        <xsl:apply-templates select="$shown" mode="#current"/>
      </xsl:element>
      <xsl:for-each select="$others">
        <xsl:element name="{kw:tag(.., 'span', 'div')}">
          <xsl:attribute name="class" select="if (. is $original) then 'reading diplomatic' else 'reading other'"/>
          <xsl:if test=". is $original">
            <xsl:attribute name="title" select="kwp:named-reading($shown)"/>
          </xsl:if>
          <xsl:value-of select="kw:alternative-begins()"/>
          <span class="unstyled"> [</span>
          <xsl:apply-templates select="." mode="kw:text"/>
          <span class="unstyled">]</span>
          <xsl:value-of select="kw:alternative-ends()"/>
        </xsl:element>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <!-- A reading in words: 'original: shipp'. -->
  <xsl:function name="kwp:named-reading" as="xs:string">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="kind" as="xs:string" select="
      if ($reading[self::sic | self::orig | self::abbr | self::am]) then 'original'
      else if ($reading/self::corr) then 'corrected'
      else if ($reading[self::reg | self::expan]) then 'regularized'
      else 'or'"/>
    <xsl:sequence select="kw:said-of(kw:label($kind), kw:plain-text($reading))"/>
  </xsl:function>

  <xsl:template match="reg | orig | expan | redo | undo | subst" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="sic | corr | retrace" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <!-- Inside a choice the choice says it. -->
      <xsl:if test="not(parent::choice)">
        <xsl:attribute name="title" select="kw:label(if (self::sic) then 'sic' else if (self::corr) then 'corrected' else 'retraced')"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- What the editor adds to an abbreviation stands in round brackets. -->
  <xsl:template match="ex" mode="kw:text" priority="1">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:text>(</xsl:text>
      <xsl:apply-templates mode="#current"/>
      <xsl:text>{kwp:doubt(.)})</xsl:text>
    </xsl:element>
  </xsl:template>

  <xsl:template match="del" mode="kw:text">
    <xsl:variable name="erased" as="xs:boolean" select="@rend = ('erasure', 'erased')"/>
    <xsl:element name="del">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:attribute name="title" select="string-join((kw:label('deleted'), @rend ! replace(., '[_-]', ' ')), ' · ')"/>
      <xsl:value-of select="'⟦'[$erased]"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:value-of select="'⟧'[$erased]"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="add" mode="kw:text">
    <xsl:element name="ins">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'add', kwp:tokens('place-', @place)"/>
      </xsl:apply-templates>
      <xsl:attribute name="title" select="string-join((kw:label('added'), @place ! (kw:known-label('place-' || .), translate(., '_', ' '))[1]), ' · ')"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- [lost], ⟨left out⟩ -->
  <xsl:template match="supplied" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:attribute name="title" select="string-join((kw:label('supplied'), @reason ! translate(., '_', ' '), @cert ! kw:known-label('cert-' || .)), ' · ')"/>
      <xsl:text>{kw:supplied-marks(.)[1]}</xsl:text>
      <xsl:apply-templates mode="#current"/>
      <xsl:text>{kwp:doubt(.)}{kw:supplied-marks(.)[2]}</xsl:text>
    </xsl:element>
  </xsl:template>

  <!-- {too much}, [not by this author] -->
  <xsl:template match="surplus | secl" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:attribute name="title" select="kw:label(local-name())"/>
      <xsl:value-of select="if (self::surplus) then '{' else '['"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:value-of select="if (self::surplus) then '}' else ']'"/>
    </xsl:element>
  </xsl:template>

  <xsl:function name="kwp:doubt" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="'?'[$element/@cert = 'low']"/>
  </xsl:function>

  <!-- Nothing in it is nothing that anybody could read. -->
  <xsl:template match="unclear" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:attribute name="title" select="string-join((kw:label('unclear'), @reason ! translate(., '_', ' ')), ' · ')"/>
      <xsl:if test="empty(node())">[…]</xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="gap[@reason][kw:says-omission(.)]" mode="kw:text" priority="1"/>

  <xsl:template match="gap" mode="kw:text">
    <xsl:variable name="sign" as="xs:string" select="kw:gap-sign(.)"/>
    <xsl:if test="kw:begins-lost-lines(.)">
      <br class="lb"/>
    </xsl:if>
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:attribute name="title" select="string-join((kw:label('gap'), @reason ! translate(., '_', ' '), string-join(((@quantity, @extent)[1], kw:unit((@quantity, @extent)[1], @unit)), ' ')[. != '']), ' · ')"/>
      <xsl:choose>
        <!-- A sign that the encoder chose for it. -->
        <xsl:when test="kw:is-sign-of-gap(.)">
          <xsl:apply-templates select="desc" mode="#current"/>
        </xsl:when>
        <xsl:when test="normalize-space()">
          <xsl:text>[… </xsl:text>
          <xsl:apply-templates select="kw:in-gap(.)" mode="#current"/>
          <xsl:text>]</xsl:text>
        </xsl:when>
        <xsl:otherwise>
          <xsl:text>{$sign}</xsl:text>
          <xsl:apply-templates mode="#current"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- The room of one character is what stands between any two words. -->
  <xsl:template match="space[@unit = ('char', 'chars', 'character', 'characters')][@quantity = '1'][not(node())]" mode="kw:text" priority="1">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'space', 'one'"/>
      </xsl:apply-templates>
      <xsl:text> </xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="space" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <!-- (Room between lines is seen without a mark.) -->
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'space', 'one'[current()/@dim = 'vertical']"/>
      </xsl:apply-templates>
      <xsl:attribute name="title" select="string-join((kw:label('space'), string-join(((@quantity, @extent)[1], kw:unit((@quantity, @extent)[1], @unit)), ' ')[. != '']), ' · ')"/>
      <xsl:text>{'&#xA0;&#x2003;'[not(current()/@quantity = '0')]}</xsl:text>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="handShift" mode="kw:text" priority="1">
    <xsl:variable name="hand" as="xs:string?" select="tokenize((@new, @resp)[1])[1] ! tokenize(., '#')[last()][. != '']"/>
    <xsl:variable name="described" as="element()?" select="$hand ! key('kw:by-id', ., kw:scope(current()))[1]"/>
    <!-- Where a hand wrote, and how high its letters are, tells nobody whose it is. -->
    <xsl:variable name="whole" as="xs:string*" select="$described[text()[normalize-space()] or *[not(self::locus or self::locusGrp or self::dimensions)]] ! kw:plain-text(.)[. != '']"/>
    <xsl:variable name="words" as="xs:string*" select="($whole[string-length(.) le 60], $described[exists($whole)] ! kwp:first-words(.), $described/(@scribe, @n) ! normalize-space()[. != ''], (@new, @resp)[1] ! kw:link(.., .)[not(@kind = ('document', 'place', 'external'))]/kw:label/string(), $hand)[1]"/>
    <xsl:variable name="said" as="xs:string?" select="($words, @scribe ! string(), string-join((@script, @medium), ', '))[. != ''][1]"/>
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:if test="$whole != $words">
        <xsl:attribute name="title" select="$whole"/>
      </xsl:if>
      <xsl:text>{kw:fill(kw:label('in-brackets'), 'text', if (starts-with(lower-case($said), lower-case(kw:label('hand')))) then $said else kw:said-of(kw:label('hand'), $said))}</xsl:text>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- A character that is not typed, but named. -->
  <xsl:template match="c[@rendition][empty(node())]" mode="kw:text" priority="1">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:text>{(kw:named-character(.), '((' || kw:character-name(.) || '))')[1]}</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="g" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:choose>
        <xsl:when test="kw:is-unreadable(.)">{kw:shown(.)}{(kw:glyph(.), '((' || kw:glyph-name(.) || '))')[1]}</xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates mode="#current"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>

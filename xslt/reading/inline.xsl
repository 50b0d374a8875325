<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private" xmlns:m="http://www.w3.org/1998/Math/MathML"
  xmlns:r="urn:kwedition:reading" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What stands in a line: emphasis, names, dates, references, breaks, notes, and what the editor saw and did.</xd:desc>
  </xd:doc>

  <xsl:template match="hi | emph | foreign | title[not(kw:is-quoted-title(.))]" mode="kw:reading" as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="rend" as="xs:string" select="lower-case(string-join((@rend, @rendition, kw:known-renditions(.), @style), ' '))"/>
    <xsl:variable name="own" as="xs:string" select="
      if (self::title or self::foreign) then (if (kw:stands-upright(.)) then '' else 'em')
      else if (self::emph) then 'em'
      else if (matches($rend, 'bold|fett|strong')) then 'strong'
      else if ($rend = '' or matches($rend, '(^|[^p])ital|kursiv|underl|unterstr|(^| )ul?( |$)|letter-?spac|gesperrt|spaced|expanded|sperrdruck')) then 'em'
      else ''"/>
    <xsl:next-match>
      <xsl:with-param name="style" as="xs:string" select="string-join(('em', 'strong')[. = ($own, tokenize($style))], ' ')" tunnel="yes"/>
    </xsl:next-match>
  </xsl:template>

  <xsl:template match="m:math" mode="kw:reading" as="element(r:t)">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="line" as="node()*">
      <xsl:apply-templates select="." mode="kw:mathematics"/>
    </xsl:variable>
    <r:t style="{$style}" link="{$link}">{kw:shown(.)}{string-join($line)}</r:t>
  </xsl:template>

  <!-- A raised number is another number: 1–3⁸, not 1–38. -->
  <xsl:template match="hi[kw:is-raised-number(.)] | edition[kw:is-raised-number(.)]" mode="kw:reading" as="element(r:t)">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="way" as="xs:string?" select="ref[$link = '']/tokenize(@target)[1] ! kwp:way-out(current()/ref, kw:link(current()/ref, .))"/>
    <r:t style="{$style}" link="{($way, $link)[1]}">{kw:shown(.)}{kw:raised(.)}</r:t>
  </xsl:template>

  <xsl:template match="title[@ref | @key][empty(node())]" mode="kw:reading" priority="1" as="element()?">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <r:t style="{string-join(('em', 'strong'['strong' = tokenize($style)]), ' ')}" link="{$link}">{kw:unsaid-title(.)}</r:t>
  </xsl:template>

  <!-- One that refers to a text of the edition leads there. -->
  <xsl:template match="title[@ref][exists(kw:titled-link(.))]" mode="kw:reading" priority="2" as="element()*">
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:next-match>
      <xsl:with-param name="link" as="xs:string" select="($link[. != ''], kwp:way-out(., kw:titled-link(.))[not(kw:holds-blocks(current()))], '')[1]" tunnel="yes"/>
    </xsl:next-match>
  </xsl:template>

  <xsl:template match="ref[starts-with(@target, '#')][kw:is-call-of-next(.)]" mode="kw:reading" priority="1" as="element()">
    <r:t style="" link="">{kw:shown(.)}</r:t>
  </xsl:template>

  <xsl:template match="bibl/ptr[kw:is-way-to-title(.)]" mode="kw:reading" as="empty-sequence()" priority="5"/>

  <!-- Where a link of an element leads: other documents are files beside this one; persons and places have none. -->
  <xsl:function name="kwp:way-out" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="link" as="element(kw:link)?"/>
    <xsl:sequence select="if ($link/@kind = 'external') then $link/@address else $link[@kind = ('place', 'document')]/@document[. != kw:document-id($element)] ! ('document:' || .)"/>
  </xsl:function>

  <!-- One of several targets, by its words. -->
  <xsl:function name="kwp:leading-to" as="element(r:t)">
    <xsl:param name="pointer" as="element()"/>
    <xsl:param name="token" as="xs:string"/>
    <xsl:param name="style" as="xs:string"/>
    <xsl:param name="link" as="xs:string"/>
    <xsl:variable name="found" as="element(kw:link)?" select="kw:link($pointer, $token)"/>
    <r:t style="{$style}" link="{(kwp:way-out($pointer, $found)[$link = ''], $link)[1]}">{(kw:id-in-document($token) ! key('kw:by-id', ., kw:scope($pointer))[1]/self::note ! ('[' || kw:pointed-number(.) || ']'),
      kw:target-words($pointer, $token), kw:link-words($found[@address]), $token)[1]}</r:t>
  </xsl:function>

  <!-- Which passages are translations of each other, behind these. -->
  <xsl:template match="linkGrp[@type = 'translation'][kw:tells-pairs(.)]" mode="kw:reading" priority="1" as="element(r:block)+">
    <xsl:for-each select="link[@target]">
      <xsl:variable name="pair" as="element(link)" select="."/>
      <r:block>
        <xsl:for-each select="tokenize(@target)">
          <xsl:if test="position() gt 1">
            <r:t style="" link=""> – </r:t>
          </xsl:if>
          <xsl:sequence select="kwp:leading-to($pair, ., '', '')"/>
        </xsl:for-each>
      </r:block>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="ref | ptr | rs[empty(kw:named-kind(.))] | name[@ref][node()][empty(kw:named-kind(.))] | objectName[@ref][node()]" mode="kw:reading" as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="token" as="xs:string?" select="tokenize((@target, @ref, self::rs/@nymRef)[1])[1]"/>
    <xsl:variable name="pointer" as="element()" select="."/>
    <xsl:variable name="found" as="element(kw:link)?" select="$token ! kw:link($pointer, .)"/>
    <xsl:variable name="address" as="xs:string?" select="
      if ($link != '' or kw:holds-blocks(.)) then ()
      else if (@cRef and not($token)) then kw:cited-address(.)
      else kwp:way-out(., $found)"/>
    <xsl:if test="kw:needs-room(.)">
      <r:t style="{$style}" link="">{' '}</r:t>
    </xsl:if>
    <xsl:next-match>
      <xsl:with-param name="link" as="xs:string" select="($address, $link)[1]" tunnel="yes"/>
    </xsl:next-match>
    <!-- A pointer without words shows where it leads. -->
    <xsl:if test="not(normalize-space()) and empty(*)">
      <r:t style="{$style}" link="{($address, $link)[1]}">{(kw:pointed-note(.) ! ('[' || kw:pointed-number(.) || ']'), kw:pointer-words(.), kw:link-words($found[@address]), $token)[1]}</r:t>
      <!-- One that leads to several places names each of them. -->
      <xsl:for-each select="if (contains(@target, ' ')) then kw:further-targets(.) else ()">
        <r:t style="{$style}" link="{$link}">{kw:label('list-separator')}</r:t>
        <xsl:sequence select="kwp:leading-to($pointer, ., $style, $link)"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

  <xsl:template match="persName | placeName | geogName | orgName | eventName | settlement | country | region | district | bloc | rs | name | author[@ref or @key]" mode="kw:reading"
    as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:next-match/>
    <!-- A name that was encoded without words still says whose it is. -->
    <xsl:if test="not(normalize-space()) and empty(*) and kw:named-kind(.)">
      <xsl:variable name="named" as="element()?" select="kw:named-link(.)"/>
      <r:t style="{$style}" link="">{($named/kw:label, $named/@label, @ref[translate(., $kw:still-to-come, '') != ''], @key)[1]}</r:t>
    </xsl:if>
  </xsl:template>

  <xsl:template match="biblScope[kw:scope-in-words(.)] | citedRange[kw:scope-in-words(.)]" mode="kw:reading" as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <r:t style="{$style}" link="{$link}">{kw:scope-in-words(.)}</r:t>
  </xsl:template>

  <!-- What a corpus of inscriptions is called may stand in @n alone. -->
  <xsl:template match="bibl[kw:is-called-in-number(.)]" mode="kw:reading" priority="1" as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="inside" as="element()+">
      <r:t style="{$style}" link="{$link}">{@n || ' '}</r:t>
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="kw:is-block-level(.)">
        <r:block>
          <xsl:sequence select="$inside"/>
        </r:block>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$inside"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="date" mode="kw:reading" as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:next-match/>
    <!-- A date that was encoded without words still says when. -->
    <xsl:if test="not(normalize-space())">
      <r:t style="{$style}" link="{$link}">{kw:date-in-words(.)}</r:t>
    </xsl:if>
  </xsl:template>

  <!-- Breaks hold nothing. What somebody wrote into one all the same stands behind it. -->
  <xsl:template match="lb[node()] | pb[node()] | cb[node()] | gb[node()]" mode="kw:reading" as="element()*"><xsl:call-template name="kwp:with-words"/></xsl:template>
  <xsl:template match="milestone[node()]" mode="kw:reading" as="element()*" priority="10"><xsl:call-template name="kwp:with-words"/></xsl:template>
  <xsl:template name="kwp:with-words" as="element()*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:next-match/>
    <xsl:apply-templates mode="kw:reading"/>
  </xsl:template>

  <!-- A line break is shown where lines mean something; elsewhere it is a space, or nothing inside a word. -->
  <xsl:template match="lb | milestone[@unit][kw:begins-paragraph(.)]" mode="kw:reading" as="element()">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <!-- (The lines of an ab are kept in scripts without spaces, too; in verses, headings and readings they are those of the paper.) -->
    <xsl:variable name="joined" as="xs:boolean" select="@break = 'no' or @kw-word or kw:is-unspaced(.) and (empty(ancestor::ab) or exists(ancestor::app))"/>
    <xsl:element name="r:{if ($joined) then 'join' else if (kw:breaks-nothing(.)) then 't' else if (self::milestone or kw:keeps-lines(.)) then 'br' else 't'}">
      <xsl:attribute name="style" select="$style"/>
      <xsl:attribute name="link" select="$link"/>
      <!-- (No space stands behind the mark of a quotation.) -->
      <xsl:if test="not($joined or kw:is-no-space(.) or (parent::quote or parent::q) and kw:breaks-nothing(.))">
        <xsl:text> </xsl:text>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- Where a page ends is no part of what is read. -->
  <xsl:template match="pb | cb | gb | milestone" mode="kw:reading" as="element()+">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:choose>
      <!-- But a milestone between paragraphs that counts nothing parts them. -->
      <xsl:when test="self::milestone[not(@n != '')][kw:is-between-blocks(.)][not(kw:is-silent(.))][not(@unit = ('page', 'folio', 'line', 'column') or kw:counts-paragraphs(.))]">
        <r:block>
          <r:t style="" link="">{kw:milestone-sign(.)}</r:t>
        </r:block>
      </xsl:when>
      <!-- So do words that the encoder wrote into one, such as who speaks from here. -->
      <xsl:when test="self::milestone[matches(@n, '\p{L}{2}[\p{L}\p{M}]*\s+\p{L}{2}')][kw:is-between-blocks(.)][not(kw:is-silent(.))]">
        <r:block>
          <r:t style="" link="">{normalize-space(@n)}</r:t>
        </r:block>
      </xsl:when>
      <xsl:when test="kw:is-stroke(.)">
        <xsl:variable name="lines" as="xs:boolean+" select="kw:lines-round-stroke(.)"/>
        <xsl:if test="$lines[1]">
          <r:br style="{$style}" link="{$link}"/>
        </xsl:if>
        <r:t style="{$style}" link="{$link}">{kw:milestone-sign(.)}</r:t>
        <xsl:if test="$lines[2]">
          <r:br style="{$style}" link="{$link}"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="@break = 'no' or @kw-word or kw:is-unspaced(.) or (self::pb or self::cb) and kw:begins-in-word(.)">
        <r:join style="{$style}" link="{$link}"/>
      </xsl:when>
      <xsl:otherwise>
        <r:t style="{$style}" link="{$link}">{' '[not(kw:is-no-space(current()) or kw:is-silent(current()))]}</r:t>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="c[@rendition][empty(node())]" mode="kw:reading" priority="1" as="element(r:t)">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <r:t style="{$style}" link="{$link}">{(kw:named-character(.), '{' || kw:character-name(.) || '}')[1]}</r:t>
  </xsl:template>

  <xsl:template match="gap[@reason][kw:says-omission(.)]" mode="kw:reading" as="element()*" priority="1"/>

  <xsl:template match="supplied | secl | gap | space | g | rt | span[@type = 'rt'] | unclear[empty(node())]" mode="kw:reading" as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="before" as="xs:string" select="if (self::supplied) then kw:supplied-marks(.)[1] else if (self::secl) then '[' else if (self::rt or self::span) then '('[not(kw:is-bracketed(current()))] || '' else if (kw:is-sign-of-gap(.)) then '' else if (self::gap or self::unclear) then (if (normalize-space()) then '[… ' else '[…]') else if (self::space[not(@quantity = '0')]) then ' ' else ''"/>
    <xsl:variable name="after" as="xs:string" select="
      if (self::supplied) then kw:supplied-marks(.)[2] else if (self::secl or self::gap[normalize-space()][not(kw:is-sign-of-gap(.))]) then ']' else if (self::rt or self::span) then ')'[not(kw:is-bracketed(current()))] || '' else (self::g[kw:is-unreadable(.)] ! (kw:glyph(.), '{' || kw:glyph-name(.) || '}')[1], '')[1]"/>
    <xsl:variable name="inside" as="element()*">
      <r:t style="{$style}" link="{$link}">{$before}{self::g[text()][kw:is-unreadable(.)] ! kw:shown(.)}</r:t>
      <xsl:apply-templates select="if (kw:is-sign-of-gap(.)) then desc else kw:in-gap(.)[empty(current()/self::g[kw:is-unreadable(.)])]" mode="#current"/>
      <r:t style="{$style}" link="{$link}">{$after}</r:t>
    </xsl:variable>
    <xsl:if test="kw:begins-lost-lines(.) and kw:keeps-lines(.)">
      <r:br style="{$style}" link="{$link}"> </r:br>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="kw:holds-blocks(.)">
        <r:block>
          <xsl:sequence select="$inside"/>
        </r:block>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$inside"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="fs[kw:word-form(.)]" mode="kw:reading" as="element()*">
    <xsl:apply-templates select="kw:word-form(.)/node()" mode="#current"/>
  </xsl:template>

  <!-- A note leaves its number where it is called; the note itself stands at the end, in its own style. -->
  <xsl:template match="anchor | delSpan" mode="kw:reading" as="element()*">
    <xsl:for-each select="kw:deletion-sign(.)">
      <r:t style="" link="">{.}</r:t>
    </xsl:for-each>
    <xsl:sequence select="self::anchor/kw:note-called-by(.) ! kwp:called(.)"/>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="note[kw:is-footnote(.)][ancestor::text]" mode="kw:reading" priority="1" as="element(r:note)?">
    <xsl:param name="behind" as="xs:boolean" select="false()"/>
    <xsl:if test="empty(kw:anchor-of(.)) and ($behind or not(kw:is-behind-block(.)))">
      <xsl:sequence select="kwp:called(.)"/>
    </xsl:if>
  </xsl:template>

  <!-- A mark between verses stands at the end of the one before it. -->
  <xsl:template match="lg/text()[kw:is-behind-block(.)] | opener/text()[kw:is-behind-block(.)] | closer/text()[kw:is-behind-block(.)]" mode="kw:reading" as="element(r:t)?">
    <xsl:param name="behind" as="xs:boolean" select="false()"/>
    <xsl:if test="$behind">
      <r:t style="" link="">{kw:ending-mark(.)}</r:t>
    </xsl:if>
  </xsl:template>
  <xsl:template match="lg/pc[kw:is-behind-block(.)]" mode="kw:reading" as="element()*" priority="1">
    <xsl:param name="behind" as="xs:boolean" select="false()"/>
    <xsl:if test="$behind">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- The halves of a verse are parted, where no space parts them. -->
  <xsl:template match="caesura[empty(node())]" mode="kw:reading" as="element(r:t)?">
    <xsl:if test="kw:parts-halves(.)">
      <r:t style="" link=""><xsl:text> </xsl:text></r:t>
    </xsl:if>
  </xsl:template>
  <xsl:template match="seg[parent::l][kw:is-second-half(.)]" mode="kw:reading" priority="2" as="element()*">
    <xsl:if test="kw:parts-halves(.)">
      <r:t style="" link=""><xsl:text> </xsl:text></r:t>
    </xsl:if>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="note[kw:is-void-note(.)]" mode="kw:reading" priority="4" as="empty-sequence()"/>

  <!-- One that Chinese and Japanese books have in the line is read there, in brackets: it cannot be small. -->
  <xsl:template match="note[@type | @rend | @place][kw:is-interlinear(.)]" mode="kw:reading" priority="0.6" as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <r:t style="{$style}" link="{$link}">(</r:t>
    <xsl:apply-templates mode="#current"/>
    <r:t style="{$style}" link="{$link}">)</r:t>
  </xsl:template>

  <xsl:function name="kwp:called" as="element(r:note)">
    <xsl:param name="note" as="element(note)"/>
    <r:note n="{kw:note-number($note)}"/>
  </xsl:function>
</xsl:stylesheet>

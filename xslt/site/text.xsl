<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private" xmlns:xi="http://www.w3.org/2001/XInclude" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The page of a text: its head (from, to, when, where), its summary, the text with its notes, what cites it, its neighbours
      in time, and its whole header.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>
  <xsl:import href="kwedition:/text/text.xsl"/>
  <xsl:import href="kwedition:/site/despatch.xsl"/>
  <xsl:import href="kwedition:/site/cite.xsl"/>
  <xsl:import href="kwedition:/site/images.xsl"/>
  <xsl:import href="kwedition:/site/markup.xsl"/>

  <xsl:mode on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="/">
    <xsl:apply-templates select="kw:documents/kw:document"/>
  </xsl:template>

  <xsl:template match="kw:document">
    <xsl:variable name="document" as="element(kw:document)" select="$slice/kw:slice/kw:document"/>
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="string($document/kw:title)"/>
      <xsl:with-param name="way" select="if ($document/@kind = 'edition') then 'about' else 'texts'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="kw:document" mode="kw:metadata">
    <xsl:variable name="document" as="element(kw:document)" select="$slice/kw:slice/kw:document"/>
    <xsl:sequence select="kw:citation-metadata($kwp:cited, $document/kw:abstract)"/>
    <xsl:sequence select="kw:source-link()"/>
    <xsl:for-each select="$slice/kw:slice/(kw:earlier, kw:later)">
      <link rel="{if (self::kw:earlier) then 'prev' else 'next'}" href="{kw:href(@address)}"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="kw:document" mode="kw:main">
    <xsl:variable name="document" as="element(kw:document)" select="$slice/kw:slice/kw:document"/>
    <xsl:variable name="root" as="element()" select="*"/>
    <xsl:variable name="header" as="element(teiHeader)?" select="$root/teiHeader[1]"/>
    <xsl:variable name="heading" as="element(head)?" select="kwp:title-heading($root, $document/kw:title)"/>
    <xsl:variable name="without-text" as="xs:boolean" select="kw:is-without-text($root)"/>
    <xsl:variable name="descriptions" as="element(msDesc)*" select="kw:described-alone($root)"/>
    <article>
      <!-- Whether there is a margin for notes is known before the first word is shown. -->
      <xsl:if test="exists(kw:footnotes(*)) or exists(*/standOff//note[kw:is-pointed-at(.)])">
        <xsl:attribute name="class" select="'noted'"/>
      </xsl:if>
      <xsl:apply-templates select="$document/@xml:lang" mode="kw:attributes"/>
      <header class="text-header">
        <h1>
          <!-- A title may be in another script than its text. -->
          <xsl:sequence select="kw:title-direction($document/@xml:lang)"/>
          <xsl:for-each select="kw:own-id($root)">
            <xsl:attribute name="id" select="."/>
          </xsl:for-each>
          <xsl:choose>
            <!-- The text's own heading, with its names, where it says the same as the title. -->
            <xsl:when test="$heading">
              <span>
                <xsl:apply-templates select="$heading" mode="kw:attributes"/>
                <xsl:apply-templates select="$heading/node()" mode="kw:text"/>
              </span>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="kwp:title-as-marked($root, $document/kw:title)"/>
            </xsl:otherwise>
          </xsl:choose>
        </h1>
        <xsl:for-each select="$document/kw:subtitle">
          <p class="subtitle"><xsl:sequence select="kw:below-title($document/@xml:lang, $document/kw:title)"/>{.}</p>
        </xsl:for-each>
        <xsl:for-each select="$document/kw:author">
          <p class="subtitle author"><xsl:sequence select="kw:below-title($document/@xml:lang, $document/kw:title)"/>{.}</p>
        </xsl:for-each>
        <xsl:for-each select="kw:date-and-happenings(kw:shown-date($document/kw:date), $header)[not(kw:tells-when($header))]">
          <p class="text-date">
            <xsl:choose>
              <!-- (It may be in another script than the text, as of another calendar: 1 Raj 1329.) -->
              <xsl:when test="kw:is-right-to-left($document/@xml:lang)">
                <bdi>{.}</bdi>
              </xsl:when>
              <xsl:otherwise>{.}</xsl:otherwise>
            </xsl:choose>
          </p>
        </xsl:for-each>
        <xsl:apply-templates select="$header/profileDesc/(correspDesc, settingDesc)" mode="kwp:head"/>
        <xsl:if test="empty($header/profileDesc/(correspDesc, settingDesc))">
          <xsl:where-populated>
            <dl class="despatch">
              <xsl:sequence select="kwp:speakers($root)"/>
            </dl>
          </xsl:where-populated>
        </xsl:if>
        <xsl:sequence select="kwp:rests-on-this($document)"/>
      </header>
      <xsl:for-each select="$header/profileDesc/abstract[normalize-space()]">
        <section class="abstract" aria-label="{kw:label('abstract')}">
          <xsl:apply-templates mode="kw:text"/>
        </section>
      </xsl:for-each>
      <xsl:apply-templates select="." mode="kwp:body">
        <xsl:with-param name="title-heading" as="element(head)?" select="$heading" tunnel="yes"/>
      </xsl:apply-templates>
      <!-- Of a catalogue of manuscripts, the description is what a reader came for. -->
      <xsl:apply-templates select="$descriptions, kw:listed-alone($root)" mode="kw:text"/>
      <xsl:sequence select="kwp:own-texts($root/xi:include)"/>
      <xsl:sequence select="$root/standOff ! kwp:called-beside(.)"/>
      <xsl:apply-templates select="$root/(facsimile[normalize-space() or .//graphic or .//media][1], standOff[normalize-space() or .//graphic or .//media or listEvent/event[kw:is-dated(.)]][empty(kw:listed-alone($root))])" mode="kwp:beside"/>
    </article>
    <xsl:sequence select="kw:readers-scripts($root)"/>
    <xsl:sequence select="kwp:cited-by($document)"/>
    <xsl:sequence select="kw:cite-box($kwp:cited)"/>
    <xsl:sequence select="kw:source-ways()"/>
    <xsl:sequence select="kwp:neighbours()"/>
    <details class="header">
      <!-- A document without a text, such as the description of a manuscript, is its header. -->
      <xsl:if test="$without-text">
        <xsl:attribute name="open" select="'open'"/>
      </xsl:if>
      <!-- (A header may be in another language than the text; its frame is the page's, whatever these are.) -->
      <xsl:sequence select="kw:quoted-language(($header/ancestor-or-self::*[@xml:lang][1]/@xml:lang, $document/@xml:lang)[1]), kw:interface-language()[name() = 'dir']"/>
      <summary><xsl:sequence select="kw:interface-language()"/>{kw:label('header')}</summary>
      <!-- (A header that is still to be written may hold a word that says so.) -->
      <xsl:apply-templates select="$header/(* | text()[normalize-space()])" mode="kw:header">
        <xsl:with-param name="shown-above" as="element()*" select="$descriptions" tunnel="yes"/>
      </xsl:apply-templates>
    </details>
  </xsl:template>

  <xd:doc><xd:desc>The texts of a corpus that have pages of their own; where there are very many, the way to the list of all.</xd:desc></xd:doc>
  <xsl:function name="kwp:own-texts" as="element()?">
    <xsl:param name="includes" as="element(xi:include)*"/>
    <xsl:choose>
      <xsl:when test="count($includes) gt 500">
        <p>
          <a href="{kw:href('texts/index.html')}"><xsl:sequence select="kw:interface-language()"/>{kw:count-label('texts-intro', count($includes))}</a>
        </p>
      </xsl:when>
      <xsl:when test="exists($includes)">
        <ul class="own-texts">
          <xsl:for-each select="$includes">
            <xsl:variable name="link" as="element(kw:link)?" select="kw:link(., @href)"/>
            <li>
              <xsl:choose>
                <xsl:when test="$link/@address">
                  <a class="text-title" href="{kw:href($link/@address)}">{($link/kw:label, @href)[1]}</a>
                </xsl:when>
                <xsl:otherwise>{@href}</xsl:otherwise>
              </xsl:choose>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- The text itself, and its notes. -->
  <xsl:mode name="kwp:body" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="kw:document" mode="kwp:body" as="element()+">
    <xsl:sequence select="kwp:switches(*, $slice/kw:slice/kw:document), kwp:readings-switch(*)"/>
    <div class="transcription">
      <xsl:apply-templates select="*/(* except (teiHeader, standOff, facsimile, xi:include))" mode="kwp:main"/>
    </div>
    <xsl:variable name="notes" as="element(note)*" select="kw:footnotes(*)"/>
    <xsl:if test="exists($notes)">
      <section class="notes" aria-labelledby="kw-notes-heading">
        <h2 id="kw-notes-heading">
          <xsl:sequence select="kwp:notes-heading(*, $notes)"/>
        </h2>
        <ol>
          <xsl:apply-templates select="$notes" mode="kw:notes"/>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xd:doc><xd:desc>What stands above the notes: the encoder's own word for them, if there is one.</xd:desc></xd:doc>
  <xsl:function name="kwp:notes-heading" as="node()+">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="notes" as="element(note)+"/>
    <xsl:variable name="own" as="element(head)?" select="$root/text//div[kw:holds-only-footnotes(.)][1]/head[1]"/>
    <xsl:apply-templates select="$own/node()" mode="kw:text"/>
    <xsl:if test="empty($own)">{kw:label('notes')}</xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>The heading that repeats the title of the page.</xd:desc></xd:doc>
  <xsl:function name="kwp:title-heading" as="element(head)?">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:sequence select="kw:title-heading($root, $title)[not(kw:holds-blocks(.))]"/>
  </xsl:function>

  <!-- A title with what is raised or leans in it. (It belongs to no part of a divided text.) -->
  <xsl:function name="kwp:title-as-marked" as="node()*">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:variable name="marked" as="node()*" select="kw:marked-title($root, $title)"/>
    <xsl:apply-templates select="$marked" mode="kw:text">
      <xsl:with-param name="whole" as="xs:boolean" select="true()" tunnel="yes"/>
    </xsl:apply-templates>
    <xsl:value-of select="if (empty($marked)) then $title else ()"/>
  </xsl:function>

  <xsl:template match="head" mode="kw:text" priority="4">
    <xsl:param name="title-heading" as="element(head)?" tunnel="yes" select="()"/>
    <xsl:if test="empty($title-heading) or not(. is $title-heading)">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xsl:mode name="kwp:main" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="TEI | teiCorpus" mode="kwp:main">
    <xsl:variable name="text" as="element()" select="."/>
    <section class="text">
      <xsl:for-each select="kw:own-id(.)">
        <xsl:attribute name="id" select="."/>
      </xsl:for-each>
      <xsl:variable name="title" as="xs:string" select="kw:inner-title(.)"/>
      <xsl:variable name="heading" as="element(head)?" select="kw:title-heading(., $title)[not(kw:holds-blocks(.))]"/>
      <xsl:if test="$title != ''">
        <h2>
          <xsl:apply-templates select="kw:in-view($heading)/node()" mode="kw:text"/>
          <xsl:sequence select="if (empty(kw:in-view($heading))) then kwp:title-as-marked($text, $title) else ()"/>
        </h2>
      </xsl:if>
      <xsl:for-each select="kw:inner-author(.)">
        <p class="subtitle author">{.}</p>
      </xsl:for-each>
      <xsl:apply-templates select="* except (standOff, facsimile)" mode="#current">
        <xsl:with-param name="title-heading" as="element(head)?" select="$heading[$title != '']" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:sequence select="standOff ! kwp:called-beside(.)"/>
      <xsl:apply-templates select="facsimile[normalize-space() or .//graphic or .//media][1], standOff[normalize-space() or .//graphic or .//media or listEvent/event[kw:is-dated(.)]]" mode="kwp:beside"/>
    </section>
  </xsl:template>
  <xsl:template match="teiHeader" mode="kwp:main">
    <details class="header">
      <summary>{kw:label('header')}</summary>
      <xsl:apply-templates mode="kw:header"/>
    </details>
  </xsl:template>
  <xsl:template match="*" mode="kwp:main">
    <xsl:apply-templates select="." mode="kw:text"/>
  </xsl:template>

  <!-- The head of a letter or a meeting; what it shows is left out of the header below. -->
  <xsl:mode name="kwp:head" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="correspDesc" mode="kwp:head">
    <dl class="despatch">
      <xsl:for-each select="correspAction">
        <div>
          <dt><xsl:sequence select="kw:interface-language()"/>{(kw:known-label(kw:corresp-role(.)), @type, kw:label('correspondence'))[1]}{@subtype[. = ('cc', 'bcc')] ! (' · ' || .)}</dt>
          <dd>
            <xsl:apply-templates select="." mode="kw:attributes"/>
            <xsl:sequence select="kwp:despatched(kw:despatched(.))"/>
            <xsl:apply-templates select="note" mode="kwp:head"/>
          </dd>
        </div>
        <xsl:for-each-group select="kw:other-party(.)[kw:is-filled-in(.)]" group-by="kw:corresp-part(.)">
          <div>
            <dt><xsl:sequence select="kw:interface-language()"/>{kw:label(current-grouping-key())}</dt>
            <dd>
              <xsl:sequence select="kwp:despatched(current-group())"/>
            </dd>
          </div>
        </xsl:for-each-group>
      </xsl:for-each>
      <xsl:apply-templates select="(* except correspAction)[not(kwp:is-void(.))]" mode="kwp:head"/>
      <xsl:sequence select="ancestor::*[self::TEI | self::teiCorpus][last()][teiHeader[1] is current()/ancestor::teiHeader] ! kwp:known-and-spoken(.)"/>
    </dl>
  </xsl:template>

  <xsl:function name="kwp:despatched" as="element()*">
    <xsl:param name="parts" as="element()*"/>
    <xsl:for-each select="$parts">
      <xsl:element name="{if (kw:is-block-level(.)) then 'div' else kw:tag(., 'span', 'div')}">
        <xsl:attribute name="class" select="'part'"/>
        <xsl:apply-templates select="." mode="kw:text"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="note[parent::correspAction]" mode="kwp:head" priority="1">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="kw:text"/>
    </div>
  </xsl:template>

  <!-- Notes that follow each other are called so once. -->
  <xsl:template match="correspDesc/note[following-sibling::*[1]/self::note]" mode="kwp:head" priority="1">
    <xsl:variable name="end" as="element()?" select="following-sibling::*[not(self::note)][1]"/>
    <div>
      <dt><xsl:sequence select="kw:interface-language()"/>{kw:label('notes')}</dt>
      <dd>
        <xsl:for-each select="., following-sibling::note[empty($end) or . &lt;&lt; $end]">
          <div>
            <xsl:apply-templates select="." mode="kw:attributes"/>
            <xsl:apply-templates mode="kw:text"/>
          </div>
        </xsl:for-each>
      </dd>
    </div>
  </xsl:template>
  <xsl:template match="correspDesc/note[preceding-sibling::*[1]/self::note]" mode="kwp:head" priority="2" as="empty-sequence()"/>

  <xsl:template match="correspDesc/*" mode="kwp:head">
    <div>
      <dt><xsl:sequence select="kw:interface-language()"/>{(kw:known-label(local-name()), kw:label('correspondence'))[1]}</dt>
      <dd>
        <xsl:apply-templates select="." mode="kw:attributes"/>
        <xsl:apply-templates mode="kw:text"/>
      </dd>
    </div>
  </xsl:template>

  <!-- The letters before and after it, and the correspondence that it belongs to. -->
  <xsl:template match="correspContext[ref | ptr]" mode="kwp:head" priority="1">
    <div>
      <dt><xsl:sequence select="kw:interface-language()"/>{(kw:known-label(local-name()), kw:label('correspondence'))[1]}</dt>
      <dd>
        <xsl:apply-templates select="." mode="kw:attributes"/>
        <ul class="context">
          <!-- A letter may be the next one in several ways: it is shown once. -->
          <xsl:for-each-group select="*" group-by="kw:way-to-letter(.), if (@target and not(normalize-space()) and not(@xml:id)) then string(@target) else generate-id()" composite="yes">
            <li>
              <xsl:value-of select="kw:way-to-letter(.)"/>
              <xsl:apply-templates select="." mode="kw:text"/>
            </li>
          </xsl:for-each-group>
        </ul>
      </dd>
    </div>
  </xsl:template>

  <xsl:template match="settingDesc" mode="kwp:head">
    <xsl:where-populated>
      <dl class="despatch">
        <!-- Names one after the other, as of city and country, are one line. -->
        <xsl:for-each-group select="(setting/*, place[not(text()[normalize-space()])]/*, (* except (setting, place[not(text()[normalize-space()])])))[normalize-space() or @*[not(starts-with(name(), 'kw-'))] or descendant::date]"
          group-adjacent="if (parent::setting and (self::name | self::placeName | self::settlement | self::region | self::country)) then local-name() else generate-id()">
          <div>
            <dt><xsl:sequence select="kw:interface-language()"/>{(kw:known-label(if (self::placeName) then 'place' else local-name()), kw:label('setting'))[1]}</dt>
            <dd>
              <xsl:if test=". is ../*[1] and parent::setting">
                <xsl:attribute name="id" select="kw:block-id(..)"/>
              </xsl:if>
              <xsl:for-each select="current-group()">
                <xsl:if test="position() gt 1">, </xsl:if>
                <xsl:apply-templates select="." mode="kw:text"/>
              </xsl:for-each>
            </dd>
          </div>
        </xsl:for-each-group>
        <xsl:if test="empty(../correspDesc)">
          <xsl:sequence select="ancestor::*[self::TEI | self::teiCorpus][last()][teiHeader[1] is current()/ancestor::teiHeader] ! kwp:known-and-spoken(.)"/>
        </xsl:if>
      </dl>
    </xsl:where-populated>
  </xsl:template>

  <xsl:template _match="{$kw:united(('abstract', 'correspDesc', 'settingDesc') ! (. || '[parent::profileDesc[parent::teiHeader[parent::*[self::TEI or self::teiCorpus][parent::kw:document]]]]'))}" mode="kw:header" as="empty-sequence()"/>
  <xsl:template match="profileDesc[parent::teiHeader[parent::*[self::TEI or self::teiCorpus][parent::kw:document]]][empty(* except (abstract | correspDesc | settingDesc))]" mode="kw:header"
    priority="1" as="empty-sequence()"/>

  <xsl:mode name="kwp:beside" on-no-match="fail" use-accumulators="#all"/>
  <xsl:template match="facsimile | standOff" mode="kwp:beside">
    <details class="header">
      <summary><xsl:sequence select="kw:interface-language()"/>{if (self::facsimile) then kw:label('images') else kw:label('beside-the-text')}</summary>
      <!-- Some have a facsimile for each page: all their images are one list. -->
      <xsl:apply-templates select=". | self::facsimile/following-sibling::facsimile[normalize-space() or .//graphic or .//media]" mode="kwp:beside-parts"/>
    </details>
  </xsl:template>
  <!-- A facsimile whose images are still to come is none. -->
  <xsl:template match="facsimile[not(.//(graphic | media)[normalize-space(@url) or node()])][not(normalize-space())][empty((., following-sibling::facsimile)/descendant-or-self::*/@xml:id)]"
    mode="kwp:beside" priority="1">
    <xsl:value-of select=".//(graphic | media) ! kw:counted-image(.)" separator=""/>
    <xsl:apply-templates select="following-sibling::facsimile[normalize-space() or .//graphic or .//media][1]" mode="#current"/>
  </xsl:template>
  <!-- Of what stands beside the text, the notes that it calls are read with it. -->
  <xsl:template match="standOff[.//note[kw:is-pointed-at(.)]][empty(.//text()[normalize-space()][not(ancestor::note[kw:is-pointed-at(.)])] | .//graphic)]"
    mode="kwp:beside" priority="1" as="empty-sequence()"/>
  <xsl:function name="kwp:called-beside" as="element()?">
    <xsl:param name="beside" as="element(standOff)"/>
    <xsl:variable name="notes" as="element(note)*" select="$beside//note[kw:is-pointed-at(.)][not(ancestor::note)]"/>
    <xsl:if test="exists($notes)">
      <!-- A page lays the notes of one list beside the text. -->
      <section class="{if ($beside/../parent::kw:document and empty(kw:footnotes($beside/..))) then 'notes' else 'called-beside'}" aria-label="{kw:label('notes')}">
        <h2><xsl:sequence select="kw:interface-language()"/>{kw:label('notes')}</h2>
        <xsl:variable name="roman" as="element(note)*" select="$notes[not(kw:pointed-number(.) castable as xs:integer or @n/normalize-space() != '')]"/>
        <ol>
          <xsl:if test="exists($roman) and empty($notes except $roman)">
            <xsl:attribute name="type" select="'i'"/>
          </xsl:if>
          <xsl:for-each select="$notes">
            <li>
              <xsl:variable name="counted" as="xs:integer?" select="if (kw:pointed-number(.) castable as xs:integer) then xs:integer(kw:pointed-number(.)) else if (@n/normalize-space() != '') then () else count(preceding-sibling::note) + 1"/>
              <xsl:if test="exists($counted)">
                <xsl:attribute name="value" select="$counted"/>
              </xsl:if>
              <xsl:apply-templates select="." mode="kw:attributes"/>
              <!-- (Among numbers of the encoder's.) -->
              <xsl:value-of select="if (exists($roman) and exists($notes except $roman) and . intersect $roman) then kw:pointed-number(.) || ' ' else ()"/>
              <xsl:apply-templates mode="kw:text"/>
              <xsl:sequence select="kwp:ways-back(., kw:call-ids(., kw:in-view#1))"/>
            </li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:function>
  <xsl:template match="note[ancestor::standOff][kw:is-pointed-at(.)] | *[parent::standOff][*][every $child in * satisfies $child/self::note[kw:is-pointed-at(.)]]" mode="kw:header"
    as="empty-sequence()"/>

  <xsl:mode name="kwp:beside-parts" on-no-match="fail" use-accumulators="#all"/>
  <xsl:template match="facsimile" mode="kwp:beside-parts">
    <ul>
      <xsl:for-each select="kw:own-id(.)">
        <xsl:attribute name="id" select="."/>
      </xsl:for-each>
      <xsl:for-each-group select=".//(graphic | media)[parent::facsimile or parent::surface or parent::surfaceGrp or parent::zone[not(text()[normalize-space()])]] | .//surface[empty(graphic | media)]"
        group-by="generate-id((self::surface, parent::surface, .)[1])">
        <xsl:variable name="surface" as="element(surface)?" select="(self::surface, parent::surface)[1]"/>
        <xsl:variable name="images" as="element()*" select="current-group()[self::graphic or self::media]"/>
        <xsl:choose>
          <!-- What a template left empty is no bullet. -->
          <xsl:when test="not($images[normalize-space(@url) or node()] or $surface[kwp:has-line(.)])">
            <xsl:apply-templates select="$images" mode="kw:text"/>
          </xsl:when>
          <xsl:otherwise>
            <li>
              <xsl:for-each select="$surface/kw:own-id(.)">
                <xsl:attribute name="id" select="."/>
              </xsl:for-each>
              <xsl:if test="$surface[@lrx][@lry]">
                <xsl:attribute name="data-extent" select="($surface/@ulx, 0)[1], ($surface/@uly, 0)[1], $surface/@lrx, $surface/@lry"/>
              </xsl:if>
              <xsl:for-each select="$images">
                <xsl:variable name="shown" as="node()*">
                  <xsl:apply-templates select="." mode="kw:text">
                    <xsl:with-param name="among-images" as="xs:boolean" select="true()" tunnel="yes"/>
                  </xsl:apply-templates>
                </xsl:variable>
                <xsl:choose>
                  <!-- Several of one page, each with what is said of it. -->
                  <xsl:when test="$images[normalize-space(@url) or node()][2]">
                    <div>
                      <xsl:sequence select="$shown"/>
                    </div>
                  </xsl:when>
                  <xsl:otherwise>
                    <xsl:sequence select="$shown"/>
                  </xsl:otherwise>
                </xsl:choose>
              </xsl:for-each>
              <xsl:for-each select="$surface/(label | desc)[normalize-space()]">
                <xsl:text> </xsl:text>
                <xsl:apply-templates select="." mode="kw:text"/>
              </xsl:for-each>
              <!-- Zones are nothing to read; whoever shows the image finds them by the ids that data-facs names. -->
              <xsl:for-each select="$surface//zone[@ulx | @points][kw:own-id(.)][ancestor::surface[1] is $surface][not(text()[normalize-space()])]">
                <span class="zone" id="{kw:own-id(.)}" data-box="{kwp:box(.)}"/>
              </xsl:for-each>
            </li>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each-group>
    </ul>
    <!-- What else stands beside the images: title pages, descriptions, words in zones. -->
    <xsl:apply-templates mode="kw:text" select="(. | .//surface | .//surfaceGrp | .//zone[not(text()[normalize-space()])])
      /(* except (surface, surfaceGrp, graphic, media, zone[not(text()[normalize-space()])]))[not(ancestor::zone[text()[normalize-space()]])]
      [not(self::label or self::desc) or not(parent::surface[kwp:has-line(.)]) and normalize-space()]"/>
  </xsl:template>

  <!-- Whether a surface has a line in the list of images, on which it is said what it is. -->
  <xsl:function name="kwp:has-line" as="xs:boolean">
    <xsl:param name="surface" as="element(surface)"/>
    <xsl:sequence select="exists($surface[(graphic | media)[normalize-space(@url) or node()] or kw:own-id(.) or .//zone])"/>
  </xsl:function>

  <!-- A zone with words says with these where it is. -->
  <xsl:template match="facsimile//zone[@ulx | @points]" mode="kw:attributes" as="attribute()*" priority="1">
    <xsl:param name="class" as="xs:string*" select="local-name()"/>
    <xsl:next-match>
      <xsl:with-param name="class" select="$class"/>
    </xsl:next-match>
    <xsl:attribute name="data-box" select="kwp:box(.)"/>
  </xsl:template>

  <!-- The corners of a zone, also of one that is drawn with many. -->
  <xsl:function name="kwp:box" as="xs:string">
    <xsl:param name="zone" as="element(zone)"/>
    <xsl:variable name="points" as="xs:string*" select="tokenize($zone/@points)[matches(., '^-?\d+(\.\d+)?,-?\d+(\.\d+)?$')]"/>
    <xsl:variable name="across" as="xs:double*" select="$points ! number(substring-before(., ','))"/>
    <xsl:variable name="down" as="xs:double*" select="$points ! number(substring-after(., ','))"/>
    <xsl:sequence select="string-join(if ($zone/@ulx) then $zone/(@ulx, @uly, @lrx, @lry) else (min($across), min($down), max($across), max($down)), ' ')"/>
  </xsl:function>

  <xsl:template match="standOff" mode="kwp:beside-parts">
    <xsl:for-each select="*">
      <xsl:choose>
        <xsl:when test="self::listPerson | self::listPlace | self::listOrg | self::listEvent">
          <xsl:apply-templates select="." mode="kw:text"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="." mode="kw:header"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xd:doc><xd:desc>What a reader may have marked in the text, with how many there are: entities named, dates, quotations. No script is
      needed for it.</xd:desc></xd:doc>
  <xsl:function name="kwp:switches" as="element()?">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="document" as="element(kw:document)"/>
    <!-- (Who is but listed beside the text cannot be marked in it.) -->
    <xsl:variable name="listed" as="xs:string*" select="kw:listed-beside($root) ! kw:listed-id(.)"/>
    <xsl:variable name="marked" as="xs:string*" select="if (exists($listed)) then kw:naming($root)[kw:is-addressed(.)] ! kw:entity-ids(.) else ()"/>
    <xsl:variable name="silent" as="xs:string*" select="$listed[not(. = $marked)]"/>
    <xsl:variable name="counts" as="map(xs:string, xs:integer)" select="map:merge((
      (for $kind in $kw:kinds return map { $kind: count($document/kw:named[starts-with(@address, $kind || '/')][not(@entity = $silent)]) }),
      map { 'dates': count(kw:in-view($root//text//date[not(kw:is-in-entry(.))])),
        'quotations': count(kw:in-view($root//text//(quote[not(parent::cit[kw:is-in-dictionary(.)])] | q)[not(kw:is-in-entry(.))])) }))"/>
    <xsl:if test="some $key in map:keys($counts) satisfies $counts($key) gt 0">
      <fieldset class="switches">
        <legend><xsl:sequence select="kw:interface-language()"/>{kw:label('mark')}</legend>
        <xsl:for-each select="($kw:kinds, 'dates', 'quotations')[$counts(.) gt 0]">
          <span>
            <input type="checkbox" id="kw-mark-{.}"/>
            <label for="kw-mark-{.}"><xsl:sequence select="kw:interface-language()"/>{kw:label(.)}<b>{$counts(.)}</b></label>
          </span>
        </xsl:for-each>
      </fieldset>
    </xsl:if>
  </xsl:function>

  <!-- Which of two readings of one passage is shown: as written, or as regularized. -->
  <xsl:function name="kwp:readings-switch" as="element()?">
    <xsl:param name="root" as="element()"/>
    <xsl:if test="exists($root//choice[orig | sic | abbr | am][reg | corr | expan])">
      <fieldset class="switches">
        <legend><xsl:sequence select="kw:interface-language()"/>{kw:label('show')}</legend>
        <span>
          <input type="checkbox" id="kw-diplomatic"/>
          <label for="kw-diplomatic"><xsl:sequence select="kw:interface-language()"/>{kw:label('show-original')}</label>
        </span>
      </fieldset>
    </xsl:if>
  </xsl:function>

  <xsl:template match="*[ancestor::text][not(ancestor::note)]" mode="kw:permalink">
    <xsl:sequence select="kwp:compared(.)"/>
    <xsl:if test="not(@n and @xml:id)">
      <a class="permalink" href="#{kw:block-id(.)}" aria-label="{kw:label('link-to-paragraph')}"><xsl:sequence select="kw:interface-language()"/></a>
    </xsl:if>
  </xsl:template>

  <xsl:template match="note" mode="kw:note-link">
    <a class="permalink" href="#{kw:block-id(.)}" aria-label="{kw:label('link-to-note')}"><xsl:sequence select="kw:interface-language()"/></a>
    <xsl:apply-templates select="." mode="kw:markup"/>
  </xsl:template>

  <xd:doc><xd:desc>What only some texts need: images of pages, and the text of one witness.</xd:desc></xd:doc>
  <xsl:function name="kw:readers-scripts" as="element()*">
    <xsl:param name="root" as="element()"/>
    <xsl:sequence select="kw:image-viewer($root), kw:markup-script()"/>
    <xsl:if test="$root//rdg[@wit]">
      <script defer="defer" src="{kw:shared-href('assets/witness.js')}" data-label="{kw:label('witness-text')}" data-edited="{kw:label('witness-edited')}" data-count="{kw:label('witness-differs')}"/>
    </xsl:if>
  </xsl:function>

  <xsl:key name="kwp:compared" match="kw:compared" use="@at"/>

  <!-- What another account says of the same stands one touch from the passage. -->
  <xsl:template match="seg[@xml:id] | quote[@xml:id] | said[@xml:id]" mode="kw:text">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:next-match/>
    <xsl:if test="not($in-link)">
      <xsl:sequence select="kwp:compared(.)"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="kwp:compared" as="element()*">
    <xsl:param name="passage" as="element()"/>
    <xsl:for-each select="$passage/@xml:id ! key('kwp:compared', kw:fragment(.), $slice)">
      <xsl:variable name="said" as="xs:string" select="(kw:known-label(@type), @type)[1]"/>
      <a class="compared {@type}" href="{kw:href(@address)}"
        title="{string-join((kw:label, $said, (kw:short-title, kw:title)[1]), ' · ')}">{(kw:known-label('sign-' || @type), '≈')[1]}<span
          class="compared-title">{(kw:short-title, kw:title)[1]}</span></a>
    </xsl:for-each>
  </xsl:function>

  <!-- The way back, at the head of the text: the paragraphs that rest on it, by what they are called there. -->
  <xsl:function name="kwp:rests-on-this" as="element()?">
    <xsl:param name="document" as="element(kw:document)"/>
    <xsl:variable name="from" as="xs:string*" select="distinct-values($document/kw:cited-by/@from)"/>
    <xsl:choose>
      <xsl:when test="empty($from)"/>
      <!-- What everything cites has its list at the foot. -->
      <xsl:when test="count($from) gt 5">
        <p class="cited-line">
          <xsl:sequence select="kw:interface-language()"/>
          <a href="#kw-cited-by-heading">{kw:fill(kw:label('cited-in-n'), 'n', string(count($from)))}</a>
        </p>
      </xsl:when>
      <xsl:otherwise>
        <p class="cited-line">
          <xsl:sequence select="kw:interface-language()"/>
          <xsl:text>{kw:label('cited-in')} </xsl:text>
          <xsl:for-each-group select="$document/kw:cited-by" group-by="@from">
            <span class="cited-in">
              <a href="{kw:href(@address)}" title="{kw:text}">{kw:title}</a>
              <xsl:sequence select="kwp:citing-apart(.)"/>
              <!-- What has no number stands below, in its words. -->
              <xsl:for-each-group select="current-group()[kwp:paragraph(@block) != '']" group-by="@block">
                <xsl:text> </xsl:text>
                <a href="{kw:href(@address)}" title="{kw:text}">¶&#xA0;{kwp:paragraph(@block)}</a>
              </xsl:for-each-group>
            </span>
          </xsl:for-each-group>
        </p>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- What tells a text that cites from another one of the same title. -->
  <xsl:function name="kwp:citing-apart" as="item()*">
    <xsl:param name="cited" as="element(kw:cited-by)"/>
    <xsl:if test="$cited/../kw:cited-by[kw:title = $cited/kw:title]/@from != $cited/@from">
      <xsl:text> </xsl:text>
      <span class="where">{$cited/@from}</span>
    </xsl:if>
  </xsl:function>

  <!-- 'p07' and 'c02.p7' are the seventh; other ids say nothing to a reader. -->
  <xsl:function name="kwp:paragraph" as="xs:string">
    <xsl:param name="block" as="xs:string"/>
    <xsl:sequence select="if (matches($block, '(^|\.)p0*[1-9][0-9]*$')) then replace($block, '^.*p0*([1-9][0-9]*)$', '$1') else ''"/>
  </xsl:function>

  <xsl:function name="kwp:cited-by" as="element()?">
    <xsl:param name="document" as="element(kw:document)"/>
    <xsl:if test="$document/kw:cited-by">
      <section class="cited-by" aria-labelledby="kw-cited-by-heading">
        <h2 id="kw-cited-by-heading">{kw:label('cited-by')}</h2>
        <ul>
          <xsl:for-each-group select="$document/kw:cited-by" group-by="@from">
            <li>
              <span class="text-title">{kw:title}</span>
              <xsl:sequence select="kwp:citing-apart(.)"/>
              <ul>
                <xsl:for-each-group select="current-group()" group-by="@block">
                  <li>
                    <a href="{kw:href(@address)}">{kw:text}</a>
                    <xsl:text> </xsl:text>
                    <span class="where">{kw:listed(distinct-values(current-group()/@as) ! kw:label('cited-as-' || .))}</span>
                  </li>
                </xsl:for-each-group>
              </ul>
            </li>
          </xsl:for-each-group>
        </ul>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="kwp:neighbours" as="element()?">
    <xsl:variable name="earlier" as="element()?" select="$slice/kw:slice/kw:earlier"/>
    <xsl:variable name="later" as="element()?" select="$slice/kw:slice/kw:later"/>
    <!-- (Nobody knows what is earlier than what has no date.) -->
    <xsl:variable name="dated" as="xs:boolean" select="exists($slice/kw:slice/kw:document/kw:date)"/>
    <!-- What has the title of this page, or of the other, is told from it. -->
    <xsl:variable name="texts" as="element(kw:mentioning)*">
      <xsl:for-each select="$slice/kw:slice/kw:document[1], $earlier, $later">
        <kw:mentioning id="{@id}">
          <xsl:sequence select="(kw:short-title, kw:title)[1], kw:date, kw:mark"/>
        </kw:mentioning>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="telling" as="map(xs:string, xs:string)" select="kw:telling-apart($texts, false())"/>
    <xsl:if test="$earlier or $later">
      <nav class="neighbours" aria-label="{kw:label('neighbours')}">
        <xsl:for-each select="$earlier">
          <a rel="prev" href="{kw:href(@address)}">
            <span class="direction">← {kw:label(if ($dated) then 'earlier' else 'previous-text')}</span>
            <xsl:sequence select="kwp:neighbour(., $telling)"/>
          </a>
        </xsl:for-each>
        <xsl:for-each select="$later">
          <a rel="next" href="{kw:href(@address)}">
            <span class="direction">{kw:label(if ($dated) then 'later' else 'next-text')} →</span>
            <xsl:sequence select="kwp:neighbour(., $telling)"/>
          </a>
        </xsl:for-each>
      </nav>
    </xsl:if>
  </xsl:function>

  <xsl:function name="kwp:neighbour" as="node()+">
    <xsl:param name="text" as="element()"/>
    <xsl:param name="telling" as="map(xs:string, xs:string)"/>
    <span>{$text/(kw:short-title, kw:title)[1]}</span>
    <xsl:for-each select="$telling($text/@id)">
      <xsl:text> </xsl:text>
      <span class="where">{if (. = $text/kw:date) then kw:shown-date($text/kw:date) else .}</span>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>

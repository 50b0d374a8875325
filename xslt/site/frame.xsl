<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The frame round every page of the site, and the few pieces that several kinds of page share.</xd:desc>
  </xd:doc>

  <!-- What shows TEI imports text/text.xsl itself: most pages do not, and compile in a fraction of the time. -->
  <xsl:import href="kwedition:/shared/interface.xsl"/>
  <xsl:import href="kwedition:/shared/dates.xsl"/>
  <xsl:import href="kwedition:/shared/lives.xsl"/>
  <xsl:import href="kwedition:/shared/alike.xsl"/>
  <xsl:import href="kwedition:/site/languages.xsl"/>

  <xsl:output method="html" version="5" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:variable name="kwp:frame" as="element(frame)" select="$slice/slice/frame"/>
  <xsl:variable name="kwp:title" as="xs:string" select="($kwp:frame/@title[. != ''], kw:label('untitled-edition'))[1]"/>

  <!-- What is a page's own, made of the same element as the page: written where it belongs, it is never copied. -->
  <xsl:mode name="kw:main" on-no-match="fail" use-accumulators="#all"/>

  <xd:doc><xd:desc>A whole page. What is its own is what the mode kw:main makes of the context item; the way that leads to it is
      marked.</xd:desc></xd:doc>
  <xsl:template name="kw:page">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="title" as="xs:string" required="yes"/>
    <xsl:param name="way" as="xs:string" required="yes"/>
    <html>
      <xsl:sequence select="kwp:language-attributes()"/>
      <!-- Where the script finds what is written anew in each language. -->
      <xsl:if test="$kwp:below != ''">
        <xsl:attribute name="data-below" select="$kwp:below"/>
      </xsl:if>
      <head>
        <meta charset="UTF-8"/>
        <!-- A page that a server shows anywhere leads on from where the site begins. -->
        <xsl:if test="$slice/slice/@path = '404.html' and $kwp:frame/@base-url != ''">
          <base href="{replace($kwp:frame/@base-url, '^https?://[^/]+', '')}{$kwp:below}"/>
        </xsl:if>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <!-- The page never needs more than its own host; this makes the browser see to it. -->
        <meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; object-src 'none'{
          $kwp:frame/@image-hosts ! ('; img-src ''self'' ' || .)}"/>
        <title>{string-join(distinct-values(($title, $kwp:title)), ' · ')}</title>
        <meta name="generator" content="kwedition"/>
        <meta name="color-scheme" content="light dark"/>
        <script src="{kw:shared-href('assets/theme.js')}"/>
        <link rel="stylesheet" href="{kw:shared-href('assets/site.css')}"/>
        <!-- What the search finds is shown without the marks of a text. -->
        <xsl:if test="$way != 'search'">
          <link rel="stylesheet" href="{kw:shared-href('assets/text.css')}"/>
        </xsl:if>
        <link rel="stylesheet" href="{kw:shared-href('assets/reading.css')}"/>
        <xsl:if test="$kwp:frame/@own-style">
          <link rel="stylesheet" href="{kw:shared-href('assets/own.css')}"/>
        </xsl:if>
        <script defer="defer" src="{kw:shared-href('assets/site.js')}"/>
        <xsl:call-template name="kwp:shared-picture">
          <xsl:with-param name="title" select="$title"/>
        </xsl:call-template>
        <xsl:sequence select="kw:alternates()"/>
        <xsl:apply-templates select="." mode="kw:metadata"/>
        <link rel="icon" type="image/svg+xml" href="{kw:shared-href('assets/icon.svg')}"/>
      </head>
      <body>
        <a class="skip" href="#kw-main">{kw:label('skip')}</a>
        <header class="site-header">
          <a class="site-title" href="{kw:href('index.html')}">{$kwp:title}</a>
          <nav aria-label="{kw:label('navigation')}">
            <ul>
              <xsl:for-each select="$kwp:frame/way[@key != 'home']">
                <li>
                  <a href="{kw:href(@address)}">
                    <xsl:if test="@key = $way">
                      <xsl:attribute name="aria-current" select="if (@address = $slice/slice/@path) then 'page' else 'true'"/>
                    </xsl:if>
                    <xsl:value-of select="kw:label(@key)"/>
                  </a>
                </li>
              </xsl:for-each>
            </ul>
          </nav>
          <xsl:sequence select="kw:language-switch()"/>
          <button type="button" id="kw-theme" class="theme scripted" aria-pressed="false" title="{kw:label('theme-switch')}">{kw:label('theme')}</button>
        </header>
        <main id="kw-main">
          <xsl:apply-templates select="." mode="kw:main"/>
        </main>
        <footer class="site-footer">
          <p>{kw:label('generated-by')}</p>
        </footer>
      </body>
    </html>
  </xsl:template>

  <xd:doc><xd:desc>What a kind of page says of itself to programs.</xd:desc></xd:doc>
  <xsl:mode name="kw:metadata" on-no-match="deep-skip" use-accumulators="#all"/>

  <!-- What a page looks like where somebody shares its address; that must be known for it. -->
  <xsl:template name="kwp:shared-picture">
    <xsl:param name="title" as="xs:string" required="yes"/>
    <xsl:variable name="base" as="xs:string?" select="$kwp:frame/@base-url[. != '']"/>
    <meta property="og:title" content="{$title}"/>
    <meta property="og:site_name" content="{$kwp:title}"/>
    <meta property="og:type" content="{if (self::slice) then 'website' else 'article'}"/>
    <xsl:for-each select="($slice/slice/document/abstract, $slice/slice/summary[@kind = 'edition']/abstract[$slice/slice/@path = 'index.html'])[1]">
      <meta name="description" property="og:description" content="{.}"/>
    </xsl:for-each>
    <xsl:if test="$base and not($slice/slice/@path = '404.html')">
      <xsl:for-each select="$kwp:frame/@feed">
        <link rel="alternate" type="application/atom+xml" href="{$base}{.}" title="{$kwp:title}"/>
      </xsl:for-each>
      <link rel="canonical" href="{$base || $kwp:below || iri-to-uri($slice/slice/@path)}"/>
      <meta property="og:url" content="{$base || $kwp:below || iri-to-uri($slice/slice/@path)}"/>
      <meta property="og:image" content="{$base}picture.png"/>
      <meta name="twitter:card" content="summary_large_image"/>
    </xsl:if>
  </xsl:template>

  <xd:doc><xd:desc>A mention in its sentence, as a link to the exact word.</xd:desc></xd:doc>
  <xsl:function name="kw:mention" as="element()">
    <xsl:param name="mention" as="element()"/>
    <a class="mention" href="{kw:href($mention/@address)}">
      <xsl:apply-templates select="$mention/@xml:lang" mode="kw:attributes"/>
      <xsl:sequence select="$mention/before/string()"/>
      <!-- (A name or a date that was encoded without words.) -->
      <mark>{($mention/form[normalize-space()], $mention/ancestor::entity[1]/label, $mention/self::dated ! kw:date-in-words(.))[1]}</mark>
      <xsl:sequence select="$mention/after/string()"/>
    </a>
  </xsl:function>

  <xd:doc><xd:desc>The date of a text beside its title; nothing where the title ends with it, as that of many a letter does.</xd:desc></xd:doc>
  <xsl:function name="kw:date-beside" as="node()*">
    <xsl:param name="text" as="element()"/>
    <xsl:variable name="date" as="xs:string?" select="$text/date ! kw:shown-date(.)"/>
    <xsl:if test="$date and not(ends-with(' ' || kwp:spaced($text/(short-title, title)[1]), ' ' || kwp:spaced($date)))">
      <xsl:text> </xsl:text>
      <span class="text-date">{$date}</span>
    </xsl:if>
  </xsl:function>

  <xsl:function name="kwp:spaced" as="xs:string">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="normalize-space(translate($text, '&#xA0;&#x202F;', '  '))"/>
  </xsl:function>

  <xd:doc><xd:desc>What tells a text from others of a list whose titles and dates it shares.</xd:desc></xd:doc>
  <xsl:function name="kw:told-apart" as="item()*">
    <xsl:param name="text" as="element()"/>
    <xsl:param name="telling" as="map(xs:string, xs:string)"/>
    <xsl:for-each select="$telling($text/@id)">
      <xsl:text> </xsl:text>
      <span class="where">{.}</span>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>How often and in how many texts an entity is mentioned.</xd:desc></xd:doc>
  <xsl:function name="kw:mention-count" as="xs:string">
    <xsl:param name="entity" as="element(entity)"/>
    <!-- A divided index knows only the numbers. -->
    <xsl:variable name="mentions" as="xs:integer" select="($entity/@mentions ! xs:integer(.), count($entity/mention))[1]"/>
    <xsl:variable name="texts" as="xs:integer" select="($entity/@texts ! xs:integer(.), count(distinct-values($entity/mention/@document)))[1]"/>
    <xsl:sequence select="
      if ($mentions = 0) then kw:label('no-mention')
      else kw:label('mentions-in-sources') => kw:fill('mentions', kw:count-label('mentions', $mentions)) => kw:fill('sources', kw:count-label('sources', $texts))"/>
  </xsl:function>

  <xd:doc><xd:desc>How often and in how many texts an entity speaks; nothing where it never does.</xd:desc></xd:doc>
  <xsl:function name="kw:speech-count" as="xs:string?">
    <xsl:param name="entity" as="element(entity)"/>
    <!-- An index knows only the numbers. -->
    <xsl:variable name="speeches" as="xs:integer" select="($entity/@speeches ! xs:integer(.), xs:integer(sum($entity/spoken/@n)))[1]"/>
    <xsl:variable name="texts" as="xs:integer" select="($entity/@spoken ! xs:integer(.), count($entity/spoken))[1]"/>
    <xsl:sequence select="
      if ($speeches = 0) then ()
      else kw:label('mentions-in-sources') => kw:fill('mentions', kw:count-label('speeches', $speeches)) => kw:fill('sources', kw:count-label('sources', $texts))"/>
  </xsl:function>

  <xd:doc><xd:desc>Of how many texts an entity is the author; nothing where it is of none.</xd:desc></xd:doc>
  <xsl:function name="kw:authored-count" as="xs:string?">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:variable name="texts" as="xs:integer" select="($entity/@wrote ! xs:integer(.), count($entity/wrote))[1]"/>
    <xsl:sequence select="if ($texts = 0) then () else kw:count-label('authored', $texts)"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether texts mention an entity. Who speaks need not be mentioned.</xd:desc></xd:doc>
  <xsl:function name="kw:is-mentioned" as="xs:boolean">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:sequence select="if ($entity/@mentions) then $entity/@mentions != '0' else exists($entity/mention)"/>
  </xsl:function>

  <xd:doc><xd:desc>The mentions of an entity, text by text in the edition's order.</xd:desc></xd:doc>
  <xsl:key name="kwp:mentions" match="entity/mention" use="@document"/>

  <xsl:variable name="kwp:mentioning" as="map(xs:string, xs:string)" select="kw:telling-apart($slice/slice/mentioning, true())"/>

  <xsl:function name="kw:mentions" as="element()*">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:for-each select="$slice/slice/mentioning[key('kwp:mentions', @id, $entity)]">
      <xsl:variable name="document" as="element(mentioning)" select="."/>
      <li>
        <a class="text-title" href="{kw:href(@address)}">{(short-title, title)[1]}</a>
        <xsl:sequence select="kw:told-apart(., $kwp:mentioning)"/>
        <xsl:sequence select="kw:date-beside(.)"/>
        <ul>
          <xsl:for-each select="key('kwp:mentions', $document/@id, $entity)">
            <!-- By kind: the text itself, what it quotes, its notes, and what stands round it. -->
            <xsl:sort select="(index-of(('text', 'quotation', 'note'), string(@where)), 4)[1]"/>
            <!-- The title stands above: the name alone is enough. -->
            <xsl:variable name="entitles" as="xs:boolean" select="@where = 'text' and normalize-space(string-join((before, form, after))) = $document/(short-title, title)[1]/normalize-space()"/>
            <li>
              <xsl:choose>
                <xsl:when test="$entitles">
                  <a class="mention" href="{kw:href(@address)}">
                    <xsl:apply-templates select="@xml:lang" mode="kw:attributes"/>
                    <mark>{form}</mark>
                  </a>
                </xsl:when>
                <xsl:otherwise>
                  <xsl:sequence select="kw:mention(.)"/>
                </xsl:otherwise>
              </xsl:choose>
              <xsl:if test="$entitles or not(@where = 'text')">
                <xsl:text> </xsl:text>
                <span class="where">{kw:label('where-' || (if ($entitles) then 'title' else @where))}</span>
              </xsl:if>
              <xsl:if test="@cert != 'high'">
                <xsl:text> </xsl:text>
                <span class="where">{(kw:known-label('cert-' || @cert), @cert)[1]}</span>
              </xsl:if>
            </li>
          </xsl:for-each>
        </ul>
      </li>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>The field that filters an index, or a list of texts, as one types; a script shows it. ``names`` is the file of the names
      where they are not on the page, ``orders`` are the ways in which the list can be put.</xd:desc></xd:doc>
  <xsl:function name="kw:filter" as="element()">
    <xsl:param name="names" as="xs:string?"/>
    <xsl:sequence select="kw:filter($names, 'filter', 'filter-hint', ())"/>
  </xsl:function>

  <xsl:function name="kw:filter" as="element()">
    <xsl:param name="names" as="xs:string?"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="hint" as="xs:string"/>
    <xsl:param name="orders" as="xs:string*"/>
    <form class="filter scripted" role="search" data-one="{kw:label('filter-1')}" data-many="{kw:label('filter-n')}">
      <xsl:if test="$names">
        <xsl:attribute name="data-names" select="kw:href($names)"/>
      </xsl:if>
      <label for="kw-filter">{kw:label($label)}</label>
      <input type="search" id="kw-filter" autocomplete="off" spellcheck="false" placeholder="{kw:label($hint)}"/>
      <xsl:if test="exists($orders)">
        <label for="kw-order">{kw:label('order')}</label>
        <select id="kw-order">
          <xsl:for-each select="$orders">
            <option value="{.}">{kw:label('order-' || .)}</option>
          </xsl:for-each>
        </select>
      </xsl:if>
      <output for="kw-filter"/>
    </form>
  </xsl:function>

  <xd:doc><xd:desc>A form of a name, in its language.</xd:desc></xd:doc>
  <xsl:function name="kw:form" as="element()">
    <xsl:param name="form" as="element()"/>
    <span class="form">
      <xsl:apply-templates select="$form/@xml:lang" mode="kw:attributes"/>
      <xsl:value-of select="$form"/>
    </span>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:tei="http://www.tei-c.org/ns/1.0" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The page of a person, place, organization or event: its names in every script, what the edition says of it, where it speaks, and
      every mention in its sentence.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>
  <xsl:import href="kwedition:/text/text.xsl"/>
  <xsl:import href="kwedition:/site/bars.xsl"/>
  <xsl:import href="kwedition:/site/images.xsl"/>

  <xsl:mode on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice/entity"/>
  </xsl:template>

  <xsl:template match="entity">
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="string-join((label, ../shown/@n[. != '1']), ' · ')"/>
      <xsl:with-param name="way" select="string(@kind)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="entity" mode="kw:main">
    <xsl:choose>
      <xsl:when test="../shown/@n &gt; 1">
        <h1>
          <a href="{kw:href(@address)}">{label}</a>
        </h1>
        <p class="subtitle">{kw:label('part-number') => kw:fill('n', ../shown/@n)}</p>
        <xsl:sequence select="kwp:runs(../shown, 'ways'), kwp:works(., false())"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="." mode="kwp:facts"/>
        <xsl:sequence select="kwp:reported(..), kwp:letters(.), kwp:works(., true()), kwp:company(..)"/>
      </xsl:otherwise>
    </xsl:choose>
    <!-- Of somebody who is on several pages the first has both headings: lists lead there. It has the numbers of all, too; those of a further
         page are its own, which no other text changes. -->
    <xsl:variable name="first" as="xs:boolean" select="not(../shown/@n &gt; 1)"/>
    <xsl:variable name="speaks" as="xs:string?" select="kw:speech-count(.)"/>
    <xsl:if test="$speaks and ($first or spoken)">
      <section aria-labelledby="kw-speeches">
        <h2 id="kw-speeches">{kw:label('speaks-in')}</h2>
        <p class="lead">{kwp:count-said($speaks, $first)}</p>
        <xsl:sequence select="kwp:speeches(.)"/>
      </section>
    </xsl:if>
    <xsl:if test="if (kw:is-mentioned(.)) then $first or mention else empty(($speaks, kw:authored-count(.)))">
      <section class="mentions-section" aria-labelledby="kw-mentions">
        <h2 id="kw-mentions">{kw:label('mentions')}</h2>
        <p class="lead">{kwp:count-said(kw:mention-count(.), $first)}</p>
        <xsl:if test="empty(../shown)">
          <xsl:sequence select="kwp:months(.)"/>
        </xsl:if>
        <xsl:if test="mention">
          <ul class="mentions">
            <xsl:sequence select="kw:mentions(.)"/>
          </ul>
        </xsl:if>
      </section>
    </xsl:if>
    <xsl:sequence select="../shown ! kwp:runs(., 'neighbours')"/>
  </xsl:template>

  <xsl:function name="kwp:count-said" as="xs:string">
    <xsl:param name="count" as="xs:string"/>
    <xsl:param name="of-all" as="xs:boolean"/>
    <xsl:sequence select="if ($of-all) then $count else kw:fill(kw:label('mentions-on-page'), 'count', $count)"/>
  </xsl:function>

  <xd:doc><xd:desc>The words that texts report of somebody, each a link to where they stand.</xd:desc></xd:doc>
  <xsl:function name="kwp:reported" as="element()?">
    <xsl:param name="slice" as="element(slice)"/>
    <xsl:if test="$slice/reported">
      <section aria-labelledby="kw-reported">
        <h2 id="kw-reported">{kw:label('words-reported')}</h2>
        <ul class="mentions reported">
          <xsl:for-each-group select="$slice/reported" group-adjacent="@document">
            <li>
              <span class="text-title">{(short-title, title)[1]}</span>
              <ul>
                <xsl:for-each select="current-group()">
                  <li>
                    <a class="mention" href="{kw:href(@address)}">{words}</a>
                  </li>
                </xsl:for-each>
              </ul>
            </li>
          </xsl:for-each-group>
        </ul>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:key name="kwp:spoken" match="entity/spoken" use="@document"/>
  <xsl:key name="kwp:wrote" match="entity/wrote" use="@document"/>

  <xd:doc><xd:desc>The texts whose author an entity is, in the order of the edition.</xd:desc></xd:doc>
  <xsl:function name="kwp:works" as="element()?">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:param name="first" as="xs:boolean"/>
    <xsl:variable name="count" as="xs:string?" select="kw:authored-count($entity)"/>
    <xsl:if test="$count and ($first or $entity/wrote)">
      <section aria-labelledby="kw-works">
        <h2 id="kw-works">{kw:label('author-of')}</h2>
        <xsl:if test="$entity/../shown">
          <p class="lead">{kwp:count-said($count, $first)}</p>
        </xsl:if>
        <xsl:where-populated>
          <ul class="speeches">
            <xsl:for-each select="$entity/../mentioning[key('kwp:wrote', @id, $entity)]">
              <li>
                <a href="{kw:href(@address)}">{(short-title, title)[1]}</a>
                <xsl:sequence select="kw:told-apart(., $kwp:mentioning), kw:date-beside(.)"/>
              </li>
            </xsl:for-each>
          </ul>
        </xsl:where-populated>
      </section>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>The texts in which an entity speaks, in the order of the edition, each a link to its first speech there.</xd:desc></xd:doc>
  <xsl:function name="kwp:speeches" as="element()?">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:where-populated>
      <ul class="speeches">
        <xsl:for-each select="$entity/../mentioning[key('kwp:spoken', @id, $entity)]">
          <xsl:variable name="spoken" as="element(spoken)" select="key('kwp:spoken', @id, $entity)[1]"/>
          <li>
            <a href="{kw:href($spoken/@address)}">{(short-title, title)[1]}</a>
            <xsl:sequence select="kw:told-apart(., $kwp:mentioning), kw:date-beside(.)"/>
            <xsl:text> </xsl:text>
            <span class="where">{kw:count-label('speeches', xs:integer($spoken/@n))}</span>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:where-populated>
  </xsl:function>

  <xd:doc><xd:desc>The letters that an entity sent and received, in the order of the edition.</xd:desc></xd:doc>
  <xsl:function name="kwp:letters" as="element()?">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:variable name="heads" as="element(mention)*" select="$entity/mention[@where = ('sent', 'received')]"/>
    <!-- The list of a divided page would be as long as the page. -->
    <xsl:if test="exists($heads) and empty($entity/../shown)">
      <section aria-labelledby="kw-letters">
        <h2 id="kw-letters">{kw:label('letters')}</h2>
        <dl class="letters-of">
          <xsl:for-each-group select="$heads" group-by="@where">
            <xsl:sort select="current-grouping-key() = 'received'"/>
            <xsl:variable name="documents" as="map(xs:string, xs:boolean)" select="map:merge(current-group() ! map { string(@document): true() })"/>
            <div>
              <dt>{kw:label('letters-' || current-grouping-key())}</dt>
              <dd>
                <ul>
                  <xsl:for-each select="$entity/../mentioning[$documents(@id)]">
                    <li>
                      <a href="{kw:href(@address)}">{(short-title, title)[1]}</a>
                      <xsl:sequence select="kw:told-apart(., $kwp:mentioning), kw:date-beside(.)"/>
                    </li>
                  </xsl:for-each>
                </ul>
              </dd>
            </div>
          </xsl:for-each-group>
        </dl>
      </section>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>Who is named in the same texts, most often first.</xd:desc></xd:doc>
  <xsl:function name="kwp:company" as="element()?">
    <xsl:param name="slice" as="element(slice)"/>
    <xsl:if test="$slice/company">
      <section aria-labelledby="kw-company">
        <h2 id="kw-company">{kw:label('company')}</h2>
        <ul class="company">
          <xsl:for-each select="$slice/company">
            <li>
              <a href="{kw:href(@address)}">{label}</a>
              <xsl:text> </xsl:text>
              <span class="where">{kw:count-label('texts-shared', xs:integer(@n))}</span>
            </li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>How often the texts of each month name the entity, or of each year where the months are many.</xd:desc></xd:doc>
  <xsl:function name="kwp:months" as="element()?">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:variable name="counts" as="array(xs:integer)*">
      <xsl:for-each-group select="$entity/../mentioning[date/@key][key('kwp:mentions', @id, $entity)]" group-by="kw:month-of(date/@key)">
        <xsl:sequence select="[current-grouping-key(), count(key('kwp:mentions', current-group()/@id, $entity))]"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="kw:bars($counts, 'mentions')"/>
  </xsl:function>

  <xd:doc><xd:desc>The ways between the pages of an entity that has more mentions than one page can show.</xd:desc></xd:doc>
  <xsl:function name="kwp:runs" as="element()+">
    <xsl:param name="shown" as="element(shown)"/>
    <xsl:param name="class" as="xs:string"/>
    <nav class="{$class}" aria-label="{kw:label(if ($class = 'ways') then 'mention-parts' else 'mention-parts-end')}">
      <xsl:for-each select="$shown/previous">
        <a rel="prev" href="{kw:href(@address)}">← {kw:label('previous-part')}</a>
      </xsl:for-each>
      <xsl:for-each select="$shown/next">
        <a rel="next" href="{kw:href(@address)}">{kw:label('next-part')} →</a>
      </xsl:for-each>
    </nav>
    <xsl:if test="$shown/run">
      <nav class="contents" aria-label="{kw:label('mention-parts')}">
        <ol>
          <xsl:for-each select="$shown/run">
            <li>
              <a href="{kw:href(@address)}">{kwp:text-named(first)} – {kwp:text-named(last)}</a>
            </li>
          </xsl:for-each>
        </ol>
      </nav>
    </xsl:if>
  </xsl:function>

  <xsl:function name="kwp:text-named" as="xs:string">
    <xsl:param name="text" as="element()"/>
    <xsl:sequence select="string-join(($text/(short-title, title)[1], $text/date ! kw:fill(kw:label('in-brackets'), 'text', kw:shown-date(.))), ' ')"/>
  </xsl:function>

  <xd:doc><xd:desc>How an entity is related to others: who, how, to whom.</xd:desc></xd:doc>
  <xsl:function name="kwp:related" as="element()?">
    <xsl:param name="relations" as="element(tei:relation)*"/>
    <xsl:param name="own" as="xs:string"/>
    <xsl:if test="exists($relations)">
      <div>
        <dt>{kw:label('relations')}</dt>
        <dd>
          <ul>
            <xsl:for-each select="$relations">
              <li>
                <xsl:sequence select="kwp:sides(., (@active, @mutual)[1], $own)"/>
                <xsl:text>{' — ' || (tei:desc[normalize-space()][empty(kwp:sides-named(.)) or not(../(@name | @type))] ! kw:plain-text(.), @name ! translate(., '_', ' '), @type)[1]}</xsl:text>
                <xsl:if test="@passive">
                  <xsl:text> → </xsl:text>
                  <xsl:sequence select="kwp:sides(., @passive, $own)"/>
                </xsl:if>
                <xsl:for-each select="kw:date-in-words(.)[. != '']"> ({.})</xsl:for-each>
              </li>
            </xsl:for-each>
          </ul>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- Those on one side of a relation; who is the page's own subject needs no link. -->
  <xsl:function name="kwp:sides" as="item()*">
    <xsl:param name="relation" as="element(tei:relation)"/>
    <xsl:param name="side" as="attribute()?"/>
    <xsl:param name="own" as="xs:string"/>
    <!-- (Whose page it is need not be said among those who are something to each other.) -->
    <xsl:variable name="tokens" as="xs:string*" select="tokenize($side)"/>
    <xsl:variable name="others" as="xs:string*" select="if ($side/self::attribute(mutual)) then $tokens[kw:reference-id(.) != $own] else ()"/>
    <xsl:variable name="sides" as="element()*">
      <xsl:for-each select="if (exists($others)) then $others else $tokens">
        <xsl:variable name="link" as="element()?" select="kw:link($relation, .)"/>
        <xsl:variable name="named" as="xs:string?" select="($relation/tei:desc ! kwp:sides-named(.))[@ref = current()][1] ! kw:plain-text(.)"/>
        <xsl:choose>
          <xsl:when test="$link/@address and kw:reference-id(.) != $own">
            <a href="{kw:href($link/@address)}"><bdi>{($link/kw:label[. != ''], $named, .)[1]}</bdi></a>
          </xsl:when>
          <xsl:otherwise>
            <!-- (What leads nowhere is not called by the title of its text, but by its id, without the file or the prefix.) -->
            <bdi>{($link[not(@inexact)]/kw:label[. != ''], $named, if (contains(., '://')) then . else replace(., '^.*[#:](.)', '$1'))[1]}</bdi>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:variable>
    <!-- Between names that are turned round a comma would part nobody. -->
    <xsl:variable name="between" as="xs:string" select="if ($sides[contains(., ',')]) then '; ' else ', '"/>
    <xsl:for-each select="$sides">
      <xsl:if test="position() gt 1">{$between}</xsl:if>
      <xsl:sequence select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- The names of those on one side, where a description of a relation has nothing else: it says who they are, and not what they have to do with each other. -->
  <xsl:function name="kwp:sides-named" as="element()*">
    <xsl:param name="description" as="element(tei:desc)"/>
    <xsl:variable name="relation" as="element()" select="$description/.."/>
    <xsl:sequence select="$description[empty(text()[normalize-space()])][every $name in * satisfies $name/@ref = tokenize(string-join($relation/(@active, @passive, @mutual), ' '))]/*[normalize-space()]"/>
  </xsl:function>

  <!-- The names of a place and of those round it. -->
  <xsl:function name="kwp:places-named" as="element()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/descendant::*[self::tei:placeName or self::tei:geogName or self::tei:settlement or self::tei:region or self::tei:country][normalize-space()]
      [empty(.//(tei:placeName | tei:geogName | tei:settlement | tei:region | tei:country | tei:geo))]"/>
  </xsl:function>

  <!-- Names that were written without words between them, with commas; anything else as it is. -->
  <xsl:function name="kwp:parted" as="item()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="names" as="element()*" select="if ($nodes[self::text()[normalize-space()]]) then () else $nodes[self::*]"/>
    <xsl:variable name="listed" as="xs:boolean" select="exists($names[2]) and (every $name in $names satisfies exists($name/(self::tei:placeName | self::tei:geogName | self::tei:settlement
      | self::tei:district | self::tei:region | self::tei:country | self::tei:bloc | self::tei:orgName | self::tei:roleName | self::tei:name | self::tei:rs)))"/>
    <xsl:for-each select="if ($listed) then $names else $nodes">
      <xsl:if test="$listed and position() gt 1">, </xsl:if>
      <!-- A label, a distance and a direction may be written side by side with what they are of. -->
      <xsl:if test="not($listed) and self::* and preceding-sibling::node()[1]/(self::tei:label | self::tei:offset | self::tei:measure | self::tei:desc)">
        <xsl:text> </xsl:text>
      </xsl:if>
      <xsl:choose>
        <!-- (No space stands before a comma.) -->
        <xsl:when test="$listed and empty((*, @ref, @key)) and matches(., '\s$')">
          <span class="{local-name()}">{normalize-space()}</span>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="." mode="kw:text"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- What the edition knows of an entity besides its mentions. -->
  <xsl:mode name="kwp:facts" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="entity" mode="kwp:facts">
    <h1>{label}</h1>
    <xsl:for-each select="portrait[1]">
      <xsl:variable name="caption" as="xs:string" select="string()"/>
      <xsl:variable name="name" as="xs:string" select="../label"/>
      <xsl:for-each select="kw:image(@url)">
        <figure class="portrait">
          <a href="{@full}">
            <img src="{@src}" alt="{$name}">
              <xsl:sequence select="@width, @height"/>
            </img>
          </a>
          <xsl:if test="$caption != ''">
            <figcaption><xsl:sequence select="kw:edition-language()"/>{$caption}</figcaption>
          </xsl:if>
        </figure>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:if test="@entry = ('no', 'form')">
      <p class="attested">{kw:label('entry-' || @entry)}</p>
    </xsl:if>
    <dl class="facts">
      <xsl:if test="count(form) gt 1">
        <div>
          <dt>{kw:label('forms')}</dt>
          <dd>
            <ul>
              <xsl:for-each select="form">
                <li>
                  <xsl:sequence select="kw:form(.)"/>
                  <xsl:for-each select="kw:known-label('form-' || @type)">
                    <xsl:text> </xsl:text>
                    <span class="where">{.}</span>
                  </xsl:for-each>
                </li>
              </xsl:for-each>
            </ul>
          </dd>
        </div>
      </xsl:if>
      <xsl:variable name="life" as="xs:string" select="kw:life(.)"/>
      <!-- (A list that gives no dates does not say that they are unknown; but its encoder may.) -->
      <xsl:variable name="unknown" as="xs:boolean" select="exists(tei/tei:person/(tei:birth | tei:death)[@cert = 'unknown'][not(normalize-space())][not(kw:is-dated(.))])"/>
      <xsl:if test="@entry = 'yes' and ($life != '' or $unknown)">
        <div>
          <dt>{kw:label(if (@kind = 'persons') then 'life' else 'date')}</dt>
          <dd>{($life[. != ''], kw:label('life-unknown'))[1]}{distinct-values(life/@cert) ! (' (' || (kw:known-label('cert-' || .), .)[1] || ')')}</dd>
        </div>
      </xsl:if>
      <!-- Where somebody was born, and died. -->
      <xsl:for-each select="tei/tei:person/(tei:birth | tei:death)">
        <xsl:variable name="places" as="element()*" select="kwp:places-named(.)"/>
        <!-- (When, where it is said in words alone: “after 1915”.) -->
        <xsl:variable name="said" as="node()*" select="if (exists((., tei:date) ! kw:dated(.))) then () else (tei:date, text())[normalize-space()]"/>
        <xsl:if test="exists(($said, $places))">
          <div>
            <dt>{kw:label('tei-' || local-name())}</dt>
            <dd>
              <xsl:sequence select="kw:edition-language()"/>
              <xsl:apply-templates select="$said" mode="kw:text"/>
              <xsl:if test="exists($said) and exists($places)">, </xsl:if>
              <xsl:sequence select="kwp:parted($places)"/>
            </dd>
          </div>
        </xsl:if>
      </xsl:for-each>
      <xsl:for-each-group select="tei/tei:person/(tei:residence | tei:nationality | tei:faith)[normalize-space()]" group-by="local-name()">
        <div>
          <dt>{kw:label('tei-' || current-grouping-key())}</dt>
          <dd>
            <xsl:for-each select="current-group()">
              <div>
                <xsl:sequence select="kw:edition-language()"/>
                <xsl:variable name="places" as="element()*" select="self::tei:residence[not(text()[normalize-space()])] ! kwp:places-named(.)"/>
                <xsl:sequence select="if (exists($places)) then kwp:parted($places) else kwp:parted(node())"/>
                <xsl:for-each select="(tei:date | tei:dateRange)[exists($places)][normalize-space()]">
                  <xsl:text> </xsl:text>
                  <span class="where">
                    <xsl:apply-templates mode="kw:text"/>
                  </span>
                </xsl:for-each>
                <xsl:if test="kw:is-dated(.) and empty((tei:date, tei:dateRange))">
                  <xsl:text> </xsl:text>
                  <span class="where">
                    <xsl:sequence select="kw:interface-language()"/>
                    <xsl:value-of select="kw:date-in-words(.)"/>
                  </span>
                </xsl:if>
              </div>
            </xsl:for-each>
          </dd>
        </div>
      </xsl:for-each-group>
      <xsl:variable name="described" as="element()*" select="tei/*/(tei:occupation | tei:desc[kw:describes(.)] | tei:note | tei:noteGrp/tei:note[not(@target)] | tei:p | tei:trait | tei:state | tei:terrain | tei:climate | tei:population
        | tei:education | tei:affiliation | tei:roleName[../tei:persName] | tei:persName[kw:is-title-for-name(.)] | tei:floruit[string-length(normalize-space()) gt 40])
        [not(kwp:holds-entries(.))][normalize-space() or kwp:kind-and-amount(.)]"/>
      <xsl:if test="exists($described)">
        <div>
          <dt>{kw:label('description')}</dt>
          <dd>
            <xsl:for-each select="$described">
              <div class="description">
                <xsl:sequence select="kw:edition-language()"/>
                <xsl:for-each select="kwp:kind-and-amount(.)">
                  <span class="note-type"><xsl:sequence select="kw:interface-language()"/>{.}</span>
                  <xsl:text> </xsl:text>
                </xsl:for-each>
                <xsl:choose>
                  <!-- The same in several languages. -->
                  <xsl:when test="tei:roleName[2][@xml:lang != ../tei:roleName[1]/@xml:lang] and empty(* except tei:roleName)">
                    <xsl:for-each select="tei:roleName">
                      <xsl:value-of select="if (position() gt 1) then ' / ' else ''"/>
                      <xsl:apply-templates select="." mode="kw:text"/>
                    </xsl:for-each>
                  </xsl:when>
                  <xsl:otherwise>
                    <!-- (An address in a note is said as the entry's own.) -->
                    <xsl:sequence select="kwp:parted(node() except (self::tei:affiliation/tei:idno, self::tei:note/tei:p[normalize-space() = current()/../tei:idno ! normalize-space()]))"/>
                  </xsl:otherwise>
                </xsl:choose>
                <xsl:sequence select="kw:readings-below(.)"/>
                <xsl:if test="(self::tei:affiliation | self::tei:occupation | self::tei:education | self::tei:state | self::tei:trait | self::tei:population | self::tei:climate | self::tei:terrain)[kw:is-dated(.)][empty(tei:date)]">
                  <xsl:text> </xsl:text>
                  <span class="where">
                    <xsl:sequence select="kw:interface-language()"/>
                    <xsl:value-of select="kw:date-in-words(.)"/>
                  </span>
                </xsl:if>
              </div>
            </xsl:for-each>
          </dd>
        </div>
      </xsl:if>
      <xsl:sequence select="kwp:affiliated(tei/*/tei:affiliation[not(normalize-space())][@ref | @key])"/>
      <xsl:variable name="locations" as="element(tei:location)*" select="tei/*/tei:location"/>
      <xsl:variable name="names" as="xs:string*" select="(label, form) ! normalize-space()"/>
      <xsl:sequence select="kwp:happened(tei/*/(tei:event | tei:listEvent/tei:event[not(@xml:id)])), kwp:lying-in(tei/tei:place/((tei:settlement | tei:district | tei:region | tei:country | tei:bloc)[not((normalize-space(), string-join((., following-sibling::tei:region, following-sibling::tei:country) ! normalize-space(), ', ')) = current()/form/normalize-space())]
        | tei:location/tei:placeName[kwp:names-another(..)]
        | tei:location[not(kwp:is-told(., $names))]/(tei:settlement | tei:district | tei:region | tei:country | tei:bloc)[not(normalize-space() = $names)])[normalize-space()][not(. = current()/label)]),
        kwp:lying-at($locations[kwp:is-told(., $names)]),
        kwp:located(($locations[not(kwp:names-another(.))]/tei:geo, $locations[kwp:is-coordinates(.)]))"/>
      <xsl:sequence select="kwp:related(tei/tei:listRelation/tei:relation, @id)"/>
      <xsl:if test="../(whole | part)">
        <!-- What takes part in an event is no part of it; what happened to somebody without a name of its own, was told already. -->
        <xsl:variable name="told" as="xs:string*" select="tei/*/tei:listEvent/tei:event[not(@xml:id)]/tei:label ! kw:plain-text(.)"/>
        <xsl:for-each-group select="../(whole | part)[not(. = $told)]" group-by="kwp:belonging(., ../entity/@kind)">
          <div>
            <dt>{kw:label(current-grouping-key())}</dt>
            <dd>
              <ul>
                <xsl:for-each-group select="current-group()" group-by="@address">
                  <li>
                    <a href="{kw:href(@address)}">{.}</a>
                  </li>
                </xsl:for-each-group>
              </ul>
            </dd>
          </div>
        </xsl:for-each-group>
      </xsl:if>
      <xsl:variable name="literature" as="element()*" select="tei/*/(tei:bibl | tei:biblStruct | tei:listBibl/(tei:bibl | tei:biblStruct))[normalize-space()]"/>
      <xsl:if test="exists($literature)">
        <div>
          <dt>{kw:label('entry-literature')}</dt>
          <dd>
            <ul>
              <xsl:for-each select="$literature">
                <li>
                  <xsl:sequence select="kw:edition-language()"/>
                  <xsl:apply-templates select="." mode="kw:text"/>
                </li>
              </xsl:for-each>
            </ul>
          </dd>
        </div>
      </xsl:if>
      <xsl:if test="idno">
        <div>
          <dt>{kw:label('authority')}</dt>
          <dd>
            <ul>
              <!-- (Databases have the same number twice, under two addresses. A place may have hundreds: none is compared with each before it.) -->
              <xsl:for-each-group select="idno" group-by="if (kw:authority-address(@type, .)) then (kwp:numbered-by(.) ! (. || ' ' || kwp:number-in(current())), generate-id())[1] else generate-id()">
                <xsl:variable name="address" as="xs:string?" select="kw:authority-address(@type, .)"/>
                <xsl:variable name="authority" as="xs:string?" select="kwp:numbered-by(.) ! (. || ' ')"/>
                <li>
                  <xsl:choose>
                    <xsl:when test="$address">
                      <a class="external" rel="noopener noreferrer" href="{$address}">{$authority}{if ($authority) then kwp:number-in(.) else string()}</a>
                    </xsl:when>
                    <xsl:otherwise>{$authority}{.}</xsl:otherwise>
                  </xsl:choose>
                </li>
              </xsl:for-each-group>
            </ul>
          </dd>
        </div>
      </xsl:if>
    </dl>
  </xsl:template>

  <xd:doc><xd:desc>Where somebody belongs to that no word says, but a reference to a body of this edition: which, as what, and when.</xd:desc></xd:doc>
  <xsl:function name="kwp:affiliated" as="element()?">
    <xsl:param name="affiliations" as="element(tei:affiliation)*"/>
    <xsl:if test="exists($affiliations)">
      <div>
        <dt>{kw:label('tei-affiliation')}</dt>
        <dd>
          <ul>
            <xsl:for-each-group select="$affiliations" group-by="(@ref, @key)[1] || ' ' || @role">
              <xsl:variable name="link" as="element(link)?" select="(@ref, @key)[1] ! tokenize(.)[1] ! kw:link(current(), .)"/>
              <xsl:variable name="said" as="xs:string*" select="@role[normalize-space()] ! translate(., '_', ' '), string-join(current-group()[kw:is-dated(.)] ! kw:date-in-words(.)[. != ''], '; ')[. != '']"/>
              <li>
                <xsl:choose>
                  <xsl:when test="$link/@address">
                    <a href="{kw:href($link/@address)}"><bdi>{$link/label}</bdi></a>
                  </xsl:when>
                  <xsl:otherwise>
                    <bdi>{($link[not(@inexact)]/label, replace((@ref, @key)[1], '^#', ''))[1]}</bdi>
                  </xsl:otherwise>
                </xsl:choose>
                <xsl:if test="exists($said)">
                  <xsl:text> </xsl:text>
                  <span class="where">{string-join($said, ', ')}</span>
                </xsl:if>
              </li>
            </xsl:for-each-group>
          </ul>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>What happened to somebody or somewhere, as the entry tells it: when, and what. (Events that have pages of their own
      are led to from there.)</xd:desc></xd:doc>
  <xsl:function name="kwp:happened" as="element()?">
    <xsl:param name="events" as="element(tei:event)*"/>
    <xsl:variable name="told" as="element(tei:event)*" select="$events[normalize-space() or kw:is-dated(.)]"/>
    <xsl:if test="exists($told)">
      <div>
        <dt>{kw:label('events')}</dt>
        <dd>
          <ul>
            <xsl:for-each select="$told">
              <li>
                <xsl:sequence select="kw:edition-language()"/>
                <xsl:if test="kw:is-dated(.)">
                  <span class="text-date">
                    <xsl:sequence select="kw:interface-language()"/>
                    <xsl:value-of select="kw:date-in-words(.)"/>
                  </span>
                  <xsl:text> </xsl:text>
                </xsl:if>
                <!-- It may stand for an event that has a page of its own. -->
                <xsl:variable name="link" as="element(link)?" select="(@ref, @key)[1] ! kw:link(.., .)[@address][not(@kind = 'external')]"/>
                <xsl:choose>
                  <xsl:when test="$link">
                    <xsl:for-each select="tei:* except tei:idno">
                      <xsl:choose>
                        <xsl:when test="self::tei:label or self::tei:eventName">
                          <a href="{kw:href($link/@address)}">{kw:plain-text(.)}</a>
                        </xsl:when>
                        <xsl:otherwise>
                          <xsl:apply-templates select="." mode="kw:text"/>
                        </xsl:otherwise>
                      </xsl:choose>
                      <xsl:text> </xsl:text>
                    </xsl:for-each>
                  </xsl:when>
                  <xsl:otherwise>
                    <xsl:apply-templates select="node() except tei:idno" mode="kw:text"/>
                  </xsl:otherwise>
                </xsl:choose>
              </li>
            </xsl:for-each>
          </ul>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>As what something belongs to an entity, or it to that, as the name of a label.</xd:desc></xd:doc>
  <xsl:function name="kwp:belonging" as="xs:string">
    <xsl:param name="other" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="of" as="xs:string" select="substring-before($other/@address, '/')"/>
    <xsl:sequence select="if (($kind, $of) = 'events' and $kind != $of and $of = ('persons', 'places', 'organizations', 'events')) then $of
      else if ($other/self::whole) then 'part-of' else 'comprises'"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an element has no words but those of entries, which have pages of their own.</xd:desc></xd:doc>
  <xsl:function name="kwp:holds-entries" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(tei:listPerson | tei:listPlace | tei:listOrg | tei:listEvent)) and empty($element/text()[normalize-space()])
      and empty($element/(* except (tei:listPerson, tei:listPlace, tei:listOrg, tei:listEvent)))"/>
  </xsl:function>

  <xd:doc><xd:desc>What attributes say of a trait or a state: of which kind it is, unless its words do, and how many a population is, where no words say
      so. What is told of a place by an element of its own (its climate) is called by that.</xd:desc></xd:doc>
  <xsl:function name="kwp:kind-and-amount" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element/(self::tei:population | self::tei:climate | self::tei:terrain | self::tei:trait | self::tei:state)">
      <xsl:variable name="kind" as="xs:string*" select="
        if (tei:label[normalize-space()]) then ()
        else ((self::tei:population | self::tei:climate | self::tei:terrain) ! kw:label('tei-' || local-name()),
          @type/normalize-space()[. != ''][not(contains(lower-case(current()), lower-case(.)))])"/>
      <xsl:variable name="amount" as="xs:string?" select="self::tei:population[not(normalize-space())]/@quantity/string-join((normalize-space(), ../@unit), ' ')"/>
      <!-- (A kind alone, without words or a date, says nothing of it.) -->
      <xsl:sequence select="string-join(($kind, $amount), ' · ')[. != ''][$amount or normalize-space(current()) or kw:is-dated(current())]"/>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>Whether a location says in what other place this one lies, beside one that says where that is.</xd:desc></xd:doc>
  <xsl:function name="kwp:names-another" as="xs:boolean">
    <xsl:param name="location" as="element(tei:location)"/>
    <xsl:sequence select="exists($location/tei:placeName[normalize-space()]) and exists($location/../tei:location[empty(tei:placeName)]/tei:geo)"/>
  </xsl:function>

  <!-- Whether a location has nothing but two numbers. -->
  <xsl:function name="kwp:is-coordinates" as="xs:boolean">
    <xsl:param name="location" as="element(tei:location)"/>
    <xsl:sequence select="empty($location/*) and matches($location, '^\s*[+\-]?\d{1,3}([.,]\d+)?[\s,;]+[+\-]?\d{1,3}([.,]\d+)?\s*$')"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a location says more than in which places this one lies: in words, by an address, by how far it is from another.</xd:desc></xd:doc>
  <xsl:function name="kwp:is-told" as="xs:boolean">
    <xsl:param name="location" as="element(tei:location)"/>
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="not(kwp:names-another($location) or kwp:is-coordinates($location) or normalize-space($location) = $names) and exists($location/(text()[matches(., '[\p{L}\p{N}]')]
      | (tei:address | tei:offset | tei:measure | tei:desc | tei:label | tei:geogName | tei:placeName[not(normalize-space() = $names)])[normalize-space()]))"/>
  </xsl:function>

  <xd:doc><xd:desc>Where a place lies, in the words of its locations; coordinates are told by themselves.</xd:desc></xd:doc>
  <xsl:function name="kwp:lying-at" as="element()?">
    <xsl:param name="locations" as="element(tei:location)*"/>
    <xsl:if test="exists($locations)">
      <div>
        <dt>{kw:label('tei-location')}</dt>
        <dd>
          <ul>
            <xsl:for-each select="$locations">
              <li>
                <xsl:sequence select="kw:edition-language()"/>
                <xsl:sequence select="kwp:parted(node() except (tei:geo, tei:idno, tei:note[lower-case(@type) = 'idno' or matches(., '^\s*https?://\S+\s*$')], *[not(normalize-space())]))"/>
              </li>
            </xsl:for-each>
          </ul>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

  <xsl:function name="kwp:lying-in" as="element()?">
    <xsl:param name="places" as="element()*"/>
    <xsl:where-populated>
      <div>
        <xsl:if test="exists($places)">
          <dt>{kw:label('part-of')}</dt>
          <dd>
            <ul>
              <xsl:for-each select="$places">
                <li>
                  <xsl:sequence select="kw:edition-language()"/>
                  <xsl:apply-templates select="." mode="kw:text"/>
                </li>
              </xsl:for-each>
            </ul>
          </dd>
        </xsl:if>
      </div>
    </xsl:where-populated>
  </xsl:function>

  <xd:doc><xd:desc>Where a place lies: its coordinates, with the way to a map of the world.</xd:desc></xd:doc>
  <xsl:function name="kwp:located" as="element()?">
    <xsl:param name="coordinates" as="element()*"/>
    <xsl:if test="$coordinates[normalize-space()]">
      <div>
        <dt>{kw:label('coordinates')}</dt>
        <dd>
          <ul>
            <xsl:for-each select="distinct-values($coordinates/normalize-space()[. != ''])">
              <!-- (With decimal commas, as databases in German write them, two numbers have two.) -->
              <xsl:variable name="numbers" as="xs:string*" select="tokenize(if (matches(., '^[+\-]?\d{1,3},\d+[\s;]+[+\-]?\d{1,3},\d+$')) then translate(., ',', '.') else ., '[\s,;]+')[. != '']"/>
              <li>
                <xsl:choose>
                  <xsl:when test="count($numbers) = 2 and (every $number in $numbers satisfies matches($number, '^[+\-]?\d{1,3}(\.\d+)?$')) and abs(number($numbers[1])) le 90">
                    <a class="external" rel="noopener noreferrer" href="https://www.openstreetmap.org/?mlat={$numbers[1]}&amp;mlon={$numbers[2]}#map=8/{$numbers[1]}/{$numbers[2]}">{$numbers[1]}, {$numbers[2]}</a>
                  </xsl:when>
                  <xsl:otherwise>{.}</xsl:otherwise>
                </xsl:choose>
              </li>
            </xsl:for-each>
          </ul>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- What an authority calls somebody, where the address is encoded that has it at its end: https://d-nb.info/gnd/118609807/. -->
  <xsl:function name="kwp:number-in" as="xs:string">
    <xsl:param name="idno" as="xs:string"/>
    <xsl:variable name="last" as="xs:string" select="tokenize(replace(replace($idno, '(/index\.\w+|[/#?])+$', ''), '\.html?$', ''), '[/#?=&amp;]')[last()]"/>
    <!-- (The title of an article is its words, not how an address has to write them.) -->
    <xsl:variable name="words" as="xs:string" select="if (matches($idno, '^https?://[^/]*wikipedia\.org/')) then translate(kwp:decoded($last), '_', ' ') else kwp:decoded($last)"/>
    <xsl:sequence select="if (matches($idno, '^https?://[^/]+/.') and $last != '') then $words else $idno"/>
  </xsl:function>

  <!-- What the bytes written by numbers in an address (%C3%B6) are in UTF-8 (RFC 3629); as it is written, where they are none. -->
  <xsl:function name="kwp:decoded" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:value-of>
      <xsl:analyze-string select="$address" regex="(%[0-7][0-9A-Fa-f]|%[Cc][2-9A-Fa-f]%[89ABab][0-9A-Fa-f]|%[Dd][0-9A-Fa-f]%[89ABab][0-9A-Fa-f]|%[Ee][1-9A-Fa-f](%[89ABab][0-9A-Fa-f]){{2}})">
        <xsl:matching-substring>
          <xsl:variable name="bytes" as="xs:integer+" select="tokenize(upper-case(.), '%')[. != ''] ! fold-left(string-to-codepoints(.), 0,
            function($sum, $digit) { 16 * $sum + (if ($digit ge 65) then $digit - 55 else $digit - 48) })"/>
          <xsl:variable name="first" as="xs:integer" select="$bytes[1] mod (if (count($bytes) = 1) then 128 else if (count($bytes) = 2) then 32 else 16)"/>
          <xsl:variable name="number" as="xs:integer" select="fold-left(tail($bytes), $first, function($sum, $byte) { 64 * $sum + $byte mod 64 })"/>
          <xsl:sequence select="if ($number ge 32 and not($number = 127 to 159 or $number = 55296 to 57343 or $number ge 64976)) then codepoints-to-string($number) else ."/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:value-of>
  </xsl:function>

  <!-- Whose number it is; an address that says itself that it is one has nobody. -->
  <xsl:function name="kwp:numbered-by" as="xs:string?">
    <xsl:param name="idno" as="element(idno)"/>
    <xsl:sequence select="$idno/@type[. != ''][not(upper-case(.) = ('URI', 'URL', 'IRI', 'URN') and contains($idno, ':'))] ! kwp:authority(.)"/>
  </xsl:function>

  <!-- As an authority calls itself, however the encoding has it. -->
  <xsl:function name="kwp:authority" as="xs:string">
    <xsl:param name="type" as="xs:string"/>
    <xsl:variable name="names" as="xs:string+" select="'GND', 'VIAF', 'ISNI', 'ORCID', 'Wikidata', 'GeoNames', 'LCCN', 'BnF', 'PMB', 'TGN', 'ULAN', 'Pleiades'"/>
    <xsl:sequence select="($names[lower-case(.) = lower-case($type)], $type)[1]"/>
  </xsl:function>
</xsl:stylesheet>

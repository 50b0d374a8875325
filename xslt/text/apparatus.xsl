<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Variants. The lemma stands in the text with a letter, and its readings stand below the paragraph or stanza under the same letter.
      Where there is no paragraph, they stand behind the lemma in brackets. Each reading names its witnesses in data-wit.</xd:desc>
  </xd:doc>

  <!-- The passages whose readings stand below a block, by the generate-id() of this, and their numbers there, by their own. -->
  <xsl:variable name="kwp:apparatus" as="map(xs:string, element(app)+)">
    <xsl:map>
      <xsl:for-each-group select="root(.)//app" group-by="kwp:apparatus-host(.) ! generate-id(.)">
        <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <xsl:variable name="kwp:apparatus-numbers" as="map(xs:string, xs:integer)"
    select="map:merge(map:for-each($kwp:apparatus, function($host, $apps) { kw:mark-numbers($apps) }))"/>

  <xd:doc><xd:desc>The paragraph, block or stanza below which the readings of a passage stand; nothing where there is none.</xd:desc></xd:doc>
  <xsl:function name="kwp:apparatus-host" as="element()?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="
      if ($app[kw:is-in-variant(.) or parent::listApp or parent::*[kw:is-apparatus(.)] or ancestor::index] or kw:varies-nowhere($app) or kw:holds-blocks($app)) then ()
      else $app[not(kw:tells-reach(.))]/ancestor::*[kw:is-block-level(.)][not(self::l[ancestor::lg])][1]
        [self::p | self::ab | self::lg | self::l | self::head[parent::*[kwp:is-division(.)]]]"/>
  </xsl:function>

  <!-- (Headings of lists, tables and figures have no room below them.) -->
  <xsl:function name="kwp:is-division" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::div or self::body or self::front or self::back or matches(local-name(), '^div[1-7]$')])"/>
  </xsl:function>

  <xsl:template match="p | ab | lg | l | head" mode="kw:text">
    <xsl:next-match/>
    <xsl:sequence select="kw:readings-below(.)"/>
  </xsl:template>

  <xd:doc><xd:desc>What stands below a paragraph or stanza: the readings of all its passages, of a long one that goes on on other pages those of this.</xd:desc></xd:doc>
  <xsl:function name="kw:readings-below" as="element()?">
    <xsl:param name="host" as="element()"/>
    <xsl:variable name="all" as="element(app)*" select="$kwp:apparatus(generate-id($host))[kw:begins-here(.)]"/>
    <xsl:variable name="apps" as="element(app)*" select="if ($all/descendant::app) then sort($all, (), function($app) { $kwp:apparatus-numbers(generate-id($app)) }) else $all"/>
    <xsl:if test="exists($apps)">
      <div class="apparatus" role="note" aria-label="{kw:label('apparatus')}">
        <xsl:variable name="stem" as="xs:string" select="kwp:apparatus-id($host)"/>
        <xsl:for-each select="$apps">
          <xsl:variable name="number" as="xs:integer" select="$kwp:apparatus-numbers(generate-id())"/>
          <xsl:variable name="id" as="xs:string" select="$stem || $number"/>
          <div class="app-entry" id="{$id}" data-app="{$id}-mark">
            <a class="app-letter" href="#{$id}-mark">{format-integer($number, 'a')}</a>
            <xsl:text> </xsl:text>
            <xsl:sequence select="kwp:app-entry(.)"/>
          </div>
        </xsl:for-each>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- What the ids of a block's readings begin with: BLOCK.app. (a stanza has the address of its first line, and a number where it has none). -->
  <xsl:function name="kwp:apparatus-id" as="xs:string">
    <xsl:param name="host" as="element()"/>
    <xsl:variable name="depth" as="xs:integer" select="count($host/self::lg/ancestor::lg)"/>
    <xsl:sequence select="(($host[kw:is-block(.)], $host/descendant::*[kw:is-block(.)])[1] ! kw:block-id(.), 'readings' || count($host/preceding::lg))[1] || '.app.' || $depth[. gt 0] ! (. || '.')"/>
  </xsl:function>

  <xsl:template match="app" mode="kw:text">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="host" as="element()?" select="kwp:apparatus-host(.)"/>
    <xsl:variable name="shown" as="element()?" select="if (kw:stands-apart(.)) then () else kwp:lemma(.)"/>
    <xsl:variable name="tag" as="xs:string" select="kw:tag(., 'span', 'div')"/>
    <xsl:element name="{$tag}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:for-each select="@from[$host][matches(., '^#[^#]+$')]">
        <xsl:attribute name="data-from" select="substring(., 2)"/>
      </xsl:for-each>
      <xsl:variable name="words" as="node()*">
        <xsl:apply-templates select="if (kw:tells-reach(.)) then kw:reaches(.) else $shown" mode="#current"/>
      </xsl:variable>
      <!-- (The letter stands at the word, whatever space ends the lemma.) -->
      <xsl:variable name="spaced" as="xs:boolean" select="exists($host) and not(kw:tells-reach(.)) and matches($words[last()], '\S\s+$')"/>
      <xsl:sequence select="if ($spaced) then kw:without-last-space($words) else $words"/>
      <xsl:choose>
        <xsl:when test="kw:tells-reach(.) or kw:varies-nowhere(.)"/>
        <xsl:when test="$host">
          <xsl:variable name="number" as="xs:integer" select="$kwp:apparatus-numbers(generate-id())"/>
          <xsl:variable name="letter" as="xs:string" select="format-integer($number, 'a')"/>
          <xsl:variable name="id" as="xs:string" select="kwp:apparatus-id($host) || $number"/>
          <sup class="app-mark" id="{$id}-mark">
            <xsl:choose>
              <xsl:when test="$in-link">{$letter}</xsl:when>
              <xsl:otherwise>
                <a href="#{$id}" aria-label="{kw:label('apparatus')} {$letter}">{$letter}</a>
              </xsl:otherwise>
            </xsl:choose>
          </sup>
          <xsl:text>{' '[$spaced]}</xsl:text>
        </xsl:when>
        <xsl:when test="$shown[@wit | @source | @resp | @hand] or exists(* except $shown)">
          <xsl:element name="{$tag}">
            <xsl:attribute name="class" select="'apparatus'"/>
            <xsl:choose>
              <xsl:when test="$tag = 'div'">
                <xsl:sequence select="kwp:block-readings(.)"/>
              </xsl:when>
              <!-- Where no block has a place for it, the lemma is said with the readings of it. -->
              <xsl:when test="empty($shown)">
                <xsl:text> [</xsl:text>
                <xsl:sequence select="kwp:app-entry(.)"/>
                <xsl:text>]</xsl:text>
              </xsl:when>
              <xsl:otherwise>
                <xsl:text> [</xsl:text>
                <xsl:sequence select="kwp:witnesses($shown)"/>
                <xsl:if test="$shown[@wit | @source | @resp | @hand] and exists(* except $shown)">; </xsl:if>
                <xsl:sequence select="kwp:readings(.)"/>
                <xsl:text>]</xsl:text>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:element>
        </xsl:when>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <xsl:function name="kwp:lemma" as="element()?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="kw:base-reading($app)"/>
  </xsl:function>

  <!-- 12 grey A B] gray C; om. D -->
  <xsl:function name="kwp:app-entry" as="item()*">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="lemma" as="element()?" select="if (kw:stands-apart($app)) then $app/lem[1] else kwp:lemma($app)"/>
    <xsl:variable name="place" as="xs:string?" select="($app/@loc, $app/ancestor::l[1]/@n)[1] ! string()"/>
    <!-- What is noted far from its place leads there. -->
    <xsl:variable name="there" as="element(kw:link)?" select="$app[parent::listApp or kw:is-apparatus(..)]/@from ! tokenize(.)[1] ! kw:link($app, .)[@address]"/>
    <xsl:choose>
      <xsl:when test="$there">
        <a class="loc" href="{kw:href($there/@address)}">
          <xsl:if test="not($place)">
            <xsl:attribute name="aria-label" select="kw:label('back-to-text')"/>
          </xsl:if>
          <xsl:text>{($place, '↑')[1]}</xsl:text>
        </a>
        <xsl:text> </xsl:text>
      </xsl:when>
      <xsl:when test="$place">
        <span class="loc">{$place}</span>
        <xsl:text> </xsl:text>
      </xsl:when>
    </xsl:choose>
    <xsl:for-each select="$lemma">
      <xsl:choose>
        <xsl:when test="kw:stands-apart($app)">
          <xsl:apply-templates select="." mode="kw:text"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="words" as="xs:string" select="kw:key-text(.)"/>
          <span class="lemma">
            <xsl:choose>
              <!-- What was only crossed out, or is only in other witnesses, is no word of the text. -->
              <xsl:when test="$words = '' and exists(kw:reaches(.))">
                <xsl:apply-templates select="kw:reaches(.)" mode="kw:text"/>
              </xsl:when>
              <xsl:when test="$words = ''">
                <i class="omitted">{kw:label('omitted')}</i>
              </xsl:when>
              <xsl:otherwise>{kwp:short-lemma($words)}</xsl:otherwise>
            </xsl:choose>
          </span>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:if test="@wit | @source | @resp | @hand">
        <xsl:text> </xsl:text>
        <xsl:sequence select="kwp:witnesses(.)"/>
      </xsl:if>
      <!-- (Who has the lemma may be all that is said.) -->
      <xsl:text>{'] '[kw:stands-apart($app) or exists($app/* except $lemma)]}</xsl:text>
    </xsl:for-each>
    <xsl:sequence select="kwp:readings($app)"/>
  </xsl:function>

  <xsl:function name="kwp:short-lemma" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <!-- Words stay whole, but those of scripts that have no spaces. -->
    <xsl:variable name="begin" as="xs:string" select="replace(substring($words, 1, 25), '^(.+)\s\S*$', '$1')"/>
    <xsl:variable name="end" as="xs:string" select="replace(substring($words, string-length($words) - 24), '^\S*\s(.+)$', '$1')"/>
    <xsl:sequence select="if (string-length($words) le 60) then $words else normalize-space($begin) || ' … ' || normalize-space($end)"/>
  </xsl:function>

  <!-- All that is not the lemma, as another reading of it. -->
  <xsl:function name="kwp:readings" as="item()*">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="lemma" as="element()?" select="if (kw:stands-apart($app)) then $app/lem[1] else kwp:lemma($app)"/>
    <xsl:value-of select="kw:alternative-begins()"/>
    <xsl:sequence select="kwp:reading-list($app/* except $lemma, $lemma)"/>
    <xsl:value-of select="kw:alternative-ends()"/>
  </xsl:function>

  <xsl:function name="kwp:reading-list" as="item()*">
    <xsl:param name="readings" as="element()*"/>
    <xsl:param name="lemma" as="element()?"/>
    <xsl:for-each select="$readings[not(self::rdgGrp) or exists(* except $lemma)]">
      <xsl:if test="position() gt 1">{if (self::note) then kw:before-remark(.) else '; '}</xsl:if>
      <xsl:choose>
        <xsl:when test="self::rdgGrp">
          <xsl:element name="{kw:tag(., 'span', 'div')}">
            <xsl:apply-templates select="." mode="kw:attributes">
              <xsl:with-param name="class" select="'rdgGrp', kwp:tokens('type-', @type)"/>
            </xsl:apply-templates>
            <xsl:sequence select="kwp:reading-list(* except $lemma, $lemma)"/>
          </xsl:element>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="." mode="kw:text"/>
          <xsl:if test="@wit | @source | @resp | @hand and not(self::note)">
            <xsl:text> </xsl:text>
            <xsl:sequence select="kwp:witnesses(.)"/>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- Readings of whole blocks stand below each other, each under its witnesses. -->
  <xsl:function name="kwp:block-readings" as="item()*">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="lemma" as="element()?" select="if (kw:stands-apart($app)) then () else kwp:lemma($app)"/>
    <xsl:for-each select="$lemma[@wit | @source | @resp | @hand]">
      <div class="app-witnesses">
        <xsl:text>{kw:label('colon') => kw:fill('what', kw:label('where-text')) => kw:fill('value', '')}</xsl:text>
        <xsl:sequence select="kwp:witnesses(.)"/>
      </div>
    </xsl:for-each>
    <xsl:value-of select="kw:alternative-begins()"/>
    <xsl:for-each select="$app/(rdgGrp/* | * except rdgGrp) except $lemma">
      <xsl:if test="(@wit | @source | @resp | @hand)[not(../self::note)]">
        <div class="app-witnesses">
          <xsl:sequence select="kwp:witnesses(.)"/>
        </div>
      </xsl:if>
      <xsl:apply-templates select="." mode="kw:text"/>
    </xsl:for-each>
    <xsl:value-of select="kw:alternative-ends()"/>
  </xsl:function>

  <xsl:template match="lem | rdg | witDetail | wit" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="local-name(), kwp:tokens('type-', @type)"/>
      </xsl:apply-templates>
      <xsl:if test="@wit">
        <xsl:attribute name="data-wit" select="kwp:witness-ids(.)"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
      <!-- (Some write down that there is no room for it, either. Where no reading has anything, nothing is left out.) -->
      <xsl:if test="self::rdg and kw:is-omission(.)">
        <i class="omitted">{kw:label('omitted')}</i>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- Witnesses by their ids: what the pointer ends in. -->
  <xsl:function name="kwp:witness-ids" as="xs:string*">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="tokenize($reading/@wit) ! (tokenize(., '#')[last()])"/>
  </xsl:function>

  <xsl:function name="kwp:witnesses" as="element()?">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="sigla" as="xs:string*" select="kw:vouching($reading)"/>
    <xsl:if test="exists($sigla)">
      <span class="sigla">{string-join($sigla, ' ')}</span>
    </xsl:if>
  </xsl:function>

  <!-- Between the blocks of the text, and for a place in one of them. -->
  <xsl:template match="app[kw:stands-apart(.)][parent::div | parent::body]" mode="kw:text" priority="1">
    <div class="apparatus listApp">
      <div>
        <xsl:apply-templates select="." mode="kw:attributes">
          <xsl:with-param name="class" select="'app', 'app-entry'"/>
        </xsl:apply-templates>
        <xsl:sequence select="kwp:app-entry(.)"/>
      </div>
    </div>
  </xsl:template>

  <!-- Readings that stand together, by their place in the text. -->
  <xsl:template match="listApp | p[kw:is-apparatus(.)] | ab[kw:is-apparatus(.)]" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'apparatus', 'listApp'"/>
      </xsl:apply-templates>
      <xsl:for-each select="*">
        <xsl:choose>
          <xsl:when test="self::app">
            <div>
              <xsl:apply-templates select="." mode="kw:attributes">
                <xsl:with-param name="class" select="'app', 'app-entry'"/>
              </xsl:apply-templates>
              <xsl:sequence select="kwp:app-entry(.)"/>
            </div>
          </xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="." mode="kw:text"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </div>
  </xsl:template>

  <!-- From here on a witness has a text, or has none. -->
  <xsl:template match="witStart[node()] | witEnd[node()] | lacunaStart[node()] | lacunaEnd[node()]" mode="kw:text">
    <xsl:next-match/>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="witStart | witEnd | lacunaStart | lacunaEnd" mode="kw:text">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="local-name(), 'handShift'"/>
      </xsl:apply-templates>
      <xsl:sequence select="kw:interface-language()"/>
      <xsl:text>{kw:witness-reaches(.)}</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="witness/*[. is kw:siglum(..)]" mode="kw:text" priority="1"><xsl:call-template name="kwp:siglum"/></xsl:template>
  <!-- A work, too, that the apparatus calls so. -->
  <xsl:template match="bibl/abbr[@type = 'siglum'][empty(preceding-sibling::node()[self::* or normalize-space()])]" mode="kw:text" priority="1"><xsl:call-template name="kwp:siglum"/></xsl:template>
  <xsl:template name="kwp:siglum">
    <xsl:context-item as="element()" use="required"/>
    <span>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="local-name(), 'sigla'"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="kw:text"/>
    </span>
    <!-- (The rule for pieces that are parted is imported before.) -->
    <xsl:value-of select="kw:parting(.)"/>
  </xsl:template>

  <xsl:template match="witness" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <!-- A witness that writes its siglum needs no other, nor one that begins with its id. -->
      <xsl:for-each select="kw:unsaid-siglum(.)">
        <span class="sigla">{.}</span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>
</xsl:stylesheet>

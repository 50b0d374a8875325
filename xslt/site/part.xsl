<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The pages of a text that is too long for one. At the text's own address stand its head, the contents of its parts, and its
      header; each part has a page with what is in it and the notes that are called there. Addresses, numbers of notes and counts are
      those of the whole text.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/text.xsl"/>
  <xsl:import href="kwedition:/shared/parts.xsl"/>

  <xsl:variable name="kwp:shown" as="element(kw:shown)" select="$slice/kw:slice/kw:shown"/>
  <xsl:variable name="kwp:number" as="xs:integer" select="xs:integer($kwp:shown/@n)"/>

  <xsl:template match="kw:document[$kwp:number gt 0]" priority="1">
    <xsl:variable name="document" as="element(kw:document)" select="$slice/kw:slice/kw:document"/>
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="$document/kw:title || ' · ' || $kwp:number"/>
      <xsl:with-param name="way" select="if ($document/@kind = 'edition') then 'about' else 'texts'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="kw:document[$kwp:number gt 0]" mode="kw:main" priority="1">
    <xsl:variable name="document" as="element(kw:document)" select="$slice/kw:slice/kw:document"/>
    <article>
      <!-- Whether there is a margin for notes is known before the first word is shown. -->
      <xsl:if test="exists(kw:footnotes(*))">
        <xsl:attribute name="class" select="'noted'"/>
      </xsl:if>
      <xsl:apply-templates select="$document/@xml:lang" mode="kw:attributes"/>
      <header class="text-header">
        <h1>
          <xsl:sequence select="kw:title-direction($document/@xml:lang)"/>
          <a href="{kw:href($document/@address)}">
            <xsl:sequence select="kwp:title-as-marked(*, $document/kw:title)"/>
          </a>
        </h1>
        <p class="subtitle">{kwp:numbered($kwp:number, $slice/kw:slice/kw:part, kwp:headwords($slice/kw:slice/kw:part))}</p>
      </header>
      <xsl:sequence select="kwp:ways('ways')"/>
      <xsl:apply-templates select="." mode="kwp:body"/>
      <xsl:sequence select="kwp:ways('neighbours')"/>
    </article>
    <xsl:sequence select="kw:source-ways()"/>
    <xsl:sequence select="kw:readers-scripts(*)"/>
  </xsl:template>

  <!-- In the place of the text: where its parts are. The script leads on who comes with an address of the undivided text. -->
  <xsl:template match="kw:document[$kwp:number = 0]" mode="kwp:body" priority="1" as="element()+">
    <nav class="contents parts" aria-label="{kw:label('parts')}">
      <ol>
        <xsl:for-each select="$slice/kw:slice/kw:part-of">
          <li data-blocks="{kw:places/@blocks}" data-ids="{kw:places/@ids}">
            <xsl:if test="kw:places/@runs">
              <xsl:attribute name="data-runs" select="kw:places/@runs"/>
            </xsl:if>
            <xsl:variable name="words" as="xs:string?" select="(kwp:headwords(kw:part), kw:part/@begins)[1]"/>
            <xsl:variable name="goes-on" as="element(kw:heading)?" select="preceding-sibling::kw:part-of[kw:part/kw:heading][1]/kw:part/kw:heading[last()]"/>
            <xsl:choose>
              <!-- Its headings say more than its number. -->
              <xsl:when test="kw:part/kw:heading"/>
              <!-- (Among parts and chapters of the work, a number of ours would be taken for one of theirs.) -->
              <xsl:when test="$goes-on">
                <ul>
                  <li class="level-{min((6, xs:integer($goes-on/@level) + 1))}">
                    <a class="part" href="{kw:href(@address)}">{kw:listed((kw:label('part-continued'), kwp:pages(kw:part))) => kw:said-of($words)}</a>
                  </li>
                </ul>
              </xsl:when>
              <xsl:otherwise>
                <a class="part" href="{kw:href(@address)}">{kwp:numbered(position(), kw:part, $words)}</a>
              </xsl:otherwise>
            </xsl:choose>
            <xsl:variable name="address" as="xs:string" select="@address"/>
            <xsl:where-populated>
              <ul>
                <xsl:for-each select="kw:part/kw:heading">
                  <li class="level-{min((@level, 6) ! xs:integer(.))}">
                    <a href="{kw:href(string-join(($address, @id), '#'))}">{.}</a>
                    <xsl:if test="position() = 1">
                      <xsl:for-each select="kwp:pages(..)">
                        <xsl:text> </xsl:text>
                        <span class="where">{.}</span>
                      </xsl:for-each>
                    </xsl:if>
                  </li>
                </xsl:for-each>
              </ul>
            </xsl:where-populated>
            <xsl:for-each select="kw:places/kw:held">
              <span id="{@id}"/>
            </xsl:for-each>
          </li>
        </xsl:for-each>
      </ol>
    </nav>
    <script src="{kw:shared-href('assets/parts.js')}" defer="defer"/>
  </xsl:template>

  <xsl:function name="kwp:numbered" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="part" as="element(kw:part)?"/>
    <xsl:param name="words" as="xs:string?"/>
    <xsl:sequence select="kw:listed((kw:fill(kw:label('part-number'), 'n', string($number)), kwp:pages($part))) => kw:said-of($words)"/>
  </xsl:function>

  <xd:doc><xd:desc>The words that a part of a dictionary begins and ends with.</xd:desc></xd:doc>
  <xsl:function name="kwp:headwords" as="xs:string?">
    <xsl:param name="part" as="element(kw:part)?"/>
    <xsl:sequence select="$part[@first]/string-join(distinct-values((@first, @last)), ' – ')"/>
  </xsl:function>

  <xd:doc><xd:desc>The pages of the source that a part begins and ends with; empty when they have no numbers.</xd:desc></xd:doc>
  <xsl:function name="kwp:pages" as="xs:string?">
    <xsl:param name="part" as="element(kw:part)?"/>
    <xsl:for-each select="$part[@from]">
      <xsl:variable name="pages" as="xs:string+" select="distinct-values((@from, @to))"/>
      <xsl:sequence select="kw:fill(kw:label(if (tail($pages)) then 'pages' else 'pages-one'), 'n', string-join($pages, '–'))"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="kwp:ways" as="element()">
    <xsl:param name="class" as="xs:string"/>
    <nav class="{$class}" aria-label="{kw:label(if ($class = 'ways') then 'parts' else 'parts-end')}">
      <xsl:for-each select="$kwp:shown/kw:previous">
        <a rel="prev" href="{kw:href(@address)}">← {kw:label('previous-part')}</a>
      </xsl:for-each>
      <a href="{kw:href($slice/kw:slice/kw:document/@address)}">{kw:label('all-parts')}</a>
      <xsl:for-each select="$kwp:shown/kw:next">
        <a rel="next" href="{kw:href(@address)}">{kw:label('next-part')} →</a>
      </xsl:for-each>
    </nav>
  </xsl:function>

  <!-- The title stands above; the text's own heading is in its first part. -->
  <xsl:function name="kwp:title-heading" as="element(head)?">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="title" as="xs:string"/>
  </xsl:function>

  <!-- What is not in this part is passed over; what reaches from one part into another stands in both, and has its address in the
       first. A note is whole wherever it stands. -->
  <xsl:template match="*" mode="kw:text kwp:main" priority="100">
    <xsl:param name="whole" as="xs:boolean" select="$kwp:number = 0" tunnel="yes"/>
    <xsl:if test="$whole or kwp:is-shown(.)">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="text()" mode="kw:text" priority="100" as="text()?">
    <xsl:param name="whole" as="xs:boolean" select="$kwp:number = 0" tunnel="yes"/>
    <xsl:if test="$whole or accumulator-before('kw:part') = $kwp:number">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="kw:attributes" priority="100" as="attribute()*">
    <xsl:param name="class" as="xs:string*" select="local-name()"/>
    <xsl:param name="whole" as="xs:boolean" select="$kwp:number = 0" tunnel="yes"/>
    <xsl:variable name="attributes" as="attribute()*">
      <xsl:next-match>
        <xsl:with-param name="class" select="$class"/>
      </xsl:next-match>
    </xsl:variable>
    <xsl:sequence select="if ($whole or accumulator-before('kw:part') = $kwp:number) then $attributes else $attributes[name() != 'id']"/>
  </xsl:template>

  <!-- A paragraph that goes on in this part has its address in the one before. -->
  <xsl:template match="*[accumulator-before('kw:part') lt $kwp:number]" mode="kw:permalink" priority="10">
    <xsl:param name="whole" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:if test="$whole">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>
  <xsl:template match="(p | ab)/@n[../accumulator-before('kw:part') lt $kwp:number]" mode="kw:text" priority="10">
    <xsl:param name="whole" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:if test="$whole">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="kw:begins-here" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$kwp:number = 0 or $element/accumulator-before('kw:part') = $kwp:number"/>
  </xsl:function>

  <xsl:template match="note" mode="kw:notes" priority="1">
    <xsl:next-match>
      <xsl:with-param name="whole" as="xs:boolean" select="true()" tunnel="yes"/>
    </xsl:next-match>
  </xsl:template>

  <xsl:function name="kw:in-view" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="if ($kwp:number = 0) then $nodes else $nodes[if (ancestor::note) then kw:part((self::*, ..)[1]) = $kwp:number else kwp:is-shown(.)]"/>
  </xsl:function>

  <xsl:function name="kwp:is-shown" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/accumulator-before('kw:part') le $kwp:number and $node/accumulator-after('kw:part') ge $kwp:number"/>
  </xsl:function>

  <!-- A note that is called in several parts stands in the first. -->
  <xsl:function name="kw:note-href" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="part" as="xs:integer" select="if (kw:anchors-of($note)[2]) then kw:part($note) else $kwp:number"/>
    <xsl:sequence select="($part || '.html')[$part != $kwp:number] || '#' || kw:block-id($note)"/>
  </xsl:function>

  <xsl:function name="kw:footnotes" as="element(note)*">
    <xsl:param name="text" as="element()*"/>
    <xsl:for-each select="$text//note[kw:is-footnote(.)][ancestor::text][kw:part(.) = $kwp:number]">
      <xsl:sort select="kw:note-number(.)"/>
      <xsl:sequence select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- The heading of all notes is shown once, with the first of them; the other parts repeat it. -->
  <xsl:function name="kwp:notes-heading" as="node()+">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="notes" as="element(note)+"/>
    <xsl:variable name="own" as="element(head)?" select="$root/text//div[kw:holds-only-footnotes(.)][1]/head[1]"/>
    <xsl:choose>
      <xsl:when test="empty($own)">{kw:label('notes')}</xsl:when>
      <xsl:when test="every $note in $root//note[kw:is-footnote(.)][ancestor::text] satisfies kw:part($note) ge $kwp:number">
        <xsl:apply-templates select="$own/node()" mode="kw:text">
          <xsl:with-param name="whole" as="xs:boolean" select="true()" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>{(kw:plain-text($own)[. != ''], kw:label('notes'))[1]}</xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>

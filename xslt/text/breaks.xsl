<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Where lines, columns and pages begin, and what stood at their edges.</xd:desc>
  </xd:doc>

  <!-- A break inside a word has a hyphen where lines are shown, and is nothing elsewhere. -->
  <xsl:template match="lb" mode="kw:text">
    <xsl:variable name="inside" as="xs:boolean" select="@break = 'no'"/>
    <!-- The first line of a block begins with the block; between blocks, where some editions write one behind each, no line is left empty. -->
    <xsl:variable name="first" as="xs:boolean" select="kw:breaks-nothing(.)"/>
    <xsl:choose>
      <xsl:when test="$first or not($inside) and (@kw-word or kw:is-unspaced(.) or kw:is-no-space(.))"/>
      <!-- The style sheet sets it, so that the word stays one. -->
      <xsl:when test="$inside">
        <xsl:if test="not(kw:is-hyphened(.))">
          <span class="hyphen"/>
        </xsl:if>
      </xsl:when>
      <!-- Two words, also for who does not see lines. -->
      <xsl:otherwise>
        <xsl:text> </xsl:text>
      </xsl:otherwise>
    </xsl:choose>
    <br>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'lb', if ($first) then 'first' else if ($inside) then 'no-break' else @kw-word ! ('divides', 'whole'[current()/@kw-word = 'whole'])"/>
      </xsl:apply-templates>
    </br>
    <!-- (Between verses it is that of the next one, which says it or has its own: it would stand in a line without words.) -->
    <xsl:if test="@n and not(following-sibling::*[1][self::l])">
      <xsl:apply-templates select="@n" mode="kw:text"/>
    </xsl:if>
  </xsl:template>

  <!-- The first line of a paragraph that stands before it (lb between blocks) has its number beside that line, not in one of its own. -->
  <xsl:template match="lb[@n][kwp:begins-next(.)]" mode="kw:text" priority="0.4">
    <xsl:param name="within" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:if test="$within">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="kwp:begins-next" as="xs:boolean">
    <xsl:param name="line" as="element(lb)"/>
    <xsl:sequence select="exists($line/following-sibling::node()[self::* or self::text()[normalize-space()]][1][self::p or self::ab][node()]) and kw:is-between-blocks($line)"/>
  </xsl:function>

  <!-- Breaks hold nothing. What somebody wrote into one all the same stands behind it. -->
  <xsl:template match="lb[node()] | pb[node()] | cb[node()] | gb[node()] | milestone[node()]" mode="kw:text">
    <xsl:next-match/>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="l/@n | lb/@n" mode="kw:text">
    <xsl:for-each select="kw:line-number(..)">
      <span class="line-number">{.}</span>
    </xsl:for-each>
  </xsl:template>

  <!-- Whether so few words stand between a page that begins in a line and the one before that both numbers would stand beside one line. -->
  <xsl:function name="kwp:is-right-behind-page" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="not(kw:is-between-blocks($break)) and kwp:is-soon-before($break, 30)"/>
  </xsl:function>

  <!-- Whether a page begins in the line within so many letters before a node. (Step by step: a column may be thousands of lines long.) -->
  <xsl:function name="kwp:is-soon-before" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="letters" as="xs:integer"/>
    <xsl:variable name="before" as="node()?" select="$node/preceding-sibling::node()[1]"/>
    <xsl:variable name="rest" as="xs:integer" select="$letters - string-length(normalize-space($before[not(self::pb)]))"/>
    <xsl:sequence select="if (empty($before) or $rest le 0) then false() else if ($before/self::pb) then true() else kwp:is-soon-before($before, $rest)"/>
  </xsl:function>

  <xsl:template match="pb | cb" mode="kw:text">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <!-- (What is longer than a column's number can be is an id.) -->
    <xsl:variable name="whose" as="xs:string" select="kw:whose-break(.)"/>
    <xsl:variable name="number" as="xs:string" select="normalize-space($whose || (@n[current()/self::pb or string-length() le 6], '·'[$whose = ''])[. != ''][1])"/>
    <xsl:variable name="image" as="xs:string?" select="if ($in-link) then () else @facs ! kwp:facsimile(.)"/>
    <!-- Where pages of several witnesses begin at one place, or one begins right behind another (a lost one, say) in a line, the margin has room
         for the first; the others stand in the line. -->
    <xsl:variable name="beside" as="xs:boolean" select="not(self::pb and (preceding-sibling::node()[self::* or normalize-space()][1]/self::pb/(@ed, @edRef) != (@ed, @edRef) or kwp:is-right-behind-page(.)))"/>
    <span>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="local-name(), if ($beside and kw:is-between-blocks(.)) then 'between' else ()"/>
      </xsl:apply-templates>
      <xsl:if test="@n">
        <xsl:attribute name="title" select="kw:label(if (self::pb) then 'page' else 'column') || ' ' || @n"/>
      </xsl:if>
      <xsl:variable name="shown" as="attribute()*">
        <xsl:if test="@facs and not($in-link)">
          <xsl:apply-templates select="." mode="kwp:page-image"/>
        </xsl:if>
      </xsl:variable>
      <xsl:variable name="is-link" as="xs:boolean" select="$image or exists($shown)"/>
      <xsl:element name="{if ($is-link) then 'a' else 'span'}">
        <xsl:if test="$beside">
          <xsl:attribute name="class" select="'number'"/>
        </xsl:if>
        <xsl:if test="$image">
          <xsl:attribute name="href" select="$image"/>
        </xsl:if>
        <xsl:sequence select="$shown"/>
        <!-- A point is no name for where a link leads. -->
        <xsl:variable name="is-nameless" as="xs:boolean" select="$is-link and $number = '·'"/>
        <xsl:if test="$is-nameless">
          <xsl:attribute name="title" select="kw:label('page-image')"/>
          <xsl:attribute name="aria-label" select="kw:label('page-image')"/>
        </xsl:if>
        <xsl:text>{if ($is-nameless) then '&#x25A4;' else $number}</xsl:text>
      </xsl:element>
    </span>
  </xsl:template>

  <!-- Where the image of a page is: an address, or that of the surface, zone or graphic that has this id. -->
  <xsl:function name="kwp:facsimile" as="xs:string?">
    <xsl:param name="facs" as="attribute(facs)"/>
    <xsl:sequence select="kwp:facsimile-url($facs) ! kw:external-address(.)"/>
  </xsl:function>

  <!-- What a page knows of that image besides; a view that shows images says more. -->
  <xsl:mode name="kwp:page-image" on-no-match="deep-skip"/>

  <xsl:function name="kwp:facsimile-url" as="xs:string?">
    <xsl:param name="facs" as="attribute(facs)?"/>
    <xsl:variable name="token" as="xs:string?" select="tokenize($facs)[1]"/>
    <xsl:variable name="target" as="element()?" select="if (starts-with($token, '#')) then key('kw:by-id', substring($token, 2), kw:scope($facs/..))[1] else ()"/>
    <xsl:variable name="url" as="xs:string?" select="if ($target) then $target/(descendant-or-self::graphic, ancestor::surface[1]/graphic)[1]/kw:based(@url, .) else $token ! kw:based(., $facs/..)"/>
    <xsl:sequence select="$url ! normalize-space(.)"/>
  </xsl:function>

  <!-- A milestone between paragraphs parts them; one in a line shows its number, or begins a line where it says that a paragraph begins. -->
  <xsl:template match="milestone | gb" mode="kw:text">
    <xsl:choose>
      <xsl:when test="kw:is-silent(.)">
        <span>
          <xsl:apply-templates select="." mode="kw:attributes"/>
        </span>
      </xsl:when>
      <xsl:when test="kw:begins-paragraph(.)">
        <xsl:text> </xsl:text>
        <br>
          <xsl:apply-templates select="." mode="kw:attributes">
            <xsl:with-param name="class" select="'milestone', if (kw:breaks-nothing(.)) then ('lb', 'first') else ()"/>
          </xsl:apply-templates>
        </br>
      </xsl:when>
      <xsl:when test="kw:is-between-blocks(.)">
        <div>
          <xsl:apply-templates select="." mode="kw:attributes">
            <xsl:with-param name="class" select="if (kw:parts-nothing(.)) then 'own-id' else (local-name(), 'between')"/>
          </xsl:apply-templates>
          <xsl:if test="not(kw:parts-nothing(.))">{kw:milestone-sign(.)}</xsl:if>
        </div>
      </xsl:when>
      <xsl:when test="kw:is-stroke(.)">
        <xsl:variable name="lines" as="xs:boolean+" select="kw:lines-round-stroke(.)"/>
        <xsl:if test="$lines[1]">
          <br class="lb"/>
        </xsl:if>
        <span>
          <xsl:apply-templates select="." mode="kw:attributes"/>
          <xsl:text>{kw:milestone-sign(.)}</xsl:text>
        </span>
        <xsl:if test="$lines[2]">
          <br class="lb"/>
        </xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="kw:heads-lines(.)">
          <br class="lb"/>
        </xsl:if>
        <span>
          <xsl:apply-templates select="." mode="kw:attributes"/>
          <xsl:if test="@unit">
            <xsl:attribute name="title" select="string-join((@unit, @n), ' ')"/>
          </xsl:if>
          <xsl:text>{(@n/string(), '·')[. != ''][1]}</xsl:text>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Running titles, page numbers as printed, catchwords: part of the page, not of the text. -->
  <xsl:template match="fw" mode="kw:text" priority="1">
    <xsl:element name="{if (kw:holds-blocks(.) or parent::div or parent::body) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'fw', kwp:tokens('type-', @type)"/>
      </xsl:apply-templates>
      <xsl:if test="@type">
        <xsl:attribute name="title" select="translate(@type, '_', ' ')"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>

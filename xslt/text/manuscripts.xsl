<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The description of a manuscript as a table: what holds text is a row, what holds only elements a heading over its rows.</xd:desc>
  </xd:doc>

  <xsl:template match="msDesc" mode="kw:header">
    <xsl:param name="shown-above" as="element()*" select="()" tunnel="yes"/>
    <xsl:if test="not(. intersect $shown-above)">
      <div class="header-part msDesc">
        <span class="header-label">{kwp:header-label(.)}</span>
        <xsl:sequence select="kwp:manuscript(.)"/>
      </div>
    </xsl:if>
  </xsl:template>

  <xsl:template match="sourceDesc[msDesc]" mode="kw:header">
    <xsl:param name="shown-above" as="element()*" select="()" tunnel="yes"/>
    <xsl:if test="exists((* except $shown-above, @xml:id))">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="msDesc" mode="kw:text">
    <div class="table">
      <xsl:sequence select="kwp:manuscript(.)"/>
    </div>
  </xsl:template>

  <xsl:function name="kwp:manuscript" as="element()">
    <xsl:param name="description" as="element(msDesc)"/>
    <xsl:variable name="rows" as="element()*">
      <xsl:apply-templates select="$description/*" mode="kwp:manuscript"/>
    </xsl:variable>
    <table>
      <xsl:apply-templates select="$description" mode="kw:attributes"/>
      <xsl:choose>
        <xsl:when test="exists($rows[*[2]])">
          <xsl:sequence select="$rows"/>
        </xsl:when>
        <!-- Nothing but headings and prose: HTML allows no column in which no cell begins. -->
        <xsl:otherwise>
          <xsl:for-each select="$rows">
            <xsl:copy>
              <xsl:sequence select="@*"/>
              <xsl:for-each select="*">
                <xsl:copy>
                  <xsl:sequence select="@* except (@colspan, @scope), node()"/>
                </xsl:copy>
              </xsl:for-each>
            </xsl:copy>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </table>
  </xsl:function>

  <xsl:mode name="kwp:manuscript" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="*[kwp:is-left-empty(.)]" mode="kwp:manuscript" priority="0.5" as="empty-sequence()"/>

  <!-- What a template of the catalogue has, and nobody filled in: of titles, words quoted, sizes and where a thing was found their kind alone says
       nothing, and of nothing its language or its number. -->
  <xsl:function name="kwp:is-left-empty" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="not(normalize-space($element)) and (every $part in $element/descendant-or-self::* satisfies empty($part/@*[not(starts-with(name(), 'kw-'))]
      except $part/(@xml:lang, @n) except $part[self::title | self::provenance | self::incipit | self::explicit | self::rubric | self::finalRubric | self::note | self::foreign | self::author | self::idno | self::addName
        | self::dimensions | self::height | self::width | self::depth | self::dim | self::measure]/(@type, @subtype, @unit, @defective)))"/>
  </xsl:function>

  <xsl:template match="*" mode="kwp:manuscript">
    <xsl:variable name="details" as="xs:string?" select="string-join((@form, @material, @script, kwp:layout(.), kwp:item-number(.), @n[normalize-space(..) != .]), ' · ')[. != '']"/>
    <xsl:variable name="label" as="xs:string" select="string-join((kwp:header-label(.), $details), ' · ')"/>
    <xsl:choose>
      <xsl:when test="exists(*) and not(text()[normalize-space()]) and not(kw:is-text-bearing(.) or kw:is-addressed(.) or self::dimensions or self::extent)">
        <!-- What holds but one thing that has the same name ("place": a place) need not be named twice. -->
        <xsl:variable name="parts" as="element()*" select="*[not(kwp:is-left-empty(.))]"/>
        <xsl:if test="exists(@xml:id) or $details or count($parts) != 1 or not(starts-with(kwp:header-label($parts), $label))">
          <tr class="{local-name()} group level-{count(ancestor::*) - count(ancestor::msDesc[1]/ancestor::*)}">
            <xsl:for-each select="kw:element-id(.)">
              <xsl:attribute name="id" select="."/>
            </xsl:for-each>
            <th colspan="2" scope="colgroup">{$label}</th>
          </tr>
        </xsl:if>
        <xsl:apply-templates select="*" mode="#current"/>
      </xsl:when>
      <!-- Prose needs no word for what it is. -->
      <xsl:when test="self::p | self::ab | self::head | self::list | self::table | self::seg">
        <tr>
          <td colspan="2">
            <xsl:sequence select="kw:own-direction()"/>
            <xsl:choose>
              <!-- (In the line, several would be parted.) -->
              <xsl:when test="self::seg">
                <span>
                  <xsl:apply-templates select="." mode="kw:attributes"/>
                  <xsl:apply-templates mode="kw:text"/>
                </span>
              </xsl:when>
              <xsl:otherwise>
                <xsl:apply-templates select="." mode="kw:text"/>
              </xsl:otherwise>
            </xsl:choose>
          </td>
        </tr>
      </xsl:when>
      <xsl:when test="normalize-space() or exists((*, self::graphic, self::media, self::ptr)) or kw:is-addressed(.) or kwp:said-by-attributes(.) != ''">
        <tr>
          <th scope="row">{$label}</th>
          <td>
            <xsl:sequence select="kw:own-direction()"/>
            <xsl:apply-templates select="." mode="kw:text"/>
          </td>
        </tr>
      </xsl:when>
      <xsl:when test="exists(@*[not(starts-with(name(), 'kw-'))])">
        <tr>
          <th scope="row">{$label}</th>
          <td>
            <xsl:sequence select="kw:own-direction()"/>
            <xsl:for-each select="kw:element-id(.)">
              <xsl:attribute name="id" select="."/>
            </xsl:for-each>
            <xsl:variable name="target" as="element()?" select="(tokenize(@ref), @key)[1] ! kw:link(current(), .)[@address]"/>
            <xsl:choose>
              <!-- What it refers to is known by its name here, too. -->
              <xsl:when test="$target">
                <a href="{kw:href($target/@address)}">{($target/kw:label, $target/@label, $target/@address)[1]}</a>
              </xsl:when>
              <xsl:otherwise>{kwp:details(.)}</xsl:otherwise>
            </xsl:choose>
          </td>
        </tr>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Where in the contents an item stands that has items itself, or is one of one; unless it has a number of its own. -->
  <xsl:function name="kwp:item-number" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/self::msItem[msItem or parent::msItem][not(@n)]">
      <xsl:number select="$element" level="multiple" count="msItem" from="msContents"/>
    </xsl:if>
  </xsl:function>

  <!-- What an element says that holds no words: a date as a date, one thing alone without its name. -->
  <xsl:function name="kwp:details" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="details" as="attribute()*" select="$element/(@*[not(starts-with(name(), 'kw-'))] except (@n, @form, @material, @script, @xml:id, @xml:lang, @type, @source, kwp:telling($element), $element[self::layout]/(@columns, @writtenLines, @ruledLines, @streams)))"/>
    <xsl:sequence select="
      if (kw:is-dated($element)) then kw:date-in-words($element)
      else if (count($details) le 1) then string($details)
      else string-join($details ! (lower-case(replace(name(), '([a-z])([A-Z])', '$1 $2')) || ' ' || .), ', ')"/>
  </xsl:function>

  <xd:doc><xd:desc>How a page is laid out, where that is said in numbers alone.</xd:desc></xd:doc>
  <xsl:function name="kwp:layout" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/self::layout[not(text()[normalize-space()])]">
      <xsl:for-each select="$element/(@columns, @writtenLines, @ruledLines)">
        <xsl:sequence select="kw:label('layout-' || name()) => kw:fill('n', string-join(tokenize(.), '–'))"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>What an element without words says by its attributes: leaves from and to, a number of a unit.</xd:desc></xd:doc>
  <xsl:function name="kwp:said-by-attributes" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="said" as="xs:string*" select="
      if ($element/self::locus[not(normalize-space())]) then
        if ($element/(@from | @to)) then string-join(distinct-values($element/(@from, @to)), '–') else string-join(tokenize($element/@target) ! replace(., '^.*#', ''), ', ')
      else if ($element[self::measure | self::dim | self::height | self::width | self::depth][not(normalize-space())]) then $element/@quantity ! string() else ()"/>
    <xsl:sequence select="string-join($said)"/>
  </xsl:function>

  <!-- A number alone does not say of what. -->
  <xsl:template match="(measure | dim)[@unit][ancestor::msDesc][matches(normalize-space(), '^[\d.,–-]*$')]" mode="kw:text" priority="2">
    <xsl:next-match/>
    <xsl:if test="normalize-space() or @quantity">{' ' || @unit}</xsl:if>
  </xsl:template>

  <xsl:template match="(locus | measure | dim | height | width | depth)[not(normalize-space())][ancestor::msDesc]" mode="kw:text" priority="1">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:text>{kwp:said-by-attributes(.)}</xsl:text>
    </span>
  </xsl:template>

  <!-- Numbers and sizes that follow each other without a word between them. -->
  <xsl:template match="(measure | dimensions)[parent::extent][following-sibling::node()[normalize-space() or (., *)/@quantity][1][self::measure | self::dimensions]]" mode="kw:text" priority="3">
    <xsl:next-match/>
    <xsl:if test="normalize-space() or (., *)/@quantity">
      <xsl:text>,{' '[not(current()/following-sibling::node()[1][self::text()])]}</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="dimensions" mode="kw:text">
    <xsl:variable name="sizes" as="element()*" select="*[normalize-space() or @quantity]"/>
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:for-each select="$sizes">
        <xsl:if test="position() gt 1"> × </xsl:if>
        <xsl:apply-templates select="." mode="kw:text"/>
        <xsl:if test="not(../@unit or self::dim) and @unit != $sizes[position() gt index-of($sizes/generate-id(), generate-id(current()))][1]/@unit">{' ' || @unit}</xsl:if>
      </xsl:for-each>
      <xsl:for-each select="(@unit, $sizes[last()][not(self::dim)]/@unit[not(matches(.., '\p{L}'))])[1][exists($sizes)]">{' ' || .}</xsl:for-each>
      <!-- Spaces between the numbers are layout; words are not. -->
      <xsl:apply-templates select="text()[normalize-space()]" mode="#current"/>
    </span>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Lists and tables. FO is stricter than TEI: an item has a label and a body, a row has its columns, and nothing stands
      between; so page breaks and notes there go with an item or a cell.</xd:desc>
  </xd:doc>

  <xsl:template match="list" mode="kw:print">
    <xsl:variable name="children" as="node()*" select="(* | text()[normalize-space()]) except head"/>
    <xsl:variable name="shown" as="node()*" select="if (kw:list-numbers(.)) then $children else $children[not(kw:is-void-item(.))]"/>
    <fo:block space-before="4pt" space-after="4pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="head" mode="#current"/>
      <xsl:choose>
        <xsl:when test="label and item">
          <xsl:apply-templates select="$children" mode="kwp:labelled"/>
        </xsl:when>
        <!-- Who signed, one below the other, like a single signature. -->
        <xsl:when test="parent::signed">
          <xsl:apply-templates select="$children" mode="#current"/>
        </xsl:when>
        <xsl:when test="exists($shown except (headLabel, headItem))">
          <!-- Wide enough for the last number; a bullet needs less. -->
          <xsl:variable name="widest" as="xs:integer" select="max((1, item ! string-length(kwp:item-label(.))))"/>
          <xsl:apply-templates select="headLabel | headItem" mode="#current"/>
          <fo:list-block provisional-distance-between-starts="{if ($widest gt 1) then 2.5 + 2.1 * $widest else 5}mm" provisional-label-separation="{if ($widest gt 1) then 2 else 1.5}mm">
            <xsl:apply-templates select="$shown except (headLabel, headItem)" mode="kwp:item"/>
          </fo:list-block>
        </xsl:when>
      </xsl:choose>
    </fo:block>
  </xsl:template>

  <xsl:mode name="kwp:item" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="* | text()" mode="kwp:item">
    <fo:list-item space-before="2pt">
      <fo:list-item-label end-indent="label-end()">
        <fo:block>{self::item ! kwp:item-label(.)}</fo:block>
      </fo:list-item-label>
      <fo:list-item-body start-indent="body-start()">
        <fo:block>
          <xsl:choose>
            <xsl:when test="self::item">
              <xsl:apply-templates select="." mode="kwp:marks"/>
              <xsl:sequence select="self::item ! kwp:pages-begun(.)"/>
              <xsl:apply-templates mode="kw:print"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates select="." mode="kw:print"/>
            </xsl:otherwise>
          </xsl:choose>
        </fo:block>
      </fo:list-item-body>
    </fo:list-item>
  </xsl:template>

  <xsl:function name="kwp:item-label" as="xs:string">
    <xsl:param name="item" as="element(item)"/>
    <xsl:variable name="list" as="element(list)?" select="$item/parent::list"/>
    <xsl:variable name="numbers" as="xs:string?" select="$list ! kw:list-numbers(.)"/>
    <xsl:sequence select="
      if ($numbers) then format-integer(kw:list-number($item), $numbers) || '.'
      else if ($list[@type = ('simple', 'none') or kw:is-marked-within(.)]) then ''
      else '•'"/>
  </xsl:function>

  <!-- Labels of any length: the item stands below its label, further in. -->
  <xsl:mode name="kwp:labelled" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="label" mode="kwp:labelled">
    <fo:block font-weight="bold" space-before="3pt" keep-with-next.within-page="always">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="kw:print"/>
    </fo:block>
  </xsl:template>

  <!-- The headings of its columns, where they are not set as such. -->
  <xsl:template match="headLabel | headItem" mode="kwp:labelled">
    <fo:block font-style="italic" keep-with-next.within-page="always">
      <xsl:if test="self::headItem">
        <xsl:attribute name="margin-left" select="'7mm'"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="kw:print"/>
    </fo:block>
  </xsl:template>
  <xsl:template match="headLabel | headItem" mode="kw:print">
    <fo:block font-style="italic" keep-with-next.within-page="always">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="item" mode="kwp:labelled">
    <fo:block margin-left="7mm">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="kw:print"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="* | text()" mode="kwp:labelled" priority="-1">
    <fo:block margin-left="7mm">
      <xsl:apply-templates select="." mode="kw:print"/>
    </fo:block>
  </xsl:template>

  <!-- An item or a row without its list or table stays a block. -->
  <xsl:template match="item | row | cell" mode="kw:print">
    <fo:block>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="listBibl | listWit | castList" mode="kw:print">
    <xsl:variable name="name" as="xs:string?" select="self::listBibl ! kw:list-name(.)"/>
    <fo:block space-before="4pt">
      <!-- (Beside lists of people and places it is as small as they are.) -->
      <xsl:if test="$name">
        <xsl:attribute name="font-size" select="'9pt'"/>
        <xsl:attribute name="line-height" select="'12pt'"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="head" mode="#current"/>
      <xsl:for-each select="$name">
        <fo:block font-style="italic" keep-with-next.within-page="always">{.}:</fo:block>
      </xsl:for-each>
      <xsl:for-each select="(* | text()[normalize-space()]) except (head, lb, castItem[empty(* | text()[normalize-space()])], bibl[empty((@xml:id, @n, @corresp, @sameAs, *, text()[normalize-space()]))])">
        <fo:block margin-left="6mm" text-indent="-6mm" space-before="2pt" text-align="start">
          <xsl:apply-templates select="." mode="kw:print"/>
        </fo:block>
      </xsl:for-each>
    </fo:block>
  </xsl:template>

  <!-- An item of a cast without words counts somebody for a machine. -->
  <xsl:template match="castItem[empty(* | text()[normalize-space()])]" mode="kw:print" priority="1" as="empty-sequence()"/>

  <xsl:template match="bibl | biblStruct | biblFull | monogr | analytic | series | imprint | castItem | role | roleDesc | actor | witness | edition | publisher | pubPlace
    | biblScope | citedRange | extent | editor | author | respStmt | resp" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- What a corpus of inscriptions is called may stand in @n alone. -->
  <xsl:template match="bibl[kw:is-called-in-number(.)]" mode="kw:print" priority="1">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <fo:inline font-style="italic">{@n}</fo:inline>
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="biblFull/sourceDesc" mode="kw:print">
    <fo:block>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="address[not(kw:is-block-level(.))]" mode="kw:print" priority="1">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="biblScope[empty(node())] | citedRange[empty(node())]" mode="kw:print">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:value-of select="kw:scope-in-words(.)"/>
    </fo:inline>
  </xsl:template>

  <xsl:template match="table" mode="kw:print">
    <xsl:variable name="spans" as="map(xs:string, xs:integer)" select="if (row/cell[@cols | @rows]) then kwp:spans(row, 1) else map { }"/>
    <xsl:variable name="columns" as="xs:integer" select="($spans?columns, max((1, row ! count(cell))))[1]"/>
    <fo:block space-before="6pt" space-after="6pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="head" mode="#current"/>
      <xsl:if test="row">
        <fo:table table-layout="fixed" width="100%" start-indent="0mm" end-indent="0mm" text-indent="0mm" text-align="start" font-size="9.5pt" line-height="12.5pt"
          border-before-style="solid" border-before-width="0.6pt" border-after-style="solid" border-after-width="0.6pt">
          <xsl:for-each select="if ($columns gt 1 and not(row/cell[@cols or @rows])) then kwp:column-weights(row, $columns) else (1 to $columns) ! 1">
            <fo:table-column column-width="proportional-column-width({.})"/>
          </xsl:for-each>
          <!-- Its rows at the top that are labels stand above each page of it. -->
          <xsl:variable name="heads" as="element(row)*" select="kwp:head-rows(.)"/>
          <xsl:where-populated>
            <fo:table-header>
              <xsl:apply-templates select="$heads" mode="kwp:row">
                <xsl:with-param name="spans" as="map(xs:string, xs:integer)" select="$spans" tunnel="yes"/>
              </xsl:apply-templates>
            </fo:table-header>
          </xsl:where-populated>
          <fo:table-body>
            <xsl:apply-templates select="row except $heads" mode="kwp:row">
              <xsl:with-param name="spans" as="map(xs:string, xs:integer)" select="$spans" tunnel="yes"/>
            </xsl:apply-templates>
          </fo:table-body>
        </fo:table>
      </xsl:if>
      <xsl:apply-templates select="if (row) then row[last()]/following-sibling::*[not(self::head)] else * except head" mode="#current"/>
    </fo:block>
  </xsl:template>

  <!-- How wide the columns of a table are beside each other: as wide as what they hold is long, where that differs much, as in accounts, whose
       sums have narrow columns and some of them nothing at all. -->
  <xsl:function name="kwp:column-weights" as="xs:integer+">
    <xsl:param name="rows" as="element(row)*"/>
    <xsl:param name="columns" as="xs:integer"/>
    <!-- (A cell that is alone in its row stands over all columns.) -->
    <xsl:variable name="full" as="element(row)*" select="$rows[count(cell) gt 1]"/>
    <xsl:variable name="weights" as="xs:integer+" select="
      for $n in 1 to $columns return
        let $lengths := $full/cell[$n] ! string-length(normalize-space())
        return max((7, min((max($lengths), 40))))"/>
    <xsl:sequence select="if (max($weights) gt 3 * min($weights)) then $weights else (1 to $columns) ! 1"/>
  </xsl:function>

  <!-- The rows that head a table; not where one of them reaches down into the others, calls a note, or is all that there is. -->
  <xsl:function name="kwp:head-rows" as="element(row)*">
    <xsl:param name="table" as="element(table)"/>
    <xsl:variable name="first" as="element(row)?" select="$table/row[not(kwp:is-label(.))][1]"/>
    <xsl:variable name="heads" as="element(row)*" select="$first/preceding-sibling::row"/>
    <xsl:sequence select="
      if ($heads/cell[kwp:spanned(@rows) gt count($heads)] or $heads//note or $heads//anchor or $table/row[last()]/preceding-sibling::*[not(self::row | self::head | self::lb)]) then ()
      else $heads"/>
  </xsl:function>

  <xsl:function name="kwp:is-label" as="xs:boolean">
    <xsl:param name="row" as="element(row)"/>
    <xsl:sequence select="$row/@role = 'label' or (exists($row/cell) and (every $cell in $row/cell satisfies $cell/@role = 'label'))"/>
  </xsl:function>

  <xsl:variable name="kwp:cells-alone" as="xs:boolean" select="true()"/>

  <xsl:mode name="kwp:row" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="row" mode="kwp:row">
    <fo:table-row>
      <xsl:if test="@role = 'label'">
        <xsl:attribute name="font-weight" select="'bold'"/>
        <xsl:attribute name="keep-with-next.within-page" select="'always'"/>
      </xsl:if>
      <xsl:apply-templates select="cell" mode="#current"/>
      <xsl:if test="empty(cell)">
        <fo:table-cell>
          <fo:block>
            <xsl:apply-templates select="kwp:before-row(.), *" mode="kw:print"/>
          </fo:block>
        </fo:table-cell>
      </xsl:if>
    </fo:table-row>
  </xsl:template>

  <xsl:template match="cell" mode="kwp:row">
    <xsl:param name="spans" as="map(xs:string, xs:integer)" select="map { }" tunnel="yes"/>
    <xsl:variable name="cell" as="element(cell)" select="."/>
    <xsl:variable name="first" as="xs:boolean" select="empty(preceding-sibling::cell)"/>
    <fo:table-cell padding="2pt" padding-right="4pt">
      <xsl:for-each select="$spans('cols ' || generate-id())[. gt 1]">
        <xsl:attribute name="number-columns-spanned" select="."/>
      </xsl:for-each>
      <xsl:for-each select="$spans('rows ' || generate-id())[. gt 1]">
        <xsl:attribute name="number-rows-spanned" select="."/>
      </xsl:for-each>
      <xsl:if test="@role = 'label'">
        <xsl:attribute name="font-weight" select="'bold'"/>
      </xsl:if>
      <fo:block>
        <xsl:apply-templates select="." mode="kwp:marks"/>
        <xsl:sequence select="if ($first) then kwp:pages-begun(.) else ()"/>
        <xsl:apply-templates select="if ($first) then kwp:before-row(..) else ()" mode="kw:print"/>
        <xsl:apply-templates select="preceding-sibling::*[not(self::cell)][following-sibling::cell[1] is $cell]" mode="kw:print"/>
        <xsl:apply-templates mode="kw:print"/>
        <xsl:apply-templates select="if (following-sibling::cell) then () else following-sibling::*" mode="kw:print"/>
      </fo:block>
    </fo:table-cell>
  </xsl:template>

  <!-- What stands between the row before and this one. -->
  <xsl:function name="kwp:before-row" as="element()*">
    <xsl:param name="row" as="element(row)"/>
    <xsl:sequence select="kwp:back-to-row($row, ())"/>
  </xsl:function>

  <!-- (From sibling to sibling, for all siblings before would be thousands in a long table.) -->
  <xsl:function name="kwp:back-to-row" as="element()*">
    <xsl:param name="from" as="element()"/>
    <xsl:param name="found" as="element()*"/>
    <xsl:variable name="previous" as="element()?" select="$from/preceding-sibling::*[1]"/>
    <xsl:sequence select="if ($previous[not(self::row)]) then kwp:back-to-row($previous, ($previous[not(self::head)], $found)) else $found"/>
  </xsl:function>
</xsl:stylesheet>

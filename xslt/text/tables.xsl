<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Tables. HTML is stricter than TEI about what may stand between rows, and how far a cell may reach.</xd:desc>
  </xd:doc>

  <xsl:template match="table" mode="kw:text">
    <xsl:variable name="rows" as="element()*" select="kw:in-view(* except head)"/>
    <xsl:variable name="columns" as="xs:integer" select="max((1, row ! sum(cell ! (@cols[. castable as xs:integer] ! xs:integer(.), 1)[1]))) cast as xs:integer"/>
    <xsl:variable name="spans" as="map(xs:string, xs:integer)" select="if ($rows/cell[@cols | @rows]) then kwp:spans($rows, $columns) else map { }"/>
    <div class="table">
      <xsl:for-each select="kw:own-id(.)">
        <xsl:attribute name="id" select="."/>
      </xsl:for-each>
      <xsl:apply-templates select="head" mode="#current"/>
      <table>
        <xsl:where-populated>
          <xsl:attribute name="class" select="kwp:renditions(.)"/>
        </xsl:where-populated>
        <xsl:for-each select="$rows">
          <tr>
            <xsl:choose>
              <xsl:when test="self::row">
                <xsl:apply-templates select="." mode="kw:attributes">
                  <xsl:with-param name="class" select="'row', @role ! ('role-' || .)"/>
                </xsl:apply-templates>
                <xsl:for-each select="*">
                  <xsl:choose>
                    <xsl:when test="self::cell">
                      <xsl:element name="{if ((@role, ../@role) = 'label') then 'th' else 'td'}">
                        <xsl:sequence select="kwp:spanning(., $spans)"/>
                        <xsl:apply-templates select="." mode="kw:attributes"/>
                        <xsl:apply-templates mode="kw:text"/>
                      </xsl:element>
                    </xsl:when>
                    <xsl:otherwise>
                      <td class="between">
                        <xsl:apply-templates select="." mode="kw:text"/>
                      </td>
                    </xsl:otherwise>
                  </xsl:choose>
                </xsl:for-each>
                <xsl:if test="empty(*)">
                  <td class="between"/>
                </xsl:if>
              </xsl:when>
              <xsl:otherwise>
                <td class="between">
                  <xsl:choose>
                    <xsl:when test="map:size($spans) gt 0">
                      <xsl:sequence select="kwp:spanning(., $spans)"/>
                    </xsl:when>
                    <xsl:when test="$columns gt 1">
                      <xsl:attribute name="colspan" select="$columns"/>
                    </xsl:when>
                  </xsl:choose>
                  <xsl:apply-templates select="." mode="kw:text"/>
                </td>
              </xsl:otherwise>
            </xsl:choose>
          </tr>
        </xsl:for-each>
      </table>
    </div>
    <xsl:apply-templates select="." mode="kw:markup"/>
  </xsl:template>

  <xsl:function name="kwp:spanning" as="attribute()*">
    <xsl:param name="cell" as="element()"/>
    <xsl:param name="spans" as="map(xs:string, xs:integer)"/>
    <xsl:for-each select="$spans('cols ' || generate-id($cell))[. gt 1]">
      <xsl:attribute name="colspan" select="."/>
    </xsl:for-each>
    <xsl:for-each select="$spans('rows ' || generate-id($cell))[. gt 1]">
      <xsl:attribute name="rowspan" select="."/>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>How many columns and rows each cell spans in HTML, by 'cols ' or 'rows ' and its generate-id(). HTML allows no cell that
      reaches past the table's end or into another, and no column in which no cell begins.</xd:desc></xd:doc>
  <xsl:function name="kwp:spans" as="map(xs:string, xs:integer)">
    <xsl:param name="rows" as="element()*"/>
    <xsl:param name="columns" as="xs:integer"/>
    <xsl:variable name="placed" as="map(*)*">
      <!-- $taken: of each column that a cell above reaches down into, for how many rows more. -->
      <xsl:iterate select="$rows">
        <xsl:param name="taken" as="map(xs:integer, xs:integer)" select="map { }"/>
        <xsl:param name="done" as="map(*)*" select="()"/>
        <xsl:on-completion select="$done"/>
        <xsl:variable name="cells" as="map(*)*" select="kwp:placed(., $rows, position(), $columns, $taken)"/>
        <xsl:next-iteration>
          <xsl:with-param name="taken" select="map:merge((
            map:for-each($taken, function($column, $more) { if ($more gt 1) then map { $column: $more - 1 } else () }),
            for $cell in $cells[?down gt 1], $column in $cell?start to $cell?end return map { $column: $cell?down - 1 }))"/>
          <xsl:with-param name="done" select="$done, $cells"/>
        </xsl:next-iteration>
      </xsl:iterate>
    </xsl:variable>
    <xsl:variable name="begun" as="map(xs:integer, xs:boolean)" select="map:merge(distinct-values($placed?start) ! map { .: true() })"/>
    <xsl:sequence select="map:merge($placed ! (
      map { 'cols ' || ?id: count((?start to ?end)[map:contains($begun, .)]) }, map { 'rows ' || ?id: ?down }))"/>
  </xsl:function>

  <!-- Where the cells of a row stand: each in the first column that is free, as wide as it says and there is room for. -->
  <xsl:function name="kwp:placed" as="map(*)*">
    <xsl:param name="row" as="element()"/>
    <xsl:param name="rows" as="element()*"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:param name="columns" as="xs:integer"/>
    <xsl:param name="taken" as="map(xs:integer, xs:integer)"/>
    <xsl:sequence select="fold-left(if ($row/self::row) then $row/* else $row, (), function($done, $cell) {
      let $from := ($done[last()]?end, 0)[1] + 1,
          $start := ($from to $from + map:size($taken))[not(map:contains($taken, .))][1],
          $wide := if ($cell is $row) then max(($columns - $start + 1, 1)) else kwp:spanned($cell/self::cell/@cols),
          $barred := sort(map:keys($taken)[. gt $start])[1],
          (: TEI counts rows; between them may stand what is a row of HTML, too. :)
          $down := if (not($row/self::row)) then 1 else (index-of($rows ! exists(self::row), true())[. ge $number][position() le kwp:spanned($cell/self::cell/@rows)][last()], $number)[1] - $number + 1
      return ($done, map { 'id': generate-id($cell), 'start': $start, 'end': min(($start + $wide, $barred)) - 1, 'down': $down }) })"/>
  </xsl:function>

  <xsl:function name="kwp:spanned" as="xs:integer">
    <xsl:param name="number" as="attribute()?"/>
    <xsl:sequence select="($number[. castable as xs:positiveInteger] ! min((xs:integer(.), 1000)), 1)[1]"/>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>How far the cells of a table reach. TEI lets them say what no table has room for; HTML and print do not.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>How many columns and rows each cell spans, by 'cols ' or 'rows ' and its generate-id(). There is no cell that
      reaches past the table's end or into another, and no column in which no cell begins; 'columns' is how many there are.</xd:desc></xd:doc>
  <xsl:function name="kwp:spans" as="map(xs:string, xs:integer)">
    <xsl:param name="rows" as="element()*"/>
    <xsl:param name="columns" as="xs:integer"/>
    <!-- TEI counts rows; between them may stand what is a row of HTML, too. -->
    <xsl:variable name="counted" as="array(xs:integer)" select="array { index-of($rows ! exists(self::row), true()) }"/>
    <xsl:variable name="placed" as="map(*)*">
      <!-- $taken: of each column that a cell above reaches down into, for how many rows more. $before: how many rows of TEI there were. -->
      <xsl:iterate select="$rows">
        <xsl:param name="taken" as="map(xs:integer, xs:integer)" select="map { }"/>
        <xsl:param name="before" as="xs:integer" select="0"/>
        <xsl:variable name="number" as="xs:integer" select="position()"/>
        <xsl:variable name="cells" as="map(*)*" select="
          kwp:placed(., $columns, $taken, function($rows) { $counted(min(($before + $rows, array:size($counted)))) - $number + 1 })"/>
        <xsl:sequence select="$cells"/>
        <xsl:next-iteration>
          <xsl:with-param name="taken" select="map:merge((
            map:for-each($taken, function($column, $more) { if ($more gt 1) then map { $column: $more - 1 } else () }),
            for $cell in $cells[?down gt 1], $column in $cell?start to $cell?end return map { $column: $cell?down - 1 }))"/>
          <xsl:with-param name="before" select="$before + count(self::row)"/>
        </xsl:next-iteration>
      </xsl:iterate>
    </xsl:variable>
    <xsl:variable name="begun" as="map(xs:integer, xs:boolean)" select="map:merge(distinct-values($placed?start) ! map { .: true() })"/>
    <xsl:sequence select="map:merge((map { 'columns': map:size($begun) }, $placed ! (
      map { 'cols ' || ?id: count((?start to ?end)[map:contains($begun, .)]) }, map { 'rows ' || ?id: ?down })))"/>
  </xsl:function>

  <!-- Where the cells of a row stand: each in the first column that is free, as wide as it says and there is room for. $reach: over how many
       rows one goes that says a number of them. -->
  <xsl:function name="kwp:placed" as="map(*)*">
    <xsl:param name="row" as="element()"/>
    <xsl:param name="columns" as="xs:integer"/>
    <xsl:param name="taken" as="map(xs:integer, xs:integer)"/>
    <xsl:param name="reach" as="function(xs:integer) as xs:integer"/>
    <xsl:sequence select="fold-left(kwp:items($row), (), function($done, $cell) {
      let $from := ($done[last()]?end, 0)[1] + 1,
          $start := ($from to $from + map:size($taken))[not(map:contains($taken, .))][1],
          $wide := if ($cell is $row) then (if ($row/self::row) then 1 else max(($columns - $start + 1, 1))) else kwp:spanned($cell/self::cell/@cols),
          $barred := sort(map:keys($taken)[. gt $start])[1],
          $down := if (not($row/self::row)) then 1 else $reach(kwp:spanned($cell/self::cell/@rows))
      return ($done, map { 'id': generate-id($cell), 'start': $start, 'end': min(($start + $wide, $barred)) - 1, 'down': $down }) })"/>
  </xsl:function>

  <!-- What of a row becomes a cell: whatever stands in it, or only what is one; of an empty row one all the same. -->
  <xsl:function name="kwp:items" as="element()+">
    <xsl:param name="row" as="element()"/>
    <xsl:variable name="items" as="element()*" select="$row/self::row/(if ($kwp:cells-alone) then cell else *)"/>
    <xsl:sequence select="if (exists($items)) then $items else $row"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a view puts what stands between cells into one of them.</xd:desc></xd:doc>
  <xsl:variable name="kwp:cells-alone" as="xs:boolean" select="false()"/>

  <xsl:function name="kwp:spanned" as="xs:integer">
    <xsl:param name="number" as="attribute()?"/>
    <xsl:sequence select="($number[. castable as xs:positiveInteger] ! min((xs:integer(.), 1000)), 1)[1]"/>
  </xsl:function>
</xsl:stylesheet>

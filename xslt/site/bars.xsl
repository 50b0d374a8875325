<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>How much there is of each month, drawn as bars, with the same in words for who cannot see it.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>The number of the month of a date, by the key that the date is sorted by: years count from −20,000 there, and a month may be
      unknown.</xd:desc></xd:doc>
  <xsl:function name="kw:month-of" as="xs:integer">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="12 * (xs:integer(substring($key, 1, 5)) - 20000) + (index-of($kwp:months, substring($key, 6, 2)), 1)[1] - 1"/>
  </xsl:function>

  <xsl:variable name="kwp:months" static="yes" as="xs:string+" select="'01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'"/>

  <!-- The year of such a month: before the first year, too, January begins one. -->
  <xsl:function name="kwp:year-of" as="xs:integer">
    <xsl:param name="month" as="xs:integer"/>
    <xsl:sequence select="if ($month ge 0) then $month idiv 12 else -((11 - $month) idiv 12)"/>
  </xsl:function>

  <xd:doc><xd:desc>Bars for months, or for years where the months are many. ``counts`` have a month each (as ``kw:month-of`` has it) and how
      many there are of what the label ``what`` says. Of less than two bars, or of more than can be told apart, there is no
      drawing.</xd:desc></xd:doc>
  <xsl:function name="kw:bars" as="element()?">
    <xsl:param name="counts" as="array(xs:integer)*"/>
    <xsl:param name="what" as="xs:string"/>
    <xsl:variable name="at" as="xs:integer*" select="$counts ! .(1)"/>
    <xsl:variable name="unit" as="xs:integer" select="if (max($at) - min($at) gt 60) then 12 else 1"/>
    <xsl:variable name="places" as="xs:integer*" select="if ($unit = 1) then $at else $at ! kwp:year-of(.)"/>
    <xsl:variable name="first" as="xs:integer?" select="min($places)"/>
    <xsl:variable name="last" as="xs:integer?" select="max($places)"/>
    <xsl:if test="$first lt $last and $last - $first le 400">
      <!-- Each with its place, its number and what it is called. -->
      <xsl:variable name="bars" as="array(*)+">
        <xsl:for-each-group select="$counts" group-by="if ($unit = 1) then .(1) else kwp:year-of(.(1))">
          <xsl:sequence select="[current-grouping-key(), sum(current-group() ! .(2)), kwp:bar-words(current-grouping-key(), $unit)]"/>
        </xsl:for-each-group>
      </xsl:variable>
      <xsl:variable name="most" as="xs:integer" select="max($bars ! .(2))"/>
      <xsl:variable name="step" as="xs:double" select="600 div ($last - $first + 1)"/>
      <xsl:variable name="width" as="xs:string" select="kwp:tenths(max((15, xs:integer(round($step * 8)))))"/>
      <figure class="months">
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 90" role="img"
          aria-label="{kw:listed(sort($bars, (), function($bar) { $bar(1) }) ! kw:said-of(.(3), string(.(2))))}">
          <xsl:for-each select="$bars">
            <xsl:variable name="height" as="xs:integer" select="xs:integer(round(.(2) div $most * 640))"/>
            <rect x="{kwp:tenths(xs:integer(round((.(1) - $first) * $step * 10)))}" y="{kwp:tenths(700 - $height)}" width="{$width}" height="{kwp:tenths($height)}">
              <title>{kw:said-of(.(3), kw:count-label($what, .(2)))}</title>
            </rect>
          </xsl:for-each>
          <line x1="0" x2="600" y1="70.5" y2="70.5"/>
          <text x="0" y="86">{kwp:bar-words($first, $unit)}</text>
          <text x="600" y="86" text-anchor="end">{kwp:bar-words($last, $unit)}</text>
        </svg>
      </figure>
    </xsl:if>
  </xsl:function>

  <!-- A number of tenths, written without making a fraction of it. -->
  <xsl:function name="kwp:tenths" as="xs:string">
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="rest" as="xs:integer" select="$number mod 10"/>
    <xsl:sequence select="if ($rest = 0) then string($number idiv 10) else ($number idiv 10) || '.' || $rest"/>
  </xsl:function>

  <!-- The month, or the year, for which a bar stands. -->
  <xsl:function name="kwp:bar-words" as="xs:string">
    <xsl:param name="place" as="xs:integer"/>
    <xsl:param name="unit" as="xs:integer"/>
    <xsl:variable name="year" as="xs:integer" select="kwp:year-of($place * $unit)"/>
    <xsl:sequence select="kwp:parts-in-words($year, if ($unit = 1) then $kwp:months[$place - 12 * $year + 1] else '', '')"/>
  </xsl:function>
</xsl:stylesheet>

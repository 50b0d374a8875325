<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>How much there is of each month, drawn as bars, with the same in words for who cannot see it.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>The number of the month of a date, by the key that the date is sorted by: years count from −20,000 there, and a month may be
      unknown.</xd:desc></xd:doc>
  <xsl:function name="kw:month-of" as="xs:integer">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="12 * (xs:integer(substring($key, 1, 5)) - 20000)
      + (substring($key, 6, 2)[. = (1 to 12) ! format-number(., '00')] ! xs:integer(.), 1)[1] - 1"/>
  </xsl:function>

  <xd:doc><xd:desc>Bars for months, or for years where the months are many. ``counts`` have a month each (``at``, as ``kw:month-of`` has it) and
      how many there are of what the label ``what`` says (``n``). Of less than two bars, or of more than can be told apart, there is no
      drawing.</xd:desc></xd:doc>
  <xsl:function name="kw:bars" as="element()?">
    <xsl:param name="counts" as="element(count)*"/>
    <xsl:param name="what" as="xs:string"/>
    <xsl:variable name="at" as="xs:integer*" select="$counts/@at ! xs:integer(.)"/>
    <xsl:variable name="unit" as="xs:integer" select="if (max($at) - min($at) gt 60) then 12 else 1"/>
    <!-- Before the first year, too, January begins a year. -->
    <xsl:variable name="place" as="function(xs:integer) as xs:integer" select="function($month) { xs:integer(floor($month div $unit)) }"/>
    <xsl:if test="count(distinct-values($at ! $place(.))) gt 1 and $place(max($at)) - $place(min($at)) le 400">
      <xsl:variable name="first" as="xs:integer" select="$place(min($at))"/>
      <xsl:variable name="last" as="xs:integer" select="$place(max($at))"/>
      <xsl:variable name="bars" as="element(count)+">
        <xsl:for-each-group select="$counts" group-by="$place(@at)">
          <count xmlns="urn:kwedition:ns" at="{current-grouping-key()}" n="{sum(current-group()/@n)}"/>
        </xsl:for-each-group>
      </xsl:variable>
      <xsl:variable name="most" as="xs:integer" select="max($bars/@n ! xs:integer(.))"/>
      <xsl:variable name="step" as="xs:double" select="600 div ($last - $first + 1)"/>
      <xsl:variable name="words" as="function(xs:integer) as xs:string" select="function($at) {
        let $month := $at * $unit, $year := xs:integer(floor($month div 12))
        return kw:point-in-words((if ($year lt 0) then '-' else '') || format-number(abs($year), '0000') || (if ($unit = 1) then '-' || format-number($month - 12 * $year + 1, '00') else '')) }"/>
      <figure class="months">
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 90" role="img"
          aria-label="{kw:listed(sort($bars, (), function($c) { xs:integer($c/@at) }) ! kw:said-of($words(@at), @n))}">
          <xsl:for-each select="$bars">
            <xsl:variable name="height" as="xs:double" select="round(xs:integer(@n) div $most * 640) div 10"/>
            <rect x="{round((@at - $first) * $step * 10) div 10}" y="{70 - $height}" width="{max((1.5, round($step * 8) div 10))}" height="{$height}">
              <title>{kw:said-of($words(@at), kw:count-label($what, @n))}</title>
            </rect>
          </xsl:for-each>
          <line x1="0" x2="600" y1="70.5" y2="70.5"/>
          <text x="0" y="86">{$words($first)}</text>
          <text x="600" y="86" text-anchor="end">{$words($last)}</text>
        </svg>
      </figure>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns="http://www.w3.org/2000/svg" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>A drawn time line: a row for each text and event, a dot for a known day, a bar for a span, a hollow bar for bounds between
      which something lies, with an open end where nothing is said of it. Drawn twice, for wide windows and for narrow ones; the
      style sheet shows one of them. The list beneath says the same in words.</xd:desc>
  </xd:doc>

  <!-- Above this number of rows a drawing says no more than the list. -->
  <xsl:variable name="kwp:most-rows" static="yes" as="xs:integer" select="150"/>

  <xd:doc><xd:desc>A point of time as a number of years, as 1950.5; a whole year or month ends where the next begins.</xd:desc></xd:doc>
  <xsl:function name="kwp:moment" as="xs:double?">
    <xsl:param name="point" as="xs:string?"/>
    <xsl:param name="end" as="xs:boolean"/>
    <xsl:variable name="parts" as="xs:string*" select="kwp:parts($point)"/>
    <xsl:if test="exists($parts)">
      <xsl:variable name="year" as="xs:double" select="xs:double($parts[1])"/>
      <xsl:variable name="month" as="xs:double?" select="$parts[2][.] ! (xs:double(.) - 1)"/>
      <xsl:variable name="day" as="xs:double?" select="$parts[3][.] ! (xs:double(.) - 1)"/>
      <xsl:sequence select="
        if (empty($month)) then $year + (if ($end) then 1 else 0)
        else if (empty($day)) then $year + ($month + (if ($end) then 1 else 0)) div 12
        else $year + $month div 12 + ($day + (if ($end) then 1 else 0)) div 372"/>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>The drawing of some points: each has a dated element, a label and an address, as the three functions say.</xd:desc></xd:doc>
  <xsl:function name="kw:timeline" as="element()?">
    <xsl:param name="points" as="element()*"/>
    <xsl:param name="dating" as="function(element()) as element()"/>
    <xsl:param name="label" as="function(element()) as xs:string"/>
    <xsl:variable name="rows" as="element(kw:row)*">
      <xsl:for-each select="$points">
        <xsl:sort select="(kwp:moment(kw:earliest($dating(.)), false()), kwp:moment(kw:latest($dating(.)), true()))[1]"/>
        <xsl:sort select="@id" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
        <xsl:variable name="dated" as="element()" select="$dating(.)"/>
        <xsl:variable name="start" as="xs:double?" select="kwp:moment(kw:earliest($dated), false())"/>
        <xsl:variable name="end" as="xs:double?" select="kwp:moment(kw:latest($dated), true())"/>
        <kw:row address="{@address}" kind="{local-name()}" label="{$label(.)}" when="{kw:date-in-words($dated)}"
          shape="{if ($dated/(@notBefore, @notAfter, @notBefore-iso, @notAfter-iso) or empty($start) or empty($end) or $end lt $start) then 'bounds'
            else if ($end - $start lt 0.01) then 'day' else 'span'}">
          <!-- (Of a date that ends before it begins nobody knows which of both is wrong: it is somewhere between.) -->
          <xsl:attribute name="start" select="min(($start, $end))"/>
          <xsl:attribute name="end" select="max(($start, $end))"/>
          <xsl:attribute name="open" select="if (empty($start)) then 'start' else if (empty($end)) then 'end' else ''"/>
        </kw:row>
      </xsl:for-each>
    </xsl:variable>
    <xsl:if test="count($rows) gt 1 and count($rows) le $kwp:most-rows">
      <xsl:variable name="first" as="xs:double" select="min($rows/@start ! xs:double(.))"/>
      <xsl:variable name="last" as="xs:double" select="max($rows/@end ! xs:double(.))"/>
      <figure xmlns="" class="timeline">
        <xsl:sequence select="kwp:drawing($rows, $first, $last, 1000, 370, 24, 'wide')"/>
        <xsl:sequence select="kwp:drawing($rows, $first, $last, 360, 4, 40, 'narrow')"/>
        <figcaption>{kw:label('timeline-key')}</figcaption>
      </figure>
    </xsl:if>
  </xsl:function>

  <!-- The drawing: so wide, its scale beginning there, each row so high. -->
  <xsl:function name="kwp:drawing" as="element()">
    <xsl:param name="rows" as="element(kw:row)+"/>
    <xsl:param name="first" as="xs:double"/>
    <xsl:param name="last" as="xs:double"/>
    <xsl:param name="width" as="xs:integer"/>
    <xsl:param name="left" as="xs:integer"/>
    <xsl:param name="step" as="xs:integer"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="years" as="xs:double" select="max(($last - $first, 0.08))"/>
    <xsl:variable name="scale" as="xs:double" select="($width - $left - 20) div $years"/>
    <xsl:variable name="x" as="function(xs:double) as xs:double" select="function($moment) { round(($left + 8 + ($moment - $first) * $scale) * 10) div 10 }"/>
    <xsl:variable name="height" as="xs:integer" select="count($rows) * $step + 34"/>
    <svg class="timeline-{$name}" viewBox="0 0 {$width} {$height}" role="group" aria-label="{kw:label('timeline')}">
      <xsl:sequence select="if ($last - $first lt 2 div 12) then kwp:day-ticks($first, $first + $years, $x, $height, xs:double($width)) else kwp:ticks($first, $last, $x, $height, xs:double($width))"/>
      <xsl:for-each select="$rows">
        <xsl:variable name="y" as="xs:integer" select="34 + (position() - 1) * $step"/>
        <xsl:variable name="middle" as="xs:integer" select="$y + (if ($name = 'wide') then 8 else 26)"/>
        <a href="{kw:href(@address)}" class="{@kind}">
          <title>{kw:said-of(@when, @label)}</title>
          <text x="0" y="{$y + 12}">{kwp:fitted(@label, if ($name = 'wide') then 52 else 48)}</text>
          <xsl:sequence select="kwp:mark(., $x, $middle, xs:double($left), xs:double($width))"/>
        </a>
      </xsl:for-each>
    </svg>
  </xsl:function>

  <xsl:function name="kwp:mark" as="element()+">
    <xsl:param name="row" as="element(kw:row)"/>
    <xsl:param name="x" as="function(xs:double) as xs:double"/>
    <xsl:param name="middle" as="xs:integer"/>
    <xsl:param name="left" as="xs:double"/>
    <xsl:param name="width" as="xs:double"/>
    <xsl:variable name="from" as="xs:double" select="$x($row/@start)"/>
    <xsl:variable name="to" as="xs:double" select="$x($row/@end)"/>
    <xsl:choose>
      <xsl:when test="$row/@shape = 'day'">
        <circle class="day" cx="{$from}" cy="{$middle}" r="5"/>
      </xsl:when>
      <!-- Open: a line that ends in nothing, away from the point that is known. -->
      <xsl:when test="$row/@open = 'end'">
        <path class="open" d="M{$from} {$middle - 5}v10M{$from} {$middle}h{round(min((60, max((14, $width - $from - 2)))))}"/>
      </xsl:when>
      <xsl:when test="$row/@open = 'start'">
        <path class="open" d="M{$to} {$middle - 5}v10M{$to} {$middle}h-{round(min((60, max((14, $to - $left)))))}"/>
      </xsl:when>
      <xsl:otherwise>
        <rect class="{$row/@shape}" x="{$from}" y="{$middle - 5}" width="{round(max((8, $to - $from)) * 10) div 10}" height="10" rx="{if ($row/@shape = 'span') then 2 else 5}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Lines at round points of time; where they would crowd, only some have their words. -->
  <xsl:function name="kwp:ticks" as="element()*">
    <xsl:param name="first" as="xs:double"/>
    <xsl:param name="last" as="xs:double"/>
    <xsl:param name="x" as="function(xs:double) as xs:double"/>
    <xsl:param name="height" as="xs:integer"/>
    <xsl:param name="width" as="xs:double"/>
    <xsl:variable name="years" as="xs:double" select="$last - $first"/>
    <xsl:variable name="unit" as="xs:double" select="
      if ($years lt 0.7) then 1 div 12 else if ($years lt 2.2) then 0.25 else if ($years lt 12) then 1 else if ($years lt 60) then 5
      else if ($years lt 250) then 20 else if ($years lt 1200) then 100
      (: A year with a digit too many is a long time ago: 500 years in a thousand, 5000 in ten thousand … :)
      else xs:double('5e' || string-length(string(xs:integer($years))) - 2)"/>
    <xsl:variable name="numbers" as="xs:integer*" select="xs:integer(ceiling($first div $unit - 0.001)) to xs:integer(floor($last div $unit + 0.001))"/>
    <xsl:variable name="room" as="xs:double" select="$x($first + $unit) - $x($first)"/>
    <xsl:variable name="every" as="xs:integer" select="max((1, xs:integer(ceiling((if ($unit lt 1) then 74 else 46) div max(($room, 1))))))"/>
    <xsl:for-each select="$numbers">
      <xsl:variable name="moment" as="xs:double" select=". * $unit"/>
      <xsl:sequence select="kwp:tick($x($moment), $height, kwp:tick-label($moment, $unit)[(current() - $numbers[1]) mod $every = 0][$x($moment) lt $width - 20])"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="kwp:tick" as="element()+">
    <xsl:param name="at" as="xs:double"/>
    <xsl:param name="height" as="xs:integer"/>
    <xsl:param name="label" as="xs:string?"/>
    <line class="tick" x1="{$at}" x2="{$at}" y1="20" y2="{$height}"/>
    <xsl:for-each select="$label">
      <text class="tick" x="{$at}" y="13">{.}</text>
    </xsl:for-each>
  </xsl:function>

  <!-- The same within some weeks, where hardly a month begins: a line for each fifth day. (Months have thirty-one days here.) -->
  <xsl:function name="kwp:day-ticks" as="element()*">
    <xsl:param name="first" as="xs:double"/>
    <xsl:param name="last" as="xs:double"/>
    <xsl:param name="x" as="function(xs:double) as xs:double"/>
    <xsl:param name="height" as="xs:integer"/>
    <xsl:param name="width" as="xs:double"/>
    <xsl:variable name="days" as="xs:integer*" select="
      (xs:integer(floor($first * 12)) to xs:integer(floor($last * 12))) ! (for $day in (0, 5, 10, 15, 20, 25) return 31 * . + $day)[. ge 372 * $first - 0.01 and . le 372 * $last + 0.01]"/>
    <xsl:variable name="every" as="xs:integer" select="max((1, xs:integer(ceiling(118 div max(($x($first + 5 div 372) - $x($first), 1))))))"/>
    <xsl:for-each select="$days">
      <xsl:variable name="at" as="xs:double" select="$x(. div 372)"/>
      <xsl:variable name="year" as="xs:integer" select="xs:integer(floor(. div 372))"/>
      <xsl:variable name="rest" as="xs:integer" select=". - 372 * $year"/>
      <xsl:variable name="point" as="xs:string" select="(if ($year lt 0) then '-' else '') || string-join((format-number(abs($year), '0000'), format-number($rest idiv 31 + 1, '00'), format-number($rest mod 31 + 1, '00')), '-')"/>
      <xsl:sequence select="kwp:tick($at, $height, kw:point-in-words($point)[(index-of($days, current())[1] - 1) mod $every = 0][$at lt $width - 50])"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="kwp:tick-label" as="xs:string">
    <xsl:param name="moment" as="xs:double"/>
    <xsl:param name="unit" as="xs:double"/>
    <xsl:variable name="year" as="xs:integer" select="xs:integer(floor($moment + 0.001))"/>
    <xsl:variable name="month" as="xs:integer" select="xs:integer(round(($moment - $year) * 12)) + 1"/>
    <xsl:variable name="written" as="xs:string" select="(if ($year lt 0) then '-' else '') || format-number(abs($year), '0000')"/>
    <xsl:sequence select="if ($unit lt 1) then kw:label('date-month') => kw:fill('month', substring(kw:label('month-' || format-number($month, '00')), 1, 3)) => kw:fill('year', string($year)) else kw:point-in-words($written)"/>
  </xsl:function>

  <xsl:function name="kwp:fitted" as="xs:string">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:sequence select="if (string-length($label) le $length) then $label else substring($label, 1, $length - 1) || '…'"/>
  </xsl:function>
</xsl:stylesheet>

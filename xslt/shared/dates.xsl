<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Dates at the precision that the encoding gives them. A date is never made more exact than it is: '1949-05' sorts at
      the first of May and reads 'May 1949'.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>A point in time, as far as it is given: -0044-03-15, 1949, 1949-05, 1949-05-14, with or without a time.</xd:desc></xd:doc>
  <xsl:variable name="kwp:point" as="xs:string" select="'^(-?\d{4,})(-(\d\d)(-(\d\d))?)?(T.*|Z|[+-]\d\d:\d\d)?$'"/>

  <!-- Year, month and day of a point ('' where it does not say, or says 00); nothing when it cannot be read, such as a thirteenth month.
       The common forms are known by their shape, because regular expressions are slow. -->
  <xsl:function name="kwp:parts" as="xs:string*">
    <xsl:param name="point" as="xs:string?"/>
    <xsl:variable name="said" as="xs:string*" select="kwp:written-parts($point)"/>
    <xsl:variable name="month" as="xs:string?" select="$said[2][. != '00']"/>
    <xsl:variable name="day" as="xs:string?" select="$said[3][. != '00'][$month]"/>
    <xsl:if test="exists($said) and (empty($month) or $month le '12') and (empty($day) or $day le '31')">
      <xsl:sequence select="$said[1], string($month), string($day)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="kwp:written-parts" as="xs:string*">
    <xsl:param name="point" as="xs:string?"/>
    <xsl:variable name="shape" as="xs:string" select="translate($point, '123456789', '000000000')"/>
    <xsl:choose>
      <xsl:when test="$shape = ('0000-00-00', '0000-00', '0000')">
        <xsl:sequence select="substring($point, 1, 4), substring($point, 6, 2), substring($point, 9, 2)"/>
      </xsl:when>
      <xsl:when test="matches($point, $kwp:point)">
        <xsl:analyze-string select="$point" regex="{$kwp:point}">
          <xsl:matching-substring>
            <xsl:sequence select="regex-group(1), regex-group(3), regex-group(5)"/>
          </xsl:matching-substring>
        </xsl:analyze-string>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>Whether a point is a year, a month or a day of our era and nothing else, as HTML has it.</xd:desc></xd:doc>
  <xsl:function name="kw:is-plain-date" as="xs:boolean">
    <xsl:param name="point" as="xs:string"/>
    <xsl:variable name="month" as="xs:string" select="substring($point, 6, 2)"/>
    <xsl:variable name="day" as="xs:string" select="substring($point, 9, 2)"/>
    <xsl:sequence select="translate($point, '123456789', '000000000') = ('0000-00-00', '0000-00', '0000') and not(starts-with($point, '0000'))
      and ($month = '' or ($month ge '01' and $month le '12')) and ($day = '' or ($day ge '01' and ($day le '28' or $point castable as xs:date)))"/>
  </xsl:function>

  <xd:doc><xd:desc>The earliest point that a dated element allows, as encoded; nothing when it is open.</xd:desc></xd:doc>
  <xsl:function name="kw:earliest" as="xs:string?">
    <xsl:param name="dated" as="element()?"/>
    <xsl:sequence select="$dated/(@when, @when-iso, @notBefore, @notBefore-iso, @from, @from-iso)[1] ! normalize-space(.)[. != '']"/>
  </xsl:function>

  <xd:doc><xd:desc>The latest point that a dated element allows, as encoded; nothing when it is open.</xd:desc></xd:doc>
  <xsl:function name="kw:latest" as="xs:string?">
    <xsl:param name="dated" as="element()?"/>
    <xsl:sequence select="$dated/(@when, @when-iso, @notAfter, @notAfter-iso, @to, @to-iso)[1] ! normalize-space(.)[. != '']"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether the head of a letter or of a meeting says when it was, so that nobody else has to.</xd:desc></xd:doc>
  <xsl:function name="kw:tells-when" as="xs:boolean">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:sequence select="exists($header/profileDesc/(correspDesc, settingDesc)//date[normalize-space() or kw:is-dated(.)])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an element says anything of when, in a form that can be read.</xd:desc></xd:doc>
  <xsl:function name="kw:is-dated" as="xs:boolean">
    <xsl:param name="element" as="element()?"/>
    <!-- An attribute that repeats the year of another calendar (1211 of the Hijra) is no year of ours. -->
    <xsl:sequence select="(some $point in (kw:earliest($element), kw:latest($element)) satisfies exists(kwp:parts($point)))
      and not($element/@calendar and $element/@when = normalize-space($element) and not(matches($element/@calendar, 'gregor|julian|iso', 'i')))"/>
  </xsl:function>

  <xd:doc><xd:desc>An element that says when: as it is where it has attributes for it, else by its words, if these are a year, a month or a day as
      the attributes would have it; nothing otherwise.</xd:desc></xd:doc>
  <xsl:function name="kw:dated" as="element()?">
    <xsl:param name="element" as="element()?"/>
    <xsl:variable name="words" as="xs:string" select="$element[self::date | self::origDate | self::birth | self::death][empty((@when, @when-iso, @from, @to, @notBefore, @notAfter))] => normalize-space()"/>
    <xsl:choose>
      <xsl:when test="kw:is-dated($element)">
        <xsl:sequence select="$element"/>
      </xsl:when>
      <xsl:when test="string-length($words) le 10 and kw:is-plain-date($words)">
        <xsl:for-each select="$element">
          <xsl:copy>
            <xsl:attribute name="when" select="$words"/>
            <xsl:sequence select="@cert"/>
          </xsl:copy>
        </xsl:for-each>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>A key of one length that sorts points of time, also before our era: years are counted from −20,000. With
      'end', what is not given counts as the end of the year or month.</xd:desc></xd:doc>
  <xsl:function name="kw:date-key" as="xs:string?">
    <xsl:param name="point" as="xs:string?"/>
    <xsl:param name="end" as="xs:boolean"/>
    <xsl:variable name="parts" as="xs:string*" select="kwp:parts($point)"/>
    <xsl:if test="exists($parts)">
      <xsl:variable name="filler" as="xs:string" select="if ($end) then '99' else '00'"/>
      <xsl:variable name="year" as="xs:integer" select="20000 + xs:integer($parts[1])"/>
      <xsl:sequence select="(if ($year ge 10000 and $year le 99999) then string($year) else format-number($year, '00000'))
        || ($parts[2][.], $filler)[1] || ($parts[3][.], $filler)[1]"/>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>The key by which a dated element is sorted: its earliest point, else its latest.</xd:desc></xd:doc>
  <xsl:function name="kw:sort-date" as="xs:string?">
    <xsl:param name="dated" as="element()?"/>
    <xsl:sequence select="(kw:date-key(kw:earliest($dated), false()), kw:date-key(kw:latest($dated), true()))[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The four-digit year or more of a point, with its sign.</xd:desc></xd:doc>
  <xsl:function name="kw:year" as="xs:string?">
    <xsl:param name="point" as="xs:string?"/>
    <xsl:sequence select="kwp:parts($point)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>A point of time in words: 14 May 1950, May 1949, 1949, 44 BCE. What cannot be read is given back as it is.</xd:desc></xd:doc>
  <xsl:function name="kw:point-in-words" as="xs:string">
    <xsl:param name="point" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="kwp:parts($point)"/>
    <xsl:sequence select="if (exists($parts)) then kwp:parts-in-words(xs:integer($parts[1]), $parts[2], $parts[3]) else $point"/>
  </xsl:function>

  <!-- The same of its parts; what it does not say is ''. -->
  <xsl:function name="kwp:parts-in-words" as="xs:string">
    <xsl:param name="year" as="xs:integer"/>
    <xsl:param name="month-number" as="xs:string"/>
    <xsl:param name="day-number" as="xs:string"/>
    <!-- The dates of TEI are those of XML Schema 1.0, in which there is no year nought: -0044 is 44 BCE, as editors of inscriptions write it. -->
    <xsl:variable name="era" as="xs:string" select="
      if ($year gt 0) then string($year) else kw:label('before-common-era') => kw:fill('year', string(max((1, -$year))))"/>
    <xsl:variable name="month" as="xs:string?" select="$month-number[.] ! kw:label('month-' || .)"/>
    <xsl:variable name="day" as="xs:string?" select="$day-number[.] ! string(xs:integer(.))"/>
    <xsl:sequence select="
      if ($day) then kw:label(if ($day = '1') then 'date-first-day' else 'date-day') => kw:fill('day', $day) => kw:fill('month', $month) => kw:fill('year', $era)
      else if ($month) then kw:label('date-month') => kw:fill('month', $month) => kw:fill('year', $era)
      else kw:label('date-year') => kw:fill('year', $era)"/>
  </xsl:function>

  <xd:doc><xd:desc>The date of a record: as its encoder worded it, else as its attributes say.</xd:desc></xd:doc>
  <xsl:function name="kw:worded-date" as="xs:string">
    <xsl:param name="date" as="element(kw:date)"/>
    <xsl:sequence select="($date[@made] ! kw:date-in-words(.)[. != ''], string($date))[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether the words of a date are but what a program writes of a time (1959-10-10T11:00:01+01:00), and its attributes can say it.</xd:desc></xd:doc>
  <xsl:function name="kw:is-stamped" as="xs:boolean">
    <xsl:param name="dated" as="element()"/>
    <!-- (Few dates have a colon, and regular expressions are slow.) -->
    <xsl:sequence select="contains($dated/text()[1], ':') and matches($dated/text()[1], '^\s*-?\d{4,}-\d\d-\d\dT\d\d:[\dTZ:+./\s-]*$') and empty($dated/*) and kw:date-in-words($dated) != ''"/>
  </xsl:function>

  <xd:doc><xd:desc>What the dating attributes of an element say, in words: a point, a span (from–to), or bounds (not before,
      not after). Empty when there are none.</xd:desc></xd:doc>
  <xsl:function name="kw:date-in-words" as="xs:string">
    <xsl:param name="dated" as="element()?"/>
    <xsl:variable name="when" as="xs:string?" select="$dated/(@when, @when-iso)[1] ! kw:point-in-words(normalize-space(.))"/>
    <xsl:variable name="from" as="xs:string?" select="$dated/(@from, @from-iso)[1] ! kw:point-in-words(normalize-space(.))"/>
    <xsl:variable name="to" as="xs:string?" select="$dated/(@to, @to-iso)[1] ! kw:point-in-words(normalize-space(.))"/>
    <xsl:variable name="after" as="xs:string?" select="$dated/(@notBefore, @notBefore-iso)[1] ! kw:point-in-words(normalize-space(.))"/>
    <xsl:variable name="before" as="xs:string?" select="$dated/(@notAfter, @notAfter-iso)[1] ! kw:point-in-words(normalize-space(.))"/>
    <!-- 'until 1950', but in German 'bis zum 14. Mai 1950'. -->
    <xsl:variable name="form" as="xs:string" select="
      if (every $point in $dated/(@from, @from-iso, @to, @to-iso, @notBefore, @notBefore-iso, @notAfter, @notAfter-iso) satisfies exists(kwp:parts(normalize-space($point))[3][.])) then '-day' else ''"/>
    <xsl:sequence select="
      if ($when) then $when
      else if ($from and $from eq $to) then $from
      else if ($from and $to) then kw:label('date-from-to' || $form) => kw:fill('from', $from) => kw:fill('to', $to)
      else if ($from) then kw:label('date-from' || $form) => kw:fill('from', $from)
      else if ($to) then kw:label('date-to' || $form) => kw:fill('to', $to)
      else if ($after and $before and $after eq $before) then $after
      else if ($after and $before) then kw:label('date-between' || $form) => kw:fill('from', $after) => kw:fill('to', $before)
      else if ($after) then kw:label('date-not-before' || $form) => kw:fill('from', $after)
      else if ($before) then kw:label('date-not-after' || $form) => kw:fill('to', $before)
      else ''"/>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>When a play, or another work, was written, first performed and printed, as collections of plays say it: by the types of dates in the
      description of the source, or by events beside the text.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>What happened to a work on a date or in an event, in words ('first performed'); nothing where its type says no more than that.</xd:desc></xd:doc>
  <xsl:function name="kw:happening" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@type[. = ('written', 'premiere', 'print')] ! kw:label('work-' || .)"/>
  </xsl:function>

  <xd:doc><xd:desc>The same before a date among the parts of a work, where no words of the encoder say it.</xd:desc></xd:doc>
  <xsl:function name="kw:happening-before" as="xs:string?">
    <xsl:param name="date" as="element(date)"/>
    <xsl:sequence select="$date[@type][parent::bibl][empty(../text()[normalize-space()])] ! kw:happening(.) ! (. || ' ')"/>
  </xsl:function>

  <xd:doc><xd:desc>What happened to the work of a header, each with when ('first performed 2 January 1829').</xd:desc></xd:doc>
  <xsl:function name="kw:happenings" as="xs:string*">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="told" as="element()*" select="$header/fileDesc/sourceDesc//bibl/date, $header/../standOff/listEvent/event[kw:is-dated(.)]"/>
    <xsl:for-each select="'written', 'premiere', 'print'">
      <xsl:sequence select="($told[@type = current()] ! kwp:when-it-happened(.)[. != ''])[1] ! (kw:label('work-' || current()) || ' ' || .)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- (How somebody came to date it is told where the source is described: sentences, and what happened, are no date.) -->
  <xsl:function name="kwp:when-it-happened" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="if ($element/self::date[not(matches(., '^\s*-?\d{4}-\d\d(-\d\d)?\s*$'))] and not(kw:is-stamped($element))) then kw:plain-text($element) else ''"/>
    <xsl:sequence select="string(($words[string-length(.) = (1 to 60)][matches(., '\p{N}') or not(kw:is-dated($element))], kw:date-in-words($element)[. != ''])[1])"/>
  </xsl:function>

  <xd:doc><xd:desc>The line that says when: the date of the text, and what happened when, unless that is the date.</xd:desc></xd:doc>
  <xsl:function name="kw:date-and-happenings" as="xs:string?">
    <xsl:param name="date" as="xs:string?"/>
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="happenings" as="xs:string*" select="kw:happenings($header)"/>
    <xsl:sequence select="string-join(($date[not(some $each in $happenings satisfies ends-with($each, ' ' || .))], $happenings), ' · ')[. != '']"/>
  </xsl:function>
</xsl:stylesheet>

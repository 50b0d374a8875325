<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>When somebody lived, in words, for the screen and for paper. (Who imports this has dates and labels.)</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>The life dates of a person in one line, as exactly as they are known; empty when none is.</xd:desc></xd:doc>
  <xsl:function name="kw:life" as="xs:string">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:sequence select="kwp:lived($entity, true())"/>
  </xsl:function>

  <xd:doc><xd:desc>The years of a life, for an index on paper; a date that is only bounded keeps its bounds. Nothing when none is known.</xd:desc></xd:doc>
  <xsl:function name="kw:years-lived" as="xs:string?">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:sequence select="kwp:lived($entity, false())[. != ''] ! replace(., '^(\d+) – (\d+)$', '$1–$2')"/>
  </xsl:function>

  <xsl:function name="kwp:lived" as="xs:string">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:param name="exactly" as="xs:boolean"/>
    <xsl:variable name="birth" as="xs:string?" select="($entity/life[@role = 'birth'] ! kwp:lived-when(., $exactly))[1]"/>
    <xsl:variable name="death" as="xs:string?" select="($entity/life[@role = 'death'] ! kwp:lived-when(., $exactly))[1]"/>
    <xsl:sequence select="
      if ($birth and $death) then kw:label('life-dates') => kw:fill('birth', $birth) => kw:fill('death', $death)
      else if ($birth) then if ($entity/life[@role = 'birth'][1]/@type) then $birth else kw:label('born') => kw:fill('birth', $birth)
      else if ($death) then if ($entity/life[@role = 'death'][1]/@type) then $death else kw:label('died') => kw:fill('death', $death)
      else string(($entity/life ! kw:date-in-words(.))[. != ''][1])"/>
  </xsl:function>

  <!-- When somebody was born or died, or the year of it; or baptized or buried, where that alone is known. -->
  <xsl:function name="kwp:lived-when" as="xs:string">
    <xsl:param name="life" as="element(life)"/>
    <xsl:param name="exactly" as="xs:boolean"/>
    <xsl:variable name="year" as="xs:string?" select="if ($exactly) then () else $life/(@when, @when-iso)[1] ! kw:year(normalize-space(.))"/>
    <xsl:variable name="date" as="xs:string" select="($year ! kw:point-in-words(.), kw:date-in-words($life))[1]"/>
    <xsl:sequence select="if ($life/@type and $date != '') then kw:label('life-' || $life/@type) => kw:fill('date', $date) else $date"/>
  </xsl:function>
</xsl:stylesheet>

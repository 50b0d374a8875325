<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>Texts of one title in a list: what tells them apart. (The search and the contents of the book ask build/alike.py.)</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/dates.xsl"/>

  <xd:doc><xd:desc>What tells some texts of a list from others of the same title, by their ids: their dates, unless these are shown anyway (then texts of
      the same title and date), else their shelfmarks, numbers or headings, else their ids: the first that tells all of them from each other.</xd:desc></xd:doc>
  <xsl:function name="kw:telling-apart" as="map(xs:string, xs:string)">
    <xsl:param name="texts" as="element()*"/>
    <xsl:param name="dated" as="xs:boolean"/>
    <xsl:map>
      <xsl:for-each-group select="$texts" group-by="string-join(((if (self::mentioning) then (short-title, title)[1] else title), if ($dated) then date/(@key, .) else ()), '|')">
        <xsl:variable name="some" as="element()+">
          <xsl:for-each-group select="current-group()" group-by="string(@id)">
            <xsl:sequence select="."/>
          </xsl:for-each-group>
        </xsl:variable>
        <xsl:if test="exists($some[2])">
          <xsl:variable name="by" as="xs:string" select="(
            'date'[not($dated)][kwp:all-differ($some/date ! kw:worded-date(.), count($some))], 'mark'[kwp:all-differ($some/mark ! string(), count($some))], 'id')[1]"/>
          <xsl:for-each select="$some">
            <xsl:map-entry key="string(@id)" select="if ($by = 'id') then string(@id) else if ($by = 'mark') then string(mark) else kw:worded-date(date)"/>
          </xsl:for-each>
        </xsl:if>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

  <xsl:function name="kwp:all-differ" as="xs:boolean">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="count(distinct-values($words[. != ''])) eq $number"/>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The chronology of a volume: its texts and the events that they name, in the order of time, with the pages of the texts.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>A block, its heading first; nothing where less than two texts have a date.</xd:desc></xd:doc>
  <xsl:function name="kwp:chronology" as="element(fo:block)?">
    <xsl:variable name="texts" as="element(document)*" select="$slice/slice/document[@kind != 'edition'][date/@key]"/>
    <xsl:variable name="events" as="element(entity)*" select="$slice/slice/entity[@kind = 'events'][life/@key]"/>
    <xsl:if test="count($texts) gt 1">
      <fo:block>
        <xsl:sequence select="kwp:part-title(kw:label('chronology'), 'kw.chronology')"/>
        <fo:table table-layout="fixed" width="100%" font-size="9pt" line-height="12pt" text-align="start" hyphenate="false">
          <fo:table-column column-width="proportional-column-width(35)"/>
          <fo:table-column column-width="proportional-column-width(57)"/>
          <fo:table-column column-width="proportional-column-width(8)"/>
          <fo:table-header>
            <fo:table-row font-style="italic">
              <xsl:sequence select="kwp:chronology-cell(kw:label('date'), 'start'), kwp:chronology-cell(kw:label('text-or-event'), 'start'), kwp:chronology-cell(kw:label('page'), 'end')"/>
            </fo:table-row>
          </fo:table-header>
          <fo:table-body>
            <xsl:for-each select="$texts, $events">
              <xsl:sort select="(date, life)[1]/@key" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
              <xsl:sort select="@id" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
              <fo:table-row keep-together.within-page="always">
                <xsl:sequence select="kwp:chronology-cell((kw:date-in-words((date, life)[1])[. != ''], string(date))[1], 'start')"/>
                <xsl:choose>
                  <xsl:when test="self::document">
                    <xsl:sequence select="kwp:chronology-cell((short-title, title)[1], 'start')"/>
                    <fo:table-cell padding-before="1.5pt" padding-after="1.5pt">
                      <fo:block text-align="end">
                        <fo:basic-link internal-destination="{kwp:print-id(@id, ())}">
                          <fo:page-number-citation ref-id="{kwp:print-id(@id, ())}"/>
                        </fo:basic-link>
                      </fo:block>
                    </fo:table-cell>
                  </xsl:when>
                  <xsl:otherwise>
                    <fo:table-cell padding-before="1.5pt" padding-after="1.5pt">
                      <fo:block font-style="italic">{label}</fo:block>
                    </fo:table-cell>
                    <xsl:sequence select="kwp:chronology-cell('', 'end')"/>
                  </xsl:otherwise>
                </xsl:choose>
              </fo:table-row>
            </xsl:for-each>
          </fo:table-body>
        </fo:table>
      </fo:block>
    </xsl:if>
  </xsl:function>

  <xsl:function name="kwp:chronology-cell" as="element(fo:table-cell)">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="align" as="xs:string"/>
    <fo:table-cell padding-before="1.5pt" padding-after="1.5pt" padding-end="{if ($align = 'start') then 6 else 0}pt">
      <fo:block text-align="{$align}">{$text}</fo:block>
    </fo:table-cell>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>Texts and events in the order of time, year by year, and the dates that the texts name.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>
  <xsl:import href="kwedition:/site/timeline.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice">
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="kwp:heading(part)"/>
      <xsl:with-param name="way" select="'chronology'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A part of a divided chronology has what belongs to one year or month. -->
  <xsl:function name="kwp:heading" as="xs:string">
    <xsl:param name="part" as="element(part)?"/>
    <xsl:sequence select="kw:said-of(kw:label('chronology'), $part ! kw:point-in-words(string-join((@year, @month[. != '']), '-')))"/>
  </xsl:function>

  <xsl:template match="slice" mode="kw:main">
    <xsl:variable name="points" as="element()*" select="summary, entity, dated"/>
    <xsl:variable name="timeline" as="element()?" select="kw:timeline(($points/self::summary, $points/self::entity)[exists(kwp:year(.))],
      kwp:dating#1, function($point as element()) as xs:string { string($point/(short-title, title, label)[1]) })"/>
    <h1>
      <!-- How wide the page is stands before all that is wide. -->
      <xsl:if test="exists($timeline)">
        <xsl:attribute name="class" select="'of-timeline'"/>
      </xsl:if>
      <xsl:value-of select="kwp:heading(part)"/>
    </h1>
    <p class="lead">
      <xsl:for-each select="part">
        <a href="{kw:href('chronology.html')}">{kw:label('contents')}</a>
      </xsl:for-each>
      <xsl:if test="empty(part)">{kw:label(if ($points) then 'chronology-intro' else 'chronology-empty')}</xsl:if>
    </p>
    <xsl:sequence select="$timeline"/>
    <xsl:variable name="years" as="element()*">
      <xsl:for-each-group select="$points" group-by="kwp:year(.)">
        <xsl:sort select="min(current-group() ! kwp:key(.))" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
        <section class="year" id="year-{current-grouping-key()}">
          <h2>{kw:point-in-words(current-grouping-key())}</h2>
          <xsl:where-populated>
            <ol class="listing">
              <xsl:apply-templates select="current-group()[self::summary | self::entity]">
                <xsl:sort select="kwp:key(.)" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
                <xsl:sort select="@id" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
              </xsl:apply-templates>
            </ol>
          </xsl:where-populated>
          <xsl:if test="current-group()/self::dated">
            <details>
              <summary>{kw:label('dates-named')}</summary>
              <ul class="mentions">
                <xsl:for-each-group select="current-group()/self::dated" group-by="@key || ' ' || kw:date-in-words(.)">
                  <xsl:sort select="@key" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
                  <li>
                    <span class="text-date">{kw:date-in-words(.)}</span>
                    <ul>
                      <xsl:for-each select="current-group()">
                        <li>
                          <xsl:sequence select="kw:mention(.)"/>
                          <xsl:text> </xsl:text>
                          <span class="where">{../mentioning[@id = current()/@document]/(short-title, title)[1]}</span>
                        </li>
                      </xsl:for-each>
                    </ul>
                  </li>
                </xsl:for-each-group>
              </ul>
            </details>
          </xsl:if>
        </section>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:if test="count($years) gt 1">
      <nav class="letters" aria-label="{kw:label('sections')}">
        <xsl:for-each select="$years">
          <a href="#{@id}">{*:h2}</a>
        </xsl:for-each>
      </nav>
    </xsl:if>
    <xsl:sequence select="$years"/>
  </xsl:template>

  <xsl:function name="kwp:dating" as="element()">
    <xsl:param name="point" as="element()"/>
    <xsl:sequence select="($point/self::summary/date, $point/self::entity/life[1], $point)[1]"/>
  </xsl:function>

  <xsl:function name="kwp:key" as="xs:string">
    <xsl:param name="point" as="element()"/>
    <xsl:sequence select="kwp:dating($point)/@key"/>
  </xsl:function>

  <xsl:function name="kwp:year" as="xs:string?">
    <xsl:param name="point" as="element()"/>
    <xsl:sequence select="(kw:earliest(kwp:dating($point)), kw:latest(kwp:dating($point)))[1] ! kw:year(.)"/>
  </xsl:function>

  <xsl:variable name="kwp:texts" as="map(xs:string, xs:string)" select="kw:telling-apart($slice//summary, true())"/>

  <xsl:template match="summary">
    <li>
      <span class="text-date">{kw:date-in-words(date)}</span>
      <div>
        <a class="text-title" href="{kw:href(@address)}">{title}</a>
        <xsl:sequence select="kw:told-apart(., $kwp:texts)"/>
        <xsl:text> </xsl:text>
        <span class="where">{kw:label('kind-document')}</span>
      </div>
    </li>
  </xsl:template>

  <xsl:template match="entity">
    <li>
      <span class="text-date">{kw:date-in-words(life[1])}</span>
      <div>
        <a class="text-title" href="{kw:href(@address)}">{label}</a>
        <xsl:text> </xsl:text>
        <span class="where">{kw:label('kind-event')}</span>
      </div>
    </li>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The first page: what the edition is, its texts in the order of time, and the ways in.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>
  <xsl:import href="kwedition:/site/listing.xsl"/>
  <xsl:import href="kwedition:/site/bars.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice">
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="$kwp:title"/>
      <xsl:with-param name="way" select="'home'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="slice" mode="kw:main">
    <xsl:variable name="about" as="element(summary)?" select="summary[@kind = 'edition'][1]"/>
    <xsl:variable name="texts" as="element(summary)*" select="summary[@kind = 'document']"/>
    <!-- Of many texts, the slice has only those that are listed. -->
    <xsl:variable name="number" as="xs:integer" select="xs:integer(texts/@n)"/>
    <div class="home">
      <h1>{$kwp:title}</h1>
      <xsl:for-each select="$about/abstract">
        <p class="lead"><xsl:sequence select="kw:quoted-language(../@xml:lang)"/>{.}</p>
      </xsl:for-each>
      <xsl:where-populated>
        <p class="begin">
          <xsl:for-each select="begin">
            <a href="{kw:href(@address)}">
              <span>{kw:count-label('begin', xs:integer(@n))}</span>
              <b>
                <xsl:sequence select="kw:title-language(@xml:lang)"/>
                <xsl:value-of select="."/>
              </b>
            </a>
          </xsl:for-each>
          <xsl:for-each select="$about">
            <a href="{kw:href(@address)}">
              <span>{kw:label('more')}</span>
              <b>{kw:label('about')}</b>
            </a>
          </xsl:for-each>
        </p>
      </xsl:where-populated>
      <xsl:if test="count">
        <ul class="counts">
          <xsl:if test="$number gt 0">
            <li>
              <a href="{kw:href('texts/index.html')}">
                <b>{$number}</b>
                <xsl:text> {kwp:counted('texts', $number)}</xsl:text>
              </a>
            </li>
          </xsl:if>
          <xsl:for-each select="$kw:kinds">
            <xsl:variable name="kind" as="xs:string" select="."/>
            <xsl:for-each select="$slice/slice/count[@kind = $kind]">
              <li>
                <a href="{kw:href($kind || '/index.html')}">
                  <b>{@n}</b>
                  <xsl:text> {kwp:counted($kind, xs:integer(@n))}</xsl:text>
                </a>
              </li>
            </xsl:for-each>
          </xsl:for-each>
        </ul>
      </xsl:if>
      <xsl:where-populated>
        <div class="ways-in">
          <xsl:apply-templates select="topics, span, (often, speaker)[1][self::speaker or ../often/@n != '1'], tied" mode="kwp:way"/>
        </div>
      </xsl:where-populated>
      <!-- An edition may be a list of persons or places and nothing else. -->
      <xsl:if test="exists($texts)">
        <h2>{kw:label('texts')}</h2>
        <xsl:sequence select="kw:listing($texts)"/>
      </xsl:if>
      <xsl:if test="$number gt count($texts)">
        <p>
          <a href="{kw:href('texts/index.html')}">{kw:count-label('texts-intro', $number)}</a>
        </p>
      </xsl:if>
    </div>
  </xsl:template>

  <!-- One person, two persons: the search says of a result what it is. -->
  <xsl:function name="kwp:counted" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="kw:label(if (string($number) = tokenize(kw:label('count-one'))) then 'search-kind-' || $kind else $kind)"/>
  </xsl:function>

  <!-- What each way in leads to, said in its own numbers and names. -->
  <xsl:mode name="kwp:way" on-no-match="fail"/>

  <xsl:template match="topics" mode="kwp:way">
    <section>
      <h2>
        <a href="{kw:href('topics.html')}">{kw:label('topics')}</a>
      </h2>
      <p>{kw:count-label('way-topics', xs:integer(@n))} {kw:count-label('way-accounts', xs:integer(@texts))}</p>
      <xsl:where-populated>
        <ul>
          <xsl:for-each select="compared">
            <li>
              <b>{(kw:known-label('sign-' || @type), '≈')[1]} {@n}</b>
              <xsl:text> {(kw:known-label(@type), @type)[1]}</xsl:text>
            </li>
          </xsl:for-each>
          <xsl:for-each select="@beside">
            <li>
              <a href="{kw:href(.)}">{kw:label('beside')}</a>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:where-populated>
    </section>
  </xsl:template>

  <xsl:template match="span" mode="kwp:way">
    <section>
      <h2>
        <a href="{kw:href('chronology.html')}">{kw:label('chronology')}</a>
      </h2>
      <p>{distinct-values((@from, @to) ! kw:point-in-words(.)) => string-join(' – ')}</p>
      <xsl:sequence select="kw:bars(count ! [xs:integer(@at), xs:integer(@n)], 'texts-shared')"/>
    </section>
  </xsl:template>

  <xsl:template match="often | speaker" mode="kwp:way">
    <section>
      <h2>
        <a href="{kw:href('persons/index.html')}">{kw:label('persons')}</a>
      </h2>
      <p>{kw:label(if (self::often) then 'way-persons' else 'way-speakers')}</p>
      <ul>
        <xsl:for-each select="if (self::often) then ../often else ../speaker">
          <li>
            <a href="{kw:href(@address)}">{.}</a>
            <xsl:text>&#xA0;{@n}</xsl:text>
          </li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:template>

  <xsl:template match="tied" mode="kwp:way">
    <section>
      <h2>
        <a href="{kw:href('network.html')}">{kw:label('network')}</a>
      </h2>
      <p>{kw:label('way-network')}</p>
      <ul>
        <xsl:for-each select="tie">
          <li>{from} → {to}<xsl:text>&#xA0;</xsl:text>{@n}</li>
        </xsl:for-each>
      </ul>
    </section>
  </xsl:template>
</xsl:stylesheet>

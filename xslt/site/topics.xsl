<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>Topic by topic, what each text says, with the places where accounts agree and where they contradict each other.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice">
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="kw:label('topics')"/>
      <xsl:with-param name="way" select="'topics'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="slice" mode="kw:main">
    <xsl:variable name="matrix" as="element()*" select="kwp:matrix(.)"/>
    <h1>
      <!-- How wide the page is stands before all that is wide. -->
      <xsl:if test="exists($matrix)">
        <xsl:attribute name="class" select="'of-matrix'"/>
      </xsl:if>
      <xsl:value-of select="kw:label('topics')"/>
    </h1>
    <p class="lead">{kw:label('topics-intro')}</p>
    <xsl:for-each select="beside">
      <p>
        <a href="{kw:href(@address)}">{kw:label('beside')}</a>
      </p>
    </xsl:for-each>
    <nav class="letters" aria-label="{kw:label('sections')}">
      <xsl:for-each select="topic">
        <a href="#{@id}">{label}</a>
      </xsl:for-each>
    </nav>
    <xsl:sequence select="$matrix"/>
    <xsl:apply-templates select="topic"/>
  </xsl:template>

  <xsl:key name="kwp:compared" match="comparison" use="link/@address"/>

  <!-- Who speaks to what, at one glance: a row for each topic, a column for each text. -->
  <xsl:function name="kwp:matrix" as="element()*">
    <xsl:param name="slice" as="element(slice)"/>
    <xsl:variable name="texts" as="element(mentioning)*" select="$slice/mentioning[@id = $slice/topic/passage/@document]"/>
    <xsl:if test="exists($texts)">
      <!-- Above the table, not in it: a narrow window moves the table sideways. -->
      <p class="matrix-key" id="kw-accounts-key">{kw:label('accounts-key')}</p>
      <div class="table matrix" tabindex="0" role="region" aria-label="{kw:label('accounts')}">
        <table aria-describedby="kw-accounts-key">
          <thead>
            <tr>
              <th scope="col">{kw:label('topics')}</th>
              <xsl:for-each select="$texts">
                <th scope="col">
                  <a href="{kw:href(@address)}" title="{(short-title, title)[1]}">{@id}</a>
                </th>
              </xsl:for-each>
            </tr>
          </thead>
          <tbody>
            <xsl:for-each select="$slice/topic[passage]">
              <xsl:variable name="topic" as="element(topic)" select="."/>
              <tr>
                <th scope="row">
                  <a href="#{@id}">{label}</a>
                </th>
                <xsl:for-each select="$texts">
                  <td>
                    <xsl:for-each select="$topic/passage[@document = current()/@id]">
                      <xsl:variable name="kinds" as="xs:string*" select="distinct-values(kwp:comparisons(.)/@type)"/>
                      <a class="{string-join(('account', $kinds), ' ')}" href="{kw:href(@address)}" title="{.}">{
                        (string-join($kinds ! (kw:known-label('sign-' || .), '≈')[1])[. != ''], '·')[1]}</a>
                    </xsl:for-each>
                  </td>
                </xsl:for-each>
              </tr>
            </xsl:for-each>
          </tbody>
        </table>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- The comparisons of a topic that a passage stands in. -->
  <xsl:function name="kwp:comparisons" as="element(comparison)*">
    <xsl:param name="passage" as="element(passage)"/>
    <xsl:sequence select="key('kwp:compared', $passage/@address, root($passage))[@topic = $passage/../@id]"/>
  </xsl:function>

  <xsl:template match="topic">
    <xsl:variable name="topic" as="element(topic)" select="."/>
    <section class="topic" id="{@id}">
      <h2>{label}</h2>
      <xsl:if test="../beside and count(distinct-values(passage/@document[. = $slice/slice/mentioning/@id])) gt 1">
        <p class="beside-way">
          <a href="{kw:href(../beside/@address || '#' || @id)}" aria-label="{kw:said-of(kw:label('beside'), label)}">{kw:label('beside')}</a>
        </p>
      </xsl:if>
      <xsl:for-each select="description[. != ../label]">
        <p class="description"><xsl:sequence select="kw:edition-language()"/>{.}</p>
      </xsl:for-each>
      <xsl:choose>
        <xsl:when test="passage">
          <dl class="accounts">
            <xsl:for-each select="../mentioning[@id = $topic/passage/@document]">
              <div>
                <dt>
                  <a href="{kw:href(@address)}">{(short-title, title)[1]}</a>
                </dt>
                <xsl:for-each select="$topic/passage[@document = current()/@id]">
                  <dd>
                    <a class="mention" href="{kw:href(@address)}">{.}</a>
                    <xsl:sequence select="kwp:against(.)"/>
                  </dd>
                </xsl:for-each>
              </div>
            </xsl:for-each>
          </dl>
        </xsl:when>
        <xsl:otherwise>
          <p>{kw:label('topic-empty')}</p>
        </xsl:otherwise>
      </xsl:choose>
      <!-- What compares something else than these passages. -->
      <xsl:apply-templates select="../comparison[@topic = $topic/@id][not(count(link[@address = $topic/passage/@address]) gt 1)]"/>
    </section>
  </xsl:template>

  <!-- With which other accounts a passage agrees, and which it contradicts. -->
  <xsl:function name="kwp:against" as="element()?">
    <xsl:param name="passage" as="element(passage)"/>
    <xsl:where-populated>
      <ul class="against">
        <xsl:for-each-group select="kwp:comparisons($passage)" group-by="@type">
          <xsl:for-each select="distinct-values(current-group()/link[@address != $passage/@address]/@address)">
            <xsl:variable name="other" as="element(link)" select="(current-group()/link[@address = current()])[1]"/>
            <li class="{current-grouping-key()}">
              <b>{(kw:known-label('sign-' || current-grouping-key()), '≈')[1]}</b>
              <xsl:text> </xsl:text>
              <a href="{kw:href($other/@address)}">{($other/../../mentioning[@id = $other/@document]/(short-title, title)[1], $other/label)[1]}</a>
            </li>
          </xsl:for-each>
        </xsl:for-each-group>
      </ul>
    </xsl:where-populated>
  </xsl:function>

  <xsl:template match="comparison">
    <p class="comparison {@type}">
      <b>{(kw:known-label(@type), @type)[1]}</b>
      <xsl:text>: </xsl:text>
      <xsl:for-each select="link[@address]">
        <xsl:if test="position() gt 1"> · </xsl:if>
        <a href="{kw:href(@address)}">{(../../mentioning[@id = current()/@document]/(short-title, title)[1], label)[1]}</a>
      </xsl:for-each>
      <xsl:if test="note[normalize-space()]"> — {note}</xsl:if>
    </p>
  </xsl:template>
</xsl:stylesheet>

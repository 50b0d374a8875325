<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>Two texts side by side, each in a frame, and the topics of which more than one text speaks, with every place as a link into
      either frame. So it works without scripts; a script keeps both at the same topic.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:variable name="kwp:sides" as="xs:string+" select="'left', 'right'"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice">
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="kw:label('beside')"/>
      <xsl:with-param name="way" select="'topics'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="slice" mode="kw:main">
    <xsl:variable name="texts" as="element(text)+" select="text"/>
    <!-- To begin with: the first topic, in the first two texts that speak of it. -->
    <xsl:variable name="first" as="element(place)+" select="shared[1]/place[not(@text = preceding-sibling::place/@text)][position() le 2]"/>
    <h1 class="of-beside">{kw:label('beside')}</h1>
    <p class="lead">{kw:label('beside-intro')}</p>
    <div class="beside" id="kw-beside" data-none="{kw:label('beside-none')}">
      <div class="beside-shared scripted" role="group" aria-label="{kw:label('beside-shared')}"/>
      <xsl:for-each select="$first">
        <xsl:variable name="number" as="xs:integer" select="position()"/>
        <xsl:variable name="side" as="xs:string" select="$kwp:sides[$number]"/>
        <xsl:variable name="here" as="xs:string" select="@text"/>
        <div class="beside-text">
          <label for="kw-{$side}-text" class="scripted">{kw:label('beside-' || $side)}</label>
          <select id="kw-{$side}-text" class="scripted">
            <xsl:for-each select="$texts">
              <option value="{@id}">
                <xsl:if test="@id = $here">
                  <xsl:attribute name="selected" select="'selected'"/>
                </xsl:if>
                <xsl:value-of select="(short-title, title)[1]"/>
              </option>
            </xsl:for-each>
          </select>
          <iframe name="kw-{$side}" src="{kw:href(@address)}" title="{kw:label('beside-' || $side)}"/>
        </div>
      </xsl:for-each>
    </div>
    <section class="beside-topics">
      <xsl:apply-templates select="shared"/>
    </section>
    <script defer="defer" src="{kw:shared-href('assets/beside.js')}"/>
  </xsl:template>

  <xsl:template match="shared">
    <section id="{@id}">
      <h2>{label}</h2>
      <ul aria-label="{kw:label('beside-texts')}">
        <xsl:for-each-group select="place" group-by="@text">
          <xsl:variable name="title" as="xs:string" select="$slice/slice/text[@id = current-grouping-key()]/(short-title, title)[1]"/>
          <li data-text="{current-grouping-key()}">
            <span class="text-title">{$title}</span>
            <ul>
              <xsl:for-each select="current-group()">
                <li>
                  <xsl:variable name="place" as="element(place)" select="."/>
                  <span>{.}</span>
                  <xsl:for-each select="$kwp:sides">
                    <xsl:text> </xsl:text>
                    <a target="kw-{.}" href="{kw:href($place/@address)}" aria-label="{kw:said-of(kw:label('beside-to-' || .), $title)}">{kw:label('beside-to-' || .)}</a>
                  </xsl:for-each>
                </li>
              </xsl:for-each>
            </ul>
          </li>
        </xsl:for-each-group>
      </ul>
    </section>
  </xsl:template>
</xsl:stylesheet>

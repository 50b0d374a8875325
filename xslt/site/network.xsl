<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>Who wrote to whom, and who reports whose words: drawn as arcs beside a list of names, the strongest ties first, and as a
      table with the same data.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <!-- A drawing of more ties than these shows nothing any more. -->
  <xsl:variable name="kwp:most-ties" static="yes" as="xs:integer" select="60"/>

  <xsl:key name="kwp:node" match="node" use="@id"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice">
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="kw:label('network')"/>
      <xsl:with-param name="way" select="'network'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="slice" mode="kw:main">
    <xsl:variable name="drawn" as="element(tie)+" select="tie[position() le $kwp:most-ties]"/>
    <!-- In the order of their ties: those who have most of them stand together at the top. -->
    <xsl:variable name="nodes" as="element(node)+" select="sort(node[@id = $drawn/(@from, @to)], (), function($node) {
      -sum($drawn[(@from, @to) = $node/@id]/@n ! xs:integer(.)) })"/>
    <h1 class="of-network">{kw:label('network')}</h1>
    <p class="lead">{kw:label('network-intro')}</p>
    <figure class="network">
      <xsl:sequence select="kwp:drawing($nodes, $drawn, 900, 330, 'wide'), kwp:drawing($nodes, $drawn, 360, 182, 'narrow')"/>
      <figcaption>
        <xsl:text>{kw:label('network-key')}</xsl:text>
        <xsl:if test="xs:integer(ties/@n) gt count($drawn)"> {kw:label('network-strongest') => kw:fill('n', string(count($drawn))) => kw:fill('all', ties/@n)}</xsl:if>
      </figcaption>
    </figure>
    <div class="table" tabindex="0" role="region" aria-label="{kw:label('network')}">
      <table>
        <thead>
          <tr>
            <th scope="col">{kw:label('tie-from')}</th>
            <th scope="col">{kw:label('tie')}</th>
            <th scope="col">{kw:label('tie-to')}</th>
            <th scope="col">{kw:label('texts')}</th>
          </tr>
        </thead>
        <tbody>
          <xsl:for-each select="tie">
            <tr>
              <td>
                <xsl:sequence select="kwp:named(@from)"/>
              </td>
              <td>{kw:label('tie-' || @kind)}</td>
              <td>
                <xsl:sequence select="kwp:named(@to)"/>
              </td>
              <td>{@n}</td>
            </tr>
          </xsl:for-each>
        </tbody>
      </table>
    </div>
  </xsl:template>

  <xsl:function name="kwp:named" as="element()">
    <xsl:param name="id" as="attribute()"/>
    <xsl:variable name="node" as="element(node)" select="key('kwp:node', $id, root($id))"/>
    <a href="{kw:href($node/@address)}">{$node/label}</a>
  </xsl:function>

  <!-- Names in a column that ends at $column, and an arc for each tie to the right of it. -->
  <xsl:function name="kwp:drawing" as="element()">
    <xsl:param name="nodes" as="element(node)+"/>
    <xsl:param name="ties" as="element(tie)+"/>
    <xsl:param name="width" as="xs:integer"/>
    <xsl:param name="column" as="xs:integer"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="step" as="xs:integer" select="30"/>
    <xsl:variable name="rows" as="map(xs:string, xs:integer)">
      <xsl:map>
        <xsl:for-each select="$nodes">
          <xsl:map-entry key="string(@id)" select="position()"/>
        </xsl:for-each>
      </xsl:map>
    </xsl:variable>
    <xsl:variable name="y" as="function(xs:string) as xs:integer" select="function($id) { $rows($id) * $step - 8 }"/>
    <xsl:variable name="most" as="xs:integer" select="max($ties/@n ! xs:integer(.))"/>
    <xsl:variable name="x" as="xs:integer" select="$column + 12"/>
    <xsl:variable name="furthest" as="xs:integer" select="max($ties ! abs($rows(@from) - $rows(@to)))"/>
    <svg xmlns="http://www.w3.org/2000/svg" class="network-{$name}" viewBox="0 0 {$width} {count($nodes) * $step + 10}" role="group" aria-label="{kw:label('network')}">
      <xsl:for-each select="$ties">
        <xsl:variable name="apart" as="xs:integer" select="abs($rows(@from) - $rows(@to))"/>
        <!-- A Bézier curve reaches three quarters of the way to its control points. -->
        <xsl:variable name="reach" as="xs:double" select="round(($width - $x - 14) * (0.25 + 0.75 * $apart div $furthest) div 0.75)"/>
        <!-- What is reported runs a little beside what was written; what leads back, within what leads there. -->
        <xsl:variable name="both" as="xs:boolean" select="exists($ties[@kind = current()/@kind][@from = current()/@to][@to = current()/@from])"/>
        <xsl:variable name="aside" as="xs:integer" select="(if (@kind = 'wrote') then -3 else 3) * (if ($both) then 2 else 1)"/>
        <xsl:variable name="wider" as="xs:integer" select="if ($both) then -4 else 0"/>
        <xsl:variable name="back" as="xs:boolean" select="$both and $rows(@from) gt $rows(@to)"/>
        <xsl:variable name="from" as="xs:integer" select="$y(@from) + $aside + $wider"/>
        <xsl:variable name="to" as="xs:integer" select="$y(@to) + $aside - $wider"/>
        <xsl:variable name="far" as="xs:double" select="$x + $reach - (if ($back) then 16 else 0)"/>
        <path class="tie {@kind}" d="M{$x} {$from}C{$far} {$from} {$far} {$to} {$x + 7} {$to}" stroke-width="{round(10 + 30 * (xs:integer(@n) - 1) div max(($most - 1, 1))) div 10}">
          <title>{key('kwp:node', @from)/label} {kw:label('tie-' || @kind)} {key('kwp:node', @to)/label}: {kw:count-label('texts-shared', @n)}</title>
        </path>
        <path class="tip {@kind}" d="M{$x + 1} {$to}l8 -4v8z"/>
      </xsl:for-each>
      <xsl:for-each select="$nodes">
        <a href="{kw:href(@address)}">
          <text x="{$column}" y="{$y(@id) + 4}" text-anchor="end">{if (string-length(label) gt (if ($name = 'wide') then 40 else 20)) then substring(label, 1, if ($name = 'wide') then 39 else 19) || '…' else label}</text>
        </a>
      </xsl:for-each>
    </svg>
  </xsl:function>
</xsl:stylesheet>

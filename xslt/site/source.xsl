<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The page that shows the TEI of a text, or some of it. The code itself is put in its place by build/sourceview.py, which also
      colours it: nothing of it is parsed again.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:variable name="kwp:document" as="element(document)" select="$slice/slice/document"/>
  <xsl:variable name="kwp:file" as="element(file)" select="$slice/slice/file[@address = $slice/slice/shown/@file]"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice">
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="string-join(($kwp:document/title, kw:label('source'), shown[@of != '1']/@n), ' · ')"/>
      <xsl:with-param name="way" select="if ($kwp:document/@kind = 'edition') then 'about' else 'texts'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Whoever searches the web looks for the text. -->
  <xsl:template match="slice" mode="kw:metadata">
    <meta name="robots" content="noindex"/>
    <link rel="alternate" type="{kw:source-type($kwp:file/@address)}" title="TEI" href="{kwp:file-href($kwp:file)}"/>
  </xsl:template>

  <xsl:template match="slice" mode="kw:main">
    <header class="text-header source-header">
      <h1>
        <xsl:sequence select="kw:quoted-language($kwp:document/@xml:lang)"/>
        <a href="{kw:href($kwp:document/@address)}">{$kwp:document/title}</a>
      </h1>
      <p class="subtitle">{kw:label('source')}</p>
    </header>
    <nav class="source-ways" aria-label="{kw:label('source')}">
      <a href="{kw:href($kwp:document/@address)}">{kw:label('source-read')}</a>
      <xsl:for-each select="file">
        <span>
          <a href="{kwp:file-href(.)}" type="{kw:source-type(@address)}" download="">{kw:label('source-save')}</a>
          <xsl:text> </xsl:text>
          <span class="source-file">{@name} · {@size}</span>
        </span>
      </xsl:for-each>
    </nav>
    <details class="source-key">
      <xsl:if test="unknown">
        <xsl:attribute name="open" select="'open'"/>
      </xsl:if>
      <summary>{kw:label('source-key')}</summary>
      <ul class="tei">
        <li><b>&lt;p></b> {kw:label('source-element')}</li>
        <li><i>n</i> {kw:label('source-attribute')}</li>
        <li><u>"1"</u> {kw:label('source-value')}</li>
        <li><span class="c">&lt;!-- --></span> {kw:label('source-comment')}</li>
        <li><span class="p">&lt;? ?></span> {kw:label('source-instruction')}</li>
        <xsl:if test="unknown">
          <li><mark>&lt;{unknown[1]/@name}></mark> {kw:label('source-unknown')}: {kw:listed(unknown ! (@name || ' (' || @n || ')'))}</li>
        </xsl:if>
      </ul>
    </details>
    <xsl:sequence select="kwp:sheets('sheets')"/>
    <pre class="tei" dir="ltr" translate="no"><code>&#xFDD0;&#xFDD1;</code></pre>
    <xsl:sequence select="kwp:sheets('sheets-end')"/>
  </xsl:template>

  <!-- Files are called as their authors like: also with signs that mean something in an address. -->
  <xsl:function name="kwp:file-href" as="xs:string">
    <xsl:param name="file" as="element(file)"/>
    <xsl:sequence select="kw:shared-href(string-join(tokenize($file/@address, '/') ! encode-for-uri(.), '/'))"/>
  </xsl:function>

  <!-- The pages of a source that fills several, by file and line. -->
  <xsl:function name="kwp:sheets" as="element()?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:if test="$slice/slice/sheet">
      <nav class="sheets" aria-label="{kw:label('source-' || $label)}">
        <xsl:for-each-group select="$slice/slice/sheet" group-adjacent="string(@file)">
          <xsl:if test="$slice/slice/file[2]">
            <span class="source-file">{$slice/slice/file[@address = current-grouping-key()]/@name}</span>
          </xsl:if>
          <ol>
            <xsl:for-each select="current-group()">
              <li>
                <a href="{kw:href(@address)}">
                  <xsl:if test="@address = $slice/slice/@path">
                    <xsl:attribute name="aria-current" select="'page'"/>
                  </xsl:if>
                  <!-- Some files have but one line. -->
                  <xsl:text>{if (@first = @last) then @first || ' (' || position() || ')' else @first || '–' || @last}</xsl:text>
                </a>
              </li>
            </xsl:for-each>
          </ol>
        </xsl:for-each-group>
      </nav>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>

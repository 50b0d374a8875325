<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The page of the full-text search. What it finds, a script writes; without scripts, or from a folder on disk, where no
      browser lets a page read files, it says so and leads to what can be read instead.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice">
    <xsl:call-template name="kw:page">
      <xsl:with-param name="title" select="kw:label('search')"/>
      <xsl:with-param name="way" select="'search'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- What the script says to readers, by the name that it asks for. -->
  <xsl:variable name="kwp:said" as="xs:string+" select="'searching', 'results-0', 'results-1', 'results-n', 'more-results', 'more-values',
    'failed', 'kind-texts', 'kind-about', 'kind-persons', 'kind-places', 'kind-organizations', 'kind-events', 'named-in-1', 'named-in-n', 'names', 'unknown-words'"/>

  <xsl:template match="slice" mode="kw:main">
    <link rel="stylesheet" href="{kw:shared-href('assets/search.css')}"/>
    <h1 class="of-search">{kw:label('search')}</h1>
    <section id="kw-search-off" aria-labelledby="kw-search-off-heading">
      <h2 id="kw-search-off-heading">{kw:label('search-off')}</h2>
      <p>{kw:label('search-off-why')}</p>
      <xsl:sequence select="kwp:elsewhere(.)"/>
    </section>
    <form id="kw-search" role="search" hidden="hidden" data-pagefind="{kw:shared-href('pagefind/pagefind.js')}" data-tables="{kw:shared-href('search/')}">
      <!-- Where dates are said in several languages: which of them this is. -->
      <xsl:for-each select="frame/language[@below = $kwp:below]">
        <xsl:attribute name="data-language" select="count(preceding-sibling::language)"/>
      </xsl:for-each>
      <xsl:for-each select="$kwp:said">
        <xsl:attribute name="data-{.}" select="kw:label('search-' || .)"/>
      </xsl:for-each>
      <div class="search-field">
        <label for="kw-query">{kw:label('search-field')}</label>
        <input type="search" id="kw-query" autocomplete="off" spellcheck="false" enterkeyhint="search" aria-describedby="kw-search-hint"/>
        <button type="submit">{kw:label('search-go')}</button>
      </div>
      <p id="kw-search-hint" class="hint">{kw:label('search-hint')}</p>
    </form>
    <div id="kw-search-body" hidden="hidden">
      <details id="kw-facets" hidden="hidden" open="open">
        <summary>{kw:label('search-narrow')}</summary>
        <div class="facets" role="group" aria-label="{kw:label('search-narrow')}">
          <xsl:for-each select="'kind', 'from', 'to', 'persons', 'places', 'year'">
            <fieldset data-facet="{.}" hidden="hidden">
              <legend>{kw:label('search-facet-' || .)}</legend>
            </fieldset>
          </xsl:for-each>
        </div>
      </details>
      <div class="found">
        <p id="kw-found" role="status" aria-live="polite"/>
        <section id="kw-nothing" hidden="hidden">
          <p>{kw:label('search-nothing')}</p>
          <ul>
            <li>{kw:label('search-nothing-fewer')}</li>
            <li>{kw:label('search-nothing-spelling')}</li>
            <li>{kw:label('search-nothing-facets')}</li>
          </ul>
          <xsl:sequence select="kwp:elsewhere(.)"/>
        </section>
        <ol id="kw-results" class="results"/>
        <button type="button" id="kw-more" class="more" hidden="hidden">{kw:label('search-more-results')}</button>
      </div>
    </div>
    <script src="{kw:shared-href('assets/search.js')}" defer="defer"/>
  </xsl:template>

  <!-- The lists and indexes of the edition. -->
  <xsl:function name="kwp:elsewhere" as="element()">
    <xsl:param name="slice" as="element(slice)"/>
    <ul class="elsewhere">
      <xsl:for-each select="$slice/frame/way[not(@key = ('home', 'search', 'guidelines', 'about'))]">
        <li>
          <a href="{kw:href(@address)}">{kw:label(@key)}</a>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:function>
</xsl:stylesheet>

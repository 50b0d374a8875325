<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:epub="http://www.idpf.org/2007/ops" xmlns="http://www.w3.org/1999/xhtml">

  <xd:doc scope="stylesheet">
    <xd:desc>A page of the site as a page of the book: XHTML, notes that a reading system opens where they are called, links that stay in
      the book or become words, and nothing that only a browser has a use for. The page itself, or its frame, is imported before.</xd:desc>
  </xd:doc>

  <xsl:output method="xhtml" version="1.0" html-version="5" encoding="UTF-8" indent="no" omit-xml-declaration="no"/>

  <xd:doc><xd:desc>A page of the book.</xd:desc></xd:doc>
  <xsl:function name="kw:book-page" as="element()">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="content" as="element()*"/>
    <xsl:variable name="own" as="xs:string" select="$slice/kw:slice/@path"/>
    <html lang="{$language}" xml:lang="{$language}">
      <head>
        <title>{$title}</title>
        <link rel="stylesheet" type="text/css" href="{kwp:up($own)}book.css"/>
      </head>
      <body epub:type="{$type}">
        <xsl:apply-templates select="$content" mode="kwp:xhtml"/>
      </body>
    </html>
  </xsl:function>

  <!-- The way from a page of the book to its top, such as '../'; all lie in one folder 'epub'. -->
  <xsl:function name="kwp:up" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="string-join((1 to count(tokenize($path, '/')) - 2) ! '../')"/>
  </xsl:function>

  <xsl:mode name="kwp:xhtml" on-no-match="fail"/>

  <xsl:template match="text()" mode="kwp:xhtml" as="text()">
    <xsl:sequence select="."/>
  </xsl:template>

  <xsl:template match="*" mode="kwp:xhtml">
    <xsl:element name="{local-name()}" namespace="{if (namespace-uri() = '') then 'http://www.w3.org/1999/xhtml' else namespace-uri()}">
      <xsl:apply-templates select="@*" mode="kwp:xhtml"/>
      <xsl:if test="@lang">
        <xsl:attribute name="xml:lang" select="@lang"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="@*" mode="kwp:xhtml" as="attribute()">
    <xsl:sequence select="."/>
  </xsl:template>
  <!-- For scripts, or for the site's own browser. -->
  <xsl:template match="@tabindex | @hidden | @*[starts-with(name(), 'data-')]" mode="kwp:xhtml" as="empty-sequence()"/>

  <!-- A line that its block begins anyway: the site's style sheet hides such a break, a book has none, but perhaps a place that a link leads to. -->
  <xsl:template match="br[contains-token(@class, 'first')]" mode="kwp:xhtml" as="element()?" xpath-default-namespace="" priority="1">
    <xsl:if test="@id">
      <span id="{@id}"/>
    </xsl:if>
  </xsl:template>

  <!-- What belongs to the site. -->
  <xsl:template match="details[contains-token(@class, 'header') or @class = 'cite'] | script | nav[@class = ('neighbours', 'ways')] | fieldset | section[@class = 'cited-by'] | p[@class = 'cited-line']"
    mode="kwp:xhtml" as="empty-sequence()" xpath-default-namespace=""/>
  <xsl:template match="a[@class = ('permalink', 'way-back') or contains-token(@class, 'compared')]" mode="kwp:xhtml" as="empty-sequence()" xpath-default-namespace="" priority="2"/>

  <!-- (The number of a note leads back to its only call.) -->
  <xsl:template match="a[@class = 'way-back'][../a[@class = 'way-back'][2] or parent::div or ancestor::section[@class = 'called-beside']]" mode="kwp:xhtml" as="element()" xpath-default-namespace="" priority="3">
    <a href="{@href}" role="doc-backlink">
      <xsl:apply-templates select="@aria-label | node()" mode="#current"/>
    </a>
  </xsl:template>

  <!-- Notes: called in the text, opened there by the reading system, listed at the end. -->
  <xsl:template match="section[@class = 'notes']" mode="kwp:xhtml" xpath-default-namespace="">
    <section epub:type="footnotes" class="notes" role="doc-endnotes">
      <xsl:apply-templates select="@aria-labelledby" mode="#current"/>
      <xsl:apply-templates select="h2 | ol/li" mode="#current"/>
    </section>
  </xsl:template>

  <xsl:template match="section[@class = 'notes']/ol/li" mode="kwp:xhtml" xpath-default-namespace="">
    <aside epub:type="footnote" role="doc-footnote">
      <xsl:apply-templates select="@* except @value" mode="#current"/>
      <span class="note-number">
        <a href="#{@id}-mark" role="doc-backlink">{@value}</a>
      </span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="#current"/>
    </aside>
  </xsl:template>

  <!-- Pages of the source, for readers who cite by them. -->
  <xsl:template match="span[contains-token(@class, 'pb')][@id]" mode="kwp:xhtml" xpath-default-namespace="">
    <!-- (One without a number is none that anybody cites: a list of points would lead nobody to it.) -->
    <xsl:variable name="label" as="xs:string?" select="(@title, normalize-space(*[1])[not(. = ('·', '&#x25A4;'))])[. != ''][1]"/>
    <span>
      <xsl:if test="$label">
        <xsl:attribute name="epub:type" select="'pagebreak'"/>
        <xsl:attribute name="role" select="'doc-pagebreak'"/>
        <xsl:attribute name="aria-label" select="$label"/>
      </xsl:if>
      <xsl:apply-templates select="@* except @title" mode="#current"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <!-- A link within the book; or out of it; or, where the book has no such page, no link but words. -->
  <xsl:template match="a[@href][not(ancestor::*:svg)]" mode="kwp:xhtml" xpath-default-namespace="">
    <xsl:variable name="to" as="xs:string?" select="kwp:in-book(@href)"/>
    <xsl:choose>
      <xsl:when test="exists($to)">
        <a href="{$to}">
          <!-- (Reading systems open a note where it is called if the call says that it is one.) -->
          <xsl:if test="parent::sup[@class = 'note-mark']">
            <xsl:attribute name="epub:type" select="'noteref'"/>
            <xsl:attribute name="role" select="'doc-noteref'"/>
          </xsl:if>
          <xsl:apply-templates select="@* except @href" mode="#current"/>
          <xsl:apply-templates mode="#current"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <span>
          <xsl:apply-templates select="@id, @class, @lang, @title" mode="#current"/>
          <xsl:apply-templates mode="#current"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The site's address of a page as the book has it. Pages of persons are lines of an index there, and a divided text is whole again. -->
  <xsl:function name="kwp:in-book" as="xs:string?">
    <xsl:param name="href" as="xs:string"/>
    <xsl:variable name="address" as="xs:string" select="replace($href, '^(\.\./)+', '')"/>
    <xsl:variable name="file" as="xs:string" select="if (contains($address, '#')) then substring-before($address, '#') else $address"/>
    <xsl:variable name="fragment" as="xs:string" select="substring($address, string-length($file) + 1)"/>
    <xsl:variable name="up" as="xs:string" select="kwp:up($slice/kw:slice/@path)"/>
    <xsl:choose>
      <xsl:when test="matches($href, '^[A-Za-z][A-Za-z0-9+.-]*:') or starts-with($href, '#')">{$href}</xsl:when>
      <xsl:when test="$file = 'about.html'">{$up || 'about.xhtml' || $fragment}</xsl:when>
      <xsl:when test="matches($file, '^texts/[^/]+(/[0-9]+)?\.html$')">
        <xsl:sequence select="$up || replace($file, '^(texts/[^/]+?)(/[0-9]+)?\.html$', '$1.xhtml') || $fragment"/>
      </xsl:when>
      <xsl:when test="matches($file, '^(persons|places|organizations|events)/[^/]+(/[0-9]+)?\.html$')">
        <xsl:sequence select="$up || replace($file, '^([a-z]+)/([^/]+?)(/[0-9]+)?\.html$', '$1.xhtml#$2')"/>
      </xsl:when>
      <xsl:when test="$kwp:base != ''">{replace($kwp:base, '/$', '') || '/' || $address}</xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Where the site is in the world, if that is known. -->
  <xsl:variable name="kwp:base" as="xs:string" select="string($slice/kw:slice/kw:frame/@base-url)"/>
</xsl:stylesheet>

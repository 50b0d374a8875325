<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:epub="http://www.idpf.org/2007/ops" xmlns="http://www.w3.org/1999/xhtml">

  <xd:doc scope="stylesheet">
    <xd:desc>From the HTML of the site to the XHTML of a book: the namespace, notes that a reading system may show where they are called,
      page breaks, nothing that has to be opened by a click.</xd:desc>
  </xd:doc>

  <xsl:mode name="kwp:xhtml" on-no-match="shallow-copy"/>

  <xsl:template match="*[namespace-uri() = '']" mode="kwp:xhtml" priority="-0.4">
    <xsl:element name="{local-name()}">
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="html" mode="kwp:xhtml">
    <html>
      <xsl:namespace name="epub" select="'http://www.idpf.org/2007/ops'"/>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </html>
  </xsl:template>

  <xsl:template match="@lang" mode="kwp:xhtml" as="attribute()+">
    <xsl:attribute name="lang" select="."/>
    <xsl:attribute name="xml:lang" select="."/>
  </xsl:template>

  <!-- What leads nowhere from a book stays as text. -->
  <xsl:template match="a[@href = '']" mode="kwp:xhtml">
    <span>
      <xsl:apply-templates select="@* except (@href, @rel, @aria-label), node()" mode="#current"/>
    </span>
  </xsl:template>
  <xsl:template match="a/@rel" mode="kwp:xhtml" as="empty-sequence()"/>

  <!-- Not every reading system can open what is closed. -->
  <xsl:template match="details" mode="kwp:xhtml">
    <section>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </section>
  </xsl:template>
  <xsl:template match="summary" mode="kwp:xhtml">
    <h2>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </h2>
  </xsl:template>

  <!-- Notes come after all else, each in an aside of its own. -->
  <xsl:template match="main" mode="kwp:xhtml">
    <main>
      <xsl:apply-templates select="@*, node()" mode="#current"/>
      <xsl:for-each select=".//section[@class = 'notes']">
        <section epub:type="footnotes">
          <xsl:apply-templates select="@*, ancestor::*[@lang][1][not(self::html)]/@lang, *[not(self::ol)], ol/li" mode="#current"/>
        </section>
      </xsl:for-each>
    </main>
  </xsl:template>
  <xsl:template match="section[@class = 'notes']" mode="kwp:xhtml"/>
  <xsl:template match="section[@class = 'notes']/ol/li" mode="kwp:xhtml">
    <aside epub:type="footnote" role="doc-footnote">
      <xsl:apply-templates select="@* except @value" mode="#current"/>
      <span class="note-number">{@value}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="#current"/>
    </aside>
  </xsl:template>
  <xsl:template match="sup[@class = 'note-mark']/a[@href != '']" mode="kwp:xhtml">
    <a epub:type="noteref" role="doc-noteref">
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </a>
  </xsl:template>
  <xsl:template match="a[@class = 'back']" mode="kwp:xhtml">
    <a epub:type="backlink" role="doc-backlink">
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </a>
  </xsl:template>

  <xsl:template match="span[tokenize(@class) = 'pb'][@id]" mode="kwp:xhtml">
    <span epub:type="pagebreak" role="doc-pagebreak">
      <xsl:apply-templates select="@*" mode="#current"/>
      <xsl:attribute name="aria-label" select="(@title, string())[1]"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>
</xsl:stylesheet>

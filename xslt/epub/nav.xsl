<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:epub="http://www.idpf.org/2007/ops" xmlns="http://www.w3.org/1999/xhtml" xmlns:h="http://www.w3.org/1999/xhtml"
  xpath-default-namespace="http://www.w3.org/1999/xhtml">

  <xd:doc scope="stylesheet">
    <xd:desc>The contents of the book, from its finished pages (kw:book with a kw:file for each, in the order of reading): the pages with
      their outermost headings, where the book begins, and the pages of the originals.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/labels.xsl"/>

  <xsl:output method="xhtml" html-version="5" version="1.0" encoding="UTF-8" indent="no" include-content-type="no" omit-xml-declaration="yes"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="element(h:html)">
    <xsl:apply-templates select="kw:book"/>
  </xsl:template>

  <xsl:template match="kw:book" as="element(h:html)">
    <html lang="{$language}" xml:lang="{$language}">
      <head>
        <title>{kw:label('contents')}</title>
        <link rel="stylesheet" type="text/css" href="book.css"/>
      </head>
      <body>
        <nav epub:type="toc" role="doc-toc" aria-labelledby="contents" id="toc">
          <h1 id="contents">{kw:label('contents')}</h1>
          <ol>
            <xsl:for-each select="kw:file">
              <li>
                <a href="{kwp:href(.)}">{(html/head/title[normalize-space()], @path)[1]}</a>
                <xsl:where-populated>
                  <ol>
                    <xsl:for-each select="html/body//div[@class = 'transcription']//h2[@id][kwp:words(.) != '']">
                      <li>
                        <a href="{kwp:href(ancestor::kw:file)}#{iri-to-uri(@id)}">{kwp:words(.)}</a>
                      </li>
                    </xsl:for-each>
                  </ol>
                </xsl:where-populated>
              </li>
            </xsl:for-each>
          </ol>
        </nav>
        <nav epub:type="landmarks" aria-labelledby="landmarks" id="ways" hidden="hidden">
          <h2 id="landmarks">{kw:label('landmarks')}</h2>
          <ol>
            <li>
              <a epub:type="titlepage" href="{kwp:href(kw:file[1])}">{kw:label('title-page')}</a>
            </li>
            <li>
              <a epub:type="toc" href="#toc">{kw:label('contents')}</a>
            </li>
            <xsl:for-each select="kw:file[@part = 'text'][1]">
              <li>
                <a epub:type="bodymatter" href="{kwp:href(.)}">{kw:label('texts')}</a>
              </li>
            </xsl:for-each>
            <xsl:for-each select="kw:file[@part = 'index'][1]">
              <li>
                <a epub:type="index" href="{kwp:href(.)}">{html/head/title}</a>
              </li>
            </xsl:for-each>
          </ol>
        </nav>
        <xsl:variable name="pages" as="element()*" select="kw:file//span[@epub:type = 'pagebreak'][kwp:words(.) != ('', '·')]"/>
        <xsl:if test="exists($pages)">
          <nav epub:type="page-list" role="doc-pagelist" aria-labelledby="page-list" id="pages" hidden="hidden">
            <h2 id="page-list">{kw:label('page-list')}</h2>
            <ol>
              <xsl:for-each select="$pages">
                <li>
                  <a href="{kwp:href(ancestor::kw:file)}#{iri-to-uri(@id)}">{kwp:words(.)}</a>
                </li>
              </xsl:for-each>
            </ol>
          </nav>
        </xsl:if>
      </body>
    </html>
  </xsl:template>

  <xsl:function name="kwp:href" as="xs:string">
    <xsl:param name="file" as="element(kw:file)"/>
    <xsl:sequence select="iri-to-uri($file/@path)"/>
  </xsl:function>

  <xd:doc><xd:desc>The words of an element, without the numbers of notes.</xd:desc></xd:doc>
  <xsl:function name="kwp:words" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="normalize-space(string-join($element//text()[not(ancestor::sup[@class = 'note-mark'])]))"/>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:epub="http://www.idpf.org/2007/ops" xmlns="http://www.w3.org/1999/xhtml" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The contents of the book, its landmarks, and the pages of the sources.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/frame.xsl"/>
  <xsl:import href="kwedition:/epub/xhtml.xsl"/>

  <xsl:template match="/">
    <xsl:apply-templates select="slice"/>
  </xsl:template>

  <xsl:template match="slice">
    <html lang="{$language}" xml:lang="{$language}">
      <head>
        <title>{$kwp:title}</title>
        <link rel="stylesheet" type="text/css" href="book.css"/>
      </head>
      <body epub:type="frontmatter">
        <nav epub:type="toc" role="doc-toc" aria-labelledby="kw-contents" id="toc">
          <h1 id="kw-contents">{kw:label('contents')}</h1>
          <ol>
            <xsl:for-each select="item">
              <li>
                <a href="{@href}">{@title}</a>
                <xsl:where-populated>
                  <ol>
                    <xsl:for-each-group select="heading" group-starting-with="heading[@level = '1']">
                      <li>
                        <a href="{@href}">{@title}</a>
                        <xsl:where-populated>
                          <ol>
                            <xsl:for-each select="tail(current-group())">
                              <li>
                                <a href="{@href}">{@title}</a>
                              </li>
                            </xsl:for-each>
                          </ol>
                        </xsl:where-populated>
                      </li>
                    </xsl:for-each-group>
                  </ol>
                </xsl:where-populated>
              </li>
            </xsl:for-each>
          </ol>
        </nav>
        <nav epub:type="landmarks" aria-labelledby="kw-landmarks" hidden="hidden">
          <h2 id="kw-landmarks">{kw:label('sections')}</h2>
          <ol>
            <li>
              <a epub:type="cover" href="cover.xhtml">{kw:label('cover')}</a>
            </li>
            <li>
              <a epub:type="toc" href="nav.xhtml">{kw:label('contents')}</a>
            </li>
            <xsl:for-each select="item[@type = 'bodymatter'][1]">
              <li>
                <a epub:type="bodymatter" href="{@href}">{@title}</a>
              </li>
            </xsl:for-each>
            <xsl:for-each select="item[@type = 'index'][1]">
              <li>
                <a epub:type="index" href="{@href}">{@title}</a>
              </li>
            </xsl:for-each>
          </ol>
        </nav>
        <xsl:if test="break">
          <nav epub:type="page-list" role="doc-pagelist" aria-labelledby="kw-pages" hidden="hidden">
            <h2 id="kw-pages">{kw:label('pages-of-sources')}</h2>
            <ol>
              <xsl:for-each select="break">
                <li>
                  <a href="{@href}">{@label}</a>
                </li>
              </xsl:for-each>
            </ol>
          </nav>
        </xsl:if>
      </body>
    </html>
  </xsl:template>
</xsl:stylesheet>

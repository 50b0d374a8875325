<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The title page of the book, with what the description of the edition says of who made it and what others may do with it;
      without one, with the title alone.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/text.xsl"/>
  <xsl:import href="kwedition:/epub/xhtml.xsl"/>

  <xsl:template match="/">
    <xsl:variable name="header" as="element(teiHeader)?" select="kw:documents/kw:document[1]/*/teiHeader[1]"/>
    <xsl:variable name="content" as="element()*" xmlns="">
      <div class="title-page">
        <h1>{$kwp:title}</h1>
        <xsl:for-each select="$header/fileDesc/titleStmt/title[@type = 'sub']">
          <p class="subtitle">
            <xsl:apply-templates mode="kw:text"/>
          </p>
        </xsl:for-each>
        <!-- Who wrote and edits it is named once; so is the day, where the edition is called by it. -->
        <xsl:for-each select="distinct-values($header/fileDesc/(titleStmt/(author, editor, respStmt, sponsor, funder, principal), editionStmt/*)[normalize-space()]
          ! (if (self::author | self::editor) then kw:maker-name(.) else if (self::respStmt) then kw:responsibility(.) else normalize-space(string-join(descendant::text()))))">
          <p>{.}</p>
        </xsl:for-each>
        <div class="imprint">
          <xsl:for-each select="$header/fileDesc/publicationStmt/(publisher, pubPlace, date[let $day := normalize-space() return not($header/fileDesc/editionStmt/edition[contains(normalize-space(), $day)])], availability/(licence, p))[normalize-space()]">
            <p>
              <xsl:text>{normalize-space()}</xsl:text>
              <xsl:for-each select="@target ! kw:external-address(tokenize(.)[1])">
                <xsl:text> </xsl:text>
                <a href="{.}">{.}</a>
              </xsl:for-each>
            </p>
          </xsl:for-each>
          <p>{kw:label('generated-by')}</p>
        </div>
      </div>
    </xsl:variable>
    <xsl:sequence select="kw:book-page($kwp:title, 'frontmatter titlepage', $content)"/>
  </xsl:template>
</xsl:stylesheet>

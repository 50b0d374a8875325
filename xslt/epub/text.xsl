<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>A text in the book: its head, its summary, the text and its notes, by the templates of the site.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/site/text.xsl"/>
  <xsl:import href="kwedition:/epub/xhtml.xsl"/>

  <xsl:variable name="kw:entries-have-pages" as="xs:boolean" select="false()"/>

  <xsl:template match="kw:document">
    <xsl:variable name="content" as="element()*">
      <xsl:apply-templates select="." mode="kw:main"/>
    </xsl:variable>
    <xsl:sequence select="kw:book-page($slice/kw:slice/kw:document/kw:title, 'bodymatter', $content)"/>
  </xsl:template>

  <!-- Each page break has an address, for the list of pages: its own, or its number. -->
  <xsl:accumulator name="kwp:page-breaks" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="pb" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:template match="pb" mode="kw:text">
    <!-- Where it stands in a reference, it has what parts the pieces of that behind it. -->
    <xsl:variable name="shown" as="node()+">
      <xsl:next-match/>
    </xsl:variable>
    <span id="kw-page-{accumulator-before('kwp:page-breaks')}">
      <!-- (A book has no margin: a point alone in a line says nothing to its readers.) -->
      <xsl:sequence select="$shown/@*, $shown[not(. = ('·', '&#x25A4;') and kw:has-no-words-beside(current()))]/(node(), self::text())"/>
    </span>
  </xsl:template>

  <xsl:template match="graphic[key('kwp:image', normalize-space(@url), $slice)]" mode="kw:text">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <img src="{kwp:up($slice/*/@path) || iri-to-uri(key('kwp:image', normalize-space(@url), $slice)[1]/@path)}" alt="{kw:described(.)}"/>
      <xsl:value-of select="kw:counted-image(.)"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <!-- A book says who made it on its title page; the header as a whole stands on the site, and so do images of pages. -->
  <xsl:template match="teiHeader/*" mode="kw:header" priority="9" as="empty-sequence()"/>
  <!-- Of a text in a corpus it has the head of its letter and its summary, as of the whole. -->
  <xsl:template match="teiHeader" mode="kwp:main" as="element()*" priority="9">
    <xsl:apply-templates select="profileDesc/(correspDesc, settingDesc)" mode="kwp:head"/>
    <xsl:for-each select="profileDesc/abstract[normalize-space()]">
      <section class="abstract" aria-label="{kw:label('abstract')}">
        <xsl:apply-templates mode="kw:text"/>
      </section>
    </xsl:for-each>
  </xsl:template>
  <xsl:template match="facsimile | standOff" mode="kwp:beside" as="empty-sequence()" priority="9"/>
  <xsl:template match="facsimile | sourceDoc" mode="kwp:main" as="empty-sequence()" priority="9"/>
</xsl:stylesheet>

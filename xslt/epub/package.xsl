<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:epub="http://www.idpf.org/2007/ops"
  xmlns:h="http://www.w3.org/1999/xhtml" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The package document of the book (EPUB 3): what it is, what it consists of, in which order it is read. The source is the same
      kw:book as that of the contents, with the edition's description in a kw:document.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/text/base.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" omit-xml-declaration="yes"/>

  <xd:doc><xd:desc>When the book changed last (YYYY-MM-DDThh:mm:ssZ), if somebody says so; otherwise the edition's own dates do.</xd:desc></xd:doc>
  <xsl:param name="modified" as="xs:string" select="''"/>

  <xsl:mode on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="/" as="element()">
    <xsl:apply-templates select="kw:book"/>
  </xsl:template>

  <xsl:template match="kw:book" as="element()">
    <xsl:variable name="header" as="element(teiHeader)?" select="kw:document/*/teiHeader"/>
    <package version="3.0" unique-identifier="book-id" xml:lang="{$language}">
      <metadata>
        <dc:identifier id="book-id">{@identifier}</dc:identifier>
        <dc:title>{(@title[. != ''], kw:label('untitled-edition'))[1]}</dc:title>
        <xsl:sequence select="kwp:languages(.) ! kwp:dc('language', .)"/>
        <xsl:sequence select="$header ! kwp:said(.)"/>
        <meta property="dcterms:modified">{($modified[. != ''], kwp:modified($header))[1]}</meta>
        <xsl:sequence select="kwp:accessibility(.)"/>
      </metadata>
      <manifest>
        <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
        <item id="css" href="book.css" media-type="text/css"/>
        <xsl:if test="kw:cover">
          <item id="cover" href="{kw:cover/@path}" media-type="image/png" properties="cover-image"/>
        </xsl:if>
        <xsl:for-each select="kw:file">
          <item id="p{position()}" href="{iri-to-uri(@path)}" media-type="application/xhtml+xml"/>
        </xsl:for-each>
        <xsl:for-each select="kw:image">
          <item id="i{position()}" href="{iri-to-uri(@path)}" media-type="{@media-type}"/>
        </xsl:for-each>
      </manifest>
      <!-- The contents stand after the title page. -->
      <spine>
        <itemref idref="p1"/>
        <itemref idref="nav"/>
        <xsl:for-each select="tail(kw:file)">
          <itemref idref="p{position() + 1}"/>
        </xsl:for-each>
      </spine>
    </package>
  </xsl:template>

  <xsl:function name="kwp:dc" as="element()?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="normalize-space($value)">
      <xsl:element name="dc:{$name}">{normalize-space($value)}</xsl:element>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>The languages of the texts, the most frequent first.</xd:desc></xd:doc>
  <xsl:function name="kwp:languages" as="xs:string+">
    <xsl:param name="book" as="element(kw:book)"/>
    <xsl:variable name="found" as="xs:string*">
      <xsl:for-each-group select="$book/kw:file/h:html/h:body/h:main/h:article/@lang" group-by="string(.)">
        <xsl:sort select="-count(current-group())"/>
        <xsl:sort select="current-grouping-key()" collation="http://www.w3.org/2005/xpath-functions/collation/codepoint"/>
        <xsl:sequence select="current-grouping-key()"/>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:sequence select="if (exists($found)) then $found else $language"/>
  </xsl:function>

  <xd:doc><xd:desc>What the edition says of itself, in Dublin Core. Editors are its makers where it names no author.</xd:desc></xd:doc>
  <xsl:function name="kwp:said" as="element()*">
    <xsl:param name="header" as="element(teiHeader)"/>
    <xsl:variable name="file" as="element(fileDesc)" select="$header/fileDesc"/>
    <xsl:variable name="makers" as="element()*" select="
      ($file/titleStmt/author, $file/titleStmt/editor, $file/titleStmt/respStmt/(name | persName | orgName))[normalize-space()]"/>
    <xsl:variable name="first" as="element()*" select="if ($makers/self::author) then $makers/self::author
      else if ($makers/self::editor) then $makers/self::editor else $makers"/>
    <xsl:variable name="names" as="xs:string*" select="distinct-values($first ! kw:plain-text(.))"/>
    <xsl:sequence select="$names ! kwp:dc('creator', .)"/>
    <xsl:sequence select="distinct-values(($makers except $first) ! kw:plain-text(.))[not(. = $names)] ! kwp:dc('contributor', .)"/>
    <xsl:sequence select="distinct-values($file/publicationStmt/publisher ! kw:plain-text(.)) ! kwp:dc('publisher', .)"/>
    <xsl:sequence select="($file/publicationStmt/date/(@when, @when-iso))[1][kwp:is-date(.)] ! kwp:dc('date', .)"/>
    <xsl:sequence select="distinct-values($file/publicationStmt/idno[@type = ('DOI', 'ISBN', 'URI', 'URN', 'doi', 'isbn', 'uri', 'urn')] ! kw:plain-text(.)) ! kwp:dc('identifier', .)"/>
    <xsl:sequence select="($header/profileDesc/abstract ! kw:plain-text(.))[1] ! kwp:dc('description', .)"/>
    <xsl:sequence select="distinct-values($header/profileDesc/textClass/keywords//term ! kw:plain-text(.)) ! kwp:dc('subject', .)"/>
    <xsl:sequence select="$file/publicationStmt/availability/* ! kwp:dc('rights', string-join((kw:plain-text(.), @target), ' '))"/>
  </xsl:function>

  <xsl:function name="kwp:is-date" as="xs:boolean">
    <xsl:param name="date" as="xs:string"/>
    <xsl:sequence select="$date castable as xs:date and not(matches($date, '[Z:]')) or $date castable as xs:gYearMonth or $date castable as xs:gYear"/>
  </xsl:function>

  <xd:doc><xd:desc>The last day that the edition names as one of its own. A build does not look at the clock.</xd:desc></xd:doc>
  <xsl:function name="kwp:modified" as="xs:string">
    <xsl:param name="header" as="element(teiHeader)?"/>
    <xsl:variable name="days" as="xs:date*" select="($header/fileDesc/(publicationStmt/date, editionStmt//date), $header/revisionDesc//change)/@when
      [matches(., '^[12]\d{3}-\d\d-\d\d$')][. castable as xs:date] ! xs:date(.)"/>
    <xsl:sequence select="(max($days) ! string(.), '1970-01-01')[1] || 'T00:00:00Z'"/>
  </xsl:function>

  <xd:doc><xd:desc>How the book can be read (EPUB Accessibility 1.1, section 2): it is text throughout, and images are beside the text.</xd:desc></xd:doc>
  <xsl:function name="kwp:accessibility" as="element()+">
    <xsl:param name="book" as="element(kw:book)"/>
    <xsl:variable name="undescribed" as="element()*" select="$book/kw:file//h:img[@alt = kw:label('figure')]"/>
    <meta property="schema:accessMode">textual</meta>
    <xsl:if test="$book/kw:image">
      <meta property="schema:accessMode">visual</meta>
      <meta property="schema:accessModeSufficient">textual,visual</meta>
    </xsl:if>
    <xsl:if test="empty($undescribed)">
      <meta property="schema:accessModeSufficient">textual</meta>
    </xsl:if>
    <xsl:for-each select="'tableOfContents', 'readingOrder', 'structuralNavigation', 'ARIA', 'displayTransformability', 'unlocked',
      'index'[$book/kw:file/@part = 'index'], 'alternativeText'[$book/kw:image and empty($undescribed)],
      'printPageNumbers'[$book/kw:file//h:span/@epub:type = 'pagebreak']">
      <meta property="schema:accessibilityFeature">{.}</meta>
    </xsl:for-each>
    <meta property="schema:accessibilityHazard">none</meta>
    <meta property="schema:accessibilitySummary">{kw:label(if (empty($undescribed)) then 'accessibility' else 'accessibility-images')}</meta>
  </xsl:function>
</xsl:stylesheet>

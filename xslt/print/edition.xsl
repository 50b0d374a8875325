<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The whole edition as XSL-FO 1.1: all texts in the order of their dates, its own description first.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/print/frame.xsl"/>

  <xsl:template match="/" as="document-node()">
    <xsl:variable name="documents" as="element(kw:document)+" select="kw:documents/kw:document"/>
    <!-- An edition that describes itself speaks for its texts; others are spoken for by all of them. -->
    <xsl:variable name="description" as="element(kw:document)?" select="$documents[kwp:record(.)/@kind = 'edition'][1]"/>
    <!-- The half title and the title at the right, who is responsible on the back of it. -->
    <xsl:variable name="title-page" as="element()+">
      <fo:block font-size="14pt" line-height="20pt" text-align="center" hyphenate="false" padding-before="{round($kwp:text-height * 0.18)}mm">{$kwp:edition-title}</fo:block>
      <fo:block break-before="{if ($kwp:faces) then 'odd-page' else 'page'}">
        <xsl:sequence select="kwp:title-page((), $kwp:edition-title, kwp:subtitle($description), $description/*/teiHeader[1])"/>
      </fo:block>
      <fo:block break-before="page">
        <xsl:sequence select="kwp:colophon(($description, $documents[empty($description)]))"/>
      </fo:block>
    </xsl:variable>
    <xsl:sequence select="kwp:volume($kwp:edition-title, $title-page, $documents)"/>
  </xsl:template>

  <!-- What the description's own title adds to that of the edition, and its subtitles. -->
  <xsl:function name="kwp:subtitle" as="xs:string*">
    <xsl:param name="description" as="element(kw:document)?"/>
    <xsl:variable name="record" as="element(kw:document)?" select="$description ! kwp:record(.)"/>
    <xsl:variable name="added" as="xs:string?" select="$record/kw:title[starts-with(., $kwp:edition-title)] ! replace(substring-after(., $kwp:edition-title), '^[\s:.,–—-]+', '')"/>
    <xsl:sequence select="$added[. != ''] ! (upper-case(substring(., 1, 1)) || substring(., 2)), $record/kw:subtitle ! string()"/>
  </xsl:function>
</xsl:stylesheet>

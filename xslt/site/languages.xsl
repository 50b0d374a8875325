<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>A site in several languages: the first stands at the root, each further one in a folder of its own that is laid out as the
      root is. A page knows its address within its language; what all languages share is reached through the root.</xd:desc>
  </xd:doc>

  <xsl:variable name="kwp:below" as="xs:string" select="string($slice/slice/frame/@below)"/>
  <xsl:variable name="kwp:top" as="xs:string" select="$kwp:up || string-join((1 to count(tokenize($kwp:below, '/')) - 1) ! '../')"/>

  <!-- What stands in the lists of a divided index depends on how a language sorts: its parts have no siblings, only its contents have. -->
  <xsl:variable name="kwp:sorted-part" as="xs:boolean" select="contains($kwp:page, '/index/')"/>

  <xd:doc><xd:desc>The address of a file that all languages share: of the style sheets, for one.</xd:desc></xd:doc>
  <xsl:function name="kw:shared-href" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="iri-to-uri($kwp:top || $address)"/>
  </xsl:function>

  <xd:doc><xd:desc>What a published file of a source is served as (see build/sourcefiles.py).</xd:desc></xd:doc>
  <xsl:function name="kw:source-type" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="if (ends-with($address, '.txt')) then 'text/plain' else 'application/tei+xml'"/>
  </xsl:function>

  <xd:doc><xd:desc>The address of this page in another language of the site.</xd:desc></xd:doc>
  <xsl:function name="kwp:sibling" as="xs:string">
    <xsl:param name="language" as="element(language)"/>
    <xsl:variable name="page" as="xs:string" select="if ($kwp:sorted-part) then substring-before($kwp:page, '/index/') || '/index.html' else $kwp:page"/>
    <xsl:sequence select="iri-to-uri($kwp:top || $language/@below || $page)"/>
  </xsl:function>

  <xd:doc><xd:desc>Where this page is in each language, for machines; nothing where there is only one.</xd:desc></xd:doc>
  <xsl:function name="kw:alternates" as="element()*">
    <xsl:for-each select="$slice/slice/frame/language[not($kwp:sorted-part)]">
      <link rel="alternate" hreflang="{@xml:lang}" href="{kwp:sibling(.)}"/>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>The same for readers, each language by its own name.</xd:desc></xd:doc>
  <xsl:function name="kw:language-switch" as="element()?">
    <xsl:where-populated>
      <ul class="languages" aria-label="{kw:label('language')}">
        <xsl:for-each select="$slice/slice/frame/language">
          <li>
            <a lang="{@xml:lang}" hreflang="{@xml:lang}" href="{kwp:sibling(.)}">
              <xsl:if test="@below = $kwp:below">
                <xsl:attribute name="aria-current" select="'true'"/>
              </xsl:if>
              <xsl:value-of select="(kw:label-in(@xml:lang, 'language-name'), @xml:lang)[1]"/>
            </a>
          </li>
        </xsl:for-each>
      </ul>
    </xsl:where-populated>
  </xsl:function>

  <xd:doc><xd:desc>The language of the edition, for what its editors say of an entry without saying in which language: in a further language
      it is not that of the page.</xd:desc></xd:doc>
  <xsl:function name="kw:edition-language" as="attribute()*">
    <xsl:apply-templates select="$slice/slice/frame[@below]/language[1]/@xml:lang" mode="kw:attributes"/>
  </xsl:function>

  <xd:doc><xd:desc>The date of a text as a list shows it: as its encoder worded it; in a further language, and where nobody worded it, as
      the attributes say.</xd:desc></xd:doc>
  <xsl:function name="kw:shown-date" as="xs:string?">
    <xsl:param name="date" as="element(date)?"/>
    <xsl:sequence select="$date ! (kw:date-in-words(.)[$kwp:below != ''][. != ''], kw:worded-date(.))[1]"/>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>In which language a page speaks itself, and in which its texts: what HTML is told of it. A list needs no more of the texts than
      that, and compiles without the rules for their elements.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/languages.xsl"/>
  <xsl:import href="kwedition:/shared/labels.xsl"/>
  <xsl:import href="kwedition:/shared/page.xsl"/>

  <xsl:mode name="kw:attributes" on-no-match="fail"/>

  <xsl:template match="@xml:lang" mode="kw:attributes" as="attribute()*">
    <xsl:variable name="tag" as="xs:string?" select="kw:language-tag(.)"/>
    <xsl:if test="$tag">
      <xsl:attribute name="lang" select="$tag"/>
      <xsl:variable name="turned" as="xs:boolean" select="kw:is-right-to-left($tag)"/>
      <xsl:if test="$turned and (parent::kw:document or kw:is-written-right-to-left(string(..)))">
        <xsl:attribute name="dir" select="'rtl'"/>
      </xsl:if>
      <xsl:if test="$kwp:has-right-to-left and not($turned)">
        <xsl:attribute name="dir" select="'ltr'"/>
      </xsl:if>
    </xsl:if>
    <!-- What is in no known language is not in that of the text round it. -->
    <xsl:if test="empty($tag) and kwp:was-known(..)">
      <xsl:attribute name="lang"/>
    </xsl:if>
  </xsl:template>

  <xsl:function name="kwp:was-known" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="outer" as="attribute()?" select="$element/ancestor::*[@xml:lang][1]/@xml:lang"/>
    <xsl:sequence select="empty($element/(self::kw:* | self::TEI | self::text)) and (empty($outer) or exists(kw:language-tag($outer)))"/>
  </xsl:function>

  <!-- What is written from the left has to say so within a page, or in a text, that is not. -->
  <xsl:variable name="kwp:has-right-to-left" as="xs:boolean" select="kw:is-right-to-left($language) or exists($slice/kw:slice/kw:document[kw:is-right-to-left(@xml:lang)])"/>

  <xd:doc><xd:desc>The language and direction of the interface, for its words that stand within a text: it has its own. Said only where the
      interface speaks several languages, or the text is written from the other side.</xd:desc></xd:doc>
  <xsl:variable name="kwp:said-of-interface" as="attribute()*">
    <xsl:if test="$slice/kw:slice/kw:frame/kw:language or $kwp:is-turned">
      <xsl:sequence select="kwp:language-attributes()"/>
    </xsl:if>
  </xsl:variable>
  <xsl:variable name="kwp:is-turned" as="xs:boolean" select="exists($slice/kw:slice/kw:document[kw:is-right-to-left(@xml:lang) != kw:is-right-to-left($language)])"/>
  <xsl:function name="kw:interface-language" as="attribute()*">
    <xsl:sequence select="$kwp:said-of-interface"/>
  </xsl:function>

  <xsl:function name="kwp:language-attributes" as="attribute()+">
    <xsl:attribute name="lang" select="$language"/>
    <xsl:if test="$kwp:is-turned or kw:is-right-to-left($language) or $slice/kw:slice/kw:frame/kw:language[kw:is-right-to-left(@xml:lang)]">
      <xsl:attribute name="dir" select="if (kw:is-right-to-left($language)) then 'rtl' else 'ltr'"/>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>The language of a text, at what it is called by: a title may be in another script, and then begins at the other side.</xd:desc></xd:doc>
  <xsl:function name="kw:title-language" as="attribute()*">
    <xsl:param name="language" as="attribute()?"/>
    <xsl:apply-templates select="$language" mode="kw:attributes"/>
    <xsl:sequence select="kw:title-direction($language)"/>
  </xsl:function>
  <xsl:function name="kw:title-direction" as="attribute()?">
    <xsl:param name="language" as="attribute()?"/>
    <xsl:if test="kw:is-right-to-left($language)">
      <xsl:attribute name="dir" select="'auto'"/>
    </xsl:if>
  </xsl:function>

  <!-- What stands below a title stands at the side at which the title begins. -->
  <xsl:function name="kw:below-title" as="attribute()?">
    <xsl:param name="language" as="attribute()?"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:if test="kw:is-right-to-left($language)">
      <xsl:attribute name="dir" select="if (kw:begins-right-to-left($title)) then 'rtl' else 'ltr'"/>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>The direction of words of which nobody says the language, where that of their text is another than the page's: their own.</xd:desc></xd:doc>
  <xsl:function name="kw:own-direction" as="attribute()?">
    <xsl:if test="$kwp:is-turned">
      <xsl:attribute name="dir" select="'auto'"/>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>The language of what a document says where a page shows it outside the document.</xd:desc></xd:doc>
  <xsl:function name="kw:quoted-language" as="attribute()*">
    <xsl:param name="language" as="attribute()?"/>
    <xsl:if test="exists($kwp:said-of-interface)">
      <xsl:apply-templates select="$language" mode="kw:attributes"/>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>

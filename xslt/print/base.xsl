<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What is true of every element in the mode kw:print. It is imported before the modules, so that any rule of theirs goes
      before the one for elements that nobody knows.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/kinds.xsl"/>
  <xsl:import href="kwedition:/shared/plain.xsl"/>
  <xsl:import href="kwedition:/shared/names.xsl"/>
  <xsl:import href="kwedition:/shared/languages.xsl"/>
  <xsl:import href="kwedition:/shared/dates.xsl"/>
  <xsl:import href="kwedition:/shared/labels.xsl"/>
  <xsl:import href="kwedition:/shared/addresses.xsl"/>
  <xsl:import href="kwedition:/shared/pointers.xsl"/>
  <xsl:import href="kwedition:/shared/accounting.xsl"/>
  <xsl:import href="kwedition:/shared/links.xsl"/>
  <xsl:import href="kwedition:/shared/blocks.xsl"/>
  <xsl:import href="kwedition:/shared/witnesses.xsl"/>

  <xd:doc><xd:desc>The font families of the text, and those that come first where the text is Chinese, Japanese or Korean.</xd:desc></xd:doc>
  <xsl:param name="fonts" as="xs:string" select="'''Libertinus Serif'', ''DejaVu Serif'', ''Noto Sans CJK SC'', serif'"/>
  <xsl:param name="cjk-fonts" as="xs:string" select="'''Noto Sans CJK SC'', ''Libertinus Serif'', ''DejaVu Serif'', serif'"/>

  <xd:doc><xd:desc>The languages in which words are divided at the end of a line.</xd:desc></xd:doc>
  <xsl:param name="hyphenated" as="xs:string"
    select="'bg ca cs cy da de el en es et eu fi fr ga gl hr hu is it la lt lv nb nl no pl pt ro ru sk sl sr sv tr uk'"/>

  <xsl:mode name="kw:print" on-no-match="fail" use-accumulators="#all"/>

  <!-- The one rule that lets text through. -->
  <xsl:template match="text()" mode="kw:print" as="text()">
    <xsl:value-of select="kw:counted(.)"/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="kw:print" as="empty-sequence()"/>

  <!-- An element that no rule knows keeps its text, and says so to whoever builds. -->
  <xsl:template match="*" mode="kw:print">
    <xsl:message expand-text="yes">no print rule for {local-name()}{if (namespace-uri() = 'http://www.tei-c.org/ns/1.0') then '' else ' of the namespace ' || namespace-uri()}</xsl:message>
    <xsl:element name="fo:{kw:tag(., 'inline', 'block')}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:mode name="kwp:marks" on-no-match="fail"/>

  <xd:doc><xd:desc>What every element brings along: its address, its language and its rendition.</xd:desc></xd:doc>
  <xsl:template match="*" mode="kwp:marks" as="attribute()*">
    <xsl:if test="@xml:id or self::head">
      <xsl:attribute name="id" select="kwp:print-id(kw:document-id(.), if (kw:is-block(.)) then kw:block-id(.) else kw:fragment(@xml:id))"/>
    </xsl:if>
    <xsl:apply-templates select="@xml:lang" mode="kwp:marks"/>
    <xsl:sequence select="kwp:rendition(.)"/>
  </xsl:template>

  <xsl:template match="@xml:lang" mode="kwp:marks" as="attribute()*">
    <xsl:sequence select="kwp:language-properties(.)"/>
  </xsl:template>

  <xd:doc><xd:desc>The properties that go with a language tag. Its script matters for the font only.</xd:desc></xd:doc>
  <xsl:function name="kwp:language-properties" as="attribute()*">
    <xsl:param name="tag" as="xs:string"/>
    <xsl:variable name="subtags" as="xs:string*" select="tokenize(lower-case($tag), '-')"/>
    <xsl:variable name="language" as="xs:string?" select="head($subtags)[matches(., '^[a-z]{2,3}$')][not(. = ('und', 'mul', 'zxx', 'mis'))]"/>
    <xsl:variable name="country" as="xs:string?" select="tail($subtags)[matches(., '^[a-z]{2}$')][1]"/>
    <xsl:attribute name="language" select="($language, 'none')[1]"/>
    <xsl:attribute name="country" select="(upper-case($country)[. != ''], 'none')[1]"/>
    <xsl:attribute name="hyphenate" select="$language = tokenize($hyphenated)"/>
    <xsl:variable name="is-cjk" as="xs:boolean" select="$language = ('zh', 'ja', 'ko', 'lzh', 'yue') and not($subtags = 'latn')"/>
    <xsl:attribute name="font-family" select="if ($is-cjk) then $cjk-fonts else $fonts"/>
    <!-- These scripts have no italics. -->
    <xsl:if test="$is-cjk">
      <xsl:attribute name="font-style" select="'normal'"/>
    </xsl:if>
  </xsl:function>

  <!-- Later entries of a map win: a heading may be centred and bold. -->
  <xsl:function name="kwp:rendition" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="rend" as="xs:string" select="lower-case(string-join($element/(@rend, @rendition, @style), ' '))"/>
    <xsl:if test="$rend != ''">
      <xsl:if test="matches($rend, 'bold|fett|strong')">
        <xsl:attribute name="font-weight" select="'bold'"/>
      </xsl:if>
      <xsl:if test="matches($rend, 'ital|kursiv')">
        <xsl:attribute name="font-style" select="'italic'"/>
      </xsl:if>
      <xsl:if test="matches($rend, 'underl|unterstr')">
        <xsl:attribute name="text-decoration" select="'underline'"/>
      </xsl:if>
      <xsl:if test="matches($rend, 'letter-?spac|gesperrt|spaced')">
        <xsl:attribute name="letter-spacing" select="'0.12em'"/>
      </xsl:if>
      <xsl:if test="matches($rend, '(^|\W)(sup|super|superscript|hochgestellt)($|\W)')">
        <xsl:attribute name="baseline-shift" select="'super'"/>
        <xsl:attribute name="font-size" select="'70%'"/>
      </xsl:if>
      <xsl:if test="matches($rend, '(^|\W)(sub|subscript|tiefgestellt)($|\W)')">
        <xsl:attribute name="baseline-shift" select="'sub'"/>
        <xsl:attribute name="font-size" select="'70%'"/>
      </xsl:if>
      <xsl:if test="matches($rend, '(^|\W)(center|centre|centered|zentriert|align\(center\))($|\W)')">
        <xsl:attribute name="text-align" select="'center'"/>
      </xsl:if>
      <xsl:if test="matches($rend, '(^|\W)(right|flush-?right|align\(right\)|rechtsbündig)($|\W)')">
        <xsl:attribute name="text-align" select="'end'"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>The id that a place in a document has in a file for print: several documents stand in one.</xd:desc></xd:doc>
  <xsl:function name="kwp:print-id" as="xs:string">
    <xsl:param name="document" as="xs:string"/>
    <xsl:param name="fragment" as="xs:string?"/>
    <xsl:variable name="id" as="xs:string" select="string-join(($document, $fragment[. != '']), '.')"/>
    <!-- An id begins with a letter; file names, from which ids of documents are made, need not. -->
    <xsl:sequence select="if (matches($id, '^[\p{L}_]')) then $id else '_' || $id"/>
  </xsl:function>

  <xd:doc><xd:desc>An element of FO for each of TEI: the inline one, or the block one when it holds blocks.</xd:desc></xd:doc>
  <xsl:function name="kwp:fo" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="'fo:' || (if (kw:is-block-level($element)) then 'block' else kw:tag($element, 'inline', 'block'))"/>
  </xsl:function>
</xsl:stylesheet>

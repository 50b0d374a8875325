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
  <xsl:import href="kwedition:/shared/glyphs.xsl"/>
  <xsl:import href="kwedition:/shared/renditions.xsl"/>
  <xsl:import href="kwedition:/shared/manuscripts.xsl"/>
  <xsl:import href="kwedition:/shared/blocks.xsl"/>
  <xsl:import href="kwedition:/shared/witnesses.xsl"/>
  <xsl:import href="kwedition:/shared/dictionaries.xsl"/>
  <xsl:import href="kwedition:/shared/tables.xsl"/>
  <xsl:import href="kwedition:/shared/speech.xsl"/>
  <xsl:import href="kwedition:/shared/code.xsl"/>

  <xd:doc><xd:desc>The font families of the text, and those that come first where the text is Chinese, Japanese or Korean.</xd:desc></xd:doc>
  <xsl:param name="fonts" as="xs:string" select="'''Libertinus Serif'', ''DejaVu Serif'', ''Noto Sans CJK SC'', serif'"/>
  <xsl:param name="cjk-fonts" as="xs:string" select="'''Noto Sans CJK SC'', ''Libertinus Serif'', ''DejaVu Serif'', serif'"/>

  <xd:doc><xd:desc>The languages in which words are divided at the end of a line.</xd:desc></xd:doc>
  <xsl:param name="hyphenated" as="xs:string"
    select="'bg ca cs cy da de el en es et eu fi fr ga gl hr hu is it la lt lv nb nl no pl pt ro ru sk sl sr sv tr uk'"/>

  <xd:doc><xd:desc>The languages that are written from the right, unless a tag says in Latin letters.</xd:desc></xd:doc>
  <xsl:param name="from-the-right" as="xs:string" select="'ar arc arz ckb dv fa he hbo ota prs ps sam sd syc syr ug ur yi'"/>

  <xsl:key name="kwp:rendition" match="rendition[@xml:id][not(@scheme) or @scheme = 'css']" use="string(@xml:id)"/>

  <xsl:mode name="kw:print" on-no-match="fail" use-accumulators="#all"/>

  <!-- The one rule that lets text through. An address that is written out may be divided at its marks. -->
  <xsl:template match="text()" mode="kw:print" as="text()">
    <xsl:value-of select="
      if (contains(., '://')) then kwp:divisible(kw:counted(.))
      else if ($kw:has-divided and kw:is-divided(.) and not(kw:keeps-lines(..) or following-sibling::node()[1]/self::fw)) then kw:undivided(., kw:counted(.))
      else kw:counted(.)"/>
  </xsl:template>

  <xsl:function name="kwp:divisible" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:analyze-string select="$text" regex="[a-z]+://\S+">
        <xsl:matching-substring>{kwp:breakable(.)}</xsl:matching-substring>
        <xsl:non-matching-substring>{.}</xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($pieces)"/>
  </xsl:function>

  <xd:doc><xd:desc>An address that may be divided after any of its marks: a zero-width space stands there.</xd:desc></xd:doc>
  <xsl:function name="kwp:breakable" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="replace($address, '([/?&amp;=#._-])', '$1&#x200B;')"/>
  </xsl:function>

  <xsl:template match="text()[$kwp:are-joined][kw:is-joint(.)]" mode="kw:print" as="empty-sequence()" priority="1"/>

  <xsl:template match="comment() | processing-instruction()" mode="kw:print" as="empty-sequence()"/>

  <!-- An element that no rule knows keeps its text, and says so to whoever builds. -->
  <xsl:template match="*" mode="kw:print">
    <xsl:message expand-text="yes">no print rule for {local-name()}{if (namespace-uri() = 'http://www.tei-c.org/ns/1.0') then '' else ' of the namespace ' || namespace-uri()}</xsl:message>
    <xsl:element name="fo:{kw:tag(., 'inline', 'block')}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="kw:held-by-unknown(.)" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template _match="{$kwp:plain-elements}" mode="kw:print">
    <xsl:element name="fo:{kw:tag(., 'inline', 'block')}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:mode name="kwp:marks" on-no-match="fail"/>

  <xd:doc><xd:desc>What every element brings along: its address, its language and its rendition.</xd:desc></xd:doc>
  <xsl:template match="*" mode="kwp:marks" as="attribute()*">
    <xsl:sequence select="kwp:place(.)"/>
    <xsl:apply-templates select="@xml:lang" mode="kwp:marks"/>
    <xsl:sequence select="kwp:rendition(.)"/>
  </xsl:template>

  <xd:doc><xd:desc>The address of an element, where something may lead to it: an index leads to the block in which somebody first speaks.</xd:desc></xd:doc>
  <xsl:function name="kwp:place" as="attribute(id)?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="is-block" as="xs:boolean" select="($element/@xml:id or $kwp:has-speeches) and kw:is-block($element)"/>
    <xsl:if test="$element/@xml:id or $element/self::head
      or ($is-block and exists(key('kwp:speech', kw:document-id($element) || ' ' || kw:block-id($element), $slice)))">
      <xsl:attribute name="id" select="kwp:print-id(kw:document-id($element), if ($is-block or $element/self::head) then kw:block-id($element) else kw:fragment($element/@xml:id))"/>
    </xsl:if>
  </xsl:function>

  <xsl:key name="kwp:speech" match="kw:entity/kw:speech" use="@document || ' ' || @id"/>
  <xsl:variable name="kwp:has-speeches" as="xs:boolean" select="exists($slice/kw:slice/kw:entity/kw:speech)"/>

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
    <!-- Which way it is written; resolve.xsl turns what differs from what is around it. -->
    <xsl:variable name="is-rtl" as="xs:boolean" select="($language = tokenize($from-the-right) or $subtags = ('arab', 'hebr', 'syrc', 'thaa', 'nkoo')) and not($subtags = ('latn', 'cyrl', 'grek'))"/>
    <xsl:attribute name="direction" select="if ($is-rtl) then 'rtl' else 'ltr'"/>
    <xsl:attribute name="country" select="(upper-case($country)[. != ''], 'none')[1]"/>
    <xsl:attribute name="hyphenate" select="$language = tokenize($hyphenated)"/>
    <xsl:variable name="is-cjk" as="xs:boolean" select="$language = ('zh', 'ja', 'ko', 'lzh', 'yue') and not($subtags = 'latn')"/>
    <xsl:attribute name="font-family" select="if ($is-cjk) then $cjk-fonts else $fonts"/>
    <!-- These scripts have no italics. -->
    <xsl:if test="$is-cjk or $is-rtl">
      <xsl:attribute name="font-style" select="'normal'"/>
    </xsl:if>
  </xsl:function>

  <!-- Later entries of a map win: a heading may be centred and bold. -->
  <xsl:function name="kwp:rendition" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="rend" as="xs:string" select="if ($element/(@rend | @rendition | @style)) then lower-case(string-join(($element/@rend, tokenize($element/@rendition) ! tokenize(., '[#:]')[last()], kw:known-renditions($element), kwp:declared($element)), ' ')) else ''"/>
    <xsl:if test="$rend != ''">
      <xsl:if test="matches($rend, 'bold|fett|strong|(^|\W)b($|\W)')">
        <xsl:attribute name="font-weight" select="'bold'"/>
      </xsl:if>
      <xsl:if test="matches($rend, '(^|[^p])ital|kursiv|oblique|(^|\W)i($|\W)')">
        <xsl:attribute name="font-style" select="if (kw:stands-upright($element)) then 'normal' else 'italic'"/>
      </xsl:if>
      <xsl:if test="matches($rend, 'font-style: ?normal')">
        <xsl:attribute name="font-style" select="'normal'"/>
      </xsl:if>
      <xsl:if test="matches($rend, 'small-?_?cap(s|ital)|kapitälchen|(^|\W)sc($|\W)')">
        <xsl:attribute name="font-variant" select="'small-caps'"/>
      </xsl:if>
      <xsl:if test="matches($rend, '(^|\W)(all-?caps|capitals|uppercase|upper-case|versalien)($|\W)')">
        <xsl:attribute name="text-transform" select="'uppercase'"/>
      </xsl:if>
      <xsl:variable name="lines" as="xs:string*" select="
        if (matches($rend, 'underl|unterstr|(^|\W)u[ul]?($|\W)')) then 'underline' else (),
        if (matches($rend, 'strike|line-through|durchgestr|gestrichen')) then 'line-through' else (),
        if (matches($rend, 'overline|supraline|überstrichen')) then 'overline' else ()"/>
      <xsl:if test="exists($lines)">
        <xsl:attribute name="text-decoration" select="string-join($lines, ' ')"/>
      </xsl:if>
      <xsl:if test="matches($rend, 'letter-?spac|gesperrt|spaced|expanded|sperrdruck')">
        <xsl:attribute name="letter-spacing" select="'0.12em'"/>
      </xsl:if>
      <!-- (A note, which is a block, stands no higher than others.) -->
      <xsl:if test="not($element/self::note) and matches($rend, '(^|\W)(sup|super|superscript|hochgestellt)($|\W)')">
        <xsl:attribute name="baseline-shift" select="'super'"/>
        <xsl:attribute name="font-size" select="'70%'"/>
      </xsl:if>
      <xsl:if test="not($element/self::note) and matches($rend, '(^|\W)(sub|subscript|tiefgestellt)($|\W)')">
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

  <!-- What CSS in @style and in the header's declarations says, as far as it is about letters and their alignment. -->
  <xsl:function name="kwp:declared" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="rules" as="xs:string*" select="
      if ($element/@rendition) then tokenize($element/@rendition)[starts-with(., '#')] ! key('kwp:rendition', substring(., 2), kw:scope($element))[1] ! string() else (),
      $element/@style ! string()"/>
    <xsl:sequence select="($rules ! tokenize(., ';') ! normalize-space())[matches(., '^(font-(style|weight|variant(-caps)?)|text-(align|decoration(-line)?|transform)|vertical-align|letter-spacing) ?:', 'i')]"/>
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

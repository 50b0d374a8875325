<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What parts the pieces of a dictionary's entry, which encoders often leave to whoever shows it. The screen, the print and the plain
      reading ask here.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/unions.xsl"/>

  <!-- The pieces of an entry, and as a pattern. -->
  <xsl:variable name="kwp:kinds-of-pieces" static="yes" as="xs:string*" select="tokenize(
    'form orth pron hyph syll stress gramGrp gram gen number case per tns mood iType pos subc colloc usg def lbl etym xr oRef pRef oVar pVar dictScrap
     re sense hom')"/>
  <xsl:variable name="kwp:pieces" static="yes" as="xs:string" select="$kw:united($kwp:kinds-of-pieces)"/>

  <xsl:variable name="kwp:piece-names" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(($kwp:kinds-of-pieces, 'cit', 'quote') ! map { .: true() })"/>

  <xd:doc><xd:desc>Whether an element stands in the entry of a dictionary.</xd:desc></xd:doc>
  <xsl:function name="kw:is-in-dictionary" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor::*[self::entry | self::entryFree | self::superEntry])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a form without parts is what an entry stands under: the first of it, of words alone.</xd:desc></xd:doc>
  <xsl:function name="kw:is-headword" as="xs:boolean">
    <xsl:param name="piece" as="element()"/>
    <xsl:sequence select="exists($piece[self::form][parent::entry or parent::entryFree][empty(*)][empty(preceding-sibling::*)][normalize-space()])"/>
  </xsl:function>

  <xd:doc><xd:desc>What stands between a piece of an entry and the next where the encoder wrote nothing there: a comma between two of a kind, a
      semicolon between translations and examples, or at least a space.</xd:desc></xd:doc>
  <xsl:function name="kw:after-piece" as="xs:string">
    <xsl:param name="piece" as="element()"/>
    <xsl:variable name="next" as="element()?" select="$piece/following-sibling::*[1]"/>
    <!-- (Grammar in @value alone is not shown.) -->
    <xsl:variable name="heard" as="element()?" select="if ($next[self::gram or self::pos][empty(node())]) then $piece/following-sibling::*[not((self::gram or self::pos) and empty(node()))][1] else $next"/>
    <xsl:sequence select="
      if (empty($next) or kw:is-block-level($piece) or $piece/../text()[normalize-space()]) then ''
      else (if (node-name($heard) = node-name($piece) and normalize-space($piece) != '' and exists($kwp:listed(local-name($piece)))) then kwp:between-pieces($piece, $heard) else '')
        || (if ($piece/following-sibling::node()[1] is $next and not($next/self::pc[kw:closes(.) or kwp:ends-pair(.)])) then ' ' else '')"/>
  </xsl:function>

  <!-- A mark of which two stand round words (/in the plural/) ends them where it stands close to them, and not to the next. -->
  <xsl:function name="kwp:ends-pair" as="xs:boolean">
    <xsl:param name="mark" as="element(pc)"/>
    <xsl:variable name="next" as="node()?" select="$mark/following-sibling::node()[1]"/>
    <xsl:sequence select="matches($mark, '^\s*[/|]+\s*$') and (empty($next) or $next/self::pc or $next/self::text()[not(normalize-space())])"/>
  </xsl:function>

  <!-- An example is often a sentence, which ends by itself. -->
  <xsl:function name="kwp:between-pieces" as="xs:string">
    <xsl:param name="piece" as="element()"/>
    <xsl:param name="next" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(if ($piece/note) then string-join($piece/(node() except note)) else $piece)"/>
    <xsl:sequence select="
      if ($piece/self::cit and substring($words, string-length($words)) = ('.', '!', '?', '…', ';', ':', '。')) then ''
      else if ($piece/self::cit and string($piece/@type) != string($next/@type)) then ';'
      else ','"/>
  </xsl:function>

  <xd:doc><xd:desc>What stands before a piece of an entry that would not say what it is: an arrow before references to other entries that have no
      words of their own.</xd:desc></xd:doc>
  <xsl:function name="kw:before-piece" as="xs:string?">
    <xsl:param name="piece" as="element()"/>
    <xsl:sequence select="'→ '[$piece/self::xr[ref or ptr][not(* except (ref, ptr))][not(text()[normalize-space()])][not(preceding-sibling::*[1]/self::xr)][not(../text()[normalize-space()])]]"/>
  </xsl:function>

  <xd:doc><xd:desc>A form that its source does not write, as the encoder gives it: in the brackets of what is supplied.</xd:desc></xd:doc>
  <xsl:function name="kw:unwritten" as="xs:string?">
    <xsl:param name="piece" as="element()"/>
    <xsl:sequence select="$piece[self::orth or self::pron][empty(node())]/@value[normalize-space()] ! ('[' || normalize-space() || ']')"/>
  </xsl:function>

  <xd:doc><xd:desc>What a piece of an entry holds, but for the space at its end where a comma follows, or its like: the encoder's lines end there, no word
      does.</xd:desc></xd:doc>
  <xsl:function name="kw:in-piece" as="node()*">
    <xsl:param name="piece" as="element()"/>
    <xsl:variable name="last" as="node()?" select="$piece/node()[last()]"/>
    <xsl:sequence select="if ($last/self::text() and not(normalize-space($last)) and kwp:is-before-comma($piece)) then $piece/node()[not(. is $last)] else $piece/node()"/>
  </xsl:function>

  <!-- Whether the comma follows the piece, or one that ends with it. -->
  <xsl:function name="kwp:is-before-comma" as="xs:boolean">
    <xsl:param name="piece" as="element()"/>
    <xsl:sequence select="substring(kw:after-piece($piece), 1, 1) = (',', ';')
      or (empty($piece/following-sibling::node()[self::* or normalize-space()]) and exists($piece/parent::*[exists($kwp:piece-names(local-name()))][kwp:is-before-comma(.)]))"/>
  </xsl:function>

  <xd:doc><xd:desc>The mark that ends a sense or an entry within another: it is encoded behind it, but would stand on a line of its own.</xd:desc></xd:doc>
  <xsl:function name="kw:end-mark" as="element(pc)?">
    <xsl:param name="piece" as="element()"/>
    <xsl:sequence select="$piece[self::sense | self::hom | self::entry[ancestor::entry]][kw:is-block-level(.)]/following-sibling::node()[self::* or normalize-space()][1]/self::pc[kw:closes(.)]"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a mark is shown at the end of what stands before it.</xd:desc></xd:doc>
  <xsl:function name="kw:is-end-mark" as="xs:boolean">
    <xsl:param name="mark" as="element(pc)"/>
    <xsl:sequence select="exists($mark/preceding-sibling::node()[self::* or normalize-space()][1][self::sense | self::hom | self::entry] ! kw:end-mark(.))"/>
  </xsl:function>

  <xsl:variable name="kwp:listed" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(tokenize('cit quote form orth pron def usg xr gloss pos gram') ! map { .: true() })"/>

  <xd:doc><xd:desc>The number of a sense or a homonym, unless its own words say it.</xd:desc></xd:doc>
  <xsl:function name="kw:sense-number" as="xs:string?">
    <xsl:param name="sense" as="element()"/>
    <xsl:sequence select="$sense/@n[normalize-space() != ''][empty($sense/*[1][self::num | self::lbl | self::label])][not(kw:begins-by-number(normalize-space($sense), normalize-space(.)))] ! normalize-space()"/>
  </xsl:function>
</xsl:stylesheet>

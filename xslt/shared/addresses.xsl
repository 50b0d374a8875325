<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The addresses of things inside a text. The record, the site and the print ask here, so they always agree.
      A mode that uses these functions declares use-accumulators="#all".</xd:desc>
  </xd:doc>

  <xsl:key name="kw:by-id" match="*[@xml:id]" use="string(@xml:id)"/>
  <xsl:key name="kw:notes-by-target" match="note[@target]" use="tokenize(@target)[starts-with(., '#')] ! substring(., 2)"/>

  <xsl:accumulator name="kw:block-number" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="kw:document" select="0"/>
    <xsl:accumulator-rule match="*[kw:is-block(.)]" select="$value + 1"/>
  </xsl:accumulator>

  <xsl:accumulator name="kw:note-number" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="kw:document" select="0"/>
    <xsl:accumulator-rule match="*[kw:note-called-by(.)]" select="$value + 1"/>
  </xsl:accumulator>

  <!-- How often each block has named each entity, or a date, so far. -->
  <xsl:accumulator name="kw:mention-numbers" as="map(xs:string, xs:integer)" initial-value="map {}">
    <xsl:accumulator-rule match="kw:document" select="map {}"/>
    <xsl:accumulator-rule match="persName | placeName | geogName | orgName | eventName | settlement | country | region | district | bloc | rs | name | date"
      select="let $stem := kw:mention-stem(.) return if ($stem) then map:put($value, $stem, ($value($stem), 0)[1] + 1) else $value"/>
  </xsl:accumulator>

  <xd:doc><xd:desc>Whether an element is a block: what a reader cites, and what a sentence never leaves.</xd:desc></xd:doc>
  <xsl:function name="kw:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::p | self::ab | self::l | self::head | self::item | self::cell | self::note
      | self::opener | self::closer | self::dateline | self::salute | self::signed | self::postscript | self::trailer
      | self::speaker | self::stage | self::byline | self::titlePart | self::docAuthor | self::docDate | self::docImprint
      | self::argument | self::epigraph | self::castItem | self::bibl | self::desc | self::change
      | self::correspAction | self::setting | self::address | self::line | self::label[parent::list] | self::catDesc])"/>
  </xsl:function>

  <xd:doc><xd:desc>The block that an element stands in, or is.</xd:desc></xd:doc>
  <xsl:function name="kw:block" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/ancestor-or-self::*[kw:is-block(.)][1],
      $element/ancestor-or-self::*[self::TEI | self::teiCorpus][last()], $element)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The address of a block in its document: its xml:id, else 'b' and its number.</xd:desc></xd:doc>
  <xsl:function name="kw:block-id" as="xs:string">
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="number" as="xs:string" select="'b' || $block/accumulator-before('kw:block-number')"/>
    <xsl:sequence select="
      if (exists(kw:own-id($block))) then kw:own-id($block)
      else if (key('kw:by-id', $number, kw:scope($block))) then $number || '-'
      else $number"/>
  </xsl:function>

  <xd:doc><xd:desc>An element's xml:id as its address. Of two elements with one id the first has it: an address means one thing.</xd:desc></xd:doc>
  <xsl:function name="kw:own-id" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/@xml:id[key('kw:by-id', string(.), kw:scope($element))[1] is $element] ! kw:fragment(.)[. != '']"/>
  </xsl:function>

  <xd:doc><xd:desc>The address that an element has on its page: a block always has one, others if the encoder gave it.</xd:desc></xd:doc>
  <xsl:function name="kw:element-id" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (kw:is-block($element)) then kw:block-id($element) else kw:own-id($element)"/>
  </xsl:function>

  <xd:doc><xd:desc>The address of a mention or a date: BLOCK.ENTITY.N, with N counting that entity within the block.</xd:desc></xd:doc>
  <xsl:function name="kw:mention-id" as="xs:string">
    <xsl:param name="mention" as="element()"/>
    <xsl:variable name="stem" as="xs:string" select="kw:mention-stem($mention)"/>
    <xsl:sequence select="$stem || '.' || $mention/accumulator-before('kw:mention-numbers')($stem)"/>
  </xsl:function>

  <xd:doc><xd:desc>What a mention's address begins with, BLOCK.ENTITY or BLOCK.date; nothing for what is neither.</xd:desc></xd:doc>
  <xsl:function name="kw:mention-stem" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element/self::date">
        <xsl:sequence select="kw:block-id(kw:block($element)) || '.date'"/>
      </xsl:when>
      <xsl:when test="exists(kw:named-kind($element)) and kw:is-mention($element)">
        <xsl:variable name="entity" as="xs:string?" select="kw:entity-ids($element)[1]"/>
        <xsl:if test="exists($entity)">
          <xsl:sequence select="kw:block-id(kw:block($element)) || '.' || $entity"/>
        </xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>The notes whose number stands at an element: a note that stands in the text calls itself, an anchor calls the
      notes that point at it.</xd:desc></xd:doc>
  <xsl:function name="kw:note-called-by" as="element(note)*">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element/self::anchor[@xml:id]">
        <xsl:sequence select="key('kw:notes-by-target', string($element/@xml:id), kw:scope($element))[1]"/>
      </xsl:when>
      <xsl:when test="$element/self::note[ancestor::text][kw:is-footnote(.)][empty(kw:anchor-of(.))]">
        <xsl:sequence select="$element"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>Whether a note belongs at the foot: it stands in running text, or an anchor calls it. Others are shown where
      they are.</xd:desc></xd:doc>
  <xsl:function name="kw:is-footnote" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="exists(kw:anchor-of($note)) or exists($note[ancestor::p | ancestor::ab | ancestor::l | ancestor::head | ancestor::item
      | ancestor::cell | ancestor::note | ancestor::opener | ancestor::closer | ancestor::speaker | ancestor::stage | ancestor::sp | ancestor::quote
      | ancestor::lg | ancestor::titlePart | ancestor::byline | ancestor::label | ancestor::castItem | ancestor::trailer | ancestor::dateline
      | ancestor::salute | ancestor::signed | ancestor::address | ancestor::epigraph | ancestor::figure | ancestor::list]
      [not(ancestor::entry | parent::person | parent::place | parent::org | parent::event)])"/>
  </xsl:function>

  <xd:doc><xd:desc>The anchor that calls a note which stands elsewhere.</xd:desc></xd:doc>
  <xsl:function name="kw:anchor-of" as="element(anchor)?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="ids" as="xs:string*" select="tokenize($note/@target)[starts-with(., '#')] ! substring(., 2)"/>
    <xsl:sequence select="
      if (empty($ids)) then ()
      else key('kw:by-id', $ids, kw:scope($note))[self::anchor][ancestor::text]
           [key('kw:notes-by-target', string(@xml:id), kw:scope($note))[1] is $note][1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The number that a note has in its document, counted at the places where notes are called.</xd:desc></xd:doc>
  <xsl:function name="kw:note-number" as="xs:integer">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="(kw:anchor-of($note), $note)[1]/accumulator-before('kw:note-number')"/>
  </xsl:function>

  <xd:doc><xd:desc>The document that an element belongs to: ids are looked up inside it, also where several are in one tree.</xd:desc></xd:doc>
  <xsl:function name="kw:scope" as="node()">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/ancestor::kw:document[1], root($element))[1]"/>
  </xsl:function>
</xsl:stylesheet>

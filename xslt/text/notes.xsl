<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Notes: a number where a note is called, the notes themselves after the text, each with its way back.</xd:desc>
  </xd:doc>

  <!-- A page has margins: what stands in the source's stands in its own, unnumbered. -->
  <xsl:variable name="kwp:has-margins" as="xs:boolean" select="true()"/>

  <xsl:template match="delSpan" mode="kw:text">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:if test="kw:deletion-sign(.)">
        <xsl:attribute name="title" select="kw:label('deleted')"/>
        <xsl:value-of select="kw:deletion-sign(.)"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:template match="anchor" mode="kw:text" priority="1">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:value-of select="kw:deletion-sign(.)"/>
      <xsl:sequence select="kw:note-called-by(.) ! kwp:note-mark(., current(), false())"/>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:template _match="{$kw:annotated}" mode="kw:text">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:next-match/>
    <xsl:sequence select="kw:note-called-by(.) ! kwp:note-mark(., current(), $in-link)"/>
  </xsl:template>

  <!-- A note in running text leaves its number. -->
  <xsl:template match="note[ancestor::text][kw:is-footnote(.)]" mode="kw:text" priority="1">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:param name="behind" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:if test="empty(kw:anchor-of(.)) and ($behind or not(kw:is-behind-block(.)))">
      <xsl:sequence select="kwp:note-mark(., ., $in-link)"/>
    </xsl:if>
  </xsl:template>

  <!-- A mark between verses stands at the end of the one before it. -->
  <xsl:template match="lg/text()[kw:is-behind-block(.)] | opener/text()[kw:is-behind-block(.)] | closer/text()[kw:is-behind-block(.)]" mode="kw:text">
    <xsl:param name="behind" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:value-of select="if ($behind) then kw:ending-mark(.) else ()"/>
  </xsl:template>
  <xsl:template match="lg/pc[kw:is-behind-block(.)]" mode="kw:text" priority="1">
    <xsl:param name="behind" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:if test="$behind">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- A note in the prose of a header has no foot to stand at. -->
  <xsl:template match="note[not(ancestor::text)][kw:is-footnote(.)][empty(kw:anchor-of(.))]" mode="kw:text" priority="1">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:text> [</xsl:text>
      <xsl:apply-templates mode="#current"/>
      <xsl:text>]</xsl:text>
    </xsl:element>
  </xsl:template>

  <xsl:template match="note[../(self::bibl | self::form | self::gramGrp | self::cit | self::usg | self::orth | self::pron) or ../parent::bibl][kw:is-on-part(.)]" mode="kw:text" priority="0.7">
    <xsl:text>{' '[not(matches(current()/preceding-sibling::node()[1]/self::text(), '\s$'))]}(</xsl:text>
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </span>
    <xsl:text>){' '[current()[parent::bibl]/following-sibling::node()[1]/self::*[not(self::note)][normalize-space()]]}</xsl:text>
  </xsl:template>

  <xsl:template match="note[@place = 'inline'][kw:is-gloss(.)]" mode="kw:text" priority="0.8">
    <xsl:variable name="brackets" as="xs:string+" select="kw:round-gloss(.)"/>
    <xsl:text>{$brackets[1]}</xsl:text>
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </span>
    <xsl:text>{$brackets[2]}</xsl:text>
  </xsl:template>

  <xsl:template match="note[kw:is-among-marks(.)]" mode="kw:text" priority="0.75">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </span>
    <xsl:value-of select="kw:after-piece(.)"/>
  </xsl:template>

  <!-- A remark on variants is one of them. -->
  <xsl:template match="note[(parent::app or parent::rdgGrp) and not(kw:holds-blocks(.)) or parent::rdg and kw:stands-for-reading(.)]" mode="kw:text" priority="0.7">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'note', 'witDetail'"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <!-- Where nobody wrote a note, a link to it still has its place. -->
  <xsl:template match="note[kw:is-void-note(.)]" mode="kw:text" priority="2">
    <xsl:if test="@xml:id">
      <xsl:element name="{kw:tag(., 'span', 'div')}">
        <xsl:apply-templates select="." mode="kw:attributes"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- Those of Chinese and Japanese books are read in the line. -->
  <xsl:template match="note[@type | @rend | @place][kw:is-interlinear(.)]" mode="kw:text" priority="0.6">
    <small>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'note', 'interlinear'"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
    </small>
  </xsl:template>

  <!-- Other notes stand where they are. -->
  <xsl:template match="note" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'note', if (kw:is-marginal(.)) then 'marginal' else ()"/>
      </xsl:apply-templates>
      <xsl:attribute name="role" select="'note'"/>
      <xsl:for-each select="self::*[kw:is-numbered-note(.)] ! kw:number-before(.)">
        <sup>{.}</sup>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
      <xsl:sequence select="self::*[ancestor::text][kw:is-pointed-at(.)] ! kwp:ways-back(., kw:call-ids(., kw:in-view#1))"/>
    </div>
  </xsl:template>

  <!-- The ways from a note to what calls it: of several, each has a letter. -->
  <xsl:function name="kwp:ways-back" as="node()*">
    <xsl:param name="note" as="element(note)"/>
    <xsl:param name="calls" as="xs:string*"/>
    <xsl:for-each select="if (exists($calls) or not($note[ancestor::text][kw:is-footnote(.)])) then $calls else kw:block-id($note) || '-mark'">
      <xsl:variable name="letter" as="xs:string?" select="format-integer(position(), 'a')[exists(tail($calls))]"/>
      <xsl:text> </xsl:text>
      <a class="way-back" href="#{.}" aria-label="{string-join((kw:label('back-to-text'), $letter), ' ')}"><xsl:sequence select="kw:interface-language()"/>{string-join(('↩'[current() = $calls[1] or empty($calls)], $letter), '&#xA0;')}</a>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="kwp:note-mark" as="element()">
    <xsl:param name="note" as="element(note)"/>
    <xsl:param name="caller" as="element()"/>
    <xsl:param name="in-link" as="xs:boolean"/>
    <xsl:variable name="number" as="xs:integer" select="kw:note-number($note)"/>
    <sup class="note-mark" id="{kw:block-id($note)}-mark{kw:call-number($note, $caller)[. gt 1] ! ('-' || .)}">
      <xsl:choose>
        <xsl:when test="$in-link">{$number}</xsl:when>
        <xsl:otherwise>
          <a href="{kw:note-href($note)}" aria-label="{kw:label('note')} {$number}">{$number}</a>
        </xsl:otherwise>
      </xsl:choose>
    </sup>
  </xsl:function>

  <xd:doc><xd:desc>Where a note stands that is called here.</xd:desc></xd:doc>
  <xsl:function name="kw:note-href" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="'#' || kw:block-id($note)"/>
  </xsl:function>

  <xd:doc><xd:desc>The notes that a text calls, in the order of their numbers.</xd:desc></xd:doc>
  <xsl:function name="kw:footnotes" as="element(note)*">
    <xsl:param name="text" as="element()*"/>
    <xsl:for-each select="$text//note[ancestor::text][kw:is-footnote(.)]">
      <xsl:sort select="kw:note-number(.)"/>
      <xsl:sequence select="."/>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>The link to a note itself; a view that has no use for one leaves it out.</xd:desc></xd:doc>
  <xsl:mode name="kw:note-link" on-no-match="deep-skip"/>

  <xsl:mode name="kw:notes" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="note" mode="kw:notes">
    <li value="{kw:note-number(.)}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:if test="@type = ('authorial', 'editorial')">
        <span class="note-type"><xsl:sequence select="kw:interface-language()"/>{kw:label('note-' || @type)} </span>
      </xsl:if>
      <xsl:value-of select="kw:place-commented(.) ! (. || ' ')"/>
      <xsl:apply-templates mode="kw:text"/>
      <xsl:value-of select="kw:said-elsewhere(.)"/>
      <xsl:sequence select="kwp:ways-back(., kw:call-ids(., kw:in-view#1))"/>
      <xsl:apply-templates select="." mode="kw:note-link"/>
    </li>
  </xsl:template>
</xsl:stylesheet>

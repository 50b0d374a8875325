<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Notes stand at the foot of the page on which they are called. A footnote cannot call another one: a note in a note goes
      on in brackets.</xd:desc>
  </xd:doc>

  <xsl:template match="anchor | delSpan" mode="kw:print">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:value-of select="kw:deletion-sign(.)"/>
      <xsl:apply-templates mode="#current"/>
    </fo:inline>
    <xsl:call-template name="kwp:calls"/>
  </xsl:template>

  <xsl:template _match="{$kw:annotated}" mode="kw:print">
    <xsl:next-match/>
    <xsl:call-template name="kwp:calls"/>
  </xsl:template>

  <!-- The numbers of several notes are parted; one that was called before stands at the foot of that page. -->
  <xsl:template name="kwp:calls">
    <xsl:param name="open" as="element(note)*" select="()" tunnel="yes"/>
    <xsl:variable name="caller" as="element()" select="."/>
    <!-- Words that end with others, or with a note, have the numbers of these before their own. -->
    <xsl:variable name="behind-another" as="xs:boolean" select="if (self::anchor) then kwp:is-behind-call(., false()) else kwp:ends-with-call(., *)"/>
    <xsl:for-each select="kw:note-called-by(.)">
      <xsl:sequence select="if (($behind-another or position() gt 1) and empty($open)) then kwp:parting-calls() else ()"/>
      <xsl:apply-templates select="." mode="kwp:called">
        <xsl:with-param name="again" as="xs:boolean" select="kw:call-number(., $caller) gt 1"/>
      </xsl:apply-templates>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="kwp:parting-calls" as="element(fo:inline)">
    <fo:inline baseline-shift="super" font-size="70%" font-style="normal" font-weight="normal">, </fo:inline>
  </xsl:function>

  <!-- Whether the number of a note stands right behind that of another one: with a space between them only where both end a verse. -->
  <xsl:function name="kwp:is-behind-call" as="xs:boolean">
    <xsl:param name="caller" as="element()"/>
    <xsl:param name="behind" as="xs:boolean"/>
    <xsl:variable name="before" as="node()?" select="$caller/preceding-sibling::node()[self::* or self::text()[normalize-space() or not($behind)]][1]"/>
    <xsl:sequence select="exists($before) and kwp:ends-with-call($before, $before)"/>
  </xsl:function>

  <!-- Whether what ends at the end of a node calls a note, down to some elements. -->
  <xsl:function name="kwp:ends-with-call" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="top" as="node()*"/>
    <xsl:sequence select="exists($node/descendant-or-self::node()[last()]/ancestor-or-self::*[. is $top[last()] or . >> $top[last()]][exists(kw:note-called-by(.))])"/>
  </xsl:function>

  <!-- A note in running text stands where it is called, unless an anchor elsewhere calls it. -->
  <xsl:template match="note[kw:is-footnote(.)][ancestor::text]" mode="kw:print" priority="1">
    <xsl:param name="behind" as="xs:boolean" select="false()"/>
    <xsl:param name="open" as="element(note)*" select="()" tunnel="yes"/>
    <xsl:if test="empty(kw:anchor-of(.)) and ($behind or not(kw:is-behind-block(.)))">
      <xsl:sequence select="if (exists($open) or not(kwp:is-behind-call(., $behind))) then () else kwp:parting-calls()"/>
      <xsl:apply-templates select="." mode="kwp:called"/>
    </xsl:if>
  </xsl:template>

  <!-- A mark between verses stands at the end of the one before it. -->
  <xsl:template match="lg/text()[kw:is-behind-block(.)] | opener/text()[kw:is-behind-block(.)] | closer/text()[kw:is-behind-block(.)]" mode="kw:print">
    <xsl:param name="behind" as="xs:boolean" select="false()"/>
    <xsl:value-of select="if ($behind) then kw:ending-mark(.) else ()"/>
  </xsl:template>
  <xsl:template match="lg/pc[kw:is-behind-block(.)]" mode="kw:print" priority="1">
    <xsl:param name="behind" as="xs:boolean" select="false()"/>
    <xsl:if test="$behind">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- A note without words is data: a number at the foot with nothing after it would tell nobody anything. A link to it still has its place. -->
  <xsl:template match="note[kw:is-void-note(.)]" mode="kw:print" priority="3">
    <xsl:if test="@xml:id">
      <fo:inline>
        <xsl:apply-templates select="." mode="kwp:marks"/>
      </fo:inline>
    </xsl:if>
  </xsl:template>

  <!-- Where nothing can be called, in a header, a note in running text is in brackets. -->
  <xsl:template match="note[kw:is-footnote(.)][not(ancestor::text)]" mode="kw:print" priority="1">
    <xsl:text> [</xsl:text>
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="kwp:in-brackets"/>
    </fo:inline>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <!-- Of what stands beside the text, the notes that it calls are read with it. -->
  <xsl:function name="kwp:called-beside" as="element(fo:block)?">
    <xsl:param name="beside" as="element(standOff)*"/>
    <xsl:variable name="notes" as="element(note)*" select="$beside//note[kw:is-pointed-at(.)][not(ancestor::note)]"/>
    <xsl:if test="exists($notes)">
      <fo:block space-before="16pt">
        <fo:block font-style="italic" keep-with-next.within-page="always">{kw:label('notes')}</fo:block>
        <xsl:apply-templates select="$notes" mode="kw:print"/>
      </fo:block>
    </xsl:if>
  </xsl:function>

  <xsl:template match="note[../(self::bibl | self::form | self::gramGrp | self::cit | self::usg | self::orth | self::pron) or ../parent::bibl][kw:is-on-part(.)]" mode="kw:print" priority="0.7">
    <xsl:text>{' '[not(matches(current()/preceding-sibling::node()[1]/self::text(), '\s$'))]}(</xsl:text>
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:inline>
    <xsl:text>){' '[current()[parent::bibl]/following-sibling::node()[1]/self::*[not(self::note)][normalize-space()]]}</xsl:text>
  </xsl:template>

  <xsl:template match="note[@place = 'inline'][kw:is-gloss(.)]" mode="kw:print" priority="0.8">
    <xsl:variable name="brackets" as="xs:string+" select="kw:round-gloss(.)"/>
    <xsl:text>{$brackets[1]}</xsl:text>
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:inline>
    <xsl:text>{$brackets[2]}</xsl:text>
  </xsl:template>

  <xsl:template match="note[kw:is-among-marks(.)]" mode="kw:print" priority="0.75">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:inline>
    <xsl:value-of select="kw:after-piece(.)"/>
  </xsl:template>

  <!-- A remark on variants is one of them. -->
  <xsl:template match="note[(parent::app or parent::rdgGrp) and not(kw:holds-blocks(.)) or parent::rdg and kw:stands-for-reading(.)]" mode="kw:print" priority="0.7">
    <fo:inline font-style="italic">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:inline>
  </xsl:template>

  <!-- Those of Chinese and Japanese books are read in the line. -->
  <xsl:template match="note[@type | @rend | @place][kw:is-interlinear(.)]" mode="kw:print" priority="0.6">
    <fo:inline font-size="75%">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:inline>
  </xsl:template>

  <!-- Other notes stand where they are. -->
  <xsl:template match="note" mode="kw:print">
    <fo:block font-size="9pt" line-height="12pt" space-before="4pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:for-each select="self::*[kw:is-numbered-note(.)] ! kw:number-before(.)">
        <fo:inline baseline-shift="super" font-size="70%">{.}</fo:inline>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:mode name="kwp:called" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="note" mode="kwp:called">
    <xsl:param name="open" as="element(note)*" select="()" tunnel="yes"/>
    <xsl:param name="again" as="xs:boolean" select="false()"/>
    <xsl:variable name="number" as="xs:integer" select="kw:note-number(.)"/>
    <xsl:choose>
      <!-- A note that calls itself, by whatever detour, would have no end. -->
      <xsl:when test="$again or exists($open intersect .)">
        <fo:inline baseline-shift="super" font-size="70%" font-style="normal" font-weight="normal">{$number}</fo:inline>
      </xsl:when>
      <xsl:when test="exists($open)">
        <!-- Its number is the one that it has on the screen. -->
        <xsl:text> [{$number}: </xsl:text>
        <fo:inline>
          <xsl:apply-templates select="." mode="kwp:marks"/>
          <xsl:apply-templates mode="kwp:in-brackets">
            <xsl:with-param name="open" as="element(note)*" select="$open, ." tunnel="yes"/>
          </xsl:apply-templates>
        </fo:inline>
        <xsl:text>]</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <fo:footnote>
          <fo:inline baseline-shift="super" font-size="70%" font-style="normal" font-weight="normal">{$number}</fo:inline>
          <fo:footnote-body>
            <!-- A footnote inherits from where it is called; it is set as if it did not. -->
            <fo:list-block provisional-distance-between-starts="{3 + 2.2 * max((2, string-length(string($number))))}mm" provisional-label-separation="2mm" start-indent="0mm" end-indent="0mm" text-indent="0mm"
              font-family="{$fonts}" font-size="8.5pt" line-height="11pt" font-style="normal" font-weight="normal" letter-spacing="normal" text-align="justify"
              color="black" space-before="2pt">
              <xsl:sequence select="kwp:language-properties(kw:language(.))[not(name() = 'font-family')]"/>
              <fo:list-item>
                <fo:list-item-label end-indent="label-end()">
                  <fo:block text-align="end">{$number}</fo:block>
                </fo:list-item-label>
                <fo:list-item-body start-indent="body-start()">
                  <fo:block>
                    <xsl:apply-templates select="." mode="kwp:marks"/>
                    <!-- The editors' notes are the rule, the author's are told apart. -->
                    <xsl:if test="@type = 'authorial'">
                      <fo:inline font-style="italic">{kw:label('note-authorial')}:</fo:inline>
                      <xsl:text> </xsl:text>
                    </xsl:if>
                    <xsl:value-of select="kw:place-commented(.) ! (. || ' ')"/>
                    <xsl:apply-templates mode="kw:print">
                      <xsl:with-param name="open" as="element(note)*" select="." tunnel="yes"/>
                      <xsl:with-param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
                    </xsl:apply-templates>
                    <xsl:value-of select="kw:said-elsewhere(.)"/>
                  </fo:block>
                </fo:list-item-body>
              </fo:list-item>
            </fo:list-block>
          </fo:footnote-body>
        </fo:footnote>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The paragraphs of a note in brackets follow each other in the line. -->
  <xsl:mode name="kwp:in-brackets" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="p | ab" mode="kwp:in-brackets">
    <xsl:apply-templates mode="kw:print"/>
  </xsl:template>

  <xsl:template match="node()" mode="kwp:in-brackets" priority="-1">
    <xsl:apply-templates select="." mode="kw:print"/>
  </xsl:template>
</xsl:stylesheet>

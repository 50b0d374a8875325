<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private" xmlns:xi="http://www.w3.org/2001/XInclude"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The structure of a text: divisions, headings, paragraphs, verse, drama, letters, title pages, transcriptions by page.</xd:desc>
  </xd:doc>

  <xsl:template match="text | body | front | back | group | floatingText | sourceDoc | surfaceGrp" mode="kw:print">
    <fo:block>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:for-each select="self::text ! kw:text-name(.)">
        <fo:block space-before="14pt" font-size="8.5pt" color="#595959" keep-with-next.within-page="always">{.}</fo:block>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <!-- A document inside a document (a corpus) begins with its title. -->
  <xsl:template match="TEI | teiCorpus" mode="kw:print">
    <fo:block space-before="24pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <fo:block font-size="13pt" line-height="17pt" font-weight="bold" space-after="8pt" keep-with-next.within-page="always">
        <xsl:value-of select="kw:inner-title(.)"/>
      </fo:block>
      <xsl:for-each select="kw:inner-author(.)">
        <fo:block space-after="8pt" keep-with-next.within-page="always">{.}</fo:block>
      </xsl:for-each>
      <xsl:sequence select="kwp:opening(teiHeader[1])"/>
      <xsl:apply-templates select="* except (teiHeader, standOff, facsimile, xi:include)" mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | titlePage | surface" mode="kw:print">
    <fo:block role="Sect" space-before="10pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <!-- Its number is all that tells it from its neighbours. -->
      <xsl:for-each select="kw:division-title(.)[empty(current()/self::surface)]">
        <fo:block space-before="4pt" font-size="8.5pt" color="#595959" keep-with-next.within-page="always">{.}</fo:block>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <!-- Divisions that hold nothing but footnotes are empty once these are at the foot. -->
  <xsl:template match="*[kwp:is-emptied(.)]" mode="kw:print" priority="2" as="empty-sequence()"/>

  <xsl:function name="kwp:is-emptied" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists($element/self::div/note) and (every $child in $element/* satisfies $child/self::note[kw:anchor-of(.)] or $child/self::head)
      or exists($element/self::back/*) and (every $child in $element/* satisfies kwp:is-emptied($child))"/>
  </xsl:function>

  <xsl:template match="head[empty(*)][not(normalize-space() or @xml:id)]" mode="kw:print" priority="4" as="empty-sequence()"/>

  <xsl:template match="head[@type][kw:is-running-form(.)]" mode="kw:print" priority="3" as="empty-sequence()"/>

  <xsl:template match="head" mode="kw:print">
    <xsl:variable name="depth" as="xs:integer" select="count(ancestor::*[self::div | self::div1 | self::div2 | self::div3 | self::div4 | self::div5
      | self::div6 | self::div7 | self::floatingText | self::front | self::back | self::group])"/>
    <fo:block role="H{min((max(($depth, 1)) + 1, 6))}" keep-with-next.within-page="always" hyphenate="false" text-align="start">
      <xsl:choose>
        <!-- Of a whole text, not of a division. -->
        <xsl:when test="$depth = 0">
          <xsl:attribute name="font-size" select="'15pt'"/>
          <xsl:attribute name="line-height" select="'20pt'"/>
          <xsl:attribute name="space-before" select="'14pt'"/>
          <xsl:attribute name="space-after" select="'8pt'"/>
        </xsl:when>
        <xsl:when test="$depth = 1">
          <xsl:attribute name="font-size" select="'13pt'"/>
          <xsl:attribute name="line-height" select="'17pt'"/>
          <xsl:attribute name="font-weight" select="'bold'"/>
          <xsl:attribute name="space-before" select="'18pt'"/>
          <xsl:attribute name="space-after" select="'7pt'"/>
        </xsl:when>
        <xsl:when test="$depth = 2">
          <xsl:attribute name="font-weight" select="'bold'"/>
          <xsl:attribute name="space-before" select="'14pt'"/>
          <xsl:attribute name="space-after" select="'5pt'"/>
        </xsl:when>
        <xsl:when test="$depth = 3">
          <xsl:attribute name="font-weight" select="'bold'"/>
          <xsl:attribute name="font-style" select="'italic'"/>
          <xsl:attribute name="space-before" select="'12pt'"/>
          <xsl:attribute name="space-after" select="'3pt'"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="font-style" select="'italic'"/>
          <xsl:attribute name="space-before" select="if ($depth = 4) then '10pt' else '8pt'"/>
          <xsl:attribute name="space-after" select="'3pt'"/>
          <!-- (The deepest are smaller, too.) -->
          <xsl:if test="$depth gt 4">
            <xsl:attribute name="font-size" select="'9.5pt'"/>
          </xsl:if>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:sequence select="kwp:pages-begun(.)"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="(list | table | lg | castList | castGroup | listBibl | listWit | listPerson | listPlace | listOrg | listEvent | figure | argument
    | epigraph | quote | sp | note | set | msDesc)/head" mode="kw:print" priority="1">
    <fo:block font-weight="bold" space-before="6pt" space-after="3pt" keep-with-next.within-page="always">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:sequence select="kwp:pages-begun(.)"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="p[lb][empty((@xml:id, lb/@n, * except lb))][not(text()[normalize-space()])]" mode="kw:print" priority="1" as="empty-sequence()"/>

  <xsl:template match="p | ab" mode="kw:print">
    <fo:block space-before="5pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:sequence select="kwp:pages-begun(.)"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <!-- The first paragraph of a note goes on after what stands before it there. -->
  <xsl:template match="note/*[1][self::p | self::ab][not(kw:holds-blocks(.))]" mode="kw:print" priority="0.7">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:inline>
  </xsl:template>

  <!-- The first paragraph of an item, a cell or a speech begins where that begins. -->
  <xsl:template match="(item | cell | note | quote | said | figDesc)/*[1][self::p | self::ab] | sp/p[preceding-sibling::*[not(self::note)][1][self::speaker or self::stage[kw:goes-on-from-name(.)]]]" mode="kw:print" priority="0.6">
    <fo:block>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <!-- A numbered paragraph shows its number in the margin, for citation. -->
  <xsl:template match="p[@n][kwp:has-number-in-margin(.)]" mode="kw:print" priority="1"><xsl:call-template name="kwp:numbered"/></xsl:template>
  <xsl:template match="ab[@n][kwp:has-number-in-margin(.)]" mode="kw:print" priority="1"><xsl:call-template name="kwp:numbered"/></xsl:template>
  <xsl:function name="kwp:has-number-in-margin" as="xs:boolean">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="string-length(kw:paragraph-number($block)) = (1 to 4) and empty($block/(ancestor::note | ancestor::list | ancestor::cell | ancestor::quote | ancestor::figure))"/>
  </xsl:function>
  <xsl:template name="kwp:numbered" as="element(fo:list-block)">
    <xsl:context-item as="element()" use="required"/>
    <fo:list-block space-before="5pt" start-indent="-10mm" provisional-distance-between-starts="10mm" provisional-label-separation="3mm">
      <fo:list-item>
        <fo:list-item-label end-indent="label-end()">
          <fo:block font-size="8pt" text-align="end" color="#595959">{kw:paragraph-number(.)}</fo:block>
        </fo:list-item-label>
        <fo:list-item-body start-indent="body-start()">
          <fo:block>
            <xsl:apply-templates select="." mode="kwp:marks"/>
            <xsl:sequence select="kwp:pages-begun(.)"/>
            <xsl:apply-templates mode="kw:print"/>
          </fo:block>
        </fo:list-item-body>
      </fo:list-item>
    </fo:list-block>
  </xsl:template>

  <xsl:template match="lg | sp | spGrp | opener | closer | postscript | docTitle | docAuthor | docImprint | docDate | docEdition | imprimatur | argument | set
    | castGroup | address | zone | view | prologue | epilogue | performance" mode="kw:print">
    <xsl:element name="{if (self::lg | self::sp | self::spGrp) then 'fo:block' else kwp:fo(.)}">
      <!-- (What stands in a line has none.) -->
      <xsl:if test="not(parent::lg) and (self::lg or self::sp or self::spGrp or kwp:fo(.) = 'fo:block')">
        <xsl:attribute name="space-before" select="'7pt'"/>
      </xsl:if>
      <!-- All of it stands where the name does, as on the page of the site. -->
      <xsl:if test="self::closer">
        <xsl:attribute name="text-align" select="'end'"/>
      </xsl:if>
      <xsl:sequence select="kwp:led(.)"/>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:for-each select="self::lg ! kw:poem-name(.)">
        <fo:block space-before="4pt" font-size="8.5pt" color="#595959" keep-with-next.within-page="always">{.}</fo:block>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="l | addrLine | line | salute | trailer | byline | titlePart" mode="kw:print">
    <xsl:element name="{if (self::l) then 'fo:block' else kwp:fo(.)}">
      <xsl:attribute name="text-align" select="if ((self::salute or self::addrLine) and ancestor::closer) then 'end' else 'start'"/>
      <xsl:sequence select="kwp:led(.)"/>
      <!-- A verse that is too long goes on further in; one that goes on with another speaker begins where that one broke off. -->
      <xsl:variable name="moved-in" as="xs:integer" select="if (self::l or self::line) then 6 * kw:indents(lower-case(@rend)) else 0"/>
      <xsl:if test="self::line and $moved-in gt 0">
        <xsl:attribute name="margin-left" select="$moved-in || 'mm'"/>
      </xsl:if>
      <xsl:if test="self::l">
        <xsl:attribute name="margin-left" select="8 + $moved-in + sum(self::l[@part = ('M', 'F')] ! kwp:broken-off(.)) || 'mm'"/>
        <xsl:attribute name="text-indent" select="'-4mm'"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:sequence select="kwp:pages-begun(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:apply-templates select="(self::l, self::salute) ! kw:behind-block(.)" mode="#current">
        <xsl:with-param name="behind" select="true()"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>

  <!-- Every fifth has its number in the margin. -->
  <xsl:template match="l[@n or preceding-sibling::*[1]/self::lb/@n][kw:verse-number(.)/.. ! kw:line-number(.)][empty(ancestor::note | ancestor::list | ancestor::cell | ancestor::quote | ancestor::figure | ancestor::app)]" mode="kw:print" priority="1">
    <fo:list-block start-indent="-10mm" provisional-distance-between-starts="10mm" provisional-label-separation="3mm">
      <fo:list-item>
        <fo:list-item-label end-indent="label-end()">
          <fo:block font-size="8pt" text-align="end" color="#595959">{kw:verse-number(.)/.. ! kw:line-number(.)}</fo:block>
        </fo:list-item-label>
        <fo:list-item-body start-indent="body-start()">
          <xsl:next-match/>
        </fo:list-item-body>
      </fo:list-item>
    </fo:list-block>
  </xsl:template>

  <!-- What belongs to the heading above it, such as the name of an author, leads to the text as the heading does. -->
  <xsl:function name="kwp:led" as="attribute()?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="kwp:is-led($element)">
      <xsl:attribute name="keep-with-next.within-page" select="'always'"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="kwp:is-led" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <!-- (Thousands may stand in a paragraph, which has no heading.) -->
    <xsl:sequence select="exists($element[../head][self::byline or self::docAuthor or self::dateline or self::docDate or self::salute][kw:is-block-level(.)][following-sibling::*]
      /preceding-sibling::*[not(self::byline or self::docAuthor or self::dateline or self::docDate)][1]/self::head)"/>
  </xsl:function>

  <!-- How far in a part of a verse begins, in millimetres: a letter takes about half of the size of type. -->
  <xsl:function name="kwp:broken-off" as="xs:integer">
    <xsl:param name="line" as="element(l)"/>
    <xsl:variable name="before" as="element(l)?" select="$line/preceding::l[1][@part = ('I', 'M')]"/>
    <xsl:variable name="own" as="xs:double" select="1.72 * $kwp:scale * string-length(kw:plain-text($before))"/>
    <xsl:variable name="above" as="xs:integer" select="if ($before/@part = 'M') then kwp:broken-off($before) else 0"/>
    <xsl:sequence select="if (empty($before)) then 0 else xs:integer(min(($above + $own, 0.5 * $kwp:text-width)))"/>
  </xsl:function>

  <xsl:template match="dateline | signed" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:attribute name="text-align" select="'end'"/>
      <xsl:sequence select="kwp:led(.)"/>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:sequence select="kwp:pages-begun(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:apply-templates select="kw:behind-block(.)" mode="#current">
        <xsl:with-param name="behind" select="true()"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>

  <xsl:template match="speaker" mode="kw:print">
    <fo:block font-weight="bold" text-align="start" keep-with-next.within-page="always">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:sequence select="kwp:pages-begun(.)"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:apply-templates select="kw:direction-of-name(.)" mode="#current">
        <xsl:with-param name="in-line-of-name" as="xs:boolean" select="true()" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="kw:behind-block(.)" mode="#current">
        <xsl:with-param name="behind" select="true()"/>
      </xsl:apply-templates>
    </fo:block>
  </xsl:template>

  <!-- A direction that goes on from the name of a speaker stands in its line, close to it. -->
  <xsl:template match="speaker/text()[not(following-sibling::node())][exists(kw:direction-of-name(..))]" mode="kw:print">
    <xsl:value-of select="replace(kw:counted(.), '\s+$', '')"/>
  </xsl:template>
  <xsl:template match="stage[kw:goes-on-from-name(.)]" mode="kw:print" priority="1">
    <xsl:param name="in-line-of-name" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:if test="$in-line-of-name">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="stage" mode="kw:print">
    <xsl:value-of select="kw:beside-stage(., false())"/>
    <xsl:element name="{kwp:fo(.)}">
      <xsl:attribute name="font-style" select="'italic'"/>
      <xsl:if test="kw:goes-on-from-name(.)">
        <xsl:attribute name="font-weight" select="'normal'"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:sequence select="kwp:pages-begun(.)"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
    <xsl:value-of select="kw:beside-stage(., true())"/>
  </xsl:template>

  <xsl:template match="epigraph" mode="kw:print">
    <fo:block margin-left="40mm" space-before="7pt" space-after="7pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <!-- Pages as they are written, beside the text that was made of them. -->
  <xsl:template match="sourceDoc[../text[normalize-space()]]" mode="kw:print" priority="1" as="empty-sequence()"/>

  <xsl:template match="cit" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="egXML | *:egXML" mode="kw:print">
    <fo:block font-family="monospace" font-size="8.5pt" line-height="11pt" text-align="start" hyphenate="false" space-before="6pt" space-after="6pt"
      linefeed-treatment="preserve" white-space-collapse="false" white-space-treatment="preserve">
      <xsl:value-of select="kw:code(.)"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="eg" mode="kw:print">
    <fo:block font-family="monospace" font-size="8.5pt" line-height="11pt" text-align="start" hyphenate="false" space-before="6pt" space-after="6pt"
      linefeed-treatment="preserve" white-space-collapse="false" white-space-treatment="preserve">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <!-- Lists of entries: whom a text names, one after the other, with their years. What else is known of them is data; the remarks of
      the editors are not. -->
  <xsl:template match="listPerson | listPlace | listOrg | listEvent" mode="kw:print">
    <xsl:variable name="entries" as="element()*" select="*[kw:entry-kind(.)]"/>
    <fo:block space-before="6pt" font-size="9pt" line-height="12pt" text-align="start">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="head" mode="#current"/>
      <xsl:choose>
        <xsl:when test="exists($entries ! kw:entry-remarks(.))">
          <xsl:for-each select="kw:list-name(.)">
            <fo:block font-style="italic" keep-with-next.within-page="always">{.}:</fo:block>
          </xsl:for-each>
          <xsl:for-each select="$entries">
            <fo:block margin-left="4mm" text-indent="-4mm" space-before="2pt">
              <xsl:variable name="entry" as="node()*" select="kwp:entry(.)"/>
              <xsl:sequence select="$entry"/>
              <xsl:for-each select="kw:entry-remarks(.)">
                <xsl:text>{kw:parts-remark(string-join($entry), position())}</xsl:text>
                <fo:inline>
                  <xsl:apply-templates select="." mode="kwp:marks"/>
                  <xsl:apply-templates mode="kwp:in-brackets"/>
                </fo:inline>
              </xsl:for-each>
            </fo:block>
          </xsl:for-each>
        </xsl:when>
        <xsl:when test="exists($entries)">
          <fo:block>
            <xsl:for-each select="kw:list-name(.)">
              <fo:inline font-style="italic">{.}:</fo:inline>
              <xsl:text> </xsl:text>
            </xsl:for-each>
            <xsl:for-each select="$entries">
              <xsl:if test="position() gt 1">; </xsl:if>
              <xsl:sequence select="kwp:entry(.)"/>
            </xsl:for-each>
          </fo:block>
        </xsl:when>
      </xsl:choose>
      <xsl:apply-templates select="* except (head, $entries)" mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:function name="kwp:entry" as="node()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="years" as="xs:string?" select="$entry/@xml:id ! key('kwp:entity', kw:slug(.), $slice)[1] ! kw:years-lived(.)"/>
    <fo:inline>
      <xsl:apply-templates select="$entry" mode="kwp:marks"/>
      <xsl:value-of select="kw:entry-heading($entry) => kw:shortened(120)"/>
    </fo:inline>
    <xsl:text>{if ($years) then ' (' || $years || ')' else kw:entry-particulars($entry)}</xsl:text>
  </xsl:function>

  <xsl:key name="kwp:entity" match="kw:entity" use="@id"/>

  <xsl:template match="listRelation | listChange | particDesc" mode="kw:print">
    <fo:block space-before="6pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="person | personGrp | place | org | event | relation" mode="kw:print">
    <fo:block margin-left="4mm" text-indent="-4mm">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>
</xsl:stylesheet>

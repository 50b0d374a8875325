<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What stands in a line: emphasis, quotations, terms, words, breaks. A block inside one of them makes it a block.</xd:desc>
  </xd:doc>

  <xsl:template mode="kw:text" _match="{$kw:united(tokenize('seg foreign term gloss mentioned soCalled distinct title w pc c m s cl phr num measure measureGrp unit ident code
      idno said time lang abbr am anchor label desc catDesc catRef caption signatures catchwords metamark mod restore listTranspose
      email val att tag gi rhyme caesura interp interpGrp span spanGrp link linkGrp join joinGrp alt altGrp ptr damage stamp locus locusGrp height width depth
      dim material objectType postCode postBox street region country settlement district bloc geogFeat geo offset forename surname roleName
      genName nameLink addName affiliation age birth death sex gender education faith floruit langKnowledge langKnown nationality occupation residence socecStatus trait state
      origDate origPlace origin watermark camera sound tech move rendition handNote provenance acquisition addSpan damageSpan substJoin
      transpose collection msName altIdentifier incipit explicit rubric finalRubric textLang filiation foliation support condition decoNote seal
      binding bindingDesc custEvent accMat typeNote scriptNote'))}">
    <xsl:call-template name="kwp:as-it-stands"/>
  </xsl:template>

  <xsl:template match="label[parent::figure][kw:is-in-caption(.)]" mode="kw:text" priority="3" as="empty-sequence()"/>

  <xsl:template match="caesura[empty(node())]" mode="kw:text">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:text>{$kw:between-halves}</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="seg[parent::l][kw:is-second-half(.)]" mode="kw:text" priority="2">
    <xsl:text>{$kw:between-halves}</xsl:text>
    <xsl:next-match/>
  </xsl:template>

  <!-- What an index is to say of a place is no part of its text (hidden.xml). Who is named there is named in this place, which links lead to. -->
  <xsl:template match="index" mode="kw:text" priority="1">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:for-each select="distinct-values((descendant::* except descendant::note/descendant-or-self::*) ! (kw:mention-id(.), kw:element-id(.)))">
        <span id="{.}"/>
      </xsl:for-each>
      <xsl:apply-templates select="outermost(descendant::note)" mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- What an editor interprets, as a list of its own. -->
  <xsl:template match="interp[kw:is-block-level(.)]" mode="kw:text" priority="1">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- A gloss that is made of terms is an entry of a glossary: nothing that is said in quotation marks. -->
  <xsl:template match="gloss[term]" mode="kw:text" priority="1">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'glosses'"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="hi | emph" mode="kw:text">
    <!-- The common renditions have an HTML element; all have a class. -->
    <xsl:variable name="rend" as="xs:string" select="lower-case(string-join((@rend, @rendition, @style), ' '))"/>
    <xsl:variable name="inline" as="xs:string" select="
      if (self::emph) then 'em'
      else if (contains($rend, 'bold') or contains($rend, 'fett') or contains($rend, 'strong')) then 'b'
      else if (matches($rend, '(^|[^p])ital|kursiv')) then 'i'
      else if (contains($rend, 'super') or (contains($rend, 'sup') and matches($rend, '(^|\W)sup($|\W)')) or contains($rend, 'hochgestellt')) then 'sup'
      else if (contains($rend, 'subscript') or (contains($rend, 'sub') and matches($rend, '(^|\W)sub($|\W)')) or contains($rend, 'tiefgestellt')) then 'sub'
      else if (contains($rend, 'underl') or contains($rend, 'unterstr') or tokenize($rend) = ('u', 'ul')) then 'u'
      else 'span'"/>
    <xsl:element name="{kw:tag(., $inline, 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="local-name(), 'upright'[$inline = ('em', 'i') or current()/(@rendition | @style)][kw:stands-upright(current())]"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- What is classified and explains no word beside it is no gloss in quotation marks; what has them gets no others. -->
  <xsl:template match="gloss[@type and not(../(term | mentioned | foreign | w | m | phr | orth | form | lang))
    or matches(., '^\s*[&quot;“„‘‚«‹''].*[&quot;”“’‘»›'']\s*$', 's')]" mode="kw:text" priority="0.9">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="()"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="foreign" mode="kw:text" priority="1">
    <xsl:element name="{kw:tag(., 'i', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="local-name(), 'upright'[kw:stands-upright(current())]"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Databases write where a work can be read among its titles: that is no name of it, but leads there. -->
  <xsl:template match="title[kw:is-address-for-title(.)]" mode="kw:text" priority="2">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:element name="{if ($in-link) then 'span' else 'a'}">
      <xsl:if test="not($in-link)">
        <xsl:attribute name="href" select="kw:external-address(normalize-space())"/>
        <xsl:attribute name="rel" select="'noopener noreferrer'"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'ref', 'external'[not($in-link)]"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="title" mode="kw:text" priority="1">
    <xsl:element name="{kw:tag(., if (kw:is-quoted-title(.)) then 'span' else 'cite', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'title', if (kwp:brings-marks(.)) then 'upright' else (@level ! ('level-' || .), 'level-a'[kw:is-quoted-title(current())][not(current()/@level = ('a', 'u'))], 'upright'[kw:stands-upright(current())])"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
      <xsl:value-of select="kw:unsaid-title(.)"/>
    </xsl:element>
  </xsl:template>

  <!-- One that refers to a text of the edition leads there. -->
  <xsl:template match="title[@ref][exists(kw:titled-link(.))]" mode="kw:text" priority="1.5">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="link" as="element(kw:link)?" select="if ($in-link or kw:holds-blocks(.)) then () else kw:titled-link(.)"/>
    <xsl:variable name="title" as="element()">
      <xsl:next-match>
        <xsl:with-param name="in-link" as="xs:boolean" select="$in-link or exists($link)" tunnel="yes"/>
      </xsl:next-match>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$link">
        <a class="ref" href="{kw:href($link/@address)}">
          <xsl:for-each select="$link/@about[. != kw:plain-text(current())]">
            <xsl:attribute name="title" select="."/>
          </xsl:for-each>
          <xsl:sequence select="$title"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$title"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Whether a title that would stand in quotation marks has such already: typed, or those of the quotation that it is. -->
  <xsl:function name="kwp:brings-marks" as="xs:boolean">
    <xsl:param name="title" as="element(title)"/>
    <xsl:sequence select="exists($title[kw:is-quoted-title(.)][empty(kw:quotation-marks(.)) or node()[self::* or normalize-space()][1][self::quote or self::q or self::soCalled]])"/>
  </xsl:function>

  <!-- Quotations get the marks of their language where the encoder left them to the page, and a way to their source. -->
  <xsl:template match="quote | q" mode="kw:text">
    <xsl:variable name="marks" as="xs:string*" select="kw:quotation-marks(.)"/>
    <xsl:variable name="block" as="xs:boolean" select="kw:is-block-level(.) or kw:holds-blocks(.)"/>
    <xsl:element name="{if ($block) then 'blockquote' else 'span'}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:value-of select="$marks[1]"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:value-of select="$marks[2]"/>
      <xsl:if test="not($block)">
        <xsl:apply-templates select="." mode="kw:source"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- A program, or the like: its lines are lines. -->
  <xsl:template match="code[kw:is-block-level(.)] | ab[@type][kw:is-code-block(.)]" mode="kw:text">
    <pre>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'code'"/>
      </xsl:apply-templates>
      <xsl:for-each select="node()">
        <xsl:choose>
          <xsl:when test="self::text()">{kw:code-words(.)}</xsl:when>
          <xsl:otherwise>
            <xsl:apply-templates select="." mode="kw:text"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </pre>
  </xsl:template>

  <!-- As pandoc writes it. -->
  <xsl:template match="seg[@type = 'code']" mode="kw:text" priority="1">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'seg', 'code'"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
    </span>
  </xsl:template>

  <xsl:template match="soCalled" mode="kw:text" priority="1">
    <xsl:variable name="marks" as="xs:string*" select="kw:quotation-marks(.)"/>
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:value-of select="$marks[1]"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:value-of select="$marks[2]"/>
    </xsl:element>
  </xsl:template>

  <xsl:mode name="kw:source" on-no-match="fail"/>

  <xd:doc><xd:desc>The way from a quotation to the document that it comes from: to its very place there if the encoding says so.</xd:desc></xd:doc>
  <xsl:template match="quote | q" mode="kw:source">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="links" as="element(kw:link)*" select="(tokenize(@corresp), tokenize(@source)) ! kw:link(current(), .)"/>
    <xsl:variable name="link" as="element(kw:link)?" select="($links[@kind = 'place'], $links[@kind = 'document'])[@document != kw:document-id(current())][@address][1]"/>
    <xsl:if test="$link and not($in-link)">
      <a class="source" href="{kw:href($link/@address)}" title="{$link/kw:label}">{$link/@document}</a>
    </xsl:if>
  </xsl:template>

  <xsl:template match="said" mode="kw:text" priority="1">
    <xsl:variable name="speakers" as="xs:string*" select="tokenize(@who) ! kw:link(current(), .)/kw:label"/>
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:if test="exists($speakers)">
        <xsl:attribute name="title" select="kw:listed($speakers)"/>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="abbr" mode="kw:text" priority="1">
    <xsl:element name="{kw:tag(., 'abbr', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>

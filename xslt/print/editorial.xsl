<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What the editor saw and did. One reading stands in the line; the others follow it in brackets with a word that says what
      they are, so that two readings never run together. Those of witnesses stand at the foot, under a letter and the lemma.</xd:desc>
  </xd:doc>

  <xsl:key name="kwp:variants" match="app[lem | rdg | rdgGrp]" use="generate-id(kw:block(.))"/>

  <xsl:template match="choice" mode="kw:print">
    <xsl:variable name="shown" as="element()?" select="kw:chosen(.)"/>
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="$shown" mode="#current"/>
      <xsl:apply-templates select="* except $shown" mode="kwp:alternative"/>
    </xsl:element>
  </xsl:template>

  <xsl:mode name="kwp:alternative" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="*" mode="kwp:alternative">
    <xsl:variable name="labels" as="map(xs:string, xs:string)" select="map { 'orig': 'original', 'sic': 'original', 'abbr': 'original', 'corr': 'corrected', 'reg': 'regularized' }"/>
    <xsl:text> [</xsl:text>
    <xsl:value-of select="($labels(local-name()) ! kw:label(.)) ! (. || ': ')"/>
    <xsl:apply-templates select="." mode="kw:print"/>
    <xsl:text>]</xsl:text>
  </xsl:template>

  <xsl:template match="reg | orig | sic | corr | expan | lem | rdg | rdgGrp | retrace | redo | undo | listApp | subst | unclear" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="app" mode="kw:print">
    <xsl:variable name="shown" as="element()?" select="(lem, rdg, rdgGrp)[1]"/>
    <xsl:variable name="others" as="element()*" select="* except $shown"/>
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates select="$shown" mode="#current"/>
      <xsl:if test="exists($others) or kwp:sigla($shown) != ''">
        <xsl:text> [</xsl:text>
        <xsl:value-of select="kwp:sigla($shown)"/>
        <xsl:for-each select="$others">
          <xsl:if test="position() gt 1 or kwp:sigla($shown) != ''">; </xsl:if>
          <xsl:apply-templates select="." mode="kw:print"/>
          <xsl:value-of select="kwp:sigla(.)[. != ''] ! (' ' || .)"/>
        </xsl:for-each>
        <xsl:text>]</xsl:text>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <!-- At the foot of the page, lettered anew in each paragraph as on the site; not where nothing can be called, and not for blocks. -->
  <xsl:template match="app[lem | rdg | rdgGrp][ancestor::text][not(ancestor::app | ancestor::head | ancestor::note | ancestor::listApp)][not(kw:holds-blocks(.))]" mode="kw:print" priority="1">
    <xsl:param name="open" as="element(note)*" select="()" tunnel="yes"/>
    <xsl:variable name="shown" as="element()?" select="(lem, rdg, rdgGrp)[1]"/>
    <xsl:variable name="others" as="element()*" select="* except $shown"/>
    <xsl:choose>
      <xsl:when test="exists($open) or (empty($others) and kwp:sigla($shown) = '')">
        <xsl:next-match/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="letter" as="xs:string" select="format-integer(count(key('kwp:variants', generate-id(kw:block(.)))[. &lt;&lt; current()]) + 1, 'a')"/>
        <fo:inline>
          <xsl:apply-templates select="." mode="kwp:marks"/>
          <xsl:apply-templates select="$shown" mode="#current"/>
        </fo:inline>
        <fo:footnote>
          <fo:inline baseline-shift="super" font-size="70%" font-style="italic" font-weight="normal">{$letter}</fo:inline>
          <fo:footnote-body>
            <fo:list-block provisional-distance-between-starts="{3 + 2.2 * max((2, string-length($letter)))}mm" provisional-label-separation="2mm" start-indent="0mm" end-indent="0mm" text-indent="0mm"
              font-family="{$fonts}" font-size="8.5pt" line-height="11pt" font-style="normal" font-weight="normal" letter-spacing="normal" text-align="start"
              color="black" space-before="1pt">
              <xsl:sequence select="kwp:language-properties(kw:language(.))[not(name() = 'font-family')]"/>
              <fo:list-item>
                <fo:list-item-label end-indent="label-end()">
                  <fo:block text-align="end" font-style="italic">{$letter}</fo:block>
                </fo:list-item-label>
                <fo:list-item-body start-indent="body-start()">
                  <fo:block>
                    <!-- The lemma is said once more, as a key: what counts as the text stands in the line. -->
                    <xsl:value-of select="kwp:key-of($shown) || '] ' || kwp:sigla($shown)"/>
                    <xsl:for-each select="$others">
                      <xsl:choose>
                        <!-- A remark on the readings is among them already. -->
                        <xsl:when test="self::note">
                          <xsl:text> </xsl:text>
                          <fo:inline font-style="italic">
                            <xsl:apply-templates select="." mode="kwp:marks"/>
                            <xsl:apply-templates mode="kwp:in-brackets"/>
                          </fo:inline>
                        </xsl:when>
                        <xsl:otherwise>
                          <xsl:if test="position() gt 1 or kwp:sigla($shown) != ''">; </xsl:if>
                          <xsl:apply-templates select="." mode="kw:print">
                            <xsl:with-param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
                          </xsl:apply-templates>
                        </xsl:otherwise>
                      </xsl:choose>
                      <xsl:if test="self::rdg and not(normalize-space()) and empty(*[not(self::space/@quantity = '0')])">
                        <fo:inline font-style="italic">{kw:label('omitted')}</fo:inline>
                      </xsl:if>
                      <xsl:value-of select="kwp:sigla(.)[. != ''] ! (' ' || .)"/>
                    </xsl:for-each>
                  </fo:block>
                </fo:list-item-body>
              </fo:list-item>
            </fo:list-block>
          </fo:footnote-body>
        </fo:footnote>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A lemma as the key of its readings: of a long one, its first and last words. -->
  <xsl:function name="kwp:key-of" as="xs:string">
    <xsl:param name="lemma" as="element()?"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(kw:plain-text($lemma))"/>
    <xsl:sequence select="if (empty($words)) then kw:label('omitted') else if (count($words) gt 6) then string-join(($words[position() le 2], '…', $words[position() gt last() - 2]), ' ') else string-join($words, ' ')"/>
  </xsl:function>

  <!-- An entry of an apparatus without readings holds remarks. -->
  <xsl:template match="app[empty(lem | rdg | rdgGrp)]" mode="kw:print" priority="1">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="witStart | witEnd | lacunaStart | lacunaEnd" mode="kw:print">
    <fo:inline font-size="85%">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>{kw:witness-reaches(.)}</xsl:text>
    </fo:inline>
  </xsl:template>

  <!-- Witnesses by their sigla: what the pointer ends in. -->
  <xsl:function name="kwp:sigla" as="xs:string">
    <xsl:param name="reading" as="element()?"/>
    <xsl:sequence select="string-join(kw:vouching($reading), ' ')"/>
  </xsl:function>

  <xsl:template match="del" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:attribute name="text-decoration" select="'line-through'"/>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="add" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:attribute name="text-decoration" select="'underline'"/>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="supplied" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>{kw:supplied-marks(.)[1]}</xsl:text>
      <xsl:apply-templates mode="#current"/>
      <xsl:text>{kw:supplied-marks(.)[2]}</xsl:text>
    </xsl:element>
  </xsl:template>

  <!-- {too much}, [not by this author] -->
  <xsl:template match="surplus | secl" mode="kw:print">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:value-of select="if (self::surplus) then '{' else '['"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:value-of select="if (self::surplus) then '}' else ']'"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="gap | unclear[empty(node())]" mode="kw:print" priority="1">
    <xsl:element name="{kwp:fo(.)}">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:variable name="sign" as="xs:boolean" select="kw:is-sign-of-gap(.)"/>
      <xsl:text>{if ($sign) then '' else if (normalize-space()) then '[… ' else '[…]'}</xsl:text>
      <xsl:apply-templates select="if ($sign) then desc else kw:in-gap(.)" mode="#current"/>
      <xsl:text>{if (normalize-space() and not($sign)) then ']' else ''}</xsl:text>
    </xsl:element>
  </xsl:template>

  <xsl:template match="space" mode="kw:print">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>{if (@quantity = '0') then '' else if (@unit = ('char', 'chars', 'character', 'characters') and @quantity = '1') then ' ' else '&#xA0;&#x2003;'}</xsl:text>
      <xsl:apply-templates mode="#current"/>
    </fo:inline>
  </xsl:template>

  <xsl:template match="g" mode="kw:print">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="not(normalize-space())">{(kw:glyph(.), '{' || kw:glyph-name(.) || '}')[1]}</xsl:if>
    </fo:inline>
  </xsl:template>
</xsl:stylesheet>

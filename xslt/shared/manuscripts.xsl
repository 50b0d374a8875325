<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The description of a manuscript: what of it is a row with a name, what a heading over rows, what prose. The mode
      kw:description goes through it; each view has its own rules for what it meets there: the modes kw:description-heading,
      kw:description-prose and kw:description-row.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/headers.xsl"/>

  <xd:doc><xd:desc>The descriptions that stand in for a text: those of the source of a document that has no words besides, as catalogues are made of them.
      (Images of its pages alone are shown beside its description.)</xd:desc></xd:doc>
  <xsl:function name="kw:described-alone" as="element(msDesc)*">
    <xsl:param name="root" as="element()"/>
    <xsl:sequence select="
      if (empty($root/(* except (teiHeader, facsimile))/(descendant::text()[normalize-space()], descendant::graphic, descendant::media)) and not(normalize-space(string-join($root/facsimile)))
        ) then $root/teiHeader/fileDesc/sourceDesc/msDesc else ()"/>
  </xsl:function>

  <xd:doc><xd:desc>The lists of works, objects and the like that are all that a document has, beside no text: they stand in its place.</xd:desc></xd:doc>
  <xsl:function name="kw:listed-alone" as="element()*">
    <xsl:param name="root" as="element()"/>
    <xsl:variable name="lists" as="element()*" select="$root/standOff/(listBibl | listObject | listNym | list)[normalize-space()]"/>
    <xsl:sequence select="if (exists($lists) and empty($root/(* except (teiHeader, standOff))/(descendant::text()[normalize-space()], descendant::graphic, descendant::media))
      and empty($root/standOff/(* except $lists)[normalize-space() or .//graphic or .//media])) then $lists else ()"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a document has nothing to read but its header.</xd:desc></xd:doc>
  <xsl:function name="kw:is-without-text" as="xs:boolean">
    <xsl:param name="root" as="element()"/>
    <xsl:sequence select="empty($root/(* except teiHeader)/(descendant::text()[normalize-space()], descendant::graphic, descendant::media))"/>
  </xsl:function>

  <xd:doc><xd:desc>What a manuscript is known by, in order: where it is kept, and its number there. Countries and regions say no more than the town.</xd:desc></xd:doc>
  <xsl:function name="kw:whereabouts-of-manuscript" as="element()*">
    <xsl:param name="description" as="element(msDesc)"/>
    <xsl:variable name="parts" as="element()*" select="$description/msIdentifier/*[normalize-space()][not(self::altIdentifier)]"/>
    <!-- (The address of its description in the world is not where it is kept.) -->
    <xsl:variable name="worldly" as="element(idno)*" select="$parts/self::idno[matches(., '^\s*(ark:|doi:|urn:|hdl:|https?:)')]"/>
    <xsl:variable name="parts" as="element()*" select="if ($parts/self::idno except $worldly) then $parts except $worldly else $parts"/>
    <xsl:variable name="telling" as="element()*" select="$parts[self::settlement | self::institution | self::repository | self::collection | self::idno | self::msName | self::objectName]"/>
    <xsl:sequence select="if (exists($telling)) then $telling else $parts"/>
  </xsl:function>

  <xsl:mode name="kw:description" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="*[kwp:is-left-empty(.)]" mode="kw:description" priority="0.5" as="empty-sequence()"/>

  <!-- What a template of the catalogue has, and nobody filled in: of titles, words quoted, sizes and where a thing was found their kind alone says
       nothing, and of nothing its language or its number. -->
  <xsl:function name="kwp:is-left-empty" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="not(normalize-space($element)) and (every $part in $element/descendant-or-self::* satisfies empty($part/@*[. != ''][not(starts-with(name(), 'kw-'))]
      except $part/(@xml:lang, @n) except $part[self::title | self::provenance | self::incipit | self::explicit | self::rubric | self::finalRubric | self::note | self::foreign | self::author | self::idno | self::addName
        | self::dimensions | self::height | self::width | self::depth | self::dim | self::measure | self::country | self::region | self::settlement]/(@type, @subtype, @unit, @defective)))"/>
  </xsl:function>

  <xsl:template match="*" mode="kw:description">
    <xsl:variable name="details" as="xs:string?" select="string-join((@form, @material, @script, kwp:layout(.), kwp:item-number(.), @n[normalize-space(..) != .]), ' · ')[. != '']"/>
    <xsl:variable name="label" as="xs:string" select="string-join((if (kwp:is-told-in-words(.)) then kw:label('place') else kw:header-label(.), $details), ' · ')"/>
    <xsl:choose>
      <xsl:when test="exists(*) and not(text()[normalize-space()]) and not(kw:is-text-bearing(.) or kw:is-addressed(.) or self::dimensions or self::extent or self::locusGrp or kwp:holds-phrases(.))">
        <!-- What holds but one thing that has the same name ("place": a place) need not be named twice. -->
        <xsl:variable name="parts" as="element()*" select="*[not(kwp:is-left-empty(.))]"/>
        <xsl:if test="exists(@xml:id) or $details or count($parts) != 1 or not(starts-with(kw:header-label($parts), $label))">
          <xsl:apply-templates select="." mode="kw:description-heading">
            <xsl:with-param name="label" as="xs:string" select="$label"/>
          </xsl:apply-templates>
        </xsl:if>
        <xsl:apply-templates select="*" mode="#current"/>
      </xsl:when>
      <!-- Prose needs no word for what it is. -->
      <xsl:when test="self::p | self::ab | self::head | self::list | self::table | self::seg">
        <xsl:apply-templates select="." mode="kw:description-prose"/>
      </xsl:when>
      <xsl:when test="normalize-space() or exists((*, self::graphic, self::media, self::ptr)) or kw:is-addressed(.) or kw:said-by-attributes(.) != ''">
        <xsl:apply-templates select="." mode="kw:description-row">
          <xsl:with-param name="label" as="xs:string" select="$label"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:when test="exists(@*[. != ''][not(starts-with(name(), 'kw-'))])">
        <!-- What it refers to is known by its name here, too. -->
        <xsl:variable name="target" as="element()?" select="(tokenize(@ref), @key)[1] ! kw:link(current(), .)[@address]"/>
        <xsl:apply-templates select="." mode="kw:description-row">
          <xsl:with-param name="label" as="xs:string" select="$label"/>
          <xsl:with-param name="said" as="xs:string" select="if ($target) then ($target/kw:label, $target/@label, $target/@address)[1] else kwp:details(.)"/>
          <xsl:with-param name="target" as="element()?" select="$target"/>
        </xsl:apply-templates>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Whether a place is told in words, as on a stone, and not by leaves or pages. -->
  <xsl:function name="kwp:is-told-in-words" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/self::locus[empty((@from, @to))][matches(., '\p{L}{4}.*\s.*\p{L}{4}', 's')][not(matches(., '^\W*(fol|ff?\.|fo\.|leaf|leaves|page|pp?\.|bl\.|bll|blatt|bl[äa]tter|seite|c\.|carta)', 'i'))])"/>
  </xsl:function>

  <!-- Whether all that an element holds are words that are marked as something, as one of a vocabulary: they are its text. -->
  <xsl:function name="kwp:holds-phrases" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="parts" as="element()*" select="$element/*[not(kwp:is-left-empty(.))]"/>
    <xsl:sequence select="exists($parts) and (every $part in $parts satisfies $part[self::rs or self::term or self::hi or self::emph or self::foreign][normalize-space()])"/>
  </xsl:function>

  <xd:doc><xd:desc>How deep an element stands in its description: 1 for a part of it.</xd:desc></xd:doc>
  <xsl:function name="kw:level-in-description" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="count($element/ancestor::*) - count($element/ancestor::msDesc[1]/ancestor::*)"/>
  </xsl:function>

  <!-- What an element says that holds no words: a date as a date, one thing alone without its name. -->
  <xsl:function name="kwp:details" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="details" as="attribute()*" select="$element/(@*[. != ''][not(starts-with(name(), 'kw-'))] except (@n, @form, @material, @script, @xml:id, @xml:lang, @type, @source, kw:telling($element), $element[self::layout]/(@columns, @writtenLines, @ruledLines, @streams)))"/>
    <xsl:sequence select="
      if (kw:is-dated($element)) then kw:date-in-words($element)
      else if ($element/self::dimensions[@quantity][empty(*)]) then string-join(($element/@quantity, kw:unit($element/@quantity, $element/@unit), $element/@extent ! ('(' || . || ')')), ' ')
      else if (count($details) le 1) then replace(string($details), '(^|\s)#', '$1')
      else string-join($details ! (lower-case(replace(name(), '([a-z])([A-Z])', '$1 $2')) || ' ' || .), ', ')"/>
  </xsl:function>

  <!-- Where in the contents an item stands that has items itself, or is one of one; unless it has a number of its own. -->
  <xsl:function name="kwp:item-number" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/self::msItem[msItem or parent::msItem][not(@n)]">
      <xsl:number select="$element" level="multiple" count="msItem" from="msContents"/>
    </xsl:if>
  </xsl:function>

  <!-- How a page is laid out, where that is said in numbers alone. -->
  <xsl:function name="kwp:layout" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/self::layout[not(text()[normalize-space()])]">
      <!-- (A nought is what a form has that nobody filled in.) -->
      <xsl:for-each select="$element/(@columns, @writtenLines, @ruledLines)[translate(., ' 0', '') != '']">
        <xsl:sequence select="for $key in 'layout-' || name() return kw:count-label($key, string-join(tokenize(.), '–'))"/>
      </xsl:for-each>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>What an element without words says by its attributes: leaves from and to, a number of a unit.</xd:desc></xd:doc>
  <xsl:function name="kw:said-by-attributes" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="said" as="xs:string*" select="
      if ($element/self::locus[not(normalize-space())]) then
        if ($element/(@from | @to)) then string-join(distinct-values($element/(@from, @to)), '–') else string-join(tokenize($element/@target) ! replace(., '^.*#', ''), ', ')
      else if ($element[self::measure | self::dim | self::height | self::width | self::depth][not(normalize-space())]) then $element/@quantity ! string() else ()"/>
    <xsl:sequence select="string-join($said)"/>
  </xsl:function>

  <xd:doc><xd:desc>The sizes that some dimensions give.</xd:desc></xd:doc>
  <xsl:function name="kw:sizes" as="element()*">
    <xsl:param name="dimensions" as="element(dimensions)"/>
    <xsl:sequence select="$dimensions/*[normalize-space() or @quantity]"/>
  </xsl:function>

  <xd:doc><xd:desc>A space before sizes that were written right behind a word ('5 leaves' and 35 × 22).</xd:desc></xd:doc>
  <xsl:function name="kw:before-sizes" as="xs:string?">
    <xsl:param name="dimensions" as="element(dimensions)"/>
    <xsl:sequence select="' '[matches($dimensions/preceding-sibling::node()[1]/self::text(), '[\p{L}\p{N}.,;:)\]]$')]"/>
  </xsl:function>

  <xd:doc><xd:desc>What stands behind one of several sizes: its unit, where the next one has another.</xd:desc></xd:doc>
  <xsl:function name="kw:after-size" as="xs:string?">
    <xsl:param name="size" as="element()"/>
    <xsl:variable name="next" as="element()?" select="$size/following-sibling::*[normalize-space() or @quantity][1]"/>
    <xsl:sequence select="$size[not(../@unit or self::dim)]/@unit[. != $next/@unit] ! (' ' || .)"/>
  </xsl:function>

  <xd:doc><xd:desc>What stands behind all of them: their unit, and what has this size where only the kind tells it from the next ones (the leaf, and what is written on it).</xd:desc></xd:doc>
  <xsl:function name="kw:after-sizes" as="xs:string?">
    <xsl:param name="dimensions" as="element(dimensions)"/>
    <xsl:variable name="sizes" as="element()*" select="kw:sizes($dimensions)"/>
    <xsl:sequence select="($dimensions/@unit, $sizes[last()][not(self::dim)]/@unit[not(matches(.., '\p{L}'))])[1][exists($sizes)] ! (' ' || .) || kwp:of-what($dimensions)[exists($sizes)]"/>
  </xsl:function>

  <xsl:function name="kwp:of-what" as="xs:string?">
    <xsl:param name="dimensions" as="element(dimensions)"/>
    <xsl:variable name="beside" as="element(dimensions)*" select="$dimensions[@type]/(preceding-sibling::node()[self::* or matches(., '[\p{L}\p{N}]')][1], following-sibling::node()[self::* or matches(., '[\p{L}\p{N}]')][1])/self::dimensions"/>
    <xsl:if test="$beside/@type != $dimensions/@type and ($dimensions/parent::extent or $dimensions/../text()[normalize-space()])"> ({$dimensions/@type})</xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>What parts numbers, sizes and leaves that follow each other without a word between them; and the unit of a number alone, which does not say of
      what.</xd:desc></xd:doc>
  <xsl:function name="kw:after-measure" as="xs:string?">
    <xsl:param name="measure" as="element()"/>
    <xsl:variable name="unit" as="xs:string?" select="$measure[self::measure | self::dim][parent::extent/parent::fileDesc or ancestor::msDesc][matches(normalize-space(), '^[\d.,–-]*$')][normalize-space() or @quantity]/@unit ! (' ' || kw:unit((normalize-space(..)[. != ''], ../@quantity)[1], .))"/>
    <xsl:variable name="next" as="node()?" select="$measure[parent::extent[not(parent::fileDesc) or text()[normalize-space()]]][self::measure | self::dimensions][normalize-space() or (., *)/@quantity]
      /following-sibling::node()[normalize-space() or (., *)/@quantity][1][self::measure | self::dimensions]
      | $measure[self::locus]/following-sibling::node()[self::* or normalize-space()][1]/self::locus"/>
    <xsl:sequence select="string-join(($unit, if ($next) then ',' || ' '[not($measure/following-sibling::node()[1][self::text()])] else ()))[. != '']"/>
  </xsl:function>
</xsl:stylesheet>

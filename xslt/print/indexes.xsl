<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The indexes at the end: persons, places, organizations, events. Every number is the page on which a division of a text
      first names the entry, and is filled in by the formatter: which may drop those that repeat, and join those that follow each other. An n stands
      after it where that is in a note. Then follow those on which texts begin whose
      author somebody is, and those on which somebody first speaks in texts that do not name him or her. Other forms of a name send to the entry.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/entries.xsl"/>
  <xsl:import href="kwedition:/shared/lives.xsl"/>

  <xsl:variable name="kwp:codepoints" as="xs:string" select="'http://www.w3.org/2005/xpath-functions/collation/codepoint'"/>

  <xd:doc><xd:desc>The indexes of what is named in texts that have been set: a block for each kind, its heading first.</xd:desc></xd:doc>
  <xsl:function name="kwp:indexes" as="element(fo:block)*">
    <xsl:param name="texts" as="document-node()"/>
    <xsl:for-each select="$kw:kinds">
      <xsl:variable name="kind" as="xs:string" select="."/>
      <xsl:variable name="entities" as="element(entity)*" select="$slice/slice/entity[@kind = $kind][exists((kwp:first-mentions(., $texts), kwp:works(., $texts), kwp:first-speeches(., $texts)))]"/>
      <xsl:if test="exists($entities)">
        <fo:block>
          <xsl:sequence select="kwp:part-title(kw:label('index-of-' || $kind), 'kw.index.' || $kind)"/>
          <xsl:for-each-group select="$entities, $entities/form[kwp:is-other(.)]" group-by="@section">
            <!-- Letters come in the order of their names; what has no letter comes last. -->
            <xsl:sort select="@section = '#'"/>
            <xsl:sort select="min(current-group()/@key ! string(.))" collation="{$kwp:codepoints}"/>
            <fo:block role="Index" font-size="9pt" line-height="12pt" text-align="start" hyphenate="false">
              <fo:block font-weight="bold" space-before="10pt" space-after="2pt" keep-with-next.within-column="always">{current-grouping-key()}</fo:block>
              <xsl:for-each select="current-group()">
                <xsl:sort select="@key" collation="{$kwp:codepoints}"/>
                <xsl:sort select="(@id, ../@id)[1]" collation="{$kwp:codepoints}"/>
                <fo:block margin-left="5mm" text-indent="-5mm" keep-together.within-column="5">
                  <xsl:apply-templates select="." mode="kwp:index">
                    <xsl:with-param name="texts" select="$texts" tunnel="yes"/>
                  </xsl:apply-templates>
                </fo:block>
              </xsl:for-each>
            </fo:block>
          </xsl:for-each-group>
        </fo:block>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- Texts with several divisions. Another is one, together with its head. -->
  <xsl:key name="kwp:divided" match="fo:page-sequence[.//fo:block[@role = 'Sect'][2]]" use="generate-id()"/>

  <xd:doc><xd:desc>The first mention of an entity in each division of each text, as it stands on its page.</xd:desc></xd:doc>
  <xsl:function name="kwp:first-mentions" as="element()*">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:param name="texts" as="document-node()"/>
    <xsl:for-each select="$entity/mentions">
      <xsl:variable name="document" as="xs:string" select="@document"/>
      <xsl:for-each-group select="key('kwp:printed', tokenize(@ids) ! kwp:print-id($document, .), $texts)"
        group-by="generate-id((ancestor::fo:page-sequence | ancestor::fo:block[@role = 'Sect'][exists(key('kwp:divided', generate-id(ancestor::fo:page-sequence), $texts))])[last()])">
        <!-- The text goes before its notes. -->
        <xsl:sequence select="(current-group()[not(ancestor::fo:footnote-body)], .)[1]"/>
      </xsl:for-each-group>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>Where an entity first speaks in each text that does not name it, as it stands on its page.</xd:desc></xd:doc>
  <xsl:function name="kwp:first-speeches" as="element()*">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:param name="texts" as="document-node()"/>
    <xsl:sequence select="($entity/speech[not(@document = $entity/mentions/@document)] ! key('kwp:printed', kwp:print-id(@document, @id), $texts)[1])/."/>
  </xsl:function>

  <xd:doc><xd:desc>The texts whose author an entity is, as they begin on their pages.</xd:desc></xd:doc>
  <xsl:function name="kwp:works" as="element()*">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:param name="texts" as="document-node()"/>
    <xsl:sequence select="($entity/work ! key('kwp:printed', kwp:print-id(@document, ()), $texts)[1])/."/>
  </xsl:function>

  <!-- A form gets a line of its own when a reader would look for it elsewhere than at the entry, and not next to it. -->
  <xsl:function name="kwp:is-other" as="xs:boolean">
    <xsl:param name="form" as="element(form)"/>
    <xsl:variable name="entry" as="xs:string" select="kw:letters($form/../@sort)"/>
    <xsl:variable name="sort" as="xs:string" select="kw:letters($form/@sort)"/>
    <xsl:sequence select="$form != $form/../label and not(starts-with($sort, $entry)) and not(starts-with($entry, $sort))
      and empty($form/preceding-sibling::form[. = $form])"/>
  </xsl:function>

  <xsl:mode name="kwp:index" on-no-match="fail"/>

  <xsl:template match="form" mode="kwp:index">
    <xsl:sequence select="kwp:name(.)"/>
    <xsl:text> </xsl:text>
    <fo:inline font-style="italic">{kw:label('see')}</fo:inline>
    <xsl:text> </xsl:text>
    <fo:basic-link internal-destination="{kwp:entry-id(..)}">{kw:heading(..)}</fo:basic-link>
  </xsl:template>

  <xsl:template match="entity" mode="kwp:index">
    <xsl:param name="texts" as="document-node()" tunnel="yes"/>
    <xsl:variable name="life" as="xs:string?" select="kw:years-lived(.)"/>
    <xsl:variable name="scripts" as="element(form)*" select="form[not(matches(., '^[\p{IsBasicLatin}\p{IsLatin-1Supplement}\p{IsLatinExtended-A}\p{IsLatinExtended-B}\p{IsGeneralPunctuation}]*$'))][. != ../label]"/>
    <fo:inline id="{kwp:entry-id(.)}">{kw:heading(.)}</fo:inline>
    <xsl:if test="exists($life)"> ({$life})</xsl:if>
    <xsl:for-each select="$scripts">
      <xsl:text> </xsl:text>
      <xsl:sequence select="kwp:name(.)"/>
    </xsl:for-each>
    <!-- In the order of the pages. Behind a name that ends like a sentence (a speaker's: "Torchbearers.") no comma stands; behind one that is shortened it does. -->
    <xsl:variable name="after-name" as="xs:string" select="if (matches(string-join((kw:heading(.), $life ! ')', $scripts)), '[\p{L}\p{M}]{5}[.!?]$')) then ' ' else ', '"/>
    <xsl:variable name="mentions" as="element()*" select="kwp:first-mentions(., $texts)/."/>
    <xsl:for-each select="$mentions">
      <xsl:sequence select="kwp:leading(., if (position() = 1) then $after-name else ', ')"/>
    </xsl:for-each>
    <!-- Apart: of pages that follow each other the formatter drops those that repeat. -->
    <xsl:variable name="works" as="element()*" select="kwp:works(., $texts)"/>
    <xsl:sequence select="kwp:apart($works, 'index-author', if (empty($mentions)) then $after-name else ', '),
      kwp:apart(kwp:first-speeches(., $texts), 'index-speaks', if (empty(($mentions, $works))) then $after-name else ', ')"/>
  </xsl:template>

  <!-- The pages on which somebody does something else than being named, after the word for that. -->
  <xsl:function name="kwp:apart" as="node()*">
    <xsl:param name="places" as="element()*"/>
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="separator" as="xs:string"/>
    <xsl:for-each select="$places">
      <xsl:if test="position() = 1">
        <xsl:text>{$separator}</xsl:text>
        <fo:inline font-style="italic">{kw:label($label)}</fo:inline>
      </xsl:if>
      <xsl:sequence select="kwp:leading(., if (position() = 1) then ' ' else ', ')"/>
    </xsl:for-each>
  </xsl:function>

  <!-- The page on which something stands, after what parts it from the one before. -->
  <xsl:function name="kwp:leading" as="node()+">
    <xsl:param name="place" as="element()"/>
    <xsl:param name="separator" as="xs:string"/>
    <xsl:value-of select="$separator"/>
    <fo:basic-link internal-destination="{$place/@id}">
      <fo:page-number-citation ref-id="{$place/@id}"/>
      <xsl:if test="$place/ancestor::fo:footnote-body">n</xsl:if>
    </fo:basic-link>
  </xsl:function>

  <xsl:function name="kwp:entry-id" as="xs:string">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:sequence select="'kw.index.' || $entity/@kind || '.' || $entity/@id"/>
  </xsl:function>

  <xd:doc><xd:desc>A name in its language.</xd:desc></xd:doc>
  <xsl:function name="kwp:name" as="element(fo:inline)">
    <xsl:param name="form" as="element(form)"/>
    <fo:inline>
      <xsl:sequence select="$form/@xml:lang ! kwp:language-properties(.)[name() != 'hyphenate']"/>
      <xsl:value-of select="$form"/>
    </fo:inline>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:r="urn:kwedition:reading" xmlns:tei="http://www.tei-c.org/ns/1.0" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>TEI to one plain reading, the mode kw:reading: a tree of few elements (prefix r) that the outputs text and markdown are
      written from. In a line: r:t (text, with its style and the address that it leads to), r:br, r:join (no space here, whatever
      stands round it), r:note (the number of a note). Blocks: r:head, r:line (of verse, of an address), r:quote, r:list with r:item,
      r:table with r:row and r:cell, r:code, and r:block for whatever else begins on a new line.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/accounting.xsl"/>
  <xsl:import href="kwedition:/shared/kinds.xsl"/>
  <xsl:import href="kwedition:/shared/plain.xsl"/>
  <xsl:import href="kwedition:/shared/names.xsl"/>
  <xsl:import href="kwedition:/shared/languages.xsl"/>
  <xsl:import href="kwedition:/shared/dates.xsl"/>
  <xsl:import href="kwedition:/shared/labels.xsl"/>
  <xsl:import href="kwedition:/shared/addresses.xsl"/>
  <xsl:import href="kwedition:/shared/blocks.xsl"/>
  <xsl:import href="kwedition:/shared/pointers.xsl"/>
  <xsl:import href="kwedition:/shared/links.xsl"/>
  <xsl:import href="kwedition:/shared/glyphs.xsl"/>
  <xsl:import href="kwedition:/shared/renditions.xsl"/>
  <xsl:import href="kwedition:/shared/manuscripts.xsl"/>
  <xsl:import href="kwedition:/shared/dictionaries.xsl"/>
  <xsl:import href="kwedition:/shared/speech.xsl"/>
  <xsl:import href="kwedition:/shared/code.xsl"/>

  <xsl:mode name="kw:reading" on-no-match="fail" use-accumulators="#all"/>

  <!-- The one rule that lets text through. Style and link are handed down, so that a line is a sequence without nesting. -->
  <xsl:template match="text()" mode="kw:reading" as="element(r:t)">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <r:t style="{$style}" link="{$link}">{if ($kw:has-divided and kw:is-divided(.)) then kw:undivided(., kw:counted(.)) else kw:counted(.)}</r:t>
  </xsl:template>

  <xsl:template match="text()[$kwp:are-joined][kw:is-joint(.)]" mode="kw:reading" as="empty-sequence()" priority="1"/>
  <!-- Between the forms of a choice there is nothing to read. -->
  <xsl:template match="choice/text()[not(normalize-space())]" mode="kw:reading" as="empty-sequence()" priority="1"/>

  <xsl:template match="comment() | processing-instruction()" mode="kw:reading" as="empty-sequence()"/>

  <!-- Pages as they are written, beside the text that was made of them. -->
  <xsl:template match="sourceDoc[../text[normalize-space()]]" mode="kw:reading" priority="1" as="empty-sequence()"/>

  <!-- What no rule knows keeps its text. The site says so to whoever builds; here most elements need no rule. -->
  <xsl:template match="*" mode="kw:reading" as="element()*">
    <!-- What holds alternatives holds no words: spaces in it are layout. -->
    <xsl:variable name="inside" as="element()*">
      <xsl:apply-templates select="if (self::app or self::choice or self::rdgGrp) then * | text()[normalize-space()] else if (self::tei:*) then node() else kw:held-by-unknown(.)" mode="#current"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="kw:is-block-level(.) or kw:holds-blocks(.)">
        <r:block>
          <xsl:sequence select="$inside"/>
        </r:block>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$inside"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- An entry stands in a text by its name, with what the editors remark on it. -->
  <xsl:template match="*[kw:entry-kind(.)][parent::listPerson | parent::listPlace | parent::listOrg | parent::listEvent]" mode="kw:reading" priority="5" as="element(r:block)">
    <r:block>
      <xsl:variable name="heading" as="xs:string" select="kw:entry-heading(.) || kw:entry-particulars(.)"/>
      <r:t style="" link="">{$heading}</r:t>
      <xsl:for-each select="kw:entry-remarks(.)">
        <xsl:variable name="remark" as="element()*">
          <xsl:apply-templates mode="#current"/>
        </xsl:variable>
        <r:t style="" link="">{kw:parts-remark($heading, position())}</r:t>
        <xsl:sequence select="$remark"/>
      </xsl:for-each>
    </r:block>
  </xsl:template>

  <!-- A list of letters (the correspondence metadata interchange format) has no text but the heads of these. -->
  <xsl:function name="kwp:letters-alone" as="element(r:list)?">
    <xsl:param name="root" as="element()"/>
    <xsl:variable name="letters" as="element(correspDesc)*" select="if (kw:is-without-text($root)) then $root/teiHeader/profileDesc/correspDesc[correspAction] else ()"/>
    <xsl:if test="exists($letters)">
      <r:list ordered="no">
        <xsl:for-each select="$letters">
          <r:item>
            <xsl:for-each select="correspAction[exists(kw:despatched(.))]">
              <r:line>
                <r:t style="" link="">{kw:label('colon') => kw:fill('what', (kw:known-label(kw:corresp-role(.)), kw:label('correspondence'))[1]) => kw:fill('value', '')}</r:t>
                <xsl:for-each select="kw:despatched(.)">
                  <xsl:if test="position() gt 1">
                    <r:t style="" link="">, </r:t>
                  </xsl:if>
                  <xsl:apply-templates select="." mode="kw:reading"/>
                </xsl:for-each>
              </r:line>
            </xsl:for-each>
          </r:item>
        </xsl:for-each>
      </r:list>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>A whole document: its title, its text, and its notes as r:footnote, in the order of their numbers.</xd:desc></xd:doc>
  <xsl:function name="kw:read" as="document-node()">
    <xsl:param name="document" as="element(kw:document)"/>
    <xsl:variable name="root" as="element()" select="$document/*"/>
    <xsl:variable name="title" as="xs:string" select="$slice/kw:slice/kw:document/kw:title"/>
    <xsl:variable name="heading" as="element(head)?" select="kw:title-heading($root, $title)[not(kw:holds-blocks(.))]"/>
    <xsl:variable name="notes" as="element(note)*" select="$root//note[kw:is-footnote(.)][ancestor::text][not(ancestor-or-self::*[kwp:is-left-out(.)])]
      [empty(ancestor::*[kw:entry-kind(.)])]"/>
    <xsl:document>
      <r:head level="1">
        <xsl:choose>
          <xsl:when test="$heading">
            <xsl:apply-templates select="$heading/node()" mode="kw:reading"/>
          </xsl:when>
          <xsl:otherwise>
            <r:t style="" link="">{$title}</r:t>
          </xsl:otherwise>
        </xsl:choose>
      </r:head>
      <xsl:apply-templates select="kw:described-alone($root), kw:listed-alone($root)" mode="kw:reading"/>
      <xsl:sequence select="kwp:letters-alone($root)"/>
      <xsl:apply-templates select="$root/*" mode="kw:reading">
        <xsl:with-param name="title-heading" as="element(head)?" select="$heading" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:if test="exists($notes)">
        <r:notes>
          <xsl:variable name="own" as="element(head)*" select="$root/text//*[kwp:is-emptied(.)]/head"/>
          <r:head level="2">
            <xsl:attribute name="own" select="exists($own)"/>
            <xsl:apply-templates select="$own/node()" mode="kw:reading"/>
            <xsl:if test="empty($own)">
              <r:t style="" link="">{kw:label('notes')}</r:t>
            </xsl:if>
          </r:head>
          <xsl:for-each select="$notes">
            <xsl:sort select="kw:note-number(.)"/>
            <r:footnote n="{kw:note-number(.)}">
              <xsl:if test="@type = 'authorial'">
                <r:t style="" link="">{kw:label('note-authorial')}: </r:t>
              </xsl:if>
              <xsl:for-each select="kw:place-commented(.)">
                <r:t style="" link="">{.} </r:t>
              </xsl:for-each>
              <xsl:apply-templates mode="kw:reading"/>
              <xsl:for-each select="kw:said-elsewhere(.)">
                <r:t style="" link="">{.}</r:t>
              </xsl:for-each>
            </r:footnote>
          </xsl:for-each>
        </r:notes>
      </xsl:if>
    </xsl:document>
  </xsl:function>
</xsl:stylesheet>

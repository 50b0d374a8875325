<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:r="urn:kwedition:reading" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Which of several readings is read. This module is imported last: what is left out is left out whatever it is.</xd:desc>
  </xd:doc>

  <!-- One reading only: hidden.xml has a rule for each of these. -->
  <!-- A hyphen at the end of a line. -->
  <xsl:template match="pc[@kw-word]" mode="kw:reading" priority="20" as="empty-sequence()"/>

  <!-- What stands between several readings is how they are laid out. -->
  <xsl:template match="app[lem | rdg | rdgGrp] | rdgGrp[parent::app] | choice" mode="kw:reading" as="element()*">
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="note[../(self::bibl | self::form | self::gramGrp | self::cit | self::usg | self::orth | self::pron) or ../parent::bibl][kw:is-on-part(.)]" mode="kw:reading" priority="2.5" as="element()*">
    <r:t style="" link="">{' '[not(matches(current()/preceding-sibling::node()[1]/self::text(), '\s$'))]}(</r:t>
    <xsl:apply-templates mode="#current"/>
    <r:t style="" link="">){' '[current()[parent::bibl]/following-sibling::node()[1]/self::*[not(self::note)][normalize-space()]]}</r:t>
  </xsl:template>

  <xsl:template match="note[@place = 'inline'][kw:is-gloss(.)]" mode="kw:reading" priority="2.6" as="element()*">
    <xsl:variable name="brackets" as="xs:string+" select="kw:round-gloss(.)"/>
    <r:t style="" link="">{$brackets[1]}</r:t>
    <xsl:apply-templates mode="#current"/>
    <r:t style="" link="">{$brackets[2]}</r:t>
  </xsl:template>

  <xsl:template match="note[kw:is-among-marks(.)]" mode="kw:reading" priority="2.7" as="element()*">
    <xsl:apply-templates mode="#current"/>
    <r:t style="" link="">{kw:after-piece(.)}</r:t>
  </xsl:template>

  <!-- A note that pointers call, or that is on a numbered place, has its number where it stands. -->
  <xsl:template match="note[kw:is-numbered-note(.)][not(ancestor::text and kw:is-footnote(.))]" mode="kw:reading" priority="3" as="element()*">
    <!-- (The number stands before its first words, also where these are a paragraph.) -->
    <xsl:variable name="first" as="element(p)?" select="node()[self::* or self::text()[normalize-space()]][1]/self::p"/>
    <r:block>
      <xsl:for-each select="kw:number-before(.)">
        <r:t style="" link="">[{.}] </r:t>
      </xsl:for-each>
      <xsl:apply-templates select="if ($first) then $first/node() else node()" mode="#current"/>
    </r:block>
    <xsl:apply-templates select="$first/following-sibling::node()[self::* or self::text()[normalize-space()]]" mode="#current"/>
  </xsl:template>

  <xsl:function name="kwp:is-left-out" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="$element">
      <xsl:sequence select="
        if (self::metamark) then not(kw:is-bracket(.))
        else if (self::surplus | self::fw | self::index | self::teiHeader | self::standOff | self::facsimile | self::listApp) then true()
        (: Its lemma stands in the text already. :)
        else if (self::app) then kw:stands-apart(.)
        else if (self::del) then not(kw:is-restored(.))
        else if (self::am and not(parent::choice)) then kw:is-expanded(.)
        else if (parent::choice) then not(. is kw:chosen(..))
        else if (parent::rdgGrp[parent::app][not(lem | rdg)]) then true()
        else if (parent::app/(lem | rdg | rdgGrp) or parent::rdgGrp/(lem | rdg)) then not(some $base in kw:base-reading(ancestor::app[1]) satisfies . is $base or . is $base/parent::rdgGrp)
        else false()"/>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>

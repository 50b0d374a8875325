<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What is a speech, of whom, and where it begins. The record and the head of a text ask here; whoever imports this imports
      shared/addresses.xsl and shared/kinds.xsl, too.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>What says who speaks: of an utterance in a block of annotations, this may say it.</xd:desc></xd:doc>
  <xsl:function name="kw:who" as="attribute(who)?">
    <xsl:param name="speech" as="element()"/>
    <xsl:sequence select="($speech/@who, $speech/self::u/parent::annotationBlock/@who)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The speeches in the texts below a node of which it is said who speaks, in the order of the text. What goes on with a
      speech (@prev) is no other one; in entries, which have pages of their own, there is none.</xd:desc></xd:doc>
  <xsl:function name="kw:speeches" as="element()*">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/(descendant::sp, descendant::u, descendant::post, descendant::said, descendant::q)[kw:who(.)[normalize-space()]][ancestor::text]
      [not(kw:is-in-entry(.))][not(kwp:goes-on(.))]"/>
  </xsl:function>

  <!-- Some transcriptions chain all turns so: only what the same person says goes on. -->
  <xsl:function name="kwp:goes-on" as="xs:boolean">
    <xsl:param name="speech" as="element()"/>
    <xsl:sequence select="exists($speech/@prev/tokenize(.)[starts-with(., '#')]
      ! key('kw:by-id', substring(., 2), kw:scope($speech))[kw:who(.) = kw:who($speech)][. &lt;&lt; $speech])"/>
  </xsl:function>

  <xd:doc><xd:desc>The fragment at which a page shows a speech: its own, that of the first block in it, or of the block in which it stands;
      nothing where it stands in none. A note or an entry within it is shown elsewhere.</xd:desc></xd:doc>
  <xsl:function name="kw:speech-id" as="xs:string?">
    <xsl:param name="speech" as="element()"/>
    <xsl:variable name="id" as="xs:string?" select="kw:element-id($speech)"/>
    <xsl:variable name="within" as="element()?" select="if ($id) then () else
      ($speech/descendant::*[kw:is-block(.)][not(kw:is-in-entry(.)) and not(ancestor-or-self::note[. >> $speech])])[1]"/>
    <xsl:sequence select="($id, ($within, kw:block($speech)[not(self::TEI | self::teiCorpus)])[1] ! kw:block-id(.))[1]"/>
  </xsl:function>
</xsl:stylesheet>

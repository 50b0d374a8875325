<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Which elements are blocks, decided once for the screen and for paper.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>The element to make of a TEI element: the inline one, or the block one when it holds blocks. Blocks inside its
      footnotes do not count: they are set at the foot.</xd:desc></xd:doc>
  <xsl:function name="kw:tag" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="inline" as="xs:string"/>
    <xsl:param name="block" as="xs:string"/>
    <xsl:sequence select="if (kw:holds-blocks($element)) then $block else $inline"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an element holds blocks, at any depth.</xd:desc></xd:doc>
  <xsl:function name="kw:holds-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $child in $element/* satisfies
      not($child[self::note][ancestor::text][kw:is-footnote(.)]) and ((kw:is-block-level($child) and not($child[self::note][kw:is-footnote(.)])) or kw:holds-blocks($child))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an element is a block where it stands.</xd:desc></xd:doc>
  <xsl:function name="kw:is-block-level" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::p | self::ab | self::div | self::div1 | self::div2 | self::div3 | self::div4 | self::div5 | self::div6
      | self::div7 | self::head | self::lg | self::l | self::list | self::item | self::table | self::row | self::cell | self::figure | self::sp | self::spGrp | self::speaker | self::opener
      | self::closer | self::dateline | self::salute | self::signed | self::postscript | self::trailer | self::byline
      | self::titlePage | self::docTitle | self::titlePart | self::docAuthor | self::docImprint | self::docDate | self::docEdition | self::imprimatur
      | self::epigraph | self::argument | self::castList | self::castGroup | self::castItem | self::set | self::listBibl | self::listWit
      | self::listPerson | self::listPlace | self::listOrg | self::listEvent | self::person | self::place | self::org
      | self::floatingText | self::text | self::body | self::front | self::back | self::group | self::address | self::addrLine | self::msDesc
      | self::surface | self::zone | self::line | self::egXML | self::eg | self::note | self::biblStruct | self::biblFull | self::witness | self::entry
      | self::view | self::stage[parent::div | parent::body | parent::sp | parent::lg] | self::bibl[parent::listBibl | parent::cit]
      | self::quote[parent::div | parent::body | parent::epigraph | parent::cit[parent::div]] | self::formula[@rend = ('block', 'display')]
      | self::listRelation | self::listChange | self::particDesc | self::event]) or exists($element[self::cit][parent::div or parent::epigraph])"/>
  </xsl:function>
</xsl:stylesheet>

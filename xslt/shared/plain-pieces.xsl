<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The plain reading of pieces that are parted: of names, addresses and structured references. Imported after whatever says how they read,
      so that the rule for most of them needs no priority: a union with one is asked of every element.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/plain-base.xsl"/>

  <xsl:template match="surname[kwp:heads-forename(.)]" mode="kw:plain" as="xs:string*" priority="0.7">
    <!-- No text between the parts: it is a heading form, not running text. In East Asian scripts names are not taken apart. -->
    <xsl:variable name="east" as="xs:boolean" select="string-to-codepoints(normalize-space())[1] ge 11904"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="if ($east) then $kwp:join else ', '"/>
  </xsl:template>

  <!-- (Where nothing stands between them, kw:parting says so.) -->
  <xsl:template match="forename[following-sibling::node()[1]/self::text()][kwp:is-in-entry-before-role(.)]" mode="kw:plain" as="xs:string*" priority="0.7">
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="','"/>
  </xsl:template>
  <xsl:template match="roleName[following-sibling::node()[1]/self::text()][kwp:is-in-entry-before-role(.)]" mode="kw:plain" as="xs:string*" priority="0.7">
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="','"/>
  </xsl:template>
  <xsl:function name="kwp:is-in-entry-before-role" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="exists($part/parent::persName/parent::*[self::person or self::personGrp or self::persona]) and kw:is-before-role($part)"/>
  </xsl:function>

  <!-- In an entry a new line between them is only how it is laid out. -->
  <xsl:function name="kwp:heads-forename" as="xs:boolean">
    <xsl:param name="surname" as="element(surname)"/>
    <xsl:variable name="next" as="node()?" select="$surname/following-sibling::node()[1]"/>
    <xsl:sequence select="normalize-space($surname) != '' and (
      exists($next/self::forename)
      or contains($next/self::text(), '&#10;') and normalize-space($next) = '' and exists($next/following-sibling::node()[1]/self::forename)
          and exists($surname/parent::persName/parent::*[self::person or self::personGrp or self::persona]))"/>
  </xsl:function>

  <xsl:template _match="{$kw:parted}" mode="kw:plain" as="xs:string*">
    <xsl:next-match/>
    <xsl:sequence select="kw:parting(.)"/>
  </xsl:template>
  <!-- (They are no blocks then: a comma stands at the word before it.) -->
  <xsl:template match="street[parent::address][kw:parting(.)]" mode="kw:plain" as="xs:string*" priority="0.65">
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="kw:parting(.)"/>
  </xsl:template>
  <xsl:template match="postCode[parent::address][kw:parting(.)]" mode="kw:plain" as="xs:string*" priority="0.65">
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="kw:parting(.)"/>
  </xsl:template>
  <xsl:template match="(analytic | monogr | series | imprint | bibl)/* | biblStruct/idno" mode="kw:plain" as="xs:string*" priority="0.7">
    <xsl:next-match/>
    <xsl:sequence select="if (kw:is-referred(.)) then kw:after-part(.) else ()"/>
  </xsl:template>

  <!-- The halves of a verse. -->
  <xsl:template match="caesura[empty(node())][kw:parts-halves(.)]" mode="kw:plain" as="xs:string">
    <xsl:sequence select="' '"/>
  </xsl:template>
  <xsl:template match="seg[parent::l][kw:is-second-half(.)][kw:parts-halves(.)]" mode="kw:plain" as="xs:string*" priority="0.7">
    <xsl:sequence select="' '"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="email[kw:is-behind-name(.)]" mode="kw:plain" priority="2" as="xs:string*">
    <xsl:sequence select="', '"/>
    <xsl:next-match/>
  </xsl:template>

</xsl:stylesheet>

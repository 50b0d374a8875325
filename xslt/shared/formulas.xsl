<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:m="http://www.w3.org/1998/Math/MathML">

  <xd:doc scope="stylesheet">
    <xd:desc>MathML in one line, where it cannot be drawn: what its layout alone says is written out, for without it a half would be twelve.</xd:desc>
  </xd:doc>

  <xsl:mode name="kw:mathematics" on-no-match="fail"/>
  <xsl:mode name="kw:raised-operand" on-no-match="fail"/>
  <xsl:mode name="kw:lowered-operand" on-no-match="fail"/>

  <xsl:template match="*" mode="kw:mathematics" as="node()*">
    <xsl:apply-templates select="if (*) then * else text()" mode="#current"/>
  </xsl:template>

  <xsl:template match="text()" mode="kw:mathematics" as="text()">
    <xsl:value-of select="if (parent::m:mtext) then replace(., '\s+', ' ') else normalize-space()"/>
  </xsl:template>

  <!-- The same in another notation. -->
  <xsl:template match="m:semantics" mode="kw:mathematics" as="node()*">
    <xsl:apply-templates select="*[1]" mode="#current"/>
  </xsl:template>

  <!-- A number before a fraction is no part of its numerator, what follows none of its denominator. -->
  <xsl:template match="m:mfrac" mode="kw:mathematics" as="node()*">
    <xsl:variable name="piece" as="element()" select="kwp:piece(.)"/>
    <xsl:value-of select="' '[$piece/preceding-sibling::*[1][not(self::m:mo)]]"/>
    <xsl:sequence select="kwp:operand(*[1])"/>
    <!-- (What stands above the other without a line between them is no quotient.) -->
    <xsl:value-of select="if (matches(@linethickness, '^\s*0')) then '¦' else '/'"/>
    <xsl:sequence select="kwp:operand(*[2])"/>
    <xsl:value-of select="' '[$piece/following-sibling::*[1][not(self::m:mo or self::m:mfrac)]]"/>
  </xsl:template>

  <!-- What a part of a row is in it: programs put rows round parts that are alone in them. -->
  <xsl:function name="kwp:piece" as="element()">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="row" as="element()?" select="$part/parent::*[self::m:mrow or self::m:mstyle or self::m:mpadded][empty(* except $part)][parent::m:math or parent::m:mrow or parent::m:mstyle or parent::m:mpadded or parent::m:mtd]"/>
    <xsl:sequence select="if ($row) then kwp:piece($row) else $part"/>
  </xsl:function>

  <!-- The name of a function, or of a quantity in several letters, is a word. -->
  <xsl:template match="m:mi[string-length(normalize-space()) gt 1]" mode="kw:mathematics" as="node()*">
    <xsl:apply-templates select="text()" mode="#current"/>
    <xsl:value-of select="' '[current()/following-sibling::*[1][not(self::m:mo or self::m:mfenced or self::m:mfrac)]][current()/parent::*[self::m:math or self::m:mrow or self::m:mstyle or self::m:mpadded or self::m:mtd or self::m:msqrt]]"/>
  </xsl:template>

  <!-- Before a sign, what is set there below and above it; then what is set behind it. -->
  <xsl:template match="m:mmultiscripts" mode="kw:mathematics" as="node()*">
    <xsl:variable name="before" as="element()*" select="m:mprescripts/following-sibling::*"/>
    <xsl:sequence select="kwp:scripts($before), kwp:operand(*[1]), kwp:scripts(tail(* except ($before, m:mprescripts)))"/>
  </xsl:template>

  <xsl:function name="kwp:scripts" as="node()*">
    <xsl:param name="scripts" as="element()*"/>
    <xsl:for-each select="$scripts">
      <xsl:choose>
        <xsl:when test="self::m:none or not(normalize-space())"/>
        <xsl:when test="position() mod 2 = 1">
          <xsl:apply-templates select="." mode="kw:lowered-operand"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="." mode="kw:raised-operand"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xsl:template match="m:msqrt" mode="kw:mathematics" as="node()*">
    <xsl:value-of select="'√'"/>
    <xsl:sequence select="kwp:operand(.)"/>
  </xsl:template>

  <xsl:template match="m:mroot" mode="kw:mathematics" as="node()*">
    <xsl:sequence select="kwp:operand(*[1])"/>
    <xsl:value-of select="'^(1/'"/>
    <xsl:apply-templates select="*[2]" mode="#current"/>
    <xsl:value-of select="')'"/>
  </xsl:template>

  <xsl:template match="m:msup | m:mover" mode="kw:mathematics" as="node()*">
    <xsl:sequence select="kwp:operand(*[1])"/>
    <xsl:apply-templates select="*[2]" mode="kw:raised-operand"/>
  </xsl:template>

  <xsl:template match="m:msub | m:munder" mode="kw:mathematics" as="node()*">
    <xsl:sequence select="kwp:operand(*[1])"/>
    <xsl:apply-templates select="*[2]" mode="kw:lowered-operand"/>
  </xsl:template>

  <xsl:template match="m:msubsup | m:munderover" mode="kw:mathematics" as="node()*">
    <xsl:sequence select="kwp:operand(*[1])"/>
    <xsl:apply-templates select="*[2]" mode="kw:lowered-operand"/>
    <xsl:apply-templates select="*[3]" mode="kw:raised-operand"/>
  </xsl:template>

  <xsl:template match="m:mfenced" mode="kw:mathematics" as="node()*">
    <xsl:value-of select="(@open, '(')[1]"/>
    <xsl:for-each select="*">
      <xsl:value-of select="', '[current()/preceding-sibling::*]"/>
      <xsl:apply-templates select="." mode="#current"/>
    </xsl:for-each>
    <xsl:value-of select="(@close, ')')[1]"/>
  </xsl:template>

  <xsl:template match="m:mtr | m:mlabeledtr" mode="kw:mathematics" as="node()*">
    <xsl:value-of select="'; '[current()/preceding-sibling::*]"/>
    <xsl:apply-templates select="*" mode="#current"/>
  </xsl:template>

  <xsl:template match="m:mtd" mode="kw:mathematics" as="node()*">
    <xsl:value-of select="' '[current()/preceding-sibling::*]"/>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- Digits have forms for that; a prime, a bar or an arrow is set there as it is. -->
  <xsl:template match="*" mode="kw:raised-operand" as="node()*">
    <xsl:sequence select="kwp:shifted(., '^', '⁰¹²³⁴⁵⁶⁷⁸⁹')"/>
  </xsl:template>

  <xsl:template match="*" mode="kw:lowered-operand" as="node()*">
    <xsl:sequence select="kwp:shifted(., '_', '₀₁₂₃₄₅₆₇₈₉')"/>
  </xsl:template>

  <xsl:function name="kwp:shifted" as="node()*">
    <xsl:param name="operand" as="element()"/>
    <xsl:param name="sign" as="xs:string"/>
    <xsl:param name="digits" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="matches($operand, '^\s*[0-9]+\s*$')">
        <xsl:value-of select="translate(normalize-space($operand), '0123456789', $digits)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$sign[not($operand/self::m:mo)]"/>
        <xsl:sequence select="kwp:operand($operand)"/>
        <xsl:value-of select="' '[$operand[empty(following-sibling::*)][kwp:is-single(.)][not(self::m:mo)]/../following-sibling::*[1][self::m:mi or self::m:mn]]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- What consists of several parts is bracketed. -->
  <xsl:function name="kwp:operand" as="node()*">
    <xsl:param name="operand" as="element()?"/>
    <xsl:variable name="bracketed" as="xs:boolean" select="exists($operand) and not(kwp:is-single($operand))"/>
    <xsl:value-of select="'('[$bracketed]"/>
    <xsl:apply-templates select="if ($operand/self::m:msqrt) then $operand/* else $operand" mode="kw:mathematics"/>
    <xsl:value-of select="')'[$bracketed]"/>
  </xsl:function>

  <xsl:function name="kwp:is-single" as="xs:boolean">
    <xsl:param name="operand" as="element()"/>
    <xsl:variable name="parts" as="element()*" select="$operand/*[normalize-space()]"/>
    <xsl:sequence select="
      if ($operand/(self::m:mfenced, self::m:msub, self::m:semantics)) then true()
      else if ($operand/(self::m:msup, self::m:msubsup, self::m:mfrac, self::m:mroot)) then false()
      else if (count($parts) gt 1) then $parts[1]/self::m:mo = ('(', '[') and $parts[last()]/self::m:mo = (')', ']') and count($parts/self::m:mo[. = ('(', '[')]) eq 1
      else every $part in $parts satisfies kwp:is-single($part)"/>
  </xsl:function>
</xsl:stylesheet>

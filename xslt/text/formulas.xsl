<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:m="http://www.w3.org/1998/Math/MathML"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What is written above or beside a line: mathematics and ruby. MathML goes into the page as it is, but for what could do or fetch
      anything.</xd:desc>
  </xd:doc>

  <xsl:template match="formula" mode="kw:text">
    <xsl:element name="{if (@rend = ('block', 'display') and not(ancestor::p)) then 'div' else kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'formula', if (lower-case(@notation) = ('tex', 'latex')) then 'tex' else ()"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:variable name="kwp:math" static="yes" as="xs:string*" select="tokenize('math mrow mi mn mo ms mtext mspace msub msup msubsup munder mover munderover mfrac msqrt mroot
    mtable mtr mtd mmultiscripts mprescripts none mstyle mpadded mphantom menclose merror semantics annotation')"/>
  <xsl:variable name="kwp:math-attributes" static="yes" as="xs:string*" select="tokenize('display mathvariant stretchy fence separator form lspace rspace minsize maxsize symmetric
    largeop movablelimits accent accentunder columnalign rowalign columnspan rowspan linethickness notation width height depth displaystyle scriptlevel encoding')"/>

  <xsl:template match="m:*[local-name() = $kwp:math]" mode="kw:text">
    <xsl:element name="{local-name()}" namespace="http://www.w3.org/1998/Math/MathML">
      <xsl:copy-of select="@*[namespace-uri() = ''][local-name() = $kwp:math-attributes]"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:variable name="kwp:has-formulas" as="xs:boolean" select="exists(root(.)/descendant::m:math)"/>

  <!-- Of what else stands in a formula the words remain: HTML allows none of its own elements there. -->
  <xsl:template match="*[$kwp:has-formulas][ancestor::m:math][not(namespace-uri() = 'http://www.w3.org/1998/Math/MathML' and local-name() = $kwp:math)]" mode="kw:text" priority="2">
    <mtext xmlns="http://www.w3.org/1998/Math/MathML">
      <xsl:apply-templates select="descendant::text()" mode="#current"/>
    </mtext>
  </xsl:template>

  <!-- (Before TEI had elements for it, editors in Japan wrote span type="rb" and span type="rt".)
       HTML has no ruby with blocks in it: there the reading follows in brackets. -->
  <xsl:template match="ruby" mode="kw:text">
    <xsl:element name="{kw:tag(., 'ruby', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="rb" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="rt" mode="kw:text">
    <rp>(</rp>
    <rt>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </rt>
    <rp>)</rp>
  </xsl:template>

  <xsl:template match="rt[not(parent::ruby)] | rt[parent::ruby[kw:holds-blocks(.)]] | span[@type = 'rt']" mode="kw:text">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:value-of select="'('[not(kw:is-bracketed(current()))]"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:value-of select="')'[not(kw:is-bracketed(current()))]"/>
    </xsl:element>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:m="http://www.w3.org/1998/Math/MathML">

  <xd:doc scope="stylesheet">
    <xd:desc>MathML in print: in one line, with what is raised and lowered in its place.</xd:desc>
  </xd:doc>

  <xsl:template match="m:math" mode="kw:print">
    <fo:inline>
      <xsl:value-of select="kw:shown(.)"/>
      <xsl:apply-templates select="." mode="kw:mathematics"/>
    </fo:inline>
  </xsl:template>

  <xsl:template match="*[not(self::m:mo)]" mode="kw:raised-operand" as="element(fo:inline)">
    <fo:inline baseline-shift="super" font-size="70%">
      <xsl:apply-templates select="." mode="kw:mathematics"/>
    </fo:inline>
  </xsl:template>

  <xsl:template match="*[not(self::m:mo)]" mode="kw:lowered-operand" as="element(fo:inline)">
    <fo:inline baseline-shift="sub" font-size="70%">
      <xsl:apply-templates select="." mode="kw:mathematics"/>
    </fo:inline>
  </xsl:template>
</xsl:stylesheet>

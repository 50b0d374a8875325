<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl"
  xmlns:r="urn:kwedition:reading" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What is read, and what is left out whatever it is. Imported after whatever says how elements read, so that the rule needs no priority: a
      union with one is asked of every element.</xd:desc>
  </xd:doc>

  <!-- hidden.xml has a rule for each of these. -->
  <xsl:template match="del | surplus | am | metamark | fw | index | teiHeader | standOff | facsimile | choice/* | app | app/* | rdgGrp/* | listApp" mode="kw:reading" as="element()*">
    <xsl:if test="not(kwp:is-left-out(.))">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- But of what stands beside the text, the notes that it calls are read with it. -->
  <xsl:template match="standOff[.//note[kw:is-pointed-at(.)]]" mode="kw:reading" as="element()*">
    <xsl:apply-templates select=".//note[kw:is-pointed-at(.)][not(ancestor::note)]" mode="#current"/>
  </xsl:template>
</xsl:stylesheet>

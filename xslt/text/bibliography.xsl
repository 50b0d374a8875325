<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Structured references, whose parts have no punctuation of their own. Imported after whatever says how the parts look.</xd:desc>
  </xd:doc>

  <!-- The parts of a structured reference are parted; between them the encoder wrote nothing. -->
  <xsl:template match="(analytic | monogr | series | imprint)/*[not(self::imprint)]" mode="kw:text" priority="5">
    <xsl:next-match/>
    <xsl:if test="exists(ancestor::biblStruct) and not(. is ancestor::biblStruct[1]/descendant::*[parent::analytic or parent::monogr or parent::series or parent::imprint][not(self::imprint)][last()])">
      <xsl:text>, </xsl:text>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>

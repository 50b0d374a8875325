<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>Paper, margins and columns, as the settings of the edition ask for them: lengths in millimetres. Pages face each other unless
      the settings say otherwise: the inner margin is at the left of a right page.</xd:desc>
  </xd:doc>

  <!-- Without settings, a sheet of A4. -->
  <xsl:variable name="kwp:unsaid" as="element(print)">
    <print xmlns="urn:kwedition:ns" width="210" height="297" inner="28" outer="28" top="28" bottom="28" scale="1" font="" index-columns="2" hyphenate="yes" facing="yes"/>
  </xsl:variable>
  <xsl:variable name="kwp:paper" as="element(print)" select="($slice/slice/frame/print, $kwp:unsaid)[1]"/>
  <!-- The body of a page, in millimetres. -->
  <xsl:variable name="kwp:text-width" as="xs:double" select="xs:double($kwp:paper/@width) - xs:double($kwp:paper/@inner) - xs:double($kwp:paper/@outer)"/>
  <xsl:variable name="kwp:text-height" as="xs:double" select="xs:double($kwp:paper/@height) - xs:double($kwp:paper/@top) - xs:double($kwp:paper/@bottom)"/>
  <xsl:variable name="kwp:faces" as="xs:boolean" select="$kwp:paper/@facing = 'yes'"/>

  <!-- The first page of a part has no running head: its title says the same. -->
  <xsl:function name="kwp:masters" as="element(fo:layout-master-set)">
    <fo:layout-master-set>
      <xsl:for-each select="'odd', 'even'">
        <xsl:sequence select="kwp:master('title-' || ., false(), ., ())"/>
      </xsl:for-each>
      <xsl:for-each select="'text', 'index'">
        <xsl:variable name="name" as="xs:string" select="."/>
        <xsl:for-each select="'odd', 'even'">
          <xsl:sequence select="kwp:master($name || '-first-' || ., $name = 'index', ., 'no-running-head'),
            kwp:master($name || '-' || ., $name = 'index', ., if ($kwp:faces) then 'running-head-' || . else 'running-head')"/>
        </xsl:for-each>
      </xsl:for-each>
      <fo:page-sequence-master master-name="title">
        <fo:repeatable-page-master-alternatives>
          <xsl:sequence select="('odd', 'even') ! kwp:reference('title-' || ., ., ())"/>
        </fo:repeatable-page-master-alternatives>
      </fo:page-sequence-master>
      <xsl:for-each select="'text', 'index'">
        <xsl:variable name="name" as="xs:string" select="."/>
        <fo:page-sequence-master master-name="{.}">
          <fo:repeatable-page-master-alternatives>
            <xsl:sequence select="('odd', 'even') ! kwp:reference($name || '-first-' || ., ., 'first')"/>
            <xsl:sequence select="('odd', 'even') ! kwp:reference($name || '-' || ., ., ())"/>
          </fo:repeatable-page-master-alternatives>
        </fo:page-sequence-master>
      </xsl:for-each>
    </fo:layout-master-set>
  </xsl:function>

  <xsl:function name="kwp:reference" as="element(fo:conditional-page-master-reference)">
    <xsl:param name="master" as="xs:string"/>
    <xsl:param name="side" as="xs:string"/>
    <xsl:param name="position" as="xs:string?"/>
    <fo:conditional-page-master-reference master-reference="{$master}" odd-or-even="{$side}">
      <xsl:if test="$position">
        <xsl:attribute name="page-position" select="$position"/>
      </xsl:if>
    </fo:conditional-page-master-reference>
  </xsl:function>

  <!-- A page: at the right where its number is odd. Without a running head it has no regions but its body. -->
  <xsl:function name="kwp:master" as="element(fo:simple-page-master)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="columns" as="xs:boolean"/>
    <xsl:param name="side" as="xs:string"/>
    <xsl:param name="head" as="xs:string?"/>
    <xsl:variable name="swapped" as="xs:boolean" select="$kwp:faces and $side = 'even'"/>
    <xsl:variable name="top" as="xs:double" select="xs:double($kwp:paper/@top)"/>
    <xsl:variable name="bottom" as="xs:double" select="xs:double($kwp:paper/@bottom)"/>
    <!-- Head and number stand halfway between the text and the edge of the paper. -->
    <xsl:variable name="above" as="xs:double" select="round($top * 4) div 10"/>
    <xsl:variable name="below" as="xs:double" select="round($bottom * 5) div 10"/>
    <fo:simple-page-master master-name="{$name}" page-width="{$kwp:paper/@width}mm" page-height="{$kwp:paper/@height}mm"
      margin-top="{if ($head) then $top - $above else $top}mm" margin-bottom="{if ($head) then $bottom - $below else $bottom}mm"
      margin-left="{if ($swapped) then $kwp:paper/@outer else $kwp:paper/@inner}mm" margin-right="{if ($swapped) then $kwp:paper/@inner else $kwp:paper/@outer}mm">
      <xsl:choose>
        <xsl:when test="$head">
          <fo:region-body margin-top="{$above}mm" margin-bottom="{$below}mm">
            <xsl:if test="$columns and $kwp:paper/@index-columns = '2'">
              <xsl:attribute name="column-count" select="2"/>
              <xsl:attribute name="column-gap" select="'8mm'"/>
            </xsl:if>
          </fo:region-body>
          <fo:region-before extent="{$above - 2}mm" region-name="{$head}"/>
          <fo:region-after extent="{round($below * 6) div 10}mm" region-name="page-number" display-align="after"/>
        </xsl:when>
        <xsl:otherwise>
          <fo:region-body/>
        </xsl:otherwise>
      </xsl:choose>
    </fo:simple-page-master>
  </xsl:function>

  <!-- Another base size of type: every length that is in points grows with it. -->
  <xsl:variable name="kwp:scale" as="xs:double" select="xs:double($kwp:paper/@scale)"/>

  <xsl:template match="@*[$kwp:scale != 1][contains(., 'pt')][matches(., '(^|[\s(])-?[0-9.]+pt')][not(name() = ('font-family', 'id', 'ref-id', 'internal-destination', 'external-destination', 'src'))]"
    mode="kwp:resolve" as="attribute()">
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:analyze-string select="." regex="([0-9]+(\.[0-9]+)?)pt">
        <xsl:matching-substring>{round(xs:double(regex-group(1)) * $kwp:scale * 100) div 100}pt</xsl:matching-substring>
        <xsl:non-matching-substring>{.}</xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:attribute name="{name()}" select="string-join($pieces)"/>
  </xsl:template>

  <xsl:template match="@hyphenate[$kwp:paper/@hyphenate = 'no']" mode="kwp:resolve" as="attribute()">
    <xsl:attribute name="hyphenate" select="'false'"/>
  </xsl:template>

  <!-- The font of the settings goes before those that are always there. -->
  <xsl:template match="@font-family[$kwp:paper/@font != ''][not(. = 'monospace')]" mode="kwp:resolve" as="attribute()">
    <xsl:attribute name="font-family" select="$kwp:paper/@font || ', ' || ."/>
  </xsl:template>
</xsl:stylesheet>

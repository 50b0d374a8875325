<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The constraints of an ODD as one ISO Schematron schema: a pattern for each, so that none keeps another from being
      judged.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/schema/odd.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="sch:assert sch:report sch:title"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:variable name="schema" as="element(schemaSpec)" select="(//schemaSpec, error(xs:QName('kw:odd'), 'the ODD has no schemaSpec'))[1]"/>
    <xsl:text>&#xA;</xsl:text>
    <xsl:comment> Derived from the ODD by «kwedition schema»: change that, not this. </xsl:comment>
    <xsl:text>&#xA;</xsl:text>
    <sch:schema queryBinding="xslt3">
      <sch:title>{(/TEI/teiHeader/fileDesc/titleStmt/title[1]/normalize-space(), $schema/@ident)[1]}</sch:title>
      <sch:ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/>
      <xsl:for-each-group select="$schema//constraintSpec//sch:ns[@prefix != 'tei']" group-by="@prefix">
        <sch:ns prefix="{@prefix}" uri="{@uri}"/>
      </xsl:for-each-group>
      <xsl:apply-templates select="$schema//constraintSpec[@scheme = 'schematron']">
        <xsl:sort select="@ident"/>
      </xsl:apply-templates>
    </sch:schema>
    <xsl:text>&#xA;</xsl:text>
  </xsl:template>

  <xsl:template match="constraintSpec" as="element()*">
    <xsl:variable name="whole" as="element()*" select="constraint/sch:pattern"/>
    <xsl:variable name="rules" as="element()*" select="constraint/sch:rule"/>
    <xsl:variable name="bare" as="element()*" select="constraint/(sch:assert | sch:report)"/>
    <xsl:apply-templates select="$whole" mode="kwp:schematron"/>
    <xsl:if test="exists($rules) or exists($bare)">
      <sch:pattern id="{@ident}">
        <xsl:apply-templates select="$rules" mode="kwp:schematron"/>
        <xsl:if test="exists($bare)">
          <!-- Without a rule of its own a constraint is about the element or attribute that it stands in. -->
          <sch:rule context="{kwp:context(.)}">
            <xsl:apply-templates select="$bare" mode="kwp:schematron"/>
          </sch:rule>
        </xsl:if>
      </sch:pattern>
    </xsl:if>
  </xsl:template>

  <xsl:function name="kwp:context" as="xs:string">
    <xsl:param name="constraint" as="element(constraintSpec)"/>
    <xsl:variable name="element" as="element(elementSpec)?" select="$constraint/ancestor::elementSpec"/>
    <xsl:variable name="attribute" as="element(attDef)?" select="$constraint/ancestor::attDef"/>
    <xsl:sequence select="
      if ($element) then string-join(('tei:' || $element/@ident, $attribute/@ident ! ('@' || .)), '/')
      else error(xs:QName('kw:odd'), 'the constraint ' || $constraint/@ident || ' has neither a rule nor an element that it stands in')"/>
  </xsl:function>

  <xsl:mode name="kwp:schematron" on-no-match="shallow-copy"/>

  <xsl:template match="*" mode="kwp:schematron">
    <xsl:copy copy-namespaces="no">
      <xsl:apply-templates select="@* | node()" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="sch:assert | sch:report" mode="kwp:schematron">
    <xsl:copy copy-namespaces="no">
      <xsl:attribute name="id" select="ancestor::constraintSpec/@ident"/>
      <xsl:apply-templates select="@* | node()" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <!-- Messages are lines of prose, whatever their layout in the ODD. -->
  <xsl:template match="(sch:assert | sch:report)/text()" mode="kwp:schematron" as="text()">
    <xsl:variable name="first" as="xs:boolean" select="empty(preceding-sibling::node())"/>
    <xsl:variable name="last" as="xs:boolean" select="empty(following-sibling::node())"/>
    <xsl:variable name="folded" as="xs:string" select="replace(., '\s+', ' ')"/>
    <xsl:value-of select="
      $folded => (function($t) { if ($first) then replace($t, '^ ', '') else $t })()
      => (function($t) { if ($last) then replace($t, ' $', '') else $t })()"/>
  </xsl:template>

  <xsl:template match="sch:ns" mode="kwp:schematron" as="empty-sequence()"/>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What the three readers of an ODD share. The ODD is complete in itself: every element, class, macro and data type that
      it names is specified in its schemaSpec. (TEI P5 Guidelines, chapter 22; modules and the merging of customizations with the TEI
      are not part of this.)</xd:desc>
  </xd:doc>

  <xsl:key name="kw:spec" match="schemaSpec//elementSpec | schemaSpec//classSpec | schemaSpec//macroSpec | schemaSpec//dataSpec" use="@ident"/>
  <xsl:key name="kw:member" match="schemaSpec//elementSpec[classes/memberOf] | schemaSpec//classSpec[classes/memberOf]" use="classes/memberOf/@key"/>

  <xd:doc><xd:desc>The specification of that name; that there is none stops the stylesheet.</xd:desc></xd:doc>
  <xsl:function name="kw:spec" as="element()">
    <xsl:param name="from" as="element()"/>
    <xsl:param name="ident" as="xs:string"/>
    <xsl:sequence select="(key('kw:spec', $ident, root($from)),
      error(xs:QName('kw:odd'), 'the ODD names ''' || $ident || ''' in ' || kwp:place($from) || ' but does not specify it'))[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The specification that an element of an ODD stands in, in words.</xd:desc></xd:doc>
  <xsl:function name="kwp:place" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="spec" as="element()?" select="$element/ancestor-or-self::*[self::elementSpec | self::classSpec | self::macroSpec | self::dataSpec][1]"/>
    <xsl:sequence select="($spec ! (local-name() || ' ' || @ident), 'the schemaSpec')[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The classes that a specification is a member of, of one type: 'atts' or 'model'.</xd:desc></xd:doc>
  <xsl:function name="kw:classes" as="element(classSpec)*">
    <xsl:param name="spec" as="element()"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:sequence select="$spec/classes/memberOf/kw:spec(., @key)[@type = $type]"/>
  </xsl:function>

  <xd:doc><xd:desc>The name of an attribute as it is written; those of XML itself carry its namespace in the ODD.</xd:desc></xd:doc>
  <xsl:function name="kw:attribute-name" as="xs:string">
    <xsl:param name="attribute" as="element(attDef)"/>
    <xsl:sequence select="
      if ($attribute/@ns = 'http://www.w3.org/XML/1998/namespace') then 'xml:' || $attribute/@ident
      else if ($attribute/@ns[. != '']) then error(xs:QName('kw:odd'), 'the attribute ' || $attribute/@ident || ' of ' || kwp:place($attribute)
        || ' is in a namespace that is not supported: ' || $attribute/@ns)
      else string($attribute/@ident)"/>
  </xsl:function>

  <xd:doc><xd:desc>The attributes that a class gives its members: its own, and those of the classes that it is a member of.</xd:desc></xd:doc>
  <xsl:function name="kw:class-attributes" as="element(attDef)*">
    <xsl:param name="class" as="element(classSpec)"/>
    <xsl:sequence select="$class/attList//attDef, kw:classes($class, 'atts') ! kw:class-attributes(.)"/>
  </xsl:function>

  <xd:doc><xd:desc>The attributes of an element: its own, and those of its classes that it does not change or delete.</xd:desc></xd:doc>
  <xsl:function name="kw:attributes" as="element(attDef)*">
    <xsl:param name="element" as="element(elementSpec)"/>
    <xsl:variable name="own" as="element(attDef)*" select="$element/attList//attDef"/>
    <xsl:variable name="inherited" as="element(attDef)*" select="kw:classes($element, 'atts') ! kw:class-attributes(.)"/>
    <xsl:sequence select="$own[not(@mode = 'delete')]"/>
    <xsl:for-each-group select="$inherited[not(kw:attribute-name(.) = ($own ! kw:attribute-name(.)))]" group-by="kw:attribute-name(.)">
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:function>

  <xd:doc><xd:desc>The elements that a model class stands for, through the classes that are members of it.</xd:desc></xd:doc>
  <xsl:function name="kw:members" as="element(elementSpec)*">
    <xsl:param name="class" as="element(classSpec)"/>
    <xsl:for-each select="key('kw:member', $class/@ident, root($class))">
      <xsl:sort select="@ident"/>
      <xsl:sequence select="if (self::elementSpec) then . else kw:members(.)"/>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>A description in one line.</xd:desc></xd:doc>
  <xsl:function name="kw:described" as="xs:string">
    <xsl:param name="spec" as="element()"/>
    <xsl:sequence select="string-join(($spec/gloss[1] ! ('(' || normalize-space(.) || ')'), $spec/desc[1]/normalize-space(.)), ' ')"/>
  </xsl:function>
</xsl:stylesheet>

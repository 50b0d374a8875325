<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:a="http://relaxng.org/ns/compatibility/annotations/1.0"
  xmlns="http://relaxng.org/ns/structure/1.0" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>An ODD as a RELAX NG grammar: a pattern for each element, class, macro and data type, under its own name, with the ODD's
      words as documentation. Patterns are as plain as they can be: no group or choice of one, nothing repeated that is empty.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/schema/odd.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes" suppress-indentation="a:documentation"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:variable name="schema" as="element(schemaSpec)" select="(//schemaSpec, error(xs:QName('kw:odd'), 'the ODD has no schemaSpec'))[1]"/>
    <xsl:variable name="specs" as="element()*" select="$schema//(elementSpec | classSpec | macroSpec | dataSpec)"/>
    <xsl:text>&#xA;</xsl:text>
    <xsl:comment> Derived from the ODD by «kwedition schema»: change that, not this. </xsl:comment>
    <xsl:text>&#xA;</xsl:text>
    <grammar ns="{($schema/@ns, 'http://www.tei-c.org/ns/1.0')[1]}" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
      <xsl:namespace name="a" select="'http://relaxng.org/ns/compatibility/annotations/1.0'"/>
      <start>
        <xsl:sequence select="kwp:choice(tokenize($schema/@start) ! kwp:reference(kw:spec($schema, .)))"/>
      </start>
      <xsl:apply-templates select="$specs">
        <xsl:sort select="index-of(('elementSpec', 'classSpec', 'macroSpec', 'dataSpec'), local-name())"/>
        <xsl:sort select="@ident"/>
      </xsl:apply-templates>
    </grammar>
    <xsl:text>&#xA;</xsl:text>
  </xsl:template>

  <xsl:template match="elementSpec" as="element()">
    <define name="{@ident}">
      <element name="{@ident}">
        <xsl:sequence select="kwp:documentation(.)"/>
        <xsl:variable name="content" as="element()*" select="kwp:content(content)"/>
        <xsl:variable name="inherited" as="element(attDef)*" select="kw:classes(., 'atts') ! kw:class-attributes(.)"/>
        <xsl:variable name="whole" as="xs:boolean" select="not(($inherited ! kw:attribute-name(.)) = (attList//attDef ! kw:attribute-name(.)))
          and count($inherited) = count(distinct-values($inherited ! kw:attribute-name(.)))"/>
        <xsl:variable name="attributes" as="element()*">
          <xsl:choose>
            <xsl:when test="$whole">
              <xsl:for-each select="kw:classes(., 'atts')">
                <ref name="{@ident}.attributes"/>
              </xsl:for-each>
            </xsl:when>
            <!-- The element changes an attribute of a class, or has one from two: they come one by one. -->
            <xsl:otherwise>
              <xsl:for-each select="kw:attributes(.)[ancestor::classSpec]">
                <ref name="{kwp:attribute-name(.)}"/>
              </xsl:for-each>
            </xsl:otherwise>
          </xsl:choose>
          <xsl:apply-templates select="attList"/>
        </xsl:variable>
        <xsl:sequence select="$content[not(self::*:empty)], $attributes"/>
        <xsl:if test="empty($content[not(self::*:empty)]) and empty($attributes)">
          <empty/>
        </xsl:if>
      </element>
    </define>
  </xsl:template>

  <xsl:template match="classSpec[@type = 'atts']" as="element()+">
    <define name="{@ident}.attributes">
      <xsl:variable name="references" as="element()*">
        <xsl:for-each select="kw:classes(., 'atts')">
          <ref name="{@ident}.attributes"/>
        </xsl:for-each>
        <xsl:for-each select="attList//attDef">
          <ref name="{kwp:attribute-name(.)}"/>
        </xsl:for-each>
      </xsl:variable>
      <xsl:sequence select="$references"/>
      <xsl:if test="empty($references)">
        <empty/>
      </xsl:if>
    </define>
    <xsl:for-each select="attList//attDef">
      <define name="{kwp:attribute-name(.)}">
        <xsl:apply-templates select="."/>
      </define>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="classSpec[@type = 'model']" as="element()">
    <define name="{@ident}">
      <xsl:variable name="members" as="element(elementSpec)*" select="kw:members(.)"/>
      <xsl:sequence select="kwp:choice($members ! kwp:reference(.))"/>
      <xsl:if test="empty($members)">
        <notAllowed/>
      </xsl:if>
    </define>
  </xsl:template>

  <xsl:template match="macroSpec | dataSpec" as="element()">
    <define name="{@ident}">
      <xsl:sequence select="kwp:content(content)"/>
    </define>
  </xsl:template>

  <!-- Attributes -->

  <xsl:template match="attList" as="element()*">
    <xsl:choose>
      <xsl:when test="@org = 'choice'">
        <xsl:variable name="alternatives" as="element()*">
          <xsl:apply-templates select="attDef | attList"/>
        </xsl:variable>
        <xsl:sequence select="kwp:choice($alternatives)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="attDef | attList"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="attDef[@mode = 'delete']" priority="1" as="empty-sequence()"/>

  <xsl:template match="attDef" as="element()">
    <xsl:variable name="attribute" as="element()">
      <attribute name="{kw:attribute-name(.)}">
        <xsl:if test="not(starts-with(kw:attribute-name(.), 'xml:'))">
          <xsl:attribute name="ns" select="''"/>
        </xsl:if>
        <xsl:sequence select="kwp:documentation(.)"/>
        <xsl:variable name="value" as="element()*">
          <xsl:choose>
            <xsl:when test="valList[@type = 'closed']">
              <xsl:apply-templates select="valList"/>
            </xsl:when>
            <xsl:when test="datatype">
              <xsl:apply-templates select="datatype/dataRef"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:message terminate="yes">the attribute {@ident} of {kwp:place(.)} has neither a datatype nor a closed list of values</xsl:message>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test="datatype/(@minOccurs, @maxOccurs) != '1'">
            <list>
              <xsl:sequence select="kwp:repeated($value, datatype)"/>
            </list>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="$value"/>
          </xsl:otherwise>
        </xsl:choose>
      </attribute>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@usage = 'req'">
        <xsl:sequence select="$attribute"/>
      </xsl:when>
      <xsl:otherwise>
        <optional>
          <xsl:sequence select="$attribute"/>
        </optional>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="valList" as="element()">
    <xsl:variable name="values" as="element()*">
      <xsl:for-each select="valItem">
        <value type="token">{@ident}</value>
        <xsl:sequence select="kwp:documentation(.)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="count(valItem) = 1">
        <xsl:sequence select="$values[1]"/>
      </xsl:when>
      <xsl:otherwise>
        <choice>
          <xsl:sequence select="$values"/>
        </choice>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Content -->

  <xsl:function name="kwp:content" as="element()*">
    <xsl:param name="content" as="element(content)?"/>
    <xsl:variable name="patterns" as="element()*">
      <xsl:apply-templates select="$content/*"/>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="empty($patterns)">
        <empty/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$patterns"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="sequence" as="element()*">
    <xsl:variable name="parts" as="element()*">
      <xsl:apply-templates select="*"/>
    </xsl:variable>
    <xsl:sequence select="kwp:repeated($parts, .)"/>
  </xsl:template>

  <xsl:template match="alternate" as="element()*">
    <xsl:variable name="parts" as="element()*">
      <xsl:for-each select="*">
        <xsl:variable name="part" as="element()*">
          <xsl:apply-templates select="."/>
        </xsl:variable>
        <xsl:sequence select="kwp:group($part)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="kwp:repeated(kwp:choice($parts), .)"/>
  </xsl:template>

  <xsl:template match="elementRef | classRef | macroRef | dataRef[@key]" as="element()*">
    <xsl:if test="self::classRef[@expand]">
      <xsl:message terminate="yes">classRef/@expand in {kwp:place(.)} is not supported: name the elements in a sequence</xsl:message>
    </xsl:if>
    <xsl:sequence select="kwp:repeated(kwp:reference(kw:spec(., @key)), .)"/>
  </xsl:template>

  <xsl:template match="dataRef[@name]" as="element()">
    <data type="{@name}">
      <xsl:for-each select="@restriction">
        <param name="pattern">{.}</param>
      </xsl:for-each>
      <xsl:for-each select="dataFacet">
        <param name="{@name}">{@value}</param>
      </xsl:for-each>
    </data>
  </xsl:template>

  <xsl:template match="textNode" as="element()">
    <text/>
  </xsl:template>

  <xsl:template match="empty" as="element()">
    <empty/>
  </xsl:template>

  <xsl:template match="content//* | attList//*" priority="-1">
    <xsl:message terminate="yes">{local-name()} in {kwp:place(.)} is not supported in an ODD for kwedition</xsl:message>
  </xsl:template>

  <!-- Patterns -->

  <xsl:function name="kwp:reference" as="element()">
    <xsl:param name="spec" as="element()"/>
    <ref name="{$spec/@ident}"/>
  </xsl:function>

  <xsl:function name="kwp:group" as="element()?">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:choose>
      <xsl:when test="count($patterns) gt 1">
        <group>
          <xsl:sequence select="$patterns"/>
        </group>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$patterns"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="kwp:choice" as="element()?">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:choose>
      <xsl:when test="count($patterns) gt 1">
        <choice>
          <xsl:sequence select="$patterns"/>
        </choice>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$patterns"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>Patterns as often as minOccurs and maxOccurs say.</xd:desc></xd:doc>
  <xsl:function name="kwp:repeated" as="element()*">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:param name="occurring" as="element()"/>
    <xsl:variable name="min" as="xs:integer" select="xs:integer(($occurring/@minOccurs, 1)[1])"/>
    <xsl:variable name="unbounded" as="xs:boolean" select="$occurring/@maxOccurs = 'unbounded'"/>
    <xsl:variable name="max" as="xs:integer" select="if ($unbounded) then $min else xs:integer(($occurring/@maxOccurs, max(($min, 1)))[1])"/>
    <xsl:choose>
      <xsl:when test="empty($patterns[not(self::*:empty)])">
        <xsl:sequence select="$patterns"/>
      </xsl:when>
      <xsl:when test="$unbounded">
        <xsl:sequence select="for $n in 2 to $min return $patterns"/>
        <xsl:element name="{if ($min = 0) then 'zeroOrMore' else 'oneOrMore'}">
          <xsl:sequence select="$patterns"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="for $n in 1 to $min return $patterns"/>
        <xsl:for-each select="$min + 1 to $max">
          <optional>
            <xsl:sequence select="$patterns"/>
          </optional>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="kwp:attribute-name" as="xs:string">
    <xsl:param name="attribute" as="element(attDef)"/>
    <xsl:sequence select="$attribute/ancestor::classSpec/@ident || '.attribute.' || replace(kw:attribute-name($attribute), ':', '.')"/>
  </xsl:function>

  <xsl:function name="kwp:documentation" as="element()?">
    <xsl:param name="spec" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="kw:described($spec)"/>
    <xsl:if test="$words != ''">
      <a:documentation>{$words}</a:documentation>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>

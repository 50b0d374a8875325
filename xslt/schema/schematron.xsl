<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:out="http://www.w3.org/1999/XSL/TransformAlias"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <xd:doc scope="stylesheet">
    <xd:desc>ISO Schematron (ISO/IEC 19757-3) to XSLT 3.0, in three steps: abstract patterns and rules are filled in; the active patterns
      of the phase are chosen; each pattern becomes a mode that visits every node, in which the first rule that matches a node judges
      it. The result of the compiled stylesheet is a kw:findings with a kw:finding for each failed assertion and each report.</xd:desc>
  </xd:doc>

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xd:doc><xd:desc>The phase whose patterns are compiled: its id, #ALL, or #DEFAULT for the schema's own choice.</xd:desc></xd:doc>
  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:key name="kwp:abstract-rule" match="rule[@abstract = 'true']" use="@id"/>
  <xsl:key name="kwp:abstract-pattern" match="pattern[@abstract = 'true']" use="@id"/>
  <xsl:key name="kwp:diagnostic" match="diagnostic" use="@id"/>

  <xsl:template match="/">
    <xsl:variable name="schema" as="element(schema)" select="(schema, error(xs:QName('kw:schematron'), 'the root is not an ISO Schematron schema'))[1]"/>
    <xsl:if test="not(lower-case(($schema/@queryBinding, 'xslt')[1]) = ('xslt', 'xslt2', 'xslt3', 'xpath', 'xpath2', 'xpath3', 'xpath31'))">
      <xsl:message terminate="yes">the query binding {$schema/@queryBinding} is not known: xslt, xslt2 and xslt3 are</xsl:message>
    </xsl:if>
    <xsl:for-each select="($schema//include)[1]">
      <xsl:message terminate="yes">the schema includes {@href}: put its content here, inclusion is not supported</xsl:message>
    </xsl:for-each>
    <xsl:variable name="wanted" as="xs:string" select="if ($phase = '#DEFAULT') then ($schema/@defaultPhase, '#ALL')[1] else $phase"/>
    <xsl:variable name="active" as="element(phase)?" select="$schema/phase[@id = $wanted]"/>
    <xsl:if test="$wanted != '#ALL' and not($active)">
      <xsl:message terminate="yes">the schema has no phase {$wanted}; its phases are: {string-join($schema/phase/@id, ', ')}</xsl:message>
    </xsl:if>
    <xsl:variable name="patterns" as="element(pattern)*" select="
      $schema/pattern[not(@abstract = 'true')][$wanted = '#ALL' or @id = $active/active/@pattern]"/>
    <out:stylesheet version="3.0" exclude-result-prefixes="#all">
      <xsl:for-each select="$schema/ns">
        <xsl:namespace name="{@prefix}" select="@uri"/>
      </xsl:for-each>
      <xsl:namespace name="kw" select="'urn:kwedition:ns'"/>
      <xsl:namespace name="xs" select="'http://www.w3.org/2001/XMLSchema'"/>
      <out:output method="xml" omit-xml-declaration="yes" indent="no"/>
      <!-- What a schema may hold of XSLT itself. -->
      <xsl:copy-of select="$schema/(xsl:key | xsl:function | xsl:decimal-format | xsl:accumulator)"/>
      <xsl:apply-templates select="$schema/let, $active/let" mode="kwp:variable"/>
      <out:mode on-no-match="fail"/>
      <out:template match="/">
        <kw:findings>
          <xsl:for-each select="$patterns">
            <out:apply-templates select="/" mode="pattern-{position()}"/>
          </xsl:for-each>
        </kw:findings>
      </out:template>
      <xsl:for-each select="$patterns">
        <xsl:sequence select="kwp:pattern(., position())"/>
      </xsl:for-each>
    </out:stylesheet>
  </xsl:template>

  <xsl:function name="kwp:pattern" as="element()*">
    <xsl:param name="pattern" as="element(pattern)"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="source" as="element(pattern)" select="
      if ($pattern/@is-a) then (key('kwp:abstract-pattern', $pattern/@is-a, root($pattern)),
        error(xs:QName('kw:schematron'), 'there is no abstract pattern ' || $pattern/@is-a))[1]
      else $pattern"/>
    <xsl:variable name="filled" as="element(pattern)" select="kwp:filled($source, $pattern/param)"/>
    <xsl:variable name="mode" as="xs:string" select="'pattern-' || $number"/>
    <xsl:variable name="name" as="xs:string" select="string(($pattern/@id, $source/@id, $mode)[1])"/>
    <xsl:variable name="attributes" as="xs:boolean" select="exists($filled/rule[matches(@context, '@|attribute\s*\(|attribute::')])"/>
    <out:mode name="{$mode}" on-no-match="shallow-skip"/>
    <!-- A node that no rule is about is passed; its attributes are visited only where a rule may be about them. -->
    <out:template match="node() | /" mode="{$mode}" priority="-10">
      <out:apply-templates select="{if ($attributes) then '@*, ' else ''}node()" mode="{$mode}"/>
    </out:template>
    <out:template match="@*" mode="{$mode}" priority="-10"/>
    <xsl:for-each select="$filled/rule[not(@abstract = 'true')]">
      <xsl:variable name="at" as="xs:integer" select="position()"/>
      <out:template match="{@context}" mode="{$mode}" priority="{last() - $at + 1}">
        <xsl:copy-of select="namespace::*[not(. = ('http://www.w3.org/XML/1998/namespace', 'http://purl.oclc.org/dsdl/schematron'))][name() != '']"/>
        <xsl:apply-templates select="$filled/let, let" mode="kwp:variable"/>
        <xsl:apply-templates select="kwp:assertions(., $pattern)" mode="kwp:judge">
          <xsl:with-param name="pattern" select="$name" tunnel="yes"/>
          <xsl:with-param name="rule" select="string(@id)" tunnel="yes"/>
          <xsl:with-param name="fallback" select="$name || '.' || $at" tunnel="yes"/>
          <xsl:with-param name="role" select="string(@role)" tunnel="yes"/>
          <xsl:with-param name="flag" select="string(@flag)" tunnel="yes"/>
          <xsl:with-param name="subject" select="string(@subject)" tunnel="yes"/>
          <xsl:with-param name="schema" select="root($pattern)" tunnel="yes"/>
        </xsl:apply-templates>
        <out:apply-templates select="{if ($attributes) then '@*, ' else ''}node()" mode="{$mode}"/>
      </out:template>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>The assertions and variables of a rule, with those of the abstract rules that it extends in their place.</xd:desc></xd:doc>
  <xsl:function name="kwp:assertions" as="element()*">
    <xsl:param name="rule" as="element(rule)"/>
    <xsl:param name="pattern" as="element(pattern)"/>
    <xsl:for-each select="$rule/(assert | report | extends)">
      <xsl:choose>
        <xsl:when test="self::extends">
          <xsl:variable name="extended" as="element(rule)" select="(key('kwp:abstract-rule', @rule, root($pattern)),
            error(xs:QName('kw:schematron'), 'there is no abstract rule ' || @rule))[1]"/>
          <xsl:sequence select="$extended/let, kwp:assertions($extended, $pattern)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="."/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>A pattern with its parameters filled in: $name in every expression.</xd:desc></xd:doc>
  <xsl:function name="kwp:filled" as="element(pattern)">
    <xsl:param name="pattern" as="element(pattern)"/>
    <xsl:param name="parameters" as="element(param)*"/>
    <xsl:apply-templates select="$pattern" mode="kwp:fill">
      <xsl:with-param name="parameters" select="$parameters" tunnel="yes"/>
    </xsl:apply-templates>
  </xsl:function>

  <xsl:mode name="kwp:fill" on-no-match="shallow-copy"/>

  <xsl:template match="@test | @context | @value | @select | @path | @subject" mode="kwp:fill" as="attribute()">
    <xsl:param name="parameters" as="element(param)*" tunnel="yes"/>
    <xsl:attribute name="{name()}" select="kwp:with-parameters(., $parameters)"/>
  </xsl:template>

  <xsl:function name="kwp:with-parameters" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="parameters" as="element(param)*"/>
    <xsl:sequence select="
      if (empty($parameters)) then $expression
      else kwp:with-parameters(
        replace($expression, '\$' || replace(head($parameters)/@name, '([.-])', '\\$1') || '([^\w.-]|$)', replace(head($parameters)/@value, '([$\\])', '\\$1') || '$1'),
        tail($parameters))"/>
  </xsl:function>

  <xsl:mode name="kwp:variable" on-no-match="fail"/>

  <xsl:template match="let" mode="kwp:variable kwp:judge" as="element()">
    <out:variable name="{@name}">
      <xsl:choose>
        <xsl:when test="@value">
          <xsl:attribute name="select" select="@value"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:copy-of select="node()"/>
        </xsl:otherwise>
      </xsl:choose>
    </out:variable>
  </xsl:template>

  <xsl:mode name="kwp:judge" on-no-match="fail"/>

  <xsl:template match="assert | report" mode="kwp:judge" as="element()">
    <xsl:param name="pattern" as="xs:string" tunnel="yes"/>
    <xsl:param name="rule" as="xs:string" tunnel="yes"/>
    <xsl:param name="fallback" as="xs:string" tunnel="yes"/>
    <xsl:param name="role" as="xs:string" tunnel="yes"/>
    <xsl:param name="flag" as="xs:string" tunnel="yes"/>
    <xsl:param name="subject" as="xs:string" tunnel="yes"/>
    <xsl:param name="schema" as="document-node()" tunnel="yes"/>
    <xsl:variable name="number" as="xs:integer" select="1 + count(preceding-sibling::assert | preceding-sibling::report)"/>
    <xsl:variable name="id" as="xs:string" select="(@id, $rule[. != ''] ! (if ($number = 1) then . else . || '.' || $number), $fallback || '.' || $number)[1]"/>
    <xsl:variable name="about" as="xs:string" select="string((@subject, $subject[. != ''])[1])"/>
    <out:if test="{if (self::assert) then 'not(' || @test || ')' else @test}">
      <kw:finding rule="{$id}" pattern="{$pattern}" role="{(@role, $role)[. != ''][1]}" flag="{(@flag, $flag)[. != ''][1]}">
        <xsl:attribute name="test" select="replace(replace(@test, '\{', '{{'), '\}', '}}')"/>
        <out:attribute name="location" select="path({if ($about = '') then '.' else '(' || $about || ', .)[1]'})"/>
        <xsl:apply-templates select="node()" mode="kwp:message"/>
        <xsl:for-each select="tokenize(@diagnostics) ! key('kwp:diagnostic', ., $schema)">
          <out:text><xsl:text> </xsl:text></out:text>
          <xsl:apply-templates select="node()" mode="kwp:message"/>
        </xsl:for-each>
      </kw:finding>
    </out:if>
  </xsl:template>

  <xsl:mode name="kwp:message" on-no-match="fail"/>

  <xsl:template match="text()" mode="kwp:message" as="element()">
    <out:text>
      <xsl:value-of select="."/>
    </out:text>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="kwp:message" as="empty-sequence()"/>

  <xsl:template match="value-of" mode="kwp:message" as="element()">
    <out:value-of select="{@select}"/>
  </xsl:template>

  <xsl:template match="name" mode="kwp:message" as="element()">
    <out:value-of select="name({@path})"/>
  </xsl:template>

  <xsl:template match="emph | dir | span | *" mode="kwp:message">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwr="urn:kwedition:ns"
  xmlns:kwp="urn:kwedition:private"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <xd:doc scope="stylesheet">
    <xd:desc>A Schematron schema without its abbreviations: the patterns of one phase, abstract patterns filled in, rules with the
      assertions of those that they extend. What refers to something that is not there becomes a kw:fault with the place (kw:at)
      of the reference; the rest stands. Included files are in their places already.</xd:desc>
  </xd:doc>

  <xsl:key name="kwp:abstract-rule" match="rule[@abstract = 'true']" use="@id"/>
  <xsl:key name="kwp:abstract-pattern" match="pattern[@abstract = 'true'] | group[@abstract = 'true']" use="@id"/>

  <xsl:mode name="kwp:expand" on-no-match="shallow-copy"/>

  <xd:doc><xd:desc>The schema's own choice of a phase, if none is asked for; #ALL without one.</xd:desc></xd:doc>
  <xsl:function name="kwp:phase" as="xs:string">
    <xsl:param name="schema" as="element(schema)"/>
    <xsl:param name="asked" as="xs:string"/>
    <xsl:sequence select="if ($asked = '#DEFAULT') then ($schema/@defaultPhase[. != '#DEFAULT']/normalize-space(), '#ALL')[1] else $asked"/>
  </xsl:function>

  <xsl:template match="schema" mode="kwp:expand" as="element()">
    <xsl:param name="wanted" as="xs:string" tunnel="yes"/>
    <xsl:variable name="phase" as="element(phase)?" select="phase[@id = $wanted][1]"/>
    <xsl:variable name="parts" as="element()*" select="(. | rules | library)/(pattern | group)[not(@abstract = 'true')]"/>
    <xsl:copy>
      <xsl:apply-templates select="@*" mode="#current"/>
      <xsl:if test="$wanted != '#ALL' and not($phase)">
        <xsl:sequence select="kwp:fault(., 'sch-phase', 'the schema has no phase ' || $wanted ||
          (if (phase) then '; its phases are: ' || string-join(phase/@id, ', ') else ''))"/>
      </xsl:if>
      <xsl:for-each select="$phase/active[not(@pattern = ../../(. | rules | library)/(pattern | group)/@id)]">
        <xsl:sequence select="kwp:fault(., 'sch-phase', 'the phase ' || ../@id || ' names the pattern ' || @pattern || ', which is not there')"/>
      </xsl:for-each>
      <xsl:copy-of select="title | p | ns | key | diagnostics | properties | xsl:* | let[not(@name = $phase/let/@name)] | $phase/let"/>
      <!-- A phase that is not there leaves nothing out: to judge too much is better than to judge nothing. -->
      <xsl:apply-templates select="$parts[not($phase) or @id = $phase/active/@pattern]" mode="#current"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template match="pattern[@is-a] | group[@is-a]" mode="kwp:expand" as="element()">
    <xsl:variable name="source" as="element()?" select="key('kwp:abstract-pattern', @is-a)[1]"/>
    <xsl:choose>
      <xsl:when test="$source">
        <xsl:variable name="parameters" as="map(xs:string, xs:string)" select="
          map:merge(($source/param, param) ! map{string(@name): string(@value)}, map{'duplicates': 'use-last'})"/>
        <xsl:copy>
          <xsl:apply-templates select="$source/(@* except (@abstract, @id)), @* except @is-a" mode="#current">
            <xsl:with-param name="parameters" select="$parameters" tunnel="yes"/>
          </xsl:apply-templates>
          <xsl:if test="not(@id) and $source/@id">
            <!-- Two uses of one abstract pattern are told apart in generated ids. -->
            <xsl:attribute name="kw:source" select="$source/@id"/>
          </xsl:if>
          <xsl:apply-templates select="$source/(node() except param), let" mode="#current">
            <xsl:with-param name="parameters" select="$parameters" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:copy>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="kwp:fault(., 'sch-is-a', 'there is no abstract pattern ' || @is-a)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="rule[@abstract = 'true']" mode="kwp:expand" as="empty-sequence()"/>

  <xsl:template match="rule[not(@context)][not(@abstract = 'true')]" mode="kwp:expand" as="element()">
    <xsl:sequence select="kwp:fault(., 'sch-rule', 'the rule has no context')"/>
  </xsl:template>

  <xsl:template match="(assert | report)[not(@test)]" mode="kwp:expand" as="element()" priority="1">
    <xsl:sequence select="kwp:fault(., 'sch-rule', 'the ' || local-name() || ' has no test')"/>
  </xsl:template>

  <xsl:template match="extends[@rule]" mode="kwp:expand" as="element()*">
    <xsl:param name="extending" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="candidates" as="element(rule)*" select="key('kwp:abstract-rule', @rule)"/>
    <xsl:variable name="here" as="element()?" select="ancestor::pattern"/>
    <xsl:variable name="extended" as="element(rule)?" select="($candidates[ancestor::pattern is $here], $candidates)[1]"/>
    <xsl:choose>
      <xsl:when test="not($extended)">
        <xsl:sequence select="kwp:fault(., 'sch-extends', 'there is no abstract rule ' || @rule)"/>
      </xsl:when>
      <xsl:when test="@rule = $extending">
        <xsl:sequence select="kwp:fault(., 'sch-extends', 'the rule ' || @rule || ' extends itself')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$extended/*" mode="#current">
          <xsl:with-param name="extending" select="$extending, string(@rule)" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xd:doc><xd:desc>A parameter of an abstract pattern stands for its text in every attribute, within string literals as well.</xd:desc></xd:doc>
  <xsl:template match="@*" mode="kwp:expand" as="attribute()">
    <xsl:param name="parameters" as="map(xs:string, xs:string)" select="map{}" tunnel="yes"/>
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="kwp:replaced(., $parameters)"/>
  </xsl:template>

  <xd:doc><xd:desc>An expression in which references to the variables of a map have been replaced; what replaces them is not looked at again.</xd:desc></xd:doc>
  <xsl:function name="kwp:replaced" as="xs:string">
    <xsl:param name="expression" as="xs:string"/>
    <xsl:param name="by" as="map(xs:string, xs:string)"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$expression" regex="\$([\i-[:]][\c-[:]]*)">
        <xsl:matching-substring>
          <xsl:sequence select="($by(regex-group(1)), .)[1]"/>
        </xsl:matching-substring>
        <xsl:non-matching-substring>
          <xsl:sequence select="."/>
        </xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="if (map:size($by) = 0) then $expression else string-join($parts)"/>
  </xsl:function>

  <xsl:function name="kwp:fault" as="element(kw:fault)">
    <xsl:param name="at" as="element()"/>
    <xsl:param name="rule" as="xs:string"/>
    <xsl:param name="message" as="xs:string"/>
    <kwr:fault at="{$at/@kw:at}" rule="{$rule}">{$message}</kwr:fault>
  </xsl:function>
</xsl:stylesheet>

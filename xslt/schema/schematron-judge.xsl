<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwr="urn:kwedition:ns"
  xmlns:kwp="urn:kwedition:private"
  xmlns:out="http://www.w3.org/1999/XSL/TransformAlias"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <xd:doc scope="stylesheet">
    <xd:desc>A rule of an expanded schema as a template, with its variables, assertions and messages. Part of schematron.xsl.</xd:desc>
  </xd:doc>

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:key name="kwp:remark" match="diagnostic | property" use="@id"/>

  <xsl:param name="guarded" as="xs:string" select="'no'"/>
  <xsl:param name="traced" as="xs:string" select="'no'"/>

  <xd:doc>
    <xd:desc>The names that the variables of a pattern have in the compiled stylesheet, with $. They are global, as other implementations
      have it and schemas rely on; only a name that the schema or an earlier pattern has taken is changed.</xd:desc>
  </xd:doc>
  <xsl:function name="kwp:renamed" as="map(xs:string, xs:string)">
    <xsl:param name="pattern" as="element()"/>
    <xsl:variable name="taken" as="xs:string*" select="($pattern/../let, $pattern/preceding-sibling::*/self::pattern/let)/@name/string()"/>
    <xsl:sequence select="map:merge($pattern/let/@name[. = $taken] ! map{string(): '$kw.' || kwp:number($pattern) || '.' || .})"/>
  </xsl:function>

  <xsl:function name="kwp:global" as="element()*">
    <xsl:param name="let" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:param name="version" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$guarded = 'yes' and exists($value)">
        <!-- What goes wrong here is told where the variable is used: see kwp:variables(). -->
        <out:variable name="kw.tried.{$name}" version="{$version}" as="item()*">
          <out:try>
            <out:sequence select="{$value}">
              <xsl:copy-of select="$let/@kw:at"/>
            </out:sequence>
            <out:catch select="map{{'kw.failed': '⟦{$let/@kw:at}⟧' || $Q{{http://www.w3.org/2005/xqt-errors}}description}}"/>
          </out:try>
        </out:variable>
        <out:variable name="kw.failed.{$name}" as="item()?" select="$kw.tried.{$name}[. instance of map(*)]?kw.failed"/>
        <out:variable name="{$name}" version="{$version}" select="if (exists($kw.failed.{$name})) then () else $kw.tried.{$name}">
          <xsl:copy-of select="$let/@as"/>
        </out:variable>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="kwp:variable($let, $name, $value, $version)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="kwp:variable" as="element()">
    <xsl:param name="let" as="element(let)"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:param name="version" as="xs:string"/>
    <out:variable name="{$name}" version="{$version}">
      <xsl:copy-of select="$let/(@as | @kw:at)"/>
      <xsl:choose>
        <xsl:when test="exists($value)">
          <xsl:attribute name="select" select="$value"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:copy-of select="$let/node()"/>
        </xsl:otherwise>
      </xsl:choose>
    </out:variable>
  </xsl:function>

  <xd:doc><xd:desc>What the assertions of a rule see besides the global variables.</xd:desc></xd:doc>
  <xsl:function name="kwp:variables" as="element()*">
    <xsl:param name="rule" as="element(rule)"/>
    <xsl:param name="version" as="xs:string"/>
    <xsl:variable name="renamed" as="map(xs:string, xs:string)" select="kwp:renamed($rule/..)"/>
    <xsl:if test="$guarded = 'yes'">
      <xsl:for-each select="$rule/../../((let | (pattern | group)/let)[@value] | xsl:variable[@select][not(contains(@name, ':'))])">
        <xsl:variable name="name" as="xs:string" select="(parent::pattern/kwp:renamed(.)(current()/@name) ! substring(., 2), @name)[1]"/>
        <out:variable name="{$name}" select="if (exists($kw.failed.{$name})) then error((), $kw.failed.{$name}) else ${$name}"/>
      </xsl:for-each>
    </xsl:if>
    <xsl:for-each select="map:keys($renamed)">
      <out:variable name="{.}" select="{$renamed(.)}"/>
    </xsl:for-each>
    <xsl:sequence select="$rule/let ! kwp:variable(., @name, @value, $version)"/>
  </xsl:function>

  <xd:doc><xd:desc>A rule. The number of the pattern that was tried last comes as $kw.done: its other rules have nothing to say.</xd:desc></xd:doc>
  <xsl:function name="kwp:template" as="element()">
    <xsl:param name="rule" as="element(rule)"/>
    <xsl:param name="priority" as="xs:integer"/>
    <xsl:param name="version" as="xs:string"/>
    <xsl:variable name="pattern" as="element()" select="$rule/.."/>
    <xsl:variable name="number" as="xs:integer" select="kwp:number($pattern)"/>
    <xsl:variable name="variables" as="element()*" select="kwp:variables($rule, $version)"/>
    <out:template match="{kwp:replaced($rule/@context, kwp:renamed($pattern))}" priority="{$priority}"
      mode="{if ($pattern/@documents) then 'kw.documents-' || $number else 'kw.rules'}" version="{$version}">
      <!-- Prefixes that the schema does not declare are read as the markup round the rule has them. -->
      <xsl:copy-of select="$rule/namespace::*[not(name() = ('', 'xml', 'xsl', $rule/../../ns/@prefix))]
        [not(. = ('urn:kwedition:ns', 'http://purl.oclc.org/dsdl/schematron'))]"/>
      <xsl:copy-of select="$rule/@kw:at"/>
      <out:param name="kw.done" select="0"/>
      <out:if test="$kw.done != {$number}">
        <xsl:if test="$traced = 'yes'">
          <kwr:fired pattern="{$number}" id="{$rule/@id}" role="{$rule/@role}" flag="{$rule/@flag}">
            <xsl:attribute name="context" select="kwp:escaped($rule/@context)"/>
          </kwr:fired>
        </xsl:if>
        <xsl:if test="$guarded = 'no'">
          <xsl:sequence select="$variables"/>
        </xsl:if>
        <xsl:for-each select="$rule/(assert | report)">
          <xsl:variable name="judged" as="element()" select="kwp:judged(., $number, kwp:rule-id(., position()))"/>
          <xsl:choose>
            <xsl:when test="$guarded = 'yes'">
              <out:try>
                <xsl:copy-of select="@kw:at"/>
                <xsl:sequence select="$variables, $judged"/>
                <out:catch>
                  <kwr:fault at="{@kw:at}" pattern="{$number}">
                    <out:attribute name="line" select="$Q{{http://www.w3.org/2005/xqt-errors}}line-number"/>
                    <out:attribute name="location" select="path(.)"/>
                    <out:value-of select="$Q{{http://www.w3.org/2005/xqt-errors}}description"/>
                  </kwr:fault>
                </out:catch>
              </out:try>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="$judged"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </out:if>
      <out:next-match>
        <out:with-param name="kw.done" select="{if ($pattern/self::group) then 0 else $number}"/>
      </out:next-match>
    </out:template>
  </xsl:function>

  <xd:doc>
    <xd:desc>The id by which findings and settings name an assertion: its own; that of its rule, numbered; or that of its pattern, or
      the pattern's number, with the numbers of rule and assertion.</xd:desc>
  </xd:doc>
  <xsl:function name="kwp:rule-id" as="xs:string">
    <xsl:param name="assertion" as="element()"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:variable name="rule" as="element()" select="$assertion/.."/>
    <xsl:variable name="pattern" as="element()" select="$rule/.."/>
    <xsl:sequence select="
      if ($assertion/@id) then string($assertion/@id)
      else if ($rule/@id) then 'sch-' || $rule/@id || (if ($number = 1) then '' else '.' || $number)
      else string-join(('sch-' || ($pattern/@id, $pattern/@kw:source ! (. || '-' || kwp:number($pattern)), kwp:number($pattern))[1],
        1 + count($rule/preceding-sibling::rule), $number), '.')"/>
  </xsl:function>

  <xsl:function name="kwp:judged" as="element()">
    <xsl:param name="assertion" as="element()"/>
    <xsl:param name="pattern" as="xs:integer"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="rule" as="element(rule)" select="$assertion/.."/>
    <xsl:variable name="subject" as="xs:string?" select="($assertion/@subject, $rule/@subject)[normalize-space()][1]"/>
    <out:if test="{if ($assertion/self::assert) then 'not(' || $assertion/@test || ')' else $assertion/@test}">
      <xsl:copy-of select="$assertion/@kw:at"/>
      <kwr:finding rule="{$id}" id="{$assertion/@id}" pattern="{$pattern}" kind="{local-name($assertion)}"
        severity="{($assertion/@severity, $rule/@severity)[normalize-space()][1]}"
        role="{($assertion/@role, $rule/@role)[normalize-space()][1]}" flag="{($assertion/@flag, $rule/@flag)[normalize-space()][1]}">
        <xsl:attribute name="test" select="kwp:escaped($assertion/@test)"/>
        <out:attribute name="location" select="path({if ($subject) then '((' || $subject || '), .)[1]' else '.'})"/>
        <kwr:text>
          <xsl:apply-templates select="$assertion/node()" mode="kwp:message"/>
        </kwr:text>
        <xsl:sequence select="('diagnostics', 'properties') ! kwp:remarks($assertion, .)"/>
      </kwr:finding>
    </out:if>
  </xsl:function>

  <xsl:function name="kwp:remarks" as="element()*">
    <xsl:param name="assertion" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:for-each select="$assertion/@*[name() = $kind] ! tokenize(.)">
      <xsl:variable name="remark" as="element()?" select="(key('kwp:remark', ., root($assertion))[local-name(..) = $kind])[1]"/>
      <xsl:if test="$remark">
        <xsl:element name="kwr:{local-name($remark)}">
          <xsl:copy-of select="$remark/(@id | @role | @scheme)"/>
          <xsl:apply-templates select="$remark/node()" mode="kwp:message"/>
        </xsl:element>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>A text that stays what it is in an attribute value template.</xd:desc></xd:doc>
  <xsl:function name="kwp:escaped" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="replace($text, '([{{}}])', '$1$1')"/>
  </xsl:function>

  <xsl:mode name="kwp:message" on-no-match="fail"/>

  <xsl:template match="text()" mode="kwp:message" as="element()">
    <out:text>
      <xsl:value-of select="."/>
    </out:text>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="kwp:message" as="empty-sequence()"/>

  <xsl:template match="value-of" mode="kwp:message" as="element()">
    <out:value-of select="{@select}">
      <xsl:copy-of select="@kw:at"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="name" mode="kwp:message" as="element()">
    <out:value-of select="name({@path ! ('((' || . || ')[1])')})">
      <xsl:copy-of select="@kw:at"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="xsl:*" mode="kwp:message" as="element()">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="*" mode="kwp:message" as="element()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwr="urn:kwedition:ns"
  xmlns:kwp="urn:kwedition:private"
  xmlns:out="http://www.w3.org/1999/XSL/TransformAlias"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://purl.oclc.org/dsdl/schematron">

  <xd:doc scope="stylesheet">
    <xd:desc>ISO Schematron (ISO/IEC 19757-3) to XSLT 3.0. The schema is expanded (schematron-expand.xsl); then every rule becomes a
      template of one mode, by which each node is visited once: the templates that match it are tried from the first pattern to the
      last, and a pattern in which a rule has fired lets its other rules pass. The compiled stylesheet returns a kw:findings with a
      kw:finding for each failed assertion and each report. What in the schema cannot be compiled is a kw:fault at its top
      level; kw:at says from where in the schema a part of it comes.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/schema/schematron-expand.xsl"/>
  <xsl:import href="kwedition:/schema/schematron-judge.xsl"/>

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>

  <xd:doc><xd:desc>The phase whose patterns are compiled: its id, #ALL, or #DEFAULT for the schema's own choice.</xd:desc></xd:doc>
  <xsl:param name="phase" as="xs:string" select="'#DEFAULT'"/>

  <xd:doc><xd:desc>'yes' for a stylesheet that goes on after a dynamic error and reports it; slower.</xd:desc></xd:doc>
  <xsl:param name="guarded" as="xs:string" select="'no'"/>

  <xd:doc><xd:desc>'yes' for a stylesheet that also says which rules fired, and where.</xd:desc></xd:doc>
  <xsl:param name="traced" as="xs:string" select="'no'"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:variable name="kwp:bindings" as="map(xs:string, xs:string)" select="map{
    '': '1.0', 'xslt': '1.0', 'xslt1': '1.0', 'xpath': '1.0', 'xpath1': '1.0',
    'xslt2': '3.0', 'xpath2': '3.0', 'xslt3': '3.0', 'xpath3': '3.0', 'xpath31': '3.0'}"/>

  <xsl:template match="/" as="element()">
    <xsl:variable name="wanted" as="xs:string" select="kwp:phase(schema, $phase)"/>
    <xsl:variable name="binding" as="xs:string" select="replace(lower-case(normalize-space(schema/@queryBinding)), '[-. ]|(\.0$)', '') => replace('^(xslt|xpath)([123])0$', '$1$2')"/>
    <xsl:variable name="expanded" as="document-node()">
      <xsl:document>
        <xsl:apply-templates select="schema" mode="kwp:expand">
          <xsl:with-param name="wanted" select="$wanted" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:document>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="map:contains($kwp:bindings, $binding)">
        <xsl:sequence select="kwp:stylesheet($expanded/schema, $kwp:bindings($binding), $wanted)"/>
      </xsl:when>
      <xsl:otherwise>
        <out:stylesheet version="3.0">
          <out:output method="xml" omit-xml-declaration="yes" indent="no"/>
          <xsl:sequence select="kwp:fault(schema, 'sch-query-binding',
            'the query binding ' || schema/@queryBinding || ' is not known: xslt, xslt2 and xslt3 are; no rule is judged')"/>
          <out:template match="/">
            <kwr:findings/>
          </out:template>
        </out:stylesheet>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="kwp:stylesheet" as="element()">
    <xsl:param name="schema" as="element(schema)"/>
    <xsl:param name="version" as="xs:string"/>
    <xsl:param name="wanted" as="xs:string"/>
    <xsl:variable name="patterns" as="element()*" select="$schema/(pattern | group)"/>
    <xsl:variable name="apart" as="element()*" select="$patterns[@documents]"/>
    <out:stylesheet version="3.0" exclude-result-prefixes="#all">
      <xsl:sequence select="kwp:namespaces($schema)"/>
      <xsl:sequence select="$schema//kw:fault"/>
      <xsl:for-each-group select="$schema/ns" group-by="string(@prefix)">
        <xsl:sequence select="current-group()[@uri != current-group()[1]/@uri][1] ! kwp:fault(., 'sch-ns',
          'the prefix ' || @prefix || ' has two namespaces; the first, ' || current-group()[1]/@uri || ', stays')"/>
      </xsl:for-each-group>
      <kwr:schema phase="{$wanted}" title="{normalize-space($schema/title)}" version="{$schema/@schemaVersion}" documents="{count($apart)}">
        <xsl:for-each-group select="$schema/ns" group-by="string(@prefix)">
          <kwr:ns prefix="{@prefix}" uri="{@uri}"/>
        </xsl:for-each-group>
        <xsl:for-each select="$patterns">
          <kwr:pattern number="{position()}" id="{@id}" name="{normalize-space(title)}" at="{@kw:at}"/>
        </xsl:for-each>
      </kwr:schema>
      <out:output method="xml" omit-xml-declaration="yes" indent="no"/>
      <xsl:apply-templates select="$schema/(key | xsl:*)" mode="kwp:top"/>
      <xsl:sequence select="$schema/let ! kwp:global(., @name, @value, $version)"/>
      <xsl:for-each select="$patterns">
        <xsl:variable name="pattern" as="element()" select="."/>
        <xsl:variable name="renamed" as="map(xs:string, xs:string)" select="kwp:renamed($pattern)"/>
        <xsl:sequence select="let ! kwp:global(., ($renamed(@name) ! substring(., 2), @name)[1], @value ! kwp:replaced(., $renamed), $version)"/>
      </xsl:for-each>
      <out:param name="kw.stage" select="'rules'"/>
      <out:param name="kw.documents" select="()"/>
      <xsl:for-each select="'kw.rules', $apart ! ('kw.documents-' || kwp:number(.))">
        <out:mode name="{.}" on-no-match="deep-skip"/>
        <!-- A document node is not skipped with what is in it. -->
        <out:template match="/" mode="{.}" priority="0"/>
      </xsl:for-each>
      <out:template match="/">
        <xsl:variable name="judged" as="element()*">
          <kwr:findings>
            <xsl:if test="exists($patterns except $apart)">
              <out:apply-templates select="{kwp:visited($patterns except $apart)}" mode="kw.rules"/>
            </xsl:if>
            <xsl:for-each select="$apart">
              <xsl:variable name="number" as="xs:integer" select="kwp:number(.)"/>
              <out:for-each select="$kw.documents/*/*[@pattern = '{$number}']">
                <kwr:document>
                  <out:attribute name="href" select="@href"/>
                  <out:variable name="kw.document" as="document-node()">
                    <out:document>
                      <out:copy-of select="node()"/>
                    </out:document>
                  </out:variable>
                  <out:for-each select="$kw.document">
                    <out:apply-templates select="{kwp:visited($apart[kwp:number(.) = $number])}" mode="kw.documents-{$number}"/>
                  </out:for-each>
                </kwr:document>
              </out:for-each>
            </xsl:for-each>
          </kwr:findings>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test="exists($apart)">
            <out:choose>
              <out:when test="$kw.stage = 'documents'">
                <kwr:documents>
                  <xsl:for-each select="$apart">
                    <out:for-each select="{kwp:replaced(@documents, kwp:renamed(.))}" kwr:at="{@kw:at}">
                      <kwr:document pattern="{kwp:number(.)}" at="{@kw:at}">
                        <out:value-of select="."/>
                      </kwr:document>
                    </out:for-each>
                  </xsl:for-each>
                </kwr:documents>
              </out:when>
              <out:otherwise>
                <xsl:sequence select="$judged"/>
              </out:otherwise>
            </out:choose>
          </xsl:when>
          <xsl:otherwise>
            <xsl:sequence select="$judged"/>
          </xsl:otherwise>
        </xsl:choose>
      </out:template>
      <xsl:variable name="rules" as="element(rule)*" select="$patterns/rule"/>
      <xsl:for-each select="$rules">
        <xsl:sequence select="kwp:template(., count($rules) - position() + 1, $version)"/>
      </xsl:for-each>
    </out:stylesheet>
  </xsl:function>

  <xd:doc><xd:desc>The number of a pattern among those that are judged.</xd:desc></xd:doc>
  <xsl:function name="kwp:number" as="xs:integer">
    <xsl:param name="pattern" as="element()"/>
    <xsl:sequence select="1 + count($pattern/(preceding-sibling::pattern | preceding-sibling::group))"/>
  </xsl:function>

  <xd:doc>
    <xd:desc>The declarations of the schema; without a declaration of its own a prefix means what it does in the schema's markup.</xd:desc>
  </xd:doc>
  <xsl:function name="kwp:namespaces" as="namespace-node()*">
    <xsl:param name="schema" as="element(schema)"/>
    <xsl:variable name="declared" as="map(xs:string, xs:string)" select="
      map:merge((
        $schema/ns ! map{string(@prefix): string(@uri)},
        $schema/ancestor-or-self::*/namespace::*[name() != ''] ! map{name(): string()},
        map{'xs': 'http://www.w3.org/2001/XMLSchema', 'fn': 'http://www.w3.org/2005/xpath-functions',
          'map': 'http://www.w3.org/2005/xpath-functions/map', 'array': 'http://www.w3.org/2005/xpath-functions/array',
          'math': 'http://www.w3.org/2005/xpath-functions/math'}
      ), map{'duplicates': 'use-first'})"/>
    <xsl:for-each select="map:keys($declared)[not(. = ('', 'xml', 'xmlns', 'xsl'))][$declared(.) != 'urn:kwedition:ns']">
      <xsl:sort/>
      <xsl:namespace name="{.}" select="$declared(.)"/>
    </xsl:for-each>
  </xsl:function>

  <xd:doc>
    <xd:desc>What must be visited, so that each node which a rule of the patterns may be about is: names of nodes that are no elements,
      and whatever may mean one, are looked for in the contexts without their predicates.</xd:desc>
  </xd:doc>
  <xsl:function name="kwp:visited" as="xs:string">
    <xsl:param name="patterns" as="element()*"/>
    <xsl:variable name="contexts" as="xs:string*" select="$patterns/rule/@context ! kwp:without-predicates(.)"/>
    <xsl:variable name="any" as="xs:boolean" select="some $c in $contexts satisfies matches($c, '\$|key\s*\(|(^|[^\w.\-])\.|\?|\Wroot\s*\(|(^|\W)(intersect|except)\W')"/>
    <xsl:variable name="attributes" as="xs:boolean" select="$any or (some $c in $contexts satisfies matches($c, '@|attribute\s*(\(|::)'))"/>
    <xsl:variable name="others" as="xs:boolean" select="$any or (some $c in $contexts satisfies matches($c, '(text|node|comment|processing-instruction)\s*\('))"/>
    <xsl:variable name="nodes" as="xs:string" select="if ($others) then 'descendant::node()' else 'descendant::*'"/>
    <xsl:sequence select="if ($attributes) then '., ' || $nodes || ' ! (., @*)' else '., ' || $nodes"/>
  </xsl:function>

  <xsl:function name="kwp:without-predicates" as="xs:string">
    <xsl:param name="context" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="replace($context, '&quot;[^&quot;]*&quot;|''[^'']*''', '0')"/>
    <xsl:variable name="shorter" as="xs:string" select="replace($plain, '\[[^\[\]]*\]', '')"/>
    <xsl:sequence select="if ($shorter = $context) then $context else kwp:without-predicates($shorter)"/>
  </xsl:function>

  <xsl:mode name="kwp:top" on-no-match="shallow-copy"/>

  <xsl:template match="/schema/xsl:*" mode="kwp:top" as="element()">
    <xsl:sequence select="kwp:fault(., 'sch-foreign', name() || ' at the top of a Schematron schema is not run')"/>
  </xsl:template>

  <xsl:template match="/schema/(xsl:function | xsl:key | xsl:variable | xsl:param | xsl:decimal-format | xsl:accumulator | xsl:template[@name][not(@match)])"
    mode="kwp:top" as="element()" priority="1">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="/schema/xsl:variable[@select][$guarded = 'yes'][not(contains(@name, ':'))]" mode="kwp:top" as="element()*" priority="2">
    <xsl:sequence select="kwp:global(., @name, @select, '3.0')"/>
  </xsl:template>

  <xsl:template match="/schema/key" mode="kwp:top" as="element()">
    <out:key name="{@name}" match="{(@match, @path)[1]}" use="{(@use, '.')[1]}">
      <xsl:copy-of select="@kw:at"/>
    </out:key>
  </xsl:template>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:eg="http://www.tei-c.org/ns/Examples"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The encoding guidelines of an ODD as an HTML div: its chapters, then every element with what it is, where it may stand,
      what it may hold, its attributes, its constraints in words, an example; then the classes. The frame of the page is the site's.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/schema/odd.xsl"/>
  <xsl:import href="kwedition:/shared/labels.xsl"/>

  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/">
    <xsl:variable name="schema" as="element(schemaSpec)" select="(//schemaSpec, error(xs:QName('kw:odd'), 'the ODD has no schemaSpec'))[1]"/>
    <div class="guidelines">
      <xsl:apply-templates select="/TEI/text/body/(* except (schemaSpec, head, *[.//schemaSpec]))" mode="kw:guidelines"/>
      <section id="elements">
        <h2>{kw:label('spec-elements')}</h2>
        <p class="letters">
          <xsl:for-each select="$schema//elementSpec">
            <xsl:sort select="lower-case(@ident)"/>
            <a href="#element-{@ident}">{@ident}</a>
            <xsl:text> </xsl:text>
          </xsl:for-each>
        </p>
        <xsl:apply-templates select="$schema//elementSpec" mode="kw:guidelines">
          <xsl:sort select="lower-case(@ident)"/>
        </xsl:apply-templates>
      </section>
      <section id="classes">
        <h2>{kw:label('spec-classes')}</h2>
        <xsl:apply-templates select="$schema//(classSpec | macroSpec | dataSpec)" mode="kw:guidelines">
          <xsl:sort select="@ident"/>
        </xsl:apply-templates>
      </section>
    </div>
  </xsl:template>

  <xsl:mode name="kw:guidelines" on-no-match="fail"/>

  <!-- Chapters -->

  <xsl:template match="div" mode="kw:guidelines">
    <section>
      <xsl:apply-templates select="@xml:id" mode="kw:guidelines"/>
      <xsl:apply-templates select="node()[not(self::schemaSpec)]" mode="#current"/>
    </section>
  </xsl:template>

  <xsl:template match="@xml:id" mode="kw:guidelines" as="attribute()">
    <xsl:attribute name="id" select="."/>
  </xsl:template>

  <xsl:template match="head" mode="kw:guidelines">
    <xsl:element name="h{min((6, 1 + count(ancestor::div)))}">
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="p" mode="kw:guidelines">
    <p>
      <xsl:apply-templates mode="#current"/>
    </p>
  </xsl:template>

  <xsl:template match="list" mode="kw:guidelines">
    <ul>
      <xsl:for-each select="item">
        <li>
          <xsl:apply-templates mode="#current"/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="gi" mode="kw:guidelines">
    <xsl:choose>
      <xsl:when test="key('kw:spec', ., root())/self::elementSpec">
        <a href="#element-{.}">
          <code>{.}</code>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <code>{.}</code>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="att" mode="kw:guidelines">
    <code>@{.}</code>
  </xsl:template>

  <xsl:template match="val" mode="kw:guidelines">
    <code>"{.}"</code>
  </xsl:template>

  <xsl:template match="code | ident | tag" mode="kw:guidelines">
    <code>
      <xsl:apply-templates mode="#current"/>
    </code>
  </xsl:template>

  <xsl:template match="emph | hi | term | foreign | title" mode="kw:guidelines">
    <em>
      <xsl:apply-templates mode="#current"/>
    </em>
  </xsl:template>

  <xsl:template match="q | soCalled | mentioned" mode="kw:guidelines">
    <xsl:text>“</xsl:text>
    <xsl:apply-templates mode="#current"/>
    <xsl:text>”</xsl:text>
  </xsl:template>

  <xsl:template match="ref" mode="kw:guidelines">
    <xsl:choose>
      <xsl:when test="matches(@target, '^(https?://\S+|#\S+)$')">
        <a href="{@target}">
          <xsl:apply-templates mode="#current"/>
        </a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="#current"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="text()" mode="kw:guidelines" as="text()">
    <xsl:value-of select="."/>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="kw:guidelines" as="empty-sequence()"/>

  <xsl:template match="eg:egXML" mode="kw:guidelines">
    <pre>
      <code>
        <xsl:value-of select="kwp:example(.)"/>
      </code>
    </pre>
  </xsl:template>

  <xsl:template match="*" mode="kw:guidelines" priority="-1">
    <xsl:message terminate="yes">{local-name()} may not stand in the prose of an ODD for kwedition</xsl:message>
  </xsl:template>

  <!-- Specifications -->

  <xsl:template match="elementSpec" mode="kw:guidelines">
    <section class="spec" id="element-{@ident}">
      <h3>
        <code>{@ident}</code>
        <!-- (Many a name is a word, and needs no other.) -->
        <xsl:for-each select="gloss[1][normalize-space() != current()/@ident]">
          <xsl:text> </xsl:text>
          <span class="gloss">{normalize-space(.)}</span>
        </xsl:for-each>
      </h3>
      <p>
        <xsl:apply-templates select="desc[1]/node()" mode="#current"/>
      </p>
      <dl class="facts">
        <xsl:variable name="parents" as="element(elementSpec)*" select="kwp:parents(.)"/>
        <xsl:if test="exists($parents)">
          <div>
            <dt>{kw:label('spec-stands-in')}</dt>
            <dd>
              <xsl:sequence select="kwp:names($parents)"/>
            </dd>
          </div>
        </xsl:if>
        <div>
          <dt>{kw:label('spec-holds')}</dt>
          <dd>
            <xsl:variable name="children" as="element(elementSpec)*" select="kwp:children(content)"/>
            <xsl:variable name="text" as="xs:boolean" select="kwp:holds-text(content)"/>
            <xsl:sequence select="if ($text) then kw:label('spec-text') else (), if ($text and exists($children)) then ', ' else (),
              kwp:names($children), if (not($text) and empty($children)) then kw:label('spec-nothing') else ()"/>
          </dd>
        </div>
      </dl>
      <xsl:sequence select="kwp:attribute-table(kw:attributes(.))"/>
      <xsl:where-populated>
        <ul class="constraints">
          <xsl:apply-templates select=".//constraintSpec" mode="#current"/>
        </ul>
      </xsl:where-populated>
      <xsl:for-each select="remarks">
        <xsl:apply-templates select="*" mode="#current"/>
      </xsl:for-each>
      <xsl:apply-templates select="exemplum/(eg:egXML | p)" mode="#current"/>
    </section>
  </xsl:template>

  <xsl:template match="constraintSpec" mode="kw:guidelines">
    <li id="{@ident}">
      <code>{@ident}</code>
      <xsl:text> </xsl:text>
      <xsl:choose>
        <xsl:when test="desc">
          <xsl:apply-templates select="desc[1]/node()" mode="#current"/>
        </xsl:when>
        <xsl:otherwise>{normalize-space((.//sch:assert | .//sch:report)[1])}</xsl:otherwise>
      </xsl:choose>
      <xsl:for-each select="(.//sch:assert | .//sch:report)[1]/@role">
        <xsl:text> </xsl:text>
        <span class="where">{.}</span>
      </xsl:for-each>
    </li>
  </xsl:template>

  <xsl:template match="classSpec | macroSpec | dataSpec" mode="kw:guidelines">
    <section class="spec" id="class-{@ident}">
      <h3>
        <code>{@ident}</code>
      </h3>
      <p>
        <xsl:apply-templates select="desc[1]/node()" mode="#current"/>
      </p>
      <xsl:if test="self::classSpec[@type = 'model']">
        <p>
          <xsl:sequence select="kwp:names(self::classSpec ! kw:members(.))"/>
        </p>
      </xsl:if>
      <xsl:sequence select="kwp:attribute-table(attList//attDef)"/>
      <xsl:if test="self::dataSpec">
        <p>
          <code>{string-join(content//dataRef ! string-join((@name, @key, @restriction), ' '), ' | ')}{string-join(content//valItem/@ident, ' | ')}</code>
        </p>
      </xsl:if>
    </section>
  </xsl:template>

  <xsl:function name="kwp:attribute-table" as="element()?">
    <xsl:param name="attributes" as="element(attDef)*"/>
    <xsl:if test="exists($attributes)">
      <div class="table">
        <table>
          <tr>
            <th>{kw:label('spec-attribute')}</th>
            <th>{kw:label('spec-meaning')}</th>
            <th>{kw:label('spec-value')}</th>
          </tr>
          <xsl:for-each select="$attributes">
            <xsl:sort select="kw:attribute-name(.)"/>
            <tr>
              <td>
                <code>{kw:attribute-name(.)}</code>
                <xsl:if test="@usage = 'req'">{' ' || kw:label('spec-required')}</xsl:if>
              </td>
              <td>
                <xsl:apply-templates select="desc[1]/node()" mode="kw:guidelines"/>
              </td>
              <td>
                <xsl:choose>
                  <xsl:when test="valList">
                    <ul>
                      <xsl:for-each select="valList/valItem">
                        <li>
                          <code>{@ident}</code>
                          <xsl:for-each select="(desc, gloss)[1]">
                            <xsl:text> </xsl:text>
                            <xsl:apply-templates select="node()" mode="kw:guidelines"/>
                          </xsl:for-each>
                        </li>
                      </xsl:for-each>
                    </ul>
                  </xsl:when>
                  <xsl:otherwise>
                    <xsl:for-each select="datatype/dataRef">
                      <xsl:if test="../(@maxOccurs, @minOccurs) != '1'">{kw:label('spec-several') || ' '}</xsl:if>
                      <xsl:choose>
                        <xsl:when test="@key">
                          <a href="#class-{@key}">{@key}</a>
                        </xsl:when>
                        <xsl:otherwise>{@name}</xsl:otherwise>
                      </xsl:choose>
                    </xsl:for-each>
                  </xsl:otherwise>
                </xsl:choose>
              </td>
            </tr>
          </xsl:for-each>
        </table>
      </div>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>The elements that a content model lets in directly.</xd:desc></xd:doc>
  <xsl:function name="kwp:children" as="element(elementSpec)*">
    <xsl:param name="content" as="element(content)?"/>
    <xsl:variable name="found" as="element(elementSpec)*">
      <xsl:for-each select="$content//(elementRef | classRef | macroRef)">
        <xsl:variable name="spec" as="element()" select="kw:spec(., @key)"/>
        <xsl:sequence select="if ($spec/self::elementSpec) then $spec else if ($spec/self::classSpec) then kw:members($spec) else kwp:children($spec/content)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each-group select="$found" group-by="@ident">
      <xsl:sort select="lower-case(@ident)"/>
      <xsl:sequence select="."/>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="kwp:parents" as="element(elementSpec)*">
    <xsl:param name="spec" as="element(elementSpec)"/>
    <xsl:for-each select="root($spec)//schemaSpec//elementSpec[kwp:children(content)/@ident = $spec/@ident]">
      <xsl:sort select="lower-case(@ident)"/>
      <xsl:sequence select="."/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="kwp:holds-text" as="xs:boolean">
    <xsl:param name="content" as="element(content)?"/>
    <xsl:sequence select="exists($content//(textNode | dataRef | valList))
      or (some $macro in $content//macroRef satisfies kwp:holds-text(kw:spec($macro, $macro/@key)/content))"/>
  </xsl:function>

  <xsl:function name="kwp:names" as="node()*">
    <xsl:param name="specs" as="element(elementSpec)*"/>
    <xsl:for-each select="$specs">
      <xsl:if test="position() gt 1">
        <xsl:text> </xsl:text>
      </xsl:if>
      <a href="#element-{@ident}">{@ident}</a>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>An example as an editor would type it: without its namespace declarations, its first line at the margin.</xd:desc></xd:doc>
  <xsl:function name="kwp:example" as="xs:string">
    <xsl:param name="example" as="element()"/>
    <xsl:variable name="text" as="xs:string" select="
      serialize($example/node(), map { 'method': 'xml', 'omit-xml-declaration': true(), 'indent': false() })
      => replace('\s+xmlns(:\w+)?=&quot;[^&quot;]*&quot;', '')"/>
    <xsl:variable name="lines" as="xs:string*" select="tokenize(replace($text, '^\s*\n|\s+$', ''), '\n')"/>
    <xsl:variable name="margin" as="xs:integer" select="(min($lines[normalize-space()] ! string-length(replace(., '^(\s*)\S.*$', '$1'))), 0)[1]"/>
    <xsl:sequence select="string-join($lines ! substring(., $margin + 1), '&#xA;')"/>
  </xsl:function>
</xsl:stylesheet>

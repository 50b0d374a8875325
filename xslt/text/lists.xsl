<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Lists. HTML is stricter than TEI about what may stand between items, so page breaks and notes there get an item of their
      own.</xd:desc>
  </xd:doc>

  <xsl:template match="list" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes">
        <!-- Labels that are numbers stand beside their items. -->
        <xsl:with-param name="class" select="'list', kwp:tokens('type-', @type), 'type-simple'[kw:is-marked-within(current())], 'short'[current()/label][every $label in current()/label satisfies string-length(normalize-space($label)) le 5]"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="head" mode="#current"/>
      <xsl:choose>
        <xsl:when test="label and item and not((label | headLabel)/*[kw:is-block-level(.) or kw:holds-blocks(.)])">
          <xsl:variable name="children" as="node()*" select="kw:in-view((* | text()[normalize-space()]) except (head, lb[not(@n or @xml:id)]))"/>
          <!-- (Of its two columns the headings are a label and what is beside it.) -->
          <xsl:variable name="first" as="element()?" select="($children[self::label or self::headLabel])[1]"/>
          <!-- What has no label, as nothing before the first has, is no description of anything. -->
          <xsl:sequence select="kwp:items(., $children[empty($first) or . &lt;&lt; $first])"/>
          <xsl:where-populated>
            <dl>
              <xsl:for-each-group select="$children[. is $first or . >> $first]" group-starting-with="label | headLabel">
                <dt>
                  <xsl:apply-templates select="." mode="kw:attributes"/>
                  <xsl:apply-templates mode="kw:text"/>
                </dt>
                <!-- What stands between the items goes with the one before it. -->
                <xsl:for-each-group select="tail(current-group())" group-starting-with="item | headItem">
                  <dd>
                    <xsl:apply-templates select="self::item | self::headItem" mode="kw:attributes"/>
                    <xsl:choose>
                      <xsl:when test="self::headItem">
                        <xsl:element name="{kw:tag(., 'b', 'div')}">
                          <xsl:apply-templates mode="kw:text"/>
                        </xsl:element>
                      </xsl:when>
                      <xsl:when test="self::item">
                        <xsl:apply-templates mode="kw:text"/>
                      </xsl:when>
                    </xsl:choose>
                    <xsl:apply-templates select="if (self::item or self::headItem) then tail(current-group()) else current-group()" mode="kw:text"/>
                  </dd>
                </xsl:for-each-group>
                <xsl:if test="empty(tail(current-group()))">
                  <dd/>
                </xsl:if>
              </xsl:for-each-group>
            </dl>
          </xsl:where-populated>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="kw:in-view(headLabel | headItem)" mode="#current"/>
          <!-- (Where lines of the page break between the items is said by them.) -->
          <xsl:sequence select="kwp:items(., kw:in-view((* | text()[normalize-space()]) except (head, headLabel, headItem, lb[not(@n or @xml:id)])))"/>
        </xsl:otherwise>
      </xsl:choose>
    </div>
    <xsl:apply-templates select="." mode="kw:markup"/>
  </xsl:template>

  <!-- Items of a list, and what stands between them (words, too, though no schema allows any), as a list of HTML. -->
  <xsl:function name="kwp:items" as="element()?">
    <xsl:param name="list" as="element(list)"/>
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="numbers" as="xs:string?" select="kw:list-numbers($list)"/>
    <xsl:variable name="children" as="node()*" select="if ($numbers) then $nodes else $nodes[not(kw:is-void-item(.))]"/>
    <xsl:if test="exists($children)">
      <xsl:element name="{if ($numbers) then 'ol' else 'ul'}">
        <xsl:if test="$numbers != '1'">
          <xsl:attribute name="type" select="$numbers"/>
        </xsl:if>
        <xsl:for-each select="$children">
          <li>
            <xsl:choose>
              <xsl:when test="self::item">
                <xsl:for-each select="kw:own-number(.)[$numbers]">
                  <xsl:attribute name="value" select="."/>
                </xsl:for-each>
                <xsl:apply-templates select="." mode="kw:attributes"/>
                <xsl:apply-templates mode="kw:text"/>
              </xsl:when>
              <xsl:otherwise>
                <xsl:attribute name="class" select="'between'"/>
                <xsl:apply-templates select="." mode="kw:text"/>
              </xsl:otherwise>
            </xsl:choose>
          </li>
        </xsl:for-each>
      </xsl:element>
    </xsl:if>
  </xsl:function>

  <xsl:template match="list/head | table/head" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- The heading of a column that a list does not have. -->
  <xsl:template match="headLabel | headItem" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="local-name(), 'head'"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- An item or a row without its list or table stays a block. -->
  <xsl:template match="item | label | row | cell" mode="kw:text">
    <xsl:element name="{if (self::label) then kw:tag(., 'span', 'div') else 'div'}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="listBibl | listWit | castList" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates select="head" mode="#current"/>
      <!-- Works beside lists of people and places, each of which says what it is. -->
      <xsl:for-each select="self::listBibl ! kw:list-name(.)">
        <p class="header-label"><xsl:sequence select="kw:interface-language()"/>{.}</p>
      </xsl:for-each>
      <xsl:where-populated>
        <ul>
          <!-- (Words between the entries are none that a schema allows, but words.) -->
          <!-- A record that nobody filled in is no entry. -->
          <xsl:for-each select="kw:in-view((* | text()[normalize-space()]) except (head, lb[not(@n or @xml:id)], bibl[kw:is-void-record(.)]))">
            <li>
              <xsl:apply-templates select="." mode="kw:text"/>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:where-populated>
    </div>
    <xsl:apply-templates select="." mode="kw:markup"/>
  </xsl:template>

  <!-- What a corpus of inscriptions is called may stand in @n alone. -->
  <xsl:template match="bibl[kw:is-called-in-number(.)]" mode="kw:text" priority="1">
    <xsl:element name="{kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <span class="title">{@n}</span>
      <xsl:text> </xsl:text>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="bibl | biblStruct | biblFull | monogr | analytic | series | imprint | role | roleDesc | actor | edition | publisher | pubPlace
    | biblScope | citedRange | extent | series | editor | author | respStmt | resp" mode="kw:text">
    <xsl:call-template name="kwp:as-it-stands"/>
  </xsl:template>

  <!-- One that stands in a division by itself, as in lists of literature without a list, is a paragraph. -->
  <xsl:template match="bibl[not(parent::listBibl)][kw:is-block-level(.)][not(parent::cit)]" mode="kw:text" priority="0.6">
    <xsl:element name="{kw:tag(., 'p', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="castItem" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>
</xsl:stylesheet>

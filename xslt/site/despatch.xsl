<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The last lines at the head of a text: who speaks in it; of a letter or a meeting, through whom it is known, and of what it
      speaks. All follow from the encoding of the text and stand nowhere in it.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>The lines, as parts of a list; nothing for a text of which neither can be said.</xd:desc></xd:doc>
  <xsl:function name="kwp:known-and-spoken" as="element()*">
    <xsl:param name="root" as="element()"/>
    <xsl:sequence select="kwp:speakers($root), kwp:chain($root), kwp:spoken-of($root)"/>
  </xsl:function>

  <xd:doc><xd:desc>Who speaks in a play, a meeting or an interview, in the order of their first speeches; folded where they are very many.</xd:desc></xd:doc>
  <xsl:function name="kwp:speakers" as="element()?">
    <xsl:param name="root" as="element()"/>
    <xsl:variable name="tokens" as="xs:string*" select="distinct-values(kw:speeches($root)[self::sp | self::u | self::post] ! tokenize(kw:who(.)))"/>
    <xsl:variable name="speakers" as="element(kw:link)*" select="$tokens ! kw:link($root, .)[@address][@kind = $kw:kinds]"/>
    <xsl:variable name="number" as="xs:integer" select="count(distinct-values($speakers/@address))"/>
    <xsl:if test="$number gt 0">
      <div>
        <dt><xsl:sequence select="kw:interface-language()"/>{kw:label('speakers')}</dt>
        <dd>
          <xsl:choose>
            <xsl:when test="$number gt 15">
              <details>
                <summary>{$number}</summary>
                <xsl:sequence select="kwp:chained($speakers)"/>
              </details>
            </xsl:when>
            <xsl:otherwise>
              <xsl:sequence select="kwp:chained($speakers)"/>
            </xsl:otherwise>
          </xsl:choose>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- Who told whom: whose words it reports, who sent it, and the texts of the edition from which it is known. A text that is its own
       source has no chain. -->
  <xsl:function name="kwp:chain" as="element()?">
    <xsl:param name="root" as="element()"/>
    <xsl:variable name="known-from" as="element(kw:link)*" select="
      $root/teiHeader/fileDesc/sourceDesc//ref/@target/tokenize(.) ! kw:link($root, .)[@document][@document != kw:document-id($root)][kw:label][@address]"/>
    <xsl:if test="exists($known-from)">
      <xsl:variable name="senders" as="element()*" select="
        $root/teiHeader/profileDesc/correspDesc/correspAction/(persName | orgName | name | rs)[kw:corresp-part(.) = 'sent'] ! kw:named-link(.)[@address]"/>
      <xsl:variable name="speakers" as="element()*" select="
        $root/text//said/@who/tokenize(.) ! kwp:somebody($root, .)[not(@address = $senders/@address)]"/>
      <div>
        <dt><xsl:sequence select="kw:interface-language()"/>{kw:label('known-through')}</dt>
        <dd>
          <ol class="chain">
            <xsl:where-populated>
              <li>
                <xsl:sequence select="kwp:chained($speakers)"/>
              </li>
            </xsl:where-populated>
            <xsl:where-populated>
              <li>
                <xsl:sequence select="kwp:chained($senders)"/>
              </li>
            </xsl:where-populated>
            <li>
              <xsl:for-each-group select="$known-from" group-by="@document">
                <xsl:if test="position() gt 1">{kw:label('list-separator')}</xsl:if>
                <!-- The text as a whole: the places in it are named below. -->
                <a href="{kw:href(substring-before(@address || '#', '#'))}">{kw:label}</a>
              </xsl:for-each-group>
            </li>
          </ol>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>

  <!-- Whom a reference means: an entity, or somebody whom the text itself describes, such as a writer without a name. -->
  <xsl:function name="kwp:somebody" as="element(kw:link)?">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="token" as="xs:string"/>
    <xsl:variable name="link" as="element(kw:link)?" select="kw:link($root, $token)[@address]"/>
    <xsl:choose>
      <xsl:when test="$link/@kind = $kw:kinds">
        <xsl:sequence select="$link"/>
      </xsl:when>
      <xsl:when test="$link and starts-with($token, '#')">
        <xsl:for-each select="key('kw:by-id', substring($token, 2), kw:scope($root))[1][kw:named-kind(.)]">
          <kw:link address="{$link/@address}">
            <kw:label>{kw:plain-text(.)}</kw:label>
          </kw:link>
        </xsl:for-each>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="kwp:chained" as="node()*">
    <xsl:param name="links" as="element()*"/>
    <!-- A name with a comma in it (“Weber, Max”) would be taken for two. -->
    <xsl:variable name="comma" as="xs:string" select="kw:label('list-separator')"/>
    <xsl:variable name="separator" as="xs:string" select="if ($links/(kw:label, @label)[1] ! contains(., normalize-space($comma)) = true()) then translate($comma, ',、', ';；') else $comma"/>
    <xsl:for-each-group select="$links" group-by="@address">
      <xsl:if test="position() gt 1">{$separator}</xsl:if>
      <a href="{kw:href(@address)}">{(kw:label, @label)[1]}</a>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="kwp:spoken-of" as="element()?">
    <xsl:param name="root" as="element()"/>
    <xsl:variable name="topics" as="element(kw:link)*" select="$root/text//@ana/tokenize(.) ! kw:link($root, .)[@kind = 'topic'][kw:label]"/>
    <xsl:if test="exists($topics)">
      <div>
        <dt><xsl:sequence select="kw:interface-language()"/>{kw:label('topics')}</dt>
        <dd class="spoken-of">
          <xsl:sequence select="kwp:chained($topics)"/>
        </dd>
      </div>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>

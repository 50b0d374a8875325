<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>One plain reading of marked-up text, for titles, labels and the sentences of an index: what stands in a text (plain-base.xsl), what
      parts its pieces (plain-pieces.xsl), and here round both where each name begins and ends.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/plain-pieces.xsl"/>

  <xsl:template match="persName | placeName | geogName | orgName | eventName | settlement | country | region | district | bloc | rs | name
    | author[@ref or @key] | origPlace[@ref or @key] | roleName[@ref or @key] | surname[@ref or @key] | forename[@ref or @key] | addName[@ref or @key]" mode="kw:plain" as="xs:string*">
    <xsl:call-template name="kwp:marked-name"/>
  </xsl:template>

  <xd:doc><xd:desc>A name between its marks, where it is asked for with them. (Called: what a rule says is compiled for each of its alternatives.)</xd:desc></xd:doc>
  <xsl:template name="kwp:marked-name" as="xs:string*">
    <xsl:context-item as="element()" use="required"/>
    <xsl:param name="marked" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:choose>
      <xsl:when test="$marked and kwp:is-marked(.)">
        <xsl:variable name="pieces" as="xs:string*">
          <xsl:next-match/>
        </xsl:variable>
        <!-- What parts a name from the next piece is no part of it. -->
        <xsl:variable name="parting" as="xs:string?" select="(parent::stamp | parent::address | parent::publisher | parent::author | parent::editor | parent::affiliation | parent::respStmt) ! kw:parting(current())"/>
        <xsl:variable name="parted" as="xs:boolean" select="$pieces[last()] = $parting"/>
        <xsl:sequence select="$kwp:mention-start, generate-id(), $kwp:mention-name, if ($parted) then $pieces[position() lt last()] else $pieces, $kwp:mention-end, $parting[$parted]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Who knows the mentions of a document already has them told from this. -->
  <xsl:function name="kwp:is-marked" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="kw:is-mention($name)"/>
  </xsl:function>

  <!-- The parts of a letter head are a list, however they are laid out. -->
  <xsl:template match="correspAction/*" mode="kw:plain" as="xs:string*" priority="3">
    <xsl:sequence select="if (preceding-sibling::* and (normalize-space() or @ref or @key)) then ($kwp:join, ', ') else ()"/>
    <xsl:next-match/>
  </xsl:template>

</xsl:stylesheet>

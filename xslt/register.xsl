<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns="urn:kwedition:ns" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>All records in, one register out: who and what the edition names, which document cites which, and what every
      pointer leads to. Entries of one id are one entity; what is named but has no entry becomes one, and says so.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/kinds.xsl"/>
  <xsl:import href="kwedition:/shared/plain.xsl"/>
  <xsl:import href="kwedition:/shared/pointers.xsl"/>

  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:key name="kwp:record" match="record" use="@id"/>
  <xsl:key name="kwp:record-by-path" match="record" use="@path"/>
  <xsl:key name="kwp:record-by-root" match="record[@root != '']" use="@root"/>
  <xsl:key name="kwp:entry" match="entry" use="@id"/>
  <xsl:key name="kwp:mention" match="mention" use="@entity"/>
  <xsl:key name="kwp:topic" match="topic[kwp:is-used(.)]" use="@id"/>
  <xsl:key name="kwp:passage" match="passage" use="@topic"/>
  <xsl:key name="kwp:anchor" match="anchor" use="../@id || '#' || @id"/>
  <xsl:key name="kwp:pointer" match="pointer" use="../@id || ' ' || @token"/>

  <xsl:template match="/" as="element(kw:register)">
    <xsl:apply-templates select="records"/>
  </xsl:template>

  <xsl:template match="records" as="element(kw:register)">
    <xsl:variable name="entities" as="element(kw:entity)*" select="kwp:entered(.), kwp:attested(.)"/>
    <xsl:variable name="links" as="map(xs:string, element(kw:link))" select="kwp:links(., map:merge($entities ! map { string(@id): . }))"
      xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>
    <register>
      <xsl:sequence select="@*"/>
      <xsl:variable name="ordered" as="element(record)*">
        <xsl:perform-sort select="record[@kind != 'authorities']">
          <xsl:sort select="(date/@key/string(), '99999')[1]"/>
          <xsl:sort select="@id"/>
        </xsl:perform-sort>
      </xsl:variable>
      <xsl:variable name="citations" as="map(xs:string, element(kw:cited-by)*)">
        <xsl:map>
          <xsl:for-each-group select="$ordered ! kwp:citations(., $links)" group-by="string(@document)">
            <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
          </xsl:for-each-group>
        </xsl:map>
      </xsl:variable>
      <xsl:for-each select="$ordered">
        <document id="{@id}" kind="{@kind}" path="{@path}" address="{kwp:document-address(.)}" xml:lang="{@xml:lang}">
          <xsl:sequence select="title, short-title, subtitle, date, abstract, party"/>
          <xsl:sequence select="pointer ! $links(../@id || ' ' || @token)"/>
          <xsl:for-each-group select="$citations(string(@id))" group-by="@from || ' ' || @block || ' ' || @as">
            <xsl:sequence select="."/>
          </xsl:for-each-group>
        </document>
      </xsl:for-each>
      <xsl:for-each select="record[@kind = 'authorities']">
        <authorities id="{@id}" path="{@path}">
          <xsl:sequence select="title, pointer ! $links(../@id || ' ' || @token)"/>
        </authorities>
      </xsl:for-each>
      <xsl:sequence select="$entities"/>
      <xsl:sequence select="record/topic[kwp:is-used(.)] ! kwp:topic(.)"/>
      <xsl:for-each select="record/comparison">
        <comparison type="{@type}" topic="{@topic}">
          <xsl:variable name="id" as="xs:string" select="../@id"/>
          <xsl:sequence select="tokenize(@tokens) ! $links($id || ' ' || .)"/>
          <note>{.}</note>
        </comparison>
      </xsl:for-each>
      <!-- Dates in the description of the edition are about the edition, not about its matter. -->
      <xsl:for-each select="$ordered[@kind = 'document']/dated">
        <dated document="{../@id}" address="{kwp:document-address(..)}#{@id}">
          <xsl:sequence select="@* except @id, *"/>
        </dated>
      </xsl:for-each>
    </register>
  </xsl:template>

  <xsl:function name="kwp:document-address" as="xs:string">
    <xsl:param name="record" as="element(record)"/>
    <xsl:sequence select="
      if ($record/@kind = 'edition' and empty($record/preceding-sibling::record[@kind = 'edition'])) then 'about.html'
      else 'texts/' || $record/@id || '.html'"/>
  </xsl:function>

  <xd:doc><xd:desc>The entities that have an entry. The same id in several documents' lists is one entity; the authority file's
      entry speaks for it.</xd:desc></xd:doc>
  <xsl:function name="kwp:entered" as="element(kw:entity)*">
    <xsl:param name="records" as="element(records)"/>
    <xsl:for-each-group select="$records/record/entry[@named = 'true' or ../@kind = 'authorities']" group-by="@id">
      <xsl:variable name="entry" as="element(entry)" select="(current-group()[@authority = 'true'], current-group())[1]"/>
      <entity id="{@id}" kind="{$entry/@kind}" address="{$entry/@kind}/{@id}.html" entry="yes" sort="{$entry/@sort}">
        <xsl:sequence select="$entry/label"/>
        <xsl:for-each-group select="$entry/form, (current-group() except $entry)/form" group-by=".">
          <xsl:sequence select="."/>
        </xsl:for-each-group>
        <xsl:sequence select="$entry/(life, description, idno)"/>
        <xsl:for-each select="distinct-values($entry/part-of/@id)[. != $entry/@id]">
          <part-of id="{.}"/>
        </xsl:for-each>
        <xsl:sequence select="key('kwp:mention', @id) ! kwp:mention(.)"/>
        <source path="{$entry/../@path}" document="{$entry/../@id}"/>
        <xsl:sequence select="$entry/tei"/>
      </entity>
    </xsl:for-each-group>
  </xsl:function>

  <xd:doc><xd:desc>What is named but has no entry: by a reference that leads nowhere here, or by its form alone.</xd:desc></xd:doc>
  <xsl:function name="kwp:attested" as="element(kw:entity)*">
    <xsl:param name="records" as="element(records)"/>
    <xsl:for-each-group select="$records/record/mention[@kind != 'any'][empty(key('kwp:entry', @entity)[@named = 'true' or ../@kind = 'authorities'])]" group-by="@entity">
      <xsl:variable name="forms" as="element(form)*">
        <xsl:for-each-group select="current-group()" group-by="form/string()[. != '']">
          <!-- Letter heads name people in full; running text says 'Fritz'. -->
          <xsl:sort select="exists(current-group()[@where = ('sent', 'received')])" order="descending"/>
          <xsl:sort select="count(current-group())" order="descending"/>
          <xsl:sort select="string-length(current-grouping-key())" order="descending"/>
          <form sort="{current-grouping-key()}" xml:lang="{@xml:lang}">{current-grouping-key()}</form>
        </xsl:for-each-group>
      </xsl:variable>
      <xsl:variable name="label" as="xs:string" select="($forms[1]/string(), string(@entity))[1]"/>
      <entity id="{@entity}" kind="{@kind}" address="{@kind}/{@entity}.html" entry="{if (@by = 'form') then 'form' else 'no'}" sort="{$label}">
        <label>{$label}</label>
        <xsl:sequence select="$forms"/>
        <xsl:sequence select="current-group() ! kwp:mention(.)"/>
      </entity>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="kwp:mention" as="element(kw:mention)">
    <xsl:param name="mention" as="element(mention)"/>
    <mention document="{$mention/../@id}" address="{kwp:document-address($mention/..)}#{$mention/@id}">
      <xsl:sequence select="$mention/(@where, @cert, @xml:lang), $mention/*"/>
    </mention>
  </xsl:function>

  <xd:doc><xd:desc>Whether passages speak to a category, or to another of its taxonomy: a list of genres is no list of topics.</xd:desc></xd:doc>
  <xsl:function name="kwp:is-used" as="xs:boolean">
    <xsl:param name="topic" as="element(topic)"/>
    <xsl:sequence select="exists(key('kwp:passage', $topic/../topic[@taxonomy = $topic/@taxonomy]/@id, root($topic)))"/>
  </xsl:function>

  <xsl:function name="kwp:topic" as="element(kw:topic)">
    <xsl:param name="topic" as="element(topic)"/>
    <topic>
      <xsl:sequence select="$topic/@*, $topic/*"/>
      <xsl:for-each select="key('kwp:passage', $topic/@id, root($topic))">
        <passage document="{../@id}" address="{kwp:document-address(..)}#{@block}">{.}</passage>
      </xsl:for-each>
    </topic>
  </xsl:function>

  <xd:doc><xd:desc>What each pointer of each document leads to, by document id and token. A pointer that leads nowhere has no
      address: it is shown as text, never as a dead link.</xd:desc></xd:doc>
  <xsl:function name="kwp:links" as="map(xs:string, element(kw:link))">
    <xsl:param name="records" as="element(records)"/>
    <xsl:param name="entities" as="map(xs:string, element(kw:entity))"/>
    <xsl:map>
      <xsl:for-each select="$records/record/pointer">
        <xsl:map-entry key="../@id || ' ' || @token" select="kwp:link(., $entities)"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <xsl:function name="kwp:link" as="element(kw:link)">
    <xsl:param name="pointer" as="element(pointer)"/>
    <xsl:param name="entities" as="map(xs:string, element(kw:entity))"/>
    <xsl:variable name="from" as="element(record)" select="$pointer/.."/>
    <xsl:variable name="fragment" as="xs:string" select="$pointer/@fragment"/>
    <xsl:variable name="file" as="xs:string?" select="$pointer/@file"/>
    <xsl:variable name="record" as="element(record)?" select="
      if (empty($file)) then ()
      else if ($file = '') then $from
      else key('kwp:record-by-path', $file, root($pointer))"/>
    <!-- A file that is not here may have been merged into another: its ids still mean what they say. -->
    <xsl:variable name="entity" as="element(kw:entity)?" select="$entities($pointer/@id)"/>
    <xsl:variable name="anchored" as="xs:boolean" select="exists($record) and exists(key('kwp:anchor', $record/@id || '#' || $fragment, root($pointer)))"/>
    <xsl:variable name="rooted" as="element(record)?" select="
      if (exists($record[@path = $file])) then $record[$fragment = ('', @root)]
      else (key('kwp:record-by-root', $fragment, root($pointer)), key('kwp:record', $fragment, root($pointer)))[1]"/>
    <link token="{$pointer/@token}">
      <xsl:choose>
        <xsl:when test="kw:is-external($pointer/@token)">
          <xsl:choose>
            <xsl:when test="$entity">
              <xsl:sequence select="kwp:to-entity($entity)"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:variable name="address" as="xs:string?" select="kw:external-address($pointer/@token)"/>
              <xsl:if test="$address">
                <xsl:attribute name="kind" select="'external'"/>
                <xsl:attribute name="address" select="$address"/>
              </xsl:if>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:when>
        <xsl:when test="$anchored and $record[@kind != 'authorities'] and not($entity)">
          <xsl:attribute name="kind" select="'place'"/>
          <xsl:attribute name="document" select="$record/@id"/>
          <xsl:attribute name="address" select="kwp:document-address($record) || '#' || kw:fragment($fragment)"/>
          <label>{$record/title}</label>
        </xsl:when>
        <xsl:when test="$rooted[@kind != 'authorities']">
          <xsl:attribute name="kind" select="'document'"/>
          <xsl:attribute name="document" select="$rooted/@id"/>
          <xsl:attribute name="address" select="kwp:document-address($rooted)"/>
          <label>{$rooted/title}</label>
        </xsl:when>
        <xsl:when test="$entity">
          <xsl:sequence select="kwp:to-entity($entity)"/>
        </xsl:when>
        <xsl:when test="key('kwp:topic', $pointer/@id, root($pointer))">
          <xsl:attribute name="kind" select="'topic'"/>
          <xsl:attribute name="address" select="'topics.html#' || $pointer/@id"/>
          <label>{key('kwp:topic', $pointer/@id, root($pointer))[1]/label}</label>
        </xsl:when>
        <xsl:when test="$record[@kind != 'authorities']">
          <!-- The file is here, the id is not: the file is the best that can be offered. -->
          <xsl:attribute name="kind" select="'document'"/>
          <xsl:attribute name="document" select="$record/@id"/>
          <xsl:attribute name="inexact" select="'yes'"/>
          <xsl:if test="$record/@id != $from/@id">
            <xsl:attribute name="address" select="kwp:document-address($record)"/>
          </xsl:if>
          <label>{$record/title}</label>
        </xsl:when>
      </xsl:choose>
    </link>
  </xsl:function>

  <xsl:function name="kwp:to-entity" as="node()+">
    <xsl:param name="entity" as="element(kw:entity)"/>
    <xsl:attribute name="kind" select="$entity/@kind"/>
    <xsl:attribute name="entity" select="$entity/@id"/>
    <xsl:attribute name="address" select="$entity/@address"/>
    <label>{$entity/label}</label>
  </xsl:function>

  <xd:doc><xd:desc>What a document refers to in other documents, turned round: for each reference a note at its target.</xd:desc></xd:doc>
  <xsl:function name="kwp:citations" as="element(kw:cited-by)*">
    <xsl:param name="record" as="element(record)"/>
    <xsl:param name="links" as="map(xs:string, element(kw:link))"/>
    <xsl:for-each select="$record/reference">
      <xsl:variable name="link" as="element(kw:link)?" select="$links($record/@id || ' ' || @token)"/>
      <xsl:if test="$link/@document != $record/@id">
        <cited-by document="{$link/@document}" from="{$record/@id}" block="{@block}" as="{@as}" address="{kwp:document-address($record)}#{@block}">
          <title>{$record/title}</title>
          <text>{.}</text>
        </cited-by>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>

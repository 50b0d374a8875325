<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns="urn:kwedition:ns" xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>Which pages the site has, and what each is told of the register. A page depends on its slice, so a slice holds what
      the page shows and nothing else.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/kinds.xsl"/>
  <xsl:import href="kwedition:/shared/plain.xsl"/>
  <xsl:import href="kwedition:/shared/slices.xsl"/>

  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="element(kw:plan)">
    <xsl:apply-templates select="register"/>
  </xsl:template>

  <xsl:template match="register" as="element(kw:plan)">
    <xsl:variable name="register" as="element(register)" select="."/>
    <xsl:variable name="frame" as="element()*" select="kwp:frame(.)"/>
    <plan>
      <xsl:sequence select="kwp:page('index.html', 'site/home.xsl', (), ($frame, document/kwp:summary(.), kwp:counts(.)))"/>
      <xsl:sequence select="kwp:page('texts/index.html', 'site/texts.xsl', (), ($frame, document[@kind = 'document']/kwp:summary(.)))"/>
      <xsl:for-each select="document">
        <xsl:sequence select="kwp:page(@address, 'site/text.xsl', @id, ($frame, kwp:document-slice(.), kwp:neighbours(.)))"/>
      </xsl:for-each>
      <xsl:for-each select="$kw:kinds">
        <xsl:variable name="kind" as="xs:string" select="."/>
        <xsl:variable name="entities" as="element(entity)*" select="$register/entity[@kind = $kind]"/>
        <!-- The index of persons is there even when it is empty: its absence would say nothing. -->
        <xsl:if test="exists($entities) or $kind = 'persons'">
          <xsl:variable name="about" as="element(kind)">
            <kind name="{$kind}"/>
          </xsl:variable>
          <xsl:sequence select="kwp:page($kind || '/index.html', 'site/index.xsl', (),
            ($about, $frame, kwp:documents-named($entities), $entities ! kwp:index-entry(.)))"/>
          <xsl:for-each select="$entities">
            <xsl:sequence select="kwp:page(@address, 'site/entity.xsl', (), ($frame, kwp:documents-named(.), kwp:entry-links(.), ., kwp:relatives(.)))"/>
          </xsl:for-each>
        </xsl:if>
      </xsl:for-each>
      <xsl:sequence select="kwp:page('chronology.html', 'site/chronology.xsl', (),
        ($frame, document[@kind = 'document'][date]/kwp:summary(.), entity[@kind = 'events'][life]/kwp:index-entry(.), kwp:documents-of(dated/@document, .), dated))"/>
      <xsl:if test="topic">
        <xsl:sequence select="kwp:page('topics.html', 'site/topics.xsl', (), ($frame, kwp:documents-of(topic/passage/@document, .), topic, comparison))"/>
      </xsl:if>
      <xsl:if test="guidelines">
        <xsl:sequence select="kwp:page('guidelines.html', 'site/guidelines.xsl', (), ($frame, guidelines))"/>
      </xsl:if>
    </plan>
  </xsl:template>

  <xd:doc><xd:desc>What the frame round every page shows: the edition's title and the ways through it.</xd:desc></xd:doc>
  <xsl:function name="kwp:frame" as="element()*">
    <xsl:param name="register" as="element(register)"/>
    <frame title="{$register/@title}" base-url="{$register/@base-url}">
      <way key="home" address="index.html"/>
      <way key="texts" address="texts/index.html"/>
      <xsl:for-each select="$kw:kinds[. = ('persons', $register/entity/@kind)]">
        <way key="{.}" address="{.}/index.html"/>
      </xsl:for-each>
      <xsl:if test="$register/topic">
        <way key="topics" address="topics.html"/>
      </xsl:if>
      <way key="chronology" address="chronology.html"/>
      <xsl:if test="$register/guidelines">
        <way key="guidelines" address="guidelines.html"/>
      </xsl:if>
      <xsl:if test="$register/document/@address = 'about.html'">
        <way key="about" address="about.html"/>
      </xsl:if>
    </frame>
  </xsl:function>

  <xsl:function name="kwp:summary" as="element(kw:summary)">
    <xsl:param name="document" as="element(document)"/>
    <summary>
      <xsl:sequence select="$document/(@id, @kind, @address, @xml:lang), $document/(title, short-title, subtitle, date, abstract, party)"/>
    </summary>
  </xsl:function>

  <xsl:function name="kwp:neighbours" as="element()*">
    <xsl:param name="document" as="element(document)"/>
    <xsl:for-each select="$document[@kind = 'document']/preceding-sibling::document[@kind = 'document'][1]">
      <earlier address="{@address}">{(short-title, title)[1]}</earlier>
    </xsl:for-each>
    <xsl:for-each select="$document[@kind = 'document']/following-sibling::document[@kind = 'document'][1]">
      <later address="{@address}">{(short-title, title)[1]}</later>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="kwp:counts" as="element(kw:count)*">
    <xsl:param name="register" as="element(register)"/>
    <xsl:for-each-group select="$register/entity" group-by="@kind">
      <count kind="{current-grouping-key()}" n="{count(current-group())}"/>
    </xsl:for-each-group>
  </xsl:function>

  <xd:doc><xd:desc>What an index says of an entity: all but its entry in TEI.</xd:desc></xd:doc>
  <xsl:function name="kwp:index-entry" as="element(kw:entity)">
    <xsl:param name="entity" as="element(entity)"/>
    <entity>
      <xsl:sequence select="$entity/@*, $entity/(* except (tei | source))"/>
    </entity>
  </xsl:function>

  <xd:doc><xd:desc>The entities that an entity is part of, and those that are part of it.</xd:desc></xd:doc>
  <xsl:function name="kwp:relatives" as="element()*">
    <xsl:param name="entity" as="element(entity)"/>
    <xsl:for-each select="key('kwp:entity', $entity/part-of/@id, root($entity))">
      <whole address="{@address}">{label}</whole>
    </xsl:for-each>
    <xsl:for-each select="key('kwp:entity-part', $entity/@id, root($entity))">
      <part address="{@address}">{label}</part>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>

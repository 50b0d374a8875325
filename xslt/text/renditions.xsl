<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>How something looked in the source, as classes: the words of @rend and @rendition, and what CSS in @style and in the header's
      declarations says, as far as assets/text.css has a class for it. A style of somebody else's never reaches a page.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>The declarations that are honoured, each with its class. Anything else that a source says is ignored.</xd:desc></xd:doc>
  <xsl:variable name="kwp:honoured" static="yes" as="xs:string*" select="
    'font-style:italic', 'font-style:oblique', 'font-style:normal', 'font-weight:bold', 'font-weight:bolder', 'font-weight:normal', 'font-variant:small-caps',
    'font-variant-caps:small-caps', 'font-family:monospace', 'font-family:sans-serif', 'font-size:larger', 'font-size:smaller', 'font-size:large', 'font-size:small',
    'font-size:x-large', 'font-size:x-small', 'text-transform:uppercase', 'text-transform:lowercase', 'text-transform:capitalize', 'text-align:center', 'text-align:right', 'text-align:left',
    'text-align:justify', 'text-decoration:underline', 'text-decoration:line-through', 'text-decoration:overline', 'vertical-align:super', 'vertical-align:sub',
    'color:red', 'color:blue', 'color:green', 'color:gray', 'color:grey'"/>

  <!-- What many words of @rend and names of renditions mean, whatever element they stand on. -->
  <xsl:variable name="kwp:synonyms" static="yes" as="map(xs:string, xs:string)" select="
    map:merge((
      ('strike', 'strikethrough', 'strikeout', 'stroke', 'linethrough', 'struckthrough', 'crossedout', 'durchgestrichen') ! map { .: 'css-text-decoration-line-through' },
      ('expanded', 'letterspace', 'letterspacing', 'sperrdruck') ! map { .: 'rend-spaced' },
      ('centered', 'centred', 'centre', 'aligncenter', 'aligncentre', 'centeralign') ! map { .: 'css-text-align-center' },
      ('alignright', 'rightalign', 'rightaligned', 'rightjustified', 'flushright') ! map { .: 'css-text-align-right' },
      ('alignleft', 'leftaligned', 'flushleft') ! map { .: 'css-text-align-left' }))"/>

  <xsl:key name="kwp:rendition" match="rendition[@xml:id][not(@scheme) or @scheme = 'css']" use="string(@xml:id)"/>

  <xd:doc><xd:desc>The classes of an element that says how it looked: rend-… for words, css-… for declarations.</xd:desc></xd:doc>
  <xsl:function name="kwp:renditions" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="rend" as="xs:string" select="lower-case($element/@rend)"/>
    <xsl:variable name="rendition" as="xs:string" select="lower-case(substring($element/@rendition, 2))"/>
    <xsl:choose>
      <!-- Most say one word. -->
      <xsl:when test="$rend != '' and translate($rend, $kwp:word-letters, '') = '' and empty($element/(@rendition, @style))">
        <!-- (What hi raises is raised by its element.) -->
        <xsl:sequence select="'rend-' || $rend, $kwp:synonyms(translate($rend, '-_', '')), 'css-vertical-align-super'[$rend = ('sup', 'super', 'superscript')][not($element/self::hi)], kwp:moved-in($rend)"/>
      </xsl:when>
      <xsl:when test="$rendition != '' and starts-with($element/@rendition, '#') and translate($rendition, $kwp:word-letters, '') = '' and not($kwp:declares-renditions)
        and empty($element/(@rend, @style))">
        <xsl:sequence select="'rend-' || $rendition, ($rendition, kw:known-renditions($element)) ! $kwp:synonyms(translate(., '-_', '')), kw:known-renditions($element) ! ('rend-' || .)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="words" as="xs:string*" select="
          if ($element/@rend) then (kwp:tokens('rend-', lower-case($element/@rend)), tokenize(lower-case($element/@rend)) ! $kwp:synonyms(translate(., '-_', ''))) else (),
          if ($element/@rendition) then tokenize($element/@rendition) ! (kwp:tokens('rend-', lower-case(kwp:rendition-name(.))),
            (: (What the header declares means what it says there.) :)
            if ($kwp:declares-renditions and starts-with(., '#')) then () else $kwp:synonyms(translate(lower-case(kwp:rendition-name(.)), '-_', ''))) else ()"/>
        <xsl:variable name="declared" as="xs:string*" select="
          if ($element/@rendition and $kwp:declares-renditions)
          then tokenize($element/@rendition)[starts-with(., '#')] ! key('kwp:rendition', substring(., 2), kw:scope($element))[1] ! string() else (),
          $element/@style ! string()"/>
        <xsl:sequence select="distinct-values(($words, kw:known-renditions($element) ! ('rend-' || ., $kwp:synonyms(.)), kwp:moved-in($rend), $declared ! tokenize(., ';') ! kwp:css-class(.)))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- How far in, where that is said in another way than by the words that have a class. -->
  <xsl:function name="kwp:moved-in" as="xs:string?">
    <xsl:param name="rend" as="xs:string"/>
    <xsl:sequence select="if (contains($rend, 'indent')) then kw:indents($rend)[. gt 0][not(tokenize($rend) = ('indent', 'indent' || .))] ! ('rend-indent' || .) else ()"/>
  </xsl:function>

  <xsl:variable name="kwp:word-letters" static="yes" as="xs:string" select="'abcdefghijklmnopqrstuvwxyz0123456789_-'"/>

  <xsl:variable name="kwp:declares-renditions" as="xs:boolean" select="exists(root(.)/descendant::rendition)"/>

  <!-- What follows the last '#' or ':'. Most are '#name', and a regular expression is slow. -->
  <xsl:function name="kwp:rendition-name" as="xs:string?">
    <xsl:param name="token" as="xs:string"/>
    <xsl:variable name="name" as="xs:string" select="substring($token, 2)"/>
    <xsl:sequence select="if (starts-with($token, '#') and translate($name, '#:', '') = $name) then $name else tokenize($token, '[#:]')[last()]"/>
  </xsl:function>

  <xsl:function name="kwp:css-class" as="xs:string?">
    <xsl:param name="declaration" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="lower-case(translate($declaration, ' &#x9;&#xA;&#xD;', ''))"/>
    <xsl:sequence select="if ($plain = $kwp:honoured) then 'css-' || translate($plain, ':', '-') else ()"/>
  </xsl:function>

  <xd:doc><xd:desc>The words of an attribute as classes that begin alike; what could not be a class's name becomes a hyphen.</xd:desc></xd:doc>
  <xsl:function name="kwp:tokens" as="xs:string*">
    <xsl:param name="prefix" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="tokenize($value) ! (if (translate(., $kwp:plain-letters || '-', '') = '') then . else replace(., '[^A-Za-z0-9_-]+', '-') => replace('^-+|-+$', ''))[. != '']
      ! ($prefix || .)"/>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What witnesses are called, on the screen and on paper, and who else stands for a reading.</xd:desc>
  </xd:doc>

  <xsl:key name="kwp:witness" match="witness[@xml:id]" use="@xml:id"/>

  <xsl:key name="kwp:scholar" match="(person | respStmt | editor | author | principal | handNote)[@xml:id]" use="@xml:id"/>

  <xsl:variable name="kwp:declared-prefixes" as="xs:string*" select="root(.)/descendant::prefixDef/@ident ! string()"/>

  <xd:doc><xd:desc>Who stands for a reading: witnesses and sources; where it names none, the scholar who proposes it, or the hand that wrote it.</xd:desc></xd:doc>
  <xsl:function name="kw:vouching" as="xs:string*">
    <xsl:param name="reading" as="element()?"/>
    <xsl:choose>
      <xsl:when test="$reading[@wit | @source]">
        <xsl:sequence select="kw:sigla($reading, ($reading/@wit, $reading/@source))"/>
      </xsl:when>
      <xsl:when test="$reading[@resp | @hand]">
        <xsl:for-each select="$reading/(@resp, @hand)[1] ! tokenize(.)">
          <xsl:variable name="id" as="xs:string" select="tokenize(., '#')[last()]"/>
          <xsl:variable name="scholar" as="element()?" select="key('kwp:scholar', $id, root($reading))[1]"/>
          <xsl:variable name="name" as="element()?" select="$scholar/(persName/surname, persName, name, orgName, self::editor, self::author, self::principal,
            self::handNote[string-length(normalize-space()) le 40])[normalize-space()][1]"/>
          <xsl:sequence select="($name ! kw:plain-text(.), $id)[. != ''][1]"/>
        </xsl:for-each>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>The sigla of the witnesses to which a reading points: as the list of witnesses of its document writes them, else what the
      pointer ends in.</xd:desc></xd:doc>
  <xsl:function name="kw:sigla" as="xs:string*">
    <xsl:param name="reading" as="element()"/>
    <xsl:param name="pointers" as="attribute()*"/>
    <xsl:for-each select="$pointers ! tokenize(.)">
      <xsl:variable name="end" as="xs:string" select="tokenize(., '#')[last()]"/>
      <!-- (A work that a private reference means is called without its prefix.) -->
      <xsl:variable name="id" as="xs:string" select="(substring-after($end, ':')[. != ''][substring-before($end, ':') = $kwp:declared-prefixes], $end)[1]"/>
      <xsl:variable name="witness" as="element(witness)?" select="key('kwp:witness', $id, root($reading))[1]"/>
      <!-- A witness whose only words are in brackets (【大】) has said its siglum. -->
      <xsl:sequence select="($witness/kw:siglum(.) ! kw:plain-text(.), $witness[empty(*)] ! normalize-space()[matches(., '^[【\[〔〈⟨(][^【\[〔〈⟨(]{1,12}[】\]〕〉⟩)]$')], $id)[. != ''][1]"/>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>How far a witness has the text, in words: '(N breaks off)'; those of the reading that it stands in, where it names none.</xd:desc></xd:doc>
  <xsl:function name="kw:witness-reaches" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="wit" as="attribute(wit)?" select="($element/@wit, $element/ancestor::*[self::rdg | self::lem][1]/@wit)[1]"/>
    <xsl:sequence select="kw:label('in-brackets') => kw:fill('text', kw:label('reaches-' || local-name($element)) => kw:fill('what', string-join(kw:sigla($element, $wit), ' ')) => normalize-space())"/>
  </xsl:function>

  <xd:doc><xd:desc>The siglum that a witness begins with, where its encoder wrote one: an ``abbr`` or ``idno`` of the type ``siglum``, or a short label.</xd:desc></xd:doc>
  <xsl:function name="kw:siglum" as="element()?">
    <xsl:param name="witness" as="element(witness)"/>
    <xsl:sequence select="$witness/((abbr | idno)[@type = 'siglum'], label[string-length(normalize-space()) le 12])[normalize-space()][1]"/>
  </xsl:function>
</xsl:stylesheet>

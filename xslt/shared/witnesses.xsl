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
        <xsl:variable name="sigla" as="xs:string*" select="kw:sigla($reading, ($reading/@wit, $reading/@source))"/>
        <!-- (Works have titles of several words.) -->
        <xsl:sequence select="if ($reading/@source and (some $siglum in $sigla satisfies contains($siglum, ' '))) then (for $n in 1 to count($sigla) return $sigla[$n] || ','[$n lt count($sigla)]) else $sigla"/>
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

  <xd:doc><xd:desc>What parts a remark on readings from the reading before it: nothing where it begins with a comma.</xd:desc></xd:doc>
  <xsl:function name="kw:before-remark" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="if (matches($note, '^\s*[,.:;]')) then '' else ' '"/>
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
      <xsl:variable name="work" as="element()?" select="if (starts-with(., '#') and tokenize($reading/@source) = .) then key('kw:by-id', $id, root($reading))[self::bibl or self::biblStruct][1] else ()"/>
      <!-- A witness whose only words are in brackets (【大】) has said its siglum. -->
      <xsl:sequence select="($witness/kw:siglum(.) ! kwp:as-raised(.), $witness[empty(*)] ! normalize-space()[matches(., '^[【\[〔〈⟨(][^【\[〔〈⟨(]{1,12}[】\]〕〉⟩)]$')], $witness/@n[kw:is-siglum(.)] ! normalize-space(), $work ! kwp:work-in-short(.), $id)[. != ''][1]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A siglum in letters alone, which stand in all places: what is raised in it is so there, too, for the corrector of M (Mᶜ) is no witness Mc. -->
  <xsl:function name="kwp:as-raised" as="xs:string">
    <xsl:param name="siglum" as="element()"/>
    <xsl:variable name="raised" as="element(hi)*" select="$siglum//hi[matches(string-join((@rend, @rendition, @style), ' '), 'super|(^|[ #])sup([ ;]|$)|raised')][empty(*)]"/>
    <xsl:sequence select="
      if (exists($raised) and (every $part in $raised satisfies matches($part, '^[0-9a-pr-z]+$')))
      then normalize-space(string-join($siglum//text() ! (if (.. intersect $raised) then translate(., '0123456789abcdefghijklmnoprstuvwxyz', '⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ') else .)))
      else kw:plain-text($siglum)"/>
  </xsl:function>

  <!-- What a work of a list of literature is called there in short ('CIL V 8738'), or by its author and year. -->
  <xsl:function name="kwp:work-in-short" as="xs:string?">
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="title" as="xs:string?" select="$work/title[1][empty(preceding-sibling::author)] ! kw:plain-text(.)"/>
    <xsl:variable name="writers" as="xs:string*" select="kw:writers($work)"/>
    <xsl:variable name="year" as="xs:string?" select="kw:year-of-work($work)"/>
    <xsl:sequence select="(kw:abbreviated($work), $title[matches(., '\d') and string-length(.) le 30], string-join(($writers, $year), ' ')[exists($writers) and exists($year)])[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>How far a witness has the text, in words: '(N breaks off)'; those of the reading that it stands in, where it names none.</xd:desc></xd:doc>
  <xsl:function name="kw:witness-reaches" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="wit" as="attribute(wit)?" select="($element/@wit, $element/ancestor::*[self::rdg | self::lem][1]/@wit)[1]"/>
    <!-- (No space is written beside it, as a rule, for it is no word.) -->
    <xsl:variable name="place" as="element()" select="($element/ancestor::app[kw:tells-reach(.)], $element)[1]"/>
    <xsl:sequence select="' '[$place/preceding-sibling::node()[1]/self::text()[matches(., '[^\s(\[]$')]]
      || (kw:label('in-brackets') => kw:fill('text', kw:label('reaches-' || local-name($element)) => kw:fill('what', string-join(kw:sigla($element, $wit), ' ')) => normalize-space()))
      || ' '[$place/following-sibling::node()[1]/self::text()[matches(., '^[\p{L}\p{N}]')]]"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether the readings of an ``app`` have no words, but say where witnesses begin, break off, resume or end: nothing varies there.</xd:desc></xd:doc>
  <xsl:function name="kw:tells-reach" as="xs:boolean">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="exists(kw:reaches($app)) and normalize-space($app) = '' and empty($app//* except ($app//(lem | rdg | rdgGrp), kw:reaches($app)))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a reading is an omission: it has nothing, or room for nothing, and another, or the text, has something.</xd:desc></xd:doc>
  <xsl:function name="kw:is-omission" as="xs:boolean">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="kwp:has-nothing($reading) and (exists($reading/ancestor::app[1][kw:stands-apart(.)]) or (some $other in $reading/ancestor::app[1]//(lem | rdg) satisfies not(kwp:has-nothing($other))))"/>
  </xsl:function>

  <xsl:function name="kwp:has-nothing" as="xs:boolean">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="empty($reading/node()[normalize-space() or self::*[not(self::space/@quantity = '0' or self::gap[@reason = ('omitted', 'omission', 'om', 'om.', 'absent')][empty(*)])]])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a paragraph holds nothing but readings for other places: it is an apparatus.</xd:desc></xd:doc>
  <xsl:function name="kw:is-apparatus" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::p or self::ab]/app/@from[translate(., '0123456789', '')]) and empty($element/(* except app[@from], text()[normalize-space()]))"/>
  </xsl:function>

  <!-- Whether pages of several witnesses begin in one text: then each says whose it is. -->
  <xsl:variable name="kwp:breaks-of-several" as="xs:boolean" select="count(distinct-values(root(.)//pb/(@ed, @edRef))) gt 1"/>

  <xsl:function name="kw:whose-break" as="xs:string">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="if ($break/(@ed, @edRef) and $kwp:breaks-of-several and not($break[self::cb][preceding-sibling::*[1][self::pb]])) then string-join(kw:sigla($break, $break/(@ed, @edRef)[1]), ' ') || ' ' else ''"/>
  </xsl:function>

  <xd:doc><xd:desc>Where in a reading or in all of them witnesses begin, break off, resume or end.</xd:desc></xd:doc>
  <xsl:function name="kw:reaches" as="element()*">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="$element/descendant::*[self::witStart or self::witEnd or self::lacunaStart or self::lacunaEnd]"/>
  </xsl:function>
</xsl:stylesheet>

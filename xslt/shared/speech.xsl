<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Who speaks in recorded speech. The screen, the print and the plain reading ask here.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/speeches.xsl"/>

  <xd:doc><xd:desc>Those who speak, with the way to them where there is one; nobody where the encoder named the speaker before, or the same goes on.
      </xd:desc></xd:doc>
  <xsl:function name="kw:speaker" as="element(kw:speaker)*">
    <xsl:param name="utterance" as="element()"/>
    <xsl:variable name="who" as="attribute()?" select="kw:who($utterance)"/>
    <xsl:variable name="before" as="element()?" select="($utterance/parent::annotationBlock, $utterance)[1]/preceding-sibling::*[1]"/>
    <xsl:if test="$who and not($before/self::note[@type = 'speaker'] or $before/self::speaker
      or $before[self::u | self::post | self::annotationBlock | self::vocal | self::kinesic | self::incident]/@who = $who)">
      <xsl:sequence select="kwp:those-who-speak($utterance, $who)"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="kwp:those-who-speak" as="element(kw:speaker)*">
    <xsl:param name="utterance" as="element()"/>
    <xsl:param name="who" as="attribute()?"/>
    <xsl:for-each select="tokenize($who)">
      <xsl:variable name="link" as="element(kw:link)?" select="kw:link($utterance, .)[not(@kind = ('document', 'place', 'external'))]"/>
      <kw:speaker>
        <xsl:sequence select="$link"/>
        <kw:name>{($link/kw:label/string(), replace(., '^.*#', ''))[. != ''][1]}</kw:name>
      </kw:speaker>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>When a message was sent, in words: by its own attribute, else by the timeline of the chat; nothing where it says so itself.
      The day is told once.</xd:desc></xd:doc>
  <xsl:function name="kw:sent-at" as="xs:string?">
    <xsl:param name="post" as="element(post)"/>
    <xsl:variable name="at" as="xs:string?" select="kwp:moment($post)"/>
    <xsl:if test="$at and empty($post//time | $post//date)">
      <xsl:variable name="day" as="xs:string?" select="substring-before($at || 'T', 'T')[not(contains(., ':'))]"/>
      <xsl:variable name="time" as="xs:string?" select="replace($at, '^(.*T)?(\d\d:\d\d).*$', '$2')[matches(., '^\d\d:\d\d$')]"/>
      <xsl:variable name="before" as="xs:string?" select="$post/preceding-sibling::post[1] ! kwp:moment(.)"/>
      <xsl:sequence select="string-join((
        $day[not($time and starts-with($before, $day || 'T'))] ! kw:point-in-words(.), $time), ', ')[. != '']"/>
    </xsl:if>
  </xsl:function>

  <xsl:function name="kwp:moment" as="xs:string?">
    <xsl:param name="post" as="element(post)"/>
    <xsl:sequence select="($post/(@when, @when-iso, @from, @from-iso),
      $post/@synch/tokenize(.)[starts-with(., '#')] ! key('kw:by-id', substring(., 2), kw:scope($post))[self::when]/@absolute)[1] ! normalize-space()"/>
  </xsl:function>

  <xd:doc><xd:desc>The message that one answers, where it stands on the same page.</xd:desc></xd:doc>
  <xsl:function name="kw:answered" as="element()?">
    <xsl:param name="post" as="element(post)"/>
    <xsl:sequence select="($post/@replyTo/tokenize(.)[starts-with(., '#')]
      ! key('kw:by-id', substring(., 2), kw:scope($post))[self::post | self::u | self::div])[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>What parts a direction within a verse, a sentence or the name of a speaker from the word before it and behind it, where nothing is written.</xd:desc></xd:doc>
  <xsl:function name="kw:beside-stage" as="xs:string?">
    <xsl:param name="stage" as="element(stage)"/>
    <xsl:param name="behind" as="xs:boolean"/>
    <xsl:variable name="next" as="text()?" select="if ($behind) then $stage/following-sibling::node()[1]/self::text() else $stage/preceding-sibling::node()[1]/self::text()"/>
    <!-- (Of a text that is tokenized, the word or the mark beside it is an element.) -->
    <xsl:variable name="token" as="element()?" select="if ($behind) then $stage/following-sibling::node()[1]/(self::w | self::pc) else $stage/preceding-sibling::node()[1]/(self::w | self::pc)"/>
    <xsl:sequence select="' '[if ($behind) then matches(($next, $token)[1], '^[\p{L}\p{N}]') and matches($stage, '[\p{L}.)\]⌝!?]$')
      else matches(($next, $token)[1], '[^\s(\[\-—–]$') and matches($stage, '^[\p{L}(\[⌜]')]"/>
  </xsl:function>

  <xd:doc><xd:desc>That a message answers another, as readers know it from their own: an arrow back, and to whom.</xd:desc></xd:doc>
  <xsl:function name="kw:answers" as="xs:string">
    <xsl:param name="answered" as="element()"/>
    <xsl:sequence select="string-join(('↩', kwp:those-who-speak($answered, kw:who($answered))/kw:name), ' ')"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether annotations say something of each word or morpheme: data to look up, not to read. A translation says something of each
      segment, or of the whole.</xd:desc></xd:doc>
  <xsl:function name="kw:is-word-by-word" as="xs:boolean">
    <xsl:param name="annotations" as="element(spanGrp)"/>
    <xsl:variable name="speech" as="element(u)*" select="$annotations/../u"/>
    <xsl:variable name="words" as="xs:string*" select="($speech//w | $speech//pc | $speech//m | $speech//c)/@xml:id/string()"/>
    <xsl:sequence select="exists($annotations/span/span) or exists($annotations/span[substring(@from, 2) = $words][not(@to != @from)])
      or count($annotations/span) gt max((1, count($speech/seg)))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a sound or a movement stands between speeches and not in one.</xd:desc></xd:doc>
  <xsl:function name="kw:stands-between-speeches" as="xs:boolean">
    <xsl:param name="sound" as="element()"/>
    <xsl:sequence select="exists($sound/(parent::body | parent::div | parent::annotationBlock))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a segment is a paragraph of a long speech, as in the record of a parliament; in a transcript of talk it is a breath.
      </xd:desc></xd:doc>
  <xsl:function name="kw:is-paragraph-said" as="xs:boolean">
    <xsl:param name="segment" as="element(seg)"/>
    <xsl:variable name="speech" as="element(u)?" select="$segment/parent::u"/>
    <xsl:sequence select="exists($speech/seg[2]) and (some $one in $speech/seg[position() le 3] satisfies string-length(normalize-space($one)) gt 120)"/>
  </xsl:function>

  <xd:doc><xd:desc>What parts such a thing from the word before it or behind it, where nothing is written: but not where it may be within a word.</xd:desc></xd:doc>
  <xsl:function name="kw:beside-sound" as="xs:string?">
    <xsl:param name="sound" as="element()"/>
    <xsl:param name="behind" as="xs:boolean"/>
    <xsl:variable name="before" as="node()?" select="$sound/preceding-sibling::node()[1]"/>
    <xsl:variable name="next" as="node()?" select="$sound/following-sibling::node()[1]"/>
    <xsl:sequence select="' '[if ($behind) then matches($next, '^[\p{L}\p{N}]') and not(matches($before, '[\p{L}\p{N}]$'))
      else matches($before, '[^\s(\[\-—–/]$') and not(matches($next, '^[\p{L}\p{N}]') and matches($before, '[\p{L}\p{N}]$'))]"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether what was heard or seen needs brackets: the encoder may have typed them.</xd:desc></xd:doc>
  <xsl:function name="kw:is-bare-sound" as="xs:boolean">
    <xsl:param name="sound" as="element()"/>
    <xsl:sequence select="not(substring(normalize-space($sound), 1, 1) = ('(', '[', '{', '/', '*'))"/>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns="urn:kwedition:ns" xmlns:fn="http://www.w3.org/2005/xpath-functions" xmlns:map="http://www.w3.org/2005/xpath-functions/map">

  <xd:doc scope="stylesheet">
    <xd:desc>The sentence round a mention. A block is made flat once, with private marks where mentions begin and end; it is cut
      into sentences; each mention is then found in its sentence by its mark. So the work grows with the text, not with the
      square of its mentions.</xd:desc>
  </xd:doc>

  <!-- Parts before and after a mention are no longer than this; they end at a word. -->
  <xsl:variable name="kwp:longest" as="xs:integer" select="220"/>

  <xd:doc><xd:desc>For each marked mention of a block (by generate-id) its sentence, in three parts.</xd:desc></xd:doc>
  <xsl:function name="kw:sentences-of-mentions" as="map(xs:string, element(kw:sentence))">
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="sentences" as="xs:string*" select="kw:sentences(kw:marked-text($block))"/>
    <xsl:map>
      <xsl:for-each select="kwp:whole-mentions($sentences, ())">
        <xsl:variable name="sentence" as="xs:string" select="."/>
        <xsl:for-each select="tail(tokenize($sentence, '&#xFDD1;'))">
          <xsl:variable name="id" as="xs:string" select="substring-before(., '&#xFDD2;') => normalize-space()"/>
          <xsl:map-entry key="$id" select="kwp:cut($sentence, $id)"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <xd:doc><xd:desc>A text cut into sentences. It ends one at . ! ? … before a capital, but not after a short word (Mr., St., A.),
      and at 。！？ always.</xd:desc></xd:doc>
  <xsl:function name="kw:sentences" as="xs:string*">
    <xsl:param name="text" as="xs:string"/>
    <!-- Stops are found by a short expression and judged on their few neighbours: one long expression over a whole
         block costs a hundred times as much. A mention's marks may stand anywhere round the stop. -->
    <xsl:variable name="stops" as="element(fn:analyze-string-result)"
      select="analyze-string($text, '[.!?…。！？]+[&quot;''”’»›)\]&#xFDD3;」』]*\s*')"/>
    <xsl:iterate select="$stops/*">
      <xsl:param name="sentence" as="xs:string" select="''"/>
      <xsl:on-completion>
        <xsl:sequence select="normalize-space($sentence)[. != '']"/>
      </xsl:on-completion>
      <xsl:variable name="longer" as="xs:string" select="$sentence || ."/>
      <xsl:variable name="ends" as="xs:boolean" select="self::fn:match and kwp:ends-sentence($sentence, string(.), string(following-sibling::*[1]))"/>
      <xsl:sequence select="if ($ends) then normalize-space($longer)[. != ''] else ()"/>
      <xsl:next-iteration>
        <xsl:with-param name="sentence" select="if ($ends) then '' else $longer"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <xsl:function name="kwp:ends-sentence" as="xs:boolean">
    <xsl:param name="before" as="xs:string"/>
    <xsl:param name="stop" as="xs:string"/>
    <xsl:param name="after" as="xs:string"/>
    <xsl:variable name="last" as="xs:string" select="substring($before, string-length($before) - 7) => translate('&#xFDD3;', '')"/>
    <xsl:variable name="first" as="xs:string" select="substring($after, 1, 60)"/>
    <xsl:sequence select="
      matches($stop, '[。！？]')
      or (matches($stop, '\s$')
          and (matches($stop, '[!?…]') or matches($last, '(\p{Ll}{3}|\p{Lu}{2}|\p{N}{3}|[)\]”’»])$') or matches($stop, '[”’»]'))
          and matches($first, '^((&#xFDD1;[^&#xFDD2;]*&#xFDD2;)|[&quot;''“‘„«‹(\[¿¡—–])*[\p{Lu}\p{Lt}\p{Lo}]'))"/>
  </xsl:function>

  <xd:doc><xd:desc>Sentences joined again where a cut fell inside a mention.</xd:desc></xd:doc>
  <xsl:function name="kwp:whole-mentions" as="xs:string*">
    <xsl:param name="sentences" as="xs:string*"/>
    <xsl:param name="open" as="xs:string?"/>
    <xsl:iterate select="$sentences">
      <xsl:param name="open" as="xs:string?" select="$open"/>
      <xsl:on-completion>
        <xsl:sequence select="$open"/>
      </xsl:on-completion>
      <xsl:variable name="joined" as="xs:string" select="string-join(($open, .), ' ')"/>
      <xsl:variable name="starts" as="xs:integer" select="string-length($joined) - string-length(translate($joined, '&#xFDD1;', ''))"/>
      <xsl:variable name="ends" as="xs:integer" select="string-length($joined) - string-length(translate($joined, '&#xFDD3;', ''))"/>
      <xsl:sequence select="if ($starts = $ends) then $joined else ()"/>
      <xsl:next-iteration>
        <xsl:with-param name="open" select="if ($starts = $ends) then () else $joined"/>
      </xsl:next-iteration>
    </xsl:iterate>
  </xsl:function>

  <xd:doc><xd:desc>A sentence cut at the mention of that id: before, the form itself, after.</xd:desc></xd:doc>
  <xsl:function name="kwp:cut" as="element(kw:sentence)">
    <xsl:param name="sentence" as="xs:string"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="start" as="xs:string" select="'&#xFDD1;' || $id || '&#xFDD2;'"/>
    <xsl:variable name="rest" as="xs:string" select="substring-after($sentence, $start)"/>
    <xsl:variable name="form" as="xs:string" select="kwp:to-end($rest, 0, 1)"/>
    <xsl:variable name="before" as="xs:string" select="kwp:unmarked(substring-before($sentence, $start))"/>
    <xsl:variable name="after" as="xs:string" select="kwp:unmarked(substring($rest, string-length($form) + 1))"/>
    <sentence>
      <before>{kwp:last-words($before)}</before>
      <form>{normalize-space(kwp:unmarked($form))}</form>
      <after>{kwp:first-words($after)}</after>
    </sentence>
  </xsl:function>

  <xd:doc><xd:desc>What stands before the end mark that answers the start mark just passed: mentions may hold mentions.</xd:desc></xd:doc>
  <xsl:function name="kwp:to-end" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="from" as="xs:integer"/>
    <xsl:param name="depth" as="xs:integer"/>
    <xsl:variable name="rest" as="xs:string" select="substring($text, $from + 1)"/>
    <xsl:variable name="end" as="xs:integer" select="string-length(substring-before($rest, '&#xFDD3;'))"/>
    <xsl:variable name="start" as="xs:integer" select="string-length(substring-before($rest, '&#xFDD1;'))"/>
    <xsl:sequence select="
      if (not(contains($rest, '&#xFDD3;'))) then $text
      else if (contains($rest, '&#xFDD1;') and $start lt $end) then kwp:to-end($text, $from + $start + 1, $depth + 1)
      else if ($depth gt 1) then kwp:to-end($text, $from + $end + 1, $depth - 1)
      else substring($text, 1, $from + $end + 1)"/>
  </xsl:function>

  <xsl:function name="kwp:unmarked" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="
      if (contains($text, '&#xFDD1;')) then replace($text, '&#xFDD1;[^&#xFDD2;]*&#xFDD2;|&#xFDD3;', '')
      else translate($text, '&#xFDD3;', '')"/>
  </xsl:function>

  <xsl:function name="kwp:last-words" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="length" as="xs:integer" select="string-length($text)"/>
    <xsl:sequence select="
      if ($length le $kwp:longest) then $text
      else '… ' || replace(substring($text, $length - $kwp:longest), '^\S*\s', '')"/>
  </xsl:function>

  <xsl:function name="kwp:first-words" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="
      if (string-length($text) le $kwp:longest) then $text
      else replace(substring($text, 1, $kwp:longest), '\s\S*$', '') || ' …'"/>
  </xsl:function>

  <xd:doc><xd:desc>A text of at most so many characters, ended at a word.</xd:desc></xd:doc>
  <xsl:function name="kw:shortened" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:sequence select="if (string-length($text) le $length) then $text else replace(substring($text, 1, $length), '\s\S*$', '') || ' …'"/>
  </xsl:function>
</xsl:stylesheet>

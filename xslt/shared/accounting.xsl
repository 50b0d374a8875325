<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Nothing is lost: the one rule that lets text through leaves before each text of a document which one it is, between two
      characters that no text contains. Python takes these marks out of the finished page and counts them (see
      build/accounting.py). What is kept from the readers of a view on purpose is listed in hidden.xml beside this file. What is shown beside another reading is put between the marks of
      kw:alternative-begins and kw:alternative-ends. Text that is shown once more elsewhere (titles, cards) does not go
      through that rule, and does not count.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/cut.xsl"/>

  <xd:doc><xd:desc>'yes' when entries are left out of the document, and processing instructions in it say how many texts they hold.</xd:desc></xd:doc>
  <xsl:param name="spared" as="xs:string" select="'no'"/>

  <xd:doc><xd:desc>Whether the page that is made is a view of its documents, so that their texts are counted.</xd:desc></xd:doc>
  <xsl:param name="accounted" as="xs:string" select="''"/>
  <xsl:variable name="kwp:accounts" as="xs:boolean" select="$accounted = 'yes'"/>

  <!-- A text is known by its generate-id(). Which texts there are, in their order, is said once, as soon as one is shown: in a message, because
       it stands nowhere in a page; a number in it is that of the text before the next. (To count them as they come takes twice as long: an
       accumulator walks through all that is no text, too.) -->
  <xsl:variable name="kwp:all-texts" as="xs:string">
    <xsl:variable name="texts" as="text()*" select="root(.)/descendant::text()[normalize-space()]"/>
    <xsl:variable name="cut" as="processing-instruction()?" select="if ($kwp:is-cut) then root(.)//processing-instruction('kw-before') else ()"/>
    <!-- What of an entry no page shows may have been left out (build/entries.py). -->
    <xsl:variable name="less" as="processing-instruction()*" select="if ($spared = 'yes') then root(.)/descendant::processing-instruction('kw-texts') else ()"/>
    <xsl:message select="'&#xFDD0;' || (if ($cut) then string-join(($texts[. &lt;&lt; $cut] ! generate-id(), string(kwp:before($cut, 3)), $texts[. >> $cut] ! generate-id()), ' ')
      else if (exists($less)) then string-join(($texts | $less) ! (if (. instance of text()) then generate-id() else '+' || .), ' ')
      else string-join($texts ! generate-id(), ' '))"/>
    <xsl:sequence select="''"/>
  </xsl:variable>

  <!-- Not an accumulator: it would walk through all that is no image, too, and that takes longer than a short page. -->
  <xsl:variable name="kwp:images" as="map(xs:string, xs:integer)">
    <xsl:variable name="cut" as="processing-instruction()?" select="if ($kwp:is-cut) then root(.)//processing-instruction('kw-before') else ()"/>
    <xsl:map>
      <xsl:for-each select="root(.)//*[self::graphic | self::media][empty($cut) or . >> $cut]">
        <xsl:map-entry key="generate-id()" select="position() + (if ($cut) then kwp:before($cut, 5) else 0)"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <!-- Only a page with an element that no rule knows counts them. -->
  <xsl:accumulator name="kwp:elements" as="xs:integer" initial-value="0">
    <!-- And the two that are round the document. -->
    <xsl:accumulator-rule match="processing-instruction('kw-before')[$kwp:is-cut]" select="kwp:before(., 4) + 2"/>
    <xsl:accumulator-rule match="*" select="$value + 1"/>
  </xsl:accumulator>

  <xd:doc><xd:desc>The mark that no rule knows an element: its number in its document, and its name.</xd:desc></xd:doc>
  <xsl:function name="kw:marked-unknown" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="before" as="xs:integer" select="($element/ancestor::kw:document[1]/accumulator-before('kwp:elements'), 0)[1]"/>
    <xsl:sequence select="if ($kwp:accounts)
      then '&#xFDD0;u' || ($element/accumulator-before('kwp:elements') - $before) || ' ' || local-name($element) || '&#xFDD1;' else ()"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a medium is heard or played: no figure.</xd:desc></xd:doc>
  <xsl:function name="kw:is-recording" as="xs:boolean">
    <xsl:param name="medium" as="element()"/>
    <xsl:sequence select="starts-with($medium/@mimeType, 'audio') or starts-with($medium/@mimeType, 'video')"/>
  </xsl:function>

  <xd:doc><xd:desc>The mark of a text, as it stands before it in a page that is counted.</xd:desc></xd:doc>
  <xsl:function name="kw:number-mark" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="'&#xFDD0;' || $kwp:all-texts || generate-id($text) || '&#xFDD1;'"/>
  </xsl:function>

  <xd:doc><xd:desc>A text with its mark before it.</xd:desc></xd:doc>
  <xsl:function name="kw:counted" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <!-- The mark is written out: this is asked of every text. -->
    <xsl:variable name="words" as="xs:string" select="if ($kwp:is-padded and ($kwp:are-all-asked or $text/../@kw-lines)) then kw:laid-out($text) else string($text)"/>
    <xsl:sequence select="if ($kwp:accounts and normalize-space($text)) then '&#xFDD0;' || $kwp:all-texts || generate-id($text) || '&#xFDD1;' || $words else $words"/>
  </xsl:function>

  <xd:doc><xd:desc>Marks that stand behind a verse as they stand at the end of it: a dash may have a space before it, a comma that is laid out on a line of its own has none.</xd:desc></xd:doc>
  <xsl:function name="kw:ending-mark" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="kw:counted($text) => replace('\s+$', '') => replace(if (matches($text, '^\s*\p{Pd}')) then '^(\s)\s+' else '^(&#xFDD0;[^&#xFDD1;]*&#xFDD1;)?\s+', '$1')"/>
  </xsl:function>

  <xd:doc><xd:desc>The marks that all texts of some nodes are shown in another way, such as markup that is quoted.</xd:desc></xd:doc>
  <xsl:function name="kw:shown" as="xs:string?">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:sequence select="if ($kwp:accounts)
      then string-join($nodes/descendant-or-self::text()[normalize-space()] ! kw:number-mark(.)) else ()"/>
  </xsl:function>

  <xd:doc><xd:desc>The mark that an image is shown.</xd:desc></xd:doc>
  <xsl:function name="kw:counted-image" as="xs:string?">
    <xsl:param name="image" as="element()"/>
    <xsl:sequence select="if ($kwp:accounts) then '&#xFDD0;i' || $kwp:images(generate-id($image)) || '&#xFDD1;' else ()"/>
  </xsl:function>

  <xd:doc><xd:desc>What comes up to the end is another reading of what stands before it.</xd:desc></xd:doc>
  <xsl:function name="kw:alternative-begins" as="xs:string?">
    <xsl:sequence select="if ($kwp:accounts) then '&#xFDD0;a&#xFDD1;' else ()"/>
  </xsl:function>
  <xsl:function name="kw:alternative-ends" as="xs:string?">
    <xsl:sequence select="if ($kwp:accounts) then '&#xFDD0;z&#xFDD1;' else ()"/>
  </xsl:function>
</xsl:stylesheet>

<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:m="http://www.w3.org/1998/Math/MathML"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>One plain reading of marked-up text, for titles, labels and the sentences of an index. Editions show the text
      itself elsewhere: here one alternative is enough, and notes stay out.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/glyphs.xsl"/>
  <xsl:import href="kwedition:/shared/parting.xsl"/>
  <xsl:import href="kwedition:/shared/languages.xsl"/>
  <xsl:import href="kwedition:/shared/formulas.xsl"/>

  <!-- Noncharacters: XML allows them, and no text has a reason to contain one. -->
  <xsl:variable name="kwp:join" as="xs:string" select="'&#xFDD0;'"/>
  <xsl:variable name="kwp:mention-start" as="xs:string" select="'&#xFDD1;'"/>
  <xsl:variable name="kwp:mention-name" as="xs:string" select="'&#xFDD2;'"/>
  <xsl:variable name="kwp:mention-end" as="xs:string" select="'&#xFDD3;'"/>

  <xd:doc><xd:desc>The text of a node in one plain reading, white space normalized.</xd:desc></xd:doc>
  <xsl:function name="kw:plain-text" as="xs:string">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="kwp:tidy(kwp:flat($node, false()))"/>
  </xsl:function>

  <xd:doc><xd:desc>What varies, as the key of its readings: what the editor expanded stands in its brackets there, and what is missing has its
      sign, as in them.</xd:desc></xd:doc>
  <xsl:function name="kw:key-text" as="xs:string">
    <xsl:param name="lemma" as="element()?"/>
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:apply-templates select="$lemma/node()[$lemma/(descendant::ex, descendant::gap)]" mode="kw:plain">
        <xsl:with-param name="marked" as="xs:boolean" select="false()" tunnel="yes"/>
        <xsl:with-param name="is-key" as="xs:boolean" select="true()" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="if (exists($pieces)) then kwp:tidy(string-join($pieces)) else kw:plain-text($lemma)"/>
  </xsl:function>

  <xd:doc><xd:desc>What a note without words of its own says: the words of the place that it corresponds to in the same file, as in a list of notes of the header.</xd:desc></xd:doc>
  <xsl:function name="kw:said-elsewhere" as="xs:string?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:if test="$note/(@corresp | @sameAs | @copyOf)[starts-with(., '#')] and empty($note/(*, text()[normalize-space()]))">
      <xsl:variable name="id" as="xs:string" select="substring(tokenize(($note/@corresp, $note/@sameAs, $note/@copyOf)[1])[1], 2)"/>
      <xsl:sequence select="key('kw:by-id', $id, kw:scope($note))[1][empty(. intersect $note/ancestor::*)] ! kw:plain-text(.)[. != '']"/>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>A name as an index has it: without the brackets of the editor, the points of the stone, and how it is read.</xd:desc></xd:doc>
  <xsl:function name="kw:bare-name" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:apply-templates select="$name/node()[$name//(supplied | g | rt | span[@type = 'rt'])]" mode="kw:plain">
        <xsl:with-param name="marked" as="xs:boolean" select="false()" tunnel="yes"/>
        <xsl:with-param name="bare" as="xs:boolean" select="true()" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="(kwp:tidy(string-join($pieces))[. != ''], kw:plain-text($name))[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The heading at the beginning of a text, of its front or its first division, that repeats the title above it; nothing is said twice.</xd:desc></xd:doc>
  <xsl:function name="kw:title-heading" as="element(head)?">
    <xsl:param name="document" as="element()"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:sequence select="$document/text/(front/head[1], body/(head, div[1][not(preceding-sibling::*)]/head)[1])[not(preceding-sibling::*)][kw:plain-text(.) = $title][1]"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether the number of a figure begins its heading, too, as programs write it that read articles (`head` Fig. 1. and `label` 1).</xd:desc></xd:doc>
  <xsl:function name="kw:is-in-caption" as="xs:boolean">
    <xsl:param name="label" as="element(label)"/>
    <xsl:variable name="number" as="xs:string" select="' ' || normalize-space($label) || ' '"/>
    <xsl:variable name="heading" as="xs:string" select="' ' || normalize-space(translate(string($label/../head[1]), '.:,;()', '      ')) || ' '"/>
    <!-- (A letter may be a word of the heading.) -->
    <xsl:sequence select="exists($label[parent::figure][empty((*, @xml:id))]) and matches($number, '\d')
      and contains($heading, $number) and matches(substring-before($heading, $number), '^( \p{L}+)?$')"/>
  </xsl:function>

  <xd:doc><xd:desc>What a document within another one is called.</xd:desc></xd:doc>
  <xsl:function name="kw:inner-title" as="xs:string">
    <xsl:param name="document" as="element()"/>
    <xsl:sequence select="kw:plain-text($document/teiHeader/fileDesc/titleStmt/(title[not(@type = ('sub', 'short'))], title)[1])"/>
  </xsl:function>

  <xd:doc><xd:desc>The same with private marks round every mention, for the cutting of sentences.</xd:desc></xd:doc>
  <xsl:function name="kw:marked-text" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="kwp:tidy(kwp:flat($node, true()))"/>
  </xsl:function>

  <xsl:function name="kwp:flat" as="xs:string">
    <xsl:param name="node" as="node()?"/>
    <xsl:param name="marked" as="xs:boolean"/>
    <xsl:choose>
      <!-- Most names hold nothing but text. -->
      <xsl:when test="$node instance of element() and empty($node/*)">
        <xsl:sequence select="translate($node, '&#xFDD0;&#xFDD1;&#xFDD2;&#xFDD3;', '')"/>
      </xsl:when>
      <xsl:when test="$node instance of text()">
        <xsl:sequence select="string($node)"/>
      </xsl:when>
      <!-- The names of a place of old and today, and of what it lies in, each on a line of its own. -->
      <xsl:when test="$node/self::origPlace[*[2]][not(text()[normalize-space()])]">
        <xsl:variable name="names" as="xs:string*">
          <xsl:for-each select="$node/*">
            <xsl:variable name="pieces" as="xs:string*">
              <xsl:apply-templates select="." mode="kw:plain">
                <xsl:with-param name="marked" as="xs:boolean" select="$marked" tunnel="yes"/>
              </xsl:apply-templates>
            </xsl:variable>
            <xsl:sequence select="string-join($pieces)[normalize-space()]"/>
          </xsl:for-each>
        </xsl:variable>
        <xsl:sequence select="string-join($names, ', ')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="pieces" as="xs:string*">
          <!-- The node itself is always meant, also when it is a note. -->
          <xsl:apply-templates select="$node/node()" mode="kw:plain">
            <xsl:with-param name="marked" as="xs:boolean" select="$marked" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:variable>
        <xsl:sequence select="string-join($pieces)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="kwp:tidy" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <!-- (To look for the spaces round the sign would take a time that grows with the square of their number.) -->
    <xsl:sequence select="if (contains($text, '&#xFDD0;')) then string-join(tokenize($text, '&#xFDD0;') ! normalize-space(.)) else normalize-space($text)"/>
  </xsl:function>

  <!-- Words and punctuation that are encoded one by one may say that no space stands between them, however they are laid out. -->
  <!-- (Looked for by name: to ask every element takes ten times as long.) -->
  <xsl:variable name="kwp:encoded" as="xs:string*" select="distinct-values(root(.)/(descendant::w, descendant::pc, descendant::c, descendant::seg, descendant::entry, descendant::subst, descendant::fs,
    descendant::mod, descendant::role, (descendant::lb | descendant::pb | descendant::cb)[@break = 'no'], (descendant::ref | descendant::ptr)[@cRef][not(node())], descendant::metamark[kw:is-bracket(.)])
    ! (self::metamark/'bracket', @join/'join', self::pc/'mark', self::c[. = ' ']/'space', self::seg[@type = ('syl', 'syll', 'syllable')]/'syllable', self::entry/'entry', self::fs ! kw:word-form(.)/'features', (self::subst, self::mod)/'change', (self::lb, self::pb, self::cb)/'broken', (self::ref, self::ptr)/'reference',
      self::role[*[1]/preceding-sibling::node()]/'role'))"/>
  <xsl:variable name="kwp:are-joined" as="xs:boolean" select="exists($kwp:encoded) or $kwp:is-east-asian"/>
  <xsl:variable name="kwp:has-changes" as="xs:boolean" select="$kwp:encoded = 'change'"/>
  <xsl:variable name="kwp:has-broken" as="xs:boolean" select="$kwp:encoded = 'broken'"/>
  <!-- Whether a document says that it has Chinese or Japanese, which have no spaces between words; or begins so, where nobody says the language. -->
  <xsl:variable name="kwp:is-east-asian" as="xs:boolean">
    <xsl:variable name="tags" as="attribute()*" select="root(.)/descendant::*/@xml:lang, root(.)/descendant::language/@ident"/>
    <xsl:variable name="first" as="text()?" select="if (exists($tags)) then () else (root(.)/descendant::body[1]/descendant::text()[normalize-space()])[1]"/>
    <xsl:sequence select="$tags ! lower-case(substring-before(. || '-', '-')) = ('zh', 'ja', 'lzh', 'cmn', 'yue', 'och', 'ltc') or exists($first) and kwp:is-unspaced-between($first, $first)"/>
  </xsl:variable>
  <xd:doc><xd:desc>Whether a milestone or page break without a number stands right before a mark of punctuation, or any break first in a quotation, behind the mark that is set
      or typed there: it parts no words.</xd:desc></xd:doc>
  <xsl:function name="kw:is-no-space" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="empty($break/self::lb) and matches($break/following-sibling::node()[1]/self::text(), '^[.,;:!?…)\]]')
      or exists($break/parent::*[self::q or self::quote or self::soCalled]) and empty($break/preceding-sibling::node()[self::* or normalize-space()])
        and (exists(kw:quotation-marks($break/..)) or matches($break/../preceding-sibling::node()[1]/self::text(), '[“„«‹‚‘&quot;(\[]$'))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a milestone says only when, in which phase of the work, or what up to where is one, or again the number that its division is
      called by (textpart n="a", face n="a"), or where a screen of so many verses begins (cards of Perseus): nothing that a page shows.</xd:desc></xd:doc>
  <xsl:function name="kw:is-silent" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="exists($break[self::milestone][@unit = 'card' or empty(@n) and (@change or @spanTo)])
      or exists($break[self::milestone][@n != ''][@n = ../parent::div/@n][empty((., ..)/preceding-sibling::node()[self::*[not(self::pb or self::cb)] or normalize-space()])][kw:division-name(../..)])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether the encoder typed the hyphen with which a word goes on in the next line.</xd:desc></xd:doc>
  <xsl:function name="kw:is-hyphened" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:sequence select="kwp:last-sign(normalize-space($break/preceding-sibling::node()[1]/self::text())) = ('-', '‐', '⸗', '¬', '=')"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a break or the layout between two texts stands between characters of a script without spaces: no space is meant.</xd:desc></xd:doc>
  <xsl:function name="kw:is-unspaced" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$kwp:is-east-asian and kwp:is-unspaced-between($node/preceding::text()[normalize-space()][1], $node/following::text()[normalize-space()][1])"/>
  </xsl:function>

  <!-- Ideographs, kana, their punctuation and what fonts add to them; Korean has spaces. (By their numbers: regular expressions for all of them are slow.) -->
  <xsl:function name="kwp:is-unspaced-between" as="xs:boolean">
    <xsl:param name="before" as="xs:string?"/>
    <xsl:param name="after" as="xs:string?"/>
    <xsl:variable name="left" as="xs:string" select="normalize-space($before)"/>
    <xsl:variable name="beside" as="xs:integer*" select="string-to-codepoints(substring($left, string-length($left))), string-to-codepoints(substring(normalize-space($after), 1, 1))"/>
    <xsl:sequence select="count($beside) = 2 and (every $one in $beside satisfies $one ge 11904 and not($one ge 44032 and $one le 55215))"/>
  </xsl:function>
  <xsl:variable name="kwp:has-joins" as="xs:boolean" select="$kwp:encoded = 'join'"/>
  <xsl:variable name="kwp:has-marks" as="xs:boolean" select="$kwp:encoded = 'mark'"/>
  <!-- Whether each space between two words is a blank at the end of a line of the file: then a line without one is no space, at a mark or an apostrophe. -->
  <xsl:variable name="kwp:are-blanks-kept" as="xs:boolean" select="$kwp:has-marks
    and exists((root(.)/descendant::w)[position() le 200]/following-sibling::node()[1]/self::text()[starts-with(., ' ')][contains(., '&#10;')])
    and empty(root(.)/descendant::w/following-sibling::node()[1]/self::text()[starts-with(., '&#10;')][not(normalize-space())]/following-sibling::node()[1]/self::w)"/>
  <xsl:variable name="kwp:has-brackets" as="xs:boolean" select="$kwp:encoded = 'bracket'"/>
  <xsl:variable name="kwp:has-spaces" as="xs:boolean" select="$kwp:encoded = 'space'"/>
  <xsl:variable name="kwp:has-syllables" as="xs:boolean" select="$kwp:encoded = 'syllable'"/>
  <xsl:variable name="kwp:has-roles" as="xs:boolean" select="$kwp:encoded = 'role'"/>
  <xsl:variable name="kwp:has-references" as="xs:boolean" select="$kwp:encoded = 'reference'"/>
  <xsl:variable name="kwp:has-entries" as="xs:boolean" select="$kwp:encoded = 'entry'"/>

  <xsl:variable name="kwp:has-features" as="xs:boolean" select="$kwp:encoded = 'features'"/>

  <xd:doc><xd:desc>The form of a word that is encoded as a feature structure alone (`w/fs`): what a feature of such a name holds, else the first that says
      something. The others are noted of it.</xd:desc></xd:doc>
  <xsl:function name="kw:word-form" as="element(f)?">
    <xsl:param name="structure" as="element(fs)"/>
    <xsl:variable name="features" as="element(f)*" select="$structure[parent::w or parent::m or parent::pc or parent::c][not(../text()[normalize-space()])][empty((preceding-sibling::fs, following-sibling::fs))]/f[normalize-space()]"/>
    <xsl:sequence select="($features[@name = ('wordform', 'form', 'orth', 'word', 'token')], $features)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a text is but the layout between two words that are joined, or between syllables: of a word, or of a line of verse
      whose syllables bring their own spaces. On a line of its own, punctuation belongs to the word beside it, and where spaces are encoded
      as characters there are no others; a comma that parts a role from its description stands at the name. (What a text does not have is not looked for.)</xd:desc></xd:doc>
  <xsl:function name="kw:is-joint" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="not(normalize-space($text)) and (
      $kwp:has-joins and ($text/preceding-sibling::node()[1]/(., *[last()], *[last()]/*[last()])/@join = ('right', 'both')
        or $text/following-sibling::node()[1]/(., *[1], *[1]/*[1])/@join = ('left', 'both'))
      or $kwp:has-syllables and exists($text/(preceding-sibling::*[1], following-sibling::*[1])/self::seg[@type = ('syl', 'syll', 'syllable')])
        and (some $one in $text/../(self::w, seg[@type = ('syl', 'syll', 'syllable')]) satisfies exists($one/self::w) or matches($one, '\s$'))
      or $kwp:has-marks and contains($text, '&#10;') and (if ($kwp:are-blanks-kept) then starts-with($text, '&#10;') and exists($text/(preceding-sibling::node()[1] | following-sibling::node()[1])/self::pc)
        else $text/parent::pc or $text/following-sibling::node()[1]/self::pc[kw:closes(.)] or $text/preceding-sibling::node()[1]/self::pc[kwp:opens(.)])
      or $kwp:has-features and (exists($text/parent::*/fs ! kw:word-form(.)) or contains($text, '&#10;') and kwp:is-beside-form($text))
      or $kwp:has-references and contains($text, '&#10;') and kw:is-bare-reference($text/following-sibling::node()[1])
      or $kwp:has-roles and $text/parent::role[kw:parting(.)] and empty($text/following-sibling::node())
      or $kwp:has-spaces and contains($text, '&#10;') and $text/../c = ' '
      or $kwp:has-brackets and contains($text, '&#10;') and ($text/preceding-sibling::node()[1]/self::metamark[kw:is-bracket(.)][matches(., '[\[(⟨〈&lt;]')]
        or $text/following-sibling::node()[1]/self::metamark[kw:is-bracket(.)][matches(., '[\])⟩〉>]')])
      or $kwp:has-changes and exists($text/parent::*[self::subst or self::mod[not(text()[normalize-space()])][contains($text, '&#10;')]]) and kwp:is-frame-of-change($text)
      or $kwp:has-broken and (kwp:is-in-word($text/following-sibling::node()[1]) or kwp:is-in-word($text/preceding-sibling::node()[1]))
      or $kwp:is-east-asian and contains($text, '&#10;') and empty($text/following-sibling::node()[1][self::sense or self::hom]/@n) and kw:is-unspaced($text)
      or $kwp:has-entries and ($kwp:has-marks and kwp:is-frame($text/..) and (kwp:stands-before-mark($text) or $text/preceding-sibling::node()[1]/self::pc[kwp:opens(.)])
        or empty($text/following-sibling::node()) and exists($text/parent::*[self::cit or self::sense or self::form]/following-sibling::node()[1][self::text()][not(normalize-space())])
          and not($text/../text()[normalize-space()])))"/>
  </xsl:function>

  <!-- Where the forms of words bring their own spaces, lines between them are none. -->
  <xsl:function name="kwp:is-beside-form" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="$kwp:are-forms-spaced and exists($text/(preceding-sibling::node()[1] | following-sibling::node()[1])/fs ! kw:word-form(.))"/>
  </xsl:function>
  <xsl:variable name="kwp:are-forms-spaced" as="xs:boolean" select="some $structure in root(.)/descendant::fs satisfies matches(kw:word-form($structure), '\s$')"/>

  <!-- Before, between and behind what was deleted and what was written instead; not between two that were deleted one by one. -->
  <xsl:function name="kwp:is-frame-of-change" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="beside" as="xs:string*" select="$text/(preceding-sibling::*[1], following-sibling::*[1]) ! local-name()"/>
    <xsl:sequence select="count($beside) le 1 or ($beside = 'del' and $beside = 'add')
      or exists($text/(preceding-sibling::*[1], following-sibling::*[1])[metamark][empty((* except metamark, text()[normalize-space()]))])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a node is a reference to a place in a work that has no words but that place (``@cRef``): it stands at the word before it.</xd:desc></xd:doc>
  <xsl:function name="kw:is-bare-reference" as="xs:boolean">
    <xsl:param name="node" as="node()?"/>
    <xsl:sequence select="exists($node[self::ref or self::ptr][@cRef][not(node())][not(@target)])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether punctuation belongs to the word before it.</xd:desc></xd:doc>
  <xsl:function name="kw:closes" as="xs:boolean">
    <xsl:param name="mark" as="element(pc)"/>
    <xsl:sequence select="matches(($mark/choice ! kw:chosen(.), $mark)[1], '^\s*[,.;:!?…)\]}،؛؟۔।׃־։።፣፤]+\s*$')"/>
  </xsl:function>

  <xsl:function name="kwp:opens" as="xs:boolean">
    <xsl:param name="mark" as="element(pc)"/>
    <xsl:sequence select="matches($mark, '^\s*[(\[{¿¡־]+\s*$')"/>
  </xsl:function>

  <!-- Whether next to a node, or to the piece of a dictionary's entry that ends with it, stands such a mark. -->
  <xsl:function name="kwp:stands-before-mark" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="next" as="node()?" select="$node/following-sibling::node()[self::* or normalize-space()][1]"/>
    <xsl:sequence select="if ($next) then exists($next/self::pc[kw:closes(.)])
      else exists($node/parent::*[kwp:is-frame(.)][not(self::entry[not(parent::entry or parent::sense)])]) and kwp:stands-before-mark($node/..)"/>
  </xsl:function>

  <!-- What holds the pieces of an entry and no words of its own: spaces in it are layout. -->
  <xsl:function name="kwp:is-frame" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::entry | self::form | self::gramGrp | self::sense | self::cit | self::xr | self::etym][not(text()[normalize-space()])])"/>
  </xsl:function>

  <xsl:mode name="kw:plain" on-no-match="shallow-skip"/>

  <xd:doc><xd:desc>What an element holds that no rule knows: of one of another namespace that has no word, not the lines on which its parts were written.</xd:desc></xd:doc>
  <xsl:function name="kw:held-by-unknown" as="node()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (namespace-uri($element) != 'http://www.tei-c.org/ns/1.0' and contains($element, '&#10;') and not(normalize-space($element))) then $element/* else $element/node()"/>
  </xsl:function>

  <xsl:template match="*[namespace-uri() != 'http://www.tei-c.org/ns/1.0']" mode="kw:plain" as="xs:string*" priority="-0.4">
    <xsl:apply-templates select="kw:held-by-unknown(.)" mode="#current"/>
  </xsl:template>

  <xsl:template match="m:math" mode="kw:plain" as="xs:string">
    <xsl:variable name="line" as="node()*">
      <xsl:apply-templates select="." mode="kw:mathematics"/>
    </xsl:variable>
    <xsl:sequence select="string-join($line)"/>
  </xsl:template>

  <xsl:template match="text()" mode="kw:plain" as="xs:string?">
    <xsl:sequence select="if ($kwp:are-joined and kw:is-joint(.)) then ()
      else if ($kw:has-divided and kw:is-divided(.)) then translate(kw:undivided(., if ($kwp:is-padded) then kw:laid-out(.) else .), '&#xFDD0;&#xFDD1;&#xFDD2;&#xFDD3;', '')
      else translate(if ($kwp:is-padded and ($kwp:are-all-asked or ../@kw-lines)) then kw:laid-out(.) else ., '&#xFDD0;&#xFDD1;&#xFDD2;&#xFDD3;', '')"/>
  </xsl:template>

  <!-- Of a document, Python says which breaks divide a word (build/hyphens.py, attribute kw-word): 'whole' where the hyphen before it stands for the
       division alone, 'joined' where it may belong to the word. -->
  <xd:doc><xd:desc>Whether words are divided by breaks that say so.</xd:desc></xd:doc>
  <xsl:variable name="kw:has-divided" as="xs:boolean" select="exists((root(.)/descendant::lb/@kw-word, root(.)/descendant::pb/@kw-word, root(.)/descendant::cb/@kw-word))"/>

  <xd:doc><xd:desc>Whether a text is beside such a break.</xd:desc></xd:doc>
  <xsl:function name="kw:is-divided" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="exists($text/(following-sibling::node()[1], preceding-sibling::node()[1])/self::element()/@kw-word)"/>
  </xsl:function>

  <xd:doc><xd:desc>The words of a text beside such a break (perhaps with a mark before them), where lines are not kept: without the space there, and without a hyphen that
      stands for the division alone.</xd:desc></xd:doc>
  <xsl:function name="kw:undivided" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="next" as="attribute()?" select="$text/following-sibling::node()[1]/self::element()/@kw-word"/>
    <xsl:variable name="begun" as="xs:string" select="
      if ($text/preceding-sibling::node()[1]/self::element()/@kw-word) then replace($words, '^(&#xFDD0;[^&#xFDD1;]*&#xFDD1;)?\s+', '$1') else $words"/>
    <xsl:sequence select="
      if ($next = 'whole') then replace($begun, '[-=&#xAD;&#xAC;&#x2010;&#x2E17;]\s*$', '')
      else if ($next) then replace($begun, '\s+$', '') else $begun"/>
  </xsl:function>

  <!-- What may begin or end on a line of its own: words that get marks round them, names and references in a sentence, the parts of a structured
       reference. -->
  <xsl:variable name="kwp:marked-names" static="yes" as="xs:string*" select="tokenize('quote q soCalled supplied cit lem rdg')"/>
  <xsl:variable name="kwp:lined-names" static="yes" as="xs:string*" select="tokenize('rs persName placeName orgName geogName name title bibl ref date hi affiliation address seg reg orig corr sic abbr expan role roleDesc')"/>
  <xsl:variable name="kwp:in-marks" static="yes" as="map(xs:string, xs:boolean)" select="map:merge($kwp:marked-names ! map { .: true() })"/>
  <xsl:variable name="kwp:in-lines" static="yes" as="map(xs:string, xs:boolean)" select="map:merge($kwp:lined-names ! map { .: true() })"/>

  <!-- What else may be followed by a comma on the next line. -->
  <xsl:variable name="kwp:followed-names" static="yes" as="xs:string*" select="tokenize('app choice note idno author editor publisher pubPlace biblScope citedRange
    foreign emph term num measure ptr gap subst add del unclear')"/>
  <xsl:variable name="kwp:before-stops" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(($kwp:marked-names, $kwp:lined-names, $kwp:followed-names) ! map { .: true() })"/>

  <!-- Of a document, Python says which elements hold a text that may begin or end so (build/layout.py, attribute kw-lines). In a slice nobody does. -->
  <xsl:variable name="kwp:are-lines-told" as="xs:boolean" select="exists(root(.)/(*, kw:documents/kw:document/*)/@kw-block)"/>

  <!-- Whether all texts have to be asked. -->
  <xsl:variable name="kwp:are-all-asked" as="xs:boolean" select="$kwp:is-east-asian or not($kwp:are-lines-told)"/>

  <!-- Whether some texts may. -->
  <xsl:variable name="kwp:is-padded" as="xs:boolean" select="
    if ($kwp:are-lines-told) then exists(root(.)/descendant::*/@kw-lines) or $kwp:is-east-asian
    else $kwp:has-broken or $kwp:is-east-asian or exists(root(.)/descendant::text()[contains(., '&#10;')])"/>

  <xd:doc><xd:desc>A text as it stands within the marks that are set round it: lines that an encoder began for the sake of order are no
      spaces there, as long as there are spaces outside. So it is within a name, before the mark that follows it, and before the number of a note.</xd:desc></xd:doc>
  <xsl:function name="kw:laid-out" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="words" as="xs:string" select="if (contains($text, '&#10;') and kwp:ends-tight($text)) then replace(if (kwp:may-be-layout($text)) then kwp:without-layout($text) else $text, '\s+$', '')
      else if (contains($text, '&#10;') and ($kwp:is-east-asian or kwp:may-be-layout($text))) then kwp:without-layout($text)
      else if ($text/../parent::*[self::analytic or self::monogr or self::series or self::imprint] and empty($text/following-sibling::node())) then replace($text, ' +$', '')
      else string($text)"/>
    <!-- A word that goes on in the next line ends with this one, and goes on with the first letter of that. -->
    <xsl:variable name="begun" as="xs:string" select="if ($kwp:has-broken and kwp:is-in-word($text/preceding-sibling::node()[1])) then replace($words, '^\s+', '') else $words"/>
    <xsl:sequence select="if ($kwp:has-broken and kwp:is-in-word($text/following-sibling::node()[1])) then replace($begun, '\s+$', '') else $begun"/>
  </xsl:function>

  <!-- (In French there is a space before the others; where nobody says the language, there may be.) -->
  <xsl:variable name="kwp:lone-mark" as="xs:string" select="
    let $tags := (root(.)/descendant::*/@xml:lang, root(.)/descendant::language/@ident) return
    '^\s*([,.](\P{L}|$)|[)\]' || (if (empty($tags) or (some $tag in $tags satisfies starts-with(lower-case($tag), 'fr'))) then '' else ';:!?') || '])'"/>

  <!-- Whether a line, column or page begins within a word, as the encoder says. -->
  <xsl:function name="kwp:is-in-word" as="xs:boolean">
    <xsl:param name="break" as="node()?"/>
    <xsl:sequence select="exists($break[self::lb or self::pb or self::cb]/@break[. = 'no'])"/>
  </xsl:function>

  <!-- Whether a text begins or ends with a line where one may be no space: at the edge of such an element, in a word, before a note, or before a
       comma. -->
  <xsl:function name="kwp:may-be-layout" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="next" as="node()?" select="$text/following-sibling::node()[1]"/>
    <xsl:choose>
      <xsl:when test="$text/ancestor::w or kwp:is-before-stop($text)">
        <xsl:sequence select="true()"/>
      </xsl:when>
      <xsl:when test="$next and not($next/self::note) and $text/preceding-sibling::node()[1]">
        <xsl:sequence select="false()"/>
      </xsl:when>
      <xsl:when test="$next/self::note or $kwp:in-marks(local-name($text/..)) or $kwp:in-lines(local-name($text/..))
        or $text/../parent::*[self::bibl or self::analytic or self::monogr or self::series or self::imprint]">
        <xsl:variable name="tight" as="xs:string" select="translate($text, ' &#9;&#13;', '')"/>
        <xsl:sequence select="starts-with($tight, '&#10;') or ends-with($tight, '&#10;')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="false()"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="kwp:is-lone-mark" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="matches($text, $kwp:lone-mark) and not(matches($text, '^\s*[,.][\p{N}.]'))"/>
  </xsl:function>

  <!-- Whether what stands on the next line behind a variant, a name … begins with a comma or another mark that is not parted from the word before. -->
  <xsl:function name="kwp:is-before-stop" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="$kwp:before-stops(local-name($text/preceding-sibling::node()[1]/self::*)) and starts-with(translate($text, ' &#9;&#13;', ''), '&#10;') and (
      kwp:is-lone-mark($text) or not(normalize-space($text)) and $text/following-sibling::node()[1]/self::*[not(self::note)]/node()[1]/self::text() ! kwp:is-lone-mark(.)
      or not(normalize-space($text)) and $text/following-sibling::node()[1]/(self::app/kw:base-reading(.), self::choice/kw:chosen(.), self::reg, self::supplied, self::corr) ! normalize-space(.) = (',', '.'))"/>
  </xsl:function>

  <!-- Whether a text ends its line with a bracket that opens, or before a full stop that is all of an element, and a program began a new line in what
       follows, as in all else: no space is meant there. -->
  <xsl:function name="kwp:ends-tight" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="next" as="element()?" select="$text/following-sibling::node()[1][$kwp:before-stops(local-name())][self::*]"/>
    <xsl:sequence select="exists($next) and starts-with(translate($next/node()[1]/self::text(), ' &#9;&#13;', ''), '&#10;') and normalize-space($text) != ''
      and (matches($text, '[(\[{„¿¡][ \t\r]*\n\s*$') or normalize-space(($next/self::app ! kw:base-reading(.), $next)[1]) = (',', '.') and matches($text, '\n\s*$'))"/>
  </xsl:function>

  <xsl:function name="kwp:without-layout" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <!-- What stands round one of several forms is what stands round them all. -->
    <xsl:variable name="around" as="element()?" select="($text/parent::*/parent::choice, $text/parent::*)[1]"/>
    <xsl:variable name="marked" as="xs:boolean" select="exists($around[$kwp:in-marks(local-name())])"/>
    <xsl:variable name="next" as="node()?" select="$text/following-sibling::node()[1]"/>
    <xsl:choose>
      <xsl:when test="$kwp:is-east-asian and empty($next[self::sense or self::hom]/@n)">
        <xsl:variable name="lines" as="xs:string*" select="tokenize($text, '\s*\n\s*')"/>
        <xsl:variable name="joined" as="xs:integer*" select="for $n in 2 to count($lines) return $n[kwp:is-unspaced-between(
          ($lines[$n - 1][. != ''], $text[$n = 2]/preceding::text()[normalize-space()][1])[1], ($lines[$n][. != ''], $text[$n = count($lines)]/following::text()[normalize-space()][1])[1])]"/>
        <xsl:sequence select="if (empty($joined)) then string($text) else string-join(for $n in 1 to count($lines) return ('&#10;'[$n gt 1][not($n = $joined)], $lines[$n]))"/>
      </xsl:when>
      <!-- A word is one, in whatever lines its parts stand. -->
      <xsl:when test="$text/ancestor::w">
        <xsl:sequence select="replace(replace($text, '^[ \t\r]*\n\s*', ''), '[ \t\r]*\n\s*$', '')"/>
      </xsl:when>
      <xsl:when test="kwp:is-before-stop($text)">
        <xsl:variable name="begun" as="xs:string" select="replace($text, '^\s+', '')"/>
        <xsl:sequence select="if (kwp:is-before-note($text)) then replace($begun, '[ \t\r]*\n\s*$', '') else $begun"/>
      </xsl:when>
      <xsl:when test="$marked or $around/self::choice or $around[$kwp:in-lines(local-name())]">
        <!-- (Outside of a reading is outside of the variants.) -->
        <xsl:variable name="outer" as="element()" select="if ($around[self::lem or self::rdg]) then ($around/ancestor::app[1], $around)[1] else $around"/>
        <xsl:variable name="before" as="node()?" select="$outer/preceding-sibling::node()[1]"/>
        <xsl:variable name="after" as="node()?" select="$outer/following-sibling::node()[1]"/>
        <!-- What has lines for all that it holds, and no words of its own, was put in order by a program, whatever stands right beside it. -->
        <xsl:variable name="ordered" as="xs:boolean" select="not($marked) and exists($around/*) and not($around/text()[normalize-space()])
          and contains($around/node()[1]/self::text(), '&#10;') and contains($around/node()[last()]/self::text(), '&#10;')"/>
        <xsl:variable name="begun" as="xs:string" select="
          if (empty($text/preceding-sibling::node()) and ((empty($before) or $before[self::lb])[$marked] or $before[self::text()][if ($marked) then matches(., '\s$') else $ordered or matches(., '[\s(\[«»‹›„“‚‘]$')]))
          then replace($text, '^[ \t\r]*\n\s*', '') else $text"/>
        <xsl:sequence select="
          if (empty($next) and ((empty($after) or $after[self::lb])[$marked] or $after[self::text()][$ordered or matches(., '^[^\p{L}\p{N}]')] or $after[self::w or self::pc][matches(., '^\s*[,.;:!?…)\]]+\s*$')] or $around/parent::correspAction)
            or (normalize-space($text) != '' or $text/preceding-sibling::node()[not($marked and $text/ancestor::*[self::entry or self::entryFree])] and ($around[not(self::bibl)] or $next[self::note][kw:is-footnote(.)])) and kwp:is-before-note($text)) then replace($begun, '[ \t\r]*\n\s*$', '') else $begun"/>
      </xsl:when>
      <!-- A comma follows, or the number of a note. -->
      <xsl:when test="(empty($next) and ($around[parent::analytic | parent::monogr | parent::series | parent::imprint] or $around/parent::bibl and kw:is-listed-part($around)))
        or (kwp:is-before-note($text) and ($text/preceding-sibling::node() or normalize-space($text) != ''))">
        <xsl:sequence select="replace($text, '[ \t\r]*\n\s*$', '')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="string($text)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Whether a note is called behind a text: from the end of its line, or before a mark or a space.
       (Nothing calls a note on a piece of a dictionary's entry.) -->
  <xsl:function name="kwp:is-before-note" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:sequence select="exists($text/following-sibling::node()[1]/self::note[not(@place = ('margin', 'inline') or ../(self::form | self::gramGrp | self::usg))][
      if (following-sibling::node()) then following-sibling::node()[1][self::lb or self::text()[matches(., '^[^\p{L}\p{N}]')]]
      else parent::head or parent::p or parent::item or parent::l or parent::lem or parent::rdg])"/>
  </xsl:function>

  <xsl:template match="*" mode="kw:plain" as="xs:string*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- Blocks are words apart, even where the encoder left no space. -->
  <xsl:template match="p | ab | l | lg | head | item | cell | row | div | speaker | stage | sp | dateline | salute | signed
    | opener | closer | postscript | trailer | addrLine | street | postCode | byline | titlePart | castItem | bibl[not(../text()[normalize-space()])] | entry | entryFree | sense" mode="kw:plain" as="xs:string*">
    <xsl:sequence select="' '"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="' '"/>
  </xsl:template>

  <xsl:template match="fs[kw:word-form(.)]" mode="kw:plain" as="xs:string*">
    <xsl:apply-templates select="kw:word-form(.)/node()" mode="#current"/>
  </xsl:template>

  <!-- (In a title, a comma may stand right behind one.) -->
  <xsl:template match="label" mode="kw:plain" as="xs:string*">
    <xsl:sequence select="' '"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="' '[not(current()/following-sibling::node()[1]/self::text()[matches(., '^[,;.:!?)\]]')])]"/>
  </xsl:template>

  <!-- A hyphen at the end of a line. -->
  <xsl:template match="pc[@kw-word]" mode="kw:plain" as="empty-sequence()"/>

  <xsl:template match="ex" mode="kw:plain" as="xs:string*">
    <xsl:param name="is-key" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:sequence select="'('[$is-key]"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="('?'[current()/@cert = 'low'] || ')')[$is-key]"/>
  </xsl:template>

  <!-- What an expanded form does without. -->
  <xsl:template match="am[kw:is-expanded(.)]" mode="kw:plain" as="empty-sequence()"/>

  <xd:doc><xd:desc>Whether the sign of an abbreviation stands in its expanded form, or beside what the editor reads for it.</xd:desc></xd:doc>
  <xsl:function name="kw:is-expanded" as="xs:boolean">
    <xsl:param name="sign" as="element(am)"/>
    <xsl:sequence select="exists(($sign/ancestor::expan, $sign[not(parent::choice)]/(preceding-sibling::node()[1], following-sibling::node()[1])/self::ex))"/>
  </xsl:function>

  <xsl:template match="metamark[kw:is-bracket(.)]" mode="kw:plain" as="xs:string*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xd:doc><xd:desc>Whether a mark is but a bracket: an editor's, who tells by it what stands in it from what the source has.</xd:desc></xd:doc>
  <xsl:function name="kw:is-bracket" as="xs:boolean">
    <xsl:param name="mark" as="element(metamark)"/>
    <xsl:sequence select="normalize-space($mark) = ('[', ']', '(', ')', '⟨', '⟩', '〈', '〉', '&lt;', '&gt;')"/>
  </xsl:function>

  <xsl:template match="note | index | interpGrp | interp | fw | metamark | binaryObject | figDesc | witDetail | graphic | listPerson | listPlace | listOrg | listEvent | teiHeader | del | surplus"
    mode="kw:plain" as="empty-sequence()"/>

  <xd:doc><xd:desc>Whether a page or column begins within a word though @break does not say so: between two letters, in a document that otherwise has
      spaces there. (Of lines nobody can tell: some begin a line of the file before each but forget it before some, and mean two words.)</xd:desc></xd:doc>
  <xsl:function name="kw:begins-in-word" as="xs:boolean">
    <xsl:param name="break" as="element()"/>
    <xsl:variable name="sides" as="node()*" select="$break/(preceding-sibling::node()[1], following-sibling::node()[1])"/>
    <!-- (What was emphasized goes on so.) -->
    <xsl:variable name="like" as="xs:boolean" select="exists($sides[2]) and (every $side in $sides satisfies $side instance of text()) or exists($sides[2]) and $sides[1]/self::hi/@rend = $sides[2]/self::hi/@rend"/>
    <xsl:sequence select="$like and empty($break/@break) and matches(kwp:last-sign($sides[1]), '\p{L}') and matches($sides[2], '^\p{Ll}') and $kwp:breaks-apart"/>
  </xsl:function>

  <xsl:variable name="kwp:breaks-apart" as="xs:boolean">
    <xsl:variable name="breaks" as="element()*" select="root(.)/descendant::*[self::pb or self::cb][not(@break)][preceding-sibling::node()[1]/self::text()][following-sibling::node()[1]/self::text()]
      [../text()[normalize-space()]]"/>
    <xsl:variable name="close" as="element()*" select="$breaks[matches(kwp:last-sign(preceding-sibling::node()[1]), '\S') and matches(following-sibling::node()[1], '^\S')]"/>
    <!-- (One with a space and one without say nothing.) -->
    <xsl:variable name="spaced" as="xs:integer" select="count($breaks) - count($close)"/>
    <xsl:sequence select="$spaced gt count($close) or $spaced = count($close) and $spaced gt 1"/>
  </xsl:variable>

  <!-- Breaks hold nothing. What somebody wrote into one all the same stands behind it. -->
  <xsl:template match="lb[node()] | pb[node()] | cb[node()] | gb[node()] | milestone[node()]" mode="kw:plain" as="xs:string*">
    <xsl:next-match/>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="lb | pb | cb | gb | milestone" mode="kw:plain" as="xs:string">
    <xsl:sequence select="if (kw:is-silent(.)) then '' else if (@break = 'no' or @kw-word or kw:is-unspaced(.) or (self::pb or self::cb) and kw:begins-in-word(.)) then $kwp:join else if (kw:is-no-space(.)) then '' else ' '"/>
  </xsl:template>

  <xsl:template match="space" mode="kw:plain" as="xs:string">
    <xsl:sequence select="' '"/>
  </xsl:template>

  <xd:doc><xd:desc>Whether a gap is all that a reading has, and says that it leaves out what another has: nothing is lost there.</xd:desc></xd:doc>
  <xsl:function name="kw:says-omission" as="xs:boolean">
    <xsl:param name="gap" as="element(gap)"/>
    <xsl:sequence select="exists($gap[@reason = ('omitted', 'omission', 'om', 'om.', 'absent')][empty(node())]/parent::*[self::lem or self::rdg][empty((text()[normalize-space()], * except $gap))]
      /ancestor::app[1]//(lem | rdg)[normalize-space()])"/>
  </xsl:function>

  <xsl:template match="gap[@reason][kw:says-omission(.)]" mode="kw:plain" as="xs:string" priority="1">
    <xsl:sequence select="''"/>
  </xsl:template>

  <xsl:template match="gap | unclear[empty(node())]" mode="kw:plain" as="xs:string">
    <xsl:param name="is-key" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:sequence select="(self::gap[$is-key] ! kw:gap-sign(.), '[…]')[1]"/>
  </xsl:template>

  <xd:doc><xd:desc>The sign of what is missing. A letter that is lost is a point in brackets, one that cannot be read a cross; of a number nobody knows, dashes.</xd:desc></xd:doc>
  <xsl:function name="kw:gap-sign" as="xs:string">
    <xsl:param name="gap" as="element(gap)"/>
    <xsl:variable name="letters" as="xs:integer?" select="$gap[@unit = ('character', 'chars', 'letters', 'letter')]/@quantity[. castable as xs:positiveInteger] ! xs:integer(.)[. le 30]"/>
    <xsl:sequence select="
      if ($letters and $gap/@reason = 'lost') then '[' || string-join((1 to $letters) ! '.') || ']'
      else if ($letters and $gap/@reason = 'illegible') then string-join((1 to $letters) ! '+')
      else if ($gap[@reason = 'lost'][@unit = 'line']) then '[– – – – –]'
      else if ($gap[@reason = 'lost'][@unit = 'character']) then '[– – –]'
      else '[…]'"/>
  </xsl:function>

  <!-- 'Version 3.0<date>2024</date>', 'Bonn<geo>50.7 7.1</geo>' -->
  <xsl:template match="date[parent::edition][kw:is-close-behind(.)] | geo[kw:is-close-behind(.)]" mode="kw:plain" as="xs:string*" priority="1">
    <xsl:sequence select="' '"/>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="choice" mode="kw:plain" as="xs:string*">
    <xsl:apply-templates select="kw:chosen(.)" mode="#current"/>
  </xsl:template>

  <xd:doc><xd:desc>Which of the alternatives of a choice is read: what the editor made of the words, else one of those that are alike. Glosses and
      transcriptions of words in another script (``seg`` beside ``orig``) are no other words. (No abbreviation stands for nothing: an empty
      expansion is one that is still to come.)</xd:desc></xd:doc>
  <xsl:function name="kw:chosen" as="element()?">
    <xsl:param name="choice" as="element(choice)"/>
    <xsl:sequence select="$choice/(reg, corr, expan[normalize-space() or *], unclear, seg[empty(../(orig, sic, abbr))], abbr[../expan], *)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether the text has the words of the lemma already, and the apparatus repeats them: it is for another place.
      (A number in from is that of a word, as collations of the New Testament have it, and no place.)</xd:desc></xd:doc>
  <xsl:function name="kw:stands-apart" as="xs:boolean">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="exists($app[@from[translate(., '0123456789', '')] | @loc | parent::listApp])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an ``app`` has but the words of the text, and tells neither who has them nor what else is read (the lemma of a commentary): a letter would lead to these words again.
      Or none of its readings has anything.</xd:desc></xd:doc>
  <xsl:function name="kw:varies-nowhere" as="xs:boolean">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="kwp:has-no-reading($app) or exists($app/lem[last() = 1][not(@wit | @source | @resp | @hand)]) and empty($app/(* except lem)) and empty($app/text()[normalize-space()]) and not(kw:stands-apart($app))"/>
  </xsl:function>

  <xsl:function name="kwp:has-no-reading" as="xs:boolean">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="exists($app/(lem | rdg | rdgGrp)) and not(normalize-space($app)) and not(kw:stands-apart($app))
      and empty($app/descendant::*[not(self::lem or self::rdg or self::rdgGrp or self::space[@quantity = '0'] or self::gap[@reason = ('omitted', 'omission', 'om', 'om.', 'absent')])])"/>
  </xsl:function>

  <xsl:template match="app" mode="kw:plain" as="xs:string*">
    <xsl:apply-templates select="if (kw:stands-apart(.)) then () else kw:base-reading(.)" mode="#current"/>
  </xsl:template>

  <xd:doc><xd:desc>The reading that counts as the text where there are several: the lemma, else the first one that has words (what one witness
      lacks, another has; but what the first hand of one witness lacks, it lacks), else the first. They may be gathered in groups.</xd:desc></xd:doc>
  <xsl:function name="kw:base-reading" as="element()?">
    <xsl:param name="app" as="element(app)"/>
    <xsl:variable name="readings" as="element()*" select="$app/(lem | rdg | rdgGrp/lem | rdgGrp/rdg)"/>
    <xsl:sequence select="($readings[self::lem], $readings[1][@type = 'orig'][$readings/@type = 'corr'], $readings[normalize-space()], $readings)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The numbers of the passages whose readings stand at one place, by generate-id(): in the order of the marks behind them, so that one
      within another comes before it. All at once, for a text may have thousands of them.</xd:desc></xd:doc>
  <xsl:function name="kw:mark-numbers" as="map(xs:string, xs:integer)">
    <xsl:param name="apps" as="element(app)*"/>
    <xsl:variable name="begun" as="map(xs:string, xs:integer)">
      <xsl:map>
        <xsl:for-each select="$apps">
          <xsl:map-entry key="generate-id()" select="position()"/>
        </xsl:for-each>
      </xsl:map>
    </xsl:variable>
    <xsl:map>
      <xsl:for-each select="$apps">
        <xsl:map-entry key="generate-id()" select="
          position() - count(ancestor::app[map:contains($begun, generate-id())]) + count(descendant::app[map:contains($begun, generate-id())])"/>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <xd:doc><xd:desc>Whether an apparatus stands in readings of another that do not count as the text.</xd:desc></xd:doc>
  <xsl:function name="kw:is-in-variant" as="xs:boolean">
    <xsl:param name="app" as="element(app)"/>
    <xsl:sequence select="some $reading in $app/ancestor::*[self::lem or self::rdg] satisfies not($reading is kw:base-reading($reading/ancestor::app[1]))"/>
  </xsl:function>

  <xd:doc><xd:desc>The siglum that a witness begins with, where its encoder wrote one: an ``abbr`` or ``idno`` of the type ``siglum``, or a short label.</xd:desc></xd:doc>
  <xsl:function name="kw:siglum" as="element()?">
    <xsl:param name="witness" as="element(witness)"/>
    <xsl:sequence select="$witness/((abbr | idno)[@type = 'siglum'], label[string-length(normalize-space()) le 12])[normalize-space()][1]"/>
  </xsl:function>

  <xd:doc><xd:desc>What a witness is called by that says no siglum in words, nor this before all else: its number with a letter (``n="A"``),
      else its id, by which readings call it.</xd:desc></xd:doc>
  <xsl:function name="kw:unsaid-siglum" as="xs:string?">
    <xsl:param name="witness" as="element(witness)"/>
    <xsl:sequence select="($witness/@n[kw:is-siglum(.)], $witness/@xml:id)[1][empty(kw:siglum($witness))][not(normalize-space($witness/node()[normalize-space()][1]) = .)] ! normalize-space()"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether the ``@n`` of a witness is a siglum: it is short and has a letter, and is no longer than its id (`n="paris"` beside
      `xml:id="P"` is none), or the witness has no id.</xd:desc></xd:doc>
  <xsl:function name="kw:is-siglum" as="xs:boolean">
    <xsl:param name="n" as="attribute(n)"/>
    <xsl:sequence select="string-length(normalize-space($n)) = 1 to 12 and (empty($n/../@xml:id) or matches($n, '\p{L}') and string-length(normalize-space($n)) le string-length($n/../@xml:id))"/>
  </xsl:function>

  <xsl:template match="subst" mode="kw:plain" as="xs:string*">
    <xsl:apply-templates select="(del[kw:is-restored(.)], add, *)[1]" mode="#current"/>
  </xsl:template>

  <xd:doc><xd:desc>Whether an element is a number that is raised (10³, 3¹/², the verses 1–9), or a reference by such a one.</xd:desc></xd:doc>
  <xsl:function name="kw:is-raised-number" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="starts-with($element/@rend, 'sup') and empty($element/(* except ref[last() = 1][empty(*)])) and matches($element, '^\s*[0-9]+([.,:/–\-][0-9]+)*\s*$')"/>
  </xsl:function>

  <xd:doc><xd:desc>Such a number, in raised digits.</xd:desc></xd:doc>
  <xsl:function name="kw:raised" as="xs:string">
    <xsl:param name="number" as="element()"/>
    <xsl:sequence select="translate($number, '0123456789', '⁰¹²³⁴⁵⁶⁷⁸⁹') => replace('\s+', ' ')"/>
  </xsl:function>

  <!-- Behind another number it would make one with it. -->
  <xsl:template match="hi[starts-with(@rend, 'sup')][kw:is-raised-number(.)][matches(substring(preceding-sibling::node()[1], string-length(preceding-sibling::node()[1])), '[0-9]')]" mode="kw:plain" as="xs:string">
    <xsl:sequence select="kw:raised(.)"/>
  </xsl:template>

  <xsl:template match="supplied" mode="kw:plain" as="xs:string*">
    <xsl:param name="bare" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="marks" as="xs:string*" select="kw:supplied-marks(.)[not($bare)]"/>
    <xsl:sequence select="$marks[1]"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="$marks[2]"/>
  </xsl:template>

  <xd:doc><xd:desc>What stands round words that the editor supplied: [lost], ⟨left out⟩; nothing round none.</xd:desc></xd:doc>
  <xsl:function name="kw:supplied-marks" as="xs:string+">
    <xsl:param name="supplied" as="element()"/>
    <xsl:sequence select="if (empty($supplied/*) and not(normalize-space($supplied)) and not($supplied/@cert)) then ('', '') else if ($supplied/@reason = ('omitted', 'omission', 'subaudible')) then ('⟨', '⟩') else ('[', ']')"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether what was deleted holds after all: all of it is restored, or its deletion is.</xd:desc></xd:doc>
  <xsl:function name="kw:is-restored" as="xs:boolean">
    <xsl:param name="deleted" as="element()"/>
    <xsl:sequence select="exists($deleted/parent::restore) or exists($deleted/restore) and not($deleted/text()[normalize-space()]) and empty($deleted/(* except restore))"/>
  </xsl:function>

  <xsl:template match="del[kw:is-restored(.)]" mode="kw:plain" as="xs:string*" priority="1">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <!-- How it is read stands in brackets behind a word, and not in the name of an index. -->
  <xsl:template match="rt | span[@type = 'rt']" mode="kw:plain" as="xs:string*">
    <xsl:param name="bare" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="words" as="xs:string*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <xsl:sequence select="if ($bare) then () else ('('[not(kw:is-bracketed(current()))], $words, ')'[not(kw:is-bracketed(current()))])"/>
  </xsl:template>

  <xsl:template match="span[@type = 'rp']" mode="kw:plain" as="xs:string*">
    <xsl:param name="bare" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:apply-templates select="node()[not($bare)]" mode="#current"/>
  </xsl:template>

  <xd:doc><xd:desc>Whether the encoder gave the reading of a word its brackets, as in HTML (`span type="rp"`).</xd:desc></xd:doc>
  <xsl:function name="kw:is-bracketed" as="xs:boolean">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="exists($reading/preceding-sibling::*[1][self::span][@type = 'rp'])"/>
  </xsl:function>

  <xd:doc><xd:desc>The character that a c without words stands for, as its rendition calls it: in letters of the nineteenth century, mostly a
      letter with a stroke that doubles it. Nothing where nobody but the encoder knows what it looks like.</xd:desc></xd:doc>
  <xsl:function name="kw:named-character" as="xs:string?">
    <xsl:param name="c" as="element(c)"/>
    <xsl:variable name="name" as="xs:string" select="kw:character-name($c)"/>
    <xsl:sequence select="
      if (matches($name, '^gemination-\p{L}$')) then substring-after($name, '-') || '&#x305;'
      else if (lower-case($name) = ('langess', 'longs', 'long-s')) then 'ſ'
      else if ($name = ('kaufmannsund', 'ampersand')) then '&amp;'
      else if ($name = ('prozent', 'percent')) then '%'
      else if ($name = ('paragraph', 'section-sign')) then '§'
      else if ($name = ('geschwungene-klammer-auf', 'left-brace')) then '{'
      else if ($name = ('geschwungene-klammer-zu', 'right-brace')) then '}'
      (: So many dots as it says, or as one writes. :)
      else if ($name = 'dots') then string-join((1 to ($c/@n[matches(., '^([1-9]|[12]\d)$')] ! xs:integer(.), 3)[1]) ! '.')
      else ()"/>
  </xsl:function>

  <xd:doc><xd:desc>What the rendition of a c is called.</xd:desc></xd:doc>
  <xsl:function name="kw:character-name" as="xs:string">
    <xsl:param name="c" as="element(c)"/>
    <xsl:sequence select="replace($c/@rendition, '^.*#', '')"/>
  </xsl:function>

  <xsl:template match="c[@rendition][empty(node())]" mode="kw:plain" as="xs:string?">
    <xsl:sequence select="kw:named-character(.)"/>
  </xsl:template>

  <xsl:template match="g" mode="kw:plain" as="xs:string*">
    <xsl:param name="bare" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="read" as="xs:string" select="(.[kw:is-unreadable(.)] ! kw:glyph(.), string(.))[1]"/>
    <xsl:sequence select="if (not($bare) or matches($read, '[\p{L}\p{N}]')) then $read else if (ancestor::name or ancestor::w) then () else ' '"/>
  </xsl:template>

  <xsl:template match="biblScope[empty(node())] | citedRange[empty(node())]" mode="kw:plain" as="xs:string?">
    <xsl:sequence select="kw:scope-in-words(.)"/>
  </xsl:template>

  <xsl:template match="quote | q | soCalled" mode="kw:plain" as="xs:string*">
    <xsl:variable name="marks" as="xs:string*" select="kw:quotation-marks(.)"/>
    <xsl:sequence select="$marks[1]"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="$marks[2]"/>
  </xsl:template>

  <!-- Dated passages are cut out as sentences, too. -->
  <xsl:template match="date[@when | @from | @to | @notBefore | @notAfter]" mode="kw:plain" as="xs:string*">
    <xsl:param name="marked" as="xs:boolean" tunnel="yes" select="false()"/>
    <xsl:sequence select="if ($marked and not(parent::correspAction)) then ($kwp:mention-start, generate-id(), $kwp:mention-name) else ()"/>
    <xsl:next-match/>
    <xsl:sequence select="if ($marked and not(parent::correspAction)) then $kwp:mention-end else ()"/>
  </xsl:template>

  <!-- What a program writes of a time, a reader is told as a date. -->
  <xsl:template match="date" mode="kw:plain" as="xs:string*">
    <xsl:choose>
      <xsl:when test="kw:is-stamped(.)">
        <xsl:sequence select="kw:date-in-words(.)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates mode="#current"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- When a book was printed is said, also where only an attribute does. -->
  <xsl:template match="imprint/date[not(node())]" mode="kw:plain" as="xs:string*" priority="0.6">
    <xsl:sequence select="kw:date-in-words(.)"/>
  </xsl:template>

  <!-- The marks of languages that do not quote as English does (CLDR): of a quotation, and of one within another. -->
  <xsl:variable name="kwp:outer-marks" static="yes" as="map(xs:string, xs:string)" select="map:merge((
    tokenize('de bg cs et is ka lt mk sk sl') ! map { .: '„“' }, tokenize('pl hr hu ro sr') ! map { .: '„”' }, tokenize('fi sv') ! map { .: '””' },
    tokenize('fr ru it be ca el es hy nb nn no uk') ! map { .: '«»' }, map { 'ja': '「」' }))"/>
  <xsl:variable name="kwp:inner-marks" static="yes" as="map(xs:string, xs:string)" select="map:merge((
    tokenize('de cs is lt mk sk sl') ! map { .: '‚‘' }, tokenize('ru be bg uk') ! map { .: '„“' }, tokenize('pl ro') ! map { .: '«»' }, tokenize('ca el es it') ! map { .: '“”' },
    tokenize('fi sv') ! map { .: '’’' }, map { 'fr': '‹›', 'hu': '»«', 'ja': '『』' }))"/>

  <xd:doc><xd:desc>The opening and closing mark to be set round a quotation, in its language; nothing when the encoder typed
      them, inside it or before it, or when it is a block.</xd:desc></xd:doc>
  <xsl:function name="kw:quotation-marks" as="xs:string*">
    <xsl:param name="quotation" as="element()"/>
    <xsl:variable name="before" as="xs:string" select="normalize-space($quotation/preceding-sibling::node()[1][self::text()])"/>
    <xsl:variable name="inside" as="xs:string" select="normalize-space(($quotation//text()[normalize-space()])[1])"/>
    <xsl:variable name="marks" as="xs:string" expand-text="no">"'“”„‟«»‹›‘’‚「」『』《》〈〉—–</xsl:variable>
    <!-- Some take what stands in brackets for what is said apart, and do not write these. -->
    <xsl:if test="$quotation/self::q/@rend = 'brackets' and not(starts-with($inside, '('))">
      <xsl:sequence select="'(', ')'"/>
    </xsl:if>
    <xsl:if test="not($quotation/self::q/@rend = 'brackets') and ($inside != '' or $quotation/*) and not($quotation[self::quote][@rend = ('block', 'blockquote', 'display', 'displayed') or parent::div or parent::body or parent::epigraph or parent::cit[parent::div] or parent::quote[not(text()[normalize-space()])]])
                  and not($quotation[self::q][parent::div or parent::body])
                  and not($quotation/(p | lg | l | child::div | list | ab | sp | table | floatingText))
                  and not(substring($before, string-length($before))[. != ''] ! contains($marks, .)) and not(substring($inside, 1, 1)[. != ''] ! contains($marks, .))
                  and not($quotation/@rend = ('none', 'noquotes')) and not($quotation/parent::cit/ancestor::*[self::entry | self::entryFree])">
      <xsl:variable name="nested" as="xs:boolean" select="count($quotation/(ancestor::quote | ancestor::q)) mod 2 = 1"/>
      <!-- (Whatever the length of the code: deu, ger and de-AT are de.) -->
      <xsl:variable name="language" as="xs:string" select="string(kw:language-tag(kw:language($quotation)) ! tokenize(., '-')[1])"/>
      <xsl:variable name="pair" as="xs:string" select="if ($nested) then ($kwp:inner-marks($language), '‘’')[1] else ($kwp:outer-marks($language), '“”')[1]"/>
      <xsl:sequence select="substring($pair, 1, 1), substring($pair, 2, 1)"/>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>Whether a title stands in quotation marks, and does not lean: that of an article or of what was not published, or one that was
      printed so.</xd:desc></xd:doc>
  <xsl:function name="kw:is-quoted-title" as="xs:boolean">
    <xsl:param name="title" as="element(title)"/>
    <xsl:sequence select="$title/@level = ('a', 'u') or $title/tokenize(@rend) = ('quotes', 'quoted', 'quotation-marks')"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a heading is no other than the one just before it, but its next line: 'Chapter I', 'A Slave among Slaves'.</xd:desc></xd:doc>
  <xsl:function name="kw:is-next-heading" as="xs:boolean">
    <xsl:param name="head" as="element()"/>
    <xsl:sequence select="exists($head/self::head/preceding-sibling::*[1][self::head])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a heading is but a shorter form of the one before it, for the head of pages, as its type says: no reader needs both. (One with
      notes or names in it stays: something leads there.)</xd:desc></xd:doc>
  <xsl:function name="kw:is-running-form" as="xs:boolean">
    <xsl:param name="head" as="element()"/>
    <xsl:sequence select="exists($head/self::head[@type][contains(@type, 'short') or contains(@type, 'running')][not(@xml:id)][preceding-sibling::head]
      [empty(descendant::*[not(self::hi or self::emph or self::lb)])])"/>
  </xsl:function>

  <xd:doc><xd:desc>The words of a heading for contents, with its next lines.</xd:desc></xd:doc>
  <xsl:function name="kw:whole-heading" as="xs:string">
    <xsl:param name="head" as="element(head)"/>
    <xsl:variable name="next" as="element(head)?" select="$head/following-sibling::*[1]/self::head"/>
    <xsl:variable name="words" as="xs:string" select="if (kw:is-running-form($head)) then '' else kw:plain-text($head)"/>
    <xsl:variable name="rest" as="xs:string?" select="$next ! kw:whole-heading(.)[. != '']"/>
    <!-- (Of the first heading of a text in a group with its number.) -->
    <xsl:variable name="text" as="element(text)?" select="$head/ancestor::*[position() le 2][self::text][parent::group][(head, front/head, body/head)[1] is $head]"/>
    <xsl:variable name="words" as="xs:string" select="string-join(($text[$words != ''] ! kw:text-number(.), $words), '. ')"/>
    <xsl:sequence select="string-join(($words[. != ''], $rest), if (substring($words, string-length($words)) = ('.', ':', ',', ';', '!', '?', '—', '–', '-')) then ' ' else ' · ')"/>
  </xsl:function>

  <xsl:function name="kwp:first-words" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(kw:plain-text($element))"/>
    <xsl:sequence select="string-join($words[position() le 6], ' ') || ' …'[count($words) gt 6]"/>
  </xsl:function>

  <xd:doc><xd:desc>The language of an element: the nearest xml:lang, else the text's first declared language, else 'und'.</xd:desc></xd:doc>
  <xsl:function name="kw:language" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/ancestor-or-self::*[@xml:lang][1]/@xml:lang/string(),
      $element/ancestor-or-self::TEI[1]/teiHeader/profileDesc/langUsage/language[1]/@ident/string(), 'und')[. != ''][1]"/>
  </xsl:function>
</xsl:stylesheet>

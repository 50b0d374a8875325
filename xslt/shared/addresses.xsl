<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The addresses of things inside a text. The record, the site and the print ask here, so they always agree.
      A mode that uses these functions declares use-accumulators="#all".</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/unions.xsl"/>
  <xsl:import href="kwedition:/shared/cut.xsl"/>

  <xd:doc><xd:desc>'yes' when whoever calls knows that no two elements have one id, and none has an id like those given to blocks:
      then nothing need be looked up.</xd:desc></xd:doc>
  <xsl:param name="plain-ids" as="xs:string" select="'no'"/>

  <xsl:key name="kw:by-id" match="*[@xml:id]" use="string(@xml:id)"/>

  <xsl:variable name="kwp:blocks" static="yes" as="xs:string*" select="tokenize(
    'p ab l head item cell opener closer dateline salute signed postscript trailer speaker stage byline titlePart docAuthor docDate docImprint
     argument epigraph castItem bibl desc change correspAction setting address line catDesc entry entryFree u post')"/>
  <xsl:variable name="kwp:block-names" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(('note', $kwp:blocks) ! map { .: true() })"/>

  <!-- Of a document, each block says its number (build/numbering.py). These count in what is none: an entry in a slice. -->
  <xsl:accumulator name="kwp:counted-blocks" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule _match="{$kw:united(('note', $kwp:blocks))} | label[parent::list]" select="$value + 1"/>
  </xsl:accumulator>

  <!-- The notes that say themselves what they are on. -->
  <xsl:variable name="kwp:pointing-notes" as="element(note)*" select="root(.)/descendant::note[@target]"/>
  <!-- What calls notes, and the numbers of these, by generate-id(). Not an accumulator: it would walk through all else, too. -->
  <xsl:variable name="kwp:callers" as="element()*" select="root(.)/descendant::*[self::note | self::anchor][exists(kw:note-called-by(.))] | $kwp:annotated"/>
  <!-- The words that notes between paragraphs are on. -->
  <xsl:variable name="kwp:annotated" as="element()*" select="$kwp:pointing-notes ! kw:anchors-of(.)[not(self::anchor)]"/>
  <!-- What calls each note that stands elsewhere, and which notes each of these calls, by generate-id(): thousands may be on the same words, or one on
       thousands of words. -->
  <xsl:variable name="kwp:calling" as="map(xs:string, element()+)">
    <xsl:map>
      <xsl:for-each select="$kwp:pointing-notes">
        <xsl:variable name="anchors" as="element()*" select="kwp:calling(.)"/>
        <xsl:if test="exists($anchors)">
          <xsl:map-entry key="generate-id()" select="$anchors"/>
        </xsl:if>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>
  <xsl:variable name="kwp:notes-at" as="map(xs:string, element(note)+)">
    <xsl:map>
      <xsl:for-each-group select="$kwp:pointing-notes" group-by="kw:anchors-of(.) ! generate-id()">
        <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>
  <!-- Which of the places that call a note each is, where there are several: by both. -->
  <xsl:variable name="kwp:call-numbers" as="map(xs:string, xs:integer)">
    <xsl:map>
      <xsl:for-each select="$kwp:pointing-notes[exists(tail(kw:anchors-of(.)))]">
        <xsl:variable name="note" as="xs:string" select="generate-id()"/>
        <xsl:for-each select="kw:anchors-of(.)">
          <xsl:map-entry key="$note || ' ' || generate-id()" select="position()"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>
  <xsl:variable name="kwp:note-numbers" as="map(xs:string, xs:integer)">
    <xsl:variable name="cut" as="processing-instruction()?" select="if ($kwp:is-cut) then root(.)//processing-instruction('kw-before') else ()"/>
    <xsl:map>
      <xsl:for-each-group select="$kwp:callers[empty($cut) or . >> $cut]" group-by="generate-id(kw:scope(.))">
        <!-- (A note that is called at several places has its number by the first.) -->
        <xsl:for-each-group select="kwp:as-marked(current-group()) ! kw:note-called-by(.)" group-by="generate-id()">
          <xsl:map-entry key="current-grouping-key()" select="position() + (if ($cut) then kwp:before($cut, 2) else 0)"/>
        </xsl:for-each-group>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <!-- Which documents have notes at the foot: others that they call by a number have another kind of it there. (Those of a margin stand
       at the foot on paper: a note has one number, whether it is read there or on a page.) -->
  <xsl:variable name="kwp:noted" as="map(xs:string, xs:boolean)" select="if ($kwp:is-cut) then map { }
    else map:merge(($kwp:callers, root(.)//text//note[kw:is-marginal(.)]) ! map { generate-id(kw:scope(.)): true() })"/>

  <!-- What calls notes in the order of the numbers: behind words it stands where these end, and there those of the inner ones come first. -->
  <xsl:function name="kwp:as-marked" as="element()*">
    <xsl:param name="callers" as="element()+"/>
    <xsl:choose>
      <xsl:when test="exists($callers[not(self::note or self::anchor)])">
        <xsl:variable name="ends" as="map(xs:string, xs:integer)">
          <xsl:map>
            <xsl:for-each select="$callers/kwp:end-of(.)">
              <xsl:map-entry key="generate-id()" select="position()"/>
            </xsl:for-each>
          </xsl:map>
        </xsl:variable>
        <xsl:perform-sort select="$callers">
          <xsl:sort select="$ends(generate-id(kwp:end-of(.)))"/>
          <xsl:sort select="count(ancestor::*)" order="descending"/>
        </xsl:perform-sort>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$callers"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="kwp:end-of" as="node()">
    <xsl:param name="caller" as="element()"/>
    <xsl:sequence select="($caller[not(self::note or self::anchor)]/descendant::node()[last()], $caller)[1]"/>
  </xsl:function>

  <!-- The addresses of all mentions and dates, by generate-id(): each is asked for several times, and whether something is a mention is the
       dearest question of all. -->
  <xsl:variable name="kwp:mention-ids" as="map(xs:string, xs:string)">
    <xsl:map>
      <xsl:for-each-group select="kw:naming(root(.))[not(kw:is-in-entry(.))] | root(.)/descendant::date[not(ancestor::kw:tei)]"
        group-by="for $mentioned in kwp:mentioned(.) return generate-id(kw:block(.)) || ' ' || $mentioned">
        <xsl:variable name="stem" as="xs:string" select="kw:block-id(kw:block(.)) || '.' || substring-after(current-grouping-key(), ' ') || '.'"/>
        <xsl:for-each select="current-group()">
          <xsl:map-entry key="generate-id()" select="$stem || position()"/>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <xd:doc><xd:desc>Whether an element is a block: what a reader cites, and what a sentence never leaves.</xd:desc></xd:doc>
  <xsl:function name="kw:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <!-- A look-up by name: the union of so many tests takes four times as long. -->
    <xsl:sequence select="
      if ($element/@kw-block) then $element/@kw-block != '0'
      else (exists($kwp:block-names(local-name($element))) and namespace-uri($element) = 'http://www.tei-c.org/ns/1.0')
        or exists($element/self::label[parent::list])"/>
  </xsl:function>

  <xd:doc><xd:desc>The block that an element stands in, or is.</xd:desc></xd:doc>
  <xsl:function name="kw:block" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/ancestor-or-self::*[@kw-block][1], $element/ancestor-or-self::*[kw:is-block(.)][1],
      $element/ancestor-or-self::*[self::TEI | self::teiCorpus][last()], $element)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The address of a block in its document: its xml:id, else 'b' and its number.</xd:desc></xd:doc>
  <xsl:function name="kw:block-id" as="xs:string">
    <xsl:param name="block" as="element()"/>
    <xsl:variable name="number" as="xs:string" select="'b' || ($block/@kw-block, $block/accumulator-before('kwp:counted-blocks'))[1]"/>
    <xsl:variable name="own" as="xs:string?" select="kw:own-id($block)"/>
    <xsl:sequence select="
      if ($own) then $own
      else if ($plain-ids != 'yes' and key('kw:by-id', $number, kw:scope($block))) then $number || '-'
      else $number"/>
  </xsl:function>

  <xd:doc><xd:desc>An element's xml:id as its address. Of two elements with one id the first has it: an address means one thing.</xd:desc></xd:doc>
  <xsl:function name="kw:own-id" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if (empty($element/@xml:id)) then ()
      else if ($plain-ids = 'yes') then kw:fragment($element/@xml:id)[. != '']
      else $element/@xml:id[key('kw:by-id', string(.), kw:scope($element))[1] is $element] ! kw:fragment(.)[. != '']"/>
  </xsl:function>

  <xd:doc><xd:desc>The address that an element has on its page: a block always has one, others if the encoder gave it.</xd:desc></xd:doc>
  <xsl:function name="kw:element-id" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (kw:is-block($element)) then kw:block-id($element) else kw:own-id($element)"/>
  </xsl:function>

  <xd:doc><xd:desc>The address of a mention or a date: BLOCK.ENTITY.N, with N counting that entity within the block; nothing for what is
      neither.</xd:desc></xd:doc>
  <xsl:function name="kw:mention-id" as="xs:string?">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="$kwp:mention-ids(generate-id($mention))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an element has the address of a mention or a date.</xd:desc></xd:doc>
  <xsl:function name="kw:is-addressed" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($kwp:mention-ids, generate-id($element))"/>
  </xsl:function>

  <!-- What a mention's address says after that of its block: the entity, or 'date'; nothing for what is neither. What stands in an entry is not asked for. -->
  <xsl:function name="kwp:mentioned" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      if ($element/self::date) then 'date'
      else if (kwp:names-somebody($element)) then kw:first-entity-id($element)
      else ()"/>
  </xsl:function>

  <xd:doc><xd:desc>The notes whose number stands at an element: a note that stands in the text calls itself, an anchor calls the
      notes that point at it, and so do words that notes between paragraphs are on.</xd:desc></xd:doc>
  <xsl:function name="kw:note-called-by" as="element(note)*">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element/self::anchor[@xml:id][ancestor::text]">
        <xsl:sequence select="$kwp:notes-at(generate-id($element))"/>
      </xsl:when>
      <xsl:when test="$element/self::note[ancestor::text][kw:is-footnote(.)][empty(kw:anchor-of(.))]">
        <xsl:sequence select="$element"/>
      </xsl:when>
      <xsl:when test="kw:is-annotated($element)">
        <xsl:sequence select="$kwp:notes-at(generate-id($element))"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>Whether a note between paragraphs is on this piece of a line: its number stands behind the words.</xd:desc></xd:doc>
  <xsl:function name="kw:is-annotated" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[@xml:id][not(self::anchor)]) and map:contains($kwp:notes-at, generate-id($element))"/>
  </xsl:function>

  <xd:doc><xd:desc>What such words may stand in: as the pattern of a rule.</xd:desc></xd:doc>
  <xsl:variable name="kw:annotated" static="yes" as="xs:string"
    select="$kw:united(('seg', 'w', 'hi', 'term', 'rs', 'persName', 'placeName', 'orgName', 'name', 'foreign', 'phr') ! (. || '[@xml:id][kw:is-annotated(.)]'))"/>

  <!-- Words of the text that are read in every view: there a number can stand behind them. -->
  <xsl:function name="kwp:may-be-annotated" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::seg or self::w or self::hi or self::term or self::rs or self::persName or self::placeName or self::orgName or self::name or self::foreign or self::phr]
      [ancestor::text][normalize-space()][ancestor::*[self::p or self::ab or self::l or self::head or self::item or self::cell]])
      and empty($element/ancestor::*[self::app or self::choice or self::note or self::index or self::fw or self::del or self::surplus or self::figDesc or self::u or self::entry or self::entryFree or self::person or self::place or self::org])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a note belongs at the foot: it stands in running text, or an anchor calls it. Others are shown where
      they are.</xd:desc></xd:doc>
  <xsl:function name="kw:is-footnote" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="exists(kw:anchor-of($note)) or kwp:stands-in-words($note) and not(kw:is-gloss($note))"/>
  </xsl:function>

  <xsl:function name="kwp:stands-in-words" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <!-- A remark on variants stands among them. -->
    <xsl:sequence select="not(kw:is-void-note($note) or kw:is-interlinear($note)) and empty($note[parent::app or parent::rdgGrp or parent::rdg and kw:stands-for-reading(.)]) and (exists($note/ancestor::*[exists($kwp:running(local-name()))][namespace-uri() = 'http://www.tei-c.org/ns/1.0'])
      and not($kwp:has-margins and kw:is-marginal($note))
      and not($note/parent::head[not(text()[normalize-space()])][empty(* except $note)])
      and not($note[parent::list][not(@place = ('foot', 'bottom', 'end'))])
      and not($note/ancestor::*[self::entry | self::entryFree] or kw:is-in-entry($note) or $note/parent::event)
      and not($note[empty(node())][ancestor::graph or ancestor::tree or ancestor::eTree or ancestor::forest or ancestor::msDesc or ancestor::object]))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a note holds no paragraphs and the like, so that it may stand in a line.</xd:desc></xd:doc>
  <xsl:function name="kw:is-one-piece" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="empty($note/descendant::*[self::p or self::ab or self::list or self::lg or self::l or self::table or self::quote or self::figure or self::note])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a note is printed or written within the line, small, in two lines, as in Chinese and Japanese books (warigaki, jiazhu): it is read there.</xd:desc></xd:doc>
  <xsl:function name="kw:is-interlinear" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="($note/@type, $note/@rend, $note/@place) ! tokenize(lower-case(.)) = ('warigaki', 'warichu', '割書', '割り書き', '割注', '割註', '割り注', '双行注', '双行註', '雙行注', '雙行註', '双行夹注', '雙行夾注', 'jiazhu', '夾注', '夾註', '夹注')
      and kw:is-one-piece($note)"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a note stands in its line (`place="inline"`), as a gloss between the words of the source does: it has no number, and is no paragraph.</xd:desc></xd:doc>
  <xsl:function name="kw:is-gloss" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="$note/@place = 'inline' and exists($note[ancestor::text]/..[self::p or self::ab or self::l or self::seg or self::item or self::cell or text()[normalize-space()]])
      and kw:is-one-piece($note) and empty($note/descendant::div)
      and kwp:stands-in-words($note) and empty(kw:anchor-of($note)) and not(kw:is-pointed-at($note))"/>
  </xsl:function>

  <xd:doc><xd:desc>The brackets round such a note, with the space before them, as its words need them: those of its script, or none where it has its own.</xd:desc></xd:doc>
  <xsl:function name="kw:round-gloss" as="xs:string+">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($note)"/>
    <xsl:variable name="wide" as="xs:boolean" select="matches($words, '^[\p{IsCJKUnifiedIdeographs}\p{IsCJKUnifiedIdeographsExtensionA}\p{IsHiragana}\p{IsKatakana}]')"/>
    <xsl:variable name="space" as="xs:string?" select="' '[not($wide)][matches($note/preceding-sibling::node()[1], '\S$')]"/>
    <xsl:sequence select="
      if (matches($words, '^(\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|（[^（）]*）|［[^［］]*］|【[^【】]*】|〔[^〔〕]*〕|〈[^〈〉]*〉)$')) then ('', '')
      else if ($wide) then ('（', '）')
      else (string($space) || '(', ')')"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a note is but room that a form left for one, or points somewhere for programs: without a word or a sign, and nothing calls it. A number would
      lead nowhere.</xd:desc></xd:doc>
  <xsl:function name="kw:is-void-note" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="kwp:says-nothing($note) and not(kw:is-pointed-at($note))"/>
  </xsl:function>

  <xsl:function name="kwp:says-nothing" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="not(normalize-space($note)) and empty($note/descendant::*[not(self::p or self::ab or self::lb)]) and empty(kw:said-elsewhere($note))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a note is all that is said of another reading (rdg with but a note: “not in” B, “the second i upside down”): its words
      stand where that of the reading would, before the witnesses.</xd:desc></xd:doc>
  <xsl:function name="kw:stands-for-reading" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="exists($note/parent::rdg[../lem or ../../lem]) and empty($note/../(* except $note, text()[normalize-space()])) and empty($note/@xml:id) and empty($note/descendant::*[self::p or self::ab or self::list or self::lg or self::l
      or self::table or self::quote or self::figure or self::note or self::div])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a note is a word on a work in a list of literature (“nr. 22”), or on a part of it (on a day: “evening”), or on a piece
      of a dictionary's entry (a form, its grammar, a translation): it stands behind it, in brackets.</xd:desc></xd:doc>
  <xsl:function name="kw:is-on-part" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="exists(($note/../(self::date | self::title | self::pubPlace | self::publisher | self::biblScope | self::citedRange)/parent::bibl,
      $note/parent::bibl[parent::listBibl][title or author][not(text()[normalize-space()])][string-length(normalize-space($note)) = (1 to 40)])) and empty($note/*) and not(kw:is-footnote($note))
      or exists($note/../(self::form | self::gramGrp | self::cit | self::usg | self::orth | self::pron)/ancestor::*[self::entry | self::entryFree]) and empty($note/(p | ab | list | lg | quote | table | figure | note)) and not(kw:is-void-note($note))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether the number of a footnote, or a mark such as a comma or a dash, stands behind a verse (or a salute, a signature, the name of a speaker …), not in it: it ends its
      last line then, and has none of its own.</xd:desc></xd:doc>
  <xsl:function name="kw:is-behind-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="kwp:ends-lines($node) and exists(kwp:before-run($node)[kwp:has-ends(.)])"/>
  </xsl:function>

  <xsl:function name="kwp:ends-lines" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[parent::lg or parent::sp or parent::opener or parent::closer or parent::postscript])
      and (if ($node/self::note) then exists($node/ancestor::text) and kw:is-footnote($node) else kwp:is-ending-mark($node))"/>
  </xsl:function>

  <xsl:function name="kwp:has-ends" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[self::l or self::speaker or self::salute or self::signed or self::dateline])"/>
  </xsl:function>

  <!-- What stands before the notes and marks of which a node is one. -->
  <xsl:function name="kwp:before-run" as="node()?">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="before" as="node()?" select="$node/preceding-sibling::node()[self::* or self::text()[normalize-space()]][1]"/>
    <xsl:sequence select="
      if (empty($before[self::note or kwp:is-ending-mark(.)])) then $before
      else if (map:contains($kwp:before-runs, generate-id($node))) then $kwp:before-runs(generate-id($node))
      else $before/preceding-sibling::node()[self::* or self::text()[normalize-space()]][not(self::note or kwp:is-ending-mark(.))][1]"/>
  </xsl:function>

  <!-- The same for all behind the first of a run: of thousands of notes each would look through all before it. -->
  <xsl:variable name="kwp:before-runs" as="map(xs:string, node()?)">
    <xsl:map>
      <xsl:for-each select="root(.)//(lg | sp | opener | closer | postscript)[note[2]]">
        <xsl:for-each-group select="node()[self::* or self::text()[normalize-space()]]" group-adjacent="exists(self::note) or kwp:is-ending-mark(.)">
          <xsl:variable name="before" as="node()?" select="if (current-grouping-key()) then preceding-sibling::node()[self::* or self::text()[normalize-space()]][1] else ()"/>
          <xsl:for-each select="current-group()[$before][position() gt 1]">
            <xsl:map-entry key="generate-id()" select="$before"/>
          </xsl:for-each>
        </xsl:for-each-group>
      </xsl:for-each>
    </xsl:map>
  </xsl:variable>

  <!-- Whether a piece between blocks is nothing but marks that end what stands before it: no opening ones, and no signs that part stanzas. -->
  <xsl:function name="kwp:is-ending-mark" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[self::text()[parent::lg or parent::opener or parent::closer] or self::pc[parent::lg]][string-length(normalize-space()) = (1 to 3)]) and matches($node, '^\s*[\p{Pe}\p{Pd}\p{Po}-[*†‡§¶#%&amp;@&quot;''/\\¿¡]]{1,3}\s*$')"/>
  </xsl:function>

  <xd:doc><xd:desc>What stands so behind a block.</xd:desc></xd:doc>
  <xsl:function name="kw:behind-block" as="node()*">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="if (kwp:has-ends($block)) then kwp:run-behind($block)[kwp:ends-lines(.)] else ()"/>
  </xsl:function>

  <xsl:function name="kwp:run-behind" as="node()*">
    <xsl:param name="node" as="node()"/>
    <xsl:if test="$node/following-sibling::node()[self::* or self::text()[normalize-space()]][1][self::note or kwp:is-ending-mark(.)]">
      <xsl:iterate select="$node/following-sibling::node()[self::* or self::text()[normalize-space()]]">
        <xsl:choose>
          <xsl:when test="self::note or kwp:is-ending-mark(.)">
            <xsl:sequence select="."/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:break/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:iterate>
    </xsl:if>
  </xsl:function>

  <!-- What holds running text. -->
  <xsl:variable name="kwp:running" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(tokenize(
    'p ab l head item cell note opener closer speaker stage sp quote lg titlePart byline label castItem trailer dateline salute signed address epigraph
     figure list') ! map { .: true() })"/>

  <xd:doc><xd:desc>Whether a view has margins for the notes of its source's margins; elsewhere these are footnotes, too.</xd:desc></xd:doc>
  <xsl:variable name="kwp:has-margins" as="xs:boolean" select="false()"/>

  <xd:doc><xd:desc>Whether a note stands in a margin of the source.</xd:desc></xd:doc>
  <xsl:function name="kw:is-marginal" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <!-- (Some say it as the kind of the note.) -->
    <xsl:sequence select="exists($note/(@place, @type[empty(../@place)][. = ('margin', 'marginal')])[1][. = ('left', 'right', 'outer', 'inner') or starts-with(., 'margin') and not(matches(., 'top|bottom', 'i'))])"/>
  </xsl:function>

  <xd:doc><xd:desc>What calls a note that stands elsewhere first: an anchor, or the words that a note between paragraphs is on; and all that call it.</xd:desc></xd:doc>
  <xsl:function name="kw:anchor-of" as="element()?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="head(kw:anchors-of($note))"/>
  </xsl:function>

  <xsl:function name="kw:anchors-of" as="element()*">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="if ($note/@target) then $kwp:calling(generate-id($note)) else ()"/>
  </xsl:function>

  <xd:doc><xd:desc>Which of the places that call a note this one is, from 1.</xd:desc></xd:doc>
  <xsl:function name="kw:call-number" as="xs:integer">
    <xsl:param name="note" as="element(note)"/>
    <xsl:param name="caller" as="element()"/>
    <xsl:sequence select="if (empty(tail(kw:anchors-of($note)))) then 1 else $kwp:call-numbers(generate-id($note) || ' ' || generate-id($caller))"/>
  </xsl:function>

  <xsl:function name="kwp:calling" as="element()*">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="ids" as="xs:string*" select="tokenize($note/@target)[starts-with(., '#')] ! substring(., 2)"/>
    <xsl:variable name="stands-apart" as="xs:boolean" select="exists($note[ancestor::text][parent::div or parent::body or parent::front or parent::back or parent::noteGrp])
      and not(kw:is-marginal($note) or kw:is-interlinear($note))"/>
    <xsl:sequence select="
      if (empty($ids) or kwp:says-nothing($note)) then ()
      else key('kw:by-id', $ids, kw:scope($note))[self::anchor and ancestor::text or $stands-apart and kwp:may-be-annotated(.)]
           [$plain-ids = 'yes' or key('kw:by-id', string(@xml:id), kw:scope($note))[1] is .]"/>
  </xsl:function>

  <xd:doc><xd:desc>The number that a note has in its document, counted at the places where notes are called.</xd:desc></xd:doc>
  <xsl:function name="kw:note-number" as="xs:integer">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="$kwp:note-numbers(generate-id($note))"/>
  </xsl:function>

  <!-- Pointers without words, by what they point at in their own document. -->
  <xsl:key name="kwp:wordless" match="(ptr | ref)[@target][empty(node())]" use="kwp:pointed-id(.)"/>

  <xsl:function name="kwp:pointed-id" as="xs:string?">
    <xsl:param name="pointer" as="element()"/>
    <xsl:sequence select="tokenize($pointer/@target)[1] ! kw:id-in-document(.)"/>
  </xsl:function>

  <xd:doc><xd:desc>The id in its own document that a token of a pointer may mean.</xd:desc></xd:doc>
  <xsl:function name="kw:id-in-document" as="xs:string?">
    <xsl:param name="token" as="xs:string"/>
    <xsl:sequence select="if (starts-with($token, '#')) then substring($token, 2) else $token[not(contains(., ':'))]"/>
  </xsl:function>

  <xd:doc><xd:desc>Where a pointer without words leads besides its first target.</xd:desc></xd:doc>
  <xsl:function name="kw:further-targets" as="xs:string*">
    <xsl:param name="pointer" as="element()"/>
    <xsl:if test="empty($pointer/node()) and empty($pointer/@kw-short)">
      <xsl:variable name="tokens" as="xs:string*" select="tokenize($pointer/@target)"/>
      <xsl:sequence select="distinct-values(tail($tokens))[. != $tokens[1]]"/>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>Whether a group of links stands between blocks and its links say by nothing but their targets what belongs together.</xd:desc></xd:doc>
  <xsl:function name="kw:tells-pairs" as="xs:boolean">
    <xsl:param name="group" as="element(linkGrp)"/>
    <xsl:sequence select="exists($group/parent::*[self::div or self::body or self::back or self::front]) and exists($group/link[@target]) and not(normalize-space($group))"/>
  </xsl:function>

  <xd:doc><xd:desc>The note of the same document that a pointer without words calls.</xd:desc></xd:doc>
  <xsl:function name="kw:pointed-note" as="element(note)?">
    <xsl:param name="pointer" as="element()"/>
    <xsl:if test="$pointer/@target and empty($pointer/node())">
      <xsl:sequence select="kwp:pointed-id($pointer) ! key('kw:by-id', ., kw:scope($pointer))[1][self::note]"/>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>Whether a reference is but the number by which the print called the note that follows: the note has one of its own.</xd:desc></xd:doc>
  <xsl:function name="kw:is-call-of-next" as="xs:boolean">
    <xsl:param name="reference" as="element(ref)"/>
    <xsl:sequence select="$reference/following-sibling::node()[self::* or normalize-space()][1]/self::note[kw:is-footnote(.)]/@xml:id = substring-after($reference/@target, '#')
      and matches($reference, '^\s*[\[(]?(\d{1,3}|\*+)[\])]?\s*$') and empty($reference/*[not(self::hi)])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether pointers without words call a note that stands elsewhere: then it shows its number where it stands.</xd:desc></xd:doc>
  <xsl:function name="kw:is-pointed-at" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="$note/@xml:id and exists(key('kwp:wordless', string($note/@xml:id), kw:scope($note))[ancestor::text][not(kw:is-in-entry(.))])
      and not(kw:is-in-entry($note)) and ($note/ancestor::text or empty(kw:anchor-of($note)))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a pointer is the first that calls a note: the way back from it leads there.</xd:desc></xd:doc>
  <xsl:function name="kw:is-first-pointer" as="xs:boolean">
    <xsl:param name="pointer" as="element()"/>
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="kw:is-pointed-at($note) and not($note[ancestor::text][kw:is-footnote(.)])
      and exists(key('kwp:wordless', string($note/@xml:id), kw:scope($note))[ancestor::text][not(kw:is-in-entry(.))][1][. is $pointer])"/>
  </xsl:function>

  <xd:doc><xd:desc>Pointers that call a note and from which a way leads to it and back, no more than there are letters for. (What stands in an apparatus, in one of
      two readings or in a heading may be shown twice, or not at all.)</xd:desc></xd:doc>
  <xsl:function name="kwp:pointers" as="element()*">
    <xsl:param name="note" as="element(note)"/>
    <xsl:if test="kw:is-pointed-at($note)">
      <xsl:sequence select="subsequence(key('kwp:wordless', string($note/@xml:id), kw:scope($note))[ancestor::text][not(kw:is-in-entry(.))]
        [empty(ancestor::*[self::app or self::choice or self::head or self::index])], 1, 25)"/>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>The address of a pointer that calls a note; none for some that are not led back to.</xd:desc></xd:doc>
  <xsl:function name="kw:pointer-id" as="xs:string?">
    <xsl:param name="pointer" as="element()"/>
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="if (kw:is-first-pointer($pointer, $note)) then kw:block-id($note) || '-mark'
      else for $pointers in array { kwp:pointers($note) } return (1 to array:size($pointers))[$pointers(.) is $pointer] ! (kw:block-id($note) || '-call-' || .)"/>
  </xsl:function>

  <xd:doc><xd:desc>Where a note is called, as the ids of its marks: by the words that it is on, or where it stands, and by pointers.</xd:desc></xd:doc>
  <xsl:function name="kw:call-ids" as="xs:string*">
    <xsl:param name="note" as="element(note)"/>
    <xsl:param name="in-view" as="function(node()*) as node()*"/>
    <xsl:variable name="anchors" as="element()*" select="kw:anchors-of($note)"/>
    <xsl:variable name="shown" as="element()*" select="subsequence($in-view($anchors), 1, 25)"/>
    <xsl:variable name="mark" as="xs:string" select="kw:block-id($note) || '-mark'"/>
    <xsl:sequence select="
      if (empty($anchors)) then $mark[$note[ancestor::text][kw:is-footnote(.)]]
      else if (empty(tail($anchors))) then $mark
      else $shown ! kw:call-number($note, .) ! ($mark || (if (. gt 1) then '-' || . else '')),
      $in-view(kwp:pointers($note)) ! kw:pointer-id(., $note)"/>
  </xsl:function>

  <xd:doc><xd:desc>The number by which a pointer calls a note: that at the foot, the encoder's, or its place among its neighbours (a small Roman one where other notes
      stand at the foot).</xd:desc></xd:doc>
  <xsl:function name="kw:pointed-number" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="
      if ($note[ancestor::text][kw:is-footnote(.)]) then string(kw:note-number($note))
      else ($note/@n/normalize-space()[. != ''], format-integer(count($note/preceding-sibling::note) + 1, if ($kwp:noted(generate-id(kw:scope($note)))) then 'i' else '1'))[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>That number where a note is told it: not where its encoder wrote it, as its first word.</xd:desc></xd:doc>
  <xsl:function name="kw:number-before" as="xs:string?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:variable name="number" as="xs:string" select="kw:pointed-number($note)"/>
    <xsl:variable name="first" as="node()?" select="($note/(self::*[not(p)], p[1])/node()[self::* or self::text()[normalize-space()]])[1]"/>
    <xsl:sequence select="$number[not($first/(self::hi | self::seg | self::label | self::num | self::ref)[replace(., '[\s().\[\]]', '') = $number])]"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a note that stands where it is begins with its number: pointers call it by that, or it is a comment on a place of the text
      (`n="77,13"`) that begins with the words commented on.</xd:desc></xd:doc>
  <xsl:function name="kw:is-numbered-note" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="kw:is-pointed-at($note) or kwp:is-comment($note)"/>
  </xsl:function>

  <!-- Whether a note between paragraphs is a comment on a place of the text, which begins with the words commented on. -->
  <xsl:function name="kwp:is-comment" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="exists($note[ancestor::text][parent::div or parent::body or parent::back or parent::noteGrp]
      [normalize-space(@n)][not(text()[normalize-space()])]/*[1]/self::label[normalize-space()])"/>
  </xsl:function>

  <xd:doc><xd:desc>The place of the text that a comment is on (`77,13`), where the comment is a note at the foot: its own number leads there, and readers of
      a printed edition know that place.</xd:desc></xd:doc>
  <xsl:function name="kw:place-commented" as="xs:string?">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="$note[kwp:is-comment(.)]/normalize-space(@n)"/>
  </xsl:function>

  <xd:doc><xd:desc>The document that an element belongs to: ids are looked up inside it, also where several are in one tree.</xd:desc></xd:doc>
  <xsl:function name="kw:scope" as="node()">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/ancestor::kw:document[1], root($element))[1]"/>
  </xsl:function>

  <xsl:key name="kwp:deletions" match="delSpan[@spanTo]" use="substring(@spanTo, 2)"/>

  <xd:doc><xd:desc>The sign with which a deletion begins or ends that goes across other elements, up to an anchor.</xd:desc></xd:doc>
  <xsl:function name="kw:deletion-sign" as="xs:string?">
    <xsl:param name="limit" as="element()"/>
    <xsl:sequence select="
      if ($limit/self::delSpan) then '⟦'[exists(key('kw:by-id', substring($limit/@spanTo, 2), kw:scope($limit))[self::anchor][. >> $limit])]
      else if ($limit/@xml:id) then '⟧'[exists(key('kwp:deletions', $limit/@xml:id, kw:scope($limit))[. &lt;&lt; $limit])]
      else ()"/>
  </xsl:function>
</xsl:stylesheet>

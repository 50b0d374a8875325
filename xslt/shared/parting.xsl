<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>What parts the pieces of names and references that were written one right after the other, as databases write them, and
      what divisions are called that have a number but no heading. The screen, the print and the plain readings ask here.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/unions.xsl"/>
  <xsl:import href="kwedition:/shared/cut.xsl"/>
  <xsl:import href="kwedition:/shared/labels.xsl"/>

  <!-- The pieces of an element, by its name, that are parted where nothing stands between one and the next. -->
  <xsl:variable name="kwp:parted-in" static="yes" as="map(xs:string, xs:string)" select="map {
    'persName': 'abbr', 'title': 'title', 'l': 'seg[not(@type)]', 'u': 'seg', 'etym': 'seg', 'opener': 'seg', 'closer': 'seg', 'dateline': 'seg', 'seg': 'seg[../..[self::opener|self::closer|self::dateline]]', 'note': 'idno',
    'publisher': 'email orgName persName name address',
    'author': 'persName name orgName email idno affiliation', 'editor': 'persName name orgName email idno affiliation',
    'affiliation': 'orgName placeName settlement country address',
    'bibl': 'author editor title date publisher pubPlace biblScope citedRange edition extent idno series respStmt ptr',
    'placeName': 'district settlement region country bloc', 'geogName': 'geogFeat geogName name placeName', 'stamp': 'placeName orgName date time', 'notatedMusic': 'ptr graphic desc label ref' }"/>

  <!-- Where an element may be a piece, by its name: each as 'name where it stands'. -->
  <xsl:variable name="kwp:may-be-parted" static="yes" as="xs:string*" select="
    ((tokenize('surname forename roleName addName genName nameLink'), 'seg @xml:lang',
      for $place in map:keys($kwp:parted-in), $piece in tokenize($kwp:parted-in($place))
      return replace($piece, '\[(.*)\]', ' $1 and') || ' parent::' || $place)
     ! (. || (if (contains(., ' ')) then ' and' else '') || ' following-sibling::node()[1][self::*]')),
    'seg @xml:lang and ancestor::teiHeader', 'role true()', 'roleDesc true()', 'term parent::gloss and following-sibling::*[1]/self::term',
    ('locus', 'ref', 'ptr') ! (. || ' following-sibling::node()[1]/self::text()'),
    ('persName', 'name', 'date') ! (. || ' parent::change and following-sibling::node()[1]/self::text()'),
    ('persName', 'name', 'orgName') ! (. || ' (parent::publisher or parent::author or parent::editor or parent::respStmt) and (ancestor::bibl or ancestor::biblStruct)'),
    'label following-sibling::node()[1][self::text() or self::hi or self::emph or self::title or self::term or self::foreign or self::rs or self::name or self::persName or self::placeName or self::q]', 'pc empty(node())',
    tokenize('surname forename genName') ! (. || ' following-sibling::*[1]/self::roleName'),
    tokenize('persName orgName roleName street postCode postBox settlement placeName region country') ! (. || ' parent::address'),
    tokenize('bibl ref date gloss term lang mentioned foreign') ! (. || ' following-sibling::node()[1][self::*] and kwp:is-in-entry-alone(..)'),
    'desc parent::gap and following-sibling::desc', ('abbr', 'idno', 'label') ! (. || ' kwp:is-called-first(.)')"/>

  <xd:doc><xd:desc>The elements that may be such pieces: as the pattern of a rule. (One for each name, whatever may hold it: an
      element is asked for each pattern of its name, and would be parted twice by two that hold.)</xd:desc></xd:doc>
  <xsl:variable name="kw:parted" static="yes" as="xs:string" select="$kw:united(
    for $name in sort(distinct-values($kwp:may-be-parted ! substring-before(., ' ')))
    return $name || '[' || string-join(sort(distinct-values($kwp:may-be-parted[starts-with(., $name || ' ')])) ! substring-after(., ' '), ' or ') || '][kw:parting(.)]')"/>

  <!-- Whether an element is a part of a dictionary's entry, or the entry, in which no words stand between elements. -->
  <xsl:function name="kwp:is-in-entry-alone" as="xs:boolean">
    <xsl:param name="holding" as="node()?"/>
    <xsl:sequence select="exists($holding ! $kwp:parts-of-entries(local-name())) and exists($holding/ancestor-or-self::*[self::entry or self::entryFree]) and empty($holding/text()[normalize-space()])"/>
  </xsl:function>

  <xsl:variable name="kwp:parts-of-entries" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(tokenize(
    'entry entryFree hom sense re etym form gramGrp xr cit dictScrap') ! map { .: true() })"/>

  <!-- Whether a piece is the first thing in a witness, or in a work of a list. -->
  <xsl:function name="kwp:is-called-first" as="xs:boolean">
    <xsl:param name="piece" as="element()"/>
    <xsl:sequence select="exists($piece/parent::*[self::witness or self::bibl[parent::listBibl]]) and empty($piece/preceding-sibling::node()[self::* or normalize-space()])"/>
  </xsl:function>

  <xd:doc><xd:desc>By what the items of a list are numbered, as `format-integer` has it: nothing where they are not, or bring their numbers as their first
      words. (pandoc says `ordered:lowerroman`.)</xd:desc></xd:doc>
  <xsl:function name="kw:list-numbers" as="xs:string?">
    <xsl:param name="list" as="element()"/>
    <xsl:if test="($list/@type = ('ordered', 'numbered') or $list/@rend = ('numbered', 'ordered') or starts-with($list/@type, 'ordered:')) and not(kwp:are-numbers-typed($list))">
      <xsl:sequence select="(map { 'lowerroman': 'i', 'upperroman': 'I', 'loweralpha': 'a', 'upperalpha': 'A' }(substring-after($list/@type, ':')), '1')[1]"/>
    </xsl:if>
  </xsl:function>

  <!-- Whether the items, of which the first ones say it of all, begin with the very numbers that would be set before them. -->
  <xsl:function name="kwp:are-numbers-typed" as="xs:boolean">
    <xsl:param name="list" as="element()"/>
    <xsl:sequence select="exists($list/item[2]) and (every $item in ($list/item[last()], subsequence($list/item, 1, 12))
      satisfies matches($item, '^\s*\(?[0-9]{1,6}[.)]{1,2}\s') and replace(substring(normalize-space($item), 1, 8), '^\(?([0-9]+).*$', '$1') = string(kw:list-number($item)))"/>
  </xsl:function>

  <xd:doc><xd:desc>What stands between the halves of a verse: room, as in editions of verse that has them.</xd:desc></xd:doc>
  <xsl:variable name="kw:between-halves" static="yes" as="xs:string" select="'&#x2003;'"/>

  <xd:doc><xd:desc>Whether a piece of a verse is its second half (of a bayt, or as the encoder calls it).</xd:desc></xd:doc>
  <xsl:function name="kw:is-second-half" as="xs:boolean">
    <xsl:param name="piece" as="element(seg)"/>
    <xsl:sequence select="exists($piece[@type = 'hemistich' or ../@type = ('bayt', 'beyt')][parent::l]/preceding-sibling::*[1]/self::seg)"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether nothing but a caesura, or the second half of a verse that begins there, parts two words: for readings without room between them.</xd:desc></xd:doc>
  <xsl:function name="kw:parts-halves" as="xs:boolean">
    <xsl:param name="piece" as="element()"/>
    <xsl:variable name="before" as="node()?" select="$piece/preceding-sibling::node()[self::* or self::text()][1]"/>
    <xsl:variable name="next" as="node()?" select="if ($piece/self::caesura) then $piece/following-sibling::node()[self::* or self::text()][1] else $piece"/>
    <xsl:sequence select="exists($before[not(self::caesura)]) and matches($before, '\S$') and matches($next, '^[\p{L}\p{N}\p{S}\p{Ps}\p{Pi}]') and empty($before/self::seg[kw:parting(.)])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a node is an item that nobody filled in: without a number it would be a bullet alone.</xd:desc></xd:doc>
  <xsl:function name="kw:is-void-item" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/self::item[empty(@xml:id)][empty(* except lb)][not(normalize-space())])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether nobody filled in the record of a work: it has no words, no id, and no part of it says anything but what kind of part it would be.</xd:desc></xd:doc>
  <xsl:function name="kw:is-void-record" as="xs:boolean">
    <xsl:param name="work" as="element(bibl)"/>
    <xsl:sequence select="not(normalize-space($work)) and empty($work/(@xml:id, @n, @corresp, @sameAs, */descendant-or-self::*/@*[. != ''][not(starts-with(name(), 'kw-') or name() = ('type', 'subtype', 'unit', 'xml:lang', 'level'))], .//graphic, .//note))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether the items of a list bring what stands before them, a number or a name, each as its first word (`item/label`, or a typed '(a)', '1.'): they need
      no other mark.</xd:desc></xd:doc>
  <xsl:function name="kw:is-marked-within" as="xs:boolean">
    <xsl:param name="list" as="element()"/>
    <!-- (The first ones say it of all: this is asked for each item.) -->
    <xsl:variable name="items" as="element(item)*" select="subsequence($list/item, 1, 12)"/>
    <xsl:sequence select="not(kw:list-numbers($list)) and (
      exists($items/label) and (every $item in $list/item satisfies exists($item/node()[self::* or normalize-space()][1]/self::label))
      or matches($items[1], '^\s*\(?[1aAiI][.)]\s') and exists($items[2]) and (every $item in $items satisfies matches($item, '^\s*(\(?[0-9ivxIVX]{1,4}|\(?\p{L})[.)]\s')))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a label of a list is but a number or a letter before its item (1., a., (1)), as all of that list are.</xd:desc></xd:doc>
  <xsl:function name="kw:is-short-label" as="xs:boolean">
    <xsl:param name="label" as="element(label)"/>
    <xsl:sequence select="string-length(normalize-space($label)) le 5 and (every $other in subsequence($label/../label, 1, 12) satisfies string-length(normalize-space($other)) le 5)"/>
  </xsl:function>

  <xd:doc><xd:desc>The number that an item says itself, if it is one: of six digits at most.</xd:desc></xd:doc>
  <xsl:function name="kw:own-number" as="xs:integer?">
    <xsl:param name="item" as="element()"/>
    <xsl:sequence select="$item/@n[matches(., '^[0-9]{1,6}$')] ! xs:integer(.)"/>
  </xsl:function>

  <xd:doc><xd:desc>The number of an item among those of its list (TEI's or that of a reading), which may begin with another than one.</xd:desc></xd:doc>
  <xsl:function name="kw:list-number" as="xs:integer">
    <xsl:param name="item" as="element()"/>
    <xsl:variable name="own" as="xs:integer?" select="kw:own-number($item)"/>
    <xsl:choose>
      <!-- (The others need not be counted then: of a long list, that is much.) -->
      <xsl:when test="exists($own)">
        <xsl:sequence select="$own"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="said" as="element()?" select="$item/preceding-sibling::*:item[@n][exists(kw:own-number(.))][1]"/>
        <xsl:variable name="place" as="xs:integer" select="1 + count($item/preceding-sibling::*:item)"/>
        <xsl:sequence select="if ($said) then kw:own-number($said) + $place - 1 - count($said/preceding-sibling::*:item) else $place"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>What stands between a piece and the next where the encoder wrote nothing between them; nothing where nothing is missing.
      A surname right before a forename heads an entry; in East Asian scripts names are not taken apart.</xd:desc></xd:doc>
  <xsl:function name="kw:parting" as="xs:string?">
    <xsl:param name="piece" as="element()"/>
    <!-- (A role and its description are parted also where each has a line of the file; and so, in a header, is what is said in several languages.) -->
    <xsl:variable name="next" as="node()?" select="$piece/following-sibling::node()[not($piece[self::role or self::roleDesc or self::seg[ancestor::teiHeader] or self::term or parent::address]) or self::* or normalize-space()][1]"/>
    <xsl:choose>
      <!-- What a dictionary says in other elements than those of its own. -->
      <xsl:when test="$next instance of element() and kwp:is-in-entry-alone($piece/..) and $piece[self::bibl | self::ref | self::date | self::gloss | self::term | self::lang | self::mentioned | self::foreign]">
        <xsl:sequence select="if ($next[self::note or self::pc] or not(normalize-space($piece) or $piece/self::date/@*)) then ()
          else if ($next[self::ref or self::bibl or self::gloss or self::mentioned or self::foreign][node-name() = node-name($piece)]) then ', '
          else ' '"/>
      </xsl:when>
      <!-- What is left out, in several languages. -->
      <xsl:when test="$piece/self::desc"> / </xsl:when>
      <!-- What a witness or a work is called, before what it is: 'A1Leiden', but not 'Cicero'. -->
      <xsl:when test="$piece[self::abbr | self::idno | self::label][kwp:is-called-first(.)] and ($next instance of text() or not($piece/self::idno)) and not($next/self::abbr)">
        <xsl:sequence select="' '[matches($piece, '[\p{L}\p{N})\]:.]$') and matches($next, '^[\p{Lu}\p{Lo}\p{N}]')]"/>
      </xsl:when>
      <!-- The notes, a picture of them, and what they are; the number of an entry and its page. -->
      <xsl:when test="$piece[parent::notatedMusic or parent::note]">
        <xsl:sequence select="' '[$next instance of element()]"/>
      </xsl:when>
      <!-- Those who wrote or published a work, each on a line of the file. -->
      <xsl:when test="$piece[parent::publisher or parent::author or parent::editor or parent::respStmt]/following-sibling::node()[1]/self::text()[contains(., '&#10;')][not(normalize-space())]">
        <xsl:sequence select="','[$piece[self::persName | self::name | self::orgName][matches(., '[^\s,;:]\s*$')]
          and $piece/following-sibling::*[1][self::persName | self::name | self::orgName | self::affiliation][normalize-space()]/preceding-sibling::node()[1] is $piece/following-sibling::node()[1]]"/>
      </xsl:when>
      <!-- A mark that stands there, though nobody says which: the words on its two sides are two. -->
      <xsl:when test="$piece/self::pc">
        <xsl:sequence select="' '[matches(kwp:last-sign(string($piece/preceding-sibling::node()[not(self::comment())][1])), '[\p{L}\p{M}\p{N}]') and kwp:begins-word($next)]"/>
      </xsl:when>
      <!-- Who changed something, and what. -->
      <xsl:when test="$piece[parent::change]/following-sibling::node()[1]/self::text()">
        <xsl:sequence select="' '[matches($piece, '[\p{L}\p{N}.)]$') and kwp:begins-word($next)]"/>
      </xsl:when>
      <!-- An address is no part of the next word. -->
      <xsl:when test="$piece[self::ref or self::ptr]/following-sibling::node()[1]/self::text()">
        <xsl:sequence select="' '[kwp:is-address-alone($piece) and kwp:begins-word($next)]"/>
      </xsl:when>
      <!-- What the words behind it are, and on which leaf they stand: 'Script:naskh', '1.First', 'Fol. 1bA title' (but not the letter of a face or a column, 'f. 12r'). -->
      <xsl:when test="$piece[self::label | self::locus]">
        <xsl:sequence select="' '[$piece/self::label and matches($piece, '\p{L}.*:$', 's') and matches($next, '^[\p{L}\p{N}]')
          or $piece/self::label and (matches($piece, '[.)\]]$') and matches($next, '^[\p{N}\p{Pi}&quot;]') or matches($piece, '[\p{L}\p{N}.)\]]$') and matches($next, '^[\p{Lu}\p{Lo}\p{Pi}]')
            or matches($piece, '[\p{N}][.)\]]$') and matches($next, '^\p{L}')) and not(string-to-codepoints(substring($next, 1, 1)) ge 11904)
          or $piece/self::locus and matches($piece, '[\p{L}\p{N}]$') and matches($next/self::text(), '^(\p{Lu}|\p{L}{3,})')]"/>
      </xsl:when>
      <xsl:when test="$piece[self::surname | self::forename | self::genName]/following-sibling::*[1]/self::roleName[kw:is-late-role(.)] and normalize-space($piece) and not(kw:is-before-role($piece))">
        <xsl:sequence select="',' || ' '[$piece/following-sibling::node()[1]/self::roleName]"/>
      </xsl:when>
      <xsl:when test="not($next instance of element()) or not(normalize-space($piece) or $piece/self::ptr or $piece/parent::address)"/>
      <!-- Where and when a letter was stamped. -->
      <xsl:when test="$piece/parent::stamp">
        <xsl:sequence select="', '[$next[self::placeName | self::orgName | self::date | self::time][normalize-space()]]"/>
      </xsl:when>
      <!-- Who somebody is, and where; as programs that read articles write it, and as people do who give each part of it a line of the file.
           (A space on the same line is what the encoder wrote between them.) -->
      <xsl:when test="$piece/parent::address">
        <xsl:variable name="mark" as="xs:string?" select="','[not($piece/self::postCode)][not(matches($piece, '[,;:]\s*$') or matches($next, '^\s*[,;:]'))]"/>
        <xsl:sequence select="($mark || ' '[$next is $piece/following-sibling::node()[1]])[. != '']
          [$piece[normalize-space() or @ref or @key] and $next[normalize-space() or @ref or @key] and empty($piece/../text()[normalize-space()]) and not($next/self::lb or $next/self::addrLine)
          and not($piece/following-sibling::node()[1]/self::text()[not(contains(., '&#10;'))])]"/>
      </xsl:when>
      <xsl:when test="$piece[self::surname | self::forename | self::roleName | self::addName | self::genName | self::nameLink | self::abbr]">
        <xsl:if test="$next[self::surname | self::forename | self::roleName | self::addName | self::genName | self::nameLink | self::abbr]
          and not(string-to-codepoints(normalize-space($piece))[1] ge 11904) and not(matches($piece, '[''’\-]$'))">
          <xsl:sequence select="if ($piece/self::surname and $next/self::forename or kw:is-before-role($piece)) then ', ' else ' '"/>
        </xsl:if>
      </xsl:when>
      <!-- A town and where it is. -->
      <xsl:when test="$piece/parent::placeName">
        <xsl:sequence select="', '[$next[self::district | self::settlement | self::region | self::country | self::bloc][matches(., '^\s*[\p{L}\p{N}]')]][matches($piece, '[\p{L}\p{N})]$')]
          [not(string-to-codepoints(normalize-space($piece))[1] ge 11904)]"/>
      </xsl:when>
      <!-- A mountain and what it is called ('Mount', 'Sinai'; but not 'Boden', 'see'). -->
      <xsl:when test="$piece/parent::geogName">
        <xsl:sequence select="' '[matches($piece, '[\p{L}\p{N}.]$') and matches($next, '^\p{Lu}')]"/>
      </xsl:when>
      <!-- A publisher, and how to reach it. -->
      <xsl:when test="$piece/parent::publisher">
        <xsl:sequence select="', '[normalize-space($next)]"/>
      </xsl:when>
      <xsl:when test="$piece[parent::author or parent::editor or parent::affiliation]">
        <xsl:sequence select="', '[$next[self::persName | self::name | self::orgName | self::email | self::idno | self::affiliation | self::placeName | self::settlement
          | self::country | self::address][normalize-space()]]"/>
      </xsl:when>
      <!-- The same in another language; a title and what is under it. -->
      <xsl:when test="$piece/self::seg">
        <!-- Or the halves of a verse; or what a letterhead says, each line of it one. -->
        <xsl:sequence select="(' / '[$next/self::seg[normalize-space()]/@xml:lang != $piece/@xml:lang], ', '[$piece/parent::etym][$next/self::seg], ' '[$piece[parent::u][not(@part)]],
          ' '[$piece/parent::l][$next/self::seg[not(@type)]][matches($piece, '\S\s+\S.*\S$') and matches($next, '^\S')],
          ' '[$piece/(.. | ../..)[self::opener or self::closer or self::dateline]][empty($piece/../text()[normalize-space()])][matches($piece, '\S$') and matches($next, '^\S')])[1]"/>
      </xsl:when>
      <!-- A role and what is said of it, or who plays it; the forms of a term in several languages. -->
      <xsl:when test="$piece[self::role | self::roleDesc]">
        <xsl:if test="$next[self::roleDesc[normalize-space()] or self::actor[normalize-space()][. is $piece/following-sibling::node()[1]]] and not(matches($next, '^\s*[,;:.)]'))">
          <xsl:sequence select="(if ($next is $piece/following-sibling::node()[1]) then if (matches($piece, '[,;:.(]\s*$')) then ' ' else ', ' else ','[not(matches($piece, '[,;:.(—–-]\s*$'))])"/>
        </xsl:if>
      </xsl:when>
      <xsl:when test="$piece/self::term">
        <xsl:sequence select="' · '[$next/self::term]"/>
      </xsl:when>
      <xsl:when test="$piece/self::title/parent::title">
        <xsl:sequence select="(if (matches($piece, '[.:?!]\s*$')) then ' ' else '. ')[$next/self::title]"/>
      </xsl:when>
      <xsl:when test="$next[self::author | self::editor | self::title | self::date | self::publisher | self::pubPlace | self::biblScope | self::citedRange
        | self::edition | self::extent | self::idno | self::series | self::respStmt | self::ref[normalize-space()]][not(matches(., '^\s*[,.;:]\s'))] and (not(matches($piece, '\s$')) or kw:is-listed-part($piece))">
        <xsl:sequence select="if (kw:is-listed-part($piece)) then kw:after-part($piece) else ' '"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- Whether a work stands as a record among others, or of what it stands in: such as databases write have nothing between their parts. -->
  <xsl:function name="kwp:is-record" as="xs:boolean">
    <xsl:param name="work" as="element(bibl)"/>
    <xsl:sequence select="exists($work/(parent::listBibl | parent::sourceDesc | parent::biblStruct | parent::bibl | parent::relatedItem | parent::person | parent::place | parent::org | parent::event))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an element is a part of a work in a list of literature that another follows, and a comma parts them: the work has
      nothing but such parts, as databases write them, and the other does not bring a mark of its own. Volume and page follow a title without one ('CIL III 1234').</xd:desc></xd:doc>
  <xsl:function name="kw:is-listed-part" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <!-- (What is empty, as a number that nobody filled in, is no part.) -->
    <xsl:variable name="next" as="element()?" select="$part/following-sibling::*[normalize-space() or @*][1][self::author | self::editor | self::title | self::date | self::publisher | self::pubPlace
      | self::biblScope | self::citedRange | self::edition | self::extent | self::idno | self::series | self::respStmt | self::imprint | self::ref[normalize-space()] | self::name
      | self::availability | self::bibl]"/>
    <!-- (Two places that are cited are parted always: '88–90, 43'.) -->
    <xsl:sequence select="exists($next/self::citedRange) and exists($part/self::citedRange[matches(., '[\p{L}\p{N}]\s*$')]) and empty($part/following-sibling::text()[normalize-space()][. &lt;&lt; $next])
      or exists($next) and exists($part/parent::bibl[kwp:is-record(.)][title | author | name][empty(text()[normalize-space()])])
      and not($next[self::biblScope | self::citedRange] and $part[self::title | self::author | self::biblScope | self::citedRange | self::abbr])
      and not($part[self::note or self::availability or self::bibl]) and (kwp:is-told($next) or $next/self::imprint[normalize-space()]) and not(matches($next, '^\s*[,.;:]\s')) and not(kwp:last-sign(normalize-space($part)) = ('', '.', ',', ';', ':', '!', '?'))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether what a work is called stands in @n alone, as encoders of inscriptions write it (`bibl n="SEG"`).</xd:desc></xd:doc>
  <xsl:function name="kw:is-called-in-number" as="xs:boolean">
    <xsl:param name="bibl" as="element(bibl)"/>
    <xsl:sequence select="matches($bibl/@n, '\p{L}') and empty($bibl/(title, author, editor, text()[normalize-space()]))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a reference without words, which shows its address, stands right behind a word.</xd:desc></xd:doc>
  <xsl:function name="kw:needs-room" as="xs:boolean">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="kwp:is-address-alone($reference) and matches(kwp:last-sign($reference/preceding-sibling::node()[1]/self::text()), '[\p{L}\p{N}.,;:!?)\]\p{Pf}]')"/>
  </xsl:function>

  <!-- Whether a pointer has no words but its address, or what the encoder calls that by a scheme. -->
  <xsl:function name="kwp:is-address-alone" as="xs:boolean">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="empty($reference/node()) and matches($reference/@target, '^[A-Za-z][A-Za-z0-9+.\-]*:')"/>
  </xsl:function>

  <!-- Whether a word begins right there, in a script that parts words. -->
  <xsl:function name="kwp:begins-word" as="xs:boolean">
    <xsl:param name="next" as="node()?"/>
    <xsl:variable name="sign" as="xs:string" select="substring($next, 1, 1)"/>
    <xsl:sequence select="matches($sign, '[\p{L}\p{N}]') and string-to-codepoints($sign) lt 11904"/>
  </xsl:function>

  <!-- (To look for the end of a text with a regular expression is to begin at each of its signs.) -->
  <xsl:function name="kwp:last-sign" as="xs:string">
    <xsl:param name="text" as="xs:string?"/>
    <xsl:sequence select="substring($text, string-length($text))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a forename, or what somebody is, stands before (another) office or degree in a name that begins with the surname and
      has no words between its parts: 'Bauer, Holger, Dipl.-Kfm.'.</xd:desc></xd:doc>
  <xsl:function name="kw:is-before-role" as="xs:boolean">
    <xsl:param name="piece" as="element()"/>
    <xsl:sequence select="exists($piece[self::forename | self::roleName]/following-sibling::*[1]/self::roleName[normalize-space()])
      and normalize-space($piece) != '' and exists($piece/../*[1]/self::surname/following-sibling::*[1]/self::forename) and empty($piece/../text()[normalize-space()])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether it is said behind the name of an entry, last of all, what somebody was, and nobody wrote a comma there: 'Carlo Pepoli, count'.</xd:desc></xd:doc>
  <xsl:function name="kw:is-late-role" as="xs:boolean">
    <xsl:param name="role" as="element()"/>
    <xsl:sequence select="exists($role[self::roleName][parent::persName/parent::person][not(following-sibling::*)]/preceding-sibling::*[1][self::surname or self::forename or self::genName])
      and normalize-space($role) != '' and empty($role/../text()[normalize-space()])"/>
  </xsl:function>

  <xd:doc><xd:desc>The parts of a structured reference after which another follows, as the pattern of a rule. They are parted whether there is
      white space between them or none: punctuation the encoder leaves to the page. (The parent is asked for first: every element is.)</xd:desc></xd:doc>
  <xsl:variable name="kw:referred" static="yes" as="xs:string" select="
    '*[parent::analytic or parent::monogr or parent::series or parent::imprint or self::idno[parent::biblStruct]][kw:goes-on(.)]
    | *[parent::bibl[kwp:is-record(.)]][following-sibling::node()[1]/self::text()][kw:is-listed-part(.)]'"/>

  <xd:doc><xd:desc>Whether an element is such a part: for rules that are found by the names of parents alone.</xd:desc></xd:doc>
  <xsl:function name="kw:is-referred" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="
      if ($part[parent::analytic or parent::monogr or parent::series or parent::imprint or self::idno[parent::biblStruct]] and kw:goes-on($part)) then true()
      else exists($part[parent::bibl[kwp:is-record(.)]]/following-sibling::node()[1]/self::text()) and kw:is-listed-part($part)"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an address for mail was written right behind the name of whose it is, as lists of letters have it.</xd:desc></xd:doc>
  <xsl:function name="kw:is-behind-name" as="xs:boolean">
    <xsl:param name="email" as="element(email)"/>
    <xsl:sequence select="exists($email[parent::author | parent::editor | parent::principal | parent::name | parent::persName | parent::publisher]
      /preceding-sibling::node()[1]/self::text()[matches(., '[\p{L}\p{N}.]$')])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an element begins right behind a word or a number that it is no part of, as the day of a version and the coordinates of a town do.</xd:desc></xd:doc>
  <xsl:function name="kw:is-close-behind" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="matches($element/preceding-sibling::node()[1]/self::text(), '[\p{L}\p{N}]$') and matches($element, '^[\p{L}\p{N}]')"/>
  </xsl:function>

  <xd:doc><xd:desc>What stands after such a part: a comma, or a semicolon between two people whose names have commas themselves.</xd:desc></xd:doc>
  <xsl:function name="kw:after-part" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <!-- (A title of a book that ends a sentence of its own, as on its title page, has no comma behind its full stop.) -->
    <xsl:sequence select="if ($part[self::author | self::editor][contains(., ',')]/following-sibling::*[1][node-name() = node-name($part)]) then '; '
      else if ($part/self::title[not(@level = ('j', 's'))][matches(., '\.\s*$')]) then ' ' else ', '"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an element is a part of a structured reference that says something, and not the last.</xd:desc></xd:doc>
  <xsl:function name="kw:goes-on" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="reference" as="element()?" select="$part/ancestor::biblStruct[1]"/>
    <xsl:sequence select="exists($reference) and kwp:is-told($part) and (
      some $other in $reference/descendant::*[. >> $part][parent::analytic or parent::monogr or parent::series or parent::imprint or self::idno[parent::biblStruct]][kwp:is-told(.)]
        [not(ancestor::relatedItem[ancestor::biblStruct[1] is $reference]) or $part/ancestor::relatedItem[ancestor::biblStruct[1] is $reference]]
      satisfies $other/ancestor::biblStruct[1] is $reference)"/>
  </xsl:function>

  <xsl:function name="kwp:is-told" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="not($part/self::imprint or $part/self::note) and (normalize-space($part) != ''
      or exists($part/descendant-or-self::*[self::date or self::biblScope or self::citedRange or self::ptr or self::ref
      or self::persName or self::orgName or self::placeName or self::name]/(@when, @from, @to, @notBefore, @notAfter, @target, @ref, @key)[. != '']))"/>
  </xsl:function>

  <xd:doc><xd:desc>The pages, volumes … of a reference that only attributes say.</xd:desc></xd:doc>
  <xsl:function name="kw:scope-in-words" as="xs:string?">
    <xsl:param name="scope" as="element()"/>
    <xsl:sequence select="$scope[empty(node())][@from | @to] ! string-join(distinct-values((@from, @to) ! normalize-space()), '–')"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether words begin with a number: 1 is none of '1789 was a year'.</xd:desc></xd:doc>
  <xsl:function name="kw:begins-by-number" as="xs:boolean">
    <xsl:param name="words" as="xs:string"/>
    <xsl:param name="number" as="xs:string"/>
    <xsl:sequence select="starts-with($words, $number) and not(matches(substring($words, string-length($number) + 1, 1), '[\p{L}\p{N}]'))"/>
  </xsl:function>

  <xd:doc><xd:desc>The number of a paragraph or a verse of scripture that the page shows: where the encoder gave it an address, or where it is
      a plain number, or two with a stroke between them (the lines that a translation is of), that the text does not begin with anyway.</xd:desc></xd:doc>
  <xsl:function name="kw:paragraph-number" as="xs:string?">
    <xsl:param name="paragraph" as="element()"/>
    <!-- (B03K1V4, or Luke.1.4: of the books of the New Testament, as all their transcriptions count them.) -->
    <xsl:variable name="number" as="xs:string" select="replace(normalize-space($paragraph/@n), if ($paragraph/self::ab) then '^(B\d\dK\d+V|[1-4]?\p{L}+\.\d+\.)(\d+)$' else '^(B\d\dK\d+V)(\d+)$', '$2')"/>
    <xsl:if test="($paragraph/self::p/@xml:id and $number != '' or matches($number, '^\d{1,4}[a-z]?([-–]\d{1,4}[a-z]?)?$') and not(kw:begins-by-number(normalize-space($paragraph), $number)))
      and not($paragraph/ancestor::note)">
      <xsl:sequence select="$number"/>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>The number of one of several texts in a group, as that of a charter in a cartulary: everybody cites it by that. Nothing where
      its first heading says it.</xd:desc></xd:doc>
  <xsl:function name="kw:text-number" as="xs:string?">
    <xsl:param name="text" as="element(text)"/>
    <xsl:variable name="number" as="xs:string" select="normalize-space($text[parent::group]/@n)"/>
    <xsl:if test="matches($number, '^(\d{1,4}[a-z]?|[ivxlcdm]{1,9}|[IVXLCDM]{1,9})$')">
      <xsl:variable name="heads" as="xs:string" select="string-join($text/(self::*, front, body, (front | body)/(titlePage, div[1]))/head ! normalize-space(.), ' ')"/>
      <xsl:sequence select="$number[not(tokenize(upper-case($heads), '[^\p{L}\p{N}]+') = upper-case($number))]"/>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>What a poem without a heading is called that stands in a division beside others: its kind and its number (sonnet 162). (The numbers of stanzas
      are nothing that anybody cites.)</xd:desc></xd:doc>
  <xsl:function name="kw:poem-name" as="xs:string?">
    <xsl:param name="poem" as="element(lg)"/>
    <xsl:sequence select="$poem[@n][@type][lg][empty(head)][not(parent::lg)][not(@type = ('stanza', 'strophe', 'stanze', 'verse', 'couplet', 'tercet', 'quatrain', 'sestet', 'octave', 'refrain', 'group'))]
      [preceding-sibling::lg[@type][lg] or following-sibling::lg[@type][lg]]/kw:division-title(.)"/>
  </xsl:function>

  <xd:doc><xd:desc>What is said above such a text: its number, or that it translates another of its group, unless a heading of its own stands there.</xd:desc></xd:doc>
  <xsl:function name="kw:text-name" as="xs:string?">
    <xsl:param name="text" as="element(text)"/>
    <xsl:sequence select="(kw:text-number($text), $text[@type = 'translation'][parent::group/text[not(@type = 'translation')]][empty((head, */head, */div[1]/head))]
      ! string-join((kw:label('part-translation'), @xml:lang[../../text[@type = 'translation'][2]] ! kwp:language-words(.)), ' · '))[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether the number of a division stands beside its text, as that of a line does: it holds prose and no divisions,
      and its first block has no number, which would stand there too.</xd:desc></xd:doc>
  <xsl:function name="kw:is-numbered-beside" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="exists($division/(p | ab)) and empty($division/*[not(self::p or self::ab or self::pb or self::lb or self::milestone or self::note)])
      and empty($division/*/(lb[@n] | l)) and empty($division/(p | ab)[1] ! kw:paragraph-number(.)) and string-length($division/@n) = (1 to 4)"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a division holds a text of which its neighbour is the translation, as an edition in EpiDoc does, by whatever name.</xd:desc></xd:doc>
  <xsl:function name="kw:is-translated-original" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="$division/@type = ('original', 'transcription', 'source') and exists($division/../div[@type = 'translation']) and empty($division/../div[@type = 'edition'])"/>
  </xsl:function>

  <!-- What the header calls a language; where it does not say, its code is all there is. -->
  <xsl:function name="kwp:language-words" as="xs:string">
    <xsl:param name="language" as="attribute()"/>
    <xsl:variable name="header" as="element(teiHeader)?" select="$language/ancestor::*[self::TEI or self::teiCorpus][1]/teiHeader[1]"/>
    <xsl:sequence select="($header/profileDesc/langUsage/language[@ident = $language] ! normalize-space()[. != ''], string($language))[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>What a list of entries without a heading is a list of, for a reader comes to it at the end of a letter and must know what its names are; and that one
      of works beside such lists is literature.</xd:desc></xd:doc>
  <xsl:function name="kw:list-name" as="xs:string?">
    <xsl:param name="list" as="element()"/>
    <!-- (The heading of the division right above it says so, too.) -->
    <xsl:variable name="nested" as="xs:boolean" select="exists($list/(head | preceding-sibling::*[1]/self::head | parent::listPerson | parent::listPlace | parent::listOrg | parent::listEvent | ancestor::teiHeader))"/>
    <xsl:choose>
      <xsl:when test="$nested"/>
      <xsl:when test="$list/self::listBibl">
        <xsl:sequence select="kw:label('entry-literature')[$list/../(listPerson | listPlace | listOrg | listEvent)[not(head)][*[kw:entry-kind(.)]]]"/>
      </xsl:when>
      <xsl:when test="$list/(self::listPerson | self::listPlace | self::listOrg | self::listEvent)">
        <xsl:sequence select="$list/*[kw:entry-kind(.)][1] ! kw:label(kw:entry-kind(.))"/>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>That name as it stands in a line of its own: with a capital, for what it is written with was for programs (a letter alone stays as it is).</xd:desc></xd:doc>
  <xsl:function name="kw:division-title" as="xs:string?">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="kw:division-name($division) ! (if (matches(., '^\p{Ll}{2}')) then upper-case(substring(., 1, 1)) || substring(., 2) else .)"/>
  </xsl:function>

  <xd:doc><xd:desc>What a division without a heading is called: its kind and its number, as encoded ('book 2'), where these are what parts
      it from its neighbours. Nothing where its text begins with the number anyway.</xd:desc></xd:doc>
  <xsl:function name="kw:division-name" as="xs:string?">
    <xsl:param name="division" as="element()"/>
    <xsl:variable name="number" as="xs:string" select="replace(normalize-space($division/@n), if ($division/@type = 'chapter') then '^(B\d\dK|[1-4]?\p{L}+\.)(\d+)$' else '^(B\d\dK)(\d+)$', '$2')"/>
    <!-- What EpiDoc has beside the edited text. -->
    <xsl:if test="$division/@type = ('apparatus', 'translation', 'commentary', 'bibliography') and empty($division/(head, listApp/head, listBibl/head))
      and exists($division/(parent::back/../body, ../div[@type = 'edition' or kw:is-translated-original(.)])) and (normalize-space($division) != '' or exists($division//(ptr | ref | graphic)))">
      <xsl:sequence select="string-join((kw:label('part-' || $division/@type), $division/@xml:lang[$division/../div[@type = $division/@type][normalize-space()][2]] ! kwp:language-words(.)), ' · ')"/>
    </xsl:if>
    <!-- Of several editions of one text: the encoder's word for what kind each is. -->
    <xsl:if test="$division/@type = 'edition' and $division/@subtype and empty($division/head) and normalize-space($division) != ''
      and exists($division/../div[@type = 'edition'][@subtype][normalize-space()][2])">
      <xsl:sequence select="($division/@subtype ! lower-case(.) ! (kw:known-label('edition-' || .), kw:known-label('edition-' || replace(., 'interpretative', 'interpretive') ! replace(., 'ised$', 'ized'))), string($division/@subtype))[1]"/>
    </xsl:if>
    <!-- The summaries before an article, which may be in several languages. -->
    <xsl:if test="$division[@type = ('abstract', 'resume')][empty(head)]/parent::front">
      <xsl:sequence select="string-join((kw:label('abstract'), $division/@xml:lang[$division/../div[@type = $division/@type][2]] ! kwp:language-words(.)), ' · ')"/>
    </xsl:if>
    <!-- Divisions beside each other with one number: then it says how deep they are, as in the German Text Archive, and is no name. -->
    <!-- (Nought is before the first, such as the title of the whole.) -->
    <xsl:if test="empty($division/head) and $number != '0' and not($number = $division/(preceding-sibling::*[1], following-sibling::*[1])[node-name() = node-name($division)][string(@type) = string($division/@type)]/@n) and matches($number, '^(\d{1,4}[a-z]?([.,\-–]\d{1,4}[a-z]?)*|[ivxlcdm]{1,8}|[IVXLCDM]{1,8}|\p{L})$')">
      <xsl:variable name="words" as="xs:string" select="translate(normalize-space(if ($division/@type = 'textpart') then $division/@subtype else $division/@type), '-_', '  ')
        ! (if (matches(., '^\p{Ll}+(\p{Lu}\p{Ll}+)+$')) then lower-case(replace(., '(\p{Lu})', ' $1')) else .)"/>
      <xsl:variable name="kind" as="xs:string?" select="$words[matches(., '^[\p{L} ]{2,24}$')][not(. = ('edition', 'translation', 'commentary', 'apparatus', 'bibliography', 'main', 'text', 'body', 'whole'))]"/>
      <xsl:variable name="begins" as="xs:string" select="normalize-space(($division//text()[normalize-space()])[1])"/>
      <!-- A number alone says something only beside others (which a part of a very long text does not have). -->
      <xsl:if test="(exists($kind) or $division/@type = 'textpart' or empty($division/@type) and ($cut = 'yes' or $division/(preceding-sibling::*, following-sibling::*)[@n][node-name() = node-name($division)]))
        and not(kw:begins-by-number($begins, $number) or starts-with($begins, '[' || $number) or starts-with($begins, '(' || $number))">
        <xsl:sequence select="string-join(($kind, $number), ' ')"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>What a lemma became, without the space that it ends with: the letter that calls its readings stands at the last word, and the space
      behind it.</xd:desc></xd:doc>
  <xsl:function name="kw:without-last-space" as="node()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="last" as="node()?" select="$nodes[last()]"/>
    <xsl:sequence select="$nodes[position() lt last()]"/>
    <xsl:choose>
      <xsl:when test="$last instance of text()">
        <xsl:value-of select="replace($last, '\s+$', '')"/>
      </xsl:when>
      <xsl:when test="$last instance of element()">
        <xsl:element name="{name($last)}" namespace="{namespace-uri($last)}">
          <xsl:sequence select="$last/@*, kw:without-last-space($last/node())"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$last"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>

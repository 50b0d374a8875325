<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The names in an authority entry: which is shown, by which it is sorted.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/happenings.xsl"/>

  <xd:doc><xd:desc>The names of an entry, the preferred one first. Names of things inside it (a birth place) do not count.</xd:desc></xd:doc>
  <xsl:function name="kw:names" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="all" as="element()*" select="$entry[self::person | self::personGrp]/(persName | name | persona/persName), $entry/self::place ! kwp:place-names(.), $entry/self::org/(orgName | name), $entry/self::event/(eventName | label | head | name)"/>
    <!-- What an entry is only sorted by is no name of it, nor is its address in the world, which databases write among the names. -->
    <xsl:variable name="unsorted" as="element()*" select="if ($all/@type = 'sort') then ($all[not(@type = 'sort')], $all[every $name in $all satisfies $name/@type = 'sort']) else $all"/>
    <xsl:variable name="names" as="element()*" select="if ($unsorted[2] and exists($unsorted[kw:is-address-for-name(.)])) then $unsorted[not(kw:is-address-for-name(.))] else $unsorted"/>
    <!-- A title of somebody who has a name elsewhere in the entry is said of him. -->
    <xsl:variable name="names" as="element()*" select="$names[not(kw:is-title-for-name(.))]"/>
    <xsl:variable name="preferred" as="element()?" select="
      ($names[@type = ('main', 'pref', 'preferred', 'reg', 'regularized', 'standard', 'full', 'normalized')][normalize-space()],
       $names[not(@type)][normalize-space()], $names[normalize-space()])[1]"/>
    <xsl:sequence select="$preferred, $names except $preferred"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a name is none but an address in the world (`orgName type="uri_gnd"`): it belongs to the numbers of an entry.</xd:desc></xd:doc>
  <xsl:function name="kw:is-address-for-name" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="contains($name, '://') and matches($name, '^\s*https?://\S+\s*$')"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a name is but a title (`roleName`) of somebody who has a name of his own beside it: it says what he was.</xd:desc></xd:doc>
  <xsl:function name="kw:is-title-for-name" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="exists($name[self::persName][roleName[normalize-space()]][empty((* except roleName, text()[normalize-space()]))]
      /../persName[* except roleName or text()[normalize-space()]][normalize-space()])"/>
  </xsl:function>

  <!-- A place that has a name of its own, or is a town, is not called by the country in which it lies: of such parts the smallest is its name. -->
  <xsl:function name="kwp:place-names" as="element()*">
    <xsl:param name="place" as="element(place)"/>
    <xsl:variable name="names" as="element()*" select="$place/(placeName | geogName | name)"/>
    <xsl:variable name="parts" as="element()*" select="($place/settlement, $place/district, $place/region, $place/country, $place/bloc)[normalize-space()]"/>
    <xsl:sequence select="
      if (empty($parts)) then $names
      else (if (exists($names[not(starts-with(@type, 'alt') or @type = 'sort')][normalize-space()])) then () else $parts[node-name() = node-name($parts[1])]) | $names"/>
  </xsl:function>

  <xd:doc><xd:desc>What the title holds as which a document is known, where something in it is written in another way than the rest (raised, leaning) and nothing
      means more than that: a heading shows it so. (A copy: it stands in the header, too, where it is counted.)</xd:desc></xd:doc>
  <xsl:function name="kw:marked-title" as="node()*">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="title" as="xs:string"/>
    <xsl:variable name="found" as="element(title)?" select="$root/teiHeader/fileDesc/titleStmt/title[hi | emph | foreign | title][empty(descendant::*[not(self::hi or self::emph or self::foreign or self::title) or @xml:id])]
      [kw:plain-text(.) = $title][1]"/>
    <xsl:if test="exists($found)">
      <xsl:variable name="copy" as="document-node()">
        <xsl:document>
          <xsl:copy-of select="$found/node()" copy-namespaces="no"/>
        </xsl:document>
      </xsl:variable>
      <xsl:sequence select="$copy/node()"/>
    </xsl:if>
  </xsl:function>

  <xd:doc><xd:desc>A name as it is shown: its text in one plain reading.</xd:desc></xd:doc>
  <xsl:function name="kw:shown-name" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <!-- (A name that says itself as a whole, and then its parts, as of Romans.) -->
    <!-- (What an apparatus calls somebody stands before the name of many an editor of old, and says the same once more.) -->
    <xsl:variable name="plain" as="xs:string" select="if (kw:siglum-in-name($name)) then normalize-space(string-join($name/(node() except kw:siglum-in-name(.)) ! kw:plain-text(.), ' ')) else if ($name/name[@type = 'full'][normalize-space()] and $name/name[2]) then kw:plain-text($name/name[@type = 'full'][1]) else if ($name/addName and kwp:other-forms($name)) then string-join($name/(* except kwp:other-forms(.)) ! kw:plain-text(.)[. != ''], ' ') else kw:plain-text($name)"/>
    <xsl:sequence select="if (substring($plain, string-length($plain)) = (',', ';')) then replace($plain, '[,;\s]+$', '') else $plain"/>
  </xsl:function>

  <xd:doc><xd:desc>The siglum that stands in a name beside it.</xd:desc></xd:doc>
  <xsl:function name="kw:siglum-in-name" as="element(abbr)?">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="$name/abbr[@type = 'siglum'][normalize-space()][exists((preceding-sibling::node() | following-sibling::node())[normalize-space()])][1]"/>
  </xsl:function>

  <!-- What a name says besides, of how else one is called, where it is taken to pieces. -->
  <xsl:function name="kwp:other-forms" as="element(addName)*">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="$name[surname or forename]/addName[@type = ('alternate', 'alternative', 'alt', 'variant')]"/>
  </xsl:function>

  <xd:doc><xd:desc>What an entry is called where a text lists it: its name, else its words, else its id; an event without a name by its words, or its type, and its
      date (“first performed, 1799”); one that says nothing at all by its element.</xd:desc></xd:doc>
  <xsl:function name="kw:entry-words" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="(kw:names($entry)[1] ! kw:shown-name(.), $entry/self::event[not(@xml:id)] ! kwp:event-words(.), kw:plain-text($entry), $entry/@xml:id/string(),
      $entry/self::event ! kwp:event-words(.), local-name($entry))[. != ''][1]"/>
  </xsl:function>

  <xd:doc><xd:desc>How an entry stands in a list: its name; where it has none, its few words; nothing where its remarks say all of it.</xd:desc></xd:doc>
  <xsl:function name="kw:entry-heading" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="kw:entry-words($entry)"/>
    <xsl:sequence select="
      if (kwp:is-named($entry)) then $words
      else if (kwp:are-few(kw:plain-text($entry))) then (if (normalize-space($entry)) then $words[not(. = (local-name($entry), $entry/@xml:id))] || '' else $words)
      else if ($entry/(p | ab | desc)) then $entry/self::event ! kw:date-in-words(.) || ''
      else $words"/>
  </xsl:function>

  <xd:doc><xd:desc>What an editor remarks on an entry, beside what it is called by.</xd:desc></xd:doc>
  <xsl:function name="kw:entry-remarks" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="said" as="element()*" select="$entry/(note | p | ab | desc[kw:describes(.)])[normalize-space()]"/>
    <xsl:sequence select="if (kw:is-called-by-all-it-says($entry)) then $said[self::note] else $said"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an entry has no name, and few words, so that it is called by these.</xd:desc></xd:doc>
  <xsl:function name="kw:is-called-by-all-it-says" as="xs:boolean">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="not(kwp:is-named($entry)) and kwp:are-few(kw:plain-text($entry))"/>
  </xsl:function>

  <xsl:function name="kwp:is-named" as="xs:boolean">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="exists(kw:names($entry)[normalize-space()])"/>
  </xsl:function>

  <!-- Words that an entry without a name may be called by. -->
  <xsl:function name="kwp:are-few" as="xs:boolean">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="string-length($words) le 100"/>
  </xsl:function>

  <xd:doc><xd:desc>What stands between an entry and the remarks on it, which have nothing between them in the source.</xd:desc></xd:doc>
  <xsl:function name="kw:parts-remark" as="xs:string">
    <xsl:param name="heading" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="if ($heading = '' and $number = 1) then '' else if ($number = 1 and matches($heading, '[\p{L}\p{N})\]]$')) then ': ' else ' '"/>
  </xsl:function>

  <xsl:function name="kwp:event-words" as="xs:string">
    <xsl:param name="event" as="element(event)"/>
    <xsl:variable name="words" as="xs:string" select="kw:plain-text($event)"/>
    <xsl:variable name="date" as="xs:string?" select="kw:date-in-words($event)[. != ''][not(contains($words, .))]"/>
    <xsl:sequence select="string-join((($words ! (if ($date) then replace(., '\.$', '') else .))[. != ''], (kw:happening($event), $event/@type)[1][$words = ''], $date), ', ')"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a letter of a correspondence is the one before or behind this one: an arrow before it.</xd:desc></xd:doc>
  <xsl:function name="kw:way-to-letter" as="xs:string">
    <xsl:param name="letter" as="element()"/>
    <xsl:sequence select="
      if ($letter/(@type, @subtype)[starts-with(., 'prev')]) then '← '
      else if ($letter/(@type, @subtype)[starts-with(., 'next')]) then '→ '
      else ''"/>
  </xsl:function>

  <xd:doc><xd:desc>What a pointer without words into its own document says: the siglum of a witness, the author and year of a work, the name of
      somebody, the word for a category; of what stands in the text the page, the heading, the number or the first words.</xd:desc></xd:doc>
  <xsl:function name="kw:pointer-words" as="xs:string?">
    <xsl:param name="pointer" as="element()"/>
    <!-- What it is called by the encoder, who has a private name for its address. -->
    <xsl:sequence select="$pointer/@kw-short ! string(), tokenize($pointer/@target)[1] ! kw:target-words($pointer, .)"/>
  </xsl:function>

  <xd:doc><xd:desc>The same of one of its targets.</xd:desc></xd:doc>
  <xsl:function name="kw:target-words" as="xs:string?">
    <xsl:param name="pointer" as="element()"/>
    <xsl:param name="token" as="xs:string"/>
    <xsl:for-each select="kw:id-in-document($token) ! key('kw:by-id', ., kw:scope($pointer))[1]">
      <xsl:sequence select="(
        if (self::witness) then (((abbr | idno)[@type = 'siglum'], label[string-length(normalize-space()) le 12])[normalize-space()][1] ! kw:plain-text(.), @n[kw:is-siglum(.)] ! normalize-space(), string(@xml:id))
        else if (self::bibl | self::biblStruct | self::biblFull) then kw:work-name(.)
        else if (self::category) then kw:category-name(.)
        else if (kw:entry-kind(.)) then kw:names(.)[1] ! kw:shown-name(.)
        else if (ancestor::text or self::text) then (self::pb/@n ! normalize-space(), head[normalize-space()][1] ! kw:plain-text(.), self::head ! kw:plain-text(.),
          @n[matches(., '^[\w.]{1,8}$')] ! string(), (self::label, label)[1] ! kw:plain-text(.), kwp:first-words((descendant-or-self::*[kw:is-block(.)], .)[1]))
        else if (ancestor::teiHeader) then ((head, gloss, label, bibl, desc)[normalize-space()][1] ! kwp:shortened-words(.), kwp:first-words(.))
        else ())[. != ''][1]"/>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>What a category is called where something points to it: of one that is described in sentences, their first words; of one without words, its number or id.</xd:desc></xd:doc>
  <xsl:function name="kw:category-name" as="xs:string">
    <xsl:param name="category" as="element(category)"/>
    <xsl:sequence select="($category/(gloss, catDesc/term, catDesc, desc)[normalize-space()][1] ! kwp:shortened-words(.), $category/@n ! normalize-space(), $category/@xml:id ! translate(., '_', ' '))[. != ''][1]"/>
  </xsl:function>

  <xsl:function name="kwp:shortened-words" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="words" as="xs:string" select="kw:plain-text($element)"/>
    <xsl:sequence select="if (string-length($words) le 80) then $words else kwp:first-words($element)"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a pointer without words is but the way from a short title to the full one: the reference in which it stands has words of its own.</xd:desc></xd:doc>
  <xsl:function name="kw:is-way-to-title" as="xs:boolean">
    <xsl:param name="pointer" as="element()"/>
    <xsl:sequence select="empty($pointer/node()) and exists($pointer/self::ptr/parent::bibl/title[normalize-space()]) and not(matches($pointer/@target, '^\s*[a-z]+://'))"/>
  </xsl:function>

  <xd:doc><xd:desc>What a work of a list of literature is called where something points to it: by its author and year, as the list calls it, or by its words.</xd:desc></xd:doc>
  <xsl:function name="kw:work-name" as="xs:string?">
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="writers" as="xs:string*" select="kw:writers($work)"/>
    <xsl:sequence select="(kw:abbreviated($work), string-join(($writers, kw:year-of-work($work)), ' ')[exists($writers)],
      $work/(@label, @n)[matches(., '\p{L}.*\d')][string-length(.) le 60] ! normalize-space(), kw:plain-text($work)[string-length(.) le 80], kwp:first-words($work))[. != ''][1]"/>
  </xsl:function>

  <xd:doc><xd:desc>Who wrote a work, its title and its year, for those who see but a short form of it; nothing where it has no title.</xd:desc></xd:doc>
  <xsl:function name="kw:work-in-full" as="xs:string?">
    <xsl:param name="work" as="element()"/>
    <xsl:for-each select="($work/descendant::title[not(@type = ('abbrev', 'abbreviation', 'abbreviated', 'short'))] ! kw:plain-text(.))[. != ''][1] ! (if (string-length(.) le 160) then . else replace(substring(., 1, 160), '\s+\S*$', '') || '…')">
      <xsl:variable name="authors" as="xs:string*" select="$work/descendant::author[position() le 3] ! kw:maker-name(.)[. != '']"/>
      <xsl:sequence select="string-join((string-join((string-join($authors, '; ')[. != ''], .), ': '), kw:year-of-work($work)[not(contains(current(), .))]), ', ')"/>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>What a list of literature abbreviates a work to. (Those of inscriptions have what they are cited as in each entry.)</xd:desc></xd:doc>
  <xsl:function name="kw:abbreviated" as="xs:string?">
    <xsl:param name="work" as="element()"/>
    <xsl:sequence select="$work/(bibl | title | idno)[@type = ('abbrev', 'abbreviation', 'abbreviated')][normalize-space()][1] ! kw:plain-text(.)"/>
  </xsl:function>

  <xd:doc><xd:desc>Who wrote a work, or edited what has no author, as it is cited: three at most, by their surnames. Of a name that begins with that
      (`Müller, H. J.`) it is what stands before the comma, of one that begins with initials (`K. Nipperdey`) what stands behind them.</xd:desc></xd:doc>
  <xsl:function name="kw:writers" as="xs:string*">
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="names" as="xs:string*" select="($work/descendant::author, $work/descendant::editor[empty($work//author)])/(descendant::surname/kw:plain-text(.), kw:plain-text(.) ! replace(., '^(\S+( \S+)?), [^,;&amp;]+$', '$1') ! replace(., '^(\p{Lu}\p{Ll}?\.[ -]?)+(\S+)$', '$2'))[1]"/>
    <xsl:sequence select="$names[. != ''][position() le 3]"/>
  </xsl:function>

  <xd:doc><xd:desc>The year of a work, with the letter that tells it from others of that year.</xd:desc></xd:doc>
  <xsl:function name="kw:year-of-work" as="xs:string?">
    <xsl:param name="work" as="element()"/>
    <xsl:sequence select="($work/descendant::date[1]/normalize-space()[matches(., '^\d{4}[a-z]$')], $work/descendant::date/(@when, .) ! replace(., '^.*?(\d{4}).*$', '$1', 's')[matches(., '^\d{4}$')])[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>Where a reference to a place in a work (``@cRef``) leads, as the patterns of a ``refsDecl`` of its header say: those that it names
      (``@decls``), else any.</xd:desc></xd:doc>
  <xsl:function name="kw:cited-address" as="xs:string?">
    <xsl:param name="reference" as="element()"/>
    <xsl:variable name="cited" as="xs:string" select="normalize-space($reference/@cRef)"/>
    <xsl:variable name="named" as="xs:string*" select="tokenize($reference/@decls) ! substring-after(., '#')"/>
    <xsl:variable name="patterns" as="element()*" select="$reference/ancestor::TEI[1]/teiHeader/encodingDesc/refsDecl[empty($named) or @xml:id = $named]
      /cRefPattern[starts-with(@replacementPattern, 'http')][not(matches(@matchPattern, '[+*}]\)[+*{]'))]"/>
    <xsl:variable name="addresses" as="xs:string*">
      <xsl:for-each select="$patterns">
        <!-- (A pattern that is none, or in another dialect, matches nothing.) -->
        <xsl:try>
          <xsl:sequence select="if (matches($cited, '^(' || @matchPattern || ')$')) then replace($cited, '^' || @matchPattern || '$', @replacementPattern) else ()"/>
          <xsl:catch/>
        </xsl:try>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="$addresses[1] ! kw:external-address(.)"/>
  </xsl:function>

  <xd:doc><xd:desc>The text that a name is sorted by: surname, then forenames, then the rest; the encoder's sortKey before all.</xd:desc></xd:doc>
  <xsl:function name="kw:sorted-name" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <!-- (The pieces may stand in a name within the name.) -->
    <xsl:variable name="pieces" as="element()*" select="($name/self::persName[not(surname)]/name[surname], $name)[1]/(* except kwp:other-forms(.))"/>
    <xsl:variable name="last" as="element()*" select="kw:last-name($pieces)"/>
    <xsl:variable name="surnames" as="xs:string*" select="$last ! kw:plain-text(.)[. != '']"/>
    <xsl:variable name="forenames" as="xs:string*" select="($pieces[self::forename | self::roleName | self::genName | self::addName]/(kw:plain-text(.) || (if (kw:is-before-role(.) or following-sibling::*[self::forename | self::roleName | self::genName | self::addName][1][kw:is-late-role(.) or self::roleName[ends-with(normalize-space(preceding-sibling::node()[1]/self::text()), ',')]]) then ',' else '')), ($pieces/self::nameLink except $last)/kw:plain-text(.))[. != '']"/>
    <xsl:sequence select="
      if ($name/@sortKey) then normalize-space($name/@sortKey)
      else if (exists($surnames)) then string-join((string-join($surnames, ' '), string-join($forenames, ' ')[. != '']), ', ')
      else if (kw:siglum-in-name($name)) then kw:plain-text($name)
      else kw:shown-name($name)"/>
  </xsl:function>

  <xd:doc><xd:desc>The surnames by which somebody is looked for, of the pieces of a name: who has only one of marriage and one of birth has the former. What
      links two of them (Pardo y Bazán) is among them.</xd:desc></xd:doc>
  <xsl:function name="kw:last-name" as="element()*">
    <xsl:param name="pieces" as="element()*"/>
    <xsl:variable name="all" as="element(surname)*" select="$pieces/self::surname[normalize-space()]"/>
    <xsl:variable name="married" as="element(surname)*" select="$all[starts-with(@type, 'married')]"/>
    <xsl:variable name="own" as="element(surname)*" select="$all[not(starts-with(@type, 'married') or @type = ('birth', 'maiden', 'nee', 'née') or @type = 'paternal' and exists($married))]"/>
    <xsl:variable name="chosen" as="element(surname)*" select="if (exists($own)) then $own else ($married, $all)[1]"/>
    <xsl:sequence select="$chosen | kwp:links($pieces, $chosen)"/>
  </xsl:function>

  <xsl:function name="kwp:links" as="element(nameLink)*">
    <xsl:param name="pieces" as="element()*"/>
    <xsl:param name="surnames" as="element(surname)*"/>
    <xsl:sequence select="$pieces/self::nameLink[preceding-sibling::*[1] intersect $surnames][following-sibling::*[1] intersect $surnames]"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a responsibility is that of an editor. (Most say something else, and this regular expression is very slow.)</xd:desc></xd:doc>
  <xsl:function name="kw:says-editor" as="xs:boolean">
    <xsl:param name="responsibility" as="xs:string"/>
    <xsl:variable name="lower" as="xs:string" select="translate(lower-case($responsibility), 'ſ', 's')"/>
    <xsl:sequence select="(some $sign in ('edit', 'éd', 'hrsg', 'herausg', 'hg.', 'ed.', 'eds.', '编', '編', '편', '엮') satisfies contains($lower, $sign))
      and matches($responsibility, '(^|\W)(edit|éd(it|\.)|eds?\.|hrsg|herausg|hg\.)|编|編|편|엮', 'i')"/>
  </xsl:function>

  <xd:doc><xd:desc>Who wrote a text: whom its title statement says, else of an article or a book that is the one source, and is called like the text, its
      author (as programs describe what they read out of a PDF).</xd:desc></xd:doc>
  <xsl:function name="kw:authors" as="element(author)*">
    <xsl:param name="description" as="element(fileDesc)?"/>
    <xsl:variable name="own" as="element(author)*" select="$description/titleStmt/author"/>
    <xsl:variable name="source" as="element()?" select="$description/sourceDesc[count(*) eq 1]/biblStruct/(analytic, monogr)[1]"/>
    <xsl:sequence select="if (exists($own)) then $own
      else $source[title/normalize-space()[. != ''] = $description/titleStmt/title/normalize-space()]/author"/>
  </xsl:function>

  <xd:doc><xd:desc>Who wrote a text of a corpus, where neither its title nor the head of a letter says so, nor all the texts round it are by them.</xd:desc></xd:doc>
  <xsl:function name="kw:inner-author" as="xs:string?">
    <xsl:param name="document" as="element()"/>
    <xsl:variable name="authors" as="xs:string" select="kwp:authors-in-line($document)"/>
    <xsl:sequence select="$authors[. != ''][not(matches(kw:inner-title($document), '(^|\P{L})' || replace(., '[\\.\[\]{}()*+?^$|-]', '\\$0') || '($|\P{L})'))][not(. = $document/parent::teiCorpus/kwp:authors-in-line(.))]"/>
  </xsl:function>

  <xsl:function name="kwp:authors-in-line" as="xs:string">
    <xsl:param name="document" as="element()"/>
    <xsl:sequence select="string-join(distinct-values($document/teiHeader[1][empty(profileDesc/correspDesc)]/kw:authors(fileDesc[1])[not(@cert = 'unknown')] ! kw:maker-name(.)[. != '']), '; ')"/>
  </xsl:function>

  <xd:doc><xd:desc>Who made something, without what is said beside the name, such as a number of a catalogue or an address; of names in several languages
      or of several kinds the first.</xd:desc></xd:doc>
  <xsl:function name="kw:maker-name" as="xs:string">
    <xsl:param name="maker" as="element()"/>
    <xsl:variable name="names" as="element()*" select="kw:maker-names($maker)"/>
    <!-- (A full stop behind a word ends a sentence of the header; behind an abbreviation it does not.) -->
    <xsl:sequence select="replace(if (exists($names)) then kw:names-in-line($names ! kwp:name-alone(.)) else kwp:name-alone($maker), '(\p{Ll}{4})\.$', '$1')"/>
  </xsl:function>

  <xd:doc><xd:desc>The names of those who made something, where it holds nothing else: each of several people, but of the names of one the first.</xd:desc></xd:doc>
  <xsl:function name="kw:maker-names" as="element()*">
    <xsl:param name="maker" as="element()"/>
    <xsl:variable name="names" as="element()*" select="$maker[not(text()[normalize-space()])]/(persName | name | orgName[not((@type = 'affiliation' or ../(affiliation | roleName | email)) and ../(persName | name))])[normalize-space()]"/>
    <!-- (Of a short and a full one the full one says who it is.) -->
    <xsl:sequence select="($names[@type = 'full'], $names)[1], tail($names)[not($names/(@type, @xml:lang)) or kwp:names-another(., $names[1])]"/>
  </xsl:function>

  <!-- Whether a name is of somebody else than the first: both of two words or more in Latin letters, of which no two begin alike. -->
  <xsl:function name="kwp:names-another" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="first" as="element()"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize(lower-case($name), '[^\p{L}]+')[.]"/>
    <xsl:variable name="others" as="xs:string*" select="tokenize(lower-case($first), '[^\p{L}]+')[.]"/>
    <xsl:sequence select="not($name/@type or $first/@type) and exists($words[2]) and exists($others[2])
      and (every $letter in string-to-codepoints($name || $first) satisfies $letter lt 880)
      and not($words ! substring(., 1, 2) = $others ! substring(., 1, 2))"/>
  </xsl:function>

  <xd:doc><xd:desc>Several names beside each other: where some have a comma themselves (Auden, W. H.), semicolons part them.</xd:desc></xd:doc>
  <xsl:function name="kw:names-in-line" as="xs:string">
    <xsl:param name="names" as="xs:string*"/>
    <xsl:sequence select="string-join($names, if (exists($names[contains(., ',')])) then '; ' else ', ')"/>
  </xsl:function>

  <xsl:function name="kwp:name-alone" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="beside" as="element()*" select="$name/(affiliation | orgName[@type = 'affiliation'][../(persName | name)] | email | idno | address | kwp:other-forms(.))"/>
    <!-- Of names that are but taken to pieces, the given one goes first, but not in Hungarian. -->
    <xsl:variable name="pieces" as="element()*" select="$name[not(text()[normalize-space()])]/(* except $beside)[normalize-space()]"/>
    <xsl:variable name="linked" as="element(nameLink)*" select="kwp:links($pieces, $pieces/self::surname)"/>
    <xsl:sequence select="if (exists($pieces/self::surname) and exists($pieces/self::forename) and (every $piece in $pieces satisfies $piece[self::surname or self::forename or self::nameLink]) and not(string-to-codepoints(normalize-space($name))[1] ge 11904))
        then string-join((if ($name/ancestor-or-self::*[@xml:lang][1]/@xml:lang = ('hu', 'hun')) then $pieces else ($pieces[self::forename], $pieces[self::nameLink] except $linked, $pieces[self::surname] | $linked)) ! kw:plain-text(.), ' ')
      else if (empty($beside)) then kw:plain-text($name)
      else replace(normalize-space(string-join(($name/node() except $beside) ! (if (self::text()) then string() else kw:plain-text(.)))), '[\s,;]+$', '')"/>
  </xsl:function>

  <xd:doc><xd:desc>Who was responsible for what, in a line: what before whom, or after.</xd:desc></xd:doc>
  <xsl:function name="kw:responsibility" as="xs:string">
    <xsl:param name="statement" as="element(respStmt)"/>
    <xsl:value-of>
      <xsl:for-each select="$statement/*[normalize-space()]">
        <xsl:variable name="before" as="element()?" select="preceding-sibling::*[normalize-space()][1]"/>
        <xsl:value-of select="(if ($before/self::resp and not(self::resp)) then ' ' else if (not(self::resp or self::note) and contains($before, ',')) then '; ' else ', ')[$before], if (self::resp or self::note) then kw:plain-text(.) else kw:maker-name(.)" separator=""/>
      </xsl:for-each>
    </xsl:value-of>
  </xsl:function>

  <xd:doc><xd:desc>Who publishes something: its name, or the names of its parts (department and university), without the way to write to it.</xd:desc></xd:doc>
  <xsl:function name="kw:publisher" as="xs:string">
    <xsl:param name="publisher" as="element()"/>
    <xsl:variable name="parts" as="element()*" select="$publisher[not(text()[normalize-space()])]/(if (orgName | persName | name | publisher) then (orgName | persName | name | publisher)
      else * except (email, address, ptr, graphic))"/>
    <!-- What parts it from the place in a catalogue is no part of it. -->
    <xsl:sequence select="if (exists($parts)) then string-join($parts ! kwp:without-address(.)[. != ''], ', ') else replace(kwp:without-address($publisher), '[\s,;:]+$', '')"/>
  </xsl:function>

  <!-- (Its address in the web is typed behind the name of one.) -->
  <xsl:function name="kwp:without-address" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="address" as="xs:string?" select="$name/ref[last()][matches(., '^\s*https?://\S+\s*$')][not(following-sibling::node()[normalize-space()])]/normalize-space()"/>
    <xsl:variable name="words" as="xs:string" select="kw:plain-text($name)"/>
    <xsl:sequence select="if ($address != '' and ends-with($words, $address) and $words != $address) then replace(substring($words, 1, string-length($words) - string-length($address)), '[\s(\[,;:–-]+$', '') else $words"/>
  </xsl:function>

  <xd:doc><xd:desc>The web address of an authority's number, for the authorities whose form of address is public and stable.</xd:desc></xd:doc>
  <xsl:function name="kw:authority-address" as="xs:string?">
    <xsl:param name="type" as="xs:string?"/>
    <xsl:param name="number" as="xs:string"/>
    <xsl:variable name="authority" as="xs:string" select="lower-case($type || '')"/>
    <xsl:sequence select="
      if (starts-with($number, 'http://') or starts-with($number, 'https://')) then kw:external-address($number)
      else if ($authority = '') then ()
      else if ($authority = 'wikidata' and matches($number, '^Q[1-9]\d*$')) then 'https://www.wikidata.org/wiki/' || $number
      else if ($authority = 'gnd' and matches($number, '^[0-9X-]+$')) then 'https://d-nb.info/gnd/' || $number
      else if ($authority = 'viaf' and matches($number, '^\d+$')) then 'https://viaf.org/viaf/' || $number
      else if ($authority = 'geonames' and matches($number, '^\d+$')) then 'https://www.geonames.org/' || $number
      else if ($authority = 'pleiades' and matches($number, '^\d+$')) then 'https://pleiades.stoa.org/places/' || $number
      else if ($authority = 'isni' and matches(translate($number, ' ', ''), '^\d{15}[\dX]$')) then 'https://isni.org/isni/' || translate($number, ' ', '')
      else if ($authority = 'orcid' and matches($number, '^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$')) then 'https://orcid.org/' || $number
      else ()"/>
  </xsl:function>
</xsl:stylesheet>

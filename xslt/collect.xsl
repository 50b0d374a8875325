<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private" xmlns:xi="http://www.w3.org/2001/XInclude"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns="urn:kwedition:ns"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>One document in, one record out: all that the rest of the edition needs to know of it. The record is a function of
      the document, its id and its path alone.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/kinds.xsl"/>
  <xsl:import href="kwedition:/shared/plain.xsl"/>
  <xsl:import href="kwedition:/shared/names.xsl"/>
  <xsl:import href="kwedition:/shared/dates.xsl"/>
  <xsl:import href="kwedition:/shared/labels.xsl"/>
  <xsl:import href="kwedition:/shared/languages.xsl"/>
  <xsl:import href="kwedition:/shared/pointers.xsl"/>
  <xsl:import href="kwedition:/shared/addresses.xsl"/>
  <xsl:import href="kwedition:/shared/parts.xsl"/>
  <xsl:import href="kwedition:/shared/sentences.xsl"/>
  <xsl:import href="kwedition:/shared/speeches.xsl"/>

  <xsl:output method="xml" omit-xml-declaration="yes" indent="no"/>

  <xd:doc><xd:desc>The document's id in the edition, and its path relative to the source folder.</xd:desc></xd:doc>
  <xsl:param name="id" as="xs:string" required="yes"/>
  <xsl:param name="path" as="xs:string" required="yes"/>

  <xd:doc><xd:desc>Whether the document is divided, so that it says where its parts begin.</xd:desc></xd:doc>
  <xsl:param name="divided" as="xs:string" select="''"/>
  <xsl:variable name="kwp:divided" as="xs:boolean" select="$divided = 'yes'"/>

  <xd:doc><xd:desc>Whether the document has entries of which only the number is to be said (build/entries.py).</xd:desc></xd:doc>
  <xsl:param name="known" as="xs:string" select="''"/>
  <xsl:variable name="kwp:knows" as="xs:boolean" select="$known = 'yes'"/>

  <xd:doc><xd:desc>Then: how many elements come before each entry that has no id, in order.</xd:desc></xd:doc>
  <xsl:param name="numbers" as="xs:string" select="''"/>

  <xsl:mode use-accumulators="#all" on-no-match="fail"/>

  <xsl:template match="/" as="element(kw:record)">
    <xsl:variable name="entries" as="element()*" select="kw:entries(.)"/>
    <xsl:variable name="kind" as="xs:string" select="kwp:record-kind(*, $entries)"/>
    <record id="{$id}" path="{$path}" kind="{$kind}" root="{*/@xml:id}">
      <xsl:attribute name="xml:lang" select="kwp:text-language((//text, *)[1])"/>
      <xsl:variable name="characters" as="element()*" select="if ($kind = 'document') then kwp:characters(., $entries) else ()"/>
      <xsl:if test="exists(($entries[self::person], $characters)) and kwp:is-play(.)">
        <xsl:attribute name="play" select="'yes'"/>
      </xsl:if>
      <xsl:sequence select="kwp:title(*), kwp:date(*), kwp:abstract(*), kwp:parties(*)"/>
      <xsl:apply-templates select="$entries" mode="kwp:entry">
        <xsl:with-param name="kind" select="$kind"/>
        <xsl:with-param name="alone" select="if ($kind = 'authorities') then kwp:alone($entries) else ()"/>
        <xsl:with-param name="paths" select="if ($kind = ('authorities', 'edition')) then kwp:paths($entries) else map { }"/>
        <xsl:with-param name="numbers" select="kwp:numbers($entries[not(@xml:id)])"/>
      </xsl:apply-templates>
      <xsl:if test="$kind != 'authorities'">
        <xsl:apply-templates select="//*[@kw-entered], $characters" mode="kwp:entered"/>
      </xsl:if>
      <xsl:apply-templates select="//category[@xml:id]" mode="kwp:category"/>
      <xsl:for-each select="//linkGrp[@type = 'accounts']/link[@target]">
        <comparison type="{(@type, 'comparison')[1]}" topic="{@ana ! kw:reference-id(tokenize(.)[1])}" tokens="{normalize-space(@target)}">{normalize-space(.)}</comparison>
      </xsl:for-each>
      <xsl:for-each select="*/teiHeader/revisionDesc//change">
        <xsl:variable name="day" as="xs:string?" select="(@when, @when-iso, @notBefore, @from, date/@when)[translate(substring(., 1, 10), '123456789', '000000000') = '0000-00-00'][1] ! substring(., 1, 10)"/>
        <xsl:if test="$day">
          <change day="{$day}">{kwp:words-of(., 400)}</change>
        </xsl:if>
      </xsl:for-each>
      <xsl:if test="$kind != 'authorities'">
        <!-- Images that may be files of the edition. -->
        <xsl:for-each select="distinct-values((//graphic/@url, //media/@url, //@facs) ! normalize-space(.))[contains(., '.')][matches(., '^[^#?:]+\.(png|jpe?g|gif|svg|webp)$', 'i')]">
          <image url="{.}"/>
        </xsl:for-each>
        <xsl:sequence select="kwp:anchors(.)"/>
        <xsl:sequence select="kwp:mentions(.)"/>
        <xsl:sequence select="kwp:references(.)"/>
        <xsl:sequence select="kwp:topics(.)"/>
        <xsl:sequence select="kwp:reported(.)"/>
        <xsl:sequence select="kwp:spoken(.), kwp:wrote(*)"/>
        <xsl:if test="$kwp:divided">
          <xsl:sequence select="kwp:text-parts(.), kwp:text-places(.)"/>
        </xsl:if>
      </xsl:if>
      <xsl:for-each select="distinct-values(kw:pointers-in(.))">
        <xsl:variable name="local" as="xs:boolean" select="starts-with(., '#')"/>
        <xsl:variable name="key" as="xs:string" select="if ($local) then substring(., 2) else ."/>
        <xsl:choose>
          <!-- Most are an id, or '#' and an id: these need not be taken to pieces. -->
          <xsl:when test="translate($key, $kwp:plain-letters, '') = '' and $key != '' and $key != 'index' and string-length($key) le 120">
            <pointer token="{.}" id="{$key}">
              <xsl:if test="$local">
                <xsl:attribute name="file"/>
              </xsl:if>
              <xsl:attribute name="fragment" select="$key"/>
            </pointer>
          </xsl:when>
          <xsl:otherwise>
            <pointer token="{.}" id="{kw:reference-id(.)}">
              <xsl:if test="kw:is-external(.)">
                <xsl:attribute name="world" select="kw:external-address(.)"/>
              </xsl:if>
              <!-- Of a pointer into the document itself it is empty, and is there. -->
              <xsl:for-each select="kw:pointed-file(., $path)">
                <xsl:attribute name="file" select="."/>
              </xsl:for-each>
              <xsl:attribute name="fragment" select="kw:pointed-fragment(.)"/>
            </pointer>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </record>
  </xsl:template>

  <xd:doc><xd:desc>What a file is in its edition. Authority files are known by their content: entries, and next to nothing to read
      beside them. The edition's own description says so: TEI/@type is 'edition'. (Others call so each text that they edit, beside its
      translation: what has witnesses, a manuscript, images or readings is such a text, and no description.)</xd:desc></xd:doc>
  <xsl:function name="kwp:record-kind" as="xs:string">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="all-entries" as="element()*"/>
    <xsl:variable name="entries" as="xs:boolean" select="exists($all-entries[ancestor::text or ancestor::standOff/parent::* is $root])"/>
    <xsl:sequence select="
      if ($root/@type = 'edition' and empty($root/(facsimile, sourceDoc, teiHeader/fileDesc/sourceDesc//(msDesc | listWit), text//app))) then 'edition'
      else if (not($root[self::TEI or self::teiCorpus])) then 'authorities'
      else if ($entries and empty($root//facsimile) and empty($root//sourceDoc) and not(kwp:is-read($root, kwp:enough($root, $all-entries))
        or kwp:is-regest($root, $all-entries))) then 'authorities'
      else if (($all-entries[1]/ancestor::profileDesc or $root/teiHeader/encodingDesc/classDecl/taxonomy/category/@xml:id) and kwp:is-list($root)) then 'authorities'
      else 'document'"/>
  </xsl:function>

  <!-- A list, also of categories, may stand in the header of a file that has nothing else: no text, no letter, no manuscript, no image. -->
  <xsl:function name="kwp:is-list" as="xs:boolean">
    <xsl:param name="root" as="element()"/>
    <xsl:sequence select="$root/self::TEI and empty($root/(facsimile, sourceDoc)) and empty($root/teiHeader/(profileDesc/correspDesc, fileDesc/sourceDesc//msDesc)) and not(kwp:is-read($root, 1))"/>
  </xsl:function>

  <!-- A summary of a source, with lists of who is named in it behind a text that is empty, is no list. -->
  <xsl:function name="kwp:is-regest" as="xs:boolean">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="entries" as="element()*"/>
    <xsl:sequence select="exists($root/teiHeader/profileDesc/abstract[normalize-space()]) and (every $entry in $entries satisfies $entry/ancestor::back)"/>
  </xsl:function>

  <!-- How many letters make a text of what has entries: any in a letter, where the entries stand before or behind a text (as the
       characters of a play do), or where a text names somebody beside whom they stand; without names, some for each entry. (What only introduces
       a list names nobody.) -->
  <xsl:function name="kwp:enough" as="xs:integer">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="entries" as="element()*"/>
    <xsl:sequence select="
      if ($root/teiHeader/profileDesc/correspDesc or (every $entry in $entries satisfies $entry/ancestor::*[self::back or self::front])) then 1
      else if ($entries[ancestor::text]) then (if (kwp:is-read($root, 100) and kwp:names-beside-entries($root)) then 100 else 500)
      else if (exists($root/text ! kw:naming(.))) then 1
      else min((500, 10 * count($entries)))"/>
  </xsl:function>

  <xsl:function name="kwp:names-beside-entries" as="xs:boolean">
    <xsl:param name="root" as="element()"/>
    <xsl:sequence select="exists($root/text//(p | ab | l | u | q | cell | item)//(persName | placeName | orgName | rs[@ref])[not(ancestor::*[kw:entry-kind(.)])])"/>
  </xsl:function>

  <!-- Whether there is so much to read, counted only as far as it takes to know that. -->
  <xsl:function name="kwp:is-read" as="xs:boolean">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="enough" as="xs:integer"/>
    <xsl:iterate select="$root/descendant::text[not(ancestor::text)]/descendant::text()[not(ancestor::*[self::listPerson or self::listPlace or self::listOrg
      or self::listEvent or self::listRelation or self::text/head])]">
      <xsl:param name="length" as="xs:integer" select="0"/>
      <xsl:on-completion select="$length ge $enough"/>
      <xsl:variable name="longer" as="xs:integer" select="$length + string-length(normalize-space(.))"/>
      <xsl:choose>
        <xsl:when test="$longer ge $enough">
          <xsl:break select="true()"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:next-iteration>
            <xsl:with-param name="length" select="$longer"/>
          </xsl:next-iteration>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>

  <!-- Whether a number is that by which its own collection calls a document, as its id is ('Reed 0001' of reed0001). -->
  <xsl:function name="kwp:is-own-number" as="xs:boolean">
    <xsl:param name="number" as="xs:string"/>
    <xsl:param name="ids" as="xs:string*"/>
    <xsl:sequence select="matches($number, '\p{L}.*\d') and (some $id in $ids satisfies lower-case(replace($id, '[^\p{L}\p{N}]', '')) = lower-case(replace($number, '[^\p{L}\p{N}]', '')))"/>
  </xsl:function>

  <!-- What a document is called whose header does not say it: as its title page has it (without what stands below the title), or the heading above all of its text. -->
  <xsl:function name="kwp:own-title" as="xs:string?">
    <xsl:param name="root" as="element()"/>
    <xsl:variable name="heads" as="element(head)*" select="$root/text/body/(head[empty(preceding-sibling::*)], div[empty((preceding-sibling::*, following-sibling::*))]/head[empty(preceding-sibling::*)])"/>
    <xsl:sequence select="(($root/text/front/titlePage/docTitle/(titlePart[@type = 'main'], .)[1], $heads) ! kw:plain-text(.)[. != ''])[1]"/>
  </xsl:function>

  <xsl:function name="kwp:title" as="element()+">
    <xsl:param name="root" as="element()"/>
    <xsl:variable name="titles" as="element(title)*" select="$root/teiHeader/fileDesc/titleStmt/title/(if (title[normalize-space()] and not(text()[normalize-space()])) then title else .)[normalize-space()]"/>
    <xsl:variable name="title" as="element(title)?" select="
      ($titles[@level = 'a'][not(@type = ('sub', 'short'))], $titles[@type = ('main', 'complete')], $titles[not(@type | @level)], $titles[not(@type = ('sub', 'short', 'volume', 'series', 'collection'))],
      $titles[not(@type = ('sub', 'short'))], $titles)[1]"/>
    <!-- The word that editors of XML propose is none; and what only describes a manuscript is told from its like by the shelfmark. -->
    <!-- (A title that an editor brackets as not the author's is one all the same.) -->
    <xsl:variable name="words" as="xs:string" select="((kw:plain-text((kwp:said-again($title), $title)[1]), normalize-space($title))[. != ''][1][not(lower-case(.) = ('', 'title'))], kwp:own-title($root), replace($id, '\.tei$', ''))[1]"/>
    <xsl:variable name="shelfmark" as="xs:string?" select="$root/teiHeader/fileDesc[count(sourceDesc/msDesc) eq 1]/sourceDesc/msDesc/msIdentifier/idno[normalize-space()][1]
      ! normalize-space()[not(contains($words, .) or contains($words, replace(., '\s*[,;].*$', '')))][kwp:is-own-number(., ($root/@xml:id, $id)) or not(normalize-space(string-join($root/(text, sourceDoc))))]"/>
    <!-- Issues of a paper have one title and are told apart by their number. -->
    <xsl:variable name="number" as="xs:string?" select="($titles[@type = 'num'] except $title)[1] ! kw:plain-text(.)[. != ''][not(contains($words, .))]"/>
    <title>{string-join((string-join(($words, $number), ', '), $shelfmark), ' · ')}</title>
    <xsl:for-each select="$titles[@type = 'short'][1]">
      <short-title>{kw:plain-text(.)}</short-title>
    </xsl:for-each>
    <!-- (Below the title of a chapter or session, that of its volume or series has its own. Of one in several languages that of the title is enough.) -->
    <xsl:for-each select="$titles[@type = ('sub', 'volume', 'part')][not(@level) or @level = $title/@level or not($title/@level or @level = 's')]
      [not(@xml:lang != $title/@xml:lang and @type = $titles[@xml:lang = $title/@xml:lang]/@type)] except $title">
      <subtitle>{kw:plain-text(.)}</subtitle>
    </xsl:for-each>
    <!-- Who wrote it, where the title does not say so; who wrote a letter is said with when and to whom. -->
    <xsl:variable name="authors" as="xs:string*" select="
      $root[not(@type = 'edition')]/teiHeader[empty(profileDesc/correspDesc)]/kw:authors(fileDesc[1])[not(@cert = 'unknown')] ! kw:maker-name(.)[. != '']"/>
    <xsl:for-each select="string-join(distinct-values($authors), '; ')[. != ''][not(contains($words, .))]">
      <author>{.}</author>
    </xsl:for-each>
    <!-- By what a reader can tell it from others of its title: the shelfmark, else the number that its edition gives it, else a short heading above
         all of it. -->
    <xsl:for-each select="($root/teiHeader/fileDesc[count(sourceDesc/msDesc) eq 1]/sourceDesc/msDesc/msIdentifier/idno,
      $root/teiHeader/fileDesc/publicationStmt//idno[not(upper-case(@type) = ('URI', 'URL', 'URN', 'DOI', 'ISBN', 'ISSN', 'HANDLE'))], kwp:own-title($root)) ! normalize-space()[string-length(.) = (1 to 40)][not(contains(., '://'))]">
      <xsl:if test="position() = 1 and not(contains(lower-case($words), lower-case(.)) or . = $shelfmark)">
        <mark>{.}</mark>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>The document's own date: of its creation, else of its sending, its setting, its recording, its origin, its title; else of what its
      source, or a list of events beside the text, says that it was written or first published, else what the only letter in it says of itself.</xd:desc></xd:doc>
  <xsl:function name="kwp:date" as="element(kw:date)?">
    <xsl:param name="root" as="element()"/>
    <xsl:variable name="header" as="element()?" select="$root/teiHeader[1]"/>
    <!-- Of several witnesses none says when the text was made; but a copy is none beside its original. -->
    <xsl:variable name="one-witness" as="xs:boolean" select="count($header/fileDesc/sourceDesc//witness[not(@copyOf)]) le 1"/>
    <!-- Of a list of letters without their text (as in the Correspondence Metadata Interchange Format) the date of the first is not that of all. -->
    <xsl:variable name="letter" as="element(correspDesc)?" select="$header/profileDesc/correspDesc[1][empty(following-sibling::correspDesc) or normalize-space($root/text)]"/>
    <xsl:variable name="date" as="element()?" select="((
      $header/profileDesc/creation/descendant-or-self::*,
      $letter/correspAction[kw:corresp-role(.) = 'sent']/date,
      $letter/correspAction/date,
      $header/profileDesc/settingDesc//date,
      $header/fileDesc/sourceDesc/recordingStmt/recording/(., date),
      ($header/fileDesc/sourceDesc//origDate, $header/fileDesc/sourceDesc//origin/(., date))[$one-witness or not(ancestor::witness)],
      $header/fileDesc/titleStmt/meeting/date,
      $header/fileDesc/titleStmt/title[not(@level = ('s', 'j', 'm')) or empty(../title[@level = 'a'])]/descendant-or-self::*,
      $header/fileDesc/titleStmt/title[@type = 'iso-date'] ! kwp:said-date(.),
      $header/fileDesc/sourceDesc//msDesc/head/date,
      for $type in ('written', 'premiere', 'print') return $header/fileDesc/sourceDesc//bibl/date[@type = $type] ! (if (string-length(normalize-space()) gt 30 and kw:is-dated(.)) then kwp:day-of(.) else .),
      $header/fileDesc/sourceDesc//bibl[@type = 'firstEdition']/date,
      $header/fileDesc/sourceDesc/biblStruct//date[@type = 'published'][string(@when) castable as xs:date],
      (: (A paper that came out on a day is of that day; books and volumes of journals have years.) :)
      $header/fileDesc/sourceDesc[empty(msDesc)]/(biblStruct/monogr[title/@level = 'j']/imprint/date | bibl[title/@level = 'j']/date)[string(@when) castable as xs:date],
      (: (Beside a manuscript, what has a day and not a year is no book, but the piece itself.) :)
      $header/fileDesc/sourceDesc[msDesc][empty(bibl[2])]/bibl/date[empty(@type)][string(@when) castable as xs:date]) ! kw:dated(.),
      for $type in ('written', 'premiere', 'print') return $root/standOff/listEvent/event[@type = $type][kw:is-dated(.)] ! kwp:day-of(.),
      kwp:dated-letter($root), kwp:printed($header))[1]"/>
    <xsl:if test="$date">
      <!-- How somebody came to date a thing is told where the thing is described: sentences are no date. -->
      <xsl:variable name="words" as="xs:string?" select="
        (string-join(distinct-values(kwp:said-again($date) ! kw:plain-text(.)), ' / ')[. != ''], kw:plain-text($date))[1][string-length(.) le 80 or not(kw:is-dated($date))]"/>
      <date key="{kw:sort-date($date)}">
        <xsl:sequence select="kwp:dating($date)"/>
        <!-- In English only where nobody worded it: then a page says it in its own language. -->
        <xsl:variable name="worded" as="xs:string" select="if (kw:is-stamped($date)) then '' else string($words)"/>
        <xsl:if test="$worded = ''">
          <xsl:attribute name="made" select="'yes'"/>
        </xsl:if>
        <xsl:value-of select="($worded[. != ''], kw:date-in-words($date))[1]"/>
      </date>
    </xsl:if>
  </xsl:function>

  <!-- What an element says in several languages, if it says nothing else; what is noted beside it (interp) is not said. -->
  <xsl:function name="kwp:said-again" as="element(seg)*">
    <xsl:param name="element" as="element()?"/>
    <xsl:sequence select="$element[not(text()[normalize-space()])]/seg[@xml:lang][normalize-space()]"/>
  </xsl:function>

  <!-- What an element says of when in attributes. -->
  <xsl:function name="kwp:dating" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="$element/(@when, @when-iso, @from, @from-iso, @to, @to-iso, @notBefore, @notBefore-iso, @notAfter, @notAfter-iso, @cert)"/>
  </xsl:function>

  <!-- A title that says nothing but a date is one. -->
  <xsl:function name="kwp:said-date" as="element()">
    <xsl:param name="title" as="element(title)"/>
    <date xmlns="http://www.tei-c.org/ns/1.0">{normalize-space($title)}</date>
  </xsl:function>

  <!-- When something happened, without the words that say what. -->
  <xsl:function name="kwp:day-of" as="element()">
    <xsl:param name="event" as="element()"/>
    <date xmlns="http://www.tei-c.org/ns/1.0">
      <xsl:sequence select="kwp:dating($event)"/>
    </date>
  </xsl:function>

  <!-- The year in which a book was printed of which there is a full description, as of those of the hand press. -->
  <xsl:function name="kwp:printed" as="element()?">
    <xsl:param name="header" as="element()?"/>
    <xsl:for-each select="($header/fileDesc/sourceDesc/biblFull/publicationStmt/date)[1]">
      <xsl:variable name="year" as="xs:string" select="replace(normalize-space(), '^\W*(c(a|irca)?\.?\s*)?(\d{4})\W*$', '$3')"/>
      <xsl:choose>
        <xsl:when test="kw:is-dated(.)">
          <xsl:sequence select="."/>
        </xsl:when>
        <xsl:when test="matches($year, '^\d{4}$')">
          <date when="{$year}" xmlns="http://www.tei-c.org/ns/1.0"/>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="kwp:dated-letter" as="element()?">
    <xsl:param name="root" as="element()"/>
    <xsl:variable name="openers" as="element(opener)*" select="$root/text/body/(opener, (div, div1)/opener)"/>
    <!-- (A heading that is but a date, as of a day in a diary, says it, too.) -->
    <xsl:variable name="headings" as="element(head)*" select="$root/text/body[not(div[2]/head)]/(head, (div | div1)[1]/head)[normalize-space() = date/normalize-space()]"/>
    <!-- And many a letter or petition is dated below the names of those who signed it. -->
    <xsl:variable name="closers" as="element(closer)*" select="$root/text/body[not(div[2] | div1[2])]/(closer, (div | div1)/closer)"/>
    <xsl:sequence select="($openers[last() = 1]/descendant::date[kw:is-dated(.)], $headings/date[kw:is-dated(.)], $closers[last() = 1]/descendant::date[kw:is-dated(.)])[1]"/>
  </xsl:function>

  <xsl:function name="kwp:abstract" as="element(kw:abstract)?">
    <xsl:param name="root" as="element()"/>
    <xsl:for-each select="($root/teiHeader/profileDesc/abstract[normalize-space()])[1]">
      <abstract>{kw:plain-text(.)}</abstract>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="kwp:parties" as="element(kw:party)*">
    <xsl:param name="root" as="element()"/>
    <xsl:for-each select="$root/teiHeader/profileDesc/correspDesc/correspAction/(persName | orgName | name | rs)">
      <party letter="{count(../../preceding-sibling::correspDesc)}" role="{kw:corresp-part(.)}" ids="{kw:entity-ids(.)}">{kw:plain-text(.)}</party>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>The paths of elements, as path() gives them: list by list, because path() counts all earlier siblings for each.</xd:desc></xd:doc>
  <xsl:function name="kwp:paths" as="map(xs:string, xs:string)">
    <xsl:param name="elements" as="element()*"/>
    <xsl:map>
      <xsl:for-each select="$elements/..">
        <xsl:variable name="above" as="xs:string" select="if (self::element()) then path(.) else ''"/>
        <xsl:for-each-group select="*" group-by="node-name()">
          <xsl:for-each select="current-group()">
            <xsl:map-entry key="generate-id()" select="$above || '/Q{' || namespace-uri() || '}' || local-name() || '[' || position() || ']'"/>
          </xsl:for-each>
        </xsl:for-each-group>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <xd:doc><xd:desc>How many elements come before each of these; counted once for all.</xd:desc></xd:doc>
  <xsl:function name="kwp:numbers" as="map(xs:string, xs:integer)">
    <xsl:param name="elements" as="element()*"/>
    <xsl:variable name="wanted" as="map(xs:string, xs:boolean)" select="map:merge($elements ! map { generate-id(): true() })"/>
    <xsl:variable name="told" as="xs:integer*" select="tokenize($numbers) ! xs:integer(.)"/>
    <xsl:map>
      <xsl:choose>
        <xsl:when test="$kwp:knows">
          <xsl:for-each select="$elements[1]/root()/(descendant::person, descendant::personGrp, descendant::place, descendant::org, descendant::event)[not(@xml:id)]">
            <xsl:variable name="at" as="xs:integer" select="position()"/>
            <xsl:map-entry key="generate-id()" select="$told[$at]"/>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="$elements[1]/root()//*">
            <xsl:if test="map:contains($wanted, generate-id())">
              <xsl:map-entry key="generate-id()" select="position() - 1"/>
            </xsl:if>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:map>
  </xsl:function>

  <xd:doc><xd:desc>The one entry that a file is all about, and that is meant where its file is; what stands within it is none beside it.</xd:desc></xd:doc>
  <xsl:function name="kwp:alone" as="element()?">
    <xsl:param name="entries" as="element()*"/>
    <xsl:sequence select="$entries[1][every $other in tail($entries) satisfies $other/ancestor::* intersect .]"/>
  </xsl:function>

  <!-- By which addresses of its numbers in the world an entry is known that stands in no other, and refers to none. -->
  <xsl:function name="kwp:worldly" as="xs:string*">
    <xsl:param name="entry" as="element()"/>
    <xsl:for-each select="$entry[idno][not(@ref or @key or @sameAs or @copyOf or @corresp)][empty(ancestor::*[kw:entry-kind(.)])]">
      <xsl:sequence select="distinct-values(idno ! kw:authority-address((@subtype, @type)[1], normalize-space()) ! replace(., '#this$', ''))[not(contains(., '#'))] ! kw:reference-id(.)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Whom an entry without an id refers to, or its name. -->
  <xsl:function name="kwp:referred" as="xs:string?">
    <xsl:param name="entry" as="element()"/>
    <xsl:for-each select="$entry">
      <xsl:sequence select="
        if ((@ref, @key, @sameAs, @copyOf, @corresp)[normalize-space()]) then (@ref, @key, @sameAs, @copyOf, @corresp)[normalize-space()][1] ! kw:reference-id(tokenize(.)[1])
        else if (ancestor::*[kw:entry-kind(.)]) then kw:names(.)[@ref | @key][1] ! kw:entity-ids(.)[not(starts-with(., 'form-'))][1] else ()"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:mode name="kwp:entry" on-no-match="fail"/>

  <xsl:key name="kwp:related" match="relation" use="distinct-values((@active, @passive, @mutual) ! tokenize(.)) ! kw:reference-id(.)"/>

  <xsl:template match="*[@kw-known][$kwp:knows]" mode="kwp:entry" as="element(kw:known)">
    <known n="{@kw-known}"/>
  </xsl:template>

  <xsl:template match="*" mode="kwp:entry" as="element(kw:entry)">
    <xsl:param name="kind" as="xs:string" required="yes"/>
    <xsl:param name="alone" as="element()?" required="yes"/>
    <xsl:param name="paths" as="map(xs:string, xs:string)" required="yes"/>
    <xsl:param name="numbers" as="map(xs:string, xs:integer)" required="yes"/>
    <xsl:variable name="names" as="element()*" select="kw:names(.)"/>
    <!-- The addresses of its numbers in the world: texts may refer to them, and an entry without an id is known by the first. (What
         refers to an entry, or stands in one, is none of its own; what a place in a page is called, others may call so, too.) -->
    <xsl:variable name="worldly" as="xs:string*" select="kwp:worldly(.)"/>
    <!-- Texts may mean it by the id of one of its names, too. -->
    <xsl:variable name="of-names" as="xs:string*" select="($names, persona)/@xml:id ! kw:slug(.)"/>
    <!-- An id may be made of such a number. -->
    <xsl:variable name="numbered" as="xs:string?" select="
      @xml:id[substring(., 1, 3) = ('gnd', 'GND', 'via', 'VIA', 'wik', 'Wik', 'geo')][matches(., '^(gnd|viaf|wikidata|geonames)[-_.]', 'i')] ! kw:authority-address(replace(., '[-_.].*$', ''), replace(., '^[a-z]+[-_.]', '', 'i')) ! kw:reference-id(.)"/>
    <!-- A name may say so of the world, as one of a place its address in a gazetteer: texts that refer to that mean the entry. -->
    <xsl:variable name="called" as="xs:string*" select="@xml:id/../(@sameAs, @ref, $names/@ref)[starts-with(., 'http')][not(contains(., '#') or contains(., ' '))] ! kw:reference-id(.)"/>
    <!-- So do those that write the other address which Wikidata has for each thing, or a long number of a register alone (gnd:118540238). -->
    <xsl:variable name="shorter" as="xs:string*" select="($worldly, $numbered, $called) ! (
      if (starts-with(., 'wikidata.org-')) then replace(., '^wikidata\.org-(wiki|entity)-(Q\d{2,})$', 'wikidata.org-wiki-$2 wikidata.org-entity-$2 $2')
      else if (starts-with(., 'd-nb.info-gnd-') or starts-with(., 'viaf.org-viaf-') or starts-with(., 'geonames.org-')) then replace(., '^.*?-([0-9X-]{6,})$', '$1') else ()) ! tokenize(.)"/>
    <!-- A file about one entity is called like it: by its id, or by its name. (Its names may have the ids that those of each such file have, n1, n2 …) -->
    <xsl:variable name="filed" as="xs:string*" select="if (. is $alone) then ($id, kw:reference-id($path)) else ()"/>
    <!-- Who takes part in something, or where it was, is often an entry without an id, which refers to whom it means, or whose name does. -->
    <xsl:variable name="referred" as="xs:string?" select="if (exists((@xml:id, $worldly, $of-names, $filed))) then () else kwp:referred(.)"/>
    <xsl:variable name="own" as="xs:string" select="(@xml:id ! kw:slug(.), $worldly, $filed, $of-names, $referred, $id || '.' || local-name() || '.' || $numbers(generate-id()))[1]"/>
    <!-- An authority file vouches for an entry's id; a document's own list repeats it. -->
    <entry kind="{kw:entry-kind(.)}" id="{$own}" authority="{$kind = ('authorities', 'edition') and empty($referred)}" named="{exists((@xml:id, $worldly, $of-names, $filed, $referred))}">
      <!-- Where it stands, for whoever has to say that its id is taken. -->
      <xsl:if test="$kind = ('authorities', 'edition')">
        <xsl:attribute name="at" select="$paths(generate-id())"/>
      </xsl:if>
      <xsl:variable name="forms" as="element(kw:form)*">
        <!-- What only turns the first name round is no other. -->
        <xsl:variable name="turned" as="xs:string?" select="$names[normalize-space()][1][surname][forename] ! kw:sorted-name(.)"/>
        <xsl:for-each select="$names[normalize-space()][position() = 1 or not(kw:shown-name(.) = $turned)]">
          <form sort="{(if (position() = 1) then ../*[@type = 'sort'][node-name() = node-name(current())][normalize-space()][1]/normalize-space() else (), kw:sorted-name(.))[1]}">
            <xsl:sequence select="@type"/>
            <xsl:attribute name="xml:lang" select="kw:language(.)"/>
            <xsl:value-of select="kw:shown-name(.)"/>
          </form>
          <xsl:variable name="name" as="element()" select="."/>
          <!-- (Under it the entry stands in an index anyway: no line need lead from there to it.) -->
          <xsl:for-each select="kw:siglum-in-name(.) ! kw:plain-text(.)[. != kw:shown-name($name)]">
            <form sort="{kw:shown-name($name)}" type="siglum" xml:lang="{kw:language($name)}">{.}</form>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:variable>
      <!-- Whose entry has a surname and a forename without a name round them, is called by them. -->
      <xsl:variable name="forms" as="element(kw:form)*">
        <xsl:sequence select="$forms"/>
        <xsl:if test="empty($forms) and self::person and (surname | forename)[normalize-space()]">
          <xsl:variable name="first" as="xs:string" select="string-join((roleName[not(preceding-sibling::surname)], forename) ! kw:plain-text(.)[. != ''], ' ')"/>
          <xsl:variable name="last" as="xs:string" select="string-join((nameLink, surname) ! kw:plain-text(.)[. != ''], ' ')"/>
          <form sort="{string-join(($last, $first)[. != ''], ', ')}" xml:lang="{kw:language(.)}">{string-join(($first, $last)[. != ''], ' ')}</form>
        </xsl:if>
      </xsl:variable>
      <!-- Of a name that is written in one, another form may tell where its surname is. -->
      <xsl:variable name="whole" as="element()?" select="$names[normalize-space()][1][not(surname)]"/>
      <xsl:variable name="parted" as="element()?" select="if ($whole) then ($names[surname[normalize-space() != '' and contains($whole, normalize-space())]])[1] else ()"/>
      <!-- The sign by which a transcript calls a speaker who has no name. -->
      <xsl:variable name="sign" as="xs:string?" select="self::person[@xml:id]/@n/normalize-space()[matches(., '\p{L}')]"/>
      <xsl:attribute name="sort" select="(@sortKey/normalize-space(), $whole/@sortKey/normalize-space(), $parted ! kw:sorted-name(.), $forms[1]/@sort/string(), $sign, $own)[. != ''][1]"/>
      <!-- Who is born, of a sex or described at length is not so called: without a name, an id is one. -->
      <label>{(($forms[1]/string(), if (self::person[@xml:id]) then ((desc | p | note)[1] ! kw:plain-text(.), normalize-space(string-join(text())))[string-length(.) le 60]
        else kw:plain-text((self::event/desc/eventName[normalize-space()], desc, .)[1]), $sign, $own)[. != ''][1]) => kw:shortened(200)}</label>
      <xsl:sequence select="$forms"/>
      <xsl:for-each select="birth, death, self::event, (floruit | residence)[1]">
        <xsl:variable name="role" as="xs:string" select="local-name()"/>
        <!-- (The day of a baptism is not that of the birth.) -->
        <xsl:for-each select="((., date[not(@type = ('baptism', 'burial'))])[kw:is-dated(.)], date[kw:is-dated(.)], (date, .) ! kw:dated(.))[1]">
          <life role="{$role}" key="{kw:sort-date(.)}">
            <xsl:sequence select="@type[. = ('baptism', 'burial')]"/>
            <xsl:sequence select="@when | @when-iso | @from | @to | @notBefore | @notAfter | @from-iso | @to-iso | @notBefore-iso | @notAfter-iso | @cert"/>
          </life>
        </xsl:for-each>
      </xsl:for-each>
      <xsl:for-each select="(occupation | roleDesc | roleName[../persName] | persName[kw:is-title-for-name(.)] | desc[kw:describes(.)] | note[not(@type = ('bibl', 'source'))] | state/desc | trait/desc)[normalize-space()]">
        <!-- (Paragraphs are parted; an address is none of what is said of somebody.) -->
        <description>{if (self::note[p[2]][empty(* except p)]) then string-join(p ! kw:plain-text(.)[not(matches(., '^(https?://\S+)?$'))], '; ') else kw:plain-text(.)}</description>
      </xsl:for-each>
      <xsl:for-each select="idno[normalize-space()]">
        <idno type="{(@subtype, @type)[1]}">{normalize-space(.)}</idno>
      </xsl:for-each>
      <xsl:for-each select="(persName | placeName | geogName | orgName | eventName | name)[contains(., '://')][kw:is-address-for-name(.)]">
        <idno type="{(@type[. != 'alt'] ! replace(., '^ur[il][-_]?', ''))[. != '']}">{normalize-space(.)}</idno>
      </xsl:for-each>
      <!-- A reference without words to a page about it is such a number, too. -->
      <xsl:for-each select="(ref | ptr)[starts-with(@target, 'http')][not(normalize-space())]">
        <idno type="{@type}">{normalize-space(@target)}</idno>
      </xsl:for-each>
      <!-- A picture of whom or what the entry is of. -->
      <xsl:for-each select="(figure/(graphic | media) | graphic | media)[normalize-space(@url)][1]">
        <portrait url="{normalize-space(@url)}">{(ancestor::figure[1]/(figDesc, head) ! kw:plain-text(.))[. != ''][1]}</portrait>
      </xsl:for-each>
      <xsl:for-each select="distinct-values(($worldly, $of-names, $numbered, $called, $shorter, $filed))[. != $own]">
        <alias id="{.}"/>
      </xsl:for-each>
      <xsl:for-each select="ancestor::*[kw:entry-kind(.)][@xml:id or map:contains($numbers, generate-id())][1]">
        <part-of id="{(@xml:id ! kw:slug(.), kwp:worldly(.), (if (. is $alone) then $id else ()), (kw:names(.), persona)/@xml:id ! kw:slug(.), kwp:referred(.), $id || '.' || local-name() || '.' || $numbers(generate-id()))[1]}"/>
      </xsl:for-each>
      <tei>
        <xsl:choose>
          <!-- As it is written: without the numbers of blocks. -->
          <xsl:when test="descendant-or-self::*/@kw-block">
            <xsl:apply-templates select="." mode="kwp:copied"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:copy-of select="." copy-namespaces="no"/>
          </xsl:otherwise>
        </xsl:choose>
        <!-- How the same file relates it to others. -->
        <xsl:variable name="relations" as="element(relation)*" select="key('kwp:related', $own)"/>
        <xsl:if test="exists($relations)">
          <xsl:element name="listRelation" namespace="http://www.tei-c.org/ns/1.0">
            <xsl:apply-templates select="$relations" mode="kwp:copied"/>
          </xsl:element>
        </xsl:if>
      </tei>
    </entry>
  </xsl:template>

  <xsl:mode name="kwp:entered" on-no-match="fail"/>

  <!-- A name that stands for an entry (build/meant.py): its item in a list says who that is. -->
  <xsl:template match="*" mode="kwp:entered" as="element(kw:entry)">
    <xsl:variable name="kind" as="xs:string" select="kw:named-kind(.)"/>
    <xsl:variable name="name" as="xs:string" select="kw:plain-text(.)"/>
    <xsl:variable name="item" as="xs:string" select="string(ancestor::item[1] ! kw:plain-text(.))"/>
    <xsl:variable name="said" as="xs:string" select="(if (starts-with($item, $name)) then substring($item, string-length($name) + 1) else $item)
      => replace('^[\s,;:.–—-]+', '')"/>
    <xsl:variable name="about" as="xs:string?" select="$said[. != ''] ! kw:shortened(., 600)"/>
    <entry kind="{$kind}" id="{@kw-entered}" authority="false" named="true" sort="{kw:sorted-name(.)}">
      <label>{$name => substring(1, 200)}</label>
      <form sort="{kw:sorted-name(.)}" xml:lang="{kw:language(.)}">{kw:shown-name(.)}</form>
      <xsl:for-each select="$about">
        <description>{.}</description>
      </xsl:for-each>
      <tei>
        <xsl:element name="{map { 'persons': 'person', 'places': 'place', 'organizations': 'org', 'events': 'event' }($kind)}" namespace="http://www.tei-c.org/ns/1.0">
          <xsl:element name="{local-name()}" namespace="http://www.tei-c.org/ns/1.0">{$name}</xsl:element>
          <xsl:for-each select="$about">
            <xsl:element name="note" namespace="http://www.tei-c.org/ns/1.0">{.}</xsl:element>
          </xsl:for-each>
        </xsl:element>
      </tei>
    </entry>
  </xsl:template>

  <!-- A role of a play in which somebody speaks is who that is. (It still stands in the list of roles: no other stylesheet takes it for an entry.)
       So is an item of that list; it is called as the role in it is, or by all its words but those on role and player. -->
  <xsl:template match="role | castItem" mode="kwp:entered" as="element(kw:entry)">
    <xsl:variable name="called" as="node()*" select="if (self::role) then . else if (role[normalize-space()]) then role[normalize-space()][1] else node()[not(self::roleDesc | self::actor | self::note)]"/>
    <xsl:variable name="name" as="xs:string" select="kwp:without-marks(normalize-space(string-join($called ! (if (self::text()) then string() else kw:plain-text(.)))))"/>
    <xsl:variable name="about" as="xs:string*" select="(ancestor-or-self::castItem[1]/roleDesc ! kwp:without-marks(kw:plain-text(.)))[. != ''] ! kw:shortened(., 600)"/>
    <entry kind="persons" id="{kw:slug(@xml:id)}" authority="false" named="true" role="true" sort="{$name}">
      <label>{$name => substring(1, 200)}</label>
      <form sort="{$name}" xml:lang="{kw:language(.)}">{$name}</form>
      <xsl:for-each select="$about">
        <description>{.}</description>
      </xsl:for-each>
      <tei>
        <xsl:element name="person" namespace="http://www.tei-c.org/ns/1.0">
          <xsl:element name="persName" namespace="http://www.tei-c.org/ns/1.0">{$name}</xsl:element>
          <xsl:for-each select="$about">
            <xsl:element name="note" namespace="http://www.tei-c.org/ns/1.0">{.}</xsl:element>
          </xsl:for-each>
        </xsl:element>
      </tei>
    </entry>
  </xsl:template>

  <!-- What parts a role from what is said of it belongs to neither. -->
  <xsl:function name="kwp:without-marks" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="$text => replace('^[\s,;:.–—-]+|[\s,;:–—-]+$', '')"/>
  </xsl:function>

  <!-- The roles whose ids say who speaks, where no entry has that id, and the items of lists of roles in which none has one. What refers to
       somebody else is no entry. -->
  <xsl:function name="kwp:characters" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="entries" as="element()*"/>
    <xsl:variable name="lists" as="element(castList)*" select="$document//castList"/>
    <xsl:variable name="roles" as="element()*" select="($lists//role | $lists//castItem[empty(.//(role, castItem)/(@xml:id, @ref, @key, @corresp, @sameAs))])[@xml:id][normalize-space()][not(@ref or @key or @corresp or @sameAs)]"/>
    <xsl:if test="exists($roles)">
      <xsl:variable name="called" as="xs:string*" select="distinct-values(kw:speeches($document)[self::sp] ! tokenize(kw:who(.)))"/>
      <!-- (The plays of the French classical theatre call them without the '#'.) -->
      <xsl:sequence select="$roles[('#' || @xml:id, @xml:id) = $called][not(@xml:id = $entries/@xml:id)]"/>
    </xsl:if>
  </xsl:function>

  <xsl:mode name="kwp:copied" on-no-match="shallow-copy"/>
  <xsl:template match="*" mode="kwp:copied">
    <xsl:copy copy-namespaces="no">
      <xsl:apply-templates select="@*, node()" mode="#current"/>
    </xsl:copy>
  </xsl:template>
  <xsl:template match="@kw-block | @kw-lines" mode="kwp:copied" as="empty-sequence()"/>

  <xsl:mode name="kwp:category" on-no-match="fail"/>

  <xsl:template match="category" mode="kwp:category" as="element(kw:topic)">
    <topic id="{kw:slug(@xml:id)}" taxonomy="{ancestor::taxonomy[1]/@xml:id}">
      <!-- What is described in sentences alone is called as its encoder calls it. -->
      <xsl:variable name="words" as="xs:string" select="kw:plain-text((gloss, catDesc/term, catDesc, .)[1])"/>
      <label>{if (string-length($words) le 80) then $words else if (matches(@xml:id, '\p{L}{4}')) then translate(@xml:id, '_-', '  ')
        else replace(substring($words, 1, 60), '\s+\S*$', '') || '…'}</label>
      <xsl:for-each select="catDesc[normalize-space()][1]">
        <description>{kw:plain-text(.)}</description>
      </xsl:for-each>
    </topic>
  </xsl:template>

  <xd:doc><xd:desc>The language of a text. Of one in Hebrew, Arabic or Syriac letters of which nobody says it (but perhaps which languages there are in the file) it is said at
      least which way it is written: signs beside its words, as for what is lost, would stand at their wrong end.</xd:desc></xd:doc>
  <xsl:function name="kwp:text-language" as="xs:string">
    <xsl:param name="text" as="element()"/>
    <xsl:variable name="language" as="xs:string" select="kw:language($text)"/>
    <xsl:choose>
      <xsl:when test="exists($text/ancestor-or-self::*/@xml:lang) or kw:is-right-to-left($language)">
        <xsl:sequence select="$language"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="words" as="xs:string" select="substring(string-join(($text/descendant::text()[normalize-space()])[position() le 200]), 1, 2000)"/>
        <!-- (To count letters by their kind costs as much as half of all else, and most documents have none of these.) -->
        <xsl:variable name="script" as="xs:string?">
          <xsl:if test="matches($words, '[&#x590;-&#x74F;]')">
            <xsl:variable name="letters" as="xs:string" select="replace($words, '\P{L}', '')"/>
            <xsl:sequence select="(map { 'Hebr': '\P{IsHebrew}', 'Arab': '\P{IsArabic}', 'Syrc': '\P{IsSyriac}' }
              => map:for-each(function($name, $others) { $name[2 * string-length(replace($letters, $others, '')) gt string-length($letters)] }))[1]"/>
          </xsl:if>
        </xsl:variable>
        <xsl:sequence select="if ($script) then ($text/ancestor::TEI[1]/teiHeader/profileDesc/langUsage/language/@ident[kw:is-right-to-left(.)] ! string(), 'und-' || $script)[1] else $language"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>The ids that a link may lead to, because the page shows their elements. Entries have pages of their own.</xd:desc></xd:doc>
  <xsl:function name="kwp:anchors" as="element(kw:anchor)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:for-each select="$document//*[@xml:id][ancestor-or-self::text or ancestor::teiHeader or (self::note | self::bibl | self::biblStruct | self::biblFull | self::object | self::nym | self::item)[normalize-space()]/ancestor::standOff]
      [not(kw:entry-kind(.)) and not(kw:is-in-entry(.)) and not(ancestor::*:egXML) and not(ancestor-or-self::facsimile)]
      [not(self::correspDesc | self::settingDesc | self::setting | self::abstract | self::profileDesc | self::timeline | self::when)]
      | $document/teiCorpus//(TEI | teiCorpus)[@xml:id]">
      <anchor id="{@xml:id}">
        <!-- (Inscriptions cite by their place in one list of literature: that is what they are called; texts are of categories that one header
             has, and name objects and names that one list describes.) -->
        <xsl:for-each select="(self::bibl | self::biblStruct | self::biblFull)/kw:work-name(.), self::category/kw:category-name(.),
          (self::object/(objectIdentifier/objectName, objectName, head), self::nym/form)[normalize-space()][1] ! kw:plain-text(.)">
          <xsl:attribute name="work" select="."/>
        </xsl:for-each>
        <xsl:for-each select="(self::bibl | self::biblStruct | self::biblFull)/kw:work-in-full(.)">
          <xsl:attribute name="about" select="."/>
        </xsl:for-each>
      </anchor>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>The beginning of the plain text of an element: at most so many characters, ended at a word. Of a long one no more is read than
      it takes.</xd:desc></xd:doc>
  <xsl:function name="kwp:words-of" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:choose>
      <xsl:when test="string-length($element) le 2 * $length or empty($element/*)">
        <xsl:sequence select="kw:shortened(kw:plain-text($element), $length)"/>
      </xsl:when>
      <xsl:otherwise>
        <!-- What comes after does not change what was read, but for the space at its end. -->
        <xsl:iterate select="$element/node()">
          <xsl:param name="read" as="xs:string" select="''"/>
          <xsl:on-completion select="kw:shortened(kwp:tidy($read), $length)"/>
          <xsl:variable name="pieces" as="xs:string*">
            <xsl:apply-templates select="." mode="kw:plain">
              <xsl:with-param name="marked" select="false()" tunnel="yes"/>
            </xsl:apply-templates>
          </xsl:variable>
          <xsl:variable name="longer" as="xs:string" select="string-join(($read, $pieces))"/>
          <xsl:variable name="tidy" as="xs:string?" select="$longer[string-length(.) gt $length] ! kwp:tidy(.)"/>
          <xsl:choose>
            <xsl:when test="string-length($tidy) gt $length">
              <xsl:break select="kw:shortened($tidy, $length)"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:next-iteration>
                <xsl:with-param name="read" select="$longer"/>
              </xsl:next-iteration>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:iterate>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>Every mention of an entity and every dated passage, in its sentence, in the order of the text.</xd:desc></xd:doc>
  <xsl:function name="kwp:mentions" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="named" as="element()*" select="kw:naming($document)[kw:is-addressed(.)]"/>
    <xsl:sequence select="kwp:takes-part($document/TEI/kw:listed-beside(.), $named)"/>
    <xsl:variable name="dated" as="element(date)*" select="$document//text//date[kw:is-dated(.)][not(kw:is-in-entry(.))]"/>
    <xsl:for-each-group select="$named | $dated" group-by="generate-id(kw:block(.))">
      <xsl:variable name="block" as="element()" select="kw:block(.)"/>
      <xsl:choose>
        <!-- In a header there may be words that stand in no block. -->
        <xsl:when test="$block[self::TEI | self::teiCorpus]">
          <xsl:for-each-group select="current-group()" group-by="generate-id(kwp:saying(.))">
            <xsl:sequence select="kwp:mentions-in(kwp:saying(.), current-group())"/>
          </xsl:for-each-group>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="kwp:mentions-in($block, current-group())"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Whoever takes part in what a text records (the parties of a trial), or is listed in a note on it, is in it also where no word of it
       refers to them, and they say nothing. -->
  <xsl:function name="kwp:takes-part" as="element()*">
    <xsl:param name="entries" as="element()*"/>
    <xsl:param name="named" as="element()*"/>
    <xsl:if test="exists($entries)">
      <xsl:variable name="told" as="xs:string*" select="$named ! kw:entity-ids(.), distinct-values(root($entries[1])//@who ! tokenize(.)) ! kw:reference-id(.)"/>
      <xsl:for-each-group select="$entries" group-by="kw:listed-id(.)[not(. = $told)]">
        <xsl:variable name="entry" as="element()" select="."/>
        <xsl:for-each select="kw:names(.)[normalize-space()][1]">
          <block>{'&#xFDD1;' || generate-id() || '&#xFDD2;' || kw:plain-text(.) || '&#xFDD3;'}</block>
          <mention entity="{current-grouping-key()}" kind="{kw:entry-kind($entry)}" id="{(kw:own-id($entry), kw:block-id(kw:block($entry)))[1]}" where="header" mark="{generate-id()}">
            <xsl:sequence select="kwp:in-part($entry)"/>
            <xsl:attribute name="xml:lang" select="kw:language(.)"/>
          </mention>
        </xsl:for-each>
      </xsl:for-each-group>
    </xsl:if>
  </xsl:function>

  <!-- Mentions and dated passages with the words in which they stand. -->
  <xsl:function name="kwp:mentions-in" as="element()+">
    <xsl:param name="words" as="element()"/>
    <xsl:param name="mentions" as="element()+"/>
    <!-- Each mention is found in its sentence by its mark. -->
    <block>{kw:marked-text($words)}</block>
    <xsl:for-each select="$mentions">
      <xsl:variable name="mention" as="element()" select="."/>
      <xsl:choose>
        <xsl:when test="self::date">
          <dated id="{kw:mention-id(.)}" key="{kw:sort-date(.)}" mark="{generate-id()}">
            <xsl:sequence select="kwp:in-part(.)"/>
            <!-- The line that dates one of several pieces says more with the heading of that piece. -->
            <xsl:for-each select="ancestor::*[self::dateline or self::opener][1]/ancestor::div[1][parent::div or ../div[2]]/head[normalize-space()][1]">
              <xsl:attribute name="head" select="kwp:words-of(., 160)"/>
            </xsl:for-each>
            <xsl:sequence select="kwp:dating(.)"/>
          </dated>
        </xsl:when>
        <xsl:otherwise>
          <xsl:variable name="ids" as="xs:string*" select="kw:entity-ids(.)"/>
          <!-- Names within it, if there are any: each of several whom it names together is counted by the own one, and what leaves the kind open may hold a name that says it. -->
          <xsl:variable name="kind" as="xs:string" select="kw:named-kind(.)"/>
          <xsl:variable name="within" as="element()*" select="if (empty(*) or $kind != 'any' and empty($ids[2])) then () else kw:naming(.)"/>
          <xsl:variable name="named-within" as="xs:string*" select="if (exists($ids[2])) then $within[kw:is-addressed(.)] ! kw:entity-ids(.) else ()"/>
          <xsl:for-each select="$ids[not(. = $named-within)]">
            <mention entity="{.}" kind="{if ($kind = 'any') then ($within[kw:entity-ids(.) = current()] ! kw:named-kind(.)[. != 'any'], $kind)[1] else $kind}" id="{kw:mention-id($mention)}" where="{kwp:whereabouts($mention)}" mark="{generate-id($mention)}">
              <xsl:sequence select="kwp:in-part($mention)"/>
              <xsl:if test="starts-with(., 'form-') and empty(kw:reference-tokens($mention)) and empty(kw:key-to($mention))">
                <xsl:attribute name="by" select="'form'"/>
              </xsl:if>
              <!-- Of what kind it is, nothing says but the reference: then these words are its name only where no others are. -->
              <xsl:if test="$kind != 'any' and $mention[self::rs or self::name][not(@type)][@ref or @key][not(parent::correspAction)]">
                <xsl:attribute name="by" select="'reference'"/>
              </xsl:if>
              <xsl:if test="$mention/*[descendant-or-self::supplied or descendant-or-self::g or descendant-or-self::rt or descendant-or-self::span[@type = 'rt']]">
                <xsl:attribute name="name" select="kw:bare-name($mention)"/>
              </xsl:if>
              <!-- (Each of several whom it names together has a key of its own.) -->
              <xsl:if test="$mention[@key][kw:is-name-in-words(@key)][empty($ids[2])]">
                <xsl:attribute name="called" select="normalize-space($mention/@key)"/>
              </xsl:if>
              <xsl:sequence select="$mention/@cert"/>
              <xsl:attribute name="xml:lang" select="kw:language($mention)"/>
            </mention>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- The addresses say so of most. -->
  <xsl:function name="kwp:is-marked" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="kw:is-addressed($name) or kw:is-mention($name)"/>
  </xsl:function>

  <!-- What holds the words round a mention that stands in no block. -->
  <xsl:function name="kwp:saying" as="element()">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="($mention/ancestor::*[text()[normalize-space()]][last()], $mention/..)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The part of a divided text in which an element is shown.</xd:desc></xd:doc>
  <xsl:function name="kwp:in-part" as="attribute(part)?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$kwp:divided">
      <xsl:attribute name="part" select="kw:part($element)"/>
    </xsl:if>
  </xsl:function>

  <!-- Whether each part can be counted on from what stood before it: not where names stand in no block, and are counted through the
       whole text, where the notes of margins, which only some views call, would be counted, too, or where an id means two things. -->
  <xsl:variable name="kwp:counts-by-part" as="xs:boolean" select="
    $plain-ids = 'yes' and empty(//text//note[kw:is-marginal(.)])
    and (every $mention in (kw:naming(.) | //date)[kw:is-addressed(.)][ancestor::text] satisfies not(kw:block($mention)[self::TEI | self::teiCorpus]))"/>

  <xsl:key name="kwp:cut" match="*[@kw:cut]" use="tokenize(@kw:cut)"/>

  <xd:doc><xd:desc>The parts of a divided text, each with the headings and the page breaks in it.</xd:desc></xd:doc>
  <xsl:function name="kwp:text-parts" as="element(kw:part)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="texts" as="element()*" select="$document/*/(* except (teiHeader, standOff, facsimile, xi:include))"/>
    <xsl:variable name="headings" as="element()*" select="$texts/descendant-or-self::*[self::head[parent::div | parent::div1 | parent::div2 | parent::div3
      | parent::front | parent::body | parent::back | parent::text | parent::group] or self::TEI
      or self::div[@n and not(head)][not(kw:is-numbered-beside(.))][kw:division-name(.)]][not(ancestor::note | ancestor::floatingText)][not(kwp:heads-footnotes(.))][not(kw:is-next-heading(.))]
      except $texts/descendant-or-self::TEI ! kw:title-heading(., kw:inner-title(.))"/>
    <!-- As many levels as a reader can take in at once. -->
    <xsl:variable name="depths" as="map(xs:integer, xs:integer)">
      <xsl:map>
        <xsl:for-each-group select="$headings" group-by="kwp:heading-depth(.)">
          <xsl:map-entry key="current-grouping-key()" select="count(current-group())"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:variable name="deepest" as="xs:integer?" select="max(map:keys($depths)[let $depth := . return sum(map:keys($depths)[. le $depth] ! $depths(.)) le 300])"/>
    <xsl:variable name="shown" as="element()*" select="$headings[kwp:heading-depth(.) le $deepest]"/>
    <xsl:variable name="breaks" as="element(pb)*" select="$texts//pb[@n[normalize-space()]]"/>
    <!-- Of each part the first and the last entry of a dictionary. -->
    <xsl:variable name="entries" as="map(xs:string, element()+)">
      <xsl:map>
        <xsl:for-each-group select="$texts//(entry | entryFree)[not(ancestor::entry | ancestor::entryFree)]" group-by="accumulator-before('kw:part')">
          <xsl:map-entry key="string(current-grouping-key())" select="current-group()[1], current-group()[last()]"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:variable name="beginnings" as="map(xs:string, element())" select="map:merge($texts/descendant-or-self::*[@kw:part] ! map { string(@kw:part): . }, map { 'duplicates': 'use-first' })"/>
    <xsl:for-each select="1 to max((1, $document//@kw:part ! xs:integer(.)))">
      <xsl:variable name="number" as="xs:integer" select="."/>
      <xsl:variable name="pages" as="xs:string*" select="$breaks[accumulator-before('kw:part') = $number]/@n/normalize-space()"/>
      <part n="{$number}">
        <!-- The notes that are called up to the place from which this part alone can be made. -->
        <xsl:for-each select="key('kwp:cut', string($number), $document)[$kwp:counts-by-part]">
          <xsl:attribute name="notes" select="count($kwp:callers[. &lt;&lt; current()])"/>
        </xsl:for-each>
        <xsl:if test="exists($pages)">
          <xsl:attribute name="from" select="$pages[1]"/>
          <xsl:attribute name="to" select="$pages[last()]"/>
        </xsl:if>
        <xsl:variable name="words" as="xs:string*" select="$entries(string($number)) ! kwp:headword(.)"/>
        <xsl:choose>
          <xsl:when test="exists($words)">
            <xsl:attribute name="first" select="$words[1]"/>
            <xsl:attribute name="last" select="$words[last()]"/>
          </xsl:when>
          <!-- Of a part without headings and pages nobody would know what is in it. -->
          <xsl:when test="empty($pages) and empty($shown[accumulator-before('kw:part') = $number])">
            <xsl:attribute name="begins" select="kwp:beginning($beginnings(string($number)))"/>
          </xsl:when>
        </xsl:choose>
        <xsl:for-each select="$shown[accumulator-before('kw:part') = $number]">
          <xsl:variable name="words" as="xs:string" select="
            if (self::TEI) then kw:inner-title(.)
            else if (self::div) then kw:division-name(.) else kw:whole-heading(.)"/>
          <xsl:if test="$words != ''">
            <heading level="{kwp:heading-depth(.)}">
              <xsl:where-populated>
                <xsl:attribute name="id" select="if (self::TEI or self::div) then kw:own-id(.) else kw:block-id(.)"/>
              </xsl:where-populated>
              <xsl:value-of select="kw:shortened($words, 160)"/>
            </heading>
          </xsl:if>
        </xsl:for-each>
      </part>
    </xsl:for-each>
  </xsl:function>

  <!-- The word or words that an entry explains, as its dictionary would show them at the head of a page; at most so many letters
      as fit there. -->
  <xsl:function name="kwp:headword" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="kw:shortened((($entry//form)[1]/(orth, .) ! kw:plain-text(.)[. != ''], $entry/@n/normalize-space()[. != ''], kwp:first-words($entry))[1], 40)"/>
  </xsl:function>

  <!-- The words with which a part begins: those of its first block, or, where it begins within one, the next words there. -->
  <xsl:function name="kwp:beginning" as="xs:string?">
    <xsl:param name="element" as="element()?"/>
    <xsl:variable name="round" as="element()?" select="$element/ancestor::*[kw:is-block(.)][1]"/>
    <xsl:variable name="words" as="xs:string*" select="
      if ($round) then string-join($element/(descendant-or-self::text() | following::text())[not(ancestor::note)][normalize-space()][position() le 12][ancestor::* intersect $round])
      else $element/(descendant-or-self::*, following::*)[kw:is-block(.)][not(self::note)][normalize-space()][1] ! kw:plain-text(.)"/>
    <xsl:sequence select="$words ! kw:shortened(normalize-space(.), 60)"/>
  </xsl:function>

  <!-- Above notes that are shown where they are called: the pages have it above the notes, where it has no address. -->
  <xsl:function name="kwp:heads-footnotes" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/self::head/parent::div[note][every $child in * satisfies $child/self::head or $child/self::note[kw:anchor-of(.)]])"/>
  </xsl:function>

  <xsl:function name="kwp:heading-depth" as="xs:integer">
    <xsl:param name="heading" as="element()"/>
    <xsl:sequence select="count($heading/(ancestor::*, self::div)[self::TEI or self::teiCorpus or self::div or self::div1 or self::div2 or self::div3 or self::group])"/>
  </xsl:function>

  <xd:doc><xd:desc>Where in a divided text each address leads: that of every block, of every element with an id, and of mentions that
      stand in another part than the beginning of their block.</xd:desc></xd:doc>
  <xsl:function name="kwp:text-places" as="element(kw:place)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:for-each select="$document/*/(* except (teiHeader, standOff, facsimile, xi:include))/descendant-or-self::*[not(kw:is-in-entry(.)) and not(ancestor::*:egXML)][not(kwp:heads-footnotes(.))]">
      <xsl:variable name="mentioned" as="xs:boolean" select="kw:is-addressed(.)"/>
      <xsl:variable name="part" as="xs:integer" select="kw:part(.)"/>
      <xsl:for-each select="kw:element-id(.)">
        <place id="{.}" part="{$part}"/>
      </xsl:for-each>
      <xsl:if test="$mentioned and kw:part(kw:block(.)) != $part">
        <place id="{kw:mention-id(.)}" part="{$part}"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>In what part of a document a mention stands.</xd:desc></xd:doc>
  <xsl:function name="kwp:whereabouts" as="xs:string">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="
      if ($mention/ancestor::correspAction[1] ! kw:corresp-role(.) = ('sent', 'received')) then kw:corresp-part($mention)
      else if ($mention/ancestor::abstract) then 'abstract'
      else if ($mention/ancestor::teiHeader) then 'header'
      else if ($mention/ancestor::note) then 'note'
      else if ($mention[ancestor::quote | ancestor::said | ancestor::q]) then 'quotation'
      else 'text'"/>
  </xsl:function>

  <xd:doc><xd:desc>What the document refers to: its links and the sources of its quotations, each in its sentence.</xd:desc></xd:doc>
  <xsl:function name="kwp:references" as="element(kw:reference)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:for-each-group select="$document/descendant::text/(descendant::ref/@target | descendant::ptr/@target | descendant::quote/@source
      | descendant::rs[empty(kw:named-kind(.))]/@ref)[not(kw:is-in-entry(..))]" group-adjacent="generate-id(kw:block(..))">
      <xsl:variable name="block" as="element()" select="kw:block(..)"/>
      <xsl:variable name="id" as="xs:string?" select="kwp:place($block)"/>
      <xsl:variable name="text" as="xs:string" select="kwp:words-of($block, 200)"/>
      <xsl:for-each select="current-group()">
        <xsl:variable name="as" as="xs:string" select="if (name() = 'source') then 'quotation' else 'link'"/>
        <xsl:for-each select="tokenize(.)[not(kw:is-external(.))]">
          <reference token="{.}" block="{$id}" as="{$as}">{$text}</reference>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:for-each-group>
  </xsl:function>

  <!-- Where a block stands on its page. What stands in none is somewhere in its document, which needs no address, but for its id. -->
  <xsl:function name="kwp:place" as="xs:string?">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="if ($block[self::TEI | self::teiCorpus]) then kw:own-id($block) else kw:block-id($block)"/>
  </xsl:function>

  <xd:doc><xd:desc>The words that the text reports of somebody, and where.</xd:desc></xd:doc>
  <xsl:function name="kwp:reported" as="element(kw:reported)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:for-each select="$document//text//said[@who][not(kw:is-in-entry(.))]">
      <xsl:variable name="place" as="xs:string?" select="(kw:own-id(.), quote[1] ! kw:own-id(.), kw:speech-id(.))[1]"/>
      <xsl:variable name="text" as="xs:string" select="kwp:words-of(., 400)"/>
      <xsl:for-each select="tokenize(@who) ! kw:reference-id(.)">
        <reported entity="{.}" block="{$place}">{$text}</reported>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>

  <xd:doc><xd:desc>Whether a document is a play: it has speeches, and a list of roles, or acts or scenes. (Sittings and interviews have none.)</xd:desc></xd:doc>
  <xsl:function name="kwp:is-play" as="xs:boolean">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="exists($document/descendant::sp[1]) and (exists($document/descendant::castList[1])
      or exists(($document/descendant::*[self::div or self::div1 or self::div2][@type] ! lower-case(@type))[. = $kwp:parts-of-plays]))"/>
  </xsl:function>

  <xsl:variable name="kwp:parts-of-plays" static="yes" as="xs:string*" select="tokenize(
    'act acts scene scenes akt aufzug auftritt szene acte scène atto scena acto escena jornada felvonás jelenet bedrijf toneel tableau dějství výstup akten aktus действие явление')"/>

  <xd:doc><xd:desc>Who speaks in the text, with the place of the first speech and the number of all. What several say together counts for
      each of them.</xd:desc></xd:doc>
  <xsl:function name="kwp:spoken" as="element(kw:spoken)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:for-each-group select="kw:speeches($document)" group-by="distinct-values(tokenize(kw:who(.)) ! kw:reference-id(.))">
      <spoken entity="{current-grouping-key()}" block="{kw:speech-id(.)}" n="{count(current-group())}"/>
    </xsl:for-each-group>
  </xsl:function>

  <xd:doc><xd:desc>Who wrote the text, as the header says by references or by numbers of authorities. Who wrote a letter is one of its parties.</xd:desc></xd:doc>
  <xsl:function name="kwp:wrote" as="element(kw:wrote)*">
    <xsl:param name="root" as="element()"/>
    <xsl:variable name="authors" as="element(author)*" select="$root[not(@type = 'edition')]/teiHeader[empty(profileDesc/correspDesc)]/kw:authors(fileDesc[1])"/>
    <xsl:for-each select="distinct-values($authors ! ((., persName, name, rs, orgName)[exists(kw:reference-tokens(.)) or exists(kw:key-to(.))] ! kw:entity-ids(.),
      (., persName)/idno ! kw:authority-address((@subtype, @type)[1], normalize-space()) ! kw:reference-id(.)))">
      <wrote entity="{.}"/>
    </xsl:for-each>
  </xsl:function>

  <!-- What has neither words nor an image says nothing of a topic, and may have no place on its page; but a milestone says it of what follows. -->
  <xsl:function name="kwp:can-speak" as="xs:boolean">
    <xsl:param name="passage" as="element()"/>
    <xsl:sequence select="exists($passage/descendant::text()[normalize-space()]) or exists($passage/descendant-or-self::*[self::graphic or self::media or self::milestone or self::anchor])"/>
  </xsl:function>

  <xd:doc><xd:desc>The passages that speak to a topic, with what they say.</xd:desc></xd:doc>
  <xsl:function name="kwp:topics" as="element(kw:passage)*">
    <xsl:param name="document" as="document-node()"/>
    <!-- Of words, names and links it is said what they are, not of what they speak; a corpus says so of every word. -->
    <xsl:for-each select="$document//text//*[@ana][not(self::w | self::pc | self::c | self::m | self::link | self::span | self::name | self::rs | self::persName
      | self::placeName | self::orgName)][not(kw:entry-kind(.) or kw:is-in-entry(.))][kwp:can-speak(.)]">
      <xsl:variable name="passage" as="element()" select="."/>
      <xsl:for-each select="tokenize(@ana)">
        <passage topic="{kw:reference-id(.)}" block="{($passage/@xml:id ! kw:fragment(.), kw:block($passage)[not(self::TEI or self::teiCorpus)] ! kw:block-id(.), $passage/descendant::*[kw:is-block(.)][1] ! kw:block-id(.))[1]}">
          <xsl:value-of select="kwp:words-of($passage, 600)"/>
        </passage>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>

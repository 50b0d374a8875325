<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:j="http://www.w3.org/2005/xpath-functions"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>How to cite a text: in three styles of prose, as BibTeX, as RIS and as CSL-JSON, and as metadata in the head of its page. All of it
      comes from the header of the text; what that does not say is left out, and nothing is guessed. A script adds the paragraph that a
      reader is at.</xd:desc>
  </xd:doc>

  <xd:doc><xd:desc>What a citation says of a text: title, in (the edition; '' when the text is its description), authors, editors,
      publisher, published (a day, month or year), day (of the text itself, as exactly as one point can say it), address, language,
      licence.</xd:desc></xd:doc>
  <xsl:function name="kw:cited" as="map(xs:string, item()*)">
    <xsl:param name="root" as="element()"/>
    <xsl:param name="document" as="element(kw:document)"/>
    <xsl:variable name="description" as="element(fileDesc)?" select="($root/teiHeader/fileDesc)[1]"/>
    <xsl:variable name="publication" as="element(publicationStmt)?" select="$description/publicationStmt[1]"/>
    <xsl:variable name="editors" as="element()*" select="$description/titleStmt/(editor[not(@role = 'translator')], respStmt[resp[kw:says-editor(.)]]/(name | persName | orgName))"/>
    <xsl:variable name="published" as="xs:string?" select="
      (($publication/date, $description/editionStmt//date) ! (@when, @when-iso, @to, @notAfter, normalize-space())[matches(., '^\d{4}(-\d\d){0,2}$')])[1]"/>
    <xsl:variable name="about" as="xs:boolean" select="$document/@kind = 'edition'"/>
    <xsl:sequence select="map {
      'id': string($document/@id),
      'title': string($document/kw:title),
      'in': if ($about) then '' else string($kwp:title),
      'authors': kwp:responsible(kw:authors($description)),
      'editors': kwp:responsible($editors),
      'publisher': ($publication/publisher[not(@cert = 'unknown')] ! kw:publisher(.))[. != ''][1],
      'published': $published,
      'day': $document/kw:date[not(@cert = 'unknown')]/(@when, @when-iso)[1][matches(., '^\d{4}(-\d\d){0,2}')] ! string(.),
      'address': $kwp:frame/@base-url[. != ''] ! (. || iri-to-uri($document/@address)),
      'language': $document/@xml:lang[. != 'und'] ! (kw:language-tag(.), string(.))[1],
      'licence': (($publication/availability//licence/@target, $publication//licence/@target) ! tokenize(.)[starts-with(., 'http')] ! kw:external-address(.))[1]
    }"/>
  </xsl:function>

  <!-- What the page cites, asked for in its head and at its foot. -->
  <xsl:variable name="kwp:cited" as="map(xs:string, item()*)" select="kw:cited(root(.)/kw:documents/kw:document/*, $slice/kw:slice/kw:document)"/>

  <!-- Those whom one element names, without where they work. -->
  <xsl:function name="kwp:people" as="element()*">
    <xsl:param name="maker" as="element()"/>
    <xsl:variable name="names" as="element()*" select="kw:maker-names($maker)"/>
    <xsl:sequence select="if (exists($names[2])) then $names[node-name() = node-name($names[1])] else $names"/>
  </xsl:function>

  <!-- Names with what they are: family and given names apart where the encoding keeps them apart, else as they stand. -->
  <xsl:function name="kwp:responsible" as="map(xs:string, xs:string)*">
    <xsl:param name="elements" as="element()*"/>
    <xsl:for-each-group select="$elements[normalize-space()][not((., *)/@cert = 'unknown')] ! (let $people := kwp:people(.) return if (exists($people[2])) then $people else .)" group-by="kw:plain-text(.)">
      <xsl:variable name="name" as="element()" select="(persName, name, orgName, .)[1]"/>
      <!-- What is said of somebody beside the name is none of it. -->
      <xsl:variable name="beside" as="element()*" select="$name[. is current-group()[1]]/(affiliation | email | idno | address | roleName[not(../(surname | forename))])"/>
      <xsl:variable name="last" as="element()*" select="kw:last-name($name/*)"/>
      <xsl:variable name="family" as="xs:string" select="string-join($last ! kw:plain-text(.), ' ')"/>
      <xsl:variable name="given" as="xs:string" select="string-join($name/forename ! kw:plain-text(.), ' ')"/>
      <xsl:variable name="particle" as="xs:string" select="string-join(($name/nameLink except $last) ! kw:plain-text(.), ' ')"/>
      <xsl:variable name="suffix" as="xs:string" select="string-join($name/genName ! kw:plain-text(.), ' ')"/>
      <xsl:sequence select="
        if ($family and $given) then map {
          'family': $family, 'given': $given, 'particle': $particle, 'suffix': $suffix,
          'text': string-join(($given, $particle, ($name/surname | $last) ! kw:plain-text(.), $suffix)[. != ''], ' '),
          'turned': $family || ', ' || string-join((string-join(($given, $particle)[. != ''], ' '), $suffix[. != '']), ', ') }
        else map { 'text': replace(if ($beside) then normalize-space(string-join(($name/node() except $beside) ! kw:plain-text(.))) else kw:plain-text($name), '[\s,;]+$', '') }"/>
    </xsl:for-each-group>
  </xsl:function>

  <xd:doc><xd:desc>The citations, to unfold below a text.</xd:desc></xd:doc>
  <xsl:function name="kw:cite-box" as="element()+">
    <xsl:param name="cited" as="map(xs:string, item()*)"/>
    <details class="cite" id="kw-cite">
      <summary>{kw:label('cite-this')}</summary>
      <dl>
        <xsl:for-each select="'chicago', 'mla', 'plain'">
          <div>
            <dt>{kw:label('cite-' || .)}</dt>
            <dd>
              <p id="kw-cite-{.}">
                <xsl:sequence select="kwp:prose($cited, .)"/>
              </p>
            </dd>
          </div>
        </xsl:for-each>
        <xsl:for-each select="'bib', 'ris', 'json'">
          <div>
            <dt>{kw:label('cite-' || .)}</dt>
            <dd>
              <pre id="kw-cite-{.}" data-file="{$cited('id')}.{.}">
                <xsl:sequence select="kwp:record-of($cited, .)"/>
              </pre>
            </dd>
          </div>
        </xsl:for-each>
      </dl>
      <div class="cite-words" hidden="hidden" data-copy="{kw:label('copy')}" data-copied="{kw:label('copied')}" data-save="{kw:label('save')}"
        data-paragraph="{kw:label('cite-paragraph')}"/>
    </details>
    <script defer="defer" src="{kw:shared-href('assets/cite.js')}"/>
  </xsl:function>

  <!-- A citation in prose. The script fills the place of the paragraph, and makes the address lead to it. -->
  <xsl:function name="kwp:prose" as="node()*">
    <xsl:param name="cited" as="map(xs:string, item()*)"/>
    <xsl:param name="style" as="xs:string"/>
    <xsl:variable name="authors" as="xs:string" select="kwp:listed($cited('authors'), $style != 'plain')"/>
    <xsl:variable name="editors" as="xs:string" select="kwp:listed($cited('editors'), false())"/>
    <xsl:variable name="edited" as="xs:string" select="if ($editors) then kw:fill(kw:label('cite-edited-by'), 'names', $editors) else ''"/>
    <xsl:variable name="year" as="xs:string" select="substring(string($cited('published')), 1, 4)"/>
    <!-- Who edits and publishes is named once. -->
    <xsl:variable name="publisher" as="xs:string" select="string($cited('publisher')[not(lower-case(.) = lower-case($editors))])"/>
    <xsl:if test="$authors">{kwp:ended($authors)} </xsl:if>
    <xsl:choose>
      <xsl:when test="$cited('in') = ''">
        <cite>{$cited('title')}</cite>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="dated" as="xs:string" select="kwp:dated($cited)"/>
        <xsl:text>{if ($style = 'plain') then kwp:in-quotation-marks($cited('title')) || ', ' else '“' || kwp:ended(kwp:within-quotation($cited('title'))) || '” '}{
          if ($dated = '') then '' else if ($style = 'plain') then $dated || ', ' else kwp:ended($dated) || ' '}{
          if ($style = 'mla') then '' else if ($style = 'plain') then lower-case(kw:label('cite-in')) || ' ' else kw:label('cite-in') || ' '}</xsl:text>
        <cite>{$cited('in')}</cite>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$edited">, {$edited}</xsl:if>
    <xsl:if test="$style = 'chicago'">
      <span class="cite-paragraph"/>
      <xsl:text>. {string-join(($publisher, $year)[. != ''], ', ')[. != ''] ! (. || '.')}</xsl:text>
    </xsl:if>
    <xsl:if test="$style != 'chicago'">
      <xsl:text>{string-join(('', $publisher[. != ''], $year[. != '']), ', ')}</xsl:text>
      <span class="cite-paragraph"/>
      <xsl:text>.</xsl:text>
    </xsl:if>
    <span class="cite-address" data-address="{$cited('address')}">
      <xsl:if test="$cited('address')"> {$cited('address')}.</xsl:if>
    </span>
  </xsl:function>

  <!-- A title within quotation marks: those that it has itself are single ones there. -->
  <xsl:function name="kwp:within-quotation" as="xs:string">
    <xsl:param name="title" as="xs:string"/>
    <xsl:sequence select="replace($title, '„([^“”]*)[“”]', '‘$1’') => translate('“”', '‘’') => replace('&quot;([^&quot;]*)&quot;', '‘$1’')"/>
  </xsl:function>

  <!-- The same in the quotation marks of the interface, which have others within them: the other styles bring their own. -->
  <xsl:function name="kwp:in-quotation-marks" as="xs:string">
    <xsl:param name="title" as="xs:string"/>
    <xsl:variable name="outer" as="xs:string" select="kw:label('quoted')"/>
    <xsl:variable name="inner" as="xs:string" select="kw:label('quoted-within')"/>
    <xsl:variable name="pair" as="xs:string" select="kw:fill($inner, 'text', '$1')"/>
    <xsl:variable name="paired" as="xs:string" select="
      replace($title, '„([^“”]*)[“”]', $pair) => replace('“([^“”]*)”', $pair) => replace('&quot;([^&quot;]*)&quot;', $pair)"/>
    <xsl:variable name="within" as="xs:string" select="if (contains($outer, '«')) then replace($paired, '«\s*([^«»]*[^«»\s])\s*»', $pair) else $paired"/>
    <!-- One without its other half must not end the title, either. -->
    <xsl:sequence select="kw:fill($outer, 'text', translate($within, translate($outer, '{text}&#xA0;', ''), translate($inner, '{text}&#xA0;', '')))"/>
  </xsl:function>

  <!-- The day, month or year of the text itself, in words, unless its title says the year. -->
  <xsl:function name="kwp:dated" as="xs:string">
    <xsl:param name="cited" as="map(xs:string, item()*)"/>
    <xsl:variable name="day" as="xs:string" select="substring(string($cited('day')), 1, 10)"/>
    <xsl:sequence select="if ($day = '' or contains($cited('title'), substring($day, 1, 4))) then '' else kw:point-in-words($day)"/>
  </xsl:function>

  <!-- A full stop, unless a sign that ends a sentence is there. -->
  <xsl:function name="kwp:ended" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="if ($text != '' and contains('.?!…。？！', substring($text, string-length($text)))) then $text else $text || '.'"/>
  </xsl:function>

  <!-- Names in a row; the first one turned round for an alphabetical list. -->
  <xsl:function name="kwp:listed" as="xs:string">
    <xsl:param name="names" as="map(xs:string, xs:string)*"/>
    <xsl:param name="turned" as="xs:boolean"/>
    <xsl:variable name="texts" as="xs:string*" select="
      for $number in 1 to count($names) return $names[$number] ! (if ($turned and $number = 1 and ?family) then ?turned else ?text)"/>
    <xsl:sequence select="
      if (count($texts) le 1) then string($texts)
      else string-join($texts[position() lt last()], ', ') || (if (count($texts) gt 2 or $turned) then ', ' else ' ') || kw:label('and') || ' ' || $texts[last()]"/>
  </xsl:function>

  <!-- A citation for programs. -->
  <xsl:function name="kwp:record-of" as="xs:string">
    <xsl:param name="cited" as="map(xs:string, item()*)"/>
    <xsl:param name="format" as="xs:string"/>
    <xsl:sequence select="
      if ($format = 'bib') then kwp:bibtex($cited) else if ($format = 'ris') then kwp:ris($cited) else kwp:csl($cited)"/>
  </xsl:function>

  <xsl:function name="kwp:bibtex" as="xs:string">
    <xsl:param name="cited" as="map(xs:string, item()*)"/>
    <xsl:variable name="own" as="xs:boolean" select="$cited('in') != ''"/>
    <xsl:variable name="day" as="xs:string" select="string($cited('published'))"/>
    <xsl:variable name="fields" as="xs:string*" select="
      kwp:field('author', string-join($cited('authors') ! kwp:bibtex-name(.), ' and ')),
      kwp:field('title', '{' || kwp:tex($cited('title')) || '}'),
      kwp:field('booktitle', $cited('in')[. != ''] ! ('{' || kwp:tex(.) || '}')),
      kwp:field('editor', string-join($cited('editors') ! kwp:bibtex-name(.), ' and ')),
      kwp:field('publisher', $cited('publisher') ! ('{' || kwp:tex(.) || '}')),
      kwp:field('year', substring($day, 1, 4)),
      kwp:field('date', $day),
      kwp:field('origdate', string($cited('day'))),
      kwp:field('langid', string($cited('language'))),
      kwp:field('url', $cited('address'))"/>
    <xsl:variable name="key" as="xs:string" select="
      if (translate($cited('id'), $kwp:plain-letters || '.:-', '') = '') then $cited('id') else replace($cited('id'), '[^\p{L}\p{N}.:_-]+', '-')"/>
    <xsl:sequence select="'@' || (if ($own) then 'incollection' else 'book') || '{' || $key || ',&#xA;'
      || string-join($fields, ',&#xA;') || '&#xA;}&#xA;'"/>
  </xsl:function>

  <xsl:function name="kwp:field" as="xs:string?">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:if test="$value != ''">{'  ' || $name || ' = {' || $value || '}'}</xsl:if>
  </xsl:function>

  <!-- What is no family name and given name must not be taken apart: braces hold it together. -->
  <xsl:function name="kwp:bibtex-name" as="xs:string">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="if ($name?family) then string-join((string-join(($name?particle, $name?family)[. != ''], ' '), $name?suffix[. != ''], $name?given) ! kwp:tex(.), ', ') else '{' || kwp:tex($name?text) || '}'"/>
  </xsl:function>

  <!-- The signs that mean something to TeX. -->
  <xsl:function name="kwp:tex" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="
      if (translate($text, '\{}$&amp;%#_~^', '') = $text) then $text
      else replace($text, '\\', '&#xFDD4;') => replace('([{}$&amp;%#_])', '\\$1') => replace('~', '\\textasciitilde{}') => replace('\^', '\\textasciicircum{}')
        => replace('&#xFDD4;', '\\textbackslash{}')"/>
  </xsl:function>

  <xsl:function name="kwp:ris" as="xs:string">
    <xsl:param name="cited" as="map(xs:string, item()*)"/>
    <xsl:variable name="published" as="xs:string" select="string($cited('published'))"/>
    <xsl:variable name="lines" as="xs:string*" select="
      'TY  - ' || (if ($cited('in') = '') then 'BOOK' else 'CHAP'),
      $cited('authors') ! ('AU  - ' || kwp:ris-name(.)),
      'TI  - ' || $cited('title'),
      $cited('in')[. != ''] ! ('BT  - ' || .),
      $cited('editors') ! ('ED  - ' || kwp:ris-name(.)),
      $cited('publisher') ! ('PB  - ' || .),
      substring($published, 1, 4)[. != ''] ! ('PY  - ' || .),
      $published[. != ''] ! ('DA  - ' || string-join(tokenize(., '-'), '/') || string-join((count(tokenize(., '-')) to 2) ! '/') || '/'),
      $cited('language') ! ('LA  - ' || .),
      $cited('address') ! ('UR  - ' || .),
      'ID  - ' || $cited('id'),
      'ER  - '"/>
    <xsl:sequence select="string-join($lines ! (. || '&#xA;'))"/>
  </xsl:function>

  <xsl:function name="kwp:ris-name" as="xs:string">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="if ($name?family) then $name?turned else $name?text"/>
  </xsl:function>

  <xsl:function name="kwp:csl" as="xs:string">
    <xsl:param name="cited" as="map(xs:string, item()*)"/>
    <xsl:variable name="members" as="xs:string*" select="
      kwp:json-member('id', $cited('id')),
      kwp:json-member('type', if ($cited('in') = '') then 'book' else 'chapter'),
      kwp:json-member('title', $cited('title')),
      kwp:json-member('container-title', $cited('in')[. != '']),
      kwp:csl-names('author', $cited('authors')),
      kwp:csl-names('editor', $cited('editors')),
      kwp:json-member('publisher', $cited('publisher')),
      kwp:csl-date('issued', $cited('published')),
      kwp:csl-date('original-date', $cited('day') ! substring(., 1, 10)),
      kwp:json-member('language', $cited('language')),
      kwp:json-member('URL', $cited('address'))"/>
    <xsl:sequence select="'[' || kwp:json-object($members) || ']'"/>
  </xsl:function>

  <xsl:function name="kwp:csl-names" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="names" as="map(xs:string, xs:string)*"/>
    <xsl:sequence select="kwp:json-list($key, $names ! kwp:json-object(
      if (?family) then (kwp:json-member('family', ?family), kwp:json-member('given', ?given), ?particle[. != ''] ! kwp:json-member('dropping-particle', .), ?suffix[. != ''] ! kwp:json-member('suffix', .)) else kwp:json-member('literal', ?text)))"/>
  </xsl:function>

  <xsl:function name="kwp:csl-date" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="date" as="xs:string?"/>
    <xsl:if test="$date">{kwp:json-text($key)}:{{"date-parts":[[{tokenize($date, '-') ! xs:integer(.) => string-join(',')}]]}}</xsl:if>
  </xsl:function>

  <!-- JSON is put together from its pieces: xml-to-json() needs a tree, and takes longer. -->
  <xsl:function name="kwp:json-object" as="xs:string">
    <xsl:param name="members" as="xs:string*"/>
    <xsl:sequence select="'{' || string-join($members, ',') || '}'"/>
  </xsl:function>

  <xsl:function name="kwp:json-list" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="values" as="xs:string*"/>
    <xsl:if test="exists($values)">{kwp:json-text($key)}:[{string-join($values, ',')}]</xsl:if>
  </xsl:function>

  <!-- A member that is a string; nothing without a value. -->
  <xsl:function name="kwp:json-member" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="$value ! (kwp:json-text($key) || ':' || kwp:json-text(.))"/>
  </xsl:function>

  <!-- A string of JSON. Few have a sign that must be written otherwise. -->
  <xsl:function name="kwp:json-text" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="translate($text, $kwp:json-signs, '') = $text">"{$text}"</xsl:when>
      <xsl:otherwise>
        <xsl:variable name="string" as="element(j:string)">
          <j:string>{$text}</j:string>
        </xsl:variable>
        <xsl:sequence select="xml-to-json($string) => replace('\\/', '/')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
  <xsl:variable name="kwp:json-signs" static="yes" as="xs:string" select="'\&quot;' || codepoints-to-string((9, 10, 13, 127 to 159))"/>

  <xd:doc><xd:desc>The same for programs that read the head of a page: Dublin Core, the tags that reference managers look for, and
      JSON-LD.</xd:desc></xd:doc>
  <xsl:function name="kw:citation-metadata" as="element()*">
    <xsl:param name="cited" as="map(xs:string, item()*)"/>
    <xsl:param name="summary" as="xs:string?"/>
    <xsl:variable name="fields" as="map(xs:string, xs:string*)*" select="
      map { 'name': ('DC.title', 'citation_title'), 'value': $cited('title') },
      $cited('authors') ! map { 'name': ('DC.creator', 'citation_author'), 'value': kwp:ris-name(.) },
      $cited('editors') ! map { 'name': ('DC.contributor', 'citation_editor'), 'value': kwp:ris-name(.) },
      $cited('in')[. != ''] ! map { 'name': ('DC.relation.isPartOf', 'citation_inbook_title'), 'value': . },
      $cited('publisher') ! map { 'name': ('DC.publisher', 'citation_publisher'), 'value': . },
      $cited('published') ! map { 'name': ('DC.date', 'citation_publication_date'), 'value': . },
      $cited('day') ! map { 'name': 'DC.coverage.temporal', 'value': . },
      $cited('language') ! map { 'name': ('DC.language', 'citation_language'), 'value': . },
      $cited('licence') ! map { 'name': 'DC.rights', 'value': . },
      $cited('address') ! map { 'name': ('DC.identifier', 'citation_public_url'), 'value': . }"/>
    <xsl:for-each select="$fields">
      <xsl:variable name="field" as="map(xs:string, xs:string*)" select="."/>
      <xsl:for-each select="$field?name">
        <meta name="{.}" content="{$field?value}"/>
      </xsl:for-each>
    </xsl:for-each>
    <xsl:for-each select="$cited('licence')">
      <link rel="license" href="{.}"/>
    </xsl:for-each>
    <script type="application/ld+json">
      <xsl:sequence select="kwp:linked-data($cited, $summary)"/>
    </script>
  </xsl:function>

  <xsl:function name="kwp:linked-data" as="xs:string">
    <xsl:param name="cited" as="map(xs:string, item()*)"/>
    <xsl:param name="summary" as="xs:string?"/>
    <!-- Whether a name without its parts is a person's is not known. -->
    <xsl:variable name="members" as="xs:string*" select="
      kwp:json-member('@context', 'https://schema.org'),
      kwp:json-member('@type', if ($cited('in') = '') then 'CreativeWork' else 'Chapter'),
      kwp:json-member('name', $cited('title')),
      kwp:json-member('abstract', $summary[. != '']),
      kwp:json-thing('isPartOf', 'Book', $cited('in')[. != '']),
      kwp:json-list('author', $cited('authors') ! kwp:linked-name(.)),
      kwp:json-list('editor', $cited('editors') ! kwp:linked-name(.)),
      kwp:json-thing('publisher', 'Organization', $cited('publisher')),
      kwp:json-member('datePublished', $cited('published')),
      kwp:json-member('temporalCoverage', $cited('day')),
      kwp:json-member('inLanguage', $cited('language')),
      kwp:json-member('license', $cited('licence')),
      kwp:json-member('url', $cited('address'))"/>
    <!-- Nothing in it may end the element that holds it. -->
    <xsl:variable name="json" as="xs:string" select="kwp:json-object($members)"/>
    <xsl:sequence select="if (translate($json, '&lt;&#x2028;&#x2029;', '') = $json) then $json
      else replace($json, '&lt;', '\\u003c') => replace('&#x2028;', '\\u2028') => replace('&#x2029;', '\\u2029')"/>
  </xsl:function>

  <xsl:function name="kwp:linked-name" as="xs:string">
    <xsl:param name="name" as="map(xs:string, xs:string)"/>
    <xsl:sequence select="kwp:json-object((kwp:json-member('@type', if ($name?family) then 'Person' else 'Thing'), kwp:json-member('name', $name?text)))"/>
  </xsl:function>

  <xsl:function name="kwp:json-thing" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="name" as="xs:string?"/>
    <xsl:if test="$name">{kwp:json-text($key)}:{{"@type":"{$type}","name":{kwp:json-text($name)}}}</xsl:if>
  </xsl:function>
</xsl:stylesheet>

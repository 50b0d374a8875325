<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The kinds of entity, and which elements are entries for one or mention one. Kinds are data: whatever is
      done for persons is done for the others by the same templates.</xd:desc>
  </xd:doc>

  <xsl:import href="kwedition:/shared/page.xsl"/>

  <xd:doc><xd:desc>The kind of entity that an element is an entry for, or nothing.</xd:desc></xd:doc>
  <xsl:function name="kw:entry-kind" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <!-- In a file's description, people are its makers, but for those whom its source knows, or whom a note on it lists. -->
      <xsl:when test="$element[self::person | self::personGrp]">
        <xsl:sequence select="'persons'[not($element/ancestor::fileDesc) or $element/ancestor::sourceDesc or $element/ancestor::notesStmt]"/>
      </xsl:when>
      <xsl:when test="$element/self::place">places</xsl:when>
      <xsl:when test="$element/self::org">organizations</xsl:when>
      <xsl:when test="$element[self::event][parent::listEvent or parent::standOff or parent::kw:tei or not(parent::*)]">events</xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- What naming elements name: a kind, or how that is found out. (One look for the name: to ask an element for one name after the other takes
       several times as long, and each name in a text is asked several times.) -->
  <xsl:variable name="kwp:namings" static="yes" as="map(xs:string, xs:string)" select="map:merge((
    map { 'persName': 'persons', 'orgName': 'organizations', 'eventName': 'events' },
    tokenize('placeName geogName') ! map { .: 'place' }, tokenize('settlement country region district bloc') ! map { .: 'part' },
    tokenize('rs name') ! map { .: 'typed' }, tokenize('author origPlace roleName surname forename addName') ! map { .: 'called' }))"/>

  <xd:doc><xd:desc>The kind of entity that a naming element names, 'any' when the encoding leaves it open, or nothing
      when the element names none of our kinds.</xd:desc></xd:doc>
  <xsl:function name="kw:named-kind" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="naming" as="xs:string?" select="$kwp:namings(local-name($element))"/>
    <xsl:choose>
      <xsl:when test="empty($naming) or namespace-uri($element) != 'http://www.tei-c.org/ns/1.0'"/>
      <xsl:when test="$naming = 'typed'">
        <xsl:choose>
          <!-- Who writes a letter is somebody. -->
          <xsl:when test="not($element/@type) and $element/parent::correspAction">persons</xsl:when>
          <!-- All of it may be a name that says whom it means. -->
          <xsl:when test="$element/self::name/@type and kwp:holds-whom-it-means($element, kwp:kind-by-type($element))"/>
          <!-- What only refers to somebody ('the minister') says nothing without a reference; a name with a type does. -->
          <xsl:when test="$element/@ref or $element/@key or $element/self::name/@type">
            <xsl:variable name="kind" as="xs:string?" select="kwp:kind-by-type($element)"/>
            <!-- (What is all of a name of a person is that of a person.) -->
            <xsl:sequence select="if ($kind = 'any') then ($element/(parent::persName | parent::orgName | parent::eventName) ! $kwp:namings(local-name())[kwp:holds-whom-it-means($element/.., .)], $kind)[1] else $kind"/>
          </xsl:when>
        </xsl:choose>
      </xsl:when>
      <!-- What only holds the references of its parts (an address with a city) is told by these. -->
      <xsl:when test="$naming = 'place'">
        <xsl:sequence select="'places'[$element/@ref or $element/@key or empty($element/descendant::*[@ref or @key][self::settlement or self::country or self::region or self::district or self::bloc
          or self::placeName or self::geogName or self::rs[starts-with(lower-case(@type), 'place')]])]"/>
      </xsl:when>
      <xsl:when test="$naming = 'part'">
        <xsl:sequence select="'places'[$element/@ref or $element/@key]"/>
      </xsl:when>
      <xsl:when test="$naming = 'called'">
        <xsl:sequence select="if ($element/@ref or $element/@key) then kwp:kind-of-called($element) else ()"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="if (kwp:holds-whom-it-means($element, $naming)) then () else $naming"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Whether a name without a reference is all one of its kind that has it: it would be somebody else of the same name. -->
  <xsl:function name="kwp:holds-whom-it-means" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:param name="kind" as="xs:string?"/>
    <xsl:sequence select="not($name/@ref or $name/@key)
      and exists($name/(rs | name)[@ref or @key][empty(../*[2])][kwp:kind-by-type(.) = ($kind, 'any')][empty(../text()[normalize-space()])])"/>
  </xsl:function>

  <!-- The kind that the type of a name says. -->
  <xsl:function name="kwp:kind-by-type" as="xs:string?">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="type" as="xs:string" select="lower-case($name/@type)"/>
    <xsl:choose>
      <xsl:when test="starts-with($type, 'pers') or $type = 'per'">persons</xsl:when>
      <xsl:when test="starts-with($type, 'place') or $type = ('geo', 'geog', 'settlement', 'country', 'loc', 'location',
        'city', 'town', 'village', 'region', 'district', 'river', 'lake', 'sea', 'island', 'mountain', 'street', 'building', 'toponym')">places</xsl:when>
      <xsl:when test="starts-with($type, 'org') or $type = 'institution'">organizations</xsl:when>
      <xsl:when test="starts-with($type, 'event')">events</xsl:when>
      <xsl:when test="$type = ''">
        <xsl:sequence select="($name/(@ref, @key)[1] ! kwp:kind-by-reference(.), 'any')[1]"/>
      </xsl:when>
      <!-- What may be several persons, or an institution, is what its entry says. -->
      <xsl:when test="exists($name/(@ref | @key)) and $type = ('group', 'family', 'people', 'character', 'figure', 'deity', 'saint', 'company', 'corporation', 'ship')">any</xsl:when>
    </xsl:choose>
  </xsl:function>

  <!-- What a reference says of the kind of what it means: by its scheme or its file (person:ann, places.xml#bonn), by the word with which its id
       begins (org_7), or by a gazetteer of the world. (Most say nothing; those are found out without a regular expression.) -->
  <xsl:variable name="kwp:kinds-by-word" static="yes" as="map(xs:string, xs:string)" select="map:merge((
    tokenize('pers person persons persname personography listperson listpersons orcid') ! map { .: 'persons' },
    tokenize('place places placename placeography listplace listplaces gazetteer geonames pleiades') ! map { .: 'places' },
    tokenize('org orgs orgname organization organizations organisation organisations listorg listorgs') ! map { .: 'organizations' },
    tokenize('event events eventname listevent listevents') ! map { .: 'events' }))"/>

  <xsl:function name="kwp:kind-by-reference" as="xs:string?">
    <xsl:param name="reference" as="xs:string"/>
    <xsl:variable name="token" as="xs:string" select="substring-before(normalize-space($reference) || ' ', ' ')"/>
    <xsl:choose>
      <xsl:when test="starts-with($token, 'http')">
        <xsl:sequence select="if (contains($token, '//pleiades.stoa.org/places/') or contains($token, 'geonames.org/')) then 'places' else 'persons'[contains($token, '//orcid.org/')]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="named" as="xs:string" select="substring-before(translate($token, ':', '#'), '#')"/>
        <xsl:variable name="file" as="xs:string" select="if (contains($named, '/')) then tokenize($named, '/')[last()] else $named"/>
        <xsl:variable name="id" as="xs:string" select="translate(if (contains($token, '#')) then substring-after($token, '#') else $token, '-.0123456789', '____________')"/>
        <xsl:sequence select="($kwp:kinds-by-word(lower-case(translate(substring-before($file || '.', '.'), '_-', ''))), $kwp:kinds-by-word(lower-case(substring-before($id, '_'))))[1]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The kind that somebody or some place is of who is called so by reference. -->
  <xsl:function name="kwp:kind-of-called" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <!-- Who wrote what a text cites, or what a manuscript contains: a list of literature is no text that names somebody. -->
      <xsl:when test="$element/self::author and not($element/ancestor::msItem or $element/ancestor::text and not($element/(ancestor::listBibl | ancestor::biblStruct | ancestor::biblFull)))"/>
      <!-- (A reference that nobody filled in, as ref="", is none.) -->
      <xsl:when test="empty(kw:reference-tokens($element)) and empty(kw:key-to($element))"/>
      <xsl:when test="$element/self::author">persons</xsl:when>
      <xsl:when test="$element/self::origPlace">
        <xsl:sequence select="'places'[empty($element/(placeName | geogName | settlement | country | region)/(@ref | @key))]"/>
      </xsl:when>
      <!-- Who is called by an office or a part of a name; within a name, the whole says who that is. -->
      <xsl:otherwise>
        <xsl:sequence select="'any'[empty($element/(ancestor::persName | ancestor::person | ancestor::rs | ancestor::name))]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>Whether an element mentions an entity where a reader meets it: in a text, as a correspondent, or by reference in the
      parts of the header that describe the text. Names inside an entry are that entry's own matter.</xd:desc></xd:doc>
  <xsl:function name="kw:is-mention" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="kwp:names-somebody($element) and not(kw:is-in-entry($element))"/>
  </xsl:function>

  <!-- The same of what stands in no entry. -->
  <xsl:function name="kwp:names-somebody" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="
      exists(kw:named-kind($element)) and kwp:has-name($element) and (if ($element/ancestor::teiHeader)
           then (if ($element/(@ref | @key)) then exists($element/(ancestor::profileDesc | ancestor::sourceDesc))
             else exists($element/parent::correspAction) and kwp:says-who($element))
           else $element/(@ref | @key) or normalize-space($element) != '')
      and not(kwp:is-named-again($element))"/>
  </xsl:function>

  <!-- Whether a name stands within one of the same (persName in persName or rs): both are one mention, which is the outer one. In a note that
       stands within a name, it is one of its own. -->
  <xsl:function name="kwp:is-named-again" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="outer" as="element()*" select="$element/ancestor::*[self::persName or self::rs or self::name or self::placeName or self::orgName or self::geogName or self::eventName]"/>
    <xsl:choose>
      <xsl:when test="exists($outer)">
        <xsl:variable name="ids" as="xs:string*" select="kw:entity-ids($element)"/>
        <xsl:variable name="kind" as="xs:string" select="kw:named-kind($element)"/>
        <xsl:variable name="note" as="element()?" select="$element/ancestor::note[1]"/>
        <xsl:sequence select="some $name in $outer[not($note >> .)] satisfies (kw:named-kind($name) = ($kind, 'any') or $kind = 'any' and exists(kw:named-kind($name)))
          and deep-equal(kw:entity-ids($name), $ids)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="false()"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Not what a form left empty: no words, and for a reference nothing but a sign that one is to come (ref="#"). -->
  <xsl:function name="kwp:has-name" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="normalize-space($element) != '' or exists(kw:reference-tokens($element)) or exists(kw:key-to($element))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether a part of the head of a letter says anything, in words or by reference: forms have empty ones (``<date/>``).</xd:desc></xd:doc>
  <xsl:function name="kw:is-filled-in" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:sequence select="normalize-space($part) != '' or exists($part/descendant-or-self::*[kwp:has-name(.)
      or @when | @when-iso | @from | @from-iso | @to | @to-iso | @notBefore | @notBefore-iso | @notAfter | @notAfter-iso | @when-custom | @target])"/>
  </xsl:function>

  <!-- Whether the head of a letter names somebody, not that nobody knows whom. -->
  <xsl:function name="kwp:says-who" as="xs:boolean">
    <xsl:param name="name" as="element()"/>
    <xsl:sequence select="matches($name, '\w') and not(matches($name, '^\W*(unknown|unidentified|anonym|unbekannt|inconnu|n\.\s?n\.|o\.\s?o\.)', 'i'))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether what a gap says of itself is no word, but the sign that is to stand for it.</xd:desc></xd:doc>
  <xsl:function name="kw:is-sign-of-gap" as="xs:boolean">
    <xsl:param name="gap" as="element()"/>
    <xsl:sequence select="exists($gap/self::gap/desc) and empty($gap/text()[normalize-space()]) and matches($gap, '^\s*[^\p{L}\p{N}\s]{1,5}\s*$')"/>
  </xsl:function>

  <xd:doc><xd:desc>What a gap holds (or another element): where it is described, without the lines that only lay that out.</xd:desc></xd:doc>
  <xsl:function name="kw:in-gap" as="node()*">
    <xsl:param name="gap" as="element()"/>
    <xsl:sequence select="$gap/node()[not($gap/self::gap and self::text() and ../desc) or normalize-space()]"/>
  </xsl:function>

  <xd:doc><xd:desc>What a correspAction tells of: 'sent' and 'received', also where they have the names that projects gave them before there
      was the element; else its type.</xd:desc></xd:doc>
  <xsl:function name="kw:corresp-role" as="xs:string">
    <xsl:param name="action" as="element()?"/>
    <xsl:variable name="type" as="xs:string" select="lower-case(normalize-space($action/@type))"/>
    <xsl:sequence select="
      if ($type = ('sent', 'sentby', 'sending', 'sender', 'from')) then 'sent'
      else if ($type = ('received', 'receivedby', 'receiving', 'receiver', 'recipient', 'addressee', 'deliveredto', 'to')) then 'received'
      else string($action/@type)"/>
  </xsl:function>

  <xd:doc><xd:desc>What part somebody has in a correspondence: that of the correspAction, unless the name says itself that it is the other one
      (``role="addressee"`` where a letter was sent).</xd:desc></xd:doc>
  <xsl:function name="kw:corresp-part" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="action" as="xs:string" select="kw:corresp-role($part/ancestor::correspAction[1])"/>
    <xsl:variable name="role" as="xs:string" select="if ($part/@role) then lower-case(normalize-space($part/@role)) else ''"/>
    <xsl:sequence select="
      if ($action = 'sent' and $role = ('addressee', 'recipient', 'receiver')) then 'received'
      else if ($action = 'received' and $role = ('sender', 'writer', 'author')) then 'sent'
      else $action"/>
  </xsl:function>

  <xd:doc><xd:desc>What the head of a letter says in the line of a correspAction: who, where and when, as far as it is filled in.</xd:desc></xd:doc>
  <xsl:function name="kw:despatched" as="element()*">
    <xsl:param name="action" as="element(correspAction)"/>
    <xsl:sequence select="$action/(* except (note, kw:other-party($action)))[kw:is-filled-in(.)]"/>
  </xsl:function>

  <xd:doc><xd:desc>Those in a correspAction who have the other part.</xd:desc></xd:doc>
  <xsl:function name="kw:other-party" as="element()*">
    <xsl:param name="action" as="element()"/>
    <xsl:sequence select="$action/self::correspAction/(persName | orgName | name | rs)[@role][kw:corresp-part(.) != kw:corresp-role($action)]"/>
  </xsl:function>

  <xd:doc><xd:desc>The elements below a node that may name an entity: whatever kw:named-kind knows, found by their names. (Name by name, and then
      in order: to ask every element takes ten times as long.)</xd:desc></xd:doc>
  <xsl:function name="kw:naming" as="element()*">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/(descendant::persName, descendant::placeName, descendant::geogName, descendant::orgName, descendant::eventName, descendant::settlement,
      descendant::country, descendant::region, descendant::district, descendant::bloc, descendant::rs, descendant::name,
      (descendant::author, descendant::origPlace, descendant::roleName, descendant::surname, descendant::forename, descendant::addName)[@ref or @key])"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether an element stands inside an entry. (Who is listed as present, by a name that refers to an entry elsewhere, has none there.)</xd:desc></xd:doc>
  <xsl:function name="kw:is-in-entry" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor::*/(self::person | self::personGrp | self::place | self::org | self::event)[kw:entry-kind(.)])
      and not($element[self::persName][@ref or @key]/parent::person[not(@xml:id)]/ancestor::particDesc)"/>
  </xsl:function>

  <xd:doc><xd:desc>Who is in a text though no word of it may say so: the entries of those who take part in what it records, and of those whom a note on the file
      lists.</xd:desc></xd:doc>
  <xsl:function name="kw:listed-beside" as="element()*">
    <xsl:param name="root" as="element()"/>
    <xsl:sequence select="$root/teiHeader/(profileDesc/particDesc//person[@xml:id], fileDesc/notesStmt//(person | place | org)[@xml:id or @ref or @corresp or @sameAs])"/>
  </xsl:function>

  <xd:doc><xd:desc>The id of whom such an entry is of: its own, or that to which it refers.</xd:desc></xd:doc>
  <xsl:function name="kw:listed-id" as="xs:string?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="($entry/@xml:id ! kw:slug(.), ($entry/@ref, $entry/@sameAs, $entry/@corresp) ! kw:reference-id(tokenize(.)[1]))[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The entries below a node, at any depth.</xd:desc></xd:doc>
  <xsl:function name="kw:entries" as="element()*">
    <xsl:param name="node" as="node()*"/>
    <xsl:sequence select="$node/(descendant::person, descendant::personGrp, descendant::place, descendant::org, descendant::event)[kw:entry-kind(.)]"/>
  </xsl:function>

  <xd:doc><xd:desc>The entities that an element names, as ids: of its references, or made from its form when it has none. A
      form's id begins with 'form-', so that it never meets a reference's.</xd:desc></xd:doc>
  <xsl:function name="kw:entity-ids" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="tokens" as="xs:string*" select="kw:reference-tokens($element)"/>
    <xsl:choose>
      <xsl:when test="exists($tokens)">
        <xsl:sequence select="if (empty($tokens[2])) then kw:reference-id($tokens) else distinct-values($tokens ! kw:reference-id(.))"/>
      </xsl:when>
      <xsl:when test="exists(kw:key-to($element))">
        <xsl:sequence select="distinct-values(kw:keys($element/@key) ! kw:reference-id(.))"/>
      </xsl:when>
      <xsl:when test="$element/@cert = 'unknown'"/>
      <xsl:otherwise>
        <xsl:sequence select="'form-' || kw:slug(if (empty($element/*)) then kw:plain-text($element) else kw:bare-name($element))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>Whether a ``desc`` of an entry says something: the number or the address of a class in a database does not, nor does
      its sign in GeoNames (P.PPL).</xd:desc></xd:doc>
  <xsl:function name="kw:describes" as="xs:boolean">
    <xsl:param name="description" as="element(desc)"/>
    <xsl:sequence select="not(matches($description, '^\s*(https?://\S+|\d+|[AHLPRSTUV]\.[A-Z0-9]{2,5})\s*$'))"/>
  </xsl:function>

  <xd:doc><xd:desc>The signs of which a reference consists that is still to come ('#', '?').</xd:desc></xd:doc>
  <xsl:variable name="kw:still-to-come" as="xs:string" select="'#?*.-_/'"/>

  <xd:doc><xd:desc>The key of what an element names, of several the first. A sign that stands for one still to come is none.</xd:desc></xd:doc>
  <xsl:function name="kw:key-to" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="kw:keys($element/@key)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The keys in an attribute: one, whatever words it consists of, but several where each of its words is a number with the same letters before it
      ('A0021 A0305').</xd:desc></xd:doc>
  <xsl:function name="kw:keys" as="xs:string*">
    <xsl:param name="key" as="attribute(key)?"/>
    <xsl:variable name="whole" as="xs:string" select="normalize-space($key)"/>
    <xsl:choose>
      <xsl:when test="translate($whole, $kw:still-to-come, '') = ''"/>
      <xsl:when test="contains($whole, ' ') and matches($whole, '^(\p{L}+[-_.:]?)\d+( \1\d+)+$')">
        <xsl:sequence select="tokenize($whole)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$whole"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xd:doc><xd:desc>Whether a key is a name as a register has it ('Welti, Emil', 'Konstanz (D)'), and no mere id: several words that begin with a capital, and no numbers.</xd:desc></xd:doc>
  <xsl:function name="kw:is-name-in-words" as="xs:boolean">
    <xsl:param name="key" as="attribute(key)"/>
    <xsl:sequence select="matches(normalize-space($key), '^[\p{Lu}\p{Lt}\p{Lo}][^\p{N}_:/#=@]*[ ,][^\p{N}_:/#=@]*\p{L}[^\p{N}_:/#=@]*$')"/>
  </xsl:function>

  <xd:doc><xd:desc>The references of an element to what it names. Numbers in several registers, each with its scheme, are those of one
      entity: then it is the reference within the edition, else the first that leads somewhere (a prefix that nobody declares does not), else the first.</xd:desc></xd:doc>
  <xsl:function name="kw:reference-tokens" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="tokens" as="xs:string*" select="tokenize($element/@ref)[translate(., $kw:still-to-come, '') != ''][not(kwp:is-begun(.))]"/>
    <xsl:choose>
      <xsl:when test="empty($tokens[2])">
        <xsl:sequence select="$tokens"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="schemes" as="xs:string*" select="$tokens ! (if (starts-with(., 'http')) then tokenize(., '/')[3] else substring-before(., ':'))"/>
        <xsl:sequence select="if (count(distinct-values($schemes)) lt count($tokens)) then $tokens else ($tokens[index-of($schemes, '')], $tokens[starts-with(., 'http') or lower-case(substring-before(., ':')) = ('gnd', 'viaf', 'wikidata', 'geonames')], $tokens)[1]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Whether a reference is but the beginning of one, as forms have it ("https://d-nb.info/gnd/", "gnd:"): all of that kind would be one. -->
  <xsl:function name="kwp:is-begun" as="xs:boolean">
    <xsl:param name="token" as="xs:string"/>
    <xsl:sequence select="ends-with($token, ':') or ends-with($token, '/') and matches($token, '^https?://[^/]+/((id|gnd|viaf|wiki|entity|places|page/aut|authorities/names)/)?$')"/>
  </xsl:function>

  <xd:doc><xd:desc>The first of them, without the others.</xd:desc></xd:doc>
  <xsl:function name="kw:first-entity-id" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="token" as="xs:string?" select="kw:reference-tokens($element)[1]"/>
    <xsl:sequence select="if (exists($token)) then kw:reference-id($token) else kw:entity-ids($element)[1]"/>
  </xsl:function>

  <xd:doc><xd:desc>The id that a reference means: what follows the last '#', or a key after its scheme, or the whole.
      Of an absolute address without fragment (or with one that says nothing), its letters and digits;
      of a file of the edition, its name.</xd:desc></xd:doc>
  <xsl:function name="kw:reference-id" as="xs:string">
    <xsl:param name="token" as="xs:string"/>
    <xsl:sequence select="
      if (contains($token, '#') and substring-after($token, '#') != '' and not(kwp:is-of-thing($token)))
        then kw:slug(if (contains(substring-after($token, '#'), '#')) then replace($token, '^.*#', '') else substring-after($token, '#'))
      else if (not(contains($token, ':'))) then kw:slug(if (ends-with($token, '.xml')) then replace($token, '^.*/|\.xml$', '') else $token)
      else if (starts-with($token, 'https://') or starts-with($token, 'http://'))
        then kw:slug(kwp:thing-at(if (starts-with(substring-after($token, '://'), 'www.')) then substring-after($token, '://www.') else substring-after($token, '://')))
      else if (matches($token, '^[A-Za-z][A-Za-z0-9+.-]*://')) then kw:slug(replace($token, '^[^:]*://(www\.)?', ''))
      else if (matches($token, '^[A-Za-z][A-Za-z0-9+.-]*:.')) then kw:slug(substring-after($token, ':'))
      else kw:slug($token)"/>
  </xsl:function>

  <!-- Whether what follows the '#' of an address in the world says only that the thing is meant and no page about it: each place of Pleiades ends in '#this'. -->
  <xsl:function name="kwp:is-of-thing" as="xs:boolean">
    <xsl:param name="token" as="xs:string"/>
    <xsl:sequence select="starts-with($token, 'http') and substring-after($token, '#') = ('this', 'me', 'self', 'skos:concept')"/>
  </xsl:function>

  <!-- The address of a thing in the world without what only says in which way one comes to it: in GeoNames its name or the form of the data, in the German authority file the data. -->
  <xsl:function name="kwp:thing-at" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="thing" as="xs:string" select="if (contains($address, '#')) then substring-before($address, '#') else $address"/>
    <xsl:sequence select="
      if (contains($thing, 'geonames.org/')) then replace($thing, '^(sws\.)?geonames\.org/(\d+)(/.*)?$', 'geonames.org/$2')
      else if (starts-with($thing, 'd-nb.info/gnd/')) then replace($thing, '/about(/.*)?$', '')
      else $thing"/>
  </xsl:function>

  <xd:doc><xd:desc>An xml:id as it stands in an HTML id and after '#', where some signs that no id should have may not stand (build/register.py knows the same). Ids
      that begin with 'kw-' are the pages' own.</xd:desc></xd:doc>
  <xsl:function name="kw:fragment" as="xs:string">
    <xsl:param name="id" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="translate(normalize-space($id), $kwp:no-fragment, '-____________')"/>
    <xsl:sequence select="if (starts-with($plain, 'kw-')) then '_' || $plain else $plain"/>
  </xsl:function>

  <xsl:variable name="kwp:no-fragment" static="yes" as="xs:string" select="' #%[]{}&lt;>\^`|'"/>

  <xsl:variable name="kwp:plain-letters" static="yes" as="xs:string" select="'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'"/>

  <!-- What most names are written with: letters that are whole in every form of Unicode, and signs that part words. -->
  <xsl:variable name="kwp:name-letters" static="yes" as="xs:string" select="$kwp:plain-letters || '.-ÄÖÜäöüßÀÁÂÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕØÙÚÛÝàáâãåæçèéêëìíîïñòóôõøùúûýÿŒœŠšŽžČčŘřĚěŁłŃńŚśŻżŹźĄąĘęŐőŰű'"/>
  <xsl:variable name="kwp:name-signs" static="yes" as="xs:string" select="' ,;:!?()[]/&amp;*+=''&#x22;'"/>
  <xsl:variable name="kwp:blanks" static="yes" as="xs:string" select="string-join((1 to string-length($kwp:name-signs)) ! ' ')"/>

  <xd:doc><xd:desc>A string made fit for a file name and a fragment: letters, digits, '.', '_' and '-'.</xd:desc></xd:doc>
  <xsl:function name="kw:slug" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <!-- Most are keys already, or words; regular expressions are slow. -->
    <xsl:variable name="foreign" as="xs:string" select="translate($text, $kwp:name-letters, '')"/>
    <xsl:variable name="joined" as="xs:string" select="
      if ($foreign = '') then $text
      else if (translate($foreign, $kwp:name-signs, '') = '') then string-join(tokenize(translate($text, $kwp:name-signs, $kwp:blanks)), '-')
      else ''"/>
    <xsl:choose>
      <xsl:when test="$text != '' and translate($text, $kwp:plain-letters, '') = '' and $text != 'index' and string-length($text) le 120">
        <xsl:sequence select="$text"/>
      </xsl:when>
      <xsl:when test="$joined != '' and $joined != 'index' and string-length($joined) le 120
        and not((substring($joined, 1, 1), substring($joined, string-length($joined))) = ('-', '.'))">
        <xsl:sequence select="$joined"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="safe" as="xs:string"
          select="normalize-unicode($text, 'NFC') => replace('[^\p{L}\p{M}\p{N}._-]+', '-') => replace('^[-.]+|[-.]+$', '')"/>
        <!-- 'index' is the page of all of them; names of files end somewhere: at 255 bytes, of which a Chinese sign takes three. -->
        <xsl:sequence select="
          if ($safe = '') then 'unnamed'
          else if ($safe = 'index') then 'index-'
          else if (string-length($safe) le 60 or sum(string-to-codepoints(substring($safe, 1, 120)) ! (if (. lt 128) then 1 else if (. lt 2048) then 2 else if (. lt 65536) then 3 else 4)) le 240) then substring($safe, 1, 120)
          else substring($safe, 1, 60)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>
</xsl:stylesheet>

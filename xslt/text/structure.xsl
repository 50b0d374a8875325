<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The structure of a text: divisions, headings, paragraphs, verse, drama, letters, title pages, transcriptions by page.</xd:desc>
  </xd:doc>

  <xsl:template match="text | body | front | back | group | floatingText | sourceDoc | surfaceGrp" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:for-each select="self::text[kw:begins-here(.)] ! kw:text-name(.)">
        <p class="division-name"><xsl:sequence select="kw:interface-language()[matches(current(), '\p{Ll}{2}')]"/>{.}</p>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <xd:doc><xd:desc>Whether an element begins on this page: it may go on from another.</xd:desc></xd:doc>
  <xsl:function name="kw:begins-here" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="true()"/>
  </xsl:function>

  <xsl:template match="div | div1 | div2 | div3 | div4 | div5 | div6 | div7 | titlePage | surface" mode="kw:text">
    <section>
      <xsl:variable name="name" as="xs:string?" select="if ((@n or @type) and not(self::surface | head) and kw:begins-here(.)) then kw:division-name(.) else ()"/>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="local-name(), 'numbered'[exists($name) and kw:is-numbered-beside(current())], 'type-edition'[kw:is-translated-original(current())], @type[not(. = 'edition' and kwp:is-blank-edition(current()))] ! ('type-' || (if (translate(., $kwp:plain-letters || '-', '') = '') then . else replace(., '[^A-Za-z0-9_-]+', '-')))"/>
      </xsl:apply-templates>
      <!-- Its number is all that tells it from its neighbours. -->
      <xsl:if test="exists($name)">
        <p class="division-name"><xsl:sequence select="kw:interface-language()[not(current()/@n)]"/>
          <xsl:choose>
            <xsl:when test="kw:is-numbered-beside(.)">
              <xsl:attribute name="title" select="$name"/>
              <xsl:value-of select="@n"/>
            </xsl:when>
            <xsl:otherwise>{$name}</xsl:otherwise>
          </xsl:choose>
        </p>
      </xsl:if>
      <xsl:apply-templates mode="#current"/>
      <xsl:apply-templates select="self::titlePage" mode="kw:markup"/>
    </section>
  </xsl:template>

  <!-- Nor does a paragraph that it left empty, but for its address. -->
  <xsl:template match="p[parent::div][empty(*)][not(normalize-space())]" mode="kw:text" priority="3">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'own-id'"/>
      </xsl:apply-templates>
    </div>
  </xsl:template>

  <!-- An edition that a template left empty takes no place beside a translation. -->
  <xsl:function name="kwp:is-blank-edition" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="not(normalize-space($division)) and empty($division//(graphic, media, gap, figure))"/>
  </xsl:function>

  <!-- Divisions that hold nothing but footnotes are empty once these are at the foot; their heading goes with the notes. -->
  <xsl:template match="div[kw:holds-only-footnotes(.)] | back[*][every $child in * satisfies $child/self::div[kw:holds-only-footnotes(.)]]" mode="kw:text">
    <xsl:for-each select="descendant-or-self::*[self::div | self::back] ! kw:own-id(.)">
      <div id="{.}"/>
    </xsl:for-each>
  </xsl:template>

  <xd:doc><xd:desc>Whether a division holds footnotes and a heading at most.</xd:desc></xd:doc>
  <xsl:function name="kw:holds-only-footnotes" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="exists($division/note) and not($division/text()[normalize-space()])
      and (every $child in $division/* satisfies $child/self::head or $child/self::note[kw:anchor-of(.)])"/>
  </xsl:function>

  <xsl:template match="head" mode="kw:text">
    <!-- What the page has as its title already, where it has. -->
    <xsl:param name="title-heading" as="element(head)?" tunnel="yes" select="()"/>
    <!-- Only divisions whose heading the page shows count, so that no level is skipped; nor does a heading that can be no h1 … h6: not everybody
      who counts levels counts others. -->
    <xsl:variable name="is-block" as="xs:boolean" select="kw:holds-blocks(.)"/>
    <xsl:variable name="depth" as="xs:integer" select="count(ancestor::*[self::div | self::div1 | self::div2 | self::div3 | self::div4 | self::div5
      | self::div6 | self::div7 | self::text | self::body | self::front | self::back | self::group]
      [exists(kw:in-view(head except $title-heading)[not(kw:holds-blocks(.))][* or normalize-space()])])"/>
    <xsl:variable name="level" as="xs:integer" select="min((6, 1 + max((1, $depth + xs:integer($is-block)))))"/>
    <xsl:choose>
      <xsl:when test="$is-block">
        <div role="heading" aria-level="{$level}">
          <xsl:apply-templates select="." mode="kw:attributes"/>
          <xsl:apply-templates mode="#current"/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="h{$level}">
          <xsl:apply-templates select="." mode="kw:attributes"/>
          <xsl:apply-templates mode="#current"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="(lg | castList | castGroup | listBibl | listWit | listPerson | listPlace | listOrg | listEvent | figure | argument | epigraph
    | quote | sp | note | set | msDesc)/head" mode="kw:text" priority="1">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- What a template left empty is none. -->
  <xsl:template match="head[empty(*)][not(normalize-space() or @xml:id)]" mode="kw:text" priority="4" as="empty-sequence()"/>

  <xsl:template match="head[@type][kw:is-running-form(.)]" mode="kw:text" priority="3" as="empty-sequence()"/>

  <!-- A second heading says more of the first. -->
  <xsl:template match="head[@type = ('sub', 'subtitle')][preceding-sibling::head]" mode="kw:text" priority="1">
    <xsl:element name="{kw:tag(., 'p', 'div')}">
      <xsl:attribute name="role" select="'doc-subtitle'"/>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'head', 'sub'"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- A paragraph of breaks alone is room that a program left. -->
  <xsl:template match="p[lb][empty((@xml:id, lb/@n, * except lb))][not(text()[normalize-space()])]" mode="kw:text" priority="1" as="empty-sequence()"/>

  <xsl:template match="p | ab" mode="kw:text">
    <xsl:element name="{kw:tag(., 'p', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates select="@n" mode="kw:text"/>
      <xsl:apply-templates select="preceding-sibling::*[1]/self::lb[@n][kwp:begins-next(.)]" mode="#current">
        <xsl:with-param name="within" as="xs:boolean" select="true()" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
      <!-- (A paragraph that holds nothing, as in the empty text of a mere description, or but lines and what a form left empty, would be a line of
           nothing but links.) -->
      <xsl:if test="normalize-space() or *[not(self::lb)][node() or @*[not(starts-with(name(), 'kw-'))]]">
        <xsl:apply-templates select="." mode="kw:permalink"/>
        <xsl:apply-templates select="." mode="kw:markup"/>
      </xsl:if>
    </xsl:element>
  </xsl:template>

  <xd:doc><xd:desc>The link to a paragraph of the text itself; a view that has no use for one overrides it.</xd:desc></xd:doc>
  <xsl:mode name="kw:permalink" on-no-match="deep-skip"/>

  <xd:doc><xd:desc>The link from a block to its markup, at its end; likewise.</xd:desc></xd:doc>
  <xsl:mode name="kw:markup" on-no-match="deep-skip"/>

  <!-- A numbered paragraph shows its number, and the number is its address. -->
  <xsl:template match="p/@n | ab/@n" mode="kw:text">
    <xsl:if test="kw:paragraph-number(..)">
      <a class="paragraph-number" href="#{kw:block-id(..)}">{kw:paragraph-number(..)}</a>
    </xsl:if>
  </xsl:template>
  <xsl:template match="@n" mode="kw:text" as="empty-sequence()"/>

  <xsl:template match="lg | sp | spGrp | speaker | opener | closer | dateline | salute | signed | postscript | trailer | byline
    | docTitle | titlePart | docAuthor | docImprint | docDate | docEdition | imprimatur | epigraph | argument | set | castGroup | address | addrLine
    | zone | line | view | prologue | epilogue | performance" mode="kw:text">
    <xsl:call-template name="kwp:piece"/>
  </xsl:template>

  <xsl:template name="kwp:piece" as="element()">
    <xsl:context-item as="element()" use="required"/>
    <!-- Of these, the ones that may also stand inside a line stay in it there. -->
    <xsl:element name="{if (self::lg | self::sp | self::spGrp | self::speaker or kw:is-block-level(.)) then 'div' else kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:for-each select="self::lg[kw:begins-here(.)] ! kw:poem-name(.)">
        <p class="division-name">{.}</p>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
      <xsl:apply-templates select="self::speaker ! kw:direction-of-name(.)" mode="#current">
        <xsl:with-param name="in-line-of-name" as="xs:boolean" select="true()" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="(self::speaker, self::salute, self::signed, self::dateline) ! kw:behind-block(.)" mode="#current">
        <xsl:with-param name="behind" as="xs:boolean" select="true()" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="." mode="kw:markup"/>
    </xsl:element>
  </xsl:template>

  <!-- A line that several speakers share is moved to where it goes on; its parts are told by their class. -->
  <xsl:template match="l" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'l', @part[. = ('I', 'M', 'F')] ! ('part-' || .)"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="kw:verse-number(.)" mode="kw:text"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:apply-templates select="kw:behind-block(.)" mode="#current">
        <xsl:with-param name="behind" as="xs:boolean" select="true()" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="." mode="kw:markup"/>
    </div>
  </xsl:template>

  <xsl:template match="stage" mode="kw:text">
    <xsl:value-of select="kw:beside-stage(., false())"/>
    <xsl:element name="{if (kw:is-block-level(.) or kw:holds-blocks(.)) then 'div' else 'span'}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
    <xsl:value-of select="kw:beside-stage(., true())"/>
  </xsl:template>

  <!-- A direction that goes on from the name of a speaker stands in its line, close to it. -->
  <xsl:template match="speaker/text()[not(following-sibling::node())][exists(kw:direction-of-name(..))]" mode="kw:text">
    <xsl:value-of select="replace(kw:counted(.), '\s+$', '')"/>
  </xsl:template>
  <xsl:template match="stage[kw:goes-on-from-name(.)]" mode="kw:text" priority="1">
    <xsl:param name="in-line-of-name" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:if test="$in-line-of-name">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <!-- Pages as they are written, beside the text that was made of them: whoever reads the text need not read it twice. -->
  <xsl:template match="sourceDoc[../text[normalize-space()]]" mode="kw:text" priority="1">
    <details class="header">
      <summary><xsl:sequence select="kw:interface-language()"/>{kw:label('source-document')}</summary>
      <xsl:next-match/>
    </details>
  </xsl:template>

  <xsl:template match="cit" mode="kw:text">
    <xsl:element name="{if (kw:is-block-level(.)) then 'div' else kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="figure" mode="kw:text">
    <xsl:variable name="caption" as="element()*" select="head, figDesc, caption"/>
    <figure>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'figure', kwp:tokens('place-', @place)"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="node() except $caption" mode="#current"/>
      <xsl:if test="exists($caption)">
        <figcaption>
          <xsl:apply-templates select="$caption" mode="#current"/>
        </figcaption>
      </xsl:if>
    </figure>
    <xsl:apply-templates select="." mode="kw:markup"/>
  </xsl:template>

  <xsl:template match="figDesc" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- The name of a file; one that all images of a server have says less than the folder does in which it is (IIIF: NAME/full/max/0/default.jpg). -->
  <xsl:function name="kwp:file-name" as="xs:string">
    <xsl:param name="url" as="xs:string?"/>
    <xsl:variable name="steps" as="xs:string*" select="tokenize(replace($url, '/+$', ''), '/')"/>
    <xsl:sequence select="
      if (count($steps) gt 5 and matches($steps[last()], '^(default|native|color|gray|bitonal)\.\w+$')) then kwp:unescaped($steps[last() - 4])
      else if (count($steps) gt 2 and $steps[last()] = ('manifest', 'manifest.json', 'info.json')) then $steps[last() - 1] || '/' || $steps[last()]
      else string($steps[last()])"/>
  </xsl:function>

  <!-- An identifier as it was before it became a part of an address: 'vol 1/p. 2.tif' for 'vol%201%2Fp.%202.tif', of which the file is the last step.
       (Letters beyond ASCII are several bytes, and stay.) -->
  <xsl:function name="kwp:unescaped" as="xs:string">
    <xsl:param name="step" as="xs:string"/>
    <xsl:variable name="digits" as="xs:string" select="'0123456789ABCDEF'"/>
    <xsl:sequence select="
      if (not(contains($step, '%')) or matches($step, '%[^2-7]|%.?$')) then $step
      else (tokenize(string-join(analyze-string($step, '%[2-7][0-9A-Fa-f]')/* ! (if (local-name() = 'match')
        then codepoints-to-string(16 * xs:integer(substring(., 2, 1)) + string-length(substring-before($digits, upper-case(substring(., 3, 1))))) else string())), '/')[. != ''][last()], $step)[1]"/>
  </xsl:function>

  <!-- An image without an address is none. -->
  <xsl:template match="graphic[not(normalize-space(@url))][not(node())]" mode="kw:text" priority="20">
    <xsl:value-of select="kw:counted-image(.)"/>
  </xsl:template>

  <!-- A page asks for nothing from elsewhere: an image is a link to it. -->
  <xsl:template match="graphic | media" mode="kw:text">
    <!-- (Among nothing but images nobody need be told that each is one.) -->
    <xsl:param name="among-images" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="address" as="xs:string?" select="if ($in-link or kw:holds-blocks(.)) then () else @url ! kw:external-address(normalize-space(kw:based(., ..)))"/>
    <xsl:variable name="words" as="xs:string" select="kw:said-of(kw:label('figure')[not(kw:is-recording(current()))], kwp:file-name(@url))"/>
    <xsl:element name="{if ($address) then 'a' else kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:if test="$address">
        <xsl:attribute name="href" select="$address"/>
      </xsl:if>
      <xsl:value-of select="if ($among-images) then string-join((kwp:file-name(@url)[. != ''], '·'[normalize-space(current())]), ' ') || ' '[normalize-space(current())] else $words"/>
      <xsl:value-of select="kw:counted-image(.)"/>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="in-link" select="$in-link or exists($address)" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:element>
  </xsl:template>

  <!-- An image that is written into the file as letters: these are nothing to read. -->
  <xsl:template match="binaryObject" mode="kw:text">
    <span>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:text>{kw:said-of(kw:label('figure'), string(@mimeType))}</xsl:text>
    </span>
  </xsl:template>

  <xsl:template match="egXML | *:egXML" mode="kw:text">
    <pre>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <code>
        <xsl:value-of select="kw:code(.)"/>
      </code>
    </pre>
  </xsl:template>

  <xsl:template match="eg" mode="kw:text">
    <xsl:element name="{kw:tag(., 'pre', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </xsl:element>
  </xsl:template>

  <!-- Lists of entries: their pages are elsewhere, so the text shows who and what they are. -->
  <xsl:template match="listPerson | listPlace | listOrg | listEvent" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates select="head" mode="#current"/>
      <!-- A reader comes to it at the end of a letter, and must know what these names are. -->
      <xsl:for-each select="kw:list-name(.)">
        <p class="header-label"><xsl:sequence select="kw:interface-language()"/>{.}</p>
      </xsl:for-each>
      <xsl:where-populated>
        <ul>
          <xsl:for-each select="*[kw:entry-kind(.)]">
            <li>
              <xsl:variable name="label" as="xs:string" select="kw:entry-heading(.) => kw:shortened-label()"/>
              <xsl:variable name="named" as="element(kw:named)?" select="@xml:id ! (key('kwp:named', kw:document-id(..) || '.' || kw:slug(.), $slice), key('kwp:named', kw:slug(.), $slice))[1]"/>
              <xsl:choose>
                <xsl:when test="$named">
                  <a href="{kw:href($named/@address)}">{$label}</a>
                </xsl:when>
                <xsl:otherwise>{$label}</xsl:otherwise>
              </xsl:choose>
              <!-- What nothing can refer to has no page that says it. -->
              <xsl:variable name="particulars" as="xs:string" select="if ($named) then '' else kw:entry-particulars(.)"/>
              <xsl:text>{$particulars}</xsl:text>
              <xsl:for-each select=".[not($kw:entries-have-pages and (@xml:id or $named))] ! kw:entry-remarks(.)">
                <xsl:value-of select="kw:parts-remark($label || $particulars, position())"/>
                <xsl:element name="{if (kw:holds-blocks(.)) then 'div' else 'span'}">
                  <xsl:apply-templates select="." mode="kw:attributes"/>
                  <xsl:apply-templates mode="#current"/>
                </xsl:element>
              </xsl:for-each>
            </li>
          </xsl:for-each>
        </ul>
      </xsl:where-populated>
      <xsl:apply-templates select="* except (head, *[kw:entry-kind(.)])" mode="#current"/>
    </div>
  </xsl:template>

  <xd:doc><xd:desc>Whether entries have pages that say what is known of them. (A book has but lines of an index.)</xd:desc></xd:doc>
  <xsl:variable name="kw:entries-have-pages" as="xs:boolean" select="true()"/>

  <xsl:function name="kw:shortened-label" as="xs:string">
    <xsl:param name="label" as="xs:string"/>
    <xsl:sequence select="if (string-length($label) le 120) then $label else substring($label, 1, 118) || ' …'"/>
  </xsl:function>
</xsl:stylesheet>

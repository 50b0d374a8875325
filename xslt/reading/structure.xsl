<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:r="urn:kwedition:reading" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>The structure of a text: divisions, headings, verse, drama, quotations, lists, tables.</xd:desc>
  </xd:doc>

  <!-- A document inside a document begins with its title. -->
  <xsl:template match="TEI | teiCorpus" mode="kw:reading" as="element(r:block)">
    <xsl:param name="title-heading" as="element(head)?" select="()" tunnel="yes"/>
    <xsl:variable name="title" as="xs:string" select="kw:inner-title(.)"/>
    <xsl:variable name="heading" as="element(head)?" select="if (parent::kw:document) then $title-heading else kw:title-heading(., $title)[not(kw:holds-blocks(.))]"/>
    <r:block>
      <xsl:if test="not(parent::kw:document)">
        <r:head level="2">
          <xsl:apply-templates select="$heading/node()" mode="#current"/>
          <xsl:if test="empty($heading)">
            <r:t style="" link="">{$title}</r:t>
          </xsl:if>
        </r:head>
        <xsl:for-each select="kw:inner-author(.)">
          <r:block>
            <r:t style="em" link="">{.}</r:t>
          </r:block>
        </xsl:for-each>
      </xsl:if>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="title-heading" as="element(head)?" select="$heading" tunnel="yes"/>
      </xsl:apply-templates>
    </r:block>
  </xsl:template>

  <!-- Divisions that hold nothing but notes are empty once these are at the end; their heading goes with the notes. -->
  <xsl:template match="div[kwp:is-emptied(.)]" mode="kw:reading" priority="2" as="empty-sequence()"/>

  <!-- So does an apparatus, which is not read: nothing is left that its name could stand above. -->
  <xsl:template match="div[@type = 'apparatus'][.//app[kw:stands-apart(.)] or listApp][empty(.//text()[normalize-space()][not(ancestor::app[kw:stands-apart(.)] or ancestor::listApp)])]" mode="kw:reading" priority="2" as="empty-sequence()"/>

  <xsl:function name="kwp:is-emptied" as="xs:boolean">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="exists($division/self::div/note) and not($division/text()[normalize-space()])
      and (every $child in $division/* satisfies $child/self::head or $child/self::note[kw:anchor-of(.)])"/>
  </xsl:function>

  <!-- Its number is all that tells it from its neighbours. -->
  <xsl:template match="div[kw:division-name(.)] | div1[kw:division-name(.)] | div2[kw:division-name(.)] | div3[kw:division-name(.)]" mode="kw:reading" as="element(r:block)">
    <r:block>
      <r:block>
        <r:t style="" link="">{kw:division-title(.)}</r:t>
      </r:block>
      <xsl:apply-templates mode="#current"/>
    </r:block>
  </xsl:template>

  <!-- So is that of a text in a group. -->
  <xsl:template match="group/text[kw:text-name(.)]" mode="kw:reading" priority="1" as="element(r:block)">
    <r:block>
      <r:block>
        <r:t style="" link="">{kw:text-name(.)}</r:t>
      </r:block>
      <xsl:apply-templates mode="#current"/>
    </r:block>
  </xsl:template>

  <xsl:template match="lg[@n][kw:poem-name(.)]" mode="kw:reading" as="element()+">
    <r:block>
      <r:t style="" link="">{kw:poem-name(.)}</r:t>
    </r:block>
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="head" mode="kw:reading" as="element(r:head)?">
    <xsl:param name="title-heading" as="element(head)?" select="()" tunnel="yes"/>
    <!-- As on the site: only divisions with a heading count, so that no level is skipped. -->
    <xsl:variable name="depth" as="xs:integer" select="count(ancestor::*[self::div | self::div1 | self::div2 | self::div3 | self::div4 | self::div5
      | self::div6 | self::div7 | self::text | self::body | self::front | self::back | self::group][head[* or normalize-space()]])"/>
    <xsl:if test="empty($title-heading) or not(. is $title-heading)">
      <r:head level="{min((6, 1 + max((1, $depth))))}">
        <xsl:apply-templates mode="#current"/>
      </r:head>
    </xsl:if>
  </xsl:template>

  <xsl:template match="head[empty(*)][not(normalize-space())]" mode="kw:reading" priority="4" as="empty-sequence()"/>

  <xsl:template match="head[@type][kw:is-running-form(.)]" mode="kw:reading" priority="3" as="empty-sequence()"/>

  <!-- Headings of what is not a division name it, but divide nothing. -->
  <xsl:template match="(list | table | lg | castList | castGroup | listBibl | listWit | listPerson | listPlace | listOrg | listEvent | figure | argument
    | epigraph | quote | sp | note | set | msDesc | item | cell)/head" mode="kw:reading" priority="1" as="element(r:block)">
    <r:block>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="style" as="xs:string" select="'strong'" tunnel="yes"/>
      </xsl:apply-templates>
    </r:block>
  </xsl:template>

  <xsl:template match="l | addrLine | line" mode="kw:reading" as="element(r:line)">
    <r:line>
      <xsl:apply-templates mode="#current"/>
      <xsl:apply-templates select="self::l ! kw:behind-block(.)" mode="#current">
        <xsl:with-param name="behind" select="true()"/>
      </xsl:apply-templates>
    </r:line>
  </xsl:template>

  <xsl:template match="salute[kw:behind-block(.)] | signed[kw:behind-block(.)] | dateline[kw:behind-block(.)]" mode="kw:reading" as="element(r:block)">
    <r:block>
      <xsl:apply-templates mode="#current"/>
      <xsl:apply-templates select="kw:behind-block(.)" mode="#current">
        <xsl:with-param name="behind" select="true()"/>
      </xsl:apply-templates>
    </r:block>
  </xsl:template>

  <xsl:template match="speaker" mode="kw:reading" as="element(r:block)">
    <r:block>
      <xsl:apply-templates mode="#current">
        <xsl:with-param name="style" as="xs:string" select="'strong'" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="kw:direction-of-name(.)" mode="#current">
        <xsl:with-param name="in-line-of-name" as="xs:boolean" select="true()" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="kw:behind-block(.)" mode="#current">
        <xsl:with-param name="behind" select="true()"/>
      </xsl:apply-templates>
    </r:block>
  </xsl:template>

  <!-- A direction that goes on from the name of a speaker stands in its line, close to it. -->
  <xsl:template match="speaker/text()[not(following-sibling::node())][exists(kw:direction-of-name(..))]" mode="kw:reading" as="element(r:t)">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <r:t style="{$style}" link="{$link}">{replace(kw:counted(.), '\s+$', '')}</r:t>
  </xsl:template>
  <xsl:template match="stage[kw:goes-on-from-name(.)]" mode="kw:reading" priority="1" as="element()*">
    <xsl:param name="in-line-of-name" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:if test="$in-line-of-name">
      <xsl:next-match/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="stage | figDesc" mode="kw:reading" as="element()*">
    <xsl:for-each select="self::stage/kw:beside-stage(., false())">
      <r:t style="" link="">{.}</r:t>
    </xsl:for-each>
    <xsl:next-match>
      <xsl:with-param name="style" as="xs:string" select="'em'" tunnel="yes"/>
    </xsl:next-match>
    <xsl:for-each select="self::stage/kw:beside-stage(., true())">
      <r:t style="" link="">{.}</r:t>
    </xsl:for-each>
  </xsl:template>

  <!-- Quotations get the marks of their language where the encoder left them to the page. -->
  <xsl:template match="quote | q | soCalled | epigraph" mode="kw:reading" as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <xsl:variable name="marks" as="xs:string*" select="if (self::epigraph) then () else kw:quotation-marks(.)"/>
    <xsl:variable name="inside" as="element()*">
      <xsl:for-each select="$marks[1]">
        <r:t style="{$style}" link="{$link}">{.}</r:t>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
      <xsl:for-each select="$marks[2]">
        <r:t style="{$style}" link="{$link}">{.}</r:t>
      </xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="not(self::soCalled) and (kw:is-block-level(.) or kw:holds-blocks(.))">
        <r:quote>
          <xsl:sequence select="$inside"/>
        </r:quote>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$inside"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="list | listBibl | listWit | castList | listPerson | listPlace | listOrg | listEvent" mode="kw:reading" as="element(r:block)">
    <r:block>
      <xsl:apply-templates select="head" mode="#current"/>
      <!-- The headings of two columns stand side by side. -->
      <xsl:variable name="columns" as="element()*" select="self::list/(headLabel | headItem)"/>
      <xsl:if test="exists($columns)">
        <r:block>
          <xsl:for-each select="$columns">
            <xsl:if test="position() gt 1">
              <r:t style="" link=""> – </r:t>
            </xsl:if>
            <xsl:apply-templates mode="kw:reading">
              <xsl:with-param name="style" as="xs:string" select="'em'" tunnel="yes"/>
            </xsl:apply-templates>
          </xsl:for-each>
        </r:block>
      </xsl:if>
      <xsl:for-each select="kw:list-name(.)">
        <r:block>
          <r:t style="" link="">{.}</r:t>
        </r:block>
      </xsl:for-each>
      <r:list ordered="{if (kw:list-numbers(.)) then 'yes' else 'no'}">
        <xsl:for-each select="kw:list-numbers(.)[. != '1']">
          <xsl:attribute name="numbers" select="."/>
        </xsl:for-each>
        <!-- What stands between items is an item of its own, if there is anything in it; a label begins one. -->
        <xsl:for-each-group select="(node() except (head, headLabel, headItem))[not(self::text()[not(normalize-space())])]"
          group-starting-with="label | *[not(preceding-sibling::*[1][self::label])] | text()">
          <xsl:variable name="inside" as="element()*">
            <xsl:choose>
              <!-- A number stands in the line that it numbers. -->
              <xsl:when test="self::label[kw:is-short-label(.)]/following-sibling::*[1]/self::item">
                <xsl:apply-templates mode="kw:reading">
                  <xsl:with-param name="style" as="xs:string" select="'strong'" tunnel="yes"/>
                </xsl:apply-templates>
                <r:t style="" link="">{' '}</r:t>
                <xsl:for-each select="tail(current-group())">
                  <xsl:apply-templates select="if (self::item) then node() else ." mode="kw:reading"/>
                </xsl:for-each>
              </xsl:when>
              <xsl:otherwise>
                <xsl:apply-templates select="current-group()" mode="kwp:item"/>
              </xsl:otherwise>
            </xsl:choose>
          </xsl:variable>
          <!-- (One without a word still counts where they are numbered.) -->
          <xsl:if test="self::item[kw:list-numbers(..)] or kwp:says-something($inside)">
            <r:item>
              <xsl:for-each select="self::* ! kw:own-number(.)">
                <xsl:attribute name="n" select="."/>
              </xsl:for-each>
              <xsl:sequence select="$inside"/>
            </r:item>
          </xsl:if>
        </xsl:for-each-group>
      </r:list>
    </r:block>
  </xsl:template>

  <xsl:mode name="kwp:item" on-no-match="fail" use-accumulators="#all"/>

  <!-- A witness is called by its siglum. -->
  <xsl:template match="witness" mode="kw:reading" as="element(r:block)">
    <r:block>
      <xsl:for-each select="kw:unsaid-siglum(.)">
        <r:t style="" link="">{.} </r:t>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
    </r:block>
  </xsl:template>

  <!-- Some of a cast who belong together: a line for each, and one for what is said of all. -->
  <xsl:template match="castGroup" mode="kw:reading" as="element(r:block)">
    <r:block>
      <xsl:apply-templates select="head" mode="#current"/>
      <xsl:for-each select="(* | text()[normalize-space()]) except (head, lb)">
        <xsl:variable name="inside" as="element()*">
          <xsl:apply-templates select="if (self::castItem[not(kw:holds-blocks(.))]) then node() else ." mode="kw:reading"/>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test="self::castGroup or self::*[kw:holds-blocks(.)]">
            <xsl:sequence select="$inside"/>
          </xsl:when>
          <xsl:when test="kwp:says-something($inside)">
            <r:line>
              <xsl:sequence select="$inside"/>
            </r:line>
          </xsl:when>
        </xsl:choose>
      </xsl:for-each>
    </r:block>
  </xsl:template>

  <xsl:template match="item" mode="kwp:item" as="element(r:block)">
    <r:block>
      <xsl:apply-templates mode="kw:reading"/>
    </r:block>
  </xsl:template>

  <xsl:template match="label[parent::figure][kw:is-in-caption(.)]" mode="kw:reading" priority="3" as="empty-sequence()"/>

  <xsl:template match="label" mode="kwp:item" as="element(r:block)">
    <r:block>
      <xsl:apply-templates mode="kw:reading">
        <xsl:with-param name="style" as="xs:string" select="'strong'" tunnel="yes"/>
      </xsl:apply-templates>
    </r:block>
  </xsl:template>

  <xsl:template match="node()" mode="kwp:item" priority="-1" as="element()*">
    <xsl:apply-templates select="." mode="kw:reading"/>
  </xsl:template>

  <xsl:function name="kwp:says-something" as="xs:boolean">
    <xsl:param name="nodes" as="element()*"/>
    <xsl:sequence select="exists($nodes/descendant-or-self::*[self::r:t[normalize-space()] | self::r:note | self::r:code])"/>
  </xsl:function>

  <xsl:template match="table" mode="kw:reading" as="element(r:block)">
    <r:block>
      <xsl:apply-templates select="head" mode="#current"/>
      <r:table>
        <xsl:apply-templates select="node() except head" mode="kwp:row"/>
      </r:table>
    </r:block>
  </xsl:template>

  <xsl:mode name="kwp:row" on-no-match="fail" use-accumulators="#all"/>

  <xsl:template match="row" mode="kwp:row" as="element(r:row)">
    <r:row label="{if (@role = 'label' or (cell and (every $cell in cell satisfies $cell/@role = 'label'))) then 'yes' else 'no'}">
      <xsl:for-each select="node()">
        <xsl:variable name="inside" as="element()*">
          <xsl:apply-templates select="if (self::cell) then node() else ." mode="kw:reading"/>
        </xsl:variable>
        <xsl:if test="self::cell or kwp:says-something($inside)">
          <r:cell>
            <xsl:sequence select="$inside"/>
          </r:cell>
          <!-- A cell over several columns leaves the others empty. -->
          <xsl:for-each select="2 to (self::cell/@cols[. castable as xs:positiveInteger] ! min((xs:integer(.), 1000)), 1)[1]">
            <r:cell/>
          </xsl:for-each>
        </xsl:if>
      </xsl:for-each>
    </r:row>
  </xsl:template>

  <!-- What stands between rows. -->
  <xsl:template match="node()" mode="kwp:row" priority="-1" as="element(r:row)?">
    <xsl:variable name="inside" as="element()*">
      <xsl:apply-templates select="." mode="kw:reading"/>
    </xsl:variable>
    <xsl:if test="kwp:says-something($inside)">
      <r:row label="no">
        <r:cell>
          <xsl:sequence select="$inside"/>
        </r:cell>
      </r:row>
    </xsl:if>
  </xsl:template>

  <xsl:template match="egXML | *:egXML" mode="kw:reading" as="element(r:code)">
    <r:code language="xml">
      <xsl:value-of select="kw:code(.)"/>
    </r:code>
  </xsl:template>

  <xsl:template match="code[kw:is-block-level(.)] | ab[@type][kw:is-code-block(.)]" mode="kw:reading" as="element(r:code)">
    <r:code language="">
      <xsl:value-of select=".//text() ! (if (parent::code or parent::ab) then kw:code-words(.) else kw:counted(.))" separator=""/>
    </r:code>
  </xsl:template>

  <xsl:template match="content[*] | constraint[*]" mode="kw:reading" as="element(r:code)">
    <r:code language="xml">
      <xsl:value-of select="kw:code(.)"/>
    </r:code>
  </xsl:template>

  <!-- A reference without words is read by what it names. -->
  <xsl:template match="specDesc | specGrpRef | moduleRef" mode="kw:reading" as="element()*">
    <xsl:param name="style" as="xs:string" select="''" tunnel="yes"/>
    <xsl:param name="link" as="xs:string" select="''" tunnel="yes"/>
    <r:t style="{$style}" link="{$link}"> {kw:referred(.)} </r:t>
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="eg" mode="kw:reading" as="element(r:code)">
    <xsl:variable name="inside" as="element()*">
      <xsl:apply-templates mode="#current"/>
    </xsl:variable>
    <r:code language="">{string-join($inside)}</r:code>
  </xsl:template>

  <xsl:template match="binaryObject" mode="kw:reading" as="empty-sequence()"/>

  <!-- Pictures are none of a text's words. -->
  <xsl:template match="graphic | media" mode="kw:reading" as="element()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>
</xsl:stylesheet>

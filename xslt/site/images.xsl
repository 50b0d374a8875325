<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Images on a page: files of the edition, which the slice lists, and images on hosts that the settings allow, plain or of a
      IIIF service (Image API 2 and 3). Any other stays a link: a page asks no host that the edition did not name.</xd:desc>
  </xd:doc>

  <!-- The slice has the images that are there. -->
  <xsl:key name="kwp:image" match="kw:image" use="@url"/>

  <xsl:variable name="kwp:image-hosts" as="xs:string*" select="$slice/kw:slice/kw:frame/@image-hosts ! tokenize(.)"/>
  <xsl:variable name="kwp:on-site" as="xs:boolean" select="exists($slice/kw:slice/kw:frame)"/>

  <!-- What an address of the IIIF Image API consists of after its service. -->
  <xsl:variable name="kwp:iiif-request" as="xs:string" select="'/(full|square|(pct:)?[0-9.]+(,[0-9.]+){3})/[^/]+/!?[0-9.]+/[a-z]+\.[a-z0-9]+$'"/>

  <xd:doc><xd:desc>An image as a page can show it: an element with src, full (the best there is), and, where they are known, width and height
      in pixels, and iiif (the service). Nothing for an image that a page may not show.</xd:desc></xd:doc>
  <xsl:function name="kw:image" as="element(kw:shown-image)?">
    <xsl:param name="url" as="xs:string?"/>
    <xsl:variable name="named" as="xs:string" select="normalize-space($url)"/>
    <xsl:variable name="file" as="element(kw:image)?" select="if ($kwp:on-site) then key('kwp:image', $named, $slice)[1] else ()"/>
    <xsl:choose>
      <xsl:when test="exists($file)">
        <kw:shown-image src="{kw:shared-href($file/@path)}" full="{kw:shared-href($file/@path)}">
          <xsl:sequence select="$file/(@width, @height)"/>
        </kw:shown-image>
      </xsl:when>
      <xsl:when test="exists($kwp:image-hosts)">
        <xsl:variable name="address" as="xs:string?" select="kw:external-address($named)"/>
        <xsl:if test="$address and $kwp:image-hosts[$address = . or starts-with($address, . || '/')]">
          <xsl:variable name="service" as="xs:string" select="replace($address, '/info\.json$', '') => replace($kwp:iiif-request, '')"/>
          <xsl:choose>
            <xsl:when test="$service != $address">
              <kw:shown-image src="{$service}/full/!1200,1200/0/default.jpg" full="{$service}/full/max/0/default.jpg" iiif="{$service}"/>
            </xsl:when>
            <xsl:otherwise>
              <kw:shown-image src="{$address}" full="{$address}"/>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:function>

  <xsl:template match="graphic | media" mode="kw:text">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="image" as="element(kw:shown-image)?" select="(kw:image(@url), kw:image(kw:based(@url, .)))[1]"/>
    <xsl:variable name="unlinked" as="xs:boolean" select="$in-link or kw:holds-blocks(.)"/>
    <xsl:choose>
      <xsl:when test="exists($image)">
        <xsl:element name="{if ($unlinked) then kw:tag(., 'span', 'div') else 'a'}">
          <xsl:apply-templates select="." mode="kw:attributes">
            <xsl:with-param name="class" select="'graphic', 'image'"/>
          </xsl:apply-templates>
          <xsl:if test="not($unlinked)">
            <xsl:attribute name="href" select="$image/@full"/>
          </xsl:if>
          <xsl:if test="$image/@iiif">
            <xsl:attribute name="data-src" select="$image/@src"/>
          </xsl:if>
          <img src="{$image/@src}" alt="{kw:described(.)}" loading="lazy">
            <xsl:sequence select="$image/(@width, @height)"/>
          </img>
          <xsl:value-of select="kw:counted-image(.)"/>
          <xsl:apply-templates mode="#current">
            <xsl:with-param name="in-link" select="$in-link or not($unlinked)" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:next-match/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xd:doc><xd:desc>An image in words: its own description, else that of its figure, else the figure's heading, else the number of its
      page.</xd:desc></xd:doc>
  <xsl:function name="kw:described" as="xs:string">
    <xsl:param name="graphic" as="element()"/>
    <xsl:variable name="surface" as="element(surface)?" select="$graphic/ancestor::surface[1]"/>
    <xsl:sequence select="(($graphic/desc, $graphic/ancestor::figure[1]/(figDesc, head), $surface/(label, desc)) ! kw:plain-text(.),
      $surface/@n ! (kw:label('page') || ' ' || .), kw:label('figure'))[. != ''][1]"/>
  </xsl:function>

  <!-- Of the image of a page, for the link from its number. -->
  <xsl:template match="pb | cb" mode="kwp:page-image">
    <xsl:variable name="image" as="element(kw:shown-image)?" select="kwp:facsimile-url(@facs) ! kw:image(.)"/>
    <xsl:if test="exists($image)">
      <xsl:attribute name="class" select="'number image'"/>
      <xsl:attribute name="href" select="$image/@full"/>
      <xsl:if test="$image/@iiif">
        <xsl:attribute name="data-src" select="$image/@src"/>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <xd:doc><xd:desc>The script that shows the images of pages beside the text, where there are any.</xd:desc></xd:doc>
  <xsl:function name="kw:image-viewer" as="element(Q{}script)?">
    <xsl:param name="root" as="element()"/>
    <xsl:if test="$kwp:on-site and (exists($kwp:image-hosts) or $slice/kw:slice/kw:image) and ($root//facsimile or $root//@facs)">
      <script defer="defer" src="{kw:shared-href('assets/facsimile.js')}">
        <xsl:for-each select="'open', 'close', 'larger', 'smaller', 'whole', 'earlier', 'later', 'where'">
          <xsl:attribute name="data-{.}" select="kw:label('image-' || .)"/>
        </xsl:for-each>
      </script>
    </xsl:if>
  </xsl:function>
</xsl:stylesheet>

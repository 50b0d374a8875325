<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:fo="http://www.w3.org/1999/XSL/Format" xmlns:fox="http://xmlgraphics.apache.org/fop/extensions" xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Figures: pictures that are files of the edition, with their captions; others in words.</xd:desc>
  </xd:doc>

  <xsl:template match="figure" mode="kw:print">
    <xsl:variable name="images" as="element()*" select="(graphic | media)[kwp:image(.)]"/>
    <fo:block space-before="8pt" space-after="8pt" margin-left="6mm" margin-right="6mm" font-size="9.5pt" line-height="12.5pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <!-- The caption below the picture, whatever comes first in the source, and on the same page. -->
      <xsl:for-each select="$images">
        <fo:block text-align="center" space-after="4pt">
          <xsl:if test="position() lt last() or $images/../(* except $images)[normalize-space()]">
            <xsl:attribute name="keep-with-next.within-page" select="'always'"/>
          </xsl:if>
          <xsl:apply-templates select="." mode="kw:print"/>
        </fo:block>
      </xsl:for-each>
      <xsl:apply-templates select="node() except $images" mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="figure[(graphic | media)[kwp:image(.)]]/head" mode="kw:print" priority="2">
    <fo:block text-align="center" space-after="2pt">
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:sequence select="kwp:pages-begun(.)"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <xsl:template match="figDesc" mode="kw:print">
    <fo:block font-style="italic">
      <xsl:if test="../(graphic | media)[kwp:image(.)]">
        <xsl:attribute name="text-align" select="'center'"/>
      </xsl:if>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:sequence select="kwp:pages-begun(.)"/>
      <xsl:apply-templates mode="#current"/>
    </fo:block>
  </xsl:template>

  <!-- The images that are files of the edition, as the slice lists them: by their document and the name that it has for them. -->
  <xsl:key name="kwp:image" match="kw:image" use="@document || ' ' || @url"/>

  <xsl:function name="kwp:image" as="element(kw:image)?">
    <xsl:param name="graphic" as="element()"/>
    <xsl:sequence select="$graphic/@url ! key('kwp:image', kw:document-id($graphic) || ' ' || normalize-space(.), $slice)[1]"/>
  </xsl:function>

  <!-- As large as 150 dots per inch make it, at most as wide as the text and not much more than half as high. -->
  <xsl:template match="graphic[kwp:image(.)] | media[kwp:image(.)]" mode="kw:print">
    <xsl:variable name="image" as="element(kw:image)" select="kwp:image(.)"/>
    <xsl:variable name="width" as="xs:double" select="xs:double($image/@width) * 25.4 div 150"/>
    <xsl:variable name="height" as="xs:double" select="xs:double($image/@height) * 25.4 div 150"/>
    <xsl:variable name="shrunk" as="xs:double" select="min((1, ($kwp:text-width - 14) div $width, $kwp:text-height * 0.6 div $height))"/>
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <fo:external-graphic src="url('{replace(iri-to-uri($image/@path), '''', '%27')}')" content-width="{round($width * $shrunk * 10) div 10}mm" content-height="{round($height * $shrunk * 10) div 10}mm"
        fox:alt-text="{kwp:described(.)}"/>
      <!-- Its description is what is said in its place. -->
      <xsl:value-of select="kw:counted-image(.), kw:shown(node())" separator=""/>
    </fo:inline>
  </xsl:template>

  <!-- An image in words: its own description, else that of its figure, else the figure's heading. -->
  <xsl:function name="kwp:described" as="xs:string">
    <xsl:param name="graphic" as="element()"/>
    <xsl:sequence select="(($graphic/desc, $graphic/ancestor::figure[1]/(figDesc, head)) ! kw:plain-text(.), kw:label('figure'))[. != ''][1]"/>
  </xsl:function>

  <!-- An image that is written into the file as letters: these are nothing to read. -->
  <xsl:template match="binaryObject" mode="kw:print">
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>[{string-join((kw:label('figure'), @mimeType[. != '']), ': ')}]</xsl:text>
    </fo:inline>
  </xsl:template>

  <!-- A build fetches nothing from elsewhere: any other image is a link to it. -->
  <xsl:template match="graphic | media" mode="kw:print">
    <xsl:variable name="address" as="xs:string?" select="@url ! kw:external-address(normalize-space(kw:based(., ..)))"/>
    <fo:inline>
      <xsl:apply-templates select="." mode="kwp:marks"/>
      <xsl:text>[</xsl:text>
      <xsl:sequence select="kwp:external(kw:label('figure')[not(kw:is-recording(current()))] || (($address, @url ! replace(., '^.*/', ''))[. != ''][1] ! (': '[not(kw:is-recording(current()))] || .)), $address)"/>
      <xsl:text>]</xsl:text>
      <xsl:value-of select="kw:counted-image(.)"/>
      <xsl:apply-templates mode="#current"/>
    </fo:inline>
  </xsl:template>
</xsl:stylesheet>

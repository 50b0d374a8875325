<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Recorded speech: who says what, and what else is heard or seen.</xd:desc>
  </xd:doc>

  <xsl:template match="u" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates select="." mode="kwp:speaker"/>
      <xsl:apply-templates mode="#current"/>
      <xsl:apply-templates select="." mode="kw:permalink"/>
      <xsl:apply-templates select="." mode="kw:markup"/>
    </div>
  </xsl:template>

  <!-- A message, as in a chat. -->
  <xsl:template match="post" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'u', 'post'"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="." mode="kwp:speaker"/>
      <xsl:for-each select="kw:sent-at(.)">
        <span class="sense-number"><xsl:sequence select="kw:interface-language()"/>{.}</span>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:for-each select="kw:answered(.)">
        <a class="sense-number" href="#{kw:element-id(.)}">{kw:answers(.)}</a>
        <xsl:text> </xsl:text>
      </xsl:for-each>
      <xsl:apply-templates mode="#current"/>
      <xsl:apply-templates select="." mode="kw:permalink"/>
      <xsl:apply-templates select="." mode="kw:markup"/>
    </div>
  </xsl:template>

  <xsl:mode name="kwp:speaker" on-no-match="fail"/>

  <xsl:template match="*" mode="kwp:speaker">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:for-each select="kw:speaker(.)">
      <span class="speaker">
        <xsl:choose>
          <xsl:when test="kw:link/@address and not($in-link)">
            <a href="{kw:href(kw:link/@address)}">{kw:name}</a>
          </xsl:when>
          <xsl:otherwise>{kw:name}</xsl:otherwise>
        </xsl:choose>
      </span>
      <xsl:text> </xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="seg[parent::u][kw:is-paragraph-said(.)]" mode="kw:text" priority="1">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="'seg', 'para'"/>
      </xsl:apply-templates>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>

  <!-- Not said, but heard or seen. -->
  <xsl:template match="vocal | kinesic | incident | pause" mode="kw:text">
    <xsl:variable name="bare" as="xs:boolean" select="kw:is-bare-sound(.)"/>
    <xsl:variable name="between" as="xs:boolean" select="kw:stands-between-speeches(.)"/>
    <xsl:value-of select="kw:beside-sound(., false())[not($between)]"/>
    <xsl:element name="{if ($between) then 'div' else kw:tag(., 'span', 'div')}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="if ($between) then 'u' else (), local-name()"/>
      </xsl:apply-templates>
      <xsl:if test="$between">
        <xsl:apply-templates select="." mode="kwp:speaker"/>
      </xsl:if>
      <xsl:if test="$bare">(</xsl:if>
      <xsl:apply-templates mode="#current"/>
      <xsl:if test="$bare">{if (normalize-space()) then ')' else '…)'}</xsl:if>
    </xsl:element>
    <xsl:value-of select="kw:beside-sound(., true())[not($between)]"/>
  </xsl:template>

  <!-- What was said of the whole, such as a translation, stands beneath; what was said word by word is folded. -->
  <xsl:template match="annotationBlock/spanGrp[span[normalize-space()]]" mode="kw:text">
    <xsl:variable name="folded" as="xs:boolean" select="kw:is-word-by-word(.)"/>
    <xsl:element name="{if ($folded) then 'details' else 'div'}">
      <xsl:apply-templates select="." mode="kw:attributes">
        <xsl:with-param name="class" select="local-name(), 'app-witnesses'"/>
      </xsl:apply-templates>
      <xsl:choose>
        <xsl:when test="$folded">
          <summary>{normalize-space(@type)}</summary>
        </xsl:when>
        <xsl:otherwise>
          <xsl:where-populated>
            <span class="sense-number">{normalize-space(@type)}</span>
          </xsl:where-populated>
          <xsl:text> </xsl:text>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:for-each select="desc | span">
        <xsl:apply-templates select="." mode="#current"/>
        <xsl:text> </xsl:text>
      </xsl:for-each>
    </xsl:element>
  </xsl:template>

  <xsl:template match="annotationBlock" mode="kw:text">
    <div>
      <xsl:apply-templates select="." mode="kw:attributes"/>
      <xsl:apply-templates mode="#current"/>
    </div>
  </xsl:template>
</xsl:stylesheet>

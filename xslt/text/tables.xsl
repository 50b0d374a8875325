<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0">

  <xd:doc scope="stylesheet">
    <xd:desc>Tables. HTML is stricter than TEI about what may stand between rows, and how far a cell may reach.</xd:desc>
  </xd:doc>

  <xsl:template match="table" mode="kw:text">
    <!-- (A line of the page ends with the row: a break there is no row of its own.) -->
    <xsl:variable name="rows" as="element()*" select="kw:in-view(* except (head, lb[not(@n or @xml:id)]))"/>
    <xsl:variable name="columns" as="xs:integer" select="max((1, row ! sum(cell ! (@cols[. castable as xs:integer] ! xs:integer(.), 1)[1]))) cast as xs:integer"/>
    <xsl:variable name="spans" as="map(xs:string, xs:integer)" select="if ($rows/cell[@cols | @rows]) then kwp:spans($rows, $columns) else map { }"/>
    <div class="table">
      <xsl:for-each select="kw:own-id(.)">
        <xsl:attribute name="id" select="."/>
      </xsl:for-each>
      <xsl:apply-templates select="head" mode="#current"/>
      <table>
        <xsl:where-populated>
          <xsl:attribute name="class" select="kwp:renditions(.)"/>
        </xsl:where-populated>
        <xsl:for-each select="$rows">
          <tr>
            <xsl:choose>
              <xsl:when test="self::row">
                <xsl:apply-templates select="." mode="kw:attributes">
                  <xsl:with-param name="class" select="'row', @role ! ('role-' || .)"/>
                </xsl:apply-templates>
                <xsl:for-each select="* except lb[not(@n or @xml:id)]">
                  <xsl:choose>
                    <xsl:when test="self::cell">
                      <xsl:element name="{if ((@role, ../@role) = 'label') then 'th' else 'td'}">
                        <xsl:sequence select="kwp:spanning(., $spans)"/>
                        <xsl:apply-templates select="." mode="kw:attributes"/>
                        <xsl:apply-templates mode="kw:text"/>
                      </xsl:element>
                    </xsl:when>
                    <xsl:otherwise>
                      <td class="between">
                        <xsl:apply-templates select="." mode="kw:text"/>
                      </td>
                    </xsl:otherwise>
                  </xsl:choose>
                </xsl:for-each>
                <xsl:if test="empty(* except lb[not(@n or @xml:id)])">
                  <td class="between"/>
                </xsl:if>
              </xsl:when>
              <xsl:otherwise>
                <td class="between">
                  <xsl:choose>
                    <xsl:when test="map:size($spans) gt 0">
                      <xsl:sequence select="kwp:spanning(., $spans)"/>
                    </xsl:when>
                    <xsl:when test="$columns gt 1">
                      <xsl:attribute name="colspan" select="$columns"/>
                    </xsl:when>
                  </xsl:choose>
                  <xsl:apply-templates select="." mode="kw:text"/>
                </td>
              </xsl:otherwise>
            </xsl:choose>
          </tr>
        </xsl:for-each>
      </table>
    </div>
    <xsl:apply-templates select="." mode="kw:markup"/>
  </xsl:template>

  <xsl:function name="kwp:spanning" as="attribute()*">
    <xsl:param name="cell" as="element()"/>
    <xsl:param name="spans" as="map(xs:string, xs:integer)"/>
    <xsl:for-each select="$spans('cols ' || generate-id($cell))[. gt 1]">
      <xsl:attribute name="colspan" select="."/>
    </xsl:for-each>
    <xsl:for-each select="$spans('rows ' || generate-id($cell))[. gt 1]">
      <xsl:attribute name="rowspan" select="."/>
    </xsl:for-each>
  </xsl:function>
</xsl:stylesheet>

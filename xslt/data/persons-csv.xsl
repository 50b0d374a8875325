<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xpath-default-namespace="urn:kwedition:ns">

  <xd:doc scope="stylesheet">
    <xd:desc>The index of persons as CSV by RFC 4180, a line for each mention and one for each person without any.</xd:desc>
  </xd:doc>

  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:mode on-no-match="fail"/>

  <xsl:template match="/" as="xs:string">
    <xsl:variable name="lines" as="xs:string*">
      <xsl:sequence select="kwp:line(('id', 'name', 'sort', 'forms', 'birth', 'death', 'authorities', 'text', 'address', 'where', 'before', 'form', 'after', 'speeches'))"/>
      <xsl:apply-templates select="slice/entity"/>
    </xsl:variable>
    <xsl:sequence select="string-join($lines)"/>
  </xsl:template>

  <xsl:template match="entity" as="xs:string+">
    <!-- The same on all lines of a person. -->
    <xsl:variable name="person" as="xs:string" select="kwp:fields((
      @id, label, @sort, string-join(form, ' | '), kwp:point(life[@role = 'birth'][1]), kwp:point(life[@role = 'death'][1]),
      string-join(idno ! (@type || ':' || .), ' | ')))"/>
    <!-- Of the person, as the forms are; it stands last, where it moves no other column. -->
    <xsl:variable name="speeches" as="xs:string" select="string-join(spoken ! (@document || ':' || @n), ' | ')"/>
    <xsl:for-each select="mention">
      <xsl:sequence select="$person || ',' || kwp:line((@document, @address, @where, string(before), string(form), string(after), $speeches))"/>
    </xsl:for-each>
    <xsl:if test="empty(mention)">
      <xsl:sequence select="$person || ',' || kwp:line(('', '', '', '', '', '', $speeches))"/>
    </xsl:if>
  </xsl:template>

  <!-- A span of possible dates as an ISO 8601 interval. -->
  <xsl:function name="kwp:point" as="xs:string">
    <xsl:param name="life" as="element(life)?"/>
    <xsl:sequence select="
      if (empty($life)) then ''
      else if ($life/(@when, @when-iso)) then ($life/(@when, @when-iso))[1]/string()
      else ($life/(@from, @notBefore, @from-iso, @notBefore-iso)[1], '..')[1] || '/' || ($life/(@to, @notAfter, @to-iso, @notAfter-iso)[1], '..')[1]"/>
  </xsl:function>

  <xsl:function name="kwp:line" as="xs:string">
    <xsl:param name="fields" as="xs:string+"/>
    <xsl:sequence select="kwp:fields($fields) || '&#xD;&#xA;'"/>
  </xsl:function>

  <xsl:function name="kwp:fields" as="xs:string">
    <xsl:param name="fields" as="xs:string+"/>
    <!-- A sheet must not take a text for a formula. -->
    <!-- Regular expressions are slow, so they see no more than they must. -->
    <xsl:sequence select="string-join($fields
      ! (if (contains('=+@-&#x9;&#xD;', substring(., 1, 1)) and matches(substring(., 1, 2), '^([=+@\t\r]|-[^0-9])')) then '''' || . else .)
      ! (if (translate(., '&quot;,;&#xD;&#xA;', '') != .) then '&quot;' || (if (contains(., '&quot;')) then replace(., '&quot;', '&quot;&quot;') else .) || '&quot;' else .),
      ',')"/>
  </xsl:function>
</xsl:stylesheet>

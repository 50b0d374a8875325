<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map">

  <xd:doc scope="stylesheet">
    <xd:desc>Language tags as HTML, EPUB and XSL-FO want them (BCP 47). Editors also write ISO 639-2 and 639-3 codes, and slips.</xd:desc>
  </xd:doc>

  <!-- BCP 47 wants the two-letter code wherever there is one. -->
  <xsl:variable name="kwp:short-codes" static="yes" as="map(xs:string, xs:string)" select="map {
    'ara': 'ar', 'baq': 'eu', 'bel': 'be', 'bul': 'bg', 'cat': 'ca', 'ces': 'cs', 'chi': 'zh', 'chu': 'cu', 'cym': 'cy', 'cze': 'cs', 'dan': 'da', 'deu': 'de',
    'dut': 'nl', 'ell': 'el', 'eng': 'en', 'est': 'et', 'eus': 'eu', 'fas': 'fa', 'fin': 'fi', 'fra': 'fr', 'fre': 'fr', 'ger': 'de', 'gle': 'ga',
    'glg': 'gl', 'gre': 'el', 'heb': 'he', 'hin': 'hi', 'hrv': 'hr', 'hun': 'hu', 'hye': 'hy', 'ice': 'is', 'isl': 'is', 'ita': 'it', 'jpn': 'ja', 'kat': 'ka', 'kor': 'ko',
    'lat': 'la', 'lav': 'lv', 'lit': 'lt', 'mkd': 'mk', 'nld': 'nl', 'nob': 'nb', 'nor': 'no', 'oci': 'oc', 'per': 'fa', 'pol': 'pl', 'por': 'pt', 'ron': 'ro', 'rum': 'ro',
    'rus': 'ru', 'san': 'sa', 'slk': 'sk', 'slo': 'sk', 'slv': 'sl', 'spa': 'es', 'sqi': 'sq', 'srp': 'sr', 'swe': 'sv', 'tur': 'tr', 'ukr': 'uk', 'urd': 'ur',
    'vie': 'vi', 'wel': 'cy', 'yid': 'yi', 'zho': 'zh' }"/>

  <xsl:variable name="kwp:codes" static="yes" as="xs:string*" select="tokenize(
    'aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv
     ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my
     na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr
     ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
     akk ang arc arn cop dum egy elx enm ett frm fro gez gmh goh got grc gsw hbo hit hsb dsb lzh mga mul nds non odt ofs ohu osc osx ota owl peo phn pro rom sco scn sga sux syc
     syr tig uga umb und xcl xly xno xpu xum scx wen bar cmn yue nan ltg' => normalize-space())"/>

  <xsl:variable name="kwp:plain-codes" static="yes" as="map(xs:string, xs:string?)" select="map:merge($kwp:codes ! map { .: .[. != 'und'] })"/>

  <xd:doc><xd:desc>The language tag as it may stand in a page; nothing for 'und' and for what is no language.</xd:desc></xd:doc>
  <xsl:function name="kw:language-tag" as="xs:string?">
    <xsl:param name="tag" as="xs:string?"/>
    <!-- Most say only which language it is. -->
    <xsl:sequence select="
      if (map:contains($kwp:plain-codes, string($tag))) then $kwp:plain-codes(string($tag))
      else if (kwp:is-regional($tag)) then $tag
      else kwp:made-tag($tag)"/>
  </xsl:function>

  <xsl:variable name="kwp:regions" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(
    tokenize('AT BE CA CH CN CZ DE ES FR GB GR HK IE IL IT JP KP KR NL PL PT RU TW US') ! map { .: true() })"/>

  <!-- Or of which country, too. -->
  <xsl:function name="kwp:is-regional" as="xs:boolean">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:sequence select="map:contains($kwp:regions, substring-after($tag, '-')) and exists($kwp:plain-codes(substring-before($tag, '-')))"/>
  </xsl:function>

  <xsl:function name="kwp:made-tag" as="xs:string?">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(normalize-space($tag), '[-_]')"/>
    <xsl:variable name="code" as="xs:string" select="lower-case($parts[1] || '')"/>
    <xsl:variable name="short" as="xs:string" select="($kwp:short-codes($code), $code)[1]"/>
    <!-- Scripts and regions have fixed shapes; anything after them is private to the project. -->
    <xsl:variable name="rest" as="xs:string*" select="
      tail($parts)[if (string-length(.) = 3) then translate(., '0123456789', '') = '' else string-length(.) = (2, 4) and translate(., 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ', '') = ''][not(. = ('Latin'))]"/>
    <xsl:variable name="script" as="xs:string?" select="$rest[string-length(.) = 4][lower-case(.) = ('latn', 'cyrl', 'grek', 'hebr', 'arab', 'hans', 'hant', 'hang', 'jpan', 'kore', 'latf', 'syrc', 'armn', 'geor', 'deva')][1]"/>
    <xsl:variable name="region" as="xs:string?" select="$rest[string-length(.) lt 4][map:contains($kwp:regions, upper-case(.))][1]"/>
    <xsl:if test="$short = $kwp:codes and ($short != 'und' or $script and kw:is-right-to-left($script))">
      <xsl:sequence select="string-join(($short, $script, $region), '-')"/>
    </xsl:if>
  </xsl:function>

  <xsl:variable name="kwp:turned-codes" static="yes" as="map(xs:string, xs:boolean)" select="map:merge(
    tokenize('ar arc arz ckb dv fa he hbo ota phn prs ps sd syc syr ug ur yi') ! map { .: true() })"/>

  <xd:doc><xd:desc>Whether a language, by its tag, is written from right to left.</xd:desc></xd:doc>
  <xsl:function name="kw:is-right-to-left" as="xs:boolean">
    <xsl:param name="tag" as="xs:string?"/>
    <xsl:variable name="code" as="xs:string" select="if (kwp:is-regional($tag)) then substring-before($tag, '-') else string($tag)"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(lower-case($tag), '-')"/>
    <xsl:sequence select="if (map:contains($kwp:plain-codes, $code)) then map:contains($kwp:turned-codes, $code) else $parts = (map:keys($kwp:turned-codes), 'arab', 'hebr', 'syrc') and not($parts = ('latn', 'cyrl'))"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether the first letter of some words is of a script that is written from right to left.</xd:desc></xd:doc>
  <xsl:function name="kw:begins-right-to-left" as="xs:boolean">
    <xsl:param name="written" as="xs:string"/>
    <xsl:sequence select="matches($written, '^\P{L}*[&#x590;-&#x8FF;&#xFB1D;-&#xFDFF;&#xFE70;-&#xFEFF;&#x10800;-&#x10FFF;]')"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether the first letter of some words is of a script that has no italics: none but Latin, Greek, Cyrillic, Armenian and Georgian letters lean.</xd:desc></xd:doc>
  <xsl:function name="kw:stands-upright" as="xs:boolean">
    <xsl:param name="written" as="xs:string"/>
    <xsl:sequence select="matches($written, '^\P{L}*[&#x590;-&#x109F;&#x1100;-&#x13FF;&#x1780;-&#x18AF;&#x2C80;-&#x2CFF;&#x2D30;-&#x2DDF;&#x2E80;-&#xA63F;&#xA800;-&#xAB2F;&#xABC0;-&#xFAFF;&#xFB1D;-&#xFDFF;&#xFE70;-&#xFEFF;&#xFF66;-&#xFFDC;&#x10000;-&#x1D3FF;&#x1E800;-&#x3FFFF;]')"/>
  </xsl:function>

  <xd:doc><xd:desc>Whether what is in such a language is written from right to left, too: transliterations in Latin letters are not.</xd:desc></xd:doc>
  <xsl:function name="kw:is-written-right-to-left" as="xs:boolean">
    <xsl:param name="written" as="xs:string"/>
    <xsl:sequence select="matches($written, '[&#x590;-&#x8FF;&#xFB1D;-&#xFDFF;&#xFE70;-&#xFEFF;&#x10800;-&#x10FFF;]') or not(matches($written, '\p{L}'))"/>
  </xsl:function>
</xsl:stylesheet>

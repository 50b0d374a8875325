<?xml version="1.0" encoding="UTF-8"?>
<xsl:stylesheet version="3.0" expand-text="yes" exclude-result-prefixes="#all"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:xd="http://www.oxygenxml.com/ns/doc/xsl" xmlns:kw="urn:kwedition:ns" xmlns:kwp="urn:kwedition:private"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map">

  <xd:doc scope="stylesheet">
    <xd:desc>Language tags as HTML, EPUB and XSL-FO want them (BCP 47). Editors also write ISO 639-2 and 639-3 codes, and slips.</xd:desc>
  </xd:doc>

  <!-- BCP 47 wants the two-letter code wherever there is one: of ISO 639-2, both for libraries and for terminology; and where a name stands for a code. -->
  <xsl:variable name="kwp:short-codes" static="yes" as="map(xs:string, xs:string)" select="map:merge(tokenize('
     aar:aa abk:ab afr:af aka:ak alb:sq amh:am ara:ar arg:an arm:hy asm:as ava:av ave:ae aym:ay aze:az bak:ba bam:bm baq:eu bel:be ben:bn
     bis:bi bod:bo bos:bs bre:br bul:bg bur:my cat:ca ces:cs cha:ch che:ce chi:zh chu:cu chv:cv cor:kw cos:co cre:cr cym:cy cze:cs dan:da
     deu:de div:dv dut:nl dzo:dz ell:el eng:en epo:eo est:et eus:eu ewe:ee fao:fo fas:fa fij:fj fin:fi fra:fr fre:fr fry:fy ful:ff geo:ka
     ger:de gla:gd gle:ga glg:gl glv:gv gre:el grn:gn guj:gu hat:ht hau:ha heb:he her:hz hin:hi hmo:ho hrv:hr hun:hu hye:hy ibo:ig ice:is
     ido:io iii:ii iku:iu ile:ie ina:ia ind:id ipk:ik isl:is ita:it jav:jv jpn:ja kal:kl kan:kn kas:ks kat:ka kau:kr kaz:kk khm:km kik:ki
     kin:rw kir:ky kom:kv kon:kg kor:ko kua:kj kur:ku lao:lo lat:la lav:lv lim:li lin:ln lit:lt ltz:lb lub:lu lug:lg mac:mk mah:mh mal:ml
     mao:mi mar:mr may:ms mkd:mk mlg:mg mlt:mt mon:mn mri:mi msa:ms mya:my nau:na nav:nv nbl:nr nde:nd ndo:ng nep:ne nld:nl nno:nn nob:nb
     nor:no nya:ny oci:oc oji:oj ori:or orm:om oss:os pan:pa per:fa pli:pi pol:pl por:pt pus:ps que:qu roh:rm ron:ro rum:ro run:rn rus:ru
     sag:sg san:sa sin:si slk:sk slo:sk slv:sl sme:se smo:sm sna:sn snd:sd som:so sot:st spa:es sqi:sq srd:sc srp:sr ssw:ss sun:su swa:sw
     swe:sv tah:ty tam:ta tat:tt tel:te tgk:tg tha:th tib:bo tir:ti ton:to tsn:tn tso:ts tuk:tk tur:tr twi:tw uig:ug ukr:uk urd:ur uzb:uz
     ven:ve vie:vi vol:vo wel:cy wln:wa wol:wo xho:xh yid:yi yor:yo zha:za zho:zh zul:zu
     deutsch:de german:de english:en french:fr greek:el hebrew:he italian:it latein:la latin:la russian:ru spanish:es') ! map { substring-before(., ':'): substring-after(., ':') })"/>

  <!-- Those of two letters, those of three that are written most, and those that are no longer spoken. -->
  <xsl:variable name="kwp:codes" static="yes" as="xs:string*" select="tokenize('
     aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj
     fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky
     la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru
     rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo
     za zh zu
     ace ach ada ady aeb afh agq ain akk akz ale aln alt ang anp apa arc arn aro arp arq ars arw ary arz asa ase ast avk awa bal ban bar bas
     bat bax bbc bbj bej bem bew bez bfd bfq bgc bgn bho bik bin bjn bkm bla blo bnt bpy bqi bra brh brx bss bua bug bum byn byv cad car cay
     cch ccp ceb cel cgg chb chg chk chm chn cho chp chr chy ckb cmg cmn cms cnx cop cps crh csb csw dak dar dav del den dgr din dje doi dra
     dsb dtp dua dum dyo dyu dzg ebu efi egl egy eka elx enm esu ett ewo ext fan fat fil fit fon frc frk frm fro frp frr frs fur gaa gag gan
     gay gba gbz gem gez gil glk gmh gml gmy goh gom gon gor got grb grc gsw guc gur guz gwi hai hak haw hbo hif hil hit hlu hmn hsb hsn htx
     hup iba ibb iir ilo inc ine inh inm ira izh jam jbo jgo jmc jpa jpr jrb juc jut kaa kab kac kaj kam kaw kbd kbl kcg kde kea ken kfo kgp
     kha kho khq khw kiu kkj kln kmb koi kok kos kpe krc kri krj krl kru ksb ksf ksh kum kut kxv lad lag lah lam lez lfn lij liv lkt lmo lng
     lol loz lrc ltc ltg lua lui lun luo lus luy lzh lzz mad maf mag mai mak man mas mde mdf mdh mdr men mer mfe mga mgh mgo mic min mis mnc
     mni moh mos mrj mua mul mus mwl mwr mwv mye myv myz mzn nah nan nap naq nci nds new nia niu njo nmg nnh nog non nov nqo nso nus nwc nwx
     nym nyn nyo nzi oar oav obr obt och ocm oco odt ofs oge oht ohu ojp okm oko okz olt omp omr omx omy onw oos orv osa osc osn osp osx ota
     otb otk oty oui owl pag pal pam pap pau pcd pcm pdc pdt peo pfl pgd phn pms pnt pon pra prg pro quc qug qwc raj rap rar rgn rif roa rof
     rom rtm rue rug rup rwk sad sah sam saq sas sat saz sba sbp scn sco scx sdc sdh see seh sei sel sem ses sga sgs shi shn shu sid sla sli
     sly sma smj smn smp sms snk sog srn srr ssy stq suk sus sux swb syc syr szl tcy tem teo ter tet tig tiv tkl tkr tlh tli tly tmh tmr tog
     tpi tru trv tsd tsi ttt tum tvl twq txb txg tyv tzm udm uga umb und vai vec vep vls vmf vmw vot vro vun wae wak wal war was wbp wen wlm
     wuu xal xbc xbm xbo xce xcg xcl xco xcr xct xfa xga xhd xhu xib xlc xld xlg xlp xls xlu xly xmf xmk xmn xmr xna xng xno xnr xog xpg xpr
     xpu xqt xrr xsa xsc xtg xto xum xur xve xvn xzh xzp yao yap yav ybb yrl yue zap zbl zea zen zgh zkt zun zxx zza')"/>

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
    tokenize('aeb ar arc arq ary arz ckb dv fa he hbo jpa myz ota phn prs ps sd smp syc syr tmr ug ur yi') ! map { .: true() })"/>

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

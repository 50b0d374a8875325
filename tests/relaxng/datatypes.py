"""What each datatype and facet takes and what it does not (XSD 1.0 part 2, RELAX NG section 6.2.9)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Values:
    """A datatype with its parameters, texts that are values of it and texts that are not."""

    type: str
    right: tuple[str, ...]
    wrong: tuple[str, ...] = ()
    params: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return "-".join((self.type, *(f"{name}={value}" for name, value in self.params)))

    def schema(self) -> str:
        """A schema for a list `l` of elements `v` with such content."""
        params = "".join(f'<param name="{name}">{value}</param>' for name, value in self.params)
        return (
            '<element name="l" xmlns="http://relaxng.org/ns/structure/1.0"'
            ' datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">'
            f'<element name="v"><attribute name="n"><data type="{self.type}">{params}</data></attribute>'
            "</element></element>"
        )


TYPES = (
    Values("string", ("", " ", "anything\tat all")),
    Values("normalizedString", ("", "a  b")),
    Values("token", ("", "a b")),
    Values("language", ("en", "zh-Hant", "x-klingon", "ru-Latn-KP"), ("", "english1234", "en_US", "-en", "en-")),
    Values("NMTOKEN", ("1950-05", "a.b:c", "-x", " a "), ("", "a b", "a/b")),
    Values("NMTOKENS", ("a b", "1 2 3", "  a  "), ("", "a/b c")),
    Values("Name", ("a", "a:b", "_x", "毛"), ("", "1a", "a b", "-a")),
    Values("NCName", ("a", "_x.1", "ö"), ("", "a:b", "1a", ".a", "#a")),
    Values("anyURI", ("", "#p1", "letters/l01.xml#a", "http://example.org/%C3%BC", "http://example.org/ü", "../x", "?q=1", "mailto:a@example.org"), ("%zz", "50%", "a#b#c")),
    Values("QName", ("a", "xml:lang"), ("", "1a", "nope:a", "a:b:c")),
    Values("boolean", ("true", "false", "1", "0", " true "), ("", "TRUE", "yes", "2")),
    Values("decimal", ("1", "-1.5", "+.5", "007.", "0"), ("", "1e3", "1,5", ".", "INF")),
    Values("integer", ("1", "-7", "+7", "007", "1" * 40), ("", "1.0", "one", "1 000", "+", "٣")),
    Values("nonPositiveInteger", ("0", "-1"), ("1", "+1")),
    Values("negativeInteger", ("-1", "-100"), ("0", "1")),
    Values("nonNegativeInteger", ("0", "7", "+7"), ("-1",)),
    Values("positiveInteger", ("1", "+1"), ("0", "-1")),
    Values("long", ("9223372036854775807", "-9223372036854775808"), ("9223372036854775808",)),
    Values("int", ("2147483647", "-2147483648"), ("2147483648", "-2147483649")),
    Values("short", ("32767", "-32768"), ("32768",)),
    Values("byte", ("127", "-128"), ("128", "-129")),
    Values("unsignedLong", ("18446744073709551615", "0"), ("18446744073709551616", "-1")),
    Values("unsignedInt", ("4294967295",), ("4294967296",)),
    Values("unsignedShort", ("65535",), ("65536",)),
    Values("unsignedByte", ("255", "0"), ("256", "-1")),
    Values("float", ("1", "-1.5E-3", "INF", "-INF", "NaN"), ("", "infinity", "1,5", "0x1", "nan")),
    Values("double", ("1e300", ".5", "5.", "NaN"), ("e5", "1e", "+INF", "1_0")),
    Values("duration", ("P1Y", "P3D", "PT2H30M", "-P1M", "P1Y2M3DT4H5M6.7S"), ("", "P", "P1DT", "1Y", "P1.5Y", "P1H", "P1S")),
    Values("dateTime", ("1950-05-14T10:00:00", "1950-05-14T10:00:00Z", "1950-05-14T10:00:00.5+09:00"), ("1950-05-14", "1950-05-14 10:00:00", "1950-05-14T25:00:00", "1950-02-30T00:00:00")),
    Values("time", ("10:00:00", "23:59:59.9", "10:00:00Z", "10:00:00+09:00"), ("10:00", "25:00:00", "10:61:00", "10.00.00")),
    Values("date", ("1950-05-14", "1952-02-29", "-0044-03-15", "1950-05-14Z", "1950-05-14+09:00", "12000-01-01"), ("", "1950-5-14", "14.05.1950", "1950-02-30", "1951-02-29", "1950-13-01", "19500514", "May 1950", "0000-01-01", "01950-01-01")),
    Values("gYearMonth", ("1950-05", "-0044-03", "1950-05Z"), ("1950-5", "1950-13", "05-1950", "1950")),
    Values("gYear", ("1950", "-0044", "0044", "12000", "1950Z"), ("50", "195", "1950-05", "1950s", "0000")),
    Values("gMonthDay", ("--05-14", "--02-29", "--05-14Z"), ("05-14", "--13-01", "--02-30", "--5-14")),
    Values("gDay", ("---14", "---31Z"), ("14", "---32", "---1", "--14")),
    Values("gMonth", ("--05", "--12Z"), ("05", "--13", "--5")),
    Values("hexBinary", ("", "0FB7", "0fb7", " a0 "), ("0FB", "0G", "0F B7")),
    Values("base64Binary", ("", "YQ==", "YWI=", "YWJj", "Y W J j"), ("YQ", "Y*==", "Y")),
)  # fmt: skip

FACETS = (
    Values("string", ("abc", "한국어", "ab ", "𐀀bc"), ("ab", "abcd"), (("length", "3"),)),
    Values("token", ("ab", " a b "), ("a", " a "), (("minLength", "2"),)),
    Values("token", ("ab", "a", ""), ("a b c",), (("maxLength", "2"),)),
    Values("token", ("ab", "abc"), ("a", "abcd"), (("minLength", "2"), ("maxLength", "3"))),
    Values("NMTOKENS", ("a b",), ("a", "a b c"), (("length", "2"),)),
    Values("anyURI", ("#abc",), ("#abcd",), (("maxLength", "4"),)),
    Values("hexBinary", ("0FB7",), ("0F", "0FB7AA"), (("length", "2"),)),
    Values("base64Binary", ("YQ==", "YWI="), ("YWJj",), (("maxLength", "2"),)),
    Values("integer", ("1", "12", "012"), ("0", "13"), (("minInclusive", "1"), ("maxInclusive", "12"))),
    Values("integer", ("1", "9"), ("0", "10"), (("minExclusive", "0"), ("maxExclusive", "10"))),
    Values("decimal", ("-1.5", "0"), ("-1.51",), (("minInclusive", "-1.5"),)),
    Values("double", ("999.9", "-INF"), ("1e3", "INF"), (("maxExclusive", "1e3"),)),
    Values("float", ("0", "INF"), ("-1",), (("minInclusive", "0"),)),
    Values("date", ("1950-01-01", "1953-07-27"), ("1949-12-31", "1953-07-28"), (("minInclusive", "1950-01-01"), ("maxInclusive", "1953-07-27"))),
    Values("dateTime", ("1950-06-25T04:00:01Z", "1950-06-25T14:00:00+09:00"), ("1950-06-25T04:00:00Z", "1950-06-25T12:00:00+09:00"), (("minExclusive", "1950-06-25T04:00:00Z"),)),
    Values("time", ("11:59:59Z",), ("12:00:00Z",), (("maxExclusive", "12:00:00Z"),)),
    Values("gYear", ("1945", "1950"), ("1944", "-1950"), (("minInclusive", "1945"),)),
    Values("gYearMonth", ("1950-09", "1950-10"), ("1950-11",), (("maxInclusive", "1950-10"),)),
    Values("duration", ("P1D", "P1Y"), ("PT1H",), (("minInclusive", "P1D"),)),
    Values("decimal", ("1234", "12.34", "0012.34", "12.3400"), ("12345", "123.45"), (("totalDigits", "4"),)),
    Values("decimal", ("1.25", "1.2500", "7"), ("1.255",), (("fractionDigits", "2"),)),
    Values("positiveInteger", ("99", "007"), ("100",), (("totalDigits", "2"),)),
    Values("token", ("AB1", "KW50"), ("ab1", "AB", "xAB1"), (("pattern", r"[A-Z]{2}\d+"),)),
    Values("token", ("a", "b"), ("ab", ""), (("pattern", "a|b"),)),
    Values("token", ("ac",), ("abc",), (("pattern", "[a-c-[b]]+"),)),
    Values("token", ("a:b", "_1"), ("1a", "-"), (("pattern", r"\i\c*"),)),
    Values("token", ("Österreich", "Сталин"), ("österreich", "毛"), (("pattern", r"\p{Lu}\p{L}*"),)),
    Values("token", ("мао",), ("mao",), (("pattern", r"\p{IsCyrillic}+"),)),
    Values("token", ("abc",), ("a1", "a b"), (("pattern", r"[^\d\s]+"),)),
    Values("token", ("毛泽东", "50%"), ("毛 泽东", ""), (("pattern", r"\S+"),)),
    Values("token", ("ab", "abc"), ("a", "abcd"), (("pattern", ".{2,3}"),)),
    Values("token", ("^a$",), ("a",), (("pattern", "^a$"),)),
    Values("token", ("a1",), ("a", "1", "b1"), (("pattern", "[ab].*"), ("pattern", ".*[0-9]"), ("pattern", "a.*"))),
    Values("integer", ("007",), ("7",), (("pattern", "0+7"),)),
)  # fmt: skip

NO_FACETS = (
    ("token", "length", "-1"), ("token", "length", "two"), ("token", "minInclusive", "a"), ("token", "enumeration", "a"),
    ("token", "whiteSpace", "preserve"), ("token", "pattern", "["), ("token", "pattern", "a{2,1}"), ("token", "pattern", "(?:a)"),
    ("token", "pattern", r"\p{Nonsense}"), ("token", "nothing", "1"), ("integer", "length", "1"), ("integer", "minInclusive", "one"),
    ("integer", "totalDigits", "0"), ("double", "totalDigits", "3"), ("date", "maxExclusive", "1950"), ("boolean", "maxInclusive", "true"),
)  # fmt: skip
"""A datatype with a parameter that it cannot have: the schema is refused."""

"""The register: where pointers lead."""

from kwedition.build import record
from kwedition.build.register import Register

HEAD = 'path="{0}.xml" kind="document" root="{0}" xml:lang="en"><title>{0}</title>'


def test_a_pointer_that_looks_like_what_is_said_of_it_leads_where_it_leads() -> None:
    texts = {name: f'<record xmlns="urn:kwedition:ns" id="{name}" {HEAD.format(name)}' for name in ("a", "b")}
    pointer = '<pointer token="{}" id="b" file="b.xml" fragment=""/>'
    tokens = ("b.xml", "b.xml document=", "b.xml document=&quot;a&quot; address=&quot;c#d&quot;")
    texts["a"] += "".join(map(pointer.format, tokens))
    first, second = (record.read(f"{text}</record>") for text in texts.values())
    register = Register([first, second], lambda text: (text, text))
    assert [register.leads_to(first, each) for each in first.pointers] == ["b"] * 3

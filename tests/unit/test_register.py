"""The register: where pointers lead."""

from kwedition.build import record
from kwedition.build.register import Register, company, most_named

HEAD = 'path="{0}.xml" kind="document" root="{0}" xml:lang="en"><title>{0}</title>'


def test_a_pointer_that_looks_like_what_is_said_of_it_leads_where_it_leads() -> None:
    texts = {name: f'<record xmlns="urn:kwedition:ns" id="{name}" {HEAD.format(name)}' for name in ("a", "b")}
    pointer = '<pointer token="{}" id="b" file="b.xml" fragment=""/>'
    tokens = ("b.xml", "b.xml document=", "b.xml document=&quot;a&quot; address=&quot;c#d&quot;")
    texts["a"] += "".join(map(pointer.format, tokens))
    first, second = (record.read(f"{text}</record>") for text in texts.values())
    register = Register([first, second], lambda text: (text, text))
    assert [register.leads_to(first, each) for each in first.pointers] == ["b"] * 3


def test_who_is_named_beside_somebody_is_not_looked_for_in_one_document() -> None:
    """One document may name twenty thousand persons: each with all others is more than anybody can wait for."""
    asked: list[str] = []

    def key(id_: str) -> str:
        asked.append(id_)
        return id_

    everybody = [f"p{n}" for n in range(500)]
    assert most_named([everybody], key) == []
    near = most_named([everybody, ["p7", "p9"], ["p7", "p8", "p9"]], key)
    assert company("p7", near) == [("p9", 3), ("p8", 2)]
    assert sorted(set(asked)) == ["p7", "p8", "p9"]

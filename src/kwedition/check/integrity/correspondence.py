"""Whether a letter's description says from whom, to whom and when."""

from collections.abc import Iterator

from lxml import etree

from kwedition.check.integrity.rule import Note
from kwedition.check.integrity.view import View, tei

_WHO = frozenset(
    tei(name) for name in ("persName", "orgName", "name", "rs", "personGrp", "person", "org", "p", "note", "ab")
)


def notes(view: View) -> Iterator[Note]:
    """What the descriptions of correspondence leave open without saying so."""
    for order, description in view.of("correspDesc"):
        actions = description.findall(tei("correspAction"))
        # A description in prose says what it says.
        if not actions:
            continue
        sent = [each for each in actions if each.get("type", "sent") == "sent"]
        received = [each for each in actions if each.get("type") in {"received", "delivered"}]
        if not any(_named(each) for each in sent):
            yield Note(
                view.order(sent[0]) if sent else order, "corresp-sender",
                "the sender is neither named nor marked as unknown",
                'write <persName> with what is known, or <persName cert="unknown">not known</persName>',
            )  # fmt: skip
        if not any(_named(each) for each in received):
            yield Note(
                view.order(received[0]) if received else order, "corresp-addressee",
                "the addressee is neither named nor marked as unknown",
                'write <persName> with what is known, or <persName cert="unknown">not known</persName>',
            )  # fmt: skip
        if not any(_dated(each) for each in actions):
            yield Note(
                view.order(sent[0]) if sent else order, "corresp-date",
                "no date is given, and it is not marked as unknown",
                "write <date> with what is known (notBefore, notAfter), or <date cert=\"unknown\">undated</date>",
            )  # fmt: skip


def _says(element: etree._Element) -> bool:
    return any(element.attrib.get(name) for name in ("ref", "key", "cert", "corresp", "sameAs", "who")) or any(
        text.strip() for text in element.itertext("*")
    )


def _named(action: etree._Element) -> bool:
    return any(child.tag in _WHO and _says(child) for child in action)


def _dated(action: etree._Element) -> bool:
    for child in action.iter(tei("date"), tei("p"), tei("note"), tei("ab")):
        dating = [name for name in child.attrib if name != tei("type")]
        if dating or any(text.strip() for text in child.itertext("*")):
            return True
    return False

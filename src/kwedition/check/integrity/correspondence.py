"""Whether a letter's description says from whom, to whom and when."""

import re
from collections.abc import Iterator

from lxml import etree

from kwedition.check.integrity.dates import DATING
from kwedition.check.integrity.rule import Note
from kwedition.check.integrity.view import View, tei

_WHO = tuple(
    tei(name)
    for name in (
        "persName", "orgName", "name", "rs", "roleName", "forename", "surname", "addName", "genName", "personGrp",
        "person", "org", "address", "ref", "p", "note", "ab",
    )
)  # fmt: skip
_MEANS = frozenset({"ref", "key", "cert", "corresp", "sameAs", "who", "evidence", "period", "dur"}) | DATING
_UNKNOWN = re.compile(r"unknown|unbekannt|inconnu|undated|undatiert|anonym|unidentified|uncertain", re.IGNORECASE)

# With the names that projects gave them before there was the element.
_SENT = frozenset({"sent", "sentby", "sending", "sender", "from"})
_RECEIVED = frozenset({
    "received", "receivedby", "receiving", "receiver", "recipient", "addressee", "delivered", "deliveredto", "to",
})  # fmt: skip


def notes(view: View) -> Iterator[Note]:
    """What the descriptions of correspondence leave open without saying so."""
    for order, description in view.of("correspDesc"):
        actions = description.findall(tei("correspAction"))
        # A description in prose says what it says.
        if not actions:
            continue
        sent = [each for each in actions if is_sending(each)]
        received = [each for each in actions if str(each.get("type")).lower() in _RECEIVED]
        if not any(_named(each) for each in sent):
            yield Note(
                view.order(sent[0]) if sent else order, "corresp-sender",
                "the sender is neither named nor marked as unknown",
                'write <persName> with what is known, or <persName cert="unknown">not known</persName>',
            )  # fmt: skip
        if not any(_named(each) for each in received) and not any(
            _says(each) for action in actions for each in action.iter(*_WHO) if _is_addressee(each)
        ):
            yield Note(
                view.order(received[0]) if received else order, "corresp-addressee",
                "the addressee is neither named nor marked as unknown",
                'write <persName> with what is known, or <persName cert="unknown">not known</persName>',
            )  # fmt: skip
        # What a letter is dated by may stand where any text is.
        created = description.iterfind(f"../{tei('creation')}//{tei('date')}")
        if not any(_dated(each) for each in actions) and not any(_says(each) for each in created):
            yield Note(
                view.order(sent[0]) if sent else order, "corresp-date",
                "no date is given, and it is not marked as unknown",
                "write <date> with what is known (notBefore, notAfter), or <date cert=\"unknown\">undated</date>",
            )  # fmt: skip


def is_sending(action: etree._Element) -> bool:
    """Whether a ``correspAction`` tells of the sending; one without a type does."""
    return str(action.get("type", "sent")).strip().lower() in _SENT


def _says(element: etree._Element) -> bool:
    """Whether an element has text, means somebody or some time by an attribute, or says that it is not known."""
    return any(text.strip() for text in element.itertext("*")) or any(
        value.strip() and (name in _MEANS or _UNKNOWN.search(value)) for name, value in element.items()
    )


def _is_addressee(name: etree._Element) -> bool:
    """Whether a name says itself, and not its ``correspAction``, that it is the addressee's."""
    return str(name.get("role")).strip().lower() in _RECEIVED


def _named(action: etree._Element) -> bool:
    typed = "type" in action.attrib
    return any(_says(each) for each in action.iter(*_WHO) if typed or not _is_addressee(each))


def _dated(action: etree._Element) -> bool:
    return any(_says(each) for each in action.iter(tei("date"), tei("time"), tei("p"), tei("note"), tei("ab")))

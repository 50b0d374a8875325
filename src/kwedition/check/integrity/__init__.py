"""Integrity of an edition beyond its grammar: what is pointed to is there, dates exist, ids name one thing.

``facts`` needs the tree of one document, ``across`` only the facts of all, ``placed`` the tree again, but only of
documents about which there is something to say. ``check_integrity`` does the three in turn, in this process.
"""

from kwedition.check.integrity.collect import across, alone, check_integrity, facts, scope_of
from kwedition.check.integrity.entries import entries_twice
from kwedition.check.integrity.ignores import apply_ignores
from kwedition.check.integrity.model import DocumentFacts, Scope
from kwedition.check.integrity.names import RULE as UNKNOWN
from kwedition.check.integrity.places import placed
from kwedition.check.integrity.rule import Correctable, Correction, Issue, Note, Rule
from kwedition.check.integrity.rules import BY_ID, RULES, documentation

__all__ = [
    "BY_ID",
    "RULES",
    "UNKNOWN",
    "Correctable",
    "Correction",
    "DocumentFacts",
    "Issue",
    "Note",
    "Rule",
    "Scope",
    "across",
    "alone",
    "apply_ignores",
    "check_integrity",
    "documentation",
    "entries_twice",
    "facts",
    "placed",
    "scope_of",
]

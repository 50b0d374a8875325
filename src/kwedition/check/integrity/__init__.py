"""Integrity of an edition beyond its grammar: what is pointed to is there, dates exist, ids name one thing."""

from kwedition.check.integrity.entries import entries_twice

__all__ = ["entries_twice"]

"""Check TEI editions and publish them."""

__version__ = "0.1.0"

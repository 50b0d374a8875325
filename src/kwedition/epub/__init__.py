"""The edition as a book for reading systems: EPUB 3.3."""

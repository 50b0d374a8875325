"""XSL-FO to PDF: FO is refined here (properties, white space, spaces), and set by a program in Typst (``*.typ``)."""

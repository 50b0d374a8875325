"""The namespace of records, registers and plans."""

NAMESPACE = "urn:kwedition:ns"
KW = f"{{{NAMESPACE}}}"

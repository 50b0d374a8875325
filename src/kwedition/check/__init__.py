"""Is it right? Parse, grammar, Schematron, and what holds across the edition."""

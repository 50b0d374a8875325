"""Check an edition: every document by itself, then what holds across all."""

from collections.abc import Callable, Iterable

from kwedition.check.grammar import Grammar, compile_grammar
from kwedition.check.schematron import Rules
from kwedition.edition import Document
from kwedition.findings import Finding
from kwedition.saxon import Saxon
from kwedition.schema import SchemaFiles


def check_documents(
    saxon: Saxon,
    documents: Iterable[Document],
    schema: SchemaFiles | None,
    advance: Callable[[], None] = lambda: None,
) -> list[Finding]:
    """What the schema has to say of each document; without a schema, nothing is judged here.

    Rules run only on what the grammar accepts: on other documents they would report the same mistake again.
    """
    grammar: Grammar | None = compile_grammar(schema.rng) if schema and schema.rng else None
    rules = Rules(saxon, schema.sch) if schema and schema.sch else None
    findings: list[Finding] = []
    for document in documents:
        found = grammar.validate(document.source) if grammar else []
        if rules and not found:
            found = rules.validate(document.source)
        findings += found
        advance()
    return findings

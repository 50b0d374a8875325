"""The part of GitHub's expression language that action.yml uses: names, texts, ``== != ! && ||``, status functions."""

import re
from collections.abc import Callable, Mapping

_TOKEN = re.compile(r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<sign>==|!=|&&|\|\||[!()])|(?P<name>[\w-]+(?:\.[\w-]+)*))")
_EMBEDDED = re.compile(r"\$\{\{(.*?)\}\}", re.S)
STATUS = ("always", "cancelled", "failure", "success")

Value = str | bool


def evaluate(expression: str, names: Callable[[str], str], status: Mapping[str, bool]) -> Value:
    """The value of an expression without its braces; raises ValueError where it is not one of the part that is known."""
    tokens: list[tuple[str, str]] = []
    at = 0
    text = expression.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise ValueError(f"not understood: {text[at:]}")
        tokens.append((str(match.lastgroup), match[str(match.lastgroup)]))
        at = match.end()
    parser = _Parser(tokens, names, status)
    value = parser.either()
    if parser.tokens:
        raise ValueError(f"more than an expression: {expression}")
    return value


def filled(template: str, names: Callable[[str], str], status: Mapping[str, bool]) -> str:
    """A text with the values of the expressions in it."""

    def value(match: re.Match[str]) -> str:
        found = evaluate(match[1], names, status)
        return found if isinstance(found, str) else str(found).lower()

    return _EMBEDDED.sub(value, template)


def holds(condition: str, names: Callable[[str], str], status: Mapping[str, bool]) -> bool:
    """Whether a step with this `if` runs; without a status function it does only after success."""
    match = _EMBEDDED.fullmatch(condition.strip())
    expression = match[1] if match else condition
    if not any(f"{function}()" in expression for function in STATUS) and not status["success"]:
        return False
    return bool(evaluate(expression, names, status))


class _Parser:
    def __init__(self, tokens: list[tuple[str, str]], names: Callable[[str], str], status: Mapping[str, bool]) -> None:
        self.tokens = tokens
        self._names = names
        self._status = status

    def either(self) -> Value:
        value = self._both()
        while self._took("||"):
            other = self._both()
            value = value or other
        return value

    def _both(self) -> Value:
        value = self._compared()
        while self._took("&&"):
            other = self._compared()
            value = value and other
        return value

    def _compared(self) -> Value:
        value = self._one()
        if self._took("=="):
            return value == self._one()
        if self._took("!="):
            return value != self._one()
        return value

    def _one(self) -> Value:
        if self._took("!"):
            return not self._one()
        if self._took("("):
            value = self.either()
            self._must(")")
            return value
        if not self.tokens:
            raise ValueError("an expression ends too early")
        kind, token = self.tokens.pop(0)
        if kind == "text":
            return token[1:-1].replace("''", "'")
        if kind == "name" and token in STATUS and self._took("("):
            self._must(")")
            return self._status[token]
        if kind == "name":
            return self._names(token)
        raise ValueError(f"not expected here: {token}")

    def _took(self, sign: str) -> bool:
        if self.tokens and self.tokens[0] == ("sign", sign):
            self.tokens.pop(0)
            return True
        return False

    def _must(self, sign: str) -> None:
        if not self._took(sign):
            raise ValueError(f"{sign} is missing")

"""What stops the tool. What is wrong with a document is a finding, not an exception."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kwedition.findings import Finding


class KweditionError(Exception):
    """The tool could not work: what happened, and what to do about it.

    ``exit_code`` is what the command line returns: 2 for wrong use, 3 when the tool could not work.
    """

    exit_code = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class SettingsError(KweditionError):
    """The settings or the arguments ask for what cannot be."""

    exit_code = 2


class StylesheetError(KweditionError):
    """A stylesheet does not compile or stopped while it ran."""


class DocumentsStopped(StylesheetError):
    """Stylesheets of ours stopped at documents. Then the edition is published without these.

    ``findings`` say so, by the paths of the documents relative to the source folder.
    """

    def __init__(self, message: str, hint: str, findings: "Mapping[str, Finding]") -> None:
        super().__init__(message, hint)
        self.findings = findings


class OutputError(KweditionError):
    """The output folder cannot be written, or is not ours to replace."""

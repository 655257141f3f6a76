"""Why a document is refused: the place, the rule, the nearest name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.errors import DocumentError, nearest
from smartcity_widgets.values.texts import quoted, quoted_json
from smartcity_widgets.words import speaking, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from smartcity_widgets.values import Problem

__all__ = ["RefusedDocumentError", "refused_type", "refused_value", "shown", "unknown"]


class RefusedDocumentError(DocumentError):
    """A document is refused, with a reason that is itself in words.

    Parameters
    ----------
    reason
        Id of the word that fills ``{expected}``, or the problem that fills ``{problem}``.
    """

    def __init__(self, rule: str, /, *, reason: str | Problem, **details: object) -> None:
        super().__init__(rule, **details)
        self.reason = reason

    def sentence(self, language: str | None = None) -> str:
        """Return the refusal as one sentence in `language`, by default the one spoken."""
        spoken = words(language or speaking.get())
        if isinstance(self.reason, str):
            filled = {"expected": spoken.say(f"expected.{self.reason}")}
        else:
            filled = {"problem": self.reason.sentence(spoken)}
        return spoken.say(f"errors.{self.rule}", **self.details, **filled)


def refused_type(path: str, expected: str) -> RefusedDocumentError:
    """Return the refusal of a value that is not of the type expected at `path`."""
    return RefusedDocumentError("document-type", reason=expected, path=path or "/")


def refused_value(path: str, problem: Problem) -> RefusedDocumentError:
    """Return the refusal of an answer that breaks a rule of its question."""
    return RefusedDocumentError("document-value", reason=problem, path=path)


def unknown(what: str, path: str, name: str, known: Iterable[str]) -> DocumentError:
    """Return the refusal of a name that nothing has: of a member, a step, a question.

    The name stands at the end of `path`; both are quoted short and showable.
    """
    near = nearest(name, known)
    named = {"path": path.removesuffix(name) + quoted(name), "name": quoted(name)}
    if near:
        return DocumentError(f"document-nearest-{what}", **named, nearest=near)
    return DocumentError(f"document-unknown-{what}", **named)


def shown(value: object) -> str:
    """Return what stands in a document as a sentence can quote it."""
    return quoted(value) if isinstance(value, str) else quoted_json(value)

"""Whether two scores may be compared: only where the same was asked and weighed alike."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from smartcity_widgets.answers import Answers

from .verdict import rules_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from smartcity_widgets.method import Method

__all__ = ["Basis", "Reason", "basis_of", "comparable", "published_basis"]

Reason = Literal["method", "overlay", "weights", "thresholds"]

_ASKED = ("hidden", "words", "questions")
"""What of an overlay changes what people answer to; its name and its looks do not."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a score stands on.

    Attributes
    ----------
    version
        Of the method; corrected words (its last number) change no score.
    asked
        What the overlay hides, rewords and adds; empty where the method is as published.
    weights, thresholds
        Those in force, wherever they were set.
    """

    version: tuple[str, ...]
    asked: Mapping[str, Any]
    weights: Mapping[str, Fraction]
    thresholds: Mapping[str, Fraction]


def basis_of(method: Method, answers: Answers) -> Basis:
    """Return what the score of a workbook stands on."""
    rules = rules_of(method, answers)
    overlay = answers.overlay
    return Basis(
        version=tuple(method.version.split(".")[:2]),
        asked={name: overlay[name] for name in _ASKED if overlay.get(name)},
        weights=rules.weights,
        thresholds=rules.thresholds,
    )


def published_basis(method: Method) -> Basis:
    """Return what a score under the method as it is published stands on."""
    return basis_of(method.published, Answers(""))


def comparable(one: Basis, other: Basis) -> tuple[Reason, ...]:
    """Return why two scores cannot be compared; nothing where they can."""
    differs: dict[Reason, bool] = {
        "method": one.version != other.version,
        "overlay": one.asked != other.asked,
        "weights": one.weights != other.weights,
        "thresholds": one.thresholds != other.thresholds,
    }
    return tuple(reason for reason, found in differs.items() if found)

"""The risks of the projects: how probable, how grave, who does what about them (P2.3).

The severity of a risk is its probability times its impact, from 1 to 25. Where it becomes
grave is our own choice, in `SEVERITIES`, and said so where it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from smartcity_widgets.answers import Answers

__all__ = [
    "RISKS",
    "SCALE",
    "SEVERITIES",
    "Lack",
    "Risk",
    "Severity",
    "matrix_of",
    "risks_of",
    "severity_of",
]

RISKS = "delivery/risks"
SCALE = range(1, 6)
"""The steps of probability and of impact."""

Severity = Literal["low", "medium", "high"]
Lack = Literal["rating", "response", "owner"]

SEVERITIES: Mapping[Severity, int] = MappingProxyType({"low": 1, "medium": 6, "high": 15})
"""Severity to the product from which it is so [OURS]."""

_PROJECTS = "action-plan/projects"
_PERSONS = "context/persons"
_COLUMNS = (
    "project",
    "risk",
    "category",
    "probability",
    "impact",
    "response",
    "action",
    "owner",
    "status",
)


@dataclass(frozen=True, slots=True)
class Risk:
    """A row of the risk register; what nobody filled in is None.

    Attributes
    ----------
    project, owner
        The row of the project, of the person; None where it is not said, or was removed.
    risk
        What may happen; empty while nobody wrote it.
    """

    row: str
    project: str | None
    risk: str
    category: str | None
    probability: int | None
    impact: int | None
    response: str | None
    action: str | None
    owner: str | None
    status: str | None

    @property
    def is_open(self) -> bool:
        """Whether it still counts: one that came true does, one that is closed does not."""
        return self.status != "closed"

    @property
    def product(self) -> int | None:
        """Probability times impact; None while one of them is open."""
        if self.probability is None or self.impact is None:
            return None
        return self.probability * self.impact

    @property
    def severity(self) -> Severity | None:
        """The product in a word; None while it is not rated."""
        return None if self.product is None else severity_of(self.product)

    @property
    def lacks(self) -> tuple[Lack, ...]:
        """What an open risk still lacks: a rating, an answer to it, somebody who watches.

        Either a response or an action is an answer.
        """
        if not self.is_open:
            return ()
        given: dict[Lack, bool] = {
            "rating": self.product is not None,
            "response": self.response is not None or self.action is not None,
            "owner": self.owner is not None,
        }
        return tuple(name for name, is_given in given.items() if not is_given)


def severity_of(product: int) -> Severity:
    """Return how grave a product of probability and impact is.

    Examples
    --------
    >>> severity_of(3 * 5)
    'high'
    """
    found: Severity = "low"
    for name, start in SEVERITIES.items():
        if product >= start:
            found = name
    return found


def risks_of(answers: Answers) -> tuple[Risk, ...]:
    """Return the risks in the order of the table; a row that says nothing is none."""
    projects, persons = set(answers.rows(_PROJECTS)), set(answers.rows(_PERSONS))
    return tuple(
        Risk(
            row=row["id"],
            project=row["project"] if row.get("project") in projects else None,
            risk=row.get("risk", ""),
            category=row.get("category"),
            probability=_on_scale(row.get("probability")),
            impact=_on_scale(row.get("impact")),
            response=row.get("response"),
            action=row.get("action"),
            owner=row["owner"] if row.get("owner") in persons else None,
            status=row.get("status"),
        )
        for row in answers.table(RISKS, _COLUMNS)
        if len(row) > 1
    )


def _on_scale(value: int | None) -> int | None:
    """Return a step of the scale; what another version allowed is not rated."""
    return value if value in SCALE else None


def matrix_of(risks: Iterable[Risk]) -> Mapping[tuple[int, int], tuple[Risk, ...]]:
    """Return (probability, impact) to the open risks rated so, in order.

    Every pair of the two scales is there, empty where no risk is.
    """
    found: dict[tuple[int, int], list[Risk]] = {
        (probability, impact): [] for probability in SCALE for impact in SCALE
    }
    for one in risks:
        if one.is_open and one.probability is not None and one.impact is not None:
            found[one.probability, one.impact].append(one)
    return MappingProxyType({place: tuple(ones) for place, ones in found.items()})

"""The risks in words: their places in the matrix, and the register, the gravest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from smartcity_widgets.analysis.risks import (
    RISKS,
    SCALE,
    SEVERITIES,
    matrix_of,
    severity_of,
)

from ..naming import naming
from .saying import KEY, chosen, person, project

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from smartcity_widgets.analysis.risks import Lack, Risk, Severity
    from smartcity_widgets.render.drawing import Drawing

__all__ = ["Cell", "Lead", "Line", "Matrix", "matrix", "register", "register_lead"]

SIGNS: dict[Severity, str] = {"low": "·", "medium": "▲", "high": "■"}
LACKS: tuple[Lack, ...] = ("owner", "response", "rating")


@dataclass(frozen=True, slots=True)
class Cell:
    """A place of the matrix: how grave, and the numbers of the risks that stand there."""

    severity: Severity
    said: str
    sign: str
    numbers: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix, the most probable first.

    Attributes
    ----------
    rows
        Probability to its cells, by rising impact.
    legend
        Every severity with its sign, its word and the products that are so.
    """

    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    columns: tuple[int, ...]
    legend: tuple[tuple[Severity, str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A risk of the register, one text for each cell."""

    number: int
    what: str
    project: str
    category: str
    severity: str
    sign: str
    rated: str
    response: str
    action: str
    who: str
    status: str
    lacks: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lead:
    """How many risks there are, in a sentence; and the open ones that lack something."""

    said: str
    lacks: tuple[Markup, ...]


def register_lead(risks: Sequence[Risk], drawing: Drawing) -> Lead | None:
    """Return how many risks are open and how grave; None where there is no risk."""
    if not risks:
        return None
    still = [one for one in risks if one.is_open]
    said = [
        drawing.count(f"{KEY}.risks", len(still))
        if still
        else drawing.say(f"{KEY}.no_risk")
    ]
    high = sum(one.severity == "high" for one in still)
    occurred = sum(one.status == "occurred" for one in still)
    if high:
        said.append(drawing.count(f"{KEY}.high", high))
    if occurred:
        said.append(drawing.count(f"{KEY}.occurred", occurred))
    if len(still) < len(risks):
        said.append(drawing.count(f"{KEY}.closed", len(risks) - len(still)))
    lacking = {lack: [one for one in still if lack in one.lacks] for lack in LACKS}
    return Lead(
        " ".join(said),
        tuple(
            naming(
                drawing.words,
                f"{KEY}.lacking.{lack}",
                [_named(one, drawing) for one in ones],
                counting=len(ones),
            )
            for lack, ones in lacking.items()
            if ones
        ),
    )


def matrix(risks: Sequence[Risk], drawing: Drawing) -> Matrix | None:
    """Return the matrix; None while no open risk is rated."""
    found = matrix_of(risks)
    if not any(found.values()):
        return None
    between = drawing.say("value.between")
    rows = []
    for probability in reversed(SCALE):
        cells = []
        for impact in SCALE:
            severity = severity_of(probability * impact)
            numbers = [_number(one, drawing) for one in found[probability, impact]]
            cells.append(
                Cell(
                    severity,
                    drawing.say(f"{KEY}.severity.{severity}"),
                    SIGNS[severity],
                    between.join(map(str, numbers)),
                )
            )
        rows.append((probability, tuple(cells)))
    starts = [*SEVERITIES.values(), SCALE[-1] ** 2 + 1]
    legend = tuple(
        (
            name,
            SIGNS[name],
            drawing.say(
                f"{KEY}.legend",
                severity=drawing.say(f"{KEY}.severity.{name}"),
                first=first,
                last=beyond - 1,
            ),
        )
        for name, first, beyond in zip(SEVERITIES, starts, starts[1:], strict=False)
    )
    return Matrix(tuple(rows), tuple(SCALE), legend)


def register(risks: Sequence[Risk], drawing: Drawing) -> tuple[Line, ...]:
    """Return all risks: the open ones, the gravest first, then those without a rating.

    Those that are closed come last.
    """
    ordered = sorted(risks, key=lambda one: (not one.is_open, -(one.product or 0)))
    return tuple(_line(one, drawing) for one in ordered)


def _line(one: Risk, drawing: Drawing) -> Line:
    path, severity = f"{RISKS}/{one.row}", one.severity
    column = {"rating": "probability", "response": "response", "owner": "owner"}
    rated = (
        drawing.say(
            f"{KEY}.rated",
            probability=one.probability,
            impact=one.impact,
            product=one.product,
        )
        if one.product is not None
        else ""
    )
    return Line(
        number=_number(one, drawing),
        what=_named(one, drawing),
        project=project(one.project, drawing),
        category=chosen(f"{RISKS}/row/category", one.category, drawing),
        severity=drawing.say(f"{KEY}.severity.{severity}") if severity else "",
        sign=SIGNS[severity] if severity else "",
        rated=rated,
        response=chosen(f"{RISKS}/row/response", one.response, drawing),
        action=one.action or "",
        who=person(one.owner, drawing),
        status=chosen(f"{RISKS}/row/status", one.status, drawing),
        lacks=tuple(
            (drawing.say(f"{KEY}.lacks.{lack}"), f"{path}/{column[lack]}")
            for lack in one.lacks
        ),
    )


def _number(one: Risk, drawing: Drawing) -> int:
    return drawing.number_of(RISKS, one.row)


def _named(one: Risk, drawing: Drawing) -> str:
    return one.risk or drawing.say("ui.row.unnamed", n=_number(one, drawing))

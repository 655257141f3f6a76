"""What a diagnosis looked at: its figures, needs and gaps, by dimension."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = ["Diagnosis", "Figure", "Need", "diagnosis"]

Value = Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the baseline table.

    Attributes
    ----------
    row
        Its row of ``diagnosis/baseline``.
    cells
        Its answered columns, by id.
    dimension
        That of its indicator; None where the catalogue does not know it.
    """

    row: str
    cells: Mapping[str, Value]
    dimension: str | None

    @property
    def sourced(self) -> bool:
        """Whether it says where it comes from and of which year it is."""
        return "source" in self.cells and "year" in self.cells


@dataclass(frozen=True, slots=True)
class Need:
    """One need of ``diagnosis/needs``."""

    row: str
    need: str
    dimension: str | None
    who: str | None
    evidence: str | None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What there is.

    Attributes
    ----------
    dimensions
        Every dimension, in order.
    looked_at
        Dimensions that a statement, a figure, an initiative or a need names.
    overlooked
        The others.
    figures, needs
        By dimension, in order; those of none stand under None, last. Only dimensions that
        have some.
    gaps
        Data that are missing, in people's own words.
    """

    dimensions: tuple[str, ...]
    looked_at: tuple[str, ...]
    overlooked: tuple[str, ...]
    figures: Mapping[str | None, tuple[Figure, ...]]
    needs: Mapping[str | None, tuple[Need, ...]]
    gaps: tuple[str, ...]

    @property
    def unsourced(self) -> tuple[Figure, ...]:
        """The figures that lack their source or their year."""
        every = (one for ones in self.figures.values() for one in ones)
        return tuple(one for one in every if not one.sourced)


_Row = TypeVar("_Row", Figure, Need)


def diagnosis(method: Method, answers: Answers) -> Diagnosis:
    """Return what a diagnosis looked at; a row without its first answer says nothing."""
    order = method.choice_lists["dimension"]
    figures = [
        Figure(row["id"], row, entry.dimension if entry else None)
        for row in answers.table("diagnosis/baseline", _columns(method))
        if "indicator" in row or "value" in row
        for entry in (method.indicators.get(row.get("indicator", "")),)
    ]
    needs = [
        Need(
            row["id"],
            row["need"],
            row.get("dimension"),
            row.get("who"),
            row.get("evidence"),
        )
        for row in answers.table(
            "diagnosis/needs", ("need", "dimension", "who", "evidence")
        )
        if "need" in row
    ]
    named = {one.dimension for one in figures if "value" in one.cells}
    named |= {one.dimension for one in needs}
    for table, first in (("swot", "statement"), ("existing_initiatives", "name")):
        rows = answers.table(f"diagnosis/{table}", (first, "dimension"))
        named |= {row.get("dimension") for row in rows if first in row}
    return Diagnosis(
        dimensions=order,
        looked_at=tuple(one for one in order if one in named),
        overlooked=tuple(one for one in order if one not in named),
        figures=_grouped(order, figures),
        needs=_grouped(order, needs),
        gaps=tuple(answers.value("diagnosis/data_gaps") or ()),
    )


def _columns(method: Method) -> tuple[str, ...]:
    asked = method.at("diagnosis/baseline")
    return tuple(one.id for one in asked.columns) if asked else ()


def _grouped(
    order: Iterable[str], ones: Iterable[_Row]
) -> Mapping[str | None, tuple[_Row, ...]]:
    rows = tuple(ones)
    places: tuple[str | None, ...] = (*order, None)
    known = {
        place: tuple(one for one in rows if _place(one.dimension, places) == place)
        for place in places
    }
    return MappingProxyType({place: some for place, some in known.items() if some})


def _place(dimension: str | None, places: Iterable[str | None]) -> str | None:
    return dimension if dimension in places else None

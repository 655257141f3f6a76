"""What already runs: the initiatives of every service, by dimension and stage."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from smartcity_widgets.answers import Answers
    from smartcity_widgets.method import Method

__all__ = ["STAGES", "Initiatives", "initiatives"]

STAGES = ("idea", "running", "finished", "stopped")
"""How far an initiative is, in this order."""


@dataclass(frozen=True, slots=True)
class Initiatives:
    """The initiatives of one dimension, or of none.

    Attributes
    ----------
    dimension
        None for those that name no dimension.
    stages
        Every stage to the names of its initiatives, in order; None for no stage said.
    """

    dimension: str | None
    stages: Mapping[str | None, tuple[str, ...]]

    @property
    def count(self) -> int:
        """How many there are."""
        return sum(map(len, self.stages.values()))


def initiatives(method: Method, answers: Answers) -> tuple[Initiatives, ...]:
    """Return the initiatives of every dimension, in order, then those that name none.

    A row without a name is none; a dimension without initiatives is there, empty.
    """
    places: list[str | None] = [*method.choice_lists["dimension"], None]
    stages: tuple[str | None, ...] = (*STAGES, None)
    found: dict[str | None, dict[str | None, list[str]]] = {
        place: {stage: [] for stage in stages} for place in places
    }
    columns = ("name", "dimension", "stage")
    for row in answers.table("diagnosis/existing_initiatives", columns):
        if "name" in row:
            of = found.get(row.get("dimension"), found[None])
            of.get(row.get("stage"), of[None]).append(row["name"])
    parts = (
        Initiatives(
            place, MappingProxyType({stage: tuple(ones) for stage, ones in of.items()})
        )
        for place, of in found.items()
    )
    return tuple(one for one in parts if one.dimension is not None or one.count)

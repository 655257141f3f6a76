"""The numbers of the verdict, wherever they are written: weights and thresholds."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError

from .tables import Fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["THRESHOLDS", "read_thresholds", "read_weights"]

THRESHOLDS = (
    "overall_not_yet",
    "prerequisite_not_yet",
    "overall_go",
    "prerequisite_go",
    "missing_share",
)


def read_weights(
    where: str, given: Mapping[str, object], prerequisites: Iterable[str]
) -> dict[str, Decimal]:
    """Return the weight of every prerequisite, in their order.

    Raises
    ------
    ContentError
        If one is missing, unknown or below zero, or if they do not sum to 1.
    """
    table = Fields(where, given)
    weights = {name: table.get(name, Decimal) for name in prerequisites}
    table.closed()
    below = next((name for name, weight in weights.items() if weight < 0), None)
    if below:
        rule = f"the weight of '{below}' is {weights[below]}, below zero."
        raise ContentError(where, rule, "They must be positive and sum to 1.")
    if sum(weights.values()) != 1:
        rule = f"they sum to {sum(weights.values())}."
        raise ContentError(where, rule, "They must be positive and sum to 1.")
    return weights


def read_thresholds(
    where: str, given: Mapping[str, object], *, every: bool = True
) -> dict[str, Decimal]:
    """Return the thresholds, in their order.

    Parameters
    ----------
    every
        Whether all must be given.

    Raises
    ------
    ContentError
        If one is missing or unknown, or is not from 0 to 100.
    """
    table = Fields(where, given)
    thresholds = {
        name: table.get(name, Decimal) for name in THRESHOLDS if every or name in given
    }
    for name in THRESHOLDS:
        table.get(name, Decimal, None)  # known, given or not
    table.closed()
    for name, value in thresholds.items():
        if not 0 <= value <= 100:  # noqa: PLR2004 - percent
            rule = f"'{name}' is {value}."
            raise ContentError(where, rule, "Write points from 0 to 100.")
    return thresholds

"""What columns and cells of action plans are called in files: ``content/plans.toml``.

They are words to recognise; nothing of them is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError

from .loader import CONTENT_FOLDER
from .tables import Fields, did_you_mean, read_toml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["FIELDS", "PlanNames", "plan_names", "read_plan_names"]

FIELDS = (
    *("title", "subtitle", "code", "objective", "owner", "partners", "start", "end"),
    *("period", "status", "kind", "dimension", "budget", "capex", "opex", "funder"),
    *("funding", "steps", "note"),
)
"""What a column of an action plan may be for."""

_SIGNS = (
    *("currency", "thousand", "million", "without_vat", "with_vat", "per_year", "about"),
    *("quarter", "half"),
)


@dataclass(frozen=True, slots=True)
class PlanNames:
    """The words by which a plan is understood.

    Attributes
    ----------
    headings
        Field to the headings of its column.
    choices
        List of choices to each choice's words in a cell.
    signs
        What stands in an amount or a period: ``thousand``, ``about``, ``quarter``.
    """

    headings: Mapping[str, tuple[str, ...]]
    choices: Mapping[str, Mapping[str, tuple[str, ...]]]
    signs: Mapping[str, tuple[str, ...]]


@cache
def plan_names() -> PlanNames:
    """Return the names that are shipped."""
    return read_plan_names(CONTENT_FOLDER / "plans.toml")


def read_plan_names(path: Path) -> PlanNames:
    """Read the names by which action plans are understood.

    Raises
    ------
    ContentError
        If the file names no field or sign of ours, or lacks one.
    """
    file = read_toml(path)
    headings = _texts(file, "headings", FIELDS)
    signs = _texts(file, "signs", _SIGNS)
    choices = file.items("choices")
    found = {}
    for name, one in choices.items():
        table = Fields(
            f"{file.where}: choices.{name}", one if isinstance(one, dict) else {}
        )
        found[name] = MappingProxyType({each: table.texts(each) for each in one or ()})  # type: ignore[attr-defined]
    file.closed()
    return PlanNames(headings, MappingProxyType(found), signs)


def _texts(
    file: Fields, name: str, known: tuple[str, ...]
) -> Mapping[str, tuple[str, ...]]:
    items = file.items(name)
    table = Fields(f"{file.where}: {name}", items)
    for one in items:
        if one not in known:
            rule = f"'{one}' is none of ours."
            raise ContentError(table.where, rule, did_you_mean(one, known))
    return MappingProxyType({one: table.texts(one) for one in known})

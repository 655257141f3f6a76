"""Read from which number a column may be said as a change, and check that it can.

In a step's file, of a column of kind ``decimal``::

    change_of = { column = "baseline_value", unit = "unit" }

Where both stand in another row: ``through = "indicator"``, the reference that names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from smartcity_widgets.errors import ContentError

from .sources import Changed
from .tables import Fields, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .parts import Method, Question

__all__ = ["check_changed", "read_changed"]


def read_changed(fields: Fields) -> Changed | None:
    """Return from which number a column may be said as a change, if its table says so.

    Raises
    ------
    ContentError
        If it names no column.
    """
    table = fields.get("change_of", dict, None)
    if table is None:
        return None
    said = Fields(f"{fields.where}: change_of", table)
    found = Changed(
        said.get("column", str), said.get("unit", str, None), said.get("through", str, None)
    )
    said.closed()
    return found


def check_changed(method: Method, homes: Mapping[str, str]) -> None:
    """Check that the number a column may change from stands where it is said to.

    Raises
    ------
    ContentError
        If not.
    """
    for step in method.steps.values():
        for table in step.questions:
            for one in table.columns:
                if one.changed is not None:
                    where = f"{homes[step.id]}: question '{one.path}': change_of"
                    _check(where, one, one.changed, table, method)


def _check(
    where: str, one: Question, changed: Changed, table: Question, method: Method
) -> None:
    home: Question | None = table
    if changed.through is not None:
        reference = _column(where, changed.through, table)
        single = reference.kind == "reference" and len(reference.targets) == 1
        home = method.at(reference.targets[0]) if single else None
    if home is None:
        rule = f"'{changed.through}' names no row of one table."
        raise ContentError(where, rule, "Name a reference to one table.")
    number = _column(where, changed.column, home)
    if number.kind != "decimal" or number == one:
        rule = f"nothing changes from '{changed.column}'."
        raise ContentError(where, rule, "Name another column of the kind 'decimal'.")
    if changed.unit is not None and _column(where, changed.unit, home).kind != "text":
        rule = f"'{changed.unit}' says no unit."
        raise ContentError(where, rule, "Name a column of the kind 'text'.")


def _column(where: str, name: str, table: Question) -> Question:
    found = table.column(name)
    if found is None:
        rule = f"'{table.path}' has no column called '{name}'."
        near = did_you_mean(name, [one.id for one in table.columns])
        raise ContentError(where, rule, near)
    return found

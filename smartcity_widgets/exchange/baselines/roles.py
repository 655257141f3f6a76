"""What each column of a table of figures is for.

A role is proposed from what stands in the column, then from its heading. Every proposal is
shown and can be changed; a column that nothing speaks for is not used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from smartcity_widgets.tables import is_year, period_in

from .known import folded, named

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from smartcity_widgets.tables import Column, Table

    from .known import Known

__all__ = ["ROLES", "Role", "proposed_roles"]

Role = Literal[
    "ignored", "value", "indicator", "place", "year", "breakdown", "unit", "source"
]
ROLES: tuple[Role, ...] = get_args(Role)

_PLACES = frozenset(
    (
        *("area", "borough", "city", "commune", "communes", "geo", "gemeente", "libgeo"),
        *("lieu", "locality", "municipality", "nom", "place", "region", "territoire"),
        *("territory", "town", "ville"),
    )
)
_CODES = frozenset(("code", "codes", "insee", "nis", "ins", "siren", "lau"))
_YEARS = frozenset(("annee", "annees", "an", "jaar", "period", "periode", "time", "year"))
_TIMES = frozenset(
    (
        *("date", "datum", "day", "heure", "jour", "maand", "mois", "month", "quarter"),
        *("timestamp", "datetime", "horodatage", "kwartaal", "quand", "trimestre", "when"),
    )
)
_MOST = 0.8
"""Share of the cells below a heading that says so which must be times."""

_UNITS = frozenset(("unit", "units", "unite", "unites"))
_SOURCES = frozenset(("source", "sources", "bron"))
_INDICATORS = frozenset(("indicator", "indicators", "indicateur", "indicateurs"))
_VALUES = frozenset(("value", "values", "valeur", "valeurs", "obs", "waarde"))


def proposed_roles(
    table: Table, known: Known, chosen: Mapping[int, Role]
) -> tuple[Role, ...]:
    """Return the role of each column: the one chosen, else the one proposed."""
    columns = table.columns
    roles: dict[int, Role] = {
        at: one for at, one in chosen.items() if at in range(len(columns))
    }

    def is_free(at: int) -> bool:
        return at not in roles

    def take(role: Role, fits: Sequence[bool]) -> None:
        """Give a role to the first free column that fits, if no column has it."""
        if role in roles.values():
            return
        found = next((at for at, fit in enumerate(fits) if fit and is_free(at)), None)
        if found is not None:
            roles[found] = role

    worded = [one.kind == "text" for one in columns]
    codes = _headed(columns, _CODES, "number")
    take(
        "place",
        [
            (word or code) and any(known.is_place(text) for text in set(one.texts))
            for word, code, one in zip(worded, codes, columns, strict=True)
        ],
    )
    take(
        "indicator",
        [
            word and any(known.indicator(text) for text in set(one.texts))
            for word, one in zip(worded, columns, strict=True)
        ],
    )
    take("indicator", _headed(columns, _INDICATORS, "text"))
    if known.dated:
        take("year", [_holds_times(one, named_so=True) for one in columns])
        take("year", [_holds_times(one, named_so=False) for one in columns])
    take("year", [_holds_years(one) for one in columns])
    take("unit", _called(columns, _UNITS))
    take("source", _called(columns, _SOURCES))
    take("place", _headed(columns, _PLACES, "text"))
    numbers = [at for at, one in enumerate(columns) if one.kind == "number" and is_free(at)]
    for at in _values(columns, numbers, known, by_row="indicator" in roles.values()):
        roles[at] = "value"
    return tuple(roles.get(at, "ignored") for at in range(len(columns)))


def _headed(columns: Sequence[Column], names: frozenset[str], kind: str) -> list[bool]:
    return [named(one.name, names) and one.kind == kind for one in columns]


def _called(columns: Sequence[Column], names: frozenset[str]) -> list[bool]:
    return [folded(one.name) in names and one.kind == "text" for one in columns]


def _holds_years(column: Column) -> bool:
    """Whether a column holds years: all its cells do, and its heading does not deny it."""
    if column.kind == "date":
        return named(column.name, _YEARS | {"date"})
    if column.name and not named(column.name, _YEARS):
        return False
    cells = [one for one in column.texts if one]
    return bool(cells) and all(is_year(one) for one in cells)


def _holds_times(column: Column, *, named_so: bool) -> bool:
    """Whether a column holds days or months; years alone need a heading that says so."""
    called = named(column.name, _YEARS | _TIMES)
    if named_so and not called:
        return False
    if column.kind == "date":
        return True
    cells = [one for one in column.texts if one]
    if not cells or (not called and all(is_year(one) for one in cells)):
        return False
    read = sum(period_in(one) is not None for one in cells)
    return read == len(cells) or (called and read >= _MOST * len(cells))


def _values(
    columns: Sequence[Column], numbers: list[int], known: Known, *, by_row: bool
) -> list[int]:
    """Return the columns of values; where each row names its indicator, one, or by time."""
    if not by_row or len(numbers) == 1:
        return numbers
    by_time = [at for at in numbers if known.time_alone(columns[at].name) is not None]
    headed = [at for at in numbers if named(columns[at].name, _VALUES)]
    return by_time or (headed if len(headed) == 1 else [])

"""A workbook with indicators to be measured, and files with their values."""

from __future__ import annotations

import io
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from tabular import written

from smartcity_widgets.exchange.measuring import (
    Measurable,
    Measured,
    given_of,
    measured,
    open_file,
)
from smartcity_widgets.tables import table_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["DOCUMENT", "KNOWN", "looked", "new"]

KNOWN = Measurable(
    {"i1": ("Heat lost", "H-1"), "i2": ("Roofs insulated",)},
    units={"i1": "%", "i2": "roofs"},
    labels={"i1": "Heat lost", "i2": "Roofs insulated"},
    place=("Valmont",),
)

DOCUMENT: Mapping[str, Any] = MappingProxyType(
    {
        "format": "smartcity-workbook/1",
        "method": "1.0.0",
        "workbook": {"id": "valmont", "name": "Valmont", "language": "en"},
        "answers": {
            "context": {
                "persons": [{"id": "p1", "name": "Ann"}, {"id": "p2", "name": "Bo"}]
            },
            "evaluation": {
                "indicators": [
                    {
                        "id": "i1",
                        "name": "Heat lost",
                        "code": "H-1",
                        "unit": "%",
                        "owner": "p1",
                        "formula": "heat lost / heat bought",
                        "baseline_value": "38",
                        "baseline_date": "2023",
                        "target_value": "30",
                        "target_date": "2030",
                    },
                    {"id": "i2", "name": "Roofs insulated", "unit": "roofs", "owner": "p2"},
                    {"id": "i3", "name": "Trees"},
                ]
            },
            "results": {
                "measurements": [
                    {"id": "m1", "indicator": "i1", "date": "2024", "value": "37.5"}
                ]
            },
        },
    }
)


def looked(
    *files: Sequence[Sequence[str]] | bytes,
    chosen: Mapping[str, str] | None = None,
    known: Measurable = KNOWN,
    replaced: Sequence[str] | None = None,
) -> Measured:
    """Look at files of rows; `chosen` is what somebody chose."""
    chosen = chosen or {}
    given = []
    for at, one in enumerate(files):
        data = one if isinstance(one, bytes) else written(one, delimiter=";")
        opened = open_file(
            lambda data=data: io.BytesIO(data),
            f"f{at}.csv",
            brought_down="period" in chosen,
        )
        table = table_of(opened.document.seen[0])
        source = opened.document.name
        given.append(given_of(opened, table, known, chosen, source=source, latest=2026))
    return measured(given, known, chosen, replaced=replaced)


def new(found: Measured) -> list[tuple[str, str, str]]:
    return [(one.indicator, one.date, f"{one.value:f}") for one in found.new]
